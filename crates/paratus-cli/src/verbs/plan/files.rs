//! Files beside the output: the previous plan that is read, the calendars that are written.

use crate::console::Context;
use crate::diagnostics;
use crate::failure::Failure;
use crate::folder;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use paratus::answers::parse_verified_plan;
use paratus::plan::{CalendarClock, Plan, calendars};
use paratus::{Error, ErrorKind};
use paratus_exchange::calendar_zone;
use std::path::Path;

/// Reads a plan that was written before.
pub(crate) fn previous(path: &Path) -> Result<Plan, Failure> {
    Plan::from_json(&text_of(path)?).map_err(|error| not_a_plan(path, error))
}

fn text_of(path: &Path) -> Result<String, Failure> {
    let bytes = folder::read(path).map_err(|error| Failure::io("read", path, &error))?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("`{}` is not valid UTF-8", formatting::path(path))))
}

fn not_a_plan(path: &Path, error: Error) -> Failure {
    let first = error.into_findings().into_iter().next();
    let why = first.map(|finding| match finding.path.as_str() {
        "" => format!(": {}", finding.message),
        path => format!(": {path}: {}", finding.message),
    });
    let why = why.unwrap_or_default();
    Failure::new(format!(
        "`{}` is not a plan{}",
        formatting::path(path),
        formatting::clean(&why)
    ))
    .with_help("give a file that `paratus plan --format json` wrote")
}

/// A plan that was written before, which must hold for this programme and evidence.
pub(super) fn read_valid_plan(assessed: &AssessedProgramme, path: &Path) -> Result<Plan, Failure> {
    let text = text_of(path)?;
    parse_verified_plan(&assessed.loaded.programme, &assessed.evidence.log, &text).map_err(
        |error| match error.kind() {
            ErrorKind::Refused => super::super::refused(error),
            _ => not_a_plan(path, error),
        },
    )
}

/// Writes one calendar file for each section and trainer, or that of one person, making the folder where it is not there.
pub(super) fn write_calendars(
    assessed: &AssessedProgramme,
    plan: &Plan,
    person: Option<&str>,
    target: &Path,
    context: &Context,
) -> Result<(), Failure> {
    let document = &assessed.loaded.reading.document;
    let zone = if let Some(name) = &document.calendar.timezone {
        Some(calendar_zone(name, plan.from).map_err(|unknown| {
            Failure::new(format!("`calendar.timezone`: {}", unknown.message))
                .with_help(unknown.help.unwrap_or_default())
        })?)
    } else {
        let text = "calendar entries have local times without a time zone; declare it in `paratus.toml`: `calendar = { timezone = \"Europe/Berlin\" }`";
        diagnostics::note(text, context);
        None
    };
    let programme = &assessed.loaded.programme;
    let clock = zone
        .as_ref()
        .map_or(CalendarClock::Local, CalendarClock::Zone);
    let files =
        calendars(plan, programme, document, clock, person).map_err(super::super::refused)?;
    if let (Some(person), true) = (person, files.is_empty()) {
        let person = formatting::clean(person);
        let message = format!("`{person}` attends and teaches no session of this plan");
        return Err(Failure::new(message).with_help("`--show people` lists who goes where"));
    }
    std::fs::create_dir_all(target)
        .map_err(|error| Failure::io("create the folder", target, &error))?;
    for (name, text) in &files {
        let mut output = Output::file(&target.join(name))?;
        output.text(text);
        output.finish()?;
    }
    let count = formatting::count(files.len(), "calendar", "calendars");
    diagnostics::note(
        &format!("{count} written to `{}`", formatting::path(target)),
        context,
    );
    Ok(())
}
