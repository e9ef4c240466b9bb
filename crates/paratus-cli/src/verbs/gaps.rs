//! `gaps`: what is missing, ranked.

use crate::args::{Format, Source};
use crate::console::{Context, FAINT};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::load::Assessed;
use crate::output::Output;
use crate::table::{Align, Cell, Table, paragraph};
use crate::words;
use clap::Args;
use paratus::answers::GapsAnswer;
use paratus::{Gap, Unit, UnitGaps};

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
    /// Show so many in tables; the other forms have all
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

pub(crate) fn run(args: &GapsArgs, context: &Context) -> Result<Exit, Failure> {
    let assessed = Assessed::read(&args.source, context)?;
    let programme = &assessed.loaded.programme;
    let unit = match (&args.section, &args.role) {
        (Some(section), _) => Unit::Section(section),
        (None, Some(role)) => Unit::Role(role),
        (None, None) => Unit::Organisation,
    };
    let gaps = assessed.assessment.gaps(unit).ok_or_else(|| {
        let (kind, given, ids): (_, _, Vec<&str>) = match unit {
            Unit::Role(role) => ("role", role, programme.roles().iter().map(|role| role.id.as_str()).collect()),
            Unit::Section(id) => ("section", id, programme.sections().iter().map(|unit| unit.id.as_str()).collect()),
            Unit::Organisation => ("unit", "", Vec::new()),
        };
        Failure::new(format!("the programme has no {kind} `{}`", words::clean(given))).did_you_mean(given, ids)
    })?;
    let mut output = Output::open(context)?;
    match context.format {
        Format::Json => output.json(&GapsAnswer::new(&assessed.assessment, unit, &assessed.findings()))?,
        Format::Ndjson => gaps.rows.iter().try_for_each(|gap| output.json(gap))?,
        Format::Csv => output.csv(HEADER, gaps.rows.iter().map(|gap| flat(gap, &gaps)))?,
        Format::Md => {
            output.markdown_paragraph(&headline(&gaps));
            output.line("");
            output.text(&table(&gaps, args.top).markdown());
        }
        Format::Table => {
            let look = &context.out;
            output.line(&look.title(&headline(&gaps)));
            if gaps.suppressed {
                let min_cell = programme.rules().min_cell;
                let why = format!(
                    "Its figures are withheld: they are about fewer than {min_cell} people, or would give such away."
                );
                output.text(&paragraph(&why, "", look.width()));
            } else {
                output.line("");
                output.text(&table(&gaps, args.top).text(look));
                output.line("");
                let caption = "A gap counts persons: everyone's shortfall from full readiness is shared among what they need, \
                               by how much each holds the whole back. Hours are those to teach everyone who is not ready; \
                               [x]: no activity teaches it.";
                let caption = paragraph(caption, "", look.width());
                caption.lines().for_each(|line| output.line(&look.faint(line)));
            }
        }
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn headline(gaps: &UnitGaps) -> String {
    format!("What is missing most in {}, as of {}", words::clean(&gaps.title), gaps.as_of)
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
        let level = gap.level.as_ref().map(|level| format!("@{level}")).unwrap_or_default();
        let name = format!("{}{level}: {}", gap.objective, words::clean(&gap.title));
        let rank = (number + 1).to_string();
        if gap.suppressed {
            let cell = || Cell::styled("[c]", FAINT);
            let cells = [cell(), cell(), cell(), cell(), cell(), cell(), cell()];
            let [people, ready, stale, unknown, cannot_tell, not_ready, hours] = cells;
            let track = gap.track.name().into();
            table.row([
                rank.into(),
                cell(),
                track,
                people,
                ready,
                stale,
                unknown,
                cannot_tell,
                not_ready,
                hours,
                name.into(),
            ]);
            continue;
        }
        let count = |count: Option<u64>| {
            let count = count.unwrap_or(0);
            Cell::styled(words::thousands(count), if count == 0 { FAINT } else { anstyle::Style::new() })
        };
        table.row([
            rank.into(),
            gap.gap.map_or_else(|| Cell::styled("[c]", FAINT), |gap| Cell::from(format!("{gap:.1}"))),
            gap.track.name().into(),
            count(gap.people),
            count(Some(gap.ready.unwrap_or(0) + gap.expiring.unwrap_or(0))),
            count(gap.stale),
            count(gap.unknown),
            count(gap.cannot_tell),
            count(gap.not_ready),
            match gap.person_hours {
                Some(hours) => words::thousands(hours.round() as u64).into(),
                None => Cell::styled("[x]", FAINT),
            },
            name.into(),
        ]);
    }
    table
}

fn flat(gap: &Gap, gaps: &UnitGaps) -> [String; 18] {
    let count = |count: Option<u64>| count.map(|n| n.to_string()).unwrap_or_default();
    let number = |number: Option<f64>| number.map(|n| n.to_string()).unwrap_or_default();
    [
        gap.objective.clone(),
        gap.level.clone().unwrap_or_default(),
        gap.track.name().to_owned(),
        gap.title.clone(),
        gap.suppressed.to_string(),
        count(gap.people),
        count(gap.ready),
        count(gap.expiring),
        count(gap.cannot_tell),
        count(gap.not_ready),
        count(gap.stale),
        count(gap.unknown),
        number(gap.gap),
        number(gap.shown),
        number(gap.hours),
        number(gap.person_hours),
        number(gap.gap_per_hour),
        gaps.unit.clone(),
    ]
}
