// How soon there is a plan of a programme’s folder: the first, the first that places everybody, and the last; and which steps take long. In
// Node, and in a worker of headless Chromium:
//
//   npm run bench:plan -- FOLDER [--times 6] [--effort normal] [--runs 3] [--no-browser]
//
// `--times 6` has six times the rooms and trainers of `planning.toml`, for programmes of more people than `paratus init` has them for.

import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Programme } from "paratus";
import { empty } from "../test/fresh.mjs";
import { launch, serve } from "../test/browser/server.mjs";
import { planned } from "./planned.mjs";

const { values, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { times: { type: "string", default: "1" }, effort: { type: "string", default: "normal" }, runs: { type: "string", default: "3" }, "no-browser": { type: "boolean", default: false } } });
if (folder === undefined) throw new Error("which folder?");
const [times, effort, runs] = [Number(values.times), values.effort, Number(values.runs)];

/** The planning file with this many times the rooms and trainers. */
function more(text) {
  const copies = (table) => Array.from({ length: times - 1 }, (_, at) => table.replace(/^id\s*=\s*"([^"]+)"/m, `id = "$1-x${at + 2}"`));
  return text.split(/^(?=\[\[)/m).flatMap((table) => (/^\[\[(rooms|trainers)\]\]/.test(table) ? [table, ...copies(table)] : [table])).join("");
}

const files = Object.fromEntries(readdirSync(folder).filter((name) => /\.(toml|csv|json)$/.test(name)).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
if (times > 1 && files["planning.toml"] !== undefined) files["planning.toml"] = more(files["planning.toml"]);

const seconds = (time) => (time === null ? "–" : (time / 1000).toFixed(2));
function print(where, found) {
  found.sort((a, b) => a.first.time - b.first.time);
  for (const { first, shown, whole, last, end, sessions, long } of found) {
    console.log(`${where}: first plan ${seconds(first.time)} s (${first.unmet} needs unmet, cost ${first.cost}; with reading it out ${seconds(shown)}), everybody placed ${seconds(whole)}, `
      + `end ${seconds(end)} (${last.unmet} unmet, cost ${last.cost}, ${sessions} sessions)`);
    const steps = long.map(({ done, cost, took }) => `${Math.round(took)} ms at ${done} rounds${cost === null ? ", before the first plan" : ""}`);
    console.log(`  steps over 100 ms: ${steps.length === 0 ? "none" : steps.join("; ")}`);
  }
}

console.log(`${folder}, rooms and trainers x ${times}, effort ${effort}, load ${loadavg().map((one) => one.toFixed(1)).join(" ")}`);
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
print("Node, seconds of the processor", Array.from({ length: runs }, () => planned(Programme, files, effort, cpu)));
print("Node, by the clock", Array.from({ length: runs }, () => planned(Programme, files, effort, () => performance.now())));

if (!values["no-browser"]) {
  const site = empty();
  const here = dirname(fileURLToPath(import.meta.url));
  mkdirSync(join(site, "dist"));
  copyFileSync(resolve(here, "../dist/inline.js"), join(site, "dist/inline.js"));
  copyFileSync(join(here, "planned.mjs"), join(site, "planned.mjs"));
  writeFileSync(join(site, "worker.js"), `import { Programme } from "./dist/inline.js"; import { planned } from "./planned.mjs";
    self.onmessage = ({ data: { files, effort } }) => postMessage(planned(Programme, files, effort, () => performance.now()));`);
  writeFileSync(join(site, "index.html"), "<!doctype html><title>planning</title>");
  const [context, server] = await Promise.all([launch(), serve(site)]);
  const found = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const page = await context.newPage();
      await page.goto(server.url);
      found.push(await page.evaluate(([files, effort]) => new Promise((done, failed) => {
        const worker = new Worker("worker.js", { type: "module" });
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = ({ message }) => failed(new Error(message));
        worker.postMessage({ files, effort });
      }), [files, effort]));
      await page.close();
    }
  } finally {
    await context.close();
    server.stop();
  }
  print("Chromium, in a worker, by the clock", found);
}
