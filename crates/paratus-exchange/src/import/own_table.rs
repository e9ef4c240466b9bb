//! A table as a programme's folder has it, merged into the folder's.

use super::{
    ImportFile, TablePlan,
    own_folder::OwnFolder,
    table_kind::{self, DAYS, NUMBERS, TIMED, TRUTHS},
};
use crate::{
    cells::{DecimalMark, no_day_at_all, plain_number, share_or_number},
    error::{ExchangeError, Problem, quoted_cell},
    join::{Refusal, RowSink, hand_on},
    recognise::{BookPart, FOLDER_TABLES, Recognition},
    summary::{ImportSummary, Note, TableSummary},
    table::{Shape, Table},
    western::western,
};
use paratus::{document::Kind, table::TableLayout};
use std::{borrow::Cow, io::Cursor};

/// Plans to merge the rows of a table that has the columns of the folder's `table`. Its cells are read as the folder declares them.
pub(super) fn plan(
    own: &OwnFolder<'_>,
    file: &ImportFile<'_>,
    found: Recognition,
    (table, book): (&str, BookPart<'_>),
    note: &mut dyn FnMut(&Note),
) -> Result<TablePlan, ExchangeError> {
    let mut merge = own.merge(table)?;
    let reader = Box::new(Cursor::new(file.bytes));
    let mut rows = Table::open(file.name, reader, &book.options())?;
    let layout = TableLayout::new(table, rows.delimiter(), &own.input())
        .ok_or_else(|| ExchangeError::table(file.name, "the folder has no such table"))?;
    let is_declared = own.input().dates.is_some();
    let mut names = Vec::new();
    let mut headings = Vec::new();
    let mut columns = Vec::new();
    let kind = table_kind::kind_of(table);
    for (name, heading) in layout
        .columns(&rows.header)
        .into_iter()
        .zip(rows.header.clone())
    {
        let Some(name) = name.filter(|name| kind.is_some_and(|kind| kind.columns.contains(name)))
        else {
            continue;
        };
        names.push(name);
        columns.push(rows.column(&heading, None, "the table")?);
        headings.push(heading);
    }
    let heading = |name: &str| {
        let at = names.iter().position(|own| *own == name)?;
        headings.get(at).cloned()
    };
    let needed = FOLDER_TABLES.iter().find(|(name, _)| *name == table);
    let lacking = needed.and_then(|(_, needed)| needed.iter().find(|name| !names.contains(name)));
    if let Some(lacking) = lacking {
        let message = format!("a table `{table}` has a column `{lacking}`, and this one has none");
        let help = "have a map proposed (`--propose map.toml`, or `propose`), which says what each column is";
        return Err(ExchangeError::Table(
            Problem::new(file.name, message).help(Some(help.into())),
        ));
    }
    merge.heading(&names)?;
    let mut counts = TableSummary::new(file.name);
    let (mut unread, mut first) = (0, String::new());
    while let Some(shape) = rows.next()? {
        counts.read += 1;
        let written = || {
            names
                .iter()
                .zip(columns.iter().map(|&column| rows.cell(column)))
        };
        let cells: Result<Vec<Cow<'_, str>>, Refusal> = written()
            .map(|(name, cell)| match cell {
                "" if kind.is_some_and(|kind| kind.needed.contains(name)) => {
                    Err(Refusal::missing(name))
                }
                cell => canonical(&layout, is_declared, name, cell),
            })
            .collect();
        let cells = match (shape, &cells) {
            (Shape::Ragged(reason), _) => Err(Refusal::ragged(reason)),
            (_, Ok(cells)) => Ok(cells.iter().map(AsRef::as_ref).collect::<Vec<&str>>()),
            (_, Err(refusal)) => Err(refusal.clone()),
        };
        if let Err(refusal) = &cells
            && !refusal.is_of_empty_cell()
            && refusal
                .column
                .as_deref()
                .is_some_and(|name| DAYS.contains(&name))
        {
            if unread == 0 {
                first.clone_from(&refusal.reason);
            }
            unread += 1;
        }
        let taken = cells.as_deref().map_err(|refusal| Refusal {
            column: refusal
                .column
                .as_deref()
                .and_then(heading)
                .or(refusal.column.clone()),
            ..refusal.clone()
        });
        hand_on(&rows, taken, &heading, &mut merge, &mut counts, note)?;
    }
    if no_day_at_all(&counts, unread) {
        let message = format!("none of the {unread} rows has a day that can be read: {first}");
        let help = "a table whose days are written otherwise goes in with a map (`--propose map.toml`, or `propose`), which says how";
        return Err(ExchangeError::Table(
            Problem::new(file.name, message).help(Some(help.into())),
        ));
    }
    let mut summary = ImportSummary::default();
    summary.note_table(&rows, counts);
    own.planned(found, summary, merge.finish(), None, note)
}

/// The refusal of a cell that holds no value.
fn not_a_value(column: &str, cell: &str) -> Refusal {
    let reason = format!(
        "{} is not a number: values are from 0 to 1, or percentages such as `85%`",
        quoted_cell(cell)
    );
    Refusal::new(column, reason)
}

/// A cell as every programme reads it, whatever its own declares.
/// `is_declared`: whether it says how dates are written.
fn canonical<'c>(
    layout: &TableLayout,
    is_declared: bool,
    name: &str,
    cell: &'c str,
) -> Result<Cow<'c, str>, Refusal> {
    if cell.is_empty() {
        return Ok(Cow::Borrowed(cell));
    }
    if DAYS.contains(&name) || NUMBERS.contains(&name) {
        // Digits of other scripts are the same numbers.
        if let Cow::Owned(cell) = western(cell) {
            return canonical(layout, is_declared, name, &cell)
                .map(|cell| Cow::Owned(cell.into_owned()));
        }
    }
    match name {
        name if DAYS.contains(&name) => match layout.date(cell) {
            Some(date) => {
                let time = layout.time(cell).filter(|_| TIMED.contains(&name));
                let time = time.map_or(String::new(), |time| format!("T{time}"));
                Ok(Cow::Owned(format!("{date}{time}")))
            }
            None if is_declared => Err(Refusal::new(
                name,
                format!(
                    "{} is not a date as `input.dates` of the folder's `paratus.toml` says that dates are written",
                    quoted_cell(cell)
                ),
            )),
            None => Err(Refusal::new(
                name,
                format!(
                    "`{cell}` is not an ISO date; say in `input.dates` of the folder's `paratus.toml`, or in a map, how dates are written"
                ),
            )),
        },
        // A sheet shows fractions in percent.
        "value" if cell.ends_with('%') => match share_or_number(cell, mark_of(cell)) {
            Some(share) => Ok(Cow::Owned(share.to_string())),
            None => Err(not_a_value(name, cell)),
        },
        "uses_per_month" if may_have_thousands(layout, cell) => Err(Refusal::new(
            name,
            format!(
                "{} may be {} or {}: write the number without what separates thousands",
                quoted_cell(cell),
                plain_number(cell, DecimalMark::Point).unwrap_or_default(),
                plain_number(cell, DecimalMark::Comma).unwrap_or_default()
            ),
        )),
        "value" | "uses_per_month" => match layout.number(cell) {
            Some(number) if cell.contains(',') => Ok(Cow::Owned(number.to_string())),
            Some(_) => Ok(Cow::Borrowed(cell)),
            None if name == "value" => Err(not_a_value(name, cell)),
            None => {
                let grouped = plain_number(cell, mark_of(cell)).is_some();
                let help = if grouped {
                    ": write it without what separates thousands"
                } else {
                    ""
                };
                let cell = quoted_cell(cell);
                Err(Refusal::new(name, format!("{cell} is not a number{help}")))
            }
        },
        "kind" => Ok(match cell.to_lowercase() {
            lower if lower.parse::<Kind>().is_ok() => Cow::Owned(lower),
            _ => Cow::Borrowed(cell),
        }),
        // A spreadsheet may write whole numbers with a decimal part.
        "seats" => Ok(match layout.number(cell) {
            Some(seats) if seats.fract() == 0.0 => Cow::Owned(seats.to_string()),
            _ => Cow::Borrowed(cell),
        }),
        "half" => Ok(Cow::Owned(cell.to_lowercase())),
        name if TRUTHS.contains(&name) => Ok(match layout.truth(cell) {
            Some(true) => Cow::Borrowed("true"),
            Some(false) => Cow::Borrowed(""),
            None => Cow::Borrowed(cell),
        }),
        _ => Ok(Cow::Borrowed(cell)),
    }
}

/// Whether a number of a table with decimal commas has a full stop that may separate thousands: `1.200`.
fn may_have_thousands(layout: &TableLayout, cell: &str) -> bool {
    let [point, comma] =
        [DecimalMark::Point, DecimalMark::Comma].map(|mark| plain_number(cell, mark));
    let has_commas = layout.number("1,5").is_some();
    has_commas && cell.contains('.') && point.is_some() && comma.is_some() && point != comma
}

/// The decimal mark of a share of a folder's own table, which has no thousands.
fn mark_of(cell: &str) -> DecimalMark {
    if cell.contains(',') {
        DecimalMark::Comma
    } else {
        DecimalMark::Undeclared
    }
}
