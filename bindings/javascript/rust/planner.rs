//! A plan in the making, step by step: nothing calls back over the border.

use crate::{RawEvidence, failure};
use paratus::answers;
use paratus::plan::Planner;
use std::cell::RefCell;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A plan in the making, of the evidence as it was when this was made.
#[wasm_bindgen]
pub struct RawPlanner(RefCell<Planner>);

#[wasm_bindgen]
impl RawPlanner {
    /// Up to this many rounds, or one stage; how far it has come, as JSON text.
    pub fn step(&self, rounds: u32) -> Result<String, JsValue> {
        let progress = self.0.borrow_mut().step(rounds);
        progress
            .map(|progress| answers::to_json(&progress))
            .map_err(|error| failure(&error))
    }

    /// How far it has come, as JSON text.
    pub fn progress(&self) -> String {
        answers::to_json(&self.0.borrow().progress())
    }

    /// The best plan so far, as JSON text.
    pub fn plan(&self) -> Result<String, JsValue> {
        let plan = self.0.borrow_mut().checked_plan();
        plan.map(|plan| answers::to_json(&plan))
            .map_err(|error| failure(&error))
    }
}

#[wasm_bindgen]
impl RawEvidence {
    /// A plan in the making, with the options of `plan` as JSON text.
    pub fn planner(&self, options: &str) -> Result<RawPlanner, JsValue> {
        let planner = self.0.borrow_mut().planner(options);
        planner
            .map(|planner| RawPlanner(RefCell::new(planner)))
            .map_err(|error| failure(&error))
    }
}
