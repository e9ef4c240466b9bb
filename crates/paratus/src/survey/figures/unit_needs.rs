//! Needs of units, from the answers to one instrument.

use super::dif::{DifTable, TrainingDecision};
use super::estimate::Reason;
use super::needs::{Need, NeedPair};
use super::units::RespondentsByUnit;
use crate::disclosure::Disclosure;
use crate::disclosure::{Published, SuppressedFigures};
use crate::document::Aspect;
use crate::finding::describe;
use crate::survey::Respondents;
use crate::survey::log::ResponseLog;
use crate::survey::response_matrix::{ResponseMatrix, ResponseMatrixRow, Window};
use crate::units::UnitKind;
use crate::{Code, Error};
use serde::Serialize;

/// The surveyed training needs of a section with its parts, or of the organisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitNeeds {
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// Its needs, the greatest by Borich's score first; those about too few people have a reason and no figures.
    pub needs: Published<Vec<Need>>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
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
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::survey::DifTable;
    ///
    /// let responses = sample::responses(&sample::programme());
    /// let (table, inside) = (DifTable::default(), Disclosure::internal());
    /// let error = responses.needs("pulse", sample::first(3), &table, &inside).unwrap_err();
    /// assert!(error.to_string().contains("asks for the importance and ability of nothing"), "{error}");
    /// ```
    ///
    /// # Errors
    /// Where the programme has no such instrument, or it asks for the importance and ability of nothing.
    #[expect(clippy::indexing_slicing, reason = "places among all units")]
    pub fn needs(
        &self,
        instrument: &str,
        window: impl Into<Window>,
        table: &DifTable,
        disclosure: &Disclosure,
    ) -> Result<Vec<UnitNeeds>, Error> {
        let window = window.into();
        let sheet = ResponseMatrix::new(self, instrument, window)?;
        let mut asked: Vec<&str> = sheet
            .instrument
            .items
            .iter()
            .map(|item| item.measures.as_str())
            .collect();
        asked.sort_unstable();
        asked.dedup();
        asked.retain(|measures| {
            [Aspect::Ability, Aspect::Importance]
                .iter()
                .all(|&aspect| !sheet.items(measures, aspect).is_empty())
        });
        if asked.is_empty() {
            let finding = describe!(
                Code::UnknownReference,
                "instrument",
                NeedsNotAsked {
                    instrument: instrument
                }
            );
            let help =
                "give two items the same `measures`, one of them with `aspect = \"importance\"`";
            return Err(Error::unknown(finding.help(help)));
        }
        let units = RespondentsByUnit::new(self, window.as_of(), disclosure);
        let mut needs = vec![Vec::new(); units.len()];
        for measures in asked {
            of_all_units(&sheet, &units, measures, table, &mut needs);
        }
        let unit = |at: usize| {
            let (unit, title) = units.names(at);
            let needs = units.publisher.needs(units.set(at, 0), needs[at].clone());
            let suppressed = SuppressedFigures::default().with_figure("needs", &needs);
            UnitNeeds {
                kind: units.kind(at),
                needs,
                suppressed,
                title,
                unit,
            }
        };
        Ok(units.places().map(unit).collect())
    }
}

/// One need in all units.
#[expect(clippy::indexing_slicing, reason = "places among all units")]
fn of_all_units(
    sheet: &ResponseMatrix<'_>,
    units: &RespondentsByUnit<'_>,
    measures: &str,
    table: &DifTable,
    into: &mut [Vec<Need>],
) {
    let [ability, importance, difficulty, frequency] = [
        Aspect::Ability,
        Aspect::Importance,
        Aspect::Difficulty,
        Aspect::Frequency,
    ]
    .map(|aspect| sheet.items(measures, aspect));
    let pair = |row: &ResponseMatrixRow<'_>| NeedPair {
        ability: ResponseMatrix::mean_answer(row, &ability),
        importance: ResponseMatrix::mean_answer(row, &importance),
    };
    let judged = |row: &ResponseMatrixRow<'_>| {
        Some([
            sheet.score(row, &difficulty)?,
            sheet.score(row, &importance)?,
            sheet.score(row, &frequency)?,
        ])
    };
    let rows = || sheet.rows.iter().filter(|row| row.counts);
    let mut pairs = vec![Vec::new(); into.len()];
    let mut judgements: Vec<Vec<[f64; 3]>> = vec![Vec::new(); into.len()];
    for row in rows() {
        for unit in units.of(row.section) {
            pairs[unit].push(pair(row));
            judgements[unit].extend(judged(row));
        }
    }
    let mut counted = vec![false; into.len()];
    let asked = [ability, importance].concat();
    for group in &sheet.groups {
        if group.respondents(&asked) > 0 {
            units
                .of(group.section)
                .for_each(|unit| counted[unit] = true);
        }
    }
    let about = super::climate::construct_subject(&sheet.instrument.id, measures);
    for (unit, needs) in into.iter_mut().enumerate() {
        let mut need = Need::from_pairs(measures, &pairs[unit]);
        if pairs[unit].is_empty() && counted[unit] {
            need = Need::without(measures, Reason::CountsOnly);
        }
        let count = need.n.unwrap_or_default();
        let judged = judgements[unit].len() as u64;
        let of_judges = Respondents {
            count: judged,
            of: units.set(unit, judged),
            about: &format!("{about} judged"),
        };
        if !units.publisher.is_few_of_respondents(of_judges) {
            need.training = training(&judgements[unit], table);
        }
        let who = Respondents {
            count,
            of: units.set(unit, count),
            about: &about,
        };
        needs.push(units.publisher.need(who, need, sheet.instrument.points));
    }
}

#[expect(clippy::indexing_slicing, reason = "places among all units")]
fn training(judgements: &[[f64; 3]], table: &DifTable) -> Option<TrainingDecision> {
    if judgements.is_empty() {
        return None;
    }
    let mean = |at: usize| {
        judgements.iter().map(|judged| judged[at]).sum::<f64>() / judgements.len() as f64
    };
    table.decide(mean(0), mean(1), mean(2))
}
