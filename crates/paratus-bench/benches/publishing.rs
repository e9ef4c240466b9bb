//! What publishing takes: all figures of many units go through disclosure control.
//!
//! `cargo xtask bench --filter publishing`, or `cargo bench -p paratus-bench --bench publishing`.

use divan::{Bencher, black_box, counter::ItemsCount};
use paratus::disclosure::Disclosure;
use paratus::document::Kind;
use paratus::evidence::RecordOutcome;
use paratus::units::UnitKind;
use paratus::{Assessment, EvidenceLog, Programme, Record};
use serde_json::{Value, json};

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const OBJECTIVES: usize = 40;

/// What is asked of an assessment.
type PublishingQuestion = fn(&Assessment) -> usize;

fn main() {
    divan::main();
}

/// People in sections of equal size, each with `held` of the roles; a third of what they need has been observed.
fn assessed(people: usize, sections: usize, roles: usize, held: usize) -> Assessment {
    let tracks = ["people", "process", "technology"];
    let requires = |role: usize| -> Vec<Value> {
        let of = (0..6).map(|at| (role * 7 + at * 5) % OBJECTIVES);
        of.map(|at| json!({ "objective": format!("o{at}") }))
            .collect()
    };
    // Half of what a person holds is the unit's, half the person's own.
    let role_of = |person: usize, at: usize| (person * (1 + at % 2 * 12) + at * 29) % roles;
    let document = json!({
        "format": 1, "id": "office", "as_of": "2027-03-14",
        "objectives": (0..OBJECTIVES).map(|at| json!({ "id": format!("o{at}"), "track": tracks[at % 3] })).collect::<Vec<_>>(),
        "roles": (0..roles).map(|at| json!({ "id": format!("r{at}"), "requires": requires(at) })).collect::<Vec<_>>(),
        "sections": (0..sections).map(|at| match at {
            0 => json!({ "id": "s0" }),
            _ => json!({ "id": format!("s{at}"), "parent": format!("s{}", (at - 1) / 10) }),
        }).collect::<Vec<_>>(),
        "people": (0..people).map(|person| {
            let roles: std::collections::BTreeSet<usize> = (0..held).map(|at| role_of(person, at)).collect();
            let roles: Vec<String> = roles.into_iter().map(|role| format!("r{role}")).collect();
            json!({ "id": format!("p{person}"), "section": format!("s{}", person % sections), "roles": roles })
        }).collect::<Vec<_>>(),
    });
    let document = paratus::document::read_json("office.json", &document.to_string());
    let programme: Programme = document.expect("a programme").compile();
    let mut log = EvidenceLog::new(&programme);
    let as_of = programme.as_of().expect("a date");
    for person in 0..people {
        for at in (person % 3..OBJECTIVES).step_by(3) {
            let (id, objective) = (format!("p{person}"), format!("o{at}"));
            let value = [1.0, 0.75, 0.25][(person + at) % 3];
            let record = Record::new(&id, &objective, Kind::Observation, value, as_of);
            assert_eq!(log.push(&record), RecordOutcome::Accepted);
        }
    }
    log.into_assessment(as_of)
}

fn units(assessment: &Assessment, kind: UnitKind) -> usize {
    let units = assessment.units(kind, &Disclosure::published("office"));
    black_box(serde_json::to_string(&units)).map_or(0, |text| text.len())
}

fn publish(bencher: Bencher<'_, '_>, make: fn() -> Assessment, ask: PublishingQuestion) {
    // Figures of units are kept, so each time it is another assessment.
    bencher
        .counter(ItemsCount::new(1usize))
        .with_inputs(make)
        .bench_local_values(|assessment| {
            black_box(ask(&assessment));
            assessment
        });
}

/// All sections of 100,000 people in 2,000 sections, as JSON.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn sections_of_100_000_people(bencher: Bencher<'_, '_>) {
    publish(
        bencher,
        || assessed(100_000, 2_000, 50, 2),
        |assessment| units(assessment, UnitKind::Section),
    );
}

/// All roles of 3,000 people with 8 of 200 roles each, as JSON.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn roles_of_3_000_people(bencher: Bencher<'_, '_>) {
    publish(
        bencher,
        || assessed(3_000, 60, 200, 8),
        |assessment| units(assessment, UnitKind::Role),
    );
}

/// The same people by section.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn sections_of_3_000_people(bencher: Bencher<'_, '_>) {
    publish(
        bencher,
        || assessed(3_000, 60, 200, 8),
        |assessment| units(assessment, UnitKind::Section),
    );
}
