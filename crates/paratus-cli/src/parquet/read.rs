//! Evidence from a Parquet file, row group by row group, in memory that does not grow with the file.

use super::batch::{Batch, Columns};
use super::column::{Column, Meaning, name_of};
use crate::failure::Failure;
use crate::progress::Progress;
use ::parquet::basic::{Compression, Repetition};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ParquetMetaData;
use ::parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use ::parquet::file::statistics::Statistics;
use ::parquet::schema::types::Type;
use paratus::evidence::LogRows;
use paratus::table::{TableOptions, TableReport};
use paratus::{Code, EvidenceLog, Finding, Sentence};
use std::fs::File;

/// The columns of evidence.
pub(super) const NAMES: [&str; 9] = [
    "person",
    "objective",
    "kind",
    "value",
    "date",
    "level",
    "key",
    "expires",
    "source",
];

/// Rows read at a time.
const BATCH: usize = 1 << 14;

/// A column of evidence in the file.
#[derive(Clone, Copy)]
struct Place {
    /// Which of the headings it is.
    heading: usize,
    /// Which of the columns that hold values it is.
    leaf: usize,
    meaning: Meaning,
}

/// Reads a file into a log; whether its columns could not be used, and the report. Findings call the file `name`.
pub(crate) fn read(
    log: &mut EvidenceLog,
    file: File,
    name: &str,
    options: TableOptions,
) -> Result<(bool, TableReport), Failure> {
    let broken = |error: ParquetError| {
        let said = error.to_string();
        let said = ["Parquet error: ", "EOF: "]
            .iter()
            .find_map(|kind| said.strip_prefix(kind))
            .unwrap_or(&said);
        Failure::new(format!("cannot read `{name}` as Parquet: {said}"))
            .with_help("is the file whole, and not encrypted?")
    };
    let length = file.metadata().map(|metadata| metadata.len()).ok();
    let reader = SerializedFileReader::new(file).map_err(broken)?;
    let fields = reader.metadata().file_metadata().schema().get_fields();
    let headings: Vec<&str> = fields.iter().map(|field| field.name()).collect();
    // A file may say anything of itself; one of this many rows has about as many bytes.
    let count = u64::try_from(reader.metadata().file_metadata().num_rows())
        .unwrap_or(0)
        .min(length.unwrap_or(0));
    let mut rows = log.rows(name, &headings, options).expected_rows(count);
    let places = places(&mut rows, reader.metadata());
    let progress = Progress::reading(name, length);
    for group in 0..reader.num_row_groups() {
        if rows.is_stopped() {
            break;
        }
        let group = reader.get_row_group(group).map_err(broken)?;
        read_group(&mut rows, group.as_ref(), &places, &headings).map_err(|error| match error {
            Stop::Broken(error) => broken(error),
            Stop::Failed(failure) => failure,
        })?;
        progress.add(usize::try_from(group.metadata().compressed_size()).unwrap_or(0));
    }
    Ok((rows.is_stopped(), rows.finish()))
}

/// Where the columns of evidence are. One of a type that cannot be read is noted.
fn places(rows: &mut LogRows<'_>, metadata: &ParquetMetaData) -> [Option<Place>; 9] {
    let schema = metadata.file_metadata().schema_descr();
    NAMES.map(|name| {
        let heading = rows.heading(name)?;
        let field = schema.root_schema().get_fields().get(heading)?;
        let leaf =
            (0..schema.num_columns()).find(|leaf| schema.get_column_root_idx(*leaf) == heading);
        match (leaf, usable(name, field)) {
            (Some(leaf), Some(meaning)) => Some(Place {
                heading,
                leaf,
                meaning,
            }),
            (Some(leaf), None) if holds_nothing(metadata, leaf) => Some(Place {
                heading,
                leaf,
                meaning: Meaning::Nothing,
            }),
            _ => {
                let list = if is_list(field) { "a list of " } else { "" };
                let what = [
                    ("column", name.into()),
                    ("detail", format!("{list}{}", name_of(field)).into()),
                ];
                let help = match name {
                    "value" => "write it as DOUBLE, FLOAT or a whole number",
                    "date" | "expires" => {
                        "write it as DATE, as TIMESTAMP or as the text `YYYY-MM-DD`"
                    }
                    _ => "write it as text",
                };
                let finding =
                    Finding::new(Code::WrongType, name, Sentence::ColumnOfOtherType, what);
                rows.note(finding.help(help));
                None
            }
        }
    })
}

/// Whether a column says of all its parts that every value is null. Of what type it is tells nothing then: pandas writes an empty column
/// as numbers.
fn holds_nothing(metadata: &ParquetMetaData, leaf: usize) -> bool {
    metadata.num_row_groups() > 0
        && metadata
            .row_groups()
            .iter()
            .filter_map(|group| group.columns().get(leaf))
            .all(|column| {
                let nulls = column.statistics().and_then(Statistics::null_count_opt);
                nulls.is_some_and(|nulls| i64::try_from(nulls) == Ok(column.num_values()))
            })
}

fn is_list(field: &Type) -> bool {
    let info = field.get_basic_info();
    info.has_repetition() && info.repetition() == Repetition::REPEATED
}

/// What the values of a column mean, if they are what the column must hold.
fn usable(name: &str, field: &Type) -> Option<Meaning> {
    if field.is_group() || is_list(field) {
        return None;
    }
    let meaning = Meaning::from_schema(field)?;
    let fits = match (name, meaning) {
        (_, Meaning::Nothing) => true,
        ("value", meaning) => meaning == Meaning::Number,
        ("date" | "expires", meaning) => meaning != Meaning::Number,
        (_, meaning) => meaning == Meaning::Text,
    };
    fits.then_some(meaning)
}

/// Why a row group could not be read.
enum Stop {
    Broken(ParquetError),
    Failed(Failure),
}

impl From<ParquetError> for Stop {
    fn from(error: ParquetError) -> Stop {
        Stop::Broken(error)
    }
}

fn read_group(
    rows: &mut LogRows<'_>,
    group: &dyn RowGroupReader,
    places: &[Option<Place>; 9],
    headings: &[&str],
) -> Result<(), Stop> {
    let mut columns: Columns = Default::default();
    for (column, place) in columns.iter_mut().zip(places) {
        let Some(place) = place.filter(|place| place.meaning != Meaning::Nothing) else {
            continue;
        };
        let name = headings.get(place.heading).copied().unwrap_or_default();
        let compression = group.metadata().column(place.leaf).compression();
        if !matches!(
            compression,
            Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::ZSTD(_)
        ) {
            let shown = format!("{compression:?}");
            let how = shown.split('(').next().unwrap_or_default();
            let failure = Failure::new(format!(
                "column `{name}` is compressed with {how}, which cannot be read"
            ));
            return Err(Stop::Failed(
                failure.with_help("write the file with snappy, zstd or no compression"),
            ));
        }
        *column = Some((
            Column::new(group.get_column_reader(place.leaf)?)?,
            place.meaning,
        ));
    }
    let short = || ParquetError::EOF("a column ends before the others".to_owned());
    let mut left = usize::try_from(group.metadata().num_rows()).map_err(|_| short())?;
    while left > 0 {
        let count = left.min(BATCH);
        for (column, _) in columns.iter_mut().flatten() {
            if column.fill(count)? != count {
                return Err(short().into());
            }
        }
        let batch = Batch::from_columns(&columns, count);
        let written = |at: usize| written(at, &columns, places, headings);
        rows.push(&batch.columns(), written)
            .map_err(|error| Stop::Failed(Failure::new(error.to_string())))?;
        left -= count;
    }
    Ok(())
}

/// The cells of a row as texts, in the order of the headings.
fn written(
    at: usize,
    columns: &Columns,
    places: &[Option<Place>; 9],
    headings: &[&str],
) -> Result<Vec<String>, Finding> {
    let mut cells = vec![String::new(); headings.len()];
    for ((column, place), name) in columns.iter().zip(places).zip(NAMES) {
        let (Some((column, meaning)), Some(place)) = (column, place) else {
            continue;
        };
        let text = column.written(at, *meaning).ok_or_else(|| {
            let column = [("column", name.into())];
            Finding::new(Code::NotUtf8, name, Sentence::CellNotUtf8, column)
        })?;
        if let Some(cell) = cells.get_mut(place.heading) {
            *cell = text;
        }
    }
    Ok(cells)
}
