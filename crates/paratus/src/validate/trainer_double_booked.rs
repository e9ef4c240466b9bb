//! `TRAINER_DOUBLE_BOOKED`: a trainer holds two sessions at the same time.

use super::{Context, Rows};
use crate::document::SessionDoc;
use crate::finding::describe;
use crate::{Code, Date, Finding};
use hashbrown::HashMap;

/// Reports sessions that begin on a day, and not in another half of it, on which their trainer holds another one.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::TrainerDoubleBooked, "sessions");
    let sessions = &cx.document.sessions;
    double_booked(
        sessions,
        |session| session.trainer.as_deref(),
        |at, first, session, trainer| {
            rows.push(|| {
                describe!(
                    Code::TrainerDoubleBooked,
                    format!("sessions[{at}].trainer"),
                    TrainerTwice {
                        trainer: trainer,
                        first: &first.id,
                        second: &session.id,
                        date: session.start
                    }
                )
                .help("move one of them, or name another trainer")
            });
        },
    );
}

/// Hands each session to `found` that takes what an earlier one of the same time takes, with its index, the earlier one and what both take.
pub(super) fn double_booked(
    sessions: &[SessionDoc],
    taken_by: impl Fn(&SessionDoc) -> Option<&str>,
    mut found: impl FnMut(usize, &SessionDoc, &SessionDoc, &str),
) {
    let mut booked: HashMap<(&str, Date), Vec<&SessionDoc>> = HashMap::new();
    for (at, session) in sessions.iter().enumerate() {
        let Some(taken) = taken_by(session).filter(|taken| !taken.is_empty()) else {
            continue;
        };
        let there = booked.entry((taken, session.start)).or_default();
        if let Some(first) = there.iter().find(|first| overlaps(first, session)) {
            found(at, first, session, taken);
        }
        there.push(session);
    }
}

/// Whether two sessions of one day can be at the same time: only those in two named halves are not. A session written
/// twice is a repeated id, not a second booking.
fn overlaps(first: &SessionDoc, second: &SessionDoc) -> bool {
    let apart = first.half.is_some() && second.half.is_some() && first.half != second.half;
    first.id != second.id && !apart
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn other_days_other_trainers_and_unnamed_ones_are_silent() {
        let text = r#"sessions = [
            { id = "a", activity = "w", start = "2027-03-01", trainer = "t" },
            { id = "b", activity = "w", start = "2027-03-02", trainer = "t" },
            { id = "c", activity = "w", start = "2027-03-01", trainer = "u" },
            { id = "d", activity = "w", start = "2027-03-01" },
            { id = "m", activity = "w", start = "2027-03-03", trainer = "t", half = "morning" },
            { id = "n", activity = "w", start = "2027-03-03", trainer = "t", half = "afternoon" },
            { id = "e", activity = "w", start = "2027-03-01" },
        ]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn one_trainer_twice_on_a_day_is_found() {
        let text = r#"sessions = [
            { id = "a", activity = "w", start = "2027-03-01", trainer = "t" },
            { id = "b", activity = "w", start = "2027-03-01", trainer = "t" },
        ]"#;
        let expected = "sessions[1].trainer: trainer `t` holds sessions `a` and `b` on 2027-03-01 | move one of them, or name another trainer";
        assert_eq!(messages_of(check, text), [expected]);
    }
}
