//! `SEATS_MIN_ABOVE_DEMAND`: fewer people need what an activity teaches than its smallest session takes.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports activities whose sessions could never be filled to the least, anyone who is ready. Needs people.
#[expect(clippy::indexing_slicing, reason = "the same list of the model")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    if model.people.len() == 0 {
        return;
    }
    for (at, written) in cx.document.activities.iter().enumerate() {
        let Some(activity) = model
            .activity_ids
            .index(&written.id)
            .map(|at| &model.activities[at])
        else {
            continue;
        };
        let Some((least, _)) = activity.seats.filter(|(least, _)| *least > 1) else {
            continue;
        };
        let needs = |profile: usize| {
            let requirements = &model.profiles[profile].requirements;
            activity
                .teaches
                .iter()
                .any(|taught| requirements.iter().any(|own| own.objective == taught.0))
        };
        let people: usize = (0..cx.groups.len())
            .filter(|&at| needs(at))
            .map(|at| cx.groups[at].people)
            .sum();
        // What nobody needs at all is no question of seats.
        if people > 0 && people < least as usize && cx.activities.place(&written.id) == Some(at) {
            let help = "lower `min`, or teach it by coaching or e-learning";
            let path = format!("activities[{at}].seats.min");
            out.push(
                describe!(
                    Code::SeatsMinAboveDemand,
                    path,
                    SeatsAboveNeed {
                        activity: &written.id,
                        least: least,
                        people: people
                    }
                )
                .help(help),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    fn programme(least: u32, people: &str) -> Vec<String> {
        messages_of(
            check,
            &format!(
                r#"
                objectives = [{{ id = "o", track = "process" }}, {{ id = "other", track = "process" }}]
                sections = [{{ id = "a" }}]
                roles = [{{ id = "r", requires = [{{ objective = "o" }}] }}, {{ id = "none" }}]
                activities = [
                    {{ id = "w", mode = "workshop", hours = 2, teaches = [{{ objective = "o" }}], seats = {{ min = {least}, max = 9 }} }},
                    {{ id = "v", mode = "workshop", hours = 2, teaches = [{{ objective = "other" }}], seats = {{ min = 5, max = 9 }} }},
                ]
                people = [{people}]
                "#
            ),
        )
    }

    const TWO: &str = r#"{ id = "p", section = "a", roles = ["r"] }, { id = "q", section = "a", roles = ["r"] },
                         { id = "z", section = "a", roles = ["none"] }"#;

    #[test]
    fn enough_people_and_nobody_at_all_are_silent() {
        assert_eq!(programme(2, TWO), Vec::<String>::new());
        assert_eq!(programme(2, ""), Vec::<String>::new());
    }

    #[test]
    fn too_few_people_are_found() {
        let expected = "activities[0].seats.min: activity `w` takes at least 3 people, and 2 people need what it teaches | lower `min`, or teach it by coaching or e-learning";
        assert_eq!(programme(3, TWO), [expected]);
    }
}
