//! A table of survey answers, a column for each question, turned into responses.

mod map;

pub use map::{Question, ResponseInstrument, ResponseMap};

use crate::{
    OpenTable,
    cells::{DateCell, Test, TextCell},
    error::{ExchangeError, quoted_cell},
    join::{ColumnRef, Joined, Refusal, RowSink, hand_on},
    summary::{ImportSummary, Note, TableSummary},
    table::{Shape, Table},
};
use paratus::document::InstrumentDoc;
use std::io::Read;

/// Hands the answers of a table to `sink`, question by question.
pub(crate) fn responses(
    map: &ResponseMap,
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    sink: &mut dyn RowSink,
    note: &mut dyn FnMut(&Note),
) -> Result<ImportSummary, ExchangeError> {
    let table = Table::open(file, Box::new(reader), &map.table)?;
    let mut rows = Joined::new(table, &map.lookups, &map.missing, &map.file)?;
    let skip = Test::read_cells(&map.skip_where, "skip_where", &mut rows)?;
    let mut respondent = TextCell::new(&map.respondent, "respondent", &mut rows)?;
    let mut date = DateCell::new(&map.date, "date", &mut rows)?;
    let mut section = TextCell::optional(map.section.as_ref(), "section", &mut rows)?;
    let mut questions = Vec::new();
    let scales = map.instruments();
    for (instrument, scale) in map.instruments.iter().zip(&scales) {
        for item in &instrument.items {
            let column = rows.column_at(&item.column, item.at, "instruments.items.column")?;
            questions.push((instrument, scale, item, column));
        }
    }
    let mut side = ImportSummary::default();
    rows.load(open, note, &mut side)?;
    let heading = [
        "respondent",
        "instrument",
        "item",
        "answer",
        "date",
        "section",
    ];
    let width = if section.is_some() { 6 } else { 5 };
    sink.heading(heading.get(..width).unwrap_or_default())?;
    let mut counts = TableSummary::new(file);
    while let Some(shape) = rows.table.next()? {
        let ragged = match shape {
            Shape::Ragged(reason) => Some(reason),
            Shape::Fits => None,
        };
        for (instrument, scale, item, column) in &questions {
            counts.read += 1;
            let mut row = || -> Result<[String; 6], Refusal> {
                if let Some(reason) = &ragged {
                    return Err(Refusal::ragged(reason.clone()));
                }
                rows.join()?;
                Test::leave_out(&skip, &rows)?;
                let answer = answer(instrument, scale, item, &rows, *column)?;
                let mut cells: [String; 6] = Default::default();
                let [who, of, what, how, when, place] = &mut cells;
                respondent.need(&rows, who)?;
                of.clone_from(&instrument.id);
                what.clone_from(&item.id);
                *how = answer.to_string();
                *when = date.read(&rows)?.to_string();
                if let Some(section) = &mut section {
                    section.write(&rows, place)?;
                }
                Ok(cells)
            };
            let taken = row();
            let cells: Option<Vec<&str>> = taken
                .as_ref()
                .ok()
                .map(|cells| cells.iter().take(width).map(String::as_str).collect());
            match (cells, taken.as_ref().err().is_some()) {
                (Some(cells), false) => {
                    hand_on(&rows.table, Ok(&cells), sink, &mut counts, note)?;
                }
                _ => {
                    if let Err(refusal) = taken {
                        hand_on(&rows.table, Err(refusal), sink, &mut counts, note)?;
                    }
                }
            }
        }
    }
    let mut summary = ImportSummary::default();
    summary.note_table(&rows.table, counts);
    summary.add(side);
    Ok(summary)
}

/// The number of an answer: a text that the map gives a number, else what the instrument says of the cell.
fn answer(
    instrument: &ResponseInstrument,
    scale: &InstrumentDoc,
    item: &Question,
    rows: &Joined<'_, '_>,
    column: ColumnRef,
) -> Result<u32, Refusal> {
    let missing = || Refusal::no_value(&item.column);
    let cell = rows.cell(column).ok_or_else(missing)?;
    let texts = instrument.answers.iter();
    let mut named = texts.filter(|(text, _)| text.to_lowercase() == cell.to_lowercase());
    if let Some((_, number)) = named.next() {
        return Ok(*number);
    }
    let wrong = |help: String| {
        let others = instrument.answers.keys().map(String::as_str);
        let also = if instrument.answers.is_empty() {
            String::new()
        } else {
            format!("; the map also names {}", crate::error::listed(others))
        };
        let reason = format!("{} is not an answer: {help}{also}", quoted_cell(cell));
        Refusal::new(&item.column, reason)
    };
    let number = scale.answer_in(cell).map_err(wrong)?.ok_or_else(missing)?;
    if (1..=instrument.points).contains(&number) {
        return Ok(number);
    }
    Err(wrong(format!(
        "answers are whole numbers from 1 to {}; if it means no answer, add it to `no_answer`",
        instrument.points
    )))
}
