//! Failing lives as folders: the programme, the announced plan, what happened, and a script that shows the failure.

use crate::life::Check;
use crate::ministry::rows;
use crate::step::Step;
use crate::world::text;
use paratus::document::{Files, read_folder};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes a planning that fails.
pub(crate) fn write(
    folder: &Path,
    step: &Step,
    check: Check,
    kind: &str,
    message: &str,
) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let programme = folder.join("programme");
    fs::create_dir_all(&programme)?;
    fs::write(
        programme.join("paratus.json"),
        format!("{:#}\n", step.document),
    )?;
    fs::write(programme.join("evidence.csv"), evidence(&step.evidence))?;
    let args = arguments(step);
    if let Some(previous) = &step.previous_json {
        fs::write(folder.join("previous.json"), format!("{previous}\n"))?;
    }
    let case = json!({
        "kind": kind, "check": check.name(), "msg": message, "as_of": step.as_of, "args": args, "events": step.events,
        "options": step.options,
    });
    fs::write(folder.join("case.json"), format!("{case:#}\n"))?;
    let message = message.replace('\n', " ");
    let script = format!(
        "#!/bin/sh\n# {kind}: {message}\n# {}\ncd \"$(dirname \"$0\")\" && paratus plan programme --as-of {} {}--format json -o /dev/null; c=$?; echo \"exit $c\"; exit $c\n",
        step.events.join(", "),
        step.as_of,
        args.iter().map(|arg| format!("{arg} ")).collect::<String>(),
    );
    fs::write(folder.join("run.sh"), script)
}

fn evidence(list: &[Value]) -> String {
    const HEADS: [&str; 9] = [
        "person",
        "objective",
        "kind",
        "value",
        "date",
        "level",
        "key",
        "expires",
        "source",
    ];
    let mut text = format!("{}\n", HEADS.join(","));
    for row in list {
        let cell = |head: &&str| match row.get(*head) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        text.push_str(&HEADS.iter().map(cell).collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    text
}

/// The options of a planning as the command takes them.
fn arguments(step: &Step) -> Vec<String> {
    let mut args = Vec::new();
    let mut add = |flag: &str, value: String| args.extend([flag.to_owned(), value]);
    if step.previous.is_some() {
        add("--previous", "previous.json".to_owned());
    }
    for id in step.cancelled() {
        add("--cancel", id);
    }
    for (session, person) in step.pins() {
        add(
            "--pin",
            person.map_or(session.clone(), |person| format!("{session}={person}")),
        );
    }
    for (key, flag) in [
        ("frozen_until", "--frozen-until"),
        ("from", "--from"),
        ("max_absent", "--max-absent"),
        ("weeks", "--horizon"),
    ] {
        match step.options.get(key) {
            Some(Value::String(value)) => add(flag, value.clone()),
            Some(value) => add(flag, value.to_string()),
            None => {}
        }
    }
    if !step.refreshes() {
        args.push("--no-refresh".to_owned());
    }
    args
}

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        match fs::read(self.0.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// Reads a planning back, from a folder that [`write`] made or that was written by hand: what `run.sh` asks of the command.
pub(crate) fn read(folder: &Path) -> (Step, Check) {
    let programme = folder.join("programme");
    let reading = read_folder(&Folder(programme.clone())).expect("a programme");
    let document = serde_json::to_value(&reading.document).expect("a document");
    let evidence = fs::read(programme.join("evidence.csv"))
        .map(|table| rows(&table))
        .unwrap_or_default();
    let json = |name: &str| -> Option<Value> {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    let case = json("case.json").unwrap_or_default();
    let script = fs::read_to_string(folder.join("run.sh")).unwrap_or_default();
    let words: Vec<&str> = script
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect();
    let values = |flag: &str| -> Vec<String> {
        words
            .windows(2)
            .filter(|pair| pair[0] == flag)
            .map(|pair| pair[1].trim_end_matches(';').to_owned())
            .collect()
    };
    let as_of = values("--as-of")
        .pop()
        .or_else(|| text(&document, "as_of").map(str::to_owned))
        .expect("a date");
    let mut step = Step::first(document, evidence, &as_of);
    if let Some(previous) = json("previous.json").filter(|_| script.contains("--previous")) {
        step.set_previous(previous);
    }
    if let Some(options) = case.get("options") {
        step.options = options.clone();
    }
    let cancelled = values("--cancel");
    if !cancelled.is_empty() {
        step.options["cancelled"] = json!(cancelled);
    }
    let pins = values("--pin")
        .into_iter()
        .map(|pin| match pin.split_once('=') {
            Some((session, person)) => json!({ "session": session, "person": person }),
            None => json!({ "session": pin }),
        });
    let pins: Vec<Value> = pins.collect();
    if !pins.is_empty() {
        step.options["pins"] = json!(pins);
    }
    if let Some(until) = values("--frozen-until").pop() {
        step.options["frozen_until"] = json!(until);
    }
    step.events = crate::world::list(&case, "events")
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    (
        step,
        Check::from_name(text(&case, "check").unwrap_or_default()),
    )
}
