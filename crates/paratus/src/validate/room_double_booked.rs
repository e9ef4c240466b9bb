//! `ROOM_DOUBLE_BOOKED`: two sessions take the same room at the same time.

use super::trainer_double_booked::double_booked;
use super::{Context, Rows};
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports sessions that begin on a day, and not in another half of it, in which their room is taken.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::RoomDoubleBooked, "sessions");
    let sessions = &cx.document.sessions;
    double_booked(
        sessions,
        |session| session.room.as_deref(),
        |at, first, session, room| {
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
        },
    );
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
