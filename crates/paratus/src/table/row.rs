//! One row as it is handed on: borrowed fields by the table's own columns.

use super::CellFormat;
use super::cell;
use crate::finding::describe;
use crate::formatting::shorten;
use crate::lookalike::oddities;
use crate::text::unescape_formula;
use crate::time::Time;
use crate::{Code, Date, Error, Finding};

/// A column that a table can have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// Its heading.
    pub(crate) name: &'static str,
    /// Headings that mean the same.
    pub(crate) others: &'static [&'static str],
    /// Whether no row can be read without it.
    pub(crate) required: bool,
}

impl Column {
    /// A column that must be there.
    pub(crate) const fn required(name: &'static str) -> Column {
        Column {
            name,
            others: &[],
            required: true,
        }
    }

    /// A column that may be left out.
    pub(crate) const fn optional(name: &'static str) -> Column {
        Column {
            name,
            others: &[],
            required: false,
        }
    }

    /// The same column, which other headings mean too.
    pub(crate) const fn or(mut self, others: &'static [&'static str]) -> Column {
        self.others = others;
        self
    }
}

/// A row; columns are numbered as in the table's list of columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableRow<'a> {
    pub(super) text: &'a str,
    /// Where each field ends in `text`.
    pub(super) ends: &'a [usize],
    /// Bytes between one field and the next: 1 where delimiters are in `text`, 0 where they were taken out.
    pub(super) gap: usize,
    /// The field of each column.
    pub(super) fields: &'a [Option<usize>],
    pub(super) columns: &'static [Column],
    pub(super) format: &'a CellFormat,
    /// The line on which the row begins, from 1.
    pub(crate) line: u32,
    /// Its place among those that were cut together with it.
    pub(crate) place: Option<usize>,
}

/// A cell with blanks or an apostrophe at one of its ends.
#[cold]
#[inline(never)]
fn trimmed(cell: &str) -> &str {
    unescape_formula(cell.trim()).trim()
}

impl<'a> TableRow<'a> {
    /// The cell of a column without blanks around it, and without the apostrophe that keeps a formula from being computed; empty where
    /// the table has no such column.
    #[inline]
    pub(crate) fn get(&self, column: usize) -> &'a str {
        let Some(&Some(field)) = self.fields.get(column) else {
            return "";
        };
        let start = match field.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) + self.gap,
            None => 0,
        };
        let end = self.ends.get(field).copied().unwrap_or(start);
        let cell = self.text.get(start..end).unwrap_or_default();
        match cell.as_bytes() {
            // The usual cases, without a look for blanks of all scripts.
            [] => cell,
            [only] if only.is_ascii_graphic() && *only != b'\'' => cell,
            [first, .., last]
                if first.is_ascii_graphic() && *first != b'\'' && last.is_ascii_graphic() =>
            {
                cell
            }
            _ => trimmed(cell),
        }
    }

    /// The cell of a column, if it holds anything.
    pub(crate) fn optional(&self, column: usize) -> Option<&'a str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    /// The cell of a column that must hold something.
    pub(crate) fn required(&self, column: usize) -> Result<&'a str, Finding> {
        self.optional(column).ok_or_else(|| {
            let name = self.name(column);
            describe!(Code::BadValue, name, CellEmpty { column: name })
        })
    }

    /// A date.
    pub(crate) fn date(&self, column: usize) -> Result<Date, Finding> {
        cell::date(self.name(column), self.required(column)?, self.format.dates)
            .map_err(|why| self.refuse(column, *why))
    }

    /// A date, if the cell holds anything.
    pub(crate) fn optional_date(&self, column: usize) -> Result<Option<Date>, Finding> {
        if self.get(column).is_empty() {
            Ok(None)
        } else {
            self.date(column).map(Some)
        }
    }

    /// The time of day behind a date; `None` where there is none, or midnight, which programs write behind dates without a time.
    pub(crate) fn time(&self, column: usize) -> Option<Time> {
        cell::time(self.get(column), self.format.dates)
    }

    /// A finite number.
    pub(crate) fn number(&self, column: usize) -> Result<f64, Finding> {
        cell::number(self.name(column), self.required(column)?, self.format.comma)
            .map_err(|why| self.refuse(column, *why))
    }

    /// A whole number of at least 0.
    pub(crate) fn whole_number(&self, column: usize) -> Result<u32, Finding> {
        cell::whole_number(self.name(column), self.required(column)?)
            .map_err(|why| self.refuse(column, *why))
    }

    /// The answer in a cell as `read` understands it, which says what would be one; `None` where the cell stands for no answer.
    pub(crate) fn answer(
        &self,
        column: usize,
        read: impl FnOnce(&str) -> Result<Option<u32>, Error>,
    ) -> Result<Option<u32>, Finding> {
        let cell = self.get(column);
        let wrong = |error: Error| {
            let name = self.name(column);
            let value = shorten(cell);
            let finding = describe!(
                Code::BadValue,
                name,
                CellNoAnswer {
                    column: name,
                    value: value
                }
            );
            let said = error.into_findings().into_iter().next();
            let help = said.and_then(|said| said.help).unwrap_or_default();
            self.refuse(column, finding.help(help))
        };
        read(cell).map_err(wrong)
    }

    /// A truth value; empty is false.
    pub(crate) fn truth(&self, column: usize) -> Result<bool, Finding> {
        cell::boolean(self.name(column), self.get(column), self.format)
            .map_err(|why| self.refuse(column, *why))
    }

    /// A date with a time as many are written: `2027-03-14T15:30`; without one, its seconds are 0. Whatever else may be one is `None`.
    #[inline]
    pub(crate) fn plain_date_time(&self, column: usize) -> Option<(Date, u32)> {
        let (date, rest) = self.get(column).split_at_checked(10)?;
        let seconds = match rest.strip_prefix('T') {
            Some(time) => Time::parse(time)?.seconds(),
            None if rest.is_empty() => 0,
            None => return None,
        };
        Some((Date::parse_ascii(date.as_bytes())?, seconds))
    }

    /// A number as nearly all are written: `0.85`. Whatever else may be one is `None`.
    #[inline]
    pub(crate) fn plain_number(&self, column: usize) -> Option<f64> {
        cell::short_decimal(self.get(column))
    }

    /// One of some words; `known` lists them for the message.
    pub(crate) fn word<T>(
        &self,
        column: usize,
        read: impl FnOnce(&str) -> Option<T>,
        known: &[&str],
    ) -> Result<T, Finding> {
        let text = self.required(column)?;
        read(text).ok_or_else(|| {
            let name = self.name(column);
            let finding = describe!(
                Code::BadValue,
                name,
                CellNotOneOf {
                    column: name,
                    value: shorten(text),
                    words: known
                }
            );
            self.refuse(column, finding)
                .did_you_mean(text, known.iter().copied())
        })
    }

    /// The name of a column.
    pub(crate) fn name(&self, column: usize) -> &'static str {
        self.columns.get(column).map_or("", |column| column.name)
    }

    /// The finding of a cell that cannot be read. What is not seen, or looks like something else, comes before any other cause.
    fn refuse(&self, column: usize, finding: Finding) -> Finding {
        match oddities(self.get(column)) {
            Some(odd) => finding.help(format!("it has {odd}")),
            None => finding,
        }
    }
}
