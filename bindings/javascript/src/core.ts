/**
 * The smaller entry: all that says how ready people and units are and why, at less than half the size. It has the same classes and types
 * as `paratus`. What needs more (gates, phases, refreshers, surveys, needs, differences, plans, reports, `document`) throws a
 * {@link ParatusError} with the code `NOT_IN_CORE`, and programmes are JSON: TOML is not read.
 *
 * @example
 * ```js
 * import { ParatusError, Programme } from "paratus/core";
 * const programme = Programme.parse(document);
 * console.log(programme.assess(records, { asOf: "2027-03-14" }).people[0].verdict);
 * try {
 *   programme.plan(records, { asOf: "2027-03-14" });
 * } catch (error) {
 *   console.assert(error instanceof ParatusError && error.code === "NOT_IN_CORE");
 * }
 * ```
 */

export * from "./index.js";
