// The camera: from map units to pixels and back.
const MOST_STRETCH = 1.7;

export class Camera {
  constructor() {
    this.scale = 1;
    // The scale at which the whole map is seen.
    this.whole = 1;
    // How much further apart things stand downwards than across: a tall screen shows a wide map.
    this.stretch = 1;
    this.x = 0;
    this.y = 0;
    this.width = 1;
    this.height = 1;
  }

  screen(point) {
    return [point.x * this.scale + this.x, point.y * this.scale * this.stretch + this.y];
  }

  world(px, py) {
    return [(px - this.x) / this.scale, (py - this.y) / (this.scale * this.stretch)];
  }

  /** Show a box of map units whole, inside these margins (pixels). */
  fit(box, { top = 0, right = 0, bottom = 0, left = 0, stretches = false } = {}) {
    const width = Math.max(box.right - box.left, 1);
    const [roomX, roomY] = [this.width - left - right, this.height - top - bottom];
    const tall = (roomY / roomX) * (width / Math.max(box.bottom - box.top, 1));
    this.stretch = stretches ? Math.min(Math.max(tall, 1), MOST_STRETCH) : 1;
    const height = Math.max(box.bottom - box.top, 1) * this.stretch;
    this.scale = Math.max(Math.min(roomX / width, roomY / height, 2.2), 0.02);
    this.x = left + (roomX - width * this.scale) / 2 - box.left * this.scale;
    this.y = top + (roomY - height * this.scale) / 2 - box.top * this.scale * this.stretch;
  }

  zoom(factor, px, py) {
    const scale = Math.min(Math.max(this.scale * factor, 0.03), 12);
    const ratio = scale / this.scale;
    this.x = px - (px - this.x) * ratio;
    this.y = py - (py - this.y) * ratio;
    this.scale = scale;
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
  }
}
