/** Half days: when a session ends that begins then, and how a week looks. */

import type { Half } from "paratus";
import type { Means, Slot } from "./types";
import { apart, t } from "./words";

const DAY = 86_400_000;
const WEEKDAYS = [() => t("Sun"), () => t("Mon"), () => t("Tue"), () => t("Wed"), () => t("Thu"), () => t("Fri"), () => t("Sat")];
const at = (date: string): Date => new Date(`${date}T00:00:00Z`);
const plus = (date: string, days: number): string => new Date(at(date).getTime() + days * DAY).toISOString().slice(0, 10);
const works = ({ weekend, holidays }: Means, date: string): boolean => !weekend.includes(at(date).getUTCDay()) && !holidays.includes(date);

/** A date with its day of the week. */
export const day = (date: string): string => `${WEEKDAYS[at(date).getUTCDay()]?.()}\u00a0${apart(date)}`;
/** A half day in words. */
export const half = (of: Half): string => (of === "morning" ? t("morning") : t("afternoon"));

/** When a session is in words. */
export function when({ start, half: first, end, end_half }: Slot): string {
  if (start === end) return first === end_half ? t("{day}, {half}", { day: day(start), half: half(first) }) : t("{day}, all day", { day: day(start) });
  return t("{day}, {half}, to {last}, {last_half}", { day: day(start), half: half(first), last: day(end), last_half: half(end_half) });
}

/** Whether anybody works on a day. */
export const isWorking = works;

/** A session of this many hours that begins then: it goes on over working half days. Whether it may begin there is not looked at. */
export function from(means: Means, start: string, first: Half, hours: number): Slot {
  let left = Math.max(1, Math.ceil((hours * 2) / means.hoursPerDay - 1e-9)) - 1;
  let [end, end_half] = [start, first];
  // A calendar without working days must not hold up the page.
  for (let tries = 0; left > 0 && tries < 4000; tries += 1) {
    if (end_half === "morning") end_half = "afternoon";
    else [end, end_half] = [plus(end, 1), "morning"];
    if (works(means, end)) left -= 1;
  }
  return { start, half: first, end, end_half };
}

const SVG = "http://www.w3.org/2000/svg";

/** The week in which a session begins, Monday first, mornings above afternoons. The words beside it say the same. */
export function week(means: Means, slot: Slot): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ class: "week", viewBox: "0 0 70 20", "aria-hidden": "true", focusable: "false" })) svg.setAttribute(key, value);
  const monday = plus(slot.start, -((at(slot.start).getUTCDay() + 6) % 7));
  for (let place = 0; place < 14; place += 1) {
    const [date, later] = [plus(monday, Math.floor(place / 2)), place % 2];
    const within = (date > slot.start || (date === slot.start && (later === 1 || slot.half === "morning"))) && (date < slot.end || (date === slot.end && (later === 0 || slot.end_half === "afternoon")));
    const rect = document.createElementNS(SVG, "rect");
    const tint = within && (works(means, date) || date === slot.start) ? "taken" : works(means, date) ? "free" : "off";
    for (const [key, value] of Object.entries({ class: tint, x: Math.floor(place / 2) * 10, y: later * 10, width: 9, height: 9 })) rect.setAttribute(key, String(value));
    svg.append(rect);
  }
  return svg;
}

/** A bar of shares of a whole, one after the other. The words beside it say the same. */
export function bar(parts: readonly { readonly share: number; readonly tint: string }[], name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ class: name, viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" })) svg.setAttribute(key, value);
  let x = 0;
  for (const { share, tint } of parts) {
    const rect = document.createElementNS(SVG, "rect");
    for (const [key, value] of Object.entries({ class: tint, x: x * 100, y: 0, width: Math.max(0, share) * 100, height: 10 })) rect.setAttribute(key, String(value));
    svg.append(rect);
    x += share;
  }
  return svg;
}
