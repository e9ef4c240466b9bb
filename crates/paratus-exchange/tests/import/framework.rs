//! Frameworks: what is taken, what is reported, and what a wrong map says.

use crate::common::{fixtures, import_framework};
use paratus::Track;

const MAP: &str = r#"
programme = { id = "jobs", title = "Jobs" }
skip_where = [{ column = "Grade", equals = "Retired", reason = "nobody works there" }]

[columns]
role = ["Job", "Grade"]
role_family = "Family"
skill = "Ability"
skill_description = "Said about it"
level = "Needed"
track = "Area"

[levels]
order = ["Basic", "Full"]
aliases = { expert = "Full" }

[tracks]
default = "people"
values = { how = "process", tools = "technology" }
skills = { "File a record" = "process", "Find a cases" = "technology", "Explain Why" = "people" }

[skills_table]
file = "abilities.csv"
skill = "Ability"
description = "What"
levels = { Basic = "Basic", Full = "Full" }
"#;

#[test]
fn rows_are_taken_or_reported() {
    let done = import_framework(&fixtures(), MAP, "jobs.csv").unwrap();
    let main = done.summary.main();
    assert_eq!(
        (
            main.read,
            main.added,
            main.same,
            main.refused,
            main.set_aside
        ),
        (16, 5, 2, 8, 1)
    );
    assert_eq!(
        done.notes,
        [
            "`jobs.csv`, line 5 (row 4), column `Needed`: refused: line 4 requires the same skill of the same role at `Full`, this one at `Basic`; `Full` counts",
            "`jobs.csv`, line 7 (row 6), column `Needed`: refused: line 6 requires the same skill of the same role at `Basic`, this one at `Full`; `Full` counts",
            "`jobs.csv`, line 9 (row 8): same: the same row as line 8",
            "`jobs.csv`, line 10 (row 9): same: the same requirement, in other words, as line 8",
            "`jobs.csv`, line 11 (row 10), column `Needed`: refused: there is no value",
            "`jobs.csv`, line 12 (row 11), column `Job`: refused: there is no value",
            "`jobs.csv`, line 13 (row 12), column `Needed`: refused: `ful` is not a level of the map; did you mean `Full`?",
            "`jobs.csv`, line 14 (row 13): refused: 4 columns, but the heading has 8",
            "`jobs.csv`, line 15 (row 14), column `Grade`: set aside: nobody works there",
            "`jobs.csv`, line 16 (row 15), column `Grade`: refused: there is no value",
            "`jobs.csv`, line 17 (row 16), column `Area`: refused: `hows` is not a track, nor in the map's `tracks.values`; did you mean `how`?",
            "`abilities.csv`, line 4: same: the same as line 3",
            "`abilities.csv`, line 5, column `Ability`: refused: line 3 describes `Find a case` otherwise; that one counts",
            "`abilities.csv`, line 6, column `Ability`: set aside: no role requires `Dance`",
        ]
    );
    assert_eq!(done.summary.contact_columns.len(), 1);
    assert_eq!(done.summary.contact_columns[0].column, "E-mail");
    assert_eq!(
        done.summary.warnings,
        [
            "`abilities.csv` does not describe `Explain Why`",
            "`tracks.skills` names `Find a cases`, which no row requires; did you mean `Find a case`?",
        ]
    );

    let document = &done.result;
    let roles: Vec<(&str, Vec<String>)> = document
        .roles
        .iter()
        .map(|role| {
            let requires = role
                .requires
                .iter()
                .map(|one| format!("{}@{}", one.objective, one.level.as_deref().unwrap_or("")));
            (role.id.as_str(), requires.collect())
        })
        .collect();
    assert_eq!(
        roles,
        [
            (
                "clerk-junior",
                vec![
                    "file-a-record@basic".to_owned(),
                    "find-a-case@full".to_owned()
                ]
            ),
            (
                "clerk-senior",
                vec![
                    "find-a-case@full".to_owned(),
                    "file-a-record@full".to_owned()
                ]
            ),
            ("head-acting", vec!["explain-why@full".to_owned()]),
        ]
    );
    let tracks: Vec<Track> = document
        .objectives
        .iter()
        .map(|objective| objective.track)
        .collect();
    assert_eq!(tracks, [Track::Process, Track::Technology, Track::People]);
    assert_eq!(
        document.objectives[0].description,
        "Puts records where they belong\n\nBasic: with help\n\nFull: alone"
    );
    assert_eq!(
        (
            &*document.roles[0].title,
            document.roles[0].description.as_str()
        ),
        ("Clerk, Junior", "Role family: Records")
    );
}

#[test]
fn wrong_maps_say_what_is_wrong_and_where() {
    let wrong = |map: &str| {
        import_framework(&fixtures(), map, "jobs.csv")
            .err()
            .unwrap_or_default()
    };
    assert_eq!(
        wrong(&MAP.replace("skill_description =", "skil_description =")),
        "`map.toml`, line 9, column 1: unknown key `skil_description`; did you mean `skill_description`? The keys are \
         `role`, `roles`, `role_id`, `role_title`, `role_family`, `role_description`, `skill`, `skills`, `skill_description`, `level`, `requires`, `weight`, `track`"
    );
    assert_eq!(
        wrong(&MAP.replace("\"Needed\"", "\"Neded\"")),
        "`jobs.csv`: there is no column `Neded`, which the map names in `columns.level`; did you mean `Needed`? The columns are \
         `Family`, `Job`, `Grade`, `Ability`, `Needed`, `Said about it`, `E-mail`, `Area`"
    );
    assert_eq!(
        wrong(&MAP.replace("order = [\"Basic\", \"Full\"]", "")),
        "`map.toml`, line 13, column 1: the key `order` is needed"
    );
    assert_eq!(
        wrong(&MAP.replace("[\"Basic\", \"Full\"]", "[\"Basic\", \"basic\"]")),
        "`map.toml`: `levels.order` has `basic` twice, or it makes no id"
    );
    assert_eq!(
        wrong(&MAP.replace("expert = \"Full\"", "expert = \"Fall\"")),
        "`map.toml`: `Fall` is not one of `levels.order`; did you mean `Full`?"
    );
    assert!(
        wrong(&MAP.replace("default = \"people\"", "default = \"tools\""))
            .starts_with("`map.toml`, line 18, column 11: `tools` is no word that this key knows")
    );
    assert!(
        wrong(&MAP.replace("[columns]", "[columns")).starts_with("`map.toml`, line 5, column ")
    );
    assert_eq!(
        wrong(&MAP.replace("equals = \"Retired\", ", "")),
        "`map.toml`: `skip_where` for column `Grade` needs exactly one of `equals`, `contains`, `missing`"
    );
    assert!(wrong(&MAP.replace("abilities.csv", "absent.csv")).starts_with("`absent.csv`: "));
}

const PLAIN: &str = r#"
programme = { id = "jobs" }
tracks = { default = "process" }
critical = { column = "Must", equals = "x" }
separator = "|"
decimal_comma = true
columns = { role = "Job", skill = "Skill", requires = "First", weight = "Weight" }
"#;

/// A table with this content by the map above.
fn plain(table: &str) -> Result<(paratus::document::Document, Vec<String>, Vec<String>), String> {
    let map = paratus_exchange::FrameworkMap::parse("map.toml", PLAIN).unwrap();
    let mut notes = Vec::new();
    let (document, summary) = paratus_exchange::framework(
        &map,
        "jobs.csv",
        &mut table.as_bytes(),
        &mut paratus_exchange::no_tables,
        &mut |note| notes.push(note.to_string()),
    )
    .map_err(|error| error.to_string())?;
    assert!(summary.main().adds_up());
    Ok((document, notes, summary.warnings))
}

#[test]
fn a_table_without_levels_says_what_comes_first_what_weighs_and_what_is_critical() {
    let table = "Job;Skill;First;Weight;Must\nClerk;Search, find;File | Read;1,5;x\nClerk;File;;;\nClerk;Read;File;2;\n";
    let (document, notes, warnings) = plain(table).unwrap();
    assert_eq!((notes, warnings), (Vec::new(), Vec::new()));
    assert!(document.scales.is_empty());
    let objective = &document.objectives[0];
    assert_eq!(
        objective.requires,
        ["file", "read"].map(paratus::document::LevelRef::from)
    );
    assert_eq!(objective.scale, None);
    let requires = &document.roles[0].requires;
    let facts: Vec<(f64, bool)> = requires
        .iter()
        .map(|one| (one.weight, one.critical))
        .collect();
    assert_eq!(facts, [(1.5, true), (1.0, false), (2.0, false)]);
    assert!(requires.iter().all(|one| one.level.is_none()));
    assert_eq!(
        document.objectives[2].requires,
        ["file"].map(paratus::document::LevelRef::from)
    );
}

#[test]
fn what_cannot_be_a_weight_or_come_first_is_named() {
    let table = "Job;Skill;First;Weight;Must\nClerk;File;Filling;1;\nClerk;Read;;-1;\nClerk;Find;;1.5;\nClerk;File;;3;\n";
    let (document, notes, warnings) = plain(table).unwrap();
    assert_eq!(document.roles[0].requires.len(), 1);
    assert_eq!(notes.len(), 3, "{notes:#?}");
    assert!(
        notes[0].contains("line 3, column `Weight`: refused: `-1` is no weight"),
        "{}",
        notes[0]
    );
    assert!(notes[1].contains("line 4"), "{}", notes[1]);
    assert!(
        notes[2].contains("line 2 requires the same skill of the same role with another weight"),
        "{}",
        notes[2]
    );
    assert!(
        warnings[0].contains("line 2, column `First`: `Filling` is no skill of the table"),
        "{warnings:?}"
    );
}

#[test]
fn levels_and_their_column_go_together() {
    for (map, expected) in [
        (
            PLAIN.replace("role = \"Job\",", "role = \"Job\", level = \"Level\","),
            "`levels.order` is empty",
        ),
        (
            format!("levels = {{ order = [\"low\"] }}\n{PLAIN}"),
            "`columns.level` does not say",
        ),
    ] {
        let error = paratus_exchange::FrameworkMap::parse("map.toml", &map).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
}
