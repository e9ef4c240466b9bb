//! What is meant by a name: a person, a unit, an objective, one of these with an objective, or a gate.

use crate::failure::Failure;
use crate::load::Assessed;
use crate::words;
use paratus::units::Unit;
use paratus::{Assessment, Code, PersonReadiness};

/// What is to be explained.
pub(super) enum Target<'a> {
    /// A person, or one objective of a person.
    Person(PersonReadiness<'a>, Option<&'a str>),
    /// A section, a role or the organisation.
    Unit(Unit<'a>),
    /// An objective among the people of a unit.
    Objective(Unit<'a>, &'a str),
    /// The gate of a phase.
    Gate(&'a str),
    /// The answers to an instrument.
    Instrument(&'a str),
    /// The place of a phase.
    Phase(&'a str),
}

impl<'a> Target<'a> {
    /// What a name means: persons before units, units before objectives, objectives before phases, ids before titles.
    pub(super) fn find(assessed: &'a Assessed, what: &'a str) -> Result<Target<'a>, Failure> {
        let assessment = &assessed.assessment;
        let phases = &assessed.loaded.reading.document.phases;
        if let Some(given) = what.strip_prefix("gate:") {
            let phase = phases.iter().find(|phase| phase.id == given);
            return phase.map(|phase| Target::Gate(&phase.id)).ok_or_else(|| {
                let failure = Failure::new(format!(
                    "the programme has no phase `{}`",
                    words::clean(given)
                ));
                failure.did_you_mean(given, phases.iter().map(|phase| phase.id.as_str()))
            });
        }
        if let Some(phase) = what.strip_prefix("phase:") {
            return Ok(Target::Phase(phase));
        }
        if let Some(instrument) = what.strip_prefix("survey:") {
            return Ok(Target::Instrument(instrument));
        }
        if let Ok(person) = assessment.person(what) {
            return Ok(Target::Person(person, None));
        }
        if let Some(unit) = unit_of(assessment, what) {
            return Ok(Target::Unit(unit));
        }
        if let Some(objective) = objective_of(assessment, what) {
            return Ok(Target::Objective(Unit::Organisation, objective));
        }
        if let Some(phase) = phases.iter().find(|phase| phase.id == what) {
            return Ok(if phase.gate.is_some() {
                Target::Gate(&phase.id)
            } else {
                Target::Phase(&phase.id)
            });
        }
        if instruments(assessed).any(|id| id == what) {
            return Ok(Target::Instrument(what));
        }
        let Some((holder, objective)) = what.split_once('/') else {
            return Err(unknown(assessed, what));
        };
        // As levels are written elsewhere: `objective@level`.
        let objective = objective
            .split_once('@')
            .map_or(objective, |(objective, _)| objective);
        if let Ok(person) = assessment.person(holder) {
            return Ok(Target::Person(person, Some(objective)));
        }
        let unit = unit_of(assessment, holder).ok_or_else(|| unknown_holder(assessment, holder))?;
        if let Some(objective) = objective_of(assessment, objective) {
            Ok(Target::Objective(unit, objective))
        } else {
            let failure = Failure::new(format!(
                "the programme has no objective `{}`",
                words::clean(objective)
            ));
            Err(failure.did_you_mean(objective, objective_ids(assessment)))
        }
    }
}

/// Ids of instruments.
fn instruments(assessed: &Assessed) -> impl Iterator<Item = &str> {
    assessed
        .loaded
        .reading
        .document
        .instruments
        .iter()
        .map(|written| written.id.as_str())
}

/// The unit of that id, or, for people who read a table, of that title.
fn unit_of<'a>(assessment: &'a Assessment, what: &str) -> Option<Unit<'a>> {
    let programme = assessment.programme();
    let (sections, roles) = (programme.sections(), programme.roles());
    let by_id = || {
        let section = sections
            .iter()
            .find(|section| section.id == what)
            .map(|section| Unit::Section(&section.id));
        section.or_else(|| {
            roles
                .iter()
                .find(|role| role.id == what)
                .map(|role| Unit::Role(&role.id))
        })
    };
    let by_title = || {
        let same = |title: &str| title.eq_ignore_ascii_case(what);
        let section = sections
            .iter()
            .find(|section| same(&section.title))
            .map(|section| Unit::Section(&section.id));
        section.or_else(|| {
            roles
                .iter()
                .find(|role| same(&role.title))
                .map(|role| Unit::Role(&role.id))
        })
    };
    let organisation =
        || (what == programme.id() || what == "organisation").then_some(Unit::Organisation);
    by_id().or_else(organisation).or_else(by_title)
}

fn objective_ids(assessment: &Assessment) -> impl Iterator<Item = &str> {
    assessment
        .programme()
        .objectives()
        .iter()
        .map(|objective| objective.id.as_str())
}

fn objective_of<'a>(assessment: &'a Assessment, what: &str) -> Option<&'a str> {
    objective_ids(assessment).find(|id| *id == what)
}

/// Ids of persons, sections and roles.
fn holders(assessment: &Assessment) -> impl Iterator<Item = &str> {
    let programme = assessment.programme();
    let sections = programme
        .sections()
        .iter()
        .map(|section| section.id.as_str());
    programme
        .people_ids()
        .chain(sections)
        .chain(programme.roles().iter().map(|role| role.id.as_str()))
}

fn unknown_holder(assessment: &Assessment, holder: &str) -> Failure {
    let failure = Failure::new(format!(
        "the programme has no person, section or role `{}`",
        words::clean(holder)
    ));
    failure.did_you_mean(holder, holders(assessment))
}

fn unknown(assessed: &Assessed, what: &str) -> Failure {
    let assessment = &assessed.assessment;
    let phases = assessed
        .loaded
        .reading
        .document
        .phases
        .iter()
        .map(|phase| phase.id.as_str());
    let codes = Code::ALL.iter().map(|code| code.name());
    let names = holders(assessment)
        .chain(objective_ids(assessment))
        .chain(phases)
        .chain(instruments(assessed))
        .chain(codes);
    let message = format!(
        "`{}` is no person, section, role, objective, phase or instrument of the programme, and no code",
        words::clean(what)
    );
    Failure::new(message)
        .with_help(
            "`paratus assess --level person` lists people, `paratus explain codes` lists codes",
        )
        .did_you_mean(what, names)
}
