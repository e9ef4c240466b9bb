//! Where a field stands in the raw bytes of its row.

use crate::document::{characters, whole};

/// Where a scan of a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
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
    let mut index = 0;
    let mut state = At::Start;
    let (mut line, mut line_start) = (0usize, 0usize);
    let mut previous = 0u8;
    for (at, &byte) in raw.iter().enumerate() {
        if index == field {
            return place(raw, line, line_start, at);
        }
        let quoted = state == At::Quoted;
        state = match (state, byte) {
            (At::Start | At::Quote, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Quote,
            (At::Quoted, _) => At::Quoted,
            (_, b'\r' | b'\n') => break,
            (_, byte) if byte == delimiter => {
                index += 1;
                At::Start
            }
            _ => At::Plain,
        };
        if quoted && matches!(byte, b'\r' | b'\n') {
            line += usize::from(byte == b'\r' || previous != b'\r');
            line_start = at + 1;
        }
        previous = byte;
    }
    (index == field).then(|| place(raw, line, line_start, raw.len())).flatten()
}

/// Whether every closing quote of a row is followed by the end of its field.
pub(super) fn quotes_are_whole(raw: &[u8], delimiter: u8) -> bool {
    let mut state = At::Start;
    for &byte in raw {
        state = match (state, byte) {
            (At::Start | At::Quote, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Quote,
            (At::Quoted, _) => At::Quoted,
            (_, b'\r' | b'\n') => break,
            (_, byte) if byte == delimiter => At::Start,
            (At::Quote, _) => return false,
            _ => At::Plain,
        };
    }
    true
}

fn place(raw: &[u8], line: usize, line_start: usize, at: usize) -> Option<(u32, u32)> {
    Some((whole(line), whole(characters(raw.get(line_start..at)?) + 1)))
}

#[cfg(test)]
mod tests {
    use super::field_place;

    #[test]
    fn fields_are_found_in_quotes_and_behind_line_breaks() {
        let raw = "ö,\"a,\"\"b\r\nc\",d\"e\",f\n".as_bytes();
        assert_eq!(field_place(raw, b',', 0), Some((0, 1)));
        assert_eq!(field_place(raw, b',', 1), Some((0, 3)));
        assert_eq!(field_place(raw, b',', 2), Some((1, 4)));
        assert_eq!(field_place(raw, b',', 3), Some((1, 9)));
        assert_eq!(field_place(raw, b',', 4), None);
        assert_eq!(field_place(b"a,", b',', 1), Some((0, 3)));
    }
}
