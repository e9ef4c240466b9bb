//! The answers to one instrument that count at a date: respondents by items.

use super::counted_answers::CountedGroup;
use super::log::ResponseLog;
use crate::document::{Aspect, InstrumentDoc, ItemDoc};
use crate::{Date, Error};
use std::collections::BTreeMap;

/// The days on which answers count: up to a date, and not before another where one is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    as_of: Date,
    since: Date,
}

impl Window {
    /// Everything up to and including a day.
    ///
    /// ```
    /// use paratus::survey::Window;
    ///
    /// let wave = Window::new("2027-03-31".parse()?).since("2027-03-01".parse()?);
    /// println!("{wave:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn new(as_of: Date) -> Window {
        Window {
            as_of,
            since: Date::MIN,
        }
    }

    /// Nothing before a day: the last wave of a survey, for instance.
    #[must_use]
    pub const fn since(self, first: Date) -> Window {
        Window {
            as_of: self.as_of,
            since: first,
        }
    }

    pub(super) fn as_of(self) -> Date {
        self.as_of
    }

    pub(super) fn holds(self, day: i32) -> bool {
        (self.since.days()..=self.as_of.days()).contains(&day)
    }
}

impl From<Date> for Window {
    fn from(as_of: Date) -> Window {
        Window::new(as_of)
    }
}

/// The answers to one instrument, one row per respondent, sorted by their ids.
pub(super) struct ResponseMatrix<'a> {
    pub(super) instrument: &'a InstrumentDoc,
    pub(super) rows: Vec<ResponseMatrixRow<'a>>,
    /// Answers that are known as counts of groups.
    pub(super) groups: Vec<CountedGroup>,
}

pub(super) struct ResponseMatrixRow<'a> {
    pub(super) respondent: &'a str,
    /// Whether the respondent is a person of the programme.
    pub(super) person: bool,
    /// Index of the section: the programme's for persons, the one given last for pseudonyms.
    pub(super) section: Option<usize>,
    /// Whether the respondent belongs to the units at the date: persons must be employed on it.
    pub(super) counts: bool,
    /// One answer per item, reversed where the item is: high always means much.
    pub(super) answers: Vec<Option<u32>>,
}

impl<'a> ResponseMatrix<'a> {
    #[expect(clippy::indexing_slicing, reason = "places in the instrument")]
    pub(super) fn new(
        log: &'a ResponseLog,
        instrument: &str,
        window: Window,
    ) -> Result<ResponseMatrix<'a>, Error> {
        let (number, instrument) = log
            .instrument(instrument)
            .map_err(|finding| Error::unknown(*finding))?;
        let programme = log.programme().on(window.as_of);
        let people = &programme.model().people;
        let mut rows: BTreeMap<&str, (ResponseMatrixRow<'a>, i32)> = BTreeMap::new();
        for ((_, respondent, item, day), answer, section) in log.answers_to(number) {
            if !window.holds(day) {
                continue;
            }
            let respondent = log.respondent(respondent);
            let (row, section_day) = rows.entry(respondent).or_insert_with(|| {
                let person = people
                    .ids
                    .index(respondent)
                    .filter(|&person| person < people.len());
                let row = ResponseMatrixRow {
                    respondent,
                    person: person.is_some(),
                    section: person.map(|person| people.section[person] as usize),
                    counts: person.is_none_or(|person| people.employed(person, window.as_of)),
                    answers: vec![None; instrument.items.len()],
                };
                (row, i32::MIN)
            });
            // Days come in order within an item, so the last one is the latest.
            row.answers[item as usize] = Some(scored_answer(instrument, item as usize, answer));
            if let Some(section) = section
                .map(|section| section as usize)
                .filter(|_| !row.person)
            {
                let earlier = row
                    .section
                    .is_none_or(|held| day > *section_day || section < held);
                if day >= *section_day && earlier {
                    row.section = Some(section);
                    *section_day = day;
                }
            }
        }
        Ok(ResponseMatrix {
            instrument,
            rows: rows.into_values().map(|(row, _)| row).collect(),
            groups: log
                .counted
                .groups(number, instrument, |day| window.holds(day)),
        })
    }

    /// Places of the items that ask for an aspect of something.
    pub(super) fn items(&self, measures: &str, aspect: Aspect) -> Vec<usize> {
        places(self.instrument, |item| {
            item.measures == measures && item.aspect == aspect
        })
    }

    /// Whether answers to some items are known, and only as counts.
    #[expect(clippy::indexing_slicing, reason = "places in the instrument")]
    pub(super) fn has_counts_only(&self, items: &[usize]) -> bool {
        let answered =
            |row: &ResponseMatrixRow<'_>| items.iter().any(|&item| row.answers[item].is_some());
        let counted = self.groups.iter().any(|group| group.respondents(items) > 0);
        counted && !self.rows.iter().any(answered)
    }

    /// The mean score of a row over some items, of which at least one must be answered.
    #[expect(clippy::indexing_slicing, reason = "places in the instrument")]
    pub(super) fn score(&self, row: &ResponseMatrixRow<'_>, items: &[usize]) -> Option<f64> {
        score(
            items.iter().filter_map(|&item| row.answers[item]),
            self.instrument.points,
        )
    }

    /// The mean answer of a row over some items.
    #[expect(clippy::indexing_slicing, reason = "places in the instrument")]
    pub(super) fn mean_answer(row: &ResponseMatrixRow<'_>, items: &[usize]) -> Option<f64> {
        let answers: Vec<u32> = items.iter().filter_map(|&item| row.answers[item]).collect();
        let sum: u64 = answers.iter().copied().map(u64::from).sum();
        (!answers.is_empty()).then(|| sum as f64 / answers.len() as f64)
    }
}

/// Places of some items of an instrument.
pub(super) fn places(instrument: &InstrumentDoc, wanted: impl Fn(&ItemDoc) -> bool) -> Vec<usize> {
    instrument
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| wanted(item))
        .map(|(at, _)| at)
        .collect()
}

/// An answer, counted from the other end where its item is reversed.
pub(super) fn scored_answer(instrument: &InstrumentDoc, item: usize, answer: u32) -> u32 {
    let reversed = instrument.items.get(item).is_some_and(|item| item.reversed);
    if reversed {
        instrument.points.saturating_add(1).saturating_sub(answer)
    } else {
        answer
    }
}

/// The mean of the scores (c - 1)/(C - 1) of answers c from 1 to C, from fixed goalposts; `None` without answers.
pub(super) fn score(answers: impl Iterator<Item = u32>, points: u32) -> Option<f64> {
    let (mut sum, mut count) = (0u64, 0u64);
    for answer in answers {
        sum += u64::from(answer.saturating_sub(1));
        count += 1;
    }
    let most = count * u64::from(points.checked_sub(1)?);
    (most > 0).then(|| sum as f64 / most as f64)
}
