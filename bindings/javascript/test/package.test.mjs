// The packed package in fresh Node projects: what it holds, how it is imported, what its types say.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, sep } from "node:path";
import { test } from "node:test";
import * as esbuild from "esbuild";
import { empty, node, npm, pack, project, root } from "./fresh.mjs";
import { asOf, document, records } from "./sample.mjs";

const repository = dirname(dirname(root));
// With what separates it from what follows, so that another folder that begins alike is none.
const home = homedir() + sep;
const bin = (name) => join(root, "node_modules", name);
const USE = `
const programme = Programme.parse(${JSON.stringify(document)});
const { people } = programme.assess(${JSON.stringify(records)}, { asOf: "${asOf}" });
console.log(JSON.stringify(people.map(({ person, verdict }) => [person, verdict])));
`;
const EXPECTED = '[["p-1","cannot_tell"],["p-2","cannot_tell"]]\n';

test("all modules, licences, readme and changelog are in it, and nothing else", () => {
  const folder = join(project({}), "node_modules/paratus");
  const files = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
  assert.deepEqual(files.filter((name) => name.endsWith(".wasm")).sort(), ["core/paratus", "exchange/paratus", "first", "paratus", "rest"].map((name) => join("dist", ...`${name}.wasm`.split("/"))));
  for (const name of ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]) assert(files.includes(name), name);
  assert.deepEqual(files.filter((name) => /\.(ts|mts)$/.test(name) && !name.endsWith(".d.ts")), []);
  for (const name of files) {
    const text = readFileSync(join(folder, name), "latin1");
    assert(!text.includes(repository) && !text.includes(home) && !text.includes(".cargo/registry"), `${name} names a path of this machine`);
  }
});

test("the order of the conditions is the one that works everywhere", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const leaves = (entry) => ("default" in entry ? [entry] : Object.values(entry).flatMap(leaves));
  for (const entry of [exports["."], exports["./core"], exports["./exchange"]]) {
    assert.deepEqual(Object.keys(entry), ["workerd", "browser", "node", "import", "require"]);
    for (const leaf of leaves(entry)) assert.equal(Object.keys(leaf)[0], "types");
  }
});

test("publint has nothing to say", () => {
  const said = execFileSync(process.execPath, [bin("publint/src/cli.js"), "run", root, "--strict"], { encoding: "utf8" });
  assert.match(said, /All good!/);
});

test("attw has nothing to say", () => {
  const attw = [bin("@arethetypeswrong/cli/dist/index.js"), pack(), "--no-emoji", "--no-color", "--format", "ascii"];
  // The client and the module are for bundlers, which read ESM.
  const done = spawnSync(process.execPath, [...attw, "--exclude-entrypoints", "./paratus.css", "./paratus.wasm", "./core/paratus.wasm", "--ignore-rules", "cjs-resolves-to-esm"], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
});

for (const entry of ["paratus", "paratus/core"]) {
  test(`${entry} in Node: import`, () => {
    const folder = project({ "use.mjs": `import { Programme } from "${entry}";${USE}` });
    assert.equal(node(folder, "use.mjs"), EXPECTED);
  });

  test(`${entry} in Node: require, with the same classes as import`, () => {
    const same = `import("${entry}").then((esm) => { if (esm.Programme !== Programme) throw new Error("two classes"); });`;
    const folder = project({ "use.cjs": `const { Programme } = require("${entry}");${USE}${same}` });
    assert.equal(node(folder, "use.cjs"), EXPECTED);
  });

  test(`${entry} in Node: worker threads`, () => {
    const main = `import { Worker } from "node:worker_threads";new Worker(new URL("use.mjs", import.meta.url));`;
    const folder = project({ "main.mjs": main, "use.mjs": `import { Programme } from "${entry}";${USE}` });
    assert.equal(node(folder, "main.mjs"), EXPECTED);
  });

  test(`${entry} in Node: a server in one file, with nothing or something else beside it`, async () => {
    const folder = project({ "use.mjs": `import { Programme } from "${entry}";${USE}` });
    const bundle = (format) => esbuild.build({ absWorkingDir: folder, entryPoints: ["use.mjs"], bundle: true, platform: "node", format, outfile: join(folder, `out.${format === "esm" ? "mjs" : "cjs"}`), logLevel: "silent" });
    await Promise.all([bundle("cjs"), bundle("esm")]);
    rmSync(join(folder, "node_modules"), { recursive: true });
    assert.equal(node(folder, "out.cjs"), EXPECTED);
    assert.equal(node(folder, "out.mjs"), EXPECTED);
    for (const name of ["first.wasm", "paratus.wasm"]) writeFileSync(join(folder, name), "another");
    assert.equal(node(folder, "out.cjs"), EXPECTED);
  });

  test(`${entry} in Node: slim, from bytes, and before it is loaded`, () => {
    const early = `try { Programme.parse("{}"); } catch (error) { if (error.code !== "NOT_LOADED") throw error; }`;
    const load = `await init(readFile(new URL(import.meta.resolve("${entry}/paratus.wasm"))));`;
    const folder = project({ "use.mjs": `import { readFile } from "node:fs/promises";import { init, Programme } from "${entry}/slim";${early}${load}${USE}` });
    assert.equal(node(folder, "use.mjs"), EXPECTED);
  });
}

test("what a first answer does not need is made when it is asked for, and only from the same build", () => {
  const use = `import { ParatusError, Programme } from "paratus";
const parts = [];
WebAssembly.Instance = new Proxy(WebAssembly.Instance, { construct: (instance, [module, ...rest]) => (parts.push(WebAssembly.Module.exports(module).length > 0 ? "first" : "rest"), new instance(module, ...rest)) });
const said = [];
const programme = Programme.parse(${JSON.stringify(document)});
const evidence = programme.evidence(${JSON.stringify(records)});
const asked = { asOf: "${asOf}" };
programme.findings(evidence), programme.assess(evidence, asked), programme.gaps(evidence, asked), programme.units(evidence, { ...asked, kind: "section" });
programme.explain(evidence, { ...asked, person: "p-1" }), programme.fit(asked), programme.scores(evidence, asked);
said.push(parts.join());
try { programme.gates(evidence, asked); } catch (error) { said.push(error instanceof ParatusError && error.code); }
try { programme.plan(evidence, { ...asked, weeks: 4, effort: "quick" }); } catch (error) { said.push(error instanceof ParatusError && error.code); }
said.push(parts.join(), programme.assess(evidence, asked).people.length);
console.log(...said);`;
  const folder = project({ "use.mjs": use });
  assert.equal(node(folder, "use.mjs"), "first first,rest 2\n");
  const path = join(folder, "node_modules/paratus/dist/rest.wasm");
  const bytes = readFileSync(path);
  const at = bytes.indexOf("memory-") + "memory-".length;
  bytes[at] = bytes[at] === 0x30 ? 0x31 : 0x30;
  writeFileSync(path, bytes);
  assert.equal(node(folder, "use.mjs"), "first NOT_LOADED NOT_LOADED first,rest,rest 2\n");
});

const RECOGNISE = `console.log(recognise({ name: "a", bytes: "person,objective,kind,value,date\\n" }).form);`;

test("paratus/exchange in Node: import, require with the same functions, and a server in one file", async () => {
  const same = `import("paratus/exchange").then((esm) => { if (esm.recognise !== recognise) throw new Error("two functions"); });`;
  const files = { "use.mjs": `import { recognise } from "paratus/exchange";${RECOGNISE}`, "use.cjs": `const { recognise } = require("paratus/exchange");${RECOGNISE}${same}` };
  const folder = project(files);
  assert.equal(node(folder, "use.mjs"), "evidence\n");
  assert.equal(node(folder, "use.cjs"), "evidence\n");
  await esbuild.build({ absWorkingDir: folder, entryPoints: ["use.mjs"], bundle: true, platform: "node", format: "esm", outfile: join(folder, "out.mjs"), logLevel: "silent" });
  rmSync(join(folder, "node_modules"), { recursive: true });
  assert.equal(node(folder, "out.mjs"), "evidence\n");
});

test("a host without WebAssembly, and one that forbids it", () => {
  const say = (before) => `${before}
const { Programme, ParatusError } = await import("paratus");
try { Programme.parse("{}"); } catch (error) { console.log(error instanceof ParatusError, error.code); }`;
  const refusal = `WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder"); } };`;
  const folder = project({ "none.mjs": say("delete globalThis.WebAssembly;"), "blocked.mjs": say(refusal) });
  assert.equal(node(folder, "none.mjs"), "true NO_WEBASSEMBLY\n");
  assert.equal(node(folder, "blocked.mjs"), "true BLOCKED\n");
});

test("a module that cannot be compiled is refused, and another one is taken afterwards", () => {
  const broken = `import { readFile } from "node:fs/promises";
import { init, initSync, ParatusError, Programme } from "paratus/slim";
const bytes = await readFile(new URL(import.meta.resolve("paratus/paratus.wasm")));
const says = async (work) => { try { await work(); return "loaded"; } catch (error) { return error instanceof ParatusError ? error.code : String(error); } };
const cut = bytes.subarray(0, 5000);
console.log(await says(() => init(cut)), await says(() => initSync(cut)), await says(() => init("data:application/wasm;base64,AGFzbQ==")), await says(() => init(5)), await says(() => Programme.parse("{}")), await says(() => init(bytes)));
`;
  const folder = project({ "broken.mjs": broken });
  assert.equal(node(folder, "broken.mjs"), "NOT_LOADED NOT_LOADED NOT_LOADED BAD_INPUT NOT_LOADED loaded\n");
});

test("the workerd entries import their module and compile nothing themselves", () => {
  for (const name of ["dist/workerd.js", "dist/core/workerd.js", "dist/exchange/workerd.js"]) {
    const text = readFileSync(join(root, name), "utf8");
    assert.match(text, /from"\.\/paratus\.wasm"/);
    assert(text.length < 100_000);
  }
});

test("five lines in an empty folder print the readiness of the ministry", (context) => {
  const ministry = join(repository, "examples/ministry/");
  const folder = empty();
  npm(folder, "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", pack());
  const script = `import { Programme } from "paratus";
import { readdirSync, readFileSync } from "node:fs";
const files = Object.fromEntries(readdirSync(process.argv[2]).map((name) => [name, readFileSync(process.argv[2] + name)]));
const programme = Programme.fromFiles(files);
const evidence = programme.evidence({ csv: files["evidence.csv"] }, { csv: files["responses.csv"] });
console.log(programme.assessJson(evidence, { asOf: "2027-03-14" }));
`;
  writeFileSync(join(folder, "five.mjs"), script);
  const printed = node(folder, "five.mjs", ministry);
  assert(JSON.parse(printed).people.length > 0);
  const command = process.env.PARATUS_COMMAND;
  if (command === undefined) return context.skip("PARATUS_COMMAND does not name the `paratus` command; `cargo xtask test` builds it and does");
  const theirs = execFileSync(command, ["assess", ministry, "--as-of", "2027-03-14", "--format", "json"], { encoding: "utf8", maxBuffer: 1e9, stdio: ["ignore", "pipe", "ignore"] });
  assert.equal(printed, theirs);
});

test("the declarations have unions for verdicts, kinds and tracks, and no `any`", () => {
  const folder = join(project({}), "node_modules/paratus/dist/types");
  const names = readdirSync(folder).filter((name) => /\.d\.c?ts$/.test(name));
  assert(names.includes("index.d.ts") && names.includes("index.d.cts"));
  // Comments and texts aside.
  const code = (name) => readFileSync(join(folder, name), "utf8").replace(/\/\*[^]*?\*\/|\/\/.*$|"[^"\n]*"/gm, (part) => (part.startsWith('"') ? part : ""));
  for (const name of names) assert(!/[:<|,=] *any\b(?!\??:)|\bany\[/.test(code(name)), `${name} declares \`any\``);
  for (const [type, union] of [
    ["Verdict", ["cannot_tell", "not_ready", "ready"]], ["GateVerdict", ["cannot_tell", "closed", "open", "suppressed"]],
    ["Kind", ["certificate", "completion", "observation", "quiz", "survey"]], ["Track", ["people", "process", "technology"]],
    ["PlanStatus", ["feasible", "infeasible", "partial"]],
  ]) {
    const [, said] = new RegExp(`^export type ${type} = (.*);$`, "m").exec(code("types.d.ts"));
    assert.deepEqual(said.split(" | ").map((part) => JSON.parse(part)).sort(), union, type);
  }
});

const TYPES = readFileSync(join(root, "test/types.ts"), "utf8");
/** Without the DOM: a server has none. */
const ENTRIES = `import "paratus/paratus.css";
import { connect, type Client, type Plan } from "paratus/client";
import { init, initSync, type WasmInput } from "paratus/slim";
export const made = async (signal: { readonly aborted: boolean }, input: WasmInput): Promise<Plan> => {
  await init(input);
  initSync(new ArrayBuffer(0));
  const client: Client = await connect();
  await client.open({ format: 1, id: "p" }, [], { unknownKeys: "ignore" });
  const { explanation } = await client.explain({ person: "p-1" });
  void explanation.verdict;
  return client.plan({ weeks: 8 }, { signal, onPlan: ({ cost }) => void cost });
};
`;
const CORE_TYPES = TYPES.replaceAll('from "paratus"', 'from "paratus/core"');

for (const [module, resolution, files] of [
  ["nodenext", "nodenext", { "use.mts": TYPES, "use.cts": TYPES, "core.mts": CORE_TYPES, "core.cts": CORE_TYPES, "entries.mts": ENTRIES, "slim.cts": 'import { init } from "paratus/slim";\nvoid init;\n' }],
  ["esnext", "bundler", { "use.ts": TYPES, "core.ts": CORE_TYPES, "entries.ts": ENTRIES }],
]) {
  test(`types under ${resolution}`, () => {
    const folder = project(files, { type: "module" });
    const words = ["--noEmit", "--strict", "--module", module, "--moduleResolution", resolution, "--target", "es2022", "--lib", "es2022", "--types", ""];
    const tsc = spawnSync(process.execPath, [bin("typescript/bin/tsc"), ...words, ...Object.keys(files)], { cwd: folder, encoding: "utf8" });
    assert.equal(tsc.status, 0, tsc.stdout);
  });
}

test("the example for Node runs from the packed package", () => {
  const folder = project({ "readiness.mjs": readFileSync(join(repository, "examples/node/readiness.mjs"), "utf8") });
  const table = node(folder, "readiness.mjs", join(repository, "examples/ministry/"), "2027-03-14");
  assert.match(table, /^person +section +shown +possible +verdict$/m);
  assert(table.split("\n").length > 10);
});
