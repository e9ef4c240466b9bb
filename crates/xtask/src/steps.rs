//! A run of steps: a heading for each, the time it took, and at the end a table with everything that failed or was left out.

use crate::Result;
use crate::checkout::Checkout;
use std::fmt;
use std::time::{Duration, Instant};

/// One step of a run.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    /// The name, for `--only` and for the table.
    pub(crate) name: &'static str,
    /// What it does, in a few words.
    pub(crate) what: &'static str,
    /// In which runs it is done.
    pub(crate) when: StepCondition,
    /// Does it.
    pub(crate) run: fn(&Checkout) -> Result<Outcome>,
}

/// In which runs a step is done, where it is not named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepCondition {
    /// In all of them.
    Always,
    /// Not with `--quick`.
    NotQuick,
    /// With `--slow` alone.
    Slow,
}

/// How a step ended, if nothing failed.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// All of it was done.
    Done,
    /// All of it was done but for something, and why.
    DoneWithout(String),
    /// None of it was done, and why.
    Skipped(String),
}

/// Which steps of a run are wanted.
#[derive(Debug, Default)]
pub(crate) struct Selection<'a> {
    /// Leave out the slow ones.
    pub(crate) quick: bool,
    /// Do also those that are left out of every other run.
    pub(crate) slow: bool,
    /// Only these; all of them when empty.
    pub(crate) only: Vec<&'a str>,
}

/// How a step ended, and how long it took.
struct Ending {
    name: &'static str,
    took: Duration,
    result: Result<Outcome>,
}

impl Selection<'_> {
    /// Why a step is left out, if it is.
    fn leaves_out(&self, step: &Step) -> Option<&'static str> {
        match step.when {
            StepCondition::NotQuick | StepCondition::Slow if self.quick => {
                Some("`--quick` leaves out slow steps")
            }
            StepCondition::Slow if !self.slow && self.only.is_empty() => Some("`--slow` does it"),
            _ => None,
        }
    }
}

/// Runs the steps in order, also after a failure, and fails at the end with the names of those that did.
pub(crate) fn run_all(checkout: &Checkout, steps: &[Step], selection: &Selection<'_>) -> Result {
    if let Some(unknown) = selection
        .only
        .iter()
        .find(|name| steps.iter().all(|step| step.name != **name))
    {
        let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
        return Err(format!(
            "there is no step `{unknown}`; the steps are {}",
            names.join(", ")
        ));
    }
    let mut endings = Vec::new();
    for step in steps
        .iter()
        .filter(|step| selection.only.is_empty() || selection.only.contains(&step.name))
    {
        println!("\n== {}: {}", step.name, step.what);
        let started = Instant::now();
        let result = if let Some(why) = selection.leaves_out(step) {
            Ok(Outcome::Skipped(why.to_owned()))
        } else {
            (step.run)(checkout)
        };
        let ending = Ending {
            name: step.name,
            took: started.elapsed(),
            result,
        };
        println!("-- {ending}");
        endings.push(ending);
    }
    println!("\n== summary");
    for ending in &endings {
        println!("{ending}");
    }
    let failed: Vec<&str> = endings
        .iter()
        .filter(|ending| ending.result.is_err())
        .map(|ending| ending.name)
        .collect();
    let took: Duration = endings.iter().map(|ending| ending.took).sum();
    println!("{} steps in {:.1} s", endings.len(), took.as_secs_f64());
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", failed.join(", ")))
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, why) = match &self.result {
            Ok(Outcome::Done) => ("done", ""),
            Ok(Outcome::DoneWithout(why)) => ("done", why.as_str()),
            Ok(Outcome::Skipped(why)) => ("not run", why.as_str()),
            Err(why) => ("FAILED", why.as_str()),
        };
        write!(
            f,
            "{:<12} {word:<8} {:>7.1} s",
            self.name,
            self.took.as_secs_f64()
        )?;
        if why.is_empty() {
            Ok(())
        } else {
            write!(f, "  {why}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[Step] = &[
        Step {
            name: "good",
            what: "succeeds",
            when: StepCondition::Always,
            run: |_| Ok(Outcome::Done),
        },
        Step {
            name: "slow",
            what: "would fail",
            when: StepCondition::NotQuick,
            run: |_| Err("no".to_owned()),
        },
        Step {
            name: "bad",
            what: "fails",
            when: StepCondition::Always,
            run: |_| Err("broken".to_owned()),
        },
        Step {
            name: "slowest",
            what: "fails too",
            when: StepCondition::Slow,
            run: |_| Err("at last".to_owned()),
        },
    ];

    fn run(flag: &str, only: &[&str]) -> Result {
        run_all(
            &Checkout::find()?,
            STEPS,
            &Selection {
                quick: flag == "--quick",
                slow: flag == "--slow",
                only: only.to_vec(),
            },
        )
    }

    #[test]
    fn every_step_runs_and_all_failures_are_named() {
        assert_eq!(run("", &[]).unwrap_err(), "failed: slow, bad");
        assert_eq!(run("--quick", &[]).unwrap_err(), "failed: bad");
        assert_eq!(
            run("--slow", &[]).unwrap_err(),
            "failed: slow, bad, slowest"
        );
        assert_eq!(run("", &["slowest"]).unwrap_err(), "failed: slowest");
        assert_eq!(run("", &["good"]), Ok(()));
    }

    #[test]
    fn an_unknown_step_is_refused_before_anything_runs() {
        assert_eq!(
            run("", &["goood"]).unwrap_err(),
            "there is no step `goood`; the steps are good, slow, bad, slowest"
        );
    }
}
