//! In which order is it rolled out, and what does each phase cover?

use super::cells::{count, counted, hours, hours_columns, share, track, track_tint};
use super::fit::undeclared;
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table};
use crate::text::Text;
use paratus::Track;
use paratus::answers::{PhasesAnswer, ReportNames};
use paratus::rollout::{PhaseReport, PhaseSection, Phases};

/// The phases of the roll-out.
#[must_use]
pub fn phases(answer: &PhasesAnswer, names: &ReportNames, c: &Catalogue) -> Panel {
    let found = &answer.phases;
    let mut blocks = Vec::new();
    let headline = match found.phases.as_slice() {
        [] => c.text(Key::PhasesNone),
        [first, ..] => {
            blocks.push(Block::Table(overview(found, c)));
            let last = found.phases.last().and_then(|phase| phase.covered);
            let args = [
                ("phases", Arg::Count(found.phases.len() as u64)),
                ("first", Arg::Percent(first.covered.unwrap_or_default())),
                ("last", Arg::Percent(last.unwrap_or_default())),
            ];
            c.format(
                if first.covered.is_some() {
                    Key::PhasesHeadline
                } else {
                    Key::PhasesNoUse
                },
                &args,
            )
        }
    };
    for phase in &found.phases {
        let mut inner = vec![Block::Table(objectives(phase, c))];
        let touched: Vec<String> = phase
            .sections
            .iter()
            .map(|section| touched(section, c))
            .collect();
        if !touched.is_empty() {
            inner.push(Block::Note(c.format(
                Key::PhasesTouched,
                &[("sections", Arg::Author(&touched.join(", ")))],
            )));
        }
        let title = c.format(Key::PhasesStands, &[("phase", Arg::Author(&phase.title))]);
        blocks.push(Block::Details(title, inner));
    }
    if !found.phases.is_empty() {
        blocks.push(Block::Note(c.text(if found.authored {
            Key::NotePhases
        } else {
            Key::NotePhasesProposed
        })));
    }
    let title = |id: &str| {
        names
            .objectives
            .get(id)
            .map_or(id, String::as_str)
            .to_owned()
    };
    if !found.earlier.is_empty() {
        let line = |earlier: &paratus::rollout::LateFeatureSet| {
            let args = [
                ("objective", Arg::Author(earlier.objective.as_str())),
                ("phase", Arg::Author(&earlier.phase)),
                ("than", Arg::Author(&earlier.than)),
                ("than_phase", Arg::Author(&earlier.than_phase)),
            ];
            (c.format(Key::PhasesEarlier, &args), None)
        };
        blocks.push(Block::List(found.earlier.iter().map(line).collect()));
    }
    if !found.unplaced.is_empty() {
        let titles: Vec<String> = found.unplaced.iter().map(|id| title(id)).collect();
        let list = c.language.list(&titles);
        blocks.push(Block::Note(
            c.format(Key::PhasesUnplaced, &[("objectives", Arg::Author(&list))]),
        ));
    }
    if !found.undeclared.is_empty() {
        blocks.push(Block::Note(undeclared(&found.undeclared, names, c)));
    }
    Panel {
        id: "phases".to_owned(),
        title: c.text(Key::TitlePhases),
        headline,
        blocks,
        own_page: true,
    }
}

fn touched(section: &PhaseSection, c: &Catalogue) -> String {
    let people = section
        .people
        .value()
        .map_or_else(|| "[c]".to_owned(), |people| c.language.count(people));
    format!("{} {people}", section.title)
}

fn overview(found: &Phases, c: &Catalogue) -> Table {
    let row = |phase: &PhaseReport| {
        let total: f64 = phase.hours.iter().map(|(_, hours)| *hours).sum();
        let parts: Vec<_> = Track::ALL
            .into_iter()
            .map(|track| {
                (
                    track_tint(track),
                    if total > 0.0 {
                        phase.hours.get(track) / total
                    } else {
                        0.0
                    },
                )
            })
            .collect();
        let shown: Vec<String> = parts
            .iter()
            .map(|(_, part)| c.language.percent(*part))
            .collect();
        let bar = if total > 0.0 {
            Cell::Bar(parts, shown.join(" / "))
        } else {
            Cell::NotApplicable
        };
        let covered = phase
            .covered
            .map_or(Cell::Unknown, |covered| share(covered, c));
        let first = [
            Cell::Named(Text::author(&phase.title), Text::author(&phase.phase)),
            count(phase.objectives.len() as u64, c),
        ];
        let of_tracks = Track::ALL.map(|track| hours(*phase.hours.get(track), c));
        let most = Cell::Number(phase.most_hours, c.language.short(phase.most_hours));
        let people = counted(phase.people, c);
        Row::new(
            first
                .into_iter()
                .chain([people, covered])
                .chain(of_tracks)
                .chain([bar, most]),
        )
    };
    let first = [
        Column::start(c.text(Key::ColumnPhase)),
        Column::end(c.text(Key::ColumnObjectives)),
        Column::end(c.text(Key::ColumnPeople)),
        Column::end(c.text(Key::ColumnCovered)),
    ];
    Table {
        caption: c.format(Key::CaptionPhases, &[("date", Arg::Date(found.as_of))]),
        name: c.text(Key::TitlePhases),
        columns: first
            .into_iter()
            .chain(hours_columns(c))
            .chain([Column::end(c.text(Key::ColumnMostHours))])
            .collect(),
        rows: found.phases.iter().map(row).collect(),
        matrix: false,
    }
}

fn objectives(phase: &PhaseReport, c: &Catalogue) -> Table {
    let row = |objective: &paratus::rollout::PhaseObjective| {
        let hours = objective.hours.map_or(Cell::Unknown, |hours| {
            Cell::Number(hours, c.language.short(hours))
        });
        let common = objective
            .common
            .map_or(Cell::Empty, |common| super::cells::decimal(common, 2, c));
        Row::new([
            Cell::Named(
                Text::author(&objective.title),
                Text::author(&objective.objective),
            ),
            Cell::Text(track(objective.track, c)),
            common,
            objective.reach.map_or(Cell::Empty, |reach| share(reach, c)),
            hours,
        ])
    };
    let args = [("phase", Arg::Author(&phase.title))];
    Table {
        caption: c.format(Key::CaptionPhase, &args),
        name: c.format(Key::NamePhase, &args),
        columns: vec![
            Column::start(c.text(Key::ColumnObjective)),
            Column::start(c.text(Key::ColumnTrack)).unbroken(),
            Column::end(c.text(Key::ColumnCommon)),
            Column::end(c.text(Key::ColumnReach)),
            Column::end(c.text(Key::ColumnHoursEach)),
        ],
        rows: phase.objectives.iter().map(row).collect(),
        matrix: false,
    }
}
