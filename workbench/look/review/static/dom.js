// Elements made of text: nothing here ever reads a string as markup.

const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "open") made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

const button = (label, act, { key, kind = "", describe, pressed, disabled, focus } = {}) =>
  make(
    "button",
    {
      type: "button", class: `wr-button ${kind}`, onclick: act, disabled, "aria-pressed": pressed,
      "aria-label": describe, "aria-keyshortcuts": key, "data-focus": focus ?? label,
    },
    make("span", {}, label),
    key ? make("kbd", { "aria-hidden": "true" }, key) : null,
  );

let counter = 0;
const fresh = (stem) => `wr-${stem}-${(counter += 1)}`;

// A label above its input; the note below it is read with the input.
const labelled = (label, input, note) => {
  input.id = input.id || fresh("in");
  const under = note ? make("span", { class: "wr-note", id: `${input.id}-note` }, note) : null;
  if (under) input.setAttribute("aria-describedby", under.id);
  return make("div", { class: "wr-field" }, make("label", { for: input.id }, label), input, under);
};

const select = (options, value, attributes = {}) => {
  const made = make("select", attributes);
  const known = options.some((one) => one.value === (value ?? ""));
  if (!known) options = [{ value: value ?? "", label: value ? value : "not stated" }, ...options];
  for (const one of options) made.append(make("option", { value: one.value }, one.label));
  made.value = value ?? "";
  return made;
};

// A list of names to search by typing; what is typed counts only when it is one of them.
const searchable = (list, options, value, attributes = {}) => {
  const named = new Map(options.map((one) => [one.value, one.label]));
  const made = make("input", {
    type: "text", autocomplete: "off", spellcheck: "false", placeholder: attributes.empty ?? "", list,
    value: value ? named.get(value) ?? value : "", ...attributes,
  });
  const byLabel = new Map(options.map((one) => [one.label.toLowerCase(), one.value]));
  made.readValue = () => {
    const typed = made.value.trim();
    if (!typed) return null;
    return byLabel.get(typed.toLowerCase()) ?? (named.has(typed) ? typed : { unknown: typed });
  };
  return made;
};

const table = (caption, heads, rows, kind = "") =>
  make(
    "table", { class: `wr-table ${kind}` },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, rows),
  );

const row = (cells, attributes = {}) => make("tr", attributes, cells.map((cell) => make("td", {}, cell)));

const MARKS = { figure: "figure", source: "source", cue: "cue" };

// Stretches of a report with what each is; a mark is told apart by its line as well as its colour.
const marked = (pieces) =>
  pieces.map((piece) => {
    const names = piece.marks.filter((name) => name in MARKS);
    const sentence = piece.marks.includes("sentence");
    if (!names.length) return make("span", { class: sentence ? "wr-sentence" : "wr-around" }, piece.text);
    const hidden = names.map((name) => make("span", { class: "wr-hidden" }, ` (${MARKS[name]}) `));
    return make("mark", { class: names.map((name) => `wr-${name}`).join(" ") }, piece.text, hidden);
  });

const differing = (stretches) =>
  stretches.map((one) =>
    one.change === "same" ? one.text : make(one.change === "dropped" ? "del" : "ins", {}, one.text),
  );
