// Elements made of text and attributes only: nothing of a story is ever read as markup.

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "open") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== "") node.append(child);
  }
  return node;
}

// Gives a page a root of its own within the notebook's. The notebook's rules then do not reach it and, what takes far longer,
// are not held against all that is in it again at every click.
function apart(host, style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  const root = el("div", {});
  const own = host.attachShadow({ mode: "open" });
  own.adoptedStyleSheets = [sheet];
  own.append(root);
  host.classList.add("wb-host");
  return root;
}

// What has the keyboard's focus among all that shares a root with a node.
function focusBeside(node) {
  return node.getRootNode().activeElement || null;
}

// Lets a button be pressed or not. One that cannot be pressed says so and keeps the keyboard's focus, which it would lose
// to the notebook around it if it were disabled.
function allow(button, able) {
  if (able) button.removeAttribute("aria-disabled"); else button.setAttribute("aria-disabled", "true");
}

// Within this place nothing happens on what says that it cannot be pressed.
function heedNotAllowed(root) {
  root.addEventListener("click", (event) => {
    if (event.target.closest('[aria-disabled="true"]')) event.stopImmediatePropagation();
  }, true);
}

// Keeps the keys pressed within a widget from the notebook around it. JupyterLab leaves alone what bears the attribute
// and all within it; Notebook 7 hears a key first and asks the very part that has the focus.
function ownKeys(root) {
  const mark = (node) => node.setAttribute("data-lm-suppress-shortcuts", "true");
  mark(root);
  root.addEventListener("focusin", (event) => mark(event.target));
}

// The sign of a claimant: the same outline and colour as on the chart.
function sign(look, size = 12) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-1.35 -1.35 2.7 2.7");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("wb-sign");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", look.path);
  path.style.fill = look.colour;
  path.style.stroke = look.colour;
  path.style.strokeWidth = ".18";
  svg.append(path);
  return svg;
}

// What needs to know where things stand waits until all is written, so that the page is laid out once and not each time.
let waiting = null;

function together(write) {
  waiting = [];
  try { write(); } finally {
    const due = waiting;
    waiting = null;
    for (const one of due) one();
  }
}

function onceWritten(act) {
  if (waiting) waiting.push(act); else act();
}

// Fills a place anew; what had the keyboard's focus keeps it where it is still there.
function refill(place, ...children) {
  const active = focusBeside(place);
  const focused = place.contains(active) ? active.dataset.key : undefined;
  const at = focused && active.selectionStart;
  place.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  if (focused === undefined) return;
  onceWritten(() => {
    const again = [...place.querySelectorAll("[data-key]")].find((node) => node.dataset.key === focused);
    if (!again) return;
    again.focus({ preventScroll: true });
    if (typeof at === "number" && again.setSelectionRange && again.type !== "date") again.setSelectionRange(at, at);
  });
}

// What a map holds under a name, made where it holds nothing yet.
function kept(made, name, make) {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
}

// Says a text in a place, which is left alone where it says it already.
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

// Gives a place these nodes in this order. What stands right stays; what has the keyboard's focus is never taken out, since
// it would lose it: the others are put around it.
function arrange(place, nodes) {
  for (const node of [...place.children]) if (!nodes.includes(node)) node.remove();
  const active = focusBeside(place);
  const held = nodes.findIndex((node) => node.parentNode === place && node.contains(active));
  let here = place.firstChild;
  nodes.forEach((node, at) => {
    while (at === held && here !== node) {
      const next = here.nextSibling;
      place.append(here);
      here = next;
    }
    if (here === node) here = here.nextSibling;
    else place.insertBefore(node, here);
  });
}

// Brings a node into the middle of its own scrolling pane and moves nothing else.
function reveal(pane, node) {
  onceWritten(() => {
    const own = node.getBoundingClientRect();
    const outer = pane.getBoundingClientRect();
    if (own.top >= outer.top + 40 && own.bottom <= outer.bottom - 20) return;
    pane.scrollTop += own.top - outer.top - (pane.clientHeight - own.height) / 2;
  });
}

// Brings the top of something tall up in its pane, unless most of the pane shows it already.
function bringUp(pane, node) {
  onceWritten(() => {
    const own = node.getBoundingClientRect();
    const outer = pane.getBoundingClientRect();
    const seen = Math.min(own.bottom, outer.bottom) - Math.max(own.top, outer.top);
    if (seen < Math.min(own.height, outer.height) * 0.6) pane.scrollTop += own.top - outer.top;
  });
}

function counted(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many || one + "s"}`;
}
