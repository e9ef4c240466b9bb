//! Makes a failing planning small: people, evidence, sessions, activities and events go while the same kind of failure stays.

use crate::life::Check;
use crate::rules::Failure;
use crate::step::Step;
use crate::world::{list, text};
use paratus::Severity;
use paratus::document::Document;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub(crate) struct Shrinker<'k> {
    check: Check,
    kind: &'k str,
    end: Instant,
}

/// The smallest planning found that fails in the same way, and how it fails.
pub(crate) fn shrink(
    step: &Step,
    check: Check,
    kind: &str,
    time: Duration,
) -> Option<(Step, Failure)> {
    let shrinker = Shrinker {
        check,
        kind,
        end: Instant::now() + time,
    };
    let mut failure = shrinker.fails(step)?;
    let mut small = step.clone();
    loop {
        let size = small.document.to_string().len()
            + small.evidence.len() * 50
            + small.options.to_string().len();
        for cut in CUTS {
            shrinker.cut(&mut small, &mut failure, cut);
        }
        let now = small.document.to_string().len()
            + small.evidence.len() * 50
            + small.options.to_string().len();
        if now == size || Instant::now() > shrinker.end {
            return Some((small, failure));
        }
    }
}

/// A list of things that can go, each by its place.
#[derive(Clone, Copy)]
enum Cut {
    /// A list of the document.
    Part(&'static str),
    /// A list of the options.
    Option(&'static str),
    People,
    Evidence,
    Previous,
    Requirements,
    Unneeded(&'static str),
}

const CUTS: [Cut; 24] = [
    Cut::People,
    Cut::Option("cancelled"),
    Cut::Option("pins"),
    Cut::Option("frozen_until"),
    Cut::Previous,
    Cut::Part("absences"),
    Cut::Evidence,
    Cut::Part("activities"),
    Cut::Requirements,
    Cut::Part("objectives"),
    Cut::Part("rooms"),
    Cut::Part("trainers"),
    Cut::Part("sessions"),
    Cut::Part("sections"),
    Cut::Part("roles"),
    Cut::Part("feature_use"),
    Cut::Part("tools"),
    Cut::Part("instruments"),
    Cut::Part("phases"),
    Cut::Unneeded("phases"),
    Cut::Unneeded("calendar"),
    Cut::Unneeded("tracks"),
    Cut::Unneeded("scales"),
    Cut::Unneeded("rules"),
];

impl Shrinker<'_> {
    /// How a planning fails in the kind that is looked for; not where the programme has errors of its own.
    fn fails(&self, step: &Step) -> Option<Failure> {
        let document: Document = serde_json::from_value(step.document.clone()).ok()?;
        let programme = paratus::Programme::compile(&document);
        if programme
            .findings()
            .iter()
            .any(|finding| finding.severity == Severity::Error)
        {
            return None;
        }
        self.check
            .failures(step)
            .into_iter()
            .find(|failure| failure.kind == self.kind)
    }

    fn cut(&self, small: &mut Step, failure: &mut Failure, cut: Cut) {
        let mut chunk = length(small, cut).div_ceil(2).max(1);
        loop {
            let mut from = 0;
            while from < length(small, cut) {
                if Instant::now() > self.end {
                    return;
                }
                let mut less = small.clone();
                remove(&mut less, cut, from, chunk);
                match self.fails(&less) {
                    Some(still) => (*small, *failure) = (less, still),
                    None => from += chunk,
                }
            }
            if chunk == 1 {
                return;
            }
            chunk = chunk.div_ceil(2);
        }
    }
}

/// Places of the requirements: of roles, then of objectives and activities.
fn requirements(document: &Value) -> Vec<(&'static str, usize, usize)> {
    let mut all = Vec::new();
    for part in ["roles", "objectives", "activities"] {
        for (at, value) in list(document, part).iter().enumerate() {
            all.extend((0..list(value, "requires").len()).map(|place| (part, at, place)));
        }
    }
    all
}

fn length(step: &Step, cut: Cut) -> usize {
    match cut {
        Cut::Part(part) => list(&step.document, part).len(),
        Cut::Option("frozen_until") => usize::from(step.options.get("frozen_until").is_some()),
        Cut::Option(key) => list(&step.options, key).len(),
        Cut::People => list(&step.document, "people").len(),
        Cut::Evidence => step.evidence.len(),
        Cut::Previous => step
            .previous_json
            .as_ref()
            .map_or(0, |plan| list(plan, "sessions").len()),
        Cut::Requirements => requirements(&step.document).len(),
        Cut::Unneeded(part) => usize::from(step.document.get(part).is_some()),
    }
}

fn remove(step: &mut Step, cut: Cut, from: usize, count: usize) {
    fn drain(list: Option<&mut Vec<Value>>, from: usize, count: usize) -> Vec<Value> {
        let Some(list) = list else { return Vec::new() };
        let end = (from + count).min(list.len());
        list.drain(from..end).collect()
    }
    match cut {
        Cut::Part(part) => {
            let gone = drain(
                step.document.get_mut(part).and_then(Value::as_array_mut),
                from,
                count,
            );
            if part == "activities" {
                let ids: Vec<&str> = gone.iter().filter_map(|value| text(value, "id")).collect();
                keep_sessions(step, &|session| {
                    !ids.iter().any(|id| text(session, "activity") == Some(id))
                });
            }
            if part == "objectives" {
                forget_objectives(step, &gone);
            }
        }
        Cut::Option("frozen_until") | Cut::Unneeded(_) => {
            let (value, key) = match cut {
                Cut::Unneeded(part) => (&mut step.document, part),
                _ => (&mut step.options, "frozen_until"),
            };
            if let Some(parts) = value.as_object_mut() {
                parts.remove(key);
            }
        }
        Cut::Option(key) => {
            drain(
                step.options.get_mut(key).and_then(Value::as_array_mut),
                from,
                count,
            );
        }
        Cut::People => {
            let gone = drain(
                step.document
                    .get_mut("people")
                    .and_then(Value::as_array_mut),
                from,
                count,
            );
            let ids: std::collections::BTreeSet<&str> =
                gone.iter().filter_map(|value| text(value, "id")).collect();
            forget_people(step, &|id| ids.contains(id));
        }
        Cut::Evidence => {
            let end = (from + count).min(step.evidence.len());
            step.evidence.drain(from..end);
        }
        Cut::Previous => {
            let Some(mut plan) = step.previous_json.clone() else {
                return;
            };
            let gone = drain(
                plan.get_mut("sessions").and_then(Value::as_array_mut),
                from,
                count,
            );
            step.set_previous(plan);
            let ids: Vec<&str> = gone
                .iter()
                .filter_map(|value| text(value, "session"))
                .collect();
            forget_sessions(step, &ids);
        }
        Cut::Requirements => {
            let all = requirements(&step.document);
            for &(part, at, place) in all.iter().skip(from).take(count).rev() {
                drain(step.document[part][at]["requires"].as_array_mut(), place, 1);
            }
        }
    }
}

/// Takes people out of evidence, absences, pins, events and the announced plan.
fn forget_people(step: &mut Step, gone: &dyn Fn(&str) -> bool) {
    let is_gone = |value: &Value| text(value, "person").is_some_and(gone);
    step.evidence.retain(|row| !is_gone(row));
    step.events
        .retain(|event| !event.split_whitespace().any(gone));
    for list in [
        step.document.get_mut("absences"),
        step.options.get_mut("pins"),
    ]
    .into_iter()
    .flatten()
    {
        if let Some(list) = list.as_array_mut() {
            list.retain(|value| !is_gone(value));
        }
    }
    let Some(mut plan) = step.previous_json.clone() else {
        return;
    };
    for part in ["sessions", "self_paced"] {
        for line in plan
            .get_mut(part)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(people) = line.get_mut("people").and_then(Value::as_array_mut) {
                people.retain(|id| !id.as_str().is_some_and(gone));
            }
        }
    }
    for part in ["unplaced", "promises_lost", "released"] {
        if let Some(list) = plan.get_mut(part).and_then(Value::as_array_mut) {
            list.retain(|value| !is_gone(value));
        }
    }
    plan["changes"] = json!([]);
    let empty = |line: &Value| list(line, "people").is_empty();
    let emptied: Vec<String> = list(&plan, "sessions")
        .iter()
        .filter(|session| empty(session))
        .filter_map(|session| text(session, "session").map(str::to_owned))
        .collect();
    for part in ["sessions", "self_paced"] {
        if let Some(list) = plan.get_mut(part).and_then(Value::as_array_mut) {
            list.retain(|line| !empty(line));
        }
    }
    step.set_previous(plan);
    forget_sessions(
        step,
        &emptied.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

/// Takes sessions out of what the options name.
fn forget_sessions(step: &mut Step, ids: &[&str]) {
    if let Some(list) = step
        .options
        .get_mut("cancelled")
        .and_then(Value::as_array_mut)
    {
        list.retain(|id| !ids.iter().any(|gone| id == gone));
    }
    if let Some(list) = step.options.get_mut("pins").and_then(Value::as_array_mut) {
        list.retain(|pin| !ids.iter().any(|gone| text(pin, "session") == Some(gone)));
    }
}

/// Keeps only some sessions, of the programme and of the announced plan.
fn keep_sessions(step: &mut Step, keep: &dyn Fn(&Value) -> bool) {
    if let Some(list) = step
        .document
        .get_mut("sessions")
        .and_then(Value::as_array_mut)
    {
        list.retain(keep);
    }
    let Some(mut plan) = step.previous_json.clone() else {
        return;
    };
    let gone: Vec<String> = list(&plan, "sessions")
        .iter()
        .filter(|session| !keep(session))
        .filter_map(|session| text(session, "session").map(str::to_owned))
        .collect();
    for part in ["sessions", "self_paced"] {
        if let Some(list) = plan.get_mut(part).and_then(Value::as_array_mut) {
            list.retain(keep);
        }
    }
    step.set_previous(plan);
    forget_sessions(step, &gone.iter().map(String::as_str).collect::<Vec<_>>());
}

/// Takes objectives out of whatever refers to them.
fn forget_objectives(step: &mut Step, gone: &[Value]) {
    let ids: Vec<&str> = gone.iter().filter_map(|value| text(value, "id")).collect();
    let is_gone = |name: &str| ids.contains(&name.split('@').next().unwrap_or(name));
    step.evidence
        .retain(|row| !text(row, "objective").is_some_and(is_gone));
    let by_name = |value: &Value| {
        value
            .as_str()
            .or(text(value, "objective"))
            .is_some_and(is_gone)
    };
    for (part, key) in [
        ("objectives", "requires"),
        ("roles", "requires"),
        ("activities", "requires"),
        ("activities", "teaches"),
        ("phases", "objectives"),
    ] {
        for value in step
            .document
            .get_mut(part)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(list) = value.get_mut(key).and_then(Value::as_array_mut) {
                list.retain(|entry| !by_name(entry));
            }
        }
    }
}
