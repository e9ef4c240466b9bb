//! Objectives: sums, opinion and contributions, what is missing, and what a next success brings.

use super::*;

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
        record.expires = r
            .expires_after_days
            .map(|days| record.date.day.plus_days(days));
        record
    };
    request.records.iter().map(record).collect()
}

fn check_objective(
    name: &str,
    request: &ObjectiveRequest,
    prior_weight: f64,
    answer: &ObjectiveAnswer,
) {
    let records = records(request);
    let assessment = assess(
        &one_objective(
            request.half_life_days,
            json!({ "prior_weight": prior_weight }),
        ),
        &records,
    );
    let person = assessment.person("p").expect("the person of the vectors");
    let opinion = person.objectives()[0].opinion;
    near(
        &format!("{name}: shown"),
        opinion.shown,
        answer.shown,
        TOLERANCE,
    );
    near(
        &format!("{name}: failed"),
        opinion.failed,
        answer.failed,
        TOLERANCE,
    );
    near(
        &format!("{name}: unknown"),
        opinion.unknown,
        answer.unknown,
        TOLERANCE,
    );

    let explained = &person.explain().objectives[0];
    let mass: f64 = explained
        .evidence
        .iter()
        .map(|counted| counted.evidence_weight)
        .sum();
    assert_eq!(
        mass, answer.mass,
        "{name}: sums of multiples of 2^-32 are exact"
    );
    let success = (opinion.shown * (mass + prior_weight) * GRID).round() / GRID;
    assert_eq!(
        success, answer.success,
        "{name}: success in multiples of 2^-32"
    );
    if let Some(contributions) = &answer.contributions {
        let past: Vec<&EvidenceDoc> = records
            .iter()
            .filter(|record| record.date.day <= as_of())
            .collect();
        assert_eq!(
            explained.evidence.len(),
            contributions.len(),
            "{name}: records that count"
        );
        for (record, expected) in past.iter().zip(contributions) {
            let mut found = explained
                .evidence
                .iter()
                .filter(|counted| Some(&counted.key) == record.key.as_ref());
            let found = found.next().expect("every counting record is named");
            near(
                &format!("{name}: contribution of {}", found.key),
                found.contribution,
                *expected,
                TOLERANCE,
            );
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
        let kind = record["kind"]
            .as_str()
            .and_then(|kind| kind.parse().ok())
            .expect("a kind");
        let key = record["key"]
            .as_str()
            .map_or_else(|| format!("record-{at}"), str::to_owned);
        let expires = record["valid_until"]
            .as_i64()
            .map(|until| until as i32 - day);
        WrittenRecord {
            kind,
            value: number(&record["value"]),
            age_days: -day,
            key,
            expires_after_days: expires,
        }
    };
    list.as_array()
        .expect("a list of records")
        .iter()
        .enumerate()
        .map(record)
        .collect()
}

#[test]
fn objectives_are_as_published() {
    let Some(published) = published("paratus_model.json") else {
        return;
    };
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
            contributions: case["contributions"]
                .as_array()
                .map(|_| numbers(&case["contributions"])),
        };
        check_objective(
            case["name"].as_str().expect("a name"),
            &request,
            number(&published["model"]["W"]),
            &answer,
        );
    }
}

#[derive(Deserialize)]
struct ShortfallAnswer {
    shown: f64,
    failed: f64,
    stale: f64,
    never_evidenced: f64,
}

fn check_shortfall(request: &ObjectiveRequest, prior_weight: f64, answer: &ShortfallAnswer) {
    let document = one_objective(
        request.half_life_days,
        json!({ "prior_weight": prior_weight }),
    );
    let found = explain(&assess(&document, &records(request))).objectives[0].clone();
    near("shown", found.readiness.low, answer.shown, TOLERANCE);
    near("failed", found.shortfall.failed, answer.failed, TOLERANCE);
    near("stale", found.shortfall.stale, answer.stale, TOLERANCE);
    near(
        "never evidenced",
        found.shortfall.never_evidenced,
        answer.never_evidenced,
        TOLERANCE,
    );
    let parts = found.shortfall.failed + found.shortfall.stale + found.shortfall.never_evidenced;
    near("the whole", found.readiness.low + parts, 1.0, TOLERANCE);
}

#[test]
fn what_is_missing_comes_apart_as_published() {
    let vectors: Vectors<ObjectiveRequest, ShortfallAnswer> = vectors("shortfall.json");
    for vector in &vectors.cases {
        check_shortfall(
            &vector.request,
            vectors.prior_weight.expect("a prior weight"),
            &vector.answer,
        );
    }
    let Some(published) = published("paratus_model.json") else {
        return;
    };
    let case = &published["gap_decomposition"];
    let half_life_days = number(&published["model"]["half_life_days"]);
    let request = ObjectiveRequest {
        half_life_days,
        records: published_records(&case["evidence"]),
    };
    let answer = ShortfallAnswer {
        shown: number(&case["b"]),
        failed: number(&case["negative"]),
        stale: number(&case["stale"]),
        never_evidenced: number(&case["insufficient"]),
    };
    check_shortfall(&request, number(&published["model"]["W"]), &answer);
}

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
    let rules =
        json!({ "prior_weight": prior_weight, "evidence_weights": { "observation": request.new } });
    let document = one_objective(198.0, rules);
    let records = records_of("o", request.success, request.mass);
    let mut assessment = assess(&document, &records);
    let before = explain(&assessment).objectives[0].clone();
    near("rise", before.next_success, answer.rise, TOLERANCE);
    let success = evidence("o", Kind::Observation, 1.0, 0, "new".to_owned());
    assert_eq!(
        assessment.append([paratus::Record::from(&success)]).taken,
        1
    );
    let after = explain(&assessment).objectives[0].readiness.low;
    near(
        "rise after the success",
        after - before.readiness.low,
        answer.rise,
        TOLERANCE,
    );
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
    let Some(published) = published("paratus_model.json") else {
        return;
    };
    for case in published["best_next_action_gain"]["cases"]
        .as_array()
        .expect("cases")
    {
        let [success, mass, new, by_formula, by_difference] = numbers(case)[..] else {
            panic!("five numbers")
        };
        for rise in [by_formula, by_difference] {
            check_next(
                &NextRequest { success, mass, new },
                number(&published["model"]["W"]),
                &NextAnswer { rise },
            );
        }
    }
}
