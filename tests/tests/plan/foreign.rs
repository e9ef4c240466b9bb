//! Plans that somebody else made: sessions without figures, reasons or our ids.

use crate::world::{quick, world};
use paratus::plan::{Plan, PlanOptions};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Map, Value, json};

/// What another tool would write of a plan: who sits where and when.
fn by_another_tool(plan: &Plan) -> Value {
    let keep = |line: &Value, keys: &[&str]| -> Map<String, Value> {
        let keys = keys.iter().filter(|key| !line[**key].is_null());
        keys.map(|key| ((*key).to_owned(), line[*key].clone()))
            .collect()
    };
    let whole = serde_json::to_value(plan).expect("a plan is data");
    let lines = |key: &str, keys: &[&str]| -> Vec<Map<String, Value>> {
        let lines = whole[key].as_array().into_iter().flatten();
        lines.map(|line| keep(line, keys)).collect()
    };
    let mut sessions = lines(
        "sessions",
        &[
            "activity", "start", "half", "end", "end_half", "hours", "mode", "people", "phase",
            "room", "seats", "site", "trainer",
        ],
    );
    // Ids and order are theirs.
    sessions.reverse();
    for (at, session) in sessions.iter_mut().enumerate() {
        session.insert("session".into(), json!(format!("{at} / their id")));
    }
    json!({
        "schema": whole["schema"], "programme": whole["programme"],
        "as_of": whole["as_of"], "from": whole["from"], "until": whole["until"],
        "sessions": sessions,
        "self_paced": lines("self_paced", &["activity", "from", "until", "hours", "mode", "people", "phase"]),
        "unplaced": lines("unplaced", &["person", "objective", "level", "activity", "cause"]),
    })
}

proptest! {
    #![proptest_config(Config { cases: 48, ..Config::default() })]

    #[test]
    fn plans_of_other_tools_are_judged_and_repaired(world in world()) {
        let (_, assessment) = world.assess();
        let plan = assessment.plan(&quick()).expect("a plan");
        prop_assert_eq!(plan.verify(&assessment), []);
        let theirs: Plan = serde_json::from_value(by_another_tool(&plan)).expect("a plan");
        prop_assert_eq!(theirs.verify(&assessment), []);
        let again = PlanOptions { previous: Some(Box::new(theirs.clone())), ..quick() };
        let after = assessment.plan(&again).expect("a plan");
        prop_assert_eq!(after.verify_against(&theirs, &assessment), []);
        let kept: Vec<_> = after.changes.iter().filter(|change| change.before.is_some()).collect();
        prop_assert!(kept.is_empty(), "what they announced is changed: {:?}", kept);
    }
}
