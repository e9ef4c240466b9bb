//! A plan in the making, step by step: nothing calls back over the border.

use crate::{RawEvidence, failure};
use paratus::plan::{Planner, WhatIfPlanner};
use paratus::{Error, answers};
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// An answer as JSON text, or why there is none.
fn as_json<T: Serialize>(answer: Result<T, Error>) -> Result<String, JsValue> {
    answer
        .map(|answer| answers::to_json(&answer))
        .map_err(|error| failure(&error))
}

/// A plan in the making, of the evidence as it was when this was made.
#[wasm_bindgen]
pub struct RawPlanner(RefCell<Planner>);

#[wasm_bindgen]
impl RawPlanner {
    /// Up to this many rounds, or one stage; how far it has come, as JSON text.
    pub fn step(&self, rounds: u32) -> Result<String, JsValue> {
        as_json(self.0.borrow_mut().step(rounds))
    }

    /// How far it has come, as JSON text.
    pub fn progress(&self) -> String {
        answers::to_json(&self.0.borrow().progress())
    }

    /// The best plan so far, as JSON text.
    pub fn plan(&self) -> Result<String, JsValue> {
        let plan = self.0.borrow_mut().checked_plan();
        plan.map(|plan| plan.to_json())
            .map_err(|error| failure(&error))
    }
}

/// Plans side by side in the making.
#[wasm_bindgen]
pub struct RawWhatIfPlanner(RefCell<WhatIfPlanner>);

#[wasm_bindgen]
impl RawWhatIfPlanner {
    /// Up to this many rounds of the plan under way, or one stage; how far it has come, as JSON text.
    pub fn step(&self, rounds: u32) -> Result<String, JsValue> {
        as_json(self.0.borrow_mut().step(rounds))
    }

    /// How far it has come, as JSON text.
    pub fn progress(&self) -> String {
        answers::to_json(&self.0.borrow().progress())
    }

    /// The plans that are finished, as JSON text.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(&self) -> String {
        answers::to_json(&self.0.borrow().what_if())
    }
}

#[wasm_bindgen]
impl RawEvidence {
    /// Plans side by side in the making, with the options of `what_if` as JSON text.
    #[wasm_bindgen(js_name = whatIfPlanner)]
    pub fn what_if_planner(&self, options: &str) -> Result<RawWhatIfPlanner, JsValue> {
        let planner = self.0.borrow_mut().what_if_planner(options);
        planner
            .map(|planner| RawWhatIfPlanner(RefCell::new(planner)))
            .map_err(|error| failure(&error))
    }

    /// A plan in the making, with the options of `plan` as JSON text.
    pub fn planner(&self, options: &str) -> Result<RawPlanner, JsValue> {
        let planner = self.0.borrow_mut().planner(options);
        planner
            .map(|planner| RawPlanner(RefCell::new(planner)))
            .map_err(|error| failure(&error))
    }
}
