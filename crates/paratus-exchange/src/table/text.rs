//! Bytes of any declared encoding as UTF-8 with plain line ends.

use crate::error::TextProblem;
use encoding_rs::{Decoder, DecoderResult, Encoding};
use paratus::unstable::quotes_are_closed;
use std::{
    cell::{Cell, RefCell},
    io::{self, Read},
    rc::Rc,
};

const CHUNK: usize = 64 * 1024;
/// Longest row that is read; longer ones mean a quote that is never closed, or not a table at all.
pub(crate) const LONGEST_ROW: u64 = 16 * 1024 * 1024;

/// Bytes that are no letters in Windows-1252.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// What a text turned out to be, where it was not declared and is not UTF-8.
pub(crate) type DetectedText = Rc<RefCell<Option<String>>>;

/// The text that was handed out since the row that is being read began.
#[derive(Default)]
pub(crate) struct LastRows {
    /// Where the row begins in the text.
    row: Cell<u64>,
    /// How many bytes were handed out since it began to be read.
    given: Cell<u64>,
    /// Where `bytes` begin in the text.
    from: Cell<u64>,
    bytes: RefCell<Vec<u8>>,
}

impl LastRows {
    /// The next row begins here in the text; the table says so before each.
    pub(crate) fn begin(&self, row: u64) {
        self.row.set(row);
        self.given.set(0);
    }

    fn keep(&self, given: &[u8]) {
        self.given.set(self.given.get() + given.len() as u64);
        let mut bytes = self.bytes.borrow_mut();
        let passed = self.row.get().saturating_sub(self.from.get());
        let passed = usize::try_from(passed).unwrap_or(usize::MAX);
        let passed = passed.min(bytes.len());
        bytes.drain(..passed);
        self.from.set(self.from.get() + passed as u64);
        bytes.extend_from_slice(given);
    }

    /// Whether every closing quote of the row that ends before `end` is followed by the end of its cell.
    pub(crate) fn quotes_are_closed(&self, end: u64, delimiter: u8) -> bool {
        let bytes = self.bytes.borrow();
        let place = |at: u64| usize::try_from(at.saturating_sub(self.from.get())).ok();
        let row = place(self.row.get())
            .zip(place(end))
            .and_then(|(from, to)| bytes.get(from..to.min(bytes.len())));
        // Blanks behind the last quote are nobody's text.
        let row = row.unwrap_or_default().trim_ascii_end();
        // Blank lines above the row are passed over together with it.
        let begins = row.iter().position(|byte| *byte != b'\n');
        quotes_are_closed(
            row.get(begins.unwrap_or(0)..).unwrap_or_default(),
            delimiter,
        )
    }
}

/// Decodes, takes off a byte order mark, turns CR LF and CR into LF, ends the last line, and refuses rows without end.
///
/// Where no encoding is declared it is found from content: a byte order mark or the zero bytes of UTF-16, else UTF-8; and from the
/// first byte on that is not UTF-8, Windows-1252, if everything before it was ASCII.
pub(crate) struct Text<'r> {
    inner: Box<dyn Read + 'r>,
    decoder: Option<Decoder>,
    encoding: &'static str,
    declared: bool,
    /// Whether letters beyond ASCII were read as UTF-8.
    beyond_ascii: bool,
    /// The beginning of a letter at the end of the part before.
    cut: Vec<u8>,
    lines: u64,
    found: DetectedText,
    raw: Vec<u8>,
    ready: Vec<u8>,
    position: usize,
    after_cr: bool,
    last: u8,
    finished: bool,
    last_rows: Rc<LastRows>,
    /// The last byte that is no blank.
    last_seen: u8,
    ended: Rc<Cell<Option<u8>>>,
}

impl<'r> Text<'r> {
    /// Reads the first part, to find out how the text is encoded.
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
        if raw.starts_with(&[0xff, 0xfe, 0, 0]) || raw.starts_with(&[0, 0, 0xfe, 0xff]) {
            let help = "save it as UTF-8";
            return Err(TextProblem::error(
                "the text is UTF-32, which is not read",
                Some(help),
            ));
        }
        let seen = encoding.is_none().then(|| utf16(&raw)).flatten();
        let chosen = encoding.or(seen);
        let decoded = chosen.filter(|encoding| *encoding != encoding_rs::UTF_8);
        let mut text = Text {
            inner,
            decoder: decoded.map(Encoding::new_decoder_with_bom_removal),
            encoding: chosen.unwrap_or(encoding_rs::UTF_8).name(),
            declared: encoding.is_some(),
            beyond_ascii: false,
            cut: Vec::new(),
            lines: 0,
            found: Rc::default(),
            raw: Vec::new(),
            ready: Vec::new(),
            position: 0,
            after_cr: false,
            last: b'\n',
            finished: filled < CHUNK,
            last_rows: Rc::default(),
            last_seen: b'\n',
            ended: Rc::default(),
        };
        if let Some(seen) = seen {
            let note = format!(
                "the text is read as {}, which its first bytes show",
                seen.name()
            );
            *text.found.borrow_mut() = Some(note);
        }
        let start = if decoded.is_none() && raw.starts_with(&[0xef, 0xbb, 0xbf]) {
            3
        } else {
            0
        };
        text.accept(raw.get(start..).unwrap_or_default())?;
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

    /// The text of the row that is being read.
    pub(crate) fn last_rows(&self) -> Rc<LastRows> {
        Rc::clone(&self.last_rows)
    }

    /// The last byte that is no blank, once all of the text was handed out.
    pub(crate) fn ended(&self) -> Rc<Cell<Option<u8>>> {
        Rc::clone(&self.ended)
    }

    /// What the text turned out to be, once the part is read that shows it.
    pub(crate) fn found(&self) -> DetectedText {
        Rc::clone(&self.found)
    }

    fn accept(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.ready.clear();
        self.position = 0;
        if self.decoder.is_some() {
            self.decode(bytes)?;
        } else {
            let mut part = std::mem::take(&mut self.cut);
            part.extend_from_slice(bytes);
            self.utf8(&part)?;
        }
        self.last = self.ready.last().copied().unwrap_or(self.last);
        let seen = self.ready.iter().rfind(|byte| !byte.is_ascii_whitespace());
        self.last_seen = seen.copied().unwrap_or(self.last_seen);
        let ends = self.ready.iter().filter(|&&byte| byte == b'\n').count();
        self.lines += ends as u64;
        Ok(())
    }

    fn utf8(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (good, broken) = match std::str::from_utf8(bytes) {
            Ok(_) => (bytes.len(), false),
            Err(error) => (
                error.valid_up_to(),
                error.error_len().is_some() || self.finished,
            ),
        };
        let (before, rest) = bytes.split_at_checked(good).unwrap_or((bytes, &[]));
        self.beyond_ascii |= !before.is_ascii();
        normalise(before, &mut self.ready, &mut self.after_cr);
        if !broken {
            self.cut = rest.to_vec();
            return Ok(());
        }
        let here = self.ready.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let line = self.lines + here + 1;
        let byte = rest.first().copied().unwrap_or_default();
        if self.declared || self.beyond_ascii {
            let message = format!("line {line} is not UTF-8: it has the byte {byte:#04x}");
            let help = "save the table as UTF-8, or declare for instance `encoding = \"windows-1252\"` in the map's `table`";
            return Err(TextProblem::error(message, Some(help)));
        }
        let encoding = if is_arabic(rest) {
            encoding_rs::WINDOWS_1256
        } else {
            encoding_rs::WINDOWS_1252
        };
        let (letter, _) = encoding.decode_without_bom_handling(rest.get(..1).unwrap_or_default());
        let name = match encoding.name() {
            "windows-1256" => "Windows-1256 (Arabic)",
            _ => "Windows-1252",
        };
        let note = format!(
            "the text is read as {name}: line {line} has the byte {byte:#04x}, which is no UTF-8 and is `{letter}` there; look whether the letters are right, and name another `encoding` in the map's `table` if not"
        );
        *self.found.borrow_mut() = Some(note);
        self.encoding = encoding.name();
        self.decoder = Some(encoding.new_decoder_without_bom_handling());
        self.decode(rest)
    }

    fn decode(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.encoding == encoding_rs::WINDOWS_1252.name() {
            self.refuse_undefined(bytes)?;
        }
        let Some(decoder) = &mut self.decoder else {
            return Ok(());
        };
        let room = decoder
            .max_utf8_buffer_length_without_replacement(bytes.len())
            .unwrap_or(bytes.len() * 3);
        let mut decoded = vec![0; room];
        let (result, _, written) =
            decoder.decode_to_utf8_without_replacement(bytes, &mut decoded, self.finished);
        if !matches!(result, DecoderResult::InputEmpty) {
            return Err(TextProblem::error(
                format!("the text is not {}", self.encoding),
                Some("look at `encoding` in the map's `table`"),
            ));
        }
        normalise(
            decoded.get(..written).unwrap_or_default(),
            &mut self.ready,
            &mut self.after_cr,
        );
        Ok(())
    }

    /// Refuses bytes that Windows-1252 does not have: the text is in another encoding, and its letters would be wrong.
    fn refuse_undefined(&self, bytes: &[u8]) -> io::Result<()> {
        let Some(at) = bytes.iter().position(|byte| UNDEFINED.contains(byte)) else {
            return Ok(());
        };
        let (before, rest) = bytes.split_at_checked(at).unwrap_or((bytes, &[]));
        let is_end = |byte: &&u8| **byte == b'\n';
        let ready = self.ready.iter().filter(is_end).count();
        let line = self.lines + (ready + before.iter().filter(is_end).count()) as u64 + 1;
        let byte = rest.first().copied().unwrap_or_default();
        let message = format!(
            "line {line} has the byte {byte:#04x}, which is neither UTF-8 nor Windows-1252: the text is in another encoding"
        );
        let help = "save the table as UTF-8, or declare for instance `encoding = \"macintosh\"` in the map's `table`";
        Err(TextProblem::error(message, Some(help)))
    }

    fn end(&mut self) {
        if self.last != b'\n' {
            self.ready.push(b'\n');
            self.last = b'\n';
        }
    }
}

/// Whether the bytes beyond ASCII are letters of Arabic words as Windows-1256 has them: nearly all are Arabic letters, side by side. In
/// Western languages letters with accents stand alone.
fn is_arabic(bytes: &[u8]) -> bool {
    let words = bytes.split(u8::is_ascii);
    let (mut letters, mut arabic, mut joined) = (0, 0, 0);
    for word in words.filter(|word| !word.is_empty()) {
        let (text, _) = encoding_rs::WINDOWS_1256.decode_without_bom_handling(word);
        letters += word.len();
        joined += if word.len() > 2 { word.len() } else { 0 };
        let is_letter =
            |letter: &char| matches!(letter, '\u{60c}'..='\u{6ff}' | '\u{200c}'..='\u{200f}');
        arabic += text.chars().filter(is_letter).count();
    }
    letters > 2 && arabic * 20 >= letters * 19 && joined * 2 > letters
}

/// UTF-16 by its byte order mark, or by the zero bytes that plain letters have in it.
pub(crate) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if head.starts_with(&[0xff, 0xfe]) {
        return Some(encoding_rs::UTF_16LE);
    }
    if head.starts_with(&[0xfe, 0xff]) {
        return Some(encoding_rs::UTF_16BE);
    }
    let pairs = head.get(..head.len().min(4096)).unwrap_or_default();
    let zeros = |at: usize| {
        pairs
            .chunks_exact(2)
            .filter(|pair| pair.get(at) == Some(&0))
            .count()
    };
    let (half, first, second) = (pairs.len() / 4, zeros(0), zeros(1));
    if second > half.max(1) && first == 0 {
        Some(encoding_rs::UTF_16LE)
    } else if first > half.max(1) && second == 0 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

impl Read for Text<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.position == self.ready.len() && !self.finished {
            let mut raw = std::mem::take(&mut self.raw);
            let read = read_some(&mut *self.inner, &mut raw);
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
        if self.last_rows.given.get() > LONGEST_ROW {
            return Err(TextProblem::error(
                "a row of more than 16 MiB",
                Some("is a quote not closed?"),
            ));
        }
        let waiting = self.ready.get(self.position..).unwrap_or_default();
        let count = waiting.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), waiting.get(..count)) {
            to.copy_from_slice(from);
            self.last_rows.keep(from);
        }
        self.position += count;
        if count == 0 && !out.is_empty() {
            self.ended.set(Some(self.last_seen));
        }
        Ok(count)
    }
}

fn read_some(inner: &mut dyn Read, out: &mut [u8]) -> io::Result<usize> {
    loop {
        match inner.read(out) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
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
