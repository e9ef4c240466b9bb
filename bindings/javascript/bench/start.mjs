// Import and a first answer in a new process of Node, in turn with the builds of other commits:
//
//   npm run bench:start -- [--rounds 30] [FOLDER…]
//
// FOLDER is the folder of another build of this package.

import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../test/fresh.mjs";
import { least, median } from "./data.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: "string", default: "30" } } });
const builds = [root, ...positionals.map((folder) => resolve(folder))].map((folder) => ({ folder, clock: [], processor: [] }));

const first = (entry) => `const [started, used] = [performance.now(), process.cpuUsage()];
const { Programme } = await import(${JSON.stringify(entry)});
Programme.parse({ format: 1, id: "p", people: [{ id: "p-1", section: "s" }], sections: [{ id: "s" }] }).assess([], { asOf: "2027-03-14" });
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify([performance.now() - started, (user + system) / 1000]));`;

for (let round = 0; round < Number(values.rounds); round++) {
  for (const { folder, clock, processor } of builds) {
    const script = first(join(folder, "dist/node.js"));
    const [took, used] = JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }));
    clock.push(took);
    processor.push(used);
  }
}

const shown = (times) => `${least(times).toFixed(1)}, ${median(times).toFixed(1)}`;
console.log(`import and first answer, ${values.rounds} rounds, load ${loadavg()[0].toFixed(1)}: the least and the middle, in ms`);
for (const { folder, clock, processor } of builds) {
  const ratio = folder === root ? "" : `; this one takes ${(median(builds[0].processor) / median(processor)).toFixed(2)} times as much of it`;
  console.log(`${folder}: clock ${shown(clock)}; processor ${shown(processor)}${ratio}`);
}
