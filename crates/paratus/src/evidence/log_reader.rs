//! Evidence tables and lists into the log: nothing is dropped silently.

use super::csv_fast_path::FastPath;
use super::{EvidenceLog, Record, RecordOutcome};
use crate::document::{EvidenceDoc, ReadList, UnknownKeys, read_list_with};
use crate::future_rows::Location;
use crate::table::{EVIDENCE, RowBatch, RowSink, TableOptions, TableReader, TableReport, TableRow};
use crate::{Error, Finding};

/// Reads an evidence table into a log, block by block, in memory that does not grow with the file beyond the log itself.
pub struct LogReader<'l> {
    reader: TableReader,
    taker: LogSink<'l>,
    /// How many records the log had refused and set aside before.
    before: (u64, u64),
    /// How much is still to come, until room was made for its rows.
    expected: u64,
}

/// Records for which room is made beforehand at most.
pub(super) const MAX_RESERVED_RECORDS: usize = 1 << 27;

/// What takes the rows.
struct LogSink<'l> {
    log: &'l mut EvidenceLog,
    /// The number of the file.
    file: u32,
    plain: FastPath,
}

impl RowSink for LogSink<'_> {
    fn ahead(&mut self, rows: &RowBatch<'_>) {
        self.plain.look_up(self.log, rows);
    }

    fn take(&mut self, row: &TableRow<'_>) -> Result<(), Finding> {
        let spot = Location::Line(self.file, row.line);
        if let Some((person, packed)) = self.plain.record(self.log, row) {
            self.log.add(person, packed);
            self.log.later_mut().record(packed.day, spot);
            return Ok(());
        }
        // Whatever is wrong or odd: the careful way, which says so.
        match self.log.push_at(&Record::from_row(row)?, Some(spot)) {
            RecordOutcome::Accepted | RecordOutcome::SetAside => Ok(()),
            RecordOutcome::Warned(finding) | RecordOutcome::Refused(finding) => Err(*finding),
        }
    }
}

impl LogReader<'_> {
    /// Says how long the file is, in bytes: room for its records is then made at once, by what the first block holds. It need not be
    /// true.
    #[must_use]
    pub fn expected_bytes(mut self, bytes: u64) -> Self {
        self.expected = bytes;
        self
    }

    /// Reads the next block of the file; blocks may be of any size and end anywhere.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let mut reader = log.reader("evidence.csv", TableOptions::default());
    /// for block in ["person,objective,kind,val", "ue,date\np-00,search,quiz,1,2027-02-01\n"] {
    ///     reader.push(block.as_bytes());
    /// }
    /// assert_eq!(reader.finish().rows, 1);
    /// ```
    pub fn push(&mut self, block: &[u8]) {
        let before = self.taker.log.len();
        self.reader.push(block, &mut self.taker);
        self.expected = self.expected.saturating_sub(block.len() as u64);
        let rows = self.taker.log.len() - before;
        if self.expected > 0 && rows > 0 {
            let each = (block.len() / rows).max(1) as u64;
            let rest = std::mem::take(&mut self.expected) / each;
            self.taker
                .log
                .reserve(usize::try_from(rest).unwrap_or(0).min(MAX_RESERVED_RECORDS));
        }
    }

    /// Whether the header cannot be used, so that nothing more will be read.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.reader.is_stopped()
    }

    /// Ends the file: how many rows were taken and refused, and every finding with its line and column.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let mut reader = log.reader("evidence.csv", TableOptions::default());
    /// reader.push(b"person,objective,kind,value,date\np-00,search,quiz,9,2027-02-01\n");
    /// let report = reader.finish();
    /// assert_eq!((report.rows, report.refused, report.findings[0].line), (0, 1, Some(2)));
    /// ```
    #[must_use]
    pub fn finish(self) -> TableReport {
        let LogReader {
            reader,
            mut taker,
            before: (refused, set_aside),
            ..
        } = self;
        let mut report = reader.finish(&mut taker);
        // Rows of which no record could be made are refused by the reader; the log counts them too.
        taker.log.refused = refused + report.refused;
        report.set_aside = taker.log.row_counts().set_aside - set_aside;
        report.rows = report.rows.saturating_sub(report.set_aside);
        report
    }
}

impl EvidenceLog {
    /// A reader that adds the rows of a table (`evidence.csv`) to this log; findings call the table `file`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let mut reader = log.reader("evidence.csv", TableOptions::default());
    /// reader.push(b"person,objective,kind,value,date\n");
    /// reader.push(b"p-00,search,quiz,1,2027-02-01\n");
    /// assert!(reader.finish().findings.is_empty());
    /// ```
    pub fn reader(&mut self, file: &str, options: TableOptions) -> LogReader<'_> {
        let options = options.or(self.programme().table_options());
        let number = self.later_mut().file(file);
        let before = (self.row_counts().refused, self.row_counts().set_aside);
        let taker = LogSink {
            file: number,
            plain: FastPath::default(),
            log: self,
        };
        LogReader {
            reader: TableReader::new(file, &EVIDENCE, options),
            taker,
            before,
            expected: 0,
        }
    }

    /// Adds the rows of a table that is in memory as a whole.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let table = "person,objective,kind,value,date\np-00,search,quiz,1,2027-02-01\n";
    /// assert_eq!(log.read_csv("evidence.csv", table.as_bytes(), TableOptions::default()).rows, 1);
    /// ```
    pub fn read_csv(&mut self, file: &str, bytes: &[u8], options: TableOptions) -> TableReport {
        let mut reader = self.reader(file, options);
        reader.push(bytes);
        reader.finish()
    }

    /// Adds the records of a JSON list. Refused records and what is odd about others are findings, with paths such as
    /// `evidence[3].value`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let findings = log.read_json(
    ///     r#"[{ "person": "p-00", "objective": "search", "kind": "quiz", "value": 1, "date": "2027-02-01" }]"#,
    /// )?;
    /// assert!(findings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is not JSON, or a record has unknown keys, wrong types or lacks keys; nothing is added then.
    pub fn read_json(&mut self, text: &str) -> Result<Vec<Finding>, Error> {
        self.read_json_with(text, UnknownKeys::Refuse)
    }

    /// Adds the records of a JSON list as [`EvidenceLog::read_json`] does; `unknown_keys` says what becomes of keys that are unknown.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::document::UnknownKeys;
    ///
    /// let mut log = EvidenceLog::new(&sample::programme());
    /// let text = r#"[{ "person": "p-00", "objective": "search", "kind": "quiz", "value": 1, "date": "2027-02-01", "room": "4" }]"#;
    /// assert!(log.read_json(text).is_err());
    /// assert!(log.read_json_with(text, UnknownKeys::Ignore)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`EvidenceLog::read_json`].
    pub fn read_json_with(
        &mut self,
        text: &str,
        unknown_keys: UnknownKeys,
    ) -> Result<Vec<Finding>, Error> {
        let list: ReadList<EvidenceDoc> = read_list_with("evidence", text, unknown_keys)?;
        self.refused += list.refused;
        let records = list.entries.iter().map(|(at, record)| (*at, record));
        let mut findings = list.findings;
        findings.extend(self.extend_with(records, |at| Some(Location::Entry(at as u32))));
        Ok(findings)
    }

    /// Adds records as written. Refused records and what is odd about others are findings, as for
    /// [`EvidenceLog::read_json`].
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::document::{EvidenceDoc, Kind};
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let records = [EvidenceDoc::new("p-00", "search", Kind::Quiz, 1.5, "2027-02-01".parse()?)];
    /// let findings = log.extend(&records);
    /// assert_eq!(findings[0].path, "evidence[0].value");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn extend(&mut self, records: &[EvidenceDoc]) -> Vec<Finding> {
        self.extend_with(records.iter().enumerate(), |at| {
            Some(Location::Entry(at as u32))
        })
    }

    /// The same with records that were made from answers to surveys.
    pub(crate) fn extend_survey_records(&mut self, records: &[EvidenceDoc]) -> Vec<Finding> {
        self.extend_with(records.iter().enumerate(), |_| None)
    }

    fn extend_with<'r>(
        &mut self,
        records: impl Iterator<Item = (usize, &'r EvidenceDoc)>,
        spot: impl Fn(usize) -> Option<Location>,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (at, record) in records {
            match self.push_at(&Record::from(record), spot(at)) {
                RecordOutcome::Accepted | RecordOutcome::SetAside => {}
                RecordOutcome::Warned(finding) | RecordOutcome::Refused(finding) => {
                    let path = format!("evidence[{at}].{}", finding.path);
                    findings.push(Finding { path, ..*finding });
                }
            }
        }
        findings
    }
}
