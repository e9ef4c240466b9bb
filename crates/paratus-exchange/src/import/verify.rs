//! The folder as it would be, read and checked by the library before anything is written.

use super::{files::ChangedFolder, own_folder::OwnFolder, table_kind::TableKind};
use crate::error::{ExchangeError, Problem};
use paratus::{
    Finding, Programme, Sentence, Severity,
    document::{Files, Reading, read_folder},
    evidence::EvidenceReader,
    survey::ResponseReader,
    table::TableOptions,
};
use std::collections::BTreeMap;

/// What keeps a table of a folder from being read as it is meant, where anything does: its heading, or a quote that is never closed.
pub(super) fn unreadable(
    kind: &TableKind,
    file: &str,
    text: &[u8],
    input: &TableOptions,
) -> Option<Finding> {
    let findings = match kind.name() {
        "evidence" => {
            let mut reader = EvidenceReader::new(file, input.clone());
            reader.push(text, |_, _| Ok(()));
            reader.finish(|_, _| Ok(())).findings
        }
        "responses" => {
            let mut reader = ResponseReader::new(file, input.clone());
            reader.push(text, |_, _| Ok(()));
            reader.finish(|_, _| Ok(())).findings
        }
        _ => {
            // The other tables are read with the programme, of which one is enough that says how its tables are written.
            let mut folder: BTreeMap<String, Vec<u8>> = BTreeMap::new();
            folder.insert(file.to_owned(), text.to_vec());
            let declared = serde_json::to_value(input).unwrap_or_default();
            let programme = serde_json::json!({ "format": 1, "id": "any", "input": declared });
            folder.insert("paratus.json".into(), programme.to_string().into_bytes());
            read_folder(&folder).map_or_else(|_| Vec::new(), |reading| reading.findings)
        }
    };
    findings.into_iter().find(breaks)
}

/// Whether a finding keeps a whole table from being read.
fn breaks(finding: &Finding) -> bool {
    matches!(
        finding.sentence,
        Some(
            Sentence::QuoteNotClosed
                | Sentence::QuoteSwallowsRows
                | Sentence::HeaderTooLong
                | Sentence::HeaderMissing
                | Sentence::ColumnTwice
                | Sentence::ColumnMissing
        )
    )
}

/// What keeps the people of a folder from being read, where anything does: nobody would be known.
pub(super) fn unreadable_people(reading: &Reading) -> Option<&Finding> {
    let of_people = |finding: &&Finding| {
        let file = finding.file.as_deref().unwrap_or_default();
        breaks(finding)
            && file
                .rsplit_once('.')
                .is_some_and(|(stem, _)| stem == "people")
    };
    reading.findings.iter().find(of_people)
}

/// That a table of the folder cannot be read, and why.
pub(super) fn unreadable_table(file: &str, finding: &Finding) -> ExchangeError {
    let message = format!("the folder's table cannot be read: {}", finding.message);
    let mut problem = Problem::new(file, message);
    problem.line = finding.line.map(u64::from);
    let help = "`paratus check` says what is wrong; correct it, then import again";
    ExchangeError::Table(problem.help(Some(help.into())))
}

/// Refuses an import that would give the folder's programme an error which it does not have now. Rows that are errors were refused one by
/// one; this is what is wrong with the whole. Records and answers are no part of the programme: each row of theirs was judged alone.
pub(super) fn verify(own: &OwnFolder<'_>, files: &[(String, String)]) -> Result<(), ExchangeError> {
    let Some(folder) = own.files() else {
        return Ok(());
    };
    let is_of_programme = |(name, _): &&(String, String)| {
        let table = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        !matches!(table, "evidence" | "responses")
    };
    let changed = files.iter().filter(is_of_programme).cloned();
    let changed: BTreeMap<String, String> = changed.collect();
    if changed.is_empty() {
        return Ok(());
    }
    let after = ChangedFolder {
        before: folder,
        changed: &changed,
    };
    if !matches!(after.read("paratus.toml"), Ok(Some(_))) {
        return Ok(());
    }
    let reading = read_folder(&after).map_err(|error| {
        let findings = error.into_findings();
        refused(findings.first())
    })?;
    let programme = reading.compile();
    let found = errors(&programme, &reading);
    let is_new = own.document.is_none();
    let mut known: BTreeMap<Cause, usize> = BTreeMap::new();
    if !found.is_empty() && !is_new {
        for finding in own.errors() {
            *known.entry(cause(&finding)).or_default() += 1;
        }
    }
    for finding in &found {
        // Of a folder without a programme only what is written is looked at: nothing read its tables before.
        let written = finding
            .file
            .as_ref()
            .is_none_or(|file| changed.contains_key(file));
        match known.get_mut(&cause(finding)) {
            Some(times) if *times > 0 => *times -= 1,
            _ if is_new && !written => {}
            _ => return Err(refused(Some(finding))),
        }
    }
    Ok(())
}

/// The errors of a programme.
pub(super) fn errors(programme: &Programme, reading: &Reading) -> Vec<Finding> {
    let mut found = programme.findings().to_vec();
    reading.place(&mut found);
    found.retain(|finding| finding.severity == Severity::Error);
    found
}

/// What two findings of one cause have in common: the numbers of lines and entries change with the rows above.
type Cause = (&'static str, String, String);

fn cause(finding: &Finding) -> Cause {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|letter| !letter.is_ascii_digit());
        letters.collect()
    };
    (
        finding.code.name(),
        plain(&finding.path),
        plain(&finding.message),
    )
}

fn refused(finding: Option<&Finding>) -> ExchangeError {
    let file = finding.and_then(|finding| finding.file.clone());
    let file = file.unwrap_or_else(|| "paratus.toml".into());
    let said = finding.map_or_else(
        || "it could not be read".to_owned(),
        |finding| finding.message.clone(),
    );
    let message = format!("the folder would have an error that it does not have now: {said}");
    let help = finding.and_then(|finding| finding.help.clone());
    let help = help.unwrap_or_else(|| {
        "nothing was written; correct the table or its map, then import again".into()
    });
    ExchangeError::Table(Problem::new(&file, message).help(Some(help)))
}
