// Communities: what of each is shown, how they hang together, and which stand open.

/** Shown nodes from which the map draws communities first. */
export const MANY = 800;
/** Pixels from which a disc is large enough to show its members. */
const OPEN_FROM = 150;
// How much nearer than the whole map the camera has to come before anything opens.
const NEARER = 1.25;
const STRONGEST_TIES = 2;

/** The communities of what is shown, or null where there are too few nodes to need them. */
export function gathered(graph, nodes, edges) {
  if (nodes.length <= MANY || graph.communities.length < 2) return null;
  const list = graph.communities.map((community, index) => ({ ...community, index, shown: 0, counts: {} }));
  for (const { community, kind } of nodes) {
    const one = list[community];
    one.shown += 1;
    one.counts[kind] = (one.counts[kind] ?? 0) + 1;
  }
  const there = list.filter((one) => one.shown);
  return { list: there, byIndex: list, ties: ties(graph, edges, there) };
}

/** Pairs with the number of links between them; of each community the strongest few. */
function ties(graph, edges, list) {
  const width = graph.communities.length;
  const counted = new Map();
  for (const edge of edges) {
    const a = (edge.a ?? graph.node(edge.source)).community;
    const b = (edge.b ?? graph.node(edge.target)).community;
    if (a === b) continue;
    const key = a < b ? a * width + b : b * width + a;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const all = [...counted].map(([key, count]) => ({ a: Math.floor(key / width), b: key % width, count }));
  all.sort((one, other) => other.count - one.count || one.a - other.a || one.b - other.b);
  const kept = new Map(list.map((one) => [one.index, 0]));
  return all.map((tie) => {
    const strong = kept.get(tie.a) < STRONGEST_TIES || kept.get(tie.b) < STRONGEST_TIES;
    kept.set(tie.a, kept.get(tie.a) + 1);
    kept.set(tie.b, kept.get(tie.b) + 1);
    return { ...tie, strong };
  });
}

/** Whether a community shows its members: it alone was opened, or the camera is near. */
export function isOpen(community, camera, opened) {
  if (opened !== null) return community.index === opened;
  return camera.scale > NEARER * camera.whole && community.radius * camera.scale >= Math.min(OPEN_FROM, camera.width * 0.36);
}

/** The communities that one is tied to, most links first: [[community, links]]. */
export function tiedTo(groups, index) {
  return groups.ties
    .filter(({ a, b }) => a === index || b === index)
    .map(({ a, b, count }) => [groups.byIndex[a === index ? b : a], count]);
}

/** Say what a community holds. */
export function told({ shown, counts }) {
  const said = counts.recommendation ?? 0;
  const number = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
  return `${number(said, "recommendation", "recommendations")}, ${number(shown - said, "theme, actor or instrument", "themes, actors and instruments")}`;
}
