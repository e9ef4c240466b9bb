//! The gates of the ministry, and what opens them.

use crate::{day, log, ministry};
use paratus::document::{ActDoc, Document};
use paratus::survey::ResponseLog;
use paratus::table::TableOptions;
use paratus::{Climate, ConditionKind, GateReport, GateVerdict, Holds, Opening, Outcome, Programme, Record, StepKind};
use std::path::Path;

/// What the ministry's people answered.
fn climate(document: &Document) -> Climate {
    let programme = Programme::compile(document);
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ministry/responses.csv");
    let mut responses = ResponseLog::new(&programme);
    let report = responses.read_csv("responses.csv", &std::fs::read(table).unwrap(), TableOptions::default());
    assert_eq!(report.refused, 0);
    Climate::of(&responses, day())
}

fn gates(document: &Document, evidence: &[u8], opening: &Opening, climate: &Climate) -> Vec<GateReport> {
    let programme = Programme::compile(document);
    let mut log = log(&programme, evidence);
    for person in &opening.people {
        for change in &person.changes {
            for round in 0..change.count {
                let key = format!("to-open-{round}");
                let record = Record::new(&person.person, &change.objective, change.kind, 1.0, day());
                let record = Record { key: Some(&key), level: change.level.as_deref(), ..record };
                assert_eq!(log.push(&record), Outcome::Taken);
            }
        }
    }
    programme.assess(&log, day()).gates(climate)
}

#[test]
fn the_last_gate_is_shut_for_want_of_released_time() {
    let (document, evidence) = ministry();
    let reports = gates(&document, &evidence, &Opening::default(), &climate(&document));
    let verdicts: Vec<_> = reports.iter().map(|gate| (gate.phase.as_str(), gate.verdict)).collect();
    assert_eq!(verdicts[0], ("first-steps", GateVerdict::Open));
    assert_eq!(verdicts[2], ("full-use", GateVerdict::Closed));
    let last = &reports[2];
    let released = last.conditions.iter().find(|condition| condition.subject == "time-released").unwrap();
    // Its people disagree too much for a figure of their buy-in: that is no zero, and the reason is given.
    let buy_in = last.conditions.iter().find(|condition| condition.kind == ConditionKind::BuyIn).unwrap();
    assert_eq!((buy_in.verdict, buy_in.value), (Holds::CannotTell, None));
    assert!(buy_in.detail.contains("disagree"), "{}", buy_in.detail);
    assert_eq!(released.verdict, Holds::NotMet);
    assert_eq!(released.detail, "`time-released` last on 2026-12-03, 101 days before (within 90 days)");
}

#[test]
fn doing_what_it_says_opens_the_gate() {
    let (document, evidence) = ministry();
    for phase in ["daily-work", "full-use"] {
        let programme = Programme::compile(&document);
        let assessment = programme.assess(&log(&programme, &evidence), day());
        // The ministry's people disagree too much for a buy-in to be told, and no step mends that: here they agree.
        let told = climate(&document);
        assert!(!assessment.opening(phase, &told).unwrap().opens);
        let mut climate = told;
        for figure in climate.buy_in.values_mut() {
            figure.value = Some(0.9);
        }
        let opening = assessment.opening(phase, &climate).unwrap();
        assert!(opening.opens, "{:?}", opening.obstacles);
        let mut document = document.clone();
        for step in &opening.steps {
            match step.kind {
                StepKind::Act => document.acts.push(ActDoc {
                    act: step.subject.clone(),
                    actor: "p-0005".to_owned(),
                    date: day(),
                    evidence: String::new(),
                }),
                StepKind::Respondents => {
                    let figure = climate.buy_in.get_mut(&step.subject).unwrap();
                    let more = step.people.unwrap();
                    let whole = figure.respondents + more;
                    figure.value =
                        figure.value.map(|value| (value * figure.respondents as f64 + more as f64) / whole as f64);
                    figure.respondents = whole;
                }
                StepKind::BuyIn => climate.buy_in.get_mut(&step.subject).unwrap().value = step.value,
                StepKind::Agreement => climate.agreement.get_mut(&step.subject).unwrap().value = step.value,
                _ => {}
            }
        }
        let reports = gates(&document, &evidence, &opening, &climate);
        let report = reports.iter().find(|report| report.phase == phase).unwrap();
        assert_eq!(report.verdict, GateVerdict::Open, "{:#?}", report.conditions);
        // One person less, and it does not open.
        let mut less = opening.clone();
        less.people.pop();
        let reports = gates(&document, &evidence, &less, &climate);
        let report = reports.iter().find(|report| report.phase == phase).unwrap();
        assert_ne!(report.verdict, GateVerdict::Open);
    }
}
