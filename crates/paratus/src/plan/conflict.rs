//! Proofs that not every need can be met, in the programme's words.
//!
//! What is short is counted by [`timetable::conflicts`] over everything that could meet the needs (see [`ProofProblem`]); needs that
//! nothing teaches are added.

use super::activity_selection::is_self_paced;
use super::answer::{Conflict, ConflictKind, ConflictUnit, Plan, UnplacedCause, UnplacedNeed};
use super::input::PlanInput;
use super::proof_problem::ProofProblem;
use super::reasons::no_trainer;
use super::timetable::{self, ConflictKind as Counted, USUAL_WORK};
use crate::finding::{Statement, say};
use paratus_planner::pace::Pace;
use std::collections::BTreeMap;

/// Everything that is proven to be short, by kind and subject.
pub(super) async fn conflicts(
    setup: &PlanInput<'_>,
    proof: &ProofProblem,
    plan: &Plan,
    pace: &Pace,
) -> Vec<Conflict> {
    let mut list = teaching(setup, plan);
    let counted = timetable::conflicts_paced(&proof.problem, USUAL_WORK, pace).await;
    let counted = counted.unwrap_or_default();
    list.extend(counted.iter().map(|conflict| named(setup, proof, conflict)));
    list.sort_by(|a, b| {
        (a.kind, &a.subject, &a.activities, &a.text).cmp(&(
            b.kind,
            &b.subject,
            &b.activities,
            &b.text,
        ))
    });
    // Without a start at several sites: one line for all of them.
    list.dedup_by(|next, kept| {
        let is_same = next.kind == ConflictKind::Calendar && next.says == kept.says;
        if is_same {
            kept.needed += next.needed;
            kept.available += next.available;
            kept.uses += next.uses;
        }
        is_same
    });
    list
}

/// At least this many needs are unmet in any plan: those that nothing teaches, and those that cannot all be met.
pub(super) async fn unmet_bound(proof: &ProofProblem, plan: &Plan, pace: &Pace) -> u64 {
    let untaught = plan
        .unplaced
        .iter()
        .filter(|unplaced| is_untaught(unplaced.cause))
        .count() as u64;
    let counted = timetable::unmet_bound_paced(&proof.problem, USUAL_WORK, pace).await;
    untaught + counted.unwrap_or(0)
}

/// Whether anything is proven to be short by counting.
pub(super) async fn is_short(proof: &ProofProblem, pace: &Pace) -> bool {
    let counted = timetable::conflicts_paced(&proof.problem, 0, pace).await;
    counted.is_ok_and(|list| !list.is_empty())
}

/// Whether no timetable whatever could meet such a need.
pub(super) fn is_untaught(cause: UnplacedCause) -> bool {
    matches!(
        cause,
        UnplacedCause::Circle | UnplacedCause::Prerequisite | UnplacedCause::Untaught
    )
}

/// Needs that nothing teaches, with the reason of the first person who has them.
fn teaching(setup: &PlanInput<'_>, plan: &Plan) -> Vec<Conflict> {
    let mut counts: BTreeMap<&str, (u64, &UnplacedNeed)> = BTreeMap::new();
    for unplaced in plan
        .unplaced
        .iter()
        .filter(|unplaced| is_untaught(unplaced.cause))
    {
        counts.entry(&unplaced.objective).or_insert((0, unplaced)).0 += 1;
    }
    let conflict = |(objective, (count, first)): (&str, (u64, &UnplacedNeed))| {
        let who = say!(CannotLearn {
            people: count,
            objective: objective
        });
        with_statements(
            Conflict {
                activities: Vec::new(),
                available: 0,
                from: setup.horizon.from,
                kind: ConflictKind::Teaching,
                needed: count,
                phase: None,
                says: Vec::new(),
                site: None,
                subject: objective.to_owned(),
                text: String::new(),
                unit: ConflictUnit::Needs,
                until: setup.horizon.until,
                uses: count,
            },
            std::iter::once(who).chain(first.statements()).collect(),
        )
    };
    counts.into_iter().map(conflict).collect()
}

/// A conflict that says these statements.
fn with_statements(mut conflict: Conflict, statements: Vec<Statement>) -> Conflict {
    conflict.text = Statement::join(&statements);
    conflict.says = statements;
    conflict
}

/// What was counted, with ids and days.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn named(setup: &PlanInput<'_>, proof: &ProofProblem, counted: &timetable::Conflict) -> Conflict {
    let section = |section: usize| {
        let place = setup
            .section_places
            .iter()
            .position(|&place| place == section);
        place
            .and_then(|at| setup.model.sections.get(at))
            .map(|section| section.id.clone())
            .unwrap_or_default()
    };
    let site = |site: Option<usize>| {
        site.and_then(|site| setup.site_name(site))
            .unwrap_or_default()
            .to_owned()
    };
    let skills = |skills: &[u32]| {
        let mut names: Vec<&str> = skills
            .iter()
            .map(|&skill| setup.model.skill_ids.name(skill))
            .collect();
        names.sort_unstable();
        names.join(" ")
    };
    let mut activities: Vec<String> = counted
        .activities
        .iter()
        .map(|&at| setup.activities[at].id.clone())
        .collect();
    activities.sort();
    let first_activity = || activities.first().cloned().unwrap_or_default();
    let half_days = |block: bool| {
        if block {
            ConflictUnit::Sessions
        } else {
            ConflictUnit::HalfDays
        }
    };
    let at_site = match &counted.kind {
        Counted::Participants { site, .. } => *site,
        Counted::Rooms { site, .. } => Some(*site),
        _ => None,
    };
    let (kind, subject, unit) = match &counted.kind {
        Counted::Absence { section: at, block } => {
            (ConflictKind::Absence, section(*at), half_days(*block))
        }
        Counted::Away { section: at } => (ConflictKind::Away, section(*at), ConflictUnit::People),
        Counted::Chain { learner, block } => {
            let person = proof.people[*learner];
            let at = setup.section_places[setup.model.people.section[person] as usize];
            (ConflictKind::Chain, section(at), half_days(*block))
        }
        Counted::Combined { .. } => (
            ConflictKind::Combined,
            first_activity(),
            ConflictUnit::Needs,
        ),
        Counted::Order { section: at } => (ConflictKind::Order, section(*at), ConflictUnit::People),
        Counted::Participants { sessions, .. } => {
            let unit = if *sessions {
                ConflictUnit::Sessions
            } else {
                ConflictUnit::People
            };
            (ConflictKind::Participants, first_activity(), unit)
        }
        Counted::Rooms {
            site: at,
            by_person: true,
            ..
        } => (
            ConflictKind::Rooms,
            site(Some(*at)),
            ConflictUnit::SeatHalfDays,
        ),
        Counted::Rooms {
            site: at, block, ..
        } => (ConflictKind::Rooms, site(Some(*at)), half_days(*block)),
        Counted::Trainers {
            skills: needed,
            block,
            ..
        } => (ConflictKind::Trainers, skills(needed), half_days(*block)),
        _ => (
            ConflictKind::Calendar,
            first_activity(),
            ConflictUnit::Starts,
        ),
    };
    // Those who are left out of the proof may sit in it, too.
    let others = match &counted.kind {
        Counted::Participants {
            sessions: false, ..
        } => counted.activities.first().map_or(0, |&at| proof.others[at]),
        _ => 0,
    };
    let conflict = Conflict {
        available: counted.available + u64::from(others),
        from: if counted.first < setup.horizon.len() {
            setup.horizon.day(counted.first).0
        } else {
            setup.horizon.from
        },
        kind,
        needed: counted.needed + u64::from(others),
        phase: phase(setup, proof, counted),
        says: Vec::new(),
        site: at_site
            .map(|at| site(Some(at)))
            .filter(|name| !name.is_empty()),
        subject,
        text: String::new(),
        unit,
        until: setup.horizon.day(counted.last).0,
        uses: counted.uses,
        activities,
    };
    let statements = statements(setup, proof, counted, &conflict);
    with_statements(conflict, statements)
}

/// The phase of all the activities, where its window is what is too short.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn phase(
    setup: &PlanInput<'_>,
    proof: &ProofProblem,
    counted: &timetable::Conflict,
) -> Option<String> {
    let mut phases = counted
        .activities
        .iter()
        .map(|&at| proof.phases.of_activity[at]);
    let phase = phases.next()??;
    let same = phases.all(|other| other == Some(phase));
    let window = proof.phases.windows.get(phase)?;
    let first = window
        .from
        .is_some_and(|from| setup.horizon.first_from(from) == counted.first);
    let last = window
        .until
        .is_some_and(|until| setup.horizon.last_until(until) == Some(counted.last));
    (same && (first || last)).then(|| proof.phases.ids.get(phase).cloned())?
}

/// That the phase of activities is over before the plan begins, or begins after it ends.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn outside_phase(
    setup: &PlanInput<'_>,
    proof: &ProofProblem,
    counted: &timetable::Conflict,
    activities: &[&str],
) -> Option<Statement> {
    let phase = proof.phases.of_activity[*counted.activities.first()?]?;
    let (id, window) = (
        proof.phases.ids.get(phase)?,
        proof.phases.windows.get(phase)?,
    );
    let (plan_from, plan_until) = (setup.horizon.from, setup.horizon.until);
    if let Some(end) = window.until.filter(|end| *end < plan_from) {
        return Some(say!(PhaseIsOver {
            phase: id,
            activities: activities.to_vec(),
            until: end
        }));
    }
    let begin = window.from.filter(|begin| *begin > plan_until)?;
    Some(say!(PhaseIsLater {
        phase: id,
        activities: activities.to_vec(),
        from: begin
    }))
}

/// What a conflict says: what is needed, what there is of it, and the phase whose window is too short.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn statements(
    setup: &PlanInput<'_>,
    proof: &ProofProblem,
    counted: &timetable::Conflict,
    conflict: &Conflict,
) -> Vec<Statement> {
    let Conflict {
        available,
        needed,
        uses,
        from,
        until,
        ..
    } = *conflict;
    let subject = conflict.subject.as_str();
    let activities = || -> Vec<&str> { conflict.activities.iter().map(String::as_str).collect() };
    let skills = || -> Vec<&str> {
        subject
            .split(' ')
            .filter(|skill| !skill.is_empty())
            .collect()
    };
    let site_of = |site: Option<usize>| site.and_then(|site| setup.site_name(site));
    // This many half days, or sessions of several half days, where those are counted.
    let there_is = || match conflict.unit {
        ConflictUnit::Sessions => say!(TimeForSessions {
            available: available
        }),
        ConflictUnit::SeatHalfDays => say!(SeatHalfDaysShort {
            needed: needed,
            available: available
        }),
        _ => say!(HalfDaysShort {
            needed: needed,
            available: available
        }),
    };
    let words = match &counted.kind {
        Counted::Trainers {
            trainers,
            skills: needed_skills,
            ..
        } => {
            if trainers.is_empty() {
                let needed: Vec<usize> =
                    needed_skills.iter().map(|&skill| skill as usize).collect();
                let who = say!(PeopleNeedActivities {
                    people: uses,
                    activities: activities()
                });
                vec![who, no_trainer(setup, &needed)]
            } else if available == 0 {
                vec![say!(NoTrainerForSession {
                    skills: skills(),
                    activities: activities(),
                    from: from,
                    until: until
                })]
            } else {
                let sessions = say!(SessionsNeedTrainer {
                    sessions: uses,
                    activities: activities(),
                    skills: skills(),
                    from: from,
                    until: until,
                    trainers: trainers.len()
                });
                vec![sessions, there_is()]
            }
        }
        Counted::Rooms { site, seats, .. } => {
            let seats = u64::from(*seats);
            match (site_of(Some(*site)), conflict.unit) {
                (Some(site), _) if available == 0 => vec![say!(NoRoomForSessionAt {
                    seats: seats,
                    site: site,
                    activities: activities(),
                    from: from,
                    until: until
                })],
                (None, _) if available == 0 => vec![say!(NoRoomForSession {
                    seats: seats,
                    activities: activities(),
                    from: from,
                    until: until
                })],
                (Some(site), ConflictUnit::SeatHalfDays) => {
                    let taken = say!(SeatsNeedRoomsAt {
                        uses: uses,
                        activities: activities(),
                        seats: seats,
                        site: site,
                        from: from,
                        until: until
                    });
                    vec![taken, there_is()]
                }
                (None, ConflictUnit::SeatHalfDays) => {
                    let taken = say!(SeatsNeedRooms {
                        uses: uses,
                        activities: activities(),
                        seats: seats,
                        from: from,
                        until: until
                    });
                    vec![taken, there_is()]
                }
                (Some(site), _) => {
                    let sessions = say!(SessionsNeedRoomAt {
                        sessions: uses,
                        activities: activities(),
                        seats: seats,
                        site: site,
                        from: from,
                        until: until
                    });
                    vec![sessions, there_is()]
                }
                (None, _) => {
                    let sessions = say!(SessionsNeedRoom {
                        sessions: uses,
                        activities: activities(),
                        seats: seats,
                        from: from,
                        until: until
                    });
                    vec![sessions, there_is()]
                }
            }
        }
        Counted::Absence { section, .. } => {
            let most = proof
                .problem
                .sections
                .get(*section)
                .map_or(0, |section| section.most_away);
            let away = say!(MostAway {
                section: subject,
                most: most
            });
            let taken = say!(SeatsNeedAbsences {
                seats: uses,
                activities: activities(),
                from: from,
                until: until
            });
            vec![away, taken, there_is()]
        }
        Counted::Chain { .. } => {
            let own = say!(SomebodyNeedsSessions {
                section: subject,
                sessions: uses,
                activities: activities(),
                from: from,
                until: until
            });
            vec![own, there_is()]
        }
        Counted::Away { .. } => vec![say!(PeopleAwayAtStarts {
            people: needed,
            section: subject,
            activities: activities(),
            from: from,
            until: until
        })],
        Counted::Order { .. } => vec![say!(OrderLeavesNoStart {
            people: needed,
            section: subject,
            activities: activities(),
            from: from,
            until: until
        })],
        Counted::Participants {
            site,
            sessions: false,
        } => vec![if let Some(site) = site_of(*site) {
            say!(FewCanComeAt {
                activities: activities(),
                least: needed,
                site: site,
                people: available
            })
        } else {
            say!(FewCanCome {
                activities: activities(),
                least: needed,
                people: available
            })
        }],
        Counted::Participants { site, .. } => {
            let least = counted.activities.first().map_or(1, |&at| {
                proof.problem.activities[at].seats_min + proof.others[at]
            });
            let sessions = if let Some(site) = site_of(*site) {
                say!(SessionsOfPeopleAt {
                    sessions: needed,
                    activities: activities(),
                    least: least,
                    site: site,
                    from: from,
                    until: until
                })
            } else {
                say!(SessionsOfPeople {
                    sessions: needed,
                    activities: activities(),
                    least: least,
                    from: from,
                    until: until
                })
            };
            vec![
                sessions,
                say!(PeopleForSessions {
                    available: available
                }),
            ]
        }
        Counted::Combined { learners } => vec![say!(NeedsMetTogether {
            needs: needed,
            people: learners.len(),
            activities: activities(),
            available: available
        })],
        _ => {
            let activity = counted
                .activities
                .first()
                .map(|&at| setup.activities[at])
                .filter(|activity| !is_self_paced(activity));
            let slots = activity.map_or(1, |activity| setup.model.calendar.slots(activity.hours));
            let most = setup.model.calendar.slots_of_week();
            if let Some(activity) = activity.filter(|_| slots > most) {
                vec![say!(SessionTooLong {
                    activity: &activity.id,
                    slots: slots,
                    most: most
                })]
            } else if let Some(outside) = outside_phase(setup, proof, counted, &activities()) {
                // It names the phase itself.
                return vec![outside];
            } else {
                vec![say!(NoSessionCanBegin {
                    activities: activities(),
                    slots: slots,
                    from: from,
                    until: until
                })]
            }
        }
    };
    let phase = conflict.phase.as_ref();
    let phase = phase.map(|phase| say!(InPhase { phase: phase }));
    words.into_iter().chain(phase).collect()
}
