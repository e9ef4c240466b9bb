//! A log of events, counted as uses of features per month by section.

mod map;

pub use map::{EventMap, Events};

use crate::{
    OpenTable,
    cells::{DateCell, DecimalMark, Test, TextCell, plain_number},
    error::{ExchangeError, did_you_mean, quoted_cell},
    join::{JoinedTable, Refusal, report},
    outcome::Outcome,
    periods::overlap,
    summary::{ImportSummary, Note, TableSummary},
    table::Table,
};
use paratus::{
    Date,
    document::{Document, PersonDoc},
    unstable::{IdKind, PreviousIds, person_meant},
};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// Days of a month, on average.
const DAYS_PER_MONTH: f64 = 365.2425 / 12.0;

/// What a log holds.
pub(crate) struct EventRows {
    /// By section and feature: how many rows, and how many uses.
    pub(crate) uses: BTreeMap<(String, String), (u64, f64)>,
    /// The first and the last day of the log.
    pub(crate) days: Option<(Date, Date)>,
    /// Counts of the table without the rows in `uses`, which are counted when they are merged.
    pub(crate) counts: TableSummary,
    pub(crate) summary: ImportSummary,
}

impl EventRows {
    /// How many months the log covers, at least one day of one.
    pub(crate) fn months(&self) -> f64 {
        let days = self
            .days
            .map_or(1, |(first, last)| last.days_since(first) + 1);
        f64::from(days.max(1)) / DAYS_PER_MONTH
    }
}

/// The programme of the folder, as far as events refer to it.
struct EventContext<'d> {
    people: BTreeMap<&'d str, Vec<&'d PersonDoc>>,
    sections: BTreeSet<&'d str>,
    previous_ids: PreviousIds,
    /// `tool/feature`; none where there is no programme.
    features: Option<BTreeSet<String>>,
}

impl<'d> EventContext<'d> {
    fn new(document: Option<&'d Document>) -> EventContext<'d> {
        let mut people: BTreeMap<&str, Vec<&PersonDoc>> = BTreeMap::new();
        for person in document.iter().flat_map(|document| &document.people) {
            let ids = std::iter::once(&person.id).chain(&person.previous_ids);
            ids.for_each(|id| people.entry(id).or_default().push(person));
        }
        let sections = document.iter().flat_map(|document| &document.sections);
        let features = |document: &Document| -> BTreeSet<String> {
            let of = document.tools.iter().flat_map(|tool| {
                let name = |feature| format!("{}/{feature}", tool.id);
                tool.features.iter().map(name)
            });
            of.collect()
        };
        EventContext {
            people,
            previous_ids: document.map(PreviousIds::new).unwrap_or_default(),
            sections: sections.map(|section| section.id.as_str()).collect(),
            features: document.map(features),
        }
    }

    /// The section of a person on a day.
    fn section_of(&self, person: &str, day: Date, label: &str) -> Result<String, Refusal> {
        let Some(rows) = self.people.get(person) else {
            let near = person_meant(person, self.people.keys().copied());
            let near = near.map(|near| format!("; {near}")).unwrap_or_default();
            let reason = format!("the folder has no person {}{near}", quoted_cell(person));
            return Err(Refusal::new(label, reason));
        };
        let holds = |row: &&&PersonDoc| {
            let days = (
                row.joined.unwrap_or(Date::MIN),
                row.left.unwrap_or(Date::MAX),
            );
            overlap(days, (day, day))
        };
        let row = rows.iter().find(holds);
        row.map(|row| row.section.clone()).ok_or_else(|| {
            let reason = format!("{} works in no section on {day}", quoted_cell(person));
            Refusal::new(label, reason)
        })
    }

    fn check(&self, feature: &str, label: &str) -> Result<(), Refusal> {
        let Some(features) = &self.features else {
            return Ok(());
        };
        if features.contains(feature) {
            return Ok(());
        }
        let near = did_you_mean(feature, features.iter().map(String::as_str));
        let near = near.map(|near| format!("; {near}")).unwrap_or_default();
        let reason = format!(
            "the programme has no feature {}{near}",
            quoted_cell(feature)
        );
        Err(Refusal::new(label, reason))
    }
}

/// Reads a log; rows that are not counted go to `note`.
pub(crate) fn events(
    map: &EventMap,
    document: Option<&Document>,
    file: &str,
    reader: &mut dyn Read,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<EventRows, ExchangeError> {
    let table = Table::open(file, Box::new(reader), &map.table)?;
    let mut rows = JoinedTable::new(table, &map.lookups, &map.missing, &map.file)?;
    let of = &map.events;
    let skip = Test::read_cells(&map.skip_where, "skip_where", &mut rows)?;
    let mut feature = TextCell::new(&of.feature, "events.feature", &mut rows)?;
    let mut person = TextCell::optional(of.person.as_ref(), "events.person", &mut rows)?;
    let mut section = TextCell::optional(of.section.as_ref(), "events.section", &mut rows)?;
    let mut date = DateCell::new(&of.date, "events.date", &mut rows)?;
    let count = match &of.count {
        Some(name) => Some((rows.column(name, "events.count")?, name.as_str())),
        None => None,
    };
    let mut side = ImportSummary::default();
    rows.load(open, note, &mut side)?;
    let known = EventContext::new(document);
    let mut found = EventRows {
        uses: BTreeMap::new(),
        days: None,
        counts: TableSummary::new(file),
        summary: ImportSummary::default(),
    };
    while let Some(shape) = rows.table.next()? {
        found.counts.read += 1;
        let mut row = || -> Result<(Date, (String, String), f64), Refusal> {
            Test::join(&skip, &shape, &mut rows)?;
            let mut used = String::new();
            if !feature.write(&rows, &mut used)? || used.is_empty() {
                return Err(Refusal {
                    column: Some(feature.label.clone()),
                    outcome: Outcome::SetAside,
                    reason: "this event is no use of a feature".into(),
                });
            }
            used = known
                .previous_ids
                .current(IdKind::Feature, &used)
                .to_owned();
            known.check(&used, &feature.label)?;
            let day = date.read(&rows)?;
            let mut whose = String::new();
            if let Some(person) = &mut person {
                person.need(&rows, &mut whose)?;
                whose = known.section_of(&whose, day, &person.label)?;
            } else if let Some(section) = &mut section {
                section.need(&rows, &mut whose)?;
                whose = known
                    .previous_ids
                    .current(IdKind::Section, &whose)
                    .to_owned();
                if known.features.is_some() && !known.sections.contains(whose.as_str()) {
                    let near = did_you_mean(&whose, known.sections.iter().copied());
                    let near = near.map(|near| format!("; {near}")).unwrap_or_default();
                    let reason =
                        format!("the programme has no section {}{near}", quoted_cell(&whose));
                    return Err(Refusal::new(&section.label, reason));
                }
            }
            let uses = match count {
                None => 1.0,
                Some((column, name)) => {
                    let cell = rows.cell(column).ok_or_else(|| Refusal::missing(name))?;
                    let mark = DecimalMark::declared(of.decimal_comma);
                    let mark = mark.of_cell(rows.is_number(column));
                    let number = plain_number(cell, mark).filter(|count| *count >= 0.0);
                    let wrong = || {
                        let help = mark.help(cell);
                        format!("{} is not a number of uses{help}", quoted_cell(cell))
                    };
                    number.ok_or_else(|| Refusal::new(name, wrong()))?
                }
            };
            Ok((day, (whose, used), uses))
        };
        match row() {
            Ok((day, key, uses)) => {
                let (first, last) = found.days.unwrap_or((day, day));
                found.days = Some((first.min(day), last.max(day)));
                let (rows, sum) = found.uses.entry(key).or_insert((0, 0.0));
                *rows += 1;
                *sum += uses;
            }
            Err(refusal) => report(&rows.table, refusal, &mut found.counts, note),
        }
    }
    DateCell::refuse_all(std::iter::once(&date), &found.counts)?;
    if of.complete {
        found.add_unused(document);
    }
    found
        .summary
        .note_table(&rows.table, TableSummary::new(file));
    found.summary.tables.clear();
    found.summary.add(side);
    Ok(found)
}

impl EventRows {
    /// Adds a use of 0 for each feature of the tools in the log, and each section with people, that the log does not have.
    fn add_unused(&mut self, document: Option<&Document>) {
        let Some(document) = document else { return };
        let tool = |feature: &String| feature.split('/').next().unwrap_or_default().to_owned();
        let seen: BTreeSet<String> = self.uses.keys().map(|(_, feature)| tool(feature)).collect();
        let sections: BTreeSet<&String> = document
            .people
            .iter()
            .map(|person| &person.section)
            .collect();
        for one in document.tools.iter().filter(|one| seen.contains(&one.id)) {
            for feature in &one.features {
                for section in &sections {
                    let key = ((*section).clone(), format!("{}/{feature}", one.id));
                    self.uses.entry(key).or_insert((0, 0.0));
                }
            }
        }
    }
}
