//! `fit`: what sections use beside what they are taught.

use crate::args::Format;
use crate::console::{BOLD, Context, FAINT};
use crate::disclosure;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::load::LoadedProgramme;
use crate::output::Output;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use anstyle::{AnsiColor, Style};
use clap::{Args, ValueHint};
use paratus::answers::FitAnswer;
use paratus::document::at_level;
use paratus::units::{FeatureFit, Fit};
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus fit ministry                    section by section, and the hours that are saved
  paratus fit ministry --all              every section with every feature
  paratus fit ministry --format csv       the same as a flat table
  paratus fit ministry --fail-on never    exit 0 even if a section uses what its people are not taught

";

/// Arguments of `fit`.
#[derive(Debug, Args)]
pub(crate) struct FitArgs {
    /// Folder of the programme, its `paratus.toml`, or its JSON (`-` for standard input) [default: the nearest
    /// `paratus.toml` here or above]
    #[arg(value_hint = ValueHint::AnyPath)]
    folder: Option<PathBuf>,
    /// List every section with every feature
    #[arg(long)]
    all: bool,
    /// Exit with 1 in this case
    #[arg(long, value_name = "CASE", value_enum, default_value_t = FailCondition::Misfit)]
    fail_on: FailCondition,
}

/// What makes `fit` exit with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailCondition {
    /// A section uses a feature that nobody there is taught
    Misfit,
    /// Never
    Never,
}

/// Columns of the flat table.
const HEADER: [&str; 6] = [
    "section",
    "feature",
    "fit",
    "uses_per_month",
    "people",
    "saved",
];

pub(crate) fn run(args: &FitArgs, context: &Context) -> Result<Exit, Failure> {
    let loaded = LoadedProgramme::load_programme(args.folder.as_deref(), context)?;
    let as_of = loaded.as_of(context)?;
    let fit = loaded.programme.fit(as_of, &context.disclosure);
    let mut output = Output::open(context)?;
    output.marked(context);
    match context.format {
        Format::Json => output.json(&FitAnswer::new(
            &loaded.programme,
            as_of,
            &context.disclosure,
        ))?,
        Format::Ndjson => fit.cells.iter().try_for_each(|cell| output.json(cell))?,
        Format::Csv => output.csv(
            HEADER,
            fit.cells.iter().map(|cell| {
                [
                    cell.section.clone(),
                    cell.feature.clone(),
                    name(cell.fit).to_owned(),
                    cell.uses_per_month.to_string(),
                    disclosure::flat(cell.people),
                    cell.saved.to_string(),
                ]
            }),
        )?,
        Format::Md => {
            output.markdown_paragraph(&headline(&fit));
            output.line("");
            output.text(&if args.all {
                every(&fit).markdown()
            } else {
                sections(&loaded, &fit).markdown()
            });
        }
        Format::Table => output.text(&text(&loaded, &fit, args.all, context)),
    }
    output.finish()?;
    Ok(
        if args.fail_on == FailCondition::Misfit && fit.has_misfit() {
            Exit::Found
        } else {
            Exit::Done
        },
    )
}

fn text(loaded: &LoadedProgramme, fit: &Fit, all: bool, context: &Context) -> String {
    let look = &context.out;
    let title = look.title(&formatting::clean(loaded.programme.title()));
    let mut text = format!("{title}\n{}\n", paragraph(&headline(fit), "", look.width()));
    if all {
        return text + &every(fit).text(look);
    }
    text.push_str(&sections(loaded, fit).text(look));
    let misfits: Vec<String> = fit
        .cells
        .iter()
        .filter(|cell| cell.fit == FeatureFit::UsedNotTaught)
        .map(|cell| {
            format!(
                "{} uses {} ({} a month)",
                cell.section,
                cell.feature,
                formatting::number(cell.uses_per_month)
            )
        })
        .collect();
    if !misfits.is_empty() {
        text.push_str(&format!(
            "\n{}\n",
            look.title("Used every month, taught to nobody there")
        ));
        misfits
            .iter()
            .for_each(|misfit| text.push_str(&format!("  {misfit}\n")));
    }
    if !fit.saved.items.is_empty() {
        let hours = fit
            .saved
            .person_hours
            .value()
            .map(|hours| formatting::thousands(paratus::figure::whole_number(hours)));
        let hours = hours.unwrap_or_else(|| "[c]".to_owned());
        text.push_str(&format!(
            "\n{}\n",
            look.title(&format!(
                "Saved: {hours} hours of training that would serve no use"
            ))
        ));
        for item in &fit.saved.items {
            let objective = at_level(&item.objective, item.level.as_deref());
            let people = item.people.value().map_or("[c] people".to_owned(), |n| {
                formatting::count(n as usize, "person", "people")
            });
            let hours = item.person_hours.value().map_or(String::new(), |h| {
                format!(
                    ", {} hours",
                    formatting::thousands(paratus::figure::whole_number(h))
                )
            });
            text.push_str(&format!(
                "  {} never uses {objective}: {people}{hours}\n",
                item.section
            ));
        }
    }
    if !fit.undeclared.is_empty() {
        let note = format!(
            "Nothing is declared for {}: nothing can be saved there, because unknown is not never.",
            formatting::list(&fit.undeclared)
        );
        text.push('\n');
        text.push_str(&paragraph(&note, "", look.width()));
    }
    let covers = "Head counts and hours follow from staff list and programme. The total of hours covers every section, those with [c] included.";
    text.push('\n');
    text + &faint_paragraph(covers, look)
}

fn headline(fit: &Fit) -> String {
    let (totals, as_of) = (fit.totals, fit.as_of);
    let sections = fit
        .cells
        .iter()
        .map(|cell| &cell.section)
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    format!(
        "{} as of {as_of}, feature by feature: {} used and taught, {} used and not taught, {} taught and not used, {} neither",
        formatting::count(sections, "section", "sections"),
        formatting::thousands(totals.used_and_taught),
        formatting::thousands(totals.used_not_taught),
        formatting::thousands(totals.taught_not_used),
        formatting::thousands(totals.neither),
    )
}

/// Counts by section.
fn sections(loaded: &LoadedProgramme, fit: &Fit) -> Table {
    let mut order: Vec<&str> = Vec::new();
    let mut counts: BTreeMap<&str, [u64; 4]> = BTreeMap::new();
    for cell in &fit.cells {
        let counts = counts.entry(&cell.section).or_insert_with(|| {
            order.push(&cell.section);
            [0; 4]
        });
        if let Some(count) = counts.get_mut(cell.fit as usize) {
            *count += 1;
        }
    }
    // Of a section of which an item is withheld the sum is too.
    let mut spared: BTreeMap<&str, Option<f64>> = BTreeMap::new();
    for item in &fit.saved.items {
        let sum = spared.entry(&item.section).or_insert(Some(0.0));
        *sum = sum
            .filter(|_| item.people.value().is_some())
            .map(|sum| sum + item.person_hours.value().unwrap_or_default());
    }
    let mut table = Table::new([
        ("section", Align::Left),
        ("used and taught", Align::Right),
        ("used, not taught", Align::Right),
        ("taught, not used", Align::Right),
        ("neither", Align::Right),
        ("hours saved", Align::Right),
    ]);
    for section in order {
        let of = |fit: FeatureFit| {
            counts
                .get(section)
                .and_then(|counts| counts.get(fit as usize))
                .copied()
                .unwrap_or(0)
        };
        let cell = |count: u64, style: Style| {
            Cell::styled(count.to_string(), if count == 0 { FAINT } else { style })
        };
        let title = loaded
            .programme
            .sections()
            .iter()
            .find(|s| s.id == section)
            .map_or(section, |s| s.title.as_str());
        table.row([
            formatting::clean(title).into(),
            cell(of(FeatureFit::UsedAndTaught), AnsiColor::Green.on_default()),
            cell(
                of(FeatureFit::UsedNotTaught),
                AnsiColor::Red.on_default().bold(),
            ),
            cell(
                of(FeatureFit::TaughtNotUsed),
                AnsiColor::Yellow.on_default(),
            ),
            cell(of(FeatureFit::Neither), FAINT),
            match spared.get(section).copied().unwrap_or(Some(0.0)) {
                Some(hours) => cell(paratus::figure::whole_number(hours), BOLD),
                None => Cell::styled("[c]".to_owned(), FAINT),
            },
        ]);
    }
    table
}

/// Every section with every feature.
fn every(fit: &Fit) -> Table {
    let mut table = Table::new([
        ("section", Align::Left),
        ("feature", Align::Left),
        ("uses a month", Align::Right),
        ("people to be taught", Align::Right),
        ("", Align::Left),
    ]);
    for cell in &fit.cells {
        let (word, style) = match cell.fit {
            FeatureFit::UsedAndTaught => ("used and taught", AnsiColor::Green.on_default()),
            FeatureFit::UsedNotTaught => ("used, not taught", AnsiColor::Red.on_default().bold()),
            FeatureFit::TaughtNotUsed if cell.saved => ("not used: saved", FAINT),
            FeatureFit::TaughtNotUsed => ("taught, not used", AnsiColor::Yellow.on_default()),
            FeatureFit::Neither => ("neither", FAINT),
        };
        table.row([
            cell.section.clone().into(),
            cell.feature.clone().into(),
            formatting::number(cell.uses_per_month).into(),
            disclosure::count(cell.people).into(),
            Cell::styled(word, style),
        ]);
    }
    table
}

fn name(fit: FeatureFit) -> &'static str {
    match fit {
        FeatureFit::UsedAndTaught => "used_and_taught",
        FeatureFit::UsedNotTaught => "used_not_taught",
        FeatureFit::TaughtNotUsed => "taught_not_used",
        FeatureFit::Neither => "neither",
    }
}
