//! The figures of sections, roles and the organisation.

#![expect(clippy::indexing_slicing, reason = "sections and roles are indices made by compile")]

use super::board::Board;
use super::decisions::{Decisions, NeedDecisions};
use super::population::Population;
use super::privacy::{Published, publish};
use super::tally::{self, Tally};
use super::{Unit, UnitKind};
use crate::model::{Model, Rules};
use crate::stats::Proportion;
use crate::{Assessment, ByTrack, Range, Track, power_mean};
use serde::Serialize;

/// A section with its parts, a role or the organisation as of a date: the people employed on it, taken together.
///
/// A suppressed unit has no figures; see [`Assessment::units`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitSummary {
    /// People whose verdict is `cannot_tell`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cannot_tell: Option<u64>,
    /// Of all that its people need (persons x objectives) and that may be told of one by one ([`Assessment::gaps`]), the
    /// share of which there is any evidence, in [0, 1].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<f64>,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// People whose verdict is `not_ready`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_ready: Option<u64>,
    /// People of whom nothing is required; they have neither readiness nor verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_required: Option<u64>,
    /// Id of the section that a section is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// People employed on the date; those of a section include its parts'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// The mean over tracks (with the exponent of the rules) of the unit's track means. Where it exceeds `readiness`,
    /// the skills are there but sit in different people. Left out where a track mean is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power_mean_of_tracks: Option<Range>,
    /// The mean of its people's readiness, over those of whom something is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readiness: Option<Range>,
    /// People whose verdict is `ready`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready: Option<u64>,
    /// People who are ready among those of whom something is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_ready: Option<Proportion>,
    /// Whether the figures are withheld: they are about too few people, or others could be told from them.
    pub suppressed: bool,
    /// Name for people.
    pub title: String,
    /// Mean readiness in each track over people who need something in it; null where nobody does, and where so few do
    /// that it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracks: Option<ByTrack<Option<Range>>>,
    /// Id of the section or role; for the organisation the id of the programme.
    pub unit: String,
}

impl Published {
    pub(super) fn holds(&self, unit: At) -> bool {
        match unit {
            At::Organisation => self.organisation,
            At::Role(role) => self.roles[role],
            At::Section(section) => self.sections[section],
        }
    }
}

/// A unit by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Organisation,
    Role(usize),
    Section(usize),
}

impl At {
    /// The unit of that name.
    pub(crate) fn find(model: &Model, unit: Unit<'_>) -> Option<At> {
        match unit {
            Unit::Organisation => Some(At::Organisation),
            Unit::Role(id) => model.role_ids.index(id).filter(|&at| at < model.roles.len()).map(At::Role),
            Unit::Section(id) => model.section_ids.index(id).filter(|&at| at < model.sections.len()).map(At::Section),
        }
    }

    pub(crate) fn kind(self) -> UnitKind {
        match self {
            At::Organisation => UnitKind::Organisation,
            At::Role(_) => UnitKind::Role,
            At::Section(_) => UnitKind::Section,
        }
    }

    /// Id and title.
    pub(crate) fn names(self, model: &Model) -> (&str, &str) {
        match self {
            At::Organisation => (&model.id, &model.title),
            At::Role(role) => (&model.roles[role].id, &model.roles[role].title),
            At::Section(section) => (&model.sections[section].id, &model.sections[section].title),
        }
    }

    /// Which groups belong to the unit.
    pub(crate) fn groups(self, population: &Population) -> Vec<bool> {
        match self {
            At::Organisation => vec![true; population.groups.len()],
            At::Role(role) => population.groups.iter().map(|group| group.roles.contains(&role)).collect(),
            At::Section(section) => {
                let within = population.within(section);
                population.groups.iter().map(|group| within[group.section]).collect()
            }
        }
    }

    /// Whether a figure on the people of `weights` may leave for this unit, given that units in `allowed` may at all.
    pub(crate) fn may_publish(
        self,
        population: &Population,
        weights: &[u64],
        min_cell: u64,
        allowed: &Published,
    ) -> bool {
        match self {
            // The organisation is hidden only when it is too small itself, and sections do not depend on roles.
            At::Organisation | At::Section(_) => {
                super::privacy::publish_sections(population, weights, min_cell, allowed).holds(self)
            }
            At::Role(_) => publish(population, weights, min_cell, allowed).holds(self),
        }
    }

    pub(crate) fn is_in(self, published: &Published) -> bool {
        published.holds(self)
    }
}

/// All units of a kind, in the order of the programme.
pub(super) fn all(assessment: &Assessment, kind: UnitKind) -> Vec<UnitSummary> {
    let model = assessment.programme.model();
    let Board { population, decisions, needs, groups } = assessment.board();
    let (units, tallies): (Vec<At>, Vec<Tally>) = match kind {
        UnitKind::Organisation => {
            let mut whole = Tally::default();
            groups.iter().for_each(|tally| whole.add(tally));
            (vec![At::Organisation], vec![whole])
        }
        UnitKind::Role => ((0..model.roles.len()).map(At::Role).collect(), tally::by_role(population, groups)),
        UnitKind::Section => {
            ((0..model.sections.len()).map(At::Section).collect(), tally::by_section(population, groups))
        }
    };
    units.into_iter().zip(tallies).map(|(unit, tally)| summary(model, decisions, needs, unit, &tally)).collect()
}

fn summary(model: &Model, decisions: &Decisions, needs: &NeedDecisions, unit: At, tally: &Tally) -> UnitSummary {
    let (id, title) = unit.names(model);
    let parent = match unit {
        At::Section(section) => model.sections[section].parent.map(|parent| model.sections[parent].id.clone()),
        _ => None,
    };
    let shown = unit.is_in(&decisions.units);
    let figure = |value: u64| shown.then_some(value);
    let tracks = ByTrack::from_fn(|track| {
        let (people, sum) = tally.tracks.get(track);
        sum.mean(*people).filter(|_| unit.is_in(decisions.tracks.get(track)))
    });
    // Only what is told of each need is summed, so that the sum tells no more.
    let told = tally.needs.iter().enumerate().filter(|(row, _)| needs.may_tell(*row, unit));
    let (needed, evidenced) = told.fold((0, 0), |sum, (_, need)| (sum.0 + need.0, sum.1 + need.1));
    let all_tracks = Track::ALL.into_iter().all(|track| tracks.get(track).is_some() == (tally.tracks.get(track).0 > 0));
    UnitSummary {
        cannot_tell: figure(tally.cannot_tell),
        coverage: (shown && needed > 0).then(|| evidenced as f64 / needed as f64),
        kind: unit.kind(),
        not_ready: figure(tally.not_ready),
        not_required: figure(tally.people - tally.required),
        parent,
        people: figure(tally.people),
        power_mean_of_tracks: (shown && all_tracks && tally.required > 0).then(|| over_tracks(&model.rules, &tracks)),
        readiness: tally.readiness.mean(tally.required).filter(|_| shown),
        ready: figure(tally.ready),
        share_ready: Proportion::wilson(tally.ready, tally.required).filter(|_| shown),
        suppressed: !shown,
        title: title.to_owned(),
        tracks: shown.then_some(tracks),
        unit: id.to_owned(),
    }
}

/// The mean over the tracks that have one.
fn over_tracks(rules: &Rules, tracks: &ByTrack<Option<Range>>) -> Range {
    let weight = |track| if tracks.get(track).is_some() { *rules.track_weights.get(track) } else { 0.0 };
    let weights = Track::ALL.map(weight);
    let mean = |end: fn(Range) -> f64| {
        let values = Track::ALL.map(|track| tracks.get(track).map_or(0.0, end));
        power_mean(&values, &weights, rules.exponent)
    };
    let low = mean(|range| range.low);
    Range { high: mean(|range| range.high).max(low), low }
}
