//! What people say they can do, as evidence: self-reports count little, and count as what they are.

use super::log::ResponseLog;
use super::response_matrix::{places, score, scored_answer};
use crate::document::{Aspect, EvidenceDoc, InstrumentDoc, Kind};
use crate::{Date, EvidenceLog, Finding};
use std::collections::{BTreeMap, BTreeSet};

impl ResponseLog {
    /// Records of kind `survey` from the items that measure an objective (their `ability`), for respondents who are persons
    /// of the programme; by instrument, person, objective and date.
    ///
    /// The value is the mean score of the items on the objective, the source is the instrument, which is also the key: a
    /// later wave supersedes an earlier one. There is one record for every day on which the person answered one of them,
    /// each from the answers that counted on that day, so that an assessment as of any date finds what was known then.
    /// Answers after `as_of` are left out where it is given.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let responses = sample::responses(&sample::programme());
    /// let evidence = responses.evidence(None);
    /// assert_eq!((evidence.len(), evidence[0].objective.as_str()), (24, "file-a-record"));
    /// ```
    #[must_use]
    pub fn evidence(&self, as_of: Option<Date>) -> Vec<EvidenceDoc> {
        let model = self.model();
        let mut evidence = Vec::new();
        for (number, instrument) in model.instruments.iter().enumerate() {
            let asked = instrument.items.iter().filter(|item| {
                item.aspect == Aspect::Ability && model.objective_ids.get(&item.measures).is_some()
            });
            let objectives: BTreeSet<&str> = asked.map(|item| item.measures.as_str()).collect();
            if objectives.is_empty() {
                continue;
            }
            // By person and item: the answers of each day.
            let mut people: BTreeMap<&str, BTreeMap<usize, BTreeMap<i32, u32>>> = BTreeMap::new();
            for ((_, respondent, item, day), answer, _) in self.answers_to(number) {
                let respondent = self.respondent(respondent);
                if as_of.is_none_or(|as_of| day <= as_of.days())
                    && model.people.ids.get(respondent).is_some()
                {
                    let items = people.entry(respondent).or_default();
                    let answer = scored_answer(instrument, item as usize, answer);
                    items.entry(item as usize).or_default().insert(day, answer);
                }
            }
            for (person, answers) in &people {
                for objective in &objectives {
                    records(instrument, person, objective, answers, &mut evidence);
                }
            }
        }
        evidence
    }

    /// Adds [`ResponseLog::evidence`] to a log of evidence; returns what was found odd, with paths such as
    /// `evidence[3].date`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let programme = sample::programme();
    /// let mut log = sample::evidence(&programme);
    /// let before = log.len();
    /// let findings = sample::responses(&programme).add_evidence(&mut log, None);
    /// assert_eq!((log.len() - before, findings.len()), (24, 0));
    /// ```
    pub fn add_evidence(&self, log: &mut EvidenceLog, as_of: Option<Date>) -> Vec<Finding> {
        log.extend_survey_records(&self.evidence(as_of))
    }
}

/// One person's records on one objective.
fn records(
    instrument: &InstrumentDoc,
    person: &str,
    objective: &str,
    answers: &BTreeMap<usize, BTreeMap<i32, u32>>,
    into: &mut Vec<EvidenceDoc>,
) {
    let items = places(instrument, |item| {
        item.measures == objective && item.aspect == Aspect::Ability
    });
    let answers: Vec<&BTreeMap<i32, u32>> =
        items.iter().filter_map(|item| answers.get(item)).collect();
    let days: BTreeSet<i32> = answers
        .iter()
        .flat_map(|days| days.keys().copied())
        .collect();
    for day in days {
        let counting = answers
            .iter()
            .filter_map(|days| days.range(..=day).next_back().map(|(_, answer)| *answer));
        let (Some(value), Some(date)) = (score(counting, instrument.points), Date::from_days(day))
        else {
            continue;
        };
        let record = EvidenceDoc::new(person, objective, Kind::Survey, value, date);
        into.push(record.source(&*instrument.id));
    }
}
