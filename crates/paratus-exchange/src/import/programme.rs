//! The programme that an import brings, merged into a folder's.

use super::{TablePlan, append::append, own_folder::OwnFolder, table_kind};
use crate::{
    error::ExchangeError,
    folder::{has_previous_ids, people_rows, write_folder},
    join::{Refusal, RowSink},
    outcome::Outcome,
    slug::slug,
    summary::{Note, TableSummary},
};
use paratus::{
    Date, Track,
    document::{Document, ObjectiveDoc, PersonDoc, RequirementDoc, RoleDoc},
    unstable::{IdKind, PreviousIds},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// How the title of a programme begins that was made of a file.
pub(super) const IMPORTED: &str = "Imported from ";
/// The id of the section and of the role of people of whom nothing else is known.
const SECTION: &str = "all";
const ROLE: &str = "participant";

/// A programme for evidence whose programme is not known: its people in one section and one role, which requires all that is shown.
pub(super) fn of_evidence(table: &str, file: &str) -> Document {
    let column = |name: &str| column(table, name);
    let mut document = start(file, column("person"), column("date"));
    for objective in column("objective") {
        document.objectives.push(ObjectiveDoc {
            title: objective.as_str().into(),
            id: objective.clone(),
            track: Track::Process,
            description: String::new(),
            tool: None,
            features: Vec::new(),
            scale: None,
            requires: Vec::new(),
            half_life_days: None,
            previous_ids: Vec::new(),
        });
        if let Some(role) = document.roles.first_mut() {
            role.requires.push(RequirementDoc {
                objective,
                level: None,
                weight: 1.0,
                critical: false,
                threshold: None,
            });
        }
    }
    document
}

/// A programme for survey answers whose programme is not known: with the sections that they name, and the respondents as people. Groups that
/// are counted are no people.
pub(super) fn of_responses(table: &str, file: &str) -> Document {
    let rows = columns(table, ["respondent", "section", "count"]);
    let single = rows.iter().filter(|[_, _, count]| count.is_empty());
    let of: BTreeMap<&String, &String> = single.map(|[who, section, _]| (who, section)).collect();
    let people = of.keys().map(|who| (*who).clone()).collect();
    let mut document = start(file, people, column(table, "date"));
    for section in column(table, "section") {
        let title = section.clone();
        document
            .sections
            .push(crate::evidence::section_doc(section, title, None));
    }
    for person in &mut document.people {
        let section = of.get(&person.id).filter(|section| !section.is_empty());
        if let Some(section) = section {
            person.section.clone_from(section);
        }
    }
    if document.people.is_empty() {
        document.roles.clear();
    }
    let empty = |id: &str| document.people.iter().all(|person| person.section != id);
    if empty(SECTION) && document.sections.len() > 1 {
        document.sections.remove(0);
    }
    document
}

/// A programme with the name of a file.
pub(super) fn named(file: &str, as_of: Option<Date>) -> Document {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let id = Some(slug(stem)).filter(|id| !id.is_empty());
    let mut document = Document::new(id.unwrap_or_else(|| "imported".into()));
    document.title = format!("{IMPORTED}{name}").into();
    document.as_of = as_of;
    document
}

/// A role of which nothing else is known.
pub(super) fn role(id: &str) -> RoleDoc {
    RoleDoc {
        id: id.to_owned(),
        title: paratus::document::Title::default(),
        description: String::new(),
        requires: Vec::new(),
        previous_ids: Vec::new(),
    }
}

/// Ids of the roles of a programme.
pub(super) fn roles(document: Option<&Document>) -> BTreeSet<&str> {
    let all = document.into_iter().flat_map(|document| &document.roles);
    all.map(|role| role.id.as_str()).collect()
}

/// A person of whom nothing else is known.
pub(super) fn person(id: &str, section: &str) -> PersonDoc {
    PersonDoc {
        id: id.to_owned(),
        section: section.to_owned(),
        roles: Vec::new(),
        leader: false,
        joined: None,
        left: None,
        previous_ids: Vec::new(),
    }
}

fn start(file: &str, people: BTreeSet<String>, dates: BTreeSet<String>) -> Document {
    let latest = dates.iter().filter_map(|date| Date::parse(date).ok()).max();
    let mut document = named(file, latest);
    let title = "Everybody in the imported table".to_owned();
    let section = crate::evidence::section_doc(SECTION.into(), title, None);
    document.sections.push(section);
    document.roles.push(RoleDoc {
        title: "Anybody in the imported table".into(),
        ..role(ROLE)
    });
    let member = |id: String| PersonDoc {
        roles: vec![ROLE.into()],
        ..person(&id, SECTION)
    };
    document.people = people.into_iter().map(member).collect();
    document
}

/// The different cells of a column, without empty ones.
fn column(table: &str, name: &str) -> BTreeSet<String> {
    let cells = columns(table, [name]).into_iter().flatten();
    cells.filter(|cell| !cell.is_empty()).collect()
}

/// The different rows of some columns; cells of a column that is not there are empty.
fn columns<const N: usize>(table: &str, names: [&str; N]) -> BTreeSet<[String; N]> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let Ok(headings) = reader.headers() else {
        return BTreeSet::new();
    };
    let places = names.map(|name| headings.iter().position(|heading| heading == name));
    let records = reader.records().flatten();
    let cell = |record: &csv::StringRecord, at: Option<usize>| {
        let cell = at.and_then(|at| record.get(at)).unwrap_or_default();
        paratus::text::unescape_formula(cell).to_owned()
    };
    records
        .map(|record| places.map(|at| cell(&record, at)))
        .collect()
}

/// What became of the entries that an import brings, list by list in the order of [`KEYS`].
pub(super) type EntryOutcomes = Vec<Vec<Outcome>>;

/// Merges what an import brings into the folder's programme: a folder without one gets it whole; otherwise entries that are not there
/// are appended to `paratus.toml`, and entries that are there otherwise are refused, because a person wrote them.
pub(super) fn merge(
    own: &OwnFolder<'_>,
    wanted: &Document,
    plan: &mut TablePlan,
    note: &mut dyn FnMut(&Note),
) -> Result<EntryOutcomes, ExchangeError> {
    let Some(there) = &own.document else {
        let document = wanted.clone();
        let outcomes = entries(&document).map(|list| vec![Outcome::Added; list.len()]);
        let outcomes = outcomes.collect();
        let mut counts = TableSummary::new("paratus.toml");
        counts.read = entries(&document).map(|list| list.len() as u64).sum();
        counts.added = counts.read;
        plan.summary.tables.push(counts);
        for (name, text) in write_folder(&document) {
            let kind = table_kind::kind_of(&name);
            let table = kind.map(|kind| own.table(kind)).transpose()?;
            if table.is_none_or(|table| table.text.is_empty()) {
                plan.files.push((name, text));
            }
        }
        return Ok(outcomes);
    };
    let wanted = &renamed(
        wanted,
        &own.document
            .as_ref()
            .map(PreviousIds::new)
            .unwrap_or_default(),
    );
    let mut counts = TableSummary::new("paratus.toml");
    let mut new = Table::new();
    let mut outcomes = EntryOutcomes::new();
    for ((key, wanted), there) in KEYS.iter().zip(entries(wanted)).zip(entries(there)) {
        let mut added = Vec::new();
        let mut of_list = Vec::new();
        for entry in wanted {
            counts.read += 1;
            let id = id(&entry);
            let same = there.iter().find(|other| self::id(other) == id);
            let outcome = match same {
                None => {
                    added.push(entry);
                    counts.count(Outcome::Added);
                    of_list.push(Outcome::Added);
                    continue;
                }
                Some(other) if *other == entry || is_there(key, &entry, other) => Outcome::Same,
                Some(_) => Outcome::Refused,
            };
            counts.count(outcome);
            of_list.push(outcome);
            let reason = if outcome == Outcome::Same {
                format!("{key} `{id}` is there as it is")
            } else {
                format!(
                    "{key} `{id}` is there with other content{}, which is left as it is; change it by hand if the new content is right",
                    other_parent(key, &entry, same)
                )
            };
            note(&Note {
                file: "paratus.toml".into(),
                line: 0,
                row: 0,
                column: None,
                outcome,
                reason,
            });
        }
        outcomes.push(of_list);
        if !added.is_empty() {
            new.insert((*key).to_owned(), Value::Array(added));
        }
    }
    let mut scales = Table::new();
    for (name, scale) in &wanted.scales {
        counts.read += 1;
        match there.scales.get(name) {
            None => {
                counts.count(Outcome::Added);
                scales.insert(
                    name.clone(),
                    Value::try_from(scale).unwrap_or(Value::Boolean(false)),
                );
            }
            Some(other) => counts.count(if other == scale {
                Outcome::Same
            } else {
                Outcome::Refused
            }),
        }
    }
    if !scales.is_empty() {
        new.insert("scales".into(), Value::Table(scales));
    }
    if counts.read > 0 {
        plan.summary.tables.push(counts);
    }
    if !new.is_empty() {
        plan.files
            .push(("paratus.toml".into(), append(&own.root, &new)?));
    }
    people(own, wanted, plan, note)?;
    Ok(outcomes)
}

/// The entries that an import brings, by the ids that the folder has for them now.
fn renamed(wanted: &Document, previous_ids: &PreviousIds) -> Document {
    let mut wanted = wanted.clone();
    if previous_ids.is_empty() {
        return wanted;
    }
    let previous_level = |objective: &str, level: &mut Option<String>| {
        if let Some(level) = level {
            let is = previous_ids.current_within(IdKind::Level, objective, level);
            *level = is.to_owned();
        }
    };
    for one in &mut wanted.objectives {
        previous_ids.rename(IdKind::Objective, &mut one.id);
    }
    for one in &mut wanted.sections {
        previous_ids.rename(IdKind::Section, &mut one.id);
        if let Some(parent) = &mut one.parent {
            previous_ids.rename(IdKind::Section, parent);
        }
    }
    for one in &mut wanted.roles {
        previous_ids.rename(IdKind::Role, &mut one.id);
        for requirement in &mut one.requires {
            previous_ids.rename(IdKind::Objective, &mut requirement.objective);
            previous_level(&requirement.objective, &mut requirement.level);
        }
    }
    for one in &mut wanted.instruments {
        previous_ids.rename(IdKind::Instrument, &mut one.id);
        for item in &mut one.items {
            let is = previous_ids.current_within(IdKind::Item, &one.id, &item.id);
            item.id = is.to_owned();
            previous_ids.rename(IdKind::Objective, &mut item.measures);
        }
    }
    for one in &mut wanted.people {
        previous_ids.rename(IdKind::Section, &mut one.section);
        for role in &mut one.roles {
            previous_ids.rename(IdKind::Role, role);
        }
    }
    wanted
}

/// Merges the people that an import brings.
fn people(
    own: &OwnFolder<'_>,
    wanted: &Document,
    plan: &mut TablePlan,
    note: &mut dyn FnMut(&Note),
) -> Result<(), ExchangeError> {
    if wanted.people.is_empty() {
        return Ok(());
    }
    let previous_ids = own.document.iter().chain([wanted]).any(has_previous_ids);
    let (heading, rows) = people_rows(wanted, previous_ids);
    let mut merge = own.merge("people.csv")?;
    merge.bring(wanted);
    merge.heading(&heading)?;
    let mut counts = TableSummary::new("people.csv");
    for row in &rows {
        counts.read += 1;
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        match merge.row(&cells, 0)? {
            Ok(()) => counts.count(Outcome::Added),
            Err(Refusal {
                outcome, reason, ..
            }) => {
                counts.count(outcome);
                note(&Note {
                    file: "people.csv".into(),
                    line: 0,
                    row: 0,
                    column: None,
                    outcome,
                    reason,
                });
            }
        }
    }
    plan.summary.tables.push(counts);
    plan.files.extend(merge.finish());
    Ok(())
}

/// Whether an entry that a table names is there: what a person wrote of it counts, unless the table contradicts it. A section must not
/// be elsewhere in the tree; an instrument must have the scale and the items.
fn is_there(list: &str, entry: &Value, other: &Value) -> bool {
    let same = |key: &str| entry.get(key) == other.get(key);
    match list {
        "sections" => same("parent") || entry.get("parent").is_none(),
        "instruments" => {
            let items = |of: &Value| {
                of.get("items")
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default()
            };
            let there = items(other);
            let has = |item: &Value| {
                let same = there.iter().find(|one| id(one) == id(item));
                let text = |item: &Value| {
                    let text = item.get("text").and_then(Value::as_str);
                    crate::slug::plain_text(text.unwrap_or_default())
                };
                same.is_some_and(|one| {
                    let (there, here) = (text(one), text(item));
                    let asks = there.is_empty() || here.is_empty() || there == here;
                    asks && one.get("reversed") == item.get("reversed")
                })
            };
            same("points") && items(entry).iter().all(has)
        }
        _ => false,
    }
}

/// Which section the table says a section to be part of, and which the folder.
fn other_parent(list: &str, entry: &Value, there: Option<&Value>) -> String {
    let parent = |of: Option<&Value>| {
        let parent = of.and_then(|of| of.get("parent")).and_then(Value::as_str);
        parent.map_or_else(
            || "of nothing".to_owned(),
            |parent| format!("of `{parent}`"),
        )
    };
    if list != "sections" || entry.get("parent") == there.and_then(|there| there.get("parent")) {
        return String::new();
    }
    format!(
        " (it is part {}, in the table {})",
        parent(there),
        parent(Some(entry))
    )
}

/// Lists of the programme that imports bring.
pub(super) const KEYS: [&str; 4] = ["objectives", "sections", "roles", "instruments"];

fn entries(document: &Document) -> impl Iterator<Item = Vec<Value>> {
    [
        values(&document.objectives),
        values(&document.sections),
        values(&document.roles),
        values(&document.instruments),
    ]
    .into_iter()
}

/// Entries as TOML; all of a document have a form in it.
fn values<T: Serialize>(list: &[T]) -> Vec<Value> {
    list.iter()
        .filter_map(|entry| Value::try_from(entry).ok())
        .collect()
}

fn id(entry: &Value) -> &str {
    entry.get("id").and_then(Value::as_str).unwrap_or_default()
}
