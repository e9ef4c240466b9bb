//! How far from what is required? Held beside required, the greatest gap first.

use super::cells::{counted, decimal, hours, published_cell, track, with_level};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::answers::GapsAnswer;
use paratus::disclosure::{Published, Suppression};
use paratus::units::{Gap, UnitGaps};

/// What is missing in a unit.
#[must_use]
pub fn gaps(answer: &GapsAnswer, c: &Catalogue) -> Panel {
    let gaps = &answer.gaps;
    let headline = headline(gaps, c);
    let mut blocks = Vec::new();
    if !gaps.rows.is_empty() {
        let args = [("date", Arg::Date(gaps.as_of))];
        blocks.push(Block::Table(ranked(
            &gaps.rows,
            c.format(Key::CaptionGaps, &args),
            c,
        )));
        let parts = Block::Table(parts(&gaps.rows, c.format(Key::CaptionShortfall, &args), c));
        let how = Block::Paragraph(c.text(Key::GapsDerivation));
        blocks.push(Block::Details(
            c.text(Key::HowFiguresComeAbout),
            vec![how, parts],
        ));
    }
    Panel {
        id: "gaps".to_owned(),
        title: c.text(Key::TitleGaps),
        headline,
        blocks,
        own_page: true,
    }
}

/// Where the greatest gap is. People who are ready may still be short of full readiness, which is said as such.
fn headline(gaps: &UnitGaps, c: &Catalogue) -> Text {
    // What is suppressed may be missing more: then it is said of what is given.
    let withheld = gaps.rows.iter().any(|gap| gap.gap.is_suppressed());
    let mut greatest = gaps.rows.iter();
    let Some(gap) = greatest.find(|gap| gap.gap.value().is_some_and(|gap| gap > 0.0)) else {
        let is_suppressed = gaps.people.is_suppressed() || withheld;
        return c.text(if is_suppressed {
            Key::GapsWithheld
        } else {
            Key::GapsNone
        });
    };
    let everyone_ready = |gap: &Gap| {
        gap.total_ready().value().is_some() && gap.total_ready().value() == gap.people.value()
    };
    let is_exact = |gap: &Gap| !gap.total_ready().is_rounded();
    let key = match (everyone_ready(gap), withheld || !is_exact(gap)) {
        (true, true) => Key::GapsReadyPublished,
        (true, false) => Key::GapsReady,
        (false, _) if withheld => Key::GapsHeadlinePublished,
        (false, _) => Key::GapsHeadline,
    };
    let number = |figure: Published<u64>| Arg::Count(figure.value().unwrap_or_default());
    let args = [
        ("title", Arg::Author(&gap.title)),
        ("ready", number(gap.total_ready())),
        ("people", number(gap.people)),
        ("cannot_tell", number(gap.cannot_tell)),
        ("unknown", number(gap.unknown)),
    ];
    let said = c.format(key, &args);
    let all_ready = gaps
        .rows
        .iter()
        .all(|gap| everyone_ready(gap) && is_exact(gap));
    if all_ready {
        Text::own_words(format!(
            "{} {}",
            c.text(Key::GapsEveryoneReady).words,
            said.words
        ))
    } else {
        said
    }
}

/// Title and id of what is missing.
pub(super) fn named(gap: &Gap) -> Cell {
    Cell::Named(
        Text::author(&gap.title),
        with_level(&gap.objective, gap.level.as_ref()),
    )
}

/// A part of the gap, in persons: published, 0 is less than one of them.
fn part_of_gap(gap: f64, rounded: bool, c: &Catalogue) -> Cell {
    if rounded && gap == 0.0 {
        Cell::Number(gap, c.language.left_to_right("<1".to_owned(), true))
    } else {
        decimal(gap, 1, c)
    }
}

fn ranked(gaps: &[Gap], caption: Text, c: &Catalogue) -> Table {
    let row = |gap: &Gap| {
        let ready = gap.total_ready();
        let held = |ready: u64| match gap.people.value() {
            None | Some(0) => Cell::NotApplicable,
            Some(people) => {
                let held = ready as f64 / people as f64;
                Cell::Gap(held, c.language.percent(held))
            }
        };
        let numbers = [
            counted(gap.people, c),
            counted(ready, c),
            published_cell(ready, held),
            counted(gap.not_ready, c),
            counted(gap.cannot_tell, c),
            counted(gap.stale, c),
            counted(gap.unknown, c),
            published_cell(gap.gap, |found| part_of_gap(found, gap.gap.is_rounded(), c)),
        ];
        let to_teach = match gap.hours {
            Some(_) => published_cell(gap.person_hours, |of_all| hours(of_all, c)),
            None => Cell::Unknown,
        };
        let track = Cell::Text(track(gap.track, c));
        Row::new(
            [named(gap), track]
                .into_iter()
                .chain(numbers)
                .chain([to_teach]),
        )
    };
    Table {
        caption,
        name: c.text(Key::TitleGaps),
        columns: vec![
            Column::start(c.text(Key::ColumnObjective)),
            Column::start(c.text(Key::ColumnTrack)).unbroken(),
            Column::end(c.text(Key::ColumnRequired)),
            Column::end(c.text(Key::PeopleReady)),
            Column::start(c.text(Key::ColumnHeld)),
            Column::end(c.text(Key::PeopleNotReady)),
            Column::end(c.text(Key::PeopleCannotTell)),
            Column::end(c.text(Key::ColumnStale)),
            Column::end(c.text(Key::ColumnNoEvidence)),
            Column::end(c.text(Key::ColumnGap)),
            Column::end(c.text(Key::ColumnHoursToTeach)),
        ],
        rows: gaps.iter().map(row).collect(),
        matrix: false,
    }
}

fn parts(gaps: &[Gap], caption: Text, c: &Catalogue) -> Table {
    let row = |gap: &Gap| {
        if let (Some(shown), Some(short)) = (gap.shown.value(), gap.shortfall.value()) {
            let parts = [
                (Tint::Shown, shown),
                (Tint::Failed, short.failed),
                (Tint::Stale, short.stale),
                (Tint::Never, short.never_evidenced),
            ];
            let written = |part: f64| match (gap.shown.is_rounded(), part) {
                (true, end) if end <= 0.0 => c.language.coded(false),
                (true, end) if end >= 1.0 => c.language.coded(true),
                _ => c.language.percent(part),
            };
            let all = parts.map(|(_, part)| written(part)).join(" / ");
            let each = parts.map(|(_, part)| Cell::Share(part, written(part)));
            Row::new(
                [named(gap)]
                    .into_iter()
                    .chain(each)
                    .chain([Cell::Bar(parts.to_vec(), all)]),
            )
        } else {
            let why = gap.shown.suppression().or(gap.shortfall.suppression());
            let sign = Cell::Suppressed(why.unwrap_or(Suppression::Threshold));
            let cells = std::iter::repeat_n(sign, 5);
            Row::new([named(gap)].into_iter().chain(cells))
        }
    };
    let keys = [
        (Tint::Shown, Key::ColumnShown),
        (Tint::Failed, Key::ColumnFailed),
        (Tint::Stale, Key::ColumnGoneStale),
        (Tint::Never, Key::ColumnNeverShown),
    ];
    let counted = keys.map(|(tint, key)| Column::end(c.text(key)).tinted(tint));
    let bar = Column::start(c.text(Key::ColumnParts)).with_parts(keys.map(|(_, key)| c.text(key)));
    Table {
        caption,
        name: c.text(Key::NameShortfall),
        columns: [Column::start(c.text(Key::ColumnObjective))]
            .into_iter()
            .chain(counted)
            .chain([bar])
            .collect(),
        rows: gaps.iter().map(row).collect(),
        matrix: false,
    }
}
