//! A table of role, skill and level turned into a programme.

mod build;
mod map;
mod skills;

pub use map::{
    FrameworkColumns, FrameworkLevels, FrameworkMap, FrameworkProgramme, FrameworkTracks,
    SkillTable, TrackRule,
};

use crate::{
    OpenTable,
    cells::Test,
    error::ExchangeError,
    join::{ColumnRef, JoinedTable, report},
    summary::{EntryRow, ImportSummary, Note, TableSummary},
    table::Table,
};
use build::Build;
use paratus::document::Document;
use std::{collections::HashMap, io::Read};

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
    let (document, summary, _) = framework_rows(map, file, reader, open, note)?;
    Ok((document, summary))
}

/// The same as [`framework`], with the rows that became requirements, each of a role.
pub(crate) fn framework_rows(
    map: &FrameworkMap,
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<(Document, ImportSummary, Vec<EntryRow>), ExchangeError> {
    let table = Table::open(file, Box::new(reader), &map.table)?;
    let mut rows = JoinedTable::new(table, &[], &map.missing, &map.file)?;
    let columns = Columns::new(map, &mut rows)?;
    let mut counts = TableSummary::new(file);
    let mut build = Build::new(map);
    let mut taken_rows = Vec::new();
    while let Some(shape) = rows.table.next()? {
        let joined = Test::join(&columns.skip, &shape, &mut rows);
        for cell in &columns.cells {
            counts.read += 1;
            let taken = joined
                .clone()
                .and_then(|()| build.row(&columns, cell, &rows));
            match taken {
                Ok(role) => {
                    counts.added += 1;
                    taken_rows.push(EntryRow {
                        entry: role,
                        line: rows.table.line(),
                        row: rows.table.row(),
                        column: cell.heading().map(str::to_owned),
                    });
                }
                Err(refusal) => report(&rows.table, refusal, &mut counts, note),
            }
        }
    }
    let mut summary = ImportSummary::default();
    summary.note_table(&rows.table, counts);
    let described = match &map.skills_table {
        Some(table) => skills::describe(map, table, &build.skill_at, open, note, &mut summary)?,
        None => HashMap::new(),
    };
    let document = build.finish(described, &mut summary);
    Ok((document, summary, taken_rows))
}

/// What a row requires in one of its cells.
enum RequirementCell<'m> {
    /// The one requirement of a row of role, skill and level.
    Row,
    /// In the column of a role.
    OfRole(ColumnRef, &'m str),
    /// In the column of a skill.
    OfSkill(ColumnRef, &'m str),
}

impl RequirementCell<'_> {
    /// The heading of the cell's column, where a row has several.
    fn heading(&self) -> Option<&str> {
        match self {
            RequirementCell::Row => None,
            RequirementCell::OfRole(_, name) | RequirementCell::OfSkill(_, name) => Some(name),
        }
    }
}

struct Columns<'m> {
    skip: Vec<Test<'m>>,
    role: Vec<(ColumnRef, &'m str)>,
    role_id: Vec<(ColumnRef, &'m str)>,
    role_title: Option<ColumnRef>,
    role_family: Option<ColumnRef>,
    role_description: Option<ColumnRef>,
    skill: Option<(ColumnRef, &'m str)>,
    /// The requirements of each row.
    cells: Vec<RequirementCell<'m>>,
    skill_description: Option<ColumnRef>,
    level: Option<(ColumnRef, &'m str)>,
    requires: Option<(ColumnRef, &'m str)>,
    weight: Option<(ColumnRef, &'m str)>,
    critical: Option<Test<'m>>,
    track: Option<(ColumnRef, &'m str)>,
}

impl<'m> Columns<'m> {
    fn new(
        map: &'m FrameworkMap,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<Columns<'m>, ExchangeError> {
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
        let level = maybe(&columns.level, "columns.level")?;
        let requires = maybe(&columns.requires, "columns.requires")?;
        let weight = maybe(&columns.weight, "columns.weight")?;
        let skill = match columns.skill.as_str() {
            "" => None,
            skill => Some(one(skill, "columns.skill")?),
        };
        let mut cells = Vec::new();
        for name in &columns.roles {
            let (column, name) = one(name, "columns.roles")?;
            cells.push(RequirementCell::OfRole(column, name));
        }
        for name in &columns.skills {
            let (column, name) = one(name, "columns.skills")?;
            cells.push(RequirementCell::OfSkill(column, name));
        }
        if cells.is_empty() {
            cells.push(RequirementCell::Row);
        }
        let place = |found: Option<(ColumnRef, &str)>| found.map(|(column, _)| column);
        Ok(Columns {
            role,
            role_id,
            role_title: place(role_title),
            role_family: place(role_family),
            role_description: place(role_description),
            skill,
            cells,
            skill_description: place(skill_description),
            level,
            requires,
            weight,
            critical: match &map.critical {
                Some(critical) => Some(Test::new(critical, "critical", rows)?),
                None => None,
            },
            track,
            skip: Test::read_cells(&map.skip_where, "skip_where", rows)?,
        })
    }
}

/// A name with single blanks.
fn trimmed_cell(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
