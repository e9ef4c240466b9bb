//! What serde found wrong, kept in its parts and reported in the words of the files.

use super::spanned_value::PathStep;
use crate::words::{one_of, shorten};
use serde::de::{self, Expected, Unexpected};
use std::fmt;

/// A problem that ended one attempt to read a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DeError {
    /// A key that the table does not have; these are the ones it has.
    UnknownKey(&'static [&'static str]),
    /// A required key is not there.
    MissingKey(&'static str),
    /// A word that is not one of these.
    UnknownWord(String, &'static [&'static str]),
    /// A value of another type or form: what was expected, and what is there.
    Mismatch(String, String),
    /// A list that ends before what was expected; or, of a struct, the first field that is missing.
    TooShort(usize, String),
    /// In the words of the type that refused it.
    Other(String),
}

impl DeError {
    /// The sentence for people.
    pub(super) fn message(&self) -> String {
        match self {
            DeError::UnknownKey(_) => "not a key here".to_owned(),
            DeError::MissingKey(key) => format!("`{key}` is missing"),
            DeError::UnknownWord(word, words) => {
                format!("expected {}, found `{}`", one_of(words), shorten(word))
            }
            DeError::Mismatch(expected, found) => format!("expected {expected}, found {found}"),
            DeError::TooShort(length, expected) => {
                format!("expected {expected}, found a list of {length}")
            }
            DeError::Other(message) => message.clone(),
        }
    }
}

fn describe_unexpected(unexpected: &Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number `{value}`"),
        Unexpected::Signed(value) => format!("the number `{value}`"),
        Unexpected::Float(value) => format!("the number `{value}`"),
        Unexpected::Str(text) => format!("the text `{}`", shorten(text)),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        Unexpected::Other(text) => (*text).to_owned(),
        _ => "something else".to_owned(),
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
        DeError::Mismatch(
            describe_expected(expected),
            describe_unexpected(&unexpected),
        )
        .into()
    }

    #[cold]
    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> LocatedDeError {
        DeError::Mismatch(
            describe_expected(expected),
            describe_unexpected(&unexpected),
        )
        .into()
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
        f.write_str(&self.0.0.message())
    }
}

impl std::error::Error for LocatedDeError {}
