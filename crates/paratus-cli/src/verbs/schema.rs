//! `schema`: the JSON Schema of a document or an answer.

use crate::args::Format;
use crate::console::Context;
use crate::diagnostics;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::table::{Align, Table};
use crate::verbs::no_such_form;
use clap::Args;
use paratus::answers;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus schema                                the names of all schemas
  paratus schema document -o document.json      of programmes, for editors
  paratus schema assessment                     of what `paratus assess --format json` prints

";

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The schema [default: list the names of all]
    name: Option<String>,
}

/// A schema by name.
struct Named {
    name: &'static str,
    what: &'static str,
    make: fn() -> Schema,
}

/// All schemas.
const ALL: &[Named] = &[
    Named {
        name: "document",
        what: "a programme, as JSON or as the TOML of its folder",
        make: read::<paratus::document::Document>,
    },
    Named {
        name: "findings",
        what: "`check --format json`",
        make: written::<answers::FindingsAnswer>,
    },
    Named {
        name: "assessment",
        what: "`assess --format json`",
        make: written::<answers::AssessmentAnswer>,
    },
    Named {
        name: "person",
        what: "a line of `assess --format ndjson`",
        make: written::<answers::PersonAnswer>,
    },
    Named {
        name: "units",
        what: "`assess --level section --format json`, and the other levels",
        make: written::<answers::UnitsAnswer>,
    },
    Named {
        name: "gaps",
        what: "`gaps --format json`",
        make: written::<answers::GapsAnswer>,
    },
    Named {
        name: "needs",
        what: "`needs --format json`",
        make: written::<answers::NeedsAnswer>,
    },
    Named {
        name: "fit",
        what: "`fit --format json`",
        make: written::<answers::FitAnswer>,
    },
    Named {
        name: "phases",
        what: "`phases --format json`",
        make: written::<answers::PhasesAnswer>,
    },
    Named {
        name: "gates",
        what: "`gate --format json`",
        make: written::<answers::GatesAnswer>,
    },
    Named {
        name: "refresh",
        what: "`refresh --format json`",
        make: written::<answers::RefreshAnswer>,
    },
    Named {
        name: "plan",
        what: "`plan --format json`",
        make: written::<paratus::plan::Plan>,
    },
    Named {
        name: "places",
        what: "`plan --seat … --format json`",
        make: written::<paratus::plan::PlanPlaces>,
    },
    Named {
        name: "plan-diff",
        what: "`diff --plan … --format json`",
        make: written::<paratus::plan::PlanDiff>,
    },
    Named {
        name: "what-if",
        what: "`plan --what-if … --format json`",
        make: written::<paratus::plan::WhatIf>,
    },
    Named {
        name: "survey",
        what: "`survey --format json`",
        make: written::<answers::SurveyAnswer>,
    },
    Named {
        name: "diff",
        what: "`diff --format json`",
        make: written::<answers::DiffAnswer>,
    },
    Named {
        name: "sensitivity",
        what: "`diff --sensitivity --format json`",
        make: written::<answers::SensitivityAnswer>,
    },
    Named {
        name: "report",
        what: "`report --format json`",
        make: written::<answers::ReportAnswer>,
    },
    Named {
        name: "explanation",
        what: "`explain PERSON --format json`",
        make: written::<answers::ExplanationAnswer>,
    },
    Named {
        name: "unit",
        what: "`explain SECTION --format json`, and of a role",
        make: written::<answers::UnitAnswer>,
    },
    Named {
        name: "phase-why",
        what: "`explain phase:PHASE --format json`",
        make: written::<answers::PhaseWhyAnswer>,
    },
    Named {
        name: "plan-line",
        what: "`explain plan:LINE --format json`",
        make: written::<answers::PlanLineAnswer>,
    },
    Named {
        name: "codes",
        what: "`explain codes --format json` and `explain CODE --format json`",
        make: written::<answers::CodesAnswer>,
    },
    Named {
        name: "config",
        what: "`config --format json`",
        make: written::<super::config::Config>,
    },
    Named {
        name: "import",
        what: "`import --error-format json` on standard error: what became of the rows",
        make: written::<paratus_exchange::ImportAnswer>,
    },
    Named {
        name: "failure",
        what: "`--error-format json` on standard error, where a command could not run",
        make: written::<diagnostics::Failed<'static>>,
    },
    Named {
        name: "note",
        what: "`--error-format json` on standard error, beside an answer",
        make: written::<diagnostics::Note<'static>>,
    },
    Named {
        name: "schemas",
        what: "`schema --format json`",
        make: written::<List>,
    },
];

/// The list of schemas.
#[derive(Serialize, JsonSchema)]
struct List {
    schema: &'static str,
    schemas: Vec<Entry>,
}

/// A line of it.
#[derive(Serialize, JsonSchema)]
struct Entry {
    name: &'static str,
    of: &'static str,
}

pub(crate) fn run(args: &SchemaArgs, context: &Context) -> Result<Exit, Failure> {
    let Some(name) = &args.name else {
        return list(context);
    };
    let named = ALL.iter().find(|named| named.name == name).ok_or_else(|| {
        let names = ALL.iter().map(|named| named.name);
        let failure = Failure::new(format!(
            "there is no schema `{}`",
            crate::words::clean(name)
        ))
        .with_help("`paratus schema` lists all");
        failure.did_you_mean(name, names)
    })?;
    if !matches!(context.format, Format::Table | Format::Json) {
        return Err(no_such_form(
            "schema NAME",
            context.format,
            "table and json, which are the same",
        ));
    }
    let schema = (named.make)();
    let text = serde_json::to_string_pretty(schema.as_value())
        .map_err(|error| Failure::new(format!("the schema could not be written: {error}")))?;
    let mut output = Output::open(context)?;
    output.line(&text);
    output.finish()?;
    Ok(Exit::Done)
}

fn list(context: &Context) -> Result<Exit, Failure> {
    let mut table = Table::new([("schema", Align::Left), ("of", Align::Left)]);
    for named in ALL {
        table.row([named.name.into(), named.what.into()]);
    }
    let mut output = Output::open(context)?;
    match context.format {
        Format::Table => output.text(&table.text(&context.out)),
        Format::Md => output.text(&table.markdown()),
        Format::Csv => output.csv(
            ["schema", "of"],
            ALL.iter().map(|n| [n.name.to_owned(), n.what.to_owned()]),
        )?,
        Format::Json => {
            let schemas = ALL
                .iter()
                .map(|named| Entry {
                    name: named.name,
                    of: named.what,
                })
                .collect();
            output.json(&List {
                schema: "paratus/schemas/1",
                schemas,
            })?;
        }
        Format::Ndjson => {
            ALL.iter().try_for_each(|named| {
                output.json(&Entry {
                    name: named.name,
                    of: named.what,
                })
            })?;
        }
    }
    output.finish()?;
    Ok(Exit::Done)
}

/// The schema of what is read.
fn read<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>()
}

/// The schema of what is written.
fn written<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
}
