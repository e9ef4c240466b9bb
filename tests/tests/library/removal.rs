//! Records taken away again leave what would be there without them.

use paratus::answers::RecordSelection;
use paratus::table::TableOptions;
use paratus::{EvidenceStore, Programme};
use proptest::prelude::*;

const PEOPLE: [&str; 3] = ["p-1", "p-2", "p-3"];
const OBJECTIVES: [&str; 2] = ["file", "say-why"];
const KEYS: [&str; 3] = ["", "first", "second"];
const OPTIONS: &str = r#"{ "as_of": "2027-03-14" }"#;

/// A programme of these people; one objective had another id before.
fn programme(people: &[&str]) -> Programme {
    let people: Vec<String> = people
        .iter()
        .map(|id| format!(r#"{{ "id": "{id}", "section": "archive", "roles": ["clerk"] }}"#))
        .collect();
    let text = format!(
        r#"{{ "format": 1, "id": "records", "sections": [{{ "id": "archive" }}],
             "objectives": [{{ "id": "file", "track": "process", "previous_ids": ["filing"] }}, {{ "id": "say-why", "track": "people" }}],
             "roles": [{{ "id": "clerk", "requires": [{{ "objective": "file" }}, {{ "objective": "say-why" }}] }}],
             "instruments": [{{ "id": "pulse", "points": 5, "items": [{{ "id": "q1", "measures": "say-why" }}] }}],
             "people": [{}] }}"#,
        people.join(",")
    );
    Programme::from_json(&text).unwrap()
}

/// A record by numbers: person, objective, kind and key, value in tenths, day.
type DrawnRecord = (usize, usize, usize, usize, u8, u8);

fn drawn() -> impl Strategy<Value = DrawnRecord> {
    (
        0..3usize,
        0..2usize,
        0..3usize,
        0..3usize,
        0..=10u8,
        1..=28u8,
    )
}

fn key_of((.., kind, key, _, _): DrawnRecord) -> &'static str {
    match KEYS[key] {
        "" => ["quiz", "observation", "completion"][kind],
        key => key,
    }
}

fn csv(records: impl IntoIterator<Item = DrawnRecord>) -> String {
    let mut text = "person,objective,kind,value,date,key\n".to_owned();
    for (person, objective, kind, key, value, day) in records {
        let kind = ["quiz", "observation", "completion"][kind];
        text += &format!(
            "{},{},{kind},{},2027-02-{day:02},{}\n",
            PEOPLE[person],
            OBJECTIVES[objective],
            f64::from(value) / 10.0,
            KEYS[key]
        );
    }
    text
}

fn store(programme: &Programme, records: impl IntoIterator<Item = DrawnRecord>) -> EvidenceStore {
    let mut store = EvidenceStore::new(programme);
    store.append_csv(
        "evidence.csv",
        csv(records).as_bytes(),
        TableOptions::default(),
    );
    store
}

fn figures(store: &mut EvidenceStore) -> String {
    store.answer("assess", OPTIONS).unwrap()
}

proptest! {
    #[test]
    fn what_is_left_is_what_would_be_there_without_them(
        records in prop::collection::vec(drawn(), 0..30),
        person in prop::option::of(0..3usize),
        objective in prop::option::of(0..2usize),
        key in prop::option::of(0..3usize),
        answered in any::<bool>(),
    ) {
        prop_assume!(person.is_some() || objective.is_some() || key.is_some());
        let programme = programme(&PEOPLE);
        let key = key.map(|key| ["quiz", "first", "second"][key]);
        let meant = |one: &DrawnRecord| {
            person.is_none_or(|person| person == one.0)
                && objective.is_none_or(|objective| objective == one.1)
                && key.is_none_or(|key| key == key_of(*one))
        };
        let answers = r#"[{ "respondent": "p-1", "instrument": "pulse", "item": "q1", "answer": 2, "date": "2027-02-20" }]"#;
        let both = |records: Vec<DrawnRecord>| {
            let mut store = store(&programme, records);
            if answered {
                store.append_responses_json(answers).unwrap();
            }
            store
        };
        let mut all = both(records.clone());
        let _ = figures(&mut all);
        let mut selection = RecordSelection::default();
        selection.person = person.map(|at| PEOPLE[at].to_owned());
        selection.objective = objective.map(|at| OBJECTIVES[at].to_owned());
        selection.key = key.map(str::to_owned);
        let removed = all.remove(&selection).unwrap();

        let mut without = both(records.iter().copied().filter(|one| !meant(one)).collect());
        prop_assert_eq!(removed.removed as usize, records.iter().filter(|one| meant(one)).count());
        prop_assert_eq!(all.log().len(), without.log().len());
        prop_assert_eq!(figures(&mut all), figures(&mut without));
        let touched: Vec<&str> = (0..3).filter(|at| records.iter().any(|one| one.0 == *at && meant(one))).map(|at| PEOPLE[at]).collect();
        prop_assert_eq!(removed.touched, touched);
        // It can go on.
        let more = csv(records.iter().copied());
        for store in [&mut all, &mut without] {
            store.append_csv("more.csv", more.as_bytes(), TableOptions::default());
        }
        prop_assert_eq!(figures(&mut all), figures(&mut without));
    }
}

#[test]
fn records_that_wait_for_another_programme_are_removed_too() {
    let (full, fewer) = (programme(&PEOPLE), programme(&PEOPLE[..1]));
    let mut store = store(
        &full,
        [
            (0, 0, 0, 1, 10, 1),
            (1, 0, 0, 1, 10, 1),
            (2, 0, 0, 1, 10, 1),
        ],
    );
    assert_eq!(store.reload(&fewer).waiting, 2);
    let gone = store
        .remove(&RecordSelection::default().person("p-2"))
        .unwrap();
    assert_eq!((gone.removed, gone.touched), (1, vec!["p-2".to_owned()]));
    let rest = store
        .remove(&RecordSelection::default().key("first"))
        .unwrap();
    assert_eq!(rest.touched, ["p-1", "p-3"]);
    assert_eq!((store.reload(&full).kept, store.log().len()), (0, 0));
}

#[test]
fn ids_of_before_are_understood_and_unknown_ones_are_refused() {
    let mut store = store(&programme(&PEOPLE), [(0, 0, 0, 0, 10, 1)]);
    let error = store
        .remove(&RecordSelection::default().person("p-11"))
        .unwrap_err();
    let [finding] = error.findings() else {
        panic!("{error:?}")
    };
    assert_eq!(
        (finding.path.as_str(), finding.message.as_str()),
        ("records.person", "there is no person `p-11`")
    );
    assert!(
        finding
            .help
            .as_deref()
            .is_some_and(|help| help.contains("`p-1`")),
        "{finding:?}"
    );
    let gone = store.remove(&RecordSelection::default().objective("filing"));
    assert_eq!(gone.unwrap().removed, 1);
}

#[test]
fn a_record_in_the_future_that_is_left_is_reported_without_the_place_of_one_that_is_not() {
    let mut store = EvidenceStore::new(&programme(&PEOPLE));
    let table = "person,objective,kind,value,date,key\np-1,file,quiz,1,2027-05-01,wrong\np-2,file,quiz,1,2027-06-01,\n";
    store.append_csv("evidence.csv", table.as_bytes(), TableOptions::default());
    store
        .remove(&RecordSelection::default().key("wrong"))
        .unwrap();
    let assessment = store.assess(Some("2027-03-14".parse().unwrap())).unwrap();
    let said: Vec<String> = assessment
        .findings()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("2027-06-01") && !said[0].contains("evidence.csv"),
        "{said:?}"
    );
}
