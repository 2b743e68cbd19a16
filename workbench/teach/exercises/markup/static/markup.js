// The desk of a student: tasks, the text in the explorer's reading pane, the form of what is chosen, and the marks so far.
// Needs dom.js and reading.js of the explorer; text is only ever set as text.

function render({ model, el: place }) {
  const root = el("section", { class: "wb-explore wm-root", "aria-label": "Exercise" });
  ownKeys(root);
  let view = model.get("view");
  let draft = null; // what was typed into the form and is not kept yet
  const send = (message) => model.send(message);
  const pane = readingPane({
    onPick: (mark) => mark.id !== "chosen" && send({ do: "open", mark: mark.id }),
    onSelect: (report, start, end) => marking() && send({ do: "select", start, end }),
    onOpen: (report) => send({ do: "report", report }),
  });
  const status = el("div", { class: "wm-hidden", role: "status", "aria-live": "polite" });
  const body = el("div", {});
  root.append(body, status);

  const marking = () => ["numbers", "hunt", "homework"].includes(view.task);
  let counter = 0;
  const labelled = (label, input, note) => {
    input.id = `wm-${(counter += 1)}-${Math.random().toString(36).slice(2)}`;
    return el("div", { class: "wm-field" }, el("label", { for: input.id }, label), input, note ? el("span", { class: "wb-muted" }, note) : null);
  };
  const selectOf = (options, value, attributes) => {
    const made = el("select", attributes, options.map((one) => el("option", { value: one.value }, one.label)));
    made.value = value ?? "";
    return made;
  };

  const header = () => {
    const who = el("input", { type: "text", value: view.who, autocomplete: "off", "data-key": "who" });
    who.addEventListener("change", () => send({ do: "who", name: who.value }));
    return el("header", { class: "wm-head" },
      el("div", {}, el("h3", {}, view.title), el("p", { class: "wb-muted" }, `Group ${view.group}. Every mark is kept at once in your own file.`)),
      labelled("You are", who));
  };
  const tabs = () => el("div", { class: "wm-tabs", role: "group", "aria-label": "Tasks" }, view.tasks.map((one, at) =>
    el("button", { type: "button", "data-key": `task-${one.name}`, "aria-pressed": String(one.name === view.task),
      onclick: () => send({ do: "task", task: one.name }) },
    `${at + 1}. ${one.label}`, one.done ? el("span", { class: "wm-count" }, ` ${one.done}`) : null)));

  const questions = () => el("div", { class: "wm-questions" }, view.questions.map((one) => {
    const tell = (said) => send({ do: "answer", question: one.id, said });
    if (one.kind === "choice") {
      const input = selectOf(one.options, one.value, { "data-key": `q-${one.id}` });
      input.addEventListener("change", () => input.value && tell(input.value));
      return labelled(one.label, input);
    }
    const input = one.kind === "number"
      ? el("input", { type: "number", min: "0", max: "99", value: one.value, "data-key": `q-${one.id}` })
      : el("textarea", { rows: "3", value: one.value, "data-key": `q-${one.id}` });
    input.addEventListener("change", () => input.value.trim() && tell(input.value));
    return labelled(one.label, input);
  }));

  const form = () => {
    const chosen = view.chosen;
    if (!chosen) return el("p", { class: "wb-hint wm-none" }, "Nothing is selected.");
    if (!draft) draft = { answers: Object.fromEntries(chosen.fields.map((one) => [one.name, one.value])), explanation: chosen.explanation };
    const fields = chosen.fields.map((one) => {
      let input;
      if (one.options.length) input = selectOf(one.options, draft.answers[one.name], { "data-key": `f-${one.name}` });
      else {
        const list = el("datalist", { id: `wm-list-${Math.random().toString(36).slice(2)}` }, one.suggest.map((said) => el("option", { value: said })));
        input = el("input", { type: "text", list: list.id, value: draft.answers[one.name], autocomplete: "off", "data-key": `f-${one.name}` });
        input.after?.(list);
        input.addEventListener("input", () => { draft.answers[one.name] = input.value; });
        return el("div", {}, labelled(one.label, input, one.guide), list);
      }
      input.addEventListener("change", () => { draft.answers[one.name] = input.value; });
      return labelled(one.label, input, one.guide);
    });
    const why = chosen.explains ? el("textarea", { rows: "3", value: draft.explanation, "data-key": "f-explanation" }) : null;
    why?.addEventListener("input", () => { draft.explanation = why.value; });
    return el("form", { class: "wm-form", "aria-label": "The chosen words",
      onsubmit: (event) => { event.preventDefault(); send({ do: "keep", ...draft }); } },
    el("blockquote", {}, chosen.words), fields,
    why ? labelled("What was lost, and what stood before", why) : null,
    el("div", { class: "wm-bar" },
      el("button", { type: "submit", class: "wm-main", "data-key": "keep" }, chosen.mark ? "Keep the change" : "Keep this mark"),
      chosen.mark ? el("button", { type: "button", onclick: () => send({ do: "drop", mark: chosen.mark }) }, "Take it back") : null,
      el("button", { type: "button", class: "wb-link", onclick: () => send({ do: "leave" }) }, "Leave it")));
  };

  const quote = () => {
    const words = el("input", { type: "text", "data-key": "quote", autocomplete: "off" });
    const take = () => words.value.trim() && send({ do: "select", quote: words.value });
    words.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
    return el("div", { class: "wm-quote" }, labelled("Select words in the text, or type them here as they stand", words),
      el("button", { type: "button", "data-key": "take", onclick: take }, "Use these words"));
  };

  const list = () => el("section", { class: "wm-marks", "aria-label": "Your marks" },
    el("h4", {}, counted(view.marks.length, "mark")),
    el("ol", {}, view.marks.map((one) => el("li", {},
      el("button", { type: "button", class: "wb-link", "data-key": `mark-${one.id}`, onclick: () => send({ do: "open", mark: one.id }) }, one.words),
      el("span", { class: "wb-muted" }, ` ${one.text}${one.said ? ": " + one.said : ""}`),
      one.missing ? el("span", { class: "wm-missing" }, ` ${one.missing}`) : null))));

  const draw = () => {
    pane.list(view.reports);
    pane.show(view.report, { ids: view.lit });
    refill(body, header(), tabs(), el("p", { class: "wm-lead" }, view.lead),
      view.error ? el("p", { class: "wb-error", role: "alert" }, view.error) : null,
      el("div", { class: "wm-columns" }, pane.element,
        el("div", { class: "wm-side" }, marking() ? [quote(), form(), list()] : questions())));
  };

  const fresher = () => {
    const before = view;
    view = model.get("view");
    const same = before.chosen && view.chosen && before.chosen.words === view.chosen.words && before.chosen.mark === view.chosen.mark && before.task === view.task;
    if (!(same && view.error)) draft = null;
    draw();
    status.textContent = view.said;
    if (view.chosen && !before.chosen) body.querySelector(".wm-form select, .wm-form input")?.focus({ preventScroll: true });
  };
  root.addEventListener("keydown", (event) => event.stopPropagation()); // the notebook's own keys would cut cells
  model.on("change:view", fresher);
  draw();
  place.append(root);
  return () => model.off("change:view", fresher);
}

export default { render };
