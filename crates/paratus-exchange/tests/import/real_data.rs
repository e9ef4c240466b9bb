//! The repository's maps over the data they are for. Without the data the tests say so and pass.

use crate::common::{data, import_evidence, import_framework, read_back, repository_map};
use paratus::document::Document;
use paratus::{Code, EvidenceLog, Programme, Range, Severity, Track, Verdict, table};
use paratus_exchange::write_folder;
use std::collections::{BTreeMap, BTreeSet};

fn compile_without_errors(document: &Document) -> Programme {
    let programme = Programme::compile(document);
    let findings = programme.findings().iter();
    let errors: Vec<String> = findings
        .filter(|one| one.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    assert_eq!(errors, [""; 0]);
    programme
}

#[test]
fn uk_capability_framework() {
    let Some(folder) = data("uk-gdad-capability-framework") else {
        return;
    };
    let done = import_framework(
        &folder,
        &repository_map("uk-capability-framework.toml"),
        "roles.csv",
    )
    .unwrap();
    let document = &done.result;
    let main = done.summary.main();
    assert_eq!(
        (main.read, main.added, main.same, main.set_aside),
        (1825, 1781, 16, 28)
    );
    assert_eq!(main.refused, 0);
    assert_eq!(
        document
            .roles
            .iter()
            .map(|role| role.requires.len())
            .sum::<usize>(),
        1781
    );
    assert_eq!(
        (document.roles.len(), document.objectives.len()),
        (201, 166)
    );
    assert_eq!(
        document.scales["skill-level"].levels,
        ["awareness", "working", "practitioner", "expert"]
    );
    let level = |name: &str| {
        document
            .roles
            .iter()
            .flat_map(|role| &role.requires)
            .filter(|one| one.level.as_deref() == Some(name))
            .count()
    };
    assert_eq!(
        ["awareness", "working", "practitioner", "expert"].map(level),
        [351, 510, 545, 375]
    );
    let skills = &done.summary.tables[1];
    assert_eq!(
        (skills.read, skills.added, skills.set_aside),
        (188, 166, 22)
    );
    assert_eq!(done.notes.len(), 28 + 16 + 22);
    assert_eq!(
        done.notes
            .iter()
            .filter(|note| note.contains("same: the same row as line "))
            .count(),
        16
    );
    assert_eq!(done.summary.warnings, [""; 0]);
    assert_eq!(done.summary.contact_columns, []);
    assert!(
        document
            .objectives
            .iter()
            .all(|one| one.description.contains("Expert: "))
    );
    assert!(
        document
            .roles
            .iter()
            .all(|one| one.description.starts_with("Role family: "))
    );
    let ids: BTreeSet<&str> = document.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids.len(), 201);
    assert!(ids.contains("senior-data-analyst"));
    let tracks = Track::ALL.map(|track| {
        document
            .objectives
            .iter()
            .filter(|one| one.track == track)
            .count()
    });
    assert_eq!(tracks, [31, 85, 50]);
    let files = write_folder(document);
    assert_eq!(files.len(), 1);
    assert_eq!(read_back(&files), *document);
    compile_without_errors(document);
}

#[test]
fn open_university_results() {
    let Some(folder) = data("oulad") else { return };
    let done = import_evidence(
        &folder,
        &repository_map("oulad.toml"),
        "student_assessment.csv",
    )
    .unwrap();
    let (text, document) = &done.result;
    let document = document.as_ref().unwrap();
    let main = done.summary.main();
    assert_eq!(
        (main.read, main.added, main.set_aside),
        (46_181, 46_125, 56)
    );
    assert_eq!((main.refused, main.same), (0, 0));
    assert_eq!(
        done.notes
            .iter()
            .filter(|note| note.contains("column `score`: set aside"))
            .count(),
        56
    );
    assert_eq!(document.people.len(), 8657);
    assert_eq!(
        document
            .people
            .iter()
            .map(|person| person.id.as_str())
            .collect::<BTreeSet<_>>()
            .len(),
        8657
    );
    let sections: Vec<&str> = document
        .sections
        .iter()
        .map(|section| section.id.as_str())
        .collect();
    assert_eq!(
        sections,
        [
            "aaa",
            "bbb",
            "aaa-2013j",
            "aaa-2014j",
            "bbb-2013b",
            "bbb-2013j",
            "bbb-2014b",
            "bbb-2014j"
        ]
    );
    let mut by_section: BTreeMap<&str, usize> = BTreeMap::new();
    document
        .people
        .iter()
        .for_each(|person| *by_section.entry(&person.section).or_default() += 1);
    let expected = [
        ("aaa-2013j", 383),
        ("aaa-2014j", 365),
        ("bbb-2013b", 1767),
        ("bbb-2013j", 2237),
        ("bbb-2014b", 1613),
        ("bbb-2014j", 2292),
    ];
    assert_eq!(by_section.into_iter().collect::<Vec<_>>(), expected);

    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("person,objective,kind,value,date,key"));
    assert_eq!(
        lines.next(),
        Some("11391-aaa-2013j,aaa-tma,quiz,0.78,2013-10-19,assessment-1752")
    );
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    assert_eq!(rows.len(), 46_125);
    let known: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    // 6,782 enrolments have results; six of them none with a mark.
    assert_eq!(known.len(), 6776);
    let mut objectives: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter()
        .for_each(|row| *objectives.entry(row[1]).or_default() += 1);
    assert_eq!(
        objectives.into_iter().collect::<Vec<_>>(),
        [("aaa-tma", 3146), ("bbb-cma", 15_958), ("bbb-tma", 27_021)]
    );
    let last = rows.iter().map(|row| row[4]).max().unwrap();
    assert!(last < "2015-07-01", "{last}");
    let months_before = rows
        .iter()
        .filter(|row| row[0].ends_with("2013j") && row[4] < "2013-09-01")
        .count();
    assert!(months_before > 0, "banked results are dated a year back");
    let files = write_folder(document);
    assert_eq!(
        files
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>(),
        ["paratus.toml", "people.csv"]
    );
    assert_eq!(files[1].1.lines().count(), 8658);
    assert_eq!(read_back(&files), *document);

    let programme = compile_without_errors(document);
    let mut log = EvidenceLog::new(&programme);
    let report = paratus::evidence::read_evidence(
        "evidence.csv",
        text.as_bytes(),
        table::TableOptions::default(),
        |record, _| {
            let _ = log.push(&record);
            Ok(())
        },
    );
    assert_eq!(
        (
            report.rows,
            report.refused,
            log.len(),
            log.row_counts().refused
        ),
        (46_125, 0, 46_125, 0)
    );
    let assessment = programme.assess(&log, programme.as_of().unwrap());
    assert!(
        !assessment
            .findings()
            .iter()
            .any(|one| one.code == Code::EvidenceInFuture)
    );
    let mut verdicts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut ranges: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for person in assessment.people() {
        let at = match person.verdict().unwrap() {
            Verdict::Ready => 0,
            Verdict::NotReady => 1,
            Verdict::CannotTell => 2,
        };
        verdicts.entry(person.section()).or_default()[at] += 1;
        let range = person.readiness().unwrap();
        let sum = ranges.entry(person.section()).or_default();
        *sum = (sum.0 + range.low, sum.1 + range.high);
    }
    // The table of docs/guides/oulad.md: ready, not ready, cannot tell, and the mean range.
    let table: Vec<String> = verdicts
        .iter()
        .map(|(section, [ready, not_ready, cannot_tell])| {
            let people = (ready + not_ready + cannot_tell) as f64;
            let (low, high) = ranges[section];
            // Shown as `assess` shows it: rounded outwards.
            let mean = Range {
                high: high / people,
                low: low / people,
            };
            format!("{section}: {ready} {not_ready} {cannot_tell}, {mean}")
        })
        .collect();
    assert_eq!(
        table,
        [
            "aaa-2013j: 1 0 382, 0.33..0.86",
            "aaa-2014j: 219 0 146, 0.48..0.78",
            "bbb-2013b: 0 0 1767, 0.16..0.94",
            "bbb-2013j: 115 0 2122, 0.26..0.90",
            "bbb-2014b: 375 1 1237, 0.30..0.89",
            "bbb-2014j: 951 18 1323, 0.37..0.81",
        ]
    );
    assert_eq!(verdicts.values().flatten().sum::<usize>(), 8657);
}
