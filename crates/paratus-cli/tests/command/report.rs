//! `report`: its forms, languages and places, on the office and the example ministry.

use crate::common::Desk;
use crate::english::english_words;
use serde_json::Value;

#[test]
fn every_form_by_flag_or_by_name() {
    let desk = Desk::new();
    for (file, flags, start) in [
        (
            "a.html",
            &[][..],
            "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">",
        ),
        ("b.page", &["--format", "html"], "<!DOCTYPE html>"),
        ("c.md", &[], "# The records office\n"),
        ("d.json", &[], "{\"as_of\":\"2027-"),
        (
            "e.html",
            &["--lang", "ar"],
            "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">",
        ),
        (
            "f.html",
            &["--lang", "fr"],
            "<!DOCTYPE html>\n<html lang=\"fr\" dir=\"ltr\">",
        ),
    ] {
        let ran = desk.run(&[&["report", "office", "-o", file], flags].concat());
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{file}: {}", ran.err);
        assert!(
            desk.read(file).starts_with(start),
            "{file}: {}",
            &desk.read(file)[..80]
        );
    }
    assert_eq!(desk.run(&["report", "office", "-o", "g.xlsx"]).code, 0);
    assert!(
        std::fs::read(desk.path("g.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
    assert_eq!(desk.run(&["report", "office"]).out, desk.read("a.html"));
    let again = desk.run(&["report", "office", "-o", "h.xlsx"]);
    assert_eq!(again.code, 0);
    assert!(
        std::fs::read(desk.path("g.xlsx")).unwrap() == std::fs::read(desk.path("h.xlsx")).unwrap()
    );
}

#[test]
fn a_folder_gets_its_style_sheet_beside_the_page() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["report", "office", "-o", "site/"]).code, 0);
    assert_eq!(desk.names("site"), ["index.html", "paratus.css"]);
    assert!(
        desk.read("site/index.html")
            .contains("href=\"paratus.css\"")
    );
    std::fs::create_dir(desk.path("one")).unwrap();
    assert_eq!(
        desk.run(&["report", "office", "--single-file", "-o", "one"])
            .code,
        0
    );
    assert_eq!(desk.names("one"), ["index.html"]);
    assert!(desk.read("one/index.html").contains("<style>"));
    let ran = desk.run(&["report", "office", "--single-file", "--format", "md"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("`--single-file` is of pages"),
        "{}",
        ran.err
    );
    for code in ["codes", "UNKNOWN_KEY"] {
        let ran = desk.run(&["explain", code, "--plan", "plan.json"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("is not a line of a plan"), "{}", ran.err);
    }
}

#[test]
fn json_follows_its_schema_and_names_nobody() {
    let desk = Desk::with_ministry();
    let ran = desk.run(&["report", "ministry", "--format", "json"]);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    desk.assert_follows("report", &answer);
    assert_eq!(answer["schema"], "paratus/report/1");
    assert!(!ran.out.contains("\"p-0"), "a person is named");
    assert!(!desk.run(&["report", "ministry"]).out.contains("p-0"));
}

#[test]
fn a_plan_is_reported_where_it_holds() {
    let desk = Desk::with_ministry();
    let ran = desk.run(&[
        "plan",
        "ministry",
        "--effort",
        "quick",
        "--format",
        "json",
        "-o",
        "plan.json",
    ]);
    assert!(matches!(ran.code, 0 | 5), "{}", ran.err);
    let ran = desk.run(&[
        "report",
        "ministry",
        "--plan",
        "plan.json",
        "--format",
        "json",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    let plan: Value = serde_json::from_str(&desk.read("plan.json")).unwrap();
    let sessions = |of: &Value| of["sessions"].as_array().unwrap().len();
    assert!(sessions(&plan) > 10);
    // A published plan has sums by month and activity, an internal one every session.
    assert_eq!(sessions(&answer["plan"]), 0);
    let months = answer["plan"]["months"].as_array().unwrap();
    let held: u64 = months
        .iter()
        .filter_map(|line| line["sessions"].as_u64())
        .sum();
    assert!(held > 10 && held <= sessions(&plan) as u64, "{held}");
    assert!(
        months
            .iter()
            .filter_map(|line| line["people"].as_u64())
            .all(|people| people >= 10 && people % 5 == 0)
    );
    let internal = desk.run(&[
        "report",
        "ministry",
        "--plan",
        "plan.json",
        "--internal",
        "--format",
        "json",
    ]);
    let internal: Value = serde_json::from_str(&internal.out).unwrap();
    assert_eq!(sessions(&internal["plan"]), sessions(&plan));
    assert!(!ran.out.contains("\"p-0"), "a person is named");
    for session in plan["sessions"].as_array().unwrap() {
        let trainer = session["trainer"].as_str().unwrap_or("p-0");
        assert!(
            !ran.out.contains(&format!("\"{trainer}\"")),
            "{trainer} is named"
        );
    }
    desk.assert_follows("report", &answer);

    // No plan is a folder: what is behind `--plan` is the programme then.
    std::fs::create_dir(desk.path("empty")).unwrap();
    let ran = desk.run(&["report", "--plan", "empty"]);
    assert!(
        ran.code == 2 && ran.err.contains("the folder `empty` is empty"),
        "{}",
        ran.err
    );

    // Somebody sits in two places at once.
    let mut broken = plan.clone();
    let people = broken["sessions"][0]["people"].clone();
    broken["sessions"][1]["people"] = people;
    desk.write("broken.json", broken.to_string());
    desk.write("other.json", "{}");
    for (file, reported) in [
        ("broken.json", "are away at once, and"),
        ("other.json", "`other.json` is not a plan"),
    ] {
        let ran = desk.run(&[
            "report",
            "ministry",
            &format!("--plan={file}"),
            "-o",
            "none.html",
        ]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(
            ran.err.contains(reported) && !desk.path("none.html").exists(),
            "{}",
            ran.err
        );
    }
}

#[test]
fn what_cannot_be_is_refused_with_help() {
    let desk = Desk::with_ministry();
    for (arguments, reported) in [
        (
            &["report", "ministry", "--format", "csv"][..],
            "its forms are html, md, xlsx and json",
        ),
        (
            &["report", "ministry", "--format", "xlsx"],
            "add `-o report.xlsx`",
        ),
        (
            &["report", "ministry", "-o", "report.pdf"],
            "what form `.pdf` files have is not known",
        ),
        (
            &["report", "ministry", "-o", "ministry", "--format", "md"],
            "`ministry` is a folder",
        ),
        (
            &["report", "ministry", "--lang", "de"],
            "possible values: en, fr, ar",
        ),
        (&["report", "nowhere"], "nowhere"),
        (
            &["assess", "ministry", "--format", "html"],
            "only `report` has the form html",
        ),
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(reported), "{arguments:?}: {}", ran.err);
    }
    // A programme with errors has no figures to report.
    desk.edit(
        "ministry/roles.toml",
        "objective = \"why-km\"",
        "objective = \"why-kn\"",
    );
    let ran = desk.run(&["report", "ministry", "-o", "none.html"]);
    assert!(
        ran.code == 2 && ran.err.contains("did you mean `why-km`?"),
        "{}",
        ran.err
    );
    assert!(!desk.path("none.html").exists());
}

/// Published and internal, with and without a plan: no English but what authors wrote.
#[test]
fn reports_in_other_languages_hold_no_english() {
    let desk = Desk::with_ministry();
    let plan = ["plan", "ministry", "--effort", "quick", "--format", "json"];
    let ran = desk.run(&[&plan[..], &["-o", "plan.json"]].concat());
    assert!(matches!(ran.code, 0 | 5), "{}", ran.err);
    let holds_no_english = |options: &[&str]| {
        let report = [&["report", "ministry"], options].concat();
        let json = desk.run(&[&report[..], &["--format", "json"]].concat());
        let answer: Value = serde_json::from_str(&json.out).unwrap();
        for language in ["fr", "ar"] {
            let ran = desk.run(&[&report[..], &["--lang", language]].concat());
            assert!(ran.out.starts_with("<!DOCTYPE html>"), "{}", ran.err);
            assert!(!ran.out.contains("lang=\"en\""), "{options:?}");
            let words = english_words(&ran.out, &answer);
            assert!(words.is_empty(), "{options:?} {language}: {words:?}");
        }
    };
    holds_no_english(&[]);
    holds_no_english(&["--internal"]);
    holds_no_english(&["--plan", "plan.json"]);
    holds_no_english(&["--plan", "plan.json", "--internal"]);
}

#[test]
fn an_internal_report_counts_the_findings_that_check_lists() {
    let desk = Desk::with_ministry();
    let json =
        |arguments: &[&str]| -> Value { serde_json::from_str(&desk.run(arguments).out).unwrap() };
    let mut listed = std::collections::BTreeMap::new();
    let check = json(&["check", "ministry", "--format", "json"]);
    for finding in check["findings"].as_array().unwrap() {
        let count = finding["count"].as_u64().unwrap_or(1);
        *listed.entry(finding["code"].to_string()).or_insert(0) += count;
    }
    let report = json(&["report", "ministry", "--internal", "--format", "json"]);
    let counted = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["code"].to_string(), group["count"].as_u64().unwrap()));
    assert_eq!(
        counted.collect::<std::collections::BTreeMap<_, _>>(),
        listed
    );
    // A published one says that it does not count them all.
    let published = desk.run(&["report", "ministry", "--format", "md"]).out;
    assert!(published.contains("somebody has shown or answered are not counted here"));
}

#[test]
fn a_plan_says_in_every_client_how_much_could_be_saved() {
    let desk = Desk::with_ministry();
    let plan = desk.run(&["plan", "ministry", "-o", "plan.json", "--format", "json"]);
    assert_eq!(plan.code, 0, "{}", plan.err);
    let shown = desk.run(&["plan", "ministry"]).out;
    let saved = |text: &str| {
        let text = text
            .replace('\u{a0}', " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let at = text.find("at most ").map(|at| at + "at most ".len());
        at.and_then(|at| text[at..].split(' ').next())
            .map(str::to_owned)
    };
    let report = desk.run(&[
        "report",
        "ministry",
        "--internal",
        "--plan",
        "plan.json",
        "--format",
        "md",
    ]);
    let page = report.out.split("## When is training?").nth(1).unwrap();
    let in_page = page.find("It costs about").map(|at| saved(&page[at..]));
    assert_eq!(in_page.flatten(), saved(&shown), "{shown}");
}
