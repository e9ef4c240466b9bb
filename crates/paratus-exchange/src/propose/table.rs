//! Maps for tables of unknown form, by words in their headings.

use super::{
    Draft, Hints,
    column::{Column, columns},
    draft::{quoted, toml_column, toml_text},
};
use crate::{
    contact::looks_like_contact,
    recognise::{Peek, Recognition, heading_max},
    slug::Ids,
};

const PERSON: [&str; 10] = [
    "person",
    "employee",
    "staff",
    "learner",
    "student",
    "participant",
    "trainee",
    "user",
    "candidate",
    "id",
];
const OBJECTIVE: [&str; 9] = [
    "objective",
    "skill",
    "competency",
    "competence",
    "course",
    "module",
    "assessment",
    "test",
    "topic",
];
const VALUE: [&str; 8] = [
    "score",
    "grade",
    "result",
    "mark",
    "points",
    "value",
    "percent",
    "percentage",
];
const ROLE: [&str; 5] = ["role", "job", "position", "post", "profile"];
const SKILL: [&str; 5] = [
    "skill",
    "competency",
    "competence",
    "objective",
    "capability",
];
const BEFORE: [&str; 4] = ["prerequisite", "prerequisites", "requires", "before"];
const WEIGHT: [&str; 2] = ["weight", "weighting"];
const CRITICAL: [&str; 3] = ["critical", "mandatory", "essential"];
const LEVEL: [&str; 4] = ["level", "proficiency", "stage", "grade"];

/// The first column that has one of these words in its heading, in the order of the words.
fn find<'c, 'p>(columns: &'c [Column<'p>], words: &[&str]) -> Option<&'c Column<'p>> {
    words.iter().find_map(|word| {
        columns.iter().find(|column| {
            let heading = column.name.to_lowercase();
            let mut parts = heading.split(|letter: char| !letter.is_alphanumeric());
            parts.any(|part| part == *word) && !looks_like_contact(&column.name)
        })
    })
}

pub(super) fn draft(peek: &Peek, found: &Recognition, hints: Hints<'_>) -> Draft {
    let headings = peek.headings();
    let columns = columns(&headings, peek.data(0));
    let value = find(&columns, &VALUE).filter(|column| column.numbers().is_some());
    match (find(&columns, &ROLE), find(&columns, &LEVEL), value) {
        (Some(role), Some(level), None) if level.distinct() <= 12 => {
            framework(peek, found, &columns, role, Some(level))
        }
        // A table of roles and skills in which nobody is named and nothing has a date.
        (Some(role), None, None)
            if find(&columns, &SKILL).is_some()
                && find(&columns, &PERSON).is_none()
                && columns.iter().all(|column| column.dates().is_none()) =>
        {
            framework(peek, found, &columns, role, None)
        }
        _ => results(peek, found, &columns, hints),
    }
}

fn head(draft: &mut Draft, peek: &Peek) {
    if peek.skip_before() > 0 {
        draft.comment("Rows above the heading are titles.");
        draft.line(&format!(
            "table = {{ skip_before = {} }}",
            peek.skip_before()
        ));
    }
}

fn results(peek: &Peek, found: &Recognition, columns: &[Column<'_>], hints: Hints<'_>) -> Draft {
    let mut draft = Draft::new(peek, found, "results");
    head(&mut draft, peek);
    let person = find(columns, &PERSON);
    match person {
        Some(column) => {
            draft.comment(&format!("{}: {}", quoted(&column.name), column.evidence()));
            draft.line(&format!("person = {{ {} }}", toml_column(column)));
        }
        None => super::gradebook::person(&mut draft, columns),
    }
    let first = || {
        let mut all = columns.iter();
        all.find_map(|column| Some((column, column.dates()?)))
    };
    let dated = super::gradebook::dated(columns).or_else(first);
    let undecided = columns.iter().find(|column| column.is_ambiguous_date());
    match (dated, undecided, hints.date) {
        (Some((column, (form, evidence))), _, _) => {
            draft.comment(&format!("{}: {evidence}", quoted(&column.name)));
            draft.line(&format!(
                "date = {{ {}, {form} }}",
                toml_column(column)
            ));
        }
        (None, Some(column), None) => draft.need(
            &format!(
                "whether the dates of {} are day/month or month/day: both fit all of them",
                quoted(&column.name)
            ),
            &format!("date = {{ {}, form = \"dmy\" }}", toml_column(column)),
        ),
        (None, _, Some(date)) => draft.line(&format!("date = {{ constant = \"{date}\" }}")),
        (None, None, None) => draft.need(
            "the day of the results, which no column holds for certain",
            "date = { constant = \"2027-01-31\" }",
        ),
    }
    draft.line("kind = { constant = \"quiz\" }");
    let is_date = |column: &Column<'_>| column.dates().is_some() || column.is_ambiguous_date();
    let same = |one: &Column<'_>, other: Option<&Column<'_>>| {
        other.is_some_and(|other| other.name == one.name && other.at == one.at)
    };
    let objective = find(columns, &OBJECTIVE).filter(|column| column.numbers().is_none());
    let items: Vec<&Column<'_>> = columns
        .iter()
        .filter(|column| !same(column, person) && !is_date(column))
        .filter(|column| !looks_like_contact(&column.name) && column.most_numbers().is_some())
        .collect();
    let value = find(columns, &VALUE).filter(|column| column.numbers().is_some());
    let single = value.or_else(|| items.first().copied());
    match (objective, single) {
        (Some(objective), Some(value)) => {
            draft.comment(&format!(
                "{}: {}",
                quoted(&objective.name),
                objective.evidence()
            ));
            draft.line(&format!(
                "objective = {{ {}, slug = true }}",
                toml_column(objective)
            ));
            draft.comment(&format!("{}: {}", quoted(&value.name), value.evidence()));
            let (form, comma) = form_of(value);
            let column = toml_column(value);
            let line = match (form, heading_max(&value.name)) {
                (Written::Points, Some(max)) => {
                    format!("value = {{ {column}, form = \"points\", max = {max:?}{comma} }}")
                }
                _ => format!("value = {{ {column}, {}{comma} }}", form.toml()),
            };
            match form {
                Written::Unknown => draft.need(&most_points(value), &line),
                _ => draft.line(&line),
            }
        }
        (None, Some(_)) => {
            wide(&mut draft, &items);
            for column in columns {
                let used = items.iter().any(|item| same(column, Some(item)));
                let known = used || same(column, person) || is_date(column);
                if !known && !looks_like_contact(&column.name) && !column.name.is_empty() {
                    draft.leave_out(column, "its cells are no numbers");
                }
            }
        }
        _ => draft.need(
            "the column with the results",
            "value = { column = \"…\", form = \"percent\" }",
        ),
    }
    leave_out_contacts(&mut draft, columns);
    draft
}

/// Items of a table with a column for each.
fn wide(draft: &mut Draft, items: &[&Column<'_>]) {
    draft.comment("A column for each item: the forms must be the same for all of them.");
    let forms: Vec<(Written, &str)> = items.iter().map(|column| form_of(column)).collect();
    // What has the most points in its heading is read as points, whatever the form of the others.
    let others = || {
        let all = items.iter().zip(&forms);
        all.filter(|(column, _)| heading_max(&column.name).is_none())
            .map(|(column, (form, _))| (column, *form))
    };
    let form = others().map(|(_, form)| form).max();
    let comma = forms
        .iter()
        .map(|(_, comma)| *comma)
        .find(|comma| !comma.is_empty());
    let form = form.unwrap_or(Written::Points);
    let line = format!("value = {{ {}{} }}", form.toml(), comma.unwrap_or_default());
    let unknown = others().find(|(_, form)| *form == Written::Unknown);
    match unknown.filter(|_| form == Written::Unknown) {
        Some((column, _)) => draft.need(&most_points(column), &line),
        None => draft.line(&line),
    }
    let mut ids = Ids::default();
    for column in items {
        let (id, _) = ids.make(&column.name, "item");
        draft.text.push('\n');
        draft.comment(&column.evidence());
        let (_, _, others) = column.most_numbers().unwrap_or_default();
        if !others.is_empty() {
            let others = crate::error::listed(others.iter().copied().take(4));
            draft.comment(&format!(
                "{others} is no number: such cells are refused unless `missing` lists them"
            ));
        }
        draft.line("[[items]]");
        draft.line(&toml_column(column).replace(", at", "\nat"));
        draft.line(&format!("objective = {}", toml_text(&id)));
        if let Some(max) = heading_max(&column.name) {
            draft.line(&format!("max = {max:?}"));
        }
    }
}

/// The most points that results without a maximum seem to be out of, where no result is above it.
const FEW_POINTS: f64 = 20.0;

/// How the numbers of a column seem to be written. Of a table with several the last of these is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Written {
    Fraction,
    Percent,
    /// So few points that they may be out of 10 or 20 as well as out of 100.
    Unknown,
    Points,
}

impl Written {
    fn toml(self) -> String {
        match self {
            Written::Fraction => "form = \"fraction\"".into(),
            Written::Percent => "form = \"percent\"".into(),
            Written::Unknown => format!("form = \"points\", max = {FEW_POINTS:?}"),
            Written::Points => "form = \"points\"".into(),
        }
    }
}

/// What a person must say of results that may be points or percentages.
fn most_points(column: &Column<'_>) -> String {
    let name = quoted(&column.name);
    format!(
        "the most points of {name}: no result is above {FEW_POINTS}, so they may be no percentages"
    )
}

/// How the numbers of a column seem to be written, and whether with a decimal comma.
fn form_of(column: &Column<'_>) -> (Written, &'static str) {
    let (numbers, comma, _) = column.most_numbers().unwrap_or_default();
    let highest = numbers.iter().copied().fold(0.0, f64::max);
    let has_sign = column.cells.iter().any(|cell| cell.ends_with(['%', '٪']));
    let form = if column.is_out_of() || heading_max(&column.name).is_some() {
        Written::Points
    } else if has_sign {
        Written::Percent
    } else if highest <= 1.0 {
        Written::Fraction
    } else if highest <= FEW_POINTS {
        Written::Unknown
    } else {
        Written::Percent
    };
    (form, if comma { ", decimal_comma = true" } else { "" })
}

fn framework(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    role: &Column<'_>,
    level: Option<&Column<'_>>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "a framework");
    head(&mut draft, peek);
    draft.line("programme = { id = \"framework\", title = \"Imported framework\" }");
    draft.line("tracks = { default = \"process\" }");
    if let Some(level) = level {
        let mut levels: Vec<&str> = Vec::new();
        for cell in &level.cells {
            if !levels.contains(cell) {
                levels.push(cell);
            }
        }
        let numbers: Option<Vec<u32>> = levels.iter().map(|level| level.parse().ok()).collect();
        let listed = |levels: &[&str]| {
            let levels: Vec<String> = levels.iter().map(|level| toml_text(level)).collect();
            format!("levels = {{ order = [{}] }}", levels.join(", "))
        };
        if numbers.is_some() {
            levels.sort_by_key(|level| level.parse::<u32>().unwrap_or_default());
            draft.comment("The levels by their numbers, lowest first.");
            draft.line(&listed(&levels));
        } else if levels.len() < 2 {
            draft.line(&listed(&levels));
        } else {
            draft.need(
                "the order of the levels, lowest first; here they are as they come in the table",
                &listed(&levels),
            );
        }
    }
    if let Some(critical) = find(columns, &CRITICAL).filter(|column| column.distinct() <= 4) {
        let word = critical.cells.iter().find(|cell| is_yes(cell));
        draft.comment(&format!(
            "{}: {}",
            quoted(&critical.name),
            critical.evidence()
        ));
        match word {
            Some(word) => draft.line(&format!(
                "critical = {{ {}, equals = {} }}",
                toml_column(critical),
                toml_text(word)
            )),
            None => draft.comment(&format!(
                "critical = {{ {}, equals = \"…\" }}",
                toml_column(critical)
            )),
        }
    }
    draft.text.push('\n');
    draft.line("[columns]");
    draft.comment(&role.evidence());
    draft.line(&format!("role = {}", toml_text(&role.name)));
    match find(columns, &SKILL) {
        Some(skill) => {
            draft.comment(&skill.evidence());
            draft.line(&format!("skill = {}", toml_text(&skill.name)));
        }
        None => draft.need("the column with the skills", "skill = \"…\""),
    }
    let weight = find(columns, &WEIGHT).filter(|column| column.numbers().is_some());
    let others = [
        ("level", level),
        ("requires", find(columns, &BEFORE)),
        ("weight", weight),
    ];
    for (key, column) in others {
        if let Some(column) = column {
            draft.comment(&column.evidence());
            draft.line(&format!("{key} = {}", toml_text(&column.name)));
        }
    }
    leave_out_contacts(&mut draft, columns);
    draft
}

/// Whether a cell says that something is so.
fn is_yes(cell: &str) -> bool {
    let words = [
        "yes",
        "y",
        "true",
        "x",
        "1",
        "critical",
        "mandatory",
        "must",
        "oui",
        "ja",
        "نعم",
    ];
    words.contains(&cell.to_lowercase().as_str())
}

fn leave_out_contacts(draft: &mut Draft, columns: &[Column<'_>]) {
    for column in columns
        .iter()
        .filter(|column| looks_like_contact(&column.name))
    {
        draft.leave_out(column, "it looks like contact data");
    }
    draft.list_left_out();
}
