//! A plan without people, for reports: sessions and people by activity and month.
//!
//! How many people a session seats says how many lack what it teaches. So a published plan has no single sessions: it counts
//! sessions and people by activity and month, people rounded, and puts sessions of few people into one line. Hours and costs are those
//! of its lines, computed from the figures in them: a total beside them would give the sessions of few people away. An internal one has
//! every session and the sums of the plan.

use super::activity_selection::UNLIMITED_SEATS;
use super::previous_plan;
use super::section_costs::{PublishedSection, section_costs};
use super::{
    Conflict, DateReason, Plan, PlanSession, PlanStatus, Relaxation, SavedReason, UnplacedCause,
};
use crate::disclosure::Disclosure;
use crate::disclosure::{Published, Publisher, SuppressedFigures, Suppression};
use crate::document::{Half, Mode};
use crate::figure;
use crate::fingerprint::PeopleSet;
use crate::model::{Activity, Model};
use crate::population::{PeopleGroup, Population};
use crate::{Date, Error, ErrorKind, Programme, Track, TrackValues};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the share that could still be saved is a multiple of.
const GAP_STEP: f64 = 0.05;

/// A plan without people, for reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedPlan {
    /// The date of assessment.
    pub as_of: Date,
    /// What is proven to be short; only internal answers have it.
    pub conflicts: Vec<Conflict>,
    /// What it costs, in the programme's currency. Published: time, seats and sessions of `months`.
    pub cost: f64,
    /// The first day of any of its sessions; `null` without sessions. Published: of those surely of `min_cell` people or more.
    pub first: Option<Date>,
    /// The first day of planning.
    pub from: Date,
    /// The share of the cost that could at most still be saved, rounded up to a hundredth. Published: of the cost of the whole plan, rounded up
    /// to a twentieth.
    pub gap: f64,
    /// Hours of all participants together, by track. Published: those of `months`; a track of which no line is listed is suppressed, unless
    /// every line is.
    pub hours: TrackValues<Published<f64>>,
    /// The last day of any of its sessions; `null` without sessions. Published: of those surely of `min_cell` people or more.
    pub last: Option<Date>,
    /// Sessions and what people do in their own time, by month and activity. Published: lines surely of `min_cell` people or more.
    pub months: Vec<PublishedLine>,
    /// How many people have seats beside those lines. Seats of what fewer than `min_cell` people need are not counted. `null` in internal
    /// answers, whose lines are all.
    pub others: Published<u64>,
    /// The phases in order, by the sessions of `months`.
    pub phases: Vec<PublishedPhase>,
    /// What would let more needs be met, the best first; only internal answers have it.
    pub relaxations: Vec<Relaxation>,
    /// Hours that are not taught because sections never use it: staff list and programme give them. What people have shown is not in them.
    pub saved_hours: f64,
    /// What it takes of each section; only internal answers have it.
    pub sections: Vec<PublishedSection>,
    /// What people do in their own time, line by line; only internal answers have it.
    pub self_paced: Vec<PublishedSelfPacedActivity>,
    /// The sessions, by start, then by id; only internal answers have them.
    pub sessions: Vec<PublishedSession>,
    /// Each track's share of the hours given here, to a hundredth.
    pub shares: TrackValues<Published<f64>>,
    /// Whether everyone could be placed. Published: as far as `unplaced` and `unplaced_others` say it, so that a few people who
    /// could not be placed do not show.
    pub status: PlanStatus,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Needs that are not met, by objective and cause. Published: lines surely of `min_cell` people or more.
    pub unplaced: Vec<PublishedUnplacedNeed>,
    /// How many people have needs that are not met beside those lines. What fewer than `min_cell` people need is not counted. `null` in
    /// internal answers.
    pub unplaced_others: Published<u64>,
    /// The last day of planning.
    pub until: Date,
}

/// What is done of an activity in a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedLine {
    /// Id of the activity.
    pub activity: String,
    /// Hours of each participant.
    pub hours: f64,
    /// How it is given.
    pub mode: Mode,
    /// The first day of the month.
    pub month: Date,
    /// The participants.
    pub people: Published<u64>,
    /// Hours of all of them, of the count given here.
    pub person_hours: Published<f64>,
    /// Its sessions that begin in the month; 0 for what people do in their own time. Published: those surely of `min_cell` people or more,
    /// suppressed where there are none. (The number of sessions of a few people each would be that of the people.)
    pub sessions: Published<u64>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name of the activity for people.
    pub title: String,
}

/// A phase of a published plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedPhase {
    /// The first day of any of its sessions. Published: of those surely of `min_cell` people or more.
    pub first: Option<Date>,
    /// The last day of any of its sessions.
    pub last: Option<Date>,
    /// Id of the phase.
    pub phase: String,
    /// How many sessions it has. Published: those surely of `min_cell` people or more.
    pub sessions: u64,
}

/// A session of a published plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedSession {
    /// Id of the activity.
    pub activity: String,
    /// What set its date.
    pub because: DateReason,
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
    /// The participants.
    pub people: u64,
    /// Id of the phase that it belongs to.
    pub phase: Option<String>,
    /// Id of the room.
    pub room: Option<String>,
    /// How many people it can take; `null` where nothing limits it.
    pub seats: Option<u32>,
    /// Where it is.
    pub site: Option<String>,
    /// The first day.
    pub start: Date,
    /// Name of the activity for people.
    pub title: String,
}

/// A self-paced activity of a published plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedSelfPacedActivity {
    /// Id of the activity.
    pub activity: String,
    /// The first day.
    pub from: Date,
    /// Hours of each person.
    pub hours: f64,
    /// How it is given.
    pub mode: Mode,
    /// The people.
    pub people: u64,
    /// Name of the activity for people.
    pub title: String,
    /// The last day.
    pub until: Date,
}

/// Needs that a published plan does not meet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedUnplacedNeed {
    /// What stood in the way.
    pub cause: UnplacedCause,
    /// The level needed, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// The people.
    pub people: Published<u64>,
}

impl PublishedPlan {
    /// A plan as it is given to an audience.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::plan::{PlanOptions, PublishedPlan};
    ///
    /// let assessment = sample::assessment();
    /// let programme = assessment.programme();
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// let published = PublishedPlan::new(&plan, programme, &Disclosure::published("the key of the office"))?;
    /// println!("{published:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the plan is one of another programme.
    pub fn new(
        plan: &Plan,
        programme: &Programme,
        disclosure: &Disclosure,
    ) -> Result<PublishedPlan, Error> {
        if let Some(other) = previous_plan::other_programme(plan, programme.model(), "plan") {
            return Err(Error::new(ErrorKind::Unknown, vec![other]));
        }
        let programme = &programme.on(plan.as_of);
        let publisher = Publisher::new(disclosure, programme.rules(), || known(plan));
        let population = Population::new(programme.model(), plan.as_of);
        let given = PublishedParts {
            publisher,
            model: programme.model(),
            everyone: population.groups.iter().map(PeopleGroup::set).sum(),
            population,
            internal: disclosure.is_internal(),
        };
        let (months, others) = given.months(plan);
        let (unplaced, unplaced_others) = given.unplaced(plan);
        let listed = given.listed(plan, &months);
        let (hours, cost) = if given.internal {
            (plan.hours, plan.cost)
        } else {
            given.sums(plan, &months)
        };
        let all: f64 = hours.iter().map(|(_, hours)| *hours).sum();
        let lists_all = given.internal || others.value() == Some(0);
        let hours = TrackValues::from_fn(|track: Track| match *hours.get(track) {
            hours if given.internal => Published::exact(hours),
            hours if lists_all || hours > 0.0 => Published::rounded(hours),
            _ => Published::suppressed(Suppression::Threshold),
        });
        let share = |track: Track| {
            let hours = *hours.get(track);
            hours.map(|hours| (hours / all.max(f64::MIN_POSITIVE) * 100.0).round() / 100.0)
        };
        let mut suppressed = SuppressedFigures::default()
            .with_figure("others", &others)
            .with_figure("unplaced_others", &unplaced_others);
        for track in Track::ALL {
            for figure in ["hours", "shares"] {
                let name = format!("{figure}.{}", track.name());
                suppressed = suppressed.with_figure(&name, hours.get(track));
            }
        }
        // A plan that seats everyone but a few is no other than one that seats everyone.
        let is_placed =
            unplaced.is_empty() && unplaced_others.value().is_none_or(|others| others == 0);
        let status = match plan.status {
            status if given.internal => status,
            _ if is_placed => PlanStatus::Feasible,
            PlanStatus::Feasible => PlanStatus::Partial,
            status => status,
        };
        Ok(PublishedPlan {
            as_of: plan.as_of,
            conflicts: given.internal_list(&plan.conflicts),
            cost,
            first: listed.iter().map(|session| session.start).min(),
            from: plan.from,
            gap: if given.internal {
                figure::upper_share(plan.gap)
            } else {
                // Never a negative zero.
                ((plan.gap / GAP_STEP - 1e-9).ceil().max(0.0) * GAP_STEP + 0.0).min(1.0)
            },
            shares: TrackValues::from_fn(share),
            hours,
            last: listed.iter().map(|session| session.end).max(),
            phases: plan
                .phases
                .iter()
                .map(|phase| PublishedPhase::new(&phase.phase, &listed))
                .collect(),
            months,
            relaxations: given.internal_list(&plan.relaxations),
            sections: if given.internal {
                section_costs(plan, programme.model())
            } else {
                Vec::new()
            },
            self_paced: plan
                .self_paced
                .iter()
                .filter(|_| given.internal)
                .map(|line| {
                    PublishedSelfPacedActivity::new(line, given.title(&line.activity, &line.title))
                })
                .collect(),
            sessions: plan
                .sessions
                .iter()
                .filter(|_| given.internal)
                .map(|session| {
                    PublishedSession::new(session, given.title(&session.activity, &session.title))
                })
                .collect(),
            saved_hours: unused_hours(plan),
            status,
            suppressed,
            others,
            unplaced,
            unplaced_others,
            until: plan.until,
        })
    }
}

/// Hours of what sections never use, as far as they are known.
fn unused_hours(plan: &Plan) -> f64 {
    let unused = plan
        .saved
        .items
        .iter()
        .filter(|item| item.because == SavedReason::Unused);
    // An empty sum is -0.
    unused.filter_map(|item| item.person_hours).sum::<f64>() + 0.0
}

/// Who does what, as a number that a disclosure key is derived from.
fn known(plan: &Plan) -> u128 {
    let sessions = plan
        .sessions
        .iter()
        .map(|session| (&session.session, &session.people));
    let own = plan
        .self_paced
        .iter()
        .map(|line| (&line.activity, &line.people));
    let mut sum = 0u128;
    for (line, people) in sessions.chain(own) {
        let of = crate::fingerprint::person(line).fingerprint;
        for person in people {
            let person = crate::fingerprint::person(person).fingerprint;
            sum = sum.wrapping_add(crate::fingerprint::record(
                person,
                [of as u64, (of >> 64) as u64, 0],
            ));
        }
    }
    sum
}

/// How a plan is given.
struct PublishedParts<'a> {
    publisher: Publisher,
    model: &'a Model,
    population: Population,
    everyone: PeopleSet,
    internal: bool,
}

/// Sessions and people of an activity in a month.
#[derive(Default)]
struct MonthSums<'a> {
    sessions: u64,
    /// Those surely of enough people.
    large: u64,
    seats: u64,
    people: Vec<&'a str>,
    hours: f64,
    mode: Option<Mode>,
    title: &'a str,
}

impl PublishedParts<'_> {
    /// What only internal answers have.
    fn internal_list<T: Clone>(&self, list: &[T]) -> Vec<T> {
        if self.internal {
            list.to_vec()
        } else {
            Vec::new()
        }
    }

    /// A count of people, or of seats, of whom the plan has this many.
    fn count(&self, count: u64, measure: &str) -> Published<u64> {
        let of = PeopleSet {
            people: self.everyone.people.max(count),
            ..self.everyone
        };
        self.publisher.count(count, of, measure)
    }

    /// The people who need any of these objectives, at this level where one is named.
    fn needing(&self, objectives: &[usize], level: Option<&str>) -> u64 {
        let needs = |group: &&PeopleGroup| {
            let profile = self.model.profiles.get(group.profile);
            let requirements = profile.map_or(&[][..], |profile| &profile.requirements);
            requirements.iter().any(|need| {
                let objective = self.model.objectives.get(need.objective);
                let named = objective.and_then(|objective| objective.level_name(need.level));
                objectives.contains(&need.objective)
                    && level.is_none_or(|level| named == Some(level))
            })
        };
        let groups = self.population.groups.iter().filter(needs);
        groups.map(|group| group.people).sum()
    }

    /// A line of people of whom `needing` can be meant, where the count is surely of enough people. It is never rounded above what the
    /// document says that there are: else it would tell who of the few others is among them.
    fn line(&self, count: u64, needing: u64, measure: &str) -> Option<Published<u64>> {
        let of = PeopleSet {
            people: needing.max(count),
            ..self.everyone
        };
        self.publisher.line(count, of, measure)
    }

    /// The people who are left out of lines because these are about few. They are counted, not their needs: one person may have many. Where
    /// the document says that fewer than `min_cell` people can be meant, they are not among them.
    fn others(&self, few: &BTreeSet<&str>, measure: &str) -> Published<u64> {
        if self.internal {
            Published::suppressed_all()
        } else {
            self.count(few.len() as u64, measure)
        }
    }

    /// Whether a session is surely of enough people. The threshold lies a little above, by the key, so that it counts nobody.
    fn is_large(&self, session: &PlanSession) -> bool {
        let more = self
            .publisher
            .threshold_above(self.everyone.fingerprint, &session.activity);
        self.internal || session.people.len() as u64 >= self.publisher.min_cell() + more
    }

    fn activity(&self, id: &str) -> Option<&Activity> {
        let at = self.model.activity_ids.index(id)?;
        self.model.activities.get(at)
    }

    /// The title of an activity in the language of the programme: a plan may have been made in another. Where the programme does not have
    /// it any more, the title of the plan.
    fn title(&self, activity: &str, planned: &str) -> String {
        self.activity(activity)
            .map_or(planned, |known| known.title.as_str())
            .to_owned()
    }

    fn months(&self, plan: &Plan) -> (Vec<PublishedLine>, Published<u64>) {
        let sessions = plan.sessions.iter();
        let sessions = sessions.map(|of| {
            (
                &of.activity,
                of.start,
                (1, u64::from(self.is_large(of))),
                &of.people,
                of.hours,
                of.mode,
                &of.title,
            )
        });
        let own = plan.self_paced.iter();
        let own = own.map(|of| {
            (
                &of.activity,
                of.from,
                (0, 0),
                &of.people,
                of.hours,
                of.mode,
                &of.title,
            )
        });
        let mut lines: BTreeMap<(Date, &str, bool), MonthSums<'_>> = BTreeMap::new();
        for (activity, day, (session, large), people, hours, mode, title) in sessions.chain(own) {
            let line = lines
                .entry((first_of_month(day), activity, session == 0))
                .or_default();
            (line.sessions, line.large) = (line.sessions + session, line.large + large);
            line.seats += people.len() as u64;
            line.people.extend(people.iter().map(String::as_str));
            (line.hours, line.mode, line.title) = (hours, Some(mode), title);
        }
        let (mut list, mut few) = (Vec::new(), BTreeSet::new());
        for ((month, activity, _), line) in lines {
            let Some(mode) = line.mode else { continue };
            let known = self.activity(activity);
            let taught: Vec<usize> = known
                .iter()
                .flat_map(|known| &known.teaches)
                .map(|of| of.0)
                .collect();
            let measure = format!("seats in {activity} {month}");
            let needing = self.needing(&taught, None);
            let Some(people) = self.line(line.seats, needing, &measure) else {
                if !self.publisher.is_small_group(needing) {
                    few.extend(line.people);
                }
                continue;
            };
            let sessions = match (line.sessions, line.large) {
                (1.., 0) => Published::suppressed(Suppression::Threshold),
                (_, large) => self.publisher.of(0, large),
            };
            list.push(PublishedLine {
                activity: activity.to_owned(),
                hours: line.hours,
                mode,
                month,
                people,
                person_hours: people.map(|people| people as f64 * line.hours),
                suppressed: SuppressedFigures::default().with_figure("sessions", &sessions),
                sessions,
                title: self.title(activity, line.title),
            });
        }
        (list, self.others(&few, "other seats"))
    }

    /// Hours by track and costs of some lines. The hours of an activity are shared equally among what it teaches.
    fn sums(&self, plan: &Plan, lines: &[PublishedLine]) -> (TrackValues<f64>, f64) {
        let model = self.model;
        let (mut hours, mut cost) = (TrackValues::<f64>::default(), 0.0);
        for line in lines {
            let Some(person_hours) = line.person_hours.value() else {
                continue;
            };
            let Some(activity) = self.activity(&line.activity) else {
                continue;
            };
            let people = line.people.value().unwrap_or_default() as f64;
            cost += person_hours * plan.settings.wage_per_hour;
            cost += people * activity.cost_per_person
                + self.sessions_of(line, activity) * activity.cost;
            let part = person_hours / activity.teaches.len().max(1) as f64;
            for (objective, _) in &activity.teaches {
                let track = model
                    .objectives
                    .get(*objective)
                    .map(|objective| objective.track);
                track
                    .iter()
                    .for_each(|track| *hours.get_mut(*track) += part);
            }
        }
        (hours, cost)
    }

    /// Sessions that a line costs: those that are given, and at least as many as its people fill.
    fn sessions_of(&self, line: &PublishedLine, activity: &Activity) -> f64 {
        let given = line.sessions.value();
        let most = activity
            .seats
            .map_or(u64::MAX, |(_, most)| u64::from(most.max(1)));
        let filled = line.people.value().unwrap_or_default().div_ceil(most);
        // What people do in their own time has none.
        given.map_or(
            filled,
            |given| if given == 0 { 0 } else { given.max(filled) },
        ) as f64
    }

    /// The sessions whose dates are given: of published plans those surely of enough people, in lines that are given.
    fn listed<'p>(&self, plan: &'p Plan, months: &[PublishedLine]) -> Vec<&'p PlanSession> {
        let is_listed = |session: &&PlanSession| {
            let month = first_of_month(session.start);
            let is_of =
                |line: &PublishedLine| line.month == month && line.activity == session.activity;
            self.is_large(session) && months.iter().any(is_of)
        };
        plan.sessions.iter().filter(is_listed).collect()
    }

    fn unplaced(&self, plan: &Plan) -> (Vec<PublishedUnplacedNeed>, Published<u64>) {
        let mut counts: BTreeMap<(&str, Option<&str>, UnplacedCause), Vec<&str>> = BTreeMap::new();
        for need in &plan.unplaced {
            counts
                .entry((&need.objective, need.level.as_deref(), need.cause))
                .or_default()
                .push(&need.person);
        }
        let (mut lines, mut few) = (Vec::new(), BTreeSet::new());
        for ((objective, level, cause), people) in counts {
            let needed: Vec<usize> = self
                .model
                .objective_ids
                .index(objective)
                .into_iter()
                .collect();
            let measure = format!("unplaced in {objective}");
            let needing = self.needing(&needed, level);
            let Some(people) = self.line(people.len() as u64, needing, &measure) else {
                if !self.publisher.is_small_group(needing) {
                    few.extend(people);
                }
                continue;
            };
            let (level, objective) = (level.map(str::to_owned), objective.to_owned());
            lines.push(PublishedUnplacedNeed {
                cause,
                level,
                objective,
                people,
            });
        }
        (lines, self.others(&few, "other unplaced"))
    }
}

fn first_of_month(day: Date) -> Date {
    let (year, month, _) = day.ymd();
    Date::from_ymd(year, month, 1).unwrap_or(day)
}

impl PublishedPhase {
    fn new(phase: &str, listed: &[&PlanSession]) -> PublishedPhase {
        let own = || {
            let is_own = |session: &&&PlanSession| session.phase.as_deref() == Some(phase);
            listed.iter().filter(is_own)
        };
        PublishedPhase {
            first: own().map(|session| session.start).min(),
            last: own().map(|session| session.end).max(),
            phase: phase.to_owned(),
            sessions: own().count() as u64,
        }
    }
}

impl PublishedSession {
    fn new(session: &PlanSession, title: String) -> PublishedSession {
        PublishedSession {
            activity: session.activity.clone(),
            because: session.reason.date,
            end: session.end,
            end_half: session.end_half,
            half: session.half,
            hours: session.hours,
            mode: session.mode,
            people: session.people.len() as u64,
            phase: session.phase.clone(),
            room: session.room.clone(),
            seats: (session.seats < UNLIMITED_SEATS).then_some(session.seats),
            site: session.site.clone(),
            start: session.start,
            title,
        }
    }
}

impl PublishedSelfPacedActivity {
    fn new(line: &super::SelfPacedActivity, title: String) -> PublishedSelfPacedActivity {
        PublishedSelfPacedActivity {
            activity: line.activity.clone(),
            from: line.from,
            hours: line.hours,
            mode: line.mode,
            people: line.people.len() as u64,
            title,
            until: line.until,
        }
    }
}
