//! Tables of a programme that are in workbooks: a workbook for each table, or sheets named like the tables.

use crate::failure::Failure;
use crate::folder::{self, is_workbook_name};
use paratus::document::SheetText;
use paratus::table::{MergedCells, TableOptions};
use paratus_exchange::{
    ExchangeError, SheetOptions, is_sheet_of, table_of_name, tables_in_workbook, workbook_sheets,
    workbook_table,
};
use std::cell::OnceCell;
use std::fs::File;
use std::io::Read;
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

/// Whether a file is a workbook, by its first bytes or its name.
pub(crate) fn is_workbook(path: &Path, first: &[u8]) -> bool {
    begins(first) || is_workbook_name(path)
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

/// The tables that the workbooks of a folder hold, looked up once.
#[derive(Debug, Default)]
pub(crate) struct Workbooks(OnceCell<Vec<HeldTable>>);

/// A table in a workbook: the workbook, the table and its sheet; `None` is the sheet of the table's name or the first.
#[derive(Debug)]
struct HeldTable {
    workbook: String,
    table: &'static str,
    sheet: Option<String>,
}

impl Workbooks {
    /// The sheets of a folder's workbooks that hold a table.
    pub(crate) fn sheets(
        &self,
        folder: &Path,
        table: &str,
        options: &TableOptions,
    ) -> Vec<SheetText> {
        let held = self.0.get_or_init(|| held_tables(folder)).iter();
        held.filter(|held| held.table == table)
            .map(|held| sheet_text(folder, held, options))
            .collect()
    }
}

/// The workbook of a folder that holds a table.
pub(crate) fn holding(folder: &Path, table: &str) -> Option<String> {
    let held = held_tables(folder).into_iter();
    let mut of_table = held.filter(|held| held.table == table);
    of_table.next().map(|held| held.workbook)
}

/// Workbooks of a folder that hold no table of a programme.
pub(crate) fn without_tables(folder: &Path) -> Vec<String> {
    let mut names = names(folder);
    names.retain(|name| tables_in_workbook(name, &sheets_beside(folder, name)).is_empty());
    names
}

/// The tables of a folder's workbooks, those of workbooks that are named like a table first.
fn held_tables(folder: &Path) -> Vec<HeldTable> {
    let mut held = Vec::new();
    for workbook in names(folder) {
        let sheets = sheets_beside(folder, &workbook);
        for (table, sheet) in tables_in_workbook(&workbook, &sheets) {
            held.push(HeldTable {
                workbook: workbook.clone(),
                table,
                sheet: sheet.map(str::to_owned),
            });
        }
    }
    held.sort_by_key(|held| table_of_name(&held.workbook).is_none());
    held
}

/// Workbooks of a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| paratus_exchange::is_workbook_name(name))
        .collect();
    names.sort();
    names
}

/// The sheets of a workbook that is not named like a table: only those say what it holds. None where they cannot be read.
fn sheets_beside(folder: &Path, name: &str) -> Vec<String> {
    let sheets = || {
        let file = folder::open_within(folder, name).ok()?;
        workbook_sheets(name, &read(file).ok()?).ok()?
    };
    match table_of_name(name) {
        Some(_) => Vec::new(),
        None => sheets().unwrap_or_default(),
    }
}

/// The sheet of a workbook that is named like a table.
fn named_sheet(name: &str, bytes: &[u8], table: &str) -> Option<Option<String>> {
    let sheets = workbook_sheets(name, bytes).ok()??;
    Some(sheets.into_iter().find(|sheet| is_sheet_of(sheet, table)))
}

/// Reads a table; where no sheet is named, from that of the table's name or the first.
fn sheet_text(folder: &Path, held: &HeldTable, options: &TableOptions) -> SheetText {
    let HeldTable {
        workbook,
        table,
        sheet,
    } = held;
    let file = match sheet {
        Some(sheet) => format!("{workbook}, sheet {sheet}"),
        None => workbook.clone(),
    };
    let bytes = folder::open_within(folder, workbook)
        .map_err(|error| crate::failure::reason(&error))
        .and_then(read);
    let text = bytes.and_then(|bytes| {
        let sheet = sheet.clone();
        let sheet = sheet.or_else(|| named_sheet(workbook, &bytes, table).flatten());
        text(workbook, &bytes, sheet, options).map_err(|why| reason(&why))
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
    let fill_down = options.fill == Some(MergedCells::Down);
    let options = SheetOptions { sheet, fill_down };
    workbook_table(name, bytes, &options).map(String::into_bytes)
}
