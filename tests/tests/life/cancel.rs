//! Each of the first sessions of a plan cancelled alone: a plan each time, and nobody else moves.

use crate::generate::AS_OF;
use crate::judge::judge;
use crate::life::{Check, Life};
use crate::ministry::ministry;
use crate::step::Step;
use crate::world::{list, text};
use serde_json::{Value, json};

/// Cancels each of the first `count` sessions of a template ministry, one at a time.
pub(crate) fn cancel(people: usize, count: usize) -> Life {
    let mut life = Life {
        name: format!("cancel-{people}"),
        ..Life::default()
    };
    let first = ministry(people, 1);
    let plan: Value = match first.run() {
        Ok(plan) => plan,
        Err(error) => {
            life.errors += 1;
            life.failures.push((Check::Plan, error, first));
            return life;
        }
    };
    assert_eq!(first.as_of, AS_OF);
    for session in list(&plan, "sessions").iter().take(count) {
        let id = text(session, "session").expect("an id");
        let mut step = Step {
            options: json!({ "cancelled": [id] }),
            events: vec![format!("cancel {id}")],
            ..first.clone()
        };
        step.set_previous(plan.clone());
        life.replans += 1;
        match step.run_to_the_end() {
            Err(error) => {
                life.errors += 1;
                life.failures.push((Check::Plan, error, step));
            }
            Ok((after, refused)) => {
                life.errors += usize::from(!refused.is_empty());
                life.failures.extend(
                    refused
                        .into_iter()
                        .map(|failure| (Check::Plan, failure, step.clone())),
                );
                let held = list(&after, "sessions")
                    .iter()
                    .any(|known| text(known, "session") == Some(id));
                if held {
                    let text = format!("`{id}` was cancelled, and is held");
                    life.failures.push((
                        Check::Plan,
                        crate::rules::failure("held all the same", text),
                        step.clone(),
                    ));
                }
                life.add(&step, judge(&step, &after));
            }
        }
    }
    life
}
