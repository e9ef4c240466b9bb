//! Lists, results and forms as an office exports them, in which a slip would change who somebody is or what they answered.

use crate::door::{Folder, folder, import, options, proposed, refused, taken, text, with_map};
use paratus_exchange::{Form, ImportFile, propose, recognise};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

const PROGRAMME: &str = "format = 1\nid = \"office\"\nas_of = 2027-03-14\n\
    objectives = [{ id = \"filing\", track = \"process\" }, { id = \"search\", track = \"technology\" }]\n\
    sections = [{ id = \"archive\" }, { id = \"registry\" }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }, { objective = \"search\" }] }]\n";
const PEOPLE: &str = "id,section,roles\n00204,archive,clerk\n00311,archive,clerk\n00417,registry,clerk\n00520,registry,clerk\n";

const ROSTER: &str = "[roster]\nid = { column = \"Staff ID\" }\nsection = { column = \"Unit\" }\nroles = [{ column = \"Job\", slug = true }]\n";

fn office() -> Folder {
    folder(PROGRAMME, PEOPLE)
}

#[test]
fn ids_that_lost_their_zeros_are_nobody_new_and_nobody_leaves() {
    let list = "Staff ID;Unit;Job\n204;Archive;Clerk\n311.0;Archive;Clerk\n4.17E+02;Registry;Clerk\n00520;Registry;Clerk\n";
    let map = format!("{ROSTER}complete = true\n");
    let mut folder = office();
    let (done, notes) = taken(&mut folder, list, &with_map(&map, Some("2027-03-14")));
    assert_eq!(refused(&done), 3, "{notes:?}");
    assert!(
        notes[0].contains("did you mean `00204`? A spreadsheet takes ids of digits for numbers"),
        "{notes:?}"
    );
    assert_eq!(text(&folder, "people.csv"), PEOPLE);
    // In one list too.
    let list = "Staff ID;Unit;Job\n00999;Archive;Clerk\n999;Registry;Clerk\n";
    let (done, notes) = taken(&mut office(), list, &with_map(ROSTER, Some("2027-03-14")));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (1, 1),
        "{notes:?}"
    );
    assert!(
        notes
            .iter()
            .any(|note| note.contains("did you mean `00999`?")),
        "{notes:?}"
    );
}

#[test]
fn that_most_have_left_must_be_said() {
    let list = "Staff ID;Unit;Job\nk-1;Archive;Clerk\n";
    let complete = format!("{ROSTER}complete = true\n");
    let mut folder = office();
    let (done, _) = taken(&mut folder, list, &with_map(&complete, Some("2027-03-14")));
    assert_eq!(refused(&done), 4);
    let warnings = done.summary.warnings.join("\n");
    assert!(warnings.contains("add `most_leave = true`"), "{warnings}");
    assert!(!text(&folder, "people.csv").contains("2027-03-13"));
    let (done, _) = taken(
        &mut folder,
        list,
        &with_map(
            &format!("{complete}most_leave = true\n"),
            Some("2027-03-14"),
        ),
    );
    assert_eq!(refused(&done), 0);
    assert_eq!(text(&folder, "people.csv").matches("2027-03-13").count(), 4);
}

#[test]
fn who_begins_on_the_day_of_a_complete_list_contradicts_it() {
    let complete = format!("{ROSTER}complete = true\n");
    let mut folder = office();
    let all = "Staff ID;Unit;Job\n00204;Archive;Clerk\n00311;Archive;Clerk\n00417;Registry;Clerk\n00520;Registry;Clerk\n00777;Archive;Clerk\n";
    let without = all.replace("00777;Archive;Clerk\n", "");
    taken(&mut folder, all, &with_map(&complete, Some("2027-05-01")));
    let (done, notes) = taken(
        &mut folder,
        &without,
        &with_map(&complete, Some("2027-05-01")),
    );
    assert_eq!(refused(&done), 1, "{notes:?}");
    assert!(
        notes[0].contains("`00777` begins on 2027-05-01"),
        "{notes:?}"
    );
}

#[test]
fn sections_are_known_by_their_titles_whatever_the_order() {
    let (one, other) = ("01;Legal / Advice;Clerk\n", "02;Legal - Advice;Clerk\n");
    let heading = "Staff ID;Unit;Job\n";
    let mut folder = Folder::new();
    taken(
        &mut folder,
        &format!("{heading}{one}{other}"),
        &with_map(ROSTER, None),
    );
    let people = text(&folder, "people.csv");
    assert!(
        people.contains("01,legal-advice-2,") && people.contains("02,legal-advice,"),
        "{people}"
    );
    let (done, notes) = taken(
        &mut folder,
        &format!("{heading}{other}{one}"),
        &with_map(ROSTER, None),
    );
    assert_eq!(done.summary.main().same, 2, "{notes:?}");
    assert_eq!(text(&folder, "people.csv"), people);
}

#[test]
fn capitals_and_blanks_make_no_section() {
    let list = "Staff ID;Unit;Job\n1;Archive;Clerk\n2;archive ;Clerk\n3;ARCHIVE;Clerk\n";
    let mut folder = Folder::new();
    taken(&mut folder, list, &with_map(ROSTER, None));
    assert_eq!(text(&folder, "people.csv").matches(",archive,").count(), 3);
    let list = "Staff ID;Unit;Job\n1;Operations > Archive;Clerk\n2;Operations>Archive;Clerk\n3; operations  >  archive;Clerk\n";
    let map = ROSTER.replace(
        "section = { column = \"Unit\" }",
        "path = { column = \"Unit\", separator = \" > \" }",
    );
    let mut folder = Folder::new();
    taken(&mut folder, list, &with_map(&map, None));
    let people = text(&folder, "people.csv");
    assert_eq!(
        people.matches(",operations-archive,").count(),
        3,
        "{people}"
    );
}

#[test]
fn another_parent_than_the_folder_has_is_refused_and_named() {
    let list = "Staff ID;Unit;Parent;Job\n00204;Archive;Operations;Clerk\n00520;Registry;;Clerk\n";
    let map = format!("{ROSTER}parent = {{ column = \"Parent\" }}\n");
    let (done, notes) = taken(&mut office(), list, &with_map(&map, None));
    assert_eq!(refused(&done), 1, "{notes:?}");
    let said = "sections `archive` is there with other content (it is part of nothing, in the table of `operations`)";
    assert!(notes.iter().any(|note| note.contains(said)), "{notes:?}");
}

#[test]
fn two_people_of_one_name_are_not_one() {
    let map = "[roster]\nid = { column = \"Name\", pseudonym = true }\nsection = { column = \"Department\" }\nroles = [{ column = \"Job title\", slug = true }]\n";
    for second in ["Archive", "Registry"] {
        let list = format!(
            "Name,Department,Job title\nMaria Silva,Archive,Clerk\nMaria Silva,{second},Clerk\nJohn Doe,Archive,Clerk\n"
        );
        let mut folder = Folder::new();
        let (done, notes) = taken(&mut folder, &list, &with_map(map, None));
        assert_eq!(
            (done.summary.main().added, refused(&done)),
            (1, 2),
            "{notes:?}"
        );
        assert!(
            notes[0].contains("add a column with an id of each person"),
            "{notes:?}"
        );
        let programme = text(&folder, "paratus.toml");
        assert!(
            programme.contains(&format!("id = \"{}\"", second.to_lowercase())),
            "{programme}"
        );
    }
    // An address is one person's.
    let map = map.replace("\"Name\"", "\"Email\"");
    let list = "Email,Department,Job title\na@x.org,Archive,Clerk\nA@X.org,Archive,Clerk\n";
    let (done, _) = taken(&mut Folder::new(), list, &with_map(&map, None));
    assert_eq!((done.summary.main().same, refused(&done)), (1, 0));
}

#[test]
fn two_rows_of_one_person_say_what_would_correct_them() {
    let list = "Staff ID;Unit;Job\n00204;Archive;Clerk\n00204;Registry;Clerk\n00311;Archive;Clerk\n00311;Archive;Head\n";
    let (_, notes) = taken(&mut office(), list, &with_map(ROSTER, None));
    assert!(
        notes[0].contains("`joined` and `left` in the map"),
        "{notes:?}"
    );
    assert!(notes[1].contains("has them in one row"), "{notes:?}");
}

#[test]
fn ids_that_nobody_has_are_named_with_the_near_one_and_what_is_not_seen() {
    let map = "person = { column = \"Employee\" }\nobjective = { constant = \"filing\" }\nkind = { constant = \"quiz\" }\n\
        date = { constant = \"2027-03-14\" }\nvalue = { column = \"Score\", form = \"percent\" }\n";
    let table = "Employee,Score\n417,80\n00204\u{200b},80\n00311,80\u{200b}\n99999,80\n";
    let (_, notes) = taken(&mut office(), table, &with_map(map, None));
    assert!(
        notes[0].contains("the person `417` is not in `people.csv`; did you mean `00417`?"),
        "{notes:?}"
    );
    assert!(
        notes[1].contains("U+200B, which is not seen, at character 6"),
        "{notes:?}"
    );
    assert!(
        notes[2].ends_with("is not a number; it has U+200B, which is not seen, at character 3"),
        "{notes:?}"
    );
    assert!(
        notes[3].ends_with("the person `99999` is not in `people.csv`"),
        "{notes:?}"
    );
}

#[test]
fn a_wrong_kind_is_said_once_at_its_line() {
    let map = "person = { column = \"Employee\" }\nobjective = { constant = \"filing\" }\nkind = { constant = \"quizz\" }\n\
        date = { constant = \"2027-03-14\" }\nvalue = { column = \"Score\", form = \"percentage\" }\n";
    let table = "Employee,Score\n00417,80\n".as_bytes();
    let error =
        |map: &str| import(&mut office(), "t.csv", table, &with_map(map, None)).unwrap_err();
    let said = error(map);
    assert!(
        said.contains("line 5") && said.contains("`percentage` is no word that this key knows"),
        "{said}"
    );
    assert!(
        said.contains("The words are `fraction`, `percent`, `points`")
            || said.contains("the words are"),
        "{said}"
    );
    let right = map
        .replace("percentage", "percent")
        .replace("quizz", "quiz");
    let said = error(&right.replace("filing", "filling"));
    assert!(
        said.starts_with(
            "`map.toml`, line 2: the programme has no objective `filling`; did you mean `filing`?"
        ),
        "{said}"
    );
    let said = error(&map.replace("percentage", "percent"));
    assert!(
        said.starts_with("`map.toml`, line 3") && said.contains("did you mean `quiz`?"),
        "{said}"
    );
}

/// Answers to a form with two questions, each word beside the next.
fn form(words: &[&str]) -> String {
    let mut table =
        "Timestamp,I know where records are kept,I know why records are kept\n".to_owned();
    for (at, word) in words.iter().enumerate() {
        let next = words[(at + 1) % words.len()];
        table += &format!("3/{}/2027 10:22:00,\"{word}\",\"{next}\"\n", at + 14);
    }
    table
}

/// The numbers of the answers to the first question.
fn numbers(words: &[&str]) -> Vec<String> {
    let mut folder = office();
    let (done, notes) = taken(&mut folder, &form(words), &options(None));
    assert_eq!(refused(&done), 0, "{words:?} {notes:?}");
    let table = text(&folder, "responses.csv");
    let rows = table.lines().filter(|row| row.contains(",i-know-where"));
    rows.map(|row| row.split(',').nth(3).unwrap().to_owned())
        .collect()
}

#[test]
fn words_of_common_scales_have_one_number_each() {
    let five = ["1", "2", "3", "4", "5"];
    for words in [
        ["Very poor", "Poor", "Fair", "Good", "Excellent"],
        ["Poor", "Fair", "Good", "Very good", "Excellent"],
        [
            "Strongly disagree",
            "Tend to disagree",
            "Neither agree nor disagree",
            "Tend to agree",
            "Strongly agree",
        ],
        [
            "Very unlikely",
            "Unlikely",
            "Neutral",
            "Likely",
            "Very likely",
        ],
        [
            "Fortement en désaccord",
            "En désaccord",
            "Neutre",
            "D’accord",
            "Fortement d’accord",
        ],
        [
            "Pas du tout d'accord",
            "Plutôt pas d'accord",
            "Ni en accord ni en désaccord",
            "Plutôt d'accord",
            "Tout à fait d'accord",
        ],
        [
            "Très insatisfait",
            "Insatisfait",
            "Neutre",
            "Satisfait",
            "Très satisfait",
        ],
        [
            "غير موافق بشدة",
            "غير موافق",
            "محايد",
            "موافق",
            "موافق بشدة",
        ],
        [
            "غير موافق على الإطلاق",
            "غير موافق",
            "محايد",
            "موافق",
            "موافق تماماً",
        ],
        [
            "1 (Strongly disagree)",
            "2 (Disagree)",
            "3 (Neutral)",
            "4 (Agree)",
            "5 (Strongly agree)",
        ],
    ] {
        assert_eq!(numbers(&words), five, "{words:?}");
    }
}

#[test]
fn words_that_are_of_no_scale_are_named() {
    let refusal = |words: &[&str]| {
        let table = form(words);
        let map = proposed("form.csv", table.as_bytes());
        map.lines()
            .find(|line| line.contains("is left out") || line.contains("none of its words"))
            .unwrap_or_default()
            .to_owned()
    };
    let said = refusal(&["Disagree", "Sort of", "Sort of", "Agree", "Strongly agree"]);
    assert!(
        said.contains("the answers `Sort of` have, which are none of its words"),
        "{said}"
    );
    let said = refusal(&["Good", "Excellent"]);
    assert!(said.contains("several scales"), "{said}");
    let said = refusal(&["5 (Strongly disagree)", "1 (Strongly agree)"]);
    assert!(
        said.contains("another number than its words have"),
        "{said}"
    );
}

#[test]
fn questions_that_share_words_have_one_scale() {
    let table = "Timestamp,Q one about records,Q two about records\n\
        3/14/2027 10:00:00,Agree,Agree\n3/15/2027 10:00:00,Strongly agree,Agree\n3/16/2027 10:00:00,Disagree,Disagree\n";
    let later = format!("{table}3/17/2027 10:00:00,Somewhat agree,Agree\n");
    let mut folder = office();
    taken(&mut folder, &later, &options(None));
    let answers = text(&folder, "responses.csv");
    assert!(!answers.contains(",4,"), "{answers}");
    // What the folder has says the scale.
    let (done, notes) = taken(&mut folder, table, &options(None));
    assert_eq!(done.summary.main().same, 6, "{notes:?}");
    // Another scale than the folder has is refused.
    let mut folder = office();
    taken(&mut folder, table, &options(None));
    let before = text(&folder, "responses.csv");
    let (done, notes) = taken(&mut folder, &later, &options(None));
    assert_eq!(done.summary.main().refused, 8, "{notes:?}");
    assert!(
        notes[0].contains("has 5 points, the map has 7"),
        "{notes:?}"
    );
    assert_eq!(text(&folder, "responses.csv"), before);
}

#[test]
fn respondents_of_one_second_are_several() {
    let table = "Timestamp,I know where,I know why\n3/14/2027 10:22:05,Agree,Agree\n3/14/2027 10:22:05,Agree,Agree\n\
        3/14/2027 10:22:05,Disagree,Strongly agree\n3/14/2027 10:23:00,Disagree,Agree\n";
    let mut folder = office();
    let (done, notes) = taken(&mut folder, table, &options(None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (8, 0),
        "{notes:?}"
    );
    let answers = text(&folder, "responses.csv");
    let who: std::collections::BTreeSet<&str> = answers
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next())
        .collect();
    assert_eq!(who.len(), 4, "{answers}");
}

#[test]
fn logs_with_a_time_in_front_are_no_forms() {
    for table in [
        "Timestamp,Actor,Verb,Object,Score (scaled),Success,Completion\n2027-03-01T10:00:00Z,a@x.org,passed,Filing a record,0.9,TRUE,TRUE\n",
        "Timestamp,Employee,Course,Passed,Score\n2027-03-01 10:00:00,00204,filing,Yes,85\n2027-03-01 11:00:00,00311,filing,No,40\n",
    ] {
        assert_eq!(
            recognise("t.csv", table.as_bytes()).unwrap().form,
            Form::Table,
            "{table}"
        );
        let map = proposed("t.csv", table.as_bytes());
        assert!(map.starts_with("# A map of results"), "{map}");
    }
    let form = form(&["Agree", "Disagree"]);
    assert_eq!(
        recognise("t.csv", form.as_bytes()).unwrap().form,
        Form::GoogleForms
    );
}

#[test]
fn remarks_are_no_answers() {
    let table = "Timestamp,I know where records are kept,Comments\n3/14/2027 10:22:05,Agree,Yes\n3/15/2027 10:22:05,Disagree,No\n";
    let mut folder = office();
    let (done, notes) = taken(&mut folder, table, &options(None));
    assert_eq!(done.summary.main().added, 2, "{notes:?}");
    assert!(
        done.summary
            .warnings
            .iter()
            .any(|text| text.contains("a remark by its heading"))
    );
}

/// A workbook in which a spreadsheet has made dates of those texts alone that it could.
fn swapped() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (column, heading) in ["Employee", "Day", "Score"].iter().enumerate() {
        sheet.write(0, column as u16, *heading).unwrap();
    }
    let days = [Some((4, 3)), None, Some((2, 1)), None];
    for (at, (day, id)) in days
        .iter()
        .zip(["00204", "00311", "00417", "00520"])
        .enumerate()
    {
        let row = at as u32 + 1;
        sheet.write(row, 0, id).unwrap();
        match day {
            Some((month, day)) => {
                let day = ExcelDateTime::from_ymd(2027, *month, *day).unwrap();
                sheet.write_with_format(row, 1, &day, &date).unwrap();
            }
            None => {
                sheet.write(row, 1, format!("{}/03/2027", 13 + at)).unwrap();
            }
        }
        sheet.write(row, 2, 80).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn days_that_a_spreadsheet_took_for_months_are_refused() {
    let map = "person = { column = \"Employee\" }\nobjective = { constant = \"filing\" }\nkind = { constant = \"quiz\" }\n\
        date = { column = \"Day\", form = \"dmy\" }\nvalue = { column = \"Score\", form = \"percent\" }\n";
    let book = swapped();
    let error = import(&mut office(), "t.xlsx", &book, &with_map(map, None)).unwrap_err();
    assert!(error.contains("all 2 cells that are dates have a day up to 12, and all 2 that are texts a day above 12"), "{error}");
    assert!(
        error.contains("taken the days of the dates for months"),
        "{error}"
    );
    let map = proposed("t.xlsx", &book);
    assert!(
        map.contains("taken the days of the dates for months"),
        "{map}"
    );
}

#[test]
fn fractions_and_percentages_are_not_mixed() {
    let table = "Employee ID,Course,Score,Date\n00204,filing,85%,14/03/2027\n00311,filing,0.9,14/03/2027\n00417,search,1,13/03/2027\n00520,search,70,13/03/2027\n";
    let map = proposed("t.csv", table.as_bytes());
    assert!(
        map.contains("# NEEDED: how the results of `Score` are written"),
        "{map}"
    );
    let map = map.replace("# value =", "value =");
    let mut folder = office();
    let (done, notes) = taken(&mut folder, table, &with_map(&map, None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (3, 1),
        "{notes:?}"
    );
    assert!(
        notes[0].contains("`0.9` may be a fraction or a percentage"),
        "{notes:?}"
    );
}

#[test]
fn cells_equal_words_in_any_case() {
    let table = "Job;Skill;Must\nClerk;Filing;x\nHead;Filing; X \nHead;Search;\n";
    let map = "programme = { id = \"jobs\" }\ntracks = { default = \"process\" }\ncritical = { column = \"Must\", equals = \"x\" }\n\
        columns = { role = \"Job\", skill = \"Skill\" }\n";
    let mut folder = Folder::new();
    taken(&mut folder, table, &with_map(map, None));
    let programme = text(&folder, "paratus.toml");
    assert_eq!(
        programme.matches("critical = true").count(),
        2,
        "{programme}"
    );
}

#[test]
fn results_are_of_the_day_of_completion() {
    let table = "User ID;Course Name;Enrolment date;Completion date;Status;Score\n00204;Filing;01/02/2027;13/03/2027;Completed;85%\n00520;Search;15/02/2027;05/03/2027;Failed;40%\n";
    let map = proposed("t.csv", table.as_bytes());
    assert!(
        map.contains("date = { column = \"Completion date\", form = \"dmy\" }"),
        "{map}"
    );
    for column in ["Enrolment date", "Status"] {
        assert!(
            map.contains(&format!("# column `{column}` is left out")),
            "{map}"
        );
    }
    let table = "Employee ID;Certificate;Valid until;Issued;Score\n00204;Filing;01/02/2029;13/02/2027;80%\n";
    let map = proposed("t.csv", table.as_bytes());
    assert!(map.contains("date = { column = \"Issued\""), "{map}");
    assert!(!map.contains("date = { column = \"Valid until\""), "{map}");
}

#[test]
fn first_days_that_fit_two_forms_must_be_said() {
    let table = "Staff ID,Name,Unit,Job,Start date\n00204,A,Archive,Clerk,03/04/2021\n00311,B,Archive,Clerk,05/06/2020\n";
    let map = proposed("t.csv", table.as_bytes());
    assert!(
        map.contains("# NEEDED: whether the dates of `Start date` are day/month or month/day"),
        "{map}"
    );
    let map = proposed("t.csv", table.replace("05/06/2020", "44197").as_bytes());
    assert!(
        map.contains("# NEEDED: how the days of `Start date` are to be read: `44197` is no day"),
        "{map}"
    );
}

#[test]
fn lists_of_people_without_ids_are_lists_of_people() {
    let map = proposed(
        "t.csv",
        b"Name,Department,Job title\nMaria Silva,Archive,Clerk\nJohn Doe,Registry,Clerk\n",
    );
    assert!(
        map.contains("[roster]\n")
            && map.contains("id = { template = \"{Name}\", pseudonym = true }"),
        "{map}"
    );
    let map = proposed("t.csv", b"Name,Email,Unit,Job\nA B,a@x.org,Archive,Clerk\n");
    assert!(
        map.contains("id = { column = \"Email\", pseudonym = true }"),
        "{map}"
    );
}

/// Three people, of whom two have their unit in one joined cell.
fn staff_with_joined_units(staff: &mut Worksheet) {
    for (column, heading) in ["Staff no", "Unit", "Job"].iter().enumerate() {
        staff.write(0, column as u16, *heading).unwrap();
    }
    for row in 1..4 {
        staff.write(row, 0, format!("p-{row}")).unwrap();
        staff.write(row, 2, "Clerk").unwrap();
    }
    staff.write(1, 1, "Registry").unwrap();
    staff
        .merge_range(2, 1, 3, 1, "Archive", &Format::new())
        .unwrap();
}

#[test]
fn sheets_and_joined_cells_are_said() {
    let mut book = Workbook::new();
    let legend = book.add_worksheet().set_name("Legend").unwrap();
    legend.write(0, 0, "Code").unwrap();
    legend.write(0, 1, "Meaning").unwrap();
    legend.write(1, 0, "A").unwrap();
    legend.write(1, 1, "Archive").unwrap();
    staff_with_joined_units(book.add_worksheet().set_name("Staff").unwrap());
    let bytes = book.save_to_buffer().unwrap();
    let map = proposed("t.xlsx", &bytes);
    assert!(
        map.contains("It is the sheet `Legend`; the others are `Staff`"),
        "{map}"
    );
    let map = ROSTER.replace("Staff ID", "Staff no");
    let error = import(&mut office(), "t.xlsx", &bytes, &with_map(&map, None)).unwrap_err();
    assert!(
        error.contains(
            "the columns of sheet `Legend` are `Code`, `Meaning`; the other sheets are `Staff`"
        ),
        "{error}"
    );
    let mut book = Workbook::new();
    staff_with_joined_units(book.add_worksheet());
    let bytes = book.save_to_buffer().unwrap();
    let map = proposed("t.xlsx", &bytes);
    assert!(map.contains("table = { fill_down = [\"Unit\"] }"), "{map}");
    let (done, notes) = import(&mut office(), "t.xlsx", &bytes, &with_map(&map, None)).unwrap();
    assert_eq!(done.summary.main().added, 3, "{notes:?}");
}

#[test]
fn arabic_texts_of_windows_are_read_and_said() {
    // الموظف
    let mut table = vec![0xc7, 0xe1, 0xe3, 0xe6, 0xd9, 0xdd];
    table.extend_from_slice(b",Score\n00204,80\n");
    let map = "person = { column = \"الموظف\" }\nobjective = { constant = \"filing\" }\nkind = { constant = \"quiz\" }\n\
        date = { constant = \"2027-03-14\" }\nvalue = { column = \"Score\", form = \"percent\" }\n";
    let (done, _) = import(&mut office(), "t.csv", &table, &with_map(map, None)).unwrap();
    assert_eq!(done.summary.main().added, 1);
    assert!(
        done.summary
            .warnings
            .iter()
            .any(|text| text.contains("read as Windows-1256 (Arabic)"))
    );
    assert!(proposed("t.csv", &table).contains("# Encoding: the text is read as Windows-1256"));
    // Letters with accents stand alone in Western texts.
    let western = proposed("t.csv", b"Employ\xe9,Note\n\xe9-1,80 %\n");
    assert!(western.contains("Windows-1252"), "{western}");
    let wide: Vec<u8> = "\u{feff}Employee,Score\n"
        .chars()
        .flat_map(|letter| u32::from(letter).to_le_bytes())
        .collect();
    let file = ImportFile {
        name: "t.csv",
        bytes: &wide,
    };
    assert!(
        propose(&file, &options(None))
            .unwrap_err()
            .to_string()
            .contains("UTF-32")
    );
}

#[test]
fn days_that_a_spreadsheet_counts_are_days() {
    let map = proposed(
        "t.csv",
        b"Employee,Day,Score\n00204,46460,80%\n00311,46461.5,85%\n",
    );
    assert!(
        map.contains("date = { column = \"Day\", form = \"spreadsheet\" }"),
        "{map}"
    );
}

#[test]
fn attendance_is_read_by_its_marks() {
    let table = "Staff no,Name,Filing workshop 01/03/2027,Filing workshop 08/03/2027,Search 15/03/2027\n00204,A,x,x,\n00311,B,\u{2713},,\u{2713}\n00417,C,P,A,P\n";
    let map = proposed("t.csv", table.as_bytes());
    assert!(!map.contains("NEEDED"), "{map}");
    assert!(
        map.contains("kind = { constant = \"completion\" }"),
        "{map}"
    );
    let map = map.replace("filing-workshop", "filing");
    let mut folder = office();
    let (done, notes) = taken(&mut folder, table, &with_map(&map, None));
    assert_eq!(
        (done.summary.main().added, done.summary.main().set_aside),
        (6, 3),
        "{notes:?}"
    );
    let evidence = text(&folder, "evidence.csv");
    // `A` is absent, which is no result.
    assert!(
        !evidence.contains("00417,filing,completion,0"),
        "{evidence}"
    );
    let observed = "Observer,Observed person,Date,Filing: done correctly?,Search: done correctly?\nO1,00204,2027-03-01,Yes,No\nO1,00311,2027-03-01,yes,Partly\n";
    let map = proposed("t.csv", observed.as_bytes());
    assert!(
        map.contains("kind = { constant = \"observation\" }"),
        "{map}"
    );
    assert!(
        map.contains("# NEEDED: what `Partly` of the marks is worth"),
        "{map}"
    );
    let moodle = "\"ID number\",\"Filing a record\",\"Filing a record - Completion date\"\n00204,Completed,\"Wednesday, 3 March 2027, 10:22 AM\"\n00311,Not completed,\n";
    let map = proposed("t.csv", moodle.as_bytes());
    assert!(map.contains("column = \"Filing a record\"\nobjective = \"filing-a-record\"\n# `Filing a record - Completion date`: 1 of 1 name the month\ndate = { column = \"Filing a record - Completion date\", form = \"month_name\" }"), "{map}");
}
