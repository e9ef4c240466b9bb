//! Gates, read as bounds: figures of their conditions, and decisions on exact ones.

use super::design::units;
use super::person::{ASKED, Measure};
use super::published::{Reader, Terms, count_bounds};
use super::world::TRACKS;
use serde_json::Value;

impl Reader<'_> {
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
                    "buy_in" | "agreement" => {
                        self.read_climate(condition, &decided, needed, &everyone, written);
                    }
                    other => panic!("a condition on {other} is new"),
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

    /// Whether enough people answered, how many, and whether their answers reach what is needed.
    fn read_climate(
        &mut self,
        condition: &Value,
        decided: &str,
        needed: f64,
        everyone: &[usize],
        written: &Value,
    ) {
        if self.rounding.exact {
            return;
        }
        let (people, fewest) = (self.people(everyone), self.world.min_cell as f64);
        if self.is_withheld(people) {
            return;
        }
        let (source, detail) = (written.to_string(), condition["detail"].as_str().unwrap());
        let (answered, score) = (Measure::Other(ASKED[0].1), Measure::Amount(ASKED[0].1 + 1));
        let is_few = ["nobody has", "too few", "and at least"]
            .iter()
            .any(|words| detail.contains(words));
        // The threshold is not known: it lies up to a step of rounding higher.
        let enough = if is_few {
            (0.0, fewest + self.rounding.round_to - 2.0)
        } else {
            (fewest, people)
        };
        let all = Self::of(everyone, answered);
        self.publish_decision(all.clone(), enough, format!("{source} {detail}"));
        self.read_count(
            &condition["figures"]["respondents"],
            everyone,
            &[answered],
            &source,
        );
        if is_few || condition["kind"] == "agreement" || !detail.starts_with("mean ") {
            return;
        }
        // Those who did not answer may think anything: nothing, or all.
        let least = Self::of(everyone, score);
        let others = all.iter().map(|&(key, _)| (key, -1.0)).collect();
        let most = [least.clone(), others].concat();
        let (any, needed) = (f64::INFINITY, needed * people);
        let mut decide = |terms: &Terms, bounds| {
            self.publish_decision(terms.clone(), bounds, format!("{source} {decided}"));
        };
        match decided {
            "met" => decide(&least, (needed, any)),
            "not_met" => decide(&most, (-any, needed - people)),
            _ => {
                decide(&least, (-any, needed));
                decide(&most, (needed - people, any));
            }
        }
    }
}
