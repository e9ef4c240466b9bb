//! Counts and sums of a unit, which add up over its parts in any order.

#![expect(clippy::indexing_slicing, reason = "people, groups and slots are indices of the same assessment")]

use super::decisions::NeedDecisions;
use super::population::Population;
use crate::model::NONE;
use crate::stats::RangeSum;
use crate::{Assessment, ByTrack, Track, Verdict};

/// What is known of a unit's people together.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) people: u64,
    /// People of whom something is required.
    pub(super) required: u64,
    pub(super) ready: u64,
    pub(super) not_ready: u64,
    pub(super) cannot_tell: u64,
    /// By row of needs: how many people need it, and of how many of them there is any evidence. Short of rows that nobody
    /// needs.
    pub(super) needs: Vec<(u64, u64)>,
    pub(super) readiness: RangeSum,
    /// How many people need something in the track, and the sum of their ranges.
    pub(super) tracks: ByTrack<(u64, RangeSum)>,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Tally) {
        self.people += other.people;
        self.required += other.required;
        self.ready += other.ready;
        self.not_ready += other.not_ready;
        self.cannot_tell += other.cannot_tell;
        if self.needs.len() < other.needs.len() {
            self.needs.resize(other.needs.len(), (0, 0));
        }
        for (held, more) in self.needs.iter_mut().zip(&other.needs) {
            *held = (held.0 + more.0, held.1 + more.1);
        }
        self.readiness = self.readiness.plus(other.readiness);
        for track in Track::ALL {
            let (people, sum) = *other.tracks.get(track);
            let held = self.tracks.get_mut(track);
            *held = (held.0 + people, held.1.plus(sum));
        }
    }
}

impl Tally {
    /// Takes away what [`Tally::add`] added.
    pub(super) fn subtract(&mut self, other: &Tally) {
        self.people -= other.people;
        self.required -= other.required;
        self.ready -= other.ready;
        self.not_ready -= other.not_ready;
        self.cannot_tell -= other.cannot_tell;
        for (held, less) in self.needs.iter_mut().zip(&other.needs) {
            *held = (held.0 - less.0, held.1 - less.1);
        }
        self.readiness = self.readiness.minus(other.readiness);
        for track in Track::ALL {
            let (people, sum) = *other.tracks.get(track);
            let held = self.tracks.get_mut(track);
            *held = (held.0 - people, held.1.minus(sum));
        }
    }

    /// Counts a person, whose requirements are in these of so many `rows` of needs. `seen` is room to work in.
    pub(super) fn count(
        &mut self,
        assessment: &Assessment,
        person: usize,
        rows: &[usize],
        needs: usize,
        seen: &mut Vec<bool>,
    ) {
        let (profile, score) = (assessment.profile(person), assessment.score(person));
        self.people += 1;
        let Some(verdict) = score.verdict else { return };
        self.required += 1;
        match verdict {
            Verdict::Ready => self.ready += 1,
            Verdict::NotReady => self.not_ready += 1,
            Verdict::CannotTell => self.cannot_tell += 1,
        }
        self.readiness.add(score.readiness);
        for track in Track::ALL.into_iter().filter(|track| profile.has(*track)) {
            let (people, sum) = self.tracks.get_mut(track);
            *people += 1;
            sum.add(*score.tracks.get(track));
        }
        self.needs.resize(needs, (0, 0));
        rows.iter().for_each(|&row| self.needs[row].0 += 1);
        seen.clear();
        seen.resize(profile.requirements.len(), false);
        for record in assessment.partition.of(person).filter(|record| record.day <= assessment.as_of.days()) {
            let slot = profile.slots[record.objective as usize];
            if slot != NONE && !std::mem::replace(&mut seen[slot as usize], true) {
                self.needs[rows[slot as usize]].1 += 1;
            }
        }
    }
}

/// The tally of each group of the population.
pub(super) fn by_group(assessment: &Assessment, population: &Population, needs: &NeedDecisions) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); population.groups.len()];
    let mut seen = Vec::new();
    for (person, group) in population.people() {
        let rows = needs.of(population.groups[group].profile);
        tallies[group].count(assessment, person, rows, needs.len(), &mut seen);
    }
    tallies
}

/// The tally of each section with its parts, from those of groups.
pub(super) fn by_section(population: &Population, groups: &[Tally]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); population.parents.len()];
    for (group, tally) in population.groups.iter().zip(groups) {
        tallies[group.section].add(tally);
    }
    for &section in &population.parts_first {
        if let Some(parent) = population.parents[section] {
            let part = tallies[section].clone();
            tallies[parent].add(&part);
        }
    }
    tallies
}

/// The tally of each role, from those of groups.
pub(super) fn by_role(population: &Population, groups: &[Tally]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); population.roles];
    for (group, tally) in population.groups.iter().zip(groups) {
        group.roles.iter().for_each(|&role| tallies[role].add(tally));
    }
    tallies
}
