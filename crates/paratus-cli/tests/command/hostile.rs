//! Titles, ids and cells that others wrote steer no output, whatever its form: no terminal, page, calendar, spreadsheet or table.

use crate::common::Desk;
use std::path::Path;

/// What a hostile author puts into every title, as TOML writes it: a formula, an escape of terminals in C0 and in C1, overrides and
/// isolates of direction, line breaks of three kinds, markup of HTML and Markdown, a field of a calendar, a cell of a table.
const HOSTILE: &str = "=1+1\\u001b[31m\\u009b31m\\u202eabc\\u2066d\\u2028e\\u2029f\\u0085g\\r\\nATTENDEE:mailto:x@x.example\\n\\n# h | i\
    <script>alert(1)</script> [j](https://x.example) ![k](javascript:l) `m` \\t</title></style> \\u0007";

/// Two sections whose ids differ in case alone, with people, needs, phases, gates, a survey and sessions; `T` is every title.
const PROGRAMME: &str = r#"
format = 1
id = "office"
title = "T"
as_of = 2027-03-14

[[tools]]
id = "docket"
title = "T"
features = ["search"]

[[objectives]]
id = "why"
track = "people"
title = "T"
description = "T"

[[objectives]]
id = "-filing"
track = "process"
title = "T"
requires = ["why"]

[[objectives]]
id = "search"
track = "technology"
title = "T"
tool = "docket"
features = ["search"]

[[sections]]
id = "a"
title = "T"

[[sections]]
id = "A"
title = "T"

[[roles]]
id = "clerk"
title = "T"
requires = [{ objective = "why" }, { objective = "-filing" }, { objective = "search" }]

[[activities]]
id = "talk"
title = "T"
mode = "workshop"
hours = 3.0
seats = { min = 2, max = 30 }
cost = 100.0
teaches = [{ objective = "why" }, { objective = "-filing" }]

[[activities]]
id = "page"
title = "T"
mode = "e-learning"
hours = 1.0
teaches = [{ objective = "search" }]

[[phases]]
id = "one"
title = "T"
objectives = ["why", "-filing"]

[[phases]]
id = "two"
title = "T"
objectives = ["search"]
gate = { all = [
  { readiness = "people", at_least = 0.5, share = 0.8 },
  { holders = "why", at_least = 2 },
  { buy_in = "pulse", at_least = 0.6, respondents = 10 },
  { acts = ["sponsor-named"], within_days = 90 },
] }

[[instruments]]
id = "pulse"
title = "T"
items = [{ id = "q1", measures = "buy-in", text = "T" }, { id = "q2", measures = "buy-in", text = "T" }]

[[rooms]]
id = "hall"
seats = 30

[[trainers]]
id = "t-1"
"#;

/// A cell of a table with the same intent; a CSV file cannot hold all of it without quotes.
const CELL: &str = "\"=HYPERLINK(\"\"http://x.example\"\")\u{1b}[31m\u{202e}\u{2028}\u{9b}<script>|`[j](https://x.example)\"";

fn office() -> Desk {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("hostile")).unwrap();
    desk.write(
        "hostile/paratus.toml",
        PROGRAMME.replace("\"T\"", &format!("\"{HOSTILE}\"")),
    );
    let mut people = "id,section,roles\n".to_owned();
    let mut evidence = "person,objective,kind,value,date,key,source\n".to_owned();
    let mut responses = "respondent,instrument,item,answer,date\n".to_owned();
    for at in 10..34 {
        people += &format!("p-{at},{},clerk\n", if at % 2 == 0 { "a" } else { "A" });
        evidence += &format!("p-{at},why,quiz,0.{at},2027-02-01,{CELL},{CELL}\n");
        for item in ["q1", "q2"] {
            responses += &format!("p-{at},pulse,{item},{},2027-03-01\n", 1 + at % 5);
        }
    }
    evidence += &format!(
        "{CELL},why,quiz,1,2027-02-01,,\np-10,{CELL},quiz,1,2027-02-01,,\np-10,why,{CELL},1,2027-02-01,,\n"
    );
    evidence += &format!("p-10,why,quiz,{CELL},2027-02-01,,\np-10,why,quiz,1,{CELL},,\n");
    responses += &format!("{CELL},pulse,q1,2,2027-03-01\np-10,pulse,{CELL},2,2027-03-01\n");
    desk.write("hostile/people.csv", people);
    desk.write("hostile/evidence.csv", evidence);
    desk.write("hostile/responses.csv", responses);
    desk.write(
        "hostile/feature_use.csv",
        format!("section,feature,uses_per_month,source\na,docket/search,30,{CELL}\n"),
    );
    desk.write(
        "hostile/acts.csv",
        format!("act,actor,date,evidence\nsponsor-named,p-10,2027-02-12,{CELL}\n"),
    );
    desk
}

/// Verbs that show something of a programme, with arguments for every part of their output.
const VERBS: &[&[&str]] = &[
    &["check", "hostile"],
    &["assess", "hostile"],
    &["assess", "hostile", "--level", "person"],
    &["assess", "hostile", "--level", "role"],
    &["assess", "hostile", "--level", "organisation"],
    &["gaps", "hostile"],
    &["gaps", "hostile", "--section", "A"],
    &["needs", "hostile"],
    &["fit", "hostile"],
    &["fit", "hostile", "--all"],
    &["phases", "hostile"],
    &["phases", "hostile", "--propose"],
    &["gate", "hostile"],
    &["refresh", "hostile"],
    &["survey", "hostile"],
    &["plan", "hostile", "--effort", "quick"],
    &["plan", "hostile", "--effort", "quick", "--show", "people"],
    &["plan", "hostile", "--effort", "quick", "--show", "unplaced"],
    &[
        "plan",
        "hostile",
        "--effort",
        "quick",
        "--weeks",
        "1",
        "--what-if",
        "weeks=4",
    ],
    &["plan", "hostile", "--effort", "quick", "--seat", "p-10"],
    &["diff", "hostile", "--to", "2027-09-01", "--people"],
    &["diff", "hostile", "--sensitivity"],
    &["explain", "p-10", "hostile"],
    &["explain", "A", "hostile"],
    &["explain", "clerk", "hostile"],
    &["explain", "why", "hostile"],
    &["explain", "two", "hostile"],
    &["explain", "pulse", "hostile"],
    &["config", "hostile"],
    &["report", "hostile"],
    &["report", "hostile", "--plan"],
    &["report", "hostile", "--lang", "fr"],
];

/// Whether a character steers what shows it, or is one of those that end lines elsewhere.
fn steers(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The first place of something that steers, with what is around it.
fn found(text: &str) -> Option<String> {
    let at = text.find(steers)?;
    let from = text[..at]
        .char_indices()
        .rev()
        .nth(60)
        .map_or(0, |(at, _)| at);
    Some(
        text[from..]
            .chars()
            .take(90)
            .collect::<String>()
            .escape_debug()
            .to_string(),
    )
}

/// The cells of a CSV table that a spreadsheet would compute.
fn formulas(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let cells = reader.records().flat_map(|record| {
        record
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    let computed = |cell: &String| {
        cell.trim_start().starts_with(['=', '+', '-', '@']) && cell.trim().parse::<f64>().is_err()
    };
    cells.filter(computed).collect()
}

/// Pipes that separate cells: those without a backslash before them.
fn columns(line: &str) -> usize {
    let mut escaped = false;
    let separates = |letter: char| {
        let one = letter == '|' && !escaped;
        escaped = letter == '\\' && !escaped;
        one
    };
    line.chars().map(separates).filter(|one| *one).count()
}

/// What is wrong with a text in Markdown.
fn markup(text: &str) -> Option<String> {
    for bad in ["<script", "</title", "[j](", "![k]", "https://"] {
        if let Some(line) = text.lines().find(|line| line.contains(bad)) {
            return Some(format!("`{bad}` in {line}"));
        }
    }
    let mut before: Option<&str> = None;
    for line in text.lines() {
        if line.starts_with("ATTENDEE") || line.starts_with("# h") {
            return Some(format!("a title has a line of its own: {line}"));
        }
        let row = Some(line).filter(|line| line.starts_with('|'));
        if let (Some(before), Some(row)) = (before, row)
            && columns(before) != columns(row)
        {
            return Some(format!("a row has other columns:\n{before}\n{row}"));
        }
        before = row;
    }
    None
}

#[test]
fn nothing_that_others_wrote_steers_an_output() {
    let desk = office();
    let mut wrong = Vec::new();
    let mut forms = std::collections::BTreeMap::new();
    for verb in VERBS {
        for format in ["table", "json", "ndjson", "csv", "md", "html"] {
            let arguments = [*verb, &["--format", format]].concat();
            let ran = desk.run(&arguments);
            let shown = format!("paratus {}", arguments.join(" "));
            assert!(!ran.err.contains("panicked"), "{shown}: {}", ran.err);
            if let Some(found) = found(&ran.err) {
                wrong.push(format!("{shown}: standard error: {found}"));
            }
            if ran.out.is_empty() {
                // A form that the verb does not have, or nothing to list; how often each form is had is counted below.
                continue;
            }
            *forms.entry(format).or_insert(0) += 1;
            let problem = match format {
                // For programs: exactly what was written, in escapes.
                "json" | "ndjson" => {
                    let read = ran.out.lines().try_for_each(|line| {
                        serde_json::from_str::<serde_json::Value>(line).map(drop)
                    });
                    read.err()
                        .map(|error| error.to_string())
                        .or_else(|| found(&ran.out))
                }
                "csv" => found(&ran.out).or_else(|| formulas(&ran.out).into_iter().next()),
                "md" => found(&ran.out).or_else(|| markup(&ran.out)),
                "html" => found(&ran.out).or_else(|| {
                    [
                        "<script",
                        "</title></style>",
                        "href=\"http",
                        "href=\"javascript",
                    ]
                    .into_iter()
                    .find(|bad| ran.out.contains(bad))
                    .map(str::to_owned)
                }),
                _ => found(&ran.out),
            };
            wrong.extend(problem.map(|problem| format!("{shown}: {problem}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Nearly every verb has the forms of all; fewer would mean that the programme does not reach them.
    for (format, least) in [
        ("table", 24),
        ("json", 24),
        ("ndjson", 16),
        ("csv", 16),
        ("md", 16),
        ("html", 3),
    ] {
        let count = forms.get(format).copied().unwrap_or(0);
        assert!(count >= least, "{format}: {count} outputs");
    }
}

/// Tables and lines carry the audience in every row, where no comment could be written.
#[test]
fn every_row_says_for_whom_it_is() {
    let desk = office();
    for (verb, audience) in [
        (&["gaps", "hostile"][..], "published"),
        (&["gaps", "hostile", "--internal"], "internal"),
        (&["assess", "hostile", "--level", "section"], "published"),
        (&["assess", "hostile", "--level", "person"], "internal"),
        (&["refresh", "hostile"], "published"),
        (&["plan", "hostile", "--effort", "quick"], "internal"),
        (&["check", "hostile"], "internal"),
    ] {
        let csv = desk.run(&[verb, &["--format", "csv"]].concat()).out;
        assert!(
            csv.lines()
                .next()
                .is_some_and(|head| head.ends_with(",audience")),
            "{verb:?}: {csv}"
        );
        assert!(
            csv.trim_end().ends_with(&format!(",{audience}")) || csv.lines().count() == 1,
            "{verb:?}: {csv}"
        );
        let lines = desk.run(&[verb, &["--format", "ndjson"]].concat()).out;
        for line in lines.lines().filter(|_| verb[0] != "check") {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(line["audience"], audience, "{verb:?}: {line}");
        }
    }
}

#[test]
fn errors_about_arguments_are_shown_safely() {
    let desk = office();
    let name = "x\u{202e}\u{2028}y";
    for arguments in [
        vec!["assess", name],
        vec!["explain", name, "hostile"],
        vec!["gaps", "hostile", "--section", name],
        vec!["assess", "hostile", "--evidence", name],
        vec!["assess", "hostile", "-o", "nowhere\u{202e}/x"],
        vec!["plan", "hostile", "--previous", name],
    ] {
        let ran = desk.run(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert_eq!(found(&ran.err), None, "{arguments:?}");
    }
}

#[test]
fn calendars_hold_what_they_should_and_each_section_has_its_own() {
    let desk = office();
    let ran = desk.run(&["plan", "hostile", "--effort", "quick", "--ics", "calendars"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let names = desk.names("calendars");
    assert!(
        names.contains(&"section-A.ics".to_owned())
            && names.contains(&"section-a-2.ics".to_owned()),
        "{names:?}"
    );
    let mut small: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    small.dedup();
    assert_eq!(small.len(), names.len());
    for name in &names {
        let text = desk.read(&Path::new("calendars").join(name).to_string_lossy());
        assert!(text.ends_with("END:VCALENDAR\r\n"), "{name}");
        let unfolded = text.replace("\r\n ", "");
        assert_eq!(found(&unfolded.replace("\r\n", "\n")), None, "{name}");
        let fields = [
            "BEGIN",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "METHOD",
            "X-WR-CALNAME",
            "X-WR-CALDESC",
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "LOCATION",
            "DESCRIPTION",
            "END",
        ];
        for line in unfolded.lines() {
            let field = line.split(':').next().unwrap_or_default();
            assert!(fields.contains(&field), "{name}: {line}");
        }
    }
}

#[test]
fn an_import_and_its_report_have_no_formulas_and_come_back_as_they_were() {
    let desk = Desk::new();
    desk.write(
        "map.toml",
        "[person]\ncolumn = \"Who\"\n[objective]\ncolumn = \"Skill\"\n[kind]\nconstant = \"quiz\"\n[value]\ncolumn = \"Grade\"\n\
         form = \"percent\"\n[date]\nconstant = 2027-02-01\n[source]\ncolumn = \"From\"\n",
    );
    let cells = ["=cmd|x", "+1-2", "-2+3", "@SUM(1)", "'=1", "plain", "-5"];
    let mut table = "Who,Grade,Skill,From\n".to_owned();
    for (at, cell) in cells.iter().enumerate() {
        table += &format!("p-{at},80,why,{cell}\n");
        table += &format!("p-{at},{cell}?,why,x\n");
    }
    desk.write("results.csv", table);
    let ran = desk.run(&[
        "import",
        "--map",
        "map.toml",
        "results.csv",
        "-o",
        "new.csv",
        "--report",
        "notes.csv",
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for name in ["new.csv", "notes.csv"] {
        let text = desk.read(name);
        assert_eq!(formulas(&text), Vec::<String>::new(), "{name}: {text}");
    }
    // What was written is read again by the same map of its own columns.
    desk.write(
        "again.toml",
        "[person]\ncolumn = \"person\"\n[objective]\ncolumn = \"objective\"\n[kind]\nconstant = \"quiz\"\n[value]\ncolumn = \"value\"\n\
         form = \"fraction\"\n[date]\nconstant = 2027-02-01\n[source]\ncolumn = \"source\"\n",
    );
    let again = desk.run(&[
        "import",
        "--map",
        "again.toml",
        "new.csv",
        "-o",
        "again.csv",
    ]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(desk.read("again.csv"), desk.read("new.csv"));
    let sources: Vec<String> = {
        let text = desk.read("new.csv");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader
            .records()
            .map(|record| record.unwrap().iter().next_back().unwrap().to_owned())
            .collect()
    };
    let read: Vec<&str> = sources
        .iter()
        .map(|cell| paratus::text::unescape_formula(cell))
        .collect();
    // Reading takes `'=1` for a formula that was made safe before.
    assert_eq!(
        read,
        ["=cmd|x", "+1-2", "-2+3", "@SUM(1)", "=1", "plain", "-5"]
    );
}
