//! Workbooks as a spreadsheet opens them.
#![cfg(feature = "xlsx")]

use crate::common::{
    HOSTILE, empty, evidence, few, hostile, internal, office, planned, responses, sound, unsound,
};
use calamine::{Data, Reader, Xlsx};
use paratus::answers::ReportAnswer;
use paratus_report::panel::{Block, Cell, Table};
use paratus_report::{Catalogue, Language, panels, xlsx};
use std::io::{Cursor, Read};

fn tables(blocks: &[Block]) -> Vec<&Table> {
    fn of(block: &Block) -> Vec<&Table> {
        match block {
            Block::Table(table) => vec![table],
            Block::Details(_, inner) => tables(inner),
            _ => Vec::new(),
        }
    }
    blocks.iter().flat_map(of).collect()
}

fn workbook(answer: &ReportAnswer, language: Language) -> (Vec<u8>, Vec<Table>) {
    let catalogue = Catalogue::new(language);
    let panels = panels::panels(answer, &catalogue);
    let tables = panels
        .iter()
        .flat_map(|panel| tables(&panel.blocks))
        .cloned()
        .collect();
    (xlsx(answer, &panels, &catalogue).unwrap(), tables)
}

#[test]
fn one_table_per_sheet_with_its_title_first() {
    for answer in [empty(), unsound(), few(), sound(), planned(), hostile()] {
        for language in Language::ALL {
            let (bytes, tables) = workbook(&answer, language);
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
            let names = book.sheet_names();
            assert_eq!(names.len(), tables.len() + 1);
            for (name, table) in names.iter().skip(1).zip(&tables) {
                let sheet = book.worksheet_range(name).unwrap();
                let first = sheet
                    .get_value((0, 0))
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let plain: String = table
                    .caption
                    .words
                    .chars()
                    .filter(|c| !('\u{2066}'..='\u{2069}').contains(c))
                    .collect();
                assert_eq!(first, plain, "{name}");
                assert_eq!(
                    sheet.end().map_or(0, |end| end.0),
                    3 + table.rows.len() as u32,
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn texts_stay_texts() {
    let (bytes, _) = workbook(&hostile(), Language::English);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let mut seen = 0;
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(
            formulas
                .used_cells()
                .all(|(_, _, formula)| formula.is_empty()),
            "{name} has a formula"
        );
        let sheet = book.worksheet_range(&name).unwrap();
        let steers = |c: char| {
            c.is_control()
                || ('\u{2028}'..='\u{202e}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c)
        };
        assert!(
            sheet
                .used_cells()
                .all(|(_, _, cell)| !cell.to_string().contains(steers)),
            "{name}"
        );
        seen += sheet
            .used_cells()
            .filter(|(_, _, cell)| matches!(cell, Data::String(text) if text.starts_with("=1+1|<script>")))
            .count();
    }
    assert!(seen > 3, "{HOSTILE}: {seen}");
}

#[test]
fn figures_are_numbers_and_the_same() {
    let answer = sound();
    let (bytes, _) = workbook(&answer, Language::English);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let name = book
        .sheet_names()
        .into_iter()
        .find(|name| name.ends_with("Where are we ready"))
        .unwrap();
    let sheet = book.worksheet_range(&name).unwrap();
    let heading = |at: u32| sheet.get_value((3, at)).unwrap().to_string();
    assert_eq!(
        [0, 1, 2, 3, 4].map(heading),
        [
            "Section",
            "Staff",
            "Overall: from",
            "Overall: to",
            "Overall: Verdict"
        ]
    );
    let everyone = &answer.organisation.units[0];
    let readiness = everyone.readiness.value().unwrap();
    let number = |at: u32| match sheet.get_value((4, at)) {
        Some(Data::Float(number)) => *number,
        other => panic!("{other:?} is no number"),
    };
    assert_eq!(number(1), everyone.people.value().unwrap() as f64);
    for (at, end) in [(2, readiness.low), (3, readiness.high)] {
        let coded = match end {
            ..=0.0 => Some("<10%"),
            1.0.. => Some(">90%"),
            _ => None,
        };
        match coded {
            Some(coded) => assert_eq!(sheet.get_value((4, at)).unwrap().to_string(), coded),
            None => assert!((number(at) - end).abs() < 0.006, "{end}"),
        }
    }
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    assert_eq!(
        workbook(&sound(), Language::Arabic).0,
        workbook(&sound(), Language::Arabic).0
    );
}

/// Every share and every range of a page, as the workbook has it. A figure that is coded (`<1%`) is a text there too.
#[test]
fn page_and_workbook_have_the_same_figures() {
    let answer = internal(&office(30, "Office"), &evidence(30), &responses(30));
    let (bytes, tables) = workbook(&answer, Language::English);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let names = book.sheet_names();
    let mut compared = 0;
    for (name, table) in names.iter().skip(1).zip(&tables) {
        let sheet = book.worksheet_range(name).unwrap();
        let headings: Vec<String> = (0..sheet.width() as u32)
            .map(|at| sheet.get_value((3, at)).map(ToString::to_string))
            .map(Option::unwrap_or_default)
            .collect();
        for (line, row) in (4..).zip(&table.rows) {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                let title = &column.title.words;
                let ends: &[String] = match cell {
                    Cell::Share(..) | Cell::Gap(..) => std::slice::from_ref(title),
                    Cell::Range { .. } => &[format!("{title}: from"), format!("{title}: to")],
                    _ => continue,
                };
                let (Cell::Share(_, shown) | Cell::Gap(_, shown) | Cell::Range { shown, .. }) =
                    cell
                else {
                    continue;
                };
                let shown = shown.trim_end_matches('%');
                let mut written = shown.split('–').cycle();
                for end in ends {
                    let at = headings.iter().position(|heading| heading == end).unwrap();
                    let found = match sheet.get_value((line, at as u32)).unwrap() {
                        Data::Float(number) => format!("{}", (number * 1e6).round() / 1e4),
                        text => text.to_string().trim_end_matches('%').to_owned(),
                    };
                    assert_eq!(found, written.next().unwrap(), "{name}, {end}, row {line}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn days_are_dates() {
    let answer = planned();
    let (bytes, tables) = workbook(&answer, Language::French);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let days_of = |cell: &Cell| match cell {
        Cell::Date(..) | Cell::Week(..) => 1,
        Cell::Span { .. } => 2,
        _ => 0,
    };
    let days = |table: &Table| -> usize {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        cells.map(days_of).sum()
    };
    let (mut dates, mut wanted) = (0, 0);
    for (name, table) in book.sheet_names().iter().skip(1).zip(&tables) {
        let sheet = book.worksheet_range(name).unwrap();
        let is_date = |cell: &Data| matches!(cell, Data::DateTime(_));
        dates += sheet
            .used_cells()
            .filter(|(_, _, cell)| is_date(cell))
            .count();
        wanted += days(table);
    }
    assert!(wanted > 3);
    assert_eq!(dates, wanted);
}

/// What the parts of a workbook hold whose names begin so.
fn parts(bytes: &[u8], prefix: &str) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let found = names.into_iter().filter(|name| name.starts_with(prefix));
    found
        .map(|name| {
            let mut text = String::new();
            archive
                .by_name(&name)
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
            text
        })
        .collect()
}

#[test]
fn charts_draw_the_cells_of_their_tables() {
    let is = |kind: fn(&Cell) -> bool| {
        move |table: &&Table| table.rows.iter().flat_map(|row| &row.cells).any(kind)
    };
    let has_bars = is(|cell| matches!(cell, Cell::Bar(..)));
    let has_lines = is(|cell| matches!(cell, Cell::Steps(..)));
    for language in Language::ALL {
        let (bytes, tables) = workbook(&sound(), language);
        let charts = parts(&bytes, "xl/charts/chart");
        let bars = tables
            .iter()
            .filter(|table| table.rows.len() > 1 && has_bars(table));
        let lines = tables.iter().filter(has_lines);
        assert!(bars.clone().count() > 0 && lines.clone().count() > 0);
        assert_eq!(charts.len(), bars.count() + lines.count(), "{language:?}");
        let book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
        for (name, table) in book.sheet_names().iter().skip(1).zip(&tables) {
            let reference = format!("<c:f>'{name}'!$");
            let drawn = charts.iter().find(|chart| chart.contains(&reference));
            let drawable = has_lines(&table) || (table.rows.len() > 1 && has_bars(&table));
            assert_eq!(drawn.is_some(), drawable, "{name}");
            // Headings are in the fourth row, figures from the fifth on.
            assert!(drawn.is_none_or(|chart| chart.contains("$5")), "{name}");
        }
    }
}
