//! The people of the sample: where they work, in which roles, since when, and how far they have come.

use super::catalogue::{OBJECTIVES, ROLES, objective, role};
use super::{Purpose, Rng, sections::SECTIONS};
use paratus::Date;
use std::fmt::Write;

/// Someone of the sample.
pub(crate) struct Person {
    /// Pseudonymous id.
    pub(crate) id: String,
    /// Place of the section in [`SECTIONS`].
    pub(crate) section: usize,
    /// Places of the roles in [`ROLES`], one or two.
    pub(crate) roles: Vec<usize>,
    /// Whether they lead others.
    pub(crate) leader: bool,
    /// First day.
    pub(crate) joined: Date,
    /// Last day, of the few who left.
    pub(crate) left: Option<Date>,
    /// How far they take part, in [0, 1]: it drives attendance, repeats and what they say in surveys.
    pub(crate) engagement: f64,
    /// How well it goes, in [0, 1]: it drives results.
    pub(crate) skill: f64,
    /// Nobody has reached them yet: no evidence at all.
    pub(crate) unreached: bool,
}

impl Person {
    /// The last day on which something can happen to them.
    pub(crate) fn until(&self, as_of: Date) -> Date {
        self.left.map_or(as_of, |left| left.min(as_of))
    }

    /// Someone to rely on as an observer or trainer: there for long, and still there.
    fn settled(&self, as_of: Date) -> bool {
        self.left.is_none() && as_of.days_since(self.joined) > 600
    }

    /// What their roles require and their section uses, as (objective, level) in the order of [`OBJECTIVES`].
    pub(crate) fn needs(&self) -> Vec<(usize, usize)> {
        let mut levels: Vec<Option<usize>> = vec![None; OBJECTIVES.len()];
        for &role in &self.roles {
            for &(id, level) in ROLES[role].requires {
                if let Some(index) = objective(id) {
                    levels[index] = levels[index].max(Some(level));
                }
            }
        }
        let used = |index: &usize| !super::sections::never_uses(self.section, *index);
        levels
            .iter()
            .enumerate()
            .filter_map(|(i, level)| level.map(|l| (i, l)))
            .filter(|(i, _)| used(i))
            .collect()
    }
}

/// The whole staff, and who is who in it.
pub(crate) struct Staff {
    /// Everyone, section by section.
    pub(crate) people: Vec<Person>,
    /// The first leader of each section.
    pub(crate) leaders: Vec<Option<usize>>,
    /// Those who train and look after knowledge, long enough there to hold sessions and to observe.
    pub(crate) trainers: Vec<usize>,
}

/// One leader for this many people of a section.
const SPAN: usize = 40;

impl Staff {
    /// Draws `count` people. Every section gets its share; the smallest stay empty where there are few people.
    pub(crate) fn draw(count: usize, seed: u64, as_of: Date) -> Staff {
        let width = count.to_string().len().max(4);
        let total: usize = SECTIONS.iter().map(|section| section.weight).sum();
        let mut staff = Staff {
            people: Vec::with_capacity(count),
            leaders: vec![None; SECTIONS.len()],
            trainers: vec![],
        };
        let mut weight = 0;
        for (section, entry) in SECTIONS.iter().enumerate() {
            weight += entry.weight;
            // Rounding the running total hands out exactly `count` places.
            let upto = (count * weight + total / 2) / total;
            let first = staff.people.len();
            while staff.people.len() < upto {
                let number = staff.people.len();
                let mut rng = Rng::new(seed, Purpose::Person, number);
                let leader = (number - first).is_multiple_of(SPAN);
                let id = format!("p-{:0width$}", number + 1);
                staff
                    .people
                    .push(person(id, section, leader, as_of, &mut rng));
                staff.leaders[section].get_or_insert(number);
            }
        }
        let (trainer, officer) = (role("trainer"), role("km-officer"));
        staff.trainers = (0..staff.people.len())
            .filter(|&index| {
                let person = &staff.people[index];
                person.settled(as_of)
                    && person
                        .roles
                        .iter()
                        .any(|role| Some(*role) == trainer || Some(*role) == officer)
            })
            .collect();
        staff
    }

    /// Someone who could watch `person` at work: mostly who leads the section, or else a trainer or officer.
    pub(crate) fn observer(&self, person: usize, rng: &mut Rng) -> Option<usize> {
        let section = self.people[person].section;
        let parent = SECTIONS[section].parent.and_then(super::sections::section);
        let leader = [Some(section), parent]
            .into_iter()
            .flatten()
            .filter_map(|s| self.leaders[s])
            .find(|l| *l != person);
        let trainer = self
            .trainers
            .get(rng.below(self.trainers.len()))
            .copied()
            .filter(|t| *t != person);
        if rng.chance(0.6) {
            leader.or(trainer)
        } else {
            trainer.or(leader)
        }
    }

    /// `people.csv`.
    pub(crate) fn csv(&self) -> String {
        let mut text = String::from("id,section,roles,leader,joined,left\n");
        for person in &self.people {
            let roles: Vec<&str> = person.roles.iter().map(|role| ROLES[*role].id).collect();
            let left = person.left.map(|left| left.to_string()).unwrap_or_default();
            let _ = writeln!(
                text,
                "{},{},{},{},{},{left}",
                person.id,
                SECTIONS[person.section].id,
                roles.join(" "),
                person.leader,
                person.joined
            );
        }
        text
    }
}

fn person(id: String, section: usize, leader: bool, as_of: Date, rng: &mut Rng) -> Person {
    let entry = &SECTIONS[section];
    let main = if leader {
        entry.led_by
    } else {
        entry.mix[rng.weighted(entry.mix.iter().map(|(_, w)| *w))].0
    };
    let second = match main {
        "analyst" if rng.chance(0.06) => Some(if rng.chance(0.6) {
            "trainer"
        } else {
            "km-officer"
        }),
        "registry-clerk" if rng.chance(0.05) => Some("trainer"),
        "manager" if rng.chance(0.12) => Some("km-officer"),
        _ => None,
    };
    let roles: Vec<usize> = [Some(main), second]
        .into_iter()
        .flatten()
        .filter_map(role)
        .collect();
    let stays = leader || main == "trainer" || main == "km-officer";
    let joined = if !stays && rng.chance(0.12) {
        as_of.plus_days(-rng.between(20, 420))
    } else {
        as_of.plus_days(-rng.between(640, 9000))
    };
    let tenure = as_of.days_since(joined);
    let left = (!stays && rng.chance(0.05))
        .then(|| as_of.plus_days(-rng.between(5, 170.min(tenure - 10))))
        .filter(|left| *left > joined);

    // Sections differ, people more so. About one in five struggles, for whatever reason.
    let engagement = (entry.mood + 0.03 + 1.7 * (rng.normal() - 0.5)).clamp(0.02, 0.98);
    let struggles = rng.chance(if stays { 0.05 } else { 0.19 });
    let skill = if struggles {
        0.05 + 0.3 * rng.unit()
    } else {
        0.84 + 0.20 * rng.normal() + 0.1 * (engagement - 0.5)
    };
    let unreached = !leader && rng.chance(0.035);
    Person {
        id,
        section,
        roles,
        leader,
        joined,
        left,
        engagement,
        skill,
        unreached,
    }
}
