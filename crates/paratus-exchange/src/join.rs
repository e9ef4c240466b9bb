//! Columns of a row and of the side tables joined to it.

use crate::{
    OpenTable,
    error::{ExchangeError, Problem, did_you_mean, quoted_cell},
    map::{LookupMap, is_missing},
    outcome::Outcome,
    summary::{ImportSummary, Note, TableSummary},
    table::{Shape, Table, Unfit, is_number, shown},
};
use paratus::document::Document;
use std::collections::HashMap;

/// Where a cell is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnRef {
    /// In the row itself.
    Own(usize),
    /// In a side table: which, and which of its wanted columns.
    Joined(usize, usize),
}

/// Why a row is not taken.
#[derive(Clone)]
pub(crate) struct Refusal {
    pub(crate) column: Option<String>,
    pub(crate) outcome: Outcome,
    pub(crate) reason: String,
}

impl Refusal {
    pub(crate) fn new(column: &str, reason: impl Into<String>) -> Refusal {
        Refusal {
            column: Some(column.to_owned()),
            outcome: Outcome::Refused,
            reason: reason.into(),
        }
    }

    pub(crate) fn missing(column: &str) -> Refusal {
        Refusal {
            column: Some(column.to_owned()),
            outcome: Outcome::Refused,
            reason: NO_VALUE.into(),
        }
    }
}

const NO_VALUE: &str = "there is no value";

impl Refusal {
    /// Whether a cell that must hold something holds nothing.
    pub(crate) fn is_of_empty_cell(&self) -> bool {
        self.reason == NO_VALUE
    }
}

impl Refusal {
    /// A cell that the map holds to be missing where a value would be: there is nothing to take.
    pub(crate) fn no_value(column: &str) -> Refusal {
        Refusal {
            outcome: Outcome::SetAside,
            ..Refusal::missing(column)
        }
    }

    /// Why a row that is none of the table is not taken.
    pub(crate) fn ragged(unfit: Unfit) -> Refusal {
        Refusal {
            column: None,
            outcome: unfit.outcome,
            reason: unfit.reason,
        }
    }
}

struct Lookup<'m> {
    map: &'m LookupMap,
    from: Vec<(ColumnRef, String)>,
    wanted: Vec<String>,
    /// By key: where its cells begin, and its line.
    rows: HashMap<Box<str>, (usize, u64)>,
    cells: Vec<Box<str>>,
    /// See [`Table::day_zero`].
    day_zero: Option<i32>,
}

/// A table with its side tables. First all columns are asked for, then the side tables are loaded, then rows are read.
pub(crate) struct JoinedTable<'m, 'r> {
    pub(crate) table: Table<'r>,
    lookups: Vec<Lookup<'m>>,
    matches: Vec<Option<usize>>,
    missing: &'m [String],
    key: String,
    /// The name of the map, for messages.
    pub(crate) map_file: &'m str,
}

impl<'m, 'r> JoinedTable<'m, 'r> {
    pub(crate) fn new(
        table: Table<'r>,
        lookups: &'m [LookupMap],
        missing: &'m [String],
        map_file: &'m str,
    ) -> Result<JoinedTable<'m, 'r>, ExchangeError> {
        let mut joined = JoinedTable {
            table,
            lookups: Vec::new(),
            matches: Vec::new(),
            missing,
            key: String::new(),
            map_file,
        };
        for map in lookups {
            let names = map.from.as_ref().unwrap_or(&map.by);
            if names.0.len() != map.by.0.len() {
                let message = format!(
                    "lookup `{}` has {} columns in `by` and {} in `from`",
                    map.name,
                    map.by.0.len(),
                    names.0.len()
                );
                return Err(ExchangeError::map(map_file, message));
            }
            let key = format!("lookups.{}.from", map.name);
            let from = names
                .0
                .iter()
                .map(|name| Ok((joined.column(name, &key)?, name.clone())))
                .collect::<Result<_, ExchangeError>>()?;
            joined.lookups.push(Lookup {
                map,
                from,
                wanted: Vec::new(),
                rows: HashMap::new(),
                cells: Vec::new(),
                day_zero: None,
            });
        }
        joined.matches = vec![None; lookups.len()];
        Ok(joined)
    }

    /// Finds `column` or `lookup.column`.
    pub(crate) fn column(&mut self, name: &str, key: &str) -> Result<ColumnRef, ExchangeError> {
        self.column_at(name, None, key)
    }

    /// Finds `column` or `lookup.column`; of several columns with this heading the one that `at` counts to.
    pub(crate) fn column_at(
        &mut self,
        name: &str,
        at: Option<usize>,
        key: &str,
    ) -> Result<ColumnRef, ExchangeError> {
        if !self.table.header.iter().any(|heading| heading == name)
            && let Some((before, column)) = name.split_once('.')
        {
            let Some(position) = self
                .lookups
                .iter()
                .position(|lookup| lookup.map.name == before)
            else {
                let help = did_you_mean(
                    before,
                    self.lookups.iter().map(|lookup| lookup.map.name.as_str()),
                );
                let message = format!(
                    "there is no column `{name}` and no lookup `{before}`, which the map names in `{key}`"
                );
                return Err(ExchangeError::Table(
                    Problem::new(&self.table.file, message).help(help),
                ));
            };
            let Some(lookup) = self.lookups.get_mut(position) else {
                return self.table.column(name, None, key).map(ColumnRef::Own);
            };
            let slot = lookup
                .wanted
                .iter()
                .position(|wanted| wanted == column)
                .unwrap_or_else(|| {
                    lookup.wanted.push(column.to_owned());
                    lookup.wanted.len() - 1
                });
            return Ok(ColumnRef::Joined(position, slot));
        }
        self.table.column(name, at, key).map(ColumnRef::Own)
    }

    /// Reads the side tables, of which only the wanted columns are kept.
    pub(crate) fn load(
        &mut self,
        open: &mut OpenTable<'_>,
        note: &mut dyn FnMut(&Note),
        summary: &mut ImportSummary,
    ) -> Result<(), ExchangeError> {
        for lookup in &mut self.lookups {
            let file = &lookup.map.file;
            let inner = open(file).map_err(|error| ExchangeError::io(file, error))?;
            let mut table = Table::open(file, inner, &lookup.map.table)?;
            lookup.day_zero = table.day_zero();
            let by_key = format!("lookups.{}.by", lookup.map.name);
            let by = lookup
                .map
                .by
                .0
                .iter()
                .map(|name| table.column(name, None, &by_key))
                .collect::<Result<Vec<_>, _>>()?;
            let reference = format!("{}.…", lookup.map.name);
            let wanted = lookup
                .wanted
                .iter()
                .map(|name| table.column(name, None, &reference))
                .collect::<Result<Vec<_>, _>>()?;
            let mut counts = TableSummary::new(file);
            let mut key = String::new();
            while let Some(shape) = table.next()? {
                counts.read += 1;
                let refusal = if let Shape::Ragged(reason) = shape {
                    Refusal::ragged(reason)
                } else {
                    key.clear();
                    by.iter()
                        .for_each(|&column| push_key(table.cell(column), &mut key));
                    match lookup.rows.get(key.as_str()) {
                        None => {
                            counts.added += 1;
                            let at = (lookup.cells.len(), table.line());
                            lookup.rows.insert(key.as_str().into(), at);
                            lookup
                                .cells
                                .extend(wanted.iter().map(|&column| Box::from(table.raw(column))));
                            continue;
                        }
                        Some(&(first, line)) => {
                            let kept = lookup
                                .cells
                                .get(first..first + wanted.len())
                                .unwrap_or_default();
                            let same = kept
                                .iter()
                                .zip(&wanted)
                                .all(|(kept, &column)| **kept == *table.raw(column));
                            let column = lookup.map.by.0.first().cloned();
                            if same {
                                Refusal {
                                    column,
                                    outcome: Outcome::Same,
                                    reason: format!("the same as line {line}"),
                                }
                            } else {
                                let reason = format!(
                                    "line {line} has the same key and other values; that one counts"
                                );
                                Refusal {
                                    column,
                                    outcome: Outcome::Refused,
                                    reason,
                                }
                            }
                        }
                    }
                };
                report(&table, refusal, &mut counts, note);
            }
            summary.note_table(&table, counts);
        }
        Ok(())
    }

    /// Finds the matches of the row just read.
    pub(crate) fn join(&mut self) -> Result<(), Refusal> {
        for position in 0..self.lookups.len() {
            let mut key = std::mem::take(&mut self.key);
            key.clear();
            let Some(lookup) = self.lookups.get(position) else {
                break;
            };
            let mut absent = None;
            for (column, name) in &lookup.from {
                match self.cell(*column) {
                    Some(cell) => push_key(cell, &mut key),
                    None => absent = Some(name),
                }
            }
            let found = if absent.is_some() {
                None
            } else {
                lookup.rows.get(key.as_str()).map(|&(first, _)| first)
            };
            if found.is_none() && !lookup.map.optional {
                let name = absent
                    .or_else(|| lookup.from.first().map(|(_, name)| name))
                    .map_or("", String::as_str);
                if absent.is_some() {
                    return Err(Refusal::missing(name));
                }
                let said = lookup
                    .from
                    .iter()
                    .filter_map(|(column, _)| self.cell(*column))
                    .collect::<Vec<_>>()
                    .join(" ");
                return Err(Refusal::new(
                    name,
                    format!("{} is not in `{}`", quoted_cell(&said), lookup.map.file),
                ));
            }
            self.key = key;
            if let Some(slot) = self.matches.get_mut(position) {
                *slot = found;
            }
        }
        Ok(())
    }

    /// A cell of the row just read and joined; `None` where it is missing.
    pub(crate) fn cell(&self, column: ColumnRef) -> Option<&str> {
        let cell = self.written(column);
        (!is_missing(cell, self.missing)).then_some(cell)
    }

    /// A cell as it is written, markers for "missing" included.
    pub(crate) fn written(&self, column: ColumnRef) -> &str {
        shown(self.raw(column))
    }

    /// Whether a cell is a number with a decimal part of a workbook: it has no decimal mark that could be declared.
    pub(crate) fn is_number(&self, column: ColumnRef) -> bool {
        is_number(self.raw(column))
    }

    /// Day 0 of the days that the cells of a column count, where they are those of a workbook; see [`Table::day_zero`].
    pub(crate) fn day_zero(&self, column: ColumnRef) -> Option<i32> {
        match column {
            ColumnRef::Own(_) => self.table.day_zero(),
            ColumnRef::Joined(lookup, _) => self.lookups.get(lookup)?.day_zero,
        }
    }

    fn raw(&self, column: ColumnRef) -> &str {
        match column {
            ColumnRef::Own(position) => self.table.raw(position),
            ColumnRef::Joined(lookup, slot) => {
                let first = self.matches.get(lookup).copied().flatten();
                let cell = first
                    .zip(self.lookups.get(lookup))
                    .and_then(|(first, lookup)| lookup.cells.get(first + slot));
                cell.map_or("", |cell| &**cell)
            }
        }
    }
}

/// What takes the rows of a result.
pub(crate) trait RowSink {
    /// Takes note of entries of a programme that come with the rows, before any of these.
    fn bring(&mut self, _wanted: &Document) {}

    /// The columns that every row will have.
    fn heading(&mut self, columns: &[&str]) -> Result<(), ExchangeError>;

    /// A row and its line. `Err` within says that it is not new, or not taken, and why.
    fn row(&mut self, cells: &[&str], line: u64) -> Result<Result<(), Refusal>, ExchangeError>;
}

/// Hands a row to a sink and counts what became of it. `heading` names the table's column that a column of the sink was made of.
pub(crate) fn hand_on(
    table: &Table<'_>,
    taken: Result<&[&str], Refusal>,
    heading: &dyn Fn(&str) -> Option<String>,
    sink: &mut dyn RowSink,
    counts: &mut TableSummary,
    note: &mut dyn FnMut(&Note),
) -> Result<(), ExchangeError> {
    let done = match taken {
        Ok(cells) => sink.row(cells, table.line())?.map_err(|refusal| {
            let of_table = refusal.column.as_deref().and_then(heading);
            Refusal {
                column: of_table.or(refusal.column),
                ..refusal
            }
        }),
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(()) => counts.count(Outcome::Added),
        Err(refusal) => report(table, refusal, counts, note),
    }
    Ok(())
}

/// Counts and reports a row that is not taken.
pub(crate) fn report(
    table: &Table<'_>,
    refusal: Refusal,
    counts: &mut TableSummary,
    note: &mut dyn FnMut(&Note),
) {
    counts.count(refusal.outcome);
    if let Some(name) = &refusal.column
        && refusal.outcome == Outcome::Refused
        && refusal.reason == NO_VALUE
    {
        table.note_empty(name);
    }
    note(&Note {
        file: table.file.clone(),
        line: table.line(),
        row: table.row(),
        column: refusal.column,
        outcome: refusal.outcome,
        reason: refusal.reason,
    });
}

fn push_key(cell: &str, key: &mut String) {
    key.push_str(cell);
    key.push('\u{1f}');
}
