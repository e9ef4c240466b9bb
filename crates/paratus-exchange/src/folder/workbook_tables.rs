//! Tables of a programme that are in workbooks: a workbook for each table, or sheets named like the tables.

use crate::{
    error::{ExchangeError, Problem},
    source::{SheetOptions, workbook_sheets, workbook_table},
};
use paratus::{
    document::{Files, WORKBOOK_ENDINGS, read_folder},
    table::MergedCells,
};
use std::collections::BTreeMap;

/// The tables of a programme's folder, without an ending: each is CSV, TSV or a workbook.
pub const TABLE_NAMES: [&str; 7] = [
    "absences",
    "acts",
    "evidence",
    "feature_use",
    "people",
    "responses",
    "sessions",
];

/// Whether a sheet is named like a table, in letters of any case and with blanks or hyphens for `_`.
///
/// ```
/// assert!(paratus_exchange::is_sheet_of("Feature use", "feature_use"));
/// assert!(!paratus_exchange::is_sheet_of("Notes", "feature_use"));
/// ```
#[must_use]
pub fn is_sheet_of(sheet: &str, table: &str) -> bool {
    let name = sheet.trim().to_lowercase().replace([' ', '-'], "_");
    name == table
}

/// Whether a file of a programme's folder is a workbook by its name. Those that a spreadsheet keeps while one is open are none.
///
/// ```
/// use paratus_exchange::is_workbook_name;
///
/// assert!(is_workbook_name("people.XLSX"));
/// assert!(!is_workbook_name("~$people.xlsx") && !is_workbook_name("people.csv"));
/// ```
#[must_use]
pub fn is_workbook_name(name: &str) -> bool {
    let is_kept_open = name.starts_with("~$") || name.starts_with('.') || name.contains('/');
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let is_workbook = |ending: &str| {
        WORKBOOK_ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    };
    !is_kept_open && ending.is_some_and(is_workbook)
}

/// The table after which a workbook is named, if it is.
///
/// ```
/// assert_eq!(paratus_exchange::table_of_name("people.xlsx"), Some("people"));
/// assert_eq!(paratus_exchange::table_of_name("staff.xlsx"), None);
/// ```
#[must_use]
pub fn table_of_name(workbook: &str) -> Option<&'static str> {
    let stem = workbook.rsplit_once('.').map_or(workbook, |(stem, _)| stem);
    TABLE_NAMES.into_iter().find(|table| *table == stem)
}

/// The tables of a programme that a workbook holds, each with the sheet it is in. A workbook that is named like a table holds this
/// table, in the sheet of that name, else in the first (`None`); any other holds a table in each sheet that is named like one.
///
/// ```
/// use paratus_exchange::tables_in_workbook;
///
/// let sheets = ["Notes".to_owned(), "Feature use".to_owned()];
/// assert_eq!(tables_in_workbook("people.xlsx", &sheets), [("people", None)]);
/// assert_eq!(tables_in_workbook("staff.xlsx", &sheets), [("feature_use", Some("Feature use"))]);
/// ```
#[must_use]
pub fn tables_in_workbook<'s>(
    name: &str,
    sheets: &'s [String],
) -> Vec<(&'static str, Option<&'s str>)> {
    let sheets_of = move |table: &'static str| {
        let sheets = sheets.iter().map(String::as_str);
        sheets.filter(move |sheet| is_sheet_of(sheet, table))
    };
    if let Some(table) = table_of_name(name) {
        return vec![(table, sheets_of(table).next())];
    }
    let tables = TABLE_NAMES.into_iter();
    tables
        .flat_map(|table| sheets_of(table).map(move |sheet| (table, Some(sheet))))
        .collect()
}

/// A folder whose tables in workbooks are text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderAsText {
    /// The tables by the names of their files: `people.csv`.
    pub tables: BTreeMap<String, String>,
    /// The workbooks that they were in.
    pub workbooks: Vec<String>,
}

/// The tables that the workbooks of a programme's folder hold, as text, for hosts that read text alone. A workbook that is named like a
/// table holds this table, in the sheet of that name or the first; of others each sheet that is named like a table.
///
/// # Errors
/// Where a workbook cannot be read, and where a table is in two files.
///
/// ```
/// use paratus_exchange::folder_as_text;
/// use std::collections::BTreeMap;
///
/// let folder = BTreeMap::from([("people.csv".to_owned(), b"id,section,roles\n".to_vec())]);
/// assert!(folder_as_text(&folder).unwrap().tables.is_empty(), "all of it is text");
/// let broken = BTreeMap::from([("people.xlsx".to_owned(), b"PK\x03\x04".to_vec())]);
/// assert!(folder_as_text(&broken).is_err());
/// ```
pub fn folder_as_text(folder: &BTreeMap<String, Vec<u8>>) -> Result<FolderAsText, ExchangeError> {
    let mut found = FolderAsText::default();
    // Where each table is.
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    let fill_down = read_folder(folder as &dyn Files)
        .is_ok_and(|reading| reading.document.input.fill == Some(MergedCells::Down));
    for (name, bytes) in folder {
        if !is_workbook_name(name) {
            continue;
        }
        let sheets = workbook_sheets(name, bytes)?.unwrap_or_default();
        let held = tables_in_workbook(name, &sheets);
        for (table, sheet) in &held {
            let texts = ["csv", "tsv"].map(|ending| format!("{table}.{ending}"));
            let text = texts.into_iter().find(|file| folder.contains_key(file));
            if let Some(other) = text.or_else(|| places.get(table).cloned()) {
                let message = format!(
                    "`{other}` is in the folder too, and both would be the table `{table}`"
                );
                let help = "keep one of the two in the folder";
                return Err(ExchangeError::Table(
                    Problem::new(name, message).help(Some(help.into())),
                ));
            }
            let options = SheetOptions {
                sheet: sheet.map(str::to_owned),
                fill_down,
            };
            let text = workbook_table(name, bytes, &options)?;
            found.tables.insert(format!("{table}.csv"), text);
            let place = match sheet {
                Some(sheet) => format!("{name}, sheet {sheet}"),
                None => name.clone(),
            };
            places.insert(*table, place);
        }
        if !held.is_empty() {
            found.workbooks.push(name.clone());
        }
    }
    Ok(found)
}
