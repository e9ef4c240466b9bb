//! Columns by words in their headings.

use crate::contact::looks_like_contact;
use crate::propose::{column::Column, gradebook::ids};
use crate::words::{NUMBERED_PEOPLE, PERSON, PREVIOUS};

/// The first column that has one of these words in its heading, in the order of the words.
pub(crate) fn find<'c, 'p>(columns: &'c [Column<'p>], words: &[&str]) -> Option<&'c Column<'p>> {
    first(columns, words, |_| true)
}

fn first<'c, 'p>(
    columns: &'c [Column<'p>],
    words: &[&str],
    is_meant: impl Fn(&Column<'_>) -> bool,
) -> Option<&'c Column<'p>> {
    words.iter().find_map(|word| {
        columns.iter().find(|column| {
            column.is_called(&[*word]) && !looks_like_contact(&column.name) && is_meant(column)
        })
    })
}

/// The same as [`find`] for headings that may be names of people, as that of a manager is.
pub(crate) fn find_any<'c, 'p>(
    columns: &'c [Column<'p>],
    words: &[&str],
) -> Option<&'c Column<'p>> {
    let is_address = |column: &Column<'_>| column.cells.iter().any(|cell| cell.contains('@'));
    let mut columns = columns.iter();
    columns.find(|column| column.is_called(words) && !is_address(column))
}

/// Words of headings of ids of anything.
const ANY_ID: [&str; 5] = ["id", "identifiant", "المعرف", "kennung", "identificador"];

/// The column whose heading names people, and not ids of anything.
pub(crate) fn named_person<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    let words: Vec<&str> = PERSON
        .iter()
        .copied()
        .filter(|word| !ANY_ID.contains(word))
        .collect();
    find_now(columns, &words)
}

/// The same as [`find`] without ids that people had before.
fn find_now<'c, 'p>(columns: &'c [Column<'p>], words: &[&str]) -> Option<&'c Column<'p>> {
    first(columns, words, |column| !column.is_called(PREVIOUS))
}

/// The column with the ids that people had before.
pub(crate) fn previous_ids<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    columns.iter().find(|column| {
        let is_id = column.is_called(PERSON) || column.is_called(NUMBERED_PEOPLE);
        column.is_called(PREVIOUS) && is_id && column.distinct() == column.cells.len()
    })
}

/// The column that says who: by its heading; where it holds names, the column with the ids beside it.
pub(crate) fn person_of<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    let found = find_now(columns, PERSON);
    let is_name = |cell: &&str| !cell.contains(|letter: char| letter.is_numeric() || letter == '@');
    let are_names = |column: &Column<'_>| column.cells.iter().all(is_name);
    let ids = ids(columns);
    match (found, ids) {
        (Some(found), Some(ids)) if are_names(found) && !are_names(ids) => Some(ids),
        _ => found.or(ids),
    }
}
