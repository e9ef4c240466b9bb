//! A map for results: a row for each, or a column for each item.

use super::items::{
    NumberNotation, form_of, is_day_of, is_most, is_of_totals, mixed, most_points, name_others,
    points_in, wide,
};
use super::{head, leave_out_contacts, leave_out_others, same};
use crate::propose::headings::{find, person_of};
use crate::words::{
    COMPLETION, EXPIRY, GRADE, LEVEL, MANAGER, OBJECTIVE, ROLE, ROOM, SECTION, STATUS, TRAINER,
    VALUE, degrees,
};
use crate::{
    contact::looks_like_contact,
    error::{listed, the_kinds},
    map::{default_missing, is_missing},
    propose::{
        Draft, Hints,
        column::Column,
        draft::{quoted, toml_column, toml_text},
        gradebook,
        matrix::{Matrix, are_marks, is_absent, mark_and_worth, worth, write_absent},
    },
    recognise::{Peek, Recognition},
    slug::slug,
    table::PART_OF_HEADING,
};
use paratus::document::Kind;
use std::collections::BTreeSet;

/// Whether the numbers of a column are clearly results: out of points, in percent, or of a group of columns.
pub(super) fn are_results(column: &Column<'_>, peek: &Peek) -> bool {
    let Some((_, _, others)) = column.most_numbers() else {
        return false;
    };
    let is_of_group = peek.is_grouped && column.name.contains(PART_OF_HEADING);
    let in_percent = column.cells.iter().any(|cell| cell.ends_with(['%', '٪']));
    others.is_empty() && (is_of_group || in_percent || points_in(&column.name).is_some())
}

pub(super) fn results(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    hints: Hints<'_>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "results");
    head(&mut draft, peek);
    let person = person_of(columns);
    match person {
        Some(column) => {
            draft.describe(column);
            draft.line_with(column, &format!("person = {{ {} }}", toml_column(column)));
        }
        None => gradebook::person(&mut draft, columns, "person"),
    }
    let is_number = |column: &Column<'_>| {
        Some(column.name.as_str()) != person.map(|person| person.name.as_str())
            && !looks_like_contact(&column.name)
            && column.dates().is_none()
            && column.most_numbers().is_some()
    };
    let has_objective = find(columns, OBJECTIVE).is_some_and(|column| {
        column.numbers().is_none() && Matrix::find(std::slice::from_ref(column), None).is_none()
    });
    let levels = match (person, has_objective) {
        (Some(person), false) => levels_in_cells(columns, person),
        _ => Vec::new(),
    };
    let has_items = !has_objective && !columns.iter().any(is_number);
    let matrix = Matrix::find(columns, person).filter(|_| has_items);
    let matrix = matrix.or_else(|| {
        let words = Matrix::of_words(columns, person);
        words.filter(|_| has_items && levels.is_empty())
    });
    let objective = find(columns, OBJECTIVE).filter(|column| column.numbers().is_none());
    let passed = columns
        .iter()
        .find(|column| is_passed(column) && !same(column, objective));
    match &matrix {
        Some(matrix) if matrix.has_days() => matrix.write_date(&mut draft),
        _ => gradebook::date(&mut draft, columns, hints),
    }
    let expires = columns.iter().find_map(|column| {
        find(std::slice::from_ref(column), EXPIRY).filter(|column| column.has_some_day())
    });
    if let Some(column) = expires {
        draft.day_or_need("expires", column);
    }
    let dated = gradebook::dated(columns);
    let of_kinds = columns.iter().find(|column| are_kinds(column));
    if let Some(column) = of_kinds {
        draft.line(&format!("kind = {{ {} }}", toml_column(column)));
    } else {
        draft.comment(&format!(
            "No column says what kind of evidence the results are: {}.",
            the_kinds()
        ));
        let kind = match &matrix {
            _ if !levels.is_empty() || level_of(columns).is_some() => "observation",
            Some(matrix) => matrix.kind(),
            None if passed.is_some_and(|column| !column.is_called(&OF_TESTS)) => "completion",
            None => "quiz",
        };
        draft.line(&format!("kind = {{ constant = \"{kind}\" }}"));
    }
    if !levels.is_empty() {
        draft.comment("Cells are levels: each says which level of the objective somebody has shown. Empty cells are no results.");
        draft.line("level = { slug = true }");
        draft.line("value = { constant = 1.0 }");
        for column in &levels {
            draft.text.push('\n');
            draft.comment(&column.evidence());
            draft.line("[[items]]");
            draft.line(&toml_column(column));
            draft.line(&format!("objective = {}", toml_text(&slug(&column.name))));
        }
        let mut used: Vec<Option<&Column<'_>>> = levels.iter().copied().map(Some).collect();
        used.extend([person, dated, expires, of_kinds]);
        leave_out_others(&mut draft, columns, &used);
        leave_out_contacts(&mut draft, columns);
        return draft;
    }
    if let Some(matrix) = matrix {
        matrix.write_items(&mut draft);
        for column in columns {
            let is_person = person.is_some_and(|person| person.name == column.name);
            let is_day = same(column, expires) || (!matrix.has_days() && same(column, dated));
            let is_known = matrix.has(column) || is_person || is_day;
            if !is_known && !looks_like_contact(&column.name) && !column.name.is_empty() {
                draft.leave_out(column, why_no_item(column, "its cells are no marks"));
            }
        }
        leave_out_contacts(&mut draft, columns);
        return draft;
    }
    let numbers: Vec<&Column<'_>> = columns
        .iter()
        .filter(|column| !same(column, person) && !column.has_days())
        .filter(|column| !looks_like_contact(&column.name) && column.most_numbers().is_some())
        .filter(|column| !is_about_people(column))
        .collect();
    // Beside several items a total is theirs, and no result or maximum of its own.
    let (totals, others): (Vec<&Column<'_>>, Vec<&Column<'_>>) =
        numbers.iter().partition(|column| is_of_totals(column));
    let all = numbers.clone();
    let is_most = |column: &&Column<'_>| is_most(column, &all);
    let are_several = others.iter().filter(|column| !is_most(column)).count() > 1;
    let (totals, numbers) = if are_several {
        (totals, others)
    } else {
        (Vec::new(), numbers)
    };
    let (mosts, items): (Vec<&Column<'_>>, Vec<&Column<'_>>) =
        numbers.iter().copied().partition(is_most);
    // The most points of nothing are results.
    let (mosts, items) = if items.is_empty() {
        (Vec::new(), numbers)
    } else {
        (mosts, items)
    };
    let most = mosts.first().copied();
    let is_value = |column: &&Column<'_>| {
        find(std::slice::from_ref(*column), VALUE).is_some() && column.numbers().is_some()
    };
    let value = items.iter().copied().find(is_value);
    let is_of_words = |column: &&Column<'_>| {
        column.most_numbers().is_none()
            && (1..=MOST_LEVELS).contains(&column.distinct())
            && !same(column, objective)
            && !same(column, person)
    };
    let status = find(columns, STATUS).or_else(|| find(columns, VALUE).filter(is_of_words));
    let status = status.or(passed);
    // A number that is not called a result is none where words say how it went.
    let single = value.or_else(|| {
        let first = items.first().copied();
        first.filter(|_| objective.is_none() || status.is_none())
    });
    match (objective, single) {
        (Some(objective), Some(value)) => {
            draft.describe(objective);
            let column = toml_column(objective);
            draft.line_with(
                objective,
                &format!("objective = {{ {column}, slug = true }}"),
            );
            draft.describe(value);
            name_others(&mut draft, value);
            let (form, comma) = form_of(value);
            let column = toml_column(value);
            let line = match (form, most, points_in(&value.name)) {
                (_, Some(most), _) => format!(
                    "value = {{ {column}, form = \"points\", max = {}{comma} }}",
                    toml_text(&most.name)
                ),
                (NumberNotation::Points, None, Some(max)) => {
                    format!("value = {{ {column}, form = \"points\", max = {max:?}{comma} }}")
                }
                _ => format!("value = {{ {column}, {}{comma} }}", form.toml()),
            };
            match form {
                NumberNotation::Unknown if most.is_none() => draft.need(&most_points(value), &line),
                NumberNotation::Mixed if most.is_none() => draft.need(&mixed(value), &line),
                _ if !is_value(&value) && !are_results(value, peek) => draft.need(
                    &format!(
                        "whether {} holds the results: its heading does not say it",
                        quoted(&value.name)
                    ),
                    &line,
                ),
                _ if items.len() > 1 && !is_value(&value) => draft.need(
                    &format!(
                        "which column holds the results: {} do, and one can be taken at a time",
                        listed(items.iter().map(|item| item.name.as_str()))
                    ),
                    &line,
                ),
                _ => match value.unclear_mark() {
                    Some(unclear) => draft.need(&unclear, &line),
                    None => draft.line_with(value, &line),
                },
            }
            let used = [
                person,
                Some(objective),
                Some(value),
                most,
                dated,
                expires,
                of_kinds,
            ];
            leave_out_others(&mut draft, columns, &used);
        }
        (None, Some(_)) => {
            wide(&mut draft, peek, columns, &items, &mosts);
            for column in &totals {
                draft.leave_out(column, "a total of the others");
            }
            for column in columns {
                let mut used = items.iter().chain(&totals).chain(&mosts);
                let used = used.any(|item| same(column, Some(item)));
                let is_day = [dated, expires].iter().any(|day| same(column, *day))
                    || (peek.is_grouped && column.has_days())
                    || items.iter().any(|item| is_day_of(column, item));
                let known = used || same(column, person) || is_day;
                if !known && !looks_like_contact(&column.name) && !column.name.is_empty() {
                    draft.leave_out(column, why_no_item(column, "it holds no results"));
                }
            }
        }
        (objective, None) => {
            if let Some(objective) = objective {
                let column = toml_column(objective);
                draft.line_with(
                    objective,
                    &format!("objective = {{ {column}, slug = true }}"),
                );
            }
            let level = level_of(columns);
            let used = [person, objective, status, level, dated, expires, of_kinds];
            leave_out_others(&mut draft, columns, &used);
            if let Some(level) = level {
                draft.describe(level);
                draft.comment("Each row says which level of the objective somebody has shown.");
                draft.line(&format!(
                    "level = {{ {}, slug = true }}",
                    toml_column(level)
                ));
                draft.line("value = { constant = 1.0 }");
                leave_out_contacts(&mut draft, columns);
                return draft;
            }
            match status {
                Some(status) => of_states(&mut draft, peek, columns, status, dated),
                None if expires.is_some() => draft.need(
                    "the column with the results; where each row is a certificate that somebody has, none is needed (`kind` is then `certificate`)",
                    "value = { constant = 1.0 }",
                ),
                None => draft.need(
                    "the column with the results",
                    "value = { column = \"…\", form = \"percent\" }",
                ),
            }
        }
    }
    leave_out_contacts(&mut draft, columns);
    draft
}

/// Whether a column of numbers says where people work or what they are, and no result: `Department` with 11 and 12.
pub(super) fn is_about_people(column: &Column<'_>) -> bool {
    let about = [SECTION, ROLE, MANAGER, GRADE, TRAINER, ROOM];
    let one = std::slice::from_ref(column);
    about.iter().any(|words| find(one, words).is_some())
        && find(one, VALUE).is_none()
        && points_in(&column.name).is_none()
        && !column.cells.iter().any(|cell| cell.ends_with(['%', '٪']))
}

/// Why a column is no item of a wide table: its days are not used, or what its cells are not.
fn why_no_item<'w>(column: &Column<'_>, otherwise: &'w str) -> &'w str {
    if column.has_days() {
        "this map does not use it"
    } else {
        otherwise
    }
}

/// Different levels of skills, at most.
const MOST_LEVELS: usize = 12;

/// The column with the level of the objective that each row shows, of a table that says neither a value nor a state.
fn level_of<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    let is_text = |column: &&Column<'_>| column.numbers().is_none();
    find(columns, OBJECTIVE).filter(is_text)?;
    let has_value = find(columns, VALUE).is_some_and(|value| value.numbers().is_some());
    let level = find(columns, LEVEL).filter(is_text)?;
    let is_alone = !has_value && find(columns, STATUS).is_none();
    (is_alone && level.distinct() <= MOST_LEVELS).then_some(level)
}

/// Columns of skills with the level that each person has shown, in words of one scale; none where there is only one such column.
pub(super) fn levels_in_cells<'c, 'p>(
    columns: &'c [Column<'p>],
    person: &Column<'_>,
) -> Vec<&'c Column<'p>> {
    let has_levels = |column: &&Column<'_>| {
        !same(column, Some(person))
            && column.at.is_none()
            && !looks_like_contact(&column.name)
            && !slug(&column.name).is_empty()
            && !column.cells.is_empty()
            && degrees(&column.cells).is_some()
    };
    let found: Vec<&Column<'_>> = columns.iter().filter(has_levels).collect();
    let cells = found.iter().flat_map(|column| column.cells.iter().copied());
    let is_one_scale = degrees(&cells.collect::<Vec<_>>()).is_some();
    if found.len() > 1 && is_one_scale {
        found
    } else {
        Vec::new()
    }
}

/// Whether all cells of a column are kinds of evidence.
fn are_kinds(column: &Column<'_>) -> bool {
    let is_kind = |cell: &&str| cell.to_lowercase().parse::<Kind>().is_ok();
    !column.cells.is_empty() && column.cells.iter().all(is_kind)
}

/// Words of headings of those who passed a test, where others have done something.
const OF_TESTS: [&str; 5] = ["passed", "bestanden", "aprobado", "réussi", "النجاح"];

/// Whether a column says with marks of each row whether it was passed or done: `Passed` with TRUE and FALSE.
fn is_passed(column: &Column<'_>) -> bool {
    column.is_called(COMPLETION) && !column.has_days() && are_marks(column)
}

/// Words, at most, of which a map is proposed that says what each is worth.
const MOST_STATES: usize = 12;

/// Writes what each word for the state of a course or a test is worth, where it is known; else a person must say it.
fn of_states(
    draft: &mut Draft,
    peek: &Peek,
    columns: &[Column<'_>],
    status: &Column<'_>,
    dated: Option<&Column<'_>>,
) {
    let none = without_day(peek, columns, status, dated);
    let (none, words): (BTreeSet<&str>, BTreeSet<&str>) = status
        .words()
        .into_iter()
        .partition(|word| is_absent(word) || none.contains(word));
    write_absent(draft, &none);
    let few = words.iter().take(MOST_STATES);
    let pairs: Vec<String> = few.map(|word| mark_and_worth(word)).collect();
    let column = toml_column(status);
    let line = format!("value = {{ {column}, table = {{ {} }} }}", pairs.join(", "));
    let is_known = |word: &&str| worth(word).is_some();
    if is_passed(status) && words.len() <= MOST_STATES && words.iter().all(is_known) {
        draft.describe(status);
        draft.comment("What each word is worth.");
        draft.line(&line);
        return;
    }
    draft.need(
        &format!(
            "what each word of {} is worth, from 0 to 1; leave out what is no result",
            quoted(&status.name)
        ),
        &line,
    );
}

/// Words of a column that do not say how it went, in whose rows there is never a day: nothing has happened yet.
fn without_day<'p>(
    peek: &'p Peek,
    columns: &[Column<'_>],
    status: &Column<'_>,
    dated: Option<&Column<'_>>,
) -> BTreeSet<&'p str> {
    let place = |of: &Column<'_>| columns.iter().position(|column| same(column, Some(of)));
    let (Some(word), Some(day)) = (place(status), dated.and_then(place)) else {
        return BTreeSet::new();
    };
    // Who has not completed a course has no result; who has failed a test has one, whose day is lost.
    let is_of_courses = is_passed(status) && !status.is_called(&OF_TESTS);
    let missing = default_missing();
    let mut without = BTreeSet::new();
    let mut with = BTreeSet::new();
    for row in peek.data(0) {
        let Some(word) = row.get(word).map(String::as_str) else {
            continue;
        };
        let has_day = row.get(day).is_some_and(|day| !is_missing(day, &missing));
        let may_be_none = match worth(word) {
            Some(worth) => worth == 0.0 && is_of_courses,
            None => true,
        };
        if has_day || !may_be_none || is_missing(word, &missing) {
            with.insert(word);
        } else {
            without.insert(word);
        }
    }
    without.retain(|word| !with.contains(word));
    without
}
