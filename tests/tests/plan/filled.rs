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

/// Six would have to be away at once where four may be: the course is never held, and its talk for four is taken in time for the coaching,
/// whose trainer leaves soon.
#[test]
fn what_can_never_be_held_is_not_selected() {
    let person = |at: usize| json!({ "id": format!("p{at}"), "section": "desk", "roles": ["r"] });
    let mut people: Vec<serde_json::Value> = (0..9).map(person).collect();
    people[0]["joined"] = json!("2027-03-21");
    people[1]["joined"] = json!("2027-04-04");
    let mut world = crate::own_time::world(
        json!([{ "id": "basics", "track": "process" }, { "id": "tool", "track": "people", "requires": ["basics"] }]),
        json!([
            { "id": "talk", "mode": "course", "hours": 3.0, "cost": 400.0, "seats": { "min": 4, "max": 5 },
              "teaches": [{ "objective": "basics" }], "trainer_skill": "beta" },
            { "id": "course", "mode": "course", "hours": 2.0, "cost": 900.0, "seats": { "min": 6, "max": 15 },
              "teaches": [{ "objective": "basics" }], "trainer_skill": "alpha" },
            { "id": "coaching", "mode": "coaching", "hours": 1.5, "cost": 400.0, "seats": { "min": 1, "max": 3 },
              "teaches": [{ "objective": "tool" }], "trainer_skill": "alpha" },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "tool" }] }]),
        json!(people),
    );
    world.document["planning"]["max_absent"] = json!(0.5);
    world.document["planning"]["weeks"] = json!(12);
    world.document["trainers"] = json!([
        { "id": "t0", "skills": ["alpha"], "available": [{ "from": "2027-03-16", "until": "2027-03-30" }] },
        { "id": "t1", "skills": ["beta"] },
    ]);
    let plan = crate::own_time::plan(&world, &quick());
    // Who joins after the trainer has gone, for whom alone no talk is held.
    assert_eq!(
        crate::own_time::unmet(&plan),
        [("p1", "basics"), ("p1", "tool")]
    );
}
