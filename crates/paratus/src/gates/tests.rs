use crate::disclosure::{Disclosure, Suppression};
use crate::document::{Document, Kind};
use crate::evidence::RecordOutcome;
use crate::gates::{ConditionVerdict, GateReport, GateVerdict, Opening, OpeningStepKind};
use crate::survey::{Climate, ClimateFigure, Reason};
use crate::{Code, Date, EvidenceLog, Programme, Record};
use proptest::prelude::*;
use serde_json::{Value, json};

fn day() -> Date {
    "2027-03-14".parse().unwrap()
}

/// Ten clerks in two sections, three objectives, one for each track; `gate` opens the second phase.
fn document(gate: Value) -> Document {
    let people: Vec<Value> = (0..10)
        .map(|n| json!({ "id": format!("p{n}"), "section": if n < 6 { "archive" } else { "finance" }, "roles": ["clerk"] }))
        .collect();
    serde_json::from_value(json!({
        "format": 1, "id": "ministry", "rules": { "min_cell": 5 },
        "objectives": [{ "id": "why", "track": "people" }, { "id": "file", "track": "process" },
            { "id": "find", "track": "technology" }, { "id": "spare", "track": "technology" }],
        "sections": [{ "id": "archive" }, { "id": "finance" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }, { "objective": "file", "critical": true },
            { "objective": "find" }] }],
        "instruments": [{ "id": "pulse", "items": [{ "id": "worth-it", "measures": "buy-in" }] }],
        "phases": [{ "id": "first", "objectives": ["why", "file"] }, { "id": "second", "gate": gate }],
        "acts": [{ "act": "sponsor-named", "actor": "p0", "date": "2026-03-14" },
            { "act": "time-released", "actor": "p0", "date": "2026-12-01" },
            { "act": "message-sent", "actor": "p0", "date": "2027-03-15" }],
        "people": people,
    }))
    .unwrap()
}

type Passed<'a> = &'a [(&'a str, &'a [&'a str])];

fn assess(document: &Document, passed: Passed<'_>) -> crate::Assessment {
    let programme = Programme::compile(document);
    let mut log = EvidenceLog::new(&programme);
    for (objective, people) in passed {
        for person in *people {
            let record = Record::new(person, objective, Kind::Observation, 1.0, day());
            assert_eq!(log.push(&record), RecordOutcome::Accepted);
        }
    }
    programme.assess(&log, day())
}

fn gate(gate: Value, passed: Passed<'_>, climate: &Climate) -> GateReport {
    assess(&document(gate), passed)
        .gates(climate, &Disclosure::internal())
        .pop()
        .unwrap()
}

/// Does what an opening says, and asks the gate again.
fn follow(
    document: &Document,
    log: &[(String, String, f64)],
    opening: &Opening,
    climate: &Climate,
) -> GateReport {
    let mut document = document.clone();
    let mut climate = climate.clone();
    for step in &opening.steps {
        match step.kind {
            OpeningStepKind::Act => document.acts.push(
                serde_json::from_value(
                    json!({ "act": step.subject, "actor": "p0", "date": day() }),
                )
                .unwrap(),
            ),
            OpeningStepKind::People => {}
            OpeningStepKind::Respondents => {
                let more = step.people.value().unwrap();
                let mut figures = Vec::new();
                for (buy_in, list) in [(true, &mut climate.buy_in), (false, &mut climate.agreement)]
                {
                    let figure = list.entry(step.subject.clone()).or_default();
                    let held = figure.value.unwrap_or_default() * figure.respondents as f64;
                    figure.respondents += more;
                    if buy_in {
                        figure.value = Some((held + more as f64) / figure.respondents as f64);
                    }
                    figures.push(figure.clone());
                }
            }
            OpeningStepKind::BuyIn => {
                climate.buy_in.get_mut(&step.subject).unwrap().value = step.value.value();
            }
            OpeningStepKind::Agreement => {
                climate.agreement.get_mut(&step.subject).unwrap().value = step.value.value();
            }
        }
    }
    let programme = Programme::compile(&document);
    let mut evidence = EvidenceLog::new(&programme);
    for (at, (person, objective, value)) in log.iter().enumerate() {
        let key = format!("first-{at}");
        let record = Record {
            key: Some(&key),
            ..Record::new(person, objective, Kind::Observation, *value, day())
        };
        assert_eq!(evidence.push(&record), RecordOutcome::Accepted);
    }
    for person in &opening.people {
        for change in &person.changes {
            for round in 0..change.count {
                let key = format!("then-{round}");
                let record =
                    Record::new(&person.person, &change.objective, change.kind, 1.0, day());
                let record = Record {
                    key: Some(&key),
                    level: change.level.as_deref(),
                    ..record
                };
                assert_eq!(evidence.push(&record), RecordOutcome::Accepted);
            }
        }
    }
    programme
        .assess(&evidence, day())
        .gates(&climate, &Disclosure::internal())
        .pop()
        .unwrap()
}

#[test]
fn a_share_is_a_range_of_those_who_are_ready_and_those_who_may_be() {
    let everyone = ["p0", "p1", "p2", "p3", "p4", "p5"];
    let written =
        |share: f64| json!({ "all": [{ "readiness": "people", "at_least": 0.5, "share": share }] });
    for (share, holds, verdict) in [
        (0.6, ConditionVerdict::Met, GateVerdict::Open),
        (0.7, ConditionVerdict::CannotTell, GateVerdict::CannotTell),
    ] {
        let report = gate(written(share), &[("why", &everyone)], &Climate::default());
        let condition = &report.conditions[0];
        let value = condition.value.value().unwrap();
        assert_eq!(
            (value.low, value.high, condition.people.value()),
            (0.6, 1.0, Some(10))
        );
        assert_eq!((condition.verdict, report.verdict), (holds, verdict));
        assert_eq!(
            condition.detail,
            "6 of 10 people are at 0.50 in the people track; not enough evidence on 4"
        );
    }
}

#[test]
fn who_failed_counts_against_the_upper_bound() {
    let document = document(json!({ "all": [{ "readiness": "process", "share": 0.9 }] }));
    let programme = Programme::compile(&document);
    let mut log = EvidenceLog::new(&programme);
    for person in ["p1", "p2"] {
        assert_eq!(
            log.push(&Record::new(person, "file", Kind::Observation, 0.0, day())),
            RecordOutcome::Accepted
        );
    }
    let assessment = programme.assess(&log, day());
    let report = assessment
        .gates(&Climate::default(), &Disclosure::internal())
        .pop()
        .unwrap();
    let value = report.conditions[0].value.value().unwrap();
    assert_eq!(
        (value.low, value.high, report.verdict),
        (0.0, 0.8, GateVerdict::Closed)
    );
    // Eight need one pass each; the ninth person has failed once and needs more: W = 2, S / (S + 4 + 2) >= 1/2 at S = 8.
    let opening = assessment.opening("second", &Climate::default()).unwrap();
    assert_eq!((opening.opens, opening.people.len()), (true, 9));
    assert_eq!(opening.steps[0].passes.value(), Some(8 + 2));
    assert_eq!(
        opening
            .people
            .iter()
            .map(|person| person.changes[0].count)
            .max(),
        Some(2)
    );
}

#[test]
fn coverage_names_the_unit_that_is_worst_off() {
    let written = json!({ "all": [{ "holders": "find", "per": "section", "at_least": 2 }] });
    let report = gate(
        written,
        &[("find", &["p0", "p1", "p2"])],
        &Climate::default(),
    );
    // Three of six in the archive, none of four in finance.
    let condition = &report.conditions[0];
    let value = condition.value.value().map(|value| (value.low, value.high));
    assert_eq!(
        (condition.unit.as_deref(), value),
        (Some("finance"), Some((0.0, 4.0)))
    );
    assert_eq!(condition.verdict, ConditionVerdict::CannotTell);
    assert_eq!(
        condition.detail,
        "1 of 2 units have enough; worst off is `finance`: 0 of 4 people are ready; not enough evidence on 4"
    );
    let four = json!({ "all": [{ "holders": "find", "per": "section", "at_least": 3 }] });
    let report = gate(
        four.clone(),
        &[("find", &["p0", "p1", "p6", "p7", "p8"])],
        &Climate::default(),
    );
    assert_eq!(
        (report.verdict, report.would_open.value()),
        (GateVerdict::CannotTell, Some(true))
    );
    let step = &report.to_open[0];
    assert_eq!(
        (
            step.people.value(),
            step.passes.value(),
            report.to_open.len()
        ),
        (Some(1), Some(1), 1)
    );
    let assessment = assess(
        &document(four),
        &[("find", &["p0", "p1", "p6", "p7", "p8"])],
    );
    let asked = assessment
        .opening("second", &Climate::default())
        .unwrap()
        .people;
    assert_eq!(
        asked
            .iter()
            .map(|asked| asked.person.as_str())
            .collect::<Vec<_>>(),
        ["p2"]
    );
    let whole = json!({ "all": [{ "holders": "find", "at_least": 2 }] });
    let report = gate(whole, &[("find", &["p6"])], &Climate::default());
    let condition = &report.conditions[0];
    assert_eq!(condition.unit.as_deref(), Some("ministry"));
    assert_eq!(
        condition.value.value().map(|value| (value.low, value.high)),
        Some((1.0, 10.0))
    );
}

#[test]
fn an_act_that_is_not_recorded_is_not_done() {
    let acts = |within: Value| json!({ "all": [{ "acts": ["sponsor-named", "time-released"], "within_days": within }] });
    let report = gate(acts(json!(365)), &[], &Climate::default());
    assert_eq!(
        (report.verdict, report.to_open.len()),
        (GateVerdict::Open, 0)
    );
    let report = gate(acts(json!(364)), &[], &Climate::default());
    assert_eq!(report.verdict, GateVerdict::Closed);
    assert_eq!(
        report.conditions[0].detail,
        "`sponsor-named` last on 2026-03-14, 365 days before; `time-released` on 2026-12-01 (within 364 days)"
    );
    assert_eq!(
        (report.to_open.len(), report.to_open[0].subject.as_str()),
        (1, "sponsor-named")
    );
    // What is dated after the day of assessment has not happened.
    let report = gate(
        json!({ "all": [{ "acts": ["message-sent"] }] }),
        &[],
        &Climate::default(),
    );
    assert_eq!(
        report.conditions[0].detail,
        "`message-sent` is not recorded, so it counts as not done"
    );
    assert_eq!(
        report.conditions[0].value.value().map(|value| value.low),
        Some(0.0)
    );
}

#[test]
fn buy_in_is_bounded_by_those_who_did_not_answer() {
    let written = |at_least: f64| json!({ "all": [{ "buy_in": "pulse", "at_least": at_least, "respondents": 5 }] });
    let climate =
        Climate::default().instrument("pulse", Some(ClimateFigure::new(0.75, 8, 0)), None);
    for (at_least, verdict) in [
        (0.6, GateVerdict::Open),
        (0.7, GateVerdict::CannotTell),
        (0.9, GateVerdict::Closed),
    ] {
        let report = gate(written(at_least), &[], &climate);
        let value = report.conditions[0].value.value().unwrap();
        assert!((value.low - 0.6).abs() < 1e-12 && (value.high - 0.8).abs() < 1e-12);
        assert_eq!(report.verdict, verdict, "{at_least}");
    }
    // A mean just below what is needed is said with as many digits as show it there.
    let near =
        Climate::default().instrument("pulse", Some(ClimateFigure::new(0.6962, 10, 0)), None);
    let near = gate(written(0.7), &[], &near);
    let detail = near.conditions[0].detail.clone();
    assert!(detail.starts_with("mean 0.696 of 10"), "{detail}");
    let report = gate(written(0.7), &[], &climate);
    assert_eq!(
        (report.to_open[0].kind, report.to_open[0].people.value()),
        (OpeningStepKind::Respondents, Some(1))
    );
    let report = gate(written(0.9), &[], &climate);
    assert_eq!(report.would_open.value(), Some(false));
    assert_eq!(report.findings[0].code, Code::GateUnreachable);
    let apart = Climate::default().instrument(
        "pulse",
        Some(ClimateFigure::without_value(Reason::NoAgreement, 8, 0)),
        None,
    );
    let report = gate(written(0.6), &[], &apart);
    assert_eq!(
        (report.verdict, report.conditions[0].detail.as_str()),
        (
            GateVerdict::CannotTell,
            "`pulse`: people do not agree enough for one mean"
        )
    );
    // Nobody can be made to agree: no step opens it.
    assert!(report.to_open.is_empty() && report.would_open.value() == Some(false));
    assert_eq!(
        gate(written(0.9), &[], &apart).would_open.value(),
        Some(false)
    );
    let few = Climate::default().instrument("pulse", Some(ClimateFigure::new(0.75, 4, 10)), None);
    let report = gate(written(0.1), &[], &few);
    assert_eq!(
        (report.verdict, report.conditions[0].value.value()),
        (GateVerdict::CannotTell, None)
    );
    assert_eq!(
        report.conditions[0].detail,
        "too few answered `pulse`: at least 5 must"
    );
    let report = gate(written(0.1), &[], &Climate::default());
    assert_eq!(report.conditions[0].detail, "nobody has answered `pulse`");
    assert_eq!(report.to_open[0].people.value(), Some(5));
}

#[test]
fn what_cannot_be_computed_cannot_be_reported_and_says_why() {
    let cases = [
        (
            json!({ "holders": "fly" }),
            "`fly` is not an objective of the programme",
        ),
        (json!({ "holders": "spare" }), "nobody needs `spare`"),
        (
            json!({ "buy_in": "poll" }),
            "`poll` is not an instrument of the programme",
        ),
        (
            json!({ "agreement": "pulse" }),
            "nobody has answered `pulse`",
        ),
        (
            json!({ "phase": "zeroth" }),
            "`zeroth` is not a phase of the programme",
        ),
        (
            json!({ "phase": "second" }),
            "no objectives are written in the phase `second`",
        ),
        (
            json!({ "at_least": 0.5 }),
            "the condition names no kind, or more than one",
        ),
        (
            json!({ "balance": 0.1, "phase": "first" }),
            "the condition names no kind, or more than one",
        ),
    ];
    for (condition, detail) in cases {
        let report = gate(json!({ "all": [condition] }), &[], &Climate::default());
        assert_eq!(
            (
                report.conditions[0].detail.as_str(),
                report.conditions[0].value.value()
            ),
            (detail, None)
        );
        assert_eq!(report.verdict, GateVerdict::CannotTell);
    }
    assert_eq!(
        gate(json!({}), &[], &Climate::default()).verdict,
        GateVerdict::CannotTell
    );
}

#[test]
fn groups_stand_within_groups_and_take_the_cheaper_way() {
    let written = json!({ "all": [
        { "acts": ["sponsor-named"] },
        { "any": [{ "readiness": "all", "share": 1.0 }, { "acts": ["tool-used"] }] },
        { "at_least": 2, "of": [{ "phase": "first" }, { "acts": ["sponsor-named"] }, { "holders": "why", "at_least": 1 }] },
    ] });
    let report = gate(written, &[], &Climate::default());
    let verdicts: Vec<ConditionVerdict> = report
        .conditions
        .iter()
        .map(|condition| condition.verdict)
        .collect();
    assert_eq!(
        verdicts,
        [
            ConditionVerdict::Met,
            ConditionVerdict::CannotTell,
            ConditionVerdict::CannotTell
        ]
    );
    assert_eq!(report.conditions[1].conditions.len(), 2);
    assert_eq!(report.conditions[2].detail, "1 of 3 hold, and 2 must");
    let steps: Vec<(OpeningStepKind, &str)> = report
        .to_open
        .iter()
        .map(|step| (step.kind, step.subject.as_str()))
        .collect();
    assert_eq!(
        steps,
        [
            (OpeningStepKind::Act, "tool-used"),
            (OpeningStepKind::People, "why")
        ]
    );
    assert_eq!(report.would_open.value(), Some(true));
}

#[test]
fn a_decision_stands_beside_the_verdict() {
    let with = |until: &str| {
        json!({ "all": [{ "acts": ["tool-used"] }],
            "override": { "open": true, "by": "p0", "reason": "the building closes", "until": until } })
    };
    for (until, expired) in [("2027-03-14", false), ("2027-03-13", true)] {
        let report = gate(with(until), &[], &Climate::default());
        let decision = report.r#override.unwrap();
        assert_eq!(
            (report.verdict, decision.expired, decision.differs),
            (GateVerdict::Closed, expired, Some(true))
        );
    }
    let report = serde_json::to_value(gate(with("2027-03-13"), &[], &Climate::default())).unwrap();
    assert_eq!(report["override"]["reason"], "the building closes");
    assert_eq!(report["verdict"], "closed");
}

#[test]
fn balance_compares_what_was_shown_and_what_could_be() {
    let everyone: Vec<String> = (0..10).map(|n| format!("p{n}")).collect();
    let everyone: Vec<&str> = everyone.iter().map(String::as_str).collect();
    let written = json!({ "all": [{ "balance": 0.1 }] });
    let report = gate(written.clone(), &[("find", &everyone)], &Climate::default());
    // Technology shown at 2/3, the others at 0; nobody has failed, so all could be at 1.
    let value = report.conditions[0].value.value().unwrap();
    assert!((value.high - 2.0 / 3.0).abs() < 1e-12 && value.low.abs() < 1e-12);
    assert_eq!(report.verdict, GateVerdict::CannotTell);
    // Within .1 of 2/3 with whole passes: nine people in each track show .6.
    assert_eq!(
        (report.to_open[0].passes.value(), report.would_open.value()),
        (Some(18), Some(true))
    );
    let report = gate(written, &[], &Climate::default());
    assert_eq!(report.verdict, GateVerdict::Open);
}

/// Two of the clerks are experts, who alone need `find`.
fn with_two_experts(gate: Value) -> Document {
    let mut written = document(gate);
    written.roles[0]
        .requires
        .retain(|need| need.objective != "find");
    let mut expert = written.roles[0].clone();
    expert.id = "expert".into();
    expert.requires[0].objective = "find".into();
    written.roles.push(expert);
    for person in &mut written.people[..2] {
        person.roles.push("expert".into());
    }
    written
}

#[test]
fn a_published_verdict_fixes_nobodys() {
    let published = Disclosure::published("office");
    for condition in [
        // "All of two are ready" would say of each that they are.
        json!({ "readiness": "technology", "share": 1.0 }),
        json!({ "balance": 0.1 }),
        json!({ "holders": "find", "per": "role", "at_least": 2 }),
    ] {
        let written =
            with_two_experts(json!({ "all": [condition, { "acts": ["time-released"] }] }));
        let gates = |passed: Passed<'_>, disclosure: &Disclosure| {
            assess(&written, passed)
                .gates(&Climate::default(), disclosure)
                .pop()
                .unwrap()
        };
        let both: Passed<'_> = &[("find", &["p0", "p1"])];
        let report = gates(both, &published);
        let condition = &report.conditions[0];
        assert_eq!(
            (condition.verdict, condition.value.value()),
            (ConditionVerdict::Suppressed, None),
            "{condition:?}"
        );
        assert_eq!(
            condition.suppressed.get("value"),
            Some(Suppression::Verdict)
        );
        assert_eq!(
            (
                report.verdict,
                report.would_open.suppression(),
                report.to_open.len()
            ),
            (GateVerdict::Suppressed, Some(Suppression::Verdict), 0)
        );
        // Whatever is known of the two, the published gate says the same.
        assert_eq!(report, gates(&[], &published));
        assert_ne!(
            gates(both, &Disclosure::internal()).verdict,
            GateVerdict::Suppressed
        );
    }
}

#[test]
fn a_published_gate_is_decided_on_exact_figures_and_shows_rounded_ones() {
    let people: Vec<Value> = (0..23)
        .map(|n| json!({ "id": format!("p{n}"), "section": "archive", "roles": ["clerk"] }))
        .collect();
    for (ready, share) in [
        (13usize, 0.6),
        (14, 0.6),
        (16, 0.7),
        (17, 0.7),
        (18, 0.8),
        (19, 0.8),
    ] {
        let mut written = document(json!({ "all": [{ "readiness": "people", "share": share }] }));
        written.people = serde_json::from_value(json!(people)).unwrap();
        let names: Vec<String> = (0..ready).map(|n| format!("p{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for key in ["one", "two", "three", "four"] {
            let report = assess(&written, &[("why", &names)])
                .gates(&Climate::default(), &Disclosure::published(key));
            let condition = &report[0].conditions[0];
            let met = ready as f64 / 23.0 >= share;
            assert_eq!(
                condition.verdict,
                if met {
                    ConditionVerdict::Met
                } else {
                    ConditionVerdict::CannotTell
                }
            );
            // Never on the wrong side of what is needed.
            assert_eq!(
                condition.value.value().unwrap().low >= share,
                met,
                "{condition:?}"
            );
            let figures = condition.figures.clone().unwrap();
            assert_eq!(
                (figures.ready.value().unwrap() % 5, figures.people.value()),
                (0, Some(23))
            );
            for step in &report[0].to_open {
                assert_eq!(
                    (step.passes.suppression(), step.people.is_rounded()),
                    (Some(Suppression::InternalOnly), true)
                );
            }
        }
    }
}

fn some_condition() -> impl Strategy<Value = Value> {
    let share = (1u32..=10).prop_map(|n| f64::from(n) / 10.0);
    let track = prop::sample::select(vec!["people", "process", "technology", "all"]);
    let objective = prop::sample::select(vec!["why", "file", "find"]);
    let per = prop::sample::select(vec!["section", "role", "organisation"]);
    prop_oneof![
        (track, share.clone(), 2u32..9).prop_map(
            |(track, share, t)| json!({ "readiness": track, "share": share, "at_least": f64::from(t) / 10.0 })
        ),
        (objective, per, 1u32..5).prop_map(|(o, per, n)| json!({ "holders": o, "per": per, "at_least": n })),
        share.clone().prop_map(|share| json!({ "phase": "first", "share": share })),
        share.clone().prop_map(|share| json!({ "buy_in": "pulse", "at_least": share })),
        share.prop_map(|share| json!({ "agreement": "pulse", "at_least": share })),
        (1u32..400).prop_map(|days| json!({ "acts": ["time-released", "tool-used"], "within_days": days })),
    ]
}

fn some_gate() -> impl Strategy<Value = Value> {
    let list = || prop::collection::vec(some_condition(), 1..4);
    prop_oneof![
        list().prop_map(|all| json!({ "all": all })),
        list().prop_map(|any| json!({ "any": any })),
        (list(), list())
            .prop_map(|(any, of)| json!({ "all": [{ "any": any }, { "at_least": 1, "of": of }] })),
    ]
}

fn some_evidence() -> impl Strategy<Value = Vec<(String, String, f64)>> {
    let objective = prop::sample::select(vec!["why", "file", "find"]);
    let value = prop::sample::select(vec![0.0, 0.4, 1.0, 1.0]);
    let record = (0u32..10, objective, value)
        .prop_map(|(n, o, value)| (format!("p{n}"), o.to_owned(), value));
    prop::collection::vec(record, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn success_never_closes_a_gate(
        written in some_gate(), evidence in some_evidence(), person in 0u32..10,
        objective in prop::sample::select(vec!["why", "file", "find"]),
    ) {
        let document = document(written);
        let climate = Climate::default().instrument(
            "pulse", Some(ClimateFigure::new(0.7, 7, 0)), Some(ClimateFigure::new(0.75, 7, 0)));
        let before = follow(&document, &evidence, &Opening::default(), &climate);
        let more = [evidence, vec![(format!("p{person}"), objective.to_owned(), 1.0)]].concat();
        let after = follow(&document, &more, &Opening::default(), &climate);
        prop_assert!(after.verdict >= before.verdict, "{before:?} {after:?}");
    }

    #[test]
    fn what_would_open_a_gate_opens_it(
        written in some_gate(), evidence in some_evidence(), with_balance in any::<bool>(), respondents in 0u64..=10,
    ) {
        let mut document = document(written);
        if with_balance {
            let gate = document.phases[1].gate.as_mut().unwrap();
            gate.all.push(serde_json::from_value(json!({ "balance": 0.2 })).unwrap());
        }
        let climate = match respondents {
            0 => Climate::default(),
            n => Climate::default().instrument(
                "pulse", Some(ClimateFigure::new(0.6, n, 0)), Some(ClimateFigure::new(0.5, n, 0))),
        };
        let before = follow(&document, &evidence, &Opening::default(), &climate);
        let programme = Programme::compile(&document);
        let mut log = EvidenceLog::new(&programme);
        for (at, (person, objective, value)) in evidence.iter().enumerate() {
            let key = format!("first-{at}");
            let record = Record { key: Some(&key), ..Record::new(person, objective, Kind::Observation, *value, day()) };
            prop_assert_eq!(log.push(&record), RecordOutcome::Accepted);
        }
        let opening = programme.assess(&log, day()).opening("second", &climate).unwrap();
        prop_assert_eq!(opening.steps.is_empty() && opening.opens, before.verdict == GateVerdict::Open);
        prop_assert_eq!(before.would_open.value(), Some(opening.opens));
        if opening.opens {
            let after = follow(&document, &evidence, &opening, &climate);
            prop_assert_eq!(after.verdict, GateVerdict::Open, "{:?}", opening);
        } else {
            prop_assert!(!opening.obstacles.is_empty());
        }
    }
}
