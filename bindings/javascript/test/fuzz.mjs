// Calls with arguments that nobody should pass. `node test/fuzz.mjs` makes 20,000 of them with the seed in PARATUS_SOAK_SEED, and
// prints `FAILED seed N: …` where one does harm: `cargo xtask soak` runs it so.

import { bytes as memory } from "./watch-memory.mjs";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { call, codes, ParatusError, Programme } from "paratus";
import * as sample from "./sample.mjs";

/** What is changed by mistake throws. */
const frozen = (value) => {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};
const { asOf, document, records, responses } = frozen({ ...sample });

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const CSV = "person,objective,kind,value,date\np-1,docket-basics,quiz,0.7,2027-01-10\n";
const ANSWERS = "respondent,instrument,item,answer,date\np-1,pulse,say-why,4,2027-03-01\n";
const CODES = new Set("BAD_INPUT SYNTAX SHAPE FORMAT MISSING_FILE UNREADABLE TOO_LARGE NO_DATE UNKNOWN FREED ABORTED".split(" "));
/** Errors that are about no value that was given. */
const WITHOUT_PATH = new Set(["UNKNOWN", "FREED", "ABORTED"]);
const STATEMENT = { asOf, weeks: 12, effort: "quick" };

const programme = Programme.parse(document);
const evidence = programme.evidence(records, responses);
const previous = frozen(programme.plan(evidence, STATEMENT));
const freed = Programme.parse(document);
const freedEvidence = freed.evidence(records);
freedEvidence.free();
freed.free();
const other = Programme.parse({ ...document, id: "other" });
const otherEvidence = other.evidence(records);

/** Everything that must stay as it is. */
const answers = () => [programme.assessJson(evidence, { asOf }), programme.planJson(evidence, STATEMENT), programme.reportMarkdown(evidence, { asOf }), programme.findingsJson(evidence)].join("\n");

/** A generator of numbers below a limit: the same from the same seed (mulberry32). */
function numbers(seed) {
  let state = Number(BigInt.asUintN(32, BigInt(seed) ^ (BigInt(seed) >> 32n)));
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const columns = () => ({
  people: ["p-1", "p-2"], person: new Uint32Array([0, 1]), objectives: ["filing"], objective: new Uint8Array(2),
  kinds: ["quiz"], kind: new Uint16Array(2), value: new Float64Array([1, 0.5]), day: new Int32Array([20_800, 20_801]),
});

/** Right calls: a name, what is called, and its arguments, made again each time. */
const CALLS = [
  ["Programme.parse", (...args) => Programme.parse(...args), () => [structuredClone(document)]],
  ["Programme.parse text", (...args) => Programme.parse(...args), () => [JSON.stringify(document)]],
  ["Programme.fromFiles", (...args) => Programme.fromFiles(...args), () => [{ "paratus.json": JSON.stringify(document), "people.csv": "id,section\np-7,archive\n" }]],
  ["with", (...args) => programme.with(...args), () => [{ title: "T", rules: { threshold: 0.5 }, people: structuredClone(document.people) }]],
  ["evidence", (...args) => programme.evidence(...args), () => [structuredClone(records), { responses: structuredClone(responses), unknownKeys: "ignore" }]],
  ["evidence json", (...args) => programme.evidence(...args), () => [{ json: JSON.stringify(records) }, { json: JSON.stringify(responses) }]],
  ["evidence csv", (...args) => programme.evidence(...args), () => [{ csv: new TextEncoder().encode(CSV), file: "e.csv", dates: "iso" }, { csv: ANSWERS }]],
  ["evidence columns", (...args) => programme.evidence(...args), () => [{ columns: columns() }]],
  ["evidenceFrom", (...args) => programme.evidenceFrom(...args), () => [{ csv: new Blob([CSV]) }, { csv: ANSWERS }]],
  ["append", (...args) => scratch((mine) => mine.append(...args)), () => [structuredClone(records), { unknownKeys: "refuseRecord" }]],
  ["append columns", (...args) => scratch((mine) => mine.append(...args)), () => [{ columns: columns() }]],
  ["appendFrom", (...args) => scratch((mine) => mine.appendFrom(...args)), () => [{ csv: new Blob([CSV]) }]],
  ["appendResponses", (...args) => scratch((mine) => mine.appendResponses(...args)), () => [structuredClone(responses)]],
  ["remove", (...args) => scratch((mine) => mine.remove(...args)), () => [{ key: "quiz", person: "p-1", objective: "docket-basics" }]],
  ["merge", (...args) => scratch((mine) => mine.merge(...args)), () => [evidence]],
  ["planner", (...args) => { const planner = programme.planner(...args); planner.step(20); return planner; }, () => [evidence, { ...STATEMENT }]],
  ["planner.run", (...args) => planned((planner) => planner.run(...args)), () => [{ rounds: 100, onProgress: () => {}, signal: new AbortController().signal }]],
  ["whatIfPlanner", (...args) => { const planner = programme.whatIfPlanner(...args); planner.step(20); return planner; }, () => [evidence, { changes: [{ weeks: 8 }], options: { ...STATEMENT } }]],
  ["planner.step", (...args) => planned((planner) => planner.step(...args)), () => [10]],
  ...Object.entries({
    assess: [{ asOf, people: ["p-1"] }], explain: [{ asOf, person: "p-1" }], units: [{ asOf, kind: "role" }], unit: [{ asOf, section: "archive" }], gaps: [{ asOf, role: "registry-clerk" }],
    needs: [{ asOf, methods: ["gap"] }], survey: [{ asOf }], scores: [{ asOf }], gates: [{ asOf, phase: "pilot" }], refresh: [{ asOf, until: "2027-12-31" }], sensitivity: [{ asOf }],
    diff: [{ asOf, to: "2028-03-14" }], findings: [], report: [{ asOf, language: "fr", headingLevel: 3, idPrefix: "p-" }], plan: [STATEMENT], replan: [{ ...STATEMENT, previous, cancelled: [previous.sessions[0].session] }],
    whatIf: [{ changes: [{ weeks: 8 }], options: STATEMENT }], places: [{ ...STATEMENT, person: "p-1", previous }], verify: [previous, { asOf }], explainLine: [previous, previous.sessions[0].session],
  }).map(([name, args]) => [name, (...args) => programme[name](...args), () => [evidence, ...structuredClone(args)]]),
  ...Object.entries({ fit: [{ asOf }], phases: [{ asOf, count: 2, propose: true }], diffPlans: [previous, previous], calendars: [previous] })
    .map(([name, args]) => [name, (...args) => programme[name](...args), () => structuredClone(args)]),
  ["assess records", (...args) => programme.assess(...args), () => [structuredClone(records), { asOf }]],
  ["call", (...args) => call(...args), () => ["assess", JSON.stringify({ programme: document, evidence: records, options: { as_of: asOf } })]],
  ["codes", (...args) => codes(...args), () => []],
  ["freed programme", (...args) => freed.assess(...args), () => [structuredClone(records), { asOf }]],
  ["freed evidence", (...args) => programme.assess(...args), () => [freedEvidence, { asOf }]],
  ["foreign evidence", (...args) => programme.assess(...args), () => [otherEvidence, { asOf }]],
  ["freed in a trap", (...args) => trapped(...args), () => [{ ...structuredClone(records[0]) }, "person"]],
];

function scratch(work) {
  const mine = programme.evidence(records.slice(0, 1));
  return settled(() => work(mine), () => mine.free());
}

function planned(work) {
  const planner = programme.planner(evidence, STATEMENT);
  return settled(() => work(planner), () => planner.free());
}

/** Frees what it adds to while that is read. */
function trapped(record, key) {
  const mine = Programme.parse(document);
  const into = mine.evidence(records);
  const free = () => {
    into.free();
    mine.free();
  };
  const get = () => {
    free();
    return "p-1";
  };
  const target = typeof record === "object" && record !== null ? record : {};
  const list = [new Proxy({}, { get: (_, name) => (name === key ? get() : Reflect.get(target, name)), ownKeys: () => [...Object.keys(records[0]), "x"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, get }) })];
  return settled(() => into.append(list), free);
}

/** Does something afterwards, whether the work is done now or later, or fails. */
function settled(work, after) {
  let done;
  try {
    done = work();
  } catch (error) {
    after();
    throw error;
  }
  if (typeof done?.then === "function") return done.finally(after);
  after();
  return done;
}

/** Values that are no data. */
function hostile(below) {
  const pick = (list) => list[below(list.length)]();
  const thrown = () => pick([() => new Error("no"), () => null, () => undefined, () => Symbol("s"), () => revoked(), () => Object.create(Error.prototype, { message: { get() { throw 1; } } })]);
  const throws = () => { throw thrown(); };
  const revoked = () => { const { proxy, revoke } = Proxy.revocable(pick([() => ({}), () => []]), {}); revoke(); return proxy; };
  const cyclic = () => { const value = pick([() => ({ a: 1 }), () => [1]]); value[pick([() => "self", () => 0])] = pick([() => value, () => ({ value }), () => [value]]); return value; };
  const detached = () => { const bytes = new (pick([() => Uint8Array, () => Float64Array, () => Uint32Array, () => Int32Array]))(8); structuredClone(bytes.buffer, { transfer: [bytes.buffer] }); return pick([() => bytes, () => bytes.buffer]); };
  const shrunk = () => { const buffer = new ArrayBuffer(64, { maxByteLength: 64 }); const view = new (pick([() => Float64Array, () => Uint8Array, () => Int32Array]))(buffer, 8, 4); buffer.resize?.(below(2) * 12); return view; };
  const shared = () => { const buffer = new SharedArrayBuffer(16); return pick([() => buffer, () => new Uint8Array(buffer), () => new Float64Array(buffer), () => new Uint32Array(buffer), () => new Int32Array(buffer)]); };
  const proxy = () => new Proxy(pick([() => ({}), () => [], () => structuredClone(records[0]), () => structuredClone(records), () => structuredClone(document)]), pick([
    () => ({ get: throws }), () => ({ ownKeys: throws }), () => ({ getPrototypeOf: throws }), () => ({ has: throws }), () => ({ getOwnPropertyDescriptor: throws }), () => ({}),
    () => ({ ownKeys: () => ["a", "b"] }), () => ({ get: (_, key) => (key === "length" ? pick([() => 2 ** 32, () => 1e9, () => -1, () => NaN, () => "3", () => ({ valueOf: throws })]) : undefined) }),
    () => { let left = below(12); return { get: (target, key) => (left-- > 0 ? Reflect.get(target, key) : throws()) }; },
    () => ({ get: (target, key) => (below(3) === 0 ? hostile(below) : Reflect.get(target, key)) }),
  ]));
  return pick([
    () => undefined, () => null, () => below(2) === 0, () => pick([() => 0, () => -0, () => -1, () => 1.5, () => NaN, () => Infinity, () => 1e308, () => 2 ** 53, () => 2 ** 32]),
    () => pick([() => "", () => "x", () => "\ud800", () => "a\udfffb", () => "\u0000", () => "p-1\u202e", () => "9999-99-99", () => "9".repeat(400), () => "é".repeat(20_000), () => "constructor", () => "__proto__"]),
    () => BigInt(below(1000)), () => 2n ** 70n, () => Symbol("s"), () => Symbol.iterator, () => () => 1, () => class {}, () => Math,
    () => new Date(0), () => new Date(NaN), () => new Map([[1, 2]]), () => new Set([1]), () => new WeakMap(), () => /x/, () => Promise.resolve(1), () => new Error("e"), () => new ParatusError("UNKNOWN", "no"),
    () => new String("p-1"), () => new Number(1), () => Object(1n), () => (function () { return arguments; })(1), () => (function* () { yield 1; })(),
    cyclic, cyclic, detached, detached, shrunk, shared, shared, revoked, proxy, proxy, proxy, proxy,
    () => { let deep = []; for (let at = 0; at < 20_000; at++) deep = [deep]; return deep; },
    () => { let deep = {}; for (let at = 0; at < 101; at++) deep = { deep }; return deep; },
    () => [1, , 2], () => new Array(1e6), () => new Array(1e9), () => new Array(2 ** 32 - 1), () => Array(3000).fill(records[0]), () => Array(500).fill({ ...records[0], person: "\ud800" }),
    () => Object.create(null), () => Object.create({ inherited: 1 }), () => ({ toJSON: throws }), () => ({ toString: throws, valueOf: throws, [Symbol.toPrimitive]: throws }), () => ({ [Symbol("k")]: 1 }),
    () => ({ "\ud800": 1 }), () => JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}'), () => Object.defineProperty({}, "hidden", { enumerable: true, get: throws }), () => Object.freeze({ a: Object.freeze([1]) }),
    () => new BigInt64Array(2), () => new Uint8ClampedArray(2), () => new DataView(new ArrayBuffer(4)), () => new Float32Array([NaN, 1]), () => new Uint32Array([2 ** 32 - 1, 5]), () => new ArrayBuffer(3), () => new Uint8Array([0xff, 0xfe, 0, 0xd8]),
    () => Object.defineProperty(new Uint8Array(4), "length", { value: 3e8 }), () => Object.setPrototypeOf(new Float64Array(2), null),
    () => runInNewContext("({ a: [1, 2] })"), () => runInNewContext("new Uint8Array(2)"), () => globalThis,
    () => programme, () => evidence, () => freed, () => freedEvidence, () => otherEvidence, () => Programme, () => new Blob(["x"]),
    () => new ReadableStream({ pull: (controller) => controller.enqueue(hostile(below)) }, { highWaterMark: 0 }), () => ({ getReader: throws }), () => ({ stream: () => ({ getReader: () => ({ read: () => hostile(below) }) }) }),
  ]);
}

/** What is at a key, and the keys in it where it is data that can be read. */
function within(holder, key) {
  try {
    const value = holder[key];
    const isData = Array.isArray(value) || (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype);
    return [value, isData && !(value.length > 1000) ? Object.keys(value) : []];
  } catch {
    return [undefined, []];
  }
}

/** Puts something hostile at some places of the arguments. */
function spoil(args, below) {
  for (let times = 1 + below(3); times > 0; times--) {
    if (args.length === 0 || below(12) === 0) {
      args[below(args.length + 1)] = hostile(below);
      continue;
    }
    let [holder, key] = [args, below(args.length)];
    for (let depth = below(6); depth > 0; depth--) {
      const [value, keys] = within(holder, key);
      if (keys.length === 0 || keys.length > 1000) break;
      [holder, key] = [value, keys[below(keys.length)]];
    }
    const [what, value] = [below(10), hostile(below)];
    try {
      const was = holder[key];
      if (typeof was === "string" && what < 3) holder[key] = cut(was, below);
      else if (what === 3) delete holder[key];
      else if (what === 4 && holder !== args) Object.defineProperty(holder, key, { enumerable: true, configurable: true, get: () => { throw value; } });
      else if (what === 5 && !Array.isArray(holder)) holder[["note", "asof", "as_of", "__proto__", "\udc00"][below(5)]] = value;
      else if (what === 6) holder[key] = holder;
      else if (what === 7 && typeof was === "object" && was !== null) holder[key] = new Proxy(was, {});
      else holder[key] = value;
    } catch {
      // It cannot be changed: as it is, then.
    }
  }
  return args;
}

/** The arguments themselves are read by those who call. */
function list(args) {
  try {
    return [...args];
  } catch {
    return [];
  }
}

function cut(text, below) {
  const at = below(text.length + 1);
  return text.slice(0, at) + ["", "{", "]", '"', "\u0000", "9e999", "\ud83d", ",,"][below(8)] + text.slice(Math.min(text.length, at + below(4)));
}

/** What is wrong with an error, if anything. */
function wrongWith(error) {
  if (!(error instanceof ParatusError)) {
    let said;
    try {
      said = String(error?.stack ?? error);
    } catch {
      said = "something that cannot be read";
    }
    return `no ParatusError: ${said}`;
  }
  if (!CODES.has(error.code)) return `code ${error.code}: ${error.stack}`;
  if (typeof error.message !== "string" || error.message === "" || error.message.length > 2_000) return `a message of ${error.message?.length} characters: ${String(error.message).slice(0, 200)}`;
  if (!WITHOUT_PATH.has(error.code) && !error.findings.every(({ path }) => typeof path === "string")) return `no path: ${error.code} ${error.message}`;
  if (!WITHOUT_PATH.has(error.code) && error.findings.length === 0) return `no finding: ${error.code} ${error.message}`;
  if (error.code === "BAD_INPUT" && error.findings[0].path === "") return `an empty path: ${error.message}`;
  return undefined;
}

/** Makes calls until one does harm, then the same again, which must need no more memory; gives what went wrong, or nothing. */
export async function fuzz(seed, calls) {
  const before = answers();
  let [refused, name, late] = [0, "", undefined];
  const unhandled = (reason) => (late ??= `a rejection that nobody can catch: ${reason?.stack ?? typeof reason}`);
  process.on("unhandledRejection", unhandled);
  const run = async () => {
    const below = numbers(seed);
    for (let at = 0; at < calls / 2; at++) {
      const [called, work, make] = CALLS[below(CALLS.length)];
      name = `call ${at}, ${called}`;
      const args = list(spoil(make(), below));
      try {
        const made = await work(...args);
        if (made !== evidence && made !== programme) made?.free?.();
      } catch (error) {
        refused += 1;
        const wrong = wrongWith(error);
        if (wrong !== undefined) return `${name}: ${wrong}`;
      }
      if (late !== undefined) return `${name}: ${late}`;
      if (at % 1000 === 999 && answers() !== before) return `by call ${at}: answers are not what they were`;
    }
    // What the first collection frees is collected by the second.
    for (let times = 0; times < 3; times++) {
      collect();
      await new Promise((done) => setTimeout(done, 5));
    }
    return answers() === before ? undefined : "answers are not what they were";
  };
  try {
    let wrong = await run();
    const [held, heap] = [memory(), process.memoryUsage().heapUsed];
    wrong ??= await run();
    const grown = [memory() - held, process.memoryUsage().heapUsed - heap];
    if (grown[0] > 0) wrong ??= `the module's memory grew by ${grown[0]} bytes`;
    if (grown[1] > 8e6) wrong ??= `the heap grew by ${grown[1]} bytes`;
    if (refused < calls / 2) wrong ??= `only ${refused} calls were refused`;
    return { wrong, refused };
  } catch (error) {
    return { wrong: `${name}: the fuzzer itself fails: ${error?.stack}`, refused };
  } finally {
    process.off("unhandledRejection", unhandled);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const seed = process.env.PARATUS_SOAK_SEED ?? `${Date.now()}`;
  const calls = Number(process.env.PARATUS_FUZZ_CALLS ?? 20_000);
  const started = performance.now();
  const { wrong, refused } = await fuzz(seed, calls);
  console.log(`seed ${seed}: ${calls} calls, ${refused} refused, ${Math.round(performance.now() - started)} ms`);
  if (wrong !== undefined) console.log(`FAILED seed ${seed}: ${wrong}`);
  process.exitCode = wrong === undefined ? 0 : 1;
}
