//! A sentence with its parameters, wherever something is said that is no finding.

use super::facts::{Fact, Facts};
use super::sentences::Sentence;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A sentence with its parameters, so that any language can say it. Its `Display` is the English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Statement {
    /// The parameters of `sentence` by name.
    pub facts: Facts,
    /// What is said, by key.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub sentence: Sentence,
}

impl Statement {
    /// A sentence with its parameters. A parameter that the sentence lacks is not said.
    ///
    /// ```
    /// use paratus::Sentence;
    /// use paratus::plan::Statement;
    ///
    /// let statement = Statement::new(Sentence::NoWorkingDay, [("from", "2027-03-13".into()), ("until", "2027-03-14".into())]);
    /// assert_eq!(statement.to_string(), "there is no working day from 2027-03-13 to 2027-03-14");
    /// ```
    #[must_use]
    pub fn new(sentence: Sentence, parameters: impl Into<Vec<(&'static str, Fact)>>) -> Statement {
        Statement::named(sentence, parameters.into())
    }

    /// Statements in English, as clauses of one sentence.
    ///
    /// ```
    /// use paratus::Sentence;
    /// use paratus::plan::Statement;
    ///
    /// let clause = || Statement::new(Sentence::PlanLonger, [("weeks", 2u64.into())]);
    /// assert_eq!(Statement::join(&[clause(), clause()]), "plan for 2 more weeks; plan for 2 more weeks");
    /// ```
    #[must_use]
    pub fn join(clauses: &[Statement]) -> String {
        let said: Vec<String> = clauses.iter().map(ToString::to_string).collect();
        said.join("; ")
    }

    fn named(sentence: Sentence, parameters: Vec<(&'static str, Fact)>) -> Statement {
        let facts = parameters
            .into_iter()
            .map(|(name, fact)| (name.into(), fact))
            .collect();
        Statement { facts, sentence }
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence.in_english(&self.facts))
    }
}

/// Statements that are said as one sentence, with its English text.
#[cfg(feature = "plan")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CompoundStatement {
    /// The statements, clauses of one sentence; none where a later version has said what this one does not know.
    #[serde(default, deserialize_with = "known")]
    pub says: Vec<Statement>,
    /// The same in English.
    #[serde(default)]
    pub text: String,
}

/// The sentence in English.
#[cfg(feature = "plan")]
impl fmt::Display for CompoundStatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

#[cfg(feature = "plan")]
impl From<Vec<Statement>> for CompoundStatement {
    fn from(says: Vec<Statement>) -> CompoundStatement {
        CompoundStatement {
            text: Statement::join(&says),
            says,
        }
    }
}

/// The statements of a list as far as this version knows their sentences: none where a later version has said one that it does not.
#[cfg(feature = "plan")]
pub(crate) fn known<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Statement>, D::Error> {
    #[derive(Deserialize)]
    struct WrittenStatement {
        #[serde(default)]
        facts: Facts,
        sentence: String,
    }
    let written = Vec::<WrittenStatement>::deserialize(deserializer)?;
    let statement = |one: WrittenStatement| {
        Some(Statement {
            facts: one.facts,
            sentence: Sentence::from_name(&one.sentence)?,
        })
    };
    let known: Option<Vec<Statement>> = written.into_iter().map(statement).collect();
    Ok(known.unwrap_or_default())
}

/// A statement from a sentence and its parameters: `say!(NoWorkingDay { from: from, until: until })`. A parameter that the sentence
/// lacks, or one too few, does not build.
macro_rules! say {
    ($sentence:ident $({ $($name:ident: $value:expr),+ $(,)? })? $(,)?) => {{
        const _: () = assert!(
            $crate::text::are_slots(
                $crate::finding::Sentence::$sentence.english(),
                &[$($(stringify!($name)),+)?]
            ),
            "the sentence has other parameters"
        );
        $crate::finding::Statement::new(
            $crate::finding::Sentence::$sentence,
            vec![$($((stringify!($name), $crate::finding::Fact::from($value))),+)?],
        )
    }};
}
pub(crate) use say;

#[cfg(all(test, feature = "plan"))]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_a_later_version_is_left_out_and_the_rest_is_read() {
        let read = |json: &str| known(&mut serde_json::Deserializer::from_str(json)).unwrap();
        let said = say!(NoWorkingDay {
            from: "2027-03-13",
            until: "2027-03-14"
        });
        let json = serde_json::to_string(&[&said]).unwrap();
        assert_eq!(read(&json), [said]);
        assert!(read(r#"[{"sentence": "of-a-later-version", "facts": {"n": 1}}]"#).is_empty());
    }
}
