//! How tables are written, where that is not as the reference of the files has it.

use serde::{Deserialize, Serialize};

/// How the tables of a programme are written: `[input]` of the programme, and what a reader is given beside it.
///
/// Every key may be left out. A reader that belongs to a programme takes what it is not given from `[input]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TableOptions {
    /// How dates are written: `iso`, `day-month-year`, `month-day-year` or `excel`; default: `iso`. A time of day behind a
    /// date is allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateFormat>,
    /// The decimal mark: `,` or `.`. Default: a point; in a table whose columns are not separated by commas a comma too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    /// What separates columns: `,`, `;`, `tab` or `|`. Default: what the header row shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<Separator>,
    /// How texts are encoded: `utf-8` or `windows-1252`; default: `utf-8`. UTF-16 is recognised by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<TextEncoding>,
    /// Words for true, beside `true`, `yes` and `1`.
    #[serde(default, rename = "true", skip_serializing_if = "Vec::is_empty")]
    pub true_words: Vec<String>,
    /// Words for false, beside `false`, `no`, `0` and an empty cell.
    #[serde(default, rename = "false", skip_serializing_if = "Vec::is_empty")]
    pub false_words: Vec<String>,
    /// How merged cells of a workbook are read: `down` gives their value to every row. By default they are refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<MergedCells>,
    /// Whether the text stands for a sheet of a workbook: findings then name rows, and no characters of a line.
    #[serde(skip)]
    pub sheet: bool,
}

/// The treatment of merged cells of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MergedCells {
    /// Every row of the merged cells has their value.
    Down,
}

/// How the dates of a table are written. `YYYY-MM-DD` is read whatever is declared; nothing else is ever guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DateFormat {
    /// `2027-03-14` only.
    #[default]
    Iso,
    /// Whole days as Excel counts them for Windows: 46460 is 2027-03-14.
    Excel,
    /// `14/03/2027`, `14.3.2027` or `14-03-2027`.
    DayMonthYear,
    /// `03/14/2027`, `3/14/2027`.
    MonthDayYear,
}

/// The decimal mark of a table's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DecimalMark {
    /// `0,85`; `0.85` is read too.
    #[serde(rename = ",")]
    Comma,
    /// `0.85` alone.
    #[serde(rename = ".")]
    Point,
}

/// The separator between the columns of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Separator {
    /// A comma.
    #[serde(rename = ",")]
    Comma,
    /// A semicolon.
    #[serde(rename = ";")]
    Semicolon,
    /// A tabulator.
    #[serde(rename = "tab")]
    Tab,
    /// A vertical bar.
    #[serde(rename = "|")]
    Bar,
}

impl Separator {
    /// The byte between columns.
    ///
    /// ```
    /// assert_eq!(paratus::table::Separator::Tab.byte(), b'\t');
    /// ```
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
            Separator::Bar => b'|',
        }
    }
}

/// The encoding of a table's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// What Excel writes as "CSV" on Windows in Western Europe and America.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

constructors! {
    r"let made = table::TableOptions::new().dates(table::DateFormat::DayMonthYear);"
    TableOptions default {
        dates: optional(DateFormat), decimal: optional(DecimalMark), separator: optional(Separator),
        encoding: optional(TextEncoding), true_words: texts, false_words: texts, fill: optional(MergedCells), sheet: bool,
    }
}

impl TableOptions {
    /// These options, with what they leave out taken from others.
    ///
    /// ```
    /// use paratus::table::{DateFormat, TableOptions};
    ///
    /// let programme = TableOptions::default().dates(DateFormat::DayMonthYear);
    /// assert_eq!(TableOptions::default().or(&programme), programme);
    /// let flag = TableOptions::default().dates(DateFormat::Iso);
    /// assert_eq!(flag.clone().or(&programme), flag);
    /// ```
    #[must_use]
    pub fn or(mut self, others: &TableOptions) -> TableOptions {
        self.dates = self.dates.or(others.dates);
        self.decimal = self.decimal.or(others.decimal);
        self.separator = self.separator.or(others.separator);
        self.encoding = self.encoding.or(others.encoding);
        self.fill = self.fill.or(others.fill);
        if self.true_words.is_empty() {
            self.true_words.clone_from(&others.true_words);
        }
        if self.false_words.is_empty() {
            self.false_words.clone_from(&others.false_words);
        }
        self
    }
}

/// How the cells of one table are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellFormat {
    pub(super) dates: DateFormat,
    /// Whether numbers may have a decimal comma.
    pub(super) comma: bool,
    pub(super) true_words: Vec<String>,
    pub(super) false_words: Vec<String>,
}

impl CellFormat {
    /// How the cells of a table with this delimiter are read.
    pub(super) fn new(options: &TableOptions, delimiter: u8) -> CellFormat {
        let lower = |words: &[String]| {
            words
                .iter()
                .map(|word| word.trim().to_lowercase())
                .collect()
        };
        CellFormat {
            dates: options.dates.unwrap_or_default(),
            comma: match options.decimal {
                Some(mark) => mark == DecimalMark::Comma,
                None => delimiter != b',',
            },
            true_words: lower(&options.true_words),
            false_words: lower(&options.false_words),
        }
    }
}
