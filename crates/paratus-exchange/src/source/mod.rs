//! Bytes of a file as rows: text as it is, sheets of workbooks as text.

pub(crate) mod archive;
mod number_format;
mod ods;
mod sheet_scan;
mod stream;
mod workbook;
mod xls;

pub(crate) use ods::entity;
pub(crate) use workbook::{BookKind, Extent, MergedRange, NUMBER_MARK, Workbook};

/// Why an encrypted workbook is not read.
const ENCRYPTED: &str = "it is protected with a password";

use crate::checked_book::CheckedBook;
use crate::error::{ExchangeError, Problem};
use crate::map::TableOptions;
use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

/// Bytes of a workbook or an archive, at most.
pub(crate) const LARGEST: u64 = 512 << 20;

/// What a table is read from.
pub(crate) struct Rows<'r> {
    pub(crate) text: Box<dyn Read + 'r>,
    /// The sheet, where the file is a workbook.
    pub(crate) sheet: Option<String>,
    /// All sheets, where the file is a workbook.
    pub(crate) sheets: Vec<String>,
    pub(crate) merged: Vec<MergedRange>,
    /// Whether the days of the workbook are counted from 1904.
    pub(crate) from_1904: bool,
}

/// Opens a table. Text is streamed; of a workbook the packed bytes are read as a whole, and its sheet becomes text bit by bit.
pub(crate) fn rows<'r>(
    file: &str,
    mut inner: Box<dyn Read + 'r>,
    options: &TableOptions,
    extent: Extent,
) -> Result<Rows<'r>, ExchangeError> {
    let failed = |error| ExchangeError::io(file, error);
    let mut head = Vec::new();
    (&mut inner)
        .take(4)
        .read_to_end(&mut head)
        .map_err(failed)?;
    let packed = matches!(
        head.as_slice(),
        [0x50, 0x4b, 3, 4] | [0xd0, 0xcf, 0x11, 0xe0]
    );
    if !packed {
        return Ok(Rows {
            text: Box::new(Cursor::new(head).chain(inner)),
            sheet: None,
            sheets: Vec::new(),
            merged: Vec::new(),
            from_1904: false,
        });
    }
    let mut bytes = head;
    inner
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("a workbook of more than {} MiB", LARGEST >> 20);
        let help = Some("save the sheet as CSV".into());
        return Err(ExchangeError::Table(Problem::new(file, message).help(help)));
    }
    let Some(kind) = BookKind::of(&bytes) else {
        let (message, help) = if bytes.starts_with(b"PK") && archive::names(&bytes).is_none() {
            let message = "the archive cannot be read: its directory, which is its end, is missing";
            (message, "was it cut short? Copy it again")
        } else {
            let message = "an archive or a document that cannot be read as a workbook";
            (message, "save the table as XLSX, ODS or CSV")
        };
        let help = Some(help.into());
        return Err(ExchangeError::Table(Problem::new(file, message).help(help)));
    };
    let mut workbook = Workbook::open(file, Cow::Owned(bytes), kind, options.checked)?;
    let sheets = workbook.sheets();
    let sheet = workbook.chosen(options.sheet.as_deref())?;
    workbook.refuse_unvalued(&sheet)?;
    let from_1904 = workbook.counts_from_1904();
    let merged = workbook.merged(&sheet)?;
    let text: Box<dyn Read> = if extent.rows.is_some() {
        let found = workbook.text(Some(&sheet), extent)?;
        Box::new(Cursor::new(found.text.into_bytes()))
    } else {
        stream::sheet(workbook, sheet.clone())?
    };
    Ok(Rows {
        text,
        sheet: Some(sheet),
        sheets,
        merged,
        from_1904,
    })
}

/// What is seen of a workbook while its size is checked; `None` where bytes are no workbook.
pub(crate) fn checked(file: &str, bytes: &[u8]) -> Result<Option<CheckedBook>, ExchangeError> {
    BookKind::of(bytes)
        .map(|kind| CheckedBook::of(file, bytes, kind))
        .transpose()
}

/// The sheets of a workbook that hold something, and whether they are shown; none where it is no workbook, or has a single sheet.
pub(crate) fn filled_sheets(
    file: &str,
    bytes: &[u8],
    checked: Option<CheckedBook>,
) -> Result<Vec<(String, bool)>, ExchangeError> {
    let kind = BookKind::of(bytes).filter(|kind| kind.may_have_several_sheets(bytes));
    let Some(kind) = kind else {
        return Ok(Vec::new());
    };
    let mut workbook = Workbook::open(file, Cow::Borrowed(bytes), kind, checked)?;
    let mut filled = Vec::new();
    for (sheet, is_shown) in workbook.all_sheets() {
        if workbook.holds_anything(&sheet)? {
            filled.push((sheet, is_shown));
        }
    }
    Ok(filled)
}

/// The sheet of a workbook that is read where none is named.
pub(crate) fn chosen_sheet(
    file: &str,
    bytes: &[u8],
    checked: Option<CheckedBook>,
) -> Result<String, ExchangeError> {
    let kind = BookKind::of(bytes);
    let kind = kind.ok_or_else(|| ExchangeError::table(file, "this is not a workbook"))?;
    Workbook::open(file, Cow::Borrowed(bytes), kind, checked)?.chosen(None)
}

/// How a sheet of a workbook is read.
#[derive(Clone, Debug, Default)]
pub struct SheetOptions {
    /// The sheet; default: the first that holds a table.
    pub sheet: Option<String>,
    /// Whether the value of cells that are joined holds for all of them; otherwise joined cells are refused.
    pub fill_down: bool,
}

/// Names of the sheets of a workbook that are shown, in order; `None` where bytes are no workbook.
///
/// # Errors
/// Where the workbook cannot be read or expands too far.
///
/// ```
/// assert_eq!(paratus_exchange::workbook_sheets("people.csv", b"id,section").unwrap(), None);
/// ```
pub fn workbook_sheets(file: &str, bytes: &[u8]) -> Result<Option<Vec<String>>, ExchangeError> {
    BookKind::of(bytes)
        .map(|kind| Ok(Workbook::open(file, Cow::Borrowed(bytes), kind, None)?.sheets()))
        .transpose()
}

/// A sheet of a workbook (XLSX, XLS or ODS, by content) as comma-separated text.
///
/// Row n of the sheet is line n of the text: blank rows are blank lines, and line breaks in cells become blanks. Numbers keep their
/// digits, also where the sheet shows them in percent, and get the zeros that their format writes before them (`00204`); dates are ISO
/// dates, with a time where they have one; errors are written as the sheet shows them (`#N/A`).
///
/// # Errors
/// Where the workbook cannot be read, expands too far, has no such sheet, or has cells that are joined or formulas without their values.
///
/// ```
/// use paratus_exchange::{SheetOptions, workbook_table};
/// let error = workbook_table("people.xlsx", b"id,section", &SheetOptions::default()).unwrap_err();
/// assert_eq!(error.to_string(), "`people.xlsx`: this is not a workbook");
/// ```
pub fn workbook_table(
    file: &str,
    bytes: &[u8],
    options: &SheetOptions,
) -> Result<String, ExchangeError> {
    let Some(kind) = BookKind::of(bytes) else {
        return Err(ExchangeError::table(file, "this is not a workbook"));
    };
    let flat = Extent {
        flat: true,
        rows: None,
    };
    let mut workbook = Workbook::open(file, Cow::Borrowed(bytes), kind, None)?;
    let sheet = workbook.chosen(options.sheet.as_deref())?;
    workbook.refuse_unvalued(&sheet)?;
    let mut found = workbook.text(Some(&sheet), flat)?;
    match found.merged.first() {
        Some(_) if options.fill_down => found.fill(),
        Some(region) => {
            let message = format!(
                "the cells {} are joined to one, so all but one of them are empty",
                region.name()
            );
            let help = "where the value holds for all of them, declare `fill = \"down\"` (in `[input]` of a programme); else split the cells";
            return Err(ExchangeError::Table(
                Problem::new(file, message).help(Some(help.into())),
            ));
        }
        None => {}
    }
    Ok(found.text)
}
