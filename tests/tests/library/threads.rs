//! However many threads score people, in whatever order and parts their records came: the bits are the same.

#![cfg(feature = "threads")]

use paratus::disclosure::Disclosure;
use paratus::evidence::{EvidenceColumns, Spill, TextColumn};
use paratus::units::UnitKind;
use paratus::{Assessment, Date, EvidenceLog};
use paratus_bench::score::Seeded;
use std::io;
use std::sync::{Arc, Mutex};

/// More people than a partition and a block hold.
const PEOPLE: usize = 3_000;
const RECORDS: usize = 60_000;

/// What a file would keep.
#[derive(Default)]
struct KeptBytes(Mutex<Vec<u8>>);

impl Spill for KeptBytes {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut all = self.0.lock().unwrap();
        all.extend_from_slice(bytes);
        Ok((all.len() - bytes.len()) as u64)
    }

    fn get(&self, at: u64, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.0.lock().unwrap()[at as usize..][..bytes.len()]);
    }
}

/// Everyone's figures bit by bit, and those of all units.
fn everything(assessment: &Assessment) -> (Vec<[u64; 2]>, String) {
    let people = assessment.people().map(|person| {
        let range = person.readiness().unwrap_or_default();
        [range.low.to_bits(), range.high.to_bits()]
    });
    let units = [UnitKind::Organisation, UnitKind::Role, UnitKind::Section]
        .map(|kind| assessment.units(kind, &Disclosure::internal()));
    (
        people.collect(),
        serde_json::to_string(&units).expect("plain data"),
    )
}

/// Rows `order` of columns that have a key and neither level, source nor expiry.
fn reordered<T>(
    columns: &EvidenceColumns<'_>,
    order: &[usize],
    take: impl FnOnce(&EvidenceColumns<'_>) -> T,
) -> T {
    let codes = |coded: &TextColumn<'_>| {
        order
            .iter()
            .map(|&at| coded.codes[at])
            .collect::<Vec<u32>>()
    };
    let key = columns.key.expect("a column of keys");
    let (person, objective, kind, keys) = (
        codes(&columns.person),
        codes(&columns.objective),
        codes(&columns.kind),
        codes(&key),
    );
    take(&EvidenceColumns {
        person: TextColumn {
            codes: &person,
            ..columns.person
        },
        objective: TextColumn {
            codes: &objective,
            ..columns.objective
        },
        kind: TextColumn {
            codes: &kind,
            ..columns.kind
        },
        key: Some(TextColumn {
            codes: &keys,
            ..key
        }),
        value: &order
            .iter()
            .map(|&at| columns.value[at])
            .collect::<Vec<_>>(),
        day: &order.iter().map(|&at| columns.day[at]).collect::<Vec<_>>(),
        ..EvidenceColumns::default()
    })
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let seeded = Seeded::new(PEOPLE, RECORDS).unwrap();
    let as_of: Date = "2025-06-30".parse().unwrap();
    let taken = |mut log: EvidenceLog, orders: &[Vec<usize>]| {
        for order in orders {
            let report = seeded
                .with_columns(|columns| {
                    reordered(columns, order, |columns| log.push_columns(columns))
                })
                .unwrap();
            assert_eq!((report.rows, report.refused), (order.len() as u64, 0));
        }
        log
    };
    let straight: Vec<usize> = (0..RECORDS).collect();
    // 7919 has no divisor in common with the number of records, so every row comes once.
    let scattered: Vec<usize> = (0..RECORDS).map(|at| at * 7919 % RECORDS).collect();
    let shards: Vec<Vec<usize>> = (0..7)
        .map(|shard| (shard..RECORDS).step_by(7).collect())
        .collect();
    let mut expected = None;
    for threads in [1, 2, 16] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        for orders in [
            &[straight.clone()][..],
            &[scattered.clone()][..],
            &shards[..],
        ] {
            let log = taken(EvidenceLog::new(&seeded.programme), orders);
            let found = pool.install(|| everything(&seeded.programme.assess(&log, as_of)));
            let used_up = pool.install(|| everything(&log.into_assessment(as_of)));
            assert!(
                found.0.iter().any(|bits| *bits != found.0[0]),
                "people differ"
            );
            let expected = expected.get_or_insert_with(|| found.clone());
            assert!(
                found == *expected && used_up == *expected,
                "{threads} threads, {} parts",
                orders.len()
            );
            // Nine records of ten wait outside memory.
            let far = taken(
                EvidenceLog::with_spill(
                    &seeded.programme,
                    Arc::new(KeptBytes::default()),
                    RECORDS / 10,
                ),
                orders,
            );
            assert!(far.spilled_records() > RECORDS / 2);
            let found = pool.install(|| everything(&seeded.programme.assess(&far, as_of)));
            let used_up = pool.install(|| everything(&far.into_assessment(as_of)));
            assert!(
                found == *expected && used_up == *expected,
                "{threads} threads, {} parts, far",
                orders.len()
            );
        }
    }
}
