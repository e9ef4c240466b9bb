//! The append-only log of evidence for one programme.

use super::interpretation::{TextNumbers, interpret};
use super::packed::{DATED, FROM_SURVEY, NO_SOURCE, PackedRecord};
use super::partitions::{PartitionLengths, Partitions};
use super::record::Record;
use super::validate::{refusal_finding, too_many_keys};
use super::weight::declared_weight;
use super::write_buffer::WriteBuffer;
use crate::document::{EvidenceDoc, Kind};
use crate::finding::describe;
use crate::future_rows::{FutureCount, FutureRows, FutureRowsMessage, Location, future_rows};
use crate::model::{Interner, Model};
use crate::table::RowCounts;
use crate::{Code, Date, Error, Finding, Programme};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The outcome of adding a record: accepted, accepted with a warning, set aside or refused.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum RecordOutcome {
    /// It counts.
    Accepted,
    /// It counts, and something about it is worth knowing. The path of the finding names the field: `value`.
    Warned(Box<Finding>),
    /// It does not count, and why. The path of the finding names the field.
    Refused(Box<Finding>),
    /// It does not count, because it refers to an entry of the programme that was refused when the programme was read. The
    /// finding is that entry's; none is made for each record that refers to it.
    SetAside,
}

/// Evidence for one programme: append-only columns of interned ids, whole days and values.
///
/// The order of records never matters, and neither does reading one twice.
#[derive(Clone)]
pub struct EvidenceLog {
    pub(super) programme: Programme,
    pub(super) partitions: Partitions,
    names: Arc<Interner>,
    pub(super) refused: u64,
    set_aside: u64,
    /// How many records name something by an id that it had before.
    renamed: u64,
    /// How many records were made from answers to surveys.
    from_surveys: u64,
    /// How many ids of persons were compared with one that nobody has.
    pub(super) compared: usize,
    /// Codes of which enough findings are listed: further ones are counted alone, for nobody reads what they would say.
    pub(super) counted_alone: BTreeSet<Code>,
    /// The places of records that are later than those before them.
    later: FutureRows,
}

/// What is said of records in the future.
pub(crate) const FUTURE_RECORDS: FutureRowsMessage =
    future_rows!("evidence", EvidenceInFuture, FutureRecord, FutureRecords);

impl EvidenceLog {
    /// An empty log for a programme.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    ///
    /// let programme = sample::programme();
    /// assert!(EvidenceLog::new(&programme).is_empty());
    /// ```
    #[must_use]
    pub fn new(programme: &Programme) -> EvidenceLog {
        EvidenceLog::with_partitions(programme, Partitions::new(programme.people()))
    }

    /// An empty log for another programme that puts records away where this one does.
    pub(super) fn with_same_layout(&self, programme: &Programme) -> EvidenceLog {
        EvidenceLog::with_partitions(
            programme,
            self.partitions.with_same_layout(programme.people()),
        )
    }

    /// An empty log for a programme on empty partitions.
    pub(super) fn with_partitions(programme: &Programme, partitions: Partitions) -> EvidenceLog {
        EvidenceLog {
            partitions,
            ..EvidenceLog::with_names(programme, Arc::default())
        }
    }

    /// The programme whose people and objectives the records name.
    #[must_use]
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// How many records the log holds, with those made from survey answers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.partitions.len()
    }

    /// Whether no record was taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.partitions.len() == 0
    }

    /// What became of the records that were given. Those made from answers to surveys are not among them: see
    /// [`ResponseLog::row_counts`](crate::survey::ResponseLog::row_counts).
    #[must_use]
    pub fn row_counts(&self) -> RowCounts {
        let taken = (self.len() as u64).saturating_sub(self.from_surveys);
        RowCounts {
            missing: 0,
            renamed: self.renamed,
            refused: self.refused,
            set_aside: self.set_aside,
            taken,
        }
    }

    /// One finding on the records that were refused, and one on those that were set aside, where there are any.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::document::Kind;
    /// use paratus::{EvidenceLog, Record};
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let _ = log.push(&Record::new("nobody", "search", Kind::Quiz, 1.0, "2027-02-01".parse()?));
    /// assert_eq!((log.row_counts().refused, log.row_findings().len()), (1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn row_findings(&self) -> Vec<Finding> {
        row_findings(self.row_counts())
    }

    /// One finding for all records dated after a day, at the place of the first of them where it is known. Records made from
    /// answers to surveys are reported with the answers ([`ResponseLog::future_responses`](crate::survey::ResponseLog::future_responses)).
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let programme = sample::programme();
    /// let log = sample::evidence(&programme);
    /// assert!(log.future_records("2027-03-01".parse()?).is_none());
    /// let finding = log.future_records("2027-01-01".parse()?).ok_or("all records are of February")?;
    /// println!("{finding}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn future_records(&self, as_of: Date) -> Option<Finding> {
        if self.later.latest_day() <= as_of.days() {
            return None;
        }
        let days = self
            .packed()
            .filter(|(_, record)| !record.is_from_survey())
            .map(|(_, record)| record.day);
        future_finding(&self.later, FutureCount::count_after(days, as_of), as_of)
    }

    /// Adds a record, or says why not.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::document::Kind;
    /// use paratus::evidence::RecordOutcome;
    /// use paratus::{EvidenceLog, Record};
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let day = "2027-02-01".parse()?;
    /// assert_eq!(log.push(&Record::new("p-00", "search", Kind::Quiz, 0.8, day)), RecordOutcome::Accepted);
    /// match log.push(&Record::new("p-00", "serach", Kind::Quiz, 0.8, day)) {
    ///     RecordOutcome::Refused(why) => println!("{why}"),
    ///     outcome => panic!("{outcome:?}"),
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn push(&mut self, record: &Record<'_>) -> RecordOutcome {
        self.push_at(record, Some(Location::Nowhere))
    }

    /// Adds a record with its place, or one that was made from answers to a survey (`None`).
    pub(crate) fn push_at(&mut self, record: &Record<'_>, spot: Option<Location>) -> RecordOutcome {
        if self.programme.model().previous_ids.is_empty() {
            return self.push_current(record, spot);
        }
        let programme = self.programme.clone();
        let (record, renamed) = record.renamed(&programme.model().previous_ids);
        let outcome = self.push_current(&record, spot);
        let counts = matches!(outcome, RecordOutcome::Accepted | RecordOutcome::Warned(_));
        self.renamed += u64::from(renamed && counts && spot.is_some());
        outcome
    }

    /// The same of a record by the ids that are.
    fn push_current(&mut self, record: &Record<'_>, spot: Option<Location>) -> RecordOutcome {
        // A record made from an answer was counted with the answers.
        let counted = u64::from(spot.is_some());
        if self.is_of_refused(record) {
            self.set_aside += counted;
            return RecordOutcome::SetAside;
        }
        let interpreted = self.resolve(record).and_then(|(person, fields)| {
            let mut texts = NamedTexts {
                model: self.programme.model(),
                names: &mut self.names,
                record,
            };
            let packed = interpret(fields, &mut texts);
            let packed =
                packed.map_err(|refusal| refusal_finding(&self.counted_alone, refusal, record))?;
            Ok((person, fields, packed))
        });
        let (person, fields, packed) = match interpreted {
            Ok(interpreted) => interpreted,
            Err(finding) => {
                self.refused += counted;
                return RecordOutcome::Refused(self.with_person(finding, record.person));
            }
        };
        let said = if spot.is_none() { FROM_SURVEY } else { 0 };
        self.add(
            person,
            PackedRecord {
                kind: packed.kind | said,
                ..packed
            },
        );
        if let Some(spot) = spot {
            self.later.record(packed.day, spot);
        } else {
            self.from_surveys += 1;
        }
        match self.oddity_finding(record, person, &fields) {
            Some(finding) => RecordOutcome::Warned(Box::new(finding)),
            None => RecordOutcome::Accepted,
        }
    }

    /// Adds a record as written in a document.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::document::{EvidenceDoc, Kind};
    /// use paratus::evidence::RecordOutcome;
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let record = EvidenceDoc::new("p-00", "search", Kind::Quiz, 0.8, "2027-02-01".parse()?).source("portal");
    /// assert_eq!(log.push_document(&record), RecordOutcome::Accepted);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn push_document(&mut self, written: &EvidenceDoc) -> RecordOutcome {
        self.push(&Record::from(written))
    }

    /// Adds all records of another log of the same programme, as if they had been read here.
    /// Merging is associative and commutative: the figures do not depend on how evidence was split.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let programme = sample::programme();
    /// let mut log = sample::evidence(&programme);
    /// let other = sample::evidence(&programme);
    /// log.merge(&other)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the other log was read for another programme, or for this one compiled again: [`EvidenceLog::for_programme`] reads it for
    /// this one. Nothing is added then.
    pub fn merge(&mut self, other: &EvidenceLog) -> Result<(), Error> {
        if !self.programme.is_same(&other.programme) {
            let finding = describe!(Code::UnknownReference, "evidence", EvidenceOfOtherProgramme);
            return Err(Error::unknown(
                finding.help("read it for this programme first"),
            ));
        }
        let names = Arc::make_mut(&mut self.names);
        let mut renumbered = Vec::with_capacity(other.names.len());
        for name in other.names.iter() {
            let Some(number) = number(names, name) else {
                return Err(Error::unknown(too_many_keys()));
            };
            renumbered.push(number);
        }
        let renumber = |number: u32| renumbered.get(number as usize).copied().unwrap_or(number);
        for (person, mut record) in other.packed() {
            record.key = renumber(record.key & !DATED) | (record.key & DATED);
            if record.source != NO_SOURCE {
                record.source = renumber(record.source);
            }
            self.add(person, record);
        }
        self.refused += other.refused;
        self.renamed += other.renamed;
        self.set_aside += other.set_aside;
        self.from_surveys += other.from_surveys;
        self.later.merge(&other.later);
        Ok(())
    }

    /// Counts a record that cannot even be one.
    pub(super) fn refuse(&mut self, finding: Finding) -> RecordOutcome {
        self.refused += 1;
        RecordOutcome::Refused(Box::new(finding))
    }

    /// Adds a record that was found to be in order.
    #[inline]
    pub(super) fn add(&mut self, person: u32, record: PackedRecord) {
        self.partitions.push(person, record);
    }

    /// Adds records that were found to be in order, without expiry and source.
    #[inline]
    pub(super) fn add_waiting(&mut self, waiting: &mut WriteBuffer) {
        self.partitions.push_buffered(waiting);
    }

    /// The places of records that are later than those before them.
    #[inline]
    pub(crate) fn later(&self) -> &FutureRows {
        &self.later
    }

    #[inline]
    pub(super) fn later_mut(&mut self) -> &mut FutureRows {
        &mut self.later
    }

    /// Makes room for more records.
    #[inline]
    pub(super) fn reserve(&mut self, rows: usize) {
        self.partitions.reserve(rows);
    }

    /// Takes over how many records were refused and set aside when they were read.
    pub(super) fn set_counts_of(&mut self, other: &EvidenceLog) {
        (self.refused, self.set_aside) = (other.refused, other.set_aside);
    }

    /// Takes over all that was counted while they were read.
    pub(super) fn set_all_counts_of(&mut self, other: &EvidenceLog) {
        self.set_counts_of(other);
        (self.renamed, self.from_surveys, self.compared) =
            (other.renamed, other.from_surveys, other.compared);
    }

    pub(super) fn names_mut(&mut self) -> &mut Arc<Interner> {
        &mut self.names
    }

    /// Ids of the people with records since a mark, in the order of the programme.
    #[inline]
    pub(crate) fn people_since(&self, mark: &PartitionLengths) -> Vec<String> {
        let ids = &self.programme.model().people.ids;
        let name = |person: u32| ids.name(person).to_owned();
        if self.len() - mark.len() < ids.len() {
            let mut people: Vec<u32> = self.since(mark).map(|(person, _)| person).collect();
            people.sort_unstable();
            people.dedup();
            return people.into_iter().map(name).collect();
        }
        // Of many rows most people have some: marking them takes one pass.
        let mut touched = vec![false; ids.len()];
        for (person, _) in self.since(mark) {
            if let Some(mark) = touched.get_mut(person as usize) {
                *mark = true;
            }
        }
        (0u32..)
            .zip(touched)
            .filter(|(_, touched)| *touched)
            .map(|(person, _)| name(person))
            .collect()
    }

    pub(super) fn partitions(&self) -> &Partitions {
        &self.partitions
    }

    /// All records; none are left.
    pub(super) fn take_partitions(&mut self) -> Partitions {
        std::mem::replace(&mut self.partitions, Partitions::single())
    }

    pub(crate) fn packed(&self) -> impl Iterator<Item = (u32, PackedRecord)> {
        const NONE: &PartitionLengths = &PartitionLengths::NONE;
        self.since(NONE)
    }

    /// How far the log has come.
    pub(crate) fn mark(&self) -> PartitionLengths {
        self.partitions.mark()
    }

    /// The records since a mark.
    #[inline]
    pub(crate) fn since<'l>(
        &'l self,
        mark: &'l PartitionLengths,
    ) -> impl Iterator<Item = (u32, PackedRecord)> + 'l {
        self.partitions.since(mark)
    }

    pub(super) fn names_ref(&self) -> &Interner {
        &self.names
    }

    pub(crate) fn names(&self) -> Arc<Interner> {
        Arc::clone(&self.names)
    }

    /// An empty log for few records that numbers texts as `names` does.
    pub(crate) fn with_names(programme: &Programme, names: Arc<Interner>) -> EvidenceLog {
        let (programme, partitions) = (programme.clone(), Partitions::single());
        EvidenceLog {
            programme,
            partitions,
            names,
            refused: 0,
            set_aside: 0,
            from_surveys: 0,
            compared: 0,
            counted_alone: BTreeSet::new(),
            renamed: 0,
            later: FutureRows::default(),
        }
    }
}

/// The findings on records that do not count.
pub(crate) fn row_findings(counts: RowCounts) -> Vec<Finding> {
    counts.of_evidence()
}

/// One finding for all records in the future.
pub(crate) fn future_finding(
    later: &FutureRows,
    future: FutureCount,
    as_of: Date,
) -> Option<Finding> {
    later.finding(future, as_of, &FUTURE_RECORDS)
}

/// The texts of a record, numbered by name.
struct NamedTexts<'a> {
    model: &'a Model,
    names: &'a mut Arc<Interner>,
    record: &'a Record<'a>,
}

impl TextNumbers for NamedTexts<'_> {
    fn source(&mut self) -> Option<u32> {
        match self.record.source {
            None => Some(NO_SOURCE),
            Some(source) => number(Arc::make_mut(self.names), source),
        }
    }

    fn key(&mut self) -> Option<Option<u32>> {
        let key = self.record.key;
        key.map(|key| number(Arc::make_mut(self.names), key).ok_or(()))
            .transpose()
            .ok()
    }

    fn kind_name(&mut self, kind: Kind) -> Option<u32> {
        number(Arc::make_mut(self.names), kind.name())
    }

    fn declared_weight(&self) -> Option<u16> {
        declared_weight(self.model, self.record.source?)
    }
}

pub(super) fn number(names: &mut Interner, text: &str) -> Option<u32> {
    names
        .intern(text)
        .map(|(number, _)| number)
        .filter(|number| number & DATED == 0)
}
