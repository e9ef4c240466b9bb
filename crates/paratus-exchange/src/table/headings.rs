//! The names of columns.

use super::shown;
use crate::{slug::is_unseen, source::MergedRange};

/// The names of columns whose heading has several rows, each with its number: what is in all of them, as `Tests / Filing`. A cell of a
/// row above the last holds for the columns to its right: of a sheet those that it is joined with, of a text those whose cells are empty.
pub(crate) fn joined_headings(
    rows: &[(u64, Vec<String>)],
    merged: &[MergedRange],
    is_sheet: bool,
) -> Vec<String> {
    let widths = rows.iter().map(|(_, cells)| cells.len());
    let mut names = vec![String::new(); widths.max().unwrap_or(0)];
    for (at, (row, cells)) in rows.iter().enumerate() {
        let joined = |column: u64| {
            merged.iter().any(|region| {
                let rows = u64::from(region.first.0) + 1..=u64::from(region.last.0) + 1;
                let columns = u64::from(region.first.1) + 1..=u64::from(region.last.1);
                rows.contains(row) && columns.contains(&column)
            })
        };
        let mut cells = cells.iter();
        let mut left = "";
        for (column, name) in (0..).zip(&mut names) {
            let mut cell = cells.next().map_or("", String::as_str);
            let covers = joined(column) || (!is_sheet && at + 1 < rows.len());
            if cell.is_empty() && rows.len() > 1 && covers {
                cell = left;
            }
            if !name.is_empty() && !cell.is_empty() {
                name.push_str(PART_OF_HEADING);
            }
            name.push_str(cell);
            left = cell;
        }
    }
    names
}

/// What is between the rows of a heading in the name of a column.
pub(crate) const PART_OF_HEADING: &str = " / ";

/// A heading without line breaks, doubled blanks, what protects it from being a formula, and characters that nobody sees.
pub(crate) fn heading_text(heading: &str) -> String {
    let seen: String = heading
        .chars()
        .filter(|letter| !is_unseen(*letter))
        .collect();
    shown(&seen)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
