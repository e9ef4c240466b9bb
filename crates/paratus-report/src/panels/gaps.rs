//! How far from what is required? Held beside required, the greatest gap first.

use super::common::{count, counted, decimal, hours, share, track, with_level};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::Gap;
use paratus::answers::GapsAnswer;

/// What is missing in a unit.
#[must_use]
pub fn gaps(answer: &GapsAnswer, c: &Catalogue) -> Panel {
    let gaps = &answer.gaps;
    let first = gaps.rows.iter().find(|gap| !gap.suppressed && gap.gap.is_some_and(|gap| gap > 0.0));
    // What is withheld may be missing more: then it is said of what may be told.
    let withheld = gaps.rows.iter().any(|gap| gap.suppressed || gap.gap.is_none());
    let headline = match first {
        Some(gap) => c.with(
            if withheld { Key::GapsHeadlineTold } else { Key::GapsHeadline },
            &[
                ("title", Arg::Author(&gap.title)),
                ("ready", Arg::Count(ready(gap))),
                ("people", Arg::Count(gap.people.unwrap_or_default())),
                ("cannot_tell", Arg::Count(gap.cannot_tell.unwrap_or_default())),
                ("unknown", Arg::Count(gap.unknown.unwrap_or_default())),
            ],
        ),
        None if gaps.suppressed || withheld => c.text(Key::GapsWithheld),
        None => c.text(Key::GapsNone),
    };
    let mut blocks = Vec::new();
    if !gaps.rows.is_empty() {
        let args = [("date", Arg::Date(gaps.as_of))];
        blocks.push(Block::Table(ranked(&gaps.rows, c.with(Key::CaptionGaps, &args), c)));
        let parts = Block::Table(parts(&gaps.rows, c.with(Key::CaptionShortfall, &args), c));
        let how = Block::Paragraph(c.text(Key::GapsDerivation));
        blocks.push(Block::Details(c.text(Key::HowFiguresComeAbout), vec![how, parts]));
    }
    Panel { id: "gaps".to_owned(), title: c.text(Key::TitleGaps), headline, blocks, own_page: true }
}

/// People who are ready, whether or not they will be for long.
pub(super) fn ready(gap: &Gap) -> u64 {
    gap.ready.unwrap_or_default() + gap.expiring.unwrap_or_default()
}

/// Title and id of what is missing.
pub(super) fn named(gap: &Gap) -> Cell {
    Cell::Named(Text::author(&gap.title), with_level(&gap.objective, gap.level.as_ref()))
}

fn ranked(gaps: &[Gap], caption: Text, c: &Catalogue) -> Table {
    let row = |gap: &Gap| {
        let held = || {
            let people = gap.people.filter(|people| *people > 0)?;
            let held = ready(gap) as f64 / people as f64;
            Some(Cell::Gap(held, c.language.percent(held)))
        };
        let numbers = if gap.suppressed {
            [(); 8].map(|()| Cell::Withheld)
        } else {
            [
                counted(gap.people, c),
                count(ready(gap), c),
                held().unwrap_or(Cell::NotApplicable),
                counted(gap.not_ready, c),
                counted(gap.cannot_tell, c),
                counted(gap.stale, c),
                counted(gap.unknown, c),
                gap.gap.map_or(Cell::Withheld, |gap| decimal(gap, 1, c)),
            ]
        };
        let to_teach = match (gap.suppressed, gap.person_hours) {
            (true, _) => Cell::Withheld,
            (false, Some(of_all)) => hours(of_all, c),
            (false, None) => Cell::Unknown,
        };
        let track = Cell::Text(track(gap.track, c));
        Row::new([named(gap), track].into_iter().chain(numbers).chain([to_teach]))
    };
    Table {
        caption,
        name: c.text(Key::TitleGaps),
        columns: vec![
            Column::start(c.text(Key::ColumnObjective)),
            Column::start(c.text(Key::ColumnTrack)),
            Column::end(c.text(Key::ColumnRequired)),
            Column::end(c.text(Key::VerdictReady)),
            Column::start(c.text(Key::ColumnHeld)),
            Column::end(c.text(Key::VerdictNotReady)),
            Column::end(c.text(Key::VerdictCannotTell)),
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
    let row = |gap: &Gap| match (gap.shown, gap.shortfall) {
        (Some(shown), Some(short)) => {
            let parts = [
                (Tint::Shown, shown),
                (Tint::Failed, short.failed),
                (Tint::Stale, short.stale),
                (Tint::Never, short.never_evidenced),
            ];
            let all = parts.map(|(_, part)| c.language.percent(part)).join(" / ");
            let each = parts.map(|(_, part)| share(part, c));
            Row::new([named(gap)].into_iter().chain(each).chain([Cell::Bar(parts.to_vec(), all)]))
        }
        _ => Row::new([named(gap)].into_iter().chain([(); 5].map(|()| Cell::Withheld))),
    };
    let keys = [
        (Tint::Shown, Key::ColumnShown),
        (Tint::Failed, Key::ColumnFailed),
        (Tint::Stale, Key::ColumnGoneStale),
        (Tint::Never, Key::ColumnNeverShown),
    ];
    let counted = keys.map(|(tint, key)| Column::end(c.text(key)).tinted(tint));
    let bar = Column::start(c.text(Key::ColumnParts)).of(keys.map(|(_, key)| c.text(key)));
    Table {
        caption,
        name: c.text(Key::NameShortfall),
        columns: [Column::start(c.text(Key::ColumnObjective))].into_iter().chain(counted).chain([bar]).collect(),
        rows: gaps.iter().map(row).collect(),
        matrix: false,
    }
}
