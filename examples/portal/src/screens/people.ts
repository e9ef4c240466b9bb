/** People and roles: everyone's range and verdict, and why. */

import type { UnitsAnswer } from "paratus";
import * as answers from "../answers";
import { count, h, heading, percent, percents, strip, table, verdict } from "../dom";
import type { Listed } from "../types";
import { theNames, theReport } from "../state";
import { asking, whyPerson, whyRole } from "../why";
import { t } from "../words";
import { unsound } from "./figures";

const SHOWN = 50;

/** The screen. */
export async function people(): Promise<Node[]> {
  if (!(await theReport()).sound) return unsound(t("People and roles"));
  const [list, names, units, { rules: { threshold } }] = await Promise.all([answers.people(), theNames(), answers.roles(), answers.rules()]);
  const list_ = h("div", { id: "list" });
  const said = h("p", { class: "note", role: "status" });
  const find = h("input", { type: "search", id: "find", autocomplete: "off", spellcheck: "false" });
  const option = ([id, title]: [string, string]) => h("option", { value: id }, title);
  const section = h("select", { id: "section" }, h("option", { value: "" }, t("All sections")), ...Object.entries(names.sections).map(option));
  const role = h("select", { id: "role" }, h("option", { value: "" }, t("All roles")), ...Object.entries(names.roles).map(option));
  const is = h("select", { id: "verdict" }, ...[["", t("All verdicts")], ["ready", t("Ready")], ["cannot_tell", t("Cannot tell")], ["not_ready", t("Not ready")]].map(([value, words]) => h("option", { value }, words)));
  let pages = 1;
  const draw = () => {
    const word = find.value.trim().toLowerCase();
    const found = list.filter((one) =>
      (word === "" || one.person.toLowerCase().includes(word)) && (section.value === "" || one.section === section.value) &&
      (role.value === "" || one.roles.includes(role.value)) && (is.value === "" || one.verdict === is.value));
    const some = found.slice(0, SHOWN * pages);
    const counts = { found: count(found.length), all: count(list.length), some: count(some.length) };
    said.textContent = some.length < found.length ? t("{found} of {all} people; the first {some} are listed.", counts) : t("{found} of {all} people.", counts);
    const row = (one: Listed) => [
      h("button", { type: "button", class: "why", "aria-haspopup": "dialog", onclick: () => void whyPerson(one.person) }, one.person),
      names.sections[one.section] ?? one.section,
      one.roles.map((role) => names.roles[role] ?? role).join(", "),
      Number.isNaN(one.low) ? "" : h("td", {}, h("span", { class: "figure" }, percents(one, threshold)), strip(one, one.verdict, threshold)),
      verdict(one.verdict),
    ];
    const more = h("button", { type: "button", onclick: () => { pages += 1; draw(); } }, t("Show {n} more", { n: count(Math.min(SHOWN, found.length - some.length)) }));
    list_.replaceChildren(found.length === 0 ? h("p", { class: "lead" }, t("Nobody is like that.")) : table(t("People employed on the date, with what was shown and what is possible; the tick marks the threshold, {threshold}", { threshold: percent(threshold) }), [t("Person"), t("Section"), t("Roles"), t("Readiness"), t("Verdict")], some.map(row)), ...(some.length < found.length ? [more] : []));
    list_.querySelectorAll("table").forEach((within) => asking(within, (row) => void whyPerson(some[row.sectionRowIndex]?.person ?? "")));
  };
  for (const control of [find, section, role, is]) control.addEventListener("input", () => { pages = 1; draw(); });
  draw();
  const form = h("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
    h("label", {}, t("Find a person"), find), h("label", {}, t("Section"), section), h("label", {}, t("Role"), role), h("label", {}, t("Verdict"), is));
  return [
    heading(t("People and roles")),
    h("p", { class: "note" }, t("This screen shows single people. It is for those who are responsible for them, and not part of the report.")),
    list.length === 0 ? h("p", { class: "lead" }, t("The programme has no people yet.")) : h("section", { class: "panel" }, h("h2", {}, t("People")), form, said, list_),
    roles(units, threshold),
  ];
}

/** Every role: what it asks for and how ready its people are, in the drawer. */
function roles(units: UnitsAnswer["units"], threshold: number): HTMLElement {
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
      one.readiness === null || one.readiness === undefined ? "" : h("td", {}, h("span", { class: "figure" }, percents(one.readiness, threshold)), strip(one.readiness, null, threshold)),
    ]);
    box.replaceChildren(
      rows.length === 0 ? h("p", { class: "lead" }, t("There is no such role.")) : table(found.length > shown ? t("{n} roles: the first {shown}; “[c]” is suppressed: it is about too few people", { n: count(found.length), shown: count(shown) }) : found.length === 1 ? t("1 role; “[c]” is suppressed: it is about too few people") : t("{n} roles; “[c]” is suppressed: it is about too few people", { n: count(found.length) }), [t("Role"), { end: t("People") }, { end: `✓ ${t("Ready")}` }, { end: `? ${t("Cannot tell")}` }, { end: `✗ ${t("Not ready")}` }, t("Mean readiness")], rows),
      ...(found.length > shown ? [h("button", { type: "button", onclick: () => { shown += 200; draw(); } }, t("Show {n} more", { n: count(Math.min(200, found.length - shown)) }))] : []));
    box.querySelectorAll("table").forEach((within) => asking(within, (row) => void whyRole(found[row.sectionRowIndex]?.unit ?? "")));
  };
  find.addEventListener("input", draw);
  draw();
  return h("section", { class: "panel" }, h("h2", {}, t("Roles")), ...(units.length === 0 ? [h("p", { class: "lead" }, t("The programme has no roles."))] : [h("form", { class: "controls", onsubmit: (event) => event.preventDefault() }, h("label", {}, t("Find a role"), find)), box]));
}
