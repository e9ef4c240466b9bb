//! Published answers, read as anyone reads them: as bounds.

use super::design::units;
use super::person::{ASKED, BARRIERS, Measure, NEED, STATES, STUCK, VARIANTS, VERDICTS};
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

/// Bounds of the sum of a published mean of `parts` values in [0, 1], decided on exact figures about a threshold.
pub(crate) fn mean_bounds(value: f64, parts: f64, threshold: Option<f64>) -> (f64, f64) {
    let step = persons(parts);
    // The first multiple that is given as it is, and the last.
    let (first, last) = (
        (0.1 * parts / step - 1e-9).ceil() * step,
        (0.9 * parts / step + 1e-9).floor() * step,
    );
    let (mut low, mut high) = match value {
        v if v <= 0.0 => (0.0, first),
        v if v >= 1.0 => (last, parts),
        v => ((v * parts - step).max(0.0), (v * parts + step).min(parts)),
    };
    if let Some(t) = threshold {
        // The ends are on their side of every threshold between them.
        let (shown, t) = (value * parts, t * parts);
        if value > 0.0 && shown >= t - 1e-9 && value < 1.0 {
            low = low.max(t);
        } else if value > 0.0 && value < 1.0 {
            high = high.min(t);
        }
    }
    (low, high)
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
        found
            .map(|(_, cells)| cells)
            .unwrap_or_else(|| panic!("no unit {unit}"))
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

    /// A mean over the people of some cells of `parts` parts.
    fn read_mean(
        &mut self,
        value: &Value,
        people: f64,
        parts: f64,
        threshold: Option<f64>,
        terms: Terms,
        source: String,
    ) {
        let Some(value) = value.as_f64().filter(|_| !self.is_withheld(people)) else {
            return;
        };
        let bounds = if self.rounding.exact {
            (value * parts, value * parts)
        } else {
            mean_bounds(value, parts, threshold)
        };
        self.publish(terms, bounds, source);
    }

    pub(crate) fn of(cells: &[usize], measure: Measure) -> Terms {
        cells.iter().map(|&cell| ((cell, measure), 1.0)).collect()
    }

    fn track_terms(&self, cells: &[usize], track: usize, end: fn(usize) -> Measure) -> Terms {
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
            let threshold = Some(self.world.threshold);
            for (end, measure) in [("low", Measure::ReadyLow), ("high", Measure::ReadyHigh)] {
                let terms = Self::of(&required, measure);
                let source = format!("{readiness} {end}");
                self.read_mean(
                    &unit["readiness"][end],
                    people,
                    people,
                    threshold,
                    terms,
                    source,
                );
            }
            for (track, name) in TRACKS.iter().enumerate() {
                let in_track =
                    |cell: &usize| self.system.cells[*cell].profile.tracks.contains(&track);
                let needing: Vec<usize> = cells.iter().copied().filter(in_track).collect();
                let people = self.people(&needing);
                for (end, measure) in [
                    ("low", Measure::Low as fn(usize) -> Measure),
                    ("high", Measure::High),
                ] {
                    let terms = self.track_terms(&needing, track, measure);
                    let source = format!("{id}/{} {name} {end}", self.date);
                    // Tracks have the threshold of the rules.
                    self.read_mean(
                        &unit["tracks"][*name][end],
                        people,
                        people,
                        threshold,
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
        let (low, high) = match self.rounding.exact {
            true => (value * all, value * all),
            false => {
                let (low, high) = mean_bounds(value, all / heaviest, None);
                (low * heaviest, high * heaviest)
            }
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
                people,
                people,
                None,
                of(low, 1.0),
                format!("{source} shown"),
            );
            let parts = &row["shortfall"];
            self.read_mean(
                &parts["never_evidenced"],
                people,
                people,
                None,
                of(never, 1.0),
                format!("{source} never"),
            );
            let aged: Terms = [of(high, 1.0), of(low, -1.0), of(never, -1.0)].concat();
            self.read_mean(
                &parts["stale"],
                people,
                people,
                None,
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
                    mean_bounds(failed, people, None)
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

    /// The conditions of gates: figures, and decisions that were made on exact ones.
    pub(crate) fn read_gates(&mut self, answer: &Value) {
        let everyone = self.cells("ministry");
        for gate in answer["gates"].as_array().unwrap() {
            let written = self.world.conditions.clone();
            for (condition, written) in gate["conditions"].as_array().unwrap().iter().zip(&written)
            {
                let decided = condition["verdict"].as_str().unwrap().to_owned();
                if self.rounding.exact && decided == "suppressed" {
                    continue;
                }
                let figures = &condition["figures"];
                let needed = condition["needed"].as_f64().unwrap_or(1.0);
                match condition["kind"].as_str().unwrap() {
                    "readiness" => {
                        let subject = condition["subject"].as_str().unwrap();
                        let track = TRACKS
                            .iter()
                            .position(|track| *track == subject)
                            .unwrap_or(3);
                        let threshold = (condition["threshold"]
                            .as_f64()
                            .unwrap_or(self.world.threshold)
                            * 1000.0)
                            .round();
                        let reaches = |may| Measure::Reaches(track, threshold as u32, may);
                        let cells = self.concerned(&everyone, reaches(false));
                        self.read_share(
                            figures,
                            &decided,
                            needed,
                            &cells,
                            [reaches(false), reaches(true)],
                            &written.to_string(),
                        );
                    }
                    "phase" => {
                        let phase = |may| Measure::Phase(0, may);
                        let cells = self.concerned(&everyone, phase(false));
                        self.read_share(
                            figures,
                            &decided,
                            needed,
                            &cells,
                            [phase(false), phase(true)],
                            &written.to_string(),
                        );
                    }
                    "holders" => self.read_holders(condition, written, &decided),
                    "balance" => self.read_balance(&decided, needed, &everyone, written),
                    _ => {}
                }
            }
        }
    }

    /// People who reach something and those who may, and whether a share of them does.
    fn read_share(
        &mut self,
        figures: &Value,
        decided: &str,
        share: f64,
        cells: &[usize],
        [ready, may]: [Measure; 2],
        source: &str,
    ) {
        let people = self.people(cells);
        self.read_count(&figures["ready"], cells, &[ready], source);
        if let Some(open) = figures["cannot_tell"]
            .as_f64()
            .filter(|_| !self.is_withheld(people))
        {
            let bounds = count_bounds(open, people, self.rounding.round_to);
            let terms = [
                Self::of(cells, may),
                cells.iter().map(|&cell| ((cell, ready), -1.0)).collect(),
            ]
            .concat();
            self.publish(terms, bounds, format!("{source} open"));
        }
        let least = (share * people - 1e-9).ceil();
        self.decide(
            decided,
            least,
            Self::of(cells, ready),
            Self::of(cells, may),
            people,
            source,
        );
    }

    /// At least this many are ready, may be, or cannot be any more.
    fn decide(
        &mut self,
        decided: &str,
        least: f64,
        ready: Terms,
        may: Terms,
        people: f64,
        source: &str,
    ) {
        let source = format!("{source} {decided}");
        match decided {
            "met" => self.publish_decision(ready, (least, people), source),
            "not_met" => self.publish_decision(may, (0.0, least - 1.0), source),
            "cannot_tell" => {
                self.publish_decision(ready, (0.0, least - 1.0), source.clone());
                self.publish_decision(may, (least, people), source);
            }
            _ => {}
        }
    }

    /// People who hold an objective, in each unit of a kind.
    fn read_holders(&mut self, condition: &Value, written: &Value, decided: &str) {
        let objective: usize = written["holders"].as_str().unwrap()[1..].parse().unwrap();
        let needed = written["at_least"].as_f64().unwrap_or(1.0);
        let prefix = match written["per"].as_str().unwrap() {
            "section" => "s",
            "role" => "r",
            _ => "ministry",
        };
        let low = Measure::State(objective, 0);
        let asks = |unit: &str| {
            // Roles that do not ask for it are left out, though their people may need it for another.
            let role = unit
                .strip_prefix('r')
                .and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
            role.is_none_or(|role| {
                self.world.roles[role]
                    .iter()
                    .any(|need| need.objective == objective)
            })
        };
        let units: Vec<(String, Vec<usize>)> = units(self.world, self.system, self.date)
            .into_iter()
            .filter(|(name, _)| name.starts_with(prefix) && asks(name))
            .map(|(name, cells)| (name, self.concerned(&cells, low)))
            .filter(|(_, cells)| !cells.is_empty())
            .collect();
        let held = [Measure::State(objective, 0), Measure::State(objective, 1)];
        let source = written.to_string();
        if let Some(worst) = condition["unit"].as_str() {
            let worst = format!("{worst}/{}", self.date);
            let cells = units
                .iter()
                .find(|(name, _)| *name == worst)
                .map(|(_, cells)| cells.clone())
                .unwrap_or_default();
            self.read_count(
                &condition["figures"]["ready"],
                &cells,
                &held,
                &format!("{source} {worst}"),
            );
        }
        let people = |cells: &[usize]| self.people(cells);
        let enough = condition["figures"]["units_enough"].as_f64();
        let ready = |cells: &[usize]| -> Terms {
            cells
                .iter()
                .flat_map(|&cell| held.map(|measure| ((cell, measure), 1.0)))
                .collect()
        };
        // That everyone, or nobody, has enough holds of each unit; how many have, only where the others are known.
        let (mut with, mut without, mut open) = (0.0, 0.0, Vec::new());
        for (name, cells) in &units {
            let bounds = self.known_count(cells, &held);
            if bounds.0 >= needed {
                with += 1.0;
            } else if bounds.1 < needed {
                without += 1.0;
            } else {
                open.push((name.clone(), cells.clone(), people(cells)));
            }
        }
        let all = units.len() as f64;
        for (name, cells, people) in open {
            let source = format!("{source} {name} of {enough:?}");
            if enough == Some(with) {
                self.publish_decision(ready(&cells), (0.0, needed - 1.0), source);
            } else if enough == Some(all - without) || decided == "met" {
                self.publish_decision(ready(&cells), (needed, people), source);
            }
        }
        if let (1, "not_met") = (units.len(), decided) {
            // Anyone who is not ready is not ready, stale or without enough evidence; the last two still may be.
            let terms = units[0]
                .1
                .iter()
                .map(|&cell| ((cell, Measure::State(objective, 2)), 1.0))
                .collect();
            let people = self.people(&units[0].1);
            self.publish_decision(
                terms,
                (
                    (people - needed + 1.0 - self.stale_most(&units[0].1, objective)).max(0.0),
                    people,
                ),
                source,
            );
        }
    }

    /// The most of whom it is published that they are stale.
    fn stale_most(&self, cells: &[usize], objective: usize) -> f64 {
        self.known_count(cells, &[Measure::State(objective, 4)]).1
    }

    /// What figures about exactly these cells and measures say.
    fn known_count(&self, cells: &[usize], measures: &[Measure]) -> (f64, f64) {
        measures.iter().fold((0.0, 0.0), |sum, &measure| {
            let mut wanted: Vec<(usize, Measure)> =
                cells.iter().map(|&cell| (cell, measure)).collect();
            wanted.sort_unstable();
            let of = self.system.figures.iter().filter(|figure| {
                let mut keys: Vec<(usize, Measure)> =
                    figure.terms.iter().map(|(key, _)| *key).collect();
                keys.sort_unstable();
                keys == wanted
            });
            let most = self.people(cells);
            let (low, high) = of.fold((0.0, most), |(low, high), figure| {
                (figure.low.max(low), figure.high.min(high))
            });
            (sum.0 + low, sum.1 + high)
        })
    }

    /// Track means that are close together.
    fn read_balance(&mut self, decided: &str, most: f64, everyone: &[usize], written: &Value) {
        if decided != "met" {
            return;
        }
        for end in [Measure::Low as fn(usize) -> Measure, Measure::High] {
            let mean = |track: usize, by: f64| -> Option<Terms> {
                let in_track =
                    |cell: &usize| self.system.cells[*cell].profile.tracks.contains(&track);
                let needing: Vec<usize> = everyone.iter().copied().filter(in_track).collect();
                let people = self.people(&needing);
                (people > 0.0).then(|| {
                    self.track_terms(&needing, track, end)
                        .into_iter()
                        .map(|(key, share)| (key, share * by / people))
                        .collect()
                })
            };
            let pairs: Vec<Terms> = [(0, 1), (0, 2), (1, 2)]
                .into_iter()
                .filter_map(|(one, other)| Some([mean(one, 1.0)?, mean(other, -1.0)?].concat()))
                .collect();
            for terms in pairs {
                self.publish_decision(terms, (-most, most), written.to_string());
            }
        }
    }

    /// What people answered to a survey: how many, their mean, and how the answers are spread.
    pub(crate) fn read_survey(&mut self, answer: &Value) {
        for construct in answer["instruments"][0]["constructs"].as_array().unwrap() {
            let asked = ASKED
                .iter()
                .find(|(measures, _)| construct["construct"] == *measures);
            let Some(&(measures, at)) = asked else {
                continue;
            };
            for unit in construct["units"].as_array().unwrap() {
                let id = unit["unit"].as_str().unwrap();
                let cells = self.cells(id);
                let source = format!("{id}/{} {measures}", self.date);
                let [all, score] = [Measure::Other(at), Measure::Amount(at + 1)];
                self.read_count(
                    &unit["respondents"],
                    &cells,
                    &[all],
                    &format!("{source} respondents"),
                );
                for (name, more) in [("agree", 2), ("neutral", 3), ("disagree", 4)] {
                    self.read_count(
                        &unit["answers"][name],
                        &cells,
                        &[Measure::Other(at + more)],
                        &source,
                    );
                }
                let (Some(mean), Some(n)) = (
                    unit["score"]["value"].as_f64(),
                    unit["respondents"].as_f64(),
                ) else {
                    continue;
                };
                let (people, min_cell) = (self.people(&cells), self.world.min_cell as f64);
                if self.is_withheld(if self.rounding.exact { n } else { people }) {
                    continue;
                }
                // How finely a mean is given depends on how many answered, as that is given.
                let fewest = (n + 1.0 - self.rounding.round_to).max(min_cell);
                let (low, high) = match self.rounding.exact {
                    true => (mean, mean),
                    false => {
                        let (low, high) = mean_bounds(mean, fewest, None);
                        (low / fewest, high / fewest)
                    }
                };
                let part = |by: f64| -> Terms {
                    [
                        Self::of(&cells, score),
                        cells.iter().map(|&cell| ((cell, all), -by)).collect(),
                    ]
                    .concat()
                };
                self.publish(part(low), (0.0, people), format!("{source} mean"));
                self.publish(part(high), (-people, 0.0), format!("{source} mean"));
                self.read_whether(&unit["score"], &cells, all, &source);
            }
        }
        self.read_barriers(&answer["instruments"][0]["barriers"]);
    }

    /// Where people are stuck.
    fn read_barriers(&mut self, barriers: &Value) {
        for unit in barriers.as_array().into_iter().flatten() {
            let id = unit["unit"].as_str().unwrap();
            let cells = self.cells(id);
            let source = format!("{id}/{} barriers", self.date);
            self.read_count(
                &unit["respondents"],
                &cells,
                &[Measure::Other(STUCK)],
                &source,
            );
            for (at, name) in BARRIERS.iter().enumerate() {
                self.read_count(
                    &unit["counts"][*name],
                    &cells,
                    &[Measure::Other(STUCK + 1 + at)],
                    &source,
                );
            }
            self.read_whether(&unit["counts"], &cells, Measure::Other(STUCK), &source);
        }
    }

    /// Whether something is given of answers says that enough people answered, or that few did: up to a threshold that is not known.
    fn read_whether(&mut self, figure: &Value, cells: &[usize], answered: Measure, source: &str) {
        let (people, min_cell) = (self.people(cells), self.world.min_cell as f64);
        if self.rounding.exact || self.is_withheld(people) {
            return;
        }
        let most = min_cell + self.rounding.round_to - 2.0;
        let bounds = if figure.is_null() {
            (0.0, most)
        } else {
            (min_cell, people)
        };
        self.publish(
            Self::of(cells, answered),
            bounds,
            format!("{source} whether given"),
        );
    }

    /// What people need most, from what they answered on importance and ability.
    pub(crate) fn read_needs(&mut self, answer: &Value, id: &str) {
        let cells = self.cells(id);
        let source = format!("{id}/{} needs", self.date);
        for survey in answer["surveys"].as_array().unwrap() {
            for need in survey["needs"]["needs"].as_array().into_iter().flatten() {
                if need["measures"] != "o0" {
                    continue;
                }
                let count = |at: usize| Measure::Other(NEED + at);
                for (at, name) in [
                    (0, "n"),
                    (1, "below"),
                    (2, "above"),
                    (3, "equal"),
                    (4, "dropped"),
                ] {
                    self.read_count(
                        &need[name],
                        &cells,
                        &[count(at)],
                        &format!("{source} {name}"),
                    );
                }
                self.read_whether(&need["n"], &cells, count(0), &source);
            }
        }
    }

    /// How many rows were read of all people together: exact figures, about no person.
    pub(crate) fn read_data(&mut self, data: &Value) {
        // Rows of those who have left are among them later on.
        if self.date > 0 {
            return;
        }
        let everyone = self.cells("ministry");
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
        let rows = data["evidence"]["taken"].as_f64().unwrap();
        let bounds = ((needs - rows).max(0.0), needs);
        self.publish_decision(unknown, bounds, "rows of evidence".to_owned());
        let answers = data["answers"]["taken"].as_f64().unwrap();
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
        // Whoever answered on stages answered to one item or up to five.
        let source = "answers to surveys";
        self.publish_decision(sum(1.0), (0.0, answers), source.to_owned());
        self.publish_decision(sum(5.0), (answers, f64::INFINITY), source.to_owned());
    }
}
