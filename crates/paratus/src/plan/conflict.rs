//! Proofs that not every need can be met, in the programme's words.
//!
//! What is short is counted by [`timetable::conflicts`] over everything that could meet the needs (see [`ProofProblem`]); needs that
//! nothing teaches are added.

#![expect(
    clippy::indexing_slicing,
    reason = "activities, sections and people are indices of the tables they come from"
)]

use super::activity_selection::is_self_paced;
use super::answer::{Conflict, ConflictKind, ConflictUnit, Plan, UnplacedCause};
use super::input::PlanInput;
use super::proof_problem::ProofProblem;
use super::reasons::{no_trainer, people};
use super::timetable::{self, ConflictKind as Counted, USUAL_WORK};
use std::collections::BTreeMap;

/// Everything that is proven to be short, by kind and subject.
pub(super) fn conflicts(setup: &PlanInput<'_>, proof: &ProofProblem, plan: &Plan) -> Vec<Conflict> {
    let mut list = teaching(setup, plan);
    let counted = timetable::conflicts(&proof.problem, USUAL_WORK).unwrap_or_default();
    list.extend(counted.iter().map(|conflict| named(setup, proof, conflict)));
    list.sort_by(|a, b| {
        (a.kind, &a.subject, &a.activities).cmp(&(b.kind, &b.subject, &b.activities))
    });
    list
}

/// At least this many needs are unmet in any plan: those that nothing teaches, and those that cannot all be met.
pub(super) fn unmet_bound(proof: &ProofProblem, plan: &Plan) -> u64 {
    let untaught = plan
        .unplaced
        .iter()
        .filter(|unplaced| is_untaught(unplaced.cause))
        .count() as u64;
    untaught + timetable::unmet_bound(&proof.problem, USUAL_WORK).unwrap_or(0)
}

/// Whether anything is proven to be short by counting.
pub(super) fn is_short(proof: &ProofProblem) -> bool {
    timetable::conflicts(&proof.problem, 0).is_ok_and(|list| !list.is_empty())
}

/// Whether no timetable whatever could meet such a need.
pub(super) fn is_untaught(cause: UnplacedCause) -> bool {
    matches!(
        cause,
        UnplacedCause::Circle | UnplacedCause::Prerequisite | UnplacedCause::Untaught
    )
}

/// Needs that nothing teaches.
fn teaching(setup: &PlanInput<'_>, plan: &Plan) -> Vec<Conflict> {
    let mut counts: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
    for unplaced in plan
        .unplaced
        .iter()
        .filter(|unplaced| is_untaught(unplaced.cause))
    {
        counts
            .entry(&unplaced.objective)
            .or_insert((0, &unplaced.reason))
            .0 += 1;
    }
    let conflict = |(objective, (count, reason)): (&str, (u64, &str))| Conflict {
        activities: Vec::new(),
        available: 0,
        from: setup.horizon.from,
        kind: ConflictKind::Teaching,
        needed: count,
        phase: None,
        subject: objective.to_owned(),
        text: format!("{} cannot learn `{objective}`: {reason}", people(count)),
        unit: ConflictUnit::Needs,
        until: setup.horizon.until,
        uses: count,
    };
    counts.into_iter().map(conflict).collect()
}

/// What was counted, with ids and days.
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
    let mut conflict = Conflict {
        available: counted.available + u64::from(others),
        from: setup.horizon.day(counted.first).0,
        kind,
        needed: counted.needed + u64::from(others),
        phase: phase(setup, proof, counted),
        subject,
        text: String::new(),
        unit,
        until: setup.horizon.day(counted.last).0,
        uses: counted.uses,
        activities,
    };
    conflict.text = text(setup, proof, counted, &conflict);
    conflict
}

/// The phase of all the activities, where its window is what is too short.
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

fn count(count: u64, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

fn quoted<'t>(list: impl Iterator<Item = &'t str>) -> String {
    list.map(|id| format!("`{id}`"))
        .collect::<Vec<String>>()
        .join(", ")
}

/// A conflict in words.
fn text(
    setup: &PlanInput<'_>,
    proof: &ProofProblem,
    counted: &timetable::Conflict,
    conflict: &Conflict,
) -> String {
    let Conflict {
        available,
        needed,
        uses,
        subject,
        ..
    } = conflict;
    let (available, needed, uses) = (*available, *needed, *uses);
    let of = quoted(conflict.activities.iter().map(String::as_str));
    let window = format!("from {} to {}", conflict.from, conflict.until);
    let phase = conflict
        .phase
        .as_ref()
        .map(|phase| format!("phase `{phase}`: "))
        .unwrap_or_default();
    let sessions = count(uses, "session");
    let needs = if uses == 1 { "needs" } else { "need" };
    // This many half days, or sessions of several half days, where those are counted.
    let amounts = match conflict.unit {
        ConflictUnit::Sessions => format!("there is time for {available}"),
        ConflictUnit::SeatHalfDays => format!(
            "{} on single seats; there are {available}",
            count(needed, "half day")
        ),
        _ => format!("{}; there are {available}", count(needed, "half day")),
    };
    let at_site = |site: Option<usize>| {
        site.and_then(|site| setup.site_name(site))
            .map(|site| format!(" at `{site}`"))
            .unwrap_or_default()
    };
    let words = match &counted.kind {
        Counted::Trainers {
            trainers,
            skills: needed_skills,
            ..
        } => {
            let skills = quoted(subject.split(' ').filter(|skill| !skill.is_empty()));
            if trainers.is_empty() {
                let needed: Vec<usize> =
                    needed_skills.iter().map(|&skill| skill as usize).collect();
                let why = no_trainer(setup, &needed);
                format!("{} {needs} {of}, and {why}", people(uses))
            } else if available == 0 {
                format!("no trainer with {skills} is there for a session of {of} {window}")
            } else {
                let trainers = count(trainers.len() as u64, "trainer");
                format!(
                    "{sessions} of {of} {needs} a trainer with {skills} {window} ({trainers}): {amounts}"
                )
            }
        }
        Counted::Rooms { site, seats, .. } => {
            let large = if *seats > 1 {
                format!(" of {seats} seats or more")
            } else {
                String::new()
            };
            let place = at_site(Some(*site));
            if available == 0 {
                format!("no room{large}{place} is there for a session of {of} {window}")
            } else if conflict.unit == ConflictUnit::SeatHalfDays {
                format!(
                    "{} of {of} {needs} seats in rooms{large}{place} {window}: {amounts}",
                    count(uses, "seat")
                )
            } else {
                format!("{sessions} of {of} {needs} a room{large}{place} {window}: {amounts}")
            }
        }
        Counted::Absence { section, .. } => {
            let most = proof
                .problem
                .sections
                .get(*section)
                .map_or(0, |section| section.most_away);
            let seats = count(uses, "seat");
            format!(
                "section `{subject}`, {most} away at most at once: {seats} in {of} {needs} {window} {amounts}"
            )
        }
        Counted::Chain { .. } => {
            let own = format!("somebody of section `{subject}` needs {sessions} ({of}) {window}");
            format!("{own}: {amounts}")
        }
        Counted::Away { .. } => {
            format!(
                "{} of section `{subject}` are not there at any possible start of {of} {window}",
                people(needed)
            )
        }
        Counted::Order { .. } => {
            let who = format!(
                "{} of section `{subject}` need {of} {window}",
                people(needed)
            );
            format!("{who}: what comes before and after leaves no start")
        }
        Counted::Participants {
            site,
            sessions: false,
        } => {
            format!(
                "a session of {of} takes {needed} people or more; {available} can come together{}",
                at_site(*site)
            )
        }
        Counted::Participants { site, .. } => {
            let least = counted.activities.first().map_or(1, |&at| {
                proof.problem.activities[at].seats_min + proof.others[at]
            });
            let place = at_site(*site);
            format!(
                "{} of {of} with {least} people or more are needed{place} {window}; there are people for {available}",
                count(needed, "session")
            )
        }
        Counted::Combined { learners } => {
            format!(
                "{} of {} together ({of}): {available} can be met at most",
                count(needed, "need"),
                people(learners.len() as u64)
            )
        }
        _ => {
            let activity = counted
                .activities
                .first()
                .map(|&at| setup.activities[at])
                .filter(|activity| !is_self_paced(activity));
            let slots = activity.map_or(1, |activity| setup.model.calendar.slots(activity.hours));
            format!(
                "no session of {of} ({}) can begin {window}",
                count(u64::from(slots), "half day")
            )
        }
    };
    format!("{phase}{words}")
}
