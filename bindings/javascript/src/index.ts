/** What every entry offers. */

export { ParatusError, type ErrorCode } from "./errors.js";
export { type Codes, type EvidenceColumns } from "./columns.js";
export {
  call,
  codes,
  Evidence,
  Programme,
  VERDICTS,
  type AssessOptions,
  type DateFormat,
  type DateOptions,
  type EvidenceInput,
  type ExplainOptions,
  type GapsOptions,
  type PlanningOptions,
  type Scores,
  type UnitsOptions,
} from "./programme.js";
export type {
  ActDoc, ActivityDoc, AppendedAnswer, AssessmentAnswer, CalendarDoc, Code, CodesAnswer, ConditionDoc, EvidenceRecord,
  ExplanationAnswer, FeatureUseDoc, Finding, FindingsAnswer, FitAnswer, GapsAnswer, GateDoc, InstrumentDoc, Kind, Mode,
  ObjectiveAnswer, ObjectiveDoc, PersonAnswer, PersonDoc, PersonExplanation, PhaseDoc, ProgrammeDocument, Range, RequirementDoc,
  RoleDoc, RulesDoc, ScaleDoc, SectionDoc, SessionDoc, Severity, State, ToolDoc, Track, UnitAnswer, UnitGaps, UnitKind, UnitsAnswer,
  UnitSummary, Verdict,
} from "./types.js";
