//! The smallest change that flips a verdict does flip it, and nothing smaller does.

use crate::case::{Case, cases, log};
use crate::generate::case;
use paratus::document::{EvidenceDoc, Kind};
use paratus::model::Requirement;
use paratus::{Assessment, Date, Record, Verdict};
use proptest::prelude::*;

/// This many observed passes on each requirement, each of a key of its own.
fn passes(
    assessment: &Assessment,
    person: &str,
    counts: &[(&Requirement, u64)],
) -> Vec<EvidenceDoc> {
    let mut records = Vec::new();
    for &(requirement, count) in counts {
        let objective = &assessment.programme().objectives()[requirement.objective];
        records.extend((0..count).map(|at| EvidenceDoc {
            person: person.to_owned(),
            objective: objective.id.clone(),
            kind: Kind::Observation,
            value: 1.0,
            date: assessment.as_of().into(),
            level: objective.level_name(requirement.level).map(str::to_owned),
            key: Some(format!("pass {at} of {}", objective.id)),
            expires: None,
            source: None,
        }));
    }
    records
}

fn verdict_with(assessment: &Assessment, person: &str, records: &[EvidenceDoc]) -> Option<Verdict> {
    let mut changed = assessment.clone();
    assert_eq!(
        changed.append(records.iter().map(Record::from)).taken,
        records.len()
    );
    changed
        .person(person)
        .expect("a person of the programme")
        .verdict()
}

/// Every way to give `total` passes to `slots` requirements.
fn multisets(slots: usize, total: u64) -> Vec<Vec<u64>> {
    match (slots, total) {
        (0, 0) => vec![Vec::new()],
        (0, _) => Vec::new(),
        _ => {
            let mut all = Vec::new();
            for first in 0..=total {
                for mut rest in multisets(slots - 1, total - first) {
                    rest.push(first);
                    all.push(rest);
                }
            }
            all
        }
    }
}

/// How many such ways there are: total + slots - 1 over total.
fn ways(slots: usize, total: u64) -> f64 {
    (1..=total)
        .map(|k| (slots as f64 - 1.0 + k as f64) / k as f64)
        .product()
}

/// What was looked at, so that a test can say that it looked at something.
#[derive(Debug, Default)]
pub(crate) struct FlipCounts {
    pub(crate) by_passes: usize,
    pub(crate) by_time: usize,
    pub(crate) brute_force: usize,
    pub(crate) never: usize,
}

/// Holds a person's flip against the verdict of the changed evidence, and against every smaller change where those are
/// at most `most`. `verdict_on` says the verdict on another date, from the same evidence.
pub(crate) fn check(
    assessment: &Assessment,
    person: &str,
    most: usize,
    verdict_on: impl Fn(Date) -> Option<Verdict>,
    seen: &mut FlipCounts,
) {
    let view = assessment
        .person(person)
        .expect("a person of the programme");
    let profile = assessment
        .programme()
        .needs_of(person)
        .expect("a person of the programme");
    let flip = view.explain().smallest_change;
    let Some(verdict) = view.verdict() else {
        assert_eq!(flip, None, "{person} needs nothing");
        return;
    };
    let all = |count: u64| {
        profile
            .requirements
            .iter()
            .map(|requirement| (requirement, count))
            .collect::<Vec<_>>()
    };
    let Some(flip) = flip else {
        seen.never += 1;
        if verdict == Verdict::Ready {
            assert_eq!(
                verdict_on(assessment.as_of().plus_days(36_525)),
                Some(Verdict::Ready),
                "{person}"
            );
        } else {
            let passes = passes(assessment, person, &all(32));
            assert_ne!(
                verdict_with(assessment, person, &passes),
                Some(Verdict::Ready),
                "{person}: passes are enough"
            );
        }
        return;
    };
    assert_eq!(flip.from, verdict);
    if verdict == Verdict::Ready {
        seen.by_time += 1;
        let date = flip.date.expect("the date on which it ends");
        assert!(flip.changes.is_empty() && date > assessment.as_of());
        assert_eq!(
            verdict_on(date.plus_days(-1)),
            Some(Verdict::Ready),
            "{person} the day before {date}"
        );
        assert_eq!(verdict_on(date), Some(flip.to), "{person} on {date}");
        assert_ne!(flip.to, Verdict::Ready);
        return;
    }

    seen.by_passes += 1;
    assert_eq!((flip.to, flip.date), (Verdict::Ready, None));
    let mut counts = all(0);
    for change in &flip.changes {
        assert_eq!(change.kind, Kind::Observation);
        let objectives = assessment.programme().objectives();
        let slot = counts
            .iter_mut()
            .find(|(requirement, _)| objectives[requirement.objective].id == change.objective);
        let (requirement, count) = slot.expect("a change of something needed");
        let level = objectives[requirement.objective].level_name(requirement.level);
        assert_eq!(change.level.as_deref(), level, "the level needed");
        assert!(
            change.count > 0 && *count == 0,
            "{person}: {:?}",
            flip.changes
        );
        *count = change.count;
    }
    let records = passes(assessment, person, &counts);
    assert!(!records.is_empty(), "{person}: no change changes nothing");
    assert_eq!(
        verdict_with(assessment, person, &records),
        Some(Verdict::Ready),
        "{person}: {:?}",
        flip.changes
    );

    for left_out in 0..counts.len() {
        let mut fewer = counts.clone();
        if fewer[left_out].1 > 0 {
            fewer[left_out].1 -= 1;
            let fewer = passes(assessment, person, &fewer);
            let verdict = verdict_with(assessment, person, &fewer);
            assert_ne!(
                verdict,
                Some(Verdict::Ready),
                "{person}: one pass fewer of {:?} is enough",
                flip.changes
            );
        }
    }
    // A further pass never hurts, so every smaller change is part of one that is smaller by one.
    let total = records.len() as u64;
    if ways(counts.len(), total - 1) <= most as f64 + 0.5 {
        seen.brute_force += 1;
        for attempt in multisets(counts.len(), total - 1) {
            let attempt: Vec<_> = counts
                .iter()
                .zip(attempt)
                .map(|((requirement, _), count)| (*requirement, count))
                .collect();
            let records = passes(assessment, person, &attempt);
            let verdict = verdict_with(assessment, person, &records);
            assert_ne!(
                verdict,
                Some(Verdict::Ready),
                "{person}: {attempt:?} is smaller than {:?}",
                flip.changes
            );
        }
    }
}

fn check_all(case: &Case, most: usize, seen: &mut FlipCounts) {
    let assessment = case.assess();
    let programme = assessment.programme();
    let known: Vec<EvidenceDoc> = case
        .evidence
        .iter()
        .filter(|record| record.date.day <= case.as_of)
        .cloned()
        .collect();
    for person in case.people() {
        let on = |date: Date| {
            let later = programme.assess(&log(programme, &known), date);
            later.person(person).expect("the same people").verdict()
        };
        check(&assessment, person, most, on, seen);
    }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn the_explained_flip_flips_and_nothing_smaller_does(case in case(5, 40)) {
        check_all(&case, 60, &mut FlipCounts::default());
    }

    #[test]
    fn the_flip_of_someone_with_much_evidence_is_the_smallest(mut case in case(3, 60)) {
        // Everyone in one role, so that most people are ready or nearly so.
        for person in &mut case.document.people {
            person.roles = vec!["r0".to_owned()];
        }
        check_all(&case, 120, &mut FlipCounts::default());
    }
}

#[test]
fn all_ways_to_give_passes_are_counted_and_listed() {
    for (slots, total, expected) in [(1, 5, 1), (2, 0, 1), (3, 2, 6), (4, 3, 20)] {
        let listed = multisets(slots, total);
        let different: std::collections::BTreeSet<_> = listed.iter().collect();
        assert_eq!((listed.len(), different.len()), (expected, expected));
        assert!((ways(slots, total) - expected as f64).abs() < 1e-9);
        assert!(
            listed
                .iter()
                .all(|counts| counts.len() == slots && counts.iter().sum::<u64>() == total)
        );
    }
}

/// The properties are worth something only if random people flip in every way.
#[test]
fn random_people_flip_in_every_way() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = FlipCounts::default();
    for _ in 0..80 {
        let case = case(3, 60).new_tree(&mut runner).expect("a case").current();
        check_all(&case, 60, &mut seen);
    }
    assert!(
        seen.by_passes > 40 && seen.by_time > 10 && seen.brute_force > 20,
        "{seen:?}"
    );
}
