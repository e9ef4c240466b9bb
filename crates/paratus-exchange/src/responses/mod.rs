//! A table of survey answers turned into responses: a column for each question, or rows about one question each.

mod counts;
mod map;

pub use map::{AnswerColumns, AnswerForm, Question, ResponseInstrument, ResponseMap};

use crate::{
    OpenTable,
    cells::{DateCell, Test, TextCell},
    error::{ExchangeError, help_of, quoted_cell},
    join::{ColumnRef, JoinedTable, Refusal, RowSink, hand_on, report},
    outcome::Outcome,
    summary::{ImportSummary, Note, TableSummary},
    table::Table,
};
use counts::AnswerCells;
use paratus::document::InstrumentDoc;
use std::{collections::HashMap, io::Read};

/// The columns of a table of answers.
pub(crate) const HEADING: [&str; 7] = [
    "respondent",
    "instrument",
    "item",
    "answer",
    "date",
    "section",
    "count",
];

/// An item and the scale on which it is answered.
#[derive(Clone, Copy)]
struct AskedItem<'m> {
    instrument: &'m ResponseInstrument,
    scale: &'m InstrumentDoc,
    item: &'m Question,
}

/// Where the answers of a row are.
enum Form<'m> {
    /// In a column for each question.
    Wide(Vec<(AskedItem<'m>, ColumnRef)>),
    /// A row is about one question.
    Long(
        Box<TextCell<'m>>,
        HashMap<&'m str, AskedItem<'m>>,
        AnswerCells<'m>,
    ),
}

/// What a row says: for each answer the item, its number and how many gave it; or why there is none.
type Answers<'m> = Vec<Result<(AskedItem<'m>, u32, Option<u32>), Refusal>>;

impl<'m> Form<'m> {
    fn new(
        map: &'m ResponseMap,
        scales: &'m [InstrumentDoc],
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<Form<'m>, ExchangeError> {
        let instruments = map.instruments.iter().zip(scales);
        let asked = instruments.flat_map(|(instrument, scale)| {
            instrument.items.iter().map(move |item| AskedItem {
                instrument,
                scale,
                item,
            })
        });
        if let Some(question) = &map.question {
            let question = TextCell::new(question, "question", rows)?;
            let items = asked.map(|asked| (asked.item.column.as_str(), asked));
            return Ok(Form::Long(
                Box::new(question),
                items.collect(),
                AnswerCells::new(map, rows)?,
            ));
        }
        let mut columns = Vec::new();
        for asked in asked {
            let item = asked.item;
            let column = rows.column_at(&item.column, item.at, "instruments.items.column")?;
            columns.push((asked, column));
        }
        Ok(Form::Wide(columns))
    }

    /// How many answers a row has whose answers are not known.
    fn width(&self) -> usize {
        match self {
            Form::Wide(columns) => columns.len(),
            Form::Long(_, _, cells) => cells.width(),
        }
    }

    fn read(&mut self, rows: &JoinedTable<'m, '_>) -> Result<Answers<'m>, Refusal> {
        match self {
            Form::Wide(columns) => {
                let of_column = |(asked, column): &(AskedItem<'m>, ColumnRef)| {
                    let heading = &asked.item.column;
                    let answer = answer(asked, heading, rows, *column)?;
                    Ok((*asked, answer, None))
                };
                Ok(columns.iter().map(of_column).collect())
            }
            Form::Long(question, items, cells) => {
                let mut text = String::new();
                question.need(rows, &mut text)?;
                let Some(asked) = items.get(text.as_str()) else {
                    return Err(Refusal {
                        outcome: Outcome::SetAside,
                        ..Refusal::new(
                            &question.label,
                            format!("the map has no item for {}", quoted_cell(&text)),
                        )
                    });
                };
                cells.read(*asked, rows)
            }
        }
    }
}

/// Hands the answers of a table to `sink`, one by one.
pub(crate) fn responses(
    map: &ResponseMap,
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    sink: &mut dyn RowSink,
    note: &mut dyn FnMut(&Note),
) -> Result<ImportSummary, ExchangeError> {
    let table = Table::open(file, Box::new(reader), &map.table)?;
    let mut rows = JoinedTable::new(table, &map.lookups, &map.missing, &map.file)?;
    let skip = Test::read_cells(&map.skip_where, "skip_where", &mut rows)?;
    let mut respondent = TextCell::new(&map.respondent, "respondent", &mut rows)?;
    let mut date = DateCell::new(&map.date, "date", &mut rows)?;
    let mut section = TextCell::optional(map.section.as_ref(), "section", &mut rows)?;
    let mut count = TextCell::optional(map.count.as_ref(), "count", &mut rows)?;
    let scales = map.instruments();
    let mut form = Form::new(map, &scales, &mut rows)?;
    let mut side = ImportSummary::default();
    rows.load(open, note, &mut side)?;
    let counted = map.count.is_some() || map.answers.is_some();
    let given = |column: &&str| match *column {
        "section" => map.section.is_some(),
        "count" => counted,
        _ => true,
    };
    let heading: Vec<&str> = HEADING.into_iter().filter(given).collect();
    sink.heading(&heading)?;
    let mut counts = TableSummary::new(file);
    // How many rows had a respondent of this id.
    let mut rows_of: HashMap<String, u32> = HashMap::new();
    while let Some(shape) = rows.table.next()? {
        let mut read = || {
            Test::join(&skip, &shape, &mut rows)?;
            form.read(&rows)
        };
        let answers = match read() {
            Ok(answers) => answers,
            Err(refusal) => {
                // What is wrong with the row is said once; each of its answers counts.
                let width = form.width() as u64;
                counts.read += width;
                (1..width).for_each(|_| counts.count(refusal.outcome));
                if width > 0 {
                    report(&rows.table, refusal, &mut counts, note);
                }
                continue;
            }
        };
        counts.read += answers.len() as u64;
        let mut before = 0;
        if map.each_row_is_somebody {
            let mut who = String::new();
            // Why there is none is said of each answer.
            if respondent.need(&rows, &mut who).is_ok() {
                let count = rows_of.entry(who).or_insert(0);
                before = *count;
                *count += 1;
            }
        }
        for answer in answers {
            let of_column = answer.as_ref().ok().map(|(asked, ..)| &asked.item.column);
            let of_column = of_column.filter(|_| map.question.is_none()).cloned();
            let row = || {
                let (asked, answer, of_answer) = answer?;
                let [mut who, mut place] = [String::new(), String::new()];
                respondent.need(&rows, &mut who)?;
                if before > 0 {
                    who.push_str(&format!("-{}", before + 1));
                }
                let when = date.read(&rows)?.to_string();
                if let Some(section) = &mut section {
                    section.write(&rows, &mut place)?;
                }
                let people = match &mut count {
                    Some(count) => Some(counts::people_of_row(count, &rows)?),
                    None => of_answer,
                };
                let people = people.map_or_else(String::new, |people| people.to_string());
                let (instrument, item) = (asked.instrument.id.clone(), asked.item.id.clone());
                Ok([
                    who,
                    instrument,
                    item,
                    answer.to_string(),
                    when,
                    place,
                    people,
                ])
            };
            let cells: Result<[String; 7], Refusal> = row();
            let cells = cells.as_ref().map(|cells| {
                let named = HEADING.iter().zip(cells);
                let given = named.filter(|(column, _)| given(column));
                given.map(|(_, cell)| cell.as_str()).collect::<Vec<&str>>()
            });
            let taken = cells.as_deref().map_err(|refusal| (*refusal).clone());
            let heading = |name: &str| match name {
                "respondent" => Some(respondent.label.clone()),
                "section" => section.as_ref().map(|section| section.label.clone()),
                "date" => date.heading(),
                "item" | "answer" => of_column.clone(),
                _ => None,
            };
            hand_on(&rows.table, taken, &heading, sink, &mut counts, note)?;
        }
    }
    DateCell::refuse_all(std::iter::once(&date), &counts)?;
    let mut summary = ImportSummary::default();
    summary.note_table(&rows.table, counts);
    summary.add(side);
    Ok(summary)
}

/// The number of an answer: a text that the map gives a number, else what the instrument says of the cell.
fn answer(
    asked: &AskedItem<'_>,
    heading: &str,
    rows: &JoinedTable<'_, '_>,
    column: ColumnRef,
) -> Result<u32, Refusal> {
    let AskedItem {
        instrument, scale, ..
    } = asked;
    let missing = || Refusal::no_value(heading);
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
        Refusal::new(heading, reason)
    };
    let number = scale.answer_in(cell);
    let number = number
        .map_err(|error| wrong(help_of(error)))?
        .ok_or_else(missing)?;
    if (1..=instrument.points).contains(&number) {
        return Ok(number);
    }
    Err(wrong(format!(
        "answers are whole numbers from 1 to {}; if it means no answer, add it to `no_answer`",
        instrument.points
    )))
}
