// Gestures: pointer, wheel, pinch and keys turned into what the map does.
const CLICK = 4;

/** @param on {pick(id, more), step(direction), clear(), lasso(nodes), drawing(): whether a drag draws} */
export function gestures(map, { pick, step, clear, lasso, drawing }) {
  const { canvas } = map;
  const pointers = new Map();
  let moved = 0;
  let loop = null;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    if (pointers.size === 1) moved = 0;
    loop = pointers.size === 1 && (event.shiftKey || drawing()) ? [at(event)] : null;
  });

  canvas.addEventListener("pointermove", (event) => {
    const point = at(event);
    const before = pointers.get(event.pointerId);
    if (!before) return hover(point);
    pointers.set(event.pointerId, point);
    moved += Math.abs(point[0] - before[0]) + Math.abs(point[1] - before[1]);
    if (loop) {
      loop.push(point);
      map.on.hover(null);
      map.outline(loop);
    } else if (pointers.size === 1) {
      if (moved > CLICK) {
        canvas.classList.add("dragging");
        map.on.hover(null);
        map.pan(point[0] - before[0], point[1] - before[1]);
      }
    } else pinch(event.pointerId, before, point);
    return undefined;
  });

  function pinch(id, before, point) {
    const other = [...pointers].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const distance = (a) => Math.hypot(a[0] - other[0], a[1] - other[1]);
    map.zoom(distance(point) / Math.max(distance(before), 1), (point[0] + other[0]) / 2, (point[1] + other[1]) / 2);
  }

  function hover(point) {
    const node = map.hit(...point);
    canvas.classList.toggle("over", Boolean(node));
    map.on.hover(node, ...point);
  }

  const up = (event) => {
    const was = pointers.delete(event.pointerId);
    canvas.classList.remove("dragging");
    const drawn = loop;
    loop = null;
    if (drawn) map.outline(null);
    if (!was || event.type === "pointercancel") return;
    if (moved <= CLICK) pick(map.hit(...at(event))?.id ?? null, event.shiftKey);
    else if (drawn) lasso(map.within(drawn));
    else map.refresh();
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => map.on.hover(null));

  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    map.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...at(event));
  }, { passive: false });

  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (directions[event.key]) {
      if (event.shiftKey) map.pan(...directions[event.key].map((one) => -60 * one));
      else step(directions[event.key]);
    } else if (event.key === "+" || event.key === "=") map.zoom(1.3);
    else if (event.key === "-") map.zoom(1 / 1.3);
    else if (event.key === "0") map.fit();
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });
}

/** The node to step to from `from` in a direction: the nearest linked one, else the nearest of all. */
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
