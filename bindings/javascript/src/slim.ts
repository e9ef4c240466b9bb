/** The entry for those who load the module themselves: from an address, a response, bytes, or compiled already. */

import { isReady, load, notLoaded } from "./instance.js";
import { badInput } from "./errors.js";
import { nameOf } from "./strict.js";

/** What the module can be made from. `paratus/paratus.wasm` is its file in this package. */
export type WasmInput = string | { readonly href: string } | WasmResponse | ArrayBuffer | ArrayBufferView | WasmModule;

/** A compiled module: `WebAssembly.Module`. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: new (...parts: never[]) => infer M } } ? M : object;

/** What a fetch gives: a `Response` is one. */
export interface WasmResponse {
  readonly ok: boolean;
  readonly url: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * Loads the module. Nothing else of this entry works before; once is enough.
 *
 * @example
 * ```js
 * import { init, Programme } from "paratus/slim";
 * import { readFile } from "node:fs/promises";
 * await init(await readFile(new URL(import.meta.resolve("paratus/paratus.wasm"))));
 * ```
 */
export async function init(input: WasmInput | Promise<WasmInput>): Promise<void> {
  if (isReady()) return;
  try {
    const module = await compile(await input);
    load(() => ({ first: () => module }));
  } catch (error) {
    throw notLoaded(error);
  }
}

/**
 * The same at once, from bytes or a compiled module. Browsers limit how much they compile at once; a worker has no such limit.
 *
 * @example
 * ```js
 * import { initSync, Programme } from "paratus/slim";
 * import { readFileSync } from "node:fs";
 * initSync(readFileSync(new URL(import.meta.resolve("paratus/paratus.wasm"))));
 * console.assert(Programme.parse(document).people === 2);
 * ```
 */
export function initSync(input: ArrayBuffer | ArrayBufferView | WasmModule): void {
  load(() => ({ first: () => input as BufferSource | WebAssembly.Module }));
}

async function compile(input: WasmInput): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== "object") load(() => ({ first: () => new ArrayBuffer(0) }));
  if (input instanceof WebAssembly.Module) return input;
  if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) return WebAssembly.compile(input as BufferSource);
  const response = typeof input === "string" || input instanceof URL ? await fetch(input) : input;
  if (!(response instanceof Response)) throw badInput("input", `is ${nameOf(input)}`, "pass an address, a Response, bytes or a module");
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm") && "compileStreaming" in WebAssembly) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export * from "./index.js";
