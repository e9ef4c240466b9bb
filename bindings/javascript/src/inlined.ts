/** The module that is inlined in the script: there is nothing to find or fetch. */

import base64 from "paratus-wasm-base64";

/** Its bytes. */
export function inlined(): Uint8Array<ArrayBuffer> {
  const decode = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (decode !== undefined) return decode.call(Uint8Array, base64());
  const text = atob(base64());
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
