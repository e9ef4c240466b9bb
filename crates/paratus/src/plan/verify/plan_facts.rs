//! The verifier's own reading of a programme: half days, activities, rooms, trainers, and who is there when.

use crate::document::{Half, Mode};
use crate::model::{Absence, HalfDays, Level, Model, Trainer};
use crate::plan::{Plan, PlanSession, SelfPacedActivity};
use crate::{Assessment, Date};
use std::collections::BTreeMap;
use std::ops::Range;

/// Days of a plan that are looked at, at most: ten years.
const MAX_VERIFIED_DAYS: i32 = 3660;

/// Most people of a session whose activity sets no limit.
const NO_LIMIT: u32 = 10_000;

/// Supposed rooms or trainers of one name, at most.
const MOST_SUPPOSED: u32 = 100;

/// What a plan is judged by.
pub(super) struct PlanFacts<'a> {
    pub(super) plan: &'a Plan,
    pub(super) model: &'a Model,
    pub(super) assessment: &'a Assessment,
    /// The working half days of the plan, sorted; numbered two for each day from 1970-01-01, the afternoon after the morning.
    pub(super) slots: Vec<i64>,
    /// By activity of the model.
    pub(super) courses: Vec<Course>,
    /// Rooms of the programme, then those supposed in addition.
    pub(super) rooms: Vec<VerifiedRoom>,
    /// Trainers of the programme, then those supposed in addition.
    pub(super) trainers: Vec<VerifiedTrainer>,
    /// The trainer that a person is.
    pub(super) trainer_of: BTreeMap<usize, usize>,
    /// By section: most people who may be away at once.
    pub(super) most_away: Vec<Vec<u32>>,
    /// By person: half days of absence.
    absent: BTreeMap<usize, Vec<Absence>>,
    /// By person: when they sit in sessions that were announced before this plan, or teach them.
    in_earlier: BTreeMap<usize, Vec<Absence>>,
    /// By person: what they attend or do alone that was announced before this plan.
    taught_earlier: BTreeMap<usize, Vec<usize>>,
    /// By section: the half days of the plan on which it sends nobody; empty where it always sends people.
    closed: Vec<Vec<bool>>,
}

/// How sessions of an activity are held.
pub(super) struct Course {
    /// Half days.
    pub(super) length: usize,
    /// Whether people do it alone, in their own time.
    pub(super) is_alone: bool,
    /// Whether people come to a place.
    pub(super) at_site: bool,
    pub(super) needs_room: bool,
    pub(super) min: usize,
    pub(super) max: u32,
    /// The trainer's skill; none where trainers set no limit.
    pub(super) skill: Option<usize>,
    /// First and last day on which sessions may be; `None` where it cannot be known which phase's days count.
    pub(super) window: Option<(Date, Date)>,
    /// Places in the half days of the plan at which a session can begin.
    pub(super) starts: Vec<u32>,
}

pub(super) struct VerifiedRoom {
    pub(super) id: String,
    pub(super) seats: usize,
    pub(super) site: Option<usize>,
    /// By half day of the plan.
    pub(super) is_open: Vec<bool>,
}

pub(super) struct VerifiedTrainer {
    pub(super) id: String,
    pub(super) skills: Vec<usize>,
    pub(super) site: Option<usize>,
    pub(super) person: Option<usize>,
    /// By half day of the plan.
    pub(super) is_there: Vec<bool>,
}

/// A half day as a number.
pub(super) fn half_day(day: Date, half: Half) -> i64 {
    i64::from(day.days()) * 2 + i64::from(half == Half::Afternoon)
}

/// The day of a half day.
pub(super) fn day_of(half_day: i64) -> Date {
    i32::try_from(half_day.div_euclid(2))
        .ok()
        .and_then(Date::from_days)
        .unwrap_or(Date::MAX)
}

/// The Monday-to-Sunday week of a half day. 1970-01-01 was a Thursday.
fn week(half_day: i64) -> i64 {
    (half_day.div_euclid(2) + 3).div_euclid(7)
}

/// Whether an absence covers a half day.
fn covers(absence: &Absence, half_day: i64) -> bool {
    let inside =
        i64::from(absence.days.first) <= half_day && half_day <= i64::from(absence.days.last);
    inside
        && absence
            .half
            .is_none_or(|half| i64::from(half == Half::Afternoon) == half_day.rem_euclid(2))
}

/// Whether a day is one of those on which a trainer is available.
fn is_available(trainer: &Trainer, day: Date) -> bool {
    let within = |from: Option<Date>, until: Option<Date>| {
        from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
    };
    let windows = &trainer.available;
    windows.is_empty()
        || windows
            .iter()
            .any(|window| within(window.from, window.until))
}

/// Whether an activity teaches an objective up to a level at least.
pub(super) fn teaches(teaches: &[(usize, Level)], (objective, level): (usize, Level)) -> bool {
    teaches
        .iter()
        .any(|&(taught, up_to)| taught == objective && up_to >= level)
}

impl<'a> PlanFacts<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        model: &'a Model,
        assessment: &'a Assessment,
    ) -> PlanFacts<'a> {
        let last = plan.until.min(plan.from.plus_days(MAX_VERIFIED_DAYS - 1));
        let days = (plan.from.days()..=last.days()).filter_map(Date::from_days);
        let slots: Vec<i64> = days
            .filter(|day| model.calendar.is_working(*day))
            .flat_map(|day| [half_day(day, Half::Morning), half_day(day, Half::Afternoon)])
            .collect();
        let mut world = PlanFacts {
            plan,
            model,
            assessment,
            courses: Vec::new(),
            rooms: Vec::new(),
            trainers: Vec::new(),
            trainer_of: BTreeMap::new(),
            most_away: Vec::new(),
            absent: BTreeMap::new(),
            in_earlier: BTreeMap::new(),
            taught_earlier: BTreeMap::new(),
            closed: vec![Vec::new(); model.sections.len()],
            slots,
        };
        world.read_absences();
        world.read_sections();
        world.read_courses();
        world.read_rooms();
        world.read_trainers();
        world.read_earlier_sessions();
        world.read_earlier_own_time();
        world
    }

    /// What sessions that were announced before this plan teach, and whom and what they take until they end.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn read_earlier_sessions(&mut self) {
        let model = self.model;
        for session in &self.plan.earlier_sessions {
            let (first, last) = (
                half_day(session.start, session.half),
                half_day(session.end, session.end_half),
            );
            let taken = self.slots.partition_point(|&slot| slot < first)
                ..self.slots.partition_point(|&slot| slot <= last);
            let activity = model.activity_ids.index(&session.activity);
            let trainer = session.trainer.as_deref();
            let trainer = trainer.and_then(|id| model.trainer_ids.index(id));
            let people = session.people.iter();
            let people: Vec<usize> = people.filter_map(|id| model.people.ids.index(id)).collect();
            for &person in &people {
                self.taught_earlier
                    .entry(person)
                    .or_default()
                    .extend(activity);
                let most_away = &mut self.most_away[model.people.section[person] as usize];
                for most in most_away.get_mut(taken.clone()).unwrap_or_default() {
                    *most = most.saturating_sub(1);
                }
            }
            let teaches = trainer.and_then(|at| self.trainers[at].person);
            for &person in people.iter().chain(&teaches) {
                let [first, last] = [first, last].map(|half_day| half_day as i32);
                self.in_earlier.entry(person).or_default().push(Absence {
                    subject: person,
                    days: HalfDays { first, last },
                    half: None,
                });
            }
            let of_people = people
                .iter()
                .filter_map(|person| self.trainer_of.get(person));
            let trainers: Vec<usize> = of_people.copied().chain(trainer).collect();
            let room = session.room.as_deref();
            let room = room.and_then(|id| model.room_ids.index(id));
            for slot in taken {
                for &trainer in &trainers {
                    self.trainers[trainer].is_there[slot] = false;
                }
                if let Some(room) = room {
                    self.rooms[room].is_open[slot] = false;
                }
            }
        }
    }

    /// What people do alone until the plan begins teaches them.
    fn read_earlier_own_time(&mut self) {
        for line in &self.plan.earlier_self_paced {
            let activity = self.model.activity_ids.index(&line.activity);
            let people = line.people.iter();
            for person in people.filter_map(|id| self.model.people.ids.index(id)) {
                let taught = self.taught_earlier.entry(person).or_default();
                taught.extend(activity);
            }
        }
    }

    /// Whether what was announced before this plan teaches a person something.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn is_taught_earlier(&self, person: usize, step: (usize, Level)) -> bool {
        let attended = self.taught_earlier.get(&person);
        let mut attended = attended.into_iter().flatten();
        attended.any(|&activity| teaches(&self.model.activities[activity].teaches, step))
    }

    /// Absences of people, and of sections with the sections below them.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn read_absences(&mut self) {
        let presence = &self.model.presence;
        for absence in presence.people.every_absence() {
            self.absent
                .entry(absence.subject)
                .or_default()
                .push(*absence);
        }
        for absence in presence.sections.every_absence() {
            for section in 0..self.model.sections.len() {
                if self.is_within(section, absence.subject) {
                    let closed = &mut self.closed[section];
                    closed.resize(self.slots.len(), false);
                    for (closed, slot) in closed.iter_mut().zip(&self.slots) {
                        *closed |= covers(absence, *slot);
                    }
                }
            }
        }
    }

    /// Whether a section is another or below it; sections in a circle have no section above them.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn is_within(&self, section: usize, other: usize) -> bool {
        let mut above = Some(section);
        while above.is_some_and(|at| at != other) {
            above = above.and_then(|at| self.model.sections[at].parent);
        }
        above.is_some()
    }

    /// One person may always go.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn read_sections(&mut self) {
        let people = &self.model.people;
        // Who comes and who goes at each half day, and then how many are there.
        let mut staff = vec![vec![0_i64; self.slots.len() + 1]; self.model.sections.len()];
        for (person, &section) in people.section.iter().enumerate() {
            let (joined, left) = (people.joined[person], people.left[person]);
            let [first, end] = [
                half_day(joined, Half::Morning),
                half_day(left, Half::Afternoon) + 1,
            ]
            .map(|half_day| self.slots.partition_point(|&slot| slot < half_day));
            if first < end {
                staff[section as usize][first] += 1;
                staff[section as usize][end] -= 1;
            }
        }
        let limit = |(section, changes): (&crate::model::Section, Vec<i64>)| {
            let share = self.plan.settings.max_absent.unwrap_or(section.max_absent);
            let mut staff = 0;
            let changes = changes.into_iter().take(self.slots.len());
            let limits = changes.map(|change| {
                staff += change;
                (share * staff as f64 + 1e-9)
                    .floor()
                    .clamp(1.0, f64::from(u32::MAX)) as u32
            });
            limits.collect()
        };
        self.most_away = self.model.sections.iter().zip(staff).map(limit).collect();
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn read_courses(&mut self) {
        let model = self.model;
        self.courses = (0..model.activities.len())
            .map(|at| {
                let activity = &model.activities[at];
                let is_alone = matches!(activity.mode, Mode::ELearning | Mode::SelfStudy);
                let length = (activity.hours * 2.0 / model.calendar.hours_per_day - 1e-9)
                    .ceil()
                    .clamp(1.0, 1000.0);
                let window = self.window(at);
                let settings = &self.plan.settings;
                let authored = activity.seats.unwrap_or((1, NO_LIMIT));
                let least = *settings.seats_min.get(&activity.id).unwrap_or(&authored.0);
                let most = *settings.seats_max.get(&activity.id).unwrap_or(&authored.1);
                let mut course = Course {
                    length: length as usize,
                    is_alone,
                    at_site: !activity.online && !is_alone,
                    needs_room: !activity.online
                        && matches!(activity.mode, Mode::Workshop | Mode::Course),
                    min: least.max(1) as usize,
                    max: most.max(1),
                    skill: activity
                        .skill
                        .filter(|_| !model.trainers.is_empty() && !is_alone),
                    window,
                    starts: Vec::new(),
                };
                if !is_alone {
                    course.starts = (0..self.slots.len())
                        .filter(|&slot| self.fits_calendar(&course, slot))
                        .map(|slot| slot as u32)
                        .collect();
                }
                course
            })
            .collect();
    }

    /// The days of the phase of an activity: the first authored one that has anything that it teaches. Where phases are proposed, the one
    /// that the plan names.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn window(&self, activity: usize) -> Option<(Date, Date)> {
        let model = self.model;
        let days = |phase: &crate::document::PhaseDoc| {
            let until = self
                .plan
                .settings
                .phase_until
                .get(&phase.id)
                .copied()
                .or(phase.until);
            (phase.from.unwrap_or(Date::MIN), until.unwrap_or(Date::MAX))
        };
        let always = (Date::MIN, Date::MAX);
        if model
            .phases
            .iter()
            .any(|phase| !phase.objectives.is_empty())
        {
            let phase = self
                .authored_phase(activity)
                .and_then(|id| model.phases.iter().find(|phase| phase.id == id));
            return Some(phase.map_or(always, days));
        }
        if model
            .phases
            .iter()
            .all(|phase| phase.from.is_none() && phase.until.is_none())
        {
            return Some(always);
        }
        let id = &model.activities[activity].id;
        let sessions = self
            .plan
            .sessions
            .iter()
            .map(|session| (&session.activity, &session.phase));
        let alone = self
            .plan
            .self_paced
            .iter()
            .map(|line| (&line.activity, &line.phase));
        let (_, phase) = sessions
            .chain(alone)
            .find(|(activity, _)| *activity == id)?;
        let phase = phase
            .as_ref()
            .and_then(|id| model.phases.iter().find(|phase| phase.id == *id));
        Some(phase.map_or(always, days))
    }

    /// Whether all that teaches something belongs to phases that the programme writes and that end before a day; something must teach it.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn is_never_taught_from(&self, step: (usize, Level), day: Date) -> bool {
        let activities = &self.model.activities;
        let by: Vec<usize> = (0..activities.len())
            .filter(|&at| teaches(&activities[at].teaches, step))
            .collect();
        let day = day.max(self.plan.from);
        let is_over = |&at: &usize| {
            let window = self.courses[at].window;
            self.authored_phase(at).is_some() && window.is_some_and(|(_, until)| until < day)
        };
        !by.is_empty() && by.iter().all(is_over)
    }

    /// The first phase that has anything that an activity teaches, where phases are authored.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn authored_phase(&self, activity: usize) -> Option<&'a str> {
        let model = self.model;
        let taught = |objective: &String| {
            let at = model.objective_ids.index(objective);
            at.is_some_and(|at| {
                model.activities[activity]
                    .teaches
                    .iter()
                    .any(|taught| taught.0 == at)
            })
        };
        model
            .phases
            .iter()
            .find(|phase| phase.objectives.iter().any(taught))
            .map(|phase| phase.id.as_str())
    }

    /// Whether a session can begin in a half day of the plan: it takes working half days of one week, from a morning on where it takes
    /// several, within the days of its phase.
    fn fits_calendar(&self, course: &Course, slot: usize) -> bool {
        let (Some(&first), Some(&last)) = (
            self.slots.get(slot),
            self.slots.get(slot + course.length - 1),
        ) else {
            return false;
        };
        let inside = |(from, until): (Date, Date)| from <= day_of(first) && day_of(last) <= until;
        let whole = course.length == 1 || (first.rem_euclid(2) == 0 && week(first) == week(last));
        whole && course.window.is_none_or(inside)
    }

    fn read_rooms(&mut self) {
        let model = self.model;
        let absences = model.presence.rooms.every_absence();
        self.rooms = (model.rooms.iter().enumerate())
            .map(|(at, room)| VerifiedRoom {
                id: room.id.clone(),
                seats: room.seats as usize,
                site: room.site,
                is_open: self.without(absences.iter().filter(|absence| absence.subject == at)),
            })
            .collect();
        if self.rooms.is_empty() {
            return;
        }
        for (name, &count) in &self.plan.settings.rooms {
            let site = model.site_ids.index(name);
            let at_site = self
                .rooms
                .iter()
                .filter(|room| room.site == site)
                .map(|room| room.seats)
                .max();
            let seats = at_site
                .or(self.rooms.iter().map(|room| room.seats).max())
                .unwrap_or(0);
            for number in 1..=count.min(MOST_SUPPOSED) {
                let at = if name.is_empty() {
                    String::new()
                } else {
                    format!("{name}-")
                };
                let is_open = vec![true; self.slots.len()];
                self.rooms.push(VerifiedRoom {
                    id: format!("extra-room-{at}{number}"),
                    seats,
                    site,
                    is_open,
                });
            }
        }
    }

    fn read_trainers(&mut self) {
        let model = self.model;
        for (at, trainer) in model.trainers.iter().enumerate() {
            let absences = model.presence.trainers.every_absence();
            let mut is_there =
                self.without(absences.iter().filter(|absence| absence.subject == at));
            let person = model.people.ids.index(&trainer.id);
            for (there, &slot) in is_there.iter_mut().zip(&self.slots) {
                *there &= is_available(trainer, day_of(slot));
                *there &= person.is_none_or(|person| self.works(person, slot));
            }
            if let Some(person) = person {
                self.trainer_of.insert(person, at);
            }
            let (id, skills) = (trainer.id.clone(), trainer.skills.clone());
            self.trainers.push(VerifiedTrainer {
                id,
                skills,
                site: trainer.site,
                person,
                is_there,
            });
        }
        if self.trainers.is_empty() {
            return;
        }
        for (name, &count) in &self.plan.settings.trainers {
            let skills: Vec<usize> = model.skill_ids.index(name).into_iter().collect();
            for number in 1..=count.min(MOST_SUPPOSED) {
                let is_there = vec![true; self.slots.len()];
                let id = format!("extra-{name}-{number}");
                self.trainers.push(VerifiedTrainer {
                    id,
                    skills: skills.clone(),
                    site: None,
                    person: None,
                    is_there,
                });
            }
        }
    }

    /// The half days of the plan without absences.
    fn without<'b>(&self, absences: impl Iterator<Item = &'b Absence>) -> Vec<bool> {
        let mut there = vec![true; self.slots.len()];
        for absence in absences {
            for (there, slot) in there.iter_mut().zip(&self.slots) {
                *there &= !covers(absence, *slot);
            }
        }
        there
    }

    /// Whether a person is employed, not absent and in no earlier session in a half day.
    fn works(&self, person: usize, half_day: i64) -> bool {
        let earlier = self.in_earlier.get(&person);
        self.is_present(person, half_day)
            && !earlier.is_some_and(|busy| busy.iter().any(|one| covers(one, half_day)))
    }

    /// Whether a person is employed and not absent in a half day.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn is_present(&self, person: usize, half_day: i64) -> bool {
        let (people, day) = (&self.model.people, day_of(half_day));
        let absences = self.absent.get(&person);
        people.joined[person] <= day
            && day <= people.left[person]
            && !absences.is_some_and(|absences| absences.iter().any(|one| covers(one, half_day)))
    }

    /// Whether a person can learn in all of some half days of the plan: employed, not absent, and the section sends people.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn is_there(&self, person: usize, slots: &Range<usize>) -> bool {
        let closed = &self.closed[self.model.people.section[person] as usize];
        slots.clone().all(|slot| {
            !closed.get(slot).copied().unwrap_or(false) && self.works(person, self.slots[slot])
        })
    }

    /// Whether a session that was announced before begins before the plan does, and is not over.
    pub(super) fn is_earlier(&self, session: &PlanSession) -> bool {
        let plan = self.plan;
        session.start < plan.from && (session.end >= plan.from || session.end > plan.as_of)
    }

    /// Whether something done alone that was announced before ends after the day of assessment, and begins before the plan does.
    pub(super) fn is_own_time_open(&self, line: &SelfPacedActivity) -> bool {
        let plan = self.plan;
        line.until >= plan.from || line.from < plan.from && line.until > plan.as_of
    }

    /// Whether a person has had the days for something done alone that is over before the plan begins.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn is_done_before(
        &self,
        person: usize,
        activity: usize,
        line: &SelfPacedActivity,
    ) -> bool {
        let days = (line.from.days()..=line.until.days()).filter_map(Date::from_days);
        let all = self.courses[activity].length.div_ceil(2);
        self.courses[activity].is_alone
            && line.until < self.plan.from
            && line.until > self.plan.as_of
            && days.filter(|day| self.is_whole(person, *day)).count() >= all
    }

    /// Whether people work on a day, and a person is there from morning to evening.
    fn is_whole(&self, person: usize, day: Date) -> bool {
        let section = self.section(person);
        let halves = [half_day(day, Half::Morning), half_day(day, Half::Afternoon)];
        self.model.calendar.is_working(day)
            && halves
                .iter()
                .all(|&half_day| self.is_present(person, half_day) && self.sends(section, half_day))
    }

    /// Whether a section sends people in a half day, whether or not it is one of the plan.
    fn sends(&self, section: usize, half_day: i64) -> bool {
        let closed = self.model.presence.sections.every_absence();
        !closed
            .iter()
            .any(|absence| covers(absence, half_day) && self.is_within(section, absence.subject))
    }

    /// Whole working days of the plan that something takes which is done alone from a half day on. What was begun before the plan has had the
    /// days until then on which the person was there from morning to evening.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn days_alone(&self, person: usize, activity: usize, from: i64) -> usize {
        let before = (day_of(from).days()..self.plan.from.days()).filter_map(Date::from_days);
        let all = self.courses[activity].length.div_ceil(2);
        let had = before.filter(|day| self.is_whole(person, *day));
        all.saturating_sub(had.take(all).count())
    }

    /// Whether a person can take part in what is still to come of a session that was announced before.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn attends(&self, person: usize, session: &PlanSession) -> bool {
        let people = &self.model.people;
        let begun = half_day(session.start, session.half);
        let now = half_day(self.plan.as_of, Half::Afternoon) + 1;
        let last = half_day(session.end, session.end_half);
        let section = self.section(person);
        people.joined[person] <= session.start
            && session.start <= people.left[person]
            && (begun.max(now)..=last)
                .all(|half_day| self.works(person, half_day) && self.sends(section, half_day))
    }

    /// The working half days of a session that are to come after the day of assessment.
    fn to_come(&self, session: &PlanSession) -> impl Iterator<Item = i64> {
        let now = half_day(self.plan.as_of, Half::Afternoon) + 1;
        let first = half_day(session.start, session.half).max(now);
        let all = first..=half_day(session.end, session.end_half);
        all.filter(|&half| self.model.calendar.is_working(day_of(half)))
    }

    /// The first day to come on which the room of a session is closed; one that the programme does not have is not known.
    pub(super) fn room_closed_on(&self, session: &PlanSession) -> Option<Date> {
        let room = session.room.as_ref();
        let room = room.and_then(|id| self.model.room_ids.index(id));
        let absences = self.model.presence.rooms.every_absence();
        let is_closed = |half: i64| {
            let mut own = absences.iter().filter(|one| Some(one.subject) == room);
            own.any(|absence| covers(absence, half))
        };
        self.to_come(session)
            .find(|&half| is_closed(half))
            .map(day_of)
    }

    /// The first day to come on which the trainer of a session is away; one whom the programme does not have is not known.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn trainer_away_on(&self, session: &PlanSession) -> Option<Date> {
        let trainer = session.trainer.as_ref();
        let at = trainer.and_then(|id| self.model.trainer_ids.index(id))?;
        let known = &self.model.trainers[at];
        let person = self.model.people.ids.index(&known.id);
        let absences = self.model.presence.trainers.every_absence();
        // Not what earlier sessions take of them: this may be one of those.
        let of_people = self.model.presence.people.every_absence();
        let is_off = |person: usize, half: i64| {
            let (people, day) = (&self.model.people, day_of(half));
            let mut own = of_people.iter().filter(|one| one.subject == person);
            day < people.joined[person]
                || people.left[person] < day
                || own.any(|absence| covers(absence, half))
        };
        let is_away = |half: i64| {
            let mut own = absences.iter().filter(|one| one.subject == at);
            own.any(|absence| covers(absence, half))
                || !is_available(known, day_of(half))
                || person.is_some_and(|person| is_off(person, half))
        };
        self.to_come(session)
            .find(|&half| is_away(half))
            .map(day_of)
    }

    /// The mornings of working days between two half days on which a person is there from morning to evening.
    pub(super) fn whole_days(
        &self,
        person: usize,
        from: i64,
        until: i64,
    ) -> impl Iterator<Item = usize> {
        let [first, end] =
            [from, until].map(|half_day| self.slots.partition_point(|&slot| slot < half_day));
        (first.next_multiple_of(2)..end.saturating_sub(1))
            .step_by(2)
            .filter(move |&slot| self.is_there(person, &(slot..slot + 2)))
    }

    /// Whether the whole working days that a person has for something done alone are days of its phase. What was begun before the plan
    /// goes on.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn is_in_phase(
        &self,
        person: usize,
        activity: usize,
        (from, until): (i64, i64),
    ) -> bool {
        let Some((first, last)) = self.courses[activity].window else {
            return true;
        };
        from < half_day(self.plan.from, Half::Morning)
            || self
                .whole_days(person, from, until)
                .all(|slot| (first..=last).contains(&day_of(self.slots[slot])))
    }

    /// Whether a person can learn in every half day of the plan.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn is_always_there(&self, person: usize) -> bool {
        let people = &self.model.people;
        people.joined[person] <= self.plan.from
            && self.plan.until <= people.left[person]
            && !self.absent.contains_key(&person)
            && !self.in_earlier.contains_key(&person)
            && self.closed[people.section[person] as usize].is_empty()
    }

    /// The section of a person.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn section(&self, person: usize) -> usize {
        self.model.people.section[person] as usize
    }

    /// The site of a person.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn site(&self, person: usize) -> Option<usize> {
        self.model.sections[self.section(person)].site
    }

    /// The half days of a session of an activity from a start on.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn range(&self, activity: usize, start: usize) -> Range<usize> {
        start..start + self.courses[activity].length
    }

    /// The half day in which a range begins, and the one after its last.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn time(&self, slots: &Range<usize>) -> (i64, i64) {
        (self.slots[slots.start], self.slots[slots.end - 1] + 1)
    }

    pub(super) fn name(&self, person: usize) -> &'a str {
        self.model.people.ids.name(person as u32)
    }
}
