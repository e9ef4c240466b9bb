/** What the library says of the parts of a plan, in the reader’s language. */

import type { StatedPart } from "paratus";
import { describe, say } from "./answers";
import { coded, ENGLISH, h } from "./dom";
import { state } from "./state";
import type { Found } from "./types";

let waiting: StatedPart[] = [];
let asked: Promise<string[]> | undefined;

/** The words of a part; those that are wanted at one time are asked for together. */
function wordsOf(part: StatedPart): Promise<string> {
  const at = waiting.push(part) - 1;
  asked ??= Promise.resolve().then(() => {
    const parts = waiting;
    [waiting, asked] = [[], undefined];
    return say(parts);
  });
  return asked.then((words) => words[at] ?? "");
}

/** Puts words into an element, once they come. */
async function write(node: HTMLElement, coming: Promise<string>, shown = (words: string) => words): Promise<void> {
  const words = await coming;
  if (words === "") return;
  if (state.language !== "en") {
    node.removeAttribute("lang");
    node.removeAttribute("dir");
  }
  node.replaceChildren(...coded(shown(words)));
}

/** A part of a plan as an element, with words before it: in English, where it has that, until it comes in the reader’s language. */
export function said<K extends keyof HTMLElementTagNameMap>(tag: K, part: StatedPart, before = ""): HTMLElementTagNameMap[K] {
  const english = "text" in part ? part.text : "";
  const node = h(tag, ENGLISH, ...coded(`${before}${english}`));
  if (state.language !== "en" || english === "") void write(node, wordsOf(part), (words) => `${before}${words}`).catch(() => {});
  return node;
}

/** A part of a plan as a paragraph of its own. */
export function sentence(part: StatedPart): HTMLElement {
  const node = h("p", { class: "lead", ...ENGLISH });
  void write(node, wordsOf(part), (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`).catch(() => {});
  return node;
}

/** A finding as a remark. */
export function remark(finding: Found): HTMLElement {
  const node = h("p", { class: "note", ...ENGLISH }, ...coded(finding.message));
  void write(node, describe([finding]).then((words) => words?.[0]?.problem ?? "")).catch(() => {});
  return node;
}
