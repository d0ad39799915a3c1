// Gestures: pointer, wheel, pinch and keys turned into what the map does.
const CLICK = 4;

/** @param on {pick(id, more), open(community), step(direction), enter(), clear(), lasso(nodes), drawing(): whether a drag draws} */
export function gestures(map, { pick, open, step, enter, clear, lasso, drawing }) {
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
    const community = node ? null : map.discAt(...point);
    canvas.classList.toggle("over", Boolean(node ?? community));
    map.on.hover(node, ...point, community);
  }

  const up = (event) => {
    const was = pointers.delete(event.pointerId);
    canvas.classList.remove("dragging");
    const drawn = loop;
    loop = null;
    if (drawn) map.outline(null);
    if (!was || event.type === "pointercancel") return;
    if (moved <= CLICK) click(at(event), event.shiftKey);
    else if (drawn) lasso(map.within(drawn));
    else map.refresh();
  };
  function click(point, more) {
    const node = map.hit(...point);
    const community = node ? null : map.discAt(...point);
    if (community) open(community);
    else pick(node?.id ?? null, more);
  }

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
    else if (event.key === "Enter") enter();
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });
}
