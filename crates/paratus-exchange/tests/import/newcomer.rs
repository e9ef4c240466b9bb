//! Tables as newcomers have them: what is certain in them is taken, and the rest is asked for.

use crate::door::{
    Folder, folder, options, proposed, proposed_list, refused, taken, text, with_map,
};
use paratus_exchange::{ImportFile, ImportPlan};

const PROGRAMME: &str = "format = 1\nid = \"office\"\nas_of = 2027-03-14\n\
    objectives = [{ id = \"filing\", track = \"process\" }, { id = \"search\", track = \"technology\" }]\n\
    sections = [{ id = \"archive\", title = \"Archive\" }, { id = \"registry\", title = \"Registry\" }]\n\
    tools = [{ id = \"docket\", features = [\"case-search\", \"file-record\"] }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }, { objective = \"search\" }] }]\n";
const PEOPLE: &str = "id,section,roles\np-1,archive,clerk\np-2,archive,clerk\np-3,archive,clerk\np-4,archive,clerk\n";

fn office() -> Folder {
    folder(PROGRAMME, PEOPLE)
}

/// The counts of the table itself: added, changed, same, refused, set aside.
fn counts(done: &ImportPlan) -> [u64; 5] {
    let main = done.summary.main();
    let counts = [main.added, main.changed, main.same];
    let [added, changed, same] = counts;
    [added, changed, same, main.refused, main.set_aside]
}

/// Imports a table by the map that is proposed for it.
fn by_proposal(there: &mut Folder, table: &str, date: Option<&str>) -> (ImportPlan, Vec<String>) {
    let map = proposed_list(table);
    assert!(!map.contains("NEEDED"), "{map}");
    taken(there, table, &with_map(&map, date))
}

#[test]
fn who_passed_or_completed_is_taken_by_what_the_words_say() {
    let mut there = office();
    let table =
        "Staff number,Test,Passed,Date\np-1,filing,TRUE,2027-02-01\np-2,filing,False,2027-02-01\n";
    let (done, notes) = by_proposal(&mut there, table, None);
    assert_eq!(counts(&done), [2, 0, 0, 0, 0], "{notes:?}");
    let evidence = text(&there, "evidence.csv");
    assert!(
        evidence.contains("p-1,filing,quiz,1,2027-02-01"),
        "{evidence}"
    );
    assert!(
        evidence.contains("p-2,filing,quiz,0,2027-02-01"),
        "{evidence}"
    );
    // Who has not completed a course has no day of it, and no result.
    let mut there = office();
    let table = "Staff number,Course,Completed,Completion date\np-1,filing,Yes,2027-02-01\np-2,filing,No,\np-3,search,Y,2027-02-03\n";
    let (done, notes) = by_proposal(&mut there, table, None);
    assert_eq!(counts(&done), [2, 0, 0, 0, 1], "{notes:?}");
    let evidence = text(&there, "evidence.csv");
    assert!(
        evidence.contains("p-1,filing,completion,1,2027-02-01"),
        "{evidence}"
    );
    // A word that nothing is known of is asked for.
    let map = proposed_list(
        "Staff number,Test,Passed,Date\np-1,filing,yes,2027-02-01\np-2,filing,perhaps,2027-02-01\n",
    );
    assert!(
        map.contains(
            "# value = { column = \"Passed\", table = { \"perhaps\" = \"…\", \"yes\" = 1.0 } }"
        ),
        "{map}"
    );
}

#[test]
fn letters_and_words_of_skills_are_items_whose_worth_is_asked_for() {
    for (first, second) in [
        (["A", "B+"], ["C", "A"]),
        (["Proficient", "Basic"], ["Basic", "Proficient"]),
    ] {
        let [one, two] = first;
        let [three, four] = second;
        let table = format!(
            "Staff number,filing,search,date\np-1,{one},{two},2027-02-01\np-2,{three},{four},2027-02-01\np-3,{two},{one},2027-02-01\n"
        );
        let map = proposed_list(&table);
        assert!(map.contains(&format!("\"{one}\" = \"…\"")), "{map}");
        assert!(
            map.contains("column = \"filing\"\nobjective = \"filing\""),
            "{map}"
        );
        assert!(
            map.contains("column = \"search\"\nobjective = \"search\""),
            "{map}"
        );
        assert!(
            map.contains("write `level = { slug = true }`") && !map.contains("is left out"),
            "{map}"
        );
        assert_eq!(map.matches("NEEDED").count(), 1, "{map}");
    }
    let table = "Staff number,filing,search,date\np-1,A,B,2027-02-01\np-2,B,A,2027-02-01\n";
    let map = proposed_list(table);
    let said = map
        .replace("# value = ", "value = ")
        .replace("\"A\" = \"…\"", "A = 1.0")
        .replace("\"B\" = \"…\"", "B = 0.8");
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(&said, None));
    assert_eq!(counts(&done), [4, 0, 0, 0, 0], "{notes:?}");
    assert!(text(&there, "evidence.csv").contains("p-1,search,quiz,0.8,2027-02-01,search"));
}

#[test]
fn each_item_of_a_gradebook_is_asked_for_its_own_most_points() {
    let table = "Employee;Day;Filing;Search\np-1;14/03/2027;18;7,5\np-2;14/03/2027;12;9\n";
    let map = proposed_list(table);
    for name in ["Filing", "Search"] {
        assert!(
            map.contains(&format!("# NEEDED: the most points of `{name}`")),
            "{map}"
        );
    }
    assert!(
        map.contains("\nvalue = { form = \"points\", decimal_comma = true }\n"),
        "{map}"
    );
    assert!(!map.contains("must be the same for all"), "{map}");
    let said = map
        .replacen("# max = 20.0", "max = 20.0", 1)
        .replace("# max = 20.0", "max = 10.0");
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(&said, None));
    assert_eq!(counts(&done), [4, 0, 0, 0, 0], "{notes:?}");
    let evidence = text(&there, "evidence.csv");
    assert!(
        evidence.contains("p-1,filing,quiz,0.9") && evidence.contains("p-1,search,quiz,0.75"),
        "{evidence}"
    );
    // What is 0 or 1 beside percentages may be one percent or all.
    let map = proposed_list(
        "Staff number,Filing,Search,Date\np-1,1,80%,2027-02-01\np-2,0,70%,2027-02-01\n",
    );
    assert!(
        map.contains("# NEEDED: the most points of `Filing`: no result is above 1"),
        "{map}"
    );
}

#[test]
fn results_with_days_of_their_own_have_these() {
    let table = "Staff number,Filing passed,Filing date,Search passed,Search date\np-1,yes,2027-02-01,no,2027-02-02\n";
    let mut there = office();
    let (done, notes) = by_proposal(&mut there, table, None);
    assert_eq!(counts(&done), [2, 0, 0, 0, 0], "{notes:?}");
    let evidence = text(&there, "evidence.csv");
    assert!(
        evidence.contains("p-1,filing,completion,1,2027-02-01"),
        "{evidence}"
    );
    assert!(
        evidence.contains("p-1,search,completion,0,2027-02-02"),
        "{evidence}"
    );
    let table = "Staff number,Filing score,Filing date,Search score,Search date\np-1,80%,2027-02-01,70%,2027-02-02\n";
    let map = proposed_list(table);
    assert!(
        map.contains("date = { column = \"Search date\", form = \"iso\" }"),
        "{map}"
    );
    assert!(!map.contains("is left out"), "{map}");
}

#[test]
fn a_renumbered_person_of_a_roster_keeps_what_is_theirs() {
    let mut there = office();
    let results = "person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-02-01\n";
    there.insert("evidence.csv".into(), results.into());
    let table = "Former staff number,Staff number,Section,Role\np-1,E100,archive,clerk\np-2,E101,registry,clerk\n,E102,archive,clerk\n";
    let map = proposed_list(table);
    assert!(map.contains("id = { column = \"Staff number\" }"), "{map}");
    assert!(
        map.contains("previous_ids = { column = \"Former staff number\" }"),
        "{map}"
    );
    let (done, notes) = taken(&mut there, table, &with_map(&map, Some("2027-04-01")));
    assert_eq!(counts(&done), [1, 2, 0, 0, 0], "{notes:?}");
    let people = text(&there, "people.csv");
    assert!(
        people.contains("E100,archive,clerk,") && people.contains(",p-1\n"),
        "{people}"
    );
    assert!(
        !people.contains("\np-1,") && !people.contains("\np-2,"),
        "{people}"
    );
    assert_eq!(people.matches("E101,").count(), 2, "{people}");
    // Later results under the old id are this person's.
    let later = "person,objective,kind,value,date\np-1,search,quiz,0.9,2027-02-02\n";
    let (done, notes) = taken(&mut there, later, &options(None));
    assert_eq!(counts(&done), [1, 0, 0, 0, 0], "{notes:?}");
    // Two people of the folder are not made one.
    let table = "Staff number,Previous id,Section,Role\np-3,p-4,archive,clerk\n";
    let (done, notes) = taken(&mut there, table, &with_map(&proposed_list(table), None));
    assert_eq!(counts(&done), [0, 0, 0, 1, 0]);
    assert!(
        notes[0].contains("the folder has people `p-3` and `p-4`"),
        "{notes:?}"
    );
}

#[test]
fn a_doubled_row_makes_no_other_table_of_a_roster() {
    let table = "Staff ID,Section,Role\np-9,archive,clerk\np-9,archive,clerk\np-8,archive,clerk\np-8,registry,clerk\np-7,registry,clerk\n";
    let map = proposed_list(table);
    assert!(map.contains("[roster]"), "{map}");
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(&map, None));
    assert_eq!(counts(&done), [2, 0, 1, 2, 0], "{notes:?}");
    assert!(!text(&there, "people.csv").contains("p-8"));
    assert!(
        notes
            .iter()
            .any(|note| note
                .contains("line 4: refused: line 5 says something else of the same person")),
        "{notes:?}"
    );
    assert!(
        notes
            .iter()
            .any(|note| note.contains("line 5 (row 5): refused")
                || note.contains("line 5: refused: line 4 says something else of the same person")),
        "{notes:?}"
    );
}

#[test]
fn who_is_in_a_complete_list_has_not_left_though_the_row_is_refused() {
    let table = "Staff ID,Section,Role,Start date\np-1,archive,clerk,31.02.2020\np-2,archive,clerk,01.02.2020\np-2,registry,clerk,01.02.2020\np-3,archive,clerk,13.02.2020\np-4,archive,clerk,13.02.2020\n";
    let map = "[roster]\ncomplete = true\nid = { column = \"Staff ID\" }\nsection = { column = \"Section\" }\nroles = [{ column = \"Role\", slug = true }]\njoined = { column = \"Start date\", form = \"dmy\" }\n";
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(map, Some("2027-03-01")));
    assert_eq!(refused(&done), 3, "{notes:?}");
    assert!(
        !text(&there, "people.csv").contains("2027-02-28"),
        "{}",
        text(&there, "people.csv")
    );
}

#[test]
fn leave_without_a_kind_and_timetables_without_rooms_are_known() {
    for table in [
        "Staff number,First day,Last day\np-1,2027-05-01,2027-05-07\np-2,2027-05-03,2027-05-04\n",
        "Matricule;Motif;Du;Au\np-1;Annuel;15/05/2027;20/05/2027\np-2;Divers;13/05/2027;14/05/2027\n",
    ] {
        let map = proposed_list(table);
        assert!(
            map.contains("[absences]") && map.contains("# NEEDED: whether these are absences"),
            "{map}"
        );
    }
    let table = "Employee,From,To,Half day,Reason\np-1,2027-05-01,2027-05-07,,Holiday\np-2,2027-05-03,2027-05-03,AM,Sick\n";
    let mut there = office();
    let (done, notes) = by_proposal(&mut there, table, None);
    assert_eq!(counts(&done), [2, 0, 0, 0, 0], "{notes:?}");
    assert!(text(&there, "absences.csv").contains("morning"));
    let map = proposed_list(
        "Staff number;Leave;From;To;AM/PM\np-1;x;01/05/2027;17/05/2027;\np-2;x;13/05/2027;13/05/2027;afternoon\n",
    );
    assert!(
        map.contains("half = { column = \"AM/PM\", table = { \"afternoon\" = \"afternoon\" } }"),
        "{map}"
    );
    // From when to when somebody is employed is no absence.
    let map = proposed_list("Staff number,Section,Hired,Left\np-1,archive,2020-05-01,2027-05-07\n");
    assert!(map.contains("[roster]"), "{map}");
    let map = proposed_list(
        "Formation;Date de début;Heure;Places\ntalk;15/04/2027;9h30;12\ntalk;16/04/2027;14h00;12\n",
    );
    assert!(
        map.contains("[sessions]") && map.contains("time = \"Heure\""),
        "{map}"
    );
    let map = proposed_list("Course,Date,End time,Start time\ntalk,15/04/2027,12:00,09:00\n");
    assert!(
        map.contains("[sessions]") && map.contains("time = \"Start time\""),
        "{map}"
    );
    let map =
        proposed_list("Session;Activité;Date;Salle\nS1;talk;15/04/2027;A\nS2;talk;16/04/2027;A\n");
    assert!(
        map.contains("activity = { column = \"Activité\", slug = true }"),
        "{map}"
    );
    let map = proposed_list("Course,Date,Time,Room\ntalk,15/04/2027,14-17,R1\n");
    assert!(
        map.contains("# NEEDED: when a session begins: `14-17` of `Time` is no time of day"),
        "{map}"
    );
}

#[test]
fn rows_of_a_framework_are_counted_by_what_became_of_their_role() {
    let table = "Skill;Clerk;Head of unit\nFiling;X;\nSearch;x;X\n";
    let map = proposed_list(table);
    let mut there = office();
    let root = PROGRAMME.replace(
        "{ objective = \"filing\" }, { objective = \"search\" }",
        "{ objective = \"filing\" }",
    );
    there.insert("paratus.toml".into(), root.into_bytes());
    let (done, notes) = taken(&mut there, table, &with_map(&map, None));
    assert_eq!(counts(&done), [1, 0, 0, 2, 1], "{notes:?}");
    let refused = notes
        .iter()
        .filter(|note| note.contains("column `Clerk`: refused"));
    assert_eq!(refused.count(), 2, "{notes:?}");
    let (done, notes) = taken(&mut there, table, &with_map(&map, None));
    assert_eq!(counts(&done), [0, 0, 1, 2, 1], "{notes:?}");
}

#[test]
fn answers_with_numbers_beside_their_words_are_read() {
    for (one, two, three) in [
        ("5 - Strongly agree", "4 - Agree", "1 - Strongly disagree"),
        ("Strongly agree (5)", "Agree (4)", "Strongly disagree (1)"),
    ] {
        let table = format!(
            "Respondent,Date,I know where,I know why\nr-1,2027-02-01,{one},{two}\nr-2,2027-02-01,{three},-99 - No answer\n"
        );
        let mut there = office();
        let (done, notes) = by_proposal(&mut there, &table, None);
        assert_eq!(counts(&done), [3, 0, 0, 0, 1], "{notes:?}");
        let answers = text(&there, "responses.csv");
        assert!(
            answers.contains(",5,2027-02-01") && answers.contains(",1,2027-02-01"),
            "{answers}"
        );
    }
}

#[test]
fn a_question_with_unknown_words_is_kept_and_they_are_asked_for() {
    let table = "\"Timestamp\",\"I know where\",\"I know why\"\n\
        \"2027/03/14 10:22:05\",\"Strongly agree\",\"Agree\"\n\
        \"2027/03/14 10:22:06\",\"Maybe so\",\"Disagree\"\n\
        \"2027/03/15 09:01:00\",\"Hardly at all\",\"Strongly disagree\"\n\
        \"2027/03/15 09:02:00\",\"Disagree\",\"Agree\"\n";
    let map = proposed("pulse.csv", table.as_bytes());
    assert!(
        map.contains("the answers `Hardly at all`, `Maybe so`"),
        "{map}"
    );
    assert!(
        map.contains("\"Maybe so\" = \"…\"") && map.contains("column = \"I know where\""),
        "{map}"
    );
    let file = ImportFile {
        name: "pulse.csv",
        bytes: table.as_bytes(),
    };
    let none = &mut |_: &str| Err(std::io::ErrorKind::NotFound.into());
    let there = office();
    // Without a map nobody can be asked: the question is left out, and said.
    let done = paratus_exchange::plan(&[file], &options(None), Some(&there), none, &mut |_| {});
    let done = done.unwrap();
    assert_eq!(done.summary.main().added, 4);
    let said = done.summary.to_string();
    assert!(
        said.contains("I know where") && said.contains("Hardly at all"),
        "{said}"
    );
}

#[test]
fn a_programme_that_is_not_read_whole_stops_an_import_with_the_place() {
    let table = "Staff number,Test,Score,Date\np-1,filing,80%,2027-02-01\n";
    let map = proposed_list(table);
    for (was, is, said) in [
        (
            "\"file-record\"",
            "{ id = \"x\" }",
            "`paratus.toml`, line 6, column 54: the folder's programme cannot be read: `tools[0].features[1]`: expected a text, found a table; correct it, then import again",
        ),
        (
            "id = \"office\"",
            "id = office",
            "`paratus.toml`, line 2, column 6: the folder's programme cannot be read: `office` is not a value of TOML; put texts in quotation marks: `\"office\"`",
        ),
        (
            "tools = ",
            "tolls = ",
            "`paratus.toml`, line 6, column 1: the folder's programme cannot be read: `tolls` is not a key of a programme; did you mean `tools`?",
        ),
    ] {
        let there = folder(&PROGRAMME.replacen(was, is, 1), PEOPLE);
        let file = ImportFile {
            name: "list.csv",
            bytes: table.as_bytes(),
        };
        let none = &mut |_: &str| Err(std::io::ErrorKind::NotFound.into());
        let done = paratus_exchange::plan(
            &[file],
            &with_map(&map, None),
            Some(&there),
            none,
            &mut |_| {},
        );
        assert_eq!(done.unwrap_err().to_string(), said);
    }
}

#[test]
fn which_of_several_columns_is_meant_is_asked_for() {
    let map = proposed_list(
        "Staff number,Test,Score,Score,Date\np-1,filing,80%,70%,2027-02-01\np-2,filing,60%,50%,2027-02-01\n",
    );
    assert!(
        map.contains("# NEEDED: which of the columns with the heading `Score` is meant"),
        "{map}"
    );
    let table = "Staff ID,Unit,Unit,Role\np-1,Archive,Front,Clerk\np-2,Archive,Back,Clerk\n";
    let map = proposed_list(table);
    assert!(
        map.contains("# NEEDED: which of the columns with the heading `Unit` is meant"),
        "{map}"
    );
    // The key that says it is one that the map has.
    let said = map.replace(
        "# section = { column = \"Unit\", at = 1 }",
        "section = { column = \"Unit\", at = 2 }",
    );
    let (done, notes) = taken(&mut office(), table, &with_map(&said, None));
    assert_eq!(counts(&done), [0, 2, 0, 0, 0], "{notes:?}");
    let map =
        proposed_list("Staff number,Test,Jan 2027,Feb 2027\np-1,filing,80%,85%\np-2,filing,70%,\n");
    assert!(
        map.contains("# NEEDED: which column holds the results: `Jan 2027`, `Feb 2027` do"),
        "{map}"
    );
}

#[test]
fn nothing_of_a_table_is_left_out_without_a_word() {
    let map = proposed_list(
        "Staff number,,Test,Score,Date,\np-1,,filing,80%,2027-02-01,\np-2,,filing,70%,2027-02-01,seen\n",
    );
    assert!(
        map.contains("# column 6 is left out: it has no heading, and cells such as `seen`"),
        "{map}"
    );
    assert!(!map.contains("column 2 is left out"), "{map}");
    let map = proposed_list(
        "Employee;Certificat;Délivré le;Valable jusqu'au\np-1;filing;01/02/2026;01/02/2028\np-2;filing;14/02/2026;illimité\n",
    );
    assert!(
        map.contains("expires = { column = \"Valable jusqu'au\""),
        "{map}"
    );
    assert!(map.contains("# value = { constant = 1.0 }"), "{map}");
}
