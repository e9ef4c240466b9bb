//! A folder: `paratus.toml` with what it includes, or `paratus.json`, and the tables beside it.

use super::bulk_tables::BULK_TABLES;
use super::collect_errors::ErrorCollector;
use super::source_text::SourceText;
use super::spanned_value::{Span, SpannedValue, ValueBody};
use super::{Files, Reading, SheetText, conclude};
use crate::document::Document;
use crate::finding::describe;
use crate::table::{MergedCells, TableOptions, TextEncoding};
use crate::{Code, Error, ErrorKind, Finding};
use std::collections::BTreeMap;

/// Endings of tables that are text.
const TEXT_ENDINGS: [&str; 2] = ["csv", "tsv"];

/// What is read of a folder so far.
pub(super) struct Folder<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) sources: Vec<SourceText>,
    pub(super) findings: Vec<Finding>,
    /// What kept a file from being read; the first counts.
    failed: Option<ErrorKind>,
}

/// Reads a programme's folder with the cells of its tables as `options` declare them.
pub(super) fn read(files: &dyn Files, options: &TableOptions) -> Result<Reading, Error> {
    let mut folder = Folder {
        files,
        sources: Vec::new(),
        findings: Vec::new(),
        failed: None,
    };
    let toml = folder.load("paratus.toml", None);
    let json = folder.load("paratus.json", None);
    let root = match (toml, json) {
        (Some(file), None) => folder.toml(
            file,
            &mut vec!["paratus.toml".to_owned()],
            &mut BTreeMap::new(),
        ),
        (None, Some(file)) => folder.json(file),
        (Some(_), Some(file)) => {
            let finding =
                describe!(Code::BadInclude, "", TwoProgrammes).help("keep one of the two");
            folder.fail(ErrorKind::MissingFile, finding, Some(Span::new(file, 0)));
            None
        }
        (None, None) => {
            if folder.failed.is_none() {
                let finding = describe!(Code::MissingFile, "", NoProgramme)
                    .help("`paratus init` writes a programme to start from");
                folder.fail(ErrorKind::MissingFile, finding, None);
            }
            None
        }
    };
    let opening = options.clone().or(&written_input(root.as_ref()));
    let tables: Vec<_> = BULK_TABLES
        .iter()
        .filter_map(|table| Some((table, folder.load_table(table.name, &opening)?)))
        .collect();
    let Folder {
        sources,
        findings,
        failed,
        ..
    } = folder;
    let root = root.unwrap_or_else(|| SpannedValue::new(ValueBody::Table(BTreeMap::new())));
    conclude(
        root,
        sources,
        findings,
        failed,
        |sources, document, refused, findings| {
            // Where no document came out, the tables are read all the same, for what is wrong in them.
            let mut none = Document::new("");
            let document = document.unwrap_or(&mut none);
            let options = options.clone().or(&document.input);
            let mut rows = Vec::new();
            for (table, file) in tables {
                if let Some(source) = sources.get(file as usize) {
                    rows.push(table.read(
                        source,
                        file as usize,
                        &options,
                        document,
                        refused,
                        findings,
                    ));
                }
            }
            rows
        },
    )
}

/// What `[input]` says that must be known before tables are opened.
fn written_input(root: Option<&SpannedValue>) -> TableOptions {
    let word = |key: &str| match &root?.get("input")?.get(key)?.body {
        ValueBody::Text(word) => Some(word.as_str()),
        _ => None,
    };
    TableOptions {
        encoding: (word("encoding") == Some("windows-1252")).then_some(TextEncoding::Windows1252),
        fill: (word("fill") == Some("down")).then_some(MergedCells::Down),
        ..TableOptions::default()
    }
}

impl Folder<'_> {
    pub(super) fn fail(&mut self, kind: ErrorKind, finding: Finding, place: Option<Span>) {
        self.failed.get_or_insert(kind);
        self.note(finding, place);
    }

    pub(super) fn note(&mut self, finding: Finding, place: Option<Span>) {
        self.findings
            .push(match place.and_then(|place| place.resolve(&self.sources)) {
                Some((file, line, column)) => finding.at(file, line, Some(column)),
                None => finding,
            });
    }

    /// Fetches a table, in whichever form it is there. In two of them it is refused.
    fn load_table(&mut self, name: &str, options: &TableOptions) -> Option<u32> {
        let files = self.files;
        let mut found: Vec<u32> = Vec::new();
        for ending in TEXT_ENDINGS {
            let file = format!("{name}.{ending}");
            let make = |bytes| SourceText::of_table(&file, bytes, options.encoding);
            found.extend(self.fetch(&file, None, files.read(&file), make));
        }
        for SheetText { file, text } in files.sheets(name, options) {
            let make = |bytes| {
                let mut source = SourceText::new(&file, bytes);
                source.sheet = true;
                source
            };
            found.extend(self.fetch(&file, None, text.map(Some), make));
        }
        if let [first, second, ..] = found.as_slice() {
            let named = |at: u32| {
                self.sources
                    .get(at as usize)
                    .map_or("", |source| source.name.as_str())
            };
            let finding = describe!(
                Code::TableTwice,
                "",
                TwoTables {
                    first: named(*first),
                    second: named(*second),
                    table: name
                }
            )
            .help("keep one of the two in the folder");
            self.note(finding, Some(Span::new(*second, 0)));
        }
        found.first().copied()
    }

    /// Fetches a file; `from` is where it is asked for.
    pub(super) fn load(&mut self, name: &str, from: Option<Span>) -> Option<u32> {
        let read = self.files.read(name);
        self.fetch(name, from, read, |bytes| SourceText::new(name, bytes))
    }

    /// Keeps a file that was read, or says why it could not be.
    fn fetch(
        &mut self,
        name: &str,
        from: Option<Span>,
        read: Result<Option<Vec<u8>>, String>,
        make: impl FnOnce(Vec<u8>) -> SourceText,
    ) -> Option<u32> {
        match read {
            Ok(Some(bytes)) if u32::try_from(bytes.len()).is_err() => {
                self.fail(ErrorKind::TooLarge, super::too_large(name), from);
                None
            }
            Ok(Some(bytes)) => {
                let index = crate::formatting::saturating_count(self.sources.len());
                self.sources.push(make(bytes));
                Some(index)
            }
            Ok(None) => None,
            Err(reason) => {
                let mut finding = describe!(
                    Code::Unreadable,
                    "",
                    FileUnreadable {
                        file: name,
                        detail: reason
                    }
                );
                if from.is_none() {
                    finding.file = Some(name.to_owned());
                }
                self.fail(ErrorKind::Unreadable, finding, from);
                None
            }
        }
    }

    /// Parses a file, with its syntax errors among the findings: it counts as failed then, and what could be made out is looked at.
    pub(super) fn parse(
        &mut self,
        file: u32,
        parse: impl FnOnce(&str, u32, &mut ErrorCollector<'_>) -> Option<SpannedValue>,
    ) -> Option<SpannedValue> {
        let source = self.sources.get(file as usize)?;
        let mut notes = ErrorCollector::new(&self.sources);
        let node =
            super::text(source, file, &mut notes).and_then(|text| parse(text, file, &mut notes));
        let findings = notes.finish();
        if node.is_none() || findings.iter().any(super::is_syntax) {
            self.failed.get_or_insert(ErrorKind::Syntax);
        }
        self.findings.extend(findings);
        node
    }

    fn json(&mut self, file: u32) -> Option<SpannedValue> {
        self.parse(file, super::json::parse)
    }

    #[cfg(not(feature = "toml"))]
    fn toml(
        &mut self,
        file: u32,
        _: &mut Vec<String>,
        _: &mut BTreeMap<String, Span>,
    ) -> Option<SpannedValue> {
        let finding = describe!(Code::Unreadable, "", JsonOnly).help(
            "build the library with its feature `toml`, or write the programme as `paratus.json`",
        );
        self.fail(ErrorKind::Syntax, finding, Some(Span::new(file, 0)));
        None
    }
}
