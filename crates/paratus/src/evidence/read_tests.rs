//! Rows that are taken together and rows that are taken with care must be the same log.

use super::EvidenceLog;
use crate::Programme;
use crate::table::{DateFormat, TableOptions, TableReport};
use proptest::prelude::*;
use proptest::sample::select;

fn programme(scale: &str) -> Programme {
    let document = format!(
        r#"{{"format": 1, "id": "t", "as_of": "2027-03-14",
            "scales": {{"steps": {{"levels": [{scale}]}}}},
            "objectives": [
              {{"id": "plain", "title": "Plain", "track": "people"}},
              {{"id": "an-objective-with-a-long-id", "title": "Long", "track": "people"}},
              {{"id": "scaled", "title": "Scaled", "track": "process", "scale": "steps"}}],
            "sections": [{{"id": "s", "title": "S"}}],
            "instruments": [{{"id": "own-mass", "evidence_weight": 2.5, "items": [{{"id": "i", "measures": "plain"}}]}}],
            "roles": [{{"id": "r", "title": "R", "requires": [{{"objective": "plain"}}]}}],
            "people": [{{"id": "p-1", "section": "s", "roles": ["r"]}},
                       {{"id": "p-2", "section": "s", "roles": ["r"], "joined": "2026-01-01", "left": "2026-12-31"}},
                       {{"id": "somebody-with-a-long-id", "section": "s", "roles": ["r"]}}]}}"#
    );
    crate::document::read_json("paratus.json", &document)
        .expect("a programme")
        .compile()
}

const COLUMNS: [(&str, &[&str]); 9] = [
    (
        "person",
        &[
            "p-1",
            "p-1",
            "p-2",
            "somebody-with-a-long-id",
            " p-1 ",
            "p-9",
            "",
        ],
    ),
    (
        "objective",
        &[
            "plain",
            "plain",
            "scaled",
            "an-objective-with-a-long-id",
            "plian",
            "",
        ],
    ),
    (
        "kind",
        &[
            "survey",
            "quiz",
            "observation",
            "certificate",
            "completion",
            "quizz",
            "",
        ],
    ),
    (
        "value",
        &[
            "1",
            "1",
            "0.85",
            "0.123456789012345678",
            "1e-1",
            "-1",
            "7",
            "85%",
            "",
        ],
    ),
    (
        "date",
        &[
            "2026-03-14",
            "2026-05-01",
            "2026-03-14T15:30",
            "2026-03-14T09:05:07",
            "2026-03-14 15:30",
            "2026-03-14T25:30",
            "2025-12-31",
            "2028-01-01",
            "2026-02-30",
            "46095",
            "14/03/2026",
            "",
        ],
    ),
    ("level", &["", "", "working", "expert", "master"]),
    (
        "key",
        &[
            "",
            "",
            "k",
            "another key",
            "a key that is longer than sixteen",
            "\u{e9}t\u{e9}",
        ],
    ),
    (
        "expires",
        &["", "", "", "2026-12-31", "2027-12-31", "2020-01-01", "soon"],
    ),
    ("source", &["", "", "own-mass", "p-1", "k", "quiz"]),
];

/// The table with each field as it is, or between quotes: those rows are always read with care.
fn table(rows: &[Vec<&str>], delimiter: char, quoted: bool, end: &str) -> String {
    let mut text = String::new();
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    for (at, row) in std::iter::once(&names).chain(rows).enumerate() {
        let field = |field: &&str| {
            if quoted && at > 0 {
                format!("\"{field}\"")
            } else {
                (*field).to_owned()
            }
        };
        let fields: Vec<String> = row.iter().map(field).collect();
        text += &fields.join(&delimiter.to_string());
        text += end;
    }
    text
}

fn read(
    programme: &Programme,
    text: &str,
    block: usize,
    dates: DateFormat,
) -> (EvidenceLog, TableReport) {
    let mut log = EvidenceLog::new(programme);
    let mut reader = log.reader("evidence.csv", TableOptions::default().dates(dates));
    text.as_bytes()
        .chunks(block)
        .for_each(|block| reader.push(block));
    let mut report = reader.finish();
    // Quotes move what is behind them.
    report
        .findings
        .iter_mut()
        .for_each(|finding| finding.column = None);
    (log, report)
}

fn row() -> impl Strategy<Value = Vec<&'static str>> {
    COLUMNS.map(|(_, texts)| select(texts)).to_vec()
}

proptest! {
    #[test]
    fn rows_taken_together_are_the_same_as_rows_taken_with_care(
        rows in proptest::collection::vec(row(), 0..200),
        delimiter in select(&[',', ';', '\t'][..]),
        end in select(&["\n", "\r\n"][..]),
        block in 1usize..5000,
        excel in any::<bool>(),
        broken in any::<bool>(),
    ) {
        // A scale that names a level twice is refused, and with it records of its levels are set aside.
        let programme = programme(if broken { r#""aware", "aware""# } else { r#""aware", "working", "expert""# });
        let dates = if excel { DateFormat::Excel } else { DateFormat::Iso };
        let (log, report) = read(&programme, &table(&rows, delimiter, false, end), block, dates);
        let (careful, expected) = read(&programme, &table(&rows, delimiter, true, end), usize::MAX, dates);
        prop_assert_eq!(report, expected);
        prop_assert!(log.packed().eq(careful.packed()));
        prop_assert!(log.names().iter().eq(careful.names().iter()));
        prop_assert_eq!(log.row_counts().refused, careful.row_counts().refused);
        let as_of = programme.as_of().expect("a date");
        prop_assert_eq!(log.future_records(as_of), careful.future_records(as_of));
    }
}
