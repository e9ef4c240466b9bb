//! Headings of two rows: groups of columns, and below each its columns. What is proposed for them is what imports them.

use crate::door::{Folder, import, options, text};
use paratus_exchange::{ImportFile, ImportMap, ImportOptions, propose};
use rust_xlsxwriter::{Format, Workbook};

const PROGRAMME: &str = "format = 1\nid = \"post\"\nsections = [{ id = \"desk\" }]\n\
    objectives = [{ id = \"filing\", track = \"process\" }, { id = \"search\", track = \"process\" }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n";
const PEOPLE: &str = "id,section,roles\ne-1,desk,clerk\ne-2,desk,clerk\n";

/// The proposed map, and the evidence that an import with it gives.
fn proposed(name: &str, bytes: &[u8], date: Option<&str>) -> (String, String) {
    let file = ImportFile { name, bytes };
    let map = propose(&file, &options(date)).unwrap();
    let mut folder = Folder::new();
    folder.insert("paratus.toml".into(), PROGRAMME.as_bytes().to_vec());
    folder.insert("people.csv".into(), PEOPLE.as_bytes().to_vec());
    let with = ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: &map,
        }),
        ..options(date)
    };
    let (done, notes) =
        import(&mut folder, name, bytes, &with).unwrap_or_else(|error| panic!("{error}\n{map}"));
    assert_eq!(done.summary.main().refused, 0, "{notes:?}\n{map}");
    (map, text(&folder, "evidence.csv"))
}

const EXPECTED: &str = "person,objective,kind,value,date,key\n\
    e-1,filing,quiz,0.55,2027-03-02,tests-filing\n\
    e-1,search,quiz,0.7,2027-03-02,tests-search\n\
    e-2,filing,quiz,0.85,2027-03-02,tests-filing\n\
    e-2,search,quiz,0.9,2027-03-02,tests-search\n";

/// A sheet whose group is joined over its columns, and whose other headings are joined over both rows.
fn workbook(titles: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for row in 0..titles {
        sheet.write(row, 0, "Results of spring").unwrap();
    }
    for (column, heading) in [(0, "Employee"), (3, "Unit")] {
        sheet
            .merge_range(titles, column, titles + 1, column, heading, &plain)
            .unwrap();
    }
    sheet
        .merge_range(titles, 1, titles, 2, "Tests", &plain)
        .unwrap();
    sheet.write(titles + 1, 1, "Filing").unwrap();
    sheet.write(titles + 1, 2, "Search").unwrap();
    for (row, who, one, other) in [(titles + 2, "e-1", 55, 70), (titles + 3, "e-2", 85, 90)] {
        sheet.write(row, 0, who).unwrap();
        sheet.write(row, 1, one).unwrap();
        sheet.write(row, 2, other).unwrap();
        sheet.write(row, 3, "desk").unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_map_is_proposed_for_joined_cells() {
    for titles in [0, 2] {
        let (map, evidence) = proposed("tests.xlsx", &workbook(titles), Some("2027-03-02"));
        assert!(map.contains("heading_rows = 2"), "{map}");
        assert!(map.contains("column = \"Tests / Search\""), "{map}");
        assert_eq!(evidence, EXPECTED, "{map}");
    }
}

#[test]
fn a_map_is_proposed_for_a_text_with_two_rows() {
    for table in [
        "Employee;Tests;;Unit\n;Filing;Search;\ne-1;55;70;desk\ne-2;85;90;desk\n",
        "Results of spring\n\nEmployee,Tests,,Unit\n,Filing,Search,\ne-1,55,70,desk\ne-2,85,90,desk\n",
        "\tTests\t\nEmployee\tFiling\tSearch\ne-1\t55\t70\ne-2\t85\t90\n",
    ] {
        let (map, evidence) = proposed("tests.csv", table.as_bytes(), Some("2027-03-02"));
        assert!(map.contains("heading_rows = 2"), "{map}");
        assert_eq!(evidence, EXPECTED, "{map}");
    }
}

/// Each test has a result and a day of its own: the group is the objective, and each item has its date.
#[test]
fn groups_of_results_and_days_are_items() {
    let table = "Matricule;Filing;;Search;\n;Note;Le;Note;Le\ne-1;55 %;14/03/2027;70 %;15/03/2027\ne-2;85 %;16/03/2027;90 %;17/03/2027\n";
    let (map, evidence) = proposed("notes.csv", table.as_bytes(), None);
    assert!(map.contains("column = \"Filing / Note\""), "{map}");
    assert_eq!(
        evidence,
        "person,objective,kind,value,date,key\n\
         e-1,filing,quiz,0.55,2027-03-14,filing-note\n\
         e-1,search,quiz,0.7,2027-03-15,search-note\n\
         e-2,filing,quiz,0.85,2027-03-16,filing-note\n\
         e-2,search,quiz,0.9,2027-03-17,search-note\n",
        "{map}"
    );
}

/// A heading of one row stays one: with an empty cell, below a title, and above rows of words.
#[test]
fn one_row_is_no_group() {
    for table in [
        "Employee,Test,,Score\ne-1,filing,first,55\ne-2,filing,first,85\n",
        "Results of spring,,\nEmployee,Filing,Search\ne-1,55,70\ne-2,85,90\n",
        "Employee,Role,,Unit\ne-1,clerk,lead,desk\ne-2,clerk,,desk\n",
        "Employee,Filing,\ne-1,absent,absent\n",
    ] {
        let file = ImportFile {
            name: "one.csv",
            bytes: table.as_bytes(),
        };
        let map = propose(&file, &options(Some("2027-03-02"))).unwrap();
        assert!(!map.contains("heading_rows"), "{map}");
    }
}
