// The painter: a composition onto a canvas, or into an SVG document.
import { corners, outline } from "./ink.js";

const FADED = 0.15;

export function font(size, bold) {
  return `${bold ? "600 " : ""}${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
}

/** Draw a composition; the canvas is expected to be clear. */
export function paint(context, composition, ink, { faded = false } = {}) {
  const { edges, markers, labels } = composition;
  discs(context, composition, ink);
  if (!edges.hidden) strokes(context, edges.plain, ink.edge, 1, faded ? 0.12 : faintness(edges.plain.length / 4));
  strokes(context, edges.lit, ink.accent, 1.8, 1);
  dots(context, markers.filter((marker) => marker.dim), ink, FADED);
  dots(context, markers.filter((marker) => !marker.dim), ink, 1);
  for (const { x, y, r } of markers.filter((marker) => marker.focus)) {
    context.beginPath();
    context.arc(x, y, r + 5, 0, 2 * Math.PI);
    context.strokeStyle = ink.accent;
    context.lineWidth = 2;
    context.stroke();
  }
  words(context, labels, ink);
}

/** Communities: bundles of links, then the discs, each with the points of its members. */
function discs(context, { discs: all, ties, stipple }, ink) {
  context.strokeStyle = ink.edge;
  for (const { x1, y1, cx, cy, x2, y2, width, dim } of ties) {
    context.globalAlpha = dim ? FADED : 0.4;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x1, y1);
    context.quadraticCurveTo(cx, cy, x2, y2);
    context.stroke();
  }
  for (const { x, y, r, open, dim, aimed } of all) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.globalAlpha = 1;
    context.fillStyle = open ? ink.page : ink.disc;
    context.fill();
    context.globalAlpha = dim ? 0.35 : 1;
    context.strokeStyle = aimed ? ink.accent : ink["disc-line"];
    context.lineWidth = aimed ? 3 : 1;
    context.stroke();
  }
  const faint = all.some(({ dim }) => dim) ? 0.4 : 1;
  for (const [kind, points] of Object.entries(stipple)) {
    const side = kind === "recommendation" ? 1.3 : 2.6;
    context.globalAlpha = (kind === "recommendation" ? 0.5 : 0.75) * faint;
    context.fillStyle = ink[kind];
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) context.rect(points[i] - side / 2, points[i + 1] - side / 2, side, side);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** The loop that is being drawn around nodes. */
export function lasso(context, loop, ink, ratio) {
  context.save();
  context.scale(ratio, ratio);
  context.beginPath();
  for (const [x, y] of loop) context.lineTo(x, y);
  context.closePath();
  context.fillStyle = ink.accent;
  context.globalAlpha = 0.1;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = ink.accent;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.stroke();
  context.restore();
}

/** The more edges are in sight, the fainter each. */
function faintness(count) {
  return Math.min(0.5, Math.max(0.1, 9 / Math.sqrt(count + 1)));
}

function strokes(context, points, colour, width, alpha) {
  if (!points.length) return;
  context.beginPath();
  for (let i = 0; i < points.length; i += 4) {
    context.moveTo(points[i], points[i + 1]);
    context.lineTo(points[i + 2], points[i + 3]);
  }
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.globalAlpha = 1;
}

function dots(context, markers, ink, alpha) {
  for (const kind of ["recommendation", "theme", "actor", "instrument"]) {
    const small = kind === "recommendation" && markers.length > 1500;
    // From afar, what the many stand around is seen before them.
    context.globalAlpha = small ? alpha * 0.55 : alpha;
    context.fillStyle = ink[kind];
    context.beginPath();
    for (const { node, x, y, r } of markers) {
      if (node.kind !== kind) continue;
      if (small) context.rect(x - r / 2, y - r / 2, r, r);
      else outline(context, kind, x, y, r);
    }
    context.fill();
  }
  context.globalAlpha = 1;
}

function words(context, labels, ink) {
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  for (const label of labels) {
    context.font = font(label.size, label.bold);
    context.textAlign = label.align;
    context.fillStyle = label.kind === "recommendation" ? ink["rec-label"] : label.soft ? ink.soft : ink.ink;
    context.strokeStyle = ink[label.halo ?? "page"];
    context.lineWidth = 3.5;
    const [x, lines] = placed(label);
    context.globalAlpha = 0.85;
    for (const [line, y] of lines) context.strokeText(line, x, y);
    context.globalAlpha = 1;
    lines.forEach(([line, y], i) => {
      if (i === label.first) lighter(context, label, ink);
      context.fillText(line, x, y);
    });
  }
}

/** Of a community's name the first part stands out; the second and the count follow. */
function lighter(context, label, ink) {
  context.font = font(label.size - 1, false);
  context.fillStyle = ink.soft;
}

function placed(label) {
  const x = label.align === "left" ? label.left + 1 : label.align === "right" ? label.right - 1 : (label.left + label.right) / 2;
  return [x, label.lines.map((line, i) => [line, label.top + (i + 0.8) * label.lineHeight])];
}

const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const n = (value) => value.toFixed(1);

/** Write a composition as an SVG document. */
export function svg(composition, ink, width, height, title) {
  const { edges, markers, labels } = composition;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${ink.page}"/>`,
    ...discShapes(composition, ink),
    wires(edges.plain, ink.edge, 1, 0.45), wires(edges.lit, ink.accent, 1.8, 1),
  ];
  for (const marker of markers) parts.push(shape(marker, ink));
  for (const label of labels) parts.push(...text(label, ink));
  return `${parts.join("\n")}\n</svg>\n`;
}

function discShapes({ discs: all, ties, stipple }, ink) {
  return [
    ...ties.map(({ x1, y1, cx, cy, x2, y2, width }) => `<path d="M${n(x1)} ${n(y1)}Q${n(cx)} ${n(cy)} ${n(x2)} ${n(y2)}" fill="none" stroke="${ink.edge}" stroke-width="${n(width)}" stroke-opacity="0.4"/>`),
    ...all.map(({ x, y, r, open, community }) => `<circle class="community" cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${open ? ink.page : ink.disc}" stroke="${ink["disc-line"]}"><title>${escaped(community.label)}</title></circle>`),
    ...Object.entries(stipple).filter(([, points]) => points.length).map(([kind, points]) => `<path d="${specks(points)}" fill="${ink[kind]}" fill-opacity="0.6"/>`),
  ];
}

function specks(points) {
  let d = "";
  for (let i = 0; i < points.length; i += 2) d += `M${n(points[i])} ${n(points[i + 1])}h2v2h-2z`;
  return d;
}

function wires(points, colour, width, opacity) {
  let d = "";
  for (let i = 0; i < points.length; i += 4) d += `M${n(points[i])} ${n(points[i + 1])}L${n(points[i + 2])} ${n(points[i + 3])}`;
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}"/>`;
}

function shape({ node, x, y, r, dim }, ink) {
  const common = `fill="${ink[node.kind]}"${dim ? ` fill-opacity="${FADED}"` : ""}`;
  const name = `<title>${escaped(node.label)}</title>`;
  if (node.kind === "recommendation") return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" ${common}>${name}</circle>`;
  if (node.kind === "actor") return `<rect x="${n(x - r * 0.9)}" y="${n(y - r * 0.9)}" width="${n(r * 1.8)}" height="${n(r * 1.8)}" ${common}>${name}</rect>`;
  const points = corners(node.kind, x, y, r).map((point) => point.map(n).join(",")).join(" ");
  return `<polygon points="${points}" ${common}>${name}</polygon>`;
}

function text(label, ink) {
  const anchor = { left: "start", right: "end", center: "middle" }[label.align];
  const fill = label.kind === "recommendation" ? ink["rec-label"] : ink.ink;
  const [x, lines] = placed(label);
  return lines.map(([line, y], i) =>
    `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}" font-size="${label.size}"${label.bold && !(i >= label.first) ? ' font-weight="600"' : ""} fill="${fill}" stroke="${ink[label.halo ?? "page"]}" stroke-width="3" paint-order="stroke">${escaped(line)}</text>`);
}
