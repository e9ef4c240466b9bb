/** What needs no handle. */

import { badInput } from "./errors.js";
import { guard, need } from "./instance.js";
import { nameOf } from "./strict.js";
import type * as t from "./types.js";

/**
 * Answers one operation on JSON text: `{"programme": …, "evidence": […], "responses": […], "options": {…}}`, as the library itself
 * does.
 *
 * @example
 * ```js
 * import { call } from "paratus";
 * console.assert(call("findings", '{"programme": {"format": 1, "id": "p"}}').includes("paratus/findings/1"));
 * ```
 */
export function call(operation: string, request: string): string {
  for (const [name, value] of [["operation", operation], ["request", request]] as const) {
    if (typeof value !== "string") throw badInput(name, `is ${nameOf(value)}`, "write a text");
  }
  need(operation);
  return guard((module) => module.call(operation, request));
}

/**
 * The table of finding codes: what each means, why it matters, and what to do.
 *
 * @example
 * ```js
 * import { codes } from "paratus";
 * const { remedy } = codes().codes.find(({ code }) => code === "NO_SPONSOR");
 * console.assert(remedy.length > 0);
 * ```
 */
export function codes(): t.CodesAnswer {
  return JSON.parse(guard((module) => module.codes())) as t.CodesAnswer;
}
