//! Workbooks: a sheet of XLSX, XLS or ODS as comma-separated text, after its sizes were checked.

use super::{
    archive::{self, Limits},
    number_format::NumberFormat,
    ods::{Ods, OdsCell},
    sheet_scan::SheetScan,
    xls::{self, CellFormats, Fault},
};
use crate::checked_book::CheckedBook;
use crate::error::{ExchangeError, Problem, did_you_mean, listed, quoted_cell};
use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, Xlsx,
};
use std::{borrow::Cow, io::Cursor};

/// Bytes of an XLS file, at most: it is read as a whole.
const LARGEST_XLS: usize = 64 << 20;

/// Bytes that a workbook may expand to: its parts are streamed, but shared texts are kept.
const LIMITS: Limits = Limits {
    expanded: 2 << 30,
    ratio: 200,
};

/// Rows in which a sheet is looked at first for anything that it holds.
const FIRST_ROWS: u32 = 100;

/// What is before a cell that is a number with a decimal part or in percent: it is read as it is, whatever decimal mark texts have and
/// whatever form a map declares.
pub(crate) const NUMBER_MARK: char = '\u{1}';

/// Bytes of text that are handed on together.
const PART: usize = 1 << 16;

/// Cells of a sheet that are joined, by zero-based row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MergedRange {
    pub(crate) first: (u32, u32),
    pub(crate) last: (u32, u32),
}

impl MergedRange {
    /// The region as spreadsheets write it: `A2:A5`.
    pub(crate) fn name(&self) -> String {
        format!("{}:{}", cell_name(self.first), cell_name(self.last))
    }
}

/// A cell, by zero-based row and column, as spreadsheets write it: `A2`.
fn cell_name((row, column): (u32, u32)) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// A sheet as text: a line for each row, in the places that the sheet has them.
pub(crate) struct SheetText {
    pub(crate) text: String,
    pub(crate) merged: Vec<MergedRange>,
}

/// How much of a sheet becomes text.
#[derive(Clone, Copy, Default)]
pub(crate) struct Extent {
    /// Whether there is a line for each row, whatever the cells hold.
    pub(crate) flat: bool,
    /// The first rows, at least; default: all.
    pub(crate) rows: Option<u32>,
}

/// What kind of workbook bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BookKind {
    Xlsx,
    Xls,
    Ods,
}

impl BookKind {
    /// The kind by content: the magic bytes, and the parts that an archive has.
    pub(crate) fn of(bytes: &[u8]) -> Option<BookKind> {
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let stream = |name: &str| -> Vec<u8> {
                name.encode_utf16().flat_map(u16::to_le_bytes).collect()
            };
            let head = bytes
                .get(..bytes.len().min(LARGEST_XLS))
                .unwrap_or_default();
            let holds = |name: &str| {
                let name = stream(name);
                head.windows(name.len()).any(|window| window == name)
            };
            return (holds("Workbook") || holds("Book")).then_some(BookKind::Xls);
        }
        let names = archive::names(bytes)?;
        if names.iter().any(|name| name == "xl/workbook.xml") {
            return Some(BookKind::Xlsx);
        }
        let ods = b"application/vnd.oasis.opendocument.spreadsheet";
        let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
        head.windows(ods.len())
            .any(|window| window == ods)
            .then_some(BookKind::Ods)
    }

    /// Whether the workbook may have more than one sheet, by its parts.
    pub(crate) fn may_have_several_sheets(self, bytes: &[u8]) -> bool {
        let names = archive::names(bytes).unwrap_or_default();
        let sheets = names
            .iter()
            .filter(|name| name.starts_with("xl/worksheets/sheet"));
        self != BookKind::Xlsx || sheets.count() > 1
    }
}

/// The bytes of a workbook, borrowed or owned.
type Bytes<'b> = Cursor<Cow<'b, [u8]>>;

enum Book<'b> {
    Xlsx(Box<Xlsx<Bytes<'b>>>),
    /// With the formats of the cells of each sheet.
    Xls(Box<Xls<Bytes<'b>>>, Vec<CellFormats>),
    Ods(Ods, Cow<'b, [u8]>),
}

impl CheckedBook {
    /// Refuses a workbook that expands too far, and one that its reader cannot work with.
    pub(crate) fn of(
        file: &str,
        bytes: &[u8],
        kind: BookKind,
    ) -> Result<CheckedBook, ExchangeError> {
        if kind == BookKind::Xls && bytes.len() > LARGEST_XLS {
            let message = "an XLS workbook of more than 64 MiB";
            return Err(ExchangeError::Table(
                Problem::new(file, message).help(Some("save it as XLSX or CSV".into())),
            ));
        }
        let mut scan = SheetScan::default();
        if kind != BookKind::Xls {
            archive::check(file, bytes, LIMITS, &mut |name, part| {
                scan.look(name, part);
            })?;
        }
        if let Some(reference) = &scan.impossible {
            let message = format!(
                "the workbook cannot be read: it speaks of the cells {}, which no sheet has",
                quoted_cell(reference)
            );
            let problem = Problem::new(file, message);
            let help = "open it in a spreadsheet program and save it again";
            return Err(ExchangeError::Table(problem.help(Some(help.into()))));
        }
        Ok(CheckedBook {
            has_formulas: scan.has_formulas,
            has_merged: scan.has_merged,
        })
    }
}

/// A workbook that was opened.
pub(crate) struct Workbook<'b> {
    file: String,
    book: Book<'b>,
    /// Its bytes as they are packed.
    packed: usize,
    checked: CheckedBook,
}

impl<'b> Workbook<'b> {
    /// Checks the sizes, unless these bytes were `checked` before, then reads what the workbook says of itself.
    pub(crate) fn open(
        file: &str,
        bytes: Cow<'b, [u8]>,
        kind: BookKind,
        checked: Option<CheckedBook>,
    ) -> Result<Workbook<'b>, ExchangeError> {
        let broken = |error: &dyn std::fmt::Display| {
            let problem = Problem::new(file, format!("the workbook cannot be read: {error}"));
            ExchangeError::Table(problem.help(Some("open it and save it again".into())))
        };
        let (packed, limit) = (bytes.len(), LIMITS.bytes(bytes.len()));
        let checked = match checked {
            Some(checked) => checked,
            None => CheckedBook::of(file, &bytes, kind)?,
        };
        let book = match kind {
            BookKind::Xlsx => Xlsx::new(Cursor::new(bytes))
                .map(|book| Book::Xlsx(Box::new(book)))
                .map_err(|error| broken(&error))?,
            BookKind::Xls => {
                let formats = xls::check(&bytes).map_err(|fault| refused_xls(file, &fault))?;
                Xls::new(Cursor::new(bytes))
                    .map(|book| Book::Xls(Box::new(book), formats))
                    .map_err(|error| broken(&error))?
            }
            BookKind::Ods => match Ods::open(&bytes) {
                Ok(book) if book.sheets.iter().any(|sheet| sheet.size > limit) => {
                    return Err(archive::too_much(file, packed, limit));
                }
                Ok(book) => Book::Ods(book, bytes),
                Err(reason) if reason == super::ENCRYPTED => return Err(protected(file)),
                Err(reason) => return Err(broken(&reason)),
            },
        };
        Ok(Workbook {
            file: file.to_owned(),
            book,
            packed,
            checked,
        })
    }

    /// Whether days are counted from 1904.
    pub(super) fn counts_from_1904(&self) -> bool {
        match &self.book {
            Book::Xlsx(book) => book.has_1904_epoch(),
            Book::Xls(book, _) => book.has_1904_epoch(),
            Book::Ods(..) => false,
        }
    }

    /// Refuses a sheet with a formula whose value is not stored: its cells would be read as empty.
    pub(super) fn refuse_unvalued(&mut self, sheet: &str) -> Result<(), ExchangeError> {
        let broken = broken_sheet(&self.file, sheet);
        let first = match &mut self.book {
            Book::Xlsx(book) if self.checked.has_formulas => {
                let mut cells = book
                    .worksheet_cells_reader(sheet)
                    .map_err(|error| broken(&error))?;
                let mut first = None;
                while let Some(cell) = cells
                    .next_cell_with_formula_metadata()
                    .map_err(|error| broken(&error))?
                {
                    if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                        first = Some(cell.pos);
                        break;
                    }
                }
                first
            }
            Book::Ods(book, _) => {
                let found = book.sheets.iter().find(|one| one.name == sheet);
                found.and_then(|sheet| sheet.unvalued)
            }
            _ => None,
        };
        let Some(cell) = first else {
            return Ok(());
        };
        let message = format!(
            "the cell {} of the sheet {} is a formula, and its value is not stored in the file",
            cell_name(cell),
            quoted_cell(sheet)
        );
        let help =
            "open the workbook in a spreadsheet program and save it, so that it stores the values";
        Err(ExchangeError::Table(
            Problem::new(&self.file, message).help(Some(help.into())),
        ))
    }

    /// The sheets that are shown, in order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let shown = self
            .all_sheets()
            .into_iter()
            .filter(|(_, is_shown)| *is_shown);
        shown.map(|(sheet, _)| sheet).collect()
    }

    /// All sheets, in order, and whether they are shown.
    pub(super) fn all_sheets(&self) -> Vec<(String, bool)> {
        let all = match &self.book {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xls(book, _) => book.sheets_metadata(),
            Book::Ods(book, _) => {
                let all = book.sheets.iter();
                return all
                    .map(|sheet| (sheet.name.clone(), sheet.is_shown))
                    .collect();
            }
        };
        all.iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect()
    }

    /// A sheet as text: the one of this name, else the first that holds a table, else the first that holds anything.
    pub(crate) fn text(
        &mut self,
        wanted: Option<&str>,
        extent: Extent,
    ) -> Result<SheetText, ExchangeError> {
        let sheet = self.chosen(wanted)?;
        self.sheet(&sheet, extent)
    }

    /// The sheet of this name, else the first that holds a table, else the first that holds anything.
    pub(super) fn chosen(&mut self, wanted: Option<&str>) -> Result<String, ExchangeError> {
        let sheets = self.sheets();
        if let Some(wanted) = wanted {
            if !sheets.iter().any(|sheet| sheet == wanted) {
                let all = listed(sheets.iter().map(String::as_str));
                let help = did_you_mean(wanted, sheets.iter().map(String::as_str))
                    .map_or_else(String::new, |near| near + " ");
                let message = format!("there is no sheet {}", quoted_cell(wanted));
                return Err(ExchangeError::Table(
                    Problem::new(&self.file, message)
                        .help(Some(format!("{help}the sheets are {all}"))),
                ));
            }
            return Ok(wanted.to_owned());
        }
        let few = Extent {
            flat: false,
            rows: Some(FIRST_ROWS),
        };
        // A page of remarks before the table is not the table: it has no row of two cells.
        for (rows, least) in [(few, 2), (few, 1), (Extent::default(), 1)] {
            for sheet in &sheets {
                let text = self.sheet(sheet, rows)?.text;
                if text.lines().any(|line| filled_cells(line) >= least) {
                    return Ok(sheet.clone());
                }
            }
        }
        Err(ExchangeError::table(&self.file, "the workbook is empty"))
    }

    /// Whether a sheet holds anything.
    pub(super) fn holds_anything(&mut self, sheet: &str) -> Result<bool, ExchangeError> {
        let few = Extent {
            flat: false,
            rows: Some(FIRST_ROWS),
        };
        let text = self.sheet(sheet, few)?.text;
        Ok(text.lines().any(|line| filled_cells(line) > 0))
    }

    /// Hands the text of a sheet on in parts, each of whole lines, until `take` wants no more. XLS is read as a whole by its reader, and
    /// comes in one part.
    pub(super) fn stream(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(String) -> bool,
    ) -> Result<(), ExchangeError> {
        let mut lines = Lines {
            marks_numbers: true,
            left: LIMITS.bytes(self.packed),
            ..Lines::default()
        };
        let is_more = self.fill(sheet, &mut lines, &mut |lines, _| {
            lines.text.len() <= PART || take(lines.whole_lines())
        })?;
        if is_more {
            take(lines.finish());
        }
        Ok(())
    }

    /// Puts the cells of a sheet into lines, until `goes_on` does not, which sees the row of each; `false` where that ended it.
    fn fill(
        &mut self,
        sheet: &str,
        lines: &mut Lines,
        goes_on: &mut dyn FnMut(&mut Lines, u32) -> bool,
    ) -> Result<bool, ExchangeError> {
        let broken = broken_sheet(&self.file, sheet);
        let mut is_more = true;
        match &mut self.book {
            Book::Xlsx(book) => {
                let mut cells = book
                    .worksheet_cells_reader(sheet)
                    .map_err(|error| broken(&error))?;
                let formats: Vec<Option<NumberFormat>> = cells
                    .styles()
                    .iter()
                    .map(|style| NumberFormat::of_code(&style.number_format.as_ref()?.format_code))
                    .collect();
                while is_more {
                    let next = cells.next_cell_with_style_id();
                    let Some((cell, style)) = next.map_err(|error| broken(&error))? else {
                        break;
                    };
                    let (row, column) = cell.get_position();
                    is_more = goes_on(lines, row);
                    if is_more {
                        let format = formats.get(style).and_then(Option::as_ref);
                        is_more = lines.put_value(row, column, cell.get_value(), format);
                    }
                }
            }
            Book::Xls(book, formats) => {
                let at = book
                    .sheets_metadata()
                    .iter()
                    .position(|one| one.name == sheet);
                let formats = at.and_then(|at| formats.get(at));
                let range = book
                    .worksheet_range(sheet)
                    .map_err(|error| broken(&error))?;
                let (first_row, first_column) = range.start().unwrap_or_default();
                for (row, column, cell) in range.used_cells() {
                    let row = first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
                    let column =
                        first_column.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
                    let format = formats.and_then(|formats| formats.get(&(row, column)));
                    is_more = goes_on(lines, row) && lines.put_data(row, column, cell, format);
                    if !is_more {
                        break;
                    }
                }
            }
            Book::Ods(_, bytes) => {
                let mut take = |row: u32, column: u32, cell: &OdsCell| {
                    is_more = goes_on(lines, row) && lines.put_cell(row, column, cell);
                    is_more
                };
                Ods::cells(bytes, sheet, &mut take).map_err(|error| broken(&error))?;
            }
        }
        if lines.left == 0 {
            return Err(archive::too_much(
                &self.file,
                self.packed,
                LIMITS.bytes(self.packed),
            ));
        }
        Ok(is_more)
    }

    /// The cells of a sheet that are joined.
    pub(super) fn merged(&mut self, sheet: &str) -> Result<Vec<MergedRange>, ExchangeError> {
        let broken = broken_sheet(&self.file, sheet);
        let areas = match &mut self.book {
            Book::Xlsx(_) if !self.checked.has_merged => return Ok(Vec::new()),
            Book::Xlsx(book) => book
                .merge_cells_by_sheet_name(sheet)
                .map_err(|error| broken(&error))?,
            Book::Xls(book, _) => book
                .merge_cells_by_sheet_name(sheet)
                .map_err(|error| broken(&error))?,
            Book::Ods(book, _) => {
                let found = book.sheets.iter().find(|one| one.name == sheet);
                return Ok(found.map_or_else(Vec::new, |sheet| sheet.merged.clone()));
            }
        };
        let region = |area: &Dimensions| MergedRange {
            first: area.start,
            last: area.end,
        };
        Ok(areas.iter().map(region).collect())
    }

    fn sheet(&mut self, sheet: &str, extent: Extent) -> Result<SheetText, ExchangeError> {
        let merged = match extent.rows {
            None => self.merged(sheet)?,
            Some(_) => Vec::new(),
        };
        let mut lines = Lines {
            flat: extent.flat,
            left: LIMITS.bytes(self.packed),
            ..Lines::default()
        };
        self.fill(sheet, &mut lines, &mut |_, row| {
            extent.rows.is_none_or(|rows| row < rows)
        })?;
        Ok(SheetText {
            text: lines.finish(),
            merged,
        })
    }
}

/// The refusal of an XLS file.
fn refused_xls(file: &str, fault: &Fault) -> ExchangeError {
    let (message, help) = match fault {
        Fault::Encrypted => return protected(file),
        Fault::Broken(why) => (
            format!("the workbook cannot be read: {why}"),
            "open it in a spreadsheet program and save it as XLSX",
        ),
        Fault::TooFar(cells, last) => (
            format!(
                "the sheets span {cells} cells, up to {}, which are too many for XLS",
                cell_name(*last)
            ),
            "delete what is far away from the table, or save it as XLSX or CSV",
        ),
    };
    ExchangeError::Table(Problem::new(file, message).help(Some(help.into())))
}

/// The refusal of a workbook that needs a password.
fn protected(file: &str) -> ExchangeError {
    let problem = Problem::new(
        file,
        format!("the workbook cannot be read: {}", super::ENCRYPTED),
    );
    let help = "open it with its password, and save it without one";
    ExchangeError::Table(problem.help(Some(help.into())))
}

/// Why a sheet cannot be read.
fn broken_sheet(
    file: &str,
    sheet: &str,
) -> impl Fn(&dyn std::fmt::Display) -> ExchangeError + use<> {
    let (file, sheet) = (file.to_owned(), quoted_cell(sheet));
    move |error| ExchangeError::table(&file, format!("the sheet {sheet} cannot be read: {error}"))
}

impl SheetText {
    /// Writes the value of joined cells into all of them; the text must be flat.
    pub(crate) fn fill(&mut self) {
        if self.merged.is_empty() {
            return;
        }
        // A flat text has a line for each row.
        let cells = |line: &str| -> Vec<String> {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(line.as_bytes());
            let row = reader.records().flatten().next();
            row.map_or_else(Vec::new, |row| row.iter().map(str::to_owned).collect())
        };
        let mut rows: Vec<Vec<String>> = self.text.lines().map(cells).collect();
        for region in &self.merged {
            let cell = |rows: &[Vec<String>], (row, column): (u32, u32)| {
                let row = rows.get(row as usize)?;
                row.get(column as usize).cloned()
            };
            let value = cell(&rows, region.first).unwrap_or_default();
            for row in rows
                .iter_mut()
                .take(region.last.0 as usize + 1)
                .skip(region.first.0 as usize)
            {
                if row.len() <= region.last.1 as usize {
                    row.resize(region.last.1 as usize + 1, String::new());
                }
                for cell in row
                    .iter_mut()
                    .take(region.last.1 as usize + 1)
                    .skip(region.first.1 as usize)
                {
                    cell.clone_from(&value);
                }
            }
        }
        let mut lines = Lines {
            flat: true,
            left: u64::MAX,
            ..Lines::default()
        };
        for (at, row) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(row) {
                lines.put(at, column, cell);
            }
        }
        self.text = lines.finish();
    }
}

/// Rows on their way to text. A row without cells becomes a line with one empty cell, so that rows keep their numbers.
#[derive(Default)]
struct Lines {
    text: String,
    row: u32,
    column: u32,
    /// Whether blank rows are blank lines, and line breaks in cells blanks: the text of a table of a folder, whose shares are fractions.
    flat: bool,
    /// Whether numbers with a decimal part or in percent are marked as such.
    marks_numbers: bool,
    /// Bytes that the text may still become; none where it would have become longer.
    left: u64,
}

impl Lines {
    /// Puts a cell; `false` where the text becomes too long.
    fn put(&mut self, row: u32, column: u32, cell: &str) -> bool {
        if cell.is_empty() || row < self.row {
            return true;
        }
        let rows = u64::from(row - self.row) * 3;
        let columns = u64::from(column.saturating_sub(self.column));
        self.left = self
            .left
            .saturating_sub(rows + columns + cell.len() as u64 + 1);
        if self.left == 0 {
            return false;
        }
        while self.row < row {
            self.end_row();
        }
        while self.column < column {
            self.text.push(',');
            self.column += 1;
        }
        if self.flat && cell.contains(['\n', '\r']) {
            let flat = cell.replace("\r\n", " ").replace(['\n', '\r'], " ");
            return self.put(row, column, &flat);
        }
        if cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') {
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(cell);
        }
        true
    }

    /// Puts a value; texts are not copied.
    fn put_value(
        &mut self,
        row: u32,
        column: u32,
        value: &DataRef<'_>,
        format: Option<&NumberFormat>,
    ) -> bool {
        match value {
            DataRef::SharedString(text) => self.put(row, column, text),
            DataRef::String(text) => self.put(row, column, text),
            other => self.put_data(row, column, &Data::from(other.clone()), format),
        }
    }

    fn put_data(
        &mut self,
        row: u32,
        column: u32,
        value: &Data,
        format: Option<&NumberFormat>,
    ) -> bool {
        match value {
            Data::Float(number) => self.put_number(row, column, *number, format),
            Data::Int(number) if format.is_some() => {
                // Numbers that a format changes have no more digits than a float.
                self.put_number(row, column, *number as f64, format)
            }
            other => self.put(row, column, &text_of(other)),
        }
    }

    fn put_cell(&mut self, row: u32, column: u32, cell: &OdsCell) -> bool {
        match cell.number {
            Some(number) => self.put_number(row, column, number, cell.format.as_ref()),
            None => self.put(row, column, &cell.text),
        }
    }

    fn put_number(
        &mut self,
        row: u32,
        column: u32,
        number: f64,
        format: Option<&NumberFormat>,
    ) -> bool {
        let format = format.filter(|format| !self.flat || **format != NumberFormat::Percent);
        let shown = format.and_then(|format| format.shown(number));
        let text = shown.unwrap_or_else(|| number.to_string());
        if self.marks_numbers && text.contains(['.', '%']) {
            return self.put(row, column, &format!("{NUMBER_MARK}{text}"));
        }
        self.put(row, column, &text)
    }

    /// The lines that have ended; what was put of the last one is kept.
    fn whole_lines(&mut self) -> String {
        let end = self.text.rfind('\n').map_or(0, |end| end + 1);
        let rest = self.text.split_off(end);
        std::mem::replace(&mut self.text, rest)
    }

    fn end_row(&mut self) {
        if !self.flat && (self.text.is_empty() || self.text.ends_with('\n')) {
            self.text.push_str("\"\"");
        }
        self.text.push('\n');
        self.row += 1;
        self.column = 0;
    }

    fn finish(mut self) -> String {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text
    }
}

/// A cell as text: numbers at full precision, dates as ISO dates with a time where they have one.
fn text_of(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.clone(),
        Data::Bool(set) => set.to_string(),
        Data::DateTime(when) => date_text(when),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn date_text(when: &ExcelDateTime) -> String {
    // A duration, or a time without a day, is no date.
    if !when.is_datetime() || when.as_f64() < 1.0 {
        return when.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, milli) = when.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, milli) == (0, 0, 0, 0) {
        date
    } else {
        format!("{date}T{hour:02}:{minute:02}:{second:02}")
    }
}

/// The letters of a column, counted from 0.
fn column_name(column: u32) -> String {
    let mut name = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        let digit = (left - 1) % 26;
        name.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    name.iter().rev().collect()
}

/// How many cells of a line of text hold something.
fn filled_cells(line: &str) -> usize {
    let (mut filled, mut is_quoted, mut is_filled) = (0, false, false);
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => {
                filled += usize::from(is_filled);
                is_filled = false;
            }
            letter => is_filled |= !letter.is_whitespace(),
        }
    }
    filled + usize::from(is_filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_where_they_hold_something() {
        assert_eq!(filled_cells("a,b"), 2);
        assert_eq!(filled_cells("\"read me, please\",,"), 1);
        assert_eq!(filled_cells(", ,"), 0);
    }

    #[test]
    fn rows_keep_their_numbers_and_cells_their_columns() {
        let mut lines = Lines {
            left: 1000,
            ..Lines::default()
        };
        lines.put(1, 1, "a,b");
        lines.put(1, 3, "x");
        lines.put(4, 0, "say \"so\"");
        assert_eq!(
            lines.finish(),
            "\"\"\n,\"a,b\",,x\n\"\"\n\"\"\n\"say \"\"so\"\"\"\n"
        );
    }

    #[test]
    fn joined_cells_are_filled() {
        let mut sheet = SheetText {
            text: "a,b\n1,x\n\n,y\n".into(),
            merged: vec![MergedRange {
                first: (1, 0),
                last: (3, 0),
            }],
        };
        sheet.fill();
        assert_eq!(sheet.text, "a,b\n1,x\n1\n1,y\n");
    }

    #[test]
    fn regions_are_named_as_spreadsheets_do() {
        let region = MergedRange {
            first: (1, 0),
            last: (4, 27),
        };
        assert_eq!(region.name(), "A2:AB5");
    }
}
