//! Figures and decisions that by the document can differ in a few people alone: beside each other they would reveal these.

use paratus::answers::{DiffAnswer, ReportAnswer, ReportInput, SensitivityAnswer, answer_with};
use paratus::compare::DiffSide;
use paratus::disclosure::Disclosure;
use paratus::document::Document;
use paratus::plan::PlanOptions;
use paratus::survey::ResponseLog;
use paratus::{EvidenceLog, Finding, Programme};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const KEYS: u64 = 12;

/// A document and what is known.
struct Case {
    document: Document,
    programme: Programme,
    evidence: EvidenceLog,
    responses: ResponseLog,
}

impl Case {
    fn new(document: &Value, evidence: &[Value], responses: &[Value]) -> Case {
        let document: Document = serde_json::from_value(document.clone()).unwrap();
        let programme = Programme::compile(&document);
        let mut log = EvidenceLog::new(&programme);
        log.read_json(&json!(evidence).to_string()).unwrap();
        let mut answers = ResponseLog::new(&programme);
        answers.read_json(&json!(responses).to_string()).unwrap();
        Case {
            document,
            programme,
            evidence: log,
            responses: answers,
        }
    }

    fn answer(&self, operation: &str, key: u64, mut options: Value) -> Value {
        options["disclosure_key"] = json!(format!("the key of the office {key}"));
        let text = answer_with(
            &self.programme,
            &self.evidence,
            &self.responses,
            &[] as &[Finding],
            operation,
            &options.to_string(),
        );
        serde_json::from_str(&text.unwrap()).unwrap()
    }

    fn disclosure(key: u64) -> Disclosure {
        Disclosure::published(format!("the key of the office {key}"))
    }

    /// The plan of a report.
    fn plan(&self, key: u64) -> Value {
        let assessment = self
            .programme
            .assess(&self.evidence, "2027-03-14".parse().unwrap());
        let plan = assessment.plan(&PlanOptions::default()).unwrap();
        let report = ReportAnswer::new(&ReportInput {
            assessment: &assessment,
            disclosure: &Case::disclosure(key),
            document: Some(&self.document),
            evidence: &self.evidence,
            findings: &[],
            language: "en",
            plan: Some(&plan),
            responses: &self.responses,
        });
        serde_json::to_value(report.unwrap()).unwrap()["plan"].clone()
    }

    /// The conditions of the first gate under some keys, as a function of them.
    fn conditions(&self, of: impl Fn(&Value) -> Value) -> BTreeSet<String> {
        let conditions = |key| {
            let gates = self.answer("gates", key, json!({}));
            let list = gates["gates"][0]["conditions"].as_array().unwrap();
            json!(list.iter().map(&of).collect::<Vec<_>>()).to_string()
        };
        (0..KEYS).map(conditions).collect()
    }

    fn codes(&self) -> Vec<String> {
        let findings = self.programme.findings().iter();
        findings
            .map(|finding| finding.code.name().to_owned())
            .collect()
    }
}

/// A ministry; `more` adds to the document.
fn document(people: Vec<Value>, roles: &Value, objectives: &Value, more: &Value) -> Value {
    let mut document = json!({
        "format": 1, "id": "ministry", "as_of": "2027-03-14", "people": people, "roles": roles, "objectives": objectives,
        "sections": [{ "id": "whole" }, { "id": "part", "parent": "whole" }],
    });
    let parts = document.as_object_mut().unwrap();
    parts.extend(more.as_object().unwrap().clone());
    document
}

fn person(id: &str, section: &str, role: &str) -> Value {
    json!({ "id": id, "section": section, "roles": [role] })
}

/// This many clerks in the part, and `x` in the whole.
fn clerks(count: usize, role_of_x: &str) -> Vec<Value> {
    let clerks = (0..count).map(|n| person(&format!("p{n}"), "part", "clerk"));
    clerks.chain([person("x", "whole", role_of_x)]).collect()
}

/// The same, all in the part.
fn in_one_section(count: usize, role_of_x: &str) -> Vec<Value> {
    let mut people = clerks(count, role_of_x);
    people.last_mut().unwrap()["section"] = json!("part");
    people
}

/// Clerks need to know why; a head needs to file too.
fn roles() -> Value {
    json!([{ "id": "clerk", "requires": [{ "objective": "why" }] },
        { "id": "head", "requires": [{ "objective": "why" }, { "objective": "file" }] }])
}

fn objectives() -> Value {
    json!([{ "id": "why", "track": "people" }, { "id": "file", "track": "process" }])
}

fn seen(person: &str, objective: &str, value: f64, source: &str) -> Value {
    json!({ "person": person, "objective": objective, "kind": "observation", "value": value, "date": "2027-03-01", "source": source })
}

/// The first of the clerks have shown why.
fn passes(count: usize) -> Vec<Value> {
    (0..count)
        .map(|n| seen(&format!("p{n}"), "why", 1.0, "a"))
        .collect()
}

fn thrice(person: &str, objective: &str) -> Vec<Value> {
    ["a", "b", "c"]
        .map(|source| seen(person, objective, 1.0, source))
        .to_vec()
}

fn gate(conditions: &Value) -> Value {
    json!({ "rules": { "threshold": 0.5 }, "phases": [{ "id": "one", "objectives": ["why"], "gate": { "all": conditions } }] })
}

#[test]
fn how_many_nested_units_have_holders_is_not_given() {
    for (clerks_of_part, needed) in [(10, 8), (24, 12)] {
        let conditions = json!([{ "holders": "why", "per": "section", "at_least": needed }]);
        let document = document(
            clerks(clerks_of_part, "clerk"),
            &roles(),
            &objectives(),
            &gate(&conditions),
        );
        for x in [false, true] {
            let mut evidence = passes(needed - 1);
            evidence.extend(x.then(|| seen("x", "why", 1.0, "a")));
            let case = Case::new(&document, &evidence, &[]);
            let shown = case.conditions(|condition| {
                json!([condition["figures"]["units_enough"], condition["verdict"]])
            });
            // Whether the part has enough is a fact about its people.
            assert_eq!(
                shown,
                BTreeSet::from(["[[null,\"cannot_tell\"]]".to_owned()]),
                "x {x}"
            );
            let why = case
                .conditions(|condition| condition["figures"]["suppressed"]["units_enough"].clone());
            assert_eq!(why, BTreeSet::from(["[\"verdict\"]".to_owned()]));
        }
    }
}

#[test]
fn of_two_conditions_that_differ_in_one_person_the_second_is_suppressed() {
    let scopes = json!([{ "holders": "why", "at_least": 8 }, { "holders": "why", "per": "section", "at_least": 8 }]);
    let tracks =
        json!([{ "readiness": "people", "share": 0.5 }, { "readiness": "all", "share": 0.5 }]);
    let phases = json!([{ "phase": "one", "share": 0.5 }, { "readiness": "all", "share": 0.5 }]);
    let two_gates = json!({ "rules": { "threshold": 0.5 }, "phases": [
        { "id": "zero", "gate": { "all": [{ "readiness": "people", "share": 0.5 }] } },
        { "id": "one", "objectives": ["why"], "gate": { "any": [{ "readiness": "all", "share": 0.5 }] } } ] });
    let of_scopes = clerks(10, "clerk");
    let mut apart = of_scopes.clone();
    apart.extend((0..12).map(|n| person(&format!("q{n}"), "whole", "clerk")));
    for (people, more, expected) in [
        (in_one_section(23, "head"), gate(&tracks), 1),
        (in_one_section(23, "head"), gate(&phases), 1),
        (in_one_section(23, "head"), two_gates, 1),
        (of_scopes, gate(&scopes), 1),
        // A part of ten among many more.
        (apart, gate(&scopes), 0),
    ] {
        let case = Case::new(
            &document(people, &roles(), &objectives(), &more),
            &passes(11),
            &[],
        );
        let verdicts = |key| -> Vec<String> {
            let gates = case.answer("gates", key, json!({}));
            let gates = gates["gates"].as_array().unwrap().clone();
            let conditions = gates
                .iter()
                .flat_map(|gate| gate["conditions"].as_array().unwrap().clone());
            conditions
                .map(|condition| condition["verdict"].as_str().unwrap().to_owned())
                .collect()
        };
        for key in 0..KEYS {
            let suppressed = verdicts(key)
                .iter()
                .filter(|verdict| *verdict == "suppressed")
                .count();
            assert_eq!(suppressed, expected, "{more}: {:?}", verdicts(key));
        }
        let found = case
            .codes()
            .iter()
            .filter(|code| *code == "GATE_NOT_PUBLISHABLE")
            .count();
        assert_eq!(found, expected, "{more}");
    }
}

/// A part of ten people, whose mean is just below the threshold, and its head.
#[test]
fn means_are_rounded_past_a_threshold() {
    let more = json!({ "rules": { "threshold": 0.48 } });
    let case = Case::new(
        &document(clerks(10, "clerk"), &roles(), &objectives(), &more),
        &passes(7),
        &[],
    );
    let low = |key| {
        let units = case.answer("units", key, json!({ "kind": "section" }));
        let part = units["units"]
            .as_array()
            .unwrap()
            .iter()
            .find(|unit| unit["unit"] == "part")
            .cloned();
        (part.unwrap()["readiness"]["low"].as_f64().unwrap() * 10.0).round() as u64
    };
    assert_eq!(
        (0..40).map(low).collect::<BTreeSet<_>>(),
        BTreeSet::from([4, 5])
    );
}

fn pulse() -> Value {
    json!({ "instruments": [{ "id": "pulse", "points": 5, "items": [{ "id": "q", "measures": "buy-in" }, { "id": "r", "measures": "buy-in" }] }] })
}

fn answered(respondent: &str, item: &str, answer: u64) -> Value {
    json!({ "respondent": respondent, "instrument": "pulse", "item": item, "answer": answer, "date": "2027-03-01" })
}

#[test]
fn whether_people_agree_is_read_off_the_rounded_agreement() {
    for count in [20, 60] {
        for x in 1..=5 {
            let mut answers: Vec<Value> = (0..count)
                .map(|n| {
                    answered(
                        &format!("p{n}"),
                        "q",
                        [5, 5, 5, 4, 4, 4, 4, 3, 3, 2][n % 10],
                    )
                })
                .collect();
            answers.push(answered("x", "q", x));
            let case = Case::new(
                &document(clerks(count, "clerk"), &roles(), &objectives(), &pulse()),
                &[],
                &answers,
            );
            for key in 0..KEYS {
                let survey = case.answer("survey", key, json!({}));
                let constructs = survey["instruments"][0]["constructs"]
                    .as_array()
                    .unwrap()
                    .clone();
                for unit in constructs
                    .iter()
                    .flat_map(|construct| construct["units"].as_array().unwrap())
                {
                    match unit["agreement"]["r_wg"]["value"].as_f64() {
                        Some(value) => {
                            assert_eq!(unit["agreement"]["agrees"], value >= 0.7, "{unit}");
                        }
                        None => assert!(unit["agreement"].is_null(), "{unit}"),
                    }
                    if count == 20 && unit["people"].as_u64() > Some(19) {
                        assert!(
                            unit["agreement"].is_null() && !unit["score"].is_null(),
                            "{unit}"
                        );
                    }
                }
            }
        }
    }
}

/// What clerks need, and a number of objectives more that a head needs.
fn head_who_needs_more(many: usize) -> (Vec<Value>, Value) {
    let objectives: Vec<Value> = (0..many)
        .map(|n| json!({ "id": format!("o{n}"), "track": "process" }))
        .chain([json!({ "id": "why", "track": "people" })])
        .collect();
    let needs: Vec<Value> = objectives
        .iter()
        .map(|objective| json!({ "objective": objective["id"] }))
        .collect();
    let roles = json!([{ "id": "clerk", "requires": [{ "objective": "why" }] }, { "id": "head", "requires": needs }]);
    (objectives, roles)
}

/// Of what nobody teaches `x` alone needs some, or twelve people one thing and `x` thirty more.
#[test]
fn what_few_need_is_not_among_the_others() {
    for many in [1, 5, 30] {
        let (objectives, roles) = head_who_needs_more(many);
        let more = json!({
            "activities": [{ "id": "act", "mode": "course", "hours": 2, "teaches": [{ "objective": "why" }], "seats": { "min": 1, "max": 100 }, "online": true }],
            "planning": { "weeks": 8, "wage_per_hour": 40.0, "max_absent": 1.0 },
        });
        let document = document(
            in_one_section(23, "head"),
            &roles,
            &json!(objectives),
            &more,
        );
        let held: Vec<Value> = (0..many)
            .flat_map(|n| thrice("x", &format!("o{n}")))
            .map(|mut row| {
                row["date"] = json!("2026-11-01");
                row
            })
            .collect();
        let cases = [passes(9), [passes(9), held].concat()]
            .map(|evidence| Case::new(&document, &evidence, &[]));
        for key in 0..KEYS / 2 {
            let shown: BTreeSet<String> = cases
                .iter()
                .map(|case| {
                    let refresh = case.answer("refresh", key, json!({}))["refresh"].clone();
                    let plan = case.plan(key);
                    let calendar = refresh["calendar"].as_array().unwrap().iter();
                    let others: Vec<Value> =
                        calendar.map(|month| month["others"].clone()).collect();
                    json!([
                        plan["unplaced_others"],
                        plan["status"],
                        refresh["unplaced_others"],
                        others
                    ])
                    .to_string()
                })
                .collect();
            assert_eq!(shown.len(), 1, "{shown:#?}");
        }
    }
}

#[test]
fn sessions_of_few_people_are_not_counted() {
    for (most, holders) in [(1, 5), (1, 7), (2, 6)] {
        let more = json!({
            "activities": [{ "id": "act", "mode": "course", "hours": 2, "teaches": [{ "objective": "why" }], "seats": { "min": most, "max": most }, "online": true }],
            "planning": { "weeks": 30, "wage_per_hour": 40.0, "waste_per_hour": 0.0, "balance_per_hour": 0.0, "max_absent": 1.0 },
        });
        let held: Vec<Value> = (0..holders)
            .flat_map(|n| thrice(&format!("p{n}"), "why"))
            .collect();
        let case = Case::new(
            &document(in_one_section(23, "clerk"), &roles(), &objectives(), &more),
            &held,
            &[],
        );
        for key in 0..KEYS {
            let plan = case.plan(key);
            for line in plan["months"].as_array().unwrap() {
                assert!(
                    line["sessions"].is_null() && line["suppressed"]["sessions"] == "threshold",
                    "{line}"
                );
            }
            for phase in plan["phases"].as_array().unwrap() {
                assert_eq!(
                    (&phase["sessions"], &phase["first"]),
                    (&json!(0), &Value::Null),
                    "{phase}"
                );
            }
        }
    }
}

/// `x` alone needs something in two tracks.
fn twins(more: &Value) -> Case {
    let evidence = [
        passes(12),
        thrice("x", "why"),
        vec![seen("x", "file", 0.5, "a")],
    ]
    .concat();
    Case::new(
        &document(in_one_section(23, "head"), &roles(), &objectives(), more),
        &evidence,
        &[],
    )
}

#[test]
fn the_exponent_is_not_varied_where_it_matters_to_few() {
    let case = twins(&json!({ "rules": { "exponent": -1.0, "threshold": 0.5 } }));
    let as_of = "2027-03-14".parse().unwrap();
    let answer = SensitivityAnswer::new(
        &case.document,
        &case.evidence,
        as_of,
        &Case::disclosure(1),
        &[],
    );
    let answer = serde_json::to_value(answer).unwrap();
    for variant in answer["sensitivity"]["variants"].as_array().unwrap() {
        let is_other = variant["rule"] == "exponent" && variant["value"] != -1.0;
        assert_eq!(variant["counts"].is_null(), is_other, "{variant}");
    }
}

#[test]
fn a_track_that_all_need_is_not_given_beside_readiness_where_few_need_more() {
    let case = twins(&json!({}));
    let unit = &case.answer("units", 1, json!({ "kind": "organisation" }))["units"][0];
    assert!(
        unit["tracks"]["people"].is_null() && !unit["readiness"].is_null(),
        "{unit}"
    );
    let gaps = case.answer("gaps", 1, json!({}));
    let row = gaps["gaps"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["objective"] == "why")
        .cloned()
        .unwrap();
    assert!(row["ready"].is_null() && row["shown"].is_null(), "{row}");
    assert_eq!(row["suppressed"]["ready"], "verdict");
}

#[test]
fn a_gate_gives_no_counts_beside_those_of_units_about_the_same_people() {
    for condition in [
        json!({ "holders": "why", "at_least": 10 }),
        json!({ "readiness": "people", "share": 0.1 }),
        json!({ "phase": "one", "share": 0.1 }),
    ] {
        let case = twins(&gate(&json!([condition])));
        let shown = case.conditions(|condition| {
            json!([
                condition["figures"]["ready"],
                condition["value"],
                condition["verdict"] != "suppressed"
            ])
        });
        assert_eq!(
            shown,
            BTreeSet::from(["[[null,null,true]]".to_owned()]),
            "{condition}"
        );
    }
}

#[test]
fn what_is_planned_is_not_given_where_it_can_help_few() {
    let more = json!({
        "activities": [{ "id": "filing", "mode": "course", "hours": 3, "teaches": [{ "objective": "file" }], "seats": { "min": 1, "max": 12 }, "online": true }],
        "sessions": [{ "id": "s1", "activity": "filing", "start": "2027-04-05", "seats": 12 }],
    });
    let refresh = twins(&more).answer("refresh", 1, json!({}));
    let unit = &refresh["refresh"]["forecast"][0];
    assert_eq!(unit["suppressed"]["months.planned"], "verdict", "{unit}");
    for month in unit["months"].as_array().unwrap() {
        assert!(
            month["planned"].is_null()
                && month["planned_share"].is_null()
                && !month["ready"].is_null(),
            "{month}"
        );
    }
}

#[test]
fn a_difference_of_requirements_of_few_is_not_given() {
    let case = twins(&json!({}));
    let before = document(
        in_one_section(23, "clerk"),
        &roles(),
        &objectives(),
        &json!({}),
    );
    let before: Document = serde_json::from_value(before).unwrap();
    let as_of = "2027-03-14".parse().unwrap();
    let [before, after] = [&before, &case.document].map(|document| DiffSide {
        as_of,
        document,
        evidence: &case.evidence,
    });
    let diff = serde_json::to_value(DiffAnswer::new(&before, &after, &Case::disclosure(1), &[]))
        .unwrap()["diff"]
        .clone();
    assert!(
        !diff["before"].is_null() && diff["after"].is_null(),
        "{diff}"
    );
    assert_eq!(
        (&diff["suppressed"]["after"], &diff["people"]),
        (&json!("verdict"), &json!(24))
    );
}

/// Intervals are computed from what is published: the same value of the same number has the same interval, whatever was answered.
#[test]
fn the_interval_of_alpha_follows_from_what_is_published() {
    let mut intervals: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut given = 0;
    for seed in 0..24u64 {
        let answers: Vec<Value> = (0..16 + seed % 4)
            .flat_map(|n| {
                let (first, second) = (
                    1 + (n * 7 + seed) % 5,
                    1 + (n * 7 + seed + (n * seed) % 3) % 5,
                );
                let id = format!("p{n}");
                [answered(&id, "q", first), answered(&id, "r", second)]
            })
            .collect();
        let case = Case::new(
            &document(
                in_one_section(23, "clerk"),
                &roles(),
                &objectives(),
                &pulse(),
            ),
            &[],
            &answers,
        );
        for key in 0..4 {
            let survey = case.answer("survey", key, json!({}));
            let reliability = &survey["instruments"][0]["constructs"][0]["reliability"];
            let alpha = &reliability["alpha"];
            for (_, figure) in reliability
                .as_object()
                .unwrap()
                .iter()
                .filter(|(name, _)| *name != "alpha")
            {
                assert!(figure["interval"].is_null(), "{figure}");
            }
            if alpha["interval"].is_object() {
                given += 1;
                let known = json!([alpha["value"], alpha["n"]]).to_string();
                intervals
                    .entry(known)
                    .or_default()
                    .insert(alpha["interval"].to_string());
            }
        }
    }
    assert!(given > 20, "{given}");
    assert!(
        intervals.values().all(|found| found.len() == 1),
        "{intervals:#?}"
    );
}

/// Nearly all pairs are of one person.
#[test]
fn agreement_of_observers_about_one_person_is_not_given() {
    let (objectives, roles) = head_who_needs_more(30);
    let document = document(
        in_one_section(23, "head"),
        &roles,
        &json!(objectives),
        &json!({}),
    );
    let twice = |person: &str, objective: &str, value: f64| {
        [
            seen(person, objective, value, "a"),
            seen(person, objective, value, "b"),
        ]
    };
    let of_clerks = (0..14).flat_map(|n| twice(&format!("p{n}"), "why", f64::from(n % 2)));
    let of_x = (0..30).flat_map(|n| twice("x", &format!("o{n}"), 1.0));
    let case = Case::new(&document, &of_clerks.chain(of_x).collect::<Vec<_>>(), &[]);
    for key in 0..KEYS {
        let observers = &case.answer("survey", key, json!({}))["observers"];
        let figures = [
            &observers["agreement"],
            &observers["kappa"],
            &observers["icc"],
        ];
        assert!(figures.iter().all(|figure| figure.is_null()), "{observers}");
    }
}

#[test]
fn a_short_or_missing_key_is_said() {
    let case = twins(&json!({}));
    let codes = |answer: &Value| -> Vec<String> {
        let findings = answer["findings"].as_array().unwrap().iter();
        let codes = findings.map(|finding| finding["code"].as_str().unwrap().to_owned());
        codes
            .filter(|code| code.starts_with("DISCLOSURE_KEY"))
            .collect()
    };
    let as_of = "2027-03-14".parse().unwrap();
    for (disclosure, key, expected) in [
        (
            Disclosure::default(),
            Value::Null,
            vec!["DISCLOSURE_KEY_DERIVED"],
        ),
        (
            Disclosure::published("Summer2027"),
            json!("Summer2027"),
            vec!["DISCLOSURE_KEY_SHORT"],
        ),
        (Case::disclosure(1), json!("the key of the office"), vec![]),
    ] {
        let side = DiffSide {
            as_of,
            document: &case.document,
            evidence: &case.evidence,
        };
        let options = json!({ "kind": "organisation", "disclosure_key": key });
        let units = answer_with(
            &case.programme,
            &case.evidence,
            &case.responses,
            &[],
            "units",
            &options.to_string(),
        );
        let units: Value = serde_json::from_str(&units.unwrap()).unwrap();
        let sensitivity =
            SensitivityAnswer::new(&case.document, &case.evidence, as_of, &disclosure, &[]);
        for answer in [
            units,
            serde_json::to_value(DiffAnswer::new(&side, &side, &disclosure, &[])).unwrap(),
            serde_json::to_value(sensitivity).unwrap(),
        ] {
            assert_eq!(codes(&answer), expected, "{answer}");
        }
    }
}
