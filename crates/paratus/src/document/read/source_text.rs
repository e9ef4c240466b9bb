//! A file's text and where its lines begin: bytes to line and column, and back to an excerpt.

use crate::formatting::{characters, saturating_count};
use crate::table::{TableOptions, TextDecoder, TextEncoding};
use std::borrow::Cow;
use std::sync::OnceLock;

/// The text of one file, kept so that findings can be placed and shown.
#[derive(Clone, Debug)]
pub(super) struct SourceText {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// Whether it stands for a sheet of a workbook, a line for each row.
    pub(super) sheet: bool,
    /// Byte at which each line begins.
    lines: Vec<u32>,
    /// Characters before each block of [`BLOCK`] bytes, counted when the first place is asked for: a line may be as long as the file,
    /// and each of many findings on it must not count from its beginning.
    before: OnceLock<Vec<u32>>,
}

/// Bytes of a block whose characters are counted for one place.
const BLOCK: usize = 1 << 10;

impl SourceText {
    /// A byte order mark is cut off; lines end at LF, CR LF or CR.
    pub(super) fn new(name: &str, mut bytes: Vec<u8>) -> SourceText {
        if bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        let mut lines = vec![0];
        let mut previous = 0u8;
        for (at, &byte) in (0u32..).zip(&bytes) {
            match byte {
                b'\n' if previous == b'\r' => {
                    if let Some(last) = lines.last_mut() {
                        *last = at + 1;
                    }
                }
                b'\n' | b'\r' => lines.push(at + 1),
                _ => {}
            }
            previous = byte;
        }
        SourceText {
            name: name.to_owned(),
            bytes,
            sheet: false,
            lines,
            before: OnceLock::new(),
        }
    }

    /// The text of a table, in UTF-8 whatever it was encoded in.
    pub(super) fn of_table(
        name: &str,
        bytes: Vec<u8>,
        declared: Option<TextEncoding>,
    ) -> SourceText {
        let text = match TextDecoder::new(declared).decode(&bytes, true) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        };
        SourceText::new(name, text.unwrap_or(bytes))
    }

    /// How this table is read: what was decoded is not decoded again.
    pub(super) fn options(&self, options: &TableOptions) -> TableOptions {
        let options = options.clone().encoding(TextEncoding::Utf8);
        if self.sheet {
            options.sheet(true)
        } else {
            options
        }
    }

    /// Line and column, both from 1 and the column in characters, of a byte.
    pub(super) fn line_column(&self, byte: usize) -> (u32, u32) {
        let line = self.line_at(byte);
        let start = self.lines.get(line - 1).map_or(0, |&start| start as usize);
        let column = self
            .characters_before(byte.min(self.bytes.len()))
            .saturating_sub(self.characters_before(start));
        (saturating_count(line), saturating_count(column + 1))
    }

    /// The line, from 1, of a byte.
    pub(super) fn line_at(&self, byte: usize) -> usize {
        self.lines
            .partition_point(|&start| start as usize <= byte)
            .max(1)
    }

    /// Characters before a byte of the file.
    fn characters_before(&self, byte: usize) -> usize {
        let blocks = self.before.get_or_init(|| {
            let mut count = 0;
            let mut before = vec![0];
            for block in self.bytes.chunks(BLOCK) {
                count += characters(block);
                before.push(saturating_count(count));
            }
            before
        });
        let block = byte / BLOCK;
        let rest = self.bytes.get(block * BLOCK..byte).unwrap_or_default();
        blocks.get(block).map_or(0, |&count| count as usize) + characters(rest)
    }

    /// The bytes from the beginning of a line (from 1) to the end of the file.
    pub(super) fn starting_at(&self, line: u32) -> &[u8] {
        let start = self
            .lines
            .get((line as usize).wrapping_sub(1))
            .map_or(self.bytes.len(), |&start| start as usize);
        self.bytes.get(start..).unwrap_or_default()
    }

    /// A line (from 1) without its end, where it is valid UTF-8.
    pub(super) fn line(&self, line: u32) -> Option<&str> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.lines.get(index)? as usize;
        let end = self
            .lines
            .get(index + 1)
            .map_or(self.bytes.len(), |&next| next as usize);
        let text = std::str::from_utf8(self.bytes.get(start..end)?).ok()?;
        Some(text.trim_end_matches(['\r', '\n']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways_and_columns_count_characters() {
        let source = SourceText::new(
            "a",
            b"\xef\xbb\xbfone\r\ntw\xc3\xb6 x\rthree\n\nlast".to_vec(),
        );
        assert_eq!(source.line(1), Some("one"));
        assert_eq!(source.line(2), Some("twö x"));
        assert_eq!(source.line(3), Some("three"));
        assert_eq!(source.line(4), Some(""));
        assert_eq!(source.line(5), Some("last"));
        assert_eq!(source.line(6), None);
        assert_eq!(source.line(0), None);
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(10), (2, 5));
        assert_eq!(source.line_column(1000), (5, 5));
        assert!(source.starting_at(5).eq(b"last"));
        assert!(source.starting_at(99).is_empty());
    }

    #[test]
    fn columns_of_a_long_line_are_those_counted_from_its_beginning() {
        let line = "aö漢👩".repeat(3 * BLOCK / 10 + 7);
        let source = SourceText::new("a", format!("first\n{line}\nlast").into_bytes());
        for (at, (byte, _)) in line.char_indices().enumerate() {
            assert_eq!(source.line_column(6 + byte), (2, at as u32 + 1));
        }
        assert_eq!(source.line_column(6 + line.len() + 1), (3, 1));
        // Any number of places is one count of the whole and one of a block each.
        assert_eq!(
            source.before.get().map(Vec::len),
            Some(source.bytes.len().div_ceil(BLOCK) + 1)
        );
    }
}
