//! Answers of groups whose people are not distinguished: how many gave each answer to an item on a day.

use super::log::ResponseKey;
use super::response_matrix::scored_answer;
use crate::document::InstrumentDoc;
use std::collections::BTreeMap;

/// Instrument, group, item and day, and the answer.
type CountKey = (ResponseKey, u32);

/// The counts of all groups.
#[derive(Clone, Default)]
pub(super) struct CountedAnswers(BTreeMap<CountKey, (u32, Option<u32>)>);

impl CountedAnswers {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&CountKey, &(u32, Option<u32>))> {
        self.0.iter()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &CountKey> {
        self.0.keys()
    }

    /// Keeps a count; returns another one that was given for the same. Of two counts the smaller one is kept, of two sections the first
    /// of the programme, so the order of rows does not matter.
    pub(super) fn insert(
        &mut self,
        slot: ResponseKey,
        answer: u32,
        count: u32,
        section: Option<u32>,
    ) -> Option<u32> {
        let Some(held) = self.0.get_mut(&(slot, answer)) else {
            self.0.insert((slot, answer), (count, section));
            return None;
        };
        let other = held.0;
        held.0 = count.min(other);
        held.1 = match (held.1, section) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        (other != count).then_some(other)
    }

    /// The groups that answered an instrument on days that `holds`, in the order of their numbers. Of each item the latest day counts.
    pub(super) fn groups(
        &self,
        number: usize,
        instrument: &InstrumentDoc,
        holds: impl Fn(i32) -> bool,
    ) -> Vec<CountedGroup> {
        let number = number as u32;
        let from = ((number, 0, 0, i32::MIN), 0);
        let of_instrument = self.0.range(from..);
        let of_instrument = of_instrument.take_while(|((slot, _), _)| slot.0 == number);
        let mut groups: BTreeMap<u32, (CountedGroup, Vec<i32>)> = BTreeMap::new();
        for (&((_, group, item, day), answer), &(count, section)) in of_instrument {
            if !holds(day) {
                continue;
            }
            let (group, days) = groups.entry(group).or_insert_with(|| {
                let items = instrument.items.len();
                let answers = vec![AnswerDistribution::default(); items];
                (
                    CountedGroup {
                        section: None,
                        answers,
                    },
                    vec![i32::MIN; items],
                )
            });
            let item = item as usize;
            let (Some(answers), Some(latest)) = (group.answers.get_mut(item), days.get_mut(item))
            else {
                continue;
            };
            // Days come in order within an item.
            if day > *latest {
                *answers = AnswerDistribution::default();
                *latest = day;
            }
            answers.add(scored_answer(instrument, item, answer), u64::from(count));
            group.section = section.map(|section| section as usize).or(group.section);
        }
        groups.into_values().map(|(group, _)| group).collect()
    }
}

/// A group that answered an instrument.
pub(super) struct CountedGroup {
    /// Index of the section.
    pub(super) section: Option<usize>,
    /// Its answers by item, reversed where the item is: high always means much.
    pub(super) answers: Vec<AnswerDistribution>,
}

impl CountedGroup {
    /// How many people answered one of some items: as many as the item that most of them answered. There may be more, and
    /// counts do not say so.
    pub(super) fn respondents(&self, items: &[usize]) -> u64 {
        let answered = self.of(items).map(AnswerDistribution::total);
        answered.max().unwrap_or_default()
    }

    /// The mean over items of their mean score (c - 1)/(C - 1) of answers c from 1 to C. It is the mean over people where each of them
    /// answered every item.
    pub(super) fn score(&self, items: &[usize], points: u32) -> Option<f64> {
        let scores: Vec<f64> = self
            .of(items)
            .filter_map(|answers| answers.score(points))
            .collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
    }

    fn of(&self, items: &[usize]) -> impl Iterator<Item = &AnswerDistribution> {
        items.iter().filter_map(|&item| self.answers.get(item))
    }
}

/// How many gave each answer.
#[derive(Clone, Default)]
pub(super) struct AnswerDistribution(BTreeMap<u32, u64>);

impl AnswerDistribution {
    pub(super) fn add(&mut self, answer: u32, count: u64) {
        *self.0.entry(answer).or_default() += count;
    }

    pub(super) fn merge(&mut self, other: &AnswerDistribution) {
        other
            .iter()
            .for_each(|(answer, count)| self.add(answer, count));
    }

    /// Answers and how many gave them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u64)> {
        self.0.iter().map(|(&answer, &count)| (answer, count))
    }

    pub(super) fn total(&self) -> u64 {
        self.0.values().sum()
    }

    fn score(&self, points: u32) -> Option<f64> {
        let most = self.total() as f64 * f64::from(points.checked_sub(1)?);
        let each = self
            .iter()
            .map(|(answer, count)| f64::from(answer.saturating_sub(1)) * count as f64);
        (most > 0.0).then(|| each.sum::<f64>() / most)
    }

    /// Variance with the divisor n - 1.
    pub(super) fn variance(&self) -> Option<f64> {
        let n = self.total() as f64;
        let sum: f64 = self
            .iter()
            .map(|(answer, count)| f64::from(answer) * count as f64)
            .sum();
        let squares: f64 = self
            .iter()
            .map(|(answer, count)| f64::from(answer) * f64::from(answer) * count as f64)
            .sum();
        (n > 1.0).then(|| ((n * squares - sum * sum) / (n * (n - 1.0))).max(0.0))
    }
}

impl FromIterator<u32> for AnswerDistribution {
    fn from_iter<I: IntoIterator<Item = u32>>(answers: I) -> AnswerDistribution {
        let mut distribution = AnswerDistribution::default();
        answers
            .into_iter()
            .for_each(|answer| distribution.add(answer, 1));
        distribution
    }
}
