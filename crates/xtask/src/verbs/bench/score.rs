//! `cargo xtask bench score`: everyone's readiness from columns and from a table, beside other tools on the same data in the
//! same run.

use crate::Result;
use crate::checkout::Checkout;
use crate::process::{capture, cargo, find, run, succeeds};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Records of each person in the data.
const PER_PERSON: usize = 100;
/// Figures agree when they differ by less: other tools add up in floating point.
const SAME: f64 = 1e-6;
/// What other tools come from.
const PACKAGES: [&str; 3] = ["numpy", "pandas", "polars"];
const PEERS: [&str; 4] = ["numpy_columns", "pandas_columns", "polars_columns", "polars_csv"];

/// One process's figures: seconds of its rounds, memory in MB, and what it found.
#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    name: String,
    wall: Vec<f64>,
    cpu: Vec<f64>,
    peak: f64,
    check: Vec<f64>,
}

/// Generates `rows` records once, runs every tool in turn `rounds` times, and prints the table.
pub(crate) fn score(checkout: &Checkout, rows: usize, rounds: usize, peers: bool) -> Result {
    let people = (rows / PER_PERSON).max(1);
    run(cargo(checkout.root(), "build").args(["--release", "--quiet", "--package", "paratus-bench"]))?;
    let bench = checkout.path("target/release/paratus-bench");
    let folder = checkout.path(&format!("target/bench/score-{rows}"));
    if !folder.join("paratus.toml").is_file() {
        run(Command::new(&bench).arg("generate").arg(&folder).arg(people.to_string()).arg(rows.to_string()))?;
    }
    let python = if peers { python(checkout)? } else { None };
    let mut tools: Vec<Command> = ["floor", "columns", "csv", "append"].map(|what| native(&bench, what, &folder)).into();
    for peer in PEERS.iter().filter(|_| python.is_some()) {
        let mut command = Command::new(python.as_deref().unwrap_or(Path::new("python3")));
        command.current_dir(checkout.path("benches/peers/score")).arg(format!("{peer}.py")).arg(&folder).arg("3");
        tools.push(command);
    }
    let mut lines: Vec<Line> = vec![Line::default(); tools.len()];
    for round in 1..=rounds {
        for (line, tool) in lines.iter_mut().zip(&mut tools) {
            let new = read(&capture(tool)?)?;
            println!("round {round} of {rounds}: {}", new.name);
            line.add(new);
        }
    }
    print!("{}", table(rows, &lines)?);
    Ok(())
}

fn native(bench: &Path, what: &str, folder: &Path) -> Command {
    let mut command = Command::new(bench);
    command.arg(what).arg(folder).arg("3");
    command
}

/// A Python of our own with the other tools, made on first use. `None`, and a word about it, where there is no Python.
fn python(checkout: &Checkout) -> Result<Option<PathBuf>> {
    let home = checkout.path("target/bench/venv");
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let imports = format!("import {}", PACKAGES.join(", "));
    if python.is_file() && succeeds(Command::new(&python).args(["-c", &imports])) {
        return Ok(Some(python));
    }
    if find("python3").is_none() {
        println!("python3 is not installed: the other tools are left out");
        return Ok(None);
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
    Ok(Some(python))
}

impl Line {
    fn add(&mut self, new: Line) {
        self.wall.extend(new.wall);
        self.cpu.extend(new.cpu);
        (self.name, self.peak, self.check) = (new.name, self.peak.max(new.peak), new.check);
    }
}

/// `name|wall,…|cpu,…|MB before|MB at most|check,…`
fn read(printed: &str) -> Result<Line> {
    let wrong = || format!("this is no line of figures: {printed:?}");
    let parts: Vec<&str> = printed.trim().split('|').collect();
    let [name, wall, cpu, _, peak, check] = parts.as_slice() else { return Err(wrong()) };
    let numbers = |list: &str| list.split(',').map(str::parse).collect::<std::result::Result<Vec<f64>, _>>();
    let (wall, cpu, check) = match (numbers(wall), numbers(cpu), numbers(check)) {
        (Ok(wall), Ok(cpu), Ok(check)) => (wall, cpu, check),
        _ => return Err(wrong()),
    };
    Ok(Line { name: (*name).to_owned(), wall, cpu, peak: peak.parse().map_err(|_| wrong())?, check })
}

fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

/// The table as Markdown. An error where a tool that scores everyone found something else than ours did.
fn table(rows: usize, lines: &[Line]) -> Result<String> {
    let ours = |ending: &str| lines.iter().find(|line| line.name == format!("paratus, {ending}"));
    let mut text = format!("\n{rows} records; medians; the processor's seconds tell more than wall time on a busy machine\n\n");
    text += "| | wall s | cpu s | records/s | peak MB | cpu of it / ours |\n|---|---|---|---|---|---|\n";
    for line in lines {
        let same = if line.name.ends_with("CSV") { ours("CSV") } else { ours("columns") };
        let (wall, cpu) = (median(&line.wall), median(&line.cpu));
        let ratio = same.map_or(0.0, |ours| cpu / median(&ours.cpu));
        let speed = rows as f64 / wall;
        text += &format!("| {} | {wall:.3} | {cpu:.3} | {speed:.3e} | {:.0} | {ratio:.2} |\n", line.name, line.peak);
        let (Some(same), [_, _, _]) = (same, line.check.as_slice()) else { continue };
        let differs = |(a, b): (&f64, &f64)| (a - b).abs() > SAME * a.abs().max(1.0);
        if line.check.iter().zip(&same.check).any(differs) {
            return Err(format!("{} found {:?}, ours found {:?}", line.name, line.check, same.check));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_and_others_are_refused() {
        let line = read("paratus, columns|0.5,0.25|0.5,0.25|10.0|20.5|1.0,2.0,3.0\n").unwrap();
        assert_eq!((line.name.as_str(), median(&line.wall), line.peak), ("paratus, columns", 0.375, 20.5));
        assert!(read("Traceback").is_err() && read("a|b|c|d|e|f").is_err());
    }

    #[test]
    fn a_tool_that_finds_something_else_is_an_error() {
        let ours = read("paratus, columns|1|1|1|1|1.0,2.0,3.0").unwrap();
        let same = Line { name: "other, columns".to_owned(), ..ours.clone() };
        assert!(table(10, &[ours.clone(), same.clone()]).unwrap().contains("| other, columns | 1.000 | 1.000 | 1.000e1 | 1 | 1.00 |"));
        let other = Line { check: vec![1.0, 2.0, 3.1], ..same };
        assert!(table(10, &[ours, other]).unwrap_err().starts_with("other, columns found"));
    }
}
