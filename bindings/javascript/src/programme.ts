/** The handles: a compiled programme, and evidence for it. */

import { pack, typed, type EvidenceColumns } from "./columns.js";
import { guard } from "./core.js";
import { badInput, ParatusError } from "./errors.js";
import { isPlain, nameOf, toJson } from "./strict.js";
import type { RawEvidence, RawProgramme } from "../pkg/web/paratus.js";
import type * as t from "./types.js";

type Camel<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type Options<T> = { [K in keyof T as Camel<K & string>]: T[K] };

/** Options of operations as of a date. */
export type DateOptions = Options<t.DateOptions>;
/** Options of {@link Programme.plan} and {@link Programme.replan}. */
export interface PlanningOptions extends Omit<Options<t.PlanOptions>, "previous"> {
  /** The plan that people were told of: as little as possible of it is changed. */
  readonly previous?: t.Plan | null;
}
/** Options of {@link Programme.whatIf}. */
export interface WhatIfOptions {
  /** The options that the plans have in common. */
  readonly options?: PlanningOptions;
  /** What is other in each plan, written `option=value`, several separated by commas: `weeks=8`, `max_absent=0.3`. */
  readonly changes: readonly string[];
}
/** Options of {@link Programme.assess}. */
export type AssessOptions = Options<t.AssessOptions>;
/** Options of {@link Programme.explain}. */
export type ExplainOptions = Options<t.ExplainOptions>;
/** Options of {@link Programme.units}. */
export type UnitsOptions = Options<t.UnitsOptions>;
/** Options of {@link Programme.gaps} and {@link Programme.unit}. */
export type GapsOptions = Options<t.GapsOptions>;
/** Options of {@link Programme.gates}. */
export type GatesOptions = Options<t.GatesOptions>;
/** Options of {@link Programme.phases}. */
export type PhasesOptions = Options<t.PhasesOptions>;
/** Options of {@link Programme.refresh}. */
export type RefreshOptions = Options<t.RefreshOptions>;
/** Options of {@link Programme.survey}. */
export type SurveyOptions = Options<t.SurveyOptions>;
/** Options of {@link Programme.needs}. */
export type NeedsOptions = Options<t.NeedsOptions>;

/** Options of {@link Programme.diff}: what is other on the second side; what is left out is as on the first. */
export interface DiffOptions extends Options<t.CompareOptions> {
  /** The programme of the second side. */
  readonly programme?: Programme;
  /** The evidence of the second side: a handle made by its programme, or what one is made from. */
  readonly evidence?: Evidence | EvidenceInput;
}

/** Options of {@link Programme.report}. */
export interface ReportOptions extends DateOptions {
  /** Its language: English where left out. What a language lacks comes in English, and is marked so. */
  readonly language?: ReportLanguage;
  /** A plan whose sessions it tells, as {@link Programme.plan} answers it; it must hold for this programme and evidence. */
  readonly plan?: t.Plan;
  /** Whether it also tells what the verdicts owe to the rules; this takes as long as a dozen assessments. */
  readonly sensitivity?: boolean;
}

/** A language of reports. */
export type ReportLanguage = "en" | "fr" | "ar";

/** A part of a report that answers one question. */
export interface ReportPanel {
  /** What it says, in a sentence; empty where it says none. */
  headline: string;
  /** A `section` with its heading, escaped and without script; it needs the style sheet `paratus/paratus.css`. */
  html: string;
  /** Its name in addresses: `readiness`, `gate-daily-work`. */
  id: string;
  /** Its heading. */
  title: string;
}

/** A report, panel by panel. */
export interface Report {
  /** The date of assessment. */
  as_of: string;
  /** Which way it is read: what is around the panels must say so. */
  direction: "ltr" | "rtl";
  /** Its language: what is around the panels must say so. */
  language: ReportLanguage;
  /** The panels, in order. */
  panels: ReportPanel[];
  /** Id of the programme. */
  programme: string;
  /** Whether the programme has no errors; where it has some, no figures are shown. */
  sound: boolean;
  /** Name of the programme for people. */
  title: string;
}

/** How the dates of a table are written; `YYYY-MM-DD` is read whatever is declared. */
export type DateFormat = "iso" | "excel" | "day-month-year" | "month-day-year";

/** Evidence to be read: records as plain objects, a JSON list, a CSV table, or columns. */
export type EvidenceInput =
  | readonly t.EvidenceRecord[]
  | { readonly json: string }
  | { readonly csv: string | Uint8Array; readonly file?: string; readonly dates?: DateFormat }
  | { readonly columns: EvidenceColumns };

/** Answers to surveys to be read: as plain objects, a JSON list, or a CSV table. */
export type ResponsesInput =
  | readonly t.ResponseDoc[]
  | { readonly json: string }
  | { readonly csv: string | Uint8Array; readonly file?: string; readonly dates?: DateFormat };

/** Everyone's figures as columns, for those who draw or count thousands of people. */
export interface Scores {
  /** Ids of the people employed on the date, in the order of the programme. */
  people: string[];
  /** What was shown, in [0, 1]; `NaN` where nothing is required. */
  low: Float64Array;
  /** What could be, in [0, 1]; `NaN` where nothing is required. */
  high: Float64Array;
  /** Places in {@link VERDICTS}; 255 where nothing is required. */
  verdict: Uint8Array;
  /** The same ranges for each track. */
  tracks: Record<t.Track, { low: Float64Array; high: Float64Array }>;
}

/** What the codes of {@link Scores.verdict} mean. */
export const VERDICTS: readonly t.Verdict[] = ["not_ready", "cannot_tell", "ready"];

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
    const text = optionsJson(options);
    const whole = `{"plan":${toJson(plan, "plan")}${text === "{}" ? "" : `,${text.slice(1, -1)}`}}`;
    return this.#with(evidence, (raw) => guard(() => raw.answer("verify", whole)));
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
    const whole = `{"line":${toJson(line, "line")},"plan":${toJson(plan, "plan")}}`;
    return this.#with(evidence, (raw) => guard(() => raw.answer("explain_line", whole)));
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
    if (options === null || typeof options !== "object" || !isPlain(options)) throw badInput("options", `is ${nameOf(options)}`, "write a plain object");
    const { changes, options: planning, ...stray } = options;
    const [unknown] = Object.keys(stray);
    if (unknown !== undefined) throw badInput(`options.${unknown}`, `\`${unknown}\` is not known here`, "write { changes, options }", "UNKNOWN_KEY");
    const text = `{"changes":${toJson(changes, "options.changes")},"options":${optionsJson(planning)}}`;
    return this.#with(evidence, (raw) => guard(() => raw.answer("what_if", text)));
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
    return this.#with(evidence, (raw) => guard(() => raw.answer(operation, optionsJson(options))));
  }

  #report(evidence: Evidence | EvidenceInput | undefined, options: ReportOptions | undefined, form: string): string {
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

// What only this module may do with evidence.
let make: (programme: Programme, raw: RawEvidence) => Evidence;
let lend: (evidence: Evidence, programme: Programme) => RawEvidence;

/**
 * Evidence for one programme. Records are appended and never taken away; the order does not matter. The latest assessment is kept:
 * after an append only the people it touches are scored again.
 *
 * @example
 * ```js
 * const evidence = programme.evidence(records);
 * programme.assess(evidence, { asOf: "2027-03-14" });
 * const { taken, touched } = evidence.append([
 *   { person: "p-1", objective: "docket-basics", kind: "observation", value: 1, date: "2027-03-10", source: "p-2" },
 * ]);
 * console.assert(taken === 1 && touched[0] === "p-1");
 * programme.assess(evidence, { asOf: "2027-03-14", people: touched }); // scores one person
 * ```
 */
export class Evidence {
  #raw: RawEvidence | undefined;
  #programme: Programme;

  /** Made by {@link Programme.evidence}. */
  private constructor(programme: Programme, raw: RawEvidence) {
    if (!(programme instanceof Programme)) throw badInput("evidence", "is made by `programme.evidence(…)`");
    this.#raw = raw;
    this.#programme = programme;
  }

  static {
    make = (programme, raw) => new Evidence(programme, raw);
    lend = (evidence, programme) => {
      if (programme !== evidence.#programme) throw badInput("evidence", "is for another programme");
      return evidence.#open();
    };
  }

  /** The programme it is for. */
  get programme(): Programme {
    return this.#programme;
  }

  /** How many records were taken. */
  get count(): number {
    return this.#open().count();
  }

  /** How many records were refused. */
  get refused(): number {
    return this.#open().refused();
  }

  /**
   * Adds records, and says what became of them.
   *
   * @throws {ParatusError} where the input cannot be read; nothing is added then.
   */
  append(input: EvidenceInput): t.AppendedAnswer {
    const raw = this.#open();
    return JSON.parse(append(raw, input)) as t.AppendedAnswer;
  }

  /** How many answers to surveys are held: one per respondent, item and day. */
  get responses(): number {
    return this.#open().responses();
  }

  /**
   * Adds answers to surveys, and says what became of them. What they say about objectives counts as evidence.
   *
   * @throws {ParatusError} where the input cannot be read; nothing is added then.
   * @example
   * ```js
   * const evidence = programme.evidence(records);
   * const { taken, touched } = evidence.appendResponses(responses);
   * console.assert(taken === responses.length && touched.length > 0);
   * ```
   */
  appendResponses(input: ResponsesInput): t.AppendedAnswer {
    const raw = this.#open();
    return JSON.parse(appendResponses(raw, input)) as t.AppendedAnswer;
  }

  /** Adds all records of another handle on evidence for the same programme. */
  merge(other: Evidence): void {
    const raw = this.#open();
    if (!(other instanceof Evidence)) throw badInput("evidence", `is ${nameOf(other)}`, "write a handle made by `programme.evidence(…)`");
    const theirs = other.#open();
    if (!guard(() => raw.merge(theirs))) throw badInput("evidence", "is for another programme");
  }

  /** Gives back its memory at once. Nothing else can be asked of it then. */
  free(): void {
    this.#raw?.free();
    this.#raw = undefined;
  }

  /** The same as {@link Evidence.free}, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  #open(): RawEvidence {
    if (this.#raw === undefined) throw new ParatusError("FREED", "this evidence was freed");
    return this.#raw;
  }
}

/** Reads one form of evidence into the module. */
function append(raw: RawEvidence, input: EvidenceInput): string {
  const form = formOf("evidence", EVIDENCE, input);
  if ("columns" in form) {
    const columns = pack(form.columns);
    try {
      return guard(() => raw.appendColumns(columns));
    } finally {
      columns.free();
    }
  }
  return appendTable("evidence", form, (json) => raw.appendJson(json), (...table) => raw.appendCsv(...table));
}

/** Reads one form of answers to surveys into the module. */
function appendResponses(raw: RawEvidence, input: ResponsesInput): string {
  const form = formOf("responses", RESPONSES, input) as Table;
  return appendTable("responses", form, (json) => raw.appendResponsesJson(json), (...table) => raw.appendResponsesCsv(...table));
}

type Table = { json: unknown } | { csv: unknown; file?: unknown; dates?: unknown };
type Form = Table | { columns: unknown };

/** Reads a JSON list or a CSV table of what is called `name`. */
function appendTable(
  name: string,
  form: Table,
  appendJson: (json: string) => string,
  appendCsv: (file: string, bytes: Uint8Array, dates: string) => string,
): string {
  if ("json" in form) {
    const { json } = form;
    if (typeof json !== "string") throw badInput(`${name}.json`, `is ${nameOf(json)}`, "write a JSON text");
    return guard(() => appendJson(json));
  }
  const { csv, file = `${name}.csv`, dates = "iso" } = form;
  const bytes = bytesOf(`${name}.csv`, csv);
  if (typeof file !== "string") throw badInput(`${name}.file`, `is ${nameOf(file)}`, "write the name of the table");
  if (!DATES.includes(dates)) throw badInput(`${name}.dates`, `\`${String(dates)}\` is no way to write dates`, `write one of ${DATES.join(", ")}`);
  return guard(() => appendCsv(file, bytes, dates as string));
}

const DATES: readonly unknown[] = ["iso", "excel", "day-month-year", "month-day-year"];
const LANGUAGES: readonly unknown[] = ["en", "fr", "ar"];
const RESPONSES: Readonly<Record<string, readonly string[]>> = { json: [], csv: ["file", "dates"] };
const EVIDENCE = { ...RESPONSES, columns: [] };

/** A list as JSON, or an object that names exactly one of these forms, and nothing that this form does not know. */
function formOf(name: string, forms: typeof RESPONSES, input: unknown): Form {
  if (Array.isArray(input)) return { json: toJson(input, name) };
  const help = `write an array of ${name === "evidence" ? "records" : "answers"}, or ${"columns" in forms ? "{ json }, { csv } or { columns }" : "{ json } or { csv }"}`;
  if (input === null || typeof input !== "object" || !isPlain(input)) throw badInput(name, `is ${nameOf(input)}`, help);
  const keys = Object.keys(input);
  const form = keys.filter((key) => Object.hasOwn(forms, key));
  if (form.length !== 1) throw badInput(name, `has ${form.length === 0 ? "no form" : form.join(" and ")}`, help);
  const stray = keys.find((key) => key !== form[0] && !forms[form[0] as string]?.includes(key));
  if (stray !== undefined) throw badInput(`${name}.${stray}`, `\`${stray}\` is not known here`, help, "UNKNOWN_KEY");
  return input as Form;
}

function bytesOf(path: string, value: unknown): Uint8Array {
  if (typeof value === "string") return new TextEncoder().encode(value);
  return typed(path, value, ["Uint8Array"]) as Uint8Array;
}

/** Options as the library takes them: `asOf` becomes `as_of`. */
function optionsJson(options: object | undefined): string {
  if (options === undefined) return "{}";
  if (options === null || typeof options !== "object" || !isPlain(options)) throw badInput("options", `is ${nameOf(options)}`, "write a plain object");
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (camel !== key) throw badInput(`options.${key}`, `\`${key}\` is not known here`, `write \`${camel}\``, "UNKNOWN_KEY");
    given[key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = value;
  }
  return toJson(given, "options");
}

/**
 * Answers one operation on JSON text: `{"programme": …, "evidence": […], "responses": […], "options": {…}}`, as the library itself
 * does.
 *
 * @example
 * ```js
 * import { call } from "paratus";
 * console.assert(call("findings", '{"programme": {"format": 1, "id": "p"}}').includes("paratus/findings/1"));
 * ```
 */
export function call(operation: string, request: string): string {
  for (const [name, value] of [["operation", operation], ["request", request]] as const) {
    if (typeof value !== "string") throw badInput(name, `is ${nameOf(value)}`, "write a text");
  }
  return guard((module) => module.call(operation, request));
}

/** The table of finding codes: what each means, why it matters, and what to do. */
export function codes(): t.CodesAnswer {
  return JSON.parse(guard((module) => module.codes())) as t.CodesAnswer;
}
