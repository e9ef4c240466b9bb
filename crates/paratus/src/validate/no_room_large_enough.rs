//! `NO_ROOM_LARGE_ENOUGH`: no room holds the smallest session of an activity.

use super::Context;
use crate::document::Mode;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports workshops and courses that fit in no room; where no room is declared, rooms set no limit.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(largest) = cx.document.rooms.iter().max_by_key(|room| room.seats) else {
        return;
    };
    for (at, activity) in cx.document.activities.iter().enumerate() {
        let meets = matches!(activity.mode, Mode::Workshop | Mode::Course) && !activity.online;
        let Some(seats) = activity
            .seats
            .filter(|seats| meets && seats.min > largest.seats)
        else {
            continue;
        };

        let help = "add a larger room, lower `min`, or write `online = true`";
        out.push(
            describe!(
                Code::NoRoomLargeEnough,
                format!("activities[{at}].seats.min"),
                RoomTooSmall {
                    activity: &activity.id,
                    people: seats.min,
                    room: &largest.id,
                    seats: largest.seats
                }
            )
            .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    fn activity(rest: &str) -> Vec<String> {
        messages_of(
            check,
            &format!(
                r#"
                rooms = [{{ id = "small", seats = 6 }}, {{ id = "large", seats = 12 }}]
                activities = [{{ id = "w", hours = 2, teaches = [], {rest} }}]
                "#
            ),
        )
    }

    #[test]
    fn what_fits_or_needs_no_room_is_silent() {
        assert!(activity(r#"mode = "workshop", seats = { min = 12, max = 40 }"#).is_empty());
        assert!(
            activity(r#"mode = "workshop", seats = { min = 13, max = 40 }, online = true"#)
                .is_empty()
        );
        assert!(activity(r#"mode = "e-learning", seats = { min = 13, max = 40 }"#).is_empty());
    }

    #[test]
    fn what_fits_nowhere_is_found() {
        let expected = "activities[0].seats.min: activity `w` takes at least 13 people, and the largest room, `large`, seats 12 | add a larger room, lower `min`, or write `online = true`";
        assert_eq!(
            activity(r#"mode = "course", seats = { min = 13, max = 40 }"#),
            [expected]
        );
    }
}
