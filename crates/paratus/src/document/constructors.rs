//! Constructors and chained setters of the document types, for programmes that are built in code.
//!
//! A constructor takes what must be given. A setter replaces what may be left out.

use super::{
    AbsenceDoc, ActDoc, ActivityDoc, Aspect, CalendarDoc, ConditionDoc, Document, EvidenceDoc,
    EvidenceWeightsDoc, Exponent, FORMAT, FeatureUseDoc, GateDoc, Half, InstrumentDoc, ItemDoc,
    Kind, LevelRef, Mode, ObjectiveDoc, OverrideDoc, PersonDoc, PhaseDoc, PlanningDoc,
    RequirementDoc, ResponseDoc, RoleDoc, RoomDoc, RulesDoc, ScaleDoc, Scope, SeatsDoc, SectionDoc,
    SessionDoc, Subject, TeachesDoc, Time, ToolDoc, TrackDoc, TrainerDoc, Weekday, WindowDoc,
};
use crate::table::TableOptions;
use crate::{Date, Track, TrackValues};

constructors! {
    r#"let made = Document::new("records").title("Records office").sections([SectionDoc::new("archive")]);"#
    Document(id: text) {
        format: u32 = FORMAT, title: title, as_of: optional(Date), input: TableOptions, tracks: Tracks, scales: map(ScaleDoc), tools: list(ToolDoc),
        objectives: list(ObjectiveDoc), sections: list(SectionDoc), roles: list(RoleDoc), activities: list(ActivityDoc),
        phases: list(PhaseDoc), instruments: list(InstrumentDoc), rules: RulesDoc, calendar: CalendarDoc,
        planning: PlanningDoc, rooms: list(RoomDoc), trainers: list(TrainerDoc), people: list(PersonDoc),
        feature_use: list(FeatureUseDoc), acts: list(ActDoc), sessions: list(SessionDoc), absences: list(AbsenceDoc),
    }
    r"let made = TrackDoc::new().weight(2.0);"
    TrackDoc default { weight: f64, threshold: optional(f64) }
    r#"let made = ScaleDoc::new(["aware", "able", "expert"]);"#
    ScaleDoc(levels: texts) { descriptions: text_map, previous_ids: text_lists }
    r#"let made = ToolDoc::new("docflow").features(["search", "scan"]);"#
    ToolDoc(id: text) { title: title, features: texts, previous_ids: text_lists }
    r#"let made = ObjectiveDoc::new("search", Track::Technology).tool("docflow").features(["search"]);"#
    ObjectiveDoc(id: text, track: Track) {
        title: title, description: text, tool: optional_text, features: texts, scale: optional_text,
        requires: list_into(LevelRef), half_life_days: optional(f64), previous_ids: texts,
    }
    r#"let made = SectionDoc::new("archive").parent("registry").max_absent(0.25);"#
    SectionDoc(id: text) {
        title: title, parent: optional_text, site: optional_text, max_absent: optional(f64), previous_ids: texts,
    }
    r#"let made = RoleDoc::new("clerk").requires(["file-a-record", "search@able"]);"#
    RoleDoc(id: text) { title: title, description: text, requires: list_into(RequirementDoc), previous_ids: texts }
    r#"let made = RequirementDoc::new("search").level("able").critical(true);"#
    RequirementDoc(objective: text) {
        level: optional_text, weight: f64 = 1.0, critical: bool, threshold: optional(f64),
    }
    r#"let made = ActivityDoc::new("course", Mode::Course, ["search"], 3.0).seats(SeatsDoc::new(12));"#
    ActivityDoc(id: text, mode: Mode, teaches: list_into(TeachesDoc), hours: f64) {
        title: title, seats: optional(SeatsDoc), cost: f64, cost_per_person: f64, trainer_skill: optional_text,
        online: bool, requires: list_into(LevelRef), previous_ids: texts,
    }
    r#"let made = TeachesDoc::new("search").level("able");"#
    TeachesDoc(objective: text) { level: optional_text }
    r"let made = SeatsDoc::new(12).min(4);"
    SeatsDoc(max: u32) { min: u32 }
    r#"let made = PhaseDoc::new("docflow").objectives(["search", "scan"]);"#
    PhaseDoc(id: text) {
        title: title, objectives: texts, from: optional(Date), until: optional(Date), gate: optional(GateDoc),
    }
    r#"let made = GateDoc::new().all([ConditionDoc::new().holders("search")]);"#
    GateDoc default {
        all: list(ConditionDoc), any: list(ConditionDoc), at_least: optional(usize), of: list(ConditionDoc),
        owner: optional_text,
    }
    r"let made = ConditionDoc::new().readiness(Subject::People).at_least(0.5).share(0.8);"
    ConditionDoc default {
        all: list(ConditionDoc), any: list(ConditionDoc), of: list(ConditionDoc), readiness: optional(Subject),
        holders: optional_text, per: optional(Scope), buy_in: optional_text, agreement: optional_text,
        respondents: optional(u32), acts: texts, within_days: optional(u32), balance: optional(f64),
        phase: optional_text, at_least: optional(f64), share: optional(f64), owner: optional_text,
    }
    r#"let made = OverrideDoc::new(true, "board", "the old tool ends", "2027-06-30".parse().unwrap());"#
    OverrideDoc(open: bool, by: text, reason: text, until: Date) {}
    r#"let made = InstrumentDoc::new("pulse", [ItemDoc::new("q1", "buy-in")]).points(7);"#
    InstrumentDoc(id: text, items: list(ItemDoc)) {
        title: title, points: u32 = 5, labels: texts, no_answer: texts, evidence_weight: optional(f64), reliability: optional(f64),
        previous_ids: texts,
    }
    r#"let made = ItemDoc::new("q1", "buy-in").text("The new tool helps me.").reversed(false);"#
    ItemDoc(id: text, measures: text) { text: text, aspect: Aspect, reversed: bool, previous_ids: texts }
    r"let made = RulesDoc::new().threshold(0.7);"
    RulesDoc default {
        half_life_days: f64, exponent: Exponent, threshold: f64, prior_weight: f64,
        evidence_weights: EvidenceWeightsDoc, min_cell: u32, round_to: u32, refresh_lead_days: u32, balance_tolerance: f64,
        agreement_at_least: f64,
    }
    r"let made = EvidenceWeightsDoc::new().quiz(2.0);"
    EvidenceWeightsDoc default { observation: f64, quiz: f64, certificate: f64, survey: f64, completion: f64 }
    r"let made = CalendarDoc::new().hours_per_day(8.0);"
    CalendarDoc default {
        weekend: list(Weekday), holidays: list(Date), hours_per_day: f64, morning: Time, afternoon: Time,
        timezone: optional_text,
    }
    r"let made = PlanningDoc::new().weeks(12);"
    PlanningDoc default {
        from: optional(Date), until: optional(Date), weeks: u32, max_absent: f64, wage_per_hour: f64,
        waste_per_hour: f64, balance_per_hour: f64, cost_per_move: f64,
    }
    r#"let made = RoomDoc::new("r-1", 12).site("north");"#
    RoomDoc(id: text, seats: u32) { title: title, site: optional_text }
    r#"let made = TrainerDoc::new("t-1").skills(["facilitation"]);"#
    TrainerDoc(id: text) { title: title, skills: texts, site: optional_text, available: list(WindowDoc) }
    r#"let made = WindowDoc::new().from("2027-03-01".parse().unwrap());"#
    WindowDoc default { from: optional(Date), until: optional(Date) }
    r#"let made = PersonDoc::new("p-0117", "archive").roles(["clerk"]).leader(true);"#
    PersonDoc(id: text, section: text) { roles: texts, leader: bool, joined: optional(Date), left: optional(Date), previous_ids: texts }
    r#"let made = FeatureUseDoc::new("archive", "docflow/scan", 200.0).source("log");"#
    FeatureUseDoc(section: text, feature: text, uses_per_month: f64) { source: optional_text, date: optional(Date) }
    r#"let made = ActDoc::new("sponsor-named", "p-0001", "2027-01-15".parse().unwrap());"#
    ActDoc(act: text, actor: text, date: Date) { evidence: text }
    r#"let made = SessionDoc::new("s-1", "course", "2027-03-02".parse().unwrap()).half(Half::Morning);"#
    SessionDoc(id: text, activity: text, start: Date) {
        seats: optional(u32), trainer: optional_text, room: optional_text, pinned: bool, half: optional(Half),
    }
    r#"let made = AbsenceDoc::new("2027-08-02".parse().unwrap(), "2027-08-13".parse().unwrap()).section("archive");"#
    AbsenceDoc(from: Date, until: Date) {
        person: optional_text, trainer: optional_text, room: optional_text, section: optional_text,
        half: optional(Half), note: text,
    }
    r#"let made = EvidenceDoc::new("p-0117", "search", Kind::Quiz, 0.8, "2027-03-01".parse().unwrap());"#
    EvidenceDoc(person: text, objective: text, kind: Kind, value: f64, date: date_time) {
        level: optional_text, key: optional_text, expires: optional(Date), source: optional_text,
    }
    r#"let made = ResponseDoc::new("p-0117", "pulse", "q1", 4, "2027-03-01".parse().unwrap());"#
    ResponseDoc(respondent: text, instrument: text, item: text, answer: u32, date: Date) { section: optional_text, count: optional(u32) }
}

/// Weights and thresholds by track.
type Tracks = TrackValues<TrackDoc>;

impl GateDoc {
    /// Sets [`override`](field@Self::override).
    #[must_use]
    pub fn r#override(mut self, decision: OverrideDoc) -> GateDoc {
        self.r#override = Some(decision);
        self
    }
}

impl EvidenceDoc {
    /// Sets the time of [`date`](field@Self::date): of records of one key and day the later counts.
    #[must_use]
    pub fn time(mut self, time: Time) -> EvidenceDoc {
        self.date.time = Some(time);
        self
    }
}

/// `objective` or `objective@level`.
impl From<&str> for LevelRef {
    fn from(text: &str) -> LevelRef {
        let (objective, level) = text
            .split_once('@')
            .map_or((text, None), |(objective, level)| (objective, Some(level)));
        LevelRef {
            objective: objective.to_owned(),
            level: level.map(str::to_owned),
        }
    }
}

/// `objective` or `objective@level`.
impl From<&str> for RequirementDoc {
    fn from(text: &str) -> RequirementDoc {
        let LevelRef { objective, level } = text.into();
        RequirementDoc {
            level,
            ..RequirementDoc::new(objective)
        }
    }
}

/// `objective` or `objective@level`.
impl From<&str> for TeachesDoc {
    fn from(text: &str) -> TeachesDoc {
        let LevelRef { objective, level } = text.into();
        TeachesDoc { objective, level }
    }
}
