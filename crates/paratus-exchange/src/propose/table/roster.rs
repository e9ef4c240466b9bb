//! A map for a list of people.

use super::{head, leave_out_contacts};
use crate::propose::headings::{find, previous_ids};
use crate::words::{FTE, GRADE, JOINED, LEFT, LEVELS, PARENT, ROLE};
use crate::{
    contact::looks_like_contact,
    propose::{
        Draft,
        column::Column,
        draft::{quoted, toml_column, toml_text},
        gradebook,
    },
    recognise::{Peek, Recognition},
    slug::slug,
};
use std::collections::BTreeSet;

/// The columns with the units of each level, the highest first.
pub(super) fn levels_of<'c, 'p>(columns: &'c [Column<'p>]) -> Vec<&'c Column<'p>> {
    let number = |column: &&'c Column<'p>| {
        let heading = column.name.to_lowercase();
        let word = heading.trim_end_matches(|letter: char| letter.is_numeric());
        let is_level = LEVELS.contains(&word.trim_end_matches([' ', '_', '-', '.']));
        let number = heading.get(word.len()..)?.parse::<u32>().ok();
        number.filter(|_| is_level && column.numbers().is_none())
    };
    let mut levels: Vec<&Column<'_>> = columns
        .iter()
        .filter(|column| number(column).is_some())
        .collect();
    levels.sort_by_key(number);
    levels
}

/// How high units of these names are, the highest first; what is called otherwise may be as high as anything.
const RANKS: [&[&str]; 4] = [
    &[
        "directorate",
        "direction",
        "dirección",
        "المديرية",
        "dezernat",
    ],
    &[
        "division",
        "división",
        "department",
        "département",
        "departamento",
        "abteilung",
        "bereich",
        "fachbereich",
        "الإدارة",
    ],
    &[
        "section",
        "sección",
        "unit",
        "unité",
        "unidad",
        "service",
        "bureau",
        "branch",
        "referat",
        "sachgebiet",
        "القسم",
        "الوحدة",
    ],
    &["team", "équipe", "equipo", "الفريق"],
];

/// Columns with units of several heights, the highest first, with how high each is.
fn ranked<'c, 'p>(columns: &'c [Column<'p>]) -> Vec<(usize, &'c Column<'p>)> {
    let rank = |column: &&'c Column<'p>| {
        let heading = column.name.trim().to_lowercase();
        RANKS
            .iter()
            .position(|words| words.contains(&heading.as_str()))
    };
    let texts = columns.iter().filter(|column| {
        column.numbers().is_none() && !column.cells.is_empty() && column.at.is_none()
    });
    let mut ranked: Vec<(usize, &Column<'_>)> = texts
        .filter_map(|column| Some((rank(&column)?, column)))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked
}

/// What separates roles in cells that name several.
fn separator_of(role: &Column<'_>) -> Option<char> {
    let parts = |cell: &str, mark: char| -> Vec<String> {
        cell.split(mark)
            .map(|part| part.trim().to_lowercase())
            .collect()
    };
    let is_one = |part: &String| {
        role.cells
            .iter()
            .any(|cell| cell.trim().to_lowercase() == *part)
    };
    let separates = |mark: &char| {
        let mut several = role.cells.iter().filter(|cell| cell.contains(*mark));
        match mark {
            ';' | '|' | '\n' => several.next().is_some(),
            // A title may have a comma or a stroke of its own.
            _ => several.any(|cell| parts(cell, *mark).iter().any(is_one)),
        }
    };
    [';', '|', '\n', ',', '/', '+', '&']
        .into_iter()
        .find(separates)
}

/// Cells that are proposed one by one, at most.
const MOST_CELLS: usize = 40;

/// Asks whether cells name several roles, with a table that takes them so.
fn several_roles(draft: &mut Draft, role: &Column<'_>, mark: char) {
    let cells: BTreeSet<&str> = role.cells.iter().copied().collect();
    let first = cells.iter().find(|cell| cell.contains(mark)).copied();
    let pairs: Vec<String> = cells
        .iter()
        .take(MOST_CELLS)
        .map(|cell| {
            let ids: Vec<String> = cell
                .split(mark)
                .map(slug)
                .filter(|id| !id.is_empty())
                .collect();
            format!("{} = {}", toml_text(cell), toml_text(&ids.join(" ")))
        })
        .collect();
    draft.need(
        &format!(
            "whether the cells of {} name several roles, as {} may: the table says which roles each cell is, with a blank between their ids",
            quoted(&role.name),
            quoted(first.unwrap_or_default())
        ),
        &format!("roles = [{{ {}, table = {{ {} }} }}]", toml_column(role), pairs.join(", ")),
    );
}

/// A list of people.
pub(super) fn roster(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    person: Option<&Column<'_>>,
    section: Option<&Column<'_>>,
    manager: Option<&Column<'_>>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "a list of people");
    head(&mut draft, peek);
    draft.text.push('\n');
    draft.line("[roster]");
    let mut used = Vec::new();
    let posts = find(columns, FTE).filter(|column| column.numbers().is_some());
    match (person, posts) {
        (Some(person), _) => {
            draft.describe(person);
            draft.line_with(person, &format!("id = {{ {} }}", toml_column(person)));
            used.push(person.name.as_str());
            if let Some(previous) = previous_ids(columns) {
                draft.describe(previous);
                draft.line(&format!("previous_ids = {{ {} }}", toml_column(previous)));
                used.push(&previous.name);
            }
        }
        (None, Some(posts)) => {
            draft.comment("No column has ids, and one says how many posts a row is: these are posts of nobody in particular, which are counted.");
            if let Some(grade) = find(columns, GRADE) {
                draft.describe(grade);
                draft.line(&format!("grade = {{ {} }}", toml_column(grade)));
                used.push(&grade.name);
            }
            draft.describe(posts);
            draft.line(&format!("fte = {}", toml_text(&posts.name)));
            draft.decimal_comma(posts);
            used.push(&posts.name);
        }
        (None, None) => gradebook::person(&mut draft, columns, "id"),
    }
    let are_posts = person.is_none() && posts.is_some();
    let ranked = ranked(columns);
    let is_ranked = |column: &Column<'_>| ranked.iter().any(|(_, one)| one.name == column.name);
    let of_levels = section.filter(|section| {
        ranked.len() > 1
            && is_ranked(section)
            && find(columns, PARENT).is_none()
            && !section.cells.iter().any(|cell| cell.contains(" > "))
    });
    if of_levels.is_some() {
        let names: Vec<String> = ranked.iter().map(|(_, one)| toml_text(&one.name)).collect();
        let line = format!("levels = [{}]", names.join(", "));
        if ranked.is_sorted_by(|(one, _), (next, _)| one < next) {
            draft.comment("Units within units, the highest first, by what the columns are called.");
            draft.line(&line);
        } else {
            draft.need("which units are parts of which: several columns have units, and nothing shows their order; the highest first, or `section` with one column", &line);
        }
        used.extend(ranked.iter().map(|(_, one)| one.name.as_str()));
    } else if let Some(section) = section {
        draft.describe(section);
        let separator = [" > ", " / ", "/", " - "].into_iter().find(|mark| {
            let with = section.cells.iter().filter(|cell| cell.contains(mark));
            with.count() * 2 > section.cells.len()
        });
        match separator {
            Some(mark) => draft.line(&format!(
                "path = {{ {}, separator = {} }}",
                toml_column(section),
                toml_text(mark)
            )),
            None => draft.line_with(
                section,
                &format!("section = {{ {} }}", toml_column(section)),
            ),
        }
        used.push(&section.name);
        let parent = find(columns, PARENT).filter(|parent| parent.name != section.name);
        if let (Some(parent), None) = (parent, separator) {
            draft.describe(parent);
            draft.line(&format!("parent = {{ {} }}", toml_column(parent)));
            used.push(&parent.name);
        }
    } else if let (levels @ [_, _, ..], None) = (levels_of(columns).as_slice(), manager) {
        draft.comment("Units within units, the highest first.");
        let names: Vec<String> = levels.iter().map(|level| toml_text(&level.name)).collect();
        draft.line(&format!("levels = [{}]", names.join(", ")));
        used.extend(levels.iter().map(|level| level.name.as_str()));
    } else if let Some(manager) = manager {
        draft.describe(manager);
        draft.line(&format!("manager = {{ {} }}", toml_column(manager)));
        used.push(&manager.name);
    }
    if let Some(role) =
        find(columns, ROLE).filter(|role| !are_posts && !used.contains(&role.name.as_str()))
    {
        draft.describe(role);
        let role_column = toml_column(role);
        // A folder's own column lists ids.
        let made = if role.name == "roles" {
            ""
        } else {
            ", slug = true"
        };
        match separator_of(role).filter(|_| role.name != "roles") {
            Some(mark) => several_roles(&mut draft, role, mark),
            None => draft.line_with(role, &format!("roles = [{{ {role_column}{made} }}]")),
        }
        used.push(&role.name);
    }
    for (key, words) in [("joined", JOINED), ("left", LEFT)] {
        let dated = columns.iter().find_map(|column| {
            Some(column).filter(|column| column.is_called(words) && !column.cells.is_empty())
        });
        let Some(column) = dated else { continue };
        used.push(&column.name);
        draft.day_or_need(key, column);
    }
    if !are_posts {
        draft.comment("If the table holds everybody, who is not in it has left: add `complete = true`, and `--date` with its day.");
    }
    let is_used = |column: &Column<'_>| used.contains(&column.name.as_str());
    let others: Vec<&Column<'_>> = columns.iter().filter(|column| !is_used(column)).collect();
    for column in others {
        if !looks_like_contact(&column.name) && !column.name.is_empty() {
            draft.leave_out(column, "a list of people does not need it");
        }
    }
    leave_out_contacts(&mut draft, columns);
    draft
}
