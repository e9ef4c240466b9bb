//! Why one line of a plan is there: what it serves, what set its date, what it costs, and how little would end it.

use super::answer::{Plan, PlanSession, SelfPaced, ServedNeed, UnplacedNeed};
use super::reasons::{date_words, people};
use crate::finding::describe;
use crate::model::{Activity, Model};
use crate::{Code, Date, Finding, Programme};
use serde::Serialize;
use std::collections::BTreeSet;

/// Why a line of a plan is there.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanLineExplanation {
    /// Id of the activity; `null` for a need that nothing teaches.
    pub activity: Option<String>,
    /// What the line costs, in the programme's money: the session, seats and the time of its people.
    pub cost: f64,
    /// The last day.
    pub end: Option<Date>,
    /// What kind of line it is.
    pub kind: PlanLineKind,
    /// What was asked for: the id of a session, of an activity done alone, or `person/objective` for an unmet need.
    pub line: String,
    /// The needs that it serves.
    pub needs: Vec<ServedNeed>,
    /// How many people it has.
    pub people: u64,
    /// Why it is there, why then, what comes before it, what it costs, and the smallest change that would end it: a
    /// sentence each.
    pub reasons: Vec<String>,
    /// The first day.
    pub start: Option<Date>,
    /// Name of the activity for people.
    pub title: String,
}

/// What kind of line a line of a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanLineKind {
    /// What people do in their own time.
    Alone,
    /// A session.
    Session,
    /// A need that is not met.
    Unmet,
}

names! {
    PlanLineKind:
    Alone = "alone",
    Session = "session",
    Unmet = "unmet",
}

impl Plan {
    /// Why a line of this plan is there: a session by its id, what people do alone by its activity (several lines, by
    /// date), an unmet need by `person/objective`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::PlanOptions;
    ///
    /// let assessment = sample::assessment();
    /// let programme = assessment.programme();
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// let why = plan.explain_line(programme, &plan.sessions[0].session)?;
    /// assert_eq!(why.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the plan has no such line.
    pub fn explain_line(
        &self,
        programme: &Programme,
        line: &str,
    ) -> Result<Vec<PlanLineExplanation>, Finding> {
        let model = programme.model();
        if let Some(session) = self.sessions.iter().find(|session| session.session == line) {
            return Ok(vec![session_line(self, model, session)]);
        }
        let alone: Vec<PlanLineExplanation> = self
            .self_paced
            .iter()
            .filter(|own| own.activity == line)
            .map(|own| alone_line(self, model, line, own))
            .collect();
        if !alone.is_empty() {
            return Ok(alone);
        }
        let named = |unmet: &&UnplacedNeed| format!("{}/{}", unmet.person, unmet.objective) == line;
        if let Some(unmet) = self.unplaced.iter().find(named) {
            return Ok(vec![unmet_line(self, model, line, unmet)]);
        }
        let sessions = self.sessions.iter().map(|session| session.session.as_str());
        let known = sessions.chain(self.self_paced.iter().map(|own| own.activity.as_str()));
        let finding = describe!(Code::UnknownReference, "line", LineUnknown { line: line });
        let finding = finding.did_you_mean(line, known);
        let help = "a line is the id of a session, an activity that people do alone, or `PERSON/OBJECTIVE` for a need \
                    that is not met";
        Err(if finding.help.is_none() {
            finding.with_help(help)
        } else {
            finding
        })
    }
}

fn activity<'a>(model: &'a Model, id: &str) -> Option<&'a Activity> {
    model
        .activity_ids
        .index(id)
        .and_then(|at| model.activities.get(at))
}

fn money(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value}")
    } else {
        format!("{value:.2}")
    }
}

/// What it serves, in a sentence.
fn serves(text: &str) -> String {
    let needs = text.rsplit_once("; ").map_or(text, |(needs, _)| needs);
    format!("It serves {needs}.")
}

fn session_line(plan: &Plan, model: &Model, session: &PlanSession) -> PlanLineExplanation {
    let count = session.people.len();
    let mut reasons = vec![serves(&session.reason.text)];
    reasons.push(format!("Its date: {}.", date_words(session.reason.date)));
    let mut cost = 0.0;
    if let Some(activity) = activity(model, &session.activity) {
        reasons.extend(before(
            plan,
            model,
            activity,
            &session.people,
            session.start,
            &session.session,
        ));
        let (each, sum) = costs(plan, activity, count);
        cost = activity.cost + sum;
        reasons.push(format!(
            "It costs {}: {} for the session, {each}.",
            money(cost),
            money(activity.cost)
        ));
        let authored = activity.seats.map_or(1, |(least, _)| least.max(1));
        let least = *plan
            .settings
            .seats_min
            .get(&activity.id)
            .unwrap_or(&authored) as usize;
        let fewest = people(least as u64);
        let seats = format!("{count} of {} seats are taken", session.seats);
        reasons.push(match (session.pinned, count.checked_sub(least)) {
            (true, _) => format!("{seats}. It is pinned: it takes place regardless of who comes."),
            (false, Some(spare)) => {
                format!(
                    "{seats}. It takes at least {fewest}: with {} fewer it would not take place.",
                    spare + 1
                )
            }
            (false, None) => format!("{seats}."),
        });
    }
    PlanLineExplanation {
        activity: Some(session.activity.clone()),
        cost,
        end: Some(session.end),
        kind: PlanLineKind::Session,
        line: session.session.clone(),
        needs: session.reason.needs.clone(),
        people: count as u64,
        reasons,
        start: Some(session.start),
        title: session.title.clone(),
    }
}

fn alone_line(plan: &Plan, model: &Model, line: &str, own: &SelfPaced) -> PlanLineExplanation {
    let count = own.people.len();
    let mut reasons = vec![serves(&own.reason.text)];
    let why = if own.until < plan.until {
        ", because what relies on it comes next"
    } else {
        ", the end of the plan"
    };
    reasons.push(format!("It is done by {}{why}.", own.until));
    let mut cost = 0.0;
    if let Some(activity) = activity(model, &own.activity) {
        reasons.extend(before(
            plan,
            model,
            activity,
            &own.people,
            own.from,
            &own.activity,
        ));
        let (each, sum) = costs(plan, activity, count);
        cost = sum;
        reasons.push(format!("It costs {}: {each}.", money(cost)));
    }
    PlanLineExplanation {
        activity: Some(own.activity.clone()),
        cost,
        end: Some(own.until),
        kind: PlanLineKind::Alone,
        line: line.to_owned(),
        needs: own.reason.needs.clone(),
        people: count as u64,
        reasons,
        start: Some(own.from),
        title: own.title.clone(),
    }
}

fn unmet_line(plan: &Plan, model: &Model, line: &str, unmet: &UnplacedNeed) -> PlanLineExplanation {
    let mut reasons = vec![format!("It is not met: {}.", unmet.reason)];
    reasons.extend(
        plan.conflicts
            .iter()
            .map(|conflict| format!("What is short: {}.", conflict.text)),
    );
    reasons.extend(plan.relaxations.iter().map(|relaxation| {
        let left = if relaxation.places_all {
            "which meets every need".to_owned()
        } else {
            format!("which leaves {} unmet", relaxation.unplaced)
        };
        let price = money(relaxation.extra_cost.round());
        format!(
            "What would help: {} (`{}`) for {price} more, {left}.",
            relaxation.text, relaxation.option
        )
    }));
    let known = unmet.activity.as_deref().and_then(|id| activity(model, id));
    PlanLineExplanation {
        activity: unmet.activity.clone(),
        cost: 0.0,
        end: None,
        kind: PlanLineKind::Unmet,
        line: line.to_owned(),
        needs: Vec::new(),
        people: 1,
        reasons,
        start: None,
        title: known.map_or_else(|| unmet.objective.clone(), |known| known.title.clone()),
    }
}

/// What the people of a line cost, in words and in all: seats, and time at the plan's price of an hour.
fn costs(plan: &Plan, activity: &Activity, count: usize) -> (String, f64) {
    let wage = plan.settings.wage_per_hour;
    let (seats, time) = (
        activity.cost_per_person * count as f64,
        activity.hours * wage * count as f64,
    );
    let time_words = format!(
        "{} for {count} x {} h of time at {}",
        money(time),
        activity.hours,
        money(wage)
    );
    let seats_words = if seats > 0.0 {
        format!("{} for seats, ", money(seats))
    } else {
        String::new()
    };
    (format!("{seats_words}{time_words}"), seats + time)
}

/// What the activity requires: who holds it already, and who learns it in the plan before.
fn before(
    plan: &Plan,
    model: &Model,
    activity: &Activity,
    who: &[String],
    start: Date,
    line: &str,
) -> Vec<String> {
    let mut said = Vec::new();
    let rests = activity
        .teaches
        .iter()
        .filter_map(|taught| model.objectives.get(taught.0));
    let rests = rests.flat_map(|objective| objective.requires.iter().copied());
    let own = |step: &(usize, crate::model::Level)| {
        activity
            .teaches
            .iter()
            .any(|&(objective, level)| objective == step.0 && level >= step.1)
    };
    let steps: BTreeSet<(usize, crate::model::Level)> = activity
        .requires
        .iter()
        .copied()
        .chain(rests)
        .filter(|step| !own(step))
        .collect();
    for (objective, level) in steps {
        let teaches = |id: &str| {
            let other = self::activity(model, id);
            id != activity.id
                && other.is_some_and(|other| {
                    other
                        .teaches
                        .iter()
                        .any(|&(o, l)| o == objective && l >= level)
                })
        };
        let sessions = plan
            .sessions
            .iter()
            .filter(|other| other.session != line && other.start <= start);
        let sessions = sessions.map(|other| (other.activity.as_str(), &other.people));
        let alone = plan.self_paced.iter().filter(|own| own.until <= start);
        let alone = alone.map(|own| (own.activity.as_str(), &own.people));
        let learners: BTreeSet<&str> = sessions
            .chain(alone)
            .filter(|(id, _)| teaches(id))
            .flat_map(|(_, people)| people.iter().map(String::as_str))
            .collect();
        let learn = who
            .iter()
            .filter(|person| learners.contains(person.as_str()))
            .count();
        let held = who.len() - learn;
        let name = model.name_of(objective, level);
        said.push(match (learn, held) {
            (0, _) => format!("It requires `{name}`, which all of them hold or are saved."),
            (_, 0) => format!("It requires `{name}`, which all of them learn before it in this plan."),
            (learn, held) => format!(
                "It requires `{name}`: {} learn it before in this plan, {} hold it or are saved it.",
                people(learn as u64),
                people(held as u64)
            ),
        });
    }
    said
}
