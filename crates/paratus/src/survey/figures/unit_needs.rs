//! Needs of units, from the answers to one instrument.

#![expect(clippy::indexing_slicing, reason = "units are places among all units")]

use super::dif::{DifTable, Training};
use super::needs::{Need, Pair};
use super::units::Units;
use crate::document::Aspect;
use crate::order::Order;
use crate::survey::log::ResponseLog;
use crate::survey::sheet::{Sheet, SheetRow, Window};
use crate::units::UnitKind;
use crate::{Code, Finding};
use serde::Serialize;

/// What the people of a section with its parts, or of the organisation, need most.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitNeeds {
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// Its needs, the greatest by Borich's score first; those that may not be told have a reason and no figures.
    pub needs: Vec<Need>,
    /// Whether none of them may be told.
    pub suppressed: bool,
    /// Name for people.
    pub title: String,
    /// Id of the section; of the organisation the id of the programme.
    pub unit: String,
}

impl ResponseLog {
    /// The needs of the organisation and of every section, in the order of the programme: of everything that items of the
    /// instrument ask for importance and ability. Where difficulty and frequency are asked too, `table` decides what to do
    /// about training. Persons who no longer work here on the date are left out.
    ///
    /// # Errors
    /// Where the programme has no such instrument, or it asks for the importance and ability of nothing.
    pub fn needs(
        &self,
        instrument: &str,
        window: impl Into<Window>,
        table: &DifTable,
    ) -> Result<Vec<UnitNeeds>, Box<Finding>> {
        let window = window.into();
        let sheet = Sheet::new(self, instrument, window)?;
        let mut asked: Vec<&str> = sheet.instrument.items.iter().map(|item| item.measures.as_str()).collect();
        asked.order();
        asked.dedup();
        asked.retain(|measures| {
            [Aspect::Ability, Aspect::Importance].iter().all(|&aspect| !sheet.items(measures, aspect).is_empty())
        });
        if asked.is_empty() {
            let message = format!("the instrument `{instrument}` asks for the importance and ability of nothing");
            let help = "give two items the same `measures`, one of them with `aspect = \"importance\"`";
            return Err(Box::new(Finding::new(Code::UnknownReference, "instrument", message).with_help(help)));
        }
        let units = Units::new(self, window.as_of());
        let mut needs = vec![Vec::new(); units.heads.len()];
        for measures in asked {
            of_all_units(&sheet, &units, measures, table, &mut needs);
        }
        let unit = |at: usize| {
            let (unit, title) = units.names(at);
            let mut needs = needs[at].clone();
            Need::rank(&mut needs);
            // Only what may not be told has no number of pairs.
            let suppressed = needs.iter().all(|need: &Need| need.n.is_none());
            UnitNeeds { kind: units.kind(at), needs, suppressed, title, unit }
        };
        Ok(units.places().map(unit).collect())
    }
}

/// One need in all units.
fn of_all_units(sheet: &Sheet<'_>, units: &Units<'_>, measures: &str, table: &DifTable, into: &mut [Vec<Need>]) {
    let [ability, importance, difficulty, frequency] =
        [Aspect::Ability, Aspect::Importance, Aspect::Difficulty, Aspect::Frequency]
            .map(|aspect| sheet.items(measures, aspect));
    let pair = |row: &SheetRow<'_>| Pair {
        ability: Sheet::mean_answer(row, &ability),
        importance: Sheet::mean_answer(row, &importance),
    };
    let judged = |row: &SheetRow<'_>| {
        Some([sheet.score(row, &difficulty)?, sheet.score(row, &importance)?, sheet.score(row, &frequency)?])
    };
    let rows = || sheet.rows.iter().filter(|row| row.counts);
    let whole = |row: &&SheetRow<'_>| pair(row).ability.is_some() && pair(row).importance.is_some();
    let withheld = units.withheld(rows().filter(whole));
    let training_withheld = units.withheld(rows().filter(|row| judged(row).is_some()));
    let mut pairs = vec![Vec::new(); into.len()];
    let mut judgements: Vec<Vec<[f64; 3]>> = vec![Vec::new(); into.len()];
    for row in rows() {
        for unit in units.of(row.section) {
            pairs[unit].push(pair(row));
            judgements[unit].extend(judged(row));
        }
    }
    for (unit, needs) in into.iter_mut().enumerate() {
        if let Some(reason) = withheld[unit] {
            needs.push(Need::without(measures, reason));
            continue;
        }
        let mut need = Need::of(measures, &pairs[unit]);
        if training_withheld[unit].is_none() {
            need.training = training(&judgements[unit], table);
        }
        needs.push(need);
    }
}

fn training(judgements: &[[f64; 3]], table: &DifTable) -> Option<Training> {
    if judgements.is_empty() {
        return None;
    }
    let mean = |at: usize| judgements.iter().map(|judged| judged[at]).sum::<f64>() / judgements.len() as f64;
    table.decide(mean(0), mean(1), mean(2))
}
