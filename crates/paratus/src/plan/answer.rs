//! A plan as data: what takes place when, for whom, why, and what it costs. It names people: not for publication.

use crate::disclosure::DisclosureNote;
use crate::document::{Half, Mode};
use crate::schema_id::schema_id;
use crate::{ByTrack, Date, Finding};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

schema_id! {
    /// Schema id of [`Plan`].
    PlanSchema = "paratus/plan/1"
}

/// Who is trained on what, when and where. Made by [`Assessment::plan`](crate::Assessment::plan).
///
/// A plan that is read, to be verified, repaired or compared, needs its programme, its dates and its sessions; whatever follows from
/// them may be left out, so that plans of other tools and of other versions go in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plan {
    /// The date of assessment.
    pub as_of: Date,
    /// How the hours lie over the tracks, and what it would cost to even them out.
    #[serde(default)]
    pub balance: PlanBalance,
    /// What no plan can do better.
    #[serde(default)]
    pub bounds: PlanBounds,
    /// Sessions that were announced and are cancelled, without people; kept until their last day is past.
    #[serde(default)]
    pub cancelled_sessions: Vec<PlanSession>,
    /// What changed since the previous plan, where one was given.
    #[serde(default)]
    pub changes: Vec<PlanChange>,
    /// What cannot be done together; only where the plan is infeasible.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// What it costs, in the programme's currency, hours of staff included.
    #[serde(default)]
    pub cost: f64,
    /// What the cost is made of.
    #[serde(default)]
    pub costs: PlanCosts,
    /// For whom it is: a plan names people, so it is internal.
    #[serde(default)]
    pub disclosure: DisclosureNote,
    /// What is odd about the request.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// The first day of the first session; `null` without sessions.
    #[serde(default)]
    pub first: Option<Date>,
    /// The first day of planning.
    pub from: Date,
    /// `(cost - lower_bound) / cost`: the share that could at most still be saved. 1 where no lower bound is known.
    #[serde(default)]
    pub gap: f64,
    /// Hours of all participants together, by track.
    #[serde(default)]
    pub hours: ByTrack<f64>,
    /// The last day of the last session; `null` without sessions.
    #[serde(default)]
    pub last: Option<Date>,
    /// The least that activities which meet the same needs can cost, whatever their dates; the same as `bounds.cost`. `null` where
    /// planning was stopped before it was computed.
    #[serde(default)]
    pub lower_bound: Option<f64>,
    /// How many people are trained.
    #[serde(default)]
    pub people: u64,
    /// The phases in order.
    #[serde(default)]
    pub phases: Vec<PlanPhase>,
    /// Id of the programme.
    pub programme: String,
    /// Needs that the previous plan met for somebody who still needs them, and that this plan does not meet.
    #[serde(default)]
    pub promises_lost: Vec<LostPromise>,
    /// What would help, the cheapest first; only where somebody could not be placed.
    #[serde(default)]
    pub relaxations: Vec<Relaxation>,
    /// Pinned, frozen and announced sessions and seats that could not be kept.
    #[serde(default)]
    pub released: Vec<ReleasedPromise>,
    /// What is not taught because it is not needed.
    #[serde(default)]
    pub saved: PlanSaved,
    /// What this is.
    pub schema: PlanSchema,
    /// What people do in their own time: e-learning and self-study.
    #[serde(default)]
    pub self_paced: Vec<SelfPaced>,
    /// The highest number that a session of an activity has had, by activity, in this plan and in those before: numbers never come again.
    #[serde(default)]
    pub session_numbers: BTreeMap<String, u64>,
    /// The sessions, by start, then by id.
    pub sessions: Vec<PlanSession>,
    /// The limits and prices that held.
    #[serde(default)]
    pub settings: PlanSettings,
    /// Whether everyone could be placed.
    #[serde(default)]
    pub status: PlanStatus,
    /// Who could not be placed, and why, by person and objective.
    #[serde(default)]
    pub unplaced: Vec<UnplacedNeed>,
    /// The last day of planning.
    pub until: Date,
    /// Hours in which people are taught what they do not need, because an activity teaches it beside what they need.
    #[serde(default)]
    pub waste_hours: f64,
}

/// Whether everyone could be placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    /// Every need is met.
    Feasible,
    /// It is proven that not every need can be met: see the conflicts.
    Infeasible,
    /// Some needs are not met, and it is not known whether they could be.
    #[default]
    Partial,
}

names! {
    PlanStatus:
    Feasible = "feasible",
    Infeasible = "infeasible",
    Partial = "partial",
}

/// What no plan can do better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanBounds {
    /// No plan that meets the same needs costs less, in the programme's currency; `null` where planning was stopped before it was
    /// computed.
    #[serde(default)]
    pub cost: Option<f64>,
    /// At least this many needs are unmet in any plan.
    pub unmet: u64,
}

/// Whether a session takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// It was announced and does not take place.
    Cancelled,
    /// It takes place.
    #[default]
    Confirmed,
}

names! {
    SessionStatus:
    Cancelled = "cancelled",
    Confirmed = "confirmed",
}

/// Something pinned, frozen or announced that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReleasedPromise {
    /// Id of the person whose seat it is; `null` for the whole session.
    #[serde(default)]
    pub person: Option<String>,
    /// What prevented it.
    pub reason: ReleaseCause,
    /// Id of the session.
    pub session: String,
}

/// What prevents that something pinned, frozen or announced is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReleaseCause {
    /// More of the section would be away at once than may be.
    Absence,
    /// The session is outside the working half days of the plan, or of its phase.
    Calendar,
    /// The session was cancelled.
    Cancelled,
    /// The person is in another session then, or teaches.
    DoubleBooked,
    /// The session has no seat left.
    Full,
    /// The person is not there then, does not need it any more, or showed it so recently that it is not due; or the activity is gone.
    Gone,
    /// Fewer people than the smallest session.
    Minimum,
    /// What it requires is not over by then.
    Order,
    /// No suitable room is free.
    Room,
    /// No trainer with the skill is free.
    Trainer,
}

names! {
    ReleaseCause:
    Absence = "absence",
    Calendar = "calendar",
    Cancelled = "cancelled",
    DoubleBooked = "double_booked",
    Full = "full",
    Gone = "gone",
    Minimum = "minimum",
    Order = "order",
    Room = "room",
    Trainer = "trainer",
}

/// A need that the previous plan met for somebody who still needs it, and that this plan does not meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LostPromise {
    /// The level needed, where the objective has a scale.
    #[serde(default)]
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// Id of the person.
    pub person: String,
    /// Why the seat could not be kept.
    pub reason: ReleaseCause,
    /// Id of the session of the previous plan that was to meet it.
    pub session: String,
}

/// Possible starts, counted by what prevented each of them: the evidence for a reason.
///
/// A possible start is a half day at which the calendar, the plan and the phase allow a session of the activity. Each is counted once,
/// under the first cause that applies, in the order of [`StartCause`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Witness {
    /// How many starts each cause prevented; causes that prevented none are left out.
    #[serde(serialize_with = "by_name")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<StartCause, u32>"))]
    pub causes: BTreeMap<StartCause, u32>,
    /// How many possible starts there are.
    pub starts: u32,
}

/// Writes counts with their keys in alphabetical order, as everywhere else.
fn by_name<S: Serializer>(
    causes: &BTreeMap<StartCause, u32>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut named: BTreeMap<&str, u32> = BTreeMap::new();
    named.extend(causes.iter().map(|(cause, count)| (cause.name(), *count)));
    serializer.collect_map(named)
}

/// What prevents a seat or a session at a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StartCause {
    /// Somebody is not there: not employed, absent, or it is before the time in which a refresher is due.
    Away,
    /// What it requires is not over by then, as the lines of the plan are written: what is done alone is over after its whole working
    /// days, counted from its first one.
    EarlierStep,
    /// Somebody is in another session, or teaches.
    Busy,
    /// Too many of a section would be away.
    Absence,
    /// No suitable room is free.
    Room,
    /// No trainer with the skill is free.
    Trainer,
    /// Fewer people than the smallest session could come: of those with an unmet need that it teaches, without its trainer, as many as
    /// their sections can spare together.
    Minimum,
    /// Nothing prevented it: the whole would cost more.
    Search,
}

names! {
    StartCause:
    Away = "away",
    EarlierStep = "earlier_step",
    Busy = "busy",
    Absence = "absence",
    Room = "room",
    Trainer = "trainer",
    Minimum = "minimum",
    Search = "search",
}

/// A session with the people who take part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanSession {
    /// Id of the activity.
    pub activity: String,
    /// The last day.
    pub end: Date,
    /// The half of the last day in which it ends.
    pub end_half: Half,
    /// The half of the first day in which it begins.
    pub half: Half,
    /// Hours of each participant.
    pub hours: f64,
    /// How it is given.
    pub mode: Mode,
    /// Ids of the participants, sorted.
    pub people: Vec<String>,
    /// Id of the phase that it belongs to; `null` where what it teaches stands in none.
    #[serde(default)]
    pub phase: Option<String>,
    /// Whether it stays where it is whatever else changes.
    #[serde(default)]
    pub pinned: bool,
    /// Why it takes place, and on this date.
    #[serde(default)]
    pub reason: PlanReason,
    /// Id of the room; `null` where none is needed or declared.
    #[serde(default)]
    pub room: Option<String>,
    /// How many people it can take.
    #[serde(default)]
    pub seats: u32,
    /// How often its start, half, room, trainer or site changed, or it was cancelled, since it was first announced.
    #[serde(default)]
    pub sequence: u32,
    /// Id of the session, for life: its activity and a running number that is never used again.
    pub session: String,
    /// Where it is; `null` online, and where the programme names no sites.
    #[serde(default)]
    pub site: Option<String>,
    /// The first day.
    pub start: Date,
    /// Whether it takes place.
    #[serde(default)]
    pub status: SessionStatus,
    /// Name of the activity for people.
    #[serde(default)]
    pub title: String,
    /// Id of the trainer; `null` where none is needed or declared.
    #[serde(default)]
    pub trainer: Option<String>,
}

/// What people do in their own time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SelfPaced {
    /// Id of the activity.
    pub activity: String,
    /// The first day: what it requires is over.
    pub from: Date,
    /// Hours of each person.
    pub hours: f64,
    /// How it is given.
    pub mode: Mode,
    /// Ids of the people, sorted.
    pub people: Vec<String>,
    /// Id of the phase that it belongs to.
    #[serde(default)]
    pub phase: Option<String>,
    /// Why they do it, and why by then.
    #[serde(default)]
    pub reason: PlanReason,
    /// Name of the activity for people.
    #[serde(default)]
    pub title: String,
    /// The last day: what relies on it comes next.
    pub until: Date,
}

/// Why a line is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanReason {
    /// What set the date.
    pub date: DateReason,
    /// The needs that it serves, in the order of the programme.
    pub needs: Vec<ServedNeed>,
    /// Both in words.
    pub text: String,
    /// Every earlier possible start, by what prevented it; of what people do alone nothing is counted.
    #[serde(default)]
    pub witness: Witness,
}

/// What set the date of a line: what prevented the latest earlier start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateReason {
    /// Before it too many of a section would have been away at once.
    Absence,
    /// Before it some of its people were not there.
    Away,
    /// Before it some of its people were in another session.
    Busy,
    /// There is no earlier start that calendar and phase allow.
    Earliest,
    /// Before it too few people could come.
    Minimum,
    /// It was fixed.
    Pinned,
    /// Before it some of its people had not finished what it requires.
    Prerequisite,
    /// Before it every room was taken.
    Room,
    /// It could be earlier; elsewhere the whole would cost more.
    #[default]
    Search,
    /// Before it every trainer with the skill was taken or away.
    Trainer,
}

names! {
    DateReason:
    Absence = "absence",
    Away = "away",
    Busy = "busy",
    Earliest = "earliest",
    Minimum = "minimum",
    Pinned = "pinned",
    Prerequisite = "prerequisite",
    Room = "room",
    Search = "search",
    Trainer = "trainer",
}

/// A need that a line serves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ServedNeed {
    /// The level needed, where the objective has a scale.
    #[serde(default)]
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// How many of its people need it.
    pub people: u64,
    /// How many of them are ready in it today and would not be before the plan ends.
    pub refreshed: u64,
}

/// A need that is not met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnplacedNeed {
    /// Id of the activity that would meet it; `null` where none does.
    #[serde(default)]
    pub activity: Option<String>,
    /// What stood in the way.
    pub cause: UnplacedCause,
    /// The level needed, where the objective has a scale.
    #[serde(default)]
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// Id of the person.
    pub person: String,
    /// The same in words.
    #[serde(default)]
    pub reason: String,
    /// Every possible start of the activity, by what prevented it.
    #[serde(default)]
    pub witness: Witness,
}

/// What stands in the way of a need: what prevented most of the possible starts, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnplacedCause {
    /// Too many of the section would be away.
    Absence,
    /// The person is not there, or it is outside the time in which the refresher is due.
    Away,
    /// The person is in another session, or teaches.
    Busy,
    /// What teaches it requires something that in turn requires it.
    Circle,
    /// What it requires is not over by then.
    EarlierStep,
    /// Fewer people than the smallest session could come.
    #[serde(alias = "too_few")]
    Minimum,
    /// No room is large enough.
    NoRoom,
    /// No trainer has the skill.
    NoTrainer,
    /// What teaches it requires something outside the person's needs.
    Prerequisite,
    /// Every suitable room is taken.
    Room,
    /// Every trainer with the skill is taken or away.
    Trainer,
    /// No activity teaches it.
    Untaught,
    /// No start is possible: the time is too short.
    Window,
}

names! {
    UnplacedCause:
    Absence = "absence",
    Away = "away",
    Busy = "busy",
    Circle = "circle",
    EarlierStep = "earlier_step",
    Minimum = "minimum",
    NoRoom = "no_room",
    NoTrainer = "no_trainer",
    Prerequisite = "prerequisite",
    Room = "room",
    Trainer = "trainer",
    Untaught = "untaught",
    Window = "window",
}

/// A proof that not every need can be met: what is needed in a window of time, and how much of it there is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Conflict {
    /// Ids of the activities that need it, sorted.
    #[serde(default)]
    pub activities: Vec<String>,
    /// How much of it there is at most, in `unit`.
    pub available: u64,
    /// The first day of the window in which it is short.
    #[serde(default = "unknown_day")]
    pub from: Date,
    /// What is short.
    pub kind: ConflictKind,
    /// How much of it is needed at least, in `unit`.
    pub needed: u64,
    /// The phase whose window it is; `null` where there is none.
    #[serde(default)]
    pub phase: Option<String>,
    /// Id of the section, skill, site, activity or objective; several skills with spaces between.
    pub subject: String,
    /// All of it in words.
    pub text: String,
    /// What `needed` and `available` count.
    #[serde(default)]
    pub unit: ConflictUnit,
    /// The last day of that window.
    #[serde(default = "unknown_day")]
    pub until: Date,
    /// Sessions that need it; people or seats where those are counted.
    #[serde(default)]
    pub uses: u64,
}

/// The day of a conflict in a plan that does not say it.
fn unknown_day() -> Date {
    Date::MIN
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// What a conflict counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConflictUnit {
    /// Half days.
    #[default]
    HalfDays,
    /// Unmet needs.
    Needs,
    /// People.
    People,
    /// Half days of single seats.
    SeatHalfDays,
    /// Sessions.
    Sessions,
    /// Half days on which a session can begin.
    Starts,
}

names! {
    ConflictUnit:
    HalfDays = "half_days",
    Needs = "needs",
    People = "people",
    SeatHalfDays = "seat_half_days",
    Sessions = "sessions",
    Starts = "starts",
}

/// What is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ConflictKind {
    /// Half days on which people of a section may be away.
    Absence,
    /// People of a section who are there when a session could be held.
    Away,
    /// Half days on which a session of an activity could begin.
    Calendar,
    /// Half days in which somebody could take all that is needed.
    Chain,
    /// Needs of a few people, which cannot all be met together: every timetable of them was looked at.
    Combined,
    /// Time before and after an activity for what it requires, and for what requires it.
    Order,
    /// People for the smallest session of an activity.
    Participants,
    /// Half days of rooms at a site.
    Rooms,
    /// An activity that teaches an objective.
    Teaching,
    /// Half days of trainers with a skill.
    Trainers,
}

names! {
    ConflictKind:
    Absence = "absence",
    Away = "away",
    Calendar = "calendar",
    Chain = "chain",
    Combined = "combined",
    Order = "order",
    Participants = "participants",
    Rooms = "rooms",
    Teaching = "teaching",
    Trainers = "trainers",
}

/// A change that would let more people be placed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Relaxation {
    /// What the plan would cost less what it costs now, in the programme's currency.
    pub extra_cost: f64,
    /// The options to set, as `--what-if` takes them: `max_absent=0.3`, `weeks=8`, `trainers.facilitation=2`, `seats_min.lab=3`.
    pub option: String,
    /// Whether everyone could be placed then.
    pub places_all: bool,
    /// What to do, in words.
    pub text: String,
    /// How many needs would be left unmet.
    pub unplaced: u64,
}

/// What changed since the previous plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanChange {
    /// Id of the activity.
    pub activity: String,
    /// The session before; `null` where there was none.
    #[serde(default)]
    pub before: Option<String>,
    /// Whether a seat was added, moved or dropped.
    pub change: ChangeKind,
    /// The session now; `null` where there is none.
    #[serde(default)]
    pub now: Option<String>,
    /// Ids of the people, sorted.
    pub people: Vec<String>,
}

/// What became of a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
    /// It is in another session.
    Moved,
}

names! {
    ChangeKind:
    Added = "added",
    Dropped = "dropped",
    Moved = "moved",
}

/// What the cost is made of, in the programme's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanCosts {
    /// Hours of tracks beyond their share.
    pub balance: f64,
    /// Seats that were moved since the previous plan.
    pub moves: f64,
    /// Money per participant.
    pub seats: f64,
    /// Money per session.
    pub sessions: f64,
    /// Hours of the participants at their wage.
    pub time: f64,
    /// Half days that pass until people's sessions are over, at `time_per_half_day`.
    #[serde(default)]
    pub waiting: f64,
    /// Teaching that is not needed, beside its time.
    pub waste: f64,
}

/// How the hours lie over the tracks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanBalance {
    /// Hours of each track beyond its share and the tolerance.
    pub beyond: ByTrack<f64>,
    /// What one percentage point of all hours beyond a track's share is charged with, in the programme's currency.
    pub price_per_point: f64,
    /// Each track's share of all hours.
    pub shares: ByTrack<f64>,
}

/// A phase of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanPhase {
    /// The first day of any of its sessions.
    #[serde(default)]
    pub first: Option<Date>,
    /// Hours of all participants together, by track.
    pub hours: ByTrack<f64>,
    /// The last day of any of its sessions.
    #[serde(default)]
    pub last: Option<Date>,
    /// People who need any of it, whether they are trained in this plan or were ready before.
    pub people: u64,
    /// Id of the phase.
    pub phase: String,
    /// Those of them who have been shown all of it by its last day, if everyone passes.
    pub ready: u64,
    /// How many sessions it has.
    pub sessions: u64,
}

/// What is not taught because it is not needed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanSaved {
    /// By cause, section and objective, in the order of the programme.
    pub items: Vec<PlanSavedItem>,
    /// Hours of all items together, as far as they are known.
    pub person_hours: f64,
}

/// Training that is saved in a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanSavedItem {
    /// Why it is not needed.
    pub because: SavedBecause,
    /// The level required, where the objective has a scale.
    #[serde(default)]
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// How many people; `null` where they, or the section, are too few to be published.
    #[serde(default)]
    pub people: Option<u64>,
    /// Hours that they would spend together; `null` where no activity teaches it, or it is suppressed.
    #[serde(default)]
    pub person_hours: Option<f64>,
    /// Id of the section.
    pub section: String,
}

/// Why training is not needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SavedBecause {
    /// They have shown it, and it lasts until the plan ends.
    Ready,
    /// Their section never uses it.
    Unused,
}

names! {
    SavedBecause:
    Ready = "ready",
    Unused = "unused",
}

/// How much work the search for a plan does. Counted, never timed: the same effort gives the same plan everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// A complete plan with little improvement.
    Quick,
    /// 2,000 rounds of improvement, and more while needs are unmet that some plan might meet, or much could be saved.
    #[default]
    Normal,
    /// Many times as much.
    Thorough,
}

names! {
    Effort:
    Quick = "quick",
    Normal = "normal",
    Thorough = "thorough",
}

/// The limits and prices that held; where a plan of another tool says none, nothing was limited or priced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanSettings {
    /// Price of an hour by which a track is off its share.
    #[serde(default)]
    pub balance_per_hour: f64,
    /// Ids of sessions that were cancelled.
    #[serde(default)]
    pub cancelled: Vec<String>,
    /// Price of moving a seat.
    #[serde(default)]
    pub cost_per_move: f64,
    /// How much work the search did.
    #[serde(default)]
    pub effort: Effort,
    /// The share of every section that may be away, where the request set one for all.
    #[serde(default)]
    pub max_absent: Option<f64>,
    /// Last days that were supposed for phases, by phase.
    #[serde(default)]
    pub phase_until: BTreeMap<String, Date>,
    /// Whether what goes stale before the plan ends is refreshed.
    #[serde(default = "yes")]
    pub refresh: bool,
    /// Rooms that were supposed in addition, by site (`""` where the programme names none).
    #[serde(default)]
    pub rooms: BTreeMap<String, u32>,
    /// Most people of a session that were supposed, by activity.
    #[serde(default)]
    pub seats_max: BTreeMap<String, u32>,
    /// Fewest people of a session that were supposed, by activity.
    #[serde(default)]
    pub seats_min: BTreeMap<String, u32>,
    /// Price of each half day that passes until a seat's session is over; without one, earlier is preferred among plans of the same cost.
    #[serde(default)]
    pub time_per_half_day: f64,
    /// Trainers that were supposed in addition, by skill.
    #[serde(default)]
    pub trainers: BTreeMap<String, u32>,
    /// Price of an hour of a participant.
    #[serde(default)]
    pub wage_per_hour: f64,
    /// Price of an hour of teaching that is not needed.
    #[serde(default)]
    pub waste_per_hour: f64,
}

fn yes() -> bool {
    true
}

impl Default for PlanSettings {
    fn default() -> PlanSettings {
        PlanSettings {
            balance_per_hour: 0.0,
            cancelled: Vec::new(),
            cost_per_move: 0.0,
            effort: Effort::default(),
            max_absent: None,
            phase_until: BTreeMap::new(),
            refresh: yes(),
            rooms: BTreeMap::new(),
            seats_max: BTreeMap::new(),
            seats_min: BTreeMap::new(),
            time_per_half_day: 0.0,
            trainers: BTreeMap::new(),
            wage_per_hour: 0.0,
            waste_per_hour: 0.0,
        }
    }
}

impl Plan {
    /// Whether it says any figure: plans of other tools may have sessions alone.
    pub(crate) fn has_figures(&self) -> bool {
        self.people > 0
            || !self.phases.is_empty()
            || self.cost != 0.0
            || self.costs != PlanCosts::default()
            || self.hours != ByTrack::default()
    }
}
