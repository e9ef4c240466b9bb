//! What people need most: importance against ability, ranked in two ways.

use super::dif::TrainingDecision;
use super::estimate::Reason;
use serde::{Deserialize, Serialize};

/// One person's answers on the importance of something and on their ability in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NeedPair {
    /// How well they do it.
    pub ability: Option<f64>,
    /// How much it matters for their work.
    pub importance: Option<f64>,
}

impl NeedPair {
    /// A pair with both sides.
    ///
    /// ```
    /// use paratus::survey::NeedPair;
    ///
    /// assert_eq!(NeedPair::new(5.0, 2.0).ability, Some(2.0));
    /// ```
    #[must_use]
    pub fn new(importance: f64, ability: f64) -> NeedPair {
        NeedPair {
            ability: Some(ability),
            importance: Some(importance),
        }
    }
}

/// A surveyed training need: Borich's score and the ranked discrepancy, which need not agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Need {
    /// Mean ability, as answered.
    pub ability: Option<f64>,
    /// People whose ability exceeds the importance.
    pub above: Option<u64>,
    /// People whose ability falls short of the importance.
    pub below: Option<u64>,
    /// Mean weighted discrepancy score, mean(importance - ability) x mean(importance) (Borich, 1980): the higher, the
    /// greater the need.
    pub borich: Option<f64>,
    /// Place by `borich`, from 1; equal scores share the best of their places.
    pub borich_rank: Option<u32>,
    /// How many others share that place.
    pub borich_ties: Option<u32>,
    /// The two rankings place it differently, ties allowed for: look at the answers before deciding.
    pub disagree: bool,
    /// Pairs with a missing side, left out.
    pub dropped: Option<u64>,
    /// People for whom both are equal.
    pub equal: Option<u64>,
    /// Mean importance, as answered.
    pub importance: Option<f64>,
    /// What is needed: the objective or other thing that the items measure.
    pub measures: String,
    /// Pairs with both sides.
    pub n: Option<u64>,
    /// Ranked discrepancy score (Narine and Harder, 2021), from -100 to 100: the share of people above minus the share
    /// below, in points; the lower, the greater the need.
    pub rds: Option<f64>,
    /// Place by `rds`, from 1; equal scores share the best of their places.
    pub rds_rank: Option<u32>,
    /// How many others share that place.
    pub rds_ties: Option<u32>,
    /// Why there are no figures.
    pub reason: Option<Reason>,
    /// What difficulty, importance and frequency say about training in it, where all three were asked.
    pub training: Option<TrainingDecision>,
}

impl Need {
    /// The figures of one need. Pairs with a missing side are dropped and counted; pairs with neither are nobody's.
    ///
    /// ```
    /// use paratus::survey::{Need, NeedPair};
    ///
    /// let need = Need::from_pairs("search", &[NeedPair::new(5.0, 2.0), NeedPair::new(4.0, 4.0)]);
    /// assert_eq!((need.below, need.equal, need.above), (Some(1), Some(1), Some(0)));
    /// ```
    #[must_use]
    pub fn from_pairs(measures: &str, pairs: &[NeedPair]) -> Need {
        let (mut n, mut importance, mut ability) = (0u64, 0.0, 0.0);
        let (mut above, mut below, mut dropped) = (0u64, 0u64, 0u64);
        for pair in pairs {
            match (pair.importance, pair.ability) {
                (Some(i), Some(a)) if i.is_finite() && a.is_finite() => {
                    n += 1;
                    importance += i;
                    ability += a;
                    above += u64::from(a > i);
                    below += u64::from(a < i);
                }
                (None, None) => {}
                _ => dropped += 1,
            }
        }
        let mut need = Need::without(measures, Reason::NobodyAnswered);
        (need.n, need.dropped) = (Some(n), Some(dropped));
        if n == 0 {
            return need;
        }
        let people = n as f64;
        need.reason = None;
        need.importance = Some(importance / people);
        need.ability = Some(ability / people);
        need.borich = Some((importance - ability) * importance / (people * people));
        need.rds = Some(100.0 * (above as f64 - below as f64) / people);
        (need.above, need.below, need.equal) = (Some(above), Some(below), Some(n - above - below));
        need
    }

    /// A need without figures, for a reason.
    pub(crate) fn without(measures: &str, reason: Reason) -> Need {
        Need {
            ability: None,
            above: None,
            below: None,
            borich: None,
            borich_rank: None,
            borich_ties: None,
            disagree: false,
            dropped: None,
            equal: None,
            importance: None,
            measures: measures.to_owned(),
            n: None,
            rds: None,
            rds_rank: None,
            rds_ties: None,
            reason: Some(reason),
            training: None,
        }
    }

    /// Ranks needs both ways and flags those on which the two disagree; sorted by Borich's score, then the ranked
    /// discrepancy score, then the name. Those without figures come last.
    ///
    /// ```
    /// use paratus::survey::{Need, NeedPair};
    ///
    /// let need = |measures, ability| Need::from_pairs(measures, &[NeedPair::new(5.0, ability), NeedPair::new(5.0, ability)]);
    /// let mut needs = [need("search", 4.0), need("scan", 1.0)];
    /// Need::rank(&mut needs);
    /// assert_eq!(needs[0].measures, "scan");
    /// ```
    pub fn rank(needs: &mut [Need]) {
        let borich: Vec<f64> = needs.iter().filter_map(|need| need.borich).collect();
        let rds: Vec<f64> = needs
            .iter()
            .filter_map(|need| need.rds)
            .map(|rds| -rds)
            .collect();
        for need in needs.iter_mut() {
            let (Some(of_borich), Some(of_rds)) = (need.borich, need.rds) else {
                continue;
            };
            let (first, second) = (place(of_borich, &borich), place(-of_rds, &rds));
            (need.borich_rank, need.borich_ties) = (Some(first.0), Some(first.1));
            (need.rds_rank, need.rds_ties) = (Some(second.0), Some(second.1));
            // Each ranking leaves the places of a tie open; they disagree where they share none.
            need.disagree = first.0 > second.0 + second.1 || second.0 > first.0 + first.1;
        }
        needs.sort_by(|a, b| {
            let key = |need: &Need| {
                (
                    need.borich_rank.unwrap_or(u32::MAX),
                    need.rds_rank.unwrap_or(u32::MAX),
                )
            };
            key(a)
                .cmp(&key(b))
                .then_with(|| a.measures.cmp(&b.measures))
        });
    }
}

/// The place of a score among all (the highest is first), and how many others have the same. Scores are the same to a
/// billionth: they are ratios of whole numbers.
fn place(score: f64, all: &[f64]) -> (u32, u32) {
    const SAME: f64 = 1e-9;
    let better = all.iter().filter(|other| **other > score + SAME).count();
    let same = all
        .iter()
        .filter(|other| (**other - score).abs() <= SAME)
        .count();
    (better as u32 + 1, (same as u32).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scores_by_hand() {
        let pairs: Vec<NeedPair> = [(5.0, 2.0), (4.0, 3.0), (5.0, 4.0), (3.0, 3.0), (4.0, 5.0)]
            .map(|(i, a)| NeedPair::new(i, a))
            .to_vec();
        let mut with_gaps = pairs.clone();
        with_gaps.push(NeedPair {
            ability: Some(1.0),
            importance: None,
        });
        with_gaps.push(NeedPair::default());
        let need = Need::from_pairs("file", &with_gaps);
        assert_eq!((need.borich, need.rds), (Some(3.36), Some(-40.0)));
        assert_eq!(
            (need.n, need.dropped, need.above, need.below, need.equal),
            (Some(5), Some(1), Some(1), Some(3), Some(1))
        );
        let other = [(5.0, 3.0), (4.0, 3.0), (4.0, 4.0), (5.0, 2.0), (3.0, 3.0)]
            .map(|(i, a)| NeedPair::new(i, a));
        assert!((Need::from_pairs("x", &other).borich.unwrap() - 5.04).abs() < 1e-12);
        assert_eq!(
            Need::from_pairs("x", &[]).reason,
            Some(Reason::NobodyAnswered)
        );
    }

    #[test]
    fn disagreement_and_ties() {
        // One person far behind: a large mean gap, but few people; three people a little behind: the reverse.
        let far = Need::from_pairs(
            "far",
            &[(5.0, 1.0), (5.0, 5.0), (5.0, 5.0)].map(|(i, a)| NeedPair::new(i, a)),
        );
        let many = Need::from_pairs("many", &[(5.0, 4.0); 3].map(|(i, a)| NeedPair::new(i, a)));
        let mut needs = vec![many.clone(), Need::from_pairs("none", &[]), far];
        Need::rank(&mut needs);
        let order: Vec<_> = needs
            .iter()
            .map(|n| (n.measures.as_str(), n.borich_rank, n.rds_rank, n.disagree))
            .collect();
        assert_eq!(
            order,
            [
                ("far", Some(1), Some(2), true),
                ("many", Some(2), Some(1), true),
                ("none", None, None, false)
            ]
        );
        let mut same = vec![many.clone(), many];
        Need::rank(&mut same);
        assert!(
            same.iter()
                .all(|n| (n.borich_rank, n.borich_ties, n.disagree) == (Some(1), Some(1), false))
        );
    }
}
