//! What the figures rest on: rows, people, coverage, and what was dropped or withheld.

use super::cells::everyone;
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Panel};
use crate::text::Text;
use paratus::answers::{ReportAnswer, ReportRows};

/// The data statement.
#[must_use]
pub fn data(answer: &ReportAnswer, c: &Catalogue) -> Panel {
    let data = &answer.data;
    let min = ("min", Arg::Count(u64::from(answer.rules.min_cell)));
    let rows = |rows: ReportRows| {
        let refused = ("refused", Arg::Count(rows.refused));
        let mut facts = Vec::new();
        match (rows.taken.value(), rows.refused > 0) {
            (Some(taken), is_refused) => {
                let is_rounded = !answer.disclosure.is_internal() && taken > 0;
                let key = if is_refused {
                    Key::DataRowsRefused
                } else {
                    Key::DataRows
                };
                facts.push(c.format(key, &[("taken", Arg::Count(taken)), refused]));
                facts.extend(is_rounded.then(|| c.text(Key::DataRowsRounded)));
            }
            (None, is_refused) => {
                facts.push(c.format(Key::DataPeopleWithheld, std::slice::from_ref(&min)));
                facts.extend(is_refused.then(|| c.format(Key::DataRowsOnlyRefused, &[refused])));
            }
        }
        if rows.set_aside > 0 {
            facts.push(c.format(
                Key::DataRowsSetAside,
                &[("set_aside", Arg::Count(rows.set_aside))],
            ));
        }
        facts
    };
    let withheld = |units: &[paratus::units::UnitSummary]| {
        units.iter().filter(|unit| unit.is_suppressed()).count() as u64
    };
    let everyone = everyone(&answer.organisation);
    let organisation = answer.organisation.units.first();
    let people = match (
        organisation.and_then(|unit| unit.people.value()),
        data.people_listed.value(),
    ) {
        (Some(people), Some(listed)) => c.format(
            Key::DataPeopleIs,
            &[
                ("people", Arg::Count(people)),
                ("date", Arg::Date(answer.as_of)),
                ("listed", Arg::Count(listed)),
            ],
        ),
        _ => c.format(Key::DataPeopleWithheld, std::slice::from_ref(&min)),
    };
    let mut facts = vec![(c.text(Key::DataPeople), vec![people])];
    let scope = [
        ("sections", Arg::Count(data.sections)),
        ("roles", Arg::Count(data.roles)),
        ("objectives", Arg::Count(data.objectives)),
    ];
    facts.push((
        c.text(Key::DataScope),
        vec![c.format(Key::DataScopeIs, &scope)],
    ));
    facts.push((c.text(Key::DataEvidence), rows(data.evidence)));
    facts.push((c.text(Key::DataAnswers), rows(data.answers)));
    if let Some(coverage) = everyone.and_then(|unit| c.language.mean(unit.coverage)) {
        let is = c.format(Key::DataCoverageIs, &[("share", Arg::Own(coverage))]);
        facts.push((c.text(Key::DataCoverage), vec![is]));
    }
    let hidden = [
        ("sections", Arg::Count(withheld(&answer.sections.units))),
        (
            "of_sections",
            Arg::Count(answer.sections.units.len() as u64),
        ),
        ("roles", Arg::Count(withheld(&answer.roles.units))),
        ("of_roles", Arg::Count(answer.roles.units.len() as u64)),
        ("min", Arg::Count(u64::from(answer.rules.min_cell))),
    ];
    facts.push((
        c.text(Key::DataWithheld),
        vec![c.format(Key::DataWithheldIs, &hidden)],
    ));
    facts.push((
        c.text(Key::DataRules),
        vec![Text::author(&format!("sha256:{}", answer.rules.hash))],
    ));
    Panel {
        id: "data".to_owned(),
        title: c.text(Key::TitleData),
        headline: Text::default(),
        blocks: vec![Block::Facts(facts)],
        own_page: false,
    }
}
