/** Evidence for a programme, and the forms in which it may come. */

import { bytesOf, pack } from "./columns.js";
import { badInput, ParatusError } from "./errors.js";
import { type Handle, isProgramme } from "./handle.js";
import { guard } from "./instance.js";
import type { AppendOptions, EvidenceInput, RecordSelection, ResponsesInput, StreamedTable, UnknownKeys } from "./options.js";
import type { Programme } from "./programme.js";
import { packRecords } from "./records.js";
import { readBytes } from "./streams.js";
import { fieldsOf, isList, nameOf, shown, toJson } from "./strict.js";
import type { RawEvidence } from "../pkg/web/paratus.js";
import type * as t from "./types.js";

/**
 * Makes a handle: for programmes alone.
 *
 * @internal
 */
export let make: (programme: Handle, raw: RawEvidence) => Evidence;

/**
 * The module's side of a handle: for the programme alone that it was made by.
 *
 * @internal
 */
export let lend: (evidence: Evidence, programme: Handle) => RawEvidence;

/**
 * Whether something is a handle; nothing is asked of it that could throw.
 *
 * @internal
 */
export let isEvidence: (value: unknown) => value is Evidence;

/**
 * Evidence for one programme. The order of records does not matter. The latest assessment is kept: after an append only the people it
 * touches are scored again.
 *
 * @example
 * ```js
 * const evidence = programme.evidence(records);
 * programme.assess(evidence, { asOf: "2027-03-14" });
 * const { taken, touched } = evidence.append([
 *   { person: "p-1", objective: "docket-basics", kind: "observation", value: 1, date: "2027-03-10", source: "p-2" },
 * ]);
 * console.assert(taken === 1 && touched[0] === "p-1");
 * programme.assess(evidence, { asOf: "2027-03-14", people: touched }); // scores one person
 * ```
 */
export class Evidence {
  #raw: RawEvidence | undefined;
  #programme: Programme;

  /** Made by {@link Programme.evidence}. */
  private constructor(programme: Handle, raw: RawEvidence) {
    if (!isProgramme(programme)) throw badInput("evidence", "is made by `programme.evidence(…)`");
    this.#raw = raw;
    this.#programme = programme;
  }

  static {
    make = (programme, raw) => new this(programme, raw);
    isEvidence = (value): value is Evidence => typeof value === "object" && value !== null && #raw in value;
    lend = (evidence, programme) => {
      if (programme !== evidence.#programme) throw badInput("evidence", "is for another programme");
      return evidence.#open();
    };
  }

  /** The programme it is for. */
  get programme(): Programme {
    return this.#programme;
  }

  /** How many records were taken. */
  get count(): number {
    return this.#open().count();
  }

  /** How many records were refused; each was a finding. */
  get refused(): number {
    return this.#open().refused();
  }

  /** How many records refer to an entry of the programme that was refused; they count again when it is corrected. */
  get setAside(): number {
    return this.#open().set_aside();
  }

  /**
   * Adds records, and says what became of them.
   *
   * @throws {ParatusError} where the input cannot be read; nothing is added then.
   * @example
   * ```js
   * const evidence = programme.evidence();
   * const { taken, refused, findings } = evidence.append([...records, { ...records[0], person: "p-9" }]);
   * console.assert(taken === records.length && refused === 1);
   * console.assert(findings.some(({ code, path }) => code === "UNKNOWN_REFERENCE" && path === "evidence[3].person"));
   * ```
   */
  append(input: EvidenceInput, options?: AppendOptions): t.AppendAnswer {
    const raw = this.#open();
    return JSON.parse(append(raw, input, unknownKeysOf(options))) as t.AppendAnswer;
  }

  /**
   * Adds the rows of a table that has to be waited for: a `Blob`, a `File`, a `ReadableStream` of bytes.
   *
   * @throws {ParatusError} where it cannot be read; nothing is added then.
   * @example
   * ```js
   * const evidence = programme.evidence();
   * const csv = new Blob(["person,objective,kind,value,date\np-1,docket-basics,quiz,0.7,2027-01-10\n"]);
   * console.assert((await evidence.appendFrom({ csv })).taken === 1);
   * ```
   */
  async appendFrom(table: StreamedTable): Promise<t.AppendAnswer> {
    this.#open();
    return this.append(await readTable("evidence", table));
  }

  /** How many answers to surveys are held: one per respondent, item and day. */
  get responses(): number {
    return this.#open().responses();
  }

  /**
   * Adds answers to surveys, and says what became of them. What they say about objectives counts as evidence.
   *
   * @throws {ParatusError} where the input cannot be read; nothing is added then.
   * @example
   * ```js
   * const evidence = programme.evidence(records);
   * const { taken, touched } = evidence.appendResponses(responses);
   * console.assert(taken === responses.length && touched.length > 0);
   * ```
   */
  appendResponses(input: ResponsesInput): t.AppendAnswer {
    const raw = this.#open();
    return JSON.parse(appendResponses(raw, input)) as t.AppendAnswer;
  }

  /**
   * Removes the records that all parts fit which are named: a `key`, an `objective`, a `person`. What they had superseded counts again only
   * where it has another key. Answers to surveys stay.
   *
   * @throws {ParatusError} `UNKNOWN` where there is no such person or objective; also where nothing is named.
   * @example
   * ```js
   * const evidence = programme.evidence([...records, { ...records[0], key: "attempt-7" }]);
   * const { removed, touched } = evidence.remove({ key: "attempt-7" });
   * console.assert(removed === 1 && touched[0] === records[0].person);
   * evidence.remove({ person: "p-1" }); // all about one person
   * ```
   */
  remove(records: RecordSelection): t.RemovalAnswer {
    const raw = this.#open();
    const text = toJson(fieldsOf("records", records, "write { key }, { objective } or { person }"), "records");
    return JSON.parse(guard(() => raw.remove(text), "records")) as t.RemovalAnswer;
  }

  /**
   * Adds all records of another handle on evidence for the same programme.
   *
   * @throws {ParatusError} `UNKNOWN` where it is for another programme; nothing is added then.
   * @example
   * ```js
   * const evidence = programme.evidence(records.slice(0, 1));
   * evidence.merge(programme.evidence(records.slice(1)));
   * console.assert(evidence.count === records.length);
   * ```
   */
  merge(other: Evidence): void {
    const raw = this.#open();
    if (!isEvidence(other)) throw badInput("evidence", `is ${nameOf(other)}`, "write a handle made by `programme.evidence(…)`");
    const theirs = other.#open();
    guard(() => raw.merge(theirs));
  }

  /**
   * Gives back its memory at once. Nothing else can be asked of it then.
   *
   * @example
   * ```js
   * const evidence = programme.evidence(records);
   * try {
   *   programme.assess(evidence, { asOf: "2027-03-14" });
   * } finally {
   *   evidence.free(); // `using evidence = …` does the same
   * }
   * ```
   */
  free(): void {
    this.#raw?.free();
    this.#raw = undefined;
  }

  /** The same as {@link Evidence.free}, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  #open(): RawEvidence {
    if (this.#raw === undefined) throw new ParatusError("FREED", "this evidence was freed");
    return this.#raw;
  }
}

/** Reads one form of evidence into the module. */
function append(raw: RawEvidence, input: EvidenceInput, unknownKeys: UnknownKeys | undefined): string {
  const form = formOf("evidence", EVIDENCE, input);
  if (unknownKeys !== undefined && !("records" in form || "json" in form)) {
    throw badInput("options.unknownKeys", "has no effect on columns and tables", "leave it out: in tables, columns that are unknown are a warning");
  }
  const given = "columns" in form ? form.columns : "records" in form ? packRecords(form.records, unknownKeys === "ignore") : undefined;
  if (given !== undefined || "columns" in form) {
    const columns = pack(given);
    try {
      return guard(() => raw.appendColumns(columns));
    } finally {
      columns.free();
    }
  }
  return appendTable("evidence", form, (json) => raw.appendJson(json, unknownKeys ?? "refuse"), (...table) => raw.appendCsv(...table));
}

/** Reads one form of answers to surveys into the module. */
function appendResponses(raw: RawEvidence, input: ResponsesInput): string {
  const form = formOf("responses", RESPONSES, input) as Table;
  return appendTable("responses", form, (json) => raw.appendResponsesJson(json), (...table) => raw.appendResponsesCsv(...table));
}

/** What becomes of unknown keys, where that is said. */
function unknownKeysOf(options: AppendOptions | undefined): UnknownKeys | undefined {
  const { unknownKeys, ...stray } = options === undefined ? {} : (fieldsOf("options", options, "write { unknownKeys }") as AppendOptions);
  const [unknown] = Object.keys(stray);
  if (unknown !== undefined) throw badInput(`options.${unknown}`, `\`${unknown}\` is not known here`, "write { unknownKeys }", "UNKNOWN_KEY");
  if (unknownKeys !== undefined && !UNKNOWN_KEYS.includes(unknownKeys)) throw badInput("options.unknownKeys", `is ${shown(unknownKeys)}`, `write one of ${UNKNOWN_KEYS.join(", ")}`);
  return unknownKeys;
}

const UNKNOWN_KEYS: readonly unknown[] = ["refuse", "refuseRecord", "ignore"];

/**
 * A table once all its bytes are there.
 *
 * @internal
 */
export async function readTable(name: "evidence" | "responses", table: unknown): Promise<{ csv: Uint8Array }> {
  const fields = fieldsOf(name, table, "write { csv }");
  return { ...fields, csv: await readBytes(`${name}.csv`, fields.csv) };
}

/** A table of records or answers; values that were given, or a text. */
type Table = { records: readonly unknown[] } | { json: unknown } | { csv: unknown; file?: unknown; dates?: unknown };
type Form = Table | { columns: unknown };

/** Reads a JSON list or a CSV table of what is called `name`. */
function appendTable(
  name: "evidence" | "responses",
  form: Table,
  appendJson: (json: string) => string,
  appendCsv: (file: string, bytes: Uint8Array, dates: string) => string,
): string {
  if ("records" in form) {
    const json = toJson(form.records, name);
    return guard(() => appendJson(json), name);
  }
  if ("json" in form) {
    const { json } = form;
    if (typeof json !== "string") throw badInput(`${name}.json`, `is ${nameOf(json)}`, "write a JSON text");
    return guard(() => appendJson(json));
  }
  const { csv, file = `${name}.csv`, dates } = form;
  const bytes = bytesOf(`${name}.csv`, csv);
  if (typeof file !== "string") throw badInput(`${name}.file`, `is ${nameOf(file)}`, "write the name of the table");
  if (dates !== undefined && !DATES.includes(dates)) throw badInput(`${name}.dates`, `${shown(dates)} is no way to write dates`, `write one of ${DATES.join(", ")}`);
  // What is not said here, the programme says in `input`.
  return guard(() => appendCsv(file, bytes, (dates ?? "") as string));
}

const DATES: readonly unknown[] = ["iso", "excel", "day-month-year", "month-day-year"];
const RESPONSES: Readonly<Record<string, readonly string[]>> = { json: [], csv: ["file", "dates"] };
const EVIDENCE = { ...RESPONSES, columns: [] };

/** A list as JSON, or an object that names exactly one of these forms, and nothing that this form does not know. */
function formOf(name: string, forms: typeof RESPONSES, input: unknown): Form {
  if (isList(input)) return { records: input };
  const help = `write an array of ${name === "evidence" ? "records" : "answers"}, or ${"columns" in forms ? "{ json }, { csv } or { columns }" : "{ json } or { csv }"}`;
  const fields = fieldsOf(name, input, help);
  const keys = Object.keys(fields);
  const form = keys.filter((key) => Object.hasOwn(forms, key));
  if (form.length !== 1) throw badInput(name, `has ${form.length === 0 ? "no form" : form.join(" and ")}`, help);
  const stray = keys.find((key) => key !== form[0] && !forms[form[0] as string]?.includes(key));
  if (stray !== undefined) throw badInput(`${name}.${stray}`, `\`${stray}\` is not known here`, help, "UNKNOWN_KEY");
  return fields as Form;
}
