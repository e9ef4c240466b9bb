//! The assessments between two sides: one input exchanged after the other.

use super::DiffSide;
use crate::document::Document;
use crate::evidence::{LatestRecords, RecordsByPerson, evidence_weights};
use crate::model::NONE;
use crate::readiness::{EvidenceSums, Scorer};
use crate::{Date, EvidenceLog, Programme, Verdict};
use std::collections::BTreeMap;

/// How many inputs are exchanged.
pub(super) const INPUTS: usize = 6;

/// A person's verdict at the beginning and after each exchange.
pub(super) type Verdicts = [Option<Verdict>; INPUTS + 1];

/// Which day counts for what.
#[derive(Clone, Copy)]
struct CountedDays {
    /// Records up to here are known.
    known: Date,
    /// Evidence is as old as it is here; what is dated later is new.
    aged: Date,
    /// What has expired by here does not count.
    expired: Date,
}

/// People by id, with section and roles.
pub(super) type Placements = BTreeMap<String, (String, Vec<String>)>;

/// The people on one side who are employed on its date, by id; with section and roles.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn employed(side: &DiffSide<'_>, programme: &Programme) -> Placements {
    let model = programme.model();
    let here = (0..model.people.len()).filter(|&person| model.people.employed(person, side.as_of));
    here.map(|person| {
        let roles = model
            .people
            .roles_of(person)
            .iter()
            .map(|&role| model.role_ids.name(role).to_owned());
        let section = model.sections[model.people.section[person] as usize]
            .id
            .clone();
        (
            model.people.ids.name(person as u32).to_owned(),
            (section, roles.collect()),
        )
    })
    .collect()
}

/// The verdicts of people on the way from one side to the other. At the beginning and at the end they are those of the
/// two assessments.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn verdicts(
    before: &DiffSide<'_>,
    after: &DiffSide<'_>,
    programmes: (&Programme, &Programme),
    people: &[String],
) -> (Vec<Verdicts>, Concerned) {
    let (old, new) = (before.as_of, after.as_of);
    let mut list = vec![[None; INPUTS + 1]; people.len()];
    let mut note = |step: usize, verdicts: Vec<Option<Verdict>>| {
        list.iter_mut()
            .zip(verdicts)
            .for_each(|(row, verdict)| row[step] = verdict);
    };
    let (first, last) = programmes;
    let at = |programme: &Programme, log: &EvidenceLog, days: CountedDays| {
        evaluate(programme, log, days, people)
    };
    let old_days = CountedDays {
        known: old,
        aged: old,
        expired: old,
    };
    let new_days = CountedDays {
        known: new,
        aged: new,
        expired: new,
    };
    let old_log = before.evidence.for_programme(first);
    note(0, at(first, &old_log, old_days));
    let log = after.evidence.for_programme(first);
    note(
        1,
        at(
            first,
            &log,
            CountedDays {
                known: new,
                ..old_days
            },
        ),
    );
    note(
        2,
        at(
            first,
            &log,
            CountedDays {
                expired: old,
                ..new_days
            },
        ),
    );
    note(3, at(first, &log, new_days));
    let ruled = Programme::compile(&with_rules(before.document, after.document));
    note(
        4,
        at(&ruled, &after.evidence.for_programme(&ruled), new_days),
    );
    let mixed = Programme::compile(&with_places(after.document, before.document));
    note(
        5,
        at(&mixed, &after.evidence.for_programme(&mixed), new_days),
    );
    note(6, at(last, &after.evidence.for_programme(last), new_days));
    let differing = |one: &Programme, other: &Programme| {
        let of = people
            .iter()
            .filter(|id| needs(one, id) != needs(other, id));
        of.count() as u64
    };
    let concerned = Concerned {
        requirements: differing(&ruled, &mixed),
        place: differing(&mixed, last),
    };
    (list, concerned)
}

/// How many people have something else required of them by an exchange, by what the documents say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Concerned {
    pub(super) requirements: u64,
    pub(super) place: u64,
}

/// What is required of a person, by id: level, weight, whether it is critical, and its threshold.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn needs<'a>(programme: &'a Programme, person: &str) -> Vec<(&'a str, u8, u64, bool, u64)> {
    let model = programme.model();
    let Some(person) = model.people.ids.index(person) else {
        return Vec::new();
    };
    let profile = &model.profiles[model.people.profile[person] as usize];
    let need = |need: &'a crate::model::Requirement| {
        let (weight, threshold) = (need.weight.to_bits(), need.threshold.to_bits());
        let id = model.objectives[need.objective].id.as_str();
        (id, need.level, weight, need.critical, threshold)
    };
    profile.requirements.iter().map(need).collect()
}

/// A document with the rules of another: measurement, weights and thresholds of tracks, half-lives, instruments.
fn with_rules(document: &Document, rules: &Document) -> Document {
    let half_lives: BTreeMap<_, _> = rules
        .objectives
        .iter()
        .map(|rule| (rule.id.as_str(), rule.half_life_days))
        .collect();
    let mut mixed = document.clone();
    mixed.rules = rules.rules.clone();
    mixed.tracks.clone_from(&rules.tracks);
    mixed.instruments.clone_from(&rules.instruments);
    for objective in &mut mixed.objectives {
        if let Some(half_life) = half_lives.get(objective.id.as_str()) {
            objective.half_life_days = *half_life;
        }
    }
    mixed
}

/// A document whose people sit where they sit in another, with the roles they have there.
fn with_places(document: &Document, places: &Document) -> Document {
    let known: BTreeMap<_, _> = places
        .people
        .iter()
        .rev()
        .map(|person| (person.id.as_str(), person))
        .collect();
    let mut mixed = document.clone();
    for person in &mut mixed.people {
        if let Some(place) = known.get(person.id.as_str()) {
            let section = &place.section;
            if mixed.sections.iter().any(|known| known.id == *section) {
                person.section.clone_from(section);
            }
            person.roles.clone_from(&place.roles);
        }
    }
    mixed
}

/// The verdict of each of some people; `None` where nothing is required, or the programme does not have them.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn evaluate(
    programme: &Programme,
    log: &EvidenceLog,
    days: CountedDays,
    people: &[String],
) -> Vec<Option<Verdict>> {
    let model = programme.model();
    let partition = RecordsByPerson::new(log);
    let scorer = Scorer::new(model, days.aged, partition.first_day);
    let evidence_weights = evidence_weights(model);
    let mut counting = LatestRecords::default();
    people
        .iter()
        .map(|id| {
            let person = model.people.ids.index(id)?;
            let profile = &model.profiles[model.people.profile[person] as usize];
            let (known, expired) = (days.known.days(), days.expired.days());
            let records = counting.known_on(
                known,
                expired,
                partition.records_of(person),
                &partition.names,
                &evidence_weights,
            );
            let mut cells = vec![EvidenceSums::default(); profile.requirements.len()];
            for record in records {
                let slot = profile.slots[record.objective as usize];
                if slot != NONE {
                    let level = profile.requirements[slot as usize].level;
                    // What is newer than the day counts as new, not as better than new.
                    let day = days.aged.days().max(record.day);
                    scorer.add(model, record, level, day, &mut cells[slot as usize]);
                }
            }
            scorer.score(model, profile, &cells).verdict
        })
        .collect()
}
