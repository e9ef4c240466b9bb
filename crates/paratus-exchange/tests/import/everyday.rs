//! Tables as offices keep them: other languages and separators, names beside ids, and small damage.

use crate::door::{Folder, import, options, text};
use paratus_exchange::{Form, ImportFile, ImportMap, ImportOptions, propose, recognise};

const PROGRAMME: &str = "format = 1\nid = \"post\"\nsections = [{ id = \"desk\" }, { id = \"yard\" }]\n\
    objectives = [{ id = \"filing\", track = \"process\" }, { id = \"recherche\", track = \"process\" }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n";

fn folder() -> Folder {
    let people = b"id,section,roles\ne-1,desk,clerk\ne-2,desk,clerk\ne-3,yard,clerk\n";
    let mut folder = Folder::new();
    folder.insert("paratus.toml".into(), PROGRAMME.as_bytes().to_vec());
    folder.insert("people.csv".into(), people.to_vec());
    folder
}

fn proposed(table: &str, date: Option<&str>) -> String {
    let file = ImportFile {
        name: "table.csv",
        bytes: table.as_bytes(),
    };
    propose(&file, &options(date)).unwrap()
}

/// What the proposed map makes of a table: the map, and the folder after it.
fn imported(table: &str, date: Option<&str>) -> (String, Folder) {
    let map = proposed(table, date);
    let mut there = folder();
    let with = ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: &map,
        }),
        ..options(date)
    };
    let done = import(&mut there, "table.csv", table.as_bytes(), &with);
    let (done, notes) = done.unwrap_or_else(|error| panic!("{error}\n{map}"));
    assert_eq!(done.summary.main().refused, 0, "{notes:?}\n{map}");
    (map, there)
}

#[test]
fn ids_are_people_and_names_beside_them_are_not() {
    for (table, column) in [
        (
            "Student,ID,Score\nAnn Lee,e-1,80 %\nBo Ray,e-2,60 %\n",
            "ID",
        ),
        (
            "Étudiant;Identifiant;Note\nAnne;e-1;80 %\nLuc;e-2;60 %\n",
            "Identifiant",
        ),
        (
            "المتدرب,المعرف,النتيجة\nأحمد,e-1,80%\nسعاد,e-2,60%\n",
            "المعرف",
        ),
        // Of a log the number of the event is nobody's.
        (
            "ID,User,Course,Score\n1,e-1,filing,80 %\n2,e-2,filing,60 %\n",
            "User",
        ),
        (
            "Employé;Épreuve;Note\ne-1;filing;80 %\ne-2;filing;60 %\n",
            "Employé",
        ),
    ] {
        let map = proposed(table, Some("2027-02-01"));
        let wanted = format!("person = {{ column = \"{column}\" }}");
        assert!(map.contains(&wanted), "{map}");
    }
}

/// The most points in a heading are no part of what is tested.
#[test]
fn items_are_called_by_their_names_alone() {
    let (_, there) = imported(
        "Matricule;Filing /20;Recherche /10\ne-1;18;7,5\ne-2;;9\n",
        Some("2027-02-01"),
    );
    assert_eq!(
        text(&there, "evidence.csv"),
        "person,objective,kind,value,date,key\n\
         e-1,filing,quiz,0.9,2027-02-01,filing-20\n\
         e-1,recherche,quiz,0.75,2027-02-01,recherche-10\n\
         e-2,recherche,quiz,0.9,2027-02-01,recherche-10\n"
    );
}

#[test]
fn days_with_times_are_read_in_each_language() {
    for (table, when) in [
        (
            "Employé;Épreuve;Note;Date\ne-1;filing;80 %;14.03.2027 10h22\n",
            "2027-03-14T10:22",
        ),
        (
            "employee\ttest\tscore\tdate\ne-1\tfiling\t80%\tMarch 14, 2027 9:05 PM\n",
            "2027-03-14T21:05",
        ),
        (
            "الموظف,الاختبار,النتيجة,التاريخ\ne-1,filing,٨٠٪,١٤/٠٣/٢٠٢٧ ٠٩:٠٥ م\n",
            "2027-03-14T21:05",
        ),
        // Days that are written in more than one way are days all the same.
        (
            "Employé;Épreuve;Note;Date\ne-1;filing;80 %;14 mars 2027\ne-2;filing;80 %;15/03/2027\n",
            "2027-03-14",
        ),
    ] {
        let (map, there) = imported(table, None);
        let evidence = text(&there, "evidence.csv");
        let row = format!("e-1,filing,quiz,0.8,{when}\n");
        assert!(evidence.contains(&row), "{evidence}\n{map}");
    }
}

/// A list of people keeps its days and the units that its units are part of; a column of days that cannot be read is named.
#[test]
fn lists_of_people_keep_days_and_parents() {
    let table = "Matricule;Nom;Service;Rattachement;Fonction;Date d'entrée\ne-1;Anne;desk;;clerk;01/09/2026\ne-2;Luc;yard;desk;clerk;13.10.2026\ne-3;Eve;yard;desk;clerk;3 mars 2027\n";
    let map = proposed(table, None);
    assert!(
        map.contains("joined = { column = \"Date d'entrée\", form = \"dmy\" }"),
        "{map}"
    );
    assert!(
        map.contains("parent = { column = \"Rattachement\" }"),
        "{map}"
    );
    assert!(
        map.contains("column `Nom` is left out: it looks like contact data"),
        "{map}"
    );
    let map = proposed(&table.replace("13.10.2026", "octobre"), None);
    assert!(
        map.contains(
            "# NEEDED: whether the dates of `Date d'entrée` are day/month or month/day: both fit all of them; `octobre` is no day, and such rows are refused"
        ),
        "{map}"
    );
}

/// A table whose columns all have names that a folder reads is the folder's, whatever is not seen in its headings.
#[test]
fn tables_of_a_folder_are_known_by_all_their_names() {
    let form = |table: &str| recognise("t.csv", table.as_bytes()).unwrap().form;
    assert_eq!(
        form("ID;Section;Role;From;Until\ne-1;desk;clerk;;\n"),
        Form::FolderTable("people")
    );
    assert_eq!(
        form("person_id,objective_id,kind,value,date\ne-1,filing,quiz,1,2027-01-01\n"),
        Form::FolderTable("evidence")
    );
    assert_eq!(
        form("\u{200b}person,objec\u{ad}tive,kind,value,date\ne-1,filing,quiz,1,2027-01-01\n"),
        Form::FolderTable("evidence")
    );
    // With another column beside them they may be anybody's.
    assert_eq!(
        form("ID,Section,Role,Parent\ne-1,desk,clerk,yard\n"),
        Form::Table
    );
    let mut there = folder();
    let table = "ID;Section;Role;From;Until\ne-1;yard;clerk;2027-01-01;\n";
    let (done, notes) = import(&mut there, "t.csv", table.as_bytes(), &options(None)).unwrap();
    assert_eq!(
        (done.summary.main().changed, done.summary.main().refused),
        (1, 0),
        "{notes:?}"
    );
}

#[test]
fn headings_are_found_without_what_is_not_seen() {
    let table = "Who\u{200b},Sco\u{ad}re\ne-1,80\n";
    let map = "person = { column = \"Who\" }\nkind = { constant = \"quiz\" }\nobjective = { constant = \"filing\" }\n\
        value = { column = \"Sco\u{ad}re\", form = \"percent\" }\ndate = { constant = \"2027-01-01\" }\n";
    let with = ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        ..options(None)
    };
    let mut there = folder();
    let (done, notes) = import(&mut there, "t.csv", table.as_bytes(), &with).unwrap();
    assert_eq!(done.summary.main().added, 1, "{notes:?}");
}

#[test]
fn digits_of_other_scripts_are_numbers_in_a_folders_own_form() {
    let table = "person\tobjective\tkind\tvalue\tdate\ne-1\tfiling\tquiz\t٠٫٨٥\t٢٠٢٧-٠١-٠١\ne-2\tfiling\tquiz\t0,5\t2027-01-01\n";
    let mut there = folder();
    let (done, notes) = import(&mut there, "t.tsv", table.as_bytes(), &options(None)).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (2, 0),
        "{notes:?}"
    );
    let evidence = text(&there, "evidence.csv");
    assert!(
        evidence.contains("e-1,filing,quiz,0.85,2027-01-01"),
        "{evidence}"
    );
}

/// One answer that is no answer does not take the question away from everybody else.
#[test]
fn one_odd_answer_is_refused_and_the_others_are_read() {
    let google = "Horodateur,Je sais où classer\n14/03/2027 10:22:00,Tout à fait d’accord\n15/03/2027 10:22:00,D'accord\n15/03/2027 11:22:00,Peut-être\n";
    let mut there = folder();
    let (done, notes) = import(&mut there, "forms.csv", google.as_bytes(), &options(None)).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (2, 1),
        "{notes:?}"
    );
    assert!(
        notes
            .iter()
            .any(|note| note.contains("`Peut-être` is not an answer")),
        "{notes:?}"
    );
    // Codes of choices are the words of the scale without blanks.
    let kobo = "_id,_uuid,_submission_time,grp/know\n1,u1,2027-03-01T10:00:00,agree\n2,u2,2027-03-01T10:00:00,strongly_agree\n";
    let (done, notes) = import(&mut there, "kobo.csv", kobo.as_bytes(), &options(None)).unwrap();
    assert_eq!(done.summary.main().added, 2, "{notes:?}");
}

#[test]
fn a_gradebook_of_moodle_in_french_needs_no_map() {
    let table = "Prénom;Nom de famille;Numéro d'identification;Test : Filing (Pourcentage);Test : Filing (Réel)\nA;B;e-1;80,00 %;8,00\nC;D;e-2;-;-\n";
    let mut there = folder();
    assert_eq!(
        recognise("notes.csv", table.as_bytes()).unwrap().form,
        Form::MoodleGradebook
    );
    assert!(
        import(
            &mut there,
            "notes.csv",
            table.as_bytes(),
            &options(Some("2027-02-01"))
        )
        .is_ok()
    );
}

/// Units in columns of their own, one for each level; and days of hiring.
#[test]
fn lists_of_people_have_units_by_level() {
    let table = "LEVEL1;Level 2;Identifiant;Emploi;Hire Date\nArchives;Room;e-1;clerk;01/09/2026\nArchives;;e-9;clerk;15/10/2026\n";
    let (map, there) = imported(table, None);
    assert!(map.contains("levels = [\"LEVEL1\", \"Level 2\"]"), "{map}");
    assert!(
        map.contains("joined = { column = \"Hire Date\", form = \"dmy\" }"),
        "{map}"
    );
    let people = text(&there, "people.csv");
    assert!(people.contains("e-9,archives,clerk"), "{people}");
}

/// The row of averages has another number behind its own, and takes the decimal comma from nobody.
#[test]
fn a_moodle_report_with_decimal_commas_needs_no_map() {
    let table = "Surname;First name;ID number;State;Started on;Completed;Time taken;Grade/20,00;Q. 1 /10,00\n\
        A;B;e-1;Finished;2 June 2027  9:00 AM;2 June 2027  9:30 AM;30 mins;15,50;8,00\n\
        Overall average;;;;;;;15,50 (1);8,00 (1)\n";
    let mut there = folder();
    let (done, notes) = import(&mut there, "filing.csv", table.as_bytes(), &options(None)).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (1, 0),
        "{notes:?}"
    );
    assert!(text(&there, "evidence.csv").contains("e-1,filing,quiz,0.775,2027-06-02"));
}

#[test]
fn kinds_of_evidence_are_known_in_any_case_and_listed_where_they_are_not() {
    let table = "person_id;objective_id;kind;value;date\ne-1;filing;Quiz;0.8;2027-03-14\ne-2;filing;exam;0.8;2027-03-14\n";
    let mut there = folder();
    let (done, notes) = import(&mut there, "t.csv", table.as_bytes(), &options(None)).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (1, 1),
        "{notes:?}"
    );
    assert!(
        notes[0]
            .contains("the kinds are `certificate`, `completion`, `observation`, `quiz`, `survey`"),
        "{notes:?}"
    );
}

/// A quote that nothing closes takes all rows below it into its cell: they are lost, and that is said.
#[test]
fn a_quote_that_is_not_closed_hides_no_rows() {
    let heading = "person,objective,kind,value,date,source\n";
    let open = "e-1,filing,quiz,0.5,2027-01-01,\"seen\ne-2,filing,quiz,0.5,2027-01-01,x\n";
    let mut there = folder();
    let table = format!("{heading}{open}");
    let (done, notes) = import(&mut there, "t.csv", table.as_bytes(), &options(None)).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (0, 1),
        "{notes:?}"
    );
    assert!(
        notes[0].contains("line 2: refused: a quote is not closed"),
        "{notes:?}"
    );
    // Closed, the same lines are one cell.
    for end in ["\"\n", "\"", "\"  \r\n\r\n"] {
        let table = format!("{heading}{}{end}", open.trim_end());
        let mut there = folder();
        let (done, notes) = import(&mut there, "t.csv", table.as_bytes(), &options(None)).unwrap();
        assert_eq!(
            (done.summary.main().added, done.summary.main().refused),
            (1, 0),
            "{end:?} {notes:?}"
        );
    }
}
