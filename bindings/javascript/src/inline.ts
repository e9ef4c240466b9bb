/** The entry for browsers and bundlers: the module is in the script, so there is nothing to find or fetch. */

import { inlined } from "./inlined.js";
import { provide } from "./instance.js";

provide(inlined);

export * from "./index.js";
