//! `needs`: what people need most, by surveys and by evidence.

use crate::args::{Format, Source, date};
use crate::console::{Context, FAINT, Look};
use crate::disclosure;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use clap::Args;
use paratus::Date;
use paratus::answers::{self, NeedsAnswer, NeedsOptions, SurveyedNeeds, needs};
use paratus::figure;
use paratus::survey::{Need, TrainingDecision};
use paratus::units::UnitGaps;

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus needs ministry                          needs by surveys, and what raises readiness most per hour
  paratus needs ministry --method borich,rdm      surveys alone: importance against ability, ranked in two ways
  paratus needs ministry --method gap --top 5     evidence alone, the first five
  paratus needs ministry --section registry       of one section and its parts

";

/// Arguments of `needs`.
#[derive(Debug, Args)]
pub(crate) struct NeedsArgs {
    #[command(flatten)]
    source: Source,
    /// How to rank [default: every way that has data]
    #[arg(long, value_name = "WAY", value_enum, value_delimiter = ',')]
    method: Vec<Method>,
    /// Only this instrument
    #[arg(long, value_name = "ID")]
    instrument: Option<String>,
    /// Only people of this section and its parts
    #[arg(long, value_name = "ID", conflicts_with = "role")]
    section: Option<String>,
    /// Only people who have this role; surveys are not counted by role
    #[arg(long, value_name = "ID")]
    role: Option<String>,
    /// The first day of answers that count
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    /// Show only the first N in tables; the other forms hold all
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

/// A way to rank needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Method {
    /// What would raise readiness most per hour of teaching
    Gap,
    /// Borich: mean of importance less ability, times mean importance
    Borich,
    /// Ranked discrepancy: how many more fall short than exceed
    Rdm,
    /// Difficulty, importance and frequency: what to do about training
    Dif,
}

impl Method {
    const fn asked(self) -> answers::Method {
        match self {
            Method::Gap => answers::Method::Gap,
            Method::Borich => answers::Method::Borich,
            Method::Rdm => answers::Method::Rdm,
            Method::Dif => answers::Method::Dif,
        }
    }
}

/// Columns of the flat table: needs of surveys, then gaps. What a row has not is empty.
const HEADER: [&str; 19] = [
    "by",
    "rank",
    "what",
    "level",
    "suppressed",
    "n",
    "importance",
    "ability",
    "borich",
    "borich_rank",
    "rds",
    "rds_rank",
    "disagree",
    "training",
    "gap",
    "gap_per_hour",
    "people",
    "person_hours",
    "reason",
];

pub(crate) fn run(args: &NeedsArgs, context: &Context) -> Result<Exit, Failure> {
    let assessed = AssessedProgramme::read(&args.source, context)?;
    let options = NeedsOptions {
        as_of: None,
        disclosure: Some(context.disclosure.audience()),
        disclosure_key: context.disclosure.key(),
        instrument: args.instrument.clone(),
        methods: args.method.iter().map(|method| method.asked()).collect(),
        role: args.role.clone(),
        section: args.section.clone(),
        since: args.since,
    };
    let answer = needs(
        &assessed.assessment,
        &assessed.evidence.responses,
        &options,
        &assessed.findings(),
    );
    let answer = answer.map_err(super::refused)?;
    let most = args.top.unwrap_or(usize::MAX);
    let mut output = Output::open(context)?;
    output.marked(context);
    match context.format {
        Format::Json => output.json(&answer)?,
        Format::Ndjson => {
            answer
                .surveys
                .iter()
                .try_for_each(|survey| output.json(survey))?;
            answer
                .gaps
                .iter()
                .flat_map(|gaps| &gaps.rows)
                .try_for_each(|gap| output.json(gap))?;
        }
        Format::Csv => output.csv(HEADER, flat(&answer))?,
        Format::Md => {
            output.markdown_heading(1, assessed.loaded.programme.title());
            for (title, body, table) in parts(&answer, most) {
                output.line("");
                output.markdown_heading(2, &title);
                body.iter().for_each(|line| output.markdown_paragraph(line));
                output.line("");
                output.text(&table.map(|table| table.markdown()).unwrap_or_default());
            }
        }
        Format::Table => {
            let look = &context.out;
            output.line(&look.title(&formatting::clean(assessed.loaded.programme.title())));
            let mut shown = String::new();
            for (title, body, table) in parts(&answer, most) {
                shown.push_str(&format!("\n{}\n", look.title(&title)));
                body.iter()
                    .for_each(|line| shown.push_str(&paragraph(line, "", look.width())));
                shown.push_str(&table.map(|table| table.text(look)).unwrap_or_default());
            }
            output.text(&shown);
            output.text(&caption(&shown, &answer, look));
        }
    }
    output.finish()?;
    Ok(Exit::Done)
}

/// Parts of the output: title, sentences, table.
fn parts(answer: &NeedsAnswer, most: usize) -> Vec<(String, Vec<String>, Option<Table>)> {
    let mut parts = Vec::new();
    for survey in &answer.surveys {
        let unit = formatting::clean(&survey.needs.title);
        let title = format!(
            "What people of {unit} say they need: {}",
            formatting::clean(&survey.title)
        );
        if survey.needs.needs.is_suppressed() {
            parts.push((
                title,
                vec!["Suppressed: it is about too few people.".to_owned()],
                None,
            ));
        } else {
            parts.push((
                title,
                Vec::new(),
                Some(surveyed(survey, &answer.methods, most)),
            ));
        }
    }
    if let Some(reason) = &answer.reason {
        let instead = if answer.methods.contains(&answers::Method::Gap) {
            "what follows rests on evidence alone"
        } else {
            "ranked instead by what would raise readiness most per hour"
        };
        let line = format!("No needs from surveys: {reason}; {instead}.");
        parts.push(("What people say they need".to_owned(), vec![line], None));
    }
    if let Some(gaps) = &answer.gaps {
        let unit = formatting::clean(&gaps.title);
        let title = format!(
            "What raises readiness most per hour in {unit}, as of {}",
            answer.as_of
        );
        if gaps.people.is_suppressed() {
            parts.push((
                title,
                vec!["Suppressed: it is about too few people.".to_owned()],
                None,
            ));
        } else {
            parts.push((title, Vec::new(), Some(needs_table(gaps, most))));
        }
    }
    parts
}

fn surveyed(survey: &SurveyedNeeds, methods: &[answers::Method], most: usize) -> Table {
    let mut table = Table::new([
        ("importance", Align::Right),
        ("ability", Align::Right),
        ("Borich", Align::Right),
        ("place", Align::Right),
        ("ranked discrepancy", Align::Right),
        ("place ", Align::Right),
        ("", Align::Left),
        ("answered", Align::Right),
        ("training", Align::Left),
        ("what", Align::Left),
    ])
    .optional(["training", "answered"]);
    let mut rows: Vec<&Need> = survey.needs.needs.as_ref().into_iter().flatten().collect();
    if methods.contains(&answers::Method::Rdm) && !methods.contains(&answers::Method::Borich) {
        rows.sort_by_key(|need| need.rds_rank.unwrap_or(u32::MAX));
    }
    for need in rows.into_iter().take(most) {
        let number = |number: Option<f64>| match number {
            Some(number) => Cell::from(format!("{number:.2}")),
            None => Cell::styled("[x]", FAINT),
        };
        let place = |place: Option<u32>, ties: Option<u32>| {
            let tie = if ties.unwrap_or(0) > 0 { "=" } else { "" };
            Cell::from(
                place
                    .map(|place| format!("{place}{tie}"))
                    .unwrap_or_default(),
            )
        };
        let what = match need.reason {
            Some(reason) => format!("{} ({reason})", need.measures),
            None => need.measures.clone(),
        };
        table.row([
            number(need.importance),
            number(need.ability),
            number(need.borich),
            place(need.borich_rank, need.borich_ties),
            match (need.rds, need.n) {
                (None, Some(_)) => Cell::styled("[c]", FAINT),
                (rds, _) => number(rds),
            },
            place(need.rds_rank, need.rds_ties),
            if need.disagree { "differ" } else { "" }.into(),
            need.n
                .map_or_else(|| "[c]".to_owned(), formatting::thousands)
                .into(),
            need.training.map_or("", training).into(),
            what.into(),
        ]);
    }
    table.without(&columns_of_others(methods))
}

/// The columns of ways of ranking that were not asked for.
fn columns_of_others(methods: &[answers::Method]) -> Vec<&'static str> {
    let asked = |method: answers::Method| methods.contains(&method);
    let (borich, rdm) = (asked(answers::Method::Borich), asked(answers::Method::Rdm));
    let mut others = Vec::new();
    if !borich {
        others.extend(["Borich", "place"]);
    }
    if !rdm {
        others.extend(["ranked discrepancy", "place "]);
    }
    if !(borich && rdm) {
        others.push("");
    }
    if !asked(answers::Method::Dif) {
        others.push("training");
    }
    if !borich && !rdm {
        others.push("ability");
    }
    others
}

const fn training(training: TrainingDecision) -> &'static str {
    match training {
        TrainingDecision::NoTrain => "none",
        TrainingDecision::Train => "initial",
        TrainingDecision::Overtrain => "initial and continuing",
    }
}

fn needs_table(gaps: &UnitGaps, most: usize) -> Table {
    let mut table = Table::new([
        ("", Align::Right),
        ("per 100 hours", Align::Right),
        ("gap", Align::Right),
        ("hours", Align::Right),
        ("track", Align::Left),
        ("not there yet", Align::Right),
        ("of", Align::Right),
        ("objective", Align::Left),
    ]);
    for (number, gap) in gaps.rows.iter().take(most).enumerate() {
        let name = super::objective_with_title(gap);
        let mark = if gap.gap.is_suppressed() {
            "[c]"
        } else {
            "[x]"
        };
        let cell =
            |text: Option<String>| text.map_or_else(|| Cell::styled(mark, FAINT), Cell::from);
        let ready = gap.total_ready().value();
        table.row([
            (number + 1).to_string().into(),
            cell(
                gap.gap_per_hour
                    .value()
                    .map(|worth| figure::decimal(worth * 100.0, 1)),
            ),
            cell(gap.gap.value().map(|gap| figure::decimal(gap, 1))),
            cell(
                gap.person_hours
                    .value()
                    .map(|hours| formatting::thousands(paratus::figure::whole_number(hours))),
            ),
            gap.track.name().into(),
            cell(
                gap.people
                    .value()
                    .zip(ready)
                    .map(|(people, ready)| formatting::thousands(people.saturating_sub(ready))),
            ),
            cell(gap.people.value().map(formatting::thousands)),
            name.into(),
        ]);
    }
    table
}

fn caption(shown: &str, answer: &NeedsAnswer, look: &Look) -> String {
    let mut text = String::new();
    let asked =
        |method: answers::Method| !answer.surveys.is_empty() && answer.methods.contains(&method);
    let (borich, rdm) = (asked(answers::Method::Borich), asked(answers::Method::Rdm));
    if borich {
        text.push_str(
            "Borich: mean of importance less ability, times mean importance; the higher, the greater the need. ",
        );
    }
    if rdm {
        text.push_str(
            "Ranked discrepancy: points by which more people exceed than fall short; the lower, the greater the need. ",
        );
    }
    if borich || rdm {
        text.push_str("=: others share the place. ");
    }
    if asked(answers::Method::Dif) {
        text.push_str(
            "Training: what difficulty, importance and frequency say, where all three were asked. ",
        );
    }
    if answer.gaps.is_some() {
        text.push_str(
            "A gap counts persons: everyone's shortfall from full readiness is shared among what they need. Per 100 hours: \
             how much of it 100 hours of teaching those who are not there yet would close at most. ",
        );
    }
    let signs = [
        ("[c]", "suppressed, about too few people"),
        ("[x]", "no activity teaches it"),
    ];
    text.push_str(&disclosure::signs(shown, &signs).join(" "));
    if text.is_empty() {
        return text;
    }
    format!("\n{}", faint_paragraph(text.trim(), look))
}

fn flat(answer: &NeedsAnswer) -> Vec<[String; 19]> {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let count = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
    let rank = |rank: Option<u32>| rank.map(|rank| rank.to_string()).unwrap_or_default();
    let mut rows = Vec::new();
    for survey in &answer.surveys {
        for need in survey.needs.needs.as_ref().into_iter().flatten() {
            let mut row: [String; 19] = Default::default();
            row[0].clone_from(&survey.instrument);
            row[1] = rank(need.borich_rank);
            row[2].clone_from(&need.measures);
            row[4] = need.n.is_none().to_string();
            row[5] = count(need.n);
            row[6] = number(need.importance);
            row[7] = number(need.ability);
            row[8] = number(need.borich);
            row[9] = rank(need.borich_rank);
            row[10] = number(need.rds);
            row[11] = rank(need.rds_rank);
            row[12] = need.disagree.to_string();
            need.training.map_or("", training).clone_into(&mut row[13]);
            row[18] = need
                .reason
                .map(|reason| reason.to_string())
                .unwrap_or_default();
            rows.push(row);
        }
    }
    for (at, gap) in answer.gaps.iter().flat_map(|gaps| &gaps.rows).enumerate() {
        let mut row: [String; 19] = Default::default();
        "gap".clone_into(&mut row[0]);
        row[1] = (at + 1).to_string();
        row[2].clone_from(&gap.objective);
        row[3] = gap.level.clone().unwrap_or_default();
        row[4] = gap.gap.is_suppressed().to_string();
        row[14] = number(gap.gap.value());
        row[15] = number(gap.gap_per_hour.value());
        row[16] = count(gap.people.value());
        row[17] = number(gap.person_hours.value());
        rows.push(row);
    }
    rows
}
