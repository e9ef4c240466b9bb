/** What is shown where something could not be done: what happened, where, and what to do about it. */

import { ParatusError } from "paratus/client";
import { describe } from "./answers";
import { count, ENGLISH, findings, h } from "./dom";
import { NoProgramme } from "./folder";
import type { Found } from "./types";
import { t } from "./words";

/** Why something that was chosen is no plan of this programme. */
export class NoPlan extends Error {
  readonly code = "NO_PLAN";
}

/** Whether it was foreseen that this may fail: the reader sees a message. */
export const isRefusal = (error: unknown): error is ParatusError | NoPlan | NoProgramme =>
  error instanceof ParatusError || error instanceof NoPlan || error instanceof NoProgramme;

const TITLES: Record<string, () => [string, string]> = {
  NO_PROGRAMME: () => [t("No programme here"), t("Choose the folder that has paratus.toml or paratus.json in it, or load the sample to see one.")],
  NO_DATE: () => [t("Which day?"), t("Readiness changes with time, and this programme names no date. Choose one above, under “As of”.")],
  NO_WEBASSEMBLY: () => [t("This browser cannot compute here"), t("Paratus Desk needs WebAssembly, which this browser lacks or which is switched off. Another browser, or the command `paratus`, gives the same answers.")],
  BLOCKED: () => [t("This site does not let the page compute"), t("Its Content-Security-Policy must have script-src 'self' 'wasm-unsafe-eval'.")],
  NOT_LOADED: () => [t("The computing part did not load"), t("Load the page again.")],
  NO_PLAN: () => [t("No plan of this programme"), t("The plan that was shown is still there.")],
  TOO_LARGE: () => [t("Too large"), t("There is more than this browser can hold. The command `paratus` reads evidence larger than memory.")],
  WORKER: () => [t("The computing part did not start"), t("Load the page again; another browser may help.")],
  INTERNAL: () => [t("This page made a mistake"), t("Your files were not changed. Load the page again. If it happens again, please report what is written here.")],
  FAILED: () => [t("This page made a mistake"), t("Your files were not changed. Load the page again. If it happens again, please report what is written here.")],
};

/** What reloading the page may solve. */
const RELOADED = ["FAILED", "INTERNAL", "NOT_LOADED", "WORKER"];

/** A failure as part of a screen. */
export function failure(error: unknown): HTMLElement[] {
  const code = isRefusal(error) ? error.code : "FAILED";
  const message = error instanceof Error ? error.message : String(error);
  const found = error instanceof ParatusError ? (error.findings as readonly Found[]) : [];
  const [title, help] = TITLES[code]?.() ?? [t("This could not be read"), t("Nothing was changed. Correct what is named here and open it again.")];
  return [
    h("section", { class: "panel failure", "data-code": code },
      h("h2", { tabindex: -1 }, title),
      h("p", { class: "lead" }, help),
      RELOADED.includes(code) && h("p", {}, h("button", { type: "button", class: "main", onclick: () => location.reload() }, t("Load the page again"))),
      // Findings say it by file and row.
      found.length === 0 && h("p", { class: "note" }, t("What was reported:"), " ", h("span", ENGLISH, message)),
      found.length > 0 && inTheWay(found)),
  ];
}

/** Most findings that are listed. */
const LISTED = 200;

/** What is in the way: in the library's words, until they come in the reader's language. */
function inTheWay(found: readonly Found[]): HTMLElement {
  const listed = found.slice(0, LISTED);
  const caption = found.length > LISTED
    ? t("What is in the way, by file and row: the first {some} of {n}", { some: LISTED, n: count(found.length) })
    : t("What is in the way, by file and row");
  const list = h("div", {}, findings(listed, caption));
  void describe(listed).then((words) => words !== undefined && list.replaceChildren(findings(listed, caption, words)), () => {});
  return list;
}
