// Thousands of malformed calls leave the instance working, and no larger.

import { bytes as memory } from "./watch-memory.mjs";
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { test } from "node:test";
import { call, ParatusError, Programme } from "paratus";
import { asOf, document, records, responses } from "./sample.mjs";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const text = JSON.stringify(document);
const list = JSON.stringify(records);
const programme = Programme.parse(document);
const evidence = programme.evidence(records);

/** A small generator, so that every run is the same. */
let state = 1;
const below = (limit) => (state = (state * 48271) % 2147483647) % limit;
const cut = (text) => text.slice(0, below(text.length)) + ["", "{", "]", '"', "\u0000", "9e999"][below(6)] + text.slice(below(text.length));

const CALLS = [
  () => Programme.parse(cut(text)),
  () => Programme.parse({ ...document, people: [below(9)] }),
  () => Programme.parse({ ...document, title: [undefined, NaN, 1n, Symbol("s"), new Map()][below(5)] }),
  () => Programme.fromFiles({ "paratus.json": cut(text), "people.csv": cut("id,section\np-1,archive\n") }),
  () => programme.evidence({ json: cut(list) }),
  () => programme.evidence([{ ...records[below(3)], value: "0.5" }]),
  () => programme.assess(evidence, { asOf: "2027-02-30" }),
  () => programme.explain(evidence, { asOf, person: `p-${below(1e6) + 3}` }),
  () => programme.explain(evidence, { asOf, person: { id: "p-1" } }),
  () => programme.gaps(evidence, { asOf, role: "x", section: "y" }),
  () => programme.evidence({ columns: { people: ["p-1"], person: new Uint32Array([7]), objectives: [], objective: new Uint8Array(2) } }),
  () => programme.scores(evidence, { as: 1 }),
  () => call(["assess", "nothing", "\u0000"][below(3)], cut(text)),
  () => evidence.append({ json: "[{}]" }),
  () => evidence.appendResponses({ json: "[{}]" }),
  () => programme.gates(evidence, { asOf, phase: `phase-${below(1e6)}` }),
  () => programme.survey([{ ...responses[below(3)], answer: "2" }], { asOf }),
  () => programme.refresh(evidence, { asOf, until: "2027-01-01" }),
  () => programme.diff(evidence, { asOf, programme: document }),
  () => programme.diff(evidence, { asOf, evidence: { json: cut(list) }, to: "x" }),
  () => call(["diff", "sensitivity", "survey"][below(3)], cut(`{"programme": ${text}, "options": {"as_of": "${asOf}", "programme": ${text}}}`)),
];

test("20,000 malformed calls: the same errors, the same memory", () => {
  const before = programme.assessJson(evidence, { asOf });
  let refused = 0;
  const run = (times) => {
    for (let at = 0; at < times; at++) {
      try {
        CALLS[at % CALLS.length]().free?.();
      } catch (error) {
        assert(error instanceof ParatusError && error.code !== "INTERNAL", String(error?.stack));
        refused += 1;
      }
    }
  };
  run(2_000);
  collect();
  const [bytes, heap] = [memory(), process.memoryUsage().heapUsed];
  run(20_000);
  collect();
  assert(refused > 20_000, `only ${refused} were refused`);
  assert.equal(memory(), bytes, "the module's memory grew");
  assert(process.memoryUsage().heapUsed < heap + 4e6, "the heap grew");
  assert.equal(programme.assessJson(evidence, { asOf }), before);
});

test("handles that nobody freed are freed by the collector", async () => {
  const some = () => {
    for (let at = 0; at < 300; at++) Programme.parse(document).evidence(records);
  };
  const rounds = async (times) => {
    for (let round = 0; round < times; round++) {
      some();
      collect();
      await new Promise((done) => setTimeout(done));
    }
  };
  await rounds(20);
  const bytes = memory();
  await rounds(20);
  assert(memory() <= bytes, `${bytes} bytes became ${memory()}`);
});
