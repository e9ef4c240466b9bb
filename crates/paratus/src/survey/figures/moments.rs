//! Sums from which reliability is computed: they can be made in parts and added, in any order.

use super::estimate::Reason;
use crate::finding::describe;
use crate::stats::Symmetric;
use crate::{Code, Error};
use serde::{Deserialize, Serialize};

/// The treatment of respondents who left items out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MissingAnswers {
    /// Only who answered every item counts.
    #[default]
    Complete,
    /// Each pair of items rests on everyone who answered both.
    Pairwise,
}

names! {
    MissingAnswers:
    Complete = "complete",
    Pairwise = "pairwise",
}

/// The most items of which every pair is followed: 8 MiB of sums. No instrument that people answer has this many.
pub const MOST_ITEMS: usize = 500;

/// Sums over respondents: of each item and of each product of two items, for complete cases and pair by pair.
///
/// Sums of whole numbers (answers) are exact, so figures made of them do not depend on order or parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    items: usize,
    respondents: u64,
    complete: u64,
    sums: Vec<f64>,
    products: Vec<f64>,
    /// For each pair of items, over who answered both: their number, the sum of the first, and of the products.
    pairs: Vec<(u64, f64, f64)>,
}

impl Moments {
    /// Empty sums for a number of items. With more than [`MOST_ITEMS`] only respondents are counted, and there are no
    /// covariances.
    ///
    /// ```
    /// use paratus::survey::Moments;
    ///
    /// assert_eq!(Moments::new(3).items(), 3);
    /// ```
    #[must_use]
    pub fn new(items: usize) -> Moments {
        let kept = if items > MOST_ITEMS { 0 } else { items };
        Moments {
            items,
            respondents: 0,
            complete: 0,
            sums: vec![0.0; kept],
            products: vec![0.0; kept * kept],
            pairs: vec![(0, 0.0, 0.0); kept * kept],
        }
    }

    /// Whether there are too many items for sums over pairs.
    fn too_many(&self) -> bool {
        self.items > MOST_ITEMS
    }

    /// Number of items.
    #[must_use]
    pub fn items(&self) -> usize {
        self.items
    }

    /// How many answered an item.
    pub(super) fn answered(&self, item: usize) -> u64 {
        self.pairs
            .get(item * self.items + item)
            .map_or(self.respondents, |pair| pair.0)
    }

    /// Adds a respondent: one answer per item, `None` where it was left out. Who answered nothing is not counted.
    ///
    /// ```
    /// use paratus::survey::Moments;
    ///
    /// let mut sums = Moments::new(2);
    /// for (first, second) in [(1.0, 2.0), (3.0, 3.0), (5.0, 4.0)] {
    ///     sums.push(&[Some(first), Some(second)])?;
    /// }
    /// assert!(sums.push(&[Some(1.0)]).is_err(), "an answer is missing");
    /// assert_eq!(sums.respondents(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the number of answers is not the number of items, or one is not finite; nothing is added then.
    #[expect(clippy::indexing_slicing, reason = "the number of items was checked")]
    pub fn push(&mut self, answers: &[Option<f64>]) -> Result<(), Error> {
        self.check_items(answers.len())?;
        if answers.iter().flatten().any(|answer| !answer.is_finite()) {
            let finding = describe!(Code::BadValue, "answers", AnswerNotFinite);
            return Err(Error::unknown(finding));
        }
        if answers.iter().all(Option::is_none) {
            return Ok(());
        }
        self.respondents += 1;
        let complete = answers.iter().all(Option::is_some);
        self.complete += u64::from(complete);
        if self.too_many() {
            return Ok(());
        }
        for (first, x) in answers.iter().enumerate() {
            let Some(x) = x else { continue };
            if complete {
                self.sums[first] += x;
            }
            for (second, y) in answers.iter().enumerate() {
                let Some(y) = y else { continue };
                let at = first * self.items + second;
                if complete {
                    self.products[at] += x * y;
                }
                let (n, sum, products) = &mut self.pairs[at];
                *n += 1;
                *sum += x;
                *products += x * y;
            }
        }
        Ok(())
    }

    /// That something is of as many items.
    fn check_items(&self, given: usize) -> Result<(), Error> {
        if given == self.items {
            return Ok(());
        }
        let items = self.items;
        Err(Error::unknown(describe!(
            Code::BadValue,
            "answers",
            AnswersForOtherItems {
                given: given,
                items: items
            }
        )))
    }

    /// Adds the sums of other respondents.
    ///
    /// ```
    /// use paratus::survey::Moments;
    ///
    /// let mut sums = Moments::new(2);
    /// for (first, second) in [(1.0, 2.0), (3.0, 3.0), (5.0, 4.0)] {
    ///     sums.push(&[Some(first), Some(second)])?;
    /// }
    /// let same = sums.clone();
    /// sums.merge(&same)?;
    /// assert_eq!(sums.respondents(), 6);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the number of items differs; nothing is added then.
    pub fn merge(&mut self, other: &Moments) -> Result<(), Error> {
        self.check_items(other.items)?;
        self.respondents += other.respondents;
        self.complete += other.complete;
        self.sums
            .iter_mut()
            .zip(&other.sums)
            .for_each(|(sum, more)| *sum += more);
        self.products
            .iter_mut()
            .zip(&other.products)
            .for_each(|(sum, more)| *sum += more);
        for (pair, more) in self.pairs.iter_mut().zip(&other.pairs) {
            *pair = (pair.0 + more.0, pair.1 + more.1, pair.2 + more.2);
        }
        Ok(())
    }

    /// How many respondents answered at least one item.
    #[must_use]
    pub fn respondents(&self) -> u64 {
        self.respondents
    }

    /// How many respondents answered every item.
    #[must_use]
    pub fn complete_respondents(&self) -> u64 {
        self.complete
    }

    /// The fewest who answered both items of any pair.
    #[must_use]
    pub fn fewest_of_a_pair(&self) -> u64 {
        self.pairs.iter().map(|pair| pair.0).min().unwrap_or(0)
    }

    /// Covariances, each with the divisor n - 1.
    ///
    /// ```
    /// use paratus::survey::{MissingAnswers, Moments};
    ///
    /// let mut sums = Moments::new(2);
    /// for (first, second) in [(1.0, 2.0), (3.0, 3.0), (5.0, 4.0)] {
    ///     sums.push(&[Some(first), Some(second)])?;
    /// }
    /// assert!(sums.covariance(MissingAnswers::Complete).is_ok());
    /// assert!(Moments::new(2).covariance(MissingAnswers::Complete).is_err(), "nobody answered");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Without items or with more than [`MOST_ITEMS`], and with fewer than two respondents (to each pair of items).
    #[expect(clippy::indexing_slicing, reason = "the number of items was checked")]
    pub fn covariance(&self, missing: MissingAnswers) -> Result<Covariance, Reason> {
        let n = match missing {
            MissingAnswers::Complete => self.complete,
            MissingAnswers::Pairwise => self.respondents,
        };
        let fewest = if missing == MissingAnswers::Complete {
            n
        } else {
            self.fewest_of_a_pair()
        };
        if self.items == 0 {
            return Err(Reason::TooFewItems);
        }
        if self.too_many() {
            return Err(Reason::TooManyItems);
        }
        if fewest < 2 && self.respondents >= 2 {
            return Err(Reason::NoCompleteAnswers);
        }
        if fewest < 2 {
            return Err(Reason::TooFewRespondents);
        }
        // n sum xy - sum x sum y is exact for whole numbers.
        let covariance =
            |n: u64, x: f64, y: f64, xy: f64| (n as f64 * xy - x * y) / (n as f64 * (n - 1) as f64);
        let entry = |first: usize, second: usize| {
            let at = first * self.items + second;
            match missing {
                MissingAnswers::Complete => {
                    covariance(n, self.sums[first], self.sums[second], self.products[at])
                }
                MissingAnswers::Pairwise => {
                    let (n, sum, products) = self.pairs[at];
                    covariance(n, sum, self.pairs[second * self.items + first].1, products)
                }
            }
        };
        let values = (0..self.items)
            .flat_map(|row| (0..self.items).map(move |column| entry(row, column)))
            .collect();
        let matrix = Symmetric::new(self.items, values).ok_or(Reason::NoVariance)?;
        Ok(Covariance { matrix, n })
    }
}

/// Covariances of items, and the number of respondents behind them.
#[derive(Clone, Debug, PartialEq)]
pub struct Covariance {
    pub(super) matrix: Symmetric,
    pub(super) n: u64,
}

impl Covariance {
    /// Covariances known from elsewhere, row by row, over `n` respondents.
    ///
    /// `None` where they are not `items` times `items` finite numbers.
    ///
    /// ```
    /// use paratus::survey::Covariance;
    ///
    /// assert!(Covariance::new(2, vec![1.0, 0.5, 0.5, 1.0], 40).is_some());
    /// assert!(Covariance::new(2, vec![1.0], 40).is_none());
    /// ```
    #[must_use]
    pub fn new(items: usize, values: Vec<f64>, n: u64) -> Option<Covariance> {
        Some(Covariance {
            matrix: Symmetric::new(items, values)?,
            n,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_ITEMS, MissingAnswers, Moments};
    use crate::survey::Reason;

    #[test]
    fn items_that_nobody_answered_are_named_and_not_called_few_respondents() {
        let mut moments = Moments::new(3);
        for answer in [1.0, 2.0, 4.0] {
            moments
                .push(&[Some(answer), Some(5.0 - answer), None])
                .unwrap();
        }
        let found = moments.reliability(MissingAnswers::Complete);
        assert_eq!(found.alpha.reason, Some(Reason::NoCompleteAnswers));
        let reasons = found.items.iter().map(|item| item.item_rest.reason);
        let none = Some(Reason::NoCompleteAnswers);
        assert!(reasons.eq([none, none, Some(Reason::NobodyAnswered)]));
        let mut one = Moments::new(2);
        one.push(&[Some(1.0), Some(2.0)]).unwrap();
        assert_eq!(
            one.reliability(MissingAnswers::Complete).alpha.reason,
            Some(Reason::TooFewRespondents)
        );
    }

    #[test]
    fn huge_instruments_are_refused_with_a_reason_and_cost_nothing() {
        for items in [MOST_ITEMS + 1, usize::MAX] {
            let moments = Moments::new(items);
            assert_eq!(
                moments.covariance(MissingAnswers::Complete),
                Err(Reason::TooManyItems)
            );
        }
        let mut moments = Moments::new(MOST_ITEMS + 1);
        moments.push(&vec![Some(1.0); MOST_ITEMS + 1]).unwrap();
        let error = moments.push(&[Some(1.0)]).unwrap_err().to_string();
        assert!(
            error.starts_with("answers: answers to 1 item do not fit"),
            "{error}"
        );
        assert_eq!(
            (moments.respondents(), moments.complete_respondents()),
            (1, 1)
        );
        moments.merge(&moments.clone()).unwrap();
        assert_eq!(
            moments.reliability(MissingAnswers::Complete).alpha.reason,
            Some(Reason::TooManyItems)
        );
        assert_ne!(
            Moments::new(MOST_ITEMS).covariance(MissingAnswers::Complete),
            Err(Reason::TooManyItems)
        );
    }
}
