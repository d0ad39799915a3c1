// Columns: themes, recommendations, actors and instruments as lists with wires between them.
import { h, mark, s } from "./dom.js";

const MOST = 120;
const SWEEPS = 6;
const COLUMNS = [
  { name: "theme", title: "Themes", kinds: ["theme"] },
  { name: "recommendation", title: "Recommendations", kinds: ["recommendation"] },
  { name: "other", title: "Actors and instruments", kinds: ["actor", "instrument"] },
];

export class Columns {
  constructor(holder, { pick }) {
    this.holder = holder;
    this.pick = pick;
    this.most = MOST;
    this.open = "recommendation";
    new ResizeObserver(() => this.wires()).observe(holder);
  }

  show(graph, selection, emphasis) {
    if (this.selection !== selection) {
      this.orders = ordered(graph, selection);
      this.selection = selection;
    }
    this.graph = graph;
    this.emphasis = emphasis;
    this.render();
  }

  render() {
    const { holder, emphasis } = this;
    const scrolled = holder.scrollTop;
    const held = document.activeElement?.dataset?.node;
    this.items = new Map();
    this.lines = s("svg", { "aria-hidden": "true" });
    holder.classList.toggle("dimmed", Boolean(emphasis.near));
    holder.replaceChildren(this.lines, this.#pager(), ...COLUMNS.map((column, i) => this.#column(column, this.orders[i])));
    holder.scrollTop = scrolled;
    if (held) this.items.get(held)?.focus({ preventScroll: true });
    requestAnimationFrame(() => this.wires());
  }

  #pager() {
    return h("div", { class: "pager", role: "group", "aria-label": "List" }, ...COLUMNS.map((column) =>
      h("button", { type: "button", "aria-pressed": String(column.name === this.open), on: { click: () => { this.open = column.name; this.render(); } } },
        column.name === "other" ? "Actors" : column.title)));
  }

  #column(column, nodes) {
    const list = h("ul", { class: "bare" }, ...nodes.slice(0, this.most).map((node) => this.#item(node)));
    const rest = nodes.length - this.most;
    return h("section", { class: `column ${column.name}${column.name === this.open ? " open" : ""}`, "aria-label": column.title },
      h("h2", {}, `${column.title} `, h("span", { class: "count" }, String(nodes.length))), list,
      rest > 0 && h("button", { class: "button", type: "button", on: { click: () => { this.most += MOST; this.render(); } } }, `Show ${Math.min(rest, MOST)} more of ${rest}`));
  }

  #item(node) {
    const { emphasis } = this;
    const near = emphasis.near?.has(node.id);
    const button = h("button", {
      class: near ? "item near" : "item", type: "button", data: { node: node.id },
      "aria-current": node.id === emphasis.focus ? "true" : null,
      on: { click: (event) => this.pick(node.id, event.shiftKey), keydown: (event) => this.#move(event) },
    }, mark(node.kind), h("span", { class: "name" }, node.label),
    node.kind === "recommendation" ? h("span", { class: "cite" }, node.number) : h("span", { class: "count" }, String(node.count)));
    this.items.set(node.id, button);
    return h("li", {}, button);
  }

  #move(event) {
    const items = [...event.currentTarget.closest("ul").querySelectorAll(".item")];
    const next = items[items.indexOf(event.currentTarget) + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  wires() {
    const { holder, lines } = this;
    if (!lines || !holder.offsetParent || getComputedStyle(lines).display === "none") return;
    const origin = holder.getBoundingClientRect();
    const [dx, dy] = [holder.scrollLeft - origin.left, holder.scrollTop - origin.top];
    lines.setAttribute("width", "1");
    lines.setAttribute("height", "1");
    const boxes = new Map([...this.items].map(([id, item]) => [id, item.getBoundingClientRect()]));
    const drawn = [];
    for (const edge of this.selection.edges) {
      const [a, b] = [boxes.get(edge.source), boxes.get(edge.target)];
      if (!a || !b || !a.width || !b.width) continue;
      const [from, to] = a.left < b.left ? [a, b] : [b, a];
      drawn.push(wire(from.right + dx, from.top + from.height / 2 + dy, to.left + dx, to.top + to.height / 2 + dy, this.#lit(edge)));
    }
    lines.setAttribute("width", String(holder.clientWidth));
    lines.setAttribute("height", String(holder.scrollHeight));
    lines.replaceChildren(...drawn.sort((a, b) => a.classList.length - b.classList.length));
  }

  #lit({ source, target }) {
    const { focus, near, chain } = this.emphasis;
    if (!near) return false;
    if (chain || !focus) return near.has(source) && near.has(target);
    return source === focus || target === focus;
  }
}

function wire(x1, y1, x2, y2, lit) {
  const bend = (x2 - x1) / 2;
  return s("path", { class: lit ? "wire lit" : "wire", d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` });
}

/** Order the three lists so that few wires cross: each stands at the middle of its neighbours. */
function ordered(graph, selection) {
  const lists = COLUMNS.map(({ kinds }) => selection.nodes.filter((node) => kinds.includes(node.kind)));
  const rank = new Map();
  const number = (list) => list.forEach((node, i) => rank.set(node.id, i / Math.max(list.length - 1, 1)));
  lists.forEach((list) => { list.sort((a, b) => a.y - b.y); number(list); });
  const middle = (node) => {
    const near = [...graph.neighbours(node.id)].filter((id) => rank.has(id));
    return near.length ? near.reduce((sum, id) => sum + rank.get(id), 0) / near.length : 0.5;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const list of [lists[1], lists[0], lists[2]]) {
      const at = new Map(list.map((node) => [node, middle(node)]));
      list.sort((a, b) => at.get(a) - at.get(b));
      number(list);
    }
  }
  return lists;
}
