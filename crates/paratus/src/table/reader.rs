//! The streaming reader: blocks of bytes in, rows out, nothing allocated per row.

use super::finding_limit::LimitedFindings;
use super::header::{self, Header};
use super::position::{field_place, quotes_are_closed};
use super::row::{Column, TableRow};
use super::row_batch::{RowBatch, RowBounds, RowSink};
use super::{MAX_ROW_BYTES, TableOptions, TableReport, TextDecoder, as_windows_1252};
use crate::finding::describe;
use crate::formatting::{saturating_count, shorten};
use crate::{Code, Finding, Severity};
use csv_core::{ReadRecordResult, ReaderBuilder};

/// Reads one table whose columns are known beforehand.
pub(crate) struct TableReader {
    file: String,
    columns: &'static [Column],
    options: TableOptions,
    decoder: TextDecoder,
    stage: ReadStage,
    header: Option<Header>,
    core: csv_core::Reader,
    out: Vec<u8>,
    out_length: usize,
    ends: Vec<usize>,
    ends_length: usize,
    /// The line that comes next.
    line: u32,
    /// Whether the last byte was CR: a LF then belongs to it.
    after_cr: bool,
    row: RowState,
    cuts: RowBounds,
    /// Bytes of the row that came with earlier blocks.
    carry: Vec<u8>,
    findings: LimitedFindings,
    rows: u64,
    refused: u64,
}

/// What is being read.
#[derive(Debug)]
enum ReadStage {
    /// The header row; these are its bytes so far.
    Head(Vec<u8>),
    /// Rows.
    Rows,
    /// The header cannot be used: nothing more is read.
    Stopped,
}

/// What of a block is text, from its beginning: all of it, or up to the first byte that is not UTF-8.
fn text_of(block: &[u8]) -> &str {
    match std::str::from_utf8(block) {
        Ok(text) => text,
        Err(error) => {
            let (valid, _) = block
                .split_at_checked(error.valid_up_to())
                .unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
    }
}

/// Where in a row the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowState {
    /// Between rows.
    Between,
    /// In the row that began on this line.
    Within(u32),
    /// In a row that was refused already and is passed over.
    Passing,
}

impl TableReader {
    /// A reader of the table `file`.
    pub(crate) fn new(
        file: &str,
        columns: &'static [Column],
        options: TableOptions,
    ) -> TableReader {
        TableReader {
            file: file.to_owned(),
            columns,
            decoder: TextDecoder::new(options.encoding),
            options,
            stage: ReadStage::Head(Vec::new()),
            header: None,
            core: csv_core::Reader::new(),
            out: vec![0; 4096],
            out_length: 0,
            ends: vec![0; 64],
            ends_length: 0,
            line: 1,
            after_cr: false,
            row: RowState::Between,
            cuts: RowBounds::default(),
            carry: Vec::new(),
            findings: LimitedFindings::default(),
            rows: 0,
            refused: 0,
        }
    }

    /// Whether the header cannot be used, so that nothing more will be read.
    pub(crate) fn is_stopped(&self) -> bool {
        matches!(self.stage, ReadStage::Stopped)
    }

    /// The delimiter, and the field of each column; once the header was read.
    pub(crate) fn layout(&self) -> Option<(u8, &[Option<usize>])> {
        self.header
            .as_ref()
            .map(|header| (header.delimiter, header.fields.as_slice()))
    }

    /// Reads the next block. `sink` takes each row; a finding it returns refuses the row if it is an error, and is placed in the file:
    /// at the field of the column that its path names, if it names one.
    pub(crate) fn push(&mut self, block: &[u8], sink: &mut dyn RowSink) {
        let text = self.decoder.decode(block, false);
        self.push_text(&text, sink);
    }

    fn push_text(&mut self, block: &[u8], sink: &mut dyn RowSink) {
        match &mut self.stage {
            ReadStage::Rows => self.read_rows(block, sink),
            ReadStage::Stopped => {}
            ReadStage::Head(head) => {
                head.extend_from_slice(block);
                self.begin(false, sink);
            }
        }
    }

    /// Ends the table. The delimiter and fields of [`TableReader::layout`] are still to be had before.
    pub(crate) fn finish(mut self, sink: &mut dyn RowSink) -> TableReport {
        self.end(sink);
        TableReport {
            rows: self.rows,
            refused: self.refused,
            set_aside: 0,
            findings: self.findings.finish(Some(&self.file)),
        }
    }

    /// Reads what is left at the end of the file.
    pub(crate) fn end(&mut self, sink: &mut dyn RowSink) {
        let text = self.decoder.decode(&[], true);
        self.push_text(&text, sink);
        if matches!(self.stage, ReadStage::Head(_)) {
            self.begin(true, sink);
        }
        if self.row == RowState::Between || self.is_stopped() {
            return;
        }
        let last = self
            .line
            .saturating_sub(u32::from(matches!(self.carry.last(), Some(b'\r' | b'\n'))));
        self.read_rows(b"\n", sink);
        if let RowState::Within(line) = self.row {
            let finding = if last.saturating_sub(line) == 0 {
                describe!(Code::BadRow, "", QuoteNotClosed)
            } else {
                describe!(Code::BadRow, "", QuoteSwallowsRows { last: last })
            };
            self.refuse(line, finding);
            self.row = RowState::Passing;
        }
    }

    /// Reads the header as soon as all of it is there.
    fn begin(&mut self, last: bool, sink: &mut dyn RowSink) {
        let ReadStage::Head(head) = &mut self.stage else {
            return;
        };
        let Some(found) = header::find(head, last) else {
            if head.len() > MAX_ROW_BYTES {
                self.stop(describe!(Code::RowTooLong, "", HeaderTooLong), 1);
            }
            return;
        };
        let bytes = std::mem::take(head);
        let (before, rest) = bytes
            .split_at_checked(found.length)
            .unwrap_or((&bytes, &[]));
        let (blank, row) = before
            .split_at_checked(found.start)
            .unwrap_or((&[], before));
        if row.iter().all(u8::is_ascii_whitespace) {
            return self.stop(describe!(Code::EmptyTable, "", FileEmpty), 1);
        }
        self.count_lines(blank);
        let line = self.line;
        self.count_lines(row);
        let mut header = header::read(row, found.declared, self.columns, &self.options);
        let mut usable = true;
        let places = if header.findings.is_empty() {
            Vec::new()
        } else {
            header::places(row, header.delimiter)
        };
        for (field, finding) in header.findings.drain(..) {
            usable &= finding.severity != crate::Severity::Error;
            let (lines, column) = places.get(field.unwrap_or(0)).copied().unwrap_or((0, 1));
            let column = field.map(|_| column);
            let column = column.filter(|_| !self.options.sheet);
            let file = &self.file;
            self.findings.add(finding, |finding| {
                finding.at(file, line.saturating_add(lines), column)
            });
        }
        self.core = ReaderBuilder::new().delimiter(header.delimiter).build();
        self.ends = vec![0; header.width + 64];
        self.header = Some(header);
        self.stage = if usable {
            ReadStage::Rows
        } else {
            ReadStage::Stopped
        };
        if usable {
            self.read_rows(rest, sink);
        }
    }

    fn stop(&mut self, finding: Finding, line: u32) {
        self.findings
            .add(finding, |finding| finding.at(&self.file, line, None));
        self.stage = ReadStage::Stopped;
    }

    fn refuse(&mut self, line: u32, finding: Finding) {
        self.refused += 1;
        self.findings
            .add(finding, |finding| finding.at(&self.file, line, None));
    }

    fn read_rows(&mut self, block: &[u8], sink: &mut dyn RowSink) {
        let mut input = block;
        let text = text_of(block);
        loop {
            if self.row == RowState::Between {
                let blank = input
                    .iter()
                    .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                    .count();
                let (blank, rest) = input.split_at_checked(blank).unwrap_or((input, &[]));
                self.count_lines(blank);
                input = rest;
                if input.is_empty() {
                    return;
                }
                let text = text.get(block.len() - input.len()..).unwrap_or_default();
                let length = self.plain_rows(input, text, sink);
                if length > 0 {
                    input = input.get(length..).unwrap_or_default();
                    continue;
                }
                self.row = RowState::Within(self.line);
                self.carry.clear();
                (self.out_length, self.ends_length) = (0, 0);
            }
            if input.is_empty() {
                return;
            }
            let (result, read, written, fields) = self.core.read_record(
                input,
                self.out.get_mut(self.out_length..).unwrap_or_default(),
                self.ends.get_mut(self.ends_length..).unwrap_or_default(),
            );
            self.out_length += written;
            self.ends_length += fields;
            let (taken, rest) = input.split_at_checked(read).unwrap_or((input, &[]));
            self.count_lines(taken);
            input = rest;
            match (result, self.row) {
                (ReadRecordResult::Record, RowState::Within(line)) => {
                    self.row = RowState::Between;
                    self.take_row(line, taken, sink);
                    continue;
                }
                (ReadRecordResult::Record, _) => {
                    self.row = RowState::Between;
                    continue;
                }
                (ReadRecordResult::OutputFull, RowState::Within(line)) => self.grow(line),
                (ReadRecordResult::OutputEndsFull, RowState::Within(line)) => {
                    let width = self.header.as_ref().map_or(0, |header| header.width);
                    let finding = describe!(Code::BadRow, "", FieldsFarTooMany { columns: width });
                    self.skip_row(line, finding);
                }
                _ => {}
            }
            if self.row == RowState::Passing {
                (self.out_length, self.ends_length) = (0, 0);
            } else if self.carry.len() + taken.len() <= 4 * MAX_ROW_BYTES {
                self.carry.extend_from_slice(taken);
            }
        }
    }

    /// Makes room for a longer row, up to the limit.
    fn grow(&mut self, line: u32) {
        if self.out.len() < MAX_ROW_BYTES {
            self.out.resize((self.out.len() * 2).min(MAX_ROW_BYTES), 0);
        } else {
            let finding = describe!(Code::RowTooLong, "", RowTooLong);
            self.skip_row(line, finding.help(OPEN_QUOTE));
        }
    }

    fn skip_row(&mut self, line: u32, finding: Finding) {
        self.refuse(line, finding);
        self.row = RowState::Passing;
        self.carry.clear();
    }

    /// Hands a whole row on. `taken` are its last bytes; those before are in `carry`.
    fn take_row(&mut self, line: u32, taken: &[u8], sink: &mut dyn RowSink) {
        if let Some(header) = self.header.take() {
            self.take_row_under(&header, line, taken, sink);
            self.header = Some(header);
        }
    }

    fn take_row_under(&mut self, header: &Header, line: u32, taken: &[u8], sink: &mut dyn RowSink) {
        let bytes = self.out.get(..self.out_length).unwrap_or_default();
        let ends = self.ends.get(..self.ends_length).unwrap_or_default();
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return; // nothing is written in it
        }
        let text = std::str::from_utf8(bytes)
            .ok()
            .filter(|text| ends.iter().all(|&end| text.is_char_boundary(end)));
        let mut at = None;
        let lines = self.line.saturating_sub(line).saturating_sub(1);
        if lines > 0 {
            self.carry.extend_from_slice(taken);
        }
        let result = match text {
            // A sheet ends each row at its last cell that is not empty.
            _ if ends.len() > header.width
                || (ends.len() < header.width && !self.options.sheet) =>
            {
                Err(wrong_width(header.width, ends.len(), lines))
            }
            // A quote left open swallows rows until the next quote, which is then where none can close.
            _ if lines > 0 && !quotes_are_closed(&self.carry, header.delimiter) => {
                let finding = describe!(Code::BadRow, "", QuoteClosedWithin { lines: lines });
                Err(finding.help(OPEN_QUOTE))
            }
            None => {
                let field = damaged(bytes, ends);
                at = field;
                let name = field
                    .and_then(|field| header.names.get(field))
                    .map_or("", String::as_str);
                Err(not_utf8(
                    name,
                    field.and_then(|field| raw_field(bytes, ends, field)),
                ))
            }
            Some(text) => {
                let (fields, columns) = (header.fields.as_slice(), self.columns);
                sink.take(&TableRow {
                    text,
                    ends,
                    gap: 0,
                    fields,
                    columns,
                    format: &header.format,
                    line,
                    place: None,
                })
            }
        };
        if lines == 0 && result.is_err() {
            self.carry.extend_from_slice(taken);
        }
        let raw = std::mem::take(&mut self.carry);
        self.settle(result, at, line, &raw, header);
        self.carry = raw;
    }

    /// Hands on the rows that need no care ([`RowBounds::cut`]); returns their length.
    fn plain_rows(&mut self, input: &[u8], text: &str, sink: &mut dyn RowSink) -> usize {
        let Some(header) = self.header.take() else {
            return 0;
        };
        let mut cuts = std::mem::take(&mut self.cuts);
        let length = cuts.cut(input, text.len(), header.delimiter, header.width);
        if length == 0 {
            (self.cuts, self.header) = (cuts, Some(header));
            return 0;
        }
        self.after_cr = false;
        let ahead = RowBatch {
            cuts: &cuts,
            text,
            fields: &header.fields,
            columns: self.columns,
            format: &header.format,
            line: self.line,
        };
        sink.ahead(&ahead);
        for row in (0..ahead.len()).filter_map(|place| ahead.row(place)) {
            self.line = self.line.saturating_add(1);
            match sink.take(&row) {
                Ok(()) => self.rows += 1,
                result => self.settle(result, None, row.line, row.text.as_bytes(), &header),
            }
        }
        (self.cuts, self.header) = (cuts, Some(header));
        length
    }

    /// Counts a row; where it was refused, or something about it is odd, notes it at field `at`, or that of the column which the
    /// finding's path names.
    fn settle(
        &mut self,
        result: Result<(), Finding>,
        at: Option<usize>,
        line: u32,
        raw: &[u8],
        header: &Header,
    ) {
        let Err(finding) = result else {
            self.rows += 1;
            return;
        };
        if finding.severity == Severity::Error {
            self.refused += 1;
        } else {
            self.rows += 1;
        }
        let named = || {
            let column = self
                .columns
                .iter()
                .position(|column| column.name == finding.path);
            column.and_then(|column| header.fields.get(column).copied().flatten())
        };
        let at = at.or_else(named);
        let at = at.filter(|_| !self.options.sheet);
        let (delimiter, file) = (header.delimiter, &self.file);
        self.findings.add(finding, |finding| {
            let place = at.and_then(|field| field_place(raw, delimiter, field));
            let (down, column) = place.map_or((0, None), |(down, column)| (down, Some(column)));
            finding.at(file, line.saturating_add(down), column)
        });
    }

    /// Lines end at LF, CR LF or CR.
    fn count_lines(&mut self, bytes: &[u8]) {
        let Some(&last) = bytes.last() else { return };
        if !self.after_cr && !bytes.contains(&b'\r') {
            let count = bytes.iter().filter(|&&byte| byte == b'\n').count();
            self.line = self.line.saturating_add(saturating_count(count));
            return;
        }
        for &byte in bytes {
            let counts = byte == b'\r' || (byte == b'\n' && !self.after_cr);
            self.line = self.line.saturating_add(u32::from(counts));
            self.after_cr = byte == b'\r';
        }
        self.after_cr = last == b'\r';
    }
}

fn wrong_width(width: usize, found: usize, lines: u32) -> Finding {
    let finding = if found < width {
        describe!(
            Code::BadRow,
            "",
            FewFields {
                found: found,
                columns: width
            }
        )
    } else {
        describe!(
            Code::BadRow,
            "",
            ManyFields {
                found: found,
                columns: width
            }
        )
    };
    match lines {
        0 => finding,
        lines => finding.help(format!(
            "the row runs over {} lines: is a quote never closed?",
            lines + 1
        )),
    }
}

/// Help with rows that an open quote may have swallowed.
const OPEN_QUOTE: &str = "is a quote opened in it and never closed?";

/// A cell that is not UTF-8, with what it says in the encoding that it most likely has.
#[cold]
fn not_utf8(name: &str, cell: Option<&[u8]>) -> Finding {
    let name = shorten(name);
    match cell.and_then(as_windows_1252) {
        Some(text) => describe!(
            Code::NotUtf8,
            name.as_str(),
            CellInWindows1252 {
                column: name.as_str(),
                text: shorten(&text)
            }
        )
        .help(
            "save the table as UTF-8, or declare `input = { encoding = \"windows-1252\" }` in `paratus.toml`",
        ),
        None => describe!(
            Code::NotUtf8,
            name.as_str(),
            CellNotUtf8 {
                column: name.as_str()
            }
        )
        .help("save the table as UTF-8"),
    }
}

fn raw_field<'b>(bytes: &'b [u8], ends: &[usize], field: usize) -> Option<&'b [u8]> {
    let start = match field.checked_sub(1) {
        Some(before) => *ends.get(before)?,
        None => 0,
    };
    bytes.get(start..*ends.get(field)?)
}

/// The first field that is not valid UTF-8.
fn damaged(bytes: &[u8], ends: &[usize]) -> Option<usize> {
    let mut start = 0;
    ends.iter().position(|&end| {
        let field = bytes.get(start..end).unwrap_or_default();
        start = end;
        std::str::from_utf8(field).is_err()
    })
}
