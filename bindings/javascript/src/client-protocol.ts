/** What page and worker say to each other. */

import type { ParatusErrorData } from "./errors.js";
import type { PlanningProgress } from "./planner.js";

/** Questions by their names, with the number of arguments that come before what is said about the call. */
export const QUESTIONS = {
  document: 0, findings: 1, fit: 1, phases: 1,
  assess: 1, explain: 1, units: 1, unit: 1, gaps: 1, needs: 1, survey: 1, scores: 1, gates: 1, refresh: 1, sensitivity: 1, diff: 1,
  report: 1, reportHtml: 1, reportMarkdown: 1,
  plan: 1, replan: 1, whatIf: 1, places: 1, verify: 2, explainLine: 2, diffPlans: 2, calendars: 2, describe: 2, describeStatements: 2,
} as const;

/** The name of a question. */
export type Question = keyof typeof QUESTIONS;

/** What the worker does beside answering. */
export type Task = Question | "start" | "open" | Change;

/** What changes the evidence that is open. */
export type Change = "append" | "appendResponses" | "remove";

/** To the worker: something to do, or that the answer to it is wanted as it is by now. */
export type Request = { readonly id: number; readonly task: Task; readonly args: readonly unknown[]; readonly plans?: boolean } | { readonly stop: number };

/** From the worker; a plan that is better than those before comes as JSON text, which costs the page little until it is asked for. */
export type Reply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: ParatusErrorData }
  | { readonly id: number; readonly progress: PlanningProgress; readonly plan: string | null };

/** A worker, as far as it is used: a `Worker` is one. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message" | "error" | "messageerror", listener: (event: unknown) => void): void;
  terminate(): void;
}
