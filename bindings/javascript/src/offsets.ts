/** Offsets of local time from universal time (UTC). */

import { dayOf } from "./dates.js";
import { badInput } from "./errors.js";
import { fieldsOf, isList, nameOf, reasonOf } from "./strict.js";
import type { UtcOffset } from "./options.js";

/** Offsets of real time zones are smaller than this many minutes. */
const LARGEST = 18 * 60;

/**
 * The offsets of a time zone from universal time (UTC) between two days, by the rules that the host knows: the offset at noon of the
 * first day, and of each day on which it has changed. For `calendars`.
 *
 * @throws {ParatusError} where the host knows no such time zone.
 * @example
 * ```js
 * import { utcOffsets } from "paratus";
 * const offsets = utcOffsets("Europe/Berlin", "2027-03-01", "2027-04-30");
 * console.assert(JSON.stringify(offsets) === '[{"from":"2027-03-01","minutes":60},{"from":"2027-03-28","minutes":120}]');
 * ```
 */
export function utcOffsets(timeZone: string, from: string, until: string): UtcOffset[] {
  if (typeof timeZone !== "string") throw badInput("timeZone", `is ${nameOf(timeZone)}`, "write a name such as `Europe/Berlin`");
  const [first, last] = [dayOf("from", from), dayOf("until", until)];
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });
  } catch (error) {
    throw badInput("timeZone", `is no time zone that is known here: ${reasonOf(error)}`, "write a name such as `Europe/Berlin`");
  }
  /** The minutes that the clock is ahead of universal time then. */
  const ahead = (moment: number) => {
    const part = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const shown = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day ?? 1, part.hour ?? 0, part.minute ?? 0);
    return Math.round((shown - moment) / 60_000);
  };
  const offsets: UtcOffset[] = [];
  for (let day = first; day <= last; day++) {
    // Noon by the clock on the wall: about there first, then by the offset of that moment.
    const noon = day * 86_400_000 + 43_200_000;
    const minutes = ahead(noon - ahead(noon) * 60_000);
    if (offsets.at(-1)?.minutes !== minutes) offsets.push({ from: new Date(day * 86_400_000).toISOString().slice(0, 10), minutes });
  }
  return offsets;
}

/**
 * Offsets as columns, checked.
 *
 * @internal
 */
export function offsetsOf(offsets: unknown): { days: Int32Array; minutes: Int32Array } {
  if (offsets === undefined || offsets === null) return { days: new Int32Array(0), minutes: new Int32Array(0) };
  const help = "write what `utcOffsets(timeZone, from, until)` gives";
  if (!isList(offsets) || offsets.length === 0) throw badInput("options.offsets", isList(offsets) ? "is empty" : `is ${nameOf(offsets)}`, help);
  const [days, minutes] = [new Int32Array(offsets.length), new Int32Array(offsets.length)];
  for (const [at, offset] of offsets.entries()) {
    const path = `options.offsets[${at}]`;
    const given = fieldsOf(path, offset, help);
    days[at] = dayOf(`${path}.from`, given.from);
    const value = given.minutes;
    if (typeof value !== "number" || !Number.isInteger(value) || Math.abs(value) >= LARGEST) throw badInput(`${path}.minutes`, `is ${typeof value === "number" ? value : nameOf(value)}`, `write whole minutes east of Greenwich, below ${LARGEST}`);
    minutes[at] = value;
    if (at > 0 && (days[at - 1] ?? 0) >= (days[at] ?? 0)) throw badInput(`${path}.from`, "is not later than the one before", "write them in the order of their days");
  }
  return { days, minutes };
}
