//! Reads lists and tables other than a document from JSON text: as strictly, and with every problem in one run.

use super::collect_errors::{EntryContext, EntryKey, ErrorCollector, collect_errors};
use super::json;
use super::source_text::SourceText;
use crate::finding::describe;
use crate::{Code, Error, ErrorKind, Finding};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// What becomes of a record of a JSON list with a key that is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnknownKeys {
    /// The whole list is refused with an error.
    #[default]
    Refuse,
    /// The record is refused with a finding, the others are taken.
    RefuseRecord,
    /// The record is taken without the key.
    Ignore,
}

/// The entries of a list, each with its place in it, and those that were refused.
pub(crate) struct ReadList<T> {
    pub(crate) entries: Vec<(usize, T)>,
    pub(crate) refused: u64,
    /// Why they were refused.
    pub(crate) findings: Vec<Finding>,
}

/// Reads the entries of a JSON list that findings call `key`.
///
/// # Errors
/// Where the text is not JSON or no list, or an entry cannot be read; with the findings of all entries.
pub(crate) fn read_list<T: DeserializeOwned>(key: &str, text: &str) -> Result<Vec<T>, Error> {
    let list = read_list_with(key, text, UnknownKeys::Refuse)?;
    Ok(list.entries.into_iter().map(|(_, entry)| entry).collect())
}

/// The same with unknown keys treated as is said.
///
/// # Errors
/// As for [`read_list`].
pub(crate) fn read_list_with<T: DeserializeOwned>(
    key: &str,
    text: &str,
    unknown_keys: UnknownKeys,
) -> Result<ReadList<T>, Error> {
    let mut all = ReadList {
        entries: Vec::new(),
        refused: 0,
        findings: Vec::new(),
    };
    let sources = [SourceText::new(key, text.as_bytes().to_vec())];
    let mut notes = ErrorCollector::new(&sources).with_unknown_keys(unknown_keys);
    let odd = json::parse_list(
        without_mark(text),
        &mut notes,
        &mut |index, mut entry, notes| {
            let context = EntryContext {
                key,
                part: EntryKey::Index(index),
            };
            notes.entry_is_refused = false;
            let entry = collect_errors(&mut entry, context, notes);
            if notes.entry_is_refused {
                all.refused += 1;
            } else {
                all.entries.extend(entry.map(|entry| (index, entry)));
            }
        },
    );
    if let Some(place @ Some(_)) = odd {
        let finding = describe!(Code::WrongType, key, ExpectedOnly { expected: "a list" });
        notes.note(finding, place);
    }
    all.findings = notes.take_refusals();
    conclude(odd.is_some(), notes)?;
    Ok(all)
}

/// Reads a JSON table that findings call `key`.
///
/// # Errors
/// Where the text is not JSON or cannot be read as `T`; with all findings.
pub(crate) fn read_table<T: DeserializeOwned>(key: &str, text: &str) -> Result<T, Error> {
    let sources = [SourceText::new(key, text.as_bytes().to_vec())];
    let mut notes = ErrorCollector::new(&sources);
    let mut root = json::parse(without_mark(text), 0, &mut notes);
    let context = EntryContext {
        key,
        part: EntryKey::Whole,
    };
    let table = (root.as_mut()).and_then(|root| collect_errors(root, context, &mut notes));
    conclude(root.is_some(), notes)?;
    // Without a finding it was read to its end.
    table.ok_or_else(|| Error::new(ErrorKind::Shape, Vec::new()))
}

/// A text without the byte order mark.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// An error where something was found.
fn conclude(is_json: bool, notes: ErrorCollector<'_>) -> Result<(), Error> {
    let kind = if is_json {
        ErrorKind::Shape
    } else {
        ErrorKind::Syntax
    };
    if is_json && notes.is_empty() {
        Ok(())
    } else {
        Err(Error::new(kind, notes.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::read_list;
    use crate::document::EvidenceDoc;
    use crate::table::MAX_FINDINGS_PER_CODE;

    /// Records on one line, each with a key that is none.
    fn one_line(records: usize) -> String {
        let record = |at| {
            format!(
                r#"{{"person":"ö{at}","objective":"o","kind":"quiz","value":1,"date":"2027-01-01","datum":1}}"#
            )
        };
        format!(
            "[{}]",
            (0..records).map(record).collect::<Vec<_>>().join(",")
        )
    }

    #[test]
    fn a_list_that_cannot_be_read_to_its_end_has_one_finding() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let text = one_line(3).replace("},{", &format!("}},{deep},{{"));
        let error = read_list::<EvidenceDoc>("evidence", &text).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Syntax);
        let messages: Vec<&str> = error
            .findings()
            .iter()
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(messages, ["this is nested too deeply"]);
        let error = read_list::<EvidenceDoc>("evidence", "\n {}").unwrap_err();
        let [finding] = error.findings() else {
            panic!("{error}");
        };
        assert_eq!(
            (finding.message.as_str(), finding.line, finding.column),
            ("expected a list", Some(2), Some(2))
        );
    }

    #[test]
    fn one_mistake_in_every_record_is_one_finding_with_a_count() {
        let text = one_line(MAX_FINDINGS_PER_CODE + 234);
        let error = read_list::<EvidenceDoc>("evidence", &text).unwrap_err();
        let findings = error.findings();
        let [finding] = findings else {
            panic!("{findings:?}");
        };
        assert_eq!(finding.path, "evidence[0].datum");
        assert_eq!(finding.count, MAX_FINDINGS_PER_CODE as u32 + 234);
        assert!(finding.message.contains("1,233 more places have this too"));
        let column = finding.column.unwrap() as usize;
        let rest: String = text.chars().skip(column - 1).take(7).collect();
        assert_eq!((finding.line, rest.as_str()), (Some(1), "\"datum\""));
    }

    #[test]
    fn one_misspelt_word_in_every_record_is_one_finding_with_what_was_meant() {
        let text = one_line(3)
            .replace(r#","datum":1"#, "")
            .replace("quiz", "quizz");
        let error = read_list::<EvidenceDoc>("evidence", &text).unwrap_err();
        let [finding] = error.findings() else {
            panic!("{error}");
        };
        assert_eq!((&*finding.path, finding.count), ("evidence[0].kind", 3));
        assert_eq!(finding.help.as_deref(), Some("did you mean `quiz`?"));
    }
}
