//! `report`: everything in one page, workbook, text or JSON.

use crate::args::{Form, Source};
use crate::console::Context;
use crate::exit::Exit;
use crate::failure::{Failure, reason};
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use clap::{Args, ValueEnum, ValueHint};
use paratus::answers::{ReportAnswer, ReportInput};
use paratus_report::{Catalogue, Language, Style, html, markdown, panels, xlsx};
use std::io::Write;
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus report ministry -o ministry.html          one file that opens anywhere and prints well
  paratus report ministry -o site/                  site/index.html with its style sheet beside it
  paratus report ministry -o ministry.xlsx          the same figures as a workbook, one table per sheet
  paratus report ministry --format md | less        as Markdown
  paratus report ministry --plan -o ministry.html   with the sessions of a plan; --plan plan.json of that one
  paratus report ministry --lang ar -o ministry.ar.html
                                                    in Arabic; also fr

Nobody is named. Figures of few people are suppressed and counts rounded; --internal gives exact ones, with a banner on every page.
Exit codes: 0 written, 2 could not run.

";

/// Arguments of `report`.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    source: Source,
    /// Language of the report
    #[arg(
        long,
        value_name = "LANGUAGE",
        value_enum,
        default_value_t,
        hide_default_value = true
    )]
    lang: Lang,
    /// Add the sessions of a plan: of this file, as `paratus plan --format json` wrote it, or without a file of a plan made now
    #[arg(long, value_name = "FILE", num_args = 0..=1, value_hint = ValueHint::FilePath)]
    plan: Option<Option<PathBuf>>,
    /// Keep the style sheet inside the page even if the output is a folder
    #[arg(long)]
    single_file: bool,
}

impl ReportArgs {
    /// The programme, and the file of a plan where one is asked for. No plan is a folder: behind `--plan` that is the programme.
    fn programme_and_plan(&self) -> (Source, Option<Option<&Path>>) {
        let plan = self.plan.as_ref().map(Option::as_deref);
        match plan
            .flatten()
            .filter(|path| self.source.folder.is_none() && path.is_dir())
        {
            Some(folder) => (
                Source {
                    folder: Some(folder.to_owned()),
                    ..self.source.clone()
                },
                Some(None),
            ),
            None => (self.source.clone(), plan),
        }
    }
}

/// Language of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// English
    #[default]
    En,
    /// French
    Fr,
    /// Arabic
    Ar,
}

/// The page of a folder.
const PAGE: &str = "index.html";

/// The style sheet beside it.
const SHEET: &str = "paratus.css";

pub(crate) fn run(args: &ReportArgs, context: &Context) -> Result<Exit, Failure> {
    let form = form(context)?;
    let folder = context.output.as_deref().filter(|path| is_folder(path));
    if let (Some(folder), Form::Json | Form::Md | Form::Xlsx) = (folder, form) {
        let message = format!(
            "`{}` is a folder, and this form is one file",
            formatting::path(folder)
        );
        return Err(Failure::new(message).with_help(format!(
            "name a file in it, for instance `report.{}`",
            form.name()
        )));
    }
    if form == Form::Xlsx && context.output.is_none() {
        return Err(
            Failure::new("a workbook is no text to print").with_help("add `-o report.xlsx`")
        );
    }
    if args.single_file && form != Form::Html {
        let form = form.name();
        let failure = Failure::new(format!("`--single-file` is of pages, and this is {form}"));
        return Err(failure.with_help("leave it out, or add `--format html`"));
    }
    let (source, plan) = args.programme_and_plan();
    let assessed = AssessedProgramme::read(&source, context)?;
    let findings = assessed.findings();
    let plan = plan
        .map(|path| super::plan::given_or_made(&assessed, path))
        .transpose()?;
    let catalogue = Catalogue::new(match args.lang {
        Lang::En => Language::English,
        Lang::Fr => Language::French,
        Lang::Ar => Language::Arabic,
    });
    let input = ReportInput {
        assessment: &assessed.assessment,
        disclosure: &context.disclosure,
        document: Some(&assessed.loaded.reading.document),
        evidence: &assessed.evidence.log,
        findings: &findings,
        language: catalogue.language.code(),
        plan: plan.as_ref(),
        responses: &assessed.evidence.responses,
    };
    let answer = ReportAnswer::new(&input).map_err(super::refused)?;
    if form == Form::Json {
        let mut output = Output::open(context)?;
        output.json(&answer)?;
        output.finish()?;
        return Ok(Exit::Done);
    }
    let panels = panels::panels(&answer, &catalogue);
    match (form, folder) {
        (Form::Xlsx, _) => {
            let bytes = xlsx(&answer, &panels, &catalogue)
                .map_err(|error| Failure::new(error.to_string()))?;
            let mut output = Output::open(context)?;
            let written = output.write_all(&bytes);
            written.map_err(|error| {
                Failure::new(format!(
                    "the workbook could not be written: {}",
                    reason(&error)
                ))
            })?;
            output.finish()?;
        }
        (Form::Md, _) => text(
            Output::open(context)?,
            &markdown(&answer, &panels, &catalogue),
        )?,
        (_, Some(folder)) => {
            if !folder.exists() {
                std::fs::create_dir(folder)
                    .map_err(|error| Failure::io("create", folder, &error))?;
            }
            let style = if args.single_file {
                Style::Within
            } else {
                Style::Beside(SHEET)
            };
            if !args.single_file {
                text(Output::file(&folder.join(SHEET))?, html::STYLE_SHEET)?;
            }
            text(
                Output::file(&folder.join(PAGE))?,
                &html::page(&answer, &panels, &catalogue, style),
            )?;
        }
        _ => text(
            Output::open(context)?,
            &html::page(&answer, &panels, &catalogue, Style::Within),
        )?,
    }
    Ok(Exit::Done)
}

fn text(mut output: Output, text: &str) -> Result<(), Failure> {
    output.text(text);
    output.finish()
}

/// Whether the output is a folder: there is one, or the name ends like one.
fn is_folder(path: &Path) -> bool {
    path.is_dir()
        || path
            .to_string_lossy()
            .ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// The form asked for; else what the file is called; else a page.
fn form(context: &Context) -> Result<Form, Failure> {
    let has = "html, md, xlsx and json";
    match context.form {
        Some(form @ (Form::Html | Form::Md | Form::Xlsx | Form::Json)) => Ok(form),
        Some(Form::Table | Form::Ndjson | Form::Csv) => {
            Err(super::no_such_form("report", context.format, has))
        }
        None => {
            let ending = context
                .output
                .as_ref()
                .and_then(|path| PathBuf::from(path).extension().map(|e| e.to_owned()));
            match ending
                .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
                .as_deref()
            {
                Some("md" | "markdown") => Ok(Form::Md),
                Some("xlsx") => Ok(Form::Xlsx),
                Some("json") => Ok(Form::Json),
                Some("html" | "htm") | None => Ok(Form::Html),
                Some(other) => {
                    let message = format!(
                        "what form `.{}` files have is not known",
                        formatting::clean(other)
                    );
                    Err(Failure::new(message)
                        .with_help(format!("say `--format`; its forms are {has}")))
                }
            }
        }
    }
}
