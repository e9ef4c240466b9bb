// `paratus/client` in Chromium: the answers of the package, later; stopped, ended, refused.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import * as vite from "vite";
import webpack from "webpack";
import { Programme } from "paratus";
import { project, root } from "../fresh.mjs";
import { asOf, document, records, responses } from "../sample.mjs";
import { launch, POLICY, serve } from "./server.mjs";

const PAGE = `<!doctype html><html lang="en"><title>page</title><link rel="icon" href="data:,"><script type="module" src="/main.js"></script></html>`;
/** In the page: a way to make workers that is counted, and whose script can be changed. */
const counted = () => {
  const made = { workers: [], modules: [], url: "/node_modules/paratus/dist/client-worker.js" };
  made.worker = () => {
    const worker = new Worker(made.url, { type: "module" });
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message, transfer) => {
      if (message.task === "start") made.modules.push(message.args[0] instanceof WebAssembly.Module);
      post(message, transfer);
    };
    made.workers.push(worker);
    return worker;
  };
  return made;
};
const MAIN = `import * as client from "./node_modules/paratus/dist/client.js";\nObject.assign(window, client, { counted: ${counted}, ready: true });\n`;
const folder = project({ "index.html": PAGE, "main.js": MAIN, "throws.js": "throw new Error('no such luck');",
  "dies.js": `import "./node_modules/paratus/dist/client-worker.js"; addEventListener("message", ({ data }) => data.task === "plan" && setTimeout(close, 100));`,
  "break.js": `WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("expected 10 bytes at offset 8"); } };`,
  "broken.js": `import "./break.js"; import "./node_modules/paratus/dist/client-worker.js";`,
  "remove.js": "delete globalThis.WebAssembly;",
  "without.js": `import "./remove.js"; import "./node_modules/paratus/dist/client-worker.js";`,
});
const ministry = join(root, "../../examples/ministry");
const files = Object.fromEntries(readdirSync(ministry).filter((name) => /\.(toml|csv)$/.test(name)).map((name) => [name, readFileSync(join(ministry, name), "utf8")]));

let context;
let server;
before(async () => {
  context = await launch();
  server = await serve(folder);
});
after(async () => {
  await context?.close();
  server?.stop();
});

/** Runs something in a page that has the client. */
async function inPage(work, given, url = server.url) {
  const page = await context.newPage();
  try {
    await page.goto(url);
    await page.waitForFunction(() => window.ready);
    return await page.evaluate(work, given);
  } finally {
    await page.close();
  }
}

test("every question has the answer of the package", async () => {
  const programme = Programme.parse(document);
  const evidence = programme.evidence(records, responses);
  const plan = programme.plan(evidence, { asOf, weeks: 12, effort: "quick" });
  const line = plan.sessions[0].session;
  const planning = { asOf, weeks: 12, effort: "quick" };
  const questions = {
    findings: [], document: [], fit: [{ asOf }], phases: [{ asOf, count: 2, propose: true }],
    assess: [{ asOf }], explain: [{ asOf, person: "p-1" }], units: [{ asOf, kind: "role" }], unit: [{ asOf, section: "archive" }], gaps: [{ asOf, role: "registry-clerk" }],
    needs: [{ asOf, methods: ["gap"] }], survey: [{ asOf }], scores: [{ asOf }], gates: [{ asOf }], refresh: [{ asOf, until: "2027-12-31" }], sensitivity: [{ asOf }],
    diff: [{ asOf, to: "2028-03-14" }], report: [{ asOf, language: "fr" }], reportHtml: [{ asOf }], reportMarkdown: [{ asOf }],
    plan: [planning], replan: [{ ...planning, previous: plan, cancelled: [line] }], whatIf: [{ changes: [{ weeks: 8 }], options: planning }],
    places: [{ ...planning, person: "p-1", previous: plan }], verify: [plan, { asOf }], explainLine: [plan, line], diffPlans: [plan, plan], calendars: [plan],
  };
  const alone = ["document", "fit", "phases", "diffPlans", "calendars"];
  const answers = await inPage(async ({ document, records, responses, questions }) => {
    const client = await connect();
    const opened = await client.open(document, records, { responses });
    const answers = { opened };
    for (const [question, args] of Object.entries(questions)) {
      const answer = await client[question](...args);
      answers[question] = JSON.stringify(answer, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value));
    }
    client.close();
    return answers;
  }, { document, records, responses, questions });
  assert.deepEqual(answers.opened, { id: "pilot", title: "Pilot", asOf: null, people: 2 });
  for (const [question, args] of Object.entries(questions)) {
    const expected = alone.includes(question) ? programme[question](...args) : programme[question](evidence, ...args);
    assert.equal(answers[question], JSON.stringify(expected, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value)), question);
  }
  const stricter = programme.with({ rules: { threshold: 0.9 } });
  const changed = await inPage(async ({ document, records, asOf }) => {
    const client = await connect();
    await client.open(document, records);
    return client.diff({ asOf, changes: { rules: { threshold: 0.9 } } });
  }, { document, records, asOf });
  assert.deepEqual(changed, programme.diff(records, { asOf, programme: stricter }));
});

test("a folder with its tables as files; more of it is appended", async () => {
  const { "evidence.csv": csv, "responses.csv": answers, ...rest } = files;
  const said = await inPage(async ({ rest, csv, answers }) => {
    const client = await connect();
    const opened = await client.open({ files: rest }, { csv: new Blob([csv]) }, { responses: { csv: new Blob([answers]) } });
    const { taken } = await client.append([{ person: "nobody", objective: "none", kind: "quiz", value: 1, date: "2027-01-01" }]);
    return [opened.people, taken, (await client.assess({ asOf: "2027-03-14" })).people.length];
  }, { rest, csv, answers });
  const programme = Programme.fromFiles(files);
  const evidence = programme.evidence({ csv }, { csv: answers });
  assert.deepEqual(said, [programme.people, 0, programme.assess(evidence, { asOf: "2027-03-14" }).people.length]);
  const chosen = await inPage(async (files) => {
    const client = await connect();
    // As from `<input type="file">`.
    const folder = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new File([text], name)]));
    await client.open({ files: folder });
    const answer = JSON.stringify(await client.gates({ asOf: "2027-03-14" }));
    await client.open({ files: folder }, []);
    const alone = (await client.findings()).rows;
    const odd = await client.open({ files: { ...folder, "people.csv": 5 } }).catch((error) => [error.code, error.findings[0].path]);
    return { answer, alone, odd };
  }, files);
  assert.equal(chosen.answer, JSON.stringify(programme.gates(evidence, { asOf: "2027-03-14" })));
  assert.equal(chosen.alone.evidence?.taken ?? 0, 0, "given evidence is what counts");
  assert.deepEqual(chosen.odd, ["BAD_INPUT", 'files["people.csv"]']);
});

test("a plan is watched; what is asked meanwhile is answered; stopped, it ends with what it has", async () => {
  const { "evidence.csv": csv, ...rest } = files;
  const said = await inPage(async ({ rest, csv }) => {
    const client = await connect();
    await client.open({ files: rest }, { csv });
    const options = { asOf: "2027-03-14", effort: "thorough", relax: false };
    const stop = new AbortController();
    let [steps, plans, meanwhile, ended] = [0, 0, 0, false];
    const asked = [];
    const plan = await client.plan(options, {
      signal: stop.signal,
      onPlan: () => (plans += 1),
      onProgress: ({ cost }) => {
        steps += 1;
        if (cost === null || asked.length > 0) return;
        asked.push(client.assess({ asOf: "2027-03-14" }).then(() => { meanwhile += ended ? 0 : 1; stop.abort(); }));
      },
    });
    ended = true;
    await Promise.all(asked);
    const again = (await client.assess({ asOf: "2027-03-14" })).people.length;
    return { sessions: plan.sessions.length, bound: plan.lower_bound, steps: steps > 0, plans: plans > 0, meanwhile, again: again > 0 };
  }, { rest, csv });
  assert(said.sessions > 0);
  assert.deepEqual({ ...said, sessions: 0 }, { sessions: 0, bound: null, steps: true, plans: true, meanwhile: 1, again: true });
});

test("a call that is stopped is refused at once, and the next one is answered", async () => {
  const { "evidence.csv": csv, ...rest } = files;
  const codes = await inPage(async ({ rest, csv }) => {
    const client = await connect();
    await client.open({ files: rest }, { csv });
    const code = (work) => work.then(() => "answered", (error) => (error instanceof ParatusError ? error.code : `${error}`));
    const early = await code(client.assess({ asOf: "2027-03-14" }, { signal: AbortSignal.abort() }));
    const stop = new AbortController();
    const late = code(client.whatIf({ changes: [{ weeks: 30 }], options: { asOf: "2027-03-14", effort: "thorough" } }, { signal: stop.signal }));
    setTimeout(() => stop.abort(), 50);
    return [early, await late, (await client.assess({ asOf: "2027-03-14" })).people.length > 0];
  }, { rest, csv });
  assert.deepEqual(codes, ["ABORTED", "ABORTED", true]);
});

test("what is read for long is stopped at once, and what was open before is open still", async () => {
  const said = await inPage(async ({ document, records, asOf }) => {
    const client = await connect();
    await client.open(document, records);
    const before = JSON.stringify(await client.assess({ asOf }));
    // Each is refused with a finding, which takes about a second.
    const json = JSON.stringify(Array.from({ length: 100_000 }, (_, at) => ({ ...records[0], person: `nobody-${at}` })));
    const [codes, took] = [[], []];
    for (const [at, change] of [
      (signal) => client.append({ json }, { signal }),
      (signal) => client.open({ ...document, id: "other" }, { json }, { signal }),
      (signal) => client.open(document, records, { responses: { json }, signal }),
      (signal) => client.append({ json }, { unknownKeys: "refuseRecord", signal }),
    ].entries()) {
      const stop = new AbortController();
      const code = change(stop.signal).then(() => "answered", (error) => (error instanceof ParatusError ? error.code : `${error}`));
      await new Promise((done) => setTimeout(done, 40 + 60 * at));
      const since = performance.now();
      stop.abort();
      codes.push(await code);
      took.push(performance.now() - since);
    }
    const same = JSON.stringify(await client.assess({ asOf })) === before;
    const early = await client.append(records, { signal: AbortSignal.abort() }).catch((error) => error.code);
    // One that waits for its turn is stopped in it.
    const [stop, first] = [new AbortController(), client.append({ json })];
    const waiting = client.append(records, { signal: stop.signal }).catch((error) => error.code);
    stop.abort();
    const { refused } = await first;
    const { taken } = await client.append([{ ...records[0], date: asOf }]);
    return { codes, longest: Math.max(...took), same, early, waiting: await waiting, refused, taken };
  }, { document, records, asOf });
  const { longest, ...rest } = said;
  assert(longest < 100, `${longest} ms`);
  assert.deepEqual(rest, { codes: Array(4).fill("ABORTED"), same: true, early: "ABORTED", waiting: "ABORTED", refused: 100_000, taken: 1 });
});

test("a replanning and plans side by side are watched and stopped as a plan is", async () => {
  const { "evidence.csv": csv, ...rest } = files;
  const said = await inPage(async ({ rest, csv }) => {
    const client = await connect();
    await client.open({ files: rest }, { csv });
    const options = { asOf: "2027-03-14", effort: "thorough", relax: false };
    const previous = await client.plan({ ...options, effort: "quick" });
    // Without `onPlan`: the best plan is kept where a call may be stopped.
    /** What became of a call that is stopped when it has come this far, and what was answered meanwhile. */
    const stopped = async (question, args, far) => {
      const stop = new AbortController();
      let [steps, meanwhile] = [0, 0];
      const onProgress = (progress) => {
        steps += 1;
        void client.gates({ asOf: "2027-03-14" }).then(() => (meanwhile += 1));
        if (far(progress)) stop.abort();
      };
      const answer = await client[question](args, { signal: stop.signal, onProgress }).catch((error) => error.code);
      return { answer, several: steps > 1, meanwhile: meanwhile > 0 };
    };
    const replanned = await stopped("replan", { ...options, previous, cancelled: [previous.sessions[0].session] }, ({ cost, done }) => cost !== null && done > 100);
    const { changes, lower_bound, sessions } = replanned.answer;
    const compared = await stopped("whatIf", { changes: [{ weeks: 30 }], options }, ({ done }) => done > 100);
    const missing = await client.replan(options).catch((error) => [error.code, error.findings[0]?.path]);
    return { replanned: { ...replanned, answer: [changes.length > 0, lower_bound, sessions.length > 0] }, compared, missing };
  }, { rest, csv });
  const watched = { several: true, meanwhile: true };
  assert.deepEqual(said, { replanned: { answer: [true, null, true], ...watched }, compared: { answer: "ABORTED", ...watched }, missing: ["SHAPE", "options.previous"] });
});

test("what is removed stays removed in the next worker", async () => {
  const removed = { removed: 1, schema: "paratus/removed/1", touched: [records[0].person] };
  const said = await inPage(async ({ document, records, asOf }) => {
    const client = await connect();
    await client.open(document, [...records, { ...records[0], value: 0, key: "attempt-7" }]);
    const removed = await client.remove({ key: "attempt-7" });
    const left = JSON.stringify(await client.assess({ asOf }));
    client.close();
    const next = JSON.stringify(await client.assess({ asOf }));
    return { removed, left, same: next === left };
  }, { document, records, asOf });
  assert.deepEqual(said, { removed, left: JSON.stringify(Programme.parse(document).assess(records, { asOf })), same: true });
});

test("where the worker ends, what waits is refused, and the next call has another worker with the same evidence", async () => {
  const said = await inPage(async ({ document, records, responses, asOf }) => {
    const made = counted();
    const client = await connect({ worker: made.worker });
    await client.open(document, records.slice(0, 1), { responses });
    await client.append(records.slice(1));
    const before = JSON.stringify(await client.assess({ asOf }));
    const waiting = Promise.allSettled([client.assess({ asOf }), client.plan({ asOf, weeks: 8 })]);
    // Asked, and not answered yet.
    await new Promise((done) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(() => queueMicrotask(() => queueMicrotask(done))))));
    made.workers[0].dispatchEvent(new ErrorEvent("error", { message: "out of memory", cancelable: true }));
    const refused = (await waiting).map(({ reason }) => [reason instanceof ParatusError, reason?.code, reason?.message]);
    const again = JSON.stringify(await client.assess({ asOf }));
    client.close();
    const third = JSON.stringify(await client.assess({ asOf }));
    return { refused, same: again === before && third === before, modules: made.modules };
  }, { document, records, responses, asOf });
  assert.deepEqual(said.refused, [[true, "WORKER", "the worker ended: out of memory"], [true, "WORKER", "the worker ended: out of memory"]]);
  assert.deepEqual([said.same, said.modules], [true, [false, true, true]]);
});

test("a worker that dies in the middle of a plan, and says nothing of it, leaves nothing waiting", async () => {
  const { "evidence.csv": csv, ...rest } = files;
  const said = await inPage(async ({ rest, csv }) => {
    const made = counted();
    made.url = "/dies.js";
    const client = await connect({ worker: made.worker });
    await client.open({ files: rest }, { csv });
    const calls = [client.plan({ asOf: "2027-03-14", effort: "thorough" }), client.gates({ asOf: "2027-03-14", phase: "none" })];
    const ended = await Promise.race([Promise.allSettled(calls), new Promise((done) => setTimeout(() => done([{ reason: "nothing for two minutes" }]), 120_000))]);
    const codes = ended.map(({ reason }) => (reason instanceof ParatusError ? `${reason.code}: ${reason.message}` : `${reason}`));
    return [codes[0], (await client.assess({ asOf: "2027-03-14" })).people.length > 0];
  }, { rest, csv });
  assert.deepEqual(said, ["WORKER: the worker ended: it was closed, or had no memory left", true]);
});

test("a worker whose module cannot be compiled, or that has no WebAssembly, says so", async () => {
  const codes = await inPage(async () => {
    const code = (url) => connect({ worker: () => new Worker(url, { type: "module" }) }).then(() => "connected", (error) => `${error instanceof ParatusError} ${error.code}`);
    return [await code("/broken.js"), await code("/without.js")];
  });
  assert.deepEqual(codes, ["true NOT_LOADED", "true NO_WEBASSEMBLY"]);
});

test("a worker that goes on after a stop is replaced without a connection; where none can be had, it is waited for", async () => {
  const { "evidence.csv": csv, ...rest } = files;
  const page = await context.newPage();
  try {
    await page.goto(server.url);
    await page.waitForFunction(() => window.ready);
    await page.evaluate(async ({ rest, csv }) => {
      const made = counted();
      const good = made.url;
      /** Without a connection no script can be loaded. */
      window.connected = (is) => (made.url = is ? good : "/nothing.js");
      window.client = await connect({ worker: made.worker });
      await client.open({ files: rest }, { csv });
      const [{ person }] = (await client.assess({ asOf: "2027-03-14" })).people;
      window.stopped = async (effort) => {
        const stop = new AbortController();
        // A whole plan in one step.
        const call = client.places({ asOf: "2027-03-14", person, effort }, { signal: stop.signal });
        const refused = call.then(() => "answered", (error) => error.code);
        await new Promise((done) => setTimeout(done, 50));
        stop.abort();
        const code = await refused;
        const since = performance.now();
        const { people } = await client.assess({ asOf: "2027-03-14" });
        return { code, people: people.length, wait: performance.now() - since };
      };
    }, { rest, csv });
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => connected(false));
    const first = await page.evaluate(() => stopped("thorough"));
    assert.deepEqual([first.code, first.people > 0], ["ABORTED", true]);
    const second = await page.evaluate(() => stopped("quick"));
    assert.deepEqual([second.code, second.people > 0], ["ABORTED", true]);
    // Ended without a connection, and without another that is ready: named at once, and all is well where there is one again.
    const ended = await page.evaluate(async () => {
      client.close();
      const calls = [client.assess({ asOf: "2027-03-14" }), client.gates({ asOf: "2027-03-14" }), client.append([])];
      return (await Promise.allSettled(calls)).map(({ reason }) => `${reason?.code}: ${reason?.message}`);
    });
    for (const said of ended) assert.match(said, /^WORKER: the worker could not be started: its script could not be loaded; is there a connection/);
    await page.evaluate(() => connected(true));
    assert(await page.evaluate(async () => (await client.assess({ asOf: "2027-03-14" })).people.length > 0));
  } finally {
    await page.close();
  }
});

test("a worker that cannot be started again, or dies at the start, refuses all that waits for it", async () => {
  const said = await inPage(async ({ document, records, asOf }) => {
    const made = counted();
    const good = made.url;
    const client = await connect({ worker: made.worker });
    await client.open(document, records);
    const said = [];
    for (const url of ["/nothing.js", "/throws.js"]) {
      made.url = url;
      // The one that stood ready as well.
      client.close();
      await client.assess({ asOf });
      client.close();
      const stop = new AbortController();
      const calls = [client.assess({ asOf }), client.plan({ asOf, weeks: 8 }, { signal: stop.signal }), client.append(records), client.open(document), client.gates({ asOf })];
      const ended = await Promise.race([Promise.allSettled(calls), new Promise((done) => setTimeout(() => done(["nothing for five seconds"]), 5000))]);
      said.push(ended.map(({ reason }) => (reason instanceof ParatusError ? reason.code : `${reason}`)));
      made.url = good;
      said.push((await client.assess({ asOf })).people.length);
    }
    return said;
  }, { document, records, asOf });
  assert.deepEqual(said, [Array(5).fill("WORKER"), 2, Array(5).fill("WORKER"), 2]);
});

test("what is open stays open where something of the next cannot be read; a stream is kept for the next worker", async () => {
  const said = await inPage(async ({ document, records, asOf }) => {
    const client = await connect();
    await client.open(document, records);
    const before = JSON.stringify(await client.assess({ asOf }));
    const refused = [];
    for (const [evidence, responses] of [[[{ ...records[0], kind: "exam" }]], [{ csv: 5 }], [records, { json: "[" }]]) {
      refused.push(await client.open({ ...document, id: "other" }, evidence, { responses }).then(() => "opened", (error) => error instanceof ParatusError));
    }
    const same = JSON.stringify(await client.assess({ asOf })) === before;
    const rows = records.map(({ person, objective, kind, value, date }) => [person, objective, kind, value, date].join(","));
    const { body } = new Response(["person,objective,kind,value,date", ...rows].join("\n"));
    await client.open(document, { csv: body });
    const streamed = JSON.stringify(await client.assess({ asOf }));
    client.close();
    return { refused, same, again: JSON.stringify(await client.assess({ asOf })) === streamed };
  }, { document, records, asOf });
  assert.deepEqual(said, { refused: [true, true, true], same: true, again: true });
});

test("what cannot be read or started is refused by name", async () => {
  const refused = async ({ document, records, asOf }) => {
    const say = (work) => work().then(() => "answered", (error) => [error instanceof ParatusError, error.code, error.findings[0]?.path ?? null]);
    const module = (url) => () => new Worker(url, { type: "module" });
    const gone = () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    };
    const client = await connect();
    const said = [
      await say(() => client.assess({ asOf })),
      await say(() => client.open({ ...document, people: [{ id: "p", section: "archive", role: "x" }] })),
      await say(() => client.open({ ...document, people: [{ id: () => 1 }] })),
      await say(() => client.open(undefined)),
    ];
    await client.open(document, records);
    const cyclic = { ...records[0] };
    cyclic.source = cyclic;
    said.push(
      await say(() => client.append([records[0], { ...records[0], key: () => 1 }])),
      await say(() => client.append([records[0], cyclic])),
      await say(() => client.append([records[0], { ...records[0], kind: "exam" }])),
      await say(() => client.append({ csv: 5 })),
      await say(() => client.append(records, { unknownKey: 1 })),
      await say(() => client.assess({ asOf, people: () => 1 })),
      await say(() => client.assess({ asof: asOf })),
      await say(() => client.assess({ asOf }, { signals: 1 })),
      await say(() => client.assess({ asOf }, { signal: {} })),
      await say(() => client.assess({ asOf }, {}, 1)),
      await say(() => connect({ worker: 1 })),
      await say(() => connect({ worker: module("/nothing.js") })),
      await say(() => connect({ worker: module("/throws.js") })),
      await say(() => connect({ worker: () => { throw new Error("no"); } })),
      // What throws when it is asked, what is no worker, and what listeners throw.
      await say(() => connect({ worker: () => window })),
      await say(() => connect({ worker: async () => new Worker("/nothing.js") })),
      await say(() => client.open(gone())),
      await say(() => client.append({ csv: gone() })),
      await say(() => client.append(null)),
      await say(() => client.findings(5)),
      await say(() => client.findings({ change: {} })),
      await say(() => client.plan({ asOf, weeks: 12 }, { onProgress: () => { throw new Error("mine"); } })),
      await say(() => client.plan({ asOf, weeks: 12 }, { onPlan: () => { throw new Error("mine"); } })),
    );
    // What was open still is.
    said.push((await client.assess({ asOf })).people.length);
    return said;
  };
  assert.deepEqual(await inPage(refused, { document, records, asOf }), [
    [true, "UNKNOWN", null],
    [true, "SHAPE", "people[0].role"],
    [true, "BAD_INPUT", "people[0].id"],
    [true, "BAD_INPUT", "document"],
    [true, "BAD_INPUT", "evidence[1].key"],
    [true, "BAD_INPUT", "evidence[1].source"],
    [true, "SHAPE", "evidence[1].kind"],
    [true, "BAD_INPUT", "evidence.csv"],
    [true, "BAD_INPUT", "options.unknownKey"],
    [true, "BAD_INPUT", null],
    [true, "SHAPE", "options.asof"],
    [true, "BAD_INPUT", "call.signals"],
    [true, "BAD_INPUT", "options.signal"],
    [true, "BAD_INPUT", "call"],
    [true, "BAD_INPUT", "options.worker"],
    [true, "WORKER", null],
    [true, "WORKER", null],
    [true, "WORKER", null],
    [true, "BAD_INPUT", "options.worker"],
    [true, "BAD_INPUT", "options.worker"],
    [true, "BAD_INPUT", "document"],
    [true, "BAD_INPUT", null],
    [true, "BAD_INPUT", "evidence"],
    [true, "BAD_INPUT", "options"],
    [true, "BAD_INPUT", "options.change"],
    [true, "BAD_INPUT", "call.onProgress"],
    [true, "BAD_INPUT", "call.onPlan"],
    2,
  ]);
});

test("a policy that forbids WebAssembly is named", async () => {
  const strict = await serve(folder, POLICY.replace(" 'wasm-unsafe-eval'", ""));
  try {
    assert.equal(await inPage(() => connect().then(() => "connected", (error) => error.code), null, strict.url), "BLOCKED");
  } finally {
    strict.stop();
  }
});

test("the example page: a folder, its report, a plan that is stopped", async () => {
  const example = join(root, "../../examples/client");
  const folder = project({ "index.html": readFileSync(join(example, "index.html"), "utf8"), "main.ts": readFileSync(join(example, "main.ts"), "utf8") }, { type: "module" });
  assert(readFileSync(join(example, "main.ts"), "utf8").split("\n").length <= 150);
  await vite.build({ root: folder, configFile: false, logLevel: "error", worker: { format: "es" }, build: { modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1e6, assetsInlineLimit: 0 } });
  const built = await serve(join(folder, "dist"));
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  try {
    await page.goto(built.url);
    await page.setInputFiles("#files", Object.keys(files).map((name) => join(ministry, name)));
    await page.waitForFunction(() => !document.querySelector("#plan").disabled);
    if ((await page.inputValue("#as-of")) !== "2027-03-14") await page.fill("#as-of", "2027-03-14");
    await page.waitForSelector("#report-readiness");
    await page.click("#plan");
    await page.waitForSelector("#sessions tbody tr");
    await page.click("#stop");
    await page.waitForFunction(() => /^\d+ sessions, \d+ needs unmet$/.test(document.querySelector("#said").textContent));
    assert.deepEqual(wrong, []);
  } finally {
    await page.close();
    built.stop();
  }
});

for (const [name, build] of [
  ["Vite, built", (folder) => vite.build({ root: folder, configFile: false, logLevel: "error", worker: { format: "es" }, build: { outDir: "out", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1e6, assetsInlineLimit: 0 } })],
  ["webpack", async (folder) => {
    const stats = await promisify(webpack)({ context: folder, mode: "production", entry: "./main.js", output: { path: join(folder, "out"), publicPath: "/" }, performance: { hints: false } });
    assert(!stats.hasErrors(), stats.toString());
    writeFileSync(join(folder, "out/index.html"), PAGE);
    if (!readdirSync(join(folder, "out")).includes("main.js")) throw new Error("no script");
  }],
]) {
  test(`bundled without configuration: ${name}`, async () => {
    const main = `import { connect } from "paratus/client";\nObject.assign(window, { connect, ready: true });\n`;
    const folder = project({ "index.html": PAGE, "main.js": main }, { type: "module" });
    await build(folder);
    const built = await serve(join(folder, "out"));
    try {
      const people = await inPage(async ({ document, records, asOf }) => {
        const client = await connect();
        await client.open(document, records);
        return (await client.assess({ asOf })).people.length;
      }, { document, records, asOf }, built.url);
      assert.equal(people, 2);
    } finally {
      built.stop();
    }
  });
}
