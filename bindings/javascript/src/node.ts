/**
 * The entry for Node, as CommonJS. It reads the module from the files beside it: its first part, and the rest once it is called. Where they are
 * not there, or are others, as once a server is bundled, it takes the copy that is inlined: in a file of its own, because that takes ten
 * times as long to read.
 */

import { inlined, type Texts } from "./inlined.js";
import { provide, type Source } from "./instance.js";

declare function require(name: "./module.cjs"): Texts;
declare const __dirname: string;
/** The files that this entry was built with, and how many bytes they have. */
declare const FILES: Readonly<Record<string, number>>;

// Not imported: in a bundle made as modules that would be an error.
const files = process.getBuiltinModule?.("node:fs");
const read = (name: string) => () => files.readFileSync(`${__dirname}/${name}`) as Source;

provide(() => {
  const [first, rest] = Object.keys(FILES);
  if (first === undefined || !areBeside()) return inlined(require("./module.cjs"));
  return { first: read(first), rest: rest === undefined ? undefined : read(rest) };
});

function areBeside(): boolean {
  try {
    return Object.entries(FILES).every(([name, bytes]) => files.statSync(`${__dirname}/${name}`).size === bytes);
  } catch {
    return false;
  }
}

export * from "./index.js";
