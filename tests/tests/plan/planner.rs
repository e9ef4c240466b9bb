//! A plan in the making: it holds whenever it is stopped, never gets worse, and is the same however it is sliced.

use crate::world::{World, office, quick, world};
use paratus::plan::{Pin, Plan, PlanOptions, PlanProgress, PlanStatus, Planner, ReleaseCause};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::json;

/// Needs left unmet, then what it costs: what a better plan has less of.
fn worth(progress: PlanProgress) -> (u64, f64) {
    (
        progress.unmet.unwrap_or(u64::MAX),
        progress.cost.unwrap_or(f64::INFINITY),
    )
}

fn of(plan: &Plan) -> (u64, f64) {
    (plan.unplaced.len() as u64, plan.cost)
}

/// Whether one is at most as bad as the other.
fn as_good(one: (u64, f64), other: (u64, f64)) -> bool {
    one.0 < other.0 || one.0 == other.0 && one.1 <= other.1
}

/// Options without relaxations, which come after the plan.
fn options() -> PlanOptions {
    PlanOptions {
        relax: false,
        ..quick()
    }
}

proptest! {
    #![proptest_config(Config { cases: 48, max_shrink_iters: 100, ..Config::default() })]

    #[test]
    fn the_same_plan_however_it_is_sliced(world in world(), slices in vec(1..50u32, 1..6)) {
        let (_, assessment) = world.assess();
        let mut planner = Planner::new(assessment.clone(), options()).expect("a planner");
        let mut slices = slices.iter().cycle();
        while !planner.step(*slices.next().expect("a slice")).expect("a step").finished {}
        let plan = planner.plan().expect("a plan");
        prop_assert_eq!(&plan, &assessment.plan(&options()).expect("a plan"));
        // Nothing is left to do, and doing it changes nothing.
        prop_assert!(planner.step(1).expect("a step").finished);
        prop_assert_eq!(planner.plan().expect("a plan"), plan);
    }

    #[test]
    fn a_plan_holds_wherever_it_is_stopped_and_never_gets_worse(world in world(), slice in 1..40u32) {
        let (_, assessment) = world.assess();
        let mut planner = Planner::new(assessment.clone(), options()).expect("a planner");
        prop_assert_eq!(planner.progress().cost, None);
        let mut before = (u64::MAX, f64::INFINITY);
        loop {
            let progress = planner.step(slice).expect("a step");
            let now = worth(progress);
            prop_assert!(as_good(now, before), "{:?} after {:?}", now, before);
            prop_assert!(progress.done <= progress.total);
            let plan = planner.plan().expect("a plan");
            prop_assert_eq!(plan.verify(&assessment), vec![]);
            // The search under way counts as soon as it is better.
            prop_assert!(as_good(of(&plan), now), "{:?} where {:?} was reported", of(&plan), now);
            before = now;
            if progress.finished {
                prop_assert_eq!(of(&plan), now);
                break;
            }
        }
    }

    #[test]
    fn a_plan_that_is_cancelled_holds(world in world(), steps in 0..8usize) {
        let (_, assessment) = world.assess();
        let mut left = steps;
        let mut reported = Vec::new();
        let plan = assessment.plan_with(&options(), &mut |progress| {
            reported.push(worth(progress));
            let on = left > 0;
            left = left.saturating_sub(1);
            on
        });
        let plan = plan.expect("a plan");
        prop_assert_eq!(plan.verify(&assessment), vec![]);
        prop_assert!(reported.len() <= steps + 1, "{} reports after {} steps", reported.len(), steps);
        prop_assert!(reported.last().is_some_and(|last| as_good(of(&plan), *last)), "{:?} after {:?}", of(&plan), reported);
        // What stands in the way is said in the end only.
        let finished = assessment.plan(&options()).expect("a plan");
        prop_assert!(plan.status != PlanStatus::Infeasible || plan.conflicts == finished.conflicts);
        prop_assert!(as_good(of(&finished), of(&plan)));
    }
}

/// The office with a crowd in the archive: a search that is worth rounds.
fn crowded() -> World {
    let mut world = office();
    let more = (14..60).map(|at| {
        let section = if at % 3 == 0 { "desk" } else { "archive" };
        json!({ "id": format!("p-{at:02}"), "section": section, "roles": ["clerk"] })
    });
    world.document["people"]
        .as_array_mut()
        .expect("people")
        .extend(more);
    world
}

#[test]
fn the_first_step_gives_a_plan_and_the_rounds_improve_it() {
    let mut world = crowded();
    // Few may be away at once, so that sessions are hard to fill.
    world.document["planning"]["max_absent"] = json!(0.1);
    let (_, assessment) = world.assess();
    let options = PlanOptions {
        refresh: false,
        relax: false,
        weeks: Some(9),
        ..PlanOptions::default()
    };
    let mut planner = Planner::new(assessment.clone(), options.clone()).expect("a planner");
    let first = planner.plan().expect("a first plan");
    assert_eq!(
        (first.verify(&assessment), first.lower_bound, first.gap),
        (vec![], None, 1.0)
    );
    assert!(!first.sessions.is_empty() && !planner.progress().finished);
    let (mut done, mut before) = (0, of(&first));
    while !planner.step(25).expect("a step").finished {
        let progress = planner.progress();
        assert!(
            as_good(worth(progress), before),
            "{progress:?} after {before:?}"
        );
        before = worth(progress);
        assert!(
            progress.done >= done && progress.done - done <= 25,
            "{progress:?} after {done} rounds"
        );
        done = progress.done;
    }
    let last = planner.plan().expect("a plan");
    assert!(
        as_good(of(&last), of(&first)),
        "{:?} after {:?}",
        of(&last),
        of(&first)
    );
    assert!(
        last.lower_bound
            .is_some_and(|bound| bound > 0.0 && bound <= last.cost)
    );
    assert_eq!(last, assessment.plan(&options).expect("a plan"));
}

#[test]
fn an_announced_plan_is_sliced_alike_and_pins_that_contradict_are_released() {
    let (_, assessment) = office().assess();
    let options = PlanOptions {
        refresh: false,
        ..quick()
    };
    let reported = assessment.plan(&options).expect("a plan");
    let mut world = crowded();
    world.document["planning"]["weeks"] = json!(20);
    let (_, assessment) = world.assess();
    let again = PlanOptions {
        previous: Some(Box::new(reported.clone())),
        cost_per_move: Some(100.0),
        ..options
    };
    let whole = assessment.plan(&again).expect("a plan");
    assert_eq!(whole.verify(&assessment), []);
    let mut planner = Planner::new(assessment.clone(), again.clone()).expect("a planner");
    while !planner.step(7).expect("a step").finished {}
    assert_eq!(planner.plan().expect("a plan"), whole);

    // Two sessions of one trainer pinned to the same half day.
    let mut twice = reported;
    let labs: Vec<usize> = (0..twice.sessions.len())
        .filter(|&at| twice.sessions[at].activity == "lab")
        .collect();
    let [one, two, ..] = labs[..] else {
        panic!("two labs")
    };
    (twice.sessions[two].start, twice.sessions[two].end) =
        (twice.sessions[one].start, twice.sessions[one].end);
    let pin = |at: usize| Pin {
        person: None,
        session: twice.sessions[at].session.clone(),
    };
    let pins = vec![pin(one), pin(two)];
    let options = PlanOptions {
        pins,
        previous: Some(Box::new(twice.clone())),
        ..again
    };
    let plan = assessment.plan(&options).expect("a plan all the same");
    assert_eq!(plan.verify(&assessment), []);
    let ids = [one, two].map(|at| twice.sessions[at].session.as_str());
    let trainer = |released: &paratus::plan::ReleasedPromise| {
        ids.contains(&released.session.as_str()) && released.reason == ReleaseCause::Trainer
    };
    assert!(plan.released.iter().any(trainer), "{:?}", plan.released);
}
