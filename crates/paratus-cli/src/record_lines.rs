//! The lines of evidence that findings about records are in: the log knows what counts, and not where it was written.

use crate::diagnostics::open_text;
use paratus::{Fact, Finding};
use std::io::BufRead;
use std::path::Path;

/// Gives each finding about records of a person the first line that has the person, the objective and the date, in one pass of each file.
/// What is in no file of lines has no line.
pub(crate) fn locate(findings: &mut [Finding], files: &[String], folder: &Path) {
    let mut sought: Vec<(&mut Finding, [String; 3])> = findings
        .iter_mut()
        .filter_map(|finding| {
            let words = identity(finding)?;
            Some((finding, words))
        })
        .collect();
    for file in files {
        if sought.is_empty() {
            return;
        }
        let Some(reader) = open_text(file, Some(folder)) else {
            continue;
        };
        for (line, number) in reader.lines().map_while(Result::ok).zip(1u32..) {
            let fields: Vec<&str> = line
                .split([',', ';', '\t'])
                .map(|field| field.trim().trim_matches('"'))
                .collect();
            let has = |word: &String| fields.iter().any(|field| is_of(field, word));
            sought.retain_mut(|(finding, words)| {
                let is_here = words.iter().all(has);
                if is_here {
                    finding.file = Some(file.clone());
                    finding.line = Some(number);
                }
                !is_here
            });
            if sought.is_empty() {
                return;
            }
        }
    }
}

/// Person, objective and date of a finding about records that has no place.
fn identity(finding: &Finding) -> Option<[String; 3]> {
    let text = |name: &str| match finding.facts.get(name) {
        Some(Fact::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let has_no_place = finding.file.is_none() && finding.path == "evidence";
    has_no_place
        .then(|| Some([text("person")?, text("objective")?, text("date")?]))
        .flatten()
}

/// Whether a field is the word, perhaps with a time behind the date.
fn is_of(field: &str, word: &str) -> bool {
    let rest = field.strip_prefix(word);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['T', ' ', '@']))
}
