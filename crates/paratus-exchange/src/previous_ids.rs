//! Ids that entries of the folder had before: whatever names an entry by one of them means the entry.

use paratus::document::Document;
use std::collections::{BTreeMap, BTreeSet};

/// What has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// `tool/feature`.
    Feature,
    Instrument,
    /// `instrument/item`.
    Item,
    /// `objective/level`.
    Level,
    Objective,
    Person,
    Role,
    Section,
}

/// From each id that was to the one that is. An id that is in use means its own entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct PreviousIds(BTreeMap<Kind, BTreeMap<String, String>>);

impl PreviousIds {
    /// Those that a programme declares.
    pub(crate) fn new(document: Option<&Document>) -> PreviousIds {
        let mut all = PreviousIds::default();
        let Some(document) = document else { return all };
        for one in &document.objectives {
            all.add(Kind::Objective, &one.id, &one.previous_ids);
        }
        for one in &document.people {
            all.add(Kind::Person, &one.id, &one.previous_ids);
        }
        for one in &document.roles {
            all.add(Kind::Role, &one.id, &one.previous_ids);
        }
        for one in &document.sections {
            all.add(Kind::Section, &one.id, &one.previous_ids);
        }
        for one in &document.instruments {
            all.add(Kind::Instrument, &one.id, &one.previous_ids);
            for item in &one.items {
                all.add_within(Kind::Item, &one.id, &item.id, &item.previous_ids);
            }
        }
        for tool in &document.tools {
            for (feature, previous) in &tool.previous_ids {
                all.add_within(Kind::Feature, &tool.id, feature, previous);
            }
        }
        for objective in &document.objectives {
            let scale = objective.scale.as_ref();
            let scale = scale.and_then(|scale| document.scales.get(scale));
            for (level, previous) in scale.iter().flat_map(|scale| &scale.previous_ids) {
                all.add_within(Kind::Level, &objective.id, level, previous);
            }
        }
        all.leave_out_used(document);
        all
    }

    fn add(&mut self, kind: Kind, id: &str, previous: &[String]) {
        for was in previous.iter().filter(|was| *was != id) {
            self.0
                .entry(kind)
                .or_default()
                .insert(was.clone(), id.to_owned());
        }
    }

    fn add_within(&mut self, kind: Kind, owner: &str, id: &str, previous: &[String]) {
        let within = |id: &str| format!("{owner}/{id}");
        let previous: Vec<String> = previous.iter().map(|was| within(was)).collect();
        self.add(kind, &within(id), &previous);
    }

    /// An id that is in use means its own entry; the claim on it is a finding of `check`.
    fn leave_out_used(&mut self, document: &Document) {
        let used: [(Kind, BTreeSet<&str>); 5] = [
            (
                Kind::Objective,
                document.objectives.iter().map(|one| &*one.id).collect(),
            ),
            (
                Kind::Person,
                document.people.iter().map(|one| &*one.id).collect(),
            ),
            (
                Kind::Role,
                document.roles.iter().map(|one| &*one.id).collect(),
            ),
            (
                Kind::Section,
                document.sections.iter().map(|one| &*one.id).collect(),
            ),
            (
                Kind::Instrument,
                document.instruments.iter().map(|one| &*one.id).collect(),
            ),
        ];
        for (kind, ids) in used {
            if let Some(list) = self.0.get_mut(&kind) {
                list.retain(|was, _| !ids.contains(was.as_str()));
            }
        }
        self.0.retain(|_, list| !list.is_empty());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The id that is; the same where it never was another.
    pub(crate) fn current<'i>(&'i self, kind: Kind, id: &'i str) -> &'i str {
        let is = self.0.get(&kind).and_then(|list| list.get(id));
        is.map_or(id, String::as_str)
    }

    /// The same of what has its id within an owner: an item of an instrument, a level of an objective.
    pub(crate) fn current_within<'i>(&'i self, kind: Kind, owner: &str, id: &'i str) -> &'i str {
        let Some(list) = self.0.get(&kind) else {
            return id;
        };
        let is = list.get(&format!("{owner}/{id}"));
        is.and_then(|is| is.split_once('/'))
            .map_or(id, |(_, is)| is)
    }

    /// Writes the id that is over one that was.
    pub(crate) fn rename(&self, kind: Kind, id: &mut String) {
        let is = self.current(kind, id);
        if is != id {
            *id = is.to_owned();
        }
    }
}
