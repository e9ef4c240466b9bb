//! Tables as they come: every form of CSV, every kind of damage, blocks of every size.

use super::*;
use crate::Code;
use crate::Record;
use crate::evidence::EvidenceReader;
use crate::finding::describe;
use crate::survey::read_responses;
use proptest::prelude::*;

const HEAD: &str = "person,objective,kind,value,date\n";

fn rows(bytes: &[u8], options: TableOptions) -> (Vec<String>, Vec<String>, TableReport) {
    in_blocks(bytes, bytes.len().max(1), options)
}

fn in_blocks(
    bytes: &[u8],
    size: usize,
    options: TableOptions,
) -> (Vec<String>, Vec<String>, TableReport) {
    let mut seen = Vec::new();
    let mut reader = EvidenceReader::new("e.csv", options);
    let mut sink = |row: Record<'_>, line: u32| {
        if row.value > 1.0 {
            return Err(describe!(
                Code::ValueOutOfRange,
                "value",
                RecordValueOutside { value: row.value }
            ));
        }
        seen.push(format!(
            "{} {} {} {} {} {} {:?} {:?}",
            line, row.person, row.objective, row.kind, row.value, row.date, row.source, row.expires
        ));
        Ok(())
    };
    for block in bytes.chunks(size) {
        reader.push(block, &mut sink);
    }
    let report = reader.finish(&mut sink);
    let findings = report.findings.iter().map(ToString::to_string).collect();
    (seen, findings, report)
}

fn plain(text: &str) -> (Vec<String>, Vec<String>, TableReport) {
    rows(text.as_bytes(), TableOptions::default())
}

#[test]
fn forms_of_csv_that_programs_write_are_read_alike() {
    let expected = [
        "2 p1 a quiz 0.5 2027-03-14 None None",
        "3 p2 b survey 1 2027-03-15 None None",
    ];
    let comma = format!("{HEAD}p1,a,quiz,0.5,2027-03-14\np2,b,survey,1,2027-03-15\n");
    for text in [
        comma.clone(),
        comma.replace('\n', "\r\n"),
        comma.replace('\n', "\r"),
        comma.replace(',', "\t"),
        comma.replace(',', ";").replace("0.5", "0,5"),
        format!("\u{feff}{comma}"),
        comma.trim_end().to_owned(),
        comma.replace("person,objective", "PERSON ,\"Objective\""),
        // Not seen, or a Cyrillic letter that looks like one.
        comma.replace(
            "person,objective",
            "\u{200b}person,\u{43e}bjec\u{ad}tive\u{a0}",
        ),
        comma.replace("p1,a", "\" p1\",\"a\""),
        format!("{comma}\n\n,,,,\n  \n"),
    ] {
        let (seen, findings, report) = plain(&text);
        assert_eq!(
            (seen, findings),
            (expected.map(str::to_owned).to_vec(), Vec::new()),
            "{text:?}"
        );
        assert_eq!((report.rows, report.refused), (2, 0));
    }
    let (seen, findings, _) = plain(&format!("sep=;\n{}", comma.replace(',', ";")));
    assert_eq!((seen.len(), findings.len()), (2, 0));
    assert!(seen[0].starts_with("3 p1"));
}

#[test]
fn quoted_line_breaks_and_empty_lines_keep_line_numbers_right() {
    let text = "\n\nperson,objective,kind,value,date,source\r\n\r\np1,a,quiz,1,2027-01-01,\"x, \"\"y\"\"\r\nz\"\n\np2,a,quiz,2,2027-01-01,s\n";
    let (seen, findings, _) = plain(text);
    assert_eq!(
        seen,
        ["5 p1 a quiz 1 2027-01-01 Some(\"x, \\\"y\\\"\\r\\nz\") None"]
    );
    assert_eq!(
        findings,
        ["e.csv:8:11: error[VALUE_OUT_OF_RANGE]: the value 2 is outside 0 to 1"]
    );
}

#[test]
fn a_quote_that_closes_in_another_row_is_not_taken_for_text() {
    let text = "person,objective,kind,value,date,source\np1,a,quiz,1,2027-01-01,\"x\np2,a,quiz,1,2027-01-01,\"y\"\np3,a,quiz,1,2027-01-01,\"y\"z\n";
    let (seen, findings, report) = plain(text);
    assert_eq!(seen, ["4 p3 a quiz 1 2027-01-01 Some(\"yz\") None"]);
    assert_eq!(
        findings,
        [
            "e.csv:2: error[BAD_ROW]: a quote in this row is closed in the middle of a field 1 line further on; the row was refused (is a quote opened in it and never closed?)"
        ]
    );
    assert_eq!(report.refused, 1);
}

#[test]
fn every_refused_row_is_named_by_line_and_column() {
    let mut text = HEAD.as_bytes().to_vec();
    text.extend_from_slice(b"p1,a,quiz,0.5\n"); // 2
    text.extend_from_slice(b"p1,a,quiz,0.5,2027-03-14,more\n");
    text.extend_from_slice("pö,\"a\",quizz,0.5,2027-03-14\n".as_bytes()); // 4
    text.extend_from_slice("pö,\"a\",quiz,half,2027-03-14\n".as_bytes());
    text.extend_from_slice(b"p1,a,quiz,85%,2027-03-14\n"); // 6
    text.extend_from_slice(b"p1,a,quiz,0.5,45292\n");
    text.extend_from_slice(b"p1,a,quiz,0.5,14/03/2027\n"); // 8
    text.extend_from_slice(b",a,quiz,0.5,2027-03-14\n");
    text.extend_from_slice(b"p1,a\xff,quiz,0.5,2027-03-14\n"); // 10
    text.extend_from_slice(b"p1\xc3,\xa9a,quiz,0.5,2027-03-14\n");
    text.extend_from_slice(b"p1,\"a\nb\",quiz,x,2027-03-14\n"); // 12
    text.extend_from_slice(b"p1,a,quiz,1,2027-03-14\n"); // 14
    text.extend_from_slice(b"p1,a,quiz,1,\"2027-03-14\np2,a\n"); // 15
    let (seen, findings, report) = rows(&text, TableOptions::default());
    assert_eq!(seen.len(), 1);
    assert_eq!(
        findings,
        [
            "e.csv:2: error[BAD_ROW]: the row has only 4 fields, the header has 5; the row was refused",
            "e.csv:3: error[BAD_ROW]: the row has 6 fields, the header has 5; the row was refused",
            "e.csv:4:8: error[BAD_VALUE]: column `kind`: `quizz` is not one of `certificate`, `completion`, `observation`, `quiz` or `survey` (did you mean `quiz`?)",
            "e.csv:5:13: error[BAD_VALUE]: column `value`: `half` is not a number; 1 more row has this too (`x`), on line 13",
            "e.csv:6:11: error[BAD_VALUE]: column `value`: `85%` is a percentage; write a fraction, as 0.85 for 85%",
            "e.csv:7:15: error[BAD_VALUE]: column `date`: `45292` is a number, not a date; write dates as `YYYY-MM-DD` (if dates are day numbers of Excel (this one is 2024-01-01), declare `input = { dates = \"excel\" }` in `paratus.toml`)",
            "e.csv:8:15: error[BAD_VALUE]: column `date`: `14/03/2027` is not written as `YYYY-MM-DD`, and no other order of day and month is declared (day before month fits: declare `input = { dates = \"day-month-year\" }` in `paratus.toml`, or write `YYYY-MM-DD`)",
            "e.csv:9:1: error[BAD_VALUE]: column `person`: nothing is written here",
            "e.csv:10:4: error[NOT_UTF8]: column `objective`: this is not UTF-8; as Windows-1252 it reads `aÿ`; the row was refused (save the table as UTF-8, or declare `input = { encoding = \"windows-1252\" }` in `paratus.toml`)",
            "e.csv:11:1: error[NOT_UTF8]: column `person`: this is not UTF-8; as Windows-1252 it reads `p1Ã`; the row was refused (save the table as UTF-8, or declare `input = { encoding = \"windows-1252\" }` in `paratus.toml`)",
            "e.csv:15: error[BAD_ROW]: a quote in this row is never closed: everything to line 16 is taken for one field",
        ]
    );
    assert_eq!((report.rows, report.refused), (1, 12));
    let declared = TableOptions::default().dates(DateFormat::DayMonthYear);
    let (seen, findings, _) = rows(
        format!("{HEAD}p,a,quiz,1,14/03/2027\n").as_bytes(),
        declared,
    );
    assert_eq!((seen.len(), findings.len()), (1, 0));
}

#[test]
fn a_header_that_cannot_be_used_stops_the_table() {
    let (seen, findings, _) =
        plain("persn,objective,kind,value,value,date,\np,a,quiz,1,1,2027-01-01,\n");
    assert!(seen.is_empty());
    assert_eq!(
        findings,
        [
            "e.csv:1:1: warning[UNKNOWN_COLUMN]: `persn` is not a column of this table; it is not read (did you mean `person`?)",
            "e.csv:1:28: error[DUPLICATE_KEY]: column `value` appears twice",
            "e.csv:1:39: warning[UNKNOWN_COLUMN]: the heading of column 7 is empty; the column is not read",
            "e.csv:1: error[MISSING_COLUMN]: column `person` is missing (the header has `persn`, `objective`, `kind`, `value`, `value`, `date`, ``)",
        ]
    );
    let (_, findings, _) = plain("p,a,quiz,1,2027-01-01\np,b,quiz,1,2027-01-01\n");
    assert_eq!(
        findings,
        [
            "e.csv:1: error[MISSING_COLUMN]: the header row is missing: the first row looks like data (put a header row above it, with at least `person,objective,kind,value,date`)"
        ]
    );
    let (_, _, report) = rows(b"p,a,quiz\n", TableOptions::default());
    let help = "none of `p`, `a`, `quiz` is a column of this table; if they are data, put \
                `person,objective,kind,value,date` above them";
    assert_eq!(
        report
            .findings
            .last()
            .and_then(|finding| finding.help.as_deref()),
        Some(help)
    );
    for (bytes, code) in [
        (&b""[..], Code::EmptyTable),
        (b"\xef\xbb\xbf", Code::EmptyTable),
        (b"\r\n \n", Code::EmptyTable),
    ] {
        let (_, _, report) = rows(bytes, TableOptions::default());
        assert_eq!(
            report.findings.iter().map(|f| f.code).collect::<Vec<_>>(),
            [code]
        );
    }
    let (_, _, report) = rows("\"x".repeat(600_000).as_bytes(), TableOptions::default());
    assert!(!report.findings.is_empty());
}

#[test]
fn a_very_long_row_is_passed_over_and_reading_goes_on() {
    let mut text = format!("{HEAD}p1,");
    text.push_str(&"x".repeat(3 << 20));
    text.push_str(",quiz,1,2027-01-01\np2,a,quiz,1,2027-01-01\n");
    text.push_str(&",".repeat(100_000));
    text.push_str("\np3,a,quiz,1,2027-01-01\n");
    let (seen, findings, report) = in_blocks(text.as_bytes(), 1 << 16, TableOptions::default());
    assert_eq!(seen.len(), 2);
    assert!(
        seen[0].starts_with("3 p2") && seen[1].starts_with("5 p3"),
        "{seen:?}"
    );
    assert_eq!(
        findings,
        [
            "e.csv:2: error[ROW_TOO_LONG]: the row is longer than 1 MiB; it was passed over (is a quote opened in it and never closed?)",
            "e.csv:4: error[BAD_ROW]: the row has far more than the 5 fields of the header",
        ]
    );
    assert_eq!(report.refused, 2);
}

#[test]
fn findings_are_capped_and_counted() {
    let text = format!("{HEAD}{}", "p1,a\n".repeat(1500));
    let (_, findings, report) = plain(&text);
    assert_eq!((report.refused, findings.len()), (1500, 1));
    assert_eq!(
        findings[0],
        "e.csv:2: error[BAD_ROW]: the row has only 2 fields, the header has 5; the row was refused; 1,499 more rows have this too, on lines 3, 4, 5, 6, 7, …"
    );
}

#[test]
fn responses_are_read_by_name() {
    let mut seen = Vec::new();
    let text = b"date,answer,item,instrument,respondent\n2027-01-01,4,q1,pulse,r1\n2027-01-01,4.5,q1,pulse,r1\n";
    let report = read_responses("r.csv", text, TableOptions::default(), |row, line| {
        seen.push(format!(
            "{} {} {} {} {} {:?}",
            line, row.respondent, row.instrument, row.item, row.answer, row.section
        ));
        Ok(())
    });
    assert_eq!(seen, ["2 r1 pulse q1 4 None"]);
    assert_eq!(
        report.findings[0].to_string(),
        "r.csv:3:12: error[BAD_VALUE]: column `answer`: `4.5` is not a whole number of at least 0"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn block_boundaries_never_change_what_is_read(
        cells in proptest::collection::vec(
            prop_oneof![
                Just("p1"), Just("\"a\r\nb\""), Just("\"x\"\"y\""), Just("quiz"), Just("0.5"), Just("2027-01-01"), Just(""),
                Just("ö"), Just("\""), Just(" "), Just("p,a,quiz,1,2027-01-01"), Just("\rp,a,quiz,0,2027-01-01\r\n"),
            ],
            0..40,
        ),
        separators in proptest::collection::vec(prop_oneof![Just(","), Just("\n"), Just("\r\n"), Just("\r")], 40),
        bom in any::<bool>(),
        size in 1usize..20,
    ) {
        let mut text = if bom { format!("\u{feff}{HEAD}") } else { HEAD.to_owned() };
        for (cell, separator) in cells.iter().zip(&separators) {
            text.push_str(cell);
            text.push_str(separator);
        }
        let whole = rows(text.as_bytes(), TableOptions::default());
        prop_assert_eq!(in_blocks(text.as_bytes(), size, TableOptions::default()), whole);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), size in 1usize..50) {
        let mut text = HEAD.as_bytes().to_vec();
        text.extend_from_slice(&bytes);
        let whole = rows(&text, TableOptions::default());
        prop_assert_eq!(in_blocks(&text, size, TableOptions::default()), whole);
        rows(&bytes, TableOptions::default());
    }
}
