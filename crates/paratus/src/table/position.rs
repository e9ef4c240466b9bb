//! Where a field is in the raw bytes of its row.

use crate::formatting::{characters, saturating_count};

/// Where a scan of a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FieldState {
    /// At the beginning of a field.
    Start,
    /// In a field without quotes, or behind a closing quote.
    Plain,
    /// Within quotes.
    Quoted,
    /// At a quote within quotes: the end, or the first of two.
    Quote,
}

/// Lines after the row's first, and column (from 1, in characters), at which a field begins.
pub(crate) fn field_place(raw: &[u8], delimiter: u8, field: usize) -> Option<(u32, u32)> {
    FieldPlaces::new(raw, delimiter).nth(field)
}

/// The places at which the fields of a row begin, one after the other, in one pass over the row.
pub(super) struct FieldPlaces<'r> {
    raw: &'r [u8],
    delimiter: u8,
    /// Where the field begins that comes next; `None` behind the last.
    next: Option<usize>,
    line: usize,
    /// Characters of the line before the next field.
    column: usize,
}

impl<'r> FieldPlaces<'r> {
    pub(super) fn new(raw: &'r [u8], delimiter: u8) -> FieldPlaces<'r> {
        FieldPlaces {
            raw,
            delimiter,
            next: Some(0),
            line: 0,
            column: 0,
        }
    }
}

impl Iterator for FieldPlaces<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        let start = self.next.take()?;
        let place = (
            saturating_count(self.line),
            saturating_count(self.column + 1),
        );
        let mut state = FieldState::Start;
        let mut previous = 0u8;
        for (at, &byte) in (start..).zip(self.raw.get(start..)?) {
            let quoted = state == FieldState::Quoted;
            state = match (state, byte) {
                (FieldState::Start | FieldState::Quote, b'"') => FieldState::Quoted,
                (FieldState::Quoted, b'"') => FieldState::Quote,
                (FieldState::Quoted, _) => FieldState::Quoted,
                (_, b'\r' | b'\n') => break,
                (_, byte) if byte == self.delimiter => {
                    self.next = Some(at + 1);
                    self.column += 1;
                    break;
                }
                _ => FieldState::Plain,
            };
            if quoted && matches!(byte, b'\r' | b'\n') {
                self.line += usize::from(byte == b'\r' || previous != b'\r');
                self.column = 0;
            } else {
                self.column += characters(&[byte]);
            }
            previous = byte;
        }
        Some(place)
    }
}

/// Whether every closing quote of a row is followed by the end of its field.
#[must_use]
pub fn quotes_are_closed(raw: &[u8], delimiter: u8) -> bool {
    let mut state = FieldState::Start;
    for &byte in raw {
        state = match (state, byte) {
            (FieldState::Start | FieldState::Quote, b'"') => FieldState::Quoted,
            (FieldState::Quoted, b'"') => FieldState::Quote,
            (FieldState::Quoted, _) => FieldState::Quoted,
            (_, b'\r' | b'\n') => break,
            (_, byte) if byte == delimiter => FieldState::Start,
            (FieldState::Quote, _) => return false,
            _ => FieldState::Plain,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{FieldPlaces, field_place};
    use proptest::prelude::*;

    #[test]
    fn fields_are_found_in_quotes_and_behind_line_breaks() {
        let raw = "ö,\"a,\"\"b\r\nc\",d\"e\",f\n".as_bytes();
        assert_eq!(field_place(raw, b',', 0), Some((0, 1)));
        assert_eq!(field_place(raw, b',', 1), Some((0, 3)));
        assert_eq!(field_place(raw, b',', 2), Some((1, 4)));
        assert_eq!(field_place(raw, b',', 3), Some((1, 9)));
        assert_eq!(field_place(raw, b',', 4), None);
        assert_eq!(field_place(b"a,", b',', 1), Some((0, 3)));
        assert_eq!(field_place(b"", b',', 0), Some((0, 1)));
    }

    /// Where fields begin, found by cutting the text before them.
    fn by_text(raw: &str) -> Vec<(u32, u32)> {
        let (mut quoted, mut starts) = (false, vec![0]);
        for (at, letter) in raw.char_indices() {
            quoted ^= letter == '"';
            if letter == ',' && !quoted {
                starts.push(at + 1);
            }
        }
        let place = |start: usize| {
            let lines: Vec<&str> = raw[..start].split('\n').collect();
            (
                lines.len() as u32 - 1,
                lines[lines.len() - 1].chars().count() as u32 + 1,
            )
        };
        starts.into_iter().map(place).collect()
    }

    proptest! {
        #[test]
        fn places_of_all_fields_are_found_in_one_pass(
            cells in proptest::collection::vec(prop_oneof!["[a-zö漢 ]{0,4}", "\"[a-zö,\n]{0,5}\""], 1..9),
        ) {
            let raw = cells.join(",");
            prop_assert_eq!(FieldPlaces::new(raw.as_bytes(), b',').collect::<Vec<_>>(), by_text(&raw));
        }
    }
}
