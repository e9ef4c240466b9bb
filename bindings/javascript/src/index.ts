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
  type DiffOptions,
  type EvidenceInput,
  type ExplainOptions,
  type GapsOptions,
  type GatesOptions,
  type NeedsOptions,
  type PhasesOptions,
  type PlanningOptions,
  type RefreshOptions,
  type Report,
  type ReportLanguage,
  type ReportOptions,
  type ReportPanel,
  type ResponsesInput,
  type Scores,
  type SurveyOptions,
  type UnitsOptions,
  type WhatIfOptions,
} from "./programme.js";
export type {
  ActDoc, ActivityDoc, AppendedAnswer, AssessmentAnswer, CalendarDoc, Code, CodesAnswer, ConditionDoc, DiffAnswer, EvidenceRecord,
  ExplanationAnswer, FeatureUseDoc, Finding, FindingsAnswer, FitAnswer, GapsAnswer, GateDoc, GateReport, GatesAnswer, GateVerdict,
  Half, InstrumentDoc, Kind, Method, Mode, NeedsAnswer, ObjectiveAnswer, ObjectiveDoc, PersonAnswer, PersonDoc, PersonExplanation, PhaseDoc,
  Phases, PhasesAnswer, Pin, Plan, PlanChange, PlanLineAnswer, PlanSession, PlanStatus, PlanVariant, ProgrammeDocument, Range, RefreshAnswer, RequirementDoc, ResponseDoc, RoleDoc, RulesDoc, ScaleDoc, SectionDoc,
  SensitivityAnswer, SessionDoc, Severity, State, SurveyAnswer, ToolDoc, Track, UnitAnswer, UnitGaps, UnitKind, UnitsAnswer,
  Relaxation, RoomDoc, SelfPaced, TrainerDoc, UnitSummary, UnplacedNeed, Verdict, VerifyAnswer, Violation, WhatIf,
} from "./types.js";
