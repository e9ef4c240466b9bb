//! Is a plan true? Judges what is written in it against programme and evidence, by its own reading and counting.
//!
//! It shares no function with what makes plans: it reads ids, looks up what they mean, works out from evidence what everybody needs and
//! when it lapses, and holds every rule against every line. A plan that somebody made by hand is judged by the same rules; figures,
//! reasons and bounds are judged where they are given.

mod announced;
mod coverage;
mod figures;
mod people;
mod people_facts;
mod plan_facts;
mod plan_lines;
mod promises;
mod reasons;
mod sessions;
mod untouched;

use super::{Plan, previous_plan};
use crate::Assessment;
use crate::finding::{Statement, known, say};
use people_facts::PeopleFacts;
use plan_facts::PlanFacts;
use plan_lines::PlanLines;
use serde::{Deserialize, Serialize};

/// A rule that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Violation {
    /// Which rule.
    pub rule: PlanRule,
    /// `text` as a statement.
    #[serde(default, deserialize_with = "known")]
    pub says: Vec<Statement>,
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
    /// A session is not on working half days of the plan and of its phase.
    Calendar,
    /// Cost, hours, phases or bounds are not what the lines add up to.
    Figures,
    /// Somebody is in two places at once, or does the same twice.
    DoubleBooked,
    /// A need is listed as unmet, and a session has a free seat in which it would be met.
    FreeSeat,
    /// An id is used again, a sequence is wrong, or a cancelled session is not kept.
    Identity,
    /// A need is neither met nor listed as unmet, or both.
    Needs,
    /// Somebody does something before what it requires.
    Order,
    /// A pinned session of the programme is missing, or elsewhere.
    Pinned,
    /// Somebody is not employed, or absent, at the time of a session.
    Presence,
    /// A need that was announced to be met is neither met nor reported as lost for a reason that holds.
    Promises,
    /// A reason or its counts are not what is counted.
    Reasons,
    /// An id means nothing.
    Reference,
    /// Something is refreshed before or after the days in which it is to be refreshed.
    Refresh,
    /// A room is taken twice, not available, too small, or elsewhere.
    Room,
    /// More people than seats, fewer than the smallest session, or more seats than the activity allows.
    Seats,
    /// A trainer is taken twice, not available, without the skill, or at another site.
    Trainer,
    /// Somebody is trained on what they do not need.
    Unneeded,
    /// An announced seat that nothing touched is not kept.
    Untouched,
}

names! {
    PlanRule:
    Absence = "absence",
    Calendar = "calendar",
    Figures = "figures",
    DoubleBooked = "double_booked",
    FreeSeat = "free_seat",
    Identity = "identity",
    Needs = "needs",
    Order = "order",
    Pinned = "pinned",
    Presence = "presence",
    Promises = "promises",
    Reasons = "reasons",
    Reference = "reference",
    Refresh = "refresh",
    Room = "room",
    Seats = "seats",
    Trainer = "trainer",
    Unneeded = "unneeded",
    Untouched = "untouched",
}

/// What was found.
#[derive(Default)]
struct Violations(Vec<Violation>);

impl Violations {
    fn add(&mut self, rule: PlanRule, subject: &str, says: Statement) {
        self.0.push(Violation {
            rule,
            subject: subject.to_owned(),
            text: says.to_string(),
            says: vec![says],
        });
    }

    fn into_sorted(self) -> Vec<Violation> {
        let mut found = self.0;
        found.sort_by(|a, b| (a.rule, &a.subject, &a.text).cmp(&(b.rule, &b.subject, &b.text)));
        found.dedup();
        found
    }
}

impl Plan {
    /// Every rule that the plan breaks, sorted; none when it holds. `assessment` is one as of the plan's
    /// date.
    ///
    /// What holds: sessions lie on working half days within their phase; people, trainers and rooms are there, and nobody and nothing is
    /// in two places; sizes, skills and sites fit; no section misses more people than it may; nobody comes before what an activity
    /// requires; what lapses is refreshed in its time; every need is met or listed as unmet; nobody is trained on what they do not
    /// need; the figures, where there are any, add up; and reasons, where they are given with their counts, are what is counted again.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::PlanOptions;
    ///
    /// let assessment = sample::assessment();
    /// let programme = assessment.programme();
    /// let mut plan = assessment.plan(&PlanOptions::default())?;
    /// assert!(plan.verify(&assessment).is_empty());
    /// plan.cost += 1.0;
    /// assert!(!plan.verify(&assessment).is_empty(), "the figures no longer add up");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verify(&self, assessment: &Assessment) -> Vec<Violation> {
        self.judge(None, assessment)
    }

    /// Every rule of a plan and of planning again that the plan breaks: announced sessions keep their ids, needs that the previous plan met are met or listed
    /// as lost for a reason that holds, and announced seats about which everything still holds stay where they were.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::PlanOptions;
    ///
    /// let assessment = sample::assessment();
    /// let programme = assessment.programme();
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// let again = PlanOptions { previous: Some(Box::new(plan.clone())), ..PlanOptions::default() };
    /// let replanned = assessment.plan(&again)?;
    /// assert!(replanned.verify_against(&plan, &assessment).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verify_against(&self, previous: &Plan, assessment: &Assessment) -> Vec<Violation> {
        self.judge(Some(previous), assessment)
    }

    fn judge(&self, previous: Option<&Plan>, assessment: &Assessment) -> Vec<Violation> {
        let model = assessment.programme.model();
        let mut found = Violations::default();
        for plan in [Some(self), previous].into_iter().flatten() {
            if plan.programme != model.id {
                let says = say!(PlanOfOtherProgramme {
                    other: &plan.programme,
                    programme: &model.id
                });
                found.add(PlanRule::Reference, &plan.programme, says);
            }
        }
        if self.as_of != assessment.as_of() {
            let says = say!(PlanAsOfOtherDay {
                day: self.as_of,
                as_of: assessment.as_of()
            });
            found.add(PlanRule::Reference, &self.programme, says);
        }
        if !found.0.is_empty() {
            return found.into_sorted();
        }
        let world = PlanFacts::new(self, model, assessment);
        let facts = PeopleFacts::new(&world);
        let held = sessions::read(&world, &mut found);
        let alone = people::read_alone(&world, &mut found);
        let mut board = PlanLines::new(&world, &facts, held, alone);
        sessions::check(&board, &mut found);
        people::check(&board, &mut found);
        coverage::check(&board, &mut found);
        figures::check(&board, &mut found);
        reasons::check(&mut board, &mut found);
        if let Some(previous) = previous {
            let previous = previous_plan::by_current_ids(previous, &model.previous_ids);
            let previous = previous_plan::seen_from(previous, self.from);
            check_announced(&board, &previous, &mut found);
        }
        found.into_sorted()
    }
}

/// What the previous plan announced is kept, or said to be changed or lost.
fn check_announced(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    announced::identity(board, previous, found);
    announced::earlier(board, previous, found);
    announced::findings(board, previous, found);
    promises::promises(board, previous, found);
    // Where moves cost nothing, everything is planned again.
    if board.world.plan.settings.cost_per_move > 0.0 {
        announced::own_ends(board, previous, found);
        untouched::untouched(board, previous, found);
    }
}
