//! The programme that the evidence is about: 20 objectives in three tracks, sections of 100 people, one role.

use paratus::document::{PersonDoc, Reading, read_json};
use paratus::{Error, Programme};
use serde_json::{Value, json};

/// The date of assessment.
pub(super) const AS_OF: &str = "2025-06-30";
/// Objectives of each track.
pub(super) const TRACKS: [(&str, usize, u32); 3] = [
    ("people", 8, 198),
    ("process", 7, 198),
    ("technology", 5, 120),
];
/// How many objectives there are.
pub(super) const OBJECTIVES: usize = 20;
/// People of each section.
pub(super) const PER_SECTION: usize = 100;
/// Kinds by number, as the columns have them.
pub(super) const KINDS: [&str; 5] = ["survey", "completion", "quiz", "certificate", "observation"];

/// Id of a person.
pub(super) fn person(number: usize) -> String {
    format!("p{number:07}")
}

/// Ids of this many people.
pub(super) fn people(people: usize) -> Vec<String> {
    (0..people).map(person).collect()
}

/// Id of a section.
pub(super) fn section(number: usize) -> String {
    format!("s{number}")
}

/// Id of an objective.
pub(super) fn objective(number: usize) -> String {
    format!("obj{number:02}")
}

/// Id of a key.
pub(super) fn key(number: usize) -> String {
    format!("k{number}")
}

/// The programme of this many people.
pub(super) fn compile(people: usize) -> Result<Programme, Error> {
    let tracks = TRACKS
        .iter()
        .flat_map(|&(track, count, half_life)| (0..count).map(move |_| (track, half_life)));
    let objectives: Vec<Value> = tracks
        .enumerate()
        .map(|(number, (track, half_life))| {
            json!({ "id": objective(number), "track": track, "title": objective(number), "half_life_days": half_life })
        })
        .collect();
    let requires: Vec<Value> = (0..OBJECTIVES)
        .map(|number| json!({ "objective": objective(number) }))
        .collect();
    let sections: Vec<Value> = (0..people.div_ceil(PER_SECTION))
        .map(|number| json!({ "id": section(number) }))
        .collect();
    let document = json!({
        "format": 1, "id": "bench", "title": "Bench", "as_of": AS_OF, "objectives": objectives, "sections": sections,
        "roles": [{ "id": "officer", "requires": requires }],
        "rules": { "threshold": 0.4 },
    });
    let Reading { mut document, .. } = read_json("programme.json", &document.to_string())?;
    // Millions of people as they are held, not as text.
    let staff = |number: usize| PersonDoc {
        id: person(number),
        section: section(number / PER_SECTION),
        roles: vec!["officer".to_owned()],
        leader: false,
        joined: None,
        left: None,
        previous_ids: Vec::new(),
    };
    document.people = (0..people).map(staff).collect();
    Ok(Programme::compile(&document))
}

/// The same without its people, as `paratus.toml`.
pub(super) fn toml(people: usize) -> String {
    let mut text = format!(
        "format = 1\nid = \"bench\"\ntitle = \"Bench\"\nas_of = {AS_OF}\n[rules]\nthreshold = 0.4\n"
    );
    let tracks = TRACKS
        .iter()
        .flat_map(|&(track, count, half_life)| (0..count).map(move |_| (track, half_life)));
    for (number, (track, half_life)) in tracks.enumerate() {
        let id = objective(number);
        text += &format!(
            "[[objectives]]\nid = \"{id}\"\ntrack = \"{track}\"\ntitle = \"{id}\"\nhalf_life_days = {half_life}\n"
        );
    }
    for number in 0..people.div_ceil(PER_SECTION) {
        text += &format!("[[sections]]\nid = \"s{number}\"\n");
    }
    text += "[[roles]]\nid = \"officer\"\nrequires = [\n";
    for number in 0..OBJECTIVES {
        text += &format!("  {{ objective = \"{}\" }},\n", objective(number));
    }
    text + "]\n"
}
