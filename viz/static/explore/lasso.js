// The lasso: which points a loop holds.

/** Whether a closed loop of [x, y] holds a point (even-odd rule). */
export function holds(loop, x, y) {
  let inside = false;
  for (let i = 0, j = loop.length - 1; i < loop.length; j = i, i += 1) {
    const [[ax, ay], [bx, by]] = [loop[i], loop[j]];
    if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** What of the caught nodes is compared: entities where there are any, most linked first. */
export function chosen(nodes, most) {
  const entities = nodes.filter((node) => node.kind !== "recommendation");
  const ranked = (entities.length ? entities : nodes).slice().sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  return ranked.slice(0, most);
}
