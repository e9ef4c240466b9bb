//! A folder: `paratus.toml` with what it includes, or `paratus.json`, and the tables beside it.

use super::bulk_tables::BULK_TABLES;
use super::collect_errors::ErrorCollector;
use super::source_text::SourceText;
use super::spanned_value::{Span, SpannedValue, ValueBody};
use super::{Files, Reading, conclude};
use crate::document::{Document, FORMAT};
use crate::order::Map;
use crate::table::TableOptions;
use crate::{ByTrack, Code, Error, ErrorKind, Finding};
use std::collections::BTreeMap;

/// What is read of a folder so far.
pub(super) struct Folder<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) sources: Vec<SourceText>,
    pub(super) findings: Vec<Finding>,
    /// What kept a file from being read; the first counts.
    failed: Option<ErrorKind>,
}

/// Reads a programme's folder with the cells of its tables as `options` declare them.
pub(super) fn read(files: &dyn Files, options: TableOptions) -> Result<Reading, Error> {
    let mut folder = Folder {
        files,
        sources: Vec::new(),
        findings: Vec::new(),
        failed: None,
    };
    let toml = folder.load("paratus.toml", None);
    let json = folder.load("paratus.json", None);
    let root = match (toml, json) {
        (Some(file), None) => {
            folder.toml(file, &mut vec!["paratus.toml".to_owned()], &mut Map::new())
        }
        (None, Some(file)) => folder.json(file),
        (Some(_), Some(file)) => {
            let message =
                "`paratus.toml` and `paratus.json` are both here, and both would be the programme";
            let finding =
                Finding::new(Code::BadInclude, "", message).with_help("keep one of the two");
            folder.fail(ErrorKind::MissingFile, finding, Some(Span::new(file, 0)));
            None
        }
        (None, None) => {
            if folder.failed.is_none() {
                let finding = Finding::new(
                    Code::MissingFile,
                    "",
                    "there is no `paratus.toml` and no `paratus.json` here",
                )
                .with_help("`paratus init` writes a programme to start from");
                folder.fail(ErrorKind::MissingFile, finding, None);
            }
            None
        }
    };
    let tables: Vec<_> = BULK_TABLES
        .iter()
        .filter_map(|table| Some((table, folder.load(table.file, None)?)))
        .collect();
    let Folder {
        sources,
        findings,
        failed,
        ..
    } = folder;
    let root = root.unwrap_or_else(|| SpannedValue::new(ValueBody::Table(Map::new())));
    conclude(
        root,
        sources,
        findings,
        failed,
        |sources, document, refused, findings| {
            // Where no document came out, the tables are read all the same, for what is wrong in them.
            let mut none = empty_document();
            let document = document.unwrap_or(&mut none);
            let mut rows = Vec::new();
            for (table, file) in tables {
                if let Some(source) = sources.get(file as usize) {
                    rows.push(table.read(
                        source,
                        file as usize,
                        options,
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

fn empty_document() -> Document {
    Document {
        format: FORMAT,
        id: String::new(),
        title: String::new(),
        as_of: None,
        tracks: ByTrack::default(),
        scales: BTreeMap::new(),
        tools: Vec::new(),
        objectives: Vec::new(),
        sections: Vec::new(),
        roles: Vec::new(),
        activities: Vec::new(),
        phases: Vec::new(),
        instruments: Vec::new(),
        rules: crate::document::RulesDoc::default(),
        calendar: crate::document::CalendarDoc::default(),
        planning: crate::document::PlanningDoc::default(),
        rooms: Vec::new(),
        trainers: Vec::new(),
        people: Vec::new(),
        feature_use: Vec::new(),
        acts: Vec::new(),
        sessions: Vec::new(),
        absences: Vec::new(),
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

    /// Fetches a file; `from` is where it is asked for.
    pub(super) fn load(&mut self, name: &str, from: Option<Span>) -> Option<u32> {
        match self.files.read(name) {
            Ok(Some(bytes)) if u32::try_from(bytes.len()).is_err() => {
                let finding = Finding::new(
                    Code::Unreadable,
                    "",
                    format!("`{name}` is larger than 4 GiB"),
                );
                self.fail(ErrorKind::TooLarge, finding, from);
                None
            }
            Ok(Some(bytes)) => {
                let index = crate::words::saturating_count(self.sources.len());
                self.sources.push(SourceText::new(name, bytes));
                Some(index)
            }
            Ok(None) => None,
            Err(reason) => {
                let mut finding = Finding::new(
                    Code::Unreadable,
                    "",
                    format!("`{name}` cannot be read: {reason}"),
                );
                if from.is_none() {
                    finding.file = Some(name.to_owned());
                }
                self.fail(ErrorKind::Unreadable, finding, from);
                None
            }
        }
    }

    /// Parses a file, with its syntax errors among the findings.
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
        self.findings.extend(findings);
        if node.is_none() {
            self.failed.get_or_insert(ErrorKind::Syntax);
        }
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
        _: &mut Map<String, Span>,
    ) -> Option<SpannedValue> {
        let finding = Finding::new(Code::Unreadable, "", "this build reads JSON alone").with_help(
            "build the library with its feature `toml`, or write the programme as `paratus.json`",
        );
        self.fail(ErrorKind::Syntax, finding, Some(Span::new(file, 0)));
        None
    }
}
