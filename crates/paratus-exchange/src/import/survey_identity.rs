//! Which instrument of the folder a survey asks: items are the same where their texts are, whatever their ids.

use crate::slug::plain_text;
use crate::{
    error::{ExchangeError, quoted_cell},
    join::{Refusal, RowSink},
    outcome::Outcome,
    responses::{Question, ResponseInstrument, ResponseMap},
};
use paratus::{
    document::{Document, InstrumentDoc, ItemDoc},
    unstable::{IdKind, PreviousIds},
};
use std::collections::{BTreeMap, BTreeSet};

/// Whether two items ask the same; of an item without a text its id says it.
fn asks_the_same(question: &Question, item: &ItemDoc) -> bool {
    if question.text.is_empty() || item.text.is_empty() {
        return question.id == item.id;
    }
    plain_text(&question.text) == plain_text(&item.text)
}

/// Names the questions of a proposed map as the folder does: those of an instrument that asks them already belong to it, and what no
/// instrument asks becomes one of its own, under an id that is free.
pub(super) fn adopt(map: &mut ResponseMap, document: &Document, warnings: &mut Vec<String>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for one in &document.instruments {
        taken.insert(one.id.clone());
        taken.extend(one.previous_ids.iter().cloned());
    }
    let mut all = Vec::new();
    for mut instrument in std::mem::take(&mut map.instruments) {
        let mut used: BTreeSet<&str> = BTreeSet::new();
        loop {
            let shared = |there: &InstrumentDoc| {
                let asked = |question: &&Question| {
                    there.items.iter().any(|item| asks_the_same(question, item))
                };
                instrument.items.iter().filter(asked).count()
            };
            let candidates = document
                .instruments
                .iter()
                .filter(|there| !used.contains(there.id.as_str()));
            // Of a question that is asked there with other answers the answers contradict what is known, and are refused.
            let best = candidates
                .map(|there| (shared(there), there))
                .filter(|(count, _)| *count > 0)
                .max_by_key(|(count, there)| {
                    let same = there.points == instrument.points;
                    (same, *count, there.id == instrument.id)
                });
            let Some((_, there)) = best else { break };
            used.insert(&there.id);
            let mut own = ResponseInstrument {
                id: there.id.clone(),
                items: Vec::new(),
                ..instrument.clone()
            };
            instrument.items.retain(|question| {
                let same = there
                    .items
                    .iter()
                    .find(|item| asks_the_same(question, item));
                if let Some(item) = same {
                    own.items.push(Question {
                        id: item.id.clone(),
                        reversed: item.reversed,
                        measures: Some(item.measures.clone()),
                        ..question.clone()
                    });
                }
                same.is_none()
            });
            all.push(own);
        }
        if instrument.items.is_empty() {
            continue;
        }
        if taken.contains(&instrument.id) {
            let mut number = 2;
            let mut id = format!("{}-{number}", instrument.id);
            while taken.contains(&id) {
                number += 1;
                id = format!("{}-{number}", instrument.id);
            }
            warnings.push(format!(
                "the folder's instrument `{}` does not ask {}, so {} of the instrument `{id}`",
                instrument.id,
                crate::error::listed(
                    instrument
                        .items
                        .iter()
                        .map(|item| item.text.as_str())
                        .take(4)
                ),
                if instrument.items.len() == 1 {
                    "this is an item"
                } else {
                    "these are items"
                },
            ));
            instrument.id = id;
        }
        taken.insert(instrument.id.clone());
        all.push(instrument);
    }
    map.instruments = all;
}

/// The items of a map that the folder's instruments contradict, each with the reason: their answers are not taken.
pub(super) fn contradicted(
    map: &ResponseMap,
    document: &Document,
) -> BTreeMap<(String, String), String> {
    let previous_ids = PreviousIds::new(document);
    let mut all = BTreeMap::new();
    for instrument in &map.instruments {
        let id = previous_ids.current(IdKind::Instrument, &instrument.id);
        let Some(there) = document.instruments.iter().find(|one| one.id == id) else {
            continue;
        };
        for question in &instrument.items {
            let item = previous_ids.current_within(IdKind::Item, id, &question.id);
            let item = there.items.iter().find(|one| one.id == item);
            if let Some(reason) = contradiction(instrument, question, there, item) {
                all.insert((instrument.id.clone(), question.id.clone()), reason);
            }
        }
    }
    all
}

fn contradiction(
    instrument: &ResponseInstrument,
    question: &Question,
    there: &InstrumentDoc,
    item: Option<&ItemDoc>,
) -> Option<String> {
    if instrument.points != there.points {
        return Some(format!(
            "the folder's instrument `{}` has {} points, the map has {}; if the question is asked on another scale now, name another instrument in a map",
            there.id, there.points, instrument.points
        ));
    }
    if let Some((text, is, was)) = other_number(instrument, there) {
        return Some(format!(
            "{} is answer {was} of the folder's instrument `{}`, in the map it is {is}; correct the one that is wrong",
            quoted_cell(text),
            there.id
        ));
    }
    let Some(item) = item else {
        return Some(format!(
            "the folder's instrument `{}` has no item `{}`; add it there, or name another instrument in the map",
            there.id, question.id
        ));
    };
    let texts = !question.text.is_empty() && !item.text.is_empty();
    if texts && !asks_the_same(question, item) {
        return Some(format!(
            "item `{}` of the folder's instrument `{}` asks another question: {}",
            item.id,
            there.id,
            quoted_cell(&item.text)
        ));
    }
    (question.reversed != item.reversed).then(|| {
        let (one, other) = if item.reversed {
            ("reversed", "not")
        } else {
            ("not reversed", "reversed")
        };
        format!(
            "item `{}` of the folder's instrument `{}` is {one}, in the map it is {other}",
            item.id, there.id
        )
    })
}

/// A word that has another number in the map than in the folder, with both.
fn other_number<'i>(
    instrument: &'i ResponseInstrument,
    there: &InstrumentDoc,
) -> Option<(&'i str, u32, u32)> {
    let labels = instrument.labels.iter().zip(1..);
    let answers = instrument.answers.iter();
    let answers = answers.map(|(text, number)| (text, *number));
    let mut words = labels.chain(answers);
    words.find_map(|(text, is)| {
        let mut known = (1..).zip(&there.labels);
        let (was, _) = known.find(|(_, label)| plain_text(label) == plain_text(text))?;
        (was != is).then_some((text.as_str(), is, was))
    })
}

/// Hands rows on but those of items that the folder contradicts.
pub(super) struct Uncontradicted<'s> {
    pub(super) inner: &'s mut dyn RowSink,
    pub(super) contradicted: BTreeMap<(String, String), String>,
}

impl RowSink for Uncontradicted<'_> {
    fn bring(&mut self, wanted: &Document) {
        self.inner.bring(wanted);
    }

    fn heading(&mut self, columns: &[&str]) -> Result<(), ExchangeError> {
        self.inner.heading(columns)
    }

    fn row(&mut self, cells: &[&str], line: u64) -> Result<Result<(), Refusal>, ExchangeError> {
        if let [_, instrument, item, ..] = cells
            && !self.contradicted.is_empty()
        {
            let key = ((*instrument).to_owned(), (*item).to_owned());
            if let Some(reason) = self.contradicted.get(&key) {
                return Ok(Err(Refusal {
                    column: None,
                    outcome: Outcome::Refused,
                    reason: reason.clone(),
                }));
            }
        }
        self.inner.row(cells, line)
    }
}
