// The explorer: fetches the graph and joins state, views, rail, panel and search.
import { Columns } from "./columns.js";
import { MANY, told } from "./communities.js";
import { download, h } from "./dom.js";
import { gexf, graphml, withCommunities } from "./exports.js";
import { Graph, SINGULAR } from "./graph.js";
import { gestures } from "./gestures.js";
import { chosen } from "./lasso.js";
import { Map2d } from "./map.js";
import { Panel } from "./panel.js";
import { rail } from "./rail.js";
import { search } from "./search.js";
import { emphasis, select } from "./selection.js";
import { State } from "./state.js";
import { Table } from "./table.js";
import { first, nextCommunity, toward } from "./walk.js";

const $ = (id) => document.getElementById(id);
const MOST_COMPARED = 8;
const PHONE = matchMedia("(max-width: 640px)");

async function read(address) {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.detail ?? told.title ?? `the server answered ${answer.status}`);
  }
  return answer.json();
}

class Explorer {
  constructor(graph, state) {
    this.graph = graph;
    this.state = state;
    this.aim = null;
    this.stages = { map: $("map-holder"), columns: $("columns"), table: $("rows") };
    this.map = new Map2d($("map"), { hover: (...what) => this.hover(...what) });
    this.named = $("map").getAttribute("aria-label");
    this.legend = $("legend").textContent;
    gestures(this.map, {
      pick: (id, more) => this.pick(id, more), open: (community) => this.open(community.id),
      step: (way) => this.step(way), enter: () => this.enter(), clear: () => this.clear(),
      lasso: (nodes) => this.lasso(nodes), drawing: () => $("lasso").getAttribute("aria-pressed") === "true",
    });
    $("lasso").addEventListener("click", () => this.draws($("lasso").getAttribute("aria-pressed") !== "true"));
    const pick = (id, more) => this.pick(id, more);
    this.columns = new Columns($("columns"), { pick, open: (id) => this.open(id) });
    this.table = new Table($("rows"), { pick });
    if (matchMedia("(max-width: 900px)").matches) $("rail-details").open = false;
    this.rail = rail($("rail-body"), graph, state);
    this.panel = new Panel($("panel"), {
      focus: (id) => this.focus(id), clear: () => this.clear(),
      pathFrom: (id) => this.aimFrom(id), expand: (id) => this.expand(id), open: (id) => this.open(id),
    });
    search(document.querySelector("[data-search]"), { nodes: () => this.graph.nodes, pick: (id) => this.pick(id) });
    for (const button of document.querySelectorAll("[data-view]")) {
      button.addEventListener("click", () => state.set({ view: button.dataset.view }));
    }
    $("groups").addEventListener("click", () => state.set({ groups: !state.value.groups, community: null }));
    $("undo").addEventListener("click", () => state.undo());
    $("zoom-in").addEventListener("click", () => this.map.zoom(1.3));
    $("zoom-out").addEventListener("click", () => this.map.zoom(1 / 1.3));
    $("zoom-fit").addEventListener("click", () => this.map.fit());
    for (const button of document.querySelectorAll("[data-export]")) {
      button.addEventListener("click", () => { this.export(button.dataset.export); $("exports").open = false; });
    }
    addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented) this.aimFrom(null); });
    state.listen((now, before) => this.render(now, before));
    this.render(state.value, null);
  }

  render(now, before) {
    const same = before && ["hide", "documents", "hubs", "groups"].every((name) => String(now[name]) === String(before[name]));
    if (!same || !this.selection || this.grown) this.selection = select(this.graph, now);
    this.grown = false;
    this.emphasis = emphasis(this.graph, this.selection, now);
    for (const [name, stage] of Object.entries(this.stages)) stage.hidden = name !== now.view;
    for (const button of document.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === now.view));
    }
    this.rail.update(this.selection, now);
    this.panel.show(this.graph, this.selection, this.emphasis, now);
    document.body.classList.toggle("selected", Boolean(now.focus || now.compare.length || now.community));
    if (now.view === "map") this.draw(now);
    else this[now.view].show(this.graph, this.selection, this.emphasis);
    $("undo").disabled = !this.state.undoable;
    $("lasso").hidden = now.view !== "map";
    $("groups").hidden = now.view !== "map" || this.selection.nodes.length <= MANY || this.graph.communities.length < 2;
    $("groups").setAttribute("aria-pressed", String(now.groups));
    $("legend").textContent = this.selection.groups ? "A disc is a community: things that keep company. Its area tells how many, a band how many links." : this.legend;
    document.body.classList.toggle("many", Boolean(this.selection.groups));
    $("empty").hidden = this.selection.nodes.length > 0;
    $("single-file").href = `/graph.html${now.focus ? `?focus=${encodeURIComponent(now.focus)}` : ""}`;
    const node = now.focus && this.graph.node(now.focus);
    if (node && (!before || before.focus !== now.focus)) {
      if (now.view === "map") this.map.reveal(node, this.covered);
      const linked = this.emphasis.near ? this.emphasis.near.size - 1 : 0;
      this.say(`${node.label}, ${SINGULAR[node.kind].toLowerCase()}, ${linked} linked`);
    } else if (this.opened && before?.community !== now.community) {
      this.say(`${this.opened.label}, community of ${told(this.opened)}`);
    } else if (before && !same) {
      const { groups, counts } = this.selection;
      this.say(`${counts.recommendation} recommendations shown${groups ? ` in ${groups.list.length} communities` : ""}`);
    }
    const titled = node || this.opened;
    document.title = `${titled ? `${titled.label} – ` : ""}Explore – recgraph`;
  }

  /** The community that stands open, with what of it is shown. */
  get opened() {
    return this.emphasis.opened === null ? null : this.selection.groups.byIndex[this.emphasis.opened];
  }

  /** How much of the map's lower part lies under the panel, which on a phone is a sheet. */
  get covered() {
    const panel = $("panel");
    if (getComputedStyle(panel).position !== "fixed") return 0;
    return Math.max(0, Math.min($("map").getBoundingClientRect().bottom, innerHeight) - panel.getBoundingClientRect().top);
  }

  draw(now) {
    const { groups } = this.selection;
    if (this.map.camera.width <= 1) this.map.resize();
    if (!groups || now.focus) this.map.aimed = null;
    this.map.show(this.selection, this.emphasis);
    $("map").setAttribute("aria-label", groups ? `Map of ${groups.list.length} communities of recommendations and what they name. Arrow keys step between communities, Enter opens one, Escape leaves it, plus and minus zoom, 0 shows all. Columns and Table hold the same as lists.` : this.named);
    const place = this.opened?.id ?? null;
    if (place === (this.framed ?? null)) return;
    this.framed = place;
    if (this.opened) this.map.fitDisc(this.opened, this.covered);
    else if (!now.focus) this.map.fit();
  }

  say(text) {
    $("live").textContent = text;
  }

  pick(id, more = false) {
    if (this.aim && id && id !== this.aim) {
      const from = this.aim;
      this.aimFrom(null);
      this.state.set({ focus: from, path: id, depth: 1, compare: [] });
    } else if (more && id) {
      const picked = new Set(this.state.value.compare.length ? this.state.value.compare : [this.state.value.focus].filter(Boolean));
      if (!picked.delete(id)) picked.add(id);
      this.state.set({ compare: [...picked], path: null });
    } else if (id) this.focus(id);
    else this.clear();
  }

  /** Whether a drag draws a loop around nodes instead of moving the map. */
  draws(on) {
    $("lasso").setAttribute("aria-pressed", String(on));
    if (on) this.say("Draw a loop around what is to be compared");
  }

  lasso(nodes) {
    const picked = chosen(nodes, MOST_COMPARED);
    this.draws(false);
    if (picked.length === 1) this.focus(picked[0].id);
    else if (picked.length) this.state.set({ compare: picked.map((node) => node.id), path: null });
    this.say(picked.length < nodes.length ? `${picked.length} of ${nodes.length} compared, the most linked` : `${picked.length} compared`);
  }

  async focus(id) {
    if (!this.graph.node(id)) await this.fetchAround(id);
    const inside = this.opened && this.graph.node(id)?.community === this.opened.index;
    this.state.set({ focus: id, path: null, depth: 1, compare: [], ...(inside ? {} : { community: null }) });
  }

  /** Open a community: its members take the picture, the panel tells what it is. */
  open(id) {
    this.aimFrom(null);
    this.state.set({ community: id, focus: null, path: null, depth: 1, compare: [] });
  }

  /** Leave what is selected, and with nothing selected the community that stands open. */
  clear() {
    this.aimFrom(null);
    const { focus, compare } = this.state.value;
    const selected = focus || compare.length;
    this.state.set({ focus: null, path: null, depth: 1, compare: [], ...(selected ? {} : { community: null }) });
  }

  aimFrom(id) {
    this.aim = id;
    $("aim").hidden = !id;
    if (id) $("aim").textContent = `Pick where the path from ${this.graph.node(id).label} should lead (Escape leaves)`;
    if (id) this.say($("aim").textContent);
  }

  async expand(id) {
    if (this.state.value.depth === 2) return this.state.set({ depth: 1 });
    if (this.graph.total > this.graph.nodes.length) await this.fetchAround(id);
    return this.state.set({ focus: id, depth: 2, path: null });
  }

  /** Fetch what lies around a node when the graph was too large to be sent whole. */
  async fetchAround(id) {
    try {
      const more = await read(`/api/graph?${new URLSearchParams({ focus: id, depth: "2", limit: "400" })}`);
      this.grown = this.graph.add(more) > 0;
    } catch (error) {
      this.say(`Nothing more could be read: ${error.message}`);
    }
  }

  step(way) {
    const { nodes, ids } = this.selection;
    const from = this.graph.node(this.state.value.focus);
    if (!from || !ids.has(from.id)) {
      if (this.selection.groups && !this.opened) return this.stepCommunity(way);
      const start = first(this.opened ? nodes.filter((node) => node.community === this.opened.index) : nodes);
      if (start) this.focus(start.id);
      return undefined;
    }
    const linked = [...this.graph.neighbours(from.id)].filter((id) => ids.has(id)).map((id) => this.graph.node(id));
    const next = toward(from, linked, nodes, way);
    if (next) this.focus(next.id);
    return undefined;
  }

  stepCommunity(way) {
    const next = nextCommunity(this.selection.groups, this.map.aimed, way);
    this.map.aim(next.index);
    this.say(`${next.label}, community of ${told(next)}. Enter opens it.`);
  }

  enter() {
    if (this.map.aimed !== null) this.open(this.selection.groups.byIndex[this.map.aimed].id);
  }

  hover(node, x, y, community = null) {
    const tip = $("tip");
    tip.hidden = !node && !community;
    if (tip.hidden) return;
    const what = community ? `Community of ${told(community)}` : node.kind === "recommendation" ? node.title : `${SINGULAR[node.kind]}, ${node.count} recommendations`;
    tip.replaceChildren(h("strong", {}, (community ?? node).label), h("br"), h("span", { class: "soft" }, what));
    const room = this.map.camera.width - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(4, Math.min(x + 14, room))}px`;
    tip.style.top = `${y + 16}px`;
  }

  async export(format) {
    const named = `recgraph-${this.state.value.focus?.replaceAll("/", "-") ?? "graph"}`;
    if (format === "png" || format === "svg") {
      this.map.resize();
      this.map.selection = this.selection;
      this.map.emphasis = this.emphasis;
    }
    if (format === "png") download(`${named}.png`, await this.map.png(), "image/png");
    else if (format === "svg") download(`${named}.svg`, this.map.svg(document.title), "image/svg+xml");
    else if (format === "graphml") download(`${named}.graphml`, graphml(withCommunities(this.selection, this.graph.communities)), "application/graphml+xml");
    else download(`${named}.gexf`, gexf(withCommunities(this.selection, this.graph.communities), this.map.ink), "application/gexf+xml");
  }
}

async function start() {
  const waiting = $("waiting");
  const state = new State(PHONE.matches ? "columns" : "map");
  try {
    const query = new URLSearchParams({ limit: state.value.limit ?? "2000" });
    const graph = new Graph(await read(`/api/graph?${query}`));
    if (state.value.focus && !graph.node(state.value.focus)) {
      const more = await read(`/api/graph?${new URLSearchParams({ focus: state.value.focus, depth: "2", limit: "400" })}`).catch(() => null);
      if (more) graph.add(more);
    }
    waiting.hidden = true;
    document.documentElement.explorer = new Explorer(graph, state);
    document.body.dataset.ready = "true";
  } catch (error) {
    waiting.hidden = false;
    waiting.replaceChildren(h("div", {}, h("h2", {}, "The graph could not be read"),
      h("p", {}, error.message), h("p", {}, h("a", { href: "/recommendations" }, "The list of recommendations"), " needs no graph.")));
  }
}

start();
