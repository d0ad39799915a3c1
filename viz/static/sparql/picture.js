// The picture of a result: its things as nodes, its statements as lines. Literals stay in the table.
import { h, s } from "../explore/dom.js";
import { place, wrap } from "../explore/labels.js";
import { places } from "./placing.js";
import { page } from "./results.js";
import { short } from "./triples.js";

const MOST = 90;
const NAMED_LINES = 40;
const [WIDTH, HEIGHT, INSET] = [960, 620, 70];
const BOUNDS = { left: 4, top: 4, right: WIDTH - 4, bottom: HEIGHT - 4 };
const FONT = 12;
const RANK_SHARE = 0.4;

/** Statements between things: of triples as they are, of rows from the first thing to each other. */
export function statements({ triples, rows, names }) {
  if (triples) return triples.filter(({ object }) => object.type !== "literal").map(({ subject, predicate, object }) => [subject, predicate.value, object]);
  return rows.flatMap((row) => {
    const things = names.filter((name) => row[name] && row[name].type !== "literal");
    return things.slice(1).map((name) => [row[things[0]], name, row[name]]);
  });
}

/** Draw statements [[from, name, to]]; says what is left out. */
export function picture(found, { base, prefixes }) {
  if (!found.length) return h("p", { class: "notice" }, "There is nothing to draw: the answer links no two things.");
  const nodes = new Map();
  for (const [from, , to] of found) {
    for (const term of [from, to]) if (nodes.size < MOST && !nodes.has(term.value)) nodes.set(term.value, { term, at: nodes.size, links: 0 });
  }
  const lines = found.filter(([from, , to]) => nodes.has(from.value) && nodes.has(to.value) && from.value !== to.value);
  const pairs = lines.map(([from, , to]) => [nodes.get(from.value).at, nodes.get(to.value).at]);
  for (const [from, , to] of lines) for (const term of [from, to]) nodes.get(term.value).links += 1;
  const spots = framed(places(nodes.size, pairs));
  const shapes = [...nodes.values()].map((node) => shaped(node, spots[node.at], base, prefixes));
  const labels = new Map(place(shapes.toSorted((a, b) => b.r - a.r), shapes.map(box), width, BOUNDS).map((one) => [one.id, one]));
  const all = new Set(found.flatMap(([from, , to]) => [from.value, to.value])).size;
  const told = `${nodes.size} things, ${lines.length} links${all > nodes.size ? `; ${all - nodes.size} more things are in the table` : ""}.`;
  return h("figure", { class: "result-graph" },
    s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": `Graph of the answer: ${told}` },
      ...lines.map(([, name], i) => wire(spots, pairs[i], lines.length <= NAMED_LINES ? label(name, prefixes) : "", label(name, prefixes))),
      ...shapes.map((shape) => dot(shape, labels.get(shape.id)))),
    h("figcaption", { class: "small soft" }, told, " Literals stand in the table."));
}

const label = (name, prefixes) => (name.includes(":") ? short(name, prefixes) : name);

/** Into the frame, each coordinate mixed with its rank, which opens the crowded middle. */
function framed(points) {
  const opened = [WIDTH, HEIGHT].map((size, axis) => {
    const values = points.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
    const rank = new Map(order.map((at, i) => [at, i / Math.max(values.length - 1, 1)]));
    return values.map((value, i) => INSET + (size - 2 * INSET) * ((1 - RANK_SHARE) * (high > low ? (value - low) / (high - low) : 0.5) + RANK_SHARE * rank.get(i)));
  });
  return points.map((_, i) => [opened[0][i], opened[1][i]]);
}

/** What a thing is drawn with; also a candidate for a label. */
function shaped({ term, links }, [x, y], base, prefixes) {
  const name = term.type === "uri" ? short(term.value, prefixes) : `_:${term.value.slice(0, 6)}`;
  return { id: term.value, x, y, r: Math.min(5 + Math.sqrt(links), 12), size: FONT, bold: false, relaxed: true, lines: wrap(name, 24), href: term.type === "uri" ? page(term.value, base) : null };
}

const box = ({ id, x, y, r }) => ({ id, left: x - r, right: x + r, top: y - r, bottom: y + r });
const width = (text, size) => text.length * size * 0.62;

function wire(spots, [a, b], name, title) {
  const [[ax, ay], [bx, by]] = [spots[a], spots[b]];
  return s("g", {}, s("line", { x1: ax, y1: ay, x2: bx, y2: by }, s("title", {}, title)),
    name && s("text", { class: "link-name", x: (ax + bx) / 2, y: (ay + by) / 2 - 3, "text-anchor": "middle" }, name));
}

function dot({ id, x, y, r, href }, label) {
  const anchor = { left: "start", right: "end", center: "middle" }[label?.align];
  const at = label && { left: label.left, right: label.right, center: (label.left + label.right) / 2 }[label.align];
  const parts = [
    s("title", {}, id),
    s("circle", { cx: x, cy: y, r, class: href ? "ours" : "other" }),
    ...(label?.lines ?? []).map((line, i) => s("text", { x: at, y: label.top + (i + 0.8) * label.lineHeight, "text-anchor": anchor }, line)),
  ];
  return href ? s("a", { href }, ...parts) : s("g", {}, ...parts);
}
