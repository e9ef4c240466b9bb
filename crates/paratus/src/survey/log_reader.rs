//! Tables and lists of answers into the log: nothing is dropped silently.

use super::log::{Response, ResponseLog};
use super::reader::ResponseReader;
use crate::document::{ResponseDoc, read_list};
use crate::evidence::RecordOutcome;
use crate::future_rows::Location;
use crate::table::{RowCounts, TableOptions, TableReport, TableRow};
use crate::{Error, Finding};

/// Reads a table of answers into a log, block by block.
pub struct ResponseLogReader<'l> {
    log: &'l mut ResponseLog,
    reader: ResponseReader,
    /// What had become of answers before.
    before: RowCounts,
    /// The number of the file.
    file: u32,
}

impl ResponseLogReader<'_> {
    /// Reads the next block of the file; blocks may be of any size and end anywhere.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::survey::ResponseLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let mut reader = log.reader("responses.csv", TableOptions::default());
    /// for block in ["respondent,instrument,item,ans", "wer,date\np-00,pulse,q1,4,2027-02-01\n"] {
    ///     reader.push(block.as_bytes());
    /// }
    /// assert_eq!(reader.finish().rows, 1);
    /// ```
    pub fn push(&mut self, block: &[u8]) {
        let (log, file) = (&mut *self.log, self.file);
        self.reader.push_rows(block, |row| take(log, file, row));
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
    /// use paratus::survey::ResponseLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let mut reader = log.reader("responses.csv", TableOptions::default());
    /// reader.push(b"respondent,instrument,item,answer,date\np-00,pulse,q1,9,2027-02-01\n");
    /// assert_eq!(reader.finish().refused, 1);
    /// ```
    #[must_use]
    pub fn finish(self) -> TableReport {
        let (log, file) = (self.log, self.file);
        let mut report = self.reader.finish_rows(|row| take(log, file, row));
        let now = log.row_counts();
        // Rows of which no answer could be made are refused by the reader; the log counts them too.
        log.count_refused((self.before.refused + report.refused).saturating_sub(now.refused));
        report.set_aside = now.set_aside - self.before.set_aside;
        let missing = now.missing - self.before.missing;
        report.rows = report.rows.saturating_sub(report.set_aside + missing);
        report
    }
}

/// Takes a row. A cell of an instrument that is known may hold a word, or stand for no answer.
fn take(log: &mut ResponseLog, file: u32, row: &TableRow<'_>) -> Result<(), Finding> {
    let answer = match log.scale_of(row.required(1)?) {
        Some(instrument) => row.answer(3, |cell| instrument.answer_in(cell))?,
        None => Some(row.whole_number(3)?),
    };
    let Some(answer) = answer else {
        log.count_missing();
        return Ok(());
    };
    let response = Response::with_answer(row, answer)?;
    match log.push_at(&response, Location::Line(file, row.line)) {
        RecordOutcome::Accepted | RecordOutcome::SetAside => Ok(()),
        RecordOutcome::Warned(finding) | RecordOutcome::Refused(finding) => Err(*finding),
    }
}

impl ResponseLog {
    /// A reader that adds the rows of a table (`responses.csv`) to this log; findings call the table `file`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::survey::ResponseLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let mut reader = log.reader("responses.csv", TableOptions::default());
    /// reader.push(b"respondent,instrument,item,answer,date\np-00,pulse,q1,4,2027-02-01\n");
    /// assert!(reader.finish().findings.is_empty());
    /// ```
    pub fn reader(&mut self, file: &str, options: TableOptions) -> ResponseLogReader<'_> {
        let options = options.or(self.programme().table_options());
        let number = self.file(file);
        let before = self.row_counts();
        ResponseLogReader {
            log: self,
            reader: ResponseReader::new(file, options),
            before,
            file: number,
        }
    }

    /// Adds the rows of a table that is in memory as a whole.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::survey::ResponseLog;
    /// use paratus::table::TableOptions;
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let table = "respondent,instrument,item,answer,date\np-00,pulse,q1,4,2027-02-01\n";
    /// assert_eq!(log.read_csv("responses.csv", table.as_bytes(), TableOptions::default()).rows, 1);
    /// ```
    pub fn read_csv(&mut self, file: &str, bytes: &[u8], options: TableOptions) -> TableReport {
        let mut reader = self.reader(file, options);
        reader.push(bytes);
        reader.finish()
    }

    /// Adds the answers of a JSON list. Refused answers and what is odd about others are findings, with paths such as
    /// `responses[3].answer`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::survey::ResponseLog;
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let findings = log.read_json(
    ///     r#"[{ "respondent": "p-00", "instrument": "pulse", "item": "q1", "answer": 4, "date": "2027-02-01" }]"#,
    /// )?;
    /// assert!(findings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is not JSON, or an answer has unknown keys, wrong types or lacks keys; nothing is added then.
    pub fn read_json(&mut self, text: &str) -> Result<Vec<Finding>, Error> {
        let responses: Vec<ResponseDoc> = read_list("responses", text)?;
        Ok(self.extend(&responses))
    }

    /// Adds answers as written. Refused answers and what is odd about others are findings, as for
    /// [`ResponseLog::read_json`].
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::document::ResponseDoc;
    /// use paratus::survey::ResponseLog;
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let findings = log.extend(&[ResponseDoc::new("p-00", "pulse", "q9", 4, sample::first(2))]);
    /// assert_eq!(findings.len(), 1, "there is no item `q9`");
    /// ```
    pub fn extend(&mut self, responses: &[ResponseDoc]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (at, response) in responses.iter().enumerate() {
            if let RecordOutcome::Warned(finding) | RecordOutcome::Refused(finding) =
                self.push_at(&Response::from(response), Location::Entry(at as u32))
            {
                let path = format!("responses[{at}].{}", finding.path);
                findings.push(Finding { path, ..*finding });
            }
        }
        findings
    }
}
