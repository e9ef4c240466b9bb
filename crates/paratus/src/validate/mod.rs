//! Checks of the content, one rule per file.
//!
//! Rules read the document, so that they can name places as people wrote them, and the model, where names are
//! already resolved. A rule never repairs anything: what the model leaves out, some rule reports.

mod absence_subject;
mod act_without_evidence;
mod away_at_session;
mod bad_id;
mod condition_keys;
mod context;
mod counts_not_rounded;
mod critical_unused;
mod dates_reversed;
mod duplicate_id;
mod duplicate_person;
mod feature_set_incomplete;
mod gate_not_publishable;
mod gate_unreachable;
mod horizon_in_past;
mod joined_names;
mod level_not_on_scale;
mod no_feature_use;
mod no_room_large_enough;
mod no_sponsor;
mod no_trainer_for_skill;
mod override_conflict;
pub(crate) mod override_expired;
mod override_keys;
mod person_without_role;
mod phase_out_of_order;
mod phase_windows_contradict;
mod prerequisite_cycle;
mod prerequisite_untaught;
mod prerequisite_unused;
mod references;
mod room_double_booked;
mod rows;
mod seats_min_above_demand;
mod section_cycle;
mod session_longer_than_week;
mod session_outside_calendar;
mod session_over_seats;
mod technology_only;
mod track_empty;
mod track_imbalance;
mod trainer_double_booked;
mod unknown_reference;
mod unphased_objective;
mod unrequired_objective;
mod unsupported_format;
mod untaught_objective;
mod untrained_feature;
mod unused_feature_training;
mod use_without_people;
mod value_out_of_range;

pub(crate) use context::{Context, Index};
pub(crate) use rows::Rows;

use crate::document::{HOURS, TRACKS};
use crate::{Finding, document::Document, model::Model};

/// A rule: adds what it finds.
type Rule = fn(&Context<'_>, &mut Vec<Finding>);

/// Every rule, with the lists that must be whole for it to say anything: what nothing teaches may be taught by an activity that
/// was refused. Rules on tracks and hours say nothing where other values stand in for some of them.
const RULES: &[(Rule, &[&str])] = &[
    (absence_subject::check, &[]),
    (act_without_evidence::check, &[]),
    (away_at_session::check, &[]),
    (bad_id::check, &[]),
    (condition_keys::check, &[]),
    (counts_not_rounded::check, &[]),
    (critical_unused::check, &[]),
    (dates_reversed::check, &[]),
    (duplicate_id::check, &[]),
    (duplicate_person::check, &[]),
    (feature_set_incomplete::check, &[]),
    (
        gate_not_publishable::check,
        &["objectives", "roles", "people", "sections", "phases"],
    ),
    (
        gate_unreachable::check,
        &["objectives", "roles", "people", "instruments", "phases"],
    ),
    (horizon_in_past::check, &[]),
    (level_not_on_scale::check, &[]),
    (no_feature_use::check, &[]),
    (no_room_large_enough::check, &["rooms"]),
    (
        session_longer_than_week::check,
        &["activities", HOURS, "calendar"],
    ),
    (no_sponsor::check, &["people"]),
    (no_trainer_for_skill::check, &["trainers"]),
    (override_conflict::check, &[]),
    (override_expired::check, &[]),
    (override_keys::check, &[]),
    (person_without_role::check, &[]),
    (phase_out_of_order::check, &[]),
    (phase_windows_contradict::check, &[]),
    (prerequisite_cycle::check, &[]),
    (prerequisite_untaught::check, &["activities"]),
    (prerequisite_unused::check, &[]),
    (room_double_booked::check, &[]),
    (seats_min_above_demand::check, &["people", "roles"]),
    (section_cycle::check, &[]),
    (session_outside_calendar::check, &[]),
    (session_over_seats::check, &[]),
    (unsupported_format::check, &[]),
    (
        technology_only::check,
        &["objectives", "activities", TRACKS, HOURS],
    ),
    (track_empty::check, &["objectives", TRACKS]),
    (
        track_imbalance::check,
        &["objectives", "activities", TRACKS, HOURS],
    ),
    (trainer_double_booked::check, &[]),
    (unknown_reference::check, &[]),
    (unphased_objective::check, &["phases"]),
    (unrequired_objective::check, &["roles", "objectives"]),
    (untaught_objective::check, &["activities"]),
    (untrained_feature::check, &["objectives", "activities"]),
    (unused_feature_training::check, &[]),
    (use_without_people::check, &["people", "sections"]),
    (value_out_of_range::check, &[]),
];

/// Every finding of every rule, in no particular order.
pub(crate) fn validate_all(document: &Document, model: &Model) -> Vec<Finding> {
    let cx = Context::new(document, model);
    let mut out = Vec::new();
    for (check, whole) in RULES {
        if whole.iter().all(|list| model.refused.is_whole(list)) {
            check(&cx, &mut out);
        }
    }
    out
}

/// What one rule says about a document in TOML, as `path: message | help`.
#[cfg(test)]
fn messages_of(rule: Rule, text: &str) -> Vec<String> {
    let text = format!("format = 1\nid = \"test\"\n{text}");
    let document: Document = toml::from_str(&text).expect("the test's document");
    let model = crate::model::compile(&document);
    let mut out = Vec::new();
    rule(&Context::new(&document, &model), &mut out);
    out.into_iter()
        .map(|f| match f.help {
            Some(help) => format!("{}: {} | {help}", f.path, f.message),
            None => format!("{}: {}", f.path, f.message),
        })
        .collect()
}
