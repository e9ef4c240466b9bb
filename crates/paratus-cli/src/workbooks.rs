//! Tables of a programme that are in workbooks: a workbook for each table, or sheets named like the tables.

use crate::failure::Failure;
use crate::folder::{self, is_workbook_name};
use paratus::document::SheetText;
use paratus::table::{Fill, TableOptions};
use paratus_exchange::{
    ExchangeError, SheetOptions, TABLE_NAMES, is_sheet_of, workbook_sheets, workbook_table,
};
use std::cell::OnceCell;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

/// Bytes of a workbook, at most.
const LARGEST: u64 = 512 << 20;

/// The first bytes of archives, which XLSX and ODS are, and of the container of XLS.
const MAGIC: [[u8; 4]; 2] = [*b"PK\x03\x04", [0xd0, 0xcf, 0x11, 0xe0]];

/// Whether these are the first bytes of a workbook.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
}

/// A workbook that comes through a pipe: where its sheets are is said at its end, so it cannot be read as it comes.
pub(crate) fn piped(name: &str) -> Failure {
    let message = format!("`{name}` is a workbook, which cannot be read from a pipe");
    Failure::new(message).with_help("write it to a file and name that, or send CSV")
}

/// Whether a file is a workbook, by its first bytes or its name. It is left at its beginning. Only files that can be read anywhere are
/// looked into: a pipe would lose what was read.
pub(crate) fn is_workbook(path: &Path, file: &mut File) -> std::io::Result<bool> {
    if !file.metadata()?.is_file() {
        return Ok(false);
    }
    let mut first = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut first)?;
    file.rewind()?;
    Ok(begins(&first) || is_workbook_name(path))
}

/// The table of a workbook that an argument names, as text: its sheet of the table's name, else the first.
pub(crate) fn table_of(
    table: &str,
    name: &str,
    file: File,
    options: &TableOptions,
) -> Result<Vec<u8>, Failure> {
    let bytes = read(file).map_err(|why| Failure::new(format!("cannot read `{name}`: {why}")))?;
    let sheet = named_sheet(name, &bytes, table).unwrap_or_default();
    text(name, &bytes, sheet, options)
        .map_err(|why| Failure::new(format!("cannot read `{name}`: {}", reason(&why))))
}

/// Names of the sheets of the workbooks of a folder that are not named like a table, read once.
#[derive(Debug, Default)]
pub(crate) struct Workbooks(OnceCell<Vec<(String, Vec<String>)>>);

impl Workbooks {
    /// The sheets of a folder's workbooks that hold a table.
    pub(crate) fn sheets(
        &self,
        folder: &Path,
        table: &str,
        options: &TableOptions,
    ) -> Vec<SheetText> {
        let own = names(folder)
            .into_iter()
            .filter(|name| stem(name) == table)
            .map(|name| (name, None));
        let others = self.0.get_or_init(|| others(folder)).iter();
        let others = others.flat_map(|(name, sheets)| {
            let found = sheets.iter().filter(move |sheet| is_sheet_of(sheet, table));
            found.map(move |sheet| (name.clone(), Some(sheet.clone())))
        });
        own.chain(others)
            .map(|(name, sheet)| sheet_text(folder, table, name, sheet, options))
            .collect()
    }
}

/// The workbook of a folder that holds a table.
pub(crate) fn holding(folder: &Path, table: &str) -> Option<String> {
    let own = names(folder).into_iter().find(|name| stem(name) == table);
    let holds =
        |(_, sheets): &(String, Vec<String>)| sheets.iter().any(|one| is_sheet_of(one, table));
    own.or_else(|| others(folder).into_iter().find(holds).map(|(name, _)| name))
}

/// Workbooks of a folder that hold no table of a programme.
pub(crate) fn without_tables(folder: &Path) -> Vec<String> {
    let holds = |sheet: &String| TABLE_NAMES.iter().any(|table| is_sheet_of(sheet, table));
    others(folder)
        .into_iter()
        .filter(|(_, sheets)| !sheets.iter().any(holds))
        .map(|(name, _)| name)
        .collect()
}

/// Workbooks of a folder, sorted. Those that a spreadsheet keeps while one is open are none.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| is_workbook_name(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("~$") && !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

/// Workbooks that are not named like a table, with their sheets; none where they cannot be read.
fn others(folder: &Path) -> Vec<(String, Vec<String>)> {
    let sheets = |name: &String| {
        let file = folder::open_within(folder, name).ok()?;
        workbook_sheets(name, &read(file).ok()?).ok()?
    };
    names(folder)
        .into_iter()
        .filter(|name| !TABLE_NAMES.contains(&stem(name)))
        .map(|name| {
            let sheets = sheets(&name).unwrap_or_default();
            (name, sheets)
        })
        .collect()
}

/// The name of a file without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The sheet of a workbook that is named like a table.
fn named_sheet(name: &str, bytes: &[u8], table: &str) -> Option<Option<String>> {
    let sheets = workbook_sheets(name, bytes).ok()??;
    Some(sheets.into_iter().find(|sheet| is_sheet_of(sheet, table)))
}

/// Reads a sheet; where none is named, that of the table's name or the first.
fn sheet_text(
    folder: &Path,
    table: &str,
    name: String,
    sheet: Option<String>,
    options: &TableOptions,
) -> SheetText {
    let file = match &sheet {
        Some(sheet) => format!("{name}, sheet {sheet}"),
        None => name.clone(),
    };
    let bytes = folder::open_within(folder, &name)
        .map_err(|error| crate::failure::reason(&error))
        .and_then(read);
    let text = bytes.and_then(|bytes| {
        let sheet = sheet.or_else(|| named_sheet(&name, &bytes, table).flatten());
        text(&name, &bytes, sheet, options).map_err(|why| reason(&why))
    });
    SheetText { file, text }
}

/// What an error says beside the name of the file, with its remedy.
fn reason(error: &ExchangeError) -> String {
    match error {
        ExchangeError::Map(problem) | ExchangeError::Table(problem) => match &problem.help {
            Some(help) => format!("{}; {help}", problem.message),
            None => problem.message.clone(),
        },
        other => other.to_string(),
    }
}

fn read(file: File) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| crate::failure::reason(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err("it is a workbook of more than 512 MiB; save the sheet as CSV".to_owned());
    }
    Ok(bytes)
}

/// A sheet as text.
fn text(
    name: &str,
    bytes: &[u8],
    sheet: Option<String>,
    options: &TableOptions,
) -> Result<Vec<u8>, ExchangeError> {
    let fill_down = options.fill == Some(Fill::Down);
    let options = SheetOptions { sheet, fill_down };
    workbook_table(name, bytes, &options).map(String::into_bytes)
}
