//! The attacker: anyone who knows the whole document and reads everything that is published learns nothing about a few people.
//!
//! Published figures are written as linear constraints over what people with the same section and roles contribute; every
//! count and mean of every group of fewer people than may be published, that the document can name, is bounded.

#![expect(
    clippy::disallowed_methods,
    reason = "on purpose another implementation than the library's"
)]

mod attack;
mod design;
mod differences;
mod gates;
mod groups;
mod kinds;
mod linear;
mod method;
mod office;
mod person;
mod published;
mod rollout;
mod surveys;
mod system;
mod target;
mod walk;
mod world;

use attack::{Cause, Leak, Outcome, attack};
use design::{Counts, Means, Publication};
use office::Office;
use std::collections::{BTreeMap, BTreeSet};
use system::System;
use world::World;

fn measure(name: &str, worlds: u64, rules: impl Fn() -> Publication) {
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    let (mut leaking, mut targets, mut open, mut solved) = (0, 0, 0, 0);
    let begin = std::time::Instant::now();
    let mut shown = 0;
    let (mut drawing, mut attacking) = (std::time::Duration::ZERO, std::time::Duration::ZERO);
    for seed in 0..worlds {
        let start = std::time::Instant::now();
        let world = World::draw(seed);
        let people: Vec<_> = (0..2)
            .map(|date| Office::open(&world, date).people)
            .collect();
        let mut system = System::new(&world, &people);
        drawing += start.elapsed();
        let start = std::time::Instant::now();
        design::publish(&world, &mut system, rules());
        system.relate_all();
        let outcome: Outcome = attack(&world, &system);
        attacking += start.elapsed();
        leaking += u64::from(!outcome.leaks.is_empty());
        targets += outcome.targets;
        open += outcome.open;
        solved += outcome.solved;
        let mut kinds_here: Vec<_> = outcome
            .leaks
            .iter()
            .map(|leak| format!("{:?}", leak.kind))
            .collect();
        kinds_here.sort();
        kinds_here.dedup();
        kinds_here
            .into_iter()
            .for_each(|kind| *kinds.entry(kind).or_default() += 1);
        if let Some(leak) = outcome.leaks.first()
            && shown < 5
        {
            println!(
                "  seed {seed}: {:?} {} ({} people) {:?} {:?}",
                leak.kind, leak.group, leak.people, leak.measure, leak.range
            );
            leak.sources
                .iter()
                .take(8)
                .for_each(|source| println!("     {source}"));
            shown += 1;
        }
    }
    println!(
        "{name}: {leaking} of {worlds} worlds leak {kinds:?}; {targets} targets, {open} open, {solved} by LP, {:?}, drawing {drawing:?}, attacking {attacking:?}",
        begin.elapsed()
    );
}

/// Which answers the attacker reads.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Answers {
    Published,
    /// Internal ones, of what concerns enough people.
    Exact,
}

/// Attacks all answers about a world at both dates.
fn attack_world(world: &World, answers: Answers) -> Outcome {
    let offices: Vec<Office> = (0..2).map(|date| Office::open(world, date)).collect();
    let people: Vec<_> = offices.iter().map(|office| office.people.clone()).collect();
    let mut system = System::new(world, &people);
    let exact = answers == Answers::Exact;
    let rounding = published::Rounding {
        round_to: if exact { 1.0 } else { world.round_to as f64 },
        exact,
    };
    for (date, office) in offices.iter().enumerate() {
        office.publish(world, &mut system, date, rounding);
    }
    offices[0].publish_diff(&offices[1], world, &mut system, rounding);
    system.relate_all();
    attack(world, &system)
}

/// The same of the world of a seed.
fn attack_answers(seed: u64, round_to: usize, exact: bool) -> Outcome {
    let world = World {
        round_to,
        ..World::draw(seed)
    };
    attack_world(
        &world,
        if exact {
            Answers::Exact
        } else {
            Answers::Published
        },
    )
}

/// A number from the environment: a soak asks for more worlds, from another seed.
fn env(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Attacks worlds, as many at a time as there are processors, in the order of their seeds.
fn attack_all(
    seeds: std::ops::Range<u64>,
    round_to: usize,
    exact: bool,
    mut read: impl FnMut(u64, Outcome),
) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    for first in seeds.clone().step_by(threads as usize) {
        let outcomes = std::thread::scope(|scope| {
            let of = first..seeds.end.min(first + threads);
            let attacks: Vec<_> = of
                .map(|seed| {
                    (
                        seed,
                        scope.spawn(move || attack_answers(seed, round_to, exact)),
                    )
                })
                .collect();
            attacks
                .into_iter()
                .map(|(seed, attack)| (seed, attack.join()))
                .collect::<Vec<_>>()
        });
        for (seed, outcome) in outcomes {
            read(
                seed,
                outcome.unwrap_or_else(|_| panic!("seed {seed} could not be attacked")),
            );
        }
    }
}

/// Attacks worlds, and says of each that leaks what and by which figures. Returns how many worlds leak, by cause.
fn attack_worlds(
    seeds: std::ops::Range<u64>,
    round_to: usize,
    exact: bool,
) -> BTreeMap<Cause, u64> {
    let begin = std::time::Instant::now();
    let worlds = seeds.end - seeds.start;
    let (mut leaking, mut targets) = (0, 0);
    let (mut kinds, mut causes) = (BTreeMap::<String, u64>::new(), BTreeMap::new());
    attack_all(seeds, round_to, exact, |seed, outcome| {
        targets += outcome.targets;
        leaking += u64::from(!outcome.leaks.is_empty());
        // A world in which a rule is broken counts as that, whatever else is known of it.
        if let Some(worst) = outcome.leaks.iter().map(|leak| leak.cause).max() {
            *causes.entry(worst).or_default() += 1;
        }
        let found: BTreeSet<String> = outcome
            .leaks
            .iter()
            .map(|leak| format!("{:?}", leak.kind))
            .collect();
        found
            .into_iter()
            .for_each(|kind| *kinds.entry(kind).or_default() += 1);
        for leak in outcome.leaks.iter().filter(|_| !exact) {
            let Leak {
                cause,
                kind,
                group,
                people,
                measure,
                range,
                sources,
                ends,
            } = leak;
            println!(
                "LEAK seed {seed}: {cause:?}, {kind:?} {group} ({people} people) {measure:?} in {range:?} by {ends} rounded of {sources:#?}"
            );
        }
    });
    let what = if exact {
        "exact".to_owned()
    } else {
        format!("rounded to {round_to}")
    };
    println!(
        "{what}: {leaking} of {worlds} worlds leak {kinds:?}, by cause {causes:?}; {targets} counts and means of few people, {:?}",
        begin.elapsed()
    );
    causes
}

/// `PARATUS_SOAK_WORLDS` worlds from `PARATUS_SOAK_SEED` on, with counts rounded to `PARATUS_SOAK_ROUND_TO`.
///
/// No rule may be broken. What is left are the two other causes of [`Cause`], whose rates are measured (docs/guides/sharing-figures.md).
#[test]
fn published_answers_give_nobody_away() {
    let first = env("PARATUS_SOAK_SEED").unwrap_or(0);
    let worlds = env("PARATUS_SOAK_WORLDS").unwrap_or(WORLDS);
    let round_to = env("PARATUS_SOAK_ROUND_TO").unwrap_or(5) as usize;
    let causes = attack_worlds(first..first + worlds, round_to, false);
    assert_eq!(causes.get(&Cause::Rule), None, "worlds give somebody away");
    let leaking: u64 = causes.values().sum();
    let most = allowed(worlds, round_to);
    assert!(
        leaking <= most,
        "{leaking} of {worlds} worlds give somebody away by chance or decision, more than {most}"
    );
}

/// How many of these worlds may give somebody away by chance or decision: as many as the measured rate makes likely, and three standard
/// deviations more.
fn allowed(worlds: u64, round_to: usize) -> u64 {
    let rate = if round_to >= 5 { RATE_AT_5 } else { RATE_AT_3 };
    let expected = rate * worlds as f64;
    (expected + 3.0 * (expected * (1.0 - rate)).sqrt()).floor() as u64
}

/// Measured; see docs/guides/sharing-figures.md.
const RATE_AT_5: f64 = 0.03;
const RATE_AT_3: f64 = 0.16;

/// Worlds of the fixed part: what two cores attack in about a minute.
const WORLDS: u64 = 24;

#[test]
fn the_attacker_finds_people_in_exact_answers() {
    let worlds = 12;
    let leaking: u64 = attack_worlds(0..worlds, 5, true).values().sum();
    assert!(leaking * 3 >= worlds, "only {leaking} of {worlds}");
}

/// Other rules beside this one, measured on the same worlds.
#[test]
#[ignore = "takes minutes: a measurement for the documentation"]
fn the_design_is_measured() {
    let worlds = std::env::var("W")
        .ok()
        .and_then(|w| w.parse().ok())
        .unwrap_or(20);
    let all = [
        ("exact", Counts::Exact, Means::Exact),
        ("exact counts", Counts::Exact, Means::Withheld),
        ("nearest 5", Counts::Nearest(5), Means::Withheld),
        ("random 5", Counts::Random(5), Means::Withheld),
        ("random 3", Counts::Random(3), Means::Withheld),
        ("random 5, steps", Counts::Random(5), Means::Steps),
        ("random 5, persons", Counts::Random(5), Means::Persons),
    ];
    let only = std::env::var("ONLY").unwrap_or_default();
    for (name, counts, means) in all.into_iter().filter(|(name, ..)| name.starts_with(&only)) {
        measure(name, worlds, || Publication { counts, means });
    }
}
