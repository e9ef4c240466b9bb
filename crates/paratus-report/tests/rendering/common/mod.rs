//! Small programmes with their evidence.

use paratus::answers::{ReportAnswer, ReportInput};
use paratus::disclosure::Disclosure;
use paratus::document::{Document, read_json};
use paratus::plan::PlanOptions;
use paratus::survey::ResponseLog;
use paratus::{EvidenceLog, Programme};
use serde_json::{Value, json};

/// The report on a programme with evidence and answers, as of its own date.
pub(crate) fn report(document: &Value, evidence: &Value, responses: &Value) -> ReportAnswer {
    let audience = Disclosure::published("the key of the tests");
    report_with(document, evidence, responses, false, &audience, "en")
}

/// The same with titles in a language.
pub(crate) fn report_in(document: &Value, evidence: &Value, language: &str) -> ReportAnswer {
    let audience = Disclosure::published("the key of the tests");
    report_with(document, evidence, &json!([]), false, &audience, language)
}

/// The same with exact figures.
pub(crate) fn internal(document: &Value, evidence: &Value, responses: &Value) -> ReportAnswer {
    report_with(
        document,
        evidence,
        responses,
        false,
        &Disclosure::internal(),
        "en",
    )
}

fn report_with(
    document: &Value,
    evidence: &Value,
    responses: &Value,
    planned: bool,
    disclosure: &Disclosure,
    language: &str,
) -> ReportAnswer {
    let written: Document = read_json("paratus.json", &document.to_string())
        .unwrap()
        .document;
    let programme = Programme::compile(&written);
    let mut log = EvidenceLog::new(&programme);
    let mut findings = programme.findings().to_vec();
    findings.extend(log.read_json(&evidence.to_string()).unwrap());
    let mut answers = ResponseLog::new(&programme);
    findings.extend(answers.read_json(&responses.to_string()).unwrap());
    let _ = answers.add_evidence(&mut log, None);
    let assessment = programme.assess(&log, programme.as_of().unwrap());
    let options = PlanOptions {
        effort: paratus::plan::Effort::Quick,
        ..PlanOptions::default()
    };
    let plan = planned.then(|| paratus::answers::plan(&assessment, &options).unwrap());
    ReportAnswer::new(&ReportInput {
        assessment: &assessment,
        disclosure,
        document: Some(&written),
        evidence: &log,
        findings: &findings,
        language,
        plan: plan.as_ref(),
        responses: &answers,
    })
    .unwrap()
}

/// Nothing but a name.
pub(crate) fn empty() -> ReportAnswer {
    report(
        &json!({ "format": 1, "id": "empty", "as_of": "2027-03-14" }),
        &json!([]),
        &json!([]),
    )
}

/// A role that requires what is not there.
pub(crate) fn unsound() -> ReportAnswer {
    let mut document = office(24, "Office");
    document["roles"][0]["requires"][0]["objective"] = json!("fileing");
    report(&document, &evidence(24), &json!([]))
}

/// So few people that nothing may be published.
pub(crate) fn few() -> ReportAnswer {
    report(&office(6, "Office"), &evidence(6), &responses(6))
}

/// Two sections that may be published and one that may not.
pub(crate) fn sound() -> ReportAnswer {
    report(&office(30, "Office"), &evidence(30), &responses(30))
}

/// The same with a plan: one activity for all, one for very few, one that nobody teaches, one in people's own time.
pub(crate) fn planned() -> ReportAnswer {
    let audience = Disclosure::published("the key of the tests");
    planned_of(&office_with_activities(), &audience, "en")
}

/// A report with a plan that was made in the first language of the programme.
pub(crate) fn planned_of(
    document: &Value,
    disclosure: &Disclosure,
    language: &str,
) -> ReportAnswer {
    let (evidence, responses) = (evidence(30), responses(30));
    report_with(document, &evidence, &responses, true, disclosure, language)
}

/// What [`planned`] plans.
pub(crate) fn office_with_activities() -> Value {
    let mut document = office(30, "Office");
    let objective = json!({ "id": "archiving", "track": "process", "title": "Archives" });
    document["objectives"]
        .as_array_mut()
        .unwrap()
        .push(objective);
    let untaught = json!({ "id": "hosting", "track": "process", "title": "Hosts guests" });
    document["objectives"]
        .as_array_mut()
        .unwrap()
        .push(untaught);
    let of_few = json!({ "id": "archivist", "requires": [{ "objective": "archiving" }, { "objective": "hosting" }] });
    document["roles"].as_array_mut().unwrap().push(of_few);
    for person in document["people"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .take(3)
    {
        person["roles"] = json!(["clerk", "archivist"]);
    }
    let activities = json!([
        { "id": "talk", "mode": "workshop", "hours": 1.5, "seats": { "max": 12 }, "teaches": [{ "objective": "why-km" }, { "objective": "filing" }] },
        { "id": "course", "mode": "course", "hours": 12.0, "seats": { "max": 14 }, "teaches": [{ "objective": "searching" }, { "objective": "exporting" }] },
        { "id": "partitions", "mode": "coaching", "hours": 2.0, "seats": { "max": 4 }, "teaches": [{ "objective": "archiving" }] },
    ]);
    document["activities"] = activities;
    document["rules"] = json!({ "min_cell": 5 });
    document
}

/// The same with exact figures and a plan that cannot meet every need: two rooms and a trainer in three days, and relaxations.
pub(crate) fn infeasible() -> ReportAnswer {
    let mut document = office(30, "Office");
    document["planning"] =
        json!({ "until": "2027-03-17", "max_absent": 0.4, "wage_per_hour": 40.0 });
    document["rooms"] = json!([{ "id": "hall", "seats": 5 }, { "id": "annexe", "seats": 2 }]);
    document["trainers"] = json!([{ "id": "coach", "skills": ["docket"] }]);
    document["activities"] = json!([
        { "id": "talk", "mode": "workshop", "hours": 3.0, "cost": 100.0, "seats": { "min": 2, "max": 6 },
          "teaches": [{ "objective": "why-km" }, { "objective": "filing" }] },
        { "id": "course", "mode": "course", "hours": 6.0, "cost": 100.0, "trainer_skill": "docket",
          "seats": { "min": 4, "max": 5 }, "teaches": [{ "objective": "searching" }] },
    ]);
    report_with(
        &document,
        &evidence(30),
        &responses(30),
        true,
        &Disclosure::internal(),
        "en",
    )
}

/// Answers and evidence of which rows are refused, and a survey on which people are divided.
pub(crate) fn divided() -> ReportAnswer {
    let mut answers = responses(30);
    let list = answers.as_array_mut().unwrap();
    for (at, answer) in list.iter_mut().enumerate() {
        answer["answer"] = json!(if at % 4 < 2 { 1 } else { 5 });
    }
    list.push(json!({ "respondent": id(1), "instrument": "pulse", "item": "worth", "answer": 99, "date": "2027-02-01" }));
    list.push(json!({ "respondent": "who", "instrument": "pulse", "item": "none", "answer": 3, "date": "2027-02-01" }));
    let mut records = evidence(30);
    let list = records.as_array_mut().unwrap();
    list.push(json!({ "person": id(2), "objective": "nothing", "kind": "quiz", "value": 1.0, "date": "2027-02-01" }));
    list.push(json!({ "person": id(2), "objective": "filing", "kind": "quiz", "value": 7.0, "date": "2027-02-01" }));
    internal(&office(30, "Office"), &records, &answers)
}

/// The same with titles that a page could take for its own markup, and a sheet for a formula.
pub(crate) fn hostile() -> ReportAnswer {
    report(&office(30, HOSTILE), &evidence(30), &responses(30))
}

/// A title that nobody should give.
pub(crate) const HOSTILE: &str = "=1+1|<script>alert('x')</script>\"&amp;*_`[a](b)\u{202e}\u{7}";

/// An office of some people in three sections of which the last is small.
pub(crate) fn office(people: usize, title: &str) -> Value {
    let people: Vec<Value> = (0..people)
        .map(|at| {
            let section = ["front", "back", "front"][at % 3];
            json!({ "id": id(at), "section": section, "roles": ["clerk"], "leader": at == 0 })
        })
        .collect();
    json!({
        "format": 1, "id": "office", "title": title, "as_of": "2027-03-14",
        "tools": [{ "id": "docket", "title": title, "features": ["search", "export"] }],
        "objectives": [
            { "id": "why-km", "track": "people", "title": title },
            { "id": "filing", "track": "process", "title": "Files a record" },
            { "id": "searching", "track": "technology", "title": "Searches", "tool": "docket", "features": ["search"] },
            { "id": "exporting", "track": "technology", "title": "Exports", "tool": "docket", "features": ["export"] },
        ],
        "sections": [
            { "id": "house", "title": title },
            { "id": "front", "title": "Front office", "parent": "house" },
            { "id": "back", "title": "Back office", "parent": "house" },
        ],
        "feature_use": [
            { "section": "front", "feature": "docket/search", "uses_per_month": 40.0 },
            { "section": "front", "feature": "docket/export", "uses_per_month": 0.0 },
            { "section": "back", "feature": "docket/search", "uses_per_month": 2.5 },
            { "section": "back", "feature": "docket/export", "uses_per_month": 3.0 },
        ],
        "roles": [{ "id": "clerk", "title": title, "requires": [
            { "objective": "why-km" }, { "objective": "filing", "critical": true }, { "objective": "searching" },
            { "objective": "exporting" },
        ] }],
        "people": people,
        "acts": [{ "act": "sponsor-named", "actor": id(0), "date": "2027-01-05", "evidence": "order 7" }],
        "activities": [
            { "id": "talk", "mode": "workshop", "hours": 1.5, "teaches": [{ "objective": "why-km" }, { "objective": "filing" }] },
            { "id": "course", "mode": "course", "hours": 4.0, "teaches": [{ "objective": "searching" }, { "objective": "exporting" }] },
        ],
        "instruments": [{ "id": "pulse", "title": title, "points": 5, "items": [
            { "id": "worth", "measures": "buy-in", "text": "It is worth it" },
            { "id": "join", "measures": "buy-in", "text": "I take part" },
        ] }],
        "phases": [
            { "id": "first", "title": title, "objectives": ["why-km", "filing", "searching"] },
            { "id": "second", "title": "Second", "objectives": ["exporting"], "gate": { "owner": "Records office", "all": [
                { "readiness": "people", "at_least": 0.5, "share": 0.9, "owner": "Heads of section" },
                { "acts": ["sponsor-named"], "within_days": 365 },
                { "buy_in": "pulse", "at_least": 0.6 }, { "balance": 0.4 },
            ] } },
        ],
    })
}

/// The id of the person at a place: of a kind that occurs nowhere else.
pub(crate) fn id(at: usize) -> String {
    format!("zz-{at:03}")
}

/// Some passes, some failures, some nothing.
pub(crate) fn evidence(people: usize) -> Value {
    let mut records = Vec::new();
    for at in 0..people {
        for (objective, every) in [("why-km", 2), ("filing", 3), ("searching", 4)] {
            if at % every == 0 {
                let value = if at % 5 == 0 { 0.0 } else { 1.0 };
                records.push(json!({ "person": id(at), "objective": objective, "kind": "observation", "value": value,
                    "date": "2027-02-01" }));
            }
        }
    }
    // Nobody has this id: a finding that names it.
    records
        .push(json!({ "person": "zz-999", "objective": "filing", "kind": "quiz", "value": 1.0, "date": "2027-02-01" }));
    json!(records)
}

/// What most answer.
pub(crate) fn responses(people: usize) -> Value {
    let answer = |at: usize, item: &str| json!({ "respondent": id(at), "instrument": "pulse", "item": item, "answer": 3 + at % 3, "date": "2027-02-01" });
    json!(
        (0..people)
            .flat_map(|at| [answer(at, "worth"), answer(at, "join")])
            .collect::<Vec<_>>()
    )
}
