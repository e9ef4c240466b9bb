//! Integrity: what is wrong or odd in the input, by code.

use super::cells::count;
use crate::language::Language;
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::answers::FindingGroup;
use paratus::{Finding, Severity};

/// The integrity findings. Those about rows of persons are only counted; a published report has none that are there because of what
/// somebody has shown.
#[must_use]
pub fn findings(groups: &[FindingGroup], is_internal: bool, c: &Catalogue) -> Panel {
    let of = |severity: Severity| -> u64 {
        groups
            .iter()
            .filter(|group| group.severity == severity)
            .map(|group| group.count)
            .sum()
    };
    let reported = [
        (Severity::Error, Key::FindingsErrors),
        (Severity::Warning, Key::FindingsWarnings),
        (Severity::Info, Key::FindingsNotes),
    ];
    let reported = reported
        .map(|(severity, key)| (of(severity), key))
        .into_iter()
        .filter(|(count, _)| *count > 0);
    let counts: Vec<String> = reported
        .map(|(count, key)| c.format(key, &[("n", Arg::Count(count))]).words)
        .collect();
    let counts = [("counts", Arg::Own(c.language.list(&counts)))];
    let headline = if groups.is_empty() {
        c.text(Key::FindingsNone)
    } else {
        c.format(Key::FindingsHeadline, &counts)
    };
    let mut blocks = Vec::new();
    if !groups.is_empty() {
        let rows = groups.iter().map(|group| {
            Row::new([
                Cell::Named(Text::author(group.code.name()), Text::default()),
                severity(group.severity, c),
                count(group.count, c),
                Cell::Text(Text::own_words(c.code(group.code).summary)),
            ])
        });
        blocks.push(Block::Table(Table {
            caption: c.text(Key::CaptionFindings),
            name: c.text(Key::TitleFindings),
            columns: vec![
                Column::start(c.text(Key::ColumnCode)).unbroken(),
                Column::start(c.text(Key::ColumnSeverity)).unbroken(),
                Column::end(c.text(Key::ColumnCount)),
                Column::start(c.text(Key::ColumnMeaning)),
            ],
            rows: rows.collect(),
            matrix: false,
        }));
        let each: Vec<&Finding> = groups.iter().flat_map(|group| &group.findings).collect();
        if !each.is_empty() {
            blocks.push(Block::Details(
                c.text(Key::FindingsEach),
                vec![Block::Table(list(&each, c))],
            ));
        }
        if each.len() as u64 != groups.iter().map(|group| group.count).sum::<u64>() {
            blocks.push(Block::Note(c.text(Key::FindingsPersonal)));
        }
    }
    if !is_internal {
        blocks.push(Block::Note(c.text(Key::FindingsPublished)));
    }
    Panel {
        id: "findings".to_owned(),
        title: c.text(Key::TitleFindings),
        headline,
        blocks,
        own_page: false,
    }
}

fn severity(severity: Severity, c: &Catalogue) -> Cell {
    let (tint, key) = match severity {
        Severity::Error => (Tint::Error, Key::SeverityError),
        Severity::Warning => (Tint::Warning, Key::SeverityWarning),
        Severity::Info => (Tint::Info, Key::SeverityInfo),
    };
    Cell::Sign(tint, c.text(key))
}

fn list(findings: &[&Finding], c: &Catalogue) -> Table {
    let rows = findings.iter().map(|finding| {
        Row::new([
            place(finding, c),
            severity(finding.severity, c),
            Cell::Text(Text::author(finding.code.name())),
            problem(finding, c),
        ])
    });
    Table {
        caption: c.text(Key::CaptionFindingsEach),
        name: c.text(Key::FindingsEach),
        columns: vec![
            Column::start(c.text(Key::ColumnPlace)),
            Column::start(c.text(Key::ColumnSeverity)).unbroken(),
            Column::start(c.text(Key::ColumnCode)).unbroken(),
            Column::start(c.text(Key::ColumnProblem)),
        ],
        rows: rows.collect(),
        matrix: false,
    }
}

/// File and line, or the path; both where the problem does not name it. What is found of the whole question, a derived key for
/// one, has no place.
fn place(finding: &Finding, c: &Catalogue) -> Cell {
    let path = Text::author(&finding.path);
    let below = match c.language {
        Language::English => Text::default(),
        _ => path.clone(),
    };
    match (&finding.file, finding.line) {
        (Some(file), Some(line)) => Cell::Named(Text::author(&format!("{file}:{line}")), below),
        (Some(file), None) => Cell::Named(Text::author(file), below),
        (None, _) if path.is_empty() => Cell::NotApplicable,
        (None, _) => Cell::Text(path),
    }
}

/// What is wrong, and what to do.
fn problem(finding: &Finding, c: &Catalogue) -> Cell {
    let words = c.finding(finding);
    Cell::Named(
        Text::own_words(words.problem),
        Text::own_words(words.remedy),
    )
}
