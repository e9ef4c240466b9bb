//! The result of `assess`: everyone's readiness as of a date.

#![expect(clippy::indexing_slicing, reason = "people and profiles are indices made by compile")]

use super::opinion::Cell;
use super::person::PersonReadiness;
use super::scorer::{Score, Scorer};
use crate::evidence::{Counting, EvidenceLog, Outcome, Partition, Record};
use crate::model::{Model, Profile};
use crate::{Code, Date, Finding, Programme};

/// Everyone's readiness as of a date: a pure function of programme, evidence and date.
#[derive(Clone, Debug)]
pub struct Assessment {
    pub(crate) programme: Programme,
    pub(crate) as_of: Date,
    pub(crate) partition: Partition,
    scorer: Scorer,
    /// Where each person's cells begin.
    starts: Vec<usize>,
    cells: Vec<Cell>,
    scores: Vec<Score>,
    future: Future,
    findings: Vec<Finding>,
}

/// The records dated after the date of assessment.
#[derive(Clone, Copy, Debug, Default)]
struct Future {
    count: u64,
    /// The earliest day of any of them.
    first: Option<i32>,
}

/// What [`Assessment::append`] did.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Appended {
    /// How many records were taken.
    pub taken: usize,
    /// Ids of the people whose figures were computed again, in the order of the programme.
    pub touched: Vec<String>,
    /// What was refused, and what is odd about what was taken. The path names the record and the field: `evidence[3].value`.
    pub findings: Vec<Finding>,
}

impl Programme {
    /// Everyone's readiness as of a date.
    ///
    /// A log made for another compilation of the programme is read again by ids ([`EvidenceLog::for_programme`]), which
    /// takes the time of reading it; records of people and objectives that this programme does not have do not count.
    #[must_use]
    #[inline]
    pub fn assess(&self, evidence: &EvidenceLog, as_of: Date) -> Assessment {
        let foreign;
        let log = if evidence.programme().is_same(self) {
            evidence
        } else {
            foreign = evidence.for_programme(self);
            &foreign
        };
        Assessment::new(self, log, as_of)
    }
}

impl Assessment {
    #[inline]
    fn new(programme: &Programme, log: &EvidenceLog, as_of: Date) -> Assessment {
        let model = programme.model();
        let people = model.people.len();
        let partition = Partition::new(log, people);
        let scorer = Scorer::new(model, as_of, partition.first_day);
        let mut starts = Vec::with_capacity(people + 1);
        let mut cells_needed = 0;
        for person in 0..people {
            starts.push(cells_needed);
            cells_needed += profile_of(model, person).requirements.len();
        }
        starts.push(cells_needed);
        let empty = Score { tracks: Default::default(), readiness: Default::default(), verdict: None };
        let mut assessment = Assessment {
            programme: programme.clone(),
            as_of,
            partition,
            scorer,
            starts,
            cells: vec![Cell::default(); cells_needed],
            scores: vec![empty; people],
            future: Future::default(),
            findings: Vec::new(),
        };
        let mut counting = Counting::default();
        for person in 0..people {
            assessment.rescore(person, &mut counting);
        }
        assessment.note_future(log, 0);
        assessment
    }

    /// Computes one person again.
    #[inline]
    fn rescore(&mut self, person: usize, counting: &mut Counting) {
        let model = self.programme.model();
        let profile = profile_of(model, person);
        let cells = &mut self.cells[self.starts[person]..self.starts[person + 1]];
        let counting = self.scorer.counting(self.partition.of(person), &self.partition.names, counting);
        self.scorer.cells(model, profile, counting, cells);
        self.scores[person] = self.scorer.score(model, profile, cells);
    }

    /// Adds records and computes again only the people they touch. The result is the same, bit for bit, as assessing
    /// the whole evidence anew.
    pub fn append<'r>(&mut self, records: impl IntoIterator<Item = Record<'r>>) -> Appended {
        let mut log = EvidenceLog::with_names(&self.programme, self.partition.names.clone());
        let mut appended = Appended::default();
        for (at, record) in records.into_iter().enumerate() {
            match log.push(&record) {
                Outcome::Taken | Outcome::SetAside => {}
                Outcome::Warned(finding) | Outcome::Refused(finding) => {
                    let path = format!("evidence[{at}].{}", finding.path);
                    appended.findings.push(Finding { path, ..*finding });
                }
            }
        }
        appended.taken = log.len();
        if log.is_empty() {
            return appended;
        }
        appended.findings.extend(Future::default().with(&log, 0, self.as_of).finding(self.as_of));
        let touched = self.partition.append(&log, 0);
        self.note_future(&log, 0);
        let mut counting = Counting::default();
        for &person in &touched {
            self.rescore(person, &mut counting);
        }
        let ids = &self.programme.model().people.ids;
        appended.touched = touched.iter().map(|&person| ids.name(person as u32).to_owned()).collect();
        appended
    }

    /// Takes the records that the log it was made from has gained since, and computes again only the people they touch.
    pub(crate) fn catch_up(&mut self, log: &EvidenceLog) {
        let row = self.partition.len();
        if log.len() <= row {
            return;
        }
        let touched = self.partition.append(log, row);
        self.note_future(log, row);
        let mut counting = Counting::default();
        for person in touched {
            self.rescore(person, &mut counting);
        }
    }

    /// Counts the records after the date of assessment, from row `row` of a log on.
    fn note_future(&mut self, log: &EvidenceLog, row: usize) {
        self.future = self.future.with(log, row, self.as_of);
        self.findings = self.future.finding(self.as_of).into_iter().collect();
    }

    /// The date of assessment.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The programme assessed.
    #[must_use]
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// What the evidence as a whole made noteworthy, for instance records dated after `as_of`, which were ignored.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Everyone who is employed on the date, in the order of the programme.
    pub fn people(&self) -> impl Iterator<Item = PersonReadiness<'_>> {
        let people = &self.programme.model().people;
        (0..people.len())
            .filter(|&person| people.employed(person, self.as_of))
            .map(|person| PersonReadiness { assessment: self, person })
    }

    /// One person by id, employed or not.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<PersonReadiness<'_>> {
        let person = self.programme.model().people.ids.index(id)?;
        Some(PersonReadiness { assessment: self, person })
    }

    pub(crate) fn profile(&self, person: usize) -> &Profile {
        profile_of(self.programme.model(), person)
    }

    pub(crate) fn score(&self, person: usize) -> &Score {
        &self.scores[person]
    }

    pub(crate) fn cells(&self, person: usize) -> &[Cell] {
        &self.cells[self.starts[person]..self.starts[person + 1]]
    }

    pub(crate) fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// Cells and score of one person at another date, from what is known as of the assessment: records dated after it
    /// do not count at a later date either.
    pub(crate) fn person_on(&self, person: usize, date: Date) -> (Vec<Cell>, Score) {
        let model = self.programme.model();
        let profile = profile_of(model, person);
        let scorer = Scorer::direct(model, date);
        let mut counting = Counting::default();
        let mut cells = vec![Cell::default(); profile.requirements.len()];
        let known = self.partition.of(person).filter(|record| record.day <= self.as_of.days());
        let counting = scorer.counting(known, &self.partition.names, &mut counting);
        scorer.cells(model, profile, counting, &mut cells);
        let score = scorer.score(model, profile, &cells);
        (cells, score)
    }
}

fn profile_of(model: &Model, person: usize) -> &Profile {
    &model.profiles[model.people.profile[person] as usize]
}

impl Future {
    /// With the records of a log from row `row` on.
    fn with(mut self, log: &EvidenceLog, row: usize, as_of: Date) -> Future {
        for (_, record) in log.packed_since(row).filter(|(_, record)| record.day > as_of.days()) {
            self.count += 1;
            self.first = Some(self.first.map_or(record.day, |first| first.min(record.day)));
        }
        self
    }

    /// One finding for all of them.
    fn finding(self, as_of: Date) -> Option<Finding> {
        let first = Date::from_days(self.first?)?;
        let message = match self.count {
            1 => format!("1 record is dated {first}, after {as_of}, and was ignored"),
            count => format!("{count} records are dated after {as_of} (the first {first}) and were ignored"),
        };
        Some(Finding::new(Code::EvidenceInFuture, "evidence", message))
    }
}
