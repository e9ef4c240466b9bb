//! Whether a problem makes sense.

use super::problem::{BadProblem, TimetableProblem};

impl BadProblem {
    pub(super) fn new(place: String, what: impl Into<String>) -> BadProblem {
        BadProblem { place, what: what.into() }
    }
}

/// More slots, people or steps than this are a mistake.
const MOST: usize = 1 << 24;

impl TimetableProblem {
    /// Whether every index points into its list and every number can be worked with.
    ///
    /// # Errors
    ///
    /// The first thing that makes no sense.
    pub fn check(&self) -> Result<(), BadProblem> {
        let bad = |place: String, what: &str| Err(BadProblem::new(place, what));
        if self.slots.len() > 1 << 16 {
            return bad("slots".into(), "more than 65,536");
        }
        for (i, pair) in self.slots.windows(2).enumerate() {
            if let [a, b] = pair
                && (a.week, a.day, a.afternoon) >= (b.week, b.day, b.afternoon)
            {
                return bad(format!("slots[{}]", i + 1), "not after the slot before");
            }
        }
        for (i, activity) in self.activities.iter().enumerate() {
            if activity.duration == 0 {
                return bad(format!("activities[{i}].duration"), "must be at least 1");
            }
            if activity.duration > 1 << 16 {
                return bad(format!("activities[{i}].duration"), "more than 65,536");
            }
        }
        for (i, section) in self.sections.iter().enumerate() {
            if section.site >= self.sites {
                return bad(format!("sections[{i}].site"), "no such site");
            }
        }
        for (i, room) in self.rooms.iter().enumerate() {
            if room.site >= self.sites {
                return bad(format!("rooms[{i}].site"), "no such site");
            }
        }
        for (i, trainer) in self.trainers.iter().enumerate() {
            if trainer.site.is_some_and(|site| site >= self.sites) {
                return bad(format!("trainers[{i}].site"), "no such site");
            }
            if trainer.available.iter().any(|&(from, to)| from > to) {
                return bad(format!("trainers[{i}].available"), "ends before it begins");
            }
        }
        let mut steps = 0_usize;
        for (i, group) in self.groups.iter().enumerate() {
            if group.section >= self.sections.len() {
                return bad(format!("groups[{i}].section"), "no such section");
            }
            if group.trainer.is_some_and(|trainer| trainer >= self.trainers.len()) {
                return bad(format!("groups[{i}].trainer"), "no such trainer");
            }
            if group.trainer.is_some() && group.people > 1 {
                return bad(format!("groups[{i}].people"), "a trainer is one person");
            }
            for (n, &activity) in group.chain.iter().enumerate() {
                if activity >= self.activities.len() {
                    return bad(format!("groups[{i}].chain[{n}]"), "no such activity");
                }
                if group.chain.get(..n).is_some_and(|before| before.contains(&activity)) {
                    return bad(format!("groups[{i}].chain[{n}]"), "the same activity twice");
                }
            }
            steps = steps.saturating_add(group.chain.len().saturating_mul(group.people as usize));
            if steps > MOST {
                return bad(format!("groups[{i}].people"), "more than 16,777,216 seats in all");
            }
        }
        self.check_fixed()
    }

    fn check_fixed(&self) -> Result<(), BadProblem> {
        let bad = |place: String, what: &str| Err(BadProblem::new(place, what));
        for (i, fixed) in self.fixed_sessions.iter().enumerate() {
            let place = |field: &str| format!("fixed_sessions[{i}].{field}");
            let Some(activity) = self.activities.get(fixed.activity) else {
                return bad(place("activity"), "no such activity");
            };
            if fixed.start as usize + activity.duration as usize > self.slots.len() {
                return bad(place("start"), "the session ends after the last slot");
            }
            match fixed.site {
                Some(site) if site >= self.sites => return bad(place("site"), "no such site"),
                Some(_) if activity.online => return bad(place("site"), "the activity is online"),
                None if !activity.online => return bad(place("site"), "missing"),
                _ => {}
            }
            if let Some(room) = fixed.room {
                if activity.roomless {
                    return bad(place("room"), "the activity takes no room");
                }
                match self.rooms.get(room) {
                    None => return bad(place("room"), "no such room"),
                    Some(room) if Some(room.site) != fixed.site => return bad(place("room"), "at another site"),
                    Some(_) => {}
                }
            }
            if let Some(trainer) = fixed.trainer {
                match self.trainers.get(trainer) {
                    None => return bad(place("trainer"), "no such trainer"),
                    Some(t) if activity.skill.is_some_and(|skill| !t.skills.contains(&skill)) => {
                        return bad(place("trainer"), "lacks the skill");
                    }
                    Some(_) => {}
                }
            }
        }
        for (i, seats) in self.fixed_seats.iter().enumerate() {
            let place = |field: &str| format!("fixed_seats[{i}].{field}");
            let Some(session) = self.fixed_sessions.get(seats.session) else {
                return bad(place("session"), "no such fixed session");
            };
            let Some(group) = self.groups.get(seats.group) else { return bad(place("group"), "no such group") };
            if group.chain.get(seats.step) != Some(&session.activity) {
                return bad(place("step"), "not the activity of the session");
            }
            let site = self.sections.get(group.section).map(|section| section.site);
            if session.site.is_some() && session.site != site {
                return bad(place("session"), "at another site than the group");
            }
        }
        Ok(())
    }
}
