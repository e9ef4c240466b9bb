//! What rows mean in the folder that they go into: nothing is added that `check` would refuse, and nothing takes the place of something else.

use crate::door::{Folder, import, options, text};
use paratus::Date;
use paratus_exchange::{ImportFile, ImportMap, ImportOptions, ImportPlan, propose};

const PROGRAMME: &str = "format = 1\nid = \"office\"\n\
    sections = [{ id = \"archive\", previous_ids = [\"records\"] }, { id = \"registry\" }]\n\
    tools = [{ id = \"docbase\", features = [\"search\"] }]\n\
    objectives = [{ id = \"find\", track = \"process\", previous_ids = [\"search\"] }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"find\" }], previous_ids = [\"filer\"] }]\n\
    instruments = [{ id = \"pulse\", points = 5, labels = [\"not at all\", \"hardly\", \"partly\", \"mostly\", \"fully\"], items = [{ id = \"q1\", measures = \"pulse\" }] }]\n";
const PEOPLE: &str = "id,section,roles,previous_ids\np-1,archive,clerk,e-1\np-2,records,clerk,\n";

fn folder(tables: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::new();
    folder.insert("paratus.toml".into(), PROGRAMME.as_bytes().to_vec());
    folder.insert("people.csv".into(), PEOPLE.as_bytes().to_vec());
    for (name, text) in tables {
        folder.insert((*name).into(), text.as_bytes().to_vec());
    }
    folder
}

fn with<'a>(map: &'a str, date: &str) -> ImportOptions<'a> {
    ImportOptions {
        map: (!map.is_empty()).then_some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        date: Date::parse(date).ok(),
        ..ImportOptions::default()
    }
}

/// What becomes of rows that go into a folder, with the notes.
fn into(
    folder: &mut Folder,
    name: &str,
    table: &str,
    options: &ImportOptions<'_>,
) -> (ImportPlan, Vec<String>) {
    import(folder, name, table.as_bytes(), options)
        .unwrap_or_else(|error| panic!("{error}\n{table}"))
}

fn added(plan: &ImportPlan) -> (u64, u64) {
    (plan.summary.main().added, plan.summary.main().refused)
}

#[test]
fn rows_in_the_folders_own_form_are_checked_as_check_would() {
    for (heading, rows) in [
        (
            "person,objective,kind,value,date",
            &[
                ("p-1,find,quiz,0.5,2027-03-01", ""),
                (
                    "p-1,find,exam,0.5,2027-03-02",
                    "`exam` is not a kind of evidence",
                ),
                ("p-1,find,quiz,,2027-03-03", "there is no value"),
                (
                    "p-1,find,quiz,5,2027-03-04",
                    "`5` is not a number from 0 to 1",
                ),
                ("p-1,,quiz,1,2027-03-05", "there is no value"),
                ("p-1,find,quiz,1,", "there is no value"),
                (
                    "p-9,find,quiz,1,2027-03-06",
                    "`p-9` is not a person of the programme",
                ),
                ("p-1,fnd,quiz,1,2027-03-07", "did you mean `find`"),
                (
                    "p-1,find@1,quiz,1,2027-03-08",
                    "cannot be an id: it has `@`",
                ),
            ][..],
        ),
        (
            "respondent,instrument,item,answer,date",
            &[
                ("r-1,pulse,q1,4,2027-03-01", ""),
                ("r-2,pulse,q1,mostly,2027-03-01", ""),
                ("r-3,pulse,q1,9,2027-03-01", "9"),
                ("r-3,pulse,q1,maybe,2027-03-01", "`maybe` is not an answer"),
                ("r-3,pulse,q7,4,2027-03-01", "q7"),
                ("r-3,puls,q1,4,2027-03-01", "did you mean `pulse`"),
            ][..],
        ),
        (
            "id,section,roles,joined,left",
            &[
                ("p-3,archive,clerk,,", ""),
                ("p-4,,clerk,,", "there is no value"),
                (
                    "p-5,archive,clrk,,",
                    "the programme has no role `clrk`; did you mean `clerk`",
                ),
                ("p-6,vault,clerk,,", "the programme has no section `vault`"),
                ("p 7,archive,clerk,,", "it has a blank"),
                ("p\u{2011}8,archive,clerk,,", "the character U+2011"),
                (
                    "p-9,archive,clerk,2027-03-02,2027-03-01",
                    "before joining on 2027-03-02",
                ),
            ][..],
        ),
        (
            "section,feature,uses_per_month",
            &[
                ("archive,docbase/search,3", ""),
                (
                    "archive,docbase/serch,3",
                    "the programme has no feature `docbase/serch`",
                ),
                (
                    "vault,docbase/search,3",
                    "the programme has no section `vault`",
                ),
                ("registry,docbase/search,-3", "is not a number of uses"),
            ][..],
        ),
    ] {
        for (row, reason) in rows {
            let (done, notes) = into(
                &mut folder(&[]),
                "new.csv",
                &format!("{heading}\n{row}\n"),
                &options(None),
            );
            let expected = if reason.is_empty() { (1, 0) } else { (0, 1) };
            assert_eq!(added(&done), expected, "{row}: {notes:?}");
            assert!(notes.join("").contains(reason), "{row}: {notes:?}");
        }
    }
}

#[test]
fn ids_that_a_map_makes_are_ids() {
    let map = "roster = { id = { column = \"No\" }, section = { column = \"Unit\" }, joined = { column = \"From\" }, left = { column = \"To\" } }";
    let table = "No,Unit,From,To\nE 3,Archive,,\nE\u{2011}4,Archive,,\nE-5,Archive,2027-02-01,2027-01-01\nE-6,Registry,,\n";
    let mut there = Folder::new();
    let (done, notes) = into(&mut there, "staff.csv", table, &with(map, ""));
    assert_eq!(added(&done), (1, 3), "{notes:?}");
    // The section of rows that are not taken is nobody's.
    assert!(!text(&there, "paratus.toml").contains("archive"));
    let map = "person = { column = \"Who\" }\nobjective = { column = \"What\" }\nkind = { constant = \"quiz\" }\nvalue = { constant = 1.0 }\ndate = { constant = \"2027-03-01\" }";
    let (done, notes) = into(
        &mut Folder::new(),
        "e.csv",
        "Who,What\np-1,FILING TEST\np-1,filing\n",
        &with(map, ""),
    );
    assert_eq!(added(&done), (1, 1));
    assert!(notes[0].contains("`slug = true`"), "{notes:?}");
}

#[test]
fn nothing_is_added_to_a_table_that_check_cannot_read() {
    let rows = "person,objective,kind,value,date\np-1,find,quiz,0.9,2027-04-01\n";
    for broken in [
        "person,objective,kind,\"value,date\np-1,find\n",
        "person,objective,kind,value,date\n\"p-1,find,quiz,0.5,2027-03-01\n",
        "person,objective,kind,value,date,value\np-1,find,quiz,0.5,2027-03-01,0.6\n",
    ] {
        let mut there = folder(&[("evidence.csv", broken)]);
        let said = import(&mut there, "new.csv", rows.as_bytes(), &options(None)).unwrap_err();
        assert!(
            said.contains("`evidence.csv`") && said.contains("`paratus check` says what is wrong"),
            "{said}"
        );
    }
    let people = "id,section,roles,id\np-1,archive,clerk,x\n";
    let mut there = folder(&[("people.csv", people)]);
    let rows = "id,section,roles\np-3,archive,clerk\n";
    let said = import(&mut there, "new.csv", rows.as_bytes(), &options(None)).unwrap_err();
    assert!(said.contains("the folder's table cannot be read"), "{said}");
}

#[test]
fn ids_that_were_mean_the_entries_that_are() {
    let evidence = "person,objective,kind,value,date\np-1,find,quiz,0.5,2027-03-01\n";
    let rows = "person,objective,kind,value,date\ne-1,search,quiz,0.5,2027-03-01\ne-1,find,quiz,0.7,2027-03-02\n";
    let map = "person = { column = \"person\" }\nobjective = { column = \"objective\" }\nkind = { column = \"kind\" }\nvalue = { column = \"value\", form = \"fraction\" }\ndate = { column = \"date\" }";
    for map in ["", map] {
        let mut there = folder(&[("evidence.csv", evidence)]);
        let (done, notes) = into(&mut there, "old.csv", rows, &with(map, ""));
        let main = done.summary.main();
        assert_eq!(
            (main.same, main.added, main.refused),
            (1, 1, 0),
            "{notes:?}"
        );
    }
    let roster = "roster = { id = { column = \"No\" }, section = { column = \"Unit\" }, roles = [{ column = \"Job\" }], complete = true }";
    let mut there = folder(&[]);
    let list = "No,Unit,Job\ne-1,Records,filer\np-2,Archive,clerk\n";
    let (done, notes) = into(&mut there, "staff.csv", list, &with(roster, "2027-05-01"));
    assert_eq!(done.summary.main().same, 2, "{notes:?} {}", done.summary);
    assert_eq!(text(&there, "people.csv"), PEOPLE);
    assert_eq!(text(&there, "paratus.toml"), PROGRAMME);
    let uses = "section,feature,uses_per_month\nrecords,docbase/search,3\n";
    let mut there = folder(&[("feature_use.csv", uses)]);
    let (done, _) = into(
        &mut there,
        "u.csv",
        &uses.replace("records", "archive"),
        &options(None),
    );
    assert_eq!(done.summary.main().same, 1);
}

const ASKED: &str = "Timestamp,I know where a record belongs,I know why records are kept\n\
    2027-03-14 10:22:05,Agree,Strongly agree\n2027-03-14 10:25:05,Neutral,Strongly disagree\n";

#[test]
fn items_are_found_by_what_they_ask() {
    let mut there = Folder::new();
    into(&mut there, "pulse.csv", ASKED, &options(None));
    let before = text(&there, "responses.csv");
    assert!(
        before.contains(",pulse,i-know-where-a-record-belongs,4,2027-03-14"),
        "{before}"
    );
    // The same again under the name that a second download gets, and with its columns in another order.
    let (done, _) = into(&mut there, "pulse (1).csv", ASKED, &options(None));
    assert_eq!(done.summary.main().same, 4);
    let turned = "Timestamp,I know why records are kept,The canteen is good,I know where a record belongs\n2027-03-14 10:22:05,Strongly agree,Disagree,Agree\n";
    let (done, _) = into(&mut there, "survey.csv", turned, &options(None));
    assert_eq!(
        (done.summary.main().same, done.summary.main().added),
        (2, 1)
    );
    let rows = text(&there, "responses.csv");
    assert!(rows.starts_with(&before), "{rows}");
    assert!(rows.contains(",survey,the-canteen-is-good,2,"), "{rows}");
    // Other questions under the same name are another instrument.
    let other = "Timestamp,My chair is good,My desk is good\n2027-07-14 10:22:05,Agree,Agree\n";
    let (done, _) = into(&mut there, "pulse.csv", other, &options(None));
    assert_eq!(added(&done), (2, 0));
    let warnings = done.summary.warnings.join("\n");
    assert!(
        warnings.contains("these are items of the instrument `pulse-2`"),
        "{warnings}"
    );
}

#[test]
fn an_item_of_the_same_id_that_asks_something_else_is_not_the_same() {
    let map = |text: &str, id: &str| {
        format!(
            "respondent = {{ column = \"Who\" }}\ndate = {{ constant = \"2027-03-01\" }}\n[[instruments]]\nid = \"pulse\"\npoints = 5\n[[instruments.items]]\ncolumn = \"Q\"\nid = \"{id}\"\ntext = \"{text}\"\n"
        )
    };
    let mut there = Folder::new();
    let table = "Who,Q\nr-1,4\n";
    into(&mut there, "a.csv", table, &with(&map("I know", "q1"), ""));
    for (text, id, reason) in [
        (
            "The canteen is good",
            "q1",
            "asks another question: `I know`",
        ),
        ("I know", "q2", "has no item `q2`"),
    ] {
        let (done, notes) = into(
            &mut there,
            "b.csv",
            "Who,Q\nr-2,1\n",
            &with(&map(text, id), ""),
        );
        assert_eq!(added(&done), (0, 1), "{notes:?}");
        assert!(notes.iter().any(|note| note.contains(reason)), "{notes:?}");
    }
    let (done, _) = into(
        &mut there,
        "b.csv",
        "Who,Q\nr-2,1\n",
        &with(&map("i  KNOW", "q1"), ""),
    );
    assert_eq!(added(&done), (1, 0));
}

#[test]
fn ticks_codes_and_counts_are_no_scales() {
    let kobo = "grp/where,grp/why,tools,tools/docbase,tools/search,_id,_uuid,_submission_time\n\
        5,4,docbase search,1,1,101,u-1,2027-03-14T09:25:05\n1,3,docbase,1,0,102,u-2,2027-03-14T22:25:05\n";
    let warnings_of = |table: &str| {
        let mut folder = Folder::new();
        let (done, _) = into(&mut folder, "s.csv", table, &options(None));
        (
            done.summary.warnings.join("\n"),
            text(&folder, "paratus.toml"),
        )
    };
    let (said, programme) = warnings_of(kobo);
    assert!(
        said.contains(
            "the scale of `grp/where`, `grp/why` is taken to have 5 points, because the highest answer is 5"
        ),
        "{said}"
    );
    assert!(!programme.contains("docbase"), "{programme}");
    let single = "Timestamp,I know,Years of service\n2027-03-14 10:22:05,Agree,3\n2027-03-14 10:23:05,Disagree,7\n";
    let (done, _) = into(&mut Folder::new(), "s.csv", single, &options(None));
    let warnings = done.summary.warnings.join("\n");
    assert!(
        warnings.contains("`Years of service` is left out: numbers, which may be codes or counts"),
        "{warnings}"
    );
    let alone = "Timestamp,Years of service\n2027-03-14 10:22:05,3\n2027-03-14 10:23:05,7\n";
    let (said, _) = warnings_of(alone);
    assert!(
        said.contains("the scale of `Years of service` is taken to have 7 points"),
        "{said}"
    );
    // What the folder asks already has its points there.
    let mut there = Folder::new();
    let map = "respondent = { column = \"Timestamp\", slug = true }\ndate = { column = \"Timestamp\", form = \"iso_time\" }\n[[instruments]]\nid = \"p\"\npoints = 7\n[[instruments.items]]\ncolumn = \"How satisfied are you?\"\nid = \"sat\"\ntext = \"How satisfied are you?\"\n";
    let wave = "Timestamp,How satisfied are you?\n2027-03-14 10:22:05,5\n";
    into(&mut there, "w.csv", wave, &with(map, ""));
    let (done, _) = into(
        &mut there,
        "w.csv",
        &wave.replace(",5", ",7"),
        &options(None),
    );
    assert_eq!(added(&done), (1, 0));
    assert!(text(&there, "responses.csv").contains(",p,sat,7,"));
}

#[test]
fn two_names_are_never_one_id_in_silence() {
    let map = "person = { column = \"Person\", slug = true }\nobjective = { column = \"What\", slug = true }\nkind = { constant = \"quiz\" }\nvalue = { constant = 1.0 }\ndate = { constant = \"2027-03-01\" }";
    let table =
        "Person,What\nJosé,Filing: test\njosé,Filing: test\nJOSE,Filing: test\nAnn,FILING TEST\n";
    let (done, notes) = into(&mut Folder::new(), "e.csv", table, &with(map, ""));
    let main = done.summary.main();
    assert_eq!(
        (main.added, main.same, main.refused),
        (1, 1, 2),
        "{notes:?}"
    );
    assert!(
        notes[0].contains("`José` and `JOSE` would both be `jose`; say in the map's `table`"),
        "{notes:?}"
    );
    let quiz = "First name,Last name,ID number,State,Started on,Completed,Grade/10.00,Q. 1 /5.00\nA,B,e-1,Finished,2 June 2021  9:00 AM,2 June 2021  9:30 AM,7.00,3.00\n";
    let said = import(
        &mut Folder::new(),
        "grades.csv",
        quiz.as_bytes(),
        &options(None),
    );
    assert!(said.unwrap_err().contains("which quiz this is"));
    let (done, _) = into(&mut Folder::new(), "filing (2).csv", quiz, &options(None));
    assert!(done.files["evidence.csv"].contains("e-1,filing,quiz"));
}

#[test]
fn letters_of_every_script_stay() {
    let map = "roster = { id = { column = \"الرقم\" }, path = { column = \"القسم\", separator = \" > \" }, roles = [{ column = \"الوظيفة\", slug = true }] }";
    let table = "الرقم,القسم,الوظيفة\n101,الوزارة > الأرشيف,كاتب\n102,الوزارة > السجل ٢,&\n";
    let mut there = Folder::new();
    let (done, notes) = into(&mut there, "staff.csv", table, &with(map, ""));
    assert_eq!(added(&done), (1, 1));
    assert!(notes[0].contains("neither letters nor digits"), "{notes:?}");
    let people = text(&there, "people.csv");
    assert!(people.contains("101,الوزارة-الأرشيف,كاتب"), "{people}");
}

#[test]
fn a_running_number_is_nobodys_id() {
    let people = "id,section,roles\n1,archive,clerk\n2,archive,clerk\n";
    let ms = "ID,Start time,Completion time,Email,Name,I know\n1,3/14/27 10:22:05,3/14/27 10:25:05,anonymous,,Agree\n2,3/14/27 10:22:05,3/14/27 10:25:05,anonymous,,Disagree\n";
    let mut there = folder(&[("people.csv", people)]);
    let (done, _) = into(&mut there, "ms.csv", ms, &options(None));
    assert_eq!(added(&done), (2, 0));
    let rows = text(&there, "responses.csv");
    assert!(
        rows.contains("\nmicrosoft-forms-1-3-14-27-10-25-05,ms,i-know,4,2027-03-14"),
        "{rows}"
    );
    let named = ms
        .replacen("anonymous", "a@x.org", 1)
        .replacen("anonymous", "b@x.org", 1);
    let (done, _) = into(&mut folder(&[]), "ms.csv", &named, &options(None));
    assert!(done.files["responses.csv"].contains("\np-"));
}

#[test]
fn an_older_list_takes_nothing_back() {
    let map =
        "roster = { id = { column = \"No\" }, section = { column = \"Unit\" }, complete = true }";
    let mut there = Folder::new();
    into(
        &mut there,
        "march.csv",
        "No,Unit\n1,A\n2,B\n3,A\n",
        &with(map, "2027-03-01"),
    );
    let before = text(&there, "people.csv");
    let (done, notes) = into(
        &mut there,
        "january.csv",
        "No,Unit\n1,A\n2,A\n4,A\n",
        &with(map, "2027-01-01"),
    );
    let main = done.summary.main();
    assert_eq!((main.same, main.superseded), (1, 2), "{notes:?}");
    assert_eq!(text(&there, "people.csv"), before);
    let map = "roster = { id = { column = \"No\" }, section = { column = \"Unit\" }, joined = { column = \"From\" }, left = { column = \"To\" } }";
    let march = "No,Unit,From,To\n1,A,2020-01-01,\n2,A,2020-01-01,\n";
    let mut there = Folder::new();
    into(&mut there, "march.csv", march, &with(map, "2027-03-31"));
    let april = march.replace("2,A,2020-01-01,", "2,A,2020-01-01,2027-04-29");
    into(&mut there, "april.csv", &april, &with(map, "2027-04-30"));
    let before = text(&there, "people.csv");
    let (done, notes) = into(&mut there, "march.csv", march, &with(map, "2027-03-31"));
    assert_eq!(done.summary.main().refused, 1, "{notes:?}");
    assert_eq!(text(&there, "people.csv"), before);
}

#[test]
fn an_older_figure_of_use_takes_no_place() {
    let uses =
        "section,feature,uses_per_month,source,date\narchive,docbase/search,124,log,2027-03-01\n";
    let mut there = folder(&[("feature_use.csv", uses)]);
    let older =
        "section,feature,uses_per_month,source,date\narchive,docbase/search,2.17,log,2027-02-28\n";
    let (done, notes) = into(&mut there, "log.csv", older, &options(None));
    assert_eq!(done.summary.main().superseded, 1, "{notes:?}");
    assert_eq!(text(&there, "feature_use.csv"), uses);
    let newer = older.replace("2027-02-28", "2027-04-30");
    let (done, _) = into(&mut there, "log.csv", &newer, &options(None));
    assert_eq!(done.summary.main().changed, 1);
}

#[test]
fn stamps_of_survey_tools_are_read() {
    for stamp in [
        "2027/03/14 10:22:05 AM GMT+1",
        "2027/03/14 10:22:05",
        "3/14/27 10:22:05",
        "14/03/2027 10:22:05",
    ] {
        let table = format!("Timestamp,I know\n{stamp},Agree\n");
        let (done, _) = into(&mut Folder::new(), "g.csv", &table, &options(None));
        assert!(
            done.files["responses.csv"].contains(",4,2027-03-14"),
            "{stamp}: {}",
            done.files["responses.csv"]
        );
    }
}

#[test]
fn what_is_no_answer_is_set_aside() {
    for (table, kept) in [
        (
            "StartDate,EndDate,Status,Finished,ResponseId,Q1\nStart,End,Status,Finished,Id,I know\n2027-03-14 10:00:00,2027-03-14 10:10:00,IP Address,1,R_1,Agree\n2027-03-14 10:00:00,2027-03-14 10:10:00,Survey Preview,1,R_2,Agree\n",
            "R_1",
        ),
        (
            "know,_id,_uuid,_submission_time,_validation_status\nAgree,1,u-1,2027-03-14T10:00:00,\nAgree,2,u-2,2027-03-14T10:00:00,validation_status_not_approved\n",
            "u-1",
        ),
        (
            "SubmissionDate,know,KEY,ReviewState\n2027-03-14T10:00:00.000Z,Agree,uuid:1,\n2027-03-14T10:00:00.000Z,Agree,uuid:2,rejected\n",
            "uuid:1",
        ),
    ] {
        let (done, notes) = into(&mut Folder::new(), "s.csv", table, &options(None));
        let main = done.summary.main();
        assert_eq!((main.added, main.set_aside), (1, 1), "{notes:?}");
        assert!(done.files["responses.csv"].contains(kept));
    }
    let quiz = "ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,I know,Points - I know\n1,3/14/2027 10:22,3/14/2027 10:25,anonymous,,7,,Agree,1\n2,3/14/2027 10:22,3/14/2027 10:25,anonymous,,2,,Agree,1\n";
    let (done, _) = into(&mut Folder::new(), "quiz.csv", quiz, &options(None));
    assert_eq!(done.summary.main().read, 2, "{}", done.summary);
    let canvas = "Student,ID,SIS User ID,SIS Login ID,Section,Filing test (101)\n,,,,,Manual Posting\n    Points Possible,,,,,20\n\"A, A\",1,s-1,a,Archive,18\n";
    let (done, notes) = into(
        &mut Folder::new(),
        "c.csv",
        canvas,
        &options(Some("2027-03-01")),
    );
    assert_eq!(added(&done), (1, 0), "{notes:?}");
}

#[test]
fn a_day_that_limesurvey_does_not_keep_is_asked_for() {
    let table = "id,submitdate,lastpage,startlanguage,Q1\n1,1980-01-01 00:00:00,3,en,Agree\n2,1980-01-01 00:00:00,3,en,Disagree\n";
    let said = import(
        &mut Folder::new(),
        "l.csv",
        table.as_bytes(),
        &options(None),
    )
    .unwrap_err();
    assert!(said.contains("--date"), "{said}");
    let (done, _) = into(
        &mut Folder::new(),
        "l.csv",
        table,
        &options(Some("2027-03-14")),
    );
    assert!(done.files["responses.csv"].contains("limesurvey-l-1,l,q1,4,2027-03-14"));
}

#[test]
fn exports_in_french_and_arabic_are_known() {
    let moodle = "Prénom;Nom de famille;Numéro d'identification;Test : Classement (Brut);Test : Classement (Pourcentage);Total du cours (Brut)\nAmina;Ben;e-01;8,50;85,00 %;25,50\n";
    let (done, _) = into(
        &mut Folder::new(),
        "moodle.csv",
        moodle,
        &options(Some("2027-03-01")),
    );
    assert!(done.files["evidence.csv"].contains("e-01,classement,quiz,0.85"));
    let quiz = "\"اسم العائلة\",\"الاسم الأول\",\"عنوان البريد الإلكتروني\",الحالة,\"بدأ في\",أكتمل,\"الوقت المستغرق\",\"الدرجة/10.00\",\"س1 /5.00\"\nBen,Amina,a@x.org,منتهي,\"14 مارس 2027  10:22 ص\",\"14 مارس 2027  10:38 ص\",\"16 دقائق\",8.50,5.00\n";
    let (done, _) = into(&mut Folder::new(), "الأرشفة.csv", quiz, &options(None));
    let rows = &done.files["evidence.csv"];
    assert!(rows.contains(",الأرشفة,quiz,0.85,2027-03-14"), "{rows}");
    let ms = "ID;Heure de début;Heure de fin;Adresse de messagerie;Nom;Je sais pourquoi\n1;14/03/2027 10:22;14/03/2027 10:25;anonymous;;D'accord\n";
    let (done, _) = into(&mut Folder::new(), "ms.csv", ms, &options(None));
    assert_eq!(added(&done), (1, 0));
    let lime = "\"ID de la réponse\";\"Date de soumission\";\"Dernière page\";\"Langue de départ\";\"Je sais pourquoi\"\n1;2027-03-14 10:22:05;3;fr;D'accord\n";
    let (done, _) = into(&mut Folder::new(), "lime.csv", lime, &options(None));
    assert_eq!(added(&done), (1, 0));
}

fn proposed(table: &str) -> String {
    let file = ImportFile {
        name: "table.csv",
        bytes: table.as_bytes(),
    };
    propose(&file, &options(None)).unwrap()
}

#[test]
fn a_proposed_map_is_of_what_the_table_is() {
    for (table, wanted) in [
        (
            "Matricule;Nom;Service;Fonction;Date d'entrée\n00101;A;Archives;commis;2020-01-31\n00102;B;Greffe;chef;2021-02-28\n",
            &[
                "[roster]",
                "id = { column = \"Matricule\" }",
                "section = { column = \"Service\" }",
                "joined = ",
            ][..],
        ),
        (
            "الرقم,الاسم,القسم,الوظيفة\n101,أ,الأرشيف,كاتب\n102,ب,السجل,رئيس\n",
            &[
                "[roster]",
                "id = { column = \"الرقم\" }",
                "section = { column = \"القسم\" }",
            ][..],
        ),
        ("id,section,roles\ne-1,archive,clerk\n", &["[roster]"][..]),
        (
            "Time,User,Action\n2027-03-01 10:00,e-1,Open\n2027-03-01 10:05,e-1,Search\n",
            &[
                "[events]",
                "person = { column = \"User\" }",
                "NEEDED: which feature",
                "\"Open\" = \"tool/feature\"",
            ][..],
        ),
        (
            "Unit,Question,A1,A2,A3\nA,Q1,1,2,3\nB,Q1,10,20,30\n",
            &[
                "question = { column = \"Question\" }",
                "NEEDED: whether the columns are all answers",
                "points = 3",
            ][..],
        ),
        (
            "Role,Skill,Level required\nClerk,Filing,Working\nClerk,Search,Expert\n",
            &["levels = { order = [\"Working\", \"Expert\"] }"][..],
        ),
        (
            "Role,Skill,Level\nClerk,Filing,2\nClerk,Search,1\n",
            &["levels = { order = [\"1\", \"2\"] }"][..],
        ),
        (
            "Matricule;Formation;Note sur 20;Date\n00101;Classement;12,5;14/03/2027\n",
            &[
                "person = { column = \"Matricule\" }",
                "objective = { column = \"Formation\", slug = true }",
                "max = 20.0",
            ][..],
        ),
        (
            "الرقم,الدورة,النتيجة,التاريخ\n101,الأرشفة,٨٥٪,١٤/٠٣/٢٠٢٧\n",
            &[
                "person = { column = \"الرقم\" }",
                "objective = { column = \"الدورة\"",
                "form = \"percent\"",
            ][..],
        ),
        (
            "Person,Score,Max,Date\ne-1,8,10,2027-03-01\n",
            &["max = \"Max\"", "[[items]]", "column = \"Score\""][..],
        ),
        (
            "Employee ID,Course,Status,Completed on\n101,Filing 1,Passed,2027-03-01\n103,Filing 1,Failed,2027-03-04\n",
            &[
                "NEEDED: what each word of `Status` is worth",
                "\"Passed\" = 1.0",
            ][..],
        ),
        (
            "Respondent;Date;Q1;Q2\n17;03/04/2027;Agree;Disagree\n18;14/03/2027;Agree;Neutral\n",
            &[
                "[[instruments]]",
                "respondent = { column = \"Respondent\" }",
            ][..],
        ),
    ] {
        let map = proposed(table);
        for text in wanted {
            assert!(map.contains(text), "{text} in\n{map}");
        }
    }
}

#[test]
fn entries_of_the_programme_are_called_so() {
    let map = "roster = { id = { column = \"No\" }, manager = { column = \"Boss\" } }";
    let (done, _) = into(
        &mut Folder::new(),
        "m.csv",
        "No,Boss\n1,99\n",
        &with(map, ""),
    );
    let said = done.summary.to_string();
    assert!(
        said.contains("`paratus.toml`: 2 entries read, 2 added"),
        "{said}"
    );
    assert!(
        said.contains("`99` is a manager and is in no row of the table"),
        "{said}"
    );
}

#[test]
fn several_files_are_read_in_the_order_in_which_they_refer_to_each_other() {
    let mut there = folder(&[]);
    let files = [
        ImportFile {
            name: "evidence.csv",
            bytes: b"person,objective,kind,value,date\np-3,find,quiz,1,2027-03-01\n",
        },
        ImportFile {
            name: "people.csv",
            bytes: b"id,section,roles\np-3,archive,clerk\n",
        },
    ];
    let done = paratus_exchange::plan(
        &files,
        &options(None),
        Some(&there),
        &mut paratus_exchange::no_tables,
        &mut |_| (),
    )
    .unwrap();
    assert!(done.summary.is_clean(), "{}", done.summary);
    there.clear();
}
