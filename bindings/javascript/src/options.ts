/** What questions take, and what some of them give. */

import type { EvidenceColumns } from "./columns.js";
import type { Evidence } from "./evidence.js";
import type { Programme } from "./programme.js";
import type * as t from "./types.js";

type Camel<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type Options<T> = { [K in keyof T as Camel<K & string>]: T[K] };

/** Options of operations as of a date. */
export type DateOptions = Options<t.DateOptions>;
/** Options of {@link Programme.plan} and {@link Programme.replan}. */
export interface PlanningOptions extends Omit<Options<t.PlanOptions>, "previous"> {
  /** The announced plan: what nothing prevents stays as it is. */
  readonly previous?: t.Plan | null;
}
/** Options of {@link Programme.places}: those of a plan, and the person. */
export interface PlacesOptions extends PlanningOptions {
  /** Id of the person. */
  readonly person: string;
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
