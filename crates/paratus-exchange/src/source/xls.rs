//! XLS files before they are read: that the chains of their sectors end, how far their cells reach, and the formats of their numbers.

use super::number_format::NumberFormat;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Cells that all sheets span together, at most: the reader keeps the empty ones too.
const MOST_CELLS: u64 = 4_000_000;

/// The formats of cells whose format says more than their number, by zero-based row and column.
pub(super) type CellFormats = HashMap<(u32, u32), NumberFormat>;

/// Why a file is not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its sectors contradict each other.
    Broken(&'static str),
    /// It needs a password.
    Encrypted,
    /// Its cells span too much: how many, and the last of them by zero-based row and column.
    TooFar(u64, (u32, u32)),
}

const CUT: Fault = Fault::Broken("a part of it lies beyond its end");
const RING: Fault = Fault::Broken("its sectors run in a ring");

/// The end of a chain of sectors, and the first number that is no sector.
const END: u32 = 0xffff_fffe;
const RESERVED: u32 = 0xffff_fffa;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    two.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_le_bytes)
}

/// Sectors of one size, and which follows which.
struct Sectors<'b> {
    bytes: &'b [u8],
    size: usize,
    next: Vec<u32>,
}

impl<'b> Sectors<'b> {
    fn sector(&self, id: u32) -> Result<&'b [u8], Fault> {
        let start = (id as usize).checked_mul(self.size).ok_or(CUT)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty());
        let rest = rest.ok_or(CUT)?;
        // The last sector of a file may be cut.
        Ok(rest.get(..self.size).unwrap_or(rest))
    }

    /// The sectors from the first on, each once, until there are `length` bytes.
    fn chain(&self, first: u32, length: usize) -> Result<Vec<u8>, Fault> {
        let (mut all, mut at, mut seen) = (Vec::new(), first, HashSet::new());
        while at != END {
            if !seen.insert(at) {
                return Err(RING);
            }
            let sector = self.sector(at)?;
            let left = length - all.len();
            all.extend_from_slice(sector.get(..left).unwrap_or(sector));
            if all.len() >= length {
                break;
            }
            at = *self.next.get(at as usize).ok_or(CUT)?;
        }
        Ok(all)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0))
}

/// The stream of this name, as the reader of workbooks finds it.
fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let word = |at| u32_at(bytes, at).ok_or(CUT);
    let size = match u16_at(bytes, 30) {
        Some(9) => 512,
        Some(12) => 4096,
        _ => return Err(Fault::Broken("the size of its sectors is not known")),
    };
    let mut sectors = Sectors {
        bytes: bytes.get(size..).ok_or(CUT)?,
        size,
        next: Vec::new(),
    };
    let mut tables: Vec<u32> = numbers(bytes.get(76..512).ok_or(CUT)?).collect();
    let (mut at, mut seen) = (word(68)?, HashSet::new());
    while at < RESERVED {
        if !seen.insert(at) {
            return Err(RING);
        }
        tables.extend(numbers(sectors.sector(at)?));
        at = tables.pop().ok_or(CUT)?;
    }
    seen.clear();
    for id in tables.into_iter().filter(|id| *id < RESERVED) {
        if !seen.insert(id) {
            return Err(RING);
        }
        sectors.next.extend(numbers(sectors.sector(id)?));
    }
    let entries = sectors.chain(word(48)?, usize::MAX)?;
    let length = |entry: &[u8]| {
        let high = u32_at(entry, 124).filter(|high| size == 4096 && *high > 0);
        match (u32_at(entry, 120), high) {
            (_, Some(_)) => usize::MAX,
            (low, None) => low.unwrap_or(0) as usize,
        }
    };
    let start = |entry: &[u8]| u32_at(entry, 116).unwrap_or(END);
    let named = |name: &str| {
        let wide: Vec<u8> = name
            .encode_utf16()
            .chain([0])
            .flat_map(u16::to_le_bytes)
            .collect();
        let mut all = entries.chunks_exact(128);
        all.find(|entry| {
            entry
                .get(..wide.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(&wide))
        })
    };
    if named("EncryptedPackage").is_some() {
        return Err(Fault::Encrypted);
    }
    let mut small = Sectors {
        bytes: &[],
        size: 64,
        next: Vec::new(),
    };
    let mini;
    if word(64)? > 0 {
        let root = entries.get(..128).ok_or(CUT)?;
        mini = sectors.chain(start(root), length(root))?;
        small.bytes = &mini;
        let table = (word(64)? as usize).saturating_mul(size);
        small.next = numbers(&sectors.chain(word(60)?, table)?).collect();
    }
    let entry = named("Workbook").or_else(|| named("Book"));
    let entry = entry.ok_or(Fault::Broken("it has no part `Workbook`"))?;
    match length(entry) {
        length @ 4096.. => sectors.chain(start(entry), length),
        length => small.chain(start(entry), length),
    }
}

/// A record: its kind and its content.
type Record<'s> = (u16, &'s [u8]);

fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, u16_at(rest, 2)?);
        let content = rest.get(4..4 + usize::from(length))?;
        rest = rest.get(4 + usize::from(length)..)?;
        Some((kind, content))
    })
}

const END_OF_PART: u16 = 0x000a;
const BEGIN_OF_PART: u16 = 0x0809;

/// Checks a file, and finds the formats of its cells, sheet by sheet.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<CellFormats>, Fault> {
    let stream = workbook_stream(bytes)?;
    let (mut sheets, mut codes, mut styles) = (Vec::new(), BTreeMap::new(), Vec::new());
    let mut is_wide = true;
    for (kind, content) in records(&stream) {
        match kind {
            END_OF_PART => break,
            0x002f if u16_at(content, 0) != Some(0) => return Err(Fault::Encrypted),
            BEGIN_OF_PART => is_wide = u16_at(content, 0) == Some(0x0600),
            0x0085 => sheets.push(u32_at(content, 0).ok_or(CUT)?),
            0x00e0 => styles.push(u16_at(content, 2).unwrap_or(0)),
            0x041e => {
                if let Some((id, code)) = format_code(content, is_wide) {
                    codes.insert(id, code);
                }
            }
            _ => {}
        }
    }
    let formats: Vec<Option<NumberFormat>> = styles
        .into_iter()
        .map(|id| match (codes.get(&id), id) {
            (Some(code), _) => NumberFormat::of_code(code),
            (None, 9 | 10) => Some(NumberFormat::Percent),
            _ => None,
        })
        .collect();
    let (mut all, mut spanned) = (Vec::new(), 0_u64);
    for start in sheets {
        let part = stream.get(start as usize..).ok_or(CUT)?;
        all.push(sheet(part, &formats, &mut spanned)?);
    }
    Ok(all)
}

/// The id and the code of a format.
fn format_code(content: &[u8], is_wide: bool) -> Option<(u16, String)> {
    let id = u16_at(content, 0)?;
    if !is_wide {
        let text = content.get(3..)?;
        return Some((id, text.iter().map(|&byte| char::from(byte)).collect()));
    }
    let (is_two_bytes, text) = (content.get(4)? & 1 == 1, content.get(5..)?);
    let code = if is_two_bytes {
        let units: Vec<u16> = text
            .chunks_exact(2)
            .filter_map(|two| u16_at(two, 0))
            .collect();
        String::from_utf16_lossy(&units)
    } else {
        text.iter().map(|&byte| char::from(byte)).collect()
    };
    Some((id, code))
}

/// The formats of a sheet's cells; `spanned` counts the cells between the first and the last of each sheet.
fn sheet(
    part: &[u8],
    formats: &[Option<NumberFormat>],
    spanned: &mut u64,
) -> Result<CellFormats, Fault> {
    let (mut found, mut depth) = (CellFormats::new(), 0_u32);
    let mut span: Option<[u32; 4]> = None;
    for (kind, content) in records(part) {
        match kind {
            BEGIN_OF_PART => depth += 1,
            END_OF_PART if depth <= 1 => break,
            END_OF_PART => depth -= 1,
            _ => {}
        }
        if depth > 1 {
            continue;
        }
        if kind == 0x0200 {
            declared(content)?;
        }
        let (Some(row), Some(first)) = (u16_at(content, 0), u16_at(content, 2)) else {
            continue;
        };
        let (row, first) = (u32::from(row), u32::from(first));
        let mut cell = |column: u32, style: Option<u16>| {
            let [top, left, bottom, right] = span.unwrap_or([row, column, row, column]);
            span = Some([
                top.min(row),
                left.min(column),
                bottom.max(row),
                right.max(column),
            ]);
            let format = style.and_then(|style| formats.get(usize::from(style))?.as_ref());
            if let Some(format) = format {
                found.insert((row, column), format.clone());
            }
        };
        match kind {
            // A formula, a number, and a number in short.
            0x0006 | 0x0203 | 0x027e => cell(first, u16_at(content, 4)),
            // Texts, truth values and errors.
            0x0204 | 0x00d6 | 0x0205 | 0x00fd => cell(first, None),
            // Numbers in short, one beside the other.
            0x00bd => {
                let cells = content
                    .get(4..content.len().saturating_sub(2))
                    .unwrap_or_default();
                for (column, number) in (first..).zip(cells.chunks_exact(6)) {
                    cell(column, u16_at(number, 0));
                }
            }
            _ => {}
        }
    }
    if let Some([top, left, bottom, right]) = span {
        *spanned += u64::from(bottom - top + 1) * u64::from(right - left + 1);
        if *spanned > MOST_CELLS {
            return Err(Fault::TooFar(*spanned, (bottom, right)));
        }
    }
    Ok(found)
}

/// Refuses a sheet that says that it has more cells than XLS can have, or an end before its beginning.
fn declared(content: &[u8]) -> Result<(), Fault> {
    let sizes = match content.len() {
        10 => [0, 2, 4, 6].map(|at| u16_at(content, at).map(u32::from)),
        _ => [
            u32_at(content, 0),
            u32_at(content, 4),
            u16_at(content, 8).map(u32::from),
            u16_at(content, 10).map(u32::from),
        ],
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = sizes else {
        return Err(CUT);
    };
    let is_empty = bottom == 0 || right == 0;
    let columns = if left > 255 || right < left {
        right
    } else {
        right - left
    };
    if is_empty || (top < bottom && u64::from(bottom - top) * u64::from(columns) <= 65_536 * 256) {
        return Ok(());
    }
    Err(Fault::Broken("a sheet has more cells than XLS can have"))
}
