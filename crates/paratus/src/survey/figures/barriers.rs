//! Where people are stuck: the first stage of a personal change that is not there yet.

use super::units::RespondentsByUnit;
use crate::Error;
use crate::disclosure::Disclosure;
use crate::disclosure::{Published, SuppressedFigures};
use crate::document::Aspect;
use crate::survey::Respondents;
use crate::survey::log::ResponseLog;
use crate::survey::response_matrix::{ResponseMatrix, ResponseMatrixRow, Window};
use crate::units::UnitKind;
use serde::{Deserialize, Serialize};

/// The barrier of a person to adoption: the first of the stages awareness, desire, knowledge, ability and reinforcement (Hiatt, 2006)
/// that they answer with 3 or below on a scale of 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Barrier {
    /// Does not know why.
    Awareness,
    /// Does not want to take part.
    Desire,
    /// Does not know how.
    Knowledge,
    /// Does not manage to do it.
    Ability,
    /// Is not held to it.
    Reinforcement,
    /// None of the stages.
    None,
    /// An answer is missing before the first barrier, or only counts of answers are known, so which one is the first is not known.
    Unknown,
}

names! {
    Barrier:
    Awareness = "awareness",
    Desire = "desire",
    Knowledge = "knowledge",
    Ability = "ability",
    Reinforcement = "reinforcement",
    None = "none",
    Unknown = "unknown",
}

impl Barrier {
    /// The stages in order.
    pub const STAGES: [Barrier; 5] = [
        Barrier::Awareness,
        Barrier::Desire,
        Barrier::Knowledge,
        Barrier::Ability,
        Barrier::Reinforcement,
    ];
}

/// The first barrier among the answers to the five stages, each of 1 to `points`: the first that lies in the lower half
/// of the scale, its middle included (3 or below of 5).
///
/// ```
/// use paratus::survey::{Barrier, first_barrier};
/// assert_eq!(first_barrier(&[Some(5), Some(3), Some(1), None, Some(5)], 5), Barrier::Desire);
/// assert_eq!(first_barrier(&[Some(5), None, Some(1), Some(5), Some(5)], 5), Barrier::Unknown);
/// assert_eq!(first_barrier(&[Some(4); 5], 5), Barrier::None);
/// ```
#[must_use]
pub fn first_barrier(answers: &[Option<u32>; 5], points: u32) -> Barrier {
    first(
        answers.map(|answer| answer.map(|answer| (u64::from(answer), 1))),
        points,
    )
}

/// The same for sums of answers and their number.
fn first(stages: [Option<(u64, u64)>; 5], points: u32) -> Barrier {
    for (stage, answers) in Barrier::STAGES.into_iter().zip(stages) {
        let Some((sum, count)) = answers else {
            return Barrier::Unknown;
        };
        if 2 * sum <= count * (u64::from(points) + 1) {
            return stage;
        }
    }
    Barrier::None
}

/// One respondent's barrier. A result about a person: it never goes into a figure of a unit by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PersonBarrier {
    /// Where they are stuck.
    pub barrier: Barrier,
    /// Their id.
    pub respondent: String,
}

/// The barriers of a unit's people: the distribution, never the barrier of mean answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitBarriers {
    /// How many are stuck where.
    pub counts: Published<BarrierCounts>,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// People who work there on the date.
    pub people: Published<u64>,
    /// Respondents.
    pub respondents: Published<u64>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
    /// Id of the section; of the organisation the id of the programme.
    pub unit: String,
}

/// How many people have which barrier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[expect(missing_docs, reason = "the barriers say it")]
pub struct BarrierCounts {
    pub ability: u64,
    pub awareness: u64,
    pub desire: u64,
    pub knowledge: u64,
    pub none: u64,
    pub reinforcement: u64,
    pub unknown: u64,
}

impl BarrierCounts {
    /// The distribution of some people's barriers.
    ///
    /// ```
    /// use paratus::survey::{Barrier, BarrierCounts};
    ///
    /// let counts = BarrierCounts::count_barriers([Barrier::Desire, Barrier::Desire, Barrier::None]);
    /// assert_eq!((counts.desire, counts.none), (2, 1));
    /// ```
    #[must_use]
    pub fn count_barriers(barriers: impl IntoIterator<Item = Barrier>) -> BarrierCounts {
        let mut counts = BarrierCounts::default();
        barriers
            .into_iter()
            .for_each(|barrier| counts.add(barrier, 1));
        counts
    }

    fn add(&mut self, barrier: Barrier, people: u64) {
        *match barrier {
            Barrier::Ability => &mut self.ability,
            Barrier::Awareness => &mut self.awareness,
            Barrier::Desire => &mut self.desire,
            Barrier::Knowledge => &mut self.knowledge,
            Barrier::None => &mut self.none,
            Barrier::Reinforcement => &mut self.reinforcement,
            Barrier::Unknown => &mut self.unknown,
        } += people;
    }

    /// How many people there are.
    fn total(&self) -> u64 {
        let stuck = self.ability + self.awareness + self.desire + self.knowledge;
        stuck + self.none + self.reinforcement + self.unknown
    }
}

impl ResponseLog {
    /// The barrier of every respondent who answered an item on a stage (several on one stage: their mean), by id.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let responses = sample::responses(&sample::programme());
    /// assert!(responses.barriers("pulse", sample::first(3))?.is_empty(), "no item measures a stage");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the programme has no such instrument.
    pub fn barriers(
        &self,
        instrument: &str,
        window: impl Into<Window>,
    ) -> Result<Vec<PersonBarrier>, Error> {
        let sheet = ResponseMatrix::new(self, instrument, window.into())?;
        let found = of_rows(&sheet).into_iter();
        Ok(found
            .map(|(row, barrier)| PersonBarrier {
                barrier,
                respondent: row.respondent.to_owned(),
            })
            .collect())
    }

    /// The distribution of barriers in the organisation and in every section, in the order of the programme. Persons who no
    /// longer work here on the date are left out.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    ///
    /// let responses = sample::responses(&sample::programme());
    /// let barriers = responses.unit_barriers("pulse", sample::first(3), &Disclosure::internal())?;
    /// assert_eq!(barriers.len(), 3, "the organisation and its two sections");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the programme has no such instrument.
    #[expect(clippy::indexing_slicing, reason = "places among all units")]
    pub fn unit_barriers(
        &self,
        instrument: &str,
        window: impl Into<Window>,
        disclosure: &Disclosure,
    ) -> Result<Vec<UnitBarriers>, Error> {
        let window = window.into();
        let sheet = ResponseMatrix::new(self, instrument, window)?;
        let units = RespondentsByUnit::new(self, window.as_of(), disclosure);
        let found: Vec<_> = of_rows(&sheet)
            .into_iter()
            .filter(|(row, _)| row.counts)
            .collect();
        let mut barriers = vec![BarrierCounts::default(); units.len()];
        for (row, barrier) in &found {
            units
                .of(row.section)
                .for_each(|unit| barriers[unit].add(*barrier, 1));
        }
        let stages = stages(&sheet).concat();
        for group in &sheet.groups {
            let people = group.respondents(&stages);
            units
                .of(group.section)
                .for_each(|unit| barriers[unit].add(Barrier::Unknown, people));
        }
        let distribution = |at: usize| {
            let (unit, title) = units.names(at);
            let (publisher, heads) = (&units.publisher, units.heads(at));
            let count = barriers[at].total();
            let who = Respondents {
                count,
                of: units.set(at, count),
                about: instrument,
            };
            let people = publisher.of(heads, heads);
            let counts = publisher.barriers(who, barriers[at]);
            let respondents = publisher.respondents(who);
            let suppressed = SuppressedFigures::default()
                .with_figure("counts", &counts)
                .with_figure("people", &people)
                .with_figure("respondents", &respondents);
            UnitBarriers {
                counts,
                kind: units.kind(at),
                people,
                respondents,
                suppressed,
                title,
                unit,
            }
        };
        Ok(units.places().map(distribution).collect())
    }
}

/// The items of each stage.
fn stages(sheet: &ResponseMatrix<'_>) -> [Vec<usize>; 5] {
    Barrier::STAGES.map(|stage| sheet.items(stage.name(), Aspect::Ability))
}

/// Who answered an item on a stage, and their barrier.
#[expect(clippy::indexing_slicing, reason = "places among all units")]
fn of_rows<'s>(sheet: &'s ResponseMatrix<'_>) -> Vec<(&'s ResponseMatrixRow<'s>, Barrier)> {
    let stages = stages(sheet);
    let barrier = |row: &'s ResponseMatrixRow<'_>| {
        let answers = stages.each_ref().map(|items| {
            let given: Vec<u64> = items
                .iter()
                .filter_map(|&item| row.answers[item].map(u64::from))
                .collect();
            (!given.is_empty()).then(|| (given.iter().sum(), given.len() as u64))
        });
        answers
            .iter()
            .any(Option::is_some)
            .then(|| (row, first(answers, sheet.instrument.points)))
    };
    sheet.rows.iter().filter_map(barrier).collect()
}
