//! A map for counted answers.

use super::{dated_column, head, leave_out_contacts, same};
use crate::propose::headings::find;
use crate::words::TOTAL;
use crate::{
    propose::{
        Draft, Hints,
        column::Column,
        draft::{toml_column, toml_text},
        survey::is_no_answer,
    },
    recognise::{Peek, Recognition},
    slug::Ids,
};

/// Answers that are counted for groups: a column for each answer.
pub(super) fn counts(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    section: Option<&Column<'_>>,
    question: &Column<'_>,
    of_answers: &[&Column<'_>],
    hints: Hints<'_>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "counted answers");
    head(&mut draft, peek);
    match section {
        Some(section) => {
            draft.describe(section);
            let column = toml_column(section);
            draft.line(&format!("respondent = {{ {column}, slug = true }}"));
        }
        None => draft.need(
            "the column with the groups that are counted",
            "respondent = { column = \"…\" }",
        ),
    }
    let missing = "the day of the answers, which the table does not hold";
    draft.day_or_given("date", dated_column(columns), hints.date, missing);
    draft.describe(question);
    draft.line(&format!("question = {{ {} }}", toml_column(question)));
    let is_total = |column: &&&Column<'_>| find(std::slice::from_ref(**column), TOTAL).is_some();
    let (no_answer, of_answers): (Vec<&Column<'_>>, Vec<&Column<'_>>) = of_answers
        .iter()
        .copied()
        .partition(|column| is_no_answer(&column.name));
    let total = of_answers.iter().rfind(is_total).copied();
    let is_answer = |column: &&&Column<'_>| !same(column, total);
    let of_answers: Vec<&Column<'_>> = of_answers.iter().filter(is_answer).copied().collect();
    let listed = |columns: &[&Column<'_>]| {
        let names: Vec<String> = columns.iter().map(|one| toml_text(&one.name)).collect();
        names.join(", ")
    };
    let mut answers = format!("columns = [{}], form = \"count\"", listed(&of_answers));
    if !no_answer.is_empty() {
        answers += &format!(", no_answer = [{}]", listed(&no_answer));
    }
    if let Some(total) = total {
        answers += &format!(", total = {}", toml_text(&total.name));
    }
    draft.need(
        "whether the columns are all answers, the lowest first, and numbers of people (`count`) or percentages (`percent`, with the column of the `total`)",
        &format!("answers = {{ {answers} }}"),
    );
    draft.text.push('\n');
    draft.line("[[instruments]]");
    draft.line("id = \"survey\"");
    draft.line(&format!("points = {}", of_answers.len()));
    let mut ids = Ids::default();
    let mut texts = question.cells.clone();
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(*text));
    for text in texts {
        let (id, _) = ids.make(text, "item");
        draft.line("[[instruments.items]]");
        draft.line(&format!("column = {}", toml_text(text)));
        draft.line(&format!("id = {}", toml_text(&id)));
        draft.line(&format!("text = {}", toml_text(text)));
    }
    leave_out_contacts(&mut draft, columns);
    draft
}
