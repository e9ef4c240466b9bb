//! A map for a framework of roles and skills.

use super::{head, leave_out_contacts};
use crate::propose::headings::find;
use crate::words::{BEFORE, CRITICAL, IMPORTANT, SKILL, TRACK, WEIGHT, YES, degrees};
use crate::{
    propose::{
        Draft,
        column::Column,
        draft::{quoted, toml_column, toml_text},
    },
    recognise::{Peek, Recognition},
};
use paratus::Track;

pub(super) fn framework(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    role: &Column<'_>,
    level: Option<&Column<'_>>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "a framework");
    head(&mut draft, peek);
    draft.line("programme = { id = \"framework\", title = \"Imported framework\" }");
    let track = tracks(&mut draft, columns);
    let (level, without_levels) = match level {
        Some(level) if level.cells.is_empty() => (None, Some(level)),
        level => (level, None),
    };
    if let Some(level) = level {
        let mut levels: Vec<&str> = Vec::new();
        for cell in &level.cells {
            if !levels.contains(cell) {
                levels.push(cell);
            }
        }
        level_order(&mut draft, levels);
    }
    if let Some(critical) = find(columns, CRITICAL).filter(|column| column.distinct() <= 4) {
        let word = critical.cells.iter().find(|cell| is_yes(cell));
        draft.describe(critical);
        match word {
            Some(word) => draft.line(&format!(
                "critical = {{ {}, equals = {} }}",
                toml_column(critical),
                toml_text(word)
            )),
            None => draft.comment(&format!(
                "critical = {{ {}, equals = \"…\" }}",
                toml_column(critical)
            )),
        }
    }
    draft.text.push('\n');
    draft.line("[columns]");
    draft.comment(&role.evidence());
    draft.line(&format!("role = {}", toml_text(&role.name)));
    match find(columns, SKILL) {
        Some(skill) => {
            draft.comment(&skill.evidence());
            draft.line(&format!("skill = {}", toml_text(&skill.name)));
        }
        None => draft.need("the column with the skills", "skill = \"…\""),
    }
    let weight = find(columns, WEIGHT).filter(|column| column.numbers().is_some());
    let others = [
        ("level", level),
        ("track", track),
        ("requires", find(columns, BEFORE)),
        ("weight", weight),
    ];
    for (key, column) in others {
        if let Some(column) = column {
            draft.comment(&column.evidence());
            draft.line(&format!("{key} = {}", toml_text(&column.name)));
        }
    }
    if let Some(column) = without_levels {
        draft.leave_out(column, "no row has a value in it");
    }
    leave_out_contacts(&mut draft, columns);
    draft
}

/// The highest number of a scale whose levels are numbers.
const MOST_NUMBERED: u32 = 10;

/// Writes the levels, lowest first: numbers by themselves, words as a person says.
pub(super) fn level_order(draft: &mut Draft, mut levels: Vec<&str>) {
    let listed = |levels: &[&str]| {
        let levels: Vec<String> = levels.iter().map(|level| toml_text(level)).collect();
        format!("levels = {{ order = [{}] }}", levels.join(", "))
    };
    let numbers: Option<Vec<u32>> = levels.iter().map(|level| level.parse().ok()).collect();
    if let Some(numbers) = numbers {
        let (low, high) = (numbers.iter().min(), numbers.iter().max());
        let (low, high) = low.zip(high).map_or((0, 0), |(low, high)| (*low, *high));
        draft.comment("The levels by their numbers, lowest first.");
        if high <= MOST_NUMBERED {
            // A level that nothing requires is a level all the same.
            let all: Vec<String> = (low.min(1)..=high).map(|level| level.to_string()).collect();
            draft.line(&listed(&all.iter().map(String::as_str).collect::<Vec<_>>()));
        } else {
            levels.sort_by_key(|level| level.parse::<u32>().unwrap_or_default());
            draft.line(&listed(&levels));
        }
    } else if let Some(places) = degrees(&levels) {
        let mut places: Vec<(usize, &str)> = places.into_iter().zip(levels).collect();
        places.sort_unstable();
        let levels: Vec<&str> = places.into_iter().map(|(_, level)| level).collect();
        draft.comment("The levels in the order of their words, lowest first.");
        draft.line(&listed(&levels));
    } else if levels.len() < 2 {
        draft.line(&listed(&levels));
    } else {
        draft.need(
            "the order of the levels, lowest first; here they are as they come in the table",
            &listed(&levels),
        );
    }
}

/// Most words of tracks that a column may have.
const MOST_TRACKS: usize = 12;

/// Writes which track skills go to, and gives the column that says it.
pub(super) fn tracks<'c, 'p>(
    draft: &mut Draft,
    columns: &'c [Column<'p>],
) -> Option<&'c Column<'p>> {
    let track_of = |cell: &str| {
        let mut all = Track::ALL.into_iter();
        all.find(|track| track.name().eq_ignore_ascii_case(cell))
    };
    let is_track = |column: &&Column<'_>| {
        let mut cells = column.cells.iter();
        !column.cells.is_empty() && cells.all(|cell| track_of(cell).is_some())
    };
    let is_named = |column: &&Column<'_>| {
        column.numbers().is_none() && (1..=MOST_TRACKS).contains(&column.distinct())
    };
    if let Some(column) = columns.iter().find(is_track) {
        draft.line("tracks = { default = \"process\" }");
        return Some(column);
    }
    let Some(column) = find(columns, TRACK).filter(is_named) else {
        draft.comment("All skills go to one track: name under `skills`, or by `rules`, those that go to `people` and `technology`.");
        draft.line("tracks = { default = \"process\" }");
        return None;
    };
    let values: Vec<String> = column
        .words()
        .into_iter()
        .map(|word| {
            let track = track_of(word).unwrap_or(Track::Process);
            format!("{} = \"{track}\"", toml_text(word))
        })
        .collect();
    draft.need(
        &format!(
            "which track each word of {} is: `people`, `process` or `technology`",
            quoted(&column.name)
        ),
        &format!(
            "tracks = {{ default = \"process\", values = {{ {} }} }}",
            values.join(", ")
        ),
    );
    Some(column)
}

/// Whether a cell says that something is so.
fn is_yes(cell: &str) -> bool {
    let cell = cell.to_lowercase();
    [YES, IMPORTANT]
        .iter()
        .any(|words| words.contains(&cell.as_str()))
}
