//! A batch of rows as the log takes them: texts with codes, numbers, days.

use super::column::{Column, Meaning};
use ::parquet::data_type::ByteArray;
use paratus::Date;
use paratus::evidence::{Coded, EvidenceColumns};

/// Texts seen lately, of which a text is reported at a glance.
const RECENT: usize = 512;

/// A column of texts.
#[derive(Default)]
pub(super) struct Coding<'a> {
    texts: Vec<&'a str>,
    pub(super) codes: Vec<u32>,
}

impl<'a> Coding<'a> {
    /// A column in which nothing is given.
    fn empty(rows: usize) -> Coding<'a> {
        Coding {
            texts: Vec::new(),
            codes: vec![Coded::NOTHING; rows],
        }
    }

    /// Numbers the texts. The same text may have several numbers; nearly all are known to be the same, as a text occurs once in
    /// memory where the file has a dictionary. What is not UTF-8 is marked in `odd`.
    fn from_cells(
        cells: impl Iterator<Item = Option<&'a ByteArray>>,
        odd: &mut [bool],
    ) -> Coding<'a> {
        let mut coding = Coding {
            texts: Vec::new(),
            codes: Vec::with_capacity(odd.len()),
        };
        let mut whole: Vec<&[u8]> = Vec::new();
        let mut recent = [Coded::NOTHING; RECENT];
        for (cell, odd) in cells.zip(odd) {
            let Some(bytes) = cell.map(ByteArray::data) else {
                coding.codes.push(Coded::NOTHING);
                continue;
            };
            let mut other = Coded::NOTHING;
            let slot = recent.get_mut(slot(bytes)).unwrap_or(&mut other);
            if whole
                .get(*slot as usize)
                .is_some_and(|known| std::ptr::eq(*known, bytes) || *known == bytes)
            {
                coding.codes.push(*slot);
                continue;
            }
            let text = std::str::from_utf8(bytes);
            *odd |= text.is_err();
            match text.unwrap_or_default().trim() {
                "" => coding.codes.push(Coded::NOTHING),
                text => {
                    *slot = whole.len() as u32;
                    coding.codes.push(*slot);
                    coding.texts.push(text);
                    whole.push(bytes);
                }
            }
        }
        coding
    }

    fn coded(&self) -> Coded<'_> {
        Coded {
            texts: &self.texts,
            codes: &self.codes,
        }
    }
}

/// Where a text is remembered: by its length and its last bytes, in which ids differ.
fn slot(bytes: &[u8]) -> usize {
    let tail = match bytes.last_chunk::<8>() {
        Some(tail) => u64::from_le_bytes(*tail),
        None => bytes
            .iter()
            .fold(0, |tail, byte| (tail << 8) | u64::from(*byte)),
    };
    ((tail ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize % RECENT
}

/// A batch of rows.
pub(super) struct Batch<'a> {
    person: Coding<'a>,
    objective: Coding<'a>,
    kind: Coding<'a>,
    value: Vec<f64>,
    day: Vec<i32>,
    level: Option<Coding<'a>>,
    key: Option<Coding<'a>>,
    expires: Option<Vec<i32>>,
    source: Option<Coding<'a>>,
}

/// The columns of a file in the order of [`super::read::NAMES`], where it has them.
pub(super) type Columns = [Option<(Column, Meaning)>; 9];

impl<'a> Batch<'a> {
    /// The rows that the columns hold. The person of a row with anything that is not as it should be is none.
    pub(super) fn from_columns(columns: &'a Columns, rows: usize) -> Batch<'a> {
        let mut odd = vec![false; rows];
        let [
            person,
            objective,
            kind,
            value,
            date,
            level,
            key,
            expires,
            source,
        ] = columns;
        let mut batch = Batch {
            person: texts(person, &mut odd),
            objective: needed(objective, &mut odd),
            kind: needed(kind, &mut odd),
            value: numbers(value, &mut odd),
            day: days(date, None, &mut odd),
            level: level.is_some().then(|| texts(level, &mut odd)),
            key: key.is_some().then(|| texts(key, &mut odd)),
            expires: expires
                .is_some()
                .then(|| days(expires, Some(EvidenceColumns::NEVER), &mut odd)),
            source: source.is_some().then(|| texts(source, &mut odd)),
        };
        for (code, _) in batch
            .person
            .codes
            .iter_mut()
            .zip(&odd)
            .filter(|(_, odd)| **odd)
        {
            *code = Coded::NOTHING;
        }
        batch
    }

    pub(super) fn columns(&self) -> EvidenceColumns<'_> {
        EvidenceColumns {
            person: self.person.coded(),
            objective: self.objective.coded(),
            kind: self.kind.coded(),
            value: &self.value,
            day: &self.day,
            level: self.level.as_ref().map(Coding::coded),
            key: self.key.as_ref().map(Coding::coded),
            expires: self.expires.as_deref(),
            source: self.source.as_ref().map(Coding::coded),
        }
    }
}

fn texts<'a>(column: &'a Option<(Column, Meaning)>, odd: &mut [bool]) -> Coding<'a> {
    match column {
        Some((Column::Text(column), _)) => Coding::from_cells(column.each(), odd),
        _ => Coding::empty(odd.len()),
    }
}

/// Texts of which every row must have one.
fn needed<'a>(column: &'a Option<(Column, Meaning)>, odd: &mut [bool]) -> Coding<'a> {
    let coding = texts(column, odd);
    odd.iter_mut()
        .zip(&coding.codes)
        .for_each(|(odd, code)| *odd |= *code == Coded::NOTHING);
    coding
}

fn numbers(column: &Option<(Column, Meaning)>, odd: &mut [bool]) -> Vec<f64> {
    let of = |column: &mut dyn Iterator<Item = Option<f64>>| {
        column.map(|value| value.unwrap_or(f64::NAN)).collect()
    };
    let values: Vec<f64> = match column {
        Some((Column::Double(column), _)) => of(&mut column.each().map(|value| value.copied())),
        Some((Column::Float(column), _)) => {
            of(&mut column.each().map(|value| value.copied().map(f64::from)))
        }
        Some((Column::Int32(column), _)) => {
            of(&mut column.each().map(|value| value.copied().map(f64::from)))
        }
        Some((Column::Int64(column), _)) => {
            of(&mut column.each().map(|value| value.map(|value| *value as f64)))
        }
        _ => vec![f64::NAN; odd.len()],
    };
    odd.iter_mut()
        .zip(&values)
        .for_each(|(odd, value)| *odd |= !value.is_finite());
    values
}

/// Days; `none` where nothing is given, which is odd if there is no such day.
fn days(column: &Option<(Column, Meaning)>, none: Option<i32>, odd: &mut [bool]) -> Vec<i32> {
    // Far from any day, and not the one that stands for none.
    let far = |days: i64| i32::try_from(days).unwrap_or(i32::MIN);
    let rows = odd.len();
    let mut mark = |days: &mut dyn Iterator<Item = Option<Option<i32>>>| {
        let one = |(day, odd): (Option<Option<i32>>, &mut bool)| {
            let day = day.unwrap_or(none);
            *odd |= day.is_none();
            day.unwrap_or(i32::MIN)
        };
        days.zip(odd.iter_mut()).map(one).collect()
    };
    match column {
        Some((Column::Int32(column), _)) => {
            mark(&mut column.each().map(|day| day.map(|day| Some(*day))))
        }
        Some((Column::Int64(column), Meaning::Moments(per_day))) => {
            mark(&mut column.each().map(|moment| {
                moment.map(|moment| (moment % per_day == 0).then(|| far(moment / per_day)))
            }))
        }
        Some((Column::Text(column), _)) => {
            let mut damaged = vec![false; column.each().count()];
            let coding = Coding::from_cells(column.each(), &mut damaged);
            let known: Vec<Option<i32>> = coding
                .texts
                .iter()
                .map(|text| Date::parse(text).ok().map(Date::days))
                .collect();
            let codes = coding.codes.iter().zip(&damaged);
            mark(
                &mut codes.map(|(code, damaged)| match known.get(*code as usize) {
                    Some(day) => Some(*day),
                    None if *damaged => Some(None),
                    None => None,
                }),
            )
        }
        _ => mark(&mut std::iter::repeat_n(None, rows)),
    }
}
