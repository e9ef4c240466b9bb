/** The one instance of the WebAssembly module: made on first use, or by `init`. */

import * as glue from "../pkg/web/paratus.js";
import { isOurs, type Made, ParatusError, reported } from "./errors.js";
import { reasonOf } from "./strict.js";
import type { ErrorAnswer } from "./types.js";

/** Whether this is the smaller module: said when the entry is built. */
declare const CORE: boolean;

/** What only the whole module answers. */
const WHOLE = ["TOML", "calendars", "diff", "diff_plans", "document", "explain_line", "gates", "needs", "phases", "places", "plan", "refresh", "replan", "report", "sensitivity", "survey", "verify", "what_if"];

/** Refuses a question that the smaller module does not answer. */
export function need(question: string): void {
  if (CORE && WHOLE.includes(question)) {
    throw new ParatusError("NOT_IN_CORE", `\`${question}\` is not in \`paratus/core\`: import \`paratus\` for it`);
  }
}

/** What WebAssembly can be made from at once. */
export type Source = BufferSource | WebAssembly.Module;

let source: (() => Source) | undefined;
let ready = false;

/** Says where the module comes from; it is made when it is first needed. */
export function provide(make: () => Source): void {
  source = make;
}

/** Whether the module is made. */
export const isReady = (): boolean => ready;

/** Makes the module now. */
export function load(from: () => Source): void {
  if (ready) return;
  if (typeof WebAssembly !== "object") {
    throw new ParatusError("NO_WEBASSEMBLY", "there is no WebAssembly here, and Paratus is made of it");
  }
  try {
    glue.initSync({ module: from() });
  } catch (error) {
    throw notLoaded(error);
  }
  ready = true;
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
