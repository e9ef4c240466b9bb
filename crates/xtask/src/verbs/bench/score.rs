//! `cargo xtask bench score`: everyone's readiness from columns and from a table, beside other tools on the same data in the
//! same run.

use super::super::ci;
use super::line::Line;
use super::{numbers, peers, program};
use crate::Result;
use crate::args::Arguments;
use crate::checkout::Checkout;
use crate::process::run;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Records of each person in the data.
const PER_PERSON: usize = 100;
/// Figures agree when they differ by less: other tools add up in floating point.
const SAME: f64 = 1e-6;
/// What other tools come from.
const PACKAGES: [&str; 3] = ["numpy", "pandas", "polars"];
/// Their scripts, in `benches/peers/score`.
const PEERS: [&str; 4] = [
    "numpy_columns",
    "pandas_columns",
    "polars_columns",
    "polars_csv",
];
/// Rounds of each process; the first of them meets cold memory.
const ROUNDS: usize = 3;
/// Bytes of a record that the floor reads: what the columns have in memory.
const BYTES: f64 = 28.0;

/// Generates records once, runs every tool in turn, and prints the table.
pub(super) fn score(checkout: &Checkout, arguments: &Arguments) -> Result {
    let rounds = numbers(arguments, "--rounds", &[3])?
        .into_iter()
        .max()
        .unwrap_or(1);
    let program = program(checkout)?;
    let python = if arguments.has("--alone") {
        None
    } else {
        peers::python(checkout, &PACKAGES)?
    };
    for rows in numbers(arguments, "--rows", &[10_000_000])? {
        let people = (rows / PER_PERSON).max(1);
        let folder = checkout.path(&format!("target/bench/score-{rows}"));
        if !folder.join("paratus.toml").is_file() {
            let mut command = Command::new(&program);
            run(command
                .args(["score", "generate"])
                .arg(&folder)
                .args([people.to_string(), rows.to_string()]))?;
        }
        let ours = |what: &str, threads: Option<&str>| {
            let mut command = Command::new(&program);
            command
                .args(["score", what])
                .arg(&folder)
                .arg(ROUNDS.to_string());
            // Without a number there are as many threads as processors.
            threads.map(|threads| command.env("RAYON_NUM_THREADS", threads));
            command
        };
        let mut tools = vec![
            ours("floor", Some("1")),
            ours("columns", Some("1")),
            ours("columns-threads", None),
            ours("csv", Some("1")),
            ours("append", Some("1")),
            ours("units", Some("1")),
        ];
        for peer in PEERS {
            let Some(python) = &python else { break };
            tools.push(peer_command(checkout, python, peer, &folder));
        }
        let mut lines: Vec<Line> = vec![Line::default(); tools.len()];
        for round in 1..=rounds {
            for (line, tool) in lines.iter_mut().zip(&mut tools) {
                let new = Line::run_and_parse(tool)?;
                println!("round {round} of {rounds}: {}", new.name);
                line.add(new);
            }
        }
        print!("{}", table(rows, people, &lines)?);
    }
    Ok(())
}

fn peer_command(checkout: &Checkout, python: &Path, script: &str, folder: &Path) -> Command {
    let mut command = Command::new(python);
    command
        .current_dir(checkout.path("benches/peers/score"))
        .arg(format!("{script}.py"))
        .arg(folder)
        .arg(ROUNDS.to_string());
    command
}

/// The table as Markdown. An error where a tool that scores everyone found something else than ours did.
fn table(rows: usize, people: usize, lines: &[Line]) -> Result<String> {
    let ours = |ending: &str| {
        lines
            .iter()
            .find(|line| line.name == format!("paratus, {ending}"))
    };
    let mut text = format!(
        "\n{rows} records of {people} people; medians; {}\n\n",
        ci::load()
    );
    text += "| | wall s | CPU s | records/s of CPU | MB before | peak MB | CPU of it / ours | memory of it / ours |\n";
    text += "|---|---|---|---|---|---|---|---|\n";
    let mut below = String::new();
    for line in lines {
        let (wall, cpu) = (line.wall(), line.cpu());
        // Writing to a string cannot fail.
        // Its check is how many records were added in all rounds.
        if let ([added], true) = (line.check.as_slice(), line.name.contains("one record more")) {
            let each = 1e6 * ROUNDS as f64 / added;
            let (wall, cpu) = (wall * each, cpu * each);
            let _ = writeln!(
                below,
                "\n{}: {wall:.2} µs each by the clock, {cpu:.2} of the processor",
                line.name
            );
            continue;
        }
        let same = if line.name.ends_with("CSV") {
            ours("CSV")
        } else {
            ours("columns")
        };
        let (cpu_ratio, memory) =
            same.map_or((0.0, 0.0), |ours| (cpu / ours.cpu(), line.peak / ours.peak));
        let (speed, before, peak) = (rows as f64 / cpu, line.before, line.peak);
        let _ = writeln!(
            text,
            "| {} | {wall:.3} | {cpu:.3} | {speed:.2e} | {before:.0} | {peak:.0} | {cpu_ratio:.2} | {memory:.2} |",
            line.name
        );
        if line.name.starts_with("reading") {
            let bandwidth = rows as f64 * BYTES / cpu / 1e9;
            let _ = writeln!(
                below,
                "\nThe floor: {BYTES} bytes a record, read at {bandwidth:.1} GB/s."
            );
        }
        let (Some(same), [_, _, _]) = (same, line.check.as_slice()) else {
            continue;
        };
        let differs = |(a, b): (&f64, &f64)| (a - b).abs() > SAME * a.abs().max(1.0);
        if line.check.iter().zip(&same.check).any(differs) {
            return Err(format!(
                "{} found {:?}, ours found {:?}",
                line.name, line.check, same.check
            ));
        }
    }
    Ok(text + &below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_that_finds_something_else_is_an_error() {
        let name = "paratus, columns".to_owned();
        let ours = Line {
            name,
            wall: vec![1.0],
            cpu: vec![2.0],
            before: 1.0,
            peak: 3.0,
            check: vec![1.0, 2.0, 3.0],
        };
        let same = Line {
            name: "other, columns".to_owned(),
            cpu: vec![5.0],
            peak: 6.0,
            ..ours.clone()
        };
        let text = table(10, 1, &[ours.clone(), same.clone()]).unwrap();
        assert!(
            text.contains("| other, columns | 1.000 | 5.000 | 2.00e0 | 1 | 6 | 2.50 | 2.00 |"),
            "{text}"
        );
        let other = Line {
            check: vec![1.0, 2.0, 3.1],
            ..same
        };
        assert!(
            table(10, 1, &[ours, other])
                .unwrap_err()
                .starts_with("other, columns found")
        );
    }
}
