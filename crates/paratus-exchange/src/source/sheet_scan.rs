//! The tags of the sheets of an XLSX file, looked at while it is inflated to check its size: what must be read of a sheet, and references
//! that its reader cannot work with.

/// What the sheets of a workbook hold, and what is wrong with them.
#[derive(Default)]
pub(super) struct SheetScan {
    /// Whether a cell has a formula.
    pub(super) has_formulas: bool,
    /// Whether cells are joined.
    pub(super) has_merged: bool,
    /// The first reference to cells that no sheet has: too far away, or from a later cell back to an earlier.
    pub(super) impossible: Option<String>,
    /// A tag whose end is in the next part.
    begun: Vec<u8>,
}

/// Bytes of a tag that are kept for the next part, at most.
const LONGEST_TAG: usize = 4096;

impl SheetScan {
    /// Looks at a part of a file of the archive; parts of one file follow each other.
    pub(super) fn look(&mut self, name: &str, part: &[u8]) {
        if !name.starts_with("xl/worksheets/") {
            self.begun.clear();
            return;
        }
        let mut bytes = std::mem::take(&mut self.begun);
        let part = if bytes.is_empty() {
            part
        } else {
            bytes.extend_from_slice(part);
            &bytes
        };
        let mut tags = part.split(|byte| *byte == b'<');
        // What is before the first tag is text.
        tags.next();
        let mut last: &[u8] = &[];
        for tag in tags {
            last = tag;
            match tag {
                // Most tags: values, ends, and cells that are named as nearly all are.
                [b'/', ..] | [b'v' | b't', b'>', ..] => {}
                [b'c', b' ', b'r', b'=', b'"', reference @ ..] if is_short(reference) => {}
                tag => self.look_at(tag),
            }
        }
        if !last.contains(&b'>') && last.len() < LONGEST_TAG && part.contains(&b'<') {
            self.begun = [b"<", last].concat();
        }
    }

    fn look_at(&mut self, tag: &[u8]) {
        let is_end = |byte: &u8| matches!(byte, b' ' | b'>' | b'/' | b'\t' | b'\r' | b'\n');
        let Some(end) = tag.iter().position(is_end) else {
            return;
        };
        let (name, attributes) = tag.split_at_checked(end).unwrap_or((tag, &[]));
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        let of_cells: &[u8] = match local {
            b"c" | b"row" => b"r",
            b"f" => {
                self.has_formulas = true;
                b"ref"
            }
            b"mergeCell" => {
                self.has_merged = true;
                b"ref"
            }
            b"dimension" => b"ref",
            _ => return,
        };
        if self.impossible.is_some() {
            return;
        }
        let reference = attribute(attributes, of_cells);
        if let Some(reference) = reference.filter(|reference| !is_possible(reference)) {
            self.impossible = Some(String::from_utf8_lossy(reference).into_owned());
        }
    }
}

/// Whether a text begins with a cell that some sheet has, and a quote: `AB12"`.
fn is_short(text: &[u8]) -> bool {
    let letters = text
        .iter()
        .take(4)
        .take_while(|byte| byte.is_ascii_uppercase());
    let rest = text.get(letters.count()..).unwrap_or_default();
    let digits = rest
        .iter()
        .take(8)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    text.len() - rest.len() <= 3 && digits <= 7 && rest.get(digits) == Some(&b'"')
}

/// The value of an attribute of a tag.
fn attribute<'t>(attributes: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let mut rest = attributes;
    loop {
        let at = rest.iter().position(|byte| *byte == b'=')?;
        let (before, after) = rest.split_at_checked(at)?;
        let after = after.get(1..)?.trim_ascii_start();
        let quote = *after.first()?;
        if before.contains(&b'>') || !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let after = after.get(1..)?;
        let end = after.iter().position(|byte| *byte == quote)?;
        let (value, after) = after.split_at_checked(end)?;
        let found = before.trim_ascii();
        if found == name {
            return Some(value);
        }
        rest = after.get(1..)?;
    }
}

/// Whether this may be a cell, a row or a rectangle of cells. What is no reference at all is left to the reader, which says so.
fn is_possible(reference: &[u8]) -> bool {
    let mut cells = reference.split(|byte| *byte == b':');
    let (Some(first), last, None) = (cells.next(), cells.next(), cells.next()) else {
        return true;
    };
    let (Some((row, column)), Some((last_row, last_column))) =
        (place(first), place(last.unwrap_or(first)))
    else {
        return false;
    };
    row <= last_row && column <= last_column
}

/// The row and the column of a cell, as numbers from 1 and 0 where there is none; `None` where they are too long for any sheet.
fn place(cell: &[u8]) -> Option<(u32, u32)> {
    let letters = cell.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let (letters, digits) = cell.split_at_checked(letters.count())?;
    if letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let column = letters.iter().fold(0, |column, letter| {
        column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = digits.iter().fold(0, |row, digit| {
        row * 10 + u32::from(digit.wrapping_sub(b'0').min(9))
    });
    Some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(parts: &[&str]) -> SheetScan {
        let mut scan = SheetScan::default();
        for part in parts {
            scan.look("xl/worksheets/sheet1.xml", part.as_bytes());
        }
        scan
    }

    #[test]
    fn tags_are_seen_wherever_parts_end() {
        let sheet = "<x:worksheet><dimension ref='A1:C9'/><x:sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><f>B1</f><v>1</v></c></row></x:sheetData>\
            <mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells></x:worksheet>";
        for end in 0..sheet.len() {
            let (one, other) = sheet.split_at(end);
            let found = scan(&[one, other]);
            assert!(found.has_formulas && found.has_merged, "{end}");
            assert_eq!(found.impossible, None, "{end}");
        }
        let plain = scan(&[
            "<dimension ref=\"A1\"/><row><c/><c r=\"XFD1048576\"><v>&lt;f&gt;</v></c></row>",
        ]);
        assert!(!plain.has_formulas && !plain.has_merged && plain.impossible.is_none());
    }

    #[test]
    fn references_that_no_sheet_has_are_named() {
        for (tag, reference) in [
            ("<dimension ref=\"D9:A1\"/>", "D9:A1"),
            ("<dimension ref=\"A9:D1\"/>", "A9:D1"),
            ("<mergeCell ref='D1:A1'/>", "D1:A1"),
            ("<c s=\"1\" r=\"ABCDEFGHIJ1\"/>", "ABCDEFGHIJ1"),
            ("<row spans=\"1:3\" r=\"99999999999\">", "99999999999"),
            ("<f t=\"shared\" ref=\"B2:B1\">", "B2:B1"),
        ] {
            for end in 0..tag.len() {
                let (one, other) = tag.split_at(end);
                let found = scan(&[one, other]);
                assert_eq!(found.impossible.as_deref(), Some(reference), "{tag} {end}");
            }
        }
    }
}
