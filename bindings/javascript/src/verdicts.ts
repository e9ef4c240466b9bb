/** The codes of verdicts in columns. */

import type { Verdict } from "./types.js";

/**
 * What the codes of `scores(…).verdict` mean.
 *
 * @example
 * ```js
 * import { VERDICTS } from "paratus";
 * console.assert(VERDICTS[1] === "cannot_tell");
 * ```
 */
export const VERDICTS: readonly Verdict[] = ["not_ready", "cannot_tell", "ready"];
