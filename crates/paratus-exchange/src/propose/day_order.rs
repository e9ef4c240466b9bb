//! The order of day and month of dates that fit both: what another column shows, a heading, or a row below those that were looked at.

use super::column::{Column, columns};
use super::draft::quoted;
use super::matrix::without_day;
use crate::{
    cells::{OrdersSeen, in_both_orders},
    error::ExchangeError,
    recognise::{BookPart, Peek},
    table::{RawTable, shown},
};
use std::io::Cursor;

/// Gives all columns the order that the dates of the table show.
pub(super) fn decide(columns: &mut [Column<'_>], peek: &Peek) {
    let mut seen = OrdersSeen::default();
    for column in &*columns {
        for cell in column.days().0 {
            seen.note(in_both_orders(cell), || {
                format!("{} in {}", quoted(cell), quoted(&column.name))
            });
        }
        if let (_, Some(days)) = without_day(&column.name) {
            seen.note(days, || {
                format!("the day in the heading {}", quoted(&column.name))
            });
        }
    }
    let order = if seen.is_open() {
        peek.order_below.clone()
    } else {
        seen.order()
    };
    for column in columns {
        column.order.clone_from(&order);
    }
}

/// The same rows with the order that the first row below them shows, where they leave it open.
pub(crate) fn with_order_below(
    mut peek: Peek,
    bytes: &[u8],
    book: BookPart<'_>,
) -> Result<Peek, ExchangeError> {
    let columns = columns(&peek, 0);
    let is_open = |column: &Column<'_>| column.fits_both_orders() && column.order.is_none();
    let open: Vec<(usize, String)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| is_open(column))
        .map(|(position, column)| (position, quoted(&column.name)))
        .collect();
    if peek.whole || open.is_empty() {
        return Ok(peek);
    }
    let bytes = Box::new(Cursor::new(bytes));
    let mut table = RawTable::open(&peek.file, bytes, &book.options(), u32::MAX)?;
    let mut row = 0_u64;
    let mut seen = OrdersSeen::default();
    while seen.is_open() {
        let Some(cells) = table.next()? else { break };
        row += 1;
        for (position, name) in &open {
            let cell = shown(cells.get(*position).unwrap_or_default());
            seen.note(in_both_orders(cell), || {
                format!("{} in row {row} of {name}", quoted(cell))
            });
        }
    }
    peek.order_below = seen.order();
    Ok(peek)
}
