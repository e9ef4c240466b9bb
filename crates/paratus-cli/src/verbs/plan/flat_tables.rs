//! Parts of a plan as flat tables and as lines of JSON.

use super::PlanPart;
use crate::failure::Failure;
use crate::output::Output;
use paratus::plan::{Plan, PlanSession, SelfPacedActivity, Statement};
use serde::Serialize;

const SESSIONS: [&str; 17] = [
    "session",
    "activity",
    "title",
    "mode",
    "phase",
    "start",
    "half",
    "end",
    "hours",
    "people",
    "seats",
    "site",
    "room",
    "trainer",
    "pinned",
    "date_reason",
    "reason",
];
const PEOPLE: [&str; 8] = [
    "person", "session", "activity", "start", "half", "end", "room", "trainer",
];
const UNPLACED: [&str; 6] = [
    "person",
    "objective",
    "level",
    "activity",
    "cause",
    "reason",
];
const SAVED: [&str; 6] = [
    "because",
    "section",
    "objective",
    "level",
    "people",
    "person_hours",
];
const CHANGES: [&str; 5] = ["change", "person", "activity", "before", "now"];

/// One JSON object a line.
pub(super) fn lines(output: &mut Output, plan: &Plan, part: PlanPart) -> Result<(), Failure> {
    fn write_each<T: Serialize>(output: &mut Output, list: &[T]) -> Result<(), Failure> {
        list.iter().try_for_each(|item| output.json(item))
    }
    match part {
        PlanPart::Sessions => {
            write_each(output, &plan.sessions)?;
            write_each(output, &plan.self_paced)
        }
        PlanPart::People => {
            #[derive(Serialize)]
            struct SeatRow {
                activity: String,
                end: String,
                half: String,
                person: String,
                room: String,
                session: String,
                start: String,
                trainer: String,
            }
            let seat = |[person, session, activity, start, half, end, room, trainer]: [String;
                            8]| SeatRow {
                activity,
                end,
                half,
                person,
                room,
                session,
                start,
                trainer,
            };
            people(plan)
                .into_iter()
                .map(seat)
                .try_for_each(|seat| output.json(&seat))
        }
        PlanPart::Unplaced => write_each(output, &plan.unplaced),
        PlanPart::Saved => write_each(output, &plan.saved.items),
        PlanPart::Changes => write_each(output, &plan.changes),
    }
}

/// A flat table with a header row.
pub(super) fn table(output: &mut Output, plan: &Plan, part: PlanPart) -> Result<(), Failure> {
    match part {
        PlanPart::Sessions => {
            let alone = plan.self_paced.iter().map(self_study_row);
            output.csv(SESSIONS, plan.sessions.iter().map(session).chain(alone))
        }
        PlanPart::People => output.csv(PEOPLE, people(plan)),
        PlanPart::Unplaced => {
            let row = |unplaced: &paratus::plan::UnplacedNeed| {
                [
                    unplaced.person.clone(),
                    unplaced.objective.clone(),
                    unplaced.level.clone().unwrap_or_default(),
                    unplaced.activity.clone().unwrap_or_default(),
                    unplaced.cause.name().to_owned(),
                    Statement::join(&unplaced.statements()),
                ]
            };
            output.csv(UNPLACED, plan.unplaced.iter().map(row))
        }
        PlanPart::Saved => {
            let row = |item: &paratus::plan::PlanSavingsItem| {
                [
                    item.because.name().to_owned(),
                    item.section.clone(),
                    item.objective.clone(),
                    item.level.clone().unwrap_or_default(),
                    item.people
                        .map(|people| people.to_string())
                        .unwrap_or_default(),
                    item.person_hours
                        .map(|hours| hours.to_string())
                        .unwrap_or_default(),
                ]
            };
            output.csv(SAVED, plan.saved.items.iter().map(row))
        }
        PlanPart::Changes => {
            let rows = plan.changes.iter().flat_map(|change| {
                let name = |session: &Option<String>| session.clone().unwrap_or_default();
                change.people.iter().map(move |person| {
                    let kind = change.change.name().to_owned();
                    [
                        kind,
                        person.clone(),
                        change.activity.clone(),
                        name(&change.before),
                        name(&change.now),
                    ]
                })
            });
            output.csv(CHANGES, rows)
        }
    }
}

fn session(session: &PlanSession) -> [String; 17] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        session.session.clone(),
        session.activity.clone(),
        session.title.clone(),
        session.mode.name().to_owned(),
        text(&session.phase),
        session.start.to_string(),
        session.half.to_string(),
        session.end.to_string(),
        session.hours.to_string(),
        session.people.len().to_string(),
        session.seats.to_string(),
        text(&session.site),
        text(&session.room),
        text(&session.trainer),
        session.pinned.to_string(),
        session.reason.date.name().to_owned(),
        Statement::join(&session.statements()),
    ]
}

fn self_study_row(line: &SelfPacedActivity) -> [String; 17] {
    let none = String::new;
    [
        none(),
        line.activity.clone(),
        line.title.clone(),
        line.mode.name().to_owned(),
        line.phase.clone().unwrap_or_default(),
        line.from.to_string(),
        none(),
        line.until.to_string(),
        line.hours.to_string(),
        line.people.len().to_string(),
        none(),
        none(),
        none(),
        none(),
        false.to_string(),
        line.reason.date.name().to_owned(),
        Statement::join(&line.statements()),
    ]
}

/// Who goes where, by person, then by time.
fn people(plan: &Plan) -> Vec<[String; 8]> {
    let mut rows = Vec::new();
    for session in &plan.sessions {
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        rows.extend(session.people.iter().map(|person| {
            [
                person.clone(),
                session.session.clone(),
                session.activity.clone(),
                session.start.to_string(),
                session.half.to_string(),
                session.end.to_string(),
                name(&session.room),
                name(&session.trainer),
            ]
        }));
    }
    for line in &plan.self_paced {
        let none = String::new;
        rows.extend(line.people.iter().map(|person| {
            let (from, until) = (line.from.to_string(), line.until.to_string());
            [
                person.clone(),
                none(),
                line.activity.clone(),
                from,
                none(),
                until,
                none(),
                none(),
            ]
        }));
    }
    let key = |row: &[String; 8]| {
        let [person, _, activity, start, half, ..] = row.clone();
        // `morning` comes before `afternoon`.
        (person, start, std::cmp::Reverse(half), activity)
    };
    rows.sort_by_cached_key(key);
    rows
}
