/** The sessions of a plan: by date, each with its reason, and the way to change it. */

import type { Half, Plan, PlanSession, SelfPaced, Violation } from "paratus";
import { count, h, table } from "../dom";
import { said, sentence } from "../said";
import { edit, move, planning } from "../planning";
import type { Means, Names } from "../types";
import { bar, day, from, half as halfOf, isWorking, week, when } from "../slots";
import { t, written } from "../words";
import { explained, show } from "../why";

/** How many lines are listed at first, and more at a time. */
const SHOWN = 40;
let shown = SHOWN;
let only = "";

/** What names mean here. */
export interface Known {
  readonly means: Means;
  readonly names: Names;
}

/** A phase by its name. */
export const phaseOf = ({ means }: Known, id: string | null): string => (id === null ? "" : (means.phases[id] ?? id));

/** A line that says what is wrong, with its glyph. */
const wrong = (one: Violation, within = ""): HTMLElement =>
  h("span", { class: "problem" }, h("span", { class: "glyph", "aria-hidden": "true" }, "✗"), h("span", { class: "unseen" }, t("Problem:")), " ", said("span", one, one.subject === within ? "" : `${one.subject}: `));

/** The problems that name a session, or somebody who sits in one that was edited. */
const problemsOf = ({ session, people }: PlanSession): Violation[] => planning.problems.filter(({ subject }) => subject === session || (planning.edited.has(session) && people.includes(subject)));

/** Sessions by date. */
export function sessions(known: Known, plan: Plan, redraw: () => void): HTMLElement[] {
  const activities = [...new Set(plan.sessions.map(({ activity }) => activity))].sort();
  if (!activities.includes(only)) only = "";
  const pick = h("select", { id: "only" }, h("option", { value: "" }, t("All activities")), ...activities.map((id) => h("option", { value: id, selected: id === only }, known.means.activities[id]?.title ?? id)));
  pick.addEventListener("change", () => {
    [only, shown] = [pick.value, SHOWN];
    redraw();
  });
  const found = plan.sessions.filter(({ activity }) => only === "" || activity === only).sort((a, b) => (`${a.start} ${a.half === "morning" ? 0 : 1} ${a.session}` < `${b.start} ${b.half === "morning" ? 0 : 1} ${b.session}` ? -1 : 1));
  const rows = found.slice(0, shown).map((one) => {
    const pin = h("input", { type: "checkbox", id: `pin-${one.session}`, checked: one.pinned, "aria-label": t("Pin {session}", { session: one.session }) });
    pin.addEventListener("change", () => void edit(one.session, { pinned: pin.checked }));
    return [
      h("th", { scope: "row" },
        h("button", { type: "button", class: "why", id: `why-${one.session}`, "aria-haspopup": "dialog", onclick: () => whySession(known, one) }, one.title || one.activity),
        h("span", { class: "lesser" }, [phaseOf(known, one.phase), planning.edited.has(one.session) ? t("edited") : ""].filter((words) => words !== "").join("; ")),
        ...problemsOf(one).map((problem) => wrong(problem, one.session))),
      h("td", {}, h("span", { class: "figure" }, when(one)), week(known.means, one)),
      h("td", { class: "end" }, t("{taken} of {seats}", { taken: one.people.length, seats: one.seats }), bar([{ share: one.people.length / Math.max(1, one.seats), tint: "taken" }], "seats")),
      h("td", { class: "whole" }, one.trainer ?? "–"),
      h("td", { class: "whole" }, [one.room, one.site].filter((words) => words !== null).join(", ") || "–"),
      h("td", { class: "centre" }, pin),
      h("button", { type: "button", class: "quiet", id: `edit-${one.session}`, "aria-haspopup": "dialog", onclick: () => change(known, one.session) }, t("Edit"), h("span", { class: "unseen" }, ` ${one.session}`)),
    ];
  });
  const more = h("button", { type: "button", id: "more-sessions", onclick: () => { shown += 200; redraw(); } }, t("Show {n} more", { n: count(Math.min(200, found.length - shown)) }));
  return [
    h("div", { class: "controls screen" }, h("label", {}, t("Sessions of"), pick)),
    explained(table(found.length > shown ? t("{n} sessions by date: the first {shown}. The small calendar shows the week, mornings above afternoons.", { n: count(found.length), shown: count(shown) }) : t("{n} sessions by date. The small calendar shows the week, mornings above afternoons.", { n: count(found.length) }),
      [t("Session"), t("When"), { end: t("Seats taken") }, t("Trainer"), t("Room"), t("Pinned"), t("Change")], rows), (row) => (found[row] === undefined ? [] : whyOf(known, found[row]))),
    ...(found.length > shown ? [more] : []),
  ];
}

/** Why a line is there, in words and figures. */
export function reason(known: Known, line: PlanSession | SelfPaced): HTMLElement[] {
  const { needs } = line.reason;
  return [
    sentence(line),
    needs.length === 0 ? h("p", {}, t("It serves nobody’s need.")) : table(t("The needs it serves"), [t("Objective"), t("Level"), { end: t("People") }, { end: t("To be refreshed") }],
      needs.map(({ objective, level, people, refreshed }) => [known.names.objectives[objective] ?? objective, level ?? "", count(people), refreshed === 0 ? "" : count(refreshed)])),
  ];
}

/** The people of a line, as words: folded where they are many. */
export const who = (people: readonly string[]): HTMLElement => people.length < 6 ? h("span", {}, people.join(", ")) : h("details", {}, h("summary", {}, people.length === 1 ? t("1 person") : t("{n} people", { n: count(people.length) })), h("p", {}, people.join(", ")));

const facts = (list: readonly (readonly [string, string])[]): HTMLElement => h("dl", { class: "facts" }, ...list.filter(([, words]) => words !== "").map(([name, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, words))));

const whySession = (known: Known, one: PlanSession): void => show(one.title || one.activity, ...whyOf(known, one));

/** What a session rests on. */
function whyOf(known: Known, one: PlanSession): HTMLElement[] {
  return [
    ...problemsOf(one).map((problem) => h("p", {}, wrong(problem, one.session))),
    ...reason(known, one),
    facts([[t("When"), when(one)], [t("Hours of each"), written(one.hours)], [t("Phase"), phaseOf(known, one.phase)], [t("Trainer"), one.trainer ?? ""], [t("Room"), one.room ?? ""], [t("Site"), one.site ?? ""], [t("Pinned"), one.pinned ? t("yes: it stays where it is") : t("no")], [t("Id"), one.session]]),
    h("h3", {}, t("Who has a seat")), who(one.people),
  ];
}

/** The drawer in which a session is changed: every change is checked at once. */
function change(known: Known, id: string): void {
  const find = () => planning.plan?.sessions.find(({ session }) => session === id);
  const first = find();
  if (first === undefined) return;
  const { means } = known;
  const activity = means.activities[first.activity];
  const said = h("div", { id: "edit-problems", role: "status" });
  const tell = () => {
    const now = find();
    const mine = now === undefined ? [] : problemsOf(now);
    const others = planning.problems.filter((problem) => !mine.includes(problem));
    said.replaceChildren(
      ...(planning.problems.length === 0 ? [h("p", { class: "note" }, planning.edited.size === 0 ? t("Nothing is edited.") : t("Checked: the plan still holds."))] : []),
      ...(now !== undefined && !isWorking(means, now.start) ? [h("p", { class: "lead" }, t("{day} is not a working day here: it is a weekend or a holiday of the programme’s calendar.", { day: day(now.start) }))] : []),
      ...[...mine, ...others.slice(0, 20)].map((problem) => h("p", {}, wrong(problem, id))));
    pin.checked = now?.pinned ?? false;
  };
  const date = h("input", { type: "date", id: "edit-day", value: first.start, required: true });
  const half = h("select", { id: "edit-half" }, ...(["morning", "afternoon"] as const).map((value) => h("option", { value, selected: value === first.half }, halfOf(value))));
  const reslot = async () => {
    if (date.value === "") return;
    await edit(id, from(means, date.value, half.value as Half, first.hours));
    tell();
  };
  date.addEventListener("change", () => void reslot());
  half.addEventListener("change", () => void reslot());
  const choice = (name: string, of: "trainer" | "room", fitting: readonly (readonly [string, string])[], rest: readonly (readonly [string, string])[]) => {
    const option = ([value, words]: readonly [string, string]) => h("option", { value, selected: value === first[of] }, words);
    const select = h("select", { id: `edit-${of}` }, h("option", { value: "" }, t("none")), ...fitting.map(option), rest.length > 0 && h("optgroup", { label: t("Does not fit") }, ...rest.map(option)));
    select.addEventListener("change", async () => {
      await edit(id, { [of]: select.value === "" ? null : select.value });
      tell();
    });
    return fitting.length + rest.length === 0 ? false : h("label", {}, name, select);
  };
  const split = <T,>(list: readonly T[], fits: (one: T) => boolean, words: (one: T) => readonly [string, string]) => [list.filter(fits).map(words), list.filter((one) => !fits(one)).map(words)] as const;
  const [able, unable] = split(means.trainers, ({ skills }) => activity?.skill == null || skills.includes(activity.skill), (one) => [one.id, one.title === one.id ? one.id : `${one.id}: ${one.title}`] as const);
  const [large, small] = split(means.rooms, ({ seats }) => seats >= first.people.length, (one) => [one.id, [t("{room}: {n} seats", { room: one.id, n: one.seats }), ...(one.title === one.id ? [] : [one.title])].join(" · ")] as const);
  const pin = h("input", { type: "checkbox", id: "edit-pin", checked: first.pinned });
  pin.addEventListener("change", async () => {
    await edit(id, { pinned: pin.checked });
    tell();
  });
  const seats = () => {
    const [now, others] = [find(), planning.plan?.sessions.filter(({ activity, session }) => activity === first.activity && session !== id) ?? []];
    if (others.length === 0) return h("p", { class: "note" }, t("There is no other session of this activity to move anybody to."));
    return table(t("Who has a seat"), [t("Person"), t("Move to")], (now?.people ?? []).map((person) => {
      const to = h("select", { "aria-label": t("Move {person} to", { person }), class: "move" }, h("option", { value: "" }, t("stays")), ...others.map((one) => h("option", { value: one.session }, `${day(one.start)}, ${halfOf(one.half)}: ${t("{taken} of {seats}", { taken: one.people.length, seats: one.seats })}`)));
      to.addEventListener("change", async () => {
        if (to.value === "") return;
        await move(person, id, to.value);
        list.replaceChildren(seats());
        tell();
      });
      return [person, to];
    }));
  };
  const list = h("div", {}, seats());
  show(t("Change: {title}", { title: first.title || first.activity }),
    h("p", { class: "note" }, t("What you change here is checked at once and stays when you plan again around it. Nothing is saved until you download the plan.")),
    h("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
      h("label", {}, t("Day"), date), h("label", {}, t("Half of the day"), half),
      choice(t("Trainer"), "trainer", able, unable), activity?.room !== false && choice(t("Room"), "room", large, small),
      h("label", { class: "check" }, pin, t("Pinned"))),
    said, list);
  tell();
}
