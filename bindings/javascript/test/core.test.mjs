// The smaller module: the same answers, byte for byte, and a word about what it leaves out.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import * as whole from "paratus";
import { call, ParatusError, Programme } from "paratus/core";
import { asOf, document, records, responses } from "./sample.mjs";

const folder = new URL("../../../tests/vectors/answers/", import.meta.url);
const HERE = ["assess", "codes", "explain", "findings", "fit", "gaps", "unit", "units"];
const isElsewhere = (name) => (error) => {
  assert(error instanceof ParatusError);
  assert.equal(error.code, "NOT_IN_CORE");
  assert(error.message.includes(`\`${name}\``) && error.message.includes("import `paratus`"), error.message);
  return true;
};

for (const name of readdirSync(folder).sort()) {
  const file = readFileSync(new URL(name, folder), "utf8");
  const { operation } = JSON.parse(file);
  const text = /^ {2}"request": (.*),$/m.exec(file)[1];
  const [, kind, expected] = /^ {2}"(answer|error)": (.*)$/m.exec(file);
  if (HERE.includes(operation) && kind === "answer") {
    test(`${name}: the same bytes`, () => assert.equal(call(operation, text), expected));
  } else if (kind === "answer") {
    test(`${name}: is elsewhere`, () => assert.throws(() => call(operation, text), isElsewhere(operation)));
  }
}

const programme = Programme.parse(document);
const date = { asOf };

for (const [name, ask] of Object.entries({
  calendars: () => programme.calendars({}),
  diff: () => programme.diff(records, { ...date, to: "2027-12-31" }),
  document: () => programme.document(),
  explain_line: () => programme.explainLine(records, {}, "s-1"),
  gates: () => programme.gates(records, date),
  needs: () => programme.needs(records, date),
  phases: () => programme.phases(date),
  plan: () => programme.plan(records, date),
  refresh: () => programme.refresh(records, { ...date, until: "2027-12-31" }),
  replan: () => programme.replan(records, { ...date, previous: {} }),
  report: () => programme.reportHtml(records, date),
  sensitivity: () => programme.sensitivity(records, date),
  survey: () => programme.survey(responses, date),
  verify: () => programme.verify(records, {}),
  places: () => programme.places(records, { person: "p-1" }),
  diff_plans: () => programme.diffPlans({}, {}),
  what_if: () => programme.whatIf(records, { changes: ["weeks=8"] }),
})) {
  test(`${name} is elsewhere`, () => {
    assert.throws(ask, isElsewhere(name));
    // And nothing is left locked or broken.
    assert.equal(programme.assess(records, date).people.length, document.people.length);
  });
}

test("answers to surveys are evidence here too", () => {
  const evidence = programme.evidence(records, responses);
  const theirs = whole.Programme.parse(document);
  assert.equal(evidence.responses, responses.length);
  assert.equal(programme.assessJson(evidence, date), theirs.assessJson(theirs.evidence(records, responses), date));
});

test("a folder with TOML is refused, by name", () => {
  assert.throws(() => Programme.fromFiles({ "paratus.toml": "format = 1\nid = \"p\"\n" }), isElsewhere("TOML"));
});

test("every method that answers here is there too", () => {
  assert.deepEqual(Object.getOwnPropertyNames(Programme.prototype), Object.getOwnPropertyNames(whole.Programme.prototype));
});
