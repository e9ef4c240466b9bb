//! Sessions of the last eighteen months and of the weeks to come, and who had a seat in them.

use super::catalogue::{ACTIVITIES, OBJECTIVES, TRAINERS};
use super::staff::Staff;
use super::{Purpose, Rng, window};
use paratus::Date;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Rooms of the template.
const ROOMS: usize = 6;

/// A dated session.
struct Session {
    activity: usize,
    start: Date,
    id: String,
}

/// All sessions, and the seats that are left.
pub(crate) struct Timetable {
    sessions: Vec<Session>,
    /// Per activity its sessions by date, with the seats left in each.
    by_activity: Vec<Queue>,
}

#[derive(Default)]
struct Queue {
    sessions: Vec<(Date, usize)>,
    seats: Vec<u32>,
    /// The first session from here on that may have a seat left (short cuts, shortened further on use).
    next: Vec<usize>,
}

impl Timetable {
    /// Sessions for about everyone who needs them. `needs` is per person, in the order of the staff.
    pub(crate) fn draw(needs: &[Vec<(usize, usize)>], seed: u64, as_of: Date) -> Timetable {
        let mut demand = vec![0_usize; ACTIVITIES.len()];
        let mut wanted = vec![false; ACTIVITIES.len()];
        for needs in needs {
            wanted.fill(false);
            for &(objective, level) in needs {
                for step in OBJECTIVES[objective]
                    .steps
                    .iter()
                    .filter(|step| step.level <= level)
                {
                    if let Some(activity) = scheduled(step.activity) {
                        wanted[activity] = true;
                    }
                }
            }
            for (count, wanted) in demand.iter_mut().zip(&wanted) {
                *count += usize::from(*wanted);
            }
        }
        let mut sessions = Vec::new();
        for (activity, &demand) in demand.iter().enumerate().filter(|(_, demand)| **demand > 0) {
            let mut rng = Rng::new(seed, Purpose::Session, activity);
            let (from, to) = window(ACTIVITIES[activity].phase);
            let held = demand.div_ceil(ACTIVITIES[activity].seats as usize);
            for _ in 0..held {
                let start = working_day(as_of.plus_days(rng.between(from, to)), 1);
                sessions.push(Session {
                    activity,
                    start,
                    id: String::new(),
                });
            }
            // One more for each eight that were held is planned for the next two months.
            for _ in 0..held.div_ceil(8) {
                let start = working_day(as_of.plus_days(rng.between(8, 60)), 1);
                sessions.push(Session {
                    activity,
                    start,
                    id: String::new(),
                });
            }
        }
        sessions.sort_by_key(|session| (session.start, session.activity));
        let width = sessions.len().to_string().len().max(4);
        let mut by_activity: Vec<Queue> = ACTIVITIES.iter().map(|_| Queue::default()).collect();
        for (index, session) in sessions.iter_mut().enumerate() {
            session.id = format!("s-{:0width$}", index + 1);
            let queue = &mut by_activity[session.activity];
            queue.next.push(queue.sessions.len());
            queue.sessions.push((session.start, index));
            queue.seats.push(ACTIVITIES[session.activity].seats);
        }
        Timetable {
            sessions,
            by_activity,
        }
    }

    /// Takes a seat in the first session of an activity from a day on that has one; its date and id.
    pub(crate) fn seat(
        &mut self,
        activity: usize,
        from: Date,
        until: Date,
    ) -> Option<(Date, &str)> {
        let queue = self.by_activity.get_mut(activity)?;
        let first = queue.sessions.partition_point(|(start, _)| *start < from);
        let place = queue.free(first)?;
        let (start, session) = queue.sessions[place];
        if start > until {
            return None;
        }
        queue.seats[place] -= 1;
        if queue.seats[place] == 0 {
            queue.next[place] = place + 1;
        }
        Some((start, &self.sessions[session].id))
    }

    /// `sessions.csv`. Nobody and no room is booked twice on a day; without a free trainer the field
    /// stays empty, and so it does for pinned sessions.
    pub(crate) fn csv(&self, staff: &Staff, as_of: Date) -> String {
        let mut text = String::from("id,activity,start,seats,trainer,room,pinned\n");
        let mut on_day: BTreeMap<Date, Day> = BTreeMap::new();
        for session in &self.sessions {
            let day = on_day.entry(session.start).or_default();
            let trainer = if day.sessions < staff.trainers.len() {
                let turn = (session.start.days().unsigned_abs() as usize * 7 + day.sessions)
                    % staff.trainers.len();
                staff.people[staff.trainers[turn]].id.as_str()
            } else {
                ""
            };
            day.sessions += 1;
            let activity = &ACTIVITIES[session.activity];
            // The sessions of the next fortnight are announced, as far as the template's trainers and rooms reach: planning leaves them
            // where they are.
            let soon = session.start > as_of && session.start.days_since(as_of) <= 14;
            let pinned = soon && day.sessions <= ROOMS && day.has_trainer(activity.skill);
            // What a plan keeps takes one of the template's rooms; who holds it the plan says.
            let trainer = if pinned { "" } else { trainer };
            let room = format!("room-{}", day.sessions);
            let _ = writeln!(
                text,
                "{},{},{},{},{trainer},{room},{pinned}",
                session.id, activity.id, session.start, activity.seats
            );
        }
        text
    }
}

/// What is booked on a day.
#[derive(Default)]
struct Day {
    sessions: usize,
    /// Which of the template's trainers are taken.
    taken: [bool; TRAINERS.len()],
}

impl Day {
    /// Takes a trainer for the day who knows this; whether there is one.
    fn has_trainer(&mut self, skill: &str) -> bool {
        let mut trainers = TRAINERS.iter().zip(&mut self.taken);
        let free = trainers.find(|(skills, taken)| !**taken && skills.contains(&skill));
        free.map(|(_, taken)| *taken = true).is_some()
    }
}

impl Queue {
    /// The first session from `place` on with a seat left.
    fn free(&mut self, place: usize) -> Option<usize> {
        let mut at = place;
        while at < self.next.len() && self.next[at] != at {
            at = self.next[at];
        }
        let mut step = place;
        while step < at && step < self.next.len() {
            let after = self.next[step];
            self.next[step] = at;
            step = after.max(step + 1);
        }
        (at < self.next.len()).then_some(at)
    }
}

/// The place of an activity in [`ACTIVITIES`]; none for what everyone does alone.
pub(crate) fn scheduled(id: &str) -> Option<usize> {
    ACTIVITIES.iter().position(|activity| activity.id == id)
}

/// The same day, or the next one in steps of `step` on which people work: no weekends, no turn of the year, not the first
/// of May.
pub(crate) fn working_day(mut date: Date, step: i32) -> Date {
    loop {
        let (_, month, day) = date.ymd();
        let free = (month == 12 && day >= 24) || (month, day) == (1, 1) || (month, day) == (5, 1);
        // 1970-01-01 was a Thursday.
        let weekend = (date.days() + 3).rem_euclid(7) >= 5;
        if (!free && !weekend) || date == Date::MAX || date == Date::MIN {
            return date;
        }
        date = date.plus_days(step);
    }
}
