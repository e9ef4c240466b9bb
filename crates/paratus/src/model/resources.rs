//! Compiled rooms, trainers, dated sessions and the calendar: what planning may use.

use super::{Model, is_valid_id};
use crate::Date;
use crate::document::{CalendarDoc, Document, Half, PlanningDoc, Time, Weekday, WindowDoc};

/// A room.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    pub(crate) id: String,
    pub(crate) seats: u32,
    pub(crate) site: Option<usize>,
}

/// Somebody who can hold sessions.
#[derive(Clone, Debug)]
pub(crate) struct Trainer {
    pub(crate) id: String,
    /// Indices of skills, sorted.
    pub(crate) skills: Vec<usize>,
    pub(crate) site: Option<usize>,
    pub(crate) available: Vec<WindowDoc>,
}

/// A dated session.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) activity: usize,
    pub(crate) start: Date,
    pub(crate) half: Half,
    pub(crate) seats: Option<u32>,
    /// As written; an index only where the programme declares trainers.
    pub(crate) trainer: Option<String>,
    /// As written; an index only where the programme declares rooms.
    pub(crate) room: Option<String>,
    pub(crate) pinned: bool,
}

/// Working days and their halves.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    /// Whether people work, by day of the week from Monday.
    works: [bool; 7],
    /// Sorted.
    holidays: Vec<Date>,
    pub(crate) hours_per_day: f64,
    pub(crate) morning: Time,
    pub(crate) afternoon: Time,
    pub(crate) timezone: Option<String>,
}

impl Default for Calendar {
    fn default() -> Calendar {
        calendar(&CalendarDoc::default())
    }
}

impl Calendar {
    /// Whether people work on a day.
    pub(crate) fn is_working(&self, day: Date) -> bool {
        // 1970-01-01 was a Thursday.
        let weekday = (i64::from(day.days()) + 3).rem_euclid(7) as usize;
        self.works.get(weekday).copied().unwrap_or(false)
            && self.holidays.binary_search(&day).is_err()
    }

    /// How many half days a week has at most.
    pub(crate) fn slots_of_week(&self) -> u32 {
        2 * self.works.iter().filter(|works| **works).count() as u32
    }

    /// How many half days an activity takes, at least one.
    pub(crate) fn slots(&self, hours: f64) -> u32 {
        let slots = (hours * 2.0 / self.hours_per_day - 1e-9).ceil();
        if slots.is_finite() {
            slots.clamp(1.0, 1000.0) as u32
        } else {
            1
        }
    }
}

/// Each value within what it can be; a rule reports one that is not.
pub(super) fn planning(written: &PlanningDoc) -> PlanningDoc {
    let default = PlanningDoc::default();
    let price = |value: f64, default: f64| {
        if value.is_finite() && value >= 0.0 {
            value
        } else {
            default
        }
    };
    PlanningDoc {
        from: written.from,
        until: written.until,
        weeks: if written.weeks == 0 {
            default.weeks
        } else {
            written.weeks
        },
        max_absent: fraction(written.max_absent).unwrap_or(default.max_absent),
        wage_per_hour: price(written.wage_per_hour, default.wage_per_hour),
        waste_per_hour: price(written.waste_per_hour, default.waste_per_hour),
        balance_per_hour: price(written.balance_per_hour, default.balance_per_hour),
        cost_per_move: price(written.cost_per_move, default.cost_per_move),
    }
}

fn fraction(value: f64) -> Option<f64> {
    Some(value).filter(|value| (0.0..=1.0).contains(value))
}

pub(super) fn calendar(written: &CalendarDoc) -> Calendar {
    let mut works = [true; 7];
    for day in &written.weekend {
        let at = match day {
            Weekday::Monday => 0,
            Weekday::Tuesday => 1,
            Weekday::Wednesday => 2,
            Weekday::Thursday => 3,
            Weekday::Friday => 4,
            Weekday::Saturday => 5,
            Weekday::Sunday => 6,
        };
        if let Some(works) = works.get_mut(at) {
            *works = false;
        }
    }
    let mut holidays = written.holidays.clone();
    holidays.sort();
    holidays.dedup();
    let hours = written.hours_per_day;
    let hours_per_day = if hours > 0.0 && hours <= 24.0 {
        hours
    } else {
        CalendarDoc::default().hours_per_day
    };
    Calendar {
        works,
        holidays,
        hours_per_day,
        morning: written.morning,
        afternoon: written.afternoon,
        timezone: written.timezone.clone(),
    }
}

/// Sites, limits, rooms, trainers and sessions. Sections, activities and people are compiled.
pub(super) fn compile(model: &mut Model, document: &Document) {
    model.calendar = calendar(&document.calendar);
    model.planning = planning(&document.planning);
    sections(model, document);
    for room in &document.rooms {
        if is_valid_id(&room.id) && model.room_ids.intern(&room.id).is_some_and(|(_, new)| new) {
            let site = site(model, room.site.as_deref());
            model.rooms.push(Room {
                id: room.id.clone(),
                seats: room.seats,
                site,
            });
        }
    }
    for trainer in &document.trainers {
        if is_valid_id(&trainer.id)
            && model
                .trainer_ids
                .intern(&trainer.id)
                .is_some_and(|(_, new)| new)
        {
            let mut skills: Vec<usize> = trainer
                .skills
                .iter()
                .filter_map(|skill| {
                    model
                        .skill_ids
                        .intern(skill)
                        .map(|(number, _)| number as usize)
                })
                .collect();
            skills.sort_unstable();
            skills.dedup();
            let site = site(model, trainer.site.as_deref());
            model.trainers.push(Trainer {
                id: trainer.id.clone(),
                skills,
                site,
                available: trainer.available.clone(),
            });
        }
    }
    let mut ids = super::Interner::default();
    for session in &document.sessions {
        let Some(activity) = model.activity_ids.index(&session.activity) else {
            continue;
        };
        if !is_valid_id(&session.id) || !ids.intern(&session.id).is_some_and(|(_, new)| new) {
            continue;
        }
        let named = |name: &Option<String>| name.clone().filter(|name| !name.is_empty());
        model.sessions.push(Session {
            id: session.id.clone(),
            activity,
            start: session.start,
            half: session.half.unwrap_or(Half::Morning),
            seats: session.seats.filter(|seats| *seats > 0),
            trainer: named(&session.trainer),
            room: named(&session.room),
            pinned: session.pinned,
        });
    }
}

fn site(model: &mut Model, name: Option<&str>) -> Option<usize> {
    let name = name.filter(|name| !name.is_empty())?;
    model
        .site_ids
        .intern(name)
        .map(|(number, _)| number as usize)
}

/// Each section's own site and limit, or those of the nearest section above it that has them.
fn sections(model: &mut Model, document: &Document) {
    let mut written: Vec<(Option<usize>, Option<f64>)> = vec![(None, None); model.sections.len()];
    let mut seen = vec![false; model.sections.len()];
    for section in &document.sections {
        let Some(at) = model.section_ids.index(&section.id) else {
            continue;
        };
        // Of a repeated id the first entry counts.
        if seen.get(at).copied().unwrap_or(true) {
            continue;
        }
        let site = site(model, section.site.as_deref());
        if let (Some(entry), Some(seen)) = (written.get_mut(at), seen.get_mut(at)) {
            *entry = (site, section.max_absent.and_then(fraction));
            *seen = true;
        }
    }
    let usual = model.planning.max_absent;
    for at in 0..model.sections.len() {
        let of = |part: usize| written.get(part).copied().unwrap_or_default();
        let site = model.lineage(at).find_map(|above| of(above).0);
        let limit = model
            .lineage(at)
            .find_map(|above| of(above).1)
            .unwrap_or(usual);
        if let Some(section) = model.sections.get_mut(at) {
            section.site = site;
            section.max_absent = limit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_are_free() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let calendar = calendar(&CalendarDoc {
            holidays: vec![day("2027-03-17")],
            ..CalendarDoc::default()
        });
        let working: Vec<bool> = (15..=21)
            .map(|d| calendar.is_working(Date::from_ymd(2027, 3, d).unwrap()))
            .collect();
        // 2027-03-15 was a Monday.
        assert_eq!(working, [true, true, false, true, true, false, false]);
        assert_eq!(
            [0.0, 3.75, 3.8, 7.5, 7.6].map(|hours| calendar.slots(hours)),
            [1, 1, 2, 2, 3]
        );
    }

    #[test]
    fn sites_and_limits_come_from_above() {
        let document: Document = toml::from_str(
            r#"
            format = 1
            id = "test"
            sections = [{ id = "top", site = "hill", max_absent = 0.3 }, { id = "part", parent = "top" },
                        { id = "far", parent = "part", site = "sea" }, { id = "own" }]
            "#,
        )
        .unwrap();
        let model = super::super::compile(&document);
        let found: Vec<_> = model
            .sections
            .iter()
            .map(|section| (section.site, section.max_absent))
            .collect();
        assert_eq!(
            found,
            [(Some(0), 0.3), (Some(0), 0.3), (Some(1), 0.3), (None, 0.2)]
        );
    }
}
