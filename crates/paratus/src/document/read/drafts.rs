//! Entries that could not be completed, with stand-ins for what could not be read: examined, so that one slip hides no other.

use super::source_map::SourceMap;
use super::spanned_value::{PathStep, SpannedValue, write_step};
use crate::Finding;
use crate::document::{
    ActivityDoc, Document, HOURS, InstrumentDoc, ObjectiveDoc, PhaseDoc, RefusedEntries, RoleDoc,
    RoomDoc, SectionDoc, TRACKS, ToolDoc, TrainerDoc,
};

/// The drafts of a document. Nothing is computed from them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drafts {
    pub(super) activities: Vec<ActivityDoc>,
    pub(super) instruments: Vec<InstrumentDoc>,
    pub(super) objectives: Vec<ObjectiveDoc>,
    pub(super) phases: Vec<PhaseDoc>,
    pub(super) roles: Vec<RoleDoc>,
    pub(super) rooms: Vec<RoomDoc>,
    pub(super) sections: Vec<SectionDoc>,
    pub(super) tools: Vec<ToolDoc>,
    pub(super) trainers: Vec<TrainerDoc>,
    /// What they were made of, list by list in the order above.
    pub(super) written: Vec<DraftEntry>,
}

/// What a draft was made of.
#[derive(Clone, Debug)]
pub(super) struct DraftEntry {
    /// The list.
    pub(super) key: &'static str,
    /// Its place among the entries of the list as they were written.
    pub(super) at: usize,
    pub(super) id: String,
    pub(super) tree: SpannedValue,
}

impl Drafts {
    /// The document with its drafts behind its other entries; `None` where there are none.
    pub(crate) fn added_to(&self, document: &Document) -> Option<Document> {
        if self.written.is_empty() {
            return None;
        }
        let mut document = document.clone();
        document.activities.extend_from_slice(&self.activities);
        document.instruments.extend_from_slice(&self.instruments);
        document.objectives.extend_from_slice(&self.objectives);
        document.phases.extend_from_slice(&self.phases);
        document.roles.extend_from_slice(&self.roles);
        document.rooms.extend_from_slice(&self.rooms);
        document.sections.extend_from_slice(&self.sections);
        document.tools.extend_from_slice(&self.tools);
        document.trainers.extend_from_slice(&self.trainers);
        Some(document)
    }

    /// What a document with these drafts lacks: entries that are no drafts either, and values that others stand in for.
    pub(crate) fn lacking(&self, refused: &RefusedEntries) -> RefusedEntries {
        let mut rest = refused.clone();
        for entry in &self.written {
            rest.remove(entry.key, &entry.id);
            match entry.key {
                "objectives" => rest.add_all(TRACKS),
                "activities" => rest.add_all(HOURS),
                _ => {}
            }
        }
        rest
    }

    /// Places the findings on drafts, and leaves out those on what stands in for something else. `document` is the one without drafts.
    pub(crate) fn place(
        &self,
        findings: Vec<Finding>,
        document: &Document,
        places: &SourceMap,
    ) -> Vec<Finding> {
        let first = |key: &str| match key {
            "activities" => document.activities.len(),
            "instruments" => document.instruments.len(),
            "objectives" => document.objectives.len(),
            "phases" => document.phases.len(),
            "roles" => document.roles.len(),
            "rooms" => document.rooms.len(),
            "sections" => document.sections.len(),
            "tools" => document.tools.len(),
            _ => document.trainers.len(),
        };
        let mut drafts = Vec::new();
        for (at, entry) in self.written.iter().enumerate() {
            let before = self.written.iter().take(at);
            let index = first(entry.key) + before.filter(|other| other.key == entry.key).count();
            let path = |index: usize| {
                let mut path = entry.key.to_owned();
                write_step(&mut path, &PathStep::Index(index));
                path
            };
            let mut stand_ins = Vec::new();
            entry.tree.stand_ins("", &mut stand_ins);
            drafts.push((path(index), path(entry.at), stand_ins, &entry.tree));
        }
        let place = |mut finding: Finding| {
            for (path, written, stand_ins, tree) in &drafts {
                let Some(rest) = finding.path.strip_prefix(path.as_str()) else {
                    continue;
                };
                let at = rest.trim_start_matches('.');
                if stand_ins.iter().any(|stand_in| at == stand_in) {
                    return None;
                }
                if let Some((file, line, column)) = places.find_in(tree, rest) {
                    finding.file = Some(file.to_owned());
                    (finding.line, finding.column) = (Some(line), Some(column));
                }
                finding.path = format!("{written}{rest}");
                break;
            }
            Some(finding)
        };
        findings.into_iter().filter_map(place).collect()
    }
}
