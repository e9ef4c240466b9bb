/** A compiled programme: the handle that everything is asked of. */

import { bytesOf } from "./columns.js";
import { badInput } from "./errors.js";
import type { Evidence } from "./evidence.js";
import { isProgramme, open, within } from "./handle.js";
import { guard, need } from "./instance.js";
import type { DateOptions, DiffOptions, EvidenceInput, FindingWords, ProgrammeChanges, Report, ReportLanguage, ReportOptions, StatementSource } from "./options.js";
import { PlanQuestions } from "./plans.js";
import { fieldsOf, isList, nameOf, optionsJson, shown, toJson } from "./strict.js";
import type { RawProgramme } from "../pkg/web/paratus.js";
import type * as t from "./types.js";

const LANGUAGES: readonly unknown[] = ["en", "fr", "ar"];
const LEVELS: readonly unknown[] = [1, 2, 3, 4, 5];

let made: (raw: RawProgramme) => Programme;

/** Reads a programme from an object or a text. */
function read(document: unknown): Programme {
  const written = typeof document === "string";
  const text = written ? document : toJson(document, "");
  return made(guard((module) => module.RawProgramme.fromJson(text), written ? undefined : "document"));
}

/**
 * A programme, compiled once. It never changes.
 *
 * @example
 * ```js
 * import { Programme } from "paratus";
 * const programme = Programme.parse(document);
 * const { people } = programme.assess(records, { asOf: "2027-03-14" });
 * console.log(people[0].person, people[0].readiness, people[0].verdict);
 * ```
 */
export class Programme extends PlanQuestions {
  /** Made by {@link Programme.parse} or {@link Programme.fromFiles}. */
  private constructor(raw: RawProgramme) {
    super(raw);
  }

  static {
    // A class that names itself gets another name from bundlers, which consoles show.
    made = (raw) => new this(raw);
  }

  /**
   * Reads a programme from an object, or from its canonical JSON text.
   *
   * Problems in the content are {@link Programme.findings}. Unknown keys and wrong types are errors, all of them in one.
   *
   * @throws {ParatusError} where it cannot be read.
   * @example
   * ```js
   * const programme = Programme.parse({ format: 1, id: "pilot", objectives: [{ id: "why", title: "Why", track: "people" }] });
   * console.assert(programme.id === "pilot");
   * ```
   */
  static parse(document: t.ProgrammeDocument | string): Programme {
    return read(document);
  }

  /**
   * Reads the files of a programme's folder, by their names: `paratus.json`, or `paratus.toml` and what it includes; and the tables
   * `people.csv`, `feature_use.csv`, `acts.csv`, `sessions.csv` and `absences.csv`. Others are not looked at.
   *
   * @throws {ParatusError} where a file cannot be read; findings name file, line and column.
   * @example
   * ```js
   * const programme = Programme.fromFiles({
   *   "paratus.json": '{"format": 1, "id": "pilot", "sections": [{"id": "archive"}]}',
   *   "people.csv": "id,section,roles\np-1,archive,\n",
   * });
   * console.assert(programme.people === 1);
   * ```
   */
  static fromFiles(files: Readonly<Record<string, string | Uint8Array>>): Programme {
    const given = fieldsOf("files", files, "write a plain object of texts or bytes by name");
    if (Object.hasOwn(given, "paratus.toml")) need("TOML");
    const names = Object.keys(given);
    const parts = names.map((name) => bytesOf(`files["${name}"]`, given[name]));
    const ends = new Uint32Array(parts.length);
    const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let end = 0;
    parts.forEach((part, at) => {
      all.set(part, end);
      end += part.length;
      ends[at] = end;
    });
    return made(guard((module) => module.RawProgramme.fromFiles(JSON.stringify(names), all, ends)));
  }

  /**
   * Another programme: this one with changes, as a merge patch (RFC 7396). Tables such as `rules` are merged key by key, `null` takes a
   * key away, lists and all else are replaced.
   *
   * @throws {ParatusError} where what comes out cannot be read.
   * @example
   * ```js
   * const stricter = programme.with({ rules: { threshold: 0.8 } });
   * console.log(programme.diff(records, { asOf: "2027-03-14", programme: stricter }).diff.changes);
   * stricter.free();
   * ```
   */
  with(changes: ProgrammeChanges): Programme {
    const patch: unknown = JSON.parse(toJson(fieldsOf("changes", changes), "changes"));
    return read(merged(this.document(), patch));
  }

  /**
   * Who changes verdict between two dates, programmes or bodies of evidence, and why. It names people: not for publication.
   *
   * @example
   * ```js
   * const { diff } = programme.diff(records, { asOf: "2027-03-14", to: "2028-03-14" });
   * console.log(diff.causes);
   * const stricter = programme.with({ rules: { threshold: 0.8 } });
   * console.log(programme.diff(records, { asOf: "2027-03-14", programme: stricter }).diff.changes);
   * stricter.free();
   * ```
   */
  diff(evidence: Evidence | EvidenceInput | undefined, options: DiffOptions): t.DiffAnswer {
    return JSON.parse(this.diffJson(evidence, options)) as t.DiffAnswer;
  }

  /** {@link Programme.diff} as JSON text. */
  diffJson(evidence: Evidence | EvidenceInput | undefined, options: DiffOptions): string {
    need("diff");
    const { programme: other = this, evidence: later, ...dates } = fieldsOf("options", options) as unknown as DiffOptions;
    if (!isProgramme(other)) throw badInput("options.programme", `is ${nameOf(other)}`, "write what `Programme.parse(…)` gives");
    const [mine, theirs] = [open(this), open(other)];
    const text = optionsJson(dates);
    return within(this, evidence, (before) =>
      later === undefined
        ? guard(() => mine.diff(before, theirs, before, true, text), "options")
        : within(other, later, (after) => guard(() => mine.diff(before, theirs, after, false, text), "options")),
    );
  }

  /**
   * What verdicts owe to the rules: how many people change theirs under other half-lives, thresholds and exponents.
   *
   * @example
   * ```js
   * console.log(programme.sensitivity(records, { asOf: "2027-03-14" }).sensitivity.variants);
   * ```
   */
  sensitivity(evidence?: Evidence | EvidenceInput, options?: DateOptions): t.SensitivityAnswer {
    return JSON.parse(this.sensitivityJson(evidence, options)) as t.SensitivityAnswer;
  }

  /** {@link Programme.sensitivity} as JSON text. */
  sensitivityJson(evidence?: Evidence | EvidenceInput, options?: DateOptions): string {
    need("sensitivity");
    const mine = open(this);
    return within(this, evidence, (raw) => guard(() => mine.sensitivity(raw, optionsJson(options)), "options"));
  }

  /**
   * The report of a programme, panel by panel: pieces of a page that say what the answers say. It names nobody. Put them into an element
   * with the class `paratus`; the style sheet `paratus/paratus.css` touches nothing outside it.
   *
   * @example
   * ```js
   * const { panels } = programme.report(records, { asOf: "2027-03-14" });
   * console.assert(panels.some(({ id, html }) => id === "readiness" && html.startsWith("<section")));
   * ```
   */
  report(evidence?: Evidence | EvidenceInput, options?: ReportOptions): Report {
    return JSON.parse(this.#report(evidence, options, "panels")) as Report;
  }

  /**
   * The report as one page that works from anywhere: no script, nothing loaded. The same bytes as `paratus report`.
   *
   * @example
   * ```js
   * const page = programme.reportHtml(records, { asOf: "2027-03-14", language: "fr" });
   * console.assert(page.startsWith("<!DOCTYPE html>") && !page.includes("<script"));
   * ```
   */
  reportHtml(evidence?: Evidence | EvidenceInput, options?: ReportOptions): string {
    return this.#report(evidence, options, "html");
  }

  /**
   * The report as Markdown: the same bytes as `paratus report --format md`.
   *
   * @example
   * ```js
   * console.assert(programme.reportMarkdown(records, { asOf: "2027-03-14" }).startsWith("# "));
   * ```
   */
  reportMarkdown(evidence?: Evidence | EvidenceInput, options?: ReportOptions): string {
    return this.#report(evidence, options, "markdown");
  }

  /**
   * What findings say in a language of reports, each with what to do about it, in their order. Findings themselves are in English.
   *
   * @example
   * ```js
   * const [first] = programme.describe(programme.findings().findings, "fr");
   * console.assert(first === undefined || first.problem.length > 0);
   * ```
   */
  describe(findings: readonly t.Finding[], language: ReportLanguage): FindingWords[] {
    need("report");
    if (!LANGUAGES.includes(language)) throw badInput("language", `${shown(language)} is no language of reports`, `write one of ${LANGUAGES.join(", ")}`);
    const raw = open(this);
    const text = toJson(findings, "findings");
    return JSON.parse(guard(() => raw.describe(text, language))) as FindingWords[];
  }

  /**
   * What the parts of a plan say in a language of reports, in their order: why a session takes place when it does, why people do something
   * alone, why a need is not met, what is short, relaxations, what a plan breaks, the reasons of `explainLine`.
   *
   * @example
   * ```js
   * const { sessions, unplaced, relaxations } = programme.plan(records, { asOf: "2027-03-14", relax: true });
   * const [why] = programme.describeStatements(sessions, "en");
   * console.assert(why.startsWith("serves "));
   * console.assert(programme.describeStatements([...unplaced, ...relaxations], "fr").length === unplaced.length + relaxations.length);
   * ```
   */
  describeStatements(stated: readonly StatementSource[], language: ReportLanguage): string[] {
    need("report");
    if (!LANGUAGES.includes(language)) throw badInput("language", `${shown(language)} is no language of reports`, `write one of ${LANGUAGES.join(", ")}`);
    const raw = open(this);
    // Who takes part is not asked.
    const text = toJson(stated.map(({ people, ...part }: StatementSource & { readonly people?: unknown }) => part), "stated");
    return JSON.parse(guard(() => raw.describeStatements(text, language))) as string[];
  }

  #report(evidence: Evidence | EvidenceInput | undefined, options: ReportOptions | undefined, form: string): string {
    need("report");
    const { headingLevel = 2, idPrefix = "", language = "en", plan, sensitivity = false, ...rest } = (options === undefined ? {} : fieldsOf("options", options)) as ReportOptions;
    if (!LANGUAGES.includes(language)) throw badInput("options.language", `${shown(language)} is no language of reports`, `write one of ${LANGUAGES.join(", ")}`);
    if (typeof sensitivity !== "boolean") throw badInput("options.sensitivity", `is ${nameOf(sensitivity)}`, "write true or false");
    if (!LEVELS.includes(headingLevel)) throw badInput("options.headingLevel", `is ${typeof headingLevel === "number" ? headingLevel : shown(headingLevel)}`, "write a whole number from 1 to 5");
    if (typeof idPrefix !== "string" || !/^[\w-]*$/.test(idPrefix)) throw badInput("options.idPrefix", `is ${shown(idPrefix)}`, "write letters, digits, `-` and `_`");
    const text = plan === undefined ? undefined : toJson(plan, "options.plan");
    const raw = open(this);
    return within(this, evidence, (lent) =>
      guard((module) => raw.report(lent, optionsJson(rest), new module.RawLook(language, form, headingLevel, idPrefix), sensitivity, text), "options"),
    );
  }
}

/** What a merge patch makes of a value. */
function merged(value: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || isList(patch)) return patch;
  const fields = new Map(typeof value === "object" && value !== null && !isList(value) ? Object.entries(value) : []);
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) fields.delete(key);
    else fields.set(key, merged(fields.get(key), change));
  }
  return Object.fromEntries(fields);
}
