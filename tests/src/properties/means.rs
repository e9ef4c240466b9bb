//! Means over tracks.

use super::*;

#[expect(
    clippy::disallowed_methods,
    reason = "on purpose another implementation than the library's"
)]
fn power(x: f64, y: f64) -> f64 {
    x.powf(y)
}

fn exponent() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => select(vec![-1.0, 0.0, 1.0, 0.5, -2.0, f64::NEG_INFINITY]),
        3 => -6.0..=1.0f64,
        1 => -2000.0..=1.0f64,
        1 => -1e-6..=1e-6f64,
    ]
}

fn values_and_weights() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let value = prop_oneof![5 => IN_UNIT, 1 => Just(0.0), 1 => Just(1.0), 1 => 0.0..1e-3f64];
    let pairs = vec((value, select(vec![1.0, 1.0, 2.0, 0.5, 0.1])), 1..4);
    pairs.prop_map(|pairs| pairs.into_iter().unzip())
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn p07_a_mean_lies_between_its_values_and_rises_with_the_exponent(
        (values, weights) in values_and_weights(),
        one in exponent(),
        other in exponent(),
    ) {
        let least = values.iter().copied().fold(1.0, f64::min);
        let greatest = values.iter().copied().fold(0.0, f64::max);
        let (p, q) = if one <= other { (one, other) } else { (other, one) };
        let (lower, higher) = (power_mean(&values, &weights, p), power_mean(&values, &weights, q));
        for mean in [lower, higher] {
            prop_assert!(least <= mean && mean <= greatest, "{} of {:?}", mean, values);
        }
        prop_assert!(lower <= higher + 1e-12, "{} at {}, {} at {}", lower, p, higher, q);
    }

    #[test]
    fn p07_a_mean_rises_with_each_value(
        (values, weights) in values_and_weights(),
        p in exponent(),
        which: Index,
        by in IN_UNIT,
    ) {
        let mut raised = values.clone();
        let at = which.index(values.len());
        raised[at] += (1.0 - raised[at]) * by;
        prop_assert!(power_mean(&values, &weights, p) <= power_mean(&raised, &weights, p) + 1e-12);
    }

    #[test]
    fn p07_the_mean_is_that_of_its_definition((values, weights) in values_and_weights(), p in -6.0..=1.0f64) {
        let pairs: Vec<(f64, f64)> = values.iter().copied().zip(weights.iter().copied()).collect();
        prop_assume!(p.abs() > 1e-2);
        near("mean", power_mean(&values, &weights, p), naive::mean(&pairs, p), 1e-12);
    }

    #[test]
    fn p07_next_to_exponent_0_the_mean_is_next_to_the_geometric(
        weights in vec(0.1..2.0f64, 3),
        values in vec(0.01..=1.0f64, 3),
        tenths in -150..-60i32,
        negative: bool,
    ) {
        // Between the two lies at most |p| M Var(ln x) / 2, and ln x spans less than 5.
        let p = power(10.0, f64::from(tenths) / 10.0) * if negative { -1.0 } else { 1.0 };
        let (mean, geometric) = (power_mean(&values, &weights, p), power_mean(&values, &weights, 0.0));
        prop_assert!((mean - geometric).abs() <= 4.0 * p.abs() + 1e-14, "{} at {}, {} at 0", mean, p, geometric);
    }

    #[test]
    fn p07_far_from_exponent_0_the_mean_keeps_its_digits(
        weights in vec(0.1..2.0f64, 3),
        values in vec(1e-6..=1.0f64, 3),
        p in -5000.0..-300.0f64,
    ) {
        // Relative to the least value no power overflows.
        let least = values.iter().copied().fold(1.0, f64::min);
        let whole: f64 = weights.iter().sum();
        let sum: f64 = values.iter().zip(&weights).map(|(x, v)| v / whole * power(x / least, p)).sum();
        near("mean", power_mean(&values, &weights, p), least * power(sum, 1.0 / p), 1e-12);
    }

    #[test]
    fn numbers_written_as_json_are_read_to_the_last_bit(value in IN_UNIT) {
        let written = serde_json::to_string(&value).expect("a number can be written");
        let record = format!(
            r#"{{"person":"p","objective":"o","kind":"quiz","value":{written},"date":"2027-03-14"}}"#
        );
        let read: EvidenceDoc = serde_json::from_str(&record).expect("a record");
        prop_assert_eq!(read.value.to_bits(), value.to_bits());
    }

    #[test]
    fn p08_readiness_is_capped_by_every_track((values, weights) in values_and_weights(), p in -20.0..-0.01f64) {
        let whole: f64 = weights.iter().sum();
        let mean = power_mean(&values, &weights, p);
        for (value, weight) in values.iter().zip(&weights) {
            let cap = power(weight / whole, 1.0 / p) * value;
            prop_assert!(mean <= cap * (1.0 + 1e-12), "{} above {}", mean, cap);
        }
    }

    #[test]
    fn p09_the_gap_is_shared_out_exactly((values, weights) in values_and_weights(), p in exponent()) {
        let gaps = gap_shares(&values, &weights, p);
        prop_assert_eq!(gaps.len(), values.len());
        for (gap, value) in gaps.iter().zip(&values) {
            prop_assert!(*gap >= 0.0);
            prop_assert!(*value < 1.0 || *gap <= 1e-12, "a full track is missing nothing");
        }
        near("gap", gaps.iter().sum(), 1.0 - power_mean(&values, &weights, p), 1e-12);
    }
}
