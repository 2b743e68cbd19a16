// The pages beside the queue: all rows, names, sources, what lost its row or is disputed, one report, the log.

const queuePage = (view, desk) => {
  const kinds = make(
    "ul", { class: "wr-kinds" },
    view.counts.map((one) =>
      make("li", {}, make(
        "button", {
          type: "button", class: "wr-kind", "aria-pressed": String(view.filter === one.kind), "data-focus": `kind-${one.kind}`,
          onclick: () => desk.send({ do: "filter", kind: view.filter === one.kind ? "" : one.kind }),
        },
        make("span", {}, one.name), make("span", { class: "wr-count" }, one.waiting.toLocaleString("en")),
        one.reviewed ? make("span", { class: "wr-note" }, `${one.reviewed} reviewed`) : null,
      ))),
  );
  const rail = make(
    "nav", { class: "wr-rail", "aria-label": "Kinds of doubt" },
    make("h3", {}, "What waits"), kinds,
    view.filter ? button("Show every kind", () => desk.send({ do: "filter", kind: "" }), { kind: "wr-link" }) : null,
    make("details", {}, make("summary", { "data-focus": "rule" }, "Why in this order"), make("p", { class: "wr-note" }, view.rule)),
  );
  const main = view.item
    ? itemOf(view.item, desk)
    : make("article", { class: "wr-item", tabindex: "-1", "data-focus": "item" },
        make("h3", {}, view.filter ? "Nothing of this kind waits." : "Nothing waits. Every row in doubt has been reviewed."),
        make("p", {}, "All rows can still be corrected under “All rows”, and every act undone in the log."));
  return make("div", { class: "wr-columns" }, rail, main, lately(view, desk));
};

const lately = (view, desk) =>
  make(
    "aside", { class: "wr-lately", "aria-label": "Last acts" },
    view.changed.length
      ? make("div", { class: "wr-changed" }, make("h3", {}, "What that changed"), make("ul", {}, view.changed.map((said) => make("li", {}, said))))
      : null,
    make("h3", {}, "Last acts"),
    view.log.length
      ? make("ol", {}, view.log.slice(0, 6).map((one) => logLine(one, desk)))
      : make("p", { class: "wr-note" }, "Nothing yet. Every act is one line in corrections.jsonl and can be undone."),
  );

const logLine = (one, desk) =>
  make(
    "li", { class: one.undone ? "wr-undone" : "" },
    make("span", {}, one.said),
    make("span", { class: "wr-note" }, [one.who, one.when, one.undone ? "undone" : one.state].filter(Boolean).join(" · ")),
    one.can_undo ? button("Undo", () => desk.send({ do: "undo", id: one.id }), { kind: "wr-small", describe: `Undo: ${one.said}`, focus: `undo-${one.id}` }) : null,
  );

// A long table scrolls within the page.
const listOf = (made) => make("div", { class: "wr-list", tabindex: "0", role: "region", "aria-label": "List", "data-focus": "list" }, made);

// --- all rows, in bulk -------------------------------------------------------------------------------------------

const rowsPage = (view, desk) => {
  const page = view.rows;
  const picked = new Set(page.picked);
  const search = make("input", { type: "search", value: page.search, "data-focus": "search" });
  const ask = () => desk.send({ do: "rows", table: page.table, search: search.value, at: 0 });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); ask(); } });
  const which = select(page.tables, page.table, { "data-focus": "table" });
  which.addEventListener("change", () => desk.send({ do: "rows", table: which.value, search: search.value, at: 0 }));
  const pick = (ids, on) => desk.send({ do: "pick", rows: ids, on });
  const all = make("input", { type: "checkbox", "aria-label": "Pick all rows on this page", "data-focus": "pick-all", checked: page.rows.length > 0 && page.rows.every((one) => picked.has(one.id)) });
  all.addEventListener("change", () => pick(page.rows.map((one) => one.id), all.checked));
  const body = page.rows.map((one) => {
    const box = make("input", { type: "checkbox", checked: picked.has(one.id), "aria-label": `Pick ${one.cells[0]}`, "data-focus": `pick-${one.id}` });
    box.addEventListener("change", () => pick([one.id], box.checked));
    return row(
      [box, ...one.cells, one.verdict, button("Open", () => desk.send({ do: "open", key: one.key }), { kind: "wr-small", describe: `Open ${one.cells[0]}`, focus: `open-${one.id}` })],
      { class: picked.has(one.id) ? "wr-picked" : "" },
    );
  });
  const head = ["", ...page.heads, "Reviewed", ""];
  const listed = listOf(table(page.caption, head, body));
  listed.querySelector("thead th").append(all);
  return make(
    "div", {},
    make("div", { class: "wr-bar" }, labelled("Rows of", which), labelled("Search", search), button("Search", ask, { focus: "do-search" })),
    bulkBar(page, desk),
    previewOf(view, desk),
    listed,
    make("div", { class: "wr-bar" },
      button("Earlier rows", () => desk.send({ do: "rows", table: page.table, search: page.search, at: page.at - page.size }), { disabled: page.at === 0 }),
      button("Later rows", () => desk.send({ do: "rows", table: page.table, search: page.search, at: page.at + page.size }), { disabled: page.at + page.size >= page.whole })),
  );
};

const bulkBar = (page, desk) => {
  const count = page.picked.length;
  const which = select(page.bulk.map((one) => ({ value: one.name, label: one.label })), desk.note("bulk-field") || page.bulk[0]?.name, { "data-focus": "bulk-field" });
  const field = page.bulk.find((one) => one.name === which.value) ?? page.bulk[0];
  which.addEventListener("change", () => { desk.keepNote("bulk-field", which.value); desk.redraw(); });
  const value = field ? inputOf({ ...field, value: null }, { ...desk, draft: () => desk.note(`bulk-${field.name}`) || null, keep: (_, read) => desk.keepNote(`bulk-${field.name}`, read) }) : null;
  const reason = make("input", { type: "text", value: desk.note("reason"), "data-focus": "bulk-reason" });
  reason.addEventListener("input", () => desk.keepNote("reason", reason.value));
  const preview = (act) => desk.send({ do: "preview", act, field: act === "edit" ? which.value : "", new: act === "edit" ? value.readValue() : null, reason: reason.value });
  return make(
    "fieldset", { class: "wr-bulk", disabled: count === 0 },
    make("legend", {}, count ? `${count.toLocaleString("en")} picked` : "Pick rows to act on several at once"),
    make("div", { class: "wr-bar" },
      field ? labelled("Set", which) : null, field ? labelled("to", value) : null, labelled("Reason", reason),
      field ? button("Preview the change", () => preview("edit"), { kind: "wr-main" }) : null,
      page.whole_acts.map((one) => button(one.label, () => preview(one.do), { focus: `bulk-${one.do}` })),
      button("Pick none", () => desk.send({ do: "pick", rows: page.picked, on: false }), { kind: "wr-link" })),
  );
};

const previewOf = (view, desk) => {
  const shown = view.preview;
  if (!shown) return null;
  return make(
    "section", { class: "wr-preview", "aria-label": "Preview", tabindex: "-1", "data-focus": "preview" },
    table(shown.caption, shown.heads, shown.rows.map((cells) => row(cells))),
    shown.rest ? make("p", { class: "wr-note" }, shown.rest) : null,
    make("div", { class: "wr-acts" },
      button(shown.confirm, () => desk.send({ do: "apply" }), { kind: "wr-main", focus: "apply", disabled: shown.rows.length === 0 }),
      button("Cancel", () => desk.send({ do: "cancel" }), { focus: "cancel" })),
  );
};

// --- names -------------------------------------------------------------------------------------------------------

const namesPage = (view, desk) => {
  const page = view.names;
  const search = make("input", { type: "search", value: page.search, "data-focus": "search" });
  const ask = () => desk.send({ do: "names", search: search.value });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); ask(); } });
  const open = (id) => desk.send({ do: "name", id });
  const listed = listOf(table(
    page.caption, ["Name", "Kind", "Also called", "Part of", "Holds", ""],
    page.rows.map((one) => row([one.name, one.kind, one.aliases, one.within, one.holds, button("Choose", () => open(one.id), { kind: "wr-small", describe: `Choose ${one.name}`, focus: `name-${one.id}` })], { class: one.id === page.chosen?.id ? "wr-picked" : "" })),
  ));
  return make(
    "div", {},
    page.chosen ? nameForm(page.chosen, desk) : make("p", {}, "Choose a name below to rename it, to merge it into another, or to split mentions off."),
    previewOf(view, desk),
    make("div", { class: "wr-bar" }, labelled("Search", search), button("Search", ask, { focus: "do-search" })),
    listed,
  );
};

const nameForm = (chosen, desk) => {
  const text = (focus, value) => {
    const made = make("input", { type: "text", "data-focus": focus, value: desk.note(focus) || value });
    made.addEventListener("input", () => desk.keepNote(focus, made.value));
    return made;
  };
  const rename = text("rename", chosen.name);
  const into = searchable(desk.lists.entity, desk.choices.entity.filter((one) => one.value !== chosen.id), null, { "data-focus": "merge", placeholder: "the name that stays" });
  const split = text("split", "");
  const words = chosen.words.map((one) => {
    const box = make("input", { type: "checkbox", value: one.words, id: fresh("words"), "data-focus": `words-${one.words}` });
    return make("label", { for: box.id }, box, `“${one.words}” (${one.count})`);
  });
  const reason = text("reason", "");
  const preview = (act, more) => desk.send({ do: "preview-name", act, id: chosen.id, reason: reason.value, ...more });
  const ticked = () => words.map((one) => one.querySelector("input")).filter((box) => box.checked).map((box) => box.value);
  return make(
    "section", { class: "wr-item wr-name", "aria-label": chosen.name },
    make("p", { class: "wr-kicker" }, make("span", {}, chosen.kind), make("span", { class: "wr-muted" }, chosen.holds)),
    make("h3", {}, chosen.name),
    labelled("Reason", reason),
    make("fieldset", {}, make("legend", {}, "Rename"),
      make("div", { class: "wr-bar" }, labelled("Shown name", rename), button("Preview renaming", () => preview("rename", { new: rename.value })))),
    make("fieldset", {}, make("legend", {}, "Merge into another name"),
      make("div", { class: "wr-bar" }, labelled("Into", into), button("Preview merging", () => preview("merge", { new: into.readValue() })))),
    make("fieldset", {}, make("legend", {}, "Split off"),
      words.length ? make("div", { class: "wr-ticks" }, words) : make("p", { class: "wr-note" }, "No words of a report lead to this name."),
      make("div", { class: "wr-bar" }, labelled("New name", split), button("Preview splitting", () => preview("split", { words: ticked(), new: split.value }), { disabled: !words.length }))),
  );
};

// --- sources -----------------------------------------------------------------------------------------------------

const sourcesPage = (view, desk) => {
  const page = view.sources;
  const reason = make("input", { type: "text", "data-focus": "reason", value: desk.note("reason") });
  reason.addEventListener("input", () => desk.keepNote("reason", reason.value));
  const source = searchable(desk.lists.source, desk.choices.source, desk.note("source") || null, { "data-focus": "source" });
  source.addEventListener("input", () => desk.keepNote("source", source.readValue()));
  const topic = make("input", { type: "text", "data-focus": "topic", list: desk.lists.topic, value: desk.note("topic"), placeholder: "every topic" });
  topic.addEventListener("input", () => desk.keepNote("topic", topic.value));
  const letter = select(desk.choices.letter, desk.note("letter") || "F", { "data-focus": "letter" });
  letter.addEventListener("change", () => desk.keepNote("letter", letter.value));
  const give = () => desk.send({ do: "grade", source: source.readValue(), topic: topic.value, grade: letter.value, reason: reason.value });
  return make(
    "div", {},
    make("p", {}, page.about),
    make("div", { class: "wr-bar" }, labelled("Source", source), labelled("Topic", topic), labelled("Grade", letter), labelled("Reason", reason), button("Give this grade", give, { kind: "wr-main" })),
    page.rows.length
      ? table(page.caption, ["Source", "Topic", "Grade", "Since", "By", "Reason", "Before"], page.rows.map((one) => row(one)))
      : make("p", { class: "wr-note" }, "No source has a grade yet. A source without one is not judged."),
  );
};

// --- orphans, conflicts, log -------------------------------------------------------------------------------------

const loosePage = (view, desk) => {
  const page = view.loose;
  return make(
    "div", {},
    make("h3", {}, "Corrections whose row is gone"),
    page.orphans.length
      ? table("Their lines stay in corrections.jsonl; they change nothing until the row is back.", ["What was said", "By", "When", "About the words", "Why it has no row", ""],
          page.orphans.map((one) => row([...one.cells, button("Undo", () => desk.send({ do: "undo", id: one.id }), { kind: "wr-small", describe: `Undo ${one.cells[0]}` })])))
      : make("p", { class: "wr-note" }, "None. Every correction found its row."),
    make("h3", {}, "Points on which analysts disagree"),
    page.conflicts.length
      ? table("The latest stands until someone decides.", ["Row", "Field", "One says", "Another says", ""],
          page.conflicts.map((one) => row([...one.cells, one.key ? button("Open", () => desk.send({ do: "open", key: one.key }), { kind: "wr-small", describe: `Open ${one.cells[0]}` }) : ""])))
      : make("p", { class: "wr-note" }, "None. Where two have judged one field, they say the same."),
    make("h3", {}, "Agreement between analysts"),
    page.agreement.length
      ? table("Only rows that both have judged.", page.agreement_heads, page.agreement.map((one) => row(one)))
      : make("p", { class: "wr-note" }, "Nothing has been judged by two analysts yet."),
  );
};

const logPage = (view, desk) =>
  make(
    "div", {},
    make("p", {}, view.log_about),
    view.log.length ? make("ol", { class: "wr-log" }, view.log.map((one) => logLine(one, desk))) : make("p", { class: "wr-note" }, "Nothing yet."),
  );
