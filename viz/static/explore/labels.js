// Labels: placed greedily, most linked first, in nine positions, never on one another.
const CELL = 72;
const GAP = 3;
const LINE = 18;
const MOST_REPAIRS = 40;
// How much further out a label may stand that must be shown.
const FURTHER = [12, 26, 44, 66];
// How far above or below the middle of its disc a name may stand.
const SHIFTS = [0, 10, -10, 20, -20, 32, -32];

/** Break a label into lines of about 18 characters, never inside a word. */
export function wrap(text, width = LINE) {
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  if (line) lines.push(line);
  return lines;
}

/** At most `most` lines; what is left out is told by an ellipsis. */
export function clipped(lines, most) {
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
}

class Grid {
  constructor() {
    this.cells = new Map();
  }

  *#keys(box) {
    for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i += 1) {
      for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j += 1) yield i * 8192 + j;
    }
  }

  add(box) {
    for (const key of this.#keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** The boxes that a box covers, those of `except` left out. */
  under(box, except) {
    const found = new Set();
    for (const key of this.#keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (!other.gone && other.id !== except && other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom) found.add(other);
      }
    }
    return found;
  }

  hits(box, except) {
    for (const key of this.#keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (!other.gone && other.id !== except && other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom) return true;
      }
    }
    return false;
  }
}

function positions({ x, y, r, insistent, centred }, w, h) {
  if (centred) return SHIFTS.map((shift) => [x - w / 2, y - h / 2 + shift, "center"]);
  const near = nearby(x, y, r, w, h);
  return insistent ? [...near, ...FURTHER.flatMap((more) => nearby(x, y, r + more, w, h))] : near;
}

function nearby(x, y, r, w, h) {
  const out = r + GAP;
  return [
    [x - w / 2, y + out, "center"],
    [x + out + 1, y - h / 2, "left"],
    [x - out - 1 - w, y - h / 2, "right"],
    [x - w / 2, y - out - h, "center"],
    [x + r * 0.7, y + r * 0.8, "left"],
    [x - r * 0.7 - w, y + r * 0.8, "right"],
    [x + r * 0.7, y - r * 0.8 - h, "left"],
    [x - r * 0.7 - w, y - r * 0.8 - h, "right"],
    [x - w / 2, y + out + 7, "center"],
  ];
}

/**
 * Place labels.
 * @param candidates [{id, x, y, r, lines, size, bold, relaxed, insistent}] in order of importance, in pixels
 * @param markers [{id, left, right, top, bottom}] that labels should stay off
 * @param measure (text, size, bold) => width in pixels
 * @param bounds {left, top, right, bottom}
 * @param most labels at most; reserved: boxes that no label may cover, but a marker's own (by id)
 */
export function place(candidates, markers, measure, bounds, { most = Infinity, reserved = [] } = {}) {
  const taken = new Grid();
  for (const box of reserved) taken.add({ ...box });
  const dots = new Grid();
  for (const marker of markers) dots.add(marker);
  const placed = [];
  const left = [];
  const space = { measure, taken, dots, bounds };
  for (const one of candidates) {
    if (placed.length >= most) break;
    const found = anywhere(one, space);
    if (found) put(found, space, placed);
    else left.push(one);
  }
  for (const one of left.slice(0, MOST_REPAIRS)) if (placed.length < most) repair(one, space, placed);
  return placed.filter((box) => !box.gone);
}

function put(box, { taken }, placed) {
  taken.add(box);
  placed.push(box);
}

function anywhere(one, space) {
  const found = spot(one, one.lines, space);
  if (found) return found;
  if (one.brief) return spot(one, one.brief, space);
  return one.narrow?.length > one.lines.length ? spot(one, one.narrow, space) : null;
}

/** Make room for a label by moving the one label that stands in its way elsewhere. */
function repair(one, space, placed) {
  for (const box of boxes(one, one.lines, space)) {
    if (!within(box, space.bounds)) continue;
    const blocking = [...space.taken.under(box, one.id)];
    if (blocking.length !== 1) continue;
    const [other] = blocking;
    if (!other.one) continue;
    other.gone = true;
    space.taken.add(box);
    const moved = anywhere(other.one, space);
    if (moved) {
      placed.push(box);
      put(moved, space, placed);
      return;
    }
    other.gone = false;
    box.gone = true;
  }
}

function boxes(one, lines, { measure }) {
  const lineHeight = Math.round(one.size * 1.18);
  const w = Math.max(...lines.map((line) => measure(line, one.size, one.bold))) + 2;
  const h = lineHeight * lines.length;
  return positions(one, w, h).map(([left, top, align]) => (
    { ...one, one, lines, left, top, right: left + w, bottom: top + h, align, lineHeight }));
}

function within(box, bounds) {
  return box.left >= bounds.left && box.top >= bounds.top && box.right <= bounds.right && box.bottom <= bounds.bottom;
}

function spot(one, lines, space) {
  const tries = boxes(one, lines, space).filter((box) => within(box, space.bounds) && !space.taken.hits(box, one.id));
  const free = tries.find((box) => !space.dots.hits(box, one.id));
  return free ?? (one.relaxed ? leastCovering(tries, one, space) : null);
}

/** Where every place covers something, the one that hides the least of it. */
function leastCovering(tries, one, { dots }) {
  let best = null;
  let least = Infinity;
  for (const box of tries) {
    let hidden = 0;
    for (const dot of dots.under(box, one.id)) hidden += dot.weight ?? 1;
    if (hidden < least) [best, least] = [box, hidden];
  }
  return best;
}
