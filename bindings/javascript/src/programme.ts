/** A compiled programme: the handle that everything is asked of. */

import { bytesOf } from "./columns.js";
import { badInput, ParatusError } from "./errors.js";
import { Evidence, lend, make } from "./evidence.js";
import { guard, need } from "./instance.js";
import type {
  DateOptions,
  PlanningOptions,
  WhatIfOptions,
  AssessOptions,
  ExplainOptions,
  UnitsOptions,
  GapsOptions,
  GatesOptions,
  PhasesOptions,
  RefreshOptions,
  SurveyOptions,
  NeedsOptions,
  DiffOptions,
  ReportOptions,
  Report,
  EvidenceInput,
  ResponsesInput,
  Scores,
} from "./options.js";
import { comparison, lineOfPlan, verification } from "./planning.js";
import { type Planner, plannerOf } from "./planner.js";
import { isPlain, nameOf, optionsJson, toJson } from "./strict.js";
import type { RawEvidence, RawProgramme } from "../pkg/web/paratus.js";
import type * as t from "./types.js";

/** What the codes of {@link Scores.verdict} mean. */
export const VERDICTS: readonly t.Verdict[] = ["not_ready", "cannot_tell", "ready"];

const LANGUAGES: readonly unknown[] = ["en", "fr", "ar"];

/** What a programme says of itself. */
interface Facts {
  as_of: string | null;
  id: string;
  people: number;
  title: string;
}

/**
 * A programme, compiled once. It never changes.
 *
 * @example
 * ```js
 * import { Programme } from "paratus";
 * const programme = Programme.parse(document);
 * const { people } = programme.assess(records, { asOf: "2027-03-14" });
 * console.log(people[0].person, people[0].readiness, people[0].verdict);
 * ```
 */
export class Programme {
  #raw: RawProgramme | undefined;
  #facts: Facts;

  private constructor(raw: RawProgramme) {
    this.#raw = raw;
    this.#facts = JSON.parse(raw.facts()) as Facts;
  }

  /**
   * Reads a programme from an object, or from its canonical JSON text.
   *
   * Problems in the content are {@link Programme.findings}. Unknown keys and wrong types are errors, all of them in one.
   *
   * @throws {ParatusError} where it cannot be read.
   * @example
   * ```js
   * const programme = Programme.parse({ format: 1, id: "pilot", objectives: [{ id: "why", title: "Why", track: "people" }] });
   * console.assert(programme.id === "pilot");
   * ```
   */
  static parse(document: t.ProgrammeDocument | string): Programme {
    const text = typeof document === "string" ? document : toJson(document, "");
    return new Programme(guard((module) => module.RawProgramme.fromJson(text)));
  }

  /**
   * Reads the files of a programme's folder, by their names: `paratus.json`, or `paratus.toml` and what it includes; and the tables
   * `people.csv`, `feature_use.csv`, `acts.csv` and `sessions.csv`. Others are not looked at.
   *
   * @throws {ParatusError} where a file cannot be read; findings name file, line and column.
   * @example
   * ```js
   * const programme = Programme.fromFiles({
   *   "paratus.json": '{"format": 1, "id": "pilot", "sections": [{"id": "archive"}]}',
   *   "people.csv": "id,section,roles\np-1,archive,\n",
   * });
   * console.assert(programme.people === 1);
   * ```
   */
  static fromFiles(files: Readonly<Record<string, string | Uint8Array>>): Programme {
    if (files === null || typeof files !== "object" || !isPlain(files)) {
      throw badInput("files", `is ${nameOf(files)}`, "write a plain object of texts or bytes by name");
    }
    if (Object.hasOwn(files, "paratus.toml")) need("TOML");
    const names = Object.keys(files);
    const parts = names.map((name) => bytesOf(`files["${name}"]`, files[name]));
    const ends = new Uint32Array(parts.length);
    const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let end = 0;
    parts.forEach((part, at) => {
      all.set(part, end);
      end += part.length;
      ends[at] = end;
    });
    return new Programme(guard((module) => module.RawProgramme.fromFiles(JSON.stringify(names), all, ends)));
  }

  /** Its short name. */
  get id(): string {
    return this.#facts.id;
  }

  /** Its name for people. */
  get title(): string {
    return this.#facts.title;
  }

  /** The date of assessment that the programme itself names. */
  get asOf(): string | null {
    return this.#facts.as_of;
  }

  /** How many people there are, employed or not. */
  get people(): number {
    return this.#facts.people;
  }

  /**
   * A handle on evidence for this programme, to be asked about more than once or appended to.
   *
   * Answers to surveys go beside the records; what they say about objectives counts as evidence.
   *
   * @throws {ParatusError} where it cannot be read; records that are refused are no error, but findings.
   * @example
   * ```js
   * const evidence = programme.evidence({ csv: "person,objective,kind,value,date\np-1,docket-basics,quiz,0.7,2027-01-10\n" }, responses);
   * console.assert(evidence.count === 1 && evidence.refused === 0);
   * console.assert(evidence.responses === responses.length);
   * ```
   */
  evidence(input?: EvidenceInput, responses?: ResponsesInput): Evidence {
    const raw = this.#open();
    const evidence = make(this, guard((module) => new module.RawEvidence(raw)));
    try {
      if (input !== undefined) evidence.append(input);
      if (responses !== undefined) evidence.appendResponses(responses);
    } catch (error) {
      evidence.free();
      throw error;
    }
    return evidence;
  }

  /**
   * The programme as it is written, with the tables of its folder: to be changed and parsed again.
   *
   * @example
   * ```js
   * const document = programme.document();
   * document.rules = { ...document.rules, threshold: 0.9 };
   * const { diff } = programme.diff(records, { programme: Programme.parse(document), asOf: "2027-03-14" });
   * ```
   */
  document(): t.ProgrammeDocument {
    need("document");
    return JSON.parse(this.#open().document()) as t.ProgrammeDocument;
  }

  /** All problems in programme and evidence, worst first. */
  findings(evidence?: Evidence | EvidenceInput): t.FindingsAnswer {
    return JSON.parse(this.findingsJson(evidence)) as t.FindingsAnswer;
  }

  /** {@link Programme.findings} as JSON text. */
  findingsJson(evidence?: Evidence | EvidenceInput): string {
    return this.#answer("findings", evidence, {});
  }

  /**
   * Everyone's readiness as of a date.
   *
   * @throws {ParatusError} `NO_DATE` where neither the options nor the programme name a date: there is no clock.
   * @example
   * ```js
   * const { people } = programme.assess(records, { asOf: "2027-03-14", people: ["p-1"] });
   * console.assert(people.length === 1 && people[0].verdict === "cannot_tell");
   * ```
   */
  assess(evidence?: Evidence | EvidenceInput, options?: AssessOptions): t.AssessmentAnswer {
    return JSON.parse(this.assessJson(evidence, options)) as t.AssessmentAnswer;
  }

  /** {@link Programme.assess} as JSON text: the same bytes as `paratus assess --format json`. */
  assessJson(evidence?: Evidence | EvidenceInput, options?: AssessOptions): string {
    return this.#answer("assess", evidence, options);
  }

  /**
   * Why a person's figures are what they are, and the smallest change that flips the verdict.
   *
   * @example
   * ```js
   * const { explanation } = programme.explain(records, { person: "p-1", asOf: "2027-03-14" });
   * console.log(explanation.verdict, explanation.flip);
   * ```
   */
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions & { person: string }): t.ExplanationAnswer;
  /** The figures of a section or a role. */
  explain(
    evidence: Evidence | EvidenceInput | undefined,
    options: (ExplainOptions & { section: string }) | (ExplainOptions & { role: string }),
  ): t.UnitAnswer;
  /** The gate of a phase: its conditions, and what would open it. */
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions & { gate: string }): t.GatesAnswer;
  /** An instrument: what people answered, and how far it can be relied on. */
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions & { instrument: string }): t.SurveyAnswer;
  /** A phase: why it stands where it does. */
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions & { phase: string }): t.PhaseWhyAnswer;
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions): unknown {
    return JSON.parse(this.explainJson(evidence, options));
  }

  /** {@link Programme.explain} as JSON text. */
  explainJson(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions): string {
    return this.#answer("explain", evidence, options);
  }

  /**
   * Readiness of all sections, of all roles, or of the organisation. Units that are too small have no figures.
   *
   * @example
   * ```js
   * const { units } = programme.units(records, { kind: "section", asOf: "2027-03-14" });
   * console.assert(units[0].suppressed);
   * ```
   */
  units(evidence: Evidence | EvidenceInput | undefined, options: UnitsOptions): t.UnitsAnswer {
    return JSON.parse(this.unitsJson(evidence, options)) as t.UnitsAnswer;
  }

  /** {@link Programme.units} as JSON text. */
  unitsJson(evidence: Evidence | EvidenceInput | undefined, options: UnitsOptions): string {
    return this.#answer("units", evidence, options);
  }

  /** One section, role, or the organisation, with what is missing in it. */
  unit(evidence?: Evidence | EvidenceInput, options?: GapsOptions): t.UnitAnswer {
    return JSON.parse(this.unitJson(evidence, options)) as t.UnitAnswer;
  }

  /** {@link Programme.unit} as JSON text. */
  unitJson(evidence?: Evidence | EvidenceInput, options?: GapsOptions): string {
    return this.#answer("unit", evidence, options);
  }

  /**
   * What is missing in a section, a role, or the organisation: the greatest gap first.
   *
   * @example
   * ```js
   * const { gaps } = programme.gaps(records, { role: "registry-clerk", asOf: "2027-03-14" });
   * console.log(gaps.rows);
   * ```
   */
  gaps(evidence?: Evidence | EvidenceInput, options?: GapsOptions): t.GapsAnswer {
    return JSON.parse(this.gapsJson(evidence, options)) as t.GapsAnswer;
  }

  /** {@link Programme.gaps} as JSON text. */
  gapsJson(evidence?: Evidence | EvidenceInput, options?: GapsOptions): string {
    return this.#answer("gaps", evidence, options);
  }

  /**
   * Who is trained on what, when and where, at what cost, with a lower bound that it is held against. It names people: not for
   * publication.
   *
   * It may take seconds, so call it in a worker. `rounds` says how long it is improved: the same number gives the same plan on every
   * machine, and none is given that {@link Programme.verify} refuses.
   *
   * @throws {ParatusError} `UNKNOWN` where an option names what does not exist.
   * @example
   * ```js
   * const plan = programme.plan(records, { asOf: "2027-03-14", weeks: 12, rounds: 100 });
   * console.assert(plan.status === "feasible" && plan.cost >= plan.lower_bound);
   * console.assert(plan.sessions.every(({ start, people }) => start > "2027-03-14" && people.length > 0));
   * ```
   */
  plan(evidence?: Evidence | EvidenceInput, options?: PlanningOptions): t.Plan {
    return JSON.parse(this.planJson(evidence, options)) as t.Plan;
  }

  /** {@link Programme.plan} as JSON text: the same bytes as `paratus plan --format json`. */
  planJson(evidence?: Evidence | EvidenceInput, options?: PlanningOptions): string {
    return this.#answer("plan", evidence, options);
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
    return this.#with(evidence, (raw) => plannerOf(guard(() => raw.planner(text))));
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

  /** {@link Programme.replan} as JSON text. */
  replanJson(evidence: Evidence | EvidenceInput | undefined, options: PlanningOptions & { readonly previous: t.Plan }): string {
    return this.#answer("replan", evidence, options);
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

  /** {@link Programme.verify} as JSON text. */
  verifyJson(evidence: Evidence | EvidenceInput | undefined, plan: t.Plan, options?: DateOptions): string {
    return this.#ask("verify", evidence, () => verification(plan, options));
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

  /** {@link Programme.explainLine} as JSON text. */
  explainLineJson(evidence: Evidence | EvidenceInput | undefined, plan: t.Plan, line: string): string {
    return this.#ask("explain_line", evidence, () => lineOfPlan(plan, line));
  }

  /**
   * Plans under different options side by side, the one without a change first.
   *
   * @example
   * ```js
   * const { variants } = programme.whatIf(records, { changes: ["weeks=8", "max_absent=1"], options: { asOf: "2027-03-14", rounds: 20 } });
   * console.assert(variants.length === 3 && variants[0].option === "");
   * ```
   */
  whatIf(evidence: Evidence | EvidenceInput | undefined, options: WhatIfOptions): t.WhatIf {
    return JSON.parse(this.whatIfJson(evidence, options)) as t.WhatIf;
  }

  /** {@link Programme.whatIf} as JSON text. */
  whatIfJson(evidence: Evidence | EvidenceInput | undefined, options: WhatIfOptions): string {
    return this.#ask("what_if", evidence, () => comparison(options));
  }

  /**
   * The sessions of a plan as calendar files (RFC 5545) by name, one for each section and each trainer: those of `paratus plan --ics`.
   * They name no people.
   *
   * @example
   * ```js
   * const files = programme.calendars(programme.plan(records, { asOf: "2027-03-14", weeks: 12 }));
   * console.assert(Object.entries(files).every(([name, text]) => name.endsWith(".ics") && text.startsWith("BEGIN:VCALENDAR")));
   * ```
   */
  calendars(plan: t.Plan): Record<string, string> {
    need("calendars");
    const mine = this.#open();
    return JSON.parse(guard(() => mine.calendars(toJson(plan, "plan")))) as Record<string, string>;
  }

  /**
   * What sections use beside what they are taught, and the hours spared.
   *
   * @example
   * ```js
   * console.log(programme.fit({ asOf: "2027-03-14" }).fit.spared.person_hours);
   * ```
   */
  fit(options?: DateOptions): t.FitAnswer {
    return JSON.parse(this.fitJson(options)) as t.FitAnswer;
  }

  /** {@link Programme.fit} as JSON text. */
  fitJson(options?: DateOptions): string {
    return this.#answer("fit", undefined, options);
  }

  /**
   * What stands in which phase, the most common first; proposed where the programme does not say, or where that is asked for.
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

  /** {@link Programme.phases} as JSON text. */
  phasesJson(options?: PhasesOptions): string {
    return this.#answer("phases", undefined, options);
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

  /** {@link Programme.gates} as JSON text. */
  gatesJson(evidence?: Evidence | EvidenceInput, options?: GatesOptions): string {
    return this.#answer("gates", evidence, options);
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

  /** {@link Programme.refresh} as JSON text. */
  refreshJson(evidence?: Evidence | EvidenceInput, options?: RefreshOptions): string {
    return this.#answer("refresh", evidence, options);
  }

  /**
   * What people answer, how far it can be relied on, and where they are stuck.
   *
   * @throws {ParatusError} `UNKNOWN` where there is no such instrument.
   * @example
   * ```js
   * const { instruments } = programme.survey(responses, { asOf: "2027-03-14" });
   * console.assert(instruments[0].instrument === "pulse");
   * ```
   */
  survey(responses?: Evidence | ResponsesInput, options?: SurveyOptions): t.SurveyAnswer {
    return JSON.parse(this.surveyJson(responses, options)) as t.SurveyAnswer;
  }

  /** {@link Programme.survey} as JSON text. */
  surveyJson(responses?: Evidence | ResponsesInput, options?: SurveyOptions): string {
    need("survey");
    if (responses === undefined || responses instanceof Evidence) return this.#answer("survey", responses, options);
    const made = this.evidence(undefined, responses);
    try {
      return this.#answer("survey", made, options);
    } finally {
      made.free();
    }
  }

  /**
   * What a unit needs most: by what raises readiness most per hour of teaching, and by what surveys say.
   *
   * @example
   * ```js
   * const { gaps, reason } = programme.needs(records, { asOf: "2027-03-14", role: "registry-clerk" });
   * console.log(gaps.rows, reason);
   * ```
   */
  needs(evidence?: Evidence | EvidenceInput, options?: NeedsOptions): t.NeedsAnswer {
    return JSON.parse(this.needsJson(evidence, options)) as t.NeedsAnswer;
  }

  /** {@link Programme.needs} as JSON text. */
  needsJson(evidence?: Evidence | EvidenceInput, options?: NeedsOptions): string {
    return this.#answer("needs", evidence, options);
  }

  /**
   * Who changes verdict between two dates, programmes or bodies of evidence, and why. It names people: not for publication.
   *
   * @example
   * ```js
   * const { diff } = programme.diff(records, { asOf: "2027-03-14", to: "2028-03-14" });
   * console.log(diff.causes);
   * const stricter = Programme.parse({ ...document, rules: { threshold: 0.8 } });
   * console.log(programme.diff(records, { asOf: "2027-03-14", programme: stricter }).diff.changes);
   * stricter.free();
   * ```
   */
  diff(evidence: Evidence | EvidenceInput | undefined, options: DiffOptions): t.DiffAnswer {
    return JSON.parse(this.diffJson(evidence, options)) as t.DiffAnswer;
  }

  /** {@link Programme.diff} as JSON text. */
  diffJson(evidence: Evidence | EvidenceInput | undefined, options: DiffOptions): string {
    need("diff");
    if (options === null || typeof options !== "object" || !isPlain(options)) throw badInput("options", `is ${nameOf(options)}`, "write a plain object");
    const { programme: other = this, evidence: later, ...dates } = options;
    if (!(other instanceof Programme)) throw badInput("options.programme", `is ${nameOf(other)}`, "write what `Programme.parse(…)` gives");
    const [mine, theirs] = [this.#open(), other.#open()];
    const text = optionsJson(dates);
    return this.#with(evidence, (before) =>
      later === undefined
        ? guard(() => mine.diff(before, theirs, before, true, text))
        : other.#with(later, (after) => guard(() => mine.diff(before, theirs, after, false, text))),
    );
  }

  /**
   * What verdicts owe to the rules: how many people change theirs under other half-lives, thresholds and exponents.
   *
   * @example
   * ```js
   * console.log(programme.sensitivity(records, { asOf: "2027-03-14" }).sensitivity.variants);
   * ```
   */
  sensitivity(evidence?: Evidence | EvidenceInput, options?: DateOptions): t.SensitivityAnswer {
    return JSON.parse(this.sensitivityJson(evidence, options)) as t.SensitivityAnswer;
  }

  /** {@link Programme.sensitivity} as JSON text. */
  sensitivityJson(evidence?: Evidence | EvidenceInput, options?: DateOptions): string {
    need("sensitivity");
    const mine = this.#open();
    return this.#with(evidence, (raw) => guard(() => mine.sensitivity(raw, optionsJson(options))));
  }

  /**
   * Everyone's figures as typed arrays, for those who have very many people.
   *
   * @example
   * ```js
   * import { VERDICTS } from "paratus";
   * const { people, low, high, verdict } = programme.scores(records, { asOf: "2027-03-14" });
   * console.log(people[0], low[0], high[0], VERDICTS[verdict[0]]);
   * ```
   */
  scores(evidence?: Evidence | EvidenceInput, options?: DateOptions): Scores {
    return this.#with(evidence, (raw) => {
      const scores = guard(() => raw.scores(optionsJson(options)));
      const verdict = scores.takeVerdicts();
      const figures = scores.takeFigures();
      const people = JSON.parse(scores.takePeople()) as string[];
      scores.free();
      const column = (at: number) => figures.slice(at * people.length, (at + 1) * people.length);
      const range = (at: number) => ({ low: column(at), high: column(at + 1) });
      return { people, ...range(0), verdict, tracks: { people: range(2), process: range(4), technology: range(6) } };
    });
  }

  /**
   * The report of a programme, panel by panel: pieces of a page that say what the answers say. It names nobody.
   *
   * @example
   * ```js
   * const { panels } = programme.report(records, { asOf: "2027-03-14" });
   * console.assert(panels.some(({ id, html }) => id === "readiness" && html.startsWith("<section")));
   * ```
   */
  report(evidence?: Evidence | EvidenceInput, options?: ReportOptions): Report {
    return JSON.parse(this.#report(evidence, options, "panels")) as Report;
  }

  /** The report as one page that works from anywhere: no script, nothing loaded. The same bytes as `paratus report`. */
  reportHtml(evidence?: Evidence | EvidenceInput, options?: ReportOptions): string {
    return this.#report(evidence, options, "html");
  }

  /** The report as Markdown: the same bytes as `paratus report --format md`. */
  reportMarkdown(evidence?: Evidence | EvidenceInput, options?: ReportOptions): string {
    return this.#report(evidence, options, "markdown");
  }

  /** Gives back its memory at once. Nothing else can be asked of it then. */
  free(): void {
    this.#raw?.free();
    this.#raw = undefined;
  }

  /** The same as {@link Programme.free}, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  #open(): RawProgramme {
    if (this.#raw === undefined) throw new ParatusError("FREED", "this programme was freed");
    return this.#raw;
  }

  #answer(operation: string, evidence: Evidence | EvidenceInput | undefined, options: object | undefined): string {
    return this.#ask(operation, evidence, () => optionsJson(options));
  }

  /** Asks a question whose options are a text already. */
  #ask(operation: string, evidence: Evidence | EvidenceInput | undefined, options: () => string): string {
    need(operation);
    const text = options();
    return this.#with(evidence, (raw) => guard(() => raw.answer(operation, text)));
  }

  #report(evidence: Evidence | EvidenceInput | undefined, options: ReportOptions | undefined, form: string): string {
    need("report");
    if (options !== undefined && (options === null || typeof options !== "object" || !isPlain(options))) {
      throw badInput("options", `is ${nameOf(options)}`, "write a plain object");
    }
    const { language = "en", plan, sensitivity = false, ...rest } = options ?? {};
    if (!LANGUAGES.includes(language)) throw badInput("options.language", `\`${String(language)}\` is no language of reports`, `write one of ${LANGUAGES.join(", ")}`);
    if (typeof sensitivity !== "boolean") throw badInput("options.sensitivity", `is ${nameOf(sensitivity)}`, "write true or false");
    const raw = this.#open();
    return this.#with(evidence, (lent) => guard(() => raw.report(lent, optionsJson(rest), language, form, sensitivity, plan === undefined ? undefined : toJson(plan, "options.plan"))));
  }

  /** Lends the module's side of evidence, made for this one question where no handle is given. */
  #with<T>(evidence: Evidence | EvidenceInput | undefined, work: (raw: RawEvidence) => T): T {
    this.#open();
    if (evidence instanceof Evidence) return work(lend(evidence, this));
    const made = this.evidence(evidence);
    try {
      return work(lend(made, this));
    } finally {
      made.free();
    }
  }
}
