/** Open: a folder, files, or the sample; and what was recognised. */

import { forgetDate } from "../answers";
import { openFiles } from "../desk";
import { count, h, heading, table, tell } from "../dom";
import { decimal } from "../figure";
import { failure } from "../failure";
import type { Chosen } from "../types";
import { forgetPlan } from "../planning";
import { forget, state, theReport } from "../state";
import { t } from "../words";
import { explained } from "../why";
import { bringing } from "./bring";

/** The screen; `opened` is called when another programme is open. */
export function open(opened: () => void): Node[] {
  const box = h("div");
  const load = async (files: readonly Chosen[] | "sample") => {
    box.replaceChildren(h("p", { class: "busy" }, t("Reading …")));
    const progress = (said: string) => {
      box.querySelector(".busy")?.replaceChildren(said);
      tell(said);
    };
    try {
      state.opened = await openFiles(files, progress);
      forgetDate();
      state.asOf = state.opened.asOf ?? "";
      forget();
      forgetPlan();
      opened();
      box.replaceChildren(...recognised(), ...brought());
      tell(t("{title} is open.", { title: state.opened.title }));
      // The figures are made while the list of files is looked at.
      theReport().catch(() => {});
    } catch (error) {
      box.replaceChildren(...failure(error), ...(state.opened === null ? [] : [h("p", {}, t("“{title}” is still open, as it was.", { title: state.opened.title }))]));
      tell(t("The files could not be opened."));
    }
    box.querySelector<HTMLElement>("h2")?.focus();
  };

  // What is brought goes into what is open, which stays on the screen while it is read again.
  const brought = () => [
    bringing(async (files) => {
      state.opened = await openFiles(files, tell);
      forget();
      forgetPlan();
      opened();
      box.querySelector(".panel")?.replaceWith(...recognised());
      tell(t("{title} is open.", { title: state.opened.title }));
    }),
  ];

  const files = h("input", { type: "file", multiple: true, id: "files", accept: ".toml,.json,.csv" });
  files.addEventListener("change", () => void load([...(files.files ?? [])].map((file) => ({ path: file.name, file }))));
  const folder = h("input", { type: "file", id: "folder", webkitdirectory: true });
  folder.addEventListener("change", () => void load([...(folder.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))));

  /** A programme is opened; other files go into the one that is open. */
  const dropped = async (found: readonly Chosen[]) => {
    const isProgramme = found.some(({ path }) => /(^|\/)paratus\.(toml|json)$/.test(path)) || (found.length === 1 && found[0]?.path.endsWith(".json"));
    const part = box.querySelector<HTMLElement>("#bringing");
    if (isProgramme || part === null) await load(found);
    else part.dispatchEvent(new CustomEvent("brought", { detail: found.map(({ file }) => file) }));
  };

  const drop = h("div", { class: "drop" },
    h("p", { class: "lead" }, t("Drop a programme’s folder or its files here.")),
    h("div", { class: "choices-row" },
      h("label", { class: "pick" }, h("span", {}, t("Choose a folder")), folder),
      h("label", { class: "pick" }, h("span", {}, t("Choose files")), files),
      h("button", { type: "button", id: "sample", onclick: () => void load("sample") }, t("Load the sample ministry"))),
    h("p", { class: "note" }, t("A folder has paratus.toml or paratus.json, tables such as people.csv, and evidence.csv. They are read in this page and stay in it.")));
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const items = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
    const loose = [...(event.dataTransfer?.files ?? [])];
    void Promise.all(items.map((entry) => below(entry)))
      .then((found) => dropped(items.length > 0 ? found.flat() : loose.map((file) => ({ path: file.name, file }))))
      .catch((error: unknown) => box.replaceChildren(...failure(error)));
  });
  if (state.opened !== null) box.append(...recognised(), ...brought());
  return [heading(t("Open a programme")), drop, box];
}

/** The files of an entry that was dropped, with their paths. */
async function below(entry: FileSystemEntry): Promise<Chosen[]> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) return [{ path, file: await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed)) }];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Chosen[] = [];
  // A reader gives at most a hundred entries at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await below(one)));
  }
}

const KINDS: Record<string, () => string> = {
  Absences: () => t("Absences"),
  "Acts of leadership": () => t("Acts of leadership"), "Answers to surveys": () => t("Answers to surveys"), Evidence: () => t("Evidence"), "Not used": () => t("Not used"),
  "Part of the programme": () => t("Part of the programme"), People: () => t("People"), Programme: () => t("Programme"), Sessions: () => t("Sessions"), "Use of features": () => t("Use of features"),
};

function recognised(): Node[] {
  const opened = state.opened;
  if (opened === null) return [];
  const rows = opened.files.map(({ path, what, rows, refused }) => [path, KINDS[what]?.() ?? what, rows === null ? "" : count(rows), refused === 0 ? "" : count(refused)]);
  return [
    h("section", { class: "panel" },
      h("h2", { tabindex: -1 }, opened.title || opened.id),
      h("p", { class: "lead" }, [t("{people} people in {files} files, read in {seconds} seconds.", { people: count(opened.people), files: opened.files.filter(({ what }) => what !== "Not used").length, seconds: decimal(opened.milliseconds / 1000, 1) }), opened.found === 0 ? t("Nothing is wrong with them.") : opened.found === 1 ? t("There is 1 finding.") : t("There are {n} findings.", { n: count(opened.found) })].join(" ")),
      h("p", { class: "go" }, h("a", { href: "#check" }, t("Check what was found")), " ", h("a", { href: "#overview" }, t("Go to the overview"))),
      explained(table(t("Files and what they are"), [t("File"), t("What it is"), { end: t("Rows or entries") }, { end: t("Refused") }], rows), () => [h("p", {}, t("Rows are counted as they are read; a row that is refused does not count, and the screen “Check” names it."))])),
  ];
}
