/** Questions to the worker. */

import type { Name, Questions, Refusal, Said } from "./protocol";

/** Why a question has no answer. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

interface Waiting {
  readonly done: (answer: never) => void;
  readonly failed: (error: Error) => void;
}

const waiting = new Map<number, Waiting>();
let last = 0;
let worker: Worker | undefined;
let progress: (said: string) => void = () => {};

/** Is called with how far a long reading is. */
export const onProgress = (listen: (said: string) => void): void => void (progress = listen);

function start(): Worker {
  const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  made.onmessage = ({ data }: MessageEvent<Said>) => {
    if ("progress" in data) return progress(data.progress);
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if ("refusal" in data) one?.failed(new Refused(data.refusal));
    else one?.done(data.answer as never);
  };
  made.onerror = (event) => {
    event.preventDefault();
    const refusal = { code: "WORKER", message: event.message || "The part that computes could not be started.", findings: [] };
    for (const { failed } of waiting.values()) failed(new Refused(refusal));
    waiting.clear();
    worker = undefined;
  };
  return made;
}

/** Asks; answers come in the order of the questions. */
export function ask<N extends Name>(name: N, given: Questions[N][0]): Promise<Questions[N][1]> {
  worker ??= start();
  last += 1;
  const id = last;
  return new Promise((done, failed) => {
    waiting.set(id, { done: done as (answer: never) => void, failed });
    worker?.postMessage({ id, name, with: given });
  });
}
