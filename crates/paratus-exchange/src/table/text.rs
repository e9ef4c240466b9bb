//! Bytes of any declared encoding as UTF-8 with plain line ends.

use encoding_rs::{Decoder, DecoderResult, Encoding};
use std::{
    cell::Cell,
    fmt,
    io::{self, Read},
    rc::Rc,
};

const CHUNK: usize = 64 * 1024;
/// Longest row that is read; longer ones mean a quote that is never closed, or not a table at all.
pub(crate) const LONGEST_ROW: u64 = 16 * 1024 * 1024;

/// What is wrong with the text of a table; travels inside an [`io::Error`] through the CSV reader.
#[derive(Debug)]
pub(crate) struct TextProblem {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl fmt::Display for TextProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TextProblem {}

fn problem(message: impl Into<String>, help: Option<&str>) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        TextProblem {
            message: message.into(),
            help: help.map(str::to_owned),
        },
    )
}

/// Decodes, takes off a byte order mark, turns CR LF and CR into LF, ends the last line, and refuses rows without end.
pub(crate) struct Text<'r> {
    inner: Box<dyn Read + 'r>,
    decoder: Option<Decoder>,
    encoding: &'static str,
    raw: Vec<u8>,
    ready: Vec<u8>,
    position: usize,
    after_cr: bool,
    last: u8,
    finished: bool,
    since_row: Rc<Cell<u64>>,
}

impl<'r> Text<'r> {
    /// Reads the first part, to find a byte order mark and what is no text at all.
    pub(crate) fn new(
        mut inner: Box<dyn Read + 'r>,
        encoding: Option<&'static Encoding>,
    ) -> io::Result<Text<'r>> {
        let mut raw = vec![0; CHUNK];
        let mut filled = 0;
        while let Some(space) = raw.get_mut(filled..).filter(|space| !space.is_empty()) {
            match inner.read(space) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        raw.truncate(filled);
        let declared = encoding.filter(|encoding| *encoding != encoding_rs::UTF_8);
        let mut text = Text {
            inner,
            decoder: declared.map(Encoding::new_decoder_with_bom_removal),
            encoding: encoding.unwrap_or(encoding_rs::UTF_8).name(),
            raw: Vec::new(),
            ready: Vec::new(),
            position: 0,
            after_cr: false,
            last: b'\n',
            finished: filled < CHUNK,
            since_row: Rc::default(),
        };
        match (raw.as_slice(), declared) {
            ([0x50, 0x4b, 3, 4, ..], _) => {
                return Err(problem(
                    "a workbook (XLSX) or archive, not a text table",
                    Some("save the sheet as CSV"),
                ));
            }
            ([0xff, 0xfe, ..], None) => {
                return Err(problem(
                    "the text is UTF-16, not UTF-8",
                    Some("declare `encoding = \"utf-16le\"` in the map's `table`"),
                ));
            }
            ([0xfe, 0xff, ..], None) => {
                return Err(problem(
                    "the text is UTF-16, not UTF-8",
                    Some("declare `encoding = \"utf-16be\"` in the map's `table`"),
                ));
            }
            ([0xef, 0xbb, 0xbf, rest @ ..], None) => text.accept(rest)?,
            (all, _) => text.accept(all)?,
        }
        raw.resize(CHUNK, 0);
        text.raw = raw;
        if text.finished {
            text.end();
        }
        Ok(text)
    }

    /// The first part of the text, decoded.
    pub(crate) fn head(&self) -> &[u8] {
        &self.ready
    }

    /// Counts bytes handed out; the table sets it to 0 after each row.
    pub(crate) fn since_row(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.since_row)
    }

    fn accept(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.ready.clear();
        self.position = 0;
        let Some(decoder) = &mut self.decoder else {
            normalise(bytes, &mut self.ready, &mut self.after_cr);
            self.last = self.ready.last().copied().unwrap_or(self.last);
            return Ok(());
        };
        let mut decoded = vec![
            0;
            decoder
                .max_utf8_buffer_length_without_replacement(bytes.len())
                .unwrap_or(bytes.len() * 3)
        ];
        let (result, _, written) =
            decoder.decode_to_utf8_without_replacement(bytes, &mut decoded, self.finished);
        if !matches!(result, DecoderResult::InputEmpty) {
            return Err(problem(
                format!("the text is not {}", self.encoding),
                Some("look at `encoding` in the map's `table`"),
            ));
        }
        normalise(
            decoded.get(..written).unwrap_or_default(),
            &mut self.ready,
            &mut self.after_cr,
        );
        self.last = self.ready.last().copied().unwrap_or(self.last);
        Ok(())
    }

    fn end(&mut self) {
        if self.last != b'\n' {
            self.ready.push(b'\n');
            self.last = b'\n';
        }
    }
}

impl Read for Text<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.position == self.ready.len() && !self.finished {
            let mut raw = std::mem::take(&mut self.raw);
            let read = self.inner.read(&mut raw);
            let outcome = read.and_then(|read| {
                self.finished = read == 0;
                self.accept(raw.get(..read).unwrap_or_default())
            });
            self.raw = raw;
            outcome?;
            if self.finished {
                self.end();
            }
        }
        let given = self.since_row.get();
        if given > LONGEST_ROW {
            return Err(problem(
                "a row of more than 16 MiB",
                Some("is a quote not closed?"),
            ));
        }
        let waiting = self.ready.get(self.position..).unwrap_or_default();
        let count = waiting.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), waiting.get(..count)) {
            to.copy_from_slice(from);
        }
        self.position += count;
        self.since_row.set(given + count as u64);
        Ok(count)
    }
}

/// Appends `bytes` with every line end as LF; `after_cr` remembers a CR at the end of the part before.
fn normalise(bytes: &[u8], out: &mut Vec<u8>, after_cr: &mut bool) {
    if !*after_cr && !bytes.contains(&b'\r') {
        out.extend_from_slice(bytes);
        return;
    }
    for &byte in bytes {
        match byte {
            b'\r' => out.push(b'\n'),
            b'\n' if *after_cr => {}
            other => out.push(other),
        }
        *after_cr = byte == b'\r';
    }
}
