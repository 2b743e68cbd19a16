// The frame: who acts, the tabs, messages, keys, and what is kept between two views.

const TABS = [
  ["queue", "Queue"], ["rows", "All rows"], ["report", "Reports"], ["names", "Names"], ["sources", "Sources"],
  ["loose", "Orphans and conflicts"], ["log", "Log"],
];
const PAGES = {
  queue: queuePage, rows: rowsPage, report: reportPage, names: namesPage, sources: sourcesPage, loose: loosePage, log: logPage,
};
const KEYS = [
  ["a", "accept the row as it stands"], ["e", "edit: go to the first field; Enter saves, Escape leaves"],
  ["r", "reject: the row is wrong as a whole; dismiss a difference, deny a link"], ["u", "unsure: put it at the end of the queue"],
  ["n", "note: go to the reason, Enter writes it down"], ["j or →", "next"], ["k or ←", "previous"],
  ["z", "undo your last act"], ["?", "show or hide this list"],
];
// What is spent of a row's notes by an act after which other notes still matter.
const USED = {
  edit: ["fields", "note-reason", "meant"], note: ["note-reason", "meant"], opinion: ["note-step", "note-explanation"],
  "grade-claim": ["note-digit", "note-override", "note-reason"],
};
const LEAVE = "Leave them as they were";
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

function render({ model, el: place }) {
  const root = el("section", { class: "wr-root", "aria-label": "Review" });
  ownKeys(root);
  const notes = new Map(); // what was typed and not yet acted on, by row
  let view = model.get("view");
  let added = {};
  let trouble = "";
  let helping = false;
  let waiting = false;
  let asked = "";

  const key = () => (view.tab === "queue" && view.item ? view.item.key : `page:${view.tab}`);
  const mine = () => { if (!notes.has(key())) notes.set(key(), { fields: {} }); return notes.get(key()); };
  const pane = readingPane({
    onPick: (mark) => desk.send({ do: "open", key: `${mark.kind === "claim" ? "claims" : "estimates"}/${mark.id}` }),
    onSelect: (report, start, end) => desk.send({ do: "select", report, start, end }),
    onOpen: (report) => desk.send({ do: "report", report }),
  });
  const desk = {
    pane,
    get choices() { return model.get("choices"); },
    lists: {},
    send: (message) => {
      waiting = true;
      asked = message.do;
      trouble = "";
      root.setAttribute("aria-busy", "true");
      model.send(message);
      setTimeout(() => { if (waiting) busy.hidden = false; }, 400);
    },
    draft: (name, value) => (name in mine().fields ? mine().fields[name] : value),
    keep: (name, value, was) => {
      if (JSON.stringify(value) === JSON.stringify(was)) delete mine().fields[name];
      else mine().fields[name] = value;
      unsaved();
    },
    note: (name) => mine()[`note-${name}`] ?? "",
    keepNote: (name, value) => { mine()[`note-${name}`] = value; },
    added: (name, value) => (name in added ? added[name] : value),
    keepAdded: (name, value) => { added[name] = value; },
    add: (chosen) => desk.send({ do: "add", report: chosen.report, start: chosen.start, end: chosen.end, kind: chosen.kind, fields: added, reason: desk.note("reason") }),
    act: (name, more = {}) => view.item && desk.send({ do: name, key: view.item.key, reason: desk.note("reason"), ...more }),
    press: (one) => {
      if (one.do === "edit") return toFirstField();
      if (Object.keys(mine().fields).length && one.do !== "note") {
        return desk.complain(`Fields of this row were changed and not saved. Press Enter in a field to save them, or “${LEAVE}” first.`);
      }
      if (one.reason && !desk.note("reason").trim()) {
        mine().meant = one.do;
        status.textContent = `${one.says}: write the reason, then press Enter.`;
        return focusOn("reason");
      }
      return desk.act(one.do);
    },
    save: () => desk.act("edit", { fields: mine().fields }),
    complain: (words) => { trouble = words; draw(); },
    redraw: () => draw(),
  };

  const focusOn = (name) => {
    const found = [...root.querySelectorAll("[data-focus]")].find((one) => one.dataset.focus === name);
    found?.focus();
    return Boolean(found);
  };
  const toFirstField = () => {
    const field = view.item?.field ? focusOn(`field-${view.item.field}`) : false;
    if (!field) root.querySelector(".wr-form [data-field]")?.focus();
    document.activeElement.select?.(); // so that typing replaces what stands there
  };

  const unsaved = () => {
    const line = root.querySelector(".wr-unsaved");
    if (!line) return;
    const count = Object.keys(mine().fields).length;
    line.hidden = count === 0;
    line.parentElement.classList.toggle("wr-changing", count > 0);
    line.replaceChildren(
      el("span", {}, `${count} ${count === 1 ? "field" : "fields"} changed, not saved`),
      button("Save", desk.save, { key: "Enter", describe: "Save the fields that were changed", focus: "save", kind: "wr-main" }),
      button(LEAVE, () => { mine().fields = {}; trouble = ""; draw(); focusOn("item"); }, { kind: "wr-link" }));
  };

  const header = () => {
    const who = el("input", { type: "text", value: view.who, autocomplete: "off", "data-focus": "who", placeholder: "your name" });
    who.addEventListener("change", () => desk.send({ do: "who", name: who.value }));
    return el(
      "header", { class: "wr-head" },
      el("div", { class: "wr-title" }, el("h2", {}, view.title), el("p", { class: "wr-muted" }, view.progress)),
      labelled("You are", who),
    );
  };
  const tabs = () =>
    el(
      "div", { class: "wr-tabs", role: "tablist", "aria-label": "Parts of the review" },
      TABS.map(([name, label]) =>
        el("button", {
          type: "button", role: "tab", class: "wr-tab", "aria-selected": String(view.tab === name), tabindex: view.tab === name ? "0" : "-1",
          "data-focus": `tab-${name}`, onclick: () => desk.send({ do: "tab", tab: name }),
          onkeydown: (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (!step) return;
            event.preventDefault();
            event.stopPropagation();
            const at = TABS.findIndex(([one]) => one === name);
            focusOn(`tab-${TABS[(at + step + TABS.length) % TABS.length][0]}`);
          },
        }, label, view.marks[name] ? el("span", { class: "wr-count" }, view.marks[name]) : null)),
    );
  const help = () =>
    el(
      "section", { class: "wr-help", hidden: !helping, "aria-label": "Keys" },
      el("h3", {}, "Keys"), el("dl", {}, KEYS.map(([name, does]) => el("div", {}, el("dt", {}, el("kbd", {}, name)), el("dd", {}, does)))),
      el("p", { class: "wr-note" }, "They work while the focus is in this frame and you are not typing."),
    );
  const alarm = el("div", { class: "wr-alarm", role: "alert" });
  const busy = el("p", { class: "wr-busy", hidden: true }, "Writing, and counting again …");
  const status = el("div", { class: "wr-hidden", role: "status", "aria-live": "polite" });
  const body = el("div", { class: "wr-body" });
  const names = el("div", { hidden: true });
  root.append(body, alarm, busy, status, names);

  const lists = () => {
    names.replaceChildren();
    for (const name of ["entity", "place", "source", "topic"]) {
      const list = el("datalist", { id: fresh("list") }, (desk.choices[name] ?? []).map((one) => el("option", { value: one.label })));
      desk.lists[name] = list.id;
      names.append(list);
    }
  };

  const draw = () => {
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const focus = active?.dataset?.focus;
    const caret = active && "selectionStart" in active ? active.selectionStart : null;
    const scrolled = pane.element.querySelector(".wb-scroll").scrollTop;
    body.replaceChildren(
      header(),
      el("div", { class: "wr-top" }, tabs(), button("Keys", () => { helping = !helping; draw(); }, { key: "?", kind: "wr-link", describe: "Show or hide the keys" })),
      help(), alarm,
      el("div", { class: "wr-page", role: "tabpanel", "aria-label": TABS.find(([name]) => name === view.tab)[1] }, PAGES[view.tab](view, desk)),
    );
    alarm.textContent = trouble || view.error;
    alarm.hidden = !alarm.textContent;
    unsaved();
    if (view.tab === "report") pane.element.querySelector(".wb-scroll").scrollTop = scrolled;
    if (active && !(focus && focusOn(focus))) root.querySelector("[data-focus=item]")?.focus({ preventScroll: true });
    if (caret !== null && document.activeElement.dataset?.focus === focus) {
      try { document.activeElement.setSelectionRange(caret, caret); } catch { /* an input without a caret */ }
    }
  };

  // Lets go of what an act has used; what was typed for another stays.
  const spent = (name) => {
    const kept = notes.get(name);
    const used = USED[asked];
    if (!kept || !used) notes.delete(name);
    else {
      for (const each of used) delete kept[each];
      if (used.includes("fields")) kept.fields = {};
    }
    added = {};
  };

  const fresher = () => {
    const before = key();
    const was = view;
    view = model.get("view");
    waiting = false;
    busy.hidden = true;
    root.removeAttribute("aria-busy");
    // Other words, another number: what was typed over the former one is let go.
    const [had, has] = [was.report?.chosen, view.report?.chosen];
    if (had && has && (had.report !== has.report || had.start !== has.start || had.end !== has.end)) {
      for (const name of has.read) delete added[name];
    }
    if (view.done) spent(view.done.startsWith("page:") ? before : view.done);
    const moved = was.item?.key !== view.item?.key || was.tab !== view.tab;
    draw();
    if (moved && view.tab === "queue" && root.contains(document.activeElement) && !document.activeElement.matches("[role=tab], .wr-kind")) {
      focusOn("item");
      root.querySelector("[data-focus=item]")?.scrollIntoView({ block: "nearest" });
    }
    if (view.preview && !was.preview) focusOn("preview");
    status.textContent = view.said;
  };

  const pressed = (event) => {
    event.stopPropagation(); // the notebook's own keys would cut cells and change their type
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches(TYPING);
    if (event.key === "Escape") {
      if (helping) { helping = false; draw(); }
      if (typing) { focusOn("item"); event.preventDefault(); }
      return;
    }
    if (typing) {
      if (event.key === "Enter" && event.target.dataset.focus === "reason" && view.tab === "queue") { event.preventDefault(); desk.act(mine().meant ?? "note"); }
      if (event.key === "Enter" && event.target.closest(".wr-form") && view.tab === "queue") { event.preventDefault(); desk.save(); }
      return;
    }
    if (event.key === "?") { helping = !helping; draw(); event.preventDefault(); return; }
    if (event.key === "z" && !waiting) { event.preventDefault(); desk.send({ do: "undo-last" }); return; }
    if (view.tab !== "queue" || waiting) return;
    const step = { j: "next", ArrowRight: "next", k: "previous", ArrowLeft: "previous" }[event.key];
    const radio = event.target.matches("[type=radio]");
    if (step && !(radio && event.key.startsWith("Arrow"))) { event.preventDefault(); desk.send({ do: step }); return; }
    const act = view.item?.acts.find((one) => one.key === event.key);
    if (act) { event.preventDefault(); desk.press(act); }
  };
  root.addEventListener("keydown", pressed);
  for (const name of ["keyup", "keypress", "mousedown", "contextmenu"]) root.addEventListener(name, (event) => event.stopPropagation());

  const newChoices = () => { lists(); draw(); };
  model.on("change:view", fresher);
  model.on("change:choices", newChoices);
  lists();
  draw();
  place.append(root);
  return () => { model.off("change:view", fresher); model.off("change:choices", newChoices); };
}

export default { render };
