//! Tables of a programme that are in workbooks: a workbook for each table, or sheets named like the tables.

use crate::{
    error::{ExchangeError, Problem},
    source::{SheetOptions, workbook_sheets, workbook_table},
};
use paratus::{
    document::{Files, WORKBOOK_ENDINGS, read_folder},
    table::Fill,
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
    let fill_down = read_folder(folder as &dyn Files)
        .is_ok_and(|reading| reading.document.input.fill == Some(Fill::Down));
    for (name, bytes) in folder {
        let Some((stem, ending)) = name.rsplit_once('.') else {
            continue;
        };
        let hidden = name.starts_with("~$") || name.starts_with('.') || name.contains('/');
        if hidden || !WORKBOOK_ENDINGS.contains(&ending.to_lowercase().as_str()) {
            continue;
        }
        let sheets = workbook_sheets(name, bytes)?.unwrap_or_default();
        let own = |table: &str| sheets.iter().find(|sheet| is_sheet_of(sheet, table));
        let held: Vec<(&str, Option<&String>)> = if TABLE_NAMES.contains(&stem) {
            vec![(stem, own(stem))]
        } else {
            let tables = TABLE_NAMES.into_iter();
            let all = tables.filter_map(|table| Some((table, Some(own(table)?))));
            all.collect()
        };
        for (table, sheet) in &held {
            let file = format!("{table}.csv");
            let tsv = format!("{table}.tsv");
            let other = [&file, &tsv]
                .into_iter()
                .find(|other| folder.contains_key(*other) || found.tables.contains_key(*other));
            if let Some(other) = other {
                let message = format!(
                    "`{other}` is in the folder too, and both would be the table `{table}`"
                );
                let help = "keep one of the two in the folder";
                return Err(ExchangeError::Table(
                    Problem::new(name, message).help(Some(help.into())),
                ));
            }
            let options = SheetOptions {
                sheet: sheet.cloned(),
                fill_down,
            };
            let text = workbook_table(name, bytes, &options)?;
            found.tables.insert(file, text);
        }
        if !held.is_empty() {
            found.workbooks.push(name.clone());
        }
    }
    Ok(found)
}
