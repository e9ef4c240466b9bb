/** Holds the programme and its evidence, and answers. Nothing else computes, and nothing here asks the network. */

import { ParatusError, Programme, VERDICTS, type ProgrammeDocument } from "paratus";
import { NoProgramme } from "./folder";
import type { Asked, Changed, Found, Listed, Means, Name, Names, Questions, Refusal, Rules, Said, Step } from "./protocol";
import { read, type Held } from "./reading";
import { sample } from "./sample";

let held: Held | undefined;
let asOf: string | undefined;

const say = (said: Said) => postMessage(said);
const dated = () => (asOf === undefined ? {} : { asOf });
/** What the screens show is exact: anyone who works here sees the figures of single people anyway. */
const internal = () => ({ ...dated(), disclosure: "internal" as const });
const copy = (document: ProgrammeDocument) => JSON.parse(JSON.stringify(document)) as Writable<ProgrammeDocument>;
type Writable<T> = T extends readonly (infer E)[] ? Writable<E>[] : T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;

function open(): Held {
  if (held === undefined) throw new NoProgramme("No programme is open.");
  return held;
}

/** What an answer that takes long is given beside its question. */
interface Task {
  readonly tell: (step: Step) => void;
  /** Whether the answer is wanted as it is by now. */
  readonly enough: AbortSignal;
}

type Answers = { [N in Name]: (given: Questions[N][0], task: Task) => Questions[N][1] | Promise<Questions[N][1]> };

/** Rounds of improvement between two messages. */
const ROUNDS = 50;

const answers: Answers = {
  warm() {
    // Browsers compile what is run, when it is first run: this is before anybody waits for it.
    const files = { "paratus.json": JSON.stringify(TINY), "people.csv": "id,section,roles\np,s,r\n" };
    const programme = Programme.fromFiles(files);
    const evidence = programme.evidence({ csv: "person,objective,kind,value,date,key\np,o,quiz,1,2027-01-01,k\n" });
    programme.report(evidence);
    programme.document();
    evidence.free();
    programme.free();
    return null;
  },
  async open({ files }) {
    const { opened, ...now } = await read(files === "sample" ? sample() : files, (progress) => say({ progress }));
    held?.evidence.free();
    held?.programme.free();
    held = now;
    asOf = undefined;
    return opened;
  },
  date(given) {
    const { programme, evidence } = open();
    // A date that cannot be read is refused here, and the one before stays.
    programme.units(evidence, { kind: "organisation", asOf: given.asOf });
    asOf = given.asOf;
    return null;
  },
  report({ language, sensitivity }) {
    const { programme, evidence } = open();
    return programme.report(evidence, { ...internal(), language, sensitivity });
  },
  html({ language, form, exact }) {
    const { programme, evidence } = open();
    // What leaves the page is published unless exact figures are asked for.
    const options = { ...(exact ? internal() : dated()), language, sensitivity: true };
    return form === "html" ? programme.reportHtml(evidence, options) : programme.reportMarkdown(evidence, options);
  },
  names: () => names(open().programme.document()),
  people() {
    const { programme, evidence } = open();
    const document = programme.document();
    const places = new Map((document.people ?? []).map((person) => [person.id, person]));
    const { people, low, high, verdict } = programme.scores(evidence, dated());
    return people.map((person, at): Listed => {
      const { section = "", roles = [] } = places.get(person) ?? {};
      const code = verdict[at] ?? 255;
      return { person, section, roles, low: low[at] ?? NaN, high: high[at] ?? NaN, verdict: VERDICTS[code] ?? null };
    });
  },
  roles() {
    const { programme, evidence } = open();
    return programme.units(evidence, { ...internal(), kind: "role" }).units;
  },
  role({ id }) {
    const { programme, evidence } = open();
    const document = programme.document();
    const role = document.roles?.find((role) => role.id === id);
    const objectives = new Map((document.objectives ?? []).map((objective) => [objective.id, objective]));
    const requires = (role?.requires ?? []).map(({ objective, level, critical, threshold, weight }) => {
      const { title, track, scale } = objectives.get(objective) ?? { title: objective, track: "people" as const, scale: null };
      return { objective, title: title || objective, track, level: level ?? document.scales?.[scale ?? ""]?.levels.at(-1) ?? "", critical: critical ?? false, threshold: threshold ?? null, weight: weight ?? 1 };
    });
    return { id, title: role?.title || id, description: role?.description ?? "", requires, unit: programme.unit(evidence, { ...internal(), role: id }) };
  },
  explain({ person }) {
    const { programme, evidence } = open();
    return programme.explain(evidence, { person, ...dated() }).explanation;
  },
  unit({ kind, id }) {
    const { programme, evidence } = open();
    return programme.unit(evidence, { ...internal(), ...(kind === "organisation" ? {} : { [kind]: id }) });
  },
  rules() {
    const document = open().programme.document();
    return { rules: rulesOf(document), phases: (document.phases ?? []).map(({ id, title }) => ({ id, title: title || id })) };
  },
  whatIf(rules): Changed {
    const { programme, evidence } = open();
    const other = Programme.parse(under(programme.document(), rules) as ProgrammeDocument);
    try {
      const { diff } = programme.diff(evidence, { programme: other, ...internal() });
      const findings = other.findings().findings as Found[];
      return { diff, findings: findings.filter(({ severity }) => severity === "error") };
    } finally {
      other.free();
    }
  },
  means: () => means(open().programme.document()),
  async plan({ options }, { tell, enough }) {
    const { programme, evidence } = open();
    const planner = programme.planner(evidence, options);
    let reported = "";
    try {
      return await planner.run({ rounds: ROUNDS, signal: enough, onProgress: (progress) => {
        const { cost, finished, unmet } = progress;
        const best = `${unmet} ${cost}`;
        tell({ progress, plan: finished || best === reported ? null : planner.plan() });
        reported = best;
      } });
    } finally {
      planner.free();
    }
  },
  verify({ plan }) {
    const { programme, evidence } = open();
    return programme.verify(evidence, plan).violations;
  },
  calendars({ plan }) {
    const { programme } = open();
    // All sessions in one file: those of a trainer who holds them all.
    const { [ALL]: all = "" } = programme.calendars({ ...plan, sessions: plan.sessions.map((session) => ({ ...session, trainer: "all" })) });
    return { "all-sessions.ics": all, ...programme.calendars(plan) };
  },
};

const TINY = { format: 1, id: "tiny", as_of: "2027-01-02", sections: [{ id: "s" }], objectives: [{ id: "o", track: "people" }], roles: [{ id: "r", requires: [{ objective: "o" }] }] };
const ALL = "trainer-all.ics";
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

function means(document: ProgrammeDocument): Means {
  const { calendar = {}, planning = {} } = document;
  return {
    activities: Object.fromEntries((document.activities ?? []).map(({ id, title, mode, trainer_skill, online }) => [
      id, { title: title || id, mode, skill: trainer_skill ?? null, room: online !== true && mode !== "e-learning" && mode !== "self-study" },
    ])),
    phases: Object.fromEntries((document.phases ?? []).map(({ id, title }) => [id, title || id])),
    rooms: (document.rooms ?? []).map(({ id, title, seats }) => ({ id, title: title || id, seats })),
    trainers: (document.trainers ?? []).map(({ id, title, skills = [] }) => ({ id, title: title || id, skills })),
    weekend: (calendar.weekend ?? ["saturday", "sunday"]).map((day) => DAYS.indexOf(day)),
    holidays: calendar.holidays ?? [],
    hoursPerDay: calendar.hours_per_day ?? 7.5,
    weeks: planning.weeks ?? 26,
    maxAbsent: planning.max_absent ?? 0.2,
  };
}

function names(document: ProgrammeDocument): Names {
  const by = (list: readonly { id: string; title?: string }[] = []) => Object.fromEntries(list.map(({ id, title }) => [id, title || id]));
  return { objectives: by(document.objectives), roles: by(document.roles), sections: by(document.sections) };
}

function rulesOf(document: ProgrammeDocument): Rules {
  const weight = (track: "people" | "process" | "technology") => document.tracks?.[track]?.weight ?? 1;
  return {
    weights: { people: weight("people"), process: weight("process"), technology: weight("technology") },
    threshold: document.rules?.threshold ?? 0.5,
    phase: null,
  };
}

/** A document under other rules. */
function under(given: ProgrammeDocument, rules: Rules): Writable<ProgrammeDocument> {
  const document = copy(given);
  document.rules = { ...document.rules, threshold: rules.threshold };
  const tracks = document.tracks ?? {};
  for (const track of ["people", "process", "technology"] as const) tracks[track] = { ...tracks[track], weight: rules.weights[track] };
  document.tracks = tracks;
  if (rules.phase !== null) {
    const phases = document.phases ?? [];
    const later = new Set(phases.slice(phases.findIndex(({ id }) => id === rules.phase) + 1).flatMap(({ objectives = [] }) => objectives));
    for (const role of document.roles ?? []) role.requires = (role.requires ?? []).filter(({ objective }) => !later.has(objective));
  }
  return document;
}

function refusal(error: unknown): Refusal {
  if (error instanceof ParatusError) return { code: error.code, message: error.message, findings: error.findings as readonly Found[] };
  if (error instanceof NoProgramme) return { code: "NO_PROGRAMME", message: error.message, findings: [] };
  const message = error instanceof Error ? error.message : String(error);
  return { code: /memory/i.test(message) ? "TOO_LARGE" : "FAILED", message, findings: [] };
}

// One question after the other: what is asked while files are read waits for them.
let queue: Promise<void> = Promise.resolve();
const waiting = new Map<number, AbortController>();
self.onmessage = ({ data }: MessageEvent<Asked>) => {
  if ("enough" in data) return waiting.get(data.enough)?.abort();
  const { id, name, with: given } = data;
  const enough = new AbortController();
  waiting.set(id, enough);
  queue = queue.then(async () => {
    try {
      const task: Task = { tell: (step) => say({ id, step }), enough: enough.signal };
      const answer = await (answers[name] as (given: unknown, task: Task) => unknown)(given, task);
      say({ id, answer });
    } catch (error) {
      say({ id, refusal: refusal(error) });
    } finally {
      waiting.delete(id);
    }
  });
};
