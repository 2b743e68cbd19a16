// One whole report: marked words, lines that were taken out, and a claim or figure added by selecting its words.

// Where a place in the page stands in the report, in characters as Python counts them.
const placeIn = (pane, node, offset) => {
  const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  range.setStart(pane, 0);
  range.setEnd(node, offset);
  let before = 0;
  for (let at = walker.nextNode(); at; at = walker.nextNode()) {
    if (at.parentElement.closest(".wr-hidden, button")) continue;
    if (!range.intersectsNode(at)) break;
    const whole = range.comparePoint(at, at.length) <= 0;
    before += [...(whole ? at.data : at.data.slice(0, at === node ? offset : 0))].length;
    if (at === node) break;
  }
  return before;
};

const selectionIn = (pane) => {
  const chosen = pane.getRootNode().getSelection?.() ?? window.getSelection();
  if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return null;
  const range = chosen.getRangeAt(0);
  if (!pane.contains(range.startContainer) || !pane.contains(range.endContainer)) return null;
  const start = placeIn(pane, range.startContainer, range.startOffset);
  const end = placeIn(pane, range.endContainer, range.endOffset);
  return end > start ? { start, end } : null;
};

const reportPage = (view, desk) => {
  const page = view.report;
  const which = select(page.reports, page.report, { "data-focus": "report" });
  which.addEventListener("change", () => desk.send({ do: "report", report: which.value }));
  const pane = make("div", { class: "wr-report", tabindex: "0", role: "region", "aria-label": `Text of ${page.name}`, "data-focus": "pane" });
  for (const passage of page.passages) {
    const lines = make("div", { class: `wr-passage wr-role-${passage.gone ? "gone" : "kept"}` }, marked(passage.pieces));
    if (passage.gone) {
      lines.prepend(button("Put back", () => desk.send({ do: "restore", row: passage.row, reason: desk.note("reason") }), { kind: "wr-small", describe: `Put back: ${passage.words}`, focus: `restore-${passage.row}` }));
    }
    pane.append(lines);
  }
  const chosen = page.chosen;
  const take = () => {
    const found = selectionIn(pane);
    if (!found) return desk.complain("Select some words of the report first, then press Use the selected words.");
    desk.send({ do: "select", report: page.report, ...found });
  };
  const from = make("input", { type: "text", "data-focus": "quote", value: desk.note("quote"), placeholder: "or type them as they stand" });
  from.addEventListener("input", () => desk.keepNote("quote", from.value));
  return make(
    "div", { class: "wr-columns wr-two" },
    make("div", {},
      make("div", { class: "wr-bar wr-wide" }, labelled("Report", which)),
      make("p", { class: "wr-note" }, page.about),
      pane),
    make("section", { class: "wr-item", "aria-label": "Add from the report" },
      make("h3", {}, "Add what the machine missed"),
      make("p", { class: "wr-note" }, "Select the words in the report, or type them, and take them."),
      button("Use the selected words", take, { kind: "wr-main" }),
      make("div", { class: "wr-bar" }, labelled("The words", from),
        button("Use these words", () => desk.send({ do: "select", report: page.report, quote: from.value }), { focus: "use-quote" })),
      chosen ? addForm(chosen, desk) : null),
    );
};

const addForm = (chosen, desk) => {
  const which = select(chosen.kinds, chosen.kind, { "data-focus": "add-kind" });
  which.addEventListener("change", () => desk.send({ do: "select", report: chosen.report, start: chosen.start, end: chosen.end, kind: which.value }));
  const own = { ...desk, draft: (name, value) => desk.added(name, value), keep: (name, value) => desk.keepAdded(name, value) };
  const reason = make("input", { type: "text", "data-focus": "add-reason", value: desk.note("reason") });
  reason.addEventListener("input", () => desk.keepNote("reason", reason.value));
  return make(
    "form", { class: "wr-form", "aria-label": "What to add", onsubmit: (event) => { event.preventDefault(); desk.add(chosen); } },
    make("blockquote", {}, marked(chosen.pieces)),
    labelled("It is", which),
    make("fieldset", {}, make("legend", {}, "Its fields"), make("div", { class: "wr-cells" },
      chosen.fields.map((field) => labelled(field.label, inputOf(field, own), field.decided)))),
    labelled("Reason", reason),
    make("button", { type: "submit", class: "wr-button wr-main", "data-focus": "add" }, "Add it"),
  );
};
