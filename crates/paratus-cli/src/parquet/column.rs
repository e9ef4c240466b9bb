//! One column of a Parquet file: what its type means, and its values a batch at a time.

use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::schema::types::Type;
use paratus::Date;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Texts.
    Text,
    /// Numbers.
    Number,
    /// Days since 1970-01-01.
    Days,
    /// Moments, of which a day has this many.
    Moments(i64),
    /// No value at all: what pandas writes where nothing is given.
    Nothing,
}

impl Meaning {
    /// What the type of a column means here, if anything.
    pub(super) fn from_schema(schema: &Type) -> Option<Meaning> {
        let logical = schema.get_basic_info().logical_type_ref();
        let converted = schema.get_basic_info().converted_type();
        let plain = logical.is_none() && converted == ConvertedType::NONE;
        let whole =
            plain || matches!(logical, Some(LogicalType::Integer(_))) || is_whole(converted);
        match (schema.get_physical_type(), logical, converted) {
            (_, Some(LogicalType::Unknown), _) => Some(Meaning::Nothing),
            (Physical::BYTE_ARRAY, Some(LogicalType::String | LogicalType::Enum), _)
            | (
                Physical::BYTE_ARRAY,
                None,
                ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::NONE,
            ) => Some(Meaning::Text),
            (Physical::FLOAT | Physical::DOUBLE, None, _) => Some(Meaning::Number),
            (Physical::INT32, Some(LogicalType::Date), _)
            | (Physical::INT32, None, ConvertedType::DATE) => Some(Meaning::Days),
            (Physical::INT64, Some(LogicalType::Timestamp(stamp)), _) => {
                Some(Meaning::Moments(match stamp.unit {
                    TimeUnit::MILLIS => 86_400_000,
                    TimeUnit::MICROS => 86_400_000_000,
                    TimeUnit::NANOS => 86_400_000_000_000,
                }))
            }
            (Physical::INT64, None, ConvertedType::TIMESTAMP_MILLIS) => {
                Some(Meaning::Moments(86_400_000))
            }
            (Physical::INT64, None, ConvertedType::TIMESTAMP_MICROS) => {
                Some(Meaning::Moments(86_400_000_000))
            }
            (Physical::INT32 | Physical::INT64, _, _) if whole => Some(Meaning::Number),
            _ => None,
        }
    }
}

fn is_whole(converted: ConvertedType) -> bool {
    use ConvertedType::{INT_8, INT_16, INT_32, INT_64, UINT_8, UINT_16, UINT_32, UINT_64};
    [
        INT_8, INT_16, INT_32, INT_64, UINT_8, UINT_16, UINT_32, UINT_64,
    ]
    .contains(&converted)
}

/// The type of a column as Parquet calls it.
pub(super) fn name_of(schema: &Type) -> String {
    if schema.is_group() {
        return "a group of columns".to_owned();
    }
    let physical = schema.get_physical_type();
    let info = schema.get_basic_info();
    match (info.logical_type_ref(), info.converted_type()) {
        (Some(logical), _) => {
            let written = format!("{logical:?}");
            format!(
                "{physical} ({})",
                written.split('(').next().unwrap_or_default()
            )
        }
        (None, ConvertedType::NONE) => physical.to_string(),
        (None, converted) => format!("{physical} ({converted})"),
    }
}

/// The values of a batch, without those that are null.
pub(super) struct TypedValues<T: DataType> {
    reader: ColumnReaderImpl<T>,
    pub(super) values: Vec<T::T>,
    /// For each row 1 where it has a value; nothing where all have.
    levels: Vec<i16>,
    rows: usize,
}

impl<T: DataType> TypedValues<T> {
    fn new(reader: ColumnReaderImpl<T>) -> TypedValues<T> {
        TypedValues {
            reader,
            values: Vec::new(),
            levels: Vec::new(),
            rows: 0,
        }
    }

    fn fill(&mut self, most: usize) -> Result<usize> {
        self.values.clear();
        self.levels.clear();
        let (rows, values, _) =
            self.reader
                .read_records(most, Some(&mut self.levels), None, &mut self.values)?;
        let given = if self.levels.is_empty() {
            rows
        } else {
            self.levels.iter().filter(|level| **level > 0).count()
        };
        if self.values.len() != values || given != values || ![0, rows].contains(&self.levels.len())
        {
            return Err(ParquetError::General(
                "a column has other values than it says".to_owned(),
            ));
        }
        self.rows = rows;
        Ok(rows)
    }

    /// The value of every row.
    pub(super) fn each(&self) -> impl Iterator<Item = Option<&T::T>> {
        let mut values = self.values.iter();
        (0..self.rows).map(move |at| match self.levels.get(at) {
            Some(0) => None,
            _ => values.next(),
        })
    }

    /// The value of a row.
    fn get(&self, at: usize) -> Option<&T::T> {
        match self.levels.get(at) {
            None => self.values.get(at),
            Some(0) => None,
            Some(_) => self.values.get(
                self.levels
                    .iter()
                    .take(at)
                    .filter(|level| **level > 0)
                    .count(),
            ),
        }
    }
}

/// A column by how its values are stored.
pub(super) enum Column {
    Text(TypedValues<ByteArrayType>),
    Int32(TypedValues<Int32Type>),
    Int64(TypedValues<Int64Type>),
    Float(TypedValues<FloatType>),
    Double(TypedValues<DoubleType>),
}

impl Column {
    pub(super) fn new(reader: ColumnReader) -> Result<Column> {
        Ok(match reader {
            ColumnReader::ByteArrayColumnReader(reader) => Column::Text(TypedValues::new(reader)),
            ColumnReader::Int32ColumnReader(reader) => Column::Int32(TypedValues::new(reader)),
            ColumnReader::Int64ColumnReader(reader) => Column::Int64(TypedValues::new(reader)),
            ColumnReader::FloatColumnReader(reader) => Column::Float(TypedValues::new(reader)),
            ColumnReader::DoubleColumnReader(reader) => Column::Double(TypedValues::new(reader)),
            _ => {
                return Err(ParquetError::General(
                    "a column is stored in another way than it says".to_owned(),
                ));
            }
        })
    }

    /// Reads the next rows; how many there were.
    pub(super) fn fill(&mut self, most: usize) -> Result<usize> {
        match self {
            Column::Text(column) => column.fill(most),
            Column::Int32(column) => column.fill(most),
            Column::Int64(column) => column.fill(most),
            Column::Float(column) => column.fill(most),
            Column::Double(column) => column.fill(most),
        }
    }

    /// The value of a row as it would be written; empty where there is none. `None` where it is no text.
    pub(super) fn written(&self, at: usize, meaning: Meaning) -> Option<String> {
        let whole = |value: Option<i64>| match (value, meaning) {
            (None, _) => String::new(),
            (Some(days), Meaning::Days) => day_of_moment(days, 1),
            (Some(value), Meaning::Moments(per_day)) => day_of_moment(value, per_day),
            (Some(value), _) => value.to_string(),
        };
        Some(match self {
            Column::Text(column) => match column.get(at) {
                Some(bytes) => std::str::from_utf8(bytes.data()).ok()?.to_owned(),
                None => String::new(),
            },
            Column::Int32(column) => whole(column.get(at).map(|value| i64::from(*value))),
            Column::Int64(column) => whole(column.get(at).copied()),
            Column::Float(column) => column
                .get(at)
                .map(|value| f64::from(*value).to_string())
                .unwrap_or_default(),
            Column::Double(column) => column.get(at).map(ToString::to_string).unwrap_or_default(),
        })
    }
}

/// A day, with the time of the day if it is not midnight.
fn day_of_moment(value: i64, per_day: i64) -> String {
    let (days, rest) = (value.div_euclid(per_day), value.rem_euclid(per_day));
    let date = i32::try_from(days).ok().and_then(Date::from_days);
    let date = date.map_or_else(|| format!("day {days}"), |date| date.to_string());
    let minutes = rest / (per_day / 1440).max(1);
    match rest {
        0 => date,
        _ => format!("{date}T{:02}:{:02}", minutes / 60, minutes % 60),
    }
}
