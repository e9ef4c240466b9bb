//! Seeded evidence: about five records for each person and objective, in random order, each with a key of its own so that all
//! of them count and other tools can add up the same.

use super::columns::Columns;
use super::programme::{self, AS_OF, KINDS, OBJECTIVES};
use crate::rng::Rng;
use paratus::Date;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Kinds in hundredths: survey 30, completion 25, quiz 25, certificate 5, observation 15.
fn kind(hundredth: usize) -> u8 {
    match hundredth {
        0..30 => 0,
        30..55 => 1,
        55..80 => 2,
        80..85 => 3,
        _ => 4,
    }
}

/// This many records of this many people; each part has others.
pub(super) fn columns(people: usize, records: usize, part: u64) -> Columns {
    let mut random = Rng::new(20_250_101 + part);
    // The third of four draws, by size: a skill that is rarely near the ends.
    let mut skill = || {
        let mut draws = [random.unit(), random.unit(), random.unit(), random.unit()];
        draws.sort_by(f64::total_cmp);
        draws[2]
    };
    let skills: Vec<f64> = (0..people).map(|_| skill()).collect();
    let mut columns = Columns::default();
    let mut held = vec![0u16; people * OBJECTIVES];
    for _ in 0..records {
        let person = random.below(people);
        let objective = random.below(OBJECTIVES);
        let kind = kind(random.below(100));
        let shown = (skills[person] + 0.2 * random.normal()).clamp(0.0, 1.0);
        let value = match kind {
            1 | 3 => 1.0,
            4 => f64::from(u8::from(shown > 0.5)),
            _ => (shown * 20.0).round() / 20.0,
        };
        let key = &mut held[person * OBJECTIVES + objective];
        columns.person.push(person as u32);
        columns.objective.push(objective as u8);
        columns.kind.push(kind);
        columns.age.push(random.below(730) as i16);
        columns.value.push(value);
        columns.key.push(*key);
        *key += 1;
    }
    columns
}

/// Writes programme, columns and table; 100 records a person where no number is given.
pub(super) fn write(
    folder: &Path,
    people: usize,
    records: Option<usize>,
) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let columns = columns(people, records.unwrap_or(people * 100), 0);
    columns.write(folder)?;
    fs::write(folder.join("people"), people.to_string())?;
    let mut file = BufWriter::new(File::create(folder.join("evidence.csv"))?);
    table(&columns, &mut file)?;
    file.flush()?;
    // The same as a folder that the command reads.
    let mut staff = BufWriter::new(File::create(folder.join("people.csv"))?);
    writeln!(staff, "id,section,roles")?;
    for number in 0..people {
        writeln!(
            staff,
            "{},s{},officer",
            programme::person(number),
            number / programme::PER_SECTION
        )?;
    }
    staff.flush()?;
    fs::write(folder.join("paratus.toml"), programme::toml(people))?;
    Ok(())
}

/// The columns as a table.
pub(super) fn table(columns: &Columns, table: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let as_of: Date = AS_OF.parse()?;
    let days: Vec<String> = (0..730)
        .map(|age| as_of.plus_days(-age).to_string())
        .collect();
    writeln!(table, "person,objective,kind,date,value,key")?;
    for at in 0..columns.len() {
        let (person, objective) = (
            columns.person[at] as usize,
            usize::from(columns.objective[at]),
        );
        let (kind, day) = (
            KINDS[usize::from(columns.kind[at])],
            &days[columns.age[at] as usize],
        );
        let (value, key) = (columns.value[at], columns.key[at]);
        writeln!(
            table,
            "p{person:07},obj{objective:02},{kind},{day},{value},k{key}"
        )?;
    }
    Ok(())
}
