/** The entry for Node, as CommonJS: also inlined, since files are not where they were once a server is bundled. */

import base64 from "paratus-wasm-base64";
import { provide } from "./core.js";

provide(() => Buffer.from(base64, "base64"));

export * from "./index.js";
