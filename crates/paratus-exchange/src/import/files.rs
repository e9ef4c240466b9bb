//! Several files, one after the other, into one folder: each sees what those before it change.

use super::{
    ImportFile, ImportOptions, ImportPlan, RecognisedFile, reading, table,
    unpack::{Unpacked, unpack},
};
use crate::{
    Note, OpenTable,
    error::{ExchangeError, Problem},
    form::recognise,
    questionnaire::is_questionnaire,
};
use paratus::{
    document::{Files, SheetText, read_folder},
    table::TableOptions,
};
use std::{cell::LazyCell, collections::BTreeMap};

/// A folder as it is once files are changed.
pub(super) struct ChangedFolder<'f> {
    pub(super) before: &'f dyn Files,
    pub(super) changed: &'f BTreeMap<String, String>,
}

impl Files for ChangedFolder<'_> {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        match self.changed.get(name) {
            Some(text) => Ok(Some(text.clone().into_bytes())),
            None => self.before.read(name),
        }
    }

    fn names(&self) -> Vec<String> {
        self.before.names()
    }

    fn sheets(&self, name: &str, options: &TableOptions) -> Vec<SheetText> {
        self.before.sheets(name, options)
    }
}

/// Works out what importing files into a folder would do: which rows are added, changed, the same, superseded, refused or set aside,
/// and what the folder's files would then hold. The tables of an archive are files of their own, and so are the sheets of a workbook that
/// are tables of a folder; what is not read of either is named. `open` gives side tables that the map
/// names; `note` hears of each row that is not simply added. Without a folder the result is what the files hold by themselves.
///
/// Importing the same files again changes nothing.
///
/// # Errors
/// Where a file or the folder cannot be read, a file is of a form that cannot be imported, or it needs a map.
///
/// ```
/// use paratus_exchange::{ImportFile, ImportOptions, no_tables, plan};
/// use std::collections::BTreeMap;
/// let bytes = b"person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-02-01\n";
/// let files = [ImportFile { name: "new.csv", bytes }];
/// let mut folder: BTreeMap<String, Vec<u8>> = BTreeMap::new();
/// let first = plan(&files, &ImportOptions::default(), Some(&folder), &mut no_tables, &mut |_| ()).unwrap();
/// assert_eq!(first.summary.main().added, 1);
/// folder.extend(first.files.into_iter().map(|(name, text)| (name, text.into_bytes())));
/// let again = plan(&files, &ImportOptions::default(), Some(&folder), &mut no_tables, &mut |_| ()).unwrap();
/// assert_eq!((again.summary.main().same, again.files.len()), (1, 0));
/// ```
pub fn plan(
    files: &[ImportFile<'_>],
    options: &ImportOptions<'_>,
    folder: Option<&dyn Files>,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<ImportPlan, ExchangeError> {
    let mut plan = ImportPlan::default();
    let (files, questions) = questions_apart(files, options)?;
    let options = &ImportOptions {
        questions,
        ..*options
    };
    let Unpacked {
        tables,
        unread,
        warnings,
    } = unpack(&files, options)?;
    for lost in unread {
        note(&lost.note);
        plan.summary.tables.push(lost.counts);
    }
    plan.summary.warnings.extend(warnings);
    // What the folder asks already says how many answers its scales have.
    let instruments = LazyCell::new(|| {
        let programme = folder.and_then(|folder| read_folder(folder).ok());
        programme.map_or_else(Vec::new, |reading| reading.document.instruments)
    });
    let instruments = || instruments.as_slice();
    let mut read = Vec::new();
    for one in &tables {
        let file = ImportFile {
            name: &one.name,
            bytes: &one.bytes,
        };
        let book = one.book();
        read.push((file, book, reading(&file, book, options, &instruments)?));
    }
    if folder.is_some() {
        // What rows refer to comes before them, whatever the order of the files.
        read.sort_by_key(|(_, _, (_, reading))| reading.rank());
    }
    for (file, book, read) in read {
        let changed = folder.map(|before| ChangedFolder {
            before,
            changed: &plan.files,
        });
        let folder = changed.as_ref().map(|folder| folder as &dyn Files);
        let mut done = table(&file, book, read, options, folder, open, note)?;
        if done.summary.main().read == 0 {
            // Nothing was read, so nothing is written.
            done.files.clear();
            done.content.clear();
            done.summary.tables.truncate(1);
        }
        plan.recognised.push(RecognisedFile {
            file: file.name.to_owned(),
            recognition: done.recognition,
        });
        plan.summary.add(done.summary);
        append(&mut plan.content, done.content, file.name)?;
        plan.files.extend(done.files);
    }
    Ok(plan)
}

/// A form among files of answers says what these mean: it is read with them, not by itself.
fn questions_apart<'a>(
    files: &[ImportFile<'a>],
    options: &ImportOptions<'a>,
) -> Result<(Vec<ImportFile<'a>>, Option<ImportFile<'a>>), ExchangeError> {
    let mut answers = files.to_vec();
    if options.questions.is_some() || options.map.is_some() || files.len() < 2 {
        return Ok((answers, options.questions));
    }
    let mut form = None;
    for (at, file) in files.iter().enumerate() {
        if is_questionnaire(recognise(file.name, file.bytes)?.form)
            && let Some((_, first)) = form.replace((at, *file))
        {
            let message = format!("`{}` and this file are both forms of a survey", first.name);
            let help = "import the answers to each form by themselves";
            return Err(ExchangeError::Table(
                Problem::new(file.name, message).help(Some(help.into())),
            ));
        }
    }
    if let Some((at, _)) = form {
        answers.remove(at);
    }
    Ok((answers, form.map(|(_, file)| file)))
}

/// Tables with the same heading become one; others are only understood in a folder.
fn append(content: &mut String, more: String, file: &str) -> Result<(), ExchangeError> {
    let heading = content.lines().next().unwrap_or_default();
    if content.is_empty() || heading.starts_with('{') {
        *content = more;
    } else if let Some(rows) = more.strip_prefix(heading) {
        content.push_str(rows.trim_start_matches(['\r', '\n']));
    } else if !more.is_empty() {
        let message =
            "its columns are not those of the tables before it, so they go into a folder only";
        let help = "name the folder of a programme (`--into FOLDER`)";
        return Err(ExchangeError::Table(
            Problem::new(file, message).help(Some(help.into())),
        ));
    }
    Ok(())
}
