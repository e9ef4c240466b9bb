//! Why a verb could not run.

use paratus::Finding;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why a verb could not run: one sentence, a remedy, and the findings behind it if there are any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failure {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) findings: Vec<Finding>,
    /// The folder that the findings' files are in.
    pub(crate) folder: Option<PathBuf>,
}

impl Failure {
    /// A failure with a message: lower case, the user's words in backticks.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
            ..Failure::default()
        }
    }

    /// The same failure with a hint of what would correct it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Failure {
        self.help = Some(help.into());
        self
    }

    /// The same failure with the findings behind it, whose files are in `folder`.
    #[must_use]
    pub fn with_findings(mut self, findings: Vec<Finding>, folder: &Path) -> Failure {
        self.findings = findings;
        self.folder = Some(folder.to_owned());
        self
    }

    /// A file or folder that could not be used: `what` was to be done with it.
    pub(crate) fn io(what: &str, path: &Path, error: &std::io::Error) -> Failure {
        Failure::new(format!(
            "cannot {what} `{}`: {}",
            crate::words::path(path),
            reason(error)
        ))
    }

    /// The same failure with a "did you mean" where a candidate is close to `given`.
    #[must_use]
    pub(crate) fn did_you_mean<'a>(
        self,
        given: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Failure {
        match crate::words::closest(given, candidates) {
            Some(name) => self.with_help(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// What the operating system says, in words that are the same everywhere.
pub(crate) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        ErrorKind::NotADirectory => "it is a file, not a folder".to_owned(),
        ErrorKind::AlreadyExists => "it exists already".to_owned(),
        ErrorKind::FileTooLarge => "it has more than 1 GiB, or never ends".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => error.to_string(),
    }
}
