//! The lines that findings are in, fetched from their files in one pass each.

use crate::folder;
use crate::parquet;
use crate::workbooks;
use paratus::Finding;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Component, Path};

/// Bytes of a line that are kept; more would not fit on any page.
const LONGEST: usize = 64 << 10;

/// Lines by file and number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Excerpts(BTreeMap<String, BTreeMap<u32, String>>);

impl Excerpts {
    /// Reads the lines that the findings name. What cannot be read again is left out.
    pub(crate) fn read(findings: &[Finding], folder: Option<&Path>) -> Excerpts {
        let mut wanted: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for finding in findings {
            if let (Some(file), Some(line)) = (&finding.file, finding.line) {
                wanted.entry(file).or_default().insert(line);
            }
        }
        let read = |(file, lines): (&str, BTreeSet<u32>)| {
            let mut reader = open_text(file, folder)?;
            Some((file.to_owned(), lines_of(&mut reader, &lines)))
        };
        Excerpts(wanted.into_iter().filter_map(read).collect())
    }

    /// A line of a file.
    pub(crate) fn line(&self, file: &str, line: u32) -> Option<&str> {
        self.0.get(file)?.get(&line).map(String::as_str)
    }
}

/// Opens a file of lines that a finding names.
pub(crate) fn open_text(file: &str, folder: Option<&Path>) -> Option<BufReader<File>> {
    // Only files: reading a pipe again would wait for ever. What was not read as a file of the folder is not shown either.
    let opened = match folder.filter(|_| is_inside(Path::new(file))) {
        Some(folder) => folder::open_within(folder, file).ok()?,
        None => folder::open_regular(&super::human::place_of(folder, file)).ok()?,
    };
    let mut reader = BufReader::with_capacity(1 << 16, opened);
    // Rows of Parquet and of workbooks are no lines, and UTF-16 is not shown as it is.
    let first = reader.fill_buf().ok()?;
    let is_text = !parquet::begins(first) && !workbooks::begins(first) && !first.contains(&0);
    is_text.then_some(reader)
}

/// Whether a name stays in the folder that it is relative to.
fn is_inside(file: &Path) -> bool {
    file.components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The wanted lines. Lines end at LF, CR LF or CR; a byte order mark is cut off.
fn lines_of(reader: &mut impl BufRead, wanted: &BTreeSet<u32>) -> BTreeMap<u32, String> {
    let mut found = BTreeMap::new();
    let Some(&last) = wanted.last() else {
        return found;
    };
    let (mut number, mut line, mut after_cr) = (1u32, Vec::new(), false);
    while number <= last {
        let Ok(block) = reader.fill_buf() else { break };
        if block.is_empty() {
            keep(&mut found, wanted, number, &mut line);
            break;
        }
        let mut rest = block;
        while !rest.is_empty() {
            if after_cr && rest.first() == Some(&b'\n') {
                rest = rest.get(1..).unwrap_or_default();
                after_cr = false;
                continue;
            }
            after_cr = false;
            let end = memchr::memchr2(b'\n', b'\r', rest);
            let (piece, after) = rest
                .split_at_checked(end.unwrap_or(rest.len()))
                .unwrap_or((rest, &[]));
            if wanted.contains(&number) {
                let room = LONGEST.saturating_sub(line.len());
                line.extend_from_slice(piece.get(..room).unwrap_or(piece));
            }
            rest = after;
            if end.is_some() {
                after_cr = rest.first() == Some(&b'\r');
                rest = rest.get(1..).unwrap_or_default();
                keep(&mut found, wanted, number, &mut line);
                number = number.saturating_add(1);
            }
        }
        let length = block.len();
        reader.consume(length);
    }
    found
}

fn keep(
    found: &mut BTreeMap<u32, String>,
    wanted: &BTreeSet<u32>,
    number: u32,
    line: &mut Vec<u8>,
) {
    if wanted.contains(&number) {
        let bytes = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        found.insert(number, String::from_utf8_lossy(bytes).into_owned());
    }
    line.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_whatever_ends_them() {
        let text = b"\xef\xbb\xbfone\r\ntwo\rthree\n\nlast";
        for capacity in [1, 2, 3, 5, 100] {
            let wanted = BTreeSet::from([1, 2, 4, 5, 9]);
            let found = lines_of(&mut BufReader::with_capacity(capacity, &text[..]), &wanted);
            let expected =
                [(1, "one"), (2, "two"), (4, ""), (5, "last")].map(|(n, t)| (n, t.to_owned()));
            assert_eq!(found, BTreeMap::from(expected), "{capacity}");
        }
    }
}
