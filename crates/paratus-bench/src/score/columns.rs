//! Evidence as columns, on disk and in memory.

use super::programme::{self, AS_OF, KINDS, OBJECTIVES};
use paratus::Date;
use paratus::evidence::{EvidenceColumns, TextColumn};
use std::error::Error;
use std::fs;
use std::path::Path;

/// 18 bytes a record as the columns are on disk, with the key.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) person: Vec<u32>,
    pub(super) objective: Vec<u8>,
    pub(super) kind: Vec<u8>,
    pub(super) age: Vec<i16>,
    pub(super) value: Vec<f64>,
    pub(super) key: Vec<u16>,
}

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.person.len()
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let bytes = |parts: Vec<u8>, name: &str| fs::write(folder.join(name), parts);
        bytes(
            self.person
                .iter()
                .flat_map(|code| code.to_le_bytes())
                .collect(),
            "person.bin",
        )?;
        bytes(self.objective.clone(), "objective.bin")?;
        bytes(self.kind.clone(), "kind.bin")?;
        bytes(
            self.age.iter().flat_map(|age| age.to_le_bytes()).collect(),
            "age.bin",
        )?;
        bytes(
            self.value
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect(),
            "value.bin",
        )?;
        bytes(
            self.key.iter().flat_map(|key| key.to_le_bytes()).collect(),
            "key.bin",
        )?;
        Ok(())
    }
}

/// More keys than one person has of one objective in one part.
const KEYS_OF_PART: usize = 100_000;

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// The columns as an embedder hands them over: codes of 32 bits and days, with the lists of texts.
pub(super) struct Columns32 {
    people: Vec<String>,
    objectives: Vec<String>,
    keys: Vec<String>,
    person: Vec<u32>,
    objective: Vec<u32>,
    kind: Vec<u32>,
    day: Vec<i32>,
    value: Vec<f64>,
    key: Vec<u32>,
}

impl Columns32 {
    pub(super) fn read(folder: &Path, people: usize) -> Result<Columns32, Box<dyn Error>> {
        let as_of: Date = AS_OF.parse()?;
        let file = |name: &str| fs::read(folder.join(name));
        let bytes =
            |name: &str| Ok::<_, std::io::Error>(file(name)?.into_iter().map(u32::from).collect());
        let words = |name: &str| {
            Ok::<_, std::io::Error>(
                file(name)?
                    .as_chunks()
                    .0
                    .iter()
                    .map(|bytes| u16::from_le_bytes(*bytes))
                    .collect::<Vec<u16>>(),
            )
        };
        // One file after the other: what they hold is in memory twice for one of them only.
        let key: Vec<u32> = words("key.bin")?.into_iter().map(u32::from).collect();
        Ok(Columns32 {
            people: programme::people(people),
            objectives: (0..OBJECTIVES).map(programme::objective).collect(),
            keys: (0..=key.iter().copied().max().unwrap_or(0) as usize)
                .map(programme::key)
                .collect(),
            person: file("person.bin")?
                .as_chunks()
                .0
                .iter()
                .map(|bytes| u32::from_le_bytes(*bytes))
                .collect(),
            objective: bytes("objective.bin")?,
            kind: bytes("kind.bin")?,
            day: words("age.bin")?
                .into_iter()
                .map(|age| as_of.days() - i32::from(age as i16))
                .collect(),
            value: file("value.bin")?
                .as_chunks()
                .0
                .iter()
                .map(|bytes| f64::from_le_bytes(*bytes))
                .collect(),
            key,
        })
    }

    /// Of the people with these ids; each part of some evidence has keys of its own.
    pub(super) fn from_columns(
        columns: Columns,
        people: Vec<String>,
        part: usize,
    ) -> Result<Columns32, Box<dyn Error>> {
        let as_of: Date = AS_OF.parse()?;
        let keys = usize::from(columns.key.iter().copied().max().unwrap_or(0)) + 1;
        let first = part * KEYS_OF_PART;
        Ok(Columns32 {
            people,
            objectives: (0..OBJECTIVES).map(programme::objective).collect(),
            keys: (first..first + keys).map(programme::key).collect(),
            person: columns.person,
            objective: columns.objective.into_iter().map(u32::from).collect(),
            kind: columns.kind.into_iter().map(u32::from).collect(),
            day: columns
                .age
                .into_iter()
                .map(|age| as_of.days() - i32::from(age))
                .collect(),
            value: columns.value,
            key: columns.key.into_iter().map(u32::from).collect(),
        })
    }

    /// The ids of the people, to be used again.
    pub(super) fn into_people(self) -> Vec<String> {
        self.people
    }

    pub(super) fn with_columns<T>(&self, take: impl FnOnce(&EvidenceColumns<'_>) -> T) -> T {
        let (people, objectives, keys) = (
            texts(&self.people),
            texts(&self.objectives),
            texts(&self.keys),
        );
        take(&EvidenceColumns {
            person: TextColumn {
                texts: &people,
                codes: &self.person,
            },
            objective: TextColumn {
                texts: &objectives,
                codes: &self.objective,
            },
            kind: TextColumn {
                texts: &KINDS,
                codes: &self.kind,
            },
            value: &self.value,
            day: &self.day,
            key: Some(TextColumn {
                texts: &keys,
                codes: &self.key,
            }),
            ..EvidenceColumns::default()
        })
    }

    /// The sum of all bytes' words: nothing but reading.
    pub(super) fn sum(&self) -> f64 {
        let words = |codes: &[u32]| codes.iter().map(|&code| u64::from(code)).sum::<u64>() as f64;
        let days = self.day.iter().map(|&day| i64::from(day)).sum::<i64>() as f64;
        let mut lanes = [0.0; 8];
        let (eights, _) = self.value.as_chunks::<8>();
        for eight in eights {
            lanes
                .iter_mut()
                .zip(eight)
                .for_each(|(lane, value)| *lane += value);
        }
        words(&self.person)
            + words(&self.objective)
            + words(&self.kind)
            + words(&self.key)
            + days
            + lanes.iter().sum::<f64>()
    }
}
