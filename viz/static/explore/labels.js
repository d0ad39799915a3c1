// Labels: placed greedily, most linked first, in nine positions, never on one another.
const CELL = 72;
const GAP = 3;
const LINE = 18;

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

  hits(box, except) {
    for (const key of this.#keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (other.id !== except && other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom) return true;
      }
    }
    return false;
  }
}

function positions(x, y, r, w, h) {
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
 * @param candidates [{id, x, y, r, lines, size, bold, force}] in order of importance, in pixels
 * @param markers [{id, left, right, top, bottom}] that labels should stay off
 * @param measure (text, size, bold) => width in pixels
 * @param bounds {left, top, right, bottom}
 */
export function place(candidates, markers, measure, bounds, most = Infinity) {
  const taken = new Grid();
  const dots = new Grid();
  for (const marker of markers) dots.add(marker);
  const placed = [];
  for (const one of candidates) {
    if (placed.length >= most) break;
    const found = spot(one, one.lines, measure, taken, dots, bounds)
      ?? (one.narrow?.length > one.lines.length ? spot(one, one.narrow, measure, taken, dots, bounds) : null);
    if (!found) continue;
    taken.add(found);
    placed.push(found);
  }
  return placed;
}

function spot(one, lines, measure, taken, dots, bounds) {
  const lineHeight = Math.round(one.size * 1.18);
  const w = Math.max(...lines.map((line) => measure(line, one.size, one.bold))) + 2;
  const h = lineHeight * lines.length;
  const tries = positions(one.x, one.y, one.r, w, h);
  for (const strict of one.relaxed ? [true, false] : [true]) {
    for (const [left, top, align] of tries) {
      const box = { ...one, lines, left, top, right: left + w, bottom: top + h, align, lineHeight };
      if (left < bounds.left || top < bounds.top || box.right > bounds.right || box.bottom > bounds.bottom) continue;
      if (taken.hits(box, null)) continue;
      if (strict && dots.hits(box, one.id)) continue;
      return box;
    }
  }
  return null;
}
