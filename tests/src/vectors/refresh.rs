//! How long an objective stays ready.

use super::*;

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
fn check_refresh(
    request: &RefreshRequest,
    prior_weight: f64,
    half_life: f64,
    answer: &RefreshAnswer,
) {
    let RefreshRequest {
        success,
        mass,
        threshold,
    } = *request;
    let document = one_objective(
        half_life,
        json!({ "prior_weight": prior_weight, "threshold": threshold }),
    );
    let records = records_of("o", success, mass);
    let assessment = assess(&document, &records);
    let opinion = assessment
        .person("p")
        .expect("the person of the vectors")
        .objectives()[0]
        .opinion;
    let days = opinion
        .days_until(threshold, half_life)
        .expect("it will not stay ready");
    near("days", days, answer.days, 1e-9);
    let until = explain(&assessment).objectives[0]
        .ready_until
        .expect("it is ready and will not stay so");
    let whole = answer.days.floor() as i32;
    assert_eq!(
        until,
        as_of().plus_days(whole),
        "S {success}, N {mass}, threshold {threshold}"
    );

    let programme = assessment.programme();
    let mut log = EvidenceLog::new(programme);
    for record in &records {
        assert_eq!(log.push_document(record), RecordOutcome::Accepted);
    }
    let shown_after = |days: i32| {
        let later = programme.assess(&log, as_of().plus_days(days));
        let found = later
            .person("p")
            .expect("the person of the vectors")
            .objectives()[0]
            .clone();
        (found.opinion.shown, found.verdict)
    };
    let b = |days: f64| success / (mass + prior_weight * two_to(days / half_life));
    for days in [whole, whole + 1] {
        // The evidence weight that is left is rounded to 2^-32.
        near(
            &format!("shown after {days} days"),
            shown_after(days).0,
            b(f64::from(days)),
            1e-9,
        );
    }
    assert_eq!(
        (shown_after(whole).1, shown_after(whole + 1).1),
        (Verdict::Ready, Verdict::CannotTell)
    );
    near("b(D*)", b(answer.days), threshold, TOLERANCE);
}

#[expect(
    clippy::disallowed_methods,
    reason = "on purpose another implementation than the library's"
)]
fn two_to(power: f64) -> f64 {
    2f64.powf(power)
}

#[test]
fn an_objective_is_ready_up_to_the_published_day() {
    let vectors: Vectors<RefreshRequest, RefreshAnswer> = vectors("refresh.json");
    let (prior_weight, half_life) = (
        vectors.prior_weight.expect("a weight"),
        vectors.half_life_days.expect("days"),
    );
    for vector in &vectors.cases {
        check_refresh(&vector.request, prior_weight, half_life, &vector.answer);
    }
}

#[test]
fn the_refresh_date_is_as_published() {
    let Some(published) = published("paratus_model.json") else {
        return;
    };
    let model = &published["model"];
    for case in published["refresh_due"]["cases"].as_array().expect("cases") {
        let [success, mass, threshold, days, reached] = numbers(case)[..] else {
            panic!("five numbers")
        };
        near("what is shown on the day", reached, threshold, TOLERANCE);
        let request = RefreshRequest {
            success,
            mass,
            threshold,
        };
        check_refresh(
            &request,
            number(&model["W"]),
            number(&model["half_life_days"]),
            &RefreshAnswer { days },
        );
    }
}
