//! Reading whole programmes: problems planted, and found where they are.

use super::*;
use crate::document::{Aspect, Half};

fn files(list: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    list.iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    let help = |finding: &Finding| {
        finding
            .help
            .as_ref()
            .map_or(String::new(), |help| format!(" | {help}"))
    };
    findings
        .iter()
        .map(|finding| {
            let bare = Finding {
                help: None,
                ..finding.clone()
            };
            format!("{bare}{}", help(finding))
        })
        .collect()
}

fn read(list: &[(&str, &str)]) -> Result<Reading, Error> {
    read_folder(&files(list))
}

const HEAD: &str = "format = 1\nid = \"m\"\n";

#[test]
fn a_whole_folder_is_read() {
    let toml = r#"format = 1
id = "m"
as_of = 2027-03-14
include = ["more/roles.toml"]
[tracks.technology]
weight = 2
[scales.skill]
levels = ["low", "high"]
[[objectives]]
id = "why"
track = "people"
[[phases]]
id = "first"
gate = { all = [{ readiness = "people", at_least = 0.5 }, { acts = ["sponsor-named"] }] }
[rules]
exponent = -inf
"#;
    let roles = "include = [\"../last.toml\"]\n[[roles]]\nid = \"clerk\"\nrequires = [{ objective = \"why\" }]\n";
    let last = "[[objectives]]\nid = \"how\"\ntrack = \"process\"\nrequires = [\"why@low\"]\n[rules]\nmin_cell = 12\n";
    let people =
        "\u{feff}id;section;roles;leader;joined\r\np1;a;clerk boss;yes;2020-01-01\r\np2;a;;;\r\n";
    let reading = read(&[
        ("paratus.toml", toml),
        ("more/roles.toml", roles),
        ("last.toml", last),
        ("people.csv", people),
        ("feature_use.csv", "section,feature,uses_per_month,date\na,docket/search,12.5,2027-01-01\n"),
        ("acts.csv", "act,actor,date,evidence\nsponsor-named,p1,2027-01-02,doc 7\n"),
        ("sessions.csv", "id,activity,start,seats\ns1,w,2027-04-01,\ns2,w,2027-04-02,9\n"),
        (
            "absences.csv",
            "until,from,person,section,half,note\n2027-04-02,2027-04-01,p1,,,\n2027-04-03,2027-04-03,,a,morning,x\n",
        ),
    ])
    .expect("reads");
    assert_eq!(shown(&reading.findings), Vec::<String>::new());
    let document = &reading.document;
    assert_eq!(
        document
            .objectives
            .iter()
            .map(|o| o.id.as_str())
            .collect::<Vec<_>>(),
        ["why", "how"]
    );
    assert_eq!(document.rules.exponent.0, f64::NEG_INFINITY);
    assert_eq!(
        (document.rules.min_cell, document.tracks.technology.weight),
        (12, 2.0)
    );
    assert_eq!(
        document.as_of.map(|date| date.to_string()).as_deref(),
        Some("2027-03-14")
    );
    let person = &document.people[0];
    assert_eq!(
        (
            person.roles.len(),
            person.leader,
            document.people[1].roles.len()
        ),
        (2, true, 0)
    );
    assert_eq!(
        (document.sessions[0].seats, document.sessions[1].seats),
        (None, Some(9))
    );
    assert_eq!(document.acts[0].evidence, "doc 7");
    let absence = |at: usize| serde_json::to_value(&document.absences[at]).unwrap();
    assert_eq!(
        [absence(0), absence(1)],
        [
            serde_json::json!({ "person": "p1", "from": "2027-04-01", "until": "2027-04-02" }),
            serde_json::json!({ "section": "a", "from": "2027-04-03", "until": "2027-04-03", "half": "morning", "note": "x" }),
        ]
    );

    let place = |path: &str| {
        let mut findings = [describe!(Code::UnknownReference, path, FileEmpty)];
        reading.place(&mut findings);
        let [finding] = findings;
        format!(
            "{}:{}:{}",
            finding.file.unwrap_or_default(),
            finding.line.unwrap_or(0),
            finding.column.unwrap_or(0)
        )
    };
    assert_eq!(
        place("roles[0].requires[0].objective"),
        "more/roles.toml:4:27"
    );
    assert_eq!(place("roles[0].requires[0].level"), "more/roles.toml:4:13");
    assert_eq!(place("roles[0]"), "more/roles.toml:2:1");
    assert_eq!(place("objectives[1].requires[0]"), "last.toml:4:13");
    assert_eq!(place("people[0].roles[1]"), "people.csv:2:6");
    assert_eq!(place("people[1].roles"), "people.csv:3:6");
    assert_eq!(place("absences[1].section"), "absences.csv:3:24");
    assert_eq!(place("people[1].left"), "people.csv:3:1");
    assert_eq!(place("scales.skill.levels[1]"), "paratus.toml:8:18");
    assert_eq!(place("rules.min_cell"), "last.toml:6:12");
    assert_eq!(reading.excerpt("people.csv", 3), Some("p2;a;;;"));
}

#[test]
fn six_planted_problems_are_found_in_one_run() {
    let toml = r#"format = 1
id = "m"
titel = "x"
[[objectives]]
id = "why"
track = "peple"
[[objectives]]
id = "how"
track = "process"
half_life = 3
requires = ["why", 4]
[[roles]]
id = "clerk"
requires = [{ objective = "why" }, { level = "x", wieght = 2 }, { objective = "how", weight = "three" }]
[[roles]]
title = "no id"
[[activities]]
id = "w"
hours = 2020-01-01T10:00:00
teaches = [{ objective = "how" }]
"#;
    let reading = read(&[("paratus.toml", toml)]).expect("reads");
    assert_eq!(
        shown(&reading.findings),
        [
            "paratus.toml:3:1: error[UNKNOWN_KEY]: `titel` is not a key of a programme | did you mean `title`?",
            "paratus.toml:6:9: error[WRONG_TYPE]: expected `people`, `process` or `technology`, found `peple` | did you mean `people`?",
            "paratus.toml:10:1: error[UNKNOWN_KEY]: `half_life` is not a key of an objective | did you mean `half_life_days`?",
            "paratus.toml:11:20: error[WRONG_TYPE]: expected an objective, or `objective@level`, found the number `4`",
            "paratus.toml:14:36: error[MISSING_KEY]: `objective` is missing from a requirement",
            "paratus.toml:14:51: error[UNKNOWN_KEY]: `wieght` is not a key of a requirement | did you mean `weight`?",
            "paratus.toml:14:95: error[WRONG_TYPE]: expected a number, found the text `three`",
            "paratus.toml:15:1: error[MISSING_KEY]: `id` is missing from a role",
            "paratus.toml:17:1: error[MISSING_KEY]: `mode` is missing from an activity",
            "paratus.toml:19:9: error[WRONG_TYPE]: the value cannot be read: `2020-01-01T10:00:00` has a time; write the date alone, as `YYYY-MM-DD`",
        ]
    );
    let document = &reading.document;
    assert_eq!(
        (
            document.objectives.len(),
            document.roles.len(),
            document.activities.len()
        ),
        (1, 1, 0)
    );
    assert_eq!(document.objectives[0].requires.len(), 1);
    let requires: Vec<_> = document.roles[0]
        .requires
        .iter()
        .map(|r| (r.objective.as_str(), r.weight))
        .collect();
    assert_eq!(requires, [("why", 1.0), ("how", 1.0)]);
    // Places follow the entries that are left.
    assert_eq!(
        reading.places.find("objectives[0].id"),
        Some(("paratus.toml", 8, Some(6)))
    );
    assert_eq!(
        reading.places.find("roles[0].requires[1].objective"),
        Some(("paratus.toml", 14, Some(79)))
    );
    // What could be read is examined too: one mistake hides no other.
    let all = reading.compile().findings().to_vec();
    assert!(all.len() >= reading.findings.len());
    assert!(
        reading
            .refuse_errors()
            .is_err_and(|error| error.kind() == ErrorKind::Shape && error.findings() == all)
    );
}

#[test]
fn a_document_that_cannot_be_completed_is_an_error_with_all_findings() {
    let error = read(&[(
        "paratus.toml",
        "title = 3\n[rules]\nmin_cell = -1\nevidence_weights = 4\n",
    )])
    .expect_err("no id");
    assert_eq!(error.kind(), ErrorKind::Shape);
    assert_eq!(
        shown(error.findings()),
        [
            "paratus.toml:1:1: error[MISSING_KEY]: `format` is missing from a programme | write `format = 1` at the top",
            "paratus.toml:1:1: error[MISSING_KEY]: `id` is missing from a programme",
            "paratus.toml:1:9: error[WRONG_TYPE]: expected a text, or a text for each of `en`, `fr` and `ar`, found the number `3`",
            "paratus.toml:3:12: error[WRONG_TYPE]: expected a whole number of at least 0, found the number `-1`",
            "paratus.toml:4:20: error[WRONG_TYPE]: expected a table, found the number `4`",
        ]
    );
    let error = read_toml("a.toml", "format = 2\nid = 4\nnew = 1\n").expect_err("format");
    assert_eq!(
        (error.kind(), error.findings().len(), error.line()),
        (ErrorKind::Format, 1, Some(1))
    );
    let error = read(&[]).expect_err("nothing there");
    assert_eq!(error.kind(), ErrorKind::MissingFile);
    assert!(
        error.to_string().starts_with("there is no `paratus.toml`"),
        "{error}"
    );
}

#[test]
fn tables_are_read_even_where_the_document_cannot_be() {
    let error = read(&[
        ("paratus.toml", "format = \nid = 'm\n[[roles]]\nid = 'x'"),
        ("people.csv", "id,section\np1,a\n"),
        ("acts.csv", ""),
    ])
    .expect_err("syntax");
    assert_eq!(error.kind(), ErrorKind::Syntax);
    let shown = shown(error.findings());
    assert!(
        shown
            .iter()
            .any(|line| line.starts_with("paratus.toml:1:10: error[UNREADABLE]: ")),
        "{shown:#?}"
    );
    assert!(
        shown.iter().any(|line| line.starts_with("paratus.toml:2:")),
        "{shown:#?}"
    );
    assert!(
        shown
            .iter()
            .any(|line| line.contains("column `roles` is missing")),
        "{shown:#?}"
    );
    assert!(
        shown
            .iter()
            .any(|line| line.starts_with("acts.csv:1: error[EMPTY_TABLE]")),
        "{shown:#?}"
    );
    assert!(
        !shown.iter().any(|line| line.contains("MISSING_KEY")),
        "{shown:#?}"
    );
}

#[test]
fn includes_that_cannot_be_are_reported_with_their_place() {
    let toml = format!(
        "{HEAD}include = [\"a.toml\", \"missing.toml\", \"/etc/x\", \"../x\", 7, \"b.toml\"]\ntitle = \"one\"\n"
    );
    let error = read(&[
        ("paratus.toml", &toml),
        ("a.toml", "include = [\"b.toml\"]\ntitle = \"two\"\n"),
        ("b.toml", "include = [\"a.toml\"]\n"),
    ])
    .expect_err("includes");
    assert_eq!(error.kind(), ErrorKind::MissingFile);
    assert_eq!(
        shown(error.findings()),
        [
            "a.toml:2:1: error[DUPLICATE_KEY]: `title` is given twice | first at paratus.toml:4",
            "b.toml:1:12: error[BAD_INCLUDE]: a file cannot include itself: `a.toml` -> `b.toml` -> `a.toml`",
            "paratus.toml:3:22: error[MISSING_FILE]: there is no file `missing.toml`",
            "paratus.toml:3:38: error[BAD_INCLUDE]: `/etc/x` is not the name of a file in the programme's folder",
            "paratus.toml:3:48: error[BAD_INCLUDE]: `../x` is not the name of a file in the programme's folder",
            "paratus.toml:3:56: error[WRONG_TYPE]: expected a list of file names | for instance `include = [\"roles.toml\"]`",
            "paratus.toml:3:59: error[BAD_INCLUDE]: `b.toml` is included twice | first at a.toml:1",
        ]
    );
    let both = read(&[("paratus.toml", HEAD), ("paratus.json", "{}")]).expect_err("two programmes");
    assert!(both.to_string().contains("both here"), "{both}");
}

#[test]
fn json_has_places_too() {
    let json = "{\n \"format\": 1, \"id\": \"m\",\n \"roles\": [ {\"id\": \"\\u00fc\", \"requires\": [{\"objektive\": 1e999}]} ],\n \"id\": \"n\", \"people\": [null, {\"id\": \"p\", \"section\": \"s\", \"left\": null, \"leader\": 0}]\n}";
    let reading = read_folder(&files(&[("paratus.json", json)])).expect("reads");
    assert_eq!(
        shown(&reading.findings),
        [
            "paratus.json:3:43: error[MISSING_KEY]: `objective` is missing from a requirement",
            "paratus.json:3:44: error[UNKNOWN_KEY]: `objektive` is not a key of a requirement | did you mean `objective`?",
            "paratus.json:4:2: error[DUPLICATE_KEY]: `id` is given twice",
            "paratus.json:4:24: error[WRONG_TYPE]: expected a table, found nothing",
            "paratus.json:4:82: error[WRONG_TYPE]: expected `true` or `false`, found the number `0`",
        ]
    );
    assert_eq!(reading.document.roles[0].id, "ü");
    assert_eq!(reading.document.people.len(), 1);
    let error = read_json("x.json", "{\"format\": 1,\n  oops}").expect_err("syntax");
    assert_eq!(
        (error.line(), error.column()),
        (Some(2), Some(3)),
        "{error}"
    );
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    assert!(
        read_json("x.json", &deep).is_err_and(|error| error.to_string().contains("too deeply"))
    );
    let value = serde_json::json!({ "format": 1, "id": "m", "roles": [["x", "y", "", []], { "id": "r", "x": 1 }] });
    let reading = read_value(value).expect("reads");
    assert_eq!(
        shown(&reading.findings),
        [
            "roles[1].x: error[UNKNOWN_KEY]: `x` is not a key of a role",
            "roles[0]: error[WRONG_TYPE]: expected a table, found a list",
        ]
    );
}

#[test]
fn tables_are_read_as_declared() {
    let files = files(&[
        ("paratus.toml", HEAD),
        (
            "people.csv",
            "id\tsection\troles\tleft\np1\ts\tclerk\t31.12.2027\n",
        ),
        ("acts.csv", "act,actor,date\nx,p1,46387\n"),
    ]);
    let options = TableOptions::default().dates(crate::table::DateFormat::DayMonthYear);
    let reading = read_folder_with(&files, options).expect("reads");
    assert_eq!(
        reading.document.people[0]
            .left
            .map(|date| date.to_string())
            .as_deref(),
        Some("2027-12-31")
    );
    assert_eq!(
        shown(&reading.findings),
        [
            "acts.csv:2:6: error[BAD_VALUE]: column `date`: `46387` is a day number of Excel (`2026-12-31`), and dates are declared as day/month/year | format the column as a date before it is saved, or write the cell as `YYYY-MM-DD`"
        ]
    );
}

#[test]
fn what_is_not_utf8_is_reported_by_line_and_column() {
    let mut files = files(&[("paratus.toml", HEAD)]);
    if let Some(bytes) = files.get_mut("paratus.toml") {
        bytes.extend_from_slice(b"title = \"\xc3\xbc\xff\"\n");
    }
    let error = read_folder(&files).expect_err("damaged");
    assert_eq!(
        error.to_string(),
        "paratus.toml:3:11: this is not UTF-8; as Windows-1252 it reads `ÿ\"` (save the file as UTF-8)"
    );
}

#[test]
fn a_very_bad_entry_takes_linear_time_and_is_cut_short() {
    use std::fmt::Write;
    let mut toml = String::from(HEAD);
    for index in 0..20_000 {
        let _ = writeln!(toml, "unknown_{index} = 1");
    }
    let _ = writeln!(
        toml,
        "[[tools]]\nid = \"t\"\nfeatures = [{}]",
        "1, ".repeat(20_000)
    );
    let reading = read_toml("a.toml", &toml).expect("reads");
    assert!(
        reading
            .findings
            .iter()
            .any(|finding| finding.code == Code::MoreFindings)
    );
    assert!(reading.document.tools.is_empty());
}

#[test]
fn the_canonical_json_reads_back() {
    let toml = format!(
        "{HEAD}[[tools]]\nid = \"t\"\n[rules]\nexponent = -inf\n[calendar]\nholidays = [2027-01-01]\n"
    );
    let document = read_toml("a.toml", &toml).expect("reads").document;
    let json = document.to_json();
    assert_eq!(
        read_json("a.json", &json).expect("reads").document,
        document
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn any_damage_is_reported_with_a_place(
        swaps in proptest::collection::vec((0usize..400, 0usize..12), 1..6)
    ) {
        const WORDS: [&str; 12] = ["3", "[]", "{}", "\"x\"", "true", "nan", "2027-01-01", "idd", "", "[[roles]]", "\n", "="];
        let toml = "format = 1\nid = \"m\"\n[tracks.people]\nweight = 1.0\n[scales.s]\nlevels = [\"a\"]\n[[objectives]]\nid = \"o\"\n\
            track = \"people\"\nrequires = [\"p\"]\n[[roles]]\nid = \"r\"\nrequires = [{ objective = \"o\", weight = 2 }]\n\
            [[activities]]\nid = \"w\"\nmode = \"course\"\nhours = 2\nteaches = [{ objective = \"o\" }]\nseats = { max = 3 }\n";
        let mut tokens: Vec<&str> = toml.split_inclusive([' ', '\n', '[', '{', ',']).collect();
        let length = tokens.len();
        for (at, word) in swaps {
            tokens[at % length] = WORDS[word];
        }
        let text = tokens.concat();
        let findings = match read_toml("a.toml", &text) {
            Ok(reading) => reading.findings,
            Err(error) => error.into_findings(),
        };
        for finding in findings {
            proptest::prop_assert!(finding.line.is_some() && finding.column.is_some(), "{} in\n{}", finding, text);
            let plain = !finding.message.contains("Doc") && !finding.message.contains("struct ");
            proptest::prop_assert!(plain, "{}", finding);
        }
    }
}

#[test]
fn items_say_what_they_ask_about() {
    let text = |aspect: &str| {
        format!(
            r#"{{ "format": 1, "id": "x", "instruments": [{{ "id": "i", "items": [
                {{ "id": "a", "measures": "file" }}, {{ "id": "b", "measures": "file", "aspect": "{aspect}" }}] }}] }}"#
        )
    };
    let reading = read_json("paratus.json", &text("importance")).unwrap();
    let aspects: Vec<Aspect> = reading.document.instruments[0]
        .items
        .iter()
        .map(|item| item.aspect)
        .collect();
    assert_eq!(aspects, [Aspect::Ability, Aspect::Importance]);
    let written = serde_json::to_string(&reading.document).unwrap();
    assert!(written.contains(r#""aspect":"importance""#) && !written.contains("ability"));
    let wrong = read_json("paratus.json", &text("weight")).unwrap();
    assert_eq!(wrong.findings[0].path, "instruments[0].items[1].aspect");
}

#[test]
fn what_refers_to_a_refused_entry_is_not_reported() {
    let files = |objective: &str, people: &str| {
        let toml = format!(
            r#"
            format = 1
            id = "m"
            scales = {{ skill = {{ levels = ["working", "expert"] }} }}
            [[tools]]
            id = "docket"
            features = ["search"]
            [[objectives]]
            id = "why"
            track = "people"
            [[objectives]]
            {objective}
            [[objectives]]
            id = "docket-more"
            track = "technology"
            requires = ["docket-basics@working"]
            [[sections]]
            id = "archive"
            [[roles]]
            id = "clerk"
            requires = [{{ objective = "docket-basics", level = "expert" }}, {{ objective = "docket-more" }}]
            [[activities]]
            id = "course"
            mode = "course"
            hours = 2
            teaches = [{{ objective = "docket-basics" }}]
            "#
        );
        let table = format!("id,section,roles,joined\n{people}\np-2,archive,clerk,\n");
        let acts = "act,actor,date\nmessage-sent,p-1,2027-01-01\n".to_owned();
        [
            ("paratus.toml", toml),
            ("people.csv", table),
            ("acts.csv", acts),
        ]
        .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    };
    let good = "id = \"docket-basics\"\ntrack = \"technology\"\ntool = \"docket\"\nfeatures = [\"search\"]\nscale = \"skill\"";
    let said = |objective: &str, people: &str| {
        let reading = super::read_folder(&BTreeMap::from(files(objective, people))).expect("reads");
        let programme = reading.compile();
        let errors = programme
            .findings()
            .iter()
            .filter(|finding| finding.severity == crate::Severity::Error);
        let errors: Vec<String> = errors
            .map(|finding| format!("{} {}", finding.code, finding.path))
            .collect();
        (programme, errors)
    };
    assert_eq!(said(good, "p-1,archive,clerk,").1, Vec::<String>::new());
    // An objective and a person that are refused: two findings, and none for what refers to them.
    let (programme, errors) = said(
        &good.replace("technology", "technolgy"),
        "p-1,archive,clerk,2027-13-01",
    );
    assert_eq!(
        errors,
        ["WRONG_TYPE objectives[1].track", "BAD_VALUE joined"]
    );
    let evidence = "person,objective,kind,value,date\np-2,docket-basics,quiz,1,2027-01-01\n\
                    p-1,why,quiz,1,2027-01-01\np-2,lost,quiz,1,2027-01-01\np-2,why,quiz,1,2027-01-01\n";
    let mut log = crate::EvidenceLog::new(&programme);
    let report = log.read_csv(
        "evidence.csv",
        evidence.as_bytes(),
        crate::table::TableOptions::default(),
    );
    let reported: Vec<&str> = report
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(reported, ["`lost` is not an objective of the programme"]);
    assert_eq!(
        (
            log.len(),
            log.row_counts().refused,
            log.row_counts().set_aside
        ),
        (1, 1, 2)
    );
    assert_eq!((report.rows, report.refused, report.set_aside), (1, 1, 2));
    // Of a table that cannot be read at all anyone may have been a part.
    let mut headless = BTreeMap::from(files(good, ""));
    headless.insert(
        "people.csv".to_owned(),
        b"p-1,archive,clerk,2027-01-01\n".to_vec(),
    );
    let programme = super::read_folder(&headless).expect("reads").compile();
    let errors = programme
        .findings()
        .iter()
        .filter(|finding| finding.severity == crate::Severity::Error);
    assert_eq!(errors.count(), 1, "{:?}", programme.findings());
    let mut log = crate::EvidenceLog::new(&programme);
    let report = log.read_csv(
        "evidence.csv",
        evidence.as_bytes(),
        crate::table::TableOptions::default(),
    );
    assert_eq!(
        (
            report.findings.len(),
            log.len(),
            log.row_counts().refused,
            log.row_counts().set_aside
        ),
        (0, 0, 0, 4)
    );
    // A refused entry is no excuse for a slip beside it.
    let (_, errors) = said(
        &good.replace("docket-basics", "docket-basic"),
        "p-1,archive,clerk,",
    );
    assert_eq!(errors, ["UNKNOWN_REFERENCE objectives[2].requires[0]"]);
}

#[test]
fn a_condition_that_could_not_be_read_has_one_finding() {
    let said = |subject: &str| {
        let text = format!(
            r#"
            format = 1
            id = "p"
            [[objectives]]
            id = "why"
            track = "people"
            [[phases]]
            id = "one"
            objectives = ["why"]
            gate = {{ all = [{{ {subject}share = 0.5 }}] }}
            "#
        );
        let reading = super::read_toml("paratus.toml", &text).expect("reads");
        let programme = reading.compile();
        let of_gate = programme
            .findings()
            .iter()
            .filter(|finding| finding.path.contains("gate"));
        of_gate
            .map(|finding| format!("{} {}", finding.code, finding.path))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said("readiness = \"peple\", "),
        ["WRONG_TYPE phases[0].gate.all[0].readiness"]
    );
    // Where nothing was refused, what the condition asks for is missing indeed.
    assert_eq!(said(""), ["GATE_UNREACHABLE phases[0].gate.all[0]"]);
}

#[test]
fn answers_to_refused_items_are_set_aside() {
    let text = r#"{ "format": 1, "id": "x", "instruments": [
        { "id": "i", "items": [{ "id": "a", "measures": "buy-in" }, { "id": "b", "measure": "buy-in" }] },
        { "id": "j", "points": "five", "itms": [] } ] }"#;
    let programme = read_json("paratus.json", text).unwrap().compile();
    let mut log = crate::survey::ResponseLog::new(&programme);
    let answers = "respondent,instrument,item,answer,date\nx,i,a,3,2027-01-01\nx,i,b,3,2027-01-01\nx,i,c,3,2027-01-01\n";
    let report = log.read_csv(
        "responses.csv",
        answers.as_bytes(),
        crate::table::TableOptions::default(),
    );
    let errors = report
        .findings
        .iter()
        .filter(|finding| finding.severity == crate::Severity::Error);
    let reported: Vec<&str> = errors.map(|finding| finding.message.as_str()).collect();
    assert_eq!(reported, ["`c` is not an item of the instrument `i`"]);
    assert_eq!(
        (
            log.len(),
            log.row_counts().refused,
            log.row_counts().set_aside
        ),
        (1, 1, 1)
    );
}

#[test]
fn a_misspelt_value_hides_no_finding_of_the_content() {
    let reading = read(&[(
        "paratus.toml",
        "format = 1\nid = \"m\"\nobjectives = [{ id = \"why\", track = \"peple\" }]\n\
         roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n",
    )])
    .unwrap();
    let codes: Vec<Code> = reading
        .refuse_errors()
        .unwrap_err()
        .findings()
        .iter()
        .map(|finding| finding.code)
        .collect();
    assert!(codes.contains(&Code::WrongType), "{codes:?}");
    assert!(codes.contains(&Code::UnknownReference), "{codes:?}");
}

#[test]
fn a_misspelt_value_hides_nothing_else_of_its_entry_or_of_others() {
    let toml = r#"format = 1
id = "m"
as_of = 2027-03-14
[[tools]]
id = "docs"
features = ["find", "offline"]
[[objectives]]
id = "why"
track = "peple"
half_life_days = -3
requires = ["whu"]
[[objectives]]
id = "find"
track = "technology"
tool = "docs"
features = ["find"]
[[objectives]]
id = "spare"
track = "process"
[[sections]]
id = "archive"
[[roles]]
id = "clerk"
requires = [{ objective = "why" }, { objective = "find" }]
[[activities]]
id = "talk"
mode = "workshop"
hours = "two"
teaches = [{ objective = "why" }, { objective = "fnd" }]
"#;
    let people = "id,section,roles\np1,archive,clerk\n";
    let used = "section,feature,uses_per_month\narchive,docs/find,9\narchive,docs/offline,9\n";
    let reading = read(&[
        ("paratus.toml", toml),
        ("people.csv", people),
        ("feature_use.csv", used),
    ]);
    let reading = reading.unwrap();
    let programme = reading.compile();
    let found: Vec<(Code, Option<u32>)> = programme
        .findings()
        .iter()
        .filter(|finding| finding.file.as_deref() == Some("paratus.toml"))
        .map(|finding| (finding.code, finding.line))
        .collect();
    for expected in [
        (Code::WrongType, Some(9)),
        (Code::ValueOutOfRange, Some(10)),
        (Code::UnknownReference, Some(11)),
        (Code::UnrequiredObjective, Some(18)),
        (Code::WrongType, Some(28)),
        (Code::UnknownReference, Some(29)),
        (Code::UntrainedFeature, Some(6)),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    // What stands in for the track and the hours is not judged, and nothing is computed from it.
    let of_stand_ins = [Code::TrackEmpty, Code::TrackImbalance, Code::TechnologyOnly];
    assert!(!found.iter().any(|(code, _)| of_stand_ins.contains(code)));
    assert_eq!(programme.objectives().len(), 2);
    // With the slips corrected nothing is left that was not said before.
    let corrected = toml.replace("peple", "people").replace("\"two\"", "2");
    let corrected = read(&[
        ("paratus.toml", &corrected),
        ("people.csv", people),
        ("feature_use.csv", used),
    ]);
    for finding in corrected.unwrap().compile().findings() {
        let said = (finding.code, finding.line);
        assert!(
            found.contains(&said) || of_stand_ins.contains(&finding.code) || finding.line.is_none(),
            "{finding}"
        );
    }
}

#[test]
fn one_slip_of_syntax_hides_nothing_else() {
    let head = "format = 1\nid = \"m\"\ninclude = [\"roles.toml\"]\n[rules]\nthreshold = o.5\nmin_cel = 12\n";
    let roles = "[[roles]]\nid = \"clerk\"\ntitel = \"Clerk\"\nrequires = [{ objective = why }]\n";
    let people = "id,section,roles,joined\np1,a,clerk,2020-13-01\n";
    let error = read(&[
        ("paratus.toml", head),
        ("roles.toml", roles),
        ("people.csv", people),
    ])
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Syntax);
    let found: Vec<(&str, Option<u32>, &str)> = error
        .findings()
        .iter()
        .map(|found| {
            let file = found.file.as_deref().unwrap_or_default();
            (file, found.line, found.code.name())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("paratus.toml", Some(5), "UNREADABLE"),
            ("paratus.toml", Some(6), "UNKNOWN_KEY"),
            ("roles.toml", Some(3), "UNKNOWN_KEY"),
            ("roles.toml", Some(4), "UNREADABLE"),
            ("people.csv", Some(2), "BAD_VALUE"),
        ]
    );
}

#[test]
fn times_say_which_half_of_the_day_is_meant() {
    let sessions = "id,activity,start,half\n\
        s1,w,2027-04-01,\n\
        s2,w,2027-04-01T09:00,\n\
        s3,w,2027-04-01 13:00,\n\
        s4,w,2027-04-01 2:15 PM,\n\
        s5,w,2027-04-01T00:00,afternoon\n\
        s6,w,2027-04-01T10:00,afternoon\n";
    let absences = "person,from,until,half\n\
        p,2027-04-01T13:30,2027-04-01T17:00,\n\
        p,2027-04-01T09:00,2027-04-01T12:30,\n\
        p,2027-04-01T09:00,2027-04-02T17:00,\n\
        p,2027-04-01T09:00,2027-04-02T12:00,\n\
        p,2027-04-01T14:00,2027-04-02,\n\
        p,2027-04-01,2027-04-09,morning\n";
    let files: BTreeMap<String, Vec<u8>> = [
        ("paratus.toml", "format = 1\nid = \"m\"\n"),
        ("sessions.csv", sessions),
        ("absences.csv", absences),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .into();
    let reading = read_folder(&files).unwrap();
    let halves = |half: Option<Half>| half.map_or("-", Half::name);
    let of_sessions: Vec<&str> = reading
        .document
        .sessions
        .iter()
        .map(|one| halves(one.half))
        .collect();
    assert_eq!(
        of_sessions,
        ["-", "morning", "afternoon", "afternoon", "afternoon"]
    );
    let of_absences: Vec<&str> = reading
        .document
        .absences
        .iter()
        .map(|one| halves(one.half))
        .collect();
    assert_eq!(of_absences, ["afternoon", "morning", "-", "morning"]);
    let said: Vec<String> = reading
        .findings
        .iter()
        .map(|one| one.message.clone())
        .collect();
    assert_eq!(
        said,
        [
            "column `until`: the time leaves a half of this day",
            "column `from`: the time leaves a half of this day",
            "column `half`: `afternoon` contradicts the time of `start`",
        ]
    );
}
