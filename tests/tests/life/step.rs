//! One planning: a programme and its evidence at a date, the plan announced before, and what happened since.

use crate::plan::Plan;
use crate::rules::{Failure, failure};
use crate::world::{day, list, text};
use paratus::document::Document;
use paratus::plan::PlanOptions;
use paratus::{Date, EvidenceLog, Programme};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) document: Value,
    pub(crate) evidence: Vec<Value>,
    pub(crate) as_of: String,
    /// Options of planning as the library reads them, without the previous plan.
    pub(crate) options: Value,
    pub(crate) previous: Option<Plan>,
    pub(crate) previous_json: Option<Value>,
    /// What happened since the previous plan, in words: `leave p011`, `ill t1`.
    pub(crate) events: Vec<String>,
}

impl Step {
    pub(crate) fn first(document: Value, evidence: Vec<Value>, as_of: &str) -> Step {
        Step {
            document,
            evidence,
            as_of: as_of.to_owned(),
            options: json!({}),
            previous: None,
            previous_json: None,
            events: Vec::new(),
        }
    }

    pub(crate) fn set_previous(&mut self, plan: Value) {
        self.previous = Some(serde_json::from_value(plan.clone()).expect("a plan"));
        self.previous_json = Some(plan);
    }

    pub(crate) fn cancelled(&self) -> Vec<String> {
        list(&self.options, "cancelled")
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    /// Pinned sessions, and of each one person where the pin names one.
    pub(crate) fn pins(&self) -> Vec<(String, Option<String>)> {
        let pin = |pin: &Value| {
            Some((
                text(pin, "session")?.to_owned(),
                text(pin, "person").map(str::to_owned),
            ))
        };
        list(&self.options, "pins").iter().filter_map(pin).collect()
    }

    pub(crate) fn frozen_until(&self) -> Option<i32> {
        text(&self.options, "frozen_until").map(day)
    }

    pub(crate) fn refreshes(&self) -> bool {
        self.options
            .get("refresh")
            .and_then(Value::as_bool)
            .unwrap_or(true)
    }

    /// Whether an event names somebody or something.
    pub(crate) fn names(&self, id: &str) -> bool {
        self.events
            .iter()
            .any(|event| event.split_whitespace().skip(1).any(|word| word == id))
    }

    fn plan_options(&self) -> PlanOptions {
        let mut options = self.options.clone();
        options["relax"] = json!(false);
        if options.get("effort").is_none() {
            options["effort"] = json!("quick");
        }
        if let Some(previous) = &self.previous_json {
            options["previous"] = previous.clone();
        }
        serde_json::from_value(options).expect("options")
    }

    pub(crate) fn compile(&self) -> (Programme, paratus::Assessment) {
        let document: Document = serde_json::from_value(self.document.clone()).expect("a document");
        let programme = Programme::compile(&document);
        let mut log = EvidenceLog::new(&programme);
        log.read_json(&Value::Array(self.evidence.clone()).to_string())
            .expect("evidence");
        let as_of: Date = self.as_of.parse().expect("a date");
        let assessment = programme.assess(&log, as_of);
        (programme, assessment)
    }

    /// The plan as the library makes it, or how it failed: with an error, in a panic, or with a plan that its own verifier refuses.
    pub(crate) fn run(&self) -> Result<Value, Failure> {
        let (plan, refused) = self.run_to_the_end()?;
        refused.into_iter().next().map_or(Ok(plan), Err)
    }

    /// The plan with everything for which the library's own verifier refuses it; or how there is none.
    pub(crate) fn run_to_the_end(&self) -> Result<(Value, Vec<Failure>), Failure> {
        let options = self.plan_options();
        let result = catch_unwind(AssertUnwindSafe(|| {
            let (_, assessment) = self.compile();
            let plan = assessment
                .plan(&options)
                .map_err(|error| failure("error", error.to_string()))?;
            let broken = match options.previous.as_deref() {
                Some(previous) => plan.verify_against(previous, &assessment),
                None => plan.verify(&assessment),
            };
            let refused = broken.iter().map(|broken| {
                failure(
                    &format!("error {}", broken.rule.name()),
                    format!("`{}`: {}", broken.subject, broken.text),
                )
            });
            Ok((
                serde_json::to_value(&plan).expect("a plan as JSON"),
                refused.collect(),
            ))
        }));
        result.unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text
                .or(panic.downcast_ref::<&str>().copied())
                .unwrap_or_default();
            Err(failure("panic", text))
        })
    }
}
