// The chart: a live view for each panel, made once and then only given other rows.

const SHORT_KEY = 8;
const MORE_PANELS = 8;
// Pixels above and below a view: its padding, and the axis of days.
const AROUND = 46;

// The chart as the page is told it: one text, in which the rows of a panel stand as columns.
function chartOf(told) {
  const chart = JSON.parse(told);
  for (const panel of chart.panels) {
    for (const [name, rows] of Object.entries(panel.data)) if (!Array.isArray(rows)) panel.data[name] = rowsOf(rows);
  }
  return chart;
}

function rowsOf(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
}

function chartPane(send, readingKey) {
  const key = el("div", { class: "wb-key", role: "group", "aria-label": "Who holds the figures: press to filter" });
  let whole = false;
  const panels = el("div", { class: "wb-panels" });
  const foot = el("div", { class: "wb-chart-foot" });
  const signs = el("div", { class: "wb-vega" });
  const notes = el("div", {});
  const how = el("details", { class: "wb-how" }, el("summary", {}, "How to read the marks"), signs, notes);
  how.addEventListener("toggle", () => {
    if (how.open && !signs.childElementCount) {
      window.vegaEmbed(signs, readingKey(), { actions: false, ast: true, renderer: "svg" }).catch((error) => console.error(error));
    }
  });
  const element = el("div", { class: "wb-chart" }, panels, foot, how);
  const live = new Map();
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const panel = [...live.values()].find((one) => one.place === entry.target);
      if (panel) { panel.visible = entry.isIntersecting; if (panel.visible) draw(panel); }
    }
  }, { rootMargin: "120px" });
  let chosen = { ids: [], cell: null };

  function show(chart, specs, looks, pressed) {
    const holders = whole ? chart.key : chart.key.filter(({ look }, at) => at < SHORT_KEY || pressed.includes(looks[look].id));
    refill(key, holders.map(({ look, count }) => {
      const one = looks[look];
      return el("button", { type: "button", class: "wb-holder", "data-key": `holder-${one.id}`,
        "aria-pressed": String(pressed.includes(one.id)),
        onclick: () => send({ type: "toggle", field: "claimant", value: one.id }) },
      sign(one), el("span", {}, one.name), el("span", { class: "wb-count" }, count.toLocaleString("en")));
    }), chart.key.length > SHORT_KEY ? el("button", { type: "button", class: "wb-link", "data-key": "whole-key",
      onclick: () => { whole = !whole; show(chart, specs, looks, pressed); } },
    whole ? "fewer" : `${chart.key.length - SHORT_KEY} more`) : null);
    const ids = chart.panels.map((panel) => panel.id);
    for (const [id, panel] of live) {
      if (!ids.includes(id)) { panel.node.remove(); panel.away = true; }
    }
    chart.panels.forEach((found, at) => {
      const panel = live.get(found.id) || fresh(found);
      panel.away = false;
      panel.title.textContent = found.title;
      const [first, ...reasons] = found.said;
      refill(panel.said, el("p", {}, first), reasons.length ? el("details", {},
        el("summary", { "data-key": `reasons-${found.id}` }, `∆ ${counted(found.alarms, "rise or fall", "rises and falls")} here that ${found.alarms === 1 ? "is" : "are"} none`),
        reasons.map((line) => el("p", {}, line))) : null);
      panel.found = found;
      panel.spec = specs[found.spec];
      panel.place.style.minHeight = `${tallOf(panel.spec)}px`;
      for (const [spec, made] of panel.views) {
        if (!(spec in specs)) { made.view.finalize(); made.place.remove(); panel.views.delete(spec); }
      }
      panel.dirty = true;
      if (panels.children[at] !== panel.node) panels.insertBefore(panel.node, panels.children[at] || null);
    });
    refill(foot,
      chart.rest.length ? el("button", { type: "button", class: "wb-link", "data-key": "more-panels",
        onclick: () => send({ type: "panels", drawn: chart.panels.length + MORE_PANELS }) },
      `${counted(chart.rest.length, "more panel")}: ${chart.rest.slice(0, 3).join(", ")}${chart.rest.length > 3 ? " …" : ""}`) : null,
      chart.panels.length ? el("p", { class: "wb-muted" }, `Across: ${chart.title.charAt(0).toLowerCase()}${chart.title.slice(1)}.`) : null,
      chart.compared ? null : el("p", { class: "wb-muted" },
        "Rises and falls that are none are not marked here: the story has too many figures to compare at once."));
    refill(notes, chart.reading.map((line) => el("p", { class: "wb-muted" }, line)));
    how.hidden = !chart.panels.length;
    return Promise.all([...live.values()].filter((panel) => !panel.away && panel.visible !== false).map(draw));
  }

  function fresh(found) {
    const panel = { id: found.id, title: el("h4", {}), said: el("div", { class: "wb-said" }), place: el("div", { class: "wb-vega" }) };
    panel.views = new Map();
    panel.node = el("section", { class: "wb-panel" }, panel.title, panel.said, panel.place);
    live.set(found.id, panel);
    seen.observe(panel.place);
    return panel;
  }

  // The room that a panel takes once it is drawn, so that nothing moves when it is: its views with what stands around them.
  function tallOf(spec) {
    return Math.max(0, ...spec.hconcat.map((view) => view.height)) + AROUND;
  }

  // One drawing at a time for each panel; a change that comes meanwhile is drawn after it.
  function draw(panel) {
    panel.turn = (panel.turn || Promise.resolve()).then(() => drawn(panel)).catch((error) => console.error(error));
    return panel.turn;
  }

  // A specification is compiled once: its view stays, and waits out of sight while the panel has another.
  async function drawn(panel) {
    if (!panel.dirty || panel.away) return;
    panel.dirty = false;
    const { found, spec } = panel;
    let made = panel.views.get(found.spec);
    if (!made) {
      const place = el("div", {});
      panel.place.append(place);
      const embedded = await window.vegaEmbed(place, spec, { actions: false, ast: true, renderer: "svg", tooltip: { theme: "wb" } });
      made = { place, view: embedded.view };
      panel.views.set(found.spec, made);
      made.view.addEventListener("click", (event, item) => clicked(panel, item));
    }
    for (const one of panel.views.values()) one.place.hidden = one !== made;
    panel.made = made;
    for (const [name, rows] of Object.entries(found.data)) made.view.data(name, rows);
    ring(panel);
    await made.view.runAsync();
    // Each mark is a picture with a name; the layer around them is none, and Vega names it only where it is told to.
    for (const layer of made.place.querySelectorAll("g.role-mark[role]:not([aria-label])")) {
      layer.removeAttribute("role");
      layer.removeAttribute("aria-roledescription");
    }
  }

  function clicked(panel, item) {
    const row = item && item.datum;
    if (!row) return;
    if (Array.isArray(row.ids)) send({ type: "mark", ids: row.ids });
    else if (row.cell !== undefined) send({ type: "narrow", estimand: panel.id, ...daysOf(row.days) });
  }

  function daysOf([first, last]) {
    const day = (ordinal) => new Date((ordinal - 719163) * 86400000).toISOString().slice(0, 10);
    return first > 0 && last > 0 ? { date_from: day(first), date_to: day(last) } : {};
  }

  function ring(panel) {
    for (const view of panel.found.touch) {
      const rows = view.rows.flatMap((name) => panel.found.data[name] || []);
      const lit = rows.filter((row) => (row.ids && row.ids.some((id) => chosen.ids.includes(id))) ||
        (chosen.cell && row.cell !== undefined && chosen.cell.panel === panel.id && chosen.cell.cell === row.cell));
      panel.made.view.data(view.lit, lit.slice(0, 1).map((row) => ({ x: row.x, anchor: row.anchor ?? row.y })));
    }
  }

  function light(found) {
    chosen = found;
    for (const panel of live.values()) {
      if (panel.made && !panel.dirty && !panel.away) { ring(panel); panel.made.view.runAsync(); }
    }
  }

  function find(ids) {
    for (const panel of [...live.values()].filter((one) => !one.away)) {
      const rows = Object.values(panel.found.data).flat();
      if (rows.some((row) => row.ids && row.ids.some((id) => ids.includes(id)))) return panel.node;
    }
    return null;
  }

  return { element, key, show, light, find };
}
