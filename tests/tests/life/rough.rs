//! Lives rougher than weeks of events: planned again on any day, further ahead, with records that never came and a programme that others
//! have edited since. The library's own verifier judges the plans.

use crate::calendars::Calendars;
use crate::events::{attend, happenings};
use crate::generate;
use crate::life::{Check, Life, quiet_as};
use crate::rng::Rng;
use crate::step::Step;
use crate::world::{date, day, list, text};
use serde_json::{Value, json};

/// Plans of a life after its first.
const TIMES: usize = 8;

/// Lives a rough life from its first plan on. An error that says what to change loses nothing; a plan that the verifier refuses, or that
/// planning again without any event changes, fails.
pub(crate) fn live(seed: u64) -> Life {
    let mut life = Life {
        name: format!("rough-{seed}"),
        ..Life::default()
    };
    let mut rng = Rng::new(seed ^ 0x0DD5);
    let mut step = generate::random(seed);
    // Who leaves before joining is an error of the programme.
    for person in step.document["people"].as_array_mut().expect("people") {
        let left = text(person, "left").map(day);
        let joined = text(person, "joined").map(day);
        if left.zip(joined).is_some_and(|(left, joined)| left < joined) {
            person.as_object_mut().expect("a person").remove("left");
        }
    }
    let mut calendars = Calendars::default();
    for time in 0..=TIMES {
        life.replans += usize::from(time > 0);
        match step.run_to_the_end() {
            Ok((plan, refused)) => {
                life.errors += usize::from(!refused.is_empty());
                life.take(Check::Plan, &step, refused);
                life.take(Check::Plan, &step, calendars.read(&step, &plan));
                let failures = quiet_as(&step, &plan, standing(&step));
                life.take(Check::Quiet, &step, failures);
                step = later(&step, &plan, &mut rng);
            }
            // Planning ends before it is asked to begin.
            Err(error) if error.text.starts_with("options.until") => return life,
            Err(error) => {
                life.errors += 1;
                life.take(Check::Plan, &step, vec![error]);
                return life;
            }
        }
    }
    life
}

/// Some days later.
fn later(step: &Step, plan: &Value, rng: &mut Rng) -> Step {
    let days = [0, 1, 2, 3, 4, 5, 7, 10, 16][rng.below(9)];
    let unrecorded = rng.chance(0.3);
    let mut luck = |rng: &mut Rng| {
        if unrecorded && rng.chance(0.5) {
            99
        } else {
            rng.below(100)
        }
    };
    let mut next = attend(step, plan, days, &mut luck, rng);
    next.events.insert(0, format!("days {days}"));
    let now = day(&next.as_of);
    if rng.chance(0.7) {
        happenings(&mut next, rng);
    }
    if rng.chance(0.3) {
        let from = date(now + 1 + [1, 2, 4, 7, 12][rng.below(5)]);
        next.events.push(format!("from {from}"));
        next.options["from"] = json!(from);
    }
    if rng.chance(0.1) {
        next.options["max_absent"] = json!([0.0, 0.1, 0.5, 1.0][rng.below(4)]);
    }
    if rng.chance(0.15) {
        next.options["weeks"] = json!([1, 2, 6, 20][rng.below(4)]);
    }
    if rng.chance(0.1) {
        next.options["cost_per_move"] = json!([0.0, 1.0, 500.0][rng.below(3)]);
    }
    if rng.chance(0.1) {
        next.options["refresh"] = json!(false);
    }
    if rng.chance(0.3) {
        many(&mut next, plan, rng);
    }
    for _ in 0..rng.below(4) {
        edit(&mut next.document, rng, now);
    }
    next
}

/// Several sessions are cancelled, or pinned with some of their people, or have other numbers of seats.
fn many(next: &mut Step, plan: &Value, rng: &mut Rng) {
    let sessions = list(plan, "sessions");
    let what = rng.below(3);
    let (mut cancelled, mut pins) = (Vec::new(), Vec::new());
    for session in sessions {
        if !rng.chance(0.25) {
            continue;
        }
        let id = &session["session"];
        match what {
            0 => cancelled.push(id.clone()),
            1 => pins.push(json!({ "session": id })),
            _ => {
                let people = list(session, "people");
                pins.extend(
                    rng.pick(people)
                        .map(|person| json!({ "session": id, "person": person })),
                );
            }
        }
    }
    next.events.push(format!("many {what}"));
    if what == 0 {
        next.options["cancelled"] = json!(cancelled);
        next.options
            .as_object_mut()
            .expect("options")
            .remove("pins");
    } else {
        next.options["pins"] = json!(pins);
        next.options
            .as_object_mut()
            .expect("options")
            .remove("cancelled");
    }
}

/// Somebody edits the programme.
fn edit(document: &mut Value, rng: &mut Rng, now: i32) {
    let one = |document: &Value, key: &str, rng: &mut Rng| {
        let all = list(document, key).len();
        (all > 0).then(|| rng.below(all.max(1)))
    };
    let kind = rng.below(16);
    match kind {
        0..=3 => {
            let Some(at) = one(document, "activities", rng) else {
                return;
            };
            let activity = &mut document["activities"][at];
            match kind {
                0 => activity["hours"] = json!([1.0, 2.0, 4.0, 9.0, 21.0][rng.below(5)]),
                1 if activity.get("seats").is_some() => {
                    let min = 1 + rng.below(4);
                    activity["seats"] = json!({ "min": min, "max": min + rng.below(8) });
                }
                2 => {
                    activity["mode"] = json!(
                        ["workshop", "course", "e-learning", "self-study", "coaching"]
                            [rng.below(5)]
                    );
                }
                _ => {
                    let mut copy = activity.clone();
                    copy["id"] = json!(format!("new-{now}-{}", rng.below(1000)));
                    push(document, "activities", copy);
                }
            }
        }
        4 => {
            let Some(at) = one(document, "roles", rng) else {
                return;
            };
            let Some(objective) = one(document, "objectives", rng) else {
                return;
            };
            let id = document["objectives"][objective]["id"].clone();
            let requires = document["roles"][at]["requires"]
                .as_array_mut()
                .expect("a list");
            if let Some(known) = requires.iter().position(|known| known["objective"] == id) {
                requires.remove(known);
            } else {
                requires.push(json!({ "objective": id }));
            }
        }
        5 => {
            let Some(at) = one(document, "objectives", rng) else {
                return;
            };
            document["objectives"][at]["half_life_days"] = json!([60, 200, 900][rng.below(3)]);
        }
        6 | 7 => {
            let Some(at) = one(document, "rooms", rng) else {
                return;
            };
            match rng.below(3) {
                0 => document["rooms"][at]["seats"] = json!(1 + rng.below(12)),
                1 => {
                    let mut copy = document["rooms"][at].clone();
                    copy["id"] = json!(format!("room-{now}-{}", rng.below(1000)));
                    push(document, "rooms", copy);
                }
                _ => drop_one(document, "rooms", at, "room"),
            }
        }
        8 | 9 => {
            let Some(at) = one(document, "trainers", rng) else {
                return;
            };
            match rng.below(2) {
                0 => {
                    let mut copy = document["trainers"][at].clone();
                    copy["id"] = json!(format!("trainer-{now}-{}", rng.below(1000)));
                    push(document, "trainers", copy);
                }
                _ => drop_one(document, "trainers", at, "trainer"),
            }
        }
        10 => {
            let holiday = json!(date(now + 1 + rng.below(30) as i32));
            match document["calendar"]["holidays"].as_array_mut() {
                Some(list) => list.push(holiday),
                None => document["calendar"]["holidays"] = json!([holiday]),
            }
        }
        11 => {
            let Some(at) = one(document, "sections", rng) else {
                return;
            };
            document["sections"][at]["max_absent"] = json!([0.0, 0.2, 0.5, 1.0][rng.below(4)]);
        }
        12 => {
            let Some(at) = one(document, "activities", rng) else {
                return;
            };
            let (was, now) = (
                document["activities"][at]["id"].clone(),
                format!("named-{now}-{}", rng.below(1000)),
            );
            let sessions = document.get_mut("sessions").and_then(Value::as_array_mut);
            for session in sessions.into_iter().flatten() {
                if session["activity"] == was {
                    session["activity"] = json!(now);
                }
            }
            let activity = &mut document["activities"][at];
            let mut former = list(activity, "previous_ids").to_vec();
            former.push(was);
            activity["previous_ids"] = json!(former);
            activity["id"] = json!(now);
        }
        13 => {
            let Some(at) = one(document, "phases", rng) else {
                return;
            };
            document["phases"][at]["until"] = json!(date(now + 5 + rng.below(60) as i32));
        }
        14 => {
            let Some(at) = one(document, "people", rng) else {
                return;
            };
            let Some(role) = one(document, "roles", rng) else {
                return;
            };
            document["people"][at]["roles"] = json!([document["roles"][role]["id"]]);
        }
        _ => {
            let Some(at) = one(document, "sections", rng) else {
                return;
            };
            let from = now + 1 + rng.below(10) as i32;
            let section = document["sections"][at]["id"].clone();
            let absence = json!({ "section": section, "from": date(from), "until": date(from + rng.below(15) as i32) });
            push(document, "absences", absence);
        }
    }
}

fn push(document: &mut Value, key: &str, value: Value) {
    match document[key].as_array_mut() {
        Some(list) => list.push(value),
        None => document[key] = json!([value]),
    }
}

/// Takes out one of a list, with the sessions and absences that name it.
fn drop_one(document: &mut Value, key: &str, at: usize, subject: &str) {
    let gone = document[key].as_array_mut().expect("a list").remove(at);
    let id = text(&gone, "id").unwrap_or_default().to_owned();
    for list in ["sessions", "absences"] {
        if let Some(list) = document.get_mut(list).and_then(Value::as_array_mut) {
            list.retain(|value| text(value, subject) != Some(&id));
        }
    }
}

/// Options that hold as long as the plan does, with which planning again changes nothing.
fn standing(step: &Step) -> Value {
    let mut options = step.options.clone();
    let all = options.as_object_mut().expect("options");
    for key in ["cancelled", "cost_per_move", "frozen_until", "pins"] {
        all.remove(key);
    }
    options
}
