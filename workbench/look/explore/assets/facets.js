// The facets: lists of values with counts, each a group of check boxes that a keyboard reaches. A facet and a value are
// made once and then told what changed, so that the box just pressed stays the box that has the focus.

function facetList(send) {
  const element = el("div", { class: "wb-facets" });
  const made = new Map();

  function show(facets) {
    arrange(element, facets.map((facet) => {
      const own = kept(made, facet.name, () => facetOf(facet, send));
      own.show(facet);
      return own.element;
    }));
  }

  return { element, show };
}

function facetOf({ name, title, hint }, send) {
  const values = new Map();
  let folded = null;
  const state = el("span", { class: "wb-muted" });
  const find = el("input", { type: "search", class: "wb-find", "data-key": `find-${name}`, "aria-label": `Find in ${title}`,
    oninput: () => {
      clearTimeout(facetList.waiting);
      facetList.waiting = setTimeout(() => send({ type: "find", field: name, text: find.value }), 180);
    } });
  const list = el("ul");
  const none = el("p", { class: "wb-hint" }, "No value with these letters.");
  const more = link("more", {}, { type: "more", field: name, more: true });
  const fewer = link("fewer", {}, { type: "more", field: name, more: false }, "fewer");
  const clear = link("clear", { "aria-label": `clear ${title}` }, { type: "clear", field: name }, "clear");
  const foot = el("div", { class: "wb-facet-foot" }, more, fewer, clear);
  const element = el("details", {},
    el("summary", { title: hint, "data-key": `facet-${name}`, onclick: () => { folded = element.open; } },
      el("span", {}, title), state),
    el("fieldset", {}, el("legend", { class: "wb-hidden" }, `${title}: ${hint}`), find, list, none, foot));

  function link(act, attributes, event, text) {
    return el("button", { type: "button", class: "wb-link", "data-key": `${act}-${name}`, ...attributes,
      onclick: () => send(event) }, text);
  }

  function show(facet) {
    element.className = facet.active ? "wb-facet wb-active" : "wb-facet";
    element.open = folded === null ? facet.opened : !folded;
    write(state, facet.active ? "filtered" : String(facet.whole));
    find.hidden = !facet.longer;
    find.placeholder = `among ${facet.whole.toLocaleString("en")}`;
    if (focusBeside(find) !== find && find.value.toLowerCase() !== facet.sought) find.value = facet.sought;
    arrange(list, facet.values.map((value) => {
      const own = kept(values, value.id, () => valueOf(name, value, send));
      own.show(value);
      return own.element;
    }));
    none.hidden = facet.values.length > 0;
    more.hidden = !facet.more;
    write(more, `${facet.more.toLocaleString("en")} more`);
    fewer.hidden = !facet.widened;
    clear.hidden = !facet.active;
    foot.hidden = more.hidden && fewer.hidden && clear.hidden;
  }

  return { element, show };
}

function valueOf(facet, { id, name }, send) {
  const box = el("input", { type: "checkbox", "data-key": `value-${facet}-${id}`,
    onchange: () => send({ type: "toggle", field: facet, value: id }) });
  const count = el("span", { class: "wb-count" });
  const element = el("li", {}, el("label", {}, box, el("span", { class: "wb-name", title: name }, name), count));

  function show(value) {
    element.className = value.count ? "" : "wb-none";
    box.checked = value.on;
    write(count, value.count.toLocaleString("en"));
  }

  return { element, show };
}
