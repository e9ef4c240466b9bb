/** The plan that is being made, edited and made again: it outlives the screen that shows it. */

import type { Pin, Plan, PlanningOptions, PlanningProgress, PlanSession, Relaxation, Violation } from "paratus";
import { ParatusError } from "paratus/client";
import { verify } from "./answers";
import { planning as planner } from "./desk";
import { NoPlan } from "./failure";
import { state } from "./state";
import { t } from "./words";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** What the controls set. */
export type Wishes = Writable<Pick<PlanningOptions, "from" | "maxAbsent" | "effort" | "phaseUntil" | "refresh" | "rooms" | "seatsMax" | "seatsMin" | "trainers" | "until" | "weeks">>;

/** What the planner does, and since when. */
export interface Job {
  readonly words: string;
  readonly since: number;
  /** How far it is. */
  progress: PlanningProgress | null;
  /** Whether a plan of it is shown already. */
  shown: boolean;
  /** Whether it was asked to end with the plan that it has. */
  ending: boolean;
  /** Stops it. */
  readonly stopping: AbortController;
  /** Whether what it still finds is not wanted: the plan that is shown was edited. */
  dropped: boolean;
}

/** What is planned. */
export interface Planning {
  wishes: Wishes;
  /** The plan, with the edits. */
  plan: Plan | null;
  /** Ids of sessions that were edited since it was made. */
  readonly edited: Set<string>;
  /** Seats that were moved, and stay. */
  seats: Pin[];
  /** What the edits bring about. */
  problems: readonly Violation[];
  /** What the planner does. */
  job: Job | null;
  failed: unknown;
  /** What the plan was asked for with: asked again, the same plan comes. `null` where it was made elsewhere. */
  asked: PlanningOptions | null;
  /** A plan under another rule, beside the one that is shown. */
  trial: { readonly relaxation: Relaxation; readonly wishes: Wishes; readonly plan: Plan } | null;
}

/** The effort where nothing is chosen: little, so that it is finished soon. */
export const EFFORT = "quick";
const fresh = (): Planning => ({ wishes: { effort: EFFORT }, plan: null, edited: new Set(), seats: [], problems: [], job: null, failed: null, asked: null, trial: null });

/** The one that is planned. */
export let planning: Planning = fresh();

let listen: () => void = () => {};
let follow: (job: Job) => void = () => {};

/** Is called after every change. */
export const onPlanning = (draw: () => void): void => void (listen = draw);

/** Is called when a plan has come further, without a change of what is shown. */
export const onStep = (draw: (job: Job) => void): void => void (follow = draw);

/** Forgets all of it: another programme is open. */
export function forgetPlan(): void {
  planning.job?.stopping.abort();
  planning = fresh();
}

/** Asks for a plan; with `early`, the best one so far is shown as soon as there is one, and whenever there is a better one. */
async function run(words: string, options: PlanningOptions, early = false): Promise<Plan | null> {
  if (planning.job !== null || state.opened === null) return null;
  const mine = planning;
  const job: Job = { words, since: Date.now(), progress: null, shown: false, ending: false, dropped: false, stopping: new AbortController() };
  mine.job = job;
  mine.failed = null;
  mine.trial = null;
  listen();
  const isCurrent = () => planning.job === job;
  try {
    const client = await Promise.race([planner(), stopped(job.stopping.signal)]);
    const plan = await client.plan(options, {
      signal: job.stopping.signal,
      onProgress(progress) {
        job.progress = progress;
        if (isCurrent()) follow(job);
      },
      onPlan(plan) {
        if (!early || job.dropped || !isCurrent()) return;
        job.shown = true;
        show(plan, null);
      },
    });
    return job.dropped ? null : plan;
  } catch (error) {
    if (!(error instanceof ParatusError && error.code === "ABORTED")) mine.failed = error;
    return null;
  } finally {
    mine.job = null;
  }
}

/** Fails once it is stopped: reading for the planner cannot be stopped, and nobody waits for it then. */
const stopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, failed) => signal.addEventListener("abort", () => failed(new ParatusError("ABORTED", "it was stopped"))));

function show(plan: Plan | null, asked: PlanningOptions | null): void {
  if (plan !== null) Object.assign(planning, { plan, asked, edited: new Set(), seats: [], problems: [], trial: null });
  listen();
}

/** Options of a first answer: relaxations are tried on request, because that takes as long as many plans. */
const soon = (wishes: Wishes): PlanningOptions => ({ ...(state.asOf === "" ? {} : { asOf: state.asOf }), ...wishes, relax: false });

/** Makes a plan, which is shown while it becomes better. */
async function improving(words: string, asked: PlanningOptions): Promise<void> {
  const plan = await run(words, asked, true);
  // A search that was ended gives another plan than the one that is asked for.
  show(plan, plan !== null && bounded(plan) ? asked : null);
}

/** Whether it is known how little any plan could cost: not before the end of the search. */
export const bounded = ({ lower_bound }: Plan): boolean => lower_bound !== null;

/** Makes a plan. */
export const make = (): Promise<void> => improving(t("Planning"), soon(planning.wishes));

/** Makes the same plan, and tries relaxations for those who are not placed. */
export async function help(): Promise<void> {
  const { asked } = planning;
  if (asked !== null) show(await run(t("Trying what would make it possible"), { ...asked, relax: true }), { ...asked, relax: true });
}

/** What stays where it is: pinned sessions, and seats that were moved. */
const pins = (plan: Plan): Pin[] => [...plan.sessions.filter(({ pinned }) => pinned).map(({ session }) => ({ session })), ...planning.seats];

/** Plans again around what was edited. */
export async function again(): Promise<void> {
  const { plan, wishes } = planning;
  if (plan === null) return;
  await improving(t("Planning again around your edits"), { ...soon(wishes), asOf: plan.as_of, previous: plan, pins: pins(plan) });
}

/** Makes the plan that a relaxation would give, to be shown beside the one there is. */
export async function attempt(relaxation: Relaxation): Promise<void> {
  const wishes = under(planning.wishes, relaxation.option);
  const plan = await run(t("Trying: {change}", { change: relaxation.text }), soon(wishes));
  if (plan !== null) planning.trial = { relaxation, wishes, plan };
  listen();
}

/** Takes the plan that was tried in place of the one there is, or drops it. */
export function decide(take: boolean): void {
  const { trial } = planning;
  if (trial === null) return;
  if (take) planning.wishes = trial.wishes;
  planning.trial = null;
  show(take ? trial.plan : null, soon(trial.wishes));
}

/** Stops what the planner does. The plan that is shown stays; where it is of this search, the best that was found takes its place. */
export function stop(): void {
  const { job } = planning;
  if (job === null || job.ending) return;
  job.ending = true;
  job.dropped ||= !job.shown;
  job.stopping.abort();
  follow(job);
}

/** An edit ends the search that would have replaced the plan. */
function settle(): void {
  const { job } = planning;
  if (job?.shown !== true) return;
  job.dropped = true;
  if (!job.ending) stop();
}

/** Wishes with an option set as `--what-if` takes it: `weeks=8`, or `trainers.filing=2,phase_until.pilot=2027-06-30`. */
function under(wishes: Wishes, option: string): Wishes {
  const other: Wishes = { ...wishes };
  for (const part of option.split(",")) {
    const equals = part.lastIndexOf("=");
    const [key, value] = [part.slice(0, equals), part.slice(equals + 1)];
    const [kind, name] = [key.replace(/\..*$/, ""), key.slice(key.indexOf(".") + 1)];
    const number = Number(value);
    if (kind === "weeks") [other.weeks, other.until] = [number, null];
    else if (kind === "max_absent") other.maxAbsent = number;
    else if (kind === "phase_until") other.phaseUntil = { ...other.phaseUntil, [name]: value };
    else if (kind === "rooms") other.rooms = { ...other.rooms, [name]: number };
    else if (kind === "seats_max") other.seatsMax = { ...other.seatsMax, [name]: number };
    else if (kind === "seats_min") other.seatsMin = { ...other.seatsMin, [name]: number };
    else if (kind === "trainers") other.trainers = { ...other.trainers, [name]: number };
    else throw new Error(`\`${key}\` is no option that this page can set.`);
  }
  return other;
}

/** Changes a session; its date, half day, trainer and room stay then unless it is unpinned again. */
export async function edit(id: string, change: Partial<Writable<PlanSession>>): Promise<void> {
  const { plan } = planning;
  if (plan === null) return;
  settle();
  const pinned = change.pinned ?? true;
  planning.plan = { ...plan, sessions: plan.sessions.map((one) => (one.session === id ? { ...one, ...change, pinned } : one)) };
  planning.edited.add(id);
  await check();
}

/** Moves the seat of a person to another session of the same activity. */
export async function move(person: string, from: string, to: string): Promise<void> {
  const { plan } = planning;
  if (plan === null) return;
  settle();
  const sessions = plan.sessions.map((one) => {
    if (one.session === from) return { ...one, people: one.people.filter((other) => other !== person) };
    return one.session === to ? { ...one, people: [...one.people, person].sort((a, b) => (a < b ? -1 : 1)) } : one;
  });
  planning.plan = { ...plan, sessions };
  planning.seats = [...planning.seats.filter((pin) => pin.person !== person || pin.session !== from), { person, session: to }];
  planning.edited.add(from).add(to);
  await check();
}

let turn = 0;

/** Asks whether the plan still holds. */
async function check(): Promise<void> {
  turn += 1;
  const [mine, { plan }] = [turn, planning];
  if (plan === null) return;
  try {
    const problems = await verify(plan);
    if (mine === turn) planning.problems = problems;
  } catch (error) {
    planning.failed = error;
  }
  listen();
}

/** Shows a plan that was written before; what is no plan of this programme is refused. */
export async function load(text: string): Promise<void> {
  planning.failed = null;
  try {
    const plan = JSON.parse(text) as Plan;
    if (plan?.schema !== "paratus/plan/1") throw new NoPlan("This is no plan: a plan is what “Download plan” or `paratus plan --format json` writes.");
    if (plan.programme !== state.opened?.id) throw new NoPlan(`This is a plan of the programme “${plan.programme}”, and “${state.opened?.id}” is open.`);
    const problems = await verify(plan);
    const { effort, max_absent, phase_until, refresh, rooms, seats_max, seats_min, trainers } = plan.settings;
    planning.wishes = { effort, phaseUntil: phase_until, refresh, rooms, seatsMax: seats_max, seatsMin: seats_min, trainers, from: plan.from, until: plan.until, ...(max_absent === null ? {} : { maxAbsent: max_absent }) };
    show(plan, null);
    planning.problems = problems;
  } catch (error) {
    planning.failed = error instanceof SyntaxError ? new NoPlan("This file is no JSON.") : error;
  }
  listen();
}
