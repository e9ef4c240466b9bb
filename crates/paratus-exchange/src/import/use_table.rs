//! A log of events merged into the feature use of a folder.

use super::{ImportFile, TablePlan, own_folder::OwnFolder};
use crate::{
    OpenTable,
    error::{ExchangeError, Problem},
    events::{EventMap, events},
    join::RowSink,
    outcome::Outcome,
    recognise::Recognition,
    summary::{Note, TableSummary},
};

pub(super) fn plan(
    own: &OwnFolder<'_>,
    file: &ImportFile<'_>,
    found: Recognition,
    map: &EventMap,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<TablePlan, ExchangeError> {
    let document = own.document.as_ref();
    if map.events.person.is_some() && document.is_none() {
        let message = "the map counts events by the sections of people, and no programme says where people are";
        let help = "name the folder of the programme with `--into`, or say the section of each row with `events.section`";
        return Err(ExchangeError::Map(
            Problem::new(&map.file, message).help(Some(help.into())),
        ));
    }
    let mut reader = std::io::Cursor::new(file.bytes);
    let mut log = events(map, document, file.name, &mut reader, open, note)?;
    let mut merge = own.merge("feature_use.csv")?;
    merge.heading(&["section", "feature", "uses_per_month", "source", "date"])?;
    let months = log.months();
    let last = log.days.map(|(_, last)| last.to_string());
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut counts = std::mem::take(&mut log.counts);
    let mut unused = TableSummary::new("feature_use.csv");
    for ((section, feature), (rows, uses)) in &log.uses {
        // Two places behind the point: more would claim more than a count of some weeks can say.
        let per_month = (uses / months * 100.0).round() / 100.0;
        // Seldom is not never.
        let per_month = per_month
            .max(if *uses > 0.0 { 0.01 } else { 0.0 })
            .to_string();
        let day = last.as_deref().unwrap_or_default();
        let cells = [section.as_str(), feature, &per_month, name, day];
        let done = merge.row(&cells, 0)?;
        let outcome = done.map_or_else(|refusal| refusal.outcome, |()| Outcome::Added);
        if *rows == 0 {
            unused.read += 1;
            unused.count(outcome);
        }
        (0..*rows).for_each(|_| counts.count(outcome));
    }
    if let Some((first, last)) = log.days {
        log.summary.warnings.push(format!(
            "the log covers {} days, {first} to {last}: uses per month are those of {:.2} months",
            last.days_since(first) + 1,
            months
        ));
    }
    log.summary.tables.insert(0, counts);
    if unused.read > 0 {
        log.summary.tables.push(unused);
    }
    own.planned(found, log.summary, merge.finish(), None, note)
}
