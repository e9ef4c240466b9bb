//! `gate`: may the next phase open, on what grounds, and what would open it.

use crate::args::{Format, Source};
use crate::console::{Context, FAINT, Look, of_verdict};
use crate::disclosure;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use clap::Args;
use paratus::answers::{GatesAnswer, GatesOptions, gates};
use paratus::figure::{self, Threshold};
use paratus::rollout::{
    ConditionKind, ConditionReport, ConditionVerdict, GateReport, GateVerdict, GroupRule,
    OpeningStep,
};
use paratus::{Range, Verdict};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus gate ministry                        every gate, condition by condition, and what would open it
  paratus gate ministry --phase daily-work     one gate
  paratus gate --format json                   for scripts, from within the folder
  paratus gate --phase full-use && echo open   the exit code says it too

Exit codes: 0 open, 3 closed, 4 cannot tell (of several gates the worst: closed, then cannot tell), 2 could not run.

";

/// Arguments of `gate`.
#[derive(Debug, Args)]
pub(crate) struct GateArgs {
    #[command(flatten)]
    source: Source,
    /// Only the gate of this phase
    #[arg(long, value_name = "ID")]
    phase: Option<String>,
}

/// Columns of the flat table: one row for each condition, those of groups after their group.
const HEADER: [&str; 14] = [
    "phase",
    "gate",
    "depth",
    "kind",
    "subject",
    "unit",
    "low",
    "high",
    "needed",
    "threshold",
    "people",
    "verdict",
    "detail",
    "owner",
];

pub(crate) fn run(args: &GateArgs, context: &Context) -> Result<Exit, Failure> {
    let assessed = AssessedProgramme::read(&args.source, context)?;
    let options = GatesOptions {
        phase: args.phase.clone(),
        ..asked(context)
    };
    let answer = gates(
        &assessed.assessment,
        &assessed.evidence.responses,
        &options,
        &assessed.findings(),
    )
    .map_err(super::refused)?;
    let mut output = Output::open(context)?;
    write(&mut output, &assessed, &answer, context)?;
    output.finish()?;
    Ok(match answer.verdict() {
        GateVerdict::Open => Exit::Done,
        GateVerdict::Closed => Exit::Closed,
        GateVerdict::CannotTell | GateVerdict::Suppressed => Exit::CannotTell,
    })
}

/// The options that the flags of every verb give.
pub(super) fn asked(context: &Context) -> GatesOptions {
    let (audience, key) = (context.disclosure.audience(), context.disclosure.key());
    GatesOptions {
        disclosure: Some(audience),
        disclosure_key: key,
        ..GatesOptions::default()
    }
}

/// Writes the answer in the form that is asked for.
pub(super) fn write(
    output: &mut Output,
    assessed: &AssessedProgramme,
    answer: &GatesAnswer,
    context: &Context,
) -> Result<(), Failure> {
    output.marked(context);
    match context.format {
        Format::Json => output.json(answer)?,
        Format::Ndjson => answer.gates.iter().try_for_each(|gate| output.json(gate))?,
        Format::Csv => {
            let mut rows = Vec::new();
            for gate in &answer.gates {
                gate.conditions
                    .iter()
                    .for_each(|condition| flat(gate, condition, 0, &mut rows));
            }
            output.csv(HEADER, rows)?;
        }
        Format::Md => {
            output.markdown_heading(1, assessed.loaded.programme.title());
            output.markdown_paragraph(&headline(answer));
            for gate in &answer.gates {
                output.line("");
                output.markdown_heading(2, &format!("{}: {}", gate.title, gate.verdict));
                output.line("");
                output.text(&conditions(gate, &context.out).markdown());
                notes(gate)
                    .iter()
                    .for_each(|note| output.markdown_paragraph(note));
                let steps = steps(gate);
                if !steps.is_empty() {
                    output.line(&format!("\n{}:\n", verdict_words(gate)));
                    steps
                        .iter()
                        .for_each(|step| output.line(&format!("- {}", formatting::markdown(step))));
                }
                obstacles(gate)
                    .iter()
                    .for_each(|why| output.markdown_paragraph(why));
            }
        }
        Format::Table => output.text(&text(assessed, answer, &context.out)),
    }
    Ok(())
}

fn headline(answer: &GatesAnswer) -> String {
    let count = |verdict| {
        answer
            .gates
            .iter()
            .filter(|gate| gate.verdict == verdict)
            .count()
    };
    if answer.gates.is_empty() {
        return format!(
            "No phase has a gate, so nothing is held back, as of {}",
            answer.as_of
        );
    }
    format!(
        "{} as of {}: {} open, {} closed, {} undecided{}",
        formatting::count(answer.gates.len(), "gate", "gates"),
        answer.as_of,
        count(GateVerdict::Open),
        count(GateVerdict::Closed),
        count(GateVerdict::CannotTell),
        match count(GateVerdict::Suppressed) {
            0 => String::new(),
            some => format!(", {some} suppressed"),
        },
    )
}

fn text(assessed: &AssessedProgramme, answer: &GatesAnswer, look: &Look) -> String {
    let mut text = format!(
        "{}\n{}",
        look.title(&formatting::clean(assessed.loaded.programme.title())),
        paragraph(&headline(answer), "", look.width())
    );
    for gate in &answer.gates {
        let verdict = verdict_of(gate.verdict);
        let sign = look.paint(
            of_verdict(verdict),
            &format!(
                "{} {}",
                formatting::glyph(verdict, look.ascii),
                gate.verdict
            ),
        );
        text.push_str(&format!(
            "\n{}  {sign}\n",
            look.title(&formatting::clean(&gate.title))
        ));
        text.push_str(&conditions(gate, look).text(look));
        notes(gate)
            .iter()
            .for_each(|note| text.push_str(&paragraph(note, "", look.width())));
        let steps = steps(gate);
        if !steps.is_empty() {
            text.push_str(&format!("{}:\n", verdict_words(gate)));
        }
        for step in steps {
            let lines = paragraph(&step, "    ", look.width());
            text.push_str(&lines.replacen("    ", "  - ", 1));
        }
        obstacles(gate)
            .iter()
            .for_each(|why| text.push_str(&paragraph(why, "", look.width())));
    }
    let legend = format!(
        "Verdicts are decided on exact figures. {}",
        disclosure::legend(
            &text,
            &[("[x]", "no value can be given")],
            &assessed.loaded.programme,
            &assessed.disclosure
        )
    );
    text.push('\n');
    text + &faint_paragraph(&legend, look)
}

/// What is above the list of changes.
fn verdict_words(gate: &GateReport) -> &'static str {
    match gate.would_open.value() {
        Some(false) => "These changes are needed, and not enough",
        // Published answers do not try it.
        _ => "To open it",
    }
}

/// The changes in words; where one brings a condition to hold, by the name that the condition has in the table.
fn steps(gate: &GateReport) -> Vec<String> {
    let detail = |step: &OpeningStep| {
        let named = find(&gate.conditions, step).and_then(|condition| {
            let rest = step.detail.strip_prefix(&format!("`{}`: ", step.subject))?;
            Some(format!("{}: {rest}", name(condition)))
        });
        formatting::clean(&named.unwrap_or_else(|| step.detail.clone()))
    };
    gate.to_open.iter().map(detail).collect()
}

/// The condition that a change is for.
fn find<'a>(conditions: &'a [ConditionReport], step: &OpeningStep) -> Option<&'a ConditionReport> {
    conditions.iter().find_map(|condition| {
        if condition.subject == step.subject {
            Some(condition)
        } else {
            find(&condition.conditions, step)
        }
    })
}

/// What else is to be known of a gate: how its conditions are taken, and a decision beside it.
fn notes(gate: &GateReport) -> Vec<String> {
    let mut notes = Vec::new();
    match gate.rule {
        GroupRule::All => {}
        GroupRule::Any => notes.push("One of these conditions is enough.".to_owned()),
        GroupRule::AtLeast => {
            notes.push(format!("{} of these conditions are enough.", gate.needed));
        }
    }
    if let Some(decision) = &gate.r#override {
        let what = if decision.open { "open" } else { "closed" };
        let (by, reason, until) = (
            formatting::clean(&decision.by),
            formatting::clean(&decision.reason),
            decision.until,
        );
        notes.push(match (decision.expired, decision.differs) {
            (true, _) => {
                format!("A decision of {by} to hold it {what} ran out on {until}: {reason}")
            }
            (false, None) => format!("Decided by {by}: {what} until {until}, because: {reason}"),
            (false, Some(true)) => {
                format!("Decided otherwise by {by}: {what} until {until}, because: {reason}")
            }
            (false, Some(false)) => {
                format!("Decided the same by {by}: {what} until {until}, because: {reason}")
            }
        });
    }
    notes
}

/// Why nothing is known that would open it.
fn obstacles(gate: &GateReport) -> Option<String> {
    let why: Vec<String> = gate.obstacles.iter().map(ToString::to_string).collect();
    (!why.is_empty()).then(|| {
        format!(
            "No set of changes opens it: {}.",
            formatting::clean(&why.join("; "))
        )
    })
}

fn verdict_of(verdict: GateVerdict) -> Verdict {
    match verdict {
        GateVerdict::Open => Verdict::Ready,
        GateVerdict::Closed => Verdict::NotReady,
        GateVerdict::CannotTell | GateVerdict::Suppressed => Verdict::CannotTell,
    }
}

fn conditions(gate: &GateReport, look: &Look) -> Table {
    let mut table = Table::new([
        ("condition", Align::Left),
        ("value", Align::Right),
        ("needed", Align::Right),
        ("", Align::Left),
        ("detail", Align::Left),
    ]);
    gate.conditions
        .iter()
        .for_each(|condition| row(condition, 0, look, &mut table));
    table
}

fn row(condition: &ConditionReport, depth: usize, look: &Look, table: &mut Table) {
    let name = format!("{}{}", "  ".repeat(depth), name(condition));
    let (verdict, word) = match condition.verdict {
        ConditionVerdict::Met => (Verdict::Ready, "met"),
        ConditionVerdict::NotMet => (Verdict::NotReady, "not met"),
        ConditionVerdict::CannotTell => (Verdict::CannotTell, "cannot tell"),
        ConditionVerdict::Suppressed => (Verdict::CannotTell, "suppressed"),
    };
    let sign = Cell::styled(
        format!("{} {word}", formatting::glyph(verdict, look.ascii)),
        of_verdict(verdict),
    );
    let detail = match &condition.unit {
        Some(unit) if !condition.detail.contains(unit.as_str()) => {
            format!("{unit}: {}", condition.detail)
        }
        _ => condition.detail.clone(),
    };
    let value = match condition.value.value() {
        Some(_) if condition.is_just_below() => {
            Cell::from(format!("just below {}", needed_value(condition)))
        }
        Some(value) => Cell::from(value_of(
            condition.kind,
            value,
            condition.threshold_of_value(),
        )),
        None if condition.value.is_suppressed() => Cell::styled("[c]", FAINT),
        None if condition.kind == ConditionKind::Group => Cell::default(),
        None => Cell::styled("[x]", FAINT),
    };
    table.row([
        name.into(),
        value,
        needed(condition).into(),
        sign,
        formatting::clean(&detail).into(),
    ]);
    condition
        .conditions
        .iter()
        .for_each(|inner| row(inner, depth + 1, look, table));
}

fn name(condition: &ConditionReport) -> String {
    let subject = formatting::clean(&condition.subject);
    match condition.kind {
        ConditionKind::Acts => format!("done: {subject}"),
        ConditionKind::Agreement => format!("agreement: {subject}"),
        ConditionKind::Balance => "balance of tracks".to_owned(),
        ConditionKind::BuyIn => format!("buy-in: {subject}"),
        ConditionKind::Holders => format!("cover: {subject}"),
        ConditionKind::Group => match condition.rule {
            Some(GroupRule::Any) => "one of".to_owned(),
            Some(GroupRule::AtLeast) => "some of".to_owned(),
            _ => "all of".to_owned(),
        },
        ConditionKind::Phase => format!("phase: {subject}"),
        ConditionKind::Readiness => format!("ready: {subject}"),
        _ => "unclear".to_owned(),
    }
}

/// Shares as percentages, counts as whole numbers, everything else with two digits; ranges rounded outwards.
fn value_of(kind: ConditionKind, range: Range, against: Option<Threshold>) -> String {
    match kind {
        ConditionKind::Readiness | ConditionKind::Phase => {
            let bounds = figure::percent_bounds(range, against);
            if bounds.is_point() {
                figure::percent(range.low, against).to_string()
            } else {
                format!("{bounds}%")
            }
        }
        ConditionKind::Holders | ConditionKind::Acts | ConditionKind::Group => {
            if range.low >= range.high {
                range.low.to_string()
            } else {
                format!("{}..{}", range.low, range.high)
            }
        }
        ConditionKind::Balance => {
            // Each end is a difference of means as they are given, not the end of what may be.
            let [low, high] = [range.low, range.high].map(|end| match against {
                Some(against) => figure::decimal_beside(end, against, 2),
                None => figure::decimal(end, 2),
            });
            if low == high {
                low
            } else {
                format!("{low}..{high}")
            }
        }
        _ => {
            let bounds = figure::bounds(range, against, 2);
            if bounds.is_point() {
                format!("{:.*}", bounds.low.1, bounds.low.0)
            } else {
                bounds.to_string()
            }
        }
    }
}

/// What is needed, as it was written.
fn needed_value(condition: &ConditionReport) -> String {
    let needed = condition.needed.unwrap_or_default();
    match condition.kind {
        ConditionKind::Readiness | ConditionKind::Phase => {
            format!("{}%", figure::authored_number(needed * 100.0, 0))
        }
        ConditionKind::Holders | ConditionKind::Acts | ConditionKind::Group => needed.to_string(),
        _ => formatting::threshold(needed),
    }
}

fn needed(condition: &ConditionReport) -> String {
    if condition.needed.is_none() {
        return String::new();
    }
    let value = needed_value(condition);
    match (condition.kind, condition.threshold) {
        (ConditionKind::Balance, _) => format!("at most {value}"),
        (_, Some(threshold)) => format!("{value} at {}", formatting::threshold(threshold)),
        _ => value,
    }
}

fn flat(
    gate: &GateReport,
    condition: &ConditionReport,
    depth: usize,
    rows: &mut Vec<[String; 14]>,
) {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    rows.push([
        gate.phase.clone(),
        gate.verdict.name().to_owned(),
        depth.to_string(),
        serde_json::to_value(condition.kind)
            .ok()
            .and_then(|kind| Some(kind.as_str()?.to_owned()))
            .unwrap_or_default(),
        condition.subject.clone(),
        condition.unit.clone().unwrap_or_default(),
        number(condition.value.value().map(|value| value.low)),
        number(condition.value.value().map(|value| value.high)),
        number(condition.needed),
        number(condition.threshold),
        disclosure::flat(condition.people),
        condition.verdict.name().to_owned(),
        condition.detail.clone(),
        condition.owner.clone().unwrap_or_default(),
    ]);
    condition
        .conditions
        .iter()
        .for_each(|inner| flat(gate, inner, depth + 1, rows));
}
