//! Foreign tables for WebAssembly: the Rust half of `paratus/exchange`, a module of its own.
//!
//! Texts and bytes go in, JSON texts come out. Files are given as a JSON list of their names, their bytes one after the other, and
//! where each of them ends.

use paratus::{Code, Date};
use paratus_exchange::{
    ExchangeError, FirstNotes, Form, ImportFile, ImportMap, ImportOptions, ImportPlanAnswer,
    RecognitionAnswer,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Rows of each outcome that an answer names, where nothing else is said.
const ROWS: usize = 100;

/// What a file is, as JSON.
#[wasm_bindgen]
pub fn recognise(name: &str, bytes: &[u8]) -> Result<String, JsValue> {
    let found = paratus_exchange::recognise(name, bytes).map_err(|error| failure(&error))?;
    Ok(to_json(&RecognitionAnswer::new(name, &found)))
}

/// A map for a table, as TOML.
#[wasm_bindgen]
pub fn propose(name: &str, bytes: &[u8], sides: &Files, options: &str) -> Result<String, JsValue> {
    let options = Options::read(options)?;
    let file = ImportFile { name, bytes };
    paratus_exchange::propose(&file, &options.import(sides)).map_err(|error| failure(&error))
}

/// What importing files would do, as JSON.
#[wasm_bindgen]
pub fn plan(
    files: &Files,
    folder: Option<Files>,
    sides: &Files,
    options: &str,
) -> Result<String, JsValue> {
    let options = Options::read(options)?;
    let given: Vec<ImportFile<'_>> = files
        .0
        .iter()
        .map(|(name, bytes)| ImportFile { name, bytes })
        .collect();
    let folder: Option<BTreeMap<String, Vec<u8>>> =
        folder.map(|folder| folder.0.into_iter().collect());
    let mut open = |name: &str| -> io::Result<Box<dyn Read>> {
        let found = sides.0.iter().find(|(side, _)| side == name);
        let (_, bytes) = found.ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    };
    let mut notes = FirstNotes::new(options.rows.unwrap_or(ROWS));
    let done = paratus_exchange::plan(
        &given,
        &options.import(sides),
        folder
            .as_ref()
            .map(|folder| folder as &dyn paratus::document::Files),
        &mut open,
        &mut |note| notes.add(note),
    );
    let done = done.map_err(|error| failure(&error))?;
    Ok(to_json(&ImportPlanAnswer::new(done, &notes)))
}

/// The tables that are in workbooks of a folder, as text, and the names of these workbooks: JSON.
#[wasm_bindgen]
pub fn folder_as_text(folder: Files) -> Result<String, JsValue> {
    #[derive(Serialize)]
    struct Answer {
        tables: BTreeMap<String, String>,
        workbooks: Vec<String>,
    }
    let files: BTreeMap<String, Vec<u8>> = folder.0.into_iter().collect();
    let found = paratus_exchange::folder_as_text(&files).map_err(|error| failure(&error))?;
    Ok(to_json(&Answer {
        tables: found.tables,
        workbooks: found.workbooks,
    }))
}

/// Files with their names.
#[wasm_bindgen]
pub struct Files(Vec<(String, Vec<u8>)>);

#[wasm_bindgen]
impl Files {
    /// None yet.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript calls it")]
    #[must_use]
    pub fn new() -> Files {
        Files(Vec::new())
    }

    /// Adds a file.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.0.push((name, bytes));
    }
}

/// What is known of files beside their content.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    form: Option<String>,
    #[serde(default)]
    map: Option<String>,
    /// The name of the file with the questions, among the side tables.
    #[serde(default)]
    questions: Option<String>,
    #[serde(default)]
    rows: Option<usize>,
    /// The form that `form` names.
    #[serde(skip)]
    named: Option<Form>,
}

impl Options {
    fn read(text: &str) -> Result<Options, JsValue> {
        let mut options: Options =
            serde_json::from_str(text).map_err(|error| refused("options", &error.to_string()))?;
        if let Some(name) = &options.form {
            let named = Form::NAMED.into_iter().find(|form| form.name() == name);
            let names = Form::NAMED.map(Form::name).join("`, `");
            let message = format!("there is no form `{name}`; the forms are `{names}`");
            options.named = Some(named.ok_or_else(|| refused("options.form", &message))?);
        }
        Ok(options)
    }

    fn import<'a>(&'a self, sides: &'a Files) -> ImportOptions<'a> {
        ImportOptions {
            form: self.named,
            map: self
                .map
                .as_deref()
                .map(|text| ImportMap { name: "map", text }),
            date: self.date,
            questions: self.questions.as_deref().and_then(|name| {
                let found = sides.0.iter().find(|(side, _)| side == name);
                found.map(|(name, bytes)| ImportFile { name, bytes })
            }),
        }
    }
}

/// A problem as findings name it.
#[derive(Serialize)]
struct FindingText<'a> {
    code: Code,
    column: Option<u64>,
    file: Option<&'a str>,
    help: Option<&'a str>,
    line: Option<u64>,
    message: &'a str,
    path: &'a str,
    severity: &'static str,
}

/// Why there is no answer.
#[derive(Serialize)]
struct Failure<'a> {
    code: &'static str,
    findings: [FindingText<'a>; 1],
    message: String,
    schema: &'static str,
}

impl<'a> Failure<'a> {
    fn to_value(code: &'static str, message: String, found: FindingText<'a>) -> JsValue {
        let schema = "paratus/error/1";
        let failure = Failure {
            code,
            findings: [found],
            message,
            schema,
        };
        JsValue::from_str(&to_json(&failure))
    }
}

/// An option that makes no sense.
fn refused(path: &str, message: &str) -> JsValue {
    let found = FindingText {
        code: Code::BadValue,
        column: None,
        file: None,
        help: None,
        line: None,
        message,
        path,
        severity: "error",
    };
    Failure::to_value("SHAPE", format!("{path}: {message}"), found)
}

/// An error as JSON text.
fn failure(error: &ExchangeError) -> JsValue {
    let whole = error.to_string();
    let (kind, code) = match error {
        ExchangeError::Map(_) => ("SHAPE", Code::BadValue),
        _ => ("UNREADABLE", Code::Unreadable),
    };
    let found = match error {
        ExchangeError::Map(problem) | ExchangeError::Table(problem) => FindingText {
            code,
            column: problem.column,
            file: Some(&problem.file),
            help: problem.help.as_deref(),
            line: problem.line,
            message: &problem.message,
            path: "",
            severity: "error",
        },
        _ => FindingText {
            code,
            column: None,
            file: Some(error.file()),
            help: None,
            line: None,
            message: &whole,
            path: "",
            severity: "error",
        },
    };
    Failure::to_value(kind, whole.clone(), found)
}

fn to_json<T: Serialize>(value: &T) -> String {
    // Structs of texts, numbers and lists: they cannot fail to be written.
    serde_json::to_string(value).unwrap_or_default()
}
