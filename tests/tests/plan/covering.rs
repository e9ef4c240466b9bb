//! Which activities are chosen, held against published set-covering instances: `vectors/plan/set_covering.json`.

use crate::world::{World, quick};
use paratus::plan::PlanOptions;
use paratus::plan::selection::{Group, Limits, Offer, SelectionProblem, Signature, choose};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Deserialize)]
struct Vectors {
    instances: Vec<Instance>,
    larger: Vec<Instance>,
}

#[derive(Deserialize)]
struct Instance {
    name: String,
    rule: String,
    n: u32,
    k: Option<u32>,
    rows: usize,
    columns: usize,
    least: usize,
}

/// The columns of each row.
fn rows(instance: &Instance) -> Vec<Vec<u32>> {
    let n = instance.n;
    match instance.rule.as_str() {
        "cube" => {
            // An edge is a corner and a direction in which it has a 0.
            let edge = |corner: u32, axis: u32| (corner & !(1 << axis)) * n + axis;
            let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
            let faces = pairs.flat_map(|(a, b)| (0..1 << n).map(move |corner: u32| (corner, a, b)));
            faces
                .filter(|(corner, a, b)| corner & (1 << a | 1 << b) == 0)
                .map(|(corner, a, b)| {
                    vec![
                        edge(corner, a),
                        edge(corner, b),
                        edge(corner | 1 << b, a),
                        edge(corner | 1 << a, b),
                    ]
                })
                .collect()
        }
        "colouring" => {
            let sets: Vec<u32> = (0..1_u32 << n)
                .filter(|set| Some(set.count_ones()) == instance.k)
                .collect();
            // The last point has the first colour.
            let one_colour = |colours: u32, set: u32| set & colours == 0 || set & colours == set;
            (1..1_u32 << (n - 1))
                .map(|colours| {
                    sets.iter()
                        .copied()
                        .filter(|&set| one_colour(colours, set))
                        .collect()
                })
                .collect()
        }
        "lines" => {
            let points = 3_u32.pow(n);
            let digit = |point: u32, at: u32| point / 3_u32.pow(at) % 3;
            // The third point of the line of two: digits add up to a multiple of three.
            let third = |a: u32, b: u32| {
                (0..n)
                    .map(|at| (6 - digit(a, at) - digit(b, at)) % 3 * 3_u32.pow(at))
                    .sum()
            };
            let pairs = (0..points).flat_map(|a| (a + 1..points).map(move |b| (a, b)));
            pairs
                .map(|(a, b)| vec![a, b, third(a, b)])
                .filter(|line| line[2] > line[1])
                .collect()
        }
        other => panic!("no rule `{other}`"),
    }
}

/// A programme in which one person needs each row, and sessions of which the first seat pays all teach the columns.
fn world(rows: &[Vec<u32>]) -> World {
    let mut columns: Vec<u32> = rows.concat();
    columns.sort_unstable();
    columns.dedup();
    let of = |column: u32| {
        let taught = rows
            .iter()
            .enumerate()
            .filter(move |(_, row)| row.contains(&column));
        taught
            .map(|(at, _)| json!({ "objective": format!("row-{at}") }))
            .collect::<Vec<_>>()
    };
    let activities = columns.iter().map(|&column| {
        json!({ "id": format!("column-{column}"), "mode": "workshop", "hours": 1.0, "cost": 100.0, "online": true,
            "seats": { "min": 0, "max": 1000 }, "teaches": of(column) })
    });
    let each =
        |make: &dyn Fn(usize) -> serde_json::Value| (0..rows.len()).map(make).collect::<Vec<_>>();
    let document = json!({
        "format": 1, "id": "covering", "sections": [{ "id": "all" }],
        "objectives": each(&|at| json!({ "id": format!("row-{at}"), "track": "people" })),
        "roles": each(&|at| json!({ "id": format!("role-{at}"), "requires": [{ "objective": format!("row-{at}") }] })),
        "people": each(&|at| json!({ "id": format!("p-{at}"), "section": "all", "roles": [format!("role-{at}")] })),
        "activities": activities.collect::<Vec<_>>(),
        "planning": { "weeks": 52, "max_absent": 1.0, "wage_per_hour": 0.0, "waste_per_hour": 0.0, "balance_per_hour": 0.0 },
    });
    World {
        document,
        evidence: json!([]),
    }
}

fn vectors() -> Vectors {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/plan/set_covering.json");
    let text = std::fs::read_to_string(&path).expect("the vectors");
    serde_json::from_str(&text).expect("vectors")
}

#[test]
fn larger_instances_reach_the_published_numbers() {
    for instance in &vectors().larger {
        let rows = rows(instance);
        let mut columns: Vec<u32> = rows.concat();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(
            (rows.len(), columns.len()),
            (instance.rows, instance.columns),
            "{}",
            instance.name
        );
        let mut places: Vec<Vec<usize>> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .filter_map(|column| columns.binary_search(column).ok())
                    .collect()
            })
            .collect();
        places.iter_mut().for_each(|row| row.sort_unstable());
        let offer = Offer {
            pooled: true,
            seats_max: Some(1_000),
            session_cost: 100,
            ..Offer::default()
        };
        let signature = |row: &Vec<usize>| Signature {
            rows: vec![row.clone()],
            ..Signature::default()
        };
        let problem = SelectionProblem {
            activities: vec![offer; columns.len()],
            groups: (0..rows.len())
                .map(|signature| Group {
                    people: 1,
                    signature,
                    site: 0,
                })
                .collect(),
            limits: Limits {
                nodes: 4,
                rounds: 20,
                ..Limits::default()
            },
            signatures: places.iter().map(signature).collect(),
            ..SelectionProblem::default()
        };
        let choice = choose(&problem);
        let covered = places
            .iter()
            .zip(&choice.chosen)
            .all(|(row, taken)| taken.iter().any(|one| row.contains(one)));
        assert!(covered, "{}", instance.name);
        let held: BTreeSet<usize> = choice.chosen.concat().into_iter().collect();
        assert_eq!(held.len(), instance.least, "{}", instance.name);
        assert_eq!(
            choice.cost.total,
            100 * instance.least as i64,
            "{}",
            instance.name
        );
        // Costs move in steps of a session, and so does the bound.
        assert!(
            choice.lower_bound <= choice.cost.total && choice.lower_bound % 100 == 0,
            "{}",
            instance.name
        );
    }
}

#[test]
fn published_set_covering_instances() {
    for instance in &vectors().instances {
        let rows = rows(instance);
        let world = world(&rows);
        let count = |key: &str| world.document[key].as_array().map_or(0, Vec::len);
        assert_eq!(
            (rows.len(), count("activities")),
            (instance.rows, instance.columns),
            "{}",
            instance.name
        );
        let (_, assessment) = world.assess();
        let options = PlanOptions {
            refresh: false,
            ..quick()
        };
        let plan = assessment.plan(&options).expect("a plan");
        let least = 100.0 * instance.least as f64;
        assert_eq!(
            (plan.lower_bound, plan.cost, plan.gap),
            (Some(least), least, 0.0),
            "{}",
            instance.name
        );
    }
}
