// Makes the entries of the package from the sources and the compiled parts in `pkg`. Called by `cargo xtask npm`.

import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
rmSync(at("dist"), { recursive: true, force: true });
for (const folder of ["dist/core", "dist/exchange"]) mkdirSync(at(folder), { recursive: true });

// One instance and one class of each name, whether imported or required.
const NAMES = ["call", "codes", "Evidence", "ParatusError", "Planner", "Programme", "utcOffsets", "VERDICTS", "WhatIfPlanner"];
const EXCHANGE = ["ParatusError", "folderAsText", "plan", "propose", "readFiles", "recognise"];

/** Text coders, from Node where the globals lack them, as under jsdom. */
const CODERS = `var TextDecoder = globalThis.TextDecoder ?? process.getBuiltinModule("node:util").TextDecoder, TextEncoder = globalThis.TextEncoder ?? process.getBuiltinModule("node:util").TextEncoder;`;

/**
 * All entries on one module: the whole one, the smaller one, or that of foreign tables, whose `index` offers other `names`. Where it comes in
 * `parts` too, those are what is read at run time; hosts that are handed a module get the whole one.
 */
async function entries(pkg, dist, { core = false, index = "index", names = NAMES, clients = [], slim = true, parts: inParts = false }) {
  const wasm = readFileSync(at(pkg, "paratus_bg.wasm"));
  const [first, rest] = inParts ? ["first", "rest"].map((name) => readFileSync(at(pkg, `paratus_${name}.wasm`))) : [wasm];
  const files = inParts ? { "first.wasm": first, "rest.wasm": rest } : { "paratus.wasm": wasm };
  /** Where the module is as text, its files beside the entry that imports them, and what wasm-bindgen made for it. */
  const parts = (text) => ({
    name: "parts",
    setup(build) {
      build.onResolve({ filter: /^paratus-wasm-base64$/ }, () => ({ path: text, external: true }));
      build.onResolve({ filter: /^\.\/module\.cjs$/ }, () => ({ path: "./module.cjs", external: true }));
      build.onResolve({ filter: /\.wasm$/ }, () => ({ path: "./paratus.wasm", external: true }));
      build.onResolve({ filter: /\/pkg\/web\/paratus\.js$/ }, () => ({ path: at(pkg, "web/paratus.js") }));
      // Imported by what wasm-bindgen made, which knows nothing of TypeScript.
      build.onResolve({ filter: /^\.\.\/\.\.\/src\/rest\.js$/ }, () => ({ path: at("src/rest.ts") }));
      build.onResolve({ filter: /^\.\/index\.js$/ }, () => ({ path: at(`src/${index}.ts`) }));
    },
  });
  const entry = (name, options) =>
    build({
      absWorkingDir: root,
      entryPoints: [`src/${name}.ts`],
      bundle: true,
      target: "es2022",
      // A text of other letters takes two bytes for each letter in memory, and the module is most of it.
      charset: "ascii",
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: "none",
      logLevel: "warning",
      plugins: [parts(options.format === "cjs" ? "./module.cjs" : "./module.js")],
      define: { CORE: `${core}`, FILES: JSON.stringify(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.length]))) },
      ...options,
    });
  await Promise.all([
    entry("inline", { format: "esm", platform: "neutral", outfile: `${dist}/inline.js` }),
    // Nobody downloads it, and an uncaught error prints the line that threw.
    entry("node", { format: "cjs", platform: "node", outfile: `${dist}/node.cjs`, minifySyntax: false, minifyWhitespace: false, sourcemap: true }),
    entry("workerd", { format: "esm", platform: "neutral", outfile: `${dist}/workerd.js` }),
    // For tests in a browser's clothes, which require in Node what browsers import; text coders may be missing there.
    entry("inline", { format: "cjs", platform: "neutral", outfile: `${dist}/inline.cjs`, banner: { js: CODERS } }),
    ...(slim
      ? [
          entry("slim", { format: "esm", platform: "neutral", outfile: `${dist}/slim.js` }),
          entry("slim", { format: "cjs", platform: "neutral", outfile: `${dist}/slim.cjs`, banner: { js: CODERS } }),
        ]
      : []),
    ...clients.map((name) => entry(name, { format: "esm", platform: "neutral", outfile: `${dist}/${name}.js` })),
  ]);
  // Node searches what is imported as CommonJS for names, which takes longer than to run it: it is handed a file of two lines.
  writeFileSync(at(dist, "node-import.cjs"), `const paratus = require("./node.cjs");\nmodule.exports = { paratus };\n`);
  writeFileSync(at(dist, "node.js"), `import node from "./node-import.cjs";\nexport const { ${names.join(", ")} } = node.paratus;\n`);
  // Functions, so that the texts take no memory until they are asked for.
  const texts = Object.entries({ first, rest }).map(([name, bytes]) => [name, bytes === undefined ? "undefined" : `() => "${bytes.toString("base64")}"`]);
  writeFileSync(at(dist, "module.js"), texts.map(([name, text]) => `export const ${name} = ${text};\n`).join(""));
  writeFileSync(at(dist, "module.cjs"), texts.map(([name, text]) => `exports.${name} = ${text};\n`).join(""));
  for (const [name, bytes] of Object.entries({ "paratus.wasm": wasm, ...files })) writeFileSync(at(dist, name), bytes);
}

await entries("pkg", "dist", { clients: ["client", "client-worker"], parts: true });
await entries("pkg/core", "dist/core", { core: true });
await entries("pkg/exchange", "dist/exchange", { index: "exchange", names: EXCHANGE, slim: false });

// Types: once for `import`, once for `require`.
execFileSync(process.execPath, [at("node_modules/typescript/bin/tsc"), "-p", at("tsconfig.json")], { stdio: "inherit" });
for (const name of ["inline", "instance", "client-connection", "client-link", "client-pack", "client-worker", "dates", "inlined", "node", "planning", "records", "rest", "strict", "workerd"]) rmSync(at(`dist/types/${name}.d.ts`), { force: true });
for (const name of readdirSync(at("dist/types"))) {
  const path = at("dist/types", name);
  let text = readFileSync(path, "utf8");
  text = text.replace(/^import type \* as module from "[^"]*paratus\.js";\n/m, "");
  text = text.replace(/^import type \{ Raw\w+(?:, Raw\w+)* \} from "[^"]*paratus\.js";\n/m, "");
  if (text.includes("[Symbol.dispose]")) text = `/// <reference lib="esnext.disposable" />\n${text}`;
  if (/[:<|] *any\b|\bany\[/.test(text.replace(/\/\*[^]*?\*\//g, ""))) throw new Error(`${name} declares \`any\``);
  writeFileSync(path, text);
  if (!name.startsWith("client")) writeFileSync(path.replace(/\.d\.ts$/, ".d.cts"), text.replaceAll('.js"', '.cjs"'));
}
writeFileSync(at("dist/types/client-worker.d.ts"), "export {};\n");
// TypeScript looks for the declarations of whatever is imported, also where nothing but a style sheet is.
writeFileSync(at("dist/types/paratus.css.d.ts"), "export {};\n");
writeFileSync(at("dist/types/paratus.wasm.d.ts"), "declare const module: WebAssembly.Module;\nexport default module;\n");

// For what knows no `exports`: a folder for each entry below the main one.
for (const [name, files] of Object.entries({
  client: { module: "client.js", types: "client" },
  "client/worker": { module: "client-worker.js", types: "client-worker" },
  core: { main: "core/node.cjs", module: "core/inline.js", types: "core" },
  slim: { main: "slim.cjs", module: "slim.js", types: "slim" },
  exchange: { main: "exchange/node.cjs", module: "exchange/inline.js", types: "exchange" },
  "core/slim": { main: "core/slim.cjs", module: "core/slim.js", types: "slim" },
})) {
  const up = `${"../".repeat(name.split("/").length)}dist`;
  const fields = Object.entries(files).map(([key, file]) => [key, key === "types" ? `${up}/types/${file}.d.ts` : `${up}/${file}`]);
  mkdirSync(at(name), { recursive: true });
  writeFileSync(at(name, "package.json"), `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`);
}

cpSync(at("../../crates/paratus-report/src/html/paratus.css"), at("dist/paratus.css"));
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(at("../..", name), at(name));

for (const folder of ["dist", "dist/core", "dist/exchange"]) {
  for (const name of readdirSync(at(folder)).filter((name) => statSync(at(folder, name)).isFile())) {
    const bytes = readFileSync(at(folder, name));
    // What holds a module is as large as that, whose size is measured elsewhere; pressing it takes seconds.
    const brotli = bytes.length < 200_000 ? `, ${brotliCompressSync(bytes).length} brotli` : "";
    console.log(`${`${folder}/${name}`.padEnd(23)} ${String(bytes.length).padStart(8)} bytes${brotli}`);
  }
}
