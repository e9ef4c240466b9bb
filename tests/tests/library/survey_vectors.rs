//! Published figures of reliability, agreement between judges, needs and barriers, through the public interface.

use paratus::disclosure::Disclosure;
use paratus::document::read_folder;
use paratus::survey::{
    Barrier, Covariance, Estimate, MissingAnswers, Moments, Need, NeedPair, Reliability,
    ResponseLog, first_barrier, icc, jeffreys, kappa, kappa_of_pairs,
};
use paratus::table::TableOptions;
use paratus::{Assessment, EvidenceLog};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

fn cases(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("vectors/survey")
        .join(name);
    let text = std::fs::read_to_string(path).expect("the vectors are part of the repository");
    let vectors: Value = serde_json::from_str(&text).expect("the vectors are well formed");
    let cases = vectors["cases"]
        .as_array()
        .expect("a list of cases")
        .clone();
    assert!(!cases.is_empty());
    cases
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .expect("a list of numbers")
        .iter()
        .map(number)
        .collect()
}

fn table(value: &Value) -> Vec<Vec<f64>> {
    value
        .as_array()
        .expect("a list of rows")
        .iter()
        .map(numbers)
        .collect()
}

fn wholes(value: &Value) -> Vec<u32> {
    numbers(value)
        .into_iter()
        .map(|number| number as u32)
        .collect()
}

#[track_caller]
fn near(what: &str, value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value - expected).abs() <= tolerance,
        "{what}: {value} is not {expected} ({:e} off)",
        value - expected
    );
}

fn reliability_of(request: &Value) -> Reliability {
    if let Value::Array(_) = request["covariance"] {
        let rows = table(&request["covariance"]);
        let n = request["n"].as_u64().expect("a number of respondents");
        return Covariance::new(rows.len(), rows.concat(), n)
            .expect("a matrix")
            .reliability();
    }
    let missing = if request["missing"] == "pairwise" {
        MissingAnswers::Pairwise
    } else {
        MissingAnswers::Complete
    };
    let rows = request["data"].as_array().expect("rows");
    let answers = |row: &Value| -> Vec<Option<f64>> {
        row.as_array()
            .expect("answers")
            .iter()
            .map(Value::as_f64)
            .collect()
    };
    let mut halves = [
        Moments::new(answers(&rows[0]).len()),
        Moments::new(answers(&rows[0]).len()),
    ];
    for (at, row) in rows.iter().enumerate() {
        halves[at % 2].push(&answers(row)).unwrap();
    }
    let [mut sums, other] = halves;
    sums.merge(&other).unwrap();
    sums.reliability(missing)
}

#[test]
fn reliability_as_published() {
    for case in cases("reliability.json") {
        let (name, answer) = (case["name"].as_str().expect("a name"), &case["answer"]);
        let found = reliability_of(&case["request"]);
        let figures: [(&str, Estimate, f64); 6] = [
            ("alpha", found.alpha, 1e-10),
            ("standardised_alpha", found.standardised_alpha, 1e-10),
            ("lambda2", found.lambda2, 1e-10),
            ("lambda6", found.lambda6, 1e-10),
            ("mean_correlation", found.mean_correlation, 1e-10),
            // The published figure comes from a search that stops earlier.
            ("omega", found.omega, 1e-7),
        ];
        for (figure, value, tolerance) in figures
            .into_iter()
            .filter(|(figure, ..)| !answer[figure].is_null())
        {
            let value = value.value.expect("a figure");
            println!("{name} {figure}: {:e} off", value - number(&answer[figure]));
            near(
                &format!("{name} {figure}"),
                value,
                number(&answer[figure]),
                tolerance,
            );
        }
        for (key, tolerance) in [("feldt", 1e-10), ("feldt_3dp", 5.01e-4)] {
            if !answer[key].is_null() {
                let (interval, ends) = (
                    found.alpha.interval.expect("an interval"),
                    numbers(&answer[key]),
                );
                near(&format!("{name} low"), interval.low, ends[0], tolerance);
                near(&format!("{name} high"), interval.high, ends[1], tolerance);
            }
        }
        let lists = [
            (
                "alpha_if_dropped",
                found
                    .items
                    .iter()
                    .map(|item| item.alpha_if_dropped.value)
                    .collect::<Vec<_>>(),
                1e-10,
            ),
            (
                "item_rest",
                found
                    .items
                    .iter()
                    .map(|item| item.item_rest.value)
                    .collect(),
                1e-10,
            ),
            (
                "loadings",
                found.items.iter().map(|item| item.loading).collect(),
                1e-5,
            ),
        ];
        for (key, values, tolerance) in lists.into_iter().filter(|(key, ..)| !answer[key].is_null())
        {
            let expected = numbers(&answer[key]);
            assert_eq!(values.len(), expected.len());
            for (value, expected) in values.into_iter().zip(expected) {
                near(
                    &format!("{name} {key}"),
                    value.expect("a figure"),
                    expected,
                    tolerance,
                );
            }
        }
    }
}

#[test]
fn the_ministry_answers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ministry");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        path.is_file()
            .then(|| (name, std::fs::read(&path).expect("a file of the example")))
    };
    let files: BTreeMap<String, Vec<u8>> = folder
        .read_dir()
        .expect("the example")
        .filter_map(read)
        .collect();
    let programme = read_folder(&files).expect("the example is sound").compile();
    let mut log = ResponseLog::new(&programme);
    let report = log.read_csv(
        "responses.csv",
        &files["responses.csv"],
        TableOptions::default(),
    );
    assert_eq!((report.refused, report.findings), (0, Vec::new()));
    let as_of = programme.as_of().expect("the example has a date");
    let buy_in = log
        .reliability(
            "pulse",
            Some("buy-in"),
            as_of,
            MissingAnswers::Complete,
            &Disclosure::internal(),
        )
        .expect("buy-in is asked");
    let interval = buy_in.alpha.interval.expect("an interval");
    let alpha = buy_in.alpha.value.expect("alpha");
    assert!(
        interval.low < alpha
            && alpha < interval.high
            && buy_in.items.iter().all(|item| !item.maybe_reversed)
    );
    let climate = log
        .climate("pulse", "buy-in", as_of, &Disclosure::default())
        .expect("buy-in is asked");
    let barriers = log
        .unit_barriers("pulse", as_of, &Disclosure::default())
        .expect("the pulse asks for stages");
    assert!(
        climate.iter().any(|unit| unit.score.is_suppressed())
            && climate.iter().any(|unit| unit.score.value().is_some())
    );
    for unit in &climate {
        assert!(unit.score.value().is_none_or(|score| score.n >= Some(10)));
    }
    assert!(barriers.iter().any(|unit| unit.counts.value().is_some()));
    // The sample's evidence holds the same self-checks: nobody's score moves.
    let mut evidence = EvidenceLog::new(&programme);
    assert_eq!(
        evidence
            .read_csv(
                "evidence.csv",
                &files["evidence.csv"],
                TableOptions::default()
            )
            .refused,
        0
    );
    let before = programme.assess(&evidence, as_of);
    assert_eq!(log.add_evidence(&mut evidence, None), Vec::new());
    let after = programme.assess(&evidence, as_of);
    for person in programme.people_ids() {
        let readiness = |assessment: &Assessment| {
            assessment
                .person(person)
                .map(|person| person.readiness())
                .ok()
        };
        assert_eq!(readiness(&before), readiness(&after));
    }
}

#[test]
fn an_item_worded_the_other_way_round_is_suspected() {
    let ability = cases("reliability.json")
        .into_iter()
        .find(|case| case["name"] == "ability")
        .expect("the case");
    let found = reliability_of(&ability["request"]);
    let suspected: Vec<usize> = found
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.maybe_reversed)
        .map(|(at, _)| at)
        .collect();
    assert_eq!(suspected, [11]);
}

#[test]
fn intraclass_correlations_as_published() {
    for case in cases("icc.json") {
        let (name, answer) = (case["name"].as_str().expect("a name"), &case["answer"]);
        let found = icc(&table(&case["request"]["data"])).expect("correlations");
        // Printed digits of one source, a fit by restricted likelihood in the other.
        let tolerance = if name == "wine" { 1e-10 } else { 1e-7 };
        let list = |key: &str| numbers(&answer[key]);
        for (at, form) in found.forms.iter().enumerate() {
            assert_eq!(answer["forms"][at], form.form);
            println!(
                "{name} {}: {:e} off",
                form.form,
                form.value - list("value")[at]
            );
            near(form.form, form.value, list("value")[at], tolerance);
            near("f", form.f.expect("f"), list("f")[at], 1e-6);
            near("df1", form.df1, list("df1")[at], 0.0);
            near("df2", form.df2, list("df2")[at], 0.0);
            near("p", form.p.expect("p"), list("p")[at], 1e-8);
            let interval = form.interval.expect("an interval");
            if answer["low"].is_null() {
                let ends = numbers(&answer["ci_2dp"][at]);
                near("low", interval.low, ends[0], 0.00501);
                near("high", interval.high, ends[1], 0.00501);
            } else {
                near("low", interval.low, list("low")[at], 1e-7);
                near("high", interval.high, list("high")[at], 1e-7);
                near("published", form.value, list("published_2dp")[at], 0.00501);
            }
        }
    }
}

#[test]
fn kappa_as_published() {
    for case in cases("kappa.json") {
        let (request, answer) = (&case["request"], &case["answer"]);
        let found = if request["shares"].is_null() {
            let pairs: Vec<(u32, u32)> = wholes(&request["first"])
                .into_iter()
                .zip(wholes(&request["second"]))
                .collect();
            kappa_of_pairs(&pairs)
        } else {
            let n = number(&request["n"]);
            let counts: Vec<f64> = table(&request["shares"])
                .concat()
                .into_iter()
                .map(|share| share * n)
                .collect();
            kappa(&counts, 3, Some(&table(&request["disagreement"]).concat()))
        }
        .expect("kappa");
        near(
            "kappa",
            found.unweighted.value.expect("a figure"),
            number(&answer["kappa"]),
            1e-10,
        );
        near(
            "weighted",
            found.weighted.value.expect("a figure"),
            number(&answer["weighted"]),
            1e-10,
        );
        if !answer["interval"].is_null() {
            let (interval, ends) = (
                found.unweighted.interval.expect("an interval"),
                numbers(&answer["interval"]),
            );
            near("low", interval.low, ends[0], 1e-10);
            near("high", interval.high, ends[1], 1e-10);
        }
    }
}

#[test]
fn needs_as_published() {
    for case in cases("needs.json") {
        let (request, answer) = (&case["request"], &case["answer"]);
        let pairs: Vec<NeedPair> = numbers(&request["importance"])
            .into_iter()
            .zip(numbers(&request["ability"]))
            .map(|(importance, ability)| NeedPair::new(importance, ability))
            .collect();
        let need = Need::from_pairs("x", &pairs);
        near(
            "borich",
            need.borich.expect("a score"),
            number(&answer["borich"]),
            1e-10,
        );
        near(
            "rds",
            need.rds.expect("a score"),
            number(&answer["rds"]),
            1e-10,
        );
    }
}

#[test]
fn barriers_as_published() {
    for case in cases("barriers.json") {
        let answers = wholes(&case["request"]["answers"]);
        let answers: [Option<u32>; 5] = std::array::from_fn(|at| Some(answers[at]));
        assert_eq!(first_barrier(&answers, 5).name(), case["answer"]["barrier"]);
    }
    // Three people, three barriers; their means have none.
    let people = [[5, 3, 5, 5, 5], [5, 5, 3, 5, 5], [3, 5, 5, 5, 5]]
        .map(|answers| first_barrier(&answers.map(Some), 5));
    assert_eq!(
        people,
        [Barrier::Desire, Barrier::Knowledge, Barrier::Awareness]
    );
}

#[test]
fn jeffreys_as_published() {
    for case in cases("jeffreys.json") {
        let (request, answer) = (&case["request"], &case["answer"]);
        let count = |key: &str| request[key].as_u64().expect("a count");
        let interval = jeffreys(count("count"), count("of")).expect("an interval");
        near("low", interval.low, number(&answer["low"]), 1e-12);
        near("high", interval.high, number(&answer["high"]), 1e-12);
    }
}
