// The brush over days: drag across the bars, or type the two ends.

function dayBrush(send) {
  const bars = el("div", { class: "wb-bars", "aria-hidden": "true" });
  const from = el("input", { type: "date", "aria-label": "From day", "data-key": "date-from", onchange: typed });
  const to = el("input", { type: "date", "aria-label": "To day", "data-key": "date-to", onchange: typed });
  const clear = el("button", { type: "button", class: "wb-link", onclick: () => send({ type: "clear", field: "dates" }) },
    "all days");
  const note = el("span", { class: "wb-muted" });
  const element = el("fieldset", { class: "wb-days" },
    el("legend", {}, "Days the figures speak of"), bars,
    el("div", { class: "wb-ends" }, from, to), el("p", {}, note, clear));
  let shown = { bars: [] };
  let begun = null;

  function typed() {
    send({ type: "dates", date_from: from.value, date_to: to.value });
  }

  function barAt(event) {
    const box = bars.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(shown.bars.length - 1, Math.floor(share * shown.bars.length)));
  }

  bars.addEventListener("pointerdown", (event) => {
    if (!shown.bars.length) return;
    begun = barAt(event);
    bars.setPointerCapture(event.pointerId);
    paint(begun, begun);
    event.preventDefault();
  });
  bars.addEventListener("pointermove", (event) => { if (begun !== null) paint(begun, barAt(event)); });
  bars.addEventListener("pointerup", (event) => {
    if (begun === null) return;
    const ends = [begun, barAt(event)].sort((a, b) => a - b);
    begun = null;
    send({ type: "dates", date_from: shown.bars[ends[0]].from, date_to: shown.bars[ends[1]].to });
  });

  function paint(one, other) {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    [...bars.children].forEach((bar, at) => bar.classList.toggle("wb-outside", at < first || at > last));
  }

  function show(found) {
    shown = found;
    element.hidden = !shown.bars.length;
    refill(bars, shown.bars.map((bar) => {
      const tall = (count) => `${count ? Math.max(4, 100 * Math.sqrt(count / shown.tallest)) : 0}%`;
      const outside = (shown.date_from && bar.to < shown.date_from) || (shown.date_to && bar.from > shown.date_to);
      const days = bar.from === bar.to ? bar.from : `${bar.from} to ${bar.to}`;
      const node = el("div", { class: outside ? "wb-bar-of wb-outside" : "wb-bar-of", title: `${days}: ${bar.count} of ${bar.whole}` },
        el("span", { class: "wb-whole" }), el("span", { class: "wb-some" }));
      node.children[0].style.height = tall(bar.whole);
      node.children[1].style.height = tall(bar.count);
      return node;
    }));
    if (shown.bars.length) {
      from.min = to.min = shown.bars[0].from;
      from.max = to.max = shown.bars[shown.bars.length - 1].to;
    }
    if (focusBeside(from) !== from) from.value = shown.date_from;
    if (focusBeside(to) !== to) to.value = shown.date_to;
    clear.hidden = !shown.date_from && !shown.date_to;
    note.textContent = shown.beside ? `${counted(shown.beside, "figure")} without both ends of a day` : "";
  }

  return { element, show };
}
