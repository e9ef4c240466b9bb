//! Times within a day: of records of one key the later counts.

use paratus::document::{EvidenceDoc, Kind, Time};
use paratus::table::{DateFormat, TableOptions};
use paratus::{Date, EvidenceLog, Programme, Record};

fn programme() -> Programme {
    Programme::from_json(
        r#"{ "format": 1, "id": "t", "sections": [{ "id": "s" }],
             "scales": { "steps": { "levels": ["aware", "able"] } },
             "objectives": [{ "id": "o", "track": "people", "scale": "steps" }],
             "roles": [{ "id": "r", "requires": [{ "objective": "o" }] }],
             "people": [{ "id": "p", "section": "s", "roles": ["r"] }] }"#,
    )
    .expect("a programme")
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// The value of the record that counts, and the findings on what is in doubt.
fn counted(log: &EvidenceLog) -> (Vec<f64>, Vec<String>) {
    let assessment = log.programme().assess(log, day("2027-03-31"));
    let person = assessment.person("p").expect("the person");
    let explained = person.explain();
    let counted = explained
        .objectives
        .iter()
        .flat_map(|one| &one.evidence)
        .map(|record| record.value)
        .collect();
    let findings = log.conflicting_records(day("2027-03-31"));
    (
        counted,
        findings.iter().map(|one| one.message.clone()).collect(),
    )
}

fn table(dates: [&str; 2], values: [&str; 2], options: TableOptions) -> EvidenceLog {
    let rows = dates.iter().zip(values);
    let rows: String = rows
        .map(|(date, value)| format!("p,o,quiz,{value},{date}\n"))
        .collect();
    let mut log = EvidenceLog::new(&programme());
    let text = format!("person,objective,kind,value,date\n{rows}");
    let report = log.read_csv("evidence.csv", text.as_bytes(), options);
    assert_eq!(
        (report.rows, report.refused),
        (2, 0),
        "{:?}",
        report.findings
    );
    log
}

#[test]
fn of_two_records_of_a_day_the_later_counts() {
    for (dates, options) in [
        (
            ["2027-03-14T09:00", "2027-03-14T15:30"],
            TableOptions::default(),
        ),
        (
            ["2027-03-14T15:30", "2027-03-14T15:30:01"],
            TableOptions::default(),
        ),
        (
            ["2027-03-14T15:30+02:00", "2027-03-14T15:30:01+02:00"],
            TableOptions::default(),
        ),
        (
            ["2027-03-14 9:00 AM", "2027-03-14 3:30 PM"],
            TableOptions::default(),
        ),
        (
            ["14/03/2027 09:00", "14/03/2027 15:30"],
            TableOptions::default().dates(DateFormat::DayMonthYear),
        ),
        (
            ["46460.375", "46460.75"],
            TableOptions::default().dates(DateFormat::Excel),
        ),
    ] {
        for values in [["0.2", "1"], ["1", "0.2"]] {
            let last: f64 = values[1].parse().expect("a number");
            let (there, back) = (
                table(dates, values, options.clone()),
                table(
                    [dates[1], dates[0]],
                    [values[1], values[0]],
                    options.clone(),
                ),
            );
            assert_eq!(counted(&there), (vec![last], vec![]), "{dates:?}");
            assert_eq!(counted(&back), (vec![last], vec![]), "{dates:?}");
        }
    }
}

#[test]
fn where_a_time_is_missing_the_conflict_is_named() {
    // The one with a time counts.
    let log = table(
        ["2027-03-14T09:00", "2027-03-14"],
        ["1", "0.2"],
        TableOptions::default(),
    );
    let (values, findings) = counted(&log);
    assert_eq!((values, findings.len()), (vec![1.0], 1));
    assert!(findings[0].ends_with("the quiz 1 counts"), "{findings:?}");
    // At the same time, or at midnight, which is no time, the lower value does.
    for dates in [
        ["2027-03-14T09:00", "2027-03-14T09:00"],
        ["2027-03-14", "2027-03-14T00:00"],
    ] {
        let (values, findings) = counted(&table(dates, ["1", "0.2"], TableOptions::default()));
        assert_eq!((values, findings.len()), (vec![0.2], 1), "{dates:?}");
    }
    // The same result with a time and without is no conflict.
    let same = table(
        ["2027-03-14T09:00", "2027-03-14"],
        ["1", "1"],
        TableOptions::default(),
    );
    assert_eq!(counted(&same), (vec![1.0], vec![]));
}

#[test]
fn records_that_differ_in_one_field_are_named_by_it() {
    let mut log = EvidenceLog::new(&programme());
    let record = Record::new("p", "o", Kind::Certificate, 1.0, day("2027-03-14"));
    for expires in ["2027-06-30", "2028-06-30"] {
        let expires = Some(day(expires));
        let _ = log.push(&Record { expires, ..record });
    }
    let findings = log.conflicting_records(day("2027-03-31"));
    assert_eq!(
        findings[0].message,
        "`p`, `o`: two records certificate 1 have the key `certificate` and the date 2027-03-14, but differ in `expires`; \
         the one with `2027-06-30` counts"
    );
}

#[test]
fn json_and_records_carry_the_time() {
    let programme = programme();
    let text = r#"[{"person":"p","objective":"o","kind":"quiz","value":0.5,"date":"2027-03-14T15:30:05","level":"able"}]"#;
    let mut log = EvidenceLog::new(&programme);
    assert_eq!(log.read_json(text).expect("a list"), []);
    let record = log.records().next().expect("a record");
    assert_eq!(record.time, Time::parse("15:30:05"));
    let written = EvidenceDoc::from(record);
    assert_eq!(serde_json::to_string(&[&written]).expect("JSON"), text);
    let plain = EvidenceDoc {
        date: written.date.day.into(),
        ..written
    };
    assert!(
        serde_json::to_string(&plain)
            .expect("JSON")
            .contains(r#""date":"2027-03-14","#)
    );
    for date in [
        "2027-03-14T25:00",
        "2027-03-14T",
        "2027-03-14 15:30",
        "14/03/2027",
    ] {
        let text = text.replace("2027-03-14T15:30:05", date);
        let error = EvidenceLog::new(&programme)
            .read_json(&text)
            .expect_err(date);
        assert!(error.findings()[0].path.ends_with("[0].date"), "{error}");
    }
}
