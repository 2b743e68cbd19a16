// The pages beside the queue: all rows, names, sources, what lost its row or is disputed, one report, the log.

const queuePage = (view, desk) => {
  const kinds = el(
    "ul", { class: "wr-kinds" },
    view.counts.map((one) =>
      el("li", {}, el(
        "button", {
          type: "button", class: "wr-kind", "aria-pressed": String(view.filter === one.kind), "data-focus": `kind-${one.kind}`,
          onclick: () => desk.send({ do: "filter", kind: view.filter === one.kind ? "" : one.kind }),
        },
        el("span", {}, one.name), el("span", { class: "wr-count" }, one.waiting.toLocaleString("en")),
        one.reviewed ? el("span", { class: "wr-note" }, `${one.reviewed} reviewed`) : null,
      ))),
  );
  const rail = el(
    "nav", { class: "wr-rail", "aria-label": "Kinds of doubt" },
    el("h3", {}, "What waits"), kinds,
    view.filter ? button("Show every kind", () => desk.send({ do: "filter", kind: "" }), { kind: "wr-link" }) : null,
    el("details", {}, el("summary", { "data-focus": "rule" }, "Why in this order"), el("p", { class: "wr-note" }, view.rule)),
  );
  const main = view.item
    ? itemOf(view.item, desk)
    : el("article", { class: "wr-item", tabindex: "-1", "data-focus": "item" },
        el("h3", {}, view.filter ? "Nothing of this kind waits." : "Nothing waits. Every row in doubt has been reviewed."),
        el("p", {}, "All rows can still be corrected under “All rows”, and every act undone in the log."));
  return el("div", { class: "wr-columns" }, rail, main, lately(view, desk));
};

const lately = (view, desk) =>
  el(
    "aside", { class: "wr-lately", "aria-label": "Last acts" },
    view.changed.length
      ? el("div", { class: "wr-changed" }, el("h3", {}, "What that changed"), el("ul", {}, view.changed.map((said) => el("li", {}, said))))
      : null,
    el("h3", {}, "Last acts"),
    view.log.length
      ? el("ol", {}, view.log.slice(0, 6).map((one) => logLine(one, desk)))
      : el("p", { class: "wr-note" }, "Nothing yet. Every act is one line in corrections.jsonl and can be undone."),
  );

const logLine = (one, desk) =>
  el(
    "li", { class: one.undone ? "wr-undone" : "" },
    el("span", {}, one.said),
    el("span", { class: "wr-note" }, [one.who, one.when, one.undone ? "undone" : one.state].filter(Boolean).join(" · ")),
    one.can_undo ? button("Undo", () => desk.send({ do: "undo", id: one.id }), { kind: "wr-small", describe: `Undo: ${one.said}`, focus: `undo-${one.id}` }) : null,
  );

// A long table scrolls within the page.
const listOf = (made) => el("div", { class: "wr-list", tabindex: "0", role: "region", "aria-label": "List", "data-focus": "list" }, made);

// --- all rows, in bulk -------------------------------------------------------------------------------------------

const rowsPage = (view, desk) => {
  const page = view.rows;
  const picked = new Set(page.picked);
  const search = el("input", { type: "search", value: page.search, "data-focus": "search" });
  const ask = () => desk.send({ do: "rows", table: page.table, search: search.value, at: 0 });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); ask(); } });
  const which = select(page.tables, page.table, { "data-focus": "table" });
  which.addEventListener("change", () => desk.send({ do: "rows", table: which.value, search: search.value, at: 0 }));
  const pick = (ids, on) => desk.send({ do: "pick", rows: ids, on });
  const all = el("input", { type: "checkbox", "aria-label": "Pick all rows on this page", "data-focus": "pick-all", checked: page.rows.length > 0 && page.rows.every((one) => picked.has(one.id)) });
  all.addEventListener("change", () => pick(page.rows.map((one) => one.id), all.checked));
  const body = page.rows.map((one) => {
    const box = el("input", { type: "checkbox", checked: picked.has(one.id), "aria-label": `Pick ${one.cells[0]}`, "data-focus": `pick-${one.id}` });
    box.addEventListener("change", () => pick([one.id], box.checked));
    return row(
      [box, ...one.cells, one.verdict, button("Open", () => desk.send({ do: "open", key: one.key }), { kind: "wr-small", describe: `Open ${one.cells[0]}`, focus: `open-${one.id}` })],
      { class: picked.has(one.id) ? "wr-picked" : "" },
    );
  });
  const head = ["", ...page.heads, "Reviewed", ""];
  const listed = listOf(table(page.caption, head, body));
  listed.querySelector("thead th").append(all);
  return el(
    "div", {},
    el("div", { class: "wr-bar" }, labelled("Rows of", which), labelled("Search", search), button("Search", ask, { focus: "do-search" })),
    bulkBar(page, desk),
    previewOf(view, desk),
    listed,
    el("div", { class: "wr-bar" },
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
  const reason = el("input", { type: "text", value: desk.note("reason"), "data-focus": "bulk-reason" });
  reason.addEventListener("input", () => desk.keepNote("reason", reason.value));
  const preview = (act) => desk.send({ do: "preview", act, field: act === "edit" ? which.value : "", new: act === "edit" ? value.readValue() : null, reason: reason.value });
  return el(
    "fieldset", { class: "wr-bulk", disabled: count === 0 },
    el("legend", {}, count ? `${count.toLocaleString("en")} picked` : "Pick rows to act on several at once"),
    el("div", { class: "wr-bar" },
      field ? labelled("Set", which) : null, field ? labelled("to", value) : null, labelled("Reason", reason),
      field ? button("Preview the change", () => preview("edit"), { kind: "wr-main" }) : null,
      page.whole_acts.map((one) => button(one.label, () => preview(one.do), { focus: `bulk-${one.do}` })),
      button("Pick none", () => desk.send({ do: "pick", rows: page.picked, on: false }), { kind: "wr-link" })),
  );
};

const previewOf = (view, desk) => {
  const shown = view.preview;
  if (!shown) return null;
  return el(
    "section", { class: "wr-preview", "aria-label": "Preview", tabindex: "-1", "data-focus": "preview" },
    table(shown.caption, shown.heads, shown.rows.map((cells) => row(cells))),
    shown.rest ? el("p", { class: "wr-note" }, shown.rest) : null,
    el("div", { class: "wr-acts" },
      button(shown.confirm, () => desk.send({ do: "apply" }), { kind: "wr-main", focus: "apply", disabled: shown.rows.length === 0 }),
      button("Cancel", () => desk.send({ do: "cancel" }), { focus: "cancel" })),
  );
};

// --- names -------------------------------------------------------------------------------------------------------

const namesPage = (view, desk) => {
  const page = view.names;
  const search = el("input", { type: "search", value: page.search, "data-focus": "search" });
  const ask = () => desk.send({ do: "names", search: search.value });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); ask(); } });
  const open = (id) => desk.send({ do: "name", id });
  const listed = listOf(table(
    page.caption, ["Name", "Kind", "Also called", "Part of", "Holds", ""],
    page.rows.map((one) => row([one.name, one.kind, one.aliases, one.within, one.holds, button("Choose", () => open(one.id), { kind: "wr-small", describe: `Choose ${one.name}`, focus: `name-${one.id}` })], { class: one.id === page.chosen?.id ? "wr-picked" : "" })),
  ));
  return el(
    "div", {},
    page.chosen ? nameForm(page.chosen, desk) : el("p", {}, "Choose a name below to rename it, to merge it into another, or to split mentions off."),
    previewOf(view, desk),
    el("div", { class: "wr-bar" }, labelled("Search", search), button("Search", ask, { focus: "do-search" })),
    listed,
  );
};

const nameForm = (chosen, desk) => {
  const text = (focus, value) => {
    const made = el("input", { type: "text", "data-focus": focus, value: desk.note(focus) || value });
    made.addEventListener("input", () => desk.keepNote(focus, made.value));
    return made;
  };
  const rename = text("rename", chosen.name);
  const into = searchable(desk.lists.entity, desk.choices.entity.filter((one) => one.value !== chosen.id), null, { "data-focus": "merge", placeholder: "the name that stays" });
  const split = text("split", "");
  const words = chosen.words.map((one) => {
    const box = el("input", { type: "checkbox", value: one.words, id: fresh("words"), "data-focus": `words-${one.words}` });
    return el("label", { for: box.id }, box, `“${one.words}” (${one.count})`);
  });
  const reason = text("reason", "");
  const preview = (act, more) => desk.send({ do: "preview-name", act, id: chosen.id, reason: reason.value, ...more });
  const ticked = () => words.map((one) => one.querySelector("input")).filter((box) => box.checked).map((box) => box.value);
  return el(
    "section", { class: "wr-item wr-name", "aria-label": chosen.name },
    el("p", { class: "wr-kicker" }, el("span", {}, chosen.kind), el("span", { class: "wr-muted" }, chosen.holds)),
    el("h3", {}, chosen.name),
    labelled("Reason", reason),
    el("fieldset", {}, el("legend", {}, "Rename"),
      el("div", { class: "wr-bar" }, labelled("Shown name", rename), button("Preview renaming", () => preview("rename", { new: rename.value })))),
    el("fieldset", {}, el("legend", {}, "Merge into another name"),
      el("div", { class: "wr-bar" }, labelled("Into", into), button("Preview merging", () => preview("merge", { new: into.readValue() })))),
    el("fieldset", {}, el("legend", {}, "Split off"),
      words.length ? el("div", { class: "wr-ticks" }, words) : el("p", { class: "wr-note" }, "No words of a report lead to this name."),
      el("div", { class: "wr-bar" }, labelled("New name", split), button("Preview splitting", () => preview("split", { words: ticked(), new: split.value }), { disabled: !words.length }))),
  );
};

// --- sources -----------------------------------------------------------------------------------------------------

const sourcesPage = (view, desk) => {
  const page = view.sources;
  const reason = el("input", { type: "text", "data-focus": "reason", value: desk.note("reason") });
  reason.addEventListener("input", () => desk.keepNote("reason", reason.value));
  const source = searchable(desk.lists.source, desk.choices.source, desk.note("source") || null, { "data-focus": "source" });
  source.addEventListener("input", () => desk.keepNote("source", source.readValue()));
  const topic = el("input", { type: "text", "data-focus": "topic", list: desk.lists.topic, value: desk.note("topic"), placeholder: "every topic" });
  topic.addEventListener("input", () => desk.keepNote("topic", topic.value));
  const letter = select(desk.choices.letter, desk.note("letter") || "F", { "data-focus": "letter" });
  letter.addEventListener("change", () => desk.keepNote("letter", letter.value));
  const give = () => desk.send({ do: "grade", source: source.readValue(), topic: topic.value, grade: letter.value, reason: reason.value });
  return el(
    "div", {},
    el("p", {}, page.about),
    el("div", { class: "wr-bar" }, labelled("Source", source), labelled("Topic", topic), labelled("Grade", letter), labelled("Reason", reason), button("Give this grade", give, { kind: "wr-main" })),
    page.rows.length
      ? table(page.caption, ["Source", "Topic", "Grade", "Since", "By", "Reason", "Before"], page.rows.map((one) => row(one)))
      : el("p", { class: "wr-note" }, "No source has a grade yet. A source without one is not judged."),
  );
};

// --- orphans, conflicts, log -------------------------------------------------------------------------------------

const loosePage = (view, desk) => {
  const page = view.loose;
  return el(
    "div", {},
    el("h3", {}, "Corrections whose row is gone"),
    page.orphans.length
      ? table("Their lines stay in corrections.jsonl; they change nothing until the row is back.", ["What was said", "By", "When", "About the words", "Why it has no row", ""],
          page.orphans.map((one) => row([...one.cells, one.id && button("Undo", () => desk.send({ do: "undo", id: one.id }), { kind: "wr-small", describe: `Undo ${one.cells[0]}` })])))
      : el("p", { class: "wr-note" }, "None. Every correction found its row."),
    el("h3", {}, "Another analyst’s corrections"),
    takeIn(desk),
    el("h3", {}, "Points on which analysts disagree"),
    page.conflicts.length
      ? table("The latest stands until someone decides.", ["Row", "Field", "One says", "Another says", ""],
  page.conflicts.map((one) => row([
            ...one.cells,
            el("span", { class: "wr-acts" },
              button(`Keep ${one.a_who}’s`, () => desk.send({ do: "settle", keep: one.a, against: one.b }), { kind: "wr-small", describe: `Keep what ${one.cells[2]}`, focus: `keep-${one.a}-${one.b}` }),
              button(`Keep ${one.b_who}’s`, () => desk.send({ do: "settle", keep: one.b, against: one.a }), { kind: "wr-small", describe: `Keep what ${one.cells[3]}`, focus: `keep-${one.b}-${one.a}` }),
              button("Open", () => desk.send({ do: "open", key: one.key }), { kind: "wr-small", describe: `Open ${one.cells[0]}` }))])))
      : el("p", { class: "wr-note" }, "None. Where two have judged one field, they say the same."),
    el("h3", {}, "Agreement between analysts"),
    page.agreement.length
      ? table("Only rows that two or more have judged. Alpha is 1 where all agree and 0 where they agree as chance would.", page.agreement_heads, page.agreement.map((one) => row(one)))
      : el("p", { class: "wr-note" }, "Nothing has been judged by two analysts yet."),
  );
};

const takeIn = (desk) => {
  const file = el("input", { type: "text", "data-focus": "file", value: desk.note("file") });
  file.addEventListener("input", () => desk.keepNote("file", file.value));
  const take = () => desk.send({ do: "take-in", file: file.value });
  file.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
  return el("div", { class: "wr-bar wr-start" },
    labelled("Path of their corrections.jsonl", file, "A line that both files have is there once; nothing of either is lost."),
    button("Take in their lines", take));
};

const logPage = (view, desk) =>
  el(
    "div", {},
    el("p", {}, view.log_about),
    view.log.length ? el("ol", { class: "wr-log" }, view.log.map((one) => logLine(one, desk))) : el("p", { class: "wr-note" }, "Nothing yet."),
  );
