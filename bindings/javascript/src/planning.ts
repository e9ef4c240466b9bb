/** Questions about plans, as the texts in which the library takes them. */

import { badInput, isOurs } from "./errors.js";
import type { DateOptions, PlacesOptions, PlanningOptions, WhatIfOptions } from "./options.js";
import { fieldsOf, isList, nameOf, optionsJson, reasonOf, toJson } from "./strict.js";
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
  if (!isList(changes)) throw badInput("options.changes", `is ${nameOf(changes)}`, "write an array of changes such as { weeks: 8 }");
  return `{"changes":${toJson(changesOf(changes), "options.changes")},"options":${optionsJson(planning as PlanningOptions | undefined)}}`;
}

/** Changes as the library takes them: `{ maxAbsent: 0.3 }` becomes `max_absent=0.3`. */
function changesOf(changes: readonly unknown[]): unknown[] {
  try {
    return Array.from(changes, (change, at) => (typeof change === "string" ? change : changeOf(`options.changes[${at}]`, change)));
  } catch (error) {
    throw isOurs(error) ? error : badInput("options.changes", `cannot be read: ${reasonOf(error)}`);
  }
}

function changeOf(path: string, change: unknown): string {
  const parts: string[] = [];
  const put = (at: string, name: string, value: unknown) => {
    if (value === undefined) return;
    if (!["string", "number", "boolean"].includes(typeof value)) throw badInput(at, `is ${nameOf(value)}`, "write a number, a date, true or false");
    if (/[,=]/.test(name) || /[,=]/.test(String(value))) throw badInput(at, "has a comma or `=` in it, which no change can have");
    parts.push(`${name}=${String(value)}`);
  };
  for (const [key, value] of Object.entries(fieldsOf(path, change, "write a plain object such as { weeks: 8 }"))) {
    const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (typeof value !== "object" || value === null) put(`${path}.${key}`, name, value);
    else for (const [of, one] of Object.entries(fieldsOf(`${path}.${key}`, value))) put(`${path}.${key}.${of}`, `${name}.${of}`, one);
  }
  if (parts.length === 0) throw badInput(path, "changes nothing", "write an option, such as { weeks: 8 }");
  return parts.join(",");
}
