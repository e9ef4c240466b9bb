//! `SESSION_OVER_SEATS`: a session has more seats than its activity or its room allows.

use super::{Context, Rows};
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports sessions larger than the largest group of their activity, or than their room.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::SessionOverSeats, "sessions");
    for (at, session) in cx.document.sessions.iter().enumerate() {
        let room = session
            .room
            .as_ref()
            .and_then(|name| cx.document.rooms.iter().find(|room| room.id == *name));
        if let Some((seats, room)) = session
            .seats
            .zip(room)
            .filter(|(seats, room)| *seats > room.seats)
        {
            rows.push(|| {
                describe!(
                    Code::SessionOverSeats,
                    format!("sessions[{at}].seats"),
                    SeatsAboveRoom {
                        session: &session.id,
                        seats: seats,
                        room: &room.id,
                        most: room.seats
                    }
                )
                .help(format!(
                    "write at most {}, or name a larger room",
                    room.seats
                ))
            });
        }
        let activity = cx
            .activities
            .place(&session.activity)
            .and_then(|at| cx.document.activities.get(at));
        let (Some(seats), Some(allowed)) =
            (session.seats, activity.and_then(|activity| activity.seats))
        else {
            continue;
        };
        if seats > allowed.max {
            rows.push(|| {
                describe!(
                    Code::SessionOverSeats,
                    format!("sessions[{at}].seats"),
                    SeatsAboveActivity {
                        session: &session.id,
                        seats: seats,
                        activity: &session.activity,
                        most: allowed.max
                    }
                )
                .help(format!(
                    "write at most {}, or raise `seats.max` of the activity",
                    allowed.max
                ))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    fn session(seats: u32) -> Vec<String> {
        messages_of(
            check,
            &format!(
                r#"
                activities = [{{ id = "w", mode = "workshop", hours = 2, teaches = [], seats = {{ min = 4, max = 12 }} }}]
                sessions = [{{ id = "s", activity = "w", start = "2027-03-01", seats = {seats} }}]
                "#
            ),
        )
    }

    #[test]
    fn a_full_group_is_silent() {
        assert_eq!(session(12), Vec::<String>::new());
    }

    #[test]
    fn a_smaller_room_is_found() {
        let text = r#"
            rooms = [{ id = "r", seats = 8 }]
            sessions = [{ id = "s", activity = "w", start = "2027-03-01", room = "r", seats = 9 },
                        { id = "t", activity = "w", start = "2027-03-01", room = "r", seats = 8 }]
        "#;
        let expected = "sessions[0].seats: session `s` has 9 seats, but room `r` has 8 | write at most 8, or name a larger room";
        assert_eq!(messages_of(check, text), [expected]);
    }

    #[test]
    fn a_larger_group_is_found() {
        let expected = "sessions[0].seats: session `s` has 13 seats, but activity `w` allows 12 | write at most 12, or raise `seats.max` of the activity";
        assert_eq!(session(13), [expected]);
    }
}
