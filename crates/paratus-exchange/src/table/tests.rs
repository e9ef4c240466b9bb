//! Tables as text: delimiters, encodings, headings and places.

use super::*;

fn rows(bytes: &[u8], options: &str) -> Result<Vec<(u64, u64, Vec<String>)>, String> {
    let options: TableOptions = toml::from_str(options).map_err(|error| error.to_string())?;
    let mut table =
        Table::open("t.csv", Box::new(bytes), &options).map_err(|error| error.to_string())?;
    let mut all = Vec::new();
    while let Some(shape) = table.next().map_err(|error| error.to_string())? {
        let cells = match shape {
            Shape::Fits => (0..table.header.len())
                .map(|column| table.cell(column).to_owned())
                .collect(),
            Shape::Ragged(why) => vec![why.reason],
        };
        all.push((table.line(), table.row(), cells));
    }
    Ok(all)
}

fn owned_row(line: u64, row: u64, cells: &[&str]) -> (u64, u64, Vec<String>) {
    (
        line,
        row,
        cells.iter().map(|&cell| cell.to_owned()).collect(),
    )
}

#[test]
fn delimiters_line_ends_and_marks() {
    let expected = Ok(vec![
        owned_row(2, 2, &["1", "x y"]),
        owned_row(3, 3, &["2", "z"]),
    ]);
    assert_eq!(rows(b"a,b\n1,x y\n2,z\n", ""), expected);
    assert_eq!(rows(b"\xef\xbb\xbfa;b\r\n1;x y\r\n2;z", ""), expected);
    assert_eq!(rows(b"a\tb\r1\tx y\r2\tz\r", ""), expected);
    assert_eq!(rows(b"a\tb\r1\tx y\r2\tz", "delimiter = \"\\t\""), expected);
}

#[test]
fn lines_count_quoted_newlines_and_blank_lines() {
    let text = b"a,b\r\n\"1\r\n1\",x\r\n\r\n\r\n2,y\r\n";
    assert_eq!(
        rows(text, ""),
        Ok(vec![
            owned_row(2, 2, &["1\n1", "x"]),
            owned_row(6, 3, &["2", "y"])
        ])
    );
}

#[test]
fn rows_of_another_width_are_ragged() {
    let long = "3 columns, but the heading has 2";
    let short = "one cell, but the heading has 2 columns";
    let open = "a quote is not closed, so that the row goes on to the end of the table";
    let expected = Ok(vec![
        owned_row(2, 2, &[long]),
        owned_row(3, 3, &[short]),
        owned_row(4, 4, &["1", "2"]),
        owned_row(5, 5, &[open]),
    ]);
    assert_eq!(rows(b"a,b\n1,2,3\n1\n1,2,,\n\"1,2\n3,4\n", ""), expected);
}

#[test]
fn encodings() {
    let expected = Ok(vec![owned_row(2, 2, &["é", "–"])]);
    assert_eq!(rows("a,b\né,–\n".as_bytes(), ""), expected);
    assert_eq!(
        rows(b"a,b\n\xe9,\x96\n", "encoding = \"windows-1252\""),
        expected
    );
    let utf16 = |mark: &str| -> Vec<u8> {
        format!("{mark}a,b\né,–\n")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    assert_eq!(
        rows(&utf16("\u{feff}"), "encoding = \"utf-16le\""),
        expected
    );
    assert_eq!(rows(&utf16("\u{feff}"), ""), expected);
    let plain: Vec<u8> = "a,b\n1,–\n"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(rows(&plain, ""), Ok(vec![owned_row(2, 2, &["1", "–"])]));
    assert_eq!(rows(b"a,b\n\xe9,\x96\n", ""), expected);
    assert_eq!(
        rows("a,b\né,2\n1,\u{0}\n".replace('\0', "?").as_bytes(), "").map(|rows| rows.len()),
        Ok(2)
    );
    let mixed = [b"a,b\n".as_slice(), "é,1\n".as_bytes(), b"\xe9,2\n"].concat();
    assert_eq!(
        rows(&mixed, ""),
        Err("`t.csv`: line 3 is not UTF-8: it has the byte 0xe9; save the table as UTF-8, or declare for instance `encoding = \"windows-1252\"` in the map's `table`".into())
    );
    assert!(
        rows(b"", "encoding = \"klingon\"")
            .is_err_and(|error| error.contains("`klingon` is not an encoding"))
    );
}

#[test]
fn the_encoding_is_found_with_its_evidence() {
    let table = Table::open(
        "t.csv",
        Box::new(b"a,b\n1,2\n\xe9,3\n".as_slice()),
        &TableOptions::default(),
    );
    let found = table.ok().and_then(|table| table.found()).unwrap();
    assert!(
        found.contains("Windows-1252: line 3 has the byte 0xe9"),
        "{found}"
    );
}

#[test]
fn a_spoken_delimiter_and_blank_rows() {
    let expected = Ok(vec![owned_row(5, 5, &["1", "x"])]);
    assert_eq!(rows(b"sep=;\n;\na;b\n ; \n1;x\n", ""), expected);
}

#[test]
fn empty_cells_take_what_is_above_where_the_map_says_so() {
    assert_eq!(
        rows(b"a,b\n1,x\n,y\n2,\n", "fill_down = [\"a\"]"),
        Ok(vec![
            owned_row(2, 2, &["1", "x"]),
            owned_row(3, 3, &["1", "y"]),
            owned_row(4, 4, &["2", ""])
        ])
    );
}

#[test]
fn what_is_no_table_says_so() {
    assert_eq!(rows(b"", ""), Err("`t.csv`: the table is empty".into()));
    assert!(rows(b"PK\x03\x04rest", "").is_err_and(|error| error.contains("cannot be read")));
    let mut endless = b"a,b\n1,\"".to_vec();
    endless.resize(20 * 1024 * 1024, b'x');
    assert_eq!(
        rows(&endless, ""),
        Err("`t.csv`, line 2: a row of more than 16 MiB; is a quote not closed?".into())
    );
}

#[test]
fn rows_around_the_heading_are_skipped_by_declaration() {
    let text = b"Report of today\nq1;q2\nWhat, then?;Why, though?\n1;2\n";
    assert_eq!(
        rows(text, "skip_before = 1\nskip_after = 1"),
        Ok(vec![owned_row(4, 4, &["1", "2"])])
    );
}

#[test]
fn titles_above_the_heading_are_no_heading() {
    let expected = Ok(vec![owned_row(5, 4, &["1", "x"])]);
    assert_eq!(
        rows(b"Results of spring;\n\nAll sites\na;b\n1;x\n", ""),
        expected
    );
    // What is declared is taken at its word, and a table of one column has no title.
    let declared = rows(
        b"Results of spring\nAll sites;\na;b\n1;x\n",
        "skip_before = 1",
    )
    .unwrap();
    assert_eq!(declared.len(), 2);
    assert_eq!(rows(b"a\n1\n2\n", "").unwrap().len(), 2);
    assert_eq!(rows(b";b\n1;x\n", "").unwrap().len(), 1);
}
