/** The one kind of error that this package throws. */

import type { Code, ErrorAnswer, Finding } from "./types.js";

/**
 * Why there is no answer.
 *
 * - `BAD_INPUT`: a value that cannot be read: `undefined`, `NaN`, a `Map`, a cycle, a detached array; `findings` names its path.
 * - `SYNTAX`, `SHAPE`, `FORMAT`, `MISSING_FILE`, `UNREADABLE`, `TOO_LARGE`: the document or the evidence cannot be read.
 * - `NO_DATE`: no date of assessment was given, and there is no clock.
 * - `UNKNOWN`: what was asked about does not exist.
 * - `FREED`: the handle was freed before.
 * - `ABORTED`: a signal stopped it before there was an answer.
 * - `WORKER`: the worker of a client ended or could not be started.
 * - `NO_WEBASSEMBLY`, `BLOCKED`, `NOT_LOADED`: WebAssembly is missing, or a policy forbids it, or `init` was not awaited.
 * - `NOT_IN_CORE`: `paratus/core` does not answer this; `paratus` does.
 * - `INTERNAL`: a fault of Paratus; please report it.
 */
export type ErrorCode =
  | "BAD_INPUT"
  | "SYNTAX"
  | "SHAPE"
  | "FORMAT"
  | "MISSING_FILE"
  | "UNREADABLE"
  | "TOO_LARGE"
  | "NO_DATE"
  | "UNKNOWN"
  | "FREED"
  | "ABORTED"
  | "WORKER"
  | "NO_WEBASSEMBLY"
  | "BLOCKED"
  | "NOT_LOADED"
  | "NOT_IN_CORE"
  | "INTERNAL";

/** Marks the errors of every entry: each has a class of its own, and `instanceof` takes them for one. */
const MARK = Symbol.for("paratus.ParatusError");

/**
 * What every function of this package throws, and nothing else. The errors of all entries are instances of the class of each. Problems in the content of a programme are no errors: they are
 * returned as findings.
 *
 * @example
 * ```js
 * import { ParatusError, Programme } from "paratus";
 * try {
 *   Programme.parse({ format: 1, id: "p", people: [{ id: "p-1", section: "s", role: "clerk" }] });
 * } catch (error) {
 *   console.assert(error instanceof ParatusError && error.code === "SHAPE");
 *   console.assert(error.findings.some(({ path }) => path === "people[0].role"));
 * }
 * ```
 */
export class ParatusError extends Error {
  /** What kind of error it is. */
  readonly code: ErrorCode;
  /** Every problem, worst first, each with its place. */
  readonly findings: readonly Finding[];

  constructor(code: ErrorCode, message: string, findings: readonly Finding[] = [], options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.findings = findings;
  }

  override get name(): string {
    return "ParatusError";
  }

  /** @internal */
  get [MARK](): true {
    return true;
  }

  /** Whether something is an error of any entry of this package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A class that extends this one has instances of its own.
    if (!Object.hasOwn(this, Symbol.hasInstance)) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && MARK in value;
  }

  /**
   * The same as plain data, which survives `postMessage` and `structuredClone`; an error itself arrives as an `Error` without its code.
   *
   * @example
   * ```js
   * import { ParatusError, Programme } from "paratus";
   * try {
   *   Programme.parse("{");
   * } catch (error) {
   *   const data = structuredClone(error.toJSON()); // or `postMessage(error.toJSON())`
   *   console.assert(data.code === "SYNTAX" && ParatusError.fromJSON(data).message === error.message);
   * }
   * ```
   */
  toJSON(): ParatusErrorData {
    const { code, findings, message, name } = this;
    return { code, findings: findings.map((finding) => ({ ...finding })), message, name };
  }

  /**
   * The error that plain data were made of.
   *
   * @example
   * ```js
   * import { ParatusError } from "paratus";
   * const error = ParatusError.fromJSON({ code: "NO_DATE", findings: [], message: "there is no date", name: "ParatusError" });
   * console.assert(error instanceof ParatusError && error.code === "NO_DATE");
   * ```
   */
  static fromJSON(data: ParatusErrorData): ParatusError {
    return restored(data);
  }
}

// Not in the class: one that names itself gets another name from bundlers, which consoles show.
function restored({ code, message, findings }: ParatusErrorData): ParatusError {
  return new ParatusError(code, message, findings);
}

/**
 * Whether something that was thrown is one; nothing is asked of it that could throw.
 *
 * @internal
 */
export function isOurs(error: unknown): error is ParatusError {
  try {
    return error instanceof ParatusError;
  } catch {
    return false;
  }
}

/** A {@link ParatusError} as plain data. */
export interface ParatusErrorData {
  /** What kind of error it is. */
  readonly code: ErrorCode;
  /** Every problem, worst first, each with its place. */
  readonly findings: readonly Finding[];
  /** What is wrong, and what to do. */
  readonly message: string;
  /** `ParatusError`. */
  readonly name: string;
}

/**
 * A text as it is in a message: what is very long says no more than its beginning.
 *
 * @internal
 */
export const brief = (text: string): string => (text.length > 1000 ? `${text.slice(0, 1000)}…` : text);

/**
 * An error about one value at a path.
 *
 * @internal
 */
export function badInput(path: string, message: string, help: string | null = null, code: Code = "WRONG_TYPE"): ParatusError {
  const finding: Finding = { code, column: null, file: null, help, line: null, message, path, severity: "error" };
  const text = `${path === "" ? "" : `${path}: `}${message}${help === null ? "" : ` (${help})`}`;
  return new ParatusError("BAD_INPUT", brief(text), [finding]);
}

/**
 * What values are called that texts were made of.
 *
 * @internal
 */
export type Made = "changes" | "document" | "evidence" | "options" | "plan" | "records" | "responses";

/**
 * Options whose names differ here from those of the library, as that writes them. Held to the declarations by a test.
 *
 * @internal
 */
export const OPTIONS: ReadonlySet<string> = new Set(
  ("as_of balance_per_hour cost_per_move disclosure_key frozen_until max_absent phase_until seats_max seats_min " +
    "time_per_half_day wage_per_hour waste_per_hour").split(" "),
);

/** The name of an option as it is written here. */
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A message with the names of options as they are written here; every other name stays what it is. */
const spelled = (text: string, own = ""): string =>
  text.replace(/`([a-z_]+)([.`])/g, (all, name: string, end: string) => (name === own || OPTIONS.has(name) ? `\`${camel(name)}${end}` : all));

/**
 * The error that the library answers with. It names lines of texts; where the text was `made` here, nobody has seen it, so the paths of
 * the values are named, and options as they are called here.
 *
 * @internal
 */
export function reported({ code, message, findings }: ErrorAnswer, made?: Made): ParatusError {
  const file = made === "document" ? "paratus.json" : made;
  const asked = ({ code, path }: Finding) => made === "options" && (code === "NO_DATE" || path.startsWith("options"));
  const mine = (finding: Finding) => made === "changes" || finding.file === file || asked(finding);
  const all = findings.map((finding) => (made !== undefined && mine(finding) ? byPath(finding, made) : finding));
  // How many more there are of a code says less than the first by itself.
  const first = all.find(({ code }) => code !== "MORE_FINDINGS") ?? all[0];
  if (first === undefined || findings.includes(first)) return new ParatusError(code as ErrorCode, brief(message), findings);
  const help = first.help === null ? "" : ` (${first.help})`;
  return new ParatusError(code as ErrorCode, `${brief(`${first.path}: ${first.message}${help}`)}${others(first, all)}`, all);
}

/** How many there are of each severity beside the first: what the library's own message ends in. */
function others(first: Finding, all: Finding[]): string {
  const said = (["error", "warning", "info"] as const).flatMap((severity) => {
    const same = severity === first.severity;
    const count = all.filter((finding) => finding.severity === severity).reduce((sum, finding) => sum + problemsOf(finding), same ? -1 : 0);
    if (count <= 0) return [];
    return [`${count} ${same ? "more " : ""}${severity === "info" ? "note" : severity}${count === 1 ? "" : "s"}`];
  });
  return said.length === 0 ? "" : ` (and ${said.join(" and ")})`;
}

/** How many problems a finding reports: one that says that more were found than are listed reports those. */
function problemsOf({ code, facts }: Finding): number {
  const { found, listed } = facts ?? {};
  return code === "MORE_FINDINGS" && typeof found === "number" && typeof listed === "number" ? Math.max(found - listed, 0) : 1;
}

function byPath(finding: Finding, made: Made): Finding {
  const path = finding.path === "" ? made : finding.path;
  const found = { ...finding, column: null, file: null, line: null, path };
  const [, name, rest] = /^options(\.\w+)?(.*)$/.exec(path) ?? [];
  const here = { message: spelled(finding.message, name?.slice(1)), help: finding.help && spelled(finding.help) };
  if (made === "changes" && !path.startsWith("options")) return { ...found, ...here, path: "options.changes" };
  if (finding.code === "NO_DATE") return { ...found, path: "options.asOf" };
  // A plan has keys of its own.
  if (path.startsWith("options.plan")) return { ...found, path: path.slice("options.".length) };
  return rest === undefined ? found : { ...found, ...here, path: `options${camel(name ?? "")}${rest}` };
}
