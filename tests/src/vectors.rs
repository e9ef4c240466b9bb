//! Published figures of the measurement model, through the public interface.
//!
//! The files of `tests/vectors` hold requests and answers; where a folder with the figures as they were published is at
//! hand (`PARATUS_SHARED`, or `../shared` beside the workspace), those files are held against the library as well.

use crate::case::near;
use paratus::document::{Document, EvidenceDoc, Kind};
use paratus::{Assessment, Date, EvidenceLog, Outcome, PersonExplanation, Programme, Range, Track, Verdict};
use paratus::{gap_shares, power_mean};
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
fn vectors<Request: DeserializeOwned, Answer: DeserializeOwned>(name: &str) -> Vectors<Request, Answer> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
    let text = std::fs::read_to_string(&path).expect("the vectors are part of the repository");
    let vectors: Vectors<Request, Answer> = serde_json::from_str(&text).expect("the vectors are well formed");
    assert!(!vectors.cases.is_empty(), "{name} has no cases");
    vectors
}

/// The figures as they were published, where they are at hand.
fn published(name: &str) -> Option<Value> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("PARATUS_SHARED").map_or(beside, PathBuf::from);
    let path = folder.join("vectors").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).expect("the published figures are well formed")),
        Err(_) => {
            println!("{name} as published is not at hand (set PARATUS_SHARED); only the vectors of the repository ran");
            None
        }
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list of numbers");
    list.iter().map(|number| number.as_f64().expect("a number")).collect()
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
        date: as_of().plus_days(-age_days),
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
        assert_eq!(log.push_document(record), Outcome::Taken, "{record:?}");
    }
    programme.assess(&log, as_of())
}

fn explain(assessment: &Assessment) -> PersonExplanation {
    assessment.person("p").expect("the person of the vectors").explain()
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

// ---------------------------------------------------------------------------------------------- objectives

#[derive(Deserialize)]
struct ObjectiveRequest {
    half_life_days: f64,
    records: Vec<WrittenRecord>,
}

#[derive(Deserialize)]
struct WrittenRecord {
    kind: Kind,
    value: f64,
    age_days: i32,
    key: String,
    #[serde(default)]
    expires_after_days: Option<i32>,
}

#[derive(Deserialize)]
struct ObjectiveAnswer {
    success: f64,
    mass: f64,
    shown: f64,
    failed: f64,
    unknown: f64,
    contributions: Option<Vec<f64>>,
}

fn records(request: &ObjectiveRequest) -> Vec<EvidenceDoc> {
    let record = |r: &WrittenRecord| {
        let mut record = evidence("o", r.kind, r.value, r.age_days, r.key.clone());
        record.expires = r.expires_after_days.map(|days| record.date.plus_days(days));
        record
    };
    request.records.iter().map(record).collect()
}

fn check_objective(name: &str, request: &ObjectiveRequest, prior_weight: f64, answer: &ObjectiveAnswer) {
    let records = records(request);
    let assessment = assess(&one_objective(request.half_life_days, json!({ "prior_weight": prior_weight })), &records);
    let person = assessment.person("p").expect("the person of the vectors");
    let opinion = person.objectives()[0].opinion;
    near(&format!("{name}: shown"), opinion.shown, answer.shown, TOLERANCE);
    near(&format!("{name}: failed"), opinion.failed, answer.failed, TOLERANCE);
    near(&format!("{name}: unknown"), opinion.unknown, answer.unknown, TOLERANCE);

    let explained = &person.explain().objectives[0];
    let mass: f64 = explained.evidence.iter().map(|counted| counted.mass).sum();
    assert_eq!(mass, answer.mass, "{name}: sums of multiples of 2^-32 are exact");
    let success = (opinion.shown * (mass + prior_weight) * GRID).round() / GRID;
    assert_eq!(success, answer.success, "{name}: success in multiples of 2^-32");
    if let Some(contributions) = &answer.contributions {
        let past: Vec<&EvidenceDoc> = records.iter().filter(|record| record.date <= as_of()).collect();
        assert_eq!(explained.evidence.len(), contributions.len(), "{name}: records that count");
        for (record, expected) in past.iter().zip(contributions) {
            let mut found = explained.evidence.iter().filter(|counted| Some(&counted.key) == record.key.as_ref());
            let found = found.next().expect("every counting record is named");
            near(&format!("{name}: contribution of {}", found.key), found.contribution, *expected, TOLERANCE);
        }
    }
}

#[test]
fn an_objective_has_the_published_sums_opinion_and_contributions() {
    let vectors: Vectors<ObjectiveRequest, ObjectiveAnswer> = vectors("objective.json");
    let prior_weight = vectors.prior_weight.expect("a prior weight");
    for vector in &vectors.cases {
        check_objective(&vector.name, &vector.request, prior_weight, &vector.answer);
    }
}

/// A list of records as published; those without a key supersede nothing.
fn published_records(list: &Value) -> Vec<WrittenRecord> {
    let record = |(at, record): (usize, &Value)| {
        let day = record["day"].as_i64().expect("a day") as i32;
        let kind = record["kind"].as_str().and_then(Kind::from_name).expect("a kind");
        let key = record["key"].as_str().map_or_else(|| format!("record-{at}"), str::to_owned);
        let expires = record["valid_until"].as_i64().map(|until| until as i32 - day);
        WrittenRecord { kind, value: number(&record["value"]), age_days: -day, key, expires_after_days: expires }
    };
    list.as_array().expect("a list of records").iter().enumerate().map(record).collect()
}

#[test]
fn objectives_are_as_published() {
    let Some(published) = published("paratus_model.json") else { return };
    for case in published["objective_cases"].as_array().expect("cases") {
        let request = ObjectiveRequest {
            half_life_days: number(&case["half_life"]),
            records: published_records(&case["evidence"]),
        };
        let answer = ObjectiveAnswer {
            success: number(&case["S"]),
            mass: number(&case["N"]),
            shown: number(&case["b"]),
            failed: number(&case["d"]),
            unknown: number(&case["u"]),
            contributions: case["contributions"].as_array().map(|_| numbers(&case["contributions"])),
        };
        check_objective(case["name"].as_str().expect("a name"), &request, number(&published["model"]["W"]), &answer);
    }
}

// ---------------------------------------------------------------------------------------------- composites

#[derive(Deserialize)]
struct CompositeRequest {
    tracks: [f64; 3],
    weights: [f64; 3],
}

#[derive(Deserialize)]
struct CompositeAnswer {
    readiness: BTreeMap<String, f64>,
    gap: Vec<f64>,
    worth: Option<Vec<f64>>,
    balance_penalty: f64,
    gain_if_full: Vec<f64>,
}

/// A fraction with the least denominator that is the same number.
fn fraction(value: f64) -> (u32, u32) {
    let exact = |of: &u32| (0..=*of).any(|part| f64::from(part) / f64::from(*of) == value);
    let of = (1..=40).find(exact).expect("a simple fraction");
    let part = (0..=of).find(|part| f64::from(*part) / f64::from(of) == value).expect("found before");
    (part, of)
}

/// A person with one objective per track whose low ends are these: so many passes of so many trials of mass 1, with next
/// to nothing left unknown.
fn person_of_tracks(tracks: [f64; 3], weights: [f64; 3], exponent: Value) -> (Document, Vec<EvidenceDoc>) {
    let [people, process, technology] = weights;
    let written = document(json!({
        "format": 1, "id": "vector",
        "rules": { "exponent": exponent, "prior_weight": 1e-300, "masses": { "observation": 1.0 } },
        "tracks": { "people": { "weight": people }, "process": { "weight": process },
                    "technology": { "weight": technology } },
        "objectives": [{ "id": "o0", "track": "people" }, { "id": "o1", "track": "process" },
                       { "id": "o2", "track": "technology" }],
        "sections": [{ "id": "s" }],
        "roles": [{ "id": "r", "requires": [{ "objective": "o0" }, { "objective": "o1" }, { "objective": "o2" }] }],
        "people": [{ "id": "p", "section": "s", "roles": ["r"] }]
    }));
    let mut records = Vec::new();
    for (at, track) in tracks.into_iter().enumerate() {
        let (passes, trials) = fraction(track);
        for trial in 0..trials {
            let value = if trial < passes { 1.0 } else { 0.0 };
            records.push(evidence(&format!("o{at}"), Kind::Observation, value, 0, format!("trial-{trial}")));
        }
    }
    (written, records)
}

fn check_composite(request: &CompositeRequest, answer: &CompositeAnswer) {
    let CompositeRequest { tracks, weights } = *request;
    let name = format!("{tracks:?}");
    assert!(answer.readiness.contains_key("-1"), "{name}: the default exponent is missing");
    for (exponent, expected) in &answer.readiness {
        let p: f64 = exponent.parse().expect("an exponent");
        near(&format!("{name} mean at {exponent}"), power_mean(&tracks, &weights, p), *expected, TOLERANCE);
        let written = if p.is_finite() { json!(p) } else { json!("-inf") };
        let (document, records) = person_of_tracks(tracks, weights, written);
        let found = explain(&assess(&document, &records));
        for (track, expected) in found.tracks.iter().zip(tracks) {
            assert_eq!(track.readiness.low, expected, "{name}: {}", track.track);
        }
        let readiness = found.readiness.expect("something is needed");
        near(&format!("{name} at {exponent}"), readiness.low, *expected, TOLERANCE);
        if exponent != "-1" {
            continue;
        }
        near(&format!("{name}: penalty"), found.balance_penalty.expect("a penalty"), answer.balance_penalty, TOLERANCE);
        for (at, (track, gap)) in found.tracks.iter().zip(&answer.gap).enumerate() {
            near(&format!("{name}: gap of {}", track.track), track.gap, *gap, TOLERANCE);
            let share = weights[at] / weights.iter().sum::<f64>();
            near(&format!("{name}: share of {}", track.track), track.share, share, TOLERANCE);
            assert!(*expected <= tracks[at] / share + TOLERANCE, "{name}: no more than P/v of any track");
        }
        for (found, expected) in gap_shares(&tracks, &weights, p).iter().zip(&answer.gap) {
            near(&format!("{name}: gap"), *found, *expected, TOLERANCE);
        }
        if let Some(worth) = &answer.worth {
            for (track, expected) in found.tracks.iter().zip(worth) {
                near(&format!("{name}: worth"), track.worth.expect("above 0"), *expected, TOLERANCE);
            }
        }
        for (at, gain) in answer.gain_if_full.iter().enumerate() {
            let mut full = tracks;
            full[at] = 1.0;
            near(&format!("{name}: gain"), power_mean(&full, &weights, p) - readiness.low, *gain, TOLERANCE);
        }
    }
}

#[test]
fn readiness_over_tracks_its_gap_worth_and_penalty_are_the_published_ones() {
    let vectors: Vectors<CompositeRequest, CompositeAnswer> = vectors("composite.json");
    for vector in &vectors.cases {
        check_composite(&vector.request, &vector.answer);
    }
}

#[test]
fn composites_are_as_published() {
    let Some(published) = published("paratus_model.json") else { return };
    for case in published["composite_cases"].as_array().expect("cases") {
        let three = |value: &Value| <[f64; 3]>::try_from(numbers(value)).expect("three tracks");
        let readiness = ["1", "0.5", "0", "-1", "-2", "-inf"]
            .map(|exponent| (exponent.to_owned(), number(&case[format!("R(p={exponent})")])));
        let answer = CompositeAnswer {
            readiness: readiness.into(),
            gap: numbers(&case["gap_shapley_p-1"]),
            worth: case["gradient_p-1"].as_array().map(|_| numbers(&case["gradient_p-1"])),
            balance_penalty: number(&case["arith_mean_minus_R"]),
            gain_if_full: numbers(&case["gain_if_track_to_1"]),
        };
        check_composite(
            &CompositeRequest { tracks: three(&case["tracks"]), weights: three(&case["weights"]) },
            &answer,
        );
    }
}

// ---------------------------------------------------------------------------------------------- ranges

#[derive(Deserialize)]
struct RangeRequest {
    tracks: [Vec<WeightedMass>; 3],
}

#[derive(Deserialize)]
struct WeightedMass {
    weight: f64,
    success: f64,
    mass: f64,
}

#[derive(Deserialize)]
struct RangeAnswer {
    shown: [f64; 3],
    unknown: [f64; 3],
    low: f64,
    high: f64,
}

/// Records of mass 0.5 (completions) that add up to a mass of success, but for what is lost on the grid of 2^-32.
fn records_of(objective: &str, success: f64, mass: f64) -> Vec<EvidenceDoc> {
    let count = (mass / 0.5) as u32;
    assert_eq!(f64::from(count) * 0.5, mass, "a multiple of one half");
    let mut left = success;
    let mut record = |at: u32| {
        let part = left.min(0.5);
        left -= part;
        evidence(objective, Kind::Completion, part / 0.5, 0, format!("part-{at}"))
    };
    (0..count).map(&mut record).collect()
}

fn check_range(request: &RangeRequest, prior_weight: f64, answer: &RangeAnswer) {
    let (mut objectives, mut requires, mut records) = (Vec::new(), Vec::new(), Vec::new());
    for (track, list) in Track::ALL.into_iter().zip(&request.tracks) {
        for (at, WeightedMass { weight, success, mass }) in list.iter().enumerate() {
            let id = format!("{track}-{at}");
            objectives.push(json!({ "id": id, "track": track.name() }));
            requires.push(json!({ "objective": id, "weight": weight }));
            records.extend(records_of(&id, *success, *mass));
        }
    }
    let document = document(json!({
        "format": 1, "id": "vector", "rules": { "prior_weight": prior_weight },
        "objectives": objectives, "sections": [{ "id": "s" }], "roles": [{ "id": "r", "requires": requires }],
        "people": [{ "id": "p", "section": "s", "roles": ["r"] }]
    }));
    let assessment = assess(&document, &records);
    let person = assessment.person("p").expect("the person of the vectors");
    // A success that is no multiple of 2^-32 is rounded to one.
    let tolerance = 1e-10;
    for (at, track) in Track::ALL.into_iter().enumerate() {
        let range = person.track(track).expect("something is needed");
        near(&format!("{track}: low"), range.low, answer.shown[at], tolerance);
        near(&format!("{track}: unknown"), range.high - range.low, answer.unknown[at], tolerance);
    }
    let readiness = person.readiness().expect("something is needed");
    near("low", readiness.low, answer.low, tolerance);
    near("high", readiness.high, answer.high, tolerance);
}

#[test]
fn the_range_over_weighted_objectives_and_tracks_is_the_published_one() {
    let vectors: Vectors<RangeRequest, RangeAnswer> = vectors("range.json");
    let prior_weight = vectors.prior_weight.expect("a prior weight");
    for vector in &vectors.cases {
        check_range(&vector.request, prior_weight, &vector.answer);
    }
}

#[test]
fn the_range_is_as_published() {
    let Some(published) = published("paratus_model.json") else { return };
    let case = &published["interval_case"];
    let three = |value: &Value| <[f64; 3]>::try_from(numbers(value)).expect("three tracks");
    let objective = |value: &Value| match numbers(value)[..] {
        [weight, success, mass] => WeightedMass { weight, success, mass },
        _ => panic!("weight, S and N are expected"),
    };
    let track = |at: usize| case["tracks_w_S_N"][at].as_array().expect("a list").iter().map(objective).collect();
    let answer = RangeAnswer {
        shown: three(&case["track_b"]),
        unknown: three(&case["track_u"]),
        low: number(&case["R_lower_belief"]),
        high: number(&case["R_upper_plausibility"]),
    };
    check_range(&RangeRequest { tracks: [track(0), track(1), track(2)] }, number(&published["model"]["W"]), &answer);
}

// ---------------------------------------------------------------------------------------------- next success

#[derive(Deserialize)]
struct NextRequest {
    success: f64,
    mass: f64,
    new: f64,
}

#[derive(Deserialize)]
struct NextAnswer {
    rise: f64,
}

fn check_next(request: &NextRequest, prior_weight: f64, answer: &NextAnswer) {
    let rules = json!({ "prior_weight": prior_weight, "masses": { "observation": request.new } });
    let document = one_objective(198.0, rules);
    let records = records_of("o", request.success, request.mass);
    let mut assessment = assess(&document, &records);
    let before = explain(&assessment).objectives[0].clone();
    near("rise", before.next_success, answer.rise, TOLERANCE);
    let success = evidence("o", Kind::Observation, 1.0, 0, "new".to_owned());
    assert_eq!(assessment.append([paratus::Record::from(&success)]).taken, 1);
    let after = explain(&assessment).objectives[0].readiness.low;
    near("rise after the success", after - before.readiness.low, answer.rise, TOLERANCE);
}

#[test]
fn the_next_success_raises_what_is_shown_by_the_published_figure() {
    let vectors: Vectors<NextRequest, NextAnswer> = vectors("next_success.json");
    let prior_weight = vectors.prior_weight.expect("a prior weight");
    for vector in &vectors.cases {
        check_next(&vector.request, prior_weight, &vector.answer);
    }
}

#[test]
fn the_next_success_is_as_published() {
    let Some(published) = published("paratus_model.json") else { return };
    for case in published["best_next_action_gain"]["cases"].as_array().expect("cases") {
        let [success, mass, new, by_formula, by_difference] = numbers(case)[..] else { panic!("five numbers") };
        for rise in [by_formula, by_difference] {
            check_next(&NextRequest { success, mass, new }, number(&published["model"]["W"]), &NextAnswer { rise });
        }
    }
}

// ---------------------------------------------------------------------------------------------- refresh

#[derive(Deserialize)]
struct RefreshRequest {
    success: f64,
    mass: f64,
    threshold: f64,
}

#[derive(Deserialize)]
struct RefreshAnswer {
    days: f64,
}

/// Ready on every whole day up to D*, not on the day after; and between the two, b(D) = S / (N + W 2^(D/h)) is the
/// threshold at D* itself.
fn check_refresh(request: &RefreshRequest, prior_weight: f64, half_life: f64, answer: &RefreshAnswer) {
    let RefreshRequest { success, mass, threshold } = *request;
    let document = one_objective(half_life, json!({ "prior_weight": prior_weight, "threshold": threshold }));
    let records = records_of("o", success, mass);
    let assessment = assess(&document, &records);
    let opinion = assessment.person("p").expect("the person of the vectors").objectives()[0].opinion;
    let days = opinion.days_until(threshold, half_life).expect("it will not stay ready");
    near("days", days, answer.days, 1e-9);
    let until = explain(&assessment).objectives[0].ready_until.expect("it is ready and will not stay so");
    let whole = answer.days.floor() as i32;
    assert_eq!(until, as_of().plus_days(whole + 1), "S {success}, N {mass}, threshold {threshold}");

    let programme = assessment.programme();
    let mut log = EvidenceLog::new(programme);
    for record in &records {
        assert_eq!(log.push_document(record), Outcome::Taken);
    }
    let shown_after = |days: i32| {
        let later = programme.assess(&log, as_of().plus_days(days));
        let found = later.person("p").expect("the person of the vectors").objectives()[0].clone();
        (found.opinion.shown, found.verdict)
    };
    let b = |days: f64| success / (mass + prior_weight * two_to(days / half_life));
    for days in [whole, whole + 1] {
        // The mass that is left is rounded to 2^-32.
        near(&format!("shown after {days} days"), shown_after(days).0, b(f64::from(days)), 1e-9);
    }
    assert_eq!((shown_after(whole).1, shown_after(whole + 1).1), (Verdict::Ready, Verdict::CannotTell));
    near("b(D*)", b(answer.days), threshold, TOLERANCE);
}

#[expect(clippy::disallowed_methods, reason = "on purpose another implementation than the library's")]
fn two_to(power: f64) -> f64 {
    2f64.powf(power)
}

#[test]
fn an_objective_is_ready_up_to_the_published_day() {
    let vectors: Vectors<RefreshRequest, RefreshAnswer> = vectors("refresh.json");
    let (prior_weight, half_life) = (vectors.prior_weight.expect("a weight"), vectors.half_life_days.expect("days"));
    for vector in &vectors.cases {
        check_refresh(&vector.request, prior_weight, half_life, &vector.answer);
    }
}

#[test]
fn the_refresh_date_is_as_published() {
    let Some(published) = published("paratus_model.json") else { return };
    let model = &published["model"];
    for case in published["refresh_due"]["cases"].as_array().expect("cases") {
        let [success, mass, threshold, days, reached] = numbers(case)[..] else { panic!("five numbers") };
        near("what is shown on the day", reached, threshold, TOLERANCE);
        let request = RefreshRequest { success, mass, threshold };
        check_refresh(&request, number(&model["W"]), number(&model["half_life_days"]), &RefreshAnswer { days });
    }
}

// ---------------------------------------------------------------------------------------------- shortfall

#[derive(Deserialize)]
struct ShortfallAnswer {
    shown: f64,
    failed: f64,
    stale: f64,
    never_evidenced: f64,
}

fn check_shortfall(request: &ObjectiveRequest, prior_weight: f64, answer: &ShortfallAnswer) {
    let document = one_objective(request.half_life_days, json!({ "prior_weight": prior_weight }));
    let found = explain(&assess(&document, &records(request))).objectives[0].clone();
    near("shown", found.readiness.low, answer.shown, TOLERANCE);
    near("failed", found.shortfall.failed, answer.failed, TOLERANCE);
    near("stale", found.shortfall.stale, answer.stale, TOLERANCE);
    near("never evidenced", found.shortfall.never_evidenced, answer.never_evidenced, TOLERANCE);
    let parts = found.shortfall.failed + found.shortfall.stale + found.shortfall.never_evidenced;
    near("the whole", found.readiness.low + parts, 1.0, TOLERANCE);
}

#[test]
fn what_is_missing_comes_apart_as_published() {
    let vectors: Vectors<ObjectiveRequest, ShortfallAnswer> = vectors("shortfall.json");
    for vector in &vectors.cases {
        check_shortfall(&vector.request, vectors.prior_weight.expect("a prior weight"), &vector.answer);
    }
    let Some(published) = published("paratus_model.json") else { return };
    let case = &published["gap_decomposition"];
    let half_life_days = number(&published["model"]["half_life_days"]);
    let request = ObjectiveRequest { half_life_days, records: published_records(&case["evidence"]) };
    let answer = ShortfallAnswer {
        shown: number(&case["b"]),
        failed: number(&case["negative"]),
        stale: number(&case["stale"]),
        never_evidenced: number(&case["insufficient"]),
    };
    check_shortfall(&request, number(&published["model"]["W"]), &answer);
}

// ---------------------------------------------------------------------------------------------- people and units

#[derive(Deserialize)]
struct RollupRequest {
    people: Vec<[f64; 3]>,
}

#[derive(Deserialize)]
struct RollupAnswer {
    mean_of_readiness: f64,
    readiness_of_means: f64,
}

fn check_rollup(request: &RollupRequest, answer: &RollupAnswer) {
    let people = request.people.len() as f64;
    let (mut readiness, mut means) = (0.0, [0.0; 3]);
    for tracks in &request.people {
        let (document, records) = person_of_tracks(*tracks, [1.0; 3], json!(-1));
        let assessment = assess(&document, &records);
        let person = assessment.person("p").expect("the person of the vectors");
        readiness += person.readiness().map_or(0.0, |range: Range| range.low) / people;
        for (mean, track) in means.iter_mut().zip(Track::ALL) {
            *mean += person.track(track).map_or(0.0, |range| range.low) / people;
        }
    }
    near("mean of readiness", readiness, answer.mean_of_readiness, TOLERANCE);
    near("readiness of the means", power_mean(&means, &[1.0; 3], -1.0), answer.readiness_of_means, TOLERANCE);
}

#[test]
fn skills_in_different_people_give_the_published_difference() {
    let vectors: Vectors<RollupRequest, RollupAnswer> = vectors("rollup.json");
    for vector in &vectors.cases {
        check_rollup(&vector.request, &vector.answer);
    }
    let Some(published) = published("paratus_model.json") else { return };
    let case = &published["rollup_jensen"];
    let person = |value: &Value| <[f64; 3]>::try_from(numbers(value)).expect("three tracks");
    let people = case["people_tracks"].as_array().expect("people").iter().map(person).collect();
    let answer = RollupAnswer {
        mean_of_readiness: number(&case["mean_of_R"]),
        readiness_of_means: number(&case["R_of_mean_tracks"]),
    };
    check_rollup(&RollupRequest { people }, &answer);
}

// ---------------------------------------------------------------------------------------------- power means

#[derive(Deserialize)]
struct MeanRequest {
    values: Vec<f64>,
    weights: Vec<f64>,
}

fn check_means(values: &[f64], weights: &[f64], means: &BTreeMap<String, f64>) {
    assert!(means.len() >= 11, "every exponent is there");
    for (exponent, expected) in means {
        let p: f64 = exponent.parse().expect("an exponent");
        near(&format!("{values:?} {weights:?} at {p}"), power_mean(values, weights, p), *expected, TOLERANCE);
    }
}

#[test]
fn power_means_of_every_exponent_are_the_published_ones() {
    let vectors: Vectors<MeanRequest, BTreeMap<String, f64>> = vectors("power_means.json");
    for vector in &vectors.cases {
        check_means(&vector.request.values, &vector.request.weights, &vector.answer);
    }
    let Some(published) = published("power_means.json") else { return };
    for case in published["cases"].as_array().expect("cases") {
        let means = case.as_object().expect("an object").iter();
        let means = means.filter_map(|(key, mean)| Some((key.strip_prefix("p=")?.to_owned(), number(mean)))).collect();
        check_means(&numbers(&case["x"]), &numbers(&case["w"]), &means);
    }
}
