//! Other rules: how much more absence, how many more trainers and rooms the counts of half days ask for.

use super::PlanOptions;
use super::load::{Faculty, Load};
use super::input::{Setup, most_away};
use crate::order::{Map, Order};

/// Shares of a section that are proposed to be away at once.
const SHARES: [f64; 6] = [0.25, 0.3, 0.4, 0.5, 0.75, 1.0];
/// More trainers or rooms than this are not proposed.
const MOST: u32 = 100;

/// Rules in place of those of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Supposed {
    pub(super) weeks: Option<u32>,
    pub(super) max_absent: Option<f64>,
    /// Rooms in addition, by site.
    pub(super) rooms: Vec<(String, u32)>,
    /// Trainers in addition, by skill.
    pub(super) trainers: Vec<(String, u32)>,
}

impl Supposed {
    /// As `--what-if` takes it; what the options suppose already is counted in.
    pub(super) fn option(&self, options: &PlanOptions) -> String {
        let weeks = self.weeks.iter().map(|weeks| format!("weeks={weeks}"));
        let absent = self.max_absent.iter().map(|share| format!("max_absent={share}"));
        let given = |known: Option<&u32>, more: u32| known.copied().unwrap_or(0).saturating_add(more);
        let rooms =
            self.rooms.iter().map(|(site, more)| format!("rooms.{site}={}", given(options.rooms.get(site), *more)));
        let trainers = self
            .trainers
            .iter()
            .map(|(skill, more)| format!("trainers.{skill}={}", given(options.trainers.get(skill), *more)));
        weeks.chain(absent).chain(rooms).chain(trainers).collect::<Vec<String>>().join(",")
    }

    /// In words, beside a plan of so many weeks.
    pub(super) fn words(&self, weeks: u32) -> String {
        let some = |more: u32, one: &str| {
            if more == 1 { format!("1 more {one}") } else { format!("{more} more {one}s") }
        };
        let longer = self.weeks.iter().map(|all| format!("plan for {}", some(all.saturating_sub(weeks), "week")));
        let absent =
            self.max_absent.iter().map(|share| format!("let {} % of a section be away at once", share * 100.0));
        let named = |kind: &'static str| {
            move |(name, more): &(String, u32)| match name.as_str() {
                "" => some(*more, kind),
                name => format!("{} for `{name}`", some(*more, kind)),
            }
        };
        let rooms = self.rooms.iter().map(named("room"));
        let trainers = self.trainers.iter().map(named("trainer"));
        longer.chain(absent).chain(rooms).chain(trainers).collect::<Vec<String>>().join(", ")
    }
}

/// The rules with which no more of what there is would be used than `used` percent, if only what is needed at the least is
/// counted; `None` where none will do.
pub(super) fn suppose(setup: &Setup<'_>, load: &Load, used: u64) -> Option<Supposed> {
    Some(Supposed {
        weeks: None,
        max_absent: absence(setup, load, used)?,
        rooms: rooms(setup, load, used)?,
        trainers: trainers(setup, load, used)?,
    })
}

/// The share of each section that may be away: `Some(None)` as it is.
fn absence(setup: &Setup<'_>, load: &Load, used: u64) -> Option<Option<f64>> {
    let staff = Load::staff(setup);
    let needs = load.of_sections(setup);
    let len = u64::from(setup.horizon.len());
    let fits = |share: Option<f64>| {
        needs.iter().all(|(&section, needed)| {
            let people = staff.get(section).copied().unwrap_or(0);
            let most = share.map_or_else(|| setup.most_away(section, people), |share| most_away(share, people));
            needed * 100 <= u64::from(most) * len * used
        })
    };
    if fits(None) {
        return Some(None);
    }
    let usual = setup.settings.max_absent.unwrap_or(setup.model.planning.max_absent);
    SHARES.into_iter().find(|&share| share > usual && fits(Some(share))).map(Some)
}

/// Trainers in addition, by skill.
fn trainers(setup: &Setup<'_>, load: &Load, used: u64) -> Option<Vec<(String, u32)>> {
    let name = |skill: &usize| setup.model.skill_ids.name(*skill as u32);
    let mut extra: Map<&str, u32> = Map::new();
    if setup.trainers.is_empty() {
        return Some(Vec::new());
    }
    let len = u64::from(setup.horizon.len());
    let needs = load.of_skills(setup);
    let names = |faculty: &Faculty| {
        let mut names: Vec<&str> = faculty.skills.iter().map(name).collect();
        names.order();
        names
    };
    let mut faculties = load.faculties(setup);
    faculties.order_by(|a, b| (a.skills.len(), names(a)).cmp(&(b.skills.len(), names(b))));
    for faculty in faculties {
        let given = |extra: &Map<&str, u32>, skill: &usize| u64::from(extra.get(name(skill)).copied().unwrap_or(0));
        loop {
            let more: u64 = faculty.skills.iter().map(|skill| given(&extra, skill)).sum();
            if faculty.needed * 100 <= (faculty.available + more * len) * used {
                break;
            }
            // The skill of which each trainer in addition would have the most to give.
            let most = |skill: &&usize| (needs.get(*skill).copied().unwrap_or(0) * 1_000) / (1 + given(&extra, skill));
            let skill = faculty.skills.iter().max_by(|a, b| most(a).cmp(&most(b)).then(name(b).cmp(name(a))))?;
            let count = extra.entry(name(skill)).or_default();
            *count += 1;
            if *count > MOST || len == 0 {
                return None;
            }
        }
    }
    Some(extra.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect())
}

/// Rooms in addition, by site.
fn rooms(setup: &Setup<'_>, load: &Load, used: u64) -> Option<Vec<(String, u32)>> {
    let mut extra = Vec::new();
    if setup.rooms.is_empty() {
        return Some(extra);
    }
    let len = u64::from(setup.horizon.len());
    for (&site, needed) in &load.of_sites(setup) {
        let there = setup.rooms.iter().filter(|room| room.site == site).count() as u64;
        let all = (needed * 100).div_ceil((len * used).max(1));
        let more = u32::try_from(all.saturating_sub(there)).ok().filter(|more| *more <= MOST)?;
        if more > 0 {
            extra.push((setup.site_name(site).unwrap_or_default().to_owned(), more));
        }
    }
    Some(extra)
}
