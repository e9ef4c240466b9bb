//! Rows of totals, which are no data.

use super::{Table, shown};
use crate::error::quoted_cell;
use crate::words::TOTALS;

/// Whether a row that begins with this cell begins as rows of totals do.
pub(crate) fn begins_as_totals(first: &str) -> bool {
    let text = first.trim_end_matches([':', '.']).to_lowercase();
    let is_part = |name: &&str| {
        name.starts_with("sub-") || name.starts_with("sous-") || **name == *"subtotal"
    };
    let begins = |name: &&str| {
        text.strip_prefix(*name)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    TOTALS
        .iter()
        .any(|name| text == *name || (is_part(name) && begins(name)))
}

/// Rows of totals that are named, at most.
const MOST_TOTALS: usize = 5;

impl Table<'_> {
    /// Notes the row just read where it begins as a row of totals does.
    pub(super) fn look_for_totals(&mut self) {
        let first = self.record.iter().map(shown).find(|cell| !cell.is_empty());
        let Some(first) =
            first.filter(|first| first.len() <= 60 && self.totals.borrow().len() <= MOST_TOTALS)
        else {
            return;
        };
        if begins_as_totals(first) {
            let (line, first) = (self.line(), first.to_owned());
            self.totals.get_mut().push((line, first));
        }
    }

    /// Says no more of the row just read that it begins as a row of totals does: the map leaves it out.
    pub(crate) fn forget_totals(&self) {
        if self.is_of_totals() {
            self.totals.borrow_mut().pop();
        }
    }

    /// Whether the row just read begins as a row of totals does.
    pub(super) fn is_of_totals(&self) -> bool {
        let totals = self.totals.borrow();
        totals.last().is_some_and(|(line, _)| *line == self.line())
    }

    /// What is to be said of rows that may be totals.
    pub(crate) fn totals(&self) -> Option<String> {
        let totals = self.totals.borrow();
        let (_, first) = totals.first()?;
        let lines: Vec<String> = totals
            .iter()
            .take(MOST_TOTALS)
            .map(|(line, _)| line.to_string())
            .collect();
        let (noun, verb) = if lines.len() == 1 {
            ("line", "begins")
        } else {
            ("lines", "begin")
        };
        let more = if totals.len() > MOST_TOTALS {
            " and others"
        } else {
            ""
        };
        Some(format!(
            "{noun} {}{more} {verb} as rows of totals do ({}); where they are totals, leave them out with `skip_where`",
            lines.join(", "),
            quoted_cell(first)
        ))
    }
}
