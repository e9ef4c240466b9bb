//! A table of role, skill and level turned into a programme.

mod map;
mod skills;

pub use map::{
    FrameworkColumns, FrameworkLevels, FrameworkMap, FrameworkProgramme, FrameworkTracks,
    SkillTable, TrackRule,
};

use crate::{
    OpenTable,
    cells::Test,
    error::{ExchangeError, did_you_mean, quoted_cell},
    join::{ColumnRef, Joined, Refusal, report},
    slug::{Ids, slug},
    summary::{ImportSummary, Note, Outcome, TableSummary},
    table::{Shape, Table},
};
use paratus::document::{Document, FORMAT, ObjectiveDoc, RequirementDoc, RoleDoc, ScaleDoc, Title};
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    io::Read,
};

/// Turns a table of roles, skills and levels into a programme: each role with what it requires, each skill an objective.
///
/// `file` is the table's name in messages, `reader` its content; `open` gives the side table that describes the skills, if the map
/// names one. Each row that is not taken goes to `note`: rows that the map leaves out, rows that repeat a requirement, rows that
/// require the same skill of the same role at another level (the higher level counts), rows without role, skill or level, and rows
/// that cannot be understood.
///
/// # Errors
/// When a table cannot be read as text, or has no column of a name that the map gives.
pub fn framework(
    map: &FrameworkMap,
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<(Document, ImportSummary), ExchangeError> {
    let table = Table::open(file, Box::new(reader), &map.table)?;
    let mut rows = Joined::new(table, &[], &map.missing, &map.file)?;
    let columns = Columns::new(map, &mut rows)?;
    let mut counts = TableSummary::new(file);
    let mut build = Build::new(map);
    while let Some(shape) = rows.table.next()? {
        counts.read += 1;
        let taken = match shape {
            Shape::Ragged(reason) => Err(Refusal::ragged(reason)),
            Shape::Fits => build.row(&columns, &rows),
        };
        match taken {
            Ok(()) => counts.added += 1,
            Err(refusal) => report(&rows.table, refusal, &mut counts, note),
        }
    }
    let mut summary = ImportSummary::default();
    summary.note_table(&rows.table, counts);
    let described = match &map.skills_table {
        Some(table) => skills::describe(map, table, &build.skill_at, open, note, &mut summary)?,
        None => HashMap::new(),
    };
    let document = build.finish(described, &mut summary);
    Ok((document, summary))
}

struct Columns<'m> {
    skip: Vec<Test<'m>>,
    role: Vec<(ColumnRef, &'m str)>,
    role_id: Vec<(ColumnRef, &'m str)>,
    role_title: Option<ColumnRef>,
    role_family: Option<ColumnRef>,
    role_description: Option<ColumnRef>,
    skill: (ColumnRef, &'m str),
    skill_description: Option<ColumnRef>,
    level: (ColumnRef, &'m str),
    track: Option<(ColumnRef, &'m str)>,
}

impl<'m> Columns<'m> {
    fn new(map: &'m FrameworkMap, rows: &mut Joined<'m, '_>) -> Result<Columns<'m>, ExchangeError> {
        let columns = &map.columns;
        let mut one =
            |name: &'m str, key: &str| rows.column(name, key).map(|column| (column, name));
        let role = columns
            .role
            .0
            .iter()
            .map(|name| one(name, "columns.role"))
            .collect::<Result<Vec<_>, _>>()?;
        let role_id = match &columns.role_id {
            Some(names) => names
                .0
                .iter()
                .map(|name| one(name, "columns.role_id"))
                .collect::<Result<Vec<_>, _>>()?,
            None => role.clone(),
        };
        let mut maybe = |name: &'m Option<String>, key: &str| {
            name.as_deref().map(|name| one(name, key)).transpose()
        };
        let (role_title, role_family) = (
            maybe(&columns.role_title, "columns.role_title")?,
            maybe(&columns.role_family, "columns.role_family")?,
        );
        let role_description = maybe(&columns.role_description, "columns.role_description")?;
        let skill_description = maybe(&columns.skill_description, "columns.skill_description")?;
        let track = maybe(&columns.track, "columns.track")?;
        let (skill, level) = (
            one(&columns.skill, "columns.skill")?,
            one(&columns.level, "columns.level")?,
        );
        let place = |found: Option<(ColumnRef, &str)>| found.map(|(column, _)| column);
        Ok(Columns {
            role,
            role_id,
            role_title: place(role_title),
            role_family: place(role_family),
            role_description: place(role_description),
            skill,
            skill_description: place(skill_description),
            level,
            track,
            skip: Test::read_cells(&map.skip_where, "skip_where", rows)?,
        })
    }
}

/// A requirement already taken: its place in the role, its level, the line and the whole row it came from.
struct Seen {
    place: usize,
    level: usize,
    line: u64,
    row: u64,
}

struct Build<'m> {
    map: &'m FrameworkMap,
    levels: Vec<String>,
    role_ids: Ids,
    skill_ids: Ids,
    roles: Vec<RoleDoc>,
    role_at: HashMap<Vec<String>, usize>,
    objectives: Vec<ObjectiveDoc>,
    skill_at: HashMap<String, usize>,
    seen: HashMap<(usize, usize), Seen>,
    warnings: Vec<String>,
}

impl<'m> Build<'m> {
    fn new(map: &'m FrameworkMap) -> Build<'m> {
        Build {
            map,
            levels: map.levels.order.iter().map(|level| slug(level)).collect(),
            role_ids: Ids::default(),
            skill_ids: Ids::default(),
            roles: Vec::new(),
            role_at: HashMap::new(),
            objectives: Vec::new(),
            skill_at: HashMap::new(),
            seen: HashMap::new(),
            warnings: Vec::new(),
        }
    }

    fn row(&mut self, columns: &Columns<'_>, rows: &Joined<'_, '_>) -> Result<(), Refusal> {
        Test::leave_out(&columns.skip, rows)?;
        let need = |(column, name): (ColumnRef, &str)| {
            rows.cell(column)
                .map(trimmed_cell)
                .ok_or_else(|| Refusal::missing(name))
        };
        let role_key = columns
            .role
            .iter()
            .map(|&column| need(column))
            .collect::<Result<Vec<_>, _>>()?;
        let id_cells = columns
            .role_id
            .iter()
            .map(|&column| need(column))
            .collect::<Result<Vec<_>, _>>()?;
        let skill = need(columns.skill)?;
        let (level_cell, level_column) = (need(columns.level)?, columns.level.1);
        let level = self.map.level(&level_cell).ok_or_else(|| {
            let known = self
                .map
                .levels
                .order
                .iter()
                .chain(self.map.levels.aliases.keys())
                .map(String::as_str);
            let near = did_you_mean(&level_cell, known)
                .map(|near| format!("; {near}"))
                .unwrap_or_default();
            Refusal::new(
                level_column,
                format!(
                    "{} is not a level of the map{near}",
                    quoted_cell(&level_cell)
                ),
            )
        })?;
        let said = columns
            .track
            .and_then(|(column, name)| rows.cell(column).map(|cell| (cell, name)));
        let track = self.map.tracks.track_of(&skill, said.map(|(cell, _)| cell));
        let track =
            track.map_err(|reason| Refusal::new(said.map_or("track", |(_, name)| name), reason))?;
        let text = |column: Option<ColumnRef>| {
            column
                .and_then(|column| rows.cell(column))
                .unwrap_or_default()
        };

        let skill_at = match self.skill_at.get(&skill) {
            Some(&at) => {
                if let Some(objective) = self
                    .objectives
                    .get(at)
                    .filter(|objective| objective.track != track)
                {
                    let reason = format!(
                        "the skill is in track `{}` by an earlier row, here in `{track}`",
                        objective.track
                    );
                    return Err(Refusal {
                        column: said.map(|(_, name)| name.to_owned()),
                        outcome: Outcome::Refused,
                        reason,
                    });
                }
                at
            }
            None => {
                let (id, earlier) = self.skill_ids.make(&skill, "skill");
                self.note_renamed_id("skills", &skill, &id, earlier);
                self.objectives.push(ObjectiveDoc {
                    id,
                    track,
                    title: skill.as_str().into(),
                    description: text(columns.skill_description).to_owned(),
                    tool: None,
                    features: Vec::new(),
                    scale: Some(self.map.levels.scale.clone()),
                    requires: Vec::new(),
                    half_life_days: None,
                    previous_ids: Vec::new(),
                });
                self.skill_at.insert(skill, self.objectives.len() - 1);
                self.objectives.len() - 1
            }
        };
        let role_at = match self.role_at.get(&role_key) {
            Some(&at) => at,
            None => {
                let title = text(columns.role_title);
                let title = if title.is_empty() {
                    role_key.join(", ")
                } else {
                    trimmed_cell(title)
                };
                let (id, earlier) = self.role_ids.make(&id_cells.join(" "), "role");
                self.note_renamed_id("roles", &role_key.join(", "), &id, earlier);
                let family = text(columns.role_family);
                let mut description = if family.is_empty() {
                    String::new()
                } else {
                    format!("Role family: {family}")
                };
                if !text(columns.role_description).is_empty() {
                    description.push_str(if description.is_empty() { "" } else { "\n\n" });
                    description.push_str(text(columns.role_description));
                }
                self.roles.push(RoleDoc {
                    id,
                    title: title.into(),
                    description,
                    requires: Vec::new(),
                    previous_ids: Vec::new(),
                });
                self.role_at.insert(role_key, self.roles.len() - 1);
                self.roles.len() - 1
            }
        };
        self.require(role_at, skill_at, level, level_column, rows)
    }

    fn require(
        &mut self,
        role: usize,
        skill: usize,
        level: usize,
        column: &str,
        rows: &Joined<'_, '_>,
    ) -> Result<(), Refusal> {
        let mut hasher = DefaultHasher::new();
        rows.table
            .cells()
            .iter()
            .for_each(|cell| cell.hash(&mut hasher));
        let row = hasher.finish();
        let (Some(role_doc), Some(objective)) =
            (self.roles.get_mut(role), self.objectives.get(skill))
        else {
            return Ok(());
        };
        let name = |level: usize| self.map.levels.order.get(level).map_or("", String::as_str);
        if let Some(seen) = self.seen.get_mut(&(role, skill)) {
            if seen.level == level {
                let what = if seen.row == row {
                    "row"
                } else {
                    "requirement, in other words,"
                };
                let reason = format!("the same {what} as line {}", seen.line);
                return Err(Refusal {
                    column: None,
                    outcome: Outcome::Same,
                    reason,
                });
            }
            let (old, new) = (name(seen.level), name(level));
            let kept = name(seen.level.max(level));
            let reason = format!(
                "line {} requires the same skill of the same role at `{old}`, this one at `{new}`; `{kept}` counts",
                seen.line
            );
            if level > seen.level {
                seen.level = level;
                if let Some(requirement) = role_doc.requires.get_mut(seen.place) {
                    requirement.level = self.levels.get(level).cloned();
                }
            }
            return Err(Refusal {
                column: Some(column.to_owned()),
                outcome: Outcome::Refused,
                reason,
            });
        }
        self.seen.insert(
            (role, skill),
            Seen {
                place: role_doc.requires.len(),
                level,
                line: rows.table.line(),
                row,
            },
        );
        role_doc.requires.push(RequirementDoc {
            objective: objective.id.clone(),
            level: self.levels.get(level).cloned(),
            weight: 1.0,
            critical: false,
            threshold: None,
        });
        Ok(())
    }

    fn note_renamed_id(&mut self, what: &str, name: &str, id: &str, earlier: Option<String>) {
        if let Some(earlier) = earlier {
            self.warnings.push(format!(
                "{what} {} and {} have ids alike; the second is `{id}`",
                quoted_cell(&earlier),
                quoted_cell(name)
            ));
        }
    }

    fn finish(
        mut self,
        mut described: HashMap<usize, String>,
        summary: &mut ImportSummary,
    ) -> Document {
        for (at, objective) in self.objectives.iter_mut().enumerate() {
            if let Some(text) = described.remove(&at) {
                objective.description = text;
            }
        }
        for skill in self
            .map
            .tracks
            .skills
            .keys()
            .filter(|skill| !self.skill_at.contains_key(*skill))
        {
            let near = did_you_mean(
                skill,
                self.objectives.iter().map(|objective| &*objective.title),
            );
            let near = near.map(|near| format!("; {near}")).unwrap_or_default();
            self.warnings.push(format!(
                "`tracks.skills` names {}, which no row requires{near}",
                quoted_cell(skill)
            ));
        }
        summary.warnings.append(&mut self.warnings);
        let descriptions = self
            .map
            .levels
            .descriptions
            .iter()
            .map(|(level, text)| (slug(level), text.clone()))
            .collect();
        let scale = ScaleDoc {
            levels: self.levels,
            descriptions,
            previous_ids: Default::default(),
        };
        Document {
            id: self.map.programme.id.clone(),
            title: self.map.programme.title.as_str().into(),
            scales: [(self.map.levels.scale.clone(), scale)].into(),
            objectives: self.objectives,
            roles: self.roles,
            ..empty_document()
        }
    }
}

/// A document with nothing in it.
pub(crate) fn empty_document() -> Document {
    Document {
        format: FORMAT,
        id: String::new(),
        title: Title::default(),
        as_of: None,
        tracks: Default::default(),
        scales: Default::default(),
        tools: Vec::new(),
        objectives: Vec::new(),
        sections: Vec::new(),
        roles: Vec::new(),
        activities: Vec::new(),
        phases: Vec::new(),
        instruments: Vec::new(),
        rules: Default::default(),
        calendar: Default::default(),
        planning: Default::default(),
        rooms: Vec::new(),
        trainers: Vec::new(),
        people: Vec::new(),
        feature_use: Vec::new(),
        acts: Vec::new(),
        sessions: Vec::new(),
        absences: Vec::new(),
        input: Default::default(),
    }
}

/// A name with single blanks.
fn trimmed_cell(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
