//! Finds the bytes at which a row is cut, eight at a time.

/// A byte in all eight places.
const fn spread(byte: u8) -> u64 {
    byte as u64 * 0x0101_0101_0101_0101
}

const LOW: u64 = spread(0x7f);

/// The highest bit of each byte that is the one spread, or not above `"` as line ends are; no other bit.
#[inline]
fn notable(word: u64, delimiters: u64) -> u64 {
    let differs = word ^ delimiters;
    let others = (differs & LOW).wrapping_add(LOW) | differs;
    let above = (word & LOW).wrapping_add(spread(0x7f - b'"')) | word;
    !(others & above | LOW)
}

/// A row that is cut at its delimiters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowCut {
    /// Its length without the line end.
    pub(super) length: usize,
    /// The length of the line end: LF, or CR and LF.
    pub(super) line_end: usize,
    /// How many delimiters it has.
    pub(super) delimiters: usize,
}

/// Cuts the row that begins here; the places of its delimiters go to `ends`. `None` where there are more than `ends` holds, or the row
/// has a quote or a CR within, or no end.
#[inline]
pub(super) fn row(bytes: &[u8], delimiter: u8, ends: &mut [usize]) -> Option<RowCut> {
    let (words, rest) = bytes.as_chunks::<8>();
    let delimiters = spread(delimiter);
    let mut count = 0;
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let mut marks = notable(word, delimiters);
        while marks != 0 {
            let within = marks.trailing_zeros() & !7;
            let at = at * 8 + within as usize / 8;
            match (word >> within) as u8 {
                b'\n' | b'\r' | b'"' => return cut(bytes, at, count),
                byte if byte == delimiter => {
                    *ends.get_mut(count)? = at;
                    count += 1;
                }
                // A blank, say.
                _ => {}
            }
            marks &= marks.wrapping_sub(1);
        }
    }
    for (at, &byte) in rest.iter().enumerate() {
        let at = words.len() * 8 + at;
        match byte {
            b'\n' | b'\r' | b'"' => return cut(bytes, at, count),
            _ if byte == delimiter => {
                *ends.get_mut(count)? = at;
                count += 1;
            }
            _ => {}
        }
    }
    None
}

/// The row that ends at `length`, if it does.
#[inline]
fn cut(bytes: &[u8], length: usize, delimiters: usize) -> Option<RowCut> {
    let line_end = match bytes.get(length..)? {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => return None,
    };
    Some(RowCut {
        length,
        line_end,
        delimiters,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same, one byte after the other.
    fn plain(bytes: &[u8], delimiter: u8, room: usize) -> Option<(usize, usize, Vec<usize>)> {
        let stop = bytes
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r' | b'"'))?;
        let ends: Vec<usize> = (0..stop).filter(|&at| bytes[at] == delimiter).collect();
        let line_end = if bytes[stop..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        let ended = bytes[stop] == b'\n' || line_end == 2;
        (ended && ends.len() <= room).then_some((stop, line_end, ends))
    }

    proptest! {
        #[test]
        fn rows_are_cut_as_byte_by_byte(
            bytes in proptest::collection::vec(prop_oneof![
                6 => Just(b'a'), 2 => Just(b','), 1 => Just(b';'), 1 => any::<u8>(), 1 => Just(b'-'), 1 => Just(0x80 | b','),
            ], 0..60),
            end in prop_oneof![4 => Just(&b"\n"[..]), 1 => Just(&b"\r\n"[..]), 1 => Just(&b""[..])],
            after in proptest::collection::vec(any::<u8>(), 0..20),
            delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
            room in 0usize..12,
        ) {
            let bytes = [bytes.as_slice(), end, after.as_slice()].concat();
            let mut ends = vec![usize::MAX; room];
            let found = row(&bytes, delimiter, &mut ends);
            let found = found.map(|cut| (cut.length, cut.line_end, ends[..cut.delimiters].to_vec()));
            prop_assert_eq!(found, plain(&bytes, delimiter, room));
        }
    }
}
