//! What surveys publish, as equations over the answers of sections' people.
//!
//! Whoever sits in a section directly stands together in every figure of a survey, so one unknown stands for the sum of their
//! answers. Of each construct an equation is what a unit tells of the sum over its respondents, and who counts is who
//! answered what the figure needs.

use super::algebra::few;
use super::attack::day;
use super::world::World;
use paratus::survey::{DifTable, ResponseLog};
use paratus::{Programme, UnitKind};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The instrument: a construct alone, one whose importance is asked too, and a stage of barriers.
pub(crate) fn instrument() -> Value {
    json!([{ "id": "pulse", "points": 5, "items": [
        { "id": "worth", "measures": "buy-in" },
        { "id": "able", "measures": "search" },
        { "id": "matters", "measures": "search", "aspect": "importance" },
        { "id": "aware", "measures": "awareness" },
    ] }])
}

/// What leaks of the answers that a seed decides.
pub(crate) fn leaks(world: &World) -> Vec<String> {
    let mut document = serde_json::to_value(world.document()).unwrap();
    document["instruments"] = instrument();
    let programme = Programme::from_json(&document.to_string()).unwrap();
    let (mut rows, mut respondents) = (Vec::new(), BTreeMap::<&str, Vec<u64>>::new());
    let mut state = world.seed;
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let sections = world.parents.len();
    let mut person = 0;
    for &(section, _, people) in &world.crowds {
        for _ in 0..people {
            // A quarter answers nothing, a quarter leaves out one item or another, the rest answer all.
            let (way, left_out) = (below(4), below(4) as usize);
            let items = ["worth", "able", "matters", "aware"];
            let given: Vec<&str> = items
                .into_iter()
                .enumerate()
                .filter(|&(at, _)| way > 1 || way == 1 && at != left_out)
                .map(|(_, i)| i)
                .collect();
            for &item in &given {
                rows.push(json!({ "respondent": format!("p{person}"), "instrument": "pulse", "item": item,
                    "answer": 1 + below(5), "date": day().plus_days(-10) }));
            }
            let mut count = |construct: &'static str, wanted: &[&str]| {
                if wanted.iter().all(|item| given.contains(item)) {
                    respondents.entry(construct).or_insert_with(|| vec![0; sections])[section] += 1;
                }
            };
            count("buy-in", &["worth"]);
            count("search", &["able", "matters"]);
            count("awareness", &["aware"]);
            person += 1;
        }
    }
    let mut log = ResponseLog::new(&programme);
    assert!(log.read_json(&Value::from(rows).to_string()).unwrap().is_empty());

    let mut leaks = Vec::new();
    for (construct, sizes) in &respondents {
        let mut told = Vec::new();
        for unit in log.climate("pulse", construct, day()).unwrap() {
            // A count of those who answered tells of them as their answers do.
            let says = unit.answers.is_some() || unit.score.n.is_some() || unit.people.is_some();
            if says == unit.suppressed {
                leaks.push(format!("{construct}: {} tells something and is withheld", unit.unit));
            }
            told.extend((!unit.suppressed).then_some((unit.kind, unit.unit)));
        }
        if *construct == "awareness" {
            let barriers = log.unit_barriers("pulse", day()).unwrap();
            told.extend(barriers.into_iter().filter(|unit| !unit.suppressed).map(|unit| (unit.kind, unit.unit)));
        }
        if *construct == "search" {
            let needs = log.needs("pulse", day(), &DifTable::default()).unwrap();
            let shown = needs.into_iter().filter(|unit| unit.needs.iter().any(|need| need.n.is_some()));
            told.extend(shown.map(|unit| (unit.kind, unit.unit)));
        }
        let equation = |(kind, unit): &(UnitKind, String)| -> Vec<u64> {
            let whole = |at: usize| *kind == UnitKind::Organisation || world.within(at, unit[1..].parse().unwrap());
            (0..sections).map(|at| u64::from(whole(at) && sizes[at] > 0)).collect()
        };
        let equations: Vec<Vec<u64>> = told.iter().map(equation).collect();
        let columns: Vec<usize> = (0..sections).collect();
        if let Some(found) = few(&equations, &columns, sizes, world.min_cell) {
            let people: u64 = found.iter().map(|&at| sizes[at]).sum();
            if people > 0 {
                leaks.push(format!("{construct}: the answers of sections {found:?} can be told, {people} people"));
            }
        }
    }
    leaks
}
