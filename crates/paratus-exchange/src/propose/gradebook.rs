//! Maps for gradebooks and quiz reports: a column for each item.

use super::{
    Draft, Hints,
    column::{Column, columns},
    draft::{quoted, toml_column, toml_text},
};
use crate::{
    cells::DecimalMark,
    recognise::{Form, Peek, Recognition, grade_kind, heading_max},
    slug::{Ids, same_heading},
    words::{
        ADDRESSES, COMPLETION, EXPIRY, IDS, NO_RESULT, NUMBER, NUMBERED_PEOPLE, PREVIOUS, START,
    },
};

/// An item of a gradebook.
struct Item<'c, 'p> {
    column: &'c Column<'p>,
    name: String,
    max: Option<f64>,
}

pub(super) fn draft(peek: &Peek, found: &Recognition, hints: Hints<'_>) -> Draft {
    let mut draft = Draft::new(peek, found, "results");
    let columns = columns(peek, 0);
    if peek.skip_before() > 0 {
        draft.line(&format!(
            "table = {{ skip_before = {} }}",
            peek.skip_before()
        ));
    }
    draft.line("missing = [\"\", \"-\", \"N/A\", \"EX\", \"[c]\", \"Not yet graded\", \"Pas encore évalué\"]");
    if found.form == Form::CanvasGradebook {
        draft.line("skip_where = [");
        draft.line("  { column = \"Student\", contains = \"Points Possible\", reason = \"the row of the most points\" },");
        draft.line("  { column = \"Student\", equals = \"Student, Test\", reason = \"the test student\" },");
        draft.line("  { column = \"Student\", missing = true, reason = \"a row of Canvas, about no student\" },");
        draft.line("]");
    }
    if let (Form::MoodleQuiz, Some(column)) = (found.form, person_column(&columns)) {
        // The last row of a report holds averages and nobody's id.
        let name = toml_text(&column.name);
        draft.line(&format!(
            "skip_where = [{{ column = {name}, missing = true, reason = \"nobody's row, as that of the averages\" }}]"
        ));
    }
    person(&mut draft, &columns, "person");
    draft.line("kind = { constant = \"quiz\" }");
    date(&mut draft, &columns, hints);
    let items = items(peek, found.form, &columns, &mut draft);
    let unclear = items.iter().find_map(|item| item.column.unclear_mark());
    let marks = items.iter().map(|item| mark_of(item.column));
    let comma = marks.max().unwrap_or_default();
    let percent = items
        .iter()
        .any(|item| grade_kind(&item.column.name).is_some_and(|(_, kind)| kind == "Percentage"));
    let form = if percent { "percent" } else { "points" };
    let line = format!("value = {{ form = \"{form}\"{} }}", comma.toml());
    match unclear.filter(|_| comma == DecimalMark::Undeclared) {
        Some(unclear) => draft.need(&unclear, &line),
        None => draft.line(&line),
    }
    let mut ids = Ids::default();
    for item in &items {
        let (id, _) = ids.make(&item.name, "item");
        draft.text.push('\n');
        draft.comment(&item.column.evidence());
        draft.line("[[items]]");
        draft.line(&toml_column(item.column).replace(", at", "\nat"));
        // Another quiz of the same name would be taken for another attempt.
        if found.form == Form::MoodleQuiz && NAMELESS.contains(&id.as_str()) {
            draft.need(
                &format!("which quiz this is: the file is called {} and does not say it (name the file after the quiz, or write the objective)", quoted(&item.name)),
                &format!("objective = {}", toml_text(&id)),
            );
        } else {
            draft.line(&format!("objective = {}", toml_text(&id)));
        }
        match item.max {
            Some(max) => draft.line(&format!("max = {max:?}")),
            None if percent
                && grade_kind(&item.column.name).is_none_or(|(_, kind)| kind != "Real") => {}
            None => draft.need(
                &format!("the most points of {}", quoted(&item.column.name)),
                "max = 10.0",
            ),
        }
    }
    if items.is_empty() {
        draft.need(
            "which columns hold results: none has points that can be had",
            "[[items]]",
        );
    }
    draft.list_left_out();
    draft
}

/// The decimal mark of a column: of its numbers, or of the most points in its heading.
fn mark_of(column: &Column<'_>) -> DecimalMark {
    let of_heading = column.name.rsplit_once('/');
    let in_heading = of_heading.is_some_and(|(_, most)| most.contains(','));
    let numbers = column.most_numbers();
    if in_heading && heading_max(&column.name).is_some() {
        return DecimalMark::Comma;
    }
    numbers.map(|(_, mark, _)| mark).unwrap_or_default()
}

/// The first of these columns that holds anything.
fn find<'c, 'p>(columns: &'c [Column<'p>], names: &[&str]) -> Option<&'c Column<'p>> {
    names.iter().find_map(|name| {
        let same =
            |column: &&Column<'_>| same_heading(&column.name, name) && !column.cells.is_empty();
        columns.iter().find(same)
    })
}

/// The column with people's ids, where there is one.
pub(super) fn ids<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    find(columns, IDS).or_else(|| numbered_people(columns))
}

/// The column with a number for each person, by its heading: `Pers.-Nr.`, `Staff no`.
fn numbered_people<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    columns.iter().find(|column| {
        let heading = column.name.to_lowercase();
        let words = heading.split(|letter: char| !letter.is_alphanumeric() && letter != '°');
        let words: Vec<&str> = words.collect();
        let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
        let is_now = !has(PREVIOUS) && !column.cells.is_empty();
        has(NUMBER) && has(NUMBERED_PEOPLE) && is_now
    })
}

/// The column that tells people apart, where there is one.
fn person_column<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    ids(columns).or_else(|| find(columns, ADDRESSES))
}

/// Writes under `key` who people are: an id, else a pseudonym of what there is.
pub(super) fn person(draft: &mut Draft, columns: &[Column<'_>], key: &str) {
    let find = |names: &[&str]| find(columns, names);
    if let Some(column) = ids(columns) {
        draft.describe(column);
        draft.line(&format!("{key} = {{ {} }}", toml_column(column)));
        return;
    }
    if let Some(column) = find(ADDRESSES) {
        draft.comment(&format!(
            "There is no id, so people get a pseudonym made from {} ({}).",
            quoted(&column.name),
            column.evidence()
        ));
        draft.line(&format!(
            "{key} = {{ {}, pseudonym = true }}",
            toml_column(column)
        ));
        return;
    }
    let last = find(&[
        "Surname",
        "Last name",
        "Nom",
        "Nom de famille",
        "Nachname",
        "Familienname",
        "Apellido",
        "Apellidos",
        "Apellido(s)",
        "Student",
        "Name",
        "اسم العائلة",
        "الاسم",
    ]);
    let first = find(&["First name", "Prénom", "الاسم الأول", "Vorname", "Nombre"]);
    match (last, first) {
        (Some(last), first) => {
            let names = [Some(last), first];
            let parts: Vec<String> = names
                .into_iter()
                .flatten()
                .map(|column| format!("{{{}}}", column.name))
                .collect();
            draft.comment("There is no id, so people get a pseudonym made from their names; people of one name cannot be distinguished: better add a column with ids.");
            let template = toml_text(&parts.join(" "));
            draft.line(&format!(
                "{key} = {{ template = {template}, pseudonym = true }}"
            ));
        }
        _ => draft.need(
            "the column with the people's ids",
            &format!("{key} = {{ column = \"…\" }}"),
        ),
    }
}

/// What the day of a column is about, by its heading; results are of the first of these that a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DayOf {
    Completion,
    Unsaid,
    Start,
    /// No day of a result: when it expires, is due, or somebody was born.
    Other,
}

/// What the day of a column is about.
pub(super) fn day_of(column: &Column<'_>) -> DayOf {
    let has = |words: &[&str]| column.is_called(words);
    if has(EXPIRY) || has(NO_RESULT) {
        DayOf::Other
    } else if has(COMPLETION) {
        DayOf::Completion
    } else if has(START) {
        DayOf::Start
    } else {
        DayOf::Unsaid
    }
}

/// The column of the day on which results were there, whether or not it is certain how its days are written.
pub(super) fn dated<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    let days = columns.iter();
    let days = days.filter(|column| column.has_days() && day_of(column) != DayOf::Other);
    // What can be read goes before what cannot.
    days.min_by_key(|column| (day_of(column), column.is_unread()))
}

/// The column that says when, else the day that was given.
pub(super) fn date(draft: &mut Draft, columns: &[Column<'_>], hints: Hints<'_>) {
    let missing = "the day of the results, which no column holds for certain";
    draft.day_or_given("date", dated(columns), hints.date, missing);
}

fn items<'c, 'p>(
    peek: &Peek,
    form: Form,
    columns: &'c [Column<'p>],
    draft: &mut Draft,
) -> Vec<Item<'c, 'p>> {
    let mut items = Vec::new();
    let quiz = quiz_name(&peek.file);
    let points = peek
        .data(0)
        .iter()
        .take(4)
        .find(|row| row.first().is_some_and(|cell| cell == "Points Possible"));
    let has_percentage = |item: &str| {
        let mut all = columns.iter();
        all.any(|column| grade_kind(&column.name) == Some((item, "Percentage")))
    };
    for (position, column) in columns.iter().enumerate() {
        let name = column.name.as_str();
        match form {
            Form::MoodleQuiz => {
                let whole = name.starts_with("Grade/") || is_first_maximum(columns, position);
                if let Some(max) = heading_max(name) {
                    if whole {
                        items.push(Item {
                            column,
                            name: quiz.clone(),
                            max: Some(max),
                        });
                    } else {
                        let why = "a part of the grade; list it under `items` to count it as an objective of its own";
                        draft.leave_out(column, why);
                    }
                } else if name.starts_with("Response ") {
                    draft.leave_out(column, "what was answered, not how well");
                }
            }
            Form::CanvasGradebook => {
                let max = points.and_then(|row| row.get(position)?.parse::<f64>().ok());
                let item = name
                    .strip_suffix(')')
                    .and_then(|name| name.rsplit_once(" ("));
                let numbered = item.filter(|(_, id)| id.bytes().all(|byte| byte.is_ascii_digit()));
                match (numbered, max.filter(|max| *max > 0.0)) {
                    (Some((item, _)), Some(max)) => items.push(Item {
                        column,
                        name: item.to_owned(),
                        max: Some(max),
                    }),
                    (Some(_), None) => draft.leave_out(column, "it has no points that can be had"),
                    _ if position > 4 && !column.cells.is_empty() => {
                        draft.leave_out(column, "a total that Canvas works out");
                    }
                    _ => {}
                }
            }
            _ => match grade_kind(name) {
                Some((item, _)) if is_total(item) => {
                    draft.leave_out(column, "a total that Moodle works out");
                }
                Some((_, "Letter")) => draft.leave_out(column, "letters; the numbers are read"),
                Some((item, "Real")) if has_percentage(item) => {
                    draft.leave_out(column, "points; the percentages are read");
                }
                Some((item, _)) => items.push(Item {
                    column,
                    name: item
                        .split_once(':')
                        .map_or(item, |(_, name)| name)
                        .trim()
                        .to_owned(),
                    max: None,
                }),
                None => {}
            },
        }
    }
    items
}

/// Whether an item of a gradebook is the sum of others, in the languages in which Moodle's exports are known.
fn is_total(item: &str) -> bool {
    let item = item.to_lowercase();
    ["total du cours", "مجموع", "kurs gesamt", "total del curso"]
        .iter()
        .any(|start| item.starts_with(start))
        || item.ends_with("total")
}

/// Names of files that say nothing of what is in them.
const NAMELESS: [&str; 10] = [
    "data", "download", "export", "grade", "grades", "notes", "quiz", "report", "result", "results",
];

/// Whether this is the first heading with a maximum and the others are its parts: the grade, in any language.
fn is_first_maximum(columns: &[Column<'_>], position: usize) -> bool {
    let maximum = |column: &Column<'_>| heading_max(&column.name).is_some();
    !columns
        .iter()
        .any(|column| column.name.starts_with("Grade/"))
        && columns.iter().position(maximum) == Some(position)
}

/// The quiz by the name of its report, which Moodle makes of the course and the quiz.
fn quiz_name(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    without_number(stem).to_owned()
}

/// A name of a file without the number that programs add when it is downloaded again: `pulse (1)`.
pub(super) fn without_number(stem: &str) -> &str {
    let number = stem
        .strip_suffix(')')
        .and_then(|stem| stem.rsplit_once('('));
    match number {
        Some((name, digits))
            if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) =>
        {
            name.trim_end()
        }
        _ => stem,
    }
}
