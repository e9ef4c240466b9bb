//! What a gate lacks, as it is published: of each condition that does not hold what its published figures leave to be done.
//!
//! No change is tried here. Which changes are enough, and the fewest of them, depends on what single people have shown.

use super::facts::GateFacts;
use super::logic::ConditionNode;
use super::opening::{OpeningStep, OpeningStepKind, act_in_words};
use super::{ConditionKind, ConditionVerdict, condition, holders};
use crate::disclosure::{Published, SuppressedFigures, Suppression};
use crate::document::ConditionDoc;
use crate::figure;
use crate::formatting::thousands;

/// The steps of every condition that does not hold; alternatives are all listed.
pub(super) fn steps(world: &GateFacts<'_>, node: &ConditionNode<'_>) -> Vec<OpeningStep> {
    if condition::holds(world, node) == ConditionVerdict::Met {
        return Vec::new();
    }
    match node {
        ConditionNode::Group { of, .. } => of.iter().flat_map(|node| steps(world, node)).collect(),
        ConditionNode::Leaf(written) => steps_of_condition(world, written),
    }
}

fn steps_of_condition(world: &GateFacts<'_>, written: &ConditionDoc) -> Vec<OpeningStep> {
    match condition::kind(written) {
        ConditionKind::Acts => acts(world, written),
        ConditionKind::BuyIn | ConditionKind::Agreement => answers(world, written),
        ConditionKind::Unclear | ConditionKind::Group => Vec::new(),
        ConditionKind::Balance
        | ConditionKind::Holders
        | ConditionKind::Phase
        | ConditionKind::Readiness => vec![people(world, written)],
    }
}

fn acts(world: &GateFacts<'_>, written: &ConditionDoc) -> Vec<OpeningStep> {
    let missing = condition::missing_acts(world, written).into_iter();
    missing
        .map(|act| OpeningStep::new(OpeningStepKind::Act, act, act_in_words(written, act)))
        .collect()
}

fn people(world: &GateFacts<'_>, written: &ConditionDoc) -> OpeningStep {
    let judged = condition::judge(world, written);
    let subject = match judged.kind {
        ConditionKind::Balance => "balance",
        _ => &judged.subject,
    };
    let people = people_missing(world, written);
    let detail = match people.value() {
        Some(0) => format!("`{subject}`: observed passes by a few more people"),
        Some(some) => format!(
            "`{subject}`: observed passes by about {} people",
            thousands(some)
        ),
        None => format!("`{subject}`: observed passes"),
    };
    let passes = world.ground.publisher.internal_only(0);
    OpeningStep {
        suppressed: SuppressedFigures::default()
            .with_figure("passes", &passes)
            .with_figure("people", &people),
        passes,
        people,
        ..OpeningStep::new(OpeningStepKind::People, subject, detail)
    }
}

/// Too few answered, or those who did are not of the mind that is needed, as the published figures of the condition say it.
fn answers(world: &GateFacts<'_>, written: &ConditionDoc) -> Vec<OpeningStep> {
    let is_agreement = written.agreement.is_some();
    let instrument = written
        .buy_in
        .as_deref()
        .or(written.agreement.as_deref())
        .unwrap_or_default();
    let figure = if is_agreement {
        world.agreement(instrument)
    } else {
        world.buy_in(instrument)
    };
    let figure = figure.unwrap_or_default();
    let is_few = condition::is_few(world, written, instrument, &figure);
    let needed = condition::climate_needed(world, written);
    if is_few || (!is_agreement && figure.value.is_some()) {
        return vec![respondents(world, written, instrument, is_agreement)];
    }
    if is_agreement {
        let detail = format!(
            "bring the agreement of the answers to `{instrument}` to {}: training alone does not",
            figure::authored_number(needed, 2)
        );
        return vec![OpeningStep {
            value: world.ground.publisher.of(0, needed),
            ..OpeningStep::new(OpeningStepKind::Agreement, instrument, detail)
        }];
    }
    let detail = format!(
        "bring the mean of the answers to `{instrument}` so far that it reaches what is needed"
    );
    let value = world.ground.publisher.internal_only(0.0);
    vec![OpeningStep {
        suppressed: SuppressedFigures::default().with_figure("value", &value),
        value,
        ..OpeningStep::new(OpeningStepKind::BuyIn, instrument, detail)
    }]
}

fn respondents(
    world: &GateFacts<'_>,
    written: &ConditionDoc,
    instrument: &str,
    is_agreement: bool,
) -> OpeningStep {
    let people = answers_missing(world, written, instrument);
    let with = if is_agreement {
        ""
    } else {
        ", all of them with full buy-in: the fewest that can do"
    };
    let detail = match people.value() {
        Some(0) | None => format!("more people must answer `{instrument}`{with}"),
        Some(more) => format!(
            "about {} more must answer `{instrument}`{with}",
            thousands(more)
        ),
    };
    let publisher = &world.ground.publisher;
    OpeningStep {
        suppressed: SuppressedFigures::default().with_figure("people", &people),
        people,
        value: publisher.of_some(0, (!is_agreement).then_some(1.0)),
        ..OpeningStep::new(OpeningStepKind::Respondents, instrument, detail)
    }
}

/// How many more people a condition needs, by its published figures.
fn people_missing(world: &GateFacts<'_>, condition: &ConditionDoc) -> Published<u64> {
    let judged = condition::judge(world, condition);
    match judged.kind {
        ConditionKind::Readiness | ConditionKind::Phase => {
            let share = condition.share.unwrap_or(1.0);
            let needed = judged
                .figures
                .people
                .map(|people| (share * people as f64).ceil() as u64);
            needed
                .zip(judged.figures.ready)
                .map(|(needed, ready)| needed.saturating_sub(ready))
        }
        ConditionKind::Holders => {
            let needed = holders::needed(condition).max(0.0).ceil() as u64;
            let units = holders::units(world, condition).unwrap_or_default();
            let shown = units.iter().map(|unit| unit.publish_counts(world).0);
            let short = shown.map(|ready| ready.map(|ready| needed.saturating_sub(ready)));
            short
                .filter(|short| !short.is_suppressed())
                .reduce(|sum, short| sum.zip(short).map(|(a, b)| a + b))
                .unwrap_or_default()
        }
        _ => Published::suppressed(Suppression::InternalOnly),
    }
}

/// How many more must answer, by published figures.
fn answers_missing(
    world: &GateFacts<'_>,
    condition: &ConditionDoc,
    instrument: &str,
) -> Published<u64> {
    let figure = if condition.agreement.is_some() {
        world.agreement(instrument)
    } else {
        world.buy_in(instrument)
    };
    let figure = figure.unwrap_or_default();
    let about = condition::buy_in_subject(instrument);
    let respondents = world
        .ground
        .survey
        .respondents(condition::respondents_of(world, &figure, &about));
    let (fewest, needed) = (
        condition::fewest_respondents(world, condition),
        condition::climate_needed(world, condition),
    );
    let judged = condition::judge(world, condition);
    let mean = judged.figures.mean.value();
    respondents.map(|answered| {
        let for_value = match (mean, judged.figures.people.value()) {
            (Some(mean), Some(people)) => (needed * people as f64 - mean * answered as f64)
                .max(0.0)
                .ceil() as u64,
            _ => 0,
        };
        fewest.saturating_sub(answered).max(for_value)
    })
}
