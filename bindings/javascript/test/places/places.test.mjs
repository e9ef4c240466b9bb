// The packed package in the tools of other people's projects, installed for this alone and with no configuration but their own. They come
// from the registry and take minutes: `cargo xtask test --slow`.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { node, npm, pack, project } from "../fresh.mjs";
import { asOf, document, records } from "../sample.mjs";

const EXPECTED = '[["p-1","cannot_tell"],["p-2","cannot_tell"]]';
const answer = (programme) => `JSON.stringify(${programme}.parse(${JSON.stringify(document)}).assess(${JSON.stringify(records)}, { asOf: "${asOf}" })
  .people.map(({ person, verdict }) => [person, verdict]))`;
const ANSWER = answer("Programme");

/** A project with tools from the registry. */
function tools(files, packages, manifest) {
  const folder = project(files, manifest);
  // The package too: npm takes away what neither the manifest nor the command names.
  npm(folder, "install", "--no-audit", "--no-fund", "--loglevel=error", "--no-save", "--no-package-lock", pack(), ...packages);
  return folder;
}

/** What a tool prints; it must succeed. */
function run(folder, name, ...words) {
  const done = spawnSync(join(folder, "node_modules/.bin", name), words, { cwd: folder, encoding: "utf8", env: { ...process.env, CI: "1", PARCEL_WORKERS: "0" } });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  return done.stdout + done.stderr;
}

const TEST = (load) => `${load}\ntest("answers", () => { expect(typeof window).toBe("object"); expect(${ANSWER}).toBe('${EXPECTED}'); });\n`;

test("Jest with jsdom", () => {
  const files = { "whole.test.js": TEST('const { Programme } = require("paratus");'), "core.test.js": TEST('const { Programme } = require("paratus/core");') };
  run(tools(files, ["jest@30", "jest-environment-jsdom@30"]), "jest", "--env=jsdom");
});

test("Vitest with jsdom", () => {
  const load = (entry) => `import { expect, test } from "vitest";\nimport { Programme } from "${entry}";`;
  const files = { "whole.test.js": TEST(load("paratus")), "core.test.js": TEST(load("paratus/core")) };
  run(tools(files, ["vitest@4", "jsdom@29"], { type: "module" }), "vitest", "run", "--environment=jsdom");
});

for (const entry of ["paratus", "paratus/core"]) {
  const main = `import { Programme } from "${entry}";\nconsole.log(${ANSWER});\n`;

  test(`${entry}: rollup`, () => {
    const folder = tools({ "main.js": main }, ["rollup@4", "@rollup/plugin-node-resolve@16"], { type: "module" });
    run(folder, "rollup", "main.js", "--plugin", "node-resolve={browser:true}", "--format", "es", "--file", "out.mjs");
    assert.equal(node(folder, "out.mjs").trim(), EXPECTED);
  });

  test(`${entry}: Parcel`, () => {
    const folder = tools({ "index.html": '<script type="module" src="main.js"></script>', "main.js": main }, ["parcel@2"]);
    run(folder, "parcel", "build", "index.html", "--no-cache", "--no-source-maps");
    const [script] = readdirSync(join(folder, "dist")).filter((name) => name.endsWith(".js"));
    assert(readFileSync(join(folder, "dist", script), "latin1").length > 1e6);
    assert.equal(node(folder, join("dist", script)).trim(), EXPECTED);
  });

  test(`${entry}: Deno and Bun`, () => {
    const folder = tools({ "main.mjs": main }, ["deno@2", "bun@1"]);
    assert.equal(run(folder, "deno", "run", "--allow-read", "--allow-env", "main.mjs").trim(), EXPECTED);
    assert.equal(run(folder, "bun", "main.mjs").trim(), EXPECTED);
  });

  test(`${entry}: workerd, through Miniflare`, () => {
    const dist = entry === "paratus" ? "dist" : "dist/core";
    const script = `import { Programme } from "./node_modules/paratus/${dist}/workerd.js";\nexport default { fetch: () => new Response(${ANSWER}) };\n`;
    const host = `import { Miniflare } from "miniflare";
const host = new Miniflare({ modules: [
  { type: "ESModule", path: "main.js" }, { type: "ESModule", path: "node_modules/paratus/${dist}/workerd.js" },
  { type: "CompiledWasm", path: "node_modules/paratus/${dist}/paratus.wasm" },
], compatibilityDate: "2025-01-01" });
console.log(await (await host.dispatchFetch("http://localhost/")).text());
await host.dispose();\n`;
    const folder = tools({ "main.js": script, "host.mjs": host }, ["miniflare@4"], { type: "module" });
    assert.equal(node(folder, "host.mjs").trim(), EXPECTED);
  });
}

test("Next: a page that is made on the server, and one in the browser", () => {
  const page = (mark) => `${mark}import { Programme } from "paratus";\nexport default function Page() { return <p>{${ANSWER}}</p>; }\n`;
  const layout = "export default function Layout({ children }) { return <html lang=\"en\"><body>{children}</body></html>; }\n";
  const folder = tools({ "app/layout.jsx": layout, "app/page.jsx": page(""), "app/client/page.jsx": page('"use client";\n') }, ["next@16", "react@19", "react-dom@19"]);
  run(folder, "next", "build");
  for (const name of ["index.html", "client.html"]) {
    assert(readFileSync(join(folder, ".next/server/app", name), "utf8").replaceAll("&quot;", '"').includes(EXPECTED), name);
  }
});
