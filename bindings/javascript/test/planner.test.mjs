// A plan in the making: the same plan in the end however it is sliced, one from the first step on, and stopped at any time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ParatusError, Planner, Programme, WhatIfPlanner } from "paratus";
import { asOf, document, records } from "./sample.mjs";

const programme = Programme.parse(document);
const evidence = programme.evidence(records);
const options = { asOf, weeks: 8, effort: "quick" };

test("in the end it is the plan that is made at once, however the rounds are sliced", async () => {
  const whole = programme.planJson(evidence, options);
  for (const rounds of [1, 7, 1000]) {
    const planner = programme.planner(evidence, options);
    let progress = planner.progress;
    assert.deepEqual([progress.cost, progress.unmet, progress.done, progress.finished], [null, null, 0, false]);
    while (!progress.finished) {
      progress = planner.step(rounds);
      assert(progress.done <= progress.total && progress.cost > 0 && progress.unmet === 0);
    }
    assert.equal(planner.planJson(), whole);
    assert.deepEqual(planner.step(), progress, "nothing is left to do");
    planner.free();
  }
});

test("there is a plan that holds from the first step on, and asking for it changes nothing", () => {
  const planner = programme.planner(evidence, options);
  const first = planner.plan();
  assert(first.sessions.length > 0);
  assert.deepEqual(programme.verify(evidence, first).violations, []);
  while (!planner.step(20).finished) assert.deepEqual(programme.verify(evidence, planner.plan()).violations, []);
  assert.equal(planner.planJson(), programme.planJson(evidence, options));
  planner.free();
});

test("it is stopped by a signal that comes while it goes on, with the best plan so far", async () => {
  const planner = programme.planner(evidence, { ...options, effort: "thorough" });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 0);
  const plan = await planner.run({ signal: stop.signal, rounds: 10 });
  assert(!planner.progress.finished);
  assert.deepEqual(programme.verify(evidence, plan).violations, []);
  assert.equal((await planner.run({ signal: AbortSignal.abort() })).cost, plan.cost, "stopped before it begins");
  planner.free();
});

test("plans side by side are in the end those that are made at once, however the rounds are sliced", async () => {
  const compared = { changes: [{ weeks: 6 }, { maxAbsent: 1 }], options };
  const whole = programme.whatIfJson(evidence, compared);
  for (const rounds of [7, 1000]) {
    const planner = programme.whatIfPlanner(evidence, compared);
    assert.deepEqual(planner.whatIf().variants, []);
    let [progress, last] = [planner.progress, 0];
    while (!progress.finished) {
      progress = planner.step(rounds);
      assert(progress.done >= last && progress.done <= progress.total);
      last = progress.done;
    }
    assert.equal(planner.whatIfJson(), whole);
    assert.deepEqual(planner.step(), progress, "nothing is left to do");
    planner.free();
    assert.throws(() => planner.whatIf(), { code: "FREED" });
  }
  const planner = programme.whatIfPlanner(evidence, compared);
  const stop = new AbortController();
  const some = await planner.run({ signal: stop.signal, onProgress: () => planner.whatIf().variants.length === 1 && stop.abort() });
  assert.deepEqual(some.variants, JSON.parse(whole).variants.slice(0, 1), "those that are finished");
  planner.free();
  const none = programme.whatIfPlanner(evidence, compared);
  await assert.rejects(none.run({ signal: AbortSignal.abort() }), { code: "ABORTED" });
  none.free();
  assert.throws(() => programme.whatIfPlanner(evidence, { changes: [{ weeks: 6 }, { week: 1 }], options }), ParatusError);
  assert.throws(() => new WhatIfPlanner(), { code: "BAD_INPUT" });
});

test("a replanning goes step by step too, and ends as the one that is made at once", async () => {
  const previous = programme.plan(evidence, options);
  const again = { ...options, previous, cancelled: [previous.sessions[0].session] };
  const planner = programme.planner(evidence, again);
  assert.equal(JSON.stringify(await planner.run()), JSON.stringify(programme.replan(evidence, again)));
  planner.free();
});

test("records that come later do not change it", () => {
  const more = programme.evidence(records);
  const planner = programme.planner(more, options);
  more.append([{ ...records[0], date: asOf }]);
  while (!planner.step().finished);
  assert.equal(planner.planJson(), programme.planJson(evidence, options));
  more.free();
  planner.free();
});

test("what makes no sense is refused by name", async () => {
  const planner = programme.planner(evidence, options);
  const code = (name) => (error) => error instanceof ParatusError && error.code === name;
  for (const rounds of [0, -1, 1.5, NaN, "9", null, 2 ** 32]) assert.throws(() => planner.step(rounds), code("BAD_INPUT"));
  await assert.rejects(planner.run({ signals: 1 }), code("BAD_INPUT"));
  await assert.rejects(planner.run({ onProgress: 1 }), code("BAD_INPUT"));
  await assert.rejects(planner.run({ signal: {} }), code("BAD_INPUT"));
  await assert.rejects(planner.run(null), code("BAD_INPUT"));
  assert.throws(() => programme.planner(evidence, { weeks: -1 }), ParatusError);
  assert.throws(() => new Planner(), code("BAD_INPUT"));
  planner.free();
  planner.free();
  assert.throws(() => planner.step(), code("FREED"));
  assert.throws(() => planner.plan(), code("FREED"));
});
