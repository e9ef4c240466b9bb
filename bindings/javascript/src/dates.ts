/** Dates as numbers of days. */

import { badInput } from "./errors.js";
import { nameOf } from "./strict.js";

/**
 * Days since 1970-01-01 of a date as `YYYY-MM-DD`.
 *
 * @internal
 */
export function dayOf(path: string, date: unknown): number {
  const parts = typeof date === "string" ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) : null;
  if (parts !== null) {
    const moment = new Date(0);
    moment.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
    if (moment.toISOString().slice(0, 10) === date && parts[1] !== "0000") return moment.getTime() / 86_400_000;
  }
  const shown = typeof date === "string" ? `\`${date.slice(0, 40)}\` is not a date` : `is ${nameOf(date)}`;
  throw badInput(path, shown, "write it as `YYYY-MM-DD`");
}
