//! What every verb shows, on a small programme.

mod common;

use common::Desk;
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
        assert_eq!(second, Some("Examples:"), "the help of {verb} starts with examples");
        assert!(help.out.lines().all(|line| line.chars().count() <= 100), "{verb}");
    }
    assert_eq!(desk.run(&[]).code, 2);
    assert_eq!(desk.run(&["--version"]).code, 0);
}

#[test]
fn check() {
    let desk = Desk::new();
    assert_snapshot!("check", desk.shown(&["check", "office"]));
    desk.append("office/evidence.csv", "p-99,why-km,quiz,1,2027-01-01,,,,\np-02,filng,quiz,1.5,2027-01-01,,,,\n");
    desk.append("office/people.csv", "p-27,archiv,clerk,,,\np-28,archive,clerk,maybe,,\n");
    desk.edit("office/paratus.toml", "title = \"Finds a case\"", "titel = \"Finds a case\"");
    assert_snapshot!("check_errors", desk.shown(&["check", "office"]));
    assert_snapshot!("check_plain", desk.shown(&["check", "office", "--error-format", "plain"]));
    assert_snapshot!("check_json", desk.shown(&["check", "office", "--format", "json"]));
    assert_snapshot!("check_md", desk.shown(&["check", "office", "--format", "md"]));
    let csv = desk.run(&["check", "office", "--format", "csv"]);
    assert!(csv.out.starts_with("severity,code,file,line,column,path,message,help\nerror,"), "{}", csv.out);
    let ndjson = desk.run(&["check", "office", "--format", "ndjson"]);
    assert!(ndjson.out.lines().all(|line| line.starts_with("{\"code\":")), "{}", ndjson.out);
}

#[test]
fn assess() {
    let desk = Desk::new();
    assert_snapshot!("assess", desk.shown(&["assess", "office"]));
    assert_snapshot!("assess_plain", desk.shown(&["assess", "office", "--plain", "--level", "role"]));
    assert_snapshot!("assess_person", desk.shown(&["assess", "office", "--level", "person"]));
    assert_snapshot!("assess_md", desk.shown(&["assess", "office", "--format", "md", "--level", "organisation"]));
    assert_snapshot!("assess_csv", desk.shown(&["assess", "office", "--format", "csv", "--level", "section"]));
    let later = desk.run(&["assess", "office", "--as-of", "2030-01-01"]);
    assert!(later.out.contains("as of 2030-01-01: 0 ready"), "{}", later.out);
}

#[test]
fn refused_evidence_is_told_and_the_rest_counts() {
    let desk = Desk::new();
    let clean = desk.run(&["assess", "office"]);
    desk.append("office/evidence.csv", "p-99,why-km,quiz,1,2027-01-01,,,,\np-02,why-km,quiz,1,2027-05-01,,,,\n");
    let refused = desk.run(&["assess", "office"]);
    assert_eq!((refused.code, &refused.out), (0, &clean.out));
    assert_snapshot!("assess_refused", refused.err);
    let json = desk.run(&["assess", "office", "--format", "json"]);
    assert!(json.out.contains("\"UNKNOWN_REFERENCE\"") && json.out.contains("\"EVIDENCE_IN_FUTURE\""));
}

#[test]
fn gaps_and_fit() {
    let desk = Desk::new();
    assert_snapshot!("gaps", desk.shown(&["gaps", "office"]));
    assert_snapshot!("gaps_section", desk.shown(&["gaps", "office", "--section", "front-desk", "--top", "2"]));
    assert_snapshot!("gaps_withheld", desk.shown(&["gaps", "office", "--section", "study"]));
    assert_snapshot!("gaps_unknown", desk.shown(&["gaps", "office", "--role", "clrk"]));
    assert_snapshot!("fit", desk.shown(&["fit", "office"]));
    assert_snapshot!("fit_all", desk.shown(&["fit", "office", "--all"]));
    desk.edit("office/feature_use.csv", "front-desk,docket/bulk-export,0", "front-desk,docket/bulk-export,9");
    desk.edit("office/paratus.toml", "  { objective = \"exporting\" },\n", "");
    assert_eq!(desk.run(&["fit", "office"]).code, 1);
    assert_eq!(desk.run(&["fit", "office", "--fail-on", "never"]).code, 0);
}

#[test]
fn explain() {
    let desk = Desk::new();
    assert_snapshot!("explain_person", desk.shown(&["explain", "p-05", "office"]));
    assert_snapshot!("explain_ready", desk.shown(&["explain", "p-01/exporting", "office", "--plain"]));
    assert_snapshot!("explain_nothing_required", desk.shown(&["explain", "p-25", "office"]));
    assert_snapshot!("explain_section", desk.shown(&["explain", "archive", "office"]));
    assert_snapshot!("explain_withheld", desk.shown(&["explain", "study", "office"]));
    assert_snapshot!("explain_code", desk.shown(&["explain", "no-feature-use"]));
    for (what, help) in [
        ("p-5", "did you mean `p-05`?"),
        ("p-05/filling", "did you mean `filing`?"),
        ("achive", "did you mean `archive`?"),
        ("UNKNOWN_KEYS", "did you mean `UNKNOWN_KEY`?"),
        ("filing", "`paratus explain PERSON/filing` says why for one person, `paratus gaps` how many lack it"),
        ("p-20/exporting", "the role requires it, but the section never uses these features"),
    ] {
        let ran = desk.run(&["explain", what, "office"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{what}");
        assert!(ran.err.contains(help), "{what}: {}", ran.err);
    }
    assert_eq!(desk.run(&["explain", "front desk", "office"]).out, desk.run(&["explain", "front-desk", "office"]).out);
    assert_eq!(desk.run(&["explain", "codes"]).code, 0);
}

#[test]
fn config_schema_and_completions() {
    let desk = Desk::new();
    desk.append("office/paratus.toml", "\n[rules]\nthreshold = 0.6\nmin_cell = 10\n[rules.masses]\nquiz = 2\n");
    assert_snapshot!("config", desk.shown(&["config", "office"]));
    assert_eq!(desk.run(&["config", "--defaults", "--format", "csv"]).code, 0);
    assert_snapshot!("schema", desk.shown(&["schema"]));
    let ran = desk.run(&["schema", "asessment"]);
    assert_eq!((ran.code, ran.err.contains("did you mean `assessment`?")), (2, true));
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
    for part in [".TH paratus 1", ".SH NAME", ".SH COMMANDS", "paratus\\-assess", ".SH EXAMPLES", ".SH \"EXIT STATUS\""]
    {
        assert!(main.out.contains(part), "{part}: {}", main.out);
    }
    let written = desk.run(&["man", "-o", "pages/man1"]);
    assert_eq!((written.code, written.out.as_str()), (0, ""), "{}", written.err);
    // As the help lists them, and the two kinds of import.
    let help = desk.run(&["--help"]).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let mut wanted: Vec<String> = listed
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .map(|verb| format!("paratus-{verb}.1"))
        .collect();
    wanted.extend(["paratus.1", "paratus-import-evidence.1", "paratus-import-framework.1"].map(str::to_owned));
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
        assert!(ran.code == 2 && ran.err.contains(help), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn init() {
    let desk = Desk::new();
    let arguments = ["init", "ministry", "--template", "km-government", "--people", "40", "--seed", "7"];
    assert_snapshot!("init", desk.shown(&arguments));
    let ran = desk.run(&["check", "ministry"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let assessed = desk.run(&["assess", "ministry", "--as-of", "2027-03-14", "--format", "json"]);
    assert_eq!(assessed.code, 0, "{}", assessed.err);
    assert_snapshot!("init_again", desk.shown(&arguments));
    assert_snapshot!("init_unknown", desk.shown(&["init", "x", "--template", "km-goverment"]));
    assert_eq!(desk.run(&["init", "post", "--id", "post", "--title", "The \"Post\"", "--as-of", "2030-01-31"]).code, 0);
    let config = desk.run_in("post", &["assess", "--level", "organisation", "--format", "json"], b"");
    assert!(
        config.out.contains("\"as_of\":\"2030-01-31\"") && config.out.contains("\"programme\":\"post\""),
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
