//! Surveys and tests, as written.

use super::{Title, is_default, is_false};
use crate::finding::describe;
use crate::formatting::shorten;
use crate::{Code, Error};
use serde::{Deserialize, Serialize};

/// A survey or test whose answers run from 1 to `points`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InstrumentDoc {
    /// Short name.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// Number of answers of the scale, at least 2: answer c scores (c - 1) / (points - 1).
    #[serde(default = "default_points")]
    pub points: u32,
    /// Words for the answers, lowest first. In tables an answer is its number or its word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// Cells of tables that mean no answer, such as `99` or `don't know`; empty ones, `-`, `N/A` and `[c]` always do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_answer: Vec<String>,
    /// Evidence weight of its answers in equivalent trials, at most 8; default: that of `survey`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_weight: Option<f64>,
    /// Known reliability in [0, 1): the evidence weight is then 2 r / (1 - r), at most 8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<f64>,
    /// Earlier ids. References to them mean this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
    /// The questions.
    pub items: Vec<ItemDoc>,
}

/// Cells that stand for no answer in every table.
const NO_ANSWER: [&str; 4] = ["", "-", "N/A", "[c]"];

impl InstrumentDoc {
    /// The answer that a cell of a table holds: a whole number, or the place of a word of the instrument; `None` where the cell stands
    /// for no answer. Whether the number is one of the scale is judged elsewhere.
    ///
    /// # Errors
    /// Where the cell holds neither, with what it may hold.
    ///
    /// ```
    /// use paratus::document::{InstrumentDoc, ItemDoc};
    ///
    /// let mut pulse = InstrumentDoc::new("pulse", [ItemDoc::new("q1", "buy-in")]).points(3);
    /// pulse.labels = ["no", "partly", "yes"].map(str::to_owned).to_vec();
    /// pulse.no_answer = vec!["99".to_owned()];
    /// assert_eq!(pulse.answer_in("Partly")?, Some(2));
    /// assert_eq!(pulse.answer_in("3.0")?, Some(3));
    /// assert_eq!(pulse.answer_in("99")?, None);
    /// let error = pulse.answer_in("maybe").unwrap_err().to_string();
    /// assert!(error.contains("(answers are whole numbers from 1 to 3, or `no`, `partly`, `yes`"), "{error}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn answer_in(&self, cell: &str) -> Result<Option<u32>, Error> {
        let cell = cell.trim();
        let is = |text: &str| text.to_lowercase() == cell.to_lowercase();
        if NO_ANSWER.into_iter().any(is) || self.no_answer.iter().any(|text| is(text)) {
            return Ok(None);
        }
        let mut numbered = (1u32..).zip(&self.labels);
        if let Some((number, _)) = numbered.find(|(_, label)| is(label)) {
            return Ok(Some(number));
        }
        // Programs that count write whole numbers with a fraction of nothing.
        let (whole, rest) = cell.split_once(['.', ',']).unwrap_or((cell, "0"));
        let is_whole = !rest.is_empty() && rest.bytes().all(|byte| byte == b'0');
        let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
        if let (true, true, Ok(number)) = (is_whole, digits, whole.parse()) {
            return Ok(Some(number));
        }
        let mut said = format!("answers are whole numbers from 1 to {}", self.points);
        for (at, label) in self.labels.iter().take(12).enumerate() {
            said += &format!("{} `{label}`", if at == 0 { ", or" } else { "," });
        }
        let finding = describe!(
            Code::BadValue,
            "answer",
            ValueNotAnAnswer {
                value: shorten(cell),
                instrument: &self.id
            }
        );
        Err(Error::unknown(finding.help(
            said + "; if it means no answer, add it to `no_answer`",
        )))
    }
}

/// An item of an instrument: one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemDoc {
    /// Short name.
    pub id: String,
    /// The question itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What it measures: an objective's id, or a climate construct such as `buy-in`, or a barrier stage.
    pub measures: String,
    /// What is asked about it; default: `ability`, how well the respondent does it. Items of the same `measures`, one
    /// asking for `ability` and one for `importance`, rank needs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub aspect: Aspect,
    /// Whether agreement means the opposite.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reversed: bool,
    /// Earlier ids. References to them mean this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
}

/// What an item asks about the thing it measures.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// How well the respondent does it, or how far they agree: what scores and evidence are made of.
    #[default]
    Ability,
    /// How hard it is.
    Difficulty,
    /// How often it is done.
    Frequency,
    /// How much it matters for the respondent's work.
    Importance,
}

names! {
    Aspect:
    Ability = "ability",
    Difficulty = "difficulty",
    Frequency = "frequency",
    Importance = "importance",
}

fn default_points() -> u32 {
    5
}
