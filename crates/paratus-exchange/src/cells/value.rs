//! Values from 0 to 1, by the form the map declares.

use super::number::{DecimalMark, plain_number, share_or_number};
use crate::{
    error::{ExchangeError, did_you_mean, quoted_cell},
    join::{ColumnRef, JoinedTable, Refusal},
    map::{ValueForm, ValueMap, ValueMax},
};
use std::cell::Cell;
use std::collections::BTreeMap;

enum Rule<'m> {
    Constant(f64),
    Words(&'m BTreeMap<String, f64>),
    Out(f64),
    OutOf(ColumnRef, &'m str),
    /// Points with the most points behind a stroke.
    Written,
    Percent,
}

/// A value whose columns are found.
pub(crate) struct ValueCell<'m> {
    rule: Rule<'m>,
    column: Option<(ColumnRef, &'m str)>,
    mark: DecimalMark,
    /// Cells that may be fractions where percentages are declared, and those with a bare 1, which is one percent.
    fractions: Cell<u64>,
    ones: Cell<u64>,
}

impl<'m> ValueCell<'m> {
    pub(crate) fn new(
        map: &'m ValueMap,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<ValueCell<'m>, ExchangeError> {
        let wrong = |message: &str| Err(ExchangeError::map(rows.map_file, message));
        if map.max.is_some() && map.form != Some(ValueForm::Points) {
            return wrong("`value.max` belongs to `form = \"points\"` only");
        }
        let constants = map
            .constant
            .iter()
            .chain(map.table.iter().flat_map(BTreeMap::values));
        for constant in constants {
            if !(0.0..=1.0).contains(constant) {
                return wrong(&format!(
                    "`value` has `{constant}`, which is not from 0 to 1"
                ));
            }
        }
        let rule = match (map.constant, &map.table, map.form, &map.column) {
            (Some(constant), None, None, None) => Rule::Constant(constant),
            (None, Some(table), None, Some(_)) => Rule::Words(table),
            (None, None, Some(ValueForm::Fraction), Some(_)) => Rule::Out(1.0),
            (None, None, Some(ValueForm::Percent), Some(_)) => Rule::Percent,
            (None, None, Some(ValueForm::Points), Some(_)) => match &map.max {
                Some(ValueMax::Constant(max)) if max.is_finite() && *max > 0.0 => Rule::Out(*max),
                Some(ValueMax::Constant(max)) => {
                    return wrong(&format!("`value.max` is `{max}`; it must be above 0"));
                }
                Some(ValueMax::Column(name)) => Rule::OutOf(rows.column(name, "value.max")?, name),
                None => Rule::Written,
            },
            (None, None, None, Some(name)) => {
                let message = format!(
                    "`value` does not say how column `{name}` is written; declare `form` as `fraction`, `percent` or `points`, or give a `table`"
                );
                return wrong(&message);
            }
            _ => {
                return wrong(
                    "`value` needs exactly one of `constant`, `column` with `form`, `column` with `table`",
                );
            }
        };
        let column = match &map.column {
            Some(name) => Some((rows.column_at(name, map.at, "value.column")?, name.as_str())),
            None => None,
        };
        Ok(ValueCell {
            rule,
            column,
            mark: DecimalMark::declared(map.decimal_comma),
            fractions: Cell::new(0),
            ones: Cell::new(0),
        })
    }

    /// The column that holds the value, where one does.
    pub(crate) fn heading(&self) -> Option<String> {
        self.column.map(|(_, name)| name.to_owned())
    }

    /// What must be looked at once all rows were read: each 1 of a column that has fractions is one percent as the map declares it.
    pub(crate) fn doubt(&self) -> Option<String> {
        let (_, name) = self.column?;
        let (fractions, ones) = (self.fractions.get(), self.ones.get());
        let rows = |count: u64| format!("{count} row{}", if count == 1 { "" } else { "s" });
        (fractions > 0 && ones > 0).then(|| {
            format!(
                "in the column {}, `1` is taken as one percent in {}, and {} may have a fraction; if 1 is the whole, declare `form = \"fraction\"` and import again",
                quoted_cell(name),
                rows(ones),
                rows(fractions)
            )
        })
    }

    /// The value of the row just read.
    pub(crate) fn read(&self, rows: &JoinedTable<'_, '_>) -> Result<f64, Refusal> {
        let (cell, name) = match (&self.rule, self.column) {
            (Rule::Constant(value), _) => return Ok(*value),
            (_, Some((column, name))) => (
                rows.cell(column).ok_or_else(|| Refusal::no_value(name))?,
                name,
            ),
            (_, None) => return Err(Refusal::no_value("value")),
        };
        let is_number = self
            .column
            .is_some_and(|(column, _)| rows.is_number(column));
        let mark = self.mark.of_cell(is_number);
        let (points, max) = match &self.rule {
            Rule::Constant(value) => (*value, 1.0),
            Rule::Words(table) => {
                if let Some(value) = table.get(cell) {
                    (*value, 1.0)
                } else {
                    let near = did_you_mean(cell, table.keys().map(String::as_str))
                        .map(|near| format!("; {near}"))
                        .unwrap_or_default();
                    return Err(Refusal::new(
                        name,
                        format!("{} is not in the map's table{near}", quoted_cell(cell)),
                    ));
                }
            }
            // A sheet shows fractions in percent.
            Rule::Out(max) if *max == 1.0 && is_number && has_percent_sign(cell) => {
                (share_or_number(cell, mark).unwrap_or(f64::NAN), *max)
            }
            Rule::Written if is_number && has_percent_sign(cell) => {
                (share_or_number(cell, mark).unwrap_or(f64::NAN), 1.0)
            }
            Rule::Out(max) => match cell.split_once('/') {
                Some((points, written)) => {
                    let written = number(written.trim(), name, mark)?;
                    if (written - max).abs() > 1e-9 {
                        let reason = format!("{} is not out of {max}", quoted_cell(cell));
                        return Err(Refusal::new(name, reason));
                    }
                    (number(points.trim(), name, mark)?, *max)
                }
                None => (number(cell, name, mark)?, *max),
            },
            Rule::Written => {
                let Some((points, max)) = cell.split_once('/') else {
                    let reason = format!(
                        "{} does not say the most points, as `7 / 10` does, and the map gives no `max`",
                        quoted_cell(cell)
                    );
                    return Err(Refusal::new(name, reason));
                };
                let max = number(max.trim(), name, mark)?;
                if max <= 0.0 {
                    return Err(Refusal::new(name, "the most points must be above 0"));
                }
                (number(points.trim(), name, mark)?, max)
            }
            Rule::Percent => {
                let written = cell.strip_suffix(['%', '٪']).unwrap_or(cell).trim_end();
                let points = number(written, name, mark)?;
                let is_bare = !has_percent_sign(cell);
                self.ones
                    .set(self.ones.get() + u64::from(is_bare && points == 1.0));
                if points > 0.0 && points < 1.0 && is_bare {
                    self.fractions.set(self.fractions.get() + 1);
                    let reason = format!(
                        "{} may be a fraction or a percentage: write `%` behind it, or declare `form = \"fraction\"`",
                        quoted_cell(cell)
                    );
                    return Err(Refusal::new(name, reason));
                }
                (points, 100.0)
            }
            Rule::OutOf(column, max_name) => {
                let max = rows
                    .cell(*column)
                    .ok_or_else(|| Refusal::missing(max_name))?;
                let max = number(max, max_name, self.mark.of_cell(rows.is_number(*column)))?;
                if max <= 0.0 {
                    return Err(Refusal::new(
                        max_name,
                        format!("the most points are `{max}`; they must be above 0"),
                    ));
                }
                (number(cell, name, mark)?, max)
            }
        };
        if !(0.0..=max).contains(&points) {
            return Err(Refusal::new(
                name,
                format!("{} is not from 0 to {max}", quoted_cell(cell)),
            ));
        }
        Ok(points / max)
    }
}

/// A number, whose decimal mark is a comma or a full stop.
fn number(cell: &str, name: &str, mark: DecimalMark) -> Result<f64, Refusal> {
    plain_number(cell, mark).ok_or_else(|| {
        let quoted = quoted_cell(cell);
        let help = mark.help(cell);
        let reason = if cell.ends_with('%') {
            format!("{quoted} is not a number; declare `form = \"percent\"`")
        } else if !help.is_empty() {
            format!("{quoted} is not a number{help}")
        } else {
            // Which characters are not what they look like.
            let odd = did_you_mean(cell, std::iter::empty());
            let odd = odd.map(|odd| format!("; {odd}")).unwrap_or_default();
            format!("{quoted} is not a number{odd}")
        };
        Refusal::new(name, reason)
    })
}

fn has_percent_sign(cell: &str) -> bool {
    cell.ends_with(['%', '٪'])
}
