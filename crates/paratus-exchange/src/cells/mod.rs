//! Texts, tests, values and dates of a row, as a map describes them.

mod date;
mod day_order;
mod number;
mod value;

pub(crate) use date::{
    DateCell, SWAPPED, are_swapped, compact, named, named_in, no_day_at_all, numeric, numeric_in,
    time_in, without_time, year_first,
};
pub(crate) use day_order::{CENTURY, DayInBothOrders, DayOrder, OrdersSeen, in_both_orders};
pub(crate) use number::{DecimalMark, plain_number, share_or_number};
pub(crate) use value::ValueCell;

use crate::{
    error::{ExchangeError, Problem, did_you_mean, quoted_cell},
    join::{ColumnRef, JoinedTable, Refusal},
    map::{Condition, TextMap},
    outcome::Outcome,
    slug::{is_one_name, push_pseudonym, push_slug, rounded_number},
    table::Shape,
};
use std::collections::HashMap;

/// A condition whose column is found.
pub(crate) struct Test<'m> {
    column: ColumnRef,
    map: &'m Condition,
}

impl<'m> Test<'m> {
    pub(crate) fn new(
        map: &'m Condition,
        key: &str,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<Test<'m>, ExchangeError> {
        if [
            map.equals.is_some(),
            map.contains.is_some(),
            map.missing.is_some(),
        ]
        .iter()
        .filter(|&&given| given)
        .count()
            != 1
        {
            let message = format!(
                "`{key}` for column `{}` needs exactly one of `equals`, `contains`, `missing`",
                map.column
            );
            return Err(ExchangeError::map(rows.map_file, message));
        }
        Ok(Test {
            column: rows.column(&map.column, key)?,
            map,
        })
    }

    pub(crate) fn read_cells(
        maps: &'m [Condition],
        key: &str,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<Vec<Test<'m>>, ExchangeError> {
        maps.iter().map(|map| Test::new(map, key, rows)).collect()
    }

    /// Whether the row just read is so.
    pub(crate) fn holds(&self, rows: &JoinedTable<'_, '_>) -> bool {
        let cell = rows.cell(self.column);
        match (&self.map.equals, &self.map.contains, self.map.missing) {
            (Some(text), ..) => is_one_name(rows.written(self.column), text),
            (_, Some(part), _) => rows.written(self.column).contains(part.as_str()),
            (.., Some(missing)) => cell.is_none() == missing,
            _ => false,
        }
    }

    /// Joins the row just read, or says why it is not taken: one of the tests that leave rows out holds, it is none of the table, or a
    /// side table lacks it. What the row itself says leaves it out before side tables are asked, and notes under a table too.
    pub(crate) fn join(
        tests: &[Test<'m>],
        shape: &Shape,
        rows: &mut JoinedTable<'_, '_>,
    ) -> Result<(), Refusal> {
        let is_own = |test: &&Test<'m>| matches!(test.column, ColumnRef::Own(_));
        // A note says nothing of the columns that it does not have.
        let is_text = |test: &&Test<'m>| is_own(test) && test.map.missing.is_none();
        match shape {
            Shape::Ragged(unfit) => {
                let mut refusal = Refusal::ragged(unfit.clone());
                if unfit.is_note {
                    Test::leave_out(tests.iter().filter(is_text), rows)?;
                    refusal.reason += "; where it is a note, leave it out with `skip_where`";
                }
                return Err(refusal);
            }
            Shape::Fits => Test::leave_out(tests.iter().filter(is_own), rows)?,
        }
        rows.join()?;
        Test::leave_out(tests, rows)
    }

    /// Refuses the row just read where one of the tests holds.
    fn leave_out<'t>(
        tests: impl IntoIterator<Item = &'t Test<'m>>,
        rows: &JoinedTable<'_, '_>,
    ) -> Result<(), Refusal>
    where
        'm: 't,
    {
        let Some(test) = tests.into_iter().find(|test| test.holds(rows)) else {
            return Ok(());
        };
        rows.table.forget_totals();
        let said = match test.map.reason.as_str() {
            "" => "the map leaves such rows out",
            reason => reason,
        };
        Err(Refusal {
            column: Some(test.map.column.clone()),
            outcome: Outcome::SetAside,
            reason: said.to_owned(),
        })
    }
}

enum Part {
    Fixed(String),
    Cell(ColumnRef, String),
}

/// A text whose columns are found.
pub(crate) struct TextCell<'m> {
    parts: Vec<Part>,
    map: &'m TextMap,
    buffer: String,
    /// The name of each id that was made of one.
    names: HashMap<String, String>,
    /// The column or the key of the map that messages name.
    pub(crate) label: String,
}

impl<'m> TextCell<'m> {
    pub(crate) fn new(
        map: &'m TextMap,
        key: &str,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<TextCell<'m>, ExchangeError> {
        let (parts, label) = match (&map.column, &map.constant, &map.template) {
            (Some(name), None, None) => (
                vec![Part::Cell(rows.column_at(name, map.at, key)?, name.clone())],
                name.clone(),
            ),
            (None, Some(text), None) => (vec![Part::Fixed(text.clone())], key.to_owned()),
            (None, None, Some(template)) => {
                let parts = template_parts(template, key, rows)?;
                let first = parts.iter().find_map(|part| {
                    if let Part::Cell(_, name) = part {
                        Some(name.clone())
                    } else {
                        None
                    }
                });
                (parts, first.unwrap_or_else(|| key.to_owned()))
            }
            _ => {
                let message =
                    format!("`{key}` needs exactly one of `column`, `constant`, `template`");
                return Err(ExchangeError::map(rows.map_file, message));
            }
        };
        Ok(TextCell {
            parts,
            map,
            buffer: String::new(),
            names: HashMap::new(),
            label,
        })
    }

    /// The same for a text that may be left out of the map.
    pub(crate) fn optional(
        map: Option<&'m TextMap>,
        key: &str,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<Option<TextCell<'m>>, ExchangeError> {
        map.map(|map| TextCell::new(map, key, rows)).transpose()
    }

    /// The text of the row just read, of a cell that the map may leave out; empty where there is none.
    pub(crate) fn text_of(
        cell: &mut Option<TextCell<'_>>,
        rows: &JoinedTable<'_, '_>,
    ) -> Result<String, Refusal> {
        let mut text = String::new();
        if let Some(cell) = cell {
            cell.write(rows, &mut text)?;
        }
        Ok(text)
    }

    /// Appends the text of the row just read; `false` where a cell that it needs is missing.
    pub(crate) fn write(
        &mut self,
        rows: &JoinedTable<'_, '_>,
        out: &mut String,
    ) -> Result<bool, Refusal> {
        self.buffer.clear();
        for part in &self.parts {
            match part {
                Part::Fixed(text) => self.buffer.push_str(text),
                Part::Cell(column, _) => match rows.cell(*column) {
                    Some(cell) => self.buffer.push_str(cell),
                    None => return Ok(false),
                },
            }
        }
        let mut text = self.buffer.as_str();
        if let Some(table) = &self.map.table {
            text = match (table.get(text), &self.map.otherwise) {
                (Some(found), _) => found,
                (None, Some(otherwise)) => otherwise,
                (None, None) => {
                    let near = did_you_mean(text, table.keys().map(String::as_str))
                        .map(|near| format!("; {near}"))
                        .unwrap_or_default();
                    return Err(Refusal::new(
                        &self.label,
                        format!("{} is not in the map's table{near}", quoted_cell(text)),
                    ));
                }
            };
        }
        if (self.map.pseudonym || self.map.slug)
            && self.map.table.is_none()
            && let Some(rounded) = rounded_number(text)
        {
            return Err(Refusal::new(&self.label, rounded));
        }
        if self.map.pseudonym {
            push_pseudonym(text, out);
        } else if self.map.slug {
            let start = out.len();
            push_slug(text, out);
            let id = out.get(start..).unwrap_or_default();
            match self.names.get(id) {
                None => {
                    self.names.insert(id.to_owned(), text.to_owned());
                }
                Some(name) if name == text || is_one_name(name, text) => {}
                Some(name) => {
                    let reason = format!(
                        "{} and {} would both be `{id}`; say in the map's `table` which id each of them gets",
                        quoted_cell(name),
                        quoted_cell(text)
                    );
                    out.truncate(start);
                    return Err(Refusal::new(&self.label, reason));
                }
            }
        } else {
            out.push_str(text);
        }
        Ok(true)
    }

    /// The text of the row read last, before it was made an id.
    pub(crate) fn text(&self) -> &str {
        &self.buffer
    }

    /// Whether pseudonyms take the place of what is read.
    pub(crate) fn is_pseudonym(&self) -> bool {
        self.map.pseudonym
    }

    /// Appends the text of the row just read. Of a text from which no id can be made nothing would be left; it is refused.
    pub(crate) fn write_whole(
        &mut self,
        rows: &JoinedTable<'_, '_>,
        out: &mut String,
    ) -> Result<(), Refusal> {
        let before = out.len();
        if self.write(rows, out)? && self.map.slug && out.len() == before {
            return Err(self.nothing_left());
        }
        Ok(())
    }

    fn nothing_left(&self) -> Refusal {
        let reason = "nothing is left of it as an id: it has neither letters nor digits";
        Refusal::new(&self.label, reason)
    }

    /// The text of the row just read, which must be there.
    pub(crate) fn need(
        &mut self,
        rows: &JoinedTable<'_, '_>,
        out: &mut String,
    ) -> Result<(), Refusal> {
        let before = out.len();
        if !self.write(rows, out)? {
            return Err(Refusal::missing(&self.absent(rows)));
        }
        if out.len() == before {
            return Err(self.nothing_left());
        }
        Ok(())
    }

    fn absent(&self, rows: &JoinedTable<'_, '_>) -> String {
        let absent = self.parts.iter().find_map(|part| match part {
            Part::Cell(column, name) if rows.cell(*column).is_none() => Some(name.clone()),
            _ => None,
        });
        absent.unwrap_or_else(|| self.label.clone())
    }
}

fn template_parts(
    template: &str,
    key: &str,
    rows: &mut JoinedTable<'_, '_>,
) -> Result<Vec<Part>, ExchangeError> {
    let mut parts = Vec::new();
    let mut fixed = String::new();
    let mut letters = template.chars().peekable();
    let unbalanced = |file: &str| {
        let problem = Problem::new(
            file,
            format!(
                "`{key}` has a brace without its partner in {}",
                quoted_cell(template)
            ),
        );
        ExchangeError::Map(problem.help(Some(
            "write columns as `{column}`, and a brace itself twice".into(),
        )))
    };
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' if letters.peek() == Some(&letter) => {
                fixed.push(letter);
                letters.next();
            }
            '{' => {
                let mut name = String::new();
                loop {
                    match letters.next() {
                        Some('}') => break,
                        Some(other) => name.push(other),
                        None => return Err(unbalanced(rows.map_file)),
                    }
                }
                if !fixed.is_empty() {
                    parts.push(Part::Fixed(std::mem::take(&mut fixed)));
                }
                parts.push(Part::Cell(rows.column(&name, key)?, name));
            }
            '}' => return Err(unbalanced(rows.map_file)),
            other => fixed.push(other),
        }
    }
    if !fixed.is_empty() {
        parts.push(Part::Fixed(fixed));
    }
    Ok(parts)
}

/// The ids that a cell lists, as they are read from a folder.
pub(crate) fn listed_ids(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|id| !id.is_empty())
}
