//! Paratus for WebAssembly: the Rust half of the npm package `paratus`.
//!
//! Texts, bytes and numbers go in and out, nothing else: requests and answers are the JSON texts of [`paratus::answers`], and bulk data
//! are typed arrays, copied. The TypeScript beside this crate checks what comes in and makes objects of what goes out. Every method
//! takes `&self`, so that no failed call can leave a handle locked.

#[cfg(feature = "plan")]
mod planner;
#[cfg(feature = "report")]
mod report;
#[cfg(feature = "report")]
pub mod rest;

use paratus::EvidenceStore;
use paratus::answers::{self, ErrorAnswer};
#[cfg(feature = "diff")]
use paratus::document::Document;
use paratus::document::{Reading, UnknownKeys, read_folder, read_json};
use paratus::table::{DateFormat, TableOptions};
#[cfg(feature = "plan")]
use paratus::{
    Date,
    plan::{CalendarClock, Plan, UtcOffsets, calendars},
};
use paratus::{Error, Programme};
use paratus_columns_wasm::{RawColumns, RawScores};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Answers one operation on a request as JSON text.
#[wasm_bindgen]
pub fn call(operation: &str, request: &str) -> Result<String, JsValue> {
    answers::call(operation, request).map_err(|error| failure(&error))
}

/// The table of finding codes, as JSON text.
#[wasm_bindgen]
#[must_use]
pub fn codes() -> String {
    answers::to_json(&answers::CodesAnswer::all())
}

/// A compiled programme, and as it is written: what two programmes differ in is asked of that.
#[wasm_bindgen]
pub struct RawProgramme {
    compiled: Programme,
    #[cfg(feature = "diff")]
    document: Document,
}

#[wasm_bindgen]
impl RawProgramme {
    /// Reads canonical JSON.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<RawProgramme, JsValue> {
        compiled(read_json("paratus.json", text))
    }

    /// Reads a folder: `names` is a JSON list, `bytes` holds the files one after the other, `ends` where each of them ends.
    #[wasm_bindgen(js_name = fromFiles)]
    pub fn from_files(names: &str, bytes: &[u8], ends: &[u32]) -> Result<RawProgramme, JsValue> {
        let names = answers::parse_string_list(names).unwrap_or_default();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let pieces = starts
            .zip(ends)
            .filter_map(|(start, end)| bytes.get(start as usize..*end as usize));
        let files: BTreeMap<String, Vec<u8>> =
            names.into_iter().zip(pieces.map(<[u8]>::to_vec)).collect();
        compiled(read_folder(&files))
    }

    /// Id, title, date and sizes, as JSON text.
    #[must_use]
    pub fn facts(&self) -> String {
        let programme = &self.compiled;
        answers::to_json(&Facts {
            as_of: programme.as_of(),
            id: programme.id(),
            people: programme.people(),
            title: programme.title(),
        })
    }
}

/// What two programmes differ in, and how much the verdicts depend on the rules.
#[cfg(feature = "diff")]
#[wasm_bindgen]
impl RawProgramme {
    /// The programme as it is written, as canonical JSON text.
    #[must_use]
    pub fn document(&self) -> String {
        self.document.to_json()
    }

    /// Who changes verdict between `before`, evidence for this programme, and the `other` programme with `after`, evidence for that
    /// one. Where `same`, `after` is not looked at: the evidence stays what it is.
    pub fn diff(
        &self,
        before: &RawEvidence,
        other: &RawProgramme,
        after: &RawEvidence,
        same: bool,
        options: &str,
    ) -> Result<String, JsValue> {
        let (before, after) = (before.0.borrow(), after.0.borrow());
        let after = (&other.document, &other.compiled, (!same).then_some(&*after));
        answers::diff((&self.document, &before), after, options).map_err(|error| failure(&error))
    }

    /// What the verdicts owe to the rules.
    pub fn sensitivity(&self, evidence: &RawEvidence, options: &str) -> Result<String, JsValue> {
        answers::sensitivity(&self.document, &evidence.0.borrow(), options)
            .map_err(|error| failure(&error))
    }
}

/// Plans as files.
#[cfg(feature = "plan")]
#[wasm_bindgen]
impl RawProgramme {
    /// The sessions of a plan as calendar files: a JSON object of texts by file name. `minutes` are offsets from universal time, each from
    /// a day since 1970-01-01 on. Without any, times are local. With `person` there is the calendar of this person alone, or none.
    pub fn calendars(
        &self,
        plan: &str,
        days: &[i32],
        minutes: &[i32],
        person: Option<String>,
    ) -> Result<String, JsValue> {
        let plan = Plan::from_json(plan).map_err(|error| failure(&error))?;
        let given = days.iter().filter_map(|day| Date::from_days(*day));
        let offsets = (!days.is_empty())
            .then(|| UtcOffsets::new(given.zip(minutes.iter().copied()).collect()))
            .transpose()
            .map_err(|error| failure(&error))?;
        let clock = offsets
            .as_ref()
            .map_or(CalendarClock::Local, CalendarClock::Utc);
        let (programme, document) = (&self.compiled, &self.document);
        let files = calendars(&plan, programme, document, clock, person.as_deref())
            .map_err(|error| failure(&error))?;
        let files: BTreeMap<_, _> = files.into_iter().collect();
        Ok(answers::to_json(&files))
    }
}

/// What a programme says of itself.
#[derive(serde::Serialize)]
struct Facts<'a> {
    as_of: Option<paratus::Date>,
    id: &'a str,
    people: usize,
    title: &'a str,
}

/// Evidence for one programme, with its latest assessment.
#[wasm_bindgen]
pub struct RawEvidence(RefCell<EvidenceStore>);

#[wasm_bindgen]
impl RawEvidence {
    /// None yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(programme: &RawProgramme) -> RawEvidence {
        RawEvidence(RefCell::new(EvidenceStore::new(&programme.compiled)))
    }

    /// Adds the records of a JSON list, with unknown keys treated as is said: `refuse`, `refuseRecord`, `ignore`.
    #[wasm_bindgen(js_name = appendJson)]
    pub fn append_json(&self, text: &str, unknown_keys: &str) -> Result<String, JsValue> {
        let unknown_keys = match unknown_keys {
            "ignore" => UnknownKeys::Ignore,
            "refuseRecord" => UnknownKeys::RefuseRecord,
            _ => UnknownKeys::Refuse,
        };
        let appended = self.0.borrow_mut().append_json_with(text, unknown_keys);
        appended
            .map(|appended| answers::to_json(&appended))
            .map_err(|error| failure(&error))
    }

    /// Adds the rows of a CSV table with dates written as `dates` names.
    #[wasm_bindgen(js_name = appendCsv)]
    pub fn append_csv(&self, file: &str, bytes: &[u8], dates: &str) -> String {
        answers::to_json(&self.0.borrow_mut().append_csv(file, bytes, table(dates)))
    }

    /// Adds the answers to surveys of a JSON list.
    #[wasm_bindgen(js_name = appendResponsesJson)]
    pub fn append_responses_json(&self, text: &str) -> Result<String, JsValue> {
        let appended = self.0.borrow_mut().append_responses_json(text);
        appended
            .map(|appended| answers::to_json(&appended))
            .map_err(|error| failure(&error))
    }

    /// Adds the rows of a CSV table of answers to surveys.
    #[wasm_bindgen(js_name = appendResponsesCsv)]
    pub fn append_responses_csv(&self, file: &str, bytes: &[u8], dates: &str) -> String {
        answers::to_json(
            &self
                .0
                .borrow_mut()
                .append_responses_csv(file, bytes, table(dates)),
        )
    }

    /// Adds records given as columns.
    #[wasm_bindgen(js_name = appendColumns)]
    pub fn append_columns(&self, columns: &RawColumns) -> Result<String, JsValue> {
        let appended = columns.append_to(&mut self.0.borrow_mut());
        appended
            .map(|appended| answers::to_json(&appended))
            .map_err(|error| failure(&error))
    }

    /// Removes the records of a selection as JSON text.
    pub fn remove(&self, records: &str) -> Result<String, JsValue> {
        let removed = self.0.borrow_mut().remove_json(records);
        removed
            .map(|removed| answers::to_json(&removed))
            .map_err(|error| failure(&error))
    }

    /// Adds all of another handle for the same programme.
    pub fn merge(&self, other: &RawEvidence) -> Result<(), JsValue> {
        // A handle that is merged with itself gains nothing.
        if std::ptr::eq(self, other) {
            return Ok(());
        }
        let merged = self.0.borrow_mut().merge(&other.0.borrow());
        merged.map_err(|error| failure(&error))
    }

    /// How many records were taken.
    pub fn count(&self) -> f64 {
        self.0.borrow().appended_log().len() as f64
    }

    /// How many records were refused.
    pub fn refused(&self) -> f64 {
        self.0.borrow().appended_log().row_counts().refused as f64
    }

    /// How many records refer to an entry of the programme that was refused.
    pub fn set_aside(&self) -> f64 {
        self.0.borrow().appended_log().row_counts().set_aside as f64
    }

    /// How many answers to surveys are held.
    pub fn responses(&self) -> f64 {
        self.0.borrow().responses().len() as f64
    }

    /// Answers one operation, with options and answer as JSON text.
    pub fn answer(&self, operation: &str, options: &str) -> Result<String, JsValue> {
        self.0
            .borrow_mut()
            .answer(operation, options)
            .map_err(|error| failure(&error))
    }

    /// Everyone's figures as columns, as of a date that the options name.
    pub fn scores(&self, options: &str) -> Result<RawScores, JsValue> {
        RawScores::new(&mut self.0.borrow_mut(), options).map_err(|error| failure(&error))
    }
}

/// How a table is written, where that is said; else the programme says it.
fn table(dates: &str) -> TableOptions {
    let options = TableOptions::default();
    match dates {
        "iso" => options.dates(DateFormat::Iso),
        "excel" => options.dates(DateFormat::Excel),
        "day-month-year" => options.dates(DateFormat::DayMonthYear),
        "month-day-year" => options.dates(DateFormat::MonthDayYear),
        _ => options,
    }
}

/// A programme that could be read without an error in its shape.
fn compiled(reading: Result<Reading, Error>) -> Result<RawProgramme, JsValue> {
    let reading = reading.and_then(Reading::refuse_errors);
    let made = reading.map(|reading| RawProgramme {
        compiled: reading.compile(),
        #[cfg(feature = "diff")]
        document: reading.document,
    });
    made.map_err(|error| failure(&error))
}

/// An error as JSON text.
fn failure(error: &Error) -> JsValue {
    JsValue::from_str(&answers::to_json(&ErrorAnswer::from(error)))
}
