//! Reads maps, with places and suggestions.

use super::{Epoch, TextMap, ValueMax};
use crate::error::{ExchangeError, Problem, did_you_mean};
use paratus::Date;
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned, MapAccess, SeqAccess, value::MapAccessDeserializer},
};
use std::{borrow::Cow, fmt, ops::Range};
use toml::de::{DeTable, DeValue};

/// Reads a map; unknown keys are refused with the key that was probably meant.
pub(crate) fn parse<T: DeserializeOwned>(
    kind: MapKind,
    file: &str,
    text: &str,
) -> Result<T, ExchangeError> {
    let text = quote_dates(text.strip_prefix('\u{feff}').unwrap_or(text));
    if let Some(other) = kind_of(&text).filter(|other| *other != kind) {
        let message = format!(
            "this is {}, and {} is needed",
            other.purpose(),
            kind.purpose()
        );
        let mut problem = Problem::new(file, message);
        problem.help = Some(other.help().to_owned());
        return Err(ExchangeError::Map(problem));
    }
    if let Some((line, needed)) = left_to_complete(&text) {
        let mut problem = Problem::new(file, format!("this is still to be said: {needed}"));
        problem.line = Some(line);
        let help =
            "complete the line below it and take away its `#`; where it is not needed, delete both";
        return Err(ExchangeError::Map(problem.help(Some(help.into()))));
    }
    toml::from_str(&text).map_err(|error| {
        let mut problem = Problem::new(file, error.message().trim().replace('\n', "; "));
        if let Some(before) = error.span().and_then(|span| text.get(..span.start)) {
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            problem.line = Some(before.bytes().filter(|&byte| byte == b'\n').count() as u64 + 1);
            problem.column = before
                .get(line_start..)
                .map(|start| start.chars().count() as u64 + 1);
        }
        if let Some(rest) = problem.message.strip_prefix("unknown field ") {
            // serde names the wrong key and then all right ones in backticks.
            let names: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
            if let Some((wrong, right)) = names.split_first() {
                let known = right
                    .iter()
                    .map(|name| format!("`{name}`"))
                    .collect::<Vec<_>>()
                    .join(", ");
                let help = did_you_mean(wrong, right.iter().copied());
                let message = format!("unknown key `{wrong}`");
                problem.help = Some(help.map_or_else(
                    || format!("the keys are {known}"),
                    |near| format!("{near} The keys are {known}"),
                ));
                problem.message = message;
            }
        } else if let Some(rest) = problem.message.strip_prefix("unknown variant ") {
            // serde names the wrong word and then all right ones in backticks.
            let names: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
            if let Some((wrong, right)) = names.split_first() {
                let known = crate::error::listed(right.iter().copied());
                let help = did_you_mean(wrong, right.iter().copied());
                problem.message = format!("`{wrong}` is no word that this key knows");
                problem.help = Some(help.map_or_else(
                    || format!("the words are {known}"),
                    |near| format!("{near} The words are {known}"),
                ));
            }
        } else if kind == MapKind::Framework && problem.message.ends_with("expected a sequence") {
            problem.message = "`levels` is a list, and keys are needed".into();
            let help =
                "write `levels = { order = [\"Working\", \"Expert\"] }`, the lowest level first";
            problem.help = Some(help.into());
        } else if let Some(rest) = problem.message.strip_prefix("missing field ") {
            problem.message = format!("the key {rest} is needed");
        }
        ExchangeError::Map(problem)
    })
}

/// How a place of a proposed map begins that only a person can complete: the line below it is a comment until then.
pub(crate) const NEEDED: &str = "# NEEDED: ";

/// The first place of a proposed map that nobody has completed: its line, and what is needed. Left as it is, what it is about would be lost
/// where the key may be left out.
fn left_to_complete(text: &str) -> Option<(u64, &str)> {
    let mut lines = (1..).zip(text.lines()).peekable();
    while let Some((number, line)) = lines.next() {
        let needed = line.strip_prefix(NEEDED);
        let is_open = lines.peek().is_some_and(|(_, next)| next.starts_with('#'));
        if let (Some(needed), true) = (needed, is_open) {
            return Some((number, needed));
        }
    }
    None
}

/// What a map, or what is taken for one, is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MapKind {
    /// A map of events of use.
    Events,
    /// A map of results.
    Evidence,
    /// A map of acts, sessions or absences.
    Facts,
    /// A map of a framework.
    Framework,
    /// A map of survey answers.
    Responses,
    /// A map of a roster.
    Roster,
    /// A map of published scores.
    Scores,
    /// No map: a programme.
    Programme,
}

impl MapKind {
    fn purpose(self) -> &'static str {
        match self {
            MapKind::Events => "a map for events of use",
            MapKind::Evidence => "a map for evidence",
            MapKind::Facts => "a map for acts, sessions or absences",
            MapKind::Framework => "a map for a framework",
            MapKind::Responses => "a map for survey answers",
            MapKind::Roster => "a map for a roster",
            MapKind::Scores => "a map for scores",
            MapKind::Programme => "a programme",
        }
    }

    fn help(self) -> &'static str {
        match self {
            MapKind::Events
            | MapKind::Evidence
            | MapKind::Facts
            | MapKind::Framework
            | MapKind::Responses
            | MapKind::Roster
            | MapKind::Scores => "`paratus import --map` finds out by itself what a map is for",
            MapKind::Programme => "a map says which column is what: see the maps beside the guides",
        }
    }
}

/// The kind of a map by the tables that only one kind has; `None` where that does not tell.
pub(crate) fn kind_of(text: &str) -> Option<MapKind> {
    let table = DeTable::parse(text).ok()?;
    let has = |keys: &[&str]| {
        keys.iter()
            .filter(|key| table.get_ref().contains_key(**key))
            .count()
    };
    // In a programme they are lists.
    let is_table = |key: &&&str| {
        let value = table.get_ref().get(**key);
        value.is_some_and(|value| matches!(value.get_ref(), DeValue::Table(_)))
    };
    let of_facts = ["acts", "sessions", "absences"];
    let counts = [
        (of_facts.iter().filter(is_table).count(), MapKind::Facts),
        (
            has(&["columns", "levels", "tracks", "skills_table"]),
            MapKind::Framework,
        ),
        (
            has(&["person", "objective", "kind", "value", "items"]),
            MapKind::Evidence,
        ),
        (has(&["respondent", "instruments"]), MapKind::Responses),
        (has(&["roster"]), MapKind::Roster),
        (has(&["events"]), MapKind::Events),
        (has(&["organisation", "years"]), MapKind::Scores),
        (
            has(&[
                "format",
                "objectives",
                "roles",
                "sections",
                "tools",
                "include",
            ]),
            MapKind::Programme,
        ),
    ];
    let most = counts
        .iter()
        .map(|(count, _)| *count)
        .max()
        .filter(|most| *most > 0)?;
    let mut kinds = counts
        .into_iter()
        .filter(|(count, _)| *count == most)
        .map(|(_, kind)| kind);
    kinds.next().filter(|_| kinds.next().is_none())
}

/// The same text with its dates in quotes: both forms are allowed, documents know the second.
fn quote_dates(text: &str) -> Cow<'_, str> {
    fn find(value: &DeValue<'_>, span: Range<usize>, dates: &mut Vec<Range<usize>>) {
        match value {
            DeValue::Datetime(when) if when.date.is_some() && when.time.is_none() => {
                dates.push(span);
            }
            DeValue::Array(items) => items
                .iter()
                .for_each(|item| find(item.get_ref(), item.span(), dates)),
            DeValue::Table(table) => table
                .iter()
                .for_each(|(_, item)| find(item.get_ref(), item.span(), dates)),
            _ => {}
        }
    }
    let Ok(table) = DeTable::parse(text) else {
        return Cow::Borrowed(text);
    };
    let mut dates = Vec::new();
    table
        .get_ref()
        .iter()
        .for_each(|(_, item)| find(item.get_ref(), item.span(), &mut dates));
    if dates.is_empty() {
        return Cow::Borrowed(text);
    }
    dates.sort_by_key(|span| span.start);
    let mut quoted = text.to_owned();
    for span in dates.into_iter().rev() {
        quoted.insert(span.end, '"');
        quoted.insert(span.start, '"');
    }
    Cow::Owned(quoted)
}

/// One text, or a list of texts: `role = "Role"` or `role = ["Role", "Level"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OneOrMany(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = OneOrMany;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a column, or a list of columns")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![text.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany, A::Error> {
                let mut all = Vec::new();
                while let Some(text) = seq.next_element()? {
                    all.push(text);
                }
                if all.is_empty() {
                    Err(de::Error::invalid_length(0, &"at least one column"))
                } else {
                    Ok(OneOrMany(all))
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// An encoding by its name on the web.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Encoding(pub(crate) &'static encoding_rs::Encoding);

impl<'de> Deserialize<'de> for Encoding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Encoding, D::Error> {
        let name = String::deserialize(deserializer)?;
        encoding_rs::Encoding::for_label_no_replacement(name.as_bytes()).map(Encoding).ok_or_else(|| {
            de::Error::custom(format!(
                "`{name}` is not an encoding; known are for instance `utf-8`, `windows-1252`, `utf-16le`"
            ))
        })
    }
}

/// One ASCII character between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delimiter(pub(crate) u8);

impl<'de> Deserialize<'de> for Delimiter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Delimiter, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_bytes() {
            &[byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => {
                Ok(Delimiter(byte))
            }
            _ => Err(de::Error::custom(format!(
                "`{text}` is not a delimiter; write one character, such as `;`"
            ))),
        }
    }
}

impl<'de> Deserialize<'de> for ValueMax {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ValueMax, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = ValueMax;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number of points, or a column")
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<ValueMax, E> {
                Ok(ValueMax::Constant(value))
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<ValueMax, E> {
                Ok(ValueMax::Constant(value as f64))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<ValueMax, E> {
                Ok(ValueMax::Column(text.to_owned()))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl<'de> Deserialize<'de> for Epoch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Epoch, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Epoch;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as `\"YYYY-MM-DD\"`, or a table with `column` or `template`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Epoch, E> {
                Date::parse(text).map(Epoch::Constant).map_err(E::custom)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Epoch, A::Error> {
                TextMap::deserialize(MapAccessDeserializer::new(map))
                    .map(|text| Epoch::Text(Box::new(text)))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
