// The reading pane: one report's whole text with its marks, as reading.py gives it. Needs dom.js and nothing else.
//
// readingPane({ onPick(mark), onSelect(report, start, end), onOpen(report) }) gives { element, show, list }.
// Offsets count characters as Python does, not the code units of a script.

const ROLE_NAMES = {
  title: "title", byline: "byline", dateline: "dateline", caption: "caption", summary: "summary",
  subhead: "subheading", credit: "credit", chrome: "page furniture",
};

function readingPane({ onPick, onSelect, onOpen }) {
  const hidden = new Set();
  const chooser = el("select", { class: "wb-open", "aria-label": "Report to read", "data-key": "open-report",
    onchange: () => onOpen && onOpen(chooser.value) });
  const head = el("div", { class: "wb-read-head" });
  const switches = el("div", { class: "wb-switches", role: "group", "aria-label": "Marks to show" });
  const body = el("div", { class: "wb-text" });
  const scroller = el("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": "Text of the report" },
    head, body);
  const element = el("section", { class: "wb-reading", "aria-label": "Report" },
    el("div", { class: "wb-bar" }, chooser, switches), scroller);
  let report = null;
  let shownId = null;

  body.addEventListener("mouseup", tellSelection);
  body.addEventListener("keyup", (event) => { if (event.shiftKey) tellSelection(); });

  function tellSelection() {
    const chosen = chosenWords();
    if (!onSelect || !chosen || !body.contains(chosen.startContainer)) return;
    const ends = [offsetOf(chosen.startContainer, chosen.startOffset), offsetOf(chosen.endContainer, chosen.endOffset)];
    if (ends.some((end) => end === null) || ends[0] === ends[1]) return;
    onSelect(report.id, ...ends);
  }

  // The words that are selected, or nothing. A root of its own has to be named to the selection; browsers older than that
  // ask the root itself or look into it anyhow.
  function chosenWords() {
    const root = body.getRootNode();
    const all = document.getSelection();
    const older = root.getSelection ? root.getSelection() : all;
    const chosen = all.getComposedRanges
      ? all.getComposedRanges({ shadowRoots: root === document ? [] : [root] })[0]
      : older.rangeCount && older.getRangeAt(0);
    return chosen && !chosen.collapsed ? chosen : null;
  }

  function offsetOf(node, offset) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece || !body.contains(piece)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : "";
    return Number(piece.dataset.start) + [...before].length;
  }

  function list(reports) {
    chooser.replaceChildren(...reports.map((one) =>
      el("option", { value: one.id }, `${one.name}, ${one.published}${one.title ? ": " + one.title : ""}`)));
    chooser.value = report ? report.id : "";
  }

  function show(found, chosen) {
    report = found;
    if (!report) return void refill(body, el("p", { class: "wb-hint" }, "No report to read."));
    chooser.value = report.id;
    refill(head,
      el("h3", {}, report.title || report.outlet),
      el("p", { class: "wb-muted" },
        `${report.outlet}, published ${report.published}${report.conflict ? " (clues disagree)" : ""}. ${report.file}`));
    refill(switches, report.kinds.map(({ kind, name }) => {
      const many = report.marks.filter((mark) => mark.kind === kind).length;
      return el("button", { type: "button", class: `wb-switch wb-k-${kind}`, "data-key": `switch-${kind}`,
        "aria-pressed": String(!hidden.has(kind)), disabled: !many,
        onclick: () => { hidden.has(kind) ? hidden.delete(kind) : hidden.add(kind); show(report, chosen); } },
      el("span", { class: "wb-swatch", "aria-hidden": "true" }), `${name} ${many}`);
    }));
    if (shownId !== report.id) scroller.scrollTop = 0;
    shownId = report.id;
    const labelled = new Set();
    refill(body, report.blocks.map((block) => blockOf(block, chosen, labelled)));
    const first = body.querySelector(".wb-lit");
    if (first) reveal(scroller, first);
  }

  function blockOf(block, chosen, labelled) {
    const name = ROLE_NAMES[block.role];
    return el(block.role === "title" ? "h4" : "p", { class: `wb-role-${block.role}` },
      name && block.role !== "title" ? el("span", { class: "wb-role" }, name) : null,
      block.pieces.map((piece) => pieceOf(piece, chosen, labelled)));
  }

  function pieceOf(piece, chosen, labelled) {
    const on = piece.on.map((at) => report.marks[at]).filter((mark) => !hidden.has(mark.kind));
    const figure = on.find((mark) => mark.kind === "figure");
    const lit = on.some((mark) => mark.id && chosen.ids.includes(mark.id));
    const classes = ["wb-piece", ...on.map((mark) => `wb-k-${mark.kind}`),
      ...(lit ? ["wb-lit"] : []), ...(figure && !figure.left ? ["wb-out"] : []),
      ...(figure && !figure.drawn ? ["wb-undrawn"] : [])];
    const labels = [];
    for (const mark of on) {
      const spot = `${mark.kind} ${mark.start} ${mark.end}`;
      if (labelled.has(spot)) continue;
      labelled.add(spot);
      labels.push(el("span", { class: `wb-label wb-l-${mark.kind}`, "aria-hidden": mark.kind === "figure" ? "true" : null },
        mark.kind === "figure" ? "" : mark.label));
    }
    const said = on.map((mark) => mark.said + (mark.left ? "" : " (left out by the filters)")).join("\n");
    const text = el("span", { class: classes.join(" "), "data-start": piece.start, title: said || null }, piece.text);
    if (figure && figure.start === piece.start) {
      text.setAttribute("tabindex", "0");
      text.setAttribute("role", "button");
      text.setAttribute("data-key", `figure-${figure.id}`);
      text.setAttribute("aria-label", `${piece.text}: ${figure.said}`);
    }
    const target = figure || on.find((mark) => mark.id && mark.kind === "claim");
    if (target && onPick) {
      text.addEventListener("click", () => { if (!chosenWords()) onPick(target); });
      text.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); onPick(target); }
      });
    }
    return [...labels.filter((label) => label.textContent), text];
  }

  return { element, show, list };
}
