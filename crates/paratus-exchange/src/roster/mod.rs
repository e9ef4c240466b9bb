//! A table of people or posts turned into people, sections and counts of posts.

mod map;
mod sections;

pub use map::{PathColumn, Roster, RosterMap};

use crate::{
    OpenTable,
    cells::{DateCell, DecimalMark, Test, TextCell, listed_ids, share_or_number},
    error::{ExchangeError, quoted_cell},
    join::{ColumnRef, JoinedTable, Refusal, report},
    outcome::Outcome,
    periods::overlap,
    summary::{ImportSummary, Note, TableSummary},
    table::Table,
};
use paratus::{Date, document::SectionDoc};
use sections::{Sections, rename};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;

/// A row of a roster.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) id: String,
    /// The ids that were.
    pub(crate) previous_ids: Vec<String>,
    /// The section's id; of a roster by manager it is known at the end.
    pub(crate) section: String,
    pub(crate) manager: Option<String>,
    pub(crate) roles: Vec<String>,
    pub(crate) leader: bool,
    pub(crate) joined: Option<Date>,
    pub(crate) left: Option<Date>,
    /// Whether the id was made of a name, which several people may have.
    pub(crate) is_by_name: bool,
}

impl Member {
    /// The first and the last day on which the row holds.
    pub(crate) fn days(&self) -> (Date, Date) {
        (
            self.joined.unwrap_or(Date::MIN),
            self.left.unwrap_or(Date::MAX),
        )
    }
}

/// What a roster holds.
pub(crate) struct RosterRows {
    /// People in the order of the table, each with its line and row.
    pub(crate) people: Vec<(Member, u64, u64)>,
    /// Sections of people who cannot be distinguished, or of whom rows say different things, and so are not taken.
    pub(crate) unplaced: Vec<String>,
    /// Ids of people whose rows were refused.
    pub(crate) refused_ids: BTreeSet<String>,
    pub(crate) sections: Vec<SectionDoc>,
    /// Posts by section and grade: how many rows, and how many full-time equivalents.
    pub(crate) posts: BTreeMap<(String, String), (u64, f64)>,
    /// Counts of the table without its people, who are counted when they are merged.
    pub(crate) counts: TableSummary,
    pub(crate) summary: ImportSummary,
}

struct Columns<'m> {
    skip: Vec<Test<'m>>,
    id: Option<TextCell<'m>>,
    previous_ids: Option<TextCell<'m>>,
    section: Option<TextCell<'m>>,
    parent: Option<TextCell<'m>>,
    path: Option<(ColumnRef, &'m str, &'m str)>,
    levels: Vec<(ColumnRef, &'m str)>,
    manager: Option<TextCell<'m>>,
    roles: Vec<TextCell<'m>>,
    leader: Option<Test<'m>>,
    joined: Option<DateCell<'m>>,
    left: Option<DateCell<'m>>,
    grade: Option<TextCell<'m>>,
    fte: Option<(ColumnRef, &'m str)>,
    mark: DecimalMark,
}

impl<'m> Columns<'m> {
    fn new(
        map: &'m RosterMap,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<Columns<'m>, ExchangeError> {
        let roster = &map.roster;
        let mut dates = Vec::new();
        for (date, key) in [
            (&roster.joined, "roster.joined"),
            (&roster.left, "roster.left"),
        ] {
            let cell = date.as_ref().map(|date| DateCell::new(date, key, rows));
            dates.push(cell.transpose()?);
        }
        let left = dates.pop().flatten();
        let joined = dates.pop().flatten();
        let mut roles = Vec::new();
        for role in &roster.roles {
            roles.push(TextCell::new(role, "roster.roles", rows)?);
        }
        let mut levels = Vec::new();
        for name in &roster.levels {
            levels.push((rows.column(name, "roster.levels")?, name.as_str()));
        }
        Ok(Columns {
            skip: Test::read_cells(&map.skip_where, "skip_where", rows)?,
            id: TextCell::optional(roster.id.as_ref(), "roster.id", rows)?,
            previous_ids: TextCell::optional(
                roster.previous_ids.as_ref(),
                "roster.previous_ids",
                rows,
            )?,
            section: TextCell::optional(roster.section.as_ref(), "roster.section", rows)?,
            parent: TextCell::optional(roster.parent.as_ref(), "roster.parent", rows)?,
            path: match &roster.path {
                Some(path) => Some((
                    rows.column(&path.column, "roster.path.column")?,
                    path.column.as_str(),
                    path.separator.as_str(),
                )),
                None => None,
            },
            levels,
            manager: TextCell::optional(roster.manager.as_ref(), "roster.manager", rows)?,
            roles,
            leader: match &roster.leader {
                Some(leader) => Some(Test::new(leader, "roster.leader", rows)?),
                None => None,
            },
            joined,
            left,
            grade: TextCell::optional(roster.grade.as_ref(), "roster.grade", rows)?,
            fte: match &roster.fte {
                Some(name) => Some((rows.column(name, "roster.fte")?, name.as_str())),
                None => None,
            },
            mark: DecimalMark::declared(roster.decimal_comma),
        })
    }

    /// The names of the section of the row just read and of all it is part of, highest first; of a roster by manager none.
    fn path(&mut self, rows: &JoinedTable<'_, '_>) -> Result<Vec<String>, Refusal> {
        let parts: Vec<String> = if let Some((column, name, separator)) = self.path {
            let cell = rows.cell(column).ok_or_else(|| Refusal::missing(name))?;
            separated(cell, separator)
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect()
        } else if let Some((_, first)) = self.levels.first() {
            let names = self
                .levels
                .iter()
                .map_while(|(column, _)| rows.cell(*column));
            let names: Vec<String> = names.map(str::to_owned).collect();
            if names.is_empty() {
                return Err(Refusal::missing(first));
            }
            names
        } else if let Some(section) = &mut self.section {
            let mut name = String::new();
            section.need(rows, &mut name)?;
            vec![name]
        } else {
            return Ok(Vec::new());
        };
        if parts.is_empty() {
            let name = self.path.map_or("path", |(_, name, _)| name);
            return Err(Refusal::missing(name));
        }
        Ok(parts)
    }

    fn row(
        &mut self,
        rows: &JoinedTable<'_, '_>,
        sections: &mut Sections,
        posts: &mut BTreeMap<(String, String), (u64, f64)>,
    ) -> Result<Option<Member>, Refusal> {
        let path = self.path(rows)?;
        let line = rows.table.line();
        let fte = match self.fte {
            None => 1.0,
            Some((column, name)) => {
                let cell = rows.cell(column).ok_or_else(|| Refusal::missing(name))?;
                let mark = self.mark.of_cell(rows.is_number(column));
                share_or_number(cell, mark)
                    .filter(|fte| *fte >= 0.0)
                    .ok_or_else(|| {
                        let help = mark.help(cell);
                        let cell = quoted_cell(cell);
                        Refusal::new(name, format!("{cell} is not a number of posts{help}"))
                    })?
            }
        };
        let grade = TextCell::text_of(&mut self.grade, rows)?;
        let parent = TextCell::text_of(&mut self.parent, rows)?;
        let mut member = Member {
            id: String::new(),
            previous_ids: Vec::new(),
            section: String::new(),
            manager: None,
            roles: Vec::new(),
            leader: self.leader.as_ref().is_some_and(|test| test.holds(rows)),
            joined: DateCell::date_of(&mut self.joined, rows)?,
            left: DateCell::date_of(&mut self.left, rows)?,
            is_by_name: false,
        };
        for cell in &mut self.roles {
            let mut text = String::new();
            cell.write_whole(rows, &mut text)?;
            for role in listed_ids(&text) {
                if !member.roles.iter().any(|known| known == role) {
                    member.roles.push(role.to_owned());
                }
            }
        }
        let manager = TextCell::text_of(&mut self.manager, rows)?;
        member.manager = Some(manager).filter(|manager| !manager.is_empty());
        if let Some(cell) = &mut self.id {
            cell.need(rows, &mut member.id)?;
            member.is_by_name = cell.is_pseudonym() && !cell.text().contains('@');
        }
        let previous = TextCell::text_of(&mut self.previous_ids, rows)?;
        for was in listed_ids(&previous).filter(|was| *was != member.id) {
            if !member.previous_ids.iter().any(|known| known == was) {
                member.previous_ids.push(was.to_owned());
            }
        }
        if self.manager.is_none() {
            let label = self.section.as_ref().map(|cell| cell.label.clone());
            let found = if self.parent.is_some() {
                sections.add_child(&path, &parent, line)
            } else {
                sections.add_path(&path)
            };
            member.section = found.map_err(|reason| Refusal {
                column: label,
                outcome: Outcome::Refused,
                reason,
            })?;
        }
        if self.id.is_none() {
            let title = path.last().cloned().unwrap_or_default();
            let (count, sum) = posts.entry((title, grade)).or_insert((0, 0.0));
            *count += 1;
            *sum += fte;
            return Ok(None);
        }
        Ok(Some(member))
    }
}

/// What to do where people of one name have no ids.
const NO_IDS: &str = "without ids two people of one name cannot be distinguished, so neither is taken; add a column with an id of each person, and name it in the map (`id`)";

/// The refusal of a row with the name of an earlier one.
fn same_name(earlier: &Member, line: u64, member: &Member) -> Refusal {
    let also = if earlier.section == member.section {
        ", in the same section"
    } else {
        ""
    };
    Refusal {
        column: None,
        outcome: Outcome::Refused,
        reason: format!("line {line} has this name too{also}: {NO_IDS}"),
    }
}

/// The refusal of a row that says something else than an earlier one, with what would correct it.
fn contradiction(earlier: &Member, line: u64, member: &Member) -> Refusal {
    let help = if earlier.section == member.section && earlier.roles != member.roles {
        "who has several roles has them in one row: name them in one cell, or in columns that the map lists under `roles`"
    } else {
        "who moves has a row for each period, with its days (`joined` and `left` in the map); of two posts at a time keep the row of one, for instance with `skip_where`"
    };
    Refusal {
        column: None,
        outcome: Outcome::Refused,
        reason: format!(
            "line {line} says something else of the same person for the same days, so neither is taken; {help}"
        ),
    }
}

/// Signs between sections that no name has in it, so that blanks beside them say nothing.
const SIGNS: [&str; 6] = [">", "»", "›", "→", "|", "\\"];

/// The parts of a path of sections.
fn separated<'c>(cell: &'c str, separator: &'c str) -> impl Iterator<Item = &'c str> {
    let sign = separator.trim();
    cell.split(if SIGNS.contains(&sign) {
        sign
    } else {
        separator
    })
}

/// Reads a roster. People are returned to be merged; rows that are not taken go to `note`.
pub(crate) fn roster(
    map: &RosterMap,
    folder: &[SectionDoc],
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<RosterRows, ExchangeError> {
    let table = Table::open(file, Box::new(reader), &map.table)?;
    let mut rows = JoinedTable::new(table, &map.lookups, &map.missing, &map.file)?;
    let mut columns = Columns::new(map, &mut rows)?;
    let mut side = ImportSummary::default();
    rows.load(open, note, &mut side)?;
    let mut counts = TableSummary::new(file);
    let mut sections = Sections::beside(folder);
    let mut posts = BTreeMap::new();
    let mut people: Vec<(Member, u64, u64)> = Vec::new();
    // A person may have several rows, one for each period.
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    // Rows that another one makes doubtful, each with the reason.
    let mut doubtful: BTreeMap<usize, String> = BTreeMap::new();
    let mut unplaced = Vec::new();
    let mut refused_ids = BTreeSet::new();
    while let Some(shape) = rows.table.next()? {
        counts.read += 1;
        let taken = Test::join(&columns.skip, &shape, &mut rows)
            .and_then(|()| columns.row(&rows, &mut sections, &mut posts));
        let refusal = match taken {
            Ok(None) => {
                counts.added += 1;
                continue;
            }
            Ok(Some(member)) => {
                let of_person = seen.entry(member.id.clone()).or_default();
                let together = of_person
                    .iter()
                    .filter_map(|&at| Some((at, people.get(at)?)))
                    .find(|(_, (earlier, ..))| overlap(earlier.days(), member.days()));
                match together {
                    Some((at, (earlier, line, _))) if member.is_by_name => {
                        let reason = format!("another row has this name: {NO_IDS}");
                        doubtful.insert(at, reason);
                        let refusal = same_name(earlier, *line, &member);
                        unplaced.push(member.section);
                        refusal
                    }
                    None => {
                        of_person.push(people.len());
                        people.push((member, rows.table.line(), rows.table.row()));
                        continue;
                    }
                    Some((_, (earlier, line, _))) if *earlier == member => Refusal {
                        column: None,
                        outcome: Outcome::Same,
                        reason: format!("the same as line {line}"),
                    },
                    Some((_, (earlier, line, _))) => {
                        let other = contradiction(&member, rows.table.line(), earlier).reason;
                        let is_beside = |at: &&usize| {
                            let there = people.get(**at);
                            there.is_some_and(|(there, ..)| overlap(there.days(), member.days()))
                        };
                        for at in of_person.iter().filter(is_beside) {
                            doubtful.entry(*at).or_insert_with(|| other.clone());
                        }
                        let refusal = contradiction(earlier, *line, &member);
                        unplaced.push(member.section);
                        refusal
                    }
                }
            }
            Err(refusal) => {
                // Who is in the table has not left, whatever else is wrong with the row.
                let id = TextCell::text_of(&mut columns.id, &rows);
                if let (Outcome::Refused, Ok(id)) = (refusal.outcome, id) {
                    refused_ids.insert(id);
                }
                refusal
            }
        };
        report(&rows.table, refusal, &mut counts, note);
    }
    for (at, reason) in doubtful.into_iter().rev() {
        let (member, line, row) = people.remove(at);
        counts.refused += 1;
        note(&Note {
            file: file.to_owned(),
            line,
            row,
            column: None,
            outcome: Outcome::Refused,
            reason,
        });
        refused_ids.insert(member.id);
        unplaced.push(member.section);
    }
    DateCell::refuse_all(columns.joined.iter().chain(&columns.left), &counts)?;
    if map.roster.manager.is_some() {
        sections.by_manager(&mut people);
    }
    let ids = sections.settle();
    let of_people = people.iter_mut().map(|(member, ..)| &mut member.section);
    for section in of_people.chain(&mut unplaced) {
        rename(section, &ids);
    }
    let posts = posts
        .into_iter()
        .map(|((mut section, grade), counted)| {
            rename(&mut section, &ids);
            ((section, grade), counted)
        })
        .collect();
    let mut summary = ImportSummary::default();
    summary.note_table(&rows.table, TableSummary::new(file));
    summary.tables.clear();
    summary.add(side);
    summary.warnings.extend(sections.renamed());
    summary.warnings.extend(sections.notes());
    counts.renamed = sections.renamed().len() as u64;
    Ok(RosterRows {
        people,
        unplaced,
        refused_ids,
        sections: sections.finish(),
        posts,
        counts,
        summary,
    })
}
