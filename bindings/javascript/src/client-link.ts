/** One worker and what waits for it. */

import { ParatusError, type ParatusErrorData } from "./errors.js";
import type { PlanningProgress } from "./planner.js";
import { reasonOf } from "./strict.js";
import type { Plan } from "./types.js";
import type { Reply, Request, Task, WorkerLike } from "./client-protocol.js";

/** How far something is. */
export type ProgressListener = (progress: PlanningProgress, plan: Plan | null) => void;

interface Waiting {
  readonly done: (answer: unknown) => void;
  readonly failed: (error: ParatusError) => void;
  readonly listener: ProgressListener;
}

/** A worker that answers, until it ends. */
export class Link {
  readonly #worker: WorkerLike;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: () => void;
  #last = 0;
  /** Whether it was ended for another call: what waits can be asked of the next one. */
  replaced = false;

  constructor(worker: WorkerLike, ended: () => void) {
    this.#worker = worker;
    this.#ended = ended;
    worker.addEventListener("message", (event) => this.#hear((event as { data: Reply }).data));
    worker.addEventListener("error", (event) => {
      const { message } = event as { message?: string };
      (event as Event).preventDefault();
      this.end(`the worker ended: ${message || "it could not be started; does a Content-Security-Policy forbid it?"}`);
    });
    worker.addEventListener("messageerror", () => this.end("an answer of the worker could not be read"));
  }

  /** Asks; the number names what was asked. */
  ask(task: Task, args: readonly unknown[], listener: ProgressListener = () => {}, plans = false, transfer: readonly ArrayBuffer[] = []): { id: number; answer: Promise<unknown> } {
    const id = ++this.#last;
    const answer = new Promise<unknown>((done, failed) => {
      this.#waiting.set(id, { done, failed, listener });
      this.#send({ id, task, args, plans }, transfer);
    });
    return { id, answer };
  }

  /** Wants an answer as it is by now. */
  stop(id: number): void {
    if (this.#waiting.has(id)) this.#send({ stop: id }, []);
  }

  /** Ends the worker because one call was stopped; the others are asked again of the next one. */
  replace(): void {
    this.replaced = true;
    this.end("the worker was ended because a call was stopped");
  }

  /** Ends the worker; what waits for it is refused. */
  end(why: string): void {
    this.#worker.terminate();
    this.#ended();
    const error = new ParatusError("WORKER", why);
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { failed } of waiting) failed(error);
  }

  #send(request: Request, transfer: readonly ArrayBuffer[]): void {
    try {
      this.#worker.postMessage(request, [...transfer]);
    } catch (error) {
      const failed = "id" in request ? this.#waiting.get(request.id)?.failed : undefined;
      if ("id" in request) this.#waiting.delete(request.id);
      failed?.(new ParatusError("BAD_INPUT", `this cannot be sent to a worker: ${reasonOf(error)}`));
    }
  }

  #hear(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if ("progress" in reply) return waiting.listener(reply.progress, reply.plan);
    this.#waiting.delete(reply.id);
    if ("error" in reply) waiting.failed(ParatusError.fromJSON(reply.error as ParatusErrorData));
    else waiting.done(reply.answer);
  }
}
