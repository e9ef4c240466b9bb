//! Findings and failures as people, screen readers and scripts read them.

mod excerpt;
mod human;
mod json;
mod plain;

pub(crate) use excerpt::Excerpts;
pub(crate) use json::{Failed, Note, flat, of_ndjson};

use crate::args::ErrorFormat;
use crate::console::{Context, Look, of_severity};
use crate::failure::Failure;
use crate::words;
use paratus::{Finding, Severity};
use std::collections::HashMap;
use std::path::Path;

/// Most findings that a failure shows; `check` shows all.
const MOST: usize = 10;

/// Says on standard error why a verb could not run.
pub(crate) fn failure(failure: &Failure, context: &Context) {
    let text = match context.error_format {
        ErrorFormat::Json => json::failure(failure),
        ErrorFormat::Plain => plain::failure(failure),
        ErrorFormat::Human => {
            let mut text = some(&failure.findings, failure.folder.as_deref(), &context.err);
            if !text.is_empty() {
                text.push('\n');
            }
            let look = &context.err;
            let head = look.paint(of_severity(Severity::Error), "error");
            text.push_str(&format!("{head}: {}\n", words::clean(&failure.message)));
            if let Some(help) = &failure.help {
                text.push_str(&format!("  {} {}\n", look.title("help:"), words::clean(help)));
            }
            text
        }
    };
    eprint(&text);
}

/// Says on standard error, as JSON, what was wrong with the arguments: the first paragraph is the failure, the rest its help.
pub(crate) fn misspoken(text: &str) {
    let one_line = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let (what, help) = text.split_once("\n\n").unwrap_or((text, ""));
    let failure = Failure::new(one_line(what.trim_start_matches("error: ")));
    let help = one_line(help);
    eprint(&json::failure(&if help.is_empty() { failure } else { failure.with_help(help) }));
}

/// Notes on standard error beside an answer: the first findings, and how many there are.
pub(crate) fn notes(findings: &[Finding], folder: &Path, context: &Context) {
    if findings.is_empty() {
        return;
    }
    let text = match context.error_format {
        ErrorFormat::Json => json::line(findings),
        ErrorFormat::Plain => findings.iter().map(|finding| plain::finding(finding, None)).collect(),
        ErrorFormat::Human => some(findings, Some(folder), &context.err),
    };
    eprint(&text);
}

/// A sentence on standard error beside an answer.
pub(crate) fn remark(text: &str, context: &Context) {
    match context.error_format {
        ErrorFormat::Json => eprint(&json::note(text)),
        ErrorFormat::Plain => eprint(&format!("{}\n", words::clean(text))),
        ErrorFormat::Human => eprint(&format!("{} {}\n", context.err.title("note:"), words::clean(text))),
    }
}

/// `evidence.csv:12`, where a finding has a file.
pub(crate) fn place(finding: &Finding) -> Option<String> {
    let file = finding.file.as_ref()?;
    Some(finding.line.map_or_else(|| file.clone(), |line| format!("{file}:{line}")))
}

/// All findings for people.
pub(crate) fn human(findings: &[Finding], folder: Option<&Path>, look: &Look) -> String {
    let excerpts = Excerpts::read(findings, folder);
    let text = few_alike(findings, |finding| human::finding(finding, folder, &excerpts, look));
    in_characters(text, look)
}

/// Most findings shown that say the same of one file.
const ALIKE: usize = 3;

/// Findings as texts. Of many that say the same of one file, the first and how many more: one slip in an id comes back in
/// every row that refers to it.
fn few_alike(findings: &[Finding], text: impl Fn(&Finding) -> String) -> String {
    let key = |finding: &Finding| (finding.code, finding.file.clone(), finding.message.clone());
    let mut count: HashMap<_, usize> = HashMap::new();
    for finding in findings {
        *count.entry(key(finding)).or_default() += 1;
    }
    let mut seen: HashMap<_, usize> = HashMap::new();
    let mut shown = Vec::new();
    for finding in findings {
        let all = count.get(&key(finding)).copied().unwrap_or_default();
        let nth = seen.entry(key(finding)).or_default();
        *nth += 1;
        // A remark in place of a single one would spare nothing.
        if all <= ALIKE + 1 || *nth <= ALIKE {
            shown.push(text(finding));
        } else if *nth == all {
            let file = finding.file.as_deref().map(|file| format!(" in `{}`", words::clean(file))).unwrap_or_default();
            let more = words::thousands((all - ALIKE) as u64);
            let message = words::clean(&finding.message);
            shown.push(format!("… and {more} more{file}: {message}\n  `paratus check --format csv` lists each\n"));
        }
    }
    shown.join("\n")
}

/// The text in the characters of the page.
fn in_characters(text: String, look: &Look) -> String {
    if look.ascii { text.replace('…', "~") } else { text }
}

/// All findings, one fact per line.
pub(crate) fn plain(findings: &[Finding], folder: Option<&Path>) -> String {
    let excerpts = Excerpts::read(findings, folder);
    few_alike(findings, |finding| plain::finding(finding, Some(&excerpts)))
}

/// The first findings for people, and how many there are.
fn some(findings: &[Finding], folder: Option<&Path>, look: &Look) -> String {
    let first = findings.get(..MOST).unwrap_or(findings);
    let mut text = human(first, folder, look);
    if findings.len() > MOST {
        text.push_str(&format!(
            "\n… and {} more; `paratus check` lists all\n",
            words::thousands((findings.len() - MOST) as u64)
        ));
    }
    in_characters(text, look)
}

/// `2 errors, 3 warnings and 1 remark`.
pub(crate) fn tally(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "remark")];
    let parts: Vec<String> = kinds
        .into_iter()
        .map(|(severity, word)| (count(severity), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| words::count(count, word, &format!("{word}s")))
        .collect();
    if parts.is_empty() { "no findings".to_owned() } else { words::list(&parts) }
}

/// Whether any finding is an error.
pub(crate) fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Writes to standard error; if nobody listens, nobody misses it.
pub(crate) fn eprint(text: &str) {
    use std::io::Write;
    let _ = anstream::stderr().write_all(text.as_bytes());
}
