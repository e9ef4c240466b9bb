//! What a gate comes to, as data.

use super::condition::{self, ConditionResult};
use super::facts::{FixedFacts, GateFacts};
use super::figures::ConditionFigures;
use super::logic::ConditionNode;
use super::missing_steps;
use super::obstacle::GateObstacle;
use super::opening::{self, OpeningStep};
use super::{ConditionVerdict, GroupRule};
use crate::disclosure::{Published, SuppressedFigures, Suppression};
use crate::document::{OverrideDoc, PhaseDoc};
use crate::figure::Threshold;
use crate::finding::describe;
use crate::validate::override_expired;
use crate::{Code, Date, Finding, Range};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A gate as of a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GateReport {
    /// Its conditions and groups of them, as written.
    pub conditions: Vec<ConditionReport>,
    /// Problems of the gate: no set of changes opens it (internal answers); a decision beside it that has run out, or says what the facts say.
    pub findings: Vec<Finding>,
    /// How many of the conditions must hold.
    pub needed: u64,
    /// Why no set of changes opens it; empty where one does. Only internal answers have it: every change was tried on the facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub obstacles: Vec<GateObstacle>,
    /// A decision shown beside the computed verdict; it never replaces it.
    pub r#override: Option<OverrideReport>,
    /// Id of the phase that it opens.
    pub phase: String,
    /// How the conditions are taken together.
    pub rule: GroupRule,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name of the phase for people.
    pub title: String,
    /// What would open it, in the order in which it was found; empty where it is open. Published, it is what each condition
    /// that does not hold lacks by its published figures.
    pub to_open: Vec<OpeningStep>,
    /// The verdict that the facts give.
    pub verdict: GateVerdict,
    /// Whether doing all of `to_open` opens it: every change was tried on the facts, so that only internal answers have it.
    pub would_open: Published<bool>,
}

/// Whether a gate is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GateVerdict {
    /// It does not open, whatever is still unknown.
    Closed,
    /// What is known does not decide.
    CannotTell,
    /// It was decided, and the decision depends on a small group: internal answers have it.
    Suppressed,
    /// It is open.
    Open,
}

names! {
    GateVerdict (shown otherwise):
    Closed = "closed",
    CannotTell = "cannot_tell",
    Suppressed = "suppressed",
    Open = "open",
}

impl From<ConditionVerdict> for GateVerdict {
    fn from(holds: ConditionVerdict) -> GateVerdict {
        match holds {
            ConditionVerdict::NotMet => GateVerdict::Closed,
            ConditionVerdict::CannotTell => GateVerdict::CannotTell,
            ConditionVerdict::Suppressed => GateVerdict::Suppressed,
            ConditionVerdict::Met => GateVerdict::Open,
        }
    }
}

impl fmt::Display for GateVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name().replace('_', " "))
    }
}

/// A decision to open or keep closed a gate against its computed verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OverrideReport {
    /// Who decided.
    pub by: String,
    /// Whether the facts do not give the same verdict on the date; `null` where their verdict is suppressed.
    pub differs: Option<bool>,
    /// Whether its last day has passed, so that it does not hold any more.
    pub expired: bool,
    /// Open or not.
    pub open: bool,
    /// Why.
    pub reason: String,
    /// The last day it holds.
    pub until: Date,
}

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConditionKind {
    /// Leadership acts within days.
    Acts,
    /// Agreement of answers.
    Agreement,
    /// Difference of track means.
    Balance,
    /// Buy-in.
    BuyIn,
    /// People who hold an objective, per unit.
    Holders,
    /// A group of conditions.
    Group,
    /// An earlier phase completed.
    Phase,
    /// Share of people at a threshold.
    Readiness,
    /// It names no kind, or more than one.
    Unclear,
}

names! {
    ConditionKind:
    Acts = "acts",
    Agreement = "agreement",
    Balance = "balance",
    BuyIn = "buy_in",
    Holders = "holders",
    Group = "group",
    Phase = "phase",
    Readiness = "readiness",
    Unclear = "unclear",
}

/// A condition of a gate with its figures and verdict, or a group of conditions.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ConditionReport {
    /// The conditions of a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionReport>,
    /// The figures in words: what was counted, of whom, and what is missing; for what is not known the reason.
    pub detail: String,
    /// The same figures as data; `null` for a group, and where nothing is known.
    pub figures: Option<ConditionFigures>,
    /// What it is about.
    pub kind: ConditionKind,
    /// The value needed: at least, for balance at most.
    pub needed: Option<f64>,
    /// Why there are no figures; `detail` says it in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<GateObstacle>,
    /// The office that sees to it, as written there or around it.
    pub owner: Option<String>,
    /// How many people the value is about.
    pub people: Published<u64>,
    /// How a group is taken together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<GroupRule>,
    /// The track, objective, instrument, acts or phase.
    pub subject: String,
    /// The figures here that are suppressed, and why; `figures` has its own.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Where `share` of people must reach a threshold: that threshold.
    pub threshold: Option<f64>,
    /// The unit whose value it is, where a condition is held against several: the one that is worst off, of those whose figures
    /// are given.
    pub unit: Option<String>,
    /// What is known of the value; `null` where it cannot be computed. Published, it is on the side of `needed` where the exact
    /// value is.
    pub value: Published<Range>,
    /// Whether it holds.
    pub verdict: ConditionVerdict,
}

/// How near below what is needed a published share is called just below it: a point, with what binary fractions add.
const JUST_BELOW: f64 = 0.010_000_1;

impl ConditionReport {
    /// The threshold that the condition's value is held against, so that it is shown on the right side.
    #[must_use]
    pub fn threshold_of_value(&self) -> Option<Threshold> {
        let needed = self.needed?;
        Some(match self.kind {
            ConditionKind::Balance => Threshold::AtMost(needed),
            _ => Threshold::AtLeast(needed),
        })
    }

    /// Whether its value is a published share that does not reach what is needed and lies within a point of it. It is then reported as
    /// just below it, for it may have been moved to that side.
    #[must_use]
    pub fn is_just_below(&self) -> bool {
        let is_share = matches!(
            self.kind,
            ConditionKind::Readiness | ConditionKind::Phase | ConditionKind::BuyIn
        );
        let (Some(value), Some(needed)) = (self.value.value(), self.needed) else {
            return false;
        };
        self.value.is_rounded()
            && is_share
            && value.low < needed
            && needed - value.low < JUST_BELOW
            && value.high - value.low < JUST_BELOW
    }
}

pub(super) fn gate_report(
    ground: &FixedFacts<'_>,
    at: usize,
    phase: &PhaseDoc,
) -> Option<GateReport> {
    let gate = phase.gate.as_ref()?;
    let node = ConditionNode::of_gate(gate);
    let world = GateFacts::new(ground);
    let as_of = ground.assessment.as_of;
    let (conditions, rule, needed) = match &node {
        ConditionNode::Leaf(_) => (vec![report(&world, &node, None)], GroupRule::All, 1),
        ConditionNode::Group {
            rule,
            needed,
            of,
            owner,
        } => (
            of.iter().map(|node| report(&world, node, *owner)).collect(),
            *rule,
            *needed,
        ),
    };
    let exact = GateVerdict::from(condition::holds(&world, &node));
    let suppressed = conditions
        .iter()
        .any(|condition| condition.verdict == ConditionVerdict::Suppressed);
    let verdict = if suppressed {
        GateVerdict::Suppressed
    } else {
        exact
    };
    let lacks = match (suppressed, ground.publisher.is_internal()) {
        (true, _) => GateLacks::suppressed(Suppression::Verdict),
        (false, true) => GateLacks::tried(&world, &node, at, &phase.id),
        (false, false) => GateLacks {
            steps: missing_steps::steps(&world, &node),
            ..GateLacks::suppressed(Suppression::InternalOnly)
        },
    };
    let decision = gate.r#override.as_ref();
    let mut findings = lacks.findings;
    findings.extend(
        decision.and_then(|decision| override_expired::finding(at, &phase.id, decision, as_of)),
    );
    findings.extend(
        decision
            .filter(|decision| decision.until >= as_of && !suppressed && agrees(decision, verdict))
            .map(|decision| {
                let path = format!("phases[{at}].gate.override.open");
                let (code, by, phase) = (Code::OverrideAgrees, &decision.by, &phase.id);
                let finding = if decision.open {
                    describe!(
                        code,
                        path,
                        OpenDecisionAgrees {
                            by: by,
                            phase: phase
                        }
                    )
                } else {
                    describe!(
                        code,
                        path,
                        ClosedDecisionAgrees {
                            by: by,
                            phase: phase
                        }
                    )
                };
                finding.help("remove it; the verdict says the same")
            }),
    );
    Some(GateReport {
        findings,
        conditions,
        needed: needed as u64,
        obstacles: lacks.obstacles,
        r#override: decision.map(|decision| OverrideReport {
            by: decision.by.clone(),
            differs: (!suppressed).then(|| !agrees(decision, verdict)),
            expired: decision.until < as_of,
            open: decision.open,
            reason: decision.reason.clone(),
            until: decision.until,
        }),
        phase: phase.id.clone(),
        rule,
        title: crate::model::or_id(&phase.title, &phase.id),
        suppressed: SuppressedFigures::default().with_figure("would_open", &lacks.opens),
        to_open: lacks.steps,
        verdict,
        would_open: lacks.opens,
    })
}

/// What a gate lacks.
struct GateLacks {
    findings: Vec<Finding>,
    obstacles: Vec<GateObstacle>,
    opens: Published<bool>,
    steps: Vec<OpeningStep>,
}

impl GateLacks {
    fn suppressed(why: Suppression) -> GateLacks {
        GateLacks {
            findings: Vec::new(),
            obstacles: Vec::new(),
            opens: Published::suppressed(why),
            steps: Vec::new(),
        }
    }

    /// The smallest set of changes found on exact figures, and whether it is enough.
    fn tried(world: &GateFacts<'_>, node: &ConditionNode<'_>, at: usize, phase: &str) -> GateLacks {
        let opening = opening::smallest(world, node);
        let finding = || {
            let path = format!("phases[{at}].gate");
            describe!(
                Code::GateUnreachable,
                path,
                NothingOpensGate { phase: phase }
            )
        };
        GateLacks {
            findings: (!opening.opens).then(finding).into_iter().collect(),
            obstacles: if opening.opens {
                Vec::new()
            } else {
                opening.obstacles
            },
            opens: world.ground.publisher.internal_only(opening.opens),
            steps: opening.steps,
        }
    }
}

/// Whether the facts say what was decided; where they cannot tell, they do not.
fn agrees(decision: &OverrideDoc, verdict: GateVerdict) -> bool {
    verdict
        == if decision.open {
            GateVerdict::Open
        } else {
            GateVerdict::Closed
        }
}

/// A condition with what it comes to. `around` is the owner of the group that it is in.
fn report(
    world: &GateFacts<'_>,
    node: &ConditionNode<'_>,
    around: Option<&str>,
) -> ConditionReport {
    match node {
        ConditionNode::Leaf(written) => {
            let judged = condition::publishable(world, written, condition::judge(world, written));
            let ConditionResult {
                detail,
                figures,
                holds,
                kind,
                needed,
                obstacle,
                people,
                subject,
                threshold,
                unit,
                value,
            } = judged;
            ConditionReport {
                conditions: Vec::new(),
                detail,
                figures: (figures != ConditionFigures::default()).then_some(figures),
                kind,
                needed,
                obstacle,
                owner: written.owner.as_deref().or(around).map(str::to_owned),
                people,
                rule: None,
                subject,
                suppressed: SuppressedFigures::default()
                    .with_figure("people", &people)
                    .with_figure("value", &value),
                threshold,
                unit,
                value,
                verdict: holds,
            }
        }
        ConditionNode::Group {
            rule,
            needed,
            of,
            owner,
        } => {
            let owner = owner.or(around);
            let conditions: Vec<ConditionReport> =
                of.iter().map(|node| report(world, node, owner)).collect();
            let suppressed = conditions
                .iter()
                .any(|condition| condition.verdict == ConditionVerdict::Suppressed);
            let verdict = if suppressed {
                ConditionVerdict::Suppressed
            } else {
                condition::holds(world, node)
            };
            let met = conditions
                .iter()
                .filter(|condition| condition.verdict == ConditionVerdict::Met)
                .count();
            ConditionReport {
                detail: match rule {
                    GroupRule::All => format!("{met} of {} hold, and all must", of.len()),
                    GroupRule::Any => format!("{met} of {} hold, and one must", of.len()),
                    GroupRule::AtLeast => format!("{met} of {} hold, and {needed} must", of.len()),
                },
                conditions,
                figures: None,
                kind: ConditionKind::Group,
                needed: Some(*needed as f64),
                obstacle: None,
                owner: owner.map(str::to_owned),
                people: Published::suppressed_all(),
                rule: Some(*rule),
                subject: String::new(),
                suppressed: SuppressedFigures::default(),
                threshold: None,
                unit: None,
                value: Published::suppressed_all(),
                verdict,
            }
        }
    }
}
