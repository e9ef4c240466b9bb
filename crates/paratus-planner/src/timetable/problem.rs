//! What is asked of a timetable.

use serde::{Deserialize, Serialize};

/// A timetable to make. Everything is referred to by its index in its list.
///
/// Prices are whole numbers in one unit of the caller's choice (hundredths of a cent, say), so that sums are exact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimetableProblem {
    /// What is taught in sessions.
    pub activities: Vec<Activity>,
    /// Sessions that were announced or pinned before. What can be kept of them is kept.
    #[serde(default)]
    pub announced: Vec<AnnouncedSession>,
    /// How many of the last rooms are only supposed to be there. Where the limits allow further starts, the search is made without them
    /// too: with more, no timetable is worse.
    #[serde(default)]
    pub extra_rooms: usize,
    /// The same of trainers.
    #[serde(default)]
    pub extra_trainers: usize,
    /// The people to be taught.
    pub learners: Vec<Learner>,
    /// How much work the search may do.
    #[serde(default)]
    pub limits: Limits,
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
    /// Working half days in order; days off are left out.
    pub slots: Vec<Slot>,
    /// Trainers of all sites.
    pub trainers: Vec<Trainer>,
}

/// A working half day.
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
    /// A number of weeks of five full days.
    #[must_use]
    pub fn weeks(weeks: u32) -> Vec<Slot> {
        let day = |week: u32, day: u32| {
            [false, true].map(|afternoon| Slot {
                afternoon,
                day: 7 * week + day,
                week,
            })
        };
        (0..weeks)
            .flat_map(|week| (0..5).flat_map(move |d| day(week, d)))
            .collect()
    }
}

/// First and last slot of a time.
pub type Interval = (u32, u32);

/// What is taught in sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Starts at which a session was cancelled: another is opened then only where nothing else places somebody.
    #[serde(default)]
    pub cancelled: Vec<u32>,
    /// Slots of one session, one after the other.
    pub duration: u32,
    /// First slot in which a session may start.
    #[serde(default)]
    pub earliest: u32,
    /// Last slot in which a session may still run; default: the end of the horizon.
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
    /// Held at a site without a room of the list.
    #[serde(default)]
    pub roomless: bool,
    /// Price of one seat, for the choice between activities that teach the same.
    #[serde(default)]
    pub seat_price: u64,
    /// Most people in a session (at most the seats of its room).
    pub seats_max: u32,
    /// Fewest people for which a session takes place; pinned sessions are exempt.
    #[serde(default)]
    pub seats_min: u32,
    /// The skill its trainer needs; without it no trainer is needed.
    #[serde(default)]
    pub skill: Option<u32>,
}

impl Default for Activity {
    fn default() -> Activity {
        Activity {
            cancelled: Vec::new(),
            duration: 1,
            earliest: 0,
            latest: None,
            online: false,
            price: 0,
            rank: 0,
            roomless: false,
            seat_price: 0,
            seats_max: 1,
            seats_min: 0,
            skill: None,
        }
    }
}

/// A person to be taught.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learner {
    /// Seats that the person may take, at most one for each activity.
    pub bookings: Vec<Booking>,
    /// The needs: each is met by any one of these bookings (indices into `bookings`, the selected one first).
    #[serde(default)]
    pub needs: Vec<Vec<usize>>,
    /// Times in which the person is there; always where empty.
    #[serde(default)]
    pub present: Vec<Interval>,
    /// Their section.
    pub section: usize,
    /// The trainer that the person is: who teaches does not learn at the same time.
    #[serde(default)]
    pub trainer: Option<usize>,
}

impl Learner {
    /// A person who takes activities one after the other: each ends before the next begins.
    #[must_use]
    pub fn in_order(section: usize, activities: &[usize]) -> Learner {
        let booking = |(at, &activity): (usize, &usize)| {
            let before = at.checked_sub(1).map(|before| {
                vec![Supplier {
                    booking: before,
                    days: 0,
                }]
            });
            Booking {
                activity,
                requires: before.into_iter().collect(),
                ..Booking::default()
            }
        };
        Learner {
            bookings: activities.iter().enumerate().map(booking).collect(),
            needs: (0..activities.len()).map(|at| vec![at]).collect(),
            section,
            ..Learner::default()
        }
    }
}

/// A seat that a person may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// In a session of which activity.
    pub activity: usize,
    /// For each list of `requires`, the first slot after what the person can do alone instead of any session of the list; none where left
    /// out. It is done only where no session of the list is in time.
    #[serde(default)]
    pub alone: Vec<Option<u32>>,
    /// Where the person was announced to sit (an index into [`TimetableProblem::announced`]).
    #[serde(default)]
    pub announced: Option<usize>,
    /// Last slot that the session may occupy; default: the end of the horizon.
    #[serde(default)]
    pub due: Option<u32>,
    /// Whether it may be later than `due` where it cannot be in time.
    #[serde(default)]
    pub late: bool,
    /// Whether the announced seat is pinned: kept before others where not all can be kept.
    #[serde(default)]
    pub pinned: bool,
    /// First slot after what the person does alone before.
    #[serde(default)]
    pub prepared: u32,
    /// First slot in which the session may start.
    #[serde(default)]
    pub release: u32,
    /// What must be over before: of each list at least one.
    #[serde(default)]
    pub requires: Vec<Vec<Supplier>>,
    /// Whether the selection of activities wants this seat. The others are alternatives: they are taken where they meet a need
    /// that a selected one cannot.
    pub selected: bool,
}

impl Default for Booking {
    fn default() -> Booking {
        Booking {
            activity: 0,
            alone: Vec::new(),
            announced: None,
            due: None,
            late: false,
            pinned: false,
            prepared: 0,
            release: 0,
            requires: Vec::new(),
            selected: true,
        }
    }
}

impl Booking {
    /// What must be over before, each list with the first slot after what can be done alone instead.
    pub(super) fn groups(&self) -> impl Iterator<Item = (&[Supplier], Option<u32>)> {
        let alone = self.alone.iter().copied().chain(std::iter::repeat(None));
        self.requires.iter().map(Vec::as_slice).zip(alone)
    }

    /// The lists of which a session must be over before, because nothing can be done alone instead.
    pub(super) fn session_groups(&self) -> impl Iterator<Item = &[Supplier]> {
        self.groups()
            .filter(|(_, alone)| alone.is_none())
            .map(|(group, _)| group)
    }
}

/// A seat that another one relies on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// Which of the same person's bookings.
    pub booking: usize,
    /// Whole working days between the two on which the person is there, for what they do alone in between. With none, the next may start
    /// in the slot after.
    #[serde(default)]
    pub days: u32,
}

/// A section, which must go on working.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Times in which nobody of the section may go.
    #[serde(default)]
    pub closed: Vec<Interval>,
    /// Most people away at once (at least 1, or nobody can ever go).
    pub most_away: u32,
    /// Times in which fewer may be away, with how many: fewer work there then.
    #[serde(default)]
    pub fewer_away: Vec<(Interval, u32)>,
    /// Its site.
    pub site: usize,
}

impl Section {
    /// Most people away in a slot.
    #[must_use]
    pub fn most_away_at(&self, slot: u32) -> u32 {
        let at = |&&((from, to), _): &&(Interval, u32)| from <= slot && slot <= to;
        let fewer = self.fewer_away.iter().filter(at).map(|(_, most)| *most);
        fewer.min().unwrap_or(self.most_away).min(self.most_away)
    }
}

/// A room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Times in which it can be used; always where empty.
    #[serde(default)]
    pub available: Vec<Interval>,
    /// How many people it seats.
    pub seats: u32,
    /// Its site.
    pub site: usize,
}

/// A trainer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trainer {
    /// Times in which the trainer can teach; always where empty.
    #[serde(default)]
    pub available: Vec<Interval>,
    /// Where; without it the trainer travels, and teaches at one site a day (and online from any).
    #[serde(default)]
    pub site: Option<usize>,
    /// What the trainer can teach.
    pub skills: Vec<u32>,
}

/// A session that people expect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnouncedSession {
    /// What is taught.
    pub activity: usize,
    /// Whether it takes place as given, whatever its number of people.
    #[serde(default)]
    pub pinned: bool,
    /// The room; without one, or if it cannot be used, one is chosen.
    #[serde(default)]
    pub room: Option<usize>,
    /// Most people; default: the activity's.
    #[serde(default)]
    pub seats: Option<u32>,
    /// Where; nothing when it is online.
    #[serde(default)]
    pub site: Option<usize>,
    /// Its first slot.
    pub start: u32,
    /// The trainer; without one, or if they cannot teach, one is chosen.
    #[serde(default)]
    pub trainer: Option<usize>,
}

/// What is dear, in the unit of [`Activity::price`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// A seat at another time than announced.
    pub moved: u64,
    /// Each slot that passes until a seat's session is over, per seat: earlier is better.
    pub slot: u64,
    /// A need that is not met.
    pub unmet: u64,
}

impl Default for Prices {
    fn default() -> Prices {
        Prices {
            moved: 20,
            slot: 1,
            unmet: 1_000_000,
        }
    }
}

/// How much work the search may do. Counted, never timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Rounds of improvement over the whole problem; none leaves the list schedule.
    pub rounds: u32,
    /// Rounds that may be added while more needs are unmet than must be.
    #[serde(default)]
    pub more_rounds: u32,
    /// Rounds times bookings of the problem, at most: so that the largest problems get fewer rounds.
    #[serde(default = "any_work")]
    pub round_work: u64,
    /// Seats that may be looked at in one go for those whom the list schedule or the search left without one.
    #[serde(default = "usual_repair_work")]
    pub repair_work: u32,
    /// Rounds that may be added while the cost is further than [`TARGET_GAP`] from the lower bound, times the bookings of the problem:
    /// so that small problems get many, and large ones next to none.
    #[serde(default)]
    pub gap_work: u64,
    /// Rounds times bookings of further starts, where the first one ends further from the bounds: small problems start several times.
    #[serde(default)]
    pub restart_work: u64,
    /// Rounds of a last start; none without it.
    #[serde(default)]
    pub thorough_rounds: u32,
}

const fn any_work() -> u64 {
    u64::MAX
}

const fn usual_repair_work() -> u32 {
    1_500_000
}

/// The search ends where the cost is within this many of 10,000 of the lower bound.
pub const TARGET_GAP: u32 = 5;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            rounds: 2_000,
            more_rounds: 0,
            round_work: any_work(),
            repair_work: usual_repair_work(),
            gap_work: 0,
            restart_work: 0,
            thorough_rounds: 0,
        }
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
