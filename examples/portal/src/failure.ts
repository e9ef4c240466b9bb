/** What is shown where something could not be done: what happened, where, and what to do about it. */

import { Refused } from "./ask";
import { findings, h } from "./dom";

const TITLES: Record<string, [string, string]> = {
  NO_PROGRAMME: ["No programme here", "Choose the folder that has paratus.toml or paratus.json in it, or load the sample to see one."],
  NO_DATE: ["Which day?", "Readiness changes with time, and this programme names no date. Choose one above, under “As of”."],
  NO_WEBASSEMBLY: ["This browser cannot compute here", "Paratus Desk needs WebAssembly, which this browser lacks or which is switched off. Another browser, or the command `paratus`, gives the same answers."],
  BLOCKED: ["This site does not let the page compute", "Its Content-Security-Policy must have script-src 'self' 'wasm-unsafe-eval'."],
  NOT_LOADED: ["The computing part did not load", "Load the page again."],
  NO_PLAN: ["No plan of this programme", "The plan that was shown is still there."],
  TOO_LARGE: ["Too large", "There is more than this browser can hold. The command `paratus` reads evidence larger than memory."],
  WORKER: ["The computing part did not start", "Load the page again; another browser may help."],
};

/** A failure as part of a screen. */
export function failure(error: unknown): HTMLElement[] {
  const { code, message, findings: found } = error instanceof Refused ? error.refusal : { code: "FAILED", message: String(error), findings: [] };
  const [title, help] = TITLES[code] ?? ["This could not be read", "Nothing was changed. Mend what is named here and open it again."];
  return [
    h("section", { class: "panel failure", "data-code": code },
      h("h2", { tabindex: -1 }, title),
      h("p", { class: "lead" }, message),
      h("p", {}, help),
      found.length > 0 && findings(found.slice(0, 200), "What is in the way, by file and row")),
  ];
}
