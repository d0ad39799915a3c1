// The graph as it came from the server, indexed.
export const KINDS = ["theme", "recommendation", "actor", "instrument"];
export const PLURAL = {
  theme: "Themes", recommendation: "Recommendations", actor: "Actors", instrument: "Instruments",
};
export const SINGULAR = {
  theme: "Theme", recommendation: "Recommendation", actor: "Actor", instrument: "Instrument",
};

export class Graph {
  constructor(scene) {
    this.version = scene.version;
    this.frame = scene.frame;
    this.total = scene.total;
    this.documents = scene.documents;
    this.communities = scene.communities ?? [];
    this.nodes = [];
    this.edges = [];
    this.byId = new Map();
    this.around = new Map();
    // Links that only the paragraph above names: the item itself does not.
    this.byParagraph = new Set();
    this.add(scene);
    this.hubs = scene.hubs.map((hub) => ({ ...hub, members: hub.members.map((id) => this.byId.get(id)?.id ?? id) }));
  }

  /** Take in more nodes and edges; what is known already stays as it is. */
  add(scene) {
    let added = 0;
    for (const node of scene.nodes) {
      if (this.byId.has(node.id)) continue;
      this.byId.set(node.id, node);
      this.around.set(node.id, new Set());
      this.nodes.push(node);
      added += 1;
    }
    for (const edge of scene.edges) {
      const linked = this.around.get(edge.source);
      if (!linked || !this.around.has(edge.target) || linked.has(edge.target)) continue;
      this.#link(this.byId.get(edge.source), this.byId.get(edge.target), edge.named === false);
    }
    return added;
  }

  /** Keep a link with its ends; ids are the nodes' own, so that each is in memory once. */
  #link(a, b, above) {
    this.around.get(a.id).add(b.id);
    this.around.get(b.id).add(a.id);
    this.edges.push({ source: a.id, target: b.id, a, b });
    if (above) this.byParagraph.add(`${a.id}\n${b.id}`);
  }

  node(id) {
    return this.byId.get(id) ?? null;
  }

  neighbours(id) {
    return this.around.get(id) ?? new Set();
  }

  /** Whether a recommendation is linked to an entity by the paragraph that it is an item of. */
  isByParagraph(said, entity) {
    return this.byParagraph.has(`${said}\n${entity}`);
  }

  /** The number of the community called `id`, or of the one that holds the node of that name. */
  communityOf(id) {
    const found = this.communities.findIndex((one) => one.id === id);
    return found >= 0 ? found : this.node(id)?.community ?? null;
  }

  documentLabel(key) {
    return this.documents.find((one) => one.id === key)?.label ?? key;
  }
}

/** Entities that share recommendations with `id` (within `shown`), most shared first: [[node, shared]]. */
export function companions(graph, id, shown) {
  const shared = new Map();
  for (const middle of graph.neighbours(id)) {
    if (!shown.has(middle)) continue;
    for (const other of graph.neighbours(middle)) {
      if (other !== id && shown.has(other)) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
  }
  return [...shared]
    .map(([key, count]) => [graph.node(key), count])
    .sort((a, b) => b[1] - a[1] || a[0].count - b[0].count || a[0].label.localeCompare(b[0].label));
}

/** The shortest chain of links from one node to another inside `shown`, or null. */
export function path(graph, from, to, shown) {
  if (!shown.has(from) || !shown.has(to)) return null;
  const before = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = [];
    for (const id of edge) {
      for (const other of graph.neighbours(id)) {
        if (before.has(other) || !shown.has(other)) continue;
        before.set(other, id);
        next.push(other);
      }
    }
    edge = next;
  }
  if (!before.has(to)) return null;
  const chain = [];
  for (let id = to; id !== null; id = before.get(id)) chain.unshift(id);
  return chain;
}
