//! Ids for sessions that have none, and the highest number that each activity has used.

use super::commitments::Commitments;
use super::input::PlanInput;
use std::collections::{BTreeMap, BTreeSet};

/// Ids for sessions that have none: the activity and a running number that no session has had before.
#[derive(Clone)]
pub(super) struct SessionIds<'a> {
    known: BTreeSet<&'a str>,
    /// The highest number used, by activity.
    last: BTreeMap<&'a str, u64>,
}

impl<'a> SessionIds<'a> {
    /// Reads the ids of the programme, of the previous plan with the numbers used before it, and of what is committed.
    pub(super) fn new(setup: &'a PlanInput<'_>, commitments: &'a Commitments) -> SessionIds<'a> {
        let previous = setup.options.previous.as_deref();
        let planned = previous
            .iter()
            .flat_map(|plan| plan.every_session().chain(&plan.cancelled_sessions))
            .map(|session| session.session.as_str());
        let authored = setup
            .model
            .sessions
            .iter()
            .map(|session| session.id.as_str());
        let committed = commitments.sessions.iter().map(|(id, _)| id.as_str());
        let known: BTreeSet<&str> = planned.chain(authored).chain(committed).collect();
        let mut last: BTreeMap<&str, u64> = BTreeMap::new();
        let known_numbers = known
            .iter()
            .filter_map(|id| numbered(id))
            .filter(|(activity, _)| setup.model.activity_ids.index(activity).is_some());
        let used = previous.iter().flat_map(|plan| &plan.session_numbers);
        let used = used.filter(|(_, number)| **number <= HIGHEST);
        let used = used.map(|(activity, number)| (activity.as_str(), *number));
        for (activity, number) in known_numbers.chain(used) {
            let highest = last.entry(activity).or_default();
            *highest = (*highest).max(number);
        }
        SessionIds { known, last }
    }

    /// The next id of an activity.
    pub(super) fn next(&mut self, activity: &'a str) -> String {
        let number = self.last.entry(activity).or_default();
        loop {
            *number = number.saturating_add(1);
            let id = format!("{activity}-{number}");
            if !self.known.contains(id.as_str()) {
                return id;
            }
        }
    }

    /// The highest number that has been used, by activity.
    pub(super) fn highest(&self) -> BTreeMap<String, u64> {
        let numbers = self.last.iter();
        numbers
            .map(|(id, number)| ((*id).to_owned(), *number))
            .collect()
    }
}

/// The highest number that counts as one: an id with a higher one is a name like others, so that there is always a next one.
const HIGHEST: u64 = u32::MAX as u64;

/// The activity and the number of an id that is made of them.
fn numbered(id: &str) -> Option<(&str, u64)> {
    let (activity, number) = id.rsplit_once('-')?;
    let number = number.parse().ok().filter(|number| *number <= HIGHEST)?;
    Some((activity, number))
}
