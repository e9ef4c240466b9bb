//! Files beside the output: the previous plan that is read, the calendars that are written.

use crate::console::Context;
use crate::diagnostics;
use crate::failure::Failure;
use crate::folder;
use crate::load::Assessed;
use crate::output::Output;
use crate::words;
use paratus::Plan;
use paratus_exchange::{CalendarFrame, write_calendars};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads a plan that was written before.
pub(crate) fn previous(path: &Path) -> Result<Plan, Failure> {
    let bytes = folder::read(path).map_err(|error| Failure::io("read", path, &error))?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::new(format!("`{}` is not valid UTF-8", words::path(path))))?;
    Plan::from_json(&text).map_err(|error| {
        let first = error.into_findings().into_iter().next();
        let why = first.map(|finding| format!(": {}: {}", finding.path, finding.message)).unwrap_or_default();
        Failure::new(format!("`{}` is not a plan{}", words::path(path), words::clean(&why)))
            .with_help("give a file that `paratus plan --format json` wrote")
    })
}

/// Writes one calendar file for each section and trainer, making the folder where it is not there.
pub(super) fn calendars(assessed: &Assessed, plan: &Plan, target: &Path, context: &Context) -> Result<(), Failure> {
    std::fs::create_dir_all(target).map_err(|error| Failure::io("create the folder", target, &error))?;
    let document = &assessed.loaded.reading.document;
    let title: BTreeMap<&str, &str> = assessed
        .loaded
        .programme
        .sections()
        .iter()
        .map(|section| (section.id.as_str(), section.title.as_str()))
        .collect();
    let section_of: BTreeMap<&str, &str> =
        document.people.iter().map(|person| (person.id.as_str(), person.section.as_str())).collect();
    let lookup = |person: &str| {
        let section = section_of.get(person)?;
        title.get_key_value(section).map(|(id, title)| (*id, *title))
    };
    let frame = CalendarFrame {
        afternoon: document.calendar.afternoon,
        hours_per_day: document.calendar.hours_per_day,
        morning: document.calendar.morning,
        section_of: &lookup,
    };
    let files = write_calendars(plan, &frame);
    for (name, text) in &files {
        let mut output = Output::file(&target.join(name))?;
        output.text(text);
        output.finish()?;
    }
    let count = words::count(files.len(), "calendar", "calendars");
    diagnostics::remark(&format!("{count} written to `{}`", words::path(target)), context);
    Ok(())
}
