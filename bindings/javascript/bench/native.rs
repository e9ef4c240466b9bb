//! The native side of `bench.mjs`: the same columns through the same library. Usage: `native FOLDER DATE ROUNDS`.

use paratus::evidence::{EvidenceColumns, TextColumn};
use paratus::{EvidenceLog, Programme};
use std::error::Error;
use std::time::Instant;
use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let [folder, date, rounds] = env::args()
        .skip(1)
        .collect::<Vec<_>>()
        .try_into()
        .map_err(|_| "FOLDER DATE ROUNDS")?;
    let file = |name: &str| fs::read(Path::new(&folder).join(name));
    let programme = Programme::from_json(&String::from_utf8(file("programme.json")?)?)?;
    let words = |bytes: Vec<u8>| {
        bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|chunk| u32::from_le_bytes(*chunk))
            .collect::<Vec<_>>()
    };
    let wide = |bytes: Vec<u8>| bytes.into_iter().map(u32::from).collect::<Vec<_>>();
    let (person, objective, kind, key) = (
        words(file("person")?),
        wide(file("objective")?),
        wide(file("kind")?),
        wide(file("key")?),
    );
    let day: Vec<i32> = words(file("day")?)
        .into_iter()
        .map(|word| word as i32)
        .collect();
    let value: Vec<f64> = file("value")?
        .as_chunks::<8>()
        .0
        .iter()
        .map(|chunk| f64::from_le_bytes(*chunk))
        .collect();
    let ids: Vec<&str> = programme.people_ids().collect();
    let objectives: Vec<&str> = programme
        .objectives()
        .iter()
        .map(|objective| objective.id.as_str())
        .collect();
    let keys: Vec<String> = (0..256).map(|number| format!("k{number}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let columns = EvidenceColumns {
        person: TextColumn {
            texts: &ids,
            codes: &person,
        },
        objective: TextColumn {
            texts: &objectives,
            codes: &objective,
        },
        kind: TextColumn {
            texts: &["survey", "completion", "quiz", "certificate", "observation"],
            codes: &kind,
        },
        value: &value,
        day: &day,
        key: Some(TextColumn {
            texts: &keys,
            codes: &key,
        }),
        ..EvidenceColumns::default()
    };
    let (mut seconds, mut low) = (Vec::new(), 0.0);
    for _ in 0..rounds.parse()? {
        let started = Instant::now();
        let mut log = EvidenceLog::new(&programme);
        log.push_columns(&columns)?;
        let assessment = programme.assess(&log, date.parse()?);
        let figures: Vec<f64> = assessment
            .people()
            .filter_map(|person| Some(person.readiness()?.low))
            .collect();
        seconds.push(started.elapsed().as_secs_f64());
        low = figures.iter().sum();
    }
    println!("{{\"seconds\": {seconds:?}, \"low\": {low}}}");
    Ok(())
}
