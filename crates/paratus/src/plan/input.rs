//! The request resolved: dates, limits, prices, rooms and trainers that hold for this plan.

use super::activity_selection::at_a_site;

use super::earlier_lines::{BegunAlone, EarlierLines};
use super::horizon::Horizon;
use super::previous_plan;
use super::{PlanClock, PlanOptions, PlanSettings};
use crate::finding::describe;
use crate::model::limits::{self, MOST_ADDED, MOST_PLAN_DAYS, MOST_PLAN_WEEKS};
use crate::model::{Activity, Model};
use crate::{Assessment, Code, Date, Error, ErrorKind, Finding};
use std::borrow::Cow;

/// Everything that a plan is made from.
pub(super) struct PlanInput<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) model: &'a Model,
    pub(super) options: Cow<'a, PlanOptions>,
    pub(super) horizon: Horizon,
    /// What was announced before the plan begins and is not over.
    pub(super) earlier: EarlierLines,
    pub(super) settings: PlanSettings,
    /// The activities by id: so that the order in which they are written decides nothing. Numbers of activities in this
    /// room point here.
    pub(super) activities: Vec<&'a Activity>,
    /// For each activity of the model its place in `activities`.
    pub(super) place_of: Vec<usize>,
    /// For each section of the model its place by id.
    pub(super) section_places: Vec<usize>,
    /// Numbers of the model's sites by name.
    sites: Vec<usize>,
    /// Rooms of the programme, then those supposed in addition; empty where rooms set no limit.
    pub(super) rooms: Vec<PlanRoom>,
    /// Trainers of the programme, then those supposed in addition; empty where trainers set no limit.
    pub(super) trainers: Vec<PlanTrainer>,
}

/// A room.
pub(super) struct PlanRoom {
    pub(super) id: String,
    pub(super) seats: u32,
    pub(super) site: usize,
}

/// A trainer.
pub(super) struct PlanTrainer {
    pub(super) id: String,
    pub(super) skills: Vec<usize>,
    pub(super) site: Option<usize>,
}

impl<'a> PlanInput<'a> {
    /// Resolves a request.
    ///
    /// # Errors
    /// With every option that makes no sense.
    #[expect(clippy::indexing_slicing, reason = "numbered by the model")]
    pub(super) fn new(
        assessment: &'a Assessment,
        options: &'a PlanOptions,
    ) -> Result<PlanInput<'a>, Error> {
        let model = assessment.programme.model();
        let mut options = previous_plan::options_by_current_ids(options, &model.previous_ids);
        let planning = &model.planning;
        let mut wrong = Vec::new();
        let (from, until) = dates(assessment, &options, &mut wrong);
        let previous = options.previous.as_deref().map(Cow::Borrowed);
        let previous = previous.map(|plan| previous_plan::seen_from(plan, from));
        if let Some(Cow::Owned(seen)) = previous {
            options.to_mut().previous = Some(Box::new(seen));
        }
        let mut price = |key: &str, given: Option<f64>, usual: f64| {
            if let Some(value) = given.filter(|value| !limits::is_amount(*value)) {
                wrong.push(describe!(
                    Code::ValueOutOfRange,
                    format!("options.{key}"),
                    NotAnAmount {
                        key: key,
                        value: value
                    }
                ));
            }
            given.unwrap_or(usual)
        };
        let settings = PlanSettings {
            balance_per_hour: price(
                "balance_per_hour",
                options.balance_per_hour,
                planning.balance_per_hour,
            ),
            cancelled: options.cancelled.clone(),
            clock: Some(PlanClock {
                afternoon: model.calendar.afternoon,
                hours_per_day: model.calendar.hours_per_day,
                morning: model.calendar.morning,
                timezone: model.calendar.timezone.clone(),
            }),
            cost_per_move: price(
                "cost_per_move",
                options.cost_per_move,
                planning.cost_per_move,
            ),
            max_absent: options.max_absent,
            phase_until: options.phase_until.clone(),
            refresh: options.refresh,
            effort: options.effort,
            rooms: options.rooms.clone(),
            seats_max: options.seats_max.clone(),
            seats_min: options.seats_min.clone(),
            time_per_half_day: price("time_per_half_day", options.time_per_half_day, 0.0),
            trainers: options.trainers.clone(),
            wage_per_hour: price(
                "wage_per_hour",
                options.wage_per_hour,
                planning.wage_per_hour,
            ),
            waste_per_hour: price(
                "waste_per_hour",
                options.waste_per_hour,
                planning.waste_per_hour,
            ),
        };
        if let Some(share) = options
            .max_absent
            .filter(|share| !(0.0..=1.0).contains(share))
        {
            let finding = describe!(
                Code::ValueOutOfRange,
                "options.max_absent",
                NotAFraction {
                    key: "max_absent",
                    value: share
                }
            );
            wrong.push(finding.help(limits::fraction_help(share)));
        }
        names(model, &options, &mut wrong);
        counts_out_of_range(&options, &mut wrong);
        seats_reversed(model, &options, &mut wrong);
        if !wrong.is_empty() {
            return Err(Error::new(ErrorKind::Unknown, wrong));
        }
        let (order, place_of) = sorted(model.activities.len(), |at| &model.activities[at].id);
        let (_, section_places) = sorted(model.sections.len(), |at| &model.sections[at].id);
        let (by_name, sites) = sorted(model.site_ids.len(), |at| model.site_ids.name(at as u32));
        let number = |site: Option<usize>| site.map_or(0, |site| sites[site] + 1);
        let (rooms, trainers) = (
            rooms(model, &options, &number),
            trainers(model, &options, &number),
        );
        Ok(PlanInput {
            earlier: EarlierLines::new(model, &options, (assessment.as_of, from)),
            activities: order.iter().map(|&at| &model.activities[at]).collect(),
            place_of,
            section_places,
            sites: by_name,
            assessment,
            model,
            options,
            horizon: Horizon::new(&model.calendar, from, until),
            settings,
            rooms,
            trainers,
        })
    }

    /// The place of an activity in the order of the plan, by its id.
    pub(super) fn place_of_activity(&self, id: &str) -> Option<usize> {
        let at = self.model.activity_ids.index(id)?;
        self.place_of.get(at).copied()
    }

    /// When a person began an activity alone that is not over; the activity by its place in the order of the plan.
    pub(super) fn begun(&self, person: usize, activity: usize) -> Option<BegunAlone> {
        let id = &self.activities.get(activity)?.id;
        self.earlier
            .begun(person, self.model.activity_ids.index(id)?)
    }

    /// The last day of what a person does alone as it was announced, unless everything is planned again; the activity by its place in the
    /// order of the plan.
    pub(super) fn announced_end(&self, person: usize, activity: usize) -> Option<Date> {
        let id = &self.activities.get(activity)?.id;
        let end = self
            .earlier
            .own_end(person, self.model.activity_ids.index(id)?);
        end.filter(|_| self.settings.cost_per_move > 0.0)
    }

    /// Most people of a section who may be away at once, of this many: one always may.
    pub(super) fn most_away(&self, section: usize, people: u64) -> u32 {
        let own = self
            .model
            .sections
            .get(section)
            .map_or(self.model.planning.max_absent, |section| section.max_absent);
        most_away(self.settings.max_absent.unwrap_or(own), people)
    }

    /// Fewest and most people of a session, where there is a limit.
    pub(super) fn seats(&self, activity: &Activity) -> Option<(u32, u32)> {
        let (least, most) = (
            self.options.seats_min.get(&activity.id),
            self.options.seats_max.get(&activity.id),
        );
        let usual = activity.seats.or_else(|| {
            least
                .or(most)
                .map(|_| (1, super::activity_selection::UNLIMITED_SEATS))
        });
        usual.map(|(usual, limit)| {
            (
                least.copied().unwrap_or(usual),
                most.copied().unwrap_or(limit),
            )
        })
    }

    /// The site of a section as the timetable numbers it: 0 for those that name none.
    pub(super) fn site_of(&self, section: usize) -> usize {
        let site = self
            .model
            .sections
            .get(section)
            .and_then(|section| section.site);
        site.and_then(|site| self.sites.iter().position(|&at| at == site))
            .map_or(0, |place| place + 1)
    }

    /// How many sites there are, with the one that has no name.
    pub(super) fn sites(&self) -> usize {
        self.model.site_ids.len() + 1
    }

    /// The name of a site; `None` for the one that has none.
    pub(super) fn site_name(&self, site: usize) -> Option<&str> {
        let number = *self.sites.get(site.checked_sub(1)?)?;
        Some(self.model.site_ids.name(number as u32))
    }

    /// Id of a room, as a line has it.
    pub(super) fn room_id(&self, room: Option<usize>) -> Option<String> {
        self.rooms.get(room?).map(|room| room.id.clone())
    }

    /// Id of a trainer, as a line has it.
    pub(super) fn trainer_id(&self, trainer: Option<usize>) -> Option<String> {
        self.trainers
            .get(trainer?)
            .map(|trainer| trainer.id.clone())
    }

    /// The site of a session, as a line has it: none for what is online.
    pub(super) fn shown_site(&self, activity: &Activity, site: Option<usize>) -> Option<String> {
        self.site_name(site?)
            .filter(|_| at_a_site(activity))
            .map(str::to_owned)
    }
}

/// The most people who may be away of this many at a share; rounding down, and one at least.
pub(super) fn most_away(share: f64, people: u64) -> u32 {
    let most = (share * people as f64 + 1e-9).floor().max(1.0);
    if most < f64::from(u32::MAX) {
        most as u32
    } else {
        u32::MAX
    }
}

/// Indices in the order of their names, and the place of each index in it.
#[expect(clippy::indexing_slicing, reason = "a permutation of `0..count`")]
fn sorted<'m>(count: usize, name: impl Fn(usize) -> &'m str) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&at| name(at));
    let mut places = vec![0; count];
    for (place, &at) in order.iter().enumerate() {
        places[at] = place;
    }
    (order, places)
}

fn dates(assessment: &Assessment, options: &PlanOptions, wrong: &mut Vec<Finding>) -> (Date, Date) {
    let as_of = assessment.as_of;
    if let Some(other) = options.as_of.filter(|other| *other != as_of) {
        let finding = describe!(
            Code::ValueOutOfRange,
            "options.as_of",
            PlanOfOtherDate {
                other: other,
                as_of: as_of
            }
        );
        wrong.push(finding.help("assess as of the same day, or leave `as_of` out"));
    }
    let planning = &assessment.programme.model().planning;
    // What the programme says of the past does not hold any more.
    let usual = planning
        .from
        .filter(|from| *from > as_of)
        .unwrap_or(as_of.plus_days(1));
    let from = options.from.unwrap_or(usual);
    if from < as_of {
        let finding = describe!(
            Code::HorizonInPast,
            "options.from",
            PlanBeginsEarly {
                from: from,
                as_of: as_of
            }
        );
        wrong.push(finding.help("begin on that day or later, or assess as of an earlier one"));
    }
    let after = |weeks: u32| {
        from.plus_days(
            i32::try_from(weeks.saturating_mul(7))
                .unwrap_or(i32::MAX)
                .saturating_sub(1),
        )
    };
    let until = match (options.until, options.weeks) {
        (Some(_), Some(_)) => {
            let finding = describe!(Code::DuplicateKey, "options.weeks", EndGivenTwice);
            wrong.push(finding.help("leave one of them out"));
            return (from, from);
        }
        (Some(until), None) => until,
        (None, Some(weeks)) if !(1..=MOST_PLAN_WEEKS).contains(&weeks) => {
            let finding = describe!(
                Code::ValueOutOfRange,
                "options.weeks",
                WeeksOutOfRange {
                    value: weeks,
                    most: MOST_PLAN_WEEKS
                }
            );
            wrong.push(finding);
            return (from, from);
        }
        (None, Some(weeks)) => after(weeks),
        (None, None) => planning.until.unwrap_or_else(|| after(planning.weeks)),
    };
    if until <= as_of {
        let finding = describe!(
            Code::HorizonInPast,
            "options.until",
            PlanEndsEarly {
                until: until,
                as_of: as_of
            }
        );
        wrong.push(finding.help("name a later day as `until`, or assess as of an earlier one"));
    } else if until < from {
        let finding = describe!(
            Code::DatesReversed,
            "options.until",
            PlanningReversed {
                until: until,
                from: from
            }
        );
        wrong.push(finding.help("name a later day as `until`"));
    }
    if until.days_since(from) >= MOST_PLAN_DAYS {
        let finding = describe!(
            Code::ValueOutOfRange,
            "options.until",
            PlanTooLong {
                from: from,
                until: until
            }
        );
        wrong.push(finding.help("name an earlier last day"));
    }
    (from, until)
}

/// Numbers of rooms and trainers that are too many, and numbers of people that no session can have.
fn counts_out_of_range(options: &PlanOptions, wrong: &mut Vec<Finding>) {
    for (list, counts) in [
        ("rooms", &options.rooms),
        ("seats_max", &options.seats_max),
        ("seats_min", &options.seats_min),
        ("trainers", &options.trainers),
    ] {
        let is_added = matches!(list, "rooms" | "trainers");
        for (name, &value) in counts {
            let key = format!("{list}.{name}");
            let (code, path) = (Code::ValueOutOfRange, format!("options.{key}"));
            let key = key.as_str();
            let finding = match value {
                value if is_added && value > MOST_ADDED => {
                    let most = MOST_ADDED;
                    describe!(
                        code,
                        path,
                        AboveMost {
                            key: key,
                            value: value,
                            most: most
                        }
                    )
                }
                0 if !is_added => {
                    describe!(
                        code,
                        path,
                        NotWholePeople {
                            key: key,
                            value: value
                        }
                    )
                }
                _ => continue,
            };
            wrong.push(finding.help("bring it into that range"));
        }
    }
}

/// Fewest people of a session that are more than most of them.
fn seats_reversed(model: &Model, options: &PlanOptions, wrong: &mut Vec<Finding>) {
    for activity in &model.activities {
        let id = &activity.id;
        let (min, max) = (options.seats_min.get(id), options.seats_max.get(id));
        let (usual, limit) = activity.seats.unwrap_or((1, u32::MAX));
        let (least, most) = (min.copied().unwrap_or(usual), max.copied().unwrap_or(limit));
        let key = match (min, max) {
            (None, None) => continue,
            (Some(_), _) => "seats_min",
            (None, Some(_)) => "seats_max",
        };
        if least > most {
            wrong.push(describe!(
                Code::ValueOutOfRange,
                format!("options.{key}.{id}"),
                SeatsReversed {
                    activity: id,
                    least: least,
                    most: most
                }
            ));
        }
    }
}

/// Names of the options that nothing has.
fn names(model: &Model, options: &PlanOptions, wrong: &mut Vec<Finding>) {
    let mut missing = |path: String, kind: &str, given: &str, names: Vec<&str>| {
        let finding = describe!(
            Code::UnknownReference,
            path,
            NameUnknown {
                kind: kind,
                given: given
            }
        );
        let finding = finding.did_you_mean(given, names);
        let sessions = kind == "session" && finding.help.is_none();
        let help = "sessions are those of the programme and of the previous plan";
        wrong.push(if sessions {
            finding.help(help)
        } else {
            finding
        });
    };
    for skill in options
        .trainers
        .keys()
        .filter(|skill| model.skill_ids.get(skill).is_none())
    {
        missing(
            format!("options.trainers.{skill}"),
            "trainer skill",
            skill,
            model.skill_ids.iter().collect(),
        );
    }
    for (key, map) in [
        ("seats_max", &options.seats_max),
        ("seats_min", &options.seats_min),
    ] {
        for id in map
            .keys()
            .filter(|id| model.activity_ids.index(id).is_none())
        {
            missing(
                format!("options.{key}.{id}"),
                "activity",
                id,
                model.activity_ids.iter().collect(),
            );
        }
    }
    for id in options
        .phase_until
        .keys()
        .filter(|id| !model.phases.iter().any(|phase| phase.id == **id))
    {
        let known = model.phases.iter().map(|phase| phase.id.as_str()).collect();
        missing(
            format!("options.phase_until.{id}"),
            "authored phase",
            id,
            known,
        );
    }
    for site in options
        .rooms
        .keys()
        .filter(|site| !site.is_empty() && model.site_ids.get(site).is_none())
    {
        missing(
            format!("options.rooms.{site}"),
            "site",
            site,
            model.site_ids.iter().collect(),
        );
    }
    let sessions = || {
        let previous = options
            .previous
            .iter()
            .flat_map(|plan| plan.every_session().chain(&plan.cancelled_sessions));
        previous
            .map(|session| session.session.as_str())
            .chain(model.sessions.iter().map(|session| session.id.as_str()))
            .collect::<Vec<&str>>()
    };
    let known: std::collections::BTreeSet<&str> = sessions().into_iter().collect();
    for (at, pin) in options.pins.iter().enumerate() {
        if !known.contains(pin.session.as_str()) {
            missing(
                format!("options.pins[{at}].session"),
                "session",
                &pin.session,
                sessions(),
            );
        }
        if let Some(person) = pin
            .person
            .as_deref()
            .filter(|person| model.people.ids.get(person).is_none())
        {
            missing(
                format!("options.pins[{at}].person"),
                "person",
                person,
                model.people.ids.iter().collect(),
            );
        }
    }
    for (at, session) in options
        .cancelled
        .iter()
        .enumerate()
        .filter(|(_, id)| !known.contains(id.as_str()))
    {
        missing(
            format!("options.cancelled[{at}]"),
            "session",
            session,
            sessions(),
        );
    }
    let previous = options.previous.as_deref();
    if options.frozen_until.is_some() && previous.is_none() {
        let finding = describe!(
            Code::MissingKey,
            "options.frozen_until",
            OptionWithoutOther {
                key: "frozen_until",
                other: "previous"
            }
        );
        wrong.push(finding.help("give the plan whose sessions are to stay, or leave it out"));
    }
    for (at, pin) in options.pins.iter().enumerate() {
        if options.cancelled.contains(&pin.session) {
            let finding = describe!(
                Code::PinsContradict,
                format!("options.pins[{at}].session"),
                OptionBesideOther {
                    key: "pins",
                    other: "cancelled"
                }
            );
            let session = &pin.session;
            wrong.push(finding.help(format!("`{session}` is in both: take it out of one")));
        }
    }
    wrong.extend(
        previous.and_then(|plan| previous_plan::other_programme(plan, model, "options.previous")),
    );
    let mut ids = std::collections::BTreeSet::new();
    let twice = options.previous.iter().flat_map(|plan| {
        let sessions = plan.every_session().chain(&plan.cancelled_sessions);
        sessions.map(|session| session.session.as_str())
    });
    if let Some(id) = twice.filter(|&id| !ids.insert(id)).min() {
        wrong.push(describe!(
            Code::DuplicateId,
            "options.previous",
            SessionTwiceInPlan { session: id }
        ));
    }
}

type Number<'f> = &'f dyn Fn(Option<usize>) -> usize;

fn rooms(model: &Model, options: &PlanOptions, number: Number<'_>) -> Vec<PlanRoom> {
    let own = |room: &crate::model::Room| PlanRoom {
        id: room.id.clone(),
        seats: room.seats,
        site: number(room.site),
    };
    let mut list: Vec<PlanRoom> = model.rooms.iter().map(own).collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    if list.is_empty() {
        return list;
    }
    for (name, count) in &options.rooms {
        let site = number(model.site_ids.index(name));
        let there = list
            .iter()
            .filter(|room| room.site == site)
            .map(|room| room.seats)
            .max();
        let seats = there
            .or(list.iter().map(|room| room.seats).max())
            .unwrap_or(0);
        for extra in 1..=*count {
            let at = if name.is_empty() {
                String::new()
            } else {
                format!("{name}-")
            };
            list.push(PlanRoom {
                id: format!("extra-room-{at}{extra}"),
                seats,
                site,
            });
        }
    }
    list
}

fn trainers(model: &Model, options: &PlanOptions, number: Number<'_>) -> Vec<PlanTrainer> {
    let own = |trainer: &crate::model::Trainer| PlanTrainer {
        id: trainer.id.clone(),
        skills: trainer.skills.clone(),
        site: trainer.site.map(|site| number(Some(site))),
    };
    let mut list: Vec<PlanTrainer> = model.trainers.iter().map(own).collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    if list.is_empty() {
        return list;
    }
    for (name, count) in &options.trainers {
        let skills: Vec<usize> = model.skill_ids.index(name).into_iter().collect();
        for extra in 1..=*count {
            let id = format!("extra-{name}-{extra}");
            list.push(PlanTrainer {
                id,
                skills: skills.clone(),
                site: None,
            });
        }
    }
    list
}
