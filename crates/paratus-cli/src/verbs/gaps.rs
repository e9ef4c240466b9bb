//! `gaps`: what is missing, ranked.

use crate::args::{Format, Source};
use crate::console::{Context, FAINT};
use crate::disclosure::{self, published_cell};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use clap::Args;
use paratus::answers::GapsAnswer;
use paratus::disclosure::Published;
use paratus::figure;
use paratus::units::{Gap, Unit, UnitGaps};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus gaps ministry                      over the whole organisation
  paratus gaps ministry --section archive    in one section and its parts
  paratus gaps ministry --role analyst       of one role
  paratus gaps ministry --top 5              only the greatest

";

/// Arguments of `gaps`.
#[derive(Debug, Args)]
pub(crate) struct GapsArgs {
    #[command(flatten)]
    source: Source,
    /// Only people of this section and its parts
    #[arg(long, value_name = "ID", conflicts_with = "role")]
    section: Option<String>,
    /// Only people who have this role
    #[arg(long, value_name = "ID")]
    role: Option<String>,
    /// Show only the first N in tables; the other forms hold all
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

/// Columns of the flat table.
const HEADER: [&str; 18] = [
    "objective",
    "level",
    "track",
    "title",
    "suppressed",
    "people",
    "ready",
    "expiring",
    "cannot_tell",
    "not_ready",
    "stale",
    "unknown",
    "gap",
    "shown",
    "hours",
    "person_hours",
    "gap_per_hour",
    "unit",
];

const CAPTION: &str = "A gap counts persons: everyone's shortfall from full readiness is shared among what they need, by how \
    much each holds the whole back. Hours are those to teach everyone who is not ready.";

/// What signs mean in the table.
const SIGNS: &[(&str, &str)] = &[
    ("<1", "less than one person"),
    ("[x]", "no activity teaches it"),
];

pub(crate) fn run(args: &GapsArgs, context: &Context) -> Result<Exit, Failure> {
    let assessed = AssessedProgramme::read(&args.source, context)?;
    let programme = &assessed.loaded.programme;
    let unit = match (&args.section, &args.role) {
        (Some(section), _) => Unit::Section(section),
        (None, Some(role)) => Unit::Role(role),
        (None, None) => Unit::Organisation,
    };
    let gaps = assessed
        .assessment
        .gaps(unit, &assessed.disclosure)
        .map_err(|_| {
            let (kind, given, ids): (_, _, Vec<&str>) = match unit {
                Unit::Role(role) => (
                    "role",
                    role,
                    programme
                        .roles()
                        .iter()
                        .map(|role| role.id.as_str())
                        .collect(),
                ),
                Unit::Section(id) => (
                    "section",
                    id,
                    programme
                        .sections()
                        .iter()
                        .map(|unit| unit.id.as_str())
                        .collect(),
                ),
                Unit::Organisation => ("unit", "", Vec::new()),
            };
            Failure::new(format!(
                "the programme has no {kind} `{}`",
                formatting::clean(given)
            ))
            .did_you_mean(given, ids)
        })?;
    let mut output = Output::open(context)?;
    output.marked(context);
    match context.format {
        Format::Json => output.json(
            &GapsAnswer::new(
                &assessed.assessment,
                unit,
                &assessed.disclosure,
                &assessed.findings(),
            )
            .map_err(super::refused)?,
        )?,
        Format::Ndjson => gaps.rows.iter().try_for_each(|gap| output.json(gap))?,
        Format::Csv => output.csv(HEADER, gaps.rows.iter().map(|gap| flat(gap, &gaps)))?,
        Format::Md => {
            output.markdown_paragraph(&headline(&gaps));
            output.line("");
            let table = table(&gaps, args.top).markdown();
            let legend = disclosure::legend(&table, SIGNS, programme, &assessed.disclosure);
            output.text(&table);
            output.line(&format!("\n{CAPTION} {legend}"));
        }
        Format::Table => {
            let look = &context.out;
            output.line(&look.title(&headline(&gaps)));
            if gaps.people.is_suppressed() {
                let min_cell = programme.rules().min_cell;
                let why = format!(
                    "Its figures are suppressed: they are about fewer than {min_cell} people."
                );
                output.text(&paragraph(&why, "", look.width()));
            } else {
                output.line("");
                let table = table(&gaps, args.top).text(look);
                output.text(&table);
                output.line("");
                let legend = disclosure::legend(&table, SIGNS, programme, &assessed.disclosure);
                output.text(&faint_paragraph(&format!("{CAPTION} {legend}"), look));
            }
        }
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn headline(gaps: &UnitGaps) -> String {
    format!(
        "What is missing most in {}, as of {}",
        formatting::clean(&gaps.title),
        gaps.as_of
    )
}

fn table(gaps: &UnitGaps, top: Option<usize>) -> Table {
    let mut table = Table::new([
        ("", Align::Right),
        ("gap", Align::Right),
        ("track", Align::Left),
        ("needed by", Align::Right),
        ("ready", Align::Right),
        ("stale", Align::Right),
        ("unknown", Align::Right),
        ("cannot tell", Align::Right),
        ("not ready", Align::Right),
        ("hours", Align::Right),
        ("objective", Align::Left),
    ])
    .optional(["hours", "cannot tell"]);
    for (number, gap) in gaps.rows.iter().take(top.unwrap_or(usize::MAX)).enumerate() {
        let name = super::objective_with_title(gap);
        let rank = (number + 1).to_string();
        let count = |figure: Published<u64>| {
            let style = |count: u64| {
                if count == 0 {
                    FAINT
                } else {
                    anstyle::Style::new()
                }
            };
            published_cell(figure, |count| {
                Cell::styled(formatting::thousands(count), style(count))
            })
        };
        table.row([
            rank.into(),
            published_cell(gap.gap, |found| {
                if gap.gap.is_rounded() && found == 0.0 {
                    "<1".into()
                } else {
                    figure::decimal(found, 1).into()
                }
            }),
            gap.track.name().into(),
            count(gap.people),
            published_cell(gap.total_ready(), |ready| {
                formatting::thousands(ready).into()
            }),
            count(gap.stale),
            count(gap.unknown),
            count(gap.cannot_tell),
            count(gap.not_ready),
            match gap.hours {
                Some(_) => published_cell(gap.person_hours, |hours| {
                    formatting::thousands(paratus::figure::whole_number(hours)).into()
                }),
                None => Cell::styled("[x]", FAINT),
            },
            name.into(),
        ]);
    }
    table
}

fn flat(gap: &Gap, gaps: &UnitGaps) -> [String; 18] {
    let count = disclosure::flat::<u64>;
    let number = disclosure::flat::<f64>;
    [
        gap.objective.clone(),
        gap.level.clone().unwrap_or_default(),
        gap.track.name().to_owned(),
        gap.title.clone(),
        gap.ready.is_suppressed().to_string(),
        count(gap.people),
        count(gap.ready),
        count(gap.expiring),
        count(gap.cannot_tell),
        count(gap.not_ready),
        count(gap.stale),
        count(gap.unknown),
        number(gap.gap),
        number(gap.shown),
        gap.hours.map(|hours| hours.to_string()).unwrap_or_default(),
        number(gap.person_hours),
        number(gap.gap_per_hour),
        gaps.unit.clone(),
    ]
}
