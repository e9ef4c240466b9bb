//! Power means of every exponent.

use super::*;

#[derive(Deserialize)]
struct MeanRequest {
    values: Vec<f64>,
    weights: Vec<f64>,
}

fn check_means(values: &[f64], weights: &[f64], means: &BTreeMap<String, f64>) {
    assert!(means.len() >= 11, "every exponent is there");
    for (exponent, expected) in means {
        let p: f64 = exponent.parse().expect("an exponent");
        near(
            &format!("{values:?} {weights:?} at {p}"),
            power_mean(values, weights, p),
            *expected,
            TOLERANCE,
        );
    }
}

#[test]
fn power_means_of_every_exponent_are_the_published_ones() {
    let vectors: Vectors<MeanRequest, BTreeMap<String, f64>> = vectors("power_means.json");
    for vector in &vectors.cases {
        check_means(
            &vector.request.values,
            &vector.request.weights,
            &vector.answer,
        );
    }
    let Some(published) = published("power_means.json") else {
        return;
    };
    for case in published["cases"].as_array().expect("cases") {
        let means = case.as_object().expect("an object").iter();
        let means = means
            .filter_map(|(key, mean)| Some((key.strip_prefix("p=")?.to_owned(), number(mean))))
            .collect();
        check_means(&numbers(&case["x"]), &numbers(&case["w"]), &means);
    }
}
