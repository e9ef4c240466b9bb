/** Questions about plans, as the texts in which the library takes them. */

import { badInput } from "./errors.js";
import type { DateOptions, PlacesOptions, PlanningOptions, WhatIfOptions } from "./options.js";
import { fieldsOf, isList, nameOf, optionsJson, toJson } from "./strict.js";
import type * as t from "./types.js";

/** A plan as JSON text. */
export function planJson(plan: t.Plan, name = "plan"): string {
  return toJson(fieldsOf(name, plan, "write what `programme.plan(…)` gives"), name);
}

/** Every place for one person. */
export function placesOf(options: PlacesOptions): string {
  const { person, ...planning } = fieldsOf("options", options, "write { person }");
  return `{"options":${optionsJson(planning)},"person":${toJson(person, "options.person")}}`;
}

/** Two plans. */
export function bothPlans(before: t.Plan, after: t.Plan): string {
  return `{"after":${planJson(after, "after")},"before":${planJson(before, "before")}}`;
}

/** Whether a plan holds. */
export function verification(plan: t.Plan, options: DateOptions | undefined): string {
  const text = optionsJson(options);
  return `{"plan":${planJson(plan)}${text === "{}" ? "" : `,${text.slice(1, -1)}`}}`;
}

/** Why a line of a plan is there. */
export function lineOfPlan(plan: t.Plan, line: string): string {
  return `{"line":${toJson(line, "line")},"plan":${planJson(plan)}}`;
}

/** Plans side by side. */
export function comparison(options: WhatIfOptions): string {
  const { changes, options: planning, ...stray } = fieldsOf("options", options);
  const [unknown] = Object.keys(stray);
  if (unknown !== undefined) throw badInput(`options.${unknown}`, `\`${unknown}\` is not known here`, "write { changes, options }", "UNKNOWN_KEY");
  if (!isList(changes)) throw badInput("options.changes", `is ${nameOf(changes)}`, 'write an array of texts such as "weeks=8"');
  return `{"changes":${toJson(changes, "options.changes")},"options":${optionsJson(planning as PlanningOptions | undefined)}}`;
}
