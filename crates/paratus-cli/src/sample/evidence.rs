//! What is on record about each person: attendance, quizzes, observations, certificates and what they say themselves.

use super::catalogue::{LEVELS, OBJECTIVES, Step};
use super::sessions::{Timetable, scheduled, working_day};
use super::staff::{Person, Staff};
use super::survey_responses::SelfCheck;
use super::{Purpose, Rng, window};
use paratus::{Date, document::Kind};
use std::fmt::Write;

/// The evidence, and which leaders were seen in which session.
pub(crate) struct DrawnEvidence {
    /// `evidence.csv`.
    pub(crate) csv: String,
    /// Person, day and session, of leaders.
    pub(crate) attended: Vec<(usize, Date, String)>,
}

/// One record.
struct Row {
    objective: usize,
    kind: Kind,
    value: &'static str,
    date: Date,
    level: usize,
    key: String,
    expires: Option<Date>,
    source: String,
}

/// Results of a quiz of ten questions, and of watching someone at work.
const TENTHS: [&str; 11] = [
    "0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1",
];
const QUARTERS: [&str; 5] = ["0", "0.25", "0.5", "0.75", "1"];

/// Objectives whose quiz, passed well, earns a certificate, and how long it is valid.
const CERTIFIED: [(&str, i32); 4] = [
    ("docbase-retention", 180),
    ("docbase-admin", 365),
    ("dataworks-automation", 365),
    ("coach-colleagues", 730),
];

/// Draws everyone's records, in the order of the staff and by date.
pub(crate) fn draw(
    staff: &Staff,
    needs: &[Vec<(usize, usize)>],
    timetable: &mut Timetable,
    answers: &[SelfCheck],
    seed: u64,
    as_of: Date,
) -> DrawnEvidence {
    let mut drawn = DrawnEvidence {
        csv: "person,objective,kind,value,date,level,key,expires,source\n".to_owned(),
        attended: Vec::new(),
    };
    let mut answers = answers.iter().peekable();
    for (index, (person, needs)) in staff.people.iter().zip(needs).enumerate() {
        let rng = Rng::new(seed, Purpose::Evidence, index);
        let until = person.until(as_of);
        let mut history = History {
            staff,
            index,
            person,
            until,
            as_of,
            rng,
            taken: Vec::new(),
            rows: Vec::new(),
        };
        if !person.unreached {
            for &(objective, level) in needs {
                history.learn(objective, level, timetable, &mut drawn.attended);
            }
        }
        while let Some(answer) = answers.next_if(|answer| answer.person == index) {
            for (objective, points) in answer.evidence() {
                history.self_report(objective, points, answer.date);
            }
        }
        history
            .rows
            .sort_by_key(|row| (row.date, row.objective, row.level, row.kind));
        for row in &history.rows {
            row.write(&person.id, &mut drawn.csv);
        }
    }
    drawn
}

impl Row {
    fn write(&self, person: &str, csv: &mut String) {
        let objective = &OBJECTIVES[self.objective];
        let level = if objective.leveled {
            LEVELS[self.level]
        } else {
            ""
        };
        let expires = self.expires.map(|day| day.to_string()).unwrap_or_default();
        let _ = writeln!(
            csv,
            "{person},{},{},{},{},{level},{},{expires},{}",
            objective.id, self.kind, self.value, self.date, self.key, self.source
        );
    }
}

/// The records of one person while they are drawn.
struct History<'a> {
    staff: &'a Staff,
    index: usize,
    person: &'a Person,
    until: Date,
    as_of: Date,
    rng: Rng,
    /// Activity, day and session (empty where everyone learns alone).
    taken: Vec<(&'static str, Date, String)>,
    rows: Vec<Row>,
}

impl History<'_> {
    /// The way to one objective: the steps up to the level, then being watched at work, now and then again.
    fn learn(
        &mut self,
        objective: usize,
        level: usize,
        timetable: &mut Timetable,
        attended: &mut Vec<(usize, Date, String)>,
    ) {
        let phase = OBJECTIVES[objective].phase;
        let (from, to) = window(phase);
        let comes = 0.44 + 0.88 * self.person.engagement - 0.04 * phase as f64;
        let mut reached = None;
        if self.rng.chance(comes) {
            let mut day = self.as_of.plus_days(self.rng.between(from, to));
            let steps = OBJECTIVES[objective].steps;
            for step in steps.iter().filter(|step| step.level <= level) {
                // Few take the first look where the course follows anyway.
                if step.level < level
                    && (step.level == 0 || self.rng.chance(0.3))
                    && self.rng.chance(0.8)
                {
                    continue;
                }
                let Some((start, session)) = self.attend(step, day, timetable) else {
                    break;
                };
                if self.person.leader && !session.is_empty() {
                    attended.push((self.index, start, session));
                }
                self.completion_and_quiz(objective, step, start);
                reached = Some(start);
                day = start.plus_days(self.rng.between(14, 45));
            }
        }
        self.observations(objective, level, reached);
    }

    /// A day on which the person took part, and the session where there was one.
    fn attend(
        &mut self,
        step: &Step,
        day: Date,
        timetable: &mut Timetable,
    ) -> Option<(Date, String)> {
        // One attendance serves everything that the activity teaches.
        if let Some((_, day, session)) = self
            .taken
            .iter()
            .find(|(activity, ..)| *activity == step.activity)
        {
            return Some((*day, session.clone()));
        }
        let day = day.max(self.person.joined.plus_days(7));
        let (day, session) = match scheduled(step.activity) {
            Some(activity) => timetable
                .seat(activity, day, self.until)
                .map(|(date, id)| (date, id.to_owned()))?,
            None => (day <= self.until).then(|| (day, String::new()))?,
        };
        self.taken.push((step.activity, day, session.clone()));
        Some((day, session))
    }

    fn completion_and_quiz(&mut self, objective: usize, step: &Step, start: Date) {
        let source = step.activity.to_owned();
        let row = |kind, value, date, key: &str| Row {
            objective,
            kind,
            value,
            date,
            level: step.level,
            key: key.to_owned(),
            expires: None,
            source: source.clone(),
        };
        if self.rng.chance(0.7) {
            self.rows.push(row(Kind::Completion, "1", start, ""));
        }
        if !self.rng.chance(0.2 + 0.35 * self.person.engagement) {
            return;
        }
        // One key for all tries: the latest counts. It differs from the key of the attendance, which is the activity.
        let key = format!("{}-quiz", step.activity);
        let mut tenths = self.result(10);
        let mut date = start.plus_days(self.rng.between(0, 9));
        if date > self.until {
            return;
        }
        self.rows.push(row(Kind::Quiz, TENTHS[tenths], date, &key));
        let again = date.plus_days(self.rng.between(10, 40));
        if tenths < 6 && self.rng.chance(self.person.engagement) && again <= self.until {
            tenths = (tenths + self.rng.below(4)).min(10);
            date = again;
            self.rows.push(row(Kind::Quiz, TENTHS[tenths], date, &key));
        }
        // Some refresh what they learned long ago.
        let refreshed = self.until.plus_days(-self.rng.between(5, 120));
        if refreshed.days_since(date) > 100 && self.rng.chance(0.3 + 0.4 * self.person.engagement) {
            tenths = self.result(10).max(tenths.saturating_sub(1));
            date = refreshed;
            self.rows.push(row(Kind::Quiz, TENTHS[tenths], date, &key));
        }
        let valid = CERTIFIED
            .iter()
            .find(|(id, _)| *id == OBJECTIVES[objective].id);
        if let Some((_, days)) = valid
            && tenths >= 8
        {
            let mut certificate = row(Kind::Certificate, "1", date, "certificate");
            certificate.expires = Some(date.plus_days(*days));
            self.rows.push(certificate);
        }
    }

    /// Being watched at work: more often where training was had, now and then without any.
    fn observations(&mut self, objective: usize, level: usize, reached: Option<Date>) {
        // Where it goes badly, someone looks.
        let attention = if self.person.skill < 0.4 { 0.3 } else { 0.0 };
        let often = if reached.is_some() {
            1.5 * self.person.engagement - 0.15 + attention
        } else {
            0.1
        };
        let first = reached
            .unwrap_or(self.person.joined)
            .max(self.as_of.plus_days(-330))
            .plus_days(14);
        for probability in [often, often * 0.28] {
            let date = self
                .until
                .plus_days(-(self.rng.unit() * self.rng.unit() * 170.0) as i32)
                .max(first);
            let date = working_day(date, -1);
            if !self.rng.chance(probability) || date > self.until || date < self.person.joined {
                continue;
            }
            let mut quarters = self.result(4);
            if reached.is_none() {
                quarters = quarters.saturating_sub(1 + self.rng.below(3));
            }
            let Some(observer) = self.staff.observer(self.index, &mut self.rng) else {
                continue;
            };
            self.rows.push(Row {
                objective,
                kind: Kind::Observation,
                value: QUARTERS[quarters],
                date,
                level,
                key: String::new(),
                expires: None,
                source: self.staff.people[observer].id.clone(),
            });
        }
    }

    /// A result out of `best` that varies about the person's skill.
    fn result(&mut self, best: usize) -> usize {
        let shown = self.person.skill + 0.5 * (self.rng.normal() - 0.5);
        ((shown.clamp(0.0, 1.0) * best as f64).round() as usize).min(best)
    }

    fn self_report(&mut self, objective: usize, points: usize, date: Date) {
        self.rows.push(Row {
            objective,
            kind: Kind::Survey,
            value: QUARTERS[points.saturating_sub(1).min(4)],
            date,
            level: 0,
            key: String::new(),
            expires: None,
            source: "self-check".to_owned(),
        });
    }
}
