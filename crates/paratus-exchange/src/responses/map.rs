//! The map of survey answers: who answered, when, which item, and what or how many.

use crate::{
    error::{ExchangeError, quoted_cell},
    map::{Condition, DateMap, LookupMap, MapKind, TableOptions, TextMap, default_missing, parse},
    slug::odd_character,
};
use paratus::document::{Aspect, InstrumentDoc, ItemDoc};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A map: how a table of answers becomes responses. It has a column for each question, or rows about one `question` each.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ResponseMap {
    /// The map's name, for messages.
    #[serde(skip)]
    pub(crate) file: String,
    /// How the table is read.
    #[serde(default)]
    pub table: TableOptions,
    /// Cells that mean "missing", never an answer; left out: empty, `-`, `N/A`, `#N/A`, `[c]`.
    #[serde(default = "default_missing")]
    pub missing: Vec<String>,
    /// Rows to leave out; the first condition that holds gives the reason.
    #[serde(default)]
    pub skip_where: Vec<Condition>,
    /// Side tables joined to each row.
    #[serde(default)]
    pub lookups: Vec<LookupMap>,
    /// Who answers: a pseudonymous id. Of counts the id of the group that is counted.
    pub respondent: TextMap,
    /// Whether each row is another respondent, also where `respondent` is the same, as the second in which a form was sent may be: the second
    /// such row of the table gets `-2` behind its id, and so on.
    #[serde(default)]
    pub each_row_is_somebody: bool,
    /// When.
    pub date: DateMap,
    /// The respondent's section, where it is all that is known of them.
    #[serde(default)]
    pub section: Option<TextMap>,
    /// Number of people that a row counts: the respondent is then a group whose people are not distinguished.
    #[serde(default)]
    pub count: Option<TextMap>,
    /// The question that a row is about, where each row is about one. `column` of an item is then this text; rows about other questions are
    /// set aside. Needs `answer` or `answers`.
    #[serde(default)]
    pub question: Option<TextMap>,
    /// Heading of the column that holds the answer to `question`.
    #[serde(default)]
    pub answer: Option<String>,
    /// Columns that hold how many people gave each answer to `question`.
    #[serde(default)]
    pub answers: Option<AnswerColumns>,
    /// The instruments whose items the columns are; one for each scale of answers.
    pub instruments: Vec<ResponseInstrument>,
}

/// Columns with the number or the percentage of people who gave each answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerColumns {
    /// Headings of the columns, the lowest answer first; one for each point of the scale.
    pub columns: Vec<String>,
    /// Headings of columns with those who gave no answer, such as `Don't know`. They do not count as answers, but the total has them.
    #[serde(default)]
    pub no_answer: Vec<String>,
    /// Whether cells are numbers of people or percentages of `total`.
    pub form: AnswerForm,
    /// Heading of the column with the number of people over all columns. With percentages it is needed; numbers are held against it.
    #[serde(default)]
    pub total: Option<String>,
    /// Whether the decimal mark is a comma; full stops then separate thousands, as in `1.000,5`. With `false` commas do.
    #[serde(default)]
    pub decimal_comma: Option<bool>,
}

/// How it is written how many people gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnswerForm {
    /// A whole number of people.
    Count,
    /// From 0 to 100, with or without a percent sign. Numbers of people are made of them, so shares may differ by the rounding of
    /// the percentages.
    Percent,
}

/// An instrument: questions that are answered on one scale.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ResponseInstrument {
    /// Its id.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub title: String,
    /// Number of answers of the scale.
    pub points: u32,
    /// Words for the answers, lowest first; a cell may hold the word or the number.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Numbers of other texts: `{ "Neutral" = 3 }`.
    #[serde(default)]
    pub answers: BTreeMap<String, u32>,
    /// Cells that mean no answer, such as `99` or `Don't know`.
    #[serde(default)]
    pub no_answer: Vec<String>,
    /// The columns.
    pub items: Vec<Question>,
}

/// A column whose cells answer an item.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Question {
    /// Heading of the column; with `question` the text that names the question.
    pub column: String,
    /// Which of several columns with this heading, counted from 1.
    #[serde(default)]
    pub at: Option<usize>,
    /// The item's id.
    pub id: String,
    /// The question itself, for an instrument that the programme does not have yet.
    #[serde(default)]
    pub text: String,
    /// What it measures, for an instrument that the programme does not have yet; default: the instrument's id.
    #[serde(default)]
    pub measures: Option<String>,
    /// Whether agreement means the opposite. The answer stays as it is; the instrument says that it is reversed.
    #[serde(default)]
    pub reversed: bool,
}

impl ResponseInstrument {
    /// The words for the answers, lowest first: the labels, else the texts under `answers` where each answer has one. Words of a part of the
    /// scale are none.
    pub(crate) fn words(&self) -> Vec<String> {
        let is_number = |text: &&String| text.parse::<f64>().is_ok();
        if !self.labels.is_empty() || self.answers.keys().any(|text| is_number(&text)) {
            return self.labels.clone();
        }
        let by_number: BTreeMap<u32, &String> = self
            .answers
            .iter()
            .map(|(text, number)| (*number, text))
            .collect();
        let is_whole = by_number.len() == self.points as usize;
        if !is_whole || self.answers.len() != by_number.len() {
            return Vec::new();
        }
        by_number.into_values().cloned().collect()
    }
}

impl ResponseMap {
    /// Reads a map. `file` is its name in messages.
    ///
    /// # Errors
    /// [`ExchangeError::Map`] with line and column where the text is not TOML, lacks a key or has an unknown one, and where a scale
    /// has fewer than two points or an answer that is not on it.
    ///
    /// ```
    /// let text = r#"
    ///     respondent = { column = "ID" }
    ///     date = { column = "When", form = "iso_time" }
    ///     [[instruments]]
    ///     id = "pulse"
    ///     points = 5
    ///     items = [{ column = "I know where to file", id = "filing" }]
    /// "#;
    /// assert_eq!(paratus_exchange::ResponseMap::parse("map.toml", text).unwrap().instruments[0].points, 5);
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<ResponseMap, ExchangeError> {
        let mut map: ResponseMap = parse(MapKind::Responses, file, text)?;
        file.clone_into(&mut map.file);
        map.check_form()?;
        for instrument in &map.instruments {
            let wrong = |message: String| {
                Err(ExchangeError::map(
                    file,
                    format!("the instrument `{}` {message}", instrument.id),
                ))
            };
            let points = instrument.points;
            if points < 2 {
                return wrong(format!("has `points = {points}`; a scale has at least 2"));
            }
            let ids = instrument.items.iter().map(|item| &item.id);
            for id in ids.chain([&instrument.id]) {
                match odd_character(id) {
                    _ if id.is_empty() => return wrong("has an empty id".into()),
                    Some(odd) => {
                        let message =
                            format!("has the id {}, and ids cannot have {odd}", quoted_cell(id));
                        return wrong(message);
                    }
                    None => {}
                }
            }
            if !instrument.labels.is_empty() && instrument.labels.len() != points as usize {
                let count = instrument.labels.len();
                return wrong(format!("has {count} labels for {points} points"));
            }
            let off = |number: &&u32| !(1..=points).contains(*number);
            if let Some(number) = instrument.answers.values().find(off) {
                return wrong(format!("has the answer {number} on a scale of {points}"));
            }
            let columns = map.answers.as_ref().map(|answers| answers.columns.len());
            if let Some(count) = columns.filter(|count| *count != points as usize) {
                return wrong(format!(
                    "has {points} points, and `answers.columns` has {count} columns: name one for each point"
                ));
            }
        }
        Ok(map)
    }

    /// Refuses keys that contradict each other.
    fn check_form(&self) -> Result<(), ExchangeError> {
        let wrong = |message: &str| Err(ExchangeError::map(&self.file, message.to_owned()));
        match (&self.question, &self.answer, &self.answers) {
            (None, None, None) | (Some(_), Some(_), None) => {}
            (Some(_), None, Some(answers)) => {
                if self.count.is_some() {
                    return wrong(
                        "`count` and `answers` both say how many people answered: keep one",
                    );
                }
                if answers.form == AnswerForm::Percent && answers.total.is_none() {
                    return wrong(
                        "`answers` are percentages, so `answers.total` is needed: the column with the number of people",
                    );
                }
            }
            (Some(_), ..) => {
                return wrong("`question` needs exactly one of `answer` and `answers`");
            }
            (None, ..) => {
                return wrong(
                    "`answer` and `answers` need `question`: the item that a row is about",
                );
            }
        }
        Ok(())
    }

    /// The instruments as a programme has them.
    pub(crate) fn instruments(&self) -> Vec<InstrumentDoc> {
        let item = |instrument: &ResponseInstrument, question: &Question| ItemDoc {
            id: question.id.clone(),
            text: question.text.clone(),
            measures: question
                .measures
                .clone()
                .unwrap_or_else(|| instrument.id.clone()),
            aspect: Aspect::default(),
            reversed: question.reversed,
            previous_ids: Vec::new(),
        };
        let one = |instrument: &ResponseInstrument| InstrumentDoc {
            id: instrument.id.clone(),
            title: instrument.title.as_str().into(),
            points: instrument.points,
            labels: instrument.words(),
            no_answer: instrument.no_answer.clone(),
            evidence_weight: None,
            reliability: None,
            items: instrument
                .items
                .iter()
                .map(|question| item(instrument, question))
                .collect(),
            previous_ids: Vec::new(),
        };
        self.instruments.iter().map(one).collect()
    }
}
