// Compiled, never run: what the declarations promise.

import { Evidence, ParatusError, Programme, type AssessmentAnswer, type EvidenceRecord, type Kind, type Track, type Verdict } from "paratus";

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
evidence[Symbol.dispose]();

// @ts-expect-error an unknown kind
const wrong: EvidenceRecord = { ...record, kind: "exam" };
// @ts-expect-error an unknown field
programme.assess([{ ...record, datum: "2027" }]);
// @ts-expect-error snake case
programme.assess(evidence, { as_of: "2027-03-14" });
// @ts-expect-error a missing option
programme.explain(evidence, {});
// @ts-expect-error two forms at once are none
programme.evidence({ csv: "", columns: 5 });
// @ts-expect-error handles cannot be changed
programme.id = "q";
// @ts-expect-error made by `programme.evidence`
new Evidence();

try {
  void low;
  void wrong;
} catch (error) {
  if (error instanceof ParatusError) {
    const path: string | undefined = error.findings[0]?.path;
    void path;
    // @ts-expect-error no such code
    void (error.code === "NOPE");
  }
}
