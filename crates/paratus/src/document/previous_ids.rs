//! Ids that have changed: whatever names an entry by an id that it had before means the entry.

use super::{ConditionDoc, Document, LevelRef};
use crate::finding::describe;
use crate::{Code, Finding};
use std::collections::BTreeMap;

/// From each id that was to the one that is.
type RenamedIds = BTreeMap<String, String>;

/// What has an id that may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdKind {
    /// An activity.
    Activity,
    /// A feature, whose id is `tool/feature`.
    Feature,
    /// An instrument.
    Instrument,
    /// An item, whose id is within its instrument.
    Item,
    /// A level, whose name is within an objective.
    Level,
    /// An objective.
    Objective,
    /// A person.
    Person,
    /// A role.
    Role,
    /// A section.
    Section,
}

names! {
    IdKind:
    Activity = "activity",
    Feature = "feature",
    Instrument = "instrument",
    Item = "item",
    Level = "level",
    Objective = "objective",
    Person = "person",
    Role = "role",
    Section = "section",
}

/// The ids that entries had before, by kind. An id that is in use means its own entry.
#[derive(Clone, Debug, Default)]
pub struct PreviousIds(BTreeMap<IdKind, RenamedIds>);

impl PreviousIds {
    /// Those that a document declares.
    #[must_use]
    pub fn new(document: &Document) -> PreviousIds {
        let mut all = PreviousIds::default();
        for one in &document.activities {
            all.add(IdKind::Activity, &one.id, &one.previous_ids);
        }
        for one in &document.objectives {
            all.add(IdKind::Objective, &one.id, &one.previous_ids);
        }
        for one in &document.people {
            all.add(IdKind::Person, &one.id, &one.previous_ids);
        }
        for one in &document.roles {
            all.add(IdKind::Role, &one.id, &one.previous_ids);
        }
        for one in &document.sections {
            all.add(IdKind::Section, &one.id, &one.previous_ids);
        }
        for one in &document.instruments {
            all.add(IdKind::Instrument, &one.id, &one.previous_ids);
        }
        // An id that is in use means its own entry; the claim on it is a finding.
        macro_rules! in_use {
            ($($kind:ident: $list:ident),+) => {$(
                all.leave_out(IdKind::$kind, document.$list.iter().map(|one| one.id.as_str()));
            )+};
        }
        in_use!(
            Activity: activities, Objective: objectives, Person: people,
            Role: roles, Section: sections, Instrument: instruments
        );
        for one in &document.instruments {
            for item in &one.items {
                all.add_within(IdKind::Item, &one.id, &item.id, &item.previous_ids);
            }
        }
        for tool in &document.tools {
            for (feature, previous) in &tool.previous_ids {
                let is = format!("{}/{feature}", tool.id);
                all.add_within(IdKind::Feature, &tool.id, &is, previous);
            }
        }
        for objective in &document.objectives {
            let scale = objective.scale.as_ref();
            let scale = scale.and_then(|scale| document.scales.get(scale));
            for (level, previous) in scale.iter().flat_map(|scale| &scale.previous_ids) {
                all.add_within(IdKind::Level, &objective.id, level, previous);
            }
        }
        all
    }

    fn add(&mut self, kind: IdKind, id: &str, previous: &[String]) {
        for was in previous.iter().filter(|was| *was != id) {
            let list = self.0.entry(kind).or_default();
            list.insert(was.clone(), id.to_owned());
        }
    }

    fn add_within(&mut self, kind: IdKind, owner: &str, is: &str, previous: &[String]) {
        for was in previous {
            let list = self.0.entry(kind).or_default();
            list.insert(format!("{owner}/{was}"), is.to_owned());
        }
    }

    fn leave_out<'d>(&mut self, kind: IdKind, ids: impl Iterator<Item = &'d str>) {
        if let Some(list) = self.0.get_mut(&kind) {
            ids.for_each(|id| {
                list.remove(id);
            });
        }
        self.0.retain(|_, list| !list.is_empty());
    }

    /// Whether no id has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a source of evidence may be named by an id that it had before.
    pub(crate) fn may_rename_sources(&self) -> bool {
        SOURCES.iter().any(|kind| self.0.contains_key(kind))
    }

    /// The id that is; the same where it never was another.
    #[must_use]
    pub fn current<'i>(&'i self, kind: IdKind, id: &'i str) -> &'i str {
        self.changed(kind, id).unwrap_or(id)
    }

    /// The id that is, if another.
    pub(crate) fn changed(&self, kind: IdKind, id: &str) -> Option<&str> {
        self.0.get(&kind)?.get(id).map(String::as_str)
    }

    /// The id that is of what has its id within an owner: an item of an instrument, a level of an objective.
    #[must_use]
    pub fn current_within<'i>(&'i self, kind: IdKind, owner: &str, id: &'i str) -> &'i str {
        self.changed_within(kind, owner, id).unwrap_or(id)
    }

    /// The same, if it is another.
    fn changed_within(&self, kind: IdKind, owner: &str, id: &str) -> Option<&str> {
        let list = self.0.get(&kind)?;
        list.get(&format!("{owner}/{id}")).map(String::as_str)
    }

    /// Writes the id that is over one that was.
    pub fn rename(&self, kind: IdKind, id: &mut String) {
        if let Some(is) = self.changed(kind, id) {
            is.clone_into(id);
        }
    }

    /// The source of a record: the instrument, activity or person that it is.
    pub(crate) fn source<'i>(&'i self, source: &'i str) -> &'i str {
        let rename = |id, kind: &IdKind| self.current(*kind, id);
        SOURCES.iter().fold(source, rename)
    }
}

/// What the source of a record may be.
const SOURCES: [IdKind; 3] = [IdKind::Instrument, IdKind::Activity, IdKind::Person];

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
    fn id(&mut self, kind: IdKind, id: &mut String) {
        let is = self.previous.changed(kind, id);
        self.put(kind, id, is);
    }

    fn put(&mut self, kind: IdKind, id: &mut String, is: Option<&str>) {
        if let Some(is) = is {
            let was = std::mem::replace(id, is.to_owned());
            *self
                .counts
                .entry((kind.name(), was, is.to_owned()))
                .or_default() += 1;
        }
    }

    fn objective(&mut self, objective: &mut String, level: Option<&mut String>) {
        self.id(IdKind::Objective, objective);
        if let Some(level) = level {
            let is = self
                .previous
                .changed_within(IdKind::Level, objective, level);
            self.put(IdKind::Level, level, is);
        }
    }

    fn references(&mut self, references: &mut [LevelRef]) {
        for reference in references {
            self.objective(&mut reference.objective, reference.level.as_mut());
        }
    }

    fn feature(&mut self, tool: &str, feature: &mut String) {
        let mut whole = format!("{tool}/{feature}");
        self.id(IdKind::Feature, &mut whole);
        if let Some((_, is)) = whole.split_once('/')
            && is != feature
        {
            is.clone_into(feature);
        }
    }

    fn conditions(&mut self, conditions: &mut [ConditionDoc]) {
        for condition in conditions {
            for list in [&mut condition.all, &mut condition.any, &mut condition.of] {
                self.conditions(list);
            }
            if let Some(holders) = &mut condition.holders {
                self.id(IdKind::Objective, holders);
            }
            let instruments = [&mut condition.buy_in, &mut condition.agreement];
            for instrument in instruments.into_iter().flatten() {
                self.id(IdKind::Instrument, instrument);
            }
        }
    }

    /// What is written in TOML or JSON.
    fn authored(&mut self, document: &mut Document) {
        for objective in &mut document.objectives {
            self.references(&mut objective.requires);
            for feature in &mut objective.features {
                self.feature(objective.tool.as_deref().unwrap_or_default(), feature);
            }
        }
        for section in &mut document.sections {
            if let Some(parent) = &mut section.parent {
                self.id(IdKind::Section, parent);
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
            self.id(IdKind::Objective, &mut item.measures);
        }
    }

    /// What comes from tables.
    fn tables(&mut self, document: &mut Document) {
        for person in &mut document.people {
            self.id(IdKind::Section, &mut person.section);
            for role in &mut person.roles {
                self.id(IdKind::Role, role);
            }
        }
        for used in &mut document.feature_use {
            self.id(IdKind::Section, &mut used.section);
            self.id(IdKind::Feature, &mut used.feature);
        }
        for act in &mut document.acts {
            self.id(IdKind::Person, &mut act.actor);
        }
        for session in &mut document.sessions {
            self.id(IdKind::Activity, &mut session.activity);
        }
        for absence in &mut document.absences {
            if let Some(person) = &mut absence.person {
                self.id(IdKind::Person, person);
            }
            if let Some(section) = &mut absence.section {
                self.id(IdKind::Section, section);
            }
        }
    }
}
