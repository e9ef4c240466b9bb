//! A table on a sheet: its cells as numbers, dates and texts, with a filter, and as a printed page.

use super::charts;
use super::formats::Formats;
use super::{LONGEST, clip};
use crate::language::Language;
use crate::message::{Catalogue, Key};
use crate::panel::{Cell, Column, Panel, Row, Table, Tint};
use paratus::Date;
use paratus::figure;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

/// The row of the headings, counted from 0.
pub(super) const HEAD: u32 = 3;

/// Least and most characters that a column is wide.
const WIDTHS: (usize, usize) = (9, 48);

/// A sheet as it is written, with what its columns need.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    language: Language,
    /// Most characters of a cell, by column.
    widths: Vec<usize>,
}

/// Writes a table with its title in A1.
pub(super) fn write(
    sheet: &mut Worksheet,
    panel: &Panel,
    table: &Table,
    c: &Catalogue,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut out = Sheet {
        sheet: &mut *sheet,
        formats,
        language: c.language,
        widths: Vec::new(),
    };
    out.words(0, 0, &table.caption.words, &formats.title)?;
    out.words(1, 0, &panel.title.words, &formats.faint)?;
    let widths: Vec<u16> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| width(table, at, column))
        .collect();
    let mut places = Vec::new();
    let mut at = 0;
    for (index, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
        places.push((at, *width));
        for part in 0..*width {
            let title = heading(column, kind(table, index), part, *width, c);
            out.words(HEAD, at, &title, &formats.heading)?;
            out.widen(at, title.split(' ').map(|word| word.chars().count()).max());
            at += 1;
        }
    }
    let columns = at;
    for (line, row) in (HEAD + 1..).zip(&table.rows) {
        let mut at = 0;
        for (cell, width) in row.cells.iter().zip(&widths) {
            out.cell(line, at, cell, *width, row)?;
            at += *width;
        }
    }
    out.finish(table, columns)?;
    charts::write(sheet, table, &places, c.language)
}

/// How many columns of a sheet a column takes: of ranges low, high and verdict, of bars and steps each part, of titles with an id and of
/// days with a time of day two.
fn width(table: &Table, at: usize, column: &Column) -> u16 {
    let cell = |row: &Row| match row.cells.get(at) {
        Some(Cell::Range { verdict, .. }) => 2 + u16::from(verdict.is_some()),
        Some(Cell::Named(_, id)) if !id.is_empty() => 2,
        Some(Cell::Week(..) | Cell::Span { .. }) => 2,
        _ => 1,
    };
    let parts = u16::try_from(column.parts.len()).unwrap_or(u16::MAX);
    parts.max(table.rows.iter().map(cell).max().unwrap_or(1))
}

/// What the second and the third column of a column hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Range,
    Week,
    Other,
}

fn kind(table: &Table, at: usize) -> Kind {
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    cells
        .find_map(|cell| match cell {
            Cell::Range { .. } => Some(Kind::Range),
            Cell::Week(..) => Some(Kind::Week),
            Cell::Span { .. } => Some(Kind::Range),
            _ => None,
        })
        .unwrap_or(Kind::Other)
}

fn heading(column: &Column, kind: Kind, part: u16, width: u16, c: &Catalogue) -> String {
    let title = column.title.words.as_str();
    let named = |key: Key| format!("{title}: {}", c.words(key));
    match (column.parts.get(usize::from(part)), kind, part) {
        (Some(name), ..) => format!("{title}: {}", name.words),
        (None, Kind::Range, 0) => named(Key::ColumnFrom),
        (None, Kind::Range, 1) => named(Key::ColumnTo),
        (None, Kind::Range, 2) => named(Key::ColumnVerdict),
        (None, Kind::Week, 0) => named(Key::ColumnDay),
        // A title with its id.
        (None, Kind::Other, 1) if width == 2 => "id".to_owned(),
        _ => title.to_owned(),
    }
}

impl Sheet<'_> {
    fn widen(&mut self, at: u16, characters: Option<usize>) {
        let at = usize::from(at);
        if self.widths.len() <= at {
            self.widths.resize(at + 1, 0);
        }
        if let (Some(width), Some(characters)) = (self.widths.get_mut(at), characters) {
            *width = (*width).max(characters);
        }
    }

    fn words(&mut self, row: u32, at: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
        super::text(self.sheet, row, at, words, format)
    }

    /// A text in the body of the table.
    fn text(&mut self, row: u32, at: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
        let shown = clip(words, LONGEST);
        self.widen(at, Some(shown.chars().count()));
        self.words(row, at, &shown, format)
    }

    /// A number as it is shown; as a text where that is no number: `<1`, `∞`.
    fn number(
        &mut self,
        row: u32,
        at: u16,
        number: f64,
        shown: &str,
        strong: bool,
    ) -> Result<(), XlsxError> {
        self.widen(at, Some(shown.chars().count() + 1));
        if !number.is_finite() || is_coded(shown) {
            return self.text(row, at, shown, &self.formats.end(strong));
        }
        let decimals = self.language.decimals_shown(shown);
        let format = self.formats.number(decimals, strong);
        let rounded = figure::round(number, decimals);
        self.sheet
            .write_number_with_format(row, at, rounded, &format)
            .map(drop)
    }

    /// A share as it is shown; as a text where it is coded: `<1%`, `>90%`.
    fn share(
        &mut self,
        row: u32,
        at: u16,
        fraction: f64,
        shown: &str,
        strong: bool,
    ) -> Result<(), XlsxError> {
        if is_coded(shown) {
            return self.text(row, at, shown, &self.formats.end(strong));
        }
        let decimals = self.language.decimals_shown(shown);
        self.percent(row, at, fraction * 100.0, decimals, strong)
    }

    /// A number of per cent, already as it is shown.
    fn percent(
        &mut self,
        row: u32,
        at: u16,
        number: f64,
        decimals: usize,
        strong: bool,
    ) -> Result<(), XlsxError> {
        let format = self.formats.percent(decimals, strong, self.language);
        let fraction = figure::round(number, decimals) / 100.0;
        self.sheet
            .write_number_with_format(row, at, fraction, &format)
            .map(drop)
    }

    fn date(
        &mut self,
        row: u32,
        at: u16,
        date: Date,
        shown: &str,
        strong: bool,
    ) -> Result<(), XlsxError> {
        let (year, month, day) = date.ymd();
        let found = u16::try_from(year)
            .ok()
            .and_then(|year| ExcelDateTime::from_ymd(year, month as u8, day as u8).ok());
        let Some(found) = found else {
            // Spreadsheets know no day before 1900.
            return self.text(row, at, shown, &self.formats.text(strong));
        };
        self.widen(at, Some("2027-03-14".len() + 1));
        self.sheet
            .write_datetime_with_format(row, at, &found, &self.formats.date(strong))
            .map(drop)
    }

    fn cell(
        &mut self,
        row: u32,
        at: u16,
        cell: &Cell,
        width: u16,
        of: &Row,
    ) -> Result<(), XlsxError> {
        let strong = of.strong;
        let plain = self.formats.text(strong);
        match cell {
            Cell::Empty => Ok(()),
            Cell::Text(words) => {
                // Depth shows by indentation that is no part of the text.
                let indent = if at == 0 { of.depth.min(15) } else { 0 };
                let format = plain.set_indent(u8::try_from(indent).unwrap_or(15));
                self.widen(at, Some(words.words.chars().count() + 2 * indent));
                self.text(row, at, &words.words, &format)
            }
            Cell::Named(title, id) => {
                self.text(row, at, &title.words, &plain)?;
                if width > 1 {
                    let faint = &self.formats.faint;
                    self.text(row, at + 1, &id.words, faint)?;
                }
                Ok(())
            }
            Cell::Number(number, shown) | Cell::Amount(number, _, shown) => {
                self.number(row, at, *number, shown, strong)
            }
            Cell::Share(fraction, shown) | Cell::Gap(fraction, shown) => {
                self.share(row, at, *fraction, shown, strong)
            }
            Cell::Date(date, shown) => self.date(row, at, *date, shown, strong),
            Cell::Range { .. } => self.range(row, at, cell, strong),
            Cell::Part(_, shown) => self.text(row, at, shown, &plain),
            Cell::Week(date, _, shown) => {
                self.date(row, at, *date, shown, strong)?;
                self.text(row, at + 1, shown, &plain)
            }
            Cell::Span { from, until, .. } => {
                self.date(row, at, from.0, &from.1, strong)?;
                self.date(row, at + 1, until.0, &until.1, strong)
            }
            Cell::Sign(tint, word) | Cell::Glyph(tint, word) => {
                self.text(row, at, &word.words, &self.formats.tinted(*tint, strong))
            }
            Cell::Bar(parts, shown) => {
                let words: Vec<&str> = shown.split(" / ").collect();
                for ((column, (_, fraction)), words) in (at..).zip(parts).zip(words) {
                    self.share(row, column, *fraction, words, strong)?;
                }
                Ok(())
            }
            Cell::Steps(steps, _) => {
                for (column, fraction) in (at..).zip(steps) {
                    if let Some(fraction) = fraction {
                        let shown = self.language.percent(*fraction);
                        self.share(row, column, *fraction, &shown, strong)?;
                    }
                }
                Ok(())
            }
            Cell::Suppressed(_) => self.none(row, at, width, "[c]"),
            Cell::Unknown => self.none(row, at, width, "[x]"),
            Cell::NotApplicable => self.none(row, at, width, "[z]"),
        }
    }

    /// The ends of a range as they are shown, and the verdict.
    fn range(&mut self, row: u32, at: u16, cell: &Cell, strong: bool) -> Result<(), XlsxError> {
        let Cell::Range {
            range,
            threshold,
            verdict,
            shown,
        } = cell
        else {
            return Ok(());
        };
        let bounds = figure::percent_bounds(*range, threshold.map(figure::Threshold::AtLeast));
        let ends = [
            (at, range.low, bounds.low),
            (at + 1, range.high, bounds.high),
        ];
        for (column, exact, (number, decimals)) in ends {
            // The ends of a published mean are coded.
            match exact {
                ..=0.0 if shown.contains('<') => {
                    let coded = self.language.coded(false);
                    self.text(row, column, &coded, &self.formats.end(strong))?;
                }
                1.0.. if shown.contains('>') => {
                    let coded = self.language.coded(true);
                    self.text(row, column, &coded, &self.formats.end(strong))?;
                }
                _ => self.percent(row, column, number, decimals, strong)?,
            }
        }
        match verdict {
            Some((found, word)) => {
                let format = self.formats.tinted(Tint::from(*found), strong);
                self.text(row, at + 2, &word.words, &format)
            }
            None => Ok(()),
        }
    }

    /// The mark of what is not there, in every column that it would take.
    fn none(&mut self, row: u32, at: u16, width: u16, mark: &str) -> Result<(), XlsxError> {
        let last = at.saturating_add(width);
        let format = &self.formats.none;
        (at..last).try_for_each(|at| self.text(row, at, mark, format))
    }

    /// Widths, the filter, what stays in sight, and the page.
    fn finish(self, table: &Table, columns: u16) -> Result<(), XlsxError> {
        let (least, most) = WIDTHS;
        for (at, characters) in (0..columns).zip(&self.widths) {
            let least = if at == 0 { 24 } else { least };
            self.sheet
                .set_column_width(at, (characters + 2).clamp(least, most) as f64)?;
        }
        let sheet = self.sheet;
        sheet.set_freeze_panes(HEAD + 1, 1)?;
        let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX - HEAD);
        if columns > 0 && last > 0 {
            sheet.autofilter(HEAD, 0, HEAD + last, columns - 1)?;
        }
        sheet.set_repeat_rows(HEAD, HEAD)?;
        super::page(sheet);
        Ok(())
    }
}

/// Whether a figure is shown as a bound.
fn is_coded(shown: &str) -> bool {
    shown.contains(['<', '>'])
}
