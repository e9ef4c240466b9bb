//! What the office knows: everyone's evidence, as the library reads it. The attacker's starting point and proof-reader.

use super::person::{ASKED, Person, Profile, STATES, Standing, VERDICTS, counted};
use super::published::{Reader, Rounding};
use super::system::System;
use super::world::{DATES, World};
use paratus::answers::{SensitivityAnswer, answer_with};
use paratus::document::Document;
use paratus::survey::ResponseLog;
use paratus::{Disclosure, EvidenceLog, PersonReadiness, Programme};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The programme, its evidence and its people at a date.
pub(crate) struct Office {
    document: Document,
    programme: Programme,
    log: EvidenceLog,
    responses: ResponseLog,
    /// Of each crowd its people.
    pub(crate) people: Vec<Vec<Person>>,
}

impl Office {
    /// Publishes everything of a date, and reads it.
    pub(crate) fn publish(&self, world: &World, system: &mut System, date: usize, rounding: Rounding) {
        let audience = if rounding.exact { "internal" } else { "published" };
        let mut options = json!({ "disclosure": audience });
        if let Some(key) = &world.key {
            options["disclosure_key"] = json!(key);
        }
        let answer = |operation: &str, more: Value| -> Value {
            let mut options = options.clone();
            options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let text = answer_with(&self.programme, &self.log, &self.responses, &[], operation, &options.to_string());
            let text = text.unwrap_or_else(|error| panic!("{operation}: {error}"));
            // Sentences about persons are for internal answers.
            assert!(
                rounding.exact || !text.contains("person-"),
                "seed {}: {operation} names a person: {text}",
                world.seed
            );
            serde_json::from_str(&text).unwrap()
        };
        let mut reader = Reader { world, system, date, rounding };
        for kind in ["organisation", "section", "role"] {
            reader.read_units(&answer("units", json!({ "kind": kind })));
        }
        reader.read_gaps(&answer("gaps", json!({}))["gaps"]);
        for section in 0..world.parents.len() {
            reader.read_gaps(&answer("gaps", json!({ "section": format!("s{section}") }))["gaps"]);
        }
        for role in 0..world.roles.len() {
            reader.read_gaps(&answer("gaps", json!({ "role": format!("r{role}") }))["gaps"]);
        }
        reader.read_gates(&answer("gates", json!({})));
        for operation in ["fit", "needs", "phases", "refresh"] {
            answer(operation, json!({}));
        }
        reader.read_survey(&answer("survey", json!({})));
        let disclosure = match rounding.exact {
            true => Disclosure::internal(),
            false => Disclosure::published(world.key.as_deref().unwrap_or_default()),
        };
        let as_of = DATES[date].parse().unwrap();
        let sensitivity = SensitivityAnswer::new(&self.document, &self.log, as_of, &disclosure);
        reader.read_sensitivity(&serde_json::to_value(sensitivity).unwrap());
    }

    pub(crate) fn open(world: &World, date: usize) -> Office {
        let document: Document = serde_json::from_value(world.document(date)).unwrap();
        let programme = Programme::from_json(&world.document(date).to_string()).unwrap();
        let mut log = EvidenceLog::new(&programme);
        log.read_json(&serde_json::to_string(&world.evidence).unwrap()).unwrap();
        let mut responses = ResponseLog::new(&programme);
        responses.read_json(&serde_json::to_string(&world.responses).unwrap()).unwrap();
        responses.add_evidence(&mut log, None);
        let assessment = programme.assess(&log, DATES[date].parse().unwrap());
        let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        let answer = |row: &Value| ((text(row, "respondent"), text(row, "item")), row["answer"].as_u64().unwrap());
        let answers: BTreeMap<(String, String), u64> = world.responses.iter().map(answer).collect();
        let (mut people, mut person) = (Vec::new(), 0);
        for (crowd, written) in world.crowds.iter().enumerate() {
            let profile = Profile::new(world, crowd, date);
            if world.section_of(crowd, date).is_none() {
                people.push(Vec::new());
                person += written.people;
                continue;
            }
            let of = (person..person + written.people).map(|at| {
                let found = assessment.person(&format!("person-{at}")).unwrap();
                let mut person = read_person(world, &profile, found);
                for (item, _, _) in ASKED {
                    person.others.extend(counted(answers.get(&(format!("person-{at}"), item.to_owned())).copied()));
                }
                person
            });
            people.push(of.collect());
            person += written.people;
        }
        Office { document, programme, log, responses, people }
    }
}

fn read_person(world: &World, profile: &Profile, found: PersonReadiness<'_>) -> Person {
    let explanation = found.explain();
    let place = |objective: &str| objective[1..].parse::<usize>().unwrap();
    let standings =
        explanation.objectives.iter().filter(|objective| profile.needs.contains_key(&place(&objective.objective)));
    let standings = standings.map(|objective| {
        let state = STATES.iter().position(|state| *state == objective.state.name()).unwrap();
        let standing = Standing {
            low: objective.readiness.low,
            high: objective.readiness.high,
            never: objective.shortfall.never_evidenced,
            state,
        };
        (place(&objective.objective), standing)
    });
    let person = Person { standings: standings.collect(), others: Vec::new() };
    // The attacker's formulas are the library's.
    assert_eq!(person.standings.len(), profile.needs.len(), "seed {}: {:?}", world.seed, explanation);
    if let (Some(range), Some(verdict)) = (found.readiness(), found.verdict()) {
        let value = |measure| profile.value(&person, measure).unwrap();
        let low = value(super::person::Measure::ReadyLow);
        assert!((low - range.low).abs() < 1e-9, "seed {}: readiness {low} of {range:?}", world.seed);
        let at = VERDICTS.iter().position(|name| *name == verdict.name()).unwrap();
        assert_eq!(value(super::person::Measure::Verdict(at)), 1.0, "seed {}: {verdict:?} {explanation:?}", world.seed);
        for objective in &explanation.objectives {
            if let Some(gap) = profile.value(&person, super::person::Measure::Gap(place(&objective.objective))) {
                assert!((gap - objective.gap).abs() < 1e-9, "seed {}: gap {gap} of {objective:?}", world.seed);
            }
        }
    }
    person
}
