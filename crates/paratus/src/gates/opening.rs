//! What would open a gate: changes tried on the facts until the conditions hold.
//!
//! For one condition the set is the smallest: the people who need the fewest observed passes, the acts that are missing,
//! the fewest respondents. Conditions are brought to hold one after the other, each on top of the changes for those
//! before it, in the order of the gate and in the reverse order; the smaller result is given. People who have been asked
//! already come first. Of alternatives the one with the fewest changes is taken.

use super::condition::{self, holds, kind};
use super::facts::GateFacts;
use super::logic::ConditionNode;
use super::obstacle::GateObstacle;
use super::{ConditionKind, ConditionVerdict, GroupRule, people, track_balance};
use crate::Track;
use crate::disclosure::{Published, SuppressedFigures};
use crate::document::ConditionDoc;
use crate::figure;
use crate::formatting::{count, thousands};
use crate::readiness::{EvidenceChange, changes};
use crate::survey::ClimateFigure;
use serde::{Deserialize, Serialize};

/// The changes that would open a gate, with people by id: for those who organise it, not for publication.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Opening {
    /// Why conditions stay as they are, where nothing that can be counted would change them.
    pub obstacles: Vec<GateObstacle>,
    /// Whether all of it together opens the gate: it was tried on the facts.
    pub opens: bool,
    /// Who needs which observed passes, each a record of its own dated on the day of assessment.
    pub people: Vec<OpeningPerson>,
    /// The changes, without ids of people.
    pub steps: Vec<OpeningStep>,
}

/// The observed passes that one person needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OpeningPerson {
    /// The passes.
    pub changes: Vec<EvidenceChange>,
    /// Id of the person.
    pub person: String,
}

/// The kind of a change that would help to open a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OpeningStepKind {
    /// A leadership act is done on the day of assessment, or later if the gate is held then.
    Act,
    /// Answers to an instrument agree more than they do.
    Agreement,
    /// Buy-in among those who answer, of which no figure can be given now, comes to a value.
    BuyIn,
    /// People show what they can do: observed passes.
    People,
    /// More people answer an instrument.
    Respondents,
}

names! {
    OpeningStepKind:
    Act = "act",
    Agreement = "agreement",
    BuyIn = "buy_in",
    People = "people",
    Respondents = "respondents",
}

/// One change that would help to open a gate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OpeningStep {
    /// The change in words.
    pub detail: String,
    /// What kind of change it is.
    pub kind: OpeningStepKind,
    /// How many observed passes. Only internal answers have it: it tells what people have shown so far.
    pub passes: Published<u64>,
    /// How many people need passes, or must answer. Published, it is what the figures of the condition leave to be done.
    pub people: Published<u64>,
    /// The act, the instrument, or the subject of the condition: a track, an objective, a phase.
    pub subject: String,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// The value that agreement or buy-in must reach; of further people who answer about buy-in, that of their answers.
    pub value: Published<f64>,
}

impl OpeningStep {
    /// A change without figures.
    pub(super) fn new(kind: OpeningStepKind, subject: &str, detail: String) -> OpeningStep {
        OpeningStep {
            detail,
            kind,
            passes: Published::suppressed_all(),
            people: Published::suppressed_all(),
            subject: subject.to_owned(),
            suppressed: SuppressedFigures::default(),
            value: Published::suppressed_all(),
        }
    }
}

/// The facts with changes, and the changes in words.
#[derive(Clone)]
struct ChangeAttempt<'a> {
    world: GateFacts<'a>,
    steps: Vec<OpeningStep>,
    obstacles: Vec<GateObstacle>,
}

impl ChangeAttempt<'_> {
    /// Conditions that stay, then minds to change, then people, acts and answers, then passes: fewest first.
    fn cost(&self) -> (usize, usize, u64, u64) {
        let (people, passes) = self.world.spent();
        let answers: u64 = self.world.answers.values().sum();
        let changes = people + answers + self.world.done.len() as u64;
        (
            self.obstacles.len(),
            self.world.agreed.len() + self.world.bought.len(),
            changes,
            passes,
        )
    }
}

/// The smallest set of changes found that opens a gate, tried on exact figures: for internal answers.
pub(super) fn smallest<'a>(world: &GateFacts<'a>, gate: &ConditionNode<'a>) -> Opening {
    let attempt = |backwards: bool| {
        let mut attempt = ChangeAttempt {
            world: world.clone(),
            steps: Vec::new(),
            obstacles: Vec::new(),
        };
        open_condition(&mut attempt, gate, backwards);
        attempt
    };
    let (forwards, backwards) = (attempt(false), attempt(true));
    let best = if backwards.cost() < forwards.cost() {
        backwards
    } else {
        forwards
    };
    let assessment = world.assessment();
    let ids = &assessment.programme.model().people.ids;
    let opens = holds(&best.world, gate) == ConditionVerdict::Met;
    let mut obstacles = best.obstacles;
    if !opens && obstacles.is_empty() {
        obstacles.push(GateObstacle::ConditionsConflict);
    }
    Opening {
        obstacles,
        opens,
        people: best
            .world
            .changed
            .iter()
            .map(|(&person, changed)| OpeningPerson {
                changes: changes(assessment, assessment.profile(person), &changed.passes),
                person: ids.name(person as u32).to_owned(),
            })
            .collect(),
        steps: best.steps,
    }
}

/// Brings a condition or group to hold where it does not.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn open_condition<'a>(attempt: &mut ChangeAttempt<'a>, node: &ConditionNode<'a>, backwards: bool) {
    if holds(&attempt.world, node) == ConditionVerdict::Met {
        return;
    }
    match node {
        ConditionNode::Leaf(condition) => open_leaf(attempt, condition),
        ConditionNode::Group { of, .. } if of.is_empty() => {
            attempt.obstacles.push(GateObstacle::NoConditions);
        }
        ConditionNode::Group {
            rule: GroupRule::All,
            of,
            ..
        } => {
            let mut order: Vec<&ConditionNode<'a>> = of.iter().collect();
            if backwards {
                order.reverse();
            }
            // Whatever else is done moves the balance, so it comes last.
            order.sort_by_key(|node| has_balance(node));
            order
                .into_iter()
                .for_each(|node| open_condition(attempt, node, backwards));
        }
        ConditionNode::Group { needed, of, .. } => {
            if *needed > of.len() {
                attempt.obstacles.push(GateObstacle::TooManyNeeded {
                    needed: *needed as u64,
                    of: of.len() as u64,
                });
            }
            let met = of
                .iter()
                .filter(|node| holds(&attempt.world, node) == ConditionVerdict::Met)
                .count();
            let mut open: Vec<(usize, (usize, usize, u64, u64))> = Vec::new();
            for (at, node) in of.iter().enumerate() {
                if holds(&attempt.world, node) != ConditionVerdict::Met {
                    let mut tried = attempt.clone();
                    open_condition(&mut tried, node, backwards);
                    open.push((at, tried.cost()));
                }
            }
            open.sort_by_key(|&(at, cost)| (cost, at));
            let chosen = open
                .into_iter()
                .take(needed.saturating_sub(met))
                .map(|(at, _)| at);
            chosen.for_each(|at| open_condition(attempt, &of[at], backwards));
        }
    }
}

fn has_balance(node: &ConditionNode<'_>) -> bool {
    match node {
        ConditionNode::Leaf(condition) => kind(condition) == ConditionKind::Balance,
        ConditionNode::Group { of, .. } => of.iter().any(has_balance),
    }
}

fn open_leaf<'a>(attempt: &mut ChangeAttempt<'a>, condition: &'a ConditionDoc) {
    let before = attempt.world.spent();
    let subject;
    let done = match kind(condition) {
        ConditionKind::Acts => return acts(attempt, condition),
        ConditionKind::BuyIn | ConditionKind::Agreement => return answers(attempt, condition),
        ConditionKind::Unclear | ConditionKind::Group => {
            return attempt.obstacles.push(GateObstacle::Unclear);
        }
        ConditionKind::Readiness => {
            let track = condition.readiness.and_then(condition::track);
            subject = track.map_or("all", Track::name).to_owned();
            people::readiness(&mut attempt.world, condition, track)
        }
        ConditionKind::Phase => {
            subject = condition.phase.clone().unwrap_or_default();
            people::phase(&mut attempt.world, condition)
        }
        ConditionKind::Holders => {
            subject = condition.holders.clone().unwrap_or_default();
            people::cover(&mut attempt.world, condition)
        }
        ConditionKind::Balance => {
            subject = "balance".to_owned();
            let evened = track_balance::even_out(&mut attempt.world, condition);
            if evened {
                Ok(())
            } else {
                Err(GateObstacle::TracksUneven)
            }
        }
    };
    let after = attempt.world.spent();
    let people = after.0 - before.0;
    let passes = after.1 - before.1;
    if passes > 0 {
        let more = if before.0 > 0 { " more" } else { "" };
        let counted = count(passes, "observed pass", "observed passes");
        let detail = match people {
            0 => format!("`{subject}`: {counted} by people listed already"),
            1 => format!("`{subject}`: {counted}, by 1{more} person"),
            many => format!(
                "`{subject}`: {counted}, by {}{more} people",
                thousands(many)
            ),
        };
        let publisher = &attempt.world.ground.publisher;
        let mut step = OpeningStep::new(OpeningStepKind::People, &subject, detail);
        step.people = publisher.internal_only(people);
        step.passes = publisher.internal_only(passes);
        attempt.steps.push(step);
    }
    if let Err(reason) = done {
        attempt.obstacles.push(reason);
    }
}

fn acts<'a>(attempt: &mut ChangeAttempt<'a>, condition: &'a ConditionDoc) {
    let missing: Vec<String> = condition::missing_acts(&attempt.world, condition)
        .into_iter()
        .map(str::to_owned)
        .collect();
    for act in missing {
        let detail = act_in_words(condition, &act);
        attempt
            .steps
            .push(OpeningStep::new(OpeningStepKind::Act, &act, detail));
        attempt.world.done.insert(act);
    }
}

/// That an act is to be done.
pub(super) fn act_in_words(condition: &ConditionDoc, act: &str) -> String {
    let within = condition
        .within_days
        .map(|days| format!(" (it counts for {days} days)"))
        .unwrap_or_default();
    format!("do `{act}` and record it with its evidence{within}")
}

fn answers<'a>(attempt: &mut ChangeAttempt<'a>, condition: &'a ConditionDoc) {
    let is_agreement = condition.agreement.is_some();
    let instrument = condition
        .buy_in
        .as_deref()
        .or(condition.agreement.as_deref())
        .unwrap_or_default()
        .to_owned();
    if !attempt.world.has_instrument(&instrument) {
        return attempt
            .obstacles
            .push(GateObstacle::UnknownInstrument { instrument });
    }
    let world = &attempt.world;
    let figure = if is_agreement {
        world.agreement(&instrument)
    } else {
        world.buy_in(&instrument)
    };
    let figure = figure.unwrap_or_default();
    if let (false, true, Some(reason)) = (
        is_agreement,
        figure.respondents > 0 && figure.value.is_none(),
        figure.reason,
    ) {
        // More answers do not change it.
        return attempt
            .obstacles
            .push(GateObstacle::UnusableAnswers { instrument, reason });
    }
    let people = if figure.people == 0 {
        world.headcount()
    } else {
        figure.people
    };
    let needed = condition::climate_needed(world, condition);
    let fewest = condition::fewest_respondents(world, condition);
    let mut more = fewest.saturating_sub(figure.respondents);
    if !is_agreement && more == 0 && figure.value.is_none() {
        return raise_buy_in(attempt, condition, &instrument, &figure, people, needed);
    }
    if !is_agreement {
        // The further respondents answer with full buy-in: fewer can never be enough.
        let held = figure.respondents as f64 * figure.value.unwrap_or_default();
        let wanted = (needed * people as f64 - held).max(0.0).floor() as u64;
        more = more.max(wanted);
    }
    let mut world = attempt.world.clone();
    let asked_already = world.answers.get(&instrument).copied().unwrap_or_default();
    if is_agreement && figure.value.is_none_or(|value| value < needed) {
        world.agreed.insert(instrument.clone(), needed);
    }
    let room = people.saturating_sub(figure.respondents);
    while more <= room {
        world
            .answers
            .insert(instrument.clone(), asked_already + more);
        if holds(&world, &ConditionNode::Leaf(condition)) == ConditionVerdict::Met {
            break;
        }
        more += 1;
    }
    if more > room {
        return attempt
            .obstacles
            .push(GateObstacle::EveryAnswerTooLittle { instrument });
    }
    if more > 0 {
        let detail = if is_agreement {
            format!("{more} more must answer `{instrument}`")
        } else {
            format!(
                "{more} more must answer `{instrument}`, all of them with full buy-in: the fewest that can do"
            )
        };
        let publisher = &attempt.world.ground.publisher;
        let mut step = OpeningStep::new(OpeningStepKind::Respondents, &instrument, detail);
        step.people = publisher.internal_only(more);
        step.value = publisher.of_some(0, (!is_agreement).then_some(1.0));
        attempt.steps.push(step);
    }
    if world.agreed.get(&instrument) != attempt.world.agreed.get(&instrument) {
        let detail = format!(
            "bring the agreement of the answers to `{instrument}` to {}: training alone does not",
            figure::authored_number(needed, 2)
        );
        let mut step = OpeningStep::new(OpeningStepKind::Agreement, &instrument, detail);
        step.value = attempt.world.ground.publisher.of(0, needed);
        attempt.steps.push(step);
    }
    if asked_already + more == 0 {
        world.answers.remove(&instrument);
    }
    attempt.world = world;
}

/// Where nothing is known of the buy-in of those who answered: the mean that they must come to.
fn raise_buy_in<'a>(
    attempt: &mut ChangeAttempt<'a>,
    condition: &'a ConditionDoc,
    instrument: &str,
    figure: &ClimateFigure,
    people: u64,
    needed: f64,
) {
    let reason = figure.reason.map_or_else(
        || "there is no value".to_owned(),
        |reason| reason.to_string(),
    );
    let answered = figure.respondents as f64 / people.max(1) as f64;
    let mut world = attempt.world.clone();
    let mut value = (needed / answered).min(1.0);
    // The product may fall a hair short of what is needed.
    for _ in 0..3 {
        world.bought.insert(instrument.to_owned(), value);
        if holds(&world, &ConditionNode::Leaf(condition)) == ConditionVerdict::Met {
            let detail = format!(
                "bring the mean of the answers to `{instrument}` to {}, so that it is known (now: {reason})",
                figure::authored_number(value, 2)
            );
            let mut step = OpeningStep::new(OpeningStepKind::BuyIn, instrument, detail);
            step.value = attempt.world.ground.publisher.internal_only(value);
            attempt.steps.push(step);
            attempt.world = world;
            return;
        }
        value = (value + 1e-12).min(1.0);
    }
    attempt.obstacles.push(GateObstacle::FewRespondents {
        instrument: instrument.to_owned(),
        reason: figure.reason,
    });
}
