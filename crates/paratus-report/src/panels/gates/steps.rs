//! What would open a gate, in words of the report.

use super::super::common::act;
use super::name;
use crate::message::{Arg, Catalogue, Key};
use crate::text::Text;
use paratus::answers::ReportNames;
use paratus::rollout::{ConditionKind, ConditionReport, GateReport, OpeningStep, OpeningStepKind};

/// A change in words; where it brings a condition to hold, by the name that the condition has in the table. `before` are the
/// changes that are before it.
pub(super) fn step(
    step: &OpeningStep,
    before: &[OpeningStep],
    gate: &GateReport,
    names: &ReportNames,
    c: &Catalogue,
) -> Text {
    let instrument = names
        .instruments
        .get(&step.subject)
        .unwrap_or(&step.subject);
    let instrument = ("instrument", Arg::Author(instrument));
    match step.kind {
        OpeningStepKind::People => passes(step, before, gate, names, c),
        OpeningStepKind::Act => Text::own_words(act_to_do(step, gate, c)),
        OpeningStepKind::Respondents => respondents(step, instrument, c),
        OpeningStepKind::Agreement => match step.value.value() {
            Some(value) => {
                let value = ("value", Arg::Own(super::index(value, c)));
                c.format(Key::StepAgreement, &[instrument, value])
            }
            None => c.format(Key::StepReach, &[instrument]),
        },
        OpeningStepKind::BuyIn => match step.value.value() {
            Some(value) => {
                let value = ("value", Arg::Threshold(value));
                c.format(Key::StepBuyIn, &[instrument, value])
            }
            None => c.format(Key::StepReach, &[instrument]),
        },
    }
}

/// Passes that people need to show.
fn passes(
    step: &OpeningStep,
    before: &[OpeningStep],
    gate: &GateReport,
    names: &ReportNames,
    c: &Catalogue,
) -> Text {
    let condition = find(&gate.conditions, &|condition| is_for(condition, step));
    let condition = condition.map_or_else(
        || Arg::Author(&step.subject),
        |condition| Arg::Own(name(condition, names, c).words),
    );
    let passes = match step.passes.value() {
        Some(passes) => {
            let args = [("passes", Arg::Count(passes))];
            c.format(Key::StepPasses, &args).words
        }
        None => c.words(Key::StepPassesSome),
    };
    let args = [
        ("condition", condition),
        ("passes", Arg::Own(passes)),
        ("who", Arg::Own(people(step, before, c))),
    ];
    c.format(Key::GateStep, &args)
}

/// Who needs passes, beside those whom the changes before name.
fn people(step: &OpeningStep, before: &[OpeningStep], c: &Catalogue) -> String {
    // Suppressed passes say that the count of people is a published one.
    let is_published = step.people.is_rounded() || step.passes.is_suppressed();
    let more = before
        .iter()
        .any(|step| step.kind == OpeningStepKind::People && step.people.value() != Some(0));
    let key = match (step.people.value(), is_published) {
        (None, _) | (Some(0), true) => return c.words(Key::StepFewPeople),
        (Some(0), false) => return c.words(Key::StepListed),
        (Some(_), true) => Key::StepAboutPeople,
        (Some(_), false) if more => Key::StepMorePeople,
        (Some(_), false) => Key::StepPeople,
    };
    let people = Arg::Count(step.people.value().unwrap_or_default());
    c.format(key, &[("people", people)]).words
}

/// An act, and for how long it counts.
fn act_to_do(step: &OpeningStep, gate: &GateReport, c: &Catalogue) -> String {
    let asks = |condition: &ConditionReport| {
        condition
            .figures
            .iter()
            .flat_map(|figures| &figures.acts)
            .any(|found| found.act == step.subject && !found.counts)
    };
    let condition = find(&gate.conditions, &asks);
    let days = condition.and_then(|condition| condition.figures.as_ref()?.within_days);
    let counts = |days: u32| {
        c.format(Key::StepActCounts, &[("days", Arg::Count(u64::from(days)))])
            .words
    };
    let words = c
        .format(Key::StepAct, &[("act", Arg::Own(act(&step.subject, c)))])
        .words;
    words + &days.map(counts).unwrap_or_default()
}

/// People who must answer; with full buy-in where a value is given.
fn respondents(step: &OpeningStep, instrument: (&str, Arg<'_>), c: &Catalogue) -> Text {
    let is_full = step.value.value().is_some();
    let key = match (step.people.value(), step.people.is_rounded(), is_full) {
        (None | Some(0), _, false) => Key::StepAnswersMore,
        (None | Some(0), _, true) => Key::StepAnswersMoreFull,
        (Some(_), true, false) => Key::StepAnswersAbout,
        (Some(_), true, true) => Key::StepAnswersAboutFull,
        (Some(_), false, false) => Key::StepAnswers,
        (Some(_), false, true) => Key::StepAnswersFull,
    };
    let people = Arg::Count(step.people.value().unwrap_or_default());
    c.format(key, &[instrument, ("people", people)])
}

/// Whether a change in what people have shown is for a condition.
fn is_for(condition: &ConditionReport, step: &OpeningStep) -> bool {
    match condition.kind {
        ConditionKind::Balance => step.subject == "balance",
        ConditionKind::Readiness | ConditionKind::Holders | ConditionKind::Phase => {
            condition.subject == step.subject
        }
        _ => false,
    }
}

fn find<'a>(
    conditions: &'a [ConditionReport],
    wanted: &dyn Fn(&ConditionReport) -> bool,
) -> Option<&'a ConditionReport> {
    conditions.iter().find_map(|condition| {
        if wanted(condition) {
            Some(condition)
        } else {
            find(&condition.conditions, wanted)
        }
    })
}
