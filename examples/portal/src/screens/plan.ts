/** Plan: made in a worker of its own, explained line by line, edited, checked, and made again around the edits. */

import type { Effort, Plan, Relaxation, ReleaseCause, Track, UnplacedNeed } from "paratus";
import * as answers from "../answers";
import { coded, count, download, h, heading, percent, table, tell } from "../dom";
import { decimal } from "../figure";
import { remark, said } from "../said";
import { failure } from "../failure";
import { panels } from "../panels";
import { again, attempt, bounded, decide, help, load, make, onPlanning, onStep, planning, stop, type Job } from "../planning";
import { bar, day, when } from "../slots";
import { theMeans, theNames, theReport } from "../state";
import { apart, percentSign, t, written } from "../words";
import { explained, show, trackOf } from "../why";
import { unsound } from "./figures";
import { phaseOf, reason, sessions, who, type Known } from "./sessions";

const TRACKS: readonly Track[] = ["people", "process", "technology"];
const efforts = (): readonly (readonly [Effort, string])[] => [["quick", t("quick: soon finished")], ["normal", t("normal: as the command does")], ["thorough", t("thorough: takes minutes")]];
const STATUS = {
  feasible: ["v-ready", "✓", () => t("Everybody is placed"), () => t("feasible")], partial: ["v-cannot-tell", "?", () => t("Not everybody is placed"), () => t("partial")],
  infeasible: ["v-not-ready", "✗", () => t("It cannot be done as asked"), () => t("infeasible")],
} as const;
const LISTED = 50;
/** More lines than these are folded. */
const FEW = 8;

const money = (amount: number): string => count(Math.round(amount));
const hours = (amount: number): string => apart(`${count(Math.round(amount * 10) / 10)} ${t("h")}`);
const gap = (share: number): string => apart(`${decimal(share * 100, 1)}${percentSign()}`);
const panel = (title: string, ...content: (Node | string | false)[]): HTMLElement => h("section", { class: "panel" }, h("h2", {}, title), ...content);
const many = (n: number, one: string, more: string): string => (n === 1 ? t(one) : t(more, { n: count(n) }));
const people = (n: number): string => many(n, "1 person", "{n} people");
const allSessions = (n: number): string => many(n, "1 session", "{n} sessions");
const lines = (n: number): string => many(n, "1 line", "{n} lines");
const needs = (n: number): string => many(n, "1 need", "{n} needs");

/** The screen. */
export async function plan(): Promise<Node[]> {
  const [means, names, report] = await Promise.all([theMeans(), theNames(), theReport()]);
  if (!report.sound) return unsound(t("Plan"));
  const known: Known = { means, names };
  const [controls, body] = [h("div"), h("div", { id: "plan" })];
  const draw = () => {
    // What is redrawn must not lose the reader's place.
    const focus = document.activeElement?.closest("main") ? document.activeElement.id : "";
    body.replaceChildren(...work(), ...trial(), ...(planning.plan === null ? [] : shown(known, planning.plan, draw)));
    const button = controls.querySelector("#make-plan") as HTMLButtonElement;
    button.disabled = planning.job !== null;
    button.textContent = planning.plan === null ? t("Make a plan") : t("Plan again");
    if (focus !== "") document.getElementById(focus)?.focus();
  };
  controls.append(wishes(known));
  onPlanning(draw);
  onStep(follow);
  draw();
  return [
    heading(t("Plan")),
    h("p", { class: "note" }, t("This screen shows single people. It is for those who are responsible for them, and not part of the report.")),
    controls, body,
    panels(report, (id) => id === "refresh"),
  ];
}

function wishes({ means }: Known): HTMLElement {
  const now = planning.wishes;
  const weeks = h("input", { type: "number", id: "weeks", min: 1, max: 208, step: 1, value: now.weeks ?? "", placeholder: means.weeks });
  const absent = h("input", { type: "number", id: "absent", min: 0, max: 100, step: 1, value: now.maxAbsent == null ? "" : Math.round(now.maxAbsent * 100), placeholder: Math.round(means.maxAbsent * 100) });
  const effort = h("select", { id: "effort" }, ...efforts().map(([value, words]) => h("option", { value, selected: value === now.effort }, words)));
  const refresh = h("input", { type: "checkbox", id: "refresh-too", checked: now.refresh !== false });
  const file = h("input", { type: "file", id: "plan-file", accept: ".json" });
  file.addEventListener("change", () => void file.files?.[0]?.text().then(load));
  return h("form", { class: "controls screen", onsubmit: (event) => {
    event.preventDefault();
    Object.assign(planning.wishes, {
      effort: effort.value as Effort, refresh: refresh.checked,
      weeks: weeks.value === "" ? null : weeks.valueAsNumber, ...(weeks.value === "" ? {} : { until: null }),
      maxAbsent: absent.value === "" ? null : absent.valueAsNumber / 100,
    });
    void make();
  } },
    h("label", {}, t("Weeks ahead"), weeks), h("label", {}, t("Of a section away at most, %"), absent), h("label", {}, t("Effort"), effort),
    h("label", { class: "check" }, refresh, t("Refresh what goes stale")),
    h("button", { id: "make-plan", class: "main" }),
    h("label", { class: "pick" }, h("span", {}, t("Open a plan")), file));
}

/** What the planner does at the moment, or why it could not. */
function work(): HTMLElement[] {
  if (planning.failed !== null) return failure(planning.failed);
  const { job } = planning;
  if (job === null && announced.job !== null) {
    announced = { job: null, unmet: null };
    if (planning.plan !== null && bounded(planning.plan)) tell(t("The plan is finished: {found}.", { found: placed(planning.plan.unplaced.length) }));
  }
  if (job === null) return planning.plan === null ? [h("p", { class: "lead" }, t("No plan is made yet. It is made in this page, in the background: the other screens answer meanwhile."))] : [];
  const since = h("span", { "aria-hidden": "true" });
  const tick = () => {
    since.textContent = ` ${t("({n} s)", { n: Math.round((Date.now() - job.since) / 1000) })}`;
    if (planning.job === job) setTimeout(tick, 500);
  };
  tick();
  const steps = h("progress", { id: "plan-progress", "aria-describedby": "plan-found" });
  const found = h("span", { id: "plan-found" });
  const button = h("button", { type: "button", id: "stop-plan", onclick: end });
  const box = h("div", { class: "working" },
    h("p", {}, h("label", { for: "plan-progress" }, `${job.words} …`), since),
    h("p", {}, steps, " ", found),
    job.shown && h("p", { class: "note" }, t("The best plan so far is shown below; a better one takes its place. An edit ends the search.")),
    h("p", { class: "note" }, t("The other screens answer meanwhile.")),
    button);
  fill(box, job);
  announce(job);
  return [box];
}

/** Ends the search, or asks it to end with the plan that it has. */
function end(): void {
  const kept = planning.job?.shown === true;
  stop();
  tell(kept ? t("Stopped. The best plan so far is kept.") : t("Stopped."));
}

/** Shows how far the search is, in place: nothing around it moves. */
function follow(job: Job): void {
  const box = document.querySelector<HTMLElement>(".working");
  if (box !== null) fill(box, job);
}

function fill(box: HTMLElement, { progress, shown, ending }: Job): void {
  const steps = box.querySelector("progress") as HTMLProgressElement;
  if (progress !== null && progress.total > 0 && progress.unmet !== null) {
    steps.max = progress.total;
    steps.value = progress.done;
  }
  (box.querySelector("#plan-found") as HTMLElement).textContent = sayProgress(progress);
  const button = box.querySelector("button") as HTMLButtonElement;
  button.textContent = shown ? t("Stop and keep this plan") : t("Stop");
  button.disabled = ending;
}

function sayProgress(progress: Job["progress"]): string {
  if (progress === null || progress.cost === null || progress.unmet === null) return t("The first plan is being made.");
  const { done, total } = progress;
  return [t("{done} of {total} rounds", { done: count(done), total: count(total) }), placed(progress.unmet), t("cost {cost}", { cost: money(progress.cost) })].join(" · ");
}
const placed = (unmet: number): string => (unmet === 0 ? t("Everybody is placed") : t("{needs} not met", { needs: needs(unmet) }));

/** What was reported of a search: its beginning, its first plan, and the first that places everybody; not every step. */
let announced: { readonly job: Job | null; readonly unmet: number | null } = { job: null, unmet: null };
function announce(job: Job): void {
  const unmet = job.shown ? job.progress?.unmet ?? null : null;
  const news = announced.job !== job || (unmet !== null && (announced.unmet === null || (unmet === 0 && announced.unmet > 0)));
  if (!news) return;
  announced = { job, unmet };
  tell(unmet === null ? `${job.words} …` : t("There is a plan, and the search goes on: {found}.", { found: placed(unmet) }));
}

function figures(plan: Plan): (string | number)[] {
  return [money(plan.cost), ...least(plan), count(plan.sessions.length), count(plan.people), count(plan.unplaced.length), hours(plan.hours.people + plan.hours.process + plan.hours.technology), last(plan)];
}
/** How little any plan could cost, and what could still be saved; both unknown where the search was not finished. */
const least = (plan: Plan): [string, string] => (plan.lower_bound !== null ? [money(plan.lower_bound), gap(plan.gap)] : ["–", "–"]);
const last = ({ sessions }: Plan): string => sessions.map(({ end }) => end).sort().at(-1) ?? "–";

/** The plan that was tried, beside the one there is. */
function trial(): HTMLElement[] {
  const [{ trial, plan: now }] = [planning];
  if (trial === null || now === null) return [];
  const columns = [t("Cost"), t("Not less than"), t("Still to save at most"), t("Sessions"), t("People"), t("Needs not met"), t("Hours"), t("Last day")].map((end) => ({ end }));
  return [panel(t("What if: {change}?", { change: trial.relaxation.text }),
    explained(table(t("Two plans side by side"), [t("Plan"), ...columns], [[t("As it is shown"), ...figures(now)], [trial.relaxation.option, ...figures(trial.plan)]]), () => [h("p", {}, t("Both plans cover the same needs under the same rules, except for the rule that is named.")), ...ofCost()]),
    h("div", { class: "tools" },
      h("button", { type: "button", class: "main", id: "take-trial", onclick: () => decide(true) }, t("Take this plan")),
      h("button", { type: "button", onclick: () => decide(false) }, t("Keep the one there is"))))];
}

function shown(known: Known, plan: Plan, redraw: () => void): HTMLElement[] {
  return [summary(plan), ...edits(plan), ...earlier(plan), ...broken(known, plan), ...obstacles(known, plan), balance(plan),
    panel(t("When is training?"), ...(plan.sessions.length === 0 ? [h("p", { class: "lead" }, t("No session is needed."))] : sessions(known, plan, redraw))),
    ...selfPaced(known, plan), ...rollout(known, plan), ...saved(known, plan), files(plan)];
}

function summary(plan: Plan): HTMLElement {
  const [tint, glyph, said_, status] = STATUS[plan.status];
  const words = said_();
  const unmet = new Set(plan.unplaced.map(({ person }) => person)).size;
  const said = plan.people === 0 && plan.unplaced.length === 0 ? t("Nobody needs training")
    : plan.status === "feasible" ? t("{status}: {people} in {sessions}", { status: words, people: people(plan.people), sessions: allSessions(plan.sessions.length) })
    : t("{status}: {needs} of {people} not met", { status: words, needs: needs(plan.unplaced.length), people: people(unmet) });
  const figure = (name: string, value: string, why: () => (Node | string)[], of = "") => h("div", { class: of }, h("dt", {}, name), h("dd", {}, h("button", { type: "button", class: "why figure-why", "aria-haspopup": "dialog", onclick: () => show(name, h("p", { class: "lead" }, value), ...why()) }, value)));
  const { costs } = plan;
  const parts: readonly (readonly [string, number, string])[] = [
    [t("Hours of the participants"), costs.time, t("Every hour that somebody sits in a session or learns by themselves, at the programme’s price of an hour.")],
    [t("Sessions"), costs.sessions, t("What each session costs, regardless of who takes part.")],
    [t("Seats"), costs.seats, t("What each seat that is taken costs.")],
    [t("Teaching that is not needed"), costs.waste, t("Hours in which people sit through what they do not need, at the price the rules set on them.")],
    [t("Tracks off their share"), costs.balance, t("Hours by which a track is off its share, at the price the rules set on them.")],
    [t("Time until sessions are over"), costs.waiting, t("Half days that pass until the session of each seat is over, at the price set on time.")],
    [t("Seats moved"), costs.moves, t("Seats that are others than in the plan before, at the price the rules set on a move.")],
  ];
  const paid = parts.filter(([, amount]) => amount > 0);
  const costTable = () => table(t("What the cost is made of"), [t("Part"), { end: t("Amount") }, { end: t("Share") }], paid.map(([name, amount]) => [name, money(amount), percent(amount / Math.max(plan.cost, 1))]));
  return panel(said,
    h("p", { class: "note", id: "plan-dates" }, t("As of {date}, from {from} until {until}, of everybody who lacks something on that day or will before the end. Prices are the programme’s, hours of staff included.", { date: apart(plan.as_of), from: apart(plan.from), until: apart(plan.until) })),
    h("div", { class: "figures" }, h("dl", {},
      figure(t("Status"), `${glyph} ${status()}`, () => [h("p", {}, t("“Feasible”: every need is met. “Partial”: some needs are not met, and another timetable might meet them. “Infeasible”: it is proven that not every need can be met as asked."))], tint),
      figure(t("Cost"), money(plan.cost), () => [costTable(), ...ofCost()]),
      figure(t("No plan costs less than"), least(plan)[0], ofCost), figure(t("Still to save at most"), least(plan)[1], ofCost))),
    !bounded(plan) && h("p", { class: "note", id: "unfinished" }, t("The search for this plan is not finished. The plan is valid. The lowest possible cost is not known yet, nor what prevents the needs that are not met.")),
    explained(costTable(), (row) => [h("p", {}, paid[row]?.[2] ?? ""), ...ofCost()]),
    ...plan.findings.map(remark));
}

/** What a cost rests on. */
const ofCost = (): Node[] => [
  h("p", {}, t("The cost is the sum of its parts. The bound is the least that activities for these needs can cost, whatever their dates; no plan can go below it. What could still be saved at most is the difference, as a share of the cost.")),
  h("p", { class: "note" }, t("Prices are those of the programme: of activities, and of an hour of staff.")),
];

/** What was edited since, what is wrong with it, and what changed when it was made again. */
function edits({ changes, sessions }: Plan): HTMLElement[] {
  const nodes: HTMLElement[] = [];
  const { edited, problems } = planning;
  if (edited.size > 0 || problems.length > 0) {
    const known = new Set(sessions.map(({ session }) => session));
    const words = problems.length === 0 ? t("The plan still holds.") : many(problems.length, "1 rule is broken.", "{n} rules are broken.");
    tell(words);
    nodes.push(panel(t("Your edits"),
      h("p", { class: "lead", id: "rechecked" }, `${edited.size === 0 ? t("Nothing is edited.") : many(edited.size, "1 session is edited.", "{n} sessions are edited.")} ${words}`),
      problems.length > 0 && table(t("What is wrong with the plan now"), [t("Where"), t("Rule"), t("What")], problems.slice(0, LISTED).map(({ subject, rule, ...one }) => [known.has(subject) ? sessions.find(({ session }) => session === subject)?.title ?? subject : subject, rule.replace("_", " "), said("td", one)])),
      h("p", {}, h("button", { type: "button", class: "main", id: "plan-again", disabled: planning.job !== null, onclick: () => void again() }, t("Plan again around this"))),
      h("p", { class: "note" }, t("What is pinned and the seats you moved stay; of the rest as little as possible is changed."))));
  }
  if (changes.length > 0) {
    const word = { added: t("new seat"), dropped: t("seat dropped"), extended: t("lasts longer"), moved: t("seat moved"), relocated: t("other room or trainer"), shortened: t("ends earlier") } as const;
    const alone = { ...word, added: t("newly in own time"), dropped: t("no longer in own time"), extended: t("until later"), shortened: t("until earlier") } as const;
    // Own time has the id of its activity, a seat that of its session.
    const isAlone = (one: (typeof changes)[number]) => (one.now ?? one.before) === one.activity;
    nodes.push(panel(t("What changed"), table(t("Seats and own time that are others than in the plan before: {n}", { n: count(changes.reduce((sum, { people }) => sum + people.length, 0)) }), [t("Activity"), t("What"), t("Before"), t("Now"), t("People")],
      changes.slice(0, 200).map((one) => [one.activity, (isAlone(one) ? alone : word)[one.change], one.before ?? "–", one.now ?? "–", h("td", {}, who(one.people))]))));
  }
  return nodes;
}

const CAUSES: Record<ReleaseCause, () => string> = {
  absence: () => t("too many of the section would be away"), calendar: () => t("outside the working half days"), cancelled: () => t("the session is cancelled"),
  double_booked: () => t("busy then"), full: () => t("no seat is left"), gone: () => t("not there then, or not needed any more"), minimum: () => t("too few people"),
  moves: () => t("moves cost nothing"),
  order: () => t("what it requires is not over"), room: () => t("no suitable room is free"), site: () => t("the person works at another site"), trainer: () => t("no trainer is free"),
};

/** Sessions of the plan before that begin before this one and are not over, and own time that is over before it. */
function earlier({ earlier_self_paced, earlier_sessions }: Plan): HTMLElement[] {
  if (earlier_sessions.length + earlier_self_paced.length === 0) return [];
  return [panel(t("Announced before, and take place"), earlier_sessions.length > 0 && table(t("Sessions of the plan before that begin before this one and are not over"), [t("Session"), t("Activity"), t("When"), t("People")],
    earlier_sessions.map((one) => [one.session, one.title || one.activity, when(one), count(one.people.length)])),
    earlier_self_paced.length > 0 && table(t("Own time that is over before this plan begins"), [t("Activity"), t("From"), t("Until"), t("People")],
      earlier_self_paced.map((one) => [one.title || one.activity, day(one.from), day(one.until), count(one.people.length)])))];
}

/** What was announced and could not be kept, and which needs that leaves unmet. */
function broken(known: Known, { cancelled_sessions, promises_lost, released }: Plan): HTMLElement[] {
  if (cancelled_sessions.length + promises_lost.length + released.length === 0) return [];
  return [panel(t("What could not be kept"),
    promises_lost.length > 0 && table(t("Needs that the plan before met and this one does not"), [t("Person"), t("Objective"), t("Level"), t("Session"), t("Why")],
      promises_lost.slice(0, 200).map((one) => [one.person, known.names.objectives[one.objective] ?? one.objective, one.level ?? "", one.session, CAUSES[one.reason]()])),
    released.length > 0 && table(t("Sessions and seats that could not be kept: {n}", { n: count(released.length) }), [t("Session"), t("Person"), t("Why")],
      released.slice(0, 200).map((one) => [one.session, one.person ?? t("all of it"), CAUSES[one.reason]()])),
    cancelled_sessions.length > 0 && table(t("Sessions that were announced and are cancelled"), [t("Session"), t("Activity"), t("When")],
      cancelled_sessions.map((one) => [one.session, one.title || one.activity, when(one)])))];
}

/** Why not everybody is placed, and the relaxations. */
function obstacles(known: Known, { bounds, conflicts, relaxations, unplaced, cost }: Plan): HTMLElement[] {
  if (unplaced.length === 0) return [];
  const { asked } = planning;
  const relaxation = (one: Relaxation, at: number) => [Object.assign(said("th", one), { scope: "row" }), one.places_all ? "0" : count(one.unplaced), `${one.extra_cost < 0 ? "−" : "+"}${money(Math.abs(one.extra_cost))}`,
    h("button", { type: "button", class: "quiet", id: `try-${at}`, disabled: planning.job !== null, onclick: () => void attempt(one) }, t("What if"), h("span", { class: "unseen" }, ` ${one.option}`))];
  const row = (one: UnplacedNeed) => [one.person, known.names.objectives[one.objective] ?? one.objective, one.level ?? "", one.activity === null ? "–" : (known.means.activities[one.activity]?.title ?? one.activity), said("td", one)];
  const list = table(unplaced.length > LISTED ? t("Needs that are not met: the first {some} of {n}", { some: LISTED, n: count(unplaced.length) }) : t("Needs that are not met"), [t("Person"), t("Objective"), t("Level"), t("Activity"), t("Why")], unplaced.slice(0, LISTED).map(row));
  return [panel(t("What prevents it"),
    bounds.unmet > 0 && h("p", { class: "note" }, t("Under these rules every plan leaves at least this many needs unmet: {n}.", { n: count(bounds.unmet) })),
    conflicts.length > 0 && h("ul", { id: "conflicts" }, ...conflicts.map((one) => said("li", one))),
    ...(relaxations.length > 0
      ? [explained(table(t("What would make it possible, best first"), [t("Change"), { end: t("Needs left unmet") }, { end: t("It costs") }, t("Try it")], relaxations.map(relaxation)), () => [h("p", {}, t("This one rule was relaxed and everything planned again. The columns give the needs left unmet and the change of cost."))]), h("p", { class: "note" }, t("The cost now is {cost}. A plan that places more people costs more.", { cost: money(cost) }))]
      : asked?.relax === true ? [h("p", {}, t("None of the rules that were tried makes it possible alone."))]
      : asked === null || planning.edited.size > 0 ? []
      : [h("p", {}, h("button", { type: "button", class: "main", id: "what-helps", disabled: planning.job !== null, onclick: () => void help() }, t("What would make it possible?")), " ", h("span", { class: "note" }, t("One rule after the other is relaxed and planned with, which takes as long as many plans.")))]),
    unplaced.length > FEW ? h("details", {}, h("summary", {}, t("Whose needs are not met ({n})", { n: count(unplaced.length) })), list) : list)];
}

function selfPaced(known: Known, { self_paced }: Plan): HTMLElement[] {
  if (self_paced.length === 0) return [];
  const found = [...self_paced].sort((a, b) => (a.until < b.until ? -1 : 1)).slice(0, 200);
  const why = (one: (typeof found)[number]) => [...reason(known, one), h("h3", {}, t("Who does it")), who(one.people)];
  const list = explained(table(t("{lines} of e-learning and self-study, each with the days between which it is done", { lines: lines(self_paced.length) }), [t("Activity"), t("From"), t("Until"), { end: t("Hours each") }, { end: t("People") }],
    found.map((one) => [
      h("th", { scope: "row" }, h("button", { type: "button", class: "why", "aria-haspopup": "dialog", onclick: () => show(one.title || one.activity, ...why(one)) }, one.title || one.activity), h("span", { class: "lesser" }, phaseOf(known, one.phase))),
      day(one.from), day(one.until), written(one.hours), count(one.people.length),
    ])), (row) => (found[row] === undefined ? [] : why(found[row])));
  return [panel(t("In one’s own time"), self_paced.length > FEW ? h("details", {}, h("summary", {}, t("E-learning and self-study ({lines})", { lines: lines(self_paced.length) })), list) : list)];
}

function balance({ balance, hours: by }: Plan): HTMLElement {
  return panel(t("Hours of each track"),
    bar(TRACKS.map((track) => ({ share: balance.shares[track], tint: `p-${track}` })), "wide"),
    explained(table(t("Hours of all participants together"), [t("Track"), { end: t("Hours") }, { end: t("Share") }, { end: t("Hours beyond its share") }], TRACKS.map((track) => {
      const swatch = bar([{ share: 1, tint: `p-${track}` }], "swatch");
      return [h("th", { scope: "row" }, h("span", {}, swatch, ` ${trackOf(track)}`)), hours(by[track]), percent(balance.shares[track]), balance.beyond[track] === 0 ? "0" : hours(balance.beyond[track])];
    })), () => [h("p", {}, t("Each session counts its hours once for every participant, and so does what is learned in one’s own time. The share is of the hours of all tracks. Hours beyond: what a track has more than its share and the tolerance of the rules allow."))]));
}

function rollout(known: Known, { phases }: Plan): HTMLElement[] {
  if (phases.length === 0) return [];
  return [panel(t("Phases"), explained(table(t("Phases of the plan, and who has been shown all of it by its last day if everyone passes"), [t("Phase"), t("First day"), t("Last day"), { end: t("Sessions") }, { end: t("People") }, { end: t("Ready then") }],
    phases.map((one) => [phaseOf(known, one.phase), one.first === null ? "–" : day(one.first), one.last === null ? "–" : day(one.last), count(one.sessions), count(one.people), one.people === 0 ? "–" : `${count(one.ready)} (${percent(one.ready / one.people)})`])), () => [h("p", {}, t("Sessions and people are those of the plan that belong to the phase. “Ready then” counts who would be ready in all of it that they need on its last day, if everyone passes what they are taught and evidence ages as the rules say."))]))];
}

function saved(known: Known, { saved: { items, person_hours } }: Plan): HTMLElement[] {
  if (items.length === 0) return [];
  const because = { ready: t("shown already"), unused: t("never used there") } as const;
  return [panel(t("What is saved"), h("p", { class: "lead" }, t("{hours} of training are not needed.", { hours: hours(person_hours) })),
    h("details", {}, h("summary", {}, t("What, where and why ({n})", { n: count(items.length) })),
      explained(table(t("Training that is saved; “[c]” is suppressed"), [t("Objective"), t("Level"), t("Section"), t("Because"), { end: t("People") }, { end: t("Hours") }],
        items.slice(0, 500).map((one) => [known.names.objectives[one.objective] ?? one.objective, one.level ?? "", known.names.sections[one.section] ?? one.section, because[one.because], one.people === null ? "[c]" : count(one.people), one.person_hours === null ? "–" : hours(one.person_hours)])), () => [h("p", {}, t("People of the section whose roles ask for it and who are not taught it, because they have shown it already or the section never uses it; and the hours that would have taken."))])))];
}

/** The plan and its calendars, to take along. */
function files(plan: Plan): HTMLElement {
  const list = h("select", { id: "calendar" });
  const calendars = answers.calendars(plan);
  void calendars.then((found) => list.replaceChildren(...Object.keys(found).map((name) => h("option", { value: name }, name === "all-sessions.ics" ? t("All sessions") : name.replace(/\.ics$/, "").replace("-", " ")))), () => {});
  return panel(t("Take it along"),
    h("div", { class: "tools screen" },
      h("label", { class: "beside" }, t("Calendar of"), list),
      h("button", { type: "button", id: "save-ics", onclick: () => void calendars.then((found) => download(list.value, "text/calendar", found[list.value] ?? "")) }, t("Download calendar (.ics)")),
      h("button", { type: "button", id: "save-plan", onclick: () => download("plan.json", "application/json", `${JSON.stringify(plan, null, 2)}\n`) }, t("Download plan (.json)"))),
    h("p", { class: "note" }, ...coded(t("Calendars name no people. The plan does; “Open a plan” reads it here, and `paratus plan --previous plan.json` plans around it."))));
}
