//! `survey`: what people answered, and how far that can be relied on.

mod flat_table;
mod tables;

use crate::args::{Format, Source, date};
use crate::console::{Context, Look};
use crate::disclosure;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::Home;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::table::{Table, faint_paragraph, paragraph};
use clap::Args;
use paratus::answers::{InstrumentAnswer, SurveyAnswer, SurveyOptions, survey};
use paratus::{Date, Programme};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus survey pulse ministry                one instrument: reliability, buy-in by section, barriers
  paratus survey                               all instruments of the programme in this folder
  paratus survey pulse --since 2027-01-01      the answers of the last wave alone
  paratus survey --format csv                  one row for each figure

";

/// Arguments of `survey`.
#[derive(Debug, Args)]
pub(crate) struct SurveyArgs {
    /// An instrument [default: all]
    #[arg(value_name = "INSTRUMENT")]
    instrument: Option<String>,
    #[command(flatten)]
    source: Source,
    /// The first day of answers that count
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
}

pub(crate) fn run(args: &SurveyArgs, context: &Context) -> Result<Exit, Failure> {
    // `paratus survey ministry`: a folder alone is no instrument.
    let mut source = args.source.clone();
    let mut instrument = args.instrument.clone();
    if source.folder.is_none()
        && let Some(folder) = instrument.take_if(|name| Home::is_one(name))
    {
        source.folder = Some(folder.into());
    }
    let assessed = AssessedProgramme::read(&source, context)?;
    let options = SurveyOptions {
        instrument,
        since: args.since,
        ..asked(context)
    };
    let answer = answer_of(&assessed, &options)?;
    let answer = answer.observers(&assessed.assessment, &options);
    let mut output = Output::open(context)?;
    write(&mut output, &assessed, &answer, context)?;
    output.finish()?;
    Ok(Exit::Done)
}

/// The figures of the surveys.
pub(super) fn answer_of(
    assessed: &AssessedProgramme,
    options: &SurveyOptions,
) -> Result<SurveyAnswer, Failure> {
    let (responses, as_of) = (&assessed.evidence.responses, assessed.assessment.as_of());
    survey(responses, as_of, options, &assessed.findings()).map_err(super::refused)
}

/// The options that the flags of every verb give.
pub(super) fn asked(context: &Context) -> SurveyOptions {
    let (audience, key) = (context.disclosure.audience(), context.disclosure.key());
    SurveyOptions {
        disclosure: Some(audience),
        disclosure_key: key,
        ..SurveyOptions::default()
    }
}

/// Writes an answer in the form that is asked for.
pub(super) fn write(
    output: &mut Output,
    assessed: &AssessedProgramme,
    answer: &SurveyAnswer,
    context: &Context,
) -> Result<(), Failure> {
    output.marked(context);
    match context.format {
        Format::Json => output.json(&answer)?,
        Format::Ndjson => answer
            .instruments
            .iter()
            .try_for_each(|instrument| output.json(instrument))?,
        Format::Csv => output.csv(flat_table::HEADER, flat_table::rows(answer))?,
        Format::Md => {
            output.markdown_heading(1, assessed.loaded.programme.title());
            output.markdown_paragraph(&headline(answer));
            for part in parts(&assessed.loaded.programme, answer, &context.out) {
                let level = if part.table.is_none() && part.body.is_empty() {
                    2
                } else {
                    3
                };
                output.line("");
                output.markdown_heading(level, &part.title);
                output.line("");
                output.text(&part.table.map(|table| table.markdown()).unwrap_or_default());
                part.body
                    .iter()
                    .for_each(|line| output.markdown_paragraph(line));
            }
        }
        Format::Table => {
            let look = &context.out;
            output.line(&look.title(&formatting::clean(assessed.loaded.programme.title())));
            output.text(&paragraph(&headline(answer), "", look.width()));
            let mut shown = String::new();
            for part in parts(&assessed.loaded.programme, answer, look) {
                shown.push_str(&format!("\n{}\n", look.title(&part.title)));
                shown.push_str(&part.table.map(|table| table.text(look)).unwrap_or_default());
                part.body
                    .iter()
                    .for_each(|line| shown.push_str(&paragraph(line, "", look.width())));
            }
            output.text(&shown);
            output.line("");
            let programme = &assessed.loaded.programme;
            let legend = disclosure::legend(&shown, SIGNS, programme, &assessed.disclosure);
            output.text(&faint_paragraph(&format!("{CAPTION} {legend}"), look));
        }
    }
    Ok(())
}

const CAPTION: &str = "Alpha (of covariances), standardised alpha, lambda and omega (of correlations) say how far items measure the \
    same thing, with 95% interval; none of them decides a gate. If all answered: who did not answer is bounded, never guessed. Agreement is \
    r_wg. Where it is below the rule `agreement_at_least` the people are divided: read the spread of answers, not the mean. A barrier \
    is the first stage that a person answers in the lower half of the scale.";

/// What signs mean in the tables.
const SIGNS: &[(&str, &str)] = &[
    (
        "[x]",
        "no figure; the last column or a line below the table says why",
    ),
    ("[z]", "does not apply"),
];

fn headline(answer: &SurveyAnswer) -> String {
    let instruments = formatting::count(answer.instruments.len(), "instrument", "instruments");
    match answer.since {
        Some(since) => format!("{instruments}, answers from {since} to {}", answer.as_of),
        None => format!("{instruments}, answers up to {}", answer.as_of),
    }
}

/// A title with a table, and what is to be said under it.
struct SurveyPart {
    title: String,
    table: Option<Table>,
    body: Vec<String>,
}

fn parts(programme: &Programme, answer: &SurveyAnswer, look: &Look) -> Vec<SurveyPart> {
    let mut parts: Vec<SurveyPart> = answer
        .instruments
        .iter()
        .flat_map(|written| of_instrument(programme, written, look))
        .collect();
    if let Some(observers) = &answer.observers {
        let title = "Whether those who watch people at work see the same".to_owned();
        parts.push(SurveyPart {
            title,
            table: None,
            body: vec![tables::observers(observers)],
        });
    }
    let done = &answer.commitment;
    let later = match done.in_future {
        0 => String::new(),
        more => format!(
            "; {} later, which do not count yet",
            formatting::thousands(more)
        ),
    };
    let title = format!(
        "What leaders did: {}{later}",
        formatting::count(done.acts.len(), "dated act", "dated acts")
    );
    parts.push(SurveyPart {
        title,
        table: (!done.latest.is_empty()).then(|| tables::commitment(done)),
        body: Vec::new(),
    });
    parts
}

fn of_instrument(
    programme: &Programme,
    written: &InstrumentAnswer,
    look: &Look,
) -> Vec<SurveyPart> {
    let title = |what: &str| {
        format!(
            "{} ({}): {what}",
            formatting::clean(&written.title),
            written.instrument
        )
    };
    let mut parts = vec![SurveyPart {
        title: title("reliability"),
        table: Some(tables::reliability(written)),
        body: tables::item_notes(written),
    }];
    for construct in written
        .constructs
        .iter()
        .filter(|construct| !construct.objective)
    {
        parts.push(SurveyPart {
            title: title(&construct.construct),
            table: Some(tables::climate(programme, &construct.units, look)),
            body: tables::overfull_units(&construct.units),
        });
    }
    if written
        .constructs
        .iter()
        .any(|construct| construct.objective)
    {
        parts.push(SurveyPart {
            title: title("what people say they can do"),
            table: Some(tables::objectives(written, look)),
            body: vec!["These answers count as evidence of little weight.".to_owned()],
        });
    }
    if let Some(barriers) = &written.barriers {
        parts.push(SurveyPart {
            title: title("where people are stuck"),
            table: Some(tables::barriers(programme, &barriers.units)),
            body: Vec::new(),
        });
    }
    parts
}
