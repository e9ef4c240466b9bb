//! `cargo xtask bench growth`: everyone's readiness by the number of people and records, as a table and a plot.

use super::super::ci;
use super::line::Line;
use super::plot::{Plot, Series};
use super::{numbers, program};
use crate::Result;
use crate::args::Arguments;
use crate::checkout::Checkout;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Where the plot is kept.
pub(super) const PLOT: &str = "docs/growth.svg";
/// People and records.
const SIZES: [(usize, usize); 7] = [
    (10_000, 1_000_000),
    (100_000, 1_000_000),
    (100_000, 10_000_000),
    (1_000_000, 10_000_000),
    (1_000_000, 100_000_000),
    (10_000_000, 100_000_000),
    (10_000_000, 1_000_000_000),
];
/// Records that the log holds in memory; the others are on disk.
const IN_MEMORY: usize = 120_000_000;

/// One size's figures.
struct Size {
    people: usize,
    records: usize,
    line: Line,
}

/// Times every size up to `--rows` records in a process of its own, prints the table, and draws the plot.
pub(super) fn growth(checkout: &Checkout, arguments: &Arguments) -> Result {
    let most = numbers(arguments, "--rows", &[100_000_000])?
        .into_iter()
        .max()
        .unwrap_or(0);
    let program = program(checkout)?;
    let mut sizes = Vec::new();
    let memory = numbers(arguments, "--memory", &[IN_MEMORY])?
        .into_iter()
        .max()
        .unwrap_or(IN_MEMORY);
    for (people, records) in SIZES.into_iter().filter(|(_, records)| *records <= most) {
        let line = time(&program, [people, records, memory])?;
        println!("{records} records of {people} people: {:.2} s", line.wall());
        sizes.push(Size {
            people,
            records,
            line,
        });
    }
    print!("{}", table(&sizes));
    let plot = checkout.path(PLOT);
    fs::write(&plot, draw(&sizes)).map_err(|error| format!("cannot write `{PLOT}`: {error}"))?;
    println!("\n{PLOT} is drawn");
    Ok(())
}

/// Figures: the processor's seconds of taking the records and of scoring everyone, the clock's of both, and how many records went to
/// disk, are the check.
fn time(program: &Path, size: [usize; 3]) -> Result<Line> {
    let mut command = Command::new(program);
    command
        .args(["score", "grow"])
        .args(size.map(|number| number.to_string()))
        .env("RAYON_NUM_THREADS", "1");
    Line::run_and_parse(&mut command)
}

fn table(sizes: &[Size]) -> String {
    let mut text = format!("\nOne thread; {}\n\n", ci::load());
    text += "| people | records | on disk | take CPU s | score CPU s | CPU s | ns a record | wall s | peak MB | bytes a record |\n";
    text += "|---|---|---|---|---|---|---|---|---|---|\n";
    for Size {
        people,
        records,
        line,
    } in sizes
    {
        let parts = |at: usize| line.check.get(at).copied().unwrap_or(0.0);
        let (cpu, each) = (line.cpu(), 1.0 / *records as f64);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {people} | {records} | {} | {:.2} | {:.2} | {cpu:.2} | {:.0} | {:.2} | {:.0} | {:.0} |",
            parts(4),
            parts(0),
            parts(1),
            cpu * each * 1e9,
            line.wall(),
            line.peak,
            line.peak * 1_048_576.0 * each
        );
    }
    text
}

/// Seconds over records, one line for every number of records a person.
fn draw(sizes: &[Size]) -> String {
    let series = |each: usize, name: &str| Series {
        name: name.to_owned(),
        points: sizes
            .iter()
            .filter(|size| size.records / size.people == each)
            .map(|size| (size.records as f64, size.line.cpu()))
            .collect(),
    };
    Plot {
        title: "Everyone's readiness, one thread",
        across: "records",
        up: "CPU seconds",
        series: vec![
            series(100, "100 records a person"),
            series(10, "10 records a person"),
        ],
    }
    .svg()
}
