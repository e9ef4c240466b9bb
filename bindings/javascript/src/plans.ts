/** Questions about what comes next: plans, the phases and gates they go through, and what keeps them fresh. */

import type { Evidence } from "./evidence.js";
import { answer, ask, open, within } from "./handle.js";
import { guard, need } from "./instance.js";
import { badInput } from "./errors.js";
import { offsetsOf } from "./offsets.js";
import type { CalendarOptions, DateOptions, EvidenceInput, GatesOptions, PhasesOptions, PlacesOptions, PlanningOptions, RefreshOptions, WhatIfOptions } from "./options.js";
import { bothPlans, comparison, lineOfPlan, placesOf, planJson as textOfPlan, verification } from "./planning.js";
import { type Planner, plannerOf, type WhatIfPlanner, whatIfPlannerOf } from "./planner.js";
import { ReadinessQuestions } from "./readiness.js";
import { fieldsOf, nameOf, optionsJson } from "./strict.js";
import type * as t from "./types.js";

/** What a `Programme` answers about plans and what they need. */
export class PlanQuestions extends ReadinessQuestions {
  /**
   * Who is trained on what, when and where, at what cost, with a lower bound that it is held against. It names people: not for
   * publication.
   *
   * It may take seconds, so call it in a worker. `effort` says how much work it does: the same effort gives the same plan on every
   * machine, and none is given that `verify` refuses.
   *
   * @throws {ParatusError} `UNKNOWN` where an option names what does not exist.
   * @example
   * ```js
   * const plan = programme.plan(records, { asOf: "2027-03-14", weeks: 12, effort: "quick" });
   * console.assert(plan.status === "feasible" && plan.bounds.unmet === 0);
   * console.assert(plan.sessions.every(({ start, people }) => start > "2027-03-14" && people.length > 0));
   * ```
   */
  plan(evidence?: Evidence | EvidenceInput, options?: PlanningOptions): t.Plan {
    return JSON.parse(this.planJson(evidence, options)) as t.Plan;
  }

  /** `plan` as JSON text: the same bytes as `paratus plan --format json`. */
  planJson(evidence?: Evidence | EvidenceInput, options?: PlanningOptions): string {
    return answer(this, "plan", evidence, options);
  }

  /**
   * A plan in the making, of the evidence as it is now: a first plan early, better ones step by step, stopped at any time.
   *
   * @throws {ParatusError} where an option makes no sense.
   * @example
   * ```js
   * const planner = programme.planner(records, { asOf: "2027-03-14", weeks: 12 });
   * const plan = await planner.run({ onProgress: ({ done, total }) => console.log(`${done} of ${total}`) });
   * planner.free();
   * ```
   */
  planner(evidence?: Evidence | EvidenceInput, options?: PlanningOptions): Planner {
    need("plan");
    const text = optionsJson(options);
    return within(this, evidence, (raw) => plannerOf(guard(() => raw.planner(text), "options")));
  }

  /**
   * A plan that changes as little as possible of an earlier one, and what it changes.
   *
   * @example
   * ```js
   * const previous = programme.plan(records, { asOf: "2027-03-14", weeks: 12 });
   * const cancelled = [previous.sessions[0].session];
   * const plan = programme.replan(records, { asOf: "2027-03-14", weeks: 12, previous, cancelled });
   * console.log(plan.changes);
   * ```
   */
  replan(evidence: Evidence | EvidenceInput | undefined, options: PlanningOptions & { readonly previous: t.Plan }): t.Plan {
    return JSON.parse(this.replanJson(evidence, options)) as t.Plan;
  }

  /** `replan` as JSON text. */
  replanJson(evidence: Evidence | EvidenceInput | undefined, options: PlanningOptions & { readonly previous: t.Plan }): string {
    return answer(this, "replan", evidence, options);
  }

  /**
   * Whether a plan holds: every rule that it breaks, found by code that shares nothing with what makes plans. So a plan may be edited
   * by hand and checked.
   *
   * @example
   * ```js
   * const plan = programme.plan(records, { asOf: "2027-03-14", weeks: 12 });
   * console.assert(programme.verify(records, plan).holds);
   * plan.sessions[0].people.push("p-9");
   * const { holds, violations } = programme.verify(records, plan);
   * console.assert(!holds && violations.length > 0);
   * ```
   */
  verify(evidence: Evidence | EvidenceInput | undefined, plan: t.Plan, options?: DateOptions): t.VerifyAnswer {
    return JSON.parse(this.verifyJson(evidence, plan, options)) as t.VerifyAnswer;
  }

  /** `verify` as JSON text. */
  verifyJson(evidence: Evidence | EvidenceInput | undefined, plan: t.Plan, options?: DateOptions): string {
    return ask(this, "verify", evidence, () => verification(plan, options));
  }

  /**
   * Why a line of a plan is there, what set its date and what it costs: of a session by its id, of an activity that
   * people do alone by its id, of a need that is not met by `person/objective`.
   *
   * @example
   * ```js
   * const plan = programme.plan(records, { asOf: "2027-03-14", weeks: 12 });
   * const { lines } = programme.explainLine(records, plan, plan.sessions[0].session);
   * console.assert(lines.length === 1);
   * ```
   */
  explainLine(evidence: Evidence | EvidenceInput | undefined, plan: t.Plan, line: string): t.PlanLineAnswer {
    return JSON.parse(this.explainLineJson(evidence, plan, line)) as t.PlanLineAnswer;
  }

  /** `explainLine` as JSON text. */
  explainLineJson(evidence: Evidence | EvidenceInput | undefined, plan: t.Plan, line: string): string {
    return ask(this, "explain_line", evidence, () => lineOfPlan(plan, line));
  }

  /**
   * Plans under different options side by side, the one without a change first.
   *
   * @example
   * ```js
   * const { variants } = programme.whatIf(records, { changes: [{ weeks: 8 }, { maxAbsent: 1 }], options: { asOf: "2027-03-14", effort: "quick" } });
   * console.assert(variants.length === 3 && variants[0].option === "");
   * ```
   */
  whatIf(evidence: Evidence | EvidenceInput | undefined, options: WhatIfOptions): t.WhatIf {
    return JSON.parse(this.whatIfJson(evidence, options)) as t.WhatIf;
  }

  /**
   * Plans side by side in the making, of the evidence as it is now: step by step, stopped at any time.
   *
   * @throws {ParatusError} where an option or a change makes no sense.
   * @example
   * ```js
   * const planner = programme.whatIfPlanner(records, { changes: [{ weeks: 8 }], options: { asOf: "2027-03-14", effort: "quick" } });
   * while (!planner.step().finished);
   * console.assert(planner.whatIf().variants[1].option === "weeks=8");
   * planner.free();
   * ```
   */
  whatIfPlanner(evidence: Evidence | EvidenceInput | undefined, options: WhatIfOptions): WhatIfPlanner {
    need("what_if");
    const text = comparison(options);
    return within(this, evidence, (raw) => whatIfPlannerOf(guard(() => raw.whatIfPlanner(text), "changes")));
  }

  /** `whatIf` as JSON text. */
  whatIfJson(evidence: Evidence | EvidenceInput | undefined, options: WhatIfOptions): string {
    return ask(this, "what_if", evidence, () => comparison(options), "changes");
  }

  /**
   * Every place for one person, best first, with what each changes: for each unmet need a free seat, a new session, or the seat of
   * somebody who can go elsewhere; for each seat that the person has, other sessions. With `previous` in that plan as it is, else in the
   * plan that is made.
   *
   * @throws {ParatusError} `UNKNOWN` where there is no such person.
   * @example
   * ```js
   * const previous = programme.plan(records, { asOf: "2027-03-14", weeks: 12, effort: "quick" });
   * const { places, unmet } = programme.places(records, { person: "p-1", asOf: "2027-03-14", weeks: 12, previous });
   * console.assert(unmet.length === 0 && places.every(({ seats, cost }) => seats.length > 0 && Number.isFinite(cost)));
   * ```
   */
  places(evidence: Evidence | EvidenceInput | undefined, options: PlacesOptions): t.PlanPlaces {
    return JSON.parse(this.placesJson(evidence, options)) as t.PlanPlaces;
  }

  /** `places` as JSON text: the same bytes as `paratus plan --seat PERSON --format json`. */
  placesJson(evidence: Evidence | EvidenceInput | undefined, options: PlacesOptions): string {
    return ask(this, "places", evidence, () => placesOf(options));
  }

  /**
   * What differs between two plans: needs newly met and unmet, cost by kind, people whose seats changed, sessions opened, cancelled and
   * moved, and the most people of each section away at once.
   *
   * @throws {ParatusError} `UNKNOWN` where a plan is one of another programme.
   * @example
   * ```js
   * const before = programme.plan(records, { asOf: "2027-03-14", weeks: 12, effort: "quick" });
   * const cancelled = [before.sessions[0].session];
   * const after = programme.replan(records, { asOf: "2027-03-14", weeks: 12, effort: "quick", previous: before, cancelled });
   * const { newly_unmet, seats, sessions } = programme.diffPlans(before, after);
   * console.assert(newly_unmet.length === 0 && seats.length > 0 && sessions.some(({ change }) => change === "cancelled"));
   * ```
   */
  diffPlans(before: t.Plan, after: t.Plan): t.PlanDiff {
    return JSON.parse(this.diffPlansJson(before, after)) as t.PlanDiff;
  }

  /** `diffPlans` as JSON text: the same bytes as `paratus diff --plan BEFORE AFTER --format json`. */
  diffPlansJson(before: t.Plan, after: t.Plan): string {
    return ask(this, "diff_plans", undefined, () => bothPlans(before, after));
  }

  /**
   * The sessions of a plan as calendar files (RFC 5545) by name, one for each section and each trainer: those of `paratus plan --ics`.
   * They name no people. With `person` there is the calendar of this person alone, `person-ID.ics`, or none where the person has no seat.
   *
   * With `offsets` times are universal (UTC), so that every calendar shows them rightly; {@link utcOffsets} makes them for a time zone.
   * Without, times are local and say no zone: fit only for readers in the zone of the sessions. What was announced before and no longer
   * takes place, or not for this section, trainer or person, is cancelled until its day is past: a plan made with `previous` knows it.
   *
   * @throws {ParatusError} `UNKNOWN` where the plan is one of another programme, or there is no such person.
   * @example
   * ```js
   * import { utcOffsets } from "paratus";
   * const plan = programme.plan(records, { asOf: "2027-03-14", weeks: 12 });
   * const files = programme.calendars(plan, { offsets: utcOffsets("Europe/Berlin", plan.from, "2027-12-31") });
   * console.assert(Object.entries(files).every(([name, text]) => name.endsWith(".ics") && /DTSTART:\d{8}T\d{6}Z/.test(text)));
   * ```
   */
  calendars(plan: t.Plan, options?: CalendarOptions): Record<string, string> {
    need("calendars");
    const { person, offsets, ...stray } = options === undefined ? ({} as CalendarOptions) : (fieldsOf("options", options, "write { person, offsets }") as CalendarOptions);
    const [unknown] = Object.keys(stray);
    if (unknown !== undefined) throw badInput(`options.${unknown}`, `\`${unknown}\` is not known here`, "write { person, offsets }", "UNKNOWN_KEY");
    if (person !== undefined && typeof person !== "string") throw badInput("options.person", `is ${nameOf(person)}`, "write the id of a person");
    const { days, minutes } = offsetsOf(offsets);
    const mine = open(this);
    return JSON.parse(guard(() => mine.calendars(textOfPlan(plan), days, minutes, person), "plan")) as Record<string, string>;
  }

  /**
   * What sections use beside what they are taught, and the hours saved.
   *
   * @example
   * ```js
   * console.log(programme.fit({ asOf: "2027-03-14" }).fit.saved.person_hours);
   * ```
   */
  fit(options?: DateOptions): t.FitAnswer {
    return JSON.parse(this.fitJson(options)) as t.FitAnswer;
  }

  /** `fit` as JSON text. */
  fitJson(options?: DateOptions): string {
    return answer(this, "fit", undefined, options);
  }

  /**
   * What is in which phase, the most common first; proposed where the programme does not say, or where that is asked for, as by
   * `count` (at most) and `hours` (at most, of one person in one phase; `hours_exceeded` says what alone takes longer).
   *
   * @example
   * ```js
   * const { phases } = programme.phases({ asOf: "2027-03-14", count: 2, propose: true });
   * console.log(phases.phases.map(({ objectives }) => objectives));
   * ```
   */
  phases(options?: PhasesOptions): t.PhasesAnswer {
    return JSON.parse(this.phasesJson(options)) as t.PhasesAnswer;
  }

  /** `phases` as JSON text. */
  phasesJson(options?: PhasesOptions): string {
    return answer(this, "phases", undefined, options);
  }

  /**
   * Whether the next phase may open, and what would open it. Gates that ask for agreement or buy-in need answers to surveys beside
   * the evidence.
   *
   * @throws {ParatusError} `UNKNOWN` where the phase has no gate.
   * @example
   * ```js
   * const evidence = programme.evidence(records, responses);
   * const [gate] = programme.gates(evidence, { asOf: "2027-03-14" }).gates;
   * console.assert(gate.phase === "pilot" && gate.verdict !== "open");
   * console.log(gate.opening);
   * ```
   */
  gates(evidence?: Evidence | EvidenceInput, options?: GatesOptions): t.GatesAnswer {
    return JSON.parse(this.gatesJson(evidence, options)) as t.GatesAnswer;
  }

  /** `gates` as JSON text. */
  gatesJson(evidence?: Evidence | EvidenceInput, options?: GatesOptions): string {
    return answer(this, "gates", evidence, options);
  }

  /**
   * What goes stale until a day, and a calendar of refreshers that prevents it.
   *
   * @example
   * ```js
   * const { refresh } = programme.refresh(records, { asOf: "2027-03-14", until: "2027-12-31" });
   * console.log(refresh);
   * ```
   */
  refresh(evidence?: Evidence | EvidenceInput, options?: RefreshOptions): t.RefreshAnswer {
    return JSON.parse(this.refreshJson(evidence, options)) as t.RefreshAnswer;
  }

  /** `refresh` as JSON text. */
  refreshJson(evidence?: Evidence | EvidenceInput, options?: RefreshOptions): string {
    return answer(this, "refresh", evidence, options);
  }
}
