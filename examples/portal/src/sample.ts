/** The sample ministry, within the page, so that it is there without a connection. */

import type { Chosen } from "./types";

const texts = import.meta.glob<string>("../../ministry/*.{toml,csv}", { query: "?raw", import: "default", eager: true });

/** Its files. */
export function sample(): Chosen[] {
  return Object.entries(texts).map(([path, text]) => {
    const name = path.replace(/^.*\//, "");
    return { path: name, file: new File([text], name) };
  });
}
