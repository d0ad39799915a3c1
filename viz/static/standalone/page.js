// The one-file page: vis-network draws at our positions; legend, reports, search, panel and keys.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const stage = document.getElementById("stage");
  const panel = document.getElementById("panel");
  const intro = [...panel.childNodes];
  const told = new Map(Object.entries(data.told));
  const quotes = new Map(Object.entries(data.quotes));
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const EDGE = "rgba(120,134,148,0.45)";
  const around = new Map([...told.keys()].map((id) => [id, new Set()]));
  for (const edge of data.edges) {
    around.get(edge.from).add(edge.to);
    around.get(edge.to).add(edge.from);
  }
  const network = new vis.Network(stage, { nodes, edges }, { ...data.options, edges: { ...data.options.edges, color: { color: EDGE } } });
  network.once("afterDrawing", () => network.fit({ animation: false }));
  let focus = null;
  let shown = new Set(told.keys());

  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  }

  const chosen = (attribute) => new Set([...document.querySelectorAll(`[data-${attribute}]`)].filter((box) => box.checked).map((box) => box.dataset[attribute]));

  function filter() {
    const kinds = chosen("kind");
    const documents = chosen("document");
    const hubs = [...document.querySelectorAll("[data-hub]")].filter((box) => box.checked).map((box) => new Set(data.hubs[Number(box.dataset.hub)].members));
    const said = new Set([...told].filter(([id, node]) => node.kind === "recommendation" && documents.has(node.document) && hubs.every((set) => set.has(id))).map(([id]) => id));
    shown = new Set([...told].filter(([id, node]) => kinds.has(node.kind) && (node.kind === "recommendation" ? said.has(id) : [...around.get(id)].some((other) => said.has(other)))).map(([id]) => id));
    draw();
  }

  function draw() {
    const near = focus === null ? null : new Set([focus, ...around.get(focus)]);
    nodes.update(data.nodes.map((node) => {
      const lit = !near || near.has(node.id);
      const said = node.kind === "recommendation";
      return {
        id: node.id, hidden: !shown.has(node.id), opacity: lit ? 1 : 0.15,
        font: { ...node.font, color: said ? "#3d5673" : "#15191e" },
        label: said && near && lit ? lines(told.get(node.id).label) : lit ? node.label : "",
      };
    }));
    edges.update(edges.get().map((edge) => ({
      id: edge.id, hidden: !shown.has(edge.from) || !shown.has(edge.to),
      color: { color: focus !== null && (edge.from === focus || edge.to === focus) ? "#0b57a4" : near ? "rgba(120,134,148,0.1)" : EDGE },
      width: focus !== null && (edge.from === focus || edge.to === focus) ? 2.5 : 1,
    })));
  }

  function lines(text) {
    return text.replace(/(.{1,20})(?:\s+|$)/g, "$1\n").trim();
  }

  function pick(id) {
    focus = id !== null && told.has(id) ? id : null;
    draw();
    panel.replaceChildren(...(focus === null ? intro : about(focus)));
    panel.scrollTop = 0;
    history.replaceState(null, "", focus === null ? location.pathname : `#${encodeURIComponent(focus)}`);
  }

  function link(id) {
    const button = make("button", "", told.get(id).label);
    button.type = "button";
    button.addEventListener("click", () => { pick(id); reveal(id); });
    return make("li", "", make("span", `mark ${told.get(id).kind}`), button);
  }

  function about(id) {
    const node = told.get(id);
    const parts = [make("p", "kind", make("span", `mark ${node.kind}`), node.kind), make("h2", "", node.label)];
    if (node.title !== node.label) parts.push(make("p", "cite", node.title));
    const pieces = quotes.get(id);
    if (pieces) {
      parts.push(make("p", "words", ...pieces.map(([text, kind, why]) => {
        if (!kind) return text;
        const mark = make("span", `m ${kind}`, text);
        mark.title = why;
        return mark;
      })));
    }
    const linked = [...around.get(id)].filter((other) => shown.has(other));
    parts.push(make("h3", "", `Linked to (${linked.length})`), make("ul", "", ...linked.map(link)));
    return parts;
  }

  function reveal(id) {
    const { x, y } = network.getPosition(id);
    const at = network.canvasToDOM({ x, y });
    if (at.x < 30 || at.y < 30 || at.x > stage.clientWidth - 30 || at.y > stage.clientHeight - 30) network.moveTo({ position: { x, y }, animation: false });
  }

  function step([dx, dy]) {
    if (focus === null) return pick([...shown].sort((a, b) => told.get(b).count - told.get(a).count)[0] ?? null);
    const from = network.getPosition(focus);
    const best = (ids) => ids.map((id) => {
      const to = network.getPosition(id);
      const [x, y] = [to.x - from.x, to.y - from.y];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      return { id, cost: ahead > 0 && aside <= ahead * 1.6 ? Math.hypot(x, y) + 2 * aside : Infinity };
    }).reduce((a, b) => (b.cost < a.cost ? b : a), { cost: Infinity });
    const linked = best([...around.get(focus)].filter((id) => shown.has(id)));
    const next = linked.id ? linked : best([...shown].filter((id) => id !== focus));
    if (next.id) { pick(next.id); reveal(next.id); }
    return undefined;
  }

  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ways[event.key]) step(ways[event.key]);
    else if (event.key === "+" || event.key === "=") network.moveTo({ scale: network.getScale() * 1.3 });
    else if (event.key === "-") network.moveTo({ scale: network.getScale() / 1.3 });
    else if (event.key === "0") network.fit({ animation: false });
    else if (event.key === "Escape") pick(null);
    else return;
    event.preventDefault();
  });

  const find = document.getElementById("find");
  document.getElementById("names").append(...[...told.values()].map((node) => {
    const option = document.createElement("option");
    option.value = node.label;
    return option;
  }));
  function search() {
    const wanted = find.value.trim().toLowerCase();
    if (!wanted) return;
    const rank = ([id, node]) => {
      const label = node.label.toLowerCase();
      return (label.startsWith(wanted) ? 0 : label.includes(wanted) ? 1 : `${node.title} ${id}`.toLowerCase().includes(wanted) ? 2 : 9) + (node.kind === "recommendation" ? 0.5 : 0);
    };
    const best = [...told].map((one) => [rank(one), one[0]]).filter(([value]) => value < 9).sort((a, b) => a[0] - b[0])[0];
    if (!best) return;
    pick(best[1]);
    reveal(best[1]);
    find.value = "";
  }
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") search(); });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target === find) return;
    event.preventDefault();
    find.focus();
  });

  const hubs = document.getElementById("hubs");
  hubs.append(...data.hubs.map((hub, i) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.dataset.hub = String(i);
    return make("label", "switch plain", box, make("span", "", `Only with ${hub.label}`), make("span", "count", String(hub.members.length)));
  }));
  document.querySelector(".hubs").hidden = !data.hubs.length;
  document.querySelector(".rail").addEventListener("change", filter);
  network.on("click", ({ nodes: [id] }) => pick(id ?? null));
  network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
  network.on("blurNode", () => { stage.style.cursor = ""; });
  draw();
  let start = null;
  try { start = decodeURIComponent(location.hash.slice(1)); } catch { /* not one of ours */ }
  if (start && told.has(start)) pick(start);
  document.body.dataset.ready = "true";
  document.body.network = network;
})();
