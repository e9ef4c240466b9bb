/** What is open, and what was said of it. */

import type { Report, ReportLanguage } from "paratus";
import * as answers from "./answers";
import type { Means, Names, Opened } from "./types";

/** What is open. */
export interface State {
  opened: Opened | null;
  asOf: string;
  language: ReportLanguage;
}

const LANGUAGES: readonly ReportLanguage[] = ["en", "fr", "ar"];

/** The one state of the page. It begins in the reader’s language, where there are words in it. */
export const state: State = { opened: null, asOf: "", language: LANGUAGES.find((one) => navigator.language.startsWith(one)) ?? "en" };

let report: Promise<Report> | undefined;
let whole: Promise<Report> | undefined;
let names: Promise<Names> | undefined;
let means: Promise<Means> | undefined;

/** The report of what is open, made once per date and language; without what takes the longest of it. */
export const theReport = (): Promise<Report> => (report ??= answers.report(state.language, false));

/** The whole report: what is previewed, printed and downloaded. */
export const theWholeReport = (): Promise<Report> => (whole ??= answers.report(state.language, true));

/** Names of what is open, by id. */
export const theNames = (): Promise<Names> => (names ??= answers.names());

/** What a plan of what is open is made with. */
export const theMeans = (): Promise<Means> => (means ??= answers.means());

/** Forgets what was said: the programme, the date or the language is another. */
export function forget(): void {
  report = undefined;
  whole = undefined;
  names = undefined;
  means = undefined;
}
