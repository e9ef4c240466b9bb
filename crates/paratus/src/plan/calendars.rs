//! Sessions as iCalendar files (RFC 5545): one calendar for each section and each trainer, or that of one person.

use super::{Plan, PlanSession, SessionStatus, previous_plan};
use crate::document::{Document, Half, IdKind, Time};
use crate::finding::describe;
use crate::text::printable;
use crate::{Code, Date, Error, ErrorKind, Programme};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The time zone of calendar entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarZone {
    /// Its name in the database of time zones: `Europe/Berlin`.
    pub name: String,
    /// Its rules: a component `VTIMEZONE` (RFC 5545 3.6.5) whose `TZID` is the name, with lines that end in CRLF.
    pub component: String,
}

/// The offsets of local time from universal time (UTC), for hosts without rules of time zones. Clocks change at night and no session is
/// held then, so each offset is in force from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UtcOffsets(Vec<(Date, i32)>);

/// Offsets of real time zones are smaller than this many minutes.
const TOO_LARGE_OFFSET: u32 = 18 * 60;

impl UtcOffsets {
    /// Offsets in minutes east of Greenwich, each from a day on; the first is in force before its day too.
    ///
    /// ```
    /// use paratus::plan::UtcOffsets;
    /// let days = [("2027-01-01".parse()?, 60), ("2027-03-28".parse()?, 120)];
    /// assert!(UtcOffsets::new(days.to_vec()).is_ok());
    /// let error = UtcOffsets::new(vec![("2027-01-01".parse()?, 1_080)]).err().ok_or("it is taken")?;
    /// assert_eq!(error.findings()[0].path, "offsets[0].minutes");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where there is none, where the days are not in order, or where an offset is not less than 18 hours.
    pub fn new(offsets: Vec<(Date, i32)>) -> Result<UtcOffsets, Error> {
        let mut wrong = Vec::new();
        if offsets.is_empty() {
            wrong.push(describe!(Code::MissingKey, "offsets", OffsetMissing));
        }
        for (at, &(from, minutes)) in offsets.iter().enumerate() {
            if minutes.unsigned_abs() >= TOO_LARGE_OFFSET {
                let path = format!("offsets[{at}].minutes");
                let code = Code::ValueOutOfRange;
                wrong.push(describe!(code, path, OffsetTooLarge { minutes: minutes }));
            }
            let before = at.checked_sub(1).and_then(|before| offsets.get(before));
            if let Some(&(before, _)) = before.filter(|before| before.0 >= from) {
                let path = format!("offsets[{at}].from");
                let code = Code::DatesReversed;
                wrong.push(describe!(
                    code,
                    path,
                    OffsetNotLater {
                        from: from,
                        before: before
                    }
                ));
            }
        }
        if wrong.is_empty() {
            Ok(UtcOffsets(offsets))
        } else {
            Err(Error::new(ErrorKind::Shape, wrong))
        }
    }

    /// The offset in force on a day.
    fn on(&self, day: Date) -> i32 {
        let before = self.0.partition_point(|(from, _)| *from <= day);
        let at = before.saturating_sub(1);
        self.0.get(at).map_or(0, |(_, minutes)| *minutes)
    }
}

/// The clock of calendar entries: local, universal, or of a time zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CalendarClock<'a> {
    /// By the clock on the wall, whatever the time zone of who reads them.
    #[default]
    Local,
    /// In universal time, by the offsets of local time from it.
    Utc(&'a UtcOffsets),
    /// In a time zone whose rules are in the file.
    Zone(&'a CalendarZone),
}

/// The context of calendar files beside the plan: hours, clock and names.
#[derive(Clone)]
pub struct CalendarFrame<'a> {
    /// When sessions in the afternoon begin.
    pub afternoon: Time,
    /// How entries say when they are.
    pub clock: CalendarClock<'a>,
    /// Hours of a working day; half of them are a half day.
    pub hours_per_day: f64,
    /// When sessions in the morning begin.
    pub morning: Time,
    /// The one person or trainer whose calendar is written in place of those of sections and trainers; `None` for the latter.
    pub person: Option<&'a str>,
    /// Ids that this person had before: entries that were announced for them are cancelled in the calendar.
    pub previous_ids: &'a [String],
    /// The section of a person; `None` for somebody unknown.
    pub section_of: &'a (dyn Fn(&str) -> Option<&'a str> + Sync),
    /// The name for people of a section; `None` where it has none.
    pub section_title: &'a (dyn Fn(&str) -> Option<&'a str> + Sync),
    /// The name for people of a room or a trainer; `None` where it has none.
    pub title_of: &'a (dyn Fn(&str) -> Option<&'a str> + Sync),
    /// Whether people work on a day: a session over several days pauses on the others.
    pub works: &'a (dyn Fn(Date) -> bool + Sync),
}

/// Calendar files of a plan by name, as [`write_calendars`] makes them, with what the programme and its document say of sections, rooms,
/// trainers and hours of work.
///
/// With `person` there is the calendar of this person alone, `person-p-0002.ics`, with the sessions that they attend and those that they
/// hold, also of a trainer who is none of the staff; nothing where none is or was announced to them. It is internal: anyone who sees it
/// knows what this person is trained in. An id that the person had before means the same.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::plan::{CalendarClock, PlanOptions, calendars};
///
/// let assessment = sample::assessment();
/// let programme = assessment.programme();
/// let plan = assessment.plan(&PlanOptions::default())?;
/// let files = calendars(&plan, programme, &sample::document(), CalendarClock::Local, None)?;
/// assert!(files.iter().any(|(name, text)| name == "section-registry.ics" && text.starts_with("BEGIN:VCALENDAR")));
///
/// let person = &plan.sessions[0].people[0];
/// let files = calendars(&plan, programme, &sample::document(), CalendarClock::Local, Some(person))?;
/// assert_eq!(files[0].0, format!("person-{person}.ics"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the plan is one of another programme, or neither has such a person.
pub fn calendars(
    plan: &Plan,
    programme: &Programme,
    document: &Document,
    clock: CalendarClock<'_>,
    person: Option<&str>,
) -> Result<Vec<(String, String)>, Error> {
    if let Some(other) = previous_plan::other_programme(plan, programme.model(), "plan") {
        return Err(Error::unknown(other));
    }
    // People are invited with the section where they are on the day of the plan.
    let programme = &programme.on(plan.as_of);
    let (people, sections) = (&programme.model().people, programme.sections());
    let lookup = |person: &str| {
        let person = people.ids.index(person)?;
        let section = sections.get(*people.section.get(person)? as usize)?;
        Some(section.id.as_str())
    };
    let section_title = |id: &str| {
        let section = sections.iter().find(|section| section.id == id)?;
        Some(section.title.as_str())
    };
    let rooms = document.rooms.iter().map(|room| (&room.id, &room.title));
    let trainers = document.trainers.iter().map(|one| (&one.id, &one.title));
    let titles: BTreeMap<&str, &str> = rooms
        .chain(trainers)
        .filter(|(_, title)| !title.is_empty())
        .map(|(id, title)| (id.as_str(), &**title))
        .collect();
    let title_of = |id: &str| titles.get(id).copied();
    let ids = &programme.model().previous_ids;
    let mut written = document.people.iter();
    let previous = person.and_then(|id| {
        let id = ids.current(IdKind::Person, id);
        written.find(|one| one.id == id)
    });
    let calendar = &programme.model().calendar;
    let works = |day: Date| calendar.is_working(day);
    let frame = CalendarFrame {
        afternoon: document.calendar.afternoon,
        clock,
        hours_per_day: document.calendar.hours_per_day,
        morning: document.calendar.morning,
        person: person.map(|id| ids.current(IdKind::Person, id)),
        previous_ids: previous.map_or(&[][..], |one| &one.previous_ids),
        section_of: &lookup,
        section_title: &section_title,
        title_of: &title_of,
        works: &works,
    };
    let files = write_calendars(plan, &frame);
    match person {
        // Somebody who is not in the programme any more may be in the plan.
        Some(id)
            if files.is_empty()
                && people.ids.index(id).is_none()
                && programme.model().trainer_ids.index(id).is_none() =>
        {
            Err(programme.no_such_person(id))
        }
        _ => Ok(files),
    }
}

/// The calendars of a plan, by file name: `section-archive.ics` with the sessions that people of the section attend, and
/// `trainer-t1.ics` with those that a trainer holds.
///
/// An entry lasts as long as what it stands for, with the break where it crosses noon; a session over several days has an entry for
/// each. Entries keep their `UID` for life, and `SEQUENCE` rises with each announced change. What was announced before and does not
/// take place any more, or not for this section, trainer or person, is written with `STATUS:CANCELLED` until its day is past: a plan that
/// was made with the one before it knows.
///
/// Lines end in CRLF and are folded at 75 octets; times are by the clock of the frame; the stamp of every event is midnight of
/// the date of assessment, so that the same plan gives the same bytes. People appear as numbers only.
///
/// With `person` in the frame there is the calendar of what this person attends and holds alone, `person-p-0002.ics`; what was announced under an id that the
/// person had before is cancelled in it.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::document::CalendarDoc;
/// use paratus::plan::{CalendarClock, CalendarFrame, PlanOptions, write_calendars};
///
/// let assessment = sample::assessment();
/// let plan = assessment.plan(&PlanOptions::default())?;
/// let CalendarDoc { afternoon, hours_per_day, morning, .. } = CalendarDoc::default();
/// let clock = CalendarClock::Local;
/// let frame = CalendarFrame {
///     afternoon, clock, hours_per_day, morning, person: None, previous_ids: &[], section_of: &|_| Some("office"), section_title: &|_| Some("The office"),
///     title_of: &|_| None, works: &|_| true,
/// };
/// assert_eq!(write_calendars(&plan, &frame)[0].0, "section-office.ics");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn write_calendars(plan: &Plan, frame: &CalendarFrame<'_>) -> Vec<(String, String)> {
    let mut names = FileNames::default();
    let mut files: Vec<(String, String)> = Vec::new();
    for ((kind, id), calendar) in entries(plan, frame) {
        let mut text = begin(plan, calendar.title, frame.clock);
        let mut written = BTreeSet::new();
        for entry in &calendar.entries {
            events(&mut text, plan, frame, entry, &mut written);
        }
        files.push((names.file_name(kind, id), end(text)));
    }
    files
}

/// A session in a calendar.
struct Entry<'a> {
    session: &'a PlanSession,
    /// Whether it is for a section, a trainer or a person.
    kind: &'static str,
    /// Their id.
    holder: &'a str,
    /// Who attends, in words.
    who: String,
}

/// The sessions of a section, trainer or person: those that take place come first, then the latest that was announced of others.
struct Calendar<'a> {
    title: &'a str,
    entries: Vec<Entry<'a>>,
}

/// Calendars by kind and id.
type Calendars<'a> = BTreeMap<(&'static str, &'a str), Calendar<'a>>;

fn entries<'p, 'a: 'p>(plan: &'p Plan, frame: &CalendarFrame<'a>) -> Calendars<'p> {
    let mut all = Calendars::new();
    let mut withdrawn: Vec<&PlanSession> = plan.withdrawn_sessions.iter().collect();
    withdrawn.sort_by_key(|session| Reverse(session.sequence));
    let announced = plan.every_session().chain(&plan.cancelled_sessions);
    let whole = announced.map(|session| (session, true));
    for (session, is_whole) in whole.chain(withdrawn.into_iter().map(|session| (session, false))) {
        let mut put = |calendar: (&'static str, &'p str), title: &'p str, (kind, holder), who| {
            let none = Calendar {
                title,
                entries: Vec::new(),
            };
            let calendar = all.entry(calendar).or_insert(none);
            calendar.entries.push(Entry {
                session,
                kind,
                holder,
                who,
            });
        };
        // What is withdrawn names nobody.
        let of_trainer = || {
            let people = is_whole.then(|| count(session.people.len()));
            people.unwrap_or_default()
        };
        if let Some(person) = frame.person {
            let is_own = |id: &&String| *id == person || frame.previous_ids.contains(id);
            for id in session.people.iter().filter(is_own) {
                let holder = ("person", id.as_str());
                put(("person", person), person, holder, String::new());
            }
            for id in session.trainer.iter().filter(is_own) {
                let holder = ("trainer", id.as_str());
                put(("person", person), person, holder, of_trainer());
            }
            continue;
        }
        let of_section = |id: &str| {
            let sections = session.people.iter();
            let sections = sections.filter_map(|person| (frame.section_of)(person));
            sections.filter(|section| *section == id).count()
        };
        for id in sections(frame, session, is_whole) {
            let title = (frame.section_title)(id).unwrap_or(id);
            let who = match of_section(id) {
                0 => String::new(),
                people => format!("{} of {title}", count(people)),
            };
            put(("section", id), title, ("section", id), who);
        }
        if let Some(trainer) = &session.trainer {
            let title = (frame.title_of)(trainer).unwrap_or(trainer);
            let own = ("trainer", trainer.as_str());
            put(own, title, own, of_trainer());
        }
    }
    all
}

/// The sections in whose calendars a session is: of those that take place the sections of their people, of others those to which it was
/// announced.
fn sections<'p, 'a: 'p>(
    frame: &CalendarFrame<'a>,
    session: &'p PlanSession,
    is_whole: bool,
) -> BTreeSet<&'p str> {
    let is_held = session.status == SessionStatus::Confirmed;
    // Plans of other tools do not say the sections.
    if is_held || is_whole && session.sections.is_empty() {
        let people = session.people.iter();
        people
            .filter_map(|person| (frame.section_of)(person))
            .collect()
    } else {
        session.sections.iter().map(String::as_str).collect()
    }
}

fn count(people: usize) -> String {
    if people == 1 {
        "1 person".to_owned()
    } else {
        format!("{people} people")
    }
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
        let free = (1..=u32::MAX)
            .map(numbered)
            .find(|stem| self.given.insert(stem.to_lowercase()))
            .unwrap_or_default();
        format!("{free}.ics")
    }
}

fn begin(plan: &Plan, name: &str, clock: CalendarClock<'_>) -> String {
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
        "Internal: it shows who attends. Not for publication.",
    );
    if let CalendarClock::Zone(zone) = clock {
        line(&mut text, "X-WR-TIMEZONE", &escape(&zone.name));
        text.push_str(&zone.component);
    }
    text
}

fn end(mut text: String) -> String {
    line(&mut text, "END", "VCALENDAR");
    text
}

/// The days of a session: each with its date and the minutes of the day from which and to which it lasts. None that was announced is
/// missing because people do not work on it any more.
fn days(frame: &CalendarFrame<'_>, session: &PlanSession) -> Vec<(Date, u32, u32)> {
    let now = days_where(frame, session, frame.works);
    let all = days_where(frame, session, &|_| true);
    if all.len() > now.len() { all } else { now }
}

fn days_where(
    frame: &CalendarFrame<'_>,
    session: &PlanSession,
    works: &dyn Fn(Date) -> bool,
) -> Vec<(Date, u32, u32)> {
    let half_day = frame.hours_per_day / 2.0;
    let minutes = |hours: f64| (hours * 60.0).round().clamp(0.0, 1440.0) as u32;
    let mut all = Vec::new();
    let (mut left, mut day) = (session.hours, session.start);
    while day <= session.end && all.len() < 1000 {
        let first = if day == session.start {
            session.half
        } else {
            Half::Morning
        };
        let last = if day == session.end {
            session.end_half
        } else {
            Half::Afternoon
        };
        let whole = first == Half::Morning && last == Half::Afternoon;
        if works(day) || day == session.start || day == session.end {
            let room = if whole { half_day * 2.0 } else { half_day };
            let today = if day == session.end {
                left
            } else {
                left.min(room)
            };
            left -= today;
            let from = u32::from(time(frame, first).minutes());
            let to = if whole && today > half_day {
                // With the break at noon.
                u32::from(frame.afternoon.minutes()).max(from + minutes(half_day))
                    + minutes(today - half_day)
            } else {
                from + minutes(today)
            };
            if today > 1e-9 || all.is_empty() {
                all.push((day, from, to.max(from + 1).min(1439)));
            }
        }
        day = day.plus_days(1);
    }
    all
}

/// The entries of a session, one for each day that is not written yet. A day that is past is not cancelled: it was.
fn events<'p>(
    text: &mut String,
    plan: &Plan,
    frame: &CalendarFrame<'_>,
    entry: &Entry<'p>,
    written: &mut BTreeSet<(&'p str, &'static str, &'p str, u32)>,
) {
    let session = entry.session;
    let room = session.room.as_deref();
    let room = room.map(|room| (frame.title_of)(room).unwrap_or(room));
    let place = [room, session.site.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    for (number, (day, from, to)) in (1..).zip(days(frame, session)) {
        let is_cancelled = session.status == SessionStatus::Cancelled;
        let is_new = written.insert((&session.session, entry.kind, entry.holder, number));
        if !is_new || is_cancelled && day < plan.as_of {
            continue;
        }
        let part = if number == 1 {
            String::new()
        } else {
            format!(".day-{number}")
        };
        line(text, "BEGIN", "VEVENT");
        let uid = format!(
            "{}.{}-{}{part}@{}.paratus",
            session.session, entry.kind, entry.holder, plan.programme
        );
        line(text, "UID", &escape(&uid));
        line(text, "SEQUENCE", &session.sequence.to_string());
        line(text, "DTSTAMP", &format!("{}T000000Z", digits(plan.as_of)));
        let moment = |name: &str, minutes: u32| instant(name, frame.clock, day, minutes);
        for (name, value) in [moment("DTSTART", from), moment("DTEND", to)] {
            line(text, &name, &value);
        }
        line(text, "SUMMARY", &escape(&session.title));
        if is_cancelled {
            line(text, "STATUS", "CANCELLED");
        } else {
            line(text, "STATUS", "CONFIRMED");
        }
        if !place.is_empty() {
            line(text, "LOCATION", &escape(&place));
        }
        // Why it is there and then is for those who plan; this is for those who take part. Who would have come is nobody's concern.
        if !entry.who.is_empty() && !is_cancelled {
            line(text, "DESCRIPTION", &escape(&entry.who));
        }
        line(text, "END", "VEVENT");
    }
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

/// The name of a property with how its time is meant, and the time: a minute of a day by the clock on the wall.
fn instant(name: &str, clock: CalendarClock<'_>, day: Date, minutes: u32) -> (String, String) {
    let minutes = i32::try_from(minutes).unwrap_or(0);
    let offset = match clock {
        CalendarClock::Utc(offsets) => offsets.on(day),
        CalendarClock::Local | CalendarClock::Zone(_) => 0,
    };
    let (days, minute) = (
        (minutes - offset).div_euclid(1440),
        (minutes - offset).rem_euclid(1440),
    );
    let time = format!(
        "{}T{:02}{:02}00",
        digits(day.plus_days(days)),
        minute / 60,
        minute % 60
    );
    match clock {
        CalendarClock::Local => (name.to_owned(), time),
        CalendarClock::Utc(_) => (name.to_owned(), time + "Z"),
        CalendarClock::Zone(zone) => (format!("{name};TZID={}", zone.name), time),
    }
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
    fn universal_time_follows_the_offset_of_the_day() {
        let day = |text: &str| Date::parse(text).unwrap();
        let changes = vec![(day("2027-01-01"), 60), (day("2027-03-28"), 120)];
        let berlin = UtcOffsets::new(changes).unwrap();
        let auckland = UtcOffsets::new(vec![(day("2027-01-01"), 780)]).unwrap();
        let honolulu = UtcOffsets::new(vec![(day("2027-01-01"), -600)]).unwrap();
        for (offsets, date, minutes, expected) in [
            (&berlin, "2026-12-31", 540, "20261231T080000Z"),
            (&berlin, "2027-03-27", 540, "20270327T080000Z"),
            (&berlin, "2027-03-28", 540, "20270328T070000Z"),
            (&auckland, "2027-03-01", 540, "20270228T200000Z"),
            (&honolulu, "2027-12-31", 990, "20280101T023000Z"),
        ] {
            let clock = CalendarClock::Utc(offsets);
            let written = instant("DTSTART", clock, day(date), minutes);
            assert_eq!(written, ("DTSTART".to_owned(), expected.to_owned()));
        }
        for (wrong, said) in [
            (
                vec![(day("2027-01-01"), i32::MIN)],
                "an offset of -2147483648 minutes is not below 18 hours",
            ),
            (
                vec![(day("2027-03-28"), 120), (day("2027-01-01"), 60)],
                "the day 2027-01-01 is not later than the one before, 2027-03-28",
            ),
            (Vec::new(), "no offset from universal time is given"),
        ] {
            let error = UtcOffsets::new(wrong).unwrap_err();
            assert_eq!(error.findings()[0].message, said);
        }
    }

    #[test]
    fn texts_of_others_are_one_line_of_a_calendar() {
        assert_eq!(
            escape("a, b; c\\d\r\nATTENDEE:x\u{2028}y\u{202e}z"),
            "a\\, b\\; c\\\\d  ATTENDEE:x y\u{fffd}z"
        );
    }
}
