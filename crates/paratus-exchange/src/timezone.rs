//! Time zones of calendars: the rules of a zone as a component `VTIMEZONE` (RFC 5545 3.6.5).

use crate::error::{Problem, did_you_mean};
use jiff::{
    Timestamp,
    civil::{DateTime, Weekday},
    tz::{Dst, Offset, TimeZone, TimeZoneDatabase},
};
use paratus::{Date, plan::CalendarZone};
use std::fmt::Write as _;

/// Years whose changes of the clock are looked at, and listed where they follow no rule.
const YEARS: i16 = 10;

/// The time zone of calendar entries from a day on, by its name in the database of time zones, which is part of this crate.
///
/// The component begins in 1970, and says how clocks change by rules, as calendar programs want it; where the changes of the next
/// years follow no rule, it lists them.
///
/// # Errors
/// Where there is no such zone.
///
/// ```
/// let zone = paratus_exchange::calendar_zone("Europe/Berlin", "2027-03-14".parse()?).map_err(|problem| problem.message)?;
/// assert!(zone.component.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"));
/// let unknown = paratus_exchange::calendar_zone("Europe/Berlim", "2027-03-14".parse()?).unwrap_err();
/// assert_eq!(unknown.help.as_deref(), Some("did you mean `Europe/Berlin`?"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn calendar_zone(name: &str, from: Date) -> Result<CalendarZone, Problem> {
    let database = TimeZoneDatabase::bundled();
    let unknown = || {
        let names: Vec<String> = database.available().map(|name| name.to_string()).collect();
        let near = did_you_mean(name, names.iter().map(String::as_str));
        let help = "names are those of the database of time zones, for instance `Europe/Berlin`";
        Problem::new(
            "calendar.timezone",
            format!("there is no time zone `{name}`"),
        )
        .help(Some(near.unwrap_or_else(|| help.to_owned())))
    };
    let zone = database.get(name).map_err(|_| unknown())?;
    let name = zone.iana_name().unwrap_or(name).to_owned();
    let changes = changes(&zone, from).ok_or_else(unknown)?;
    Ok(CalendarZone {
        component: component(&name, &zone, from, &changes),
        name,
    })
}

/// A change of the clock.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Change {
    /// When, by the clock that is in force until then.
    at: DateTime,
    before: Offset,
    after: Offset,
    summer: bool,
}

/// A rule by which clocks change every year: the nth weekday of a month, from its end where negative.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rule {
    change: Change,
    nth: i8,
}

fn start_of(from: Date) -> Option<Timestamp> {
    let year = from.to_string().get(..4)?.parse().ok()?;
    let start = jiff::civil::date(year, 1, 1).at(0, 0, 0, 0);
    TimeZone::UTC.to_timestamp(start).ok()
}

/// The changes of the years from that of a day on.
fn changes(zone: &TimeZone, from: Date) -> Option<Vec<Change>> {
    let start = start_of(from)?;
    let mut before = zone.to_offset(start);
    let last = TimeZone::UTC
        .to_datetime(start)
        .year()
        .saturating_add(YEARS);
    let mut all = Vec::new();
    for transition in zone.following(start) {
        let at = before.to_datetime(transition.timestamp());
        if at.year() >= last {
            break;
        }
        let after = transition.offset();
        all.push(Change {
            at,
            before,
            after,
            summer: transition.dst() == Dst::Yes,
        });
        before = after;
    }
    Some(all)
}

/// The rules that all changes follow, one or two a year; `None` where they follow none.
fn rules(changes: &[Change]) -> Option<Vec<Rule>> {
    let mut rules: Vec<Rule> = Vec::new();
    let kind = |change: &Change| (change.before, change.after, change.summer);
    let mut kinds: Vec<&Change> = Vec::new();
    for change in changes {
        if !kinds.iter().any(|known| kind(known) == kind(change)) {
            kinds.push(change);
        }
    }
    for first in kinds {
        let of_kind: Vec<&Change> = changes
            .iter()
            .filter(|one| kind(one) == kind(first))
            .collect();
        let place = |change: &Change| (change.at.month(), change.at.weekday(), change.at.time());
        let every_year = of_kind.len() == usize::from(YEARS.unsigned_abs());
        if !every_year || of_kind.iter().any(|one| place(one) != place(first)) {
            return None;
        }
        let from_start = |change: &Change| (change.at.day() - 1) / 7 + 1;
        let is_last = |change: &&Change| change.at.day() + 7 > change.at.days_in_month();
        let nth = if of_kind.iter().all(is_last) {
            -1
        } else {
            from_start(first)
        };
        if nth > 0 && of_kind.iter().any(|one| from_start(one) != nth) {
            return None;
        }
        rules.push(Rule {
            change: *first,
            nth,
        });
    }
    Some(rules)
}

fn component(name: &str, zone: &TimeZone, from: Date, changes: &[Change]) -> String {
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n");
    let offset = start_of(from).map_or(Offset::UTC, |start| zone.to_offset(start));
    let begin = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0);
    let constant = Change {
        at: begin,
        before: offset,
        after: offset,
        summer: false,
    };
    match rules(changes) {
        Some(rules) if !rules.is_empty() => {
            for rule in rules {
                observance(&mut text, &rule.first_in_1970(), Some(&rule.recurrence()));
            }
        }
        _ => {
            observance(&mut text, &constant, None);
            for change in changes {
                observance(&mut text, change, None);
            }
        }
    }
    text.push_str("END:VTIMEZONE\r\n");
    text
}

impl Rule {
    /// The change of 1970 by this rule.
    fn first_in_1970(&self) -> Change {
        let at = self.change.at;
        let first = jiff::civil::date(1970, at.month(), 1);
        let day = first.nth_weekday_of_month(self.nth, at.weekday());
        Change {
            at: day.map_or(at, |day| day.to_datetime(at.time())),
            ..self.change
        }
    }

    fn recurrence(&self) -> String {
        let day = match self.change.at.weekday() {
            Weekday::Monday => "MO",
            Weekday::Tuesday => "TU",
            Weekday::Wednesday => "WE",
            Weekday::Thursday => "TH",
            Weekday::Friday => "FR",
            Weekday::Saturday => "SA",
            Weekday::Sunday => "SU",
        };
        let (month, nth) = (self.change.at.month(), self.nth);
        format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{day}")
    }
}

fn observance(text: &mut String, change: &Change, rule: Option<&str>) {
    let kind = if change.summer {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    let rule = rule.map_or_else(String::new, |rule| format!("RRULE:{rule}\r\n"));
    let (before, after) = (offset(change.before), offset(change.after));
    let at = change.at.strftime("%Y%m%dT%H%M%S");
    // Writing to a text cannot fail.
    let _ = write!(
        text,
        "BEGIN:{kind}\r\nDTSTART:{at}\r\n{rule}TZOFFSETFROM:{before}\r\nTZOFFSETTO:{after}\r\nEND:{kind}\r\n"
    );
}

/// A distance from UTC: `+0100`, with seconds where there are any.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds().unsigned_abs();
    let sign = if offset.seconds() < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan as _;

    fn zone(name: &str) -> String {
        let zone = calendar_zone(name, "2027-03-14".parse().unwrap()).unwrap();
        zone.component.replace("\r\n", "\n")
    }

    #[test]
    fn rules_begin_in_1970() {
        assert_eq!(
            zone("europe/berlin"),
            "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\n\
             BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n\
             END:VTIMEZONE\n"
        );
        let york = zone("America/New_York");
        assert!(
            york.contains(
                "DTSTART:19700308T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nTZOFFSETFROM:-0500"
            ),
            "{york}"
        );
        assert!(york.contains("BYMONTH=11;BYDAY=1SU"), "{york}");
    }

    #[test]
    fn a_zone_without_changes_has_one_offset() {
        let only = |after: &str| {
            format!(
                "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:{after}\nTZOFFSETTO:{after}\nEND:STANDARD\n"
            )
        };
        for (name, after) in [
            ("Asia/Kathmandu", "+0545"),
            ("Asia/Riyadh", "+0300"),
            ("UTC", "+0000"),
        ] {
            let text = zone(name);
            assert_eq!(
                text,
                format!(
                    "BEGIN:VTIMEZONE\nTZID:{name}\n{}END:VTIMEZONE\n",
                    only(after)
                )
            );
        }
    }

    #[test]
    fn changes_without_a_rule_are_listed() {
        // Clocks in Morocco followed the moon.
        let day = "2019-01-01".parse().unwrap();
        let text = calendar_zone("Africa/Casablanca", day).unwrap().component;
        assert!(!text.contains("RRULE"), "{text}");
        assert!(
            text.contains("DTSTART:20190505T030000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000"),
            "{text}"
        );
    }

    /// The offset of a time on the clock, read from the lines of a component as a calendar program does.
    fn read_offset(component: &str, at: DateTime) -> String {
        let mut found: Option<(DateTime, String)> = None;
        for observance in component.split("BEGIN:").skip(2) {
            let value = |name: &str| {
                let mut lines = observance.lines();
                lines.find_map(|line| line.strip_prefix(name))
            };
            let first = DateTime::strptime("%Y%m%dT%H%M%S", value("DTSTART:").unwrap()).unwrap();
            let onsets: Vec<DateTime> = match value("RRULE:FREQ=YEARLY;BYMONTH=") {
                None => vec![first],
                Some(rule) => {
                    let (month, day) = rule.split_once(";BYDAY=").unwrap();
                    let (nth, weekday) = day.split_at(day.len() - 2);
                    let weekday = match weekday {
                        "SU" => Weekday::Sunday,
                        "FR" => Weekday::Friday,
                        "TH" => Weekday::Thursday,
                        other => panic!("{other}"),
                    };
                    let of_year = |year| {
                        let month = jiff::civil::date(year, month.parse().unwrap(), 1);
                        let day = month.nth_weekday_of_month(nth.parse().unwrap(), weekday);
                        day.unwrap().to_datetime(first.time())
                    };
                    [at.year() - 1, at.year()].map(of_year).to_vec()
                }
            };
            for onset in onsets.into_iter().filter(|onset| *onset <= at) {
                if found.as_ref().is_none_or(|(known, _)| *known < onset) {
                    found = Some((onset, value("TZOFFSETTO:").unwrap().to_owned()));
                }
            }
        }
        found.map(|(_, offset)| offset).unwrap_or_default()
    }

    #[test]
    fn a_component_gives_every_day_its_offset() {
        for (name, from) in [
            ("Africa/Casablanca", 2019),
            ("Africa/Casablanca", 2026),
            ("Africa/Casablanca", 2027),
            ("Africa/El_Aaiun", 2026),
            ("Africa/El_Aaiun", 2027),
            ("Africa/Cairo", 2027),
            ("Europe/Dublin", 2027),
            ("Europe/Paris", 2027),
            ("America/New_York", 2027),
            ("Asia/Gaza", 2027),
        ] {
            let day = format!("{from}-03-14").parse().unwrap();
            let component = calendar_zone(name, day).unwrap().component;
            let zone = TimeZoneDatabase::bundled().get(name).unwrap();
            for day in jiff::civil::date(from, 1, 2).series(1.day()).take(3 * 365) {
                for hour in [9, 13] {
                    let at = day.at(hour, 0, 0, 0);
                    let exact = zone.to_offset(zone.to_timestamp(at).unwrap());
                    assert_eq!(read_offset(&component, at), offset(exact), "{name} {at}");
                }
            }
        }
    }

    #[test]
    fn morocco_left_summer_time_for_good_in_2026() {
        let zone = |day: &str| calendar_zone("Africa/Casablanca", day.parse().unwrap()).unwrap();
        let last = "DTSTART:20260920T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000";
        assert!(zone("2026-09-01").component.contains(last));
        assert!(!zone("2027-03-14").component.contains("+0100"));
    }

    #[test]
    fn every_zone_has_the_offsets_of_its_changes() {
        let database = TimeZoneDatabase::bundled();
        let mut seen = 0;
        for name in database.available() {
            let name = name.to_string();
            let day = "2027-03-14".parse().unwrap();
            let zone = calendar_zone(&name, day).unwrap();
            let times = database.get(&name).unwrap();
            for change in changes(&times, day).unwrap() {
                let after = format!("TZOFFSETTO:{}\r\n", offset(change.after));
                assert!(zone.component.contains(&after), "{name}");
            }
            assert!(
                zone.component.lines().all(|line| line.len() <= 75),
                "{name}"
            );
            seen += 1;
        }
        assert!(seen > 400, "{seen}");
    }
}
