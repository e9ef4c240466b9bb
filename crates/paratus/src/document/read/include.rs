//! TOML files that include each other, merged into one tree.

use super::folder::Folder;
use super::spanned_value::{PathStep, Span, SpannedValue, ValueBody, write_step};
use crate::finding::describe;
use crate::formatting::shorten;
use crate::{Code, ErrorKind};
use std::collections::BTreeMap;

/// Bytes of a TOML file; its tree takes many times the memory.
const MAX_TOML_BYTES: usize = 64 << 20;

impl Folder<'_> {
    /// A TOML file with all it includes. `open` are the files on the way to it, `seen` the places of all includes.
    pub(super) fn toml(
        &mut self,
        file: u32,
        open: &mut Vec<String>,
        seen: &mut BTreeMap<String, Span>,
    ) -> Option<SpannedValue> {
        if self
            .sources
            .get(file as usize)
            .is_some_and(|source| source.bytes.len() > MAX_TOML_BYTES)
        {
            let name = open.last().map_or("", String::as_str);
            let finding = describe!(
                Code::Unreadable,
                "",
                FileTooLarge {
                    file: name,
                    most: "64 MiB"
                }
            )
            .help("put bulk facts into tables, such as `people.csv`");
            self.fail(ErrorKind::TooLarge, finding, Some(Span::new(file, 0)));
            return None;
        }
        let mut root = self.parse(file, |text, file, notes| {
            Some(super::toml::parse(text, file, notes))
        })?;
        let Some(include) = root.take("include") else {
            return Some(root);
        };
        let names = match include.body {
            ValueBody::List(names) => names,
            _ => vec![include],
        };
        for node in names {
            let place = node.place;
            let ValueBody::Text(written) = &node.body else {
                let finding = describe!(
                    Code::WrongType,
                    "include",
                    ExpectedOnly {
                        expected: "a list of file names"
                    }
                );
                self.note(
                    finding.help("for instance `include = [\"roles.toml\"]`"),
                    place,
                );
                continue;
            };
            let shown = shorten(written);
            let Some(name) = sibling_path(open.last().map_or("", String::as_str), written) else {
                let finding =
                    describe!(Code::BadInclude, "include", IncludeOutside { file: shown });
                self.fail(ErrorKind::MissingFile, finding, place);
                continue;
            };
            if let Some(position) = open.iter().position(|file| *file == name) {
                let mut circle = open.get(position..).unwrap_or_default().to_vec();
                circle.push(name);
                let finding = describe!(
                    Code::BadInclude,
                    "include",
                    IncludeOfItself { files: circle }
                );
                self.fail(ErrorKind::MissingFile, finding, place);
                continue;
            }
            if let Some(first) = seen.get(&name) {
                let first = first
                    .resolve(&self.sources)
                    .map(|(file, line, _)| format!("first at {file}:{line}"));
                let finding = describe!(Code::BadInclude, "include", IncludedTwice { file: shown });
                self.note(finding.help(first.unwrap_or_default()), place);
                continue;
            }
            if let Some(place) = place {
                seen.insert(name.clone(), place);
            }
            let failures = self.findings.len();
            let Some(included) = self.load(&name, place) else {
                if self.findings.len() == failures {
                    let finding =
                        describe!(Code::MissingFile, "include", FileMissing { file: shown });
                    let others = self.files.names();
                    let unread =
                        |other: &&str| !self.sources.iter().any(|source| source.name == *other);
                    let finding = finding
                        .did_you_mean(&name, others.iter().map(String::as_str).filter(unread));
                    self.fail(ErrorKind::MissingFile, finding, place);
                }
                continue;
            };
            open.push(name);
            if let Some(more) = self.toml(included, open, seen) {
                self.merge(&mut root, more, &mut String::new());
            }
            open.pop();
        }
        Some(root)
    }

    /// Lists are joined, tables merged; anything else can be given once.
    fn merge(&mut self, into: &mut SpannedValue, from: SpannedValue, path: &mut String) {
        match (&mut into.body, from.body) {
            (ValueBody::List(list), ValueBody::List(more)) => list.extend(more),
            (ValueBody::Table(table), ValueBody::Table(more)) => {
                for (key, node) in more {
                    let length = path.len();
                    write_step(path, &PathStep::Key(key.clone()));
                    match table.get_mut(&key) {
                        Some(present) => self.merge(present, node, path),
                        None => {
                            table.insert(key, node);
                        }
                    }
                    path.truncate(length);
                }
            }
            _ => {
                let first = into
                    .key
                    .or(into.place)
                    .and_then(|place| place.resolve(&self.sources));
                let help = first
                    .map(|(file, line, _)| format!("first at {file}:{line}"))
                    .unwrap_or_default();
                let finding = describe!(
                    Code::DuplicateKey,
                    path.clone(),
                    KeyGivenTwice { key: path.clone() }
                );
                self.note(finding.help(help), from.key.or(from.place));
            }
        }
    }
}

/// The name, within the folder, of a file named in another; `None` where it would lie outside.
fn sibling_path(file: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = match file.rsplit_once('/') {
        Some((folder, _)) => folder.split('/').collect(),
        None => Vec::new(),
    };
    if written.is_empty() || written.starts_with('/') || written.contains(['\\', ':', '\0']) {
        return None;
    }
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
