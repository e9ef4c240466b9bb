//! Whether observers see the same: what two of them say of one person's same objective.

use super::estimate::Estimate;
use super::icc::{IccForm, icc};
use super::kappa::kappa_of_pairs;
use crate::Assessment;
use crate::disclosure::Disclosure;
use crate::disclosure::{Published, SuppressedFigures};
use crate::document::Kind;
use crate::survey::Respondents;
use serde::Serialize;
use std::collections::BTreeMap;

/// Two looks at the same count as looks at the same thing when they are no further apart than this, in days.
pub const OBSERVERS_WITHIN_DAYS: i32 = 90;

/// Agreement of the observers who watch people at work. Observations weigh most of all evidence, so they should.
///
/// A pair is one person's objective at one level, seen by two observers (`source`) within [`OBSERVERS_WITHIN_DAYS`]: of each
/// observer the latest look, of more than two the latest two.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Observers {
    /// The share of pairs in which both looks are in the same quarter of the scale, in [0, 1]. Kappa is near 0 or cannot be computed where
    /// nearly everybody was given the same, however well observers agree; read it beside this share. `null` without pairs.
    pub agreement: Published<f64>,
    /// Intraclass correlation ICC(1,1) of the values (Shrout and Fleiss, 1979): observers differ from pair to pair. `null` where
    /// it cannot be computed.
    pub icc: Published<IccForm>,
    /// Weighted kappa (Cohen, 1968) of the earlier and the later look, in quarters of the scale, a disagreement counting for the
    /// square of its distance. Its `n` is the number of pairs.
    pub kappa: Published<Estimate>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
}

/// Of each observer the day and the value of a look.
type ObservationPairs<'a> = BTreeMap<&'a str, (i32, f64)>;

impl Assessment {
    /// How far observers agree about the people employed on the date, of the whole organisation.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    ///
    /// let found = sample::assessment().observers(&Disclosure::internal());
    /// println!("{:?} of the pairs agree", found.agreement.value());
    /// ```
    #[must_use]
    pub fn observers(&self, disclosure: &Disclosure) -> Observers {
        let (mut pairs, mut count, mut most) = (Vec::new(), 0u64, 0u64);
        let all = &self.programme().model().people;
        for person in (0..all.len()).filter(|&person| all.employed(person, self.as_of())) {
            let found = self.seen_twice(person);
            count += u64::from(!found.is_empty());
            // What may be seen of one person: all that they need.
            let needs = self.profile(person).requirements.len();
            most = most.max(needs.max(found.len()) as u64);
            pairs.extend(found);
        }
        let rows: Vec<Vec<f64>> = pairs
            .iter()
            .map(|&(first, second)| vec![first, second])
            .collect();
        let quarters = |value: f64| (value * 4.0).round() as u32;
        let rated: Vec<(u32, u32)> = pairs
            .iter()
            .map(|&(a, b)| (quarters(a), quarters(b)))
            .collect();
        let n = pairs.len() as u64;
        let same = rated.iter().filter(|(a, b)| a == b).count();
        let agreement = (n > 0).then(|| same as f64 / n as f64);
        let kappa = kappa_of_pairs(&rated)
            .map_or_else(|why| Estimate::none(why, n), |kappa| kappa.weighted);
        let one_way = icc(&rows)
            .ok()
            .and_then(|icc| icc.forms.into_iter().find(|form| form.form == "ICC1"));
        let of = self
            .board()
            .population
            .groups
            .iter()
            .map(crate::population::PeopleGroup::set)
            .sum();
        let (publisher, who) = (
            self.publisher(disclosure),
            Respondents {
                count,
                of,
                about: "observers",
            },
        );
        let agreement = publisher.observer_agreement(who, (n, most), agreement, kappa);
        let (icc, kappa) = (
            publisher.icc(who, (n, most), one_way),
            publisher.kappa(who, (n, most), kappa),
        );
        Observers {
            suppressed: SuppressedFigures::default()
                .with_figure("agreement", &agreement)
                .with_figure("icc", &icc)
                .with_figure("kappa", &kappa),
            agreement,
            icc,
            kappa,
        }
    }

    /// The pairs of looks at a person, the earlier first.
    fn seen_twice(&self, person: usize) -> Vec<(f64, f64)> {
        let names = &self.partition.names;
        // By objective and level, of each observer the latest look; on one day the lower value, as in scoring.
        let mut looks: BTreeMap<(u32, u8), ObservationPairs<'_>> = BTreeMap::new();
        for record in self.partition.records_of(person) {
            if record.kind() != Kind::Observation || record.day > self.as_of().days() {
                continue;
            }
            let Some(source) = record.source(names) else {
                continue;
            };
            let latest = looks.entry((record.objective, record.level)).or_default();
            let look = latest.entry(source).or_insert((record.day, record.value));
            if record.day > look.0 || (record.day == look.0 && record.value < look.1) {
                *look = (record.day, record.value);
            }
        }
        let pair = |of_observers: ObservationPairs<'_>| {
            let mut list: Vec<(i32, &str, f64)> = of_observers
                .into_iter()
                .map(|(source, (day, value))| (day, source, value))
                .collect();
            list.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
            let (later, earlier) = (list.pop()?, list.pop()?);
            (later.0 - earlier.0 <= OBSERVERS_WITHIN_DAYS).then_some((earlier.2, later.2))
        };
        looks.into_values().filter_map(pair).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::disclosure::{Disclosure, Suppression};
    use crate::document::{Document, Kind};
    use crate::evidence::RecordOutcome;
    use crate::survey::{Observers, Reason};
    use crate::{Date, EvidenceLog, Programme, Record};
    use serde_json::json;

    /// What two observers say of ten people, on these days.
    fn observers(values: &[(f64, f64)], days: (&str, &str), sources: (&str, &str)) -> Observers {
        of_audience(values, days, sources, &Disclosure::internal())
    }

    fn of_audience(
        values: &[(f64, f64)],
        days: (&str, &str),
        sources: (&str, &str),
        disclosure: &Disclosure,
    ) -> Observers {
        let people: Vec<_> = (0..12)
            .map(|n| json!({ "id": format!("p{n}"), "section": "a", "roles": ["r"] }))
            .collect();
        let document: Document = serde_json::from_value(json!({
            "format": 1, "id": "test", "objectives": [{ "id": "why", "track": "people" }], "sections": [{ "id": "a" }],
            "roles": [{ "id": "r", "requires": [{ "objective": "why" }] }], "people": people,
        }))
        .unwrap();
        let programme = Programme::compile(&document);
        let mut log = EvidenceLog::new(&programme);
        for (n, (first, second)) in values.iter().enumerate() {
            let person = format!("p{n}");
            for (value, day, source) in [(first, days.0, sources.0), (second, days.1, sources.1)] {
                let day: Date = day.parse().unwrap();
                let record = Record::new(&person, "why", Kind::Observation, *value, day);
                assert_eq!(
                    log.push(&Record {
                        source: Some(source),
                        ..record
                    }),
                    RecordOutcome::Accepted
                );
            }
        }
        programme
            .assess(&log, "2027-03-14".parse().unwrap())
            .observers(disclosure)
    }

    const DAYS: (&str, &str) = ("2027-01-10", "2027-02-10");
    /// Ten pairs; kappa and ICC(1,1) by hand below.
    const TEN: [(f64, f64); 10] = [
        (1.0, 1.0),
        (1.0, 0.75),
        (0.75, 0.75),
        (0.5, 0.75),
        (0.5, 0.5),
        (0.25, 0.5),
        (0.25, 0.25),
        (0.0, 0.25),
        (0.0, 0.0),
        (1.0, 1.0),
    ];

    #[test]
    fn agreement_of_two_observers_by_hand() {
        let found = observers(&TEN, DAYS, ("q1", "q2"));
        // Squared disagreements in quarters: 4 of distance 1 over 10 pairs = .4. By chance: mean over all 100 combinations of the
        // ratings {4,4,3,2,2,1,1,0,0,4} and {4,3,3,3,2,2,1,1,0,4}: (10 x 67 + 10 x 69 - 2 x 21 x 23) / 100 = 3.94.
        let estimate = found.kappa.value().unwrap();
        let kappa = estimate.value.unwrap();
        assert!((kappa - (1.0 - 0.4 / 3.94)).abs() < 1e-12, "{kappa}");
        assert_eq!((estimate.n, estimate.reason), (Some(10), None));
        // In quarters: sum 44, sum of squares 136; of the pairs' sums the squares 268 / 2 = 134. Between (134 - 96.8) / 9 =
        // 4.1333, within (136 - 134) / 10 = .2: (4.1333 - .2) / (4.1333 + .2).
        let icc = found.icc.as_ref().unwrap();
        assert_eq!(icc.form, "ICC1");
        let (between, within) = (37.2 / 9.0, 0.2);
        assert!(
            (icc.value - (between - within) / (between + within)).abs() < 1e-12,
            "{}",
            icc.value
        );
    }

    #[test]
    fn looks_far_apart_and_one_observer_twice_are_no_pairs() {
        for found in [
            observers(&TEN, ("2026-10-01", "2027-02-10"), ("q1", "q2")),
            observers(&TEN, DAYS, ("q1", "q1")),
            observers(&TEN, ("2027-02-10", "2027-03-15"), ("q1", "q2")),
        ] {
            let kappa = found.kappa.value().unwrap();
            assert_eq!(
                (found.icc.as_ref(), kappa.value, kappa.reason),
                (None, None, Some(Reason::NobodyAnswered))
            );
        }
    }

    #[test]
    fn no_share_of_agreement_is_above_all_and_none_contradicts_kappa() {
        let published = |values: &[(f64, f64)], key: u64| {
            of_audience(
                values,
                DAYS,
                ("q1", "q2"),
                &Disclosure::published(key.to_string()),
            )
        };
        // One of twelve pairs disagrees: a share near 1, in steps that may lead past it.
        let mut nearly = [(1.0, 1.0); 12];
        nearly[11] = (0.0, 0.0);
        nearly[10] = (1.0, 0.75);
        let shares: Vec<f64> = (0..60)
            .filter_map(|key| published(&nearly, key).agreement.value())
            .collect();
        assert!(
            shares.contains(&1.0) && shares.iter().all(|share| *share <= 1.0),
            "{shares:?}"
        );
        let alike = [(0.5, 0.5); 12];
        let found: Vec<(f64, Option<Reason>)> = (0..60)
            .map(|key| published(&alike, key))
            .filter_map(|found| Some((found.agreement.value()?, found.kappa.value()?.reason)))
            .collect();
        assert!(!found.is_empty());
        assert!(
            found
                .iter()
                .all(|found| *found == (1.0, Some(Reason::NoVariance))),
            "{found:?}"
        );
    }

    #[test]
    fn a_few_people_seen_by_two_are_not_reported_about() {
        let found = of_audience(&TEN[..9], DAYS, ("q1", "q2"), &Disclosure::default());
        assert_eq!(
            (found.icc.suppression(), found.kappa.suppression()),
            (Some(Suppression::Threshold), Some(Suppression::Threshold))
        );
        // Ten are enough under some keys: the threshold lies a little above, so that it does not count them.
        let ten = |key: u64| {
            of_audience(
                &TEN,
                DAYS,
                ("q1", "q2"),
                &Disclosure::published(key.to_string()),
            )
        };
        let given: Vec<f64> = (0..40)
            .filter_map(|key| ten(key).kappa.value()?.value)
            .collect();
        assert!((1..40).contains(&given.len()), "{given:?}");
        // .898 in steps of one in ten.
        assert!(
            given.iter().all(|kappa| [0.8, 0.9].contains(kappa)),
            "{given:?}"
        );
    }
}
