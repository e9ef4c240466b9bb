//! The result of `assess`: everyone's readiness as of a date.

use super::group_tallies::GroupTallies;
use super::opinion::EvidenceSums;
use super::person::PersonReadiness;
use super::scorer::{Score, Scorer};
use crate::evidence::{
    EvidenceLog, LatestByKey, LatestRecords, PackedRecord, Record, RecordOutcome, RecordsByPerson,
    future_finding, row_findings,
};
use crate::future_rows::{FutureCount, FutureRows, Location};
use crate::model::{Model, Profile};
use crate::table::RowCounts;
use crate::threads;
use crate::{Date, Error, Finding, Programme};
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// Everyone's readiness as of a date: a pure function of programme, evidence and date.
#[derive(Clone)]
pub struct Assessment {
    pub(crate) programme: Programme,
    pub(crate) as_of: Date,
    pub(crate) partition: RecordsByPerson,
    scorer: Scorer,
    /// Where each person's cells begin.
    starts: Vec<usize>,
    cells: Vec<EvidenceSums>,
    scores: Vec<Score>,
    future: FutureCount,
    /// The places of records that are later than those before them.
    later: FutureRows,
    /// What became of the records that were given.
    rows: RowCounts,
    findings: Vec<Finding>,
    /// Figures of units, as soon as anyone asked for them.
    board: OnceLock<Arc<GroupTallies>>,
}

/// What [`Assessment::append`] did: records taken, people touched and findings.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct AppendReport {
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
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let programme = sample::programme();
    /// let assessment = programme.assess(&sample::evidence(&programme), "2027-03-01".parse()?);
    /// assert_eq!(assessment.people().count(), 36);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
        Assessment::new(
            self,
            RecordsByPerson::new(log),
            (log.later().clone(), log.row_counts()),
            as_of,
        )
    }
}

impl EvidenceLog {
    /// Everyone's readiness as of a date, as [`Programme::assess`] of the log's own programme computes it. The log is used up, and
    /// its memory given back on the way.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let programme = sample::programme();
    /// let log = sample::evidence(&programme);
    /// let assessment = log.into_assessment("2027-03-01".parse()?);
    /// assert_eq!(assessment.programme().id(), "records");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_assessment(self, as_of: Date) -> Assessment {
        let programme = self.programme().clone();
        let rows = (self.later().clone(), self.row_counts());
        Assessment::new(&programme, RecordsByPerson::from_log(self), rows, as_of)
    }
}

impl Assessment {
    #[inline]
    fn new(
        programme: &Programme,
        partition: RecordsByPerson,
        (later, rows): (FutureRows, RowCounts),
        as_of: Date,
    ) -> Assessment {
        let programme = &programme.on(as_of);
        let model = programme.model();
        let people = model.people.len();
        let scorer = Scorer::new(model, as_of, partition.first_day);
        let mut starts = Vec::with_capacity(people + 1);
        let mut cells_needed = 0;
        for person in 0..people {
            starts.push(cells_needed);
            cells_needed += profile_of(model, person).requirements.len();
        }
        starts.push(cells_needed);
        let empty = Score {
            tracks: Default::default(),
            readiness: Default::default(),
            verdict: None,
        };
        let mut assessment = Assessment {
            programme: programme.clone(),
            as_of,
            partition,
            scorer,
            starts,
            cells: vec![EvidenceSums::default(); cells_needed],
            scores: vec![empty; people],
            future: FutureCount::default(),
            later,
            rows,
            findings: Vec::new(),
            board: OnceLock::new(),
        };
        assessment.score_all();
        let any = assessment.later.latest_day() > as_of.days();
        assessment.note_future(if any {
            assessment.partition.future(as_of)
        } else {
            FutureCount::default()
        });
        assessment
    }

    /// Computes everyone: blocks of neighbouring people one after the other, or on several threads. The bits are the same.
    #[inline]
    fn score_all(&mut self) {
        let (model, scorer, partition) = (self.programme.model(), &self.scorer, &self.partition);
        let score = |block: ScoreBlock<'_>| {
            let mut winners = LatestByKey::default();
            let (mut cells, mut person) = (block.cells, block.first);
            for score in block.scores {
                let profile = profile_of(model, person);
                let (mine, rest) = cells.split_at_mut(profile.requirements.len());
                scorer.sum(partition, person, profile, &mut winners, mine);
                *score = scorer.score(model, profile, mine);
                (cells, person) = (rest, person + 1);
            }
        };
        let mut blocks = blocks(&self.starts, &mut self.cells, &mut self.scores);
        let together = (partition.main_records() / PEOPLE_PER_BLOCK).max(1);
        while blocks.len() > together {
            let rest = blocks.split_off(together);
            threads::map(std::mem::replace(&mut blocks, rest), score);
        }
        threads::map(blocks, score);
    }

    /// Computes one person again.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn rescore(&mut self, person: usize, winners: &mut LatestByKey) {
        let model = self.programme.model();
        let profile = profile_of(model, person);
        let cells = &mut self.cells[self.starts[person]..self.starts[person + 1]];
        self.scorer
            .sum(&self.partition, person, profile, winners, cells);
        self.rate(person);
    }

    /// Adds records and computes again only the people they touch. The result is the same, bit for bit, as assessing
    /// the whole evidence again.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::Record;
    /// use paratus::document::Kind;
    ///
    /// let mut assessment = sample::assessment();
    /// let passed = Record::new("p-01", "search", Kind::Quiz, 1.0, "2027-02-20".parse()?);
    /// let appended = assessment.append([passed]);
    /// assert_eq!((appended.taken, appended.touched.len()), (1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn append<'r>(&mut self, records: impl IntoIterator<Item = Record<'r>>) -> AppendReport {
        // Taken, so that names are not shared and new ones need no copy of all.
        let mut log =
            EvidenceLog::with_names(&self.programme, std::mem::take(&mut self.partition.names));
        let mut appended = AppendReport::default();
        for (at, record) in records.into_iter().enumerate() {
            match log.push_at(&record, Some(Location::Entry(at as u32))) {
                RecordOutcome::Accepted | RecordOutcome::SetAside => {}
                RecordOutcome::Warned(finding) | RecordOutcome::Refused(finding) => {
                    let path = format!("evidence[{at}].{}", finding.path);
                    appended.findings.push(Finding { path, ..*finding });
                }
            }
        }
        appended.taken = log.len();
        let future = FutureCount::count_after(given_days(log.packed()), self.as_of);
        appended
            .findings
            .extend(future_finding(log.later(), future, self.as_of));
        let touched = people_of(log.packed());
        let slots = slots_of(log.packed(), log.len());
        self.partition.names = log.names();
        self.change(&touched, slots, |partition| partition.append(log.packed()));
        self.later.merge(log.later());
        self.rows.add(log.row_counts());
        self.note_future(future);
        let ids = &self.programme.model().people.ids;
        appended.touched = touched
            .iter()
            .map(|&person| ids.name(person as u32).to_owned())
            .collect();
        appended
    }

    /// Takes the records that the log it was made from has gained since, and computes again only the people they touch.
    pub(crate) fn catch_up(&mut self, log: &EvidenceLog) {
        let future =
            FutureCount::count_after(given_days(log.since(self.partition.mark())), self.as_of);
        let touched = people_of(log.since(self.partition.mark()));
        let slots = slots_of(
            log.since(self.partition.mark()),
            log.len() - self.partition.mark().len(),
        );
        self.change(&touched, slots, |partition| partition.catch_up(log));
        self.later.clone_from(log.later());
        self.rows = log.row_counts();
        self.note_future(future);
    }

    /// Adds records of some people, computes those people again, and brings the figures of units up to them. With few records, what
    /// their `slots` were worth before is exchanged for what they are worth after: sums in fixed point are exact either way.
    fn change(
        &mut self,
        people: &[usize],
        slots: Option<Vec<SupersedeKey>>,
        add: impl FnOnce(&mut RecordsByPerson),
    ) {
        // Of many people, everyone is counted again when somebody asks.
        let board = self
            .board
            .take()
            .filter(|_| people.len() <= self.scores.len() / MANY_PEOPLE_DIVISOR);
        let board = board.map(|mut board| {
            Arc::make_mut(&mut board).remove_people(self, people);
            board
        });
        let parts = slots.map(|slots| {
            let parts = slots.into_iter().map(|slot| (slot, self.part(slot)));
            parts.collect::<Vec<_>>()
        });
        add(&mut self.partition);
        if parts.is_some_and(|parts| self.exchange(&parts)) {
            people.iter().for_each(|&person| self.rate(person));
        } else {
            let mut winners = LatestByKey::default();
            people
                .iter()
                .for_each(|&person| self.rescore(person, &mut winners));
        }
        if let Some(mut board) = board {
            Arc::make_mut(&mut board).add_people(self, people);
            self.board = OnceLock::from(board);
        }
    }

    /// What a slot adds to the sums of a requirement, and which requirement it is.
    fn part(&self, (person, slot): SupersedeKey) -> Option<(usize, EvidenceSums)> {
        let (model, person) = (self.programme.model(), person as usize);
        self.scorer.part(
            model,
            &self.partition,
            person,
            profile_of(model, person),
            slot,
        )
    }

    /// Brings the sums to what slots add now, from what they added before; whether that is known.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn exchange(&mut self, before: &[(SupersedeKey, Option<(usize, EvidenceSums)>)]) -> bool {
        for &(slot, old) in before {
            let (Some((requirement, old)), Some((_, new))) = (old, self.part(slot)) else {
                continue;
            };
            let cell = &mut self.cells[self.starts[slot.0 as usize] + requirement];
            match cell.replacing(old, new) {
                Some(sums) => *cell = sums,
                None => return false,
            }
        }
        true
    }

    /// A person's figures from the sums.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn rate(&mut self, person: usize) {
        let model = self.programme.model();
        self.scores[person] =
            self.scorer
                .score(model, profile_of(model, person), self.cells(person));
    }

    /// The figures of units.
    pub(crate) fn board(&self) -> &GroupTallies {
        self.board.get_or_init(|| Arc::new(GroupTallies::new(self)))
    }

    /// Counts more records after the date of assessment.
    fn note_future(&mut self, more: FutureCount) {
        self.future = self.future.and(more);
        let future = future_finding(&self.later, self.future, self.as_of);
        self.findings = future.into_iter().chain(row_findings(self.rows)).collect();
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

    /// The same assessment with the titles of its programme in a language: see [`Programme::in_language`].
    pub(crate) fn in_language(&self, language: &str) -> Assessment {
        Assessment {
            programme: self.programme.in_language(language),
            ..self.clone()
        }
    }

    /// What the evidence as a whole made noteworthy: records dated after `as_of`, which were ignored, and how many were refused.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Records that have expired and hide one of the same key that has not: see [`EvidenceLog::hidden_valid_records`].
    pub(crate) fn hidden_valid_records(&self) -> Vec<Finding> {
        self.partition
            .hidden_valid_records(self.programme.model(), self.as_of)
    }

    /// Everyone who is employed on the date, in the order of the programme.
    pub fn people(&self) -> impl Iterator<Item = PersonReadiness<'_>> {
        let people = &self.programme.model().people;
        (0..people.len())
            .filter(|&person| people.employed(person, self.as_of))
            .map(|person| PersonReadiness {
                assessment: self,
                person,
            })
    }

    /// One person by id, employed or not.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let assessment = sample::assessment();
    /// let clerk = assessment.person("p-00")?;
    /// println!("{:?} {:?}", clerk.readiness(), clerk.verdict());
    ///
    /// let error = assessment.person("p-0").unwrap_err();
    /// println!("{error}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the programme has no such person, with who may have been meant.
    pub fn person(&self, id: &str) -> Result<PersonReadiness<'_>, Error> {
        self.find_person(id)
            .ok_or_else(|| self.programme.no_such_person(id))
    }

    /// One person by id, where there is one.
    pub(crate) fn find_person(&self, id: &str) -> Option<PersonReadiness<'_>> {
        let person = self.programme.model().people.ids.index(id)?;
        Some(PersonReadiness {
            assessment: self,
            person,
        })
    }

    pub(crate) fn profile(&self, person: usize) -> &Profile {
        profile_of(self.programme.model(), person)
    }

    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn score(&self, person: usize) -> &Score {
        &self.scores[person]
    }

    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn cells(&self, person: usize) -> &[EvidenceSums] {
        &self.cells[self.starts[person]..self.starts[person + 1]]
    }

    pub(crate) fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// Cells and score of one person at another date, from what is known as of the assessment: records dated after it
    /// do not count at a later date either.
    pub(crate) fn person_on(&self, person: usize, date: Date) -> (Vec<EvidenceSums>, Score) {
        let model = self.programme.model();
        let profile = profile_of(model, person);
        let scorer = Scorer::direct(model, date);
        let mut counting = LatestRecords::default();
        let mut cells = vec![EvidenceSums::default(); profile.requirements.len()];
        let known = self
            .partition
            .records_of(person)
            .filter(|record| record.day <= self.as_of.days());
        let counting = scorer.counting(known, &self.partition.names, &mut counting);
        scorer.cells(model, profile, counting, &mut cells);
        let score = scorer.score(model, profile, &cells);
        (cells, score)
    }
}

/// One of this many is many people.
const MANY_PEOPLE_DIVISOR: usize = 4;

/// A person, and what records of theirs supersede each other by: objective, key, and day where it belongs to the key.
type SupersedeKey = (u32, (u32, u32, i32));

/// The slots of `count` records, each once; `None` where they are many.
fn slots_of(
    records: impl Iterator<Item = (u32, PackedRecord)>,
    count: usize,
) -> Option<Vec<SupersedeKey>> {
    if count > FEW_RECORDS {
        return None;
    }
    let mut slots: Vec<SupersedeKey> = records
        .map(|(person, record)| (person, record.slot()))
        .collect();
    slots.sort_unstable();
    slots.dedup();
    Some(slots)
}

/// This many records are few.
const FEW_RECORDS: usize = 64;

/// The days of records that were not made from answers to surveys.
fn given_days(records: impl Iterator<Item = (u32, PackedRecord)>) -> impl Iterator<Item = i32> {
    records
        .filter(|(_, record)| !record.is_from_survey())
        .map(|(_, record)| record.day)
}

/// The people of some records, sorted.
fn people_of(records: impl Iterator<Item = (u32, PackedRecord)>) -> Vec<usize> {
    let mut people: Vec<usize> = records.map(|(person, _)| person as usize).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Neighbouring people whose figures are computed together.
struct ScoreBlock<'a> {
    first: usize,
    cells: &'a mut [EvidenceSums],
    scores: &'a mut [Score],
}

/// Enough people that a thread is worth its while.
const PEOPLE_PER_BLOCK: usize = 1024;

#[inline]
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn blocks<'a>(
    starts: &[usize],
    mut cells: &'a mut [EvidenceSums],
    scores: &'a mut [Score],
) -> Vec<ScoreBlock<'a>> {
    let mut blocks = Vec::with_capacity(scores.len().div_ceil(PEOPLE_PER_BLOCK));
    for (at, scores) in scores.chunks_mut(PEOPLE_PER_BLOCK).enumerate() {
        let first = at * PEOPLE_PER_BLOCK;
        let (mine, rest) = cells.split_at_mut(starts[first + scores.len()] - starts[first]);
        blocks.push(ScoreBlock {
            first,
            cells: mine,
            scores,
        });
        cells = rest;
    }
    blocks
}

#[inline]
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn profile_of(model: &Model, person: usize) -> &Profile {
    &model.profiles[model.people.profile[person] as usize]
}
