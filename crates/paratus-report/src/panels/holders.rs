//! Who else can do it? Objectives by sections: how many are ready, with those that one person or nobody holds marked.

use super::cells::with_level;
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::Date;
use paratus::answers::{ReportNames, SectionHolders};

/// Who else can do it? Nothing where no section has counts that may be seen.
#[must_use]
pub fn holders(
    sections: &[SectionHolders],
    names: &ReportNames,
    as_of: Date,
    c: &Catalogue,
) -> Option<Panel> {
    let mut rows: Vec<(&str, Option<&String>, &str)> = Vec::new();
    for found in sections.iter().flat_map(|section| &section.holders) {
        let key = (found.objective.as_str(), found.level.as_ref());
        if !rows
            .iter()
            .any(|(objective, level, _)| (*objective, *level) == key)
        {
            rows.push((key.0, key.1, &found.title));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let ready = |section: &SectionHolders, objective: &str, level: Option<&String>| {
        let found = section
            .holders
            .iter()
            .find(|one| one.objective == objective && one.level.as_ref() == level)?;
        found.ready.value()
    };
    let cell = |number: Option<u64>| match number {
        None => Cell::Empty,
        Some(0) => Cell::Sign(Tint::Error, Text::own_words("0")),
        Some(1) => Cell::Sign(Tint::Warning, Text::own_words("1")),
        Some(number) => Cell::Number(number as f64, c.language.count(number)),
    };
    let (mut nobody, mut one) = (0u64, 0u64);
    let mut table_rows = Vec::with_capacity(rows.len());
    for (objective, level, title) in rows {
        let counts: Vec<Option<u64>> = sections
            .iter()
            .map(|section| ready(section, objective, level))
            .collect();
        nobody += counts.iter().filter(|count| **count == Some(0)).count() as u64;
        one += counts.iter().filter(|count| **count == Some(1)).count() as u64;
        let name = Cell::Named(Text::author(title), with_level(objective, level));
        let cells = counts.into_iter().map(cell);
        table_rows.push(Row::new([name].into_iter().chain(cells)));
    }
    let of_section = |section: &SectionHolders| {
        let title = names.sections.get(&section.section);
        Column::end(Text::author(title.unwrap_or(&section.section)))
    };
    let args = [("nobody", Arg::Count(nobody)), ("one", Arg::Count(one))];
    Some(Panel {
        id: "holders".to_owned(),
        title: c.text(Key::TitleHolders),
        headline: c.format(Key::HoldersHeadline, &args),
        blocks: vec![Block::Table(Table {
            caption: c.format(Key::CaptionHolders, &[("date", Arg::Date(as_of))]),
            name: c.text(Key::NameHolders),
            columns: [Column::start(c.text(Key::ColumnObjective))]
                .into_iter()
                .chain(sections.iter().map(of_section))
                .collect(),
            rows: table_rows,
            matrix: true,
        })],
        own_page: true,
    })
}
