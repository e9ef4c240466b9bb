//! Findings as lines of one fact each, for screen readers.

use super::{Excerpts, word};
use crate::failure::Failure;
use crate::formatting;
use paratus::Finding;

/// One finding; with its line where excerpts are given.
pub(super) fn finding(finding: &Finding, excerpts: Option<&Excerpts>) -> String {
    let severity = formatting::capitalised(word(finding.severity));
    let mut text = format!(
        "{severity} {}: {}\n",
        finding.code,
        formatting::clean(&finding.message)
    );
    let mut fact =
        |name: &str, value: &str| text.push_str(&format!("{name}: {}\n", formatting::clean(value)));
    if let Some(file) = &finding.file {
        fact("File", file);
    }
    for (name, number) in [("Line", finding.line), ("Column", finding.column)] {
        if let Some(number) = number {
            fact(name, &number.to_string());
        }
    }
    if !finding.path.is_empty() {
        fact("Path", &finding.path);
    }
    let line = finding
        .file
        .as_deref()
        .zip(finding.line)
        .and_then(|(file, line)| excerpts?.line(file, line));
    if let Some(line) = line {
        fact("Text", line);
    }
    if let Some(help) = &finding.help {
        fact("Help", help);
    }
    text
}

/// A failure.
pub(super) fn failure(failure: &Failure) -> String {
    let mut text: String = failure
        .findings
        .iter()
        .map(|one| finding(one, None) + "\n")
        .collect();
    text.push_str(&format!("Error: {}\n", formatting::clean(&failure.message)));
    if let Some(help) = &failure.help {
        text.push_str(&format!("Help: {}\n", formatting::clean(help)));
    }
    text
}
