//! The Ministry of Records, as it is checked in: every flip flips, and no cut or order of its evidence changes an answer.

use crate::{flips, keys};
use paratus::document::{Files, read_folder};
use paratus::table::TableOptions;
use paratus::{Assessment, Code, EvidenceLog, Programme, answers};
use std::path::PathBuf;

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        match std::fs::read(self.0.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// The programme, and its evidence as one text with the header apart.
fn ministry() -> (Programme, String, Vec<String>) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples/ministry");
    let table =
        std::fs::read_to_string(folder.join("evidence.csv")).expect("the example has evidence");
    let programme = read_folder(&Folder(folder))
        .expect("the example can be read")
        .compile();
    let mut lines = table.lines().map(str::to_owned);
    let header = lines.next().expect("a header");
    (programme, header, lines.collect())
}

fn read(programme: &Programme, header: &str, rows: &[String]) -> EvidenceLog {
    let mut log = EvidenceLog::new(programme);
    let table = format!("{header}\n{}\n", rows.join("\n"));
    let report = log.read_csv("evidence.csv", table.as_bytes(), TableOptions::default());
    assert_eq!(
        (report.rows, report.refused),
        (rows.len() as u64, 0),
        "{:?}",
        report.findings
    );
    log
}

fn assess(programme: &Programme, log: &EvidenceLog) -> Assessment {
    programme.assess(log, programme.as_of().expect("the example names its date"))
}

#[test]
fn the_flip_of_everyone_in_the_ministry_flips_and_nothing_smaller_does() {
    let (programme, header, rows) = ministry();
    let log = read(&programme, &header, &rows);
    let assessment = assess(&programme, &log);
    assert!(
        !assessment
            .findings()
            .iter()
            .any(|finding| finding.code == Code::EvidenceInFuture)
    );
    let mut seen = flips::FlipCounts::default();
    let people: Vec<&str> = programme.people_ids().collect();
    assert!(people.len() >= 300, "{} people", people.len());
    for person in people {
        // One person's verdict on another date depends on that person's records alone.
        let prefix = format!("{person},");
        let own: Vec<String> = rows
            .iter()
            .filter(|row| row.starts_with(&prefix))
            .cloned()
            .collect();
        let own = read(&programme, &header, &own);
        let verdict_on = |date| {
            programme
                .assess(&own, date)
                .person(person)
                .expect("the same people")
                .verdict()
        };
        flips::check(&assessment, person, 40, verdict_on, &mut seen);
    }
    assert!(
        seen.by_passes > 100 && seen.by_time > 50 && seen.brute_force > 50,
        "{seen:?}"
    );
    assert_eq!(seen.never, 0, "{seen:?}");
}

#[test]
fn answers_have_sorted_keys_and_no_order_or_cut_of_the_evidence_changes_a_byte() {
    let (programme, header, rows) = ministry();
    let some = |log: &EvidenceLog| {
        let assessment = assess(&programme, log);
        let explain = |person: &str| {
            answers::to_json(&answers::explain(&assessment, person).expect("an answer"))
        };
        let mut answers_of: Vec<String> = programme.people_ids().step_by(25).map(explain).collect();
        let person = programme.people_ids().next().expect("somebody");
        let asked = keys::options(assessment.as_of(), person);
        let asked = asked
            .into_iter()
            .filter(|(operation, _)| matches!(*operation, "assess" | "gaps" | "units"));
        let before = answers_of.len();
        for (operation, options) in asked {
            answers_of.push(
                answers::answer(&programme, log, &[], operation, &options).expect("an answer"),
            );
        }
        assert!(answers_of.len() >= before + 5, "an operation is gone");
        answers_of
    };
    // Every operation for one other order; all others rest on what these three and the explanations show, and on the same log.
    let everything = |log: &EvidenceLog| {
        let as_of = assess(&programme, log).as_of();
        let answer = |(operation, options): (&str, String)| {
            answers::answer(&programme, log, &[], operation, &options).expect("an answer")
        };
        let person = programme.people_ids().next().expect("somebody");
        keys::options(as_of, person)
            .into_iter()
            .map(answer)
            .collect::<Vec<String>>()
    };
    let straight = read(&programme, &header, &rows);
    let (all, expected) = (everything(&straight), some(&straight));
    for answer in all.iter().chain(&expected) {
        assert!(
            keys::unsorted(answer).is_empty(),
            "keys out of place: {:?}",
            keys::unsorted(answer)
        );
    }

    let reversed: Vec<String> = rows.iter().rev().cloned().collect();
    let reversed = read(&programme, &header, &reversed);
    assert!(some(&reversed) == expected, "reversed");
    assert!(everything(&reversed) == all, "reversed, every operation");
    let strided: Vec<String> = (0..97)
        .flat_map(|from| rows.iter().skip(from).step_by(97))
        .cloned()
        .collect();
    assert!(
        some(&read(&programme, &header, &strided)) == expected,
        "strided"
    );

    let mut merged = EvidenceLog::new(&programme);
    for shard in (0..7).rev() {
        let shard: Vec<String> = rows.iter().skip(shard).step_by(7).cloned().collect();
        merged
            .merge(&read(&programme, &header, &shard))
            .expect("one programme");
    }
    assert!(some(&merged) == expected, "seven shards");

    let table = format!("{header}\r\n{}\r\n", rows.join("\r\n"));
    let mut blocks = EvidenceLog::new(&programme);
    let mut reader = blocks.reader("evidence.csv", TableOptions::default());
    for block in table.as_bytes().chunks(1021) {
        reader.push(block);
    }
    assert_eq!(reader.finish().refused, 0);
    assert!(some(&blocks) == expected, "blocks");
}
