//! The parts of scoring, each alone: reading a table, taking columns, everyone's readiness, one record more.
//!
//! `cargo xtask bench --filter scoring`, or `cargo bench -p paratus-bench`.

use divan::{Bencher, black_box, counter::ItemsCount};
use paratus::disclosure::Disclosure;
use paratus::document::Kind;
use paratus::table::TableOptions;
use paratus::units::UnitKind;
use paratus::{Date, EvidenceLog, Record};
use paratus_bench::score::Seeded;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 20, 100 and 500 records a person.
const RECORDS: [usize; 3] = [20_000, 100_000, 500_000];
const PEOPLE: usize = 1000;
const MOST: usize = RECORDS[2];

fn main() {
    divan::main();
}

fn seeded(records: usize) -> Seeded {
    Seeded::new(PEOPLE, records).expect("a programme and its evidence")
}

fn taken(seeded: &Seeded) -> EvidenceLog {
    let mut log = EvidenceLog::new(&seeded.programme);
    let report = seeded
        .with_columns(|columns| log.push_columns(columns))
        .expect("columns of one length");
    assert_eq!(report.refused, 0);
    log
}

fn as_of(seeded: &Seeded) -> Date {
    seeded.programme.as_of().expect("a date")
}

/// `evidence.csv` in memory to a log.
#[divan::bench(args = RECORDS)]
fn read_csv(bencher: Bencher<'_, '_>, records: usize) {
    let seeded = seeded(records);
    let table = seeded.table().expect("a table");
    bencher.counter(ItemsCount::new(records)).bench_local(|| {
        let mut log = EvidenceLog::new(&seeded.programme);
        black_box(log.read_csv("evidence.csv", &table, TableOptions::default()));
        log
    });
}

/// Columns to a log.
#[divan::bench(args = RECORDS)]
fn push_columns(bencher: Bencher<'_, '_>, records: usize) {
    let seeded = seeded(records);
    bencher
        .counter(ItemsCount::new(records))
        .bench_local(|| taken(&seeded));
}

/// A log to everyone's readiness.
#[divan::bench(args = RECORDS)]
fn assess(bencher: Bencher<'_, '_>, records: usize) {
    let seeded = seeded(records);
    let (log, as_of) = (taken(&seeded), as_of(&seeded));
    bencher
        .counter(ItemsCount::new(records))
        .bench_local(|| seeded.programme.assess(&log, as_of));
}

/// One record more, and its person scored again.
#[divan::bench(args = RECORDS)]
fn append(bencher: Bencher<'_, '_>, records: usize) {
    let seeded = seeded(records);
    let as_of = as_of(&seeded);
    let mut assessment = taken(&seeded).into_assessment(as_of);
    let ids: Vec<String> = assessment
        .people()
        .map(|person| person.id().to_owned())
        .collect();
    let mut people = ids.iter().cycle();
    bencher.bench_local(|| {
        let person = people.next().expect("somebody");
        assessment.append([Record::new(person, "obj03", Kind::Quiz, 0.75, as_of)])
    });
}

/// The same, and the figures of all ten sections brought up to it.
#[divan::bench]
fn units_by_difference(bencher: Bencher<'_, '_>) {
    let seeded = seeded(MOST);
    let as_of = as_of(&seeded);
    let mut assessment = taken(&seeded).into_assessment(as_of);
    let ids: Vec<String> = assessment
        .people()
        .map(|person| person.id().to_owned())
        .collect();
    let mut people = ids.iter().cycle();
    black_box(assessment.units(UnitKind::Section, &Disclosure::default()));
    bencher.bench_local(|| {
        let person = people.next().expect("somebody");
        black_box(assessment.append([Record::new(person, "obj03", Kind::Quiz, 0.75, as_of)]));
        assessment.units(UnitKind::Section, &Disclosure::default())
    });
}
