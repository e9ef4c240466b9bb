//! Findings and failures as people, screen readers and scripts read them.

mod excerpt;
mod human;
mod json;
mod plain;

pub(crate) use excerpt::{Excerpts, open_text};
pub(crate) use json::{FailureAnswer, Note, flat, of_ndjson};

use crate::args::ErrorFormat;
use crate::console::{Context, Look, of_severity};
use crate::failure::Failure;
use crate::formatting;
use paratus::{Code, Finding, Severity};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Most findings that a failure shows; `check` shows all.
const MOST: usize = 10;
/// Most findings of one code that are shown beside an answer.
const MOST_ALIKE: usize = 5;

/// Says on standard error why a verb could not run.
pub(crate) fn failure(failure: &Failure, context: &Context) {
    let text = match context.error_format {
        ErrorFormat::Json => json::failure(failure),
        ErrorFormat::Plain => plain::failure(failure),
        ErrorFormat::Human => {
            let mut text =
                first_findings(&failure.findings, failure.folder.as_deref(), &context.err);
            if !text.is_empty() {
                text.push('\n');
            }
            let look = &context.err;
            let head = look.paint(of_severity(Severity::Error), "error");
            text.push_str(&format!(
                "{head}: {}\n",
                formatting::clean(&failure.message)
            ));
            if let Some(help) = &failure.help {
                text.push_str(&format!(
                    "  {} {}\n",
                    look.title("help:"),
                    formatting::clean(help)
                ));
            }
            text
        }
    };
    eprint(&text);
}

/// Says on standard error, as JSON, what was wrong with the arguments: the first paragraph is the failure, the rest its help.
pub(crate) fn argument_error(text: &str) {
    let one_line = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let (what, help) = text.split_once("\n\n").unwrap_or((text, ""));
    let failure = Failure::new(one_line(what.trim_start_matches("error: ")));
    let help = one_line(help);
    eprint(&json::failure(&if help.is_empty() {
        failure
    } else {
        failure.with_help(help)
    }));
}

/// Notes on standard error beside an answer: the first findings, and how many there are.
pub(crate) fn notes(findings: &[Finding], folder: &Path, context: &Context) {
    if findings.is_empty() {
        return;
    }
    let text = match context.error_format {
        ErrorFormat::Json => json::line(findings),
        ErrorFormat::Plain => findings
            .iter()
            .map(|finding| plain::finding(finding, None))
            .collect(),
        ErrorFormat::Human => first_findings(findings, Some(folder), &context.err),
    };
    eprint(&text);
}

/// A sentence on standard error beside an answer.
pub(crate) fn note(text: &str, context: &Context) {
    match context.error_format {
        ErrorFormat::Json => eprint(&json::note(text)),
        ErrorFormat::Plain => eprint(&format!("{}\n", formatting::clean(text))),
        ErrorFormat::Human => eprint(&format!(
            "{} {}\n",
            context.err.title("note:"),
            formatting::clean(text)
        )),
    }
}

/// What findings say, as notes on standard error beside an answer: people are shown the first of each code, how many more there are, and
/// where each is found.
pub(crate) fn messages(findings: &[Finding], where_all: &str, context: &Context) {
    let most = match context.error_format {
        ErrorFormat::Human => MOST_ALIKE,
        ErrorFormat::Json | ErrorFormat::Plain => usize::MAX,
    };
    for text in first_messages(findings, where_all, most) {
        note(&text, context);
    }
}

fn first_messages(findings: &[Finding], where_all: &str, most: usize) -> Vec<String> {
    let mut of_code: BTreeMap<Code, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        of_code.entry(finding.code).or_default().push(finding);
    }
    let mut texts = Vec::new();
    for alike in of_code.into_values() {
        let first = alike.iter().take(most);
        texts.extend(first.map(|finding| finding.message.clone()));
        if alike.len() > most {
            let more = formatting::thousands((alike.len() - most) as u64);
            texts.push(format!("{more} more like these; {where_all}"));
        }
    }
    texts
}

/// `evidence.csv:12`, where a finding has a file.
pub(crate) fn place(finding: &Finding) -> Option<String> {
    let file = finding.file.as_ref()?;
    Some(
        finding
            .line
            .map_or_else(|| file.clone(), |line| format!("{file}:{line}")),
    )
}

/// All findings for people.
pub(crate) fn human(findings: &[Finding], folder: Option<&Path>, look: &Look) -> String {
    let excerpts = Excerpts::read(findings, folder);
    let text = fold_equal(findings, |finding| {
        human::finding(finding, folder, &excerpts, look)
    });
    in_characters(text, look)
}

/// Most lines named of findings that are not shown.
const LINES: usize = 8;

/// Findings as texts. Of more than two that have one cause in one file, the first and the lines of the others: one slip comes back in
/// every row that has it. The same problem has the same remedy.
fn fold_equal(findings: &[Finding], text: impl Fn(&Finding) -> String) -> String {
    let key = |finding: &Finding| {
        (
            finding.code,
            finding.file.clone(),
            finding
                .help
                .clone()
                .unwrap_or_else(|| finding.message.clone()),
        )
    };
    let mut alike: HashMap<_, Vec<&Finding>> = HashMap::new();
    for finding in findings {
        alike.entry(key(finding)).or_default().push(finding);
    }
    let mut shown = Vec::new();
    for finding in findings {
        let others = match alike.get(&key(finding)).map(Vec::as_slice) {
            Some([first, others @ ..]) if others.len() > 1 => {
                if !std::ptr::eq(*first, finding) {
                    continue;
                }
                others
            }
            _ => &[],
        };
        let mut text = text(finding);
        if !others.is_empty() {
            text.push_str(&more_alike(finding, others));
        }
        shown.push(text);
    }
    shown.join("\n")
}

/// How many more there are like a finding, and on which lines.
fn more_alike(finding: &Finding, others: &[&Finding]) -> String {
    let file = finding
        .file
        .as_deref()
        .map(|file| format!(" in `{}`", formatting::clean(file)))
        .unwrap_or_default();
    let mut numbers: Vec<u32> = others.iter().filter_map(|one| one.line).collect();
    numbers.dedup();
    numbers.retain(|line| Some(*line) != finding.line);
    let distinct = numbers.len();
    let lines: Vec<String> = numbers.iter().take(LINES).map(u32::to_string).collect();
    let lines = match lines.len() {
        0 => String::new(),
        named if named < distinct => format!(", on lines {}, …", lines.join(", ")),
        _ => format!(", on lines {}", lines.join(", ")),
    };
    let count = formatting::thousands(others.len() as u64);
    let names = other_names(finding, others);
    format!(
        "… and {count} more like it{names}{file}{lines}\n  `paratus check --format csv` lists each\n"
    )
}

/// Most names given of findings that are not shown.
const NAMES: usize = 5;

/// The first words in backticks of findings that are not shown, where they are others than that of the one that is.
fn other_names(finding: &Finding, others: &[&Finding]) -> String {
    let name = |finding: &Finding| finding.message.split('`').nth(1).map(formatting::clean);
    let shown = name(finding);
    let mut names: Vec<_> = others.iter().filter_map(|one| name(one)).collect();
    names.dedup();
    names.retain(|name| shown.as_ref() != Some(name));
    let more = if names.len() > NAMES { ", …" } else { "" };
    let names: Vec<String> = names
        .iter()
        .take(NAMES)
        .map(|name| format!("`{name}`"))
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(" ({}{more})", names.join(", "))
    }
}

/// The text in the characters of the page.
fn in_characters(text: String, look: &Look) -> String {
    if look.ascii {
        text.replace('…', "~")
    } else {
        text
    }
}

/// All findings, one fact per line.
pub(crate) fn plain(findings: &[Finding], folder: Option<&Path>) -> String {
    let excerpts = Excerpts::read(findings, folder);
    fold_equal(findings, |finding| plain::finding(finding, Some(&excerpts)))
}

/// The first findings for people, and how many there are.
fn first_findings(findings: &[Finding], folder: Option<&Path>, look: &Look) -> String {
    let first = findings.get(..MOST).unwrap_or(findings);
    let mut text = human(first, folder, look);
    if findings.len() > MOST {
        text.push_str(&format!(
            "\n… and {} more; `paratus check` lists all\n",
            formatting::thousands((findings.len() - MOST) as u64)
        ));
    }
    in_characters(text, look)
}

/// `2 errors, 3 warnings and 1 note`.
pub(crate) fn tally(findings: &[Finding]) -> String {
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let kinds = [Severity::Error, Severity::Warning, Severity::Info];
    let parts: Vec<String> = kinds
        .into_iter()
        .map(|severity| (count(severity), word(severity)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| formatting::count(count, word, &format!("{word}s")))
        .collect();
    if parts.is_empty() {
        "no findings".to_owned()
    } else {
        formatting::list(&parts)
    }
}

/// The word of a severity for people: as on pages.
pub(crate) const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Whether any finding is an error.
pub(crate) fn has_errors(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}

/// Writes to standard error; if nobody listens, nobody misses it.
pub(crate) fn eprint(text: &str) {
    use std::io::Write;
    let _ = anstream::stderr().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use paratus::Sentence;

    #[test]
    fn of_each_code_the_first_are_said_and_how_many_more() {
        let finding = |code, given: usize| {
            let facts = [
                ("kind", "session".into()),
                ("given", format!("s-{given}").into()),
            ];
            Finding::new(code, "sessions", Sentence::NameUnknown, facts)
        };
        let mut findings: Vec<Finding> = (0..8)
            .map(|at| finding(Code::UnknownReference, at))
            .collect();
        findings.push(finding(Code::PinsContradict, 9));
        let texts = first_messages(&findings, "a file lists each", 5);
        assert_eq!(texts.len(), 7, "{texts:?}");
        assert!(texts.contains(&"3 more like these; a file lists each".to_owned()));
        assert!(texts.contains(&"there is no session `s-9`".to_owned()));
        assert_eq!(first_messages(&findings, "", usize::MAX).len(), 9);
    }
}
