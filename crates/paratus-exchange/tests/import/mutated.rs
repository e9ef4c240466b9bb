//! Files of every form with something wrong in them: each row is accounted for, and the same file again changes nothing.

use crate::door::{Folder, import, options};
use paratus_exchange::{ImportMap, ImportOptions};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

const PROGRAMME: &str = "format = 1\nid = \"post\"\nsections = [{ id = \"desk\" }]\ntools = [{ id = \"docket\", features = [\"search\"] }]\n\
    objectives = [{ id = \"filing\", track = \"process\" }]\nroles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n\
    input = { dates = \"day-month-year\", decimal = \",\", separator = \";\" }\n";

const ROSTER: &str = "roster = { id = { column = \"No\" }, section = { column = \"Unit\" }, roles = [{ column = \"Job\" }], complete = true }";
const DATED: &str = "roster = { id = { column = \"No\" }, levels = [\"Unit\", \"Job\"], joined = { column = \"From\", form = \"dmy\" }, left = { column = \"To\", form = \"dmy\" } }";
const EVENTS: &str = "[events]\nperson = { column = \"No\" }\nfeature = { column = \"Job\", table = { \"clerk\" = \"docket/search\" }, otherwise = \"\" }\ndate = { column = \"From\", form = \"dmy\" }\n";
const FRAMEWORK: &str = "programme = { id = \"post\" }\nlevels = { order = [\"basic\", \"full\"] }\ntracks = { default = \"process\" }\n[columns]\nrole = \"Job\"\nskill = \"Skill\"\nlevel = \"Level\"\n";
const STAFF: &str = "No;Unit;Job;From;To\np-1;desk;clerk;01/01/2026;\np-2;desk;clerk;01/02/2026;31/12/2026\np-2;yard;clerk;01/01/2027;\n";

/// Small files of the forms that are known, and of tables with a map.
const FILES: [(&str, &str); 17] = [
    (
        "",
        "person,objective,kind,value,date,key\np-1,filing,quiz,0.5,2027-01-01,a\np-1,filing,quiz,1,2027-02-01,a\np-2,filing,quiz,0,2027-02-01,\n",
    ),
    (
        "",
        "id;section;roles;leader;joined;left\np-1;desk;clerk;true;01/01/2026;\np-2;desk;clerk;;;\n",
    ),
    (
        "",
        "section,feature,uses_per_month,source,date\ndesk,docket/search,12.5,log,2027-01-01\n",
    ),
    (
        "",
        "respondent,instrument,item,answer,date\nr-1,pulse,q1,4,2027-01-01\nr-2,pulse,q1,5,2027-01-01\n",
    ),
    (
        "",
        "Student,ID,SIS User ID,SIS Login ID,Section,Filing (7)\n    Points Possible,,,,,20\n\"A, B\",1,s-1,ab,X,18\n\"C, D\",2,s-2,cd,X,EX\n",
    ),
    (
        "",
        "First name;Last name;ID number;Quiz: Filing (Real);Quiz: Filing (Percentage)\nA;B;e-1;8,00;80,00 %\nC;D;e-2;-;-\n",
    ),
    (
        "",
        "Surname,First name,ID number,State,Started on,Completed,Grade/10.00,\"Q. 1 /5.00\"\nA,B,e-1,Finished,\"2 June 2021  9:00 AM\",\"2 June 2021  9:30 AM\",7.00,3.00\n,,,,,,5.00,\n",
    ),
    (
        "",
        "StartDate,EndDate,Finished,ResponseId,Q1\nStart,End,Finished,Id,I know\n\"{\"\"ImportId\"\":\"\"s\"\"}\",\"{\"\"ImportId\"\":\"\"e\"\"}\",\"{\"\"ImportId\"\":\"\"f\"\"}\",\"{\"\"ImportId\"\":\"\"r\"\"}\",\"{\"\"ImportId\"\":\"\"q\"\"}\"\n2027-01-01 10:00:00,2027-01-01 10:10:00,1,R_1,Agree\n2027-01-01 10:00:00,2027-01-01 10:20:00,0,R_2,Disagree\n",
    ),
    (
        "",
        "id;submitdate;lastpage;startlanguage;Q1[SQ001]\n1;2027-01-01 10:00:00;2;en;Agree\n2;;1;en;Disagree\n",
    ),
    (
        "",
        "Timestamp,I know where to file\n2027-01-02 10:00:00,Agree\n2027-01-03 10:00:00,Strongly agree\n",
    ),
    (
        "",
        "know,_id,_uuid,_submission_time\nAgree,1,aa,2027-01-01T10:00:00\nNeutral,2,bb,2027-01-01T10:00:00\n",
    ),
    (
        "",
        "SubmissionDate,know,KEY\n2027-01-01T10:00:00.000Z,Never,uuid:1\n2027-01-02T10:00:00.000Z,Often,uuid:2\n",
    ),
    (ROSTER, STAFF),
    (DATED, STAFF),
    (EVENTS, STAFF),
    (
        FRAMEWORK,
        "Job;Skill;Level\nClerk;Sorting;basic\nClerk;Sorting;full\nHead;Planning;basic\n",
    ),
    (
        "respondent = { column = \"No\" }\ndate = { constant = \"2027-01-01\" }\n[[instruments]]\nid = \"pulse\"\npoints = 5\nitems = [{ column = \"Q\", id = \"q\" }]\n",
        "No,Q\n1,5\n2,6\n3,\n",
    ),
];

/// What is done to a file.
#[derive(Clone, Debug)]
enum Mutation {
    Repeat(usize),
    Remove(usize),
    Swap(usize, usize),
    Cell(usize, usize, &'static str),
    Byte(usize, u8),
    Cut(usize),
    Crlf,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let odd = prop::sample::select(vec![
        "",
        "-",
        "N/A",
        "0",
        "99999999999",
        "1e400",
        "-1",
        "1.000,5",
        "7 / 10",
        "64%",
        "2027-02-30",
        "29/02/1900",
        "46095.5",
        "\"",
        "\u{200b}p-1",
        "p\u{ad}-1",
        "=1+1",
        "a;b",
        "a,b",
        "\u{feff}",
        "'",
        "p-1",
        "p-2",
        "desk",
        "nan",
        "2027-01-01T25:00",
        "\u{202e}x",
        "ja",
        "E 3",
        "p\u{2011}1",
        "exam",
        "6",
        "no-such",
    ]);
    prop_oneof![
        2 => any::<usize>().prop_map(Mutation::Repeat),
        1 => any::<usize>().prop_map(Mutation::Remove),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Mutation::Swap(one, other)),
        6 => (any::<usize>(), any::<usize>(), odd).prop_map(|(row, column, cell)| Mutation::Cell(row, column, cell)),
        2 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        1 => any::<usize>().prop_map(Mutation::Cut),
        1 => Just(Mutation::Crlf),
    ]
}

/// The lines of a file and what separates their cells.
fn mutated(text: &str, mutations: &[Mutation]) -> Vec<u8> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let separator = if text.lines().next().unwrap_or_default().contains(';') {
        ';'
    } else {
        ','
    };
    let mut bytes_to_change = Vec::new();
    let (mut cut, mut end) = (None, "\n");
    for mutation in mutations {
        let count = lines.len().max(1);
        match mutation {
            Mutation::Repeat(at) => lines.push(lines.get(at % count).cloned().unwrap_or_default()),
            Mutation::Remove(at) if lines.len() > 1 => {
                lines.remove(at % count);
            }
            Mutation::Swap(one, other) if !lines.is_empty() => {
                lines.swap(one % count, other % count);
            }
            Mutation::Cell(row, column, cell) => {
                if let Some(line) = lines.get_mut(row % count) {
                    let mut cells: Vec<&str> = line.split(separator).collect();
                    let at = column % cells.len();
                    cells[at] = cell;
                    *line = cells.join(&separator.to_string());
                }
            }
            Mutation::Byte(at, byte) => bytes_to_change.push((*at, *byte)),
            Mutation::Cut(at) => cut = Some(*at),
            Mutation::Crlf => end = "\r\n",
            _ => {}
        }
    }
    let mut bytes = (lines.join(end) + end).into_bytes();
    for (at, byte) in bytes_to_change {
        let at = at % bytes.len();
        bytes[at] = byte;
    }
    if let Some(at) = cut {
        bytes.truncate(at % (bytes.len() + 1));
    }
    bytes
}

/// The same cells as a workbook.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let separator = if text.lines().next().unwrap_or_default().contains(';') {
        ';'
    } else {
        ','
    };
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(separator)) {
            match cell.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    sheet.write_number(row, column, number).map(|_| ())
                }
                _ => sheet
                    .write_string_with_format(row, column, cell, &Format::new())
                    .map(|_| ()),
            }
            .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn folder(sound: bool) -> Folder {
    let mut folder = Folder::new();
    if sound {
        folder.insert("paratus.toml".into(), PROGRAMME.as_bytes().to_vec());
        folder.insert(
            "people.csv".into(),
            b"ID;Section;Role;From;Until\np-1;desk;clerk;01.01.2026;\np-2;desk;clerk;;\n".to_vec(),
        );
        folder.insert(
            "evidence.csv".into(),
            b"Person;Objective;Kind;Value;Date\np-1;filing;quiz;0,5;01.01.2027\n".to_vec(),
        );
    }
    folder
}

/// `import` asserts that all rows add up, and that the same file again is nothing.
fn try_all(map: &str, bytes: &[u8], sound: bool) -> usize {
    let options = ImportOptions {
        map: (!map.is_empty()).then_some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        ..options(Some("2027-05-01"))
    };
    let mut folder = folder(sound);
    let first = import(&mut folder, "file.csv", bytes, &options).is_ok();
    // The programme can be read after everything that was written.
    if folder.contains_key("paratus.toml") {
        let reading = paratus::document::read_folder(&folder).unwrap();
        let repeated = reading
            .compile()
            .findings()
            .iter()
            .filter(|one| one.code == paratus::Code::DuplicatePerson)
            .count();
        assert_eq!(
            repeated,
            0,
            "{:?}",
            folder
                .get("people.csv")
                .map(|text| String::from_utf8_lossy(text))
        );
    }
    usize::from(first)
}

#[test]
fn the_files_themselves_are_imported() {
    for (map, text) in FILES {
        for sound in [false, true] {
            let needs_people = map.starts_with("[events]");
            if sound || !needs_people {
                assert_eq!(try_all(map, text.as_bytes(), sound), 1, "{text}");
            }
        }
        assert_eq!(
            try_all(map, &workbook(text), true),
            1,
            "as a workbook: {text}"
        );
    }
}

/// A person whose id was nothing but a byte order mark joined again with every import.
#[test]
fn an_id_that_shows_nothing_is_missing() {
    let text = STAFF.replacen("p-1", "\u{feff}", 1);
    assert_eq!(try_all(ROSTER, text.as_bytes(), false), 1);
}

/// Two roles in one cell were one role to the import and two to the folder: again and again the person moved.
#[test]
fn roles_are_separated_as_in_a_folder() {
    for roles in ["a,b", "a, b", "\"a;b\""] {
        let text = STAFF.replacen("clerk", roles, 1);
        assert_eq!(try_all(ROSTER, text.as_bytes(), false), 1, "{roles}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn rows_add_up_whatever_was_done_to_a_file(
        at in 0..FILES.len(), mutations in prop::collection::vec(mutation(), 1..6), sound in any::<bool>(), book in prop::bool::weighted(0.1),
    ) {
        let (map, text) = FILES[at];
        let bytes = mutated(text, &mutations);
        if book {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let mut bytes = workbook(&text);
            for mutation in &mutations {
                if let Mutation::Byte(at, byte) = mutation {
                    let at = at % bytes.len();
                    bytes[at] = *byte;
                }
            }
            try_all(map, &bytes, sound);
        } else {
            try_all(map, &bytes, sound);
        }
    }
}
