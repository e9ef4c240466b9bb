//! A map for a log of events, or for counted uses.

use super::{dated_column, head, leave_out_contacts};
use crate::propose::headings::find;
use crate::words::USES;
use crate::{
    propose::{
        Draft,
        column::Column,
        draft::{quoted, toml_column, toml_text},
    },
    recognise::{Peek, Recognition},
    slug::slug,
};

/// A log of events, or a table of counted uses.
pub(super) fn events(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    (person, section): (Option<&Column<'_>>, Option<&Column<'_>>),
    action: &Column<'_>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "events of use");
    head(&mut draft, peek);
    draft.text.push('\n');
    draft.line("[events]");
    if let Some(person) = person {
        draft.describe(person);
        draft.line(&format!("person = {{ {} }}", toml_column(person)));
    } else if let Some(section) = section {
        draft.describe(section);
        draft.line(&format!(
            "section = {{ {}, slug = true }}",
            toml_column(section)
        ));
    }
    if let Some(column) = dated_column(columns) {
        draft.day_or_need("date", column);
    }
    let uses = find(columns, USES).filter(|column| column.numbers().is_some());
    if let Some(uses) = uses {
        draft.describe(uses);
        draft.line(&format!("count = {}", toml_text(&uses.name)));
        draft.decimal_comma(uses);
    }
    let words = action.words();
    let pairs: Vec<String> = words
        .iter()
        .take(30)
        .map(|word| format!("{} = \"tool/feature\"", toml_text(word)))
        .collect();
    draft.describe(action);
    let is_feature = |word: &&str| {
        let parts = word.split_once('/');
        parts.is_some_and(|(tool, feature)| slug(tool) == tool && slug(feature) == feature)
    };
    if words.iter().all(is_feature) {
        draft.line(&format!("feature = {{ {} }}", toml_column(action)));
        leave_out_contacts(&mut draft, columns);
        return draft;
    }
    draft.need(
        &format!(
            "which feature of which tool each word of {} is",
            quoted(&action.name)
        ),
        &format!(
            "feature = {{ {}, table = {{ {} }}, otherwise = \"\" }}",
            toml_column(action),
            pairs.join(", ")
        ),
    );
    leave_out_contacts(&mut draft, columns);
    draft
}
