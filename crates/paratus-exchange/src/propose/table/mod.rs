//! Maps for tables of unknown form, by words in their headings.

mod counts;
mod events;
mod facts;
mod framework;
mod grid;
mod items;
mod results;
mod roster;

use super::{
    Draft, Hints,
    column::{Column, columns},
    draft::{quoted, toml_text},
    headings::{find, find_any, named_person, person_of},
    matrix::Matrix,
};
use crate::{
    contact::looks_like_contact,
    recognise::{Peek, Recognition},
    words::{
        ACTION, ANSWER, FTE, JOINED, LEFT, LEVEL, MANAGER, OBJECTIVE, PERSON, QUESTION, RESPONDENT,
        ROLE, SECTION, SKILL, VALUE,
    },
};
use counts::counts;
use events::events;
use facts::facts;
use framework::framework;
use grid::grid;
use results::{are_results, is_about_people, levels_in_cells, results};
use roster::{levels_of, roster};

pub(super) fn draft(peek: &Peek, found: &Recognition, hints: Hints<'_>) -> Draft {
    let peek = &peek.grouped().as_ref().unwrap_or(peek).without_totals();
    let columns = columns(peek, 0);
    if let Some(draft) = grid(peek, found, &columns) {
        return draft;
    }
    let value = find(&columns, VALUE).filter(|column| column.numbers().is_some());
    match (find(&columns, ROLE), find(&columns, LEVEL), value) {
        (Some(role), Some(level), None)
            if level.distinct() <= 12
                && find(&columns, SKILL).is_some()
                && named_person(&columns).is_none_or(|person| same(person, Some(role))) =>
        {
            return framework(peek, found, &columns, role, Some(level));
        }
        // A table of roles and skills in which nobody is named and nothing has a date.
        (Some(role), None, None)
            if find(&columns, SKILL).is_some()
                && person_of(&columns).is_none()
                && columns.iter().all(|column| column.dates().is_none()) =>
        {
            return framework(peek, found, &columns, role, None);
        }
        _ => {}
    }
    let has_results = value.is_some() || columns.iter().any(|column| are_results(column, peek));
    if let Some(draft) = facts(peek, found, &columns, has_results) {
        return draft;
    }
    let objective = find(&columns, OBJECTIVE).filter(|column| column.numbers().is_none());
    let person = person_of(&columns);
    let section = find(&columns, SECTION)
        .filter(|column| column.numbers().is_none() || is_about_people(column));
    let question = find(&columns, QUESTION).filter(|column| column.numbers().is_none());
    let of_answers: Vec<&Column<'_>> = columns
        .iter()
        .filter(|column| Some(column.name.as_str()) != person.map(|one| one.name.as_str()))
        .filter(|column| column.numbers().is_some())
        .collect();
    if let (Some(question), None, true) = (question, objective, of_answers.len() > 1) {
        return counts(peek, found, &columns, section, question, &of_answers, hints);
    }
    if let (Some(question), Some(answer), None, None) =
        (question, find(&columns, ANSWER), value, objective)
        && answer.name != question.name
        && question.distinct() < question.cells.len()
    {
        return super::survey::long(peek, found, &columns, (question, answer), hints);
    }
    if let (Some(action), true, None, None) = (
        find(&columns, ACTION).filter(|column| column.numbers().is_none()),
        person.is_some() || section.is_some(),
        value,
        objective,
    ) && dated_column(&columns).is_some()
    {
        return events(peek, found, &columns, (person, section), action);
    }
    // Rows of people in sections without any results are a list of people.
    let manager = find_any(&columns, MANAGER);
    let has_place = section.is_some() || manager.is_some() || levels_of(&columns).len() > 1;
    let is_list = value.is_none()
        && objective.is_none()
        && scales(&columns) == 0
        && !columns.iter().any(|column| are_results(column, peek));
    let matrix = Matrix::find(&columns, person);
    let is_matrix = matrix.is_some_and(|matrix| matrix.is_wide());
    let has_levels = person.is_some_and(|person| !levels_in_cells(&columns, person).is_empty());
    let is_called = |words: &[&str]| columns.iter().any(|column| column.is_called(words));
    // What makes a list one of people, in whatever rows somebody is twice.
    let is_of_posts = is_called(ROLE) || is_called(JOINED) || is_called(LEFT);
    let has_words = !is_of_posts && Matrix::of_words(&columns, person).is_some();
    let is_list = is_list && !is_matrix && !has_levels && !has_words;
    // Posts of nobody in particular may have no other word for what they are than how many there are.
    let has_posts = find(&columns, FTE).is_some_and(|column| column.numbers().is_some());
    let has_role = find(&columns, ROLE).is_some() || has_posts;
    if person.is_none() && section.is_some() && has_role && is_list {
        return roster(peek, found, &columns, None, section, None);
    }
    if let (Some(person), true, None, None) = (person, has_place, value, objective)
        && (is_of_posts || person.distinct() == person.cells.len())
        && is_list
    {
        return roster(peek, found, &columns, Some(person), section, manager);
    }
    let has_marks = person.is_some() && is_matrix;
    let has_respondent = find(&columns, RESPONDENT).is_some();
    let is_survey = has_respondent || scales(&columns) > 1;
    if value.is_none() && objective.is_none() && is_survey && !has_marks {
        return answers(peek, found, hints);
    }
    results(peek, found, &columns, hints)
}

/// Whether a table is a log of results and asks nothing: it names people or courses, and no heading is a question or has answers in words.
pub(crate) fn is_log(peek: &Peek) -> bool {
    let columns = columns(peek, 0);
    let is_named = |column: &&Column<'_>| {
        let one = std::slice::from_ref(*column);
        find(one, PERSON).is_some() || find(one, OBJECTIVE).is_some()
    };
    let asks = |column: &Column<'_>| {
        let heading = column.name.trim();
        heading.ends_with(['?', '؟'])
            || (heading.split_whitespace().count() > 2 && !is_named(&column))
            || (column.distinct() > 2 && super::survey::is_in_words(column))
    };
    let mut others = columns.iter().skip(1);
    others.clone().any(|column| is_named(&column)) && !others.any(asks)
}

/// How many columns hold words of a known scale of answers.
fn scales(columns: &[Column<'_>]) -> usize {
    let is_scale = |column: &&Column<'_>| super::survey::is_in_words(column);
    columns.iter().filter(is_scale).count()
}

fn dated_column<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    columns.iter().find(|column| column.has_days())
}

/// A survey in a form of its own: who answers is asked for, and what questions are is known by their words.
fn answers(peek: &Peek, found: &Recognition, hints: Hints<'_>) -> Draft {
    match super::survey::draft(peek, found, hints) {
        Ok(draft) => draft,
        Err(_) => Draft::new(peek, found, "survey answers"),
    }
}

fn head(draft: &mut Draft, peek: &Peek) {
    let mut keys = Vec::new();
    if peek.skip_before() > 0 {
        draft.comment("Rows above the heading are titles.");
        keys.push(format!("skip_before = {}", peek.skip_before()));
    }
    if peek.is_grouped {
        draft.comment("The heading has two rows: groups of columns, and below each its columns.");
        keys.push("heading_rows = 2".to_owned());
    }
    let joined = peek.joined_below();
    if !joined.is_empty() {
        draft.comment("Cells are joined over several rows; their value holds for all of them.");
        let names: Vec<String> = joined.iter().map(|name| toml_text(name)).collect();
        keys.push(format!("fill_down = [{}]", names.join(", ")));
    }
    if !keys.is_empty() {
        draft.line(&format!("table = {{ {} }}", keys.join(", ")));
    }
    if peek.set_aside.is_empty() {
        return;
    }
    draft.comment("Rows that seem to be no data.");
    draft.line("skip_where = [");
    for row in &peek.set_aside {
        draft.line(&format!(
            "  {{ column = {}, equals = {}, reason = \"{}\" }},",
            toml_text(&row.heading),
            toml_text(&row.cell),
            row.is
        ));
    }
    draft.line("]");
}

/// Whether two columns are one.
fn same(one: &Column<'_>, other: Option<&Column<'_>>) -> bool {
    other.is_some_and(|other| other.name == one.name && other.at == one.at)
}

/// Names the columns that a map does not use.
fn leave_out_others(draft: &mut Draft, columns: &[Column<'_>], used: &[Option<&Column<'_>>]) {
    for column in columns {
        let is_used = used.iter().any(|used| same(column, *used));
        if !is_used && !looks_like_contact(&column.name) && !column.name.is_empty() {
            draft.leave_out(column, "this map does not use it");
        }
    }
}

fn leave_out_contacts(draft: &mut Draft, columns: &[Column<'_>]) {
    for column in columns
        .iter()
        .filter(|column| looks_like_contact(&column.name))
    {
        draft.leave_out(column, "it looks like contact data");
    }
    let nameless = (1..).zip(columns);
    for (place, column) in nameless.filter(|(_, column)| column.name.is_empty()) {
        if let Some(first) = column.cells.first() {
            draft.left_out.push(format!(
                "column {place} is left out: it has no heading, and cells such as {}",
                quoted(first)
            ));
        }
    }
    draft.list_left_out();
}
