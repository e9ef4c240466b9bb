// What a page with `paratus/client` feels, in headless Chromium: lists of 100,000 objects, how long stops take, and the longest task while
// a folder is opened and planned:
//
//   npm run bench:page -- FOLDER [--stops 100] [--rows 100000]

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ParatusError, Programme } from "paratus";
import { empty, root } from "../test/fresh.mjs";
import { launch, serve } from "../test/browser/server.mjs";

const { values, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { stops: { type: "string", default: "100" }, rows: { type: "string", default: "100000" } } });
if (folder === undefined) throw new Error("which folder?");
const [stops, rows] = [Number(values.stops), Number(values.rows)];
const files = Object.fromEntries(readdirSync(folder).filter((name) => /\.(toml|csv|json)$/.test(name)).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
const asOf = "2027-03-14";

/** Records as objects, with a key too many where `note` says so; the same in Node and in the page. */
function lists(Programme, ParatusError, rows) {
  const people = Array.from({ length: 2000 }, (_, at) => ({ id: `p-${at}`, section: "s", roles: ["r"] }));
  const programme = Programme.parse({ format: 1, id: "lists", sections: [{ id: "s" }], objectives: [{ id: "a", track: "people" }, { id: "b", track: "process" }], roles: [{ id: "r", requires: [{ objective: "a" }, { objective: "b" }] }], people });
  const records = (note) => Array.from({ length: rows }, (_, at) => ({ person: `p-${at % 2000}`, objective: at % 2 ? "a" : "b", kind: "quiz", value: (at % 11) / 10, date: `2027-01-${String(1 + (at % 28)).padStart(2, "0")}`, key: `k${at % 50}`, ...(note ? { note: at } : {}) }));
  const least = (work) => {
    const times = Array.from({ length: 5 }, () => {
      const since = performance.now();
      try {
        work().free();
      } catch (error) {
        if (!(error instanceof ParatusError && error.code === "SHAPE")) throw error;
      }
      return performance.now() - since;
    });
    return Math.round(Math.min(...times));
  };
  const [plain, noted] = [records(false), records(true)];
  const json = JSON.stringify(noted);
  return { taken: least(() => programme.evidence(plain)), refused: least(() => programme.evidence(noted)), "refused as JSON": least(() => programme.evidence({ json })), ignored: least(() => programme.evidence(noted, { unknownKeys: "ignore" })) };
}

const load = () => `load ${loadavg().map((one) => one.toFixed(1)).join(" ")}`;
const said = (times) => Object.entries(times).map(([name, time]) => `${name} ${time} ms`).join(", ");
console.log(`${rows} objects, Node: ${said(lists(Programme, ParatusError, rows))}; ${load()}`);

const site = empty();
mkdirSync(join(site, "dist"));
cpSync(join(root, "dist"), join(site, "dist"), { recursive: true });
writeFileSync(join(site, "main.js"), `import { connect } from "./dist/client.js"; Object.assign(window, { connect, ready: true });`);
writeFileSync(join(site, "index.html"), `<!doctype html><title>page</title><script type="module" src="main.js"></script>`);
writeFileSync(join(site, "worker.js"), `import { Programme, ParatusError } from "./dist/inline.js"; ${lists} onmessage = ({ data }) => postMessage(lists(Programme, ParatusError, data));`);
const [context, server] = await Promise.all([launch(), serve(site)]);
try {
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => window.ready);
  const times = await page.evaluate((rows) => new Promise((done, failed) => {
    const worker = new Worker("worker.js", { type: "module" });
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = ({ message }) => failed(new Error(message));
    worker.postMessage(rows);
  }), rows);
  console.log(`${rows} objects, Chromium: ${said(times)}; ${load()}`);

  const { "evidence.csv": csv = "", "responses.csv": _, ...rest } = files;
  const [names, ...lines] = csv.trim().split(/\r?\n/).map((line) => line.split(","));
  const records = lines.map((cells) => Object.fromEntries(cells.flatMap((cell, at) => (cell === "" ? [] : [[names[at], names[at] === "value" ? Number(cell) : cell]]))));
  const tasks = await page.evaluate(async ({ rest, records, asOf }) => {
    const long = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
    window.client = await connect();
    const { people } = await client.open({ files: rest }, records);
    const plan = await client.plan({ asOf, effort: "quick", relax: false }, { onPlan: () => {}, onProgress: () => {} });
    window.previous = plan;
    // Observers hear of tasks a little later.
    await new Promise((done) => setTimeout(done, 200));
    return { people, sessions: plan.sessions.length, long: long.map(Math.round) };
  }, { rest, records, asOf });
  console.log(`${tasks.people} people, ${records.length} records, ${tasks.sessions} sessions: tasks over 50 ms: ${tasks.long.length === 0 ? "none" : tasks.long.join(", ")}; ${load()}`);

  for (const question of ["plan", "replan", "whatIf"]) {
    const took = await page.evaluate(async ({ question, stops, asOf }) => {
      const options = { asOf, effort: "thorough" };
      const args = { plan: options, replan: { ...options, previous: window.previous, cancelled: [window.previous.sessions[0].session] }, whatIf: { changes: [{ weeks: 20 }], options } };
      const took = [];
      for (let at = 0; at < stops; at++) {
        const stop = new AbortController();
        const settled = client[question](args[question], { signal: stop.signal }).catch(() => {});
        await new Promise((done) => setTimeout(done, 20 + ((at * 37) % 400)));
        const since = performance.now();
        stop.abort();
        await settled;
        took.push(performance.now() - since);
      }
      return took.sort((a, b) => a - b).map(Math.round);
    }, { question, stops, asOf });
    const at = (share) => took[Math.min(took.length - 1, Math.ceil(share * took.length) - 1)];
    console.log(`${question}: ${stops} stops, median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, longest ${at(1)} ms; ${load()}`);
  }
} finally {
  await context.close();
  server.stop();
}
