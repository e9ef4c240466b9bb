//! What a file is, by its content.

mod content;
mod headings;
mod peek;
pub(crate) mod survey_headings;
mod text;

pub(crate) use headings::{FOLDER_TABLES, grade_kind, heading_max};
pub(crate) use peek::{BookPart, Peek};

use crate::error::{ExchangeError, Problem};
use crate::source::archive;
use std::fmt;

/// The form of a file: the product or standard that it seems to come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Form {
    /// The grades or responses report of a Moodle quiz.
    MoodleQuiz,
    /// The gradebook of a Moodle course.
    MoodleGradebook,
    /// The gradebook of a Canvas course.
    CanvasGradebook,
    /// Answers exported from Qualtrics.
    Qualtrics,
    /// Answers exported from SurveyMonkey.
    SurveyMonkey,
    /// Answers to a Google form.
    GoogleForms,
    /// Answers to a Microsoft form.
    MicrosoftForms,
    /// Answers exported from LimeSurvey.
    LimeSurvey,
    /// Submissions exported from KoboToolbox.
    Kobo,
    /// Submissions exported from ODK Central.
    OdkCentral,
    /// The questions of a survey as an XLSForm.
    XlsForm,
    /// The questions of a survey as a LimeSurvey structure.
    LimeSurveyStructure,
    /// A table as a programme's folder has it; the name is that of the folder's file without its ending.
    FolderTable(&'static str),
    /// An archive of tables.
    Archive,
    /// Any other table: a map must say what its columns hold.
    Table,
    /// A form that is known and cannot be imported.
    Unsupported(&'static str),
}

impl Form {
    /// The form in words, with its article.
    #[must_use]
    pub fn title(self) -> String {
        match self {
            Form::MoodleQuiz => "a report of a Moodle quiz".into(),
            Form::MoodleGradebook => "a Moodle gradebook".into(),
            Form::CanvasGradebook => "a Canvas gradebook".into(),
            Form::Qualtrics => "answers exported from Qualtrics".into(),
            Form::SurveyMonkey => "answers exported from SurveyMonkey".into(),
            Form::GoogleForms => "answers to a Google form".into(),
            Form::MicrosoftForms => "answers to a Microsoft form".into(),
            Form::LimeSurvey => "answers exported from LimeSurvey".into(),
            Form::Kobo => "submissions exported from KoboToolbox".into(),
            Form::OdkCentral => "submissions exported from ODK Central".into(),
            Form::XlsForm => "the questions of a survey, as an XLSForm".into(),
            Form::LimeSurveyStructure => {
                "the questions of a survey, as a LimeSurvey structure".into()
            }
            Form::FolderTable(name) => format!("a table `{name}` as a programme's folder has it"),
            Form::Archive => "an archive of tables".into(),
            Form::Table => "a table of an unknown form".into(),
            Form::Unsupported(title) => title.into(),
        }
    }

    /// The name that `--as` takes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Form::MoodleQuiz => "moodle-quiz",
            Form::MoodleGradebook => "moodle-gradebook",
            Form::CanvasGradebook => "canvas-gradebook",
            Form::Qualtrics => "qualtrics",
            Form::SurveyMonkey => "surveymonkey",
            Form::GoogleForms => "google-forms",
            Form::MicrosoftForms => "microsoft-forms",
            Form::LimeSurvey => "limesurvey",
            Form::Kobo => "kobo",
            Form::OdkCentral => "odk-central",
            Form::XlsForm => "xlsform",
            Form::LimeSurveyStructure => "lss",
            Form::FolderTable(name) => name,
            Form::Archive => "archive",
            Form::Table => "table",
            Form::Unsupported(_) => "unsupported",
        }
    }

    /// Forms that can be named, so that content decides nothing.
    pub const NAMED: [Form; 17] = [
        Form::MoodleQuiz,
        Form::MoodleGradebook,
        Form::CanvasGradebook,
        Form::Qualtrics,
        Form::SurveyMonkey,
        Form::GoogleForms,
        Form::MicrosoftForms,
        Form::LimeSurvey,
        Form::Kobo,
        Form::OdkCentral,
        Form::FolderTable("evidence"),
        Form::FolderTable("responses"),
        Form::FolderTable("people"),
        Form::FolderTable("feature_use"),
        Form::FolderTable("acts"),
        Form::FolderTable("sessions"),
        Form::FolderTable("absences"),
    ];
}

/// The recognised form of a file, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// The form.
    pub form: Form,
    /// What in the content shows it.
    pub because: String,
}

impl fmt::Display for Recognition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.form.title(), self.because)
    }
}

/// What a file or a sheet of it is, and where it is a table, its first rows. `is_log` says of a table with a time in front that it is a log
/// and no form's answers.
pub(crate) fn by_content(
    file: &str,
    bytes: &[u8],
    book: BookPart<'_>,
    is_log: fn(&Peek) -> bool,
) -> Result<(Recognition, Option<Peek>), ExchangeError> {
    if let Some(found) = recognise_bytes(file, bytes)? {
        return Ok((found, None));
    }
    let peek = Peek::open(file, bytes, book)?;
    Ok((headings::recognise(&peek, is_log), Some(peek)))
}

/// What a file is, where its first bytes say so; `None` for tables.
pub(crate) fn recognise_bytes(
    file: &str,
    bytes: &[u8],
) -> Result<Option<Recognition>, ExchangeError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ExchangeError::table(file, "the file is empty"));
    }
    Ok(content::recognise(bytes))
}

/// Whether a file is an archive of other files. Workbooks are archives too, but not meant here.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    content::recognise(bytes).is_some_and(|found| found.form == Form::Archive)
}

/// The refusal of a form that is known and cannot be imported.
pub(crate) fn unsupported(file: &str, found: &Recognition) -> ExchangeError {
    let message = format!(
        "this is {}, which cannot be imported yet ({})",
        found.form.title(),
        found.because
    );
    let help = if found.form.title().starts_with("a repeated group") {
        "several of its rows belong to one submission, and a respondent gives one answer to an item: import the table of the submissions alone, or join it to this one with a map (`lookups`) that says who answers about what"
    } else if found.form == Form::Unsupported(text::PROGRAMME) {
        "name its folder with `--into`, and bring a file with tables"
    } else if found.form == Form::Unsupported(content::WITH_PASSWORD) {
        "open it with its password, and save it without one"
    } else if found.form == Form::Unsupported(content::UTF_32) {
        "save it as UTF-8"
    } else {
        "export it as a table (CSV or XLSX) where its program can"
    };
    ExchangeError::Table(Problem::new(file, message).help(Some(help.into())))
}

/// What archives of tables may expand to.
const ARCHIVE: archive::Limits = archive::Limits {
    expanded: 512 << 20,
    ratio: 200,
};

/// The tables of an archive, by their names within it.
///
/// # Errors
/// Where the archive cannot be read, expands too far, or holds no table.
pub fn archive_tables(file: &str, bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ExchangeError> {
    let tables = archive::read(file, bytes, ARCHIVE, &content::is_table_name)?;
    if tables.is_empty() {
        return Err(ExchangeError::table(file, "the archive holds no table"));
    }
    Ok(tables)
}

/// The files of an archive, by their names within it, without those that systems add.
pub(crate) fn archive_files(
    file: &str,
    bytes: &[u8],
) -> Result<Vec<(String, Vec<u8>)>, ExchangeError> {
    let files = archive::read(file, bytes, ARCHIVE, &|name| {
        !content::is_added_by_system(name)
    })?;
    if files.is_empty() {
        return Err(ExchangeError::table(file, "the archive holds no file"));
    }
    Ok(files)
}
