//! Neither the order of evidence, nor how it is split, merged or spread over threads, changes a bit.

use super::*;

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn p05_shuffles_shards_and_merges_change_no_bit(
        (case, shuffled) in case(5, 60).prop_flat_map(|case| {
            let evidence = Just(case.evidence.clone()).prop_shuffle();
            (Just(case), evidence)
        }),
        order in any::<u64>(),
    ) {
        let expected = everything(&case.assess());
        prop_assert_eq!(&everything(&case.with(shuffled.clone()).assess()), &expected, "shuffled");

        let programme = case.programme();
        for shards in [1usize, 7, 64] {
            let mut logs: Vec<EvidenceLog> = (0..shards)
                .map(|shard| log(&programme, shuffled.iter().skip(shard).step_by(shards)))
                .collect();
            let places = logs.len();
            logs.rotate_left(order as usize % places);
            if order & 1 == 1 {
                logs.reverse();
            }
            // Left to right, and by halves: merging is associative.
            let chain = merged(&programme, logs.iter());
            let tree = by_halves(&programme, &logs);
            prop_assert_eq!(chain.len(), case.evidence.len());
            prop_assert_eq!(&everything(&programme.assess(&chain, case.as_of)), &expected, "{} shards", shards);
            prop_assert_eq!(&everything(&programme.assess(&tree, case.as_of)), &expected, "{} shards, halves", shards);
        }
    }

    #[test]
    fn p05_merging_is_commutative_and_has_an_identity(case in case(5, 40), cut: Index) {
        let programme = case.programme();
        let (one, other) = case.evidence.split_at(cut.index(case.evidence.len() + 1));
        let (one, other, nothing) = (log(&programme, one), log(&programme, other), EvidenceLog::new(&programme));
        let on = |logs: [&EvidenceLog; 3]| everything(&programme.assess(&merged(&programme, logs), case.as_of));
        let expected = everything(&programme.assess(&log(&programme, &case.evidence), case.as_of));
        prop_assert_eq!(&on([&one, &other, &nothing]), &expected);
        prop_assert_eq!(&on([&nothing, &other, &one]), &expected);
        prop_assert_eq!(&on([&other, &nothing, &one]), &expected);
    }

    #[test]
    fn p05_appending_one_by_one_is_assessing_at_once(case in case(5, 40), cut: Index) {
        let expected = everything(&case.assess());
        let programme = case.programme();
        let (first, rest) = case.evidence.split_at(cut.index(case.evidence.len() + 1));
        let mut assessment = programme.assess(&log(&programme, first), case.as_of);
        for record in rest {
            let appended = assessment.append([Record::from(record)]);
            prop_assert_eq!(appended.taken, 1);
            prop_assert_eq!(appended.touched, vec![record.person.clone()]);
        }
        prop_assert_eq!(&everything(&assessment), &expected, "one by one");
        let mut assessment = programme.assess(&log(&programme, first), case.as_of);
        prop_assert_eq!(assessment.append(rest.iter().map(Record::from)).taken, rest.len());
        prop_assert_eq!(&everything(&assessment), &expected, "together");
    }
}

proptest! {
    #![proptest_config(cases(25))]

    #[test]
    fn p05_threads_change_no_bit(case in case(6, 120)) {
        let expected = everything(&case.assess());
        let programme = case.programme();
        let shards: Vec<&[EvidenceDoc]> = case.evidence.chunks(case.evidence.len().div_ceil(4).max(1)).collect();
        let logs: Vec<EvidenceLog> = std::thread::scope(|scope| {
            let threads: Vec<_> = shards.iter().map(|shard| {
                let programme = &programme;
                scope.spawn(move || log(programme, *shard))
            }).collect();
            threads.into_iter().map(|thread| thread.join().expect("a thread that ends")).collect()
        });
        let log = merged(&programme, logs.iter().rev());
        let found: Vec<Vec<String>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..3).map(|_| {
                let (programme, log) = (&programme, &log);
                scope.spawn(move || everything(&programme.assess(log, case.as_of)))
            }).collect();
            threads.into_iter().map(|thread| thread.join().expect("a thread that ends")).collect()
        });
        for found in found {
            prop_assert_eq!(&found, &expected);
        }
    }
}

fn merged<'a>(
    programme: &Programme,
    logs: impl IntoIterator<Item = &'a EvidenceLog>,
) -> EvidenceLog {
    let mut all = EvidenceLog::new(programme);
    for log in logs {
        all.merge(log).expect("logs of one programme");
    }
    all
}

fn by_halves(programme: &Programme, logs: &[EvidenceLog]) -> EvidenceLog {
    match logs {
        [] => EvidenceLog::new(programme),
        [one] => one.clone(),
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            let mut log = by_halves(programme, left);
            log.merge(&by_halves(programme, right))
                .expect("logs of one programme");
            log
        }
    }
}
