use crate::disclosure::{Disclosure, Suppression};
use crate::document::{Document, Kind};
use crate::evidence::RecordOutcome;
use crate::units::{Unit, UnitKind, UnitSummary};
use crate::{Code, Date, EvidenceLog, Programme, Range, Record};
use serde_json::{Value, json};

fn day() -> Date {
    "2027-03-14".parse().unwrap()
}

/// `operations` holds `archive` (6 people, 5 clerks and a driver) and `registry` (5 clerks); `cabinet` has 3 heads.
/// Clerks need one thing in people and one in technology, heads one in people. Cells of 5.
fn programme() -> Programme {
    let person = |id: String, section: &str, roles: &[&str]| json!({ "id": id, "section": section, "roles": roles });
    let mut people: Vec<Value> = Vec::new();
    people.extend((0..5).map(|n| person(format!("a{n}"), "archive", &["clerk"])));
    people.push(person("driver".to_owned(), "archive", &[]));
    people.extend((0..5).map(|n| person(format!("r{n}"), "registry", &["clerk"])));
    people.extend((0..3).map(|n| person(format!("h{n}"), "cabinet", &["head"])));
    people.push(
        json!({ "id": "gone", "section": "archive", "roles": ["clerk"], "left": "2026-01-01" }),
    );
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry", "title": "The Ministry", "rules": { "min_cell": 5 },
        "tools": [{ "id": "docket", "features": ["search"] }],
        "objectives": [{ "id": "why", "track": "people" },
            { "id": "find", "track": "technology", "tool": "docket", "features": ["search"] }],
        "sections": [{ "id": "operations" }, { "id": "archive", "parent": "operations" },
            { "id": "registry", "parent": "operations" }, { "id": "cabinet" }, { "id": "attic" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }, { "objective": "find" }] },
            { "id": "head", "requires": [{ "objective": "why" }] }],
        "people": people,
    }))
    .unwrap();
    Programme::compile(&document)
}

/// An observed pass of today: range 2/3 to 1. A failed one: 0 to 1/3.
fn log(programme: &Programme, records: &[(&str, &str, f64)]) -> EvidenceLog {
    let mut log = EvidenceLog::new(programme);
    for &(person, objective, value) in records {
        assert_eq!(
            log.push(&Record::new(
                person,
                objective,
                Kind::Observation,
                value,
                day()
            )),
            RecordOutcome::Accepted
        );
    }
    log
}

fn units(records: &[(&str, &str, f64)], kind: UnitKind) -> Vec<UnitSummary> {
    let programme = programme();
    programme
        .assess(&log(&programme, records), day())
        .units(kind, &Disclosure::internal())
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12, "{a} {b}");
}

#[test]
fn figures_of_a_section_by_hand() {
    // Of the five clerks of the archive one has passed both, one has passed one and failed the other.
    let records = [
        ("a0", "why", 1.0),
        ("a0", "find", 1.0),
        ("a1", "why", 1.0),
        ("a1", "find", 0.0),
    ];
    let sections = units(&records, UnitKind::Section);
    let archive = &sections[1];
    assert_eq!(
        (archive.unit.as_str(), archive.parent.as_deref()),
        ("archive", Some("operations"))
    );
    assert_eq!(
        (archive.people.value(), archive.not_required.value()),
        (Some(6), Some(1))
    );
    // a1: low 0; high 1/(.5/1 + .5/(1/3)) = .5, which is not below .5.
    assert_eq!(
        (
            archive.ready.value(),
            archive.not_ready.value(),
            archive.cannot_tell.value()
        ),
        (Some(1), Some(0), Some(4))
    );
    let readiness = archive.readiness.value().unwrap();
    close(readiness.low, (2.0 / 3.0) / 5.0);
    close(readiness.high, (1.0 + 0.5 + 3.0) / 5.0);
    let tracks = archive.tracks;
    close(tracks.people.value().unwrap().low, 2.0 * (2.0 / 3.0) / 5.0);
    close(
        tracks.technology.value().unwrap().high,
        (4.0 + 1.0 / 3.0) / 5.0,
    );
    assert_eq!(
        (tracks.process.value(), tracks.process.suppression()),
        (None, None)
    );
    // M_-1 of .2667 and .1333 is .1778, above the .1333 of the mean: one knows why, another finds.
    close(
        archive.power_mean_of_tracks.value().unwrap().low,
        1.0 / (0.5 / (4.0 / 15.0) + 0.5 / (2.0 / 15.0)),
    );
    close(archive.coverage.value().unwrap(), 4.0 / 10.0);
    close(archive.share_ready.value().unwrap().share, 0.2);
    assert!(archive.suppressed.is_empty());
}

#[test]
fn a_section_counts_its_parts_and_small_ones_are_suppressed() {
    let programme = programme();
    let assessment = programme.assess(&log(&programme, &[]), day());
    let sections = assessment.units(UnitKind::Section, &Disclosure::default());
    let people: Vec<Option<u64>> = sections.iter().map(|unit| unit.people.value()).collect();
    // The three of the cabinet are too few. That everyone minus operations is three, the staff list says.
    assert_eq!(people, [Some(11), Some(6), Some(5), None, Some(0)]);
    let attic = serde_json::to_value(&sections[4]).unwrap();
    assert_eq!(
        (
            &attic["people"],
            &attic["readiness"],
            attic.get("suppressed")
        ),
        (&json!(0), &Value::Null, None)
    );
    let cabinet = serde_json::to_value(&sections[3]).unwrap();
    assert_eq!(
        (&cabinet["people"], &cabinet["ready"]),
        (&Value::Null, &Value::Null)
    );
    let why: Vec<&str> = cabinet["suppressed"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    // Nobody there needs anything in process or technology: that does not apply, and is not suppressed.
    assert_eq!(
        why,
        [
            "cannot_tell",
            "coverage",
            "not_ready",
            "not_required",
            "people",
            "power_mean_of_tracks",
            "readiness",
            "ready",
            "share_ready",
            "tracks.people"
        ]
    );
}

#[test]
fn published_figures_are_rounded_and_exact_ones_are_not() {
    let records = [
        ("a0", "why", 1.0),
        ("a0", "find", 1.0),
        ("a1", "why", 1.0),
        ("a1", "find", 0.0),
    ];
    let programme = programme();
    let assessment = programme.assess(&log(&programme, &records), day());
    let disclosure = Disclosure::published("the key of the office");
    let sections = assessment.units(UnitKind::Section, &disclosure);
    let archive = &sections[1];
    // One of five is ready: 0 or 5. The sum of five is of whole persons, beside .667 and 4.5.
    assert!([Some(0), Some(5)].contains(&archive.ready.value()));
    let readiness = archive.readiness.value().unwrap();
    assert!(
        [0.0, 0.2].contains(&readiness.low) && [0.8, 1.0].contains(&readiness.high),
        "{readiness:?}"
    );
    assert_eq!(
        (archive.people.value(), archive.not_required.value()),
        (Some(6), Some(1))
    );
    assert_eq!(
        archive.share_ready.suppression(),
        Some(Suppression::ShareThreshold)
    );
    // The clerks of archive and registry together are those of the role: the same figure by another path.
    let of_role = &assessment.units(UnitKind::Role, &disclosure)[0];
    let operations = &sections[0];
    assert_eq!(
        (of_role.ready, of_role.cannot_tell),
        (operations.ready, operations.cannot_tell)
    );
    assert_eq!(of_role.readiness, operations.readiness);
}

#[test]
fn the_organisation_and_roles() {
    let whole = units(&[("h0", "why", 1.0)], UnitKind::Organisation);
    assert_eq!(
        (whole[0].unit.as_str(), whole[0].title.as_str()),
        ("ministry", "The Ministry")
    );
    let counts = (
        whole[0].people.value(),
        whole[0].ready.value(),
        whole[0].cannot_tell.value(),
    );
    assert_eq!(counts, (Some(14), Some(1), Some(12)));
    let programme = programme();
    let assessment = programme.assess(&log(&programme, &[]), day());
    let roles = assessment.units(UnitKind::Role, &Disclosure::default());
    assert_eq!(
        roles
            .iter()
            .map(UnitSummary::is_suppressed)
            .collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn keys_are_sorted_and_bytes_do_not_depend_on_order() {
    let records = [
        ("a0", "why", 1.0),
        ("a0", "find", 0.3),
        ("r1", "why", 0.7),
        ("h1", "why", 0.1),
    ];
    let sections = units(&records, UnitKind::Section);
    let text = serde_json::to_string(&sections).unwrap();
    assert_eq!(serde_json::to_value(&sections).unwrap().to_string(), text);
    let reversed: Vec<_> = records.iter().rev().copied().collect();
    assert_eq!(
        serde_json::to_string(&units(&reversed, UnitKind::Section)).unwrap(),
        text
    );
}

#[test]
fn one_holder_of_several_is_found() {
    let programme = programme();
    let assessment = programme.assess(
        &log(
            &programme,
            &[("a0", "find", 1.0), ("a1", "why", 1.0), ("h0", "why", 1.0)],
        ),
        day(),
    );
    let holders = assessment
        .holders(Unit::Organisation, &Disclosure::internal())
        .unwrap();
    let counts: Vec<_> = holders
        .iter()
        .map(|row| {
            (
                row.objective.as_str(),
                row.ready.value(),
                row.required.value(),
            )
        })
        .collect();
    assert_eq!(
        counts,
        [("why", Some(2), Some(13)), ("find", Some(1), Some(10))]
    );
    let findings = assessment.single_holders();
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code, findings[0].path.as_str()),
        (Code::SingleHolder, "objectives[1]")
    );
    assert_eq!(
        findings[0].message,
        "only one of 10 people is ready in `find`"
    );
    let archive = assessment
        .holders(Unit::Section("archive"), &Disclosure::default())
        .unwrap();
    assert_eq!(
        archive
            .iter()
            .map(|row| row.required.value())
            .collect::<Vec<_>>(),
        [Some(5), Some(5)]
    );
    let cabinet = assessment
        .holders(Unit::Section("cabinet"), &Disclosure::default())
        .unwrap();
    assert!(cabinet[0].required.is_suppressed() && cabinet[0].ready.is_suppressed());
    assert_eq!(
        assessment
            .holders(Unit::Role("nobody"), &Disclosure::default())
            .map_err(|error| error.kind()),
        Err(crate::ErrorKind::Unknown)
    );
}

#[test]
fn a_mean_of_ranges_is_a_range() {
    let Range { high, low } = units(&[("a0", "why", 0.4)], UnitKind::Organisation)[0]
        .readiness
        .value()
        .unwrap();
    assert!((0.0..=1.0).contains(&low) && low <= high && high <= 1.0);
}

#[test]
fn figures_that_were_asked_for_before_follow_what_is_added_bit_by_bit() {
    let programme = programme();
    let kinds = [UnitKind::Organisation, UnitKind::Role, UnitKind::Section];
    let all = |assessment: &crate::Assessment| {
        let audiences = [Disclosure::internal(), Disclosure::default()];
        audiences.map(|disclosure| kinds.map(|kind| assessment.units(kind, &disclosure)))
    };
    // The last record supersedes the first; one is of somebody who left, one of somebody of whom nothing is required.
    let records = [
        ("a0", "why", 1.0),
        ("r1", "find", 0.3),
        ("gone", "why", 1.0),
        ("driver", "find", 0.7),
        ("a0", "find", 0.9),
        ("h1", "why", 0.1),
        ("a0", "why", 0.0),
    ];
    let mut assessment = programme.assess(&log(&programme, &records[..1]), day());
    let all_of = |records: &[(&str, &str, f64)]| {
        let mut log = EvidenceLog::new(&programme);
        for &(person, objective, value) in records {
            let _ = log.push(&Record::new(
                person,
                objective,
                Kind::Observation,
                value,
                day(),
            ));
        }
        all(&programme.assess(&log, day()))
    };
    let (mut copy, first) = (assessment.clone(), all(&assessment));
    for count in 2..=records.len() {
        let (person, objective, value) = records[count - 1];
        let appended = assessment.append([Record::new(
            person,
            objective,
            Kind::Observation,
            value,
            day(),
        )]);
        assert_eq!(appended.taken, 1);
        assert_eq!(
            all(&assessment),
            all_of(&records[..count]),
            "{count} records"
        );
    }
    assert_ne!(all(&assessment), first);
    // A copy that was made before keeps what it had, and takes everything at once too.
    let later = records[1..].iter().map(|&(person, objective, value)| {
        Record::new(person, objective, Kind::Observation, value, day())
    });
    assert_eq!(all(&copy), first);
    copy.append(later);
    assert_eq!(all(&copy), all(&assessment));
}

#[test]
fn parts_of_a_section_follow_it_in_whatever_order_they_are_written() {
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry",
        "sections": [{ "id": "a" }, { "id": "b" }, { "id": "a1", "parent": "a" }, { "id": "b1", "parent": "b" },
            { "id": "c1", "parent": "c" }, { "id": "c" }],
    }))
    .unwrap();
    let programme = Programme::compile(&document);
    let units = programme
        .assess(&EvidenceLog::new(&programme), day())
        .units(UnitKind::Section, &Disclosure::internal());
    let order: Vec<_> = units.iter().map(|unit| unit.unit.as_str()).collect();
    assert_eq!(order, ["a", "a1", "b", "b1", "c", "c1"]);
    assert_eq!(units[5].parent.as_deref(), Some("c"));
}

#[test]
fn a_track_is_the_weakest_only_by_more_than_the_rounding() {
    use crate::units::WeakestTrack;
    let weakest = |records: &[(&str, &str, f64)]| {
        let sections = units(records, UnitKind::Section);
        (sections[2].unit.clone(), sections[2].weakest_track())
    };
    let of_registry = |found| ("registry".to_owned(), found);
    assert_eq!(weakest(&[]), of_registry(WeakestTrack::Level));
    assert_eq!(
        weakest(&[("r0", "why", 1.0)]),
        of_registry(WeakestTrack::Track(crate::Track::Technology))
    );
    // Level in what was shown, .01 apart in what is possible: that is no more than the rounding.
    assert_eq!(
        weakest(&[("r0", "why", 1.0), ("r0", "find", 1.0)]),
        of_registry(WeakestTrack::Level)
    );
    let attic = units(&[], UnitKind::Section).pop().unwrap();
    assert_eq!(attic.weakest_track(), WeakestTrack::NotApplicable);
}
