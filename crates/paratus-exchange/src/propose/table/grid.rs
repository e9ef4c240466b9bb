//! A map for a table of what roles need: a row for each skill and a column for each role, or the other way round.

use super::framework::{level_order, tracks};
use super::{head, leave_out_contacts};
use crate::propose::headings::{find, person_of};
use crate::{
    contact::looks_like_contact,
    map::default_missing,
    propose::{Draft, column::Column, draft::toml_text},
    recognise::{Peek, Recognition},
    words::{NO, ROLE, SKILL, YES, degrees},
};
use std::collections::BTreeSet;

/// Different cells of a table of what roles need, at most.
const MOST_LEVELS: usize = 8;

/// What roles need, as a table with a column for each role or each skill.
struct Grid<'c, 'p> {
    /// The column that says what rows are about.
    rows: &'c Column<'p>,
    are_skills: bool,
    cells: Vec<&'c Column<'p>>,
}

impl<'c, 'p> Grid<'c, 'p> {
    fn find(columns: &'c [Column<'p>]) -> Option<Grid<'c, 'p>> {
        let (rows, are_skills) = rows_of(columns)?;
        let is_cell = |column: &&'c Column<'p>| {
            column.name != rows.name
                && !column.name.is_empty()
                && !looks_like_contact(&column.name)
                && !column.cells.is_empty()
                && column.distinct() <= MOST_LEVELS
                && column.dates().is_none()
                && column
                    .numbers()
                    .is_none_or(|(numbers, _)| numbers.iter().all(is_level))
        };
        let few: Vec<&Column<'_>> = columns.iter().filter(is_cell).collect();
        // A word that one column alone has is no level of requirements.
        let shared = |column: &&&Column<'_>| {
            let others = few.iter().filter(|other| other.name != column.name);
            let others: BTreeSet<&str> = others
                .flat_map(|other| other.cells.iter().copied())
                .collect();
            let known = |cell: &&&str| others.contains(**cell) || is_requirement(cell);
            column.cells.iter().filter(known).count() * 2 > column.cells.len()
        };
        let cells: Vec<&Column<'_>> = few.iter().filter(shared).copied().collect();
        // A role may be called as people are: `Agent`.
        let is_of_people = person_of(columns).is_some_and(|person| {
            person.name != rows.name && !cells.iter().any(|cell| cell.name == person.name)
        });
        let different: BTreeSet<String> = cells
            .iter()
            .flat_map(|column| column.cells.iter().map(|cell| cell.to_lowercase()))
            .collect();
        (!is_of_people
            && cells.len() > 1
            && different.len() <= MOST_LEVELS
            && rows.distinct() == rows.cells.len())
        .then_some(Grid {
            rows,
            are_skills,
            cells,
        })
    }

    /// The different cells.
    fn words(&self) -> Vec<&'p str> {
        let cells = self
            .cells
            .iter()
            .flat_map(|column| column.cells.iter().copied());
        let words: BTreeSet<&str> = cells.collect();
        words.into_iter().collect()
    }
}

/// Whether a number may be a level: percentages and counts are none.
fn is_level(number: &f64) -> bool {
    (0.0..=10.0).contains(number) && number.fract() == 0.0
}

/// Whether a cell is by itself a mark or a level.
fn is_requirement(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let is_mark = [YES, NO]
        .iter()
        .any(|words| words.contains(&lower.as_str()));
    let is_number = || cell.parse().is_ok_and(|number| is_level(&number));
    is_mark || degrees(&[cell]).is_some() || is_number()
}

/// The column that says what rows are about, and whether that is skills. Of a heading with both words (`Role / Skill`) the first counts.
fn rows_of<'c, 'p>(columns: &'c [Column<'p>]) -> Option<(&'c Column<'p>, bool)> {
    let is_text = |column: &&Column<'_>| column.numbers().is_none() && !column.cells.is_empty();
    let of_skills = find(columns, SKILL).filter(is_text);
    let of_roles = find(columns, ROLE).filter(is_text);
    match (of_skills, of_roles) {
        (Some(skills), Some(roles)) if skills.name == roles.name => {
            let heading = skills.name.to_lowercase();
            let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
            let first = words.find(|word| ROLE.contains(word) || SKILL.contains(word));
            Some((skills, !first.is_some_and(|word| ROLE.contains(&word))))
        }
        // A table with a row for each requirement names both.
        (Some(_), Some(_)) | (None, None) => None,
        (Some(skills), None) => Some((skills, true)),
        (None, Some(roles)) => Some((roles, false)),
    }
}

/// A map where the table seems to be one of what roles need.
pub(super) fn grid(peek: &Peek, found: &Recognition, columns: &[Column<'_>]) -> Option<Draft> {
    let grid = Grid::find(columns)?;
    let mut draft = Draft::new(peek, found, "what roles need");
    head(&mut draft, peek);
    draft.line("programme = { id = \"framework\", title = \"Imported framework\" }");
    let track = tracks(&mut draft, columns);
    let words = grid.words();
    let (no, words): (Vec<&str>, Vec<&str>) = words
        .into_iter()
        .partition(|word| NO.contains(&word.to_lowercase().as_str()) || *word == "0");
    let listed = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| toml_text(word)).collect();
        words.join(", ")
    };
    if !no.is_empty() {
        let missing = default_missing();
        let missing: Vec<&str> = missing.iter().map(String::as_str).chain(no).collect();
        draft.comment("Cells that say that the role does not need the skill.");
        draft.line(&format!("missing = [{}]", listed(&missing)));
    }
    let are_marks = words
        .iter()
        .all(|word| YES.contains(&word.to_lowercase().as_str()));
    if are_marks {
        draft.comment("Cells with a mark are requirements; there are no levels.");
        draft.line(&format!("marks = [{}]", listed(&words)));
    } else {
        level_order(&mut draft, words);
    }
    draft.text.push('\n');
    draft.line("[columns]");
    draft.describe(grid.rows);
    let (rows, cells) = if grid.are_skills {
        ("skill", "roles")
    } else {
        ("role", "skills")
    };
    draft.line(&format!("{rows} = {}", toml_text(&grid.rows.name)));
    let names: Vec<&str> = grid
        .cells
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    draft.line(&format!("{cells} = [{}]", listed(&names)));
    if let Some(track) = track {
        draft.line(&format!("track = {}", toml_text(&track.name)));
    }
    let same = |one: &Column<'_>, other: &Column<'_>| one.name == other.name && one.at == other.at;
    for column in columns {
        let is_used = same(column, grid.rows)
            || grid.cells.iter().any(|cell| same(column, cell))
            || track.is_some_and(|track| same(column, track));
        if !is_used && !looks_like_contact(&column.name) && !column.name.is_empty() {
            draft.leave_out(column, "its cells are no requirements");
        }
    }
    leave_out_contacts(&mut draft, columns);
    Some(draft)
}
