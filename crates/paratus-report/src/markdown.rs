//! Reports as Markdown: the same tables, with what strips show in words.

use crate::language::Language;
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Align, Block, Cell, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::Verdict;
use paratus::answers::ReportAnswer;
use paratus::text::{escape_markdown as escape, printable};

/// The report as Markdown (CommonMark with tables).
#[must_use]
pub fn markdown(answer: &ReportAnswer, panels: &[Panel], catalogue: &Catalogue) -> String {
    let c = catalogue;
    let mut out = format!("# {}\n\n", escape(&printable(&answer.title)));
    out.push_str(&format!("{} · ", escape(&c.words(Key::PageReport))));
    out.push_str(&escape(
        &c.format(Key::PageAsOf, &[("date", Arg::Date(answer.as_of))])
            .words,
    ));
    out.push('\n');
    let banner = if answer.disclosure.is_internal() {
        format!("> **{}**\n\n", escape(&c.words(Key::PageInternal)))
    } else {
        String::new()
    };
    out.push_str(&format!("\n{banner}"));
    for panel in panels {
        out.push_str(&format!("\n## {}\n\n{banner}", escape(&panel.title.words)));
        if !panel.headline.is_empty() {
            out.push_str(&format!("{}\n\n", escape(&panel.headline.words)));
        }
        for one in &panel.blocks {
            block(one, 3, c.language, &mut out);
        }
    }
    let made = c.format(
        Key::PageMadeBy,
        &[("version", Arg::Own(env!("CARGO_PKG_VERSION").to_owned()))],
    );
    out.push_str(&format!("\n---\n\n{}\n", escape(&made.words)));
    collapse_blanks(&out)
}

/// The same without more than one empty line at a time.
fn collapse_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn block(block: &Block, level: usize, language: Language, out: &mut String) {
    match block {
        Block::Heading(text) => out.push_str(&format!(
            "{} {}\n\n",
            "#".repeat(level),
            escape(&text.words)
        )),
        Block::Paragraph(text) | Block::Note(text) => {
            out.push_str(&format!("{}\n\n", escape(&text.words)));
        }
        Block::Figures(parts) => {
            for (tint, word, shown, _) in parts {
                out.push_str(&format!(
                    "- {} {}{}{}\n",
                    tint.glyph(),
                    escape(&word.words),
                    language.colon(),
                    escape(shown)
                ));
            }
            out.push('\n');
        }
        Block::Facts(facts) => {
            for (term, is) in facts {
                let is: Vec<String> = is.iter().map(|text| escape(&text.words)).collect();
                out.push_str(&format!(
                    "- **{}**{}{}\n",
                    escape(&term.words),
                    language.colon(),
                    sentences(&is)
                ));
            }
            out.push('\n');
        }
        Block::List(items) => {
            items
                .iter()
                .for_each(|(text, _)| out.push_str(&format!("- {}\n", escape(&text.words))));
            out.push('\n');
        }
        Block::Table(found) => table(found, language, out),
        // The table beside it says the same.
        Block::Lines(_) => {}
        Block::Details(summary, blocks) => {
            out.push_str(&format!(
                "{} {}\n\n",
                "#".repeat(level),
                escape(&summary.words)
            ));
            blocks
                .iter()
                .for_each(|one| self::block(one, level + 1, language, out));
        }
        // A box to sign is for paper.
        Block::SignOff { .. } => {}
    }
}

/// Parts one after the other: whole sentences side by side, others with semicolons.
fn sentences(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            let ended = text.ends_with(['.', '!', '?', '؟']);
            text.push_str(if ended { " " } else { "; " });
        }
        text.push_str(part);
    }
    text
}

fn table(table: &Table, language: Language, out: &mut String) {
    out.push_str(&format!("{}\n\n", escape(&table.caption.words)));
    let titles = table.columns.iter().map(|column| {
        let parts: Vec<String> = column
            .parts
            .iter()
            .map(|part| escape(&part.words))
            .collect();
        // Of months the first and the last are enough.
        match parts.as_slice() {
            [] => escape(&column.title.words),
            [first, _, .., last] if parts.len() > 7 => {
                escape(&column.title.words) + language.colon() + &format!("{first} … {last}")
            }
            _ => escape(&column.title.words) + language.colon() + &parts.join(" / "),
        }
    });
    line(titles, out);
    line(
        table.columns.iter().map(|column| {
            match column.align {
                Align::Start => "---",
                Align::End => "--:",
                Align::Centre => ":-:",
            }
            .to_owned()
        }),
        out,
    );
    table.rows.iter().for_each(|row| line(cells(row), out));
    out.push('\n');
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    out.push('|');
    for cell in cells {
        out.push_str(&format!(" {cell} |"));
    }
    out.push('\n');
}

fn cells(row: &Row) -> impl Iterator<Item = String> + '_ {
    row.cells.iter().enumerate().map(|(at, cell)| {
        let text = words(cell);
        match (at, row.strong, row.depth) {
            (0, true, _) if !text.is_empty() => format!("**{text}**"),
            // Spaces that do not fold, so that a tree stays one.
            (0, false, depth) => format!("{}{text}", "\u{2003}".repeat(depth)),
            _ => text,
        }
    })
}

fn words(cell: &Cell) -> String {
    let named = |title: &Text, id: &Text| {
        if id.is_empty() || id.words == title.words {
            escape(&title.words)
        } else {
            format!("{} ({})", escape(&title.words), escape(&id.words))
        }
    };
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => escape(&text.words),
        Cell::Named(title, id) => named(title, id),
        Cell::Number(_, shown)
        | Cell::Share(_, shown)
        | Cell::Bar(_, shown)
        | Cell::Gap(_, shown)
        | Cell::Part(_, shown)
        | Cell::Date(_, shown)
        | Cell::Week(_, _, shown)
        | Cell::Amount(_, _, shown) => escape(shown),
        Cell::Span { from, until, .. } => escape(&format!("{} – {}", from.1, until.1)),
        Cell::Range { verdict, shown, .. } => match verdict {
            // Said of nearly all, in the caption once.
            Some((verdict @ Verdict::CannotTell, _)) => {
                format!("{} {}", Tint::from(*verdict).glyph(), escape(shown))
            }
            Some((verdict, word)) => {
                let glyph = Tint::from(*verdict).glyph();
                format!("{glyph} {} {}", escape(&word.words), escape(shown))
            }
            None => escape(shown),
        },
        Cell::Sign(tint, word) => format!("{} {}", tint.glyph(), escape(&word.words)),
        Cell::Glyph(tint, _) => tint.glyph().to_owned(),
        Cell::Steps(steps, _) => blocks(steps),
        Cell::Suppressed(_) => "\\[c\\]".to_owned(),
        Cell::Unknown => "\\[x\\]".to_owned(),
        Cell::NotApplicable => "\\[z\\]".to_owned(),
    }
}

/// Shares as blocks of eight heights.
fn blocks(steps: &[Option<f64>]) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let block = |share: f64| {
        BLOCKS
            .get(((share * 8.0).floor() as usize).min(7))
            .copied()
            .unwrap_or(' ')
    };
    steps.iter().map(|step| step.map_or(' ', block)).collect()
}
