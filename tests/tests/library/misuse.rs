//! Calls that make no sense: an error that says what is wrong, never a panic, and never an answer to another question.

use paratus::answers::{self, PlacesOptions, WhatIfOptions};
use paratus::compare::{DiffSide, diff, sensitivity};
use paratus::disclosure::Disclosure;
use paratus::document::{
    ActivityDoc, Document, Kind, Mode, ObjectiveDoc, PersonDoc, RoleDoc, RoomDoc, SeatsDoc,
    SectionDoc, TrainerDoc,
};
use paratus::evidence::{EvidenceColumns, TextColumn};
use paratus::explain::{Opinion, gap_shares, power_mean};
use paratus::figure::{self, Threshold};
use paratus::plan::{CalendarClock, Pin, Plan, PlanOptions, Planner, UtcOffsets, calendars};
use paratus::rollout::{Climate, ProposalOptions, RefreshLimits};
use paratus::survey::{
    AnswerCounts, Covariance, DifTable, MissingAnswers, Moments, NeedPair, ResponseLog, composite,
    first_barrier, icc, jeffreys, kappa, kappa_of_pairs, r_wg,
};
use paratus::table::TableOptions;
use paratus::units::{Unit, UnitKind};
use paratus::{
    Assessment, Date, Error, EvidenceLog, EvidenceStore, Programme, Range, Record, Track,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Numbers that nobody means.
const NUMBERS: [f64; 10] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    -0.0,
    -1.0,
    1e300,
    0.5,
];

fn document(people: usize) -> Document {
    Programme::builder("office")
        .objectives([
            ObjectiveDoc::new("filing", Track::Process),
            ObjectiveDoc::new("search", Track::Technology).requires(["filing"]),
        ])
        .sections([SectionDoc::new("archive")])
        .roles([RoleDoc::new("clerk").requires(["filing", "search"])])
        .activities([
            ActivityDoc::new("course", Mode::Course, ["filing"], 3.0).seats(SeatsDoc::new(8)),
            ActivityDoc::new("lab", Mode::Workshop, ["search"], 3.0)
                .seats(SeatsDoc::new(8))
                .trainer_skill("tools"),
        ])
        .rooms([RoomDoc::new("hall", 8)])
        .trainers([TrainerDoc::new("t-1").skills(["tools"])])
        .people((0..people).map(|n| PersonDoc::new(format!("p-{n}"), "archive").roles(["clerk"])))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn assessment(people: usize) -> Assessment {
    let programme = document(people).build().unwrap();
    programme.assess(&EvidenceLog::new(&programme), day("2027-03-14"))
}

/// The names of the calls that panic.
fn panics(calls: Vec<(String, Box<dyn FnOnce() + '_>)>) -> Vec<String> {
    let fails = |(name, call): (String, Box<dyn FnOnce() + '_>)| {
        catch_unwind(AssertUnwindSafe(call))
            .is_err()
            .then_some(name)
    };
    calls.into_iter().filter_map(fails).collect()
}

macro_rules! calls {
    ($list:ident: $($name:literal => $call:expr;)+) => {
        $($list.push(($name.to_owned(), Box::new(|| { let _ = std::hint::black_box($call); })));)+
    };
}

#[test]
fn numbers_that_nobody_means_are_no_panic() {
    let mut failed = Vec::new();
    for &a in &NUMBERS {
        for &b in &NUMBERS {
            let range = Range { low: a, high: b };
            let mut list: Vec<(String, Box<dyn FnOnce() + '_>)> = Vec::new();
            calls! { list:
                "power_mean" => power_mean(&[a, b], &[b, a], a);
                "power_mean of one" => power_mean(&[a], &[b], b);
                "gap_shares" => gap_shares(&[a, b, 0.5], &[1.0, a, b], b);
                "round" => (figure::round(a, usize::MAX), figure::whole_number(a), figure::round_down(b, 99));
                "decimal" => figure::decimal(a, usize::MAX).len();
                "decimal_beside" => figure::decimal_beside(a, Threshold::AtLeast(b), usize::MAX).len();
                "as_written" => figure::authored_number(a, usize::MAX).len();
                "percent" => figure::percent(a, Some(Threshold::AtLeast(b))).to_string();
                "bounds" => figure::bounds(range, Some(Threshold::AtLeast(a)), usize::MAX);
                "percent with digits" => {
                    let mut percent = figure::percent(a, None);
                    percent.decimals = usize::MAX;
                    percent.to_string()
                };
                "bounds with digits" => figure::Bounds { low: (a, usize::MAX), high: (b, 7) }.to_string();
                "percent_bounds" => figure::percent_bounds(range, Some(Threshold::AtLeast(b)));
                "nearest" => figure::nearest_range(range, None, 300);
                "verdict" => (range.verdict(a), range.to_string());
                "opinion" => Opinion::from_evidence(a, b, a).days_until(b, a);
                "icc" => icc(&[vec![a, b], vec![b, a], vec![a]]);
                "icc of rows" => icc(&[vec![a, b], vec![b, a], vec![0.0, 1.0]]);
                "covariance" => Covariance::new(2, vec![a, b, b, a], u64::MAX).map(|one| one.reliability());
                "covariance of nothing" => Covariance::new(usize::MAX, vec![a], 0);
                "need pair" => paratus::survey::Need::from_pairs("x", &[NeedPair::new(a, b), NeedPair::new(b, a)]);
                "dif" => DifTable { from: a, rules: Vec::new() }.decide(a, b, a);
                "composite" => composite(&[vec![Some(a), None, Some(b)], Vec::new()]);
                "moments" => {
                    let mut sums = Moments::new(2);
                    let pushed = [
                        sums.push(&[Some(a), Some(b)]),
                        sums.push(&[Some(b)]),
                        sums.push(&[None, Some(a), Some(b)]),
                    ];
                    (pushed, sums.reliability(MissingAnswers::Pairwise), sums.reliability(MissingAnswers::Complete))
                };
            }
            failed.extend(
                panics(list)
                    .into_iter()
                    .map(|name| format!("{name} of {a} and {b}")),
            );
        }
    }
    assert_eq!(failed, [""; 0]);
}

#[test]
fn sizes_that_nobody_has_are_no_panic() {
    let mut list: Vec<(String, Box<dyn FnOnce() + '_>)> = Vec::new();
    calls! { list:
        "moments" => Moments::new(usize::MAX);
        "kappa" => kappa(&[1.0], usize::MAX, None);
        "kappa of no categories" => kappa(&[], 0, None);
        "kappa of pairs" => kappa_of_pairs(&[(u32::MAX, 0), (0, u32::MAX)]);
        "icc of nothing" => (icc(&[]), icc(&[Vec::new(), Vec::new()]));
        "r_wg" => (r_wg(&[vec![u32::MAX], vec![0]], 0, u64::MAX), r_wg(&[], u32::MAX, 0));
        "barrier" => (first_barrier(&[Some(u32::MAX); 5], 0), first_barrier(&[Some(0); 5], u32::MAX));
        "answer counts" => AnswerCounts::count_answers([0, 1, u32::MAX], 0);
        "jeffreys" => (jeffreys(u64::MAX, 1), jeffreys(0, 0), jeffreys(1, u64::MAX));
        "gap shares of many" => gap_shares(&[0.5; 40], &[1.0; 40], -1.0);
        "dates" => (Date::from_days(i32::MAX), Date::from_ymd(i32::MAX, 0, 99), Date::MIN.plus_days(i32::MIN), Date::MAX.plus_days(i32::MAX));
        "offsets" => UtcOffsets::new(vec![(Date::MIN, i32::MAX)]);
    }
    assert_eq!(panics(list), [""; 0]);
}

#[test]
fn columns_that_do_not_fit_are_an_error() {
    let programme = document(2).build().unwrap();
    let texts = ["p-0"];
    let column = |codes| TextColumn {
        texts: &texts,
        codes,
    };
    let columns = |value, day| EvidenceColumns {
        person: column(&[0, 7]),
        objective: TextColumn {
            texts: &["filing"],
            codes: &[0],
        },
        kind: TextColumn {
            texts: &["quiz"],
            codes: &[u32::MAX, 0],
        },
        value,
        day,
        ..EvidenceColumns::default()
    };
    let mut log = EvidenceLog::new(&programme);
    assert!(log.push_columns(&columns(&[1.0], &[])).is_err());
    assert!(
        log.push_columns(&columns(&[f64::NAN, 1.0, 3.0], &[i32::MAX]))
            .is_err()
    );
    assert!(log.is_empty());
    // A number of rows that is not true: room is made for what can be.
    let rows = log
        .rows("evidence.parquet", &["person"], TableOptions::default())
        .expected_rows(u64::MAX);
    let _ = rows.finish();
    let mut reader = log
        .reader("evidence.csv", TableOptions::default())
        .expected_bytes(u64::MAX);
    reader.push(b"person,objective,kind,value,date\np-0,filing,quiz,1,2027-01-01\n");
    assert_eq!(reader.finish().rows, 1);
}

/// Everything that is asked of an assessment, at dates and for ids that are not there.
#[test]
fn dates_and_ids_that_are_not_there_are_no_panic() {
    for people in [0, 1, 3] {
        let programme = document(people).build().unwrap();
        let mut log = EvidenceLog::new(&programme);
        for date in [Date::MIN, day("2027-03-01"), Date::MAX] {
            let _ = log.push(&Record::new("p-0", "filing", Kind::Quiz, 1.0, date));
        }
        for as_of in [Date::MIN, day("2027-03-14"), Date::MAX] {
            let assessment = programme.assess(&log, as_of);
            let (a, internal) = (&assessment, Disclosure::internal());
            let mut list: Vec<(String, Box<dyn FnOnce() + '_>)> = Vec::new();
            calls! { list:
                "person" => a.person("nobody").map(|person| person.explain()).err();
                "explain" => a.people().map(|person| person.explain().to_string()).collect::<Vec<_>>();
                "due" => (a.due_refreshers(Date::MAX), a.due_refreshers(Date::MIN));
                "refresh" => (a.refresh(&RefreshLimits::new(Date::MIN), &internal), a.refreshers(&RefreshLimits::new(Date::MIN)));
                "refresh for long" => a.refresh(&RefreshLimits::new(as_of.plus_days(3_600)), &internal);
                "phases" => programme.phases(as_of, &ProposalOptions::default().phases(usize::MAX), &internal);
                "phase" => programme.explain_phase(as_of, &ProposalOptions::default(), "nothing");
                "gates" => (a.gates(&Climate::default(), &internal), a.opening("nothing", &Climate::default()));
                "gaps" => (a.gaps(Unit::Section("nothing"), &internal), a.gaps(Unit::Organisation, &internal));
                "units" => UnitKind::ALL.map(|kind| a.units(kind, &Disclosure::published("")));
                "holders" => a.holders(Unit::Role("nothing"), &internal);
                "observers" => a.observers(&internal);
                "on" => (programme.on(Date::MIN), programme.on(Date::MAX), programme.in_language("xx"));
                "plan" => a.plan(&PlanOptions::new().weeks(u32::MAX));
                "plan to the last day" => a.plan(&PlanOptions::new().until(Date::MAX));
                "places" => a.places("nobody", &PlanOptions::new());
            }
            assert_eq!(panics(list), [""; 0], "{people} people on {as_of}");
        }
    }
}

fn message(error: &Error) -> String {
    format!("{error:#}")
}

/// What is asked for by an id that nobody has is an error with the id that was probably meant, and no empty answer.
#[test]
fn unknown_ids_are_errors_with_what_was_meant() {
    let assessment = assessment(3);
    let programme = assessment.programme();
    let plan = assessment.plan(&PlanOptions::new()).unwrap();
    let document = document(3);
    let clock = CalendarClock::Local;
    let named = calendars(&plan, programme, &document, clock, Some("p_1"));
    let responses = ResponseLog::new(programme);
    let inside = Disclosure::internal();
    let errors = [
        (
            "p_1",
            programme.needs_of("p_1").map(|_| ()).unwrap_err(),
            true,
        ),
        ("p_1", assessment.person("p_1").unwrap_err(), true),
        ("p_1", named.unwrap_err(), true),
        (
            "cours-1",
            plan.explain_line(programme, "cours-1").unwrap_err(),
            true,
        ),
        (
            "pulse",
            responses
                .climate("pulse", "buy-in", day("2027-03-14"), &inside)
                .unwrap_err(),
            false,
        ),
        (
            "pulse",
            responses.barriers("pulse", day("2027-03-14")).unwrap_err(),
            false,
        ),
    ];
    for (given, error, is_near) in errors {
        let said = error.to_string();
        assert!(said.contains(&format!("`{given}`")), "{said}");
        assert_eq!(said.contains("did you mean `"), is_near, "{said}");
        // A finding says by itself what the error says of it.
        let finding = error.findings()[0].to_string();
        assert_eq!(finding.contains("did you mean `"), is_near, "{finding}");
    }
}

/// An option that another one leaves without effect is refused, and not ignored.
#[test]
fn options_without_effect_are_refused() {
    let programme = document(3).build().unwrap();
    let mut store = EvidenceStore::new(&programme);
    for (operation, options, path) in [
        (
            "units",
            r#"{ "kind": "section", "disclosure": "internal", "disclosure_key": "office" }"#,
            "options.disclosure_key",
        ),
        (
            "gates",
            r#"{ "disclosure": "internal", "disclosure_key": "office" }"#,
            "options.disclosure_key",
        ),
        (
            "explain",
            r#"{ "person": "p-0", "disclosure": "published" }"#,
            "options.disclosure",
        ),
        (
            "needs",
            r#"{ "methods": ["gap"], "since": "2027-01-01" }"#,
            "options.since",
        ),
        (
            "needs",
            r#"{ "methods": ["gap"], "instrument": "no-such" }"#,
            "options.instrument",
        ),
        (
            "plan",
            r#"{ "frozen_until": "2027-04-01" }"#,
            "options.frozen_until",
        ),
    ] {
        let options = options.replacen('{', r#"{ "as_of": "2027-03-14","#, 1);
        let error = store.answer(operation, &options).unwrap_err();
        assert_eq!(error.findings()[0].path, path, "{operation}: {error}");
        assert!(error.to_string().contains("has no effect"), "{error}");
    }
}

/// Options of planning that cannot be: each is an error that names the option.
#[test]
fn options_that_cannot_be_are_errors_by_name() {
    let assessment = assessment(3);
    let mut wrong: Vec<(&str, PlanOptions)> = vec![
        ("weeks", PlanOptions::new().weeks(0)),
        ("weeks", PlanOptions::new().weeks(u32::MAX)),
        ("until", PlanOptions::new().until(Date::MIN)),
        ("until", PlanOptions::new().until(Date::MAX)),
        ("from", PlanOptions::new().from(Date::MIN)),
        ("as_of", PlanOptions::new().as_of(Date::MIN)),
        (
            "frozen_until",
            PlanOptions::new().frozen_until(day("2027-04-01")),
        ),
    ];
    for number in [f64::NAN, f64::INFINITY, -1.0, 1e300] {
        wrong.extend([
            ("max_absent", PlanOptions::new().max_absent(number)),
            ("cost_per_move", PlanOptions::new().cost_per_move(number)),
            ("wage_per_hour", PlanOptions::new().wage_per_hour(number)),
            ("waste_per_hour", PlanOptions::new().waste_per_hour(number)),
            (
                "balance_per_hour",
                PlanOptions::new().balance_per_hour(number),
            ),
            (
                "time_per_half_day",
                PlanOptions::new().time_per_half_day(number),
            ),
        ]);
    }
    let mut with = |name, set: &dyn Fn(&mut PlanOptions)| {
        let mut options = PlanOptions::new();
        set(&mut options);
        wrong.push((name, options));
    };
    with("rooms.nowhere", &|o| {
        let _ = o.rooms.insert("nowhere".into(), 1);
    });
    with("rooms.", &|o| {
        let _ = o.rooms.insert(String::new(), u32::MAX);
    });
    with("trainers.juggling", &|o| {
        let _ = o.trainers.insert("juggling".into(), 1);
    });
    with("trainers.tools", &|o| {
        let _ = o.trainers.insert("tools".into(), 101);
    });
    with("seats_max.nothing", &|o| {
        let _ = o.seats_max.insert("nothing".into(), 1);
    });
    with("seats_min.nothing", &|o| {
        let _ = o.seats_min.insert("nothing".into(), 1);
    });
    with("seats_max.course", &|o| {
        let _ = o.seats_max.insert("course".into(), 0);
    });
    with("seats_min.course", &|o| {
        let _ = o.seats_min.insert("course".into(), 0);
    });
    with("phase_until.nothing", &|o| {
        let _ = o.phase_until.insert("nothing".into(), Date::MIN);
    });
    with("cancelled", &|o| o.cancelled.push("nothing".into()));
    with("seats_min.course", &|o| {
        let _ = o.seats_min.insert("course".into(), 9);
    });
    with("seats_min.lab", &|o| {
        let _ = o.seats_max.insert("lab".into(), 2);
        let _ = o.seats_min.insert("lab".into(), 3);
    });
    for (name, options) in wrong {
        let Err(error) = assessment.plan(&options) else {
            panic!("`{name}` is planned with: {options:?}");
        };
        let paths: Vec<&str> = error
            .findings()
            .iter()
            .map(|one| one.path.as_str())
            .collect();
        let named = paths.iter().any(|path| path.contains(name));
        assert!(named, "`{name}`: {paths:?}: {}", message(&error));
    }
    // What is cancelled cannot stay as it is.
    let plan = assessment.plan(&PlanOptions::new()).unwrap();
    let id = plan.sessions[0].session.clone();
    let both = PlanOptions::new()
        .previous(plan)
        .pins([Pin::new(&id)])
        .cancelled([&id]);
    let error = assessment.plan(&both).unwrap_err();
    assert_eq!(error.findings()[0].path, "options.pins[0].session");
    // As many as may be assumed are planned with.
    let mut most = PlanOptions::new();
    most.trainers.insert("tools".into(), 100);
    assert!(assessment.plan(&most).is_ok());
}

/// Phases and refreshers that cannot be: an error that names the option, as from the command.
#[test]
fn phases_and_refreshers_that_cannot_be_are_errors() {
    let assessment = assessment(3);
    let (programme, as_of) = (assessment.programme(), assessment.as_of());
    let internal = Disclosure::internal();
    let path = |error: Error| error.findings()[0].path.clone();
    let year = RefreshLimits::new(as_of.plus_days(365));
    for number in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
        let wrong = ProposalOptions::default().hours_per_person(number);
        let error = programme.phases(as_of, &wrong, &internal).unwrap_err();
        assert_eq!(path(error), "options.hours_per_person", "{number}");
        let error = assessment
            .refresh(&year.hours_per_month(number), &internal)
            .unwrap_err();
        assert_eq!(path(error), "options.hours_per_month", "{number}");
        assert!(
            assessment
                .refreshers(&year.hours_per_month(number))
                .is_err()
        );
    }
    let none = ProposalOptions::default().phases(0);
    assert_eq!(
        path(programme.phases(as_of, &none, &internal).unwrap_err()),
        "options.phases"
    );
    assert!(programme.explain_phase(as_of, &none, "phase-1").is_err());
    for until in [Date::MIN, as_of, as_of.plus_days(4_000), Date::MAX] {
        let error = assessment
            .refresh(&RefreshLimits::new(until), &internal)
            .unwrap_err();
        assert_eq!(path(error), "options.until", "{until}");
    }
    assert!(assessment.refresh(&year, &internal).is_ok());
}

/// A plan, a log and an assessment of one compilation, given to another.
#[test]
fn another_compilation_is_no_panic_and_no_silence() {
    let (small, large) = (assessment(1), assessment(6));
    let plan = large.plan(&PlanOptions::new()).unwrap();
    assert!(
        !plan.verify(&small).is_empty(),
        "people of the plan are not there"
    );
    let mut other = document(6).build().unwrap();
    assert!(plan.explain_line(&other, "nothing").is_err());
    for session in &plan.sessions {
        assert!(plan.explain_line(&other, &session.session).is_ok());
    }
    let renamed = Programme::builder("elsewhere").build().unwrap();
    let nowhere = renamed.assess(&EvidenceLog::new(&renamed), day("2027-03-14"));
    assert!(!plan.verify(&nowhere).is_empty());
    assert!(
        nowhere
            .plan(&PlanOptions::new().previous(plan.clone()))
            .is_err()
    );
    assert!(renamed.diff_plans(&plan, &plan).is_err());
    let mut planner = Planner::new(large.clone(), PlanOptions::new()).unwrap();
    while !planner.step(0).unwrap().finished {}
    assert_eq!(planner.plan().unwrap(), plan);
    assert!(Plan::from_json("{}").is_err() && Plan::from_json("").is_err());
    let options = PlanOptions::new();
    let what_if = WhatIfOptions {
        changes: Vec::new(),
        options: options.clone(),
    };
    let nobody = PlacesOptions {
        options,
        person: "p-0".into(),
    };
    assert!(answers::what_if(&nowhere, &what_if).is_ok());
    assert!(answers::places(&nowhere, &nobody).is_err());
    // Logs of another programme are read by ids, or refused.
    let mut store = EvidenceStore::new(&other);
    let merged = [
        store.merge(&EvidenceStore::new(&renamed)),
        EvidenceLog::new(&other).merge(&EvidenceLog::new(&renamed)),
        ResponseLog::new(&other).merge(&ResponseLog::new(&renamed)),
    ];
    for error in merged.map(Result::unwrap_err) {
        let said = error.to_string();
        assert!(said.contains("read for another programme"), "{said}");
        assert!(said.contains("for this programme first"), "{said}");
    }
    assert!(store.assess(None).is_err(), "no date is known");
    assert!(store.answer("juggle", "{}").is_err() && store.answer("plan", "[]").is_err());
    other = store.log().programme().clone();
    let (document, evidence) = (document(6), EvidenceLog::new(&renamed));
    let side = DiffSide {
        as_of: day("2027-03-14"),
        document: &document,
        evidence: &evidence,
    };
    let mut list: Vec<(String, Box<dyn FnOnce() + '_>)> = Vec::new();
    calls! { list:
        "diff" => diff(&side, &side, &Disclosure::internal());
        "sensitivity" => sensitivity(&document, &evidence, Date::MAX, &Disclosure::internal());
        "assess" => other.assess(&evidence, Date::MIN);
    }
    assert_eq!(panics(list), [""; 0]);
}

#[test]
fn options_of_another_date_are_refused() {
    let programme = document(12).build().unwrap();
    let as_of = day("2027-03-14");
    let other = day("2027-04-14");
    let assessment = programme.assess(&EvidenceLog::new(&programme), as_of);
    let responses = ResponseLog::new(&programme);
    let said = |answer: Result<(), Error>| answer.unwrap_err().to_string();
    let gates = answers::GatesOptions::new().as_of(other);
    let phases = answers::PhasesOptions::new().as_of(other);
    let refresh = answers::RefreshOptions::new().as_of(other);
    let survey = answers::SurveyOptions::new().as_of(other);
    let needs = answers::NeedsOptions::new().as_of(other);
    for error in [
        said(answers::gates(&assessment, &responses, &gates, &[]).map(drop)),
        said(answers::phases(&programme, as_of, &phases).map(drop)),
        said(answers::refresh(&assessment, &refresh, &[]).map(drop)),
        said(answers::survey(&responses, as_of, &survey, &[]).map(drop)),
        said(answers::needs(&assessment, &responses, &needs, &[]).map(drop)),
    ] {
        assert_eq!(
            error,
            "options.as_of: the answer is asked for as of 2027-04-14, but the assessment is as of 2027-03-14 (assess as of \
             the same day, or leave `as_of` out)"
        );
    }
    assert!(answers::gates(&assessment, &responses, &gates.as_of(as_of), &[]).is_ok());
}

#[test]
fn an_unknown_operation_is_named_first() {
    let error = answers::call("gap", "{}").unwrap_err().to_string();
    assert_eq!(
        error,
        "operation: `gap` is not an operation (did you mean `gaps`?)"
    );
    let error = answers::call("gaps", "{}").unwrap_err().to_string();
    assert!(error.contains("`programme` is missing"), "{error}");
}

#[test]
fn what_waits_is_named_by_its_place() {
    let mut store = EvidenceStore::new(&document(3).build().unwrap());
    let record = |person| Record::new(person, "filing", Kind::Quiz, 1.0, day("2027-02-01"));
    assert_eq!(store.append(["p-0", "p-1", "p-2"].map(record)).taken, 3);
    let report = store.reload(&document(1).build().unwrap());
    let paths: Vec<&str> = report
        .findings
        .iter()
        .map(|finding| finding.path.as_str())
        .collect();
    assert_eq!(
        paths,
        ["waiting_records[0].person", "waiting_records[1].person"]
    );
    assert_eq!(store.waiting_records()[1].person, "p-2");
}

#[test]
fn huge_numbers_are_written_short() {
    let programme = document(3).build().unwrap();
    let assessment = programme.assess(&EvidenceLog::new(&programme), day("2027-03-14"));
    let options = PlanOptions::new().wage_per_hour(1e300);
    let error = assessment.plan(&options).unwrap_err().to_string();
    assert!(error.contains("`wage_per_hour` is 1e300, but"), "{error}");
}
