//! Tables with strips.

use super::{Html, strip};
use crate::panel::{Align, Cell, Column, Row, Table, Tint};
use paratus::Verdict;

impl Html<'_> {
    /// A table. It can be moved sideways where it is wider than the page, with the keyboard too.
    pub(super) fn table(&mut self, table: &Table) {
        self.tables += 1;
        let caption = format!("{}-table-{}", self.panel, self.tables);
        self.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"");
        self.escape(&caption);
        self.raw(if table.matrix {
            "\">\n<table class=\"matrix\">\n<caption id=\""
        } else {
            "\">\n<table>\n<caption id=\""
        });
        self.escape(&caption);
        self.raw("\">");
        self.text(&table.caption);
        self.raw("</caption>\n<thead><tr>");
        for column in &table.columns {
            self.raw("<th scope=\"col\"");
            self.class(column.align.name());
            self.raw(">");
            if let Some(tint) = column.swatch {
                strip::swatch(&mut self.out, tint);
            }
            if table.matrix {
                self.element("span", "upright", &column.title);
            } else {
                self.text(&column.title);
            }
            self.raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        table
            .rows
            .iter()
            .for_each(|row| self.row(row, &table.columns));
        self.raw("</tbody>\n</table>\n</div>");
    }

    fn class(&mut self, class: &str) {
        if !class.is_empty() {
            self.raw(" class=\"");
            self.raw(class);
            self.raw("\"");
        }
    }

    fn row(&mut self, row: &Row, columns: &[Column]) {
        self.raw(if row.strong {
            "<tr class=\"strong\">"
        } else {
            "<tr>"
        });
        // The first words of a row are its heading; a rank before them is not.
        let heading = row
            .cells
            .iter()
            .position(|cell| matches!(cell, Cell::Text(_) | Cell::Named(..)))
            .unwrap_or(0);
        for (at, cell) in row.cells.iter().enumerate() {
            let align = columns.get(at).map_or(Align::Start, |column| column.align);
            let whole = if columns.get(at).is_some_and(|column| column.whole) {
                "whole"
            } else {
                ""
            };
            if at == heading {
                let depth = row.depth.min(6);
                self.raw("<th scope=\"row\"");
                self.class(&if depth > 0 {
                    format!("depth-{depth}")
                } else {
                    whole.to_owned()
                });
                self.raw(">");
                self.cell(cell);
                self.raw("</th>");
            } else {
                self.raw("<td");
                let tint = tint_of(cell)
                    .map(|tint| format!("v-{}", tint.name()))
                    .unwrap_or_default();
                let classes = [align.name(), whole, &tint];
                self.class(
                    &classes
                        .into_iter()
                        .filter(|class| !class.is_empty())
                        .collect::<Vec<_>>()
                        .join(" "),
                );
                self.raw(">");
                self.cell(cell);
                self.raw("</td>");
            }
        }
        self.raw("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.text(text),
            Cell::Named(title, id) => {
                self.text(title);
                if !id.is_empty() && id.words != title.words {
                    self.raw(" ");
                    self.element("span", "lesser", id);
                }
            }
            Cell::Number(_, shown) | Cell::Share(_, shown) | Cell::Date(_, shown) => {
                self.escape(shown);
            }
            Cell::Range {
                range,
                threshold,
                verdict,
                shown,
            } => {
                match verdict {
                    // Said of nearly all, in the caption once.
                    Some((verdict @ Verdict::CannotTell, word)) => {
                        self.glyph(Tint::from(*verdict), word);
                        self.raw(" ");
                    }
                    Some((verdict, word)) => {
                        self.sign(Tint::from(*verdict), word);
                        self.raw(" ");
                    }
                    None => {}
                }
                self.raw("<span class=\"figure\">");
                self.escape(shown);
                self.raw("</span>");
                strip::range(
                    &mut self.out,
                    *range,
                    *threshold,
                    verdict.as_ref().map(|(verdict, _)| *verdict),
                );
            }
            Cell::Sign(tint, word) => self.sign(*tint, word),
            Cell::Glyph(tint, word) => self.glyph(*tint, word),
            Cell::Bar(parts, shown) => {
                strip::bar(&mut self.out, parts, "bar");
                self.unseen(shown);
            }
            Cell::Steps(steps, shown) => {
                strip::steps(&mut self.out, steps);
                self.unseen(shown);
            }
            Cell::Gap(held, shown) => {
                self.raw("<span class=\"figure\">");
                self.escape(shown);
                self.raw("</span>");
                strip::gap(&mut self.out, *held);
            }
            Cell::Amount(_, share, shown) => {
                strip::amount(&mut self.out, *share);
                self.raw("<span class=\"figure\">");
                self.escape(shown);
                self.raw("</span>");
            }
            Cell::Part(share, shown) => {
                strip::amount(&mut self.out, *share);
                self.raw("<span class=\"figure\">");
                self.escape(shown);
                self.raw("</span>");
            }
            Cell::Week(_, halves, shown) => {
                self.raw("<span class=\"figure\">");
                self.escape(shown);
                self.raw("</span>");
                strip::week(&mut self.out, halves);
            }
            Cell::Span {
                from,
                until,
                ends,
                moments,
            } => {
                self.raw("<span class=\"figure\">");
                self.escape(&format!("{} – {}", from.1, until.1));
                self.raw("</span>");
                strip::span(&mut self.out, *ends, moments);
            }
            Cell::Suppressed(_) => self.raw("<span class=\"none\">[c]</span>"),
            Cell::Unknown => self.raw("<span class=\"none\">[x]</span>"),
            Cell::NotApplicable => self.raw("<span class=\"none\">[z]</span>"),
        }
    }

    fn sign(&mut self, tint: Tint, word: &crate::text::Text) {
        self.raw("<span class=\"sign\"><span class=\"glyph\" aria-hidden=\"true\">");
        self.raw(tint.glyph());
        self.raw("</span> ");
        self.text(word);
        self.raw("</span>");
    }

    /// A sign whose word is only for those who do not see it.
    fn glyph(&mut self, tint: Tint, word: &crate::text::Text) {
        self.raw("<span class=\"glyph\" aria-hidden=\"true\">");
        self.raw(tint.glyph());
        self.raw("</span>");
        self.element("span", "unseen", word);
    }

    fn unseen(&mut self, words: &str) {
        self.raw("<span class=\"unseen\">");
        self.escape(words);
        self.raw("</span>");
    }
}

impl Align {
    const fn name(self) -> &'static str {
        match self {
            Align::Start => "",
            Align::End => "end",
            Align::Centre => "centre",
        }
    }
}

/// The tint of the cell as a whole: of ranges where they decide, so that these are seen.
fn tint_of(cell: &Cell) -> Option<Tint> {
    match cell {
        Cell::Range { verdict, .. } => {
            let verdict = verdict.as_ref().map(|(verdict, _)| *verdict);
            let decided = verdict.filter(|verdict| *verdict != Verdict::CannotTell);
            decided.map(Tint::from)
        }
        Cell::Sign(tint, _) | Cell::Glyph(tint, _) => Some(*tint),
        _ => None,
    }
}
