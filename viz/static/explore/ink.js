// Ink: colours read from the stylesheet, and the shape of each kind.
const NAMES = ["page", "ink", "soft", "edge", "accent", "disc", "disc-line", "rec-label", "recommendation", "theme", "actor", "instrument"];

/** Resolve the stylesheet's colours as they are now, light or dark. */
export function palette(holder) {
  const probe = document.createElement("span");
  probe.hidden = true;
  holder.append(probe);
  const ink = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    ink[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return ink;
}

/** Add a kind's outline around (x, y) to a path. */
export function outline(target, kind, x, y, r) {
  if (kind === "recommendation") {
    target.moveTo(x + r, y);
    target.arc(x, y, r, 0, 2 * Math.PI);
  } else if (kind === "actor") {
    const a = r * 0.9;
    target.rect(x - a, y - a, 2 * a, 2 * a);
  } else {
    const points = corners(kind, x, y, r);
    target.moveTo(...points[0]);
    for (const point of points.slice(1)) target.lineTo(...point);
    target.closePath();
  }
}

/** The corners of a diamond or a triangle. */
export function corners(kind, x, y, r) {
  if (kind === "theme") {
    const a = r * 1.18;
    return [[x, y - a], [x + a, y], [x, y + a], [x - a, y]];
  }
  return [[x, y - r * 1.1], [x + r * 1.12, y + r * 0.9], [x - r * 1.12, y + r * 0.9]];
}
