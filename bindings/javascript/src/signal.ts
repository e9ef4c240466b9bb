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

/**
 * Waits for a task of its own, so that messages come through: without the delay that browsers give to timers, where there are channels.
 *
 * @internal
 */
export function nextTask(): Promise<void> {
  return new Promise((done) => {
    if (typeof MessageChannel === "undefined") return void setTimeout(done, 0);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}
