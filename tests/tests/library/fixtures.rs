//! One broken programme for every finding code, with a snapshot of all that is said about it.
//!
//! A fixture is a folder of `fixtures` named by its code. After a change that is meant, review the snapshots with
//! `cargo insta review`, or accept all with `INSTA_UPDATE=always cargo test -p paratus-tests --test library fixtures`.

use paratus::answers::assess;
use paratus::disclosure::Disclosure;
use paratus::document::read_folder;
use paratus::plan::PlanOptions;
use paratus::rollout::Climate;
use paratus::survey::{ResponseLog, future_acts};
use paratus::table::TableOptions;
use paratus::{Code, EvidenceLog, Finding};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Findings of one code that a snapshot lists; the rest are counted.
const LISTED: usize = 3;

/// Codes of figures of units rather than of input: their fixtures are read here, and found out where units are.
const OF_UNITS: [&str; 1] = ["SINGLE_HOLDER"];

/// Codes that a plan finds.
const OF_PLANS: [&str; 8] = [
    "LEAVING_LEFT_OUT",
    "NO_ROOMS",
    "NO_TRAINERS",
    "NO_WORKING_DAYS",
    "PINS_CONTRADICT",
    "REFRESH_AFTER_PHASE",
    "SESSION_TOO_SMALL",
    "UNPREPARED",
];

/// Codes of mistakes of the library, which no input shows.
const OF_MISTAKES: [&str; 1] = ["PLAN_REFUSED"];

/// Codes of the key that counts are rounded by, which no document holds.
const OF_KEYS: [&str; 3] = [
    "DISCLOSURE_KEY_DERIVED",
    "DISCLOSURE_KEY_MISSING",
    "DISCLOSURE_KEY_SHORT",
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn folders() -> Vec<PathBuf> {
    let entries = fixtures().read_dir().expect("the folder of fixtures");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: PathBuf| {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let bytes = std::fs::read(&path).expect("a file of the fixture");
        (name, bytes)
    };
    folder
        .read_dir()
        .expect("the fixture")
        .map(|entry| read(entry.expect("an entry").path()))
        .collect()
}

/// Everything that is said about a programme and its evidence, and about a plan of it, after `previous.json` where there is one.
fn findings(files: &BTreeMap<String, Vec<u8>>, plans: bool) -> Vec<Finding> {
    let reading = match read_folder(files) {
        Ok(reading) => reading,
        Err(error) => return error.into_findings(),
    };
    let programme = reading.compile();
    let mut findings = programme.findings().to_vec();
    let mut log = EvidenceLog::new(&programme);
    if let Some(bytes) = files.get("evidence.csv") {
        findings.extend(
            log.read_csv("evidence.csv", bytes, TableOptions::default())
                .findings,
        );
        match assess(&programme, &log, None) {
            Ok(assessment) => {
                findings.extend_from_slice(assessment.findings());
                findings.extend(log.hidden_valid_records(assessment.as_of()));
                findings.extend(log.conflicting_records(assessment.as_of()));
                // Gates are judged on evidence; what is said of one already is not said again.
                for gate in assessment.gates(&Climate::default(), &Disclosure::internal()) {
                    let mut more = gate.findings;
                    reading.place(&mut more);
                    more.retain(|new| {
                        findings
                            .iter()
                            .all(|f| (f.code, &f.path) != (new.code, &new.path))
                    });
                    findings.extend(more);
                }
            }
            Err(error) => findings.extend(error.into_findings()),
        }
    }
    if let Some(bytes) = files.get("responses.csv") {
        let mut log = ResponseLog::new(&programme);
        findings.extend(
            log.read_csv("responses.csv", bytes, TableOptions::default())
                .findings,
        );
        findings.extend(
            programme
                .as_of()
                .and_then(|as_of| log.future_responses(as_of)),
        );
        let of_rows = [Code::CountedTwice, Code::NoAnswer];
        let found = log.row_findings().into_iter();
        findings.extend(found.filter(|finding| of_rows.contains(&finding.code)));
    }
    findings.extend(
        programme
            .as_of()
            .and_then(|as_of| future_acts(&programme, as_of)),
    );
    if plans {
        let assessment = assess(&programme, &log, None).expect("a date");
        let previous = files.get("previous.json");
        let previous = previous.map(|plan| serde_json::from_slice(plan).expect("a plan"));
        let options = PlanOptions {
            effort: paratus::plan::Effort::Quick,
            previous,
            ..PlanOptions::default()
        };
        match assessment.plan(&options) {
            Ok(plan) => findings.extend(plan.findings),
            Err(error) => findings.extend(error.into_findings()),
        }
    }
    findings.sort_by(|a, b| {
        let place = |f: &Finding| {
            (
                f.severity,
                f.file.clone(),
                f.line,
                f.column,
                f.code.name(),
                f.path.clone(),
            )
        };
        place(a).cmp(&place(b))
    });
    findings
}

/// `CODE severity file:line:column path message | help`, a few of each code.
fn shown(findings: &[Finding]) -> String {
    let mut reported: BTreeMap<Code, usize> = BTreeMap::new();
    let mut lines = String::new();
    for finding in findings {
        let count = reported.entry(finding.code).or_default();
        *count += 1;
        if *count > LISTED {
            continue;
        }
        let number = |n: Option<u32>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
        let file = finding.file.as_deref().unwrap_or("-");
        lines += &format!("{} {} ", finding.code, finding.severity);
        lines += &format!(
            "{file}:{}:{} ",
            number(finding.line),
            number(finding.column)
        );
        lines += &format!(
            "{} {}",
            if finding.path.is_empty() {
                "-"
            } else {
                &finding.path
            },
            finding.message
        );
        lines += &finding
            .help
            .as_ref()
            .map_or_else(String::new, |help| format!(" | {help}"));
        lines.push('\n');
    }
    for (code, count) in reported.into_iter().filter(|(_, count)| *count > LISTED) {
        lines += &format!("... and {} more {code}\n", count - LISTED);
    }
    lines
}

#[test]
fn every_fixture_shows_its_code() {
    let mut silent = Vec::new();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(fixtures().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for folder in folders()
        .into_iter()
        .filter(|folder| !folder.ends_with("snapshots"))
    {
        let name = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let mut files = files(&folder);
        if name == "ROW_TOO_LONG" {
            // Too large to keep beside the others: a quote that is never closed.
            let people = files.get_mut("people.csv").expect("people");
            people.extend_from_slice(b"\"p-03,archive,clerk");
            people.resize(people.len() + paratus::table::MAX_ROW_BYTES, b'\n');
        }
        let findings = findings(&files, OF_PLANS.contains(&name.as_str()));
        if !OF_UNITS.contains(&name.as_str())
            && !findings.iter().any(|finding| finding.code.name() == name)
        {
            silent.push(name.clone());
        }
        settings.bind(|| insta::assert_snapshot!(name.as_str(), shown(&findings)));
    }
    assert!(
        silent.is_empty(),
        "these fixtures do not show their code: {silent:?}"
    );
}

#[test]
fn every_code_has_a_fixture() {
    let folders = folders();
    let names: BTreeSet<&str> = folders
        .iter()
        .filter_map(|folder| folder.file_name()?.to_str())
        .collect();
    let without: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| {
            !names.contains(name) && !OF_MISTAKES.contains(name) && !OF_KEYS.contains(name)
        })
        .collect();
    assert!(
        without.is_empty(),
        "these codes have no fixture: {without:?}"
    );
    let strange: Vec<&&str> = names
        .iter()
        .filter(|name| **name != "snapshots" && Code::from_name(name).is_none())
        .collect();
    assert!(
        strange.is_empty(),
        "these folders are named by no code: {strange:?}"
    );
}
