//! Rows merged into tables as a folder has them: nothing is there twice, and what is written is read as it was meant.

use crate::door::{Folder, import, options, text};
use paratus::Date;
use paratus::document::{PersonDoc, read_folder};
use paratus::evidence::read_evidence;
use paratus_exchange::{ImportFile, ImportMap, ImportOptions, no_tables, plan};

const PROGRAMME: &str = "format = 1\nid = \"post\"\n\
    sections = [{ id = \"desk\" }, { id = \"yard\" }]\n\
    objectives = [{ id = \"filing\", track = \"process\" }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n";

fn folder(input: &str, tables: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::new();
    folder.insert(
        "paratus.toml".into(),
        format!("{input}\n{PROGRAMME}").into_bytes(),
    );
    for (name, text) in tables {
        folder.insert((*name).into(), text.as_bytes().to_vec());
    }
    folder
}

/// People of the folder, which must have no finding.
fn people(folder: &Folder) -> Vec<PersonDoc> {
    let reading = read_folder(folder).unwrap();
    assert_eq!(reading.findings, [], "{}", text(folder, "people.csv"));
    let programme = reading.compile();
    let errors: Vec<_> = programme
        .findings()
        .iter()
        .filter(|finding| finding.severity == paratus::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    reading.document.people
}

/// Records of the folder's evidence, as the folder declares its tables; each must be taken.
fn records(folder: &Folder, name: &str) -> Vec<String> {
    let programme = read_folder(folder).unwrap().compile();
    let bytes = folder.get(name).cloned().unwrap_or_default();
    let mut all = Vec::new();
    let report = read_evidence(
        name,
        &bytes,
        programme.table_options().clone(),
        |record, _line| {
            all.push(format!(
                "{} {} {}",
                record.person, record.value, record.date
            ));
            Ok(())
        },
    );
    assert_eq!((report.refused, report.findings), (0, vec![]));
    all.sort();
    all
}

#[test]
fn tables_are_written_as_the_folder_declares_them() {
    let rows = "person,objective,kind,value,date,source\np-1,filing,quiz,0.8,2027-03-14,\np-2,filing,quiz,0.25,2027-04-01,Prüfer; A\n";
    let mut tried = 0;
    for (separator, byte) in [(",", ','), (";", ';'), ("tab", '\t'), ("|", '|')] {
        for (dates, day) in [
            ("iso", "2027-03-14"),
            ("day-month-year", "14.03.2027"),
            ("month-day-year", "3/14/2027"),
            ("excel", "46460"),
        ] {
            for (decimal, value) in [(".", "0.8"), (",", "0,8")] {
                for (mark, end) in [("", "\n"), ("\u{feff}", "\r\n"), ("sep", "\n")] {
                    for encoding in ["utf-8", "windows-1252"] {
                        let input = format!(
                            "input = {{ dates = \"{dates}\", decimal = \"{decimal}\", separator = \"{separator}\", encoding = \"{encoding}\" }}"
                        );
                        let mut table = vec![
                            ["Person ID", "Objective", "Kind", "Value", "Date"]
                                .join(&byte.to_string()),
                            ["p-1", "filing", "quiz", &format!("\"{value}\""), day]
                                .join(&byte.to_string()),
                        ];
                        let mark = if mark == "sep" {
                            table.insert(0, format!("sep={byte}"));
                            ""
                        } else {
                            mark
                        };
                        let table = format!("{mark}{}{end}", table.join(end));
                        let there = folder(
                            &input,
                            &[
                                (
                                    "people.csv",
                                    &["id", "section", "roles"].join(&byte.to_string()),
                                ),
                                ("evidence.csv", &table),
                            ],
                        );
                        let mut there = there;
                        there.insert(
                            "people.csv".into(),
                            format!("id{byte}section{byte}roles\np-1{byte}desk{byte}clerk\np-2{byte}desk{byte}clerk\n").into_bytes(),
                        );
                        let (done, notes) =
                            import(&mut there, "new.csv", rows.as_bytes(), &options(None)).unwrap();
                        let main = done.summary.main();
                        assert_eq!((main.same, main.added), (1, 1), "{input} {notes:?}");
                        let expected = ["p-1 0.8 2027-03-14", "p-2 0.25 2027-04-01"];
                        assert_eq!(records(&there, "evidence.csv"), expected, "{input}");
                        assert!(text(&there, "evidence.csv").contains("Prüfer"), "{input}");
                        // A table that is not there yet.
                        there.remove("evidence.csv");
                        import(&mut there, "new.csv", rows.as_bytes(), &options(None)).unwrap();
                        assert_eq!(records(&there, "evidence.csv"), expected, "{input}");
                        tried += 1;
                    }
                }
            }
        }
    }
    assert_eq!(tried, 192);
}

#[test]
fn a_table_is_where_the_folder_has_it() {
    let rows = "person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-03-14\n";
    let tsv = "person\tobjective\tkind\tvalue\tdate\n";
    let people = ("people.csv", "id,section,roles\np-1,desk,clerk\n");
    let mut there = folder("", &[people, ("evidence.tsv", tsv)]);
    let (done, _) = import(&mut there, "new.csv", rows.as_bytes(), &options(None)).unwrap();
    assert_eq!(done.files.len(), 1);
    assert_eq!(records(&there, "evidence.tsv"), ["p-1 0.8 2027-03-14"]);
    assert!(!there.contains_key("evidence.csv"));
    // Rows are not added to a workbook, and no second table is begun; other tables may be workbooks.
    for ending in ["xlsx", "xls", "ods"] {
        let mut there = folder("", &[(&format!("evidence.{ending}"), "x"), people]);
        let said = import(&mut there, "new.csv", rows.as_bytes(), &options(None)).unwrap_err();
        let expected = format!(
            "`evidence.{ending}`: the folder's table `evidence` is in this file, and rows are only added to tables that are text"
        );
        assert!(said.starts_with(&expected), "{said}");
        assert!(said.contains("save it as `evidence.csv`"), "{said}");
    }
    let mut there = folder("", &[("evidence.csv", rows), ("evidence.tsv", tsv)]);
    let said = import(&mut there, "new.csv", rows.as_bytes(), &options(None)).unwrap_err();
    assert!(
        said.contains("`evidence.csv` is in the folder too"),
        "{said}"
    );
}

#[test]
fn what_an_import_does_not_bring_stays_and_is_no_difference() {
    let table = "person,objective,kind,value,date,source,remark\np-1,filing,quiz,0.5,2027-01-01,exam,ours,and more\np-2,filing,quiz,1,2027-01-01,exam,\n";
    let rows = "person,objective,kind,value,date\np-1,filing,quiz,0.50,2027-01-01\np-2,filing,quiz,0.75,2027-01-01\n";
    let people = "id,section,roles\np-1,desk,clerk\np-2,desk,clerk\n";
    let mut there = folder("", &[("evidence.csv", table), ("people.csv", people)]);
    let (done, _) = import(&mut there, "new.csv", rows.as_bytes(), &options(None)).unwrap();
    let main = done.summary.main();
    assert_eq!((main.same, main.changed, main.added), (1, 1, 0));
    assert_eq!(
        text(&there, "evidence.csv"),
        table.replace("quiz,1,", "quiz,0.75,")
    );
}

#[test]
fn what_the_programme_says_itself_is_not_said_again_in_a_table() {
    let mut there = folder(
        "people = [{ id = \"p-1\", section = \"desk\", roles = [\"clerk\"] }]",
        &[],
    );
    let rows = "id,section,roles\np-1,desk,clerk\np-2,yard,clerk\n";
    let (done, _) = import(&mut there, "staff.csv", rows.as_bytes(), &options(None)).unwrap();
    assert_eq!(
        (done.summary.main().same, done.summary.main().added),
        (1, 1)
    );
    assert_eq!(people(&there).len(), 2);
    let rows = "id,section,roles\np-1,yard,clerk\n";
    let (done, notes) = import(&mut there, "staff.csv", rows.as_bytes(), &options(None)).unwrap();
    assert_eq!(done.summary.main().refused, 1);
    assert_eq!(
        notes,
        [
            "`staff.csv`, line 2: refused: an entry of `paratus.toml` says something else for the same id; that one counts"
        ]
    );
}

/// A roster of ids, units and, where `jobs`, roles.
fn roster(jobs: bool) -> String {
    let roles = if jobs {
        ", roles = [{ column = \"Job\" }, { column = \"Second\" }]"
    } else {
        ""
    };
    format!(
        "roster = {{ id = {{ column = \"No\" }}, section = {{ column = \"Unit\" }}, complete = true{roles} }}"
    )
}

fn with<'a>(map: &'a str, date: &str) -> ImportOptions<'a> {
    ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        date: Date::parse(date).ok(),
        ..ImportOptions::default()
    }
}

fn lines(people: &[PersonDoc]) -> Vec<String> {
    let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
    people
        .iter()
        .map(|one| {
            let roles = one.roles.join("+");
            format!(
                "{} {} {roles} {} {}",
                one.id,
                one.section,
                day(one.joined),
                day(one.left)
            )
        })
        .collect()
}

#[test]
fn moves_and_returns_are_periods() {
    let map = roster(true);
    let table = "id,section,roles,joined,left,previous_ids\n\
        p-1,desk,clerk,2020-01-01,,\n\
        p-2,desk,clerk,,,old-2\n\
        p-3,desk,clerk,2020-01-01,2026-12-31,\n\
        p-4,desk,clerk,,2027-06-30,\n\
        p-4,yard,clerk,2027-07-01,,\n\
        p-5,desk,clerk,2027-03-01,,\n";
    let mut there = folder("", &[("people.csv", table)]);
    // p-1 moves, p-2 is named as before, p-3 comes back, p-4 has moved as was known, p-5 leaves.
    let rows = "No,Unit,Job,Second\np-1,yard,clerk,clerk\nold-2,desk,clerk,\np-3,yard,clerk,\np-4,desk,clerk,\np-6,yard,clerk,\n";
    let (done, notes) = import(
        &mut there,
        "staff.csv",
        rows.as_bytes(),
        &with(&map, "2027-05-01"),
    )
    .unwrap();
    assert_eq!(
        notes,
        [
            "`staff.csv`, line 2: changed: moves from `desk` to `yard`, from 2027-05-01",
            "`staff.csv`, line 4: changed: comes back",
        ]
    );
    assert!(
        done.summary
            .warnings
            .contains(&"compared with the folder: 1 joined, 1 moved, 1 left".to_owned()),
        "{:?}",
        done.summary.warnings
    );
    assert_eq!(
        lines(&people(&there)),
        [
            "p-1 desk clerk 2020-01-01 2027-04-30",
            "p-2 desk clerk - -",
            "p-3 desk clerk 2020-01-01 2026-12-31",
            "p-4 desk clerk - 2027-06-30",
            "p-4 yard clerk 2027-07-01 -",
            "p-5 desk clerk 2027-03-01 2027-04-30",
            "p-1 yard clerk 2027-05-01 -",
            "p-3 yard clerk 2027-05-01 -",
            "p-6 yard clerk 2027-05-01 -",
        ]
    );
    let before = text(&there, "people.csv");
    let rows = rows.replace("p-4,desk", "p-4,yard");
    let (done, _) = import(
        &mut there,
        "staff.csv",
        rows.as_bytes(),
        &with(&map, "2027-08-01"),
    )
    .unwrap();
    assert_eq!(done.summary.main().same, 5, "{}", done.summary);
    assert_eq!(text(&there, "people.csv"), before);
    // A move before one that is known already ends where that begins.
    let rows = rows
        .replace("p-4,yard", "p-4,desk")
        .replace("p-1,yard", "p-1,desk");
    import(
        &mut there,
        "staff.csv",
        rows.as_bytes(),
        &with(&map, "2027-09-01"),
    )
    .unwrap();
    let found = lines(&people(&there));
    assert!(
        found.contains(&"p-4 desk clerk 2027-09-01 -".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"p-1 yard clerk 2027-05-01 2027-08-31".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_roster_may_hold_the_periods_itself() {
    let map = "roster = { id = { column = \"No\" }, section = { column = \"Unit\" }, joined = { column = \"From\" }, left = { column = \"To\" } }";
    let rows = "No,Unit,From,To\np-1,desk,2026-01-01,2026-12-31\np-1,yard,2027-01-01,\np-2,desk,2026-12-01,2027-01-31\np-2,yard,2027-01-01,\n";
    let mut there = folder("", &[]);
    let (done, notes) = import(&mut there, "staff.csv", rows.as_bytes(), &with(map, "")).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (2, 2)
    );
    assert!(
        notes[0].contains("line 4 says something else of the same person for the same days"),
        "{notes:?}"
    );
    assert_eq!(
        lines(&people(&there)),
        ["p-1 desk  2026-01-01 2026-12-31", "p-1 yard  2027-01-01 -"]
    );
    // A table that names no period cannot say which row it means.
    let (done, notes) = import(
        &mut there,
        "people.csv",
        b"id,section,roles\np-1,yard,clerk\n",
        &options(None),
    )
    .unwrap();
    assert_eq!(done.summary.main().refused, 1);
    assert!(
        notes[0].contains("has 2 rows of this person for these days"),
        "{notes:?}"
    );
}

/// The first day of employment is not the day of a move: what was so before the roster stays so.
#[test]
fn a_first_day_of_employment_leaves_the_past_as_it_was() {
    let map = "roster = { id = { column = \"No\" }, section = { column = \"Unit\" }, complete = true, joined = { column = \"Since\", form = \"dmy\" } }";
    let mut there = folder("", &[]);
    let rows = "No,Unit,Since\np-1,desk,01/02/2020\np-2,desk,01/02/2020\np-3,desk,01/02/2020\n";
    import(
        &mut there,
        "a.csv",
        rows.as_bytes(),
        &with(map, "2027-01-01"),
    )
    .unwrap();
    // p-2 moves, p-3 moves on a day that the roster says, p-4 joins, p-1 leaves.
    let rows =
        "No,Unit,Since\np-2,yard,01/02/2020\np-3,yard,15/04/2027\np-4,desk,10/04/2027\np-5,desk,\n";
    let (done, notes) = import(
        &mut there,
        "b.csv",
        rows.as_bytes(),
        &with(map, "2027-04-30"),
    )
    .unwrap();
    let expected = [
        "p-1 desk  2020-02-01 2027-04-29",
        "p-2 desk  2020-02-01 2027-04-29",
        "p-3 desk  2020-02-01 2027-04-14",
        "p-2 yard  2027-04-30 -",
        "p-3 yard  2027-04-15 -",
        "p-4 desk  2027-04-10 -",
        "p-5 desk  2027-04-30 -",
    ];
    assert_eq!(lines(&people(&there)), expected, "{notes:?}");
    assert!(
        done.summary
            .warnings
            .contains(&"compared with the folder: 2 joined, 2 moved, 1 left".to_owned()),
        "{:?}",
        done.summary.warnings
    );
    // The same roster a month later changes nothing: who moved keeps the day of the move.
    import(
        &mut there,
        "b.csv",
        rows.as_bytes(),
        &with(map, "2027-05-31"),
    )
    .unwrap();
    assert_eq!(lines(&people(&there)), expected);
    // p-1 comes back, and was not there in the meantime.
    let rows = rows.to_owned() + "p-1,yard,01/02/2020\n";
    import(
        &mut there,
        "c.csv",
        rows.as_bytes(),
        &with(map, "2027-06-30"),
    )
    .unwrap();
    let found = lines(&people(&there));
    assert_eq!(found[..7], expected);
    assert_eq!(found[7], "p-1 yard  2027-06-30 -");
}

/// A roster that has the last days alone says nothing of first days.
#[test]
fn a_last_day_leaves_the_past_as_it_was() {
    let map = "roster = { id = { column = \"No\" }, section = { column = \"Unit\" }, left = { column = \"Until\" } }";
    let people_before = "id,section,roles,joined,left\np-1,desk,,2020-01-01,\np-2,desk,,2020-01-01,\np-3,desk,,2020-01-01,2025-12-31\np-4,desk,,2020-01-01,\n";
    let mut there = folder("", &[("people.csv", people_before)]);
    let rows = "No,Unit,Until\np-1,yard,\np-2,desk,2027-06-30\np-3,desk,\np-4,yard,2027-03-31\np-5,desk,2027-12-31\n";
    for day in ["2027-04-30", "2027-05-31"] {
        import(&mut there, "a.csv", rows.as_bytes(), &with(map, day)).unwrap();
        assert_eq!(
            lines(&people(&there)),
            [
                "p-1 desk  2020-01-01 2027-04-29",
                "p-2 desk  2020-01-01 2027-06-30",
                "p-3 desk  2020-01-01 2025-12-31",
                "p-4 desk  2020-01-01 2027-03-31",
                "p-1 yard  2027-04-30 -",
                "p-3 desk  2027-04-30 -",
                "p-5 desk  2027-04-30 2027-12-31",
            ]
        );
    }
}

#[test]
fn parts_of_posts_may_have_a_decimal_comma() {
    let rows = "Unit;Posts\nDesk;0,5\nDesk;1\nDesk;0,25\n";
    let map = |comma: &str| {
        format!("roster = {{ section = {{ column = \"Unit\" }}, fte = \"Posts\"{comma} }}")
    };
    let counted = |map: &str| {
        let mut notes = Vec::new();
        let file = ImportFile {
            name: "posts.csv",
            bytes: rows.as_bytes(),
        };
        let done = plan(&[file], &with(map, ""), None, &mut no_tables, &mut |note| {
            notes.push(note.to_string());
        });
        (done.unwrap().content, notes)
    };
    let (content, notes) = counted(&map(", decimal_comma = true"));
    assert!(content.contains("posts.csv,Desk,,3,1.75"), "{content}");
    assert!(notes.is_empty(), "{notes:?}");
    let (_, notes) = counted(&map(""));
    assert!(
        notes[0].contains("`0,5` is not a number of posts; declare `decimal_comma = true`"),
        "{notes:?}"
    );
}

const TOOLS: &str = "tools = [{ id = \"docket\", features = [\"search\", \"export\"] }, { id = \"wiki\", features = [\"edit\"] }]";

#[test]
fn events_are_counted_by_section_and_feature_and_month() {
    let people = "id,section,roles,joined,left,previous_ids\np-1,desk,clerk,,2027-01-31,\np-1,yard,clerk,2027-02-01,,\np-2,desk,clerk,,2027-02-10,old-2\n";
    let map = "[events]\nperson = { column = \"User\" }\ncomplete = true\ndate = { column = \"Time\", form = \"dmy\" }\n\
        feature = { column = \"Action\", table = { \"Found\" = \"docket/search\", \"Sent\" = \"docket/send\" }, otherwise = \"\" }\n";
    let mut log = String::from("Time;User;Action;Case\n");
    // 59 days: 31 of January and 28 of February.
    for (day, user, action) in [
        ("01/01/2027", "p-1", "Found"),
        ("31/01/2027 23:59", "p-1", "Found"),
        ("01/02/2027 00:01", "p-1", "Found"),
        ("02/02/2027", "old-2", "Found"),
        ("11/02/2027", "p-2", "Found"),
        ("12/02/2027", "p-9", "Found"),
        ("28/02/2027", "p-1", "Log-in"),
        ("28/02/2027", "p-1", "Sent"),
        ("28/02/2027", "p-1", "Found"),
    ] {
        log += &format!("{day};{user};{action};17\n");
    }
    let mut there = folder(TOOLS, &[("people.csv", people)]);
    let (done, notes) = import(&mut there, "log.csv", log.as_bytes(), &with(map, "")).unwrap();
    let main = done.summary.main();
    assert_eq!(
        (main.read, main.added, main.refused, main.set_aside),
        (9, 5, 3, 1)
    );
    assert_eq!(
        notes,
        [
            "`log.csv`, line 6, column `User`: refused: `p-2` works in no section on 2027-02-11",
            "`log.csv`, line 7, column `User`: refused: the folder has no person `p-9`",
            "`log.csv`, line 8, column `Action`: set aside: this event is no use of a feature",
            "`log.csv`, line 9, column `Action`: refused: the programme has no feature `docket/send`; did you mean `docket/search`?",
        ]
    );
    assert!(
        done.summary.warnings.iter().any(|said| said
            == "the log covers 59 days, 2027-01-01 to 2027-02-28: uses per month are those of 1.94 months"),
        "{:?}",
        done.summary.warnings
    );
    // 3 of the desk and 2 of the yard in 1.94 months. No `wiki` is in the log, so nothing is known of it.
    assert_eq!(
        text(&there, "feature_use.csv"),
        "section,feature,uses_per_month,source,date\n\
         desk,docket/export,0,log.csv,2027-02-28\n\
         desk,docket/search,1.55,log.csv,2027-02-28\n\
         yard,docket/export,0,log.csv,2027-02-28\n\
         yard,docket/search,1.03,log.csv,2027-02-28\n"
    );
    people_are_sound(&there);
    // Counted events of sections need no people.
    let map = "[events]\nsection = { column = \"Unit\" }\ncount = \"Uses\"\ndate = { constant = \"2027-03-31\" }\nfeature = { column = \"Feature\" }\n";
    let rows =
        "Unit,Feature,Uses\ndesk,docket/export,12\nyart,docket/export,1\ndesk,docket/search,many\n";
    let (done, notes) = import(&mut there, "uses.csv", rows.as_bytes(), &with(map, "")).unwrap();
    assert_eq!(
        (done.summary.main().changed, done.summary.main().refused),
        (1, 2)
    );
    assert_eq!(
        notes[..2],
        [
            "`uses.csv`, line 3, column `Unit`: refused: the programme has no section `yart`; did you mean `yard`?",
            "`uses.csv`, line 4, column `Uses`: refused: `many` is not a number of uses",
        ]
    );
}

fn people_are_sound(folder: &Folder) {
    assert!(!people(folder).is_empty());
}

/// Results keep the times of day of their table, so that of two of one day the later counts.
#[test]
fn results_keep_their_times_of_day() {
    let map = "person = { column = \"Who\" }\nobjective = { constant = \"filing\" }\nkind = { constant = \"quiz\" }\n\
        value = { column = \"Score\", form = \"percent\" }\ndate = { column = \"When\", form = \"dmy\" }";
    let early = "e-1,20,14/03/2027 9:05 AM\n";
    let late = "e-1,100,14/03/2027 1:30:05 PM\n";
    let other = "e-2,50,14/03/2027 00:00\n";
    for rows in [[early, late, other], [late, other, early]] {
        let table = format!("Who,Score,When\n{}", rows.concat());
        let mut folder = Folder::new();
        let options = ImportOptions {
            map: Some(ImportMap {
                name: "map.toml",
                text: map,
            }),
            ..ImportOptions::default()
        };
        let mut run = |rows: &str| {
            let table = format!("Who,Score,When\n{rows}");
            let (done, notes) = import(&mut folder, "r.csv", table.as_bytes(), &options).unwrap();
            let main = done.summary.main().clone();
            let mut rows: Vec<String> = text(&folder, "evidence.csv")
                .lines()
                .skip(1)
                .map(str::to_owned)
                .collect();
            rows.sort();
            (main, notes, rows)
        };
        let (main, notes, evidence) = run(&rows.concat());
        assert_eq!((main.added, main.refused), (3, 0), "{notes:?}");
        assert_eq!(
            evidence,
            [
                "e-1,filing,quiz,0.2,2027-03-14T09:05",
                "e-1,filing,quiz,1,2027-03-14T13:30:05",
                "e-2,filing,quiz,0.5,2027-03-14"
            ]
        );
        let (main, _, again) = run(&table["Who,Score,When\n".len()..]);
        assert_eq!((main.same, again), (3, evidence));
        // Graded again: the same attempt with another result.
        let (main, _, graded) = run("e-1,60,14/03/2027 1:30:05 PM\n");
        assert_eq!((main.changed, graded.len()), (1, 3));
        assert_eq!(graded[1], "e-1,filing,quiz,0.6,2027-03-14T13:30:05");
        let (main, notes, _) = run("e-1,90,14/03/2027 11:00\n");
        assert_eq!(main.superseded, 1);
        assert!(
            notes[0].contains("has a record of 2027-03-14, 13:30:05 of the same key, which counts"),
            "{notes:?}"
        );
    }
    // Without times it is not known which is meant.
    let table = "Who,Score,When\ne-1,20,14/03/2027\ne-1,100,14/03/2027\n";
    let options = ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        ..ImportOptions::default()
    };
    let (done, _) = import(&mut Folder::new(), "r.csv", table.as_bytes(), &options).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (1, 1)
    );
}

/// Of the results of one day all are kept with their times, whatever the order of files and imports.
#[test]
fn the_order_of_files_changes_no_result() {
    let map = "person = { column = \"Who\" }\nobjective = { constant = \"filing\" }\nkind = { constant = \"quiz\" }\n\
        value = { column = \"Score\", form = \"percent\" }\ndate = { column = \"When\", form = \"dmy\" }";
    let first = ImportFile {
        name: "first.csv",
        bytes: b"Who,Score,When\ne-1,20,14/03/2027 09:05\ne-2,90,14/03/2027 16:10\n",
    };
    let second = ImportFile {
        name: "second.csv",
        bytes: b"Who,Score,When\ne-1,70,14/03/2027 16:45\ne-2,10,14/03/2027 08:00\n",
    };
    let run = |folder: &mut Folder, files: &[ImportFile<'_>]| {
        let done = plan(
            files,
            &with(map, ""),
            Some(&*folder),
            &mut no_tables,
            &mut |_| (),
        )
        .unwrap();
        let files = done.files.into_iter();
        folder.extend(files.map(|(name, text)| (name, text.into_bytes())));
    };
    let rows = |folder: &Folder| {
        let mut rows: Vec<String> = text(folder, "evidence.csv")
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect();
        rows.sort();
        rows
    };
    let expected = [
        "e-1,filing,quiz,0.2,2027-03-14T09:05",
        "e-1,filing,quiz,0.7,2027-03-14T16:45",
        "e-2,filing,quiz,0.1,2027-03-14T08:00",
        "e-2,filing,quiz,0.9,2027-03-14T16:10",
    ];
    for imports in [
        vec![vec![first, second], vec![second, first]],
        vec![vec![second, first]],
        vec![vec![first], vec![second], vec![first]],
        vec![vec![second], vec![first]],
    ] {
        let mut there = Folder::new();
        for files in imports {
            run(&mut there, &files);
        }
        assert_eq!(rows(&there), expected);
    }
}

/// A list that names somebody by the id of before is about the person, who keeps the id that is.
#[test]
fn a_person_named_by_the_id_of_before_keeps_the_one_that_is() {
    let mut folder = Folder::new();
    folder.insert("paratus.toml".into(), b"format = 1\nid = \"post\"\nsections = [{ id = \"desk\" }, { id = \"yard\" }]\nroles = [{ id = \"clerk\" }]\n".to_vec());
    folder.insert(
        "people.csv".into(),
        b"id,section,roles,previous_ids\ne-1,desk,clerk,x-1\n".to_vec(),
    );
    let table = "id,section,roles\nx-1,yard,clerk\n";
    let (done, notes) = import(&mut folder, "list.csv", table.as_bytes(), &options(None)).unwrap();
    assert_eq!(done.summary.main().changed, 1, "{notes:?}");
    assert_eq!(
        text(&folder, "people.csv"),
        "id,section,roles,previous_ids\ne-1,yard,clerk,x-1\n"
    );
}
