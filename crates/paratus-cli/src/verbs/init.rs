//! `init`: a programme to start from.

use crate::args::target_folder;
use crate::bundle::Bundle;
use crate::console::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::table::paragraph;
use crate::{formatting, sample, template};
use clap::{Args, ValueHint};
use paratus::Date;
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus init ministry                          a programme without staff: fill in the tables
  paratus init ministry --people 400             with made-up staff, feature use and evidence to try it on
  paratus init ministry --people 400 --seed 7    with other made-up staff
  paratus init ministry --id post --title \"Knowledge management at the Post\"

";

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder to write into; created if missing. No file in it is overwritten
    #[arg(default_value = ".", hide_default_value = true, value_parser = target_folder, value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// What to start from
    #[arg(long, value_name = "NAME", default_value = "km-government")]
    template: String,
    /// Add this many made-up people with feature use and evidence
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    people: Option<u32>,
    /// Draw the made-up people from this number; the same number gives the same people
    #[arg(long, value_name = "S", default_value_t = 1, requires = "people")]
    seed: u64,
    /// Short name of the programme
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Title of the programme
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
}

pub(crate) fn run(args: &InitArgs, context: &Context) -> Result<Exit, Failure> {
    let files = template::template_files(&args.template).ok_or_else(|| {
        let names = formatting::list(
            &template::NAMES
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>(),
        );
        let failure = Failure::new(format!(
            "there is no template `{}`",
            formatting::clean(&args.template)
        ))
        .with_help(format!("the templates are {names}"));
        failure.did_you_mean(&args.template, template::NAMES.iter().copied())
    })?;
    let mut files: Vec<(String, String)> = files
        .into_iter()
        .map(|(name, contents)| (name.to_owned(), contents.to_owned()))
        .collect();
    let mut as_of = None;
    for (name, contents) in &mut files {
        if name == "paratus.toml" {
            as_of = adapt(contents, args, context)?;
        }
    }
    if let Some(people) = args.people {
        let as_of = as_of.ok_or_else(|| {
            Failure::new("made-up evidence needs a date, and the template has none")
                .with_help("add `--as-of YYYY-MM-DD`")
        })?;
        for (name, contents) in sample::generate(people as usize, args.seed, as_of) {
            match files.iter_mut().find(|(written, _)| *written == name) {
                Some(file) => file.1 = contents,
                None => files.push((name, contents)),
            }
        }
    }
    let mut bundle = Bundle::new(&args.folder)?;
    files
        .iter()
        .try_for_each(|(name, contents)| bundle.add(name, contents))?;
    let names = bundle.finish()?;
    let mut output = Output::open(context)?;
    output.text(&next_steps(args, &names, context));
    output.finish()?;
    Ok(Exit::Done)
}

/// Puts id, title and date of the flags into `paratus.toml`; returns the date that holds.
fn adapt(
    contents: &mut String,
    args: &InitArgs,
    context: &Context,
) -> Result<Option<Date>, Failure> {
    let reading = paratus::document::read_toml("paratus.toml", &without_include(contents));
    let document = reading
        .map_err(|error| Failure::new(format!("the template cannot be read: {error}")))?
        .document;
    if let Some(id) = &args.id
        && !id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
    {
        let message = format!("`{}` cannot be an id", formatting::clean(id));
        return Err(Failure::new(message)
            .with_help("use letters, digits, `-`, `_`, `.` and `:`; words go into `--title`"));
    }
    if args.id.is_some() || args.title.is_some() {
        let id = args.id.as_deref().unwrap_or(&document.id);
        *contents = template::rename(
            contents,
            id,
            args.title.as_deref().unwrap_or(&document.title),
        );
    }
    if let (Some(date), Some(written)) = (context.as_of, document.as_of) {
        *contents = contents.replacen(&written.to_string(), &date.to_string(), 1);
    }
    Ok(context.as_of.or(document.as_of))
}

/// The text without the list of files that it includes.
fn without_include(contents: &str) -> String {
    match contents.split_once("\ninclude") {
        Some((before, after)) => {
            let after = after.split_once("\n]").map_or("", |(_, after)| after);
            format!("{before}\n{after}")
        }
        None => contents.to_owned(),
    }
}

fn next_steps(args: &InitArgs, names: &[String], context: &Context) -> String {
    let look = &context.out;
    let shown = formatting::path(&args.folder);
    let folder = if args.folder == Path::new(".") {
        String::new()
    } else {
        format!(" {shown}")
    };
    let what = match args.people {
        Some(people) => {
            format!(
                "a programme with {}",
                formatting::count(people as usize, "made-up person", "made-up people")
            )
        }
        None => "a programme without staff".to_owned(),
    };
    let files = formatting::count(names.len(), "file", "files");
    let mut text = format!("{} {what} into `{shown}`: {files}.\n", look.title("Wrote"));
    let first = match args.people {
        Some(_) => "Begin with README.md in it, which says what each file is for.",
        None => {
            "Begin with README.md in it, which says which files to edit first; people.csv is where your staff go."
        }
    };
    text.push_str(&paragraph(first, "", look.width()));
    text.push_str(&format!("\n{}\n", look.title("Next")));
    text.push_str(&format!(
        "  paratus check{folder}     everything that is wrong or odd\n"
    ));
    text.push_str(&format!(
        "  paratus assess{folder}    how ready everyone is, and what is missing most\n"
    ));
    text
}
