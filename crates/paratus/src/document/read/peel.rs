//! Reads one entry to its end whatever is wrong with it: each problem is recorded, taken out, and the reading repeated.

use super::fault::{Failure, Fault};
use super::node::{Body, Node, Place, State, Step, write_step};
use super::shape::Reader;
use super::source::Source;
use crate::document::Refused;
use crate::order::Map;
use crate::{Code, Finding};
use serde::de::DeserializeOwned;

/// Problems listed of one entry; an entry with more is dropped as a whole.
const MOST_FAULTS: usize = 200;

/// What an entry belongs to, for the paths of its findings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base<'a> {
    /// Key of the list or table, empty for the document itself.
    pub(super) key: &'a str,
    /// Index or name within it.
    pub(super) part: Part<'a>,
}

/// Which entry of a list or table.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// The whole.
    Whole,
    /// An entry of a list.
    Index(usize),
    /// An entry of a table.
    Name(&'a str),
}

impl Base<'_> {
    fn path(self) -> String {
        let mut path = self.key.to_owned();
        match self.part {
            Part::Whole => {}
            Part::Index(index) => write_step(&mut path, &Step::Index(index)),
            Part::Name(name) => write_step(&mut path, &Step::Key(name.to_owned())),
        }
        path
    }
}

/// Collects findings that know their place.
#[derive(Debug)]
pub(super) struct Notes<'a> {
    pub(super) sources: &'a [Source],
    pub(super) findings: Vec<Finding>,
    /// Keys that the document itself lacks are not news where a part of it could not be read.
    pub(super) partial: bool,
    /// Entries that were refused as a whole, where their ids could be read.
    pub(super) refused: Refused,
}

impl<'a> Notes<'a> {
    /// Nothing noted yet.
    pub(super) fn new(sources: &'a [Source]) -> Notes<'a> {
        Notes { sources, findings: Vec::new(), partial: false, refused: Refused::default() }
    }

    /// Records a finding, at a place where there is one.
    pub(super) fn note(&mut self, finding: Finding, place: Option<Place>) {
        self.findings.push(match place.and_then(|place| place.resolve(self.sources)) {
            Some((file, line, column)) => finding.at(file, line, Some(column)),
            None => finding,
        });
    }
}

/// Reads an entry, and records everything that is wrong with it. `None` where it cannot be completed.
pub(super) fn peel<T: DeserializeOwned>(root: &mut Node, base: Base<'_>, notes: &mut Notes<'_>) -> Option<T> {
    for _ in 0..MOST_FAULTS {
        match T::deserialize(Reader::new(root)) {
            Ok(_) if root.state == State::Incomplete => return None,
            Ok(value) => {
                if !drop_incomplete(root) {
                    return Some(value);
                }
            }
            Err(failure) => mend(root, base, failure, notes)?,
        }
    }
    too_many(root, base, notes);
    None
}

/// Records a problem and takes it out. The same code for all types: `peel` exists once for each.
#[cold]
#[inline(never)]
fn mend(root: &mut Node, base: Base<'_>, failure: Failure, notes: &mut Notes<'_>) -> Option<()> {
    let (fault, steps) = failure.into_parts();
    match fault {
        Fault::UnknownKey(known) => unknown_keys(root, base, &steps, known, notes),
        Fault::MissingKey(key) => missing_key(root, base, &steps, key, notes),
        fault => wrong_value(root, base, &steps, &fault, notes),
    }
}

#[cold]
#[inline(never)]
fn too_many(root: &Node, base: Base<'_>, notes: &mut Notes<'_>) {
    let message = "too many problems in one entry; it was refused as a whole";
    notes.note(Finding::new(Code::MoreFindings, base.path(), message), root.place);
}

/// The value at some steps, and its path in writing.
fn walk<'n>(root: &'n mut Node, base: Base<'_>, steps: &[Step]) -> (Option<&'n mut Node>, String) {
    let mut path = base.path();
    let mut node = Some(root);
    for step in steps {
        match node.and_then(|node| node.step_mut(step)) {
            Some((next, written)) => {
                write_step(&mut path, &written);
                node = Some(next);
            }
            None => {
                write_step(&mut path, step);
                node = None;
            }
        }
    }
    (node, path)
}

/// Records all keys of one table that it does not have, and drops them.
fn unknown_keys(root: &mut Node, base: Base<'_>, steps: &[Step], known: &[&str], notes: &mut Notes<'_>) -> Option<()> {
    let (_, parents) = steps.split_last()?;
    let (table, path) = walk(root, base, parents);
    let Body::Table(table) = &mut table?.body else { return None };
    let noun = noun(&path);
    let mut any = None;
    for (key, node) in table.iter_mut() {
        if node.is_dropped() || known.contains(&key.as_str()) {
            continue;
        }
        let mut full = path.clone();
        write_step(&mut full, &Step::Key(key.clone()));
        let message = format!("`{}` is not a key of {noun}", super::fault::shorten(key));
        let finding = Finding::new(Code::UnknownKey, full, message).did_you_mean(key, known.iter().copied());
        notes.note(finding, node.key.or(node.place));
        node.state = State::Dropped;
        any = Some(());
    }
    any
}

/// Records a missing key and puts a stand-in there, so that the rest of the entry is read.
fn missing_key(root: &mut Node, base: Base<'_>, steps: &[Step], key: &str, notes: &mut Notes<'_>) -> Option<()> {
    let (node, path) = walk(root, base, steps);
    let node = node?;
    let (place, state) = (node.place.or(node.key), node.state);
    let refused = node.get(key).is_some_and(Node::is_dropped);
    let mut stand_in = Node::new(Body::Text(String::new()));
    stand_in.state = State::StandIn(0);
    node.put(key, stand_in);
    if matches!(state, State::StandIn(_)) {
        return Some(());
    }
    node.state = State::Incomplete;
    // A value that was refused has its finding already.
    let expected = path.is_empty() && notes.partial;
    if !refused && !expected {
        let mut full = path.clone();
        write_step(&mut full, &Step::Key(key.to_owned()));
        let message = format!("`{key}` is missing from {}", noun(&path));
        let mut finding = Finding::new(Code::MissingKey, full, message);
        if path.is_empty() && key == "format" {
            finding = finding.with_help(format!("write `format = {}` at the top", crate::document::FORMAT));
        }
        notes.note(finding, place);
    }
    Some(())
}

/// Records a value that cannot be read, and drops it.
fn wrong_value(root: &mut Node, base: Base<'_>, steps: &[Step], fault: &Fault, notes: &mut Notes<'_>) -> Option<()> {
    let (node, path) = walk(root, base, steps);
    let Some(node) = node else {
        notes.note(Finding::new(Code::WrongType, path, fault.message()), None);
        return None;
    };
    if let State::StandIn(tried) = node.state {
        node.body = stand_in(tried, fault)?;
        node.state = State::StandIn(tried + 1);
        return Some(());
    }
    let mut finding = Finding::new(Code::WrongType, path, fault.message());
    if let Fault::UnknownWord(word, words) = fault {
        finding = finding.did_you_mean(word, words.iter().copied());
    }
    notes.note(finding, node.place.or(node.key));
    node.state = State::Dropped;
    if steps.is_empty() { None } else { Some(()) }
}

/// The next value to try where a required one is missing: its type is not known here.
fn stand_in(tried: u8, fault: &Fault) -> Option<Body> {
    if let (Fault::UnknownWord(_, [word, ..]), 0..10) = (fault, tried) {
        return Some(Body::Text((*word).to_owned()));
    }
    Some(match tried {
        0 => Body::Whole(1),
        1 => Body::Bool(false),
        2 => Body::List(Vec::new()),
        3 => Body::Table(Map::new()),
        4 => Body::Text("2000-01-01".to_owned()),
        _ => return None,
    })
}

/// Drops the entries within `node` that could not be completed; whether there were any.
#[inline(never)]
fn drop_incomplete(node: &mut Node) -> bool {
    let check = |child: &mut Node| match child.state {
        State::Dropped => false,
        State::Incomplete => {
            child.state = State::Dropped;
            true
        }
        _ => drop_incomplete(child),
    };
    match &mut node.body {
        Body::List(list) => list.iter_mut().map(check).fold(false, |any, one| any | one),
        Body::Table(table) => table.values_mut().map(check).fold(false, |any, one| any | one),
        _ => false,
    }
}

/// What the table at a path is called.
fn noun(path: &str) -> &'static str {
    if let Some(rest) = path.strip_prefix("tracks").or_else(|| path.strip_prefix("scales")) {
        return match (path.starts_with("tracks"), rest.is_empty(), rest.ends_with(".descriptions")) {
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
        "masses" => "the masses",
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
