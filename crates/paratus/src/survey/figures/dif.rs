//! Difficulty, importance and frequency: whether a task is worth training, as a table that can be replaced.

use serde::{Deserialize, Serialize};

/// The decision on training in a task, by its difficulty, importance and frequency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrainingDecision {
    /// None: it is learnt by doing, or does not matter.
    NoTrain,
    /// Initial training.
    Train,
    /// Initial training and continuing practice: it is forgotten between the times that it is needed.
    Overtrain,
}

names! {
    TrainingDecision:
    NoTrain = "no_train",
    Train = "train",
    Overtrain = "overtrain",
}

/// One rule of a DIF table; what is left out does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DifRule {
    /// Whether the task is difficult.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficult: Option<bool>,
    /// Whether it is done often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequent: Option<bool>,
    /// Whether it is important.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub important: Option<bool>,
    /// What follows.
    pub training: TrainingDecision,
}

/// A decision table: the first row that fits decides.
///
/// The default is the usual table of military training analysis (DIF analysis): what is difficult and important is
/// trained, and trained again where it is rare; what is difficult but not important is trained where it is frequent; what
/// is easy and important is trained where it is rare; nothing else is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DifTable {
    /// The mean score from which a task is difficult, important or frequent (0.5), in [0, 1].
    pub from: f64,
    /// The rows.
    pub rules: Vec<DifRule>,
}

impl Default for DifTable {
    fn default() -> DifTable {
        let rule = |difficult, important, frequent, training| DifRule {
            difficult: Some(difficult),
            frequent,
            important: Some(important),
            training,
        };
        DifTable {
            from: 0.5,
            rules: vec![
                rule(true, true, Some(true), TrainingDecision::Train),
                rule(true, true, Some(false), TrainingDecision::Overtrain),
                rule(true, false, Some(true), TrainingDecision::Train),
                rule(true, false, Some(false), TrainingDecision::NoTrain),
                rule(false, true, Some(true), TrainingDecision::NoTrain),
                rule(false, true, Some(false), TrainingDecision::Train),
                rule(false, false, None, TrainingDecision::NoTrain),
            ],
        }
    }
}

impl DifTable {
    /// What follows from mean scores in [0, 1]; `None` where no row fits.
    ///
    /// ```
    /// use paratus::survey::{DifTable, TrainingDecision};
    /// assert_eq!(DifTable::default().decide(0.8, 0.9, 0.1), Some(TrainingDecision::Overtrain));
    /// assert_eq!(DifTable::default().decide(0.2, 0.9, 0.8), Some(TrainingDecision::NoTrain));
    /// ```
    #[must_use]
    pub fn decide(
        &self,
        difficulty: f64,
        importance: f64,
        frequency: f64,
    ) -> Option<TrainingDecision> {
        let fits = |wanted: Option<bool>, score: f64| {
            wanted.is_none_or(|wanted| wanted == (score >= self.from))
        };
        let row = self.rules.iter().find(|rule| {
            fits(rule.difficult, difficulty)
                && fits(rule.important, importance)
                && fits(rule.frequent, frequency)
        });
        row.map(|rule| rule.training)
    }
}
