// Buttons, labelled inputs, tables and marked text, made with el() of the explorer's dom.js: text is only ever set as text.

const button = (label, act, { key, kind = "", describe, pressed, disabled, focus } = {}) =>
  el(
    "button",
    {
      type: "button", class: `wr-button ${kind}`, onclick: act, disabled, "aria-pressed": pressed,
      "aria-label": describe, "aria-keyshortcuts": key, "data-focus": focus ?? label,
    },
    el("span", {}, label),
    key ? el("kbd", { "aria-hidden": "true" }, key) : null,
  );

let counter = 0;
const fresh = (stem) => `wr-${stem}-${(counter += 1)}`;

// A label above its input; the note below it is read with the input.
const labelled = (label, input, note) => {
  input.id = input.id || fresh("in");
  const under = note ? el("span", { class: "wr-note", id: `${input.id}-note` }, note) : null;
  if (under) input.setAttribute("aria-describedby", under.id);
  return el("div", { class: "wr-field" }, el("label", { for: input.id }, label), input, under);
};

const select = (options, value, attributes = {}) => {
  const made = el("select", attributes);
  const known = options.some((one) => one.value === (value ?? ""));
  if (!known) options = [{ value: value ?? "", label: value ? value : "not stated" }, ...options];
  for (const one of options) made.append(el("option", { value: one.value }, one.label));
  made.value = value ?? "";
  return made;
};

// A list of names to search by typing; what is typed counts only when it is one of them.
const searchable = (list, options, value, attributes = {}) => {
  const named = new Map(options.map((one) => [one.value, one.label]));
  const made = el("input", {
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
  el(
    "table", { class: `wr-table ${kind}` },
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows),
  );

const row = (cells, attributes = {}) => el("tr", attributes, cells.map((cell) => el("td", {}, cell)));

const MARKS = { figure: "figure", source: "source", cue: "cue" };

// Stretches of a report with what each is; a mark is told apart by its line as well as its colour.
const marked = (pieces) =>
  pieces.map((piece) => {
    const names = piece.marks.filter((name) => name in MARKS);
    const sentence = piece.marks.includes("sentence");
    if (!names.length) return el("span", { class: sentence ? "wr-sentence" : "wr-around" }, piece.text);
    const hidden = names.map((name) => el("span", { class: "wr-hidden" }, ` (${MARKS[name]}) `));
    return el("mark", { class: names.map((name) => `wr-${name}`).join(" ") }, piece.text, hidden);
  });

const differing = (stretches) =>
  stretches.map((one) =>
    one.change === "same" ? one.text : el(one.change === "dropped" ? "del" : "ins", {}, one.text),
  );
