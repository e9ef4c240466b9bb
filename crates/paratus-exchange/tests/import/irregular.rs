//! Tables that are not quite regular: ids that look like others, cells that are no days, notes under the table, names of one slug.

use crate::door::{
    Folder, folder, import, options, proposed_list as proposed, refused, taken, text, with_map,
};
use paratus_exchange::{Form, ImportFile, recognise};

const PROGRAMME: &str = "format = 1\nid = \"office\"\nas_of = 2027-03-14\n\
    objectives = [{ id = \"filing\", track = \"process\" }, { id = \"search\", track = \"technology\" }]\n\
    sections = [{ id = \"archive\", title = \"Archive\" }, { id = \"registry\", title = \"Registry\" }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }, { objective = \"search\" }] }]\n";
const PEOPLE: &str =
    "id,section,roles\ne-01,archive,clerk\ne-02,archive,clerk\ne-03,registry,clerk\n";
const ROSTER: &str = "[roster]\nid = { column = \"Staff ID\" }\nsection = { column = \"Unit\" }\nroles = [{ column = \"Job\", slug = true }]\n";

fn office() -> Folder {
    folder(PROGRAMME, PEOPLE)
}

#[test]
fn who_looks_like_somebody_else_is_nobody_new() {
    let list =
        "Staff ID;Unit;Job\n\u{435}-01;Archive;Clerk\nE-02;Archive;Clerk\ne-03;Registry;Clerk\n";
    let map = format!("{ROSTER}complete = true\n");
    let mut folder = office();
    let (done, notes) = taken(&mut folder, list, &with_map(&map, Some("2027-03-14")));
    assert_eq!(refused(&done), 2, "{notes:?}");
    assert!(
        notes[0].contains("did you mean `e-01`? What is written has U+0435, which looks like `e`"),
        "{notes:?}"
    );
    assert!(notes[1].contains("did you mean `e-02`?"), "{notes:?}");
    // Nor has anybody left.
    assert_eq!(text(&folder, "people.csv"), PEOPLE);
    // A table in the folder's own form says no more.
    let list = "id,section,roles\nE-01,archive,clerk\n";
    let (done, notes) = taken(&mut office(), list, &options(None));
    assert_eq!(refused(&done), 1, "{notes:?}");
    // Some systems tell ids apart by capitals.
    let list = "id,section,roles\n0015Gv7qJ,archive,clerk\n0015Gv7qj,archive,clerk\n";
    let (done, notes) = taken(&mut office(), list, &options(None));
    assert_eq!(done.summary.main().added, 2, "{notes:?}");
}

#[test]
fn new_sections_of_one_slug_do_not_depend_on_the_order_of_rows() {
    let (one, other) = ("1;A B;Clerk\n", "2;a-b;Clerk\n");
    let lists = [format!("{one}{other}"), format!("{other}{one}")];
    let folders = lists.map(|rows| {
        let mut folder = Folder::new();
        let list = format!("Staff ID;Unit;Job\n{rows}");
        let (done, _) = taken(&mut folder, &list, &with_map(ROSTER, None));
        assert_eq!(done.summary.main().renamed, 1);
        let people = text(&folder, "people.csv");
        assert!(
            people.contains("1,a-b,clerk") && people.contains("2,a-b-2,clerk"),
            "{people}"
        );
        text(&folder, "paratus.toml")
    });
    assert_eq!(folders[0], folders[1]);
}

#[test]
fn what_is_not_seen_makes_no_section() {
    let list = "Staff ID;Unit;Job\ne-03;Regi\u{ad}stry\u{200b};Clerk\n";
    let mut folder = office();
    let (done, notes) = taken(&mut folder, list, &with_map(ROSTER, None));
    assert_eq!(done.summary.main().same, 1, "{notes:?}");
    assert_eq!(text(&folder, "paratus.toml"), PROGRAMME);
}

#[test]
fn skills_and_roles_of_one_slug_do_not_depend_on_the_order_of_rows() {
    let map = "programme = { id = \"jobs\" }\ntracks = { default = \"process\" }\ncolumns = { role = \"Job\", skill = \"Skill\" }\n";
    let (one, other) = ("Clerk (A),Data model\n", "Clerk A,Data-model\n");
    let lists = [format!("{one}{other}"), format!("{other}{one}")];
    let folders = lists.map(|rows| {
        let mut folder = Folder::new();
        let list = format!("Job,Skill\n{rows}");
        let (done, notes) = taken(&mut folder, &list, &with_map(map, None));
        assert_eq!(refused(&done), 0, "{notes:?}");
        let said = done.summary.warnings.join("\n");
        assert!(
            said.contains(
                "skills `Data model` and `Data-model` have ids alike; the second is `data-model-2`"
            ),
            "{said}"
        );
        (folder, list)
    });
    let [(mut folder, _), (_, backwards)] = folders;
    let before = folder.clone();
    let (done, notes) = taken(&mut folder, &backwards, &with_map(map, None));
    assert_eq!(refused(&done), 0, "{notes:?}");
    assert_eq!(folder, before);
}

#[test]
fn tracks_of_a_framework_are_those_that_the_table_says() {
    let table = "Role,Skill,Level,Track\nClerk,Filing,,process\nClerk,Search,,technology\nHead,Why,,People\n";
    let map = proposed(table);
    assert!(
        map.contains("track = \"Track\"")
            && map.contains("column `Level` is left out: no row has a value in it"),
        "{map}"
    );
    let mut folder = Folder::new();
    let (done, notes) = taken(&mut folder, table, &with_map(&map, None));
    assert_eq!(refused(&done), 0, "{notes:?}");
    let programme = text(&folder, "paratus.toml");
    for track in ["process", "technology", "people"] {
        assert!(
            programme.contains(&format!("track = \"{track}\"")),
            "{programme}"
        );
    }
    // Other words are asked for.
    let map = proposed(&table.replace("technology", "tools"));
    assert!(
        map.contains("# NEEDED: which track each word of `Track` is")
            && map.contains(
                "\"People\" = \"people\", \"process\" = \"process\", \"tools\" = \"process\""
            ),
        "{map}"
    );
}

#[test]
fn one_cell_that_is_no_day_hides_no_days() {
    let table = "Case,User,Unit,Action,Timestamp\n1,e-01,Archive,search,2027-02-01 10:00\n1,e-01,Archive,print,2027-02-02 10:05\n2,e-03,Registry,search,yesterday\n";
    let map = proposed(table);
    assert!(
        map.contains("A map of events of use")
            && map.contains("2 of 3 are dates with the year first, and a time; `yesterday` is no day, and such rows are refused"),
        "{map}"
    );
    // Days of several forms are asked for, with their column.
    let table = "Employee,Course,When,Score %\ne-01,filing,3/14/2027,80\ne-02,filing,3/13/2027,70\ne-03,filing,13/3/2027,70\n";
    let map = proposed(table);
    assert!(
        map.contains("NEEDED: how the days of `When` are written: they have several forms (as day/month/year 1 of 3 are dates, as month/day/year 2)")
            && map.contains("# date = { column = \"When\", form = \"mdy\" }"),
        "{map}"
    );
    assert!(!map.contains("column `When` is left out"), "{map}");
}

#[test]
fn notes_under_a_table_can_be_left_out() {
    let map = "person = { column = \"Employee\" }\nkind = { constant = \"quiz\" }\ndate = { constant = \"2027-03-14\" }\n\
        objective = { constant = \"filing\" }\nvalue = { column = \"Score\", form = \"percent\" }\n";
    let table = "Employee,Score,Place\ne-01,80,Hall\n\nMade by the office on 1 March\n";
    let (done, notes) = taken(&mut office(), table, &with_map(map, None));
    assert_eq!(refused(&done), 1, "{notes:?}");
    assert!(
        notes[0].ends_with("one cell, but the heading has 3 columns; where it is a note, leave it out with `skip_where`"),
        "{notes:?}"
    );
    let map = format!(
        "{map}skip_where = [{{ column = \"Employee\", contains = \"Made by\", reason = \"a note\" }}, {{ column = \"Place\", missing = true }}]\n"
    );
    let (done, notes) = taken(&mut office(), table, &with_map(&map, None));
    assert_eq!(
        (refused(&done), done.summary.main().set_aside),
        (0, 1),
        "{notes:?}"
    );
    // A row that was cut short is no note.
    let (done, notes) = taken(
        &mut office(),
        "Employee,Score,Place\ne-01,80,Hall\ne-02\n",
        &with_map(&map, None),
    );
    assert_eq!(refused(&done), 1, "{notes:?}");
}

#[test]
fn rows_that_are_left_out_need_no_side_table() {
    let map = "person = { column = \"staff.id\" }\nkind = { constant = \"quiz\" }\ndate = { constant = \"2027-03-14\" }\n\
        objective = { constant = \"filing\" }\nvalue = { column = \"Score\", form = \"percent\" }\n\
        skip_where = [{ column = \"Name\", equals = \"total\" }]\n\
        [[lookups]]\nname = \"staff\"\nfile = \"staff.csv\"\nby = \"Name\"\n";
    let folder = office();
    let files = [
        ("list.csv", "Name,Score\nJo,80\nTotal,80\n"),
        ("staff.csv", "Name,id\nJo,e-01\n"),
    ]
    .map(|(name, text)| ImportFile {
        name,
        bytes: text.as_bytes(),
    });
    let mut notes = Vec::new();
    let done = paratus_exchange::plan(
        &files[..1],
        &with_map(map, None),
        Some(&folder),
        &mut |name: &str| {
            let file = files.iter().find(|file| file.name == name).unwrap();
            Ok(Box::new(std::io::Cursor::new(file.bytes)))
        },
        &mut |note| notes.push(note.to_string()),
    )
    .unwrap();
    assert_eq!(refused(&done), 0, "{notes:?}");
    assert_eq!(done.summary.main().set_aside, 1, "{notes:?}");
}

#[test]
fn bytes_that_no_letter_has_are_refused() {
    let table =
        b"person,objective,kind,value,date,source\ne-01,filing,quiz,0.8,2027-03-01,Pr\x81fung\n";
    let error = import(&mut office(), "e.csv", table, &options(None)).unwrap_err();
    assert!(
        error.contains("line 2 has the byte 0x81, which is neither UTF-8 nor Windows-1252")
            && error.contains("save the table as UTF-8"),
        "{error}"
    );
    let wide: Vec<u8> = "\u{feff}person,objective\n"
        .chars()
        .flat_map(|letter| u32::from(letter).to_le_bytes())
        .collect();
    let found = recognise("e.csv", &wide).unwrap();
    assert_eq!(found.form, Form::Unsupported("a text in UTF-32"));
}

#[test]
fn a_bare_one_among_fractions_is_said() {
    let map = "person = { column = \"Employee\" }\nkind = { constant = \"quiz\" }\ndate = { constant = \"2027-03-14\" }\n\
        objective = { constant = \"filing\" }\nvalue = { column = \"Score\", form = \"percent\" }\n";
    let (done, _) = taken(
        &mut office(),
        "Employee,Score\ne-01,1\ne-02,0.8\n",
        &with_map(map, None),
    );
    let said = done.summary.warnings.join("\n");
    assert!(
        said.contains("in the column `Score`, `1` is taken as one percent in 1 row, and 1 row may have a fraction"),
        "{said}"
    );
    let (done, _) = taken(
        &mut office(),
        "Employee,Score\ne-01,1\ne-02,80\n",
        &with_map(map, None),
    );
    assert_eq!(done.summary.warnings, Vec::<String>::new());
}

#[test]
fn the_folder_keeps_the_words_of_a_scale() {
    let map = "respondent = { column = \"Who\" }\ndate = { column = \"Timestamp\", form = \"iso_time\" }\n\
        [[instruments]]\nid = \"pulse\"\npoints = 3\nanswers = { Bad = 1, Meh = 2, Super = 3 }\n\
        items = [{ column = \"I like it here\", id = \"like\", text = \"I like it here\" }]\n";
    let answers =
        "Timestamp,Who,I like it here\n2027-03-01 10:00,e-01,Super\n2027-03-01 10:05,e-02,Bad\n";
    let mut folder = office();
    taken(&mut folder, answers, &with_map(map, None));
    let programme = text(&folder, "paratus.toml");
    assert!(
        programme.contains("labels = [\"Bad\", \"Meh\", \"Super\"]"),
        "{programme}"
    );
    // The form without a map: the folder knows the words now.
    let form = "Timestamp,I like it here\n2027/03/13 10:00:00 AM GMT+1,Meh\n2027/03/13 10:05:00 AM GMT+1,super\n";
    let (done, notes) = taken(&mut folder, form, &options(None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (2, 0),
        "{notes:?}"
    );
    let responses = text(&folder, "responses.csv");
    assert!(
        responses.contains(",pulse,like,2,2027-03-13")
            && responses.contains(",pulse,like,3,2027-03-13"),
        "{responses}"
    );
    assert_eq!(text(&folder, "paratus.toml"), programme);
    // A map that gives a word another number contradicts the folder.
    let other = map.replace("Bad = 1, Meh = 2, Super = 3", "Bad = 3, Meh = 2, Super = 1");
    let late = "Timestamp,Who,I like it here\n2027-03-14 10:00,e-03,Super\n";
    let (done, notes) = taken(&mut folder, late, &with_map(&other, None));
    assert_eq!(done.summary.main().refused, 1, "{notes:?}");
    assert!(
        notes[0].contains("is answer 1 of the folder's instrument `pulse`, in the map it is 3"),
        "{notes:?}"
    );
}

#[test]
fn people_of_a_folder_without_a_programme_are_distinguished() {
    let table = "person,objective,kind,value,date\n00204,filing,quiz,0.8,2027-03-01\n204,filing,quiz,0.7,2027-03-02\n";
    let (done, notes) = taken(&mut Folder::new(), table, &options(None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (1, 1),
        "{notes:?}"
    );
    assert!(notes[0].contains("did you mean `00204`?"), "{notes:?}");
}

#[test]
fn totals_and_notes_are_left_out_of_a_proposed_map() {
    let table = "Department,Staff ID,Job\nArchive,e-01,Clerk\nRegistry,e-03,Clerk\nTotal,2,\nMade by the office\n";
    let map = proposed(table);
    assert!(
        map.contains("{ column = \"Department\", equals = \"Total\", reason = \"a row of totals\" }")
            && map.contains("{ column = \"Department\", equals = \"Made by the office\", reason = \"a note under the table\" }")
            && map.contains("`Staff ID`: 2 of 2 rows"),
        "{map}"
    );
    let mut folder = office();
    let (done, notes) = taken(&mut folder, table, &with_map(&map, None));
    assert_eq!(
        (refused(&done), done.summary.main().set_aside),
        (0, 2),
        "{notes:?}"
    );
    assert_eq!(text(&folder, "people.csv"), PEOPLE);
}

#[test]
fn a_proposed_map_names_every_column_that_it_does_not_use() {
    let table = "Learner,Course,Status,Completed on,Renewal\ne-01,filing,Completed,14/02/2027,yearly\ne-02,filing,In progress,,never\n";
    let map = proposed(table);
    assert!(
        map.contains("column `Renewal` is left out: this map does not use it"),
        "{map}"
    );
    let table = "Employee,Course,Day,Score\ne-01,filing,2027-03-01,80\ne-02,filing,2027-03-01,90\ne-03,filing,2027-03-01,absent\n";
    let map = proposed(table);
    assert!(
        map.contains("`absent` is no number: such cells are refused unless `missing` lists them"),
        "{map}"
    );
}

#[test]
fn refusals_name_the_columns_of_the_table() {
    let table = "Person ID,Objective,Kind,Value,Date\ne-01,filling,quiz,0.8,2027-03-01\ne-01,filing,quiz,1.8,2027-03-01\ne-01,filing,quiz,0.8,yesterday\n";
    let (_, notes) = taken(&mut office(), table, &options(None));
    for (note, column) in notes.iter().zip(["Objective", "Value", "Date"]) {
        assert!(
            note.contains(&format!("column `{column}`: refused")),
            "{note}"
        );
    }
    let map = "person = { column = \"Staff\" }\nobjective = { column = \"Course\" }\nkind = { column = \"How\" }\n\
        date = { column = \"Day\", form = \"iso\" }\nvalue = { column = \"Score\", form = \"percent\" }\nlevel = { column = \"Stage\" }\n";
    let table = "Staff,Course,How,Day,Score,Stage\ne-01,filling,quiz,2027-03-01,80,\ne-01,filing,quizz,2027-03-01,80,\ne-01,filing,quiz,2027-03-01,80,expert\n";
    let (_, notes) = taken(&mut office(), table, &with_map(map, None));
    for (note, column) in notes.iter().zip(["Course", "How", "Stage"]) {
        assert!(
            note.contains(&format!("column `{column}`: refused")),
            "{note}"
        );
    }
}

#[test]
fn totals_of_counted_answers_are_no_answer() {
    let table = "Unit,Question,1,2,3,Don't know,Total\nArchive,I like it,1,2,3,4,10\nRegistry,I like it,0,5,5,0,10\nTotal,I like it,1,7,8,4,20\n";
    let map = proposed(table);
    assert!(
        map.contains("# answers = { columns = [\"1\", \"2\", \"3\"], form = \"count\", no_answer = [\"Don't know\"], total = \"Total\" }")
            && map.contains("points = 3")
            && map.contains("{ column = \"Unit\", equals = \"Total\", reason = \"a row of totals\" }"),
        "{map}"
    );
}

#[test]
fn refusals_say_what_is_expected() {
    let mut folder = office();
    let programme = format!("input = {{ dates = \"day-month-year\" }}\n{PROGRAMME}");
    folder.insert("paratus.toml".into(), programme.into_bytes());
    let table = "person,objective,kind,value,date\ne-01,filing,quiz,0.8,31/09/2026\ne-02,filing,quiz,7 / 10,30/09/2026\ne-03,filing,quiz,0.8,30/09/2026\n";
    let (done, notes) = taken(&mut folder, table, &options(None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (1, 2),
        "{notes:?}"
    );
    assert!(
        notes[0].contains(
            "`31/09/2026` is not a date as `input.dates` of the folder's `paratus.toml` says"
        ),
        "{notes:?}"
    );
    assert!(
        notes[1].contains(
            "`7 / 10` is not a number: values are from 0 to 1, or percentages such as `85%`"
        ),
        "{notes:?}"
    );
}

#[test]
fn who_has_another_id_now_keeps_the_row() {
    let list = "id,section,roles,previous_ids\nn-01,archive,clerk,e-01\nE-02,archive,clerk,e-02\n";
    let mut folder = office();
    let (done, notes) = taken(&mut folder, list, &options(None));
    assert_eq!(
        (done.summary.main().changed, refused(&done)),
        (2, 0),
        "{notes:?}"
    );
    assert!(
        notes[0].contains(
            "takes the place of line 2 of `people.csv`, where the id is `e-01` until now"
        ),
        "{notes:?}"
    );
    assert_eq!(
        text(&folder, "people.csv"),
        "id,section,roles,previous_ids\nn-01,archive,clerk,e-01\nE-02,archive,clerk,e-02\ne-03,registry,clerk,\n"
    );
    // Of several periods none is left behind under the id of before.
    let people = "id,section,roles,joined,left\ne-01,archive,clerk,,2026-12-31\ne-01,registry,clerk,2027-01-01,\n";
    folder.insert("people.csv".into(), people.as_bytes().to_vec());
    let list = "id,section,roles,joined,previous_ids\nn-01,registry,clerk,2027-01-01,e-01\n";
    let (done, notes) = taken(&mut folder, list, &options(None));
    assert_eq!(refused(&done), 1, "{notes:?}");
    assert!(
        notes[0]
            .contains("`people.csv` has 2 rows of `e-01`; give all of them the new id there first"),
        "{notes:?}"
    );
    assert_eq!(text(&folder, "people.csv"), people);
}

#[test]
fn words_of_a_longer_and_a_shorter_scale_are_said() {
    let form = |words: [&str; 4]| {
        let rows = words
            .map(|word| format!("2027/03/13 10:00:00 AM GMT+1,{word}\n"))
            .concat();
        let table = format!("Timestamp,How often do you search?\n{rows}");
        let (done, _) = taken(&mut office(), &table, &options(None));
        done.summary.warnings.join("\n")
    };
    let said = form(["Never", "Rarely", "Sometimes", "Often"]);
    assert!(
        said.contains("the words of `How often do you search?` are of a scale of 5 points, which is taken, and of one of 4 too"),
        "{said}"
    );
    let said = form(["Never", "Rarely", "Sometimes", "Always"]);
    assert!(!said.contains("too; where"), "{said}");
    // Forms of every language leave the middle out or not.
    for words in [
        [
            "Pas du tout d'accord",
            "Plutôt pas d'accord",
            "Plutôt d'accord",
            "Tout à fait d'accord",
        ],
        [
            "Totalmente en desacuerdo",
            "En desacuerdo",
            "De acuerdo",
            "Totalmente de acuerdo",
        ],
        ["غير موافق بشدة", "غير موافق", "موافق", "موافق بشدة"],
        [
            "Very dissatisfied",
            "Dissatisfied",
            "Satisfied",
            "Very satisfied",
        ],
    ] {
        let said = form(words);
        assert!(
            said.contains("a scale of 5 points, which is taken, and of one"),
            "{said}"
        );
    }
    // Another question shows which it is.
    let table = "Timestamp,Do you search?,Do you file?\n2027/03/13 10:00:00 AM GMT+1,Often,Always\n2027/03/13 10:05:00 AM GMT+1,Sometimes,Never\n";
    let (done, _) = taken(&mut office(), table, &options(None));
    assert_eq!(done.summary.warnings, Vec::<String>::new());
}

#[test]
fn a_word_that_is_the_end_of_one_scale_and_within_another_is_said() {
    let form = |words: [&str; 3]| {
        let rows = words.map(|word| format!("2027/03/13 10:00:00 AM GMT+1,{word}\n"));
        proposed(&format!("Timestamp,I know where\n{}", rows.concat()))
    };
    for words in [
        ["Disagree", "Neutral", "Agree"],
        ["Trifft nicht zu", "Teils/teils", "Trifft zu"],
        ["Pas d'accord", "Neutre", "D'accord"],
        ["غير موافق", "محايد", "موافق"],
    ] {
        let map = form(words);
        assert!(
            map.contains("a scale of 5 points, which is taken, and of one of 3 too")
                || map.contains("a scale of 5 points, which is taken, and of ones of 3, 7 too"),
            "{map}"
        );
    }
    let map = form(["Trifft nicht zu", "Trifft eher zu", "Trifft zu"]);
    assert!(
        map.contains("\"Trifft nicht zu\" = 1, \"Trifft eher zu\" = 4, \"Trifft zu\" = 5"),
        "{map}"
    );
}

#[test]
fn kinds_of_evidence_come_from_their_column() {
    let table = "Employee,Course,Type,Day,Score\ne-01,filing,Observation,2027-03-01,80\ne-02,filing,Quiz,2027-03-01,90\n";
    let map = proposed(table);
    assert!(map.contains("kind = { column = \"Type\" }"), "{map}");
    let mut folder = office();
    let (done, notes) = taken(&mut folder, table, &with_map(&map, None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (2, 0),
        "{notes:?}"
    );
    assert!(text(&folder, "evidence.csv").contains("e-01,filing,observation,0.8,"));
    let map = proposed(&table.replace("Type", "Place").replace("Quiz", "Hall"));
    assert!(
        map.contains("# No column says what kind of evidence the results are: the kinds are")
            && map.contains("kind = { constant = \"quiz\" }"),
        "{map}"
    );
}
