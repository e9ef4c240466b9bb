//! ODS, row by row: what is repeated is never kept, so a small file cannot become a large one in memory.

use super::{MergedRange, number_format::NumberFormat};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};
use std::{
    collections::HashMap,
    io::{BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// Rows and columns of a sheet, at most.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

/// Elements within each other, at most.
const DEEPEST: usize = 200;

/// Blanks that one element stands for, at most.
const MOST_BLANKS: usize = 1_000;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OdsCell {
    /// As text.
    pub(super) text: String,
    /// The number, where it is one.
    pub(super) number: Option<f64>,
    /// How the number is shown.
    pub(super) format: Option<NumberFormat>,
}

/// A sheet, before its rows are read.
pub(super) struct OdsSheet {
    pub(super) name: String,
    pub(super) is_shown: bool,
    pub(super) merged: Vec<MergedRange>,
    /// The first cell, by zero-based row and column, with a formula that has no value.
    pub(super) unvalued: Option<(u32, u32)>,
    /// Bytes of its cells as text, with those that are repeated.
    pub(super) size: u64,
}

/// The sheets of a workbook.
pub(super) struct Ods {
    pub(super) sheets: Vec<OdsSheet>,
}

/// Takes the cells of a sheet by zero-based row and column, until it wants no more.
type TakeCell<'t> = dyn FnMut(u32, u32, &OdsCell) -> bool + 't;

impl Ods {
    /// Reads what a workbook says of itself.
    pub(super) fn open(bytes: &[u8]) -> Result<Ods, String> {
        let mut walk = Walk::new(None);
        walk.run(bytes, &mut |_, _, _| true)?;
        Ok(Ods {
            sheets: walk.sheets,
        })
    }

    /// Hands on the cells of a sheet.
    pub(super) fn cells(bytes: &[u8], sheet: &str, take: &mut TakeCell<'_>) -> Result<(), String> {
        Walk::new(Some(sheet)).run(bytes, take)
    }
}

/// An attribute without its entities; by its whole name, as all programs write these.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .flatten()
        .find(|one| one.key.0 == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    let count = attribute(element, name).and_then(|text| text.parse().ok());
    count.unwrap_or(1).max(1)
}

/// What an entity stands for; those of the file's own are not known, so nothing can expand.
pub(crate) fn entity(reference: &BytesRef<'_>) -> String {
    let letter = reference
        .resolve_char_ref()
        .ok()
        .flatten()
        .map(String::from);
    let known = quick_xml::escape::resolve_predefined_entity(reference).map(str::to_owned);
    letter.or(known).unwrap_or_default()
}

/// A cell being read.
#[derive(Default)]
struct Open {
    repeated: u32,
    cell: OdsCell,
    is_text: bool,
    paragraphs: usize,
}

/// The way through the content of a workbook.
struct Walk<'w> {
    /// The sheet whose cells are wanted.
    wanted: Option<&'w str>,
    sheets: Vec<OdsSheet>,
    /// Formats by the style of a number, then by the style of a cell.
    formats: HashMap<String, NumberFormat>,
    hidden: Vec<String>,
    style: Option<String>,
    number_style: Option<String>,
    in_sheet: bool,
    is_wanted: bool,
    row: u32,
    row_repeated: u32,
    column: u32,
    /// Formats of whole columns: up to which column, and the style.
    columns: Vec<(u32, String)>,
    /// Cells of this row: their column, how often, and what they hold.
    cells: Vec<(u32, u32, OdsCell)>,
    open: Option<Open>,
    /// Bytes of the cells of this row, with those that are repeated.
    row_size: u64,
    /// Elements of which nothing is read: how deep in them.
    skipped: usize,
}

impl<'w> Walk<'w> {
    fn new(wanted: Option<&'w str>) -> Walk<'w> {
        Walk {
            wanted,
            sheets: Vec::new(),
            formats: HashMap::new(),
            hidden: Vec::new(),
            style: None,
            number_style: None,
            in_sheet: false,
            is_wanted: false,
            row: 0,
            row_repeated: 1,
            column: 0,
            columns: Vec::new(),
            cells: Vec::new(),
            open: None,
            row_size: 0,
            skipped: 0,
        }
    }

    fn run(&mut self, bytes: &[u8], take: &mut TakeCell<'_>) -> Result<(), String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        if let Ok(mut manifest) = archive.by_name("META-INF/manifest.xml") {
            let mut text = String::new();
            let read = (&mut manifest).take(1 << 20).read_to_string(&mut text);
            if read.is_ok() && text.contains("encryption-data") {
                return Err(super::ENCRYPTED.into());
            }
        }
        let content = archive.by_name("content.xml");
        let content = content.map_err(|_| "it has no part `content.xml`".to_owned())?;
        let mut reader = Reader::from_reader(BufReader::new(content));
        reader.config_mut().expand_empty_elements = true;
        let (mut buffer, mut depth) = (Vec::new(), 0);
        loop {
            buffer.clear();
            match reader
                .read_event_into(&mut buffer)
                .map_err(|error| error.to_string())?
            {
                Event::Eof if depth > 0 => return Err("it ends too early".into()),
                Event::Eof => return Ok(()),
                Event::DocType(text) if text.contains("<!ENTITY") => {
                    return Err("it declares entities, which are not read".into());
                }
                Event::Start(element) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(format!(
                            "it has more than {DEEPEST} elements within each other"
                        ));
                    }
                    self.start(&element)?;
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    if !self.end(element.name().0, take)? {
                        return Ok(());
                    }
                }
                Event::Text(text) if self.reads_text() => self.push(&text.xml10_content()),
                Event::CData(text) if self.reads_text() => self.push(&text),
                Event::GeneralRef(reference) if self.reads_text() => self.push(&entity(&reference)),
                _ => {}
            }
        }
    }

    /// Whether text is that of a cell.
    fn reads_text(&self) -> bool {
        self.skipped == 0
            && self
                .open
                .as_ref()
                .is_some_and(|open| open.paragraphs > 0 && open.is_text)
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = &mut self.open {
            open.cell.text.push_str(text);
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        let name = element.name().0.to_owned();
        if self.skipped > 0 || name == "office:annotation" || name.starts_with("draw:") {
            self.skipped += 1;
            return Ok(());
        }
        match name.as_str() {
            "number:number-style" | "number:percentage-style" => {
                let style = attribute(element, "style:name");
                if let Some(style) = style.clone().filter(|_| name.ends_with("percentage-style")) {
                    self.formats.insert(style, NumberFormat::Percent);
                }
                self.number_style = style.filter(|_| name.ends_with("number-style"));
            }
            "number:number" => {
                let zeros = count(element, "number:min-integer-digits") as usize;
                let places = attribute(element, "number:decimal-places");
                let is_whole = places.is_none_or(|places| places == "0");
                let style = self.number_style.take().filter(|_| is_whole);
                if let (Some(style), Some(zeros)) = (style, NumberFormat::zeros(zeros)) {
                    self.formats.insert(style, zeros);
                }
            }
            "style:style" => {
                let own = attribute(element, "style:name").unwrap_or_default();
                let data = attribute(element, "style:data-style-name").unwrap_or_default();
                let format = self.formats.get(&data).cloned();
                let parent = attribute(element, "style:parent-style-name").unwrap_or_default();
                let format = format.or_else(|| self.formats.get(&parent).cloned());
                if let Some(format) = format {
                    self.formats.insert(own.clone(), format);
                }
                self.style = Some(own);
            }
            "style:table-properties" => {
                let is_hidden =
                    attribute(element, "table:display").is_some_and(|shown| shown == "false");
                if let Some(style) = self.style.take().filter(|_| is_hidden) {
                    self.hidden.push(style);
                }
            }
            "table:table" if !self.in_sheet => {
                let style = attribute(element, "table:style-name").unwrap_or_default();
                let sheet = OdsSheet {
                    name: attribute(element, "table:name").unwrap_or_default(),
                    is_shown: !self.hidden.contains(&style),
                    merged: Vec::new(),
                    unvalued: None,
                    size: 0,
                };
                self.in_sheet = true;
                self.is_wanted = self.wanted == Some(&sheet.name);
                self.sheets.push(sheet);
                (self.row, self.columns) = (0, Vec::new());
            }
            // A table within a cell.
            "table:table" => self.skipped = 1,
            "table:table-column" if self.in_sheet => {
                let before = self.columns.last().map_or(0, |(end, _)| *end);
                let end = before.saturating_add(count(element, "table:number-columns-repeated"));
                let style = attribute(element, "table:default-cell-style-name").unwrap_or_default();
                self.columns.push((end, style));
            }
            "table:table-row" if self.in_sheet => {
                self.row_repeated = count(element, "table:number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" if self.in_sheet => {
                self.cell(element, &name)?;
            }
            "text:p" | "text:h" => {
                let open = self.open.as_mut().filter(|open| open.is_text);
                if let Some(open) = open {
                    if open.paragraphs > 0 {
                        open.cell.text.push('\n');
                    }
                    open.paragraphs += 1;
                }
            }
            "text:s" if self.reads_text() => {
                let blanks = count(element, "text:c") as usize;
                self.push(&" ".repeat(blanks.min(MOST_BLANKS)));
            }
            "text:tab" if self.reads_text() => self.push("\t"),
            "text:line-break" if self.reads_text() => self.push("\n"),
            _ => {}
        }
        Ok(())
    }

    /// Begins a cell.
    fn cell(&mut self, element: &BytesStart<'_>, name: &str) -> Result<(), String> {
        let repeated = count(element, "table:number-columns-repeated");
        let kind = attribute(element, "office:value-type").unwrap_or_default();
        let mut open = Open {
            repeated,
            ..Open::default()
        };
        // What lies under a joined cell is not shown.
        if name == "table:covered-table-cell" {
            self.open = Some(open);
            return Ok(());
        }
        let (rows, columns) = (
            count(element, "table:number-rows-spanned"),
            count(element, "table:number-columns-spanned"),
        );
        let (row, column) = (self.row, self.column);
        let sheet = self.sheets.last_mut();
        if (rows > 1 || columns > 1) && row < MOST_ROWS && column < MOST_COLUMNS {
            let last = (
                row.saturating_add(rows - 1),
                column.saturating_add(columns - 1),
            );
            let region = MergedRange {
                first: (row, column),
                last,
            };
            if let Some(sheet) = sheet {
                sheet.merged.push(region);
            }
        } else if kind.is_empty()
            && attribute(element, "table:formula").is_some()
            && let Some(sheet) = sheet
        {
            sheet.unvalued.get_or_insert((row, column));
        }
        let is_error = attribute(element, "calcext:value-type").is_some_and(|kind| kind == "error");
        let value = |name: &str| attribute(element, name).unwrap_or_default();
        match kind.as_str() {
            "float" | "percentage" | "currency" => {
                let text = value("office:value");
                let number: f64 = text
                    .parse()
                    .map_err(|_| format!("the value `{text}` is not a number"))?;
                open.cell.number = Some(number);
                open.cell.text = number.to_string();
                open.cell.format = match kind.as_str() {
                    "percentage" => Some(NumberFormat::Percent),
                    _ => self.format_of(element, column),
                };
            }
            "date" => {
                let text = value("office:date-value");
                text.strip_suffix("T00:00:00")
                    .unwrap_or(&text)
                    .clone_into(&mut open.cell.text);
            }
            "time" => open.cell.text = value("office:time-value"),
            "boolean" => open.cell.text = value("office:boolean-value").to_lowercase(),
            "string" => {
                let declared = attribute(element, "office:string-value");
                open.is_text = declared
                    .as_ref()
                    .is_none_or(|text| is_error && text.is_empty());
                open.cell.text = declared.unwrap_or_default();
            }
            // Some programs write texts without saying that they are.
            _ => open.is_text = is_error || kind.is_empty(),
        }
        self.open = Some(open);
        Ok(())
    }

    /// The format of a number, by the style of its cell, else of its column.
    fn format_of(&self, element: &BytesStart<'_>, column: u32) -> Option<NumberFormat> {
        if self.formats.is_empty() {
            return None;
        }
        let own = attribute(element, "table:style-name");
        let style = own.or_else(|| {
            let found = self.columns.iter().find(|(end, _)| column < *end);
            found.map(|(_, style)| style.clone())
        })?;
        self.formats.get(&style).cloned()
    }

    /// Ends an element; `false` where no more is wanted.
    fn end(&mut self, name: &str, take: &mut TakeCell<'_>) -> Result<bool, String> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(true);
        }
        match name {
            "style:style" => self.style = None,
            "number:number-style" => self.number_style = None,
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(open) = self.open.take() {
                    if !open.cell.text.is_empty() {
                        let size = open.cell.text.len() as u64 + 1;
                        self.row_size += size.saturating_mul(u64::from(open.repeated));
                        if self.is_wanted {
                            self.cells.push((self.column, open.repeated, open.cell));
                        }
                    }
                    self.column = self.column.saturating_add(open.repeated);
                }
            }
            "table:table-row" if self.in_sheet => {
                let rows = self.row..self.row.saturating_add(self.row_repeated);
                self.row = rows.end;
                let size = std::mem::take(&mut self.row_size);
                if let Some(sheet) = self.sheets.last_mut() {
                    let all = size.saturating_mul(u64::from(self.row_repeated));
                    sheet.size = sheet.size.saturating_add(all);
                }
                if self.cells.is_empty() {
                    return Ok(true);
                }
                let last = self
                    .cells
                    .iter()
                    .map(|(first, columns, _)| first.saturating_add(*columns));
                if rows.end > MOST_ROWS || last.max() > Some(MOST_COLUMNS) {
                    let most = format!("{MOST_ROWS} rows or {MOST_COLUMNS} columns");
                    return Err(format!("its cells reach beyond {most}"));
                }
                for row in rows {
                    for (first, columns, cell) in &self.cells {
                        for column in *first..first + columns {
                            if !take(row, column, cell) {
                                return Ok(false);
                            }
                        }
                    }
                }
            }
            "table:table" => {
                self.in_sheet = false;
                return Ok(!self.is_wanted);
            }
            _ => {}
        }
        Ok(true)
    }
}
