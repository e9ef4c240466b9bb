/** What the library says of a plan: in English, until it comes in the reader’s language. */

import { say } from "./answers";
import { coded, ENGLISH, h } from "./dom";
import { state } from "./state";

/** A conflict, a relaxation or a violation. */
export type Stated = Parameters<typeof say>[0][number];

/** It as an element, with words before it. */
export function said<K extends keyof HTMLElementTagNameMap>(tag: K, one: Stated, before = ""): HTMLElementTagNameMap[K] {
  const node = h(tag, ENGLISH, before, ...coded(one.text));
  if (state.language !== "en") {
    void say([one]).then(([words]) => {
      if (words === undefined || words === one.text) return;
      node.removeAttribute("lang");
      node.removeAttribute("dir");
      node.replaceChildren(before, ...coded(words));
    }, () => {});
  }
  return node;
}
