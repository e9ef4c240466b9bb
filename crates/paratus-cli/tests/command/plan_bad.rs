//! Plans of programmes in which something cannot be: each is explained in the programme's words, and none is a mistake of the planner.

use crate::common::Desk;

const PROGRAMME: &str = r#"
format = 1
id = "small"
title = "A small office"
as_of = 2027-03-14
[planning]
weeks = 4
max_absent = 0.6
[[objectives]]
id = "why"
track = "people"
[[objectives]]
id = "filing"
track = "process"
requires = ["why"]
[[objectives]]
id = "search"
track = "technology"
[[sections]]
id = "archive"
[[roles]]
id = "clerk"
requires = [{ objective = "why" }, { objective = "filing" }, { objective = "search" }]
[[phases]]
id = "first"
objectives = ["why", "filing"]
[[phases]]
id = "second"
objectives = ["search"]
[[activities]]
id = "talk"
mode = "workshop"
teaches = [{ objective = "why" }]
hours = 3.0
cost = 300.0
seats = { min = 2, max = 5 }
trainer_skill = "people"
[[activities]]
id = "walk"
mode = "workshop"
teaches = [{ objective = "filing" }]
hours = 6.0
cost = 200.0
seats = { min = 2, max = 5 }
[[activities]]
id = "lab"
mode = "workshop"
teaches = [{ objective = "search" }]
hours = 3.0
cost = 100.0
seats = { min = 2, max = 5 }
[[rooms]]
id = "hall"
seats = 8
[[trainers]]
id = "t-1"
skills = ["people"]
"#;

const SESSIONS: &str = "id,activity,start,seats,trainer,room,pinned,half\nkick-off,talk,2027-03-16,5,t-1,hall,true,afternoon\n";

/// The same with texts replaced in the programme, in its sessions and in its people.
fn desk(changes: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    let people: String = (1..=9).map(|n| format!("p-{n},archive,clerk,\n")).collect();
    let mut texts = [
        PROGRAMME.to_owned(),
        SESSIONS.to_owned(),
        format!("id,section,roles,left\n{people}"),
    ];
    for (from, to) in changes {
        let held = texts
            .iter_mut()
            .find(|text| text.contains(from))
            .unwrap_or_else(|| panic!("`{from}` is nowhere"));
        *held = held.replace(from, to);
    }
    std::fs::create_dir(desk.path("small")).unwrap();
    for (name, text) in ["paratus.toml", "sessions.csv", "people.csv"]
        .iter()
        .zip(texts)
    {
        desk.write(&format!("small/{name}"), text);
    }
    desk
}

/// What is altered, more arguments, the exit code, and what is said.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], i32, &'a [&'a str]);

const CASES: &[Case<'_>] = &[
    // Nobody has the skill: the announced session cannot be held, and everything else is planned.
    (
        &[("skills = [\"people\"]", "skills = [\"law\"]")],
        &[],
        5,
        &[
            "kick-off the session no trainer with the skill is free",
            "why 9 no trainer with the skill `people` can hold `talk`",
            "9 people need `talk`; no trainer has the skill `people`",
            "1 more trainer with `people` --what-if trainers.people=1",
            "18 needs are left",
            "`search` for 5 people",
        ],
    ),
    // Nobody with it is there in all the time, nor on the day.
    (
        &[(
            "skills = [\"people\"]",
            "skills = [\"people\"]\navailable = [{ from = 2026-01-01, until = 2026-02-01 }]",
        )],
        &[],
        5,
        &[
            "kick-off the session no trainer with the skill is free",
            "9 people need `talk`; every trainer with the skill `people` is away or no longer employed",
            "why 9 no trainer with the skill `people` can hold `talk`",
        ],
    ),
    // A class larger than all who need it: what comes behind it is planned all the same.
    (
        &[(
            "hours = 6.0\ncost = 200.0\nseats = { min = 2, max = 5 }",
            "hours = 6.0\nseats = { min = 20, max = 30 }",
        )],
        &[],
        5,
        &[
            "no room of 20 seats or more is available for a session of `walk`",
            "hold sessions of `walk` for 4 people or more --what-if seats_min.walk=4",
            "9 needs are left",
            "`search` for 5 people",
        ],
    ),
    // What everything rests on is taught by nothing.
    (
        &[(
            "teaches = [{ objective = \"why\" }]",
            "teaches = [{ objective = \"search\" }]",
        )],
        &[],
        5,
        &[
            "no activity teaches `why`",
            "what teaches `filing` rests on `why`, which no activity teaches",
        ],
    ),
    // A weekend.
    (
        &[],
        &["--from", "2027-03-20", "--horizon", "2027-03-21"],
        5,
        &[
            "there is no working day from 2027-03-20 to 2027-03-21",
            "27 needs are left",
        ],
    ),
    (
        &[(
            "as_of = 2027-03-14\n",
            "as_of = 2027-03-14\ncalendar = { weekend = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"] }\n",
        )],
        &[],
        2,
        &["all seven days are `weekend`, so no day is left to work"],
    ),
    // Two sessions in one room, and of one trainer: the later gives way.
    (
        &[(
            "true,afternoon\n",
            "true,afternoon\nsecond,walk,2027-03-16,5,,hall,true,morning\nthird,lab,2027-03-16,5,,hall,true,afternoon\n",
        )],
        &[],
        0,
        &[
            "second the session no suitable room is free third the session no suitable room is free",
            "2027-03-16 pm talk 4/5 hall t-1",
            "Everyone is placed",
        ],
    ),
    (
        &[
            (
                "true,afternoon\n",
                "true,afternoon\nsecond,talk,2027-03-16,5,t-1,den,true,afternoon\n",
            ),
            (
                "id = \"hall\"\nseats = 8\n",
                "id = \"hall\"\nseats = 8\n[[rooms]]\nid = \"den\"\nseats = 8\n",
            ),
        ],
        &[],
        0,
        &[
            "second the session no trainer with the skill is free",
            "Everyone is placed",
        ],
    ),
    // Everybody left, or leaves before the plan ends.
    (
        &[("archive,clerk,", "archive,clerk,2027-03-01")],
        &[],
        0,
        &[
            "Nobody needs to be trained from 2027-03-15 to 2027-04-11; 1 session takes place all the same",
        ],
    ),
    (
        &[("archive,clerk,", "archive,clerk,2027-03-30")],
        &[],
        0,
        &[
            "9 people with unmet needs leave before the plan ends on 2027-04-11; the plan gives them nothing new",
        ],
    ),
    // The past.
    (
        &[("weeks = 4", "from = 2026-06-01\nuntil = 2026-12-01")],
        &[],
        2,
        &["planning would end on 2026-12-01, not after 2027-03-14"],
    ),
    (
        &[],
        &["--from", "2027-01-01"],
        2,
        &["planning would begin on 2027-01-01, before 2027-03-14"],
    ),
    // Windows.
    (
        &[(
            "id = \"first\"\n",
            "id = \"first\"\nfrom = 2027-06-01\nuntil = 2027-05-01\n",
        )],
        &[],
        2,
        &["phase `first` ends on 2027-05-01, before it begins on 2027-06-01"],
    ),
    (
        &[(
            "id = \"first\"\n",
            "id = \"first\"\nfrom = 2026-01-01\nuntil = 2026-05-01\n",
        )],
        &[],
        5,
        &[
            "phase `first` of `walk` ends on 2026-05-01",
            "2027-03-16 pm talk 5/5",
        ],
    ),
    (
        &[
            ("id = \"first\"\n", "id = \"first\"\nfrom = 2027-04-09\n"),
            ("id = \"second\"\n", "id = \"second\"\nuntil = 2027-03-17\n"),
        ],
        &[],
        5,
        &[
            "8 needs are left",
            "9 seats in `walk` from 2027-04-09 to 2027-04-09; 18 half days are needed, and there are 10",
        ],
    ),
];

#[test]
fn what_cannot_be_is_explained() {
    let mut wrong = Vec::new();
    for (changes, arguments, code, reported) in CASES {
        let desk = desk(changes);
        let ran = desk.run(&[&["plan", "small", "--effort", "quick"], *arguments].concat());
        let said = format!("{}{}", ran.err, ran.out)
            .split_whitespace()
            .collect::<Vec<&str>>()
            .join(" ");
        if ran.code != *code {
            wrong.push(format!(
                "{changes:?} {arguments:?}: exit code {}, not {code}: {said}",
                ran.code
            ));
        }
        for reported in reported
            .iter()
            .filter(|reported| !said.contains(**reported))
        {
            wrong.push(format!(
                "{changes:?} {arguments:?}: `{reported}` is not in {said}"
            ));
        }
        if said.contains("mistake of the planner") || said.contains("panicked") {
            wrong.push(format!("{changes:?} {arguments:?}: {said}"));
        }
        let whole = desk.run(
            &[
                &["plan", "small", "--effort", "quick", "--format", "json"],
                *arguments,
            ]
            .concat(),
        );
        assert_eq!(whole.code, ran.code, "{changes:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
