//! What the office knows: everyone's evidence, as the library reads it. The attacker's starting point and proof-reader.

use super::person::{EXPONENTS, ITEMS, Person, Profile, STATES, Standing, VARIANTS, VERDICTS};
use super::published::{Reader, Rounding};
use super::rollout;
use super::system::System;
use super::world::{DATES, World};
use paratus::answers::{DiffAnswer, ReportAnswer, ReportInput, SensitivityAnswer, answer_with};
use paratus::compare::DiffSide;
use paratus::disclosure::Disclosure;
use paratus::document::Document;
use paratus::plan::{Effort, Plan, PlanOptions, PublishedPlan};
use paratus::rollout::RefreshLimits;
use paratus::survey::ResponseLog;
use paratus::{Assessment, Date, EvidenceLog, Finding, PersonReadiness, Programme};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The programme, its evidence and its people at a date.
pub(crate) struct Office {
    document: Document,
    programme: Programme,
    log: EvidenceLog,
    responses: ResponseLog,
    /// What reading the evidence and the answers found.
    findings: Vec<Finding>,
    plan: Plan,
    /// Of each crowd its people.
    pub(crate) people: Vec<Vec<Person>>,
}

impl Office {
    /// Publishes everything of a date, and reads it.
    pub(crate) fn publish(
        &self,
        world: &World,
        system: &mut System,
        date: usize,
        rounding: Rounding,
    ) {
        let audience = if rounding.exact {
            "internal"
        } else {
            "published"
        };
        let mut options = json!({ "disclosure": audience });
        // Exact figures are not rounded by a key.
        if let Some(key) = world.key.as_ref().filter(|_| !rounding.exact) {
            options["disclosure_key"] = json!(key);
        }
        let answer = |operation: &str, more: Value| -> Value {
            let mut options = options.clone();
            options
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            let text = answer_with(
                &self.programme,
                &self.log,
                &self.responses,
                &self.findings,
                operation,
                &options.to_string(),
            );
            let text = text.unwrap_or_else(|error| panic!("{operation}: {error}"));
            // Sentences about persons are for internal answers.
            assert!(
                rounding.exact || !text.contains("person-"),
                "seed {}: {operation} names a person: {text}",
                world.seed
            );
            serde_json::from_str(&text).unwrap()
        };
        let disclosure = if rounding.exact {
            Disclosure::internal()
        } else {
            Disclosure::published(world.key.as_deref().unwrap_or_default())
        };
        let mut reader = Reader {
            world,
            system,
            date,
            rounding,
        };
        for kind in ["organisation", "section", "role"] {
            reader.read_units(&answer("units", json!({ "kind": kind })));
        }
        reader.read_gaps(&answer("gaps", json!({}))["gaps"]);
        let sections = answer("units", json!({ "kind": "section" }));
        for section in 0..world.parents.len() {
            let id = format!("s{section}");
            let gaps = &answer("gaps", json!({ "section": id }))["gaps"];
            reader.read_gaps(gaps);
            // One unit is explained by the figures that the lists have.
            let explained = answer("unit", json!({ "section": id }));
            let listed = sections["units"].as_array().unwrap();
            let listed = listed.iter().find(|unit| unit["unit"] == *id);
            assert_eq!(
                (&explained["gaps"], Some(&explained["unit"])),
                (gaps, listed)
            );
        }
        for role in 0..world.roles.len() {
            reader.read_gaps(&answer("gaps", json!({ "role": format!("r{role}") }))["gaps"]);
        }
        reader.read_gates(&answer("gates", json!({})));
        reader.read_needs(&answer("needs", json!({})), "ministry");
        for section in 0..world.parents.len() {
            let id = format!("s{section}");
            reader.read_needs(&answer("needs", json!({ "section": id })), &id);
        }
        // What the document alone says is nothing new to the attacker.
        for operation in ["fit", "phases"] {
            let (evidence, responses) = (
                EvidenceLog::new(&self.programme),
                ResponseLog::new(&self.programme),
            );
            let text = options.to_string();
            let without = answer_with(
                &self.programme,
                &evidence,
                &responses,
                &[],
                operation,
                &text,
            )
            .unwrap();
            let without: Value = serde_json::from_str(&without).unwrap();
            assert_eq!(
                answer(operation, json!({})),
                without,
                "seed {}: {operation} depends on evidence",
                world.seed
            );
        }
        reader.read_refresh(&answer("refresh", json!({})));
        reader.read_survey(&answer("survey", json!({})));
        reader.read_data(&self.report(&disclosure)["data"]);
        if !rounding.exact {
            self.check_texts(&disclosure, world);
        }
        let published = PublishedPlan::new(&self.plan, &self.programme, &disclosure);
        reader.read_plan(&published.expect("a plan of the programme"));
        let as_of = DATES[date].parse().unwrap();
        let sensitivity =
            SensitivityAnswer::new(&self.document, &self.log, as_of, &disclosure, &[]);
        reader.read_sensitivity(&serde_json::to_value(sensitivity).unwrap());
    }

    /// Every answer there is, by its name, for an audience.
    pub(crate) fn answers(&self, disclosure: &Disclosure, key: &str) -> Vec<(&'static str, Value)> {
        let answer = |(name, operation, mut options): (&'static str, &str, Value)| {
            options["disclosure"] = json!(disclosure.audience().name());
            if !disclosure.is_internal() {
                options["disclosure_key"] = json!(key);
            }
            let text = answer_with(
                &self.programme,
                &self.log,
                &self.responses,
                &self.findings,
                operation,
                &options.to_string(),
            );
            (
                name,
                serde_json::from_str(&text.unwrap_or_else(|error| panic!("{name}: {error}")))
                    .unwrap(),
            )
        };
        let operations = [
            ("organisation", "units", json!({ "kind": "organisation" })),
            ("sections", "units", json!({ "kind": "section" })),
            ("roles", "units", json!({ "kind": "role" })),
            ("gaps", "gaps", json!({})),
            ("gates", "gates", json!({})),
            ("fit", "fit", json!({})),
            ("needs", "needs", json!({})),
            ("phases", "phases", json!({})),
            ("refresh", "refresh", json!({})),
            ("survey", "survey", json!({})),
        ];
        let mut answers: Vec<(&'static str, Value)> = operations.into_iter().map(answer).collect();
        let as_of = DATES[0].parse().unwrap();
        let sensitivity = SensitivityAnswer::new(&self.document, &self.log, as_of, disclosure, &[]);
        answers.push(("sensitivity", serde_json::to_value(sensitivity).unwrap()));
        let published = PublishedPlan::new(&self.plan, &self.programme, disclosure);
        let published = published.expect("a plan of the programme");
        answers.push(("plan", serde_json::to_value(published).unwrap()));
        answers.push(("report", self.report(disclosure)));
        let before = EvidenceLog::new(&self.programme);
        let [before, after] = [&before, &self.log].map(|evidence| DiffSide {
            as_of,
            document: &self.document,
            evidence,
        });
        answers.push((
            "diff",
            serde_json::to_value(DiffAnswer::new(&before, &after, disclosure, &[])).unwrap(),
        ));
        answers
    }

    fn report(&self, disclosure: &Disclosure) -> Value {
        self.report_of(&self.log, &self.responses, &self.findings, disclosure)
    }

    fn report_of(
        &self,
        evidence: &EvidenceLog,
        responses: &ResponseLog,
        findings: &[Finding],
        disclosure: &Disclosure,
    ) -> Value {
        let as_of = self.document.as_of.unwrap();
        let report = ReportAnswer::new(&ReportInput {
            assessment: &self.programme.assess(evidence, as_of),
            disclosure,
            document: Some(&self.document),
            evidence,
            findings,
            language: "en",
            plan: Some(&self.plan),
            responses,
        });
        serde_json::to_value(report.unwrap()).unwrap()
    }

    /// The report has the figures of the answers and no others; no text of a finding follows from evidence.
    fn check_texts(&self, disclosure: &Disclosure, world: &World) {
        let report = self.report(disclosure);
        let (evidence, responses) = (
            EvidenceLog::new(&self.programme),
            ResponseLog::new(&self.programme),
        );
        let mut options = json!({ "disclosure": "published" });
        if let Some(key) = &world.key {
            options["disclosure_key"] = json!(key);
        }
        let answer =
            |operation: &str,
             kind: Option<&str>,
             (log, of, findings): (&EvidenceLog, &ResponseLog, &[Finding])| {
                let mut options = options.clone();
                if let Some(kind) = kind {
                    options["kind"] = json!(kind);
                }
                let options = options.to_string();
                let answer = answer_with(&self.programme, log, of, findings, operation, &options);
                serde_json::from_str::<Value>(&answer.unwrap()).unwrap()
            };
        let known = (&self.log, &self.responses, &self.findings[..]);
        let nothing = (&evidence, &responses, &[][..]);
        for (name, operation, kind) in [
            ("organisation", "units", Some("organisation")),
            ("sections", "units", Some("section")),
            ("roles", "units", Some("role")),
            ("gaps", "gaps", None),
            ("gates", "gates", None),
            ("fit", "fit", None),
            ("needs", "needs", None),
            ("phases", "phases", None),
            ("refresh", "refresh", None),
            ("survey", "survey", None),
        ] {
            let mut found = answer(operation, kind, known);
            let without = answer(operation, kind, nothing);
            assert_eq!(
                found["findings"], without["findings"],
                "seed {}: findings of {operation}",
                world.seed
            );
            let mut reported = report[name].clone();
            for answer in [&mut found, &mut reported] {
                let parts = answer.as_object_mut().unwrap();
                parts.remove("findings");
                // How observers agree is no part of the report.
                parts.remove("observers");
            }
            assert_eq!(reported, found, "seed {}: {name} of the report", world.seed);
        }
        let without = self.report_of(&evidence, &responses, &[], disclosure);
        for part in ["findings", "rules", "names", "sound", "title"] {
            assert_eq!(
                report[part], without[part],
                "seed {}: {part} of the report",
                world.seed
            );
        }
    }

    /// Publishes what changed from one date to the other, and reads it.
    pub(crate) fn publish_diff(
        &self,
        after: &Office,
        world: &World,
        system: &mut System,
        rounding: Rounding,
    ) {
        let disclosure = if rounding.exact {
            Disclosure::internal()
        } else {
            Disclosure::published(world.key.as_deref().unwrap_or_default())
        };
        let side = |office: &Office, date: usize| -> (Document, EvidenceLog, Date) {
            (
                office.document.clone(),
                office.log.clone(),
                DATES[date].parse().unwrap(),
            )
        };
        let (before, after) = (side(self, 0), side(after, 1));
        let [before, after] = [&before, &after].map(|(document, evidence, as_of)| DiffSide {
            as_of: *as_of,
            document,
            evidence,
        });
        let diff =
            serde_json::to_value(DiffAnswer::new(&before, &after, &disclosure, &[])).unwrap();
        Reader {
            world,
            system,
            date: 0,
            rounding,
        }
        .read_diff(&diff);
    }

    pub(crate) fn open(world: &World, date: usize) -> Office {
        let document: Document = serde_json::from_value(world.document(date)).unwrap();
        let programme =
            paratus::document::read_json("paratus.json", &world.document(date).to_string())
                .unwrap()
                .compile();
        let mut log = EvidenceLog::new(&programme);
        let mut findings = log
            .read_json(&serde_json::to_string(&world.evidence).unwrap())
            .unwrap();
        let mut responses = ResponseLog::new(&programme);
        findings.extend(
            responses
                .read_json(&serde_json::to_string(&world.responses).unwrap())
                .unwrap(),
        );
        findings.extend(responses.add_evidence(&mut log, None));
        let assessment = programme.assess(&log, DATES[date].parse().unwrap());
        let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        let answer = |row: &Value| {
            (
                (text(row, "respondent"), text(row, "item")),
                row["answer"].as_u64().unwrap(),
            )
        };
        let answers: BTreeMap<(String, String), u64> = world.responses.iter().map(answer).collect();
        let later = Later::new(world, &document, &programme, &log, &assessment);
        let (mut people, mut person) = (Vec::new(), 0);
        for (crowd, written) in world.crowds.iter().enumerate() {
            let profile = Profile::new(world, crowd, date);
            if world.section_of(crowd, date).is_none() {
                people.push(Vec::new());
                person += written.people;
                continue;
            }
            let of = (person..person + written.people).map(|at| {
                let id = format!("person-{at}");
                let found = assessment.person(&id).unwrap();
                let mut person = read_person(world, &profile, found);
                person.answers =
                    ITEMS.map(|item| answers.get(&(id.clone(), item.to_owned())).copied());
                person.others = Person::answered(&person.answers);
                later.read(&id, &profile, date, &mut person);
                person
            });
            people.push(of.collect());
            person += written.people;
        }
        Office {
            plan: later.plan,
            findings,
            document,
            programme,
            log,
            responses,
            people,
        }
    }
}

fn read_person(world: &World, profile: &Profile, found: PersonReadiness<'_>) -> Person {
    let explanation = found.explain();
    let place = |objective: &str| objective[1..].parse::<usize>().unwrap();
    let standings = explanation
        .objectives
        .iter()
        .filter(|objective| profile.needs.contains_key(&place(&objective.objective)));
    let standings = standings.map(|objective| {
        let state = STATES
            .iter()
            .position(|state| *state == objective.state.name())
            .unwrap();
        let standing = Standing {
            low: objective.readiness.low,
            high: objective.readiness.high,
            never: objective.shortfall.never_evidenced,
            state,
        };
        (place(&objective.objective), standing)
    });
    let person = Person {
        standings: standings.collect(),
        answers: Default::default(),
        others: Vec::new(),
        under: Default::default(),
        ready_on: Vec::new(),
        refreshed: Default::default(),
        seats: Default::default(),
    };
    // The attacker's formulas are the library's.
    assert_eq!(
        person.standings.len(),
        profile.needs.len(),
        "seed {}: {:?}",
        world.seed,
        explanation
    );
    if let (Some(range), Some(verdict)) = (found.readiness(), found.verdict()) {
        let value = |measure| profile.value(&person, measure).unwrap();
        let low = value(super::person::Measure::ReadyLow);
        assert!(
            (low - range.low).abs() < 1e-9,
            "seed {}: readiness {low} of {range:?}",
            world.seed
        );
        let at = VERDICTS
            .iter()
            .position(|name| *name == verdict.name())
            .unwrap();
        assert_eq!(
            value(super::person::Measure::Verdict(at)),
            1.0,
            "seed {}: {verdict:?} {explanation:?}",
            world.seed
        );
        for objective in &explanation.objectives {
            if let Some(gap) = profile.value(
                &person,
                super::person::Measure::Gap(place(&objective.objective)),
            ) {
                assert!(
                    (gap - objective.gap).abs() < 1e-9,
                    "seed {}: gap {gap} of {objective:?}",
                    world.seed
                );
            }
        }
    }
    person
}

/// What the library makes of the evidence: under other rules, on later days, in a plan.
struct Later {
    plan: Plan,
    under: Vec<Assessment>,
    days: Vec<Assessment>,
    refreshed: BTreeMap<(String, usize), usize>,
    seats: BTreeMap<(String, usize), usize>,
}

impl Later {
    fn new(
        world: &World,
        document: &Document,
        programme: &Programme,
        log: &EvidenceLog,
        assessment: &Assessment,
    ) -> Later {
        let as_of = assessment.as_of();
        let under = VARIANTS.map(|(rule, value)| {
            let mut other = document.clone();
            let rules = &mut other.rules;
            match rule {
                "exponent" => rules.exponent = paratus::document::Exponent(value),
                "prior_weight" => rules.prior_weight = value,
                "half_lives" => rules.half_life_days *= value,
                _ => {
                    let of = &mut rules.evidence_weights;
                    for weight in [
                        &mut of.certificate,
                        &mut of.completion,
                        &mut of.observation,
                        &mut of.quiz,
                        &mut of.survey,
                    ] {
                        *weight = (*weight * value).min(8.0);
                    }
                    for instrument in &mut other.instruments {
                        instrument.evidence_weight = instrument
                            .evidence_weight
                            .map(|weight| (weight * value).min(8.0));
                    }
                }
            }
            let programme = Programme::compile(&other);
            programme.assess(&log.for_programme(&programme), as_of)
        });
        let options = RefreshLimits::new(as_of.plus_days(365));
        let refresh = assessment
            .refresh(&options, &Disclosure::internal())
            .unwrap();
        let days: Vec<Date> = refresh.forecast[0]
            .months
            .iter()
            .map(|month| month.date)
            .collect();
        let month = |day: Date| {
            refresh
                .calendar
                .iter()
                .position(|month| (month.from..=month.to).contains(&day))
        };
        let objective = |id: &str| id[1..].parse::<usize>().unwrap();
        let booked = assessment
            .refreshers(&options)
            .unwrap()
            .into_iter()
            .filter_map(|booked| {
                Some((
                    (booked.due.person, objective(&booked.due.objective)),
                    month(booked.from?)?,
                ))
            });
        let mut options = PlanOptions::default();
        (options.effort, options.relax, options.refresh) = (Effort::Quick, false, false);
        let disclosure = Disclosure::published(world.key.as_deref().unwrap_or_default());
        let plan = assessment
            .plan(&options)
            .unwrap_or_else(|error| panic!("seed {}: {error}", world.seed));
        Later {
            seats: rollout::seats(
                &plan,
                &PublishedPlan::new(&plan, programme, &disclosure)
                    .expect("a plan of the programme"),
            ),
            plan,
            under: under.into(),
            days: days
                .into_iter()
                .map(|day| programme.assess(log, day))
                .collect(),
            refreshed: booked.collect(),
        }
    }

    fn read(&self, id: &str, profile: &Profile, date: usize, person: &mut Person) {
        let verdict =
            |assessment: &Assessment| assessment.person(id).ok().and_then(|found| found.verdict());
        for (at, assessment) in self.under.iter().enumerate() {
            let found = verdict(assessment);
            person.under[at] = found.map_or(0, |found| {
                VERDICTS
                    .iter()
                    .position(|name| *name == found.name())
                    .unwrap()
            });
            if let (Some(&exponent), Some(_)) = (EXPONENTS.get(at), found) {
                assert_eq!(
                    person.under[at],
                    profile.verdict(person, exponent, profile.threshold)
                );
            }
        }
        let mut ready = true;
        for assessment in &self.days {
            ready = ready && verdict(assessment) == Some(paratus::Verdict::Ready);
            person.ready_on.push(ready);
        }
        for &objective in profile.needs.keys() {
            let of = |all: &BTreeMap<(String, usize), usize>| {
                all.get(&(id.to_owned(), objective)).copied()
            };
            person.refreshed[date].extend(of(&self.refreshed).map(|month| (objective, month)));
            person.seats[date].extend(of(&self.seats).map(|place| (objective, place)));
        }
    }
}
