// The map: a canvas that shows a selection, is moved about, and tells what was picked.
import { Camera } from "./camera.js";
import { compose } from "./composition.js";
import { palette } from "./ink.js";
import { holds } from "./lasso.js";
import { font, lasso, paint, svg } from "./painter.js";

const MARGIN = 160;
const REACH = 10;

/** The box that holds points, or discs. */
function around(all) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y, radius = 0 } of all) {
    box.left = Math.min(box.left, x - radius);
    box.right = Math.max(box.right, x + radius);
    box.top = Math.min(box.top, y - radius);
    box.bottom = Math.max(box.bottom, y + radius);
  }
  return box;
}

export class Map2d {
  /** @param canvas the element; @param on {pick(id|null, event), hover(node|null, x, y)} */
  constructor(canvas, on) {
    this.canvas = canvas;
    this.on = on;
    this.camera = new Camera();
    this.layer = document.createElement("canvas");
    this.widths = new Map();
    this.selection = { nodes: [], edges: [], ids: new Set() };
    this.emphasis = { focus: null, near: null, chain: null, extra: new Set(), opened: null };
    this.aimed = null;
    this.shift = [0, 0];
    this.ink = palette(canvas.parentElement);
    this.measuring = document.createElement("canvas").getContext("2d");
    this.touched = false;
    this.full = false;
    this.frame = 0;
    new ResizeObserver(() => this.resize()).observe(canvas);
    document.addEventListener("themechange", () => this.recolour());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    this.resize();
  }

  show(selection, emphasis, { refit = false } = {}) {
    this.selection = selection;
    this.emphasis = emphasis;
    if (refit || !this.touched) this.fit();
    else this.refresh();
  }

  recolour() {
    this.ink = palette(this.canvas.parentElement);
    this.refresh();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || !height) return;
    this.ratio = Math.min(devicePixelRatio || 1, 2);
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.camera.width = width;
    this.camera.height = height;
    this.layer.width = Math.round((width + 2 * MARGIN) * this.ratio);
    this.layer.height = Math.round((height + 2 * MARGIN) * this.ratio);
    if (this.touched) this.refresh();
    else this.fit();
  }

  /** Show the whole selection, or the nodes of `ids`. */
  fit(ids = null) {
    const nodes = ids ? this.selection.nodes.filter((node) => ids.has(node.id)) : this.selection.groups?.list ?? this.selection.nodes;
    if (!nodes.length) return this.refresh();
    const box = around(nodes);
    // Outermost labels reach about this far beyond their markers.
    const reach = ids || this.selection.nodes.length > 400 ? 30 : 60;
    const wide = { left: box.left - reach, right: box.right + reach, top: box.top - 14, bottom: box.bottom + 40 };
    this.camera.fit(wide, { top: this.camera.width < 600 ? 8 : 54, right: 8, bottom: this.camera.width < 600 ? 48 : 30, left: 8, stretches: this.camera.width < 600 && !this.selection.groups });
    if (!ids) this.camera.whole = this.camera.scale;
    this.touched = ids !== null;
    this.refresh();
  }

  /** Fill the picture with a community's disc; `covered` pixels at the bottom lie under the panel. */
  fitDisc(community, covered = 0) {
    this.camera.fit(around([community]), { top: this.camera.width < 600 ? 48 : 92, right: 12, bottom: 34 + covered, left: 12 });
    this.touched = true;
    this.refresh();
  }

  /** Mark the community that the arrow keys have come to. */
  aim(index) {
    this.aimed = index;
    this.refresh();
  }

  /** The community under a point whose disc is closed, or null. */
  discAt(px, py) {
    const [dx, dy] = this.shift;
    const found = this.composition?.discs.find(({ x, y, r, open }) => !open && Math.hypot(x + dx - px, y + dy - py) <= r);
    return found?.community ?? null;
  }

  /** Bring a node into sight without changing the scale; `covered` pixels lie under the panel. */
  reveal(node, covered = 0) {
    const [x, y] = this.camera.screen(node);
    const { width } = this.camera;
    const height = Math.max(this.camera.height - covered, 120);
    if (x > 40 && x < width - 40 && y > 60 && y < height - 40) return;
    this.camera.pan(width / 2 - x, height / 2 - y);
    this.touched = true;
    this.refresh();
  }

  zoom(factor, x = this.camera.width / 2, y = this.camera.height / 2) {
    this.camera.zoom(factor, x, y);
    this.touched = true;
    this.refresh();
  }

  /** Move the picture; inside the margin this only shifts what is drawn already. */
  pan(dx, dy) {
    this.camera.pan(dx, dy);
    this.touched = true;
    this.shift[0] += dx;
    this.shift[1] += dy;
    if (Math.max(...this.shift.map(Math.abs)) > MARGIN) this.refresh();
    else this.#later(false);
  }

  refresh() {
    this.#later(true);
  }

  /** Draw at the next frame; a full drawing is never replaced by a mere shift. */
  #later(full) {
    this.full ||= full;
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const whole = this.full;
      this.full = false;
      if (whole) this.draw();
      else this.#blit();
    });
  }

  draw() {
    const began = performance.now();
    const context = this.layer.getContext("2d");
    const { ratio } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.layer.width, this.layer.height);
    context.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, MARGIN * ratio);
    this.composition = this.compose();
    paint(context, this.composition, this.ink, { faded: Boolean(this.emphasis.near) });
    this.shift = [0, 0];
    this.#blit();
    if (this.selection.nodes.length) this.canvas.firstFrame ??= performance.now();
    this.canvas.dataset.drawnMs = (performance.now() - began).toFixed(1);
    this.canvas.labels = this.composition.labels;
  }

  compose() {
    return compose(this.selection, { ...this.emphasis, aimed: this.aimed }, this.camera, this.measure, this.touched ? MARGIN : 0);
  }

  measure = (text, size, bold) => {
    const key = `${size}${bold ? "b" : ""}${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.measuring.font = font(size, bold);
      width = this.measuring.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  };

  #blit() {
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const [dx, dy] = this.shift;
    context.drawImage(this.layer, Math.round((dx - MARGIN) * this.ratio), Math.round((dy - MARGIN) * this.ratio));
    if (this.loop) lasso(context, this.loop, this.ink, this.ratio);
  }

  /** The node under a point, or null. */
  hit(px, py) {
    let best = null;
    let least = Infinity;
    const [dx, dy] = this.shift;
    for (const { node, x, y, r, dim } of this.composition?.markers ?? []) {
      const distance = Math.hypot(x + dx - px, y + dy - py) - r + (dim ? 4 : 0);
      if (distance < REACH && distance < least) [best, least] = [node, distance];
    }
    if (best) return best;
    const label = this.composition?.labels.find(
      (one) => px >= one.left + dx && px <= one.right + dx && py >= one.top + dy && py <= one.bottom + dy,
    );
    return (label && this.selection.nodes.find((node) => node.id === label.id)) ?? null;
  }

  /** Draw the loop that is being drawn around nodes, or take it away. */
  outline(loop) {
    this.loop = loop;
    this.#later(false);
  }

  /** The nodes that a loop holds; those that are dimmed or inside a closed disc as well. */
  within(loop) {
    return this.selection.nodes.filter((node) => holds(loop, ...this.camera.screen(node)));
  }

  svg(title) {
    return svg(this.compose(), this.ink, this.camera.width, this.camera.height, title);
  }

  async png(ratio = 2) {
    const { width, height } = this.camera;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * ratio, height * ratio];
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    context.fillStyle = this.ink.page;
    context.fillRect(0, 0, width, height);
    paint(context, this.compose(), this.ink, { faded: Boolean(this.emphasis.near) });
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  }
}
