/** The words of the frame: English in the code, French and Arabic in catalogues by the English. What the package says comes in its own words. */

import type { ReportLanguage } from "paratus";
import { state } from "../state";
import { arabic } from "./arabic";
import { french } from "./french";

/** The languages that can be chosen, by their own names. */
export const LANGUAGES: readonly (readonly [ReportLanguage, string])[] = [["en", "English"], ["fr", "Français"], ["ar", "العربية"]];

const CATALOGUES: Record<ReportLanguage, Readonly<Record<string, string>>> = { en: {}, fr: french, ar: arabic };

/** Whether the page is read from right to left. */
export const isRightToLeft = (): boolean => state.language === "ar";

/**
 * Words in the language that is chosen; `{name}` is replaced. What a catalogue lacks stays English. Words that mean one thing here and
 * another there have what they are about before them: `track|People`.
 */
export function t(english: string, given: Readonly<Record<string, string | number>> = {}): string {
  const words = CATALOGUES[state.language][english] ?? english.replace(/^[a-z]+\|/, "");
  // Held apart, so that a date or a title in another script does not turn the sentence around it.
  const shown = (value: unknown) => (isRightToLeft() && typeof value === "string" && value !== "" ? `\u2068${value}\u2069` : String(value));
  return words.replace(/\{(\w+)\}/g, (slot, name: string) => (name in given ? shown(given[name]) : slot));
}

/** How numbers are written, as in the report: what separates thousands and decimals, and what follows the number of a percentage. */
const MARKS: Record<ReportLanguage, readonly [string, string, string]> = { en: [",", ".", "%"], fr: ["\u202f", ",", "\u202f%"], ar: [",", ".", "%"] };

/** A number in the language that is chosen: `1234.5` is “1,234.5” or “1 234,5”. */
export function written(digits: string | number): string {
  const [thousands, point] = MARKS[state.language];
  const [whole = "", part] = String(digits).split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return part === undefined ? apart : `${apart}${point}${part}`;
}

/** The sign of a percentage, with the blank that the language has before it. */
export const percentSign = (): string => MARKS[state.language][2];

/** Holds figures apart, so that signs between them do not run the other way. */
export const apart = (figures: string): string => (isRightToLeft() ? `\u2066${figures}\u2069` : figures);

/** Has the page say which language it is in, and which way it runs. */
export function speak(): void {
  document.documentElement.lang = state.language;
  document.documentElement.dir = isRightToLeft() ? "rtl" : "ltr";
}
