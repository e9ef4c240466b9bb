//! Planning again changes as little as possible.

use crate::world::{World, office, quick, world};
use paratus::Code;
use paratus::disclosure::Disclosure;
use paratus::document::CalendarDoc;
use paratus::plan::{
    CalendarClock, CalendarFrame, ChangeKind, Pin, Plan, PlanOptions, PlanRule, PlanSession,
    PlanStatus, PublishedPlan, SessionStatus, write_calendars,
};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::json;

fn options() -> PlanOptions {
    PlanOptions {
        refresh: false,
        ..quick()
    }
}

fn plan(world: &World, options: &PlanOptions) -> Plan {
    let (_, assessment) = world.assess();
    let plan = assessment.plan(options).expect("a plan");
    assert_eq!(plan.verify(&assessment), []);
    assert_eq!(plan.status, PlanStatus::Feasible, "{:?}", plan.unplaced);
    plan
}

fn again(previous: &Plan) -> PlanOptions {
    PlanOptions {
        previous: Some(Box::new(previous.clone())),
        cost_per_move: Some(1000.0),
        ..options()
    }
}

fn first_lab(plan: &Plan) -> &PlanSession {
    let mut sessions = plan.sessions.iter();
    sessions
        .find(|session| session.activity == "lab")
        .expect("a lab")
}

#[test]
fn nothing_new_changes_nothing() {
    let before = plan(&office(), &options());
    let after = plan(&office(), &again(&before));
    assert_eq!(after.changes, []);
    assert_eq!(after.sessions, before.sessions);
}

#[test]
fn a_cancelled_session_moves_its_own_people() {
    let before = plan(&office(), &options());
    let lab = first_lab(&before);
    let after = plan(
        &office(),
        &PlanOptions {
            cancelled: vec![lab.session.clone()],
            ..again(&before)
        },
    );
    let moved: Vec<&String> = after
        .changes
        .iter()
        .filter(|change| change.change == ChangeKind::Moved)
        .flat_map(|change| &change.people)
        .collect();
    assert!(
        lab.people.iter().all(|person| moved.contains(&person)),
        "{:?}",
        after.changes
    );
    assert!(
        after
            .sessions
            .iter()
            .all(|session| session.session != lab.session),
        "its id is never used again"
    );
    let gone = after
        .cancelled_sessions
        .iter()
        .find(|session| session.session == lab.session)
        .expect("it is kept");
    assert_eq!(
        (gone.status, gone.sequence, &gone.people),
        (SessionStatus::Cancelled, 1, &lab.people)
    );
    let untouched = |change: &&paratus::plan::PlanChange| {
        change.before.as_deref() != Some(lab.session.as_str())
    };
    assert_eq!(
        after.changes.iter().find(untouched),
        None,
        "seats in other sessions stay"
    );
    assert!(moved.len() <= 2 * lab.people.len(), "{:?}", after.changes);
}

#[test]
fn calendars_say_of_a_cancelled_session_that_it_is_as_long_as_plans_keep_it() {
    let before = plan(&office(), &options());
    let lab = first_lab(&before);
    let cancelling = PlanOptions {
        cancelled: vec![lab.session.clone()],
        ..again(&before)
    };
    let second = plan(&office(), &cancelling);
    let third = plan(&office(), &again(&second));
    let CalendarDoc {
        afternoon,
        hours_per_day,
        morning,
        ..
    } = CalendarDoc::default();
    let cancelled = |plan: &Plan| {
        let frame = CalendarFrame {
            afternoon,
            clock: CalendarClock::Local,
            hours_per_day,
            morning,
            person: None,
            previous_ids: &[],
            section_of: &|_| Some("archive"),
            section_title: &|_| Some("Archive"),
            title_of: &|_| None,
            works: &|_| true,
        };
        let files = write_calendars(plan, &frame);
        let (_, text) = files
            .iter()
            .find(|(name, _)| name == "section-archive.ics")
            .expect("a calendar");
        let uid = format!("UID:{}.section-archive", lab.session);
        let events = text
            .split("BEGIN:VEVENT")
            .filter(|event| event.contains(&uid));
        let lines = events.map(|event| {
            let lines = event
                .lines()
                .filter(|line| line.starts_with("STATUS") || line.starts_with("SEQUENCE"));
            lines.map(str::to_owned).collect::<Vec<_>>().join(" ")
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(cancelled(&before), ["SEQUENCE:0 STATUS:CONFIRMED"]);
    for plan in [&second, &third] {
        assert_eq!(cancelled(plan), ["SEQUENCE:1 STATUS:CANCELLED"]);
    }
}

#[test]
fn two_people_change_places_by_two_pins() {
    let before = plan(&office(), &options());
    let labs: Vec<&paratus::plan::PlanSession> = before
        .sessions
        .iter()
        .filter(|session| session.activity == "lab")
        .take(2)
        .collect();
    let (one, other) = (labs[0].people[0].clone(), labs[1].people[0].clone());
    let pin = |session: &paratus::plan::PlanSession, person: &str| Pin {
        person: Some(person.to_owned()),
        session: session.session.clone(),
    };
    let pins = vec![pin(labs[1], &one), pin(labs[0], &other)];
    let after = plan(
        &office(),
        &PlanOptions {
            pins,
            ..again(&before)
        },
    );
    for (session, person) in [(labs[1], &one), (labs[0], &other)] {
        let held = after
            .sessions
            .iter()
            .find(|held| held.session == session.session)
            .expect("it is held");
        assert!(
            held.people.contains(person),
            "{person}: {:?}",
            after.released
        );
    }
}

#[test]
fn somebody_new_takes_free_seats_and_nobody_is_moved_for_them() {
    let before = plan(&office(), &options());
    let mut world = office();
    let newcomer = json!({ "id": "p-14", "section": "desk", "roles": ["clerk"] });
    world.document["people"]
        .as_array_mut()
        .unwrap()
        .push(newcomer);
    let (_, assessment) = world.assess();
    let after = assessment.plan(&again(&before)).expect("a plan");
    assert_eq!(after.verify(&assessment), []);
    assert!(
        after
            .changes
            .iter()
            .any(|change| change.change == ChangeKind::Added && change.people == ["p-14"])
    );
    // Both walks are full, and a third takes two people: what was announced stays, and the newcomer waits.
    let others: Vec<&String> = after
        .changes
        .iter()
        .flat_map(|change| &change.people)
        .filter(|person| *person != "p-14")
        .collect();
    assert_eq!(others, Vec::<&String>::new());
    assert!(
        !after.unplaced.is_empty()
            && after
                .unplaced
                .iter()
                .all(|unplaced| unplaced.person == "p-14")
    );
    assert_eq!((after.costs.moves, after.promises_lost.len()), (0.0, 0));
    // Everything planned again has a place for the newcomer: offered with the number of seats that change, each at the price of a move.
    let offered = after
        .relaxations
        .iter()
        .find(|relaxation| relaxation.option == "cost_per_move=0")
        .expect("it is offered");
    assert!(offered.places_all);
    let options = PlanOptions {
        cost_per_move: Some(0.0),
        ..again(&before)
    };
    let all_again = assessment.plan(&options).expect("a plan");
    assert_eq!(all_again.verify(&assessment), []);
    assert_eq!(all_again.unplaced, []);
    let moved: usize = all_again
        .changes
        .iter()
        .filter(|change| change.change == ChangeKind::Moved)
        .map(|change| change.people.len())
        .sum();
    assert!(moved > 0 && offered.text.contains(&moved.to_string()));
    let extra = all_again.cost + 1000.0 * moved as f64 - after.cost;
    assert!(
        (offered.extra_cost - extra).abs() < 0.01,
        "{} instead of {extra}",
        offered.extra_cost
    );
}

/// How much teaching people do not need because they have shown it is known of single people: only what sections never use is published.
#[test]
fn published_hours_saved_do_not_depend_on_evidence() {
    let published = |world: &World| {
        let (programme, assessment) = world.assess();
        let plan = assessment.plan(&options()).expect("a plan");
        PublishedPlan::new(&plan, &programme, &Disclosure::published("office"))
            .expect("a plan of the programme")
            .saved_hours
    };
    let mut world = office();
    let before = published(&world);
    world.evidence.as_array_mut().unwrap().push(json!(
        { "person": "p-01", "objective": "why", "kind": "observation", "value": 1.0, "date": "2027-03-10" }
    ));
    assert_eq!(published(&world), before);
}

#[test]
fn what_was_shown_meanwhile_is_not_taught() {
    let before = plan(&office(), &options());
    let mut world = office();
    let shown = json!({ "person": "p-05", "objective": "search", "kind": "observation", "value": 1.0, "date": "2027-03-14" });
    world.evidence.as_array_mut().unwrap().push(shown);
    let after = plan(&world, &again(&before));
    let dropped: Vec<_> = after
        .changes
        .iter()
        .filter(|change| change.change == ChangeKind::Dropped)
        .collect();
    assert_eq!(
        dropped
            .iter()
            .flat_map(|change| &change.people)
            .collect::<Vec<_>>(),
        ["p-05"]
    );
}

#[test]
fn pins_stay() {
    let before = plan(&office(), &options());
    let lab = before
        .sessions
        .iter()
        .rfind(|session| session.activity == "lab")
        .expect("a lab");
    let pins = vec![Pin {
        person: None,
        session: lab.session.clone(),
    }];
    let mut world = office();
    world.document["planning"]["max_absent"] = json!(0.5);
    let after = plan(
        &world,
        &PlanOptions {
            pins,
            ..again(&before)
        },
    );
    let kept = after
        .sessions
        .iter()
        .find(|session| session.session == lab.session)
        .expect("the pinned session");
    assert!(kept.pinned);
    assert_eq!((kept.start, kept.half), (lab.start, lab.half));
    assert!(
        lab.people.iter().all(|person| kept.people.contains(person)),
        "{:?}",
        kept.people
    );
}

/// The same programme, in which everybody stays. Who leaves before a plan ends is not trained by it: more weeks can be fewer people to
/// fill a session with, and that is other work, not more room for the same.
fn nobody_leaves(world: &World) -> World {
    let mut other = world.clone();
    for person in other.document["people"].as_array_mut().expect("people") {
        person["left"] = json!(null);
    }
    other
}

/// The same programme with somebody new, who is like the first.
fn with_somebody_new(world: &World) -> World {
    let mut other = world.clone();
    let people = other.document["people"].as_array_mut().expect("people");
    let mut newcomer = people[0].clone();
    newcomer["id"] = json!("newcomer");
    newcomer["left"] = json!(null);
    people.push(newcomer);
    other
}

proptest! {
    #![proptest_config(Config { cases: 48, max_shrink_iters: 100, ..Config::default() })]

    #[test]
    fn somebody_new_moves_nobody_where_there_is_room(world in world()) {
        let (_, assessment) = world.assess();
        let options = PlanOptions { refresh: false, ..quick() };
        let before = assessment.plan(&options).expect("a plan");
        let (_, assessment) = with_somebody_new(&world).assess();
        let reported = PlanOptions { previous: Some(Box::new(before.clone())), cost_per_move: Some(25.0), ..options };
        let after = assessment.plan(&reported).expect("a plan");
        prop_assert_eq!(after.verify(&assessment), vec![]);
        // There is room where everybody else can be nailed down and the newcomer still finds a seat.
        let pins = before.sessions.iter().map(|session| Pin { person: None, session: session.session.clone() });
        let nailed = assessment.plan(&PlanOptions { pins: pins.collect(), ..reported }).expect("a plan");
        prop_assert_eq!(nailed.verify(&assessment), vec![]);
        let unplaced = |plan: &Plan| plan.unplaced.iter().filter(|unplaced| unplaced.person == "newcomer").count();
        // Somebody may be moved so that one more need is met (nothing is dearer than a seat), and never for less.
        let for_a_seat = after.unplaced.len() < nailed.unplaced.len();
        let met_before = |now: &&paratus::plan::UnplacedNeed| {
            let need = |then: &paratus::plan::UnplacedNeed| (&then.person, &then.objective) == (&now.person, &now.objective);
            now.person != "newcomer" && !before.unplaced.iter().any(need)
        };
        let lost: Vec<_> = after.unplaced.iter().filter(met_before).collect();
        prop_assert_eq!(lost, Vec::<&paratus::plan::UnplacedNeed>::new(), "nobody loses what they were reported");
        if nailed.unplaced.len() <= before.unplaced.len() && unplaced(&nailed) == 0 && !for_a_seat {
            let moved = after.changes.iter().filter(|change| change.change != ChangeKind::Added);
            prop_assert_eq!(moved.collect::<Vec<_>>(), Vec::<&paratus::plan::PlanChange>::new());
            prop_assert_eq!(unplaced(&after), 0);
        }
    }

    #[test]
    fn more_never_costs_more_than_the_plan_that_was_reported(world in world(), what in 0..4usize) {
        let (_, assessment) = nobody_leaves(&world).assess();
        let options = PlanOptions { refresh: false, ..quick() };
        let before = assessment.plan(&options).expect("a plan");
        let mut more = PlanOptions { previous: Some(Box::new(before.clone())), ..options };
        let skill = world.document["activities"].as_array().unwrap().iter()
            .find_map(|activity| activity["trainer_skill"].as_str().map(str::to_owned))
            .filter(|_| !world.document["trainers"].as_array().unwrap().is_empty());
        match (what, skill) {
            (0, Some(skill)) => { more.trainers.insert(skill, 2); }
            (1, _) => more.max_absent = Some(1.0),
            _ => more.weeks = Some(8),
        }
        let after = assessment.plan(&more).expect("a plan");
        prop_assert_eq!(after.verify(&assessment), vec![]);
        prop_assert!(after.unplaced.len() <= before.unplaced.len(), "{:?}", after.unplaced);
        if before.unplaced.is_empty() {
            prop_assert!(after.cost <= before.cost, "{} after {}", after.cost, before.cost);
        }
    }
}

#[test]
fn who_teaches_is_taught_at_another_time() {
    let mut world = office();
    // The trainers are staff: one learns what the other teaches.
    let trainer = |id: &str| json!({ "id": id, "section": "desk", "roles": ["clerk"] });
    world.document["people"]
        .as_array_mut()
        .unwrap()
        .extend([trainer("t-people"), trainer("t-tools")]);
    world.document["trainers"] = json!([
        { "id": "t-people", "skills": ["people"] }, { "id": "t-tools", "skills": ["tools"] },
        { "id": "t-guest", "skills": ["people", "tools"] },
    ]);
    let (_, assessment) = world.assess();
    let after = assessment.plan(&options()).expect("a plan");
    assert_eq!(after.verify(&assessment), []);
    let teaches_and_sits = after.sessions.iter().filter(|session| {
        session
            .trainer
            .as_ref()
            .is_some_and(|id| session.people.contains(id))
    });
    assert_eq!(teaches_and_sits.count(), 0);
    // A plan in which somebody does both is refused.
    let mut wrong = after.clone();
    let talk = wrong
        .sessions
        .iter_mut()
        .find(|session| session.people.iter().any(|id| id == "t-tools"));
    talk.expect("a session of the trainer").trainer = Some("t-tools".to_owned());
    let broken = wrong.verify(&assessment);
    assert!(
        broken
            .iter()
            .any(|violation| violation.rule == PlanRule::DoubleBooked),
        "{broken:?}"
    );
}

#[test]
fn the_number_of_a_past_session_never_comes_again() {
    let before = plan(&office(), &options());
    // Much later: what was announced is past, and the plan does not list it any more.
    let mut later = before.clone();
    later.sessions.clear();
    let after = plan(&office(), &again(&later));
    let (_, assessment) = office().assess();
    assert_eq!(after.verify_against(&later, &assessment), []);
    assert!(!after.sessions.is_empty());
    // The kick-off is of the programme, with an id of its own.
    for session in after.sessions.iter().filter(|session| !session.pinned) {
        let same = |known: &&paratus::plan::PlanSession| known.session == session.session;
        assert_eq!(
            before.sessions.iter().find(same),
            None,
            "{}",
            session.session
        );
    }
    for (activity, number) in &before.session_numbers {
        assert!(after.session_numbers[activity] > *number, "{activity}");
    }
}

/// A room that is closed for as long as the plan lasts was taken for one that is always open.
#[test]
fn no_session_stays_in_a_room_that_is_closed_for_good() {
    let before = plan(&office(), &options());
    let mut world = office();
    world.document["absences"] = json!(["hall", "lab-room"].map(|room| json!({
        "room": room, "from": "2027-03-01", "until": "2027-12-31",
    })));
    let (_, assessment) = world.assess();
    for frozen_until in [None, Some(before.until)] {
        let options = PlanOptions {
            frozen_until,
            ..again(&before)
        };
        let after = assessment.plan(&options).expect("a plan");
        assert_eq!(after.verify(&assessment), []);
        assert_eq!(after.sessions, []);
    }
}

/// The table of sessions pins an announced session to another day: it is there with those who had a seat.
#[test]
fn a_date_in_the_table_of_sessions_goes_before_the_announced_one() {
    let before = plan(&office(), &options());
    let lab = first_lab(&before);
    let mut world = office();
    world.document["sessions"].as_array_mut().unwrap().push(
        json!({ "id": lab.session, "activity": "lab", "start": "2027-04-28", "pinned": true }),
    );
    let (_, assessment) = world.assess();
    for cost_per_move in [25.0, 0.0] {
        let options = PlanOptions {
            cost_per_move: Some(cost_per_move),
            ..again(&before)
        };
        let after = assessment.plan(&options).expect("a plan");
        assert_eq!(after.verify(&assessment), []);
        let moved = after
            .sessions
            .iter()
            .find(|session| session.session == lab.session)
            .expect("it is held");
        assert_eq!(moved.start.to_string(), "2027-04-28");
        assert!(
            lab.people
                .iter()
                .all(|person| moved.people.contains(person))
        );
    }
}

#[test]
fn a_plan_with_a_session_twice_is_refused() {
    let before = plan(&office(), &options());
    let (_, assessment) = office().assess();
    let mut twice = before.clone();
    twice.sessions.push(before.sessions[0].clone());
    let mut both = before.clone();
    both.cancelled_sessions.push(before.sessions[0].clone());
    for changed in [twice, both] {
        let error = assessment.plan(&again(&changed)).expect_err("no such plan");
        let found: Vec<Code> = error
            .findings()
            .iter()
            .map(|finding| finding.code)
            .collect();
        assert_eq!(found, [Code::DuplicateId]);
    }
}

/// The next number was sought for ever.
#[test]
fn an_id_with_the_highest_number_is_a_name_like_others() {
    let before = plan(&office(), &options());
    let mut changed = before.clone();
    let lab = changed
        .sessions
        .iter_mut()
        .find(|session| session.activity == "lab")
        .expect("a lab");
    lab.session = format!("lab-{}", u64::MAX);
    let id = lab.session.clone();
    changed.session_numbers.insert("lab".to_owned(), u64::MAX);
    let (_, assessment) = office().assess();
    let options = PlanOptions {
        cancelled: vec![id],
        ..again(&changed)
    };
    let after = assessment.plan(&options).expect("a plan");
    assert_eq!(after.verify(&assessment), []);
}

/// People must know that the room is another, or go to the wrong one.
#[test]
fn another_trainer_at_the_same_time_is_a_change() {
    let before = plan(&office(), &options());
    let mut world = office();
    world.document["trainers"][1]["id"] = json!("t-successor");
    let (_, assessment) = world.assess();
    let after = assessment.plan(&again(&before)).expect("a plan");
    assert_eq!(after.verify(&assessment), []);
    let kinds: Vec<ChangeKind> = after.changes.iter().map(|change| change.change).collect();
    assert!(
        !kinds.is_empty() && kinds.iter().all(|kind| *kind == ChangeKind::Relocated),
        "{kinds:?}"
    );
    assert_eq!(after.costs.moves, 0.0);
}
