//! A map for a table, with what supports each guess.

mod column;
mod day_order;
mod draft;
mod gradebook;
mod headings;
mod matrix;
mod survey;
mod table;

pub(crate) use day_order::with_order_below;
pub(crate) use draft::Draft;
pub(crate) use survey::form_map;
pub(crate) use table::is_log;

use crate::questionnaire::Questionnaire;
use crate::{
    error::ExchangeError,
    recognise::{Form, Peek, Recognition, unsupported},
};
use paratus::{Date, document::InstrumentDoc};

/// What a proposal is made from beside the table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints<'h> {
    /// The day of results that have none.
    pub(crate) date: Option<Date>,
    /// The questions of a survey as its form declares them.
    pub(crate) questions: Option<&'h Questionnaire>,
    /// The instruments of the folder that the answers go into.
    pub(crate) instruments: &'h [InstrumentDoc],
    /// Whether a person completes the map: else a question with words that are not known is left out.
    pub(crate) asks: bool,
}

/// A map for a table of this form. Where something is needed that the table does not say, it is listed in `needed`, and in the text as
/// a comment to complete.
pub(crate) fn draft(
    peek: &Peek,
    found: &Recognition,
    hints: Hints<'_>,
) -> Result<Draft, ExchangeError> {
    match found.form {
        Form::MoodleQuiz | Form::MoodleGradebook | Form::CanvasGradebook => {
            Ok(gradebook::draft(peek, found, hints))
        }
        Form::Qualtrics
        | Form::SurveyMonkey
        | Form::GoogleForms
        | Form::MicrosoftForms
        | Form::LimeSurvey
        | Form::Kobo
        | Form::OdkCentral => survey::draft(peek, found, hints),
        Form::Table if hints.questions.is_some() => survey::draft(peek, found, hints),
        Form::Table | Form::FolderTable(_) => Ok(table::draft(peek, found, hints)),
        Form::XlsForm | Form::LimeSurveyStructure | Form::Archive | Form::Unsupported(_) => {
            Err(unsupported(&peek.file, found))
        }
    }
}
