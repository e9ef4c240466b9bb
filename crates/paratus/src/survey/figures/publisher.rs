//! How figures of surveys are published: estimates, distributions, needs, reliability.

use super::agreement::FEWEST_PARTS;
use super::reliability::feldt;
use super::{Agreement, AnswerCounts, BarrierCounts, Estimate, IccForm, Need, Reason, Reliability};
use crate::disclosure::{FEWEST_FOR_SHARES, Published, Publisher, Suppression};
use crate::fingerprint::PeopleSet;

/// Who answered, of whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Respondents<'a> {
    /// How many answered.
    pub(crate) count: u64,
    /// The people of the unit.
    pub(crate) of: PeopleSet,
    /// What they answered: the instrument, and what its items measure.
    pub(crate) about: &'a str,
}

impl Respondents<'_> {
    /// The name of a kind of figure about what they answered.
    fn measure(&self, kind: &str) -> String {
        format!("{kind} {}", self.about)
    }
}

impl Publisher {
    /// How many answered.
    pub(crate) fn respondents(&self, who: Respondents<'_>) -> Published<u64> {
        self.count(who.count, who.of, &who.measure("respondents"))
    }

    /// Whether too few answered for their answers to be published: fewer than `min_cell`, and up to `round_to` - 1 more, by the key. A
    /// threshold that everyone knows would count them: nine before somebody came, and ten afterwards.
    pub(crate) fn is_few_of_respondents(&self, who: Respondents<'_>) -> bool {
        if self.is_internal() {
            return false;
        }
        let more = self.threshold_above(who.of.fingerprint, who.about);
        self.is_small_group(who.of.people) || who.count < self.min_cell() + more
    }

    /// A figure about those who answered: suppressed where they, or the people of the unit, are few. It is made from how many
    /// answered as it is published.
    fn of_respondents<T>(
        &self,
        who: Respondents<'_>,
        figure: impl FnOnce(u64) -> T,
    ) -> Published<T> {
        if who.of.people > 0 && self.is_few_of_respondents(who) {
            // That nobody answered is said no more than that few did.
            return Published::suppressed(Suppression::Threshold);
        }
        self.respondents(who).map(figure)
    }

    /// The parts of those who answered, which make shares: suppressed where they may be fewer than 20.
    fn parts_of_respondents<T>(
        &self,
        who: Respondents<'_>,
        parts: impl FnOnce() -> T,
    ) -> Published<T> {
        match self.of_respondents(who, |n| n).value() {
            Some(n) if !self.makes_shares(n) => Published::suppressed(Suppression::ShareThreshold),
            _ => self.of_respondents(who, |_| parts()),
        }
    }

    /// Whether shares may be given where this many respondents are published: surely of 20 people or more. Of fewer, counts rounded to
    /// `round_to` say nothing true of the parts of a whole.
    fn makes_shares(&self, published: u64) -> bool {
        self.is_internal() || self.fewest(published) >= FEWEST_FOR_SHARES
    }

    /// The fewest who can have answered where this many are published: how finely a mean may be given.
    fn fewest(&self, published: u64) -> u64 {
        (published + 1)
            .saturating_sub(self.round_to())
            .max(self.min_cell())
    }

    /// Those who answered, as the fewest whom they may be where `n` are published.
    fn fewest_respondents(&self, who: Respondents<'_>, n: u64) -> PeopleSet {
        PeopleSet {
            people: self.fewest(n),
            ..who.of
        }
    }

    /// A mean in [0, 1] of those who answered.
    pub(crate) fn mean_of_answers(
        &self,
        who: Respondents<'_>,
        mean: Estimate,
    ) -> Published<Estimate> {
        self.of_respondents(who, |n| Estimate {
            interval: if self.is_internal() {
                mean.interval
            } else {
                None
            },
            n: Some(n),
            reason: mean.reason,
            value: {
                let of = self.fewest_respondents(who, n);
                self.mean(mean.value, of, &who.measure("mean")).value()
            },
        })
    }

    /// The share of people who answered, of published counts. `too_many` where more answered than work there.
    pub(crate) fn rate(
        &self,
        respondents: Published<u64>,
        people: Published<u64>,
        too_many: bool,
    ) -> Published<Estimate> {
        let estimate = |respondents: u64, people: u64| match people {
            0 if respondents == 0 => Estimate::none(Reason::NobodyThere, 0),
            _ if too_many || respondents > people => {
                Estimate::none(Reason::MoreRespondentsThanPeople, respondents)
            }
            people => Estimate::new(respondents as f64 / people as f64, respondents),
        };
        if people.value() == Some(0) && respondents.value().is_none() {
            return self.decision(Estimate::none(Reason::NobodyThere, 0), true);
        }
        match people.value() {
            Some(few) if !self.is_internal() && few > 0 && few < FEWEST_FOR_SHARES => {
                Published::suppressed(Suppression::ShareThreshold)
            }
            _ => respondents
                .zip(people)
                .map(|(respondents, people)| estimate(respondents, people)),
        }
    }

    /// How far those who answered agree. Published, whether they do is read off the agreement as it is given, and suppressed where it is so
    /// coarse that none is: an exact verdict of a part and of its whole, which has one person more, would reveal that person.
    pub(crate) fn agreement(
        &self,
        who: Respondents<'_>,
        agreement: Agreement,
        points: u32,
    ) -> Published<Agreement> {
        let has_value = agreement.r_wg.value.is_some();
        let shown = self.of_respondents(who, |n| {
            if self.is_internal() {
                return agreement;
            }
            let measure = who.measure("agreement");
            let round = |q, parts| self.coefficient(q, who.of, &measure, parts);
            let shown = agreement.rounded(points, self.fewest(n), round);
            Agreement {
                agrees: shown.r_wg.value.is_some_and(|value| value >= shown.cut),
                r_wg: Estimate {
                    n: shown.r_wg.n.map(|_| n),
                    ..shown.r_wg
                },
                ..shown
            }
        });
        match shown.as_ref() {
            Some(found) if has_value && found.r_wg.value.is_none() => {
                Published::suppressed(Suppression::Verdict)
            }
            _ => shown,
        }
    }

    /// How the answers to some items are spread.
    pub(crate) fn answers(
        &self,
        who: Respondents<'_>,
        counts: AnswerCounts,
        items: u64,
    ) -> Published<AnswerCounts> {
        let count = |count: u64, kind: &str| {
            self.count_of_parts(count, who.of, &who.measure(kind), items)
                .value()
                .unwrap_or_default()
        };
        self.parts_of_respondents(who, || AnswerCounts {
            agree: count(counts.agree, "agree"),
            disagree: count(counts.disagree, "disagree"),
            given: count(counts.given, "answers"),
            neutral: count(counts.neutral, "neutral"),
        })
    }

    /// Where those who answered are stuck.
    pub(crate) fn barriers(
        &self,
        who: Respondents<'_>,
        counts: BarrierCounts,
    ) -> Published<BarrierCounts> {
        let count = |count: u64, barrier: &str| {
            self.count(count, who.of, &who.measure(&format!("barrier {barrier}")))
                .value()
                .unwrap_or_default()
        };
        self.parts_of_respondents(who, || BarrierCounts {
            ability: count(counts.ability, "ability"),
            awareness: count(counts.awareness, "awareness"),
            desire: count(counts.desire, "desire"),
            knowledge: count(counts.knowledge, "knowledge"),
            none: count(counts.none, "none"),
            reinforcement: count(counts.reinforcement, "reinforcement"),
            unknown: count(counts.unknown, "unknown"),
        })
    }

    /// How far items say the same thing.
    pub(crate) fn reliability(&self, who: Respondents<'_>, found: &Reliability) -> Reliability {
        if self.is_internal() {
            return found.clone();
        }
        if self.is_few_of_respondents(who) {
            let none = Reliability::without(
                found.items.len(),
                Estimate::suppressed(Reason::FewerThanMinCell),
            );
            let items = none.items.into_iter().zip(&found.items);
            let items = items.map(|(none, found)| crate::survey::ItemReliability {
                item: found.item.clone(),
                ..none
            });
            return Reliability {
                items: items.collect(),
                missing: found.missing,
                ..none
            };
        }
        let n = self.respondents(who).value().unwrap_or_default();
        // One threshold for all, so that those which are never below others by their making are not shown below them.
        let (measure, parts) = (who.measure("reliability"), self.fewest(n) as f64);
        let coefficient = |value: f64| self.coefficient(value, who.of, &measure, parts);
        // None has its interval: how wide one is counts those whom the exact figure is from.
        let figure = |estimate: Estimate| Estimate {
            interval: None,
            n: estimate.n.map(|_| n),
            value: estimate.value.map(coefficient),
            ..estimate
        };
        // Of the published value and number.
        let with_interval = |alpha: Estimate| {
            let interval = alpha
                .value
                .and_then(|value| feldt(value, n, found.items.len()));
            interval.map_or(alpha, |interval| alpha.within(interval))
        };
        let count = |count: Option<u64>, kind: &str| {
            count.and_then(|count| self.count(count, who.of, &who.measure(kind)).value())
        };
        let item = |item: &crate::survey::ItemReliability| crate::survey::ItemReliability {
            alpha_if_dropped: figure(item.alpha_if_dropped),
            item: item.item.clone(),
            item_rest: figure(item.item_rest),
            loading: item.loading.map(coefficient),
            maybe_reversed: item.maybe_reversed,
        };
        Reliability {
            alpha: with_interval(figure(found.alpha)),
            complete: count(found.complete, "complete"),
            fewest_of_a_pair: count(found.fewest_of_a_pair, "fewest of a pair"),
            items: found.items.iter().map(item).collect(),
            lambda2: figure(found.lambda2),
            lambda6: figure(found.lambda6),
            mean_correlation: figure(found.mean_correlation),
            missing: found.missing,
            omega: figure(found.omega),
            respondents: count(found.respondents, "respondents"),
            standardised_alpha: figure(found.standardised_alpha),
        }
    }

    /// How far observers agree, from `who.count` people of whom one may have `most` of the pairs.
    pub(crate) fn kappa(
        &self,
        who: Respondents<'_>,
        (pairs, most): (u64, u64),
        kappa: Estimate,
    ) -> Published<Estimate> {
        self.of_pairs(who, (pairs, most), |parts| Estimate {
            interval: kappa.interval.filter(|_| self.is_internal()),
            n: if self.is_internal() {
                kappa.n
            } else {
                kappa.n.map(|_| self.pairs(who, pairs))
            },
            value: kappa
                .value
                .map(|value| self.coefficient_of_pairs(who, value, parts)),
            ..kappa
        })
    }

    /// The same as the share of pairs that agree. Where kappa says that everybody was given the same, all of them do.
    pub(crate) fn observer_agreement(
        &self,
        who: Respondents<'_>,
        pairs: (u64, u64),
        share: Option<f64>,
        kappa: Estimate,
    ) -> Published<f64> {
        self.of_pairs(who, pairs, |parts| match kappa.reason {
            Some(Reason::NoVariance) => share,
            _ => share.map(|share| self.coefficient_of_pairs(who, share, parts)),
        })
        .and_then(|share| share)
    }

    /// The same as an intraclass correlation. Degrees of freedom follow from the published number of pairs.
    pub(crate) fn icc(
        &self,
        who: Respondents<'_>,
        (pairs, most): (u64, u64),
        icc: Option<IccForm>,
    ) -> Published<IccForm> {
        self.of_pairs(who, (pairs, most), |parts| {
            let icc = icc?;
            if self.is_internal() {
                return Some(icc);
            }
            let pairs = self.pairs(who, pairs) as f64;
            Some(IccForm {
                df1: pairs - 1.0,
                df2: pairs,
                f: None,
                interval: None,
                p: None,
                value: self.coefficient_of_pairs(who, icc.value, parts),
                ..icc
            })
        })
        .and_then(|icc| icc)
    }

    /// A figure about pairs of looks, in parts of what one person may add to them; suppressed where that is much of all. Else it would be
    /// that person's figure.
    fn of_pairs<T>(
        &self,
        who: Respondents<'_>,
        (pairs, most): (u64, u64),
        figure: impl FnOnce(f64) -> T,
    ) -> Published<T> {
        let parts = self.fewest(self.pairs(who, pairs)) as f64 / most.max(1) as f64;
        let is_given = self.is_internal() || parts >= FEWEST_PARTS;
        self.given_if(is_given, self.of_respondents(who, |_| figure(parts)))
    }

    fn coefficient_of_pairs(&self, who: Respondents<'_>, value: f64, parts: f64) -> f64 {
        self.coefficient(value, who.of, &who.measure("pairs of looks"), parts)
    }

    fn pairs(&self, who: Respondents<'_>, pairs: u64) -> u64 {
        let of = PeopleSet {
            people: pairs.max(who.of.people),
            ..who.of
        };
        self.count(pairs, of, "pairs of looks")
            .value()
            .unwrap_or_default()
    }

    /// What is needed, from answers of 1 to `points`; to be ranked afterwards. Suppressed needs keep their name.
    pub(crate) fn need(&self, who: Respondents<'_>, need: Need, points: u32) -> Need {
        if self.is_internal() || need.n.is_none() {
            return need;
        }
        if self.is_few_of_respondents(who) {
            return Need::without(&need.measures, Reason::FewerThanMinCell);
        }
        let n = self.respondents(who).value().unwrap_or_default();
        let count = |count: Option<u64>, kind: &str| {
            count.and_then(|count| self.count(count, who.of, &who.measure(kind)).value())
        };
        // As the score of the same answers is.
        let (of, measure) = (self.fewest_respondents(who, n), who.measure("mean"));
        let mean = |mean: Option<f64>| {
            let scale = (1.0, f64::from(points));
            self.scale_mean(mean, of, &measure, scale).value()
        };
        let (importance, ability) = (mean(need.importance), mean(need.ability));
        let (above, below) = (count(need.above, "above"), count(need.below, "below"));
        let points_of = |count: u64| 100.0 * count as f64 / n.max(1) as f64;
        let shares = above.zip(below).filter(|_| self.makes_shares(n));
        Need {
            borich: importance
                .zip(ability)
                .map(|(importance, ability)| (importance - ability) * importance),
            dropped: count(need.dropped, "dropped"),
            equal: count(need.equal, "equal"),
            n: Some(n),
            rds: shares
                .map(|(above, below)| (points_of(above) - points_of(below)).clamp(-100.0, 100.0)),
            ability,
            above,
            below,
            importance,
            ..need
        }
    }

    /// The needs of a unit, each made by [`Publisher::need`].
    pub(crate) fn needs(&self, of: PeopleSet, mut needs: Vec<Need>) -> Published<Vec<Need>> {
        Need::rank(&mut needs);
        self.of(of.people, needs)
    }
}
