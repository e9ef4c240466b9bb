// The npm package beside native Rust and a plain JavaScript script, in one run:
//
//   cargo build --release -p paratus-wasm --example native
//   npm run bench -- [--people 10000] [--rounds 5] [--peer SCRIPT] [--native PROGRAM]
//
// SCRIPT takes `NAME ROUNDS PEOPLE`, reads `data/NAME.csv` and prints one line of JSON with `wall_med` (or `wall`, a list) and `check`.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Programme } from "paratus";
import { ASOF, columnsOf, csvOf, least, median, programmeOf } from "./data.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const { values } = parseArgs({ options: { people: { type: "string", default: "10000" }, rounds: { type: "string", default: "5" }, peer: { type: "string" }, native: { type: "string" } } });
const [people, rounds] = [Number(values.people), Number(values.rounds)];
const native = values.native ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/examples/native");
const folder = mkdtempSync(join(tmpdir(), "paratus-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const columns = columnsOf(people);
const programme = Programme.parse(programmeOf(columns.people));

function time(work) {
  const started = performance.now();
  const result = work();
  return [(performance.now() - started) / 1000, result];
}

const sum = (list) => list.reduce((total, one) => total + one, 0);
const times = { all: [], append: [], assess: [], one: [] };
let checked;
for (let round = 0; round < rounds; round++) {
  globalThis.gc?.();
  const evidence = programme.evidence();
  const [append] = time(() => evidence.append({ columns }));
  const [assess, scores] = time(() => programme.scores(evidence, { asOf: ASOF }));
  const record = { person: columns.people[7], objective: "obj03", kind: "quiz", value: 0.5, date: ASOF, key: "one more" };
  const [one] = time(() => {
    evidence.append([record]);
    return programme.assess(evidence, { asOf: ASOF, people: [record.person] });
  });
  evidence.free();
  times.all.push(append + assess);
  times.append.push(append);
  times.assess.push(assess);
  times.one.push(one);
  checked = [sum(scores.low), scores.low.filter((low) => low >= 0.7).length / people];
}

const results = [["npm package, columns in, figures out", times.all, checked]];
results.push(["  of that: columns in", times.append], ["  of that: figures out", times.assess], ["one more record, one person again", times.one]);

if (existsSync(native)) {
  for (const name of ["person", "objective", "kind", "value", "day", "key"]) writeFileSync(join(folder, name), columns[name]);
  writeFileSync(join(folder, "programme.json"), JSON.stringify(programmeOf(columns.people)));
  const { seconds, low } = JSON.parse(execFileSync(native, [folder, ASOF, String(rounds)], { encoding: "utf8" }));
  results.push(["native, one thread", seconds, [low]]);
}
if (values.peer !== undefined) {
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data/bench.csv"), csvOf(columns));
  const peer = spawnSync(process.execPath, [resolve(values.peer), "bench", String(rounds), String(people)], { cwd: folder, encoding: "utf8" });
  const { wall, wall_med, check } = JSON.parse(peer.stdout);
  results.push(["plain JavaScript", wall ?? [wall_med], check]);
}

const start = `const t = performance.now(); const { Programme } = await import("paratus");
Programme.parse({ format: 1, id: "p", people: [{ id: "p-1", section: "s" }], sections: [{ id: "s" }] }).assess([], { asOf: "2027-03-14" });
console.log((performance.now() - t) / 1000);`;
const starts = Array.from({ length: rounds }, () => Number(execFileSync(process.execPath, ["--input-type=module", "-e", start], { cwd: dirname(fileURLToPath(import.meta.url)), encoding: "utf8" })));
results.push(["import and first answer", starts]);

const mine = results[0][1];
const shown = (seconds) => (seconds * 1000).toFixed(seconds < 0.01 ? 3 : 1).padStart(9);
console.log(`${people} people, ${columns.person.length} records, ${rounds} rounds, load ${loadavg()[0].toFixed(1)}: the least and the middle, in ms`);
for (const [what, times, check] of results) {
  const compared = ["native, one thread", "plain JavaScript"].includes(what);
  const ratio = compared ? `${(least(times) / least(mine)).toFixed(2)} x ${(median(times) / median(mine)).toFixed(2)} x` : "";
  console.log(`${what.padEnd(40)} ${shown(least(times))} ${shown(median(times))} ${ratio.padStart(16)}  ${check === undefined ? "" : JSON.stringify(check)}`);
}
