//! Workbooks and archives: dates, places, joined cells, and what is made to exhaust memory.

use paratus_exchange::{
    EvidenceMap, Form, SheetOptions, archive_tables, evidence, no_tables, recognise,
    workbook_sheets, workbook_table,
};
use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Read as _, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A workbook with a title, a blank row, a heading, and results whose departments are joined cells.
fn results() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Results").unwrap();
    sheet.write(0, 0, "Results of spring").unwrap();
    for (column, heading) in (0..).zip(["Department", "Who", "Score", "Day"]) {
        sheet.write(2, column, heading).unwrap();
    }
    sheet
        .merge_range(3, 0, 4, 0, "Archive", &Format::new())
        .unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    for (row, who, score, day) in [
        (3, "00204", 80.5, 46_092.25),
        (4, "p-2", 60.0, 46_093.0),
        (6, "p-3", 70.0, 46_094.0),
    ] {
        sheet.write(row, 1, who).unwrap();
        sheet.write(row, 2, score).unwrap();
        sheet.write_number_with_format(row, 3, day, &date).unwrap();
    }
    sheet.write(6, 0, "Registry").unwrap();
    book.add_worksheet().set_name("Notes").unwrap();
    book.save_to_buffer().unwrap()
}

fn taken(map: &str) -> Result<(String, Vec<String>), String> {
    taken_from(map, &results())
}

/// The records of a workbook by a map, and what is said of its rows.
fn taken_from(map: &str, bytes: &[u8]) -> Result<(String, Vec<String>), String> {
    let map = EvidenceMap::parse("map.toml", map).map_err(|error| error.to_string())?;
    let (mut out, mut notes) = (Vec::new(), Vec::new());
    evidence(
        &map,
        "r.xlsx",
        &mut &*bytes,
        &mut no_tables,
        &mut out,
        &mut |note| notes.push(note.to_string()),
    )
    .map_err(|error| error.to_string())?;
    Ok((String::from_utf8(out).unwrap(), notes))
}

const MAP: &str = "table = { skip_before = 2, fill_down = [\"Department\"] }\nperson = { column = \"Who\" }\nkind = { constant = \"quiz\" }\n\
    objective = { column = \"Department\", slug = true }\nvalue = { column = \"Score\", form = \"percent\" }\ndate = { column = \"Day\", form = \"iso_time\" }";

#[test]
fn sheets_are_tables() {
    let (text, notes) = taken(MAP).unwrap();
    assert_eq!(
        text,
        "person,objective,kind,value,date\n00204,archive,quiz,0.805,2026-03-11T06:00\np-2,archive,quiz,0.6,2026-03-12\np-3,registry,quiz,0.7,2026-03-13\n"
    );
    assert_eq!(notes, Vec::<String>::new());
    let refused = taken(&MAP.replace(", fill_down = [\"Department\"]", "")).unwrap_err();
    assert!(
        refused.contains("the cells A4:A5 are joined to one") && refused.contains("fill_down"),
        "{refused}"
    );
    let wrong = taken(&MAP.replace("skip_before", "sheet = \"Result\", skip_before")).unwrap_err();
    assert!(
        wrong.contains("there is no sheet `Result`; did you mean `Results`?"),
        "{wrong}"
    );
    let (_, notes) = taken(&MAP.replace("percent", "fraction")).unwrap();
    assert!(
        notes[0].starts_with("`r.xlsx`, line 4, column `Score`: refused: `80.5`"),
        "{notes:?}"
    );
}

#[test]
fn rows_of_a_sheet_are_lines_of_its_text() {
    let bytes = results();
    assert_eq!(
        workbook_sheets("r.xlsx", &bytes).unwrap().unwrap(),
        ["Results", "Notes"]
    );
    let joined = workbook_table("r.xlsx", &bytes, &SheetOptions::default()).unwrap_err();
    assert!(joined.to_string().contains("A4:A5"), "{joined}");
    let options = SheetOptions {
        fill_down: true,
        ..SheetOptions::default()
    };
    let text = workbook_table("r.xlsx", &bytes, &options).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "Results of spring",
            "",
            "Department,Who,Score,Day",
            "Archive,00204,80.5,2026-03-11T06:00:00",
            "Archive,p-2,60,2026-03-12",
            "",
            "Registry,p-3,70,2026-03-13",
        ]
    );
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(contents).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook whose sheet has another text in place of one.
fn with_sheet(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut files = Vec::new();
    for name in names {
        let mut contents = String::new();
        let _ = zip.by_name(&name).unwrap().read_to_string(&mut contents);
        if name == "xl/worksheets/sheet1.xml" {
            assert!(contents.contains(from), "{contents}");
            contents = contents.replace(from, to);
        }
        files.push((name, contents));
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, contents)| (name.as_str(), contents.as_bytes()))
        .collect();
    archive(&files)
}

/// Cells that no sheet has: the reader of workbooks cannot work with them.
#[test]
fn references_that_no_sheet_has_are_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [(0, ["person", "score"]), (1, ["p-1", "80"])] {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let read = |bytes: &[u8]| {
        workbook_table("r.xlsx", bytes, &SheetOptions::default()).map_err(|error| error.to_string())
    };
    assert_eq!(read(&bytes).as_deref(), Ok("person,score\np-1,80\n"));
    for (to, named) in [
        ("ref=\"D9:A1\"", "D9:A1"),
        ("ref=\"A9:D1\"", "A9:D1"),
        ("ref=\"A1:ZZZZZZZZZ1\"", "A1:ZZZZZZZZZ1"),
    ] {
        let error = read(&with_sheet(&bytes, "ref=\"A1:B2\"", to)).unwrap_err();
        let wanted = format!("it speaks of the cells `{named}`, which no sheet has");
        assert!(error.contains(&wanted), "{error}");
    }
    let far = with_sheet(&bytes, "r=\"B2\"", "r=\"B99999999999\"");
    assert!(read(&far).unwrap_err().contains("`B99999999999`"));
    // A sheet that says less than it has is read as it is.
    let small = with_sheet(&bytes, "ref=\"A1:B2\"", "ref=\"A1\"");
    assert_eq!(read(&small).as_deref(), Ok("person,score\np-1,80\n"));
}

#[test]
fn what_expands_without_bound_is_refused_before_it_is_read() {
    let blank = vec![b' '; 64 << 20];
    let bomb = archive(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/worksheets/sheet1.xml", &blank),
    ]);
    assert!(bomb.len() < 200_000);
    let error = workbook_table("bomb.xlsx", &bomb, &SheetOptions::default()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("kB that expand to more than 16 MiB"),
        "{error}"
    );
    let error = archive_tables("bomb.zip", &archive(&[("a.csv", &blank)])).unwrap_err();
    assert!(error.to_string().contains("expand to more than"), "{error}");
}

#[test]
fn archives_are_known_by_what_they_hold() {
    let tables = archive(&[
        ("x/a.csv", b"a,b\n1,2\n"),
        ("../up.csv", b"a\n"),
        ("__MACOSX/._a.csv", b"x"),
        ("read.me", b"x"),
    ]);
    assert_eq!(recognise("t.zip", &tables).unwrap().form, Form::Archive);
    let names: Vec<String> = archive_tables("t.zip", &tables)
        .unwrap()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        ["../up.csv", "x/a.csv"],
        "names are for messages only"
    );
    for (part, title) in [
        ("imsmanifest.xml", "a SCORM or IMS content package"),
        ("word/document.xml", "a Word document"),
    ] {
        let found = recognise("t.zip", &archive(&[(part, b"<x/>")])).unwrap();
        assert_eq!(found.form, Form::Unsupported(title));
    }
    assert_eq!(recognise("r.csv", &results()).unwrap().form, Form::Table);
}

/// A heading of three rows: what is joined over all of them, over some, and over columns.
fn heading_of_three_rows() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 2, 0, "Who", &plain).unwrap();
    sheet.merge_range(0, 1, 0, 3, "Tests", &plain).unwrap();
    sheet.merge_range(1, 1, 1, 2, "Filing", &plain).unwrap();
    sheet.merge_range(1, 3, 2, 3, "Search", &plain).unwrap();
    sheet.write(2, 1, "first").unwrap();
    sheet.write(2, 2, "second").unwrap();
    sheet.write(3, 0, "e-1").unwrap();
    for (column, score) in [(1, 50.0), (2, 60.0), (3, 70.0)] {
        sheet.write(3, column, score).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_heading_may_have_several_rows() {
    let text = "Who,Tests,,\n,Filing,,Search\n,first,second,\ne-1,50,60,70\n";
    let map = |rows: &str| {
        let items = [
            "Tests / Filing / first",
            "Tests / Filing / second",
            "Tests / Search",
        ];
        let items: String = (1..)
            .zip(items)
            .map(|(number, column)| {
                format!("[[items]]\ncolumn = \"{column}\"\nobjective = \"o-{number}\"\n")
            })
            .collect();
        format!(
            "{rows}\nperson = {{ column = \"Who\" }}\nkind = {{ constant = \"quiz\" }}\n\
             value = {{ form = \"percent\" }}\ndate = {{ constant = \"2027-03-01\" }}\n{items}"
        )
    };
    let import = |bytes: &[u8], map: &str| {
        let map = EvidenceMap::parse("map.toml", map).unwrap();
        let mut out = Vec::new();
        let mut reader = bytes;
        evidence(
            &map,
            "h",
            &mut reader,
            &mut no_tables,
            &mut out,
            &mut |_| (),
        )
        .map(|_| String::from_utf8(out).unwrap())
        .map_err(|error| error.to_string())
    };
    let three = map("table = { heading_rows = 3 }");
    let wanted = "person,objective,kind,value,date,key\n\
        e-1,o-1,quiz,0.5,2027-03-01,tests-filing-first\n\
        e-1,o-2,quiz,0.6,2027-03-01,tests-filing-second\n\
        e-1,o-3,quiz,0.7,2027-03-01,tests-search\n";
    assert_eq!(
        import(&heading_of_three_rows(), &three).as_deref(),
        Ok(wanted)
    );
    assert_eq!(import(text.as_bytes(), &three).as_deref(), Ok(wanted));
    let said = import(&heading_of_three_rows(), &map("")).unwrap_err();
    assert!(
        said.contains("A1:A3") && said.contains("heading_rows = 3"),
        "{said}"
    );
    let more = import(text.as_bytes(), &map("table = { heading_rows = 9 }")).unwrap_err();
    assert!(more.contains("fewer rows than `heading_rows`"), "{more}");
}

/// Dates and numbers of a workbook are what they are, whatever the map declares of texts beside them.
#[test]
fn cells_of_their_own_kind_need_no_form() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    for (column, heading) in (0..).zip(["Who", "Score", "Of", "Day"]) {
        sheet.write(0, column, heading).unwrap();
    }
    for (row, score, day) in [
        (1, 14.5, 46_092.75),
        (2, 14.125, 46_093.0),
        (3, 9.0, 46_094.5),
    ] {
        sheet.write(row, 0, format!("p-{row}")).unwrap();
        sheet.write(row, 1, score).unwrap();
        sheet.write(row, 2, 20.5).unwrap();
        sheet.write_number_with_format(row, 3, day, &date).unwrap();
    }
    for (column, text) in (0..).zip(["p-4", "7,25", "20,5", "04/03/2027"]) {
        sheet.write(4, column, text).unwrap();
    }
    // What is no number in the map's form is refused as ever.
    for (column, text) in (0..).zip(["p-5", "7.25", "20,5", "04/03/2027"]) {
        sheet.write(5, column, text).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let map = "person = { column = \"Who\" }\nkind = { constant = \"quiz\" }\nobjective = { template = \"{Of}\" }\n\
        value = { column = \"Score\", form = \"points\", max = \"Of\", decimal_comma = true }\ndate = { column = \"Day\", form = \"FORM\" }";
    for form in ["dmy", "mdy", "iso", "iso_time", "month_name", "spreadsheet"] {
        let (text, notes) = taken_from(&map.replace("FORM", form), &bytes).unwrap();
        let rows: Vec<&str> = text.lines().skip(1).collect();
        let third = format!("p-3,20.5,quiz,{},2026-03-13T12:00", 9.0 / 20.5);
        let expected = [
            format!("p-1,20.5,quiz,{},2026-03-11T18:00", 14.5 / 20.5),
            format!("p-2,20.5,quiz,{},2026-03-12", 14.125 / 20.5),
            third,
        ];
        assert_eq!(rows[..3], expected, "{form}: {notes:?}");
        let typed = if form == "dmy" {
            "2027-03-04"
        } else {
            "2027-04-03"
        };
        let read = ["dmy", "mdy"].contains(&form);
        assert_eq!(
            rows.get(3).is_some_and(|row| row.ends_with(typed)),
            read,
            "{form}: {text}"
        );
        assert!(
            notes
                .iter()
                .any(|note| note.contains("`7.25` is not a number; it has a decimal point")),
            "{notes:?}"
        );
    }
}
