//! Reads a programme from a folder, a text or a value: strictly, and with every problem in one run.

mod assemble;
mod bulk_tables;
mod collect_errors;
mod de_error;
mod deserializer;
mod drafts;
mod folder;
#[cfg(feature = "toml")]
mod include;
mod json;
mod source_map;
mod source_text;
mod spanned_value;
#[cfg(all(test, feature = "toml"))]
mod tests;
#[cfg(feature = "toml")]
mod toml;
#[cfg(feature = "toml")]
mod toml_syntax;
mod value;

pub use source_map::SourceMap;

pub(crate) use json::fields;
pub use value::UnknownKeys;
pub(crate) use value::{ReadList, read_list, read_list_with, read_table};

use super::{Document, RefusedEntries, resolve_previous_ids};
use crate::finding::describe;
use crate::formatting::shorten;
use crate::table::{TableOptions, as_windows_1252};
use crate::{Code, Error, ErrorKind, Finding, Severity};
use assemble::{ReadFailure, assemble};
use collect_errors::ErrorCollector;
use drafts::Drafts;
use source_map::TableRows;
use source_text::SourceText;
use spanned_value::{Span, SpannedValue};
use std::collections::{BTreeMap, BTreeSet};

/// Where the files of a programme come from: a folder, an archive, a map. The library itself does no input or output.
pub trait Files {
    /// The bytes of a file, `None` where there is no such file.
    ///
    /// `name` is relative to the programme's folder, with `/` between folders, and never leads out of it.
    ///
    /// # Errors
    /// Why a file that is there cannot be read, as part of a sentence.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String>;

    /// The sheets of workbooks that hold the table `name` (`people`, without an ending), as text with a line for each row. A host that
    /// reads no workbooks leaves this as it is: a workbook of that name is then a finding, never passed over.
    fn sheets(&self, name: &str, _options: &TableOptions) -> Vec<SheetText> {
        let refused = |ending: &str| {
            let file = format!("{name}.{ending}");
            let there = !matches!(self.read(&file), Ok(None));
            there.then(|| SheetText {
                file,
                text: Err(
                    "it is a workbook, and only text is read here; save the sheet as CSV"
                        .to_owned(),
                ),
            })
        };
        WORKBOOK_ENDINGS.into_iter().filter_map(refused).collect()
    }

    /// Names of files that could be read, for "did you mean"; none where they are not known.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Endings of workbooks that can hold tables of a programme.
pub const WORKBOOK_ENDINGS: [&str; 3] = ["xlsx", "xls", "ods"];

/// A sheet of a workbook as text: columns are separated by commas, and each row is on the line of its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetText {
    /// The workbook, as findings call it.
    pub file: String,
    /// The text, or why it cannot be read, as part of a sentence.
    pub text: Result<Vec<u8>, String>,
}

impl Files for BTreeMap<String, Vec<u8>> {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(self.get(name).cloned())
    }

    fn names(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }
}

/// A document that was read, what was wrong in it, and where everything is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reading {
    /// The document, without the entries that could not be read.
    pub document: Document,
    /// Everything that could not be read, sorted; each with its place. Empty if the document is whole.
    pub findings: Vec<Finding>,
    /// Where the values are.
    pub places: SourceMap,
    /// What could be read of refused entries, to be examined too.
    pub(crate) drafts: Drafts,
    /// Entries that are not in the document because they were refused.
    pub(crate) refused: RefusedEntries,
}

impl Reading {
    /// Fills in file, line and column of findings that have only a path. See [`SourceMap::place`].
    ///
    /// ```
    /// use paratus::document::read_json;
    /// use paratus::{Code, Finding, Sentence};
    ///
    /// let reading = read_json("paratus.json", "{ \"format\": 1,\n  \"id\": \"records\" }")?;
    /// let mut findings = [Finding::new(Code::BadId, "id", Sentence::IdEmpty, [("kind", "programme".into())])];
    /// reading.place(&mut findings);
    /// assert_eq!(findings[0].line, Some(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn place(&self, findings: &mut [Finding]) {
        self.places.place(findings);
    }

    /// A line of a file that was read, to be shown with a finding.
    ///
    /// ```
    /// use paratus::document::read_json;
    ///
    /// let reading = read_json("paratus.json", "{ \"format\": 1,\n  \"id\": \"records\" }")?;
    /// assert_eq!(reading.excerpt("paratus.json", 2), Some("  \"id\": \"records\" }"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn excerpt(&self, file: &str, line: u32) -> Option<&str> {
        self.places.excerpt(file, line)
    }

    /// This reading, if nothing in it was refused; else an error with every finding.
    ///
    /// ```
    /// use paratus::document::read_json;
    ///
    /// let reading = read_json("paratus.json", r#"{ "format": 1, "id": "records", "titel": "Records" }"#)?;
    /// let error = reading.refuse_errors().unwrap_err();
    /// assert!(error.to_string().contains("titel"), "{error}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// All findings, where any of those of reading is an error: of reading, and of the content that could be read.
    pub fn refuse_errors(self) -> Result<Reading, Error> {
        if self
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
        {
            // What could be read is examined too, so that one mistake hides no other.
            let findings = self.compile().findings().to_vec();
            return Err(Error::new(ErrorKind::Shape, findings));
        }
        Ok(self)
    }
}

/// Reads the folder of a programme: `paratus.toml` and what it includes, or `paratus.json`; and the tables `people`, `feature_use`,
/// `acts`, `sessions` and `absences` where they exist, as CSV or TSV, or as a sheet that [`Files::sheets`] gives.
///
/// What is included is named relative to the file that includes it. Lists of several files are joined, tables merged.
/// Evidence and responses are not read here: see [`crate::table`].
///
/// ```
/// use paratus::document::{Files, read_folder};
///
/// /// The library does no input or output: a host says where files come from.
/// struct Memory;
///
/// impl Files for Memory {
///     fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
///         Ok((name == "paratus.toml").then(|| b"format = 1\nid = \"records\"\n".to_vec()))
///     }
/// }
///
/// assert_eq!(read_folder(&Memory)?.document.id, "records");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where a file cannot be read at all (none there, syntax, an include that does not exist or includes itself), or the
/// document lacks `format` or `id`; with the findings of all files. Everything else is among [`Reading::findings`].
pub fn read_folder(files: &dyn Files) -> Result<Reading, Error> {
    read_folder_with(files, TableOptions::default())
}

/// Reads the folder of a programme as [`read_folder`] does, with tables written as `options` declare.
///
/// ```
/// use paratus::document::{Files, read_folder_with};
/// use paratus::table::{DateFormat, TableOptions};
///
/// struct Memory;
///
/// impl Files for Memory {
///     fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
///         Ok(match name {
///             "paratus.json" => Some(br#"{ "format": 1, "id": "records", "sections": [{ "id": "archive" }] }"#.to_vec()),
///             "people.csv" => Some(b"id,section,roles,joined\np-1,archive,,31.01.2027\n".to_vec()),
///             _ => None,
///         })
///     }
/// }
///
/// let options = TableOptions::default().dates(DateFormat::DayMonthYear);
/// let reading = read_folder_with(&Memory, options)?;
/// assert_eq!(reading.document.people[0].joined, Some("2027-01-31".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`read_folder`].
pub fn read_folder_with(files: &dyn Files, options: TableOptions) -> Result<Reading, Error> {
    folder::read(files, &options)
}

/// Reads a whole document from TOML; findings call it `name`.
///
/// ```
/// use paratus::document::read_toml;
///
/// let reading = read_toml("paratus.toml", "format = 1\nid = \"records\"\n")?;
/// assert!(reading.findings.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the text is not TOML, or the document lacks `format` or `id`.
#[cfg(feature = "toml")]
pub fn read_toml(name: &str, text: &str) -> Result<Reading, Error> {
    single(name, text, |text, file, notes| {
        let mut root = toml::parse(text, file, notes);
        if let Some(include) = root.take("include") {
            notes.note(
                describe!(Code::BadInclude, "include", IncludeOfNoFolder),
                include.key,
            );
        }
        Some(root)
    })
}

/// Reads a whole document from JSON; findings call it `name`.
///
/// ```
/// use paratus::document::read_json;
///
/// let reading = read_json("paratus.json", r#"{ "format": 1, "id": "records" }"#)?;
/// assert_eq!(reading.document.id, "records");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the text is not JSON, or the document lacks `format` or `id`.
pub fn read_json(name: &str, text: &str) -> Result<Reading, Error> {
    single(name, text, json::parse)
}

/// Reads a whole document from a JSON value; findings have a path, but no file.
///
/// ```
/// use paratus::document::read_value;
///
/// let reading = read_value(serde_json::json!({ "format": 1, "id": "records" }))?;
/// assert_eq!(reading.document.id, "records");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the document lacks `format` or `id`.
pub fn read_value(value: serde_json::Value) -> Result<Reading, Error> {
    conclude(
        json::from_value(value),
        Vec::new(),
        Vec::new(),
        None,
        |_, _, _, _| Vec::new(),
    )
}

fn single(
    name: &str,
    text: &str,
    parse: impl FnOnce(&str, u32, &mut ErrorCollector<'_>) -> Option<SpannedValue>,
) -> Result<Reading, Error> {
    if u32::try_from(text.len()).is_err() {
        return Err(Error::new(ErrorKind::TooLarge, vec![too_large(name)]));
    }
    let sources = vec![SourceText::new(name, text.as_bytes().to_vec())];
    let mut notes = ErrorCollector::new(&sources);
    let root = parse(text.strip_prefix('\u{feff}').unwrap_or(text), 0, &mut notes);
    let findings = notes.finish();
    let failed = findings.iter().any(is_syntax).then_some(ErrorKind::Syntax);
    match root {
        Some(root) => conclude(root, sources, findings, failed, |_, _, _, _| Vec::new()),
        None => Err(Error::new(ErrorKind::Syntax, findings)),
    }
}

/// The finding of a file in which positions do not fit into 32 bits.
fn too_large(name: &str) -> Finding {
    describe!(
        Code::Unreadable,
        "",
        FileTooLarge {
            file: name,
            most: "4 GiB"
        }
    )
}

/// Whether a finding of reading is about syntax.
fn is_syntax(finding: &Finding) -> bool {
    finding.code == Code::Unreadable
}

/// Takes away what only follows from wrong syntax: what else is said of such a line, and keys that are missing in its file.
fn without_consequences(findings: &mut Vec<Finding>) {
    let broken: BTreeSet<(Option<String>, Option<u32>)> = findings
        .iter()
        .filter(|finding| is_syntax(finding))
        .map(|finding| (finding.file.clone(), finding.line))
        .collect();
    findings.retain(|finding| {
        let is_consequence = broken.iter().any(|(file, line)| {
            *file == finding.file && (*line == finding.line || finding.code == Code::MissingKey)
        });
        is_syntax(finding) || !is_consequence
    });
}

/// The text of a file, or a finding where it is not UTF-8.
fn text<'s>(source: &'s SourceText, file: u32, notes: &mut ErrorCollector<'_>) -> Option<&'s str> {
    match std::str::from_utf8(&source.bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let utf16 =
                source.bytes.starts_with(b"\xff\xfe") || source.bytes.starts_with(b"\xfe\xff");
            let (_, rest) = source
                .bytes
                .split_at_checked(error.valid_up_to())
                .unwrap_or_default();
            let word = rest
                .split(u8::is_ascii_whitespace)
                .next()
                .unwrap_or_default();
            let finding = match as_windows_1252(word) {
                _ if utf16 => describe!(Code::NotUtf8, "", FileEncoding { encoding: "UTF-16" }),
                Some(text) => describe!(
                    Code::NotUtf8,
                    "",
                    FileInWindows1252 {
                        text: shorten(&text)
                    }
                ),
                None => describe!(Code::NotUtf8, "", FileNotUtf8),
            };
            let finding = finding.help("save the file as UTF-8");
            notes.note(finding, Some(Span::new(file, error.valid_up_to())));
            None
        }
    }
}

/// From the tree to the reading: the document, its tables, and all findings in order.
fn conclude(
    mut root: SpannedValue,
    sources: Vec<SourceText>,
    mut findings: Vec<Finding>,
    failed: Option<ErrorKind>,
    tables: impl FnOnce(
        &[SourceText],
        Option<&mut Document>,
        &mut RefusedEntries,
        &mut Vec<Finding>,
    ) -> Vec<TableRows>,
) -> Result<Reading, Error> {
    let mut notes = ErrorCollector::new(&sources);
    notes.partial = failed.is_some();
    let assembled = assemble(&mut root, &mut notes);
    let mut refused = std::mem::take(&mut notes.refused);
    findings.extend(notes.finish());
    let (mut document, drafts, stop) = match assembled {
        Ok((document, drafts)) => (Some(document), drafts, None),
        Err(stop) => (None, Drafts::default(), Some(stop)),
    };
    let tables = if stop == Some(ReadFailure::Format) {
        Vec::new()
    } else {
        tables(&sources, document.as_mut(), &mut refused, &mut findings)
    };
    let kind = match (failed, stop) {
        (Some(kind), _) => kind,
        (None, Some(ReadFailure::Format)) => ErrorKind::Format,
        (None, _) => ErrorKind::Shape,
    };
    match document {
        Some(mut document) if failed.is_none() => {
            findings.extend(resolve_previous_ids(&mut document));
            crate::finding::sort(&mut findings);
            let mut places = SourceMap {
                sources,
                root,
                tables,
            };
            places.drop_values();
            Ok(Reading {
                document,
                findings,
                places,
                drafts,
                refused,
            })
        }
        _ => {
            without_consequences(&mut findings);
            Err(Error::new(kind, findings))
        }
    }
}
