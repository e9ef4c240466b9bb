//! Reads one entry to its end whatever is wrong with it: each problem is recorded, taken out, and the reading repeated.

use super::UnknownKeys;
use super::de_error::{DeError, LocatedDeError};
use super::deserializer::ValueDeserializer;
use super::source_text::SourceText;
use super::spanned_value::{PathStep, ReadState, Span, SpannedValue, ValueBody, write_step};
use crate::document::RefusedEntries;
use crate::finding::{closest, describe};
use crate::table::{LimitedFindings, without_numbers};
use crate::{Code, Finding};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Problems listed of one entry; an entry with more is dropped as a whole.
const MAX_ERRORS_PER_ENTRY: usize = 200;

/// What an entry belongs to, for the paths of its findings.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntryContext<'a> {
    /// Key of the list or table, empty for the document itself.
    pub(super) key: &'a str,
    /// Index or name within it.
    pub(super) part: EntryKey<'a>,
}

/// Which entry of a list or table.
#[derive(Clone, Copy, Debug)]
pub(super) enum EntryKey<'a> {
    /// The whole.
    Whole,
    /// An entry of a list.
    Index(usize),
    /// An entry of a table.
    Name(&'a str),
}

impl EntryContext<'_> {
    fn path(self) -> String {
        let mut path = self.key.to_owned();
        match self.part {
            EntryKey::Whole => {}
            EntryKey::Index(index) => write_step(&mut path, &PathStep::Index(index)),
            EntryKey::Name(name) => write_step(&mut path, &PathStep::Key(name.to_owned())),
        }
        path
    }
}

/// Collects findings that know their place.
#[derive(Debug)]
pub(super) struct ErrorCollector<'a> {
    pub(super) sources: &'a [SourceText],
    findings: LimitedFindings,
    /// What becomes of entries with keys that are unknown.
    unknown_keys: UnknownKeys,
    /// Findings of entries that are refused while the others are taken.
    refusals: LimitedFindings,
    /// Where unknown keys are among the findings, by the table without numbers and the key: most likely all entries have them.
    unknown: Vec<(String, usize)>,
    /// The same of values that cannot be read, by their path without numbers and what is wrong, with the word that was meant.
    wrong: BTreeMap<(String, DeError), (usize, Option<&'static str>)>,
    /// The keys that entries of a list have, where one of them had others: the next ones are looked through before they are read.
    known: Option<(String, &'static [&'static str])>,
    /// Whether the current entry is one of these.
    pub(super) entry_is_refused: bool,
    /// Keys that the document itself lacks are not news where a part of it could not be read.
    pub(super) partial: bool,
    /// Entries that were refused as a whole, where their ids could be read.
    pub(super) refused: RefusedEntries,
}

impl<'a> ErrorCollector<'a> {
    /// Nothing noted yet.
    pub(super) fn new(sources: &'a [SourceText]) -> ErrorCollector<'a> {
        ErrorCollector {
            sources,
            findings: LimitedFindings::default(),
            unknown_keys: UnknownKeys::default(),
            refusals: LimitedFindings::default(),
            unknown: Vec::new(),
            wrong: BTreeMap::new(),
            known: None,
            entry_is_refused: false,
            partial: false,
            refused: RefusedEntries::default(),
        }
    }

    /// Records a finding, at a place where there is one.
    pub(super) fn note(&mut self, finding: Finding, place: Option<Span>) {
        let sources = self.sources;
        self.findings
            .add(finding, |finding| placed(sources, place, finding));
    }

    /// The same, for entries whose unknown keys are treated in this way.
    pub(super) fn with_unknown_keys(mut self, unknown_keys: UnknownKeys) -> Self {
        self.unknown_keys = unknown_keys;
        self
    }

    /// Records a key that is unknown in a table at a path, as it is to be treated.
    fn note_unknown_key(&mut self, table: &str, key: &str, place: Option<Span>, known: &[&str]) {
        let list = match self.unknown_keys {
            UnknownKeys::Ignore => return,
            UnknownKeys::Refuse => &mut self.findings,
            UnknownKeys::RefuseRecord => {
                self.entry_is_refused = true;
                &mut self.refusals
            }
        };
        let sources = self.sources;
        let mut cause = without_numbers(table);
        cause.push('\n');
        cause.push_str(key);
        if let Some(&(_, at)) = self.unknown.iter().find(|(one, _)| *one == cause) {
            return list.again(at, || place?.line(sources));
        }
        let mut path = table.to_owned();
        write_step(&mut path, &PathStep::Key(key.to_owned()));
        let finding = describe!(
            Code::UnknownKey,
            path,
            KeyUnknown {
                key: crate::formatting::shorten(key),
                owner: noun(table)
            }
        )
        .did_you_mean(key, known.iter().copied());
        if let Some(at) = list.add(finding, |finding| placed(sources, place, finding)) {
            self.unknown.push((cause, at));
        }
    }

    /// Records a value that cannot be read; the word that was meant.
    fn note_wrong_value(
        &mut self,
        path: &str,
        fault: &DeError,
        place: Option<Span>,
    ) -> Option<&'static str> {
        let sources = self.sources;
        let cause = (without_numbers(path), fault.clone());
        if let Some(&(at, meant)) = self.wrong.get(&cause) {
            self.findings.again(at, || place?.line(sources));
            return meant;
        }
        let meant = match fault {
            DeError::UnknownWord(given, words) => closest(given, words.iter().copied()),
            _ => None,
        };
        let finding = fault.finding(path);
        let listed = self
            .findings
            .add(finding, |finding| placed(sources, place, finding));
        if let Some(at) = listed {
            self.wrong.insert(cause, (at, meant));
        }
        meant
    }

    /// Why entries were refused while the others were taken.
    pub(super) fn take_refusals(&mut self) -> Vec<Finding> {
        let file = self.file();
        std::mem::take(&mut self.refusals).finish(file)
    }

    /// The file, where there is only one.
    fn file(&self) -> Option<&'a str> {
        match self.sources {
            [source] => Some(&source.name),
            _ => None,
        }
    }

    /// Forgets what was found.
    pub(super) fn forget(&mut self) {
        self.findings = LimitedFindings::default();
        self.unknown.clear();
        self.wrong.clear();
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// What was found, about one file or several.
    pub(super) fn finish(self) -> Vec<Finding> {
        let file = self.file();
        self.findings.finish(file)
    }
}

/// A finding at its place, where that is known.
fn placed(sources: &[SourceText], place: Option<Span>, finding: Finding) -> Finding {
    match place.and_then(|place| place.resolve(sources)) {
        Some((file, line, column)) => finding.at(file, line, Some(column)),
        None => finding,
    }
}

/// An entry that was read to its end.
pub(super) enum ReadEntry<T> {
    /// As it was written.
    Whole(T),
    /// With stand-ins for what is missing or could not be read: to be examined further, and not to be counted on.
    Draft(T),
}

/// Reads an entry, and records everything that is wrong with it. `None` where it cannot be completed.
pub(super) fn collect_errors<T: DeserializeOwned>(
    root: &mut SpannedValue,
    base: EntryContext<'_>,
    notes: &mut ErrorCollector<'_>,
) -> Option<T> {
    match read_entry(root, base, notes)? {
        ReadEntry::Whole(entry) => Some(entry),
        ReadEntry::Draft(_) => None,
    }
}

/// The same; an entry that cannot be completed is given as a draft.
pub(super) fn read_entry<T: DeserializeOwned>(
    root: &mut SpannedValue,
    base: EntryContext<'_>,
    notes: &mut ErrorCollector<'_>,
) -> Option<ReadEntry<T>> {
    if let (EntryKey::Index(_), Some((key, known))) = (base.part, &notes.known)
        && key == base.key
    {
        let known = *known;
        unknown_keys(root, base, &[], known, notes);
    }
    for _ in 0..MAX_ERRORS_PER_ENTRY {
        match T::deserialize(ValueDeserializer::new(root)) {
            Ok(value) => {
                if !drop_incomplete(root) {
                    return Some(if root.state == ReadState::Incomplete {
                        ReadEntry::Draft(value)
                    } else {
                        ReadEntry::Whole(value)
                    });
                }
            }
            Err(failure) => record_and_remove(root, base, failure, notes)?,
        }
    }
    too_many(root, base, notes);
    None
}

/// Records a problem and takes it out. The same code for all types: `peel` exists once for each.
#[cold]
#[inline(never)]
fn record_and_remove(
    root: &mut SpannedValue,
    base: EntryContext<'_>,
    failure: LocatedDeError,
    notes: &mut ErrorCollector<'_>,
) -> Option<()> {
    let (fault, steps) = failure.into_parts();
    match fault {
        DeError::UnknownKey(known) => {
            let (_, parents) = steps.split_last()?;
            if parents.is_empty() {
                notes.known = Some((base.key.to_owned(), known));
            }
            unknown_keys(root, base, parents, known, notes)
        }
        DeError::MissingKey(key) => missing_key(root, base, &steps, key, notes),
        fault => wrong_value(root, base, &steps, &fault, notes),
    }
}

#[cold]
#[inline(never)]
fn too_many(root: &SpannedValue, base: EntryContext<'_>, notes: &mut ErrorCollector<'_>) {
    let finding = describe!(Code::MoreFindings, base.path(), TooManyProblems);
    notes.note(finding, root.place);
}

/// The value at some steps, and its path in writing.
fn value_at<'n>(
    root: &'n mut SpannedValue,
    base: EntryContext<'_>,
    steps: &[PathStep],
) -> (Option<&'n mut SpannedValue>, String) {
    let mut path = base.path();
    let mut node = Some(root);
    for step in steps {
        if let Some((next, written)) = node.and_then(|node| node.step_mut(step)) {
            write_step(&mut path, &written);
            node = Some(next);
        } else {
            write_step(&mut path, step);
            node = None;
        }
    }
    (node, path)
}

/// Records all keys that the table at some steps does not have, and drops them.
fn unknown_keys(
    root: &mut SpannedValue,
    base: EntryContext<'_>,
    parents: &[PathStep],
    known: &[&str],
    notes: &mut ErrorCollector<'_>,
) -> Option<()> {
    let (table, path) = value_at(root, base, parents);
    let ValueBody::Table(table) = &mut table?.body else {
        return None;
    };
    let mut any = None;
    for (key, node) in table.iter_mut() {
        if node.is_dropped() || known.contains(&key.as_str()) {
            continue;
        }
        notes.note_unknown_key(&path, key, node.key.or(node.place), known);
        node.state = ReadState::Dropped;
        any = Some(());
    }
    any
}

/// Records a missing key and puts a stand-in there, so that the rest of the entry is read.
fn missing_key(
    root: &mut SpannedValue,
    base: EntryContext<'_>,
    steps: &[PathStep],
    key: &str,
    notes: &mut ErrorCollector<'_>,
) -> Option<()> {
    let (node, path) = value_at(root, base, steps);
    let node = node?;
    let (place, state) = (node.place.or(node.key), node.state);
    let refused = node.get(key).filter(|value| value.is_dropped());
    // A word that was misspelt says which one stands in for it.
    let word = match refused.map(|value| &value.body) {
        Some(ValueBody::Text(word)) => word.clone(),
        _ => String::new(),
    };
    let refused = refused.is_some();
    let mut stand_in = SpannedValue::new(ValueBody::Text(word));
    stand_in.state = ReadState::StandIn(0);
    node.insert(key, stand_in);
    if matches!(state, ReadState::StandIn(_)) {
        return Some(());
    }
    node.state = ReadState::Incomplete;
    // A value that was refused has its finding already.
    let expected = path.is_empty() && notes.partial;
    if !refused && !expected {
        let mut full = path.clone();
        write_step(&mut full, &PathStep::Key(key.to_owned()));

        let mut finding = describe!(
            Code::MissingKey,
            full,
            KeyMissing {
                key: key,
                owner: noun(&path)
            }
        );
        if path.is_empty() && key == "format" {
            finding = finding.help(format!(
                "write `format = {}` at the top",
                crate::document::FORMAT
            ));
        }
        notes.note(finding, place);
    }
    Some(())
}

/// Records a value that cannot be read, and drops it.
fn wrong_value(
    root: &mut SpannedValue,
    base: EntryContext<'_>,
    steps: &[PathStep],
    fault: &DeError,
    notes: &mut ErrorCollector<'_>,
) -> Option<()> {
    let (node, path) = value_at(root, base, steps);
    let Some(node) = node else {
        notes.note(fault.finding(&path), None);
        return None;
    };
    if let ReadState::StandIn(tried) = node.state {
        node.body = stand_in(tried, fault)?;
        node.state = ReadState::StandIn(tried + 1);
        return Some(());
    }
    if let Some(meant) = notes.note_wrong_value(&path, fault, node.place.or(node.key)) {
        node.body = ValueBody::Text(meant.to_owned());
    }
    node.state = ReadState::Dropped;
    if steps.is_empty() { None } else { Some(()) }
}

/// The next value to try where a required one is missing: its type is not known here.
fn stand_in(tried: u8, fault: &DeError) -> Option<ValueBody> {
    if let (DeError::UnknownWord(_, [first, ..]), 0..10) = (fault, tried) {
        return Some(ValueBody::Text((*first).to_owned()));
    }
    // A text that its type refuses is most likely a date.
    let is_text = matches!(fault, DeError::Other(_));
    Some(match tried {
        0 if !is_text => ValueBody::Whole(1),
        1 => ValueBody::Bool(false),
        2 => ValueBody::List(Vec::new()),
        3 => ValueBody::Table(BTreeMap::new()),
        0 | 4 => ValueBody::Text("2000-01-01".to_owned()),
        5 => ValueBody::Whole(1),
        _ => return None,
    })
}

/// Drops the entries within `node` that could not be completed; whether there were any.
#[inline(never)]
fn drop_incomplete(node: &mut SpannedValue) -> bool {
    let check = |child: &mut SpannedValue| match child.state {
        ReadState::Dropped => false,
        ReadState::Incomplete => {
            child.state = ReadState::Dropped;
            true
        }
        _ => drop_incomplete(child),
    };
    match &mut node.body {
        ValueBody::List(list) => list.iter_mut().map(check).fold(false, |any, one| any | one),
        ValueBody::Table(table) => table
            .values_mut()
            .map(check)
            .fold(false, |any, one| any | one),
        _ => false,
    }
}

/// What the table at a path is called.
fn noun(path: &str) -> &'static str {
    if let Some(rest) = path
        .strip_prefix("tracks")
        .or_else(|| path.strip_prefix("scales"))
    {
        return match (
            path.starts_with("tracks"),
            rest.is_empty(),
            rest.ends_with(".descriptions"),
        ) {
            (true, true, _) => "the tracks",
            (true, false, _) => "a track",
            (false, true, _) => "the scales",
            (false, false, false) => "a scale",
            (false, false, true) => "the descriptions",
        };
    }
    let last = path.rsplit('.').next().unwrap_or_default();
    let last = last.split('[').next().unwrap_or_default();
    match last {
        "" => "a programme",
        "title" => "a title",
        "tools" => "a tool",
        "objectives" => "an objective",
        "sections" => "a section",
        "roles" => "a role",
        "requires" => "a requirement",
        "activities" => "an activity",
        "teaches" => "what an activity teaches",
        "seats" => "the seats",
        "phases" => "a phase",
        "gate" => "a gate",
        "all" | "any" | "of" => "a condition",
        "override" => "an override",
        "instruments" => "an instrument",
        "items" => "an item",
        "rules" => "the rules",
        "evidence_weights" => "the evidence_weights",
        "calendar" => "the calendar",
        "people" => "a person",
        "feature_use" => "a feature use",
        "acts" => "an act",
        "sessions" => "a session",
        "absences" => "an absence",
        "rooms" => "a room",
        "trainers" => "a trainer",
        "available" => "a window",
        "planning" => "the planning",
        "evidence" => "a record",
        "options" => "the options",
        _ => "this table",
    }
}
