// Columns: themes, recommendations, actors and instruments as lists with wires between them.
import { told } from "./communities.js";
import { h, mark, s } from "./dom.js";

const MOST = 120;
const SWEEPS = 6;
const SHORT = { other: "Actors", community: "Communities" };
const COLUMNS = [
  { name: "theme", title: "Themes", kinds: ["theme"] },
  { name: "recommendation", title: "Recommendations", kinds: ["recommendation"] },
  { name: "other", title: "Actors and instruments", kinds: ["actor", "instrument"] },
];

export class Columns {
  /** @param on {pick(id, more), open(community id)} */
  constructor(holder, { pick, open }) {
    this.holder = holder;
    this.pick = pick;
    this.opens = open;
    this.most = MOST;
    this.open = null;
    new ResizeObserver(() => this.wires()).observe(holder);
  }

  show(graph, selection, emphasis) {
    if (this.selection !== selection) {
      this.orders = ordered(graph, selection);
      this.selection = selection;
    }
    if (emphasis.opened !== (this.emphasis?.opened ?? null)) this.open = emphasis.opened === null ? null : "theme";
    this.open ??= selection.groups ? "community" : "recommendation";
    if (this.open === "community" && !selection.groups) this.open = "recommendation";
    this.graph = graph;
    this.emphasis = emphasis;
    this.render();
  }

  render() {
    const { holder, emphasis } = this;
    const { groups } = this.selection;
    const scrolled = holder.scrollTop;
    const held = document.activeElement?.dataset?.node;
    this.items = new Map();
    this.lines = s("svg", { "aria-hidden": "true" });
    holder.classList.toggle("dimmed", Boolean(emphasis.near) || emphasis.opened !== null);
    holder.replaceChildren(this.lines, this.#pager(groups), ...(groups ? [this.#communities(groups)] : []), ...COLUMNS.map((column, i) => this.#column(column, this.orders[i])));
    holder.scrollTop = scrolled;
    if (held) this.items.get(held)?.focus({ preventScroll: true });
    requestAnimationFrame(() => this.wires());
  }

  #pager(groups) {
    const lists = groups ? [{ name: "community", title: "Communities" }, ...COLUMNS] : COLUMNS;
    return h("div", { class: "pager", role: "group", "aria-label": "List" }, ...lists.map((column) =>
      h("button", { type: "button", "aria-pressed": String(column.name === this.open), on: { click: () => { this.open = column.name; this.render(); } } },
        groups && column.name === "recommendation" ? "Texts" : SHORT[column.name] ?? column.title)));
  }

  /** On a phone many things begin with their communities; wider screens list these beside the columns. */
  #communities(groups) {
    const sorted = groups.list.slice().sort((a, b) => b.shown - a.shown || a.index - b.index);
    const item = (one) => h("button", { class: "item community near", type: "button", on: { click: () => this.opens(one.id) } },
      h("span", { class: "name" }, one.label, h("span", { class: "cite" }, told(one))), h("span", { class: "count" }, one.shown.toLocaleString("en")));
    return h("section", { class: `column community${this.open === "community" ? " open" : ""}`, "aria-label": "Communities" },
      h("ul", { class: "bare" }, ...sorted.map((one) => h("li", {}, item(one)))));
  }

  #column(column, nodes) {
    const { opened, near } = this.emphasis;
    const inside = (node) => !near && opened !== null && node.community === opened;
    if (opened !== null) nodes = [...nodes.filter(inside), ...nodes.filter((node) => !inside(node))];
    const list = h("ul", { class: "bare" }, ...nodes.slice(0, this.most).map((node) => this.#item(node)));
    const rest = nodes.length - this.most;
    return h("section", { class: `column ${column.name}${column.name === this.open ? " open" : ""}`, "aria-label": column.title },
      h("h2", {}, `${column.title} `, h("span", { class: "count" }, nodes.length.toLocaleString("en"))), list,
      rest > 0 && h("button", { class: "button", type: "button", on: { click: () => { this.most += MOST; this.render(); } } }, `Show ${Math.min(rest, MOST)} more of ${rest}`));
  }

  #item(node) {
    const { emphasis } = this;
    const near = emphasis.near ? emphasis.near.has(node.id) : emphasis.opened !== null && node.community === emphasis.opened;
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
