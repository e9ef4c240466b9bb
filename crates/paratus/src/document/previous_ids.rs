//! Ids that have changed: whatever names an entry by an id that it had before means the entry.

use super::{ConditionDoc, Document, LevelRef};
use crate::finding::describe;
use crate::{Code, Finding};
use std::collections::BTreeMap;

/// From each id that was to the one that is.
type Renamed = BTreeMap<String, String>;

/// The ids that entries had before, by kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct PreviousIds {
    activities: Renamed,
    /// `tool/feature`.
    features: Renamed,
    instruments: Renamed,
    /// `instrument/item`, to the item alone.
    items: Renamed,
    /// `objective/level`, to the level alone.
    levels: Renamed,
    objectives: Renamed,
    people: Renamed,
    roles: Renamed,
    sections: Renamed,
    /// Whether there is any.
    any: bool,
}

impl PreviousIds {
    /// Those that a document declares.
    pub(crate) fn new(document: &Document) -> PreviousIds {
        let mut all = PreviousIds::default();
        let entry = |list: &mut Renamed, id: &str, previous: &[String]| {
            for was in previous.iter().filter(|was| *was != id) {
                list.insert(was.clone(), id.to_owned());
            }
        };
        for one in &document.activities {
            entry(&mut all.activities, &one.id, &one.previous_ids);
        }
        for one in &document.objectives {
            entry(&mut all.objectives, &one.id, &one.previous_ids);
        }
        for one in &document.people {
            entry(&mut all.people, &one.id, &one.previous_ids);
        }
        for one in &document.roles {
            entry(&mut all.roles, &one.id, &one.previous_ids);
        }
        for one in &document.sections {
            entry(&mut all.sections, &one.id, &one.previous_ids);
        }
        for one in &document.instruments {
            entry(&mut all.instruments, &one.id, &one.previous_ids);
            for item in &one.items {
                for was in &item.previous_ids {
                    all.items
                        .insert(format!("{}/{was}", one.id), item.id.clone());
                }
            }
        }
        for tool in &document.tools {
            for (feature, previous) in &tool.previous_ids {
                for was in previous {
                    let is = format!("{}/{feature}", tool.id);
                    all.features.insert(format!("{}/{was}", tool.id), is);
                }
            }
        }
        for objective in &document.objectives {
            let scale = objective
                .scale
                .as_ref()
                .and_then(|scale| document.scales.get(scale));
            for (level, previous) in scale.iter().flat_map(|scale| &scale.previous_ids) {
                for was in previous {
                    all.levels
                        .insert(format!("{}/{was}", objective.id), level.clone());
                }
            }
        }
        // An id that is in use means its own entry; the claim on it is a finding.
        let in_use = |list: &mut Renamed, ids: &mut dyn Iterator<Item = &str>| {
            if !list.is_empty() {
                ids.for_each(|id| {
                    list.remove(id);
                });
            }
        };
        in_use(
            &mut all.activities,
            &mut document.activities.iter().map(|x| x.id.as_str()),
        );
        in_use(
            &mut all.objectives,
            &mut document.objectives.iter().map(|x| x.id.as_str()),
        );
        in_use(
            &mut all.people,
            &mut document.people.iter().map(|x| x.id.as_str()),
        );
        in_use(
            &mut all.roles,
            &mut document.roles.iter().map(|x| x.id.as_str()),
        );
        in_use(
            &mut all.sections,
            &mut document.sections.iter().map(|x| x.id.as_str()),
        );
        in_use(
            &mut all.instruments,
            &mut document.instruments.iter().map(|x| x.id.as_str()),
        );
        all.any = [
            &all.activities,
            &all.features,
            &all.instruments,
            &all.items,
            &all.levels,
            &all.objectives,
            &all.people,
            &all.roles,
            &all.sections,
        ]
        .iter()
        .any(|list| !list.is_empty());
        all
    }

    /// Whether no id has changed.
    pub(crate) fn is_empty(&self) -> bool {
        !self.any
    }

    /// Whether a source of evidence may be named by an id that it had before.
    pub(crate) fn may_rename_sources(&self) -> bool {
        !(self.instruments.is_empty() && self.activities.is_empty() && self.people.is_empty())
    }

    /// Replaces the id of a person by the one that is.
    pub(crate) fn person<'a>(&'a self, id: &mut &'a str) {
        rename(&self.people, id);
    }

    /// The id that the activity of an id has now, if another.
    pub(crate) fn activity_now(&self, id: &str) -> Option<&str> {
        self.activities.get(id).map(|now| &**now)
    }

    /// The id that the person of an id has now, if another.
    pub(crate) fn person_now(&self, id: &str) -> Option<&str> {
        self.people.get(id).map(|now| &**now)
    }

    /// Replaces the id of an objective by the one that is.
    pub(crate) fn objective<'a>(&'a self, id: &mut &'a str) {
        rename(&self.objectives, id);
    }

    /// Replaces the name of a level of an objective by the one that is.
    pub(crate) fn level<'a>(&'a self, objective: &str, level: &mut &'a str) {
        rename_within(&self.levels, objective, level);
    }

    /// Replaces the id of an instrument by the one that is.
    pub(crate) fn instrument<'a>(&'a self, id: &mut &'a str) {
        rename(&self.instruments, id);
    }

    /// Replaces the id of an item of an instrument by the one that is.
    pub(crate) fn item<'a>(&'a self, instrument: &str, item: &mut &'a str) {
        rename_within(&self.items, instrument, item);
    }

    /// Replaces the id of a section by the one that is.
    pub(crate) fn section<'a>(&'a self, id: &mut &'a str) {
        rename(&self.sections, id);
    }

    /// Replaces the source of a record by the instrument, activity or person that it is.
    pub(crate) fn source<'a>(&'a self, source: &mut &'a str) {
        rename(&self.instruments, source);
        rename(&self.activities, source);
        rename(&self.people, source);
    }
}

fn rename<'a>(list: &'a Renamed, id: &mut &'a str) {
    if let Some(is) = list.get(*id) {
        *id = is;
    }
}

fn rename_within<'a>(list: &'a Renamed, owner: &str, id: &mut &'a str) {
    if !list.is_empty()
        && let Some(is) = list.get(format!("{owner}/{id}").as_str())
    {
        *id = is;
    }
}

/// Names everything in a document by the ids that are. How many references were to each id that was is a finding.
pub(crate) fn resolve(document: &mut Document) -> Vec<Finding> {
    let previous = PreviousIds::new(document);
    if previous.is_empty() {
        return Vec::new();
    }
    let mut renaming = Renaming {
        previous: &previous,
        counts: BTreeMap::new(),
    };
    renaming.authored(document);
    renaming.tables(document);
    renaming
        .counts
        .into_iter()
        .map(|((kind, was, is), number)| {
            describe!(
                Code::PreviousId,
                "",
                PreviousIdUsed {
                    references: number,
                    was: was,
                    kind: kind,
                    id: is
                }
            )
        })
        .collect()
}

/// Renames references, and counts them.
struct Renaming<'p> {
    previous: &'p PreviousIds,
    counts: BTreeMap<(&'static str, String, String), u64>,
}

impl Renaming<'_> {
    fn id(&mut self, kind: &'static str, list: &Renamed, id: &mut String) {
        if let Some(is) = list.get(id.as_str()) {
            *self
                .counts
                .entry((kind, id.clone(), is.clone()))
                .or_default() += 1;
            id.clone_from(is);
        }
    }

    fn objective(&mut self, objective: &mut String, level: Option<&mut String>) {
        let previous = self.previous;
        self.id("objective", &previous.objectives, objective);
        if let Some(level) = level
            && let Some(is) = previous.levels.get(format!("{objective}/{level}").as_str())
        {
            *self
                .counts
                .entry(("level", level.clone(), is.clone()))
                .or_default() += 1;
            level.clone_from(is);
        }
    }

    fn references(&mut self, references: &mut [LevelRef]) {
        for reference in references {
            self.objective(&mut reference.objective, reference.level.as_mut());
        }
    }

    fn feature(&mut self, tool: &str, feature: &mut String) {
        let mut whole = format!("{tool}/{feature}");
        let previous = self.previous;
        self.id("feature", &previous.features, &mut whole);
        if let Some((_, is)) = whole.split_once('/')
            && is != feature
        {
            is.clone_into(feature);
        }
    }

    fn conditions(&mut self, conditions: &mut [ConditionDoc]) {
        let previous = self.previous;
        for condition in conditions {
            for list in [&mut condition.all, &mut condition.any, &mut condition.of] {
                self.conditions(list);
            }
            if let Some(holders) = &mut condition.holders {
                self.id("objective", &previous.objectives, holders);
            }
            let instruments = [&mut condition.buy_in, &mut condition.agreement];
            for instrument in instruments.into_iter().flatten() {
                self.id("instrument", &previous.instruments, instrument);
            }
        }
    }

    /// What is written in TOML or JSON.
    fn authored(&mut self, document: &mut Document) {
        let previous = self.previous;
        for objective in &mut document.objectives {
            self.references(&mut objective.requires);
            for feature in &mut objective.features {
                self.feature(objective.tool.as_deref().unwrap_or_default(), feature);
            }
        }
        for section in &mut document.sections {
            if let Some(parent) = &mut section.parent {
                self.id("section", &previous.sections, parent);
            }
        }
        for requirement in document
            .roles
            .iter_mut()
            .flat_map(|role| &mut role.requires)
        {
            self.objective(&mut requirement.objective, requirement.level.as_mut());
        }
        for activity in &mut document.activities {
            self.references(&mut activity.requires);
            for taught in &mut activity.teaches {
                self.objective(&mut taught.objective, taught.level.as_mut());
            }
        }
        for phase in &mut document.phases {
            for objective in &mut phase.objectives {
                self.objective(objective, None);
            }
            if let Some(gate) = &mut phase.gate {
                for list in [&mut gate.all, &mut gate.any, &mut gate.of] {
                    self.conditions(list);
                }
            }
        }
        for item in document
            .instruments
            .iter_mut()
            .flat_map(|one| &mut one.items)
        {
            self.id("objective", &previous.objectives, &mut item.measures);
        }
    }

    /// What comes from tables.
    fn tables(&mut self, document: &mut Document) {
        let previous = self.previous;
        for person in &mut document.people {
            self.id("section", &previous.sections, &mut person.section);
            for role in &mut person.roles {
                self.id("role", &previous.roles, role);
            }
        }
        for used in &mut document.feature_use {
            self.id("section", &previous.sections, &mut used.section);
            self.id("feature", &previous.features, &mut used.feature);
        }
        for act in &mut document.acts {
            self.id("person", &previous.people, &mut act.actor);
        }
        for session in &mut document.sessions {
            self.id("activity", &previous.activities, &mut session.activity);
        }
        for absence in &mut document.absences {
            if let Some(person) = &mut absence.person {
                self.id("person", &previous.people, person);
            }
            if let Some(section) = &mut absence.section {
                self.id("section", &previous.sections, section);
            }
        }
    }
}
