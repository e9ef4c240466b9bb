//! Lists of items: a table with a row for each question.

use super::{Choice, Question, Questionnaire};
use crate::{
    error::{ExchangeError, Problem},
    recognise::{BookPart, Peek},
    slug::slug,
};

const NAME: [&str; 8] = [
    "item",
    "code",
    "name",
    "variable",
    "id",
    "column",
    "field",
    "question_id",
];
const TEXT: [&str; 7] = [
    "text",
    "question",
    "label",
    "wording",
    "statement",
    "description",
    "question_text",
];
const MEASURES: [&str; 5] = ["measures", "construct", "theme", "objective", "dimension"];
const REVERSED: [&str; 5] = [
    "reversed",
    "reverse",
    "inverted",
    "negative",
    "reverse_coded",
];
const POINTS: [&str; 4] = ["points", "scale_points", "steps", "highest"];
const ANSWERS: [&str; 5] = ["answers", "labels", "choices", "options", "scale"];

/// Words that say that an item is reversed.
const TRUE: [&str; 8] = ["1", "yes", "true", "x", "r", "reversed", "oui", "نعم"];

pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Questionnaire, ExchangeError> {
    let peek = Peek::open(file, bytes, BookPart::default())?;
    let headings: Vec<String> = peek
        .headings()
        .iter()
        .map(|heading| heading.to_lowercase().replace([' ', '-'], "_"))
        .collect();
    let find = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| headings.iter().position(|heading| heading == name))
    };
    let (Some(name), Some(text)) = (find(&NAME), find(&TEXT)) else {
        let message = "this is no list of questions: it needs a column `item` with the headings of the answers, and a column `text`";
        let help = "an XLSForm and a LimeSurvey structure (.lss) are read as well";
        return Err(ExchangeError::Table(
            Problem::new(file, message).help(Some(help.into())),
        ));
    };
    let (measures, reversed, answers) = (find(&MEASURES), find(&REVERSED), find(&ANSWERS));
    let points = find(&POINTS);
    let stem = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let cell = |row: &[String], at: Option<usize>| {
        at.and_then(|at| row.get(at)).cloned().unwrap_or_default()
    };
    let question = |row: &Vec<String>| {
        let choices = choices(&cell(row, answers));
        Question {
            name: cell(row, Some(name)),
            texts: vec![cell(row, Some(text))],
            measures: Some(slug(&cell(row, measures))).filter(|id| !id.is_empty()),
            reversed: TRUE.contains(&cell(row, reversed).to_lowercase().as_str()),
            points: cell(row, points).parse().ok().filter(|points| *points >= 2),
            ordered: !choices.is_empty(),
            declared: !choices.is_empty(),
            choices,
            ..Question::default()
        }
    };
    let questions = peek.data(0).iter().map(question);
    Ok(Questionnaire {
        not_read: Vec::new(),
        id: stem.to_owned(),
        title: stem.to_owned(),
        questions: questions
            .filter(|question| !question.name.is_empty())
            .collect(),
    })
}

/// Answers in one cell, lowest first, with strokes or semicolons between them: `1 = never | 2 = often`, `never; often`.
fn choices(cell: &str) -> Vec<Choice> {
    let mark = if cell.contains('|') { '|' } else { ';' };
    let parts = cell
        .split(mark)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let all: Vec<Choice> = (1u32..)
        .zip(parts)
        .map(|(number, part)| match part.split_once('=') {
            Some((code, label)) => Choice::new(code.trim(), label.trim()),
            None => Choice::new(number.to_string(), part),
        })
        .collect();
    if all.len() > 1 { all } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_what_items_measure_and_how_they_are_answered() {
        let list = "Item,Text,Theme,Reverse,Answers\nq1,I know where to file,Filing,,never | rarely | often\nq2,I get lost,,x,\n";
        let form = read("items.csv", list.as_bytes()).unwrap();
        assert_eq!(form.questions[0].measures.as_deref(), Some("filing"));
        assert_eq!(form.questions[0].choices[2], Choice::new("3", "often"));
        assert!(form.questions[1].reversed && form.questions[1].choices.is_empty());
        let error = read("x.csv", b"a,b\n1,2\n").unwrap_err().to_string();
        assert!(error.contains("no list of questions"), "{error}");
    }
}
