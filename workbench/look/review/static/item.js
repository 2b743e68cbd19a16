// One row under review: what is in doubt, the words it stands on, a form of its fields, and what may be done.

const inputOf = (field, desk) => {
  const draft = desk.draft(field.name, field.value);
  const keep = (read) => () => desk.keep(field.name, read(), field.value);
  const common = { "data-focus": `field-${field.name}`, "data-field": field.name };
  let input;
  if (field.input === "choice") {
    input = select(desk.choices[field.options] ?? [], draft, common);
    input.readValue = () => input.value || null;
    input.addEventListener("change", keep(input.readValue));
  } else if (field.input === "name") {
    input = searchable(desk.lists[field.options], desk.choices[field.options] ?? [], draft, {
      ...common, empty: field.empty,
    });
    if (draft && draft.unknown) input.value = draft.unknown;
    input.addEventListener("input", keep(input.readValue));
  } else if (field.input === "check") {
    input = el("input", { type: "checkbox", checked: Boolean(draft), ...common });
    input.readValue = () => input.checked;
    input.addEventListener("change", keep(input.readValue));
  } else {
    const kind = field.input === "number" ? { type: "text", inputmode: "decimal" } : { type: "text" };
    input = el("input", {
      ...kind, value: draft ?? "", autocomplete: "off", placeholder: field.empty ?? "", ...common,
    });
    input.readValue = () => input.value.trim() || null;
    input.addEventListener("input", keep(input.readValue));
  }
  return input;
};

const formOf = (item, desk) => {
  const form = el("form", {
    class: "wr-form", "aria-label": "Fields of this row",
    onsubmit: (event) => { event.preventDefault(); desk.save(); },
  });
  for (const group of item.groups) {
    const cells = group.fields.map((field) => {
      const cell = labelled(field.label, inputOf(field, desk), field.decided);
      cell.classList.add(`wr-by-${field.by}`, `wr-in-${field.input}`);
      return cell;
    });
    form.append(el("fieldset", {}, el("legend", {}, group.name), el("div", { class: "wr-cells" }, cells)));
  }
  form.append(el("button", { type: "submit", class: "wr-hidden", tabindex: "-1" }, "Save the fields"));
  return form;
};

const contextOf = (passage, desk) =>
  el(
    "figure", { class: "wr-context" },
    el(
      "figcaption", {},
      el("strong", {}, passage.name), passage.day ? ` · ${passage.day}` : "", passage.title ? ` · ${passage.title}` : "",
      passage.report && passage.pieces.length
        ? button("Whole report", () => desk.send({ do: "report", report: passage.report }), { kind: "wr-link", focus: `whole-${passage.report}` })
        : null,
    ),
    el("blockquote", {}, marked(passage.pieces)),
  );

const wordingsOf = (item) =>
  el(
    "div", { class: "wr-pair" },
    item.wordings.map((side) =>
      el(
        "figure", { class: "wr-context" },
        el("figcaption", {}, el("strong", {}, side.name), side.day ? ` · ${side.day}` : ""),
        el("blockquote", {}, side.stretches.length ? differing(side.stretches) : el("em", {}, side.none)),
      ),
    ),
  );

const aroundOf = (item, desk) =>
  el(
    "details", { class: "wr-fold", open: true },
    el("summary", { "data-focus": "around" }, "The sentences around them"),
    item.passages.map((passage) => contextOf(passage, desk)),
  );

const evidenceOf = (item) =>
  table(
    "What speaks for the link",
    ["Kind", "In the report that draws", "In the report drawn on"],
    item.evidence.map((one) => row([one.kind, one.child, one.parent])),
  );

const opinionsOf = (item, desk) => {
  const steps = desk.choices.opinion;
  const name = fresh("opinion");
  const explain = el("input", { type: "text", "data-focus": "explanation", "data-draft": "explanation", value: desk.note("explanation") });
  explain.addEventListener("input", () => desk.keepNote("explanation", explain.value));
  const mine = item.opinions.find((one) => one.mine);
  const chosen = desk.note("step") || mine?.step || "";
  const scale = el(
    "fieldset", { class: "wr-scale" },
    el("legend", {}, "How far do you agree with this row as it stands?"),
    steps.map((step) => {
      const radio = el("input", { type: "radio", name, value: step.value, checked: chosen === step.value, id: fresh("step"), "data-focus": `step-${step.value}` });
      radio.addEventListener("change", () => desk.keepNote("step", step.value));
      return el("label", { for: radio.id }, radio, step.label);
    }),
  );
  return el(
    "details", { class: "wr-fold", open: item.opinions.length > 0 || desk.note("step") !== "" },
    el("summary", { "data-focus": "opinions" }, `Opinions (${item.opinions.length})`),
    item.opinions.length
      ? el("ul", {}, item.opinions.map((one) =>
          el("li", {}, el("strong", {}, one.who), ` ${one.day}: ${one.step}`, one.explanation ? ` – ${one.explanation}` : "")))
      : el("p", { class: "wr-note" }, "Nobody has given one. Opinions of several analysts stand side by side; none replaces another."),
    scale,
    el("div", { class: "wr-bar" }, labelled("Why", explain), button("Give this opinion", () => desk.act("opinion", { step: desk.note("step"), explanation: explain.value }), { focus: "give-opinion" })),
  );
};

// What may be done, always in sight below the row.
const actionsOf = (item, desk) => {
  const reason = el("input", { type: "text", "data-focus": "reason", value: desk.note("reason") });
  reason.addEventListener("input", () => desk.keepNote("reason", reason.value));
  const acts = item.acts.map((one) =>
    button(one.label, () => desk.press(one), { key: one.key, kind: one.main ? "wr-main" : "", describe: one.says, focus: `act-${one.do}` }));
  return el(
    "div", { class: "wr-deck" },
    labelled("Reason or note", reason),
    el("div", { class: "wr-unsaved", hidden: true }),
    el("div", { class: "wr-acts", role: "group", "aria-label": "What to do with this row" },
      acts),
  );
};

const gradeOf = (item, desk) => {
  if (!item.claim) return null;
  const digit = select([{ value: "", label: "not graded" }, ...desk.choices.digit], desk.note("digit"), { "data-focus": "digit" });
  digit.addEventListener("change", () => desk.keepNote("digit", digit.value));
  const override = el("input", { type: "checkbox", id: fresh("override"), "data-focus": "override", checked: Boolean(desk.note("override")) });
  override.addEventListener("change", () => desk.keepNote("override", override.checked));
  return el(
    "details", { class: "wr-fold", open: desk.note("digit") !== "" },
    el("summary", { "data-focus": "grade" }, item.grade ? `Grade of this claim: ${item.grade}` : "Grade of this claim: not graded"),
    el("div", { class: "wr-bar" },
      labelled("How likely it is true", digit, "1 needs two origins behind the figure. It says nothing of the source."),
      el("label", { for: override.id, class: "wr-tick" }, override, "1 with fewer origins, for the reason given below"),
      button("Give this grade", () => desk.act("grade-claim", { claim: item.claim, grade: digit.value, override: override.checked }), { focus: "give-grade" })),
  );
};

const itemOf = (item, desk) => {
  const headed = fresh("doubt");
  return el(
    "article", { class: "wr-item wr-main-column", tabindex: "-1", "data-focus": "item", "aria-labelledby": headed },
    el(
      "div", { class: "wr-scroll" },
      el("p", { class: "wr-kicker" }, el("span", {}, item.kind || "Not in the queue"),
        el("span", { class: "wr-steps" },
          item.place ? el("span", { class: "wr-muted" }, item.place) : null,
          button("Back", () => desk.send({ do: "previous" }), { key: "k", kind: "wr-small", describe: "Previous row" }),
          button("Next", () => desk.send({ do: "next" }), { key: "j", kind: "wr-small", describe: "Next row; this one stays in the queue" }))),
      el("h3", { id: headed }, item.doubt),
      item.more.length ? el("ul", { class: "wr-more" }, item.more.map((said) => el("li", {}, said))) : null,
      item.standing ? el("p", { class: "wr-standing" }, item.standing) : null,
      item.wordings.length ? wordingsOf(item) : null,
      item.wordings.length ? aroundOf(item, desk) : item.passages.map((passage) => contextOf(passage, desk)),
      item.passages.length && item.legend
        ? el("p", { class: "wr-legend" }, "Marked: ", el("mark", { class: "wr-figure" }, "figure"), " ", el("mark", { class: "wr-source" }, "source"), " ", el("mark", { class: "wr-cue" }, "cue"))
        : null,
      item.evidence.length ? evidenceOf(item) : null,
      item.groups.length ? formOf(item, desk) : null,
      item.acts.length ? opinionsOf(item, desk) : null,
      gradeOf(item, desk),
    ),
    item.acts.length ? actionsOf(item, desk) : null,
  );
};
