use crate::disclosure::{Disclosure, Suppression};
use crate::document::{Document, Kind};
use crate::evidence::RecordOutcome;
use crate::refresh::{MissedRefresherReason, Refresh, RefreshLimits};
use crate::units::UnitKind;
use crate::{Assessment, Date, EvidenceLog, Programme, Record};
use proptest::prelude::*;
use serde_json::{Value, json};

fn day() -> Date {
    "2027-01-01".parse().unwrap()
}

/// Twelve clerks in the archive, and one who joins, one who leaves.
fn programme() -> Programme {
    programme_with(json!([]))
}

/// The same with sessions that are booked.
fn programme_with(sessions: Value) -> Programme {
    let mut people: Vec<Value> = (0..12)
        .map(|n| json!({ "id": format!("p{n}"), "section": "archive", "roles": ["clerk"] }))
        .collect();
    people.push(
        json!({ "id": "new", "section": "archive", "roles": ["clerk"], "joined": "2027-02-10" }),
    );
    people
        .push(json!({ "id": "old", "section": "desk", "roles": ["clerk"], "left": "2027-03-31" }));
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry", "rules": { "min_cell": 5 },
        "scales": { "skill": { "levels": ["low", "high"] } },
        "objectives": [{ "id": "why", "track": "people" }, { "id": "file", "track": "process", "half_life_days": 60.0 },
            { "id": "find", "track": "technology", "scale": "skill" }],
        "sections": [{ "id": "archive" }, { "id": "desk" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }, { "objective": "file" },
            { "objective": "find", "level": "low" }] }],
        "activities": [{ "id": "talk", "mode": "workshop", "hours": 2.0, "teaches": [{ "objective": "why" }] },
            { "id": "drill", "mode": "course", "hours": 3.0, "teaches": [{ "objective": "file" }] }],
        "people": people, "sessions": sessions,
    }))
    .unwrap();
    Programme::compile(&document)
}

fn assess(programme: &Programme, records: &[(&str, &str, i32, Option<i32>)]) -> Assessment {
    let mut log = EvidenceLog::new(programme);
    for &(person, objective, age, expires) in records {
        let record = Record::new(
            person,
            objective,
            Kind::Observation,
            1.0,
            day().plus_days(-age),
        );
        let record = Record {
            expires: expires.map(|days| day().plus_days(days)),
            ..record
        };
        assert_eq!(log.push(&record), RecordOutcome::Accepted);
    }
    programme.assess(&log, day())
}

/// What is refreshed until a day, for internal use.
fn refreshed(
    programme: &Programme,
    records: &[(&str, &str, i32, Option<i32>)],
    until: &str,
) -> Refresh {
    let limits = RefreshLimits::new(until.parse().unwrap());
    let assessment = assess(programme, records);
    assessment
        .refresh(&limits, &Disclosure::internal())
        .unwrap()
}

#[test]
fn one_pass_lasts_one_half_life_or_until_it_expires() {
    // 4f / (4f + 2) >= 1/2 as long as f >= 1/2.
    let programme = programme();
    let assessment = assess(
        &programme,
        &[
            ("p0", "why", 0, None),
            ("p0", "file", 50, None),
            ("p1", "why", 0, Some(30)),
            ("old", "why", 90, None),
        ],
    );
    let due = assessment.due_refreshers(day().plus_days(365));
    let list: Vec<_> = due
        .iter()
        .map(|due| {
            (
                due.person.as_str(),
                due.objective.as_str(),
                due.date.days_since(day()),
            )
        })
        .collect();
    // Who has left by then is not asked again.
    assert_eq!(
        list,
        [("p0", "file", 11), ("p1", "why", 31), ("p0", "why", 199)]
    );
    assert_eq!(assessment.due_refreshers(day().plus_days(11)).len(), 1);
    assert_eq!(assessment.due_refreshers(day().plus_days(10)).len(), 0);
}

#[test]
fn the_forecast_falls_as_people_lapse() {
    let programme = programme();
    let mut records = Vec::new();
    let names: Vec<String> = (0..6).map(|n| format!("p{n}")).collect();
    for name in &names {
        for objective in ["why", "file", "find"] {
            records.push((name.as_str(), objective, 0, None));
        }
    }
    let refresh = refreshed(&programme, &records, "2027-06-30");
    let whole = &refresh.forecast[0];
    assert_eq!(
        (whole.kind, whole.unit.as_str(), whole.people.value()),
        (UnitKind::Organisation, "ministry", Some(13))
    );
    let ready: Vec<u64> = whole
        .months
        .iter()
        .filter_map(|month| month.ready.value())
        .collect();
    // P = 2/3, 2/3 and b of file: 1/(1/3 (1.5 + 1.5 + 1/b)) >= 1/2 while b >= 1/3, that is for f >= 1/4: 120 days.
    let dates: Vec<String> = whole
        .months
        .iter()
        .map(|month| month.date.to_string())
        .collect();
    assert_eq!(
        dates[..2],
        ["2027-01-01".to_owned(), "2027-02-01".to_owned()]
    );
    assert_eq!(dates[6], "2027-06-30");
    assert_eq!(
        (ready.first(), ready.last(), whole.months[0].share.value()),
        (Some(&6), Some(&0), Some(6.0 / 13.0))
    );
    assert!(ready.windows(2).all(|pair| pair[0] >= pair[1]));
    assert_eq!(
        refresh
            .calendar
            .iter()
            .map(|month| month.joiners)
            .collect::<Vec<_>>(),
        [0, 1, 0, 0, 0, 0]
    );
    assert_eq!(
        (
            refresh.calendar[1].joiner_hours,
            refresh.calendar[2].leavers
        ),
        (5.0, 1)
    );
    // Published: counts are multiples of 5, of 13 there are no shares, and the one at the desk has no months.
    let options = RefreshLimits::new("2027-06-30".parse().unwrap());
    let published = assess(&programme, &records)
        .refresh(&options, &Disclosure::published("office"))
        .unwrap();
    let whole = &published.forecast[0];
    assert!(
        whole
            .months
            .iter()
            .all(|month| month.ready.value().is_some_and(|ready| ready % 5 == 0))
    );
    assert!(
        whole
            .months
            .iter()
            .all(|month| month.share.suppression() == Some(Suppression::ShareThreshold))
    );
    let few: Vec<bool> = published
        .forecast
        .iter()
        .map(|unit| unit.months.is_empty())
        .collect();
    assert_eq!(few.iter().filter(|few| **few).count(), 1);
    // Six are refreshed in `file`: with cells of 5 that is a line, and each line is of 5 or more.
    assert!(
        published
            .calendar
            .iter()
            .flat_map(|month| &month.rows)
            .all(|row| row.people.value().is_some())
    );
}

#[test]
fn no_month_is_overloaded() {
    let programme = programme();
    let names: Vec<String> = (0..6).map(|n| format!("p{n}")).collect();
    let records: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), "why", 80, None))
        .collect();
    let assessment = assess(&programme, &records);
    // All six lapse after 198 - 80 + 1 = 119 days, at the end of April: five months of 2 hours each are too few.
    let options = RefreshLimits::new("2027-05-31".parse().unwrap());
    let refresh = assessment
        .refresh(&options.hours_per_month(2.0), &Disclosure::internal())
        .unwrap();
    let hours: Vec<f64> = refresh
        .calendar
        .iter()
        .filter_map(|month| month.hours.value())
        .collect();
    assert_eq!(hours, [2.0, 2.0, 2.0, 2.0, 0.0]);
    assert_eq!(
        (refresh.unplaced.len(), refresh.unplaced[0].people.value()),
        (1, Some(2))
    );
    assert_eq!(refresh.unplaced[0].reason, MissedRefresherReason::NoMonth);
    // Twelve hours over the four months before: three a month, and whole sessions of two need four.
    let level = assessment
        .refresh(&options, &Disclosure::internal())
        .unwrap();
    let most = level.hours_per_month.value().unwrap();
    assert!(
        level.unplaced.is_empty() && (3.0..=4.0).contains(&most),
        "{most}"
    );
    assert!(
        level
            .calendar
            .iter()
            .all(|month| month.hours.value().unwrap() <= most + 1e-9)
    );
    let booked = assessment.refreshers(&options).unwrap();
    assert!(
        booked
            .iter()
            .all(|booked| booked.from.is_some_and(|from| from < booked.due.date))
    );
}

#[test]
fn what_nothing_teaches_is_listed() {
    let programme = programme();
    let names: Vec<String> = (0..6).map(|n| format!("p{n}")).collect();
    let records: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), "find", 100, None))
        .collect();
    let refresh = refreshed(&programme, &records, "2027-12-31");
    let left = &refresh.unplaced[0];
    assert_eq!(
        (left.objective.as_str(), left.level.as_deref(), left.hours),
        ("find", Some("low"), None)
    );
    assert_eq!(
        (left.people.value(), left.reason),
        (Some(6), MissedRefresherReason::Untaught)
    );
}

#[test]
fn booked_seats_go_to_who_lapses_first_and_leave_less_to_refresh() {
    let sessions = json!([
        { "id": "past", "activity": "talk", "start": "2026-12-01" },
        { "id": "second", "activity": "talk", "start": "2027-02-20", "seats": 1 },
        { "id": "first", "activity": "talk", "start": "2027-02-01", "seats": 2 },
        { "id": "late", "activity": "talk", "start": "2028-02-01" },
    ]);
    let programme = programme_with(sessions);
    // They lapse after 198 - age + 1 days: p3 first, then p2, p1, p0; p4 is not ready, `new` is not there yet.
    let records: Vec<(&str, &str, i32, Option<i32>)> = vec![
        ("p0", "why", 50, None),
        ("p1", "why", 60, None),
        ("p2", "why", 70, None),
        ("p3", "why", 80, None),
    ];
    let assessment = assess(&programme, &records);
    let options = RefreshLimits::new("2027-12-31".parse().unwrap());
    let booked = assessment.refreshers(&options).unwrap();
    let by: Vec<_> = booked
        .iter()
        .map(|b| (b.due.person.as_str(), b.session.as_deref()))
        .collect();
    assert_eq!(
        by,
        [
            ("p3", Some("first")),
            ("p2", Some("first")),
            ("p1", Some("second")),
            ("p0", None)
        ]
    );
    assert_eq!(booked[0].from, Some("2027-02-01".parse().unwrap()));
    let refresh = assessment
        .refresh(&options, &Disclosure::internal())
        .unwrap();
    let seats: Vec<_> = refresh
        .calendar
        .iter()
        .map(|month| (month.booked_sessions, month.booked_seats))
        .collect();
    assert_eq!(seats[..3], [(0, 0), (2, 3), (0, 0)]);
    assert_eq!(
        refresh
            .calendar
            .iter()
            .filter_map(|month| month.hours.value())
            .sum::<f64>(),
        2.0
    );
}

#[test]
fn what_is_booked_keeps_people_ready_for_as_long_as_a_pass_does() {
    let records: Vec<(&str, &str, i32, Option<i32>)> = ["why", "file", "find"]
        .into_iter()
        .map(|objective| ("p0", objective, 0, None))
        .collect();
    let ready = |sessions: Value, who: &str| -> Vec<(u64, u64)> {
        let programme = programme_with(sessions);
        let mut records = records.clone();
        records.iter_mut().for_each(|record| record.0 = who);
        let refresh = refreshed(&programme, &records, "2027-08-31");
        let counts = |month: &crate::refresh::MonthShare| {
            Some((month.ready.value()?, month.planned.value()?))
        };
        refresh.forecast[0]
            .months
            .iter()
            .filter_map(counts)
            .collect()
    };
    let nothing = ready(json!([]), "p0");
    assert!(nothing.iter().all(|(ready, planned)| ready == planned));
    // `file` is what lapses, with its half-life of 60 days; a drill in April keeps it.
    let drill = json!([{ "id": "a", "activity": "drill", "start": "2027-04-15", "seats": 1 }]);
    let planned = ready(drill.clone(), "p0");
    assert!(
        planned
            .iter()
            .zip(&nothing)
            .all(|(a, b)| a.0 == b.0 && a.1 >= b.1)
    );
    let months = |list: &[(u64, u64)]| {
        (
            list.iter().filter(|m| m.0 == 1).count(),
            list.iter().filter(|m| m.1 == 1).count(),
        )
    };
    assert_eq!(months(&nothing), (4, 4));
    assert!(months(&planned).1 > 4);
    // Who has left by then takes no seat.
    assert!(
        ready(drill, "old")
            .iter()
            .all(|(ready, planned)| ready == planned)
    );
}

proptest! {
    #[test]
    fn bulk_dates_are_those_of_explanations(
        records in prop::collection::vec((
            0usize..4, prop::sample::select(vec!["why", "file", "find"]), 0i32..400,
            prop::option::of(0i32..300), prop::sample::select(vec![1.0, 1.0, 1.0, 0.5, 0.0]), any::<bool>(),
        ), 0..25),
    ) {
        let programme = programme();
        let mut log = EvidenceLog::new(&programme);
        for (person, objective, age, expires, value, quiz) in records {
            let person = format!("p{person}");
            let kind = if quiz { Kind::Quiz } else { Kind::Observation };
            let record = Record::new(&person, objective, kind, value, day().plus_days(-age));
            let expires = expires.filter(|_| value == 1.0).map(|days| day().plus_days(days));
            prop_assert_eq!(log.push(&Record { expires, ..record }), RecordOutcome::Accepted);
        }
        let assessment = programme.assess(&log, day());
        let until = day().plus_days(700);
        let due = assessment.due_refreshers(until);
        for person in ["p0", "p1", "p2", "p3"] {
            let person = assessment.person(person).unwrap();
            for objective in person.explain().objectives {
                let bulk = due.iter().find(|due| due.person == person.id() && due.objective == objective.objective);
                prop_assert_eq!(bulk.map(|due| due.date), objective.ready_until.map(|date| date.plus_days(1)).filter(|date| *date <= until));
            }
        }
    }
}

/// Six people need it, so nobody learns how many of them are to be refreshed: the hours are not published, and not given as 0.
#[test]
fn hours_of_a_few_are_suppressed_and_not_zero() {
    let programme = programme();
    let names: Vec<String> = (0..6).map(|n| format!("p{n}")).collect();
    let records: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), "why", 80, None))
        .collect();
    let options = RefreshLimits::new("2027-05-31".parse().unwrap());
    let months = (0..40).flat_map(|key| {
        let refresh = assess(&programme, &records)
            .refresh(&options, &Disclosure::published(format!("key {key}")))
            .unwrap();
        refresh
            .calendar
            .into_iter()
            .map(|month| (month.others.value(), month.hours, month.rows.len()))
    });
    for (others, hours, rows) in months {
        assert_eq!(rows, 0);
        // Where the others are rounded to none, there is nothing to have hours.
        assert_eq!(
            hours.is_suppressed(),
            others.is_some_and(|others| others > 0),
            "{others:?} {hours:?}"
        );
    }
}

#[test]
fn what_few_people_need_moves_nobody_elses_refreshers() {
    let person =
        |id: String, role: &str| json!({ "id": id, "section": "archive", "roles": [role] });
    let mut people: Vec<Value> = (0..12).map(|n| person(format!("p{n}"), "clerk")).collect();
    people.extend((0..3).map(|n| person(format!("few{n}"), "expert")));
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry", "rules": { "min_cell": 5 },
        "objectives": [{ "id": "why", "track": "people" }, { "id": "study", "track": "people" }],
        "sections": [{ "id": "archive" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }] },
            { "id": "expert", "requires": [{ "objective": "study" }] }],
        "activities": [{ "id": "talk", "mode": "workshop", "hours": 2.0, "teaches": [{ "objective": "why" }] },
            { "id": "weeks", "mode": "course", "hours": 40.0, "teaches": [{ "objective": "study" }] }],
        "people": people,
    }))
    .unwrap();
    let programme = Programme::compile(&document);
    let names: Vec<String> = (0..12)
        .map(|n| format!("p{n}"))
        .chain((0..3).map(|n| format!("few{n}")))
        .collect();
    let lapses = |few: usize| {
        let records: Vec<_> = names[..12 + few]
            .iter()
            .enumerate()
            .map(|(n, name)| {
                let objective = if n < 12 { "why" } else { "study" };
                (name.as_str(), objective, 0, Some(40 + 12 * (n as i32 % 12)))
            })
            .collect();
        assess(&programme, &records)
    };
    for hours in [None, Some(4.0), Some(100.0)] {
        let mut options = RefreshLimits::new(day().plus_days(300));
        options.hours_per_month = hours;
        let rows = |few: usize| -> Vec<_> {
            let refresh = lapses(few)
                .refresh(&options, &Disclosure::internal())
                .unwrap();
            let month = |month: &super::RefreshMonth| {
                let row = month.rows.iter().find(|row| row.objective == "why");
                row.map(|row| row.people.value())
            };
            refresh.calendar.iter().map(month).collect()
        };
        let alone = rows(0);
        assert!(alone.iter().flatten().count() > 2, "{alone:?}");
        for few in 1..=3 {
            assert_eq!(rows(few), alone, "{hours:?}");
        }
        // They are refreshed themselves, where a month has room for them.
        let calendar = lapses(3).refreshers(&options).unwrap();
        let placed = calendar
            .iter()
            .filter(|row| row.due.objective == "study" && row.from.is_some());
        assert_eq!(placed.count(), if hours == Some(4.0) { 0 } else { 3 });
    }
}

#[cfg(feature = "plan")]
#[test]
fn the_forecast_counts_on_the_plan_where_there_is_one() {
    let programme = programme();
    let assessment = assess(&programme, &[]);
    let until = "2027-12-31".parse().unwrap();
    let options = RefreshLimits::new(until);
    let internal = Disclosure::internal();
    let plan = assessment
        .plan(&crate::plan::PlanOptions::default())
        .unwrap();
    let alone = assessment.refresh(&options, &internal).unwrap();
    let with_plan = assessment
        .refresh_with_plan(&plan, &options, &internal)
        .unwrap();
    assert!(with_plan.with_plan && !alone.with_plan);
    let planned = |refresh: &crate::refresh::Refresh| -> Vec<u64> {
        let months = &refresh.forecast[0].months;
        months
            .iter()
            .map(|month| month.planned.value().unwrap())
            .collect()
    };
    // Nobody teaches `find`, so nobody becomes ready; what is not planned stays as it is.
    assert_eq!(planned(&alone), planned(&with_plan));
    let why = |refresh: &crate::refresh::Refresh| refresh.forecast[0].months[0].ready.value();
    assert_eq!(why(&alone), why(&with_plan));

    // Those who are ready in the rest is ready once the talk has taken place.
    let records: Vec<(String, &str)> = (0..12)
        .flat_map(|n| [(format!("p{n}"), "file"), (format!("p{n}"), "find")])
        .collect();
    let mut log = EvidenceLog::new(&programme);
    for (person, objective) in &records {
        let mut record = Record::new(person, objective, Kind::Certificate, 1.0, day());
        if *objective == "find" {
            record.level = Some("high");
        }
        assert_eq!(log.push(&record), RecordOutcome::Accepted);
    }
    let assessment = programme.assess(&log, day());
    let plan = assessment
        .plan(&crate::plan::PlanOptions::default())
        .unwrap();
    let last = plan.last.unwrap();
    let until = last.plus_days(1);
    let refresh = assessment
        .refresh_with_plan(&plan, &RefreshLimits::new(until), &Disclosure::internal())
        .unwrap();
    let end = refresh.forecast[0].months.last().unwrap();
    assert!(end.planned.value() > end.ready.value(), "{end:?}");
}
