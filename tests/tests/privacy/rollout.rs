//! Refreshers, plans and differences, read as bounds.

use super::person::{FEW, Measure, UNPLACED, UNPLACED_FEW, VERDICTS};
use super::published::{Reader, Terms, count_bounds};
use paratus::plan::{Plan, PublishedPlan};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Of each person and objective of a plan the place of the seat: a month that is listed, or what is said in sum.
pub(crate) fn seats(plan: &Plan, published: &PublishedPlan) -> BTreeMap<(String, usize), usize> {
    let objective = |activity: &str| activity[1..].parse::<usize>().unwrap();
    let month = |day: paratus::Date| month_of(&day.to_string());
    let mut seats = BTreeMap::new();
    for session in &plan.sessions {
        let place = month(session.start);
        let is_listed = published
            .months
            .iter()
            .any(|line| line.activity == session.activity && month(line.month) == place);
        for person in &session.people {
            seats.insert(
                (person.clone(), objective(&session.activity)),
                if is_listed { place } else { FEW },
            );
        }
    }
    for need in &plan.unplaced {
        let is_listed = published.unplaced.iter().any(|line| {
            (&line.objective, &line.level, line.cause) == (&need.objective, &need.level, need.cause)
        });
        let place = if is_listed { UNPLACED } else { UNPLACED_FEW };
        seats.insert((need.person.clone(), objective(&need.objective)), place);
    }
    seats
}

/// The month of a day, counted from January 2027.
pub(crate) fn month_of(day: &str) -> usize {
    let (year, month): (usize, usize) = (day[..4].parse().unwrap(), day[5..7].parse().unwrap());
    (year - 2027) * 12 + month
}

impl Reader<'_> {
    fn needing(&self, cells: &[usize], objective: usize, level: Option<&str>) -> Vec<usize> {
        let is_same = |cell: &usize| {
            let need = self.system.cells[*cell].profile.needs.get(&objective);
            need.is_some_and(|need| self.world.level_name(objective, need.level) == level)
        };
        cells.iter().copied().filter(is_same).collect()
    }

    /// What is to be refreshed, by month, and who is ready until when.
    pub(crate) fn read_refresh(&mut self, answer: &Value) {
        let found = &answer["refresh"];
        for unit in found["forecast"].as_array().unwrap() {
            let cells = self.cells(unit["unit"].as_str().unwrap());
            let required = self.concerned(&cells, Measure::ReadyLow);
            for (day, month) in unit["months"].as_array().unwrap().iter().enumerate() {
                let source = format!("{}/{} ready on {}", unit["unit"], self.date, month["date"]);
                self.read_count(
                    &month["ready"],
                    &required,
                    &[Measure::ReadyOn(day)],
                    &source,
                );
                // Nothing is booked in these worlds, so the second figure is the first.
                assert_eq!(month["ready"], month["planned"], "seed {}", self.world.seed);
            }
        }
        let date = self.date;
        let everyone = self.cells("ministry");
        let all = self.people(&everyone);
        let objectives = self.world.objectives.len();
        for (at, month) in found["calendar"].as_array().unwrap().iter().enumerate() {
            let mut few: Terms = (0..objectives)
                .flat_map(|objective| {
                    everyone
                        .iter()
                        .map(move |&cell| ((cell, Measure::Refreshed(objective, date, at)), 1.0))
                })
                .collect();
            let source = format!("refreshers/{date} in {}", month["from"]);
            for row in month["rows"].as_array().unwrap() {
                let objective: usize = row["objective"].as_str().unwrap()[1..].parse().unwrap();
                let needing = self.needing(&everyone, objective, row["level"].as_str());
                let measure = Measure::Refreshed(objective, date, at);
                few.retain(|((cell, of), _)| *of != measure || !needing.contains(cell));
                let source = format!("{source} in o{objective}");
                self.read_count(&row["people"], &needing, &[measure], &source);
            }
            // Months in which nobody is refreshed and nobody is said to be teach little, and are many.
            let is_one = |((cell, measure), _): &((usize, Measure), f64)| {
                self.system
                    .truth(*cell, *measure)
                    .is_some_and(|people| people > 0.0)
            };
            if month["others"] != 0 || few.iter().any(is_one) {
                self.read_others(&month["others"], few, all, &source);
            }
        }
        if !self.rounding.exact {
            self.read_hours(found);
        }
    }

    /// Hours of refreshers say no more than the lines do, and neither does whether they are given.
    fn read_hours(&self, found: &Value) {
        let (mut most, mut is_named, mut is_suppressed) = (0.0f64, false, false);
        for month in found["calendar"].as_array().unwrap() {
            let rows = month["rows"].as_array().unwrap();
            let others = month["others"].as_f64().unwrap_or_default();
            let hours: f64 = rows.iter().map(|row| row["hours"].as_f64().unwrap()).sum();
            let is_given = !rows.is_empty() || others == 0.0;
            assert_eq!(month["hours"].as_f64(), is_given.then_some(hours));
            most = most.max(hours);
            is_named |= !rows.is_empty();
            is_suppressed |= !is_given;
        }
        let is_given = is_named || !is_suppressed;
        assert_eq!(found["hours_per_month"].as_f64(), is_given.then_some(most));
    }

    /// One line for all that is about few people.
    fn read_others(&mut self, value: &Value, few: Terms, all: f64, source: &str) {
        let Some(value) = value.as_f64().filter(|_| !self.is_withheld(all)) else {
            return;
        };
        let few: Terms = few
            .into_iter()
            .filter(|((cell, measure), _)| self.system.truth(*cell, *measure).is_some())
            .collect();
        let (low, _) = count_bounds(value, f64::INFINITY, self.rounding.round_to);
        let (most, source) = (
            value + self.rounding.round_to - 1.0,
            format!("{source}, others"),
        );
        // People are counted, who may have several needs each, and of what few need none: in each need of many they are no more than all.
        let mut needs: BTreeMap<(Measure, u8), Terms> = BTreeMap::new();
        for &((cell, measure), by) in &few {
            let (Measure::Refreshed(objective, ..) | Measure::Seat(objective, ..)) = measure else {
                continue;
            };
            let level = self.system.cells[cell].profile.needs[&objective].level;
            needs
                .entry((measure, level as u8))
                .or_default()
                .push(((cell, measure), by));
        }
        for terms in needs.into_values() {
            let cells: Vec<usize> = terms.iter().map(|((cell, _), _)| *cell).collect();
            if !self.is_withheld(self.people(&cells)) {
                self.publish(terms, (0.0, most), source.clone());
            }
        }
        self.publish(few, (low, f64::INFINITY), source);
    }

    /// A plan without people.
    pub(crate) fn read_plan(&mut self, plan: &PublishedPlan) {
        // An internal plan has every session.
        if self.rounding.exact {
            return;
        }
        let answer = json!(plan);
        let everyone = self.cells("ministry");
        let all = self.people(&everyone);
        if self.is_withheld(all) {
            return;
        }
        self.system.has_plan[self.date] = true;
        let date = self.date;
        let seat = |objective: usize, place: usize| {
            Self::of(&everyone, Measure::Seat(objective, date, place))
        };
        let objectives = 0..self.world.objectives.len();
        for line in answer["months"].as_array().unwrap() {
            let objective: usize = line["activity"].as_str().unwrap()[1..].parse().unwrap();
            let month = month_of(line["month"].as_str().unwrap());
            let source = format!("plan/{date} of a{objective} in month {month}");
            let needing = self.concerned(&everyone, Measure::Held(objective));
            let measure = Measure::Seat(objective, date, month);
            let Some(value) = line["people"].as_f64() else {
                continue;
            };
            let bounds = count_bounds(value, all, self.rounding.round_to);
            self.publish(Self::of(&needing, measure), bounds, source.clone());
            // Those of few people are not among the sessions.
            let Some(sessions) = line["sessions"].as_f64() else {
                continue;
            };
            let (least, _) = self.world.courses[objective].unwrap().seats;
            let least = (least as f64).max(self.world.min_cell as f64);
            let bounds = (sessions * least, f64::INFINITY);
            self.publish_decision(
                Self::of(&needing, measure),
                bounds,
                format!("{source}, {sessions} sessions"),
            );
        }
        let few = objectives
            .clone()
            .flat_map(|objective| seat(objective, FEW))
            .collect();
        self.read_others(&answer["others"], few, all, &format!("plan/{date}"));
        for objective in objectives.clone() {
            let of = |line: &&Value| line["objective"] == format!("o{objective}");
            let lines: Vec<&Value> = answer["unplaced"]
                .as_array()
                .unwrap()
                .iter()
                .filter(of)
                .collect();
            let values: f64 = lines
                .iter()
                .filter_map(|line| line["people"].as_f64())
                .sum();
            if !lines.is_empty() {
                let off = (self.rounding.round_to - 1.0) * lines.len() as f64;
                let source = format!("plan/{date}: o{objective} unplaced");
                self.publish(
                    seat(objective, UNPLACED),
                    (values - off, values + off),
                    source,
                );
            }
        }
        let few = objectives
            .clone()
            .flat_map(|objective| seat(objective, UNPLACED_FEW))
            .collect();
        self.read_others(
            &answer["unplaced_others"],
            few,
            all,
            &format!("plan/{date}: unplaced"),
        );
        self.read_sums(&answer, plan);
    }

    /// Hours and costs say no more than the lines do: they are computed from them.
    fn read_sums(&self, answer: &Value, plan: &PublishedPlan) {
        let lines = answer["months"].as_array().unwrap();
        let mut cost = 0.0;
        for (track, name) in super::world::TRACKS.iter().enumerate() {
            let objective = |line: &Value| {
                line["activity"].as_str().unwrap()[1..]
                    .parse::<usize>()
                    .unwrap()
            };
            let of_track = lines
                .iter()
                .filter(|line| self.world.objectives[objective(line)].track == track);
            let hours: f64 = of_track
                .map(|line| {
                    line["people"].as_f64().unwrap()
                        * self.world.courses[objective(line)].unwrap().hours
                })
                .sum();
            // Where nothing is listed of a track, and not everything is listed, there is no figure.
            let given = answer["hours"][*name].as_f64();
            let is_known = hours > 0.0 || answer["others"] == 0;
            let is_right = given.is_some_and(|given| (given - hours).abs() < 1e-6);
            assert!(
                is_right || given.is_none() && !is_known,
                "seed {}",
                self.world.seed
            );
            cost += hours * 40.0;
        }
        assert!((plan.cost - cost).abs() < 1e-6, "seed {}", self.world.seed);
        let steps = plan.gap * 20.0;
        assert!(
            (steps - steps.round()).abs() < 1e-9,
            "seed {}: {}",
            self.world.seed,
            plan.gap
        );
        let is_placed =
            plan.unplaced.is_empty() && plan.unplaced_others.value().unwrap_or_default() == 0;
        assert_eq!(
            plan.status == paratus::plan::PlanStatus::Feasible,
            is_placed,
            "seed {}",
            self.world.seed
        );
    }

    /// What changed between both dates: verdicts of those who are there at both.
    pub(crate) fn read_diff(&mut self, answer: &Value) {
        let diff = &answer["diff"];
        let stays = |crowd: &usize| self.world.section_of(*crowd, 1).is_some();
        let at = |date: usize| -> Vec<usize> {
            let cells = &self.system.cell_of[date];
            let mut cells: Vec<usize> = (0..cells.len())
                .filter(stays)
                .filter_map(|crowd| cells[crowd])
                .collect();
            cells.sort_unstable();
            cells
        };
        let required = |cells: Vec<usize>| self.concerned(&cells, Measure::ReadyLow);
        let (before, after) = (required(at(0)), required(at(1)));
        for (cells, counts) in [(before, &diff["before"]), (after, &diff["after"])] {
            for (verdict, name) in VERDICTS.iter().enumerate() {
                self.read_count(
                    &counts[*name],
                    &cells,
                    &[Measure::Verdict(verdict)],
                    &format!("diff {name}"),
                );
            }
        }
        if !self.rounding.exact {
            for list in ["changes", "joined", "left", "moved"] {
                assert_eq!(diff[list], json!([]), "seed {}", self.world.seed);
            }
            for cause in diff["causes"].as_array().unwrap() {
                assert!(
                    cause["better"].is_null()
                        && cause["worse"].is_null()
                        && cause["other"].is_null(),
                    "{cause}"
                );
            }
        }
    }
}
