// Discs: what stands for the communities of a map of many, in pixels. No drawing here.
import { isOpen } from "./communities.js";
import { clipped, wrap } from "./labels.js";

const WIDEST_TIE = 9;
const LINE_PX = 8;
const SMALLEST_WITH_BOTH = 38;

/** The discs in sight: {community, x, y, r, open, dim, aimed}. */
export function discsOf(groups, emphasis, camera, view) {
  const found = [];
  for (const community of groups?.list ?? []) {
    const [x, y] = camera.screen(community);
    const r = community.radius * camera.scale;
    if (x + r < view.left || x - r > view.right || y + r < view.top || y - r > view.bottom) continue;
    const open = isOpen(community, camera, emphasis.opened);
    const dim = Boolean(emphasis.near) || (emphasis.opened !== null && emphasis.opened !== community.index);
    found.push({ community, x, y, r, open, dim, aimed: emphasis.aimed === community.index });
  }
  return found;
}

/** The bundles of links between discs in sight: curves with a width. */
export function tiesOf(groups, discs) {
  const at = new Map(discs.map((disc) => [disc.community.index, disc]));
  const seen = (groups?.ties ?? []).filter(({ a, b, strong }) => strong && at.has(a) && at.has(b));
  const most = Math.max(...seen.map(({ count }) => count), 1);
  return seen.map(({ a, b, count }) => ({ ...curve(at.get(a), at.get(b)), width: Math.max(1, WIDEST_TIE * Math.sqrt(count / most)), dim: at.get(a).dim && at.get(b).dim }));
}

/** From the middle of one disc to that of the other, bent a little to its left. */
function curve(from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = 0.12;
  return { x1: from.x, y1: from.y, cx: (from.x + to.x) / 2 + dy * bend, cy: (from.y + to.y) / 2 - dx * bend, x2: to.x, y2: to.y };
}

/** The members of closed communities as points by kind: [x, y, x, y, ...]. */
export function stippleOf(selection, closed, camera, view) {
  const points = { recommendation: [], theme: [], actor: [], instrument: [] };
  if (!closed.size) return points;
  for (const node of selection.nodes) {
    if (!closed.has(node.community)) continue;
    const [x, y] = camera.screen(node);
    if (x > view.left && x < view.right && y > view.top && y < view.bottom) points[node.kind].push(x, y);
  }
  return points;
}

/** The names of the discs as candidates for labels: on a closed disc, on the rim of an open one. */
export function discLabels(discs, emphasis) {
  return discs.filter((disc) => !emphasis.near && !(disc.open && disc.dim)).map((disc) => heading(disc));
}

function heading({ community, x, y, r, open, dim }) {
  const width = Math.min(24, Math.max(12, Math.round((2 * r) / LINE_PX)));
  const [first, second] = community.label.split(" · ");
  const name = clipped(wrap(first, width), 2);
  const beside = second && r > SMALLEST_WITH_BOTH ? clipped(wrap(second, width), 2) : [];
  const count = community.shown.toLocaleString("en");
  return {
    id: `community ${community.id}`, x, y: open ? y - r : y, r: 0, kind: "community", rank: 1e5 + community.shown, bold: true, soft: dim,
    size: open ? 15 : Math.min(15, Math.max(11.5, 9 + r / 14)), insistent: false, relaxed: true, centred: true, halo: open ? "page" : "disc",
    lines: [...name, ...beside, count], brief: [...clipped(wrap(first, 12), 2), count], first: name.length,
  };
}
