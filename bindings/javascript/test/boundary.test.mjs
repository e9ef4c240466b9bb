// What crosses the border: what is absent, what is packed, what errors carry, what cannot be trusted.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ParatusError, Programme } from "paratus";
import { root } from "./fresh.mjs";
import { asOf, document, records, responses } from "./sample.mjs";

const programme = Programme.parse(document);
const CSV = "person,objective,kind,value,date\np-1,docket-basics,quiz,0.7,2027-01-10\n";
const bytes = new TextEncoder().encode(CSV);
const isError = (code, path) => (error) => {
  assert(error instanceof ParatusError, String(error?.stack));
  assert.equal(error.code, code, error.message);
  if (path !== undefined) assert.equal(error.findings[0].path, path);
  return true;
};

/** A small generator, so that every run is the same. */
let state = 20261128;
const below = (limit) => (state = (state * 48271) % 2147483647) % limit;
const pick = (list) => list[below(list.length)];

test("undefined is absent", () => {
  const expected = programme.assessJson(records, { asOf });
  const hollow = { ...document, title: document.title, as_of: undefined, people: document.people.map((person) => ({ ...person, joined: undefined })) };
  assert.equal(Programme.parse(hollow).assessJson(records.map((record) => ({ ...record, level: undefined })), { asOf, people: undefined }), expected);
  assert.equal(programme.assessJson({ json: JSON.stringify(records), csv: undefined }, { asOf }), expected);
  assert.equal(programme.gapsJson(records, { asOf, section: undefined, role: "registry-clerk" }), programme.gapsJson(records, { asOf, role: "registry-clerk" }));
  assert.throws(() => Programme.parse(undefined), isError("BAD_INPUT", "document"));
  assert.throws(() => programme.verify(records, undefined), isError("BAD_INPUT", "plan"));
});

test("objects are packed into columns and mean what they mean as JSON", () => {
  const kinds = ["quiz", "survey", "observation", "certificate", "completion"];
  const ids = { person: ["p-1", "p-2", "p-9"], objective: document.objectives.map(({ id }) => id).concat("filling") };
  for (let round = 0; round < 60; round++) {
    const list = Array.from({ length: 1 + below(12) }, () => ({
      person: pick(ids.person), objective: pick(ids.objective), kind: pick(kinds), value: pick([0, 0.25, 1, 1, 1.5, -0]),
      date: pick(["2027-01-10", "2027-03-01", "2020-02-29", "2031-01-01"]),
      ...pick([{}, {}, { key: "k" }, { key: null }, { source: "p-2", level: undefined }, { expires: "2028-01-01" }, { level: "no-such" }, { key: "" }]),
    }));
    const [objects, text] = [programme.evidence(), programme.evidence()];
    assert.deepEqual(objects.append(list), text.append({ json: JSON.stringify(list) }));
    assert.equal(programme.assessJson(objects, { asOf }), programme.assessJson(text, { asOf }));
    assert.equal(programme.findingsJson(objects), programme.findingsJson(text));
  }
});

test("one key too many in each of 100,000 records is one finding, with the count", () => {
  const list = JSON.stringify(Array.from({ length: 100_000 }, (_, at) => ({ ...records[at % records.length], note: at })));
  assert.throws(() => programme.evidence({ json: list }), (error) => {
    assert.equal(error.code, "SHAPE");
    assert.match(error.message, /^evidence:1:\d+: `note` is not a key of a record/);
    assert.deepEqual(error.findings.map(({ count }) => count), [100_000]);
    assert(error.findings.every(({ column }) => list.slice(column - 1).startsWith('"note"')));
    return true;
  });
});

test("records with unknown keys are refused together, one by one, or taken", () => {
  const list = [records[0], { ...records[1], note: "seen" }, records[2]];
  const forms = [list, { json: JSON.stringify(list) }];
  for (const form of forms) {
    assert.throws(() => programme.evidence(form), isError("SHAPE"));
    assert.throws(() => programme.evidence(form, { unknownKeys: "refuse" }), isError("SHAPE"));
    const evidence = programme.evidence();
    const { taken, refused, findings } = evidence.append(form, { unknownKeys: "refuseRecord" });
    assert.deepEqual([taken, refused, evidence.count, evidence.refused], [2, 1, 2, 1]);
    assert.deepEqual(findings.map(({ code, path }) => [code, path]), [["UNKNOWN_KEY", "evidence[1].note"]]);
    assert.equal(programme.evidence(form, { unknownKeys: "ignore" }).count, 3);
  }
  // What is odd about later records is still placed where they are.
  const { findings } = programme.evidence().append([list[1], { ...records[0], person: "p-9" }], { unknownKeys: "refuseRecord" });
  assert.deepEqual(findings.map(({ path }) => path).sort(), ["evidence[0].note", "evidence[1].person"]);
  for (const table of [{ csv: "person,objective,kind,value,date\n" }, { columns: { person: [], objective: [], kind: [], value: [], date: [] } }]) {
    assert.throws(() => programme.evidence(table, { unknownKeys: "ignore" }), isError("BAD_INPUT", "options.unknownKeys"));
  }
  assert.throws(() => programme.evidence(list, { unknownKeys: "drop" }), isError("BAD_INPUT", "options.unknownKeys"));
  assert.throws(() => programme.evidence(list, { unknownKey: "ignore" }), isError("BAD_INPUT", "options.unknownKey"));
  assert.equal(programme.evidence(records, { responses }).responses, programme.evidence(records, responses).responses);
});

test("tables come as text, bytes, buffers, files and streams", async () => {
  const stream = () => new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
      controller.close();
    },
  });
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  for (const csv of [CSV, bytes, bytes.buffer, shared]) assert.equal(programme.evidence({ csv }).count, 1);
  for (const csv of [CSV, bytes.buffer, new Blob([CSV]), stream()]) {
    assert.equal((await programme.evidenceFrom({ csv, file: "e.csv" })).count, 1);
  }
  const evidence = programme.evidence();
  assert.equal((await evidence.appendFrom({ csv: new Blob([CSV]) })).taken, 1);
  const answers = "respondent,instrument,item,answer,date\np-1,pulse,say-why,4,2027-03-01\n";
  assert.equal((await programme.evidenceFrom({ csv: CSV }, { csv: new Blob([answers]) })).responses, 1);
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("the cable")) });
  await assert.rejects(programme.evidenceFrom({ csv: broken }), (error) => isError("BAD_INPUT", "evidence.csv")(error) && /the cable/.test(error.message));
  for (const csv of [5, null, undefined, {}, new ReadableStream({ start: (controller) => controller.enqueue(5) })]) {
    await assert.rejects(programme.evidenceFrom({ csv }), isError("BAD_INPUT", "evidence.csv"));
  }
  const detached = bytes.slice().buffer;
  structuredClone(detached, { transfer: [detached] });
  assert.throws(() => programme.evidence({ csv: detached }), isError("BAD_INPUT", "evidence.csv"));
});

test("what a typed array says of itself is not trusted", () => {
  const columns = (change) => ({
    columns: {
      people: ["p-1"], person: new Uint32Array(1), objectives: ["filing"], objective: new Uint8Array(1),
      kinds: ["quiz"], kind: new Uint8Array(1), value: new Float64Array([1]), day: new Int32Array([20_800]), ...change,
    },
  });
  for (const name of ["length", "byteLength", "buffer", "byteOffset"]) {
    const value = Object.defineProperty(new Float64Array([1]), name, { value: 3e8 });
    const person = Object.defineProperty(new Uint32Array(1), name, { get: () => assert.fail("read") });
    const kind = Object.defineProperty(new Uint8Array(1), name, { value: 3e8 });
    assert.equal(programme.evidence(columns({ value, person, kind })).count, 1);
  }
  class Lying extends Uint8Array {
    get length() {
      return 3e8;
    }
  }
  assert.equal(programme.evidence({ csv: new Lying(bytes) }).count, 1);
});

test("a handle that is freed in a trap is said to be freed", () => {
  const trap = (free) => [{ ...records[0], get person() { free(); return "p-1"; } }];
  const mine = Programme.parse(document);
  const evidence = mine.evidence(records);
  assert.throws(() => evidence.append(trap(() => evidence.free())), isError("FREED"));
  const other = Programme.parse(document);
  assert.throws(() => other.report(other.evidence(records), { asOf, plan: { get sessions() { other.free(); return []; } } }), isError("FREED"));
  assert.equal(mine.assess(records, { asOf }).people.length, 2);
});

test("whatever is thrown while values are read comes out as an error of this package", () => {
  const { proxy: gone, revoke } = Proxy.revocable({}, {});
  revoke();
  const thrown = [new Error("no"), gone, null, undefined, Symbol("s"), { get message() { throw gone; } }, Object.create(Error.prototype, { message: { get() { throw 1; } } })];
  for (const what of thrown) {
    const bad = new Proxy({}, { ownKeys() { throw what; }, getPrototypeOf() { throw what; } });
    const list = new Proxy([], { get() { throw what; } });
    for (const work of [
      () => Programme.parse(bad), () => Programme.fromFiles(bad), () => programme.evidence(bad), () => programme.evidence(list), () => programme.evidence([bad]),
      () => programme.evidence({ columns: bad }), () => programme.evidence({ csv: bad }), () => programme.assess(records, bad), () => programme.evidence(records, bad),
      () => programme.with(bad), () => programme.verify(records, bad), () => programme.whatIf(records, { changes: list }), () => programme.whatIf(records, { changes: [bad] }),
      () => programme.evidence().append(records, bad), () => programme.report(records, { asOf, plan: bad }), () => programme.report(records, { asOf, language: bad }),
    ]) assert.throws(work, isError("BAD_INPUT"));
  }
});

test("errors are data where they must be", () => {
  let error;
  try {
    Programme.parse({ format: 1, id: "p", people: [{ id: "p-1", section: "s", role: "r" }] });
  } catch (thrown) {
    error = thrown;
  }
  const data = structuredClone(JSON.parse(JSON.stringify(error)));
  assert.deepEqual(data, structuredClone(error.toJSON()));
  assert.deepEqual([data.name, data.code], ["ParatusError", "SHAPE"]);
  // What is written wrongly, and all that follows from it.
  assert(data.findings.some(({ path }) => path === "people[0].role"));
  const again = ParatusError.fromJSON(data);
  assert(again instanceof ParatusError);
  assert.deepEqual([again.code, again.message, again.findings], [error.code, error.message, error.findings]);
});

test("a programme with changes is another one", () => {
  const stricter = programme.with({ rules: { threshold: 0.9 }, title: "Other" });
  assert.equal(stricter.document().rules.threshold, 0.9);
  assert.equal(stricter.title, "Other");
  assert.deepEqual({ ...stricter.document(), rules: null, title: null }, { ...programme.document(), rules: null, title: null });
  const back = stricter.with({ rules: { threshold: null } });
  assert.equal(back.document().rules?.threshold, programme.document().rules?.threshold);
  assert.equal(programme.with({ people: [] }).people, 0);
  assert.throws(() => programme.with({ rules: { treshold: 1 } }), isError("SHAPE", "rules.treshold"));
  assert.throws(() => programme.with(undefined), isError("BAD_INPUT", "changes"));
});

test("changes of a plan are options or texts", () => {
  const options = { asOf, effort: "quick", weeks: 12 };
  const typed = programme.whatIfJson(records, { changes: [{ weeks: 8, maxAbsent: 0.5 }, { refresh: false }], options });
  assert.equal(typed, programme.whatIfJson(records, { changes: ["weeks=8,max_absent=0.5", "refresh=false"], options }));
});

test("planning that was stopped before it began is refused at once", async () => {
  const planner = programme.planner(records, { asOf, weeks: 8 });
  await assert.rejects(planner.run({ signal: AbortSignal.abort() }), isError("ABORTED"));
  assert.equal(planner.progress.done, 0);
  planner.step();
  assert((await planner.run({ signal: AbortSignal.abort() })).sessions.length > 0);
  planner.free();
});

test("options whose names differ here are known", () => {
  const text = readFileSync(join(root, "src/types.ts"), "utf8");
  const named = new Set();
  for (const [, body] of text.matchAll(/^export interface \w+Options \{\n([^]*?)^\}/gm)) {
    for (const [, name] of body.matchAll(/^  (\w+_\w+)\??:/gm)) named.add(name);
  }
  const [, listed] = /OPTIONS: ReadonlySet<string> = new Set\(([^]*?)\.split/.exec(readFileSync(join(root, "src/errors.ts"), "utf8"));
  assert.deepEqual([...named].sort(), listed.match(/[a-z]+(?:_[a-z]+)+/g).sort());
});
