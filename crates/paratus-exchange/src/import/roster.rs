//! A roster merged into a folder: who joins, moves and leaves.

use super::{ImportFile, ImportOptions, ImportPlan, Own, merge::TableMerge, programme};
use crate::{
    OpenTable,
    error::ExchangeError,
    folder::{has_previous_ids, people_rows},
    join::{Place, RowSink},
    recognise::Recognition,
    roster::{Member, RosterMap, roster},
    summary::{Note, Outcome, TableSummary},
};
use paratus::{
    Date,
    document::{Document, PersonDoc},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn plan(
    own: &Own,
    file: &ImportFile<'_>,
    found: Recognition,
    map: &RosterMap,
    options: &ImportOptions<'_>,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<ImportPlan, ExchangeError> {
    let mut reader = std::io::Cursor::new(file.bytes);
    let read = roster(map, file.name, &mut reader, open, note)?;
    let (mut counts, mut summary) = (read.counts, read.summary);
    let before: BTreeMap<&str, &PersonDoc> = match &own.document {
        Some(document) => document
            .people
            .iter()
            .map(|person| (person.id.as_str(), person))
            .collect(),
        None => BTreeMap::new(),
    };
    let mut merge = own.merge("people.csv")?;
    let mut wanted = match &own.document {
        Some(_) => programme::empty(""),
        None => programme::named(file.name, options.date),
    };
    wanted.sections = read.sections;
    let previous_ids = own.document.as_ref().is_some_and(has_previous_ids);
    let (heading, _) = people_rows(&wanted, previous_ids);
    let mut moved = Vec::new();
    let mut joined = 0_u64;
    if map.roster.id.is_some() {
        merge.heading(&heading)?;
        let roles = programme::roles(own.document.as_ref());
        for (member, line, row) in &read.people {
            let there = before.get(member.id.as_str()).copied();
            let unknown = member
                .roles
                .iter()
                .find(|role| !roles.contains(role.as_str()));
            let (outcome, reason) = match (unknown, &own.document) {
                (Some(role), Some(_)) => (
                    Outcome::Refused,
                    format!("the programme has no role `{role}`"),
                ),
                _ => {
                    let person = person(
                        member,
                        there,
                        map,
                        options.date.filter(|_| !before.is_empty()),
                    );
                    let outcome = put(&mut merge, &person, previous_ids, *line)?;
                    let from = there.map_or("", |there| there.section.as_str());
                    if there.is_none() {
                        joined += 1;
                    } else if from != person.section {
                        moved.push(member.id.as_str());
                    }
                    (outcome, change(there, &person))
                }
            };
            counts.count(outcome);
            if outcome != Outcome::Added {
                note(&Note {
                    file: file.name.to_owned(),
                    line: *line,
                    row: *row,
                    column: None,
                    outcome,
                    reason,
                });
            }
        }
        if own.document.is_none() {
            let named: BTreeSet<&String> = read
                .people
                .iter()
                .flat_map(|(member, ..)| &member.roles)
                .collect();
            wanted.roles = named
                .into_iter()
                .map(|role| programme::role(role))
                .collect();
        }
    }
    let left = leave(
        &read.people,
        &before,
        map,
        options.date,
        &mut merge,
        &mut summary,
    )?;
    if map.roster.id.is_some() && !before.is_empty() {
        summary.warnings.push(format!(
            "compared with the folder: {joined} joined, {} moved, {left} left",
            moved.len()
        ));
    } else if map.roster.id.is_none() {
        let text =
            "these are posts without ids: they are counted, and nobody joins, moves or leaves";
        summary.warnings.push(text.into());
    }
    summary.tables.insert(0, counts);
    let mut plan = ImportPlan {
        recognition: found,
        summary,
        files: Vec::new(),
        content: String::new(),
    };
    let people = merge.finish();
    plan.content = match &people {
        _ if map.roster.id.is_none() => posts(file.name, &read.posts),
        Some(text) => text.clone(),
        None => String::new(),
    };
    if own.there {
        plan.files
            .extend(people.map(|text| ("people.csv".to_owned(), text)));
        programme::merge(own, &wanted, &mut plan, note)?;
    }
    Ok(plan)
}

fn put(
    merge: &mut TableMerge<'_>,
    person: &PersonDoc,
    previous_ids: bool,
    line: u64,
) -> Result<Outcome, ExchangeError> {
    let document = Document {
        people: vec![person.clone()],
        ..programme::empty("")
    };
    let (_, rows) = people_rows(&document, previous_ids);
    let mut outcome = Outcome::Added;
    for row in &rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        if let Err(refusal) = merge.row(&cells, Place { line })? {
            outcome = refusal.outcome;
        }
    }
    Ok(outcome)
}

/// The person as the roster has them; what the roster does not say stays as it is.
fn person(
    member: &Member,
    there: Option<&PersonDoc>,
    map: &RosterMap,
    day: Option<Date>,
) -> PersonDoc {
    let new = programme::person(&member.id, &member.section);
    let mut person = there.cloned().unwrap_or(PersonDoc { joined: day, ..new });
    person.section.clone_from(&member.section);
    if !map.roster.roles.is_empty() {
        person.roles.clone_from(&member.roles);
    }
    if map.roster.leader.is_some() || map.roster.manager.is_some() {
        person.leader = member.leader;
    }
    if map.roster.joined.is_some() {
        person.joined = member.joined;
    }
    // Who is in the roster again has come back.
    person.left = if map.roster.left.is_some() {
        member.left
    } else {
        None
    };
    person
}

fn change(there: Option<&PersonDoc>, person: &PersonDoc) -> String {
    match there {
        Some(there) if there.section != person.section => {
            format!("moves from `{}` to `{}`", there.section, person.section)
        }
        Some(there) if there.left.is_some() && person.left.is_none() => "comes back".into(),
        Some(there) if there != person => "roles or dates differ from those of `people.csv`".into(),
        _ => "as in `people.csv`".into(),
    }
}

/// Marks who is no longer in a complete roster as having left on the day before it.
fn leave(
    people: &[(Member, u64, u64)],
    before: &BTreeMap<&str, &PersonDoc>,
    map: &RosterMap,
    day: Option<Date>,
    merge: &mut TableMerge<'_>,
    summary: &mut crate::ImportSummary,
) -> Result<usize, ExchangeError> {
    let here: BTreeSet<&str> = people
        .iter()
        .map(|(member, ..)| member.id.as_str())
        .collect();
    let gone: Vec<&&PersonDoc> = before
        .values()
        .filter(|person| person.left.is_none() && !here.contains(person.id.as_str()))
        .collect();
    if gone.is_empty() || map.roster.id.is_none() {
        return Ok(0);
    }
    let last = day
        .and_then(|day| day.days().checked_sub(1))
        .and_then(Date::from_days);
    let Some(last) = last.filter(|_| map.roster.complete) else {
        let count = gone.len();
        summary.warnings.push(format!(
            "{count} of the folder's people are not in the roster; with `complete = true` in the map and `--date DAY` they have left on the day before"
        ));
        return Ok(0);
    };
    let previous_ids = before
        .values()
        .any(|person| !person.previous_ids.is_empty());
    let mut counts = TableSummary::new("people.csv");
    for person in &gone {
        let mut person = (**person).clone();
        person.left = Some(last);
        counts.read += 1;
        counts.count(put(merge, &person, previous_ids, 0)?);
    }
    summary.tables.push(counts);
    Ok(gone.len())
}

/// Posts by section and grade.
fn posts(file: &str, posts: &BTreeMap<(String, String), (u64, f64)>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(["file", "section", "grade", "posts", "fte"]);
    for ((section, grade), (count, fte)) in posts {
        let fte = (fte * 1e6).round() / 1e6;
        let safe = |cell: &str| paratus::text::escape_formula(cell).into_owned();
        let _ = writer.write_record([
            safe(file),
            safe(section),
            safe(grade),
            count.to_string(),
            fte.to_string(),
        ]);
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}
