//! Small programmes that cannot be planned in full: what stands in the way is named and proven, and what is offered as a remedy is what
//! trying everything finds.

use crate::brute::best;
use crate::needs::Needs;
use crate::step::Step;
use crate::world::{World, day, list, text};
use paratus::plan::PlanOptions;
use serde_json::{Value, json};

/// A Sunday.
const AS_OF: &str = "2027-03-14";
/// The Monday and Tuesday after it: four half days.
const TUESDAY: &str = "2027-03-16";

struct Puzzle {
    name: &'static str,
    document: Value,
    /// Kinds and subjects of which one must be named.
    conflict: &'static [(&'static str, &'static str)],
}

/// A programme of one section with this many people who all need the same.
fn programme(people: usize, objectives: Value, activities: Value, more: Value) -> Value {
    let requires: Vec<Value> = list(&json!({ "o": objectives }), "o")
        .iter()
        .map(|o| json!({ "objective": o["id"] }))
        .collect();
    let mut document = json!({
        "format": 1, "id": "small", "as_of": AS_OF, "objectives": objectives, "activities": activities,
        "sections": [{ "id": "s" }], "roles": [{ "id": "r", "requires": requires }],
        "people": (0..people).map(|at| json!({ "id": format!("p{at}"), "section": "s", "roles": ["r"] })).collect::<Vec<_>>(),
        "planning": { "until": TUESDAY, "max_absent": 1.0, "balance_per_hour": 0.0, "waste_per_hour": 0.0 },
    });
    for (key, value) in more.as_object().expect("an object") {
        if key == "planning" {
            for (name, price) in value.as_object().expect("an object") {
                document["planning"][name] = price.clone();
            }
        } else {
            document[key] = value.clone();
        }
    }
    document
}

fn objective(id: &str, requires: &[&str]) -> Value {
    json!({ "id": id, "track": "process", "half_life_days": 3000, "requires": requires })
}

fn course(id: &str, teaches: &str, (min, max): (u32, u32), skill: Option<&str>) -> Value {
    let mut value = json!({
        "id": id, "mode": "course", "teaches": [{ "objective": teaches }], "hours": 3.0, "cost": 100.0,
        "seats": { "min": min, "max": max },
    });
    if let Some(skill) = skill {
        value["trainer_skill"] = json!(skill);
    }
    value
}

fn trainer(id: &str, skills: &[&str]) -> Value {
    json!({ "id": id, "skills": skills })
}

fn puzzles() -> Vec<Puzzle> {
    let one = || json!([objective("o", &[])]);
    let alpha = |min, max| json!([course("a", "o", (min, max), Some("alpha"))]);
    let plain = |min, max| json!([course("a", "o", (min, max), None)]);
    let puzzle = |name, document, conflict| Puzzle {
        name,
        document,
        conflict,
    };
    vec![
        puzzle(
            "one trainer for five who are taught one by one in four half days",
            programme(
                5,
                one(),
                alpha(1, 1),
                json!({ "trainers": [trainer("t", &["alpha"])] }),
            ),
            &[("trainers", "alpha")],
        ),
        puzzle(
            "a trainer who is there on one day only",
            programme(
                3,
                one(),
                alpha(1, 1),
                json!({ "trainers": [{ "id": "t", "skills": ["alpha"], "available": [{ "until": "2027-03-15" }] }] }),
            ),
            &[("trainers", "alpha")],
        ),
        puzzle(
            "one room of one seat for five",
            programme(
                5,
                one(),
                plain(1, 4),
                json!({ "rooms": [{ "id": "room", "seats": 1 }] }),
            ),
            &[("rooms", ""), ("rooms", "a"), ("rooms", "room")],
        ),
        puzzle(
            "one in four away at once, and two steps for each of four",
            programme(
                4,
                json!([objective("o", &[]), objective("q", &[])]),
                json!([
                    course("a", "o", (1, 9), None),
                    course("b", "q", (1, 9), None)
                ]),
                json!({ "planning": { "max_absent": 0.25 } }),
            ),
            &[("absence", "s")],
        ),
        puzzle(
            "five steps one after the other in four half days",
            programme(
                1,
                json!([
                    objective("o1", &[]),
                    objective("o2", &["o1"]),
                    objective("o3", &["o2"]),
                    objective("o4", &["o3"]),
                    objective("o5", &["o4"])
                ]),
                json!([
                    course("a1", "o1", (1, 9), None),
                    course("a2", "o2", (1, 9), None),
                    course("a3", "o3", (1, 9), None),
                    course("a4", "o4", (1, 9), None),
                    course("a5", "o5", (1, 9), None)
                ]),
                json!({}),
            ),
            &[("chain", "s"), ("order", "s")],
        ),
        puzzle(
            "two people for a course of at least three",
            programme(2, one(), plain(3, 9), json!({})),
            &[("participants", "a")],
        ),
        puzzle(
            "nothing teaches it",
            programme(
                2,
                json!([objective("o", &[]), objective("q", &[])]),
                plain(1, 9),
                json!({}),
            ),
            &[("teaching", "q")],
        ),
        puzzle(
            "a phase of one day with one trainer",
            programme(
                3,
                one(),
                alpha(1, 1),
                json!({ "trainers": [trainer("t", &["alpha"])], "phases": [{ "id": "one", "objectives": ["o"], "until": "2027-03-15" }] }),
            ),
            &[("trainers", "alpha")],
        ),
        puzzle(
            "at least three, and one of the section away at once",
            programme(
                4,
                one(),
                plain(3, 9),
                json!({ "planning": { "max_absent": 0.25 } }),
            ),
            &[("participants", "a"), ("absence", "s")],
        ),
        puzzle(
            "somebody who joins on the last day and has three steps",
            programme(
                1,
                json!([
                    objective("o1", &[]),
                    objective("o2", &["o1"]),
                    objective("o3", &["o2"])
                ]),
                json!([
                    course("a1", "o1", (1, 9), None),
                    course("a2", "o2", (1, 9), None),
                    course("a3", "o3", (1, 9), None)
                ]),
                json!({ "people": [{ "id": "p0", "section": "s", "roles": ["r"], "joined": TUESDAY }] }),
            ),
            &[("chain", "s"), ("order", "s")],
        ),
        puzzle(
            "two courses of whole days, one trainer, two groups",
            programme(
                4,
                one(),
                json!([{ "id": "a", "mode": "course", "teaches": [{ "objective": "o" }], "hours": 7.5, "cost": 100.0,
                         "seats": { "min": 1, "max": 1 }, "trainer_skill": "alpha" }]),
                json!({ "trainers": [trainer("t", &["alpha"])] }),
            ),
            &[("trainers", "alpha")],
        ),
        puzzle(
            "a trainer of one site, people of two",
            {
                let mut document = programme(
                    4,
                    one(),
                    alpha(1, 2),
                    json!({ "trainers": [{ "id": "t", "skills": ["alpha"], "site": "north" }] }),
                );
                document["sections"] =
                    json!([{ "id": "s", "site": "north" }, { "id": "south", "site": "south" }]);
                document["people"][2]["section"] = json!("south");
                document["people"][3]["section"] = json!("south");
                document
            },
            &[("trainers", "alpha")],
        ),
        puzzle(
            "a room too small for the smallest session",
            programme(
                5,
                one(),
                plain(4, 9),
                json!({ "rooms": [{ "id": "room", "seats": 3 }] }),
            ),
            &[("rooms", ""), ("rooms", "a"), ("rooms", "room")],
        ),
        puzzle(
            "one trainer for two skills in one day",
            programme(
                3,
                json!([objective("o", &[]), objective("q", &[])]),
                json!([
                    course("a", "o", (1, 1), Some("alpha")),
                    course("b", "q", (1, 3), Some("beta"))
                ]),
                json!({ "trainers": [trainer("t", &["alpha", "beta"])], "planning": { "until": "2027-03-15" } }),
            ),
            &[
                ("trainers", "alpha"),
                ("trainers", "beta"),
                ("trainers", "alpha beta"),
            ],
        ),
    ]
}

/// The best of a programme under options, by trying everything.
fn by_trying(
    document: &Value,
    options: &Value,
    (from, until): (&str, &str),
) -> Option<(usize, f64)> {
    let world = World::read(
        &supposed(document, options),
        options,
        (day(AS_OF), day(from), day(until)),
    );
    let needs = Needs::new(&world, &[], true);
    best(&world, &needs, 40.0)
}

/// The single changes that are tried, the mildest of each kind first.
fn changes(document: &Value) -> Vec<Vec<(String, Value, &'static str)>> {
    let skills: std::collections::BTreeSet<&str> = list(document, "activities")
        .iter()
        .filter_map(|activity| text(activity, "trainer_skill"))
        .collect();
    let mut kinds = Vec::new();
    if !list(document, "trainers").is_empty() {
        for skill in skills {
            kinds.push(
                (1..=3)
                    .map(|count| {
                        (
                            format!("trainers.{skill}={count}"),
                            json!({ "trainers": { skill: count } }),
                            TUESDAY,
                        )
                    })
                    .collect(),
            );
        }
    }
    if !list(document, "rooms").is_empty() {
        kinds.push(
            (1..=3)
                .map(|count| {
                    (
                        format!("rooms.={count}"),
                        json!({ "rooms": { "": count } }),
                        TUESDAY,
                    )
                })
                .collect(),
        );
    }
    let people = list(document, "people").len();
    let shares = (1..=people).map(|away| {
        (
            format!("max_absent for {away}"),
            json!({ "max_absent": away as f64 / people as f64 }),
            TUESDAY,
        )
    });
    kinds.push(shares.collect());
    kinds
}

#[test]
fn what_stands_in_the_way_is_named_and_proven() {
    let mut wrong = Vec::new();
    for Puzzle {
        name,
        document,
        conflict,
    } in puzzles()
    {
        let step = Step::first(document.clone(), Vec::new(), AS_OF);
        let (_, assessment) = step.compile();
        let plan = assessment.plan(&PlanOptions::default()).expect(name);
        assert_eq!(plan.verify(&assessment), [], "{name}");
        let plan = serde_json::to_value(&plan).expect("a plan");
        let dates = (
            text(&plan, "from").expect("a date"),
            text(&plan, "until").expect("a date"),
        );
        let (unmet, cost) = by_trying(&document, &json!({}), dates).expect(name);
        let mut say = |text: String| wrong.push(format!("{name}: {text}"));
        if list(&plan, "unplaced").len() != unmet {
            say(format!(
                "{} unmet, and {unmet} by trying everything",
                list(&plan, "unplaced").len()
            ));
        }
        if text(&plan, "status") != Some("infeasible") {
            say(format!("the plan is {}", plan["status"]));
        }
        let named = list(&plan, "conflicts");
        let is_named = |known: &Value| {
            let (kind, subject) = (
                text(known, "kind").unwrap_or_default(),
                text(known, "subject").unwrap_or_default(),
            );
            conflict.contains(&(kind, subject))
                && known["needed"].as_u64() > known["available"].as_u64()
        };
        if !named.iter().any(is_named) {
            say(format!(
                "the conflicts are {}, and none is one of {conflict:?}",
                json!(named)
            ));
        }
        // Whatever is offered does what it says; what trying everything finds is offered.
        let offered = list(&plan, "relaxations");
        for relaxation in offered {
            let option = text(relaxation, "option").expect("an option");
            let mut options = PlanOptions::default();
            options.set_all(option).expect("an option");
            let json = options_json(option);
            let until = text(&json.0, "until").map(str::to_owned);
            let until = until.or_else(|| {
                json.1
                    .map(|weeks| crate::world::date(day(dates.0) + weeks * 7 - 1))
            });
            let until = until.unwrap_or_else(|| dates.1.to_owned());
            if json.1.is_some_and(|weeks| weeks > 1) && !document["phases"].is_null() {
                continue;
            }
            // What is too much to try is left to the planner's own tests.
            let Some((still, price)) = by_trying(&document, &json.0, (dates.0, &until)) else {
                continue;
            };
            let said = relaxation["unplaced"].as_u64().unwrap_or(u64::MAX) as usize;
            if said != still {
                say(format!(
                    "`{option}` leaves {said} unmet, and {still} by trying everything"
                ));
            }
            let extra = relaxation["extra_cost"].as_f64().unwrap_or(f64::NAN);
            if said == still && (extra - (price - cost)).abs() > 0.05 {
                say(format!(
                    "`{option}` costs {extra} more, and {} by trying everything",
                    price - cost
                ));
            }
        }
        let mut cheapest: Option<(f64, String)> = None;
        for kind in changes(&document) {
            let places_all = kind.into_iter().find_map(|(name, options, _)| {
                let (still, price) = by_trying(&document, &options, dates)?;
                (still == 0).then_some((price - cost, name, options))
            });
            let Some((price, name, _)) = places_all else {
                continue;
            };
            // The mildest of its kind that is enough.
            let kind = name.split(['=', ' ']).next().unwrap_or_default().to_owned();
            let same = offered.iter().filter(|known| {
                text(known, "option")
                    .is_some_and(|option| option.starts_with(&kind) && !option.contains(','))
            });
            let milder: Vec<&str> = same
                .filter(|known| known["places_all"] == json!(true))
                .filter_map(|known| text(known, "option"))
                .collect();
            if milder
                .iter()
                .any(|option| option.starts_with("trainers") || option.starts_with("rooms"))
                && !milder.contains(&name.as_str())
            {
                say(format!("{milder:?} is offered, and `{name}` is enough"));
            }
            if cheapest.as_ref().is_none_or(|known| price < known.0) {
                cheapest = Some((price, name));
            }
        }
        if let Some((price, option)) = cheapest {
            let least = offered
                .iter()
                .filter(|known| known["places_all"] == json!(true))
                .filter_map(|known| known["extra_cost"].as_f64());
            let least = least.fold(f64::INFINITY, f64::min);
            if least > price + 0.05 {
                say(format!(
                    "`{option}` places everybody for {price} more, and the cheapest that is offered costs {least}"
                ));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Options written as `weeks=2,max_absent=0.5`, as the checker's world reads them, and the weeks.
fn options_json(text: &str) -> (Value, Option<i32>) {
    let (mut options, mut weeks) = (json!({}), None);
    for (key, value) in text.split(',').filter_map(|part| part.split_once('=')) {
        let parsed = value
            .parse::<f64>()
            .map_or_else(|_| json!(value), |number| json!(number));
        match key.split_once('.') {
            Some((kind @ ("rooms" | "trainers"), name)) => {
                options[kind][name] = json!(value.parse::<u64>().expect("a count"));
            }
            Some((kind, name)) => options[kind][name] = parsed,
            None if key == "weeks" => weeks = value.parse().ok(),
            None => options[key] = parsed,
        }
    }
    (options, weeks)
}

/// The programme with the sizes and phases that options suppose.
fn supposed(document: &Value, options: &Value) -> Value {
    let mut document = document.clone();
    let of = |kind: &str, id: &Value| {
        options
            .get(kind)
            .and_then(|known| known.get(id.as_str()?))
            .cloned()
    };
    for activity in document["activities"].as_array_mut().into_iter().flatten() {
        for (kind, key) in [("seats_min", "min"), ("seats_max", "max")] {
            if let Some(size) = of(kind, &activity["id"]).and_then(|size| size.as_f64()) {
                activity["seats"][key] = json!(size as u64);
            }
        }
    }
    for phase in document
        .get_mut("phases")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        if let Some(until) = of("phase_until", &phase["id"]) {
            phase["until"] = until;
        }
    }
    document
}

#[test]
fn the_puzzles_cannot_be_met_in_full() {
    for Puzzle { name, document, .. } in puzzles() {
        let until = text(&document["planning"], "until")
            .expect("a date")
            .to_owned();
        let (unmet, _) = by_trying(&document, &json!({}), ("2027-03-15", &until)).expect(name);
        assert!(unmet > 0, "{name}");
    }
}
