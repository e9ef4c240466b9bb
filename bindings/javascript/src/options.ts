/** What questions take, and what some of them give. */

import type { EvidenceColumns } from "./columns.js";
import type { Evidence } from "./evidence.js";
import type { Programme } from "./programme.js";
import type { BytesInput } from "./streams.js";
import type * as t from "./types.js";

type Camel<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type Options<T> = { [K in keyof T as Camel<K & string>]: {} extends Pick<T, K> ? T[K] | undefined : T[K] };

/** Options of operations as of a date. */
export type DateOptions = Options<t.DateOptions>;
/** Options of {@link Programme.plan} and {@link Programme.replan}. */
export interface PlanningOptions extends Omit<Options<t.PlanOptions>, "previous"> {
  /** The announced plan: what nothing prevents stays as it is. */
  readonly previous?: t.Plan | null;
}
/** From a day on, by how many minutes local time is ahead of universal time (UTC): 60 for Berlin in winter. */
export interface UtcOffset {
  /** The first day, `YYYY-MM-DD`; the first of a list is in force before its day too. */
  readonly from: string;
  /** Minutes east of Greenwich. */
  readonly minutes: number;
}
/** Options of {@link Programme.calendars}. */
export interface CalendarOptions {
  /** The offsets of local time from universal time (UTC), by day; times are local and say no zone where left out. */
  readonly offsets?: readonly UtcOffset[] | null | undefined;
  /** The person whose calendar is wanted in place of those of sections and trainers. */
  readonly person?: string | undefined;
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
  /** What is other in each plan: `{ weeks: 8 }`, or as the command takes it, `"weeks=8,max_absent=0.3"`. */
  readonly changes: readonly (PlanningChange | string)[];
}
/** What is other in a plan. */
export type PlanningChange = Pick<
  PlanningOptions,
  | "balancePerHour" | "costPerMove" | "effort" | "from" | "maxAbsent" | "phaseUntil" | "refresh" | "rooms" | "seatsMax" | "seatsMin"
  | "timePerHalfDay" | "trainers" | "until" | "wagePerHour" | "wastePerHour" | "weeks"
>;
/** What is other in a programme, as a merge patch (RFC 7396): tables are merged key by key, `null` takes a key away, all else replaces. */
export type ProgrammeChanges = Patch<t.ProgrammeDocument>;
type Patch<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: Patch<T[K]> | null } : T;
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
  /** The level of the headings of panels, 1 to 5 (2); those within panels are one below. */
  readonly headingLevel?: number | undefined;
  /** What the ids in panels begin with (nothing), so that they are not those of other elements of the page. */
  readonly idPrefix?: string | undefined;
  /** Its language: English where left out. */
  readonly language?: ReportLanguage | undefined;
  /** A plan whose sessions it tells, as {@link Programme.plan} answers it; it must hold for this programme and evidence. */
  readonly plan?: t.Plan | undefined;
  /** Whether it also tells what the verdicts owe to the rules; this takes as long as a dozen assessments. */
  readonly sensitivity?: boolean | undefined;
}

/** A language of reports. */
export type ReportLanguage = "en" | "fr" | "ar";

/** A part of a plan that is said in words: a session, what people do alone, an unmet need, or what has its statements with it. */
export type StatementSource = t.CompoundStatement | t.PlanSession | t.SelfPacedActivity | t.UnplacedNeed;

/** A finding in the words of a language. */
export interface FindingWords {
  /** What is wrong. */
  problem: string;
  /** What to do about it; empty where nothing is known. */
  remedy: string;
}

/** A part of a report that answers one question. */
export interface ReportPanel {
  /** What it says, in a sentence; empty where it says none. */
  headline: string;
  /** A `section` with its heading, escaped and without script; it needs `paratus/paratus.css` and an element around it with the class `paratus`. */
  html: string;
  /** Its name: `readiness`, `gate-daily-work`. The id of the section is this behind `idPrefix`. */
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

/** A CSV table: its text or bytes, what findings call it, and how its dates are written. */
export interface TableInput<Bytes = string | Uint8Array | ArrayBuffer> {
  readonly csv: Bytes;
  readonly file?: string | undefined;
  readonly dates?: t.DateFormat | undefined;
}

/** Evidence to be read: records as plain objects, a JSON list, a CSV table, or columns. */
export type EvidenceInput = readonly t.EvidenceRecord[] | { readonly json: string } | TableInput | { readonly columns: EvidenceColumns };

/**
 * What becomes of records with a key that is unknown. The default, `refuse`, refuses the whole list with an error; `refuseRecord`
 * refuses the record with a finding and takes the others; `ignore` takes it without the key.
 */
export type UnknownKeys = "refuse" | "refuseRecord" | "ignore";

/** How records are read. */
export interface AppendOptions {
  /**
   * What becomes of records with a key that is unknown (`refuse`). It is of lists alone: in tables, columns that are unknown are a
   * warning.
   */
  readonly unknownKeys?: UnknownKeys | undefined;
}

/** Which records {@link Evidence.remove} means: those that every part fits which is named. */
export type RecordSelection = Options<t.RecordSelection>;

/** Options of {@link Programme.evidence}. */
export interface EvidenceOptions extends AppendOptions {
  /** Answers to surveys beside the records; what they say about objectives counts as evidence. */
  readonly responses?: ResponsesInput | undefined;
}

/** Answers to surveys to be read: as plain objects, a JSON list, or a CSV table. */
export type ResponsesInput = readonly t.ResponseDoc[] | { readonly json: string } | TableInput;

/** A CSV table that may have to be waited for: a `Blob`, a `File`, a `ReadableStream` of bytes, or what {@link TableInput} takes. */
export type StreamedTable = TableInput<BytesInput>;

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
