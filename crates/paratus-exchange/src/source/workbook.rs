//! Workbooks: a sheet of XLSX, XLS or ODS as comma-separated text, after its sizes were checked.

use super::archive::{self, Limits};
use crate::error::{ExchangeError, Problem, did_you_mean, listed, quoted_cell};
use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetVisible, Xls, Xlsx};
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

/// What is before a cell that is a number with a decimal part: it is read as it is, whatever decimal mark texts have.
pub(crate) const NUMBER_MARK: char = '\u{1}';

/// Bytes of text that are handed on together.
const PART: usize = 1 << 16;

/// Cells of a sheet that are joined, by zero-based row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) first: (u32, u32),
    pub(crate) last: (u32, u32),
}

impl Merged {
    /// The region as spreadsheets write it: `A2:A5`.
    pub(crate) fn name(&self) -> String {
        let corner =
            |(row, column): (u32, u32)| format!("{}{}", column_name(column), u64::from(row) + 1);
        format!("{}:{}", corner(self.first), corner(self.last))
    }
}

/// A sheet as text: a line for each row, in the places that the sheet has them.
pub(crate) struct SheetText {
    pub(crate) text: String,
    pub(crate) merged: Vec<Merged>,
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
}

/// The bytes of a workbook, borrowed or owned.
type Bytes<'b> = Cursor<Cow<'b, [u8]>>;

enum Book<'b> {
    Xlsx(Box<Xlsx<Bytes<'b>>>),
    Xls(Box<Xls<Bytes<'b>>>),
    Ods(Box<Ods<Bytes<'b>>>),
}

/// A workbook that was opened.
pub(crate) struct Workbook<'b> {
    file: String,
    book: Book<'b>,
}

impl<'b> Workbook<'b> {
    /// Checks the sizes, then reads what the workbook says of itself.
    pub(crate) fn open(
        file: &str,
        bytes: Cow<'b, [u8]>,
        kind: BookKind,
    ) -> Result<Workbook<'b>, ExchangeError> {
        let broken = |error: &dyn std::fmt::Display| {
            let problem = Problem::new(file, format!("the workbook cannot be read: {error}"));
            ExchangeError::Table(problem.help(Some("open it and save it again".into())))
        };
        if kind == BookKind::Xls && bytes.len() > LARGEST_XLS {
            let message = "an XLS workbook of more than 64 MiB";
            return Err(ExchangeError::Table(
                Problem::new(file, message).help(Some("save it as XLSX or CSV".into())),
            ));
        }
        if kind != BookKind::Xls {
            archive::check(file, &bytes, LIMITS)?;
        }
        let input = Cursor::new(bytes);
        let book = match kind {
            BookKind::Xlsx => Xlsx::new(input)
                .map(|book| Book::Xlsx(Box::new(book)))
                .map_err(|error| broken(&error))?,
            BookKind::Xls => Xls::new(input)
                .map(|book| Book::Xls(Box::new(book)))
                .map_err(|error| broken(&error))?,
            BookKind::Ods => Ods::new(input)
                .map(|book| Book::Ods(Box::new(book)))
                .map_err(|error| broken(&error))?,
        };
        Ok(Workbook {
            file: file.to_owned(),
            book,
        })
    }

    /// The sheets that are shown, in order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let all = match &self.book {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        };
        let shown = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
        all.iter()
            .filter(shown)
            .map(|sheet| sheet.name.clone())
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

    /// Hands the text of a sheet of XLSX on in parts, each of whole lines, until `take` wants no more. Other workbooks are read as a
    /// whole by their reader, and come in one part.
    pub(super) fn stream(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(String) -> bool,
    ) -> Result<(), ExchangeError> {
        let broken = broken_sheet(&self.file, sheet);
        let Book::Xlsx(book) = &mut self.book else {
            let text = self.sheet_text(sheet, Extent::default(), true)?.text;
            take(text);
            return Ok(());
        };
        let mut lines = Lines {
            marks_numbers: true,
            ..Lines::default()
        };
        let mut cells = book
            .worksheet_cells_reader(sheet)
            .map_err(|error| broken(&error))?;
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            let (row, column) = cell.get_position();
            lines.put_value(row, column, cell.get_value());
            if lines.text.len() > PART && !take(lines.whole_lines()) {
                return Ok(());
            }
        }
        take(lines.finish());
        Ok(())
    }

    /// The cells of a sheet that are joined.
    pub(super) fn merged(&mut self, sheet: &str) -> Result<Vec<Merged>, ExchangeError> {
        let broken = broken_sheet(&self.file, sheet);
        let areas = match &mut self.book {
            Book::Xlsx(book) => book
                .merge_cells_by_sheet_name(sheet)
                .map_err(|error| broken(&error))?,
            Book::Xls(book) => book
                .merge_cells_by_sheet_name(sheet)
                .map_err(|error| broken(&error))?,
            Book::Ods(_) => Vec::new(),
        };
        let region = |area: &Dimensions| Merged {
            first: area.start,
            last: area.end,
        };
        Ok(areas.iter().map(region).collect())
    }

    fn sheet(&mut self, sheet: &str, extent: Extent) -> Result<SheetText, ExchangeError> {
        self.sheet_text(sheet, extent, false)
    }

    fn sheet_text(
        &mut self,
        sheet: &str,
        extent: Extent,
        marks_numbers: bool,
    ) -> Result<SheetText, ExchangeError> {
        let merged = match extent.rows {
            None => self.merged(sheet)?,
            Some(_) => Vec::new(),
        };
        let broken = broken_sheet(&self.file, sheet);
        let mut lines = Lines {
            flat: extent.flat,
            marks_numbers,
            ..Lines::default()
        };
        match &mut self.book {
            Book::Xlsx(book) => {
                let mut cells = book
                    .worksheet_cells_reader(sheet)
                    .map_err(|error| broken(&error))?;
                while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
                    let (row, column) = cell.get_position();
                    if extent.rows.is_some_and(|rows| row >= rows) {
                        break;
                    }
                    lines.put_value(row, column, cell.get_value());
                }
            }
            Book::Xls(book) => {
                let range = book.worksheet_range(sheet);
                lines.range(&range.map_err(|error| broken(&error))?);
            }
            Book::Ods(book) => {
                let range = book.worksheet_range(sheet);
                lines.range(&range.map_err(|error| broken(&error))?);
            }
        }
        Ok(SheetText {
            text: lines.finish(),
            merged,
        })
    }
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
            ..Lines::default()
        };
        for (at, row) in (0..).zip(&rows) {
            (0..)
                .zip(row)
                .for_each(|(column, cell)| lines.put(at, column, cell));
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
    /// Whether blank rows are blank lines, and line breaks in cells blanks.
    flat: bool,
    /// Whether numbers with a decimal part are marked as such.
    marks_numbers: bool,
}

impl Lines {
    fn put(&mut self, row: u32, column: u32, cell: &str) {
        if cell.is_empty() || row < self.row {
            return;
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
    }

    /// Puts a value; texts are not copied.
    fn put_value(&mut self, row: u32, column: u32, value: &DataRef<'_>) {
        match value {
            DataRef::SharedString(text) => self.put(row, column, text),
            DataRef::String(text) => self.put(row, column, text),
            other => self.put_data(row, column, &Data::from(other.clone())),
        }
    }

    fn put_data(&mut self, row: u32, column: u32, value: &Data) {
        let text = text_of(value);
        match value {
            Data::Float(number) if self.marks_numbers && number.fract() != 0.0 => {
                self.put(row, column, &format!("{NUMBER_MARK}{text}"));
            }
            _ => self.put(row, column, &text),
        }
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

    fn range(&mut self, range: &calamine::Range<Data>) {
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let row = first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
            let column = first_column.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
            self.put_data(row, column, cell);
        }
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
        let mut lines = Lines::default();
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
            merged: vec![Merged {
                first: (1, 0),
                last: (3, 0),
            }],
        };
        sheet.fill();
        assert_eq!(sheet.text, "a,b\n1,x\n1\n1,y\n");
    }

    #[test]
    fn regions_are_named_as_spreadsheets_do() {
        let region = Merged {
            first: (1, 0),
            last: (4, 27),
        };
        assert_eq!(region.name(), "A2:AB5");
    }
}
