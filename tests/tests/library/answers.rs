//! Requests with the text of their answers, in `vectors/answers`: run here and by every binding, byte for byte.
//!
//! `PARATUS_BLESS=1 cargo test -p paratus-tests --test library answers` writes the answers that the library gives now. A changed answer is a
//! change of what users see: look at it.

use paratus::answers::{COMPARISONS, ErrorAnswer, OPERATIONS, call, to_json};
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector<'a> {
    name: String,
    operation: String,
    #[serde(borrow)]
    request: &'a RawValue,
    #[serde(borrow, default)]
    answer: Option<&'a RawValue>,
    #[serde(borrow, default)]
    error: Option<&'a RawValue>,
}

#[test]
fn answers_are_the_same_to_the_byte() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/answers");
    let bless = env::var_os("PARATUS_BLESS").is_some();
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut operations = BTreeSet::new();
    for path in paths {
        let file = fs::read_to_string(&path).unwrap();
        let vector: Vector<'_> = serde_json::from_str(&file)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(
            Some(vector.name.as_str()),
            path.file_stem().and_then(|stem| stem.to_str())
        );
        let given = call(&vector.operation, vector.request.get());
        let (kind, given) = match &given {
            Ok(answer) => ("answer", answer.clone()),
            Err(error) => ("error", to_json(&ErrorAnswer::from(error))),
        };
        if bless {
            let (name, operation, request) =
                (&vector.name, &vector.operation, vector.request.get());
            let whole = format!(
                "{{\n  \"name\": \"{name}\",\n  \"operation\": \"{operation}\",\n  \"request\": {request},\n  \"{kind}\": {given}\n}}\n"
            );
            fs::write(&path, whole).unwrap();
        } else {
            let expected = if kind == "answer" {
                vector.answer
            } else {
                vector.error
            };
            let expected = expected
                .unwrap_or_else(|| panic!("{}: no {kind}, but {given}", vector.name))
                .get();
            assert_eq!(given, expected, "{}", vector.name);
        }
        operations.insert(vector.operation);
    }
    for operation in OPERATIONS.iter().chain(COMPARISONS) {
        assert!(
            operations.contains(*operation),
            "no vector asks for `{operation}`"
        );
    }
}
