//! Every key of every answer is in its place: the JSON is sorted, so that equal answers are equal bytes.

use crate::case::{cases, log};
use crate::generate::case;
use paratus::Date;
use paratus::answers::{self, OPERATIONS};
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::json;
use std::fmt;

/// The keys of a JSON text that do not follow the one before them.
struct Unsorted(Vec<String>);

impl<'de> Deserialize<'de> for Unsorted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Unsorted, D::Error> {
        deserializer.deserialize_any(Walk)
    }
}

struct Walk;

impl<'de> Visitor<'de> for Walk {
    type Value = Unsorted;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unsorted, A::Error> {
        let (mut unsorted, mut last) = (Vec::new(), None::<String>);
        while let Some(key) = map.next_key::<String>()? {
            unsorted.extend(map.next_value::<Unsorted>()?.0);
            if last.is_some_and(|last| last >= key) {
                unsorted.push(key.clone());
            }
            last = Some(key);
        }
        Ok(Unsorted(unsorted))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Unsorted, A::Error> {
        let mut unsorted = Vec::new();
        while let Some(Unsorted(more)) = list.next_element()? {
            unsorted.extend(more);
        }
        Ok(Unsorted(unsorted))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unsorted, E> {
        Ok(Unsorted(Vec::new()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unsorted, E> {
        Ok(Unsorted(Vec::new()))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unsorted, E> {
        Ok(Unsorted(Vec::new()))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unsorted, E> {
        Ok(Unsorted(Vec::new()))
    }

    fn visit_str<E>(self, _: &str) -> Result<Unsorted, E> {
        Ok(Unsorted(Vec::new()))
    }

    fn visit_unit<E>(self) -> Result<Unsorted, E> {
        Ok(Unsorted(Vec::new()))
    }
}

pub(crate) fn unsorted(text: &str) -> Vec<String> {
    serde_json::from_str::<Unsorted>(text)
        .expect("answers are JSON")
        .0
}

/// Options for every operation, as JSON text; some operations come several times.
pub(crate) fn options(as_of: Date, person: &str) -> Vec<(&'static str, String)> {
    let of = |operation: &&'static str| {
        let list = match *operation {
            "codes" | "findings" => vec![json!({})],
            "explain" => vec![json!({ "as_of": as_of, "person": person })],
            "units" => ["organisation", "role", "section"]
                .map(|kind| json!({ "as_of": as_of, "kind": kind }))
                .into(),
            // Their options hold a plan; vectors and the tests of plans have them.
            "diff_plans" | "explain_line" | "replan" | "verify" | "what_if" => Vec::new(),
            "places" => {
                vec![json!({ "person": person, "options": { "as_of": as_of, "effort": "quick" } })]
            }
            "plan" => vec![json!({ "as_of": as_of, "effort": "quick" })],
            _ => vec![json!({ "as_of": as_of })],
        };
        let operation = *operation;
        list.into_iter()
            .map(move |options| (operation, options.to_string()))
    };
    OPERATIONS.iter().flat_map(of).collect()
}

#[test]
fn keys_out_of_place_are_noticed() {
    assert_eq!(
        unsorted(r#"{"a":[{"c":1,"b":{}}],"b":null,"a":true}"#),
        ["b", "a"]
    );
    assert!(unsorted(r#"{"a":{"z":[1.5,-2,"x"]},"b":[]}"#).is_empty());
}

proptest! {
    #![proptest_config(cases(25))]

    #[test]
    fn the_keys_of_every_answer_are_sorted(case in case(5, 30)) {
        let programme = case.programme();
        let log = log(&programme, &case.evidence);
        for (operation, options) in options(case.as_of, &case.document.people[0].id) {
            let answer = answers::answer(&programme, &log, &[], operation, &options).expect("an answer");
            prop_assert!(unsorted(&answer).is_empty(), "{}: {:?} in {}", operation, unsorted(&answer), answer);
        }
    }
}
