/** Questions to the workers: one that answers for every screen, and one that plans, so that the others never wait for a plan. */

import type { Name, Questions, Refusal, Said, Step } from "./protocol";

/** Why a question has no answer. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

interface Waiting {
  readonly done: (answer: never) => void;
  readonly failed: (error: Error) => void;
  readonly reported: (step: Step) => void;
}

const STOPPED: Refusal = { code: "STOPPED", message: "It was stopped.", findings: [] };
let progress: (said: string) => void = () => {};
let last = 0;

/** Is called with how far a long reading is. */
export const onProgress = (listen: (said: string) => void): void => void (progress = listen);

/** A worker and the questions that wait for it. */
class Computing {
  readonly #waiting = new Map<number, Waiting>();
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  broken = false;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Said>) => {
      if ("progress" in data) return progress(data.progress);
      const one = this.#waiting.get(data.id);
      if ("step" in data) return one?.reported(data.step);
      this.#waiting.delete(data.id);
      if ("refusal" in data) one?.failed(new Refused(data.refusal));
      else one?.done(data.answer as never);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.broken = true;
      this.#fail({ code: "WORKER", message: event.message || "The part that computes could not be started.", findings: [] });
    };
  }

  ask<N extends Name>(name: N, given: Questions[N][0], reported: (step: Step) => void = () => {}): Promise<Questions[N][1]> {
    last += 1;
    const id = last;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done: done as (answer: never) => void, failed, reported });
      this.#worker.postMessage({ id, name, with: given });
    });
  }

  /** Wants the answers as they are by now. */
  enough(): void {
    for (const id of this.#waiting.keys()) this.#worker.postMessage({ enough: id });
  }

  stop(): void {
    this.#worker.terminate();
    this.#fail(STOPPED);
  }

  #fail(refusal: Refusal): void {
    for (const { failed } of this.#waiting.values()) failed(new Refused(refusal));
    this.#waiting.clear();
  }
}

const whole = (one: Computing | undefined): Computing => (one === undefined || one.broken ? new Computing() : one);
let main: Computing | undefined = new Computing();
// What hinders it is reported when something is asked of it.
main.ask("warm", null).catch(() => {});
let planner: Computing | undefined;
// Stopping the planner ends its worker; the next one stands ready, because there may be no connection by then.
let spare: Computing | undefined;

/** Starts the workers that are not needed yet: the page works without a connection once this is done. */
export function prepare(): void {
  planner = whole(planner);
  spare = whole(spare);
}

/** Asks; answers come in the order of the questions. */
export function ask<N extends Name>(name: N, given: Questions[N][0]): Promise<Questions[N][1]> {
  main = whole(main);
  return main.ask(name, given);
}

/** Asks the planner, whose answers may take long; it tells how far it is. */
export function askPlanner<N extends Name>(name: N, given: Questions[N][0], reported?: (step: Step) => void): Promise<Questions[N][1]> {
  prepare();
  return (planner as Computing).ask(name, given, reported);
}

/** Wants the planner's answer as it is by now. */
export function hurryPlanner(): void {
  planner?.enough();
}

/** Ends whatever the planner does; what it had read is forgotten. */
export function stopPlanner(): void {
  planner?.stop();
  planner = whole(spare);
  spare = new Computing();
}
