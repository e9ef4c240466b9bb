//! Items of a table with a column for each, and how their numbers are written.

use crate::propose::headings::find;
use crate::{
    propose::{
        Draft,
        column::Column,
        draft::{quoted, toml_column, toml_text},
        matrix::{LEVELS_INSTEAD, topic},
    },
    recognise::{Peek, heading_max},
    slug::Ids,
    table::{PART_OF_HEADING, begins_as_totals},
    words::{MOST, VALUE},
};

/// Words after which a heading names the most points.
const OUT_OF: [&str; 11] = [
    "/", "out of", "max", "max.", "maximum", "sur", "von", "sobre", "máx", "máx.", "من",
];

/// Words for points behind their number.
const POINTS: [&str; 9] = [
    "points", "point", "pts", "pt", "punkte", "puntos", "نقاط", "نقطة", "درجة",
];

/// A text without the word at its end.
fn without_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(word.len())?;
    let (before, end) = text.split_at_checked(at)?;
    let is_part = word != "/" && before.ends_with(char::is_alphabetic);
    (end.to_lowercase() == word && !is_part).then_some(before.trim_end())
}

/// A heading without the most points that it names, and these: `Score/20`, `Note sur 20`, `Filing (max. 20 points)`.
fn with_points(heading: &str) -> Option<(&str, f64)> {
    if let Some(max) = heading_max(heading) {
        let (before, _) = heading.rsplit_once('/')?;
        return Some((before.trim_end(), max));
    }
    let text = heading.trim_end_matches([')', ']', '.', ' ']);
    let unit = POINTS.iter().find_map(|word| without_word(text, word));
    let number = unit.unwrap_or(text);
    let before = number
        .trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ','));
    let max: f64 = number.get(before.len()..)?.replace(',', ".").parse().ok()?;
    let before = before.trim_end_matches([' ', ':', '=']);
    let out_of = OUT_OF.iter().find_map(|word| without_word(before, word));
    let name = out_of.or(unit.map(|_| before))?;
    let name = name.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    (max > 0.0 && max.is_finite() && name.contains(char::is_alphabetic)).then_some((name, max))
}

/// The most points that a heading names.
pub(super) fn points_in(heading: &str) -> Option<f64> {
    with_points(heading).map(|(_, max)| max)
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

/// Whether a column holds totals of others, by its heading.
pub(super) fn is_of_totals(column: &Column<'_>) -> bool {
    let name = with_points(&column.name).map_or(column.name.as_str(), |(name, _)| name);
    let name = name.to_lowercase();
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    // `Course total`, `Total score`; but neither `Total quality` nor `Social media`.
    let ends = words
        .last()
        .is_some_and(|last| begins_as_totals(last) && *last != "media");
    let begins = words.split_first().is_some_and(|(first, rest)| {
        begins_as_totals(first) && rest.iter().all(|word| VALUE.contains(word))
    });
    begins_as_totals(&name) || ends || begins
}

/// Whether a heading says nothing but that the most points are below it: `Out of`, `von`.
fn is_out_of(column: &Column<'_>) -> bool {
    OUT_OF.contains(&column.name.trim().to_lowercase().as_str())
}

/// What a heading says beside words for results and for the most points.
fn stem(column: &Column<'_>) -> String {
    if is_out_of(column) {
        return String::new();
    }
    let heading = column.name.to_lowercase();
    let words = heading.split(|letter: char| !letter.is_alphanumeric());
    let own =
        words.filter(|word| !word.is_empty() && !VALUE.contains(word) && !MOST.contains(word));
    own.collect::<Vec<_>>().join(" ")
}

/// Whether a column of the most points is called like an item: `Filing max` like `Filing score`.
fn is_of(most: &Column<'_>, item: &Column<'_>) -> bool {
    stem(most) == stem(item)
}

/// Whether a column holds the most points of others: by its heading, which says nothing else or what another one says.
pub(super) fn is_most(column: &Column<'_>, numbers: &[&Column<'_>]) -> bool {
    let is_other = |other: &&&Column<'_>| other.name != column.name && is_of(column, other);
    (find(std::slice::from_ref(column), MOST).is_some() || is_out_of(column))
        && points_in(&column.name).is_none()
        && (stem(column).is_empty() || numbers.iter().any(|other| is_other(&other)))
}

/// Items of a table with a column for each.
pub(super) fn wide(
    draft: &mut Draft,
    peek: &Peek,
    columns: &[Column<'_>],
    items: &[&Column<'_>],
    mosts: &[&Column<'_>],
) {
    draft.comment("A column for each item. An item with a `max` of its own is points out of it; the others are written as `value` says.");
    let forms: Vec<(NumberNotation, &str)> = items.iter().map(|column| form_of(column)).collect();
    // The most points of all items, or of those that are called like them.
    let most = match mosts {
        [one] if !items.iter().any(|item| is_of(one, item)) => Some(*one),
        [one] if items.len() == 1 => Some(*one),
        _ => None,
    };
    let most_of = |item: &Column<'_>| {
        let mut own = mosts.iter().filter(|_| most.is_none());
        own.find(|most| is_of(most, item))
    };
    // What has the most points of its own is read as points, whatever the form of the others; of few points a person must say them.
    let others = || {
        let all = items.iter().zip(&forms);
        all.filter(|(column, _)| points_in(&column.name).is_none() && most_of(column).is_none())
            .map(|(column, (form, _))| (column, *form))
            .filter(|(_, form)| *form != NumberNotation::Unknown)
    };
    let form = others().map(|(_, form)| form).max();
    let comma = forms
        .iter()
        .map(|(_, comma)| *comma)
        .find(|comma| !comma.is_empty());
    let unclear = items.iter().find_map(|column| column.unclear_mark());
    let unclear = unclear.filter(|_| comma.is_none());
    let form = form.unwrap_or(NumberNotation::Points);
    let line = format!("value = {{ {}{} }}", form.toml(), comma.unwrap_or_default());
    let mut mixed_ones = others().filter(|(_, one)| *one == NumberNotation::Mixed);
    match (most, mixed_ones.next(), unclear) {
        (Some(most), ..) => {
            let (most, comma) = (toml_text(&most.name), comma.unwrap_or_default());
            draft.line(&format!(
                "value = {{ form = \"points\", max = {most}{comma} }}"
            ));
        }
        (None, Some((column, _)), _) => draft.need(&mixed(column), &line),
        (None, None, Some(unclear)) => draft.need(&unclear, &line),
        (None, None, None) => draft.line(&line),
    }
    // Whether a person must say the most points of an item.
    let is_open = |column: &Column<'_>, one: NumberNotation| {
        let has_most =
            most.is_some() || points_in(&column.name).is_some() || most_of(column).is_some();
        let is_less = one == NumberNotation::Fraction && form != NumberNotation::Fraction;
        !has_most && (one == NumberNotation::Unknown || is_less)
    };
    let mut all = items.iter().zip(&forms);
    if all.any(|(column, (one, _))| is_open(column, *one)) {
        draft.comment(LEVELS_INSTEAD);
    }
    let mut ids = Ids::default();
    let names = names_of(items, peek.is_grouped);
    for ((column, name), (one, _)) in items.iter().zip(names).zip(&forms) {
        let (id, _) = ids.make(name, "item");
        draft.text.push('\n');
        draft.comment(&column.evidence());
        name_others(draft, column);
        draft.line("[[items]]");
        draft.line(&toml_column(column).replace(", at", "\nat"));
        draft.line(&format!("objective = {}", toml_text(&id)));
        if let Some(max) = points_in(&column.name) {
            draft.line(&format!("max = {max:?}"));
        } else if let Some(most) = most_of(column) {
            draft.line(&format!("max = {}", toml_text(&most.name)));
        } else if is_open(column, *one) && *one == NumberNotation::Unknown {
            draft.need(&most_points(column), &format!("max = {FEW_POINTS:?}"));
        } else if is_open(column, *one) {
            draft.need(&fractions(column), "max = 1.0");
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
        let of_topic = |other: &&Column<'_>| is_day_of(other, column);
        let date = match group {
            Some(_) => dates.find(|date| date.has_days()),
            None => columns.iter().find(of_topic),
        };
        if let Some(date) = date {
            draft.day_or_need("date", date);
        }
    }
}

/// Whether a column holds the days of an item by what it is called: `Filing date` of `Filing score`.
pub(super) fn is_day_of(day: &Column<'_>, item: &Column<'_>) -> bool {
    day.has_days() && topic(&day.name) == topic(without_points(&item.name))
}

/// A heading without the most points at its end: `Filing` of `Filing /20`.
fn without_points(heading: &str) -> &str {
    with_points(heading).map_or(heading, |(name, _)| name)
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
    // `Score` below a group is a result of what the group is called.
    let is_result = |name: &&str| VALUE.contains(&name.to_lowercase().as_str());
    let are_names = |names: &Vec<&str>| differ(names) && !names.iter().any(is_result);
    [part(true), part(false)]
        .into_iter()
        .find(are_names)
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

/// What a person must say of results that may be fractions beside other items that are none.
fn fractions(column: &Column<'_>) -> String {
    let name = quoted(&column.name);
    format!("the most points of {name}: no result is above 1, and other columns have higher ones")
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
    let (numbers, mark, _) = column.most_numbers().unwrap_or_default();
    let highest = numbers.iter().copied().fold(0.0, f64::max);
    let has_sign = column.cells.iter().any(|cell| cell.ends_with(['%', '٪']));
    let is_low = |cell: &&&str| {
        let number = column.number(cell, mark);
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
    (form, mark.toml())
}
