//! What would be read wrongly without a word is refused with the way, or asked for.

use crate::door::{
    Folder, folder, options, proposed_list as proposed, refused, taken, text, with_map,
};

const PROGRAMME: &str = "format = 1\nid = \"office\"\nas_of = 2027-03-14\n\
    objectives = [{ id = \"filing\", track = \"process\" }, { id = \"search\", track = \"technology\" }]\n\
    sections = [{ id = \"archive\", title = \"Archive\" }]\n\
    tools = [{ id = \"docket\", features = [\"case-search\", \"file-record\"] }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n";
const PEOPLE: &str = "id,section,roles\np-1,archive,clerk\np-2,archive,clerk\np-3,archive,clerk\np-4,archive,clerk\n";

fn office() -> Folder {
    folder(PROGRAMME, PEOPLE)
}

#[test]
fn rows_within_a_misplaced_quote_are_refused() {
    let table = "Staff number,Test,Score,Date,Comment\n\n\
        p-1,filing,80%,2027-02-01,\"good\np-2,filing,70%,2027-02-01,ok\np-3,filing,60%,2027-02-01,\"fine\"\n\
        p-4,filing,70%,2027-02-01,\"one \"\"line\"\"\nand another\"\n";
    let map = proposed(table);
    let (done, notes) = taken(&mut office(), table, &with_map(&map, None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (1, 1),
        "{notes:?}"
    );
    assert!(
        notes[0].contains("line 3 (row 2): refused: a quote in this row is closed in the middle of a cell 2 lines further on"),
        "{notes:?}"
    );
    // In a table far longer than what is read at once.
    let rows: String = (0..9000)
        .map(|row| format!("p-1,filing,80%,2027-02-01,\"{row}\nnote\"\n"))
        .collect();
    let table = format!(
        "Staff number,Test,Score,Date,Comment\n{rows}p-2,filing,80%,2027-02-01,\"good\np-3,filing,70%,2027-02-01,\"ok\"\n"
    );
    let (done, _) = taken(&mut office(), &table, &with_map(&map, None));
    assert_eq!((done.summary.main().added, refused(&done)), (1, 1));
}

#[test]
fn a_stop_that_may_separate_thousands_is_refused_beside_decimal_commas() {
    let table = "section;feature;uses_per_month;source;date\n\
        archive;docket/case-search;1.200;log;2027-02-01\narchive;docket/file-record;12,5;log;2027-02-01\n\
        archive;docket/file-record;1 200;log;2027-02-02\n";
    let (done, notes) = taken(&mut office(), table, &options(None));
    assert_eq!((done.summary.main().added, refused(&done)), (1, 2));
    assert!(
        notes[0].contains(
            "`1.200` may be 1.2 or 1200: write the number without what separates thousands"
        ),
        "{notes:?}"
    );
    assert!(
        notes[1].contains("`1 200` is not a number: write it without what separates thousands")
    );
}

#[test]
fn no_opinion_is_no_answer_in_any_language() {
    for (agree, none, disagree) in [
        ("D'accord", "Sans opinion", "Pas d'accord"),
        ("D'accord", "Sans avis", "Pas d'accord"),
        ("Agree", "No opinion", "Disagree"),
        ("stimme zu", "keine Meinung", "stimme nicht zu"),
        ("de acuerdo", "Sin opinión", "en desacuerdo"),
    ] {
        let table = format!(
            "\"Horodateur\",\"Je sais où\"\n\"14/03/2027 10:22:05\",\"{agree}\"\n\
             \"14/03/2027 10:23:05\",\"{none}\"\n\"14/03/2027 10:24:05\",\"{disagree}\"\n"
        );
        let mut there = office();
        let (done, notes) = taken(&mut there, &table, &options(None));
        let main = done.summary.main();
        assert_eq!(
            (main.added, main.set_aside, main.refused),
            (2, 1, 0),
            "{none}: {notes:?}"
        );
    }
}

#[test]
fn who_was_absent_has_no_result() {
    let table = "Staff number,filing 2027-02-15\np-1,x\np-2,absent\np-3,P\np-4,A\n";
    let map = proposed(table);
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(&map, None));
    let main = done.summary.main();
    assert_eq!(
        (main.added, main.set_aside, main.refused),
        (2, 2, 0),
        "{notes:?}"
    );
    let evidence = text(&there, "evidence.csv");
    assert!(
        !evidence.contains("p-2") && !evidence.contains("p-4"),
        "{evidence}"
    );
    let map = proposed(
        "Staff number,Test,Result,Date\np-1,filing,Pass,2027-02-01\np-2,filing,Absent,2027-02-01\np-3,filing,excused,2027-02-01\np-4,filing,Fail,2027-02-01\n",
    );
    assert!(
        map.contains("table = { Fail = 0.0, Pass = 1.0 }")
            || map.contains("table = { \"Fail\" = 0.0, \"Pass\" = 1.0 }"),
        "{map}"
    );
    assert!(map.contains("\"Absent\", \"excused\"]"), "{map}");
}

#[test]
fn points_beside_how_many_there_are_are_out_of_them() {
    for (points, most, mark) in [
        ("Points", "Out of", ','),
        ("Punkte", "von", ';'),
        ("Note", "Sur", ';'),
    ] {
        let table = format!(
            "Date,Staff number,Test,{points},{most}\n2027-02-01,p-1,filing,7.5,10\n2027-02-03,p-2,search,45,50\n2027-02-04,p-3,filing,60,80\n"
        )
        .replace(',', &mark.to_string());
        let map = proposed(&table);
        let mut there = office();
        let (_, notes) = taken(&mut there, &table, &with_map(&map, None));
        let evidence = text(&there, "evidence.csv");
        for value in ["quiz,0.75,", "quiz,0.9,"] {
            assert_eq!(
                evidence.matches(value).count(),
                if value == "quiz,0.75," { 2 } else { 1 },
                "{evidence} {notes:?}"
            );
        }
    }
}

#[test]
fn several_roles_in_a_cell_are_asked_for() {
    let table = "Staff ID,Unit,Roles\np-1,Archive,Clerk; Archivist\np-2,Archive,Clerk\n";
    let map = proposed(table);
    assert!(
        map.contains(
            "# NEEDED: whether the cells of `Roles` name several roles, as `Clerk; Archivist` may"
        ),
        "{map}"
    );
    let said = map
        .lines()
        .filter(|line| !line.contains("NEEDED"))
        .map(|line| {
            if line.starts_with("# roles =") {
                &line[2..]
            } else {
                line
            }
        });
    let said = said.collect::<Vec<_>>().join("\n");
    let mut there = Folder::new();
    taken(&mut there, table, &with_map(&said, Some("2027-01-01")));
    let people = text(&there, "people.csv");
    assert!(
        people.contains("p-1,archive,archivist clerk")
            || people.contains("p-1,archive,clerk archivist"),
        "{people}"
    );
    // A title with a comma is one role.
    let map =
        proposed("Staff ID,Unit,Role\np-1,Archive,\"Clerk, senior\"\np-2,Archive,Archivist\n");
    assert!(!map.contains("NEEDED"), "{map}");
}

#[test]
fn numbers_that_a_spreadsheet_rounded_are_nobody() {
    let table = "Staff number,Test,Score,Date\n1.23457E+11,filing,80%,2027-02-01\n1.23457E+11,search,70%,2027-02-01\n";
    let map = proposed(table);
    for map in [
        map.clone(),
        map.replace(
            "column = \"Staff number\" }",
            "column = \"Staff number\", slug = true }",
        ),
    ] {
        let (done, notes) = taken(&mut Folder::new(), table, &with_map(&map, None));
        assert_eq!((done.summary.main().added, refused(&done)), (0, 2), "{map}");
        assert!(
            notes[0].contains("a spreadsheet has rounded `1.23457E+11`, so that its last digits are lost: format the column as text"),
            "{notes:?}"
        );
    }
}

#[test]
fn units_of_several_heights_are_levels() {
    for (high, low) in [
        ("Division", "Unit"),
        ("Direction", "Service"),
        ("Abteilung", "Referat"),
    ] {
        let map = proposed(&format!(
            "Staff ID,{low},{high},Position\n101,Secretariat,Operations,Clerk\n102,Secretariat,Finance,Clerk\n"
        ));
        assert!(
            map.contains(&format!("\nlevels = [\"{high}\", \"{low}\"]")),
            "{map}"
        );
    }
    let map = proposed(
        "Staff ID,Directorate,Department,Team,Position\n101,A,Operations,Red,Clerk\n102,A,Finance,Red,Clerk\n",
    );
    assert!(
        map.contains("\nlevels = [\"Directorate\", \"Department\", \"Team\"]"),
        "{map}"
    );
    let map = proposed(
        "Staff ID,Department,Division,Position\n101,Operations,A,Clerk\n102,Finance,A,Clerk\n",
    );
    assert!(
        map.contains("# NEEDED: which units are parts of which"),
        "{map}"
    );
}

#[test]
fn a_column_of_days_that_cannot_be_read_is_named_with_why() {
    for (days, why) in [
        (
            ["1801440000", "1801526400"],
            "how the days of `Date` are to be read: `1801440000` counts seconds since 1970",
        ),
        (
            ["30/02/2027", "01/02/2027"],
            "how the days of `Date` are to be read: `30/02/2027` is no day",
        ),
        (
            ["Feb 2027", "March 2027"],
            "how the days of `Date` are to be read: `Feb 2027`, `March 2027` are no days",
        ),
        (
            ["\u{200e}2027-02-01", "\u{200e}2027-02-02"],
            "the character U+200E, which is not seen",
        ),
    ] {
        let [one, other] = days;
        let map = proposed(&format!(
            "Staff number,Test,Score,Date\np-1,filing,80%,{one}\np-2,filing,70%,{other}\n"
        ));
        assert!(
            map.contains("# NEEDED: how the days of `Date`") && map.contains(why),
            "{map}"
        );
        assert!(
            !map.contains("constant = \"2027") && !map.contains("`Date` is left out"),
            "{map}"
        );
    }
    let log =
        proposed("user,action,time\np-1,case-search,1801440000\np-2,case-search,1801440060\n");
    assert!(
        log.contains("counts seconds since 1970") && !log.contains("objective ="),
        "{log}"
    );
}
