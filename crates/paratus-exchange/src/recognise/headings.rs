//! Forms of tables that are known by their headings.

use super::survey_headings::{
    GOOGLE_TIME, LIMESURVEY_DATE, LIMESURVEY_LANGUAGE, LIMESURVEY_NUMBER, MICROSOFT_END,
    MICROSOFT_NUMBER, MICROSOFT_START,
};
use super::{Form, Peek, Recognition};
use crate::slug::same_heading;
use paratus::table::{TableLayout, TableOptions};

/// Tables of a folder, and the columns that each needs.
pub(crate) const FOLDER_TABLES: [(&str, &[&str]); 7] = [
    (
        "evidence",
        &["person", "objective", "kind", "value", "date"],
    ),
    (
        "responses",
        &["respondent", "instrument", "item", "answer", "date"],
    ),
    ("people", &["id", "section", "roles"]),
    ("feature_use", &["section", "feature", "uses_per_month"]),
    ("acts", &["act", "actor", "date"]),
    ("sessions", &["id", "activity", "start"]),
    ("absences", &["from", "until"]),
];

/// Whether the rows of a table with a first and a last day are absences: of a person, a trainer, a room or a section. A person with a section
/// and days is a period of employment.
fn are_absences(peek: &Peek, columns: &[Option<&str>]) -> bool {
    let place = |name: &str| columns.iter().position(|column| *column == Some(name));
    if ["trainer", "room"]
        .into_iter()
        .any(|name| place(name).is_some())
    {
        return true;
    }
    let filled = |row: &[String], at: usize| row.get(at).is_some_and(|cell| !cell.is_empty());
    match (place("person"), place("section")) {
        (Some(person), Some(section)) => {
            let mut rows = peek.data(0).iter();
            !rows.any(|row| filled(row, person) && filled(row, section))
        }
        (person, section) => person.is_some() || section.is_some(),
    }
}

/// A form, and headings that must all be there, each in one of its languages and in any case.
const KNOWN: [(Form, &[&[&str]]); 13] = [
    (
        Form::Qualtrics,
        &[&["StartDate"], &["EndDate"], &["Finished"], &["ResponseId"]],
    ),
    (
        Form::LimeSurvey,
        &[LIMESURVEY_NUMBER, LIMESURVEY_DATE, LIMESURVEY_LANGUAGE],
    ),
    (
        Form::Unsupported("a repeated group of KoboToolbox"),
        &[&["_parent_table_name"], &["_parent_index"]],
    ),
    (
        Form::Unsupported("a repeated group of ODK Central"),
        &[&["PARENT_KEY"], &["KEY"]],
    ),
    (Form::Kobo, &[&["_id"], &["_uuid"], &["_submission_time"]]),
    (Form::OdkCentral, &[&["SubmissionDate"], &["KEY"]]),
    (Form::SurveyMonkey, &[&["RespondentID"]]),
    (Form::SurveyMonkey, &[&["Respondent ID"], &["Collector ID"]]),
    (
        Form::MicrosoftForms,
        &[MICROSOFT_NUMBER, MICROSOFT_START, MICROSOFT_END],
    ),
    (Form::GoogleForms, &[GOOGLE_TIME]),
    (
        Form::Unsupported("a CASE framework, as CSV"),
        &[&["Identifier"], &["fullStatement"]],
    ),
    (
        Form::Unsupported("a Moodle competency framework"),
        &[
            &["Parent ID number"],
            &["ID number"],
            &["Short name"],
            &["Is framework"],
        ],
    ),
    (
        Form::Unsupported("a Moodle log of events"),
        &[
            &["Time"],
            &["Event context"],
            &["Component"],
            &["Event name"],
        ],
    ),
];

/// The form of a table by its headings.
pub(super) fn recognise(peek: &Peek, is_log: fn(&Peek) -> bool) -> Recognition {
    let found = |form: Form, because: String| Recognition { form, because };
    let lower = |text: &str| text.to_lowercase();
    let headings = peek.headings();
    let sheet = |name: &str| peek.sheets.iter().any(|sheet| lower(sheet.trim()) == name);
    if let Some(other) = ["choices", "columns", "settings"]
        .into_iter()
        .find(|other| sheet("survey") && sheet(other))
    {
        return found(
            Form::XlsForm,
            format!("it has the sheets `survey` and `{other}`"),
        );
    }
    let has = |wanted: &str| {
        headings
            .iter()
            .any(|heading| lower(heading) == lower(wanted))
    };
    let named = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        format!("it has the columns {}", names.join(", "))
    };
    let plain = |heading: &String| lower(heading).replace([' ', '-'], "_");
    for (name, needed) in FOLDER_TABLES {
        let layout = TableLayout::new(name, b',', &TableOptions::default());
        let columns = layout.map_or_else(Vec::new, |layout| layout.columns(&headings));
        // By other names than their own the columns are meant where the table has no others.
        let is_own = |name: &&str| headings.iter().any(|heading| plain(heading) == **name);
        let is_meant = |name: &&str| columns.contains(&Some(*name));
        let are_known = columns.iter().all(Option::is_some);
        let fits = if name == "absences" {
            // Many tables have a first and a last day.
            are_known && are_absences(peek, &columns)
        } else {
            are_known || needed.iter().all(is_own)
        };
        if fits && needed.iter().all(is_meant) {
            return found(Form::FolderTable(name), named(needed));
        }
    }
    if let Some(row) = peek.rows.iter().take(4).find(|row| {
        let ids = row
            .iter()
            .filter(|cell| cell.contains("\"ImportId\""))
            .count();
        ids * 2 > row.len()
    }) {
        let because = format!("a heading row holds {} import ids", row.len());
        return found(Form::Qualtrics, because);
    }
    let legacy = ["V1", "V2", "V3", "V8", "V9", "V10"];
    if legacy.iter().all(|name| has(name)) {
        return found(Form::Qualtrics, named(&legacy));
    }
    let points = |row: &&Vec<String>| row.first().is_some_and(|cell| cell == "Points Possible");
    if has("Student") && has("Section") && peek.data(0).iter().take(4).any(|row| points(&row)) {
        return found(
            Form::CanvasGradebook,
            "it has a row `Points Possible`".into(),
        );
    }
    let maxima = headings
        .iter()
        .filter(|heading| heading_max(heading).is_some())
        .count();
    let state = ["State", "Status", "État", "Statut", "الحالة", "Estado"];
    if maxima > 0 && (state.into_iter().any(has) || maxima > 1) && headings.len() > 5 {
        let because = format!("{maxima} headings end in the most points, as `Grade/10.00` does");
        return found(Form::MoodleQuiz, because);
    }
    let graded = headings
        .iter()
        .filter(|heading| grade_kind(heading).is_some())
        .count();
    if graded > 0 {
        let because = format!("{graded} headings end in `(Real)`, `(Percentage)` or `(Letter)`");
        return found(Form::MoodleGradebook, because);
    }
    let coded = headings
        .iter()
        .filter(|heading| is_monkey_code(heading))
        .count();
    if coded > 2 {
        return found(
            Form::SurveyMonkey,
            format!("{coded} headings are codes such as `q0001`"),
        );
    }
    let is_one_of = |heading: &String, names: &[&str]| {
        let mut names = names.iter();
        names.any(|name| same_heading(heading, name))
    };
    for (form, needed) in KNOWN {
        let columns = needed.iter().map(|names| {
            // The first column of a Google form says when it was sent; other tables have such a column elsewhere.
            let looked_at = match form {
                Form::GoogleForms => 1,
                _ => headings.len(),
            };
            let mut headings = headings.iter().take(looked_at);
            headings.find(|heading| is_one_of(heading, names))
        });
        if let Some(columns) = columns.collect::<Option<Vec<&String>>>()
            && (form != Form::GoogleForms || !is_log(peek))
        {
            let columns: Vec<&str> = columns.into_iter().map(String::as_str).collect();
            return found(form, named(&columns));
        }
    }
    if peek.whole && super::text::is_prose(&peek.rows) {
        let because = "its lines are no rows with columns".into();
        return found(Form::Unsupported("a text without columns"), because);
    }
    found(
        Form::Table,
        format!(
            "its columns are {}",
            crate::error::listed(headings.iter().map(String::as_str))
        ),
    )
}

/// The most points at the end of a heading: 10 of `Grade/10.00`, .79 of `Q. 1 /0,79`.
pub(crate) fn heading_max(heading: &str) -> Option<f64> {
    let (before, number) = heading.rsplit_once('/')?;
    let number = number.trim().replace(',', ".");
    let digits = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let max: f64 = number.parse().ok()?;
    (digits && max > 0.0 && before.contains(char::is_alphabetic)).then_some(max)
}

/// How a column of a Moodle gradebook writes grades, by the end of its heading.
pub(crate) fn grade_kind(heading: &str) -> Option<(&str, &str)> {
    let (item, kind) = heading.strip_suffix(')')?.rsplit_once(" (")?;
    let kinds: [(&str, &[&str]); 3] = [
        (
            "Real",
            &["Real", "Brut", "Brute", "Réel", "Réelle", "حقيقي", "Punkte"],
        ),
        (
            "Percentage",
            &[
                "Percentage",
                "Pourcentage",
                "النسبة المئوية",
                "Prozentsatz",
                "Porcentaje",
            ],
        ),
        ("Letter", &["Letter", "Lettre", "حرف", "Buchstabe", "Letra"]),
    ];
    let known = kinds.iter().find(|(_, names)| names.contains(&kind));
    known.map(|(kind, _)| (item, *kind))
}

fn is_monkey_code(heading: &str) -> bool {
    heading.strip_prefix('q').is_some_and(|rest| {
        rest.len() >= 4
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'_')
    })
}
