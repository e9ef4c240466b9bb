//! Why input could not be read at all. Problems in input that can be read are findings.

use crate::{Code, Fact, Finding, Severity};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Input that could not be read, with every problem found on the way.
///
/// `{}` is one line: the place and message of the first finding, and how many errors and warnings there are beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    findings: Vec<Finding>,
}

/// What kept the input from being read. More kinds may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not TOML, JSON or UTF-8.
    Syntax,
    /// The text can be read, but has unknown keys, values of wrong types, or lacks keys.
    Shape,
    /// The text can be read, but the content has errors: a reference to nothing, a number outside its range.
    Content,
    /// The document has a format that this version does not read.
    Format,
    /// A file that must be there is not, or cannot be included.
    MissingFile,
    /// A file is there but could not be fetched.
    Unreadable,
    /// A file is larger than 4 GiB (TOML: 64 MiB).
    TooLarge,
    /// There is no date of assessment, and there is no clock.
    NoDate,
    /// What was asked about does not exist: an operation, a person.
    Unknown,
    /// A plan broke a rule when it was judged, and is not handed out.
    Refused,
}

names! {
    ErrorKind:
    Syntax = "SYNTAX",
    Shape = "SHAPE",
    Content = "CONTENT",
    Format = "FORMAT",
    MissingFile = "MISSING_FILE",
    Unreadable = "UNREADABLE",
    TooLarge = "TOO_LARGE",
    NoDate = "NO_DATE",
    Unknown = "UNKNOWN",
    Refused = "REFUSED",
}

impl Error {
    /// An error with its findings, which are put in their published order.
    pub(crate) fn new(kind: ErrorKind, mut findings: Vec<Finding>) -> Error {
        crate::finding::sort(&mut findings);
        Error(Box::new(Inner { kind, findings }))
    }

    /// The error of what does not exist, or does not fit what it is given to.
    pub(crate) fn unknown(finding: Finding) -> Error {
        Error::new(ErrorKind::Unknown, vec![finding])
    }

    /// The same error, of what is a part of something: `instrument` in `options` is `options.instrument`.
    pub(crate) fn within(mut self, whole: &str) -> Error {
        for finding in &mut self.0.findings {
            finding.path = format!("{whole}.{}", finding.path);
        }
        self
    }

    /// What kept the input from being read.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Every problem that was found, sorted: worst first, then by place.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.0.findings
    }

    /// Every problem that was found, owned and sorted as [`Error::findings`] sorts.
    ///
    /// ```
    /// use paratus::Programme;
    ///
    /// let error = Programme::from_json("{").unwrap_err();
    /// assert_eq!(error.into_findings().len(), 1);
    /// ```
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.0.findings
    }

    /// The file of the first finding, where known.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.first().and_then(|finding| finding.file.as_deref())
    }

    /// The line of the first finding, counted from 1, where known.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.first().and_then(|finding| finding.line)
    }

    /// The column of the first finding, counted in characters from 1, where known.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.first().and_then(|finding| finding.column)
    }

    /// The first problem by itself: how many more there are of a code says less.
    fn first(&self) -> Option<&Finding> {
        let findings = &self.0.findings;
        findings
            .iter()
            .find(|finding| finding.code != Code::MoreFindings)
            .or(findings.first())
    }
}

impl Error {
    /// How many there are of each severity beside one: `2 more errors`, `1 warning`.
    fn others(&self, first: &Finding) -> Vec<String> {
        let found = |severity| -> u64 {
            let of_severity = |finding: &&Finding| finding.severity == severity;
            let findings = self.0.findings.iter().filter(of_severity);
            findings.map(problems_of).sum()
        };
        let counted = |severity: Severity| {
            let same = severity == first.severity;
            match found(severity).saturating_sub(u64::from(same)) {
                0 => None,
                count => {
                    let more = if same { "more " } else { "" };
                    let plural = if count == 1 { "" } else { "s" };
                    let name = match severity {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                        Severity::Info => "note",
                    };
                    Some(format!("{count} {more}{name}{plural}"))
                }
            }
        };
        Severity::ALL.into_iter().filter_map(counted).collect()
    }
}

/// How many problems a finding reports: one that says that more were found than are listed reports those.
fn problems_of(finding: &Finding) -> u64 {
    if finding.code != Code::MoreFindings {
        return 1;
    }
    let number = |name| match finding.facts.get(name) {
        Some(Fact::Count(count)) => Some(*count),
        _ => None,
    };
    match (number("found"), number("listed")) {
        (Some(found), Some(listed)) => found.saturating_sub(listed),
        _ => 1,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.first() else {
            return f.write_str("the input could not be read");
        };
        match (&first.file, first.line, first.column) {
            (Some(file), Some(line), Some(column)) => write!(f, "{file}:{line}:{column}: ")?,
            (Some(file), Some(line), None) => write!(f, "{file}:{line}: ")?,
            (Some(file), None, _) => write!(f, "{file}: ")?,
            _ if first.path.is_empty() => {}
            _ => write!(f, "{}: ", first.path)?,
        }
        first.say(f)?;
        let others = self.others(first);
        if others.is_empty() {
            return Ok(());
        }
        write!(f, " (and {})", others.join(" and "))
    }
}

/// The kind, and each finding in a line: it is what a program prints that returns the error from `main`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.kind)?;
        self.0
            .findings
            .iter()
            .try_for_each(|finding| write!(f, "\n  {finding}"))
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::describe;

    #[test]
    fn an_error_is_one_line_with_its_place() {
        let owner = "a programme";
        let unknown = describe!(
            Code::UnknownKey,
            "id",
            KeyUnknown {
                key: "idd",
                owner: owner
            }
        );
        let missing = describe!(
            Code::MissingKey,
            "",
            KeyMissing {
                key: "format",
                owner: owner
            }
        );
        let one = unknown
            .help("did you mean `id`?")
            .at("paratus.toml", 2, Some(1));
        let two = missing.at("paratus.toml", 9, None);
        let error = Error::new(ErrorKind::Shape, vec![two, one]);
        assert_eq!(
            error.to_string(),
            "paratus.toml:2:1: `idd` is not a key of a programme (did you mean `id`?) (and 1 more error)"
        );
        assert_eq!(
            format!("{error:?}"),
            "Shape\n  paratus.toml:2:1: error[UNKNOWN_KEY]: `idd` is not a key of a programme (did you mean `id`?)\n  \
             paratus.toml:9: error[MISSING_KEY]: `format` is missing from a programme"
        );
        assert_eq!(
            (error.file(), error.line(), error.column()),
            (Some("paratus.toml"), Some(2), Some(1))
        );
    }

    #[test]
    fn an_error_counts_what_it_says() {
        let of = |code| describe!(code, "", FileEmpty);
        let mut listed = describe!(
            Code::MoreFindings,
            "",
            MoreOfCode {
                found: 25_u64,
                code: "UNKNOWN_REFERENCE",
                listed: 20_u64
            }
        );
        listed.severity = Severity::Error;
        let mut errors: Vec<Finding> = (0..20)
            .map(|line| of(Code::UnknownReference).at("a.csv", line, None))
            .collect();
        errors.push(listed);
        let error =
            |more: &[Finding]| Error::new(ErrorKind::Content, [&errors, more].concat()).to_string();
        assert!(
            error(&[]).ends_with(" (and 24 more errors)"),
            "{}",
            error(&[])
        );
        let warning = of(Code::TrackEmpty);
        assert_eq!(warning.severity, Severity::Warning);
        let said = error(std::slice::from_ref(&warning));
        assert!(
            said.ends_with(" (and 24 more errors and 1 warning)"),
            "{said}"
        );
        let said = Error::new(
            ErrorKind::Content,
            vec![of(Code::UnknownReference), warning],
        )
        .to_string();
        assert!(said.ends_with(" (and 1 warning)"), "{said}");
        let said = Error::new(ErrorKind::Content, vec![of(Code::UnknownReference)]).to_string();
        assert!(!said.contains("(and"), "{said}");
    }

    #[test]
    fn errors_cross_threads() {
        fn check<T: Send + Sync + std::error::Error>() {}
        check::<Error>();
    }
}
