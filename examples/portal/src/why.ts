/** The drawer that says why: what a figure is about, and what it is made of. */

import type { PersonExplanation, UnitAnswer } from "paratus";
import * as answers from "./answers";
import { isRefusal } from "./failure";
import { decimal } from "./figure";
import { count, ENGLISH, h, percent, percents, strip, table, tell, verdict, wordOf } from "./dom";
import { theNames } from "./state";
import { apart, isRightToLeft, t, written } from "./words";

const drawer = h("dialog", { class: "drawer", "aria-labelledby": "why-title" });
document.body.append(drawer);
// What was redrawn meanwhile is found by its id.
let opener = "";
drawer.addEventListener("close", () => {
  const now = document.activeElement;
  if (now === null || now === document.body || drawer.contains(now)) document.getElementById(opener)?.focus();
});
// A click beside the drawer closes it; Escape does by itself, and the focus goes back to where it was.
drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());

/** Opens the drawer, or fills it again. */
export function show(title: string, ...content: (Node | string)[]): void {
  const close = h("button", { type: "button", class: "quiet", onclick: () => drawer.close() }, t("Close"));
  drawer.replaceChildren(h("div", { class: "inside" }, h("div", { class: "drawer-head" }, h("h2", { id: "why-title", tabindex: -1 }, title), close), ...content));
  if (!drawer.open) {
    opener = document.activeElement?.id ?? "";
    drawer.showModal();
  }
  drawer.scrollTop = 0;
  drawer.querySelector<HTMLElement>("#why-title")?.focus();
}

/** Why a row of a panel says what it says. */
export async function whyRow(row: HTMLTableRowElement, panel: string, at?: number): Promise<void> {
  const within = row.closest("table") as HTMLTableElement;
  const lesser = row.querySelector("th .lesser")?.textContent?.trim() ?? "";
  const name = nameOf(row);
  const parts: (Node | string)[] = [h("p", { class: "note" }, within.caption?.textContent ?? ""), facts(row, at)];
  show(name, ...parts, h("p", { class: "note" }, t("Looking closer …")));
  try {
    const names = await theNames();
    const idOf = (of: Record<string, string>) => (lesser in of ? lesser : Object.keys(of).find((id) => of[id] === name));
    const first = row === within.querySelector("tbody tr.strong");
    const [section, role, objective] = [idOf(names.sections), idOf(names.roles), idOf(names.objectives)];
    if (panel === "readiness" && first) parts.push(...unit(await answers.unit("organisation", "")));
    else if (panel === "readiness" && section !== undefined) parts.push(...unit(await answers.unit("section", section)));
    else if (panel === "readiness" && role !== undefined) parts.push(...unit(await answers.unit("role", role)));
    else if (objective !== undefined) {
      const { gaps } = await answers.unit("organisation", "");
      const gap = gaps.rows.find((row) => row.objective === objective);
      if (gap !== undefined) parts.push(...ofObjective(gap));
    }
  } catch (error) {
    if (!(isRefusal(error))) throw error;
    parts.push(h("p", ENGLISH, error.message));
  }
  parts.push(h("p", { class: "note" }, method()));
  if (drawer.open) show(name, ...parts);
}

/** Why a figure of everyone, set large, says what it says. */
export async function whyWhole(name: string, figure: string): Promise<void> {
  const parts: (Node | string)[] = [h("p", { class: "lead" }, figure)];
  show(name, ...parts, h("p", { class: "note" }, t("Looking closer …")));
  try {
    parts.push(...unit(await answers.unit("organisation", "")));
  } catch (error) {
    if (!(isRefusal(error))) throw error;
    parts.push(h("p", ENGLISH, error.message));
  }
  parts.push(h("p", { class: "note" }, method()));
  if (drawer.open) show(name, ...parts);
}

/** The name of a row, without what is lesser in it. */
function nameOf(row: HTMLTableRowElement): string {
  const head = row.querySelector("th, td") as HTMLElement;
  return (head.querySelector(".why")?.firstChild?.textContent ?? head.firstChild?.textContent ?? "").trim();
}

/** The cells of a row, under the titles of its columns; the one that was asked about is emphasised. */
function facts(row: HTMLTableRowElement, at?: number): HTMLElement {
  const titles = [...(row.closest("table") as HTMLTableElement).querySelectorAll("thead th")].map((cell) => cell.textContent ?? "");
  const list = [...row.cells].flatMap((cell, place) => {
    const words = (cell.textContent ?? "").replace(/\s+/g, " ").trim();
    if (cell.tagName === "TH" || words === "" || cell.querySelector("input, select, button:not(.why)") !== null) return [];
    const lang = cell.lang === "" ? {} : { lang: cell.lang, dir: cell.dir };
    return [h("div", { class: place === at ? "asked" : null }, h("dt", {}, titles[place] ?? ""), h("dd", lang, words))];
  });
  return h("dl", { class: "facts" }, ...list);
}

/** A sentence is no figure. */
const LONGEST = 60;

/**
 * Makes every figure of a table a button that says why. `Tab` stops once in a row, at its name or its first figure; the arrow keys go on
 * from there, so that a page of figures is not a page of stops.
 */
export function asking(within: HTMLTableElement, why: (row: HTMLTableRowElement, at: number) => void): void {
  for (const row of within.tBodies[0]?.rows ?? []) {
    let stops = row.querySelector("button.why") !== null;
    [...row.cells].forEach((cell, at) => {
      const words = cell.textContent?.trim() ?? "";
      const isFigure = words.length <= LONGEST && (/\d|\[[cxz]\]|^–$/.test(words) || cell.querySelector(".sign, svg") !== null);
      if (!isFigure || cell.tagName === "TH" || cell.querySelector("button, input, select") !== null) return;
      const button = h("button", { type: "button", class: "why figure-why", "aria-haspopup": "dialog", tabindex: stops ? -1 : null });
      stops = true;
      button.append(...cell.childNodes);
      cell.append(button);
      cell.classList.add("asks");
      cell.addEventListener("click", () => why(row, at));
    });
  }
  within.addEventListener("keydown", (event) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>("button.why");
    const cell = from?.closest("td, th") as HTMLTableCellElement | null | undefined;
    if (cell === null || cell === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const on = isRightToLeft() ? "ArrowLeft" : "ArrowRight";
    const to = event.key === "ArrowLeft" || event.key === "ArrowRight" ? beside(cell, event.key === on) : event.key === "ArrowUp" || event.key === "ArrowDown" ? below(cell, event.key === "ArrowDown") : undefined;
    if (to === undefined) return;
    event.preventDefault();
    to?.focus();
  });
}

/** The next figure of the same row. */
function beside(cell: HTMLTableCellElement, on: boolean): HTMLElement | null {
  let at = (on ? cell.nextElementSibling : cell.previousElementSibling) as HTMLElement | null;
  while (at !== null && at.querySelector("button.why") === null) at = (on ? at.nextElementSibling : at.previousElementSibling) as HTMLElement | null;
  return at?.querySelector<HTMLElement>("button.why") ?? null;
}

/** The next figure of the same column. */
function below(cell: HTMLTableCellElement, on: boolean): HTMLElement | null {
  let row = cell.parentElement as HTMLTableRowElement | null;
  do row = (on ? row?.nextElementSibling : row?.previousElementSibling) as HTMLTableRowElement | null;
  while (row !== null && row !== undefined && row.cells[cell.cellIndex]?.querySelector("button.why") == null);
  return row?.cells[cell.cellIndex]?.querySelector<HTMLElement>("button.why") ?? null;
}

/** A table whose figures say why: `explain` takes a row and a column, both counted from 0. */
export function explained(box: HTMLElement, explain: (row: number, column: number) => (Node | string)[]): HTMLElement {
  const within = box.querySelector("table") as HTMLTableElement;
  asking(within, (row, at) => show(nameOf(row), h("p", { class: "note" }, within.caption?.textContent ?? ""), facts(row, at), ...explain(row.sectionRowIndex, at)));
  return box;
}

const method = (): string =>
  t("A range runs from what was shown to what is possible if all that is unknown were success. “Ready” means that what was shown reaches the threshold; “not ready”, that even what is possible does not; else there is not enough evidence. “[c]” is suppressed: it is about too few people.");

/** A count, or the sign of one that is not given: never 0. */
const given = (number: number | null): string => (number === null ? "[c]" : count(number));
/** The same of a share. */
const share = (number: number | null): string => (number === null ? "[c]" : percent(number));

/** People who are ready, those included who will not be for long: what the tables count. */
function allReady({ ready, expiring, people }: UnitAnswer["gaps"]["rows"][number]): number | null {
  return ready === null || expiring === null ? null : Math.min(ready + expiring, people ?? ready + expiring);
}

function ofObjective(gap: UnitAnswer["gaps"]["rows"][number]): Node[] {
  const part = gap.shortfall;
  return [
    h("h3", {}, t("In the whole organisation")),
    h("p", {}, t("Needed by: {people} people. Ready: {ready}; not ready: {not_ready}; not enough recent evidence either way: {cannot_tell}; no evidence: {unknown}. Shown on average: {shown}.", { people: given(gap.people), ready: given(allReady(gap)), not_ready: given(gap.not_ready), cannot_tell: given(gap.cannot_tell), shown: share(gap.shown), unknown: given(gap.unknown) })),
    ...(part === null || part === undefined ? [] : [h("p", {}, t("What is missing: failed {failed}, shown once and gone stale {stale}, never any evidence {never}.", { failed: percent(part.failed), stale: percent(part.stale), never: percent(part.never_evidenced) }))]),
    ...(gap.hours === null ? [] : [h("p", {}, t("Hours to teach it, for each person: {hours}.", { hours: written(gap.hours) }))]),
  ];
}

function unit({ unit, gaps }: UnitAnswer): Node[] {
  if (unit.people === null) return [h("p", {}, t("Its figures are suppressed: they are about too few people."))];
  const nodes: Node[] = [
    h("h3", {}, t("What it is made of")),
    h("p", {}, t("Ready: {ready} people; not ready: {not_ready}; not enough recent evidence either way: {cannot_tell}. There is evidence for {coverage} of all that they need.", { ready: given(unit.ready), not_ready: given(unit.not_ready), cannot_tell: given(unit.cannot_tell), coverage: share(unit.coverage) })),
  ];
  const rows = gaps.rows.slice(0, 8);
  if (rows.length > 0) {
    nodes.push(table(t("What its people lack most"), [t("Objective"), { end: t("Need it") }, { end: t("Ready") }, { end: t("Part of the gap") }],
      rows.map((row) => [row.title, given(row.people), given(allReady(row)), row.gap === null ? "[c]" : decimal(row.gap, 1)])));
  }
  return nodes;
}

/** What a role asks for, and how ready its people are. */
export async function whyRole(id: string): Promise<void> {
  try {
    const role = await answers.role(id);
    show(role.title,
      ...(role.description === "" ? [] : [h("p", { class: "reported" }, role.description)]),
      ...(role.unit.unit.people === 0 ? [h("p", { class: "note" }, t("Nobody who works here on that day has this role."))] : unit(role.unit)),
      role.requires.length === 0 ? h("p", {}, t("It asks for nothing.")) : table(t("What it asks for: {n}", { n: count(role.requires.length) }), [t("Objective"), t("Track"), t("Level"), { end: t("Weight") }, t("Critical")],
        role.requires.map((one) => [h("th", { scope: "row" }, one.title, h("span", { class: "lesser" }, one.objective)), trackOf(one.track), one.level, written(one.weight), one.critical ? t("critical") : ""])));
  } catch (error) {
    if (!(isRefusal(error))) throw error;
    show(id, h("p", ENGLISH, error.message));
  }
}

/** Why a person's figures are what they are. */
export async function whyPerson(person: string): Promise<void> {
  tell("");
  try {
    const [found, names] = await Promise.all([answers.explain(person), theNames()]);
    show(person, ...ofPerson(found, names.sections[found.section] ?? found.section, found.roles.map((role) => names.roles[role] ?? role)));
  } catch (error) {
    if (!(isRefusal(error))) throw error;
    show(person, h("p", ENGLISH, error.message));
  }
}

/** The name of a track. */
export const trackOf = (track: "people" | "process" | "technology"): string => ({ people: t("track|People"), process: t("track|Process"), technology: t("track|Technology") })[track];
const STATES: Record<string, () => string> = {
  not_required: () => t("not required"), unused: () => t("not used"), unknown: () => t("no evidence"), not_ready: () => t("not ready"), cannot_tell: () => t("cannot tell"),
  stale: () => t("gone stale"), expiring: () => t("ready, expiring"), ready: () => t("ready"),
};
const KINDS: Record<string, () => string> = {
  observation: () => t("observation"), quiz: () => t("test"), certificate: () => t("certificate"), survey: () => t("self-report"), completion: () => t("completion"),
};
const kindOf = (kind: string): string => KINDS[kind]?.() ?? kind;

function ofPerson(found: PersonExplanation, section: string, roles: readonly string[]): Node[] {
  const nodes: Node[] = [
    h("p", { class: "lead" }, found.readiness === null
      ? t("Nothing is required here.")
      : t("{verdict}: {range}, with a threshold of {threshold}.", { verdict: `${wordOf(found.verdict)[0]?.toUpperCase()}${wordOf(found.verdict).slice(1)}`, range: percents(found.readiness, found.threshold), threshold: percent(found.threshold) })),
    h("p", { class: "note" }, [section, roles.join(", ") || t("no role"), t("as of {date}", { date: found.as_of }), ...(found.employed ? [] : [t("not employed on that day")])].join(" · ")),
  ];
  if (found.capped_by.length > 0) nodes.push(h("p", {}, t("Held back by what is critical: {objectives}.", { objectives: found.capped_by.map((id) => found.objectives.find(({ objective }) => objective === id)?.title || id).join(", ") })));
  if (found.smallest_change !== null) {
    const { to, date, changes } = found.smallest_change;
    // Who is ready stays so until a day; who is not becomes so by evidence.
    nodes.push(...(date !== null
      ? [h("h3", {}, t("If nothing is done")), h("p", {}, t("Without new evidence, the verdict is “{verdict}” from {date} on: evidence ages or expires.", { verdict: wordOf(to), date }))]
      : [h("h3", {}, t("The smallest change to “{verdict}”", { verdict: wordOf(to) })),
        h("ul", {}, ...changes.map((change) => h("li", {}, [`${apart(`${change.count} ×`)} ${kindOf(change.kind)}: ${found.objectives.find(({ objective }) => objective === change.objective)?.title || change.objective}`, ...(change.level === null ? [] : [change.level])].join(" · "))))]));
  }
  nodes.push(table(t("Tracks; the tick marks the threshold"), [t("Track"), { end: t("Weight") }, t("Readiness"), { end: t("Part of what is missing") }], found.tracks.map(({ track, share, readiness, gap }) => [
    trackOf(track), percent(share), h("td", {}, h("span", { class: "figure" }, percents(readiness, found.threshold)), strip(readiness, null, found.threshold)), percent(gap),
  ])));
  nodes.push(table(t("What is required, the greatest part of what is missing first"), [t("Objective"), t("Readiness"), t("Verdict"), { end: t("Part") }, t("State")],
    [...found.objectives].sort((a, b) => b.gap - a.gap).map((one) => [
      h("th", { scope: "row" }, one.title || one.objective, one.critical && h("span", { class: "lesser" }, t("critical")), h("span", { class: "lesser" }, one.objective)),
      h("td", {}, h("span", { class: "figure" }, percents(one.readiness, one.threshold)), strip(one.readiness, one.verdict, one.threshold)),
      verdict(one.verdict), percent(one.gap), STATES[one.state]?.() ?? one.state.replace("_", " "),
    ])));
  for (const one of found.objectives.filter(({ evidence }) => evidence.length > 0)) {
    nodes.push(h("details", {}, h("summary", {}, t("Evidence: {title} ({n})", { title: one.title || one.objective, n: one.evidence.length })),
      table(t("Records that count for {title}", { title: one.title || one.objective }), [t("Date"), t("Kind"), { end: t("Value") }, { end: t("Evidence weight") }, { end: t("Contributes") }, t("Source")],
        one.evidence.map((record) => [record.date, kindOf(record.kind), decimal(record.value, 2), decimal(record.evidence_weight, 2), decimal(record.contribution, 3), record.source]))));
  }
  return nodes;
}
