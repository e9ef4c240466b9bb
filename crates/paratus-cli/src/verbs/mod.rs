//! One file per verb.

pub(crate) mod assess;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod fit;
pub(crate) mod gaps;
pub(crate) mod gate;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod man;
pub(crate) mod needs;
pub(crate) mod phases;
pub(crate) mod plan;
pub(crate) mod refresh;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod survey;

use crate::args::Format;
use crate::failure::Failure;
use crate::formatting;
use paratus::document::at_level;
use paratus::units::Gap;

/// The refusal of a form that a verb does not have.
fn no_such_form(verb: &str, form: Format, has: &str) -> Failure {
    Failure::new(format!("`{verb}` has no {} form", form.name()))
        .with_help(format!("its forms are {has}"))
}

/// The name of a section as tables show it: behind its parents; of the organisation `Everyone`.
fn unit_name(
    programme: &paratus::Programme,
    kind: paratus::units::UnitKind,
    id: &str,
    title: &str,
) -> String {
    if kind == paratus::units::UnitKind::Organisation {
        return "Everyone".to_owned();
    }
    let sections = programme.sections();
    let parent = |at: usize| sections.get(at).and_then(|section| section.parent);
    let start = sections
        .iter()
        .position(|section| section.id == id)
        .and_then(parent);
    let depth = std::iter::successors(start, |at| parent(*at))
        .take(sections.len())
        .count();
    format!("{}{}", "  ".repeat(depth), formatting::clean(title))
}

/// The refusal of what an answer was asked for: the library's words, without the path of the option.
fn refused(error: paratus::Error) -> Failure {
    let mut findings = error.into_findings().into_iter();
    match findings.next() {
        Some(finding) => {
            let failure = Failure::new(formatting::clean(&finding.message));
            match finding.help {
                Some(help) => failure.with_help(formatting::clean(&help)),
                None => failure,
            }
        }
        None => Failure::new("it could not be answered"),
    }
}

/// The objective of a gap as tables of gaps name it, with its title.
fn objective_with_title(gap: &Gap) -> String {
    let objective = at_level(&gap.objective, gap.level.as_deref());
    format!("{objective}: {}", formatting::clean(&gap.title))
}
