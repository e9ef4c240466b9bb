//! When what is ready stops being so, for everyone at once.

use super::seats::SeatGain;
use crate::evidence::{LatestRecords, PackedRecord};
use crate::model::NONE;
use crate::readiness::{EvidenceSums, Score};
use crate::{Assessment, Date, Track, Verdict, bisection};
use serde::Serialize;

/// A person's objective that will stop being ready if nothing is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DueRefresher {
    /// The first day on which it is not ready any more.
    pub date: Date,
    /// The level required, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// Id of the person.
    pub person: String,
    /// Id of the person's section.
    pub section: String,
    /// Its track.
    pub track: Track,
}

/// The same by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lapse {
    pub(super) date: Date,
    pub(super) person: usize,
    pub(super) slot: usize,
}

/// The records of a person that count on the day of assessment, and what they come to on later days.
///
/// Without new evidence a later record never supersedes an earlier one that counts today; what counts later is what
/// counts today and has not expired.
pub(super) struct FutureRecords<'a> {
    assessment: &'a Assessment,
    counting: LatestRecords,
    records: Vec<(usize, PackedRecord)>,
    person: usize,
}

impl<'a> FutureRecords<'a> {
    pub(super) fn new(assessment: &'a Assessment) -> FutureRecords<'a> {
        FutureRecords {
            assessment,
            counting: LatestRecords::default(),
            records: Vec::new(),
            person: 0,
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn person(&mut self, person: usize) {
        let assessment = self.assessment;
        self.person = person;
        let slots = &assessment.profile(person).slots;
        let known = assessment.partition.records_of(person);
        let counting =
            assessment
                .scorer()
                .counting(known, &assessment.partition.names, &mut self.counting);
        self.records.clear();
        let needed = counting
            .iter()
            .filter(|record| slots[record.objective as usize] != NONE);
        self.records
            .extend(needed.map(|record| (slots[record.objective as usize] as usize, *record)));
    }

    /// Adds what booked sessions would show.
    pub(super) fn plan(&mut self, gains: &[SeatGain]) {
        self.records
            .extend(gains.iter().map(|gain| (gain.slot, gain.pass)));
    }

    /// Whether the person is ready on a later day.
    pub(super) fn ready_on(&self, day: Date) -> bool {
        self.score(day).verdict == Some(Verdict::Ready)
    }

    /// Sums of one requirement on a later day.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn cell(&self, slot: usize, day: Date) -> EvidenceSums {
        let model = self.assessment.programme.model();
        let level = self.assessment.profile(self.person).requirements[slot].level;
        let mut cell = EvidenceSums::default();
        let counts =
            |record: &PackedRecord| record.day <= day.days() && record.expires >= day.days();
        for (_, record) in self
            .records
            .iter()
            .filter(|(at, record)| *at == slot && counts(record))
        {
            self.assessment
                .scorer()
                .add(model, record, level, day.days(), &mut cell);
        }
        cell
    }

    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn is_ready(&self, slot: usize, day: Date) -> bool {
        let prior = self.assessment.programme.model().rules.prior_weight;
        let threshold = self.assessment.profile(self.person).requirements[slot].threshold;
        self.cell(slot, day).range(prior).verdict(threshold) == Verdict::Ready
    }

    /// The first day up to `until` on which a requirement that is ready stops being so.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn lapse(&self, slot: usize, until: Date) -> Option<Date> {
        let assessment = self.assessment;
        let model = assessment.programme.model();
        let requirement = &assessment.profile(self.person).requirements[slot];
        let half_life = model.objectives[requirement.objective].half_life_days;
        let opinion = assessment.cells(self.person)[slot].opinion(model.rules.prior_weight);
        let ready = |days: i32| self.is_ready(slot, assessment.as_of.plus_days(days));
        let last = until.days_since(assessment.as_of);
        if last <= 0 || ready(last) {
            return None;
        }
        // Where nothing expires the closed form says the day, give or take rounding.
        if let Some(days) = opinion
            .days_until(requirement.threshold, half_life)
            .filter(|days| days.is_finite())
        {
            let guess = (days.ceil() as i32).clamp(1, last);
            for day in [guess, guess + 1] {
                if day <= last && !ready(day) && ready(day - 1) {
                    return Some(assessment.as_of.plus_days(day));
                }
            }
        }
        bisection::first_true(1, last, |day| !ready(day)).map(|day| assessment.as_of.plus_days(day))
    }

    /// The score on a later day.
    fn score(&self, day: Date) -> Score {
        let model = self.assessment.programme.model();
        let profile = self.assessment.profile(self.person);
        let cells: Vec<EvidenceSums> = (0..profile.requirements.len())
            .map(|slot| self.cell(slot, day))
            .collect();
        self.assessment.scorer().score(model, profile, &cells)
    }

    /// The first day up to `until` on which a person who is ready stops being so.
    pub(super) fn verdict_lapse(&self, until: Date) -> Option<Date> {
        let as_of = self.assessment.as_of;
        let ready = |days: i32| self.ready_on(as_of.plus_days(days));
        bisection::first_true(1, until.days_since(as_of), |day| !ready(day))
            .map(|day| as_of.plus_days(day))
    }
}

/// Everything that lapses until a date, of people who still work here then; by date, then person and objective.
pub(super) fn lapses(assessment: &Assessment, until: Date) -> Vec<Lapse> {
    let people = &assessment.programme.model().people;
    let mut list = lapses_of(assessment, until, &|person| {
        people.employed(person, assessment.as_of)
    });
    list.retain(|lapse| people.employed(lapse.person, lapse.date));
    list
}

/// Everything that lapses until a date, of some people; by date, then person and objective.
pub(super) fn lapses_of(
    assessment: &Assessment,
    until: Date,
    counts: &dyn Fn(usize) -> bool,
) -> Vec<Lapse> {
    let people = &assessment.programme.model().people;
    let prior = assessment.programme.model().rules.prior_weight;
    let mut later = FutureRecords::new(assessment);
    let mut list = Vec::new();
    for person in (0..people.len()).filter(|&person| counts(person)) {
        later.person(person);
        let required = assessment
            .profile(person)
            .requirements
            .iter()
            .zip(assessment.cells(person));
        for (slot, (requirement, cell)) in required.enumerate() {
            if cell.range(prior).verdict(requirement.threshold) == Verdict::Ready
                && let Some(date) = later.lapse(slot, until)
            {
                list.push(Lapse { date, person, slot });
            }
        }
    }
    list.sort();
    list
}

#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn named(assessment: &Assessment, lapse: Lapse) -> DueRefresher {
    let model = assessment.programme.model();
    let requirement = &assessment.profile(lapse.person).requirements[lapse.slot];
    let objective = &model.objectives[requirement.objective];
    DueRefresher {
        date: lapse.date,
        level: objective.level_name(requirement.level).map(str::to_owned),
        objective: objective.id.clone(),
        person: model.people.ids.name(lapse.person as u32).to_owned(),
        section: model.sections[model.people.section[lapse.person] as usize]
            .id
            .clone(),
        track: objective.track,
    }
}
