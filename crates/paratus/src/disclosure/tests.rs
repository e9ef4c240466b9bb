use super::publisher::Publisher;
use super::{Disclosure, DisclosureKey, Suppression};
use crate::document::Document;
use crate::fingerprint::{PeopleSet, person, record};
use crate::model::Rules;
use crate::{Programme, Range};
use serde_json::json;
use std::collections::BTreeSet;

fn rules(round_to: u32) -> Rules {
    let document: Document = serde_json::from_value(
        json!({ "format": 1, "id": "test", "rules": { "round_to": round_to } }),
    )
    .unwrap();
    Programme::compile(&document).rules().clone()
}

fn published(key: &str, round_to: u32) -> Publisher {
    Publisher::new(&Disclosure::published(key), &rules(round_to), || 7)
}

fn set(people: u64) -> PeopleSet {
    (0..people).map(|n| person(&format!("p{n}"))).sum()
}

#[test]
fn the_same_people_have_the_same_fingerprint_in_any_order() {
    let forth: PeopleSet = ["a", "b", "c"].into_iter().map(person).sum();
    let back: PeopleSet = ["c", "a", "b"].into_iter().map(person).sum();
    assert_eq!(forth, back);
    assert_ne!(forth, ["a", "b", "d"].into_iter().map(person).sum());
    assert_eq!(forth.people, 3);
}

#[test]
fn a_record_is_part_of_the_derived_key() {
    let of = |value: f64, day: u64| record(person("a").fingerprint, [value.to_bits(), day, 3]);
    let all = [of(1.0, 5), of(0.0, 5), of(1.0, 6), of(0.5, 5)];
    for (at, one) in all.iter().enumerate() {
        assert!(all[at + 1..].iter().all(|other| other != one));
    }
}

#[test]
fn counts_are_rounded_to_a_neighbouring_multiple_and_multiples_stay() {
    for round_to in [3u64, 5] {
        let publisher = published("office", round_to as u32);
        for people in [10u64, 12, 47, 391] {
            for count in 0..=people {
                let shown = publisher
                    .count(count, set(people), "ready")
                    .value()
                    .unwrap();
                assert_eq!(shown % round_to, 0);
                assert!(
                    shown.abs_diff(count) < round_to,
                    "{count} of {people}: {shown}"
                );
                assert!(count % round_to > 0 || shown == count);
                // Never above the largest multiple that the unit holds.
                assert!(shown <= people);
            }
        }
    }
}

#[test]
fn rounding_is_unbiased() {
    // 30 of 100 keys round 13 up to 15 where the chance is .6: the mean of many is 13. Four standard errors of a step of 5.
    let of = set(40);
    let shown = (0..4000).map(|key| {
        published(&key.to_string(), 5)
            .count(13, of, "ready")
            .value()
            .unwrap()
    });
    let mean = shown.sum::<u64>() as f64 / 4000.0;
    let error = 5.0 * (0.6f64 * 0.4 / 4000.0).sqrt();
    assert!((mean - 13.0).abs() < 4.0 * error, "{mean}");
}

/// Where each of 22 people needs one thing, a sum rounded to whole persons would be the sum.
#[test]
fn shares_of_whole_things_do_not_stay_exact() {
    let of = set(22);
    let mut shown = std::collections::BTreeMap::new();
    for key in 0..4000 {
        let publisher = published(&key.to_string(), 5);
        let share = publisher.share_of_parts(13, of, "evidenced", (1, 22));
        let count = (share.value().unwrap() * 22.0).round() as u32;
        *shown.entry(count).or_insert(0u32) += 1;
    }
    assert_eq!(shown.keys().copied().collect::<Vec<_>>(), [12, 13, 14]);
    let sum: u32 = shown.iter().map(|(count, keys)| count * keys).sum();
    let mean = f64::from(sum) / 4000.0;
    assert!((mean - 13.0).abs() < 0.04, "{mean}");
    let office = published("office", 5);
    let once = office.share_of_parts(13, of, "evidenced", (1, 22));
    assert_eq!(once, office.share_of_parts(13, of, "evidenced", (1, 22)));
}

#[test]
fn the_same_figure_is_rounded_the_same_way_and_another_key_in_its_own() {
    let (office, other) = (published("office", 5), published("other", 5));
    let of = set(60);
    let all = |publisher: &Publisher| {
        (0..60)
            .map(|count| publisher.count(count, of, "ready").value())
            .collect::<Vec<_>>()
    };
    assert_eq!(all(&office), all(&published(" office\n", 5)));
    assert_ne!(all(&office), all(&other));
    assert_ne!(
        all(&office),
        (0..60)
            .map(|n| office.count(n, set(61), "ready").value())
            .collect::<Vec<_>>()
    );
    let derived = |known| Publisher::new(&Disclosure::default(), &rules(5), || known);
    assert_eq!(all(&derived(1)), all(&derived(1)));
    assert_ne!(all(&derived(1)), all(&derived(2)));
}

#[test]
fn few_people_are_suppressed_and_nobody_does_not_apply() {
    let publisher = published("office", 5);
    for people in 1..10 {
        let figure = publisher.count(0, set(people), "ready");
        assert_eq!(
            (figure.value(), figure.suppression()),
            (None, Some(Suppression::Threshold))
        );
        assert_eq!(
            publisher.mean(Some(0.5), set(people), "m").suppression(),
            Some(Suppression::Threshold)
        );
    }
    assert_eq!(
        (
            publisher.count(0, set(0), "ready").value(),
            publisher.count(0, set(0), "ready").suppression()
        ),
        (None, None)
    );
    assert_eq!(publisher.of(0, 0).value(), Some(0));
    let internal = Publisher::new(&Disclosure::internal(), &rules(5), || 7);
    assert_eq!(internal.count(2, set(3), "ready").value(), Some(2));
    assert_eq!(internal.mean(Some(0.123), set(3), "m").value(), Some(0.123));
}

#[test]
fn means_are_sums_of_whole_persons() {
    let publisher = published("office", 5);
    let mean = |mean: f64, people| {
        let shown = publisher.mean(Some(mean), set(people), "m");
        shown.value().unwrap()
    };
    // 12 people: their sum, 5 to 6, is rounded to one of both. 391 people: to a multiple of 4 persons.
    for (exact, people, step) in [(5.4 / 12.0, 12, 1.0), (0.5, 47, 1.0), (0.534, 391, 4.0)] {
        let sum = mean(exact, people) * people as f64;
        assert!((sum / step - (sum / step).round()).abs() < 1e-9, "{sum}");
        assert!((sum - exact * people as f64).abs() < step, "{sum}");
    }
    assert_eq!(mean(0.5, 12), 0.5);
    // TextColumn at the ends after rounding: whatever is given there may be a whole person more.
    assert_eq!(
        (
            mean(0.0, 391),
            mean(0.08, 391),
            mean(1.0, 391),
            mean(0.92, 391)
        ),
        (0.0, 0.0, 1.0, 1.0)
    );
    let shown = (0..400).map(|key| {
        published(&key.to_string(), 5)
            .mean(Some(0.105), set(20), "m")
            .value()
            .unwrap()
    });
    let shown: Vec<f64> = shown.collect();
    assert!(
        shown.iter().all(|shown| [0.1, 0.15].contains(shown)),
        "{shown:?}"
    );
    // 2.1 of 20 people are 3 in a tenth of all keys: four standard errors of 400.
    let up = shown.iter().filter(|shown| **shown > 0.1).count() as f64 / 400.0;
    assert!(
        (up - 0.1).abs() < 4.0 * (0.1f64 * 0.9 / 400.0).sqrt(),
        "{up}"
    );
}

/// What is left when a part is taken from a whole of whom the rest has shown nothing is never less than a whole person.
#[test]
fn a_rest_that_has_shown_nothing_is_not_known() {
    for key in 0..200u64 {
        let publisher = published(&key.to_string(), 5);
        for people in [10u64, 23, 47, 91] {
            let part = 0.137 * (key as f64 % 6.0) * people as f64;
            let of = |people: u64| {
                publisher
                    .mean(Some(part / people as f64), set(people), "m")
                    .value()
                    .unwrap()
            };
            let (whole, part) = (of(people + 7), of(people));
            let most = (whole * (people + 7) as f64).round() + 1.0;
            let least = (part * people as f64).round() - 1.0;
            let is_coded = [whole, part].iter().any(|shown| [0.0, 1.0].contains(shown));
            assert!(
                is_coded || most - least >= 1.0,
                "{whole} of {} less {part} of {people}",
                people + 7
            );
        }
    }
}

/// Only what a condition of a gate decides is kept on its side: a mean has no verdict, and is rounded past a threshold too.
#[test]
fn a_value_that_was_decided_is_never_on_the_wrong_side_of_its_threshold() {
    let shown: BTreeSet<u64> = (0..40)
        .filter_map(|key| {
            let publisher = published(&key.to_string(), 5);
            publisher.mean(Some(0.46), set(10), "m").value()
        })
        .map(|shown| (shown * 10.0).round() as u64)
        .collect();
    assert_eq!(shown, BTreeSet::from([4, 5]));
    for round_to in [3, 5] {
        let publisher = published("office", round_to);
        for people in [10u64, 12, 20, 47, 391] {
            for per_mille in 100..=900 {
                for threshold in [0.3, 0.5, 0.7] {
                    let mean = f64::from(per_mille) / 1000.0;
                    let shown = publisher.mean(Some(mean), set(people), "m");
                    let shown = shown.value().unwrap();
                    let side = publisher
                        .on_side(publisher.of(people, shown), mean, threshold, true)
                        .value()
                        .unwrap();
                    assert_eq!(side >= threshold, mean >= threshold, "{mean}: {side}");
                    let side = publisher
                        .on_side(publisher.of(people, shown), mean, threshold, false)
                        .value()
                        .unwrap();
                    assert_eq!(side <= threshold, mean <= threshold, "{mean}: {side}");
                }
            }
        }
    }
}

#[test]
fn ranges_stay_in_order() {
    for key in 0..200 {
        let publisher = published(&key.to_string(), 5);
        for (low, high) in [
            (0.02, 0.08),
            (0.05, 0.12),
            (0.43, 0.48),
            (0.49, 0.51),
            (0.89, 0.97),
            (0.0, 1.0),
        ] {
            let range = publisher.range(Some(Range { high, low }), set(12), "m");
            let shown = range.value().unwrap();
            assert!(shown.low <= shown.high, "{shown:?}");
        }
    }
}

/// A daily series under one key: evidence fades, and the mean with it.
#[test]
fn a_mean_that_fades_says_no_more_in_a_series_than_once() {
    let people = 47;
    let exact = |day: i32| 0.8 / (1.0 + f64::from(day) / 365.0);
    let mut errors = Vec::new();
    for key in 0..400 {
        let publisher = published(&key.to_string(), 5);
        let sum = |day: i32| {
            let shown = publisher.mean(Some(exact(day)), set(people), "m");
            (shown.value().unwrap() * people as f64).round()
        };
        let sums: Vec<f64> = (0..400).map(sum).collect();
        let falls: Vec<usize> = (1..400).filter(|&day| sums[day] != sums[day - 1]).collect();
        // It moves in one direction, by one person at a time.
        assert!(falls.iter().all(|&day| sums[day] == sums[day - 1] - 1.0));
        // Anyone who takes all days together is off by what the key says: the error does not become smaller.
        let (first, last) = (falls[0], falls[falls.len() - 1]);
        let days = (last - first) as f64;
        let shown: f64 = sums[first..last].iter().sum();
        let true_sum: f64 = (first..last)
            .map(|day| exact(day as i32) * people as f64)
            .sum();
        errors.push((shown - true_sum) / days);
    }
    // Of all keys: uniform between half a person less and half a person more, as the error of a single figure is.
    let mean = errors.iter().sum::<f64>() / 400.0;
    let variance = errors.iter().map(|error| error * error).sum::<f64>() / 400.0;
    assert!(mean.abs() < 4.0 * (1.0f64 / 12.0 / 400.0).sqrt(), "{mean}");
    assert!((variance - 1.0 / 12.0).abs() < 0.02, "{variance}");
    // A single figure is off by less than one person.
    assert!(errors.iter().all(|error| error.abs() < 0.6), "{errors:?}");
}

/// Figures of the same people that are the same are given alike, and what is left of a whole has a threshold of its own.
#[test]
fn a_measure_has_one_threshold() {
    let publisher = published("office", 5);
    let shown = |mean: f64, of, measure| publisher.mean(Some(mean), of, measure).value();
    let all = |of, measure| -> Vec<_> {
        (0..200)
            .map(|at| shown(0.3 + f64::from(at) / 500.0, of, measure))
            .collect()
    };
    assert_eq!(all(set(40), "m"), all(set(40), "m"));
    assert_ne!(all(set(40), "m"), all(set(40), "other"));
    let others: PeopleSet = (1..41).map(|n| person(&format!("p{n}"))).sum();
    assert_ne!(all(set(40), "m"), all(others, "m"));
}

#[test]
fn shares_are_given_of_twenty_or_more() {
    let publisher = published("office", 5);
    let share =
        |count, people| publisher.share(publisher.count(count, set(people), "ready"), people);
    assert_eq!(
        share(5, 19).suppression(),
        Some(Suppression::ShareThreshold)
    );
    assert_eq!(share(5, 9).suppression(), Some(Suppression::Threshold));
    assert_eq!(share(5, 20).value().map(|share| share.share), Some(0.25));
}

#[test]
fn nothing_prints_the_key() {
    let secret = "correct horse battery staple";
    let key = DisclosureKey::new(secret).unwrap();
    let disclosure = Disclosure::published(secret);
    let publisher = published(secret, 5);
    for text in [
        format!("{key:?}"),
        format!("{disclosure:?}"),
        format!("{publisher:?}"),
    ] {
        assert!(!text.contains("correct") && !text.contains('['), "{text}");
    }
    assert_eq!(DisclosureKey::new(" \n"), None);
    for wrong in [json!(12345), json!("  "), json!({ "key": 12345 })] {
        let error = serde_json::from_value::<DisclosureKey>(wrong)
            .unwrap_err()
            .to_string();
        assert!(!error.contains("12345"), "{error}");
    }
}

#[test]
fn rows_of_few_people_are_suppressed_and_others_are_given_in_hundreds() {
    let publisher = published("key", 5);
    for (rows, people) in [(0, 1), (0, 9), (1, 0), (1, 9), (400, 0), (400, 9)] {
        assert_eq!(
            publisher.rows(rows, people).suppression(),
            Some(Suppression::Threshold)
        );
    }
    assert_eq!(publisher.rows(0, 0).value(), Some(0));
    let shown = [0, 1, 149, 150, 449].map(|rows| publisher.rows(rows, 10).value());
    assert_eq!(shown, [0, 100, 100, 200, 400].map(Some));
    let internal = Publisher::publish(&Disclosure::internal(), &rules(5));
    assert_eq!(internal.rows(7, 3).value(), Some(7));
}
