/** The screens that show the report's own panels: Overview, Gates, Gaps, Fit, Survey responses, and the report itself. */

import * as answers from "../answers";
import { coded, download, h, heading, tell } from "../dom";
import { panels } from "../panels";
import { state, theReport, theWholeReport } from "../state";
import { t } from "../words";
import { refusedRows } from "./check";

const nothing = (words: string) => h("p", { class: "lead" }, words);

/** What a screen of figures says where the programme has errors. */
export const unsound = (title: string): Node[] => [heading(title), nothing(t("The programme has errors, and figures would not be what its authors meant. The findings are on the screen “Check”.")), h("p", {}, h("a", { href: "#check" }, t("Check")))];

async function shown(title: string, which: (id: string) => boolean): Promise<Node[]> {
  const report = await theReport();
  if (!report.sound) return unsound(title);
  const found = panels(report, which);
  return [heading(title), found.childElementCount > 0 ? found : nothing(t("The programme has nothing about this."))];
}

/** Headline and heat table; before them, how many rows they do without. */
export async function overview(): Promise<Node[]> {
  const [title, ...figures] = await shown(t("Overview"), (id) => id === "summary" || id === "readiness");
  const refused = state.opened === null ? [] : refusedRows(state.opened);
  return [...(title === undefined ? [] : [title]), ...refused.map((words) => h("p", { class: "lead" }, words, " ", h("a", { href: "#check" }, t("Check what was found")))), ...figures];
}
/** Conditions, what would open them. */
export const gates = (): Promise<Node[]> => shown(t("Gates"), (id) => id.startsWith("gate"));
/** What is missing, and what is needed most. */
export const gaps = (): Promise<Node[]> => shown(t("Gaps"), (id) => id === "gaps" || id === "needs");
/** Use beside teaching, and phases by commonness. */
export const fit = (): Promise<Node[]> => shown(t("Fit"), (id) => id === "fit" || id === "phases");
/** What people answer. */
export const voices = (): Promise<Node[]> => shown(t("Survey responses"), (id) => id === "voices");

/** The whole report: preview, print, download. */
export async function report(): Promise<Node[]> {
  const whole = await theWholeReport();
  const save = async (form: "html" | "markdown", ending: string, type: string) => {
    tell(t("Writing the report …"));
    const text = await answers.page(state.language, form, exact.checked);
    download(`${whole.programme}-${whole.as_of}.${ending}`, type, text);
    tell(t("The report is written."));
  };
  const exact = h("input", { type: "checkbox", id: "exact" });
  const all = panels(whole, () => true);
  return [
    heading(t("Report")),
    h("div", { class: "tools screen" },
      h("button", { type: "button", onclick: () => print() }, t("Print")),
      h("button", { type: "button", id: "save-html", onclick: () => void save("html", "html", "text/html") }, t("Download page")),
      h("button", { type: "button", onclick: () => void save("markdown", "md", "text/markdown") }, t("Download Markdown")),
      h("label", {}, exact, t("Download exact figures, for internal use only")),
      h("p", { class: "note" }, t("This screen is internal: its figures are exact. What is downloaded is published: small groups are suppressed, counts and means rounded, unless exact figures are asked for. The page is one file without script that works from anywhere. The report names nobody.")),
      h("p", { class: "note" }, ...coded(t("A workbook (.xlsx) with the same figures is made by the command: `paratus report FOLDER --format xlsx -o report.xlsx`.")))),
    all,
  ];
}
