//! Bulk tables, streamed: what was read, what was refused, and what could not be read at all.

use crate::console::Context;
use crate::diagnostics;
use crate::failure::{Failure, reason};
use crate::folder::{self, PARQUET, TEXT_ENDINGS};
use crate::formatting;
use crate::parquet;
use crate::progress::Progress;
use crate::workbooks::{self, Workbooks};
use paratus::survey::ResponseLog;
use paratus::table::{RowCounts, TableOptions, TableReport};
use paratus::{Code, EvidenceLog, Finding, Sentence, Severity};
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek};
use std::path::Path;

/// Hands the next block of a file to what reads it; whether there may be more.
type Blocks<'a> = dyn FnMut(&mut dyn FnMut(&[u8])) -> Result<bool, Failure> + 'a;

/// Bytes read at a time.
const BLOCK: usize = 1 << 18;

/// Findings shown by verbs that compute.
const SHOWN: usize = 3;

/// What takes the rows of a table.
pub(crate) trait Table {
    /// What its rows are, for messages.
    fn rows_name(&self) -> &'static str;

    /// The name of its file in a folder, without the ending.
    fn name(&self) -> &'static str;

    /// The log, if its rows are evidence, which can come from Parquet too.
    #[cfg(feature = "parquet")]
    fn evidence(&mut self) -> Option<&mut EvidenceLog> {
        None
    }

    /// Reads the blocks that `next` gives until there are none; whether the header could not be used, and the report. `length` is that
    /// of the file in bytes, where it is known.
    fn take(
        &mut self,
        name: &str,
        options: TableOptions,
        length: Option<u64>,
        next: &mut Blocks<'_>,
    ) -> Result<(bool, TableReport), Failure>;
}

/// A log is a table by its reader.
macro_rules! table {
    ($log:ty, $what:literal, $name:literal $(, $expected:ident, $evidence:ident)?) => {
        impl Table for $log {
            fn rows_name(&self) -> &'static str {
                $what
            }

            fn name(&self) -> &'static str {
                $name
            }

            $(#[cfg(feature = "parquet")]
            fn $evidence(&mut self) -> Option<&mut EvidenceLog> {
                Some(self)
            })?

            fn take(
                &mut self,
                name: &str,
                options: TableOptions,
                length: Option<u64>,
                next: &mut Blocks<'_>,
            ) -> Result<(bool, TableReport), Failure> {
                let _length = length.unwrap_or(0);
                let mut reader = self.reader(name, options)$(.$expected(_length))?;
                while !reader.is_stopped() && next(&mut |block| reader.push(block))? {}
                Ok((reader.is_stopped(), reader.finish()))
            }
        }
    };
}
table!(
    EvidenceLog,
    "evidence",
    "evidence",
    expected_bytes,
    evidence
);
table!(ResponseLog, "answers", "responses");

/// What became of all tables of a run.
pub(crate) struct Tables {
    /// What was refused, and what is odd about what was taken.
    pub(crate) findings: Vec<Finding>,
    /// The files that were read.
    pub(crate) files: Vec<String>,
    /// What became of the rows of each table, by what they are.
    rows: Vec<(&'static str, RowCounts)>,
    /// Tables that could not be read at all: their columns are missing, or they are no tables.
    unusable: Vec<&'static str>,
    options: TableOptions,
}

impl Tables {
    /// Nothing read yet.
    pub(crate) fn new(options: TableOptions) -> Tables {
        Tables {
            findings: Vec::new(),
            files: Vec::new(),
            rows: Vec::new(),
            unusable: Vec::new(),
            options,
        }
    }

    /// Reads a file; findings call it `name`.
    pub(crate) fn file(
        &mut self,
        table: &mut dyn Table,
        path: &Path,
        name: &str,
    ) -> Result<(), Failure> {
        let file = folder::open(path).map_err(|error| Failure::io("read", path, &error))?;
        self.opened(table, file, path, name)
    }

    /// Reads a file of a programme's folder. One that leads out of it, or is no file, is a finding, and kept from being read.
    pub(crate) fn file_within(
        &mut self,
        table: &mut dyn Table,
        folder: &Path,
        name: &str,
    ) -> Result<(), Failure> {
        let file = folder::open_within(folder, name)
            .map_err(|error| unreadable(name, &reason(&error), table, folder))?;
        self.opened(table, file, Path::new(name), name)
    }

    /// Reads the table of a programme's folder, in whichever form it is there; in two of them it is refused.
    pub(crate) fn of_folder(
        &mut self,
        table: &mut dyn Table,
        folder: &Path,
    ) -> Result<(), Failure> {
        let is_there = |file: &String| std::fs::symlink_metadata(folder.join(file)).is_ok();
        let named = |ending: &str| format!("{}.{ending}", table.name());
        let mut files: Vec<String> = TEXT_ENDINGS
            .into_iter()
            .map(named)
            .filter(is_there)
            .collect();
        let sheets = Workbooks::default().sheets(folder, table.name(), &self.options);
        if table.name() == "evidence" {
            files.extend(Some(PARQUET.to_owned()).filter(is_there));
        }
        let names: Vec<&String> = files
            .iter()
            .chain(sheets.iter().map(|one| &one.file))
            .collect();
        if let [first, second, ..] = names.as_slice() {
            let both = [
                ("first", first.as_str().into()),
                ("second", second.as_str().into()),
                ("table", table.name().into()),
            ];
            let mut finding = Finding::new(Code::TableTwice, "", Sentence::TwoTables, both)
                .help("keep one of the two in the folder");
            finding.file = Some((*second).clone());
            return Err(
                Failure::new(format!("the {} cannot be read", table.rows_name()))
                    .with_findings(vec![finding], folder),
            );
        }
        match (files.first(), sheets.first()) {
            (Some(file), _) => self.file_within(table, folder, file),
            (None, Some(sheet)) => {
                let refused = |reason: &String| unreadable(&sheet.file, reason, table, folder);
                let text = sheet.text.as_ref().map_err(refused)?;
                self.sheet(table, text, &sheet.file)
            }
            (None, None) => Ok(()),
        }
    }

    fn opened(
        &mut self,
        table: &mut dyn Table,
        mut file: File,
        path: &Path,
        name: &str,
    ) -> Result<(), Failure> {
        let first = first_bytes(&mut file).map_err(|error| Failure::io("read", path, &error))?;
        if let Some(first) = first {
            if parquet::is_parquet(path, &first) {
                return self.parquet(table, file, name);
            }
            if workbooks::is_workbook(path, &first) {
                let text = workbooks::table_of(table.name(), name, file, &self.options)?;
                return self.sheet(table, &text, name);
            }
        }
        let length = file
            .metadata()
            .ok()
            .filter(std::fs::Metadata::is_file)
            .map(|metadata| metadata.len());
        self.read(table, &mut file, name, length)
    }

    /// Reads the text of a sheet.
    pub(crate) fn sheet(
        &mut self,
        table: &mut dyn Table,
        text: &[u8],
        name: &str,
    ) -> Result<(), Failure> {
        let mut waiting = Some(text);
        let mut next = |push: &mut dyn FnMut(&[u8])| {
            let block = waiting.take();
            block.into_iter().for_each(push);
            Ok(block.is_some())
        };
        let options = self.options.clone().sheet(true);
        let (stopped, report) = table.take(name, options, Some(text.len() as u64), &mut next)?;
        self.record_table(table.rows_name(), name, stopped, report);
        Ok(())
    }

    /// Reads a Parquet file.
    #[cfg(feature = "parquet")]
    fn parquet(&mut self, table: &mut dyn Table, file: File, name: &str) -> Result<(), Failure> {
        let what = table.rows_name();
        let Some(log) = table.evidence() else {
            let message = format!("`{name}` is a Parquet file, and {what} are read from CSV alone");
            return Err(Failure::new(message).with_help("write the table as CSV"));
        };
        let (stopped, report) = parquet::read(log, file, name, self.options.clone())?;
        self.record_table(what, name, stopped, report);
        Ok(())
    }

    /// A Parquet file is not read.
    #[cfg(not(feature = "parquet"))]
    fn parquet(&mut self, _: &mut dyn Table, _: File, name: &str) -> Result<(), Failure> {
        Err(parquet::absent(name))
    }

    /// Reads everything of an input.
    pub(crate) fn read(
        &mut self,
        table: &mut dyn Table,
        input: &mut dyn Read,
        name: &str,
        length: Option<u64>,
    ) -> Result<(), Failure> {
        let progress = Progress::reading(name, length);
        let mut first = true;
        let mut block = vec![0; BLOCK];
        let mut next = |push: &mut dyn FnMut(&[u8])| match input.read(&mut block) {
            Ok(0) => Ok(false),
            Ok(length) => {
                let block = block.get(..length).unwrap_or_default();
                if std::mem::take(&mut first) {
                    if parquet::begins(block) {
                        return Err(parquet::piped(name));
                    }
                    if workbooks::begins(block) {
                        return Err(workbooks::piped(name));
                    }
                }
                push(block);
                progress.add(length);
                Ok(true)
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(true),
            Err(error) => Err(Failure::new(format!(
                "cannot read `{name}`: {}",
                reason(&error)
            ))),
        };
        let (stopped, report) = table.take(name, self.options.clone(), length, &mut next)?;
        self.record_table(table.rows_name(), name, stopped, report);
        Ok(())
    }

    /// Takes note of what became of a table.
    fn record_table(&mut self, what: &'static str, name: &str, stopped: bool, report: TableReport) {
        // A header alone, or none, may only come to light at the end of a short file.
        let rows = RowCounts {
            missing: 0,
            renamed: 0,
            refused: report.refused,
            set_aside: report.set_aside,
            taken: report.rows,
        };
        if stopped || (rows.total() == 0 && diagnostics::has_errors(&report.findings)) {
            self.unusable.push(what);
        }
        self.rows.push((what, rows));
        self.findings.extend(report.findings);
        self.files.push(name.to_owned());
    }

    /// Shows on standard error the first rows that were refused, where the notes may name people; the rest counts. Fails where nothing of
    /// a table can be read.
    pub(crate) fn report_rows(&self, folder: &Path, context: &Context) -> Result<(), Failure> {
        let errors = self
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        if let Some(what) = self.unusable.first() {
            return Err(Failure::new(format!("the {what} cannot be read"))
                .with_help("correct what is listed above; nothing was assessed")
                .with_findings(errors.cloned().collect(), folder));
        }
        for what in ["evidence", "answers"] {
            let of_kind = |rows: fn(&RowCounts) -> u64| -> u64 {
                self.rows
                    .iter()
                    .filter(|(of, _)| *of == what)
                    .map(|(_, counts)| rows(counts))
                    .sum()
            };
            let (refused, read) = (
                of_kind(|counts| counts.refused),
                of_kind(|counts| counts.total()),
            );
            if refused > 0 && refused == read {
                let rows = formatting::count(
                    usize::try_from(refused).unwrap_or(usize::MAX),
                    "row",
                    "rows",
                );
                return Err(Failure::new(format!(
                    "the {what} cannot be read: {rows}, and every one was refused"
                ))
                .with_help("correct what is listed above; nothing was assessed")
                .with_findings(errors.cloned().collect(), folder));
            }
        }
        if context.notes.is_internal() && self.rows.iter().any(|(_, rows)| rows.refused > 0) {
            let first: Vec<Finding> = errors.take(SHOWN).cloned().collect();
            diagnostics::notes(&first, folder, context);
        }
        Ok(())
    }
}

/// The first bytes of a file, which is left at its beginning. Only a file that can be read anywhere has them: a pipe would lose what was read.
fn first_bytes(file: &mut File) -> io::Result<Option<Vec<u8>>> {
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut first = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut first)?;
    file.rewind()?;
    Ok(Some(first))
}

/// A table of a folder that cannot be read, as a finding.
fn unreadable(name: &str, reason: &str, table: &dyn Table, folder: &Path) -> Failure {
    let why = [("file", name.into()), ("detail", reason.into())];
    let mut finding = Finding::new(Code::Unreadable, "", Sentence::FileUnreadable, why);
    finding.file = Some(name.to_owned());
    Failure::new(format!("the {} cannot be read", table.rows_name()))
        .with_findings(vec![finding], folder)
}
