/** The worker of `paratus/client`: holds one programme with its evidence, and answers. */

import * as texts from "paratus-wasm-base64";
import { badInput, isOurs, ParatusError } from "./errors.js";
import { type Evidence, readTable } from "./evidence.js";
import { load } from "./instance.js";
import { inlined } from "./inlined.js";
import type { EvidenceInput, PlanningOptions, ProgrammeChanges, RecordSelection, StreamedTable, WhatIfOptions } from "./options.js";
import type { PlanningProgress } from "./planner.js";
import { Programme } from "./programme.js";
import { readBytes } from "./streams.js";
import { fieldsOf, reasonOf } from "./strict.js";
import type { Plan, WhatIf } from "./types.js";
import type { Question, Reply, Request, Task } from "./client-protocol.js";

let programme: Programme | undefined;
let evidence: Evidence | undefined;

/** What a planning is given beside its options. */
interface Call {
  readonly stop: AbortSignal;
  readonly tell: (progress: PlanningProgress, plan: string | null) => void;
  /** Whether better plans are wanted as they are found. */
  readonly plans: boolean;
}

function opened(): [Programme, Evidence] {
  if (programme === undefined || evidence === undefined) throw new ParatusError("UNKNOWN", "no programme is open: call `client.open(…)` first");
  return [programme, evidence];
}

/** Reads a form of evidence; a table in a file or a stream is read here. */
const isStreamed = (input: unknown): input is StreamedTable => {
  const csv = (input as { csv?: unknown } | undefined)?.csv;
  return typeof csv === "object" && csv !== null && !ArrayBuffer.isView(csv) && !(csv instanceof ArrayBuffer);
};

const TASKS: { [T in Exclude<Task, Question>]: (...args: never[]) => unknown } = {
  async start(module: WebAssembly.Module | null, lock: string) {
    let compiled = module;
    load(() => {
      const { first, rest } = inlined(texts);
      return { first: () => (compiled ??= new WebAssembly.Module(first() as BufferSource)), rest };
    });
    await hold(lock);
    return compiled;
  },
  async open(kind: "document" | "files", given: never, input?: EvidenceInput | StreamedTable, options?: object, responses?: unknown) {
    const next = kind === "document" ? Programme.parse(given) : Programme.fromFiles(await readFolder(given));
    const held = next.evidence();
    try {
      if (input !== undefined) await append(held, input, options);
      if (responses !== undefined) await appendResponses(held, responses);
    } catch (error) {
      // The one before stays.
      held.free();
      next.free();
      throw error;
    }
    evidence?.free();
    programme?.free();
    [programme, evidence] = [next, held];
    const { id, title, asOf, people } = next;
    return { id, title, asOf, people };
  },
  append: (input: EvidenceInput | StreamedTable, options: object) => append(opened()[1], input, options),
  appendResponses: (input: unknown) => appendResponses(opened()[1], input),
  remove: (records: RecordSelection) => opened()[1].remove(records),
};

/** Holds a lock for as long as this worker lives: so the page hears of its end. */
async function hold(lock: string): Promise<void> {
  const { locks } = navigator;
  // Where a page may have no locks, it hears of errors alone.
  if (locks === undefined) return;
  await new Promise<void>((held) => {
    const holding = locks.request(lock, () => {
      held();
      return new Promise(() => {});
    });
    holding.catch(() => held());
  });
}

/** The bytes of all files of a folder. */
async function readFolder(files: Readonly<Record<string, unknown>>): Promise<Record<string, Uint8Array>> {
  const read = Object.entries(files).map(async ([name, file]) => [name, await readBytes(`files["${name}"]`, file)] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function append(held: Evidence, input: EvidenceInput | StreamedTable, options?: object): Promise<unknown> {
  return held.append(isStreamed(input) ? await readTable("evidence", input) : (input as EvidenceInput), options);
}

async function appendResponses(held: Evidence, input: unknown): Promise<unknown> {
  return held.appendResponses((isStreamed(input) ? { ...input, csv: await bytes(input.csv) } : input) as never);
}

async function bytes(csv: unknown): Promise<ArrayBuffer> {
  return new Response(csv as BodyInit).arrayBuffer();
}

/** A plan, or one that changes little of another, step by step: what comes meanwhile is answered between two steps. */
async function plan(options: PlanningOptions, { stop, tell, plans }: Call): Promise<Plan> {
  const [mine, held] = opened();
  const planner = mine.planner(held, options);
  let shown = "";
  const onProgress = (progress: PlanningProgress) => {
    const { cost, finished, unmet } = progress;
    const best = `${unmet} ${cost}`;
    const better = plans && cost !== null && !finished && best !== shown;
    shown = best;
    tell(progress, better ? planner.planJson() : null);
  };
  try {
    return await planner.run({ signal: stop, onProgress, rounds: ROUNDS });
  } finally {
    planner.free();
  }
}

/** Plans side by side, step by step. */
async function whatIf(options: WhatIfOptions, { stop, tell }: Call): Promise<WhatIf> {
  const [mine, held] = opened();
  const planner = mine.whatIfPlanner(held, options);
  try {
    return await planner.run({ signal: stop, onProgress: (progress) => tell(progress, null), rounds: ROUNDS });
  } finally {
    planner.free();
  }
}

/** Rounds of improvement between two messages, at most: a step ends earlier where enough work is done. */
const ROUNDS = 100;

async function answer(question: Question, args: readonly unknown[], call: Call): Promise<unknown> {
  const [mine, held] = opened();
  const [options = {}] = args as [object?];
  // A replanning without a plan is refused by the library, in its words.
  if (question === "plan" || (question === "replan" && (options as PlanningOptions | null)?.previous)) return plan(options, call);
  if (question === "whatIf") return whatIf(options as WhatIfOptions, call);
  if (question === "document") return mine.document();
  if (question === "fit" || question === "phases" || question === "calendars" || question === "diffPlans" || question === "describe" || question === "describeStatements") {
    return (mine[question] as (...args: readonly unknown[]) => unknown)(...args);
  }
  if (question === "diff" || question === "findings") {
    const { changes, ...options } = (args[0] === undefined ? {} : fieldsOf("options", args[0])) as { changes?: ProgrammeChanges };
    const [stray] = question === "findings" ? Object.keys(options) : [];
    if (stray !== undefined) throw badInput(`options.${stray}`, `\`${stray}\` is not known here`, "write { changes }", "UNKNOWN_KEY");
    if (changes === undefined) return question === "diff" ? mine.diff(held, options) : mine.findings(held);
    const other = mine.with(changes);
    try {
      return question === "diff" ? mine.diff(held, { ...options, programme: other }) : other.findings();
    } finally {
      other.free();
    }
  }
  return (mine[question] as (...args: readonly unknown[]) => unknown)(held, ...args);
}

const calls = new Map<number, AbortController>();
let read: Promise<unknown> = Promise.resolve();
const say = (reply: Reply) => postMessage(reply);

async function work({ id, task, args, plans = false }: Exclude<Request, { stop: number }>): Promise<void> {
  const stop = new AbortController();
  calls.set(id, stop);
  try {
    const before = read;
    const known = Object.hasOwn(TASKS, task);
    const doing = before.catch(() => {}).then(() => {
      if (known) return (TASKS[task as Exclude<Task, Question>] as (...args: readonly unknown[]) => unknown)(...args);
      if (stop.signal.aborted) throw new ParatusError("ABORTED", "it was stopped before it began");
      return answer(task as Question, args, { stop: stop.signal, tell: (progress, plan) => say({ id, progress, plan }), plans });
    });
    // What changes the evidence comes one after the other; questions wait for it, and not for each other.
    if (known) read = doing;
    say({ id, answer: await doing });
  } catch (error) {
    const known = isOurs(error) ? error : new ParatusError(/memory/i.test(reasonOf(error)) ? "TOO_LARGE" : "INTERNAL", reasonOf(error));
    say({ id, error: known.toJSON() });
  } finally {
    calls.delete(id);
  }
}

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  if ("stop" in data) calls.get(data.stop)?.abort();
  else void work(data);
});
