//! Sessions as iCalendar files (RFC 5545): one calendar for each section, or for each trainer.

use super::{Plan, PlanSession};
use crate::document::{Document, Half, Time};
use crate::text::printable;
use crate::{Date, Programme};
use std::collections::{BTreeMap, BTreeSet};

/// What a calendar file needs to know beside the plan.
#[derive(Clone)]
pub struct CalendarFrame<'a> {
    /// When sessions in the afternoon begin.
    pub afternoon: Time,
    /// Hours of a working day; half of them are a half day.
    pub hours_per_day: f64,
    /// When sessions in the morning begin.
    pub morning: Time,
    /// The section of a person, as id and name; `None` for somebody unknown.
    pub section_of: &'a (dyn Fn(&str) -> Option<(&'a str, &'a str)> + Sync),
}

/// The calendars of a plan of a programme, which is as `document` writes it. See [`write_calendars`].
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::plan::{PlanOptions, calendars};
///
/// let assessment = sample::assessment();
/// let programme = assessment.programme();
/// let plan = assessment.plan(&PlanOptions::default())?;
/// let files = calendars(&plan, programme, &sample::document());
/// assert!(files.iter().any(|(name, text)| name == "section-registry.ics" && text.starts_with("BEGIN:VCALENDAR")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn calendars(plan: &Plan, programme: &Programme, document: &Document) -> Vec<(String, String)> {
    let sections = programme.sections();
    // Added one by one: collecting is a sort that is compiled again for each iterator.
    let (mut title, mut section_of): (BTreeMap<&str, &str>, BTreeMap<&str, &str>) =
        Default::default();
    title.extend(
        sections
            .iter()
            .map(|section| (section.id.as_str(), section.title.as_str())),
    );
    section_of.extend(
        document
            .people
            .iter()
            .map(|person| (person.id.as_str(), person.section.as_str())),
    );
    let lookup = |person: &str| {
        let section = section_of.get(person)?;
        title
            .get_key_value(section)
            .map(|(id, title)| (*id, *title))
    };
    let frame = CalendarFrame {
        afternoon: document.calendar.afternoon,
        hours_per_day: document.calendar.hours_per_day,
        morning: document.calendar.morning,
        section_of: &lookup,
    };
    write_calendars(plan, &frame)
}

/// The calendars of a plan, by file name: `section-archive.ics` with the sessions that people of the section attend, and
/// `trainer-t1.ics` with those that a trainer holds.
///
/// Lines end in CRLF and are folded at 75 octets; times are local, without a zone; the stamp of every event is midnight of
/// the date of assessment, so that the same plan gives the same bytes. People appear as numbers only.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::document::CalendarDoc;
/// use paratus::plan::{CalendarFrame, PlanOptions, write_calendars};
///
/// let assessment = sample::assessment();
/// let plan = assessment.plan(&PlanOptions::default())?;
/// let CalendarDoc { afternoon, hours_per_day, morning, .. } = CalendarDoc::default();
/// let section_of = |_: &str| Some(("office", "The office"));
/// let frame = CalendarFrame { afternoon, hours_per_day, morning, section_of: &section_of };
/// assert_eq!(write_calendars(&plan, &frame)[0].0, "section-office.ics");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn write_calendars(plan: &Plan, frame: &CalendarFrame<'_>) -> Vec<(String, String)> {
    /// The name of a section, and its sessions with how many of its people attend.
    type Attended<'a> = (&'a str, Vec<(&'a PlanSession, usize)>);
    let mut sections: BTreeMap<&str, Attended<'_>> = BTreeMap::new();
    let mut trainers: BTreeMap<&str, Vec<&PlanSession>> = BTreeMap::new();
    for session in &plan.sessions {
        let mut own: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
        for (id, title) in session
            .people
            .iter()
            .filter_map(|person| (frame.section_of)(person))
        {
            own.entry(id).or_insert((title, 0)).1 += 1;
        }
        for (id, (title, people)) in own {
            sections
                .entry(id)
                .or_insert((title, Vec::new()))
                .1
                .push((session, people));
        }
        if let Some(trainer) = &session.trainer {
            trainers.entry(trainer).or_default().push(session);
        }
    }
    let mut files: Vec<(String, String)> = Vec::new();
    let mut names = FileNames::default();
    for (id, (title, list)) in sections {
        let mut text = begin(plan, title);
        for (session, people) in list {
            let from = if people == 1 {
                "1 person".to_owned()
            } else {
                format!("{people} people")
            };
            event(
                &mut text,
                plan,
                frame,
                session,
                &format!("section-{id}"),
                &format!("{from} of {title}"),
            );
        }
        files.push((names.file_name("section", id), end(text)));
    }
    for (id, list) in trainers {
        let mut text = begin(plan, id);
        for session in list {
            let count = session.people.len();
            let who = if count == 1 {
                "1 person".to_owned()
            } else {
                format!("{count} people")
            };
            event(
                &mut text,
                plan,
                frame,
                session,
                &format!("trainer-{id}"),
                &who,
            );
        }
        files.push((names.file_name("trainer", id), end(text)));
    }
    files
}

/// Names of files that stay apart on every system.
#[derive(Default)]
struct FileNames {
    /// Those given, in small letters: some systems take `A.ics` and `a.ics` for one file.
    given: BTreeSet<String>,
}

/// Most bytes of an id in the name of a file; systems allow 255 for the whole.
const LONGEST_ID: usize = 200;

impl FileNames {
    /// The file of an id: `section-archive.ics`; of a second one that a system may take for the same, `section-archive-2.ics`. No
    /// name is one that a system keeps for itself (`con`, `nul`), because of the word before it, and `:` is none in a name.
    fn file_name(&mut self, kind: &str, id: &str) -> String {
        let mut stem = format!("{kind}-{}", id.replace(':', "_"));
        while stem.len() > LONGEST_ID {
            stem.pop();
        }
        let numbered = |number: u32| {
            if number == 1 {
                stem.clone()
            } else {
                format!("{stem}-{number}")
            }
        };
        let free = (1u32..)
            .map(numbered)
            .find(|stem| self.given.insert(stem.to_lowercase()))
            .unwrap_or_default();
        format!("{free}.ics")
    }
}

fn begin(plan: &Plan, name: &str) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN", "VCALENDAR");
    line(&mut text, "VERSION", "2.0");
    line(&mut text, "PRODID", "-//Paratus//Plan//EN");
    line(&mut text, "CALSCALE", "GREGORIAN");
    line(&mut text, "METHOD", "PUBLISH");
    line(
        &mut text,
        "X-WR-CALNAME",
        &escape(&format!("{name}: {}", plan.programme)),
    );
    line(
        &mut text,
        "X-WR-CALDESC",
        "Internal: it tells who attends. Not for publication.",
    );
    text
}

fn end(mut text: String) -> String {
    line(&mut text, "END", "VCALENDAR");
    text
}

fn event(
    text: &mut String,
    plan: &Plan,
    frame: &CalendarFrame<'_>,
    session: &PlanSession,
    of: &str,
    who: &str,
) {
    let start = instant(session.start, time(frame, session.half), 0);
    let slots = (session.hours * 2.0 / frame.hours_per_day).ceil().max(1.0);
    // A session within one half day ends after its hours; a longer one with its last half day.
    let (day, from, minutes) = if slots > 1.0 {
        (
            session.end,
            time(frame, session.end_half),
            frame.hours_per_day * 30.0,
        )
    } else {
        (
            session.start,
            time(frame, session.half),
            session.hours * 60.0,
        )
    };
    let place = [session.room.as_deref(), session.site.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    line(text, "BEGIN", "VEVENT");
    line(
        text,
        "UID",
        &escape(&format!(
            "{}.{of}@{}.paratus",
            session.session, plan.programme
        )),
    );
    line(text, "DTSTAMP", &format!("{}T000000Z", digits(plan.as_of)));
    line(text, "DTSTART", &start);
    line(
        text,
        "DTEND",
        &instant(day, from, minutes.round().clamp(1.0, 1440.0) as u32),
    );
    line(text, "SUMMARY", &escape(&session.title));
    if !place.is_empty() {
        line(text, "LOCATION", &escape(&place));
    }
    line(
        text,
        "DESCRIPTION",
        &format!("{}\\n{}", escape(who), escape(&session.reason.text)),
    );
    line(text, "END", "VEVENT");
}

fn time(frame: &CalendarFrame<'_>, half: Half) -> Time {
    if half == Half::Morning {
        frame.morning
    } else {
        frame.afternoon
    }
}

fn digits(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// A local date and time, some minutes later.
fn instant(day: Date, time: Time, minutes: u32) -> String {
    let minutes = u32::from(time.minutes()) + minutes;
    let day = day.plus_days(i32::try_from(minutes / 1440).unwrap_or(0));
    format!(
        "{}T{:02}{:02}00",
        digits(day),
        minutes / 60 % 24,
        minutes % 60
    )
}

/// RFC 5545 3.3.11: a text, in which backslash, semicolon and comma are escaped. Its words may be anybody's.
fn escape(text: &str) -> String {
    let text = printable(text);
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// RFC 5545 3.1: a line of at most 75 octets, the rest on lines that begin with a space.
fn line(text: &mut String, name: &str, value: &str) {
    let whole = format!("{name}:{value}");
    let mut width = 0;
    for letter in whole.chars() {
        if width + letter.len_utf8() > 75 {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(letter);
        width += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_ids_that_differ_in_case_alone_stay_apart() {
        let mut names = FileNames::default();
        let given = ["A", "a", "a-2", "x:y", "x_y", "con", "É", "é"]
            .map(|id| names.file_name("section", id));
        assert_eq!(
            given,
            [
                "section-A.ics",
                "section-a-2.ics",
                "section-a-2-2.ics",
                "section-x_y.ics",
                "section-x_y-2.ics",
                "section-con.ics",
                "section-É.ics",
                "section-é-2.ics",
            ]
        );
        let long = names.file_name("trainer", &"é".repeat(300));
        assert!(long.len() <= 204 && long.ends_with("é.ics"), "{long}");
    }

    #[test]
    fn texts_of_others_are_one_line_of_a_calendar() {
        assert_eq!(
            escape("a, b; c\\d\r\nATTENDEE:x\u{2028}y\u{202e}z"),
            "a\\, b\\; c\\\\d  ATTENDEE:x y\u{fffd}z"
        );
    }
}
