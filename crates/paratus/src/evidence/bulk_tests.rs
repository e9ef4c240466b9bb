//! Columns and records one by one must be the same log.

use super::*;
use crate::document::Kind;
use crate::{Code, Date, Programme};

fn programme() -> Programme {
    Programme::from_json(
        r#"{"format": 1, "id": "t", "as_of": "2027-03-14",
            "scales": {"steps": {"levels": ["aware", "working", "expert"]}},
            "objectives": [
              {"id": "plain", "title": "Plain", "track": "people"},
              {"id": "scaled", "title": "Scaled", "track": "process", "scale": "steps"}],
            "sections": [{"id": "s", "title": "S"}],
            "instruments": [{"id": "own-mass", "evidence_weight": 2.5, "items": [{"id": "i", "measures": "plain"}]}],
            "roles": [{"id": "r", "title": "R", "requires": [{"objective": "plain"}, {"objective": "scaled", "level": "working"}]}],
            "people": [{"id": "p-1", "section": "s", "roles": ["r"]},
                       {"id": "p-2", "section": "s", "roles": ["r"], "joined": "2026-01-01", "left": "2026-12-31"}]}"#,
    )
    .unwrap()
}

/// A small generator, so that the test needs nothing else.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }

    fn column(&mut self, rows: usize, texts: usize, nothing: bool) -> Vec<u32> {
        let one = |random: &mut Random| match random.below(12) {
            0 if nothing => TextColumn::NOTHING,
            1 if random.below(8) == 0 => texts as u32,
            _ => random.below(texts as u32),
        };
        (0..rows).map(|_| one(self)).collect()
    }
}

const PEOPLE: &[&str] = &["p-2", "p-1", "p-9", "p-1"];
const OBJECTIVES: &[&str] = &["scaled", "plain", "plian"];
const KINDS: &[&str] = &[
    "survey",
    "quiz",
    "observation",
    "certificate",
    "completion",
    "quizz",
];
const LEVELS: &[&str] = &["working", "aware", "expert", "master"];
const TEXTS: &[&str] = &["own-mass", "p-1", "quiz", "k", "p-2", "unused until late"];

#[test]
fn columns_are_the_same_as_records_one_by_one() {
    let programme = programme();
    let mut random = Random(7);
    for round in 0..40u32 {
        let rows = 400;
        let (person, objective) = (
            random.column(rows, PEOPLE.len(), false),
            random.column(rows, OBJECTIVES.len(), false),
        );
        let (kind, level) = (
            random.column(rows, KINDS.len(), false),
            random.column(rows, LEVELS.len(), true),
        );
        let (key, source) = (
            random.column(rows, TEXTS.len(), true),
            random.column(rows, TEXTS.len(), true),
        );
        let value: Vec<f64> = (0..rows)
            .map(|_| match random.below(40) {
                0 => f64::NAN,
                1 => -0.1,
                2 => f64::INFINITY,
                n if n < 20 => 1.0,
                n => f64::from(n) / 40.0,
            })
            .collect();
        let day: Vec<i32> = (0..rows)
            .map(|_| {
                if random.below(99) == 0 {
                    i32::MAX
                } else {
                    20_300 + random.below(700) as i32
                }
            })
            .collect();
        let expires: Vec<i32> = (0..rows)
            .map(|_| {
                if random.below(3) > 0 {
                    EvidenceColumns::NEVER
                } else {
                    20_200 + random.below(1500) as i32
                }
            })
            .collect();
        let mut columns = EvidenceColumns {
            person: TextColumn {
                texts: PEOPLE,
                codes: &person,
            },
            objective: TextColumn {
                texts: OBJECTIVES,
                codes: &objective,
            },
            kind: TextColumn {
                texts: KINDS,
                codes: &kind,
            },
            value: &value,
            day: &day,
            ..EvidenceColumns::default()
        };
        columns.level = (round % 2 > 0).then_some(TextColumn {
            texts: LEVELS,
            codes: &level,
        });
        columns.key = (round / 2 % 2 > 0).then_some(TextColumn {
            texts: TEXTS,
            codes: &key,
        });
        columns.source = (round / 4 % 2 > 0).then_some(TextColumn {
            texts: TEXTS,
            codes: &source,
        });
        columns.expires = (round / 8 % 2 > 0).then_some(&expires);

        let mut bulk = EvidenceLog::new(&programme);
        let report = bulk.push_columns(&columns).unwrap();
        let mut single = EvidenceLog::new(&programme);
        let mut findings = Vec::new();
        for at in 0..rows {
            let text =
                |texts: &[&'static str], codes: &[u32]| texts.get(codes[at] as usize).copied();
            let (Some(person), Some(objective)) =
                (text(PEOPLE, &person), text(OBJECTIVES, &objective))
            else {
                continue;
            };
            let Some(kind) = text(KINDS, &kind).and_then(Kind::from_name) else {
                continue;
            };
            let Some(date) = Date::from_days(day[at]) else {
                continue;
            };
            let astray = |codes: &[u32], texts: &[&str]| {
                codes[at] != TextColumn::NOTHING && texts.get(codes[at] as usize).is_none()
            };
            if columns.level.is_some() && astray(&level, LEVELS)
                || columns.key.is_some() && astray(&key, TEXTS)
                || columns.source.is_some() && astray(&source, TEXTS)
            {
                continue;
            }
            let record = Record {
                level: columns.level.and_then(|_| text(LEVELS, &level)),
                key: columns.key.and_then(|_| text(TEXTS, &key)),
                source: columns.source.and_then(|_| text(TEXTS, &source)),
                expires: columns.expires.and_then(|days| Date::from_days(days[at])),
                ..Record::new(person, objective, kind, value[at], date)
            };
            if let RecordOutcome::Warned(finding) | RecordOutcome::Refused(finding) =
                single.push(&record)
            {
                findings.push((
                    format!("evidence[{at}].{}", finding.path),
                    finding.message.clone(),
                ));
            }
        }
        for (place, (bulk, single)) in bulk.packed().zip(single.packed()).enumerate() {
            assert_eq!(bulk, single, "round {round}, record {place}");
        }
        let (bulk_names, single_names) = (bulk.names(), single.names());
        assert_eq!(
            bulk_names.iter().collect::<Vec<_>>(),
            single_names.iter().collect::<Vec<_>>(),
            "round {round}"
        );
        assert_eq!(
            (report.rows as usize, bulk.len()),
            (single.len(), single.len())
        );
        assert_eq!(report.refused, bulk.row_counts().refused);
        let reported: Vec<_> = report
            .findings
            .iter()
            .filter(|f| f.code != Code::BadValue)
            .map(|f| (f.path.clone(), f.message.clone()))
            .collect();
        assert_eq!(reported, findings, "round {round}");
        assert!(bulk.len() > 20 && report.refused > 20, "round {round}");
    }
}

#[test]
fn columns_of_different_lengths_are_refused_whole() {
    let programme = programme();
    let mut log = EvidenceLog::new(&programme);
    let columns = EvidenceColumns {
        person: TextColumn {
            texts: &["p-1"],
            codes: &[0, 0],
        },
        objective: TextColumn {
            texts: &["plain"],
            codes: &[0, 0],
        },
        kind: TextColumn {
            texts: &["quiz"],
            codes: &[0, 0],
        },
        value: &[1.0],
        day: &[20_000, 20_000],
        ..EvidenceColumns::default()
    };
    let error = log.push_columns(&columns).unwrap_err();
    assert_eq!(
        error.to_string(),
        "evidence.value: `value` has 1 records and `person` has 2"
    );
    assert!(log.is_empty());
}

#[test]
fn a_million_bad_records_do_not_fill_the_memory() {
    let programme = programme();
    let mut log = EvidenceLog::new(&programme);
    let rows = 20_000;
    let (zeros, ones, days) = (vec![0; rows], vec![1.0; rows], vec![20_000; rows]);
    let columns = EvidenceColumns {
        person: TextColumn {
            texts: &["p-7"],
            codes: &zeros,
        },
        objective: TextColumn {
            texts: &["plain"],
            codes: &zeros,
        },
        kind: TextColumn {
            texts: &["quiz"],
            codes: &zeros,
        },
        value: &ones,
        day: &days,
        ..EvidenceColumns::default()
    };
    let report = log.push_columns(&columns).unwrap();
    assert_eq!(
        (report.rows, report.refused, log.row_counts().refused),
        (0, 20_000, 20_000)
    );
    assert_eq!(
        report.findings.len(),
        crate::table::MAX_FINDINGS_PER_CODE + 1
    );
    // What was not said of these is said of the next ones.
    assert_eq!(
        log.push_columns(&columns).unwrap().findings,
        report.findings
    );
}

/// This many people: more than one partition holds.
fn crowd(people: usize) -> Programme {
    let people: Vec<String> = (0..people)
        .map(|at| format!(r#"{{"id": "c-{at}", "section": "s", "roles": ["r"]}}"#))
        .collect();
    Programme::from_json(&format!(
        r#"{{"format": 1, "id": "t", "as_of": "2027-03-14", "objectives": [{{"id": "plain", "title": "Plain", "track": "people"}}],
            "sections": [{{"id": "s", "title": "S"}}],
            "roles": [{{"id": "r", "title": "R", "requires": [{{"objective": "plain"}}]}}], "people": [{}]}}"#,
        people.join(", ")
    ))
    .unwrap()
}

#[test]
fn many_usual_columns_are_the_same_as_records_one_by_one() {
    const CROWD: usize = 700;
    let programme = crowd(CROWD);
    let mut random = Random(11);
    let ids: Vec<String> = (0..CROWD).map(|at| format!("c-{at}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    // Fewer than wait, as many, more, and with something odd among them now and then.
    for (rows, odd) in [
        (1, 0),
        (63, 0),
        (64, 0),
        (2_047, 0),
        (2_048, 0),
        (2_049, 0),
        (9_000, 0),
        (9_000, 500),
        (9_000, 40),
    ] {
        let person: Vec<u32> = (0..rows).map(|_| random.below(CROWD as u32)).collect();
        let key: Vec<u32> = (0..rows).map(|_| random.below(3)).collect();
        let source: Vec<u32> = (0..rows)
            .map(|_| {
                if odd > 0 && random.below(odd) == 0 {
                    0
                } else {
                    TextColumn::NOTHING
                }
            })
            .collect();
        let value: Vec<f64> = (0..rows)
            .map(|_| f64::from(random.below(21)) / 20.0)
            .collect();
        let day: Vec<i32> = (0..rows)
            .map(|_| 20_000 + random.below(900) as i32)
            .collect();
        let zeros = vec![0; rows];
        let columns = EvidenceColumns {
            person: TextColumn {
                texts: &ids,
                codes: &person,
            },
            objective: TextColumn {
                texts: &["plain"],
                codes: &zeros,
            },
            kind: TextColumn {
                texts: &["quiz"],
                codes: &zeros,
            },
            value: &value,
            day: &day,
            key: Some(TextColumn {
                texts: &["a", "b", "c"],
                codes: &key,
            }),
            source: Some(TextColumn {
                texts: &["somebody"],
                codes: &source,
            }),
            ..EvidenceColumns::default()
        };
        let (mut bulk, mut single) = (EvidenceLog::new(&programme), EvidenceLog::new(&programme));
        let report = bulk.push_columns(&columns).unwrap();
        assert_eq!((report.rows, report.refused), (rows as u64, 0));
        for at in 0..rows {
            let record = Record {
                key: ["a", "b", "c"].get(key[at] as usize).copied(),
                source: (source[at] == 0).then_some("somebody"),
                ..Record::new(
                    ids[person[at] as usize],
                    "plain",
                    Kind::Quiz,
                    value[at],
                    Date::from_days(day[at]).unwrap(),
                )
            };
            assert_eq!(single.push(&record), RecordOutcome::Accepted);
        }
        assert!(
            bulk.packed().eq(single.packed()),
            "{rows} rows, one of {odd} odd"
        );
        assert_eq!(
            bulk.partitions().first_day(),
            single.partitions().first_day()
        );
        #[cfg(feature = "spill")]
        {
            let kept = std::sync::Arc::new(super::spill_tests::KeptBytes::default());
            let mut far = EvidenceLog::with_spill(&programme, kept, 1_000);
            let _ = far.push_columns(&columns).unwrap();
            assert!(far.len() == rows && (far.spilled_records() > 0 || rows < 2_000));
            let by_person = super::spill_tests::by_person;
            assert!(
                by_person(&far) == by_person(&single),
                "{rows} rows, one of {odd} odd"
            );
        }
    }
}
