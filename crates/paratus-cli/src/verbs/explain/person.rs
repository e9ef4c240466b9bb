//! A person: verdict, tracks, evidence, what is missing, and what would change it.

use super::write_answer;
use crate::console::{Context, Look, of_verdict};
use crate::failure::Failure;
use crate::formatting;
use crate::output::Output;
use crate::strip::strip;
use crate::table::{Align, Cell, Table, paragraph};
use paratus::answers::ExplanationAnswer;
use paratus::document::at_level;
use paratus::explain::{
    CountedRecord, ObjectiveExplanation, PersonExplanation, SmallestChange, State, UncountedReason,
    UncountedRecord,
};
use paratus::{PersonReadiness, Track};
use unicode_width::UnicodeWidthStr;

/// Writes the explanation of a person, or of one of their objectives.
pub(super) fn write(
    person: &PersonReadiness<'_>,
    objective: Option<&str>,
    context: &Context,
) -> Result<(), Failure> {
    let mut answer = ExplanationAnswer::new(person);
    if let Some(objective) = objective {
        let known: Vec<String> = answer
            .explanation
            .objectives
            .iter()
            .map(|known| known.objective.clone())
            .collect();
        if answer
            .explanation
            .unused
            .iter()
            .any(|unused| unused == objective)
        {
            let message = format!("`{objective}` is not asked of `{}`", person.id());
            return Err(Failure::new(message)
                .with_help("the role requires it, but the section never uses these features"));
        }
        answer
            .explanation
            .objectives
            .retain(|known| known.objective == objective);
        if answer.explanation.objectives.is_empty() {
            let failure = Failure::new(format!(
                "`{}` is not required of `{}`",
                formatting::clean(objective),
                person.id()
            ));
            return Err(failure.did_you_mean(objective, known.iter().map(String::as_str)));
        }
    }
    let look = &context.out;
    let text = || {
        let explanation = &answer.explanation;
        let mut objectives = explanation.objectives.iter();
        match objectives.next().filter(|_| objective.is_some()) {
            Some(one) => {
                let head = format!(
                    "{} of {} as of {}",
                    one.objective, explanation.person, explanation.as_of
                );
                format!(
                    "{}\n{}",
                    look.title(&head),
                    self::objective(one, true, look)
                )
            }
            None => render_all(explanation, look),
        }
    };
    let mut output = Output::open(context)?;
    output.internal(context);
    write_answer(output, &answer, text, context)
}

fn render_all(explanation: &PersonExplanation, look: &Look) -> String {
    let roles = formatting::list(&explanation.roles);
    let roles = if roles.is_empty() {
        "no role".to_owned()
    } else {
        roles
    };
    let head = format!(
        "{}, {roles} in {}, as of {}",
        explanation.person, explanation.section, explanation.as_of
    );
    let mut text = format!("{}\n", look.title(&head));
    if let Some(absence) = explanation.absence() {
        text.push_str(&paragraph(
            &format!("{}.", formatting::capitalised(&absence)),
            "",
            look.width(),
        ));
    }
    let (Some(readiness), Some(verdict)) = (explanation.readiness, explanation.verdict) else {
        return text + "Nothing is required, so there is nothing to be ready for.\n";
    };
    let strip_of = strip(readiness, explanation.threshold, look.ascii);
    let verdict_word = look.verdict(verdict);
    let needed = explanation.threshold;
    text.push_str(&format!(
        "{verdict_word}   {}  {strip_of}  {needed:.2} is needed\n",
        formatting::range(readiness)
    ));
    if !explanation.capped_by.is_empty() {
        let verb = if explanation.capped_by.len() == 1 {
            "is"
        } else {
            "are"
        };
        let line = format!(
            "Held back by {}, which {verb} critical.",
            formatting::list(&explanation.capped_by)
        );
        text.push_str(&paragraph(&line, "", look.width()));
    }
    text.push('\n');
    text.push_str(&tracks(explanation, look));
    if let Some(penalty) = explanation
        .balance_penalty
        .filter(|penalty| *penalty >= 0.005)
    {
        let line = format!(
            "It would be {:.2} if tracks could make up for each other; they cannot, because training in one alone does \
             not make ready.",
            formatting::round_down(readiness.low + penalty)
        );
        text.push_str(&paragraph(&line, "", look.width()));
    }
    text.push_str(&format!("\n{}\n", look.title("What would change it")));
    text.push_str(&paragraph(
        &smallest_change(explanation.smallest_change.as_ref()),
        "  ",
        look.width(),
    ));
    for track in Track::ALL {
        let mut objectives: Vec<&ObjectiveExplanation> = explanation
            .objectives
            .iter()
            .filter(|objective| objective.track == track)
            .collect();
        if objectives.is_empty() {
            continue;
        }
        // Stable: equals stay in the order of the programme.
        objectives.sort_by(|a, b| b.gap.total_cmp(&a.gap));
        text.push_str(&format!(
            "\n{}\n",
            look.title(&formatting::capitalised(track.name()))
        ));
        objectives
            .iter()
            .for_each(|one| text.push_str(&objective(one, false, look)));
    }
    if !explanation.unused.is_empty() {
        let line = format!(
            "Not asked for, because the section never uses it: {}.",
            formatting::list(&explanation.unused)
        );
        text.push('\n');
        text.push_str(&paragraph(&line, "", look.width()));
    }
    text
}

fn tracks(explanation: &PersonExplanation, look: &Look) -> String {
    let mut table = Table::new([
        ("track", Align::Left),
        ("range", Align::Left),
        ("", Align::Left),
        ("weight", Align::Right),
        ("part of what is missing", Align::Right),
    ]);
    let missing: f64 = explanation.tracks.iter().map(|track| track.gap).sum();
    for track in &explanation.tracks {
        let tint = of_verdict(track.readiness.verdict(explanation.threshold));
        table.row([
            track.track.name().into(),
            formatting::range(track.readiness).into(),
            Cell::styled(
                strip(track.readiness, explanation.threshold, look.ascii),
                tint,
            ),
            formatting::percent(track.share).into(),
            if missing > 0.0 {
                formatting::percent(track.gap / missing)
            } else {
                "0%".to_owned()
            }
            .into(),
        ]);
    }
    table.text(look)
}

/// The smallest change that flips the verdict, in a sentence.
fn smallest_change(flip: Option<&SmallestChange>) -> String {
    let Some(flip) = flip else {
        return "Nothing short of a great many observed passes would make the verdict ready."
            .to_owned();
    };
    if let Some(date) = flip.date {
        return format!(
            "If nothing is done, the verdict is {} from {date}, only because evidence ages.",
            flip.to
        );
    }
    let count: u64 = flip.changes.iter().map(|change| change.count).sum();
    let list: Vec<String> = flip
        .changes
        .iter()
        .map(|change| {
            let name = at_level(&change.objective, change.level.as_deref());
            match change.count {
                1 => name,
                times => format!("{name} ({times} times)"),
            }
        })
        .collect();
    let list = formatting::list(&list);
    match count {
        1 => format!(
            "One observed pass in {list} would make the verdict {}.",
            flip.to
        ),
        _ if flip.has_repeats() => format!(
            "{count} observed passes would make the verdict {}, and no fewer: in {list}. {}.",
            flip.to,
            formatting::capitalised(SmallestChange::APART)
        ),
        _ => format!(
            "{count} observed passes would make the verdict {}, and no fewer: in {list}.",
            flip.to
        ),
    }
}

/// One objective with its evidence.
fn objective(one: &ObjectiveExplanation, alone: bool, look: &Look) -> String {
    let tint = formatting::verdict_of(one.state)
        .map(of_verdict)
        .unwrap_or_default();
    let glyph = formatting::glyph(one.verdict, look.ascii);
    let critical = if one.critical { ", critical" } else { "" };
    let state = format!("{glyph} {}", one.state);
    let name = at_level(&one.objective, one.level.as_deref());
    let figures = format!(
        "{}  {}  {} is needed",
        formatting::range_beside(one.readiness, one.threshold),
        strip(one.readiness, one.threshold, look.ascii),
        formatting::threshold(one.threshold)
    );
    let plain = format!("  {name}: {state}{critical}  {figures}");
    // What does not fit beside the name is below it.
    let gap = if plain.width() > look.width() {
        "\n    "
    } else {
        "  "
    };
    let mut text = format!(
        "  {}: {}{critical}{gap}{figures}\n",
        look.title(&name),
        look.paint(tint, &state)
    );
    if one.title != one.objective {
        text.push_str(&paragraph(
            &formatting::clean(&one.title),
            "    ",
            look.width(),
        ));
    }
    for record in &one.evidence {
        text.push_str(&paragraph(&evidence(record), "    ", look.width()));
    }
    for record in one.uncounted.iter().take(MAX_UNCOUNTED) {
        text.push_str(&paragraph(&uncounted(record), "    ", look.width()));
    }
    if one.uncounted.len() > MAX_UNCOUNTED {
        let more = one.uncounted.len() - MAX_UNCOUNTED;
        let records = formatting::count(more, "more record does", "more records do");
        text.push_str(&format!("    {records} not count\n"));
    }
    text.push_str(&paragraph(&expiry_words(one), "    ", look.width()));
    if alone {
        let line = format!(
            "Evidence on it loses half its weight in {} days. It is {} of its track, and {:.2} of what the person lacks.",
            one.half_life_days,
            formatting::percent(one.share),
            one.gap
        );
        text.push_str(&paragraph(&line, "    ", look.width()));
    }
    text
}

/// Records that do not count, of one objective: this many are listed.
const MAX_UNCOUNTED: usize = 5;

/// A record that does not count, and why.
fn uncounted(record: &UncountedRecord) -> String {
    let source = record
        .source
        .as_ref()
        .map(|source| format!(" ({})", formatting::clean(source)))
        .unwrap_or_default();
    let why = match (record.reason, record.expires) {
        (UncountedReason::Expired, Some(last)) => format!("expired on {last}"),
        (UncountedReason::Future, _) => "after the date of assessment".to_owned(),
        (UncountedReason::SupersededSameDay, _) => {
            "a lower value of the same day and key counts".to_owned()
        }
        _ => format!(
            "superseded by a later record with key `{}`",
            formatting::clean(&record.key)
        ),
    };
    format!(
        "{}  {} {}{source}: does not count, {why}",
        record.date,
        record.kind,
        formatting::percent(record.value)
    )
}

/// A record that counts.
fn evidence(record: &CountedRecord) -> String {
    let level = record
        .level
        .as_ref()
        .map(|level| format!(" at {level}"))
        .unwrap_or_default();
    let value = formatting::percent(record.value);
    let source = match &record.source {
        Some(source) => format!(" ({})", formatting::clean(source)),
        None if record.key != record.kind.name() => {
            format!(" ({})", formatting::clean(&record.key))
        }
        None => String::new(),
    };
    let expires = record
        .expires
        .map(|date| format!(", expires {date}"))
        .unwrap_or_default();
    let adds = if record.contribution > 0.0 {
        format!("shows {:.2}", formatting::round_down(record.contribution))
    } else {
        "shows nothing".to_owned()
    };
    format!(
        "{}  {} {value}{level}{source}: {adds}{expires}",
        record.date, record.kind
    )
}

/// What is missing, what a success would bring, and how long it lasts.
fn expiry_words(one: &ObjectiveExplanation) -> String {
    let parts = [
        (one.shortfall.failed, "failed"),
        (one.shortfall.stale, "gone stale"),
        (one.shortfall.never_evidenced, "never shown"),
    ];
    let missing: Vec<String> = parts
        .into_iter()
        .filter(|(part, _)| *part >= 0.005)
        .map(|(part, what)| format!("{} {what}", formatting::two_decimals(part)))
        .collect();
    let mut text = if missing.is_empty() {
        "Nothing is missing.".to_owned()
    } else {
        format!("Missing: {}.", formatting::list(&missing))
    };
    match (one.state, one.ready_until) {
        (State::Ready | State::Expiring, Some(date)) => {
            text.push_str(&format!(" Ready until {date} if nothing is done."));
        }
        (State::Ready | State::Expiring, None) => {}
        _ => text.push_str(&format!(
            " One more observed pass adds {:.2}.",
            formatting::round_down(one.next_success)
        )),
    }
    text
}
