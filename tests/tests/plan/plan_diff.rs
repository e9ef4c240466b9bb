//! The difference of two plans is what counting both of them gives.

use crate::world::{quick, world};
use paratus::Programme;
use paratus::plan::{Plan, PlanCosts, PlanDiff, PlanOptions, SessionChangeKind};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::{BTreeMap, BTreeSet};

fn unmet(plan: &Plan) -> BTreeSet<(String, String, Option<String>)> {
    let need = |need: &paratus::plan::UnplacedNeed| {
        (
            need.person.clone(),
            need.objective.clone(),
            need.level.clone(),
        )
    };
    plan.unplaced.iter().map(need).collect()
}

/// Seats by person and activity: session, start, half, room, site and trainer, as text.
fn seats(plan: &Plan) -> BTreeMap<(String, String), String> {
    let each = |held: &paratus::plan::PlanSession| {
        let place = format!(
            "{:?}",
            (
                &held.session,
                held.start,
                held.half,
                &held.room,
                &held.site,
                &held.trainer
            )
        );
        let activity = held.activity.clone();
        held.people
            .iter()
            .map(move |person| ((person.clone(), activity.clone()), place.clone()))
            .collect::<Vec<_>>()
    };
    plan.sessions.iter().flat_map(each).collect()
}

/// Most people of a section in sessions at one half day.
fn peak(programme: &Programme, document: &serde_json::Value, plan: &Plan, section: &str) -> u64 {
    assert!(programme.people_ids().count() > 0);
    let people = document["people"].as_array().unwrap().iter();
    let own: BTreeSet<&str> = people
        .filter(|person| person["section"] == section)
        .filter_map(|person| person["id"].as_str())
        .collect();
    let mut most = 0;
    for held in &plan.sessions {
        for half in [(held.start, held.half), (held.end, held.end_half)] {
            let during = plan.sessions.iter().filter(|other| {
                (other.start, other.half) <= half && half <= (other.end, other.end_half)
            });
            let away = during
                .flat_map(|other| &other.people)
                .filter(|person| own.contains(person.as_str()))
                .count();
            most = most.max(away as u64);
        }
    }
    most
}

fn check(
    programme: &Programme,
    document: &serde_json::Value,
    before: &Plan,
    after: &Plan,
) -> PlanDiff {
    let diff = programme
        .diff_plans(before, after)
        .expect("plans of one programme");
    let (old, new) = (unmet(before), unmet(after));
    assert_eq!(diff.newly_unmet.len(), new.difference(&old).count());
    assert_eq!(
        diff.newly_met.len() + diff.no_longer_needed.len(),
        old.difference(&new).count()
    );
    let (old, new) = (seats(before), seats(after));
    let differ = old
        .keys()
        .chain(new.keys())
        .collect::<BTreeSet<_>>()
        .into_iter();
    let differ: Vec<_> = differ
        .filter(|key| old.get(*key) != new.get(*key))
        .cloned()
        .collect();
    let found: Vec<_> = diff
        .seats
        .iter()
        .map(|seat| (seat.person.clone(), seat.activity.clone()))
        .collect();
    assert_eq!(found, differ);
    let ids = |plan: &Plan| {
        plan.sessions
            .iter()
            .map(|held| held.session.clone())
            .collect::<BTreeSet<String>>()
    };
    let of = |kind: SessionChangeKind| {
        let own = diff
            .sessions
            .iter()
            .filter(move |session| session.change == kind);
        own.map(|session| session.session.clone())
            .collect::<BTreeSet<String>>()
    };
    assert_eq!(
        of(SessionChangeKind::Opened),
        ids(after).difference(&ids(before)).cloned().collect()
    );
    assert_eq!(
        of(SessionChangeKind::Cancelled),
        ids(before).difference(&ids(after)).cloned().collect()
    );
    assert!((diff.cost - (after.cost - before.cost)).abs() < 0.006);
    let costs = diff.costs;
    let sum = costs.balance
        + costs.moves
        + costs.seats
        + costs.sessions
        + costs.time
        + costs.waiting
        + costs.waste;
    assert!((sum - diff.cost).abs() < 0.006, "{sum} and {}", diff.cost);
    for change in &diff.absence {
        for (plan, peak_of) in [(before, change.before), (after, change.after)] {
            assert_eq!(
                peak_of.people,
                peak(programme, document, plan, &change.section),
                "{}",
                change.section
            );
            assert!(peak_of.people <= u64::from(peak_of.most_away));
        }
    }
    diff
}

proptest! {
    #![proptest_config(Config { cases: 48, max_shrink_iters: 100, ..Config::default() })]

    #[test]
    fn differences_are_counted(world in world()) {
        let (programme, assessment) = world.assess();
        let options = PlanOptions { relax: false, ..quick() };
        let before = assessment.plan(&options).expect("a plan");
        let cancelled = before.sessions.iter().take(1).map(|session| session.session.clone()).collect();
        let again = PlanOptions { previous: Some(Box::new(before.clone())), cancelled, ..options.clone() };
        let after = assessment.plan(&again).expect("a plan");
        let scratch = assessment.plan(&PlanOptions { weeks: Some(3), ..options }).expect("a plan");
        check(&programme, &world.document, &before, &after);
        check(&programme, &world.document, &before, &scratch);
        let same = check(&programme, &world.document, &before, &before);
        prop_assert!(!same.is_worse() && same.seats.is_empty() && same.sessions.is_empty() && same.cost == 0.0);
    }
}

/// A plan that begins later costs less because it does not count what is held before; that is no saving.
#[test]
fn costs_are_compared_from_the_later_first_day_on() {
    let mut world = crate::own_time::lab(crate::own_time::people(8));
    world.document["planning"]["balance_per_hour"] = serde_json::json!(0.0);
    let (programme, assessment) = world.assess();
    let before = assessment.plan(&quick()).expect("a plan");
    let last = before.sessions.iter().map(|one| one.end).max();
    let options = PlanOptions {
        from: last.map(|day| day.plus_days(1)),
        previous: Some(Box::new(before.clone())),
        ..quick()
    };
    let after = assessment.plan(&options).expect("a plan");
    assert!(after.cost < before.cost, "sessions are held before it");
    let diff = programme.diff_plans(&before, &after).expect("a difference");
    let [old, new] = [&diff.before, &diff.after];
    assert_eq!(
        (diff.cost, old.cost, new.cost),
        (0.0, before.cost, before.cost)
    );
    assert_eq!(diff.costs, PlanCosts::default());
    // Nor where the plan after begins earlier.
    let back = programme.diff_plans(&after, &before).expect("a difference");
    assert_eq!((back.cost, back.sessions.len()), (0.0, 0));
    // Moves that were made are no saving.
    let mut moved = before.clone();
    moved.costs.moves = 50.0;
    moved.cost += 50.0;
    let diff = programme.diff_plans(&moved, &before).expect("a difference");
    assert_eq!((diff.cost, diff.costs.moves), (0.0, 0.0));
}
