//! Why one line of a plan is there: what it serves, what set its date, what it costs, and how little would end it.

use super::answer::{
    Conflict, ConflictKind, Plan, PlanSession, Relaxation, SelfPacedActivity, ServedNeed,
    UnplacedNeed,
};
use super::previous_plan;
use super::reasons::{done_by, served};
use crate::finding::{CompoundStatement, Statement, describe, say};
use crate::model::{Activity, Model};
use crate::{Code, Date, Error, Programme, figure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The explanation of one line of a plan: a session, self-paced training or an unmet need.
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
    pub reasons: Vec<CompoundStatement>,
    /// The first day.
    pub start: Option<Date>,
    /// Name of the activity for people.
    pub title: String,
}

/// The kind of a line of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// Where the plan has no such line, or is one of another programme.
    pub fn explain_line(
        &self,
        programme: &Programme,
        line: &str,
    ) -> Result<Vec<PlanLineExplanation>, Error> {
        let model = programme.model();
        if let Some(other) = previous_plan::other_programme(self, model, "plan") {
            return Err(Error::unknown(other));
        }
        let mut sessions = self.every_session();
        if let Some(session) = sessions.find(|session| session.session == line) {
            return Ok(vec![session_line(self, model, session)]);
        }
        let alone: Vec<PlanLineExplanation> = self
            .every_self_paced()
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
        let sessions = self.every_session();
        let sessions = sessions.map(|session| session.session.as_str());
        let alone = self.every_self_paced();
        let known = sessions.chain(alone.map(|own| own.activity.as_str()));
        let finding = describe!(Code::UnknownReference, "line", LineUnknown { line: line });
        let finding = finding.did_you_mean(line, known);
        let help = "a line is the id of a session, an activity that people do alone, or `PERSON/OBJECTIVE` for a need \
                    that is not met";
        let finding = if finding.help.is_none() {
            finding.help(help)
        } else {
            finding
        };
        Err(Error::unknown(finding))
    }
}

fn activity<'a>(model: &'a Model, id: &str) -> Option<&'a Activity> {
    model
        .activity_ids
        .index(id)
        .and_then(|at| model.activities.get(at))
}

fn session_line(plan: &Plan, model: &Model, session: &PlanSession) -> PlanLineExplanation {
    let count = session.people.len();
    let mut reasons = vec![
        served(&session.reason.needs),
        vec![session.reason.date.statement()],
    ];
    reasons.extend(of_phase(session.phase.as_ref()));
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
        let (parts, sum) = costs(plan, activity, count);
        cost = activity.cost + sum;
        let of_session = say!(CostOfSession {
            cost: activity.cost
        });
        let total = say!(CostInAll { cost: cost });
        reasons.push([total, of_session].into_iter().chain(parts).collect());
        reasons.push(seats(plan, activity, session));
    }
    PlanLineExplanation {
        activity: Some(session.activity.clone()),
        cost,
        end: Some(session.end),
        kind: PlanLineKind::Session,
        line: session.session.clone(),
        needs: session.reason.needs.clone(),
        people: count as u64,
        reasons: stated(reasons),
        start: Some(session.start),
        title: session.title.clone(),
    }
}

/// The sentences, each with its clauses.
fn stated(sentences: Vec<Vec<Statement>>) -> Vec<CompoundStatement> {
    sentences.into_iter().map(CompoundStatement::from).collect()
}

fn of_phase(phase: Option<&String>) -> Option<Vec<Statement>> {
    phase.map(|phase| vec![say!(OfPhase { phase: phase })])
}

/// How many seats are taken, and how few would end the session.
fn seats(plan: &Plan, activity: &Activity, session: &PlanSession) -> Vec<Statement> {
    let taken = session.people.len();
    let authored = activity.seats.map_or(1, |(least, _)| least.max(1));
    let least = *plan
        .settings
        .seats_min
        .get(&activity.id)
        .unwrap_or(&authored) as usize;
    let mut says = vec![say!(SeatsTaken {
        taken: taken,
        seats: session.seats
    })];
    if session.pinned {
        says.push(say!(PinnedRegardless));
    } else if let Some(spare) = taken.checked_sub(least) {
        says.push(say!(LeastToTakePlace {
            least: least,
            fewer: spare + 1
        }));
    }
    says
}

fn alone_line(
    plan: &Plan,
    model: &Model,
    line: &str,
    own: &SelfPacedActivity,
) -> PlanLineExplanation {
    let count = own.people.len();
    let mut reasons = vec![
        served(&own.reason.needs),
        vec![done_by(own.reason.date, own.until)],
    ];
    reasons.extend(of_phase(own.phase.as_ref()));
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
        let (parts, sum) = costs(plan, activity, count);
        cost = sum;
        let total = say!(CostInAll { cost: cost });
        reasons.push(std::iter::once(total).chain(parts).collect());
    }
    PlanLineExplanation {
        activity: Some(own.activity.clone()),
        cost,
        end: Some(own.until),
        kind: PlanLineKind::Alone,
        line: line.to_owned(),
        needs: own.reason.needs.clone(),
        people: count as u64,
        reasons: stated(reasons),
        start: Some(own.from),
        title: own.title.clone(),
    }
}

fn unmet_line(plan: &Plan, model: &Model, line: &str, unmet: &UnplacedNeed) -> PlanLineExplanation {
    let known = unmet.activity.as_deref().and_then(|id| activity(model, id));
    let rests_on = NeedBasis::new(model, unmet);
    let concerned = plan
        .conflicts
        .iter()
        .filter(|conflict| rests_on.is_kept_from(conflict));
    let conflicts = concerned.map(|conflict| CompoundStatement {
        says: conflict.says.clone(),
        text: conflict.text.clone(),
    });
    // What changes nothing else, where there is such; what changes more otherwise.
    let of_need = |relaxation: &&Relaxation| rests_on.is_helped_by(relaxation);
    let all = |relaxation: &&Relaxation| of_need(relaxation) == Some(true);
    let is_single = plan.relaxations.iter().any(|one| all(&one));
    let helpful = plan.relaxations.iter().filter(|relaxation| {
        if is_single {
            all(relaxation)
        } else {
            of_need(relaxation).is_some()
        }
    });
    PlanLineExplanation {
        activity: unmet.activity.clone(),
        cost: 0.0,
        end: None,
        kind: PlanLineKind::Unmet,
        line: line.to_owned(),
        needs: Vec::new(),
        people: 1,
        reasons: std::iter::once(unmet.statements().into())
            .chain(conflicts)
            .chain(helpful.map(offered))
            .collect(),
        start: None,
        title: known.map_or_else(|| unmet.objective.clone(), |known| known.title.clone()),
    }
}

/// What somebody's need rests on: what teaches it and what that requires, near or far.
struct NeedBasis<'m> {
    activities: BTreeSet<&'m str>,
    objectives: BTreeSet<&'m str>,
    /// The phases of the objectives that the programme writes.
    phases: BTreeSet<&'m str>,
    /// The section of the person and those above it.
    sections: BTreeSet<&'m str>,
    /// Where the section is.
    site: Option<&'m str>,
    /// The skills of trainers for the activities.
    skills: BTreeSet<&'m str>,
    is_proposed: bool,
}

impl<'m> NeedBasis<'m> {
    fn new(model: &'m Model, unmet: &UnplacedNeed) -> NeedBasis<'m> {
        let mut found = NeedBasis {
            activities: BTreeSet::new(),
            objectives: BTreeSet::new(),
            phases: BTreeSet::new(),
            sections: BTreeSet::new(),
            site: None,
            skills: BTreeSet::new(),
            is_proposed: model.phases.iter().all(|phase| phase.objectives.is_empty()),
        };
        let person = model.people.ids.index(&unmet.person);
        if let Some(&section) = person.and_then(|at| model.people.section.get(at)) {
            let above = model.lineage(section as usize);
            let above = above.filter_map(|at| model.sections.get(at));
            found
                .sections
                .extend(above.map(|section| section.id.as_str()));
            let own = model.sections.get(section as usize);
            let site = own.and_then(|section| section.site);
            found.site = site.map(|site| model.site_ids.name(site as u32));
        }
        let mut open: Vec<usize> = model
            .objective_ids
            .index(&unmet.objective)
            .into_iter()
            .collect();
        while let Some(at) = open.pop() {
            let Some(objective) = model.objectives.get(at) else {
                continue;
            };
            if !found.objectives.insert(&objective.id) {
                continue;
            }
            open.extend(objective.requires.iter().map(|step| step.0));
            let teaches = |activity: &&Activity| activity.teaches.iter().any(|step| step.0 == at);
            for activity in model.activities.iter().filter(teaches) {
                found.activities.insert(&activity.id);
                let skill = activity
                    .skill
                    .map(|skill| model.skill_ids.name(skill as u32));
                found.skills.extend(skill);
                open.extend(activity.requires.iter().map(|step| step.0));
            }
        }
        let has_any = |phase: &&crate::document::PhaseDoc| {
            let mut objectives = phase.objectives.iter();
            objectives.any(|id| found.objectives.contains(id.as_str()))
        };
        let phases = model.phases.iter().filter(has_any);
        found.phases = phases.map(|phase| phase.id.as_str()).collect();
        found
    }

    /// Whether a relaxation changes only what the need rests on (true) or something else as well (false); `None` where nothing that it
    /// changes has to do with the need.
    fn is_helped_by(&self, relaxation: &Relaxation) -> Option<bool> {
        let concerns = |option: &str| {
            let name = option.split_once('=').map_or(option, |(name, _)| name);
            match name.trim().split_once('.') {
                Some(("phase_until", phase)) => self.is_proposed || self.phases.contains(phase),
                Some(("seats_max" | "seats_min", activity)) => self.activities.contains(activity),
                Some(("trainers", skill)) => self.skills.contains(skill),
                // Rooms, weeks and limits of absence are for everybody.
                _ => true,
            }
        };
        let parts: Vec<bool> = relaxation.option.split(',').map(concerns).collect();
        let any = parts.contains(&true);
        any.then(|| parts.iter().all(|concerns| *concerns))
    }

    /// Whether what is short keeps the need from being met.
    fn is_kept_from(&self, conflict: &Conflict) -> bool {
        let subject = conflict.subject.as_str();
        let taught = || {
            let mut activities = conflict.activities.iter();
            activities.any(|id| self.activities.contains(id.as_str()))
        };
        let elsewhere = |site: &String| Some(site.as_str()) != self.site;
        match conflict.kind {
            _ if conflict.site.as_ref().is_some_and(elsewhere) => false,
            ConflictKind::Teaching => self.objectives.contains(subject),
            ConflictKind::Absence
            | ConflictKind::Away
            | ConflictKind::Chain
            | ConflictKind::Order => self.sections.contains(subject) && taught(),
            _ => taught(),
        }
    }
}

/// What would meet more needs, with what it leaves and costs.
fn offered(relaxation: &Relaxation) -> CompoundStatement {
    let option = &relaxation.option;
    let effect = if relaxation.places_all {
        say!(ChangeMeetsAll { option: option })
    } else {
        say!(ChangeLeaves {
            needs: relaxation.unplaced,
            option: option
        })
    };
    let extra = figure::round(relaxation.extra_cost, 0);
    let cost = if extra < 0.0 {
        say!(CostsLess { cost: -extra })
    } else {
        say!(CostsMore { cost: extra })
    };
    let more = [effect, cost];
    let text = format!("{}; {}", relaxation.text, Statement::join(&more));
    let says = if relaxation.says.is_empty() {
        Vec::new()
    } else {
        relaxation.says.iter().cloned().chain(more).collect()
    };
    CompoundStatement { says, text }
}

/// What the people of a line cost, part by part and in all: seats, and time at the plan's price of an hour.
fn costs(plan: &Plan, activity: &Activity, count: usize) -> (Vec<Statement>, f64) {
    let wage = plan.settings.wage_per_hour;
    let (seats, time) = (
        activity.cost_per_person * count as f64,
        activity.hours * wage * count as f64,
    );
    let of_seats = (seats > 0.0).then(|| say!(CostOfSeats { cost: seats }));
    let of_time = say!(CostOfTime {
        cost: time,
        people: count,
        hours: activity.hours,
        wage: wage
    });
    (
        of_seats.into_iter().chain([of_time]).collect(),
        seats + time,
    )
}

/// What the activity requires: who holds it already, and who learns it in the plan before.
fn before(
    plan: &Plan,
    model: &Model,
    activity: &Activity,
    who: &[String],
    start: Date,
    line: &str,
) -> Vec<Vec<Statement>> {
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
    // What an activity teaches further it may require below.
    let rests = rests.filter(|step| !own(step));
    let required = activity.requires.iter().copied();
    let steps: BTreeSet<(usize, crate::model::Level)> = required.chain(rests).collect();
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
            .every_session()
            .filter(|other| other.session != line && other.start <= start);
        let sessions = sessions.map(|other| (other.activity.as_str(), &other.people));
        let alone = plan.every_self_paced().filter(|own| own.until <= start);
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
        said.push(vec![match (learn, held) {
            (0, _) => say!(RequirementHeld { objective: name }),
            (_, 0) => say!(RequirementLearnt { objective: name }),
            (learn, held) => say!(RequirementPartlyLearnt {
                objective: name,
                learn: learn,
                held: held
            }),
        }]);
    }
    said
}
