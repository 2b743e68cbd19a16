// The facets: lists of values with counts, each a group of check boxes that a keyboard reaches.

function facetList(send) {
  const element = el("div", { class: "wb-facets" });
  const opened = new Map();
  const typing = new Map();

  function show(facets) {
    refill(element, facets.map(facetOf));
  }

  function facetOf(facet) {
    const open = opened.get(facet.name) ?? facet.opened;
    const summary = el("summary", { title: facet.hint, "data-key": `facet-${facet.name}` },
      el("span", {}, facet.title), el("span", { class: "wb-muted" }, facet.active ? "filtered" : String(facet.whole)));
    const node = el("details", { class: facet.active ? "wb-facet wb-active" : "wb-facet", open }, summary);
    node.addEventListener("toggle", () => opened.set(facet.name, node.open));
    const box = el("fieldset", {}, el("legend", { class: "wb-hidden" }, `${facet.title}: ${facet.hint}`));
    if (facet.longer) box.append(searchOf(facet));
    box.append(el("ul", {}, facet.values.map((value) => valueOf(facet, value))));
    if (!facet.values.length) box.append(el("p", { class: "wb-hint" }, "No value with these letters."));
    const buttons = [];
    if (facet.more) buttons.push(el("button", { type: "button", class: "wb-link", "data-key": `more-${facet.name}`,
      onclick: () => send({ type: "more", field: facet.name, more: true }) }, `${facet.more.toLocaleString("en")} more`));
    if (facet.widened) buttons.push(el("button", { type: "button", class: "wb-link", "data-key": `fewer-${facet.name}`,
      onclick: () => send({ type: "more", field: facet.name, more: false }) }, "fewer"));
    if (facet.active) buttons.push(el("button", { type: "button", class: "wb-link", "data-key": `clear-${facet.name}`,
      "aria-label": `clear ${facet.title}`, onclick: () => send({ type: "clear", field: facet.name }) }, "clear"));
    if (buttons.length) box.append(el("div", { class: "wb-facet-foot" }, buttons));
    node.append(box);
    return node;
  }

  function searchOf(facet) {
    return el("input", { type: "search", class: "wb-find", "data-key": `find-${facet.name}`,
      placeholder: `among ${facet.whole.toLocaleString("en")}`, "aria-label": `Find in ${facet.title}`,
      value: typing.get(facet.name) ?? facet.sought,
      oninput: (event) => {
        const text = event.target.value;
        typing.set(facet.name, text);
        clearTimeout(facetList.waiting);
        facetList.waiting = setTimeout(() => send({ type: "find", field: facet.name, text }), 180);
      } });
  }

  function valueOf(facet, value) {
    const box = el("input", { type: "checkbox", checked: value.on, "data-key": `value-${facet.name}-${value.id}`,
      onchange: () => send({ type: "toggle", field: facet.name, value: value.id }) });
    return el("li", { class: value.count ? null : "wb-none" },
      el("label", {}, box, el("span", { class: "wb-name", title: value.name }, value.name),
        el("span", { class: "wb-count" }, value.count.toLocaleString("en"))));
  }

  return { element, show };
}
