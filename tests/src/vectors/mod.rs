//! Published figures of the measurement model, through the public interface.
//!
//! The files of `tests/vectors` hold requests and answers; where a folder with the figures as they were published is at
//! hand (`PARATUS_SHARED`, or `../shared` beside the workspace), those files are held against the library as well.

mod composite;
mod means;
mod objective;
mod refresh;

use crate::case::near;
use paratus::document::{Document, EvidenceDoc, Kind};
use paratus::evidence::RecordOutcome;
use paratus::explain::PersonExplanation;
use paratus::explain::{gap_shares, power_mean};
use paratus::{Assessment, Date, EvidenceLog, Programme, Range, Track, Verdict};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

const TOLERANCE: f64 = 1e-12;
const GRID: f64 = 4_294_967_296.0;

#[derive(Deserialize)]
struct Vectors<Request, Answer> {
    #[serde(default)]
    prior_weight: Option<f64>,
    #[serde(default)]
    half_life_days: Option<f64>,
    cases: Vec<Vector<Request, Answer>>,
}

#[derive(Deserialize)]
struct Vector<Request, Answer> {
    #[serde(default)]
    name: String,
    request: Request,
    answer: Answer,
}

/// Reads `vectors/NAME`.
fn vectors<Request: DeserializeOwned, Answer: DeserializeOwned>(
    name: &str,
) -> Vectors<Request, Answer> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("vectors")
        .join(name);
    let text = std::fs::read_to_string(&path).expect("the vectors are part of the repository");
    let vectors: Vectors<Request, Answer> =
        serde_json::from_str(&text).expect("the vectors are well formed");
    assert!(!vectors.cases.is_empty(), "{name} has no cases");
    vectors
}

/// The figures as they were published, where they are available.
fn published(name: &str) -> Option<Value> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("PARATUS_SHARED").map_or(beside, PathBuf::from);
    let path = folder.join("vectors").join(name);
    if let Ok(text) = std::fs::read_to_string(&path) {
        Some(serde_json::from_str(&text).expect("the published figures are well formed"))
    } else {
        println!(
            "{name} as published is not available (set PARATUS_SHARED); only the vectors of the repository ran"
        );
        None
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list of numbers");
    list.iter()
        .map(|number| number.as_f64().expect("a number"))
        .collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn as_of() -> Date {
    Date::from_ymd(2027, 3, 14).expect("in the calendar")
}

fn document(value: Value) -> Document {
    serde_json::from_value(value).expect("a document in the canonical form")
}

fn evidence(objective: &str, kind: Kind, value: f64, age_days: i32, key: String) -> EvidenceDoc {
    EvidenceDoc {
        person: "p".to_owned(),
        objective: objective.to_owned(),
        kind,
        value,
        date: as_of().plus_days(-age_days).into(),
        level: None,
        key: Some(key),
        expires: None,
        source: None,
    }
}

fn assess(document: &Document, records: &[EvidenceDoc]) -> Assessment {
    let programme = Programme::compile(document);
    let mut log = EvidenceLog::new(&programme);
    for record in records {
        assert_eq!(
            log.push_document(record),
            RecordOutcome::Accepted,
            "{record:?}"
        );
    }
    programme.assess(&log, as_of())
}

fn explain(assessment: &Assessment) -> PersonExplanation {
    assessment
        .person("p")
        .expect("the person of the vectors")
        .explain()
}

/// One person who needs one objective, with these rules.
fn one_objective(half_life_days: f64, rules: Value) -> Document {
    document(json!({
        "format": 1, "id": "vector", "rules": rules,
        "objectives": [{ "id": "o", "track": "process", "half_life_days": half_life_days }],
        "sections": [{ "id": "s" }],
        "roles": [{ "id": "r", "requires": [{ "objective": "o" }] }],
        "people": [{ "id": "p", "section": "s", "roles": ["r"] }]
    }))
}

/// Records of evidence weight 0.5 (completions) that add up to a evidence weight of success, but for what is lost on the grid of 2^-32.
fn records_of(objective: &str, success: f64, weight: f64) -> Vec<EvidenceDoc> {
    let count = (weight / 0.5) as u32;
    assert_eq!(f64::from(count) * 0.5, weight, "a multiple of one half");
    let mut left = success;
    let mut record = |at: u32| {
        let part = left.min(0.5);
        left -= part;
        evidence(
            objective,
            Kind::Completion,
            part / 0.5,
            0,
            format!("part-{at}"),
        )
    };
    (0..count).map(&mut record).collect()
}
