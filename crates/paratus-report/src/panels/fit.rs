//! Does training fit use? Features by sections.

use super::cells::{counted, hours, with_level};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Align, Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::answers::{FitAnswer, ReportNames};
use paratus::disclosure::Suppression;
use paratus::units::{FeatureFit, Fit, FitCell, HoursSavedItem};
use std::collections::{BTreeMap, BTreeSet};

/// What sections use beside what they are taught.
#[must_use]
pub fn fit(answer: &FitAnswer, names: &ReportNames, c: &Catalogue) -> Panel {
    let fit = &answer.fit;
    let mut blocks = Vec::new();
    let headline = if fit.cells.is_empty() {
        c.text(Key::FitNone)
    } else {
        blocks.push(Block::Table(matrix(fit, names, c)));
        blocks.push(Block::Note(c.text(Key::NoteFit)));
        let args = [
            ("misfits", Arg::Count(misfit_features(fit))),
            ("hours", saved(fit)),
        ];
        c.format(
            if fit.has_misfit() {
                Key::FitMisfits
            } else {
                Key::FitNoMisfit
            },
            &args,
        )
    };
    let misfits: Vec<&FitCell> = fit
        .cells
        .iter()
        .filter(|cell| cell.fit == FeatureFit::UsedNotTaught)
        .collect();
    if !misfits.is_empty() {
        blocks.push(Block::Table(used_not_taught(&misfits, fit, names, c)));
    }
    if !fit.saved.items.is_empty() {
        let table = Block::Table(saved_table(fit, names, c));
        let summary = c.format(Key::FitSaved, &[("hours", saved(fit))]);
        blocks.push(Block::Details(summary, vec![table]));
    }
    if !fit.undeclared.is_empty() {
        blocks.push(Block::Note(undeclared(&fit.undeclared, names, c)));
    }
    Panel {
        id: "fit".to_owned(),
        title: c.text(Key::TitleFit),
        headline,
        blocks,
        own_page: true,
    }
}

/// Features that some section uses and nobody there is taught; one that several sections use is one.
fn misfit_features(fit: &Fit) -> u64 {
    let mut features = BTreeSet::new();
    for cell in &fit.cells {
        if cell.fit == FeatureFit::UsedNotTaught {
            features.insert(cell.feature.as_str());
        }
    }
    features.len() as u64
}

/// Hours saved, of all sections, those of suppressed counts included.
fn saved(fit: &Fit) -> Arg<'static> {
    fit.saved
        .person_hours
        .value()
        .map_or_else(|| Arg::Own("[c]".to_owned()), Arg::Hours)
}

/// The note on sections for which no use is declared.
pub(super) fn undeclared(sections: &[String], names: &ReportNames, c: &Catalogue) -> Text {
    let titles: Vec<String> = sections.iter().map(|id| section(id, names).words).collect();
    c.format(
        Key::FitUndeclared,
        &[("sections", Arg::Author(&c.language.list(&titles)))],
    )
}

/// The title of a section.
pub(super) fn section(id: &str, names: &ReportNames) -> Text {
    Text::author(names.sections.get(id).map_or(id, String::as_str))
}

fn glyph(cell: &FitCell, c: &Catalogue) -> Cell {
    let (tint, key) = match cell.fit {
        FeatureFit::UsedAndTaught => (Tint::UsedAndTaught, Key::VerdictUsedAndTaught),
        FeatureFit::UsedNotTaught => (Tint::UsedNotTaught, Key::VerdictUsedNotTaught),
        FeatureFit::TaughtNotUsed if cell.saved => (Tint::Saved, Key::VerdictSaved),
        FeatureFit::TaughtNotUsed => (Tint::TaughtNotUsed, Key::VerdictTaughtNotUsed),
        FeatureFit::Neither => (Tint::Neither, Key::VerdictNeither),
    };
    Cell::Glyph(tint, c.text(key))
}

fn matrix(fit: &Fit, names: &ReportNames, c: &Catalogue) -> Table {
    let mut sections: Vec<&str> = Vec::new();
    let mut features: Vec<&str> = Vec::new();
    let (mut seen_sections, mut seen_features) = (BTreeSet::new(), BTreeSet::new());
    for cell in &fit.cells {
        if seen_sections.insert(cell.section.as_str()) {
            sections.push(&cell.section);
        }
        if seen_features.insert(cell.feature.as_str()) {
            features.push(&cell.feature);
        }
    }
    let cells: BTreeMap<(&str, &str), &FitCell> = fit
        .cells
        .iter()
        .map(|cell| ((cell.feature.as_str(), cell.section.as_str()), cell))
        .collect();
    let mut rows: Vec<Row> = features
        .iter()
        .map(|feature| {
            let of = |section: &&str| {
                cells
                    .get(&(*feature, *section))
                    .map_or(Cell::Empty, |cell| glyph(cell, c))
            };
            Row::new(
                [Cell::Text(Text::author(feature))]
                    .into_iter()
                    .chain(sections.iter().map(of)),
            )
        })
        .collect();
    // Of a section of which an item is suppressed the sum is too.
    let mut by_section: BTreeMap<&str, Option<f64>> = BTreeMap::new();
    for item in &fit.saved.items {
        let sum = by_section.entry(&item.section).or_insert(Some(0.0));
        *sum = sum
            .filter(|_| !item.people.is_suppressed())
            .map(|sum| sum + item.person_hours.value().unwrap_or_default());
    }
    let of_section = |section: &&str| match by_section.get(section).copied() {
        Some(None) => Cell::Suppressed(Suppression::Threshold),
        Some(Some(sum)) => hours(sum, c),
        None => hours(0.0, c),
    };
    let total = [Cell::Text(c.text(Key::ColumnHoursSaved))]
        .into_iter()
        .chain(sections.iter().map(of_section));
    rows.push(Row::new(total).strong(true));
    let column = |id: &&str| Column {
        align: Align::Centre,
        ..Column::start(section(id, names))
    };
    let args = [
        ("date", Arg::Date(fit.as_of)),
        ("sections", Arg::Count(sections.len() as u64)),
        ("features", Arg::Count(features.len() as u64)),
    ];
    Table {
        caption: c.format(Key::CaptionFit, &args),
        name: c.text(Key::TitleFit),
        columns: [Column::start(c.text(Key::ColumnFeature))]
            .into_iter()
            .chain(sections.iter().map(column))
            .collect(),
        rows,
        matrix: true,
    }
}

fn used_not_taught(misfits: &[&FitCell], fit: &Fit, names: &ReportNames, c: &Catalogue) -> Table {
    let row = |cell: &&FitCell| {
        let uses = Cell::Number(cell.uses_per_month, c.language.short(cell.uses_per_month));
        Row::new([
            Cell::Text(section(&cell.section, names)),
            Cell::Text(Text::author(&cell.feature)),
            uses,
        ])
    };
    Table {
        caption: c.format(Key::CaptionMisfits, &[("date", Arg::Date(fit.as_of))]),
        name: c.text(Key::NameMisfits),
        columns: vec![
            Column::start(c.text(Key::ColumnSection)),
            Column::start(c.text(Key::ColumnFeature)),
            Column::end(c.text(Key::ColumnUses)),
        ],
        rows: misfits.iter().map(row).collect(),
        matrix: false,
    }
}

fn saved_table(fit: &Fit, names: &ReportNames, c: &Catalogue) -> Table {
    let number = |hours: Option<f64>| {
        hours.map_or(Cell::Unknown, |hours| {
            Cell::Number(hours, c.language.short(hours))
        })
    };
    let row = |item: &HoursSavedItem| {
        let title = names
            .objectives
            .get(&item.objective)
            .unwrap_or(&item.objective);
        Row::new([
            Cell::Text(section(&item.section, names)),
            Cell::Named(
                Text::author(title),
                with_level(&item.objective, item.level.as_ref()),
            ),
            counted(item.people, c),
            number(item.hours_per_person),
            match item.people.suppression() {
                Some(why) => Cell::Suppressed(why),
                None => number(item.person_hours.value()),
            },
        ])
    };
    Table {
        caption: c.format(Key::CaptionSaved, &[("date", Arg::Date(fit.as_of))]),
        name: c.text(Key::ColumnHoursSaved),
        columns: vec![
            Column::start(c.text(Key::ColumnSection)),
            Column::start(c.text(Key::ColumnObjective)),
            Column::end(c.text(Key::ColumnPeople)),
            Column::end(c.text(Key::ColumnHoursEach)),
            Column::end(c.text(Key::ColumnHoursAll)),
        ],
        rows: fit.saved.items.iter().map(row).collect(),
        matrix: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use paratus::Programme;
    use paratus::disclosure::Disclosure;

    #[test]
    fn a_feature_that_two_sections_use_untaught_is_one_feature() {
        let text = r#"
            format = 1
            id = "office"
            as_of = 2027-03-14
            tools = [{ id = "docket", features = ["search", "export"] }]
            sections = [{ id = "a" }, { id = "b" }]
            objectives = [{ id = "exporting", track = "technology", tool = "docket", features = ["export"] }]
            activities = [{ id = "lab", mode = "course", hours = 2.0, teaches = [{ objective = "exporting" }] }]
            roles = [{ id = "clerk", requires = [{ objective = "exporting" }] }]
            people = [{ id = "p-1", section = "a", roles = ["clerk"] }, { id = "p-2", section = "b", roles = ["clerk"] }]
            feature_use = [{ section = "a", feature = "docket/search", uses_per_month = 3 },
                           { section = "b", feature = "docket/search", uses_per_month = 4 }]
        "#;
        let programme = Programme::from_toml(text).unwrap();
        let fit = programme.fit(programme.as_of().unwrap(), &Disclosure::internal());
        assert_eq!(
            fit.totals.used_not_taught, 2,
            "cells of sections and features"
        );
        assert_eq!(misfit_features(&fit), 1);
    }
}
