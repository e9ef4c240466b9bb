//! Files as tables: of an archive all that it holds, of a workbook all sheets that are tables of a folder. What is not read is named.

use super::{ImportFile, ImportMap, ImportOptions};
use crate::{
    EventMap, Note, Outcome, RosterMap, TableSummary,
    checked_book::CheckedBook,
    error::{ExchangeError, Problem, listed},
    form::recognise_table,
    map::TableOptions,
    questionnaire::is_questionnaire,
    recognise::{BookPart, Form, Peek, Recognition, archive_files, is_archive},
    source::{checked, chosen_sheet, filled_sheets},
    table::Table,
};
use paratus::text::printable;
use std::{borrow::Cow, io::Cursor};

/// A table: its name in messages, its content, and its sheet where the file has several tables.
pub(super) struct NamedTable<'a> {
    pub(super) name: String,
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) sheet: Option<String>,
    checked: Option<CheckedBook>,
}

impl NamedTable<'_> {
    /// What of its workbook is read.
    pub(super) fn book(&self) -> BookPart<'_> {
        self.part(self.sheet.as_deref())
    }

    fn part<'s>(&self, sheet: Option<&'s str>) -> BookPart<'s> {
        BookPart {
            sheet,
            checked: self.checked,
        }
    }
}

/// A table of an archive that cannot be imported: all its rows are lost.
pub(super) struct LostTable {
    pub(super) counts: TableSummary,
    pub(super) note: Note,
}

/// What files hold.
#[derive(Default)]
pub(super) struct Unpacked<'a> {
    pub(super) tables: Vec<NamedTable<'a>>,
    pub(super) unread: Vec<LostTable>,
    /// Names of what is not read.
    pub(super) warnings: Vec<String>,
}

/// The tables of the files.
pub(super) fn unpack<'a>(
    files: &[ImportFile<'a>],
    options: &ImportOptions<'_>,
) -> Result<Unpacked<'a>, ExchangeError> {
    let mut all = Unpacked::default();
    for ImportFile { name, bytes } in files {
        if is_archive(bytes) {
            all.archive(name, bytes, options)?;
        } else {
            all.file((*name).to_owned(), Cow::Borrowed(*bytes), options)?;
        }
    }
    Ok(all)
}

/// Why a file of an archive is not read.
enum Unread {
    /// It is no table.
    NoTable(String),
    /// It is one, whose rows are lost.
    Lost(Recognition),
}

fn unread(
    name: &str,
    bytes: &[u8],
    options: &ImportOptions<'_>,
) -> Result<Option<Unread>, ExchangeError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Some(Unread::NoTable("it is empty".into())));
    }
    let (found, peek) = recognise_table(name, bytes, BookPart::default())?;
    let is_declared =
        options.map.is_some() || options.form.is_some() || options.questions.is_some();
    Ok(match (found.form, peek) {
        (form, None) if !is_questionnaire(form) => Some(Unread::NoTable(format!("it is {found}"))),
        (Form::Unsupported("a text without columns"), _) => {
            Some(Unread::NoTable(format!("it is {found}")))
        }
        (Form::Unsupported(_), _) => Some(Unread::Lost(found)),
        (Form::Table, _) if !is_declared => Some(Unread::Lost(found)),
        _ => None,
    })
}

impl<'a> Unpacked<'a> {
    fn archive(
        &mut self,
        archive: &str,
        bytes: &[u8],
        options: &ImportOptions<'_>,
    ) -> Result<(), ExchangeError> {
        let (tables, mut lost) = (self.tables.len(), Vec::new());
        for (inner, bytes) in archive_files(archive, bytes)? {
            let name = format!("{archive}/{}", printable(&inner));
            match unread(&name, &bytes, options)? {
                None => self.file(name, Cow::Owned(bytes), options)?,
                Some(Unread::NoTable(why)) => {
                    self.warnings.push(format!("`{name}`: not read: {why}"));
                }
                Some(Unread::Lost(found)) => lost.push((name, bytes, found)),
            }
        }
        if self.tables.len() > tables {
            for (name, bytes, found) in lost {
                self.unread.push(lost_table(&name, &bytes, &found)?);
            }
            return Ok(());
        }
        // Of an archive of which nothing can be taken the first table says why.
        let Some((name, bytes, _)) = lost.into_iter().next() else {
            let problem = Problem::new(archive, "the archive holds no table");
            let help = self
                .warnings
                .last()
                .map(|last| format!("of what it holds, {last}"));
            return Err(ExchangeError::Table(problem.help(help)));
        };
        self.file(name, Cow::Owned(bytes), options)
    }

    /// A file that is no archive: its sheets that are tables of a folder, or the table that it is.
    fn file(
        &mut self,
        name: String,
        bytes: Cow<'a, [u8]>,
        options: &ImportOptions<'_>,
    ) -> Result<(), ExchangeError> {
        let checked = checked(&name, &bytes)?;
        let sheets = filled_sheets(&name, &bytes, checked)?;
        let whole = NamedTable {
            name,
            bytes,
            sheet: None,
            checked,
        };
        if sheets.len() < 2 {
            self.tables.push(whole);
            return Ok(());
        }
        let shown: Vec<String> = sheets
            .iter()
            .filter(|(_, is_shown)| *is_shown)
            .map(|(sheet, _)| sheet.clone())
            .collect();
        let read = sheets_read(&whole, &shown, options)?;
        let unread: Vec<&str> = sheets
            .iter()
            .map(|(sheet, _)| sheet.as_str())
            .filter(|sheet| !read.names().iter().any(|name| name == sheet))
            .collect();
        if let Some(first) = unread.first() {
            let noun = if unread.len() == 1 { "sheet" } else { "sheets" };
            self.warnings.push(format!(
                "`{}`: not read: the {noun} {}; a map reads one with `table = {{ sheet = \"{first}\" }}`",
                whole.name,
                listed(unread.iter().copied())
            ));
        }
        match read {
            SheetsRead::AsOne(_) => self.tables.push(whole),
            SheetsRead::Apart(sheets) => {
                let several = sheets.len() > 1;
                for sheet in sheets {
                    let name = &whole.name;
                    self.tables.push(NamedTable {
                        name: if several {
                            format!("{name}/{}", printable(&sheet))
                        } else {
                            name.clone()
                        },
                        bytes: whole.bytes.clone(),
                        sheet: Some(sheet),
                        checked: whole.checked,
                    });
                }
            }
        }
        Ok(())
    }
}

/// The sheets of a workbook that are read.
enum SheetsRead {
    /// By one reading of the file.
    AsOne(Vec<String>),
    /// Each by itself, as a table of a folder.
    Apart(Vec<String>),
}

impl SheetsRead {
    fn names(&self) -> &[String] {
        let (SheetsRead::AsOne(names) | SheetsRead::Apart(names)) = self;
        names
    }
}

fn sheets_read(
    file: &NamedTable<'_>,
    sheets: &[String],
    options: &ImportOptions<'_>,
) -> Result<SheetsRead, ExchangeError> {
    let chosen = || {
        Ok(SheetsRead::AsOne(vec![chosen_sheet(
            &file.name,
            &file.bytes,
            file.checked,
        )?]))
    };
    if let Some(map) = options.map {
        let is_named = |sheet: &&String| map.text.contains(&format!("\"{sheet}\""));
        let named: Vec<String> = sheets.iter().filter(is_named).cloned().collect();
        return if named.is_empty() {
            continued(file, sheets, chosen()?, options)
        } else {
            Ok(SheetsRead::AsOne(named))
        };
    }
    if options.form.is_some() {
        return continued(file, sheets, chosen()?, options);
    }
    let (found, _) = recognise_table(&file.name, &file.bytes, file.part(None))?;
    if is_questionnaire(found.form) {
        return Ok(SheetsRead::AsOne(sheets.to_vec()));
    }
    let mut apart = Vec::new();
    for sheet in sheets {
        let (found, _) = recognise_table(&file.name, &file.bytes, file.part(Some(sheet)))?;
        if matches!(found.form, Form::FolderTable(_)) {
            apart.push(sheet.clone());
        }
    }
    if apart.is_empty() {
        continued(file, sheets, chosen()?, options)
    } else {
        Ok(SheetsRead::Apart(apart))
    }
}

/// The sheet that was chosen, with those of the same headings, which continue its table: a sheet for each month.
fn continued(
    file: &NamedTable<'_>,
    sheets: &[String],
    chosen: SheetsRead,
    options: &ImportOptions<'_>,
) -> Result<SheetsRead, ExchangeError> {
    let SheetsRead::AsOne(names) = &chosen else {
        return Ok(chosen);
    };
    let [first] = names.as_slice() else {
        return Ok(chosen);
    };
    let headings = |sheet: &str| {
        let peek = Peek::open(&file.name, &file.bytes, file.part(Some(sheet)));
        peek.map_or_else(|_| Vec::new(), |peek| peek.headings())
    };
    let wanted = headings(first);
    let is_same = |sheet: &&String| *sheet == first || headings(sheet) == wanted;
    let same: Vec<String> = sheets.iter().filter(is_same).cloned().collect();
    if same.len() < 2 || wanted.len() < 2 {
        return Ok(chosen);
    }
    if options.map.is_some_and(is_complete) {
        let message = format!(
            "the sheets {} have the same columns, and the map says that one of them is `complete`",
            listed(same.iter().map(String::as_str))
        );
        let help = "put the rows into one sheet, or name the sheet that holds everybody (`table = { sheet = \"…\" }` in the map)";
        return Err(ExchangeError::Table(
            Problem::new(&file.name, message).help(Some(help.into())),
        ));
    }
    Ok(SheetsRead::Apart(same))
}

/// Whether a map says that what is not in its table is not there any more.
fn is_complete(map: ImportMap<'_>) -> bool {
    let roster = RosterMap::parse(map.name, map.text);
    let events = EventMap::parse(map.name, map.text);
    roster.is_ok_and(|map| map.roster.complete) || events.is_ok_and(|map| map.events.complete)
}

/// A table of an archive whose rows are lost, and why.
fn lost_table(name: &str, bytes: &[u8], found: &Recognition) -> Result<LostTable, ExchangeError> {
    let mut counts = TableSummary::new(name);
    let mut rows = Table::open(name, Box::new(Cursor::new(bytes)), &TableOptions::default())?;
    while rows.next()?.is_some() {
        counts.read += 1;
        counts.count(Outcome::Refused);
    }
    let help = match found.form {
        Form::Table => "import it with a map",
        _ => "it cannot be imported yet",
    };
    let note = Note {
        column: None,
        file: name.to_owned(),
        line: 0,
        outcome: Outcome::Refused,
        reason: format!("all its rows: this is {found}; {help}"),
        row: 0,
    };
    Ok(LostTable { counts, note })
}
