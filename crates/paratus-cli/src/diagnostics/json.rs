//! Findings and failures as JSON.

use crate::failure::Failure;
use paratus::Finding;
use paratus::answers::FindingsAnswer;
use schemars::JsonSchema;
use serde::Serialize;

/// A failure: message, help and the findings behind it.
#[derive(Serialize, JsonSchema)]
pub(crate) struct FailureAnswer<'a> {
    findings: &'a [Finding],
    help: Option<&'a str>,
    message: &'a str,
    schema: &'static str,
}

pub(super) fn failure(failure: &Failure) -> String {
    let Failure {
        message,
        help,
        findings,
        ..
    } = failure;
    text(&FailureAnswer {
        findings,
        help: help.as_deref(),
        message,
        schema: "paratus/failure/1",
    })
}

/// A sentence beside an answer.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Note<'a> {
    message: &'a str,
    schema: &'static str,
}

pub(super) fn note(message: &str) -> String {
    text(&Note {
        message,
        schema: "paratus/note/1",
    })
}

pub(super) fn line(findings: &[Finding]) -> String {
    text(&FindingsAnswer::new(findings.to_vec()))
}

/// One finding on a line.
pub(crate) fn of_ndjson(finding: &Finding) -> String {
    text(finding)
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).map_or_else(
        |error| format!("{error}\n"),
        |json| crate::formatting::escape_controls(&json).into_owned() + "\n",
    )
}

/// The columns of findings as a flat table.
pub(crate) mod flat {
    use paratus::Finding;

    pub(crate) const HEADER: [&str; 8] = [
        "severity", "code", "file", "line", "column", "path", "message", "help",
    ];

    pub(crate) fn row(finding: &Finding) -> [String; 8] {
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        [
            finding.severity.name().to_owned(),
            finding.code.name().to_owned(),
            finding.file.clone().unwrap_or_default(),
            number(finding.line),
            number(finding.column),
            finding.path.clone(),
            finding.message.clone(),
            finding.help.clone().unwrap_or_default(),
        ]
    }
}
