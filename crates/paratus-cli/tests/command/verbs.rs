//! What every verb shows, on a small programme.

use crate::common::Desk;
use insta::assert_snapshot;

#[test]
fn the_command_says_what_it_can_do() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for verb in [
        "init",
        "check",
        "assess",
        "gaps",
        "needs",
        "fit",
        "phases",
        "plan",
        "gate",
        "refresh",
        "survey",
        "diff",
        "explain",
        "import",
        "schema",
        "config",
        "completions",
        "man",
    ] {
        let help = desk.run(&[verb, "--help"]);
        assert_eq!(help.code, 0, "{verb}");
        let second = help.out.lines().skip(1).find(|line| !line.is_empty());
        assert_eq!(
            second,
            Some("Examples:"),
            "the help of {verb} starts with examples"
        );
        assert!(
            help.out.lines().all(|line| line.chars().count() <= 100),
            "{verb}"
        );
    }
    assert_eq!(desk.run(&[]).code, 2);
    assert_eq!(desk.run(&["--version"]).code, 0);
}

#[test]
fn check() {
    let desk = Desk::new();
    assert_snapshot!("check", desk.shown(&["check", "office"]));
    desk.append(
        "office/evidence.csv",
        "p-99,why-km,quiz,1,2027-01-01,,,,\np-02,filng,quiz,1.5,2027-01-01,,,,\n",
    );
    desk.append(
        "office/people.csv",
        "p-27,archiv,clerk,,,\np-28,archive,clerk,maybe,,\n",
    );
    desk.edit(
        "office/paratus.toml",
        "title = \"Finds a case\"",
        "titel = \"Finds a case\"",
    );
    assert_snapshot!("check_errors", desk.shown(&["check", "office"]));
    assert_snapshot!(
        "check_plain",
        desk.shown(&["check", "office", "--error-format", "plain"])
    );
    assert_snapshot!(
        "check_json",
        desk.shown(&["check", "office", "--format", "json"])
    );
    assert_snapshot!(
        "check_md",
        desk.shown(&["check", "office", "--format", "md"])
    );
    let csv = desk.run(&["check", "office", "--format", "csv"]);
    assert!(
        csv.out
            .starts_with("severity,code,file,line,column,path,message,help,audience\nerror,"),
        "{}",
        csv.out
    );
    let ndjson = desk.run(&["check", "office", "--format", "ndjson"]);
    assert!(
        ndjson
            .out
            .lines()
            .all(|line| line.starts_with("{\"code\":")),
        "{}",
        ndjson.out
    );
}

#[test]
fn assess() {
    let desk = Desk::new();
    assert_snapshot!("assess", desk.shown(&["assess", "office"]));
    assert_snapshot!(
        "assess_plain",
        desk.shown(&["assess", "office", "--plain", "--level", "role"])
    );
    assert_snapshot!(
        "assess_person",
        desk.shown(&["assess", "office", "--level", "person"])
    );
    assert_snapshot!(
        "assess_md",
        desk.shown(&[
            "assess",
            "office",
            "--format",
            "md",
            "--level",
            "organisation"
        ])
    );
    assert_snapshot!(
        "assess_csv",
        desk.shown(&["assess", "office", "--format", "csv", "--level", "section"])
    );
    let later = desk.run(&["assess", "office", "--as-of", "2030-01-01"]);
    assert!(
        later.out.contains("as of 2030-01-01: 0 ready"),
        "{}",
        later.out
    );
}

#[test]
fn refused_evidence_is_reported_and_the_rest_counts() {
    let desk = Desk::new();
    // Published figures are rounded by a key from all that was read: exact ones say what counts.
    let clean = desk.run(&["assess", "office", "--internal"]);
    desk.append(
        "office/evidence.csv",
        "p-99,why-km,quiz,1,2027-01-01,,,,\np-02,why-km,quiz,1,2027-05-01,,,,\n",
    );
    let refused = desk.run(&["assess", "office", "--internal"]);
    assert_eq!((refused.code, &refused.out), (0, &clean.out));
    assert_snapshot!("assess_refused", refused.err);
    let json = desk.run(&["assess", "office", "--format", "json"]);
    assert!(
        json.out.contains("\"UNKNOWN_REFERENCE\"") && json.out.contains("\"EVIDENCE_IN_FUTURE\"")
    );
}

#[test]
fn what_lies_in_the_future_is_reported_by_every_verb_that_would_count_it() {
    let desk = Desk::new();
    desk.append(
        "office/acts.csv",
        "hours-released,p-01,2027-05-02,circular 9\n",
    );
    let json = |verb: &[&str]| desk.run(&[verb, &["--format", "json"]].concat()).out;
    for verb in [
        &["check", "office"][..],
        &["survey", "office", "--internal"],
        &["gate", "office", "--internal"],
    ] {
        let reported = json(verb);
        assert!(
            reported.contains("\"ACT_IN_FUTURE\"") && reported.contains("\"acts.csv\""),
            "{verb:?}: {reported}"
        );
    }
    // A finding on a row of persons is in no published answer; how many acts wait is.
    let survey = json(&["survey", "office"]);
    assert!(
        !survey.contains("ACT_IN_FUTURE") && survey.contains("\"in_future\":1"),
        "{survey}"
    );
    assert!(!json(&["check", "office", "--as-of", "2027-05-02"]).contains("ACT_IN_FUTURE"));
}

#[test]
fn gaps_and_fit() {
    let desk = Desk::new();
    assert_snapshot!("gaps", desk.shown(&["gaps", "office"]));
    assert_snapshot!(
        "gaps_section",
        desk.shown(&["gaps", "office", "--section", "front-desk", "--top", "2"])
    );
    assert_snapshot!(
        "gaps_withheld",
        desk.shown(&["gaps", "office", "--section", "study"])
    );
    assert_snapshot!(
        "gaps_unknown",
        desk.shown(&["gaps", "office", "--role", "clrk"])
    );
    assert_snapshot!("fit", desk.shown(&["fit", "office"]));
    assert_snapshot!("fit_all", desk.shown(&["fit", "office", "--all"]));
    desk.edit(
        "office/feature_use.csv",
        "front-desk,docket/bulk-export,0",
        "front-desk,docket/bulk-export,9",
    );
    desk.edit(
        "office/paratus.toml",
        "  { objective = \"exporting\" },\n",
        "",
    );
    assert_eq!(desk.run(&["fit", "office"]).code, 1);
    assert_eq!(desk.run(&["fit", "office", "--fail-on", "never"]).code, 0);
}

#[test]
fn explain() {
    let desk = Desk::new();
    assert_snapshot!("explain_person", desk.shown(&["explain", "p-05", "office"]));
    assert_snapshot!(
        "explain_ready",
        desk.shown(&["explain", "p-01/exporting", "office", "--plain"])
    );
    assert_snapshot!(
        "explain_nothing_required",
        desk.shown(&["explain", "p-25", "office"])
    );
    assert_snapshot!(
        "explain_section",
        desk.shown(&["explain", "archive", "office"])
    );
    assert_snapshot!(
        "explain_withheld",
        desk.shown(&["explain", "study", "office"])
    );
    assert_snapshot!("explain_code", desk.shown(&["explain", "no-feature-use"]));
    for (what, help) in [
        ("p-5", "did you mean `p-05`?"),
        ("p-05/filling", "did you mean `filing`?"),
        ("achive", "did you mean `archive`?"),
        ("UNKNOWN_KEYS", "did you mean `UNKNOWN_KEY`?"),
        ("clerk/filng", "did you mean `filing`?"),
        ("clrk/filing", "did you mean `clerk`?"),
        ("filng", "did you mean `filing`?"),
        ("gate:dayly-work", "the programme has no phase `dayly-work`"),
        (
            "p-20/exporting",
            "the role requires it, but the section never uses these features",
        ),
    ] {
        let ran = desk.run(&["explain", what, "office"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{what}");
        assert!(ran.err.contains(help), "{what}: {}", ran.err);
    }
    assert_snapshot!(
        "explain_objective",
        desk.shown(&["explain", "filing", "office"])
    );
    assert_snapshot!(
        "explain_requirement",
        desk.shown(&["explain", "clerk/searching", "office"])
    );
    let json = desk.run(&["explain", "front-desk/filing", "office", "--format", "json"]);
    assert!(
        json.out.contains("\"schema\":\"paratus/gaps/1\"")
            && json.out.contains("\"unit\":\"front-desk\"")
    );
    assert_eq!(
        json.out.matches("\"objective\":").count(),
        1,
        "{}",
        json.out
    );
    assert_eq!(
        desk.run(&["explain", "front desk", "office"]).out,
        desk.run(&["explain", "front-desk", "office"]).out
    );
    assert_eq!(desk.run(&["explain", "codes"]).code, 0);
}

#[test]
fn explain_in_any_order_and_form() {
    let desk = Desk::new();
    let usual = desk.run(&["explain", "p-05", "office"]);
    let swapped = desk.run(&["explain", "office", "p-05"]);
    assert_eq!(
        (swapped.code, &swapped.out),
        (0, &usual.out),
        "{}",
        swapped.err
    );
    assert_eq!(
        desk.run_in("office", &["explain", "p-05"], b"").out,
        usual.out
    );
    let alone = desk.run(&["explain", "office"]);
    assert!(
        alone.code == 2 && alone.err.contains("`paratus explain PERSON office`"),
        "{}",
        alone.err
    );
    for what in ["p-05", "p-05/filing", "archive", "clerk/filing", "filing"] {
        for form in ["md", "csv"] {
            let ran = desk.run(&["explain", what, "office", "--format", form]);
            assert!(
                ran.code == 2 && ran.err.contains("its forms are table and json"),
                "{what}: {}",
                ran.err
            );
        }
        let [json, line] = ["json", "ndjson"]
            .map(|form| desk.run(&["explain", what, "office", "--format", form]).out);
        assert!(
            json.lines().count() == 1 && line.lines().count() == 1,
            "{what}"
        );
        // A line says for whom it is.
        let [json, mut line]: [serde_json::Value; 2] =
            [json, line].map(|text| serde_json::from_str(&text).unwrap());
        assert!(
            line.as_object_mut().unwrap().remove("audience").is_some(),
            "{what}"
        );
        assert_eq!(json, line, "{what}");
    }
}

#[test]
fn explain_who_is_not_there() {
    let desk = Desk::new();
    desk.append(
        "office/people.csv",
        "p-90,archive,clerk,,2026-01-01,2027-01-31\np-91,archive,clerk,,2027-06-01,\n",
    );
    let line = |person| {
        desk.run(&["explain", person, "office"])
            .out
            .lines()
            .nth(2)
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        line("p-90"),
        "Left on 2027-01-31, so counted in no unit on 2027-03-14."
    );
    assert_eq!(
        line("p-91"),
        "Joins on 2027-06-01, so counted in no unit on 2027-03-14."
    );
    let json = desk
        .run(&["explain", "p-90", "office", "--format", "json"])
        .out;
    assert!(
        json.contains("\"employed\":false") && json.contains("\"left\":\"2027-01-31\""),
        "{json}"
    );
}

#[test]
fn explain_a_gate() {
    let desk = Desk::with_ministry();
    let answer = desk
        .run(&[
            "gate",
            "ministry",
            "--phase",
            "daily-work",
            "--format",
            "json",
        ])
        .out;
    assert!(answer.contains("\"conditions\""), "{answer}");
    for what in ["gate:daily-work", "daily-work"] {
        let ran = desk.run(&["explain", what, "ministry", "--format", "json"]);
        assert_eq!((ran.code, &ran.out), (0, &answer), "{}", ran.err);
    }
    let table = desk.run(&["gate", "ministry", "--phase", "daily-work"]).out;
    let ran = desk.run(&["explain", "daily-work", "ministry"]);
    let place = "The gate is written at phases.toml:";
    assert!(
        ran.out.starts_with(&table) && ran.out.contains(place),
        "{}",
        ran.out
    );
    desk.append(
        "ministry/paratus.toml",
        "\n[[phases]]\nid = \"open-to-all\"\n",
    );
    let ran = desk.run(&["explain", "gate:open-to-all", "ministry"]);
    assert!(
        ran.code == 2 && ran.err.contains("has no gate, so nothing holds it back"),
        "{}",
        ran.err
    );
}

#[test]
fn config_schema_and_completions() {
    let desk = Desk::new();
    desk.append(
        "office/paratus.toml",
        "\n[rules]\nthreshold = 0.6\nmin_cell = 10\n[rules.evidence_weights]\nquiz = 2\n",
    );
    assert_snapshot!("config", desk.shown(&["config", "office"]));
    assert_eq!(
        desk.run(&["config", "--defaults", "--format", "csv"]).code,
        0
    );
    assert_snapshot!("schema", desk.shown(&["schema"]));
    let ran = desk.run(&["schema", "asessment"]);
    assert_eq!(
        (ran.code, ran.err.contains("did you mean `assessment`?")),
        (2, true)
    );
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = desk.run(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("paratus"), "{shell}");
    }
}

#[test]
fn manual_pages() {
    let desk = Desk::new();
    let main = desk.run(&["man"]);
    assert_eq!((main.code, main.err.as_str()), (0, ""));
    for part in [
        ".TH paratus 1",
        ".SH NAME",
        ".SH COMMANDS",
        "paratus\\-assess",
        ".SH EXAMPLES",
        ".SH \"EXIT STATUS\"",
    ] {
        assert!(main.out.contains(part), "{part}: {}", main.out);
    }
    let written = desk.run(&["man", "-o", "pages/man1"]);
    assert_eq!(
        (written.code, written.out.as_str()),
        (0, ""),
        "{}",
        written.err
    );
    // As the help lists them, and the three kinds of import.
    let help = desk.run(&["--help"]).out;
    let listed = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty());
    let mut wanted: Vec<String> = listed
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .map(|verb| format!("paratus-{verb}.1"))
        .collect();
    wanted.push("paratus.1".to_owned());
    wanted.sort();
    assert_eq!(desk.names("pages/man1"), wanted);
    assert_eq!(desk.read("pages/man1/paratus.1"), main.out);
    let gate = desk.run(&["man", "gate"]).out;
    assert_eq!(desk.read("pages/man1/paratus-gate.1"), gate);
    assert!(gate.contains("0 open, 3 closed, 4 cannot tell"), "{gate}");
    // Again over what is there; a file in the way, a slip and a form that there is not are refused.
    assert_eq!(desk.run(&["man", "-o", "pages/man1"]).code, 0);
    desk.write("file", "");
    for (arguments, help) in [
        (&["man", "-o", "file"][..], "name a folder"),
        (&["man", "asess"], "did you mean `assess`?"),
        (&["man", "--format", "json"], "manual pages alone"),
    ] {
        let ran = desk.run(arguments);
        assert!(
            ran.code == 2 && ran.err.contains(help),
            "{arguments:?}: {}",
            ran.err
        );
    }
}

#[test]
fn init() {
    let desk = Desk::new();
    let arguments = [
        "init",
        "ministry",
        "--template",
        "km-government",
        "--people",
        "40",
        "--seed",
        "7",
    ];
    assert_snapshot!("init", desk.shown(&arguments));
    let ran = desk.run(&["check", "ministry"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let assessed = desk.run(&[
        "assess",
        "ministry",
        "--as-of",
        "2027-03-14",
        "--format",
        "json",
    ]);
    assert_eq!(assessed.code, 0, "{}", assessed.err);
    assert_snapshot!("init_again", desk.shown(&arguments));
    assert_snapshot!(
        "init_unknown",
        desk.shown(&["init", "x", "--template", "km-goverment"])
    );
    assert_eq!(
        desk.run(&[
            "init",
            "post",
            "--id",
            "post",
            "--title",
            "The \"Post\"",
            "--as-of",
            "2030-01-31"
        ])
        .code,
        0
    );
    let config = desk.run_in(
        "post",
        &["assess", "--level", "organisation", "--format", "json"],
        b"",
    );
    assert!(
        config.out.contains("\"as_of\":\"2030-01-31\"")
            && config.out.contains("\"programme\":\"post\""),
        "{}",
        config.out
    );
    // An existing folder keeps what is in it.
    std::fs::create_dir(desk.path("mine")).unwrap();
    desk.write("mine/notes.txt", "mine");
    assert_eq!(desk.run_in("mine", &["init"], b"").code, 0);
    assert_eq!(desk.read("mine/notes.txt"), "mine");
    assert!(desk.names("mine").iter().all(|name| !name.starts_with('.')));
}

#[test]
fn examples_of_the_help_name_what_the_sample_has() {
    let desk = Desk::new();
    let init = desk.run(&["init", "ministry", "--people", "150"]);
    assert_eq!(init.code, 0, "{}", init.err);
    let made = desk.run(&[
        "plan",
        "ministry",
        "--effort",
        "quick",
        "--format",
        "json",
        "-o",
        "plan.json",
    ]);
    assert!([0, 5].contains(&made.code), "{}", made.err);
    let examples = |verb: &str| -> Vec<String> {
        let help = desk.run(&[verb, "--help"]).out;
        let lines = help.lines().filter(|line| {
            line.starts_with(&format!("  paratus {verb} ")) && !line.contains("[OPTIONS]")
        });
        lines
            .filter_map(|line| line.trim_start().split("  ").next())
            .map(str::to_owned)
            .collect()
    };
    let explained = examples("explain");
    assert!(
        explained.len() > 8 && explained.iter().any(|line| line.contains(" plan:")),
        "{explained:?}"
    );
    for line in explained {
        let words: Vec<&str> = line.split(' ').skip(1).collect();
        let ran = desk.run(&words);
        assert!([0, 3, 4].contains(&ran.code), "`{line}`: {}", ran.err);
    }
    let plan: serde_json::Value = serde_json::from_str(&desk.read("plan.json")).unwrap();
    let sessions: Vec<&str> = plan["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|session| session["session"].as_str())
        .collect();
    let lines = examples("plan");
    let cancelled: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.split_once("--cancel "))
        .map(|(_, id)| id)
        .collect();
    assert_eq!(cancelled.len(), 1, "{lines:?}");
    assert!(
        sessions.contains(&cancelled[0]),
        "`{}` is not one of {sessions:?}",
        cancelled[0]
    );
}

#[test]
fn an_explanation_fits_on_a_page_of_eighty_columns() {
    let desk = Desk::with_ministry();
    for what in [
        "p-0117",
        "p-0001",
        "archive",
        "registry-clerk",
        "docbase-basics",
    ] {
        let mut command = desk.command(&["explain", what, "ministry", "--color", "never"]);
        let output = command.env("COLUMNS", "80").output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{what}");
        let shown = String::from_utf8(output.stdout).unwrap();
        let wide: Vec<&str> = shown
            .lines()
            .filter(|line| line.chars().count() > 80)
            .collect();
        assert!(wide.is_empty(), "{what}: {wide:#?}");
    }
}

#[test]
fn a_legend_explains_the_signs_that_are_shown() {
    let desk = Desk::with_ministry();
    let mut found = [0; 2];
    for verb in ["assess", "gaps", "needs", "gate", "survey", "phases"] {
        for flags in [&[][..], &["--internal"]] {
            let ran = desk.run(&[&[verb, "ministry"][..], flags].concat());
            let shown = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
            for sign in ["[c]", "[x]", "[z]"] {
                let meaning = format!("{sign}: ");
                let (all, explained) = (
                    shown.matches(sign).count(),
                    shown.matches(meaning.as_str()).count(),
                );
                assert_eq!(
                    explained,
                    usize::from(all > explained),
                    "{verb} {flags:?} {sign}: {}",
                    ran.out
                );
                found[explained] += 1;
            }
        }
    }
    assert!(found.iter().all(|count| *count > 3), "{found:?}");
}

#[test]
fn a_legend_says_which_counts_are_exact() {
    let desk = Desk::with_ministry();
    let text = |verb: &str| {
        let ran = desk.run(&[verb, "ministry"]);
        ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let page = desk.run(&["report", "ministry", "--format", "md"]).out;
    let exact = "Exact are figures about no person, and those that the staff list and the programme give: the staff of a unit, and how many \
                 are required to have something.";
    assert!(page.contains(exact));
    for verb in ["assess", "gaps", "gate", "survey"] {
        assert!(text(verb).contains(exact), "{verb}");
    }
}

#[test]
fn findings_about_records_name_a_line() {
    let desk = Desk::with_ministry();
    let ran = desk.run(&["check", "ministry", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let evidence = desk.read("ministry/evidence.csv");
    let lines: Vec<&str> = evidence.lines().collect();
    let mut located = 0;
    for finding in answer["findings"].as_array().unwrap() {
        if finding["code"] == "CONFLICTING_RECORDS" {
            assert_eq!(finding["file"], "evidence.csv", "{finding}");
            let line = lines[finding["line"].as_u64().unwrap() as usize - 1];
            for fact in ["person", "objective", "date"] {
                assert!(
                    line.contains(finding["facts"][fact].as_str().unwrap()),
                    "{line}"
                );
            }
            located += 1;
        }
    }
    assert_eq!(located, 5);
    assert!(
        desk.run(&["check", "ministry"])
            .out
            .contains("evidence.csv:")
    );
}
