//! Who needs and who uses what: the facts that phases are made from.

use super::commonness::{Commonness, UseRow, commonness};
use crate::Date;
use crate::model::{Level, Model, NONE};
use crate::population::Population;
use std::collections::BTreeMap;

/// People who need the same and for whom the same declared use holds.
#[derive(Clone, Debug)]
pub(super) struct Crowd {
    pub(super) profile: usize,
    /// Index into [`Usage::declared`]; `None` where no use is declared.
    pub(super) declared: Option<usize>,
    pub(super) people: u64,
}

/// The declared use of one section, with everyone for whom it holds.
#[derive(Clone, Debug)]
pub(super) struct DeclaredUse {
    pub(super) section: usize,
    /// How many they are.
    pub(super) people: f64,
}

/// The facts.
pub(super) struct Usage<'m> {
    pub(super) model: &'m Model,
    pub(super) population: Population,
    pub(super) crowds: Vec<Crowd>,
    pub(super) declared: Vec<DeclaredUse>,
    /// By objective; only feature sets are more than nothing.
    pub(super) common: Vec<Commonness>,
    /// Highest level that anybody needs, by objective.
    pub(super) level: Vec<Option<Level>>,
    /// How many people need each objective.
    pub(super) needing: Vec<u64>,
    /// Ids of sections with people for whom no use is declared.
    pub(super) undeclared: Vec<String>,
}

impl<'m> Usage<'m> {
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn new(model: &'m Model, date: Date) -> Usage<'m> {
        let population = Population::new(model, date);
        // In the order of the programme, whatever the order of people: sums of floats depend on it.
        let mut declared: Vec<DeclaredUse> = Vec::new();
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        let mut people = vec![0u64; model.sections.len()];
        population
            .groups
            .iter()
            .for_each(|group| people[group.section] += group.people);
        for (section, people) in people.into_iter().enumerate() {
            let Some(by) = model.sections[section]
                .use_declared_by
                .filter(|_| people > 0)
            else {
                continue;
            };
            let at = *place.entry(by).or_insert_with(|| {
                declared.push(DeclaredUse {
                    section: by,
                    people: 0.0,
                });
                declared.len() - 1
            });
            declared[at].people += people as f64;
        }
        let mut crowds: BTreeMap<(Option<usize>, &[usize]), Crowd> = BTreeMap::new();
        let mut undeclared = vec![false; model.sections.len()];
        let mut level = vec![None; model.objectives.len()];
        let mut needing = vec![0; model.objectives.len()];
        for group in &population.groups {
            let by = model.sections[group.section].use_declared_by;
            undeclared[group.section] |= by.is_none();
            let at = by.and_then(|section| place.get(&section).copied());
            let crowd = Crowd {
                profile: group.profile,
                declared: at,
                people: 0,
            };
            crowds.entry((at, &group.roles)).or_insert(crowd).people += group.people;
            for need in &model.profiles[group.profile].requirements {
                level[need.objective] = level[need.objective].max(Some(need.level));
                needing[need.objective] += group.people;
            }
        }
        let crowds = crowds.into_values().collect();
        let mut usage = Usage {
            model,
            population,
            crowds,
            declared,
            common: Vec::new(),
            level,
            needing,
            undeclared: Vec::new(),
        };
        let list = undeclared
            .iter()
            .zip(&model.sections)
            .filter(|(none, _)| **none);
        usage.undeclared = list.map(|(_, section)| section.id.clone()).collect();
        let rows: Vec<UseRow> = (0..usage.declared.len())
            .map(|at| {
                let uses = (0..model.objectives.len())
                    .map(|objective| usage.uses_of(at, objective))
                    .collect();
                UseRow::new(usage.declared[at].people, uses)
            })
            .collect();
        usage.common = commonness(&rows, model.objectives.len());
        usage
    }

    /// Uses per month of each feature by a section.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn uses(&self, declared: usize) -> &[f64] {
        self.model.feature_use[self.declared[declared].section]
            .as_deref()
            .unwrap_or_default()
    }

    /// Uses per month of a feature set.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn uses_of(&self, declared: usize, objective: usize) -> f64 {
        let uses = self.uses(declared);
        let features = &self.model.objectives[objective].features;
        features
            .iter()
            .filter_map(|&feature| uses.get(feature))
            .sum()
    }

    /// Whether the people of a crowd need an objective.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn needs(&self, crowd: &Crowd, objective: usize) -> bool {
        self.model.profiles[crowd.profile].slots[objective] != NONE
    }

    /// The prerequisites of an objective, theirs and so on, that anybody needs; without itself.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn closure(&self, objective: usize) -> Vec<usize> {
        let mut found = vec![false; self.model.objectives.len()];
        let mut open = vec![objective];
        while let Some(at) = open.pop() {
            for &(prerequisite, _) in &self.model.objectives[at].requires {
                if !found[prerequisite] {
                    found[prerequisite] = true;
                    open.push(prerequisite);
                }
            }
        }
        found[objective] = false;
        (0..found.len())
            .filter(|&at| found[at] && self.needing[at] > 0)
            .collect()
    }
}

/// Which use is covered: a feature of a section counts where somebody there needs a set that has it.
pub(super) struct Coverage<'u, 'm> {
    usage: &'u Usage<'m>,
    covered: Vec<Vec<bool>>,
    pub(super) uses: f64,
    pub(super) whole: f64,
}

impl<'u, 'm> Coverage<'u, 'm> {
    pub(super) fn new(usage: &'u Usage<'m>) -> Coverage<'u, 'm> {
        let features = usage.model.feature_ids.len();
        let whole = (0..usage.declared.len())
            .map(|at| usage.uses(at).iter().sum::<f64>())
            .sum();
        Coverage {
            usage,
            covered: vec![vec![false; features]; usage.declared.len()],
            uses: 0.0,
            whole,
        }
    }

    /// The uses that some sets would add.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn gain(&self, objectives: &[usize]) -> f64 {
        let mut added = 0.0;
        for (at, covered) in self.covered.iter().enumerate() {
            let uses = self.usage.uses(at);
            let mut seen: Vec<usize> = Vec::new();
            for &objective in objectives
                .iter()
                .filter(|&&objective| self.is_needed(at, objective))
            {
                for &feature in &self.usage.model.objectives[objective].features {
                    if !covered[feature] && !seen.contains(&feature) {
                        seen.push(feature);
                        added += uses.get(feature).copied().unwrap_or_default();
                    }
                }
            }
        }
        added
    }

    /// Covers what a set covers.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn add(&mut self, objective: usize) {
        self.uses += self.gain(&[objective]);
        for at in 0..self.covered.len() {
            if self.is_needed(at, objective) {
                for &feature in &self.usage.model.objectives[objective].features {
                    self.covered[at][feature] = true;
                }
            }
        }
    }

    fn is_needed(&self, declared: usize, objective: usize) -> bool {
        let here = |crowd: &&Crowd| crowd.declared == Some(declared);
        self.usage
            .crowds
            .iter()
            .filter(here)
            .any(|crowd| self.usage.needs(crowd, objective))
    }

    /// The share of day-to-day use covered; `None` where no use is declared.
    pub(super) fn share(&self) -> Option<f64> {
        (self.whole > 0.0).then(|| (self.uses / self.whole).min(1.0))
    }
}
