//! Reports as a workbook: a sheet of contents, then one table per sheet, its title in A1.
//!
//! Texts are written as texts, never as formulas or links; the date of creation is the date of assessment, so the same answers
//! give the same bytes.

mod charts;
mod formats;
mod sheet;

use crate::language::Language;
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Panel, Table};
use formats::Formats;
use paratus::answers::ReportAnswer;
use paratus::text::printable;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};
use std::fmt;

/// Why a workbook could not be written: a table has more rows or columns than a sheet.
#[derive(Debug)]
pub struct WorkbookError(XlsxError);

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the workbook could not be written: {}", self.0)
    }
}

impl std::error::Error for WorkbookError {}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> WorkbookError {
        WorkbookError(error)
    }
}

/// Most characters of a cell's text, a little below what spreadsheets hold.
const LONGEST: usize = 32_000;

/// Most characters of a sheet's name.
const LONGEST_NAME: usize = 31;

/// The report as a workbook (Office Open XML).
///
/// # Errors
/// Where a table has more rows or columns than a sheet can have.
pub fn xlsx(
    answer: &ReportAnswer,
    panels: &[Panel],
    catalogue: &Catalogue,
) -> Result<Vec<u8>, WorkbookError> {
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
        sheet::write(&mut sheet, panel, table, c, &formats)?;
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
        &formats.text(true).unset_text_wrap(),
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
        whole_words(&format!("{} {}", at + 1, text.trim()), LONGEST_NAME)
    };
    tables.iter().enumerate().map(name).collect()
}

/// As many whole words as there is room for; where the first is too long, what there is room for of it. Lengths are counted in UTF-16.
fn whole_words(text: &str, most: usize) -> String {
    let fits = |text: &str| text.encode_utf16().count() <= most;
    let mut name = String::new();
    for word in text.split_whitespace() {
        let longer = format!("{name} {word}");
        if !fits(longer.trim()) {
            break;
        }
        longer.trim().clone_into(&mut name);
    }
    // A number alone says nothing.
    if !name.contains(' ') {
        text.clone_into(&mut name);
        while !fits(&name) {
            name.pop();
        }
    }
    name.trim_end().to_owned()
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
    let strong = formats.text(true);
    let plain = formats.text(false);
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
        text(sheet, row, 1, &is, &plain)?;
        row += 1;
    }
    row += 1;
    text(sheet, row, 0, &c.words(Key::PageSheet), &formats.heading)?;
    text(sheet, row, 1, &name, &formats.heading)?;
    row += 1;
    for ((_, table), name) in tables.iter().zip(names) {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, link, &formats.link)?;
        text(sheet, row, 1, &table.caption.words, &plain)?;
        row += 1;
    }
    row += 1;
    // What has no table, above all the data statement, is written here.
    for panel in panels {
        let mut lines = Vec::new();
        lines_of(&panel.blocks, c.language, &mut lines);
        if panel.headline.is_empty() && lines.is_empty() {
            continue;
        }
        text(sheet, row, 0, &panel.title.words, &strong)?;
        text(sheet, row, 1, &panel.headline.words, &plain)?;
        row += u32::from(!panel.headline.is_empty());
        for line in lines {
            text(sheet, row, 1, &line, &plain)?;
            row += 1;
        }
    }
    page(sheet);
    Ok(())
}

/// Everything of a panel that is in words.
fn lines_of(blocks: &[Block], language: Language, lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Note(text) => lines.push(text.words.clone()),
            Block::Facts(facts) => {
                for (term, is) in facts {
                    let is: Vec<&str> = is.iter().map(|text| text.words.as_str()).collect();
                    lines.push(term.words.clone() + language.colon() + &is.join("; "));
                }
            }
            Block::List(items) => lines.extend(items.iter().map(|(text, _)| text.words.clone())),
            Block::Details(_, inner) => lines_of(inner, language, lines),
            Block::Heading(_)
            | Block::Figures(_)
            | Block::Table(_)
            | Block::Lines(_)
            | Block::SignOff { .. } => {}
        }
    }
}

/// A sheet as a page in print: landscape, all columns beside each other.
fn page(sheet: &mut Worksheet) {
    const A4: u8 = 9;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_footer("&L&A&R&P / &N");
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
