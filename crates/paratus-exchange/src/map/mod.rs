//! What all maps share: how tables are read, and which cells become which texts, values and dates.

mod read;

pub use read::{Delimiter, Encoding, OneOrMany};
pub(crate) use read::{MapKind, NEEDED, kind_of, parse};

use crate::checked_book::CheckedBook;
use paratus::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Options of reading a table's text. What is left out is found from content.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct TableOptions {
    /// The encoding's name, for instance `windows-1252` or `utf-16le`; default: found from content.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub encoding: Option<Encoding>,
    /// The delimiter, one ASCII character.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub delimiter: Option<Delimiter>,
    /// The sheet of a workbook; default: the first that holds a table.
    pub sheet: Option<String>,
    /// Columns whose empty cells mean the same as the cell above, as where cells are joined in a workbook.
    pub fill_down: Vec<String>,
    /// Rows before the heading, without blank rows. Where this is left out and the heading is one row, titles are found: rows of which the
    /// first cell alone holds something.
    pub skip_before: usize,
    /// Rows that make the heading, default 1. A column is then called by its cells from above to below with ` / ` between them:
    /// `Tests / Filing`. Cells that are joined count for all that they cover; in text a cell counts for the empty ones to its right.
    pub heading_rows: usize,
    /// Rows after the heading that are no data, such as the wording of questions or maximum points.
    pub skip_after: usize,
    /// What was seen of the workbook, where its size was checked before.
    #[serde(skip)]
    pub(crate) checked: Option<CheckedBook>,
}

/// A condition on a row; exactly one of `equals`, `contains` and `missing`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Condition {
    /// Heading of the column.
    pub column: String,
    /// The whole cell; capitals and blanks make no difference.
    #[serde(default)]
    pub equals: Option<String>,
    /// A part of the cell.
    #[serde(default)]
    pub contains: Option<String>,
    /// `true`: the cell holds a marker for "missing"; `false`: it does not.
    #[serde(default)]
    pub missing: Option<bool>,
    /// Why such rows are treated so; shown with each of them.
    #[serde(default)]
    pub reason: String,
}

/// A text from a row; exactly one of `column`, `constant` and `template`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct TextMap {
    /// Heading of the column that holds it.
    pub column: Option<String>,
    /// Which of several columns with this heading, counted from 1.
    pub at: Option<usize>,
    /// The same text for every row.
    pub constant: Option<String>,
    /// A text with columns in braces: `{course}-{term}`; a brace itself is doubled.
    pub template: Option<String>,
    /// The text above is looked up here. What is not in it is refused, or becomes `otherwise`.
    pub table: Option<BTreeMap<String, String>>,
    /// What becomes of a text that is not in `table`.
    pub otherwise: Option<String>,
    /// Whether the result is made an id: small letters and digits, with one `-` for what is between them.
    pub slug: bool,
    /// Whether a pseudonym takes the place of the result: `p-` and a number made from it, the same for the same text in any file,
    /// whatever its capitals. For names and addresses where a table has no other id. It cannot be read back, but who knows an
    /// address can make its pseudonym.
    pub pseudonym: bool,
}

/// How a value is written. It is declared, never guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ValueForm {
    /// From 0 to 1.
    Fraction,
    /// From 0 to 100, with or without a percent sign.
    Percent,
    /// From 0 to `max`, or written with the most points: `7 / 10`.
    Points,
}

/// The value of a result; exactly one of `constant`, `column` with `form`, and `column` with `table`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ValueMap {
    /// Heading of the column that holds it.
    pub column: Option<String>,
    /// Which of several columns with this heading, counted from 1.
    pub at: Option<usize>,
    /// The same value for every row, from 0 to 1.
    pub constant: Option<f64>,
    /// How it is written.
    pub form: Option<ValueForm>,
    /// The most points, for `form = "points"`; may be left out where each cell says it, as `7 / 10` does.
    pub max: Option<ValueMax>,
    /// Values from 0 to 1 by word, such as `{ Pass = 1.0, Fail = 0.0 }`. Other words are refused.
    pub table: Option<BTreeMap<String, f64>>,
    /// Whether the decimal mark is a comma; full stops then separate thousands, as in `1.000,5`. With `false` commas separate thousands, as in
    /// `1,000.5`; without either a number that can be read in both ways, as `1,234`, is refused.
    pub decimal_comma: Option<bool>,
}

/// The most points: a number, or the heading of the column that holds it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum ValueMax {
    /// The same for every row.
    Constant(f64),
    /// In a column.
    Column(String),
}

/// How a date is written. It is declared, never guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DateForm {
    /// `2027-03-14`.
    #[default]
    Iso,
    /// `2027-03-14` and a time of day after a `T` or a blank, also with `/` or `.` in the date. Results of tests and courses keep it; of two of one day the later counts.
    IsoTime,
    /// Day, month, year: `14/3/2027`, also with `.` or `-`, and with a time of day after it. The month may be a name.
    Dmy,
    /// Month, day, year: `3/14/2027`, also with `.` or `-`, and with a time of day after it. The month may be a name.
    Mdy,
    /// With the month's name in English, French, Arabic, German or Spanish, or its first letters: `2 June 2021`, `Jun 2, 2021`, `2 juin 2021`, and with
    /// a time of day after it.
    MonthName,
    /// Days as spreadsheets count them: 46095 is 2026-03-14. Parts of a day are the time.
    Spreadsheet,
    /// Whole days after `epoch`; negative before it.
    Days,
}

/// A date from a row; exactly one of `column` and `constant`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct DateMap {
    /// Heading of the column that holds it.
    pub column: Option<String>,
    /// Which of several columns with this heading, counted from 1.
    pub at: Option<usize>,
    /// The same date for every row.
    pub constant: Option<Date>,
    /// How it is written.
    pub form: DateForm,
    /// What is added to years of two digits, for instance 2000; left out, such dates are refused.
    pub century: Option<u32>,
    /// Day 0 of `form = "days"`: a date, or a column with a table of dates.
    pub epoch: Option<Epoch>,
    /// Days to add to the result.
    pub plus_days: i32,
    /// Other rules for some rows; the first that fits counts.
    pub instead: Vec<DateException>,
}

/// Day 0 of dates that are written as a number of days.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Epoch {
    /// The same for every row.
    Constant(Date),
    /// By what a text of the row says, an ISO date after its table was applied.
    Text(Box<TextMap>),
}

/// Another rule for the dates of some rows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DateException {
    /// Which rows; all conditions must hold.
    pub when: Vec<Condition>,
    /// Their date.
    pub date: DateMap,
}

/// A side table joined to each row: its columns are then called `name.column`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LookupMap {
    /// The word before the dot.
    pub name: String,
    /// The side table, as the caller opens it.
    pub file: String,
    /// The side table's columns that together name one of its rows.
    pub by: OneOrMany,
    /// The row's columns that hold the same; default: `by`. May refer to side tables declared before.
    #[serde(default)]
    pub from: Option<OneOrMany>,
    /// Whether a row may have no match; its columns are then missing. Otherwise such rows are refused.
    #[serde(default)]
    pub optional: bool,
    /// How the side table is read.
    #[serde(default)]
    pub table: TableOptions,
}

/// Cells that mean "missing" where a map does not say otherwise; the empty cell always does. Capitals make no difference.
pub(crate) fn default_missing() -> Vec<String> {
    ["", "-", "N/A", "#N/A", "[c]"].map(str::to_owned).to_vec()
}

pub(crate) fn is_missing(cell: &str, markers: &[String]) -> bool {
    cell.is_empty()
        || markers
            .iter()
            .any(|marker| marker.eq_ignore_ascii_case(cell))
}
