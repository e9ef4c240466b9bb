//! `man`: manual pages, made from what the command says of itself.

use crate::args::Format;
use crate::console::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::verbs::no_such_form;
use crate::words;
use clap::builder::StyledStr;
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use std::io;
use std::path::Path;

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus man -o ~/.local/share/man/man1    a page for each command; then `man paratus-assess`
  paratus man | man -l -                    the main page at once
  paratus man gate                          the page of one command

";

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The command [default: the main page, or with `-o` a folder all pages]
    #[arg(value_name = "COMMAND", num_args = 0..=2)]
    command: Vec<String>,
}

pub(crate) fn run(args: &ManArgs, context: &Context) -> Result<Exit, Failure> {
    if context.format != Format::Table {
        return Err(no_such_form("man", context.format, "manual pages alone"));
    }
    // The command `help` has no page: what it says is in the pages.
    let mut root = crate::command().disable_help_subcommand(true);
    root.build();
    match &context.output {
        Some(folder) if args.command.is_empty() => write_all_pages(&root, folder)?,
        _ => {
            let mut output = Output::open(context)?;
            output.text(&page(named(&root, &args.command)?)?);
            output.finish()?;
        }
    }
    Ok(Exit::Done)
}

/// Writes all pages into a folder, each whole or not at all, over what was written there before.
fn write_all_pages(root: &Command, folder: &Path) -> Result<(), Failure> {
    if folder.is_file() {
        let failure = Failure::new(format!(
            "`{}` is a file, and all pages are to be written",
            words::path(folder)
        ));
        return Err(
            failure.with_help("name a folder, or one command: `paratus man assess -o assess.1`")
        );
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::io("make the folder", folder, &error))?;
    let mut pages = vec![root];
    let mut written = 0;
    while let Some(command) = pages.pop() {
        let name = format!(
            "{}.1",
            command
                .get_display_name()
                .unwrap_or_else(|| command.get_name())
        );
        let mut output = Output::file(&folder.join(name))?;
        output.text(&page(command)?);
        output.finish()?;
        written += 1;
        pages.extend(command.get_subcommands().filter(|verb| !verb.is_hide_set()));
    }
    let pages = words::count(written, "page", "pages");
    crate::diagnostics::eprint(&format!("wrote {pages} into `{}`\n", words::path(folder)));
    Ok(())
}

/// The command that is named by its words.
fn named<'c>(root: &'c Command, names: &[String]) -> Result<&'c Command, Failure> {
    names.iter().try_fold(root, |command, name| {
        command.find_subcommand(name).ok_or_else(|| {
            let failure = Failure::new(format!(
                "`{}` has no command `{}`",
                command.get_name(),
                words::clean(name)
            ));
            failure.did_you_mean(name, command.get_subcommands().map(Command::get_name))
        })
    })
}

/// A page: the parts that every page has, and examples and exit codes from the head of the help.
fn page(command: &Command) -> Result<String, Failure> {
    let mut text = Vec::new();
    render(command, &mut text)
        .map_err(|error| Failure::new(format!("the page could not be written: {error}")))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn render(command: &Command, text: &mut Vec<u8>) -> io::Result<()> {
    let source = format!("paratus {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).manual("Paratus").source(source);
    man.render_title(text)?;
    man.render_name_section(text)?;
    man.render_synopsis_section(text)?;
    man.render_description_section(text)?;
    let help = |help: Option<&StyledStr>| help.map(StyledStr::to_string).unwrap_or_default();
    let said = [
        help(command.get_before_help()),
        help(command.get_after_help()),
    ]
    .join("\n\n");
    let parts: Vec<&str> = said
        .split("\n\n")
        .map(str::trim_end)
        .filter(|part| !part.trim().is_empty())
        .collect();
    let titled = |title: &'static str| {
        parts
            .iter()
            .filter_map(move |part| part.strip_prefix(title))
    };
    let mut roff = Roff::new();
    for part in parts
        .iter()
        .filter(|part| !part.starts_with(EXAMPLES_HEAD) && !part.starts_with(EXIT_HEAD))
    {
        roff.control("PP", [])
            .text([roman(part.replace('\n', " "))]);
    }
    roff.to_writer(text)?;
    man.render_options_section(text)?;
    if command.get_subcommands().any(|verb| !verb.is_hide_set()) {
        let mut roff = Roff::new();
        roff.control("SH", ["COMMANDS"]);
        for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
            let name = verb.get_display_name().unwrap_or_else(|| verb.get_name());
            let about = verb
                .get_about()
                .map(StyledStr::to_string)
                .unwrap_or_default();
            roff.control("TP", [])
                .text([bold(name), roman("(1)")])
                .text([roman(about)]);
        }
        roff.to_writer(text)?;
    }
    let mut roff = Roff::new();
    for part in titled(EXAMPLES_HEAD) {
        roff.control("SH", ["EXAMPLES"]).control("nf", []);
        part.lines()
            .filter(|line| !line.is_empty())
            .for_each(|line| {
                roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
            });
        roff.control("fi", []);
    }
    for part in titled(EXIT_HEAD) {
        roff.control("SH", ["EXIT STATUS"])
            .text([roman(part.trim().replace('\n', " "))]);
    }
    roff.to_writer(text)?;
    man.render_version_section(text)
}

/// What begins the examples of a help.
const EXAMPLES_HEAD: &str = "Examples:";
/// What begins the exit codes of a help.
const EXIT_HEAD: &str = "Exit codes:";
