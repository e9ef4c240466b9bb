//! The lines of a plan by half day: who sits where, who is away, which rooms and trainers are taken.

use super::people_facts::{ObjectiveAndLevel, PeopleFacts, VerifiedNeed};
use super::plan_facts::{PlanFacts, day_of, half_day, teaches};
use crate::document::Half;
use crate::model::Level;
use crate::plan::{PlanSession, SelfPacedActivity};
use std::collections::BTreeMap;
use std::ops::Range;

/// A session that can be read.
pub(super) struct ReadSession<'a> {
    pub(super) session: &'a PlanSession,
    pub(super) activity: usize,
    /// Its half days of the plan.
    pub(super) slots: Range<usize>,
    pub(super) site: Option<usize>,
    pub(super) room: Option<usize>,
    pub(super) trainer: Option<usize>,
    /// Indices of the participants, sorted, each once.
    pub(super) people: Vec<usize>,
}

/// Something done alone by one person.
pub(super) struct VerifiedSelfStudy<'a> {
    pub(super) line: &'a SelfPacedActivity,
    pub(super) activity: usize,
    /// The first half day, and the one after the last.
    pub(super) from: i64,
    pub(super) until: i64,
}

impl<'a> VerifiedSelfStudy<'a> {
    pub(super) fn new(line: &'a SelfPacedActivity, activity: usize) -> VerifiedSelfStudy<'a> {
        let (from, until) = (
            half_day(line.from, Half::Morning),
            half_day(line.until, Half::Afternoon) + 1,
        );
        VerifiedSelfStudy {
            line,
            activity,
            from,
            until,
        }
    }
}

/// All lines.
pub(super) struct PlanLines<'a, 'w> {
    pub(super) world: &'w PlanFacts<'a>,
    pub(super) facts: &'w PeopleFacts,
    pub(super) held: Vec<ReadSession<'a>>,
    /// By person.
    pub(super) alone: BTreeMap<usize, Vec<VerifiedSelfStudy<'a>>>,
    /// By person: sessions.
    seats: Vec<Vec<usize>>,
    /// By activity: sessions.
    sessions_of: Vec<Vec<usize>>,
    /// By section and half day: how many are away; empty where nobody is.
    away: Vec<Vec<u32>>,
    /// By room and half day, and by trainer and half day: how many sessions take it.
    room_use: Vec<Vec<u32>>,
    trainer_use: Vec<Vec<u32>>,
    /// By trainer: sessions.
    taught_by: Vec<Vec<usize>>,
}

/// Whether two ranges share anything.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

impl<'a, 'w> PlanLines<'a, 'w> {
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn new(
        world: &'w PlanFacts<'a>,
        facts: &'w PeopleFacts,
        held: Vec<ReadSession<'a>>,
        alone: BTreeMap<usize, Vec<VerifiedSelfStudy<'a>>>,
    ) -> PlanLines<'a, 'w> {
        let row = vec![0; world.slots.len()];
        let mut board = PlanLines {
            world,
            facts,
            alone,
            seats: vec![Vec::new(); world.model.people.len()],
            sessions_of: vec![Vec::new(); world.model.activities.len()],
            away: vec![Vec::new(); world.model.sections.len()],
            room_use: vec![row.clone(); world.rooms.len()],
            trainer_use: vec![row; world.trainers.len()],
            taught_by: vec![Vec::new(); world.trainers.len()],
            held: Vec::new(),
        };
        for (at, session) in held.iter().enumerate() {
            board.sessions_of[session.activity].push(at);
            session
                .people
                .iter()
                .for_each(|&person| board.seats[person].push(at));
            if let Some(trainer) = session.trainer {
                board.taught_by[trainer].push(at);
            }
        }
        board.held = held;
        (0..board.held.len()).for_each(|at| board.count(at, true));
        board
    }

    /// Adds what a session takes to what is taken, or takes it out again.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn count(&mut self, at: usize, add: bool) {
        let change = |count: &mut u32| {
            *count = if add {
                *count + 1
            } else {
                count.saturating_sub(1)
            }
        };
        let held = &self.held[at];
        for slot in held.slots.clone() {
            held.room
                .into_iter()
                .for_each(|room| change(&mut self.room_use[room][slot]));
            held.trainer
                .into_iter()
                .for_each(|trainer| change(&mut self.trainer_use[trainer][slot]));
            for &person in &held.people {
                let away = &mut self.away[self.world.section(person)];
                if away.is_empty() {
                    away.resize(self.world.slots.len(), 0);
                }
                change(&mut away[slot]);
            }
        }
    }

    /// The sessions of an activity.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn sessions_of(&self, activity: usize) -> &[usize] {
        &self.sessions_of[activity]
    }

    /// The sessions in which a person sits.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn seats_of(&self, person: usize) -> &[usize] {
        &self.seats[person]
    }

    /// The sessions that a trainer holds.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn taught_by(&self, trainer: usize) -> &[usize] {
        &self.taught_by[trainer]
    }

    /// Whether another session takes the room of a session in any of its half days.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn is_room_shared(&self, at: usize) -> bool {
        let held = &self.held[at];
        held.room.is_some_and(|room| {
            self.room_use[room][held.slots.clone()]
                .iter()
                .any(|&count| count > 1)
        })
    }

    pub(super) fn alone_of(&self, person: usize) -> &[VerifiedSelfStudy<'a>] {
        self.alone.get(&person).map_or(&[], Vec::as_slice)
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn takes(&self, person: usize, activity: usize) -> bool {
        self.seats[person]
            .iter()
            .any(|&at| self.held[at].activity == activity)
            || self
                .alone_of(person)
                .iter()
                .any(|alone| alone.activity == activity)
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    fn teaches(&self, activity: usize, step: (usize, Level)) -> bool {
        teaches(&self.world.model.activities[activity].teaches, step)
    }

    /// The first half day in which a person can take an activity for what it refreshes: the refresh lead time before the first of it lapses.
    /// Where that leaves too little time, and for what also teaches something that is not ready, it is the first of all. After it has
    /// lapsed it is better refreshed late than never.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn release(&self, person: usize, activity: usize) -> i64 {
        let (world, taught) = (self.world, &self.world.model.activities[activity].teaches);
        let served = self
            .facts
            .needs(person)
            .iter()
            .filter(|need| teaches(taught, need.step));
        let Some(lapse) = served
            .map(|need| need.lapse)
            .reduce(|one, other| one.zip(other).map(|(one, other)| one.min(other)))
            .flatten()
        else {
            return i64::MIN;
        };
        let due = lapse.due.max(world.model.people.joined[person]);
        let first = world
            .slots
            .partition_point(|&slot| slot < half_day(due, Half::Morning));
        let end = world
            .slots
            .partition_point(|&slot| slot < half_day(lapse.day, Half::Morning));
        if first + world.courses[activity].length <= end {
            half_day(due, Half::Morning)
        } else {
            i64::MIN
        }
    }

    /// Whether what a person takes teaches a need.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn is_met(&self, person: usize, need: VerifiedNeed) -> bool {
        self.seats[person]
            .iter()
            .any(|&at| self.teaches(self.held[at].activity, need.step))
            || self
                .alone_of(person)
                .iter()
                .any(|alone| self.teaches(alone.activity, need.step))
    }

    /// What must be over before a person takes an activity; what a person has begun alone goes on beside what else has begun.
    pub(super) fn requires(&self, person: usize, activity: usize) -> Vec<ObjectiveAndLevel> {
        let mut steps = self.facts.requires(self.world, person, activity);
        let begun =
            |by: &&VerifiedSelfStudy<'_>| by.from < half_day(self.world.plan.from, Half::Morning);
        let begun: Vec<usize> = self
            .alone_of(person)
            .iter()
            .filter(begun)
            .map(|by| by.activity)
            .collect();
        if begun.contains(&activity) {
            steps.retain(|&step| {
                !begun
                    .iter()
                    .any(|&by| by != activity && self.teaches(by, step))
            });
        }
        steps
    }

    /// The first half day from which everything is over that an activity requires of a person, whichever line teaches it; `None` where
    /// nothing teaches some of it.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn ready_from(&self, person: usize, activity: usize) -> Option<i64> {
        let mut ready = i64::MIN;
        for step in self.requires(person, activity) {
            let supplies = |by: usize| by != activity && self.teaches(by, step);
            let seats = self.seats[person]
                .iter()
                .map(|&at| &self.held[at])
                .filter(|held| supplies(held.activity));
            let alone = self
                .alone_of(person)
                .iter()
                .filter(|alone| supplies(alone.activity));
            let alone =
                alone.map(|alone| self.done_alone(person, alone, self.alone_of(person).len()));
            let over = seats
                .map(|held| self.world.time(&held.slots).1)
                .chain(alone)
                .min()?;
            ready = ready.max(over);
        }
        Some(ready)
    }

    /// The first half day on which something done alone can be over: its whole working days after its first day, and after what it
    /// requires; never where it waits for itself. Its line may give more time, which moves with what relies on it.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn done_alone(
        &self,
        person: usize,
        alone: &VerifiedSelfStudy<'_>,
        depth: usize,
    ) -> i64 {
        let slots = &self.world.slots;
        let mut from = alone.from;
        let Some(depth) = depth.checked_sub(1) else {
            return i64::MAX;
        };
        for step in self.requires(person, alone.activity) {
            let supplies = |by: usize| by != alone.activity && self.teaches(by, step);
            let seats = self.seats[person].iter().map(|&at| &self.held[at]);
            let seats = seats
                .filter(|held| supplies(held.activity))
                .map(|held| self.world.time(&held.slots).1);
            let own = self
                .alone_of(person)
                .iter()
                .filter(|other| supplies(other.activity));
            let own = own.map(|other| self.done_alone(person, other, depth));
            if let Some(over) = seats.chain(own).min() {
                from = from.max(over);
            }
        }
        if from == i64::MAX {
            return from;
        }
        let days = self.world.days_alone(person, alone.activity, alone.from);
        // Where none is left it is over with the first day of the plan.
        if days == 0 {
            let first = slots.partition_point(|&slot| slot < from);
            let day = slots.get(first | 1);
            return day.map_or(alone.until, |&slot| (slot + 1).min(alone.until));
        }
        let mut whole = self.world.whole_days(person, from, i64::MAX);
        let last = days.checked_sub(1).and_then(|before| whole.nth(before));
        last.map_or(alone.until, |slot| (slots[slot + 1] + 1).min(alone.until))
    }

    /// Whether a person sits in a session, other than one that is left out, or teaches, in any of some half days.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn is_busy(
        &self,
        person: usize,
        slots: &Range<usize>,
        except: Option<usize>,
    ) -> bool {
        let sits = |&at: &usize| Some(at) != except && overlap(&self.held[at].slots, slots);
        let teaches = self.world.trainer_of.get(&person);
        self.seats[person].iter().any(sits)
            || teaches.is_some_and(|&trainer| {
                self.trainer_use[trainer][slots.clone()]
                    .iter()
                    .any(|&count| count > 0)
            })
    }

    /// How many more of a section may be away in all of some half days.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn free_absences(&self, section: usize, slots: &Range<usize>) -> u32 {
        let most = self.world.most_away[section].get(slots.clone());
        let away = self.away[section].get(slots.clone()).unwrap_or_default();
        let away = away.iter().copied().chain(std::iter::repeat(0));
        let free = most.unwrap_or_default().iter().zip(away);
        free.map(|(most, away)| most.saturating_sub(away))
            .min()
            .unwrap_or(0)
    }

    /// How many of a section are away in the worst half day, and how many may be, where more are than may.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn excess(&self, section: usize) -> Option<(u32, u32)> {
        let away = self.away[section].iter().copied();
        let limits = self.world.most_away[section].iter().copied();
        let over = away.zip(limits).filter(|(away, most)| away > most);
        over.max_by_key(|(away, most)| away - most)
    }

    /// Whether a suitable room is free: at the site, for this many people.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn has_room(
        &self,
        activity: usize,
        site: Option<usize>,
        slots: &Range<usize>,
        people: usize,
    ) -> bool {
        if !self.world.courses[activity].needs_room || self.world.rooms.is_empty() {
            return true;
        }
        self.world
            .rooms
            .iter()
            .zip(&self.room_use)
            .any(|(room, used)| {
                room.site == site
                    && room.seats >= people
                    && slots
                        .clone()
                        .all(|slot| used[slot] == 0 && room.is_open[slot])
            })
    }

    /// Trainers who are free and can hold a session, `None` alone where none is needed; `learners` do not teach themselves.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn free_trainers(
        &self,
        activity: usize,
        site: Option<usize>,
        slots: &Range<usize>,
        learners: &[usize],
    ) -> Vec<Option<usize>> {
        if self.world.courses[activity].skill.is_none() {
            return vec![None];
        }
        let is_free = |trainer: &usize| {
            let learns = self.world.trainers[*trainer]
                .person
                .is_some_and(|person| learners.contains(&person));
            !learns && self.can_teach(*trainer, activity, site, slots, None)
        };
        (0..self.world.trainers.len())
            .filter(is_free)
            .map(Some)
            .collect()
    }

    /// Whether a trainer is there, free and able to hold a session of an activity at a site in some half days.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn can_teach(
        &self,
        trainer: usize,
        activity: usize,
        site: Option<usize>,
        slots: &Range<usize>,
        except: Option<usize>,
    ) -> bool {
        let (course, known) = (&self.world.courses[activity], &self.world.trainers[trainer]);
        course
            .skill
            .is_some_and(|skill| known.skills.contains(&skill))
            && slots
                .clone()
                .all(|slot| known.is_there[slot] && self.trainer_use[trainer][slot] == 0)
            && (!course.at_site || known.site.is_none() || known.site == site)
            && known.person.is_none_or(|person| {
                !self.seats[person]
                    .iter()
                    .any(|&at| Some(at) != except && overlap(&self.held[at].slots, slots))
            })
            && !(course.at_site && self.is_double_booked(trainer, site, slots, except))
    }

    /// Whether a trainer is at another site on a day of some half days: one site a day.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn is_double_booked(
        &self,
        trainer: usize,
        site: Option<usize>,
        slots: &Range<usize>,
        except: Option<usize>,
    ) -> bool {
        let days = |slots: &Range<usize>| {
            (
                day_of(self.world.slots[slots.start]),
                day_of(self.world.slots[slots.end - 1]),
            )
        };
        let (first, last) = days(slots);
        self.taught_by[trainer]
            .iter()
            .filter(|at| Some(**at) != except)
            .map(|&at| &self.held[at])
            .any(|held| {
                let (begins, ends) = days(&held.slots);
                self.world.courses[held.activity].at_site
                    && held.site != site
                    && begins <= last
                    && first <= ends
            })
    }

    /// Whether fewer people sit in a session of the plan than it and its room have seats.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn has_free_seat(&self, at: usize) -> bool {
        let held = &self.held[at];
        let holds_more = |room: usize| held.people.len() < self.world.rooms[room].seats;
        held.people.len() < held.session.seats as usize && held.room.is_none_or(holds_more)
    }

    /// Whether a person could take a seat in a session of the plan.
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    pub(super) fn has_seat_for(&self, person: usize, at: usize) -> bool {
        let (held, world) = (&self.held[at], self.world);
        let from = world.time(&held.slots).0;
        self.has_free_seat(at)
            && (!world.courses[held.activity].at_site || held.site == world.site(person))
            && self.release(person, held.activity) <= from
            && world.is_there(person, &held.slots)
            && !self.is_busy(person, &held.slots, None)
            && self.free_absences(world.section(person), &held.slots) > 0
            && self
                .ready_from(person, held.activity)
                .is_some_and(|ready| ready <= from)
    }
}
