//! What can stop an import: an unreadable map, an unreadable table, input and output.

use paratus::{document::Kind, text::printable};
use std::{fmt, io};

/// The reason why an import could not run. Rows that cannot be used are not errors; they are reported as [`crate::Note`]s.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// The map is not TOML, has an unknown key, or says something that makes no sense.
    #[error("{0}")]
    Map(Problem),
    /// A table cannot be read, or lacks a column that the map names.
    #[error("{0}")]
    Table(Problem),
    /// A file could not be opened, read or written.
    #[error("`{file}`: {source}")]
    Io {
        /// The file's name as the caller or the map gave it.
        file: String,
        /// What went wrong.
        source: io::Error,
    },
}

/// What is wrong with the text of a table; travels inside an [`io::Error`] through the CSV reader.
#[derive(Debug)]
pub(crate) struct TextProblem {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl fmt::Display for TextProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TextProblem {}

/// What would correct it, of an error of the library.
pub(crate) fn help_of(error: paratus::Error) -> String {
    let first = error.into_findings().into_iter().next();
    first.and_then(|first| first.help).unwrap_or_default()
}

impl TextProblem {
    /// What is wrong, and what may help, as an error of reading.
    pub(crate) fn error(message: impl Into<String>, help: Option<&str>) -> io::Error {
        let problem = TextProblem {
            message: message.into(),
            help: help.map(str::to_owned),
        };
        io::Error::new(io::ErrorKind::InvalidData, problem)
    }
}

/// A message with its place, and what may help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name as the caller or the map gave it.
    pub file: String,
    /// Line, from 1.
    pub line: Option<u64>,
    /// In a map the column in characters, from 1.
    pub column: Option<u64>,
    /// What is wrong.
    pub message: String,
    /// What may put it right.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", printable(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

impl Problem {
    pub(crate) fn new(file: &str, message: impl Into<String>) -> Problem {
        Problem {
            file: file.to_owned(),
            line: None,
            column: None,
            message: message.into(),
            help: None,
        }
    }

    pub(crate) fn at_line(mut self, line: u64) -> Problem {
        self.line = Some(line);
        self
    }

    pub(crate) fn help(mut self, help: Option<String>) -> Problem {
        self.help = help;
        self
    }
}

impl ExchangeError {
    pub(crate) fn map(file: &str, message: impl Into<String>) -> ExchangeError {
        ExchangeError::Map(Problem::new(file, message))
    }

    pub(crate) fn table(file: &str, message: impl Into<String>) -> ExchangeError {
        ExchangeError::Table(Problem::new(file, message))
    }

    pub(crate) fn io(file: &str, source: io::Error) -> ExchangeError {
        ExchangeError::Io {
            file: file.to_owned(),
            source,
        }
    }

    /// The name of the file that the error is about.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            ExchangeError::Map(problem) | ExchangeError::Table(problem) => &problem.file,
            ExchangeError::Io { file, .. } => file,
        }
    }
}

/// `did you mean ...?`, where a candidate is near enough, and what the text has that is not seen.
pub(crate) use paratus::unstable::probably_meant as did_you_mean;

/// A cell as messages show it: in backticks, on one line, cut where long.
pub(crate) fn quoted_cell(cell: &str) -> String {
    let mut text = printable(&cell.chars().take(60).collect::<String>()).into_owned();
    if cell.chars().nth(60).is_some() {
        text.push('…');
    }
    format!("`{text}`")
}

/// Why a word is no kind of evidence, with what is one.
pub(crate) fn not_a_kind(word: &str) -> String {
    let near = did_you_mean(word, Kind::ALL.map(Kind::name));
    let help = near.unwrap_or_else(the_kinds);
    format!("{} is not a kind of evidence; {help}", quoted_cell(word))
}

/// Which kinds of evidence there are, as part of a sentence.
pub(crate) fn the_kinds() -> String {
    format!("the kinds are {}", listed(Kind::ALL.map(Kind::name)))
}

/// Names in backticks, separated by commas; the first twenty.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for (position, name) in names.into_iter().enumerate() {
        if position == 20 {
            text.push_str(", …");
            break;
        }
        if position > 0 {
            text.push_str(", ");
        }
        text.push_str(&quoted_cell(name));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(
            did_you_mean("Skil name", ["Role", "Skill Name"]).as_deref(),
            Some("did you mean `Skill Name`?")
        );
        assert_eq!(did_you_mean("zebra", ["Role", "Skill Name"]), None);
    }

    #[test]
    fn cells_are_shown_on_one_line() {
        assert_eq!(quoted_cell("a\nb"), "`a b`");
        assert_eq!(quoted_cell(&"x".repeat(70)).chars().count(), 63);
    }
}
