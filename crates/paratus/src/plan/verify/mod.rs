//! Is a plan true? Judges what is written in it against programme and assessment, by counting.
//!
//! Shares nothing with what makes plans: it reads ids, looks up what they mean, and holds every rule against every line.

mod needs;
mod people;
mod sessions;

use super::Plan;
use super::answer::PlanSession;
use crate::document::Half;
use crate::model::{Activity, Model};
use crate::order::{Order, Set};
use crate::{Assessment, Date, Programme};
use serde::{Deserialize, Serialize};

/// A rule that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Violation {
    /// Which rule.
    pub rule: PlanRule,
    /// Id of the session, activity, person or section.
    pub subject: String,
    /// What is wrong, in one sentence.
    pub text: String,
}

/// The rules of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PlanRule {
    /// More of a section are away at once than may be.
    Absence,
    /// A session is not on working half days of the plan, of its phase, or of its people's employment.
    Calendar,
    /// Cost, hours or bound are not what the lines add up to.
    Figures,
    /// Somebody is in two places at once, or does the same twice.
    DoubleBooked,
    /// A need is neither met nor listed as unmet, or both.
    Needs,
    /// Somebody does something before what it requires.
    Order,
    /// A pinned session of the programme is missing, or elsewhere.
    Pinned,
    /// An id means nothing.
    Reference,
    /// A room is taken twice, too small, or elsewhere.
    Room,
    /// More people than seats, fewer than the smallest session, or more seats than the activity allows.
    Seats,
    /// A trainer is taken twice, away, without the skill, or at another site.
    Trainer,
    /// Somebody is trained on what they do not need.
    Unneeded,
}

impl PlanRule {
    /// The name used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PlanRule::Absence => "absence",
            PlanRule::Calendar => "calendar",
            PlanRule::Figures => "figures",
            PlanRule::DoubleBooked => "double_booked",
            PlanRule::Needs => "needs",
            PlanRule::Order => "order",
            PlanRule::Pinned => "pinned",
            PlanRule::Reference => "reference",
            PlanRule::Room => "room",
            PlanRule::Seats => "seats",
            PlanRule::Trainer => "trainer",
            PlanRule::Unneeded => "unneeded",
        }
    }
}

/// What is judged, and what was found.
struct Case<'a> {
    plan: &'a Plan,
    assessment: &'a Assessment,
    model: &'a Model,
    /// Each session with what its ids mean; those that mean nothing are left out.
    held: Vec<Held<'a>>,
    found: Vec<Violation>,
    /// People and objectives (ids) that go stale before the plan ends.
    stale: Set<(String, String)>,
}

/// A session whose ids mean something.
#[derive(Clone)]
struct Held<'a> {
    session: &'a PlanSession,
    activity: &'a Activity,
    /// Half days counted from 1970-01-01, of the days on which people work; from the first to the last.
    slots: Vec<i64>,
    /// Indices of the participants.
    people: Vec<usize>,
}

impl Case<'_> {
    fn add(&mut self, rule: PlanRule, subject: &str, text: String) {
        self.found.push(Violation { rule, subject: subject.to_owned(), text });
    }
}

/// A half day as a number: two for each day.
fn half_day(day: Date, half: Half) -> i64 {
    i64::from(day.days()) * 2 + i64::from(half == Half::Afternoon)
}

impl Plan {
    /// Every rule that the plan breaks, sorted; none when it holds. `assessment` is the one that it was made from.
    ///
    /// What holds: sessions lie on working half days within their phase; nobody, no room and no trainer is in two places;
    /// seats, skills and sites fit; no section misses more people than it may; nobody comes before what a session
    /// requires; every need is met or listed as unmet; nobody is trained on what they do not need; the figures add up.
    #[must_use]
    pub fn verify(&self, programme: &Programme, assessment: &Assessment) -> Vec<Violation> {
        let model = programme.model();
        let due = if self.settings.refresh { assessment.due(self.until) } else { Vec::new() };
        let stale = due.into_iter().map(|due| (due.person, due.objective)).collect();
        let mut case = Case { plan: self, assessment, model, held: Vec::new(), found: Vec::new(), stale };
        if self.programme != model.id || self.as_of != assessment.as_of {
            let text = format!("the plan is one of `{}` as of {}", self.programme, self.as_of);
            case.add(PlanRule::Reference, &self.programme, text);
            return case.found;
        }
        sessions::check(&mut case);
        people::check(&mut case);
        needs::check(&mut case);
        let mut found = case.found;
        found.order();
        found.dedup();
        found
    }
}
