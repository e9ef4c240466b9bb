//! Climate constructs, such as buy-in: what the people of a unit think, where they are enough and agree.

#![expect(clippy::indexing_slicing, reason = "items are places in the instrument, units places among all units")]

use super::agreement::{Agreement, r_wg};
use super::estimate::{Estimate, Reason};
use super::moments::{Missing, Moments};
use super::reliability::Reliability;
use super::units::Units;
use crate::document::Aspect;
use crate::survey::log::{ResponseLog, unknown};
use crate::survey::sheet::{Sheet, Window, places};
use crate::units::UnitKind;
#[cfg(feature = "rollout")]
use crate::{Climate, ClimateFigure};
use crate::{Finding, Range};
use serde::Serialize;

/// What the items of buy-in have as `measures`.
#[cfg(feature = "rollout")]
const BUY_IN: &str = "buy-in";

/// The climate of a section with its parts, or of the organisation.
///
/// A suppressed unit has no figures at all. Where people do not agree (see [`Agreement`]) the score is withheld, and how
/// far they agree is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitClimate {
    /// How far its people agree.
    pub agreement: Agreement,
    /// How the answers are spread: told of every unit that may be told of, above all where people do not agree.
    pub answers: Option<AnswerCounts>,
    /// What the score would be if everyone answered: [c m, c m + 1 - c] with the score m and the response rate c. Who did
    /// not answer is bounded, never guessed.
    pub bounds: Option<Range>,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// People who work there on the date.
    pub people: Option<u64>,
    /// Respondents among them, in [0, 1].
    pub response_rate: Estimate,
    /// The mean over respondents of the mean score of the items they answered, in [0, 1].
    pub score: Estimate,
    /// Whether nothing may be told of it.
    pub suppressed: bool,
    /// Name for people.
    pub title: String,
    /// Id of the section; of the organisation the id of the programme.
    pub unit: String,
}

/// Answers by where they lie on the scale, over all items of a construct and all respondents. Reversed items count as
/// reversed, so that a high answer is always agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AnswerCounts {
    /// Above the middle of the scale.
    pub agree: u64,
    /// Below the middle of the scale.
    pub disagree: u64,
    /// In the middle of the scale.
    pub neutral: u64,
}

impl AnswerCounts {
    /// The distribution of answers from 1 to `points`.
    #[must_use]
    pub fn of(answers: impl IntoIterator<Item = u32>, points: u32) -> AnswerCounts {
        let mut counts = AnswerCounts::default();
        for answer in answers {
            *match (u64::from(answer) * 2).cmp(&(u64::from(points) + 1)) {
                std::cmp::Ordering::Greater => &mut counts.agree,
                std::cmp::Ordering::Less => &mut counts.disagree,
                std::cmp::Ordering::Equal => &mut counts.neutral,
            } += 1;
        }
        counts
    }

    /// How many answers there are.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.agree + self.disagree + self.neutral
    }
}

impl ResponseLog {
    /// The climate of the organisation and of every section, in the order of the programme: what its people answered to the
    /// items of an instrument that measure `construct`. Persons who no longer work here on the date are left out. Where the
    /// importance of the same is asked for too, only those count who answered both, as for [needs](ResponseLog::needs):
    /// the two figures would else tell of the few who answered one of them.
    ///
    /// # Errors
    /// Where the programme has no such instrument, or the instrument no such construct.
    pub fn climate(
        &self,
        instrument: &str,
        construct: &str,
        window: impl Into<Window>,
    ) -> Result<Vec<UnitClimate>, Box<Finding>> {
        let window = window.into();
        let sheet = Sheet::new(self, instrument, window)?;
        let items = sheet.items(construct, Aspect::Ability);
        if items.is_empty() {
            return Err(nothing_measures(&sheet, construct));
        }
        let units = Units::new(self, window.as_of());
        let importance = sheet.items(construct, Aspect::Importance);
        let both = |row: &_| importance.is_empty() || Sheet::mean_answer(row, &importance).is_some();
        let scored = |row: &&_| sheet.score(row, &items).is_some() && both(row);
        let rows: Vec<_> = sheet.rows.iter().filter(|row| row.counts).filter(scored).collect();
        let withheld = units.withheld(rows.iter().copied());
        let mut answers = vec![vec![Vec::new(); items.len()]; withheld.len()];
        let mut scores = vec![Vec::new(); withheld.len()];
        for row in rows {
            for unit in units.of(row.section) {
                scores[unit].extend(sheet.score(row, &items));
                for (column, &item) in answers[unit].iter_mut().zip(&items) {
                    column.extend(row.answers[item]);
                }
            }
        }
        let climate = |unit: usize| {
            let (id, title) = units.names(unit);
            let kind = units.kind(unit);
            if let Some(reason) = withheld[unit] {
                let none = Estimate::withheld(reason);
                return UnitClimate {
                    agreement: Agreement::without(none),
                    answers: None,
                    bounds: None,
                    kind,
                    people: None,
                    response_rate: none,
                    score: none,
                    suppressed: true,
                    title,
                    unit: id,
                };
            }
            let (n, people) = (scores[unit].len() as u64, units.heads[unit]);
            let agreement = r_wg(&answers[unit], sheet.instrument.points, n);
            let score = Estimate::of(mean(&scores[unit], &agreement), n);
            let response_rate = Estimate::of(rate(n, people), n);
            let bounds = score.value.zip(response_rate.value).map(|(m, c)| Range { high: c * m + 1.0 - c, low: c * m });
            let people = Some(people);
            let given = answers[unit].iter().flatten().copied();
            UnitClimate {
                agreement,
                answers: Some(AnswerCounts::of(given, sheet.instrument.points)),
                bounds,
                kind,
                people,
                response_rate,
                score,
                suppressed: false,
                title,
                unit: id,
            }
        };
        Ok(units.places().map(climate).collect())
    }

    /// What gates hold their conditions against: of every instrument the buy-in and its agreement in the organisation, from
    /// the items that measure `buy-in`; or why there is none.
    #[must_use]
    #[cfg(feature = "rollout")]
    pub fn gate_climate(&self, window: impl Into<Window>) -> Climate {
        let window = window.into();
        let mut climate = Climate::default();
        for instrument in self.instruments() {
            let (buy_in, agreement) = match self.climate(instrument, BUY_IN, window) {
                Ok(units) => units.first().map_or_else(Default::default, UnitClimate::of_gate),
                Err(_) => {
                    let missing =
                        ClimateFigure::missing(format!("no item of `{instrument}` measures `{BUY_IN}`"), 0, 0);
                    (missing.clone(), missing)
                }
            };
            climate = climate.with(instrument, Some(buy_in), Some(agreement));
        }
        climate
    }

    /// Reliability of the items of an instrument that score (those on `ability`), or of those among them that measure one
    /// thing. Withheld where fewer than `min_cell` respondents answered.
    ///
    /// # Errors
    /// Where the programme has no such instrument, or nothing in it measures such a thing.
    pub fn reliability(
        &self,
        instrument: &str,
        measures: Option<&str>,
        window: impl Into<Window>,
        missing: Missing,
    ) -> Result<Reliability, Box<Finding>> {
        let sheet = Sheet::new(self, instrument, window.into())?;
        let wanted = |item: &crate::document::ItemDoc| measures.is_none_or(|measures| item.measures == measures);
        let items = places(sheet.instrument, |item| item.aspect == Aspect::Ability && wanted(item));
        if let (true, Some(measures)) = (items.is_empty(), measures) {
            return Err(nothing_measures(&sheet, measures));
        }
        let mut moments = Moments::new(items.len());
        for row in &sheet.rows {
            let answers: Vec<Option<f64>> = items.iter().map(|&item| row.answers[item].map(f64::from)).collect();
            moments.push(&answers);
        }
        let cases = match missing {
            Missing::Complete => moments.complete(),
            Missing::Pairwise => moments.fewest_of_a_pair(),
        };
        let mut reliability = if cases > 0 && cases < u64::from(self.model().rules.min_cell) {
            let mut none = Reliability::without(items.len(), Estimate::withheld(Reason::FewerThanMinCell));
            none.missing = missing;
            none
        } else {
            moments.reliability(missing)
        };
        for (figures, &item) in reliability.items.iter_mut().zip(&items) {
            figures.item.clone_from(&sheet.instrument.items[item].id);
        }
        Ok(reliability)
    }
}

#[cfg(feature = "rollout")]
impl UnitClimate {
    /// Buy-in and agreement as gates take them.
    fn of_gate(&self) -> (ClimateFigure, ClimateFigure) {
        let figure = |estimate: &Estimate| {
            let (respondents, people) = (estimate.n.unwrap_or_default(), self.people.unwrap_or_default());
            match (estimate.value, estimate.reason) {
                (Some(value), _) => ClimateFigure::new(value, respondents, people),
                (None, Some(reason)) => ClimateFigure::missing(reason.to_string(), respondents, people),
                (None, None) => ClimateFigure::default(),
            }
        };
        (figure(&self.score), figure(&self.agreement.r_wg))
    }
}

fn nothing_measures(sheet: &Sheet<'_>, measures: &str) -> Box<Finding> {
    let what = format!("measured by an item of the instrument `{}`", sheet.instrument.id);
    Box::new(unknown("measures", measures, &what, sheet.instrument.items.iter().map(|item| item.measures.as_str())))
}

fn mean(scores: &[f64], agreement: &Agreement) -> Result<f64, Reason> {
    if scores.is_empty() {
        return Err(Reason::NobodyAnswered);
    }
    match agreement.r_wg.reason {
        Some(reason) => Err(reason),
        None if !agreement.agrees => Err(Reason::NoAgreement),
        None => Ok(scores.iter().sum::<f64>() / scores.len() as f64),
    }
}

fn rate(respondents: u64, people: u64) -> Result<f64, Reason> {
    match people {
        0 if respondents == 0 => Err(Reason::NobodyThere),
        people if respondents > people => Err(Reason::MoreRespondentsThanPeople),
        people => Ok(respondents as f64 / people as f64),
    }
}
