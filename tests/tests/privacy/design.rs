//! The rules of publication in a few lines of their own, so that they can be measured beside others.

use super::person::{Measure, STATES};
use super::system::{Figure, System};
use super::world::{Random, TRACKS, World};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Counts {
    Exact,
    /// To one of the two neighbouring multiples, at random.
    Random(u64),
    /// To the nearest multiple.
    Nearest(u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Means {
    Exact,
    /// To the nearest whole step of ceil(100/n) per cent.
    Steps,
    /// The sum to one of the two neighbouring whole numbers of persons, at random.
    Persons,
    /// Not given.
    Withheld,
}

pub(crate) struct Publication {
    pub(crate) counts: Counts,
    pub(crate) means: Means,
}

struct Press<'a> {
    rules: Publication,
    world: &'a World,
    random: Random,
    date: usize,
    /// The same sum of the same people is rounded the same way.
    rounded: BTreeMap<(Vec<usize>, String), bool>,
}

impl Press<'_> {
    fn round(&mut self, value: f64, step: f64, key: (Vec<usize>, String)) -> (f64, f64) {
        let down = (value / step).floor();
        if down * step == value {
            return (down, down);
        }
        let up = self.random.unit() < value / step - down;
        let up = *self.rounded.entry(key).or_insert(up);
        (if up { down + 1.0 } else { down }, down)
    }

    fn count(&mut self, value: f64, people: f64, key: (Vec<usize>, String)) -> (f64, f64) {
        match self.rules.counts {
            Counts::Exact => (value, value),
            Counts::Nearest(step) => {
                let step = step as f64;
                let at = (value / step).round() * step;
                (
                    (at - (step / 2.0).floor()).max(0.0),
                    (at + (step / 2.0).floor()).min(people),
                )
            }
            Counts::Random(step) => {
                let step = step as f64;
                let most = (people / step).floor() * step;
                let (at, down) = self.round(value, step, key);
                let at = if at * step > most { down } else { at } * step;
                (
                    (at - step + 1.0).max(0.0),
                    if at == most { people } else { at + step - 1.0 },
                )
            }
        }
    }

    fn mean(&mut self, sum: f64, people: f64, key: (Vec<usize>, String)) -> Option<(f64, f64)> {
        let share = (100.0 / people).ceil() / 100.0;
        Some(match self.rules.means {
            Means::Withheld => return None,
            Means::Exact => (sum, sum),
            Means::Steps if sum / people < 0.1 => (0.0, 0.1 * people),
            Means::Steps if sum / people > 0.9 => (0.9 * people, people),
            Means::Steps => {
                let at = (sum / people / share).round() * share;
                (
                    (at - share / 2.0).max(0.0) * people,
                    (at + share / 2.0).min(1.0) * people,
                )
            }
            Means::Persons => {
                let step = (people / 100.0).ceil();
                let (at, _) = self.round(sum, step, key);
                let most = (people / step).floor();
                let low = (0.1 * people / step).ceil();
                if at < low {
                    (0.0, low * step)
                } else if at > most - low {
                    ((most - low) * step, people)
                } else {
                    ((at - 1.0) * step, ((at + 1.0) * step).min(people))
                }
            }
        })
    }
}

/// Publishes a world's figures by hand: of all units the verdicts, the means, the tracks and the needs.
pub(crate) fn publish(world: &World, system: &mut System, rules: Publication) {
    let mut press = Press {
        rules,
        world,
        random: Random::new(world.seed ^ 0xA5A5),
        date: 0,
        rounded: BTreeMap::new(),
    };
    for date in 0..2 {
        press.date = date;
        for (name, cells) in units(world, system, date) {
            press.unit(system, &name, &cells);
        }
    }
}

/// The units of a date, with their cells.
pub(crate) fn units(world: &World, system: &System, date: usize) -> Vec<(String, Vec<usize>)> {
    let cells = &system.cell_of[date];
    let of = |inside: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..cells.len())
            .filter(|&crowd| inside(crowd))
            .filter_map(|crowd| cells[crowd])
            .collect()
    };
    let mut units = vec![(format!("ministry/{date}"), of(&|_| true))];
    for section in 0..world.parents.len() {
        let inside = |crowd| {
            world
                .section_of(crowd, date)
                .is_some_and(|own| world.is_within(own, section))
        };
        units.push((format!("s{section}/{date}"), of(&inside)));
    }
    for role in 0..world.roles.len() {
        units.push((
            format!("r{role}/{date}"),
            of(&|crowd| world.crowds[crowd].roles.contains(&role)),
        ));
    }
    units
}

impl Press<'_> {
    fn unit(&mut self, system: &mut System, name: &str, cells: &[usize]) {
        let people = |cells: &[usize], system: &System| {
            cells.iter().map(|&cell| system.size(cell)).sum::<f64>()
        };
        let min_cell = self.world.min_cell as f64;
        if people(cells, system) < min_cell {
            return;
        }
        let required: Vec<usize> = cells
            .iter()
            .copied()
            .filter(|&cell| !system.cells[cell].profile.needs.is_empty())
            .collect();
        for verdict in 0..3 {
            self.publish_count(system, name, &required, Measure::Verdict(verdict));
        }
        let one = |measure| move |_: &System, _: usize| vec![(measure, 1.0)];
        self.publish_mean(system, name, &required, "low", &one(Measure::ReadyLow));
        self.publish_mean(system, name, &required, "high", &one(Measure::ReadyHigh));
        for (track, track_name) in TRACKS.iter().enumerate() {
            let needing: Vec<usize> = cells
                .iter()
                .copied()
                .filter(|&cell| system.cells[cell].profile.tracks.contains(&track))
                .collect();
            let of = |end: fn(usize) -> Measure| {
                move |system: &System, cell: usize| -> Vec<(Measure, f64)> {
                    let shares = system.cells[cell]
                        .profile
                        .shares
                        .iter()
                        .filter(|(_, (at, _))| *at == track);
                    shares
                        .map(|(&objective, (_, share))| (end(objective), *share))
                        .collect()
                }
            };
            self.publish_mean(
                system,
                name,
                &needing,
                &format!("{track_name} low"),
                &of(Measure::Low),
            );
            self.publish_mean(
                system,
                name,
                &needing,
                &format!("{track_name} high"),
                &of(Measure::High),
            );
        }
        for objective in 0..self.world.objectives.len() {
            for level in 0..2 {
                let needs = |cell: &usize| {
                    system.cells[*cell]
                        .profile
                        .needs
                        .get(&objective)
                        .is_some_and(|need| need.level == level)
                };
                let needing: Vec<usize> = cells.iter().copied().filter(needs).collect();
                for state in 0..STATES.len() {
                    self.publish_count(system, name, &needing, Measure::State(objective, state));
                }
                let what = format!("o{objective}/{level}");
                self.publish_mean(
                    system,
                    name,
                    &needing,
                    &format!("{what} low"),
                    &one(Measure::Low(objective)),
                );
                self.publish_mean(
                    system,
                    name,
                    &needing,
                    &format!("{what} high"),
                    &one(Measure::High(objective)),
                );
                self.publish_mean(
                    system,
                    name,
                    &needing,
                    &format!("{what} never"),
                    &one(Measure::Never(objective)),
                );
                self.publish_mean(
                    system,
                    name,
                    &needing,
                    &format!("{what} gap"),
                    &one(Measure::Gap(objective)),
                );
            }
        }
    }

    fn publish_count(
        &mut self,
        system: &mut System,
        name: &str,
        cells: &[usize],
        measure: Measure,
    ) {
        let people: f64 = cells.iter().map(|&cell| system.size(cell)).sum();
        if people < self.world.min_cell as f64 {
            return;
        }
        let truth = cells
            .iter()
            .filter_map(|&cell| system.truth(cell, measure))
            .sum();
        let (low, high) = self.count(truth, people, (cells.to_vec(), format!("{measure:?}")));
        let terms = cells.iter().map(|&cell| ((cell, measure), 1.0)).collect();
        system.publish(Figure {
            terms,
            low,
            high,
            source: format!("{name} {measure:?}"),
            is_rounded: true,
            date: self.date,
        });
    }

    #[expect(
        clippy::type_complexity,
        reason = "what a figure is made of, said once"
    )]
    fn publish_mean(
        &mut self,
        system: &mut System,
        name: &str,
        cells: &[usize],
        what: &str,
        of: &dyn Fn(&System, usize) -> Vec<(Measure, f64)>,
    ) {
        let people: f64 = cells.iter().map(|&cell| system.size(cell)).sum();
        if people < self.world.min_cell as f64 {
            return;
        }
        let terms: Vec<((usize, Measure), f64)> = cells
            .iter()
            .flat_map(|&cell| {
                of(system, cell)
                    .into_iter()
                    .map(move |(measure, by)| ((cell, measure), by))
            })
            .collect();
        let truth: f64 = terms
            .iter()
            .filter_map(|((cell, measure), by)| Some(by * system.truth(*cell, *measure)?))
            .sum();
        if let Some((low, high)) = self.mean(truth, people, (cells.to_vec(), what.to_owned())) {
            system.publish(Figure {
                terms,
                low,
                high,
                source: format!("{name} {what}"),
                is_rounded: true,
                date: self.date,
            });
        }
    }
}
