//! `responses.csv`: respondent, instrument, item, answer, date, and optionally section.

use super::reader::TableReader;
use super::row::{Column, TableRow};
use super::{TableOptions, TableReport};
use crate::{Date, Finding};

static COLUMNS: [Column; 6] = [
    Column::required("respondent"),
    Column::required("instrument"),
    Column::required("item"),
    Column::required("answer"),
    Column::required("date"),
    Column::optional("section"),
];

/// One answer to one item, borrowed from the block it was read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseRow<'a> {
    /// Pseudonymous id of the respondent.
    pub respondent: &'a str,
    /// Id of the instrument.
    pub instrument: &'a str,
    /// Id of the item.
    pub item: &'a str,
    /// The answer: any whole number, the range is not checked here.
    pub answer: u32,
    /// When it was given.
    pub date: Date,
    /// The respondent's section.
    pub section: Option<&'a str>,
    /// The line on which the row begins, from 1.
    pub line: u32,
}

impl<'a> ResponseRow<'a> {
    fn read(row: &TableRow<'a>) -> Result<ResponseRow<'a>, Finding> {
        Ok(ResponseRow {
            respondent: row.required(0)?,
            instrument: row.required(1)?,
            item: row.required(2)?,
            answer: row.whole_number(3)?,
            date: row.date(4)?,
            section: row.optional(5),
            line: row.line,
        })
    }
}

/// Reads responses in blocks of any size, in memory that does not grow with the file.
pub struct ResponseReader(TableReader);

impl ResponseReader {
    /// A reader of the table that findings call `file`.
    ///
    /// ```
    /// use paratus::table::{ResponseReader, TableOptions};
    ///
    /// let mut reader = ResponseReader::new("responses.csv", TableOptions::default());
    /// reader.push(b"respondent,instrument,item,answer,date\n", |_| Ok(()));
    /// assert!(!reader.stopped());
    /// ```
    #[must_use]
    pub fn new(file: &str, options: TableOptions) -> ResponseReader {
        ResponseReader(TableReader::new(file, &COLUMNS, options))
    }

    /// Reads the next block of the file. `sink` takes each row; a finding it returns refuses the row if it is an error, and is placed in
    /// the file, at the field of the column that the finding's `path` names, if it names one.
    ///
    /// ```
    /// use paratus::table::{ResponseReader, TableOptions};
    ///
    /// let mut answers = Vec::new();
    /// let mut reader = ResponseReader::new("responses.csv", TableOptions::default());
    /// reader.push(b"respondent,instrument,item,answer,date\np-1,pulse,q1,4,2027-02-01\n", |row| {
    ///     answers.push(row.answer);
    ///     Ok(())
    /// });
    /// assert_eq!(answers, [4]);
    /// ```
    pub fn push(
        &mut self,
        block: &[u8],
        mut sink: impl FnMut(ResponseRow<'_>) -> Result<(), Finding>,
    ) {
        self.0.push(block, &mut |row: &TableRow<'_>| {
            sink(ResponseRow::read(row)?)
        });
    }

    /// Whether the header cannot be used, so that nothing more will be read.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.0.stopped()
    }

    /// Ends the file; a last row without a line end is still read.
    ///
    /// ```
    /// use paratus::table::{ResponseReader, TableOptions};
    ///
    /// let mut reader = ResponseReader::new("responses.csv", TableOptions::default());
    /// reader.push(b"respondent,instrument,item,answer,date\np-1,pulse,q1,4,2027-02-01", |_| Ok(()));
    /// assert_eq!(reader.finish(|_| Ok(())).rows, 1);
    /// ```
    pub fn finish(
        self,
        mut sink: impl FnMut(ResponseRow<'_>) -> Result<(), Finding>,
    ) -> TableReport {
        self.0
            .finish(&mut |row: &TableRow<'_>| sink(ResponseRow::read(row)?))
    }
}

/// Reads responses that are in memory as a whole. See [`ResponseReader::push`] for `sink`.
///
/// ```
/// use paratus::table::{TableOptions, read_responses};
///
/// let table = "respondent,instrument,item,answer,date\np-1,pulse,q1,4,2027-02-01\n";
/// let report = read_responses("responses.csv", table.as_bytes(), TableOptions::default(), |_| Ok(()));
/// assert_eq!(report.rows, 1);
/// ```
pub fn read_responses(
    file: &str,
    bytes: &[u8],
    options: TableOptions,
    mut sink: impl FnMut(ResponseRow<'_>) -> Result<(), Finding>,
) -> TableReport {
    let mut reader = ResponseReader::new(file, options);
    reader.push(bytes, &mut sink);
    reader.finish(sink)
}
