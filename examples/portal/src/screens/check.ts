/** Check: findings by file and row, before any score. */

import { describe } from "../answers";
import { count, findings, h, heading } from "../dom";
import { panels } from "../panels";
import { state, theReport } from "../state";
import type { Opened } from "../types";
import { t } from "../words";

/** How many rows do not count, in a sentence; none where all do. */
export function refusedRows({ files }: Opened): string[] {
  const refused = files.reduce((sum, file) => sum + file.refused, 0);
  if (refused === 0) return [];
  return [refused === 1 ? t("1 row was refused and does not count; every other row does.") : t("{n} rows were refused and do not count; every other row does.", { n: count(refused) })];
}

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
        ...refusedRows(opened),
      ].join(" ");
  const nodes: Node[] = [heading(t("Check")), h("p", { class: "lead" }, words)];
  // Tables of which rows do not count come first.
  const groups = new Map<string, typeof opened.findings[number][]>(opened.files.filter(({ refused }) => refused > 0).map(({ path }) => [path, []]));
  for (const finding of opened.findings) {
    const file = finding.file ?? t("Programme");
    groups.set(file, [...(groups.get(file) ?? []), finding]);
  }
  for (const [file, list] of groups) {
    const { rows, refused } = opened.files.find(({ path }) => path === file) ?? { rows: 0, refused: 0 };
    nodes.push(h("section", { class: "panel" }, h("h2", {}, file),
      refused > 0 && h("p", { class: "lead" }, refused === 1 ? t("1 of {rows} rows was refused and does not count.", { rows: count(rows ?? 0) }) : t("{refused} of {rows} rows were refused and do not count.", { refused: count(refused), rows: count(rows ?? 0) })),
      list.length > 0 && findings(list, t("Findings in {file}, worst first", { file }), await describe(list))));
  }
  // What the figures rest on needs a date; what was found does not.
  try {
    nodes.push(panels(await theReport(), (id) => id === "data"));
  } catch {
    nodes.push(h("p", { class: "note" }, t("What the figures rest on is reported as of a date: choose one above.")));
  }
  return nodes;
}
