//! `explain`: why a figure is what it is, and what would change it.

mod code;
mod person;
mod unit;

use crate::args::Source;
use crate::console::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::load::Assessed;
use crate::words;
use clap::Args;
use paratus::{Assessment, Code, Unit};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus explain p-0117 ministry                  a person: evidence, what is missing, what helps
  paratus explain p-0117/docket-basics ministry    one objective of a person
  paratus explain archive ministry                 a section or a role: figures and reasons
  paratus explain UNKNOWN_REFERENCE                the code of a finding
  paratus explain codes                            all codes

";

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A person, `person/objective`, a section, a role, the code of a finding, or `codes`
    #[arg(value_name = "WHAT")]
    what: String,
    #[command(flatten)]
    source: Source,
}

pub(crate) fn run(args: &ExplainArgs, context: &Context) -> Result<Exit, Failure> {
    let what = args.what.as_str();
    if let Some(code) = Code::from_name(&what.replace('-', "_")) {
        code::write(code, context)?;
        return Ok(Exit::Done);
    }
    if what == "codes" {
        code::write_all(context)?;
        return Ok(Exit::Done);
    }
    let looks_like_a_code = what.contains('_') && what.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    if looks_like_a_code {
        let failure = Failure::new(format!("no finding has the code `{}`", words::clean(what)))
            .with_help("`paratus explain codes` lists all");
        return Err(failure.did_you_mean(what, Code::ALL.iter().map(|code| code.name())));
    }
    let assessed = Assessed::read(&args.source, context)?;
    let assessment = &assessed.assessment;
    if let Some(person) = assessment.person(what) {
        person::write(&assessed, &person, None, context)?;
    } else if let Some(unit) = unit_of(assessment, what) {
        unit::write(&assessed, unit, context)?;
    } else if let Some((person, objective)) = what.split_once('/') {
        let found = assessment.person(person).ok_or_else(|| no_person(assessment, person))?;
        person::write(&assessed, &found, Some(objective), context)?;
    } else {
        return Err(unknown(assessment, what));
    }
    Ok(Exit::Done)
}

/// The unit of that id, or, for people who read a table, of that title.
fn unit_of<'a>(assessment: &'a Assessment, what: &str) -> Option<Unit<'a>> {
    let programme = assessment.programme();
    let (sections, roles) = (programme.sections(), programme.roles());
    let by_id = || {
        let section = sections.iter().find(|section| section.id == what).map(|section| Unit::Section(&section.id));
        section.or_else(|| roles.iter().find(|role| role.id == what).map(|role| Unit::Role(&role.id)))
    };
    let by_title = || {
        let same = |title: &str| title.eq_ignore_ascii_case(what);
        let section = sections.iter().find(|section| same(&section.title)).map(|section| Unit::Section(&section.id));
        section.or_else(|| roles.iter().find(|role| same(&role.title)).map(|role| Unit::Role(&role.id)))
    };
    let organisation = || (what == programme.id() || what == "organisation").then_some(Unit::Organisation);
    by_id().or_else(organisation).or_else(by_title)
}

fn no_person(assessment: &Assessment, person: &str) -> Failure {
    let failure = Failure::new(format!("the programme has no person `{}`", words::clean(person)));
    failure.did_you_mean(person, assessment.programme().people_ids())
}

fn unknown(assessment: &Assessment, what: &str) -> Failure {
    let programme = assessment.programme();
    let objective = programme.objectives().iter().find(|objective| objective.id == what);
    if let Some(objective) = objective {
        let id = &objective.id;
        return Failure::new(format!("`{id}` is an objective, and figures are about people")).with_help(format!(
            "`paratus explain PERSON/{id}` says why for one person, `paratus gaps` how many lack it"
        ));
    }
    let names = programme
        .people_ids()
        .chain(programme.sections().iter().map(|section| section.id.as_str()))
        .chain(programme.roles().iter().map(|role| role.id.as_str()))
        .chain(Code::ALL.iter().map(|code| code.name()));
    Failure::new(format!("`{}` is no person, section or role of the programme, and no code", words::clean(what)))
        .with_help("`paratus assess --level person` lists people, `paratus explain codes` lists codes")
        .did_you_mean(what, names)
}
