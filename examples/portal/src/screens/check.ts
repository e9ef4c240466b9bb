/** Check: findings by file and row, before any score. */

import { describe } from "../answers";
import { count, findings, h, heading } from "../dom";
import { panels } from "../panels";
import { state, theReport } from "../state";
import { t } from "../words";

/** The screen. */
export async function check(): Promise<Node[]> {
  const opened = state.opened;
  if (opened === null) return [];
  const by = (severity: string) => opened.findings.filter((finding) => finding.severity === severity).length;
  const counts = [by("error"), by("warning"), by("info")] as const;
  const some = [counts[0] === 1 ? t("1 error") : t("{n} errors", { n: counts[0] }), counts[1] === 1 ? t("1 warning") : t("{n} warnings", { n: counts[1] }), counts[2] === 1 ? t("1 note") : t("{n} notes", { n: counts[2] })];
  const [errors = "", warnings = "", notes = ""] = some;
  const words = opened.found === 0
    ? t("Nothing is wrong with programme and evidence.")
    : [
        opened.found > opened.findings.length
          ? t("{errors}, {warnings} and {notes} among the first {listed} of {found} findings.", { errors, warnings, notes, listed: count(opened.findings.length), found: count(opened.found) })
          : t("{errors}, {warnings} and {notes}.", { errors, warnings, notes }),
        ...(by("error") > 0 ? [t("Rows with errors were set aside; everything else counts.")] : []),
      ].join(" ");
  const nodes: Node[] = [heading(t("Check")), h("p", { class: "lead" }, words)];
  const groups = new Map<string, typeof opened.findings[number][]>();
  for (const finding of opened.findings) {
    const file = finding.file ?? t("Programme");
    groups.set(file, [...(groups.get(file) ?? []), finding]);
  }
  for (const [file, list] of groups) {
    nodes.push(h("section", { class: "panel" }, h("h2", {}, file), findings(list, t("Findings in {file}, worst first", { file }), await describe(list))));
  }
  // What the figures rest on needs a date; what was found does not.
  try {
    nodes.push(panels(await theReport(), (id) => id === "data"));
  } catch {
    nodes.push(h("p", { class: "note" }, t("What the figures rest on is reported as of a date: choose one above.")));
  }
  return nodes;
}
