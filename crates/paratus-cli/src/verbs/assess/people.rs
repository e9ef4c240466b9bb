//! Everyone by themselves.

use super::units::{caption, headline};
use crate::args::Format;
use crate::console::{Context, FAINT, of_verdict};
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::strip::strip;
use crate::table::{Align, Cell, Table, paragraph};
use paratus::answers::{AssessmentAnswer, PersonAnswer};
use paratus::{PersonReadiness, Range, Track, Verdict};

/// Columns of the flat table: one row per person and objective would repeat the person, so it is one per person.
const HEADER: [&str; 14] = [
    "person",
    "section",
    "roles",
    "verdict",
    "low",
    "high",
    "people_low",
    "people_high",
    "process_low",
    "process_high",
    "technology_low",
    "technology_high",
    "objectives",
    "objectives_ready",
];

pub(super) fn write(assessed: &AssessedProgramme, context: &Context) -> Result<(), Failure> {
    let assessment = &assessed.assessment;
    let mut output = Output::open(context)?;
    output.internal(context);
    match context.format {
        Format::Json => output.json(&AssessmentAnswer::new(assessment, &assessed.findings()))?,
        Format::Ndjson => assessment
            .people()
            .try_for_each(|person| output.json(&PersonAnswer::new(&person)))?,
        Format::Csv => output.csv(HEADER, assessment.people().map(|person| flat(&person)))?,
        Format::Md => {
            output.markdown_heading(1, assessed.loaded.programme.title());
            output.line("");
            output.line(&format!("{}\n", headline(assessed)));
            output.text(&table(assessed, context).markdown());
        }
        Format::Table => {
            let look = &context.out;
            output.line(&look.title(&formatting::clean(assessed.loaded.programme.title())));
            output.text(&paragraph(&headline(assessed), "", look.width()));
            output.line("");
            let table = table(assessed, context).text(look);
            output.text(&table);
            output.line("");
            output.text(&caption(&table, assessed, false, look));
            output.line("`paratus explain PERSON` says why, and what would change it.");
        }
    }
    output.finish()
}

fn table(assessed: &AssessedProgramme, context: &Context) -> Table {
    let threshold = assessed.loaded.programme.rules().threshold;
    let look = &context.out;
    let mut table = Table::new([
        ("person", Align::Left),
        ("section", Align::Left),
        ("verdict", Align::Left),
        ("readiness", Align::Left),
        ("range", Align::Left),
        ("people", Align::Left),
        ("process", Align::Left),
        ("technology", Align::Left),
    ])
    .optional(["people", "process", "technology", "readiness"]);
    for person in assessment_people(assessed) {
        let (Some(readiness), Some(verdict)) = (person.readiness(), person.verdict()) else {
            let cells = [
                person.id(),
                person.section(),
                "nothing is required",
                "",
                "",
                "",
                "",
                "",
            ];
            table.row(cells.map(|text| Cell::styled(text, FAINT)));
            continue;
        };
        let tint = of_verdict(verdict);
        let track = |track: Track| match person.track(track) {
            Some(range) => Cell::from(formatting::range(range)),
            None => Cell::styled("[z]", FAINT),
        };
        table.row([
            person.id().into(),
            person.section().into(),
            Cell::styled(
                format!("{} {verdict}", formatting::glyph(verdict, look.ascii)),
                tint,
            ),
            Cell::styled(strip(readiness, threshold, look.ascii), tint),
            formatting::range(readiness).into(),
            track(Track::People),
            track(Track::Process),
            track(Track::Technology),
        ]);
    }
    table
}

fn assessment_people(assessed: &AssessedProgramme) -> impl Iterator<Item = PersonReadiness<'_>> {
    assessed.assessment.people()
}

fn flat(person: &PersonReadiness<'_>) -> [String; 14] {
    let bounds = |range: Option<Range>| match range {
        Some(range) => [range.low.to_string(), range.high.to_string()],
        None => [String::new(), String::new()],
    };
    let objectives = person.objectives();
    let required = objectives
        .iter()
        .filter(|objective| objective.state != paratus::explain::State::Unused);
    let ready = required
        .clone()
        .filter(|objective| objective.verdict == Verdict::Ready)
        .count();
    let [low, high] = bounds(person.readiness());
    let [people_low, people_high] = bounds(person.track(Track::People));
    let [process_low, process_high] = bounds(person.track(Track::Process));
    let [technology_low, technology_high] = bounds(person.track(Track::Technology));
    [
        person.id().to_owned(),
        person.section().to_owned(),
        person.roles().collect::<Vec<_>>().join(" "),
        person
            .verdict()
            .map_or(String::new(), |verdict| verdict.name().to_owned()),
        low,
        high,
        people_low,
        people_high,
        process_low,
        process_high,
        technology_low,
        technology_high,
        required.count().to_string(),
        ready.to_string(),
    ]
}
