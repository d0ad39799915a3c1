// Table: the same set as rows that can be sorted.
import { h, mark } from "./dom.js";
import { SINGULAR } from "./graph.js";

const MOST = 200;
const NAMED = 3;

export class Table {
  constructor(holder, { pick }) {
    this.holder = holder;
    this.pick = pick;
    this.most = MOST;
    this.sort = ["links", -1];
  }

  show(graph, selection, emphasis) {
    [this.graph, this.selection, this.emphasis] = [graph, selection, emphasis];
    this.render();
  }

  render() {
    const rows = this.#rows();
    const rest = rows.length - this.most;
    this.holder.replaceChildren(
      h("table", {}, h("caption", { class: "visually-hidden" }, "Everything on the map, one row each"),
        h("thead", {}, h("tr", {}, ...this.#heads())),
        h("tbody", {}, ...rows.slice(0, this.most).map((row) => this.#row(row)))),
      ...(rest > 0 ? [h("button", { class: "button", type: "button", on: { click: () => { this.most += MOST; this.render(); } } }, `Show ${Math.min(rest, MOST)} more of ${rest}`)] : []),
    );
  }

  #rows() {
    const { graph, selection } = this;
    const [by, way] = this.sort;
    const rows = selection.nodes.map((node) => {
      const near = [...graph.neighbours(node.id)].filter((id) => selection.reach.has(id)).map((id) => graph.node(id));
      const community = selection.groups?.byIndex[node.community].label ?? "";
      return { node, near, community, links: near.length, name: node.label, kind: node.kind, where: node.number ? `${node.document} ${node.number}` : "" };
    });
    const compare = (a, b) => (typeof a[by] === "number" ? a[by] - b[by] : a[by].localeCompare(b[by], "en", { numeric: true }));
    const { opened } = this.emphasis;
    const inside = (row) => Number(opened !== null && row.node.community === opened);
    return rows.sort((a, b) => inside(b) - inside(a) || way * compare(a, b) || a.name.localeCompare(b.name));
  }

  #heads() {
    const community = this.selection.groups ? [["community", "Community"]] : [];
    return [["name", "Name"], ["kind", "Kind"], ["where", "Paragraph"], ["links", "Links"], ...community, [null, "Linked to"]].map(([by, title]) => {
      if (!by) return h("th", { scope: "col", class: "beside" }, title);
      const now = this.sort[0] === by ? { 1: "ascending", [-1]: "descending" }[this.sort[1]] : null;
      const turn = () => {
        this.sort = [by, this.sort[0] === by ? -this.sort[1] : by === "links" ? -1 : 1];
        this.render();
        this.holder.querySelector(`[data-sort="${by}"]`)?.focus();
      };
      return h("th", { scope: "col", class: by === "links" ? "number" : null, "aria-sort": now },
        h("button", { type: "button", data: { sort: by }, on: { click: turn } }, title));
    });
  }

  #row({ node, near, links, community }) {
    const names = near.slice().sort((a, b) => b.count - a.count).slice(0, NAMED).map((one) => one.label).join(" · ");
    const current = node.id === this.emphasis.focus;
    const { near: lit, opened } = this.emphasis;
    return h("tr", { class: lit?.has(node.id) || (!lit && opened !== null && node.community === opened) ? "near" : null, "aria-current": current ? "true" : null, data: { node: node.id } },
      h("td", {}, h("button", { class: "plain", type: "button", on: { click: (event) => this.pick(node.id, event.shiftKey) } }, node.label)),
      h("td", {}, h("span", { class: "kind" }, mark(node.kind), SINGULAR[node.kind])),
      h("td", {}, node.number ? h("span", { class: "cite", title: node.document }, node.title) : ""),
      h("td", { class: "number" }, String(links), h("span", { class: "spelt" }, links === 1 ? " link" : " links")),
      this.selection.groups ? h("td", { class: "soft small" }, community) : null,
      h("td", { class: "soft small beside" }, names + (near.length > NAMED ? ` and ${near.length - NAMED} more` : "")));
  }
}
