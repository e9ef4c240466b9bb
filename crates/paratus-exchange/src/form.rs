//! What a file is: by its content, and for tables with a time in front by what its columns hold.

use crate::{
    error::ExchangeError,
    propose::is_log,
    recognise::{BookPart, Peek, Recognition, by_content},
};

/// Says what a file is. Its content decides, never its name; `file` is for messages.
///
/// # Errors
/// Where the file is a table that cannot be read at all, such as a broken workbook.
///
/// ```
/// use paratus_exchange::{Form, recognise};
/// let package = br#"{ "CFDocument": { "title": "Skills" }, "CFItems": [] }"#;
/// let found = recognise("skills.csv", package).unwrap();
/// assert_eq!(found.form, Form::Unsupported("a CASE package, as JSON"));
/// assert_eq!(found.because, "it has the key `CFDocument`");
/// ```
pub fn recognise(file: &str, bytes: &[u8]) -> Result<Recognition, ExchangeError> {
    recognise_table(file, bytes, BookPart::default()).map(|(found, _)| found)
}

/// What a file or a sheet of it is, and where it is a table, its first rows.
pub(crate) fn recognise_table(
    file: &str,
    bytes: &[u8],
    book: BookPart<'_>,
) -> Result<(Recognition, Option<Peek>), ExchangeError> {
    by_content(file, bytes, book, is_log)
}
