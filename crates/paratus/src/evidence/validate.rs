//! What is wrong or odd about a record, said as a finding.

use super::interpretation::{Fields, Oddity, Refusal};
use super::{EvidenceLog, NO_EXPIRY, NO_TIME, Record};
use crate::document::Time;
use crate::finding::{alike_id, describe};
use crate::formatting::shorten;
use crate::lookalike::oddities;
use crate::model::Interner;
use crate::{Code, Date, Finding};
use std::collections::BTreeSet;

/// Ids of persons compared for "did you mean", at most.
const MAX_COMPARED_IDS: usize = 200_000;

impl EvidenceLog {
    /// The finding on a person that nobody is, with the one whose id differs in nothing but capitals, separators and leading
    /// zeros: `P-0117` for `p-117`. Any other would be somebody else. Of a table of strangers only the first are compared: it
    /// must not take an hour.
    pub(super) fn with_person(&mut self, finding: Box<Finding>, given: &str) -> Box<Finding> {
        let people = &self.programme.model().people.ids;
        let compared = self.compared + people.len();
        if finding.code != Code::UnknownReference
            || finding.path != "person"
            || compared > MAX_COMPARED_IDS
        {
            return finding;
        }
        self.compared = compared;
        match (alike_id(given, people.iter()), oddities(given)) {
            (Some(id), _) => Box::new(finding.with_meant(given, id)),
            (None, Some(odd)) => Box::new(finding.help(format!("it has {odd}"))),
            (None, None) => Box::new(finding.help(
                "if the person has another id now, write this one into their `previous_ids`",
            )),
        }
    }

    /// Whether a record refers to something that was refused when the programme was read.
    pub(super) fn is_of_refused(&self, record: &Record<'_>) -> bool {
        let model = self.programme().model();
        if model.refused.is_empty() {
            return false;
        }
        let lost = |ids: &Interner, list: &str, id: &str| {
            ids.get(id).is_none() && model.refused.has(list, id)
        };
        lost(&model.people.ids, "people", record.person)
            || lost(&model.objective_ids, "objectives", record.objective)
            || (record.level.is_some() && model.refused.has("levels of", record.objective))
    }

    /// The person and the fields of a record, or what has no meaning in the programme.
    pub(super) fn resolve(&self, record: &Record<'_>) -> Result<(u32, Fields), Box<Finding>> {
        let model = self.programme().model();

        let say = |code, finding: &dyn Fn() -> Finding| said(&self.counted_alone, code, finding);
        let Some(person) = model.people.ids.get(record.person) else {
            return Err(say(Code::UnknownReference, &|| {
                describe!(
                    Code::UnknownReference,
                    "person",
                    PersonNotOfProgramme {
                        given: shorten(record.person)
                    }
                )
            }));
        };
        let Some(objective) = model.objective_ids.get(record.objective) else {
            return Err(say(Code::UnknownReference, &|| {
                let finding = describe!(
                    Code::UnknownReference,
                    "objective",
                    ObjectiveNotOfProgramme {
                        given: shorten(record.objective)
                    }
                );
                let finding = finding.did_you_mean(record.objective, model.objective_ids.iter());
                match finding.help {
                    Some(_) => finding,
                    None => finding
                        .help("if an objective was renamed, write this id into its `previous_ids`"),
                }
            }));
        };
        let Some(compiled) = model.objectives.get(objective as usize) else {
            return Err(say(Code::UnknownReference, &|| {
                describe!(
                    Code::UnknownReference,
                    "objective",
                    ObjectiveInError {
                        objective: shorten(record.objective)
                    }
                )
            }));
        };
        let Some(level) = compiled.find_level(record.level) else {
            return Err(say(Code::LevelNotOnScale, &|| {
                compiled.no_such_level(record.level.unwrap_or_default())
            }));
        };
        let fields = Fields {
            objective,
            level,
            kind: record.kind,
            value: record.value,
            day: record.date.days(),
            time: record.time.map_or(NO_TIME, Time::seconds),
            expires: record.expires.map_or(NO_EXPIRY, Date::days),
        };
        Ok((person, fields))
    }

    /// What is odd about a record that counts.
    pub(super) fn oddity_finding(
        &self,
        record: &Record<'_>,
        person: u32,
        fields: &Fields,
    ) -> Option<Finding> {
        let people = &self.programme().model().people;
        let is_own_source = || record.source == Some(record.person);
        let oddity = fields.oddity(people.days_employed(person), is_own_source)?;
        let id = shorten(record.person);
        Some(match oddity {
            Oddity::SelfObserved => describe!(
                Code::SelfAssessedObservation,
                "source",
                ObservesThemselves { person: id }
            ),
            Oddity::OutsideEmployment => {
                let day = |of: &[Date]| of.get(person as usize).copied().unwrap_or(Date::MIN);
                let (joined, left) = (day(&people.joined), day(&people.left));
                let code = Code::EvidenceOutsideEmployment;
                if record.date < joined {
                    describe!(
                        code,
                        "date",
                        EvidenceBeforeJoining {
                            date: record.date,
                            person: id,
                            joined: joined
                        }
                    )
                } else {
                    describe!(
                        code,
                        "date",
                        EvidenceAfterLeaving {
                            date: record.date,
                            person: id,
                            left: left
                        }
                    )
                }
            }
        })
    }
}

/// A finding of a code; one that says nothing where those of the code are counted alone.
fn said(counted_alone: &BTreeSet<Code>, code: Code, finding: &dyn Fn() -> Finding) -> Box<Finding> {
    Box::new(if counted_alone.contains(&code) {
        Finding::unsaid(code)
    } else {
        finding()
    })
}

/// Why a record is refused, as a finding.
pub(super) fn refusal_finding(
    counted_alone: &BTreeSet<Code>,
    refusal: Refusal,
    record: &Record<'_>,
) -> Box<Finding> {
    let code = match refusal {
        Refusal::ValueOutOfRange => Code::ValueOutOfRange,
        Refusal::ExpiryOnPartial => Code::ExpiryOnPartial,
        Refusal::DatesReversed => Code::DatesReversed,
        Refusal::NoNumber => Code::BadValue,
    };
    said(counted_alone, code, &|| match refusal {
        Refusal::ValueOutOfRange => describe!(
            code,
            "value",
            RecordValueOutside {
                value: record.value
            }
        )
        .help("write a fraction of full success: 85% is 0.85, 7 of 10 is 0.7"),
        Refusal::ExpiryOnPartial => describe!(
            code,
            "expires",
            PartialExpires {
                value: record.value
            }
        ),
        Refusal::DatesReversed => describe!(
            code,
            "expires",
            ExpiresBeforeDate {
                expires: record.expires.unwrap_or(record.date),
                date: record.date
            }
        ),
        Refusal::NoNumber => too_many_keys(),
    })
}

/// The finding on a text that has no number any more.
pub(super) fn too_many_keys() -> Finding {
    let most = i32::MAX.unsigned_abs();
    describe!(Code::BadValue, "key", TooManyKeys { most: most })
}
