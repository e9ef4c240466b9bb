//! Scores, their parts and needs.

use super::*;

/// From what was shown to what could be.
fn range(opinion: paratus::explain::Opinion) -> paratus::Range {
    paratus::Range {
        high: opinion.shown + opinion.unknown,
        low: opinion.shown,
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn p01_every_score_is_in_the_unit_interval_and_opinions_sum_to_one(case in case(6, 50)) {
        let assessment = case.assess();
        for person in everyone(&assessment) {
            for objective in person.objectives() {
                let opinion = objective.opinion;
                for part in [opinion.shown, opinion.failed, opinion.unknown, objective.share] {
                    prop_assert!(IN_UNIT.contains(&part), "{:?}", opinion);
                }
                near("parts", opinion.shown + opinion.failed + opinion.unknown, 1.0, 1e-12);
            }
            let ranges = Track::ALL.into_iter().filter_map(|track| person.track(track)).chain(person.readiness());
            for range in ranges {
                prop_assert!(0.0 <= range.low && range.low <= range.high && range.high <= 1.0, "{:?}", range);
            }
            let explained = person.explain();
            for objective in &explained.objectives {
                prop_assert!(IN_UNIT.contains(&objective.next_success));
                prop_assert!(IN_UNIT.contains(&objective.gap));
            }
            prop_assert!(explained.balance_penalty.is_none_or(|penalty| IN_UNIT.contains(&penalty)));
        }
    }

    #[test]
    fn p02_raising_a_value_lowers_nothing(case in case(5, 40), which: Index, by in IN_UNIT) {
        prop_assume!(!case.evidence.is_empty());
        let case = case.with_own_keys();
        let mut raised = case.evidence.clone();
        let record = which.get(&raised).clone();
        let at = which.index(raised.len());
        raised[at].value = record.value + (1.0 - record.value) * by;
        never_lower(&case.assess(), &case.with(raised).assess(), 1e-12)?;
    }

    #[test]
    fn p02_raising_a_value_lowers_nothing_where_records_of_a_key_are_alike(
        case in case(5, 40),
        which: Index,
        by in IN_UNIT,
    ) {
        prop_assume!(!case.evidence.is_empty());
        let alike = |record: &EvidenceDoc| EvidenceDoc {
            kind: Kind::Quiz,
            level: None,
            expires: None,
            source: None,
            ..record.clone()
        };
        let mut evidence: Vec<EvidenceDoc> = case.evidence.iter().map(alike).collect();
        let before = case.with(evidence.clone()).assess();
        let at = which.index(evidence.len());
        evidence[at].value += (1.0 - evidence[at].value) * by;
        never_lower(&before, &case.with(evidence).assess(), 1e-12)?;
    }

    #[test]
    fn p03_a_further_success_lowers_nothing_and_a_further_failure_raises_nothing(
        case in case(5, 40),
        model: Index,
        age in 0..400i32,
    ) {
        prop_assume!(!case.evidence.is_empty());
        let before = case.assess();
        let mut record = model.get(&case.evidence).clone();
        record.key = Some("of its own".to_owned());
        record.date.day = case.as_of.plus_days(-age);
        record.expires = None;
        for (value, success) in [(1.0, true), (0.0, false)] {
            record.value = value;
            let mut evidence = case.evidence.clone();
            evidence.push(record.clone());
            let after = case.with(evidence).assess();
            if success { never_lower(&before, &after, 1e-12)? } else { never_lower(&after, &before, 1e-12)? }
        }
    }

    #[test]
    fn p04_evidence_read_again_changes_nothing(case in case(5, 40), again in vec(any::<Index>(), 0..20)) {
        let mut evidence = case.evidence.clone();
        if !evidence.is_empty() {
            evidence.extend(again.iter().map(|which| which.get(&case.evidence).clone()));
            prop_assert_eq!(figures(&case.assess()), figures(&case.with(evidence).assess()));
        }
    }

    #[test]
    fn p04_only_the_latest_of_a_key_counts(case in case(5, 40), value in IN_UNIT, age in 1..300i32) {
        // An earlier record of the same key beside each one, of any value and kind, changes nothing.
        let known = case.evidence.iter().filter(|record| record.date.day <= case.as_of).cloned().collect();
        let alone = case.with(known).with_own_keys();
        let mut evidence = alone.evidence.clone();
        evidence.extend(alone.evidence.iter().map(|record| EvidenceDoc {
            value,
            kind: Kind::Certificate,
            date: DateTime { day: record.date.day.plus_days(-age), ..record.date },

            expires: None,
            ..record.clone()
        }));
        let (before, after) = (shown(&alone.assess()), shown(&case.with(evidence).assess()));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn p06_waiting_raises_nothing(case in case(5, 50), days in 1..800i32) {
        let known: Vec<EvidenceDoc> = case.evidence.iter().filter(|r| r.date.day <= case.as_of).cloned().collect();
        let now = case.with(known);
        let later = Case { as_of: now.as_of.plus_days(days), ..now.clone() };
        never_lower(&later.assess(), &now.assess(), 1e-9)?;
    }

    #[test]
    fn p09_parts_sum_to_what_they_explain(case in case(6, 50)) {
        let assessment = case.assess();
        for person in everyone(&assessment) {
            let explained = person.explain();
            for objective in &explained.objectives {
                let contributions: f64 = objective.evidence.iter().map(|counted| counted.contribution).sum();
                near("contributions", contributions, objective.readiness.low, 1e-12);
                let short = objective.shortfall;
                for part in [short.failed, short.stale, short.never_evidenced] {
                    prop_assert!(part >= 0.0, "{:?}", short);
                }
                let parts = short.failed + short.stale + short.never_evidenced;
                near("shortfall", parts, 1.0 - objective.readiness.low, 1e-9);
            }
            for track in &explained.tracks {
                let inside = explained.objectives.iter().filter(|o| o.track == track.track);
                let (gap, share) = inside.fold((0.0, 0.0), |(gap, share), o| (gap + o.gap, share + o.share));
                near("gap of a track", gap, track.gap, 1e-12);
                near("shares of a track", share, 1.0, 1e-12);
                prop_assert!(track.gap >= 0.0);
            }
            let Some(readiness) = explained.readiness else { continue };
            let (gap, share) = explained.tracks.iter().fold((0.0, 0.0), |(gap, share), t| (gap + t.gap, share + t.share));
            near("gap of a person", gap, 1.0 - readiness.low, 1e-12);
            near("shares of tracks", share, 1.0, 1e-12);
            let mean: f64 = explained.tracks.iter().map(|t| t.share * t.readiness.low).sum();
            near("balance penalty", explained.balance_penalty.unwrap_or(-1.0), mean - readiness.low, 1e-12);
        }
    }

    #[test]
    fn p10_the_range_holds_the_mean_and_shrinks_with_more_of_the_same(case in case(5, 40)) {
        let case = case.with_own_keys();
        let mut doubled = case.evidence.clone();
        doubled.extend(case.evidence.iter().map(|record| EvidenceDoc {
            key: record.key.as_ref().map(|key| format!("{key} again")),
            ..record.clone()
        }));
        let (once, twice) = (case.assess(), case.with(doubled).assess());
        for (once, twice) in everyone(&once).iter().zip(everyone(&twice)) {
            for (one, two) in once.objectives().iter().zip(twice.objectives()) {
                let (range, narrower) = (range(one.opinion), range(two.opinion));
                prop_assert!(range.low <= narrower.low && narrower.high <= range.high + 1e-12);
                let known = one.opinion.shown + one.opinion.failed;
                if known > 0.0 {
                    let mean = one.opinion.shown / known;
                    prop_assert!(range.low <= mean + 1e-12 && mean <= range.high + 1e-12, "{:?} {}", range, mean);
                    prop_assert!(two.opinion.unknown < one.opinion.unknown);
                }
            }
            for track in Track::ALL {
                if let (Some(one), Some(two)) = (once.track(track), twice.track(track)) {
                    prop_assert!(one.low <= two.low + 1e-12 && two.high <= one.high + 1e-12);
                }
            }
        }
    }

    #[test]
    fn p11_a_higher_level_is_never_shown_better(mut case in case(4, 50)) {
        // The same evidence held against every level of one objective, each asked for by a role of its own.
        let id = case.document.objectives[0].id.clone();
        let top = naive::levels(&case.document, &id).len();
        let mut role = case.document.roles[0].clone();
        role.requires = vec![];
        case.document.roles = (0..top).map(|level| {
            let name = naive::levels(&case.document, &id)[level].clone();
            let level_name = (!name.is_empty()).then_some(name);
            let requires = serde_json::json!([{ "objective": id, "level": level_name }]);
            let requires = serde_json::from_value(requires).expect("a requirement");
            paratus::document::RoleDoc { id: format!("level-{level}"), requires, ..role.clone() }
        }).collect();
        case.document.feature_use.clear();
        for objective in &mut case.document.objectives {
            objective.requires = Vec::<LevelRef>::new();
        }
        let mut last = None;
        for level in 0..top {
            for person in &mut case.document.people {
                person.roles = vec![format!("level-{level}")];
            }
            let ranges: Vec<_> = everyone(&case.assess()).iter().map(|p| range(p.objectives()[0].opinion)).collect();
            for (lower, higher) in last.iter().flatten().zip(&ranges) {
                let (lower, higher): (&paratus::Range, &paratus::Range) = (lower, higher);
                prop_assert!(higher.low <= lower.low && higher.high <= lower.high, "{:?} {:?}", lower, higher);
            }
            last = Some(ranges);
        }
    }

    #[test]
    fn p12_translating_all_dates_changes_nothing(case in case(5, 50), days in -5000..5000i32) {
        let mut moved = case.clone();
        moved.as_of = case.as_of.plus_days(days);
        for record in &mut moved.evidence {
            record.date.day = record.date.day.plus_days(days);
            record.expires = record.expires.map(|date| date.plus_days(days));
        }
        for person in &mut moved.document.people {
            person.joined = person.joined.map(|date| date.plus_days(days));
            person.left = person.left.map(|date| date.plus_days(days));
        }
        let (before, after) = (case.assess(), moved.assess());
        prop_assert_eq!(shown(&before), shown(&after));
        for (one, other) in everyone(&before).iter().zip(everyone(&after)) {
            prop_assert_eq!(one.verdict(), other.verdict());
            let states = |p: &PersonReadiness<'_>| p.objectives().iter().map(|o| o.state).collect::<Vec<_>>();
            prop_assert_eq!(states(one), states(&other));
            let until = |p: &PersonReadiness<'_>, on: paratus::Date| -> Vec<Option<i32>> {
                let explained = p.explain();
                let dates = explained.objectives.iter().map(|o| o.ready_until).chain(explained.smallest_change.map(|f| f.date));
                dates.map(|date| date.map(|date| date.days_since(on))).collect()
            };
            prop_assert_eq!(until(one, before.as_of()), until(&other, after.as_of()));
        }
        let employed = |a: &Assessment| a.people().map(|p| p.id().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(employed(&before), employed(&after));
    }

    #[test]
    fn p13_what_is_shown_reaches_the_threshold_on_the_refresh_date(case in case(5, 50)) {
        let known: Vec<EvidenceDoc> = case.evidence.iter()
            .filter(|record| record.date.day <= case.as_of)
            .map(|record| EvidenceDoc { expires: None, ..record.clone() })
            .collect();
        let case = case.with(known);
        let w = case.document.rules.prior_weight;
        let assessment = case.assess();
        for person in everyone(&assessment) {
            for objective in person.explain().objectives {
                prop_assert_eq!(objective.ready_until.is_some(), objective.verdict == Verdict::Ready);
                let Some(until) = objective.ready_until else { continue };
                let opinion = person.objectives().into_iter().find(|o| o.objective == objective.objective);
                let opinion = opinion.expect("the same objectives").opinion;
                // S and N from the opinion, D* from them: b(D*) = tau.
                let n = w / opinion.unknown - w;
                let s = opinion.shown * (n + w);
                let days = objective.half_life_days * log2((s / objective.threshold - n) / w);
                let whole = until.days_since(case.as_of) + 1;
                let reported = opinion.days_until(objective.threshold, objective.half_life_days);
                near("D*", reported.unwrap_or(f64::NAN), days, 1e-6);
                prop_assert!(f64::from(whole - 1) <= days + 1e-4 && days < f64::from(whole) + 1e-4,
                    "{} days, D* = {}", whole, days);
                // The library's own figures bracket it.
                for (later, ready) in [(whole - 1, true), (whole, false)] {
                    let day = case.as_of.plus_days(later);
                    let on = assessment.programme().assess(&log(assessment.programme(), &case.evidence), day);
                    let then = on.person(person.id()).expect("the same people").objectives();
                    let then = then.iter().find(|o| o.objective == objective.objective).expect("the same objectives");
                    prop_assert_eq!(then.opinion.shown >= objective.threshold, ready);
                }
            }
        }
    }

    #[test]
    fn p14_nobody_needs_an_unused_feature_set(case in case(8, 0)) {
        let programme = case.programme();
        for person in &case.document.people {
            let profile = programme.needs_of(&person.id).expect("a person of the case");
            let never = |at: usize| naive::never_used(&case.document, &person.section, &programme.objectives()[at].id);
            for needed in &profile.requirements {
                prop_assert!(!never(needed.objective), "{} of {}", programme.objectives()[needed.objective].id, person.id);
            }
            for spared in &profile.unused {
                prop_assert!(never(spared.objective));
            }
        }
    }
}

/// Rounding must not keep those from being ready who reach the threshold in everything.
#[test]
fn who_reaches_the_threshold_in_everything_is_ready() {
    // A fresh quiz is worth 3 / 5; two fresh observations 8 / 10; three of evidence weight 6 make 18 / 20.
    let given = [
        (0.6, Kind::Quiz, 1, 3.0),
        (0.8, Kind::Observation, 2, 4.0),
        (0.9, Kind::Observation, 3, 6.0),
    ];
    for (threshold, kind, records, mass) in given {
        for count in 1..=40 {
            let objective = |at: usize| serde_json::json!({ "id": format!("o{at}"), "track": Track::ALL[at * at % 5 % 3].name() });
            let requires = |at: usize| serde_json::json!({ "objective": format!("o{at}"), "weight": 1.0 + at as f64 / 7.0 });
            let document = serde_json::json!({
                "format": 1, "id": "ties",
                "rules": { "threshold": threshold, "evidence_weights": { "observation": if mass == 3.0 { 4.0 } else { mass } } },
                "objectives": (0..count).map(objective).collect::<Vec<_>>(),
                "sections": [{ "id": "s" }],
                "roles": [{ "id": "r", "requires": (0..count).map(requires).collect::<Vec<_>>() }],
                "people": [{ "id": "p", "section": "s", "roles": ["r"] }]
            });
            let programme =
                Programme::compile(&serde_json::from_value(document).expect("a document"));
            let day = paratus::Date::from_ymd(2027, 3, 14).expect("in the calendar");
            let mut assessment = programme.assess(&EvidenceLog::new(&programme), day);
            let flip = assessment
                .person("p")
                .expect("the person")
                .explain()
                .smallest_change;
            let passes: u64 = flip
                .iter()
                .flat_map(|flip| &flip.changes)
                .map(|change| change.count)
                .sum();
            for at in 0..count {
                let (objective, keys) = (format!("o{at}"), ["one", "two", "three"]);
                let record = |key: &'static str| Record {
                    key: Some(key),
                    ..Record::new("p", &objective, kind, 1.0, day)
                };
                assert_eq!(
                    assessment
                        .append(keys[..records].iter().map(|key| record(key)))
                        .taken,
                    records
                );
            }
            let person = assessment.person("p").expect("the person");
            assert!(
                person
                    .objectives()
                    .iter()
                    .all(|o| o.opinion.shown == threshold)
            );
            assert_eq!(
                person.verdict(),
                Some(Verdict::Ready),
                "{count} objectives at {threshold}: {:?}",
                person.readiness()
            );
            if kind == Kind::Observation {
                assert!(
                    passes > 0 && passes <= (count * records) as u64,
                    "{passes} passes in {count} objectives"
                );
            }
        }
    }
}

/// An older record does not come back to life when a later one of its key expires: scores never rise by waiting.
#[test]
fn an_expired_record_leaves_nothing_of_its_key() {
    let mut case = {
        use proptest::strategy::ValueTree;
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        case(1, 0).new_tree(&mut runner).expect("a case").current()
    };
    case.document.objectives[0].scale = None;
    case.document.objectives[0].tool = None;
    case.document.objectives[0].features.clear();
    case.document.roles[0].requires =
        serde_json::from_str(r#"[{ "objective": "o0" }]"#).expect("a requirement");
    case.document.people[0].roles = vec!["r0".to_owned()];
    let record = |age: i32, value: f64, expires: Option<i32>| EvidenceDoc {
        person: "p0".to_owned(),
        objective: "o0".to_owned(),
        kind: Kind::Certificate,
        value,
        date: case.as_of.plus_days(-age).into(),
        level: None,
        key: None,
        expires: expires.map(|days| case.as_of.plus_days(days)),
        source: None,
    };
    let old = record(100, 1.0, None);
    let shown = |evidence: Vec<EvidenceDoc>| {
        let assessment = case.with(evidence).assess();
        assessment
            .person("p0")
            .expect("the first person")
            .objectives()[0]
            .opinion
            .shown
    };
    assert!(shown(vec![old.clone()]) > 0.0);
    assert!(
        shown(vec![old.clone(), record(10, 1.0, Some(0))]) > 0.0,
        "the last day still counts"
    );
    assert_eq!(shown(vec![old.clone(), record(10, 1.0, Some(-1))]), 0.0);
    assert_eq!(
        shown(vec![old, record(-1, 0.0, None)]),
        shown(vec![record(100, 1.0, None)]),
        "the future supersedes nothing"
    );
    let days = i32::try_from(case.document.rules.refresh_lead_days).expect("a lead time");
    assert!(days >= 0 && AS_OF == case.as_of.days());
}
