/** The handle on a programme: what it says of itself, evidence for it, and how questions reach the module. */

import { type Evidence, isEvidence, lend, make, readTable } from "./evidence.js";
import { badInput, type Made, ParatusError } from "./errors.js";
import { guard, need } from "./instance.js";
import type { EvidenceInput, EvidenceOptions, ResponsesInput, StreamedTable } from "./options.js";
import type { Programme } from "./programme.js";
import { fieldsOf, isList, optionsJson } from "./strict.js";
import type { RawEvidence, RawProgramme } from "../pkg/web/paratus.js";
import type * as t from "./types.js";

/** What a programme says of itself. */
interface Facts {
  as_of: string | null;
  id: string;
  people: number;
  title: string;
}

/**
 * The module's side of a programme, unless it was freed.
 *
 * @internal
 */
export let open: (programme: Handle) => RawProgramme;

/**
 * Whether something is a programme; nothing is asked of it that could throw.
 *
 * @internal
 */
export let isProgramme: (value: unknown) => value is Programme;

/** What every `Programme` has before anything is asked of it. */
export class Handle {
  #raw: RawProgramme | undefined;
  #facts: Facts;

  /** @internal */
  protected constructor(raw: RawProgramme) {
    if (typeof (raw as RawProgramme | undefined)?.facts !== "function") throw badInput("programme", "is made by `Programme.parse(…)`");
    this.#raw = raw;
    this.#facts = JSON.parse(raw.facts()) as Facts;
  }

  static {
    isProgramme = (value): value is Programme => typeof value === "object" && value !== null && #raw in value;
    open = (programme) => {
      if (programme.#raw === undefined) throw new ParatusError("FREED", "this programme was freed");
      return programme.#raw;
    };
  }

  /** Its short name. */
  get id(): string {
    return this.#facts.id;
  }

  /** Its name for people. */
  get title(): string {
    return this.#facts.title;
  }

  /** The date of assessment that the programme itself names. */
  get asOf(): string | null {
    return this.#facts.as_of;
  }

  /** How many people there are, employed or not. */
  get people(): number {
    return this.#facts.people;
  }

  /**
   * A handle on evidence for this programme, to be asked about more than once or appended to.
   *
   * Answers to surveys go beside the records; what they say about objectives counts as evidence.
   *
   * @throws {ParatusError} where it cannot be read; records that are refused are no error, but findings.
   * @example
   * ```js
   * const evidence = programme.evidence({ csv: "person,objective,kind,value,date\np-1,docket-basics,quiz,0.7,2027-01-10\n" }, responses);
   * console.assert(evidence.count === 1 && evidence.refused === 0);
   * console.assert(evidence.responses === responses.length);
   * const noted = programme.evidence([{ ...records[0], note: "seen" }], { responses, unknownKeys: "ignore" });
   * console.assert(noted.count === 1);
   * ```
   */
  evidence(input?: EvidenceInput, options?: ResponsesInput | EvidenceOptions): Evidence {
    const { responses, ...rest } = evidenceOptions(options);
    const raw = open(this);
    const evidence = make(this, guard((module) => new module.RawEvidence(raw)));
    try {
      // Unknown options are refused also where there is nothing to read.
      evidence.append(input === undefined ? [] : input, rest);
      if (responses !== undefined) evidence.appendResponses(responses);
    } catch (error) {
      evidence.free();
      throw error;
    }
    return evidence;
  }

  /**
   * The same with tables that have to be waited for: a `Blob`, a `File`, a `ReadableStream` of bytes. All of a table is in memory before
   * its rows are read.
   *
   * @throws {ParatusError} where a table cannot be read; rows that are refused are no error, but findings.
   * @example
   * ```js
   * const csv = new Blob(["person,objective,kind,value,date\np-1,docket-basics,quiz,0.7,2027-01-10\n"]);
   * const evidence = await programme.evidenceFrom({ csv });
   * console.assert(evidence.count === 1);
   * ```
   */
  async evidenceFrom(table: StreamedTable, responses?: StreamedTable): Promise<Evidence> {
    open(this);
    const [records, answers] = [await readTable("evidence", table), responses && (await readTable("responses", responses))];
    return this.evidence(records, { responses: answers });
  }

  /**
   * The programme as it is written, with the tables of its folder: to be changed and parsed again.
   *
   * @example
   * ```js
   * const document = programme.document();
   * document.rules = { ...document.rules, threshold: 0.9 };
   * const { diff } = programme.diff(records, { programme: Programme.parse(document), asOf: "2027-03-14" });
   * ```
   */
  document(): t.ProgrammeDocument {
    need("document");
    return JSON.parse(open(this).document()) as t.ProgrammeDocument;
  }

  /**
   * All problems in programme and evidence, worst first.
   *
   * @example
   * ```js
   * const { findings } = programme.findings([{ ...records[0], objective: "filling" }]);
   * console.assert(findings.some(({ message, help }) => message.includes("`filling`") && help.includes("`filing`")));
   * ```
   */
  findings(evidence?: Evidence | EvidenceInput): t.FindingsAnswer {
    return JSON.parse(this.findingsJson(evidence)) as t.FindingsAnswer;
  }

  /** `findings` as JSON text. */
  findingsJson(evidence?: Evidence | EvidenceInput): string {
    return answer(this, "findings", evidence, {});
  }

  /**
   * Gives back its memory at once. Nothing else can be asked of it then.
   *
   * @example
   * ```js
   * const programme = Programme.parse(document);
   * try {
   *   programme.assess(records, { asOf: "2027-03-14" });
   * } finally {
   *   programme.free(); // `using programme = …` does the same
   * }
   * ```
   */
  free(): void {
    this.#raw?.free();
    this.#raw = undefined;
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

/** Answers to surveys by themselves, or with what else is said about how evidence is read. */
function evidenceOptions(options: ResponsesInput | EvidenceOptions | undefined): EvidenceOptions {
  if (options === undefined || options === null) return {};
  if (isList(options) || typeof options !== "object") return { responses: options as ResponsesInput };
  const fields = fieldsOf("responses", options, "write an array of answers, { json }, { csv } or { responses, unknownKeys }");
  return "json" in fields || "csv" in fields ? { responses: fields as unknown as ResponsesInput } : fields;
}

/**
 * Asks a question whose options are a text already.
 *
 * @internal
 */
export function ask(programme: Handle, operation: string, evidence: Evidence | EvidenceInput | undefined, options: () => string, made: Made = "options"): string {
  need(operation);
  const text = options();
  return within(programme, evidence, (raw) => guard(() => raw.answer(operation, text), made));
}

/**
 * Asks a question.
 *
 * @internal
 */
export function answer(programme: Handle, operation: string, evidence: Evidence | EvidenceInput | undefined, options: object | undefined): string {
  return ask(programme, operation, evidence, () => optionsJson(options));
}

/**
 * Lends the module's side of evidence, made for this one question where no handle is given.
 *
 * @internal
 */
export function within<T>(programme: Handle, evidence: Evidence | EvidenceInput | undefined, work: (raw: RawEvidence) => T): T {
  open(programme);
  if (isEvidence(evidence)) return work(lend(evidence, programme));
  const made = programme.evidence(evidence);
  try {
    return work(lend(made, programme));
  } finally {
    made.free();
  }
}
