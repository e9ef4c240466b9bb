//! Everything that a file can say can be built in code: each key of the schemas has a constructor or a setter.

use paratus::answers::{
    AssessOptions, CompareOptions, DateOptions, DiffOptions, DiffPlansOptions, ExplainLineOptions,
    ExplainOptions, GapsOptions, GatesOptions, Method, NeedsOptions, PhasesOptions, PlacesOptions,
    RecordSelection, RefreshOptions, SurveyOptions, UnitsOptions, VerifyOptions, WhatIfOptions,
};
use paratus::disclosure::Disclosure;
use paratus::document::{
    AbsenceDoc, ActDoc, ActivityDoc, Aspect, CalendarDoc, ConditionDoc, Document, EvidenceDoc,
    EvidenceWeightsDoc, Exponent, FeatureUseDoc, GateDoc, Half, InstrumentDoc, ItemDoc, Kind,
    LevelRef, Mode, ObjectiveDoc, OverrideDoc, PersonDoc, PhaseDoc, PlanningDoc, RequirementDoc,
    ResponseDoc, RoleDoc, RoomDoc, RulesDoc, ScaleDoc, Scope, SeatsDoc, SectionDoc, SessionDoc,
    Subject, TeachesDoc, Title, ToolDoc, TrackDoc, TrainerDoc, Weekday, WindowDoc, read_json,
    read_toml,
};
use paratus::plan::{Effort, Pin, Plan, PlanOptions};
use paratus::table::{DateFormat, DecimalMark, MergedCells, Separator, TableOptions, TextEncoding};
use paratus::units::UnitKind;
use paratus::{Date, EvidenceLog, Programme, Record, Track, TrackValues};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The generated schema of a name.
fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../bindings/schema")
        .join(format!("{name}.schema.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The keys that a schema allows, each with the type that it belongs to.
fn keys_of_schema(schema: &Value) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut types = vec![("", schema)];
    types.extend(
        schema["$defs"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, part)| (name.as_str(), part)),
    );
    for (name, part) in types {
        for key in part["properties"].as_object().into_iter().flatten() {
            keys.insert(format!("{name}.{}", key.0));
        }
    }
    keys
}

/// The keys that a value has, likewise: the schema says which type it is of.
fn keys_of_value(
    value: &Value,
    part: &Value,
    name: &str,
    schema: &Value,
    keys: &mut BTreeSet<String>,
) {
    if let Some(target) = part["$ref"].as_str() {
        let name = target.rsplit('/').next().unwrap();
        return keys_of_value(value, &schema["$defs"][name], name, schema, keys);
    }
    for choice in ["anyOf", "oneOf"] {
        for part in part[choice].as_array().into_iter().flatten() {
            keys_of_value(value, part, name, schema, keys);
        }
    }
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                if let Some(part) = part["properties"].get(key) {
                    if !value.is_null() {
                        keys.insert(format!("{name}.{key}"));
                    }
                    keys_of_value(value, part, name, schema, keys);
                } else if part["additionalProperties"].is_object() {
                    keys_of_value(value, &part["additionalProperties"], name, schema, keys);
                }
            }
        }
        Value::Array(list) => {
            for value in list {
                keys_of_value(value, &part["items"], name, schema, keys);
            }
        }
        _ => {}
    }
}

/// The keys of a schema that a value does not have.
fn missing_keys(value: &Value, schema: &Value) -> Vec<String> {
    let mut keys = BTreeSet::new();
    keys_of_value(value, schema, "", schema, &mut keys);
    keys_of_schema(schema).difference(&keys).cloned().collect()
}

/// A document with every key there is.
fn document() -> Document {
    let title =
        |text: &str| Title::by_language([("en", text), ("fr", text), ("ar", text)]).unwrap();
    let condition = || {
        ConditionDoc::new()
            .readiness(Subject::Process)
            .per(Scope::Section)
            .at_least(0.5)
            .share(0.8)
            .owner("board")
    };
    Document::new("office")
        .title(title("Office"))
        .as_of(day("2027-03-14"))
        .input(
            TableOptions::new()
                .dates(DateFormat::DayMonthYear)
                .decimal(DecimalMark::Comma)
                .separator(Separator::Semicolon)
                .encoding(TextEncoding::Windows1252)
                .true_words(["oui"])
                .false_words(["non"])
                .fill(MergedCells::Down),
        )
        .tracks(TrackValues {
            people: TrackDoc::new().weight(2.0).threshold(0.6),
            process: TrackDoc::new().weight(1.5),
            technology: TrackDoc::new(),
        })
        .scales([(
            "steps",
            ScaleDoc::new(["aware", "able"])
                .descriptions([("able", "does it alone")])
                .previous_ids([("able", ["skilled"])]),
        )])
        .tools([ToolDoc::new("docflow")
            .title("Docflow")
            .features(["search"])
            .previous_ids([("search", ["find"])])])
        .objectives([
            ObjectiveDoc::new("why", Track::People),
            ObjectiveDoc::new("search", Track::Technology)
                .title("Searches")
                .description("Finds a file.")
                .tool("docflow")
                .features(["search"])
                .scale("steps")
                .requires([LevelRef::from("why")])
                .half_life_days(90.0)
                .previous_ids(["find"]),
        ])
        .sections([
            SectionDoc::new("registry"),
            SectionDoc::new("archive")
                .title("Archive")
                .parent("registry")
                .site("north")
                .max_absent(0.25)
                .previous_ids(["store"]),
        ])
        .roles([RoleDoc::new("clerk")
            .title("Clerk")
            .description("Files records.")
            .requires([RequirementDoc::new("search")
                .level("able")
                .weight(2.0)
                .critical(true)
                .threshold(0.7)])
            .previous_ids(["scribe"])])
        .activities([ActivityDoc::new(
            "course",
            Mode::Course,
            [TeachesDoc::new("search").level("able")],
            3.0,
        )
        .title("Course")
        .seats(SeatsDoc::new(12).min(4))
        .cost(100.0)
        .cost_per_person(5.0)
        .trainer_skill("tools")
        .online(true)
        .requires(["why"])
        .previous_ids(["class"])])
        .phases([PhaseDoc::new("first")
            .title("First")
            .objectives(["search"])
            .from(day("2027-01-01"))
            .until(day("2027-12-31"))
            .gate(
                GateDoc::new()
                    .all([condition().respondents(8).within_days(90).holders("search")])
                    .any([
                        ConditionDoc::new()
                            .buy_in("pulse")
                            .agreement("pulse")
                            .balance(0.5),
                        ConditionDoc::new().acts(["sponsor-named"]).phase("first"),
                        ConditionDoc::new()
                            .all([condition()])
                            .any([condition()])
                            .of([condition()]),
                    ])
                    .at_least(1)
                    .of([condition()])
                    .owner("board")
                    .r#override(OverrideDoc::new(
                        true,
                        "board",
                        "the old tool ends",
                        day("2027-06-30"),
                    )),
            )])
        .instruments([InstrumentDoc::new(
            "pulse",
            [ItemDoc::new("q1", "buy-in")
                .text("It helps me.")
                .aspect(Aspect::Importance)
                .reversed(true)
                .previous_ids(["i1"])],
        )
        .title("Pulse")
        .points(7)
        .labels(["no", "yes"])
        .no_answer(["n/a"])
        .evidence_weight(1.0)
        .reliability(0.8)
        .previous_ids(["beat"])])
        .rules(
            RulesDoc::new()
                .half_life_days(100.0)
                .exponent(Exponent(0.0))
                .threshold(0.6)
                .prior_weight(3.0)
                .evidence_weights(
                    EvidenceWeightsDoc::new()
                        .observation(5.0)
                        .quiz(2.0)
                        .certificate(2.0)
                        .survey(0.5)
                        .completion(0.25),
                )
                .min_cell(12)
                .round_to(3)
                .refresh_lead_days(30)
                .balance_tolerance(0.4)
                .agreement_at_least(0.8),
        )
        .calendar(
            CalendarDoc::new()
                .weekend([Weekday::Friday, Weekday::Saturday])
                .holidays([day("2027-01-01")])
                .hours_per_day(8.0)
                .morning("08:30".parse().unwrap())
                .afternoon("13:15".parse().unwrap())
                .timezone("Europe/Paris"),
        )
        .planning(
            PlanningDoc::new()
                .from(day("2027-03-15"))
                .until(day("2027-09-30"))
                .weeks(20)
                .max_absent(0.3)
                .wage_per_hour(30.0)
                .waste_per_hour(5.0)
                .balance_per_hour(2.0)
                .cost_per_move(10.0),
        )
        .rooms([RoomDoc::new("hall", 12).title("Hall").site("north")])
        .trainers([TrainerDoc::new("t-1")
            .title("Trainer")
            .skills(["tools"])
            .site("north")
            .available([WindowDoc::new()
                .from(day("2027-03-01"))
                .until(day("2027-08-31"))])])
        .people([PersonDoc::new("p-1", "archive")
            .roles(["clerk"])
            .leader(true)
            .joined(day("2020-01-01"))
            .left(day("2030-01-01"))
            .previous_ids(["p-0"])])
        .feature_use([FeatureUseDoc::new("archive", "docflow/search", 200.0)
            .source("log")
            .date(day("2027-01-31"))])
        .acts([ActDoc::new("sponsor-named", "p-1", day("2027-01-15")).evidence("minutes")])
        .sessions([SessionDoc::new("s-1", "course", day("2027-04-01"))
            .seats(10)
            .trainer("t-1")
            .room("hall")
            .pinned(true)
            .half(Half::Morning)])
        .absences([AbsenceDoc::new(day("2027-08-02"), day("2027-08-13"))
            .person("p-1")
            .trainer("t-1")
            .room("hall")
            .section("archive")
            .half(Half::Afternoon)
            .note("holidays")])
}

#[test]
fn every_key_of_a_programme_can_be_built_in_code() {
    let document = document();
    let json = serde_json::to_value(&document).unwrap();
    assert_eq!(missing_keys(&json, &schema("document")), [""; 0]);
    let read = read_json("paratus.json", &document.to_json()).unwrap();
    assert_eq!(
        (read.findings.as_slice(), &read.document),
        (&[][..], &document)
    );
    let toml = toml::to_string(&document).unwrap();
    assert_eq!(read_toml("paratus.toml", &toml).unwrap().document, document);
}

#[test]
fn every_key_of_a_record_can_be_built_in_code() {
    let record = Record::new("p-1", "search", Kind::Quiz, 1.0, day("2027-02-01"))
        .time("10:30".parse().unwrap())
        .level("able")
        .key("attempt-1")
        .expires(day("2028-01-31"))
        .source("portal");
    let written = EvidenceDoc::new("p-1", "search", Kind::Quiz, 1.0, day("2027-02-01"))
        .time("10:30".parse().unwrap())
        .level("able")
        .key("attempt-1")
        .expires(day("2028-01-31"))
        .source("portal");
    assert_eq!(
        (EvidenceDoc::from(record), Record::from(&written)),
        (written.clone(), record)
    );
    let json = serde_json::to_value(record).unwrap();
    assert_eq!(missing_keys(&json, &schema("evidence-record")), [""; 0]);
    assert_eq!(
        serde_json::from_value::<EvidenceDoc>(json).unwrap(),
        written
    );

    let response = paratus::survey::Response::new("p-1", "pulse", "q1", 4, day("2027-02-01"))
        .section("archive")
        .count(3);
    let json = serde_json::to_value(response).unwrap();
    assert_eq!(missing_keys(&json, &schema("response")), [""; 0]);
    assert_eq!(
        serde_json::from_value::<ResponseDoc>(json).unwrap(),
        response.into()
    );
}

/// A plan of a small programme.
fn plan() -> Plan {
    let programme = Programme::builder("office")
        .objectives([ObjectiveDoc::new("why", Track::People)])
        .sections([SectionDoc::new("archive")])
        .roles([RoleDoc::new("clerk").requires(["why"])])
        .activities([ActivityDoc::new("talk", Mode::Workshop, ["why"], 2.0)])
        .people(
            (0..4).map(|number| PersonDoc::new(format!("p-{number}"), "archive").roles(["clerk"])),
        )
        .build()
        .unwrap();
    let assessment = programme.assess(&EvidenceLog::new(&programme), day("2027-03-14"));
    assessment.plan(&PlanOptions::new().weeks(8)).unwrap()
}

/// Whether options that were built in code have every key, and are the same when they are read again.
fn holds<T: Serialize + DeserializeOwned + Clone + Debug + PartialEq>(
    name: &str,
    options: &T,
    without_key: &T,
) {
    let json = serde_json::to_value(options).unwrap();
    let missing = missing_keys(&json, &schema(name));
    // A secret is never written.
    let missing: Vec<&String> = missing
        .iter()
        .filter(|key| *key != ".disclosure_key")
        .collect();
    assert!(missing.is_empty(), "{name}: {missing:?}");
    assert!(!json.to_string().contains("secret"), "{name}");
    assert_eq!(
        &serde_json::from_value::<T>(json).unwrap(),
        without_key,
        "{name}"
    );
}

/// Options that were given a key of disclosure.
macro_rules! disclosed {
    ($name:literal: $options:expr) => {
        let options = $options.disclosure(Disclosure::published("a secret of the office"));
        let without_key = $options.disclosure(Disclosure::published(""));
        assert_ne!(options, without_key);
        holds($name, &options, &without_key);
    };
}

#[test]
fn every_option_can_be_built_in_code_and_written() {
    let date = day("2027-03-14");
    let later = day("2027-09-14");
    let plan = plan();
    let options = PlanOptions::new()
        .as_of(date)
        .balance_per_hour(1.0)
        .cancelled(["s-1"])
        .cost_per_move(2.0)
        .effort(Effort::Thorough)
        .from(date)
        .frozen_until(date)
        .max_absent(0.3)
        .phase_until([("first", later)])
        .pins([Pin::new("s-1").person("p-1")])
        .previous(plan.clone())
        .refresh(false)
        .relax(false)
        .rooms([("north", 2)])
        .seats_max([("course", 12)])
        .seats_min([("course", 4)])
        .time_per_half_day(0.5)
        .trainers([("tools", 1)])
        .until(later)
        .wage_per_hour(30.0)
        .waste_per_hour(5.0)
        .weeks(12);
    holds("plan-options", &options, &options);
    let alone = AssessOptions::new().as_of(date).people(["p-1"]);
    holds("assess-options", &alone, &alone);
    disclosed!("explain-options": ExplainOptions::new().as_of(date).gate("first").instrument("pulse").person("p-1").phase("first")
        .role("clerk").section("archive"));
    disclosed!("units-options": UnitsOptions::new(UnitKind::Section).as_of(date));
    disclosed!("gaps-options": GapsOptions::new().as_of(date).role("clerk").section("archive"));
    disclosed!("date-options": DateOptions::new().as_of(date));
    disclosed!("gates-options": GatesOptions::new().as_of(date).phase("first"));
    disclosed!("phases-options": PhasesOptions::new().as_of(date).count(3).hours(8.0).propose(true));
    disclosed!("refresh-options": RefreshOptions::new().as_of(date).hours(40.0).until(later));
    disclosed!("survey-options": SurveyOptions::new().as_of(date).instrument("pulse").since(date));
    disclosed!("needs-options": NeedsOptions::new().as_of(date).instrument("pulse").methods([Method::Gap]).role("clerk")
        .section("archive").since(date));
    disclosed!("diff-options": DiffOptions::new().as_of(date).evidence(Value::Array(Vec::new())).programme(Value::Bool(true))
        .responses(Value::Array(Vec::new())).to(later));
    disclosed!("compare-options": CompareOptions::new().as_of(date).to(later));
    let line = ExplainLineOptions::new(plan.clone(), "talk-1");
    holds("explain-line-options", &line, &line);
    let verify = VerifyOptions::new(plan.clone()).as_of(date);
    holds("verify-options", &verify, &verify);
    let what_if = WhatIfOptions::new(["weeks=8"]).options(options.clone());
    holds("what-if-options", &what_if, &what_if);
    let places = PlacesOptions::new("p-1").options(options);
    holds("places-options", &places, &places);
    let plans = DiffPlansOptions::new(plan.clone(), plan);
    holds("diff-plans-options", &plans, &plans);
    let selection = RecordSelection::new()
        .key("a")
        .objective("why")
        .person("p-1");
    holds("record-selection", &selection, &selection);
}
