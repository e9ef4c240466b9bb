//! Evidence from Parquet: the same figures as from CSV, and a clear word on whatever cannot be read.

use crate::common::{Desk, Ran};

/// Where the command was built without it, a Parquet file is refused with a word on what to do.
#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_parquet_is_refused() {
    let desk = Desk::new();
    desk.write("results.parquet", "");
    desk.write("results.csv", b"PAR1\x15\x04PAR1");
    for name in ["results.parquet", "results.csv"] {
        let ran = desk.run(&["assess", "office", "--evidence", name]);
        let said = refused(
            &ran,
            &format!("{name}` is a Parquet file, and this command was built without Parquet"),
        );
        assert!(
            said.contains("cargo install --path crates/paratus-cli --features parquet"),
            "{said}"
        );
    }
}

/// A run that could not be: exit code 2, nothing on standard output.
fn refused<'a>(ran: &'a Ran, with: &str) -> &'a str {
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(
        ran.err.contains(with) && !ran.err.contains("panicked"),
        "{}",
        ran.err
    );
    &ran.err
}

#[test]
fn parquet_from_a_pipe_is_refused() {
    let desk = Desk::new();
    let ran = desk.run_in(
        "",
        &["assess", "office", "--evidence", "-"],
        b"PAR1\x15\x04\x15\x10PAR1",
    );
    refused(
        &ran,
        "`standard input` is Parquet, which cannot be read from a pipe",
    );
}

#[cfg(feature = "parquet")]
mod read {
    use super::{Desk, refused};
    use ::parquet::basic::{Compression, Encoding, ZstdLevel};
    use ::parquet::data_type::{
        ByteArray, ByteArrayType, DoubleType, FloatType, Int32Type, Int64Type,
    };
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
    use ::parquet::schema::parser::parse_message_type;
    use paratus::Date;
    use std::path::Path;
    use std::sync::Arc;

    /// Texts of a column; `None` is null.
    type Texts<'a> = Vec<Option<&'a str>>;

    /// A column of a file in the test.
    #[derive(Clone)]
    enum Cells<'a> {
        Text(Texts<'a>),
        Bytes(Vec<&'a [u8]>),
        Double(Vec<Option<f64>>),
        Float(Vec<Option<f32>>),
        Int(Vec<Option<i32>>),
        Long(Vec<Option<i64>>),
    }

    /// Splits values from nulls, and writes them as the next column.
    macro_rules! write {
        ($group:expr, $type:ty, $values:expr) => {{
            let cells: Vec<Option<_>> = $values.into_iter().collect();
            let levels: Vec<i16> = cells
                .iter()
                .map(|value| i16::from(value.is_some()))
                .collect();
            let values: Vec<_> = cells.into_iter().flatten().collect();
            let mut column = $group
                .next_column()
                .unwrap()
                .expect("the schema has one more column");
            column
                .typed::<$type>()
                .write_batch(&values, Some(&levels), None)
                .unwrap();
            column.close().unwrap();
        }};
    }

    fn column(group: &mut SerializedRowGroupWriter<'_, std::fs::File>, cells: &Cells<'_>) {
        match cells.clone() {
            Cells::Text(texts) => {
                write!(
                    group,
                    ByteArrayType,
                    texts.into_iter().map(|text| text.map(ByteArray::from))
                );
            }
            Cells::Bytes(bytes) => {
                let values = bytes
                    .into_iter()
                    .map(|bytes| Some(ByteArray::from(bytes.to_vec())));
                write!(group, ByteArrayType, values);
            }
            Cells::Double(values) => write!(group, DoubleType, values),
            Cells::Float(values) => write!(group, FloatType, values),
            Cells::Int(values) => write!(group, Int32Type, values),
            Cells::Long(values) => write!(group, Int64Type, values),
        }
    }

    /// Writes a file of one row group each for some columns.
    fn write(path: &Path, schema: &str, compression: Compression, groups: &[Vec<Cells<'_>>]) {
        let schema =
            Arc::new(parse_message_type(&format!("message evidence {{ {schema} }}")).unwrap());
        let properties = WriterProperties::builder().set_compression(compression);
        let properties = match compression {
            // Once without a dictionary: every text is repeated wherever it occurs.
            Compression::UNCOMPRESSED => properties
                .set_dictionary_enabled(false)
                .set_encoding(Encoding::PLAIN),
            _ => properties,
        };
        let file = std::fs::File::create(path).unwrap();
        let mut writer =
            SerializedFileWriter::new(file, schema, Arc::new(properties.build())).unwrap();
        for columns in groups {
            let mut group = writer.next_row_group().unwrap();
            columns.iter().for_each(|cells| column(&mut group, cells));
            group.close().unwrap();
        }
        writer.close().unwrap();
    }

    const NEEDED: &str = "optional binary person (UTF8); optional binary objective (UTF8); optional binary kind (UTF8);";
    const SCHEMA: &str = "optional binary person (UTF8); optional binary objective (UTF8); optional binary kind (UTF8); \
                          optional double value; optional int32 date (DATE);";

    fn days(date: &str) -> i32 {
        Date::parse(date).unwrap().days()
    }

    fn some<'a>(texts: &[&'a str]) -> Cells<'a> {
        Cells::Text(
            texts
                .iter()
                .map(|text| (!text.is_empty()).then_some(*text))
                .collect(),
        )
    }

    /// Rows of the office that are all in order but for what a test changes.
    fn rows<'a>(value: Cells<'a>, date: Cells<'a>) -> Vec<Cells<'a>> {
        vec![
            some(&["p-01", "p-02", "p-03"]),
            some(&["why-km"; 3]),
            some(&["quiz"; 3]),
            value,
            date,
        ]
    }

    fn values() -> Cells<'static> {
        Cells::Double(vec![Some(1.0), Some(0.5), Some(0.25)])
    }

    fn dates() -> Cells<'static> {
        Cells::Int(vec![Some(days("2027-01-01")); 3])
    }

    #[test]
    fn the_ministry_has_the_same_figures_as_from_csv() {
        let desk = Desk::with_ministry();
        let text = desk.read("ministry/evidence.csv");
        let lines: Vec<Vec<&str>> = text
            .lines()
            .skip(1)
            .map(|line| line.split(',').collect())
            .collect();
        let schema = format!(
            "{NEEDED} required double value; required int32 date (DATE); optional binary level (UTF8); \
             optional binary key (UTF8); optional int64 expires (TIMESTAMP(MICROS,true)); optional binary source (UTF8);"
        );
        let schema = schema.replace("required", "optional");
        let of = |lines: &[Vec<&'_ str>]| -> Vec<Cells<'static>> {
            let texts = |at: usize| {
                let leak =
                    |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
                Cells::Text(
                    lines
                        .iter()
                        .map(|line| (!line[at].is_empty()).then(|| leak(line[at])))
                        .collect(),
                )
            };
            let micros =
                |text: &str| (!text.is_empty()).then(|| i64::from(days(text)) * 86_400_000_000);
            vec![
                texts(0),
                texts(1),
                texts(2),
                Cells::Double(
                    lines
                        .iter()
                        .map(|line| Some(line[3].parse().unwrap()))
                        .collect(),
                ),
                Cells::Int(lines.iter().map(|line| Some(days(line[4]))).collect()),
                texts(5),
                texts(6),
                Cells::Long(lines.iter().map(|line| micros(line[7])).collect()),
                texts(8),
            ]
        };
        let (first, second) = lines.split_at(5000);
        let assess = |evidence: &str| {
            let ran = desk.run(&[
                "assess",
                "ministry",
                "--format",
                "json",
                "--evidence",
                evidence,
            ]);
            assert_eq!(ran.code, 0, "{}", ran.err);
            ran
        };
        let expected = assess("ministry/evidence.csv");
        assert!(expected.out.len() > 10_000);
        let zstd = Compression::ZSTD(ZstdLevel::default());
        for compression in [Compression::SNAPPY, zstd, Compression::UNCOMPRESSED] {
            write(
                &desk.path("results.parquet"),
                &schema,
                compression,
                &[of(first), of(second)],
            );
            let ran = assess("results.parquet");
            assert_eq!(
                ran.out.replace("results.parquet", "evidence.csv"),
                expected.out,
                "{compression:?}"
            );
            assert_eq!(
                ran.err.replace("results.parquet", "evidence.csv"),
                expected.err,
                "{compression:?}"
            );
        }
        let text = desk.run(&["assess", "ministry"]).out;
        // In the folder it takes the place of the CSV, and never lies beside it.
        std::fs::rename(
            desk.path("results.parquet"),
            desk.path("ministry/evidence.parquet"),
        )
        .unwrap();
        let both = desk.run(&["assess", "ministry"]);
        assert_eq!((both.code, both.out.as_str()), (2, ""));
        assert!(
            both.err.contains("TABLE_TWICE")
                && both
                    .err
                    .contains("`evidence.csv` and `evidence.parquet` are both here"),
            "{}",
            both.err
        );
        std::fs::remove_file(desk.path("ministry/evidence.csv")).unwrap();
        let alone = desk.run(&["assess", "ministry"]);
        assert_eq!((alone.code, alone.out), (0, text));
        assert!(!alone.err.contains("evidence.csv"), "{}", alone.err);
    }

    #[test]
    fn nulls_and_odd_cells_are_findings_by_row() {
        let desk = Desk::new();
        let schema =
            format!("{SCHEMA} optional int32 expires (DATE); optional binary source (UTF8);");
        let day = Some(days("2027-01-01"));
        let columns = vec![
            some(&["p-01", "", "p-03", "p-04", "nobody", "p-01", "p-02", "p-01"]),
            some(&[
                "why-km", "why-km", "why-km", "why-km", "why-km", "why-km", "", "why-km",
            ]),
            some(&[
                "quiz", "quiz", "quiz", "quiz", "quiz", "quizz", "quiz", " quiz ",
            ]),
            Cells::Double(
                [1.0, 1.0, f64::NAN, 85.0, 1.0, 1.0, 1.0, 0.5]
                    .map(Some)
                    .to_vec(),
            ),
            Cells::Int([day; 8].to_vec()),
            Cells::Int(vec![None; 8]),
            some(&[""; 8]),
        ];
        write(
            &desk.path("results.parquet"),
            &schema,
            Compression::SNAPPY,
            &[columns.clone(), columns],
        );
        let ran = desk.run(&[
            "check",
            "office",
            "--evidence",
            "results.parquet",
            "--format",
            "csv",
        ]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        for (row, said) in [
            (2, "column `person`: nothing is written here"),
            (3, "column `value`: `NaN` is not a number"),
            (4, "the value 85 is outside 0 to 1"),
            (5, "`nobody` is not a person of the programme"),
            (6, "`quizz` is not a kind"),
            (7, "column `objective`: nothing is written here"),
        ] {
            let place = format!("results.parquet,{row},,");
            assert!(
                ran.out
                    .lines()
                    .any(|line| line.contains(&place) && line.contains(said)),
                "{row}: {}",
                ran.out
            );
        }
        let found = ran
            .out
            .lines()
            .filter(|line| line.contains("results.parquet"))
            .count();
        assert_eq!(found, 6, "one line for each cause: {}", ran.out);
        assert!(ran.out.contains("on line 10"), "{}", ran.out);
        let evidence = ["--evidence", "results.parquet"];
        let ran = desk.run(&[&["assess", "office", "--internal"], &evidence[..]].concat());
        assert!(
            ran.code == 0
                && ran
                    .err
                    .contains("12 of 16 records of evidence were refused"),
            "{}",
            ran.err
        );
        assert!(
            ran.err.contains("results.parquet:2\n"),
            "no line of a file of bytes is shown: {}",
            ran.err
        );
    }

    #[test]
    fn dates_and_numbers_of_all_types_are_read() {
        let desk = Desk::new();
        let assess = |schema: &str, rows: Vec<Cells<'_>>| {
            write(
                &desk.path("results.parquet"),
                &format!("{NEEDED} {schema}"),
                Compression::SNAPPY,
                &[rows],
            );
            desk.run(&[
                "assess",
                "office",
                "--evidence",
                "results.parquet",
                "--format",
                "json",
            ])
        };
        let whole = |value: i32| Cells::Double(vec![Some(f64::from(value)); 3]);
        let expected = assess(
            "optional double value; optional int32 date (DATE);",
            rows(whole(1), dates()),
        );
        assert_eq!(expected.code, 0, "{}", expected.err);
        let day = i64::from(days("2027-01-01"));
        let moments = |per_day: i64| Cells::Long(vec![Some(day * per_day); 3]);
        for (value, value_type) in [
            (Cells::Float(vec![Some(1.0); 3]), "float value"),
            (Cells::Int(vec![Some(1); 3]), "int32 value (INT_8)"),
            (Cells::Long(vec![Some(1); 3]), "int64 value"),
        ] {
            for (date, date_type) in [
                (some(&["2027-01-01"; 3]), "binary date (UTF8)"),
                (moments(86_400_000), "int64 date (TIMESTAMP_MILLIS)"),
                (
                    moments(86_400_000_000_000),
                    "int64 date (TIMESTAMP(NANOS,false))",
                ),
            ] {
                let schema = format!("optional {value_type}; optional {date_type};");
                let ran = assess(&schema, rows(value.clone(), date));
                assert_eq!(
                    (ran.code, &ran.out),
                    (0, &expected.out),
                    "{schema}: {}",
                    ran.err
                );
            }
        }
        // Of a time the day counts, and another form of date must be declared.
        let later = Cells::Long(vec![Some(day * 86_400_000 + 37_800_000); 3]);
        let ran = assess(
            "optional double value; optional int64 date (TIMESTAMP_MILLIS);",
            rows(values(), later),
        );
        assert!(ran.code == 0 && !ran.err.contains("refused"), "{}", ran.err);
        let slashed = rows(whole(1), some(&["01/01/2027"; 3]));
        let ran = assess(
            "optional double value; optional binary date (UTF8);",
            slashed,
        );
        assert!(
            ran.err
                .contains("`01/01/2027` is not written as `YYYY-MM-DD`, and no other order of day and month is declared"),
            "{}",
            ran.err
        );
        let declared = [
            "assess",
            "office",
            "--evidence",
            "results.parquet",
            "--format",
            "json",
            "--dates",
            "excel",
        ];
        let declared = [&declared[..7], &["day-month-year"]].concat();
        assert_eq!(desk.run(&declared).out, expected.out);
    }

    #[test]
    fn columns_that_cannot_be_read_are_named_with_their_type() {
        let desk = Desk::new();
        let assess = |schema: &str, rows: Vec<Cells<'_>>| {
            write(
                &desk.path("results.parquet"),
                schema,
                Compression::SNAPPY,
                &[rows],
            );
            desk.run(&["assess", "office", "--evidence", "results.parquet"])
        };
        let ran = assess(
            &format!("{NEEDED} optional double value; optional double date;"),
            rows(values(), values()),
        );
        refused(&ran, "column `date` is DOUBLE, which cannot be read");
        let schema = format!("{NEEDED} optional binary value (UTF8); optional int32 date (DATE);");
        let ran = assess(&schema, rows(some(&["1"; 3]), dates()));
        refused(&ran, "column `value` is BYTE_ARRAY (");
        let ran = assess(
            &format!("{NEEDED} optional double value;"),
            rows(values(), dates())[..4].to_vec(),
        );
        refused(&ran, "column `date` is missing");
        let nested = format!(
            "{NEEDED} optional double value; optional group date {{ optional int32 day (DATE); }}"
        );
        let schema = parse_message_type(&format!("message evidence {{ {nested} }}")).unwrap();
        let file = std::fs::File::create(desk.path("results.parquet")).unwrap();
        SerializedFileWriter::new(file, Arc::new(schema), Arc::default())
            .unwrap()
            .close()
            .unwrap();
        let ran = desk.run(&["assess", "office", "--evidence", "results.parquet"]);
        refused(
            &ran,
            "column `date` is a group of columns, which cannot be read",
        );
        // An empty column is one whatever its type: what pandas writes of it is numbers.
        let mut empty = rows(values(), dates());
        empty.push(Cells::Double(vec![None; 3]));
        let ran = assess(&format!("{SCHEMA} optional double expires;"), empty);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.err);
        let mut given = rows(values(), dates());
        given.push(Cells::Double(vec![None, Some(46_460.0), None]));
        let ran = assess(&format!("{SCHEMA} optional double expires;"), given);
        refused(&ran, "column `expires` is DOUBLE, which cannot be read");
        // One column more than is known is reported, and not read.
        let mut more = rows(values(), dates());
        more.push(some(&["x"; 3]));
        let ran = assess(&format!("{SCHEMA} optional binary levels (UTF8);"), more);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let ran = desk.run(&["check", "office", "--evidence", "results.parquet"]);
        assert!(
            ran.out
                .contains("`levels` is not a column of this table; it is not read"),
            "{}",
            ran.out
        );
        // Answers are read from CSV alone.
        let ran = desk.run(&["assess", "office", "--responses", "results.parquet"]);
        refused(
            &ran,
            "results.parquet` is a Parquet file, and answers are read from CSV alone",
        );
    }

    #[test]
    fn what_is_not_utf8_is_refused_by_row() {
        let desk = Desk::new();
        let mut columns = rows(values(), dates());
        columns[0] = Cells::Bytes(vec![b"p-01", b"p-\xff2", b"p-03"]);
        write(
            &desk.path("results.parquet"),
            SCHEMA,
            Compression::SNAPPY,
            &[columns],
        );
        let ran = desk.run(&["check", "office", "--evidence", "results.parquet"]);
        assert!(
            ran.code == 1 && ran.out.contains("column `person`: this is not valid UTF-8"),
            "{}",
            ran.out
        );
        assert!(ran.out.contains("results.parquet:2"), "{}", ran.out);
    }

    #[test]
    fn damaged_files_are_refused() {
        let desk = Desk::new();
        write(
            &desk.path("whole.parquet"),
            SCHEMA,
            Compression::SNAPPY,
            &[rows(values(), dates())],
        );
        let whole = std::fs::read(desk.path("whole.parquet")).unwrap();
        assert_eq!(
            desk.run(&["assess", "office", "--evidence", "whole.parquet"])
                .code,
            0
        );
        for length in [0, 3, 4, 8, whole.len() / 2, whole.len() - 1] {
            desk.write("results.parquet", &whole[..length]);
            let ran = desk.run(&["assess", "office", "--evidence", "results.parquet"]);
            refused(&ran, "results.parquet` as Parquet: ");
        }
        let mut encrypted = whole.clone();
        encrypted[..4].copy_from_slice(b"PARE");
        let end = encrypted.len() - 4;
        encrypted[end..].copy_from_slice(b"PARE");
        desk.write("results.parquet", &encrypted);
        refused(
            &desk.run(&["assess", "office", "--evidence", "results.parquet"]),
            "results.parquet` as Parquet: ",
        );
        // A byte that is another anywhere: refused or read, never a panic.
        for at in (0..whole.len()).step_by(5) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            desk.write("results.parquet", &changed);
            let ran = desk.run(&["assess", "office", "--evidence", "results.parquet"]);
            assert!(
                [0, 2].contains(&ran.code) && !ran.err.contains("panicked"),
                "byte {at}: {}",
                ran.err
            );
        }
    }
}
