/** Questions about how ready people and units are, and why. */

import { type Evidence, isEvidence } from "./evidence.js";
import { answer, Handle, within } from "./handle.js";
import { guard, need } from "./instance.js";
import type {
  AssessOptions,
  DateOptions,
  EvidenceInput,
  ExplainOptions,
  GapsOptions,
  NeedsOptions,
  ResponsesInput,
  Scores,
  SurveyOptions,
  UnitsOptions,
} from "./options.js";
import { optionsJson } from "./strict.js";
import type * as t from "./types.js";

/** What a `Programme` answers about readiness. */
export class ReadinessQuestions extends Handle {
  /**
   * Everyone's readiness as of a date.
   *
   * @throws {ParatusError} `NO_DATE` where neither the options nor the programme name a date: there is no clock.
   * @example
   * ```js
   * const { people } = programme.assess(records, { asOf: "2027-03-14", people: ["p-1"] });
   * console.assert(people.length === 1 && people[0].verdict === "cannot_tell");
   * ```
   */
  assess(evidence?: Evidence | EvidenceInput, options?: AssessOptions): t.AssessmentAnswer {
    return JSON.parse(this.assessJson(evidence, options)) as t.AssessmentAnswer;
  }

  /** `assess` as JSON text: the same bytes as `paratus assess --format json`. */
  assessJson(evidence?: Evidence | EvidenceInput, options?: AssessOptions): string {
    return answer(this, "assess", evidence, options);
  }

  /**
   * Why a person's figures are what they are, and the smallest change that flips the verdict.
   *
   * @example
   * ```js
   * const { explanation } = programme.explain(records, { person: "p-1", asOf: "2027-03-14" });
   * console.log(explanation.verdict, explanation.smallest_change);
   * ```
   */
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions & { person: string }): t.ExplanationAnswer;
  /**
   * The figures of a section or a role.
   *
   * @example
   * ```js
   * const { unit } = programme.explain(records, { section: "archive", asOf: "2027-03-14" });
   * console.assert(unit.suppressed); // of two people no figures are reported: why, by the name of each
   * ```
   */
  explain(
    evidence: Evidence | EvidenceInput | undefined,
    options: (ExplainOptions & { section: string }) | (ExplainOptions & { role: string }),
  ): t.UnitAnswer;
  /**
   * The gate of a phase: its conditions, and what would open it.
   *
   * @example
   * ```js
   * const { gates } = programme.explain(records, { gate: "pilot", asOf: "2027-03-14" });
   * console.assert(gates[0].phase === "pilot");
   * ```
   */
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions & { gate: string }): t.GatesAnswer;
  /**
   * An instrument: what people answered, and how far it can be relied on.
   *
   * @example
   * ```js
   * const evidence = programme.evidence(records, responses);
   * const { instruments } = programme.explain(evidence, { instrument: "pulse", asOf: "2027-03-14" });
   * console.assert(instruments[0].instrument === "pulse");
   * ```
   */
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions & { instrument: string }): t.SurveyAnswer;
  /**
   * A phase: why it comes where it does.
   *
   * @example
   * ```js
   * const { why } = programme.explain(records, { phase: "pilot", asOf: "2027-03-14" });
   * console.assert(why.authored && why.objectives.length === 3);
   * ```
   */
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions & { phase: string }): t.PhaseWhyAnswer;
  explain(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions): unknown {
    return JSON.parse(this.explainJson(evidence, options));
  }

  /** `explain` as JSON text. */
  explainJson(evidence: Evidence | EvidenceInput | undefined, options: ExplainOptions): string {
    return answer(this, "explain", evidence, options);
  }

  /**
   * Readiness of all sections, of all roles, or of the organisation. Units that are too small have no figures, unless `disclosure` is `internal`.
   *
   * @example
   * ```js
   * const { units } = programme.units(records, { kind: "section", asOf: "2027-03-14" });
   * console.assert(units[0].suppressed);
   * ```
   */
  units(evidence: Evidence | EvidenceInput | undefined, options: UnitsOptions): t.UnitsAnswer {
    return JSON.parse(this.unitsJson(evidence, options)) as t.UnitsAnswer;
  }

  /** `units` as JSON text. */
  unitsJson(evidence: Evidence | EvidenceInput | undefined, options: UnitsOptions): string {
    return answer(this, "units", evidence, options);
  }

  /**
   * One section, role, or the organisation, with what is missing in it.
   *
   * @example
   * ```js
   * const { unit } = programme.unit(records, { section: "archive", asOf: "2027-03-14" });
   * console.assert(unit.unit === "archive" && unit.suppressed);
   * ```
   */
  unit(evidence?: Evidence | EvidenceInput, options?: GapsOptions): t.UnitAnswer {
    return JSON.parse(this.unitJson(evidence, options)) as t.UnitAnswer;
  }

  /** `unit` as JSON text. */
  unitJson(evidence?: Evidence | EvidenceInput, options?: GapsOptions): string {
    return answer(this, "unit", evidence, options);
  }

  /**
   * What is missing in a section, a role, or the organisation: the greatest gap first.
   *
   * @example
   * ```js
   * const { gaps } = programme.gaps(records, { role: "registry-clerk", asOf: "2027-03-14" });
   * console.log(gaps.rows);
   * ```
   */
  gaps(evidence?: Evidence | EvidenceInput, options?: GapsOptions): t.GapsAnswer {
    return JSON.parse(this.gapsJson(evidence, options)) as t.GapsAnswer;
  }

  /** `gaps` as JSON text. */
  gapsJson(evidence?: Evidence | EvidenceInput, options?: GapsOptions): string {
    return answer(this, "gaps", evidence, options);
  }

  /**
   * What a unit needs most: by what raises readiness most per hour of teaching, and by what surveys say.
   *
   * @example
   * ```js
   * const { gaps, reason } = programme.needs(records, { asOf: "2027-03-14", role: "registry-clerk" });
   * console.log(gaps.rows, reason);
   * ```
   */
  needs(evidence?: Evidence | EvidenceInput, options?: NeedsOptions): t.NeedsAnswer {
    return JSON.parse(this.needsJson(evidence, options)) as t.NeedsAnswer;
  }

  /** `needs` as JSON text. */
  needsJson(evidence?: Evidence | EvidenceInput, options?: NeedsOptions): string {
    return answer(this, "needs", evidence, options);
  }

  /**
   * What people answer, how far it can be relied on, and where they are stuck.
   *
   * @throws {ParatusError} `UNKNOWN` where there is no such instrument.
   * @example
   * ```js
   * const { instruments } = programme.survey(responses, { asOf: "2027-03-14" });
   * console.assert(instruments[0].instrument === "pulse");
   * ```
   */
  survey(responses?: Evidence | ResponsesInput, options?: SurveyOptions): t.SurveyAnswer {
    return JSON.parse(this.surveyJson(responses, options)) as t.SurveyAnswer;
  }

  /** `survey` as JSON text. */
  surveyJson(responses?: Evidence | ResponsesInput, options?: SurveyOptions): string {
    need("survey");
    if (responses === undefined || isEvidence(responses)) return answer(this, "survey", responses, options);
    const made = this.evidence(undefined, responses);
    try {
      return answer(this, "survey", made, options);
    } finally {
      made.free();
    }
  }

  /**
   * Everyone's figures as typed arrays, for those who have very many people.
   *
   * @example
   * ```js
   * import { VERDICTS } from "paratus";
   * const { people, low, high, verdict } = programme.scores(records, { asOf: "2027-03-14" });
   * console.log(people[0], low[0], high[0], VERDICTS[verdict[0]]);
   * ```
   */
  scores(evidence?: Evidence | EvidenceInput, options?: DateOptions): Scores {
    return within(this, evidence, (raw) => {
      const scores = guard(() => raw.scores(optionsJson(options)), "options");
      const verdict = scores.takeVerdicts();
      const figures = scores.takeFigures();
      const people = JSON.parse(scores.takePeople()) as string[];
      scores.free();
      const column = (at: number) => figures.slice(at * people.length, (at + 1) * people.length);
      const range = (at: number) => ({ low: column(at), high: column(at + 1) });
      return { people, ...range(0), verdict, tracks: { people: range(2), process: range(4), technology: range(6) } };
    });
  }
}
