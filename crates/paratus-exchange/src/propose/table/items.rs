//! Items of a table with a column for each, and how their numbers are written.

use crate::{
    propose::{
        Draft,
        column::Column,
        draft::{quoted, toml_column, toml_text},
    },
    recognise::{Peek, heading_max},
    slug::Ids,
    table::PART_OF_HEADING,
};

/// The most points that a heading names: `Score/20`, `Note sur 20`.
pub(super) fn points_in(heading: &str) -> Option<f64> {
    let worded = || {
        let lower = heading.to_lowercase();
        let (_, number) = [" sur ", " out of ", " من "]
            .into_iter()
            .find_map(|word| lower.rsplit_once(word))?;
        number.trim().replace(',', ".").parse().ok()
    };
    heading_max(heading)
        .or_else(worded)
        .filter(|max: &f64| *max > 0.0 && max.is_finite())
}

/// Names the cells of a column of numbers that are none.
pub(super) fn name_others(draft: &mut Draft, column: &Column<'_>) {
    let (_, _, others) = column.most_numbers().unwrap_or_default();
    if !others.is_empty() {
        let are = if others.len() == 1 {
            "is no number"
        } else {
            "are no numbers"
        };
        let others = crate::error::listed(others.iter().copied().take(4));
        draft.comment(&format!(
            "{others} {are}: such cells are refused unless `missing` lists them"
        ));
    }
}

/// Items of a table with a column for each.
pub(super) fn wide(
    draft: &mut Draft,
    peek: &Peek,
    columns: &[Column<'_>],
    items: &[&Column<'_>],
    most: Option<&Column<'_>>,
) {
    draft.comment("A column for each item: the forms must be the same for all of them.");
    let forms: Vec<(NumberNotation, &str)> = items.iter().map(|column| form_of(column)).collect();
    // What has the most points in its heading is read as points, whatever the form of the others.
    let others = || {
        let all = items.iter().zip(&forms);
        all.filter(|(column, _)| points_in(&column.name).is_none())
            .map(|(column, (form, _))| (column, *form))
    };
    let form = others().map(|(_, form)| form).max();
    let comma = forms
        .iter()
        .map(|(_, comma)| *comma)
        .find(|comma| !comma.is_empty());
    let form = form.unwrap_or(NumberNotation::Points);
    let line = format!("value = {{ {}{} }}", form.toml(), comma.unwrap_or_default());
    let unknown = others().find(|(_, one)| *one == form);
    let is_unknown = matches!(form, NumberNotation::Unknown | NumberNotation::Mixed);
    match (most, unknown.filter(|_| is_unknown)) {
        (Some(most), _) => {
            let (most, comma) = (toml_text(&most.name), comma.unwrap_or_default());
            draft.line(&format!(
                "value = {{ form = \"points\", max = {most}{comma} }}"
            ));
        }
        (None, Some((column, NumberNotation::Mixed))) => draft.need(&mixed(column), &line),
        (None, Some((column, _))) => {
            draft.comment("Where the numbers are levels of skills, write `level = { slug = true }` and `value = { constant = 1.0 }`.");
            draft.need(&most_points(column), &line);
        }
        (None, None) => draft.line(&line),
    }
    let mut ids = Ids::default();
    let names = names_of(items, peek.is_grouped);
    for (column, name) in items.iter().zip(names) {
        let (id, _) = ids.make(name, "item");
        draft.text.push('\n');
        draft.comment(&column.evidence());
        name_others(draft, column);
        draft.line("[[items]]");
        draft.line(&toml_column(column).replace(", at", "\nat"));
        draft.line(&format!("objective = {}", toml_text(&id)));
        if let Some(max) = points_in(&column.name) {
            draft.line(&format!("max = {max:?}"));
        }
        let group = column
            .name
            .rsplit_once(PART_OF_HEADING)
            .filter(|_| peek.is_grouped);
        let of_group = |other: &&Column<'_>| {
            let other = other.name.rsplit_once(PART_OF_HEADING);
            other.map(|(other, _)| other) == group.map(|(group, _)| group)
        };
        let mut dates = columns.iter().filter(of_group);
        let is_date = |date: &&Column<'_>| date.dates().is_some() || date.unclear_days().is_some();
        let (Some(_), Some(date)) = (group, dates.find(is_date)) else {
            continue;
        };
        match date.dates() {
            Some((form, _)) => draft.line(&format!("date = {{ {}, {form} }}", toml_column(date))),
            None => draft.need(
                &date.unclear_days().unwrap_or_default(),
                &format!("date = {{ {}, {} }}", toml_column(date), date.likely_form()),
            ),
        }
    }
}

/// A heading without the most points at its end: `Filing` of `Filing /20`.
fn without_points(heading: &str) -> &str {
    let before = heading
        .rsplit_once('/')
        .map(|(before, _)| before.trim_end());
    before
        .filter(|_| heading_max(heading).is_some())
        .unwrap_or(heading)
}

/// What the items of a wide table are called: of a heading of two rows the part that tells them apart.
fn names_of<'c>(items: &[&'c Column<'_>], is_grouped: bool) -> Vec<&'c str> {
    let whole = || items.iter().map(|column| column.name.as_str());
    if !is_grouped {
        return whole().map(without_points).collect();
    }
    let part = |is_below: bool| -> Vec<&'c str> {
        let parts = whole().map(|name| match name.rsplit_once(PART_OF_HEADING) {
            Some((_, below)) if is_below => without_points(below),
            Some((group, _)) => group,
            None => without_points(name),
        });
        parts.collect()
    };
    let differ = |names: &Vec<&str>| {
        let different: std::collections::BTreeSet<&&str> = names.iter().collect();
        different.len() == names.len()
    };
    [part(true), part(false)]
        .into_iter()
        .find(differ)
        .unwrap_or_else(|| whole().collect())
}

/// The most points that results without a maximum seem to be out of, where no result is above it.
const FEW_POINTS: f64 = 20.0;

/// How the numbers of a column seem to be written. Of a table with several the last of these is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NumberNotation {
    Fraction,
    Percent,
    /// So few points that they may be out of 10 or 20 as well as out of 100.
    Unknown,
    Points,
    /// Some as fractions and others in percent.
    Mixed,
}

impl NumberNotation {
    pub(super) fn toml(self) -> String {
        match self {
            NumberNotation::Fraction => "form = \"fraction\"".into(),
            NumberNotation::Percent | NumberNotation::Mixed => "form = \"percent\"".into(),
            NumberNotation::Unknown => format!("form = \"points\", max = {FEW_POINTS:?}"),
            NumberNotation::Points => "form = \"points\"".into(),
        }
    }
}

/// What a person must say of results that may be points or percentages.
pub(super) fn most_points(column: &Column<'_>) -> String {
    let name = quoted(&column.name);
    format!(
        "the most points of {name}: no result is above {FEW_POINTS}, so they may be no percentages"
    )
}

/// What a person must say of results of which some may be fractions and others percentages.
pub(super) fn mixed(column: &Column<'_>) -> String {
    let name = quoted(&column.name);
    format!(
        "how the results of {name} are written: some may be fractions, from 0 to 1, and others are percentages; write them in one way in the table"
    )
}

/// How the numbers of a column seem to be written, and whether with a decimal comma.
pub(super) fn form_of(column: &Column<'_>) -> (NumberNotation, &'static str) {
    let (numbers, comma, _) = column.most_numbers().unwrap_or_default();
    let highest = numbers.iter().copied().fold(0.0, f64::max);
    let has_sign = column.cells.iter().any(|cell| cell.ends_with(['%', '٪']));
    let is_low = |cell: &&&str| {
        let number = column.number(cell, comma);
        number.is_some_and(|number| number > 0.0 && number <= 1.0) && !cell.ends_with(['%', '٪'])
    };
    let has_fractions = column.cells.iter().any(|cell| is_low(&cell));
    let form = if column.is_out_of() || points_in(&column.name).is_some() {
        NumberNotation::Points
    } else if has_fractions && (has_sign || highest > FEW_POINTS) {
        NumberNotation::Mixed
    } else if has_sign {
        NumberNotation::Percent
    } else if highest <= 1.0 {
        NumberNotation::Fraction
    } else if highest <= FEW_POINTS {
        NumberNotation::Unknown
    } else {
        NumberNotation::Percent
    };
    (form, if comma { ", decimal_comma = true" } else { "" })
}
