//! The header row: which delimiter the table has, and which field is which column.

use super::position::FieldPlaces;
use super::row::Column;
use super::{CellFormat, MAX_FINDINGS_PER_CODE, Separator, TableOptions};
use crate::finding::describe;
use crate::formatting::shorten;
use crate::lookalike::look;
use crate::{Code, Date, Finding};
use csv_core::{ReadRecordResult, ReaderBuilder};

/// The beginning of a table: what comes before its first row.
#[derive(Debug)]
pub(super) struct TableStart {
    /// Bytes up to and with the end of the header row.
    pub(super) length: usize,
    /// Where the header row begins.
    pub(super) start: usize,
    /// A delimiter declared by a first line such as `sep=;`, as Excel writes it.
    pub(super) declared: Option<u8>,
}

/// What the header row says.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) delimiter: u8,
    /// How the cells are read.
    pub(super) format: CellFormat,
    /// Number of fields of every row.
    pub(super) width: usize,
    /// The field of each column.
    pub(super) fields: Vec<Option<usize>>,
    /// The headings as written.
    pub(super) names: Vec<String>,
    /// Findings, each with the field it is about; the table can be read unless one of them is an error.
    pub(super) findings: Vec<(Option<usize>, Finding)>,
}

/// Finds the header row in the first bytes of a file; `None` while it has not ended. `last` is the end of the file.
pub(super) fn find(bytes: &[u8], last: bool) -> Option<TableStart> {
    let mut start = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let mut declared = None;
    loop {
        let rest = bytes.get(start..)?;
        start += rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let rest = bytes.get(start..)?;
        let mut quoted = false;
        let end = rest.iter().position(|&byte| {
            quoted ^= byte == b'"';
            !quoted && matches!(byte, b'\r' | b'\n')
        });
        let end = match end {
            Some(end) => end,
            None if last => rest.len(),
            None => return None,
        };
        match rest.get(..end)? {
            [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if declared.is_none() => {
                declared = Some(*delimiter);
                start += end;
            }
            _ => {
                return Some(TableStart {
                    length: start + (end + 1).min(rest.len()),
                    start,
                    declared,
                });
            }
        }
    }
}

/// Reads the header row.
pub(super) fn read(
    row: &[u8],
    declared: Option<u8>,
    columns: &'static [Column],
    options: &TableOptions,
) -> Header {
    let declared = declared.or(options.separator.map(Separator::byte));
    let best = |delimiter: &u8| {
        let names = split(row, *delimiter);
        let known = columns_of(&names, columns)
            .iter()
            .filter(|column| column.is_some())
            .count();
        (known, names.len())
    };
    let mut delimiter = declared.unwrap_or(b',');
    if declared.is_none() {
        let mut most = best(&delimiter);
        for other in [b';', b'\t', b'|'] {
            let count = best(&other);
            if count > most {
                (most, delimiter) = (count, other);
            }
        }
    }
    of_names(split(row, delimiter), delimiter, columns, options)
}

/// The header of a table that has these headings.
pub(super) fn of_names(
    names: Vec<String>,
    delimiter: u8,
    columns: &'static [Column],
    options: &TableOptions,
) -> Header {
    let mut header = Header {
        delimiter,
        format: CellFormat::new(options, delimiter),
        width: names.len(),
        fields: vec![None; columns.len()],
        names: Vec::new(),
        findings: Vec::new(),
    };
    let found = columns_of(&names, columns);
    for (field, (name, column)) in names.iter().zip(found).enumerate() {
        match column.and_then(|column| header.fields.get_mut(column)) {
            Some(slot @ None) => *slot = Some(field),
            Some(Some(_)) => {
                header.findings.push((
                    Some(field),
                    describe!(
                        Code::DuplicateKey,
                        "",
                        ColumnTwice {
                            column: shorten(name)
                        }
                    ),
                ));
            }
            None => {
                let finding = if name.is_empty() {
                    describe!(Code::UnknownColumn, "", HeadingEmpty { number: field + 1 })
                } else {
                    describe!(
                        Code::UnknownColumn,
                        "",
                        ColumnUnknown {
                            column: shorten(name)
                        }
                    )
                };
                // Beyond those that are listed nobody sees what was meant.
                let finding = if header.findings.len() < MAX_FINDINGS_PER_CODE {
                    finding.did_you_mean(name, columns.iter().map(|column| column.name))
                } else {
                    finding
                };
                header.findings.push((Some(field), finding));
            }
        }
    }
    let strange = header.fields.iter().all(Option::is_none);
    if strange && names.iter().any(|name| is_datum(name)) {
        // That data are no columns, and that all columns are missing, would be said many times.
        let finding = describe!(Code::MissingColumn, "", HeaderMissing);
        let help = format!(
            "put a header row above it, with at least `{}`",
            required(columns)
        );
        header.findings = vec![(None, finding.help(help))];
        header.names = names;
        return header;
    }
    let shown = names
        .iter()
        .map(|name| format!("`{}`", shorten(name)))
        .take(20)
        .collect::<Vec<_>>()
        .join(", ");
    for (column, field) in columns.iter().zip(&header.fields) {
        if column.required && field.is_none() {
            let help = if strange {
                let required = required(columns);
                format!(
                    "none of {shown} is a column of this table; if they are data, put `{required}` above them"
                )
            } else {
                format!("the header has {shown}")
            };
            header.findings.push((
                None,
                describe!(
                    Code::MissingColumn,
                    "",
                    ColumnMissing {
                        column: column.name
                    }
                )
                .help(help),
            ));
        }
    }
    header.names = names;
    header
}

/// Whether a heading looks like what is in rows: a date or a number.
fn is_datum(name: &str) -> bool {
    Date::parse(name).is_ok() || name.parse::<f64>().is_ok_and(f64::is_finite)
}

/// A header row with the columns that must be there.
fn required(columns: &[Column]) -> String {
    let required = columns
        .iter()
        .filter(|column| column.required)
        .map(|column| column.name);
    required.collect::<Vec<_>>().join(",")
}

/// Lines and columns of the fields of the header row, lines counted from its first; found in one pass, for there may be as many findings
/// as headings.
pub(super) fn places(row: &[u8], delimiter: u8) -> Vec<(u32, u32)> {
    FieldPlaces::new(row, delimiter).collect()
}

/// The column of each heading. A column's own name goes before its other names, wherever they are.
pub(super) fn columns_of(names: &[String], columns: &[Column]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = names
        .iter()
        .map(|name| columns.iter().position(|column| is_name(column.name, name)))
        .collect();
    for (at, column) in columns.iter().enumerate() {
        if found.contains(&Some(at)) {
            continue;
        }
        let other = |name: &String| column.others.iter().any(|other| is_name(other, name));
        let mut open = names.iter().zip(&mut found);
        if let Some((_, slot)) = open.find(|(name, slot)| slot.is_none() && other(name)) {
            *slot = Some(at);
        }
    }
    found
}

/// Whether a heading is this name as it looks: in letters of any case, with blanks or hyphens for `_`, and whatever is not seen.
fn is_name(name: &str, heading: &str) -> bool {
    if !heading.is_ascii() {
        let seen = look(heading);
        return seen.is_ascii() && is_name(name, seen.trim());
    }
    let plain = |byte: u8| match byte {
        b' ' | b'-' => b'_',
        other => other.to_ascii_lowercase(),
    };
    name.len() == heading.len()
        && name
            .bytes()
            .zip(heading.bytes())
            .all(|(name, byte)| name == plain(byte))
}

/// The headings, without blanks around them; damaged UTF-8 is shown as such and matches nothing.
fn split(row: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut text = vec![0; row.len() + 1];
    let mut ends = vec![0; row.len() + 2];
    let (mut length, mut count) = (0, 0);
    for input in [row, b"\n"] {
        let (result, _, out, fields) = reader.read_record(
            input,
            text.get_mut(length..).unwrap_or_default(),
            ends.get_mut(count..).unwrap_or_default(),
        );
        length += out;
        count += fields;
        if result == ReadRecordResult::Record {
            break;
        }
    }
    let mut start = 0;
    let mut names = Vec::new();
    for &end in ends.get(..count).unwrap_or_default() {
        names.push(
            String::from_utf8_lossy(text.get(start..end).unwrap_or_default())
                .trim()
                .to_owned(),
        );
        start = end;
    }
    names
}
