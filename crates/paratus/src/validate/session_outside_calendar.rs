//! `SESSION_OUTSIDE_CALENDAR`: a pinned session lies on a day without work.

use super::{Context, Rows};
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports pinned sessions after the date of assessment on weekends and holidays: a plan leaves them out.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::SessionOutsideCalendar, "sessions");
    for (at, session) in cx.document.sessions.iter().enumerate() {
        let over = cx
            .document
            .as_of
            .is_some_and(|as_of| session.start <= as_of);
        if session.pinned && !over && !cx.model.calendar.is_working(session.start) {
            rows.push(|| {
                describe!(
                    Code::SessionOutsideCalendar,
                    format!("sessions[{at}].start"),
                    SessionOnDayOff {
                        session: &session.id,
                        date: session.start
                    }
                )
                .help("move it, or correct `weekend` and `holidays` of the calendar")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn working_days_the_past_and_loose_sessions_are_silent() {
        // 2027-03-06 was a Saturday.
        let text = r#"
            as_of = "2027-03-08"
            sessions = [
                { id = "a", activity = "w", start = "2027-03-09", pinned = true },
                { id = "b", activity = "w", start = "2027-03-06", pinned = true },
                { id = "c", activity = "w", start = "2027-03-13" },
            ]
        "#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn a_weekend_is_found() {
        let text =
            r#"sessions = [{ id = "a", activity = "w", start = "2027-03-06", pinned = true }]"#;
        let expected = "sessions[0].start: session `a` is pinned to 2027-03-06, a day without work | move it, or correct `weekend` and `holidays` of the calendar";
        assert_eq!(messages_of(check, text), [expected]);
    }
}
