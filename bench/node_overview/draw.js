// The same tree as an SVG with d3: stratify, partition, one arc a claim. Reads
// {"parents": […], "stances": […]} on standard input, answers with CPU milliseconds per round
// and the size of the picture.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { partition, stratify } from "d3-hierarchy";
import { arc } from "d3-shape";

const ROUNDS = Number(process.argv[2] ?? 5);
const { parents, stances } = JSON.parse(readFileSync(0, "utf8"));
const rows = parents.map((parent, id) => ({ id, parent: parent < 0 ? null : parent }));

function draw() {
  const root = stratify().id((d) => d.id).parentId((d) => d.parent)(rows);
  root.sum(() => 1);
  partition().size([2 * Math.PI, 360])(root);
  const path = arc()
    .startAngle((d) => d.x0)
    .endAngle((d) => d.x1)
    .innerRadius((d) => d.y0)
    .outerRadius((d) => d.y1)
    .digits(1);
  const parts = ['<svg viewBox="-360 -360 720 720">'];
  root.each((node) => {
    const { id } = node.data;
    parts.push(`<a href="/debates/3/claims/${id}/"><path class="${stances[id]}" d="${path(node)}"/></a>`);
  });
  parts.push("</svg>");
  return parts.join("");
}

const times = [];
let svg = draw(); // unmeasured, so that the compiler has seen it
svg = draw();
for (let round = 0; round < ROUNDS; round++) {
  const before = process.cpuUsage();
  svg = draw();
  const { user, system } = process.cpuUsage(before);
  times.push((user + system) / 1000);
}
console.log(JSON.stringify({ times, bytes: gzipSync(svg, { level: 6 }).length }));
