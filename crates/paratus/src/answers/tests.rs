//! Evidence that grows gives the same bytes as evidence that was there from the start.

use super::*;
use crate::table::TableOptions;
use crate::{Coded, EvidenceColumns, Programme};

fn programme() -> Programme {
    Programme::from_json(
        r#"{"format": 1, "id": "t", "as_of": "2027-03-14",
            "objectives": [{"id": "a", "title": "A", "track": "people"}, {"id": "b", "title": "B", "track": "process"}],
            "sections": [{"id": "s", "title": "S"}],
            "roles": [{"id": "r", "title": "R", "requires": [{"objective": "a"}, {"objective": "b"}]}],
            "people": [{"id": "p-1", "section": "s", "roles": ["r"]}, {"id": "p-2", "section": "s", "roles": ["r"]}]}"#,
    )
    .unwrap()
}

const FIRST: &str = r#"[{"person": "p-1", "objective": "a", "kind": "quiz", "value": 0.7, "date": "2027-01-10"},
    {"person": "p-2", "objective": "b", "kind": "survey", "value": 0.5, "date": "2027-02-01"}]"#;
const LATER: &str = r#"[{"person": "p-2", "objective": "a", "kind": "observation", "value": 1, "date": "2027-03-01"},
    {"person": "p-9", "objective": "a", "kind": "quiz", "value": 1, "date": "2027-03-01"},
    {"person": "p-1", "objective": "a", "kind": "quiz", "value": 1, "date": "2027-04-01"}]"#;

#[test]
fn what_was_added_after_a_question_counts_as_if_it_had_been_there() {
    let programme = programme();
    for options in ["{}", r#"{"as_of": "2027-05-01"}"#, r#"{"people": ["p-2", "p-1"]}"#] {
        let mut grown = Ledger::new(&programme);
        let first = grown.append_json(FIRST).unwrap();
        assert_eq!((first.taken, first.refused, first.touched), (2, 0, vec!["p-1".to_owned(), "p-2".to_owned()]));
        let before = grown.answer("assess", options).unwrap();
        let later = grown.append_json(LATER).unwrap();
        assert_eq!((later.taken, later.refused, later.touched.len()), (2, 1, 2));
        assert_eq!(later.findings.first().map(|finding| finding.path.as_str()), Some("evidence[1].person"));

        let mut whole = Ledger::new(&programme);
        assert_eq!(whole.answer("assess", options).unwrap().len().min(1), 1);
        assert_ne!(whole.append_json(FIRST).unwrap().taken, 0);
        assert_eq!(whole.answer("assess", options).unwrap(), before);
        assert_ne!(whole.append_json(LATER).unwrap().taken, 0);
        let fresh = {
            let mut log = crate::EvidenceLog::new(&programme);
            let mut findings = log.read_json(FIRST).unwrap();
            findings.extend(log.read_json(LATER).unwrap());
            answer(&programme, &log, &findings, "assess", options).unwrap()
        };
        assert_eq!(grown.answer("assess", options).unwrap(), fresh);
        assert_eq!(whole.answer("assess", options).unwrap(), fresh);
        assert_ne!(fresh, before);
    }
}

#[test]
fn columns_tables_and_lists_give_the_same_answer() {
    let programme = programme();
    let columns = EvidenceColumns {
        person: Coded { texts: &["p-2", "p-1"], codes: &[1, 0] },
        objective: Coded { texts: &["a", "b"], codes: &[0, 1] },
        kind: Coded { texts: &["quiz", "survey"], codes: &[0, 1] },
        value: &[0.7, 0.5],
        day: &[20_828, 20_850],
        ..EvidenceColumns::default()
    };
    let csv = "person,objective,kind,value,date\np-1,a,quiz,0.7,2027-01-10\np-2,b,survey,0.5,2027-02-01\n";
    let [mut list, mut table, mut bulk, mut merged] = [0; 4].map(|_| Ledger::new(&programme));
    let appended = list.append_json(FIRST).unwrap();
    assert_eq!(table.append_csv("evidence.csv", csv.as_bytes(), TableOptions::default()), appended);
    assert_eq!(bulk.append_columns(&columns).unwrap(), appended);
    assert!(merged.merge(&bulk));
    let answers = [list, table, bulk, merged].map(|mut ledger| ledger.answer("assess", "{}").unwrap());
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
}

#[test]
fn errors_are_plain_data_too() {
    let mut ledger = Ledger::new(&programme());
    let error = ledger.answer("assess", r#"{"people": ["p-1", "q-2"], "as_of": "2027-03-14"}"#).unwrap_err();
    let text = text(&ErrorAnswer::from(&error));
    assert!(text.starts_with(r#"{"code":"UNKNOWN","findings":[{"code":"UNKNOWN_REFERENCE","#), "{text}");
    assert!(text.contains(r#""path":"options.people[1]""#) && text.contains("did you mean `p-2`?"), "{text}");
    assert!(text.ends_with(r#""schema":"paratus/error/1"}"#), "{text}");
}
