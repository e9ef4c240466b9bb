/** The one instance of the WebAssembly module: made on first use, or by `init`. */

import * as glue from "../pkg/web/paratus.js";
import { isOurs, type Made, ParatusError, reported } from "./errors.js";
import { later, load_rest } from "./rest.js";
import { reasonOf } from "./strict.js";
import type { ErrorAnswer } from "./types.js";

/** Whether this is the smaller module: said when the entry is built. */
declare const CORE: boolean;

/** What the first part of the module does not answer, nor the smaller module. */
const LATE = ["TOML", "calendars", "diff", "diff_plans", "document", "explain_line", "gates", "needs", "phases", "places", "plan", "refresh", "replan", "report", "sensitivity", "survey", "verify", "what_if"];

/** Makes the rest of the module where a question needs it; the smaller module has none, and refuses the question. */
export function need(question: string): void {
  if (!LATE.includes(question)) return;
  if (CORE) throw new ParatusError("NOT_IN_CORE", `\`${question}\` is not in \`paratus/core\`: import \`paratus\` for it`);
  guard(load_rest);
}

/** What WebAssembly can be made from at once. */
export type Source = BufferSource | WebAssembly.Module;

/** Where the module comes from: whole, or its first part and the rest. */
export interface Provided {
  readonly first: () => Source;
  readonly rest?: (() => Source) | undefined;
}

let source: (() => Provided) | undefined;
let ready = false;

/** Says where the module comes from; it is made when it is first needed. */
export function provide(make: () => Provided): void {
  source = make;
}

/** Whether the module is made. */
export const isReady = (): boolean => ready;

/** Makes the module now, or its first part. */
export function load(from: () => Provided): void {
  if (ready) return;
  if (typeof WebAssembly !== "object") {
    throw new ParatusError("NO_WEBASSEMBLY", "there is no WebAssembly here, and Paratus is made of it");
  }
  try {
    const { first, rest } = from();
    const exports = glue.initSync({ module: first() });
    if (rest !== undefined) later(() => makeRest(exports as unknown as WebAssembly.ModuleImports, rest));
  } catch (error) {
    throw notLoaded(error);
  }
  ready = true;
}

function makeRest(first: WebAssembly.ModuleImports, rest: () => Source): void {
  try {
    const from = rest();
    new WebAssembly.Instance(from instanceof WebAssembly.Module ? from : new WebAssembly.Module(from), { first });
  } catch (error) {
    throw notLoaded(error);
  }
}

/** Why the module could not be made. */
export function notLoaded(error: unknown): ParatusError {
  if (isOurs(error)) return error;
  const message = reasonOf(error);
  if (/content security policy|unsafe-eval|disallowed by embedder/i.test(message)) {
    const help = "allow it with `script-src 'self' 'wasm-unsafe-eval'`";
    return new ParatusError("BLOCKED", `a Content-Security-Policy forbids WebAssembly: ${help}`, [], { cause: error });
  }
  return new ParatusError("NOT_LOADED", `the WebAssembly module cannot be loaded: ${message}`, [], { cause: error });
}

/**
 * Calls into the module, made if need be, and makes a `ParatusError` of whatever comes out of it as an error. Where the text that is
 * called with was made here from values, `made` is what these are called: errors name their path then, no line.
 */
export function guard<T>(work: (module: typeof glue) => T, made?: Made): T {
  if (!ready) {
    if (source === undefined) throw new ParatusError("NOT_LOADED", "call `await init(…)` first: this entry loads nothing by itself");
    load(source);
  }
  try {
    return work(glue);
  } catch (error) {
    if (isOurs(error)) throw error;
    if (typeof error === "string") {
      throw reported(JSON.parse(error) as ErrorAnswer, made);
    }
    const message = reasonOf(error);
    // A getter or a trap that was run meanwhile freed it.
    if (/null pointer passed to rust/.test(message)) throw new ParatusError("FREED", "a handle was freed while it was used");
    throw new ParatusError("INTERNAL", `Paratus failed: ${message}`, [], { cause: error });
  }
}
