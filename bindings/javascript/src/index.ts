/** What every entry offers. */

export { ParatusError, type ErrorCode, type ParatusErrorData } from "./errors.js";
export { utcOffsets } from "./offsets.js";
export type { ByteSource, ByteStream, BytesInput } from "./streams.js";
export { type Codes, type EvidenceColumns } from "./columns.js";
export { call, codes } from "./call.js";
export { Evidence } from "./evidence.js";
export { Planner, type PlanningProgress, type RunOptions, WhatIfPlanner } from "./planner.js";
export type { StopSignal } from "./signal.js";
export { Programme } from "./programme.js";
export { VERDICTS } from "./verdicts.js";
export type {
  AppendOptions,
  AssessOptions,
  CalendarOptions,
  DateOptions,
  DiffOptions,
  EvidenceInput,
  EvidenceOptions,
  ExplainOptions,
  GapsOptions,
  GatesOptions,
  NeedsOptions,
  PhasesOptions,
  PlacesOptions,
  PlanningChange,
  PlanningOptions,
  ProgrammeChanges,
  RecordSelection,
  RefreshOptions,
  Report,
  FindingWords,
  ReportLanguage,
  ReportOptions,
  ReportPanel,
  ResponsesInput,
  Scores,
  StatementSource,
  StreamedTable,
  SurveyOptions,
  TableInput,
  UnknownKeys,
  UnitsOptions,
  UtcOffset,
  WhatIfOptions,
} from "./options.js";
export type {
  AbsenceDoc, ActDoc, ActivityDoc, AppendAnswer, AssessmentAnswer, Audience, CalendarDoc, Code, CodesAnswer, ConditionDoc,
  Conflict, DateFormat, DecimalMark, DiffAnswer, DisclosureNote, Effort, EvidenceRecord, ExplanationAnswer, FeatureUseDoc, MergedCells, Finding, FindingsAnswer,
  FitAnswer, GapsAnswer, GateDoc, GateReport, GateVerdict, GatesAnswer, Half, InstrumentDoc, KeyOrigin, Kind, LostPromise, Method,
  Mode, NeedChange, NeedsAnswer, ObjectiveAnswer, ObjectiveDoc, PersonAnswer, PersonDoc, PersonExplanation, PhaseDoc, Phases, PhasesAnswer,
  Pin, PlaceSeat, Plan, PlanBounds, PlanChange, PlanCosts, PlanDiff, PlanLineAnswer, PlanPhase, PlanPlace, PlanPlaces, PlanSession, PlanSettings, PlanStatus, PlanVariant,
  ProgrammeDocument, Range, RefreshAnswer, Relaxation, ReleaseCause, ReleasedPromise, RemovalAnswer, RequirementDoc, ResponseDoc, RoleDoc,
  RoomDoc, RulesDoc, ScaleDoc, SeatChange, SectionDoc, SelfPacedActivity, SensitivityAnswer, Separator, SessionChange, SessionDoc, SessionStatus, Severity, State, SuppressedFigures,
  SurveyAnswer, TableOptions, TextEncoding, ToolDoc, Track, TrainerDoc, UnitAnswer, UnitGaps, UnitKind, UnitSummary, UnitsAnswer, UnplacedCause, UnplacedNeed,
  Verdict, VerifyAnswer, Violation, WhatIf, Witness,
} from "./types.js";
