/** Bring in tables: any file is recognised, and what would become of its rows is shown, before it is taken. */

import { coded, count, download, ENGLISH, h, table, tell } from "../dom";
import { bring, changed, type Brought } from "../exchange";
import { failure } from "../failure";
import type { Chosen } from "../types";
import { t } from "../words";

/** The part of the screen; `take` opens the programme with the files that changed. */
export function bringing(take: (files: readonly Chosen[]) => Promise<void>): HTMLElement {
  const box = h("div");
  let files: readonly File[] = [];
  const day = h("input", { type: "date", id: "bring-day" });
  const look = async (map?: string) => {
    if (files.length === 0) return;
    box.replaceChildren(h("p", { class: "busy" }, t("Reading …")));
    try {
      const brought = await bring(files, { date: day.value, map });
      box.replaceChildren(...shown(brought));
      tell(brought.plan === undefined ? t("A map is needed.") : t("This is what would be taken."));
    } catch (error) {
      box.replaceChildren(...failure(error));
      tell(t("The files could not be opened."));
    }
    box.querySelector<HTMLElement>("h3")?.focus();
  };
  const leave = () => {
    files = [];
    box.replaceChildren();
    tell(t("Nothing was taken."));
  };

  const mapped = (proposed: string): Node[] => {
    const map = h("textarea", { id: "bring-map", rows: 16, cols: 80, spellcheck: "false", ...ENGLISH }, proposed);
    return [
      h("p", {}, h("label", { for: "bring-map" }, t("A map says what the columns hold. This one is proposed: correct it, then try it."))),
      map,
      h("p", { class: "choices-row" },
        h("button", { type: "button", id: "bring-try", onclick: () => void look(map.value) }, t("Try the map")),
        h("button", { type: "button", onclick: leave }, t("Leave it"))),
    ];
  };

  const planned = ({ plan }: Brought): Node[] => {
    if (plan === undefined) return [];
    const { files: fresh, rows, summary } = plan;
    const names = Object.keys(fresh);
    const counts = summary.tables.map((one) => [one.file, ...[one.read, one.added, one.changed, one.same, one.superseded, one.refused, one.set_aside].map(count)]);
    const said = [...summary.warnings, ...summary.contact_columns.map(({ file, column }) => `\`${file}\`: \`${column}\``)];
    const taken = async () => {
      await take(changed(fresh));
      files = [];
      box.replaceChildren(
        h("p", {}, t("The changed files are open here. Save them into the folder of the programme: this page changes no file by itself.")),
        h("p", { class: "choices-row" }, ...names.map((name) => h("button", { type: "button", "data-save": name, onclick: () => download(name, "text/plain", fresh[name] ?? "") }, t("Save {file}", { file: name })))));
    };
    return [
      table(t("What becomes of the rows"), [t("File"), { end: t("Read") }, { end: t("Added") }, { end: t("Replaced") }, { end: t("The same") }, { end: t("Superseded") }, { end: t("Refused") }, { end: t("Set aside") }], counts),
      rows.length > 0 && table(t("Rows that are not simply added, the first of each kind"), [t("File"), { end: t("Line") }, t("Column"), t("Why")],
        rows.slice(0, 100).map(({ file, line, column, outcome, reason }) => [file, count(line), column ?? "", h("td", ENGLISH, ...coded(`${outcome.replace("_", " ")}: ${reason}`))])),
      said.length > 0 && h("details", {}, h("summary", {}, t("What should be looked at: {n}", { n: said.length })), h("ul", ENGLISH, ...said.slice(0, 200).map((text) => h("li", {}, ...coded(text))))),
      h("p", {}, names.length === 0 ? t("Nothing changes: all that can be taken is there already.") : t("Files that change: {files}", { files: names.join(", ") })),
      h("p", { class: "choices-row" },
        names.length > 0 && h("button", { type: "button", id: "bring-take", onclick: () => void taken().catch((error: unknown) => box.replaceChildren(...failure(error))) }, t("Take it")),
        h("button", { type: "button", id: "bring-leave", onclick: leave }, t("Leave it"))),
    ].filter((node): node is HTMLElement => node !== false);
  };

  const shown = (brought: Brought): Node[] => [
    h("h3", { tabindex: -1 }, t("What the files are")),
    table(t("Files as they are recognised"), [t("File"), t("What it is"), t("What shows it")], brought.recognised.map(({ file, title, because }) => [file, h("td", ENGLISH, title), h("td", ENGLISH, ...coded(because))])),
    ...(brought.proposed === undefined ? planned(brought) : mapped(brought.proposed)),
  ];

  const input = h("input", { type: "file", multiple: true, id: "bring" });
  input.addEventListener("change", () => {
    files = [...(input.files ?? [])];
    // So that the same file can be chosen again, once it was corrected.
    input.value = "";
    void look();
  });
  day.addEventListener("change", () => void look());
  const part = h("section", { class: "panel", id: "bringing" },
    h("h2", {}, t("Bring in tables")),
    h("p", {}, t("Any file: a gradebook, answers to a survey with their form, a staff list, a workbook, an archive of tables. What it is taken for is shown before anything is taken.")),
    h("div", { class: "choices-row" },
      h("label", { class: "pick" }, h("span", {}, t("Choose tables")), input),
      h("label", {}, t("Day of what has no date"), " ", day)),
    box);
  part.addEventListener("brought", (event) => {
    files = (event as CustomEvent<readonly File[]>).detail;
    void look();
  });
  return part;
}
