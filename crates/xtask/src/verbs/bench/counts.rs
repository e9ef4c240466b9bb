//! `cargo xtask bench counts`: how many instructions small seeded jobs take, compared with the numbers committed. Unlike seconds
//! they do not depend on what else the machine does; they do depend on the compiler, so another one's are printed and not judged.

use super::program;
use crate::Result;
use crate::checkout::Checkout;
use crate::process::{capture, find};
use crate::steps::Outcome;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The numbers committed.
const FILE: &str = "benches/counts.txt";
/// What is counted: `paratus-bench score job NAME` does it.
const JOBS: [&str; 4] = ["columns", "csv", "append", "units"];
/// A count may grow by that share before it is an error.
const TOLERANCE: f64 = 0.05;

/// Counts, and judges or writes.
pub(super) fn run(checkout: &Checkout, update: bool) -> Result {
    if update && find("valgrind").is_some() {
        let counts = count(checkout)?;
        fs::write(checkout.path(FILE), text(&compiler()?, &counts))
            .map_err(|error| format!("cannot write `{FILE}`: {error}"))?;
        println!("{FILE} is written");
        return Ok(());
    }
    if let Outcome::Skipped(why) = check(checkout)? {
        println!("skipped: {why}");
    }
    Ok(())
}

/// Compares with the numbers committed. Skipped where there is no valgrind, or the compiler is another.
fn check(checkout: &Checkout) -> Result<Outcome> {
    if find("valgrind").is_none() {
        return Ok(Outcome::Skipped("valgrind is missing".to_owned()));
    }
    let committed = fs::read_to_string(checkout.path(FILE))
        .map_err(|error| format!("cannot read `{FILE}`: {error}"))?;
    let (theirs, ours) = (compiler()?, parse(&committed)?);
    let counts = count(checkout)?;
    if theirs != ours.0 {
        return Ok(Outcome::Skipped(format!(
            "`{FILE}` was counted with {}, this is {theirs}",
            ours.0
        )));
    }
    judge(&ours.1, &counts).map(|()| Outcome::Done)
}

/// Builds the jobs and counts the instructions of each.
fn count(checkout: &Checkout) -> Result<BTreeMap<String, u64>> {
    let program = program(checkout)?;
    let mut counts = BTreeMap::new();
    for job in JOBS {
        let count = instructions(&program, job)?;
        println!("{job:<8} {count:>12} instructions");
        counts.insert(job.to_owned(), count);
    }
    Ok(counts)
}

/// Of the function that does the job alone, not of what prepares it.
fn instructions(program: &Path, job: &str) -> Result<u64> {
    let mut command = Command::new("valgrind");
    command.args([
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        "--toggle-collect=*counted_job*",
    ]);
    command
        .args(["--log-fd=1", "--"])
        .arg(program)
        .args(["score", "job", job])
        .env("RAYON_NUM_THREADS", "1");
    let said = capture(&mut command)?;
    collected(&said)
        .filter(|count| *count > 0)
        .ok_or_else(|| format!("valgrind did not count the job `{job}`: {said}"))
}

/// What callgrind says in the end.
fn collected(said: &str) -> Option<u64> {
    said.lines()
        .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok())
}

/// The version of the compiler.
fn compiler() -> Result<String> {
    let said = capture(Command::new("rustc").arg("-V"))?;
    Ok(format!("{} on {}", said.trim(), std::env::consts::ARCH))
}

fn text(compiler: &str, counts: &BTreeMap<String, u64>) -> String {
    let mut text = format!(
        "# Instructions of small seeded jobs; `cargo xtask bench counts --update` writes this.\n{compiler}\n"
    );
    for (job, count) in counts {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{job} {count}");
    }
    text
}

fn parse(text: &str) -> Result<(String, BTreeMap<String, u64>)> {
    let mut lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let compiler = lines.next().ok_or_else(|| format!("`{FILE}` is empty"))?;
    let count = |line: &str| {
        Some((
            line.split_once(' ')?.0.to_owned(),
            line.split_once(' ')?.1.parse().ok()?,
        ))
    };
    let counts = lines.map(|line| {
        count(line).ok_or_else(|| format!("`{FILE}`: `{line}` is not a job and its count"))
    });
    Ok((compiler.to_owned(), counts.collect::<Result<_>>()?))
}

/// An error where a job takes notably more than it did.
fn judge(before: &BTreeMap<String, u64>, now: &BTreeMap<String, u64>) -> Result {
    let mut worse = Vec::new();
    for (job, now) in now {
        let before = before.get(job).ok_or_else(|| {
            format!("`{FILE}` lacks `{job}`; `cargo xtask bench counts --update`")
        })?;
        let share = *now as f64 / (*before).max(1) as f64 - 1.0;
        println!("{job:<8} {:+.1}%", 100.0 * share);
        if share > TOLERANCE {
            worse.push(format!(
                "`{job}` takes {now} instructions, {:.1}% more than {before}",
                100.0 * share
            ));
        }
    }
    if worse.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{}; if that is meant: `cargo xtask bench counts --update`",
        worse.join("; ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(list: &[(&str, u64)]) -> BTreeMap<String, u64> {
        list.iter()
            .map(|(job, count)| ((*job).to_owned(), *count))
            .collect()
    }

    #[test]
    fn what_is_written_is_read() {
        let counts = counts(&[("columns", 12), ("csv", 34)]);
        assert_eq!(
            parse(&text("rustc 1.2.3 on x", &counts)).unwrap(),
            ("rustc 1.2.3 on x".to_owned(), counts)
        );
        assert!(
            parse("rustc\ncolumns many\n")
                .unwrap_err()
                .contains("`columns many`")
        );
    }

    #[test]
    fn a_job_may_take_a_little_more_and_not_much_more() {
        let before = counts(&[("columns", 1000), ("csv", 1000)]);
        judge(&before, &counts(&[("columns", 1049), ("csv", 400)])).unwrap();
        let error = judge(&before, &counts(&[("columns", 1051), ("csv", 1000)])).unwrap_err();
        assert!(
            error.starts_with("`columns` takes 1051 instructions, 5.1% more than 1000"),
            "{error}"
        );
        assert!(
            judge(&before, &counts(&[("units", 1)]))
                .unwrap_err()
                .contains("lacks `units`")
        );
    }

    #[test]
    fn the_last_word_of_callgrind_is_understood() {
        assert_eq!(
            collected("==7== \n==7== Events    : Ir\n==7== Collected : 123456\n"),
            Some(123_456)
        );
        assert_eq!(collected("==7== Command: x\n"), None);
    }
}
