/** What stops a call that takes its time. */

import { badInput } from "./errors.js";
import { nameOf } from "./strict.js";

/** What says stop: an `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener?(type: "abort", listener: () => void): void;
  removeEventListener?(type: "abort", listener: () => void): void;
}

/**
 * Whether a signal says stop.
 *
 * @internal
 */
export function watch(signal: unknown): () => boolean {
  if (signal === undefined) return () => false;
  try {
    if (typeof (signal as StopSignal).aborted === "boolean") return () => (signal as StopSignal).aborted;
  } catch {
    // It is none.
  }
  throw badInput("options.signal", `is ${nameOf(signal)}`, "write an AbortSignal");
}
