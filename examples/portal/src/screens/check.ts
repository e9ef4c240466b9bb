/** Check: findings by file and row, before any score. */

import { count, findings, h, heading } from "../dom";
import { panels } from "../panels";
import { state, theReport } from "../state";

/** The screen. */
export async function check(): Promise<Node[]> {
  const opened = state.opened;
  if (opened === null) return [];
  const by = (severity: string) => opened.findings.filter((finding) => finding.severity === severity).length;
  const some = (severity: string, word: string) => `${by(severity)} ${word}${by(severity) === 1 ? "" : "s"}`;
  const words = opened.found === 0
    ? "Nothing is wrong with programme and evidence."
    : `${some("error", "error")}, ${some("warning", "warning")} and ${some("info", "note")}${opened.found > opened.findings.length ? ` among the first ${count(opened.findings.length)} of ${count(opened.found)} findings` : ""}.${by("error") > 0 ? " Rows with errors were set aside; everything else counts." : ""}`;
  const nodes: Node[] = [heading("Check"), h("p", { class: "lead" }, words)];
  const groups = new Map<string, typeof opened.findings[number][]>();
  for (const finding of opened.findings) {
    const file = finding.file ?? "Programme";
    groups.set(file, [...(groups.get(file) ?? []), finding]);
  }
  for (const [file, list] of groups) nodes.push(h("section", { class: "panel" }, h("h2", {}, file), findings(list, `Findings in ${file}, worst first`)));
  // What the figures rest on needs a date; what was found does not.
  try {
    nodes.push(panels(await theReport(), (id) => id === "data"));
  } catch {
    nodes.push(h("p", { class: "note" }, "What the figures rest on is told as of a date: choose one above."));
  }
  return nodes;
}
