/** What is open, and what was said of it. */

import type { Report, ReportLanguage } from "paratus";
import { ask } from "./ask";
import type { Means, Names, Opened } from "./protocol";

/** What is open. */
export interface State {
  opened: Opened | null;
  asOf: string;
  language: ReportLanguage;
}

/** The one state of the page. */
export const state: State = { opened: null, asOf: "", language: "en" };

let report: Promise<Report> | undefined;
let names: Promise<Names> | undefined;
let means: Promise<Means> | undefined;

/** The report of what is open, made once per date and language. */
export const theReport = (): Promise<Report> => (report ??= ask("report", { language: state.language, sensitivity: false }));

/** Names of what is open, by id. */
export const theNames = (): Promise<Names> => (names ??= ask("names", null));

/** What a plan of what is open is made with. */
export const theMeans = (): Promise<Means> => (means ??= ask("means", null));

/** Forgets what was said: the programme, the date or the language is another. */
export function forget(): void {
  report = undefined;
  names = undefined;
  means = undefined;
}
