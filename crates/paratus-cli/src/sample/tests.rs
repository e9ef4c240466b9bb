//! The sample and the template fit each other, and the sample is what it says.

use super::catalogue::{ACTIVITIES, LEVELS, OBJECTIVES, ROLES, TRAINERS};
use super::sections::SECTIONS;
use super::survey_responses::{PULSE, SELF_CHECK, WEIGHED};
use super::{generate, ministry};
use crate::template::template_files;
use paratus::document::{ActivityDoc, Aspect, Document, Kind, read_folder};
use paratus::evidence::RecordOutcome;
use paratus::evidence::read_evidence;
use paratus::plan::PlanOptions;
use paratus::table::TableOptions;
use paratus::{Code, Date, EvidenceLog, Finding, Programme, Severity, Track, Verdict};
use std::collections::{BTreeMap, BTreeSet};

fn as_of() -> Date {
    Date::from_ymd(2027, 3, 14).unwrap()
}

/// The programme of a folder, which must be read without any finding.
fn document(files: &[(String, String)]) -> Document {
    let folder: BTreeMap<String, Vec<u8>> = files
        .iter()
        .map(|(name, contents)| (name.clone(), contents.clone().into_bytes()))
        .collect();
    let reading = read_folder(&folder).unwrap();
    assert_eq!(reading.findings, []);
    reading.document
}

/// The template's own files with the tables of a sample.
fn filled(tables: &[(String, String)]) -> Vec<(String, String)> {
    let authored = template()
        .into_iter()
        .filter(|(name, _)| tables.iter().all(|(table, _)| table != name));
    authored.chain(tables.iter().cloned()).collect()
}

fn template() -> Vec<(String, String)> {
    let files = template_files("km-government").unwrap();
    files
        .into_iter()
        .map(|(name, contents)| (name.to_owned(), contents.to_owned()))
        .collect()
}

/// The rows of a table by heading.
fn rows(files: &[(String, String)], name: &str) -> Vec<BTreeMap<String, String>> {
    let (_, text) = files.iter().find(|(file, _)| file == name).unwrap();
    let mut lines = text.lines();
    let heads: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields.len(), heads.len(), "{name}: {line}");
            heads
                .iter()
                .zip(fields)
                .map(|(head, field)| ((*head).to_owned(), field.to_owned()))
                .collect()
        })
        .collect()
}

fn level(document: &Document, objective: &str, level: Option<&str>) -> usize {
    let objective = document
        .objectives
        .iter()
        .find(|o| o.id == objective)
        .unwrap();
    let Some(scale) = &objective.scale else {
        assert_eq!(level, None, "`{}` has no levels", objective.id);
        return 0;
    };
    let levels = &document.scales[scale].levels;
    level.map_or(levels.len() - 1, |level| {
        levels.iter().position(|l| l == level).unwrap()
    })
}

fn teaches(document: &Document, activity: &ActivityDoc, objective: &str, at: usize) -> bool {
    let mut taught = activity
        .teaches
        .iter()
        .filter(|taught| taught.objective == objective);
    taught.any(|taught| level(document, objective, taught.level.as_deref()) >= at)
}

/// The place of the phase that has an objective.
fn phase_of(document: &Document, objective: &str) -> usize {
    let has = |objectives: &[String]| objectives.iter().any(|one| one == objective);
    let mut phases = document.phases.iter();
    phases.position(|phase| has(&phase.objectives)).unwrap()
}

#[test]
fn the_catalogue_mirrors_the_template() {
    let document = document(&template());
    assert_eq!(document.scales["skill"].levels, LEVELS);
    let phase = |id: &str| phase_of(&document, id);
    assert_eq!(document.objectives.len(), OBJECTIVES.len());
    for (written, mirrored) in document.objectives.iter().zip(OBJECTIVES) {
        assert_eq!(written.id, mirrored.id);
        assert_eq!(written.tool.as_deref().unwrap_or_default(), mirrored.tool);
        assert_eq!(written.features, mirrored.features);
        assert_eq!(
            (phase(&written.id), written.scale.is_some()),
            (mirrored.phase, mirrored.leveled)
        );
        for step in mirrored.steps {
            let activity = document
                .activities
                .iter()
                .find(|activity| activity.id == step.activity)
                .unwrap();
            let teaches = activity
                .teaches
                .iter()
                .find(|teaches| teaches.objective == written.id)
                .unwrap();
            assert_eq!(
                level(&document, &written.id, teaches.level.as_deref()),
                step.level,
                "{}",
                step.activity
            );
        }
    }
    assert_eq!(document.roles.len(), ROLES.len());
    for (written, mirrored) in document.roles.iter().zip(ROLES) {
        assert_eq!(written.id, mirrored.id);
        let requires = written.requires.iter().map(|r| {
            let level = level(&document, &r.objective, r.level.as_deref());
            (r.objective.as_str(), level)
        });
        assert_eq!(requires.collect::<Vec<_>>(), mirrored.requires);
    }
    for mirrored in ACTIVITIES {
        let written = document
            .activities
            .iter()
            .find(|activity| activity.id == mirrored.id)
            .unwrap();
        assert_eq!(written.seats.map(|seats| seats.max), Some(mirrored.seats));
        assert_eq!(written.trainer_skill.as_deref(), Some(mirrored.skill));
        assert!(written.hours <= document.calendar.hours_per_day);
    }
    let mut trainers: Vec<&[String]> = document
        .trainers
        .iter()
        .map(|trainer| trainer.skills.as_slice())
        .collect();
    let mut mirrored = TRAINERS.to_vec();
    trainers.sort();
    mirrored.sort_unstable();
    assert_eq!(
        trainers,
        mirrored
            .iter()
            .map(|skills| skills.to_vec())
            .collect::<Vec<_>>()
    );
    let sections: Vec<_> = document
        .sections
        .iter()
        .map(|s| (s.id.as_str(), s.parent.as_deref()))
        .collect();
    assert_eq!(
        sections,
        SECTIONS
            .iter()
            .map(|s| (s.id, s.parent))
            .collect::<Vec<_>>()
    );
    let [pulse, self_check] = document.instruments.as_slice() else {
        panic!("two instruments")
    };
    let items: Vec<_> = pulse
        .items
        .iter()
        .map(|item| (item.id.as_str(), item.reversed))
        .collect();
    assert_eq!(items, PULSE.map(|(item, _, reversed)| (item, reversed)));
    let (able, weighed): (Vec<_>, Vec<_>) = self_check
        .items
        .iter()
        .partition(|item| item.aspect == Aspect::Ability);
    let able: Vec<_> = able
        .iter()
        .map(|item| (item.id.as_str(), item.measures.as_str()))
        .collect();
    assert_eq!(able, SELF_CHECK);
    let weighed: Vec<_> = weighed
        .iter()
        .map(|item| (item.id.as_str(), item.measures.as_str(), item.aspect))
        .collect();
    assert_eq!(
        weighed,
        WEIGHED.map(|(item, measures, aspect, _)| (item, measures, aspect))
    );
}

#[test]
fn the_template_keeps_the_principles() {
    let document = document(&template());
    let track = |id: &str| {
        document
            .objectives
            .iter()
            .find(|objective| objective.id == id)
            .map(|o| o.track)
            .unwrap()
    };
    for activity in &document.activities {
        let tracks: BTreeSet<Track> = activity
            .teaches
            .iter()
            .map(|taught| track(&taught.objective))
            .collect();
        assert_eq!(
            tracks.len(),
            1,
            "the hours of `{}` belong to one track",
            activity.id
        );
    }
    let mut hours = BTreeMap::<Track, f64>::new();
    for role in &document.roles {
        let mut chosen = BTreeMap::new();
        for requirement in &role.requires {
            let at = level(
                &document,
                &requirement.objective,
                requirement.level.as_deref(),
            );
            let activity = document
                .activities
                .iter()
                .filter(|activity| teaches(&document, activity, &requirement.objective, at))
                .min_by(|a, b| a.hours.total_cmp(&b.hours))
                .unwrap_or_else(|| panic!("nothing teaches `{}`", requirement.objective));
            chosen.insert(
                activity.id.as_str(),
                (track(&requirement.objective), activity.hours),
            );
        }
        for (track, spent) in chosen.into_values() {
            *hours.entry(track).or_default() += spent;
        }
        let tracks: BTreeSet<Track> = role.requires.iter().map(|r| track(&r.objective)).collect();
        assert_eq!(tracks.len(), 3, "`{}` requires all three", role.id);
        assert!(role.requires.iter().filter(|r| r.critical).count() <= 2);
    }
    let total: f64 = hours.values().sum();
    assert!(
        hours.values().all(|spent| *spent >= total / 3.0 * 0.5),
        "{hours:?}"
    );
    // Prerequisites come no later than what needs them, and follow the order of the file (so there is no circle).
    let position = |id: &str| {
        document
            .objectives
            .iter()
            .position(|objective| objective.id == id)
            .unwrap()
    };
    let phase = |id: &str| phase_of(&document, id);
    for objective in &document.objectives {
        for required in &objective.requires {
            level(&document, &required.objective, required.level.as_deref());
            assert!(
                position(&required.objective) < position(&objective.id),
                "{required}"
            );
            assert!(
                phase(&required.objective) <= phase(&objective.id),
                "{required}"
            );
        }
    }
}

#[test]
fn the_template_alone_has_no_problem_but_a_missing_sponsor() {
    let programme = Programme::compile(&document(&template()));
    let others = programme
        .findings()
        .iter()
        .filter(|finding| finding.code != Code::NoSponsor);
    assert_eq!(others.collect::<Vec<_>>(), Vec::<&Finding>::new());
}

#[test]
fn the_tables_of_the_template_have_the_headings_of_the_sample() {
    let template = template();
    for (name, contents) in generate(1, 1, as_of()) {
        let (_, empty) = template.iter().find(|(file, _)| *file == name).unwrap();
        assert_eq!(
            empty.lines().collect::<Vec<_>>(),
            contents.lines().take(1).collect::<Vec<_>>(),
            "{name}"
        );
    }
}

#[test]
fn the_same_arguments_give_the_same_bytes() {
    assert_eq!(generate(120, 9, as_of()), generate(120, 9, as_of()));
    assert_ne!(generate(120, 9, as_of()), generate(120, 10, as_of()));
}

#[test]
fn samples_of_any_size_refer_to_what_exists() {
    let document = document(&template());
    let leap = Date::from_ymd(2024, 2, 29).unwrap();
    for (people, date) in [
        (0, leap),
        (1, leap),
        (1, as_of()),
        (2, as_of()),
        (7, leap),
        (60, leap),
        (5_000, as_of()),
    ] {
        let files = generate(people, 3, date);
        assert_eq!(rows(&files, "people.csv").len(), people);
        check(&document, &files, date);
    }
    // Dates at the ends of the calendar are odd, but no reason to fail.
    assert_eq!(
        generate(40, 1, Date::MIN).len(),
        generate(40, 1, Date::MAX).len()
    );
}

fn check(document: &Document, files: &[(String, String)], as_of: Date) {
    let date = |text: &str| Date::parse(text).unwrap();
    let mut people = BTreeMap::new();
    for row in rows(files, "people.csv") {
        assert!(
            document
                .sections
                .iter()
                .any(|section| section.id == row["section"])
        );
        assert!(!row["roles"].is_empty());
        assert!(
            row["roles"]
                .split(' ')
                .all(|role| document.roles.iter().any(|r| r.id == role))
        );
        let left = if row["left"].is_empty() {
            Date::MAX
        } else {
            date(&row["left"])
        };
        assert!(date(&row["joined"]) < left);
        let again = people.insert(
            row["id"].clone(),
            (date(&row["joined"]), left, row["section"].clone()),
        );
        assert!(again.is_none(), "ids are unique");
    }
    let employed = |person: &str, on: Date| {
        let (joined, left, _) = &people[person];
        (*joined..=*left).contains(&on) && on <= as_of
    };
    let objective = |id: &str| document.objectives.iter().find(|o| o.id == id).unwrap();
    for row in rows(files, "evidence.csv") {
        let value: f64 = row["value"].parse().unwrap();
        assert!((0.0..=1.0).contains(&value));
        assert!(employed(&row["person"], date(&row["date"])), "{row:?}");
        assert!(row["expires"].is_empty() || (value == 1.0 && row["expires"] > row["date"]));
        let named = (!row["level"].is_empty()).then_some(row["level"].as_str());
        assert_eq!(
            objective(&row["objective"]).scale.is_some(),
            named.is_some()
        );
        level(document, &row["objective"], named);
        let source = row["source"].as_str();
        match row["kind"].parse::<Kind>().unwrap() {
            Kind::Observation => assert!(people.contains_key(source) && source != row["person"]),
            Kind::Survey => assert_eq!(source, "self-check"),
            _ => assert!(
                document
                    .activities
                    .iter()
                    .any(|activity| activity.id == source)
            ),
        }
    }
    for row in rows(files, "feature_use.csv") {
        let (tool, feature) = row["feature"].split_once('/').unwrap();
        let tool = document.tools.iter().find(|t| t.id == tool).unwrap();
        assert!(tool.features.iter().any(|f| f == feature));
        assert!(
            document
                .sections
                .iter()
                .any(|section| section.id == row["section"])
        );
        assert!(row["uses_per_month"].parse::<f64>().unwrap() >= 0.0);
    }
    for row in rows(files, "responses.csv") {
        let instrument = document
            .instruments
            .iter()
            .find(|i| i.id == row["instrument"])
            .unwrap();
        assert!(instrument.items.iter().any(|item| item.id == row["item"]));
        assert!((1..=instrument.points).contains(&row["answer"].parse().unwrap()));
        assert!(employed(&row["respondent"], date(&row["date"])));
        assert_eq!(people[&row["respondent"]].2, row["section"]);
    }
    let sessions = rows(files, "sessions.csv");
    for row in rows(files, "acts.csv") {
        assert!(employed(&row["actor"], date(&row["date"])));
        let vocabulary = [
            "sponsor-named",
            "message-sent",
            "time-released",
            "training-attended",
            "tool-used",
        ];
        assert!(vocabulary.contains(&row["act"].as_str()));
        if row["act"] == "training-attended" {
            let session = sessions
                .iter()
                .find(|session| session["id"] == row["evidence"])
                .unwrap();
            assert_eq!(session["start"], row["date"]);
        }
    }
    let mut booked = BTreeSet::new();
    for row in &sessions {
        let activity = document
            .activities
            .iter()
            .find(|activity| activity.id == row["activity"])
            .unwrap();
        assert!(row["seats"].parse::<u32>().unwrap() <= activity.seats.unwrap().max);
        date(&row["start"]);
        if !row["room"].is_empty() {
            assert!(
                booked.insert((row["start"].clone(), row["room"].clone())),
                "{row:?}"
            );
        }
        if !row["trainer"].is_empty() {
            assert!(people.contains_key(&row["trainer"]));
            assert!(
                booked.insert((row["start"].clone(), row["trainer"].clone())),
                "{row:?}"
            );
        }
    }
}

#[test]
fn every_section_but_one_has_its_use_declared_somewhere() {
    let files = generate(400, 1, as_of());
    let declared: BTreeSet<String> = rows(&files, "feature_use.csv")
        .into_iter()
        .map(|row| row["section"].clone())
        .collect();
    let without = SECTIONS.iter().filter(|section| {
        !declared.contains(section.id)
            && !section
                .parent
                .is_some_and(|parent| declared.contains(parent))
    });
    assert_eq!(
        without.map(|section| section.id).collect::<Vec<_>>(),
        ["private-office"]
    );
}

#[test]
fn what_a_large_sample_announces_can_be_held() {
    for (people, seed) in [(1_000, 1), (3_000, 2)] {
        let files = filled(&generate(people, seed, as_of()));
        let programme = Programme::compile(&document(&files));
        let assessment = programme.assess(&EvidenceLog::new(&programme), as_of());
        // The first plan is enough: pins that contradict each other are refused before.
        let options = PlanOptions {
            relax: false,
            effort: paratus::plan::Effort::Quick,
            ..PlanOptions::default()
        };
        let plan = assessment
            .plan_with(&options, &mut |_| false)
            .expect("its pins can be held");
        let pinned = plan
            .sessions
            .iter()
            .filter(|session| session.pinned)
            .count();
        let sessions = rows(&files, "sessions.csv");
        assert_eq!(
            pinned,
            sessions
                .iter()
                .filter(|session| session["pinned"] == "true")
                .count()
        );
        assert!(pinned > 5, "{pinned}");
    }
}

#[test]
fn a_sample_has_no_errors_and_a_mix_of_verdicts() {
    for seed in 1..=3 {
        let files = filled(&generate(400, seed, as_of()));
        let programme = Programme::compile(&document(&files));
        let errors = programme
            .findings()
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Finding>::new());
        let warnings = programme
            .findings()
            .iter()
            .filter(|finding| finding.severity == Severity::Warning);
        // The gate of the template asks for two holders in each section, and some sections are small.
        let meant = |code| {
            matches!(
                code,
                Code::NoFeatureUse | Code::UntrainedFeature | Code::GateNotPublishable
            )
        };
        assert!(
            warnings.clone().all(|finding| meant(finding.code)),
            "{:?}",
            warnings.collect::<Vec<_>>()
        );

        let mut log = EvidenceLog::new(&programme);
        let (name, contents) = files
            .iter()
            .find(|(name, _)| name == "evidence.csv")
            .unwrap();
        let report = read_evidence(
            name,
            contents.as_bytes(),
            TableOptions::default(),
            |record, _| {
                let outcome = log.push(&record);
                assert!(
                    matches!(outcome, RecordOutcome::Accepted),
                    "{record:?}: {outcome:?}"
                );
                Ok(())
            },
        );
        assert_eq!((report.refused, report.findings), (0, vec![]));
        assert!(
            (20..=35).contains(&(report.rows / 400)),
            "{} records",
            report.rows
        );

        let assessment = programme.assess(&log, as_of());
        let verdicts: Vec<Verdict> = assessment
            .people()
            .filter(|person| person.is_employed())
            .filter_map(|person| person.verdict())
            .collect();
        let share = |verdict| {
            verdicts.iter().filter(|v| **v == verdict).count() as f64 / verdicts.len() as f64
        };
        let (ready, not_ready) = (share(Verdict::Ready), share(Verdict::NotReady));
        assert!((0.2..0.45).contains(&ready), "{ready} ready");
        assert!((0.08..0.2).contains(&not_ready), "{not_ready} not ready");
    }
}

#[test]
fn the_ministry_is_as_checked_in() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ministry");
    for (name, contents) in ministry() {
        let found = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(
            found == contents,
            "examples/ministry/{name} is stale; refresh it with `cargo xtask codegen`"
        );
    }
    let document = document(&ministry());
    assert_eq!(document.id, "records-ministry");
    assert_eq!(
        document.title,
        "Knowledge management at the Ministry of Records"
    );
    assert_eq!(document.as_of, Some(as_of()));
}

#[test]
fn titles_of_the_ministry_are_there_in_every_language() {
    let mut titles = 0;
    for (name, contents) in ministry() {
        let count = |key: &str| {
            contents
                .lines()
                .filter(|line| line.starts_with(key))
                .count()
        };
        if name.ends_with(".toml") {
            assert_eq!(count("title "), 0, "{name}: a title in one language");
            let english = count("title.en = ");
            assert_eq!(
                [count("title.fr = "), count("title.ar = ")],
                [english; 2],
                "{name}"
            );
            titles += english;
        }
    }
    assert!(titles > 100, "{titles}");
}
