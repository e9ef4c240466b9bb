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
  | "NO_WEBASSEMBLY"
  | "BLOCKED"
  | "NOT_LOADED"
  | "NOT_IN_CORE"
  | "INTERNAL";

/**
 * What every function of this package throws, and nothing else. Problems in the content of a programme are no errors: they are
 * returned as findings.
 *
 * @example
 * ```js
 * import { ParatusError, Programme } from "paratus";
 * try {
 *   Programme.parse({ format: 1, id: "p", people: [{ id: "p-1", section: "s", role: "clerk" }] });
 * } catch (error) {
 *   console.assert(error instanceof ParatusError && error.code === "SHAPE");
 *   console.assert(error.findings[0].path === "people[0].role");
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
}

/**
 * An error about one value at a path.
 *
 * @internal
 */
export function badInput(path: string, message: string, help: string | null = null, code: Code = "WRONG_TYPE"): ParatusError {
  const finding: Finding = { code, column: null, file: null, help, line: null, message, path, severity: "error" };
  const text = `${path === "" ? "" : `${path}: `}${message}${help === null ? "" : ` (${help})`}`;
  return new ParatusError("BAD_INPUT", text, [finding]);
}

/**
 * What values are called that texts were made of.
 *
 * @internal
 */
export type Made = "document" | "evidence" | "options" | "plan" | "responses";

const camel = (text: string): string => text.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * The error that the library answers with. It names lines of texts; where the text was `made` here, nobody has seen it, so the paths of
 * the values are named, and options as they are called here.
 *
 * @internal
 */
export function reported({ code, message, findings }: ErrorAnswer, made?: Made): ParatusError {
  const file = made === "document" ? "paratus.json" : made;
  const asked = ({ code, path }: Finding) => made === "options" && (code === "NO_DATE" || path.startsWith("options"));
  const mine = (finding: Finding) => finding.file === file || asked(finding);
  const all = findings.map((finding) => (made !== undefined && mine(finding) ? byPath(finding, made) : finding));
  const [first] = all;
  if (first === undefined || first === findings[0]) return new ParatusError(code as ErrorCode, message, findings);
  const help = first.help === null ? "" : ` (${first.help})`;
  const more = all.length === 1 ? "" : ` (and ${all.length - 1} more problem${all.length === 2 ? "" : "s"})`;
  return new ParatusError(code as ErrorCode, `${first.path}: ${first.message}${help}${more}`, all);
}

function byPath(finding: Finding, made: Made): Finding {
  const path = finding.path === "" ? made : finding.path;
  const found = { ...finding, column: null, file: null, line: null, path };
  if (finding.code === "NO_DATE") return { ...found, path: "options.asOf" };
  // A plan has keys of its own.
  if (path.startsWith("options.plan")) return { ...found, path: path.slice("options.".length) };
  if (!/^options(\.\w+)?$/.test(path)) return found;
  return { ...found, path: camel(path), message: camel(finding.message), help: finding.help && camel(finding.help) };
}
