// The packed package through every loader, in headless Chromium under a strict policy, with no configuration but the loader's own.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { after, before, test } from "node:test";
import * as esbuild from "esbuild";
import * as vite from "vite";
import webpack from "webpack";
import { project, root } from "../fresh.mjs";
import { asOf, document, records } from "../sample.mjs";
import { launch, POLICY, serve, visit } from "./server.mjs";

const repository = join(root, "../..");
const DONE = 'done [["p-1","cannot_tell"],["p-2","cannot_tell"]]';
const ANSWER = `JSON.stringify(Programme.parse(${JSON.stringify(document)}).assess(${JSON.stringify(records)}, { asOf: "${asOf}" })
  .people.map(({ person, verdict }) => [person, verdict]))`;
const MAIN = `import { Programme } from "paratus";\nwindow.document.title = "done " + ${ANSWER};\n`;
/** The whole, and the smaller module: what is imported, and its folder. */
const ENTRIES = [["paratus", "dist"], ["paratus/core", "dist/core"]];
const page = (script) => `<!doctype html><html lang="en"><title>waiting</title><link rel="icon" href="data:,"><script type="module" src="${script}"></script></html>`;

let context;
before(async () => (context = await launch()));
after(() => context?.close());

/** Serves a folder, visits it, and expects the answer and nothing else. */
async function check(folder, policy) {
  const server = await serve(folder, policy);
  try {
    assert.deepEqual(await visit(context, server.url), { title: DONE, wrong: [] });
  } finally {
    server.stop();
  }
}

/** Wasm files below a folder: one inlined copy is enough. */
const wasmFiles = (folder) => readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith(".wasm"));

for (const [entry, dist] of ENTRIES) {
  test(`${entry}: a plain page with a module script`, async () => {
    const folder = project({ "index.html": page("/main.js"), "main.js": MAIN.replace('"paratus"', `"./node_modules/paratus/${dist}/inline.js"`) });
    await check(folder);
  });

  test(`${entry}: a plain page with slim, which fetches the module`, async () => {
    const load = `import { init, Programme } from "./node_modules/paratus/${dist}/slim.js";\nawait init(fetch("node_modules/paratus/${dist}/paratus.wasm"));`;
    await check(project({ "index.html": page("/main.js"), "main.js": MAIN.replace(/^import.*$/m, load) }));
  });

  test(`${entry}: a module worker`, async () => {
    const worker = `import { Programme } from "./node_modules/paratus/${dist}/inline.js";\npostMessage(${ANSWER});\n`;
    const main = `new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => (document.title = "done " + data);\n`;
    await check(project({ "index.html": page("/main.js"), "main.js": main, "worker.js": worker }));
  });
}

test("paratus/exchange: a dropped file is recognised and taken, and the module comes only with its import", async () => {
  const main = `const { plan, readFiles, recognise } = await import("./node_modules/paratus/dist/exchange/inline.js");
const [file] = await readFiles([{ name: "new.csv", bytes: new File(["person,objective,kind,value,date\\np-1,filing,quiz,0.8,2027-02-01\\n"], "new.csv") }]);
const programme = 'format = 1\\nid = "office"\\nsections = [{ id = "s" }]\\nobjectives = [{ id = "filing", track = "process" }]\\npeople = [{ id = "p-1", section = "s" }]\\n';
const { files } = plan([file], { folder: { "paratus.toml": programme } });
document.title = recognise(file).form === "evidence" && files["evidence.csv"].includes("p-1") ? 'done [["p-1","cannot_tell"],["p-2","cannot_tell"]]' : "wrong";
`;
  await check(project({ "index.html": page("/main.js"), "main.js": main }));
});

test("a plan is made in a worker, and the page goes on meanwhile", async () => {
  const worker = `import { Programme } from "./node_modules/paratus/dist/inline.js";
const programme = Programme.parse(${JSON.stringify(document)});
postMessage("planning");
const plan = programme.plan(${JSON.stringify(records)}, { asOf: "${asOf}", weeks: 8 });
postMessage(plan.status + " " + programme.verify(${JSON.stringify(records)}, plan).holds);\n`;
  const main = `let turns = 0;
new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => {
  if (data === "planning") setInterval(() => (turns += 1));
  else document.title = "done " + data + " " + (turns > 0);
};\n`;
  const server = await serve(project({ "index.html": page("/main.js"), "main.js": main, "worker.js": worker }));
  try {
    assert.deepEqual(await visit(context, server.url), { title: "done feasible true true", wrong: [] });
  } finally {
    server.stop();
  }
});

for (const [entry] of ENTRIES) {
  const main = MAIN.replace('"paratus"', `"${entry}"`);

  test(`${entry}: esbuild`, async () => {
    const folder = project({ "index.html": page("/out.js"), "main.js": main });
    await esbuild.build({ absWorkingDir: folder, entryPoints: ["main.js"], bundle: true, format: "esm", outfile: join(folder, "out.js"), logLevel: "silent" });
    await check(folder);
  });

  test(`${entry}: esbuild, minified for an old kind of script`, async () => {
    const folder = project({ "index.html": page("/out.js"), "main.js": main });
    await esbuild.build({ absWorkingDir: folder, entryPoints: ["main.js"], bundle: true, minify: true, format: "iife", outfile: join(folder, "out.js"), logLevel: "silent" });
    await check(folder);
  });

  test(`${entry}: webpack`, async () => {
    const folder = project({ "main.js": main });
    const stats = await promisify(webpack)({ context: folder, mode: "production", entry: "./main.js", output: { path: join(folder, "out") }, performance: { hints: false } });
    assert(!stats.hasErrors() && !stats.hasWarnings(), stats.toString());
    writeFileSync(join(folder, "out/index.html"), page("/main.js"));
    assert.deepEqual(wasmFiles(join(folder, "out")), []);
    await check(join(folder, "out"));
  });

  test(`${entry}: Vite, built, with a worker of its own`, async () => {
    const worker = `import { Programme } from "${entry}";\npostMessage(${ANSWER});\n`;
    const main = `import { Programme } from "${entry}";\nconst here = ${ANSWER};
  new Worker(new URL("./worker.js", import.meta.url), { type: "module" }).onmessage = ({ data }) => (window.document.title = data === here ? "done " + data : "differs");\n`;
    const folder = project({ "index.html": page("/main.js"), "main.js": main, "worker.js": worker }, { type: "module" });
    await vite.build({ root: folder, configFile: false, logLevel: "error", worker: { format: "es" }, build: { modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1e6 } });
    await check(join(folder, "dist"));
  });

  test(`${entry}: Vite, in development`, async () => {
    const folder = project({ "index.html": page("/main.js"), "main.js": main }, { type: "module" });
    const server = await vite.createServer({
      root: folder, configFile: false, logLevel: "error",
      // The policy for scripts is the strict one; Vite's own client also opens a socket.
      server: { port: 0, host: "127.0.0.1", headers: { "content-security-policy": POLICY.replace("connect-src 'self'", "connect-src 'self' ws:") } },
    });
    try {
      await server.listen();
      const url = `http://127.0.0.1:${server.httpServer.address().port}/`;
      assert.deepEqual(await visit(context, url), { title: DONE, wrong: [] });
    } finally {
      await server.close();
    }
  });
}

test("a policy that forbids WebAssembly is named", async () => {
  const main = `import { ParatusError, Programme } from "./node_modules/paratus/dist/inline.js";
try { Programme.parse("{}"); } catch (error) { document.title = "done " + (error instanceof ParatusError) + " " + error.code; }\n`;
  const folder = project({ "index.html": page("/main.js"), "main.js": main });
  const server = await serve(folder, "default-src 'none'; script-src 'self'");
  const { title } = await visit(context, server.url);
  server.stop();
  assert.equal(title, "done true BLOCKED");
});

test("the example for browsers", async () => {
  const folder = project({ "index.html": readFileSync(join(repository, "examples/browser/index.html"), "utf8") });
  mkdirSync(join(folder, "paratus"));
  cpSync(join(folder, "node_modules/paratus/dist"), join(folder, "paratus"), { recursive: true });
  const ministry = join(repository, "examples/ministry");
  const files = readdirSync(ministry).filter((name) => /\.(toml|csv)$/.test(name)).map((name) => join(ministry, name));
  const server = await serve(folder, null);
  let said;
  const { wrong } = await visit(context, server.url, async (page) => {
    await page.setInputFiles("#files", files);
    await page.fill("#as-of", "2027-03-14");
    await page.waitForFunction(() => !document.querySelector("table").hidden);
    said = await page.textContent("#said");
    await page.evaluate(() => (document.title = "done"));
  });
  server.stop();
  assert.deepEqual(wrong, []);
  assert.match(said, /^\d+ of \d+ people are ready as of 2027-03-14, from \d+ records\.$/);
});
