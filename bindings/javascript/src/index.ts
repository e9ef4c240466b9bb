/** What every entry offers. */

export { ParatusError, type ErrorCode } from "./errors.js";
export { type Codes, type EvidenceColumns } from "./columns.js";
export { call, codes } from "./call.js";
export { Evidence } from "./evidence.js";
export { Planner, type PlanningProgress, type RunOptions } from "./planner.js";
export { Programme } from "./programme.js";
export { VERDICTS } from "./readiness.js";
export type {
  AssessOptions,
  DateFormat,
  DateOptions,
  DiffOptions,
  EvidenceInput,
  ExplainOptions,
  GapsOptions,
  GatesOptions,
  NeedsOptions,
  PhasesOptions,
  PlanningOptions,
  RefreshOptions,
  Report,
  ReportLanguage,
  ReportOptions,
  ReportPanel,
  ResponsesInput,
  Scores,
  SurveyOptions,
  UnitsOptions,
  WhatIfOptions,
} from "./options.js";
export type {
  ActDoc, ActivityDoc, AppendedAnswer, AssessmentAnswer, CalendarDoc, Code, CodesAnswer, ConditionDoc, DiffAnswer, EvidenceRecord,
  ExplanationAnswer, FeatureUseDoc, Finding, FindingsAnswer, FitAnswer, GapsAnswer, GateDoc, GateReport, GatesAnswer, GateVerdict,
  Half, InstrumentDoc, Kind, Method, Mode, NeedsAnswer, ObjectiveAnswer, ObjectiveDoc, PersonAnswer, PersonDoc, PersonExplanation, PhaseDoc,
  Phases, PhasesAnswer, Pin, Plan, PlanChange, PlanLineAnswer, PlanSession, PlanStatus, PlanVariant, ProgrammeDocument, Range, RefreshAnswer, RequirementDoc, ResponseDoc, RoleDoc, RulesDoc, ScaleDoc, SectionDoc,
  SensitivityAnswer, SessionDoc, Severity, State, SurveyAnswer, ToolDoc, Track, UnitAnswer, UnitGaps, UnitKind, UnitsAnswer,
  Relaxation, RoomDoc, SelfPaced, TrainerDoc, UnitSummary, UnplacedNeed, Verdict, VerifyAnswer, Violation, WhatIf,
} from "./types.js";
