//! What may leave, decided once for all units and figures: whole units, track means, and figures on each need.
//!
//! Readiness is a sum over needs of what each makes up of the gap, a track mean one of what was shown of its needs. So
//! that rows that are withheld do not follow from these sums and the other rows, the gap of some further rows is withheld
//! in all units, and what was shown of some further rows of each track: the fewest people's that leave something unknown
//! about enough people in everything that can be derived from published units.
//!
//! The readiness of those with needs in several tracks is no sum of their tracks. Where some people have needs in one
//! track alone (or the exponent is 1) it is, and what was shown adds up to the gap: what was shown is told then only
//! where all need the same, and track means where enough others are in everything that can be derived: of all units, else
//! of fewer.

#![expect(clippy::indexing_slicing, reason = "groups, profiles, rows and slots are indices of the same programme")]

use super::population::{Group, Population};
use super::privacy::{Published, covers, publish, publish_sections};
use super::summary::At;
use crate::gaps::Rows;
use crate::model::{Level, Model, Profile};
use crate::order::Order;
use crate::{ByTrack, Track};
use std::cmp::Reverse;

/// What may leave: whole units, and the track means among their figures.
#[derive(Clone, Debug)]
pub(crate) struct Decisions {
    pub(crate) units: Published,
    pub(crate) tracks: ByTrack<Published>,
    /// Whether everyone of whom anything is required needs the same, equally weighted.
    alike: bool,
    /// Whether nobody's readiness is a plain sum over tracks or needs.
    apart: bool,
}

impl Decisions {
    /// Units: by their people and by those of whom something is required. Tracks: by those who need something in it.
    pub(crate) fn new(model: &Model, population: &Population) -> Decisions {
        let min_cell = u64::from(model.rules.min_cell);
        let everyone = population.weights(|_| true);
        let by_people = publish(population, &everyone, min_cell, &Published::everything(population));
        let profile = |group: &Group| &model.profiles[group.profile];
        let required = population.weights(|group| !profile(group).requirements.is_empty());
        let units = publish(population, &required, min_cell, &by_people);
        let needing = |track| population.weights(|group| profile(group).has(track));
        let mut tracks = ByTrack::from_fn(|track| publish(population, &needing(track), min_cell, &units));
        let mut needy = population.groups.iter().map(profile).filter(|profile| !profile.requirements.is_empty());
        let first = needy.clone().next();
        let alike = needy.clone().all(|profile| first.is_some_and(|first| same(first, profile, None)));
        let apart = needy.all(|profile| is_apart(model, profile));
        if !alike && !apart {
            let several = population.weights(|group| is_apart(model, profile(group)));
            let told = |tracks: &ByTrack<Published>, among: &Published| {
                covers(population, &required, &several, min_cell, among)
                    && Track::ALL.into_iter().all(|track| {
                        let both = |group: &Group| profile(group).has(track) && is_apart(model, profile(group));
                        covers(population, &needing(track), &population.weights(both), min_cell, tracks.get(track))
                    })
            };
            if !told(&tracks, &units) {
                // Fewer units, where one track has enough people in whatever can be derived from all of them.
                let common = |track| covers(population, &required, &needing(track), min_cell, &units);
                let fewer = publish_sections(population, &several, min_cell, &units);
                let less = ByTrack::from_fn(|track| publish(population, &needing(track), min_cell, &fewer));
                let enough = Track::ALL.into_iter().any(common) && told(&less, &fewer);
                tracks = if enough { less } else { ByTrack::from_fn(|_| Published::nothing(population)) };
            }
        }
        Decisions { units, tracks, alike, apart }
    }
}

/// Whether readiness with these needs is no sum over tracks.
fn is_apart(model: &Model, profile: &Profile) -> bool {
    let counts = |track: &Track| profile.has(*track) && *model.rules.track_weights.get(*track) > 0.0;
    model.rules.exponent != 1.0 && Track::ALL.iter().filter(|track| counts(track)).count() > 1
}

/// Whether two profiles need the same with the same weights, in one track or in all.
fn same(one: &Profile, other: &Profile, among: Option<(&Model, Track)>) -> bool {
    let of = |profile: &Profile| -> Vec<(usize, Level, u64)> {
        let all = profile.requirements.iter().zip(&profile.shares);
        let kept =
            all.filter(|(need, _)| among.is_none_or(|(model, track)| model.objectives[need.objective].track == track));
        kept.map(|(need, share)| (need.objective, need.level, share.to_bits())).collect()
    };
    of(one) == of(other)
}

/// What may leave of one need.
#[derive(Clone, Debug)]
struct NeedDecision {
    /// Units of which the row may be told.
    told: Published,
    /// Whether the gap may be told with it.
    gap: bool,
    /// Whether what was shown may be told with it.
    shown: bool,
}

/// What may leave of each need, an objective at a level, in every unit.
#[derive(Clone, Debug)]
pub(crate) struct NeedDecisions {
    rows: Rows,
    of: Vec<NeedDecision>,
}

impl NeedDecisions {
    /// The decisions on all needs of a population.
    pub(crate) fn new(model: &Model, population: &Population, decisions: &Decisions) -> NeedDecisions {
        let rows = Rows::new(model, population, &vec![true; population.groups.len()]);
        let min_cell = u64::from(model.rules.min_cell);
        let units = &decisions.units;
        let weights: Vec<Vec<u64>> = (0..rows.needs.len()).map(|row| rows.weights(model, population, row)).collect();
        let tell = |weights: &Vec<u64>| NeedDecision {
            told: publish(population, weights, min_cell, units),
            gap: true,
            shown: true,
        };
        let mut list = NeedDecisions { of: weights.iter().map(tell).collect(), rows };
        if decisions.alike {
            return list;
        }
        let profile = |group: &Group| &model.profiles[group.profile];
        let required = population.weights(|group| !profile(group).requirements.is_empty());
        // With one need the verdict is that of the need.
        let single = population.groups.iter().any(|group| profile(group).requirements.len() == 1);
        let several = population.weights(|group| profile(group).requirements.len() > 1);
        let nobody = vec![0; population.groups.len()];
        let masks = Masks { population, min_cell, weights: &weights };
        let all: Vec<usize> = (0..weights.len()).collect();
        if single && !covers(population, &required, &several, min_cell, units) {
            for row in masks.fewest(&all, &[], &required, &several, &required, units) {
                list.of[row].told = Published::nothing(population);
            }
        }
        for track in Track::ALL {
            let in_track = |row: &usize| model.objectives[list.rows.needs[*row].0].track == track;
            let those: Vec<usize> = (0..weights.len()).filter(in_track).collect();
            let mut having = population.groups.iter().map(profile).filter(|profile| profile.has(track));
            let first = having.next();
            let alike = having.all(|profile| first.is_some_and(|first| same(first, profile, Some((model, track)))));
            let masked = match (decisions.apart, alike) {
                (true, true) => Vec::new(),
                (true, false) => {
                    let of = population.weights(|group| profile(group).has(track));
                    masks.fewest(&those, &[], &of, &nobody, &of, decisions.tracks.get(track))
                }
                (false, _) => those,
            };
            masked.into_iter().for_each(|row| list.of[row].shown = false);
        }
        if list.of.iter().any(|row| row.told != *units) || !decisions.apart {
            let tracks_told =
                Track::ALL.into_iter().any(|track| *decisions.tracks.get(track) != Published::nothing(population));
            let opaque = if decisions.apart || !tracks_told {
                required.clone()
            } else {
                population.weights(|group| is_apart(model, profile(group)))
            };
            let first: Vec<usize> = all.iter().copied().filter(|&row| !list.of[row].shown).collect();
            let first = if first.len() < all.len() { first } else { Vec::new() };
            for row in masks.fewest(&all, &first, &required, &nobody, &opaque, units) {
                list.of[row].gap = false;
            }
        }
        list
    }

    /// Whether any row may not be told of in a unit.
    pub(crate) fn any_withheld(&self, unit: At) -> bool {
        !self.of.iter().all(|row| row.told.holds(unit))
    }

    /// How many needs there are.
    pub(crate) fn len(&self) -> usize {
        self.of.len()
    }

    /// The row of each requirement of a profile that someone has.
    pub(crate) fn of(&self, profile: usize) -> &[usize] {
        self.rows.of(profile)
    }

    fn row(&self, need: (usize, Level)) -> Option<&NeedDecision> {
        self.rows.needs.binary_search(&need).ok().map(|row| &self.of[row])
    }

    /// Whether a row may be told of in a unit.
    pub(crate) fn may_tell(&self, row: usize, unit: At) -> bool {
        self.of[row].told.holds(unit)
    }

    /// Whether figures on an objective at a level may leave for a unit.
    pub(crate) fn told(&self, need: (usize, Level), unit: At) -> bool {
        self.row(need).is_some_and(|row| row.told.holds(unit))
    }

    /// Whether the gap may be among them.
    pub(crate) fn gap(&self, need: (usize, Level)) -> bool {
        self.row(need).is_some_and(|row| row.gap)
    }

    /// Whether what was shown may be among them.
    pub(crate) fn shown(&self, need: (usize, Level)) -> bool {
        self.row(need).is_some_and(|row| row.shown)
    }

    /// Whether an objective may be told of in a unit at every level that anybody needs.
    pub(crate) fn told_at_all_levels(&self, objective: usize, unit: At) -> bool {
        let of_objective = self.rows.needs.iter().zip(&self.of).filter(|((at, _), _)| *at == objective);
        of_objective.into_iter().all(|(_, row)| row.told.holds(unit))
    }
}

/// Chooses the rows of which a part is withheld so that sums over rows tell nothing of those withheld.
struct Masks<'a> {
    population: &'a Population,
    min_cell: u64,
    /// People of each group who need it, by row.
    weights: &'a [Vec<u64>],
}

impl Masks<'_> {
    /// Of some rows the one that fewest people need, `first` before the others, whose people are enough in everything that
    /// can be derived about the people `of`, as far as they become `opaque` by it, with those who are so `anyway`; else the
    /// most needed ones together; else all.
    fn fewest(
        &self,
        rows: &[usize],
        first: &[usize],
        of: &[u64],
        anyway: &[u64],
        opaque: &[u64],
        told: &Published,
    ) -> Vec<usize> {
        let people = |row: usize| self.weights[row].iter().sum::<u64>();
        let mut order: Vec<usize> = rows.iter().copied().filter(|&row| people(row) >= self.min_cell).collect();
        order.order_by_key(|&row| (!first.contains(&row), people(row), row));
        let hide = |masks: &[usize]| -> Vec<u64> {
            let needs = |group: usize| masks.iter().any(|&row| self.weights[row][group] > 0);
            let held = opaque.iter().zip(anyway).enumerate();
            held.map(|(group, (&people, &anyway))| if needs(group) { people.max(anyway) } else { anyway }).collect()
        };
        let enough = |masks: &[usize]| covers(self.population, of, &hide(masks), self.min_cell, told);
        if let Some(row) = order.iter().find(|&&row| enough(&[row])) {
            return vec![*row];
        }
        order.order_by_key(|&row| (!first.contains(&row), Reverse(people(row)), row));
        let found = (2..order.len()).find(|&count| enough(&order[..count]));
        found.map_or_else(|| rows.to_vec(), |count| order[..count].to_vec())
    }
}
