// Selection: what the filters leave. Map, Columns and Table all show this one set.
import { gathered } from "./communities.js";
import { companions, path } from "./graph.js";

const ENTITY_LINKS = 3;
export const EXPAND_CAP = 24;
const COMPANY = 8;

export function select(graph, state) {
  const members = state.hubs.map((key) => new Set(graph.hubs.find((hub) => hub.id === key)?.members ?? []));
  const documents = new Set(state.documents);
  const said = graph.nodes.filter(
    (node) =>
      node.kind === "recommendation" &&
      (!documents.size || documents.has(node.document)) &&
      members.every((set) => set.has(node.id)),
  );
  const open = new Set(said.map((node) => node.id));
  const hidden = new Set(state.hide);
  const named = graph.nodes.filter(
    (node) => node.kind !== "recommendation" && [...graph.neighbours(node.id)].some((id) => open.has(id)),
  );
  const reach = new Set([...open, ...named.map((node) => node.id)]);
  const counts = { recommendation: said.length };
  for (const node of named) counts[node.kind] = (counts[node.kind] ?? 0) + 1;
  const nodes = [...named, ...said].filter((node) => !hidden.has(node.kind));
  const ids = new Set(nodes.map((node) => node.id));
  const edges = hidden.has("recommendation")
    ? between(graph, nodes, reach)
    : graph.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target));
  return { nodes, ids, edges, counts, reach, groups: state.groups ? gathered(graph, nodes, edges) : null };
}

/** Without recommendations, entities are linked by what they share: the strongest few of each. */
function between(graph, nodes, reach) {
  const ids = new Set(nodes.map((node) => node.id));
  const seen = new Set();
  const edges = [];
  for (const node of nodes) {
    const near = companions(graph, node.id, reach).filter(([other]) => ids.has(other.id)).slice(0, ENTITY_LINKS);
    for (const [other] of near) {
      const [source, target] = [node.id, other.id].sort();
      const key = `${source}\n${target}`;
      if (!seen.has(key)) edges.push({ source, target });
      seen.add(key);
    }
  }
  return edges;
}

/** What of a selection several of `picked` link to, and how many of them: [[node, count]], most first. */
export function common(graph, picked, shown) {
  const counted = new Map();
  for (const id of picked) {
    for (const other of graph.neighbours(id)) if (shown.has(other)) counted.set(other, (counted.get(other) ?? 0) + 1);
  }
  return [...counted].filter(([, count]) => count > 1)
    .map(([id, count]) => [graph.node(id), count])
    .sort((a, b) => b[1] - a[1] || b[0].count - a[0].count || (a[0].id < b[0].id ? -1 : 1));
}

/** What stands out: the focus, what it links to, and the chain of a path; or what is compared and what it shares. */
export function emphasis(graph, selection, state) {
  const opened = selection.groups && state.community ? graph.communityOf(state.community) : null;
  return { ...standing(graph, selection, state), opened };
}

function standing(graph, selection, state) {
  const { focus } = state;
  if (state.compare.length) {
    const picked = new Set(state.compare.filter((id) => selection.ids.has(id)));
    const shared = common(graph, picked, selection.ids).map(([node]) => node.id);
    return { focus: null, picked, near: new Set([...picked, ...shared]), chain: null, extra: new Set() };
  }
  if (!focus || !selection.reach.has(focus)) return { focus: null, near: null, chain: null, extra: new Set() };
  if (state.path) {
    const chain = path(graph, focus, state.path, selection.reach);
    return { focus, near: new Set(chain ?? [focus]), chain, extra: new Set() };
  }
  const near = new Set([focus, ...[...graph.neighbours(focus)].filter((id) => selection.ids.has(id))]);
  // What shares recommendations with an entity is named too; around a recommendation only on Expand.
  const said = graph.node(focus).kind === "recommendation" && state.depth === 1;
  const beside = said ? [] : companions(graph, focus, selection.reach).filter(([node]) => selection.ids.has(node.id));
  const extra = new Set(beside.slice(0, state.depth === 2 ? EXPAND_CAP : COMPANY).map(([node]) => node.id));
  if (state.depth === 2 || selection.edges.every((edge) => edge.source !== focus && edge.target !== focus)) {
    for (const id of extra) near.add(id);
  }
  return { focus, near, chain: null, extra };
}
