//! A plan's reasons as statements, made from the facts of its lines when they are asked for.

use super::activity_selection::teaches;
use super::answer::{
    DateReason, PlanReason, PlanSession, SelfPacedActivity, ServedNeed, StartCause, UnplacedCause,
    UnplacedNeed,
};
use super::demand::ObjectiveAtLevel;
use super::input::{PlanInput, PlanTrainer};
use super::schedule::trainer_intervals;
use crate::Date;
use crate::document::at_level;
use crate::finding::{Statement, say};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The needs that a line serves: a statement for those of one number of people.
pub(super) fn served(needs: &[ServedNeed]) -> Vec<Statement> {
    let mut groups: BTreeMap<(Reverse<u64>, u64), Vec<String>> = BTreeMap::new();
    for need in needs {
        let objective = at_level(&need.objective, need.level.as_deref());
        let group = groups.entry((Reverse(need.people), need.refreshed));
        group.or_default().push(objective);
    }
    let one = |((Reverse(people), stale), objectives)| match stale {
        0 => say!(ServesNeed {
            objectives: objectives,
            people: people
        }),
        stale if stale == people => say!(ServesStale {
            objectives: objectives,
            people: people
        }),
        stale => say!(ServesPartlyStale {
            objectives: objectives,
            people: people,
            stale: stale
        }),
    };
    if groups.is_empty() {
        return vec![say!(ServesNobody)];
    }
    groups.into_iter().map(one).collect()
}

impl DateReason {
    /// What set the date, as a statement.
    ///
    /// ```
    /// use paratus::plan::DateReason;
    ///
    /// assert_eq!(DateReason::Pinned.statement().to_string(), "pinned to this date");
    /// ```
    #[must_use]
    pub fn statement(self) -> Statement {
        match self {
            DateReason::Absence => say!(DateAbsence),
            DateReason::Away => say!(DateAway),
            DateReason::Busy => say!(DateBusy),
            DateReason::Earliest | DateReason::Phase | DateReason::Refresh => say!(DateEarliest),
            DateReason::Minimum => say!(DateMinimum),
            DateReason::Pinned => say!(DatePinned),
            DateReason::Prerequisite => say!(DatePrerequisite),
            DateReason::Room => say!(DateRoom),
            DateReason::Search => say!(DateSearch),
            DateReason::Trainer => say!(DateTrainer),
        }
    }
}

impl PlanReason {
    /// Why a session takes place, and on its date.
    pub(crate) fn of_session(&self) -> Vec<Statement> {
        let mut says = served(&self.needs);
        says.push(self.date.statement());
        says
    }

    /// Why people do something alone, and by when.
    pub(crate) fn of_own_time(&self, until: Date) -> Vec<Statement> {
        let mut says = served(&self.needs);
        says.push(done_by(self.date, until));
        says
    }
}

/// By when something is done alone.
pub(super) fn done_by(date: DateReason, until: Date) -> Statement {
    match date {
        DateReason::Away => say!(DoneWhileThere { until: until }),
        DateReason::Pinned => say!(DoneAsAnnounced { until: until }),
        DateReason::Phase => say!(DoneInPhase { until: until }),
        DateReason::Prerequisite => say!(DoneBefore { until: until }),
        DateReason::Refresh => say!(DoneWhileFresh { until: until }),
        _ => say!(DoneBy { until: until }),
    }
}

impl PlanSession {
    /// Why the session takes place, and on this date: the clauses of one sentence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, Statement};
    ///
    /// let plan = sample::assessment().plan(&PlanOptions::default())?;
    /// let why = Statement::join(&plan.sessions[0].statements());
    /// assert!(why.starts_with("serves `"), "{why}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn statements(&self) -> Vec<Statement> {
        self.reason.of_session()
    }
}

impl SelfPacedActivity {
    /// Why people do the activity, and by when: the clauses of one sentence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, Statement};
    ///
    /// let plan = sample::assessment().plan(&PlanOptions::default())?;
    /// for line in &plan.self_paced {
    ///     assert!(Statement::join(&line.statements()).contains("; by "));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn statements(&self) -> Vec<Statement> {
        self.reason.of_own_time(self.until)
    }
}

impl UnplacedNeed {
    /// Why the need is not met: the clauses of one sentence.
    ///
    /// ```
    /// use paratus::plan::{Statement, UnplacedNeed};
    ///
    /// let json = r#"{ "person": "p-1", "objective": "file", "cause": "untaught" }"#;
    /// let need: UnplacedNeed = serde_json::from_str(json)?;
    /// assert_eq!(Statement::join(&need.statements()), "no activity teaches `file`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn statements(&self) -> Vec<Statement> {
        let objective = at_level(&self.objective, self.level.as_deref());
        let missing = self.missing.as_deref();
        vec![match (self.cause, missing, self.activity.as_deref()) {
            (UnplacedCause::Prerequisite, Some(missing), _) => say!(RestsOnUntaught {
                objective: objective,
                missing: missing
            }),
            (UnplacedCause::Prerequisite, None, _) | (UnplacedCause::Circle, _, None) => {
                say!(RestsOnImpossible {
                    objective: objective
                })
            }
            (UnplacedCause::Untaught, ..) => say!(NoActivityTeaches {
                objective: objective
            }),
            (_, _, None) => say!(NoTimeLeft { name: objective }),
            (UnplacedCause::Circle, _, Some(activity)) => {
                say!(RequiresItself { activity: activity })
            }
            (UnplacedCause::NoRoom, _, Some(activity)) => say!(NoRoomHolds { activity: activity }),
            (UnplacedCause::NoTrainer, Some(skill), Some(activity)) => say!(NoTrainerWithSkill {
                skill: skill,
                activity: activity
            }),
            (UnplacedCause::NoTrainer, None, Some(activity)) => {
                say!(NoTrainerHolds { activity: activity })
            }
            (UnplacedCause::Window, _, Some(activity)) if self.witness.starts == 0 => {
                say!(NoTimeLeft { name: activity })
            }
            (UnplacedCause::EarlierStep, Some(missing), Some(activity)) => {
                let unmet = say!(StepUnmet {
                    activity: activity,
                    missing: missing
                });
                let step = self.earlier_step.iter();
                let step = step.flat_map(|step| step.statements());
                return std::iter::once(unmet).chain(step).collect();
            }
            (UnplacedCause::EarlierStep, _, Some(activity)) if self.witness.starts == 0 => {
                say!(RequirementsUnmet { activity: activity })
            }
            (_, _, Some(activity)) if self.witness.starts == 0 => {
                say!(NoPlaceFound { activity: activity })
            }
            (_, _, Some(activity)) => return self.starts(activity),
        }]
    }

    /// The possible starts, counted by what prevents them.
    fn starts(&self, activity: &str) -> Vec<Statement> {
        let all = say!(StartsInAll {
            activity: activity,
            starts: self.witness.starts
        });
        let cause = |(cause, &starts): (&StartCause, &u32)| match cause {
            StartCause::Absence => say!(StartsAbsence { starts: starts }),
            StartCause::Away => say!(StartsAway { starts: starts }),
            StartCause::Busy => say!(StartsBusy { starts: starts }),
            StartCause::EarlierStep => say!(StartsEarlierStep { starts: starts }),
            StartCause::Minimum => say!(StartsMinimum { starts: starts }),
            StartCause::Room => say!(StartsRoom { starts: starts }),
            StartCause::Search => say!(StartsSearch { starts: starts }),
            StartCause::Trainer => say!(StartsTrainer { starts: starts }),
        };
        std::iter::once(all)
            .chain(self.witness.causes.iter().map(cause))
            .collect()
    }
}

/// What a need rests on, near or far, that is not held and that no activity teaches.
#[expect(clippy::indexing_slicing, reason = "indices of the model")]
pub(super) fn missing(
    setup: &PlanInput<'_>,
    held: &BTreeSet<ObjectiveAtLevel>,
    need: ObjectiveAtLevel,
) -> Option<String> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![need]);
    while let Some(step) = open.pop() {
        if held.contains(&step) || !seen.insert(step) {
            continue;
        }
        let mut any = false;
        for activity in setup
            .activities
            .iter()
            .filter(|activity| teaches(activity, step))
        {
            any = true;
            open.extend(&activity.requires);
        }
        if !any {
            return Some(setup.model.name_of(step.0, step.1));
        }
        open.extend(&setup.model.objectives[step.0].requires);
    }
    None
}

/// Why nobody teaches what asks for one of these skills: nobody has it, or those who have it do not come.
pub(super) fn no_trainer(setup: &PlanInput<'_>, skills: &[usize]) -> Statement {
    let mut names: Vec<&str> = skills
        .iter()
        .map(|&skill| setup.model.skill_ids.name(skill as u32))
        .collect();
    names.sort_unstable();
    let has_skill =
        |trainer: &&PlanTrainer| trainer.skills.iter().any(|skill| skills.contains(skill));
    let mut skilled = setup.trainers.iter().filter(has_skill).peekable();
    if skilled.peek().is_none() {
        say!(TrainersWithoutSkill { skills: names })
    } else if skilled.all(|trainer| trainer_intervals(setup, trainer).is_empty()) {
        say!(TrainersAway { skills: names })
    } else {
        say!(TrainersElsewhere { skills: names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(facts: &str) -> String {
        let json =
            format!(r#"{{ "person": "p", "objective": "file", "level": "basic", {facts} }}"#);
        let need: UnplacedNeed = serde_json::from_str(&json).unwrap();
        Statement::join(&need.statements())
    }

    #[test]
    fn an_unmet_need_says_why_from_its_facts() {
        for (facts, says) in [
            (r#""cause": "untaught""#, "no activity teaches `file@basic`"),
            (
                r#""cause": "prerequisite", "missing": "why""#,
                "what teaches `file@basic` rests on `why`, which no activity teaches",
            ),
            (
                r#""cause": "prerequisite", "activity": "walk""#,
                "what teaches `file@basic` requires something that cannot be learned",
            ),
            (
                r#""cause": "circle", "activity": "walk""#,
                "`walk` requires what in turn requires it",
            ),
            (r#""cause": "window""#, "no time is left for `file@basic`"),
            (
                r#""cause": "window", "activity": "walk""#,
                "no time is left for `walk`",
            ),
            (
                r#""cause": "no_trainer", "activity": "walk", "missing": "guiding""#,
                "no trainer with the skill `guiding` can hold `walk`",
            ),
            (
                r#""cause": "no_trainer", "activity": "walk""#,
                "no trainer can hold `walk`",
            ),
            (
                r#""cause": "no_room", "activity": "walk""#,
                "no room at the person's site can hold `walk`",
            ),
            (
                r#""cause": "earlier_step", "activity": "walk""#,
                "what `walk` requires is not met",
            ),
            // Of a plan of another tool, without counts.
            (
                r#""cause": "room", "activity": "walk""#,
                "no place in `walk` was found",
            ),
            (
                r#""cause": "room", "activity": "walk", "witness": { "starts": 3, "causes": { "room": 2, "busy": 1 } }"#,
                "there are 3 half days for a session of `walk`; on 1, the person is in another session, or teaches; \
                 on 2, no suitable room is free",
            ),
        ] {
            assert_eq!(need(facts), says, "{facts}");
        }
    }

    #[test]
    fn needs_of_as_many_people_are_said_together() {
        let needs: Vec<ServedNeed> = serde_json::from_str(
            r#"[
                { "objective": "a", "people": 2, "refreshed": 0 },
                { "objective": "b", "people": 7, "refreshed": 7 },
                { "objective": "c", "people": 2, "refreshed": 0 },
                { "objective": "d", "people": 7, "refreshed": 1 }
            ]"#,
        )
        .unwrap();
        assert_eq!(
            Statement::join(&served(&needs)),
            "serves `d` for 7 people, 1 of them in whom it goes stale; serves `b` for 7 people in whom it goes stale; \
             serves `a` and `c` for 2 people"
        );
        assert_eq!(Statement::join(&served(&[])), "serves nobody's need");
    }
}
