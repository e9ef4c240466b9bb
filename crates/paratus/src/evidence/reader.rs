//! `evidence.csv` as records, one after the other: person, objective, kind, value, date, and optionally level, key, expires, source.

use super::record::Record;
use crate::Finding;
use crate::table::{EVIDENCE, TableOptions, TableReader, TableReport, TableRow};

/// Reads evidence in blocks of any size, in memory that does not grow with the file.
///
/// ```
/// use paratus::evidence::EvidenceReader;
/// use paratus::table::TableOptions;
///
/// let mut reader = EvidenceReader::new("evidence.csv", TableOptions::default());
/// let mut sum = 0.0;
/// for block in [&b"person,objective,kind,value,date\np1,km-ben"[..], b"efits,quiz,0.5,2027-03-14\n"] {
///     reader.push(block, |record, _line| {
///         sum += record.value;
///         Ok(())
///     });
/// }
/// let report = reader.finish(|_, _| Ok(()));
/// assert_eq!((report.rows, report.refused, sum), (1, 0, 0.5));
/// ```
pub struct EvidenceReader(TableReader);

impl EvidenceReader {
    /// A reader of the table that findings call `file`.
    ///
    /// ```
    /// use paratus::evidence::EvidenceReader;
    /// use paratus::table::TableOptions;
    ///
    /// let mut reader = EvidenceReader::new("evidence.csv", TableOptions::default());
    /// reader.push(b"person,objective,kind,value,date\n", |_, _| Ok(()));
    /// assert!(!reader.is_stopped());
    /// ```
    #[must_use]
    pub fn new(file: &str, options: TableOptions) -> EvidenceReader {
        EvidenceReader(TableReader::new(file, &EVIDENCE, options))
    }

    /// Reads the next block of the file. `sink` takes each record and the line on which its row begins,
    /// from 1; the range of the value is not checked here. A finding it returns refuses the row if it is an error, and is placed in
    /// the file, at the field of the column that the finding's `path` names, if it names one.
    ///
    /// ```
    /// use paratus::evidence::EvidenceReader;
    /// use paratus::table::TableOptions;
    ///
    /// let mut people = Vec::new();
    /// let mut reader = EvidenceReader::new("evidence.csv", TableOptions::default());
    /// reader.push(b"person,objective,kind,value,date\np-1,search,quiz,1,2027-02-01\n", |record, _line| {
    ///     people.push(record.person.to_owned());
    ///     Ok(())
    /// });
    /// assert_eq!(people, ["p-1"]);
    /// ```
    pub fn push(
        &mut self,
        block: &[u8],
        mut sink: impl FnMut(Record<'_>, u32) -> Result<(), Finding>,
    ) {
        self.0.push(block, &mut |row: &TableRow<'_>| {
            sink(Record::from_row(row)?, row.line)
        });
    }

    /// Whether the header cannot be used, so that nothing more will be read.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped()
    }

    /// Ends the file; a last row without a line end is still read.
    ///
    /// ```
    /// use paratus::evidence::EvidenceReader;
    /// use paratus::table::TableOptions;
    ///
    /// let mut reader = EvidenceReader::new("evidence.csv", TableOptions::default());
    /// reader.push(b"person,objective,kind,value,date\np-1,search,quiz,1,2027-02-01", |_, _| Ok(()));
    /// assert_eq!(reader.finish(|_, _| Ok(())).rows, 1);
    /// ```
    pub fn finish(
        self,
        mut sink: impl FnMut(Record<'_>, u32) -> Result<(), Finding>,
    ) -> TableReport {
        self.0
            .finish(&mut |row: &TableRow<'_>| sink(Record::from_row(row)?, row.line))
    }
}

/// Reads evidence that is in memory as a whole. See [`EvidenceReader::push`] for `sink`.
///
/// ```
/// use paratus::evidence::read_evidence;
/// use paratus::table::TableOptions;
///
/// let table = "person,objective,kind,value,date\np-1,search,quiz,0.5,2027-02-01\n";
/// let mut sum = 0.0;
/// let report = read_evidence("evidence.csv", table.as_bytes(), TableOptions::default(), |record, _line| {
///     sum += record.value;
///     Ok(())
/// });
/// assert_eq!((report.rows, sum), (1, 0.5));
/// ```
pub fn read_evidence(
    file: &str,
    bytes: &[u8],
    options: TableOptions,
    mut sink: impl FnMut(Record<'_>, u32) -> Result<(), Finding>,
) -> TableReport {
    let mut reader = EvidenceReader::new(file, options);
    reader.push(bytes, &mut sink);
    reader.finish(sink)
}
