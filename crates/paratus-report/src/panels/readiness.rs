//! Where are we ready? Sections by tracks, as a heat table.

use super::cells::{
    counted, depth, everyone, mean, published_cell, range, share, track, unit_name, verdict_bar,
    verdict_words, weakest,
};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::answers::{RulesAnswer, UnitsAnswer};
use paratus::disclosure::Published;
use paratus::units::{UnitKind, UnitSummary, WeakestTrack};
use paratus::{Range, Track};

/// Readiness of sections and roles.
#[must_use]
pub fn readiness(
    organisation: &UnitsAnswer,
    sections: &UnitsAnswer,
    roles: &UnitsAnswer,
    rules: &RulesAnswer,
    c: &Catalogue,
) -> Panel {
    let as_of = organisation.as_of;
    let headline = match everyone(organisation) {
        None => Text::default(),
        Some(unit) => {
            let mut args = vec![
                ("ready", Arg::Count(unit.ready.value().unwrap_or_default())),
                (
                    "not_ready",
                    Arg::Count(unit.not_ready.value().unwrap_or_default()),
                ),
                (
                    "cannot_tell",
                    Arg::Count(unit.cannot_tell.value().unwrap_or_default()),
                ),
                (
                    "people",
                    Arg::Count(unit.people.value().unwrap_or_default()),
                ),
                ("date", Arg::Date(as_of)),
            ];
            match unit.weakest_track() {
                _ if unit.ready.is_suppressed() => c.text(Key::GapsWithheld),
                WeakestTrack::Track(weak) => {
                    let range = range_words(*unit.tracks.get(weak), weak, rules, c);
                    args.push(("track", Arg::Own(track(weak, c).words)));
                    args.push(("range", Arg::Own(range)));
                    c.format(Key::ReadinessHeadline, &args)
                }
                WeakestTrack::Level => c.format(Key::ReadinessLevel, &args),
                // Verdicts may be given where the mean of a track is suppressed.
                WeakestTrack::Suppressed => c.format(Key::ReadinessVerdicts, &args),
                WeakestTrack::NotApplicable => c.format(Key::ReadinessNothingRequired, &args),
            }
        }
    };
    let total = || organisation.units.iter();
    let by_section: Vec<&UnitSummary> = total().chain(&sections.units).collect();
    let people = organisation
        .units
        .first()
        .and_then(|unit| unit.people.value());
    let args = |key: Key| {
        let people = people.map_or_else(|| Arg::Own("[c]".to_owned()), Arg::Count);
        c.format(
            key,
            &[
                ("people", people),
                ("date", Arg::Date(as_of)),
                ("threshold", Arg::Threshold(rules.threshold)),
            ],
        )
    };
    let mut blocks = vec![
        Block::Table(verdicts(
            &by_section,
            sections,
            args(Key::CaptionVerdicts),
            c,
        )),
        Block::Table(heat(
            &by_section,
            sections,
            rules,
            args(Key::CaptionHeat),
            c.text(Key::TitleReadiness),
            c,
        )),
    ];
    if !roles.units.is_empty() {
        let by_role: Vec<&UnitSummary> = roles.units.iter().collect();
        let (caption, name) = (args(Key::CaptionHeatRoles), c.text(Key::NameRoles));
        blocks.push(Block::Table(heat(&by_role, roles, rules, caption, name, c)));
    }
    let means = Block::Table(means(
        &by_section,
        sections,
        rules,
        args(Key::CaptionMeans),
        c,
    ));
    let how = Block::Paragraph(c.text(Key::ReadinessDerivation));
    blocks.push(Block::Details(
        c.text(Key::HowFiguresComeAbout),
        vec![how, means],
    ));
    Panel {
        id: "readiness".to_owned(),
        title: c.text(Key::TitleReadiness),
        headline,
        blocks,
        own_page: true,
    }
}

/// The mean of a track as the heat table gives it.
fn range_words(mean: Published<Range>, of: Track, rules: &RulesAnswer, c: &Catalogue) -> String {
    let threshold = *rules.track_thresholds.get(of);
    c.language
        .mean_range(mean, Some(threshold))
        .unwrap_or_default()
}

fn first_cell(unit: &UnitSummary, among: &UnitsAnswer, c: &Catalogue) -> (Cell, usize, bool) {
    let everyone = unit.kind == UnitKind::Organisation;
    (
        Cell::Text(unit_name(unit.kind, &unit.title, c)),
        if everyone {
            0
        } else {
            depth(unit, &among.units)
        },
        everyone,
    )
}

/// One row per unit, with the cells that `figures` gives.
fn rows<const N: usize>(
    units: &[&UnitSummary],
    among: &UnitsAnswer,
    c: &Catalogue,
    figures: impl Fn(&UnitSummary) -> [Cell; N],
) -> Vec<Row> {
    let row = |unit: &&UnitSummary| {
        let (name, depth, strong) = first_cell(unit, among, c);
        Row::new([name].into_iter().chain(figures(unit)))
            .at_depth(depth)
            .strong(strong)
    };
    units.iter().map(row).collect()
}

fn unit_title(units: &[&UnitSummary]) -> Key {
    match units.last().map(|unit| unit.kind) {
        Some(UnitKind::Role) => Key::ColumnRole,
        _ => Key::ColumnSection,
    }
}

fn heat(
    units: &[&UnitSummary],
    among: &UnitsAnswer,
    rules: &RulesAnswer,
    caption: Text,
    name: Text,
    c: &Catalogue,
) -> Table {
    let of_track = |unit: &UnitSummary, track: Track| {
        range(
            *unit.tracks.get(track),
            *rules.track_thresholds.get(track),
            c,
        )
    };
    let figures = |unit: &UnitSummary| {
        [
            counted(unit.people, c),
            range(unit.readiness, rules.threshold, c),
            of_track(unit, Track::People),
            of_track(unit, Track::Process),
            of_track(unit, Track::Technology),
            weakest(unit, c),
        ]
    };
    Table {
        caption,
        name,
        columns: vec![
            Column::start(c.text(unit_title(units))),
            Column::end(c.text(Key::ColumnStaff)),
            Column::start(c.text(Key::ColumnReadiness)),
            Column::start(c.text(Key::TrackPeople)),
            Column::start(c.text(Key::TrackProcess)),
            Column::start(c.text(Key::TrackTechnology)),
            Column::start(c.text(Key::ColumnWeakest)),
        ],
        rows: rows(units, among, c, figures),
        matrix: false,
    }
}

fn verdicts(units: &[&UnitSummary], among: &UnitsAnswer, caption: Text, c: &Catalogue) -> Table {
    let figures = |unit: &UnitSummary| {
        let all = unit
            .ready
            .value()
            .zip(unit.cannot_tell.value())
            .zip(unit.not_ready.value());
        let bar = match all {
            // Counts that were rounded to nothing have no parts.
            Some(((0, 0), 0)) => Cell::Unknown,
            Some(((ready, cannot_tell), not_ready)) => {
                let share = unit.share_ready.value().map(|found| found.share);
                verdict_bar([ready, cannot_tell, not_ready], share, c)
            }
            None => counted(unit.ready, c),
        };
        [
            counted(unit.ready, c),
            counted(unit.cannot_tell, c),
            counted(unit.not_ready, c),
            bar,
            published_cell(unit.share_ready, |found| share(found.share, c)),
            published_cell(unit.share_ready, |found| {
                let interval = paratus::Range {
                    low: found.low,
                    high: found.high,
                };
                Cell::Text(Text::own_words(c.language.percents(interval)))
            }),
            mean(unit.coverage, c),
            counted(unit.not_required, c),
        ]
    };
    Table {
        caption,
        name: c.text(Key::NameVerdicts),
        columns: vec![
            Column::start(c.text(Key::ColumnSection)),
            Column::end(c.text(Key::PeopleReady)).tinted(Tint::Ready),
            Column::end(c.text(Key::PeopleCannotTell)).tinted(Tint::CannotTell),
            Column::end(c.text(Key::PeopleNotReady)).tinted(Tint::NotReady),
            Column::start(c.text(Key::ColumnVerdicts)).with_parts(verdict_words(c)),
            Column::end(c.text(Key::ColumnShareReady)),
            Column::end(c.text(Key::ColumnInterval)),
            Column::end(c.text(Key::ColumnCoverage)),
            Column::end(c.text(Key::ColumnNotRequired)),
        ],
        rows: rows(units, among, c, figures),
        matrix: false,
    }
}

/// The mean over people beside the mean over tracks of track means.
fn means(
    units: &[&UnitSummary],
    among: &UnitsAnswer,
    rules: &RulesAnswer,
    caption: Text,
    c: &Catalogue,
) -> Table {
    let plain = |found: Published<Range>| {
        published_cell(found, |range| Cell::Range {
            range: c
                .language
                .rounded_range(found, Some(rules.threshold))
                .unwrap_or(range),
            threshold: Some(rules.threshold),
            verdict: None,
            shown: c
                .language
                .mean_range(found, Some(rules.threshold))
                .unwrap_or_default(),
        })
    };
    let figures = |unit: &UnitSummary| [plain(unit.readiness), plain(unit.power_mean_of_tracks)];
    Table {
        caption,
        name: c.text(Key::NameMeans),
        columns: vec![
            Column::start(c.text(Key::ColumnSection)),
            Column::start(c.text(Key::ColumnMeanOfPeople)),
            Column::start(c.text(Key::ColumnMeanOfTracks)),
        ],
        rows: rows(units, among, c, figures),
        matrix: false,
    }
}
