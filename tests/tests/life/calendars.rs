//! The calendars of a life, as a calendar program reads one file after the other, or misses some: entries by `UID`, each with the latest
//! sequence number, the time and place that it was announced for, and whether it is cancelled.

use crate::rules::{Failure, failure};
use crate::step::Step;
use crate::world::{list, text};
use paratus::document::Document;
use paratus::plan::{CalendarClock, Plan, calendars};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An entry of a calendar as it was read last.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    sequence: u32,
    is_cancelled: bool,
    /// `DTSTART`, `DTEND` and `LOCATION`, and the trainer of its session.
    place: [String; 4],
}

impl Entry {
    /// The day, as `YYYYMMDD`.
    fn day(&self) -> &str {
        self.place[0].get(..8).unwrap_or_default()
    }
}

/// Everything that has been announced in a life.
#[derive(Default)]
pub(crate) struct Calendars(BTreeMap<String, Entry>);

impl Calendars {
    /// Reads the calendars of the next plan, and says what would confuse somebody who has read all of those before, or some.
    pub(crate) fn read(&mut self, step: &Step, written: &Value) -> Vec<Failure> {
        let (now, mut found) = entries(step, written);
        let as_of = step.as_of.replace('-', "");
        for (uid, entry) in &now {
            let Some(known) = self.0.get(uid) else {
                continue;
            };
            let is_other = (entry.is_cancelled, &entry.place) != (known.is_cancelled, &known.place);
            // What is cancelled is nowhere.
            let is_changed = is_other && !(entry.is_cancelled && known.is_cancelled);
            if entry.sequence < known.sequence + u32::from(is_changed) {
                let text = format!("`{uid}`: {entry:?} after {known:?}");
                found.push(failure("sequence", text));
            }
        }
        for (uid, known) in &self.0 {
            if known.day() > as_of.as_str() && !now.contains_key(uid) {
                let text = format!("`{uid}` is not cancelled: {known:?}");
                found.push(failure("entry vanished", text));
            }
        }
        self.0.extend(now);
        found
    }
}

/// The entries of all calendars of a plan; each is confirmed for whom the plan has a seat, and for nobody else.
fn entries(step: &Step, written: &Value) -> (BTreeMap<String, Entry>, Vec<Failure>) {
    let document: Document = serde_json::from_value(step.document.clone()).expect("a document");
    let (programme, _) = step.compile();
    let plan: Plan = serde_json::from_value(written.clone()).expect("a plan");
    let write = |person: Option<&str>| {
        calendars(&plan, &programme, &document, CalendarClock::Local, person).expect("calendars")
    };
    let sessions: Vec<&Value> = ["earlier_sessions", "sessions"]
        .iter()
        .flat_map(|key| list(written, key))
        .collect();
    let trainers: BTreeMap<&str, &str> = sessions
        .iter()
        .filter_map(|session| Some((text(session, "session")?, text(session, "trainer")?)))
        .collect();
    let known = ["cancelled_sessions", "withdrawn_sessions"]
        .iter()
        .flat_map(|key| list(written, key));
    let people: BTreeSet<&str> = sessions
        .iter()
        .copied()
        .chain(known)
        .flat_map(|session| list(session, "people"))
        .filter_map(Value::as_str)
        .collect();
    let mut files = write(None);
    people
        .iter()
        .for_each(|person| files.extend(write(Some(person))));
    let (mut all, mut found) = (BTreeMap::new(), Vec::new());
    for (name, file) in files {
        let unfolded = file.replace("\r\n ", "");
        for event in unfolded.split("BEGIN:VEVENT").skip(1) {
            let value = |key: &str| {
                let own = |line: &&str| {
                    line.strip_prefix(key)
                        .is_some_and(|rest| rest.starts_with(':'))
                };
                let line = event.lines().find(own);
                line.map_or("", |line| &line[key.len() + 1..]).to_owned()
            };
            let uid = value("UID");
            let session = uid.split('.').next().unwrap_or_default();
            let trainer = trainers.get(session).copied().unwrap_or_default();
            let entry = Entry {
                sequence: value("SEQUENCE").parse().expect("a number"),
                is_cancelled: value("STATUS") == "CANCELLED",
                place: [
                    value("DTSTART"),
                    value("DTEND"),
                    value("LOCATION"),
                    trainer.to_owned(),
                ],
            };
            // What somebody teaches is in their own calendar and in that of the trainer.
            let known = all.insert(uid.clone(), entry.clone());
            if known.is_some_and(|known| known != entry) {
                found.push(failure("entry twice", format!("`{uid}` in {name}")));
            }
        }
    }
    let confirmed = |kind: &str, id: &str| {
        let confirmed = all.iter().filter(|(_, entry)| !entry.is_cancelled);
        let holder = format!("{kind}-{id}");
        let own = confirmed.filter(|(uid, _)| {
            let part = uid.split('@').next().unwrap_or_default();
            part.split('.').nth(1) == Some(holder.as_str())
        });
        let session = |uid: &String| uid.split('.').next().unwrap_or_default().to_owned();
        own.map(|(uid, _)| session(uid))
            .collect::<BTreeSet<String>>()
    };
    for person in people {
        let has_seat = |session: &&&Value| {
            list(session, "people")
                .iter()
                .any(|id| id.as_str() == Some(person))
        };
        let seats = sessions.iter().filter(has_seat);
        let seats = seats.filter_map(|session| text(session, "session"));
        let seats: BTreeSet<String> = seats.map(str::to_owned).collect();
        let shown = confirmed("person", person);
        if seats != shown {
            found.push(failure(
                "seats shown",
                format!("`{person}`: {shown:?}, not {seats:?}"),
            ));
        }
    }
    (all, found)
}
