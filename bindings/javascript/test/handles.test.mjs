// Handles: their answers, their forms of evidence, their end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { call, Evidence, ParatusError, Programme, VERDICTS } from "paratus";
import { asOf, document, records, responses } from "./sample.mjs";

const programme = Programme.parse(document);
const csv = `person,objective,kind,value,date,source\n${records
  .map(({ person, objective, kind, value, date, source = "" }) => [person, objective, kind, value, date, source].join(","))
  .join("\n")}\n`;
const columns = {
  people: ["p-2", "p-1"], person: new Uint8Array([1, 1, 0]),
  objectives: ["filing", "docket-basics", "why-records"], objective: new Uint16Array([1, 2, 0]),
  kinds: ["quiz", "survey", "observation"], kind: new Uint8Array([0, 1, 2]),
  value: new Float64Array([0.7, 0.75, 1]), date: records.map(({ date }) => date),
  sources: ["p-1"], source: new Uint8Array([255, 255, 0]),
};

test("answers are plain objects and say what they are", () => {
  const evidence = programme.evidence(records);
  const answers = {
    findings: programme.findings(evidence),
    assessment: programme.assess(evidence, { asOf }),
    explanation: programme.explain(evidence, { asOf, person: "p-1" }),
    units: programme.units(evidence, { asOf, kind: "section" }),
    unit: programme.unit(evidence, { asOf, section: "archive" }),
    gaps: programme.gaps(evidence, { asOf, role: "registry-clerk" }),
    fit: programme.fit({ asOf }),
    gates: programme.gates(evidence, { asOf }),
    phases: programme.phases({ asOf, count: 2, propose: true }),
    refresh: programme.refresh(evidence, { asOf, until: "2027-12-31" }),
    survey: programme.survey(responses, { asOf }),
    needs: programme.needs(evidence, { asOf, methods: ["gap"] }),
    diff: programme.diff(evidence, { asOf, to: "2028-03-14" }),
    sensitivity: programme.sensitivity(evidence, { asOf }),
  };
  for (const [name, answer] of Object.entries(answers)) {
    assert.equal(answer.schema, `paratus/${name}/1`);
    assert.equal(Object.getPrototypeOf(answer), Object.prototype);
  }
  assert.equal(answers.assessment.as_of, asOf);
  assert.equal(JSON.stringify(answers.assessment), JSON.stringify(JSON.parse(programme.assessJson(evidence, { asOf }))));
});

test("all forms of evidence give the same bytes", () => {
  const expected = programme.assessJson(records, { asOf });
  const day = Int32Array.from(columns.date, (date) => Date.parse(date) / 86_400_000);
  const { date, ...rest } = columns;
  for (const form of [
    { json: JSON.stringify(records) }, { csv }, { csv: new TextEncoder().encode(csv) }, { csv: `\ufeff${csv.replaceAll("\n", "\r\n")}` },
    { csv: csv.replace(/(\d{4})-(\d\d)-(\d\d)/g, "$3/$2/$1"), dates: "day-month-year" }, { columns }, { columns: { ...rest, day } },
  ]) {
    assert.equal(programme.assessJson(form, { asOf }), expected);
    assert.equal(programme.assessJson(programme.evidence(form), { asOf }), expected);
  }
  const merged = programme.evidence(records.slice(0, 1));
  merged.merge(programme.evidence(records.slice(1)));
  merged.merge(merged);
  assert.equal(programme.assessJson(merged, { asOf }), expected);
});

test("appended evidence counts as if it had been there", () => {
  const evidence = programme.evidence();
  assert.equal(programme.assess(evidence, { asOf }).people[0].verdict, "cannot_tell");
  for (const record of records) {
    assert.deepEqual(evidence.append([record]).touched, [record.person]);
    programme.assess(evidence, { asOf });
  }
  assert.equal(programme.assessJson(evidence, { asOf }), programme.assessJson(records, { asOf }));
  const { people } = programme.assess(evidence, { asOf, people: ["p-2"] });
  assert.deepEqual(people.map(({ person }) => person), ["p-2"]);
});

test("answers to surveys count beside the evidence, however they come", () => {
  const head = "respondent,instrument,item,answer,date\n";
  const lines = responses.map(({ respondent, instrument, item, answer, date }) => [respondent, instrument, item, answer, date].join(","));
  const request = JSON.stringify({ programme: document, evidence: records, responses, options: { as_of: asOf } });
  const whole = programme.evidence(records, responses);
  const grown = programme.evidence();
  const table = grown.appendResponses({ csv: `${head}${lines.slice(1).join("\n")}\n` });
  assert.deepEqual([table.taken, table.refused, table.touched], [2, 0, ["p-1"]]);
  grown.append(records);
  programme.assess(grown, { asOf });
  assert.equal(grown.appendResponses({ json: JSON.stringify(responses.slice(0, 1)) }).taken, 1);
  const merged = programme.evidence(records);
  merged.merge(programme.evidence([], responses));
  for (const [name, ask] of [
    ["assess", (evidence) => programme.assessJson(evidence, { asOf })], ["gates", (evidence) => programme.gatesJson(evidence, { asOf })],
    ["survey", (evidence) => programme.surveyJson(evidence, { asOf })], ["needs", (evidence) => programme.needsJson(evidence, { asOf })],
    ["sensitivity", (evidence) => programme.sensitivityJson(evidence, { asOf })],
  ]) {
    for (const evidence of [whole, grown, merged]) assert.equal(ask(evidence), call(name, request), name);
  }
  assert.equal(programme.surveyJson(responses, { asOf }), call("survey", request.replace(JSON.stringify(records), "[]")));
  assert.deepEqual([grown.count, grown.responses], [3, 3]);
});

test("a difference between dates, programmes and evidence is what the library says of the whole request", () => {
  const other = { ...document, rules: { threshold: 0.8 } };
  const later = [...records, { person: "p-2", objective: "why-records", kind: "observation", value: 1, date: "2027-03-01", source: "p-1" }];
  const second = Programme.parse(other);
  const asked = (options) => call("diff", JSON.stringify({ programme: document, evidence: records, options: { as_of: asOf, ...options } }));
  const handle = second.evidence(later);
  assert.equal(programme.diffJson(records, { asOf, to: "2028-03-14" }), asked({ to: "2028-03-14" }));
  assert.equal(programme.diffJson(records, { asOf, evidence: later }), asked({ evidence: later }));
  assert.equal(programme.diffJson(records, { asOf, programme: second }), asked({ programme: other }));
  assert.equal(programme.diffJson(records, { asOf, programme: second, evidence: handle }), asked({ programme: other, evidence: later }));
  assert.throws(() => programme.diff(records, { asOf, evidence: handle }), { code: "BAD_INPUT" });
  second.free();
  assert.throws(() => programme.diff(records, { asOf, programme: second }), { code: "FREED" });
});

test("scores are the figures of the assessment", () => {
  const evidence = programme.evidence(records);
  const { people } = programme.assess(evidence, { asOf });
  const scores = programme.scores(evidence, { asOf });
  people.forEach((person, at) => {
    assert.equal(scores.people[at], person.person);
    assert.equal(scores.low[at], person.readiness.low);
    assert.equal(scores.high[at], person.readiness.high);
    assert.equal(VERDICTS[scores.verdict[at]], person.verdict);
    for (const [track, { low, high }] of Object.entries(scores.tracks)) {
      assert.deepEqual({ high: high[at], low: low[at] }, person.tracks[track]);
    }
  });
});

test("files of a folder", () => {
  const people = "id,section,roles\np-1,archive,registry-clerk\np-2,archive,registry-clerk\n";
  const json = JSON.stringify({ ...document, people: undefined });
  const bytes = new TextEncoder().encode(json);
  for (const files of [{ "paratus.json": json, "people.csv": people }, { "people.csv": people, "paratus.json": bytes, "notes.txt": "" }]) {
    assert.equal(Programme.fromFiles(files).assessJson(records, { asOf }), programme.assessJson(records, { asOf }));
  }
  const broken = people.replace("p-2,archive", "p-2,\"archive");
  assert.throws(() => Programme.fromFiles({ "paratus.json": json, "people.csv": broken }), (error) => {
    assert(error instanceof ParatusError && error.findings[0].file === "people.csv" && error.findings[0].line === 3, error.message);
    return true;
  });
});

test("a freed handle says so, however often", () => {
  const mine = Programme.parse(document);
  const evidence = mine.evidence(records);
  const other = mine.evidence();
  evidence.free();
  evidence.free();
  for (const work of [() => evidence.count, () => evidence.responses, () => evidence.append([]), () => evidence.appendResponses([]), () => mine.assess(evidence, { asOf }), () => other.merge(evidence)]) {
    assert.throws(work, { name: "ParatusError", code: "FREED" });
  }
  mine[Symbol.dispose]();
  for (const work of [() => mine.assess(records, { asOf }), () => mine.evidence(), () => mine.assess(other, { asOf }), () => mine.phases(), () => mine.diff(records, {}), () => mine.sensitivity(records)]) {
    assert.throws(work, { name: "ParatusError", code: "FREED" });
  }
  // Evidence outlives its programme's handle; it can still be asked what it holds.
  assert.equal(other.count, 0);
  assert.equal(mine.id, "pilot");
});

test("handles cannot be changed from outside", () => {
  const mine = Programme.parse(document);
  assert.throws(() => (mine.id = "other"), TypeError);
  assert.throws(() => Programme.prototype.assess.call({}, records, { asOf }), TypeError);
  assert.throws(() => Object.getOwnPropertyDescriptor(Evidence.prototype, "count").get.call({}), TypeError);
});

test("removed records leave the figures of those that stay", () => {
  const evidence = programme.evidence(records, responses);
  const before = programme.assessJson(evidence, { asOf });
  const wrong = records.map((record) => ({ ...record, value: 0, date: asOf, key: "wrong" }));
  evidence.append(wrong);
  assert.notEqual(programme.assessJson(evidence, { asOf }), before);
  assert.deepEqual(evidence.remove({ key: "wrong" }), { removed: 3, schema: "paratus/removed/1", touched: ["p-1", "p-2"] });
  assert.equal(programme.assessJson(evidence, { asOf }), before);
  assert.deepEqual([evidence.count, evidence.responses], [records.length, responses.length]);
  assert.equal(evidence.remove({ key: "wrong" }).removed, 0);
  assert.deepEqual(evidence.remove({ person: "p-1", objective: "why-records" }).touched, ["p-1"]);
  assert.equal(evidence.count, records.length - 1);
  evidence.free();
});

test("a selection that names nothing, or nobody, is refused by name", () => {
  const evidence = programme.evidence(records);
  const refused = (selection, code, path, help) =>
    assert.throws(() => evidence.remove(selection), (error) => error instanceof ParatusError && error.code === code && error.findings[0]?.path === path && (help === undefined || error.message.includes(help)));
  refused({}, "SHAPE", "records");
  refused({ person: "p-11" }, "UNKNOWN", "records.person", "`p-1`");
  refused({ objective: "filling" }, "UNKNOWN", "records.objective", "`filing`");
  refused({ keys: "x" }, "SHAPE", "records.keys", "`key`");
  refused({ key: 7 }, "SHAPE", "records.key");
  refused(null, "BAD_INPUT", "records");
  assert.equal(evidence.count, records.length);
  evidence.free();
  assert.throws(() => evidence.remove({ key: "x" }), { code: "FREED" });
});

test("consoles show handles and errors by the names of their classes", () => {
  const handles = [programme, programme.evidence(), programme.planner(records, { asOf }), programme.whatIfPlanner(records, { changes: [{ weeks: 8 }], options: { asOf } })];
  assert.deepEqual(handles.map((handle) => inspect(handle)), ["Programme {}", "Evidence {}", "Planner {}", "WhatIfPlanner {}"]);
  assert.match(inspect(new ParatusError("SHAPE", "no")), /^ParatusError: no\n/);
});
