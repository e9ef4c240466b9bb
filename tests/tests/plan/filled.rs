//! After the search no need stays unmet that a free place would meet, and every reason counts the lines as they are written.

use crate::world::{World, quick};
use paratus::plan::{Plan, StartCause, UnplacedCause};
use serde_json::{Value, json};

/// A programme of one section for a week from Monday 15 March 2027; everybody needs all of the objectives.
fn world(people: Value, objectives: &[Value], activities: Value, more: Value) -> World {
    let requires: Vec<Value> = objectives
        .iter()
        .map(|objective| json!({ "objective": objective["id"] }))
        .collect();
    let mut document = json!({
        "format": 1, "id": "filled", "sections": [{ "id": "s" }], "objectives": objectives, "activities": activities,
        "roles": [{ "id": "r", "requires": requires }], "people": people,
        "planning": { "weeks": 1, "max_absent": 1.0 },
    });
    for (key, value) in more.as_object().expect("an object") {
        document[key] = value.clone();
    }
    World {
        document,
        evidence: json!([]),
    }
}

fn person(id: &str) -> Value {
    json!({ "id": id, "section": "s", "roles": ["r"] })
}

fn objective(id: &str, requires: &[&str]) -> Value {
    json!({ "id": id, "track": "process", "requires": requires })
}

fn planned(world: &World) -> Plan {
    let (_, assessment) = world.assess();
    let plan = assessment.plan(&quick()).expect("a plan");
    assert_eq!(plan.verify(&assessment), []);
    plan
}

#[test]
fn own_time_that_cannot_follow_holds_no_course_back() {
    // The course can be held on Friday alone; then no two days are left for the self-study that relies on it.
    let activities = json!([
        { "id": "course", "mode": "course", "hours": 3.0, "seats": { "min": 1, "max": 9 }, "trainer_skill": "a",
          "teaches": [{ "objective": "o" }] },
        { "id": "study", "mode": "self-study", "hours": 12.0, "teaches": [{ "objective": "q" }] },
    ]);
    let trainers = json!([{ "id": "t", "skills": ["a"], "available": [{ "from": "2027-03-19" }] }]);
    let objectives = [objective("o", &[]), objective("q", &["o"])];
    let plan = planned(&world(
        json!([person("p")]),
        &objectives,
        activities,
        json!({ "trainers": trainers }),
    ));
    assert_eq!(plan.sessions.len(), 1);
    let unmet: Vec<(&str, UnplacedCause)> = plan
        .unplaced
        .iter()
        .map(|need| (need.objective.as_str(), need.cause))
        .collect();
    assert_eq!(unmet, [("q", UnplacedCause::Window)]);
}

#[test]
fn what_is_done_alone_follows_what_is_done_alone() {
    // The workshop teaches both, so that it is selected, and has too few people; the lesson does for the first.
    let activities = json!([
        { "id": "workshop", "mode": "workshop", "hours": 3.0, "cost": 10.0, "seats": { "min": 4, "max": 9 },
          "teaches": [{ "objective": "o" }, { "objective": "n" }] },
        { "id": "lesson", "mode": "e-learning", "hours": 3.0, "teaches": [{ "objective": "o" }] },
        { "id": "study", "mode": "self-study", "hours": 6.0, "teaches": [{ "objective": "q" }] },
    ]);
    let objectives = [
        objective("n", &[]),
        objective("o", &[]),
        objective("q", &["o"]),
    ];
    let plan = planned(&world(
        json!([person("p")]),
        &objectives,
        activities,
        json!({}),
    ));
    let alone: Vec<(&str, String)> = plan
        .self_paced
        .iter()
        .map(|line| (line.activity.as_str(), line.from.to_string()))
        .collect();
    assert!(
        alone.contains(&("lesson", "2027-03-15".to_owned())),
        "{alone:?}"
    );
    assert!(
        alone.contains(&("study", "2027-03-16".to_owned())),
        "{alone:?}"
    );
    let [unmet] = plan.unplaced.as_slice() else {
        panic!("{:?}", plan.unplaced)
    };
    assert_eq!(
        (unmet.objective.as_str(), unmet.cause),
        ("n", UnplacedCause::Minimum)
    );
    // The lesson is over before the study begins, and not at the end of the plan.
    let lesson = plan
        .self_paced
        .iter()
        .find(|line| line.activity == "lesson")
        .expect("the lesson");
    let study = plan
        .self_paced
        .iter()
        .find(|line| line.activity == "study")
        .expect("the study");
    assert!(
        lesson.until < study.until,
        "{} and {}",
        lesson.until,
        study.until
    );
}

#[test]
fn who_teaches_does_not_make_up_the_number() {
    let activities = json!([
        { "id": "course", "mode": "course", "hours": 3.0, "seats": { "min": 2, "max": 9 }, "trainer_skill": "a",
          "teaches": [{ "objective": "o" }] },
    ]);
    let people = json!([person("p"), person("t")]);
    let trainers = json!([{ "id": "t", "skills": ["a"] }]);
    let plan = planned(&world(
        people,
        &[objective("o", &[])],
        activities,
        json!({ "trainers": trainers }),
    ));
    let causes: Vec<(&str, UnplacedCause, u32)> = plan
        .unplaced
        .iter()
        .map(|need| (need.person.as_str(), need.cause, need.witness.starts))
        .collect();
    assert_eq!(
        causes,
        [
            ("p", UnplacedCause::Minimum, 10),
            ("t", UnplacedCause::Trainer, 10)
        ]
    );
}

#[test]
fn a_session_before_counts_as_well_as_own_time_before() {
    // Everybody has the talk on Monday morning, though a lesson teaches a part of it too; what relies on that part could begin right
    // after the talk, in the afternoon, and not on Tuesday when the lesson would be over.
    let activities = json!([
        { "id": "talk", "mode": "course", "hours": 3.0, "seats": { "min": 1, "max": 9 },
          "teaches": [{ "objective": "n" }, { "objective": "o" }] },
        { "id": "lesson", "mode": "e-learning", "hours": 3.0, "teaches": [{ "objective": "o" }] },
        { "id": "course", "mode": "course", "hours": 3.0, "seats": { "min": 2, "max": 9 },
          "teaches": [{ "objective": "q" }] },
    ]);
    let objectives = [
        objective("n", &[]),
        objective("o", &[]),
        objective("q", &["o"]),
    ];
    let plan = planned(&world(
        json!([person("p")]),
        &objectives,
        activities,
        json!({}),
    ));
    let [unmet] = plan.unplaced.as_slice() else {
        panic!("{:?}", plan.unplaced)
    };
    let talk = plan.sessions.first().expect("the talk");
    assert_eq!(
        (talk.activity.as_str(), talk.start.to_string().as_str()),
        ("talk", "2027-03-15")
    );
    assert_eq!(
        unmet.witness.causes.get(&StartCause::EarlierStep),
        Some(&1),
        "{:?}",
        unmet.witness
    );
    assert_eq!(
        unmet.witness.causes.get(&StartCause::Minimum),
        Some(&9),
        "{:?}",
        unmet.witness
    );
}
