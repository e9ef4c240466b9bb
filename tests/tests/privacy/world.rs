//! Small programmes, drawn at random.

use paratus::document::{Document, Kind};
use paratus::{EvidenceLog, Outcome, Programme, Record};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) const LEVELS: [&str; 2] = ["working", "expert"];

/// A programme: who sits where with which roles, and what roles require.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) min_cell: u64,
    pub(crate) parents: Vec<Option<usize>>,
    /// Track, and whether there are levels.
    pub(crate) objectives: Vec<(&'static str, bool)>,
    /// Objective, level and weight of each requirement.
    pub(crate) roles: Vec<Vec<(usize, usize, u32)>>,
    /// Section, roles, people.
    pub(crate) crowds: Vec<(usize, Vec<usize>, u64)>,
    /// Decides the evidence.
    pub(crate) seed: u64,
    /// Of each section which feature sets it uses, a bit for each objective; `None` where it declares nothing itself.
    pub(crate) uses: Vec<Option<u32>>,
}

/// Objective and level.
pub(crate) type Need = (usize, usize);

impl World {
    /// The section whose declared use holds for a section.
    pub(crate) fn declared_by(&self, section: usize) -> Option<usize> {
        // Without a feature there is no row that declares anything.
        let has_feature = self.objectives.iter().any(|(track, _)| *track == "technology");
        std::iter::successors(Some(section), |&at| self.parents[at]).find(|&at| has_feature && self.uses[at].is_some())
    }

    /// What the people of a crowd need, with the greatest weight that a role gives it: what is asked and used.
    pub(crate) fn needs(&self, crowd: usize) -> BTreeMap<usize, (usize, u32)> {
        let uses = self.declared_by(self.crowds[crowd].0).and_then(|at| self.uses[at]);
        let mut needs = self.asked(crowd);
        needs.retain(|&at, _| self.objectives[at].0 != "technology" || uses.is_none_or(|uses| uses & 1 << at != 0));
        needs
    }

    /// What the roles of a crowd ask for.
    pub(crate) fn asked(&self, crowd: usize) -> BTreeMap<usize, (usize, u32)> {
        let mut needs: BTreeMap<usize, (usize, u32)> = BTreeMap::new();
        for &(objective, level, weight) in self.crowds[crowd].1.iter().flat_map(|&role| &self.roles[role]) {
            let level = if self.objectives[objective].1 { level } else { 0 };
            let held = needs.entry(objective).or_insert((level, weight));
            *held = (held.0.max(level), held.1.max(weight));
        }
        needs
    }

    /// Whether a section is another one or part of it.
    pub(crate) fn within(&self, section: usize, whole: usize) -> bool {
        std::iter::successors(Some(section), |&at| self.parents[at]).any(|at| at == whole)
    }

    pub(crate) fn document(&self) -> Document {
        let mut people: Vec<Value> = Vec::new();
        for (section, roles, count) in &self.crowds {
            let roles: Vec<String> = roles.iter().map(|role| format!("r{role}")).collect();
            for _ in 0..*count {
                people.push(
                    json!({ "id": format!("p{}", people.len()), "section": format!("s{section}"), "roles": roles }),
                );
            }
        }
        let name = |(at, &(track, scaled)): (usize, &(&str, bool))| {
            let mut objective = json!({ "id": format!("o{at}"), "track": track });
            if track == "technology" {
                objective["tool"] = json!("t");
                objective["features"] = json!([format!("f{at}")]);
            }
            if scaled {
                objective["scale"] = json!("skill");
            }
            objective
        };
        let require = |&(objective, level, weight): &(usize, usize, u32)| {
            let mut need = json!({ "objective": format!("o{objective}"), "weight": weight });
            if self.objectives[objective].1 {
                need["level"] = json!(LEVELS[level]);
            }
            need
        };
        let role = |(at, needs): (usize, &Vec<(usize, usize, u32)>)| json!({ "id": format!("r{at}"), "requires": needs.iter().map(require).collect::<Vec<_>>() });
        let section = |(at, parent): (usize, &Option<usize>)| match parent {
            Some(parent) => json!({ "id": format!("s{at}"), "parent": format!("s{parent}") }),
            None => json!({ "id": format!("s{at}") }),
        };
        let conditions: Vec<Value> = (0..self.objectives.len())
            .flat_map(|at| {
                ["organisation", "section", "role"]
                    .map(|per| json!({ "coverage": format!("o{at}"), "per": per, "at_least": 2 }))
            })
            .chain(["people", "process", "technology", "all"].map(|what| json!({ "readiness": what, "share": 0.5 })))
            .chain([json!({ "phase": "first" }), json!({ "balance": 0.2 })])
            .collect();
        let (first, second): (Vec<usize>, Vec<usize>) = (0..self.objectives.len()).partition(|at| at % 2 == 0);
        let ids = |list: Vec<usize>| list.iter().map(|at| format!("o{at}")).collect::<Vec<_>>();
        let tools = (0..self.objectives.len()).filter(|&at| self.objectives[at].0 == "technology");
        let features: Vec<usize> = tools.collect();
        let declared = self.uses.iter().enumerate().filter_map(|(section, uses)| Some((section, (*uses)?)));
        let feature_use: Vec<Value> = declared
            .flat_map(|(section, uses)| {
                let row = move |&at: &usize| {
                    let uses = if uses & 1 << at == 0 { 0 } else { 10 };
                    json!({ "section": format!("s{section}"), "feature": format!("t/f{at}"), "uses_per_month": uses })
                };
                features.iter().map(row).collect::<Vec<_>>()
            })
            .collect();
        let tool = json!({ "id": "t", "features": features.iter().map(|at| format!("f{at}")).collect::<Vec<_>>() });
        serde_json::from_value(json!({
            "tools": if features.is_empty() { vec![] } else { vec![tool] }, "feature_use": feature_use,
            "format": 1, "id": "ministry", "rules": { "min_cell": self.min_cell },
            "scales": { "skill": { "levels": LEVELS } },
            "objectives": self.objectives.iter().enumerate().map(name).collect::<Vec<_>>(),
            "roles": self.roles.iter().enumerate().map(role).collect::<Vec<_>>(),
            "sections": self.parents.iter().enumerate().map(section).collect::<Vec<_>>(),
            "activities": [{ "id": "course", "mode": "course", "hours": 4.0,
                "teaches": (0..self.objectives.len()).map(|at| json!({ "objective": format!("o{at}") })).collect::<Vec<_>>() }],
            "phases": [{ "id": "first", "objectives": ids(first) },
                { "id": "second", "objectives": ids(second), "gate": { "all": conditions } }],
            "people": people,
        }))
        .unwrap()
    }

    /// Evidence on about half of what is needed.
    pub(crate) fn evidence(&self, programme: &Programme) -> EvidenceLog {
        let mut log = EvidenceLog::new(programme);
        let mut state = self.seed;
        let mut below = |bound: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        let mut person = 0;
        for (at, (_, _, count)) in self.crowds.iter().enumerate() {
            for _ in 0..*count {
                for objective in self.needs(at).into_keys() {
                    let value = [0.0, 0.5, 1.0, 1.0][below(4) as usize];
                    if below(2) == 0 {
                        let (id, objective) = (format!("p{person}"), format!("o{objective}"));
                        let date = super::attack::day().plus_days(-(below(300) as i32));
                        assert_eq!(
                            log.push(&Record::new(&id, &objective, Kind::Observation, value, date)),
                            Outcome::Taken
                        );
                    }
                }
                person += 1;
            }
        }
        log
    }
}

/// Programmes of up to five sections, three roles and five objectives.
pub(crate) fn some_world() -> impl Strategy<Value = World> {
    let tracks = prop::sample::select(vec!["people", "process", "technology"]);
    (1usize..=5, 1usize..=3, 1usize..=5, 5u64..=10).prop_flat_map(move |(sections, roles, objectives, min_cell)| {
        let parents: Vec<_> =
            (0..sections).map(|at| prop::option::of(0..at.max(1)).prop_map(move |p| p.filter(|_| at > 0))).collect();
        let requires = prop::collection::btree_map(0..objectives, (0usize..2, 1u32..=2), 1..=objectives)
            .prop_map(|needs| needs.into_iter().map(|(at, (level, weight))| (at, level, weight)).collect::<Vec<_>>());
        let held = prop::collection::btree_set(0..roles, 0..=roles.min(2));
        let size = prop_oneof![1u64..4, 4u64..12, 12u64..30];
        let crowds = prop::collection::btree_map((0..sections, held), size, 1..=8).prop_map(|crowds| {
            crowds.into_iter().map(|((at, roles), n)| (at, roles.into_iter().collect(), n)).collect()
        });
        (
            parents,
            prop::collection::vec((tracks.clone(), any::<bool>()), objectives),
            prop::collection::vec(requires, roles),
            crowds,
            any::<u64>(),
            prop::collection::vec(prop::option::of(0u32..32), sections),
        )
            .prop_map(move |(parents, objectives, roles, crowds, seed, uses)| World {
                min_cell,
                parents,
                objectives,
                roles,
                crowds,
                seed,
                uses,
            })
    })
}
