//! A week of ordinary life: who attended and passed, who left, joined, moved, fell ill, what was cancelled, pinned or frozen.

use crate::plan::Plan;
use crate::rng::Rng;
use crate::step::Step;
use crate::world::{date, day, list, text};
use paratus::document::Document;
use serde_json::{Value, json};

/// Whether the library reads who or what is away (`absences`).
pub(crate) fn reads_absences() -> bool {
    serde_json::from_value::<Document>(json!({ "format": 1, "id": "x", "absences": [] })).is_ok()
}

/// The planning of the next week, a week after `step`, of which `plan` is the plan; what happened is drawn.
pub(crate) fn next_week(step: &Step, plan: &Value, rng: &mut Rng) -> Step {
    let mut week = attend(step, plan, 7, &mut |rng: &mut Rng| rng.below(100), rng);
    if !rng.chance(0.12) {
        happenings(&mut week, rng);
    }
    week
}

/// Sessions are cancelled, frozen and pinned, people come, go and move, somebody is ill.
pub(crate) fn happenings(week: &mut Step, rng: &mut Rng) {
    let read: Plan = week.previous.clone().expect("it was set");
    let now = day(&week.as_of);
    let coming: Vec<&str> = read
        .sessions
        .iter()
        .filter(|known| known.start.days() > now)
        .map(|known| known.session.as_str())
        .collect();
    let mut options = json!({});
    if rng.chance(0.4)
        && let Some(id) = rng.pick(&coming)
    {
        options["cancelled"] = json!([id]);
        week.events.push(format!("cancel {id}"));
    }
    if rng.chance(0.3) {
        let until = date(now + [7, 14][rng.below(2)]);
        week.events.push(format!("frozen {until}"));
        options["frozen_until"] = json!(until);
    }
    let pin = rng
        .pick(&coming)
        .map(|id| (*id).to_owned())
        .filter(|id| options["cancelled"][0] != json!(id));
    if rng.chance(0.2)
        && let Some(id) = pin
    {
        let session = read
            .sessions
            .iter()
            .find(|known| known.session == id)
            .expect("it is coming");
        let mut pin = json!({ "session": id });
        if rng.chance(0.5)
            && let Some(person) = rng.pick(&session.people)
        {
            pin["person"] = json!(person);
        }
        options["pins"] = json!([pin]);
    }
    week.options = options;
    staff(week, rng, now);
    away(week, rng, now);
}

/// Time passes: who sat in a session that is over has passed, failed, or was not there.
pub(crate) fn attend(
    step: &Step,
    plan: &Value,
    days: i32,
    luck: &mut dyn FnMut(&mut Rng) -> usize,
    rng: &mut Rng,
) -> Step {
    let mut next = step.clone();
    let until = day(&step.as_of) + days;
    next.as_of = date(until);
    next.options = json!({});
    next.events = Vec::new();
    next.set_previous(plan.clone());
    let read = next.previous.clone().expect("it was set");
    let sessions = read
        .sessions
        .iter()
        .filter(|known| known.end.days() <= until);
    let sessions = sessions.map(|known| {
        (
            known.session.as_str(),
            &known.activity,
            known.end.days(),
            &known.people,
        )
    });
    let alone = read
        .self_paced
        .iter()
        .filter(|known| known.until.days() <= until);
    let alone = alone.map(|known| {
        (
            known.activity.as_str(),
            &known.activity,
            known.until.days(),
            &known.people,
        )
    });
    for (source, activity, end, people) in sessions.chain(alone) {
        let activities = list(&step.document, "activities");
        let Some(known) = activities
            .iter()
            .find(|known| text(known, "id") == Some(activity))
        else {
            continue;
        };
        for person in people {
            let value = match luck(rng) {
                0..=87 => 1.0,
                88..=91 => 0.0,
                _ => {
                    next.events.push(format!("noshow {person}"));
                    continue;
                }
            };
            for taught in list(known, "teaches") {
                let mut row = json!({
                    "person": person, "objective": taught["objective"], "kind": "observation", "value": value,
                    "date": date(end), "source": source,
                });
                if let Some(level) = taught.get("level") {
                    row["level"] = level.clone();
                }
                next.evidence.push(row);
            }
        }
    }
    next
}

/// Somebody joins, leaves, moves.
fn staff(week: &mut Step, rng: &mut Rng, now: i32) {
    let people = week.document["people"].as_array().expect("people").len();
    if rng.chance(0.4) {
        let mut joiner = week.document["people"][rng.below(people)].clone();
        let id = format!("j{}-{}", now, rng.below(100));
        joiner["id"] = json!(id);
        joiner["joined"] = json!(date(now + [0, 0, 1, 8][rng.below(4)]));
        joiner.as_object_mut().expect("a person").remove("left");
        week.document["people"]
            .as_array_mut()
            .expect("people")
            .push(joiner);
        week.events.push(format!("join {id}"));
    }
    let leaver = rng.below(people);
    if rng.chance(0.4) && week.document["people"][leaver].get("left").is_none() {
        let person = &mut week.document["people"][leaver];
        if day(text(person, "joined").unwrap_or("2020-01-01")) < now {
            person["left"] = json!(date(now + [0, 0, 5, 12][rng.below(4)]));
            let id = text(person, "id").expect("an id").to_owned();
            week.events.push(format!("leave {id}"));
        }
    }
    let mover = rng.below(people);
    if rng.chance(0.3) {
        let sections: Vec<String> = list(&week.document, "sections")
            .iter()
            .filter_map(|section| text(section, "id").map(str::to_owned))
            .collect();
        let to = rng.pick(&sections).expect("a section").clone();
        let person = &mut week.document["people"][mover];
        if text(person, "section") != Some(&to) {
            person["section"] = json!(to);
            let id = text(person, "id").expect("an id").to_owned();
            week.events.push(format!("move {id}"));
        }
    }
}

/// A trainer is ill, a room closed, a person absent.
fn away(week: &mut Step, rng: &mut Rng, now: i32) {
    let ids = |week: &Step, key: &str| -> Vec<String> {
        list(&week.document, key)
            .iter()
            .filter_map(|value| text(value, "id").map(str::to_owned))
            .collect()
    };
    let absences = reads_absences();
    let from = now + 1 + rng.below(7) as i32;
    let until = from + [1, 6, 13][rng.below(3)];
    let add = |week: &mut Step, subject: &str, id: &str| {
        let mut absence = json!({ "from": date(from), "until": date(until) });
        absence[subject] = json!(id);
        if let Some(list) = week.document["absences"].as_array_mut() {
            list.push(absence);
        } else {
            week.document["absences"] = json!([absence]);
        }
    };
    if rng.chance(0.3)
        && let Some(id) = rng.pick(&ids(week, "trainers"))
    {
        week.events.push(format!("ill {id}"));
        if absences {
            add(week, "trainer", id);
        } else {
            let trainers = week.document["trainers"].as_array_mut().expect("trainers");
            let trainer = trainers
                .iter_mut()
                .find(|known| text(known, "id") == Some(id))
                .expect("it is there");
            if trainer
                .get("available")
                .is_none_or(|list| list.as_array().is_none_or(Vec::is_empty))
            {
                trainer["available"] =
                    json!([{ "until": date(from - 1) }, { "from": date(until + 1) }]);
            }
        }
    }
    if rng.chance(0.15)
        && let Some(id) = rng.pick(&ids(week, "rooms"))
    {
        if absences {
            week.events.push(format!("closed {id}"));
            add(week, "room", id);
        } else if list(&week.document, "rooms").len() > 1 {
            week.events.push(format!("closed {id}"));
            let rooms = week.document["rooms"].as_array_mut().expect("rooms");
            rooms.retain(|room| text(room, "id") != Some(id));
        }
    }
    if absences {
        if rng.chance(0.3)
            && let Some(id) = rng.pick(&ids(week, "people"))
        {
            week.events.push(format!("absent {id}"));
            add(week, "person", id);
        }
        if rng.chance(0.05)
            && let Some(id) = rng.pick(&ids(week, "sections"))
        {
            week.events.push(format!("busy {id}"));
            add(week, "section", id);
        }
    }
}
