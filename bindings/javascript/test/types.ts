// Compiled, never run: what the declarations promise.

import { Evidence, ParatusError, Programme, type AssessmentAnswer, type EvidenceRecord, type Kind, type Plan, type Track, type Verdict, type WhatIf } from "paratus";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(): T | undefined => undefined;

yes<Same<Verdict, "not_ready" | "cannot_tell" | "ready">>();
yes<Same<Kind, "certificate" | "completion" | "observation" | "quiz" | "survey">>();
yes<Same<Track, "people" | "process" | "technology">>();

const programme = Programme.parse({ format: 1, id: "p", people: [{ id: "p-1", section: "s" }] });
const record: EvidenceRecord = { person: "p-1", objective: "o", kind: "quiz", value: 1, date: "2027-01-01" };
const evidence: Evidence = programme.evidence([record]);
const answer: AssessmentAnswer = programme.assess(evidence, { asOf: "2027-03-14", people: ["p-1"] });
yes<Same<(typeof answer.people)[number]["verdict"], Verdict | null>>();
yes<Same<(typeof answer)["schema"], "paratus/assessment/1">>();
const low: number | undefined = answer.people[0]?.tracks.technology?.low;
programme.evidence({ csv: "", dates: "excel" });
programme.units(undefined, { kind: "section" });
const { gates } = programme.gates(evidence, { phase: "pilot" });
yes<Same<(typeof gates)[number]["verdict"], "closed" | "cannot_tell" | "open" | "suppressed">>();
programme.survey([{ respondent: "p-1", instrument: "i", item: "a", answer: 3, date: "2027-01-01" }], { since: "2027-01-01" });
programme.needs(evidence, { methods: ["borich", "gap"] }).gaps?.rows[0]?.gap;
programme.diff(evidence, { to: "2028-01-01", programme }).diff;
const plan: Plan = programme.plan(evidence, { weeks: 8, maxAbsent: 0.3, pins: [{ session: "s-1" }] });
yes<Same<(typeof plan)["status"], "feasible" | "infeasible" | "partial">>();
yes<Same<keyof (typeof plan)["hours"], Track>>();
programme.replan(evidence, { previous: plan, cancelled: [plan.sessions[0]?.session ?? ""] }).changes;
const holds: boolean = programme.verify(evidence, plan).holds;
programme.whatIf(evidence, { changes: ["weeks=8"], options: { effort: "quick" } }).variants[0]?.cost;
const compared: Promise<WhatIf> = programme.whatIfPlanner(evidence, { changes: [{ weeks: 8 }] }).run({ onProgress: ({ done }) => void done });
const removed: number = evidence.remove({ key: "attempt-7", person: undefined }).removed;
evidence[Symbol.dispose]();

// @ts-expect-error an unknown kind
const wrong: EvidenceRecord = { ...record, kind: "exam" };
// @ts-expect-error an unknown field
programme.assess([{ ...record, datum: "2027" }]);
// @ts-expect-error snake case
programme.assess(evidence, { as_of: "2027-03-14" });
// @ts-expect-error a missing option
programme.explain(evidence, {});
// @ts-expect-error an unknown way to rank
programme.needs(evidence, { methods: ["borish"] });
// @ts-expect-error a document is no programme
programme.diff(evidence, { programme: { format: 1, id: "p" } });
// @ts-expect-error a plan is needed to plan again
programme.replan(evidence, {});
// @ts-expect-error an object is no plan
programme.verify(evidence, { sessions: [] });
programme.whatIf(evidence, { changes: [{ weeks: 8 }, "max_absent=0.3"] });
programme.with({ rules: { threshold: 0.6 }, planning: null });
programme.evidence([record], { unknownKeys: "ignore", responses: undefined });
programme.evidence({ csv: new ArrayBuffer(0), file: undefined });
void programme.evidenceFrom({ csv: { stream: () => ({ getReader: () => ({ read: async () => ({ done: true }) }) }) } });
programme.assess(evidence, { asOf: undefined });
// @ts-expect-error an unknown change
programme.whatIf(evidence, { changes: [{ week: 8 }] });
// @ts-expect-error an unknown rule
programme.with({ rules: { treshold: 0.6 } });
// @ts-expect-error an unknown way to treat keys
programme.evidence([record], { unknownKeys: "drop" });
// @ts-expect-error answers to surveys have no columns
programme.evidence([], { columns: {} });
// @ts-expect-error an unknown part of a selection
evidence.remove({ keys: [] });
// @ts-expect-error two forms at once are none
programme.evidence({ csv: "", columns: 5 });
// @ts-expect-error handles cannot be changed
programme.id = "q";
// @ts-expect-error made by `programme.evidence`
new Evidence();

try {
  void low;
  void holds;
  void compared;
  void removed;
  void wrong;
} catch (error) {
  if (error instanceof ParatusError) {
    const path: string | undefined = error.findings[0]?.path;
    void path;
    // @ts-expect-error no such code
    void (error.code === "NOPE");
  }
}
