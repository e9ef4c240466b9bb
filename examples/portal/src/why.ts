/** The drawer that says why: what a figure is about, and what it is made of. */

import type { PersonExplanation, UnitAnswer } from "paratus";
import { ask, Refused } from "./ask";
import { count, h, percent, percents, strip, table, tell, verdict, wordOf } from "./dom";
import { theNames } from "./state";

const drawer = h("dialog", { class: "drawer", "aria-labelledby": "why-title" });
document.body.append(drawer);
// What was drawn anew meanwhile is found by its id.
let opener = "";
drawer.addEventListener("close", () => {
  const now = document.activeElement;
  if (now === null || now === document.body || drawer.contains(now)) document.getElementById(opener)?.focus();
});
// A click beside the drawer closes it; Escape does by itself, and the focus goes back to where it was.
drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());

/** Opens the drawer, or fills it anew. */
export function show(title: string, ...content: (Node | string)[]): void {
  const close = h("button", { type: "button", class: "quiet", onclick: () => drawer.close() }, "Close");
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
  const titles = [...within.querySelectorAll("thead th")].map((cell) => cell.textContent ?? "");
  const head = row.querySelector("th") as HTMLElement;
  const lesser = head.querySelector(".lesser")?.textContent?.trim() ?? "";
  const name = (head.querySelector(".why")?.firstChild?.textContent ?? head.textContent ?? "").trim();
  const facts = h("dl", { class: "facts" });
  [...row.cells].forEach((cell, place) => {
    if (place === 0 || cell.textContent?.trim() === "") return;
    const words = (cell.textContent ?? "").replace(/\s+/g, " ").trim();
    facts.append(h("div", { class: place === at ? "asked" : null }, h("dt", {}, titles[place] ?? ""), h("dd", {}, words)));
  });
  const parts: (Node | string)[] = [h("p", { class: "note" }, within.caption?.textContent ?? ""), facts];
  show(name, ...parts, h("p", { class: "note" }, "Looking closer …"));
  try {
    const names = await theNames();
    const idOf = (of: Record<string, string>) => (lesser in of ? lesser : Object.keys(of).find((id) => of[id] === name));
    const first = row === within.querySelector("tbody tr.strong");
    const [section, role, objective] = [idOf(names.sections), idOf(names.roles), idOf(names.objectives)];
    if (panel === "readiness" && first) parts.push(...unit(await ask("unit", { kind: "organisation", id: "" })));
    else if (panel === "readiness" && section !== undefined) parts.push(...unit(await ask("unit", { kind: "section", id: section })));
    else if (panel === "readiness" && role !== undefined) parts.push(...unit(await ask("unit", { kind: "role", id: role })));
    else if (objective !== undefined) {
      const { gaps } = await ask("unit", { kind: "organisation", id: "" });
      const gap = gaps.rows.find((row) => row.objective === objective);
      if (gap !== undefined && !gap.suppressed) parts.push(...ofObjective(gap));
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    parts.push(h("p", {}, error.message));
  }
  parts.push(h("p", { class: "note" }, METHOD));
  if (drawer.open) show(name, ...parts);
}

const METHOD =
  "A range runs from what was shown to what is possible if all that is unknown were success. “Ready” means that what was shown reaches the threshold; “not ready”, that even what is possible does not; else it cannot be told. “[c]” is withheld, because it would tell on somebody.";

function ofObjective(gap: UnitAnswer["gaps"]["rows"][number]): Node[] {
  const part = gap.shortfall;
  return [
    h("h3", {}, "In the whole organisation"),
    h("p", {}, `${count(gap.people ?? 0)} people need it: ${count(gap.ready ?? 0)} are ready, ${count(gap.not_ready ?? 0)} are not, and of ${count(gap.cannot_tell ?? 0)} the evidence cannot tell. ${percent(gap.shown)} was shown on average, ${percent(gap.unknown)} is unknown.`),
    ...(part === null || part === undefined ? [] : [h("p", {}, `What is missing: ${percent(part.failed)} was tried and failed, ${percent(part.stale)} was shown once and has gone stale, and of ${percent(part.never_evidenced)} there was never any evidence.`)]),
    ...(gap.hours === null ? [] : [h("p", {}, `Teaching it takes ${gap.hours} hours a person.`)]),
  ];
}

function unit({ unit, gaps }: UnitAnswer): Node[] {
  if (unit.suppressed) return [h("p", {}, "Its figures are withheld: they are about too few people, or others could be told from them.")];
  const share = unit.share_ready;
  const nodes: Node[] = [
    h("h3", {}, "What it is made of"),
    h("p", {}, `${count(unit.ready ?? 0)} people are ready, ${count(unit.not_ready ?? 0)} are not, and of ${count(unit.cannot_tell ?? 0)} the evidence cannot tell. There is evidence for ${percent(unit.coverage)} of all that they need.`),
  ];
  if (share === null || share === undefined) nodes.push(h("p", { class: "note" }, "The share of people who are ready is withheld."));
  const rows = gaps.rows.filter(({ suppressed }) => !suppressed).slice(0, 8);
  if (rows.length > 0) {
    nodes.push(table("What its people lack most", ["Objective", { end: "Need it" }, { end: "Ready" }, { end: "Part of the gap" }],
      rows.map((row) => [row.title, count(row.people ?? 0), count(row.ready ?? 0), (row.gap ?? 0).toFixed(1)])));
  }
  return nodes;
}

/** What a role asks for, and how its people stand. */
export async function whyRole(id: string): Promise<void> {
  try {
    const role = await ask("role", { id });
    show(role.title,
      ...(role.description === "" ? [] : [h("p", { class: "told" }, role.description)]),
      ...((role.unit.unit.people ?? null) === 0 ? [h("p", { class: "note" }, "Nobody who works here on that day has this role.")] : unit(role.unit)),
      role.requires.length === 0 ? h("p", {}, "It asks for nothing.") : table(`What it asks for: ${count(role.requires.length)}`, ["Objective", "Track", "Level", { end: "Weight" }, "Critical"],
        role.requires.map((one) => [h("th", { scope: "row" }, one.title, h("span", { class: "lesser" }, one.objective)), TRACKS[one.track], one.level, one.weight, one.critical ? "critical" : ""])));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    show(id, h("p", {}, error.message));
  }
}

/** Why a person's figures are what they are. */
export async function whyPerson(person: string): Promise<void> {
  tell("");
  try {
    const [found, names] = await Promise.all([ask("explain", { person }), theNames()]);
    show(person, ...explained(found, names.sections[found.section] ?? found.section, found.roles.map((role) => names.roles[role] ?? role)));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    show(person, h("p", {}, error.message));
  }
}

const TRACKS = { people: "People", process: "Process", technology: "Technology" } as const;
const STATES: Record<string, string> = {
  not_required: "not required", unused: "not used", unknown: "no evidence", not_ready: "not ready", cannot_tell: "cannot tell", stale: "gone stale",
  expiring: "ready, expiring", ready: "ready",
};

function explained(found: PersonExplanation, section: string, roles: readonly string[]): Node[] {
  const nodes: Node[] = [
    h("p", { class: "lead" }, found.readiness === null
      ? "Nothing is required here."
      : `${wordOf(found.verdict)[0]?.toUpperCase()}${wordOf(found.verdict).slice(1)}: ${percents(found.readiness)}, with a threshold of ${percent(found.threshold)}.`),
    h("p", { class: "note" }, `${section}; ${roles.join(", ") || "no role"}; as of ${found.as_of}${found.employed ? "" : "; not employed on that day"}`),
  ];
  if (found.capped_by.length > 0) nodes.push(h("p", {}, `Held back by what is critical: ${found.capped_by.join(", ")}.`));
  if (found.flip !== null) {
    const { to, date, changes } = found.flip;
    nodes.push(h("h3", {}, `The smallest change to “${wordOf(to)}”`));
    nodes.push(changes.length === 0
      ? h("p", {}, `Time alone does it${date === null ? "" : `, on ${date}`}.`)
      : h("ul", {}, ...changes.map((change) => h("li", {}, `${change.count} × ${change.kind} of ${change.objective}${change.level === null ? "" : ` at ${change.level}`}`))));
  }
  nodes.push(table("Tracks", ["Track", { end: "Weight" }, "Readiness", { end: "Part of what is missing" }], found.tracks.map(({ track, share, readiness, gap }) => [
    TRACKS[track], percent(share), h("td", {}, h("span", { class: "figure" }, percents(readiness)), strip(readiness, null)), percent(gap),
  ])));
  nodes.push(table("What is required, the greatest part of what is missing first", ["Objective", "Readiness", "Verdict", { end: "Part" }, "State"],
    [...found.objectives].sort((a, b) => b.gap - a.gap).map((one) => [
      h("th", { scope: "row" }, one.title || one.objective, one.critical && h("span", { class: "lesser" }, "critical"), h("span", { class: "lesser" }, one.objective)),
      h("td", {}, h("span", { class: "figure" }, percents(one.readiness)), strip(one.readiness, one.verdict, one.threshold)),
      verdict(one.verdict), percent(one.gap), STATES[one.state] ?? one.state.replace("_", " "),
    ])));
  for (const one of found.objectives.filter(({ evidence }) => evidence.length > 0)) {
    nodes.push(h("details", {}, h("summary", {}, `Evidence: ${one.title || one.objective} (${one.evidence.length})`),
      table(`Records that count for ${one.title || one.objective}`, ["Date", "Kind", { end: "Value" }, { end: "Mass" }, { end: "Contributes" }, "Source"],
        one.evidence.map((record) => [record.date, record.kind, record.value.toFixed(2), record.mass.toFixed(2), record.contribution.toFixed(3), record.source]))));
  }
  return nodes;
}
