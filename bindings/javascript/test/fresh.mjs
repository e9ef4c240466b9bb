// Fresh projects with the packed package installed, as its users have them.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the package. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is gone when the tests end. */
export function empty() {
  const folder = mkdtempSync(join(tmpdir(), "paratus-"));
  folders.push(folder);
  return folder;
}

/** Runs npm and gives its output. */
export function npm(folder, ...words) {
  const done = spawnSync("npm", words, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
  if (done.status !== 0) throw new Error(`npm ${words.join(" ")}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

let tarball;
let installed;

/** The path of the packed package. */
export function pack() {
  tarball ??= (() => {
    const folder = empty();
    const [{ filename }] = JSON.parse(npm(root, "pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", folder));
    return join(folder, filename);
  })();
  return tarball;
}

/** A fresh project with the package installed from its tarball, and these files in it. */
export function project(files, manifest = {}) {
  installed ??= (() => {
    const folder = empty();
    writeFileSync(join(folder, "package.json"), '{ "private": true }');
    npm(folder, "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", pack());
    return folder;
  })();
  const folder = empty();
  cpSync(join(installed, "node_modules"), join(folder, "node_modules"), { recursive: true });
  for (const [name, text] of Object.entries({ "package.json": JSON.stringify({ private: true, ...manifest }), ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** What Node prints for a script of a project. */
export const node = (folder, ...words) => execFileSync(process.execPath, words, { cwd: folder, encoding: "utf8", maxBuffer: 1e9 });
