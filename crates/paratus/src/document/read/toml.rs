//! TOML to the common tree. All syntax errors of a text are found, not only the first.

use super::node::{Body, Node, Place};
use super::peel::Notes;
use crate::order::Map;
use crate::{Code, Finding};
use toml::de::{DeTable, DeValue};

/// The tree of a TOML text, or nothing and the syntax errors in `notes`.
pub(super) fn parse(text: &str, file: u32, notes: &mut Notes<'_>) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(Node::at(Place::new(file, 0), from_table(table.get_ref(), file)));
    }
    for error in errors {
        let start = error.span().map_or(text.len(), |span| span.start);
        notes.note(Finding::new(Code::Unreadable, "", lower(error.message())), Some(Place::new(file, start)));
    }
    None
}

/// Messages begin with a lower-case letter here.
fn lower(message: &str) -> String {
    let mut message = message.to_owned();
    message.get_mut(..1).into_iter().for_each(str::make_ascii_lowercase);
    message
}

fn from_table(table: &DeTable<'_>, file: u32) -> Body {
    let mut nodes = Map::new();
    for (key, value) in table {
        let mut node = Node::at(Place::new(file, value.span().start), from_value(value.get_ref(), file));
        node.key = Some(Place::new(file, key.span().start));
        nodes.insert(key.get_ref().to_string(), node);
    }
    Body::Table(nodes)
}

fn from_value(value: &DeValue<'_>, file: u32) -> Body {
    match value {
        DeValue::String(text) => Body::Text(text.to_string()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(value) => Body::Whole(value),
            Err(_) => Body::Bad(format!("the number `{}` is too large", super::fault::shorten(integer.as_str()))),
        },
        DeValue::Float(float) => match float.as_str().parse::<f64>() {
            // The one infinite value that means something: the exponent whose mean is the minimum.
            Ok(f64::NEG_INFINITY) if float.as_str() == "-inf" => Body::Text("-inf".to_owned()),
            Ok(value) if value.is_finite() => Body::Number(value),
            _ => Body::Bad(format!("expected a finite number, found `{}`", super::fault::shorten(float.as_str()))),
        },
        DeValue::Boolean(value) => Body::Bool(*value),
        DeValue::Datetime(when) if when.time.is_none() && when.offset.is_none() => Body::Text(when.to_string()),
        DeValue::Datetime(when) => Body::Bad(format!("`{when}` has a time; write the date alone, as `YYYY-MM-DD`")),
        DeValue::Array(array) => Body::List(
            array
                .iter()
                .map(|value| Node::at(Place::new(file, value.span().start), from_value(value.get_ref(), file)))
                .collect(),
        ),
        DeValue::Table(table) => from_table(table, file),
    }
}
