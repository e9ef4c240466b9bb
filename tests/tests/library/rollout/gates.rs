//! The gates of the ministry, and what opens them.

use crate::rollout::{day, log, ministry};
use paratus::disclosure::Disclosure;
use paratus::document::{ActDoc, Document, ItemDoc};
use paratus::evidence::RecordOutcome;
use paratus::rollout::{
    Climate, ConditionKind, ConditionVerdict, GateReport, GateVerdict, Opening, OpeningStepKind,
};
use paratus::survey::ResponseLog;
use paratus::table::TableOptions;
use paratus::{Programme, Record};
use std::collections::BTreeSet;
use std::path::Path;

/// The answers of the ministry's people, with more rows below those of the file.
fn climate(document: &Document, more: &str) -> Climate {
    let programme = Programme::compile(document);
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ministry/responses.csv");
    let text = std::fs::read_to_string(table).unwrap() + more;
    let mut responses = ResponseLog::new(&programme);
    let report = responses.read_csv("responses.csv", text.as_bytes(), TableOptions::default());
    assert_eq!((report.refused, report.findings.as_slice()), (0, &[][..]));
    Climate::from_responses(&responses, day())
}

fn gates(
    document: &Document,
    evidence: &[u8],
    opening: &Opening,
    climate: &Climate,
) -> Vec<GateReport> {
    let programme = Programme::compile(document);
    let mut log = log(&programme, evidence);
    for person in &opening.people {
        for change in &person.changes {
            for round in 0..change.count {
                let key = format!("to-open-{round}");
                let record =
                    Record::new(&person.person, &change.objective, change.kind, 1.0, day());
                let record = Record {
                    key: Some(&key),
                    level: change.level.as_deref(),
                    ..record
                };
                assert_eq!(log.push(&record), RecordOutcome::Accepted);
            }
        }
    }
    programme
        .assess(&log, day())
        .gates(climate, &Disclosure::internal())
}

/// Rows with full buy-in of this many people who work here and have not answered an instrument.
fn won_over(document: &Document, instrument: &str, people: u64) -> String {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ministry/responses.csv");
    let text = std::fs::read_to_string(table).unwrap();
    let answered: BTreeSet<&str> = text
        .lines()
        .filter(|line| line.split(',').nth(1) == Some(instrument))
        .filter_map(|line| line.split(',').next())
        .collect();
    let silent = document.people.iter().filter(|person| {
        !answered.contains(person.id.as_str()) && person.left.is_none_or(|left| left >= day())
    });
    let silent: Vec<&str> = silent
        .take(people as usize)
        .map(|person| person.id.as_str())
        .collect();
    assert_eq!(silent.len() as u64, people, "this many have not answered");
    let written = document
        .instruments
        .iter()
        .find(|written| written.id == instrument)
        .unwrap();
    let row = |person: &&str, item: &ItemDoc| {
        let answer = if item.reversed { 1 } else { written.points };
        format!("{person},{instrument},{},{answer},{},\n", item.id, day())
    };
    silent
        .iter()
        .flat_map(|person| written.items.iter().map(move |item| row(person, item)))
        .collect()
}

#[test]
fn the_last_gate_is_shut_for_want_of_released_time() {
    let (document, evidence) = ministry();
    let reports = gates(
        &document,
        &evidence,
        &Opening::default(),
        &climate(&document, ""),
    );
    let verdicts: Vec<_> = reports
        .iter()
        .map(|gate| (gate.phase.as_str(), gate.verdict))
        .collect();
    let expected = [
        ("first-steps", GateVerdict::Open),
        ("daily-work", GateVerdict::CannotTell),
        ("full-use", GateVerdict::Closed),
    ];
    assert_eq!(verdicts, expected);
    assert!(
        reports
            .iter()
            .all(|gate| gate.would_open.value() != Some(false) && gate.findings.is_empty())
    );
    let last = &reports[2];
    let of = |kind: ConditionKind| {
        last.conditions
            .iter()
            .find(|condition| condition.kind == kind)
            .unwrap()
    };
    // Its people agree enough for a figure; too few have answered for it to be enough, whatever the others think.
    assert_eq!(of(ConditionKind::Agreement).verdict, ConditionVerdict::Met);
    let buy_in = of(ConditionKind::BuyIn);
    let value = buy_in.value.value().unwrap();
    assert!(
        buy_in.verdict == ConditionVerdict::CannotTell && value.low < 0.6 && value.high > 0.6,
        "{value}"
    );
    let released = last
        .conditions
        .iter()
        .find(|condition| condition.subject == "time-released")
        .unwrap();
    assert_eq!(released.verdict, ConditionVerdict::NotMet);
    assert_eq!(
        released.detail,
        "`time-released` last on 2026-12-03, 101 days before (within 90 days)"
    );
    let not_met: Vec<_> = last
        .conditions
        .iter()
        .filter(|condition| condition.verdict == ConditionVerdict::NotMet)
        .collect();
    assert_eq!(not_met.len(), 1, "nothing else keeps it shut for certain");
}

#[test]
fn where_people_are_divided_the_gate_has_no_figure() {
    let (document, _) = ministry();
    let programme = Programme::compile(&document);
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ministry/responses.csv");
    let mut responses = ResponseLog::new(&programme);
    responses.read_csv(
        "responses.csv",
        &std::fs::read(table).unwrap(),
        TableOptions::default(),
    );
    let units = responses
        .climate("pulse", "buy-in", day(), &Disclosure::internal())
        .unwrap();
    let finance = units.iter().find(|unit| unit.unit == "finance").unwrap();
    let agreement = finance.agreement.as_ref().unwrap();
    assert!(!agreement.agrees && agreement.r_wg.value.is_some());
    assert!(finance.score.value().unwrap().value.is_some());
    assert!(
        units[0].agreement.as_ref().unwrap().agrees
            && units[0].score.value().unwrap().value.is_some()
    );
}

#[test]
fn doing_what_it_says_opens_the_gate() {
    let (document, evidence) = ministry();
    for phase in ["daily-work", "full-use"] {
        let programme = Programme::compile(&document);
        let assessment = programme.assess(&log(&programme, &evidence), day());
        let opening = assessment.opening(phase, &climate(&document, "")).unwrap();
        assert!(opening.opens, "{:?}", opening.obstacles);
        let mut changed = document.clone();
        let mut answers = String::new();
        for step in &opening.steps {
            match step.kind {
                OpeningStepKind::Act => changed.acts.push(ActDoc {
                    act: step.subject.clone(),
                    actor: "p-0005".to_owned(),
                    date: day(),
                    evidence: String::new(),
                }),
                OpeningStepKind::Respondents => {
                    answers += &won_over(&document, &step.subject, step.people.value().unwrap());
                }
                OpeningStepKind::People => {}
                other => panic!("nobody can be made to {other:?}"),
            }
        }
        let climate = climate(&document, &answers);
        let verdict = |document: &Document, opening: &Opening, climate: &Climate| {
            let reports = gates(document, &evidence, opening, climate);
            reports
                .into_iter()
                .find(|report| report.phase == phase)
                .unwrap()
        };
        let report = verdict(&changed, &opening, &climate);
        assert_eq!(
            report.verdict,
            GateVerdict::Open,
            "{:#?}",
            report.conditions
        );
        assert_eq!(report.to_open, []);
        // One person less, one answer less, and without the acts: it does not open.
        let mut less = opening.clone();
        less.people.pop();
        assert_ne!(
            verdict(&changed, &less, &climate).verdict,
            GateVerdict::Open
        );
        assert!(!answers.is_empty());
        assert_ne!(
            verdict(&changed, &opening, &self::climate(&document, "")).verdict,
            GateVerdict::Open
        );
        let acts = opening
            .steps
            .iter()
            .any(|step| step.kind == OpeningStepKind::Act);
        assert_eq!(
            verdict(&document, &opening, &climate).verdict != GateVerdict::Open,
            acts
        );
    }
}
