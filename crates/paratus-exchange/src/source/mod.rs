//! Bytes of a file as rows: text as it is, sheets of workbooks as text.

pub(crate) mod archive;
mod stream;
mod workbook;

pub(crate) use workbook::{BookKind, Extent, Merged, NUMBER_MARK, Workbook};

use crate::error::{ExchangeError, Problem};
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
    pub(crate) merged: Vec<Merged>,
}

/// Opens a table. Text is streamed; of a workbook the packed bytes are read as a whole, and its sheet becomes text bit by bit.
pub(crate) fn rows<'r>(
    file: &str,
    mut inner: Box<dyn Read + 'r>,
    sheet: Option<&str>,
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
        let message = "an archive or a document that cannot be read as a workbook";
        let help = Some("save the table as XLSX, ODS or CSV".into());
        return Err(ExchangeError::Table(Problem::new(file, message).help(help)));
    };
    let mut workbook = Workbook::open(file, Cow::Owned(bytes), kind)?;
    let sheets = workbook.sheets();
    let sheet = workbook.chosen(sheet)?;
    let (text, merged) = if extent.rows.is_some() {
        let found = workbook.text(Some(&sheet), extent)?;
        let text: Box<dyn Read> = Box::new(Cursor::new(found.text.into_bytes()));
        (text, Vec::new())
    } else {
        let merged = workbook.merged(&sheet)?;
        (stream::sheet(workbook, sheet.clone())?, merged)
    };
    Ok(Rows {
        text,
        sheet: Some(sheet),
        sheets,
        merged,
    })
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
        .map(|kind| Ok(Workbook::open(file, Cow::Borrowed(bytes), kind)?.sheets()))
        .transpose()
}

/// A sheet of a workbook (XLSX, XLS or ODS, by content) as comma-separated text.
///
/// Row n of the sheet is line n of the text: blank rows are blank lines, and line breaks in cells become blanks. Numbers keep their
/// digits; dates are ISO dates, with a time where they have one; errors are written as the sheet shows them (`#N/A`).
///
/// # Errors
/// Where the workbook cannot be read, expands too far, has no such sheet, or has cells that are joined.
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
    let mut found =
        Workbook::open(file, Cow::Borrowed(bytes), kind)?.text(options.sheet.as_deref(), flat)?;
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
