//! A table of results turned into evidence, row by row.

mod map;
mod people;

pub use map::{EvidenceMap, PeopleMap, ResultItem};
pub(crate) use people::section_doc;

use crate::{
    OpenTable,
    cells::{DateCell, Test, TextCell, ValueCell},
    error::{ExchangeError, Problem, did_you_mean, not_a_kind, quoted_cell},
    join::{JoinedTable, Refusal, RowSink, hand_on},
    summary::{ImportSummary, Note, TableSummary},
    table::Table,
};
use paratus::{
    Date,
    document::{Document, Kind},
    text::escape_formula,
    unstable::{IdKind, PreviousIds, person_meant},
};
use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
    fmt::Write as _,
    io::{self, Read, Write},
};

/// Turns a table of results into the rows of `evidence.csv`, which go to `out`, heading included.
///
/// `file` is the table's name in messages, `reader` its content; `open` gives the side tables that the map names. The results are
/// read once and not kept, so they may be larger than memory; side tables and people are kept. Where the map has a programme, it is
/// returned with the sections and people of the map's table of people.
///
/// Each row that is not taken goes to `note`: rows that the map leaves out, rows without a value, person, objective or date, rows
/// whose cells cannot be understood, and rows about a person, objective or level that the programme does not have. Repeated results
/// are not looked for: where they stand for the same key, the later one counts when evidence is scored.
///
/// # Errors
/// When a table cannot be read as text or has no column of a name that the map gives, and when `out` cannot be written.
pub fn evidence(
    map: &EvidenceMap,
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    out: &mut dyn Write,
    note: &mut dyn FnMut(&Note),
) -> Result<(Option<Document>, ImportSummary), ExchangeError> {
    let mut sink = CsvSink(csv::Writer::from_writer(out));
    let done = results(map, None, file, reader, open, &mut sink, note)?;
    sink.0
        .flush()
        .map_err(|error| ExchangeError::io("the evidence", error))?;
    Ok(done)
}

/// Rows written as they come.
struct CsvSink<W: Write>(csv::Writer<W>);

impl<W: Write> CsvSink<W> {
    fn write(&mut self, cells: &[&str]) -> Result<(), ExchangeError> {
        let safe = cells.iter().map(|cell| escape_formula(cell));
        let written = safe.map(|cell| cell.into_owned()).collect::<Vec<_>>();
        self.0.write_record(written).map_err(|error| {
            let source = match error.into_kind() {
                csv::ErrorKind::Io(error) => error,
                other => io::Error::other(format!("{other:?}")),
            };
            ExchangeError::io("the evidence", source)
        })
    }
}

impl<W: Write> RowSink for CsvSink<W> {
    fn heading(&mut self, columns: &[&str]) -> Result<(), ExchangeError> {
        self.write(columns)
    }

    fn row(&mut self, cells: &[&str], _: u64) -> Result<Result<(), Refusal>, ExchangeError> {
        self.write(cells).map(Ok)
    }
}

/// Hands the results of a table to `sink`, row by row; of a wide table item by item. What they may refer to is in the map's programme,
/// else in that of the folder they go into.
pub(crate) fn results(
    map: &EvidenceMap,
    folder: Option<&Document>,
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    sink: &mut dyn RowSink,
    note: &mut dyn FnMut(&Note),
) -> Result<(Option<Document>, ImportSummary), ExchangeError> {
    let mut side = ImportSummary::default();
    let mut programme = map.programme.clone();
    if let (Some(people), Some(programme)) = (&map.people, &mut programme) {
        people::people(
            people,
            &map.file,
            &map.missing,
            programme,
            open,
            note,
            &mut side,
        )?;
    }
    let known = EvidenceTargets::new(map, programme.as_ref(), folder);
    known.check_constant(map)?;
    let maps = map.per_item();
    let table = Table::open(file, Box::new(reader), &map.table)?;
    let mut rows = JoinedTable::new(table, &map.lookups, &map.missing, &map.file)?;
    let mut items = maps
        .iter()
        .map(|map| Results::new(map, &mut rows))
        .collect::<Result<Vec<_>, _>>()?;
    rows.load(open, note, &mut side)?;
    if let Some(programme) = &programme {
        sink.bring(programme);
    }
    if let Some(first) = items.first() {
        sink.heading(&first.heading().collect::<Vec<_>>())?;
    }
    let mut counts = TableSummary::new(file);
    while let Some(shape) = rows.table.next()? {
        for item in &mut items {
            counts.read += 1;
            let taken =
                Test::join(&item.skip, &shape, &mut rows).and_then(|()| item.row(&rows, &known));
            let fields: Vec<&str> = item.fields().collect();
            let taken = taken.map(|()| fields.as_slice());
            let heading = |name: &str| item.column_of(name);
            hand_on(&rows.table, taken, &heading, sink, &mut counts, note)?;
        }
    }
    DateCell::refuse_all(items.iter().map(|item| &item.date), &counts)?;
    drop(known);
    let mut summary = ImportSummary::default();
    summary.note_table(&rows.table, counts);
    summary.warnings.extend(items.iter().filter_map(|item| {
        let doubt = item.value.doubt()?;
        Some(format!("`{file}`: {doubt}"))
    }));
    summary.add(side);
    Ok((programme, summary))
}

/// What evidence may refer to, where the map has a programme.
struct EvidenceTargets<'a> {
    people: Option<(HashSet<&'a str>, &'a str)>,
    /// Levels by objective.
    objectives: Option<HashMap<&'a str, &'a [String]>>,
    previous_ids: PreviousIds,
    /// Ids that were compared with those that nobody has.
    compared: Cell<usize>,
}

/// Ids compared with those that nobody has, at most: a table of strangers must not take an hour.
const MAX_COMPARED_IDS: usize = 200_000;

impl<'a> EvidenceTargets<'a> {
    fn new(
        map: &'a EvidenceMap,
        own: Option<&'a Document>,
        folder: Option<&'a Document>,
    ) -> EvidenceTargets<'a> {
        let ids = |programme: &'a Document| -> HashSet<&'a str> {
            let people = programme.people.iter();
            people.map(|person| person.id.as_str()).collect()
        };
        let people = match (&map.people, own, folder) {
            (Some(people), Some(own), _) => Some((ids(own), people.file.as_str())),
            (None, None, Some(folder)) if !folder.people.is_empty() => {
                Some((ids(folder), "people.csv"))
            }
            _ => None,
        };
        let levels = |programme: &'a Document, scale: &Option<String>| {
            let scale = scale.as_ref().and_then(|scale| programme.scales.get(scale));
            scale.map_or(&[] as &[String], |scale| scale.levels.as_slice())
        };
        EvidenceTargets {
            previous_ids: own.or(folder).map(PreviousIds::new).unwrap_or_default(),
            compared: Cell::new(0),
            people,
            objectives: own.or(folder).map(|programme| {
                programme
                    .objectives
                    .iter()
                    .map(|one| (one.id.as_str(), levels(programme, &one.scale)))
                    .collect()
            }),
        }
    }
}

impl EvidenceTargets<'_> {
    /// Refuses a map in which all rows show an objective that the programme does not have: that is one mistake, and said once.
    fn check_constant(&self, map: &EvidenceMap) -> Result<(), ExchangeError> {
        let objective = map.objective.as_ref();
        let constant = objective
            .filter(|one| one.table.is_none() && !one.slug && !one.pseudonym)
            .and_then(|one| one.constant.as_deref());
        match (constant, &self.objectives) {
            (Some(constant), Some(objectives)) => {
                let is = self.previous_ids.current(IdKind::Objective, constant);
                if objectives.contains_key(is) {
                    return Ok(());
                }
                let mut problem = Problem::new(&map.file, self.no_objective(constant));
                problem.line = map.objective_line;
                Err(ExchangeError::Map(problem))
            }
            _ => Ok(()),
        }
    }

    /// That the programme does not have an objective, and which was probably meant.
    fn no_objective(&self, id: &str) -> String {
        let ids = self.objectives.iter().flat_map(HashMap::keys);
        let mut ids: Vec<&str> = ids.copied().collect();
        ids.sort_unstable();
        let near = did_you_mean(id, ids).unwrap_or_else(|| {
            "name one of its objectives in the map (`--propose map.toml` writes one), or add this one to the programme".to_owned()
        });
        format!("the programme has no objective {}; {near}", quoted_cell(id))
    }

    /// Which person was probably meant by an id that nobody has.
    fn meant(&self, id: &str, people: &HashSet<&str>) -> Option<String> {
        let compared = self.compared.get() + people.len();
        if compared > MAX_COMPARED_IDS {
            return None;
        }
        self.compared.set(compared);
        let mut ids: Vec<&str> = people.iter().copied().collect();
        ids.sort_unstable();
        person_meant(id, ids)
    }
}

/// The fields of one row of evidence, and how they are made.
struct Results<'m> {
    skip: Vec<Test<'m>>,
    person: TextCell<'m>,
    objective: TextCell<'m>,
    kind: TextCell<'m>,
    value: ValueCell<'m>,
    date: DateCell<'m>,
    level: Option<TextCell<'m>>,
    has_level_for_value: bool,
    key: Option<TextCell<'m>>,
    expires: Option<DateCell<'m>>,
    source: Option<TextCell<'m>>,
    fields: [String; 9],
}

/// The columns of a table of evidence.
pub(crate) const HEADING: [&str; 9] = [
    "person",
    "objective",
    "kind",
    "value",
    "date",
    "level",
    "key",
    "expires",
    "source",
];

impl<'m> Results<'m> {
    fn new(
        map: &'m EvidenceMap,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<Results<'m>, ExchangeError> {
        let mut results = Results {
            skip: Test::read_cells(&map.skip_where, "skip_where", rows)?,
            person: TextCell::new(&map.person, "person", rows)?,
            objective: match &map.objective {
                Some(objective) => TextCell::new(objective, "objective", rows)?,
                None => return Err(ExchangeError::map(rows.map_file, "`objective` is missing")),
            },
            kind: TextCell::new(&map.kind, "kind", rows)?,
            value: ValueCell::new(&map.value, rows)?,
            date: DateCell::new(&map.date, "date", rows)?,
            level: TextCell::optional(map.level.as_ref(), "level", rows)?,
            has_level_for_value: map.has_level_for_value,
            key: TextCell::optional(map.key.as_ref(), "key", rows)?,
            expires: map
                .expires
                .as_ref()
                .map(|date| DateCell::new(date, "expires", rows))
                .transpose()?,
            source: TextCell::optional(map.source.as_ref(), "source", rows)?,
            fields: Default::default(),
        };
        // What an item shows is known by its column.
        if let (Some(true), Some(column)) = (
            map.objective.as_ref().map(|one| one.constant.is_some()),
            &map.value.column,
        ) {
            results.objective.label.clone_from(column);
        }
        Ok(results)
    }

    /// Whether a field is written: those that every row has, and those that the map names.
    fn needed_columns(&self) -> [bool; 9] {
        let optional = [
            self.level.is_some(),
            self.key.is_some(),
            self.expires.is_some(),
            self.source.is_some(),
        ];
        let [level, key, expires, source] = optional;
        [true, true, true, true, true, level, key, expires, source]
    }

    /// The table's column that a field is made of.
    fn column_of(&self, field: &str) -> Option<String> {
        let label = |cell: &TextCell<'_>| cell.label.clone();
        match field {
            "person" => Some(label(&self.person)),
            "objective" => Some(label(&self.objective)),
            "kind" => Some(label(&self.kind)),
            "value" => self.value.heading(),
            "date" => self.date.heading(),
            "level" => self.level.as_ref().map(label),
            "key" => self.key.as_ref().map(label),
            "expires" => self.expires.as_ref().and_then(DateCell::heading),
            "source" => self.source.as_ref().map(label),
            _ => None,
        }
    }

    fn heading(&self) -> impl Iterator<Item = &'static str> {
        HEADING
            .into_iter()
            .zip(self.needed_columns())
            .filter_map(|(name, wanted)| wanted.then_some(name))
    }

    fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields
            .iter()
            .zip(self.needed_columns())
            .filter_map(|(field, wanted)| wanted.then_some(field.as_str()))
    }

    fn row(
        &mut self,
        rows: &JoinedTable<'_, '_>,
        known: &EvidenceTargets<'_>,
    ) -> Result<(), Refusal> {
        let [
            person,
            objective,
            kind,
            value,
            date,
            level,
            key,
            expires,
            source,
        ] = &mut self.fields;
        for field in [
            &mut *person,
            objective,
            kind,
            value,
            date,
            level,
            key,
            expires,
            source,
        ] {
            field.clear();
        }
        if self.has_level_for_value
            && let Some(cell) = &mut self.level
        {
            if !cell.write(rows, level)? {
                return Err(Refusal::no_value(&cell.label));
            }
            level.clear();
        }
        let amount = self.value.read(rows)?;
        write_to(value, amount);
        self.person.need(rows, person)?;
        let previous_ids = &known.previous_ids;
        if let Some((people, file)) = &known.people
            && !people.contains(previous_ids.current(IdKind::Person, person))
        {
            if self.person.is_pseudonym() {
                let reason = format!(
                    "the person is not in `{file}`; the map makes pseudonyms, and the folder has other ids: give the id of each with `person.table` or a side table (`lookups`)"
                );
                return Err(Refusal::new(&self.person.label, reason));
            }
            let near = known.meant(person, people).map(|near| format!("; {near}"));
            let reason = format!(
                "the person {} is not in `{file}`{}",
                quoted_cell(person),
                near.unwrap_or_default()
            );
            return Err(Refusal::new(&self.person.label, reason));
        }
        self.objective.need(rows, objective)?;
        let scale = match &known.objectives {
            None => None,
            Some(objectives) => {
                let is = previous_ids.current(IdKind::Objective, objective);
                if let Some(levels) = objectives.get(is) {
                    Some(*levels)
                } else {
                    let reason = known.no_objective(objective);
                    return Err(Refusal::new(&self.objective.label, reason));
                }
            }
        };
        self.kind.need(rows, kind)?;
        if kind.parse::<Kind>().is_err() {
            // Kinds are known in any case.
            let Ok(found) = kind.to_lowercase().parse::<Kind>() else {
                return Err(Refusal::new(&self.kind.label, not_a_kind(kind)));
            };
            found.name().clone_into(kind);
        }
        let day: Date = self.date.read(rows)?;
        match self.date.time(rows) {
            Some(time) => write_to(date, format_args!("{day}T{time}")),
            None => write_to(date, day),
        }
        if let Some(cell) = &mut self.level {
            cell.write(rows, level)?;
            if let Some(levels) = scale
                && !level.is_empty()
                && !levels.iter().any(|one| {
                    let owner = previous_ids.current(IdKind::Objective, objective);
                    one == previous_ids.current_within(IdKind::Level, owner, level)
                })
            {
                let near = did_you_mean(level, levels.iter().map(String::as_str))
                    .map(|near| format!("; {near}"))
                    .unwrap_or_default();
                return Err(Refusal::new(
                    &cell.label,
                    format!(
                        "{} is not a level of `{objective}`{near}",
                        quoted_cell(level)
                    ),
                ));
            }
        }
        if let Some(cell) = &mut self.key {
            cell.write(rows, key)?;
        }
        if let Some(cell) = &mut self.expires
            && let Some(day) = cell.optional(rows)?
        {
            write_to(expires, day);
        }
        if let Some(cell) = &mut self.source {
            cell.write(rows, source)?;
        }
        Ok(())
    }
}

/// Appends to a string, which cannot fail.
fn write_to(out: &mut String, what: impl std::fmt::Display) {
    let _ = write!(out, "{what}");
}
