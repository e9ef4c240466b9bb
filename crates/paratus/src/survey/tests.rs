//! Answers into figures, by hand.

use super::figures::agreement::{disagreement, weight_of_answer};
use super::*;
use crate::disclosure::{Disclosure, Suppression};
use crate::document::{Document, Kind};
use crate::evidence::RecordOutcome;
use crate::{Code, Date, EvidenceLog, Programme, Severity};
use serde_json::json;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A ministry of two sections of 12: `p1` to `p12` and `p13` to `p24`.
fn programme() -> Programme {
    let people: Vec<_> = (1..=24)
        .map(|n| {
            let section = if n <= 12 { "first" } else { "second" };
            json!({ "id": format!("p{n}"), "section": section, "roles": [], "joined": "2026-01-01" })
        })
        .collect();
    let item = |id: &str, measures: &str| json!({ "id": id, "measures": measures });
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry", "title": "Ministry", "people": people,
        "sections": [{ "id": "first" }, { "id": "second" }],
        "objectives": [{ "id": "why", "track": "people" }, { "id": "file", "track": "process" }],
        "acts": [
            { "act": "time-released", "actor": "p1", "date": "2027-03-01" },
            { "act": "sponsor-named", "actor": "p1", "date": "2027-01-31", "evidence": "order 1" },
            { "act": "time-released", "actor": "p2", "date": "2027-02-01" },
            { "act": "message-sent", "actor": "p1", "date": "2027-04-01" },
        ],
        "instruments": [
            { "id": "pulse", "points": 5, "items": [
                item("want", "buy-in"), { "id": "load", "measures": "buy-in", "reversed": true },
                item("a", "awareness"), item("d", "desire"), item("k", "knowledge"), item("b", "ability"),
                item("r", "reinforcement"),
            ] },
            { "id": "check", "points": 5, "evidence_weight": 2.0, "items": [
                item("why-1", "why"), item("why-2", "why"), item("file", "file"),
                { "id": "file-matters", "measures": "file", "aspect": "importance" },
                { "id": "file-hard", "measures": "file", "aspect": "difficulty" },
                { "id": "file-often", "measures": "file", "aspect": "frequency" },
            ] },
        ],
    }))
    .unwrap();
    Programme::compile(&document)
}

fn response<'a>(
    respondent: &'a str,
    instrument: &'a str,
    item: &'a str,
    answer: u32,
    date: &str,
) -> Response<'a> {
    Response {
        respondent,
        instrument,
        item,
        answer,
        date: day(date),
        section: None,
        count: None,
    }
}

const TODAY: &str = "2027-03-14";

#[test]
fn what_is_taken_and_what_is_not() {
    let mut log = ResponseLog::new(&programme());
    let refused = [
        (
            response("p1", "puls", "want", 3, TODAY),
            Code::UnknownReference,
            "instrument",
        ),
        (
            response("p1", "pulse", "wont", 3, TODAY),
            Code::UnknownReference,
            "item",
        ),
        (
            response("p1", "pulse", "want", 0, TODAY),
            Code::ValueOutOfRange,
            "answer",
        ),
        (
            response("p1", "pulse", "want", 6, TODAY),
            Code::ValueOutOfRange,
            "answer",
        ),
        (
            response("", "pulse", "want", 3, TODAY),
            Code::BadId,
            "respondent",
        ),
        (
            Response {
                section: Some("frist"),
                ..response("x", "pulse", "want", 3, TODAY)
            },
            Code::UnknownReference,
            "section",
        ),
    ];
    for (response, code, path) in refused {
        let RecordOutcome::Refused(finding) = log.push(&response) else {
            panic!("{response:?} was taken")
        };
        assert_eq!((finding.code, finding.path.as_str()), (code, path));
    }
    assert_eq!((log.len(), log.row_counts().refused), (0, 6));
    assert_eq!(
        log.push(&response("p1", "pulse", "want", 3, TODAY)),
        RecordOutcome::Accepted
    );
    assert_eq!(
        log.push(&response("p1", "pulse", "want", 3, TODAY)),
        RecordOutcome::Accepted
    );
    assert_eq!(
        log.push(&Response {
            section: Some("second"),
            ..response("x", "pulse", "want", 3, TODAY)
        }),
        RecordOutcome::Accepted
    );
    for (response, code, path) in [
        (
            response("p1", "pulse", "want", 2, TODAY),
            Code::ConflictingAnswers,
            "answer",
        ),
        (
            response("y", "pulse", "want", 2, TODAY),
            Code::UnknownReference,
            "respondent",
        ),
        (
            response("p2", "pulse", "want", 2, "2025-12-31"),
            Code::EvidenceOutsideEmployment,
            "date",
        ),
    ] {
        let RecordOutcome::Warned(finding) = log.push(&response) else {
            panic!("{response:?} was not warned of")
        };
        assert_eq!(
            (finding.code, finding.path.as_str(), finding.severity),
            (code, path, Severity::Warning)
        );
    }
    assert_eq!(log.len(), 4);
}

#[test]
fn tables_and_lists_name_the_place() {
    let mut log = ResponseLog::new(&programme());
    let table = b"respondent;instrument;item;answer;date\np1;pulse;want;3;2027-03-14\np2;pulse;want;7;2027-03-14\n";
    let report = log.read_csv(
        "responses.csv",
        table,
        crate::table::TableOptions::default(),
    );
    assert_eq!((report.rows, report.refused), (1, 1));
    assert_eq!(
        (report.findings[0].line, report.findings[0].column),
        (Some(3), Some(15))
    );
    let list = r#"[{"respondent":"p1","instrument":"pulse","item":"nothing","answer":1,"date":"2027-03-14"}]"#;
    assert_eq!(log.read_json(list).unwrap()[0].path, "responses[0].item");
}

#[test]
fn order_and_parts_do_not_matter() {
    let programme = programme();
    let answers = [
        response("p1", "check", "file", 2, "2027-01-01"),
        response("p1", "check", "file", 5, "2027-02-01"),
        response("p1", "check", "file", 4, "2027-02-01"),
        response("p1", "pulse", "load", 2, "2027-02-01"),
        response("p1", "pulse", "load", 4, "2027-02-01"),
        response("p2", "check", "why-1", 1, "2027-02-01"),
    ];
    let filled = |order: &[usize]| {
        let mut log = ResponseLog::new(&programme);
        order.iter().for_each(|&at| drop(log.push(&answers[at])));
        log
    };
    let whole = filled(&[0, 1, 2, 3, 4, 5]);
    assert_eq!(
        whole.evidence(None),
        filled(&[5, 4, 3, 2, 1, 0]).evidence(None)
    );
    let mut parts = filled(&[2, 4]);
    parts.merge(&filled(&[5, 3, 1, 0])).unwrap();
    assert_eq!(whole.evidence(None), parts.evidence(None));
    assert!(
        parts
            .merge(&ResponseLog::new(&super::tests::programme()))
            .is_err()
    );
    // On the same day what scores lower counts: of the reversed item the higher answer.
    let sheet = response_matrix::ResponseMatrix::new(&parts, "pulse", day(TODAY).into()).unwrap();
    assert_eq!(sheet.rows[0].answers[1], Some(2));
}

#[test]
fn evidence_of_what_people_say_they_can() {
    let programme = programme();
    let mut log = ResponseLog::new(&programme);
    for (item, answer, date) in [
        ("why-1", 5, "2027-01-01"),
        ("why-2", 2, "2027-02-01"),
        ("file-matters", 5, "2027-02-01"),
        ("file", 4, "2027-02-01"),
        ("file", 2, "2027-03-01"),
    ] {
        assert_eq!(
            log.push(&response("p1", "check", item, answer, date)),
            RecordOutcome::Accepted
        );
    }
    let _ = log.push(&Response {
        section: Some("second"),
        ..response("pseudonym", "check", "file", 5, TODAY)
    });
    let said: Vec<_> = log
        .evidence(None)
        .iter()
        .map(|e| (e.objective.clone(), e.value, e.date.day))
        .collect();
    let expected = [
        ("file", 0.75, "2027-02-01"),
        ("file", 0.25, "2027-03-01"),
        ("why", 1.0, "2027-01-01"),
        ("why", 0.625, "2027-02-01"),
    ];
    assert_eq!(
        said,
        expected.map(|(objective, value, date)| (objective.to_owned(), value, day(date)))
    );
    assert_eq!(log.evidence(Some(day("2027-01-31"))).len(), 1);
    assert!(
        log.evidence(None)
            .iter()
            .all(|e| e.kind == Kind::Survey && e.source.as_deref() == Some("check"))
    );
    let mut evidence = EvidenceLog::new(&programme);
    assert_eq!(log.add_evidence(&mut evidence, None), Vec::new());
    assert_eq!(evidence.len(), 4);
}

/// Everyone of `people` answers all `items` of `instrument`.
fn answered(
    log: &mut ResponseLog,
    people: std::ops::RangeInclusive<u32>,
    instrument: &str,
    items: &[(&str, u32)],
) {
    for n in people {
        for (item, answer) in items {
            let _ = log.push(&response(
                &format!("p{n}"),
                instrument,
                item,
                *answer,
                TODAY,
            ));
        }
    }
}

#[test]
fn a_climate_is_reported_where_people_are_enough_and_agree() {
    let mut log = ResponseLog::new(&programme());
    answered(&mut log, 1..=10, "pulse", &[("want", 4), ("load", 2)]);
    let climate = log
        .climate("pulse", "buy-in", day(TODAY), &Disclosure::internal())
        .unwrap();
    let [whole, first, second] = &climate[..] else {
        panic!("three units")
    };
    let score = |unit: &UnitClimate| unit.score.value().unwrap();
    let rate = |unit: &UnitClimate| unit.response_rate.value().unwrap().value;
    // The organisation has the same ten respondents as its first section; in the second nobody answered.
    assert_eq!(
        (whole.unit.as_str(), score(whole).value, score(whole).n),
        ("ministry", Some(0.75), Some(10))
    );
    assert_eq!(
        (first.people.value(), rate(first)),
        (Some(12), Some(10.0 / 12.0))
    );
    let bounds = first.bounds.value().unwrap();
    assert!(
        (bounds.low - 0.625).abs() < 1e-12 && (bounds.high - (0.625 + 2.0 / 12.0)).abs() < 1e-12
    );
    assert_eq!(score(second).reason, Some(Reason::NobodyAnswered));
    assert_eq!(first.agreement.as_ref().unwrap().r_wg.value, Some(1.0));

    // Published: means of ten people as sums of whole persons, no share of twelve; that nobody answered is not published from that few did.
    // Ten are enough under this key: the threshold lies up to four above, so that it does not count them.
    let of_key = |log: &ResponseLog, key: &str| {
        log.climate("pulse", "buy-in", day(TODAY), &Disclosure::published(key))
            .unwrap()
    };
    let keys = (0..400).map(|key| key.to_string());
    let is_given = |key: &String| {
        of_key(&log, key)
            .iter()
            .take(2)
            .all(|unit| unit.score.value().is_some())
    };
    let given: Vec<String> = keys.filter(is_given).collect();
    assert!((1..100).contains(&given.len()), "{}", given.len());
    let published = |log: &ResponseLog| of_key(log, &given[0]);
    let climate = published(&log);
    let [whole, first, second] = &climate[..] else {
        panic!("three units")
    };
    assert_eq!((score(first).n, first.people.value()), (Some(10), Some(12)));
    assert!(
        [Some(0.7), Some(0.8)].contains(&score(first).value),
        "{:?}",
        score(first).value
    );
    assert_eq!(
        first.response_rate.suppression(),
        Some(Suppression::ShareThreshold)
    );
    assert_eq!(
        (rate(whole), second.score.suppression()),
        (Some(10.0 / 24.0), Some(Suppression::Threshold))
    );
    answered(&mut log, 13..=16, "pulse", &[("want", 1)]);
    let few = &published(&log)[2];
    assert_eq!(
        (few.score.suppression(), few.answers.suppression()),
        (Some(Suppression::Threshold), Some(Suppression::Threshold))
    );

    // Half of the people say 1 and half say 5: the mean is given as that of divided people, and no gate can use it.
    let mut log = ResponseLog::new(&programme());
    answered(&mut log, 1..=6, "pulse", &[("want", 1)]);
    answered(&mut log, 7..=12, "pulse", &[("want", 5)]);
    let first = log
        .climate("pulse", "buy-in", day(TODAY), &Disclosure::internal())
        .unwrap()
        .swap_remove(1);
    let score = first.score.value().unwrap();
    assert_eq!(
        (score.value, score.reason, first.bounds.value()),
        (
            Some(0.5),
            None,
            Some(crate::Range {
                low: 0.5,
                high: 0.5
            })
        )
    );
    let agreement = first.agreement.as_ref().unwrap();
    assert!(!agreement.agrees && agreement.out_of_range && agreement.r_wg.value == Some(0.0));
    #[cfg(feature = "rollout")]
    assert_eq!(
        log.gate_climate(day(TODAY)).buy_in["pulse"].reason,
        Some(Reason::NoAgreement)
    );
    assert_eq!(
        log.climate("pulse", "buyin", day(TODAY), &Disclosure::internal())
            .unwrap_err()
            .findings()[0]
            .help
            .as_deref(),
        Some("did you mean `buy-in`?")
    );
    let before = log
        .climate(
            "pulse",
            "buy-in",
            Window::new(day(TODAY)).since(day("2027-03-15")),
            &Disclosure::internal(),
        )
        .unwrap();
    assert_eq!(
        before[0].score.value().unwrap().reason,
        Some(Reason::NobodyAnswered)
    );
}

#[test]
fn agreement_by_hand() {
    // Variances 1/3 and 1 of at most random 2: q = 1/3, r_wg(2) = 2 (2/3) / (2 (2/3) + 1/3) = 0.8.
    let found = r_wg(&[vec![4, 4, 5], vec![3, 4, 5]], 5, 3);
    assert!((found.r_wg.value.unwrap() - 0.8).abs() < 1e-12 && found.agrees);
    assert_eq!(
        r_wg(&[vec![4]], 5, 1).r_wg.reason,
        Some(Reason::TooFewRespondents)
    );
    assert_eq!(
        r_wg(&[vec![]], 5, 0).r_wg.reason,
        Some(Reason::NobodyAnswered)
    );
}

/// The steps of a published agreement: no one answer, whatever it was, moves its disagreement further. The ends of the scale reach them.
#[test]
fn one_answer_weighs_no_more_than_a_step() {
    for points in 2..=7 {
        for people in [2u32, 3, 10, 11] {
            let mut greatest = 0.0f64;
            for others in 0..people {
                // The others are at both ends; one person says anything.
                let with = |own: u32| {
                    let rest = (0..people - 1).map(|at| if at < others { points } else { 1 });
                    let answers = rest.chain([own]).collect();
                    let (q, _) = disagreement(&[answers], points).unwrap();
                    q
                };
                for (one, other) in (1..=points).flat_map(|a| (1..=points).map(move |b| (a, b))) {
                    greatest = greatest.max((with(one) - with(other)).abs());
                }
            }
            let step = weight_of_answer(points) / f64::from(people);
            assert!(
                greatest <= step + 1e-12 && greatest >= 0.99 * step,
                "{points} points, {people} people: {greatest} of {step}"
            );
        }
    }
}

#[test]
fn barriers_are_distributed_never_averaged() {
    let mut log = ResponseLog::new(&programme());
    for (n, answers) in [[5, 3, 5, 5, 5], [5, 5, 3, 5, 5], [3, 5, 5, 5, 5]]
        .into_iter()
        .cycle()
        .take(12)
        .enumerate()
    {
        let items: Vec<(&str, u32)> = ["a", "d", "k", "b", "r"].into_iter().zip(answers).collect();
        answered(&mut log, n as u32 + 1..=n as u32 + 1, "pulse", &items);
    }
    answered(&mut log, 13..=13, "pulse", &[("a", 5), ("k", 1)]);
    let people = log.barriers("pulse", day(TODAY)).unwrap();
    assert_eq!(
        (people[0].respondent.as_str(), people[0].barrier),
        ("p1", Barrier::Desire)
    );
    assert_eq!(
        people
            .iter()
            .find(|p| p.respondent == "p13")
            .unwrap()
            .barrier,
        Barrier::Unknown
    );
    let units = log
        .unit_barriers("pulse", day(TODAY), &Disclosure::internal())
        .unwrap();
    let counts = units[0].counts.value().unwrap();
    assert_eq!(
        (
            counts.awareness,
            counts.desire,
            counts.knowledge,
            counts.none,
            counts.unknown
        ),
        (4, 4, 4, 0, 1)
    );
    let of_key = |key: u32| {
        log.unit_barriers("pulse", day(TODAY), &Disclosure::published(key.to_string()))
            .unwrap()
    };
    // Of fewer than 20 respondents nothing is given that makes shares.
    for units in (0..40).map(of_key) {
        assert!(units.iter().all(|unit| unit.counts.value().is_none()));
        assert!(matches!(
            units[0].counts.suppression(),
            Some(Suppression::ShareThreshold | Suppression::Threshold)
        ));
        assert_eq!(units[2].counts.suppression(), Some(Suppression::Threshold));
    }
    assert_eq!(
        serde_json::to_value(Barrier::Reinforcement).unwrap(),
        "reinforcement"
    );
}

#[test]
fn reliability_is_withheld_or_says_why_not() {
    let mut log = ResponseLog::new(&programme());
    answered(&mut log, 1..=9, "pulse", &[("want", 4), ("load", 2)]);
    let few = log
        .reliability(
            "pulse",
            Some("buy-in"),
            day(TODAY),
            MissingAnswers::Complete,
            &Disclosure::default(),
        )
        .unwrap();
    assert_eq!(
        (few.alpha.reason, few.alpha.n, few.respondents),
        (Some(Reason::FewerThanMinCell), None, None)
    );
    answered(&mut log, 10..=10, "pulse", &[("want", 4), ("load", 2)]);
    let same = log
        .reliability(
            "pulse",
            Some("buy-in"),
            day(TODAY),
            MissingAnswers::Complete,
            &Disclosure::internal(),
        )
        .unwrap();
    assert_eq!(
        (same.alpha.reason, same.alpha.n),
        (Some(Reason::NoVariance), Some(10))
    );
    assert_eq!(
        (same.items[1].item.as_str(), same.lambda6.reason),
        ("load", Some(Reason::NoVariance))
    );
    let one = log
        .reliability(
            "check",
            Some("file"),
            day(TODAY),
            MissingAnswers::Pairwise,
            &Disclosure::internal(),
        )
        .unwrap();
    assert_eq!(
        (one.items.len(), one.alpha.value, one.alpha.reason),
        (1, None, Some(Reason::TooFewRespondents))
    );
    assert!(
        log.reliability(
            "pulse",
            Some("luck"),
            day(TODAY),
            MissingAnswers::Complete,
            &Disclosure::internal()
        )
        .is_err()
    );
}

fn needs_of_check(log: &ResponseLog, disclosure: &Disclosure) -> Vec<UnitNeeds> {
    log.needs("check", day(TODAY), &DifTable::default(), disclosure)
        .unwrap()
}

#[test]
fn needs_of_units() {
    let mut log = ResponseLog::new(&programme());
    let file = [
        ("file", 2),
        ("file-matters", 5),
        ("file-hard", 4),
        ("file-often", 1),
    ];
    answered(&mut log, 1..=11, "check", &file);
    answered(&mut log, 12..=12, "check", &[("file", 2)]);
    let needs = needs_of_check(&log, &Disclosure::internal());
    let need = &needs[0].needs.as_ref().unwrap()[0];
    assert_eq!(
        (need.borich, need.rds, need.n, need.dropped),
        (Some(15.0), Some(-100.0), Some(11), Some(1))
    );
    assert_eq!(
        (need.training, need.borich_rank, need.disagree),
        (Some(TrainingDecision::Overtrain), Some(1), false)
    );
    assert_eq!(
        needs[2].needs.as_ref().unwrap()[0].reason,
        Some(Reason::NobodyAnswered)
    );
    // Published: means of eleven people as sums of whole persons, Borich's score from them; of eleven no shares.
    answered(&mut log, 13..=13, "check", &file);
    let of_key = |key: u32| needs_of_check(&log, &Disclosure::published(key.to_string()));
    let published = (0..400)
        .map(of_key)
        .find(|units| units[1].needs.as_ref().unwrap()[0].n.is_some())
        .unwrap();
    let need = &published[1].needs.as_ref().unwrap()[0];
    let borich = need
        .importance
        .zip(need.ability)
        .map(|(importance, ability)| (importance - ability) * importance);
    assert_eq!(
        (need.n.map(|n| n % 5), need.borich, need.rds),
        (Some(0), borich, None)
    );
    assert_eq!(
        published[2].needs.as_ref().unwrap()[0].reason,
        Some(Reason::FewerThanMinCell)
    );
    assert!(
        log.needs(
            "pulse",
            day(TODAY),
            &DifTable::default(),
            &Disclosure::internal()
        )
        .is_err()
    );
}

/// Twelve say how well they file and how much it matters, two more only how well: of those two nothing may follow.
#[test]
fn climate_and_needs_are_about_the_same_people() {
    let mut log = ResponseLog::new(&programme());
    answered(
        &mut log,
        1..=12,
        "check",
        &[("file", 2), ("file-matters", 5)],
    );
    answered(&mut log, 13..=14, "check", &[("file", 5)]);
    let climate = log
        .climate("check", "file", day(TODAY), &Disclosure::internal())
        .unwrap();
    let needs = needs_of_check(&log, &Disclosure::internal());
    let need = &needs[0].needs.as_ref().unwrap()[0];
    assert_eq!(
        (need.n, need.dropped, need.ability),
        (Some(12), Some(2), Some(2.0))
    );
    // 2 of 1 to 5 is .25; with the two others it would be .36.
    let score = climate[0].score.value().unwrap();
    assert_eq!((score.n, score.value), (Some(12), Some(0.25)));
}

#[test]
fn acts_have_an_age() {
    let reported = commitment(&programme(), day(TODAY));
    let acts: Vec<_> = reported
        .acts
        .iter()
        .map(|act| (act.act.as_str(), act.age_days))
        .collect();
    assert_eq!(
        acts,
        [
            ("sponsor-named", 42),
            ("time-released", 41),
            ("time-released", 13)
        ]
    );
    let latest: Vec<_> = reported
        .latest
        .iter()
        .map(|act| (act.act.as_str(), act.age_days))
        .collect();
    assert_eq!(latest, [("sponsor-named", 42), ("time-released", 13)]);
    assert_eq!(reported.in_future, 1);
}

#[test]
fn keys_of_answers_are_sorted() {
    let mut log = ResponseLog::new(&programme());
    answered(
        &mut log,
        1..=12,
        "pulse",
        &[("want", 4), ("load", 2), ("a", 3)],
    );
    answered(
        &mut log,
        1..=12,
        "check",
        &[("file", 2), ("file-matters", 5)],
    );
    let texts = [
        serde_json::to_string(
            &log.climate("pulse", "buy-in", day(TODAY), &Disclosure::internal())
                .unwrap(),
        )
        .unwrap(),
        serde_json::to_string(
            &log.unit_barriers("pulse", day(TODAY), &Disclosure::internal())
                .unwrap(),
        )
        .unwrap(),
        serde_json::to_string(&log.barriers("pulse", day(TODAY)).unwrap()).unwrap(),
        serde_json::to_string(
            &log.reliability(
                "pulse",
                None,
                day(TODAY),
                MissingAnswers::Pairwise,
                &Disclosure::internal(),
            )
            .unwrap(),
        )
        .unwrap(),
        serde_json::to_string(&needs_of_check(&log, &Disclosure::internal())).unwrap(),
        serde_json::to_string(&commitment(log.programme(), day(TODAY))).unwrap(),
        serde_json::to_string(&icc(&[vec![1.0, 2.0], vec![3.0, 5.0]]).unwrap()).unwrap(),
        serde_json::to_string(&kappa_of_pairs(&[(1, 1), (2, 1)]).unwrap()).unwrap(),
    ];
    for text in texts {
        // A map of serde_json is sorted: the text must be the same after a detour through it.
        let sorted: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(text, sorted.to_string());
    }
}

#[test]
fn what_is_said_and_done_in_the_future_is_reported_once() {
    let programme = programme();
    let mut log = ResponseLog::new(&programme);
    let csv = "respondent,instrument,item,answer,date\np1,check,file,5,2027-03-14\np2,check,file,5,2027-03-16\n\
               p3,pulse,want,5,2027-03-15\n";
    assert_eq!(
        log.read_csv("responses.csv", csv.as_bytes(), Default::default())
            .refused,
        0
    );
    let mut evidence = EvidenceLog::new(&programme);
    assert!(log.add_evidence(&mut evidence, None).is_empty());
    let reported = |as_of: &str| {
        let (as_of, show) = (day(as_of), |finding: Option<crate::Finding>| {
            finding.map(|reported| reported.to_string())
        });
        let own = programme.assess(&evidence, as_of).findings().to_vec();
        assert!(
            own.is_empty(),
            "answers are reported where they are, not as evidence: {own:?}"
        );
        assert_eq!(evidence.future_records(as_of), None);
        (
            show(log.future_responses(as_of)),
            show(future_acts(&programme, as_of)),
        )
    };
    let answers = "responses.csv:3: warning[ANSWER_IN_FUTURE]: 2 answers to surveys are dated after 2027-03-14, the earliest \
                   2027-03-15, and do not count yet; this is the first of them";
    let acts = "acts[3].date: warning[ACT_IN_FUTURE]: 1 leadership act is dated 2027-04-01, after 2027-03-14, and does not \
                count yet";
    assert_eq!(
        reported("2027-03-14"),
        (Some(answers.to_owned()), Some(acts.to_owned()))
    );
    assert_eq!(reported("2027-04-01"), (None, None));
    let internal = crate::answers::SurveyOptions {
        disclosure: Some(crate::disclosure::Audience::Internal),
        ..Default::default()
    };
    let answer = crate::answers::survey(&log, day(TODAY), &internal, &[]).unwrap();
    let codes: Vec<Code> = answer.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::ActInFuture, Code::AnswerInFuture]);
}

#[test]
fn evidence_in_the_future_is_reported_at_its_place() {
    let programme = programme();
    let csv = "person,objective,kind,value,date\np1,why,quiz,1,2027-03-01\np2,why,quiz,1,2027-06-01\np3,why,quiz,1,2027-05-01\n";
    let mut evidence = EvidenceLog::new(&programme);
    evidence.read_csv("evidence.csv", csv.as_bytes(), Default::default());
    let expected = "evidence.csv:3: warning[EVIDENCE_IN_FUTURE]: 2 records are dated after 2027-03-14, the earliest \
                    2027-05-01, and were ignored; this is the first of them";
    let found = evidence.future_records(day(TODAY)).expect("a finding");
    assert_eq!(found.to_string(), expected);
    assert_eq!(
        programme.assess(&evidence, day(TODAY)).findings(),
        std::slice::from_ref(&found)
    );
    assert_eq!(evidence.into_assessment(day(TODAY)).findings(), [found]);
}

/// How many of a group gave an answer to an item.
fn counted<'a>(group: &'a str, item: &'a str, answer: u32, count: u32, date: &str) -> Response<'a> {
    Response {
        count: Some(count),
        section: Some("first"),
        ..response(group, "pulse", item, answer, date)
    }
}

/// The same answers as respondents and as counts have the same means, shares and agreement.
#[test]
fn counts_give_the_figures_of_the_respondents_that_they_count() {
    let programme = programme();
    let (mut single, mut counts) = (ResponseLog::new(&programme), ResponseLog::new(&programme));
    let names: Vec<String> = (0..11).map(|n| format!("x{n}")).collect();
    let given = [5, 4, 4, 4, 5, 3, 2, 4, 1, 4, 5];
    for (name, (want, load)) in names
        .iter()
        .zip(given.into_iter().zip(given.into_iter().rev()))
    {
        for (item, answer) in [("want", want), ("load", load)] {
            let section = Some("first");
            let _ = single.push(&Response {
                section,
                ..response(name, "pulse", item, answer, TODAY)
            });
        }
    }
    for item in ["want", "load"] {
        for (answer, count) in [(1, 1), (2, 1), (3, 1), (4, 5), (5, 3)] {
            let row = counted("team", item, answer, count, TODAY);
            // Reading it twice changes nothing.
            assert_eq!(counts.push(&row), RecordOutcome::Accepted);
            assert_eq!(counts.push(&row), RecordOutcome::Accepted);
        }
    }
    assert_eq!((single.len(), counts.len()), (22, 10));
    for disclosure in [Disclosure::internal(), Disclosure::published("one key")] {
        let [of_single, of_counts] = [&single, &counts].map(|log| {
            let units = log
                .climate("pulse", "buy-in", day(TODAY), &disclosure)
                .unwrap();
            let with = |unit: &UnitClimate| {
                let value = |estimate: Estimate| estimate.value.map(|one| (one * 1e12).round());
                (
                    unit.unit.clone(),
                    unit.respondents.value(),
                    unit.answers.value(),
                    unit.score.value().and_then(value),
                    unit.agreement.as_ref().map(|found| found.agrees),
                    unit.agreement.as_ref().map(|found| value(found.r_wg)),
                )
            };
            units.iter().map(with).collect::<Vec<_>>()
        });
        assert_eq!(of_single, of_counts);
        assert_eq!(of_counts.len(), 3);
    }
    let inside = Disclosure::internal();
    let found = counts.reliability(
        "pulse",
        Some("buy-in"),
        day(TODAY),
        MissingAnswers::Complete,
        &inside,
    );
    let found = found.unwrap();
    assert_eq!(
        (found.alpha.value, found.alpha.reason),
        (None, Some(Reason::CountsOnly))
    );
    assert_eq!(found.items[0].item, "want");
    assert_eq!(found.omega.reason, Some(Reason::CountsOnly));
}

#[test]
fn few_people_in_counts_are_suppressed() {
    let mut log = ResponseLog::new(&programme());
    let _ = log.push(&counted("team", "want", 5, 4, TODAY));
    let units = log
        .climate("pulse", "buy-in", day(TODAY), &Disclosure::default())
        .unwrap();
    assert!(
        units.iter().all(|unit| unit.score.value().is_none()),
        "4 are fewer than min_cell"
    );
}

#[test]
fn counts_of_a_later_day_take_the_place_of_those_before() {
    let mut log = ResponseLog::new(&programme());
    for row in [
        counted("team", "want", 1, 20, "2027-01-10"),
        counted("team", "want", 5, 12, "2027-02-10"),
        counted("other", "want", 5, 8, "2027-01-10"),
    ] {
        assert_eq!(log.push(&row), RecordOutcome::Accepted);
    }
    let inside = Disclosure::internal();
    let at = |date: &str| {
        let units = log.climate("pulse", "buy-in", day(date), &inside).unwrap();
        (
            units[0].respondents.value(),
            units[0].answers.value().map(|given| given.disagree),
        )
    };
    assert_eq!(at("2027-01-31"), (Some(28), Some(20)));
    assert_eq!(at("2027-02-28"), (Some(20), Some(0)));
    let copied = log.for_programme(&programme());
    assert_eq!(copied.len(), 3);
    let mut merged = ResponseLog::new(log.programme());
    merged.merge(&log).unwrap();
    assert_eq!(merged.len(), 3);
}

#[test]
fn counts_that_cannot_be_or_that_contradict_are_findings() {
    let mut log = ResponseLog::new(&programme());
    let RecordOutcome::Refused(finding) = log.push(&counted("p1", "want", 5, 3, TODAY)) else {
        panic!("a person is no group");
    };
    assert_eq!(
        (finding.code, finding.path.as_str()),
        (Code::BadValue, "count")
    );
    let mut warned = Vec::new();
    for count in [7, 5, 7, 5] {
        let outcome = log.push(&counted("team", "want", 5, count, TODAY));
        warned.push(matches!(outcome, RecordOutcome::Warned(_)));
    }
    assert_eq!(warned, [false, true, true, false]);
    let units = log
        .climate("pulse", "buy-in", day(TODAY), &Disclosure::internal())
        .unwrap();
    assert_eq!(
        units[0].respondents.value(),
        Some(5),
        "the smaller one counts"
    );
}

#[test]
fn stages_that_are_counts_are_people_whose_barrier_is_unknown() {
    let mut log = ResponseLog::new(&programme());
    for item in ["a", "d", "k", "b", "r"] {
        let _ = log.push(&counted("team", item, 2, 11, TODAY));
    }
    let units = log
        .unit_barriers("pulse", day(TODAY), &Disclosure::internal())
        .unwrap();
    let counts = units[0].counts.value().unwrap();
    assert_eq!((counts.unknown, counts.awareness), (11, 0));
    let matters = |item, answer| Response {
        instrument: "check",
        ..counted("team", item, answer, 11, TODAY)
    };
    let _ = log.push(&matters("file", 2));
    let _ = log.push(&matters("file-matters", 5));
    let needs = needs_of_check(&log, &Disclosure::internal());
    let needs = needs[0].needs.as_ref().unwrap();
    assert_eq!(needs[0].reason, Some(Reason::CountsOnly));
}

#[test]
fn a_table_of_counts_is_read() {
    let mut log = ResponseLog::new(&programme());
    let mut reader = log.reader("responses.csv", crate::table::TableOptions::default());
    reader.push(
        b"respondent,instrument,item,answer,date,section,count\n\
          team,pulse,want,4,2027-03-01,first,12\n\
          x1,pulse,want,5,2027-03-01,first,\n\
          team,pulse,want,3,2027-03-01,first,1.5\n",
    );
    let report = reader.finish();
    assert_eq!((report.rows, report.refused), (2, 1));
    let units = log
        .climate("pulse", "buy-in", day(TODAY), &Disclosure::internal())
        .unwrap();
    assert_eq!(units[0].respondents.value(), Some(13));
}

#[test]
fn counts_of_a_section_and_of_its_part_are_a_finding() {
    let mut document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry",
        "sections": [{ "id": "whole" }, { "id": "part", "parent": "whole" }, { "id": "other", "parent": "whole" }],
        "instruments": [{ "id": "pulse", "points": 5, "items": [{ "id": "want", "measures": "buy-in" }] }],
    }))
    .unwrap();
    document.people.clear();
    let mut log = ResponseLog::new(&Programme::compile(&document));
    let mut push = |group: &'static str, date: &str| {
        let _ = log.push(&Response {
            section: Some(group),
            ..counted(group, "want", 4, 20, date)
        });
        log.row_findings()
    };
    assert_eq!(push("part", TODAY), []);
    assert_eq!(push("other", TODAY), []);
    assert_eq!(push("whole", "2027-02-01"), [], "another day");
    let found = push("whole", TODAY);
    assert_eq!(found.len(), 2);
    assert!(
        found
            .iter()
            .all(|finding| finding.code == Code::CountedTwice)
    );
    assert!(
        found[0].message.contains("`whole` and its part"),
        "{}",
        found[0].message
    );
}
