/**
 * The entry for pages: everything is computed in a worker, so that no page stands still. It has no module in it; the worker has.
 *
 * @example
 * ```js page
 * import { connect } from "paratus/client";
 * const client = await connect();
 * await client.open(document, records);
 * const { people } = await client.assess({ asOf: "2027-03-14" });
 * ```
 */

import { Connection } from "./client-connection.js";
import { once, packDocument, packEvidence, packResponses } from "./client-pack.js";
import { type Question, QUESTIONS, type WorkerLike } from "./client-protocol.js";
import { badInput, ParatusError, type ParatusErrorData } from "./errors.js";
import type { AppendOptions, DiffOptions, EvidenceInput, ExplainOptions, ProgrammeChanges, RecordSelection, ResponsesInput, StreamedTable, SurveyOptions } from "./options.js";
import type { PlanningProgress } from "./planner.js";
import type { Programme } from "./programme.js";
import { type StopSignal, watch } from "./signal.js";
import type { ByteSource } from "./streams.js";
import { fieldsOf, nameOf } from "./strict.js";
import type * as t from "./types.js";

export { VERDICTS } from "./verdicts.js";
export { ParatusError, type ParatusErrorData, type PlanningProgress, type WorkerLike };
export type * from "./index.js";

/** How one call is watched and stopped. */
export interface CallOptions {
  /**
   * Stops it. A plan ends with the best one so far within a twentieth of a second; all else is refused as `ABORTED` at once, as is a plan
   * of which there is none yet.
   */
  readonly signal?: StopSignal | undefined;
  /** Called after every step while `plan`, `replan` or `whatIf` goes on. */
  readonly onProgress?: ((progress: PlanningProgress) => void) | undefined;
  /** Called with every better plan while `plan` or `replan` goes on; the last one is the answer. */
  readonly onPlan?: ((plan: t.Plan) => void) | undefined;
}

/** What an open programme says of itself. */
export interface Opened {
  readonly id: string;
  readonly title: string;
  readonly asOf: string | null;
  readonly people: number;
}

/** What a programme is read from: an object or JSON text, or the files of a folder by their names, such as each `File` that was chosen. */
export type ProgrammeInput = t.ProgrammeDocument | string | { readonly files: Readonly<Record<string, string | Uint8Array | ArrayBuffer | ByteSource>> };

/** How a change of what is open is stopped. */
export interface ChangeOptions {
  /**
   * Stops it: it is refused as `ABORTED` at once, and what was open before is open still. A worker that is reading is ended for that, and
   * the next one is given all that there was.
   */
  readonly signal?: StopSignal | undefined;
}

/** Options of `client.append`: how records are read, and how that is stopped. */
export interface ClientAppendOptions extends AppendOptions, ChangeOptions {}

/** Options of `client.open`: how records are read, the answers beside them, and how it is stopped. */
export interface OpenOptions extends ClientAppendOptions {
  /** Answers to surveys beside the records. */
  readonly responses?: ResponsesInput | StreamedTable | undefined;
}

/** The same question without the evidence: that is the client's. */
type OfEvidence<F> = F extends (evidence: never, ...rest: infer R) => infer A ? (...args: [...R, call?: CallOptions]) => Promise<A> : never;
type OfProgramme<F> = F extends (...rest: infer R) => infer A ? (...args: [...R, call?: CallOptions]) => Promise<A> : never;
type Alone = "fit" | "phases" | "calendars" | "describe" | "describeStatements" | "diffPlans" | "document";

/** What a client answers: the questions of a `Programme` without their evidence. Each takes, last, how it is watched and stopped. */
export type ClientQuestions = {
  readonly [Q in Exclude<Question, Alone | "explain" | "diff" | "findings" | "survey">]: OfEvidence<Programme[Q]>;
} & {
  readonly [Q in Alone]: OfProgramme<Programme[Q]>;
} & {
  readonly diff: (options: Omit<DiffOptions, "programme" | "evidence"> & { readonly changes?: ProgrammeChanges | undefined }, call?: CallOptions) => Promise<t.DiffAnswer>;
  readonly findings: (options?: { readonly changes?: ProgrammeChanges | undefined }, call?: CallOptions) => Promise<t.FindingsAnswer>;
  readonly survey: (options?: SurveyOptions, call?: CallOptions) => Promise<t.SurveyAnswer>;
  readonly explain: {
    (options: ExplainOptions & { person: string }, call?: CallOptions): Promise<t.ExplanationAnswer>;
    (options: ExplainOptions & { gate: string }, call?: CallOptions): Promise<t.GatesAnswer>;
    (options: ExplainOptions & { instrument: string }, call?: CallOptions): Promise<t.SurveyAnswer>;
    (options: ExplainOptions & { phase: string }, call?: CallOptions): Promise<t.PhaseExplanationAnswer>;
  };
};

/** How a client is made. */
export interface ConnectOptions {
  /**
   * Makes the worker, where a bundler does not find it by itself: a module worker whose script is, or imports,
   * `paratus/client/worker`.
   */
  readonly worker?: (() => WorkerLike) | undefined;
}

/** A programme with its evidence in a worker. Made by {@link connect}. */
class ClientHandle {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Opens a programme with its evidence, instead of the one before. Of a folder, `evidence.csv` and `responses.csv` are read where no
   * evidence and no responses are given. Where the worker ends, the next call gets another one, which is
   * given the same again: so what was handed over must not be changed.
   *
   * @throws {ParatusError} where it cannot be read; the one before stays open then.
   * @example
   * ```js page
   * const { people } = await client.open(document, records, { responses });
   * // A folder that was chosen: `<input type="file" webkitdirectory>`. Its files are read in the worker.
   * await client.open({ files: Object.fromEntries([...input.files].map((file) => [file.name, file])) });
   * // Records that take their time, with a way out.
   * const stop = new AbortController();
   * await client.open(document, { json: text }, { signal: stop.signal });
   * ```
   */
  async open(programme: ProgrammeInput, evidence?: EvidenceInput | StreamedTable, options: OpenOptions = {}): Promise<Opened> {
    const { responses, signal, ...rest } = fieldsOf("options", options, "write { responses, unknownKeys, signal }") as OpenOptions;
    refuseStopped(signal);
    const fields = typeof programme === "object" && programme !== null ? fieldsOf("document", programme) : {};
    const folder = Object.hasOwn(fields, "files") ? fieldsOf("files", fields.files) : undefined;
    const { "evidence.csv": table, "responses.csv": answered, ...files } = folder ?? {};
    const given = folder === undefined ? () => packDocument(programme) : () => files;
    const csv = (table: unknown) => (table === undefined ? undefined : { csv: table });
    const [records, answers] = [once(evidence === undefined ? csv(table) : evidence, "evidence"), once(responses === undefined ? csv(answered) : responses, "responses")];
    const opened = this.#connection.open(async () => {
      const kind = folder === undefined ? "document" : "files";
      const { input, transfer } = await packEvidence(await records(), rest.unknownKeys === "ignore");
      return { args: [kind, await given(), input, rest, await packResponses(await answers())], transfer };
    }, signal);
    return (await opened) as Opened;
  }

  /**
   * Adds records.
   *
   * @throws {ParatusError} where the input cannot be read; nothing is added then.
   * @example
   * ```js page
   * const { taken, touched } = await client.append([{ person: "p-1", objective: "filing", kind: "quiz", value: 1, date: "2027-03-10" }]);
   * ```
   */
  async append(evidence: EvidenceInput | StreamedTable, options: ClientAppendOptions = {}): Promise<t.AppendAnswer> {
    const { signal, ...given } = fieldsOf("options", options, "write { unknownKeys, signal }") as ClientAppendOptions;
    refuseStopped(signal);
    const records = once(evidence, "evidence");
    const added = this.#connection.change("append", async () => {
      const { input, transfer } = await packEvidence(await records(), given.unknownKeys === "ignore");
      return { args: [input, given], transfer };
    }, signal);
    return (await added) as t.AppendAnswer;
  }

  /**
   * Adds answers to surveys.
   *
   * @throws {ParatusError} where the input cannot be read; nothing is added then.
   * @example
   * ```js page
   * await client.appendResponses([{ respondent: "p-1", instrument: "pulse", item: "say-why", answer: 4, date: "2027-03-01" }]);
   * ```
   */
  async appendResponses(responses: ResponsesInput | StreamedTable, options: ChangeOptions = {}): Promise<t.AppendAnswer> {
    const { signal, ...stray } = fieldsOf("options", options, "write { signal }") as ChangeOptions;
    const [unknown] = Object.keys(stray);
    if (unknown !== undefined) throw badInput(`options.${unknown}`, `\`${unknown}\` is not known here`, "write { signal }", "UNKNOWN_KEY");
    refuseStopped(signal);
    const answers = once(responses, "responses");
    const added = this.#connection.change("appendResponses", async () => ({ args: [await packResponses(await answers())] }), signal);
    return (await added) as t.AppendAnswer;
  }

  /**
   * Removes the records that all parts fit which are named: a `key`, an `objective`, a `person`.
   *
   * @throws {ParatusError} `UNKNOWN` where there is no such person or objective; also where nothing is named.
   * @example
   * ```js page
   * const { removed, touched } = await client.remove({ key: "attempt-7" });
   * ```
   */
  async remove(records: RecordSelection): Promise<t.RemovalAnswer> {
    return (await this.#connection.change("remove", async () => ({ args: [records] }))) as t.RemovalAnswer;
  }

  /**
   * Ends the worker. What waits for it is refused; a later call gets another worker.
   *
   * @example
   * ```js page
   * client.close();
   * ```
   */
  close(): void {
    this.#connection.close();
  }

  static {
    for (const [question, arity] of Object.entries(QUESTIONS)) {
      const ask = function (this: ClientHandle, ...args: unknown[]): Promise<unknown> {
        return this.#ask(question as Question, arity, args);
      };
      Object.defineProperty(this.prototype, question, { value: ask, writable: true, configurable: true });
    }
  }

  async #ask(question: Question, arity: number, args: unknown[]): Promise<unknown> {
    if (args.length > arity + 1) throw badInput("call", `\`${question}\` has ${args.length} arguments`, `write at most ${arity + 1}`);
    const { signal, onProgress, onPlan, ...stray } = (args[arity] === undefined ? {} : fieldsOf("call", args[arity], "write { signal, onProgress, onPlan }")) as CallOptions;
    const [unknown] = Object.keys(stray);
    if (unknown !== undefined) throw badInput(`call.${unknown}`, `\`${unknown}\` is not known here`, "write { signal, onProgress, onPlan }", "UNKNOWN_KEY");
    for (const [name, listen] of Object.entries({ onProgress, onPlan })) {
      if (listen !== undefined && typeof listen !== "function") throw badInput(`call.${name}`, `is ${nameOf(listen)}`, "write a function");
    }
    refuseStopped(signal);
    return this.#connection.ask(question, args.slice(0, arity), { signal, onProgress, onPlan });
  }
}

/** Refuses what was stopped before it began. */
function refuseStopped(signal: StopSignal | undefined): void {
  if (watch(signal)()) throw new ParatusError("ABORTED", "it was stopped before it began");
}

/** A programme with its evidence in a worker: every question of a `Programme`, answered later. Made by {@link connect}. */
export type Client = ClientHandle & ClientQuestions;

/**
 * Starts a worker, and gives the client of a programme in it.
 *
 * @throws {ParatusError} `WORKER` where it cannot be started, `NO_WEBASSEMBLY` or `BLOCKED` where it cannot compute.
 * @example
 * ```js page
 * import { connect } from "paratus/client";
 * const client = await connect();
 * await client.open(document, records);
 * const stop = new AbortController();
 * const plan = await client.plan({ asOf: "2027-03-14", weeks: 12 }, { signal: stop.signal, onProgress: ({ done, total }) => console.log(done, total) });
 * client.close();
 * ```
 */
export async function connect(options: ConnectOptions = {}): Promise<Client> {
  const { worker, ...stray } = fieldsOf("options", options, "write { worker }") as ConnectOptions;
  const [unknown] = Object.keys(stray);
  if (unknown !== undefined) throw badInput(`options.${unknown}`, `\`${unknown}\` is not known here`, "write { worker }", "UNKNOWN_KEY");
  if (worker !== undefined && typeof worker !== "function") throw badInput("options.worker", `is ${nameOf(worker)}`, "write a function that makes a worker");
  const connection = new Connection(worker ?? own);
  await connection.link();
  return new ClientHandle(connection) as Client;
}

/** The worker beside this script. Bundlers look for exactly this. */
function own(): WorkerLike {
  if (typeof Worker === "undefined") throw new ParatusError("WORKER", "there are no workers here: import `paratus`, or give `connect` a worker");
  return new Worker(new URL("./client-worker.js", import.meta.url), { type: "module", name: "paratus" });
}
