/** The entry for hosts that compile modules beforehand and forbid it at run time. */

import module from "./paratus.wasm";
import { provide } from "./instance.js";

provide(() => ({ first: () => module }));

export * from "./index.js";
