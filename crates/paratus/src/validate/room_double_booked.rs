//! `ROOM_DOUBLE_BOOKED`: two sessions take the same room at the same time.

use super::trainer_double_booked::overlaps;
use super::{Context, Rows};
use crate::document::SessionDoc;
use crate::finding::describe;
use crate::{Code, Date, Finding};
use hashbrown::HashMap;

/// Reports sessions that begin on a day, and not in another half of it, in which their room is taken.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::RoomDoubleBooked, "sessions");
    let mut booked: HashMap<(&str, Date), Vec<&SessionDoc>> = HashMap::new();
    for (at, session) in cx.document.sessions.iter().enumerate() {
        let Some(room) = session.room.as_deref().filter(|room| !room.is_empty()) else {
            continue;
        };
        let there = booked.entry((room, session.start)).or_default();
        if let Some(first) = there.iter().find(|first| overlaps(first, session)) {
            rows.push(|| {
                describe!(
                    Code::RoomDoubleBooked,
                    format!("sessions[{at}].room"),
                    RoomTakenTwice {
                        first: &first.id,
                        second: &session.id,
                        room: room,
                        date: session.start
                    }
                )
                .help("move one of them, or name another room")
            });
        }
        there.push(session);
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn other_days_rooms_and_halves_are_silent() {
        let text = r#"sessions = [
            { id = "a", activity = "w", start = "2027-03-01", room = "r", half = "morning" },
            { id = "b", activity = "w", start = "2027-03-01", room = "r", half = "afternoon" },
            { id = "c", activity = "w", start = "2027-03-02", room = "r" },
            { id = "d", activity = "w", start = "2027-03-01", room = "s" },
            { id = "e", activity = "w", start = "2027-03-01" },
        ]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn one_room_twice_is_found() {
        let text = r#"sessions = [
            { id = "a", activity = "w", start = "2027-03-01", room = "r" },
            { id = "b", activity = "w", start = "2027-03-01", room = "r", half = "afternoon" },
        ]"#;
        let expected = "sessions[1].room: sessions `a` and `b` take room `r` on 2027-03-01 | move one of them, or name another room";
        assert_eq!(messages_of(check, text), [expected]);
    }
}
