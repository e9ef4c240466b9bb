//! Other worlds that publish the same: some people's evidence is changed until all figures are what they were.

use super::groups::{Group, groups};
use super::person::{ASKED, EXPONENTS, Measure, Person, SQUARE, Standing, VARIANTS};
use super::system::{SLACK, System};
use super::world::{Random, World};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// A mean is known where it lies in an interval of this width: .05 to either side.
pub(crate) const KNOWN_WIDTH: f64 = 0.1;

/// A group and a measure, with the least and the most that other worlds with the same figures have.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) group: usize,
    pub(crate) measure: Measure,
    truth: f64,
    seen: (f64, f64),
}

impl Target {
    fn is_open(&self, people: f64) -> bool {
        let width = self.seen.1 - self.seen.0;
        if self.measure.is_whole() {
            width < 0.5
        } else {
            width <= KNOWN_WIDTH * people
        }
    }
}

/// Changes of several people that are tried for each cell of which nothing else was found.
const TRIES: usize = 48;
/// People whose evidence differs in one such change.
const PEOPLE: usize = 8;
/// Changes that are weighed against each other at each step.
const CANDIDATES: usize = 40;

pub(crate) struct Search<'a> {
    system: &'a System,
    pub(crate) groups: Vec<Group>,
    pub(crate) targets: Vec<Target>,
    /// Targets of each cell.
    of_cell: Vec<Vec<usize>>,
    /// Variables of each cell.
    variables: Vec<Vec<usize>>,
    /// How far each row is from its ends.
    room: Vec<(f64, f64)>,
    changes: Vec<Change>,
    /// Of each change by how much it changes rows; filled as they are asked for.
    effects: Vec<OnceCell<Vec<(usize, f64)>>>,
    /// Changes that lower a variable, and those that raise it.
    index: Vec<[Vec<usize>; 2]>,
}

/// What some changes add to rows: dense, with the rows that any of them touches.
struct Sums {
    of: Vec<f64>,
    touched: Vec<usize>,
}

impl Sums {
    fn clear(&mut self) {
        self.touched.drain(..).for_each(|row| self.of[row] = 0.0);
    }

    fn add(&mut self, effects: &[(usize, f64)]) {
        for &(row, by) in effects {
            // A row whose changes cancel out may be noted twice.
            if self.of[row] == 0.0 {
                self.touched.push(row);
            }
            self.of[row] += by;
        }
    }
}

/// Where the plan and the calendar of a date may put a person whose standing in an objective is another.
struct Choice {
    objective: usize,
    date: usize,
    seats: Vec<Option<usize>>,
    months: Vec<Option<usize>>,
}

/// A change of one person: by how much each variable of the cell changes.
#[derive(Clone, Debug)]
struct Change {
    cell: usize,
    /// Which of the people of the cell, and how many there are like this one.
    person: usize,
    alike: usize,
    deltas: Vec<(usize, f64)>,
}

impl<'a> Search<'a> {
    pub(crate) fn new(world: &World, system: &'a System) -> Search<'a> {
        let groups = groups(world, system);
        let mut variables = vec![Vec::new(); system.cells.len()];
        for (at, (cell, _)) in system.keys.iter().enumerate() {
            variables[*cell].push(at);
        }
        let (mut targets, mut of_cell) = (Vec::new(), vec![Vec::new(); system.cells.len()]);
        for (at, group) in groups.iter().enumerate() {
            let measures: BTreeSet<Measure> = group
                .cells
                .iter()
                .flat_map(|&cell| &variables[cell])
                .map(|&variable| system.keys[variable].1)
                .collect();
            for measure in measures {
                let known = |cell: &usize| system.variables.contains_key(&(*cell, measure));
                // Squares of answers are known where the answers are.
                let is_square = ASKED
                    .iter()
                    .any(|(_, at)| measure == Measure::Amount(at + SQUARE));
                if !group.cells.iter().all(known)
                    || is_square
                    || matches!(measure, Measure::Never(_) | Measure::Gap(_))
                {
                    continue;
                }
                let truth: f64 = group
                    .cells
                    .iter()
                    .filter_map(|&cell| system.truth(cell, measure))
                    .sum();
                group
                    .cells
                    .iter()
                    .for_each(|&cell| of_cell[cell].push(targets.len()));
                targets.push(Target {
                    group: at,
                    measure,
                    truth,
                    seen: (truth, truth),
                });
            }
        }
        let values: Vec<f64> = system
            .keys
            .iter()
            .map(|&(cell, measure)| system.truth(cell, measure).unwrap_or_default())
            .collect();
        let room = system.rows.iter().map(|row| {
            let value: f64 = row
                .terms
                .iter()
                .map(|&(variable, by)| by * values[variable])
                .sum();
            (row.low - value - SLACK, row.high - value + SLACK)
        });
        Search {
            room: room.collect(),
            groups,
            changes: Vec::new(),
            effects: Vec::new(),
            index: Vec::new(),
            targets,
            of_cell,
            variables,
            system,
        }
    }

    /// What rows change by when one change is made.
    fn effects(&self, at: usize) -> &[(usize, f64)] {
        self.effects[at].get_or_init(|| {
            let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
            for (variable, delta) in &self.changes[at].deltas {
                for &row in &self.system.rows_of[*variable] {
                    let terms = &self.system.rows[row].terms;
                    let place = terms.binary_search_by_key(variable, |(at, _)| *at).unwrap();
                    *sums.entry(row).or_default() += terms[place].1 * delta;
                }
            }
            sums.into_iter().collect()
        })
    }

    /// By how much a row is off.
    fn excess(&self, row: usize, sum: f64) -> f64 {
        (sum - self.room[row].1)
            .max(self.room[row].0 - sum)
            .max(0.0)
    }

    /// Whether the same is published when a change is made.
    fn is_possible(&self, at: usize) -> bool {
        self.effects(at)
            .iter()
            .all(|&(row, sum)| self.excess(row, sum) == 0.0)
    }

    /// Whether as many people like this one are changed already as there are.
    fn is_used(&self, made: &[usize], change: &Change) -> bool {
        let same = |at: &&usize| {
            let held = &self.changes[**at];
            (held.cell, held.person) == (change.cell, change.person)
        };
        made.iter().filter(same).count() >= change.alike
    }

    /// Makes changes to other people until the same is published as before.
    fn repair(
        &self,
        first: Vec<usize>,
        sums: &mut Sums,
        random: &mut Random,
    ) -> Option<Vec<usize>> {
        sums.clear();
        first.iter().for_each(|&at| sums.add(self.effects(at)));
        let mut made = first;
        for _ in 0..PEOPLE {
            let (mut total, mut worst) = (0.0, (0, 0.0));
            for &row in &sums.touched {
                let excess = self.excess(row, sums.of[row]);
                total += excess;
                if excess > worst.1 {
                    worst = (row, excess);
                }
            }
            if total == 0.0 {
                return Some(made);
            }
            let row = worst.0;
            let is_high = sums.of[row] > self.room[row].1;
            let terms = &self.system.rows[row].terms;
            let mut best: Option<(f64, usize)> = None;
            for _ in 0..CANDIDATES {
                let &(variable, by) = random.pick(terms);
                let list = &self.index[variable][usize::from((by > 0.0) != is_high)];
                if list.is_empty() {
                    continue;
                }
                let other = *random.pick(list);
                if self.is_used(&made, &self.changes[other]) {
                    continue;
                }
                let gain = self.effects(other).iter().map(|&(row, by)| {
                    let held = sums.of[row];
                    self.excess(row, held) - self.excess(row, held + by)
                });
                let gain: f64 = gain.sum();
                if best.is_none_or(|(most, _)| gain > most) {
                    best = Some((gain, other));
                }
            }
            let (gain, other) = best?;
            if gain <= total * 0.01 {
                return None;
            }
            made.push(other);
            sums.add(self.effects(other));
        }
        sums.touched
            .iter()
            .all(|&row| self.excess(row, sums.of[row]) == 0.0)
            .then_some(made)
    }

    /// Notes what groups come to in another world.
    fn note(&mut self, changes: &[usize]) {
        let changes: Vec<&Change> = changes.iter().map(|&at| &self.changes[at]).collect();
        let mut deltas: BTreeMap<(usize, Measure), f64> = BTreeMap::new();
        for (variable, delta) in changes.iter().flat_map(|change| &change.deltas) {
            *deltas.entry(self.system.keys[*variable]).or_default() += delta;
        }
        let touched: BTreeSet<usize> = changes
            .iter()
            .flat_map(|change| self.of_cell[change.cell].iter().copied())
            .collect();
        for at in touched {
            let target = &mut self.targets[at];
            let cells = &self.groups[target.group].cells;
            let delta: f64 = cells
                .iter()
                .filter_map(|&cell| deltas.get(&(cell, target.measure)))
                .sum();
            let value = target.truth + delta;
            target.seen = (target.seen.0.min(value), target.seen.1.max(value));
        }
    }

    pub(crate) fn is_open(&self, target: usize) -> bool {
        self.targets[target].is_open(self.groups[self.targets[target].group].people)
    }

    /// People that a cell might have in place of one that it has.
    fn others(&self, cell: usize, person: &Person) -> Vec<Person> {
        let profile = &self.system.cells[cell].profile;
        let mut others = Vec::new();
        let mut all = vec![person.clone(); STANDINGS.len()];
        for (&objective, need) in &profile.needs {
            for (at, kind) in STANDINGS.iter().enumerate() {
                let standing = kind(need.threshold, person.standings[&objective]);
                all[at].standings.insert(objective, standing);
                let mut other = person.clone();
                other.standings.insert(objective, standing);
                others.push(other);
            }
        }
        if profile.needs.len() > 1 {
            others.extend(all);
        }
        let mut others: Vec<Person> = others
            .into_iter()
            .flat_map(|other| self.consequences(cell, person, other))
            .collect();
        for item in 0..person.answers.len() {
            for answer in [None, Some(1), Some(2), Some(3), Some(4), Some(5)] {
                let mut other = person.clone();
                other.answers[item] = answer;
                other.others = Person::answered(&other.answers);
                others.push(other);
            }
        }
        others
    }

    /// What follows of another standing: in the plan, in the calendar of refreshers, under other rules. Where it may be this or that, each.
    fn consequences(&self, cell: usize, was: &Person, mut person: Person) -> Vec<Person> {
        let profile = &self.system.cells[cell].profile;
        let verdict = profile.verdict(&person, profile.exponent, profile.threshold);
        for at in 0..VARIANTS.len() {
            person.under[at] = match EXPONENTS.get(at) {
                Some(&exponent) => profile.verdict(&person, exponent, profile.threshold),
                // Strong evidence decides alike under all of them.
                None if verdict == profile.verdict(was, profile.exponent, profile.threshold) => {
                    was.under[at]
                }
                None => verdict,
            };
        }
        let mut choices: Vec<Choice> = Vec::new();
        for (&objective, standing) in &person.standings {
            if *standing == was.standings[&objective] {
                continue;
            }
            for date in 0..2 {
                let places = |of: &dyn Fn(Measure) -> Option<usize>| -> Vec<Option<usize>> {
                    self.variables[cell]
                        .iter()
                        .filter_map(|&variable| of(self.system.keys[variable].1))
                        .map(Some)
                        .collect()
                };
                let seats = places(&|measure| match measure {
                    Measure::Seat(of, on, place) if (of, on) == (objective, date) => Some(place),
                    _ => None,
                });
                let months = places(&|measure| match measure {
                    Measure::Refreshed(of, on, month) if (of, on) == (objective, date) => {
                        Some(month)
                    }
                    _ => None,
                });
                let is_held = standing.state < 2;
                let seats = if is_held { Vec::new() } else { seats };
                // What expires soon is refreshed first; what is held may last.
                let months = match standing.state {
                    1 => months.into_iter().take(1).collect(),
                    0 => [None].into_iter().chain(months).collect(),
                    _ => Vec::new(),
                };
                let or_none =
                    |list: Vec<Option<usize>>| if list.is_empty() { vec![None] } else { list };
                choices.push(Choice {
                    objective,
                    date,
                    seats: or_none(seats),
                    months: or_none(months),
                });
            }
        }
        let most = choices
            .iter()
            .map(|choice| choice.seats.len().max(choice.months.len()))
            .max()
            .unwrap_or(1);
        let choose = |nth: usize| {
            let mut person = person.clone();
            for choice in &choices {
                let put = |of: &mut BTreeMap<usize, usize>, places: &[Option<usize>]| match places
                    [nth % places.len()]
                {
                    Some(place) => drop(of.insert(choice.objective, place)),
                    None => drop(of.remove(&choice.objective)),
                };
                put(&mut person.seats[choice.date], &choice.seats);
                put(&mut person.refreshed[choice.date], &choice.months);
            }
            let last = person
                .refreshed
                .iter()
                .flat_map(|of_date| of_date.values().copied())
                .min()
                .map_or(usize::MAX, |month| month + 1);
            person.ready_on = (0..was.ready_on.len())
                .map(|day| verdict == 0 && day < last)
                .collect();
            person
        };
        (0..most.min(4)).map(choose).collect()
    }

    /// Every change of one person of a cell.
    fn changes_of(&self, cell: usize) -> Vec<Change> {
        let profile = &self.system.cells[cell].profile;
        let mut distinct: Vec<(&Person, usize)> = Vec::new();
        for person in &self.system.cells[cell].people {
            match distinct.iter().position(|(held, _)| *held == person) {
                Some(at) => distinct[at].1 += 1,
                None if distinct.len() < 6 => distinct.push((person, 1)),
                None => {}
            }
        }
        let mut changes = Vec::new();
        for (at, (person, alike)) in distinct.into_iter().enumerate() {
            for other in self.others(cell, person) {
                let deltas = self.variables[cell].iter().filter_map(|&variable| {
                    let measure = self.system.keys[variable].1;
                    let delta = profile.value(&other, measure)? - profile.value(person, measure)?;
                    (delta != 0.0).then_some((variable, delta))
                });
                let change = Change {
                    cell,
                    person: at,
                    alike,
                    deltas: deltas.collect(),
                };
                if !change.deltas.is_empty() {
                    changes.push(change);
                }
            }
        }
        changes
    }

    pub(crate) fn run(&mut self, seed: u64) {
        let cells = self.system.cells.len();
        self.changes = (0..cells).flat_map(|cell| self.changes_of(cell)).collect();
        self.index = vec![[Vec::new(), Vec::new()]; self.system.keys.len()];
        let mut of_cell = vec![Vec::new(); cells];
        for (at, change) in self.changes.iter().enumerate() {
            of_cell[change.cell].push(at);
            for (variable, delta) in &change.deltas {
                self.index[*variable][usize::from(*delta > 0.0)].push(at);
            }
        }
        self.effects = vec![OnceCell::new(); self.changes.len()];
        for list in &of_cell {
            for &at in list {
                if self.is_possible(at) {
                    self.note(&[at]);
                }
            }
        }
        let mut sums = Sums {
            of: vec![0.0; self.system.rows.len()],
            touched: Vec::new(),
        };
        let mut random = Random::new(seed);
        for _ in 0..TRIES {
            for list in of_cell.iter().filter(|list| !list.is_empty()) {
                let cell = self.changes[list[0]].cell;
                for target in self.of_cell[cell].clone() {
                    if !self.is_open(target) {
                        continue;
                    }
                    // A change that matters for the target.
                    let Some(&variable) = self
                        .system
                        .variables
                        .get(&(cell, self.targets[target].measure))
                    else {
                        continue;
                    };
                    let list = &self.index[variable][random.below(2)];
                    if list.is_empty() {
                        continue;
                    }
                    // A mean of several people takes changes to more than one.
                    let mut first = Vec::new();
                    for _ in 0..=random.below(3) {
                        let at = *random.pick(list);
                        if !self.is_used(&first, &self.changes[at]) {
                            first.push(at);
                        }
                    }
                    if let Some(made) = self.repair(first, &mut sums, &mut random) {
                        self.note(&made);
                    }
                }
            }
        }
    }
}

type Alternative = fn(f64, Standing) -> Standing;

/// What may be true of one requirement instead, by its threshold: ready, expiring, not ready, undecided, stale, unknown, and
/// a little more or less than is.
const STANDINGS: [Alternative; 8] = [
    |t, _| Standing {
        low: f64::midpoint(t, 0.9) + 0.05 * f64::from(u8::from(t > 0.85)),
        high: 1.0,
        never: 0.0,
        state: 0,
    },
    |t, _| Standing {
        low: t,
        high: 1.0,
        never: 0.0,
        state: 1,
    },
    |t, _| Standing {
        low: 0.0,
        high: t * 0.6,
        never: 0.1 * t,
        state: 2,
    },
    |t, _| Standing {
        low: t * 0.4,
        high: 1.0,
        never: 0.2,
        state: 3,
    },
    |t, _| Standing {
        low: t * 0.9,
        high: 1.0,
        never: 0.0,
        state: 4,
    },
    |_, _| Standing {
        low: 0.0,
        high: 1.0,
        never: 1.0,
        state: 5,
    },
    |t, held| {
        let most = if held.low < t { t - 0.001 } else { held.high };
        let low = if held.state == 5 {
            0.0
        } else {
            (held.low + 0.12).min(most).max(held.low)
        };
        Standing {
            low,
            never: held.never.min(held.high - low),
            ..held
        }
    },
    |t, held| {
        let least = if held.low >= t { t } else { 0.0 };
        Standing {
            low: (held.low - 0.12).max(least).min(held.low),
            ..held
        }
    },
];
