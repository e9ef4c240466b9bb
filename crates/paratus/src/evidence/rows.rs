//! The rows of a table that is no text, as a file of columns is: placed by row, refused in the words of `evidence.csv`.

use super::log::{EvidenceLog, RecordOutcome};
use super::log_reader::MAX_RESERVED_RECORDS;
use super::record::Record;
use super::{EvidenceColumns, TextColumn};
use crate::future_rows::Location;
use crate::table::{
    ColumnHeadings, EVIDENCE, LimitedFindings, TableOptions, TableReport, TableRow,
};
use crate::{Error, Finding, Severity};

/// Adds the rows of a table to a log, block by block: findings are placed in its file, by row.
///
/// ```
/// use paratus::document::read_json;
/// use paratus::table::TableOptions;
/// use paratus::EvidenceLog;
/// use paratus::evidence::{TextColumn, EvidenceColumns};
///
/// let programme = r#"{"format": 1, "id": "x", "objectives": [{"id": "o", "track": "people"}], "sections": [{"id": "s"}],
///     "roles": [{"id": "r", "requires": [{"objective": "o"}]}], "people": [{"id": "p1", "section": "s", "roles": ["r"]}]}"#;
/// let programme = read_json("programme.json", programme)?.refuse_errors()?.compile();
/// let mut log = EvidenceLog::new(&programme);
/// let headings = ["person", "objective", "kind", "value", "date"];
/// let mut rows = log.rows("results.parquet", &headings, TableOptions::default());
/// let one = |texts| TextColumn { texts, codes: &[0, 0] };
/// let columns = EvidenceColumns {
///     person: one(&["p1"]),
///     objective: one(&["o"]),
///     kind: one(&["quiz"]),
///     value: &[0.5, 5.0],
///     day: &[20_000, 20_001],
///     ..EvidenceColumns::default()
/// };
/// rows.push(&columns, |_| Ok(Vec::new()))?;
/// let report = rows.finish();
/// assert_eq!((report.rows, report.refused), (1, 1));
/// assert_eq!((report.findings[0].line, report.findings[0].path.as_str()), (Some(2), "value"));
/// # Ok::<(), paratus::Error>(())
/// ```
pub struct LogRows<'l> {
    log: &'l mut EvidenceLog,
    file: String,
    /// The number of the file.
    number: u32,
    heads: ColumnHeadings,
    findings: LimitedFindings,
    stopped: bool,
    rows: u64,
    refused: u64,
    /// How many records the log had set aside before.
    set_aside: u64,
}

impl LogRows<'_> {
    /// Which of the headings is a column, if one is: `person`, `objective`, `kind`, `value`, `date`, `level`, `key`, `expires`,
    /// `source`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let headings = ["person", "objective", "kind", "value", "date"];
    /// let rows = log.rows("results.parquet", &headings, TableOptions::default());
    /// assert_eq!((rows.heading("kind"), rows.heading("level")), (Some(2), None));
    /// ```
    #[must_use]
    pub fn heading(&self, column: &str) -> Option<usize> {
        self.heads.heading(column)
    }

    /// Says how many rows there are: room is made for them at once. It need not be true.
    #[must_use]
    pub fn expected_rows(self, rows: u64) -> Self {
        self.log.reserve(
            usize::try_from(rows)
                .unwrap_or(MAX_RESERVED_RECORDS)
                .min(MAX_RESERVED_RECORDS),
        );
        self
    }

    /// Whether the table cannot be used, so that nothing is read.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Notes something about the table as a whole; with an error it cannot be used.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::table::TableOptions;
    /// use paratus::{Code, EvidenceLog, Finding, Sentence};
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let headings = ["person", "objective", "kind", "value", "date"];
    /// let mut rows = log.rows("results.parquet", &headings, TableOptions::default());
    /// let why = [("file", "results.parquet".into()), ("detail", "it ends too early".into())];
    /// rows.note(Finding::new(Code::Unreadable, "", Sentence::FileUnreadable, why));
    /// assert!(rows.is_stopped());
    /// ```
    pub fn note(&mut self, mut finding: Finding) {
        self.stopped |= finding.severity == Severity::Error;
        finding.file = Some(self.file.clone());
        self.findings.add(finding, |finding| finding);
    }

    /// Adds the next rows: the same figures as by [`EvidenceLog::push_columns`].
    ///
    /// A row whose person is [`TextColumn::NOTHING`] is one that columns cannot hold. `written` gives its cells as texts, in the order of the
    /// headings, and it is read from them as a row of `evidence.csv` is; or the finding that refuses it.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::evidence::{TextColumn, EvidenceColumns};
    /// use paratus::table::TableOptions;
    ///
    /// let mut log = EvidenceLog::new(&sample::programme());
    /// let headings = ["person", "objective", "kind", "value", "date"];
    /// let day = [sample::first(2).days()];
    /// let mut rows = log.rows("results.parquet", &headings, TableOptions::default());
    /// let columns = EvidenceColumns {
    ///     person: TextColumn { codes: &[0], texts: &["p-00"] },
    ///     objective: TextColumn { codes: &[0], texts: &["search"] },
    ///     kind: TextColumn { codes: &[0], texts: &["quiz"] },
    ///     value: &[1.0],
    ///     day: &day,
    ///     ..EvidenceColumns::default()
    /// };
    /// rows.push(&columns, |_| Ok(Vec::new()))?;
    /// assert_eq!(rows.finish().rows, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the columns have different lengths; nothing is added then.
    pub fn push(
        &mut self,
        columns: &EvidenceColumns<'_>,
        mut written: impl FnMut(usize) -> Result<Vec<String>, Finding>,
    ) -> Result<(), Error> {
        if self.stopped {
            return Ok(());
        }
        let first = self.rows + self.refused + 1;
        let row = |at: usize| u32::try_from(first.saturating_add(at as u64)).unwrap_or(u32::MAX);
        let (heads, number) = (&self.heads, self.number);
        let careful = |log: &mut EvidenceLog, at: usize| {
            let spot = Location::Line(number, row(at));
            if columns.person.codes.get(at) != Some(&TextColumn::NOTHING) {
                return log.push_row_of(columns, at, spot);
            }
            match written(at).and_then(|cells| heads.row(&cells, |row| read(log, row, spot))) {
                Ok(outcome) => outcome,
                Err(finding) => log.refuse(finding),
            }
        };
        let (findings, file) = (&mut self.findings, &self.file);
        let note = |at: usize, finding: Box<Finding>| {
            findings.add(*finding, |finding| finding.at(file, row(at), None));
        };
        let refused =
            self.log
                .push_each(columns, |at| Location::Line(number, row(at)), careful, note)?;
        self.refused += refused;
        self.rows += columns.person.codes.len() as u64 - refused;
        Ok(())
    }

    /// Ends the table: how many rows were taken and refused, and every finding with its row.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let headings = ["person", "objective", "kind", "value", "date"];
    /// let report = log.rows("results.parquet", &headings, TableOptions::default()).finish();
    /// assert_eq!((report.rows, report.refused), (0, 0));
    /// ```
    #[must_use]
    pub fn finish(self) -> TableReport {
        let set_aside = self.log.row_counts().set_aside - self.set_aside;
        let rows = self.rows.saturating_sub(set_aside);
        TableReport {
            rows,
            refused: self.refused,
            set_aside,
            findings: self.findings.finish(Some(&self.file)),
        }
    }
}

/// Adds a row that was read from texts.
fn read(
    log: &mut EvidenceLog,
    row: &TableRow<'_>,
    spot: Location,
) -> Result<RecordOutcome, Finding> {
    Ok(log.push_at(&Record::from_row(row)?, Some(spot)))
}

impl EvidenceLog {
    /// Takes the rows of a table that is no text; findings call it `file`. Its columns are known by their headings, as those of
    /// `evidence.csv` are.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::evidence::{TextColumn, EvidenceColumns};
    /// use paratus::table::TableOptions;
    ///
    /// let mut log = EvidenceLog::new(&sample::programme());
    /// let headings = ["person", "objective", "kind", "value", "date"];
    /// let day = [sample::first(2).days()];
    /// let mut rows = log.rows("results.parquet", &headings, TableOptions::default());
    /// let columns = EvidenceColumns {
    ///     person: TextColumn { codes: &[0], texts: &["p-00"] },
    ///     objective: TextColumn { codes: &[0], texts: &["search"] },
    ///     kind: TextColumn { codes: &[0], texts: &["quiz"] },
    ///     value: &[1.0],
    ///     day: &day,
    ///     ..EvidenceColumns::default()
    /// };
    /// rows.push(&columns, |_| Ok(Vec::new()))?;
    /// assert_eq!(rows.finish().rows, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rows(&mut self, file: &str, headings: &[&str], options: TableOptions) -> LogRows<'_> {
        let number = self.later_mut().file(file);
        let options = options.or(self.programme().table_options());
        let (heads, found) = ColumnHeadings::new(headings, &EVIDENCE, &options);
        let mut rows = LogRows {
            set_aside: self.row_counts().set_aside,
            log: self,
            file: file.to_owned(),
            number,
            heads,
            findings: LimitedFindings::default(),
            stopped: false,
            rows: 0,
            refused: 0,
        };
        found.into_iter().for_each(|finding| rows.note(finding));
        rows
    }
}
