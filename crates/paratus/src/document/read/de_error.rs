//! What serde found wrong, kept in its parts and reported in the words of the files.

use super::spanned_value::PathStep;
use crate::finding::describe;
use crate::formatting::shorten;
use crate::{Code, Finding};
use serde::de::{self, Expected, Unexpected};
use std::fmt;

/// A problem that ended one attempt to read a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DeError {
    /// A key that the table does not have; these are the ones it has.
    UnknownKey(&'static [&'static str]),
    /// A required key is not there.
    MissingKey(&'static str),
    /// A word that is not one of these.
    UnknownWord(String, &'static [&'static str]),
    /// A value of another type or form: what was expected, and what is there.
    Mismatch(String, Found),
    /// A list that ends before what was expected; or, of a struct, the first field that is missing.
    TooShort(usize, String),
    /// In the words of the type that refused it.
    Other(String),
}

/// What is there in place of what was expected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    Number(String),
    Text(String),
    /// A truth value, or something else that is shown as it is.
    Value(String),
    /// What the sentences of findings have a word for.
    Word(String),
}

impl Found {
    fn new(unexpected: &Unexpected<'_>) -> Found {
        match unexpected {
            Unexpected::Bool(value) => Found::Value(value.to_string()),
            Unexpected::Unsigned(value) => Found::Number(value.to_string()),
            Unexpected::Signed(value) => Found::Number(value.to_string()),
            Unexpected::Float(value) => Found::Number(value.to_string()),
            Unexpected::Str(text) => Found::Text(shorten(text)),
            Unexpected::Unit | Unexpected::Option => Found::Word("nothing".to_owned()),
            Unexpected::Seq => Found::Word("a list".to_owned()),
            Unexpected::Map => Found::Word("a table".to_owned()),
            Unexpected::Other(text) => Found::Word((*text).to_owned()),
            _ => Found::Word("something else".to_owned()),
        }
    }
}

impl DeError {
    /// The finding for people.
    pub(super) fn finding(&self, path: &str) -> Finding {
        let code = Code::WrongType;
        match self {
            DeError::UnknownKey(_) => describe!(
                code,
                path,
                ValueUnreadable {
                    detail: "not a key here"
                }
            ),
            DeError::MissingKey(key) => describe!(
                code,
                path,
                KeyMissing {
                    key: *key,
                    owner: "this table"
                }
            ),
            DeError::UnknownWord(word, words) => describe!(
                code,
                path,
                ExpectedFoundWord {
                    words: *words,
                    found: shorten(word)
                }
            )
            .did_you_mean(word, words.iter().copied()),
            DeError::Mismatch(expected, found) => mismatch(path, expected, found),
            DeError::TooShort(length, expected) => describe!(
                code,
                path,
                ExpectedFoundList {
                    expected: expected,
                    length: *length
                }
            ),
            DeError::Other(detail) => {
                describe!(code, path, ValueUnreadable { detail: detail })
            }
        }
    }
}

fn mismatch(path: &str, expected: &str, found: &Found) -> Finding {
    let code = Code::WrongType;
    match found {
        Found::Number(found) => describe!(
            code,
            path,
            ExpectedFoundNumber {
                expected: expected,
                found: found
            }
        ),
        Found::Text(found) => {
            let finding = describe!(
                code,
                path,
                ExpectedFoundText {
                    expected: expected,
                    found: found
                }
            );
            // Elsewhere a list of objectives is one of ids; here each has more to say.
            let is_objective = path.contains("requires[") || path.contains("teaches[");
            if is_objective && expected == "a table" {
                finding.help(format!("write `{{ objective = \"{found}\" }}`"))
            } else {
                finding
            }
        }
        Found::Value(found) => describe!(
            code,
            path,
            ExpectedFoundValue {
                expected: expected,
                found: found
            }
        ),
        Found::Word(found) => describe!(
            code,
            path,
            ExpectedFound {
                expected: expected,
                found: found
            }
        ),
    }
}

/// What serde says it expected, without the names of Rust's types.
fn describe_expected(expected: &dyn Expected) -> String {
    let text = expected.to_string();
    match text.as_str() {
        "a string" | "string" | "a borrowed string" => "a text".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "a table".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number of at least 0".to_owned(),
        text if text.starts_with("struct ") => "a table".to_owned(),
        text if text.starts_with("enum ") || text.starts_with("variant ") => "a word".to_owned(),
        text => text.to_owned(),
    }
}

/// A fault and the way to it; boxed, since most values are read without one.
#[derive(Debug)]
pub(super) struct LocatedDeError(Box<(DeError, Vec<PathStep>)>);

impl From<DeError> for LocatedDeError {
    fn from(fault: DeError) -> LocatedDeError {
        LocatedDeError(Box::new((fault, Vec::new())))
    }
}

impl LocatedDeError {
    /// The same failure seen from one step further out.
    #[cold]
    pub(super) fn within(mut self, step: PathStep) -> LocatedDeError {
        self.0.1.push(step);
        self
    }

    /// The same failure of a struct with these fields: where its list of them ends too early, that key is missing.
    #[cold]
    pub(super) fn missing(mut self, fields: &'static [&'static str]) -> LocatedDeError {
        if let (DeError::TooShort(index, _), true) = (&self.0.0, self.0.1.is_empty())
            && let Some(key) = fields.get(*index)
        {
            self.0.0 = DeError::MissingKey(key);
        }
        self
    }

    /// The fault, and the steps to it from the outermost value.
    pub(super) fn into_parts(self) -> (DeError, Vec<PathStep>) {
        let (fault, mut steps) = *self.0;
        steps.reverse();
        (fault, steps)
    }
}

impl de::Error for LocatedDeError {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> LocatedDeError {
        DeError::Other(message.to_string()).into()
    }

    #[cold]
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> LocatedDeError {
        DeError::Mismatch(describe_expected(expected), Found::new(&unexpected)).into()
    }

    #[cold]
    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> LocatedDeError {
        DeError::Mismatch(describe_expected(expected), Found::new(&unexpected)).into()
    }

    #[cold]
    fn invalid_length(length: usize, expected: &dyn Expected) -> LocatedDeError {
        DeError::TooShort(length, describe_expected(expected)).into()
    }

    #[cold]
    fn unknown_field(_: &str, expected: &'static [&'static str]) -> LocatedDeError {
        DeError::UnknownKey(expected).into()
    }

    #[cold]
    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> LocatedDeError {
        DeError::UnknownWord(variant.to_owned(), expected).into()
    }
}

impl fmt::Display for LocatedDeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0.finding("").message)
    }
}

impl std::error::Error for LocatedDeError {}
