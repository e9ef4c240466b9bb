/** The worker at hand, what it was given, and another one where it ends. */

import { isOurs, ParatusError } from "./errors.js";
import type { PlanningProgress } from "./planner.js";
import type { StopSignal } from "./signal.js";
import { reasonOf } from "./strict.js";
import type { Plan } from "./types.js";
import { Link, type ProgressListener } from "./client-link.js";
import type { Question, Task, WorkerLike } from "./client-protocol.js";

/** What is sent, made again for every worker, for memory is given away. */
type Packed = () => Promise<{ readonly args: readonly unknown[]; readonly transfer?: readonly ArrayBuffer[] }>;

/** How a question is watched and stopped. */
export interface Watch {
  readonly signal: StopSignal | undefined;
  readonly onProgress: ((progress: PlanningProgress) => void) | undefined;
  readonly onPlan: ((plan: Plan) => void) | undefined;
}

/** How long a plan may take to end with what it has, in milliseconds; then its worker is ended. */
const PATIENCE = 70;

/** The module: compiled once in a page, by the first worker. */
let compiled: unknown = null;

/** A worker that is replaced where it ends. */
export class Connection {
  readonly #make: () => WorkerLike;
  #link: Promise<Link> | undefined;
  #ends: (why: string) => void = () => {};
  #given: { readonly task: Task; readonly packed: Packed }[] = [];
  #adding: Promise<unknown> = Promise.resolve();

  constructor(make: () => WorkerLike) {
    this.#make = make;
  }

  /** The worker, with all that was given. */
  link(): Promise<Link> {
    const starting = (this.#link ??= this.#start());
    starting.catch(() => {
      if (this.#link === starting) this.#link = undefined;
    });
    return starting;
  }

  async #start(): Promise<Link> {
    let worker: WorkerLike;
    try {
      worker = this.#make();
    } catch (error) {
      throw isOurs(error) ? error : new ParatusError("WORKER", `the worker could not be started: ${reasonOf(error)}`);
    }
    const link = new Link(worker, () => {
      if (this.#ends === ends) this.#link = undefined;
    });
    const ends = (why: string) => link.end(why);
    this.#ends = ends;
    compiled = await link.ask("start", [compiled]).answer;
    for (const { task, packed } of this.#given) await send(link, task, packed);
    return link;
  }

  /** Opens another programme. */
  open(packed: Packed): Promise<unknown> {
    return this.#inTurn(async () => {
      const opened = await this.#withLink((link) => send(link, "open", packed));
      this.#given = [{ task: "open", packed }];
      return opened;
    });
  }

  /** Adds to what is open. */
  add(task: "append" | "appendResponses", packed: Packed): Promise<unknown> {
    return this.#inTurn(async () => {
      const added = await this.#withLink((link) => send(link, task, packed));
      this.#given.push({ task, packed });
      return added;
    });
  }

  /** Does something with the worker; with the next one where the first was ended for another call. */
  async #withLink<T>(work: (link: Link) => Promise<T>, signal?: StopSignal): Promise<T> {
    for (;;) {
      const link = await unlessStopped(signal, this.link());
      try {
        return await work(link);
      } catch (error) {
        if (!(link.replaced && isOurs(error) && error.code === "WORKER")) throw error;
      }
    }
  }

  /** One after the other, as they were called. */
  #inTurn(work: () => Promise<unknown>): Promise<unknown> {
    const mine = this.#adding.then(work);
    this.#adding = mine.catch(() => {});
    return mine;
  }

  /** Asks a question about what was given before. */
  async ask(question: Question, args: readonly unknown[], watch: Watch): Promise<unknown> {
    await unlessStopped(watch.signal, this.#adding);
    return this.#withLink((link) => ask(link, question, args, watch), watch.signal);
  }

  /** Ends the worker. */
  close(): void {
    this.#ends("the client was closed");
    this.#link = undefined;
  }
}

const aborted = () => new ParatusError("ABORTED", "it was stopped");

/** Waits for something unless it is stopped meanwhile. */
function unlessStopped<T>(signal: StopSignal | undefined, waited: Promise<T>): Promise<T> {
  if (signal === undefined) return waited;
  return new Promise((done, failed) => {
    const stop = () => failed(aborted());
    waited.then(done, failed).finally(() => signal.removeEventListener?.("abort", stop));
    if (signal.aborted) stop();
    else signal.addEventListener?.("abort", stop);
  });
}

/** Asks a worker. */
async function ask(link: Link, question: Question, args: readonly unknown[], { signal, onProgress, onPlan }: Watch): Promise<unknown> {
  let best: Plan | null = null;
  const listener: ProgressListener = (progress, plan) => {
    onProgress?.(progress);
    if (plan === null) return;
    best = plan;
    onPlan?.(plan);
  };
  const { id, answer } = link.ask(question, args, listener, onPlan !== undefined);
  if (signal === undefined) return answer;
  return new Promise((done, failed) => {
    let patience: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      link.stop(id);
      patience = setTimeout(() => {
        // It is in the middle of a long step: the next call gets another worker.
        if (best === null) failed(aborted());
        else done(best);
        link.replace();
      }, PATIENCE);
      if (question !== "plan") failed(aborted());
    };
    const settle = () => {
      clearTimeout(patience);
      signal.removeEventListener?.("abort", stop);
    };
    answer.then(done, failed).finally(settle);
    if (signal.aborted) stop();
    else signal.addEventListener?.("abort", stop);
  });
}

async function send(link: Link, task: Task, packed: Packed): Promise<unknown> {
  const { args, transfer = [] } = await packed();
  return link.ask(task, args, undefined, false, transfer).answer;
}
