//! The `paratus` command as a library: arguments in, an exit code out; one file per verb.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::unreachable
    )
)]

mod args;
mod bundle;
mod cli;
mod console;
mod diagnostics;
mod disclosure;
mod disk;
mod exit;
mod failure;
mod folder;
mod folder_lint;
mod formatting;
mod inputs;
mod load;
mod memory;
mod output;
mod parquet;
mod progress;
mod record_lines;
#[expect(
    clippy::indexing_slicing,
    reason = "tables of constants, indexed by what was drawn from their own lengths"
)]
pub mod sample;
mod spill;
mod strip;
mod table;
mod tables;
pub mod template;
mod verbs;
mod workbooks;

pub use exit::Exit;
pub use failure::Failure;

use clap::{CommandFactory, FromArgMatches};
use cli::{Cli, Verb};
use console::Context;
use paratus::disclosure::Disclosure;
use std::ffi::OsString;

/// The definition of the command, for completions and manual pages.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

/// The date of assessment that the environment names. An empty one is none, as where a script cannot unset it.
fn date_of_environment() -> Result<Option<paratus::Date>, Failure> {
    let Some(text) = std::env::var_os("PARATUS_AS_OF") else {
        return Ok(None);
    };
    let text = text.to_string_lossy();
    match text.trim() {
        "" => Ok(None),
        date => args::date(date)
            .map(Some)
            .map_err(|error| Failure::new(format!("PARATUS_AS_OF: {error}"))),
    }
}

/// Whether arguments that cannot be read as a whole ask for errors as JSON.
fn wants_json(arguments: &[OsString]) -> bool {
    let reported = |pair: &[OsString]| matches!(pair, [flag, form] if flag == "--error-format" && form == "json");
    arguments.windows(2).any(reported) || arguments.iter().any(|one| one == "--error-format=json")
}

/// Runs the command with its arguments, the program's name first, on standard input, output and error.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    inputs::begin();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match command()
        .try_get_matches_from(&arguments)
        .and_then(|found| Cli::from_arg_matches(&found))
    {
        Ok(cli) => cli,
        // Help and version go to standard output and are no failure; a reader that has gone away is none either.
        Err(error) if !error.use_stderr() => {
            let _ = error.print();
            return Exit::Done;
        }
        Err(error) => {
            if wants_json(&arguments) {
                diagnostics::argument_error(&error.to_string());
            } else {
                let _ = error.print();
            }
            return Exit::CouldNotRun;
        }
    };
    let mut context = Context::new(&cli.global);
    if context.as_of.is_none() {
        match date_of_environment() {
            Ok(date) => context.as_of = date,
            Err(failure) => {
                diagnostics::failure(&failure, &context);
                return Exit::CouldNotRun;
            }
        }
    }
    match disclosure::of_flags(&cli.global) {
        Ok(disclosure) => {
            context.disclosure = disclosure;
            context.notes = if cli.verb.names_people(&context) {
                Disclosure::internal()
            } else {
                disclosure
            };
        }
        Err(failure) => {
            diagnostics::failure(&failure, &context);
            return Exit::CouldNotRun;
        }
    }
    let result = match &cli.verb {
        verb if context.form.is_some_and(|form| form.format().is_none())
            && !matches!(verb, Verb::Report(_)) =>
        {
            let form = context.form.map_or("", args::Form::name);
            let failure = Failure::new(format!("only `report` has the form {form}"));
            Err(failure.with_help("`paratus report -o report.html` writes all of it as a page"))
        }
        verb => verb.run(&context),
    };
    result.unwrap_or_else(|failure| {
        diagnostics::failure(&failure, &context);
        Exit::CouldNotRun
    })
}
