/** Plan: the sessions, edits checked at once, calendars to take along, and what goes stale. */

import { ask, Refused } from "../ask";
import { count, download, findings, h, heading, table, tell } from "../dom";
import { failure } from "../failure";
import { panels } from "../panels";
import type { Calendar, Session } from "../protocol";
import { state, theReport } from "../state";

const SHOWN = 25;

/** The screen. */
export async function plan(): Promise<Node[]> {
  const [calendar, report] = await Promise.all([ask("calendar", null), theReport()]);
  const sessions = calendar.sessions.map((session) => ({ ...session }));
  const edited = new Set<string>();
  const found = h("div", { id: "rechecked" });
  const list = h("div");
  let shown = SHOWN;
  let all = false;
  const recheck = async () => {
    try {
      const wrong = await ask("recheck", { sessions });
      const words = edited.size === 0 ? "Nothing is edited." : `${edited.size} sessions are edited: ${wrong.length === 0 ? "nothing new is wrong." : `${wrong.length} new findings.`}`;
      found.replaceChildren(h("p", { class: "note" }, words), ...(wrong.length > 0 ? [findings(wrong.slice(0, 50), "What the edits bring about")] : []));
      tell(words);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      found.replaceChildren(...failure(error));
    }
  };
  const edit = (session: Writable<Session>, change: Partial<Writable<Session>>) => {
    Object.assign(session, change);
    edited.add(session.id);
    void recheck();
  };
  const draw = () => {
    const later = sessions.filter(({ start }) => all || state.asOf === "" || start >= state.asOf).sort((a, b) => (a.start < b.start ? -1 : 1));
    const some = later.slice(0, shown);
    const rows = some.map((session) => {
      const activity = calendar.activities[session.activity];
      const seats = h("input", { type: "number", min: 1, step: 1, value: session.seats ?? "", "aria-label": `Seats of ${session.id}` });
      seats.addEventListener("change", () => edit(session, { seats: seats.value === "" ? null : seats.valueAsNumber }));
      const start = h("input", { type: "date", value: session.start.slice(0, 10), "aria-label": `Day of ${session.id}` });
      start.addEventListener("change", () => start.value !== "" && edit(session, { start: start.value + session.start.slice(10) }));
      return [session.id, start, activity?.title ?? session.activity, activity?.hours ?? "", seats, session.trainer ?? "", session.room ?? ""];
    });
    const more = h("button", { type: "button", onclick: () => { shown += 100; draw(); } }, "Show more");
    const past = h("button", { type: "button", onclick: () => { all = true; draw(); } }, "Show past sessions too");
    list.replaceChildren(
      rows.length === 0 ? h("p", {}, "No session lies ahead.") : table(`Sessions ${all || state.asOf === "" ? "" : `from ${state.asOf} on`}: ${count(later.length)}`, ["Session", "Day", "Activity", { end: "Hours" }, "Seats", "Trainer", "Room"], rows),
      h("div", { class: "tools" }, ...(some.length < later.length ? [more] : []), ...(!all && later.length < sessions.length ? [past] : [])));
  };
  draw();
  const save = h("div", { class: "tools" },
    h("button", { type: "button", onclick: () => download("sessions.csv", "text/csv", csv(sessions)) }, "Download sessions.csv"),
    h("button", { type: "button", onclick: () => download("sessions.ics", "text/calendar", ics(sessions, calendar)) }, "Download calendar (.ics)"));
  return [
    heading("Plan"),
    h("section", { class: "panel" }, h("h2", {}, "When is training?"),
      !calendar.planner && h("p", { class: "note" }, "This build has no planner: sessions are those of the programme’s own table. Edits are checked at once and stay in this page until you download them."),
      ...(calendar.sessions.length === 0 ? [h("p", { class: "lead" }, "The programme has no sessions yet.")] : [list, found, save])),
    ...(report.sound ? [panels(report, (id) => id === "refresh")] : []),
  ];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A field of a table; a formula in it stays words in a spreadsheet. */
const field = (value: string | number | boolean | null): string => {
  const words = value === null ? "" : String(value);
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
};

/** The sessions as the programme's own table. */
function csv(sessions: readonly Session[]): string {
  const rows = sessions.map(({ id, activity, start, seats, trainer, room, pinned }) => [id, activity, start, seats, trainer, room, pinned].map(field).join(","));
  return ["id,activity,start,seats,trainer,room,pinned", ...rows, ""].join("\n");
}

/** The sessions as a calendar of whole days (RFC 5545). */
function ics(sessions: readonly Session[], { activities }: Calendar): string {
  const text = (words: string) => words.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  // Lines have at most 75 bytes; a character is not cut in two.
  const fold = (line: string) => {
    let [out, bytes] = ["", 0];
    for (const c of line) {
      const size = new TextEncoder().encode(c).length;
      if (bytes + size > 74) [out, bytes] = [`${out}\r\n `, 1];
      out += c;
      bytes += size;
    }
    return out;
  };
  const day = (date: string) => date.slice(0, 10).replaceAll("-", "");
  const events = sessions.flatMap(({ id, activity, start, room }) => [
    "BEGIN:VEVENT", `UID:${text(id)}@${text(state.opened?.id ?? "paratus")}`, `DTSTAMP:${day(state.asOf || start)}T000000Z`, `DTSTART;VALUE=DATE:${day(start)}`,
    `SUMMARY:${text(activities[activity]?.title ?? activity)}`, ...(room === null ? [] : [`LOCATION:${text(room)}`]), "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Paratus//Desk//EN", ...events, "END:VCALENDAR", ""].map(fold).join("\r\n");
}
