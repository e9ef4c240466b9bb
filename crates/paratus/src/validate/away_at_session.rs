//! `AWAY_AT_SESSION`: the trainer or the room of a dated session is not available then.

use super::{Context, Rows};
use crate::finding::describe;
use crate::model::{HalfDays, Session};
use crate::{Code, Finding};

/// Longest time, in half days, in which a session is looked for: two years.
const LONGEST_SESSION: i32 = 1460;

/// Reports dated sessions after the date of assessment whose trainer or room is away at any of their half days.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::AwayAtSession, "sessions");
    let model = cx.model;
    let mut place = 0;
    for session in &model.sessions {
        let Some(offset) = cx
            .document
            .sessions
            .iter()
            .skip(place)
            .position(|written| written.id == session.id)
        else {
            continue;
        };
        let at = place + offset;
        place = at + 1;
        if cx
            .document
            .as_of
            .is_some_and(|as_of| session.start <= as_of)
        {
            continue;
        }
        let halves = half_days(cx, session);
        let within = match (halves.first(), halves.last()) {
            (Some(&first), Some(&last)) => HalfDays { first, last },
            _ => continue,
        };
        let is_away = |present: &[HalfDays]| {
            halves
                .iter()
                .any(|&half| !present.iter().any(|days| days.contains(half)))
        };
        let trainer = session
            .trainer
            .as_ref()
            .and_then(|id| model.trainer_ids.index(id));
        let room = session
            .room
            .as_ref()
            .and_then(|id| model.room_ids.index(id));
        let absent = [
            (
                "trainer",
                &session.trainer,
                trainer.map(|trainer| model.trainer_presence(trainer, within)),
            ),
            (
                "room",
                &session.room,
                room.map(|room| model.room_presence(room, within)),
            ),
        ];
        for (kind, id, present) in absent {
            let (Some(id), Some(present)) = (id, present) else {
                continue;
            };
            if is_away(&present) {
                rows.push(|| {
                    describe!(
                        Code::AwayAtSession,
                        format!("sessions[{at}].{kind}"),
                        AwayAtSession {
                            kind: kind,
                            id: id,
                            session: &session.id,
                            date: session.start
                        }
                    )
                    .help(format!(
                        "move the session, name another {kind}, or correct the absence"
                    ))
                });
            }
        }
    }
}

/// The working half days of a session; none where it begins on a day without work, which another rule reports.
fn half_days(cx: &Context<'_>, session: &Session) -> Vec<i32> {
    let calendar = &cx.model.calendar;
    let length = cx
        .model
        .activities
        .get(session.activity)
        .map_or(1, |activity| calendar.slots(activity.hours));
    if !calendar.is_working(session.start) {
        return Vec::new();
    }
    let first = HalfDays::number(session.start, session.half);
    let works = |half: &i32| {
        crate::Date::from_days(half.div_euclid(2)).is_some_and(|day| calendar.is_working(day))
    };
    (first..first.saturating_add(LONGEST_SESSION))
        .filter(works)
        .take(length as usize)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const PROGRAMME: &str = r#"
        as_of = "2027-03-01"
        objectives = [{ id = "o", track = "people" }]
        activities = [{ id = "short", mode = "course", hours = 3, teaches = [{ objective = "o" }] },
                      { id = "long", mode = "course", hours = 14, teaches = [{ objective = "o" }] }]
        sections = [{ id = "s" }]
        people = [{ id = "q", section = "s", left = "2027-03-12" }]
        trainers = [{ id = "t" }, { id = "q" }]
        rooms = [{ id = "r", seats = 9 }]
        absences = [
            { trainer = "t", from = "2027-03-09", until = "2027-03-09" },
            { room = "r", from = "2027-03-10", until = "2027-03-10", half = "afternoon" },
        ]
    "#;

    #[test]
    fn who_is_there_and_what_is_over_is_silent() {
        let sessions = r#"sessions = [
            { id = "a", activity = "short", start = "2027-03-10", trainer = "t", room = "r" },
            { id = "b", activity = "short", start = "2027-03-01", trainer = "t", room = "r" },
            { id = "c", activity = "long", start = "2027-03-11", trainer = "q", room = "r" },
            { id = "d", activity = "short", start = "2027-03-09", trainer = "somebody", room = "elsewhere" },
        ]"#;
        assert_eq!(
            messages_of(check, &format!("{PROGRAMME}{sessions}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn trainers_and_rooms_that_are_away_are_found() {
        let sessions = r#"sessions = [
            { id = "a", activity = "long", start = "2027-03-08", trainer = "t", room = "r" },
            { id = "b", activity = "short", start = "2027-03-10", half = "afternoon", trainer = "t", room = "r" },
            { id = "c", activity = "long", start = "2027-03-12", trainer = "q", room = "r" },
        ]"#;
        assert_eq!(
            messages_of(check, &format!("{PROGRAMME}{sessions}")),
            [
                "sessions[0].trainer: trainer `t` is not available when session `a` is held (2027-03-08) | move the session, name another trainer, or correct the absence",
                "sessions[1].room: room `r` is not available when session `b` is held (2027-03-10) | move the session, name another room, or correct the absence",
                "sessions[2].trainer: trainer `q` is not available when session `c` is held (2027-03-12) | move the session, name another trainer, or correct the absence",
            ]
        );
    }
}
