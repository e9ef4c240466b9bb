//! What files hold before a map reads it: number formats, sheets, archives, bounds, and what is no table.

use crate::door::{Folder, import, options, text};
use paratus_exchange::{
    Form, ImportFile, ImportMap, ImportOptions, SheetOptions, recognise, workbook_table,
};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

const ROSTER: &str = "[roster]\nid = { column = \"No\" }\nsection = { column = \"Unit\", slug = true }\nroles = [{ column = \"Job\", slug = true }]\n";

const RESULTS: &str = "person = { column = \"Who\" }\nkind = { constant = \"quiz\" }\ndate = { constant = \"2027-03-01\" }\nobjective = { constant = \"filing\" }\nvalue = { column = \"Score\", form = \"FORM\" }\n";

fn with_map(map: &str) -> ImportOptions<'_> {
    ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        ..ImportOptions::default()
    }
}

/// The evidence or the people that a file becomes by a map, the notes, and the summary.
fn taken(name: &str, bytes: &[u8], map: &str) -> Result<(Folder, String), String> {
    let mut folder = Folder::new();
    let (done, notes) = import(&mut folder, name, bytes, &with_map(map))?;
    Ok((folder, notes.join("\n") + "\n" + &done.summary.to_string()))
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        let options = SimpleFileOptions::default();
        // The kind of an ODS file is at its beginning.
        let options = match *name {
            "mimetype" => options.compression_method(zip::CompressionMethod::Stored),
            _ => options,
        };
        writer.start_file(*name, options).unwrap();
        writer.write_all(contents).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Scores that a sheet shows in percent, and ids with the zeros of their format.
fn formats() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (percent, id) = (
        Format::new().set_num_format("0.00%"),
        Format::new().set_num_format("00000"),
    );
    sheet.write(0, 0, "Who").unwrap();
    sheet.write(0, 1, "Score").unwrap();
    for (row, score) in (1..).zip([0.85, 1.0, 0.07, 0.0, 0.6453]) {
        sheet
            .write_number_with_format(row, 0, f64::from(row + 200), &id)
            .unwrap();
        sheet
            .write_number_with_format(row, 1, score, &percent)
            .unwrap();
    }
    book.save_to_buffer().unwrap()
}

const SHARES: &str = "person,objective,kind,value,date\n00201,filing,quiz,0.85,2027-03-01\n00202,filing,quiz,1,2027-03-01\n\
    00203,filing,quiz,0.07,2027-03-01\n00204,filing,quiz,0,2027-03-01\n00205,filing,quiz,0.6453,2027-03-01\n";

#[test]
fn a_percent_format_means_percents_and_zeros_belong_to_the_id() {
    for form in ["percent", "fraction"] {
        for decimal_comma in ["", ", decimal_comma = true"] {
            let map = RESULTS.replace("\"FORM\"", &format!("\"{form}\"{decimal_comma}"));
            let (folder, said) = taken("r.xlsx", &formats(), &map).unwrap();
            assert_eq!(text(&folder, "evidence.csv"), SHARES, "{form}: {said}");
        }
    }
    // A table of a folder has fractions.
    let flat = workbook_table("r.xlsx", &formats(), &SheetOptions::default()).unwrap();
    assert!(
        flat.starts_with("Who,Score\n00201,0.85\n00202,1\n"),
        "{flat}"
    );
    // What may be a fraction or less than one percent is asked for.
    let csv = b"Who,Score\na,0.85\nb,0.5%\nc,0\nd,85\n";
    let (folder, said) = taken("r.csv", csv, &RESULTS.replace("FORM", "percent")).unwrap();
    assert!(
        said.contains("`0.85` may be a fraction or a percentage"),
        "{said}"
    );
    let values = text(&folder, "evidence.csv");
    assert!(
        values.contains("b,filing,quiz,0.005,") && values.contains("d,filing,quiz,0.85,"),
        "{values}"
    );
}

#[test]
fn the_own_form_of_a_table_takes_shares_in_percent() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let percent = Format::new().set_num_format("0%");
    for (column, heading) in (0..).zip(["person", "objective", "kind", "value", "date"]) {
        sheet.write(0, column, heading).unwrap();
    }
    for (column, cell) in (0..).zip(["e-1", "filing", "quiz"]) {
        sheet.write(1, column, cell).unwrap();
    }
    sheet
        .write_number_with_format(1, 3, 0.64, &percent)
        .unwrap();
    sheet.write(1, 4, "2027-03-01").unwrap();
    let mut folder = Folder::new();
    import(
        &mut folder,
        "e.xlsx",
        &book.save_to_buffer().unwrap(),
        &options(None),
    )
    .unwrap();
    assert!(text(&folder, "evidence.csv").ends_with(",0.64,2027-03-01\n"));
}

#[test]
fn a_formula_without_its_value_is_one_sentence() {
    let mut book = Workbook::new();
    let first = book.add_worksheet();
    first.write(0, 0, "No").unwrap();
    first.write(0, 1, "Unit").unwrap();
    first.write(0, 2, "Job").unwrap();
    first.write(1, 0, "e-1").unwrap();
    first
        .write(1, 1, Formula::new("=A1").set_result("Archive"))
        .unwrap();
    first.write(1, 2, "Clerk").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let (folder, _) = taken("f.xlsx", &bytes, ROSTER).unwrap();
    assert!(text(&folder, "people.csv").contains("e-1,archive,clerk"));
    let cut = without_values(&bytes);
    let error = taken("f.xlsx", &cut, ROSTER).unwrap_err();
    assert!(
        error.contains(
            "the cell B2 of the sheet `Sheet1` is a formula, and its value is not stored"
        ),
        "{error}"
    );
    let error = workbook_table("f.xlsx", &cut, &SheetOptions::default()).unwrap_err();
    assert!(error.to_string().contains("the cell B2"), "{error}");
}

/// A workbook without the values of its formulas.
fn without_values(bytes: &[u8]) -> Vec<u8> {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        if name.contains("sheet1.xml") {
            let (before, after) = text.split_once("</f>").unwrap();
            let (_, after) = after.split_once("</v>").unwrap();
            text = format!("{before}</f>{after}");
        }
        parts.push((name, text));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    archive(&parts)
}

#[test]
fn sheets_that_are_tables_of_a_folder_are_read_and_others_are_named() {
    let mut book = Workbook::new();
    for (name, rows) in [
        (
            "Personnel",
            [["id", "section", "roles"], ["e-1", "archive", "clerk"]],
        ),
        (
            "Use",
            [
                ["section", "feature", "uses_per_month"],
                ["archive", "search", "4"],
            ],
        ),
        ("Notes", [["hello", "", ""], ["there", "", ""]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    book.add_worksheet().set_name("Empty").unwrap();
    let hidden = book.add_worksheet().set_name("Old").unwrap();
    hidden.write(0, 0, "kept").unwrap().set_hidden(true);
    let bytes = book.save_to_buffer().unwrap();
    let mut folder = Folder::new();
    let (done, _) = import(&mut folder, "own.xlsx", &bytes, &options(None)).unwrap();
    let said = done.summary.to_string();
    assert!(
        said.contains("`own.xlsx/Personnel`: 1 row read, 1 added"),
        "{said}"
    );
    assert!(
        said.contains("`own.xlsx`: not read: the sheets `Notes`, `Old`;")
            && !said.contains("Empty"),
        "{said}"
    );
    assert!(folder.contains_key("people.csv") && folder.contains_key("feature_use.csv"));
    let map = ROSTER
        .replace("No\"", "id\"")
        .replace("Unit", "section")
        .replace("Job", "roles");
    let (_, said) = taken("own.xlsx", &bytes, &map).unwrap();
    assert!(
        said.contains("not read: the sheets `Use`, `Notes`, `Old`"),
        "{said}"
    );
    let (_, said) = taken(
        "own.xlsx",
        &bytes,
        &format!("{map}[table]\nsheet = \"Personnel\"\n"),
    )
    .unwrap();
    assert!(
        said.contains("not read: the sheets `Use`, `Notes`, `Old`"),
        "{said}"
    );
}

const PEOPLE: &[u8] = b"id,section,roles\ne-1,archive,clerk\n";

#[test]
fn what_an_archive_holds_is_taken_or_named() {
    let bytes = archive(&[
        ("x/people.csv", PEOPLE),
        (
            "x/readme.txt",
            b"Dear all,\nplease find the list attached.\nBest, A\n",
        ),
        ("x/logo.png", b"\x89PNG\r\n"),
        (
            "x/evidence",
            b"person,objective,kind,value,date\ne-1,filing,quiz,0.5,2027-03-01\n",
        ),
        (
            "x/evil\x1b\nname.csv",
            b"id,section,roles\ne-2,archive,clerk\n",
        ),
        ("__MACOSX/._people.csv", b"x"),
    ]);
    let mut folder = Folder::new();
    let (done, _) = import(&mut folder, "a.zip", &bytes, &options(None)).unwrap();
    let said = done.summary.to_string();
    for part in [
        "`a.zip/x/readme.txt`: not read: it is a text without columns",
        "`a.zip/x/logo.png`: not read: it is a picture",
        "`a.zip/x/evidence`: 1 row read, 1 added",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert!(
        said.lines()
            .any(|line| line.starts_with("`a.zip/x/evil") && line.ends_with("1 row read, 1 added")),
        "{said}"
    );
    assert!(
        !said.contains("MACOSX") && done.summary.is_clean(),
        "{said}"
    );
    // Rows of a table that cannot be imported are lost, and counted.
    let bytes = archive(&[("people.csv", PEOPLE), ("other.csv", b"a,b\n1,2\n3,4\n")]);
    let (done, notes) = import(&mut Folder::new(), "a.zip", &bytes, &options(None)).unwrap();
    assert!(
        done.summary
            .to_string()
            .contains("`a.zip/other.csv`: 2 rows read, 0 added, 2 refused")
    );
    assert!(
        notes[0].starts_with(
            "`a.zip/other.csv`: refused: all its rows: this is a table of an unknown form"
        ),
        "{notes:?}"
    );
    let error = import(
        &mut Folder::new(),
        "a.zip",
        &archive(&[("a.png", b"\x89PNG")]),
        &options(None),
    );
    assert!(
        error
            .unwrap_err()
            .contains("the archive holds no table; of what it holds, `a.zip/a.png`: not read")
    );
}

#[test]
fn archives_with_one_name_twice_or_a_password_are_refused() {
    let two = archive(&[("people-1.csv", PEOPLE), ("people-2.csv", PEOPLE)]);
    let same: Vec<u8> = {
        let mut bytes = two.clone();
        for at in 0..bytes.len() - 12 {
            if &bytes[at..at + 12] == b"people-2.csv" {
                bytes[at + 7] = b'1';
            }
        }
        bytes
    };
    let error = import(&mut Folder::new(), "a.zip", &same, &options(None)).unwrap_err();
    assert!(
        error.contains("two files of the name `people-1.csv`"),
        "{error}"
    );
    let mut locked = two;
    for at in 0..locked.len() - 10 {
        match &locked[at..at + 4] {
            b"PK\x01\x02" => locked[at + 8] |= 1,
            b"PK\x03\x04" => locked[at + 6] |= 1,
            _ => {}
        }
    }
    let error = import(&mut Folder::new(), "a.zip", &locked, &options(None)).unwrap_err();
    assert!(
        error.contains("is encrypted; unpack the archive with its password"),
        "{error}"
    );
}

#[test]
fn nothing_read_is_nothing_written() {
    let mut folder = Folder::new();
    let (done, _) = import(&mut folder, "p.csv", b"id,section,roles\n", &options(None)).unwrap();
    assert_eq!((done.files.len(), folder.len()), (0, 0));
    let form = "<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>";
    let error = import(&mut folder, "s.lss", form.as_bytes(), &options(None)).unwrap_err();
    assert!(error.contains("the form has no questions"), "{error}");
    let entities = form.replace("<document>", "<!DOCTYPE d [<!ENTITY a \"b\">]><document>");
    let error = import(&mut folder, "s.lss", entities.as_bytes(), &options(None)).unwrap_err();
    assert!(error.contains("declares entities"), "{error}");
}

#[test]
fn a_repeated_heading_is_set_aside_and_totals_are_named() {
    let rows: &[&[&str]] = &[
        &["No", "Unit", "Job"],
        &["e-1", "Archive", "Clerk"],
        &["No", "Unit", "Job"],
        &["e-2", "", "Clerk"],
        &["Subtotal Archive", "Archive", "Clerk"],
    ];
    let csv: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    for (name, bytes) in [("r.xlsx", sheet(rows)), ("r.csv", csv.into_bytes())] {
        let (_, said) = taken(name, &bytes, ROSTER).unwrap();
        assert!(
            said.contains("line 3: set aside: the row repeats the heading"),
            "{said}"
        );
        assert!(
            said.contains("line 5 begins as rows of totals do (`Subtotal Archive`)"),
            "{said}"
        );
    }
}

#[test]
fn columns_that_may_be_grouped_are_named() {
    let csv =
        b"No,Unit,Job\ne-1,Archive,Clerk\ne-2,,Clerk\ne-3,,Clerk\ne-4,Registry,Clerk\ne-5,,Clerk\n";
    let (_, said) = taken("g.csv", csv, ROSTER).unwrap();
    let wanted = "column `Unit`: empty in 3 of the refused rows; where the value above holds for all rows of its group, write `table = { fill_down = [\"Unit\"] }`";
    assert!(said.contains(wanted), "{said}");
}

#[test]
fn titles_with_several_cells_and_joined_cells_beside_the_map_do_not_hinder() {
    let mut book = Workbook::new();
    let first = book.add_worksheet();
    let plain = Format::new();
    first.write(0, 0, "Staff list").unwrap();
    first.write(0, 1, "2027").unwrap();
    first.merge_range(1, 0, 1, 1, "Ministry", &plain).unwrap();
    for (column, heading) in (0..).zip(["No", "Unit", "Job", "Family"]) {
        first.write(3, column, heading).unwrap();
        first.write(4, column, heading.to_lowercase()).unwrap();
        first.write(5, column, format!("{heading}-2")).unwrap();
    }
    first.merge_range(4, 3, 5, 3, "F", &plain).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let (folder, said) = taken("t.xlsx", &bytes, ROSTER).unwrap();
    assert!(said.contains("row 4 is taken for the heading"), "{said}");
    assert!(
        text(&folder, "people.csv").contains("\nno,unit,job,"),
        "{said}"
    );
    // Two tables below each other are no title and its table.
    let csv = "a,b\n1,2\n3,4\n5,6\n;\n".replace(';', ",") + "a,b,c\n1,2,3\n";
    let map = "person = { column = \"a\" }\nkind = { constant = \"quiz\" }\ndate = { constant = \"2027-03-01\" }\nobjective = { constant = \"o\" }\nvalue = { column = \"b\", form = \"percent\" }\n";
    let (folder, _) = taken("t.csv", csv.as_bytes(), map).unwrap();
    assert_eq!(text(&folder, "evidence.csv").lines().count(), 4);
}

#[test]
fn numbers_among_dates_are_days_and_an_error_is_no_value() {
    let mut book = Workbook::new();
    let first = book.add_worksheet();
    for (column, heading) in (0..).zip(["No", "Unit", "Job", "Start"]) {
        first.write(0, column, heading).unwrap();
        for row in 1..4 {
            first
                .write(row, column, format!("{heading}-{row}"))
                .unwrap();
        }
    }
    first.write(1, 3, "14/03/2020").unwrap();
    first.write(2, 3, 43_862).unwrap();
    first.write(3, 3, "#N/A").unwrap();
    let map = format!("{ROSTER}joined = {{ column = \"Start\", form = \"dmy\" }}\n");
    let (folder, said) = taken("d.xlsx", &book.save_to_buffer().unwrap(), &map).unwrap();
    let people = text(&folder, "people.csv");
    for row in [
        "No-1,unit-1,job-1,,2020-03-14,",
        "No-2,unit-2,job-2,,2020-02-01,",
        "No-3,unit-3,job-3,,,",
    ] {
        assert!(people.contains(row), "{people}{said}");
    }
}

/// A workbook of ODS with these rows and styles.
fn ods(styles: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>\
         <table:table table:name=\"S\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

fn ods_row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

#[test]
fn ods_has_formats_joined_cells_and_repeated_ones() {
    let styles = "<number:number-style style:name=\"N1\"><number:number number:min-integer-digits=\"5\" number:decimal-places=\"0\"/></number:number-style>\
        <style:style style:name=\"ce1\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>";
    let rows = ods_row(&["Who", "Score", "Say"])
        + "<table:table-row><table:table-cell table:style-name=\"ce1\" office:value-type=\"float\" office:value=\"204\"><text:p>00204</text:p></table:table-cell>\
           <table:table-cell office:value-type=\"percentage\" office:value=\"0.85\"><text:p>85 %</text:p></table:table-cell>\
           <table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2\"/>b &amp; <text:span>c</text:span></text:p><office:annotation><text:p>no</text:p></office:annotation><text:p>d</text:p></table:table-cell></table:table-row>\
           <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\"><text:p>7%</text:p></table:table-cell></table:table-row>\
           <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let bytes = ods(styles, &rows);
    let map = RESULTS.replace("FORM", "percent") + "source = { column = \"Say\" }\n";
    let (folder, said) = taken("r.ods", &bytes, &map).unwrap();
    let evidence = text(&folder, "evidence.csv");
    assert!(
        evidence.contains("00204,filing,quiz,0.85,2027-03-01,\"a  b & c\nd\"\n"),
        "{evidence}"
    );
    assert!(said.contains("`r.ods`: 3 rows read"), "{said}");
    let joined = ods_row(&["No", "Unit", "Job"])
        + "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"/><table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>Archive</text:p></table:table-cell></table:table-row>\
           <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"2\"/><table:covered-table-cell/></table:table-row>";
    let error = taken("j.ods", &ods("", &joined), ROSTER).unwrap_err();
    assert!(
        error.contains("the cells B2:B3 are joined") && error.contains("fill_down = [\"Unit\"]"),
        "{error}"
    );
    let formula = ods_row(&["No", "Unit", "Job"])
        + "<table:table-row><table:table-cell table:formula=\"of:=1\"/></table:table-row>";
    let error = taken("f.ods", &ods("", &formula), ROSTER).unwrap_err();
    assert!(
        error.contains("the cell A2 of the sheet `S` is a formula"),
        "{error}"
    );
}

#[test]
fn small_workbooks_that_become_large_are_refused() {
    let long = "y".repeat(2000);
    let cell = |columns: u32| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{columns}\"><text:p>{long}</text:p></table:table-cell>"
        )
    };
    for row in [
        format!(
            "<table:table-row table:number-rows-repeated=\"1000000\">{}</table:table-row>",
            cell(3)
        ),
        format!(
            "<table:table-row table:number-rows-repeated=\"4294967295\">{}</table:table-row>",
            cell(4_294_967_295)
        ),
    ] {
        let error = taken("r.ods", &ods("", &row), ROSTER).unwrap_err();
        assert!(error.contains("that expand to more than 16 MiB"), "{error}");
    }
    let deep = "<text:span>".repeat(100_000);
    let error = taken("d.ods", &ods("", &deep), ROSTER).unwrap_err();
    assert!(error.contains("elements within each other"), "{error}");
    // A long text that many cells share.
    let mut book = Workbook::new();
    let first = book.add_worksheet();
    for (column, heading) in (0..).zip(["No", "Unit", "Job"]) {
        first.write(0, column, heading).unwrap();
    }
    for (row, column) in (1..60).flat_map(|row| (0..12).map(move |column| (row, column))) {
        first.write(row, column, "x".repeat(30_000)).unwrap();
    }
    let error = taken("s.xlsx", &book.save_to_buffer().unwrap(), ROSTER).unwrap_err();
    assert!(error.contains("that expand to more than 16 MiB"), "{error}");
}

/// An XLS file: its sectors in order, after a header that says where they are.
fn xls(cells: &[Vec<u8>], ring: bool) -> Vec<u8> {
    let record = |kind: u16, content: &[u8]| {
        let mut all = kind.to_le_bytes().to_vec();
        all.extend((content.len() as u16).to_le_bytes());
        all.extend(content);
        all
    };
    let begin = |what: u16| {
        record(
            0x0809,
            &[0, 6, what as u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        )
    };
    let format = |id: u16, code: &str| {
        let mut content = id.to_le_bytes().to_vec();
        content.extend((code.len() as u16).to_le_bytes());
        content.push(0);
        content.extend(code.bytes());
        record(0x041e, &content)
    };
    let style = |id: u16| {
        let mut content = vec![0; 20];
        content[2..4].copy_from_slice(&id.to_le_bytes());
        record(0x00e0, &content)
    };
    let mut stream = begin(5);
    stream.extend(format(164, "00000"));
    for id in [0, 10, 164] {
        stream.extend(style(id));
    }
    let place = stream.len() + 4 + 8 + 1 + 4;
    let mut name = (place as u32).to_le_bytes().to_vec();
    name.extend([0, 0, 1, 0, b'S']);
    stream.extend(record(0x0085, &name));
    stream.extend(record(0x000a, &[]));
    assert_eq!(stream.len(), place);
    stream.extend(begin(0x10));
    cells.iter().for_each(|cell| stream.extend(cell));
    stream.extend(record(0x000a, &[]));
    stream.resize(8 * 512, 0);
    let mut file = vec![0; 512];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    file[26] = 3;
    file[28..30].copy_from_slice(&[0xfe, 0xff]);
    file[30] = 9;
    file[32] = 6;
    file[44] = 1;
    file[48] = 1;
    file[60..64].fill(0xff);
    file[60] = 0xfe;
    file[68..72].fill(0xff);
    file[68] = 0xfe;
    file[76..512].fill(0xff);
    file[76..80].fill(0);
    let mut table: Vec<u32> = vec![0xffff_fffd, 0xffff_fffe];
    table.extend(3..10);
    table.push(if ring { 4 } else { 0xffff_fffe });
    table.resize(128, 0xffff_ffff);
    file.extend(table.iter().flat_map(|next| next.to_le_bytes()));
    for (name, first, length) in [
        ("Root Entry", 0xffff_fffe_u32, 0_u32),
        ("Workbook", 2, if ring { 1 << 30 } else { 4096 }),
    ] {
        let mut entry = vec![0; 128];
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..wide.len()].copy_from_slice(&wide);
        entry[64] = wide.len() as u8 + 2;
        entry[66] = 2;
        entry[116..120].copy_from_slice(&first.to_le_bytes());
        entry[120..124].copy_from_slice(&length.to_le_bytes());
        file.extend(entry);
    }
    file.resize(512 * 3, 0);
    file.extend(stream);
    file
}

fn xls_cell(row: u16, column: u16, style: u16, number: f64) -> Vec<u8> {
    let mut cell = vec![0x03, 0x02, 14, 0];
    for part in [row, column, style] {
        cell.extend(part.to_le_bytes());
    }
    cell.extend(number.to_le_bytes());
    cell
}

fn xls_label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let mut cell = vec![0x04, 0x02, text.len() as u8 + 9, 0];
    for part in [row, column, 0, text.len() as u16] {
        cell.extend(part.to_le_bytes());
    }
    cell.push(0);
    cell.extend(text.bytes());
    cell
}

#[test]
fn xls_has_formats_and_its_sectors_are_looked_at_before_it_is_read() {
    let cells = vec![
        xls_label(0, 0, "Who"),
        xls_label(0, 1, "Score"),
        xls_cell(1, 0, 2, 204.0),
        xls_cell(1, 1, 1, 0.85),
    ];
    let map = RESULTS.replace("FORM", "percent");
    let (folder, said) = taken("r.xls", &xls(&cells, false), &map).unwrap();
    assert!(
        text(&folder, "evidence.csv").contains("00204,filing,quiz,0.85,"),
        "{said}"
    );
    let error = taken("r.xls", &xls(&cells, true), &map).unwrap_err();
    assert!(error.contains("its sectors run in a ring"), "{error}");
    let mut far = cells;
    far.push(xls_cell(65_535, 255, 0, 1.0));
    let error = taken("r.xls", &xls(&far, false), &map).unwrap_err();
    assert!(
        error.contains("span 16777216 cells, up to IV65536"),
        "{error}"
    );
}

#[test]
fn what_is_no_table_is_named_as_what_it_is() {
    for (text, wanted) in [
        (
            "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            "a calendar (iCalendar)",
        ),
        (
            "format = 1\nid = \"x\"\n",
            "the programme itself (`paratus.toml`)",
        ),
        ("a: 1\nb: 2\n", "settings or data, as YAML"),
        (
            "Dear all,\nplease find the list attached.\nBest, A\n",
            "a text without columns",
        ),
        (
            "PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            "an archive without files",
        ),
    ] {
        let file = ImportFile {
            name: "x.csv",
            bytes: text.as_bytes(),
        };
        let found = recognise(file.name, file.bytes).unwrap();
        assert_eq!(found.form, Form::Unsupported(wanted));
        let error = import(&mut Folder::new(), "x.csv", file.bytes, &options(None)).unwrap_err();
        assert!(error.contains(wanted), "{error}");
    }
}
