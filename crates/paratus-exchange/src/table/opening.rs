//! How a table begins: what separates its columns, and how many titles are above its heading.

use std::collections::BTreeMap;

/// The delimiter that a first line `sep=;` declares, as some spreadsheets write it.
pub(super) fn spoken_delimiter(head: &[u8]) -> Option<u8> {
    match head.get(..6)? {
        [
            b's' | b'S',
            b'e' | b'E',
            b'p' | b'P',
            b'=',
            delimiter,
            b'\n',
        ] => Some(*delimiter),
        _ => None,
    }
}

/// Rows above the heading: those of which the first cell alone holds something, before the first row that has others (none where no row
/// has); and those above a blank row, where the row below it has more cells than each of them.
pub(super) fn titles_above(head: &[u8], delimiter: u8, spoken: bool) -> Titles {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(head);
    let rows = reader.byte_records().flatten().skip(usize::from(spoken));
    let mut above: Vec<usize> = Vec::new();
    let (mut titles, mut after_blank) = (None, false);
    for row in rows.take(ROWS_ABOVE) {
        let is_filled = |cell: &[u8]| !cell.trim_ascii().is_empty();
        let width = row.iter().filter(|cell| is_filled(cell)).count();
        let is_title = width == 1 && row.get(0).is_some_and(is_filled);
        if width == 0 {
            after_blank = true;
            continue;
        }
        if after_blank && are_titles(&above, width) {
            return Titles {
                rows: above.len(),
                are_wide: above.iter().any(|&width| width > 1),
            };
        }
        if !is_title {
            titles.get_or_insert(above.len());
        }
        above.push(width);
        after_blank = false;
    }
    Titles {
        rows: titles.unwrap_or(0),
        are_wide: false,
    }
}

/// Rows above the heading.
#[derive(Clone, Copy, Default)]
pub(super) struct Titles {
    /// How many are not blank.
    pub(super) rows: usize,
    /// Whether one has more than one cell, so that it might be the heading.
    pub(super) are_wide: bool,
}

/// Whether the rows above a blank one are titles, by the number of cells in each and in the row below the blank one.
pub(crate) fn are_titles(above: &[usize], below: usize) -> bool {
    !above.is_empty()
        && above.len() <= MOST_WIDE_TITLES
        && above.iter().all(|&width| width <= 2 && width < below)
}

/// Titles above a blank row, at most, where they have more than one cell.
const MOST_WIDE_TITLES: usize = 3;

/// Rows in which the heading is looked for.
const ROWS_ABOVE: usize = 30;

/// The delimiter that gives most rows one number of columns: commas in a heading of whole questions separate none. Of two that do as well the
/// one with more columns, else the first.
pub(crate) fn sniff(head: &[u8], skip_rows: usize) -> u8 {
    let candidates = [b',', b';', b'\t', b'|'];
    let columns = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(head);
        let rows = reader.byte_records().flatten().skip(skip_rows);
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for row in rows.take(ROWS_ABOVE) {
            *widths.entry(row.len()).or_default() += 1;
        }
        let several = widths.into_iter().filter(|(width, _)| *width > 1);
        several
            .map(|(width, rows)| (rows, width))
            .max()
            .unwrap_or_default()
    };
    let best = candidates.into_iter().rev().max_by_key(|&one| columns(one));
    best.filter(|&one| columns(one).0 > 0).unwrap_or(b',')
}
