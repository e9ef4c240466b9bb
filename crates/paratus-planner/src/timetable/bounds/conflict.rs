//! Conflicts: what is proven to be short if every need is to be met.
use super::exact;
use super::family::{Count, Family, SharedSupply, families, own_time};
use super::needs::Needs;
use super::starts::{MissingCause, PossibleStarts};
use crate::pace::Pace;
use crate::timetable::problem::TimetableProblem;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A proof that not every need can be met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// What is short.
    pub kind: ConflictKind,
    /// First slot of the window in which it is short.
    pub first: u32,
    /// Last slot of that window.
    pub last: u32,
    /// How much of it is needed at least.
    pub needed: u64,
    /// How much of it there is at most.
    pub available: u64,
    /// Sessions, or seats where people are counted, that need it.
    pub uses: u64,
    /// The activities that need it, by index.
    pub activities: Vec<usize>,
}

/// What is short. The unit of `needed` and `available` is that of each kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ConflictKind {
    /// Half days on which people of a section may be away (sessions of the length `block`, where given).
    Absence {
        /// The section.
        section: usize,
        /// Slots of the sessions that are counted.
        block: bool,
    },
    /// People of a section who are not there at any possible start: people, and none of them.
    Away {
        /// The section.
        section: usize,
    },
    /// Possible starts of a session: one is needed, and none there.
    Calendar,
    /// Half days in which one person could take all that they need (sessions where `block`).
    Chain {
        /// The person.
        learner: usize,
        /// Whether sessions are counted, not half days.
        block: bool,
    },
    /// Needs of a few people that share much: all of them, and the most that can be met, by exhaustive search.
    Combined {
        /// The people.
        learners: Vec<usize>,
    },
    /// People of a section for whom what an activity requires, or what relies on it, leaves no start: people, and none of them.
    Order {
        /// The section.
        section: usize,
    },
    /// People who could come to one session, beside the fewest that it takes; or sessions, where enough people for all of
    /// them do not exist.
    Participants {
        /// The site; nothing online.
        site: Option<usize>,
        /// Whether sessions are counted, not people.
        sessions: bool,
    },
    /// Half days of rooms with at least this many seats (sessions where `block`; seats for half days where `by_person`).
    Rooms {
        /// The site.
        site: usize,
        /// The size.
        seats: u32,
        /// Whether sessions are counted, not half days.
        block: bool,
        /// Whether seats are counted, not rooms.
        by_person: bool,
    },
    /// Half days of trainers (sessions where `block`).
    Trainers {
        /// The trainers who alone can teach the activities.
        trainers: Vec<usize>,
        /// The skills, of which each activity needs one.
        skills: Vec<u32>,
        /// Whether sessions are counted, not half days.
        block: bool,
    },
}

/// Everything that is proven to be short if every need is to be met, by kind and subject; nothing where no proof is found.
///
/// Only bookings are counted that somebody cannot do without, in every window between an earliest start and a latest end.
/// Sessions are taken as full as can be. Where counting proves nothing, small parts are searched exhaustively, with `work`
/// states at most.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
pub(super) async fn conflicts(problem: &TimetableProblem, work: u64, pace: &Pace) -> Vec<Conflict> {
    let starts = PossibleStarts::new(problem, true);
    pace.spend(problem.size()).await;
    let needs = Needs::new(problem, &starts);
    pace.spend(problem.size()).await;
    let mut list = unmeetable_needs(problem, &starts, &needs);
    let mut short: Vec<(Family, Count)> = Vec::new();
    for family in families(problem, &starts) {
        let counts = family.short(problem, &starts, &needs, pace).await;
        if let Some(count) = counts.into_iter().next() {
            short.push((family, count));
        }
    }
    // A person's time: one example for each section and set of activities.
    let mut people: BTreeMap<(usize, Vec<usize>), (Family, Count)> = BTreeMap::new();
    for learner in 0..problem.learners.len() {
        let Some(family) = own_time(problem, &starts, &needs, learner) else {
            continue;
        };
        let counts = family.short(problem, &starts, &needs, pace).await;
        if let Some(count) = counts.into_iter().next() {
            let worst = people
                .entry((problem.learners[learner].section, family.keys.clone()))
                .or_insert((family.clone(), count));
            if worst.1.deficit() < count.deficit() {
                *worst = (family, count);
            }
        }
    }
    short.extend(people.into_values());
    list.extend(
        not_implied(short)
            .iter()
            .map(|(family, count)| conflict(problem, &starts, &needs, family, count)),
    );
    if list.is_empty() {
        list.extend(exact::combined(problem, work));
    }
    list.sort();
    list
}

/// Those of what is short that the others do not say: of rooms, no smaller sizes where as many rooms of all sizes are short of more; of
/// trainers and sizes of rooms, no whole of which parts that have nothing in common miss as much.
fn not_implied(mut short: Vec<(Family, Count)>) -> Vec<(Family, Count)> {
    let is_seen_in_larger = |(family, count): &(Family, Count)| {
        short.iter().any(|(other, own)| {
            let supply = |count: &Count| (count.first, count.last, count.available);
            is_part(&family.shared, &other.shared)
                && matches!(family.shared, SharedSupply::Rooms(..))
                && family.is_by_person(count) == other.is_by_person(own)
                && supply(own) == supply(count)
                && own.by_block == count.by_block
                && own.deficit() >= count.deficit()
        })
    };
    let seen: Vec<bool> = short.iter().map(is_seen_in_larger).collect();
    let mut seen = seen.into_iter();
    short.retain(|_| seen.next() == Some(false));
    short.sort_by_key(|(family, _)| match &family.shared {
        SharedSupply::Trainers(trainers) => trainers.len(),
        SharedSupply::Rooms(_, size) => usize::MAX - *size as usize,
        _ => 0,
    });
    let mut kept: Vec<(Family, Count)> = Vec::new();
    for (family, count) in short {
        let parts = kept
            .iter()
            .filter(|(other, _)| is_part(&other.shared, &family.shared));
        let mut parts: Vec<&(Family, Count)> = parts.collect();
        parts.sort_by_key(|(_, own)| Reverse(own.deficit()));
        let mut apart: Vec<&(Family, Count)> = Vec::new();
        for part in parts {
            if apart
                .iter()
                .all(|other| is_apart(&other.0.shared, &part.0.shared))
            {
                apart.push(part);
            }
        }
        let missing: u64 = apart.iter().map(|(_, own)| own.deficit()).sum();
        if apart.is_empty() || missing < count.deficit() {
            kept.push((family, count));
        }
    }
    kept
}

/// Whether two sets of trainers have nobody in common.
fn is_apart(one: &SharedSupply, other: &SharedSupply) -> bool {
    match (one, other) {
        (SharedSupply::Trainers(one), SharedSupply::Trainers(other)) => one
            .iter()
            .all(|trainer| other.binary_search(trainer).is_err()),
        _ => false,
    }
}

/// Whether what is short of the one is short of the other too.
fn is_part(part: &SharedSupply, whole: &SharedSupply) -> bool {
    match (part, whole) {
        (SharedSupply::Trainers(part), SharedSupply::Trainers(whole)) => {
            part.len() < whole.len()
                && part
                    .iter()
                    .all(|trainer| whole.binary_search(trainer).is_ok())
        }
        (SharedSupply::Rooms(site, size), SharedSupply::Rooms(other, smaller)) => {
            site == other && size > smaller
        }
        _ => false,
    }
}

/// Needs that no booking can meet.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn unmeetable_needs(
    problem: &TimetableProblem,
    starts: &PossibleStarts,
    needs: &Needs,
) -> Vec<Conflict> {
    let mut of: BTreeMap<(MissingCause, usize, usize), Vec<usize>> = BTreeMap::new();
    for need in &needs.hopeless {
        let place = starts.places[need.place];
        let section = match need.missing {
            MissingCause::Away | MissingCause::Order => place.section as usize,
            _ => 0,
        };
        of.entry((need.missing, place.key as usize, section))
            .or_default()
            .push(need.learner);
    }
    let last = (starts.slots as u32).saturating_sub(1);
    let conflict =
        |((missing, key, section), mut learners): ((MissingCause, usize, usize), Vec<usize>)| {
            learners.dedup();
            let key = &starts.keys[key];
            let people = learners.len() as u64;
            let activity = &problem.activities[key.activity];
            let (first, until) = (
                activity.earliest.min(last),
                activity.latest.unwrap_or(last).min(last),
            );
            let (kind, needed, available) = match missing {
                MissingCause::Calendar => (ConflictKind::Calendar, 1, 0),
                MissingCause::Trainer => {
                    let trainers = key.trainers.clone().unwrap_or_default();
                    (
                        ConflictKind::Trainers {
                            trainers,
                            skills: activity.skill.into_iter().collect(),
                            block: true,
                        },
                        1,
                        0,
                    )
                }
                MissingCause::Room => {
                    let seats = if key.is_pinned { 1 } else { key.min };
                    (
                        ConflictKind::Rooms {
                            site: key.site.unwrap_or(0),
                            seats,
                            block: true,
                            by_person: false,
                        },
                        1,
                        0,
                    )
                }
                MissingCause::Away => (ConflictKind::Away { section }, people, 0),
                MissingCause::Order => (ConflictKind::Order { section }, people, 0),
                MissingCause::Participants => {
                    let most = if key.most_together == u32::MAX {
                        key.cap
                    } else {
                        key.most_together
                    };
                    let kind = ConflictKind::Participants {
                        site: key.site,
                        sessions: false,
                    };
                    (kind, u64::from(key.min), u64::from(most))
                }
            };
            Conflict {
                kind,
                first: first.min(until),
                last: until,
                needed,
                available,
                uses: people,
                activities: vec![key.activity],
            }
        };
    of.into_iter().map(conflict).collect()
}

#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn conflict(
    problem: &TimetableProblem,
    starts: &PossibleStarts,
    needs: &Needs,
    family: &Family,
    count: &Count,
) -> Conflict {
    let block = count.by_block;
    let counted = |key: &&usize| {
        let seats = &starts.keys[**key].seats;
        seats.iter().any(|&place| {
            needs.required[place as usize] && family.counts(starts, count, place as usize)
        })
    };
    let mut activities: Vec<usize> = family
        .keys
        .iter()
        .filter(counted)
        .map(|&key| starts.keys[key].activity)
        .collect();
    activities.sort_unstable();
    activities.dedup();
    let kind = match &family.shared {
        SharedSupply::Section(section) => ConflictKind::Absence {
            section: *section,
            block,
        },
        SharedSupply::Learner(learner) => ConflictKind::Chain {
            learner: *learner,
            block,
        },
        SharedSupply::Participants(key) => ConflictKind::Participants {
            site: starts.keys[*key].site,
            sessions: true,
        },
        SharedSupply::Rooms(site, seats) => ConflictKind::Rooms {
            site: *site,
            seats: *seats,
            block,
            by_person: family.is_by_person(count),
        },
        SharedSupply::Trainers(trainers) => {
            let mut skills: Vec<u32> = activities
                .iter()
                .filter_map(|&at| problem.activities[at].skill)
                .collect();
            skills.sort_unstable();
            skills.dedup();
            ConflictKind::Trainers {
                trainers: trainers.clone(),
                skills,
                block,
            }
        }
    };
    let Count {
        first,
        last,
        needed,
        available,
        uses,
        ..
    } = *count;
    Conflict {
        kind,
        first,
        last,
        needed,
        available,
        uses,
        activities,
    }
}
