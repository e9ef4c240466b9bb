// Plans: the same bytes as the command's, in a worker too, checked after an edit, and changed as little as possible.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { call, ParatusError, Programme } from "paratus";
import { empty } from "./fresh.mjs";
import { asOf, document, records } from "./sample.mjs";

const programme = Programme.parse(document);
const evidence = programme.evidence(records);
const options = { asOf, weeks: 8, effort: "quick" };
const plan = programme.plan(evidence, options);

/** The command's answer about the sample's folder, which `more` adds files to. */
function command(context, words, more = {}) {
  const program = process.env.PARATUS_COMMAND;
  if (program === undefined) {
    context.skip("PARATUS_COMMAND does not name the `paratus` command; `cargo xtask test` builds it and does");
    return undefined;
  }
  const folder = empty();
  const lines = records.map(({ person, objective, kind, value, date, source = "" }) => [person, objective, kind, value, date, source].join(","));
  const files = { "paratus.json": JSON.stringify(document), "evidence.csv": `person,objective,kind,value,date,source\n${lines.join("\n")}\n`, ...more };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

test("a plan has the same bytes as the command's", (context) => {
  const theirs = command(context, ["plan", ".", "--as-of", asOf, "--horizon", "8", "--effort", "quick", "--format", "json"]);
  if (theirs !== undefined) assert.equal(`${programme.planJson(records, options)}\n`, theirs);
});

test("the calendar of one person has their sessions alone", () => {
  const [{ people: [person] }] = plan.sessions;
  const files = programme.calendars(plan, { person });
  assert.deepEqual(Object.keys(files), [`person-${person}.ics`]);
  const seats = plan.sessions.filter(({ people }) => people.includes(person)).length;
  const entries = files[`person-${person}.ics`].match(/UID:[^.]+\.person-[^.]+@/g);
  assert.equal(entries.length, seats);
  assert.throws(() => programme.calendars(plan, { person: "nobody" }), (error) => error instanceof ParatusError && error.code === "UNKNOWN");
});

test("places for one person have the same bytes as the command's", (context) => {
  const previous = programme.plan(evidence, options);
  const words = ["plan", ".", "--as-of", asOf, "--horizon", "8", "--effort", "quick", "--previous", "plan.json", "--seat", "p-2", "--format", "json"];
  const theirs = command(context, words, { "plan.json": JSON.stringify(previous) });
  if (theirs !== undefined) assert.equal(`${programme.placesJson(records, { ...options, previous, person: "p-2" })}\n`, theirs);
});

test("the difference of two plans has the same bytes as the command's", (context) => {
  const previous = programme.plan(evidence, options);
  const after = programme.replan(evidence, { ...options, previous, cancelled: [previous.sessions[0].session] });
  const files = { "before.json": JSON.stringify(previous), "after.json": JSON.stringify(after) };
  const theirs = command(context, ["diff", ".", "--plan", "before.json", "after.json", "--format", "json"], files);
  if (theirs !== undefined) assert.equal(`${programme.diffPlansJson(previous, after)}\n`, theirs);
});

test("places and differences of plans refuse what makes no sense", () => {
  const isAbout = (path) => (error) => error instanceof ParatusError && error.findings[0]?.path === path;
  assert.throws(() => programme.places(evidence, { ...options, person: "p-3" }), isAbout("options.person"));
  assert.throws(() => programme.places(evidence, { ...options }), ParatusError);
  assert.throws(() => programme.diffPlans(plan, { ...plan, programme: "other" }), isAbout("options.after"));
  assert.throws(() => programme.diffPlans(plan, undefined), ParatusError);
});

test("a plan says who goes where, and what it costs against its bound", () => {
  assert.equal(plan.schema, "paratus/plan/1");
  assert.equal(plan.status, "feasible");
  assert(plan.lower_bound > 0 && plan.cost >= plan.lower_bound);
  assert.deepEqual([...new Set(plan.sessions.flatMap(({ people }) => people))].sort(), ["p-1", "p-2"]);
  assert.equal(Object.getPrototypeOf(plan), Object.prototype);
  assert.equal(programme.planJson(evidence, options), programme.planJson(records, options));
});

test("a plan is checked after an edit, by what the edit breaks", () => {
  assert.deepEqual(programme.verify(evidence, plan).violations, []);
  assert.equal(programme.verifyJson(evidence, plan, { asOf }), programme.verifyJson(evidence, plan));
  const edited = structuredClone(plan);
  edited.sessions[0].start = "2027-03-21"; // a Sunday
  const { holds, violations } = programme.verify(evidence, edited);
  assert.equal(holds, false);
  assert(violations.some(({ subject, text }) => subject === edited.sessions[0].session && text.length > 0), JSON.stringify(violations));
});

test("planning again changes nothing where nothing changed, and what is cancelled where something did", () => {
  const same = programme.replan(evidence, { ...options, previous: plan });
  assert.deepEqual([same.changes, same.sessions], [[], plan.sessions]);
  const [first] = plan.sessions;
  const other = programme.replan(evidence, { ...options, previous: plan, cancelled: [first.session] });
  assert(!other.sessions.some(({ session }) => session === first.session));
  assert(other.changes.length > 0);
  assert.deepEqual(programme.verify(evidence, other).violations, []);
});

test("plans side by side are those that `call` gives", () => {
  const changes = ["weeks=4", "balance_per_hour=0"];
  const { variants, schema } = programme.whatIf(evidence, { changes, options });
  assert.equal(schema, "paratus/what-if/1");
  assert.deepEqual(variants.map(({ option }) => option), ["", ...changes]);
  assert.equal(variants[0].cost, plan.cost);
  const request = { programme: document, evidence: records, options: { changes, options: { as_of: asOf, weeks: 8, effort: "quick" } } };
  assert.equal(programme.whatIfJson(evidence, { changes, options }), call("what_if", JSON.stringify(request)));
});

test("a plan that cannot be says what is in the way", () => {
  const short = programme.plan(evidence, { asOf, until: "2027-03-15", effort: "quick" });
  assert.notEqual(short.status, "feasible");
  assert.deepEqual([...new Set(short.unplaced.map(({ person, cause }) => `${person} ${cause}`))], ["p-2 absence"]);
  assert(programme.describeStatements(short.unplaced, "en").every((text) => text.length > 0));
});

for (const [what, work, code, place] of [
  ["a share above 1", () => programme.plan(evidence, { asOf, maxAbsent: 20 }), "UNKNOWN", "options.maxAbsent"],
  ["no such effort", () => programme.plan(evidence, { asOf, effort: "enormous" }), "SHAPE", "options.effort"],
  ["weeks without number", () => programme.plan(evidence, { asOf, weeks: Infinity }), "BAD_INPUT", "options.weeks"],
  ["an unknown option", () => programme.plan(evidence, { asOf, week: 3 }), "SHAPE", "options.week"],
  ["an option in snake case", () => programme.plan(evidence, { asOf, max_absent: 0.1 }), "BAD_INPUT", "options.max_absent"],
  ["a trainer's skill that does not exist", () => programme.plan(evidence, { asOf, trainers: { magic: 1 } }), "UNKNOWN", "options.trainers.magic"],
  ["no date", () => programme.plan(evidence), "NO_DATE", "options.asOf"],
  ["planning again without a plan", () => programme.replan(evidence, { asOf }), "SHAPE", "options.previous"],
  ["a plan that is a text", () => programme.verify(evidence, "{}"), "BAD_INPUT", "plan"],
  ["a plan that is none", () => programme.verify(evidence, undefined), "BAD_INPUT", "plan"],
  ["a plan that holds a Map", () => programme.verify(evidence, { ...plan, sessions: new Map() }), "BAD_INPUT", "plan.sessions"],
  ["plans side by side of nothing", () => programme.whatIf(evidence, { options }), "BAD_INPUT", "options.changes"],
  ["plans side by side with options of planning beside", () => programme.whatIf(evidence, { changes: [], asOf }), "BAD_INPUT", "options.asOf"],
  ["a change that is none", () => programme.whatIf(evidence, { changes: ["weeks"], options }), "UNKNOWN", "weeks"],
]) {
  test(`refused: ${what}`, () => {
    assert.throws(work, (error) => {
      assert(error instanceof ParatusError, String(error?.stack));
      assert.equal(error.code, code, error.message);
      const [finding] = error.findings;
      assert(finding.path === place || error.message.includes(place), `${finding.path}: ${error.message}`);
      return true;
    });
    assert.deepEqual(programme.plan(evidence, options), plan);
  });
}

test("in a worker: the same plan, and this thread goes on meanwhile", async () => {
  const worker = new Worker(new URL("./plan-worker.mjs", import.meta.url), { workerData: { document, records, options } });
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const text = await new Promise((done, failed) => worker.once("message", done).once("error", failed));
  clearInterval(timer);
  assert.equal(text, programme.planJson(evidence, options));
  assert(turns > 0);
});
