// One whole report in the explorer's reading pane, and what the analyst adds from words selected in it.

const reportPage = (view, desk) => {
  const page = view.report;
  desk.pane.list(page.reports);
  desk.pane.show(page.shown, { ids: page.lit });
  const from = el("input", { type: "text", "data-focus": "quote", value: desk.note("quote") });
  from.addEventListener("input", () => desk.keepNote("quote", from.value));
  const take = () => desk.send({ do: "select", report: page.report, quote: from.value });
  from.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
  return el(
    "div", { class: "wr-columns wr-two" },
    el("div", { class: "wb-explore wr-pane" }, desk.pane.element),
    el("section", { class: "wr-beside", "aria-label": "Add from the report" },
      el("h3", {}, "Add what the machine missed"),
      el("p", { class: "wr-note" }, "Select words in the report, or type them here as they stand. A figure or statement that is marked opens with a click."),
      el("div", { class: "wr-bar wr-wide" }, labelled("The words", from)),
      button("Use these words", take, { focus: "use-quote" }),
      page.chosen ? addForm(page.chosen, desk) : null,
      goneOf(page, desk)),
  );
};

// Lines that count as no part of the report, each to be put back.
const goneOf = (page, desk) =>
  el(
    "details", { class: "wr-fold" },
    el("summary", { "data-focus": "gone" }, `Lines taken out of this report (${page.gone.length})`),
    el("ul", { class: "wr-gone" }, page.gone.map((one) =>
      el("li", {}, el("span", {}, one.words),
        button("Put back", () => desk.send({ do: "restore", row: one.row, reason: desk.note("reason") }), { kind: "wr-small", describe: `Put back: ${one.words}`, focus: `restore-${one.row}` })))),
  );

const addForm = (chosen, desk) => {
  const which = select(chosen.kinds, chosen.kind, { "data-focus": "add-kind" });
  which.addEventListener("change", () => desk.send({ do: "select", report: chosen.report, start: chosen.start, end: chosen.end, kind: which.value }));
  const own = { ...desk, draft: (name, value) => desk.added(name, value), keep: (name, value) => desk.keepAdded(name, value) };
  const reason = el("input", { type: "text", "data-focus": "add-reason", value: desk.note("reason") });
  reason.addEventListener("input", () => desk.keepNote("reason", reason.value));
  return el(
    "form", { class: "wr-form", "aria-label": "What to add", onsubmit: (event) => { event.preventDefault(); desk.add(chosen); } },
    el("blockquote", {}, marked(chosen.pieces)),
    labelled("It is", which),
    el("fieldset", {}, el("legend", {}, "Its fields"), el("div", { class: "wr-cells" },
      chosen.fields.map((field) => labelled(field.label, inputOf(field, own), field.decided)))),
    labelled("Reason", reason),
    el("button", { type: "submit", class: "wr-button wr-main", "data-focus": "add" }, "Add it"),
  );
};
