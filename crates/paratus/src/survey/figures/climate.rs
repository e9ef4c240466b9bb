//! Climate constructs, such as buy-in: what the people of a unit think, where they are enough and agree.

use super::agreement::{Agreement, agreement};
use super::estimate::{Estimate, Reason};
use super::moments::{MissingAnswers, Moments};
use super::reliability::Reliability;
use super::units::RespondentsByUnit;
use crate::disclosure::Disclosure;
use crate::disclosure::{Published, SuppressedFigures};
use crate::document::Aspect;
use crate::finding::describe;
use crate::formatting::shorten;
use crate::survey::Respondents;
use crate::survey::counted_answers::AnswerDistribution;
use crate::survey::log::ResponseLog;
use crate::survey::response_matrix::{ResponseMatrix, Window, places};
#[cfg(feature = "rollout")]
use crate::survey::{Climate, ClimateFigure};
use crate::units::UnitKind;
use crate::{Code, Error, Range};
use serde::Serialize;

/// What the items of buy-in have as `measures`.
#[cfg(feature = "rollout")]
const BUY_IN: &str = "buy-in";

/// The climate of a section with its parts, or of the organisation: score, agreement and response rate of one construct.
///
/// Where people are divided (see [`Agreement::agrees`]) their mean says little: read it beside the spread of the answers. A gate that needs
/// the mean cannot tell then.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitClimate {
    /// How far its people agree.
    pub agreement: Published<Agreement>,
    /// How the answers are spread.
    pub answers: Published<AnswerCounts>,
    /// What the score would be if everyone answered: [c m, c m + 1 - c] with the score m and the response rate c. Who did
    /// not answer is bounded, never guessed.
    pub bounds: Published<Range>,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// People who work there on the date.
    pub people: Published<u64>,
    /// Respondents.
    pub respondents: Published<u64>,
    /// Respondents among the people who work there, in [0, 1]: of the counts given here.
    pub response_rate: Published<Estimate>,
    /// The mean over respondents of the mean score of the items they answered, in [0, 1].
    pub score: Published<Estimate>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
    /// Id of the section; of the organisation the id of the programme.
    pub unit: String,
}

/// How many answers lie in the lower half, the middle and the upper half of the scale, over all items of a construct and all respondents. Reversed items count as
/// reversed, so that a high answer is always agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AnswerCounts {
    /// Above the middle of the scale.
    pub agree: u64,
    /// Below the middle of the scale.
    pub disagree: u64,
    /// All answers: the whole of which the others are shares. Rounded by itself, it may differ from their sum.
    pub given: u64,
    /// In the middle of the scale.
    pub neutral: u64,
}

impl AnswerCounts {
    /// The distribution of answers from 1 to `points`.
    ///
    /// ```
    /// use paratus::survey::AnswerCounts;
    ///
    /// let counts = AnswerCounts::count_answers([1, 3, 4, 5], 5);
    /// assert_eq!((counts.disagree, counts.neutral, counts.agree), (1, 1, 2));
    /// ```
    #[must_use]
    pub fn count_answers(answers: impl IntoIterator<Item = u32>, points: u32) -> AnswerCounts {
        let mut counts = AnswerCounts::default();
        answers
            .into_iter()
            .for_each(|answer| counts.add(answer, 1, points));
        counts
    }

    fn add(&mut self, answer: u32, count: u64, points: u32) {
        *match (u64::from(answer) * 2).cmp(&(u64::from(points) + 1)) {
            std::cmp::Ordering::Greater => &mut self.agree,
            std::cmp::Ordering::Less => &mut self.disagree,
            std::cmp::Ordering::Equal => &mut self.neutral,
        } += count;
        self.given += count;
    }

    /// The distribution over some items.
    fn of_items(items: &[AnswerDistribution], points: u32) -> AnswerCounts {
        let mut counts = AnswerCounts::default();
        for (answer, count) in items.iter().flat_map(AnswerDistribution::iter) {
            counts.add(answer, count, points);
        }
        counts
    }
}

impl ResponseLog {
    /// The climate of the organisation and of every section, in the order of the programme: what its people answered to the
    /// items of an instrument that measure `construct`. Persons who no longer work here on the date are left out. Where the
    /// importance of the same is asked for too, only those count who answered both, as for [needs](ResponseLog::needs):
    /// otherwise the two figures would reveal the few who answered only one of them.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    ///
    /// let responses = sample::responses(&sample::programme());
    /// let climate = responses.climate("pulse", "buy-in", sample::first(3), &Disclosure::internal())?;
    /// assert_eq!(climate[0].unit, "records", "the organisation comes first");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the programme has no such instrument, or the instrument no such construct.
    #[expect(clippy::indexing_slicing, reason = "places among all units")]
    pub fn climate(
        &self,
        instrument: &str,
        construct: &str,
        window: impl Into<Window>,
        disclosure: &Disclosure,
    ) -> Result<Vec<UnitClimate>, Error> {
        let window = window.into();
        let sheet = ResponseMatrix::new(self, instrument, window)?;
        let items = sheet.items(construct, Aspect::Ability);
        if items.is_empty() {
            return Err(nothing_measures(&sheet, construct));
        }
        let units = RespondentsByUnit::new(self, window.as_of(), disclosure);
        let importance = sheet.items(construct, Aspect::Importance);
        let both = |row: &_| {
            importance.is_empty() || ResponseMatrix::mean_answer(row, &importance).is_some()
        };
        let scored = |row: &&_| sheet.score(row, &items).is_some() && both(row);
        let rows: Vec<_> = sheet
            .rows
            .iter()
            .filter(|row| row.counts)
            .filter(scored)
            .collect();
        let mut answers = vec![vec![AnswerDistribution::default(); items.len()]; units.len()];
        let mut scores = vec![Scores::default(); units.len()];
        for row in rows {
            for unit in units.of(row.section) {
                if let Some(score) = sheet.score(row, &items) {
                    scores[unit].add(score, 1);
                }
                for (column, &item) in answers[unit].iter_mut().zip(&items) {
                    if let Some(answer) = row.answers[item] {
                        column.add(answer, 1);
                    }
                }
            }
        }
        for group in &sheet.groups {
            let Some(score) = group.score(&items, sheet.instrument.points) else {
                continue;
            };
            for unit in units.of(group.section) {
                scores[unit].add(score, group.respondents(&items));
                for (column, &item) in answers[unit].iter_mut().zip(&items) {
                    column.merge(&group.answers[item]);
                }
            }
        }
        let about = construct_subject(instrument, construct);
        let cut = self.model().rules.agreement_at_least;
        let climate = |unit: usize| {
            let (id, title) = units.names(unit);
            let (publisher, n, heads) = (
                &units.publisher,
                scores[unit].respondents,
                units.heads(unit),
            );
            let who = Respondents {
                count: n,
                of: units.set(unit, n),
                about: &about,
            };
            let exact = agreement(&answers[unit], sheet.instrument.points, n).cut(cut);
            let score =
                publisher.mean_of_answers(who, Estimate::from_result(scores[unit].mean(), n));
            let (people, respondents) = (publisher.of(heads, heads), publisher.respondents(who));
            let response_rate = publisher.rate(respondents, people, n > heads);
            let bounds = score.zip(response_rate).and_then(|(score, rate)| {
                let (m, c) = (score.value?, rate.value?);
                Some(Range {
                    high: c * m + 1.0 - c,
                    low: c * m,
                })
            });
            let given = AnswerCounts::of_items(&answers[unit], sheet.instrument.points);
            let climate = UnitClimate {
                agreement: publisher.agreement(who, exact, sheet.instrument.points),
                answers: publisher.answers(who, given, items.len() as u64),
                bounds,
                kind: units.kind(unit),
                people,
                respondents,
                response_rate,
                score,
                suppressed: SuppressedFigures::default(),
                title,
                unit: id,
            };
            let suppressed = SuppressedFigures::default()
                .with_figure("agreement", &climate.agreement)
                .with_figure("answers", &climate.answers)
                .with_figure("bounds", &climate.bounds)
                .with_figure("people", &climate.people)
                .with_figure("respondents", &climate.respondents)
                .with_figure("response_rate", &climate.response_rate)
                .with_figure("score", &climate.score);
            UnitClimate {
                suppressed,
                ..climate
            }
        };
        Ok(units.places().map(climate).collect())
    }

    /// What gates hold their conditions against: of every instrument the buy-in and its agreement in the organisation, from
    /// the items that measure `buy-in`; or why there is none. Exact: a gate decides on exact figures, and rounds what it gives of them.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let responses = sample::responses(&sample::programme());
    /// let climate = responses.gate_climate(sample::first(3));
    /// assert_eq!(climate.buy_in["pulse"].respondents, 24);
    /// ```
    #[must_use]
    #[cfg(feature = "rollout")]
    pub fn gate_climate(&self, window: impl Into<Window>) -> Climate {
        let window = window.into();
        let mut climate = Climate {
            evidence: self.known(),
            ..Climate::default()
        };
        for instrument in self.instruments() {
            let (buy_in, agreement) = if let Ok(units) =
                self.climate(instrument, BUY_IN, window, &Disclosure::internal())
            {
                units
                    .first()
                    .map_or_else(Default::default, UnitClimate::of_gate)
            } else {
                let missing = ClimateFigure::without_value(Reason::NoItem, 0, 0);
                (missing.clone(), missing)
            };
            climate = climate.instrument(instrument, Some(buy_in), Some(agreement));
        }
        climate
    }

    /// Reliability of the items of an instrument that score (those on `ability`), or of those among them that measure one
    /// thing. It rests on respondents, whose answers belong together; counts of groups say nothing about it.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::survey::MissingAnswers;
    ///
    /// let responses = sample::responses(&sample::programme());
    /// let inside = Disclosure::internal();
    /// let buy_in = responses.reliability("pulse", Some("buy-in"), sample::first(3), MissingAnswers::Complete, &inside)?;
    /// println!("{:?}", buy_in.alpha);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the programme has no such instrument, or nothing in it measures such a thing.
    #[expect(clippy::indexing_slicing, reason = "places among all units")]
    pub fn reliability(
        &self,
        instrument: &str,
        measures: Option<&str>,
        window: impl Into<Window>,
        missing: MissingAnswers,
        disclosure: &Disclosure,
    ) -> Result<Reliability, Error> {
        let window = window.into();
        let sheet = ResponseMatrix::new(self, instrument, window)?;
        let wanted = |item: &crate::document::ItemDoc| {
            measures.is_none_or(|measures| item.measures == measures)
        };
        let items = places(sheet.instrument, |item| {
            item.aspect == Aspect::Ability && wanted(item)
        });
        if let (true, Some(measures)) = (items.is_empty(), measures) {
            return Err(nothing_measures(&sheet, measures));
        }
        if sheet.has_counts_only(&items) {
            let mut none = Reliability::without(items.len(), Estimate::none(Reason::CountsOnly, 0));
            for (figures, &item) in none.items.iter_mut().zip(&items) {
                figures.item.clone_from(&sheet.instrument.items[item].id);
            }
            return Ok(Reliability {
                complete: Some(0),
                fewest_of_a_pair: Some(0),
                missing,
                respondents: Some(0),
                ..none
            });
        }
        let mut moments = Moments::new(items.len());
        for row in &sheet.rows {
            let answers: Vec<Option<f64>> = items
                .iter()
                .map(|&item| row.answers[item].map(f64::from))
                .collect();
            moments.push(&answers)?;
        }
        let mut reliability = moments.reliability(missing);
        for (figures, &item) in reliability.items.iter_mut().zip(&items) {
            figures.item.clone_from(&sheet.instrument.items[item].id);
        }
        let cases = match missing {
            MissingAnswers::Complete => moments.complete_respondents(),
            MissingAnswers::Pairwise => moments.fewest_of_a_pair(),
        };
        let units = RespondentsByUnit::new(self, window.as_of(), disclosure);
        let about = measures.map_or_else(
            || instrument.to_owned(),
            |measures| construct_subject(instrument, measures),
        );
        let organisation = self.model().sections.len();
        let who = Respondents {
            count: cases,
            of: units.set(organisation, moments.respondents()),
            about: &about,
        };
        Ok(units.publisher.reliability(who, &reliability))
    }
}

#[cfg(feature = "rollout")]
impl UnitClimate {
    /// Buy-in and agreement as gates take them, of exact figures.
    fn of_gate(&self) -> (ClimateFigure, ClimateFigure) {
        let (respondents, people) = (
            self.respondents.value().unwrap_or_default(),
            self.people.value().unwrap_or_default(),
        );
        let figure = |estimate: Option<Estimate>| match estimate
            .map(|estimate| (estimate.value, estimate.reason))
        {
            Some((Some(value), _)) => ClimateFigure::new(value, respondents, people),
            Some((None, Some(reason))) => ClimateFigure::without_value(reason, respondents, people),
            Some((None, None)) | None => ClimateFigure {
                people,
                respondents,
                ..ClimateFigure::default()
            },
        };
        let agreement = self.agreement.as_ref();
        let usable = match agreement.map(|found| (found.agrees, found.r_wg.reason)) {
            Some((false, Some(reason))) => Some(Estimate::none(reason, respondents)),
            Some((false, None)) => Some(Estimate::none(Reason::NoAgreement, respondents)),
            _ => self.score.value(),
        };
        let agreed = ClimateFigure {
            items: agreement.map_or(0, |found| found.items),
            ..figure(agreement.map(|found| found.r_wg))
        };
        (figure(usable), agreed)
    }
}

/// What answers to the items of an instrument on a construct are called where they are counted.
pub(crate) fn construct_subject(instrument: &str, construct: &str) -> String {
    format!("{instrument}/{construct}")
}

fn nothing_measures(sheet: &ResponseMatrix<'_>, measures: &str) -> Error {
    let instrument = sheet.instrument;
    let finding = describe!(
        Code::UnknownReference,
        "measures",
        NotMeasured {
            given: shorten(measures),
            instrument: &instrument.id
        }
    );
    let items = instrument.items.iter();
    let measured: Vec<&str> = items.map(|item| item.measures.as_str()).collect();
    let finding = finding.did_you_mean_one_of(measures, &measured);
    Error::unknown(finding)
}

/// The scores of the people of a unit.
#[derive(Clone, Default)]
struct Scores {
    sum: f64,
    respondents: u64,
}

impl Scores {
    fn add(&mut self, score: f64, people: u64) {
        self.sum += score * people as f64;
        self.respondents += people;
    }

    fn mean(&self) -> Result<f64, Reason> {
        if self.respondents == 0 {
            return Err(Reason::NobodyAnswered);
        }
        Ok(self.sum / self.respondents as f64)
    }
}
