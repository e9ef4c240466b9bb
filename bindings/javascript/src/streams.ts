/** Tables that come in pieces: from a file, a response, a stream. */

import { bytesOf } from "./columns.js";
import { badInput, isOurs } from "./errors.js";
import { reasonOf } from "./strict.js";

/** A stream of bytes, as a `ReadableStream` is. */
export interface ByteStream {
  getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }> };
}

/** What has a stream of bytes, as a `Blob` or a `File` has. */
export interface ByteSource {
  stream(): ByteStream;
}

/** Bytes that may have to be waited for. */
export type BytesInput = string | Uint8Array | ArrayBuffer | ByteSource | ByteStream;

/**
 * All bytes of an input.
 *
 * @internal
 */
export async function readBytes(path: string, input: unknown): Promise<Uint8Array> {
  try {
    const source = input as Partial<ByteSource & ByteStream> | null | undefined;
    if (typeof source === "object" && source !== null && typeof source.stream === "function") return await gather(path, source.stream());
    if (typeof source === "object" && source !== null && typeof source.getReader === "function") return await gather(path, source as ByteStream);
  } catch (error) {
    if (isOurs(error)) throw error;
    throw badInput(path, `cannot be read: ${reasonOf(error)}`);
  }
  return bytesOf(path, input);
}

/**
 * Whether something is a stream; what throws when it is asked is none.
 *
 * @internal
 */
export function isStream(value: unknown): value is ByteStream {
  try {
    return typeof (value as Partial<ByteStream> | null | undefined)?.getReader === "function";
  } catch {
    return false;
  }
}

async function gather(path: string, stream: ByteStream): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  for (let step = await reader.read(); !step.done; step = await reader.read()) parts.push(bytesOf(path, step.value));
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}
