//! One run of a test binary with seeds, and what failed in it.

use super::{Seeds, Target};
use crate::Result;
use crate::checkout::{self, Checkout};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A seed that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The seed.
    pub(crate) seed: u64,
    /// What failed, in one line.
    pub(crate) what: String,
    /// Names of the tests that failed.
    pub(crate) tests: Vec<String>,
}

/// A run that takes longer has failed.
const LONGEST_RUN: Duration = Duration::from_secs(1800);

/// Runs a binary, or a script with Node, with `count` seeds from `first` on. What it prints is written to `log`.
pub(crate) fn run_target(
    checkout: &Checkout,
    target: &Target,
    binary: &Path,
    (first, count): (u64, u64),
    log: &Path,
) -> Result<Vec<Failure>> {
    let cannot = |error: std::io::Error| format!("cannot run `{}`: {error}", target.name);
    let file = File::create(log).map_err(cannot)?;
    let mut command = Command::new(binary);
    // Where cargo starts tests: in the folder of their package.
    let source = checkout.path(&target.source);
    let package = source
        .ancestors()
        .skip(1)
        .find(|folder| folder.join("Cargo.toml").is_file());
    command.current_dir(package.unwrap_or(checkout.root()));
    command.args(&target.filters);
    match target.seeds {
        Seeds::Properties => {}
        Seeds::Worlds => {
            command.arg("--nocapture");
        }
        Seeds::Script => {
            command.arg(&source);
        }
    }
    command.envs(target.seeds.environment(first, count));
    // Failing seeds are kept by the report, not beside the sources.
    command.env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");
    command
        .stdin(Stdio::null())
        .stderr(file.try_clone().map_err(cannot)?)
        .stdout(file);
    let mut child = command.spawn().map_err(cannot)?;
    let started = Instant::now();
    let success = loop {
        match child.try_wait().map_err(cannot)? {
            Some(status) => break Some(status.success()),
            None if started.elapsed() > LONGEST_RUN => {
                // Already gone is as good as ended.
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            None => thread::sleep(Duration::from_millis(50)),
        }
    };
    let printed = checkout::read(log)?;
    Ok(match success {
        Some(true) => seeds_failed(&printed, first),
        Some(false) => failures(&printed, first),
        None => {
            let what = format!("no end after {} s", LONGEST_RUN.as_secs());
            vec![Failure {
                seed: first,
                what,
                tests: tests_failed(&printed),
            }]
        }
    })
}

/// The failures of a run that ended with an error: those of seeds, else of the run as a whole.
fn failures(printed: &str, first: u64) -> Vec<Failure> {
    let found = seeds_failed(printed, first);
    if !found.is_empty() {
        return found;
    }
    let tests = tests_failed(printed);
    let what = if tests.is_empty() {
        "ended with an error".to_owned()
    } else {
        tests.join(", ")
    };
    vec![Failure {
        seed: first,
        what,
        tests,
    }]
}

/// The lines `FAILED seed N: what`. Each seed of a simulation fails in all tests that read seeds, so none is named.
fn seeds_failed(printed: &str, first: u64) -> Vec<Failure> {
    let mut found: Vec<Failure> = Vec::new();
    for line in printed.lines() {
        let Some((_, rest)) = line.split_once("FAILED seed ") else {
            continue;
        };
        let (seed, what) = rest.split_once(':').unwrap_or((rest, ""));
        let seed = seed.trim().parse().unwrap_or(first);
        if !found.iter().any(|failure| failure.seed == seed) {
            found.push(Failure {
                seed,
                what: what.trim().to_owned(),
                tests: Vec::new(),
            });
        }
    }
    found
}

/// The tests that failed, by the lines `test NAME ... FAILED`.
fn tests_failed(printed: &str) -> Vec<String> {
    let name = |line: &str| {
        Some(
            line.strip_prefix("test ")?
                .strip_suffix(" ... FAILED")?
                .to_owned(),
        )
    };
    let mut names: Vec<String> = printed.lines().filter_map(name).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_properties_are_named() {
        let printed =
            "test laws::b ... ok\ntest laws::c ... FAILED\ntest laws::a ... FAILED\nfailures:\n";
        let tests = vec!["laws::a".to_owned(), "laws::c".to_owned()];
        assert_eq!(
            failures(printed, 5),
            [Failure {
                seed: 5,
                what: "laws::a, laws::c".to_owned(),
                tests
            }]
        );
        assert_eq!(
            failures("", 5),
            [Failure {
                seed: 5,
                what: "ended with an error".to_owned(),
                tests: Vec::new()
            }]
        );
    }

    #[test]
    fn failed_seeds_are_named_once() {
        let printed = "test lives ... FAILED seed 9: a seat moved\nFAILED seed 11: a promise lost: p1\nFAILED seed 9: again\n";
        let found: Vec<(u64, String)> = failures(printed, 8)
            .into_iter()
            .map(|f| (f.seed, f.what))
            .collect();
        assert_eq!(
            found,
            [
                (9, "a seat moved".to_owned()),
                (11, "a promise lost: p1".to_owned())
            ]
        );
    }
}
