// Composition: what stands where on the screen for a selection and a camera. No drawing here.
import { isOpen } from "./communities.js";
import { discLabels, discsOf, stippleOf, tiesOf } from "./discs.js";
import { clipped, place, wrap } from "./labels.js";

const MOST_LABELS = 170;
const MOST_LABELS_FROM_AFAR = 56;
const MANY = 700;
const MOST_TRIES = 700;
const MOST_EDGES = 9000;
const RECOMMENDATION_LABELS_FROM = 0.7;
const RING = 6;

/** How much markers shrink or grow with the camera. */
export function markerFactor(scale, many) {
  return many ? Math.min(1.2, Math.max(0.3, scale)) : Math.min(1.3, Math.max(0.45, Math.sqrt(scale)));
}

/** The counts from which an entity's name is set bold, and from which it is set larger. */
function weights(selection) {
  if (!selection.weights) {
    const counts = selection.nodes.filter((node) => node.kind !== "recommendation").map((node) => node.count).sort((a, b) => b - a);
    selection.weights = { bold: Math.max(counts[Math.min(5, counts.length) - 1] ?? 0, 4), large: Math.max(counts[Math.floor(counts.length * 0.3)] ?? 0, 3) };
  }
  return selection.weights;
}

/**
 * @returns {edges: {plain: number[], lit: number[]}, markers, labels, factor, discs, ties, stipple}
 *   in pixels; `markers` carry their node and whether they are dimmed. Of many nodes, those of
 *   communities that do not stand open are no markers: their discs and stipple stand for them.
 * Links from one community to another are bundled, but for those of what is highlighted.
 */
export function compose(selection, emphasis, camera, measure, margin = 0) {
  const view = { left: -margin, top: -margin, right: camera.width + margin, bottom: camera.height + margin };
  const factor = markerFactor(camera.scale, selection.nodes.length > MANY);
  const discs = discsOf(selection.groups, emphasis, camera, view);
  const closed = new Set(selection.groups?.list.filter((one) => !isOpen(one, camera, emphasis.opened)).map((one) => one.index));
  const drawn = (node) => !closed.has(node.community) || Boolean(emphasis.near?.has(node.id)) || emphasis.extra.has(node.id);
  const markers = markersOf(selection, emphasis, camera, view, factor, drawn);
  const edges = edgesOf(selection, emphasis, camera, view, selection.groups ? drawn : null);
  const labels = labelsOf(selection, emphasis, markers, camera, measure, view, discLabels(discs, emphasis));
  return { edges, markers, labels, factor, discs, ties: tiesOf(selection.groups, discs), stipple: stippleOf(selection, closed, camera, view) };
}

function markersOf(selection, emphasis, camera, view, factor, drawn) {
  const found = [];
  for (const node of selection.nodes) {
    const [x, y] = camera.screen(node);
    if (x < view.left - 20 || x > view.right + 20 || y < view.top - 20 || y > view.bottom + 20) continue;
    if (!drawn(node)) continue;
    const near = !emphasis.near || emphasis.near.has(node.id);
    found.push({ node, x, y, r: node.size * factor, dim: !near, focus: node.id === emphasis.focus || Boolean(emphasis.picked?.has(node.id)) });
  }
  return found;
}

function edgesOf(selection, emphasis, camera, view, drawn) {
  const plain = [];
  const lit = [];
  const chain = emphasis.chain ? new Set(emphasis.chain.slice(1).map((id, i) => `${emphasis.chain[i]}\n${id}`)) : null;
  for (const edge of selection.edges) {
    const [a, b] = ends(selection, edge);
    const shown = isLit(edge, emphasis, chain);
    if (drawn && !shown && (a.community !== b.community || !drawn(a) || !drawn(b))) continue;
    const [ax, ay] = camera.screen(a);
    const [bx, by] = camera.screen(b);
    if (Math.max(ax, bx) < view.left || Math.min(ax, bx) > view.right) continue;
    if (Math.max(ay, by) < view.top || Math.min(ay, by) > view.bottom) continue;
    (shown ? lit : plain).push(ax, ay, bx, by);
  }
  return { plain, lit, hidden: plain.length / 4 > MOST_EDGES };
}

function ends(selection, edge) {
  if (!edge.a) {
    selection.index ??= new Map(selection.nodes.map((node) => [node.id, node]));
    edge.a = selection.index.get(edge.source);
    edge.b = selection.index.get(edge.target);
  }
  return [edge.a, edge.b];
}

function isLit(edge, emphasis, chain) {
  if (!emphasis.near) return false;
  if (chain) return chain.has(`${edge.source}\n${edge.target}`) || chain.has(`${edge.target}\n${edge.source}`);
  if (!emphasis.focus) return emphasis.near.has(edge.source) && emphasis.near.has(edge.target);
  if (edge.source === emphasis.focus || edge.target === emphasis.focus) return true;
  return emphasis.near.has(edge.source) && emphasis.near.has(edge.target);
}

function labelsOf(selection, emphasis, markers, camera, measure, view, headings) {
  const many = markers.length > 400;
  const { bold, large } = weights(selection);
  const most = markers.length > MANY && !emphasis.near ? MOST_LABELS_FROM_AFAR : MOST_LABELS;
  const candidates = markers
    .map((marker) => candidate(marker, emphasis, camera, { many, bold, large }))
    .filter(Boolean)
    .concat(headings)
    .sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_TRIES);
  const dots = many
    ? markers.filter((marker) => marker.node.kind !== "recommendation")
    : markers;
  const boxes = dots
    .filter((marker) => !marker.dim)
    .map(boxOf);
  // What is highlighted, or is what most is linked to, must be seen: no name may lie on its marker.
  const seen = markers.filter(emphasis.near ? ({ dim }) => !dim : ({ node }) => node.kind !== "recommendation" && node.count >= bold).map(boxOf);
  return place(candidates, boxes, measure, { ...view, left: view.left + 4, right: view.right - 4, bottom: view.bottom - 2, top: view.top + 2 }, { most, reserved: [...controls(camera), ...seen] });
}

/** The square that a marker fills; the ring around the focus counts as its marker. */
function boxOf({ node, x, y, r, focus }) {
  const reach = focus ? r + RING : r;
  const weight = node.kind === "recommendation" ? 1 : node.count + 2;
  return { id: node.id, weight, left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

/** The corners that buttons and the note cover; labels keep off them. */
function controls({ width, height }) {
  if (width < 600) return [{ left: width - 50, right: width, top: height - 110, bottom: height }, { left: 0, right: width - 50, top: height - 50, bottom: height }];
  return [
    { left: width - 62, right: width, top: height - 116, bottom: height },
    { left: 0, right: Math.min(660, width - 62), top: height - 32, bottom: height },
    { left: 0, right: Math.min(312, width), top: 0, bottom: 54 },
    { left: width - 98, right: width, top: 0, bottom: 50 },
  ];
}

function candidate({ node, x, y, r, focus, dim }, emphasis, camera, { many, bold, large }) {
  const said = node.kind === "recommendation";
  const extra = emphasis.extra.has(node.id);
  if (dim && !extra) return null;
  if (!emphasis.near && said && (many || camera.scale < RECOMMENDATION_LABELS_FROM)) {
    if (camera.scale < 1.6) return null;
  }
  const crowd = emphasis.near && emphasis.near.size > 16;
  const near = emphasis.near && !dim;
  const rank = focus ? 1e9 : (near && !(said && crowd) ? 1e6 : said ? -1e6 : 0) + node.count;
  const most = many ? 2 : 4;
  const size = focus ? 15 : said || dim ? 12 : node.count >= bold ? 14.5 : node.count >= large ? 13 : 12;
  return {
    id: node.id, x, y, r: focus ? r + RING : r, insistent: focus, rank, size, kind: node.kind, soft: said || dim,
    lines: clipped(wrap(node.label, said ? 20 : 18), focus ? 6 : most), narrow: clipped(wrap(node.label, 11), most), bold: focus || (!said && !dim && node.count >= bold),
    relaxed: !said || Boolean(emphasis.near),
  };
}
