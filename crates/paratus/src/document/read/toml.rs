//! TOML to the common tree. All syntax errors of a text are found, not only the first.

use super::collect_errors::ErrorCollector;
use super::spanned_value::{Span, SpannedValue, ValueBody};
use super::toml_syntax;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// The tree of a TOML text, with its syntax errors in `notes`: then it is what can be made out all the same, so that one slip hides
/// nothing else that is wrong.
pub(super) fn parse(text: &str, file: u32, notes: &mut ErrorCollector<'_>) -> SpannedValue {
    let (table, errors) = DeTable::parse_recoverable(text);
    // The parser may stumble twice over one slip.
    let mut last = None;
    for error in errors {
        let start = error.span().map_or(text.len(), |span| span.start);
        let finding = toml_syntax::finding(error.message(), text, start);
        let line = text.get(..start).map(|before| before.matches('\n').count());
        let said = Some((line, finding.message.clone()));
        if said != last {
            notes.note(finding, Some(Span::new(file, start)));
            last = said;
        }
    }
    let body = from_table(table.get_ref(), file);
    SpannedValue::at(Span::new(file, 0), body)
}

fn from_table(table: &DeTable<'_>, file: u32) -> ValueBody {
    let mut nodes = BTreeMap::new();
    for (key, value) in table {
        let mut node = SpannedValue::at(
            Span::new(file, value.span().start),
            from_value(value.get_ref(), file),
        );
        node.key = Some(Span::new(file, key.span().start));
        nodes.insert(key.get_ref().to_string(), node);
    }
    ValueBody::Table(nodes)
}

fn from_value(value: &DeValue<'_>, file: u32) -> ValueBody {
    match value {
        DeValue::String(text) => ValueBody::Text(text.to_string()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(value) => ValueBody::Whole(value),
            Err(_) => ValueBody::Bad(format!(
                "the number `{}` is too large",
                crate::formatting::shorten(integer.as_str())
            )),
        },
        DeValue::Float(float) => match float.as_str().parse::<f64>() {
            // The one infinite value that means something: the exponent whose mean is the minimum.
            Ok(f64::NEG_INFINITY) if float.as_str() == "-inf" => ValueBody::Text("-inf".to_owned()),
            Ok(value) if value.is_finite() => ValueBody::Number(value),
            _ => ValueBody::Bad(format!(
                "expected a finite number, found `{}`",
                crate::formatting::shorten(float.as_str())
            )),
        },
        DeValue::Boolean(value) => ValueBody::Bool(*value),
        DeValue::Datetime(when) if when.time.is_none() && when.offset.is_none() => {
            ValueBody::Text(when.to_string())
        }
        DeValue::Datetime(when) => ValueBody::Bad(format!(
            "`{when}` has a time; write the date alone, as `YYYY-MM-DD`"
        )),
        DeValue::Array(array) => ValueBody::List(
            array
                .iter()
                .map(|value| {
                    SpannedValue::at(
                        Span::new(file, value.span().start),
                        from_value(value.get_ref(), file),
                    )
                })
                .collect(),
        ),
        DeValue::Table(table) => from_table(table, file),
    }
}
