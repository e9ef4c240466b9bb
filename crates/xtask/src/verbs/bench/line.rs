//! What a timed process prints: one line of figures.

use crate::Result;
use crate::process::capture;
use std::process::Command;

/// One process's figures: seconds of its rounds, memory in MB, and what it found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) wall: Vec<f64>,
    pub(super) cpu: Vec<f64>,
    pub(super) before: f64,
    pub(super) peak: f64,
    pub(super) check: Vec<f64>,
}

impl Line {
    /// The figures that a command prints.
    pub(super) fn run_and_parse(command: &mut Command) -> Result<Line> {
        read(&capture(command)?)
    }

    /// With the rounds of another process of the same kind.
    pub(super) fn add(&mut self, new: Line) {
        self.wall.extend(new.wall);
        self.cpu.extend(new.cpu);
        (self.name, self.before, self.check) = (new.name, new.before, new.check);
        self.peak = self.peak.max(new.peak);
    }

    /// The median of the clock's seconds.
    pub(super) fn wall(&self) -> f64 {
        median(&self.wall)
    }

    /// The median of the processor's seconds.
    pub(super) fn cpu(&self) -> f64 {
        median(&self.cpu)
    }
}

/// `name|wall,…|cpu,…|MB before|MB at most|check,…`
fn read(printed: &str) -> Result<Line> {
    let wrong = || format!("this is no line of figures: {printed:?}");
    let parts: Vec<&str> = printed.trim().split('|').collect();
    let [name, wall, cpu, before, peak, check] = parts.as_slice() else {
        return Err(wrong());
    };
    let numbers = |list: &str| {
        list.split(',')
            .map(str::parse)
            .collect::<std::result::Result<Vec<f64>, _>>()
    };
    let (Ok(wall), Ok(cpu), Ok(check)) = (numbers(wall), numbers(cpu), numbers(check)) else {
        return Err(wrong());
    };
    let number = |text: &str| text.parse().map_err(|_| wrong());
    Ok(Line {
        name: (*name).to_owned(),
        wall,
        cpu,
        before: number(before)?,
        peak: number(peak)?,
        check,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_and_others_are_refused() {
        let line = read("paratus, columns|0.5,0.25|0.5,0.25|10.0|20.5|1.0,2.0,3.0\n").unwrap();
        assert_eq!(
            (line.name.as_str(), line.wall(), line.before, line.peak),
            ("paratus, columns", 0.375, 10.0, 20.5)
        );
        assert!(read("Traceback").is_err() && read("a|b|c|d|e|f").is_err());
    }

    #[test]
    fn rounds_of_several_processes_are_one_line() {
        let mut line = Line::default();
        for text in ["a|1|1|5|20|1", "a|3|4|6|10|1", "a|2|2|7|15|1"] {
            line.add(read(text).unwrap());
        }
        assert_eq!((line.wall(), line.cpu(), line.peak), (2.0, 2.0, 20.0));
    }
}
