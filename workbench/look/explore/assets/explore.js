// The explorer: what the page is told lies in the model's values, what an analyst does goes back as one small event.

const SEARCHES = [
  ["bridge", "the word, anywhere in the sentence"], ['"up from"', "these very words"],
  ["-denied", "without the word (also: not denied)"], ["value>5000", "the number as printed (also low, best, high)"],
  ['bound:"at most"', "how the number is bounded"], ["claimant:police", "part of the holder’s name"],
  ["as_of>=2024-10-28", "may speak of that day or a later one"], ["anonymous:yes or denied:yes", "either"],
];

function explorer({ model, el: host }) {
  const root = apart(host, STYLE);
  let asked = 0;
  const send = (event) => { asked += 1; root.dataset.asked = asked; model.send({ ...event, asked }); };
  root.classList.add("wb-explore");
  // JupyterLab's one-letter commands would take the keys that walk through rows and marks.
  ownKeys(host);
  heedNotAllowed(root);

  const facets = facetList(send);
  const brush = dayBrush(send);
  const chart = chartPane(send, () => model.get("reading_key"));
  const table = rowTable(send);
  const reading = readingPane({
    onPick: (mark) => send(mark.kind === "figure" ? { type: "mark", ids: [mark.id] } : { type: "claim", id: mark.id }),
    onSelect: (report, start, end) => send({ type: "text", report, start, end }),
    onOpen: (id) => send({ type: "report", id }),
  });
  const top = headPane(send, model);
  const axis = choice("Place figures on the chart by", "axis", [["as_of", "by day spoken of"], ["published", "by day published"]], send);
  top.line.append(el("span", { class: "wb-space" }), axis.element);
  const error = el("div", { class: "wb-error", role: "alert", hidden: true });
  const chartScroll = el("div", { class: "wb-scroll" }, chart.element);
  root.replaceChildren(top.element, error, el("div", { class: "wb-grid" },
    el("section", { class: "wb-left wb-scroll", "aria-label": "Filters" }, brush.element, facets.element),
    el("section", { class: "wb-centre", "aria-label": "Chart" },
      chart.key, top.empty, chartScroll),
    table.element, reading.element));

  root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input[type=search], input[type=text], textarea")) return;
    const again = event.key === "y" || (event.key.toLowerCase() === "z" && event.shiftKey);
    if (!again && event.key !== "z") return;
    event.preventDefault();
    event.stopPropagation();
    send({ type: again ? "redo" : "undo" });
  }, true);

  // An open box of help or of saved text closes at a click elsewhere and at Escape.
  root.addEventListener("pointerdown", (event) => closeBoxes(event.target.closest(".wb-keep")));
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") closeBoxes(null); });

  function closeBoxes(but) {
    for (const box of root.querySelectorAll(".wb-keep[open]")) if (box !== but) box.open = false;
  }

  const parts = {
    head: () => { top.show(model.get("head")); axis.show(model.get("head").axis); },
    facets: () => facets.show(model.get("facets")),
    days: () => brush.show(model.get("days")),
    chart: () => {
      const held = model.get("facets").find((facet) => facet.name === "claimant");
      const pressed = held ? held.values.filter((value) => value.on).map((value) => value.id) : [];
      const found = chartOf(model.get("chart"));
      painting = chart.show(found, model.get("specs"), model.get("looks"), pressed);
      const drawn = found.panels.map((panel) => panel.id).join("\n");
      if (chartScroll.dataset.drawn !== drawn) chartScroll.scrollTop = 0;
      chartScroll.dataset.drawn = drawn;
    },
    chosen: () => {
      chart.light(model.get("chosen"));
      const lit = model.get("chosen").ids.length && chart.find(model.get("chosen").ids);
      if (lit) bringUp(chartScroll, lit);
    },
    page: () => table.show(model.get("page"), model.get("looks"), model.get("chosen")),
    reports: () => reading.list(model.get("reports")),
    report: () => reading.show(model.get("report"), model.get("chosen")),
    error: () => { error.textContent = model.get("error"); error.hidden = !model.get("error"); },
  };
  // A part that depends on another's value is drawn again with it.
  const also = { chosen: ["page", "report"], facets: ["chart"] };
  let due = new Set(Object.keys(parts));
  let painting = Promise.resolve();
  let drawing = false;

  function changed(name) {
    due.add(name);
    for (const other of also[name] || []) due.add(other);
    if (drawing) return;
    drawing = true;
    queueMicrotask(draw);
  }

  function draw() {
    drawing = false;
    const now = due;
    const held = focusBeside(root);
    due = new Set();
    together(() => { for (const name of Object.keys(parts)) if (now.has(name)) parts[name](); });
    // What was pressed may be gone by its own effect; the keyboard then goes on from what the filters now say.
    const holds = focusBeside(root);
    if (held && (!holds || holds.closest("[hidden]"))) top.sentence.focus({ preventScroll: true });
    const answered = model.get("answered");
    Promise.resolve(painting).then(() => requestAnimationFrame(() => {
      root.dataset.answered = answered;
      root.removeAttribute("aria-busy");
    }));
  }

  const names = [...Object.keys(parts), "answered"];
  const listeners = names.map((name) => [`change:${name}`, () => changed(name)]);
  for (const [name, listener] of listeners) model.on(name, listener);
  draw();

  const measured = new ResizeObserver(() => {
    const wide = Math.floor(chartScroll.clientWidth - 34);
    if (wide > 200 && Math.abs(wide - (measured.last || 0)) >= 20) {
      measured.last = wide;
      clearTimeout(measured.wait);
      measured.wait = setTimeout(() => send({ type: "width", width: wide }), 60);
    }
  });
  measured.observe(chartScroll);
  return () => { measured.disconnect(); for (const [name, listener] of listeners) model.off(name, listener); };
}

function choice(label, name, options, send) {
  const buttons = options.map(([value, text]) => el("button", { type: "button", "data-value": value, "aria-pressed": "false",
    "data-key": `${name}-${value}`, onclick: () => send({ type: name, [name]: value }) }, text));
  return {
    element: el("div", { class: "wb-choice", role: "group", "aria-label": label }, buttons),
    show: (value) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.value === value))),
  };
}

function headPane(send, model) {
  const sentence = el("p", { class: "wb-selection", tabindex: "-1" });
  const counts = el("p", { class: "wb-counts", role: "status", "aria-live": "polite" });
  const chips = el("div", { class: "wb-chips", role: "group", "aria-label": "Filters in use" });
  const empty = el("div", { class: "wb-empty", hidden: true });
  const kind = choice("Rows are", "kind", [["figures", "Figures"], ["statements", "Statements"]], send);
  const search = el("input", { type: "search", class: "wb-search", "data-key": "search", "aria-label": "Search the sentences",
    placeholder: 'Search: words, "exact words", -without, value>5000', spellcheck: "false" });
  const ask = () => send({ type: "query", text: search.value });
  // Not a form: JupyterLab lets none be submitted.
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); ask(); } });
  const form = el("div", { role: "search", class: "wb-asking" }, search, el("button", { type: "button", onclick: ask }, "Search"));
  search.addEventListener("search", () => { if (!search.value) send({ type: "query", text: "" }); });
  const undo = el("button", { type: "button", title: "Undo (Ctrl Z)", onclick: () => send({ type: "undo" }) }, "↶ Undo");
  const redo = el("button", { type: "button", title: "Redo (Ctrl Y)", onclick: () => send({ type: "redo" }) }, "↷ Redo");
  const saved = el("textarea", { rows: "3", "aria-label": "The selection as text", spellcheck: "false" });
  const copied = el("span", { class: "wb-muted", role: "status" });
  const keep = el("details", { class: "wb-keep" }, el("summary", {}, "Save or load"),
    el("div", { class: "wb-popup" },
      el("p", {}, "This text is the selection. Keep it, send it to somebody, or paste one here and load it."), saved,
      el("div", { class: "wb-bar" },
        el("button", { type: "button", onclick: copy }, "Copy"),
        el("button", { type: "button", onclick: () => send({ type: "load", text: saved.value }) }, "Load"), copied)));
  const help = el("details", { class: "wb-keep" }, el("summary", {}, "How to search"),
    el("div", { class: "wb-popup" }, el("dl", {}, SEARCHES.map(([words, said]) => [el("dt", {}, words), el("dd", {}, said)])),
      el("p", { class: "wb-muted" }, "Words and fields side by side must all be met; brackets group.")));
  const line = el("div", { class: "wb-said-by-itself" }, sentence, counts);
  const element = el("header", { class: "wb-head" },
    el("div", { class: "wb-bar" }, kind.element, form, help, el("span", { class: "wb-space" }), undo, redo, keep),
    line, chips);

  function copy() {
    saved.select();
    const done = () => { copied.textContent = "Copied."; };
    if (navigator.clipboard) navigator.clipboard.writeText(saved.value).then(done, () => { document.execCommand("copy"); done(); });
    else { document.execCommand("copy"); done(); }
  }

  function show(head) {
    sentence.textContent = head.sentence;
    counts.textContent = head.counts;
    kind.show(head.kind);
    allow(undo, head.undo);
    allow(redo, head.redo);
    if (focusBeside(search) !== search || !search.value.includes(head.query)) search.value = head.query;
    saved.value = head.saved;
    copied.textContent = "";
    refill(chips, head.chips.map((chip) => el("button", { type: "button", class: "wb-chip", "data-key": `chip-${chip.field}-${chip.value}`,
      "aria-label": `Remove ${chip.label}`,
      onclick: () => send(chip.whole ? { type: "clear", field: chip.field } : { type: "toggle", field: chip.field, value: chip.value }) },
    el("span", {}, chip.label), el("span", { "aria-hidden": "true" }, "×"))),
    head.chips.length > 1 ? el("button", { type: "button", class: "wb-link", "data-key": "clear-all", onclick: () => send({ type: "clear" }) }, "clear all") : null);
    empty.hidden = !head.empty;
    if (head.empty) refill(empty, el("p", {}, head.empty.why), el("ul", {}, head.empty.offers.map((offer) => el("li", {},
      el("button", { type: "button", "data-key": `offer-${offer.field}`,
        onclick: () => send({ type: head.empty.drop ? "clear" : "only", field: offer.field }) },
      `${head.empty.drop ? "Drop" : "Keep only"} “${offer.title}”`), ` ${counted(offer.count, "row")} would be left`))),
    el("button", { type: "button", class: "wb-link", onclick: () => send({ type: "clear" }) }, "clear all filters"));
  }

  return { element, sentence, line, empty, show };
}

export default { render: explorer };
