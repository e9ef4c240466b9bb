//! What changed, as data.

use super::DiffSide;
use super::attribute::{self, Verdicts};
use crate::disclosure::Disclosure;
use crate::disclosure::{Published, SuppressedFigures};
use crate::model::NONE;
use crate::{Assessment, Date, Programme, Verdict};
use serde::{Deserialize, Serialize};

/// The cause of a change of verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VerdictCause {
    /// Records were added, or left out.
    Evidence,
    /// Evidence grew older.
    Ageing,
    /// Evidence expired.
    Expiry,
    /// The rules of measurement are others: rules, tracks, half-lives, instruments.
    Rules,
    /// What is required is another: objectives, roles, feature use.
    Requirements,
    /// The person sits in another section, or has other roles.
    Place,
}

names! {
    VerdictCause:
    Evidence = "evidence",
    Ageing = "ageing",
    Expiry = "expiry",
    Rules = "rules",
    Requirements = "requirements",
    Place = "place",
}

/// How many people have which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VerdictCounts {
    /// People of whom it is not known.
    pub cannot_tell: u64,
    /// People who are not ready.
    pub not_ready: u64,
    /// People of whom nothing is required.
    pub not_required: u64,
    /// People who are ready.
    pub ready: u64,
}

impl VerdictCounts {
    pub(super) fn count_verdicts(
        verdicts: impl IntoIterator<Item = Option<Verdict>>,
    ) -> VerdictCounts {
        let mut counts = VerdictCounts::default();
        for verdict in verdicts {
            *match verdict {
                None => &mut counts.not_required,
                Some(Verdict::CannotTell) => &mut counts.cannot_tell,
                Some(Verdict::NotReady) => &mut counts.not_ready,
                Some(Verdict::Ready) => &mut counts.ready,
            } += 1;
        }
        counts
    }

    /// How many people there are of all verdicts together.
    #[must_use]
    pub fn people(self) -> u64 {
        self.cannot_tell + self.not_ready + self.not_required + self.ready
    }
}

/// How many people one cause made better and worse, of those on both sides of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CauseCounts {
    /// How many have a better verdict by it. Only internal answers have it.
    pub better: Published<u64>,
    /// The cause.
    pub cause: VerdictCause,
    /// How many have something, or nothing, required of them only since. Only internal answers have it.
    pub other: Published<u64>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// The verdicts after this cause and those before it.
    pub then: Published<VerdictCounts>,
    /// How many have a worse verdict by it. Only internal answers have it.
    pub worse: Published<u64>,
}

/// A step on which a verdict changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VerdictStep {
    /// Why.
    pub cause: VerdictCause,
    /// The verdict before it; `null` where nothing was required.
    pub from: Option<Verdict>,
    /// The verdict after it.
    pub to: Option<Verdict>,
}

/// A change of one person's verdict, with its causes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VerdictChange {
    /// The verdict after; `null` where nothing is required.
    pub after: Option<Verdict>,
    /// The verdict before.
    pub before: Option<Verdict>,
    /// Id of the person.
    pub person: String,
    /// The steps on which the verdict changes, from `before` to `after`.
    pub steps: Vec<VerdictStep>,
}

/// A person who has joined, has left or has changed section between two assessments.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StaffChange {
    /// The section (id) before; `null` for who has joined.
    pub from: Option<String>,
    /// Hours to teach what they newly need; what nothing teaches counts none.
    pub hours: f64,
    /// What they need after and did not need before, or not so high, and are not ready in.
    pub new_needs: u64,
    /// Id of the person.
    pub person: String,
    /// Whether roles were taken up or given up.
    pub roles_changed: bool,
    /// The section (id) after; `null` for who has left.
    pub to: Option<String>,
    /// The verdict, on the side where they are; for who moved, after; `null` where nothing is required.
    pub verdict: Option<Verdict>,
}

/// The difference between two assessments: who changes verdict and why. The lists of people are empty in a published one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diff {
    /// The verdicts after, of those who are there on both sides. Suppressed, as those of the last causes are, where something else is
    /// required of fewer than `min_cell` people: beside those before they would reveal them.
    pub after: Published<VerdictCounts>,
    /// The verdicts before, of those who are there on both sides.
    pub before: Published<VerdictCounts>,
    /// What each cause did, in the order of exchange; their sums lead from `before` to `after`.
    pub causes: Vec<CauseCounts>,
    /// Everyone whose verdict changes, or changed on the way and changed back; by id.
    pub changes: Vec<VerdictChange>,
    /// The date of the first assessment.
    pub from: Date,
    /// Who is there only after, by id.
    pub joined: Vec<StaffChange>,
    /// Who is there only before, by id.
    pub left: Vec<StaffChange>,
    /// Who sits in another section or has other roles, by id.
    pub moved: Vec<StaffChange>,
    /// How many people are there on both sides; the staff lists say it.
    pub people: Published<u64>,
    /// The figures and lists here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// The date of the second assessment.
    pub to: Date,
}

impl Diff {
    /// Whether anybody who is there on both sides has a worse verdict after; of an internal difference, which lists them.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        self.changes
            .iter()
            .any(|change| rank(change.after, change.before) == Some(std::cmp::Ordering::Less))
    }
}

/// How one verdict compares with another; `None` where nothing was or is required.
fn rank(verdict: Option<Verdict>, other: Option<Verdict>) -> Option<std::cmp::Ordering> {
    Some(verdict?.cmp(&other?))
}

pub(super) fn of(before: &DiffSide<'_>, after: &DiffSide<'_>, disclosure: &Disclosure) -> Diff {
    use std::cmp::Ordering::{Greater, Less};
    let (first, last) = (
        Programme::compile(before.document),
        Programme::compile(after.document),
    );
    let old = attribute::employed(before, &first);
    let new = attribute::employed(after, &last);
    let stay: Vec<String> = old
        .keys()
        .filter(|id| new.contains_key(*id))
        .cloned()
        .collect();
    let (verdicts, concerned) = attribute::verdicts(before, after, (&first, &last), &stay);
    let on = |side: &DiffSide<'_>, programme: &Programme| {
        programme.assess(&side.evidence.for_programme(programme), side.as_of)
    };
    let (first, last) = (on(before, &first), on(after, &last));
    let publisher = last.publisher(disclosure);
    let counts = |step: usize| {
        let of_step = || verdicts.iter().map(|row| row.get(step).copied().flatten());
        let required = stay
            .iter()
            .zip(of_step())
            .filter(|(_, verdict)| verdict.is_some());
        let required = required.map(|(id, _)| crate::fingerprint::person(id)).sum();
        publisher.verdicts(VerdictCounts::count_verdicts(of_step()), required)
    };
    // Where the counts before are given, and few have something else required of them since, those after would reveal these.
    let mut apart = 0;
    let mut is_given = [true; attribute::INPUTS + 1];
    for (cause, given) in VerdictCause::ALL
        .into_iter()
        .zip(is_given.iter_mut().skip(1))
    {
        apart += match cause {
            VerdictCause::Requirements => concerned.requirements,
            VerdictCause::Place => concerned.place,
            // Evidence, time and rules may change everyone.
            VerdictCause::Evidence
            | VerdictCause::Ageing
            | VerdictCause::Expiry
            | VerdictCause::Rules => 0,
        };
        *given = !publisher.is_small_group(apart);
        apart = if *given { 0 } else { apart };
    }
    let counts = |step: usize| {
        let given = is_given.get(step).copied().unwrap_or_default();
        publisher.given_if(given, counts(step))
    };
    let causes = VerdictCause::ALL
        .into_iter()
        .enumerate()
        .map(|(at, cause)| {
            let (mut better, mut worse, mut other) = (0, 0, 0);
            for row in &verdicts {
                if let Some(step) = step(row, at).filter(|step| step.from != step.to) {
                    match rank(step.to, step.from) {
                        Some(Greater) => better += 1,
                        Some(Less) => worse += 1,
                        _ => other += 1,
                    }
                }
            }
            let of_changed = |count: u64| publisher.internal_only(count);
            let (better, other, worse) = (of_changed(better), of_changed(other), of_changed(worse));
            let then = counts(at + 1);
            let suppressed = SuppressedFigures::default()
                .with_figure("better", &better)
                .with_figure("other", &other)
                .with_figure("then", &then)
                .with_figure("worse", &worse);
            CauseCounts {
                better,
                cause,
                other,
                suppressed,
                then,
                worse,
            }
        });
    let changes: Vec<VerdictChange> = stay
        .iter()
        .zip(&verdicts)
        .filter_map(|(person, row)| {
            let steps: Vec<VerdictStep> = (0..attribute::INPUTS)
                .filter_map(|at| step(row, at).filter(|step| step.from != step.to))
                .collect();
            let (before, after) = (
                row.first().copied().flatten(),
                row.last().copied().flatten(),
            );
            (!steps.is_empty()).then(|| VerdictChange {
                after,
                before,
                person: person.clone(),
                steps,
            })
        })
        .collect();
    let verdict = |assessment: &Assessment, id: &str| {
        assessment.find_person(id).and_then(|found| found.verdict())
    };
    let only = |here: &attribute::Placements,
                there: &attribute::Placements,
                joined: bool|
     -> Vec<StaffChange> {
        let alone = here.iter().filter(|(id, _)| !there.contains_key(*id));
        alone
            .map(|(id, (section, _))| {
                let (new_needs, hours) = if joined {
                    to_learn(None, &last, id)
                } else {
                    (0, 0.0)
                };
                StaffChange {
                    from: (!joined).then(|| section.clone()),
                    hours,
                    new_needs,
                    person: id.clone(),
                    roles_changed: false,
                    to: joined.then(|| section.clone()),
                    verdict: verdict(if joined { &last } else { &first }, id),
                }
            })
            .collect()
    };
    let (joined, left) = (only(&new, &old, true), only(&old, &new, false));
    let moved = old.iter().filter_map(|(id, place)| {
        let now = new.get(id).filter(|now| *now != place)?;
        let (new_needs, hours) = to_learn(Some(&first), &last, id);
        Some(StaffChange {
            from: Some(place.0.clone()),
            hours,
            new_needs,
            person: id.clone(),
            roles_changed: now.1 != place.1,
            to: Some(now.0.clone()),
            verdict: verdict(&last, id),
        })
    });
    let (after_counts, before_counts) = (counts(attribute::INPUTS), counts(0));
    let people = publisher.of(stay.len() as u64, stay.len() as u64);
    let mut suppressed = SuppressedFigures::default()
        .with_figure("after", &after_counts)
        .with_figure("before", &before_counts)
        .with_figure("people", &people);
    for list in ["changes", "joined", "left", "moved"] {
        suppressed.note(list, &publisher.internal_only(()));
    }
    let keep = publisher.is_internal();
    Diff {
        after: after_counts,
        before: before_counts,
        causes: causes.collect(),
        changes: if keep { changes } else { Vec::new() },
        from: before.as_of,
        moved: moved.filter(|_| keep).collect(),
        joined: if keep { joined } else { Vec::new() },
        left: if keep { left } else { Vec::new() },
        people,
        suppressed,
        to: after.as_of,
    }
}

/// What somebody needs after, is not ready in, and did not need before: how much, and the hours to teach it.
fn to_learn(before: Option<&Assessment>, after: &Assessment, id: &str) -> (u64, f64) {
    let model = after.programme().model();
    let Some(person) = model.people.ids.index(id) else {
        return (0, 0.0);
    };
    let old = before.map(|before| {
        (
            before.programme().model(),
            before.programme().find_needs(id),
        )
    });
    let needed_before = |objective: &str, level: u8| {
        old.is_some_and(|(model, profile)| {
            let slot = model
                .objective_ids
                .index(objective)
                .and_then(|at| profile?.slots.get(at).copied());
            let held = slot
                .filter(|slot| *slot != NONE)
                .and_then(|slot| profile?.requirements.get(slot as usize));
            held.is_some_and(|held| held.level >= level)
        })
    };
    let (mut count, mut hours) = (0, 0.0);
    for (requirement, cell) in after
        .profile(person)
        .requirements
        .iter()
        .zip(after.cells(person))
    {
        let ready = cell
            .range(model.rules.prior_weight)
            .verdict(requirement.threshold)
            == Verdict::Ready;
        let id = model
            .objectives
            .get(requirement.objective)
            .map_or("", |objective| objective.id.as_str());
        if !ready && !needed_before(id, requirement.level) {
            count += 1;
            hours += model
                .hours_to_teach(requirement.objective, requirement.level)
                .unwrap_or_default();
        }
    }
    (count, hours)
}

fn step(row: &Verdicts, at: usize) -> Option<VerdictStep> {
    Some(VerdictStep {
        cause: *VerdictCause::ALL.get(at)?,
        from: *row.get(at)?,
        to: *row.get(at + 1)?,
    })
}
