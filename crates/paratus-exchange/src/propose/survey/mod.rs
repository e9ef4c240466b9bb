//! Maps for answers to surveys: a column for each question.

mod forms;
mod scales;

use super::{
    Draft, Hints,
    column::{Column, columns},
    draft::{quoted, toml_column, toml_text},
};
use crate::{
    error::{ExchangeError, Problem},
    questionnaire::Questionnaire,
    recognise::{Form, Peek, Recognition},
    slug::{Ids, slug},
};
use forms::{Survey, survey};
use scales::{NO_ANSWER, Scale, declared, guessed};

pub(super) fn draft(
    peek: &Peek,
    found: &Recognition,
    hints: Hints<'_>,
) -> Result<Draft, ExchangeError> {
    let mut draft = Draft::new(peek, found, "survey answers");
    let headings = peek.headings();
    let form = found.form;
    let survey = survey(form);
    let skip = heading_rows(peek, form);
    let questions: Vec<Option<&str>> = (0..headings.len())
        .map(|at| {
            let second = peek.data(0).first().filter(|_| skip > 0)?;
            second.get(at).map(String::as_str)
        })
        .collect();
    let columns = columns(&headings, peek.data(skip));
    let mut table = Vec::new();
    if peek.skip_before() > 0 {
        table.push(format!("skip_before = {}", peek.skip_before()));
    }
    if skip > 0 {
        table.push(format!("skip_after = {skip}"));
    }
    if !table.is_empty() {
        draft.comment(&format!("{} heading rows", skip + 1));
        draft.line(&format!("table = {{ {} }}", table.join(", ")));
    }
    let finished = ["Finished", "V10"]
        .iter()
        .find(|name| headings.iter().any(|heading| heading == *name));
    if let (Form::Qualtrics, Some(column)) = (form, finished) {
        draft.line(&format!(
            "skip_where = [{{ column = \"{column}\", equals = \"0\", reason = \"not finished\" }}, {{ column = \"{column}\", equals = \"False\", reason = \"not finished\" }}]"
        ));
    }
    let named = |names: &[&str]| -> Option<&Column<'_>> {
        names.iter().find_map(|name| {
            columns
                .iter()
                .find(|column| column.name.eq_ignore_ascii_case(name) && !column.cells.is_empty())
        })
    };
    if let (Form::LimeSurvey, Some(column)) = (
        form,
        headings
            .iter()
            .find(|name| survey.date.contains(&name.as_str())),
    ) {
        draft.line(&format!(
            "skip_where = [{{ column = {}, missing = true, reason = \"not complete\" }}]",
            toml_text(column)
        ));
    }
    match named(survey.respondent) {
        Some(column) => {
            let pseudonym = form == Form::GoogleForms;
            let plain = if pseudonym { ", pseudonym = true" } else { "" };
            draft.comment(&format!("{}: {}", quoted(&column.name), column.evidence()));
            draft.line(&format!(
                "respondent = {{ {}{plain} }}",
                toml_column(column)
            ));
        }
        None => draft.need(
            "the column that says who answered",
            "respondent = { column = \"…\" }",
        ),
    }
    date(&mut draft, named(survey.date), hints);
    let asked = asked(&mut draft, &columns, &questions, &survey, hints.questions);
    if let (Some(form), true) = (hints.questions, asked.is_empty()) {
        let message = format!(
            "no column answers a question of `{}` on a scale",
            form.title
        );
        let help = "bring the form that the answers were collected with";
        return Err(ExchangeError::Table(
            Problem::new(&peek.file, message).help(Some(help.into())),
        ));
    }
    let name = peek.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let own = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (id, title) = match hints.questions {
        Some(form) => (form.id.as_str(), form.title.as_str()),
        None => (own, ""),
    };
    instruments(&mut draft, &stem(id), title, asked);
    draft.list_left_out();
    Ok(draft)
}

/// Heading rows after the first.
fn heading_rows(peek: &Peek, form: Form) -> usize {
    let import_ids = |row: &Vec<String>| row.iter().any(|cell| cell.contains("\"ImportId\""));
    match form {
        Form::Qualtrics => {
            let ids = peek.data(0).iter().take(2).position(import_ids);
            ids.map_or(1, |at| at + 1)
        }
        Form::SurveyMonkey => {
            let second = peek.data(0).first();
            let labels = second.is_some_and(|row| {
                row.first().is_some_and(String::is_empty)
                    || row
                        .iter()
                        .any(|cell| cell == "Response" || cell == "Open-Ended Response")
            });
            usize::from(
                labels
                    && !peek
                        .headings()
                        .iter()
                        .any(|heading| heading.starts_with("q0")),
            )
        }
        _ => 0,
    }
}

fn date(draft: &mut Draft, column: Option<&Column<'_>>, hints: Hints<'_>) {
    match (column, column.and_then(Column::dates)) {
        (Some(column), Some((form, evidence))) => {
            draft.comment(&format!("{}: {evidence}", quoted(&column.name)));
            draft.line(&format!(
                "date = {{ {}, form = \"{form}\" }}",
                toml_column(column)
            ));
        }
        (Some(column), None) if hints.date.is_none() && column.is_ambiguous_date() => draft.need(
            &format!(
                "whether the dates of {} are day/month or month/day: both fit all of them",
                quoted(&column.name)
            ),
            &format!("date = {{ {}, form = \"dmy\" }}", toml_column(column)),
        ),
        _ => match hints.date {
            Some(date) => draft.line(&format!("date = {{ constant = \"{date}\" }}")),
            None => draft.need(
                "the day of the answers, which the table does not hold",
                "date = { constant = \"2027-01-31\" }",
            ),
        },
    }
}

/// A question that is asked on a scale.
struct ScaledQuestion {
    /// `column = …`, with its place where several columns have this heading.
    column: String,
    /// What its id is made of.
    name: String,
    text: String,
    measures: Option<String>,
    reversed: bool,
    scale: Scale,
}

/// The questions of the table's columns.
fn asked(
    draft: &mut Draft,
    columns: &[Column<'_>],
    seconds: &[Option<&str>],
    survey: &Survey,
    form: Option<&Questionnaire>,
) -> Vec<ScaledQuestion> {
    let mut all = Vec::new();
    for (position, column) in columns.iter().enumerate() {
        let named = |name: &&str| name.eq_ignore_ascii_case(&column.name);
        let who = survey.respondent.contains(&column.name.as_str()) && position == 0;
        if survey.about.iter().any(named) || who {
            continue;
        }
        let second = seconds.get(position).copied().flatten();
        let question = form.and_then(|form| form.question(&column.name, second));
        let scale = match (form, question) {
            (_, Some(question)) if question.declared => declared(question),
            (Some(_), None) => Err("the form has no such question".to_owned()),
            _ => guessed(column),
        };
        match scale {
            Err(_) if column.name.is_empty() && column.cells.is_empty() => {}
            Err(why) => draft.leave_out(column, &why),
            Ok(scale) => {
                let code = column.name.len() <= 24
                    && !column.name.contains(' ')
                    && !column.name.is_empty();
                let name = match question {
                    Some(question) => question.name.clone(),
                    None if code => column.name.clone(),
                    None => format!("q{}", position + 1),
                };
                let text = match (second.unwrap_or_default(), column.name.as_str()) {
                    _ if question.is_some_and(|question| !question.texts.is_empty()) => question
                        .and_then(|question| question.texts.first().cloned())
                        .unwrap_or_default(),
                    ("" | "Response", heading) => heading.to_owned(),
                    (second, _) => second.to_owned(),
                };
                all.push(ScaledQuestion {
                    column: toml_column(column).replace(", at", "\nat"),
                    name,
                    text,
                    measures: question.and_then(|question| question.measures.clone()),
                    reversed: question.is_some_and(|question| question.reversed),
                    scale,
                });
            }
        }
    }
    all
}

/// Questions on one scale: that of the first, with all texts of the others.
fn by_scale(asked: Vec<ScaledQuestion>) -> Vec<(Scale, Vec<ScaledQuestion>)> {
    let mut kinds: Vec<(Scale, Vec<ScaledQuestion>)> = Vec::new();
    for mut one in asked {
        let scale = std::mem::take(&mut one.scale);
        let same = |(other, _): &&mut (Scale, Vec<ScaledQuestion>)| {
            let compatible = other.answers.iter().all(|(text, number)| {
                let mine = scale.answers.iter().find(|(mine, _)| mine == text);
                mine.is_none_or(|(_, mine)| mine == number)
            });
            other.points == scale.points
                && other.labels == scale.labels
                && other.answers.is_empty() == scale.answers.is_empty()
                && compatible
        };
        one.scale.evidence.clone_from(&scale.evidence);
        match kinds.iter_mut().find(same) {
            Some((kind, items)) => {
                for answer in scale.answers {
                    if !kind.answers.contains(&answer) {
                        kind.answers.push(answer);
                    }
                }
                items.push(one);
            }
            None => kinds.push((scale, vec![one])),
        }
    }
    kinds
}

/// Writes the instruments of a map: one for each scale.
fn instruments(draft: &mut Draft, stem: &str, title: &str, asked: Vec<ScaledQuestion>) {
    let kinds = by_scale(asked);
    if kinds.is_empty() {
        draft.need("a question whose answers are on a scale", "[[instruments]]");
    }
    let mut ids = Ids::default();
    for (number, (scale, items)) in kinds.iter().enumerate() {
        let id = if number == 0 {
            stem.to_owned()
        } else {
            format!("{stem}-{}", number + 1)
        };
        draft.text.push('\n');
        draft.line("[[instruments]]");
        draft.line(&format!("id = {}", toml_text(&id)));
        if !title.is_empty() {
            draft.line(&format!("title = {}", toml_text(title)));
        }
        draft.line(&format!("points = {}", scale.points));
        let listed = |texts: &[String]| {
            let texts: Vec<String> = texts.iter().map(|text| toml_text(text)).collect();
            texts.join(", ")
        };
        if !scale.labels.is_empty() {
            draft.line(&format!("labels = [{}]", listed(&scale.labels)));
        }
        if !scale.answers.is_empty() {
            let mut answers = scale.answers.clone();
            answers.sort_by_key(|(_, number)| *number);
            let pairs: Vec<String> = answers
                .iter()
                .map(|(text, number)| format!("{} = {number}", toml_text(text)))
                .collect();
            draft.line(&format!("answers = {{ {} }}", pairs.join(", ")));
        }
        let mut codes: Vec<String> = NO_ANSWER.iter().map(|code| (*code).to_owned()).collect();
        for code in &scale.no_answer {
            if !codes.contains(code) {
                codes.push(code.clone());
            }
        }
        draft.line(&format!("no_answer = [{}]", listed(&codes)));
        for item in items {
            let (id, _) = ids.make(&item.name, "item");
            draft.comment(&item.scale.evidence);
            draft.line("[[instruments.items]]");
            draft.line(&item.column);
            draft.line(&format!("id = {}", toml_text(&id)));
            draft.line(&format!("text = {}", toml_text(&item.text)));
            if let Some(measures) = &item.measures {
                draft.line(&format!("measures = {}", toml_text(measures)));
            }
            if item.reversed {
                draft.line("reversed = true");
            }
        }
    }
}

/// A slug of a text; `survey` where it makes none.
fn stem(text: &str) -> String {
    Some(slug(text))
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| "survey".to_owned())
}

/// The questions of a form alone as a map, with no column that says who answers: only its instruments are used. Also which questions are
/// left out, and why.
pub(crate) fn form_map(form: &Questionnaire) -> (String, Vec<(String, String)>) {
    let mut left_out = Vec::new();
    let mut all = Vec::new();
    for question in &form.questions {
        match declared(question) {
            Err(why) => left_out.push((question.name.clone(), why)),
            Ok(scale) => all.push(ScaledQuestion {
                column: format!("column = {}", toml_text(&question.name)),
                name: question.name.clone(),
                text: question.texts.first().unwrap_or(&question.name).clone(),
                measures: question.measures.clone(),
                reversed: question.reversed,
                scale,
            }),
        }
    }
    let mut draft = Draft::empty();
    draft.line("respondent = { constant = \"-\" }");
    draft.line("date = { constant = \"2000-01-01\" }");
    if all.is_empty() {
        draft.line("instruments = []");
    } else {
        instruments(&mut draft, &stem(&form.id), &form.title, all);
    }
    (draft.text, left_out)
}
