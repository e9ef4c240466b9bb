use crate::diff::{DiffSide, VerdictCause, VerdictCounts, diff, sensitivity};
use crate::disclosure::{Disclosure, Suppression};
use crate::document::{Document, Kind};
use crate::evidence::RecordOutcome;
use crate::{Date, EvidenceLog, Programme, Record, Verdict};
use proptest::prelude::*;
use serde_json::{Value, json};

fn day(days: i32) -> Date {
    "2027-01-01".parse::<Date>().unwrap().plus_days(days)
}

/// Clerks need one objective, editors two. `rules` and `extra` people are what differs.
fn document(rules: Value, people: Value) -> Document {
    serde_json::from_value(json!({
        "format": 1, "id": "ministry", "rules": rules,
        "objectives": [{ "id": "why", "track": "people" }, { "id": "edit", "track": "process" }],
        "sections": [{ "id": "archive" }, { "id": "desk" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }] },
            { "id": "editor", "requires": [{ "objective": "why" }, { "objective": "edit" }] }],
        "people": people,
    }))
    .unwrap()
}

fn clerks(count: usize) -> Value {
    (0..count)
        .map(|n| json!({ "id": format!("p{n}"), "section": "archive", "roles": ["clerk"] }))
        .collect()
}

type Row<'a> = (&'a str, &'a str, i32, f64, Option<i32>);

fn log(document: &Document, rows: &[Row<'_>]) -> EvidenceLog {
    let programme = Programme::compile(document);
    let mut log = EvidenceLog::new(&programme);
    for &(person, objective, at, value, expires) in rows {
        let record = Record::new(person, objective, Kind::Observation, value, day(at));
        assert!(!matches!(
            log.push(&Record {
                expires: expires.map(day),
                ..record
            }),
            RecordOutcome::Refused(_)
        ));
    }
    log
}

#[test]
fn each_cause_is_found() {
    let mut people = clerks(5);
    let before = document(json!({}), people.clone());
    people[4]["roles"] = json!(["editor"]);
    people[4]["section"] = json!("desk");
    let after = document(json!({ "threshold": 0.6 }), people);
    // b = 4f / (4f + 2): fresh .667, after 50 days f = .839 and b = .627, after 100 days .585, after 199 days below .5.
    let old: &[Row<'_>] = &[
        ("p1", "why", -180, 1.0, None),
        ("p2", "why", 0, 1.0, Some(20)),
        ("p3", "why", -50, 1.0, None),
        ("p4", "why", 0, 1.0, None),
    ];
    let new: Vec<Row<'_>> = old
        .iter()
        .copied()
        .chain([("p0", "why", 10, 1.0, None)])
        .collect();
    let (old, new) = (log(&before, old), log(&before, &new));
    let difference = diff(
        &DiffSide {
            as_of: day(0),
            document: &before,
            evidence: &old,
        },
        &DiffSide {
            as_of: day(50),
            document: &after,
            evidence: &new,
        },
        &Disclosure::internal(),
    );
    let causes: Vec<_> = difference
        .changes
        .iter()
        .map(|change| {
            let steps: Vec<VerdictCause> = change.steps.iter().map(|step| step.cause).collect();
            (change.person.as_str(), change.before, change.after, steps)
        })
        .collect();
    let (ready, open) = (Some(Verdict::Ready), Some(Verdict::CannotTell));
    assert_eq!(
        causes,
        [
            ("p0", open, ready, vec![VerdictCause::Evidence]),
            ("p1", ready, open, vec![VerdictCause::Ageing]),
            ("p2", ready, open, vec![VerdictCause::Expiry]),
            ("p3", ready, open, vec![VerdictCause::Rules]),
            ("p4", ready, open, vec![VerdictCause::Place]),
        ]
    );
    assert!(difference.is_worse());
    let counts = |ready, cannot_tell| {
        Some(VerdictCounts {
            cannot_tell,
            not_ready: 0,
            not_required: 0,
            ready,
        })
    };
    assert_eq!(difference.before.value(), counts(4, 1));
    assert_eq!(difference.after.value(), counts(1, 4));
    let moved = &difference.moved[0];
    assert_eq!(
        (
            moved.person.as_str(),
            moved.from.as_deref(),
            moved.to.as_deref()
        ),
        ("p4", Some("archive"), Some("desk"))
    );
    assert!(moved.roles_changed);
    // Five are too few to be published, and nobody is named.
    let published = diff(
        &DiffSide {
            as_of: day(0),
            document: &before,
            evidence: &old,
        },
        &DiffSide {
            as_of: day(50),
            document: &after,
            evidence: &new,
        },
        &Disclosure::default(),
    );
    assert!(
        published.after.is_suppressed()
            && published.changes.is_empty()
            && published.moved.is_empty()
    );
    let why = |name: &str| published.suppressed.get(name);
    assert_eq!(
        (why("before"), why("changes")),
        (
            Some(Suppression::Threshold),
            Some(Suppression::InternalOnly)
        )
    );
}

#[test]
fn requirements_and_people_who_come_and_go() {
    let mut people = clerks(3);
    people[1]["left"] = json!("2027-01-31");
    people[2]["joined"] = json!("2027-02-10");
    let before = document(json!({}), people);
    let mut after = before.clone();
    after.roles[0]
        .requires
        .push(serde_json::from_value(json!({ "objective": "edit" })).unwrap());
    let evidence = log(
        &before,
        &[("p0", "why", 0, 1.0, None), ("p2", "why", 0, 1.0, None)],
    );
    let difference = diff(
        &DiffSide {
            as_of: day(0),
            document: &before,
            evidence: &evidence,
        },
        &DiffSide {
            as_of: day(60),
            document: &after,
            evidence: &evidence,
        },
        &Disclosure::internal(),
    );
    assert_eq!(
        difference.changes[0].steps[0].cause,
        VerdictCause::Requirements
    );
    assert_eq!(difference.changes[0].after, Some(Verdict::CannotTell));
    let id = |list: &[crate::diff::StaffChange]| {
        list.iter()
            .map(|moved| moved.person.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (id(&difference.joined), id(&difference.left)),
        (vec!["p2".to_owned()], vec!["p1".to_owned()])
    );
    // Who joins must learn all that is required and not shown; who leaves nothing.
    assert_eq!(
        (difference.joined[0].new_needs, difference.left[0].new_needs),
        (1, 0)
    );
    assert_eq!(difference.before.value().unwrap().people(), 1);
}

#[test]
fn the_same_twice_differs_in_nothing() {
    let document = document(json!({}), clerks(12));
    let evidence = log(
        &document,
        &[("p0", "why", 0, 1.0, None), ("p1", "why", -10, 0.3, None)],
    );
    let side = DiffSide {
        as_of: day(0),
        document: &document,
        evidence: &evidence,
    };
    let difference = diff(&side, &side, &Disclosure::internal());
    assert!(difference.changes.is_empty() && !difference.is_worse());
    assert_eq!(difference.before, difference.after);
}

#[test]
fn sensitivity_by_hand() {
    let document = document(json!({}), clerks(12));
    // Prior weight 1: 4f / (4f + 1) >= 1/2 until 396 days; 4: never more than 1/2, only on the first day.
    let evidence = log(
        &document,
        &[("p0", "why", -250, 1.0, None), ("p1", "why", -1, 1.0, None)],
    );
    let report = sensitivity(&document, &evidence, day(0), &Disclosure::internal());
    assert_eq!(report.counts.value().unwrap().ready, 1);
    let changed = |rule: &str, value: f64| {
        let variant = report
            .variants
            .iter()
            .find(|variant| variant.rule == rule && variant.value == value)
            .unwrap();
        (
            variant.changed.value(),
            variant.counts.value().unwrap().ready,
        )
    };
    assert_eq!(report.variants.len(), 11);
    assert_eq!(
        (changed("exponent", 1.0), changed("exponent", -1.0)),
        ((Some(0), 1), (Some(0), 1))
    );
    assert_eq!(
        (changed("prior_weight", 1.0), changed("prior_weight", 4.0)),
        ((Some(1), 2), (Some(1), 0))
    );
    // Half-life 297: f = 2^(-250/297) = .558 and b = .527. Evidence weight 2: f < 1 gives less than half.
    assert_eq!(
        (changed("half_lives", 1.5), changed("evidence_weights", 0.5)),
        ((Some(1), 2), (Some(1), 0))
    );
    let few = document_of_few();
    let published = |document: &Document, log: &EvidenceLog| {
        sensitivity(document, log, day(0), &Disclosure::default())
    };
    assert!(
        published(&few, &log(&few, &[])).variants[0]
            .counts
            .is_suppressed()
    );
    // Of twelve the published counts are multiples of 5, and who changes is not counted.
    for variant in published(&document, &evidence).variants {
        let counts = variant.counts.value().unwrap();
        assert!(
            [counts.ready, counts.not_ready, counts.cannot_tell]
                .iter()
                .all(|count| count % 5 == 0),
            "{counts:?}"
        );
        assert_eq!(
            variant.changed.suppression(),
            Some(Suppression::InternalOnly)
        );
    }
}

fn document_of_few() -> Document {
    document(json!({}), clerks(4))
}

type DrawnRecord = (usize, bool, i32, f64, Option<i32>);

fn some_side() -> impl Strategy<Value = (Document, Vec<DrawnRecord>, i32)> {
    let person = (
        0usize..3,
        any::<bool>(),
        prop::option::of(0i32..80),
        any::<bool>(),
    );
    let record = (
        0usize..6,
        any::<bool>(),
        -300i32..100,
        prop::sample::select(vec![1.0, 1.0, 0.5, 0.0]),
        prop::option::of(0i32..200),
    );
    (
        prop::collection::vec(person, 6),
        prop::collection::vec(record, 0..20),
        0i32..100,
        prop::sample::select(vec![0.4, 0.5, 0.6]),
        prop::sample::select(vec![60.0, 198.0]),
    )
        .prop_map(|(people, records, as_of, threshold, half_life)| {
            let people: Vec<Value> = people
                .into_iter()
                .enumerate()
                .map(|(n, (roles, desk, left, joined))| {
                    let roles = [json!([]), json!(["clerk"]), json!(["editor"])][roles].clone();
                    let mut person =
                        json!({ "id": format!("p{n}"), "section": if desk { "desk" } else { "archive" }, "roles": roles });
                    if let Some(left) = left {
                        person["left"] = json!(day(left));
                    }
                    if joined {
                        person["joined"] = json!(day(-10));
                    }
                    person
                })
                .collect();
            let rules = json!({ "threshold": threshold, "half_life_days": half_life });
            (document(rules, Value::Array(people)), records, as_of)
        })
}

fn push(document: &Document, records: &[DrawnRecord]) -> EvidenceLog {
    let mut log = EvidenceLog::new(&Programme::compile(document));
    for &(person, edit, at, value, expires) in records {
        let person = format!("p{person}");
        let record = Record::new(
            &person,
            if edit { "edit" } else { "why" },
            Kind::Observation,
            value,
            day(at),
        );
        let expires = expires.filter(|_| value == 1.0).map(|days| day(at + days));
        let _ = log.push(&Record { expires, ..record });
    }
    log
}

proptest! {
    #[test]
    fn the_counts_add_up((first, old, from) in some_side(), (second, new, to) in some_side()) {
        let second_days: Vec<i32> = new.iter().map(|drawn| drawn.2).collect();
        let (old, new) = (push(&first, &old), push(&second, &new));
        let difference = diff(
            &DiffSide { as_of: day(from), document: &first, evidence: &old },
            &DiffSide { as_of: day(to), document: &second, evidence: &new },
            &Disclosure::internal(),
        );
        // The ends are those of the assessments.
        let counts = |document: &Document, log: &EvidenceLog, as_of: i32, without: &[crate::diff::StaffChange]| {
            let programme = Programme::compile(document);
            let assessment = programme.assess(&log.for_programme(&programme), day(as_of));
            let stay = assessment.people().filter(|person| without.iter().all(|moved| moved.person != person.id()));
            VerdictCounts::count_verdicts(stay.map(|person| person.verdict()).collect::<Vec<_>>())
        };
        prop_assert_eq!(difference.before.value().unwrap(), counts(&first, &old, from, &difference.left));
        prop_assert_eq!(difference.after.value().unwrap(), counts(&second, &new, to, &difference.joined));
        // Every step leads from the counts before it to those after it, by the people who change on it.
        let mut now = difference.before.value().unwrap();
        for cause in &difference.causes {
            let steps = difference.changes.iter().flat_map(|change| &change.steps).filter(|s| s.cause == cause.cause);
            let mut changed = 0;
            for step in steps {
                let part = |verdict| VerdictCounts::count_verdicts([verdict]);
                let (from, to) = (part(step.from), part(step.to));
                now.ready = now.ready + to.ready - from.ready;
                now.cannot_tell = now.cannot_tell + to.cannot_tell - from.cannot_tell;
                now.not_ready = now.not_ready + to.not_ready - from.not_ready;
                now.not_required = now.not_required + to.not_required - from.not_required;
                changed += 1;
            }
            prop_assert_eq!(now, cause.then.value().unwrap());
            let counted = [cause.better, cause.worse, cause.other].map(|count| count.value().unwrap());
            prop_assert_eq!(changed, counted.iter().sum::<u64>());
        }
        prop_assert_eq!(now, difference.after.value().unwrap());
        for change in &difference.changes {
            prop_assert_eq!(change.steps.first().map(|step| step.from), Some(change.before));
            prop_assert_eq!(change.steps.last().map(|step| step.to), Some(change.after));
            prop_assert!(change.steps.windows(2).all(|pair| pair[0].to == pair[1].from));
        }
        // Time alone makes nobody ready. (Beside newer evidence it may: old failures fade too.)
        let is_new = |days: i32| days > from.min(to);
        let mut steps = difference.changes.iter().flat_map(|change| &change.steps);
        prop_assert!(
            to < from || second_days.into_iter().any(is_new)
                || steps.all(|s| s.cause != VerdictCause::Ageing || s.to != Some(Verdict::Ready))
        );
    }
}
