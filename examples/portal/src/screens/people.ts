/** People and roles: everyone's range and verdict, and why. */

import type { UnitsAnswer } from "paratus";
import { ask } from "../ask";
import { count, h, heading, percents, strip, table, verdict } from "../dom";
import type { Listed } from "../protocol";
import { theNames, theReport } from "../state";
import { whyPerson, whyRole } from "../why";
import { unsound } from "./figures";

const SHOWN = 50;

/** The screen. */
export async function people(): Promise<Node[]> {
  if (!(await theReport()).sound) return unsound("People and roles");
  const [list, names, units] = await Promise.all([ask("people", null), theNames(), ask("roles", null)]);
  const list_ = h("div", { id: "list" });
  const said = h("p", { class: "note", role: "status" });
  const find = h("input", { type: "search", id: "find", autocomplete: "off", spellcheck: "false" });
  const option = ([id, title]: [string, string]) => h("option", { value: id }, title);
  const section = h("select", { id: "section" }, h("option", { value: "" }, "All sections"), ...Object.entries(names.sections).map(option));
  const role = h("select", { id: "role" }, h("option", { value: "" }, "All roles"), ...Object.entries(names.roles).map(option));
  const is = h("select", { id: "verdict" }, ...[["", "All verdicts"], ["ready", "Ready"], ["cannot_tell", "Cannot tell"], ["not_ready", "Not ready"]].map(([value, words]) => h("option", { value }, words)));
  let pages = 1;
  const draw = () => {
    const word = find.value.trim().toLowerCase();
    const found = list.filter((one) =>
      (word === "" || one.person.toLowerCase().includes(word)) && (section.value === "" || one.section === section.value) &&
      (role.value === "" || one.roles.includes(role.value)) && (is.value === "" || one.verdict === is.value));
    const some = found.slice(0, SHOWN * pages);
    said.textContent = `${count(found.length)} of ${count(list.length)} people${some.length < found.length ? `; the first ${count(some.length)} are listed` : ""}.`;
    const row = (one: Listed) => [
      h("button", { type: "button", class: "why", "aria-haspopup": "dialog", onclick: () => void whyPerson(one.person) }, one.person),
      names.sections[one.section] ?? one.section,
      one.roles.map((role) => names.roles[role] ?? role).join(", "),
      Number.isNaN(one.low) ? "" : h("td", {}, h("span", { class: "figure" }, percents(one)), strip(one, one.verdict)),
      verdict(one.verdict),
    ];
    const more = h("button", { type: "button", onclick: () => { pages += 1; draw(); } }, `Show ${count(Math.min(SHOWN, found.length - some.length))} more`);
    list_.replaceChildren(found.length === 0 ? h("p", { class: "lead" }, "Nobody is like that.") : table("People employed on the date, with what was shown and what is possible", ["Person", "Section", "Roles", "Readiness", "Verdict"], some.map(row)), ...(some.length < found.length ? [more] : []));
  };
  for (const control of [find, section, role, is]) control.addEventListener("input", () => { pages = 1; draw(); });
  draw();
  const form = h("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
    h("label", {}, "Find a person", find), h("label", {}, "Section", section), h("label", {}, "Role", role), h("label", {}, "Verdict", is));
  return [
    heading("People and roles"),
    h("p", { class: "note" }, "This screen is about single people. It is for those who answer for them, and no part of the report."),
    list.length === 0 ? h("p", { class: "lead" }, "The programme has no people yet.") : h("section", { class: "panel" }, h("h2", {}, "People"), form, said, list_),
    roles(units),
  ];
}

/** Every role: what it asks for and how its people stand, in the drawer. */
function roles(units: UnitsAnswer["units"]): HTMLElement {
  const box = h("div", { id: "roles" });
  const find = h("input", { type: "search", id: "find-role", autocomplete: "off", spellcheck: "false" });
  let shown = SHOWN;
  const draw = () => {
    const word = find.value.trim().toLowerCase();
    const found = units.filter(({ unit, title }) => `${unit} ${title}`.toLowerCase().includes(word));
    const figure = (number: number | null | undefined) => (number === null || number === undefined ? "[c]" : count(number));
    const rows = found.slice(0, shown).map((one) => [
      h("button", { type: "button", class: "why", "aria-haspopup": "dialog", onclick: () => void whyRole(one.unit) }, one.title || one.unit),
      figure(one.people), figure(one.ready), figure(one.cannot_tell), figure(one.not_ready),
      one.readiness === null || one.readiness === undefined ? "" : h("td", {}, h("span", { class: "figure" }, percents(one.readiness)), strip(one.readiness, null)),
    ]);
    box.replaceChildren(
      rows.length === 0 ? h("p", { class: "lead" }, "There is no such role.") : table(`${count(found.length)} ${found.length === 1 ? "role" : "roles"}${found.length > shown ? `: the first ${count(shown)}` : ""}; “[c]” is withheld, because it would tell on somebody`, ["Role", { end: "People" }, { end: "✓ Ready" }, { end: "? Cannot tell" }, { end: "✗ Not ready" }, "Mean readiness"], rows),
      ...(found.length > shown ? [h("button", { type: "button", onclick: () => { shown += 200; draw(); } }, `Show ${count(Math.min(200, found.length - shown))} more`)] : []));
  };
  find.addEventListener("input", draw);
  draw();
  return h("section", { class: "panel" }, h("h2", {}, "Roles"), ...(units.length === 0 ? [h("p", { class: "lead" }, "The programme has no roles.")] : [h("form", { class: "controls", onsubmit: (event) => event.preventDefault() }, h("label", {}, "Find a role", find)), box]));
}
