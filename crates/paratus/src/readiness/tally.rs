//! Counts and sums of a unit, which add up over its parts in any order.

use crate::fingerprint::PeopleSet;
use crate::model::{Model, NONE};
use crate::population::PeopleGroup;
use crate::stats::RangeSum;
use crate::{Assessment, Track, TrackValues, Verdict};
use std::ops::AddAssign;

/// The people of a unit and what is required of them, all of which the document says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Staff {
    pub(crate) people: PeopleSet,
    /// Those of whom something is required.
    pub(crate) required: PeopleSet,
    /// Those who need something in a track.
    pub(crate) tracks: TrackValues<PeopleSet>,
    /// What is required of all of them together, persons by objectives.
    pub(crate) needs: u64,
    /// Those who need something in more than one track.
    pub(crate) several_tracks: u64,
    /// The most that is required of one of them.
    pub(crate) most_needs: u64,
}

impl Staff {
    #[expect(clippy::indexing_slicing, reason = "indices of the same assessment")]
    pub(crate) fn new(model: &Model, group: &PeopleGroup) -> Staff {
        let profile = &model.profiles[group.profile];
        let set_if = |counts: bool| {
            if counts {
                group.set()
            } else {
                PeopleSet::default()
            }
        };
        let needs = profile.requirements.len() as u64;
        Staff {
            people: group.set(),
            required: set_if(needs > 0),
            tracks: TrackValues::from_fn(|track| set_if(profile.has(track))),
            needs: needs * group.people,
            several_tracks: set_if(
                Track::ALL
                    .into_iter()
                    .filter(|track| profile.has(*track))
                    .count()
                    > 1,
            )
            .people,
            most_needs: needs,
        }
    }
}

impl AddAssign<&Staff> for Staff {
    fn add_assign(&mut self, other: &Staff) {
        self.people += other.people;
        self.required += other.required;
        Track::ALL
            .into_iter()
            .for_each(|track| *self.tracks.get_mut(track) += *other.tracks.get(track));
        self.needs += other.needs;
        self.several_tracks += other.several_tracks;
        self.most_needs = self.most_needs.max(other.most_needs);
    }
}

/// What is known of a unit's people together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) ready: u64,
    pub(crate) not_ready: u64,
    pub(crate) cannot_tell: u64,
    /// Of what is required of them, persons by objectives, how much there is any evidence of.
    pub(crate) evidenced: u64,
    pub(crate) readiness: RangeSum,
    /// The sum of the ranges of those who need something in the track.
    pub(crate) tracks: TrackValues<RangeSum>,
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        self.ready += other.ready;
        self.not_ready += other.not_ready;
        self.cannot_tell += other.cannot_tell;
        self.evidenced += other.evidenced;
        self.readiness = self.readiness.plus(other.readiness);
        for track in Track::ALL {
            let held = self.tracks.get_mut(track);
            *held = held.plus(*other.tracks.get(track));
        }
    }
}

impl Tally {
    /// Takes away what was added.
    pub(crate) fn subtract(&mut self, other: &Tally) {
        self.ready -= other.ready;
        self.not_ready -= other.not_ready;
        self.cannot_tell -= other.cannot_tell;
        self.evidenced -= other.evidenced;
        self.readiness = self.readiness.minus(other.readiness);
        for track in Track::ALL {
            let held = self.tracks.get_mut(track);
            *held = held.minus(*other.tracks.get(track));
        }
    }

    /// Counts a person. `seen` is space to work in.
    #[expect(clippy::indexing_slicing, reason = "indices of the same assessment")]
    pub(crate) fn count(&mut self, assessment: &Assessment, person: usize, seen: &mut Vec<bool>) {
        let (profile, score) = (assessment.profile(person), assessment.score(person));
        let Some(verdict) = score.verdict else { return };
        match verdict {
            Verdict::Ready => self.ready += 1,
            Verdict::NotReady => self.not_ready += 1,
            Verdict::CannotTell => self.cannot_tell += 1,
        }
        self.readiness.add(score.readiness);
        for track in Track::ALL.into_iter().filter(|track| profile.has(*track)) {
            self.tracks.get_mut(track).add(*score.tracks.get(track));
        }
        seen.clear();
        seen.resize(profile.requirements.len(), false);
        for record in assessment
            .partition
            .records_of(person)
            .filter(|record| record.day <= assessment.as_of.days())
        {
            let slot = profile.slots[record.objective as usize];
            if slot != NONE && !std::mem::replace(&mut seen[slot as usize], true) {
                self.evidenced += 1;
            }
        }
    }
}
