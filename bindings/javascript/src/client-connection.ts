/** The worker in use, what it was given, and a spare one for when it ends or does not stop. */

import { badInput, isOurs, ParatusError } from "./errors.js";
import type { PlanningProgress } from "./planner.js";
import type { StopSignal } from "./signal.js";
import { nameOf, reasonOf } from "./strict.js";
import type { Plan } from "./types.js";
import { Link, type ProgressListener } from "./client-link.js";
import type { Change, Question, Task, WorkerLike } from "./client-protocol.js";

/** What is sent, made again for every worker, for memory is given away. */
type Packed = () => Promise<{ readonly args: readonly unknown[]; readonly transfer?: readonly ArrayBuffer[] }>;

/** How a question is watched and stopped. */
export interface Watch {
  readonly signal: StopSignal | undefined;
  readonly onProgress: ((progress: PlanningProgress) => void) | undefined;
  readonly onPlan: ((plan: Plan) => void) | undefined;
}

/** Milliseconds after a stop: a plan is answered with the best one so far, and a worker that is still busy with it is replaced. */
const [ANSWERED, REPLACED] = [35, 400];

/** What is asked of a worker. */
const METHODS = ["addEventListener", "postMessage", "terminate"] as const;

/** The module: compiled once in a page, by the first worker. */
let compiled: unknown = null;

/**
 * A worker that is ready, by the way workers are made. The script of a worker is asked for again each time, and by the time that
 * another one is wanted there may be no connection; a `blob:` of the script, which needs none, is forbidden by `worker-src 'self'`.
 */
const spares = new WeakMap<() => WorkerLike, WorkerLike>();

function keepSpare(make: () => WorkerLike): void {
  if (spares.has(make)) return;
  try {
    const spare = make();
    spare.addEventListener("error", (event) => {
      (event as Event).preventDefault();
      if (spares.get(make) === spare) spares.delete(make);
    });
    spares.set(make, spare);
  } catch {
    // Those who need one hear of it then.
  }
}

function takeWorker(make: () => WorkerLike): WorkerLike {
  const spare = spares.get(make);
  spares.delete(make);
  try {
    const worker = spare ?? make();
    if (METHODS.every((method) => typeof (worker as Partial<WorkerLike> | null | undefined)?.[method] === "function")) return worker;
    throw badInput("options.worker", `gives ${nameOf(worker)}`, "give a new `Worker`");
  } catch (error) {
    throw isOurs(error) ? error : new ParatusError("WORKER", `the worker could not be started: ${reasonOf(error)}`);
  }
}

/** A worker that is replaced where it ends. */
export class Connection {
  readonly #make: () => WorkerLike;
  /** The worker in use, or starting; another one that starts to replace it is alive too. */
  #current: Link | undefined;
  readonly #alive = new Set<Link>();
  #given: { readonly task: Task; readonly packed: Packed }[] = [];
  #changing: Promise<unknown> = Promise.resolve();

  constructor(make: () => WorkerLike) {
    this.#make = make;
  }

  /** The worker, with all that was given. */
  async link(): Promise<Link> {
    const link = (this.#current ??= this.#begin());
    await link.ready;
    return link;
  }

  #begin(): Link {
    const link: Link = new Link(takeWorker(this.#make), (link) => this.#prepare(link), () => {
      this.#alive.delete(link);
      if (this.#current === link) this.#current = undefined;
    });
    this.#alive.add(link);
    return link;
  }

  /** Starts a worker and gives it all that there is, also what is given meanwhile. */
  async #prepare(link: Link): Promise<void> {
    try {
      const lock = `paratus ${performance.timeOrigin} ${Math.random()}`;
      compiled = await link.ask("start", [compiled, lock]).answer;
      link.watch(lock);
      let [given, at] = [this.#given, 0];
      while (given !== this.#given || at < given.length) {
        if (given !== this.#given) [given, at] = [this.#given, 0];
        const next = given[at++];
        if (next !== undefined) await send(link, next.task, next.packed);
      }
    } catch (error) {
      link.end("it could not be started");
      throw error;
    }
    keepSpare(this.#make);
  }

  /**
   * Takes another worker in place of one that goes on with what was stopped. It is ended when the other one is there, so nothing is lost
   * where none can be had: then it is waited for.
   */
  async #replace(old: Link): Promise<void> {
    if (old.replacing || this.#current !== old) return;
    old.replacing = true;
    try {
      const next = this.#begin();
      await next.ready;
      if (this.#current !== old || !old.isStuck) return next.end("it is not needed");
      this.#current = next;
      old.replace();
    } catch {
      old.replacing = false;
    }
  }

  /** Opens another programme. */
  open(packed: Packed, signal?: StopSignal): Promise<unknown> {
    return this.#inTurn(async () => {
      const opened = await this.#withLink((link) => send(link, "open", packed, signal), signal);
      this.#given = [{ task: "open", packed }];
      return opened;
    }, signal);
  }

  /** Changes the evidence that is open. */
  change(task: Change, packed: Packed, signal?: StopSignal): Promise<unknown> {
    return this.#inTurn(async () => {
      const changed = await this.#withLink((link) => send(link, task, packed, signal), signal);
      this.#given.push({ task, packed });
      return changed;
    }, signal);
  }

  /** Does something with the worker; with the next one where the first was replaced meanwhile. */
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

  /** One after the other, as they were called; a caller that stops one does not wait for it. */
  #inTurn(work: () => Promise<unknown>, signal?: StopSignal): Promise<unknown> {
    const mine = this.#changing.then(() => {
      if (signal?.aborted) throw aborted();
      return work();
    });
    this.#changing = mine.catch(() => {});
    return unlessStopped(signal, mine);
  }

  /** Asks a question about what was given before. */
  async ask(question: Question, args: readonly unknown[], watch: Watch): Promise<unknown> {
    await unlessStopped(watch.signal, this.#changing);
    return this.#withLink((link) => ask(link, question, args, watch, () => void this.#replace(link)), watch.signal);
  }

  /** Ends the worker. */
  close(): void {
    for (const link of [...this.#alive]) link.end("the client was closed");
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

/** Asks a worker; `replace` is called where it goes on for long after a stop. */
function ask(link: Link, question: Question, args: readonly unknown[], { signal, onProgress, onPlan }: Watch, replace: () => void): Promise<unknown> {
  return new Promise((done, failed) => {
    let best: string | null = null;
    let over = false;
    const timers: ReturnType<typeof setTimeout>[] = [];
    const stop = () => {
      link.stop(id);
      timers.push(setTimeout(replace, REPLACED));
    };
    const tell = <T>(name: string, listen: ((what: T) => void) | undefined, what: T) => {
      try {
        listen?.(what);
      } catch (error) {
        over = true;
        failed(isOurs(error) ? error : badInput(`call.${name}`, `failed: ${reasonOf(error)}`));
        stop();
      }
    };
    const listener: ProgressListener = (progress, plan) => {
      if (!over) tell("onProgress", onProgress, progress);
      if (over || plan === null) return;
      best = plan;
      tell("onPlan", onPlan, JSON.parse(plan) as Plan);
    };
    const end = () => {
      over = true;
      if (best === null) failed(aborted());
      else done(JSON.parse(best));
    };
    const abort = () => {
      stop();
      if (question === "plan" || question === "replan") timers.push(setTimeout(end, ANSWERED));
      else end();
    };
    // Where it may be stopped, the best plan so far is kept here: the worker may be busy then.
    const { id, answer } = link.ask(question, args, listener, onPlan !== undefined || signal !== undefined);
    answer.then(done, failed).finally(() => {
      timers.forEach(clearTimeout);
      signal?.removeEventListener?.("abort", abort);
    });
    if (signal?.aborted) abort();
    else signal?.addEventListener?.("abort", abort);
  });
}

/** Sends something to be held. A worker that is stopped while it reads is ended: nobody knows how far it came. */
async function send(link: Link, task: Task, packed: Packed, signal?: StopSignal): Promise<unknown> {
  const { args, transfer = [] } = await packed();
  if (signal?.aborted) throw aborted();
  const stop = () => link.replace();
  signal?.addEventListener?.("abort", stop);
  try {
    return await link.ask(task, args, undefined, false, transfer).answer;
  } finally {
    signal?.removeEventListener?.("abort", stop);
  }
}
