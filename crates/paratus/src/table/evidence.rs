//! `evidence.csv`: person, objective, kind, value, date, and optionally level, key, expires, source.

use super::reader::TableReader;
use super::row::{Column, TableRow};
use super::{TableOptions, TableReport};
use crate::document::Kind;
use crate::{Date, Finding};
use columns::{DATE, EXPIRES, KEY, KIND, LEVEL, OBJECTIVE, PERSON, SOURCE, VALUE};

pub(super) static COLUMNS: [Column; 9] = [
    Column::required("person"),
    Column::required("objective"),
    Column::required("kind"),
    Column::required("value"),
    Column::required("date"),
    Column::optional("level"),
    Column::optional("key"),
    Column::optional("expires"),
    Column::optional("source"),
];

/// One record of evidence, borrowed from the block it was read in.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct EvidenceRow<'a> {
    /// Id of the person.
    pub person: &'a str,
    /// Id of the objective.
    pub objective: &'a str,
    /// How it was obtained.
    pub kind: Kind,
    /// Degree of success: any finite number, the range is not checked here.
    pub value: f64,
    /// The day it happened.
    pub date: Date,
    /// The level shown.
    pub level: Option<&'a str>,
    /// What later records of the same key supersede.
    pub key: Option<&'a str>,
    /// The last day it counts.
    pub expires: Option<Date>,
    /// Instrument, activity or observer.
    pub source: Option<&'a str>,
    /// The line on which the row begins, from 1.
    pub line: u32,
}

/// The places of columns.
pub(crate) mod columns {
    pub(crate) const PERSON: usize = 0;
    pub(crate) const OBJECTIVE: usize = 1;
    pub(crate) const KIND: usize = 2;
    pub(crate) const VALUE: usize = 3;
    pub(crate) const DATE: usize = 4;
    pub(crate) const LEVEL: usize = 5;
    pub(crate) const KEY: usize = 6;
    pub(crate) const EXPIRES: usize = 7;
    pub(crate) const SOURCE: usize = 8;
}

/// A reader of the table that findings call `file`.
pub(crate) fn reader(file: &str, options: TableOptions) -> TableReader {
    TableReader::new(file, &COLUMNS, options)
}

impl<'a> EvidenceRow<'a> {
    pub(crate) fn read(row: &TableRow<'a>) -> Result<EvidenceRow<'a>, Finding> {
        Ok(EvidenceRow {
            person: row.required(PERSON)?,
            objective: row.required(OBJECTIVE)?,
            kind: row.word(KIND, Kind::from_name, &Kind::ALL.map(Kind::name))?,
            value: row.number(VALUE)?,
            date: row.date(DATE)?,
            level: row.optional(LEVEL),
            key: row.optional(KEY),
            expires: row.optional_date(EXPIRES)?,
            source: row.optional(SOURCE),
            line: row.line,
        })
    }
}

/// Reads evidence in blocks of any size, in memory that does not grow with the file.
///
/// ```
/// use paratus::table::{EvidenceReader, TableOptions};
///
/// let mut reader = EvidenceReader::new("evidence.csv", TableOptions::default());
/// let mut sum = 0.0;
/// for block in [&b"person,objective,kind,value,date\np1,km-ben"[..], b"efits,quiz,0.5,2027-03-14\n"] {
///     reader.push(block, |row| {
///         sum += row.value;
///         Ok(())
///     });
/// }
/// let report = reader.finish(|_| Ok(()));
/// assert_eq!((report.rows, report.refused, sum), (1, 0, 0.5));
/// ```
pub struct EvidenceReader(TableReader);

impl EvidenceReader {
    /// A reader of the table that findings call `file`.
    ///
    /// ```
    /// use paratus::table::{EvidenceReader, TableOptions};
    ///
    /// let mut reader = EvidenceReader::new("evidence.csv", TableOptions::default());
    /// reader.push(b"person,objective,kind,value,date\n", |_| Ok(()));
    /// assert!(!reader.stopped());
    /// ```
    #[must_use]
    pub fn new(file: &str, options: TableOptions) -> EvidenceReader {
        EvidenceReader(reader(file, options))
    }

    /// Reads the next block of the file. `sink` takes each row; a finding it returns refuses the row if it is an error, and is placed in
    /// the file, at the field of the column that the finding's `path` names, if it names one.
    ///
    /// ```
    /// use paratus::table::{EvidenceReader, TableOptions};
    ///
    /// let mut people = Vec::new();
    /// let mut reader = EvidenceReader::new("evidence.csv", TableOptions::default());
    /// reader.push(b"person,objective,kind,value,date\np-1,search,quiz,1,2027-02-01\n", |row| {
    ///     people.push(row.person.to_owned());
    ///     Ok(())
    /// });
    /// assert_eq!(people, ["p-1"]);
    /// ```
    pub fn push(
        &mut self,
        block: &[u8],
        mut sink: impl FnMut(EvidenceRow<'_>) -> Result<(), Finding>,
    ) {
        self.0.push(block, &mut |row: &TableRow<'_>| {
            sink(EvidenceRow::read(row)?)
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
    /// use paratus::table::{EvidenceReader, TableOptions};
    ///
    /// let mut reader = EvidenceReader::new("evidence.csv", TableOptions::default());
    /// reader.push(b"person,objective,kind,value,date\np-1,search,quiz,1,2027-02-01", |_| Ok(()));
    /// assert_eq!(reader.finish(|_| Ok(())).rows, 1);
    /// ```
    pub fn finish(
        self,
        mut sink: impl FnMut(EvidenceRow<'_>) -> Result<(), Finding>,
    ) -> TableReport {
        self.0
            .finish(&mut |row: &TableRow<'_>| sink(EvidenceRow::read(row)?))
    }
}

/// Reads evidence that is in memory as a whole. See [`EvidenceReader::push`] for `sink`.
///
/// ```
/// use paratus::table::{TableOptions, read_evidence};
///
/// let table = "person,objective,kind,value,date\np-1,search,quiz,0.5,2027-02-01\n";
/// let mut sum = 0.0;
/// let report = read_evidence("evidence.csv", table.as_bytes(), TableOptions::default(), |row| {
///     sum += row.value;
///     Ok(())
/// });
/// assert_eq!((report.rows, sum), (1, 0.5));
/// ```
pub fn read_evidence(
    file: &str,
    bytes: &[u8],
    options: TableOptions,
    mut sink: impl FnMut(EvidenceRow<'_>) -> Result<(), Finding>,
) -> TableReport {
    let mut reader = EvidenceReader::new(file, options);
    reader.push(bytes, &mut sink);
    reader.finish(sink)
}
