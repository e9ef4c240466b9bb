/** The entry for browsers and bundlers: the module is in a script, so there is nothing to find or fetch. */

import * as texts from "paratus-wasm-base64";
import { inlined } from "./inlined.js";
import { provide } from "./instance.js";

provide(() => inlined(texts));

export * from "./index.js";
