//! Evidence that grows gives the same bytes as evidence that was there from the start.

use super::*;
use crate::Programme;
use crate::evidence::{EvidenceColumns, TextColumn};
use crate::table::TableOptions;

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
    for options in [
        "{}",
        r#"{"as_of": "2027-05-01"}"#,
        r#"{"people": ["p-2", "p-1"]}"#,
    ] {
        let mut grown = EvidenceStore::new(&programme);
        let first = grown.append_json(FIRST).unwrap();
        assert_eq!(
            (first.taken, first.refused, first.touched),
            (2, 0, vec!["p-1".to_owned(), "p-2".to_owned()])
        );
        let before = grown.answer("assess", options).unwrap();
        let later = grown.append_json(LATER).unwrap();
        assert_eq!((later.taken, later.refused, later.touched.len()), (2, 1, 2));
        assert_eq!(
            later.findings.first().map(|finding| finding.path.as_str()),
            Some("evidence[1].person")
        );

        let mut whole = EvidenceStore::new(&programme);
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
        person: TextColumn {
            texts: &["p-2", "p-1"],
            codes: &[1, 0],
        },
        objective: TextColumn {
            texts: &["a", "b"],
            codes: &[0, 1],
        },
        kind: TextColumn {
            texts: &["quiz", "survey"],
            codes: &[0, 1],
        },
        value: &[0.7, 0.5],
        day: &[20_828, 20_850],
        ..EvidenceColumns::default()
    };
    let csv = "person,objective,kind,value,date\np-1,a,quiz,0.7,2027-01-10\np-2,b,survey,0.5,2027-02-01\n";
    let [mut list, mut table, mut bulk, mut merged] =
        [0; 4].map(|_| EvidenceStore::new(&programme));
    let appended = list.append_json(FIRST).unwrap();
    assert_eq!(
        table.append_csv("evidence.csv", csv.as_bytes(), TableOptions::default()),
        appended
    );
    assert_eq!(bulk.append_columns(&columns).unwrap(), appended);
    merged.merge(&bulk).unwrap();
    let answers =
        [list, table, bulk, merged].map(|mut store| store.answer("assess", "{}").unwrap());
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:#?}"
    );
}

#[test]
fn errors_are_plain_data_too() {
    let mut store = EvidenceStore::new(&programme());
    let error = store
        .answer(
            "assess",
            r#"{"people": ["p-1", "q-2"], "as_of": "2027-03-14"}"#,
        )
        .unwrap_err();
    let text = to_json(&ErrorAnswer::from(&error));
    assert!(
        text.starts_with(r#"{"code":"UNKNOWN","findings":[{"code":"UNKNOWN_REFERENCE","#),
        "{text}"
    );
    assert!(
        text.contains(r#""path":"options.people[1]""#) && text.contains("did you mean `p-2`?"),
        "{text}"
    );
    assert!(text.ends_with(r#""schema":"paratus/error/1"}"#), "{text}");
}

const SURVEYED: &str = r#"{"format": 1, "id": "t", "as_of": "2027-03-14",
    "objectives": [{"id": "a", "title": "A", "track": "people"}],
    "sections": [{"id": "s", "title": "S"}],
    "roles": [{"id": "r", "title": "R", "requires": [{"objective": "a"}]}],
    "instruments": [{"id": "i", "title": "I", "points": 5, "items": [
        {"id": "one", "measures": "a", "text": "1"}, {"id": "two", "measures": "a", "text": "2"}]}],
    "people": [{"id": "p-1", "section": "s", "roles": ["r"]}, {"id": "p-2", "section": "s", "roles": ["r"]}]}"#;

#[test]
fn answers_to_surveys_that_come_later_count_as_if_they_had_been_there() {
    let programme = Programme::from_json(SURVEYED).unwrap();
    let answer = |who: &str, item: &str, answer: u32| {
        format!(
            r#"[{{"respondent": "{who}", "instrument": "i", "item": "{item}", "answer": {answer}, "date": "2027-03-01"}}]"#
        )
    };
    // The second item of the same day raises what the first said: the mean of both counts, not the lower of two records.
    let parts = [
        answer("p-1", "one", 2),
        answer("p-1", "two", 5),
        answer("p-2", "two", 3),
    ];
    let record = r#"[{"person": "p-1", "objective": "a", "kind": "quiz", "value": 0.7, "date": "2027-01-10"}]"#;
    let request = format!(
        r#"{{"programme": {SURVEYED}, "evidence": {record}, "responses": [{}]}}"#,
        parts
            .each_ref()
            .map(|part| part.trim_matches(['[', ']']))
            .join(", ")
    );
    let (mut grown, mut merged) = (
        EvidenceStore::new(&programme),
        EvidenceStore::new(&programme),
    );
    for (at, part) in parts.iter().enumerate() {
        let appended = grown.append_responses_json(part).unwrap();
        assert_eq!((appended.taken, appended.refused), (1, 0));
        assert_eq!(appended.touched, [if at < 2 { "p-1" } else { "p-2" }]);
        assert!(grown.answer("assess", "{}").unwrap().contains("p-1"));
        if at == 0 {
            assert_eq!(grown.append_json(record).unwrap().touched, ["p-1"]);
        }
        let mut other = EvidenceStore::new(&programme);
        assert_eq!(other.append_responses_json(part).unwrap().taken, 1);
        merged.merge(&other).unwrap();
    }
    assert_eq!(merged.append_json(record).unwrap().taken, 1);
    assert!(
        grown
            .append_responses_json(&parts[0])
            .unwrap()
            .touched
            .is_empty(),
        "the same answer says nothing new"
    );
    for operation in ["assess", "survey", "needs", "gates"] {
        let whole = call(operation, &request).unwrap();
        assert_eq!(grown.answer(operation, "{}").unwrap(), whole, "{operation}");
        assert_eq!(
            merged.answer(operation, "{}").unwrap(),
            whole,
            "{operation}"
        );
    }
    assert_eq!(
        (grown.appended_log().len(), grown.responses().len()),
        (1, 3)
    );
}

#[test]
fn comparisons_of_ledgers_are_those_of_whole_requests() {
    let reading = |text: &str| crate::document::read_json("paratus.json", text).unwrap();
    let stricter = SURVEYED.replace(
        r#""format": 1"#,
        r#""format": 1, "rules": {"threshold": 0.6}"#,
    );
    let (first, second) = (reading(SURVEYED), reading(&stricter));
    let (programme, other) = (first.compile(), second.compile());
    let list = r#"[{"person": "p-1", "objective": "a", "kind": "quiz", "value": 0.7, "date": "2027-01-10"}]"#;
    let (mut store, mut theirs) = (EvidenceStore::new(&programme), EvidenceStore::new(&other));
    assert_eq!(store.append_json(list).unwrap().taken, 1);
    assert_eq!(theirs.append_json(list).unwrap().taken, 1);
    let request = |options: &str| {
        format!(r#"{{"programme": {SURVEYED}, "evidence": {list}, "options": {options}}}"#)
    };
    let before = (&first.document, &store);
    let asked = call("diff", &request(r#"{"to": "2028-03-14"}"#)).unwrap();
    assert_eq!(
        diff(
            before,
            (&first.document, &programme, None),
            r#"{"to": "2028-03-14"}"#
        )
        .unwrap(),
        asked
    );
    let asked = call("diff", &request(&format!(r#"{{"programme": {stricter}}}"#))).unwrap();
    assert_eq!(
        diff(before, (&second.document, &other, None), "{}").unwrap(),
        asked
    );
    assert_eq!(
        diff(before, (&second.document, &other, Some(&theirs)), "{}").unwrap(),
        asked
    );
    let asked = call("sensitivity", &request("{}")).unwrap();
    assert_eq!(sensitivity(&first.document, &store, "{}").unwrap(), asked);
}

#[test]
fn comparisons_say_what_was_refused_on_either_side() {
    let reading = crate::document::read_json("paratus.json", SURVEYED).unwrap();
    let programme = reading.compile();
    let [ours, theirs] = ["p-8", "p-9"].map(|person| {
        format!(
            r#"[{{"person": "{person}", "objective": "a", "kind": "quiz", "value": 0.7, "date": "2027-01-10"}}]"#
        )
    });
    let places = |answer: &str| {
        let answer: serde_json::Value = serde_json::from_str(answer).unwrap();
        let findings = answer["findings"].as_array().unwrap().iter();
        let personal = findings.filter(|finding| finding["code"] == "UNKNOWN_REFERENCE");
        personal
            .map(|finding| finding["path"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let asked = |operation: &str, options: &str| {
        let request =
            format!(r#"{{"programme": {SURVEYED}, "evidence": {ours}, "options": {options}}}"#);
        call(operation, &request).unwrap()
    };
    let inside = r#""disclosure": "internal""#;
    let (first, both) = (
        format!("{{{inside}}}"),
        format!(r#"{{"evidence": {theirs}, {inside}}}"#),
    );
    let mine = ["evidence[0].person"];
    assert_eq!(places(&asked("diff", &first)), mine);
    assert_eq!(places(&asked("sensitivity", &first)), mine);
    let compared = asked("diff", &both);
    assert_eq!(
        places(&compared),
        ["evidence[0].person", "options.evidence[0].person"]
    );
    let store = |list: &str| {
        let mut store = EvidenceStore::new(&programme);
        assert_eq!(store.append_json(list).unwrap().refused, 1);
        store
    };
    let (before, after) = (store(&ours), store(&theirs));
    let after = (&reading.document, &programme, Some(&after));
    let answer = diff((&reading.document, &before), after, &first).unwrap();
    assert_eq!(answer, compared);
    // A published answer has their number alone.
    let published = asked("diff", "{}");
    assert!(places(&published).is_empty() && published.contains("ROWS_REFUSED"));
}

#[test]
fn requests_that_are_none_say_why() {
    let refused =
        |operation: &str, request: &str| call(operation, request).unwrap_err().to_string();
    for (request, reason) in [
        (
            "{",
            "the request cannot be read: EOF while parsing an object at line 1 column 1",
        ),
        ("[]", "the request cannot be read: expected a table"),
        ("{}", "the request cannot be read: `programme` is missing"),
        (
            r#"{"program": {}}"#,
            "`program` is not one of `programme`, `evidence`, `responses` and `options`",
        ),
        (
            r#"{"options": {}, "options": {}}"#,
            "`options` is given twice",
        ),
        (r#"{"programme": null}"#, "expected"),
    ] {
        let said = refused("findings", request);
        assert!(said.contains(reason), "{request}: {said}");
    }
    let options = format!(
        r#"{{"programme": {SURVEYED}, "options": {{"evidence": [{{}}], "until": "2028-01-01"}}}}"#
    );
    assert!(refused("diff", &options).contains("`until` is not a key of the options"));
}

#[cfg(feature = "plan")]
#[test]
fn a_plan_of_a_later_version_is_taken_back_and_half_a_plan_is_not() {
    use crate::Error;
    use crate::plan::Plan;
    let request = r#"{"programme": {"format": 1, "id": "t", "as_of": "2027-03-14",
            "objectives": [{"id": "a", "title": "A", "track": "people"}],
            "sections": [{"id": "s"}],
            "roles": [{"id": "r", "requires": [{"objective": "a"}]}],
            "activities": [{"id": "w", "mode": "workshop", "hours": 3, "teaches": [{"objective": "a"}]}],
            "people": [{"id": "p-1", "section": "s", "roles": ["r"]}]}}"#;
    let written = call("plan", request).unwrap();
    let plan = Plan::from_json(&written).unwrap();
    assert_eq!(to_json(&plan), written);

    let mut later: serde_json::Value = serde_json::from_str(&written).unwrap();
    later["added_later"] = 1.into();
    let session = later["sessions"][0].as_object_mut().unwrap();
    session.insert("weather".to_owned(), "fair".into());
    // What is nothing may be left out.
    assert_eq!(session.remove("room"), Some(serde_json::Value::Null));
    assert_eq!(Plan::from_json(&later.to_string()).unwrap(), plan);
    let options = |plan: &serde_json::Value| format!(r#"{{"previous": {plan}, "later": 1}}"#);
    let paths = |error: Error| {
        error
            .findings()
            .iter()
            .map(|found| found.path.clone())
            .collect::<Vec<_>>()
    };
    let read =
        |text: &str| crate::document::read_table::<crate::plan::PlanOptions>("options", text);
    assert_eq!(
        paths(read(&options(&later)).unwrap_err()),
        ["options.later"],
        "the options have their own keys alone"
    );

    later["sessions"][0]
        .as_object_mut()
        .unwrap()
        .remove("people");
    later.as_object_mut().unwrap().remove("programme");
    assert_eq!(
        paths(Plan::from_json(&later.to_string()).unwrap_err()),
        ["plan.programme", "plan.sessions[0].people"]
    );
}

/// The programme of [`SURVEYED`] without the people and objectives whose bit is not set, and without its instrument.
fn version(bits: u32) -> Programme {
    let mut document: serde_json::Value = serde_json::from_str(SURVEYED).unwrap();
    let second = serde_json::json!({"id": "b", "title": "B", "track": "process"});
    document["objectives"].as_array_mut().unwrap().push(second);
    let mut keep = |list: &str, first: u32| {
        let mut bit = first;
        document[list].as_array_mut().unwrap().retain(|_| {
            bit += 1;
            bits & (1 << (bit - 1)) != 0
        });
    };
    keep("people", 0);
    keep("objectives", 2);
    keep("instruments", 4);
    document["roles"][0]["requires"] = serde_json::json!([]);
    let ids: Vec<serde_json::Value> = document["objectives"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["id"].clone())
        .collect();
    for id in ids {
        document["roles"][0]["requires"]
            .as_array_mut()
            .unwrap()
            .push(serde_json::json!({ "objective": id }));
    }
    Programme::from_json(&document.to_string()).unwrap()
}

#[test]
fn a_store_loses_nothing_on_any_way_through_versions_of_its_programme() {
    let full = version(0b11111);
    let answers = r#"[{"respondent": "p-1", "instrument": "i", "item": "one", "answer": 2, "date": "2027-03-01"},
        {"respondent": "p-2", "instrument": "i", "item": "two", "answer": 4, "date": "2027-03-01"}]"#;
    let more = r#"[{"person": "p-1", "objective": "b", "kind": "certificate", "value": 1, "date": "2027-01-10",
        "expires": "2029-01-10", "key": "c", "source": "x"},
        {"person": "p-2", "objective": "a", "kind": "observation", "value": 0.5, "date": "2027-03-02"}]"#;
    let mut store = EvidenceStore::new(&full);
    assert_eq!(store.append_json(FIRST).unwrap().taken, 2);
    assert_eq!(store.append_json(more).unwrap().taken, 2);
    assert_eq!(store.append_responses_json(answers).unwrap().taken, 2);
    let expected = store.answer("assess", "{}").unwrap();
    let survey = store.answer("survey", "{}").unwrap();
    for bits in 0..32 {
        let there = store.reload(&version(bits));
        assert_eq!(there.kept + there.waiting, 6, "{bits:b}");
        assert_eq!(there.waiting == 0, there.findings.is_empty(), "{bits:b}");
        assert!(store.answer("assess", "{}").is_ok());
        // By way of another version.
        let _ = store.reload(&version(bits.rotate_left(2) & 0b11111));
        let back = store.reload(&full);
        assert_eq!(
            (back.kept, back.waiting, back.findings.len()),
            (6, 0, 0),
            "{bits:b}"
        );
        assert_eq!(store.answer("assess", "{}").unwrap(), expected, "{bits:b}");
        assert_eq!(store.answer("survey", "{}").unwrap(), survey, "{bits:b}");
    }
}

#[test]
fn records_come_out_as_they_went_in() {
    let full = version(0b11111);
    let mut log = crate::EvidenceLog::new(&full);
    let written: Vec<crate::document::EvidenceDoc> = serde_json::from_str(FIRST).unwrap();
    assert!(log.extend(&written).is_empty());
    let mut out: Vec<crate::document::EvidenceDoc> = log.records().map(Into::into).collect();
    out.sort_by(|a, b| a.person.cmp(&b.person));
    assert_eq!(out, written);
    let mut again = crate::EvidenceLog::new(&full);
    assert!(again.extend(&out).is_empty());
    let text = |log: &crate::EvidenceLog| answer(&full, log, &[], "assess", "{}").unwrap();
    assert_eq!(text(&again), text(&log));
}
