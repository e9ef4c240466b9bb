// What is refused, and how it is said.

import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { describe, test } from "node:test";
import { call, codes, Evidence, ParatusError, Programme } from "paratus";
import { asOf, document, records, responses } from "./sample.mjs";

const programme = Programme.parse(document);
const cyclic = { ...document };
cyclic.people = [{ id: "p-1", section: "archive", self: cyclic }];
const deep = { list: [] };
for (let at = 0, list = deep.list; at < 200; at++) list.push((list = []));
const detached = new Float64Array(1);
structuredClone(detached.buffer, { transfer: [detached.buffer] });
const sparse = [...records];
sparse[7] = records[0];

const columns = (changes = {}) => ({
  columns: {
    people: ["p-1"], person: new Uint32Array(1), objectives: ["filing"], objective: new Uint8Array(1),
    kinds: ["quiz"], kind: new Uint8Array(1), value: new Float64Array([1]), day: new Int32Array([20_800]), ...changes,
  },
});
/** A proxy of nothing: whatever is asked of it throws. */
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const record = (changes) => [records[0], { ...records[0], ...changes }];

/** What is tried, the code, and the path or a part of the message. */
const REFUSED = [
  ["undefined in a list", () => Programme.parse({ ...document, sections: [undefined] }), "BAD_INPUT", "sections[0]"],
  ["a Map", () => Programme.parse({ ...document, scales: new Map() }), "BAD_INPUT", "scales"],
  ["a Set", () => Programme.parse({ ...document, people: [document.people[0], { id: "x", section: "archive", roles: new Set() }] }), "BAD_INPUT", "people[1].roles"],
  ["a Date", () => Programme.parse({ ...document, as_of: new Date(0) }), "BAD_INPUT", "as_of"],
  ["a cycle", () => Programme.parse(cyclic), "BAD_INPUT", "people[0].self"],
  ["too deep", () => Programme.parse({ ...document, extra: deep }), "BAD_INPUT", "nested more than 100 deep"],
  ["too deep, as text", () => Programme.parse(`{"format":1,"id":"p","x":${"[".repeat(5000)}${"]".repeat(5000)}}`), "SYNTAX", ""],
  ["a symbol key", () => Programme.parse({ ...document, [Symbol("s")]: 1 }), "BAD_INPUT", "symbol"],
  ["half a surrogate pair", () => Programme.parse({ ...document, title: "\ud800" }), "BAD_INPUT", "title"],
  ["a throwing getter", () => Programme.parse({ format: 1, get id() { throw new Error("no"); } }), "BAD_INPUT", "id"],
  ["a proxy that throws", () => Programme.parse(new Proxy({}, { ownKeys() { throw new Error("no"); } })), "BAD_INPUT", "cannot be read"],
  ["a number for a document", () => Programme.parse(7), "SHAPE", ""],
  ["null for a document", () => Programme.parse(null), "SHAPE", ""],
  ["no document", () => Programme.parse(), "BAD_INPUT", "undefined"],
  ["broken JSON", () => Programme.parse("{"), "SYNTAX", ""],
  ["an unknown key", () => Programme.parse({ ...document, people: [{ id: "p", section: "archive", role: "x" }] }), "SHAPE", "people[0].role"],
  ["a wrong type", () => Programme.parse({ ...document, people: [{ id: 5, section: "archive" }] }), "SHAPE", "people[0].id"],
  ["a missing key", () => Programme.parse({ ...document, people: [{ id: "p" }] }), "SHAPE", "people[0].section"],
  ["another format", () => Programme.parse({ ...document, format: 9 }), "FORMAT", "format"],
  ["files that are a Map", () => Programme.fromFiles(new Map()), "BAD_INPUT", "files"],
  ["a file that is a number", () => Programme.fromFiles({ "paratus.json": 5 }), "BAD_INPUT", 'files["paratus.json"]'],
  ["no programme among the files", () => Programme.fromFiles({}), "MISSING_FILE", ""],
  ["NaN", () => programme.assess(record({ value: NaN }), { asOf }), "BAD_INPUT", "evidence[1].value"],
  ["Infinity", () => programme.assess(record({ value: -Infinity }), { asOf }), "BAD_INPUT", "evidence[1].value"],
  ["a BigInt", () => programme.assess(record({ value: 1n }), { asOf }), "BAD_INPUT", "evidence[1].value"],
  ["a function", () => programme.assess(record({ key: () => 1 }), { asOf }), "BAD_INPUT", "evidence[1].key"],
  ["a hole", () => programme.assess(sparse, { asOf }), "BAD_INPUT", "evidence[3]"],
  ["a class instance", () => programme.assess([Object.create({ person: "p-1" })], { asOf }), "BAD_INPUT", "evidence[0]"],
  ["an unknown kind", () => programme.assess(record({ kind: "exam" }), { asOf }), "SHAPE", "evidence[1].kind"],
  ["a date that is none", () => programme.assess(record({ date: "2027-02-30" }), { asOf }), "SHAPE", "evidence[1].date"],
  ["an unknown field", () => programme.assess(record({ datum: "2027-02-01" }), { asOf }), "SHAPE", "evidence[1].datum"],
  ["evidence that is a text", () => programme.assess("[]", { asOf }), "BAD_INPUT", "evidence"],
  ["evidence in two forms", () => programme.assess({ csv: "", json: "" }, { asOf }), "BAD_INPUT", "csv"],
  ["evidence in no form", () => programme.assess({}, { asOf }), "BAD_INPUT", "no form"],
  ["evidence with a stray key", () => programme.assess({ json: "[]", file: "x" }, { asOf }), "BAD_INPUT", "evidence.file"],
  ["a CSV that is a number", () => programme.assess({ csv: 5 }, { asOf }), "BAD_INPUT", "evidence.csv"],
  ["an unknown way to write dates", () => programme.assess({ csv: "", dates: "iso8601" }, { asOf }), "BAD_INPUT", "evidence.dates"],
  ["no date", () => programme.assess(records), "NO_DATE", "options.asOf"],
  ["an option in snake case", () => programme.assess(records, { as_of: asOf }), "BAD_INPUT", "options.as_of"],
  ["an unknown option", () => programme.assess(records, { asOff: asOf }), "SHAPE", "options.asOff"],
  ["an option of the wrong type", () => programme.assess(records, { asOf: 20270314 }), "SHAPE", "options.asOf"],
  ["options that are a text", () => programme.assess(records, asOf), "BAD_INPUT", "options"],
  ["nobody of that name", () => programme.explain(records, { asOf, person: "p-3" }), "UNKNOWN", "person"],
  ["no unit of that name", () => programme.gaps(records, { asOf, section: "archiv" }), "UNKNOWN", "options.section"],
  ["no phase of that name", () => programme.gates(records, { asOf, phase: "pilott" }), "UNKNOWN", "options.phase"],
  ["an unknown option of gates", () => programme.gates(records, { asOf, phases: [] }), "SHAPE", "options.phases"],
  ["no phases", () => programme.phases({ asOf, count: 0 }), "SHAPE", "options.count"],
  ["hours that are no number", () => programme.phases({ asOf, hours: NaN }), "BAD_INPUT", "options.hours"],
  ["a last day before the first", () => programme.refresh(records, { asOf, until: "2027-01-01" }), "SHAPE", "options.until"],
  ["hours below nothing", () => programme.refresh(records, { asOf, hours: -1 }), "SHAPE", "options.hours"],
  ["no instrument of that name", () => programme.survey(responses, { asOf, instrument: "puls" }), "UNKNOWN", "options.instrument"],
  ["a first day after the last", () => programme.survey(responses, { asOf, since: "2028-01-01" }), "SHAPE", "options.since"],
  ["no date for a survey", () => programme.survey(responses), "NO_DATE", "options.asOf"],
  ["an answer that is a text", () => programme.survey([{ ...responses[0], answer: "4" }], { asOf }), "SHAPE", "responses[0].answer"],
  ["an answer that is undefined", () => programme.survey([{ ...responses[0], answer: undefined }], { asOf }), "SHAPE", "responses[0].answer"],
  ["answers that are a text", () => programme.evidence([], "[]"), "BAD_INPUT", "responses"],
  ["answers as columns", () => programme.evidence([], { columns: {} }), "BAD_INPUT", "options.columns"],
  ["answers with a stray key", () => programme.evidence([], { csv: "", columns: {} }), "BAD_INPUT", "responses.columns"],
  ["a table of answers that is a number", () => programme.evidence([], { csv: 5 }), "BAD_INPUT", "responses.csv"],
  ["an unknown way to rank", () => programme.needs(records, { asOf, methods: ["borish"] }), "SHAPE", "options.methods[0]"],
  ["a role and a section", () => programme.needs(records, { asOf, role: "registry-clerk", section: "archive" }), "SHAPE", "options.role"],
  ["a difference to a document", () => programme.diff(records, { asOf, programme: document }), "BAD_INPUT", "options.programme"],
  ["a difference to nothing", () => programme.diff(records), "BAD_INPUT", "options"],
  ["a difference to a date that is none", () => programme.diff(records, { asOf, to: "2027-02-30" }), "SHAPE", "options.to"],
  ["a difference with an unknown option", () => programme.diff(records, { asOf, until: asOf }), "SHAPE", "options.until"],
  ["a difference to broken evidence", () => programme.diff(records, { asOf, evidence: [{}] }), "SHAPE", "evidence[0].date"],
  ["sensitivity without a date", () => programme.sensitivity(records), "NO_DATE", "options.asOf"],
  ["a request without a programme", () => call("findings", '{"evidence": []}'), "SYNTAX", "`programme` is missing"],
  ["a request with another key", () => call("findings", '{"program": {}}'), "SYNTAX", "`program` is not one of"],
  ["a comparison of a programme that is none", () => call("diff", JSON.stringify({ programme: document, options: { as_of: asOf, programme: [] } })), "SHAPE", ""],
  ["no columns", () => programme.evidence({ columns: [] }), "BAD_INPUT", "columns"],
  ["an unknown column", () => programme.evidence(columns({ values: new Float64Array(1) })), "BAD_INPUT", "columns.values"],
  ["a missing column", () => programme.evidence(columns({ value: undefined })), "BAD_INPUT", "columns.value"],
  ["a column of the wrong kind", () => programme.evidence(columns({ value: [1] })), "BAD_INPUT", "columns.value"],
  ["signed codes", () => programme.evidence(columns({ person: new Int32Array(1) })), "BAD_INPUT", "columns.person"],
  ["a detached column", () => programme.evidence(columns({ value: detached })), "BAD_INPUT", "columns.value"],
  ["columns of different lengths", () => programme.evidence(columns({ day: new Int32Array(2) })), "SHAPE", "evidence.day"],
  ["a list with a number in it", () => programme.evidence(columns({ people: ["p-1", 5] })), "BAD_INPUT", "columns.people[1]"],
  ["dates and days", () => programme.evidence(columns({ date: ["2027-01-01"] })), "BAD_INPUT", "columns.day"],
  ["a date in a column that is none", () => programme.evidence(columns({ day: undefined, date: ["2027-13-01"] })), "BAD_INPUT", "columns.date[0]"],
  ["a handle made by hand", () => new Evidence(), "BAD_INPUT", "evidence"],
  ["a programme made by hand", () => new Programme(), "BAD_INPUT", "programme"],
  ["a document that is gone", () => Programme.parse(revoked()), "BAD_INPUT", "document"],
  ["files that are gone", () => Programme.fromFiles(revoked()), "BAD_INPUT", "files"],
  ["evidence that is gone", () => programme.evidence(revoked()), "BAD_INPUT", "evidence"],
  ["evidence of a question that is gone", () => programme.assess(revoked(), { asOf }), "BAD_INPUT", "evidence"],
  ["responses that are gone", () => programme.survey(revoked(), { asOf }), "BAD_INPUT", "responses"],
  ["a programme that is gone", () => programme.diff(records, { asOf, programme: revoked() }), "BAD_INPUT", "options.programme"],
  ["a plan that is gone", () => programme.verify(records, revoked()), "BAD_INPUT", "plan"],
  ["changes that are gone", () => programme.whatIf(records, { changes: revoked() }), "BAD_INPUT", "options.changes"],
  ["columns that are gone", () => programme.evidence({ columns: revoked() }), "BAD_INPUT", "columns"],
  ["options that are gone", () => programme.assess(records, revoked()), "BAD_INPUT", "options"],
  ["options that throw", () => programme.assess(records, { get asOf() { throw new Error("no"); } }), "BAD_INPUT", "cannot be read: no"],
  ["options of a report that throw", () => programme.report(records, { get language() { throw new Error("no"); } }), "BAD_INPUT", "cannot be read: no"],
  ["a language that is no text", () => programme.report(records, { asOf, language: Object.create(null) }), "BAD_INPUT", "options.language"],
  ["dates that are no text", () => programme.evidence({ csv: "", dates: Object.create(null) }), "BAD_INPUT", "evidence.dates"],
  ["another programme's evidence", () => programme.assess(Programme.parse(document).evidence(), { asOf }), "BAD_INPUT", "another programme"],
  ["null for evidence", () => programme.assess(null, { asOf }), "BAD_INPUT", "evidence"],
  ["an option of two words", () => programme.report(records, { asOf, disclosureKey: new Date(0) }), "BAD_INPUT", "options.disclosureKey"],
  ["a key beside exact figures", () => programme.units(records, { asOf, kind: "section", disclosure: "internal", disclosureKey: "secret" }), "SHAPE", "options.disclosureKey"],
  ["a person for the public", () => programme.explain(records, { asOf, person: "p-1", disclosure: "published" }), "SHAPE", "options.disclosure"],
  ["what is frozen of no plan", () => programme.plan(records, { asOf, frozenUntil: "2027-04-01" }), "UNKNOWN", "options.frozenUntil"],
  ["a survey of needs by evidence", () => programme.needs(records, { asOf, methods: ["gap"], since: "2027-01-01" }), "SHAPE", "options.since"],
  ["merging evidence for another programme", () => programme.evidence().merge(Programme.parse(document).evidence()), "UNKNOWN", "evidence"],
  ["merging with something else", () => programme.evidence().merge({}), "BAD_INPUT", "evidence"],
  ["an unknown operation", () => call("asess", JSON.stringify({ programme: document })), "UNKNOWN", "operation"],
  ["a request that is an object", () => call("findings", { programme: document }), "BAD_INPUT", "request"],
];

describe("refused, with the place", () => {
  for (const [what, work, code, place] of REFUSED) {
    test(what, () => {
      assert.throws(work, (error) => {
        assert(error instanceof ParatusError, String(error?.stack));
        assert.equal(error.code, code, error.message);
        assert(error.findings.length > 0 && error.message.length > 0);
        const [finding] = error.findings;
        assert(finding.path === place || error.message.includes(place), `${finding.path}: ${error.message}`);
        return true;
      });
      // The instance works as before.
      assert.equal(programme.assess(records, { asOf }).people.length, 2);
    });
  }
});

/** What is tried, and what is said: of values that were given the path, of texts that were given line and column. */
const SAID = [
  [() => Programme.parse({ ...document, people: [{ id: "p", section: "archive", role: "x" }] }), /^people\[0\]\.role: `role` is not a key of a person \(did you mean `roles`\?\)/],
  [() => Programme.parse('{"format": 1, "id": "p", "people": [{"id": 5, "section": "s"}]}'), /^paratus\.json:1:44: expected a text, found the number `5` \(and 3 warnings\)$/],
  [() => Programme.parse(), "document: is undefined (write a value)"],
  [() => Programme.parse([]), "document: expected a table, found a list"],
  [() => programme.evidence(record({ kind: "exam" })), "evidence[1].kind: expected `certificate`, `completion`, `observation`, `quiz` or `survey`, found `exam`"],
  [() => programme.evidence({ json: '[{"person": 1}]' }), /^evidence:1:2: `date` is missing from a record \(and 4 more errors\)$/],
  [() => programme.evidence({ csv: 5 }), "evidence.csv: is number (write a text, a Uint8Array or an ArrayBuffer)"],
  [() => programme.assess(records, { asof: asOf }), "options.asof: `asof` is not a key of the options (did you mean `asOf`?)"],
  [() => programme.assess(records), "options.asOf: there is no date of assessment, and there is no clock (give one as `YYYY-MM-DD`, or write `as_of` into the programme)"],
  [() => programme.units(records), "options.kind: `kind` is missing from the options"],
  [() => programme.verify(records), "plan: is undefined (write what `programme.plan(…)` gives)"],
  [() => programme.verify(records, {}), /^plan\.as_of: `as_of` is missing from this table \(and \d+ more errors\)$/],
  [() => programme.calendars({}, { person: 5 }), "options.person: is number (write the id of a person)"],
  [() => programme.calendars({}), /^plan\.as_of: `as_of` is missing/],
  [() => programme.whatIf(records, {}), "options.changes: is undefined (write an array of changes such as { weeks: 8 })"],
  [() => programme.plan(records, { asOf, maxAbsent: "a" }), /^options\.maxAbsent: /],
  [() => programme.plan(records, { asOf, maxAbsen: 1 }), "options.maxAbsen: `maxAbsen` is not a key of the options (did you mean `maxAbsent`?)"],
  [() => programme.plan(records, { asOf, seatsMax: { docket_course: "a" } }), /^options\.seatsMax\.docket_course: /],
  [() => programme.whatIf(records, { changes: [{ maxAbsent: "much" }], options: { asOf } }), "options.changes: `maxAbsent` takes a number, not `much`"],
  [() => programme.whatIf(records, { changes: [{ weeks: null }], options: { asOf } }), /^options\.changes\[0\]\.weeks: is null/],
  [() => programme.whatIf(records, { changes: [{}], options: { asOf } }), /^options\.changes\[0\]: changes nothing/],
  [() => call("assess", JSON.stringify({ programme: document, options: { asOf } })), /^options:1:2: `asOf` is not a key of the options \(did you mean `as_of`\?\)$/],
];

test("messages name what was written, where it was written", () => {
  for (const [work, message] of SAID) {
    assert.throws(work, (error) => {
      assert.equal(error.name, "ParatusError");
      if (typeof message === "string") assert.equal(error.message, message);
      else assert.match(error.message, message);
      const [{ file, line }] = error.findings;
      assert.equal(line === null, !/^[a-z.]+:\d+:\d+: /.test(error.message), `${file}:${line}`);
      return true;
    });
  }
});

test("what JSON and other windows make is taken", () => {
  const text = JSON.stringify(document);
  const foreign = runInNewContext(`(${text})`);
  const bare = Object.assign(Object.create(null), document);
  const frozen = Object.freeze(JSON.parse(text));
  const expected = programme.assessJson(records, { asOf });
  for (const given of [text, `\ufeff${text}`, foreign, bare, frozen]) {
    assert.equal(Programme.parse(given).assessJson(records, { asOf }), expected);
  }
});

test("refused records are findings, not errors", () => {
  const evidence = programme.evidence([{ ...records[0], person: "p-7" }, { ...records[0], value: 1.5 }, records[1]]);
  assert.equal(evidence.count, 1);
  assert.equal(evidence.refused, 2);
  const { findings } = programme.findings(evidence);
  assert.deepEqual(findings.map(({ code, path }) => [code, path]).filter(([, path]) => path.startsWith("evidence")), [
    ["UNKNOWN_REFERENCE", "evidence[0].person"],
    ["VALUE_OUT_OF_RANGE", "evidence[1].value"],
    ["ROWS_REFUSED", "evidence"],
  ]);
});

test("every code is explained", () => {
  assert(codes().codes.some(({ code, remedy }) => code === "UNKNOWN_REFERENCE" && remedy.length > 0));
});
