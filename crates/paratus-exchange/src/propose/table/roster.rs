//! A map for a list of people.

use super::{head, leave_out_contacts};
use crate::propose::headings::find;
use crate::words::{FTE, GRADE, JOINED, LEFT, LEVELS, PARENT, ROLE};
use crate::{
    contact::looks_like_contact,
    propose::{
        Draft,
        column::Column,
        draft::{toml_column, toml_text},
        gradebook,
    },
    recognise::{Peek, Recognition},
};

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
            draft.line(&format!("id = {{ {} }}", toml_column(person)));
            used.push(person.name.as_str());
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
    if let Some(section) = section {
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
            None => draft.line(&format!("section = {{ {} }}", toml_column(section))),
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
        let slug = if role.name == "roles" {
            ""
        } else {
            ", slug = true"
        };
        draft.line(&format!("roles = [{{ {role_column}{slug} }}]"));
        used.push(&role.name);
    }
    for (key, words) in [("joined", JOINED), ("left", LEFT)] {
        let dated = columns.iter().find_map(|column| {
            let heading = column.name.to_lowercase();
            let mut parts = heading.split(|letter: char| !letter.is_alphanumeric());
            let named = parts.any(|part| words.contains(&part));
            Some(column).filter(|column| named && !column.cells.is_empty())
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
