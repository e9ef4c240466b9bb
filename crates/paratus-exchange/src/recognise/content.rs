//! Forms that are known by their bytes: archives, documents, JSON and XML.

use super::{Form, Recognition};
use crate::source::{BookKind, archive};
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::fmt;

/// A text whose letters have four bytes.
pub(super) const UTF_32: &str = "a text in UTF-32";

/// First bytes of files that are no tables.
const MAGIC: [(&[u8], &str); 16] = [
    (b"\xff\xfe\0\0", UTF_32),
    (b"\0\0\xfe\xff", UTF_32),
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a file packed with gzip"),
    (b"7z\xbc\xaf", "an archive packed with 7-Zip"),
    (b"Rar!", "an archive packed with RAR"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"$FL2", "an SPSS file"),
    (b"PK\x05\x06", "an archive without files"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
];

/// Files that show what an archive is.
const PARTS: [(&str, &str); 7] = [
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("cmi5.xml", "a cmi5 course package"),
    ("tincan.xml", "an xAPI course package"),
    ("imsmanifest.xml", "a SCORM or IMS content package"),
    ("moodle_backup.xml", "a Moodle backup"),
    ("content.xml", "a text document (ODF)"),
];

/// Keys of JSON objects that show what they are; all of a row must be there.
const JSON: [(&[&str], &str); 11] = [
    (&["CFDocument"], "a CASE package, as JSON"),
    (&["CFPackages"], "a CASE package, as JSON"),
    (&["statements"], "xAPI statements, as JSON"),
    (&["statement"], "xAPI statements, as JSON"),
    (&["actor", "verb", "object"], "xAPI statements, as JSON"),
    (
        &["credentialSubject"],
        "an Open Badge or another verifiable credential, as JSON",
    ),
    (&["verifiableCredential"], "verifiable credentials, as JSON"),
    (
        &["badge", "recipient"],
        "an Open Badge (version 2), as JSON",
    ),
    (&["@context", "@graph"], "linked data, as JSON"),
    (&["format", "objectives"], "a programme, as JSON"),
    (
        &["schema", "findings"],
        "an answer of this program, as JSON",
    ),
];

/// Root elements of XML that show what it is.
const XML: [(&str, &str); 13] = [
    ("assessmentItem", "a QTI test item, as XML"),
    ("assessmentTest", "a QTI test, as XML"),
    ("questestinterop", "a QTI test (version 1), as XML"),
    ("qti-assessment-item", "a QTI test item (version 3), as XML"),
    ("qti-assessment-test", "a QTI test (version 3), as XML"),
    ("manifest", "the manifest of a SCORM or IMS package, as XML"),
    ("courseStructure", "a cmi5 course structure, as XML"),
    ("quiz", "a Moodle question bank, as XML"),
    ("results", "a Moodle gradebook, as XML"),
    ("Workbook", "an Excel 2003 workbook, as XML"),
    (
        "html",
        "a web page, perhaps the log-in page in place of the export",
    ),
    ("LearnerInformation", "learner information, as XML"),
    ("svg", "a picture"),
];

/// The form, where the bytes show one and are no plain table.
pub(super) fn recognise(bytes: &[u8]) -> Option<Recognition> {
    let unsupported = |title: &'static str, because: String| {
        Some(Recognition {
            form: Form::Unsupported(title),
            because,
        })
    };
    // Two letters alone may be those of a heading.
    let is_magic =
        |magic: &[u8]| bytes.starts_with(magic) && (magic.len() > 2 || bytes.contains(&0));
    if let Some((_, title)) = MAGIC.iter().find(|(magic, _)| is_magic(magic)) {
        return unsupported(title, "its first bytes show it".into());
    }
    if let Some(names) = archive::names(bytes) {
        if BookKind::of(bytes).is_some() {
            return None;
        }
        let part = PARTS
            .iter()
            .find(|(part, _)| names.iter().any(|name| name == part));
        if let Some((part, title)) = part {
            return unsupported(title, format!("it holds `{part}`"));
        }
        let tables = names.iter().filter(|name| is_table_name(name)).count();
        return Some(Recognition {
            form: Form::Archive,
            because: format!("it holds {} files, {tables} of them tables", names.len()),
        });
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) && BookKind::of(bytes).is_none() {
        let mark: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        if bytes.windows(mark.len()).any(|window| window == mark) {
            return unsupported(WITH_PASSWORD, "it holds `EncryptedPackage`".into());
        }
        return unsupported(
            "an old Office document that is no workbook",
            "its first bytes show it".into(),
        );
    }
    let text = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let marked = match text.first() {
        Some(b'{' | b'[') => json(text),
        Some(b'<') => xml(text),
        _ => None,
    };
    let is_packed = bytes.starts_with(b"PK\x03\x04") || BookKind::of(bytes).is_some();
    if marked.is_some() || is_packed {
        return marked;
    }
    super::text::recognise(bytes).and_then(|(title, because)| unsupported(title, because))
}

/// What a workbook is that needs a password.
pub(super) const WITH_PASSWORD: &str = "a workbook with a password";

/// Whether a file of an archive is one that systems add for themselves.
pub(super) fn is_added_by_system(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let own = ["Thumbs.db", "desktop.ini"];
    last.starts_with('.') || name.starts_with("__MACOSX") || own.contains(&last)
}

/// Whether a file of an archive is a table, by the ending of its name.
pub(super) fn is_table_name(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let table = ["csv", "tsv", "txt", "tab", "xlsx", "xls", "ods"];
    !is_added_by_system(name) && table.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn json(text: &[u8]) -> Option<Recognition> {
    let keys = RefCell::new(Vec::new());
    // Keys seen before the text breaks off count as well.
    let whole = serde_json::Deserializer::from_slice(text)
        .deserialize_any(Keys(&keys))
        .is_ok();
    let keys = keys.into_inner();
    let has = |wanted: &str| keys.iter().any(|key| key == wanted);
    let known = JSON
        .iter()
        .find(|(wanted, _)| wanted.iter().all(|key| has(key)));
    let (title, because) = match known {
        Some((wanted, title)) => {
            let wanted: Vec<String> = wanted.iter().map(|key| format!("`{key}`")).collect();
            let noun = if wanted.len() == 1 { "key" } else { "keys" };
            (*title, format!("it has the {noun} {}", wanted.join(", ")))
        }
        // A quoted heading or a text in brackets is no JSON.
        None if !whole && keys.is_empty() => return None,
        None => {
            let some: Vec<String> = keys.iter().take(5).map(|key| format!("`{key}`")).collect();
            let because = if some.is_empty() {
                "it is a list or an object without keys".into()
            } else {
                format!("its keys are {}", some.join(", "))
            };
            ("JSON of an unknown form", because)
        }
    };
    Some(Recognition {
        form: Form::Unsupported(title),
        because,
    })
}

/// Collects the keys of an object, or of the first object in a list.
struct Keys<'k>(&'k RefCell<Vec<String>>);

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if self.0.borrow().len() < 1000 {
                self.0.borrow_mut().push(key);
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if list.next_element_seed(Seed(self.0))?.is_some() {
            while list.next_element::<IgnoredAny>()?.is_some() {}
        }
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

struct Seed<'k>(&'k RefCell<Vec<String>>);

impl<'de> serde::de::DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(Keys(self.0))
    }
}

fn xml(text: &[u8]) -> Option<Recognition> {
    let head = String::from_utf8_lossy(text.get(..text.len().min(64 * 1024)).unwrap_or_default());
    let root = root_element(&head)?;
    let local = root.rsplit(':').next().unwrap_or(root);
    let doctype = head.split_once("<LimeSurveyDocType>").map(|(_, rest)| rest);
    if doctype.is_some_and(|rest| rest.starts_with("Survey<")) {
        return Some(Recognition {
            form: Form::LimeSurveyStructure,
            because: "it has the element `LimeSurveyDocType`".into(),
        });
    }
    let title = XML
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(local))
        .map_or("XML of an unknown form", |(_, title)| *title);
    Some(Recognition {
        form: Form::Unsupported(title),
        because: format!("its first element is `{root}`"),
    })
}

/// The name of the first element, after declarations and comments.
fn root_element(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let start = rest.find('<')?;
        let tag = rest.get(start + 1..)?;
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        if !tag.starts_with(['!', '?']) {
            let name = tag.split([' ', '\t', '\r', '\n', '>', '/']).next()?;
            return Some(name).filter(|name| name.starts_with(char::is_alphabetic));
        }
        if tag.to_ascii_lowercase().starts_with("!doctype html") {
            return Some("html");
        }
        rest = tag.get(tag.find(end)? + end.len()..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<String> {
        recognise(text.as_bytes()).map(|found| found.form.title())
    }

    #[test]
    fn forms_are_named_and_not_shown_as_columns() {
        for (text, wanted) in [
            (
                "{\"CFItems\": [], \"CFDocument\": {}}",
                "a CASE package, as JSON",
            ),
            (
                "[{\"actor\": {}, \"verb\": {}, \"object\": {}}]",
                "xAPI statements, as JSON",
            ),
            (
                "{\"id\": 1, \"actor\": {}, \"verb\": {}, \"object\": {}}\n{\"id\": 2}\n",
                "xAPI statements, as JSON",
            ),
            (
                "{\"@context\": [], \"credentialSubject\": {\"a",
                "an Open Badge or another verifiable credential, as JSON",
            ),
            ("[1, 2]", "JSON of an unknown form"),
            (
                "<?xml version=\"1.0\"?>\n<!-- x > y -->\n<qti:assessmentItem a=\"1\">",
                "a QTI test item, as XML",
            ),
            (
                "<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>",
                "the questions of a survey, as a LimeSurvey structure",
            ),
            (
                "<!DOCTYPE html><html>",
                "a web page, perhaps the log-in page in place of the export",
            ),
            ("%PDF-1.7", "a PDF document"),
        ] {
            assert_eq!(title(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["a,b\n1,2\n", "[draft] name;x\n1;2\n", "< 5,b\n"] {
            assert_eq!(title(text), None, "{text}");
        }
    }
}
