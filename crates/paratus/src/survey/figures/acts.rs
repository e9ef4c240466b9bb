//! Leadership acts as dated facts: the timeline of commitment.

use crate::{Date, Programme};
use serde::Serialize;

/// What leaders have done up to a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Commitment {
    /// The acts up to the date, the earliest first.
    pub acts: Vec<DatedAct>,
    /// The date.
    pub as_of: Date,
    /// Acts dated later, which do not count yet.
    pub in_future: u64,
    /// The latest act of each name, by name.
    pub latest: Vec<DatedAct>,
}

impl Commitment {
    /// The same without who did it.
    #[must_use]
    pub(crate) fn without_actors(mut self) -> Commitment {
        self.acts
            .iter_mut()
            .chain(&mut self.latest)
            .for_each(|act| act.actor.clear());
        self
    }
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DatedAct {
    /// What was done: `sponsor-named`, for instance.
    pub act: String,
    /// Id of the person who did it; empty in published answers.
    pub actor: String,
    /// Whole days from the act to the date.
    pub age_days: i32,
    /// When.
    pub date: Date,
    /// Where it can be seen; empty where nothing was written.
    pub evidence: String,
}

/// The acts of a programme's leaders as of a date. An act written twice counts once.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::document::ActDoc;
/// use paratus::survey::commitment;
///
/// let act = ActDoc::new("sponsor-named", "p-00", sample::first(1));
/// let programme = paratus::Programme::compile(&sample::document().acts([act]));
/// for act in commitment(&programme, sample::first(3)).latest {
///     println!("{}: {} days ago", act.act, act.age_days);
/// }
/// ```
#[must_use]
pub fn commitment(programme: &Programme, as_of: Date) -> Commitment {
    let written = &programme.model().acts;
    let mut acts: Vec<DatedAct> = written
        .iter()
        .filter(|act| act.date <= as_of)
        .map(|act| DatedAct {
            act: act.act.clone(),
            actor: act.actor.clone(),
            age_days: as_of.days_since(act.date),
            date: act.date,
            evidence: act.evidence.clone(),
        })
        .collect();
    acts.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.cmp(b)));
    acts.dedup();
    let mut latest: Vec<DatedAct> = acts.iter().rev().cloned().collect();
    latest.sort_by(|a, b| a.act.cmp(&b.act));
    latest.dedup_by(|later, kept| later.act == kept.act);
    let in_future = written.iter().filter(|act| act.date > as_of).count() as u64;
    Commitment {
        acts,
        as_of,
        in_future,
        latest,
    }
}
