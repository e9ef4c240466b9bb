//! The figures of sections, roles and the organisation.

use super::UnitKind;
use crate::disclosure::{Published, Publisher, READINESS, SuppressedFigures};
use crate::model::{Model, Rules};
use crate::population::{Population, UnitIndex};
use crate::readiness::power_mean;
use crate::readiness::{GroupTallies, Staff, Tally};
use crate::stats::Proportion;
use crate::{Assessment, Range, Track, TrackValues};
use serde::Serialize;

/// The readiness of a unit as of a date: of a section with its parts, a role or the organisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitSummary {
    /// People whose verdict is `cannot_tell`.
    pub cannot_tell: Published<u64>,
    /// Of all that its people need (persons x objectives) the share of which there is any evidence, in [0, 1].
    pub coverage: Published<f64>,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// People whose verdict is `not_ready`.
    pub not_ready: Published<u64>,
    /// People of whom nothing is required; they have neither readiness nor verdict.
    pub not_required: Published<u64>,
    /// Id of the section that a section is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// People employed on the date; those of a section include its parts'. It is exact in every audience: the staff list says it.
    pub people: Published<u64>,
    /// The mean over tracks (with the exponent of the rules) of the unit's track means. Where it exceeds `readiness`,
    /// the skills are there but in different people.
    pub power_mean_of_tracks: Published<Range>,
    /// The mean of its people's readiness, over those of whom something is required.
    pub readiness: Published<Range>,
    /// People whose verdict is `ready`.
    pub ready: Published<u64>,
    /// People who are ready among those of whom something is required, computed from the counts given here.
    pub share_ready: Published<Proportion>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
    /// Mean readiness in each track over the people who need something in it; `null` where nobody does.
    pub tracks: TrackValues<Published<Range>>,
    /// Id of the section or role; for the organisation the id of the programme.
    pub unit: String,
}

/// The weakest track of a unit, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakestTrack {
    /// This one.
    Track(Track),
    /// None: they are level, as far as the rounding tells them apart.
    Level,
    /// The mean of a track is suppressed, and it may be the weakest.
    Suppressed,
    /// Nothing is required in any track.
    NotApplicable,
}

impl UnitSummary {
    /// Whether all figures of the unit are suppressed because it has too few people.
    #[must_use]
    pub fn is_suppressed(&self) -> bool {
        self.people.is_suppressed()
    }

    /// The track that is weaker than the others, by more than the rounding of the means as they are given: the one in which least was
    /// shown, and where that is level, least is possible.
    #[must_use]
    pub fn weakest_track(&self) -> WeakestTrack {
        if self.tracks.iter().any(|(_, mean)| mean.is_suppressed()) {
            // It may be the weakest.
            return WeakestTrack::Suppressed;
        }
        let people = self.required_people().unwrap_or(0).max(1) as f64;
        let is_rounded = self.tracks.iter().any(|(_, mean)| mean.is_rounded());
        let step = if is_rounded {
            (100.0 / people).ceil().max(1.0) / 100.0
        } else {
            0.01
        };
        // The ends of a published mean are coded: all that is under 10%, or over 90%, is alike.
        let given = |mean: Range| {
            if is_rounded {
                Range {
                    low: mean.low.clamp(0.1, 0.9),
                    high: mean.high.clamp(0.1, 0.9),
                }
            } else {
                mean
            }
        };
        let means: Vec<(Track, Range)> = self
            .tracks
            .iter()
            .filter_map(|(track, mean)| Some((track, given(mean.value()?))))
            .collect();
        let weakest = |of: fn(&Range) -> f64, among: &[(Track, Range)]| -> Vec<(Track, Range)> {
            let least = among.iter().map(|(_, mean)| of(mean)).fold(1.0, f64::min);
            let near = |(_, mean): &&(Track, Range)| of(mean) - least <= step + 1e-9;
            among.iter().filter(near).copied().collect()
        };
        match weakest(|mean| mean.high, &weakest(|mean| mean.low, &means)).as_slice() {
            [] => WeakestTrack::NotApplicable,
            [(track, _)] => WeakestTrack::Track(*track),
            _ => WeakestTrack::Level,
        }
    }

    /// People of whom something is required.
    #[must_use]
    pub fn required_people(&self) -> Option<u64> {
        Some(self.people.value()? - self.not_required.value()?)
    }
}

/// All units of a kind, in the order of the programme.
pub(super) fn all_units(
    assessment: &Assessment,
    kind: UnitKind,
    publisher: &Publisher,
) -> Vec<UnitSummary> {
    let model = assessment.programme.model();
    let GroupTallies {
        population,
        staff,
        groups,
        ..
    } = assessment.board();
    let (units, staff, tallies) = match kind {
        UnitKind::Organisation => (
            vec![UnitIndex::Organisation],
            vec![Population::of_all(staff)],
            vec![Population::of_all(groups)],
        ),
        UnitKind::Role => (
            (0..model.roles.len()).map(UnitIndex::Role).collect(),
            population.by_role(staff),
            population.by_role(groups),
        ),
        UnitKind::Section => {
            let units = (0..model.sections.len()).map(UnitIndex::Section).collect();
            (
                units,
                population.by_section(staff),
                population.by_section(groups),
            )
        }
    };
    let figures = staff.iter().zip(&tallies);
    units
        .into_iter()
        .zip(figures)
        .map(|(unit, (staff, tally))| summary(model, publisher, unit, staff, tally))
        .collect()
}

#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn summary(
    model: &Model,
    publisher: &Publisher,
    unit: UnitIndex,
    staff: &Staff,
    tally: &Tally,
) -> UnitSummary {
    let (id, title) = unit.names(model);
    let parent = match unit {
        UnitIndex::Section(section) => model.sections[section]
            .parent
            .map(|parent| model.sections[parent].id.clone()),
        _ => None,
    };
    let rules = &model.rules;
    let (people, required) = (staff.people.people, staff.required.people);
    // A unit of few people is suppressed, and nothing is known of people without requirements.
    let of_required = if publisher.is_small_group(people) {
        staff.people
    } else {
        staff.required
    };
    let count = |count: u64, measure: &str| publisher.count(count, of_required, measure);
    let tracks = TrackValues::from_fn(|track| {
        let needing = *staff.tracks.get(track);
        let mean = tally.tracks.get(track).mean(needing.people);
        let mean = publisher.range(mean, needing, READINESS);
        // Where all need something in this track, and few something in another too, their readiness is all that it differs in from the other.
        let is_twin = needing.people == required && publisher.is_small_group(staff.several_tracks);
        publisher.given_if(!is_twin, mean)
    });
    let ready = count(tally.ready, "ready");
    let needs = (staff.most_needs, staff.needs);
    let summary = UnitSummary {
        cannot_tell: count(tally.cannot_tell, "cannot_tell"),
        coverage: publisher.share_of_parts(tally.evidenced, of_required, "evidenced", needs),
        kind: unit.kind(),
        not_ready: count(tally.not_ready, "not_ready"),
        not_required: publisher.of(people, people - required),
        parent,
        people: publisher.of(people, people),
        power_mean_of_tracks: over_tracks(rules, &tracks),
        readiness: publisher.range(tally.readiness.mean(required), staff.required, READINESS),
        ready,
        share_ready: publisher.share(ready, required),
        suppressed: SuppressedFigures::default(),
        title: title.to_owned(),
        tracks,
        unit: id.to_owned(),
    };
    let suppressed = SuppressedFigures::default()
        .with_figure("cannot_tell", &summary.cannot_tell)
        .with_figure("coverage", &summary.coverage)
        .with_figure("not_ready", &summary.not_ready)
        .with_figure("not_required", &summary.not_required)
        .with_figure("people", &summary.people)
        .with_figure("power_mean_of_tracks", &summary.power_mean_of_tracks)
        .with_figure("readiness", &summary.readiness)
        .with_figure("ready", &summary.ready)
        .with_figure("share_ready", &summary.share_ready)
        .with_figure("tracks.people", &summary.tracks.people)
        .with_figure("tracks.process", &summary.tracks.process)
        .with_figure("tracks.technology", &summary.tracks.technology);
    UnitSummary {
        suppressed,
        ..summary
    }
}

/// The mean over the tracks that anybody needs something in, as they are published; suppressed where one of them is.
fn over_tracks(rules: &Rules, tracks: &TrackValues<Published<Range>>) -> Published<Range> {
    let mut held: Published<Vec<(Track, Range)>> = Published::suppressed_all();
    for (track, mean) in tracks.iter() {
        let mean = mean.map(|mean| vec![(track, mean)]);
        held = match (
            held.as_ref().is_none() && !held.is_suppressed(),
            mean.as_ref().is_none() && !mean.is_suppressed(),
        ) {
            (true, _) => mean,
            (false, true) => held,
            (false, false) => held.zip(mean).map(|(held, mean)| [held, mean].concat()),
        };
    }
    held.map(|held| {
        let weights: Vec<f64> = held
            .iter()
            .map(|(track, _)| *rules.track_weights.get(*track))
            .collect();
        let mean = |end: fn(Range) -> f64| {
            let values: Vec<f64> = held.iter().map(|(_, range)| end(*range)).collect();
            power_mean(&values, &weights, rules.exponent)
        };
        let low = mean(|range| range.low);
        Range {
            high: mean(|range| range.high).max(low),
            low,
        }
    })
}
