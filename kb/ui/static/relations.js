// The picture of a neighbourhood. Places come from the server and nothing moves by itself; the table
// below the picture holds the same facts. A record chosen here shows its links in a card, and those
// are plain links of the page. Every text is set as text, never as markup.
const SHAPES = {
  point: ["ellipse", "--seal"], meridian: ["round-rectangle", "--on"], category: ["diamond", "--jade"],
  symptom: ["rectangle", "--ochre"], teaching: ["hexagon", "--jade"], condition: ["triangle", "--on"],
};
const OTHER = ["pentagon", "--soft"];
const shown = new WeakMap();

const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

// light-dark() is settled only where a colour is used, so a probe is asked.
const palette = (root) => {
  const probe = root.appendChild(make("i", "", { hidden: "" }));
  const found = {};
  for (const name of ["--ink", "--soft", "--line", "--card", "--seal", "--on", "--jade", "--ochre"]) {
    probe.style.color = `var(${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.style.color = "";
  found.font = getComputedStyle(root).fontFamily;
  probe.remove();
  return found;
};

const looks = (c, many) => [
  { selector: "node", style: {
    label: "data(label)", "font-family": c.font, "font-size": 11, color: c["--ink"], "text-valign": "bottom",
    "text-margin-y": 3, "text-outline-color": c["--card"], "text-outline-width": 2, "min-zoomed-font-size": 7,
    "text-wrap": "ellipsis", "text-max-width": 118, width: 15, height: 15,
    shape: (node) => (SHAPES[node.data("kind")] ?? OTHER)[0],
    "background-color": (node) => c[(SHAPES[node.data("kind")] ?? OTHER)[1]] } },
  { selector: "node[ring = 0]", style: { width: 30, height: 30, "font-size": 16, "font-weight": 600, "text-max-width": 240 } },
  { selector: "node[ring = 2]", style: { width: 10, height: 10, "font-size": 9 } },
  { selector: "edge", style: { width: 1.2, "line-color": c[many ? "--line" : "--soft"], "line-opacity": many ? 1 : 0.45, "curve-style": "haystack" } },
  { selector: "edge[?ruled]", style: { "line-style": many ? "solid" : "dashed" } },
  { selector: "edge.near", style: { width: 2.4, "line-color": c["--on"], "line-opacity": 1,
    label: "data(relation)", "font-size": 10, color: c["--ink"], "text-outline-color": c["--card"],
    "text-outline-width": 2, "min-zoomed-font-size": 7 } },
  { selector: "node.far", style: { opacity: 0.4 } },
  { selector: "node:selected", style: { "border-width": 3, "border-color": c["--ink"] } },
];

const build = (cytoscape, root, data) => {
  const field = root.querySelector(".field");
  const card = root.querySelector(".card");
  const many = data.spots.length > 600; // a thousand records: nothing that makes drawing slow
  const cy = cytoscape({
    container: field,
    elements: [
      ...data.spots.map(([id, label, kind, ring, x, y, around, page]) => ({
        group: "nodes", data: { id, label, kind, ring, around, page }, position: { x, y } })),
      ...data.lines.map(([source, target, relation, ruled], i) => ({
        group: "edges", data: { id: `line ${i}`, source, target, relation, ruled } })),
    ],
    style: looks(palette(root), many),
    pixelRatio: many ? 1 : "auto",
    layout: { name: "preset", fit: false },
    autoungrabify: true, boxSelectionEnabled: false, selectionType: "single", minZoom: 0.08, maxZoom: 3,
    hideEdgesOnViewport: many, textureOnViewport: many,
  });
  const middle = cy.nodes("[ring = 0]");
  // The places are known; the library would measure every name to learn how wide the picture is.
  const reach = (at) => {
    const places = data.spots.map((spot) => spot[at]);
    return [Math.min(...places), Math.max(...places)];
  };
  const [[left, right], [top, bottom]] = [reach(4), reach(5)];
  const whole = (edge) => {
    const wide = right - left + 120; // half a name on both sides
    const high = bottom - top + 40;
    const zoom = Math.min((field.clientWidth - 2 * edge) / wide, (field.clientHeight - 2 * edge) / high);
    const level = Math.min(3, Math.max(0.08, zoom));
    const pan = { x: field.clientWidth / 2 - (level * (left + right)) / 2, y: field.clientHeight / 2 - (level * (top + bottom)) / 2 };
    cy.viewport({ zoom: level, pan });
  };
  const begin = () => {
    whole(30);
    const narrow = field.clientWidth < 640 ? 0.75 : 0.6;
    cy.zoom(Math.min(1.25, Math.max(narrow, cy.zoom())));
    cy.center(middle);
  };
  begin();

  const choose = (node) => {
    cy.batch(() => {
      cy.elements().removeClass("near far");
      cy.nodes(":selected").unselect();
      node.select();
      const lines = node.connectedEdges();
      lines.slice(0, 60).addClass("near");
      cy.nodes().difference(node.closedNeighborhood()).addClass("far");
    });
    const ways = node.edgesWith(middle).map((line) => line.data("relation"));
    card.replaceChildren(make("b", node.data("label")), make("span", ` ${node.data("kind")}`, { class: "v" }));
    if (ways.length) card.append(make("span", ` · ${[...new Set(ways)].join(", ")}`));
    const say = [];
    if (node.data("page")) say.push(make("a", "Open its page", { href: node.data("page") }));
    if (node.data("ring")) say.push(make("a", "Put it in the middle", { href: node.data("around"), "data-middle": "" }));
    for (const link of say) card.append(" · ", link);
  };
  const centre = (node) => {
    choose(node);
    card.querySelector("[data-middle]")?.click();
  };
  cy.on("tap", "node", (event) => choose(event.target));
  cy.on("dbltap", "node", (event) => centre(event.target));
  cy.on("tap", (event) => {
    if (event.target !== cy) return;
    cy.elements().removeClass("near far").unselect();
    card.replaceChildren();
  });

  const zoom = (factor) =>
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: field.clientWidth / 2, y: field.clientHeight / 2 } });
  const acts = { "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), fit: () => whole(20), middle: begin };
  for (const button of root.querySelectorAll("button[data-act]")) button.onclick = acts[button.dataset.act];

  // The next record in the direction of an arrow key: near, and not far off the line.
  const AIM = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  field.onkeydown = (event) => {
    const now = cy.nodes(":selected");
    const from = now.nonempty() ? now : middle;
    if (AIM[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const [dx, dy] = AIM[event.key];
      const { x, y } = from.position();
      let best = null;
      let least = Infinity;
      cy.nodes().forEach((node) => {
        const across = node.position("x") - x;
        const down = node.position("y") - y;
        const ahead = across * dx + down * dy;
        const aside = Math.abs(across * dy) + Math.abs(down * dx);
        if (ahead > 1 && ahead + 2 * aside < least) [best, least] = [node, ahead + 2 * aside];
      });
      if (now.empty()) best = middle;
      if (best) {
        choose(best);
        const box = best.renderedBoundingBox();
        const out = box.x1 < 0 || box.y1 < 0 || box.x2 > field.clientWidth || box.y2 > field.clientHeight;
        if (out) cy.center(best);
      }
    } else if (event.key === "Enter" && now.nonempty()) centre(now);
    else if (event.key === "+" || event.key === "-") acts[event.key]();
    else if (event.key === "0") acts.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // The wheel scrolls the page; with Ctrl it zooms. What stands above the picture may have changed its
  // height since the library last asked where the picture is: it asks again before it is touched.
  const held = field.parentElement;
  const wheel = (event) => event.ctrlKey || event.stopPropagation();
  const again = () => cy.resize();
  held.addEventListener("wheel", wheel, { capture: true, passive: true });
  for (const type of ["pointerenter", "pointerdown"]) held.addEventListener(type, again, { capture: true });

  const paint = () => cy.style(looks(palette(root), many));
  const watch = new MutationObserver(paint);
  const app = document.querySelector(".stApp");
  if (app) watch.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
  const sized = new ResizeObserver(() => cy.resize());
  sized.observe(field);
  root.dataset.ready = data.spots.length;
  root.picture = cy; // for tests
  return () => {
    watch.disconnect();
    sized.disconnect();
    held.removeEventListener("wheel", wheel, { capture: true });
    for (const type of ["pointerenter", "pointerdown"]) held.removeEventListener(type, again, { capture: true });
    cy.destroy();
  };
};

const frame = (title, kinds) => {
  const root = make("section", "", { class: "mt web", "aria-label": title });
  const tools = make("div", "", { class: "tools" });
  const acts = [["+", "+", "Zoom in"], ["-", "−", "Zoom out"], ["fit", "Whole", "Show the whole picture"],
    ["middle", "Middle", "Back to the middle"]];
  for (const [act, text, label] of acts)
    tools.append(make("button", text, { type: "button", "data-act": act, "aria-label": label }));
  const key = make("span", "", { class: "key" });
  for (const kind of kinds) key.append(make("span", kind, { "data-kind": SHAPES[kind] ? kind : "other" }));
  tools.append(key);
  const held = make("div", "", { class: "held" });
  const help = "Arrow keys go from record to record, Enter puts one in the middle, + and - zoom, 0 shows all. " +
    "The table below holds the same.";
  held.append(make("div", "", { class: "field", tabindex: "0", role: "application", "aria-label": `${title}. ${help}` }));
  root.append(tools, held, make("p", "", { class: "card", "aria-live": "polite" }),
    make("p", "Choose a record to see its links; Ctrl and wheel zoom; dashed lines follow by rule.", { class: "s" }));
  return root;
};

export default function ({ parentElement, data }) {
  const last = shown.get(parentElement);
  if (last?.told === data.picture) return last.end;
  last?.end();
  const told = JSON.parse(data.picture);
  const root = frame(told.title, [...new Set(told.spots.map((spot) => spot[2]))]);
  parentElement.replaceChildren(root);
  let close = null;
  let ended = false;
  const end = () => {
    ended = true;
    close?.();
    close = null;
    root.remove();
    if (shown.get(parentElement)?.root === root) shown.delete(parentElement);
  };
  shown.set(parentElement, { told: data.picture, root, end });
  import(new URL(data.library, document.baseURI).href).then(
    (library) => {
      if (ended) return;
      if (root.isConnected) close = build(library.default, root, told);
      else end(); // its page was left while the library was on its way: nothing has a look there
    },
    () => root.querySelector(".card").replaceChildren("The picture cannot be drawn here; the table below holds the same."),
  );
  return end;
}
