//! The template ministry with its made-up staff, as `paratus init --people N --seed S` writes it.

use crate::generate::AS_OF;
use crate::step::Step;
use paratus::document::read_folder;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub(crate) fn ministry(people: usize, seed: u64) -> Step {
    let tables = paratus_cli::sample::generate(people, seed, AS_OF.parse().expect("a date"));
    let files = paratus_cli::template::template_files("km-government").expect("the template");
    let mut folder: BTreeMap<String, Vec<u8>> = files
        .into_iter()
        .map(|(name, contents)| (name.to_owned(), contents.as_bytes().to_vec()))
        .collect();
    folder.extend(
        tables
            .into_iter()
            .map(|(name, contents)| (name, contents.into_bytes())),
    );
    let reading = read_folder(&folder)
        .expect("the template")
        .refuse_errors()
        .expect("no errors in the template");
    let mut document = serde_json::to_value(&reading.document).expect("a document");
    // What is asked and what leaders did is no matter of planning.
    let parts = document.as_object_mut().expect("an object");
    parts.remove("acts");
    let evidence = rows(folder.get("evidence.csv").expect("a table"));
    Step::first(document, evidence, AS_OF)
}

/// The rows of a table of evidence as the library reads them in JSON.
pub(crate) fn rows(table: &[u8]) -> Vec<Value> {
    let mut reader = csv::Reader::from_reader(table);
    let heads = reader.headers().expect("headings").clone();
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.expect("a row");
        let cells = heads
            .iter()
            .zip(record.iter())
            .filter(|(_, cell)| !cell.is_empty());
        let cell = |(head, cell): (&str, &str)| {
            let value = if head == "value" {
                json!(cell.parse::<f64>().expect("a number"))
            } else {
                json!(cell)
            };
            (head.to_owned(), value)
        };
        Value::Object(cells.map(cell).collect::<Map<_, _>>())
    };
    reader.records().map(row).collect()
}
