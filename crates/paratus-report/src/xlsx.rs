//! Reports as a workbook: a sheet of contents, then one table per sheet, its title in A1.
//!
//! Texts are written as texts, never as formulas or links; the date of creation is the date of assessment, so the same answers
//! give the same bytes.

use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table};
use paratus::answers::ReportAnswer;
use paratus::text::printable;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet,
    XlsxError,
};
use std::fmt;

/// Why a workbook could not be written: a table has more rows or columns than a sheet.
#[derive(Debug)]
pub struct XlsxFailed(XlsxError);

impl fmt::Display for XlsxFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the workbook could not be written: {}", self.0)
    }
}

impl std::error::Error for XlsxFailed {}

impl From<XlsxError> for XlsxFailed {
    fn from(error: XlsxError) -> XlsxFailed {
        XlsxFailed(error)
    }
}

/// Most characters of a cell's text, a little below what spreadsheets hold.
const LONGEST: usize = 32_000;

/// Most characters of a sheet's name.
const LONGEST_NAME: usize = 31;

/// Formats of cells.
struct Formats {
    title: Format,
    heading: Format,
    text: Format,
    share: Format,
    strong: Format,
    strong_share: Format,
    faint: Format,
    link: Format,
}

impl Formats {
    fn new() -> Formats {
        let text = || Format::new().set_align(FormatAlign::Top);
        Formats {
            title: Format::new().set_bold().set_font_size(13),
            heading: text()
                .set_bold()
                .set_text_wrap()
                .set_border_bottom(FormatBorder::Thin),
            text: text(),
            share: text().set_num_format("0%"),
            strong: text().set_bold(),
            strong_share: text().set_bold().set_num_format("0%"),
            faint: text().set_font_color("#555D61"),
            link: Format::new()
                .set_font_color("#17595C")
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
        }
    }
}

/// The report as a workbook (Office Open XML).
///
/// # Errors
/// Where a table has more rows or columns than a sheet can have.
pub fn xlsx(
    answer: &ReportAnswer,
    panels: &[Panel],
    catalogue: &Catalogue,
) -> Result<Vec<u8>, XlsxFailed> {
    let c = catalogue;
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    let (year, month, day) = answer.as_of.ymd();
    let mut properties = DocProperties::new()
        .set_title(clip(&answer.title, 200))
        .set_subject(c.words(Key::PageReport));
    // Spreadsheets know no day before 1900.
    let year = u16::try_from(year.clamp(1900, 9999)).unwrap_or(1900);
    if let Ok(created) = ExcelDateTime::from_ymd(year, month as u8, day as u8) {
        properties = properties.set_creation_datetime(&created);
    }
    workbook.set_properties(&properties);
    let mut tables = Vec::new();
    for panel in panels {
        collect(&panel.blocks, panel, &mut tables);
    }
    let names = sheet_names(&tables);
    let mut first = Worksheet::new();
    let banner = answer
        .disclosure
        .is_internal()
        .then(|| c.words(Key::PageInternal));
    contents(&mut first, answer, panels, &tables, &names, c, &formats)?;
    mark(&mut first, banner.as_deref(), 2, &formats)?;
    workbook.push_worksheet(first);
    for ((panel, table), name) in tables.iter().zip(&names) {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_right_to_left(c.language.is_right_to_left());
        write(&mut sheet, panel, table, c, &formats)?;
        mark(&mut sheet, banner.as_deref(), 0, &formats)?;
        workbook.push_worksheet(sheet);
    }
    Ok(workbook.save_to_buffer()?)
}

/// Marks a sheet of an internal report, in a cell and at the head of every printed page.
fn mark(
    sheet: &mut Worksheet,
    banner: Option<&str>,
    column: u16,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let Some(banner) = banner else { return Ok(()) };
    text(
        sheet,
        if column == 0 { 2 } else { 0 },
        column,
        banner,
        &formats.strong,
    )?;
    sheet.set_header(format!("&C{banner}"));
    Ok(())
}

/// Every table with its panel, also within details.
fn collect<'a>(blocks: &'a [Block], panel: &'a Panel, tables: &mut Vec<(&'a Panel, &'a Table)>) {
    for block in blocks {
        match block {
            Block::Table(table) => tables.push((panel, table)),
            Block::Details(_, inner) => collect(inner, panel, tables),
            _ => {}
        }
    }
}

/// Names of sheets: numbered, so that no two are equal, without what they may not hold.
fn sheet_names(tables: &[(&Panel, &Table)]) -> Vec<String> {
    let name = |(at, (_, table)): (usize, &(&Panel, &Table))| {
        let may = |c: &char| {
            !matches!(
                c,
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' | '\u{2066}'..='\u{2069}'
            )
        };
        let text: String = table.name.words.chars().filter(may).collect();
        let mut name = format!("{} {}", at + 1, text.trim());
        // Lengths are counted in UTF-16.
        while name.encode_utf16().count() > LONGEST_NAME {
            name.pop();
        }
        name.trim_end().to_owned()
    };
    tables.iter().enumerate().map(name).collect()
}

fn contents(
    sheet: &mut Worksheet,
    answer: &ReportAnswer,
    panels: &[Panel],
    tables: &[(&Panel, &Table)],
    names: &[String],
    c: &Catalogue,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let name = c.words(Key::PageContents);
    sheet.set_name(&name)?;
    sheet.set_right_to_left(c.language.is_right_to_left());
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(1, 110)?;
    text(sheet, 0, 0, &answer.title, &formats.title)?;
    let facts = [
        (
            Key::PageReport,
            c.format(Key::PageAsOf, &[("date", Arg::Date(answer.as_of))])
                .words,
        ),
        (Key::PageProgramme, answer.programme.clone()),
        (Key::PageRules, format!("sha256:{}", answer.rules.hash)),
    ];
    let mut row = 1;
    for (key, is) in facts {
        text(sheet, row, 0, &c.words(key), &formats.faint)?;
        text(sheet, row, 1, &is, &formats.text)?;
        row += 1;
    }
    row += 1;
    text(sheet, row, 0, &c.words(Key::PageSheet), &formats.heading)?;
    text(sheet, row, 1, &name, &formats.heading)?;
    row += 1;
    for ((_, table), name) in tables.iter().zip(names) {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, link, &formats.link)?;
        text(sheet, row, 1, &table.caption.words, &formats.text)?;
        row += 1;
    }
    row += 1;
    // What has no table, above all the data statement, stands here.
    for panel in panels {
        let mut lines = Vec::new();
        lines_of(&panel.blocks, &mut lines);
        if panel.headline.is_empty() && lines.is_empty() {
            continue;
        }
        text(sheet, row, 0, &panel.title.words, &formats.strong)?;
        text(sheet, row, 1, &panel.headline.words, &formats.text)?;
        row += u32::from(!panel.headline.is_empty());
        for line in lines {
            text(sheet, row, 1, &line, &formats.text)?;
            row += 1;
        }
    }
    Ok(())
}

/// Everything of a panel that stands in words.
fn lines_of(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Note(text) => lines.push(text.words.clone()),
            Block::Facts(facts) => {
                for (term, is) in facts {
                    let is: Vec<&str> = is.iter().map(|text| text.words.as_str()).collect();
                    lines.push(format!("{}: {}", term.words, is.join("; ")));
                }
            }
            Block::List(items) => lines.extend(items.iter().map(|(text, _)| text.words.clone())),
            Block::Details(_, inner) => lines_of(inner, lines),
            Block::Heading(_) | Block::Figures(_) | Block::Table(_) | Block::SignOff { .. } => {}
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    panel: &Panel,
    table: &Table,
    c: &Catalogue,
    formats: &Formats,
) -> Result<(), XlsxError> {
    text(sheet, 0, 0, &table.caption.words, &formats.title)?;
    text(sheet, 1, 0, &panel.title.words, &formats.faint)?;
    const HEAD: u32 = 3;
    let widths: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| width(table, at, column))
        .collect();
    let mut at = 0;
    for (index, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
        for part in 0..*width {
            let title = heading(column, is_range(table, index), part, *width, c);
            text(sheet, HEAD, at, &title, &formats.heading)?;
            at += 1;
        }
    }
    for (row, written) in table.rows.iter().enumerate() {
        let line = HEAD + 1 + u32::try_from(row).unwrap_or(u32::MAX - HEAD - 1);
        let mut at = 0;
        for (cell, width) in written.cells.iter().zip(&widths) {
            fill(sheet, line, at, cell, *width, written, formats)?;
            at += u16::try_from(*width).unwrap_or(u16::MAX);
        }
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_column_width(0, 42)?;
    Ok(())
}

/// How many columns of a sheet a column takes: of ranges low, high and verdict, of bars and steps each part.
fn width(table: &Table, at: usize, column: &Column) -> usize {
    let cell = |row: &Row| match row.cells.get(at) {
        Some(Cell::Range { verdict, .. }) => 2 + usize::from(verdict.is_some()),
        Some(Cell::Named(_, id)) if !id.is_empty() => 2,
        _ => 1,
    };
    column
        .parts
        .len()
        .max(table.rows.iter().map(cell).max().unwrap_or(1))
}

fn is_range(table: &Table, at: usize) -> bool {
    table
        .rows
        .iter()
        .any(|row| matches!(row.cells.get(at), Some(Cell::Range { .. })))
}

fn heading(column: &Column, range: bool, part: usize, width: usize, c: &Catalogue) -> String {
    let title = column.title.words.as_str();
    match (column.parts.get(part), width, part) {
        (Some(name), ..) => format!("{title}: {}", name.words),
        (None, 1, _) => title.to_owned(),
        // A title with its id.
        (None, 2, 1) if !range => "id".to_owned(),
        (None, _, 0) if range => format!("{title}: {}", c.words(Key::ColumnFrom)),
        (None, _, 1) => format!("{title}: {}", c.words(Key::ColumnTo)),
        (None, _, 2) => format!("{title}: {}", c.words(Key::ColumnVerdict)),
        _ => title.to_owned(),
    }
}

fn fill(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    width: usize,
    of: &Row,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (plain, share) = if of.strong {
        (&formats.strong, &formats.strong_share)
    } else {
        (&formats.text, &formats.share)
    };
    match cell {
        Cell::Empty => {}
        Cell::Text(words) => {
            // Depth shows by indentation that is no part of the text.
            if at == 0 && of.depth > 0 {
                let deep = plain
                    .clone()
                    .set_indent(u8::try_from(of.depth.min(15)).unwrap_or(15));
                text(sheet, row, at, &words.words, &deep)?;
            } else {
                text(sheet, row, at, &words.words, plain)?;
            }
        }
        Cell::Named(title, id) => {
            text(sheet, row, at, &title.words, plain)?;
            if width > 1 {
                text(sheet, row, at + 1, &id.words, &formats.faint)?;
            }
        }
        Cell::Number(number, shown) | Cell::Amount(number, _, shown) => match number.is_finite() {
            true => drop(sheet.write_number_with_format(row, at, *number, plain)?),
            false => text(sheet, row, at, shown, plain)?,
        },
        Cell::Share(fraction, _) | Cell::Gap(fraction, _) => {
            sheet.write_number_with_format(row, at, *fraction, share)?;
        }
        Cell::Range { range, verdict, .. } => {
            sheet.write_number_with_format(row, at, range.low, share)?;
            sheet.write_number_with_format(row, at + 1, range.high, share)?;
            if let Some((_, word)) = verdict {
                text(sheet, row, at + 2, &word.words, plain)?;
            }
        }
        Cell::Part(_, shown) | Cell::Week(_, shown) => text(sheet, row, at, shown, plain)?,
        Cell::Sign(_, word) | Cell::Glyph(_, word) => text(sheet, row, at, &word.words, plain)?,
        Cell::Bar(parts, _) => {
            for (part, (_, fraction)) in (at..).zip(parts) {
                sheet.write_number_with_format(row, part, *fraction, share)?;
            }
        }
        Cell::Steps(steps, _) => {
            for (step, fraction) in (at..).zip(steps) {
                if let Some(fraction) = fraction {
                    sheet.write_number_with_format(row, step, *fraction, share)?;
                }
            }
        }
        Cell::Suppressed => none(sheet, row, at, width, "[c]", formats)?,
        Cell::Unknown => none(sheet, row, at, width, "[x]", formats)?,
        Cell::NotApplicable => none(sheet, row, at, width, "[z]", formats)?,
    }
    Ok(())
}

/// The mark of what is not there, in every column that it would take.
fn none(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    width: usize,
    mark: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let last = at.saturating_add(u16::try_from(width).unwrap_or(u16::MAX));
    (at..last).try_for_each(|at| text(sheet, row, at, mark, &formats.faint))
}

fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    // As a string whatever it begins with: `=1+1` stays four characters.
    sheet
        .write_string_with_format(row, column, clip(words, LONGEST), format)
        .map(drop)
}

fn clip(words: &str, most: usize) -> String {
    // Cells have a direction of their own.
    let shown = |c: &char| !matches!(c, '\u{2066}'..='\u{2069}');
    printable(&words.chars().filter(shown).take(most).collect::<String>()).into_owned()
}
