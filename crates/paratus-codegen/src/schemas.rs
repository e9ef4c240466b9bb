//! JSON Schemas of documents, options and answers.

use paratus::answers as a;
use paratus::document as d;
use schemars::generate::{Contract, SchemaSettings};
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

/// A type that crosses the boundary.
pub(crate) struct Entry {
    /// Name of the schema's file, and last part of its address.
    pub(crate) name: &'static str,
    /// Whether people write it, or the library does.
    pub(crate) contract: Contract,
    /// Makes its schema; definitions it needs are kept by the generator.
    make: fn(&mut SchemaGenerator) -> Value,
}

impl Entry {
    const fn written<T: JsonSchema>(name: &'static str) -> Entry {
        Entry {
            name,
            contract: Contract::Deserialize,
            make: make::<T>,
        }
    }

    const fn answered<T: JsonSchema>(name: &'static str) -> Entry {
        Entry {
            name,
            contract: Contract::Serialize,
            make: make::<T>,
        }
    }
}

/// Every type that crosses the boundary. This is the place for another one.
pub(crate) const ENTRIES: &[Entry] = &[
    Entry::written::<d::Document>("document"),
    Entry::written::<d::EvidenceDoc>("evidence-record"),
    Entry::written::<d::ResponseDoc>("response"),
    Entry::written::<a::AssessOptions>("assess-options"),
    Entry::written::<a::CompareOptions>("compare-options"),
    Entry::written::<a::DateOptions>("date-options"),
    Entry::written::<a::DiffOptions>("diff-options"),
    Entry::written::<a::DiffPlansOptions>("diff-plans-options"),
    Entry::written::<a::ExplainOptions>("explain-options"),
    Entry::written::<a::GapsOptions>("gaps-options"),
    Entry::written::<a::GatesOptions>("gates-options"),
    Entry::written::<a::NeedsOptions>("needs-options"),
    Entry::written::<a::PhasesOptions>("phases-options"),
    Entry::written::<a::PlacesOptions>("places-options"),
    Entry::written::<paratus::plan::PlanOptions>("plan-options"),
    Entry::written::<a::RecordSelection>("record-selection"),
    Entry::written::<a::RefreshOptions>("refresh-options"),
    Entry::written::<a::SurveyOptions>("survey-options"),
    Entry::written::<a::UnitsOptions>("units-options"),
    Entry::written::<a::ExplainLineOptions>("explain-line-options"),
    Entry::written::<a::VerifyOptions>("verify-options"),
    Entry::written::<a::WhatIfOptions>("what-if-options"),
    Entry::answered::<a::AppendAnswer>("appended"),
    Entry::answered::<a::AssessmentAnswer>("assessment"),
    Entry::answered::<a::CodesAnswer>("codes"),
    Entry::answered::<a::DiffAnswer>("diff"),
    Entry::answered::<a::ErrorAnswer>("error"),
    Entry::answered::<a::ExplanationAnswer>("explanation"),
    Entry::answered::<a::FindingsAnswer>("findings"),
    Entry::answered::<a::FitAnswer>("fit"),
    Entry::answered::<a::GapsAnswer>("gaps"),
    Entry::answered::<a::GatesAnswer>("gates"),
    Entry::answered::<paratus_exchange::ImportPlanAnswer>("import-plan"),
    Entry::answered::<a::NeedsAnswer>("needs"),
    Entry::answered::<a::PhaseExplanationAnswer>("phase-why"),
    Entry::answered::<a::PhasesAnswer>("phases"),
    Entry::answered::<paratus::plan::PlanPlaces>("places"),
    Entry::answered::<paratus::plan::Plan>("plan"),
    Entry::answered::<paratus::plan::PlanDiff>("plan-diff"),
    Entry::answered::<a::RefreshAnswer>("refresh"),
    Entry::answered::<a::RemovalAnswer>("removed"),
    Entry::answered::<a::SensitivityAnswer>("sensitivity"),
    Entry::answered::<a::SurveyAnswer>("survey"),
    Entry::answered::<a::UnitAnswer>("unit"),
    Entry::answered::<a::UnitsAnswer>("units"),
    Entry::answered::<a::PlanLineAnswer>("plan-line"),
    Entry::answered::<a::VerifyAnswer>("verification"),
    Entry::answered::<paratus::plan::WhatIf>("what-if"),
];

fn make<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.root_schema_for::<T>().to_value()
}

/// The schema of the entry of this name.
pub(crate) fn named(name: &str) -> Value {
    let entry = ENTRIES.iter().find(|entry| entry.name == name);
    entry.map(schema).unwrap_or_default()
}

/// The map of one kind of import.
pub(crate) struct ImportMap {
    /// What it is a map of.
    pub(crate) name: &'static str,
    pub(crate) schema: Value,
    /// Maps of the guides, and one with rare keys.
    pub(crate) examples: Vec<Value>,
}

/// Every kind of map.
pub(crate) fn maps() -> [ImportMap; 7] {
    let map = |name, make: fn(&mut SchemaGenerator) -> Value, texts: &[&str]| ImportMap {
        name,
        schema: make(&mut generator(&Contract::Deserialize)),
        examples: texts
            .iter()
            .filter_map(|text| toml::from_str::<Value>(text).ok())
            .collect(),
    };
    [
        map(
            "results",
            make::<paratus_exchange::EvidenceMap>,
            &[
                include_str!("../../../docs/maps/oulad.toml"),
                include_str!("rare_keys_of_evidence_maps.toml"),
            ],
        ),
        map(
            "events of use",
            make::<paratus_exchange::EventMap>,
            &[include_str!("rare_keys_of_event_maps.toml")],
        ),
        map(
            "acts, sessions or absences",
            make::<paratus_exchange::FactMap>,
            &[include_str!("rare_keys_of_fact_maps.toml")],
        ),
        map(
            "a framework",
            make::<paratus_exchange::FrameworkMap>,
            &[
                include_str!("../../../docs/maps/uk-capability-framework.toml"),
                include_str!("rare_keys_of_framework_maps.toml"),
            ],
        ),
        map(
            "survey answers",
            make::<paratus_exchange::ResponseMap>,
            &[include_str!("rare_keys_of_response_maps.toml")],
        ),
        map(
            "people or posts",
            make::<paratus_exchange::RosterMap>,
            &[include_str!("rare_keys_of_roster_maps.toml")],
        ),
        map(
            "published scores",
            make::<paratus_exchange::ScoreMap>,
            &[
                include_str!("../../../docs/maps/uk-people-survey.toml"),
                include_str!("rare_keys_of_score_maps.toml"),
            ],
        ),
    ]
}

/// A generator for what is written, or for what is answered.
fn generator(contract: &Contract) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12();
    match contract {
        Contract::Deserialize => settings.for_deserialize().into_generator(),
        _ => settings.for_serialize().into_generator(),
    }
}

/// The schema of one type, with all its definitions.
pub(crate) fn schema(entry: &Entry) -> Value {
    (entry.make)(&mut generator(&entry.contract))
}

/// The text of a schema's file.
pub(crate) fn text(entry: &Entry) -> String {
    let mut schema = schema(entry);
    if let Value::Object(table) = &mut schema {
        table.insert(
            "$comment".to_owned(),
            "Generated by `cargo xtask codegen`; do not edit.".into(),
        );
    }
    format!("{schema:#}\n")
}

/// The list under a key of a schema; empty where there is none.
pub(crate) fn list<'a>(schema: &'a Value, key: &str) -> &'a [Value] {
    schema
        .get(key)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}
