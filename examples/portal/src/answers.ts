/** What the screens ask of the programme that is open. */

import { VERDICTS } from "paratus/client";
import type { DiffAnswer, FindingWords, PersonExplanation, Plan, ProgrammeDocument, Report, ReportLanguage, StatementSource, UnitAnswer, UnitKind, UnitsAnswer, Violation } from "paratus";
import { screens, speaker } from "./desk";
import { state } from "./state";
import type { Changed, Found, Listed, Means, Names, Role, Rules } from "./types";

type Title = string | { en?: string | null; fr?: string | null; ar?: string | null };

let asOf: string | undefined;
const dated = () => ({ asOf });
/** What the screens show is exact: anyone who works here sees the figures of single people anyway. */
const internal = () => ({ ...dated(), disclosure: "internal" as const });

/** Forgets the date: another programme is open. */
export const forgetDate = (): void => void (asOf = undefined);

/** Sets the date of all answers. A date that cannot be read is refused, and the one before stays. */
export async function setDate(date: string): Promise<void> {
  await (await screens()).units({ kind: "organisation", asOf: date });
  asOf = date;
}

export const report = async (language: ReportLanguage, sensitivity: boolean): Promise<Report> => (await screens()).report({ ...internal(), language, sensitivity });

/** The report as a file. What leaves the page is published unless exact figures are asked for. */
export async function page(language: ReportLanguage, form: "html" | "markdown", exact: boolean): Promise<string> {
  const options = { ...(exact ? internal() : dated()), language, sensitivity: true };
  const client = await screens();
  return form === "html" ? client.reportHtml(options) : client.reportMarkdown(options);
}

/** Findings in the reader's language; those of the library are English already. */
export const describe = async (findings: readonly Found[]): Promise<FindingWords[] | undefined> =>
  state.language === "en" ? undefined : (await speaker()).describe(findings, state.language);

/** What is said of parts of a plan, in the reader's language. */
export const say = async (parts: readonly StatementSource[]): Promise<string[]> => (await screens()).describeStatements(parts, state.language);

/** A title in the reader's language, else the first that there is. */
const titled = (title: Title | undefined): string =>
  typeof title === "object" ? (title[state.language] ?? title.en ?? title.fr ?? title.ar ?? "") : (title ?? "");

const document = async (): Promise<ProgrammeDocument> => (await screens()).document();

export async function names(): Promise<Names> {
  const { objectives, roles, sections } = await document();
  const by = (list: readonly { id: string; title?: Title }[] = []) => Object.fromEntries(list.map(({ id, title }) => [id, titled(title) || id]));
  return { objectives: by(objectives), roles: by(roles), sections: by(sections) };
}

export async function people(): Promise<Listed[]> {
  const [known, { people, low, high, verdict }] = await Promise.all([document(), (await screens()).scores(dated())]);
  const places = new Map((known.people ?? []).map((person) => [person.id, person]));
  return people.map((person, at): Listed => {
    const { section = "", roles = [] } = places.get(person) ?? {};
    const code = verdict[at] ?? 255;
    return { person, section, roles, low: low[at] ?? NaN, high: high[at] ?? NaN, verdict: VERDICTS[code] ?? null };
  });
}

export const roles = async (): Promise<UnitsAnswer["units"]> => (await (await screens()).units({ ...internal(), kind: "role" })).units;

export async function role(id: string): Promise<Role> {
  const [known, unit] = await Promise.all([document(), (await screens()).unit({ ...internal(), role: id })]);
  const role = known.roles?.find((role) => role.id === id);
  const objectives = new Map((known.objectives ?? []).map((objective) => [objective.id, objective]));
  const requires = (role?.requires ?? []).map(({ objective, level, critical, threshold, weight }) => {
    const { title, track, scale } = objectives.get(objective) ?? { title: objective, track: "people" as const, scale: null };
    return { objective, title: titled(title) || objective, track, level: level ?? known.scales?.[scale ?? ""]?.levels.at(-1) ?? "", critical: critical ?? false, threshold: threshold ?? null, weight: weight ?? 1 };
  });
  return { id, title: titled(role?.title) || id, description: role?.description ?? "", requires, unit };
}

export const explain = async (person: string): Promise<PersonExplanation> => (await (await screens()).explain({ person, ...dated() })).explanation;

export const unit = async (kind: UnitKind, id: string): Promise<UnitAnswer> => (await screens()).unit({ ...internal(), ...(kind === "organisation" ? {} : { [kind]: id }) });

export async function rules(): Promise<{ rules: Rules; phases: { id: string; title: string }[] }> {
  const { phases = [], rules, tracks } = await document();
  const weight = (track: "people" | "process" | "technology") => tracks?.[track]?.weight ?? 1;
  return {
    rules: { weights: { people: weight("people"), process: weight("process"), technology: weight("technology") }, threshold: rules?.threshold ?? 0.5, phase: null },
    phases: phases.map(({ id, title }) => ({ id, title: titled(title) || id })),
  };
}

/** What other rules do. */
export async function whatIf(rules: Rules): Promise<Changed> {
  const { people, process, technology } = rules.weights;
  const changes = {
    rules: { threshold: rules.threshold },
    tracks: { people: { weight: people }, process: { weight: process }, technology: { weight: technology } },
    ...(rules.phase === null ? {} : { roles: requiredUpTo(await document(), rules.phase) }),
  };
  const client = await screens();
  const [{ diff }, { findings }]: [DiffAnswer, { findings: readonly unknown[] }] = await Promise.all([client.diff({ ...internal(), changes }), client.findings({ changes })]);
  return { diff, findings: (findings as readonly Found[]).filter(({ severity }) => severity === "error") };
}

/** The roles without what phases behind this one train. */
function requiredUpTo({ phases = [], roles = [] }: ProgrammeDocument, phase: string): ProgrammeDocument["roles"] {
  const later = new Set(phases.slice(phases.findIndex(({ id }) => id === phase) + 1).flatMap(({ objectives = [] }) => objectives));
  return roles.map((role) => ({ ...role, requires: (role.requires ?? []).filter(({ objective }) => !later.has(objective)) }));
}

export const verify = async (plan: Plan): Promise<readonly Violation[]> => (await (await screens()).verify(plan)).violations;

const ALL = "trainer-all.ics";

export async function calendars(plan: Plan): Promise<Record<string, string>> {
  const client = await screens();
  // All sessions in one file: those of a trainer who holds them all.
  const every = { ...plan, sessions: plan.sessions.map((session) => ({ ...session, trainer: "all" })) };
  const [{ [ALL]: all = "" }, each] = await Promise.all([client.calendars(every), client.calendars(plan)]);
  return { "all-sessions.ics": all, ...each };
}

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

export async function means(): Promise<Means> {
  const { activities = [], calendar = {}, phases = [], planning = {}, rooms = [], trainers = [] } = await document();
  return {
    activities: Object.fromEntries(activities.map(({ id, title, mode, trainer_skill, online }) => [
      id, { title: titled(title) || id, mode, skill: trainer_skill ?? null, room: online !== true && mode !== "e-learning" && mode !== "self-study" },
    ])),
    phases: Object.fromEntries(phases.map(({ id, title }) => [id, titled(title) || id])),
    rooms: rooms.map(({ id, title, seats }) => ({ id, title: titled(title) || id, seats })),
    trainers: trainers.map(({ id, title, skills = [] }) => ({ id, title: titled(title) || id, skills })),
    weekend: (calendar.weekend ?? ["saturday", "sunday"]).map((day) => DAYS.indexOf(day)),
    holidays: calendar.holidays ?? [],
    hoursPerDay: calendar.hours_per_day ?? 7.5,
    weeks: planning.weeks ?? 26,
    maxAbsent: planning.max_absent ?? 0.2,
  };
}
