//! Tables for people: columns that line up on a terminal, and the same as Markdown.

use crate::console::{BOLD, Look};
use crate::formatting::{self, clean, wrap};
use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// Which side of a column its cells are at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Columns within which a last column is still pleasant to read.
const WRAPPED: usize = 32;
/// The narrowest last column: where not even that fits, rows are written as records.
const NARROWEST: usize = 24;

/// A cell: a text, and how it is painted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A text in a style.
    pub(crate) fn styled(text: impl Into<String>, style: Style) -> Cell {
        Cell {
            text: text.into(),
            style,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell {
            text: text.into(),
            style: Style::new(),
        }
    }
}

/// A table. The last column may be wrapped to the width of the page; columns that can be done without are left out, the
/// last first, where the page is too narrow for all. On a narrow terminal that has no room for the
/// others, each row becomes a record of a few lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    columns: Vec<(&'static str, Align)>,
    optional: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these headings.
    pub(crate) fn new<const N: usize>(columns: [(&'static str, Align); N]) -> Table {
        Table {
            columns: columns.to_vec(),
            optional: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// The same table, in which these columns can be done without on a narrow page.
    pub(crate) fn optional<const N: usize>(mut self, columns: [&'static str; N]) -> Table {
        self.optional = columns.to_vec();
        self
    }

    /// The same table without some of its columns.
    pub(crate) fn without(mut self, columns: &[&str]) -> Table {
        self.optional.retain(|title| !columns.contains(title));
        columns.iter().for_each(|title| self.remove_column(title));
        self
    }

    fn remove_column(&mut self, title: &str) {
        if let Some(at) = self.columns.iter().position(|(column, _)| *column == title) {
            self.columns.remove(at);
            self.rows
                .iter_mut()
                .filter(|row| at < row.len())
                .for_each(|row| drop(row.remove(at)));
        }
    }

    /// Adds a row. Its texts may be anybody's: nothing in them steers a terminal, and only the last column keeps its line breaks.
    pub(crate) fn row<const N: usize>(&mut self, mut cells: [Cell; N]) {
        for (at, cell) in cells.iter_mut().enumerate() {
            let lines: Vec<String> = cell.text.split('\n').map(clean).collect();
            cell.text = lines.join(if at + 1 == N { "\n" } else { " " });
        }
        self.rows.push(cells.into());
    }

    /// The table for a terminal, each line ended. Trailing spaces are cut.
    pub(crate) fn text(&self, look: &Look) -> String {
        let mut fitting = self.clone();
        while fitting.total(WRAPPED) > look.width() && fitting.drop_column() {}
        if look.narrow().is_some() && fitting.total(NARROWEST) > look.width() {
            self.records(look)
        } else {
            fitting.render(look)
        }
    }

    /// Each row as a title and what else is in it, with the headings: for pages that are too narrow for columns.
    fn records(&self, look: &Look) -> String {
        let title = self.title_column();
        let mut text = String::new();
        for row in &self.rows {
            let rank = row.first().filter(|_| title != 0 && self.is_rank());
            let cell = |at: usize| row.get(at).map_or("", |cell| cell.text.trim());
            let mut name = cell(title).replace('\n', " ");
            if let Some(rank) = rank {
                name = format!("{} {name}", rank.text.trim());
            }
            let style = row.get(title).map(|cell| cell.style).unwrap_or_default();
            for (number, line) in wrap(&name, look.width() - 2).iter().enumerate() {
                let indent = if number > 0 { "  " } else { "" };
                text.push_str(&format!("{indent}{}\n", look.paint(style, line)));
            }
            let pairs = self.columns.iter().enumerate().filter(|(at, _)| {
                *at != title && !(*at == 0 && rank.is_some()) && !cell(*at).is_empty()
            });
            let pairs: Vec<String> = pairs
                .map(|(at, (heading, _))| {
                    format!("{heading} {}", cell(at).replace('\n', " "))
                        .trim()
                        .to_owned()
                })
                .collect();
            for line in fill(&pairs, look.width() - 2) {
                text.push_str(&format!("  {line}\n"));
            }
        }
        text
    }

    /// The column that names what a row is about: the first of words, or the last where the first is a rank.
    fn title_column(&self) -> usize {
        let last = self.columns.len().saturating_sub(1);
        match (self.columns.first(), self.columns.last()) {
            (Some((_, Align::Right)), Some((_, Align::Left))) => last,
            _ => 0,
        }
    }

    /// Whether the first column counts the rows.
    fn is_rank(&self) -> bool {
        self.columns
            .first()
            .is_some_and(|(heading, _)| heading.is_empty())
    }

    /// Columns of the page that it needs; a last column that can be wrapped needs `wrapped`, or its longest word.
    fn total(&self, wrapped: usize) -> usize {
        let mut widths = self.widths();
        if let (Some(width), Some((heading, Align::Left))) =
            (widths.last_mut(), self.columns.last())
        {
            let words = self.rows.iter().filter_map(|row| row.last());
            let longest = words
                .flat_map(|cell| cell.text.split([' ', '\n']))
                .map(UnicodeWidthStr::width)
                .max()
                .unwrap_or(0);
            *width = (*width).min(wrapped.max(longest).max(heading.width()));
        }
        widths
            .iter()
            .map(|width| width + 2)
            .sum::<usize>()
            .saturating_sub(2)
    }

    /// Leaves out the last column that can be done without, if there is any.
    fn drop_column(&mut self) -> bool {
        let Some(title) = self.optional.pop() else {
            return false;
        };
        self.remove_column(title);
        true
    }

    fn render(&self, look: &Look) -> String {
        let widths = self.widths();
        let mut text = String::new();
        let heading: Vec<Cell> = self
            .columns
            .iter()
            .map(|(title, _)| Cell::styled(*title, BOLD))
            .collect();
        for row in std::iter::once(&heading).chain(&self.rows) {
            self.text_row(row, &widths, look, &mut text);
        }
        text
    }

    fn text_row(&self, row: &[Cell], widths: &[usize], look: &Look, text: &mut String) {
        let mut before = 0;
        let last = self.columns.len().saturating_sub(1);
        let mut line = String::new();
        for (at, ((cell, &width), (_, align))) in
            row.iter().zip(widths).zip(&self.columns).enumerate()
        {
            if at > 0 {
                line.push_str("  ");
                before += 2;
            }
            if at == last && *align == Align::Left {
                for (number, piece) in wrap(&cell.text, look.width().saturating_sub(before).max(24))
                    .iter()
                    .enumerate()
                {
                    if number > 0 {
                        text.push_str(line.trim_end());
                        text.push('\n');
                        line = " ".repeat(before);
                    }
                    line.push_str(&look.paint(cell.style, piece));
                }
                continue;
            }
            let padding = " ".repeat(width.saturating_sub(cell.text.width()));
            let painted = look.paint(cell.style, &cell.text);
            match align {
                Align::Left => line.extend([painted.as_str(), &padding]),
                Align::Right => line.extend([padding.as_str(), &painted]),
            }
            before += width;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }

    fn widths(&self) -> Vec<usize> {
        let cell = |row: &Vec<Cell>, at: usize| row.get(at).map_or(0, |cell| cell.text.width());
        let column = |(at, (title, _)): (usize, &(&str, Align))| {
            self.rows
                .iter()
                .map(|row| cell(row, at))
                .max()
                .unwrap_or(0)
                .max(title.width())
        };
        self.columns.iter().enumerate().map(column).collect()
    }

    /// The table as Markdown.
    pub(crate) fn markdown(&self) -> String {
        let mut text = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = String>| {
            text.push('|');
            for cell in cells {
                text.push_str(&format!(" {cell} |"));
            }
            text.push('\n');
        };
        line(
            &mut self
                .columns
                .iter()
                .map(|(title, _)| formatting::markdown(title)),
        );
        line(&mut self.columns.iter().map(|(_, align)| {
            if *align == Align::Right {
                "---:"
            } else {
                "---"
            }
            .to_owned()
        }));
        for row in &self.rows {
            line(
                &mut row
                    .iter()
                    .map(|cell| formatting::markdown(cell.text.trim())),
            );
        }
        text
    }
}

/// Parts side by side, as many to a line as there is room for; a part that is longer than a line is wrapped.
fn fill(parts: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.width() + 3 + part.width() <= width => {
                line.push_str(" · ");
                line.push_str(part);
            }
            _ => lines.extend(wrap(part, width)),
        }
    }
    lines
}

/// A paragraph of lesser weight, below what it explains.
pub(crate) fn faint_paragraph(text: &str, look: &Look) -> String {
    paragraph(text, "", look.width())
        .lines()
        .map(|line| look.faint(line) + "\n")
        .collect()
}

/// A paragraph wrapped to the page, each line behind `indent`. Its words may be anybody's.
pub(crate) fn paragraph(text: &str, indent: &str, width: usize) -> String {
    let lines = wrap(
        &text.split('\n').map(clean).collect::<Vec<_>>().join("\n"),
        width.saturating_sub(indent.width()).max(24),
    );
    lines
        .iter()
        .map(|line| format!("{indent}{line}\n"))
        .collect()
}
