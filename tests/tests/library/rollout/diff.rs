//! What changes in the ministry over a quarter, and what its verdicts owe to the rules.

use crate::rollout::{day, log, ministry};
use paratus::Programme;
use paratus::compare::{DiffSide, VerdictCause, VerdictCounts, diff, sensitivity};
use paratus::disclosure::{Disclosure, Published};

#[test]
fn a_quarter_of_the_ministry() {
    let (document, evidence) = ministry();
    let evidence = log(&Programme::compile(&document), &evidence);
    let before = DiffSide {
        as_of: day().plus_days(-90),
        document: &document,
        evidence: &evidence,
    };
    let after = DiffSide {
        as_of: day(),
        document: &document,
        evidence: &evidence,
    };
    let difference = diff(&before, &after, &Disclosure::internal());
    let changed = |cause: VerdictCause| {
        let cause = difference
            .causes
            .iter()
            .find(|counts| counts.cause == cause)
            .unwrap();
        (cause.better.value().unwrap(), cause.worse.value().unwrap())
    };
    assert!(changed(VerdictCause::Evidence).0 > 0 && changed(VerdictCause::Ageing).1 > 0);
    assert!(changed(VerdictCause::Ageing).1 > changed(VerdictCause::Ageing).0);
    assert_eq!(
        (
            changed(VerdictCause::Rules),
            changed(VerdictCause::Requirements),
            changed(VerdictCause::Place)
        ),
        ((0, 0), (0, 0), (0, 0))
    );
    assert!(difference.is_worse());
    let ready = |counts: Published<VerdictCounts>| counts.value().unwrap().ready as i64;
    let net: i64 = difference
        .causes
        .iter()
        .scan(ready(difference.before), |last, cause| {
            let step = ready(cause.then) - *last;
            *last = ready(cause.then);
            Some(step)
        })
        .sum();
    assert_eq!(ready(difference.before) + net, ready(difference.after));
    for cause in &difference.causes {
        let (better, worse) = changed(cause.cause);
        println!(
            "{:<12} {better} better, {worse} worse, {} ready",
            cause.cause,
            ready(cause.then)
        );
    }
}

#[test]
fn the_ministry_under_other_rules() {
    let (document, evidence) = ministry();
    let report = sensitivity(
        &document,
        &log(&Programme::compile(&document), &evidence),
        day(),
        &Disclosure::internal(),
    );
    for variant in &report.variants {
        println!(
            "{:<12} {:>4}: {:?} {:?}",
            variant.rule, variant.value, variant.changed, variant.mean_rank_change
        );
        let same = (variant.rule == "exponent" && variant.value == -1.0)
            || (variant.rule == "prior_weight" && variant.value == 2.0);
        assert_eq!(variant.mean_rank_change.value() == Some(0.0), same);
        assert!(!same || variant.changed.value() == Some(0));
    }
    assert_eq!(report.counts.value().unwrap().ready, 130);
}
