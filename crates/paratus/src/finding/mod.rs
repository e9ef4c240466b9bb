//! Problems in the input, as plain data: what, how bad, where, and what would correct it.

mod code;
mod facts;
mod sentences;
#[cfg_attr(
    not(feature = "plan"),
    expect(
        unreachable_pub,
        reason = "it is public where there are plans, which say it"
    )
)]
mod statement;

pub use code::Code;
pub use facts::Fact;
pub(crate) use facts::{Facts, describe};
pub use sentences::Sentence;
#[cfg(feature = "plan")]
pub use statement::CompoundStatement;
#[cfg_attr(
    not(feature = "plan"),
    expect(
        unreachable_pub,
        reason = "it is public where there are plans, which say it"
    )
)]
pub use statement::Statement;
#[cfg(feature = "plan")]
pub(crate) use statement::known;
pub(crate) use statement::say;

use crate::lookalike::{look, look_the_same, oddities};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Figures would not be what the authors meant; nothing is scored.
    Error,
    /// Probably not what the authors meant, or a principle of the model is at risk.
    Warning,
    /// Worth knowing.
    Info,
}

names! {
    Severity:
    Error = "error",
    Warning = "warning",
    Info = "info",
}

fn one() -> u32 {
    1
}

fn is_one(count: &u32) -> bool {
    *count == 1
}

/// A problem in the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Finding {
    /// Stable code, for instance `UNKNOWN_REFERENCE`.
    pub code: Code,
    /// Column of the place, counted in characters from 1, where known.
    pub column: Option<u32>,
    /// How many places have the same; this is the first of them, and the message says where more are. 1 where it is the only one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
    /// The parameters of `sentence` by name, so that any language can say it; with `meant`, the name that was probably meant.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// File of the place, as it was named when read, where known.
    pub file: Option<String>,
    /// What would correct it.
    pub help: Option<String>,
    /// Line of the place, counted from 1, where known.
    pub line: Option<u32>,
    /// What is wrong, in one English sentence, lower case, with the user's words in backticks.
    pub message: String,
    /// Where in the document: `roles[2].requires[0].objective`.
    pub path: String,
    /// What is said, by key; none where a later version of this library has said what this one does not know.
    #[serde(
        default,
        deserialize_with = "known_sentence",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub sentence: Option<Sentence>,
    /// How bad it is.
    pub severity: Severity,
}

/// The sentence of a name; none where a later version has added it.
fn known_sentence<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Sentence>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    Ok(name.and_then(|name| Sentence::from_name(&name)))
}

impl Finding {
    /// A finding of `code` at `path` that says a sentence with its parameters, with the code's usual severity.
    ///
    /// The words come from the sentence, so that any language can say it. A parameter that the sentence lacks is not said.
    ///
    /// ```
    /// use paratus::{Code, Finding, Sentence, Severity};
    ///
    /// let given = [("kind", "objective".into()), ("given", "filing".into())];
    /// let finding = Finding::new(Code::UnknownReference, "roles[0].requires[0]", Sentence::NameUnknown, given);
    /// assert_eq!(finding.severity, Severity::Error);
    /// assert_eq!(finding.message, "there is no objective `filing`");
    /// ```
    #[must_use]
    pub fn new(
        code: Code,
        path: impl Into<String>,
        sentence: Sentence,
        parameters: impl Into<Vec<(&'static str, Fact)>>,
    ) -> Finding {
        Finding::of_statement(code, path.into(), Statement::new(sentence, parameters))
    }

    /// A finding that says a statement.
    pub(crate) fn of_statement(code: Code, path: String, says: Statement) -> Finding {
        let Statement { facts, sentence } = says;
        Finding {
            code,
            column: None,
            count: 1,
            message: sentence.in_english(&facts),
            facts,
            file: None,
            help: None,
            line: None,
            path,
            sentence: Some(sentence),
            severity: code.severity(),
        }
    }

    /// A finding that is only counted: it says nothing.
    pub(crate) fn unsaid(code: Code) -> Finding {
        Finding {
            code,
            column: None,
            count: 1,
            message: String::new(),
            facts: Facts::default(),
            file: None,
            help: None,
            line: None,
            path: String::new(),
            sentence: None,
            severity: code.severity(),
        }
    }

    /// The same finding with the name that was probably meant in place of `given`.
    #[must_use]
    pub(crate) fn with_meant(mut self, given: &str, name: &str) -> Finding {
        self.facts.insert("meant".into(), name.into());
        self.help(suggestion(given, name))
    }

    /// The same finding with a hint of what would correct it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(help.into());
        self
    }

    /// The same finding with a "did you mean" where one of `candidates` is close to `given`.
    ///
    /// ```
    /// use paratus::{Code, Finding, Sentence};
    ///
    /// let given = [("kind", "objective".into()), ("given", "filling".into())];
    /// let finding = Finding::new(Code::UnknownReference, "roles[0]", Sentence::NameUnknown, given);
    /// let help = finding.did_you_mean("filling", ["filing", "search"]).help.unwrap();
    /// assert!(help.contains("`filing`"), "{help}");
    /// ```
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        given: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Finding {
        match closest(given, candidates) {
            Some(name) => self.with_meant(given, name),
            None => match oddities(given) {
                Some(odd) => self.help(format!("it has {odd}")),
                None => self,
            },
        }
    }

    /// The same finding with a "did you mean", or, where nothing is close, with what there is.
    #[must_use]
    pub(crate) fn did_you_mean_one_of(self, given: &str, known: &[&str]) -> Finding {
        const LISTED: usize = 12;
        if closest(given, known.iter().copied()).is_some() {
            return self.did_you_mean(given, known.iter().copied());
        }
        let quoted = |name: &&str| format!("`{name}`");
        match known {
            [] => self.help("there is none"),
            [only] => self.help(format!("there is only `{only}`")),
            _ => {
                let (last, first) = known
                    .get(..LISTED)
                    .unwrap_or(known)
                    .split_last()
                    .unwrap_or((&"", &[]));
                let first = first.iter().map(quoted).collect::<Vec<_>>().join(", ");
                let more = known.len().saturating_sub(LISTED);
                self.help(match more {
                    0 => format!("there are {first} and `{last}`"),
                    more => format!("there are {first}, `{last}` and {more} more"),
                })
            }
        }
    }

    /// The same finding at a place in a file (line and column from 1).
    ///
    /// ```
    /// use paratus::{Code, Finding, Sentence};
    ///
    /// let given = [("kind", "objective".into()), ("given", "filing".into())];
    /// let finding = Finding::new(Code::UnknownReference, "roles[0]", Sentence::NameUnknown, given);
    /// assert!(finding.at("roles.toml", 3, Some(9)).to_string().starts_with("roles.toml:3:9"));
    /// ```
    #[must_use]
    pub fn at(mut self, file: &str, line: u32, column: Option<u32>) -> Finding {
        self.file = Some(file.to_owned());
        self.line = Some(line);
        self.column = column;
        self
    }

    fn order(&self) -> impl Ord + '_ {
        (
            self.severity,
            self.file.as_deref().map_or(0, rank),
            self.code.stage(),
            self.file.as_deref(),
            self.line,
            self.column,
            self.code.name(),
            self.path.as_str(),
            self.message.as_str(),
        )
    }
}

impl std::error::Error for Finding {}

impl Finding {
    /// Writes what is wrong, and what would correct it.
    pub(crate) fn say(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

/// One line: the place, what is wrong, and what would correct it.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            if let Some(column) = self.column {
                write!(f, "{column}:")?;
            }
            write!(f, " ")?;
        } else if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}[{}]: ", self.severity, self.code)?;
        self.say(f)
    }
}

/// What is authored before the tables, and tables of the programme before those of records: a cause before what follows from it.
fn rank(file: &str) -> u8 {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((_, "toml" | "json")) => 0,
        Some(("evidence" | "responses" | "attendance" | "waivers", _)) => 2,
        _ => 1,
    }
}

/// Puts findings in their published order: worst first, a cause before what follows from it, then by place; exact repeats are dropped.
pub(crate) fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings.dedup();
}

/// "Did you mean", with what tells the two apart where the eye does not.
pub(crate) fn suggestion(given: &str, name: &str) -> String {
    let mut text = format!("did you mean `{name}`?");
    if let Some(odd) = oddities(given) {
        text.push_str(&format!(" What is written has {odd}"));
    } else if let Some(odd) = oddities(name) {
        text.push_str(&format!(" That one has {odd}"));
    } else if differ_in_zeros(given, name) {
        text.push_str(
            " A spreadsheet takes ids of digits for numbers and drops their zeros: format the column as text",
        );
    }
    text
}

/// The number that a spreadsheet makes of an id of digits, without leading zeros: of `00204` as of `204`, `204.0` and `2.04E+02`.
fn number_of_id(id: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, rest) = id.split_once(['.', ',']).unwrap_or((id, "0"));
    if digits(whole) && digits(rest) && rest.bytes().all(|b| b == b'0') {
        return Some(whole.trim_start_matches('0').to_owned());
    }
    let (number, power) = id.split_once(['E', 'e'])?;
    let (whole, rest) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let power: usize = power.strip_prefix('+')?.parse().ok()?;
    let is_power = digits(whole) && rest.bytes().all(|b| b.is_ascii_digit());
    let rest = rest.trim_end_matches('0');
    (is_power && (rest.len()..=LONGEST_NAME).contains(&power)).then(|| {
        let number = format!("{whole}{rest:0<power$}");
        number.trim_start_matches('0').to_owned()
    })
}

/// What the ids of two people have in common where probably one person is meant: the number of an id of digits, else how the id looks,
/// in small letters.
#[must_use]
pub fn key_of_person(id: &str) -> String {
    let seen = look(id);
    let seen = seen.trim();
    number_of_id(seen).unwrap_or_else(|| seen.to_lowercase())
}

/// Whether two different ids are probably one person's: the same number, or the same to the eye but for capitals. Ids in small and
/// capital letters may differ in these alone, as some systems make them.
#[must_use]
pub fn are_one_person(a: &str, b: &str) -> bool {
    let is_mixed = |id: &str| id.contains(char::is_lowercase) && id.contains(char::is_uppercase);
    let by_capitals = || is_mixed(a) && is_mixed(b) && look(a).trim() != look(b).trim();
    a != b && key_of_person(a) == key_of_person(b) && !by_capitals()
}

/// Whether two texts of digits are the same number, written as a spreadsheet may have it.
pub(crate) fn differ_in_zeros(a: &str, b: &str) -> bool {
    a != b && number_of_id(a).is_some_and(|a| number_of_id(b) == Some(a))
}

/// An id without what is easily written otherwise: in small letters, without separators and the zeros before numbers.
fn normalise_id(id: &str) -> String {
    let mut bare = String::with_capacity(id.len());
    for c in id.chars().filter(|c| c.is_alphanumeric()) {
        let leading = c == '0' && !bare.ends_with(|before: char| before.is_ascii_digit());
        if !leading {
            bare.extend(c.to_lowercase());
        }
    }
    bare
}

/// The id that differs from `given` in nothing but capitals, separators, what is not seen, and leading zeros.
pub(crate) fn alike_id<'a>(given: &str, ids: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let normal = normalise_id(given);
    ids.into_iter().find(|id| {
        normalise_id(id) == normal || look_the_same(id, given) || differ_in_zeros(id, given)
    })
}

/// Which person was probably meant by an id that nobody has, or what it has that is not seen. An id that differs otherwise would be
/// somebody else's.
#[must_use]
pub fn person_meant<'a>(given: &str, ids: impl IntoIterator<Item = &'a str>) -> Option<String> {
    match alike_id(given, ids) {
        Some(id) => Some(suggestion(given, id)),
        None => oddities(given).map(|odd| format!("it has {odd}")),
    }
}

/// What was probably meant by a name that is not known, or what it has that is not seen.
#[must_use]
pub fn probably_meant<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    match closest(given, candidates) {
        Some(name) => Some(suggestion(given, name)),
        None => oddities(given).map(|odd| format!("it has {odd}")),
    }
}

/// Names longer than this, in bytes, are neither corrected nor proposed.
const LONGEST_NAME: usize = 256;

/// The candidate closest to `given`, if one is close enough to be a slip of the pen.
pub(crate) fn closest<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    closest_of(given, &mut candidates.into_iter())
}

/// The same for all kinds of candidates.
fn closest_of<'a>(given: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    // The distance takes time and room by the product of the lengths; so long a text is no slip of the pen.
    if given.len() > LONGEST_NAME {
        return None;
    }
    let (given_lower, length) = (given.to_ascii_lowercase(), given.chars().count());
    candidates
        .filter(|name| name.len() <= LONGEST_NAME)
        .filter_map(|name| {
            if look_the_same(given, name) || differ_in_zeros(given, name) {
                return Some((0, name));
            }
            let (lower, other) = (name.to_ascii_lowercase(), name.chars().count());
            let most = length.max(other) / 3;
            let is_begun = given.len() > 3 && lower.starts_with(&given_lower);
            // The distance takes time, and is no less than what one has more letters than the other.
            if length.abs_diff(other) > most && !is_begun {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&given_lower, &lower);
            (distance <= most || is_begun).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_comes_before_what_follows_from_it() {
        let at = |code, file: &str, line| describe!(code, "", FileEmpty).at(file, line, Some(1));
        let mut findings = vec![
            describe!(Code::MoreFindings, "evidence", FileEmpty),
            at(Code::UnknownReference, "evidence.csv", 2),
            at(Code::BadValue, "evidence.csv", 9),
            at(Code::GateUnreachable, "paratus.toml", 1),
            at(Code::UnknownReference, "paratus.toml", 3),
            at(Code::DuplicateId, "paratus.toml", 30),
            at(Code::WrongType, "paratus.toml", 50),
            at(Code::UnknownKey, "paratus.toml", 40),
        ];
        sort(&mut findings);
        let errors: Vec<(Code, Option<u32>)> = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| (finding.code, finding.line))
            .collect();
        assert_eq!(
            errors,
            [
                (Code::UnknownKey, Some(40)),
                (Code::WrongType, Some(50)),
                (Code::DuplicateId, Some(30)),
                (Code::UnknownReference, Some(3)),
                (Code::BadValue, Some(9)),
                (Code::UnknownReference, Some(2)),
            ]
        );
    }
}
