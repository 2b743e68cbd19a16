// One page of rows: a grid that arrow keys walk through and Enter or a click chooses from.

function rowTable(send) {
  const caption = el("caption", { class: "wb-hidden" }, "Rows that the filters leave");
  const head = el("thead");
  const body = el("tbody");
  const table = el("table", { role: "grid", class: "wb-table" }, caption, head, body);
  const scroller = el("div", { class: "wb-scroll" }, table);
  const pager = el("div", { class: "wb-pager" });
  const element = el("section", { class: "wb-rows", "aria-label": "Rows" }, scroller, pager);

  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    if (!row) return;
    const rows = [...body.querySelectorAll("tr[data-key]")];
    const next = rows[rows.indexOf(row) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] || NaN)];
    if (next) { event.preventDefault(); next.focus(); reveal(scroller, next); }
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); row.click(); }
  });

  function show(page, looks, chosen) {
    refill(head, el("tr", {}, page.columns.map((column) => headOf(page, column))));
    refill(body, page.rows.map((row, at) => [
      row.group && row.group !== (page.rows[at - 1] || {}).group
        ? el("tr", { class: "wb-group" }, el("td", { colspan: page.columns.length }, row.group)) : null,
      rowOf(row, at, looks, chosen)]));
    const first = page.first + 1;
    const last = Math.min(page.first + page.size, page.whole);
    refill(pager, page.whole > page.size ? [
      turn("Earlier rows", "‹", page.first - page.size, page.first > 0),
      el("span", {}, `${first.toLocaleString("en")}–${last.toLocaleString("en")} of ${page.whole.toLocaleString("en")}`),
      turn("Further rows", "›", page.first + page.size, last < page.whole),
    ] : [el("span", {}, page.whole ? `${page.whole} in all` : "")]);
    const lit = body.querySelector(".wb-lit");
    if (lit) reveal(scroller, lit); else if (scroller.dataset.first !== String(page.first)) scroller.scrollTop = 0;
    scroller.dataset.first = String(page.first);
  }

  function turn(label, text, first, able) {
    const button = el("button", { type: "button", "aria-label": label, "data-key": `turn-${text}`,
      onclick: () => send({ type: "page", first }) }, text);
    allow(button, able);
    return button;
  }

  function headOf(page, column) {
    const on = page.sort === column.name;
    const order = on ? (page.descending ? "descending" : "ascending") : "none";
    if (!column.sorted) return el("th", { scope: "col" }, column.name);
    return el("th", { scope: "col", "aria-sort": order },
      el("button", { type: "button", "data-key": `sort-${column.name}`, onclick: () => send({ type: "sort", column: column.name }) },
        column.name, el("span", { "aria-hidden": "true", class: "wb-arrow" }, on ? (page.descending ? " ▾" : " ▴") : " ▹")));
  }

  function rowOf(row, at, looks, chosen) {
    const lit = chosen.row === row.id;
    const cells = row.cells.map((cell, place) => el("td", { class: `wb-cell-${place}` },
      el("span", { class: "wb-main" }, place === 1 && looks[row.look] ? sign(looks[row.look], 11) : null, cell.main),
      cell.flags ? el("span", { class: "wb-flags" }, cell.flags) : null,
      cell.under ? el("span", { class: "wb-under" }, cell.under) : null));
    return el("tr", { class: [lit ? "wb-lit" : "", row.drawn ? "" : "wb-undrawn"].join(" "), tabindex: lit || at === 0 ? "0" : "-1",
      "aria-selected": String(lit), "data-key": `row-${row.id}`, onclick: () => send({ type: "row", id: row.id }) },
    cells, el("td", { class: "wb-sentence" }, row.words[0], el("mark", {}, row.words[1]), row.words[2],
      row.rests ? el("span", { class: "wb-under" }, row.rests) : null));
  }

  return { element, show };
}
