//! What lapses in the ministry, and the calendar that prevents it.

use crate::rollout::{day, log, ministry};
use paratus::disclosure::Disclosure;
use paratus::rollout::{MissedRefresherReason, RefreshLimits};
use paratus::{Date, Programme, Verdict};

#[test]
fn the_ministry_until_the_end_of_the_year() {
    let (document, evidence) = ministry();
    let programme = Programme::compile(&document);
    let assessment = programme.assess(&log(&programme, &evidence), day());
    let until: Date = "2027-12-31".parse().unwrap();
    let refresh = assessment
        .refresh(&RefreshLimits::new(until), &Disclosure::internal())
        .unwrap();
    let whole = &refresh.forecast[0];
    let ready = assessment
        .people()
        .filter(|person| person.verdict() == Some(Verdict::Ready))
        .count() as u64;
    let months: Vec<(u64, u64)> = whole
        .months
        .iter()
        .map(|month| (month.ready.value().unwrap(), month.planned.value().unwrap()))
        .collect();
    assert_eq!(months[0].0, ready);
    assert!(months.windows(2).all(|pair| pair[0].0 >= pair[1].0));
    // The forecast of the last day is what an assessment on that day finds of those who are employed today.
    let last = programme.assess(&log(&programme, &evidence), until);
    let later = assessment
        .people()
        .filter(|person| last.person(person.id()).unwrap().verdict() == Some(Verdict::Ready));
    assert_eq!(months.last().unwrap().0, later.count() as u64);
    // Every lapse is refreshed before it happens, or listed.
    let booked = assessment.refreshers(&RefreshLimits::new(until)).unwrap();
    assert_eq!(booked.len(), assessment.due_refreshers(until).len());
    assert!(
        booked
            .iter()
            .filter_map(|booked| booked.from.map(|from| (from, booked.due.date)))
            .all(|(a, b)| a < b)
    );
    let most = refresh.hours_per_month.value().unwrap();
    assert!(
        refresh
            .calendar
            .iter()
            .all(|month| month.hours.value().unwrap() <= most + 1e-9)
    );
    assert!(
        refresh
            .unplaced
            .iter()
            .all(|left| left.reason == MissedRefresherReason::Untaught),
        "{:?}",
        refresh.unplaced
    );
    // With the sessions that are booked at least as many are ready, and some more for a while.
    assert!(months.iter().all(|(ready, planned)| planned >= ready));
    assert!(months.iter().any(|(ready, planned)| planned > ready));
    assert_eq!(months[0].1, ready);
    let seated: Vec<_> = booked
        .iter()
        .filter(|booked| booked.session.is_some())
        .collect();
    assert!(!seated.is_empty());
    for booked in seated {
        let session = document
            .sessions
            .iter()
            .find(|session| Some(&session.id) == booked.session.as_ref())
            .unwrap();
        let activity = document
            .activities
            .iter()
            .find(|activity| activity.id == session.activity)
            .unwrap();
        assert!(
            activity
                .teaches
                .iter()
                .any(|taught| taught.objective == booked.due.objective)
        );
        assert!(day() < session.start && Some(session.start) == booked.from);
    }
    println!(
        "{:.1} hours a month; ready {:?}",
        most,
        months.iter().map(|month| month.0).collect::<Vec<_>>()
    );
}
