//! The library against the naive model, for every person of random programmes.

use crate::case::{Case, cases, near};
use crate::generate::{AS_OF, case};
use crate::naive;
use paratus::explain::State;
use paratus::model::{Profile, Requirement};
use paratus::{Finding, Programme, Severity, Track};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn as_needs(programme: &Programme, requirements: &[Requirement]) -> BTreeMap<String, naive::Need> {
    let need = |r: &Requirement| {
        let id = programme.objectives()[r.objective].id.clone();
        let need = naive::Need {
            level: usize::from(r.level),
            weight: r.weight,
            critical: r.critical,
            threshold: r.threshold,
            prerequisite: r.prerequisite,
        };
        (id, need)
    };
    requirements.iter().map(need).collect()
}

fn dropped(programme: &Programme, profile: &Profile) -> BTreeSet<(String, String)> {
    let id = |at: usize| programme.objectives()[at].id.clone();
    profile
        .dropped_prerequisites
        .iter()
        .map(|&(objective, before)| (id(objective), id(before)))
        .collect()
}

fn compare(case: &Case) -> Result<(), TestCaseError> {
    let assessment = case.assess();
    let programme = assessment.programme();
    let errors = programme
        .findings()
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    prop_assert_eq!(
        errors.collect::<Vec<_>>(),
        Vec::<&Finding>::new(),
        "the case itself has no errors"
    );
    for id in case.people() {
        let expected = naive::person(&case.document, &case.evidence, id, AS_OF);
        let profile = programme.needs_of(id).expect("a person of the case");
        prop_assert_eq!(
            &as_needs(programme, &profile.requirements),
            &expected.needs.required,
            "needs of {}",
            id
        );
        prop_assert_eq!(
            &as_needs(programme, &profile.unused),
            &expected.needs.unused,
            "unused of {}",
            id
        );
        prop_assert_eq!(
            dropped(programme, profile),
            expected.needs.dropped.clone(),
            "dropped of {}",
            id
        );

        let person = assessment.person(id).expect("a person of the case");
        let listed = person.objectives();
        let required = listed.iter().filter(|o| o.state != State::Unused).count();
        prop_assert_eq!(required, expected.objectives.len());
        prop_assert_eq!(listed.len() - required, expected.needs.unused.len());
        for objective in listed.iter().filter(|o| o.state != State::Unused) {
            let naive = &expected.objectives[objective.objective];
            let tolerance = 1e-12 + naive.opinion.slack;
            let what = format!("{id} {}", objective.objective);
            near(&what, objective.opinion.shown, naive.opinion.b, tolerance);
            near(&what, objective.opinion.failed, naive.opinion.d, tolerance);
            near(&what, objective.opinion.unknown, naive.opinion.u, tolerance);
            if !naive.judged.doubtful {
                prop_assert_eq!(
                    objective.verdict.name(),
                    naive.judged.verdict,
                    "verdict of {}",
                    what
                );
            }
            if let Some(state) = naive.state {
                prop_assert_eq!(objective.state.name(), state, "state of {}", what);
            }
        }

        for track in Track::ALL {
            let found = person.track(track);
            let naive = expected.tracks.get(track.name());
            prop_assert_eq!(
                found.is_some(),
                naive.is_some(),
                "{} needs something of {}",
                id,
                track
            );
            if let (Some(found), Some(naive)) = (found, naive) {
                near(
                    &format!("{id} {track} low"),
                    found.low,
                    naive.0,
                    1e-12 + expected.slack,
                );
                near(
                    &format!("{id} {track} high"),
                    found.high,
                    naive.1,
                    1e-12 + expected.slack,
                );
            }
        }
        prop_assert_eq!(person.readiness().is_some(), expected.readiness.is_some());
        if let (Some(found), Some(naive)) = (person.readiness(), expected.readiness) {
            near(
                &format!("readiness of {id}, low"),
                found.low,
                naive.0,
                1e-12 + 1e6 * expected.slack,
            );
            near(
                &format!("readiness of {id}, high"),
                found.high,
                naive.1,
                1e-12 + 1e6 * expected.slack,
            );
        }
        prop_assert_eq!(person.verdict().is_some(), expected.judged.is_some());
        if let (Some(found), Some(naive)) = (person.verdict(), expected.judged)
            && !naive.doubtful
        {
            prop_assert_eq!(found.name(), naive.verdict, "verdict of {}", id);
        }
    }
    let employed: Vec<String> = assessment
        .people()
        .map(|person| person.id().to_owned())
        .collect();
    let here = |p: &&paratus::document::PersonDoc| {
        p.joined.is_none_or(|joined| joined.days() <= AS_OF)
            && p.left.is_none_or(|left| AS_OF <= left.days())
    };
    let expected: Vec<String> = case
        .document
        .people
        .iter()
        .filter(here)
        .map(|p| p.id.clone())
        .collect();
    prop_assert_eq!(employed, expected, "people are those employed on the date");
    Ok(())
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn needs_figures_verdicts_and_states_are_those_of_the_naive_model(case in case(7, 60)) {
        compare(&case)?;
    }

    #[test]
    fn few_objectives_with_much_evidence_are_as_in_the_naive_model(case in case(2, 40)) {
        compare(&case)?;
    }
}

/// The comparison is worth something only if random cases come to every state and verdict.
#[test]
fn random_cases_reach_every_state_and_verdict() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut states, mut verdicts) = (BTreeSet::new(), BTreeSet::new());
    let (mut dropped, mut raised) = (0, 0);
    for _ in 0..250 {
        let case = case(7, 60).new_tree(&mut runner).expect("a case").current();
        let assessment = case.assess();
        for id in case.people() {
            let person = assessment.person(id).expect("a person of the case");
            states.extend(person.objectives().iter().map(|o| o.state.name()));
            verdicts.extend(person.verdict().map(paratus::Verdict::name));
            let profile = assessment
                .programme()
                .needs_of(id)
                .expect("a person of the case");
            dropped += profile.dropped_prerequisites.len();
            raised += profile
                .requirements
                .iter()
                .filter(|r| r.prerequisite)
                .count();
        }
    }
    let all = [
        "cannot_tell",
        "expiring",
        "not_ready",
        "ready",
        "stale",
        "unknown",
        "unused",
    ];
    assert_eq!(states.into_iter().collect::<Vec<_>>(), all);
    assert_eq!(
        verdicts.into_iter().collect::<Vec<_>>(),
        ["cannot_tell", "not_ready", "ready"]
    );
    assert!(
        dropped > 0 && raised > 0,
        "{dropped} prerequisites dropped, {raised} added"
    );
}
