/** Plan: made in a worker of its own, explained line by line, edited, checked, and made again around the edits. */

import type { Plan, Relaxation, Track, UnplacedNeed } from "paratus";
import { ask } from "../ask";
import { coded, count, download, h, heading, percent, table, tell } from "../dom";
import { failure } from "../failure";
import { panels } from "../panels";
import { again, attempt, decide, help, load, make, onPlanning, planning, stop } from "../planning";
import { bar, day } from "../slots";
import { theMeans, theNames, theReport } from "../state";
import { show } from "../why";
import { unsound } from "./figures";
import { phaseOf, reason, sessions, who, type Known } from "./sessions";

const TRACKS: readonly (readonly [Track, string])[] = [["people", "People"], ["process", "Process"], ["technology", "Technology"]];
const ROUNDS: readonly (readonly [number, string])[] = [[0, "none: the first timetable that holds"], [200, "200: soon"], [2000, "2,000: as the command does"], [10_000, "10,000: thorough"]];
const STATUS = { feasible: ["v-ready", "✓", "Everybody is placed"], partial: ["v-cannot-tell", "?", "Not everybody is placed"], infeasible: ["v-not-ready", "✗", "It cannot be done as asked"] } as const;
const LISTED = 50;
/** More lines than these are folded. */
const FEW = 8;

const money = (amount: number): string => count(Math.round(amount));
const hours = (amount: number): string => `${count(Math.round(amount * 10) / 10)} h`;
const panel = (title: string, ...content: (Node | string | false)[]): HTMLElement => h("section", { class: "panel" }, h("h2", {}, title), ...content);
const many = (number: number, one: string, more: string): string => `${count(number)} ${number === 1 ? one : more}`;

/** The screen. */
export async function plan(): Promise<Node[]> {
  const [means, names, report] = await Promise.all([theMeans(), theNames(), theReport()]);
  if (!report.sound) return unsound("Plan");
  const known: Known = { means, names };
  const [controls, body] = [h("div"), h("div", { id: "plan" })];
  const draw = () => {
    // What is drawn anew must not lose the reader's place.
    const focus = document.activeElement?.closest("main") ? document.activeElement.id : "";
    body.replaceChildren(...work(), ...trial(), ...(planning.plan === null ? [] : shown(known, planning.plan, draw)));
    const button = controls.querySelector("#make-plan") as HTMLButtonElement;
    button.disabled = planning.job !== null;
    button.textContent = planning.plan === null ? "Make a plan" : "Make it anew";
    if (focus !== "") document.getElementById(focus)?.focus();
  };
  controls.append(wishes(known));
  onPlanning(draw);
  draw();
  return [
    heading("Plan"),
    h("p", { class: "note" }, "This screen is about single people. It is for those who answer for them, and no part of the report."),
    controls, body,
    panels(report, (id) => id === "refresh"),
  ];
}

function wishes({ means }: Known): HTMLElement {
  const now = planning.wishes;
  const weeks = h("input", { type: "number", id: "weeks", min: 1, max: 208, step: 1, value: now.weeks ?? "", placeholder: means.weeks });
  const absent = h("input", { type: "number", id: "absent", min: 0, max: 100, step: 1, value: now.maxAbsent == null ? "" : Math.round(now.maxAbsent * 100), placeholder: Math.round(means.maxAbsent * 100) });
  const rounds = h("select", { id: "rounds" }, ...ROUNDS.map(([value, words]) => h("option", { value, selected: value === now.rounds }, words)));
  const refresh = h("input", { type: "checkbox", id: "refresh-too", checked: now.refresh !== false });
  const file = h("input", { type: "file", id: "plan-file", accept: ".json" });
  file.addEventListener("change", () => void file.files?.[0]?.text().then(load));
  return h("form", { class: "controls screen", onsubmit: (event) => {
    event.preventDefault();
    Object.assign(planning.wishes, {
      rounds: Number(rounds.value), refresh: refresh.checked,
      weeks: weeks.value === "" ? null : weeks.valueAsNumber, ...(weeks.value === "" ? {} : { until: null }),
      maxAbsent: absent.value === "" ? null : absent.valueAsNumber / 100,
    });
    void make();
  } },
    h("label", {}, "Weeks ahead", weeks), h("label", {}, "Of a section away at most, %", absent), h("label", {}, "Rounds of improvement", rounds),
    h("label", { class: "check" }, refresh, "Refresh what goes stale"),
    h("button", { id: "make-plan", class: "main" }),
    h("label", { class: "pick" }, h("span", {}, "Open a plan"), file));
}

/** What the planner does at the moment, or why it could not. */
function work(): HTMLElement[] {
  if (planning.failed !== null) return failure(planning.failed);
  const { job } = planning;
  if (job === null) return planning.plan === null ? [h("p", { class: "lead" }, "No plan is made yet. It is made in this page, in the background: the other screens answer meanwhile.")] : [];
  const since = h("span", { "aria-hidden": "true" });
  const tick = () => {
    since.textContent = ` (${Math.round((Date.now() - job.since) / 1000)} s)`;
    if (planning.job === job) setTimeout(tick, 500);
  };
  tick();
  tell(`${job.words} …`);
  return [h("div", { class: "working" },
    h("p", {}, `${job.words} …`, since),
    h("p", { class: "note" }, "The other screens answer meanwhile."),
    h("button", { type: "button", id: "stop-plan", onclick: () => { stop(); tell("Stopped."); } }, "Stop"))];
}

function figures(plan: Plan): (string | number)[] {
  return [money(plan.cost), money(plan.lower_bound), `${(plan.gap * 100).toFixed(1)} %`, count(plan.sessions.length), count(plan.people), count(plan.unplaced.length), hours(plan.hours.people + plan.hours.process + plan.hours.technology), last(plan)];
}
const last = ({ sessions }: Plan): string => sessions.map(({ end }) => end).sort().at(-1) ?? "–";

/** The plan that was tried, beside the one there is. */
function trial(): HTMLElement[] {
  const [{ trial, plan: now }] = [planning];
  if (trial === null || now === null) return [];
  const columns = ["Cost", "Not less than", "Still to save at most", "Sessions", "People", "Needs not met", "Hours", "Last day"].map((end) => ({ end }));
  return [panel(`What if: ${trial.relaxation.text}?`,
    table("Two plans side by side", ["Plan", ...columns], [["As it is shown", ...figures(now)], [trial.relaxation.option, ...figures(trial.plan)]]),
    h("div", { class: "tools" },
      h("button", { type: "button", class: "main", id: "take-trial", onclick: () => decide(true) }, "Take this plan"),
      h("button", { type: "button", onclick: () => decide(false) }, "Keep the one there is")))];
}

function shown(known: Known, plan: Plan, redraw: () => void): HTMLElement[] {
  return [summary(plan), ...edits(plan), ...obstacles(known, plan), balance(plan),
    panel("When is training?", ...(plan.sessions.length === 0 ? [h("p", { class: "lead" }, "No session is needed.")] : sessions(known, plan, redraw))),
    ...selfPaced(known, plan), ...rollout(known, plan), ...spared(known, plan), files(plan)];
}

function summary(plan: Plan): HTMLElement {
  const [tint, glyph, words] = STATUS[plan.status];
  const unmet = new Set(plan.unplaced.map(({ person }) => person)).size;
  const said = plan.people === 0 && plan.unplaced.length === 0 ? "Nobody needs training"
    : plan.status === "feasible" ? `${words}: ${many(plan.people, "person", "people")} in ${many(plan.sessions.length, "session", "sessions")}`
    : `${words}: ${many(plan.unplaced.length, "need", "needs")} of ${many(unmet, "person is", "people are")} not met`;
  const figure = (name: string, value: string, of = "") => h("div", { class: of }, h("dt", {}, name), h("dd", {}, value));
  const { costs } = plan;
  const parts: readonly (readonly [string, number])[] = [["Hours of the participants", costs.time], ["Sessions", costs.sessions], ["Seats", costs.seats], ["Teaching that is not needed", costs.waste], ["Tracks off their share", costs.balance], ["Seats moved", costs.moves]];
  return panel(said,
    h("p", { class: "note", id: "plan-dates" }, `As of ${plan.as_of}, from ${plan.from} until ${plan.until}, of everybody who lacks something on that day or will before the end. Prices are the programme’s, hours of staff included.`),
    h("div", { class: "figures" }, h("dl", {},
      figure("Status", `${glyph} ${plan.status}`, tint), figure("Cost", money(plan.cost)), figure("No plan costs less than", money(plan.lower_bound)), figure("Still to save at most", `${(plan.gap * 100).toFixed(1)} %`))),
    table("What the cost is made of", ["Part", { end: "Amount" }, { end: "Share" }], parts.filter(([, amount]) => amount > 0).map(([name, amount]) => [name, money(amount), percent(amount / Math.max(plan.cost, 1))])),
    ...plan.findings.map(({ message }) => h("p", { class: "note" }, message)));
}

/** What was edited since, what is wrong with it, and what changed when it was made again. */
function edits({ changes, sessions }: Plan): HTMLElement[] {
  const nodes: HTMLElement[] = [];
  const { edited, problems } = planning;
  if (edited.size > 0 || problems.length > 0) {
    const known = new Set(sessions.map(({ session }) => session));
    const words = problems.length === 0 ? "The plan still holds." : `${many(problems.length, "rule is", "rules are")} broken.`;
    tell(words);
    nodes.push(panel("Your edits",
      h("p", { class: "lead", id: "rechecked" }, `${edited.size === 0 ? "Nothing is edited." : `${many(edited.size, "session is", "sessions are")} edited.`} ${words}`),
      problems.length > 0 && table("What is wrong with the plan now", ["Where", "Rule", "What"], problems.slice(0, LISTED).map(({ subject, rule, text }) => [known.has(subject) ? sessions.find(({ session }) => session === subject)?.title ?? subject : subject, rule.replace("_", " "), h("td", {}, ...coded(text))])),
      h("p", {}, h("button", { type: "button", class: "main", id: "plan-again", disabled: planning.job !== null, onclick: () => void again() }, "Plan again around this")),
      h("p", { class: "note" }, "What is pinned and the seats you moved stay; of the rest as little as possible is changed.")));
  }
  if (changes.length > 0) {
    const word = { added: "new seat", dropped: "seat dropped", moved: "seat moved" } as const;
    nodes.push(panel("What changed", table(`Seats that are others than in the plan before: ${count(changes.reduce((sum, { people }) => sum + people.length, 0))}`, ["Activity", "What", "Before", "Now", "People"],
      changes.slice(0, 200).map((one) => [one.activity, word[one.change], one.before ?? "–", one.now ?? "–", h("td", {}, who(one.people))]))));
  }
  return nodes;
}

/** Why not everybody is placed, and what would help. */
function obstacles(known: Known, { conflicts, relaxations, unplaced, cost }: Plan): HTMLElement[] {
  if (unplaced.length === 0) return [];
  const { asked } = planning;
  const relaxation = (one: Relaxation, at: number) => [h("th", { scope: "row" }, ...coded(one.text)), one.places_all ? "0" : count(one.unplaced), `${one.extra_cost < 0 ? "−" : "+"}${money(Math.abs(one.extra_cost))}`,
    h("button", { type: "button", class: "quiet", id: `try-${at}`, disabled: planning.job !== null, onclick: () => void attempt(one) }, "What if", h("span", { class: "unseen" }, ` ${one.option}`))];
  const row = (one: UnplacedNeed) => [one.person, known.names.objectives[one.objective] ?? one.objective, one.level ?? "", one.activity === null ? "–" : (known.means.activities[one.activity]?.title ?? one.activity), h("td", {}, ...coded(one.reason))];
  const list = table(`Needs that are not met${unplaced.length > LISTED ? `: the first ${LISTED} of ${count(unplaced.length)}` : ""}`, ["Person", "Objective", "Level", "Activity", "Why"], unplaced.slice(0, LISTED).map(row));
  return [panel("What stands in the way",
    conflicts.length > 0 && h("ul", { id: "conflicts" }, ...conflicts.map(({ text }) => h("li", {}, ...coded(`${text}.`)))),
    ...(relaxations.length > 0
      ? [table("What would help, best first", ["Change", { end: "Needs left unmet" }, { end: "It costs" }, "Try it"], relaxations.map(relaxation)), h("p", { class: "note" }, `Beside a cost of ${money(cost)} now. Who is placed costs more than who is not.`)]
      : asked?.relax === true ? [h("p", {}, "No single rule that was tried would help.")]
      : asked === null || planning.edited.size > 0 ? []
      : [h("p", {}, h("button", { type: "button", class: "main", id: "what-helps", disabled: planning.job !== null, onclick: () => void help() }, "What would help?"), " ", h("span", { class: "note" }, "One rule after the other is relaxed and planned with, which takes as long as many plans."))]),
    unplaced.length > FEW ? h("details", {}, h("summary", {}, `Whose needs are not met (${count(unplaced.length)})`), list) : list)];
}

function selfPaced(known: Known, { self_paced }: Plan): HTMLElement[] {
  if (self_paced.length === 0) return [];
  const list = table(`${many(self_paced.length, "line", "lines")} of e-learning and self-study, each with the days between which it is done`, ["Activity", "From", "Until", { end: "Hours each" }, { end: "People" }],
    [...self_paced].sort((a, b) => (a.until < b.until ? -1 : 1)).slice(0, 200).map((one) => [
      h("th", { scope: "row" }, h("button", { type: "button", class: "why", "aria-haspopup": "dialog", onclick: () => show(one.title || one.activity, ...reason(known, one.reason), h("h3", {}, "Who does it"), who(one.people)) }, one.title || one.activity), h("span", { class: "lesser" }, phaseOf(known, one.phase))),
      day(one.from), day(one.until), one.hours, count(one.people.length),
    ]));
  return [panel("In one’s own time", self_paced.length > FEW ? h("details", {}, h("summary", {}, `E-learning and self-study (${many(self_paced.length, "line", "lines")})`), list) : list)];
}

function balance({ balance, hours: by }: Plan): HTMLElement {
  return panel("Hours of each track",
    bar(TRACKS.map(([track]) => ({ share: balance.shares[track], tint: `p-${track}` })), "wide"),
    table("Hours of all participants together", ["Track", { end: "Hours" }, { end: "Share" }, { end: "Hours beyond its share" }], TRACKS.map(([track, name]) => {
      const swatch = bar([{ share: 1, tint: `p-${track}` }], "swatch");
      return [h("th", { scope: "row" }, swatch, ` ${name}`), hours(by[track]), percent(balance.shares[track]), balance.beyond[track] === 0 ? "0" : hours(balance.beyond[track])];
    })));
}

function rollout(known: Known, { phases }: Plan): HTMLElement[] {
  if (phases.length === 0) return [];
  return [panel("Phases", table("Phases of the plan, and who has been shown all of it by its last day if everyone passes", ["Phase", "First day", "Last day", { end: "Sessions" }, { end: "People" }, { end: "Ready then" }],
    phases.map((one) => [phaseOf(known, one.phase), one.first === null ? "–" : day(one.first), one.last === null ? "–" : day(one.last), count(one.sessions), count(one.people), one.people === 0 ? "–" : `${count(one.ready)} (${percent(one.ready / one.people)})`])))];
}

function spared(known: Known, { spared: { items, person_hours } }: Plan): HTMLElement[] {
  if (items.length === 0) return [];
  const because = { ready: "shown already", unused: "never used there" } as const;
  return [panel("What is spared", h("p", { class: "lead" }, `${hours(person_hours)} of training are not needed.`),
    h("details", {}, h("summary", {}, `What, where and why (${count(items.length)})`),
      table("Training that is spared; “[c]” is withheld", ["Objective", "Level", "Section", "Because", { end: "People" }, { end: "Hours" }],
        items.slice(0, 500).map((one) => [known.names.objectives[one.objective] ?? one.objective, one.level ?? "", known.names.sections[one.section] ?? one.section, because[one.because], one.people === null ? "[c]" : count(one.people), one.person_hours === null ? "–" : hours(one.person_hours)]))))];
}

/** The plan and its calendars, to take along. */
function files(plan: Plan): HTMLElement {
  const list = h("select", { id: "calendar" });
  const calendars = ask("calendars", { plan });
  void calendars.then((found) => list.replaceChildren(...Object.keys(found).map((name) => h("option", { value: name }, name === "all-sessions.ics" ? "All sessions" : name.replace(/\.ics$/, "").replace("-", " ")))), () => {});
  return panel("Take it along",
    h("div", { class: "tools screen" },
      h("label", { class: "beside" }, "Calendar of", list),
      h("button", { type: "button", id: "save-ics", onclick: () => void calendars.then((found) => download(list.value, "text/calendar", found[list.value] ?? "")) }, "Download calendar (.ics)"),
      h("button", { type: "button", id: "save-plan", onclick: () => download("plan.json", "application/json", `${JSON.stringify(plan, null, 2)}\n`) }, "Download plan (.json)")),
    h("p", { class: "note" }, ...coded("Calendars name no people. The plan does; “Open a plan” reads it here, and `paratus plan --previous plan.json` plans around it.")));
}
