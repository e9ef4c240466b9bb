//! Maps for answers to surveys: a column for each question.

mod forms;
mod known_scales;
mod scales;
mod unknown_tool;

use super::{
    Draft, Hints,
    column::{Column, columns},
    draft::{quoted, toml_column, toml_text},
};
use crate::{
    error::{ExchangeError, Problem},
    questionnaire::{Question, Questionnaire},
    recognise::{Form, Peek, Recognition},
    slug::{Ids, same_heading, slug},
};
pub(super) use scales::is_no_answer;
pub(super) use unknown_tool::long;
use unknown_tool::{OwnColumns, own_respondent};

use forms::{ON_ANSWERS, Survey, survey};
use paratus::document::InstrumentDoc;
use scales::{
    FormWords, Guess, NO_ANSWER, Scale, declared, guessed, no_scale, of_instrument, usual_points,
    worded_numbers,
};
use std::collections::BTreeMap;

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
    let columns = columns(peek, skip);
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
    let named = |names: &[&str]| -> Option<&Column<'_>> {
        names.iter().find_map(|name| {
            columns
                .iter()
                .find(|column| same_heading(&column.name, name) && !column.cells.is_empty())
        })
    };
    set_aside(&mut draft, form, &survey, &headings);
    let own = OwnColumns::find(form, &columns, &named);
    let dated = named(survey.date).or(own.date);
    match own.respondent {
        Some(column) => own_respondent(&mut draft, column),
        None => respondent(&mut draft, peek, form, &survey, &named, dated),
    }
    date(&mut draft, dated, hints);
    let own = [own.date, own.respondent];
    let asked = asked(&mut draft, &columns, &questions, &survey, &own, hints);
    if let (Some(form), true) = (hints.questions, asked.is_empty()) {
        let message = format!(
            "no column answers a question of `{}` on a scale",
            form.title
        );
        let help = "no heading is the name or the wording of one of its questions: bring the form that the answers were collected with, or export the answers with codes as headings";
        return Err(ExchangeError::Table(
            Problem::new(&peek.file, message).help(Some(help.into())),
        ));
    }
    for text in hints.questions.iter().flat_map(|form| &form.not_read) {
        draft.left_out.push(text.clone());
    }
    let own = own_name(peek);
    let (id, title) = match hints.questions {
        Some(form) => (form.id.as_str(), form.title.as_str()),
        None => (own, ""),
    };
    instruments(&mut draft, &stem(id), title, asked);
    draft.list_left_out();
    Ok(draft)
}

/// The file's name without its ending and without the number of a second download.
fn own_name(peek: &Peek) -> &str {
    let name = peek.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    super::gradebook::without_number(stem)
}

/// Writes which rows are no answers.
fn set_aside(draft: &mut Draft, form: Form, survey: &Survey, headings: &[String]) {
    let mut rows = Vec::new();
    for (name, cell, reason) in survey.no_answers {
        if headings.iter().any(|heading| heading == name) {
            rows.push(format!(
                "{{ column = \"{name}\", equals = \"{cell}\", reason = \"{reason}\" }}"
            ));
        }
    }
    let is_date = |heading: &&String| survey.date.iter().any(|name| same_heading(name, heading));
    let dated = headings.iter().find(is_date);
    if let (Form::LimeSurvey, Some(column)) = (form, dated) {
        rows.push(format!(
            "{{ column = {}, missing = true, reason = \"not complete\" }}",
            toml_text(column)
        ));
    }
    if !rows.is_empty() {
        draft.line(&format!("skip_where = [{}]", rows.join(", ")));
    }
}

/// The day that LimeSurvey writes where it keeps no days.
const NO_DAY: &str = "1980-01-01 00:00:00";

/// Writes who answered: an address as a pseudonym, else the tool's own id of the answer. A running number is nobody's id, and the numbers
/// of two surveys are not the same people: the form and the time are put beside it.
fn respondent<'c, 'p: 'c>(
    draft: &mut Draft,
    peek: &Peek,
    form: Form,
    survey: &Survey,
    named: &dyn Fn(&[&str]) -> Option<&'c Column<'p>>,
    dated: Option<&Column<'_>>,
) {
    let is_address = |column: &&Column<'_>| {
        column.cells.len() == column.rows && column.cells.iter().all(|cell| cell.contains('@'))
    };
    let said = |column: &Column<'_>| format!("{}: {}", quoted(&column.name), column.evidence());
    if let Some(column) = named(survey.mail).filter(is_address) {
        draft.comment(&said(column));
        let column = toml_column(column);
        draft.line(&format!("respondent = {{ {column}, pseudonym = true }}"));
    } else if let Some(column) = named(survey.respondent) {
        let is_plain = form != Form::GoogleForms;
        let pseudonym = if is_plain { "" } else { ", pseudonym = true" };
        draft.comment(&said(column));
        let is_time = survey
            .date
            .iter()
            .any(|name| same_heading(name, &column.name));
        let column = toml_column(column);
        draft.line(&format!("respondent = {{ {column}{pseudonym} }}"));
        if is_time {
            draft.comment("Nobody is named: each row is somebody else, also of those that were sent in the same second.");
            draft.line("each_row_is_somebody = true");
        }
    } else if let Some(column) = named(survey.number) {
        draft.comment(&format!(
            "{}; the number is nobody's id, so the form and the time are put beside it",
            said(column)
        ));
        let beside = match dated {
            Some(dated) if dated.cells.iter().all(|cell| *cell != NO_DAY) => {
                format!("{}-{{{}}}-{{{}}}", form.name(), column.name, dated.name)
            }
            _ => {
                let stem = stem(own_name(peek));
                format!("{}-{stem}-{{{}}}", form.name(), column.name)
            }
        };
        let template = toml_text(&beside);
        draft.line(&format!(
            "respondent = {{ template = {template}, slug = true }}"
        ));
    } else {
        draft.need(
            "the column that says who answered",
            "respondent = { column = \"…\" }",
        );
    }
}

/// Whether the cells of a column are words of a scale that is known.
pub(super) fn is_in_words(column: &Column<'_>) -> bool {
    let mut words = FormWords::default();
    words.note(column, None);
    let Ok(Guess::Scale(scale)) = guessed(column, &words) else {
        return false;
    };
    scale.unknown.is_empty()
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
    let without = column.map(|column| {
        let cells = column.cells.iter().copied();
        Column {
            name: column.name.clone(),
            cells: cells.filter(|cell| *cell != NO_DAY).collect(),
            order: column.order.clone(),
            ..*column
        }
    });
    let has_no_day = without
        .as_ref()
        .is_some_and(|without| Some(without.cells.len()) != column.map(|one| one.cells.len()));
    let column = without.as_ref().filter(|column| !column.cells.is_empty());
    let no_day = "the day of the answers, which the table does not hold";
    match (column, column.and_then(Column::dates)) {
        (Some(column), Some((form, evidence))) if has_no_day => {
            draft.comment(&format!("{}: {evidence}", quoted(&column.name)));
            draft.left_out.extend(column.order_from_elsewhere());
            let own = format!("{}, {form}", toml_column(column));
            match hints.date {
                Some(day) => {
                    let name = toml_text(&column.name);
                    draft.line(&format!(
                        "date = {{ {own}, instead = [{{ when = [{{ column = {name}, equals = \"{NO_DAY}\" }}], date = {{ constant = \"{day}\" }} }}] }}"
                    ));
                }
                None => {
                    draft.need(
                        &format!(
                            "the day of the answers that have only {} for one",
                            quoted(NO_DAY)
                        ),
                        &format!("date = {{ {own} }}"),
                    );
                }
            }
        }
        _ => {
            let column = column.filter(|column| column.has_days());
            draft.day_or_given("date", column, hints.date, no_day);
        }
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

/// A column that may be a question, until it is known on which scale.
struct Candidate<'c, 'p> {
    column: &'c Column<'p>,
    second: Option<&'c str>,
    question: Option<&'c Question>,
    /// The number of the column.
    position: usize,
}

impl Candidate<'_, '_> {
    /// What its id is made of: the name in the form, a short heading, else the words of the question.
    fn name(&self) -> String {
        let heading = self.column.name.as_str();
        let is_code = heading.len() <= 24 && !heading.contains(' ') && !heading.is_empty();
        if let Some(question) = self.question {
            return question.name.clone();
        }
        if is_code {
            return heading.to_owned();
        }
        let words = short_slug(&self.text());
        if words.is_empty() {
            format!("q{}", self.position + 1)
        } else {
            words
        }
    }

    fn text(&self) -> String {
        if let Some(text) = self.question.and_then(|question| question.texts.first()) {
            return text.clone();
        }
        match self.second.unwrap_or_default() {
            "" | "Response" => self.column.name.clone(),
            second => second.to_owned(),
        }
    }

    fn asked(self, scale: Scale) -> ScaledQuestion {
        ScaledQuestion {
            column: toml_column(self.column).replace(", at", "\nat"),
            name: self.name(),
            text: self.text(),
            measures: self.question.and_then(|question| question.measures.clone()),
            reversed: self.question.is_some_and(|question| question.reversed),
            scale,
        }
    }
}

/// Letters of an id that is made of a question, at most.
const ID_LENGTH: usize = 40;

/// A text as a short id, cut between words.
fn short_slug(text: &str) -> String {
    let mut id = String::new();
    for word in slug(text).split('-') {
        if !id.is_empty() && id.chars().count() + word.chars().count() >= ID_LENGTH {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(ID_LENGTH));
    }
    id
}

/// The questions of the table's columns.
fn asked(
    draft: &mut Draft,
    columns: &[Column<'_>],
    seconds: &[Option<&str>],
    survey: &Survey,
    own: &[Option<&Column<'_>>],
    hints: Hints<'_>,
) -> Vec<ScaledQuestion> {
    let form = hints.questions;
    let mut all: Vec<(usize, ScaledQuestion)> = Vec::new();
    let mut numbered = Vec::new();
    let is_about = |position: usize, column: &Column<'_>| {
        let who = survey.respondent.contains(&column.name.as_str()) && position == 0;
        let mut own = own.iter().flatten();
        let is_own = own.any(|own| own.name == column.name && own.at == column.at);
        survey.is_about(&column.name) || who || is_own
    };
    let mut words = FormWords::default();
    for (position, column) in columns.iter().enumerate() {
        if !is_about(position, column) && !is_remark(column) {
            let second = seconds.get(position).copied().flatten();
            let question = form.and_then(|form| form.question(&column.name, second));
            let candidate = Candidate {
                column,
                second,
                question,
                position,
            };
            words.note(
                column,
                points_of_folder(&candidate.text(), hints.instruments),
            );
        }
    }
    for (position, column) in columns.iter().enumerate() {
        if is_about(position, column) {
            continue;
        }
        if ON_ANSWERS
            .iter()
            .any(|start| column.name.starts_with(start))
        {
            draft.leave_out(column, "points or a remark, not an answer");
            continue;
        }
        let second = seconds.get(position).copied().flatten();
        let candidate = Candidate {
            column,
            second,
            question: form.and_then(|form| form.question(&column.name, second)),
            position,
        };
        let scale = match (form, candidate.question) {
            (_, Some(question)) if question.declared => declared(question),
            (Some(_), None) => Err("the form has no such question".to_owned()),
            (None, None) if is_remark(column) => {
                Err("a remark by its heading, not an answer".to_owned())
            }
            _ => {
                let known = instrument_of(&candidate.text(), hints.instruments);
                match known.and_then(|instrument| of_instrument(column, instrument)) {
                    Some(scale) => Ok(Guess::Scale(scale)),
                    None => guessed(column, &words),
                }
            }
        };
        match scale {
            Err(_) if column.name.is_empty() && column.cells.is_empty() => {}
            Err(why) => draft.leave_out(column, &why),
            Ok(Guess::Scale(scale)) if !hints.asks && !scale.unknown.is_empty() => {
                draft.leave_out(column, &no_scale(column));
            }
            Ok(Guess::Scale(scale)) => all.push((position, candidate.asked(scale))),
            Ok(Guess::Numbers(highest)) => match choice_of(column, columns) {
                Some(whole) => draft.leave_out(
                    column,
                    &format!(
                        "whether one of several choices of {} is ticked",
                        quoted(whole)
                    ),
                ),
                None => numbered.push((candidate, highest)),
            },
        }
    }
    name_doubts(draft, &all);
    let is_all = all.is_empty();
    all.extend(of_numbers(draft, numbered, hints.instruments, is_all));
    all.sort_by_key(|(position, _)| *position);
    all.into_iter().map(|(_, asked)| asked).collect()
}

/// Says which questions have words that are of several scales, because some words of theirs are in no answer: neither to them nor to another
/// question of the form.
fn name_doubts(draft: &mut Draft, asked: &[(usize, ScaledQuestion)]) {
    let mut doubts: BTreeMap<(u32, Vec<u32>), Vec<&str>> = BTreeMap::new();
    let is_sure = |scale: &Scale| {
        let mut others = asked.iter().map(|(_, other)| &other.scale);
        others.any(|other| other.other_points.is_empty() && other.known == scale.known)
    };
    for (_, question) in asked {
        if !question.scale.other_points.is_empty() && !is_sure(&question.scale) {
            let points = (question.scale.points, question.scale.other_points.clone());
            let of_scales = doubts.entry(points).or_default();
            of_scales.push(&question.text);
        }
    }
    for ((points, others), texts) in doubts {
        let others: Vec<String> = others.iter().map(ToString::to_string).collect();
        let of = if others.len() == 1 { "one" } else { "ones" };
        let others = format!("of {of} of {}", others.join(", "));
        draft.left_out.push(format!(
            "the words of {} are of a scale of {points} points, which is taken, and {others} too; where it is another, give their numbers under `answers` in a map",
            crate::error::listed(texts.into_iter().take(4))
        ));
    }
}

/// The folder's instrument that asks a question.
fn instrument_of<'i>(text: &str, instruments: &'i [InstrumentDoc]) -> Option<&'i InstrumentDoc> {
    let text = crate::slug::plain_text(text);
    instruments.iter().find(|one| {
        let mut items = one.items.iter();
        items.any(|item| crate::slug::plain_text(&item.text) == text)
    })
}

/// How many answers the folder's instrument has that asks a question.
fn points_of_folder(text: &str, instruments: &[InstrumentDoc]) -> Option<u32> {
    instrument_of(text, instruments).map(|one| one.points)
}

/// Words of headings under which people write what they like.
const REMARKS: [&str; 20] = [
    "kommentar",
    "bemerkung",
    "bemerkungen",
    "anmerkungen",
    "comentario",
    "comentarios",
    "comment",
    "comments",
    "remark",
    "remarks",
    "suggestion",
    "suggestions",
    "commentaire",
    "commentaires",
    "remarque",
    "remarques",
    "observations",
    "ملاحظات",
    "تعليقات",
    "اقتراحات",
];

/// Whether a column holds remarks: by its heading, where not everybody wrote something or the heading is no sentence.
fn is_remark(column: &Column<'_>) -> bool {
    let is_short = column.name.split_whitespace().count() <= 3;
    column.is_called(&REMARKS) && (column.cells.len() < column.rows || is_short)
}

/// The column of a question of which several choices may be taken, where this one only says of one of them whether it was:
/// `tools/search` beside `tools`.
fn choice_of<'c>(column: &Column<'_>, columns: &'c [Column<'_>]) -> Option<&'c str> {
    let (whole, _) = column.name.rsplit_once('/')?;
    let there = columns.iter().find(|other| other.name == whole)?;
    Some(&there.name)
}

/// What headings of the parts of one question have in common: `Q1` of `Q1_1`, `Q` of `Q2`, `group` of `group/know`.
fn stem_of(heading: &str) -> Option<&str> {
    if heading.contains(' ') || heading.is_empty() {
        return None;
    }
    if let Some((before, _)) = heading.split_once('[') {
        return Some(before);
    }
    let digits = heading.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if digits.len() < heading.len() {
        return Some(digits.trim_end_matches(['_', '.', '-']));
    }
    heading.rsplit_once(['/', '-']).map(|(before, _)| before)
}

/// Columns of numbers that seem to be answers on one scale.
struct NumberedGroup<'c, 'p> {
    /// What shows that they are; none where a form says it.
    shared: Option<String>,
    of: Vec<(Candidate<'c, 'p>, f64)>,
}

impl NumberedGroup<'_, '_> {
    /// Whether nothing says that it is a question.
    fn is_doubtful(&self) -> bool {
        let says_words = |(candidate, _): &(Candidate<'_, '_>, f64)| {
            !worded_numbers(candidate.column).is_empty()
        };
        self.shared.is_some() && self.of.len() < 2 && !self.of.iter().any(says_words)
    }
}

/// Questions that are answered with numbers. How many answers their scale has, the form or the folder says, or a person must; a column
/// that shares its scale with no other may hold a code or a count. `is_all`: whether there are no other questions, so that these are asked
/// about in any case.
fn of_numbers(
    draft: &mut Draft,
    numbered: Vec<(Candidate<'_, '_>, f64)>,
    instruments: &[InstrumentDoc],
    is_all: bool,
) -> Vec<(usize, ScaledQuestion)> {
    let known = |candidate: &Candidate<'_, '_>| {
        let declared = candidate.question.and_then(|question| question.points);
        declared.or_else(|| points_of_folder(&candidate.text(), instruments))
    };
    let mut groups: Vec<NumberedGroup<'_, '_>> = Vec::new();
    let mut all = Vec::new();
    for (candidate, highest) in numbered {
        if let Some(points) = known(&candidate).filter(|points| highest <= f64::from(*points)) {
            let scale = Scale {
                points,
                evidence: candidate.column.evidence(),
                ..Scale::default()
            };
            all.push((candidate.position, candidate.asked(scale)));
            continue;
        }
        // Columns with whole questions as headings are one scale where their highest answers may be of one.
        let shared = match (candidate.question, stem_of(&candidate.column.name)) {
            (Some(_), _) => None,
            (None, Some(stem)) => Some(format!("headings that begin with {stem}")),
            (None, None) => Some(format!("answers up to {}", usual_points(highest))),
        };
        match groups.iter_mut().find(|group| group.shared == shared) {
            Some(group) => group.of.push((candidate, highest)),
            None => groups.push(NumberedGroup {
                shared,
                of: vec![(candidate, highest)],
            }),
        }
    }
    if is_all && all.is_empty() && groups.iter().all(NumberedGroup::is_doubtful) {
        groups = groups.into_iter().fold(Vec::new(), |mut one, group| {
            match one.first_mut() {
                None => one.push(NumberedGroup {
                    shared: None,
                    of: group.of,
                }),
                Some(first) => first.of.extend(group.of),
            }
            one
        });
    }
    for group in groups {
        if group.is_doubtful() {
            for (candidate, _) in group.of {
                draft.leave_out(
                    candidate.column,
                    "numbers, which may be codes or counts: no other column has the same scale, and no form says that they are answers",
                );
            }
            continue;
        }
        let highest = group
            .of
            .iter()
            .map(|(_, highest)| *highest)
            .fold(0.0, f64::max);
        let names = group
            .of
            .iter()
            .map(|(candidate, _)| candidate.column.name.as_str());
        let points = usual_points(highest);
        draft.left_out.push(format!(
            "the scale of {} is taken to have {points} points, because the highest answer is {highest}; where it has more, say so in a map",
            crate::error::listed(names.take(4))
        ));
        let worded = group.of.iter();
        let worded = worded.flat_map(|(candidate, _)| worded_numbers(candidate.column));
        let worded: BTreeMap<String, u32> = worded.collect();
        for (candidate, _) in group.of {
            let scale = Scale {
                points,
                answers: worded.clone().into_iter().collect(),
                evidence: candidate.column.evidence(),
                ..Scale::default()
            };
            all.push((candidate.position, candidate.asked(scale)));
        }
    }
    all
}

/// Adds what is not there yet.
fn add<T: PartialEq>(all: &mut Vec<T>, new: Vec<T>) {
    for one in new {
        if !all.contains(&one) {
            all.push(one);
        }
    }
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
                add(&mut kind.unknown, scale.unknown);
                add(&mut kind.no_answer, scale.no_answer);
                add(&mut kind.answers, scale.answers);
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
        draft.need(
            "a question whose answers are on a scale: no column has words or numbers that are one (a form beside the answers, an XLSForm or `.lss`, says what their codes mean)",
            "[[instruments]]",
        );
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
        let points = format!("points = {}", scale.points);
        draft.line(&points);
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
            let mut pairs: Vec<String> = answers
                .iter()
                .map(|(text, number)| format!("{} = {number}", toml_text(text)))
                .collect();
            let unknown = scale.unknown.iter();
            pairs.extend(unknown.map(|text| format!("{} = \"…\"", toml_text(text))));
            let line = format!("answers = {{ {} }}", pairs.join(", "));
            if scale.unknown.is_empty() {
                draft.line(&line);
            } else {
                let unknown = crate::error::listed(scale.unknown.iter().map(String::as_str));
                draft.need(
                    &format!("which numbers of the scale of {} points the answers {unknown} have, which are none of its words; take out those that are no answer, and list them under `no_answer`", scale.points),
                    &line,
                );
            }
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
            Ok(Guess::Numbers(_)) => {}
            Ok(Guess::Scale(scale)) => all.push(ScaledQuestion {
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
