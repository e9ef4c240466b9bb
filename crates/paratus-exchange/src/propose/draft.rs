//! The text of a map on its way.

use super::column::Column;
use crate::map::NEEDED;
use crate::recognise::{Peek, Recognition};
use paratus::Date;
use std::fmt::Write as _;

/// A proposed map.
pub(crate) struct Draft {
    pub(crate) text: String,
    /// What the table does not say and a person must; without it the map cannot be used as it is.
    pub(crate) needed: Vec<String>,
    /// Columns that are left out, and why; and what is taken for granted.
    pub(crate) left_out: Vec<String>,
}

impl Draft {
    /// A map with nothing in it.
    pub(crate) fn empty() -> Draft {
        Draft {
            text: String::new(),
            needed: Vec::new(),
            left_out: Vec::new(),
        }
    }

    pub(crate) fn new(peek: &Peek, found: &Recognition, what: &str) -> Draft {
        let mut draft = Draft::empty();
        let name = peek.file.rsplit(['/', '\\']).next().unwrap_or_default();
        draft.comment(&format!("A map of {what}, proposed for {}.", quoted(name)));
        draft.comment(&format!(
            "The file seems to be {}: {}.",
            found.form.title(),
            found.because
        ));
        if let (Some(sheet), [_, _, ..]) = (&peek.sheet, peek.sheets.as_slice()) {
            let others = peek.sheets.iter().filter(|other| *other != sheet);
            let others = crate::error::listed(others.map(String::as_str));
            draft.comment(&format!(
                "It is the sheet {}; the others are {others}. To read another, name it in `table = {{ sheet = \"…\" }}`.",
                quoted(sheet)
            ));
        }
        if let Some(encoding) = &peek.encoding {
            draft.comment(&format!("Encoding: {encoding}."));
        }
        let rows = peek.data(0).len();
        let looked = if peek.whole { "All" } else { "The first" };
        draft.comment(&format!("{looked} {rows} rows were looked at. Correct what is wrong; comments say what supports each guess."));
        draft.text.push('\n');
        draft
    }

    pub(crate) fn comment(&mut self, text: &str) {
        // A comment ends with its line, so what comes from the table must not bring one.
        let _ = writeln!(self.text, "# {}", plain(text));
    }

    /// Says what a column holds, which supports the guess below.
    pub(crate) fn describe(&mut self, column: &Column<'_>) {
        self.comment(&format!("{}: {}", quoted(&column.name), column.evidence()));
    }

    /// Writes the column of a day, with what supports the form in which its days are written.
    pub(crate) fn day(&mut self, key: &str, column: &Column<'_>, form: &str, evidence: &str) {
        self.comment(&format!("{}: {evidence}", quoted(&column.name)));
        self.left_out.extend(column.order_from_elsewhere());
        self.line_with(
            column,
            &format!("{key} = {{ {}, {form} }}", toml_column(column)),
        );
    }

    /// The same for days of which it may not be certain how they are written: then a person must say it.
    pub(crate) fn day_or_need(&mut self, key: &str, column: &Column<'_>) {
        if let Some((form, evidence)) = column.dates() {
            return self.day(key, column, &form, &evidence);
        }
        let unclear = column.unclear_days().unwrap_or_else(|| {
            format!(
                "how the days of {} are written: most of its cells are no days",
                quoted(&column.name)
            )
        });
        let form = column.likely_form();
        self.need(
            &unclear,
            &format!("{key} = {{ {}, {form} }}", toml_column(column)),
        );
    }

    /// The day of each row: that of its column; else the one that was given for all rows; else a person must say it.
    pub(crate) fn day_or_given(
        &mut self,
        key: &str,
        column: Option<&Column<'_>>,
        given: Option<Date>,
        missing: &str,
    ) {
        match (column, given) {
            (Some(column), given) if given.is_none() || column.dates().is_some() => {
                self.day_or_need(key, column);
            }
            (column, Some(given)) => {
                if let Some(column) = column {
                    let why = column.unclear_days().unwrap_or_default();
                    let why =
                        format!("the day that was given holds for all rows; nothing shows {why}");
                    self.leave_out(column, &why);
                }
                self.line(&format!("{key} = {{ constant = \"{given}\" }}"));
            }
            (_, None) => self.need(missing, &format!("{key} = {{ constant = \"2027-01-31\" }}")),
        }
    }

    pub(crate) fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}");
    }

    /// Writes a line with a column. Where several columns have its heading, a person must say which is meant.
    pub(crate) fn line_with(&mut self, column: &Column<'_>, line: &str) {
        match column.at {
            None => self.line(line),
            Some(_) => self.need(
                &format!(
                    "which of the columns with the heading {} is meant; `at` counts them from 1",
                    quoted(&column.name)
                ),
                line,
            ),
        }
    }

    /// Says what the comma of a column is, where that matters.
    pub(crate) fn decimal_comma(&mut self, column: &Column<'_>) {
        if let Some(unclear) = column.unclear_mark() {
            return self.need(&unclear, "decimal_comma = true");
        }
        let mark = column.numbers().map(|(_, mark)| mark).unwrap_or_default();
        let key = mark.toml().trim_start_matches(", ");
        if !key.is_empty() {
            self.line(key);
        }
    }

    /// Something that a person must say, as a comment to complete.
    pub(crate) fn need(&mut self, what: &str, example: &str) {
        let _ = writeln!(self.text, "{NEEDED}{}", plain(what));
        self.comment(example);
        self.needed.push(what.to_owned());
    }

    pub(crate) fn leave_out(&mut self, column: &Column<'_>, why: &str) {
        let at = column
            .at
            .map(|at| format!(" number {at}"))
            .unwrap_or_default();
        let text = format!(
            "column {}{at} is left out: {why}",
            quoted(&plain(&column.name))
        );
        self.left_out.push(text);
    }

    /// Writes the columns that are left out as comments.
    pub(crate) fn list_left_out(&mut self) {
        if self.left_out.is_empty() {
            return;
        }
        self.text.push('\n');
        for text in self.left_out.clone() {
            self.comment(&text);
        }
    }
}

/// A text in one line, without what could end a comment or confuse a reader.
fn plain(text: &str) -> String {
    paratus::text::printable(text).replace(['\n', '\r'], " ")
}

/// A text in backticks.
pub(crate) fn quoted(text: &str) -> String {
    crate::error::quoted_cell(text)
}

/// A text as TOML writes it.
pub(crate) fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// `column = …`, with its place where several columns have this heading.
pub(crate) fn toml_column(column: &Column<'_>) -> String {
    let at = column
        .at
        .map(|at| format!(", at = {at}"))
        .unwrap_or_default();
    format!("column = {}{at}", toml_text(&column.name))
}
