//! One file per verb.

pub(crate) mod assess;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod explain;
pub(crate) mod fit;
pub(crate) mod gaps;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod schema;

use crate::args::Format;
use crate::failure::Failure;

/// The refusal of a form that a verb does not have.
fn no_such_form(verb: &str, form: Format, has: &str) -> Failure {
    Failure::new(format!("`{verb}` has no {} form", form.name())).with_help(format!("its forms are {has}"))
}
