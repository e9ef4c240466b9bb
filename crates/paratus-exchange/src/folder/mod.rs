//! A document as the files of a programme's folder.

mod toml_text;
mod workbook_tables;

pub use workbook_tables::{
    FolderAsText, TABLE_NAMES, folder_as_text, is_sheet_of, is_workbook_name, table_of_name,
    tables_in_workbook,
};

pub(crate) use toml_text::inline_entry;

use paratus::{
    Date,
    document::{AbsenceDoc, ActDoc, Document, FeatureUseDoc, PersonDoc, SessionDoc},
    text::escape_formula,
};

/// The files of a programme's folder, by name: `paratus.toml`, and a CSV table for each kind of bulk facts that the document has.
///
/// The same document gives the same bytes; reading the files gives the same document.
#[must_use]
pub fn write_folder(document: &Document) -> Vec<(String, String)> {
    let mut outline = Document {
        people: Vec::new(),
        feature_use: Vec::new(),
        acts: Vec::new(),
        sessions: Vec::new(),
        absences: Vec::new(),
        ..document.clone()
    };
    // The tables are written here as every programme reads them.
    outline.input.separator = None;
    outline.input.encoding = None;
    let mut files = vec![("paratus.toml".to_owned(), toml_text::write(&outline))];
    let mut add = |name: &str, heading: &[&str], rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            files.push((name.to_owned(), table(heading, &rows)));
        }
    };
    let (heading, rows) = people_rows(document, has_previous_ids(document));
    add("people.csv", &heading, rows);
    add("feature_use.csv", &USE_COLUMNS, feature_use_rows(document));
    add("acts.csv", &ACT_COLUMNS, act_rows(document));
    add("sessions.csv", &SESSION_COLUMNS, session_rows(document));
    add("absences.csv", &ABSENCE_COLUMNS, absence_rows(document));
    files
}

/// The columns of `people.csv`.
pub(crate) const PEOPLE_COLUMNS: [&str; 7] = [
    "id",
    "section",
    "roles",
    "leader",
    "joined",
    "left",
    "previous_ids",
];

/// The heading and the rows of `people.csv`; ids that people had before have a column where there are any.
pub(crate) fn people_rows(
    document: &Document,
    previous_ids: bool,
) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let heading = PEOPLE_COLUMNS;
    let columns = heading.len() - usize::from(!previous_ids);
    let row = |one: &PersonDoc| person(one).into_iter().take(columns).collect();
    (
        heading.into_iter().take(columns).collect(),
        document.people.iter().map(row).collect(),
    )
}

/// The columns of `feature_use.csv`.
pub(crate) const USE_COLUMNS: [&str; 5] =
    ["section", "feature", "uses_per_month", "source", "date"];

/// The columns of `acts.csv`.
pub(crate) const ACT_COLUMNS: [&str; 4] = ["act", "actor", "date", "evidence"];

/// The columns of `sessions.csv`.
pub(crate) const SESSION_COLUMNS: [&str; 8] = [
    "id", "activity", "start", "seats", "trainer", "room", "pinned", "half",
];

/// The columns of `absences.csv`.
pub(crate) const ABSENCE_COLUMNS: [&str; 8] = [
    "person", "trainer", "room", "section", "from", "until", "half", "note",
];

/// The rows of `feature_use.csv`.
pub(crate) fn feature_use_rows(document: &Document) -> Vec<Vec<String>> {
    document.feature_use.iter().map(feature_use).collect()
}

/// The rows of `acts.csv`.
pub(crate) fn act_rows(document: &Document) -> Vec<Vec<String>> {
    document.acts.iter().map(act).collect()
}

/// The rows of `sessions.csv`.
pub(crate) fn session_rows(document: &Document) -> Vec<Vec<String>> {
    document.sessions.iter().map(session).collect()
}

/// The rows of `absences.csv`.
pub(crate) fn absence_rows(document: &Document) -> Vec<Vec<String>> {
    document.absences.iter().map(absence).collect()
}

/// Whether anybody had another id before.
pub(crate) fn has_previous_ids(document: &Document) -> bool {
    document
        .people
        .iter()
        .any(|person| !person.previous_ids.is_empty())
}

/// A CSV table. Columns after the third that are empty in all rows are left out.
fn table(heading: &[&str], rows: &[Vec<String>]) -> String {
    let kept: Vec<usize> = (0..heading.len())
        .filter(|&column| {
            column < 3
                || rows
                    .iter()
                    .any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
        })
        .collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and all rows have the columns of the heading.
    let _ = writer.write_record(kept.iter().filter_map(|&column| heading.get(column)));
    for row in rows {
        let cells = kept.iter().filter_map(|&column| row.get(column));
        let _ = writer.write_record(cells.map(|cell| escape_formula(cell).into_owned()));
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

fn person(person: &PersonDoc) -> Vec<String> {
    let PersonDoc {
        id,
        section,
        roles,
        leader,
        joined,
        left,
        previous_ids,
    } = person;
    vec![
        id.clone(),
        section.clone(),
        roles.join(" "),
        flag(*leader),
        day(*joined),
        day(*left),
        previous_ids.join(" "),
    ]
}

fn feature_use(used: &FeatureUseDoc) -> Vec<String> {
    let FeatureUseDoc {
        section,
        feature,
        uses_per_month,
        source,
        date,
    } = used;
    vec![
        section.clone(),
        feature.clone(),
        uses_per_month.to_string(),
        source.clone().unwrap_or_default(),
        day(*date),
    ]
}

fn act(act: &ActDoc) -> Vec<String> {
    vec![
        act.act.clone(),
        act.actor.clone(),
        act.date.to_string(),
        act.evidence.clone(),
    ]
}

fn session(session: &SessionDoc) -> Vec<String> {
    let SessionDoc {
        id,
        activity,
        start,
        seats,
        trainer,
        room,
        pinned,
        half,
    } = session;
    let seats = seats.map(|seats| seats.to_string()).unwrap_or_default();
    let (trainer, room) = (
        trainer.clone().unwrap_or_default(),
        room.clone().unwrap_or_default(),
    );
    vec![
        id.clone(),
        activity.clone(),
        start.to_string(),
        seats,
        trainer,
        room,
        flag(*pinned),
        half.map(|half| half.name().to_owned()).unwrap_or_default(),
    ]
}

fn absence(absence: &AbsenceDoc) -> Vec<String> {
    let AbsenceDoc {
        person,
        trainer,
        room,
        section,
        from,
        until,
        half,
        note,
    } = absence;
    let text = |id: &Option<String>| id.clone().unwrap_or_default();
    vec![
        text(person),
        text(trainer),
        text(room),
        text(section),
        from.to_string(),
        until.to_string(),
        half.map(|half| half.name().to_owned()).unwrap_or_default(),
        note.clone(),
    ]
}

fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn flag(set: bool) -> String {
    if set {
        "true".to_owned()
    } else {
        String::new()
    }
}
