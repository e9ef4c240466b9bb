/**
 * The entry for Node, as CommonJS. It reads the module from the file beside it. Where that is not there, or is another one, as once a
 * server is bundled, it takes the copy that is inlined: in a file of its own, because that takes ten times as long to read.
 */

import { provide } from "./instance.js";

declare function require(name: "./module.cjs"): string;
declare const __dirname: string;
/** Bytes of the module that this entry was built with. */
declare const WASM_BYTES: number;

provide(() => beside() ?? Buffer.from(require("./module.cjs"), "base64"));

/** The module's file. */
function beside(): Uint8Array<ArrayBuffer> | undefined {
  try {
    // Not imported: in a bundle made as modules that would be an error.
    const bytes = process.getBuiltinModule?.("node:fs").readFileSync(`${__dirname}/paratus.wasm`);
    return bytes?.length === WASM_BYTES ? (bytes as Uint8Array<ArrayBuffer>) : undefined;
  } catch {
    return undefined;
  }
}

export * from "./index.js";
