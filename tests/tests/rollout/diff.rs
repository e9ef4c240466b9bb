//! What changes in the ministry over a quarter, and what its verdicts owe to the rules.

use crate::{day, log, ministry};
use paratus::{Cause, DiffSide, Programme, diff, sensitivity};

#[test]
fn a_quarter_of_the_ministry() {
    let (document, evidence) = ministry();
    let evidence = log(&Programme::compile(&document), &evidence);
    let before = DiffSide { as_of: day().plus_days(-90), document: &document, evidence: &evidence };
    let after = DiffSide { as_of: day(), document: &document, evidence: &evidence };
    let difference = diff(&before, &after);
    let changed = |cause: Cause| {
        let cause = difference.causes.iter().find(|counts| counts.cause == cause).unwrap();
        (cause.better, cause.worse)
    };
    assert!(changed(Cause::Evidence).0 > 0 && changed(Cause::Ageing).1 > 0);
    assert!(changed(Cause::Ageing).1 > changed(Cause::Ageing).0);
    assert_eq!((changed(Cause::Rules), changed(Cause::Requirements), changed(Cause::Place)), ((0, 0), (0, 0), (0, 0)));
    assert!(difference.worse());
    let net: i64 = difference
        .causes
        .iter()
        .scan(difference.before.ready as i64, |last, cause| {
            let step = cause.then.ready as i64 - *last;
            *last = cause.then.ready as i64;
            Some(step)
        })
        .sum();
    assert_eq!(difference.before.ready as i64 + net, difference.after.ready as i64);
    for cause in &difference.causes {
        println!("{:<12} {} better, {} worse, {} ready", cause.cause, cause.better, cause.worse, cause.then.ready);
    }
}

#[test]
fn the_ministry_under_other_rules() {
    let (document, evidence) = ministry();
    let report = sensitivity(&document, &log(&Programme::compile(&document), &evidence), day());
    for variant in &report.variants {
        println!("{:<12} {:>4}: {:?} {:?}", variant.rule, variant.value, variant.changed, variant.mean_rank_change);
        let same = (variant.rule == "exponent" && variant.value == -1.0)
            || (variant.rule == "prior_weight" && variant.value == 2.0);
        assert_eq!(variant.mean_rank_change == Some(0.0), same);
        assert!(!same || variant.changed == Some(0));
    }
    assert_eq!(report.counts.unwrap().ready, 130);
}
