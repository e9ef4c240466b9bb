/** What the screens know of a programme. */

import type { DiffAnswer, Finding, Half, Mode, Track, UnitAnswer, Verdict } from "paratus";

/** A file with its path below the folder that was chosen. */
export interface Chosen {
  readonly path: string;
  readonly file: File;
}

/** What a file is to the programme, and how much of it was read. */
export interface Recognised {
  readonly path: string;
  readonly what: string;
  /** Rows of a table or entries of a list; `null` where it has none. */
  readonly rows: number | null;
  readonly refused: number;
}

/** A finding with its file, reported with its row. */
export type Found = Finding;

/** What there is after files were read. */
export interface Opened {
  readonly id: string;
  readonly title: string;
  readonly asOf: string | null;
  readonly people: number;
  readonly files: readonly Recognised[];
  readonly findings: readonly Found[];
  /** How many findings there are: not all may be listed. */
  readonly found: number;
  readonly milliseconds: number;
}

/** A person in the list. */
export interface Listed {
  readonly person: string;
  readonly section: string;
  readonly roles: readonly string[];
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict | null;
}

/** A role: what it asks for, and how ready its people are. */
export interface Role {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly requires: readonly { readonly objective: string; readonly title: string; readonly track: Track; readonly level: string; readonly critical: boolean; readonly threshold: number | null; readonly weight: number }[];
  readonly unit: UnitAnswer;
}

/** Names by id. */
export interface Names {
  readonly objectives: Record<string, string>;
  readonly roles: Record<string, string>;
  readonly sections: Record<string, string>;
}

/** Other rules. */
export interface Rules {
  readonly weights: { readonly people: number; readonly process: number; readonly technology: number };
  readonly threshold: number;
  /** Only what phases up to this one train is required; all of it where `null`. */
  readonly phase: string | null;
}

/** What other rules do. */
export interface Changed {
  readonly diff: DiffAnswer["diff"];
  readonly findings: readonly Found[];
}

/** What a plan is made with: names, and what an edit may choose from. */
export interface Means {
  readonly activities: Record<string, { readonly title: string; readonly mode: Mode; readonly skill: string | null; readonly room: boolean }>;
  readonly phases: Record<string, string>;
  readonly rooms: readonly { readonly id: string; readonly title: string; readonly seats: number }[];
  readonly trainers: readonly { readonly id: string; readonly title: string; readonly skills: readonly string[] }[];
  /** Days of the week without work, 0 for Sunday. */
  readonly weekend: readonly number[];
  readonly holidays: readonly string[];
  readonly hoursPerDay: number;
  /** How many weeks are planned, and what share of a section may be away, where nothing else is said. */
  readonly weeks: number;
  readonly maxAbsent: number;
}

/** When a session is. */
export interface Slot {
  readonly start: string;
  readonly half: Half;
  readonly end: string;
  readonly end_half: Half;
}
