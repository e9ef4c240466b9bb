//! What to train first? By what raises readiness most per hour, and by what people say.

use super::cells::{argument, count, decimal, hours, published_cell, track};
use super::gaps::named;
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::answers::{NeedsAnswer, NoSurveyedNeeds, ReportNames, SurveyedNeeds};
use paratus::disclosure::Suppression;
use paratus::survey::Need;
use paratus::units::{Gap, UnitGaps};

/// What is needed most.
#[must_use]
pub fn needs(answer: &NeedsAnswer, names: &ReportNames, c: &Catalogue) -> Panel {
    let first = answer.gaps.as_ref().and_then(|gaps| {
        let teachable = |gap: &&Gap| gap.gap_per_hour.value().is_some_and(|worth| worth > 0.0);
        gaps.rows.iter().find(teachable)
    });
    // What is withheld may be worth more: then it is said of what may be published.
    let withheld = answer
        .gaps
        .as_ref()
        .is_some_and(|gaps| gaps.rows.iter().any(|gap| suppression(gap).is_some()));
    let headline = match first {
        Some(gap) => c.format(
            if withheld {
                Key::NeedsHeadlinePublished
            } else {
                Key::NeedsHeadline
            },
            &[
                ("title", Arg::Author(&gap.title)),
                ("people", Arg::Count(to_teach(gap))),
                ("hours", Arg::Number(gap.hours.unwrap_or_default())),
            ],
        ),
        None if withheld => c.text(Key::GapsWithheld),
        None => c.text(Key::NeedsNone),
    };
    let mut blocks = Vec::new();
    if let Some(gaps) = answer.gaps.as_ref().filter(|gaps| !gaps.rows.is_empty()) {
        blocks.push(Block::Table(per_hour(gaps, c)));
    }
    for surveyed in &answer.surveys {
        blocks.push(Block::Table(surveyed_needs(surveyed, answer, names, c)));
        blocks.push(Block::Note(c.text(Key::NoteNeeds)));
    }
    if let Some(reason) = &answer.reason {
        let reason = match reason {
            NoSurveyedNeeds::NoInstrument => Key::NeedsNoInstrument,
            NoSurveyedNeeds::Role => Key::NeedsOfRole,
        };
        let args = [("reason", argument(reason, c))];
        blocks.push(Block::Note(c.format(Key::NeedsNoSurvey, &args)));
    }
    Panel {
        id: "needs".to_owned(),
        title: c.text(Key::TitleNeeds),
        headline,
        blocks,
        own_page: false,
    }
}

/// People who need it and are not ready.
fn to_teach(gap: &Gap) -> u64 {
    gap.people
        .value()
        .unwrap_or_default()
        .saturating_sub(gap.total_ready().value().unwrap_or_default())
}

/// Whether teaching it may bring something that is not published.
fn suppression(gap: &Gap) -> Option<Suppression> {
    gap.gap_per_hour
        .suppression()
        .filter(|_| gap.hours.is_some())
}

fn per_hour(gaps: &UnitGaps, c: &Catalogue) -> Table {
    let mut ranked = 0;
    let row = |gap: &Gap| {
        let worth = match (gap.gap_per_hour.value(), suppression(gap)) {
            (_, Some(why)) => Cell::Suppressed(why),
            // As persons who become fully ready in a hundred hours: easier to read than thousandths.
            (Some(worth), None) => decimal(worth * 100.0, 1, c),
            (None, None) if gap.hours.is_none() => Cell::Unknown,
            (None, None) => Cell::NotApplicable,
        };
        // Ranks are of what is published: what is withheld has none, and takes none from others.
        let place = match &worth {
            Cell::Number(..) => {
                ranked += 1;
                count(ranked, c)
            }
            other => other.clone(),
        };
        let all = [
            published_cell(gap.ready, |_| count(to_teach(gap), c)),
            if gap.hours.is_none() {
                Cell::Unknown
            } else {
                published_cell(gap.person_hours, |all| hours(all, c))
            },
        ];
        let each = gap.hours.map_or(Cell::Unknown, |hours| {
            Cell::Number(hours, c.language.short(hours))
        });
        let [people, all] = all;
        Row::new([
            place,
            named(gap),
            Cell::Text(track(gap.track, c)),
            worth,
            people,
            each,
            all,
        ])
    };
    Table {
        caption: c.format(Key::CaptionNeeds, &[("date", Arg::Date(gaps.as_of))]),
        name: c.text(Key::TitleNeeds),
        columns: vec![
            Column::end(c.text(Key::ColumnRank)),
            Column::start(c.text(Key::ColumnObjective)),
            Column::start(c.text(Key::ColumnTrack)).unbroken(),
            Column::end(c.text(Key::ColumnWorth)),
            Column::end(c.text(Key::ColumnToTeach)),
            Column::end(c.text(Key::ColumnHoursEach)),
            Column::end(c.text(Key::ColumnHoursAll)),
        ],
        rows: gaps.rows.iter().map(row).collect(),
        matrix: false,
    }
}

fn surveyed_needs(
    surveyed: &SurveyedNeeds,
    answer: &NeedsAnswer,
    names: &ReportNames,
    c: &Catalogue,
) -> Table {
    let rank = |rank: Option<u32>, ties: Option<u32>| match (rank, ties) {
        (Some(rank), Some(1..)) => Cell::Number(
            f64::from(rank),
            format!("{}=", c.language.count(u64::from(rank))),
        ),
        (Some(rank), _) => count(u64::from(rank), c),
        (None, _) => Cell::Empty,
    };
    let number = |value: Option<f64>, need: &Need| match (value, need.n) {
        (Some(value), _) => decimal(value, 2, c),
        (None, None) => Cell::Suppressed(Suppression::Threshold),
        (None, Some(_)) => Cell::Unknown,
    };
    let row = |need: &Need| {
        let title = names
            .objectives
            .get(&need.measures)
            .unwrap_or(&need.measures);
        Row::new([
            Cell::Named(Text::author(title), Text::author(&need.measures)),
            rank(need.borich_rank, need.borich_ties),
            number(need.borich, need),
            rank(need.rds_rank, need.rds_ties),
            number(need.rds, need),
            if need.disagree {
                Cell::Sign(Tint::Warning, c.text(Key::RanksDisagree))
            } else {
                Cell::Empty
            },
            number(need.importance, need),
            number(need.ability, need),
            need.n
                .map_or(Cell::Suppressed(Suppression::Threshold), |n| count(n, c)),
            need.dropped
                .map_or(Cell::Suppressed(Suppression::Threshold), |dropped| {
                    count(dropped, c)
                }),
        ])
    };
    let args = [
        ("instrument", Arg::Author(&surveyed.title)),
        ("date", Arg::Date(answer.as_of)),
    ];
    Table {
        caption: c.format(Key::CaptionNeedsSaid, &args),
        name: c.format(Key::NameNeedsSaid, &args),
        columns: vec![
            Column::start(c.text(Key::ColumnObjective)),
            Column::end(c.text(Key::ColumnBorichRank)),
            Column::end(c.text(Key::ColumnBorich)),
            Column::end(c.text(Key::ColumnRdsRank)),
            Column::end(c.text(Key::ColumnRds)),
            Column::start(c.text(Key::ColumnAgreeRanks)),
            Column::end(c.text(Key::ColumnImportance)),
            Column::end(c.text(Key::ColumnAbility)),
            Column::end(c.text(Key::ColumnPairs)),
            Column::end(c.text(Key::ColumnDropped)),
        ],
        rows: surveyed
            .needs
            .needs
            .as_ref()
            .into_iter()
            .flatten()
            .map(row)
            .collect(),
        matrix: false,
    }
}
