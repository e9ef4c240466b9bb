/** Questions about plans, as the texts in which the library takes them. */

import { badInput } from "./errors.js";
import type { DateOptions, WhatIfOptions } from "./options.js";
import { isPlain, nameOf, optionsJson, toJson } from "./strict.js";
import type * as t from "./types.js";

/** Whether a plan holds. */
export function verification(plan: t.Plan, options: DateOptions | undefined): string {
  const text = optionsJson(options);
  return `{"plan":${toJson(plan, "plan")}${text === "{}" ? "" : `,${text.slice(1, -1)}`}}`;
}

/** Why a line of a plan is there. */
export function lineOfPlan(plan: t.Plan, line: string): string {
  return `{"line":${toJson(line, "line")},"plan":${toJson(plan, "plan")}}`;
}

/** Plans side by side. */
export function comparison(options: WhatIfOptions): string {
  if (options === null || typeof options !== "object" || !isPlain(options)) throw badInput("options", `is ${nameOf(options)}`, "write a plain object");
  const { changes, options: planning, ...stray } = options;
  const [unknown] = Object.keys(stray);
  if (unknown !== undefined) throw badInput(`options.${unknown}`, `\`${unknown}\` is not known here`, "write { changes, options }", "UNKNOWN_KEY");
  return `{"changes":${toJson(changes, "options.changes")},"options":${optionsJson(planning)}}`;
}
