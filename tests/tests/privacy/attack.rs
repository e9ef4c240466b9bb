//! Bounds of what is known of a few people.
//!
//! A group is safe in a measure where another world, in which some people's evidence is different, publishes the same: such
//! worlds are looked for first, by changing one person or two at a time. Where none is found, bounds are computed: by
//! propagation of intervals, then by linear programming.

use super::linear::{self, Range};
use super::person::{EXPONENTS, Measure, Person, Standing, VARIANTS};
use super::system::{Figure, SLACK, System};
use super::world::{Random, World};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// People that the document can name: fewer than may be published.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) cells: Vec<usize>,
    pub(crate) people: f64,
}

/// What the attacker learns about a few people.
#[derive(Clone, Debug)]
pub(crate) struct Leak {
    pub(crate) kind: Kind,
    pub(crate) group: String,
    pub(crate) people: f64,
    pub(crate) measure: Measure,
    pub(crate) range: (f64, f64),
    /// The figures that it follows from, none of which can be left out.
    pub(crate) sources: Vec<String>,
    /// How many of them are rounded: each is so far off as rounding can bring it. Of two or more it is a coincidence, which rounding
    /// makes rare; of fewer a rule is broken.
    pub(crate) ends: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Nobody of the group counts.
    Excluded,
    /// Everyone of the group counts.
    Certain,
    /// Another count is known exactly.
    Exact,
    /// A mean is known within .05.
    Mean,
}

/// A mean is known where it lies in an interval of this width: .05 to either side.
const KNOWN_WIDTH: f64 = 0.1;

/// A group and a measure, with the least and the most that other worlds with the same figures have.
#[derive(Clone, Debug)]
struct Target {
    group: usize,
    measure: Measure,
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

/// Everything known of the few people of a world.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) leaks: Vec<Leak>,
    pub(crate) targets: usize,
    /// Targets that no other world was found for.
    pub(crate) open: usize,
    /// Linear programmes solved.
    pub(crate) solved: usize,
}

/// Groups of few people that the document names: of the organisation and of every section, itself and with its parts, those with a
/// role, without it, with the same roles, or with the same need.
pub(crate) fn groups(world: &World, system: &System) -> Vec<Group> {
    let mut found: BTreeMap<Vec<usize>, String> = BTreeMap::new();
    for (date, cells) in system.cell_of.iter().enumerate() {
        let crowds: Vec<(usize, usize)> = cells
            .iter()
            .enumerate()
            .filter_map(|(crowd, cell)| Some((crowd, (*cell)?)))
            .collect();
        let sections = world.parents.len();
        let section = |crowd: usize| world.section_of(crowd, date);
        let mut bases: Vec<(String, Vec<(usize, usize)>)> =
            vec![("all".to_owned(), crowds.clone())];
        for at in 0..sections {
            let own = crowds
                .iter()
                .copied()
                .filter(|&(crowd, _)| section(crowd) == Some(at));
            bases.push((format!("s{at} itself"), own.collect()));
            let within = crowds
                .iter()
                .copied()
                .filter(|&(crowd, _)| section(crowd).is_some_and(|own| world.is_within(own, at)));
            bases.push((format!("s{at}"), within.collect()));
        }
        for (base, crowds) in bases {
            let mut add = |what: String, keep: &dyn Fn(usize, usize) -> bool| {
                let mut cells: Vec<usize> = crowds
                    .iter()
                    .filter(|&&(crowd, cell)| keep(crowd, cell))
                    .map(|&(_, cell)| cell)
                    .collect();
                cells.sort_unstable();
                cells.dedup();
                let people: f64 = cells.iter().map(|&cell| system.size(cell)).sum();
                if people > 0.0 {
                    found
                        .entry(cells)
                        .or_insert_with(|| format!("{base}{what}, date {date}"));
                }
            };
            add(String::new(), &|_, _| true);
            for role in 0..world.roles.len() {
                add(format!(" with r{role}"), &|crowd, _| {
                    world.crowds[crowd].roles.contains(&role)
                });
                add(format!(" without r{role}"), &|crowd, _| {
                    !world.crowds[crowd].roles.contains(&role)
                });
            }
            for objective in 0..world.objectives.len() {
                for level in 0..2 {
                    let needs = |cell: usize| {
                        system.cells[cell]
                            .profile
                            .needs
                            .get(&objective)
                            .is_some_and(|need| need.level >= level)
                    };
                    add(format!(" needing o{objective} at {level}"), &|_, cell| {
                        needs(cell)
                    });
                }
            }
            let role_sets: BTreeSet<&Vec<usize>> = crowds
                .iter()
                .map(|&(crowd, _)| &world.crowds[crowd].roles)
                .collect();
            for roles in role_sets {
                add(format!(" with {roles:?}"), &|crowd, _| {
                    world.crowds[crowd].roles == *roles
                });
            }
            for &(only, _) in &crowds {
                add(format!(" crowd {only}"), &|crowd, _| crowd == only);
            }
        }
    }
    let groups = found.into_iter();
    let group = |(cells, name): (Vec<usize>, String)| Group {
        people: cells.iter().map(|&cell| system.size(cell)).sum(),
        name,
        cells,
    };
    groups
        .map(group)
        .filter(|group| group.people < world.min_cell as f64)
        .collect()
}

/// Changes of several people that are tried for each cell of which nothing else was found.
const TRIES: usize = 48;
/// People whose evidence differs in one such change.
const PEOPLE: usize = 8;
/// Changes that are weighed against each other at each step.
const CANDIDATES: usize = 40;

struct Search<'a> {
    system: &'a System,
    groups: Vec<Group>,
    targets: Vec<Target>,
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
    fn new(world: &World, system: &'a System) -> Search<'a> {
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
                if !group.cells.iter().all(known)
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

    fn is_open(&self, target: usize) -> bool {
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
        type Choice = (usize, Vec<Option<usize>>, Vec<Option<usize>>);
        let mut choices: Vec<Choice> = Vec::new();
        for (&objective, standing) in &person.standings {
            if *standing == was.standings[&objective] {
                continue;
            }
            let places = |of: &dyn Fn(Measure) -> Option<usize>| -> Vec<Option<usize>> {
                self.variables[cell]
                    .iter()
                    .filter_map(|&variable| of(self.system.keys[variable].1))
                    .map(Some)
                    .collect()
            };
            let seats = places(&|measure| match measure {
                Measure::Seat(of, place) if of == objective => Some(place),
                _ => None,
            });
            let months = places(&|measure| match measure {
                Measure::Refreshed(of, month) if of == objective => Some(month),
                _ => None,
            });
            let is_held = standing.state < 2;
            let seats = if is_held || seats.is_empty() {
                vec![None]
            } else {
                seats
            };
            // What expires soon is refreshed first; what is held may last.
            let months = match standing.state {
                1 => months.into_iter().take(1).collect(),
                0 => [None].into_iter().chain(months).collect(),
                _ => vec![None],
            };
            choices.push((
                objective,
                seats,
                if months.is_empty() {
                    vec![None]
                } else {
                    months
                },
            ));
        }
        let most = choices
            .iter()
            .map(|(_, seats, months)| seats.len().max(months.len()))
            .max()
            .unwrap_or(1);
        let choose = |nth: usize| {
            let mut person = person.clone();
            for (objective, seats, months) in &choices {
                let put = |of: &mut BTreeMap<usize, usize>, place: Option<usize>| match place {
                    Some(place) => drop(of.insert(*objective, place)),
                    None => drop(of.remove(objective)),
                };
                put(&mut person.seats, seats[nth % seats.len()]);
                put(&mut person.refreshed, months[nth % months.len()]);
            }
            let last = person
                .refreshed
                .values()
                .copied()
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

    fn run(&mut self, seed: u64) {
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
                    for _ in 0..1 + random.below(3) {
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
        low: (t + 0.9) / 2.0 + 0.05 * f64::from(u8::from(t > 0.85)),
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

/// Leaks of one world that are looked for, each by other figures.
const ENOUGH: usize = 8;

/// Everything that the figures give away about a few people.
pub(crate) fn attack(world: &World, system: &mut System) -> Outcome {
    let mut search = Search::new(world, system);
    search.run(world.seed);
    let open: Vec<(Group, Target)> = (0..search.targets.len())
        .filter(|&at| search.is_open(at))
        .map(|at| {
            (
                search.groups[search.targets[at].group].clone(),
                search.targets[at].clone(),
            )
        })
        .collect();
    let mut outcome = Outcome {
        targets: search.targets.len(),
        open: open.len(),
        ..Outcome::default()
    };
    if open.is_empty() {
        return outcome;
    }
    system.propagate();
    // The system under the figures of each leak.
    let mut causes: Vec<System> = Vec::new();
    for (group, target) in open {
        if outcome.leaks.len() >= ENOUGH {
            break;
        }
        let Target { measure, .. } = target;
        let variables: Vec<usize> = group
            .cells
            .iter()
            .map(|&cell| system.variables[&(cell, measure)])
            .collect();
        let known = |range: (f64, f64), people: f64| {
            let range = whole(range, measure);
            let width = range.1 - range.0;
            if measure.is_whole() {
                width < 0.5
            } else {
                width <= KNOWN_WIDTH * people
            }
        };
        let sum = sum_of(&system.bounds, &variables);
        let range = if known(sum, group.people) {
            sum
        } else {
            outcome.solved += 1;
            match linear::range(system, &variables, sum) {
                Range::Known(low, high) => whole((low, high), measure),
                Range::Unsolved => continue,
            }
        };
        if !known(range, group.people) {
            continue;
        }
        // What is known of each of its cells alone is a target of its own.
        let is_known = |&variable: &usize| {
            let (bounds, size) = (
                system.bounds[variable],
                system.size(system.keys[variable].0),
            );
            known(bounds, size)
                || matches!(linear::range(system, &[variable], bounds), Range::Known(low, high) if known((low, high), size))
        };
        if variables.len() > 1 && variables.iter().all(is_known) {
            continue;
        }
        let known = |range| known(range, group.people);
        if causes
            .iter()
            .any(|cause| known(sum_of(&cause.bounds, &variables)))
        {
            continue;
        }
        // Which figures it takes; where it takes none, the document says it.
        let figures = sources(system, &variables, group.people, &known);
        if figures.as_ref().is_some_and(|figures| {
            figures.is_empty() || is_fact(world, system, figures, &variables, &known)
        }) {
            continue;
        }
        causes.extend(
            figures
                .as_ref()
                .map(|figures| with_figures(system, figures)),
        );
        let figures: Vec<&Figure> = figures
            .iter()
            .flatten()
            .map(|&at| &system.figures[at])
            .collect();
        outcome.leaks.push(Leak {
            kind: leak_kind(&group, range, measure),
            people: group.people,
            ends: figures.iter().filter(|figure| figure.is_rounded).count(),
            sources: figures
                .iter()
                .map(|f| format!("{} in {:.3}..{:.3}", f.source, f.low, f.high))
                .collect(),
            group: group.name,
            measure,
            range,
        });
    }
    outcome
}

/// Sums of counts are whole.
fn whole(range: (f64, f64), measure: Measure) -> (f64, f64) {
    if measure.is_whole() {
        ((range.0 - 1e-6).ceil(), (range.1 + 1e-6).floor())
    } else {
        range
    }
}

fn sum_of(bounds: &[(f64, f64)], variables: &[usize]) -> (f64, f64) {
    variables.iter().fold((0.0, 0.0), |sum, &at| {
        (sum.0 + bounds[at].0, sum.1 + bounds[at].1)
    })
}

fn leak_kind(group: &Group, range: (f64, f64), measure: Measure) -> Kind {
    match (measure.is_whole(), range) {
        (true, (_, most)) if most < 0.5 => Kind::Excluded,
        (true, (least, _)) if least > group.people - 0.5 => Kind::Certain,
        (true, _) => Kind::Exact,
        (false, _) => Kind::Mean,
    }
}

/// The system with some of its figures alone.
fn with_figures(system: &System, figures: &[usize]) -> System {
    let mut wide = system.clone();
    narrow(&mut wide, system, figures);
    wide
}

/// Bounds under some figures alone.
fn narrow(wide: &mut System, system: &System, figures: &[usize]) {
    let used: BTreeSet<usize> = figures.iter().copied().collect();
    wide.bounds = system
        .keys
        .iter()
        .map(|(cell, _)| (0.0, system.size(*cell)))
        .collect();
    for (row, held) in wide.rows.iter_mut().zip(&system.rows) {
        let is_open = row.figure.is_some_and(|figure| !used.contains(&figure));
        (row.low, row.high) = if is_open {
            (f64::NEG_INFINITY, f64::INFINITY)
        } else {
            (held.low, held.high)
        };
    }
    wide.propagate();
}

/// Whether what is known is a fact about a whole group of enough people: the figures it takes say that everyone of such a group
/// counts in one measure, or nobody, and it follows from that fact alone. What takes several such facts together is a leak.
fn is_fact(
    world: &World,
    system: &System,
    figures: &[usize],
    variables: &[usize],
    known: &dyn Fn((f64, f64)) -> bool,
) -> bool {
    let wide = with_figures(system, figures);
    let measures: BTreeSet<Measure> = figures
        .iter()
        .flat_map(|&at| {
            system.figures[at]
                .terms
                .iter()
                .map(|((_, measure), _)| *measure)
        })
        .collect();
    let measures = measures
        .into_iter()
        .chain(variables.iter().map(|&at| system.keys[at].1));
    let mut facts: BTreeSet<(Measure, bool)> = BTreeSet::new();
    facts.extend(
        measures
            .filter(|measure| measure.is_whole())
            .flat_map(|measure| [(measure, false), (measure, true)]),
    );
    facts.into_iter().any(|(measure, is_all)| {
        let is_pinned = |variable: usize| {
            let size = system.size(system.keys[variable].0);
            let holds = |(low, high): (f64, f64)| if is_all { low > size - 0.5 } else { high < 0.5 };
            let bounds = wide.bounds[variable];
            holds(bounds)
                || matches!(linear::range(&wide, &[variable], bounds), Range::Known(low, high) if holds((low, high)))
        };
        let of = system.keys.iter().enumerate().filter(|(_, key)| key.1 == measure);
        let pinned: Vec<usize> = of.map(|(variable, _)| variable).filter(|&variable| is_pinned(variable)).collect();
        let people: f64 = pinned.iter().map(|&variable| system.size(system.keys[variable].0)).sum();
        if people < world.min_cell as f64 {
            return false;
        }
        let mut fact = with_figures(system, &[]);
        for &variable in &pinned {
            let size = system.size(system.keys[variable].0);
            fact.bounds[variable] = if is_all { (size, size) } else { (0.0, 0.0) };
        }
        fact.propagate();
        let sum = sum_of(&fact.bounds, variables);
        known(sum) || matches!(linear::range(&fact, variables, sum), Range::Known(low, high) if known((low, high)))
    })
}

/// Figures that are enough to know a sum, none of which can be left out; `None` where they could not be found.
fn sources(
    system: &System,
    variables: &[usize],
    people: f64,
    known: &dyn Fn((f64, f64)) -> bool,
) -> Option<Vec<usize>> {
    let mut wide = system.clone();
    let is_known = |wide: &mut System, figures: &[usize]| {
        narrow(wide, system, figures);
        known(sum_of(&wide.bounds, variables))
            || {
                let rows: Vec<usize> = linear::nearest(wide, variables);
                matches!(linear::range_under(wide, &rows, variables, (0.0, people)), Range::Known(low, high) if known((low, high)))
            }
    };
    let mut figures: Vec<usize> = (0..system.figures.len()).collect();
    if !is_known(&mut wide, &figures) {
        return None;
    }
    if is_known(&mut wide, &[]) {
        return Some(Vec::new());
    }
    let mut step = figures.len().div_ceil(2);
    while step > 0 {
        let mut at = 0;
        while at < figures.len() {
            let end = (at + step).min(figures.len());
            let rest: Vec<usize> = figures[..at]
                .iter()
                .chain(&figures[end..])
                .copied()
                .collect();
            if is_known(&mut wide, &rest) {
                figures = rest;
            } else {
                at = end;
            }
        }
        step /= 2;
    }
    Some(figures)
}
