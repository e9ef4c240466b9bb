/** One worker and what waits for it. */

import { ParatusError, type ParatusErrorData } from "./errors.js";
import type { PlanningProgress } from "./planner.js";
import { reasonOf } from "./strict.js";
import type { Reply, Request, Task, WorkerLike } from "./client-protocol.js";

/** How far something is, with the JSON text of a better plan. */
export type ProgressListener = (progress: PlanningProgress, plan: string | null) => void;

interface Waiting {
  readonly done: (answer: unknown) => void;
  readonly failed: (error: ParatusError) => void;
  readonly listener: ProgressListener;
}

/** A worker that answers, until it ends. */
export class Link {
  readonly #worker: WorkerLike;
  readonly #waiting = new Map<number, Waiting>();
  readonly #stopped = new Set<number>();
  readonly #ended: () => void;
  #last = 0;
  #over: ParatusError | undefined;
  /** Whether it has everything that it is to begin with. */
  readonly ready: Promise<void>;
  /** Whether another one is started in its place. */
  replacing = false;
  /** Whether it was ended for another one: what waits can be asked of that. */
  replaced = false;

  constructor(worker: WorkerLike, prepare: (link: Link) => Promise<void>, ended: () => void) {
    this.#worker = worker;
    this.#ended = ended;
    let started = false;
    worker.addEventListener("message", (event) => {
      started = true;
      this.#hear((event as { data: Reply }).data);
    });
    worker.addEventListener("error", (event) => {
      const { message } = event as { message?: string };
      (event as Event).preventDefault();
      const why = message || "its script could not be loaded; is there a connection, and does a Content-Security-Policy allow it?";
      this.end(`the worker ${started ? "ended" : "could not be started"}: ${why}`);
    });
    worker.addEventListener("messageerror", () => this.end("an answer of the worker could not be read"));
    this.ready = prepare(this);
    // Those who wait for it hear of it.
    this.ready.catch(() => {});
  }

  /** Hears of the end of a worker that says nothing of it, by the lock that it holds while it lives. */
  watch(lock: string): void {
    const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
    void locks?.request(lock, () => this.end("the worker ended: it was closed, or had no memory left")).catch(() => {});
  }

  /** Asks; the number names what was asked. */
  ask(task: Task, args: readonly unknown[], listener: ProgressListener = () => {}, plans = false, transfer: readonly ArrayBuffer[] = []): { id: number; answer: Promise<unknown> } {
    const id = ++this.#last;
    const answer = new Promise<unknown>((done, failed) => {
      // It may have ended while this was made ready.
      if (this.#over !== undefined) return failed(this.#over);
      this.#waiting.set(id, { done, failed, listener });
      this.#send({ id, task, args, plans }, transfer);
    });
    return { id, answer };
  }

  /** Wants an answer as it is by now. */
  stop(id: number): void {
    if (!this.#waiting.has(id)) return;
    this.#stopped.add(id);
    this.#send({ stop: id }, []);
  }

  /** Whether it goes on with something that was stopped. */
  get isStuck(): boolean {
    return this.#stopped.size > 0;
  }

  /** Ends the worker because there is another one; what waits is asked again of that. */
  replace(): void {
    this.replaced = true;
    this.end("the worker was ended because a call was stopped");
  }

  /** Ends the worker; what waits for it is refused. */
  end(why: string): void {
    if (this.#over !== undefined) return;
    this.#over = new ParatusError("WORKER", why);
    this.#worker.terminate();
    this.#ended();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#stopped.clear();
    for (const { failed } of waiting) failed(this.#over);
  }

  #send(request: Request, transfer: readonly ArrayBuffer[]): void {
    try {
      this.#worker.postMessage(request, [...transfer]);
    } catch (error) {
      if (!("id" in request)) return;
      const failed = this.#waiting.get(request.id)?.failed;
      this.#waiting.delete(request.id);
      failed?.(new ParatusError("BAD_INPUT", `this cannot be sent to a worker: ${reasonOf(error)}`));
    }
  }

  #hear(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if ("progress" in reply) return waiting.listener(reply.progress, reply.plan);
    this.#waiting.delete(reply.id);
    this.#stopped.delete(reply.id);
    if ("error" in reply) waiting.failed(ParatusError.fromJSON(reply.error as ParatusErrorData));
    else waiting.done(reply.answer);
  }
}
