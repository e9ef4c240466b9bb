//! `cargo xtask soak`: every property and simulation with new seeds, in turns, until the time is over.

use super::Verb;
use crate::Result;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::Checkout;
use crate::soak::{Failure, Report, Target, build, run_target, targets};
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "soak",
    what: "runs properties and simulations with new seeds",
    accepts: AcceptedArguments {
        flags: &[],
        options: &["--minutes", "--seed", "--only"],
        words: 0,
    },
    run: soak,
};

/// How long to go on where it is not said.
const DEFAULT_MINUTES: f64 = 20.0;

/// What was asked for.
#[derive(Debug, PartialEq)]
struct Options<'a> {
    time: Duration,
    /// The first seed of every target; from the clock where it is not given.
    seed: Option<u64>,
    /// Names of targets; all where empty.
    only: Vec<&'a str>,
}

impl<'a> Options<'a> {
    fn new(arguments: &'a Arguments) -> Result<Self> {
        let minutes = match arguments.value("--minutes") {
            None => DEFAULT_MINUTES,
            Some(text) => (text.parse().ok())
                .filter(|minutes| (0.0..=100_000.0).contains(minutes) && *minutes > 0.0)
                .ok_or_else(|| {
                    format!("`--minutes {text}` is no number of minutes, such as 20 or 0.5")
                })?,
        };
        let seed = match arguments.value("--seed") {
            None => None,
            Some(text) => Some(text.parse().map_err(|_| {
                format!("`--seed {text}` is no whole number from 0 to {}", u64::MAX)
            })?),
        };
        Ok(Self {
            time: Duration::from_secs_f64(minutes * 60.0),
            seed,
            only: arguments.values("--only"),
        })
    }
}

/// Runs the targets in turns until the time is over: each at least once. Fails at the end where a seed did.
fn soak(checkout: &Checkout, arguments: &Arguments) -> Result {
    let options = Options::new(arguments)?;
    let all = targets(checkout)?;
    let wanted = select(&all, &options.only)?;
    let mut report = Report::new(
        wanted
            .iter()
            .map(|target| (target.name.clone(), target.missing.clone())),
    );
    let runnable: Vec<&Target> = wanted
        .into_iter()
        .filter(|target| target.missing.is_none())
        .collect();
    if runnable.is_empty() {
        return Err(format!("nothing to run\n{report}"));
    }
    let binaries = build(checkout, &runnable, options.only.is_empty())?;
    let folder = checkout.target().join("soak");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    let kept = folder.join("failures.txt");
    let first = options.seed.unwrap_or_else(seed_of_the_clock);
    println!(
        "seeds from {first} on; failures are kept in {}",
        kept.display()
    );
    let started = Instant::now();
    let mut seeds = vec![first; runnable.len()];
    'turns: for turn in 0_u64.. {
        for ((target, binary), seed) in runnable.iter().zip(&binaries).zip(&mut seeds) {
            if turn > 0 && started.elapsed() >= options.time {
                break 'turns;
            }
            let count = target.seeds.in_one_run();
            let log = folder.join(format!("{}.log", target.name.replace(':', "-")));
            let began = Instant::now();
            let failures = run_target(checkout, target, binary, (*seed, count), &log)?;
            report.count(&target.name, count, failures.len(), began.elapsed());
            if !failures.is_empty() {
                let copy = folder.join(format!("{}-{seed}.log", target.name.replace(':', "-")));
                fs::copy(&log, &copy)
                    .map_err(|error| format!("cannot keep `{}`: {error}", copy.display()))?;
                keep(&kept, target, &failures, &checkout.relative(&copy))?;
            }
            *seed = seed.wrapping_add(count);
        }
    }
    println!("\n{report}");
    match report.failures() {
        0 => Ok(()),
        failures => Err(format!(
            "{failures} failing seeds; `{}` says how to run each again",
            kept.display()
        )),
    }
}

/// The targets of these names, in their own order.
fn select<'a>(all: &'a [Target], only: &[&str]) -> Result<Vec<&'a Target>> {
    if let Some(unknown) = only
        .iter()
        .find(|name| all.iter().all(|target| target.name != **name))
    {
        let names: Vec<&str> = all.iter().map(|target| target.name.as_str()).collect();
        return Err(format!(
            "there is no target `{unknown}`; the targets are {}",
            names.join(", ")
        ));
    }
    Ok(all
        .iter()
        .filter(|target| only.is_empty() || only.contains(&target.name.as_str()))
        .collect())
}

/// Prints each failing seed and adds it to the file of failures.
fn keep(path: &Path, target: &Target, failures: &[Failure], log: &str) -> Result {
    let mut text = String::new();
    for Failure { seed, what, tests } in failures {
        let command = target.command(*seed, tests);
        text += &format!(
            "{} seed {seed}: {what}\n    {command}\n    printed: {log}\n",
            target.name
        );
    }
    print!("FAILED {text}");
    let file = OpenOptions::new().create(true).append(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

/// A seed that no run had before: microseconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "a new seed each time is what is wanted; it is printed"
)]
fn seed_of_the_clock() -> u64 {
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    since.as_secs().wrapping_mul(1_000_000) + u64::from(since.subsec_micros())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soak::Seeds;

    fn options(line: &str) -> std::result::Result<(Duration, Option<u64>, Vec<String>), String> {
        let words = line.split_whitespace().map(str::to_owned).collect();
        let arguments = Arguments::parse(words, VERB.accepts)?;
        let Options { time, seed, only } = Options::new(&arguments)?;
        Ok((time, seed, only.into_iter().map(str::to_owned).collect()))
    }

    #[test]
    fn options_are_numbers_and_names() {
        assert_eq!(
            options(""),
            Ok((Duration::from_secs(1200), None, Vec::new()))
        );
        let only = vec!["life".to_owned(), "paratus:lib".to_owned()];
        let found = options("--minutes 0.5 --seed 7 --only life,paratus:lib");
        assert_eq!(found, Ok((Duration::from_secs(30), Some(7), only)));
        for (line, message) in [
            ("--minutes 0", "`--minutes 0` is no number of minutes"),
            ("--minutes soon", "`--minutes soon` is no number of minutes"),
            ("--minutes nan", "`--minutes nan` is no number of minutes"),
            ("--seed -1", "`--seed -1` is no whole number"),
            ("--fast", "invalid option '--fast'"),
        ] {
            assert!(options(line).unwrap_err().starts_with(message), "{line}");
        }
    }

    #[test]
    fn an_unknown_target_is_refused() {
        let target = |name: &str| Target {
            name: name.to_owned(),
            package: "p".to_owned(),
            test: None,
            source: String::new(),
            filters: Vec::new(),
            seeds: Seeds::Properties,
            missing: None,
        };
        let all = [target("one"), target("two")];
        let error = select(&all, &["three"]).unwrap_err();
        assert_eq!(
            error,
            "there is no target `three`; the targets are one, two"
        );
        let names = |only: &[&str]| {
            select(&all, only)
                .unwrap()
                .iter()
                .map(|target| target.name.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (names(&[]).len(), names(&["two"])),
            (2, vec!["two".to_owned()])
        );
    }
}
