//! Documents built in code, past the reader: whatever numbers, dates and references they hold, nothing panics and every
//! score is a score.

use crate::case::cases;
use paratus::compare::DiffSide;
use paratus::disclosure::Disclosure;
use paratus::document::*;
use paratus::rollout::{Climate, ProposalOptions, RefreshLimits};
use paratus::units::{Unit, UnitKind};
use paratus::{Date, EvidenceLog, Programme, Range, Record, Track, TrackValues};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => select(vec![0.5, 1.0, 2.0, 3.5, 120.0, 0.0, 0.9]),
        2 => select(vec![
            f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 5e-324, 1e-300, 1e-17, -1.0, 1e17, 1e300, f64::MAX, f64::MIN,
        ]),
    ]
}

fn date() -> impl Strategy<Value = Date> {
    let days = |days: i32| Date::from_days(days).unwrap();
    select(vec![
        Date::MIN,
        Date::MIN.plus_days(1),
        days(0),
        days(19_000),
        days(19_990),
        days(20_000),
        days(20_001),
        days(20_400),
        Date::MAX.plus_days(-1),
        Date::MAX,
    ])
}

fn count() -> impl Strategy<Value = u32> {
    select(vec![0, 1, 5, 10, 60, i32::MAX as u32, u32::MAX])
}

fn name(of: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![9 => (0..6usize).prop_map(move |at| format!("{of}{at}")), 1 => select(vec![String::new(), "a b".to_owned(), "ghost".to_owned(), "x".repeat(500)])]
}

fn level() -> impl Strategy<Value = Option<String>> {
    option::of(select(vec!["l0", "l1", "l255", "l256", "l299", "nowhere"]).prop_map(str::to_owned))
}

fn rules() -> impl Strategy<Value = RulesDoc> {
    let evidence_weights = [number(), number(), number(), number(), number()];
    (
        (number(), number(), number(), number()),
        evidence_weights,
        count(),
        (count(), count()),
        (number(), number()),
    )
        .prop_map(
            |(
                (half_life_days, exponent, threshold, prior_weight),
                [observation, quiz, certificate, survey, completion],
                min_cell,
                (round_to, refresh_lead_days),
                (balance_tolerance, agreement_at_least),
            )| RulesDoc {
                half_life_days,
                exponent: Exponent(exponent),
                threshold,
                prior_weight,
                evidence_weights: EvidenceWeightsDoc {
                    observation,
                    quiz,
                    certificate,
                    survey,
                    completion,
                },
                min_cell,
                round_to,
                refresh_lead_days,
                balance_tolerance,
                agreement_at_least,
            },
        )
}

fn reference() -> impl Strategy<Value = LevelRef> {
    (name("o"), level()).prop_map(|(objective, level)| LevelRef { objective, level })
}

fn objectives() -> impl Strategy<Value = Vec<ObjectiveDoc>> {
    let one = (
        name("o"),
        select(Track::ALL.to_vec()),
        option::of(name("t")),
        vec(name("f"), 0..3),
        option::of(select(vec!["long", "empty", "none"])),
        vec(reference(), 0..3),
        option::of(number()),
    );
    vec(one, 0..8).prop_map(|list| {
        let build = |(id, track, tool, features, scale, requires, half_life_days): (
            _,
            _,
            _,
            _,
            Option<&str>,
            _,
            _,
        )| {
            ObjectiveDoc {
                id,
                track,
                tool,
                features,
                requires,
                half_life_days,
                title: "".into(),
                description: String::new(),
                scale: scale.map(str::to_owned),
                previous_ids: Vec::new(),
            }
        };
        list.into_iter().map(build).collect()
    })
}

fn roles() -> impl Strategy<Value = Vec<RoleDoc>> {
    let one = (
        name("o"),
        level(),
        number(),
        any::<bool>(),
        option::of(number()),
    )
        .prop_map(
            |(objective, level, weight, critical, threshold)| RequirementDoc {
                objective,
                level,
                weight,
                critical,
                threshold,
            },
        );
    vec((name("r"), vec(one, 0..6)), 0..5).prop_map(|list| {
        list.into_iter()
            .map(|(id, requires)| RoleDoc {
                id,
                title: "".into(),
                description: String::new(),
                requires,
                previous_ids: Vec::new(),
            })
            .collect()
    })
}

fn activities() -> impl Strategy<Value = Vec<ActivityDoc>> {
    let seats = option::of((count(), count()).prop_map(|(min, max)| SeatsDoc { min, max }));
    let teaches = vec(
        (name("o"), level()).prop_map(|(objective, level)| TeachesDoc { objective, level }),
        0..4,
    );
    vec(
        (
            name("a"),
            teaches,
            number(),
            seats,
            number(),
            vec(reference(), 0..2),
        ),
        0..4,
    )
    .prop_map(|list| {
        let build = |(id, teaches, hours, seats, cost, requires)| ActivityDoc {
            id,
            teaches,
            hours,
            seats,
            cost,
            requires,
            title: "".into(),
            mode: Mode::Course,
            cost_per_person: cost,
            trainer_skill: None,
            online: false,
            previous_ids: Vec::new(),
        };
        list.into_iter().map(build).collect()
    })
}

fn condition() -> impl Strategy<Value = ConditionDoc> {
    let subject = option::of(select(vec![
        Subject::People,
        Subject::Technology,
        Subject::All,
    ]));
    let per = option::of(select(vec![
        Scope::Section,
        Scope::Role,
        Scope::Organisation,
    ]));
    let numbers = (
        option::of(number()),
        option::of(number()),
        option::of(number()),
    );
    (
        subject,
        option::of(name("o")),
        per,
        option::of(name("i")),
        option::of(count()),
        option::of(count()),
        vec(name("act"), 0..2),
        option::of(name("p")),
        numbers,
    )
        .prop_map(
            |(
                readiness,
                coverage,
                per,
                buy_in,
                respondents,
                within_days,
                acts,
                phase,
                (balance, at_least, share),
            )| {
                ConditionDoc {
                    readiness,
                    holders: coverage,
                    per,
                    buy_in,
                    respondents,
                    within_days,
                    acts,
                    phase,
                    balance,
                    at_least,
                    share,
                    ..ConditionDoc::default()
                }
            },
        )
}

fn phases() -> impl Strategy<Value = Vec<PhaseDoc>> {
    let gate = (
        vec(condition(), 0..3),
        vec(condition(), 0..3),
        option::of(select(vec![0, 1, usize::MAX])),
        vec(condition(), 0..2),
    )
        .prop_map(|(all, any, at_least, of)| GateDoc {
            all,
            any,
            at_least,
            of,
            r#override: None,
            owner: None,
        });
    vec((name("p"), vec(name("o"), 0..3), option::of(gate)), 0..3).prop_map(|list| {
        list.into_iter()
            .map(|(id, objectives, gate)| PhaseDoc {
                id,
                title: "".into(),
                objectives,
                from: None,
                until: None,
                gate,
            })
            .collect()
    })
}

fn people() -> impl Strategy<Value = Vec<PersonDoc>> {
    vec(
        (
            name("s"),
            vec(name("r"), 0..3),
            any::<bool>(),
            option::of(date()),
            option::of(date()),
        ),
        0..30,
    )
    .prop_map(|list| {
        let build = |(at, (section, roles, leader, joined, left))| PersonDoc {
            id: format!("p{at}"),
            section,
            roles,
            leader,
            joined,
            left,
            previous_ids: Vec::new(),
        };
        list.into_iter().enumerate().map(build).collect()
    })
}

fn instruments() -> impl Strategy<Value = Vec<InstrumentDoc>> {
    vec(
        (
            name("i"),
            count(),
            option::of(number()),
            option::of(number()),
            name("o"),
        ),
        0..3,
    )
    .prop_map(|list| {
        let build = |(id, points, mass, reliability, measures)| InstrumentDoc {
            id,
            points,
            evidence_weight: mass,
            reliability,
            title: "".into(),
            labels: Vec::new(),
            no_answer: Vec::new(),
            items: vec![ItemDoc {
                id: "q".into(),
                text: String::new(),
                measures,
                aspect: Aspect::Ability,
                reversed: true,
                previous_ids: Vec::new(),
            }],
            previous_ids: Vec::new(),
        };
        list.into_iter().map(build).collect()
    })
}

fn document() -> impl Strategy<Value = Document> {
    let outline = (
        rules(),
        [number(), number(), number()],
        objectives(),
        roles(),
        activities(),
        phases(),
    );
    let sections = vec((name("s"), option::of(name("s"))), 0..6);
    let tools = vec((name("t"), vec(name("f"), 0..4)), 0..3);
    let uses = vec((name("s"), name("t"), name("f"), number()), 0..10);
    let sessions = vec((name("a"), date(), option::of(count())), 0..4);
    let acts = vec((name("act"), name("p"), date()), 0..3);
    let half = select(vec![None, Some(Half::Morning), Some(Half::Afternoon)]);
    let absences = vec(
        (
            option::of(name("p")),
            option::of(name("s")),
            date(),
            date(),
            half,
        ),
        0..4,
    );
    (
        outline,
        sections,
        tools,
        uses,
        people(),
        instruments(),
        sessions,
        acts,
        absences,
        number(),
    )
        .prop_map(
            |(
                (rules, weights, objectives, roles, activities, phases),
                sections,
                tools,
                uses,
                people,
                instruments,
                sessions,
                acts,
                absences,
                hours_per_day,
            )| Document {
                format: 1,
                id: "hostile".into(),
                title: "".into(),
                as_of: None,
                input: Default::default(),
                tracks: TrackValues::from_fn(|track| TrackDoc {
                    weight: weights[track as usize],
                    threshold: Some(weights[2 - track as usize]),
                }),
                scales: [("long", 300), ("empty", 0)]
                    .map(|(id, n)| {
                        (
                            id.to_owned(),
                            ScaleDoc {
                                levels: (0..n).map(|l| format!("l{l}")).collect(),
                                descriptions: Default::default(),
                                previous_ids: Default::default(),
                            },
                        )
                    })
                    .into(),
                tools: tools
                    .into_iter()
                    .map(|(id, features)| ToolDoc {
                        id,
                        title: "".into(),
                        features,
                        previous_ids: Default::default(),
                    })
                    .collect(),
                objectives,
                sections: sections
                    .into_iter()
                    .map(|(id, parent)| SectionDoc {
                        id,
                        title: "".into(),
                        parent,
                        site: None,
                        max_absent: None,
                        previous_ids: Vec::new(),
                    })
                    .collect(),
                roles,
                activities,
                phases,
                instruments,
                rules,
                calendar: CalendarDoc {
                    hours_per_day,
                    ..CalendarDoc::default()
                },
                planning: PlanningDoc::default(),
                rooms: Vec::new(),
                trainers: Vec::new(),
                people,
                feature_use: uses
                    .into_iter()
                    .map(|(section, tool, feature, uses_per_month)| FeatureUseDoc {
                        section,
                        feature: format!("{tool}/{feature}"),
                        uses_per_month,
                        source: None,
                        date: None,
                    })
                    .collect(),
                acts: acts
                    .into_iter()
                    .map(|(act, actor, date)| ActDoc {
                        act,
                        actor,
                        date,
                        evidence: String::new(),
                    })
                    .collect(),
                sessions: sessions
                    .into_iter()
                    .enumerate()
                    .map(|(at, (activity, start, seats))| SessionDoc {
                        id: format!("{at}"),
                        activity,
                        start,
                        seats,
                        trainer: Some("x".into()),
                        room: None,
                        pinned: false,
                        half: None,
                    })
                    .collect(),
                absences: absences
                    .into_iter()
                    .map(|(person, section, from, until, half)| AbsenceDoc {
                        person,
                        trainer: None,
                        room: None,
                        section,
                        from,
                        until,
                        half,
                        note: String::new(),
                    })
                    .collect(),
            },
        )
}

fn evidence() -> impl Strategy<Value = Vec<EvidenceDoc>> {
    let value = prop_oneof![8 => select(vec![0.0, 0.3, 1.0, 1.0, 5e-324]), 1 => number()];
    let one = (
        (0..30usize),
        name("o"),
        select(Kind::ALL.to_vec()),
        value,
        date(),
        level(),
        option::of(name("k")),
        option::weighted(0.2, date()),
        option::of(name("i")),
    );
    vec(one, 0..60).prop_map(|list| {
        let build =
            |(person, objective, kind, value, date, level, key, expires, source)| EvidenceDoc {
                person: format!("p{person}"),
                objective,
                kind,
                value,
                date: DateTime {
                    day: date,
                    time: Time::from_seconds(person as u32 * 4_001).filter(|_| person % 3 == 0),
                },
                level,
                key,
                expires,
                source,
            };
        list.into_iter().map(build).collect()
    })
}

fn sound(range: Range) -> Result<(), TestCaseError> {
    prop_assert!(
        0.0 <= range.low && range.low <= range.high && range.high <= 1.0,
        "{:?}",
        range
    );
    Ok(())
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn nothing_panics_and_every_range_is_one(document in document(), evidence in evidence(), as_of in date(), until in date()) {
        let programme = Programme::compile(&document);
        let mut log = EvidenceLog::new(&programme);
        log.extend(&evidence);
        let mut assessment = programme.assess(&log, as_of);
        for person in programme.people_ids() {
            let person = assessment.person(person).unwrap();
            if let Some(range) = person.readiness() {
                sound(range)?;
            }
            for track in Track::ALL {
                if let Some(range) = person.track(track) {
                    sound(range)?;
                }
            }
            for objective in person.objectives() {
                let opinion = objective.opinion;
                prop_assert!((opinion.shown + opinion.failed + opinion.unknown - 1.0).abs() < 1e-9, "{:?}", opinion);
            }
            let explanation = person.explain();
            let _ = explanation.to_string();
            prop_assert_eq!(person.verdict().is_some(), !explanation.tracks.is_empty(), "a verdict without a track");
            for objective in &explanation.objectives {
                sound(objective.readiness)?;
                prop_assert!((0.0..=1.0).contains(&objective.share), "share {}", objective.share);
                prop_assert!((0.0..=1.0).contains(&objective.gap), "gap {}", objective.gap);
                prop_assert!((0.0..=1.0).contains(&objective.next_success), "worth {}", objective.next_success);
            }
            for gap in person.gaps() {
                prop_assert!((0.0..=1.0).contains(&gap.gap));
            }
        }
        for kind in [UnitKind::Organisation, UnitKind::Role, UnitKind::Section] {
            for disclosure in [Disclosure::internal(), Disclosure::default()] {
                for unit in assessment.units(kind, &disclosure) {
                    let tracks = Track::ALL.map(|track| unit.tracks.get(track).value());
                    let means = [unit.readiness.value(), unit.power_mean_of_tracks.value()];
                    for range in tracks.into_iter().chain(means).flatten() {
                        sound(range)?;
                    }
                }
            }
        }
        let disclosure = Disclosure::default();
        for unit in [Unit::Organisation, Unit::Section("s1"), Unit::Role("r1")] {
            let _ = (assessment.gaps(unit, &disclosure), assessment.holders(unit, &disclosure));
        }
        let _ = (programme.fit(as_of, &disclosure), assessment.single_holders());
        let _ = programme.phases(as_of, &ProposalOptions::default(), &disclosure);
        let _ = programme.phases(as_of, &ProposalOptions::default().propose(true).phases(usize::MAX), &disclosure);
        let _ = assessment.gates(&Climate::default(), &disclosure);
        let _ = assessment.opening("p1", &Climate::default());
        let _ = (assessment.refresh(&RefreshLimits::new(until), &disclosure), assessment.due_refreshers(until));
        let _ = assessment.append([Record::new("p0", "o0", Kind::Quiz, 1.0, until)]);
        let _ = paratus::compare::sensitivity(&document, &log, as_of, &disclosure);
        let side = |as_of| DiffSide { as_of, document: &document, evidence: &log };
        let _ = paratus::compare::diff(&side(as_of), &side(until), &disclosure);
    }
}

#[test]
fn means_of_what_is_no_number_do_not_panic() {
    assert_eq!(paratus::explain::power_mean(&[f64::NAN], &[1.0], -1.0), 0.0);
    assert_eq!(
        paratus::explain::power_mean(&[0.5, 0.1], &[f64::MAX, f64::MAX], 1.0),
        0.3
    );
    assert_eq!(
        paratus::explain::gap_shares(&[0.5; 17], &[1.0; 17], -1.0),
        Vec::<f64>::new()
    );
    let means =
        [-2.0, -50.0, -1e300].map(|p| paratus::explain::power_mean(&[0.1, 1.0], &[1e-17, 1.0], p));
    assert!(
        means[0] > 0.99 && (0.2..0.3).contains(&means[1]) && (0.1..0.11).contains(&means[2]),
        "{means:?}"
    );
}

#[test]
fn weights_count_by_their_proportions_however_large() {
    let ready = |weight: f64| {
        let text = format!(
            r#"{{ "format": 1, "id": "m", "sections": [{{ "id": "s" }}],
                 "tracks": {{ "people": {{ "weight": {weight:e} }}, "process": {{ "weight": {weight:e} }} }},
                 "objectives": [{{ "id": "a", "track": "people" }}, {{ "id": "b", "track": "people" }}, {{ "id": "c", "track": "process" }}],
                 "roles": [{{ "id": "r", "requires": [{{ "objective": "a", "weight": {weight:e} }}, {{ "objective": "b", "weight": {weight:e} }}, {{ "objective": "c" }}] }}],
                 "people": [{{ "id": "p", "section": "s", "roles": ["r"] }}] }}"#
        );
        let programme = paratus::document::read_json("paratus.json", &text)
            .unwrap()
            .compile();
        assert!(
            programme
                .findings()
                .iter()
                .all(|finding| finding.severity != paratus::Severity::Error)
        );
        let mut log = EvidenceLog::new(&programme);
        for objective in ["a", "c"] {
            let _ = log.push(&Record::new(
                "p",
                objective,
                Kind::Observation,
                1.0,
                Date::MAX,
            ));
        }
        let assessment = programme.assess(&log, Date::MAX);
        let person = assessment.person("p").unwrap();
        (person.readiness(), person.verdict())
    };
    assert_eq!(ready(1.5e308), ready(1.0));
    assert_eq!(ready(1e-300), ready(1.0));
}

#[test]
fn names_of_a_megabyte_are_refused_without_a_guess() {
    let (long, other) = ("a".repeat(1_000_000), "b".repeat(1_000_000));
    let text = format!(
        r#"{{ "format": 1, "id": "m", "objectives": [{{ "id": "{long}", "track": "people" }}],
             "roles": [{{ "id": "r", "requires": [{{ "objective": "{other}" }}] }}] }}"#
    );
    let programme = paratus::document::read_json("paratus.json", &text)
        .unwrap()
        .compile();
    let unknown = programme
        .findings()
        .iter()
        .find(|finding| finding.code == paratus::Code::UnknownReference);
    assert!(unknown.is_some());
}
