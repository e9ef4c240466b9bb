//! What the headings and cells of a folder's table mean, for programs that write into one.

use super::{CellFormat, Column, TableOptions, cell, columns, header};
use crate::Date;
use crate::time::Time;

/// How one table of a programme's folder is written: which column each heading means, and what its cells mean.
///
/// A program that adds rows to a table reads the rows that are there as the library does.
#[derive(Clone, Debug)]
pub struct TableLayout {
    columns: &'static [Column],
    format: CellFormat,
}

impl TableLayout {
    /// The layout of the table `name` (`people`, without an ending), whose columns are separated by `separator`; `None` where a
    /// folder has no such table.
    ///
    /// ```
    /// use paratus::table::{DateFormat, TableLayout, TableOptions};
    ///
    /// let options = TableOptions::default().dates(DateFormat::DayMonthYear);
    /// let layout = TableLayout::new("evidence", b';', &options).unwrap();
    /// assert_eq!(layout.columns(&["Person ID", "Value", "Remark"]), [Some("person"), Some("value"), None]);
    /// assert_eq!(layout.date("14/03/2027").unwrap().to_string(), "2027-03-14");
    /// assert_eq!(layout.number("0,85"), Some(0.85));
    /// ```
    #[must_use]
    pub fn new(name: &str, separator: u8, options: &TableOptions) -> Option<TableLayout> {
        Some(TableLayout {
            columns: columns::of_table(name)?,
            format: CellFormat::new(options, separator),
        })
    }

    /// The column that each heading means, by its own name; `None` for a heading that is not read.
    ///
    /// ```
    /// use paratus::table::{TableLayout, TableOptions};
    ///
    /// let layout = TableLayout::new("evidence", b',', &TableOptions::default()).unwrap();
    /// assert_eq!(layout.columns(&["Person ID", "Remark"]), [Some("person"), None]);
    /// ```
    #[must_use]
    pub fn columns(&self, headings: &[impl AsRef<str>]) -> Vec<Option<&'static str>> {
        let names: Vec<String> = headings
            .iter()
            .map(|heading| heading.as_ref().trim().to_owned())
            .collect();
        let found = header::columns_of(&names, self.columns);
        let mut taken = vec![false; self.columns.len()];
        let name = |column: Option<usize>| {
            // Of two headings that mean the same column the first is read.
            let column = column?;
            let first = !std::mem::replace(taken.get_mut(column)?, true);
            let column = self.columns.get(column)?;
            first.then_some(column.name)
        };
        found.into_iter().map(name).collect()
    }

    /// A date as the table has it; `None` where the cell is none.
    ///
    /// ```
    /// use paratus::table::{TableLayout, TableOptions};
    ///
    /// let layout = TableLayout::new("evidence", b',', &TableOptions::default()).unwrap();
    /// assert_eq!(layout.date("2027-03-14").unwrap().to_string(), "2027-03-14");
    /// assert_eq!(layout.date("14/03/2027"), None);
    /// ```
    #[must_use]
    pub fn date(&self, cell: &str) -> Option<Date> {
        cell::date("", cell, self.format.dates).ok()
    }

    /// The time of day behind a date; `None` where there is none, or midnight, which programs write behind dates without a time.
    ///
    /// ```
    /// use paratus::table::{DateFormat, TableLayout, TableOptions};
    ///
    /// let options = TableOptions::default().dates(DateFormat::DayMonthYear);
    /// let layout = TableLayout::new("evidence", b',', &options).unwrap();
    /// assert_eq!(layout.time("14/03/2027 3:30 PM").unwrap().to_string(), "15:30");
    /// assert_eq!(layout.time("14/03/2027"), None);
    /// ```
    #[must_use]
    pub fn time(&self, cell: &str) -> Option<Time> {
        cell::time(cell, self.format.dates)
    }

    /// A number as the table has it; `None` where the cell is none.
    ///
    /// ```
    /// use paratus::table::{TableLayout, TableOptions};
    ///
    /// let layout = TableLayout::new("evidence", b',', &TableOptions::default()).unwrap();
    /// assert_eq!((layout.number("0.85"), layout.number("much")), (Some(0.85), None));
    /// ```
    #[must_use]
    pub fn number(&self, cell: &str) -> Option<f64> {
        cell::number("", cell, self.format.comma).ok()
    }

    /// A truth value as the table has it, empty for false; `None` where the cell is none.
    ///
    /// ```
    /// use paratus::table::{TableLayout, TableOptions};
    ///
    /// let layout = TableLayout::new("evidence", b',', &TableOptions::default()).unwrap();
    /// assert_eq!((layout.truth("yes"), layout.truth("")), (Some(true), Some(false)));
    /// ```
    #[must_use]
    pub fn truth(&self, cell: &str) -> Option<bool> {
        cell::boolean("", cell, &self.format).ok()
    }
}
