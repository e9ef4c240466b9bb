//! What was tried, and what failed.

use std::fmt;
use std::time::Duration;

/// The lines of a report, one for each target.
#[derive(Debug, Default)]
pub(crate) struct Report {
    lines: Vec<Line>,
}

/// What became of one target.
#[derive(Debug)]
struct Line {
    name: String,
    seeds: u64,
    failures: u64,
    took: Duration,
    missing: Option<String>,
}

impl Report {
    /// A report on targets of these names, and why those that cannot run cannot.
    pub(crate) fn new(targets: impl IntoIterator<Item = (String, Option<String>)>) -> Self {
        let line = |(name, missing)| Line {
            name,
            seeds: 0,
            failures: 0,
            took: Duration::ZERO,
            missing,
        };
        Self {
            lines: targets.into_iter().map(line).collect(),
        }
    }

    /// Counts a run.
    pub(crate) fn count(&mut self, name: &str, seeds: u64, failures: usize, took: Duration) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.name == name) {
            line.seeds += seeds;
            line.failures += failures as u64;
            line.took += took;
        }
    }

    /// How many seeds failed.
    pub(crate) fn failures(&self) -> u64 {
        self.lines.iter().map(|line| line.failures).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self
            .lines
            .iter()
            .map(|line| line.name.len())
            .max()
            .unwrap_or(0)
            .max("target".len());
        write!(
            f,
            "{:<width$}  {:>7}  {:>8}  {:>9}",
            "target", "seeds", "failures", "time"
        )?;
        for Line {
            name,
            seeds,
            failures,
            took,
            missing,
        } in &self.lines
        {
            match missing {
                Some(why) => write!(f, "\n{name:<width$}  not run: {why}")?,
                None => write!(
                    f,
                    "\n{name:<width$}  {seeds:>7}  {failures:>8}  {:>7.1} s",
                    took.as_secs_f64()
                )?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_what_was_tried() {
        let mut report = Report::new([
            ("life".to_owned(), Some("there is no such test".to_owned())),
            ("paratus:lib".to_owned(), None),
        ]);
        report.count("paratus:lib", 1, 0, Duration::from_millis(1500));
        report.count("paratus:lib", 4, 2, Duration::from_secs(1));
        assert_eq!(report.failures(), 2);
        let expected = "target         seeds  failures       time\n\
                        life         not run: there is no such test\n\
                        paratus:lib        5         2      2.5 s";
        assert_eq!(report.to_string(), expected);
    }
}
