//! The folder that rows go into, as far as imports need it.

use super::merge::TableMerge;
use super::table_kind::{self, TableKind};
use crate::error::{ExchangeError, Problem};
use paratus::{
    Code, Finding,
    document::{Document, Files, Reading, SheetText, read_folder},
    table::{TableOptions, TextEncoding},
};

/// Endings of tables that are text, in the order in which they are looked for.
const TEXT_ENDINGS: [&str; 2] = ["csv", "tsv"];

/// A table of a folder as text.
#[derive(Default)]
pub(super) struct OwnTable {
    /// The name of its file; of a table that is not there yet the one it gets.
    pub(super) file: String,
    /// Its text; empty where it is not there.
    pub(super) text: String,
}

/// The folder that rows go into.
pub(super) struct OwnFolder<'f> {
    files: Option<&'f dyn Files>,
    /// The programme; `None` where the folder has none yet.
    pub(super) document: Option<Document>,
    /// The text of `paratus.toml`.
    pub(super) root: String,
    /// How the programme was read.
    reading: Option<Reading>,
}

impl<'f> OwnFolder<'f> {
    pub(super) fn load(files: Option<&'f dyn Files>) -> Result<OwnFolder<'f>, ExchangeError> {
        let mut own = OwnFolder {
            files,
            document: None,
            root: String::new(),
            reading: None,
        };
        let Some(files) = files else {
            return Ok(own);
        };
        let read = |name: &str| {
            files
                .read(name)
                .map_err(|reason| ExchangeError::table(name, reason))
        };
        if let Some(root) = read("paratus.toml")? {
            own.root = String::from_utf8(root).map_err(|_| {
                let problem = Problem::new("paratus.toml", "the text is not UTF-8");
                ExchangeError::Table(problem.help(Some("save it as UTF-8".into())))
            })?;
            let reading = read_folder(files)
                .map_err(|error| unreadable_programme(error.into_findings().first()))?;
            // What is not read is lost to all that rows refer to.
            let is_lost = |finding: &&Finding| {
                let file = finding.file.as_deref().unwrap_or_default();
                let of_programme = file.ends_with(".toml");
                of_programme && matches!(finding.code, Code::WrongType | Code::UnknownKey)
            };
            if let Some(finding) = reading.findings.iter().find(is_lost) {
                return Err(unreadable_programme(Some(finding)));
            }
            own.document = Some(reading.document.clone());
            own.reading = Some(reading);
        } else if read("paratus.json")?.is_some() {
            let message = "the folder's programme is JSON; rows are merged into folders with a `paratus.toml`";
            return Err(ExchangeError::table("paratus.json", message));
        }
        Ok(own)
    }

    /// Whether rows are merged into a folder at all.
    pub(super) fn there(&self) -> bool {
        self.files.is_some()
    }

    /// The folder's files.
    pub(super) fn files(&self) -> Option<&'f dyn Files> {
        self.files
    }

    /// The errors that the folder's programme has.
    pub(super) fn errors(&self) -> Vec<Finding> {
        let reading = self.reading.as_ref();
        reading.map_or_else(Vec::new, |reading| {
            super::verify::errors(&reading.compile(), reading)
        })
    }

    /// How the folder says that its tables are written.
    pub(super) fn input(&self) -> TableOptions {
        let document = self.document.as_ref();
        document.map_or_else(TableOptions::default, |document| document.input.clone())
    }

    /// A table of the folder as text, wherever it is. A table that is in a file which rows cannot be added to is refused: a second
    /// file would hold the same table.
    pub(super) fn table(&self, kind: &TableKind) -> Result<OwnTable, ExchangeError> {
        let mut found: Vec<OwnTable> = Vec::new();
        for ending in TEXT_ENDINGS {
            let file = format!("{}.{ending}", kind.name());
            let read = self.files.map(|files| files.read(&file));
            let bytes = read
                .transpose()
                .map_err(|reason| ExchangeError::table(&file, reason))?;
            if let Some(bytes) = bytes.flatten() {
                let text = decoded(&file, bytes, self.input().encoding)?;
                found.push(OwnTable { file, text });
            }
        }
        let sheets = self
            .files
            .map(|files| files.sheets(kind.name(), &self.input()));
        if let Some(SheetText { file, .. }) = sheets.iter().flatten().next() {
            let message = format!(
                "the folder's table `{}` is in this file, and rows are only added to tables that are text",
                kind.name()
            );
            let help = format!("save it as `{}` and take it out of the folder", kind.file);
            return Err(ExchangeError::Table(
                Problem::new(file, message).help(Some(help)),
            ));
        }
        if let [first, second, ..] = found.as_slice() {
            let message = format!(
                "`{}` is in the folder too, and both would be the table `{}`",
                first.file,
                kind.name()
            );
            let help = "keep one of the two in the folder";
            return Err(ExchangeError::Table(
                Problem::new(&second.file, message).help(Some(help.into())),
            ));
        }
        Ok(found.pop().unwrap_or_else(|| OwnTable {
            file: kind.file.to_owned(),
            text: String::new(),
        }))
    }

    /// The table that rows are merged into.
    pub(super) fn merge(&self, file: &str) -> Result<TableMerge, ExchangeError> {
        let kind = table_kind::kind_of(file)
            .ok_or_else(|| ExchangeError::table(file, "no rows are merged into this table"))?;
        let reading = self.reading.as_ref();
        if let Some(finding) = reading.and_then(super::verify::unreadable_people) {
            let people = finding.file.as_deref().unwrap_or("people.csv");
            return Err(super::verify::unreadable_table(people, finding));
        }
        TableMerge::open(
            kind,
            self.table(kind)?,
            &self.input(),
            self.document.as_ref(),
        )
    }
}

/// That the folder's programme cannot be read, where and why, and what is accepted.
fn unreadable_programme(finding: Option<&Finding>) -> ExchangeError {
    let file = finding.and_then(|finding| finding.file.as_deref());
    let what = finding.map_or_else(String::new, |finding| {
        let Finding { message, path, .. } = finding;
        if message.contains(path.as_str()) {
            message.clone()
        } else {
            format!("`{path}`: {message}")
        }
    });
    let message = format!("the folder's programme cannot be read: {what}");
    let mut problem = Problem::new(file.unwrap_or("paratus.toml"), message);
    problem.line = finding.and_then(|finding| finding.line).map(u64::from);
    problem.column = finding.and_then(|finding| finding.column).map(u64::from);
    let help = finding.and_then(|finding| finding.help.clone());
    let help = help.unwrap_or_else(|| "correct it, then import again".into());
    ExchangeError::Table(problem.help(Some(help)))
}

/// The text of a table of a folder: UTF-8, UTF-16 by its beginning, or what the folder declares.
fn decoded(
    file: &str,
    bytes: Vec<u8>,
    declared: Option<TextEncoding>,
) -> Result<String, ExchangeError> {
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    let wide = crate::table::utf16(&bytes);
    let encoding = match (wide, declared) {
        (Some(wide), _) => wide,
        (None, Some(TextEncoding::Windows1252)) if !marked => encoding_rs::WINDOWS_1252,
        _ => {
            return String::from_utf8(bytes).map_err(|_| {
                let problem = Problem::new(file, "the folder's table is not UTF-8");
                let help = "save it as UTF-8, or declare `input = { encoding = \"windows-1252\" }` in `paratus.toml`";
                ExchangeError::Table(problem.help(Some(help.into())))
            });
        }
    };
    let text = encoding.decode_without_bom_handling(&bytes).0;
    // A mark says that the text is UTF-8 from now on, whatever is declared.
    Ok(format!(
        "\u{feff}{}",
        text.strip_prefix('\u{feff}').unwrap_or(&text)
    ))
}
