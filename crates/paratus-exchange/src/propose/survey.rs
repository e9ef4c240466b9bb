//! Maps for answers to surveys: a column for each question.

use super::{
    Draft, Hints,
    column::{Column, columns},
    draft::{quoted, toml_column, toml_text},
};
use crate::{
    recognise::{Form, Peek, Recognition},
    slug::{Ids, slug},
};

/// What a form's columns are called.
struct Survey {
    respondent: &'static [&'static str],
    date: &'static [&'static str],
    /// Columns about the answering, not answers.
    about: &'static [&'static str],
}

/// Texts of answers in their order, lowest first. Texts of one place are separated by a stroke.
const SCALES: [&[&str]; 16] = [
    &[
        "strongly disagree",
        "disagree",
        "neither agree nor disagree|neutral|undecided|neither",
        "agree",
        "strongly agree",
    ],
    &[
        "strongly disagree",
        "disagree",
        "somewhat disagree",
        "neither agree nor disagree|neutral",
        "somewhat agree",
        "agree",
        "strongly agree",
    ],
    &[
        "strongly disagree",
        "somewhat disagree",
        "neither agree nor disagree|neutral",
        "somewhat agree",
        "strongly agree",
    ],
    &["strongly disagree", "disagree", "agree", "strongly agree"],
    &[
        "very dissatisfied",
        "dissatisfied|somewhat dissatisfied",
        "neither satisfied nor dissatisfied|neutral",
        "satisfied|somewhat satisfied",
        "very satisfied",
    ],
    &[
        "never",
        "rarely|seldom",
        "sometimes|occasionally",
        "often|frequently",
        "always",
    ],
    &["never", "rarely", "sometimes", "often"],
    &["not at all", "not much", "some", "a lot"],
    &[
        "not at all confident",
        "slightly confident|not so confident",
        "moderately confident|somewhat confident",
        "very confident",
        "extremely confident",
    ],
    &[
        "not at all important",
        "slightly important|not so important",
        "moderately important|somewhat important",
        "very important",
        "extremely important",
    ],
    &[
        "very unimportant",
        "somewhat unimportant",
        "neither important nor unimportant|neither important nor unimportant (neutral)",
        "somewhat important",
        "very important",
    ],
    &[
        "very unfavorably",
        "somewhat unfavorably",
        "neither favorably nor unfavorably|neither favorably nor unfavorably (neutral)",
        "somewhat favorably",
        "very favorably",
    ],
    &["very poor|poor", "fair", "good", "very good", "excellent"],
    &[
        "not at all",
        "hardly|a little|slightly",
        "partly|moderately|somewhat",
        "mostly|very|very much",
        "fully|completely|extremely",
    ],
    &["no", "yes"],
    &["false", "true"],
];

/// Texts that are no answer whatever the scale.
const NO_ANSWER: [&str; 9] = [
    "don't know",
    "dont know",
    "unfamiliar (n/a)",
    "not applicable",
    "prefer not to say",
    "no answer",
    "-oth-",
    "99",
    "-99",
];

fn survey(form: Form) -> Survey {
    match form {
        Form::Qualtrics => Survey {
            respondent: &["ResponseId", "V1"],
            date: &["EndDate", "V9", "RecordedDate"],
            about: &[
                "StartDate",
                "EndDate",
                "Status",
                "IPAddress",
                "Progress",
                "Duration (in seconds)",
                "Finished",
                "RecordedDate",
                "ResponseId",
                "RecipientLastName",
                "RecipientFirstName",
                "RecipientEmail",
                "ExternalReference",
                "LocationLatitude",
                "LocationLongitude",
                "LocationAccuracy",
                "DistributionChannel",
                "UserLanguage",
                "V1",
                "V2",
                "V3",
                "V4",
                "V5",
                "V6",
                "V7",
                "V8",
                "V9",
                "V10",
            ],
        },
        Form::SurveyMonkey => Survey {
            respondent: &["RespondentID", "Respondent ID", ""],
            date: &[
                "EndDate",
                "End Date",
                "Date Modified",
                "StartDate",
                "Start Date",
            ],
            about: &[
                "RespondentID",
                "Respondent ID",
                "CollectorID",
                "Collector ID",
                "StartDate",
                "Start Date",
                "EndDate",
                "End Date",
                "Date Created",
                "Date Modified",
                "IP Address",
                "Email Address",
                "First Name",
                "Last Name",
                "Custom Data 1",
                "weight",
            ],
        },
        Form::LimeSurvey => Survey {
            respondent: &["id", "Response ID"],
            date: &["submitdate", "Date submitted"],
            about: &[
                "id",
                "Response ID",
                "submitdate",
                "Date submitted",
                "lastpage",
                "Last page",
                "startlanguage",
                "Start language",
                "seed",
                "Seed",
                "startdate",
                "Date started",
                "datestamp",
                "Date last action",
                "ipaddr",
                "IP address",
                "refurl",
                "Referrer URL",
            ],
        },
        Form::Kobo => Survey {
            respondent: &["_id", "_uuid"],
            date: &["_submission_time", "end"],
            about: &[
                "start",
                "end",
                "today",
                "deviceid",
                "username",
                "_id",
                "_uuid",
                "_submission_time",
                "_validation_status",
                "_notes",
                "_status",
                "_submitted_by",
                "__version__",
                "_tags",
                "_index",
                "_parent_index",
                "_parent_table_name",
            ],
        },
        Form::OdkCentral => Survey {
            respondent: &["KEY"],
            date: &["SubmissionDate"],
            about: &[
                "SubmissionDate",
                "KEY",
                "PARENT_KEY",
                "SubmitterID",
                "SubmitterName",
                "AttachmentsPresent",
                "AttachmentsExpected",
                "Status",
                "ReviewState",
                "DeviceID",
                "Edits",
                "FormVersion",
                "instanceID",
                "meta-instanceID",
                "meta-instanceName",
                "start",
                "end",
            ],
        },
        Form::MicrosoftForms => Survey {
            respondent: &["ID"],
            date: &["Completion time", "Start time"],
            about: &[
                "ID",
                "Start time",
                "Completion time",
                "Email",
                "Name",
                "Last modified time",
                "Language",
            ],
        },
        _ => Survey {
            respondent: &[
                "Email Address",
                "Username",
                "Timestamp",
                "Zeitstempel",
                "Horodateur",
                "Marca temporal",
                "طابع زمني",
            ],
            date: &[
                "Timestamp",
                "Zeitstempel",
                "Horodateur",
                "Marca temporal",
                "طابع زمني",
            ],
            about: &[
                "Timestamp",
                "Zeitstempel",
                "Horodateur",
                "Marca temporal",
                "طابع زمني",
                "Email Address",
                "Username",
                "Score",
            ],
        },
    }
}

pub(super) fn draft(peek: &Peek, found: &Recognition, hints: Hints) -> Draft {
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
    instruments(&mut draft, peek, &columns, &questions, &survey);
    draft.list_left_out();
    draft
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

fn date(draft: &mut Draft, column: Option<&Column<'_>>, hints: Hints) {
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

/// Questions on one scale, each with its place and what supports the guess.
type Scaled<'c, 'p> = (Scale, Vec<(usize, &'c Column<'p>, String)>);

/// What a question's answers are.
struct Scale {
    points: u32,
    answers: Vec<(String, u32)>,
    evidence: String,
}

fn scale(column: &Column<'_>) -> Result<Scale, String> {
    let given: Vec<&str> = column
        .cells
        .iter()
        .copied()
        .filter(|cell| !NO_ANSWER.contains(&cell.to_lowercase().as_str()))
        .collect();
    if given.is_empty() {
        return Err("nobody answered it".into());
    }
    let numbers: Option<Vec<f64>> = given.iter().map(|cell| cell.parse().ok()).collect();
    if let Some(numbers) = numbers {
        let highest = numbers.iter().copied().fold(0.0, f64::max);
        let whole = numbers
            .iter()
            .all(|number| number.fract() == 0.0 && *number >= 1.0);
        if !whole || highest > 10.0 {
            return Err("numbers that are no scale from 1 to at most 10".into());
        }
        let points = [5, 7, 10]
            .into_iter()
            .find(|points| highest <= f64::from(*points));
        let points = points.unwrap_or(10);
        let evidence = format!(
            "{}; the highest answer is {highest}, so {points} points are assumed",
            column.evidence()
        );
        return Ok(Scale {
            points,
            answers: Vec::new(),
            evidence,
        });
    }
    for scale in SCALES {
        let place = |cell: &str| {
            let cell = cell.to_lowercase();
            scale
                .iter()
                .position(|texts| texts.split('|').any(|text| text == cell))
        };
        if given.iter().all(|cell| place(cell).is_some()) {
            let mut answers: Vec<(String, u32)> = given
                .iter()
                .filter_map(|cell| {
                    Some(((*cell).to_owned(), u32::try_from(place(cell)?).ok()? + 1))
                })
                .collect();
            answers.sort();
            answers.dedup();
            answers.sort_by_key(|(_, number)| *number);
            return Ok(Scale {
                points: u32::try_from(scale.len()).unwrap_or(5),
                answers,
                evidence: column.evidence(),
            });
        }
    }
    let mut texts = given.clone();
    texts.sort_unstable();
    texts.dedup();
    if texts.len() > 12 {
        return Err(format!(
            "{} different texts, which are no scale",
            texts.len()
        ));
    }
    let listed = crate::error::listed(texts.iter().copied().take(4));
    Err(format!(
        "texts without a known order ({listed}); give their numbers under `answers` to read them"
    ))
}

fn instruments(
    draft: &mut Draft,
    peek: &Peek,
    columns: &[Column<'_>],
    questions: &[Option<&str>],
    survey: &Survey,
) {
    let name = peek.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let stem = if stem.is_empty() {
        "survey".to_owned()
    } else {
        stem
    };
    let mut kinds: Vec<Scaled<'_, '_>> = Vec::new();
    for (position, column) in columns.iter().enumerate() {
        let about = survey
            .about
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&column.name));
        let who = survey.respondent.contains(&column.name.as_str()) && position == 0;
        if about || who {
            continue;
        }
        match scale(column) {
            Err(_) if column.name.is_empty() && column.cells.is_empty() => {}
            Err(why) => draft.leave_out(column, &why),
            Ok(scale) => {
                let evidence = scale.evidence.clone();
                let same = |other: &&mut (Scale, _)| {
                    let compatible = other.0.answers.iter().all(|(text, number)| {
                        let mine = scale.answers.iter().find(|(mine, _)| mine == text);
                        mine.is_none_or(|(_, mine)| mine == number)
                    });
                    other.0.points == scale.points
                        && other.0.answers.is_empty() == scale.answers.is_empty()
                        && compatible
                };
                match kinds.iter_mut().find(same) {
                    Some((kind, items)) => {
                        for answer in scale.answers {
                            if !kind.answers.contains(&answer) {
                                kind.answers.push(answer);
                            }
                        }
                        items.push((position, column, evidence));
                    }
                    None => kinds.push((scale, vec![(position, column, evidence)])),
                }
            }
        }
    }
    if kinds.is_empty() {
        draft.need("a question whose answers are on a scale", "[[instruments]]");
    }
    for (number, (scale, items)) in kinds.iter().enumerate() {
        let id = if number == 0 {
            stem.clone()
        } else {
            format!("{stem}-{}", number + 1)
        };
        draft.text.push('\n');
        draft.line("[[instruments]]");
        draft.line(&format!("id = {}", toml_text(&id)));
        draft.line(&format!("points = {}", scale.points));
        if !scale.answers.is_empty() {
            let mut answers = scale.answers.clone();
            answers.sort_by_key(|(_, number)| *number);
            let pairs: Vec<String> = answers
                .iter()
                .map(|(text, number)| format!("{} = {number}", toml_text(text)))
                .collect();
            draft.line(&format!("answers = {{ {} }}", pairs.join(", ")));
        }
        let codes: Vec<String> = NO_ANSWER.iter().map(|code| toml_text(code)).collect();
        draft.line(&format!("no_answer = [{}]", codes.join(", ")));
        let mut ids = Ids::default();
        for (position, column, evidence) in items {
            let question = questions
                .get(*position)
                .copied()
                .flatten()
                .unwrap_or_default();
            let code =
                column.name.len() <= 24 && !column.name.contains(' ') && !column.name.is_empty();
            let (item, _) = if code {
                ids.make(&column.name, "item")
            } else {
                ids.make(&format!("q{}", position + 1), "item")
            };
            let text = match (question, column.name.as_str()) {
                ("" | "Response", heading) => heading.to_owned(),
                (question, _) => question.to_owned(),
            };
            draft.comment(evidence);
            draft.line("[[instruments.items]]");
            draft.line(&toml_column(column).replace(", at", "\nat"));
            draft.line(&format!("id = {}", toml_text(&item)));
            draft.line(&format!("text = {}", toml_text(&text)));
        }
    }
}
