//! An objective: who needs it and why, what evidence on it is worth, and how ready the people of a unit are.

use super::write_answer;
use crate::console::Context;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::table::paragraph;
use crate::verbs::assess::sentence;
use paratus::answers::GapsAnswer;
use paratus::document::{Document, LevelRef, RequirementDoc};
use paratus::model::Objective;
use paratus::units::{Gap, Unit};

/// Writes what a unit lacks of an objective; the answer of `gaps` with the rows of this objective alone.
pub(super) fn write(
    assessed: &AssessedProgramme,
    unit: Unit<'_>,
    objective: &str,
    context: &Context,
) -> Result<(), Failure> {
    let findings = assessed.findings();
    let mut answer = GapsAnswer::new(&assessed.assessment, unit, &assessed.disclosure, &findings)
        .map_err(crate::verbs::refused)?;
    answer.gaps.rows.retain(|gap| gap.objective == objective);
    let mut output = Output::open(context)?;
    output.marked(context);
    write_answer(
        output,
        &answer,
        || text(assessed, unit, objective, &answer, context),
        context,
    )
}

fn text(
    assessed: &AssessedProgramme,
    unit: Unit<'_>,
    id: &str,
    answer: &GapsAnswer,
    context: &Context,
) -> String {
    let look = &context.out;
    let programme = &assessed.loaded.programme;
    let document = &assessed.loaded.reading.document;
    let Some(objective) = programme
        .objectives()
        .iter()
        .find(|objective| objective.id == id)
    else {
        return String::new();
    };
    let gaps = &answer.gaps;
    let head = format!(
        "{id} ({}) in {}, as of {}",
        objective.track,
        formatting::clean(&gaps.title),
        gaps.as_of
    );
    let mut text = format!("{}\n", look.title(&head));
    let mut say = |line: &str| text.push_str(&paragraph(line, "", look.width()));
    if objective.title != objective.id {
        say(&formatting::clean(&objective.title));
    }
    say("");
    let required = required_by(document, unit, objective);
    match (required.as_slice(), unit) {
        ([], Unit::Role(role)) => say(&format!("The role {role} does not require it.")),
        ([], _) => say("No role requires it."),
        (required, _) => say(&format!("Required by {}.", formatting::list(required))),
    }
    let behind = prerequisite_of(document, id);
    if !behind.is_empty() {
        say(&format!(
            "Anyone who needs {} needs it first.",
            formatting::list(&behind)
        ));
    }
    let taught: Vec<String> = document
        .activities
        .iter()
        .filter(|activity| activity.teaches.iter().any(|taught| taught.objective == id))
        .map(|activity| format!("{} ({})", activity.id, formatting::hours(activity.hours)))
        .collect();
    let taught = if taught.is_empty() {
        "Nothing teaches it".to_owned()
    } else {
        format!("Taught by {}", formatting::list(&taught))
    };
    say(&format!(
        "{taught}. Evidence on it loses half its weight in {} days.",
        objective.half_life_days
    ));
    say("");
    if gaps.people.is_suppressed() {
        say("Its figures are suppressed here: they are about too few people.");
    } else if gaps.rows.is_empty() {
        say(
            "Nobody here needs it: no role here requires it, or the sections never use these features.",
        );
    }
    for gap in &gaps.rows {
        say(&stand(gap));
    }
    text
}

/// How ready those are who need it at one level.
fn stand(gap: &Gap) -> String {
    let level = gap
        .level
        .as_ref()
        .map(|level| format!("At {level}: "))
        .unwrap_or_default();
    if gap.ready.is_suppressed() {
        return formatting::capitalised(&format!(
            "{level}the figures are suppressed: they are about too few people."
        ));
    }
    let part = gap
        .gap
        .value()
        .map(|gap| format!(" It makes up {gap:.1} persons of what is missing here."))
        .unwrap_or_default();
    formatting::capitalised(&format!("{level}{}.{part}", sentence(gap)))
}

/// The roles that require it, and how; of a role only its own requirement.
fn required_by(document: &Document, unit: Unit<'_>, objective: &Objective) -> Vec<String> {
    let how = |requirement: &RequirementDoc| {
        let mut how = Vec::new();
        if objective.has_scale {
            let top = objective
                .level_name(objective.highest_level())
                .unwrap_or_default();
            how.push(format!(
                "at {}",
                requirement.level.as_deref().unwrap_or(top)
            ));
        }
        if requirement.critical {
            how.push("critical".to_owned());
        }
        if requirement.weight != 1.0 {
            how.push(format!("weight {}", requirement.weight));
        }
        how.extend(
            requirement
                .threshold
                .map(|threshold| format!("{threshold:.2} is needed")),
        );
        if how.is_empty() {
            String::new()
        } else {
            format!(" ({})", how.join(", "))
        }
    };
    let asked = |role: &str| !matches!(unit, Unit::Role(only) if only != role);
    let roles = document.roles.iter().filter(|role| asked(&role.id));
    let lines = roles.filter_map(|role| {
        let requirement = role
            .requires
            .iter()
            .find(|requirement| requirement.objective == objective.id)?;
        Some(format!("{}{}", role.id, how(requirement)))
    });
    lines.collect()
}

/// The objectives whose prerequisite it is.
fn prerequisite_of(document: &Document, id: &str) -> Vec<String> {
    let needs = |requires: &[LevelRef]| {
        requires
            .iter()
            .any(|prerequisite| prerequisite.objective == id)
    };
    document
        .objectives
        .iter()
        .filter(|written| needs(&written.requires))
        .map(|written| written.id.clone())
        .collect()
}
