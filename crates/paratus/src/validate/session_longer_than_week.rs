//! `SESSION_LONGER_THAN_WEEK`: a session of an activity takes more half days than a week has.

use super::Context;
use crate::document::Mode;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports activities of which no session fits in a week. What people do alone may take longer.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let calendar = &cx.model.calendar;
    let most = calendar.slots_of_week();
    for (at, activity) in cx.document.activities.iter().enumerate() {
        let slots = calendar.slots(activity.hours);
        if matches!(activity.mode, Mode::ELearning | Mode::SelfStudy) || slots <= most {
            continue;
        }
        let finding = describe!(
            Code::SessionLongerThanWeek,
            format!("activities[{at}].hours"),
            SessionTooLong {
                activity: &activity.id,
                slots: slots,
                most: most
            }
        );
        out.push(finding.help("split it into activities that each fit in a week"));
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    fn of(mode: &str, hours: f64) -> Vec<String> {
        let document = format!(
            "calendar = {{ hours_per_day = 6.0, weekend = [\"friday\", \"saturday\", \"sunday\"] }}\n\
             activities = [{{ id = \"w\", mode = \"{mode}\", hours = {hours:?}, teaches = [] }}]"
        );
        messages_of(check, &document)
    }

    #[test]
    fn what_fits_in_a_week_or_is_done_alone_is_silent() {
        assert!(of("course", 24.0).is_empty());
        assert!(of("self-study", 400.0).is_empty());
    }

    #[test]
    fn what_is_longer_is_found() {
        let expected = "activities[0].hours: a session of `w` takes 9 half days in one week, and no week has more than 8 | split it into activities that each fit in a week";
        assert_eq!(of("course", 24.5), [expected]);
    }
}
