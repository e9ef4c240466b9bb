/** What is sent to a worker, made of what callers give, in pieces: a page has no long task while it is packed. */

import { badInput } from "./errors.js";
import { isStream, readBytes } from "./streams.js";
import { RecordPacker } from "./records.js";
import { nextTask } from "./signal.js";
import { fieldsOf, isList, toJson } from "./strict.js";

/** How long the page is kept from its other work at a time, in milliseconds. */
const SLICE = 12;

/** Lets the page do its other work once a slice of time is over. */
class Pause {
  #since = performance.now();

  /** Whether it is time. */
  get due(): boolean {
    return performance.now() - this.#since > SLICE;
  }

  async wait(): Promise<void> {
    await nextTask();
    this.#since = performance.now();
  }
}

/** The JSON text of a list, entry by entry; what was written in a slice of time is joined in it. */
async function listJson(root: string, list: readonly unknown[], pause: Pause): Promise<string> {
  const slices: string[] = [];
  let parts: string[] = [];
  for (let at = 0; at < list.length; at++) {
    if (!(at in list)) throw badInput(`${root}[${at}]`, "is a hole in a sparse array", "fill it, or leave it out");
    parts.push(toJson(list[at], `${root}[${at}]`));
    if (pause.due) {
      slices.push(parts.join(","));
      parts = [];
      await pause.wait();
    }
  }
  if (parts.length > 0) slices.push(parts.join(","));
  if (slices.length > 1) await pause.wait();
  const text = `[${slices.join(",")}]`;
  // Sending a long text takes a while too.
  if (slices.length > 1) await pause.wait();
  return text;
}

/** A programme as it is sent: its JSON text. */
export async function packDocument(document: unknown): Promise<string> {
  if (typeof document === "string") return document;
  const pause = new Pause();
  const fields: string[] = [];
  for (const [key, value] of Object.entries(fieldsOf("document", document))) {
    fields.push(`${JSON.stringify(key)}:${isList(value) ? await listJson(key, value, pause) : toJson(value, key)}`);
  }
  return `{${fields.join(",")}}`;
}

/** A table as it was given, for every worker that needs it; a stream can be read but once, so its bytes are kept. */
export function once(input: unknown, name: "evidence" | "responses"): () => Promise<unknown> {
  let read: Promise<unknown> | undefined;
  return async () => {
    const csv = isList(input) || typeof input !== "object" || input === null ? undefined : fieldsOf(name, input).csv;
    if (!isStream(csv)) return input;
    return (read ??= readBytes(`${name}.csv`, csv).then((csv) => ({ ...(input as object), csv })));
  };
}

/** Records as they are sent: as columns whose memory is given away, or as JSON where something about one is odd. */
export async function packEvidence(input: unknown, ignore: boolean): Promise<{ readonly input: unknown; readonly transfer: readonly ArrayBuffer[] }> {
  if (!isList(input)) return { input, transfer: [] };
  const [pause, packer] = [new Pause(), new RecordPacker(input.length, ignore)];
  for (let row = 0; row < input.length; row++) {
    if (!packer.put(row, input[row])) return { input: { json: await listJson("evidence", input, pause) }, transfer: [] };
    if (row % 64 === 0 && pause.due) await pause.wait();
  }
  if (pause.due) await pause.wait();
  const columns = packer.columns();
  const transfer = Object.values(columns).flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []));
  return { input: { columns }, transfer };
}

/** Answers to surveys as they are sent. */
export async function packResponses(input: unknown): Promise<unknown> {
  return isList(input) ? { json: await listJson("responses", input, new Pause()) } : input;
}
