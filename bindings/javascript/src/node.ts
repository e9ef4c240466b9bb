/**
 * The entry for Node, as CommonJS: the module is also inlined, since files are not where they were once a server is bundled. It has a
 * file of its own, because Node looks through whatever is imported for the names it exports, which takes longer than all the rest.
 */

import { provide } from "./core.js";

declare function require(name: "./module.cjs"): string;

provide(() => Buffer.from(require("./module.cjs"), "base64"));

export * from "./index.js";
