// Placing: where the things of a small graph stand, so that nearness means few steps.
// Stress majorization (Gansner, Koren and North 2004) from a circle; the same graph gives the same picture.
const ROUNDS = 80;
const BEYOND = 1.5;

/** @param count nodes; @param links [[a, b]]; @returns [[x, y]], in steps */
export function places(count, links) {
  const steps = distances(count, links);
  let points = Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return [Math.cos(angle) * Math.sqrt(count), Math.sin(angle) * Math.sqrt(count)];
  });
  for (let round = 0; round < ROUNDS; round += 1) points = points.map((point, i) => moved(point, i, points, steps));
  return points;
}

/** Each node goes where the others, weighed by nearness, want it. */
function moved([x, y], i, points, steps) {
  let [sumX, sumY, total] = [0, 0, 0];
  for (let j = 0; j < points.length; j += 1) {
    if (j === i) continue;
    const [px, py] = points[j];
    const weight = 1 / steps[i][j] ** 2;
    const pull = steps[i][j] / Math.max(Math.hypot(x - px, y - py), 1e-3);
    sumX += weight * (px + (x - px) * pull);
    sumY += weight * (py + (y - py) * pull);
    total += weight;
  }
  return total ? [sumX / total, sumY / total] : [x, y];
}

function distances(count, links) {
  const around = Array.from({ length: count }, () => []);
  for (const [a, b] of links) {
    around[a].push(b);
    around[b].push(a);
  }
  const rows = around.map((_, start) => reach(start, around));
  const far = BEYOND + Math.max(...rows.flat().filter(Number.isFinite), 0);
  return rows.map((row) => row.map((steps) => (Number.isFinite(steps) ? steps : far)));
}

function reach(start, around) {
  const row = new Array(around.length).fill(Infinity);
  row[start] = 0;
  for (let edge = [start]; edge.length;) {
    const next = [];
    for (const here of edge) {
      for (const there of around[here]) {
        if (row[there] !== Infinity) continue;
        row[there] = row[here] + 1;
        next.push(there);
      }
    }
    edge = next;
  }
  return row;
}
