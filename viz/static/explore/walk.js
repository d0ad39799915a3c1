// Walking: where an arrow key leads, between things that are linked or between communities.
import { tiedTo } from "./communities.js";

/** The thing to step to from `from` in a direction: the nearest linked one, else the nearest of all. */
export function toward(from, linked, others, [dx, dy]) {
  const best = (nodes) => {
    let found = null;
    let least = Infinity;
    for (const node of nodes) {
      const [x, y] = [node.x - from.x, node.y - from.y];
      const ahead = x * dx + y * dy;
      if (node === from || ahead <= 0) continue;
      const aside = Math.abs(x * dy - y * dx);
      const cost = Math.hypot(x, y) + 2 * aside;
      if (aside <= ahead * 1.6 && cost < least) [found, least] = [node, cost];
    }
    return found;
  };
  return best(linked) ?? best(others);
}

/** The most linked of the nodes that names stand for: where a walk begins. */
export function first(nodes) {
  return nodes.reduce((a, b) => (b.kind !== "recommendation" && b.count > (a?.count ?? 0) ? b : a), null) ?? nodes[0] ?? null;
}

/** The community to step to from the one the keys have come to, or the largest. */
export function nextCommunity(groups, at, way) {
  const from = at === null ? null : groups.byIndex[at];
  if (!from?.shown) return groups.list.reduce((a, b) => (b.shown > a.shown ? b : a));
  return toward(from, tiedTo(groups, at).slice(0, 6).map(([one]) => one), groups.list, way) ?? from;
}
