//! Answers that are known as counts or percentages of the people of a group.

use super::{
    Answers, AskedItem, answer,
    map::{AnswerColumns, AnswerForm, ResponseMap},
};
use crate::{
    cells::{DecimalMark, TextCell, plain_number},
    error::{ExchangeError, quoted_cell},
    join::{ColumnRef, JoinedTable, Refusal},
};

/// Where the answers to the question of a row are.
pub(super) enum AnswerCells<'m> {
    /// The answer is in a column.
    One(ColumnRef, &'m str),
    /// A column for each answer, then for those without one, and perhaps the total.
    Each(
        Vec<(ColumnRef, &'m str)>,
        Option<(ColumnRef, &'m str)>,
        &'m AnswerColumns,
    ),
}

impl<'m> AnswerCells<'m> {
    /// Finds the columns; [`ResponseMap::parse`] has checked that there is one of both.
    pub(super) fn new(
        map: &'m ResponseMap,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<AnswerCells<'m>, ExchangeError> {
        let Some(answers) = &map.answers else {
            let heading = map.answer.as_deref().unwrap_or_default();
            return Ok(AnswerCells::One(rows.column(heading, "answer")?, heading));
        };
        let mut columns = Vec::new();
        for heading in answers.columns.iter().chain(&answers.no_answer) {
            columns.push((rows.column(heading, "answers.columns")?, heading.as_str()));
        }
        let total = match &answers.total {
            Some(heading) => Some((rows.column(heading, "answers.total")?, heading.as_str())),
            None => None,
        };
        Ok(AnswerCells::Each(columns, total, answers))
    }

    /// How many answers a row has.
    pub(super) fn width(&self) -> usize {
        match self {
            AnswerCells::One(..) => 1,
            AnswerCells::Each(_, _, answers) => answers.columns.len(),
        }
    }

    pub(super) fn read(
        &self,
        asked: AskedItem<'m>,
        rows: &JoinedTable<'m, '_>,
    ) -> Result<Answers<'m>, Refusal> {
        let (columns, total, map) = match self {
            AnswerCells::One(column, heading) => {
                let found = answer(&asked, heading, rows, *column);
                return Ok(vec![found.map(|answer| (asked, answer, None))]);
            }
            AnswerCells::Each(columns, total, map) => (columns, total, map),
        };
        let there = columns
            .iter()
            .filter(|(column, _)| rows.cell(*column).is_some());
        let first = columns.first().map_or("", |(_, heading)| *heading);
        if there.count() == 0 {
            return Err(Refusal::no_value(first));
        }
        let mark = DecimalMark::declared(map.decimal_comma);
        let mark = |column: ColumnRef| mark.of_cell(rows.is_number(column));
        let total = match total {
            Some((column, heading)) => {
                let cell = rows.cell(*column);
                let total = people(cell, heading, PART_OF_A_PERSON, mark(*column))?;
                Some((total, *heading))
            }
            None => None,
        };
        let cells: Vec<NamedCell<'_>> = columns
            .iter()
            .map(|(column, heading)| (rows.cell(*column), *heading, mark(*column)))
            .collect();
        let counts = match map.form {
            AnswerForm::Count => counted(&cells, total)?,
            AnswerForm::Percent => of_percentages(&cells, total)?,
        };
        let counts = counts.into_iter().take(map.columns.len());
        Ok((1..)
            .zip(counts)
            .map(|(answer, count)| Ok((asked, answer, Some(count))))
            .collect())
    }
}

/// A cell, where it is not missing, its heading, and its decimal mark.
type NamedCell<'a> = (Option<&'a str>, &'a str, DecimalMark);

/// Numbers of people, which must add up to the total where there is one.
fn counted(cells: &[NamedCell<'_>], total: Option<(u32, &str)>) -> Result<Vec<u32>, Refusal> {
    let counts = cells
        .iter()
        .map(|(cell, heading, mark)| people(*cell, heading, PART_OF_A_PERSON, *mark));
    let counts = counts.collect::<Result<Vec<u32>, Refusal>>()?;
    let sum: u64 = counts.iter().copied().map(u64::from).sum();
    match total.filter(|(total, _)| u64::from(*total) != sum) {
        None => Ok(counts),
        Some((total, heading)) => {
            let reason = format!("the counts of the row add up to {sum}, not to {total}");
            Err(Refusal::new(heading, reason))
        }
    }
}

/// Numbers of people made of percentages of a total, which [`ResponseMap::parse`] has asked for.
fn of_percentages(
    cells: &[NamedCell<'_>],
    total: Option<(u32, &str)>,
) -> Result<Vec<u32>, Refusal> {
    let shares = cells
        .iter()
        .map(|(cell, heading, mark)| percent(*cell, heading, *mark));
    let shares = shares.collect::<Result<Vec<f64>, Refusal>>()?;
    let (total, heading) = total.unwrap_or_default();
    people_of_shares(&shares, total).map_err(|sum| {
        let reason = format!("the percentages of the row add up to {sum}, not to 100");
        Refusal::new(heading, reason)
    })
}

/// How many people a row stands for.
pub(super) fn people_of_row(
    count: &mut TextCell<'_>,
    rows: &JoinedTable<'_, '_>,
) -> Result<u32, Refusal> {
    let mut text = String::new();
    let there = count.write(rows, &mut text)?;
    let weight = "it looks like a weight, and weighted figures are not computed: without `count` each row is one respondent";
    let text = there.then_some(text.as_str());
    if text.is_some_and(|text| text.starts_with('-')) {
        let reason = format!(
            "{} is not a number of people",
            quoted_cell(text.unwrap_or_default())
        );
        return Err(Refusal::new(&count.label, reason));
    }
    people(text, &count.label, weight, DecimalMark::Undeclared)
}

/// The help for a number of people with a decimal part in a table of counts.
const PART_OF_A_PERSON: &str = "it has a decimal part: weighted counts are not taken, and percentages are declared with `form = \"percent\"`";

/// A number of people. Shares are not known where one of the numbers is missing, so that is refused. `decimal`: the help for a number
/// with a decimal part.
fn people(
    cell: Option<&str>,
    heading: &str,
    decimal: &str,
    mark: DecimalMark,
) -> Result<u32, Refusal> {
    let cell = cell.ok_or_else(|| Refusal::missing(heading))?;
    // A part of a person is none with any mark.
    let is_part = |number: &f64| number.fract() != 0.0;
    let part = || match plain_number(cell, DecimalMark::Point) {
        None => plain_number(cell, DecimalMark::Comma).filter(is_part),
        Some(_) => None,
    };
    let number = plain_number(cell, mark).or_else(part);
    let is_whole = |number: &f64| number.fract() == 0.0 && *number <= f64::from(u32::MAX);
    if let Some(people) = number.filter(|number| is_whole(number) && *number >= 0.0) {
        return Ok(people as u32);
    }
    let help = match (number, mark.help(cell)) {
        (Some(_), _) => format!("; {decimal}"),
        (None, "") => "; write it in digits alone".to_owned(),
        (None, help) => help.to_owned(),
    };
    let reason = format!(
        "{} is not a whole number of people{help}",
        quoted_cell(cell)
    );
    Err(Refusal::new(heading, reason))
}

fn percent(cell: Option<&str>, heading: &str, mark: DecimalMark) -> Result<f64, Refusal> {
    let cell = cell.ok_or_else(|| Refusal::missing(heading))?;
    let digits = cell.strip_suffix(['%', '٪']).unwrap_or(cell).trim_end();
    plain_number(digits, mark)
        .filter(|number| (0.0..=100.0).contains(number))
        .ok_or_else(|| {
            let reason = format!(
                "{} is not a percentage from 0 to 100{}",
                quoted_cell(cell),
                mark.help(digits)
            );
            Refusal::new(heading, reason)
        })
}

/// Numbers of people that add up to `total`, of percentages: rounded down, and the people who are left where most was cut off. `Err`
/// with their sum where the percentages are further from 100 than rounding to whole ones explains.
fn people_of_shares(shares: &[f64], total: u32) -> Result<Vec<u32>, f64> {
    let sum: f64 = shares.iter().sum();
    if (sum - 100.0).abs() > shares.len() as f64 / 2.0 {
        return Err((sum * 100.0).round() / 100.0);
    }
    let exact = |share: &f64| share * f64::from(total) / sum;
    let mut people: Vec<u32> = shares
        .iter()
        .map(|share| exact(share).floor() as u32)
        .collect();
    let mut cut: Vec<(usize, f64)> = shares
        .iter()
        .map(exact)
        .map(f64::fract)
        .enumerate()
        .collect();
    cut.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let left = total.saturating_sub(people.iter().sum());
    for (at, _) in cut.into_iter().take(left as usize) {
        if let Some(count) = people.get_mut(at) {
            *count += 1;
        }
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::people_of_shares;

    #[test]
    fn percentages_become_people_that_add_up() {
        assert_eq!(
            people_of_shares(&[10.0, 20.0, 70.0], 50),
            Ok(vec![5, 10, 35])
        );
        assert_eq!(people_of_shares(&[33.0, 33.0, 33.0], 10), Ok(vec![4, 3, 3]));
        assert_eq!(people_of_shares(&[0.0, 0.0, 100.0], 0), Ok(vec![0, 0, 0]));
        assert_eq!(people_of_shares(&[10.0, 20.0, 60.0], 50), Err(90.0));
        for total in 0..200 {
            let people = people_of_shares(&[12.0, 29.0, 31.0, 27.0], total).unwrap_or_default();
            assert_eq!(people.iter().sum::<u32>(), total);
        }
    }
}
