//! Which decisions of gates may leave: they were made on exact figures.
//!
//! Two rules, by what the document says alone:
//!
//! * A verdict that depends on a group of fewer than `min_cell` people is suppressed.
//! * Of two decisions that can differ in what 1 to `min_cell` - 1 people have shown, the first is given and the second is suppressed:
//!   together they would reveal these few. So it is with counts of the same people, which are rounded alike where they are the same.

use crate::Track;
use crate::document::{ConditionDoc, GateDoc, Scope, Subject};
use crate::fingerprint::PeopleSet;
use crate::model::{Model, NONE, Profile};
use crate::population::{PeopleGroup, Population};
use std::collections::{BTreeMap, BTreeSet};

/// What of a condition may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PublishableParts {
    /// Whether its verdict depends on no group of fewer than `min_cell` people.
    pub(crate) is_of_many: bool,
    /// Whether its verdict and that of each condition before it differ in nobody, or in `min_cell` people or more.
    pub(crate) is_apart: bool,
    /// Whether the same holds of its counts, beside those of the same people in units, in what units lack, and in earlier conditions.
    pub(crate) gives_counts: bool,
    /// Whether the number of units that have enough may be given: none of the units decides nearly the same as another decision.
    pub(crate) gives_units: bool,
}

/// What of each condition of all gates may leave. All of them count, because a reader of one gate may read the others.
#[derive(Clone, Debug, Default)]
pub(crate) struct PublishableConditions<'a>(Vec<(&'a ConditionDoc, PublishableParts)>);

impl<'a> PublishableConditions<'a> {
    /// Of these gates, in the order of the phases.
    pub(crate) fn new(
        model: &Model,
        population: &Population,
        gates: impl IntoIterator<Item = &'a GateDoc>,
    ) -> PublishableConditions<'a> {
        let mut conditions = Vec::new();
        for gate in gates {
            for list in [&gate.all, &gate.any, &gate.of] {
                list.iter()
                    .for_each(|written| leaves(written, &mut conditions));
            }
        }
        let mut list = Vec::with_capacity(conditions.len());
        let mut before: Vec<Decisions> = Vec::new();
        if conditions.is_empty() {
            return PublishableConditions(list);
        }
        let units = UnitFigures::new(model, population);
        for condition in conditions {
            let decisions = Decisions::new(model, population, condition);
            let mut near = decisions.nearness(&decisions, model, population);
            near.counts |= units.are_near(&decisions, model, population);
            for earlier in &before {
                near = near.or(earlier.nearness(&decisions, model, population));
            }
            let parts = PublishableParts {
                is_of_many: is_of_many(model, population, condition),
                is_apart: !near.verdicts,
                gives_counts: !near.counts,
                gives_units: !near.units && !near.verdicts,
            };
            before.push(decisions.keep(parts));
            list.push((condition, parts));
        }
        PublishableConditions(list)
    }

    /// What of a condition may leave. It is found by its place: conditions have no ids.
    pub(crate) fn parts(&self, condition: &ConditionDoc) -> PublishableParts {
        let found = self
            .0
            .iter()
            .find(|(known, _)| std::ptr::eq(*known, condition));
        // What is not of these gates is compared with nothing, so it is not given.
        found.map_or(
            PublishableParts {
                is_of_many: false,
                is_apart: false,
                gives_counts: false,
                gives_units: false,
            },
            |(_, parts)| *parts,
        )
    }
}

/// The conditions within a condition that are no groups, in the order in which they are written.
fn leaves<'a>(condition: &'a ConditionDoc, out: &mut Vec<&'a ConditionDoc>) {
    let lists = [&condition.all, &condition.any, &condition.of];
    if lists.iter().all(|list| list.is_empty()) {
        out.push(condition);
    }
    for list in lists {
        list.iter().for_each(|inner| leaves(inner, out));
    }
}

/// What is asked of a person: a mean of tracks to reach a threshold, single requirements to reach theirs, or both. Thresholds are bits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    mean: Option<(Vec<Track>, u64)>,
    each: BTreeSet<(usize, u64)>,
}

impl Asked {
    /// What a condition on readiness asks; `None` where nothing is required. A mean of one requirement is that requirement.
    fn of_readiness(
        profile: &Profile,
        model: &Model,
        track: Option<Track>,
        threshold: f64,
    ) -> Option<Asked> {
        let tracks: Vec<Track> = Track::ALL
            .into_iter()
            .filter(|held| profile.has(*held) && track.is_none_or(|track| track == *held))
            .collect();
        let in_tracks = |objective: usize| {
            let objective = model.objectives.get(objective);
            objective.is_some_and(|objective| tracks.contains(&objective.track))
        };
        let slots = || profile.requirements.iter().enumerate();
        let held: Vec<usize> = slots()
            .filter(|(_, need)| in_tracks(need.objective))
            .map(|(slot, _)| slot)
            .collect();
        let critical = slots()
            .filter(|(_, need)| track.is_none() && need.critical)
            .map(|(slot, need)| (slot, need.threshold.to_bits()));
        let mut each: BTreeSet<(usize, u64)> = critical.collect();
        let mean = match held.as_slice() {
            [] => return None,
            [slot] => {
                each.insert((*slot, threshold.to_bits()));
                None
            }
            _ => Some((tracks, threshold.to_bits())),
        };
        Some(Asked { mean, each })
    }

    /// The place of the only requirement that is asked for, where there is one.
    fn one_slot(&self) -> Option<usize> {
        let mut slots = self.each.iter().map(|(slot, _)| *slot);
        match (&self.mean, slots.next(), slots.next()) {
            (None, one, None) => one,
            _ => None,
        }
    }

    /// To be ready in those of some objectives that are required.
    fn of_objectives(profile: &Profile, objectives: &[usize]) -> Option<Asked> {
        let slot = |at: &usize| profile.slots.get(*at).filter(|slot| **slot != NONE);
        let need = |slot: &u32| {
            let need = profile.requirements.get(*slot as usize)?;
            Some((*slot as usize, need.threshold.to_bits()))
        };
        let each: BTreeSet<(usize, u64)> = objectives
            .iter()
            .filter_map(slot)
            .filter_map(need)
            .collect();
        (!each.is_empty()).then_some(Asked { mean: None, each })
    }
}

/// How many of some people do what is asked, and whether they are as many as are needed.
#[derive(Clone, Debug)]
struct Decision {
    /// Groups whose people count, by index.
    groups: BTreeSet<usize>,
    people: u64,
    needed: u64,
    /// Whether their count is given.
    gives_count: bool,
    /// Whether the number of units with enough depends on what they have shown.
    is_of_units: bool,
    /// Whether the verdict of the condition does.
    is_of_verdict: bool,
}

/// The decisions of a condition on exact counts.
#[derive(Clone, Debug, Default)]
struct Decisions {
    /// What is asked of each group.
    asked: Vec<Option<Asked>>,
    list: Vec<Decision>,
    /// The decisions in which each group counts.
    of_group: Vec<Vec<usize>>,
}

/// Which parts of two conditions can differ in a few people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Nearness {
    counts: bool,
    units: bool,
    verdicts: bool,
}

impl Nearness {
    const ALL: Nearness = Nearness {
        counts: true,
        units: true,
        verdicts: true,
    };

    fn or(self, other: Nearness) -> Nearness {
        Nearness {
            counts: self.counts || other.counts,
            units: self.units || other.units,
            verdicts: self.verdicts || other.verdicts,
        }
    }
}

/// The counts of people who are ready that every answer on units has: of sections, roles and the organisation, in all and in each
/// objective.
struct UnitFigures {
    /// The sets of people of whom something is required, as numbers.
    required: BTreeSet<u128>,
}

#[expect(clippy::indexing_slicing, reason = "indices of the same model")]
impl UnitFigures {
    fn new(model: &Model, population: &Population) -> UnitFigures {
        let required = |group: &PeopleGroup| {
            let needs = !model.profiles[group.profile].requirements.is_empty();
            if needs {
                group.set()
            } else {
                PeopleSet::default()
            }
        };
        let groups: Vec<PeopleSet> = population.groups.iter().map(required).collect();
        let all: PeopleSet = groups.iter().copied().sum();
        let sets = population
            .by_section(&groups)
            .into_iter()
            .chain(population.by_role(&groups));
        UnitFigures {
            required: sets.chain([all]).map(|set| set.fingerprint).collect(),
        }
    }

    /// Whether a count of a condition can differ in a few people from that of a unit, or of one of its objectives, about the same people.
    fn are_near(&self, decisions: &Decisions, model: &Model, population: &Population) -> bool {
        let min_cell = u64::from(model.rules.min_cell);
        let profile = |at: usize| &model.profiles[population.groups[at].profile];
        decisions.list.iter().any(|decision| {
            let set: PeopleSet = decision
                .groups
                .iter()
                .map(|&at| population.groups[at].set())
                .sum();
            let few = |other: &dyn Fn(usize) -> Option<Asked>| {
                let differs = |at: &&usize| decisions.asked[**at] != other(**at);
                let differing = decision.groups.iter().filter(differs);
                let people: u64 = differing.map(|&at| population.groups[at].people).sum();
                (1..min_cell).contains(&people)
            };
            let all = |at| Asked::of_readiness(profile(at), model, None, model.rules.threshold);
            if self.required.contains(&set.fingerprint) && few(&all) {
                return true;
            }
            // What most of them are asked is one objective, and all of them need it at one level: then units count them too.
            let needs = decision.groups.iter().filter_map(|&at| {
                let one = decisions.asked[at].as_ref().and_then(Asked::one_slot);
                one.and_then(|slot| profile(at).requirements.get(slot))
                    .map(|need| (need.objective, need.level))
            });
            let needs: BTreeSet<(usize, u8)> = needs.collect();
            needs.into_iter().any(|(objective, level)| {
                let has = |at: &usize| {
                    let slot = profile(*at)
                        .slots
                        .get(objective)
                        .filter(|slot| **slot != NONE);
                    let need = slot.and_then(|slot| profile(*at).requirements.get(*slot as usize));
                    need.is_some_and(|need| need.level == level)
                };
                decision.groups.iter().all(has)
                    && few(&|at| Asked::of_objectives(profile(at), &[objective]))
            })
        })
    }
}

/// Pairs of units that are compared; where there are more, the second condition is not given.
const MOST_PAIRS: usize = 10_000_000;

#[expect(clippy::indexing_slicing, reason = "indices of the same model")]
impl Decisions {
    fn new(model: &Model, population: &Population, condition: &ConditionDoc) -> Decisions {
        let ask = |ask: &dyn Fn(&Profile) -> Option<Asked>| -> Vec<Option<Asked>> {
            let groups = population.groups.iter();
            groups
                .map(|group| ask(&model.profiles[group.profile]))
                .collect()
        };
        if condition.holders.is_some() {
            return Decisions::of_holders(model, population, condition);
        }
        let asked = match (condition.readiness, &condition.phase) {
            (Some(subject), _) => {
                let track = match subject {
                    Subject::People => Some(Track::People),
                    Subject::Process => Some(Track::Process),
                    Subject::Technology => Some(Track::Technology),
                    Subject::All => None,
                };
                let default = track.map_or(model.rules.threshold, |track| {
                    *model.rules.track_thresholds.get(track)
                });
                let threshold = condition.at_least.unwrap_or(default);
                ask(&|profile| Asked::of_readiness(profile, model, track, threshold))
            }
            (None, Some(phase)) => {
                let written = model.phases.iter().find(|written| written.id == *phase);
                let objectives: Vec<usize> = written
                    .iter()
                    .flat_map(|written| &written.objectives)
                    .filter_map(|id| model.objective_ids.index(id))
                    .collect();
                ask(&|profile| Asked::of_objectives(profile, &objectives))
            }
            // Means, answers and acts are no counts of these people.
            (None, None) => return Decisions::default(),
        };
        let groups: BTreeSet<usize> = (0..asked.len()).filter(|&at| asked[at].is_some()).collect();
        let people: u64 = groups.iter().map(|&at| population.groups[at].people).sum();
        let share = condition.share.unwrap_or(1.0);
        // The fewest whose share is enough.
        let about = (share * people as f64).floor().max(0.0) as u64;
        let fewest = (about.saturating_sub(1)..=about + 1)
            .find(|count| *count as f64 / people.max(1) as f64 >= share);
        // More than there are is never met, and none is always met, whatever the evidence.
        let needed = fewest.filter(|needed| (1..=people).contains(needed));
        let decision = Decision {
            groups,
            people,
            needed: needed.unwrap_or_default(),
            gives_count: true,
            is_of_units: false,
            is_of_verdict: needed.is_some(),
        };
        Decisions::of_list(asked, vec![decision])
    }

    fn of_list(asked: Vec<Option<Asked>>, list: Vec<Decision>) -> Decisions {
        let mut of_group = vec![Vec::new(); asked.len()];
        for (place, decision) in list.iter().enumerate() {
            decision
                .groups
                .iter()
                .for_each(|&at| of_group[at].push(place));
        }
        Decisions {
            asked,
            list,
            of_group,
        }
    }

    fn of_holders(model: &Model, population: &Population, condition: &ConditionDoc) -> Decisions {
        let id = condition.holders.as_deref().unwrap_or_default();
        let Some(objective) = model.objective_ids.index(id) else {
            return Decisions::default();
        };
        let asked: Vec<Option<Asked>> = population
            .groups
            .iter()
            .map(|group| Asked::of_objectives(&model.profiles[group.profile], &[objective]))
            .collect();
        let needed = condition.at_least.unwrap_or(1.0).max(0.0).ceil() as u64;
        let min_cell = u64::from(model.rules.min_cell);
        let units = holders_of_units(model, population, condition);
        let scope = condition.per.unwrap_or(Scope::Organisation);
        // A unit with too few people never has enough, so that the verdict is known.
        let is_known = needed == 0 || units.iter().any(|(_, people)| *people < needed);
        let given: Vec<Option<usize>> = units
            .iter()
            .filter(|(_, people)| *people >= min_cell)
            .map(|(at, _)| *at)
            .collect();
        let mut members: BTreeMap<Option<usize>, BTreeSet<usize>> =
            given.iter().map(|at| (*at, BTreeSet::new())).collect();
        let mut wholes: BTreeSet<Option<usize>> = BTreeSet::new();
        for (at, group) in population.groups.iter().enumerate() {
            if asked[at].is_none() {
                continue;
            }
            let mut add = |unit: Option<usize>| {
                if let Some(groups) = members.get_mut(&unit) {
                    groups.insert(at);
                }
            };
            match scope {
                Scope::Organisation => add(None),
                Scope::Role => group.roles.iter().for_each(|&role| add(Some(role))),
                Scope::Section => {
                    let mut above = Some(group.section);
                    while let Some(section) = above {
                        add(Some(section));
                        above = population.parents[section];
                    }
                }
            }
        }
        if scope == Scope::Section {
            // What a part lacks its whole does not have to lack: the verdict is that of units without parts among them.
            for section in given.iter().flatten() {
                let mut above = population.parents[*section];
                while let Some(at) = above.filter(|at| wholes.insert(Some(*at))) {
                    above = population.parents[at];
                }
            }
        }
        let people =
            |groups: &BTreeSet<usize>| groups.iter().map(|&at| population.groups[at].people).sum();
        let list = members.into_iter().map(|(unit, groups)| {
            let people: u64 = people(&groups);
            Decision {
                people,
                groups,
                needed,
                gives_count: true,
                is_of_units: (1..=people).contains(&needed),
                is_of_verdict: !is_known && needed > 0 && !wholes.contains(&unit),
            }
        });
        Decisions::of_list(asked, list.collect())
    }

    /// What is given of them, to be compared with later ones.
    fn keep(mut self, parts: PublishableParts) -> Decisions {
        for decision in &mut self.list {
            decision.gives_count &= parts.gives_counts && parts.is_apart;
            decision.is_of_units &= parts.gives_units;
            decision.is_of_verdict &= parts.is_apart;
        }
        self
    }

    /// What of these and later ones can differ in a few people. Of one condition, only the number of units can.
    fn nearness(&self, later: &Decisions, model: &Model, population: &Population) -> Nearness {
        let is_same = std::ptr::eq(self, later);
        let min_cell = u64::from(model.rules.min_cell);
        // Two decisions with nobody in common of whom they ask the same differ in everybody.
        let common: Vec<usize> = (0..self.asked.len().min(later.asked.len()))
            .filter(|&at| self.asked[at].is_some() && self.asked[at] == later.asked[at])
            .collect();
        let (mut seen, mut near) = (BTreeSet::new(), Nearness::default());
        let mut looked = 0usize;
        for at in common {
            let (ours, theirs) = (&self.of_group[at], &later.of_group[at]);
            looked += ours.len() * theirs.len();
            if looked > MOST_PAIRS {
                return Nearness::ALL;
            }
            for &one in ours {
                for &other in theirs {
                    let (a, b) = (&self.list[one], &later.list[other]);
                    if (is_same && other <= one)
                        || a.people.abs_diff(b.people) >= min_cell
                        || !seen.insert((one, other))
                    {
                        continue;
                    }
                    let Some(decides) = self.tell_of_few((a, later, b), population, min_cell)
                    else {
                        continue;
                    };
                    // The same people are counted, and rounded alike.
                    near.counts |= a.gives_count && b.gives_count && a.groups == b.groups;
                    let is_decided = |of: &Decision| of.is_of_verdict || of.is_of_units;
                    near.units |= decides && is_decided(a) && is_decided(b);
                    near.verdicts |= decides && a.is_of_verdict && b.is_of_verdict && !is_same;
                }
            }
        }
        near
    }

    /// Whether 1 to `min_cell` - 1 people are not asked the same by two conditions, and if so whether their decisions together can tell
    /// of these.
    fn tell_of_few(
        &self,
        (a, later, b): (&Decision, &Decisions, &Decision),
        population: &Population,
        min_cell: u64,
    ) -> Option<bool> {
        let (mut apart, mut of_a, mut of_b) = (0, 0, 0);
        for &at in a.groups.union(&b.groups) {
            let (in_a, in_b) = (a.groups.contains(&at), b.groups.contains(&at));
            if in_a && in_b && self.asked[at] == later.asked[at] {
                continue;
            }
            let people = population.groups[at].people;
            apart += people;
            of_a += if in_a { people } else { 0 };
            of_b += if in_b { people } else { 0 };
            if apart >= min_cell {
                return None;
            }
        }
        // Numbers further from each other than these few can make them say nothing together.
        (apart > 0).then_some(b.needed <= a.needed + of_b && a.needed <= b.needed + of_a)
    }
}

/// Whether the verdict of a condition depends on no group of fewer than `min_cell` people: several such verdicts together would fix
/// what is known of them. That everyone in a larger group is ready is a fact about the group.
#[expect(clippy::indexing_slicing, reason = "indices of the same model")]
fn is_of_many(model: &Model, population: &Population, condition: &ConditionDoc) -> bool {
    let min_cell = u64::from(model.rules.min_cell);
    let enough = |people: u64| people == 0 || people >= min_cell;
    let count = |needs: &dyn Fn(&PeopleGroup) -> bool| -> u64 {
        population
            .groups
            .iter()
            .filter(|group| needs(group))
            .map(|group| group.people)
            .sum()
    };
    let in_track = |track: Track| count(&|group| model.profiles[group.profile].has(track));
    if let Some(subject) = condition.readiness {
        return match subject {
            Subject::People => enough(in_track(Track::People)),
            Subject::Process => enough(in_track(Track::Process)),
            Subject::Technology => enough(in_track(Track::Technology)),
            Subject::All => enough(count(&|group| {
                !model.profiles[group.profile].requirements.is_empty()
            })),
        };
    }
    if condition.balance.is_some() {
        return Track::ALL.into_iter().all(|track| enough(in_track(track)));
    }
    if let Some(phase) = &condition.phase {
        let Some(written) = model.phases.iter().find(|written| written.id == *phase) else {
            return true;
        };
        let objectives: Vec<usize> = written
            .objectives
            .iter()
            .filter_map(|id| model.objective_ids.index(id))
            .collect();
        let needs = |group: &PeopleGroup| {
            objectives
                .iter()
                .any(|&at| model.profiles[group.profile].slots[at] != NONE)
        };
        return enough(count(&needs));
    }
    if condition.holders.is_some() {
        let needed = condition.at_least.unwrap_or(1.0).max(0.0).ceil() as u64;
        // More than there are is never met, and none is always met, whatever the evidence.
        let depends = |people: u64| !enough(people) && (1..=people).contains(&needed);
        return !holders_of_units(model, population, condition)
            .into_iter()
            .any(|(_, people)| depends(people));
    }
    true
}

/// The units in which anybody needs the objective of a condition on holders, by index, with how many do. The place of the
/// organisation is `None`.
#[expect(clippy::indexing_slicing, reason = "indices of the same model")]
pub(crate) fn holders_of_units(
    model: &Model,
    population: &Population,
    condition: &ConditionDoc,
) -> Vec<(Option<usize>, u64)> {
    let id = condition.holders.as_deref().unwrap_or_default();
    let Some(objective) = model
        .objective_ids
        .index(id)
        .filter(|&at| at < model.objectives.len())
    else {
        return Vec::new();
    };
    #[derive(Clone, Copy, Default)]
    struct NeedingPeople(u64);
    impl std::ops::AddAssign<&NeedingPeople> for NeedingPeople {
        fn add_assign(&mut self, other: &NeedingPeople) {
            self.0 += other.0;
        }
    }
    let needing = |group: &PeopleGroup| match model.profiles[group.profile].slots[objective] {
        NONE => NeedingPeople(0),
        _ => NeedingPeople(group.people),
    };
    let groups: Vec<NeedingPeople> = population.groups.iter().map(needing).collect();
    let asks = |role: usize| {
        model.roles[role]
            .requires
            .iter()
            .any(|need| need.objective == objective)
    };
    let units: Vec<(Option<usize>, NeedingPeople)> =
        match condition.per.unwrap_or(Scope::Organisation) {
            Scope::Section => population
                .by_section(&groups)
                .into_iter()
                .enumerate()
                .map(|(at, sum)| (Some(at), sum))
                .collect(),
            Scope::Role => {
                let roles = population
                    .by_role(&groups)
                    .into_iter()
                    .enumerate()
                    .filter(|(role, _)| asks(*role));
                roles.map(|(at, sum)| (Some(at), sum)).collect()
            }
            Scope::Organisation => vec![(None, Population::of_all(&groups))],
        };
    units
        .into_iter()
        .map(|(at, sum)| (at, sum.0))
        .filter(|(_, people)| *people > 0)
        .collect()
}
