//! The answers of a programme: interned ids, one answer per respondent, item and day.

use super::counted_answers::CountedAnswers;
use super::response_matrix::scored_answer;
use crate::disclosure::Disclosure;
use crate::disclosure::Publisher;
use crate::document::{IdKind, InstrumentDoc, PreviousIds, ResponseDoc};
use crate::evidence::RecordOutcome;
use crate::finding::describe;
use crate::formatting::shorten;
use crate::future_rows::{FutureCount, FutureRows, FutureRowsMessage, Location, future_rows};
use crate::model::{Interner, Model};
use crate::table::RowCounts;
use crate::{Code, Date, Error, Finding, Programme, Severity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One answer to one item with borrowed texts, as it is read or built. It serialises as a [`ResponseDoc`], which is what is read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "ResponseDoc")]
pub struct Response<'a> {
    /// Id of a person of the programme, or a pseudonym.
    pub respondent: &'a str,
    /// Id of the instrument.
    pub instrument: &'a str,
    /// Id of the item.
    pub item: &'a str,
    /// The answer, from 1 to the instrument's points.
    pub answer: u32,
    /// When it was given.
    pub date: Date,
    /// The respondent's section; of persons of the programme the programme's own is used instead.
    pub section: Option<&'a str>,
    /// How many people of the group that `respondent` names gave this answer; `None` where it is the answer of one respondent.
    pub count: Option<u32>,
}

constructors! {
    r#"let made = survey::Response::new("p-0117", "pulse", "q1", 4, "2027-02-01".parse().unwrap()).section("archive");"#
    Response<'a>(respondent: plain(&'a str), instrument: plain(&'a str), item: plain(&'a str), answer: u32, date: Date) {
        section: optional(&'a str), count: optional(u32),
    }
}

impl<'a> From<&'a ResponseDoc> for Response<'a> {
    fn from(written: &'a ResponseDoc) -> Response<'a> {
        Response {
            respondent: &written.respondent,
            instrument: &written.instrument,
            item: &written.item,
            answer: written.answer,
            date: written.date,
            section: written.section.as_deref(),
            count: written.count,
        }
    }
}

impl From<Response<'_>> for ResponseDoc {
    fn from(response: Response<'_>) -> ResponseDoc {
        ResponseDoc {
            answer: response.answer,
            date: response.date,
            instrument: response.instrument.to_owned(),
            item: response.item.to_owned(),
            respondent: response.respondent.to_owned(),
            section: response.section.map(str::to_owned),
            count: response.count,
        }
    }
}

/// Instrument, respondent, item and day.
pub(super) type ResponseKey = (u32, u32, u32, i32);

impl<'a> Response<'a> {
    /// The answer by the ids that are, and whether any of its ids was another before.
    fn renamed(&self, previous: &'a PreviousIds) -> (Response<'a>, bool) {
        let mut response = *self;
        response.respondent = previous.current(IdKind::Person, self.respondent);
        response.instrument = previous.current(IdKind::Instrument, self.instrument);
        response.item = previous.current_within(IdKind::Item, response.instrument, self.item);
        let section = |section| previous.current(IdKind::Section, section);
        response.section = self.section.map(section);
        (response, response != *self)
    }
}

/// A log of the answers to the surveys of one programme.
///
/// Of the answers of one respondent to one item the latest counts; on the same day the one that scores lower (of a reversed
/// item the higher answer). So neither the order of answers nor reading one twice matters.
///
/// A survey may be known as counts alone: how many people of a group gave each answer. Means, shares and agreement follow from
/// them; what needs one person's answers to several items has [`Reason::CountsOnly`](super::Reason::CountsOnly) in place of a value.
#[derive(Clone)]
pub struct ResponseLog {
    programme: Programme,
    respondents: Interner,
    /// The answer and the section given with it.
    answers: BTreeMap<ResponseKey, (u32, Option<u32>)>,
    /// Answers of groups.
    pub(super) counted: CountedAnswers,
    pub(super) counts: RowCounts,
    /// The places of answers that are later than those before them.
    pub(super) later: FutureRows,
}

/// What is said of answers in the future.
const FUTURE_RESPONSES: FutureRowsMessage =
    future_rows!("responses", AnswerInFuture, FutureAnswer, FutureAnswers);

impl ResponseLog {
    /// An empty log for a programme.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::survey::ResponseLog;
    ///
    /// let programme = sample::programme();
    /// assert!(ResponseLog::new(&programme).is_empty());
    /// ```
    #[must_use]
    pub fn new(programme: &Programme) -> ResponseLog {
        ResponseLog {
            programme: programme.clone(),
            respondents: Interner::default(),
            answers: BTreeMap::new(),
            counted: CountedAnswers::default(),
            counts: RowCounts::default(),
            later: FutureRows::default(),
        }
    }

    /// The same answers with the titles of their programme in a language.
    pub(crate) fn in_language(&self, language: &str) -> ResponseLog {
        ResponseLog {
            programme: self.programme.in_language(language),
            ..self.clone()
        }
    }

    /// The programme whose instruments are answered.
    #[must_use]
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// How many answers are held: at most one per respondent, item and day; of a group each answer with its count is one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.answers.len() + self.counted.len()
    }

    /// Whether no answer is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What became of the answers that were given. One that was given twice is counted twice here, and held once.
    #[must_use]
    pub fn row_counts(&self) -> RowCounts {
        self.counts
    }

    /// Counts answers that could not even be read as such.
    pub(super) fn count_refused(&mut self, refused: u64) {
        self.counts.refused += refused;
    }

    /// One finding on the answers that were refused, one on those that were set aside, and one for each section whose answers are counted
    /// beside those of its parts, where there are any.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::document::ResponseDoc;
    /// use paratus::survey::ResponseLog;
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let _ = log.push_document(&ResponseDoc::new("p-00", "pulse", "q1", 9, sample::first(2)));
    /// assert_eq!((log.row_counts().refused, log.row_findings().len()), (1, 1), "the scale ends at 5");
    /// ```
    #[must_use]
    pub fn row_findings(&self) -> Vec<Finding> {
        let mut findings = self.counts.of_responses();
        findings.extend(self.counted_twice());
        findings
    }

    /// A finding for each section that has counts beside a section that it is part of, of one instrument and day.
    fn counted_twice(&self) -> Vec<Finding> {
        let model = self.model();
        let counted: BTreeSet<(u32, i32, usize)> = self
            .counted
            .iter()
            .filter_map(|(&((instrument, _, _, day), _), &(_, section))| {
                Some((instrument, day, section? as usize))
            })
            .collect();
        let mut findings = Vec::new();
        for &(instrument, day, part) in &counted {
            let above = model.lineage(part).skip(1);
            let twice = above.filter(|&section| counted.contains(&(instrument, day, section)));
            for section in twice {
                let name = |at: usize| model.sections.get(at).map_or("", |one| one.id.as_str());
                let instrument = model.instruments.get(instrument as usize);
                findings.push(
                    describe!(
                        Code::CountedTwice,
                        "responses",
                        CountedTwice {
                            section: name(section),
                            part: name(part),
                            instrument: instrument.map_or("", |one| one.id.as_str()),
                            date: Date::from_days(day).unwrap_or(Date::MIN)
                        }
                    )
                    .help("leave out the rows of the section where they are a total"),
                );
            }
        }
        findings
    }

    /// Ids of the instruments of the programme.
    pub fn instruments(&self) -> impl Iterator<Item = &str> {
        self.model()
            .instruments
            .iter()
            .map(|instrument| instrument.id.as_str())
    }

    /// Adds an answer, or says why not. The path of a finding names the field.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::evidence::RecordOutcome;
    /// use paratus::survey::{Response, ResponseLog};
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let date = sample::first(2);
    /// let response = Response { respondent: "p-00", instrument: "pulse", item: "q1", answer: 4, date, section: None, count: None };
    /// assert_eq!(log.push(&response), RecordOutcome::Accepted);
    /// ```
    pub fn push(&mut self, response: &Response<'_>) -> RecordOutcome {
        self.push_at(response, Location::Nowhere)
    }

    /// One finding for all answers dated after a day, at the place of the first of them where it is known: they do not count,
    /// neither in figures of surveys nor as evidence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let log = sample::responses(&sample::programme());
    /// assert!(log.future_responses("2027-03-01".parse()?).is_none());
    /// assert!(log.future_responses("2027-01-01".parse()?).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn future_responses(&self, as_of: Date) -> Option<Finding> {
        if self.later.latest_day() <= as_of.days() {
            return None;
        }
        self.later.finding(
            FutureCount::count_after(self.days(), as_of),
            as_of,
            &FUTURE_RESPONSES,
        )
    }

    /// The days of all answers.
    fn days(&self) -> impl Iterator<Item = i32> {
        let single = self.answers.keys().map(|slot| slot.3);
        single.chain(self.counted.keys().map(|key| key.0.3))
    }

    /// The instrument of an answer, by its id or by one that it had before.
    pub(super) fn scale_of(&self, id: &str) -> Option<&InstrumentDoc> {
        let had =
            |one: &&InstrumentDoc| one.id == id || one.previous_ids.iter().any(|had| had == id);
        self.model().instruments.iter().find(had)
    }

    /// Counts a row without an answer.
    pub(super) fn count_missing(&mut self) {
        self.counts.missing += 1;
    }

    /// Adds an answer with its place.
    pub(super) fn push_at(&mut self, response: &Response<'_>, spot: Location) -> RecordOutcome {
        if self.model().previous_ids.is_empty() {
            return self.push_current(response, spot);
        }
        let programme = self.programme.clone();
        let (response, renamed) = response.renamed(&programme.model().previous_ids);
        let outcome = self.push_current(&response, spot);
        let counts = matches!(outcome, RecordOutcome::Accepted | RecordOutcome::Warned(_));
        self.counts.renamed += u64::from(renamed && counts);
        outcome
    }

    /// The same of an answer by the ids that are.
    fn push_current(&mut self, response: &Response<'_>, spot: Location) -> RecordOutcome {
        if self.is_of_refused(response) {
            self.counts.set_aside += 1;
            return RecordOutcome::SetAside;
        }
        match self.resolve(response) {
            Ok((slot, section)) => {
                self.counts.taken += 1;
                self.later.record(slot.3, spot);
                let conflict = match response.count {
                    None => self.insert_answer(slot, response.answer, section),
                    Some(count) => self.insert_count(slot, response.answer, count, section),
                };
                conflict
                    .or_else(|| self.warn(response))
                    .map_or(RecordOutcome::Accepted, |f| {
                        RecordOutcome::Warned(Box::new(f))
                    })
            }
            Err(finding) => {
                self.counts.refused += 1;
                RecordOutcome::Refused(finding)
            }
        }
    }

    /// Adds an answer as written in a document.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::document::ResponseDoc;
    /// use paratus::evidence::RecordOutcome;
    /// use paratus::survey::ResponseLog;
    ///
    /// let programme = sample::programme();
    /// let mut log = ResponseLog::new(&programme);
    /// let response = ResponseDoc::new("p-00", "pulse", "q1", 4, sample::first(2));
    /// assert_eq!(log.push_document(&response), RecordOutcome::Accepted);
    /// ```
    pub fn push_document(&mut self, written: &ResponseDoc) -> RecordOutcome {
        self.push(&Response::from(written))
    }

    /// Adds all answers of another log of the same programme, as if they had been read here.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let programme = sample::programme();
    /// let mut log = sample::responses(&programme);
    /// log.merge(&sample::responses(&programme))?;
    /// assert_eq!(log.len(), 72, "the same answers count once");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the other log was read for another programme, or for this one compiled again: [`ResponseLog::for_programme`] reads it for
    /// this one. Nothing is added then.
    pub fn merge(&mut self, other: &ResponseLog) -> Result<(), Error> {
        if !self.programme.is_same(&other.programme) {
            let finding = describe!(Code::UnknownReference, "responses", AnswersOfOtherProgramme);
            return Err(Error::unknown(
                finding.help("read them for this programme first"),
            ));
        }
        let names = other.respondents.iter();
        let numbers = names.map(|name| self.respondents.intern(name).map(|(number, _)| number));
        let Some(numbers) = numbers.collect::<Option<Vec<u32>>>() else {
            return Err(Error::unknown(too_many_respondents()));
        };
        let renumber = |number: u32| numbers.get(number as usize).copied().unwrap_or(number);
        for (&(instrument, respondent, item, day), &(answer, section)) in &other.answers {
            let slot = (instrument, renumber(respondent), item, day);
            self.insert_answer(slot, answer, section);
        }
        for (&((instrument, group, item, day), answer), &(count, section)) in other.counted.iter() {
            let slot = (instrument, renumber(group), item, day);
            self.insert_count(slot, answer, count, section);
        }
        self.counts.add(other.counts);
        self.later.merge(&other.later);
        Ok(())
    }

    /// Every answer that is held, in no particular order.
    pub fn responses(&self) -> impl Iterator<Item = Response<'_>> {
        let single = self.answers.iter();
        let single = single.map(|(&slot, &(answer, section))| (slot, answer, None, section));
        let counted = self.counted.iter();
        let counted = counted
            .map(|(&(slot, answer), &(count, section))| (slot, answer, Some(count), section));
        let model = self.model();
        single.chain(counted).filter_map(
            |((instrument, respondent, item, day), answer, count, section)| {
                let instrument = model.instruments.get(instrument as usize)?;
                Some(Response {
                    respondent: self.respondents.name(respondent),
                    instrument: &instrument.id,
                    item: &instrument.items.get(item as usize)?.id,
                    answer,
                    date: Date::from_days(day)?,
                    section: section.map(|section| model.section_ids.name(section)),
                    count,
                })
            },
        )
    }

    /// The number of a file, for [`Location::Line`].
    pub(super) fn file(&mut self, name: &str) -> u32 {
        self.later.file(name)
    }

    pub(super) fn model(&self) -> &Model {
        self.programme.model()
    }

    /// What makes figures of the answers leave; without a key they are rounded by one derived from the answers.
    pub(crate) fn publisher(&self, disclosure: &Disclosure) -> Publisher {
        Publisher::new(disclosure, self.programme.rules(), || self.known())
    }

    /// The answers as a number. It does not depend on their order.
    pub(super) fn known(&self) -> u128 {
        let ids: Vec<u128> = self
            .respondents
            .iter()
            .map(|id| crate::fingerprint::person(id).fingerprint)
            .collect();
        let mut sum = 0u128;
        for (&(instrument, respondent, item, day), &(answer, _)) in &self.answers {
            let id = ids.get(respondent as usize).copied().unwrap_or_default();
            let what = (u64::from(instrument) << 32) | u64::from(item);
            sum = sum.wrapping_add(crate::fingerprint::record(
                id,
                [what, u64::from(day as u32), u64::from(answer)],
            ));
        }
        for (&((instrument, group, item, day), answer), &(count, _)) in self.counted.iter() {
            let id = ids.get(group as usize).copied().unwrap_or_default();
            let what = (u64::from(instrument) << 32) | u64::from(item);
            let given = (u64::from(count) << 32) | u64::from(answer);
            let record = [what, u64::from(day as u32), given];
            sum = sum.wrapping_add(crate::fingerprint::record(id, record));
        }
        sum
    }

    pub(super) fn respondent(&self, number: u32) -> &str {
        self.respondents.name(number)
    }

    /// Everything answered to an instrument, by respondent, item and day.
    pub(super) fn answers_to(
        &self,
        instrument: usize,
    ) -> impl Iterator<Item = (ResponseKey, u32, Option<u32>)> {
        let instrument = instrument as u32;
        let answers = self
            .answers
            .range((instrument, 0, 0, i32::MIN)..)
            .take_while(move |(slot, _)| slot.0 == instrument);
        answers.map(|(&slot, &(answer, section))| (slot, answer, section))
    }

    /// The instrument of that id.
    pub(super) fn instrument(&self, id: &str) -> Result<(usize, &InstrumentDoc), Box<Finding>> {
        let instruments = &self.model().instruments;
        let found = instruments
            .iter()
            .enumerate()
            .find(|(_, instrument)| instrument.id == id);
        found.ok_or_else(|| {
            let finding = describe!(
                Code::UnknownReference,
                "instrument",
                InstrumentNotOfProgramme { given: shorten(id) }
            );
            let instruments: Vec<&str> = self.instruments().collect();
            Box::new(finding.did_you_mean_one_of(id, &instruments))
        })
    }

    /// Keeps an answer; a finding where another was given on the same day.
    fn insert_answer(
        &mut self,
        slot: ResponseKey,
        answer: u32,
        section: Option<u32>,
    ) -> Option<Finding> {
        let instrument = self.programme.model().instruments.get(slot.0 as usize);
        let score = |answer: &u32| {
            instrument.map_or(*answer, |written| {
                scored_answer(written, slot.2 as usize, *answer)
            })
        };
        let Some(held) = self.answers.get_mut(&slot) else {
            self.answers.insert(slot, (answer, section));
            return None;
        };
        let other = held.0;
        // What scores lower; of the sections the first of the programme: neither depends on the order of rows.
        held.0 = if score(&answer) < score(&other) {
            answer
        } else {
            other
        };
        held.1 = match (held.1, section) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        (other != answer).then(|| {
            let respondent = shorten(self.respondents.name(slot.1));
            let counts = held.0;

            describe!(
                Code::ConflictingAnswers,
                "answer",
                AnswersConflict {
                    respondent: respondent,
                    other: other,
                    answer: answer,
                    counts: counts
                }
            )
        })
    }

    /// Keeps how many people of a group gave an answer; a finding where another count was given for the same day. The smaller
    /// one counts, whatever the order of rows.
    fn insert_count(
        &mut self,
        slot: ResponseKey,
        answer: u32,
        count: u32,
        section: Option<u32>,
    ) -> Option<Finding> {
        let other = self.counted.insert(slot, answer, count, section)?;
        Some(describe!(
            Code::ConflictingAnswers,
            "count",
            CountsConflict {
                group: shorten(self.respondents.name(slot.1)),
                answer: answer,
                count: count,
                counts: count.min(other),
                other: other
            }
        ))
    }

    /// Whether an answer refers to something that was refused when the programme was read.
    fn is_of_refused(&self, response: &Response<'_>) -> bool {
        let model = self.model();
        let refused = &model.refused;
        if refused.is_empty() {
            return false;
        }
        let written = model
            .instruments
            .iter()
            .find(|written| written.id == response.instrument);
        let item = format!("{}/{}", response.instrument, response.item);
        let lost =
            |ids: &Interner, list: &str, id: &str| ids.get(id).is_none() && refused.has(list, id);
        lost(&model.people.ids, "people", response.respondent)
            || response
                .section
                .is_some_and(|section| lost(&model.section_ids, "sections", section))
            || match written {
                None => refused.has("instruments", response.instrument),
                Some(written) => {
                    written.items.iter().all(|item| item.id != response.item)
                        && refused.has("items", &item)
                }
            }
    }

    /// Respondent, instrument and item as numbers, or what is wrong.
    fn resolve(
        &mut self,
        response: &Response<'_>,
    ) -> Result<(ResponseKey, Option<u32>), Box<Finding>> {
        let (instrument, written) = self.instrument(response.instrument)?;
        let Some(item) = written
            .items
            .iter()
            .position(|item| item.id == response.item)
        else {
            let finding = describe!(
                Code::UnknownReference,
                "item",
                ItemNotOfInstrument {
                    given: shorten(response.item),
                    instrument: &written.id
                }
            );
            let items: Vec<&str> = written.items.iter().map(|item| item.id.as_str()).collect();
            return Err(Box::new(finding.did_you_mean_one_of(response.item, &items)));
        };
        if response.answer == 0 || response.answer > written.points {
            return Err(Box::new(
                describe!(
                    Code::ValueOutOfRange,
                    "answer",
                    AnswerOutside {
                        answer: response.answer,
                        points: written.points
                    }
                )
                .help("if it means no answer, add it to `no_answer` of the instrument"),
            ));
        }
        let model = self.model();
        if response.count.is_some() && model.people.ids.get(response.respondent).is_some() {
            let finding = describe!(
                Code::BadValue,
                "count",
                CountOfPerson {
                    respondent: shorten(response.respondent)
                }
            );
            let help =
                "name the group in `respondent` and its section in `section`, or leave `count` out";
            return Err(Box::new(finding.help(help)));
        }
        let section = match response
            .section
            .filter(|_| model.people.ids.get(response.respondent).is_none())
        {
            None => None,
            Some(id) => Some(model.section_ids.get(id).ok_or_else(|| {
                let finding = describe!(
                    Code::UnknownReference,
                    "section",
                    SectionNotOfProgramme { given: shorten(id) }
                );
                let sections: Vec<&str> = model.section_ids.iter().collect();
                Box::new(finding.did_you_mean_one_of(id, &sections))
            })?),
        };
        if !crate::model::is_valid_id(response.respondent) {
            let given = shorten(response.respondent);
            let finding = describe!(Code::BadId, "respondent", NotAnId { given: given });
            let help = "use letters, digits, `-`, `_`, `.` and `:`";
            return Err(Box::new(finding.help(help)));
        }
        let Some((respondent, _)) = self.respondents.intern(response.respondent) else {
            return Err(Box::new(too_many_respondents()));
        };
        Ok((
            (
                instrument as u32,
                respondent,
                item as u32,
                response.date.days(),
            ),
            section,
        ))
    }

    /// What is odd about an answer that counts.
    fn warn(&self, response: &Response<'_>) -> Option<Finding> {
        let people = &self.model().people;
        let Some(person) = people.ids.index(response.respondent) else {
            if response.section.is_some() {
                return None;
            }

            let mut finding = describe!(
                Code::UnknownReference,
                "respondent",
                RespondentUnknown {
                    respondent: shorten(response.respondent)
                }
            );
            finding.severity = Severity::Warning;
            return Some(finding.help("write the section of a pseudonym, or correct the id"));
        };
        (!people.employed(person, response.date)).then(|| {
            describe!(
                Code::EvidenceOutsideEmployment,
                "date",
                RespondentAway {
                    date: response.date,
                    respondent: response.respondent
                }
            )
        })
    }
}

/// The finding on a respondent who has no number any more.
fn too_many_respondents() -> Finding {
    let most = u32::MAX - 1;
    describe!(
        Code::BadValue,
        "respondent",
        TooManyRespondents { most: most }
    )
}
