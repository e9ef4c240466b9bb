//! Surveys, read as bounds.

use super::person::{ASKED, BARRIERS, Measure, NEED, SQUARE, STUCK};
use super::published::{Reader, Terms, mean_bounds};
use serde_json::Value;

/// What a unit's answers to one thing come to.
struct Scale<'a> {
    cells: &'a [usize],
    /// The place of what was asked among what each person has.
    at: usize,
    mean: (f64, f64),
    respondents: f64,
}

impl Reader<'_> {
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
                let parts = [2, 3, 4].map(|more| Measure::Other(at + more));
                self.read_count(&unit["answers"]["given"], &cells, &parts, &source);
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
                let (low, high) = if self.rounding.exact {
                    (mean, mean)
                } else {
                    let (low, high) = mean_bounds(mean, fewest);
                    (low / fewest, high / fewest)
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
                let scale = Scale {
                    cells: &cells,
                    at,
                    mean: (low, high),
                    respondents: n,
                };
                self.read_agreement(&unit["agreement"], &scale, &source);
                self.read_whether(&unit["score"], &cells, all, &source);
            }
        }
        self.read_barriers(&answer["instruments"][0]["barriers"]);
    }

    /// How far those who answered agree, read as bounds of the sum of squares about a value near their mean.
    fn read_agreement(&mut self, agreement: &Value, scale: &Scale<'_>, source: &str) {
        if self.rounding.exact || agreement["items"] != 1 {
            return;
        }
        let (step, most) = (self.rounding.round_to - 1.0, self.people(scale.cells));
        let fewest = (scale.respondents - step).max(self.world.min_cell as f64);
        // One answer can change the variance by eight times 1 / n of what is there at random.
        let parts = fewest / 8.0;
        let coarse = (parts / 100.0).ceil().max(1.0) / parts;
        let (low, high) = match agreement["r_wg"]["value"].as_f64() {
            Some(shown) => ((shown - coarse).max(0.0), (shown + coarse).min(1.0)),
            None => (0.0, 1.0),
        };
        // Whether they agree says no more than the agreement as it is given does.
        let cut = agreement["cut"].as_f64().unwrap();
        let shown = agreement["r_wg"]["value"].as_f64();
        assert_eq!(agreement["agrees"], shown.is_some_and(|shown| shown >= cut));
        // One item with five points: r_wg is 1 less eight times the variance of scores in [0, 1], with the divisor n - 1; below 0 it is 0.
        let greatest = if low > 0.0 { (1.0 - low) / 8.0 } else { 0.5 };
        let least = (1.0 - high) / 8.0;
        let respondents = (fewest, (scale.respondents + step).min(most));
        let of_n = |variance: f64, n: f64| variance * (1.0 - 1.0 / n);
        let (middle, half) = (
            f64::midpoint(scale.mean.0, scale.mean.1),
            (scale.mean.1 - scale.mean.0) / 2.0,
        );
        let squares = |less: f64| -> Terms {
            let of = |&cell: &usize| {
                [
                    ((cell, Measure::Amount(scale.at + SQUARE)), 1.0),
                    ((cell, Measure::Amount(scale.at + 1)), -2.0 * middle),
                    ((cell, Measure::Other(scale.at)), middle * middle - less),
                ]
            };
            scale.cells.iter().flat_map(of).collect()
        };
        let upper = squares(of_n(greatest, respondents.1) + half * half);
        let lower = squares(of_n(least, respondents.0));
        self.publish(
            upper,
            (f64::NEG_INFINITY, 0.0),
            format!("{source} agreement"),
        );
        self.publish(lower, (0.0, f64::INFINITY), format!("{source} agreement"));
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
            // Few for shares are enough to be counted.
            if unit["suppressed"]["counts"] != "share_threshold" {
                self.read_whether(&unit["counts"], &cells, Measure::Other(STUCK), &source);
            }
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
}
