//! Surveys that no known tool has written: who answered and when is found by words in headings; they may have a row for each answer.

use super::{asked, forms::survey, instruments, own_name, stem};
use crate::{
    propose::{
        Draft, Hints,
        column::Column,
        draft::{toml_column, toml_text},
        headings::{find, person_of},
    },
    recognise::{Form, Peek, Recognition},
    words::RESPONDENT,
};

/// Who answers and when, of a table that no known tool has written.
#[derive(Default)]
pub(super) struct OwnColumns<'c, 'p> {
    pub(super) respondent: Option<&'c Column<'p>>,
    pub(super) date: Option<&'c Column<'p>>,
}

impl<'c, 'p> OwnColumns<'c, 'p> {
    pub(super) fn find(
        form: Form,
        columns: &'c [Column<'p>],
        named: &dyn Fn(&[&str]) -> Option<&'c Column<'p>>,
    ) -> OwnColumns<'c, 'p> {
        if form != Form::Table {
            return OwnColumns::default();
        }
        // What tools call the ids of answers, in whatever form the table is now.
        let of_tools = [
            Form::Qualtrics,
            Form::SurveyMonkey,
            Form::Kobo,
            Form::OdkCentral,
        ];
        let of_tools = of_tools.into_iter().find_map(|form| {
            let mut names = survey(form).respondent.to_vec();
            names.retain(|name| !name.is_empty());
            named(&names)
        });
        let is_somebody = |column: &&Column<'_>| column.distinct() == column.rows;
        OwnColumns {
            respondent: of_tools
                .or_else(|| respondent_of(columns))
                .filter(is_somebody),
            date: crate::propose::gradebook::dated(columns),
        }
    }
}

/// The column that says who answered, of a table that no known tool has written.
fn respondent_of<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    find(columns, RESPONDENT).or_else(|| person_of(columns))
}

/// Writes who answered: an id, or an address as a pseudonym.
pub(super) fn own_respondent(draft: &mut Draft, column: &Column<'_>) {
    draft.describe(column);
    let is_address = column.cells.iter().any(|cell| cell.contains('@'));
    let pseudonym = if is_address { ", pseudonym = true" } else { "" };
    draft.line(&format!(
        "respondent = {{ {}{pseudonym} }}",
        toml_column(column)
    ));
}

/// A map for a survey with a row for each answer.
pub(in crate::propose) fn long(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    (question, answer): (&Column<'_>, &Column<'_>),
    hints: Hints<'_>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "survey answers");
    if peek.skip_before() > 0 {
        draft.line(&format!(
            "table = {{ skip_before = {} }}",
            peek.skip_before()
        ));
    }
    let others = columns.iter().filter(|column| {
        ![question, answer]
            .iter()
            .any(|used| used.name == column.name)
    });
    let others: Vec<Column<'_>> = others.cloned().collect();
    let whose = respondent_of(&others);
    match whose {
        Some(column) => own_respondent(&mut draft, column),
        None => draft.need(
            "the column that says who answered",
            "respondent = { column = \"…\" }",
        ),
    }
    let date = crate::propose::gradebook::dated(columns);
    let missing = "the day of the answers, which the table does not hold";
    draft.day_or_given("date", date, hints.date, missing);
    draft.describe(question);
    draft.line(&format!("question = {{ {} }}", toml_column(question)));
    draft.describe(answer);
    draft.line(&format!("answer = {}", toml_text(&answer.name)));
    let place = |column: &Column<'_>| {
        let mut all = columns.iter();
        all.position(|other| other.name == column.name && other.at == column.at)
    };
    let mut asked_columns: Vec<Column<'_>> = Vec::new();
    for row in peek.data(0) {
        let cell = |column| place(column).and_then(|at| row.get(at)).map(String::as_str);
        let (Some(text), Some(given)) = (cell(question), cell(answer)) else {
            continue;
        };
        if text.is_empty() || given.is_empty() {
            continue;
        }
        match asked_columns.iter_mut().find(|column| column.name == text) {
            Some(column) => column.cells.push(given),
            None => asked_columns.push(Column {
                name: text.to_owned(),
                at: None,
                cells: vec![given],
                rows: 0,
                order: None,
                mark: None,
                ..*answer
            }),
        }
    }
    for column in &mut asked_columns {
        column.rows = column.cells.len();
    }
    let survey = survey(found.form);
    let asked = asked(&mut draft, &asked_columns, &[], &survey, &[], hints);
    instruments(&mut draft, &stem(own_name(peek)), "", asked);
    let used = [Some(question), Some(answer), date, whose];
    for column in columns {
        let mut used = used.iter().flatten();
        let is_used = used.any(|used| used.name == column.name && used.at == column.at);
        if !is_used && !column.name.is_empty() {
            draft.leave_out(column, "this map does not use it");
        }
    }
    draft.list_left_out();
    draft
}
