//! `responses.csv` as answers, one after the other: respondent, instrument, item, answer, date, and optionally section and count.

use super::log::Response;
use crate::Finding;
use crate::table::{RESPONSES, TableOptions, TableReader, TableReport, TableRow};

impl<'a> Response<'a> {
    fn from_row(row: &TableRow<'a>) -> Result<Response<'a>, Finding> {
        Response::with_answer(row, row.whole_number(3)?)
    }

    /// The row with an answer that was read before.
    pub(super) fn with_answer(row: &TableRow<'a>, answer: u32) -> Result<Response<'a>, Finding> {
        let count = match row.optional(6) {
            Some(_) => Some(row.whole_number(6)?),
            None => None,
        };
        Ok(Response {
            respondent: row.required(0)?,
            instrument: row.required(1)?,
            item: row.required(2)?,
            answer,
            date: row.date(4)?,
            section: row.optional(5),
            count,
        })
    }
}

/// Reads responses in blocks of any size, in memory that does not grow with the file.
pub struct ResponseReader(TableReader);

impl ResponseReader {
    /// A reader of the table that findings call `file`.
    ///
    /// ```
    /// use paratus::survey::ResponseReader;
    /// use paratus::table::TableOptions;
    ///
    /// let mut reader = ResponseReader::new("responses.csv", TableOptions::default());
    /// reader.push(b"respondent,instrument,item,answer,date\n", |_, _| Ok(()));
    /// assert!(!reader.is_stopped());
    /// ```
    #[must_use]
    pub fn new(file: &str, options: TableOptions) -> ResponseReader {
        ResponseReader(TableReader::new(file, &RESPONSES, options))
    }

    /// Reads the next block of the file. `sink` takes each answer and the line on which its row begins,
    /// from 1; the range of the answer is not checked here. A finding it returns refuses the row if it is an error, and is placed in
    /// the file, at the field of the column that the finding's `path` names, if it names one.
    ///
    /// ```
    /// use paratus::survey::ResponseReader;
    /// use paratus::table::TableOptions;
    ///
    /// let mut answers = Vec::new();
    /// let mut reader = ResponseReader::new("responses.csv", TableOptions::default());
    /// reader.push(b"respondent,instrument,item,answer,date\np-1,pulse,q1,4,2027-02-01\n", |row, _line| {
    ///     answers.push(row.answer);
    ///     Ok(())
    /// });
    /// assert_eq!(answers, [4]);
    /// ```
    pub fn push(
        &mut self,
        block: &[u8],
        mut sink: impl FnMut(Response<'_>, u32) -> Result<(), Finding>,
    ) {
        self.0.push(block, &mut |row: &TableRow<'_>| {
            sink(Response::from_row(row)?, row.line)
        });
    }

    /// The same with the rows themselves.
    pub(super) fn push_rows(
        &mut self,
        block: &[u8],
        mut sink: impl FnMut(&TableRow<'_>) -> Result<(), Finding>,
    ) {
        self.0.push(block, &mut |row: &TableRow<'_>| sink(row));
    }

    /// Ends the file with the rows themselves.
    pub(super) fn finish_rows(
        self,
        mut sink: impl FnMut(&TableRow<'_>) -> Result<(), Finding>,
    ) -> TableReport {
        self.0.finish(&mut |row: &TableRow<'_>| sink(row))
    }

    /// Whether the header cannot be used, so that nothing more will be read.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped()
    }

    /// Ends the file; a last row without a line end is still read.
    ///
    /// ```
    /// use paratus::survey::ResponseReader;
    /// use paratus::table::TableOptions;
    ///
    /// let mut reader = ResponseReader::new("responses.csv", TableOptions::default());
    /// reader.push(b"respondent,instrument,item,answer,date\np-1,pulse,q1,4,2027-02-01", |_, _| Ok(()));
    /// assert_eq!(reader.finish(|_, _| Ok(())).rows, 1);
    /// ```
    pub fn finish(
        self,
        mut sink: impl FnMut(Response<'_>, u32) -> Result<(), Finding>,
    ) -> TableReport {
        self.0
            .finish(&mut |row: &TableRow<'_>| sink(Response::from_row(row)?, row.line))
    }
}

/// Reads responses that are in memory as a whole. See [`ResponseReader::push`] for `sink`.
///
/// ```
/// use paratus::survey::read_responses;
/// use paratus::table::TableOptions;
///
/// let table = "respondent,instrument,item,answer,date\np-1,pulse,q1,4,2027-02-01\n";
/// let report = read_responses("responses.csv", table.as_bytes(), TableOptions::default(), |_, _| Ok(()));
/// assert_eq!(report.rows, 1);
/// ```
pub fn read_responses(
    file: &str,
    bytes: &[u8],
    options: TableOptions,
    mut sink: impl FnMut(Response<'_>, u32) -> Result<(), Finding>,
) -> TableReport {
    let mut reader = ResponseReader::new(file, options);
    reader.push(bytes, &mut sink);
    reader.finish(sink)
}
