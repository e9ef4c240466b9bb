//! Published answers, read as anyone reads them: as bounds.

use super::design::units;
use super::person::{ASKED, Measure, NEED, STATES, STUCK, VARIANTS, VERDICTS};
use super::system::{Figure, System};
use super::world::{TRACKS, World};
use serde_json::Value;

/// Terms of a sum over cells.
pub(crate) type Terms = Vec<((usize, Measure), f64)>;

/// How figures were published.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rounding {
    /// Multiples that counts are given in; 1: exact.
    pub(crate) round_to: f64,
    /// Whether means are exact too: the attacker reads the internal answers, of units of enough people.
    pub(crate) exact: bool,
}

pub(crate) struct Reader<'a> {
    pub(crate) world: &'a World,
    pub(crate) system: &'a mut System,
    pub(crate) date: usize,
    pub(crate) rounding: Rounding,
}

/// Bounds of a published count of some of `people`.
pub(crate) fn count_bounds(value: f64, people: f64, step: f64) -> (f64, f64) {
    if step <= 1.0 {
        return (value, value);
    }
    let most = (people / step).floor() * step;
    (
        (value - step + 1.0).max(0.0),
        if value >= most {
            people
        } else {
            value + step - 1.0
        },
    )
}

/// Whole persons that sums over this many parts are multiples of.
fn persons(parts: f64) -> f64 {
    (parts / 100.0).ceil().max(1.0)
}

/// Bounds of the sum of a published mean of `parts` values in [0, 1].
pub(crate) fn mean_bounds(value: f64, parts: f64) -> (f64, f64) {
    sum_bounds(value, parts, 0.0)
}

/// The same of a sum to which up to a part of a step was added, or from which it was taken, before it was rounded.
fn sum_bounds(value: f64, parts: f64, added: f64) -> (f64, f64) {
    let step = persons(parts);
    // The first multiple that is given as it is, and the last.
    let (first, last) = (
        (0.1 * parts / step - 1e-9).ceil() * step,
        (0.9 * parts / step + 1e-9).floor() * step,
    );
    let (low, high) = match value {
        v if v <= 0.0 => (0.0, first),
        v if v >= 1.0 => (last, parts),
        v => (v * parts - step, v * parts + step),
    };
    (
        (low - added * step).max(0.0),
        (high + added * step).min(parts),
    )
}

impl Reader<'_> {
    pub(crate) fn people(&self, cells: &[usize]) -> f64 {
        cells.iter().map(|&cell| self.system.size(cell)).sum()
    }

    /// The cells of a unit.
    pub(crate) fn cells(&self, unit: &str) -> Vec<usize> {
        let name = format!("{unit}/{}", self.date);
        let found = units(self.world, self.system, self.date)
            .into_iter()
            .find(|(known, _)| *known == name);
        found.map_or_else(|| panic!("no unit {unit}"), |(_, cells)| cells)
    }

    /// Those of some cells whom a measure concerns.
    pub(crate) fn concerned(&self, cells: &[usize], measure: Measure) -> Vec<usize> {
        cells
            .iter()
            .copied()
            .filter(|&cell| self.system.truth(cell, measure).is_some())
            .collect()
    }

    /// A figure with bounds that rounding leaves.
    pub(crate) fn publish(&mut self, terms: Terms, (low, high): (f64, f64), source: String) {
        self.system.publish(Figure {
            terms,
            low,
            high,
            source,
            is_rounded: true,
            date: self.date,
        });
    }

    /// What was decided on exact figures.
    pub(crate) fn publish_decision(
        &mut self,
        terms: Terms,
        (low, high): (f64, f64),
        source: String,
    ) {
        self.system.publish(Figure {
            terms,
            low,
            high,
            source,
            is_rounded: false,
            date: self.date,
        });
    }

    /// A count of people of some cells.
    pub(crate) fn read_count(
        &mut self,
        value: &Value,
        cells: &[usize],
        measures: &[Measure],
        source: &str,
    ) {
        let people = self.people(cells);
        let Some(value) = value.as_f64().filter(|_| !self.is_withheld(people)) else {
            return;
        };
        let bounds = count_bounds(value, people, self.rounding.round_to);
        let terms = cells
            .iter()
            .flat_map(|&cell| measures.iter().map(move |&measure| ((cell, measure), 1.0)));
        self.publish(terms.collect(), bounds, format!("{source} {measures:?}"));
    }

    /// The attacker of exact answers looks at what would be published alone.
    pub(crate) fn is_withheld(&self, people: f64) -> bool {
        people < self.world.min_cell as f64
    }

    /// A mean over the people of some cells, by the name of its measure.
    fn read_mean(
        &mut self,
        value: &Value,
        cells: &[usize],
        measure: &'static str,
        terms: Terms,
        source: String,
    ) {
        let people = self.people(cells);
        let Some(value) = value.as_f64().filter(|_| !self.is_withheld(people)) else {
            return;
        };
        if self.rounding.exact {
            self.publish(terms, (value * people, value * people), source);
            return;
        }
        self.relate_to_earlier(value, cells, measure, &terms, &source);
        self.publish(terms, mean_bounds(value, people), source);
    }

    /// The same people have one threshold in a measure, at both dates and in all figures: sums differ by as much as their figures do, to less
    /// than one step.
    fn relate_to_earlier(
        &mut self,
        value: f64,
        cells: &[usize],
        measure: &'static str,
        terms: &Terms,
        source: &str,
    ) {
        if value <= 0.0 || value >= 1.0 {
            return;
        }
        let crowds = self.system.cell_of[self.date].iter().enumerate();
        let people: Vec<usize> = crowds
            .filter(|(_, cell)| cell.is_some_and(|cell| cells.contains(&cell)))
            .map(|(crowd, _)| crowd)
            .collect();
        let parts = self.people(cells);
        let (sum, step) = (value * parts, persons(parts));
        let key = (measure, people);
        let known = self.system.rounded.get(&key).cloned().unwrap_or_default();
        for (held, before, name) in known {
            let less = held.iter().map(|&(at, by)| (at, -by));
            let terms = terms.iter().copied().chain(less).collect();
            let bounds = (sum - before - step, sum - before + step);
            self.publish(terms, bounds, format!("{source} less {name}"));
        }
        let figures = self.system.rounded.entry(key).or_default();
        figures.push((terms.clone(), sum, source.to_owned()));
    }

    pub(crate) fn of(cells: &[usize], measure: Measure) -> Terms {
        cells.iter().map(|&cell| ((cell, measure), 1.0)).collect()
    }

    pub(crate) fn track_terms(
        &self,
        cells: &[usize],
        track: usize,
        end: fn(usize) -> Measure,
    ) -> Terms {
        let of = |&cell: &usize| {
            let shares = self.system.cells[cell]
                .profile
                .shares
                .iter()
                .filter(move |(_, (at, _))| *at == track);
            shares.map(move |(&objective, (_, share))| ((cell, end(objective)), *share))
        };
        cells.iter().flat_map(of).collect()
    }

    /// The figures of units.
    pub(crate) fn read_units(&mut self, answer: &Value) {
        for unit in answer["units"].as_array().unwrap() {
            let id = unit["unit"].as_str().unwrap();
            let cells = self.cells(id);
            if cells.is_empty() || self.is_withheld(self.people(&cells)) {
                continue;
            }
            let required = self.concerned(&cells, Measure::ReadyLow);
            let people = self.people(&required);
            let at = |what: &str| format!("{id}/{} {what}", self.date);
            let (ready, readiness) = (at("verdict"), at("readiness"));
            for (verdict, name) in VERDICTS.iter().enumerate() {
                self.read_count(
                    &unit[*name],
                    &required,
                    &[Measure::Verdict(verdict)],
                    &ready,
                );
            }
            for (end, measure) in [("low", Measure::ReadyLow), ("high", Measure::ReadyHigh)] {
                let terms = Self::of(&required, measure);
                let source = format!("{readiness} {end}");
                self.read_mean(
                    &unit["readiness"][end],
                    &required,
                    "readiness",
                    terms,
                    source,
                );
            }
            for (track, name) in TRACKS.iter().enumerate() {
                let in_track =
                    |cell: &usize| self.system.cells[*cell].profile.tracks.contains(&track);
                let needing: Vec<usize> = cells.iter().copied().filter(in_track).collect();
                for (end, measure) in [
                    ("low", Measure::Low as fn(usize) -> Measure),
                    ("high", Measure::High),
                ] {
                    let terms = self.track_terms(&needing, track, measure);
                    let source = format!("{id}/{} {name} {end}", self.date);
                    self.read_mean(
                        &unit["tracks"][*name][end],
                        &needing,
                        "readiness",
                        terms,
                        source,
                    );
                }
            }
            self.read_coverage(&unit["coverage"], &required, people, id);
        }
    }

    /// The share of all that people need of which there is evidence.
    fn read_coverage(&mut self, value: &Value, required: &[usize], people: f64, id: &str) {
        let needs = |cell: usize| self.system.cells[cell].profile.needs.len() as f64;
        let all: f64 = required
            .iter()
            .map(|&cell| needs(cell) * self.system.size(cell))
            .sum();
        let heaviest = required.iter().map(|&cell| needs(cell)).fold(1.0, f64::max);
        let Some(value) = value.as_f64().filter(|_| !self.is_withheld(people)) else {
            return;
        };
        let (low, high) = if self.rounding.exact {
            (value * all, value * all)
        } else {
            let (low, high) = sum_bounds(value, all / heaviest, 0.5);
            (low * heaviest, high * heaviest)
        };
        let unknown = |&cell: &usize| {
            let objectives = self.system.cells[cell].profile.needs.keys();
            objectives
                .map(|&objective| ((cell, Measure::State(objective, 5)), 1.0))
                .collect::<Terms>()
        };
        let terms: Terms = required.iter().flat_map(unknown).collect();
        self.publish(
            terms,
            (all - high, all - low),
            format!("{id}/{} coverage", self.date),
        );
    }

    /// What is missing in a unit, and in what order it is listed.
    pub(crate) fn read_gaps(&mut self, gaps: &Value) {
        let id = gaps["unit"].as_str().unwrap();
        let cells = self.cells(id);
        let mut last = (f64::INFINITY, f64::INFINITY);
        for row in gaps["rows"].as_array().unwrap() {
            let objective: usize = row["objective"].as_str().unwrap()[1..].parse().unwrap();
            let level = row["level"].as_str();
            let is_same = |cell: &usize| {
                let need = self.system.cells[*cell].profile.needs.get(&objective);
                need.is_some_and(|need| self.world.level_name(objective, need.level) == level)
            };
            let needing: Vec<usize> = cells.iter().copied().filter(is_same).collect();
            let people = self.people(&needing);
            let source = format!(
                "{id}/{} o{objective} {}",
                self.date,
                level.unwrap_or_default()
            );
            for (state, name) in STATES.iter().enumerate() {
                self.read_count(
                    &row[*name],
                    &needing,
                    &[Measure::State(objective, state)],
                    &source,
                );
            }
            let (low, high, never) = (
                Measure::Low(objective),
                Measure::High(objective),
                Measure::Never(objective),
            );
            let of = |measure, by: f64| {
                needing
                    .iter()
                    .map(move |&cell| ((cell, measure), by))
                    .collect::<Terms>()
            };
            self.read_mean(
                &row["shown"],
                &needing,
                "readiness",
                of(low, 1.0),
                format!("{source} shown"),
            );
            let parts = &row["shortfall"];
            self.read_mean(
                &parts["never_evidenced"],
                &needing,
                "never",
                of(never, 1.0),
                format!("{source} never"),
            );
            let aged: Terms = [of(high, 1.0), of(low, -1.0), of(never, -1.0)].concat();
            self.read_mean(
                &parts["stale"],
                &needing,
                "aged",
                aged,
                format!("{source} aged"),
            );
            if let Some(failed) = parts["failed"]
                .as_f64()
                .filter(|_| !self.is_withheld(people))
            {
                let exact = (failed * people, failed * people);
                let bounds = if self.rounding.exact {
                    exact
                } else {
                    let terms = of(high, -1.0);
                    let source = format!("{source} failed");
                    self.relate_to_earlier(failed, &needing, "failed", &terms, &source);
                    mean_bounds(failed, people)
                };
                let high = (people - bounds.1, people - bounds.0);
                self.publish(
                    of(Measure::High(objective), 1.0),
                    high,
                    format!("{source} failed"),
                );
            }
            if let Some(gap) = row["gap"].as_f64().filter(|_| !self.is_withheld(people)) {
                if self.rounding.exact {
                    self.publish(
                        of(Measure::Gap(objective), 1.0),
                        (gap, gap),
                        format!("{source} gap"),
                    );
                } else {
                    // It says no more than what was shown does.
                    let shown = row["shown"].as_f64().unwrap();
                    let shown = if shown <= 0.0 {
                        0.05
                    } else if shown >= 1.0 {
                        0.95
                    } else {
                        shown
                    };
                    let weight = |&cell: &usize| {
                        let profile = &self.system.cells[cell].profile;
                        self.system.size(cell) * profile.shares[&objective].1
                            / profile.tracks.len() as f64
                    };
                    let made = needing.iter().map(weight).sum::<f64>() * (1.0 - shown);
                    assert!(
                        (gap - made).abs() < 1e-6,
                        "seed {}: {source}: gap {gap} is not {made}",
                        self.world.seed
                    );
                }
            }
            // The order says no more than the figures do.
            let number = |name: &str| row[name].as_f64();
            let open = number("people")
                .zip(number("ready"))
                .zip(number("expiring"));
            let open = open.map_or(0.0, |((people, ready), expiring)| {
                (people - ready - expiring).max(0.0)
            });
            let now = (number("gap").unwrap_or(-1.0), open);
            assert!(
                self.rounding.exact || now <= last,
                "seed {}: rows of {id} are not in the order of their figures",
                self.world.seed
            );
            last = now;
        }
    }

    /// Verdicts under other rules.
    pub(crate) fn read_sensitivity(&mut self, answer: &Value) {
        let required = self.concerned(&self.cells("ministry"), Measure::ReadyLow);
        for variant in answer["sensitivity"]["variants"].as_array().unwrap() {
            let rule = (
                variant["rule"].as_str().unwrap(),
                variant["value"].as_f64().unwrap(),
            );
            let at = VARIANTS
                .iter()
                .position(|known| *known == rule)
                .unwrap_or_else(|| panic!("{rule:?} is new"));
            if !self.rounding.exact {
                // What only internal answers have.
                assert!(
                    variant["changed"].is_null() && variant["mean_rank_change"].is_null(),
                    "{variant}"
                );
            }
            for (verdict, name) in VERDICTS.iter().enumerate() {
                let source = format!("sensitivity {rule:?}");
                self.read_count(
                    &variant["counts"][*name],
                    &required,
                    &[Measure::VerdictUnder(at, verdict)],
                    &source,
                );
            }
        }
    }

    /// How many rows were read of all people together, to the nearest hundred, and one hundred at least.
    pub(crate) fn read_data(&mut self, data: &Value) {
        // Rows of those who have left are among them later on.
        if self.date > 0 {
            return;
        }
        let everyone = self.cells("ministry");
        if self.is_withheld(self.people(&everyone)) {
            for list in ["answers", "evidence"]
                .iter()
                .filter(|_| !self.rounding.exact)
            {
                assert!(data[list]["taken"].is_null(), "{data}");
                assert_eq!(data["suppressed"][format!("{list}.taken")], "threshold");
            }
            return;
        }
        let objectives = 0..self.world.objectives.len();
        let unknown: Terms = objectives
            .flat_map(|at| {
                let measure = Measure::State(at, 5);
                Self::of(&self.concerned(&everyone, measure), measure)
            })
            .collect();
        let needs: f64 = unknown
            .iter()
            .map(|((cell, _), _)| self.system.size(*cell))
            .sum();
        let (_, rows) = self.rows(&data["evidence"]["taken"]);
        let bounds = ((needs - rows).max(0.0), needs);
        self.publish_decision(unknown, bounds, "rows of evidence".to_owned());
        let (fewest, most) = self.rows(&data["answers"]["taken"]);
        let sum = |stages: f64| -> Terms {
            let each = [
                (ASKED[0].1, 1.0),
                (NEED, 2.0),
                (NEED + 4, 1.0),
                (STUCK, stages),
            ];
            let of = |&cell: &usize| each.map(|(at, by)| ((cell, Measure::Other(at)), by));
            everyone.iter().flat_map(of).collect()
        };
        // Those who answered on stages answered to one item or up to five.
        let source = "answers to surveys";
        self.publish_decision(sum(1.0), (0.0, most), source.to_owned());
        self.publish_decision(sum(5.0), (fewest, f64::INFINITY), source.to_owned());
    }

    fn rows(&self, rows: &Value) -> (f64, f64) {
        let rows = rows.as_f64().unwrap();
        match rows {
            rows if self.rounding.exact || rows == 0.0 => (rows, rows),
            100.0 => (1.0, 149.0),
            rows => (rows - 50.0, rows + 49.0),
        }
    }
}
