//! Acts, sessions and absences of a foreign table, as rows of a folder's.

mod map;

pub use map::{AbsenceColumns, ActColumns, FactMap, SessionColumns};

use crate::{
    OpenTable,
    cells::{DateCell, DecimalMark, Test, TextCell, plain_number, time_in},
    error::{ExchangeError, quoted_cell},
    join::{ColumnRef, JoinedTable, Refusal, RowSink, hand_on},
    map::{DateMap, TextMap},
    slug::slug,
    summary::{ImportSummary, Note, TableSummary},
    table::Table,
};
use std::io::Read;

/// How a field of a fact is made.
enum FactCell<'m> {
    /// A text that every row has.
    Text(TextCell<'m>),
    /// A text that rows may have.
    Optional(TextCell<'m>),
    /// A day, with the time behind it or in a column of its own.
    Day(Box<DateCell<'m>>, Option<(ColumnRef, &'m str)>),
    /// A number as it is written.
    Number(ColumnRef, &'m str),
    /// Whether something is so.
    Truth(Test<'m>),
    /// An id that is made of the activity and the day.
    Id,
}

/// The fields of a fact in the order of the folder's table.
type Fields<'m> = Vec<(&'static str, FactCell<'m>)>;

/// Finds the columns of a map.
struct Finder<'m, 't, 'r> {
    rows: &'t mut JoinedTable<'m, 'r>,
    fields: Fields<'m>,
}

impl<'m> Finder<'m, '_, '_> {
    fn text(&mut self, name: &'static str, map: &'m TextMap) -> Result<(), ExchangeError> {
        let cell = TextCell::new(map, name, self.rows)?;
        self.fields.push((name, FactCell::Text(cell)));
        Ok(())
    }

    fn optional(
        &mut self,
        name: &'static str,
        map: Option<&'m TextMap>,
    ) -> Result<(), ExchangeError> {
        if let Some(cell) = TextCell::optional(map, name, self.rows)? {
            self.fields.push((name, FactCell::Optional(cell)));
        }
        Ok(())
    }

    fn day(
        &mut self,
        name: &'static str,
        map: &'m DateMap,
        time: Option<&'m str>,
    ) -> Result<(), ExchangeError> {
        let cell = Box::new(DateCell::new(map, name, self.rows)?);
        let time = match time {
            Some(heading) => Some((self.rows.column(heading, "time")?, heading)),
            None => None,
        };
        self.fields.push((name, FactCell::Day(cell, time)));
        Ok(())
    }
}

fn fields<'m>(
    map: &'m FactMap,
    rows: &mut JoinedTable<'m, '_>,
) -> Result<Fields<'m>, ExchangeError> {
    let mut find = Finder {
        rows,
        fields: Vec::new(),
    };
    if let Some(acts) = &map.acts {
        find.text("act", &acts.act)?;
        find.text("actor", &acts.actor)?;
        find.day("date", &acts.date, None)?;
        find.optional("evidence", acts.evidence.as_ref())?;
    }
    if let Some(sessions) = &map.sessions {
        match &sessions.id {
            Some(id) => find.text("id", id)?,
            None => find.fields.push(("id", FactCell::Id)),
        }
        find.text("activity", &sessions.activity)?;
        find.day("start", &sessions.start, sessions.time.as_deref())?;
        if let Some(heading) = &sessions.seats {
            let column = find.rows.column(heading, "sessions.seats")?;
            find.fields
                .push(("seats", FactCell::Number(column, heading)));
        }
        find.optional("trainer", sessions.trainer.as_ref())?;
        find.optional("room", sessions.room.as_ref())?;
        if let Some(pinned) = &sessions.pinned {
            let test = Test::new(pinned, "sessions.pinned", find.rows)?;
            find.fields.push(("pinned", FactCell::Truth(test)));
        }
        find.optional("half", sessions.half.as_ref())?;
    }
    if let Some(absences) = &map.absences {
        let whose = [
            ("person", &absences.person),
            ("trainer", &absences.trainer),
            ("room", &absences.room),
            ("section", &absences.section),
        ];
        for (name, map) in whose {
            if let Some(map) = map {
                find.text(name, map)?;
            }
        }
        find.day("from", &absences.from, None)?;
        find.day("until", &absences.until, None)?;
        find.optional("half", absences.half.as_ref())?;
        find.optional("note", absences.note.as_ref())?;
    }
    Ok(find.fields)
}

/// Hands the facts of a table to `sink`, row by row.
pub(crate) fn facts(
    map: &FactMap,
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    sink: &mut dyn RowSink,
    note: &mut dyn FnMut(&Note),
) -> Result<ImportSummary, ExchangeError> {
    let table = Table::open(file, Box::new(reader), &map.table)?;
    let mut rows = JoinedTable::new(table, &map.lookups, &map.missing, &map.file)?;
    let skip = Test::read_cells(&map.skip_where, "skip_where", &mut rows)?;
    let mut fields = fields(map, &mut rows)?;
    let mut side = ImportSummary::default();
    rows.load(open, note, &mut side)?;
    let names: Vec<&'static str> = fields.iter().map(|(name, _)| *name).collect();
    let headings: Vec<Option<String>> = fields.iter().map(|(_, cell)| heading(cell)).collect();
    let heading = |name: &str| {
        let at = names.iter().position(|own| *own == name)?;
        headings.get(at).cloned().flatten()
    };
    sink.heading(&names)?;
    let mut counts = TableSummary::new(file);
    while let Some(shape) = rows.table.next()? {
        counts.read += 1;
        let taken = Test::join(&skip, &shape, &mut rows).and_then(|()| row(&mut fields, &rows));
        let taken = taken.as_ref().map_err(Clone::clone);
        let cells = taken.map(|cells| cells.iter().map(String::as_str).collect::<Vec<&str>>());
        let taken = cells.as_deref().map_err(Clone::clone);
        hand_on(&rows.table, taken, &heading, sink, &mut counts, note)?;
    }
    let days = fields.iter().filter_map(|(_, cell)| match cell {
        FactCell::Day(day, _) => Some(&**day),
        _ => None,
    });
    DateCell::refuse_all(days, &counts)?;
    let mut summary = ImportSummary::default();
    summary.note_table(&rows.table, counts);
    summary.add(side);
    Ok(summary)
}

/// The column that a field is made of.
fn heading(cell: &FactCell<'_>) -> Option<String> {
    match cell {
        FactCell::Text(cell) | FactCell::Optional(cell) => Some(cell.label.clone()),
        FactCell::Day(day, _) => day.heading(),
        FactCell::Number(_, heading) => Some((*heading).to_owned()),
        FactCell::Truth(_) | FactCell::Id => None,
    }
}

/// The fields of the row just read.
fn row(fields: &mut Fields<'_>, rows: &JoinedTable<'_, '_>) -> Result<Vec<String>, Refusal> {
    let mut cells: Vec<String> = Vec::with_capacity(fields.len());
    for (_, field) in fields.iter_mut() {
        let mut text = String::new();
        match field {
            FactCell::Text(cell) => cell.need(rows, &mut text)?,
            FactCell::Optional(cell) => cell.write_whole(rows, &mut text)?,
            FactCell::Day(day, time) => {
                text = day.read(rows)?.to_string();
                let time = match time {
                    None => day.time(rows),
                    Some((column, heading)) => match rows.cell(*column) {
                        None => None,
                        Some(cell) => Some(time_in(cell).ok_or_else(|| {
                            let reason = format!("{} is no time of day", quoted_cell(cell));
                            Refusal::new(heading, reason)
                        })?),
                    },
                };
                if let Some(time) = time {
                    text = format!("{text}T{time}");
                }
            }
            FactCell::Number(column, _) => {
                let cell = rows.cell(*column).unwrap_or_default();
                // A spreadsheet may write whole numbers with a decimal part.
                let whole = plain_number(cell, DecimalMark::Undeclared)
                    .filter(|number| number.fract() == 0.0);
                text = whole.map_or_else(|| cell.to_owned(), |number| number.to_string());
            }
            FactCell::Truth(test) => {
                if test.holds(rows) {
                    "true".clone_into(&mut text);
                }
            }
            FactCell::Id => {}
        }
        cells.push(text);
    }
    if let (Some((_, FactCell::Id)), [id, activity, start, ..]) =
        (fields.first(), cells.as_mut_slice())
    {
        *id = slug(&format!("{activity} {start}"));
    }
    Ok(cells)
}
