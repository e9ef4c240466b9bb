//! `TRACK_IMBALANCE`: required training hours are far from equal focus over the tracks.

use super::Context;
use crate::finding::describe;
use crate::model::{Level, Requirement};
use crate::{Code, Finding, Track, TrackValues};
use std::collections::BTreeMap;

/// Reports tracks whose share of the required hours is below (1 - tolerance) of their weight's share: over what
/// people need, or, where nobody is listed, over what roles require. A track without objectives is `TRACK_EMPTY`, one
/// of which nothing is taught `UNTAUGHT_OBJECTIVE`. While a requirement or what an activity teaches cannot be
/// resolved, the hours is not known.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    if !resolved(cx) {
        return;
    }
    let hours = hours(cx);
    let total: f64 = Track::ALL.into_iter().map(|track| *hours.get(track)).sum();
    let weights = &model.rules.track_weights;
    let whole: f64 = Track::ALL
        .into_iter()
        .map(|track| *weights.get(track))
        .sum();
    if !(total > 0.0 && total.is_finite()) {
        return;
    }
    for track in Track::ALL {
        let (share, fair) = (hours.get(track) / total, weights.get(track) / whole);
        let of_track = |objective: &usize| model.objectives[*objective].track == track;
        let empty = !(0..model.objectives.len()).any(|objective| of_track(&objective));
        let mut needed = (0..model.objectives.len())
            .filter(of_track)
            .filter(|&o| cx.needed[o].is_some());
        let untaught = share == 0.0 && needed.next().is_some();
        if empty || untaught || share >= (1.0 - model.rules.balance_tolerance) * fair {
            continue;
        }
        let of = |track: Track| ((hours.get(track) * 10.0).round() / 10.0).to_string();
        let help =
            format!("add {track} training, or give the tracks weights that say what is meant");
        out.push(
            describe!(
                Code::TrackImbalance,
                format!("tracks.{track}"),
                HoursOffBalance {
                    track: track,
                    share: format!("{:.0}", 100.0 * share),
                    fair: format!("{:.0}", 100.0 * fair),
                    people: of(Track::People),
                    process: of(Track::Process),
                    technology: of(Track::Technology)
                }
            )
            .help(help),
        );
    }
}

/// Whether every requirement and everything taught names an objective and a level that exist.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn resolved(cx: &Context<'_>) -> bool {
    let known = |objective: &str, level: Option<&str>| {
        let at = cx.model.objective_ids.index(objective);
        at.is_some_and(|at| cx.model.objectives[at].find_level(level).is_some())
    };
    let required = cx.document.roles.iter().flat_map(|role| &role.requires);
    let taught = cx
        .document
        .activities
        .iter()
        .flat_map(|activity| &activity.teaches);
    required
        .into_iter()
        .all(|r| known(&r.objective, r.level.as_deref()))
        && taught
            .into_iter()
            .all(|t| known(&t.objective, t.level.as_deref()))
}

/// Hours of required training by track: each objective once for everyone who needs it.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn hours(cx: &Context<'_>) -> TrackValues<f64> {
    let model = cx.model;
    let mut learners: BTreeMap<(usize, Level), usize> = BTreeMap::new();
    let mut count = |requirements: &[Requirement], people: usize| {
        for requirement in requirements {
            *learners
                .entry((requirement.objective, requirement.level))
                .or_default() += people;
        }
    };
    if model.people.len() > 0 {
        for (group, profile) in cx.groups.iter().zip(&model.profiles) {
            count(&profile.requirements, group.people);
        }
    } else {
        for role in &model.roles {
            count(&role.requires, 1);
        }
    }
    let mut hours = TrackValues::<f64>::default();
    for ((objective, level), people) in learners {
        if let Some(each) = model.hours_to_teach(objective, level) {
            *hours.get_mut(model.objectives[objective].track) += each * people as f64;
        }
    }
    hours
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        objectives = [
            { id = "why", track = "people" }, { id = "how", track = "process" }, { id = "tool", track = "technology" },
        ]
        roles = [{ id = "r", requires = [{ objective = "why" }, { objective = "how" }, { objective = "tool" }] }]
        activities = [
            { id = "w", mode = "workshop", hours = 3, teaches = [{ objective = "why" }] },
            { id = "h", mode = "course", hours = 1, teaches = [{ objective = "how" }] },
            { id = "t", mode = "course", hours = 6, teaches = [{ objective = "tool" }] },
        ]
    "#;

    #[test]
    fn hours_near_the_weights_are_silent() {
        assert_eq!(
            messages_of(
                check,
                &format!("{OUTLINE}tracks = {{ process = {{ weight = 0.25 }} }}")
            ),
            Vec::<String>::new()
        );
        assert_eq!(
            messages_of(
                check,
                &format!("{OUTLINE}rules = {{ balance_tolerance = 0.8 }}")
            ),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_not_taught_or_not_known_is_reported_elsewhere() {
        let untaught = OUTLINE.replace("teaches = [{ objective = \"how\" }]", "teaches = []");
        assert_eq!(messages_of(check, &untaught), Vec::<String>::new());
        let unknown = OUTLINE.replace("{ objective = \"why\" }, {", "{ objective = \"wyh\" }, {");
        assert_eq!(messages_of(check, &unknown), Vec::<String>::new());
    }

    #[test]
    fn a_neglected_track_is_found() {
        let expected = "tracks.process: the process track has 10% of the required training hours where its weight asks for 33%: people 3 h, process 1 h, technology 6 h | add process training, or give the tracks weights that say what is meant";
        assert_eq!(messages_of(check, OUTLINE), [expected]);
    }

    #[test]
    fn hours_are_those_of_people_where_they_are_listed() {
        let people = r#"
            sections = [{ id = "a" }]
            people = [{ id = "p", section = "a", roles = ["r"] }, { id = "q", section = "a", roles = ["r"] }]
        "#;
        let out = messages_of(check, &format!("{OUTLINE}{people}"));
        assert!(
            out.iter()
                .all(|line| line.contains("people 6 h, process 2 h"))
                && out.len() == 1,
            "{out:?}"
        );
    }
}
