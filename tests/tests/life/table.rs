//! The table of all lives, and the folders of those that fail.

use crate::case;
use crate::life::Life;
use crate::shrink::shrink;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

pub(crate) struct Table(Vec<Life>);

impl Table {
    pub(crate) fn new(lives: Vec<Life>) -> Table {
        Table(lives)
    }

    fn sum(&self, of: impl Fn(&Life) -> usize) -> usize {
        self.0.iter().map(of).sum()
    }

    /// Failures by kind.
    fn kinds(&self) -> BTreeMap<&str, usize> {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, failure, _) in self.0.iter().flat_map(|life| &life.failures) {
            *kinds.entry(&failure.kind).or_default() += 1;
        }
        kinds
    }

    /// Prints the table, writes failing lives as folders, and holds that there are none.
    pub(crate) fn finish(&self) {
        self.finish_but(&[]);
        let unmet = [|life: &Life| life.unmet, |life: &Life| life.held_unmet];
        let [unmet, held] = unmet.map(|of| self.sum(of));
        assert!(
            unmet <= held,
            "{unmet} needs are unmet, and {held} where held and filled"
        );
        let (cost, scratch) = self.cost();
        assert!(
            cost <= scratch * 1.03,
            "{cost} is more than 3% above {scratch}, planned from scratch"
        );
    }

    /// The same of all kinds of failures but some, and without the sums.
    pub(crate) fn finish_but(&self, known: &[&str]) {
        self.print();
        self.write();
        let mut kinds = self.kinds();
        kinds.retain(|kind, _| !known.contains(kind));
        assert_eq!(
            kinds,
            BTreeMap::new(),
            "lives fail; their folders are printed above"
        );
    }

    fn cost(&self) -> (f64, f64) {
        self.0.iter().fold((0.0, 0.0), |sum, life| {
            (sum.0 + life.cost, sum.1 + life.scratch)
        })
    }

    fn print(&self) {
        let mut lost: BTreeMap<&str, usize> = BTreeMap::new();
        for (why, count) in self.0.iter().flat_map(|life| &life.lost) {
            *lost.entry(why).or_default() += count;
        }
        let lost: Vec<String> = lost
            .iter()
            .map(|(why, count)| format!("{why} {count}"))
            .collect();
        println!("lives                                  {}", self.0.len());
        println!(
            "replans that end in an error           {} of {}",
            self.sum(|life| life.errors),
            self.sum(|life| life.replans)
        );
        println!(
            "untouched seats moved                  {} of {}",
            self.sum(|life| life.moved),
            self.sum(|life| life.untouched)
        );
        println!(
            "promises lost, by reason               {}",
            if lost.is_empty() {
                "none".to_owned()
            } else {
                lost.join(", ")
            }
        );
        println!(
            "unmet needs (held and filled)          {} ({})",
            self.sum(|life| life.unmet),
            self.sum(|life| life.held_unmet)
        );
        println!(
            "unmet needs with a free seat           {}",
            self.sum(|life| life.free_seats)
        );
        println!(
            "false reasons                          {} of {}",
            self.sum(|life| life.false_reasons),
            self.sum(|life| life.reasons)
        );
        let (cost, scratch) = self.cost();
        let worst = self
            .0
            .iter()
            .filter(|life| life.scratch > 0.0)
            .max_by(|a, b| (a.cost / a.scratch).total_cmp(&(b.cost / b.scratch)));
        if let Some(worst) = worst {
            let worst_cost = worst.cost / worst.scratch;
            println!(
                "cost against planning from scratch     {:.4} (worst {worst_cost:.4}: {})",
                cost / scratch,
                worst.name
            );
        }
        let (kept, again) = (
            self.sum(|life| life.scratch_unmet.0),
            self.sum(|life| life.scratch_unmet.1),
        );
        println!("unmet needs (planned from scratch)     {kept} ({again})");
        for (kind, count) in self.kinds() {
            println!("  {count:6} {kind}");
        }
    }

    /// Writes the first life of each kind of failure, shrunk.
    fn write(&self) {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../life");
        let time = std::env::var("PARATUS_SHRINK_SECONDS")
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(20);
        let mut seen = BTreeSet::new();
        for life in &self.0 {
            for (check, failure, step) in &life.failures {
                if !seen.insert(failure.kind.clone()) {
                    continue;
                }
                println!(
                    "FAILED seed {}: {}: {}",
                    life.name, failure.kind, failure.text
                );
                let small = shrink(step, *check, &failure.kind, Duration::from_secs(time));
                let (small, found) = small.unwrap_or_else(|| (step.clone(), failure.clone()));
                let folder = root
                    .join(&life.name)
                    .join(failure.kind.replace([' ', ':'], "-"));
                if let Err(error) = case::write(&folder, &small, *check, &found.kind, &found.text) {
                    println!("{}: {error}", folder.display());
                    continue;
                }
                let folder = folder.canonicalize().unwrap_or(folder);
                println!(
                    "  shrunk to {} people: {}: {}",
                    crate::world::list(&small.document, "people").len(),
                    folder.display(),
                    found.text
                );
            }
        }
    }
}
