//! What the rules share: the ids as written, who needs what, and suggestions.

use crate::document::{ConditionDoc, Document, GateDoc, RefusedIds};
use crate::model::{Interner, Level, Model, Profile};
use crate::{Finding, finding};
use std::cell::Cell;

/// The date on which people are counted: that of the programme, or where it has none the last day on which anybody joins.
pub(crate) fn date(cx: &Context<'_>) -> crate::Date {
    let joined = || cx.model.people.joined.iter().copied().max();
    cx.document
        .as_of
        .or_else(joined)
        .unwrap_or(crate::Date::MIN)
}

/// Names compared for "did you mean" in one run, at most: a file of strangers must not take an hour.
const MOST_COMPARED: usize = 200_000;

/// Names offered when none is close, at most.
const MOST_OFFERED: usize = 8;

/// The ids of one kind of entry as written, good or not.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Every distinct id.
    pub(crate) names: Interner,
    /// Place in the document of the first entry of each id.
    pub(crate) first: Vec<usize>,
    /// Places in the document of entries whose id an earlier one has, with the number of that id.
    pub(crate) repeats: Vec<(usize, u32)>,
    /// Ids of entries that were refused when the document was read, so that they are not in it.
    refused: RefusedIds,
}

impl Index {
    /// The index of a list of ids.
    pub(crate) fn from_ids<'i>(ids: impl IntoIterator<Item = &'i str>) -> Index {
        let mut index = Index::default();
        for (at, id) in ids.into_iter().enumerate() {
            match index.names.intern(id) {
                Some((_, true)) => index.first.push(at),
                Some((number, false)) => index.repeats.push((at, number)),
                None => {}
            }
        }
        index
    }

    /// The same index with the ids of entries that were refused.
    pub(super) fn with_refused(self, refused: RefusedIds) -> Index {
        Index { refused, ..self }
    }

    /// Whether an entry has that id, or one that was refused had it: what refers to that one has no fault of its own.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.names.get(id).is_some() || self.refused.has(id)
    }

    /// Place in the document of the first entry of that id.
    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.names
            .index(id)
            .and_then(|number| self.first.get(number).copied())
    }
}

/// The people who share a profile.
#[derive(Debug, Clone)]
pub(crate) struct Group<'a> {
    /// Indices of their roles.
    pub(crate) roles: &'a [u32],
    /// The section whose declared feature use holds for them.
    pub(crate) declared_by: Option<usize>,
    /// How many they are.
    pub(crate) people: usize,
}

/// What a rule may look at.
pub(crate) struct Context<'a> {
    /// The programme as written.
    pub(crate) document: &'a Document,
    /// The programme as compiled.
    pub(crate) model: &'a Model,
    /// Ids as written.
    pub(crate) activities: Index,
    /// `tool/feature`.
    pub(crate) features: Interner,
    /// Ids as written.
    pub(crate) instruments: Index,
    /// Ids as written.
    pub(crate) objectives: Index,
    /// Ids as written.
    pub(crate) people: Index,
    /// Ids as written.
    pub(crate) phases: Index,
    /// Ids as written.
    pub(crate) roles: Index,
    /// Ids as written.
    pub(crate) sections: Index,
    /// Ids as written.
    pub(crate) tools: Index,
    /// One group for each profile of the model, in the same order.
    pub(crate) groups: Vec<Group<'a>>,
    /// For each objective of the model the highest level that a role requires.
    pub(crate) required: Vec<Option<Level>>,
    /// The same, closed under prerequisites.
    pub(crate) needed: Vec<Option<Level>>,
    compared: Cell<usize>,
}

impl<'a> Context<'a> {
    /// Profiles of people for whom a section has declared its feature use, with the group and this section.
    pub(crate) fn declared_profiles(
        &self,
    ) -> impl Iterator<Item = (&Group<'a>, &'a Profile, usize)> {
        let groups = self.groups.iter().zip(&self.model.profiles);
        groups.filter_map(|(group, profile)| Some((group, profile, group.declared_by?)))
    }

    /// Gathers what the rules share, in one pass over the document.
    pub(crate) fn new(document: &'a Document, model: &'a Model) -> Context<'a> {
        let mut features = Interner::default();
        for tool in &document.tools {
            for feature in &tool.features {
                features.intern(&format!("{}/{feature}", tool.id));
            }
        }
        let (required, needed) = needs(model);
        Context {
            document,
            model,
            activities: Index::from_ids(document.activities.iter().map(|x| x.id.as_str()))
                .with_refused(model.refused.ids_of("activities")),
            features,
            instruments: Index::from_ids(document.instruments.iter().map(|x| x.id.as_str()))
                .with_refused(model.refused.ids_of("instruments")),
            objectives: Index::from_ids(document.objectives.iter().map(|x| x.id.as_str()))
                .with_refused(model.refused.ids_of("objectives")),
            people: Index::from_ids(document.people.iter().map(|x| x.id.as_str()))
                .with_refused(model.refused.ids_of("people")),
            phases: Index::from_ids(document.phases.iter().map(|x| x.id.as_str()))
                .with_refused(model.refused.ids_of("phases")),
            roles: Index::from_ids(document.roles.iter().map(|x| x.id.as_str()))
                .with_refused(model.refused.ids_of("roles")),
            sections: Index::from_ids(document.sections.iter().map(|x| x.id.as_str()))
                .with_refused(model.refused.ids_of("sections")),
            tools: Index::from_ids(document.tools.iter().map(|x| x.id.as_str()))
                .with_refused(model.refused.ids_of("tools")),
            groups: groups(model),
            required,
            needed,
            compared: Cell::new(0),
        }
    }

    /// The finding with help on a name that nothing has: the closest name, a few to choose from, or to add it.
    pub(crate) fn suggest<'n>(
        &self,
        finding: Finding,
        given: &str,
        kind: &str,
        names: impl ExactSizeIterator<Item = &'n str> + Clone,
    ) -> Finding {
        let count = names.len();
        let compared = self.compared.get() + count;
        if compared <= MOST_COMPARED {
            self.compared.set(compared);
            if let Some(name) = finding::closest(given, names.clone()) {
                return finding.with_meant(given, name);
            }
        }
        let help = match count {
            0 => format!("there is no {kind} yet; add it"),
            1..=MOST_OFFERED => format!(
                "there {} {}; or add it",
                if count == 1 { "is" } else { "are" },
                list(names)
            ),
            _ => "correct the name, or add what it names".to_owned(),
        };
        finding.help(help)
    }

    /// Place in the document of an objective of the model.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn objective_at(&self, objective: usize) -> usize {
        self.objectives
            .place(&self.model.objectives[objective].id)
            .unwrap_or_default()
    }

    /// Place in the document of a section of the model.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn section_at(&self, section: usize) -> usize {
        self.sections
            .place(&self.model.sections[section].id)
            .unwrap_or_default()
    }

    /// Place in the document of a role of the model.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn role_at(&self, role: usize) -> usize {
        self.roles
            .place(&self.model.roles[role].id)
            .unwrap_or_default()
    }

    /// Path of the first requirement of a role on an objective that asks for at least a level.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn requirement_path(&self, objective: usize, level: Level) -> Option<String> {
        let compiled = &self.model.objectives[objective];
        self.document
            .roles
            .iter()
            .enumerate()
            .find_map(|(role, written)| {
                let at = written.requires.iter().position(|requirement| {
                    requirement.objective == compiled.id
                        && compiled
                            .find_level(requirement.level.as_deref())
                            .is_some_and(|asked| asked >= level)
                })?;
                Some(format!("roles[{role}].requires[{at}].objective"))
            })
    }

    /// Path of the prerequisite `prerequisite` of `objective`.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn prerequisite_path(&self, objective: usize, prerequisite: usize) -> String {
        let at = self.objective_at(objective);
        let id = &self.model.objectives[prerequisite].id;
        let written = self
            .document
            .objectives
            .get(at)
            .and_then(|o| o.requires.iter().position(|r| r.objective == *id));
        format!("objectives[{at}].requires[{}]", written.unwrap_or_default())
    }

    /// Every condition of every gate that is no group, with the number of its phase and its path.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (usize, String, &'a ConditionDoc)> {
        self.nodes()
            .into_iter()
            .filter(|(_, _, condition)| !is_group(condition))
    }

    /// Every condition and every group of conditions of every gate, a group before what it holds.
    pub(crate) fn nodes(&self) -> Vec<(usize, String, &'a ConditionDoc)> {
        let mut nodes = Vec::new();
        for (phase, written) in self.document.phases.iter().enumerate() {
            let Some(gate) = &written.gate else { continue };
            let mut open: Vec<(String, &'a ConditionDoc)> =
                below(&format!("phases[{phase}].gate"), lists(gate));
            while let Some((path, condition)) = open.pop() {
                open.extend(below(&path, groups_in(condition)));
                nodes.push((phase, path, condition));
            }
        }
        nodes
    }
}

/// The conditions of some lists with their paths, the last first.
fn below<'a>(
    path: &str,
    lists: [(&'static str, &'a [ConditionDoc]); 3],
) -> Vec<(String, &'a ConditionDoc)> {
    let each = |(name, list): (&'static str, &'a [ConditionDoc])| {
        list.iter()
            .enumerate()
            .map(move |(at, condition)| (format!("{path}.{name}[{at}]"), condition))
    };
    let mut all: Vec<_> = lists.into_iter().flat_map(each).collect();
    all.reverse();
    all
}

/// Whether a condition is a group of conditions.
pub(crate) fn is_group(condition: &ConditionDoc) -> bool {
    groups_in(condition)
        .iter()
        .any(|(_, list)| !list.is_empty())
}

/// The lists of conditions of a group, by key.
pub(crate) fn groups_in(group: &ConditionDoc) -> [(&'static str, &[ConditionDoc]); 3] {
    [("all", &group.all), ("any", &group.any), ("of", &group.of)]
}

/// The lists of conditions of a gate, by key.
pub(crate) fn lists(gate: &GateDoc) -> [(&'static str, &[ConditionDoc]); 3] {
    [("all", &gate.all), ("any", &gate.any), ("of", &gate.of)]
}

/// Names in backticks: `` `a`, `b` and `c` ``.
pub(crate) fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let quoted: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn groups(model: &Model) -> Vec<Group<'_>> {
    let mut groups = vec![
        Group {
            roles: &[],
            declared_by: None,
            people: 0
        };
        model.profiles.len()
    ];
    for person in 0..model.people.len() {
        let group = &mut groups[model.people.profile[person] as usize];
        if group.people == 0 {
            group.roles = model.people.roles_of(person);
            group.declared_by =
                model.sections[model.people.section[person] as usize].use_declared_by;
        }
        group.people += 1;
    }
    groups
}

/// Highest levels that roles require, as written and closed under prerequisites.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn needs(model: &Model) -> (Vec<Option<Level>>, Vec<Option<Level>>) {
    let mut required: Vec<Option<Level>> = vec![None; model.objectives.len()];
    for requirement in model.roles.iter().flat_map(|role| &role.requires) {
        let held = &mut required[requirement.objective];
        *held = (*held).max(Some(requirement.level));
    }
    let mut needed = required.clone();
    let mut open: Vec<usize> = (0..needed.len())
        .filter(|&objective| needed[objective].is_some())
        .collect();
    while let Some(objective) = open.pop() {
        for &(prerequisite, level) in &model.objectives[objective].requires {
            if needed[prerequisite].is_none() {
                open.push(prerequisite);
            }
            needed[prerequisite] = needed[prerequisite].max(Some(level));
        }
    }
    (required, needed)
}
