//! Readiness over tracks, its range over weighted objectives, and units.

use super::*;

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
    let part = (0..=of)
        .find(|part| f64::from(*part) / f64::from(of) == value)
        .expect("found before");
    (part, of)
}

/// A person with one objective per track whose lower bounds are these: this many passes of this many trials of evidence weight 1, with next
/// to nothing left unknown.
fn person_of_tracks(
    tracks: [f64; 3],
    weights: [f64; 3],
    exponent: Value,
) -> (Document, Vec<EvidenceDoc>) {
    let [people, process, technology] = weights;
    let written = document(json!({
        "format": 1, "id": "vector",
        "rules": { "exponent": exponent, "prior_weight": 1e-300, "evidence_weights": { "observation": 1.0 } },
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
            records.push(evidence(
                &format!("o{at}"),
                Kind::Observation,
                value,
                0,
                format!("trial-{trial}"),
            ));
        }
    }
    (written, records)
}

fn check_composite(request: &CompositeRequest, answer: &CompositeAnswer) {
    let CompositeRequest { tracks, weights } = *request;
    let name = format!("{tracks:?}");
    assert!(
        answer.readiness.contains_key("-1"),
        "{name}: the default exponent is missing"
    );
    for (exponent, expected) in &answer.readiness {
        let p: f64 = exponent.parse().expect("an exponent");
        near(
            &format!("{name} mean at {exponent}"),
            power_mean(&tracks, &weights, p),
            *expected,
            TOLERANCE,
        );
        let written = if p.is_finite() {
            json!(p)
        } else {
            json!("-inf")
        };
        let (document, records) = person_of_tracks(tracks, weights, written);
        let found = explain(&assess(&document, &records));
        for (track, expected) in found.tracks.iter().zip(tracks) {
            assert_eq!(track.readiness.low, expected, "{name}: {}", track.track);
        }
        let readiness = found.readiness.expect("something is needed");
        near(
            &format!("{name} at {exponent}"),
            readiness.low,
            *expected,
            TOLERANCE,
        );
        if exponent != "-1" {
            continue;
        }
        near(
            &format!("{name}: penalty"),
            found.balance_penalty.expect("a penalty"),
            answer.balance_penalty,
            TOLERANCE,
        );
        for (at, (track, gap)) in found.tracks.iter().zip(&answer.gap).enumerate() {
            near(
                &format!("{name}: gap of {}", track.track),
                track.gap,
                *gap,
                TOLERANCE,
            );
            let share = weights[at] / weights.iter().sum::<f64>();
            near(
                &format!("{name}: share of {}", track.track),
                track.share,
                share,
                TOLERANCE,
            );
            assert!(
                *expected <= tracks[at] / share + TOLERANCE,
                "{name}: no more than P/v of any track"
            );
        }
        for (found, expected) in gap_shares(&tracks, &weights, p).iter().zip(&answer.gap) {
            near(&format!("{name}: gap"), *found, *expected, TOLERANCE);
        }
        if let Some(worth) = &answer.worth {
            for (track, expected) in found.tracks.iter().zip(worth) {
                near(
                    &format!("{name}: worth"),
                    track.worth.expect("above 0"),
                    *expected,
                    TOLERANCE,
                );
            }
        }
        for (at, gain) in answer.gain_if_full.iter().enumerate() {
            let mut full = tracks;
            full[at] = 1.0;
            near(
                &format!("{name}: gain"),
                power_mean(&full, &weights, p) - readiness.low,
                *gain,
                TOLERANCE,
            );
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
    let Some(published) = published("paratus_model.json") else {
        return;
    };
    for case in published["composite_cases"].as_array().expect("cases") {
        let three = |value: &Value| <[f64; 3]>::try_from(numbers(value)).expect("three tracks");
        let readiness = ["1", "0.5", "0", "-1", "-2", "-inf"].map(|exponent| {
            (
                exponent.to_owned(),
                number(&case[format!("R(p={exponent})")]),
            )
        });
        let answer = CompositeAnswer {
            readiness: readiness.into(),
            gap: numbers(&case["gap_shapley_p-1"]),
            worth: case["gradient_p-1"]
                .as_array()
                .map(|_| numbers(&case["gradient_p-1"])),
            balance_penalty: number(&case["arith_mean_minus_R"]),
            gain_if_full: numbers(&case["gain_if_track_to_1"]),
        };
        check_composite(
            &CompositeRequest {
                tracks: three(&case["tracks"]),
                weights: three(&case["weights"]),
            },
            &answer,
        );
    }
}

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

fn check_range(request: &RangeRequest, prior_weight: f64, answer: &RangeAnswer) {
    let (mut objectives, mut requires, mut records) = (Vec::new(), Vec::new(), Vec::new());
    for (track, list) in Track::ALL.into_iter().zip(&request.tracks) {
        for (
            at,
            WeightedMass {
                weight,
                success,
                mass,
            },
        ) in list.iter().enumerate()
        {
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
        near(
            &format!("{track}: low"),
            range.low,
            answer.shown[at],
            tolerance,
        );
        near(
            &format!("{track}: unknown"),
            range.high - range.low,
            answer.unknown[at],
            tolerance,
        );
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
    let Some(published) = published("paratus_model.json") else {
        return;
    };
    let case = &published["interval_case"];
    let three = |value: &Value| <[f64; 3]>::try_from(numbers(value)).expect("three tracks");
    let objective = |value: &Value| match numbers(value)[..] {
        [weight, success, mass] => WeightedMass {
            weight,
            success,
            mass,
        },
        _ => panic!("weight, S and N are expected"),
    };
    let track = |at: usize| {
        case["tracks_w_S_N"][at]
            .as_array()
            .expect("a list")
            .iter()
            .map(objective)
            .collect()
    };
    let answer = RangeAnswer {
        shown: three(&case["track_b"]),
        unknown: three(&case["track_u"]),
        low: number(&case["R_lower_belief"]),
        high: number(&case["R_upper_plausibility"]),
    };
    check_range(
        &RangeRequest {
            tracks: [track(0), track(1), track(2)],
        },
        number(&published["model"]["W"]),
        &answer,
    );
}

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
    near(
        "mean of readiness",
        readiness,
        answer.mean_of_readiness,
        TOLERANCE,
    );
    near(
        "readiness of the means",
        power_mean(&means, &[1.0; 3], -1.0),
        answer.readiness_of_means,
        TOLERANCE,
    );
}

#[test]
fn skills_in_different_people_give_the_published_difference() {
    let vectors: Vectors<RollupRequest, RollupAnswer> = vectors("rollup.json");
    for vector in &vectors.cases {
        check_rollup(&vector.request, &vector.answer);
    }
    let Some(published) = published("paratus_model.json") else {
        return;
    };
    let case = &published["rollup_jensen"];
    let person = |value: &Value| <[f64; 3]>::try_from(numbers(value)).expect("three tracks");
    let people = case["people_tracks"]
        .as_array()
        .expect("people")
        .iter()
        .map(person)
        .collect();
    let answer = RollupAnswer {
        mean_of_readiness: number(&case["mean_of_R"]),
        readiness_of_means: number(&case["R_of_mean_tracks"]),
    };
    check_rollup(&RollupRequest { people }, &answer);
}
