//! Two plans compared: needs, money, seats, sessions, and how many people are away at once.

use super::activity_selection::{cents, money};
use super::answer::{
    Plan, PlanCosts, PlanSession, PlanStatus, SelfPacedActivity, UnplacedCause, UnplacedNeed,
};
use super::earlier_lines::is_under_way;
use super::input::most_away;
use super::previous_plan;
use crate::disclosure::DisclosureNote;
use crate::document::Half;
use crate::model::Model;
use crate::schema_id::schema_id;
use crate::{Date, Error, ErrorKind, Finding, Programme};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

schema_id! {
    /// Schema id of [`PlanDiff`].
    PlanDiffSchema = "paratus/plan-diff/1"
}

/// What differs between two plans of one programme. It names people: not for publication. Made by [`Programme::diff_plans`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanDiff {
    /// The most people of each section who are away at once, for sections of which anybody is; by id of the section.
    pub absence: Vec<AbsenceChange>,
    /// The plan after, in figures.
    pub after: PlanFigures,
    /// The plan before, in figures.
    pub before: PlanFigures,
    /// What the plan after costs more, in the programme's currency.
    pub cost: f64,
    /// What it costs more of each kind.
    pub costs: PlanCosts,
    /// Internal: it names people.
    pub disclosure: DisclosureNote,
    /// Needs that only the plan before leaves unmet, and that the plan after meets; by person and objective.
    pub newly_met: Vec<NeedChange>,
    /// Needs that only the plan after leaves unmet; by person and objective.
    pub newly_unmet: Vec<NeedChange>,
    /// Needs that the plan before leaves unmet and the plan after does not have: shown meanwhile, or the person left.
    pub no_longer_needed: Vec<NeedChange>,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: PlanDiffSchema,
    /// People whose seats differ, by person and activity.
    pub seats: Vec<SeatChange>,
    /// Sessions that differ, by id.
    pub sessions: Vec<SessionChange>,
    /// The day from which sessions and seats are compared: the later first day of the two plans; of what begins before it, only what is
    /// under way then.
    pub since: Date,
}

/// The key figures of one of two compared plans.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanFigures {
    /// The date of assessment.
    pub as_of: Date,
    /// What is compared of it costs, in the programme's currency: sessions to come or under way, and own time that is not over, on the later
    /// date of assessment; of the plan before without the seats that it moved itself.
    pub cost: f64,
    /// What that cost is made of.
    pub costs: PlanCosts,
    /// The first day of planning.
    pub from: Date,
    /// The last day of the last session; `null` without sessions.
    pub last: Option<Date>,
    /// How many people are trained.
    pub people: u64,
    /// How many sessions there are.
    pub sessions: u64,
    /// Whether everyone could be placed.
    pub status: PlanStatus,
    /// How many needs are not met.
    pub unmet: u64,
    /// The last day of planning.
    pub until: Date,
}

/// A need that one of two plans leaves unmet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NeedChange {
    /// What stands in the way in the plan that leaves it unmet.
    pub cause: UnplacedCause,
    /// The level needed, where the objective has a scale.
    pub level: Option<String>,
    /// What meets it in the other plan: the id of a session, or of an activity that is done alone; `null` where it is no need there.
    pub met_by: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// Id of the person.
    pub person: String,
}

/// A seat that differs, or that only one of two plans has.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SeatChange {
    /// Id of the activity.
    pub activity: String,
    /// Where the person sits after; `null` where there is no seat.
    pub after: Option<SessionPlace>,
    /// Where the person sits before; `null` where there is no seat.
    pub before: Option<SessionPlace>,
    /// What of it differs; empty where only one of the two plans has the seat.
    pub changed: Vec<PlaceAspect>,
    /// Id of the person.
    pub person: String,
}

/// A session that differs, or that only one of two plans has.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SessionChange {
    /// Id of the activity.
    pub activity: String,
    /// When, where and by whom it is held after; `null` where it is not.
    pub after: Option<SessionPlace>,
    /// When, where and by whom it is held before; `null` where it is not.
    pub before: Option<SessionPlace>,
    /// What became of it.
    pub change: SessionChangeKind,
    /// What of it differs.
    pub changed: Vec<PlaceAspect>,
    /// How many people sit in it: after, or before where it is cancelled.
    pub people: u64,
    /// Id of the session.
    pub session: String,
}

/// The kind of a change of a session between two plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionChangeKind {
    /// Only the plan after has it.
    Opened,
    /// Only the plan before has it.
    Cancelled,
    /// Its date, length, room, site or trainer differ.
    Moved,
}

names! {
    SessionChangeKind:
    Opened = "opened",
    Cancelled = "cancelled",
    Moved = "moved",
}

/// When, where and by whom a session is held.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SessionPlace {
    /// The last day.
    pub end: Date,
    /// The half of the last day in which it ends.
    pub end_half: Half,
    /// The half of the first day in which it begins.
    pub half: Half,
    /// Hours of each participant.
    pub hours: f64,
    /// Id of the room; `null` where none is needed or declared.
    pub room: Option<String>,
    /// Id of the session.
    pub session: String,
    /// Where it is; `null` online, and where the programme names no sites.
    pub site: Option<String>,
    /// The first day.
    pub start: Date,
    /// Id of the trainer; `null` where none is needed or declared.
    pub trainer: Option<String>,
}

/// The aspect in which a seat or a session differs between two plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlaceAspect {
    /// It is in another session.
    Session,
    /// It begins on another day, or in the other half of it.
    Date,
    /// It is longer or shorter, or ends on another day although it begins at the same time.
    Length,
    /// It is in another room.
    Room,
    /// It is at another site.
    Site,
    /// Somebody else teaches.
    Trainer,
}

names! {
    PlaceAspect:
    Session = "session",
    Date = "date",
    Length = "length",
    Room = "room",
    Site = "site",
    Trainer = "trainer",
}

/// The most people of a section who are away at once, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AbsenceChange {
    /// After.
    pub after: AbsencePeak,
    /// Before.
    pub before: AbsencePeak,
    /// Id of the section.
    pub section: String,
}

/// The half day in which most people of a section are away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AbsencePeak {
    /// The first day with this many; `null` where nobody is away.
    pub date: Option<Date>,
    /// Its half.
    pub half: Option<Half>,
    /// How many may be away at once.
    pub most_away: u32,
    /// How many are.
    pub people: u64,
}

impl Programme {
    /// What differs between two plans of this programme: needs newly met and newly unmet, money by kind, people whose session, date, room
    /// or trainer changed, sessions opened, cancelled and moved, and the most people of each section away at once.
    ///
    /// ```
    /// # use paratus::{EvidenceLog, Programme, document::Document};
    /// # use paratus::plan::PlanOptions;
    /// # let document: Document = serde_json::from_value(serde_json::json!({
    /// #     "format": 1, "id": "records", "sections": [{ "id": "archive" }],
    /// #     "objectives": [{ "id": "file", "track": "process" }],
    /// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "file" }] }],
    /// #     "people": [{ "id": "p1", "section": "archive", "roles": ["clerk"] }],
    /// #     "activities": [{ "id": "walk", "mode": "workshop", "hours": 3.0, "cost": 100.0,
    /// #                      "seats": { "min": 1, "max": 8 }, "teaches": [{ "objective": "file" }] }],
    /// # }))?;
    /// let programme = Programme::compile(&document);
    /// let assessment = programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse()?);
    /// let before = assessment.plan(&PlanOptions::default())?;
    /// let cancelled = vec![before.sessions[0].session.clone()];
    /// let options = PlanOptions { previous: Some(Box::new(before.clone())), cancelled, ..PlanOptions::default() };
    /// let after = assessment.plan(&options)?;
    /// let diff = programme.diff_plans(&before, &after)?;
    /// assert!(!diff.is_worse());
    /// assert_eq!(diff.seats[0].person, "p1");
    /// assert_eq!(diff.sessions.len(), 2); // one cancelled, one opened
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where a plan is one of another programme.
    pub fn diff_plans(&self, before: &Plan, after: &Plan) -> Result<PlanDiff, Error> {
        let programme = self.on(after.as_of);
        let model = programme.model();
        let other = [("options.before", before), ("options.after", after)]
            .map(|(path, plan)| previous_plan::other_programme(plan, model, path));
        let findings: Vec<Finding> = other.into_iter().flatten().collect();
        let ids = &model.previous_ids;
        let (before, after) = (
            &*previous_plan::by_current_ids(before, ids),
            &*previous_plan::by_current_ids(after, ids),
        );
        if !findings.is_empty() {
            return Err(Error::new(ErrorKind::Unknown, findings));
        }
        let comparison = Comparison {
            as_of: before.as_of.max(after.as_of),
            since: before.from.max(after.from),
        };
        let (needs_before, needs_after) = (Needs::new(model, before), Needs::new(model, after));
        let no_longer_unmet = needs_before.without(&needs_after);
        let (newly_met, no_longer_needed) = no_longer_unmet
            .into_iter()
            .partition(|need| need.met_by.is_some());
        let absence = absence(model, before, after, comparison);
        let [mut before_figures, after_figures] =
            [before, after].map(|plan| figures(model, plan, comparison));
        // Those moves are made.
        before_figures.cost = more(before_figures.costs.moves, before_figures.cost);
        before_figures.costs.moves = 0.0;
        Ok(PlanDiff {
            absence,
            cost: more(before_figures.cost, after_figures.cost),
            costs: costs(&before_figures.costs, &after_figures.costs),
            after: after_figures,
            before: before_figures,
            newly_met,
            disclosure: DisclosureNote::internal(),
            newly_unmet: needs_after.without(&needs_before),
            no_longer_needed,
            programme: model.id.clone(),
            schema: PlanDiffSchema::V1,
            seats: seats(before, after, comparison),
            sessions: sessions(before, after, comparison),
            since: comparison.since,
        })
    }
}

impl PlanDiff {
    /// Whether the plan after leaves a need unmet that the plan before does not.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        !self.newly_unmet.is_empty()
    }
}

/// What seats, sessions and time cost of some lines of a plan: each an activity, how many people, and whether it is a session.
fn costs_of<'p>(
    model: &Model,
    plan: &Plan,
    lines: impl Iterator<Item = (&'p String, usize, bool)>,
) -> PlanCosts {
    let mut sum = PlanCosts::default();
    for (activity, people, is_dated) in lines {
        let at = model.activity_ids.index(activity);
        let Some(activity) = at.and_then(|at| model.activities.get(at)) else {
            continue;
        };
        let people = people as f64;
        sum.seats += activity.cost_per_person * people;
        sum.sessions += if is_dated { activity.cost } else { 0.0 };
        sum.time += activity.hours * plan.settings.wage_per_hour * people;
    }
    sum
}

fn figures(model: &Model, plan: &Plan, comparison: Comparison) -> PlanFigures {
    let sessions = |list: &'_ [PlanSession], is_compared: bool| {
        let of = list.iter().filter(|one| comparison.has(one) == is_compared);
        let lines = of.map(|one| (&one.activity, one.people.len(), true));
        costs_of(model, plan, lines)
    };
    let alone = |list: &'_ [SelfPacedActivity], is_compared: bool| {
        let of = list
            .iter()
            .filter(|one| comparison.has_own(one) == is_compared);
        let lines = of.map(|one| (&one.activity, one.people.len(), false));
        costs_of(model, plan, lines)
    };
    // What a plan keeps of one before it is in no figure of it.
    let over = [
        sessions(&plan.sessions, false),
        alone(&plan.self_paced, false),
    ];
    let kept = [
        sessions(&plan.earlier_sessions, true),
        alone(&plan.earlier_self_paced, true),
    ];
    let sum = |of: fn(&PlanCosts) -> f64| {
        let more: f64 = kept.iter().map(of).sum();
        let less: f64 = over.iter().map(of).sum();
        money(cents(of(&plan.costs)) + cents(more) - cents(less))
    };
    let compared = PlanCosts {
        seats: sum(|costs| costs.seats),
        sessions: sum(|costs| costs.sessions),
        time: sum(|costs| costs.time),
        ..plan.costs
    };
    let own = |costs: &PlanCosts| cents(costs.seats) + cents(costs.sessions) + cents(costs.time);
    PlanFigures {
        as_of: plan.as_of,
        cost: money(cents(plan.cost) + own(&compared) - own(&plan.costs)),
        costs: compared,
        from: plan.from,
        last: plan.last,
        people: plan.people,
        sessions: plan.sessions.len() as u64,
        status: plan.status,
        unmet: plan.unplaced.len() as u64,
        until: plan.until,
    }
}

/// What an amount exceeds another by, without the rounding of fractions.
fn more(before: f64, after: f64) -> f64 {
    money(cents(after) - cents(before))
}

fn costs(before: &PlanCosts, after: &PlanCosts) -> PlanCosts {
    PlanCosts {
        balance: more(before.balance, after.balance),
        moves: more(before.moves, after.moves),
        seats: more(before.seats, after.seats),
        sessions: more(before.sessions, after.sessions),
        time: more(before.time, after.time),
        waiting: more(before.waiting, after.waiting),
        waste: more(before.waste, after.waste),
    }
}

/// What a plan leaves unmet, and what it gives to people.
struct Needs<'p> {
    model: &'p Model,
    /// By person, objective and level.
    unmet: BTreeMap<(&'p str, &'p str, Option<&'p str>), &'p UnplacedNeed>,
    /// By person: the activities, each with the id of its session, or its own where it is done alone.
    given: BTreeMap<&'p str, Vec<(&'p str, &'p str)>>,
}

impl<'p> Needs<'p> {
    fn new(model: &'p Model, plan: &'p Plan) -> Needs<'p> {
        let key = |need: &'p UnplacedNeed| {
            (
                need.person.as_str(),
                need.objective.as_str(),
                need.level.as_deref(),
            )
        };
        let mut given: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        let sessions = plan
            .every_session()
            .map(|session| (&session.people, &session.activity, &session.session));
        let alone = plan
            .every_self_paced()
            .map(|line| (&line.people, &line.activity, &line.activity));
        for (people, activity, id) in sessions.chain(alone) {
            for person in people {
                given
                    .entry(person.as_str())
                    .or_default()
                    .push((activity.as_str(), id.as_str()));
            }
        }
        Needs {
            model,
            unmet: plan.unplaced.iter().map(|need| (key(need), need)).collect(),
            given,
        }
    }

    /// What this plan leaves unmet and another does not.
    fn without(&self, other: &Needs<'_>) -> Vec<NeedChange> {
        let only = self
            .unmet
            .iter()
            .filter(|(key, _)| !other.unmet.contains_key(*key));
        let change = |(_, need): (_, &&UnplacedNeed)| NeedChange {
            cause: need.cause,
            level: need.level.clone(),
            met_by: other.met_by(need),
            objective: need.objective.clone(),
            person: need.person.clone(),
        };
        only.map(change).collect()
    }

    /// What meets a need here.
    fn met_by(&self, need: &UnplacedNeed) -> Option<String> {
        let objective = self.model.objective_ids.index(&need.objective)?;
        let compiled = self.model.objectives.get(objective)?;
        let teaches = |activity: &str| {
            let activity = self
                .model
                .activity_ids
                .index(activity)
                .and_then(|at| self.model.activities.get(at));
            let mut taught = activity.into_iter().flat_map(|activity| &activity.teaches);
            let up_to = taught
                .find(|taught| taught.0 == objective)
                .map(|taught| taught.1);
            up_to.is_some_and(|up_to| {
                (0..=up_to).any(|level| compiled.level_name(level) == need.level.as_deref())
            })
        };
        let given = self.given.get(need.person.as_str())?;
        given
            .iter()
            .find(|(activity, _)| teaches(activity))
            .map(|(_, id)| (*id).to_owned())
    }
}

fn place(session: &PlanSession) -> SessionPlace {
    SessionPlace {
        end: session.end,
        end_half: session.end_half,
        half: session.half,
        hours: session.hours,
        room: session.room.clone(),
        session: session.session.clone(),
        site: session.site.clone(),
        start: session.start,
        trainer: session.trainer.clone(),
    }
}

fn changed(before: &SessionPlace, after: &SessionPlace) -> Vec<PlaceAspect> {
    let starts = (before.start, before.half) == (after.start, after.half);
    let ends = (before.end, before.end_half) == (after.end, after.end_half);
    let minutes = |place: &SessionPlace| (place.hours * 60.0).round();
    let lasts = minutes(before) == minutes(after);
    let aspects = [
        (PlaceAspect::Session, before.session != after.session),
        (PlaceAspect::Date, !starts),
        (PlaceAspect::Length, !lasts || starts && !ends),
        (PlaceAspect::Room, before.room != after.room),
        (PlaceAspect::Site, before.site != after.site),
        (PlaceAspect::Trainer, before.trainer != after.trainer),
    ];
    aspects
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(aspect, _)| aspect)
        .collect()
}

/// When two plans are compared: from a day on, and for what is under way then and not over on the later day of assessment.
#[derive(Clone, Copy)]
struct Comparison {
    as_of: Date,
    since: Date,
}

impl Comparison {
    /// The sessions of a plan that are to come or under way.
    fn sessions(self, plan: &Plan) -> impl Iterator<Item = &PlanSession> {
        plan.every_session()
            .filter(move |session| self.has(session))
    }

    fn has(self, session: &PlanSession) -> bool {
        session.start >= self.since
            || is_under_way((session.start, session.end), (self.as_of, self.since))
    }

    /// Whether something done alone is to come or under way.
    fn has_own(self, line: &SelfPacedActivity) -> bool {
        line.from >= self.since || is_under_way((line.from, line.until), (self.as_of, self.since))
    }
}

#[expect(clippy::indexing_slicing, reason = "two plans")]
fn seats(before: &Plan, after: &Plan, comparison: Comparison) -> Vec<SeatChange> {
    /// The sessions of a person and an activity, in the plan before and in that after.
    type Sessions<'p> = BTreeMap<(&'p str, &'p str), [Vec<&'p PlanSession>; 2]>;
    let mut all = Sessions::new();
    for (at, plan) in [before, after].into_iter().enumerate() {
        for session in comparison.sessions(plan) {
            for person in &session.people {
                let known = all.entry((person, &session.activity)).or_default();
                known[at].push(session);
            }
        }
    }
    let mut list = Vec::new();
    for ((person, activity), [mut old, mut new]) in all {
        // Who has a session that has begun, and one more to come, stays in the first.
        let is_in = |list: &[&PlanSession], session: &PlanSession| {
            list.iter().any(|one| one.session == session.session)
        };
        old.sort_by_key(|session| !is_in(&new, session));
        new.sort_by_key(|session| !is_in(&old, session));
        for at in 0..old.len().max(new.len()) {
            let place = |list: &[&PlanSession]| list.get(at).map(|session| place(session));
            let (before, after) = (place(&old), place(&new));
            let both = before.as_ref().zip(after.as_ref());
            let changed = both.map(|(before, after)| changed(before, after));
            if changed.as_ref().is_none_or(|changed| !changed.is_empty()) {
                list.push(SeatChange {
                    activity: activity.to_owned(),
                    after,
                    before,
                    changed: changed.unwrap_or_default(),
                    person: person.to_owned(),
                });
            }
        }
    }
    list
}

fn sessions(before: &Plan, after: &Plan, comparison: Comparison) -> Vec<SessionChange> {
    let by_id = |plan| -> BTreeMap<&str, &PlanSession> {
        comparison
            .sessions(plan)
            .map(|session| (session.session.as_str(), session))
            .collect()
    };
    let (before, after) = (by_id(before), by_id(after));
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let change = |id: &str| {
        let (old, new) = (before.get(id), after.get(id));
        let (kind, changed, held) = match (old, new) {
            (Some(old), Some(new)) => (
                SessionChangeKind::Moved,
                changed(&place(old), &place(new)),
                new,
            ),
            (Some(old), None) => (SessionChangeKind::Cancelled, Vec::new(), old),
            (None, Some(new)) => (SessionChangeKind::Opened, Vec::new(), new),
            (None, None) => return None,
        };
        (kind != SessionChangeKind::Moved || !changed.is_empty()).then(|| SessionChange {
            activity: held.activity.clone(),
            after: new.map(|session| place(session)),
            before: old.map(|session| place(session)),
            change: kind,
            changed,
            people: held.people.len() as u64,
            session: id.to_owned(),
        })
    };
    ids.into_iter().filter_map(change).collect()
}

#[expect(clippy::indexing_slicing, reason = "numbered by the model")]
fn absence(
    model: &Model,
    before: &Plan,
    after: &Plan,
    comparison: Comparison,
) -> Vec<AbsenceChange> {
    let (before, after) = [before, after]
        .map(|plan| peaks(model, plan, comparison))
        .into();
    let mut order: Vec<usize> = (0..model.sections.len()).collect();
    order.sort_by(|&a, &b| model.sections[a].id.cmp(&model.sections[b].id));
    let of_anybody = |&section: &usize| before[section].people > 0 || after[section].people > 0;
    let change = |section: usize| AbsenceChange {
        after: after[section],
        before: before[section],
        section: model.sections[section].id.clone(),
    };
    order.into_iter().filter(of_anybody).map(change).collect()
}

/// For each section of the model the half day in which most of its people sit in sessions.
#[expect(clippy::indexing_slicing, reason = "numbered by the model")]
fn peaks(model: &Model, plan: &Plan, comparison: Comparison) -> Vec<AbsencePeak> {
    let mut away: BTreeMap<(usize, Date, bool), u64> = BTreeMap::new();
    for session in comparison.sessions(plan) {
        let is_afternoon = |half: Half| half == Half::Afternoon;
        let (first, last) = (
            (session.start, is_afternoon(session.half)),
            (session.end, is_afternoon(session.end_half)),
        );
        let days = session.end.days_since(session.start).max(0);
        let half_days: Vec<(Date, bool)> = (0..=days)
            .map(|day| session.start.plus_days(day))
            .filter(|day| *day >= comparison.since && model.calendar.is_working(*day))
            .flat_map(|day| [(day, false), (day, true)])
            .filter(|half_day| first <= *half_day && *half_day <= last)
            .collect();
        for person in session
            .people
            .iter()
            .filter_map(|id| model.people.ids.index(id))
        {
            let section = model.people.section[person] as usize;
            half_days
                .iter()
                .for_each(|&(day, half)| *away.entry((section, day, half)).or_default() += 1);
        }
    }
    let none = AbsencePeak {
        date: None,
        half: None,
        most_away: 0,
        people: 0,
    };
    let mut peaks = vec![none; model.sections.len()];
    for ((section, date, is_afternoon), people) in away {
        let peak = &mut peaks[section];
        if people > peak.people {
            let half = if is_afternoon {
                Half::Afternoon
            } else {
                Half::Morning
            };
            *peak = AbsencePeak {
                date: Some(date),
                half: Some(half),
                people,
                ..*peak
            };
        }
    }
    let mut staff = vec![0; peaks.len()];
    for person in 0..model.people.len() {
        let section = model.people.section[person] as usize;
        let day = peaks[section].date.unwrap_or(plan.from);
        staff[section] += u64::from(model.people.employed(person, day));
    }
    for ((peak, staff), section) in peaks.iter_mut().zip(staff).zip(&model.sections) {
        let share = plan.settings.max_absent.unwrap_or(section.max_absent);
        peak.most_away = most_away(share, staff);
    }
    peaks
}
