/** The module as texts in a script: there is nothing to find or fetch. */

import type { Provided } from "./instance.js";

/** The module, or its first part, and the rest where it has parts; as base64. */
export interface Texts {
  readonly first: () => string;
  readonly rest?: (() => string) | undefined;
}

/** Its bytes. */
export function inlined({ first, rest }: Texts): Provided {
  return { first: () => decoded(first()), rest: rest && (() => decoded(rest())) };
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const decode = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (decode !== undefined) return decode.call(Uint8Array, base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
