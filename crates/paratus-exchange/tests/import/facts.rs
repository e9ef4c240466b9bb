//! What leaders did, sessions and absences: every bulk table of a folder takes rows, with a map and without.

use crate::door::{Folder, folder, import, options, proposed, refused, taken, text, with_map};
use paratus_exchange::{Form, recognise};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const PROGRAMME: &str = "format = 1\nid = \"office\"\nas_of = 2027-03-14\n\
    objectives = [{ id = \"filing\", track = \"process\" }]\n\
    sections = [{ id = \"archive\" }, { id = \"registry\" }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n\
    activities = [{ id = \"filing-course\", mode = \"course\", hours = 3.0, teaches = [{ objective = \"filing\" }], seats = { min = 2, max = 12 } }]\n\
    rooms = [{ id = \"r1\", seats = 20 }]\n\
    trainers = [{ id = \"t1\", skills = [] }]\n";
const PEOPLE: &str = "id,section,roles,leader\ne-01,archive,clerk,true\ne-02,registry,clerk,\n";

fn office() -> Folder {
    folder(PROGRAMME, PEOPLE)
}

/// Imports a table as a folder has it, and says what is refused.
fn own(folder: &mut Folder, table: &str) -> Vec<String> {
    let (_, notes) = import(folder, "t.csv", table.as_bytes(), &options(None)).unwrap();
    notes
}

#[test]
fn every_table_of_a_folder_is_recognised_and_merged() {
    for (name, table) in [
        (
            "acts",
            "act,actor,date,evidence\nsponsor-named,e-01,2027-02-12,memo 4\n",
        ),
        (
            "sessions",
            "id,activity,start,seats,trainer,room\ns-1,filing-course,2027-04-15T13:30,12,t1,r1\n",
        ),
        (
            "absences",
            "person,from,until,half\ne-01,2027-04-01,2027-04-05,\ne-01,2027-04-12,2027-04-12,morning\n",
        ),
    ] {
        let found = recognise("t.csv", table.as_bytes()).unwrap();
        assert_eq!(found.form, Form::FolderTable(name));
        assert!(Form::NAMED.contains(&found.form));
        let mut folder = office();
        assert_eq!(own(&mut folder, table), Vec::<String>::new());
        assert_eq!(text(&folder, &format!("{name}.csv")), table);
    }
}

#[test]
fn rows_of_facts_are_refused_as_check_would() {
    let mut folder = office();
    let notes = own(
        &mut folder,
        "act,actor,date,evidence\nsponsor-named,e-1,2027-02-12,\nmessage-sent,e-01,12/02/2027,\nmessage-sent,e-01,2027-02-13,a\n",
    );
    assert!(
        notes[0].contains("the programme has no person `e-1`; did you mean `e-01`?"),
        "{notes:?}"
    );
    assert!(notes[1].contains("is not an ISO date"), "{notes:?}");
    assert_eq!(
        text(&folder, "acts.csv").lines().count(),
        2,
        "one row is taken"
    );
    let notes = own(
        &mut folder,
        "id,activity,start,seats,half\ns-1,filing,2027-04-15,12,\ns-2,filing-course,2027-04-15,many,\ns-3,filing-course,2027-04-15T14:00,9,morning\ns-4,filing-course,2027-04-16,9,afternoon\n",
    );
    assert!(
        notes[0].contains("the programme has no activity `filing`"),
        "{notes:?}"
    );
    assert!(
        notes[1].contains("`many` is not a whole number"),
        "{notes:?}"
    );
    assert!(
        notes[2].contains("column `half`: refused: `morning` contradicts the time of `start`"),
        "{notes:?}"
    );
    let sessions = text(&folder, "sessions.csv");
    assert_eq!(sessions.lines().count(), 2, "{sessions}");
    let notes = own(
        &mut folder,
        "person,trainer,room,from,until\n,,,2027-04-01,2027-04-02\ne-01,t1,,2027-04-01,2027-04-02\n,,r2,2027-04-01,2027-04-02\n,t1,,2027-04-03,2027-04-02\n,t1,,2027-04-03,2027-04-04\n",
    );
    assert!(
        notes[0].contains("does not say who or what is away"),
        "{notes:?}"
    );
    assert!(
        notes[1].contains("several who are away (person, trainer)"),
        "{notes:?}"
    );
    assert!(
        notes[2].contains("the programme has no room `r2`"),
        "{notes:?}"
    );
    assert!(
        notes[3].contains("ends on 2027-04-02, before it begins on 2027-04-03"),
        "{notes:?}"
    );
    assert_eq!(text(&folder, "absences.csv").lines().count(), 2);
}

#[test]
fn sessions_that_move_and_absences_that_last_longer_take_the_place_of_what_was() {
    let mut folder = office();
    own(
        &mut folder,
        "id,activity,start\ns-1,filing-course,2027-04-15\n",
    );
    let (done, _) = taken(
        &mut folder,
        "id,activity,start\ns-1,filing-course,2027-04-22\n",
        &options(None),
    );
    assert_eq!(done.summary.main().changed, 1);
    assert_eq!(
        text(&folder, "sessions.csv"),
        "id,activity,start\ns-1,filing-course,2027-04-22\n"
    );
    own(
        &mut folder,
        "person,from,until\ne-01,2027-04-01,2027-04-05\n",
    );
    let (done, _) = taken(
        &mut folder,
        "person,from,until\ne-01,2027-04-01,2027-04-09\ne-02,2027-04-01,2027-04-02\n",
        &options(None),
    );
    let main = done.summary.main();
    assert_eq!((main.changed, main.added), (1, 1));
    // Two messages of one day are two.
    let acts = "act,actor,date,evidence\nmessage-sent,e-01,2027-02-12,mail 1\nmessage-sent,e-01,2027-02-12,mail 2\n";
    own(&mut folder, acts);
    assert_eq!(text(&folder, "acts.csv"), acts);
}

#[test]
fn seats_are_whole_however_a_spreadsheet_writes_them() {
    let mut folder = office();
    let notes = own(
        &mut folder,
        "id,activity,start,seats\ns-1,filing-course,2027-04-15,12.0\ns-2,filing-course,2027-04-16,1.5\n",
    );
    assert!(
        notes[0].contains("`1.5` is not a whole number"),
        "{notes:?}"
    );
    assert_eq!(
        text(&folder, "sessions.csv"),
        "id,activity,start,seats\ns-1,filing-course,2027-04-15,12\n"
    );
}

#[test]
fn the_time_behind_a_day_stays_however_days_are_written() {
    let mut folder = office();
    let programme = text(&folder, "paratus.toml") + "input = { dates = \"day-month-year\" }\n";
    folder.insert("paratus.toml".into(), programme.into_bytes());
    own(
        &mut folder,
        "id;activity;start\ns-1;filing-course;15/04/2027 13:30\n",
    );
    let sessions = text(&folder, "sessions.csv");
    assert!(sessions.contains("2027-04-15T13:30"), "{sessions}");
    own(
        &mut folder,
        "person;objective;kind;value;date\ne-01;filing;quiz;0,5;14/03/2027 09:10\ne-01;filing;quiz;1;14/03/2027 15:10\n",
    );
    let evidence = text(&folder, "evidence.csv");
    assert!(
        evidence.contains("2027-03-14T09:10") && evidence.contains("2027-03-14T15:10"),
        "{evidence}"
    );
}

const LEAVE: &str = "Staff no;Name;Leave type;First day;Last day\n\
    e-01;Amal;Sick;01/04/2027;05/04/2027\ne-02;Bo;Annual;13/04/2027;20/04/2027\ne-09;Cy;Annual;14/04/2027;20/04/2027\n";

#[test]
fn a_list_of_leave_becomes_absences_without_their_reasons() {
    let map = proposed("list.csv", LEAVE.as_bytes());
    assert!(
        map.contains("[absences]")
            && map.contains("person = { column = \"Staff no\" }")
            && map.contains("from = { column = \"First day\", form = \"dmy\" }")
            && map.contains("until = { column = \"Last day\", form = \"dmy\" }")
            && map.contains("column `Leave type` is left out: why somebody is away is not kept")
            && !map.contains("NEEDED"),
        "{map}"
    );
    let mut folder = office();
    let (done, notes) = taken(&mut folder, LEAVE, &with_map(&map, None));
    assert_eq!((done.summary.main().added, refused(&done)), (2, 1));
    assert!(
        notes[0].contains("the programme has no person `e-09`"),
        "{notes:?}"
    );
    assert_eq!(
        text(&folder, "absences.csv"),
        "person,from,until\ne-01,2027-04-01,2027-04-05\ne-02,2027-04-13,2027-04-20\n"
    );
}

#[test]
fn a_timetable_in_a_workbook_becomes_sessions() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in ["Course", "Date", "Time", "Venue", "Instructor", "Capacity"]
        .into_iter()
        .enumerate()
    {
        sheet.write(0, column as u16, heading).unwrap();
    }
    let (day, time) = (
        Format::new().set_num_format("dd/mm/yyyy"),
        Format::new().set_num_format("hh:mm"),
    );
    for (row, month_day) in [(1, 15), (2, 22)] {
        sheet.write(row, 0, "Filing course").unwrap();
        let date = ExcelDateTime::from_ymd(2027, 4, month_day).unwrap();
        sheet.write_with_format(row, 1, &date, &day).unwrap();
        let begins = ExcelDateTime::from_hms(if row == 1 { 9 } else { 14 }, 0, 0).unwrap();
        sheet.write_with_format(row, 2, &begins, &time).unwrap();
        sheet.write(row, 3, "R1").unwrap();
        sheet.write(row, 4, "T1").unwrap();
        sheet.write(row, 5, 12).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let map = proposed("timetable.xlsx", &bytes);
    assert!(
        map.contains("[sessions]") && map.contains("time = \"Time\"") && !map.contains("NEEDED"),
        "{map}"
    );
    let mut folder = office();
    let (done, notes) =
        import(&mut folder, "timetable.xlsx", &bytes, &with_map(&map, None)).unwrap();
    assert_eq!((done.summary.main().added, notes), (2, Vec::new()));
    let sessions = text(&folder, "sessions.csv");
    assert!(
        sessions.contains(",filing-course,2027-04-15T09:00,12,t1,r1\n")
            && sessions.contains(",filing-course,2027-04-22T14:00,12,t1,r1\n"),
        "{sessions}"
    );
}

#[test]
fn a_list_of_what_leaders_did_becomes_acts() {
    let table = "Leadership act,Leader ID,Date,Reference\nSponsor named,e-01,12 Feb 2027,memo 4\nMessage sent,e-01,20 Feb 2027,\n";
    let map = proposed("acts.csv", table.as_bytes());
    assert!(map.contains("[acts]") && !map.contains("NEEDED"), "{map}");
    let mut folder = office();
    let (done, notes) = taken(&mut folder, table, &with_map(&map, None));
    assert_eq!((done.summary.main().added, notes), (2, Vec::new()));
    assert_eq!(
        text(&folder, "acts.csv"),
        "act,actor,date,evidence\nsponsor-named,e-01,2027-02-12,memo 4\nmessage-sent,e-01,2027-02-20,\n"
    );
}

#[test]
fn a_map_of_facts_says_what_it_lacks() {
    let read = |text: &str| {
        paratus_exchange::FactMap::parse("map.toml", text)
            .unwrap_err()
            .to_string()
    };
    let error = read(
        "[acts]\nact = { column = \"A\" }\nactor = { column = \"B\" }\ndate = { column = \"C\" }\n[sessions]\nactivity = { column = \"A\" }\nstart = { column = \"C\" }\n",
    );
    assert!(error.contains("a map is of one of"), "{error}");
    let error = read("[absences]\nfrom = { column = \"C\" }\nuntil = { column = \"D\" }\n");
    assert!(error.contains("exactly one of `person`"), "{error}");
    let error = read(
        "[sessions]\nactivity = { column = \"A\" }\nstart = { column = \"C\" }\ntime = \"T\"\nhalf = { column = \"H\" }\n",
    );
    assert!(error.contains("exclude each other"), "{error}");
}

#[test]
fn rows_about_people_wait_until_the_folders_people_can_be_read() {
    let mut folder = office();
    folder.insert("people.csv".into(), b"Staff,Unit\ne-01,archive\n".to_vec());
    let error = import(
        &mut folder,
        "t.csv",
        b"person,from,until\ne-01,2027-04-01,2027-04-05\n",
        &options(None),
    )
    .unwrap_err();
    assert!(
        error.contains("`people.csv`")
            && error.contains("the folder's table cannot be read: column `id` is missing"),
        "{error}"
    );
}

#[test]
fn an_absence_without_a_last_day_is_named_row_by_row() {
    let mut folder = office();
    let notes = own(
        &mut folder,
        "person,from,until\ne-01,2027-04-01,\ne-02,2027-04-02,\n",
    );
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(
        notes[0].contains("line 2, column `until`: refused: there is no value"),
        "{notes:?}"
    );
}
