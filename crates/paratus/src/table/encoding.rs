//! The encoding of a table: UTF-16 is recognised by its beginning, Windows-1252 is read where it is declared.

use super::TextEncoding;
use std::borrow::Cow;

/// Turns the bytes of a table into UTF-8, block by block. What is UTF-8 already is handed on as it is.
#[derive(Clone, Debug)]
pub(crate) struct TextDecoder {
    form: Form,
    /// Bytes of which it is not known yet what they are.
    waiting: Vec<u8>,
    /// The first half of a character of UTF-16.
    half: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Nothing was read yet; this is what is declared.
    Unknown(Option<TextEncoding>),
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Windows1252,
}

/// Bytes that show what a text is.
const SHOWN_BY: usize = 4;

impl TextDecoder {
    /// A decoder of a text that is declared to be of this encoding.
    pub(crate) fn new(declared: Option<TextEncoding>) -> TextDecoder {
        TextDecoder {
            form: Form::Unknown(declared),
            waiting: Vec::new(),
            half: None,
        }
    }

    /// The next block as UTF-8; `last` where nothing follows.
    pub(crate) fn decode<'b>(&mut self, block: &'b [u8], last: bool) -> Cow<'b, [u8]> {
        if self.form == Form::Utf8 {
            return Cow::Borrowed(block);
        }
        if let (Form::Unknown(declared), true) = (self.form, self.waiting.is_empty()) {
            let form = form_of(block, declared);
            if form == Form::Utf8 && (block.len() >= SHOWN_BY || last) {
                self.form = form;
                return Cow::Borrowed(block);
            }
        }
        self.waiting.extend_from_slice(block);
        if let Form::Unknown(declared) = self.form {
            if self.waiting.len() < SHOWN_BY && !last {
                return Cow::Borrowed(&[]);
            }
            self.form = form_of(&self.waiting, declared);
        }
        let bytes = std::mem::take(&mut self.waiting);
        match self.form {
            Form::Utf16LittleEndian => {
                Cow::Owned(self.utf16(&bytes, u16::from_le_bytes, last).into_bytes())
            }
            Form::Utf16BigEndian => {
                Cow::Owned(self.utf16(&bytes, u16::from_be_bytes, last).into_bytes())
            }
            Form::Windows1252 => {
                let text: String = bytes.iter().map(|&byte| character(byte)).collect();
                Cow::Owned(text.into_bytes())
            }
            Form::Utf8 | Form::Unknown(_) => Cow::Owned(bytes),
        }
    }

    fn utf16(&mut self, bytes: &[u8], unit: fn([u8; 2]) -> u16, last: bool) -> String {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let mut units: Vec<u16> = self.half.take().into_iter().collect();
        units.extend(pairs.iter().map(|&pair| unit(pair)));
        if last && !rest.is_empty() {
            units.push(0xfffd);
        } else {
            self.waiting.extend_from_slice(rest);
            self.half = units.pop_if(|unit| !last && (0xd800..0xdc00).contains(unit));
        }
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    }
}

/// What a text is by its beginning, else by what is declared.
fn form_of(beginning: &[u8], declared: Option<TextEncoding>) -> Form {
    match beginning {
        [0xff, 0xfe, ..] => Form::Utf16LittleEndian,
        [0xfe, 0xff, ..] => Form::Utf16BigEndian,
        // No table begins with a zero, or has one behind its first letter.
        [1..=0x7f, 0, 1..=0x7f, 0, ..] => Form::Utf16LittleEndian,
        [0, 1..=0x7f, 0, 1..=0x7f, ..] => Form::Utf16BigEndian,
        [0xef, 0xbb, 0xbf, ..] => Form::Utf8,
        _ if declared == Some(TextEncoding::Windows1252) => Form::Windows1252,
        _ => Form::Utf8,
    }
}

/// What the bytes 0x80 to 0x9f are in Windows-1252; five of them are nothing.
const UPPER: [u16; 32] = [
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
];

fn character(byte: u8) -> char {
    let upper = byte
        .checked_sub(0x80)
        .and_then(|at| UPPER.get(usize::from(at)));
    upper.map_or(char::from(byte), |&unit| {
        char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

/// What bytes that are no UTF-8 say as Windows-1252, where they say anything.
pub(crate) fn as_windows_1252(bytes: &[u8]) -> Option<String> {
    let text: String = bytes.iter().map(|&byte| character(byte)).collect();
    let readable = |c: char| c != char::REPLACEMENT_CHARACTER && !c.is_control();
    text.chars().all(readable).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], declared: Option<TextEncoding>, block: usize) -> String {
        let mut decoder = TextDecoder::new(declared);
        let mut all = Vec::new();
        for block in bytes.chunks(block.max(1)) {
            all.extend_from_slice(&decoder.decode(block, false));
        }
        all.extend_from_slice(&decoder.decode(&[], true));
        String::from_utf8(all).unwrap()
    }

    #[test]
    fn encodings_are_read_in_blocks_of_any_size() {
        let text = "id,Abschnitt\np-1,Zürich 漢 𝄞\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for size in [1, 2, 3, 5, 1000] {
            assert_eq!(decoded(text.as_bytes(), None, size), text);
            assert_eq!(decoded(&little, None, size), text, "{size}");
            assert_eq!(decoded(&big, None, size), text, "{size}");
            let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(little.clone()).collect();
            assert_eq!(decoded(&marked, None, size), format!("\u{feff}{text}"));
            let western = Some(TextEncoding::Windows1252);
            assert_eq!(decoded(b"Z\xfcrich \x80", western, size), "Zürich €");
            assert_eq!(decoded("\u{feff}ü".as_bytes(), western, size), "\u{feff}ü");
        }
        assert_eq!(decoded(b"", None, 1), "");
        assert_eq!(decoded(b"\xff\xfea\0\x34", None, 1000), "\u{feff}a\u{fffd}");
    }

    #[test]
    fn only_what_says_something_is_windows_1252() {
        assert_eq!(as_windows_1252(b"Z\xfcrich").as_deref(), Some("Zürich"));
        assert_eq!(as_windows_1252(b"\x81"), None);
        assert_eq!(as_windows_1252(b"\xfc\0"), None);
    }
}
