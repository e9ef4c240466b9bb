//! Charts below tables: bars of the shares of a whole, and lines of shares month by month. They point at the cells, so they show what
//! the table says and follow what is changed in it.

use super::formats::percent_format;
use super::sheet::HEAD;
use crate::language::Language;
use crate::panel::{Cell, Table, Tint};
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Worksheet, XlsxError,
};

/// Pixels of a chart: its width, what it takes without bars, and what each bar takes.
const WIDTH: u32 = 900;
const AROUND: u32 = 110;
const OF_BAR: u32 = 22;

/// A table of more rows has no bars: they could not be distinguished.
const MOST_BARS: usize = 60;

/// Most characters of what is read out in place of a chart.
const LONGEST_ALTERNATIVE: usize = 250;

/// The chart of a table, where it has something to draw; `places` are the first column of the sheet and the number of them for each
/// column of the table.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    places: &[(u16, u16)],
    language: Language,
) -> Result<(), XlsxError> {
    let Some(mut chart) =
        bars(sheet, table, places, language).or_else(|| lines(sheet, table, places, language))
    else {
        return Ok(());
    };
    chart
        .set_width(WIDTH)
        .set_alt_text(super::clip(&table.caption.words, LONGEST_ALTERNATIVE));
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Bottom);
    if language.is_right_to_left() {
        chart.y_axis().set_reverse();
    }
    let below = HEAD + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - HEAD - 3) + 3;
    sheet.insert_chart(below, 0, &chart).map(drop)
}

/// The first column that has a cell of a kind.
fn first_of(table: &Table, is: impl Fn(&Cell) -> bool) -> Option<usize> {
    let columns = 0..table.columns.len();
    let found = |at: &usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(*at));
        cells.any(&is)
    };
    columns.into_iter().find(found)
}

/// Bars of a hundred per cent, one to a row.
fn bars(
    sheet: &Worksheet,
    table: &Table,
    places: &[(u16, u16)],
    language: Language,
) -> Option<Chart> {
    let rows = table.rows.len();
    if !(2..=MOST_BARS).contains(&rows) {
        return None;
    }
    let at = first_of(table, |cell| matches!(cell, Cell::Bar(..)))?;
    let tints = table.rows.iter().find_map(|row| match row.cells.get(at) {
        Some(Cell::Bar(parts, _)) => Some(parts.iter().map(|(tint, _)| *tint)),
        _ => None,
    })?;
    let (first, _) = *places.get(at)?;
    let words = &table.columns.get(at)?.parts;
    let name = sheet.name();
    let last = HEAD + u32::try_from(rows).ok()?;
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    for ((column, tint), words) in (first..).zip(tints).zip(words) {
        chart
            .add_series()
            .set_name(words.words.as_str())
            .set_categories((name.as_str(), HEAD + 1, 0, last, 0))
            .set_values((name.as_str(), HEAD + 1, column, last, column))
            .set_gap(40)
            .set_format(
                ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(ink(tint))),
            );
    }
    // The first row of the table is the highest bar.
    chart.x_axis().set_reverse();
    chart.y_axis().set_num_format(&percent_format(0, language));
    chart.set_height(AROUND + OF_BAR * u32::try_from(rows).ok()?);
    Some(chart)
}

/// Lines of the first row, one for each column of months.
fn lines(
    sheet: &Worksheet,
    table: &Table,
    places: &[(u16, u16)],
    language: Language,
) -> Option<Chart> {
    const COLOURS: [&str; 3] = ["#5F6B6A", "#17595C", "#A5432B"];
    let row = table.rows.first()?;
    let name = sheet.name();
    let steps = row.cells.iter().zip(places).zip(&table.columns);
    let steps = steps.filter(|((cell, _), _)| matches!(cell, Cell::Steps(..)));
    let mut chart = Chart::new(ChartType::Line);
    let mut from_until = None;
    for (((_, (first, width)), column), colour) in steps.zip(COLOURS) {
        let last = first.saturating_add(*width).saturating_sub(1);
        chart
            .add_series()
            .set_name(column.title.words.as_str())
            .set_values((name.as_str(), HEAD + 1, *first, HEAD + 1, last))
            .set_format(
                ChartFormat::new().set_line(ChartLine::new().set_color(colour).set_width(2.25)),
            );
        let ends = column.parts.first().zip(column.parts.last());
        from_until = ends.map(|(from, until)| format!("{} – {}", from.words, until.words));
    }
    chart.x_axis().set_name(&from_until?);
    chart
        .x_axis()
        .set_label_position(ChartAxisLabelPosition::None);
    chart
        .y_axis()
        .set_num_format(&percent_format(0, language))
        .set_min(0)
        .set_max(1);
    chart.set_height(320);
    Some(chart)
}

/// The colour of a part of a bar, as the page has it.
const fn ink(tint: Tint) -> &'static str {
    match tint {
        Tint::Ready | Tint::Agree | Tint::Shown | Tint::NoBarrier => "#17595C",
        Tint::CannotTell | Tint::Stale | Tint::Warning => "#D9AE4F",
        Tint::NotReady | Tint::Disagree | Tint::Failed | Tint::Error => "#A5432B",
        Tint::People => "#2F4B7C",
        Tint::Process => "#8AA35A",
        Tint::Technology => "#DFBB8C",
        Tint::Stage(1) => "#6B2A1A",
        Tint::Stage(2) => "#A5432B",
        Tint::Stage(3) => "#CF7A58",
        Tint::Stage(4) => "#E5AB8D",
        Tint::Stage(_) => "#F3D6C6",
        _ => "#D5D7D2",
    }
}
