//! What is asked.

use super::answer::{Seats, Session};
use serde::{Deserialize, Serialize};

/// A timetable to make. Everything is referred to by its index in its list.
///
/// Prices are whole numbers in one unit of the caller's choice (cents, say), so that sums are exact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimetableProblem {
    /// What is taught.
    pub activities: Vec<Activity>,
    /// Seats that are decided, in sessions of `fixed_sessions`.
    #[serde(default)]
    pub fixed_seats: Vec<FixedSeats>,
    /// Sessions that are decided: they take place as given, whatever their number of people.
    #[serde(default)]
    pub fixed_sessions: Vec<FixedSession>,
    /// Who must be taught: interchangeable people.
    pub groups: Vec<Group>,
    /// How long to search.
    #[serde(default)]
    pub limits: Limits,
    /// A timetable that was told to people before. What no longer holds (a session that was cancelled, people who left)
    /// is left out by the caller or dropped here.
    #[serde(default)]
    pub previous: Option<Previous>,
    /// What is dear.
    #[serde(default)]
    pub prices: Prices,
    /// Rooms of all sites.
    pub rooms: Vec<Room>,
    /// Sections, which must go on working.
    pub sections: Vec<Section>,
    /// Start of the generator; another seed searches elsewhere.
    #[serde(default)]
    pub seed: u64,
    /// Number of sites.
    pub sites: usize,
    /// Working half-days in order; days off are left out.
    pub slots: Vec<Slot>,
    /// Trainers of all sites.
    pub trainers: Vec<Trainer>,
}

/// A working half-day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Whether it is the second half of its day. A session of several slots begins in a morning.
    pub afternoon: bool,
    /// The day, counted from any day; two slots of one day have the same.
    pub day: u32,
    /// The week; a session never reaches into another.
    pub week: u32,
}

impl Slot {
    /// So many weeks of five full days.
    #[must_use]
    pub fn weeks(weeks: u32) -> Vec<Slot> {
        let day = |week: u32, day: u32| [false, true].map(|afternoon| Slot { afternoon, day: 7 * week + day, week });
        (0..weeks).flat_map(|week| (0..5).flat_map(move |d| day(week, d))).collect()
    }
}

/// What is taught in sessions with a trainer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Slots in which no session may start: one was there, and was cancelled.
    #[serde(default)]
    pub closed: Vec<u32>,
    /// Slots of one session, one after the other.
    pub duration: u32,
    /// First slot in which a session may start.
    #[serde(default)]
    pub earliest: u32,
    /// Last slot in which a session may still run; the end of the horizon where left out.
    #[serde(default)]
    pub latest: Option<u32>,
    /// Held online: no room, people of all sites together.
    #[serde(default)]
    pub online: bool,
    /// Price of one session.
    #[serde(default)]
    pub price: u64,
    /// Place in the order of phases: where two could go first, the lower does.
    #[serde(default)]
    pub rank: u32,
    /// Most people in a session (at most the seats of its room).
    pub seats_max: u32,
    /// Held at a site without a room of the list.
    #[serde(default)]
    pub roomless: bool,
    /// Fewest people for which a session takes place.
    #[serde(default)]
    pub seats_min: u32,
    /// The skill its trainer needs; without it no trainer is needed.
    #[serde(default)]
    pub skill: Option<u32>,
}

impl Default for Activity {
    fn default() -> Activity {
        Activity {
            closed: Vec::new(),
            duration: 1,
            earliest: 0,
            latest: None,
            online: false,
            price: 0,
            rank: 0,
            roomless: false,
            seats_max: 1,
            seats_min: 0,
            skill: None,
        }
    }
}

/// Interchangeable people: one section, one chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Activities in the order in which each person takes them; each ends before the next begins. Who misses one does not
    /// go on to the next.
    pub chain: Vec<usize>,
    /// First slot in which these people can be away.
    #[serde(default)]
    pub earliest: u32,
    /// Last slot in which these people can be away; the end of the horizon where left out.
    #[serde(default)]
    pub latest: Option<u32>,
    /// How many people.
    pub people: u32,
    /// Their section.
    pub section: usize,
    /// The trainer that the only person of the group is: who teaches does not learn at the same time.
    #[serde(default)]
    pub trainer: Option<usize>,
}

/// A section, which must go on working.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Most people away at once (at least 1, or nobody can ever go).
    pub most_away: u32,
    /// Its site.
    pub site: usize,
}

/// A room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// How many people it seats.
    pub seats: u32,
    /// Its site.
    pub site: usize,
}

/// A trainer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trainer {
    /// First and last slot of each time in which the trainer can teach; always where empty.
    #[serde(default)]
    pub available: Vec<(u32, u32)>,
    /// Where; without it the trainer travels, and teaches at one site a day (and online from any).
    #[serde(default)]
    pub site: Option<usize>,
    /// What the trainer can teach.
    pub skills: Vec<u32>,
}

/// A session that is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedSession {
    /// What is taught.
    pub activity: usize,
    /// The room; one is chosen where left out.
    #[serde(default)]
    pub room: Option<usize>,
    /// Most people; the activity's where left out.
    #[serde(default)]
    pub seats: Option<u32>,
    /// Where; nothing when it is online.
    #[serde(default)]
    pub site: Option<usize>,
    /// Its first slot.
    pub start: u32,
    /// The trainer; one is chosen where left out.
    #[serde(default)]
    pub trainer: Option<usize>,
}

/// Seats that are decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedSeats {
    /// Whose.
    pub group: usize,
    /// How many of them.
    pub people: u32,
    /// In which of `fixed_sessions`.
    pub session: usize,
    /// Which step of the group's chain.
    pub step: usize,
}

/// What people were told before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    /// Who sat where: groups and steps of this problem, sessions of this list.
    pub seats: Vec<Seats>,
    /// The sessions, with activities, rooms and trainers of this problem.
    pub sessions: Vec<Session>,
    /// Whether nobody is moved even where somebody else finds no seat then.
    #[serde(default)]
    pub stays: bool,
}

/// What is dear, in the unit of [`Activity::price`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// A seat at another time than in the previous timetable.
    pub moved: u64,
    /// Each slot that passes until a seat's session is over, per seat: earlier is better.
    pub slot: u64,
    /// A seat that is needed and not given.
    pub unplaced: u64,
}

impl Default for Prices {
    fn default() -> Prices {
        Prices { moved: 20, slot: 1, unplaced: 1_000_000 }
    }
}

/// How long to search. Counted, never timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Rounds of improvement over the whole problem; none leaves the list schedule.
    pub rounds: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { rounds: 2_000 }
    }
}

/// A problem that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
#[non_exhaustive]
pub struct BadProblem {
    /// Where, as `list[index].field`.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}
