//! Days that fit both orders of day and month, in tables that show elsewhere which it is.

use crate::door::{Folder, folder, options, proposed_list as proposed, taken, text};

const PROGRAMME: &str = "format = 1\nid = \"office\"\nas_of = 2027-03-14\n\
    objectives = [{ id = \"filing\", track = \"process\" }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n";
const PEOPLE: &str = "id,section,roles\ne-01,archive,clerk\ne-02,archive,clerk\n";

fn office() -> Folder {
    folder(PROGRAMME, PEOPLE)
}

#[test]
fn another_column_shows_the_order() {
    let leave = "Staff ID;Leave;From;To\ne-01;Annual;03/04/2026;25/04/2026\ne-02;Annual;05/06/2026;07/06/2026\n";
    let map = proposed(leave);
    assert!(
        map.contains("from = { column = \"From\", form = \"dmy\" }"),
        "{map}"
    );
    assert!(
        map.contains(
            "# the days of `From` are read as day/month/year, because `25/04/2026` in `To` is a date as day/month/year only"
        ),
        "{map}"
    );
    assert!(!map.contains("NEEDED"), "{map}");
    // The same the other way round, in a list of people.
    let list = "Staff ID,Unit,Job,Joined,Left\ne-01,Archive,Clerk,03/04/2025,04/25/2026\ne-02,Archive,Clerk,05/06/2025,\n";
    let map = proposed(list);
    assert!(
        map.contains("joined = { column = \"Joined\", form = \"mdy\" }"),
        "{map}"
    );
}

#[test]
fn columns_that_contradict_each_other_decide_nothing() {
    let leave = "Staff ID;Leave;Asked;From;To\ne-01;Annual;03/15/2026;03/04/2026;25/04/2026\ne-02;Annual;03/16/2026;05/06/2026;07/06/2026\n";
    let map = proposed(leave);
    assert!(
        map.contains("# NEEDED: whether the dates of `From` are day/month or month/day"),
        "{map}"
    );
}

#[test]
fn headings_show_the_order_of_days_in_cells_and_cells_that_of_headings() {
    let table = "Employee;Seen on;Filing 13/04/2026;Filing 04/05/2026\ne-01;03/04/2026;x;\ne-02;05/06/2026;x;x\n";
    let map = proposed(table);
    assert!(map.contains("2026-05-04"), "{map}");
    let table = "Employee;Signed on;Filing 03/04/2026;Search 05/06/2026\ne-01;13/04/2026;x;x\ne-02;14/06/2026;x;x\n";
    let map = proposed(table);
    assert!(
        map.contains("date = { constant = \"2026-04-03\" }"),
        "{map}"
    );
    assert!(!map.contains("NEEDED"), "{map}");
}

#[test]
fn rows_below_those_that_are_looked_at_show_the_order() {
    let mut table = "Employee;Course;Score %;Day\n".to_owned();
    for row in 0..600 {
        table += &format!(
            "e-{row};filing;80%;0{}/0{}/2026\n",
            row % 9 + 1,
            row % 8 + 1
        );
    }
    let open = proposed(&table);
    assert!(open.contains("NEEDED"), "{open}");
    let map = proposed(&format!("{table}e-01;filing;90%;30/04/2026\n"));
    assert!(
        map.contains("date = { column = \"Day\", form = \"dmy\" }"),
        "{map}"
    );
    assert!(
        map.contains("because `30/04/2026` in row 602 of `Day`"),
        "{map}"
    );
}

#[test]
fn an_import_without_a_map_says_the_order_that_it_took() {
    let table = "ID,Start time,Completion time,Email,Name,I know where records are kept,I know why records are kept\n\
        1,3/4/2026 10:22:00,3/4/2026 10:25:00,anonymous,,Agree,Strongly agree\n\
        2,12/4/2026 23:59:00,13/4/2026 00:05:00,anonymous,,Disagree,Strongly disagree\n";
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &options(None));
    assert_eq!(done.summary.main().refused, 0, "{notes:?}");
    let answers = text(&there, "responses.csv");
    assert!(answers.contains("2026-04-03"), "{answers}");
    // The day of this table is that of completion, which shows the order itself; another one is said.
    let table = table
        .replace("13/4/2026 00:05", "12/4/2026 00:05")
        .replace("12/4/2026 23", "13/4/2026 23");
    let (done, _) = taken(&mut office(), &table, &options(None));
    let said = done.summary.warnings.join("\n");
    assert!(
        said.contains("the days of `Completion time` are read as day/month/year"),
        "{said}"
    );
}

#[test]
fn days_on_which_results_expire_are_asked_for_and_not_lost() {
    let table = "Employee;Course;Score %;Date;Valid until\ne-01;filing;80%;2026-03-13;03/04/2027\ne-02;filing;90%;2026-03-14;05/06/2027\n";
    let map = proposed(table);
    assert!(
        map.contains("# NEEDED: whether the dates of `Valid until` are day/month or month/day"),
        "{map}"
    );
    assert!(
        map.contains("# expires = { column = \"Valid until\""),
        "{map}"
    );
    // A day that is not used is named, in wide tables too.
    let table = "Employee;Date;Registered on;Filing %;Search %\ne-01;2026-03-13;2025-01-01;80%;70%\ne-02;2026-03-14;2025-01-02;60%;90%\n";
    let map = proposed(table);
    assert!(
        map.contains("column `Registered on` is left out: this map does not use it"),
        "{map}"
    );
}

#[test]
fn a_day_that_was_given_names_the_column_that_it_replaces() {
    let table =
        "Employee;Filing test (Percentage);Last day\ne-01;80;03/04/2026\ne-02;70;05/06/2026\n";
    let file = paratus_exchange::ImportFile {
        name: "grades.csv",
        bytes: table.as_bytes(),
    };
    let map = paratus_exchange::propose(&file, &options(Some("2026-07-01"))).unwrap();
    assert!(
        map.contains("date = { constant = \"2026-07-01\" }"),
        "{map}"
    );
    assert!(
        map.contains("column `Last day` is left out: the day that was given holds for all rows"),
        "{map}"
    );
}
