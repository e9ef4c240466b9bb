//! Small programmes with evidence, drawn at random: what the office knows.
//!
//! Everything but `evidence` and `responses` is in the document, which the attacker knows too.

use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) const TRACKS: [&str; 3] = ["people", "process", "technology"];
const LEVELS: [&str; 2] = ["working", "expert"];
/// The date of the first assessment, and that of the second: the same, so that anyone who did not move is unchanged.
pub(crate) const DATES: [&str; 2] = ["2027-03-14", "2027-03-14"];

/// Pseudo-random numbers from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// A number in [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// The numbers below `count` in any order.
    pub(crate) fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut list: Vec<usize> = (0..count).collect();
        (1..count).for_each(|at| list.swap(at, self.below(at + 1)));
        list
    }

    /// Up to `most` distinct numbers below `bound`, sorted, at least one.
    fn some_of(&mut self, bound: usize, most: usize) -> Vec<usize> {
        let count = 1 + self.below(most.min(bound));
        let mut list: Vec<usize> = (0..count).map(|_| self.below(bound)).collect();
        list.sort_unstable();
        list.dedup();
        list
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Objective {
    pub(crate) track: usize,
    pub(crate) scaled: bool,
}

/// What teaches an objective.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Course {
    pub(crate) hours: f64,
    pub(crate) seats: (usize, usize),
}

/// What a role asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Requirement {
    pub(crate) objective: usize,
    pub(crate) level: usize,
    pub(crate) weight: f64,
    pub(crate) critical: bool,
    pub(crate) threshold: f64,
}

/// People of one section with the same roles, and where they are at the second date (`None`: they have left).
#[derive(Clone, Debug)]
pub(crate) struct Crowd {
    pub(crate) section: usize,
    pub(crate) roles: Vec<usize>,
    pub(crate) people: usize,
    pub(crate) second: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) min_cell: usize,
    pub(crate) exponent: f64,
    pub(crate) threshold: f64,
    pub(crate) parents: Vec<Option<usize>>,
    pub(crate) objectives: Vec<Objective>,
    pub(crate) roles: Vec<Vec<Requirement>>,
    pub(crate) crowds: Vec<Crowd>,
    /// Of each section which technology objectives it uses, a bit for each; `None` where it declares nothing.
    pub(crate) uses: Vec<Option<u32>>,
    /// The conditions of the gate, as written.
    pub(crate) conditions: Vec<Value>,
    pub(crate) evidence: Vec<Value>,
    pub(crate) responses: Vec<Value>,
    /// Of each objective what its course takes: hours, and the least and most people of a session.
    pub(crate) courses: Vec<Option<Course>>,
    /// Multiples that counts are rounded to.
    pub(crate) round_to: usize,
    /// The secret of the office; `None`: it is derived from the evidence.
    pub(crate) key: Option<String>,
}

impl World {
    /// The world of a seed.
    pub(crate) fn draw(seed: u64) -> World {
        let random =
            &mut Random::new(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x5851_F42D_4C95_7F2D);
        let (sections, roles) = (1 + random.below(8), 1 + random.below(12));
        let objectives = 1 + random.below(8);
        let parents = (0..sections)
            .map(|at| (at > 0 && random.chance(0.6)).then(|| random.below(at)))
            .collect();
        let tracks = 1 + random.below(3);
        let objectives: Vec<Objective> = (0..objectives)
            .map(|_| Objective {
                track: random.below(tracks),
                scaled: random.chance(0.3),
            })
            .collect();
        let threshold = *random.pick(&[0.5, 0.5, 0.3, 0.6, 0.75]);
        let extreme = random.chance(0.5);
        let requirement = |random: &mut Random, objective| Requirement {
            objective,
            level: random.below(2),
            weight: if extreme {
                10f64.powf(random.unit() * 6.0 - 3.0)
            } else {
                1.0 + random.below(3) as f64
            },
            critical: random.chance(0.1),
            threshold: if random.chance(0.8) {
                threshold
            } else {
                *random.pick(&[0.25, 0.65])
            },
        };
        let roles: Vec<Vec<Requirement>> = (0..roles)
            .map(|_| {
                let wanted = random.some_of(objectives.len(), 8);
                wanted
                    .into_iter()
                    .map(|objective| requirement(random, objective))
                    .collect()
            })
            .collect();
        let mut crowds: BTreeMap<(usize, Vec<usize>, Option<usize>), usize> = BTreeMap::new();
        for section in 0..sections {
            let mut left = 1 + random.below(*random.clone().pick(&[60, 25, 14]));
            // Most sections have one role set for most of their people, and others for a few.
            while left > 0 {
                let most = if random.chance(0.4) { 9 } else { left };
                let people = 1 + random.below(most.min(left));
                let held = if random.chance(0.05) {
                    Vec::new()
                } else {
                    random.some_of(roles.len(), 8)
                };
                *crowds.entry((section, held, Some(section))).or_default() += people;
                left -= people;
            }
        }
        // A few move, or leave, before the second date.
        for _ in 0..random.below(4) {
            let keys: Vec<_> = crowds.keys().cloned().collect();
            let from = random.pick(&keys).clone();
            let to = (
                from.0,
                from.1.clone(),
                (!random.chance(0.3)).then(|| random.below(sections)),
            );
            if from != to && crowds[&from] > 1 {
                *crowds.entry(from).or_default() -= 1;
                *crowds.entry(to).or_default() += 1;
            }
        }
        let crowds = crowds
            .into_iter()
            .map(|((section, roles, second), people)| Crowd {
                section,
                roles,
                people,
                second,
            });
        let mut world = World {
            seed,
            min_cell: if random.chance(0.9) { 10 } else { 5 },
            exponent: *random.pick(&[-1.0, -1.0, 1.0, 0.5, 0.0, -2.0, f64::NEG_INFINITY]),
            threshold,
            parents,
            objectives,
            roles,
            crowds: crowds.collect(),
            uses: (0..sections)
                .map(|_| random.chance(0.2).then(|| random.below(256) as u32))
                .collect(),
            conditions: Vec::new(),
            evidence: Vec::new(),
            responses: Vec::new(),
            courses: Vec::new(),
            round_to: 5,
            key: random.chance(0.7).then(|| format!("office-{seed}")),
        };
        world.draw_conditions(random);
        world.draw_evidence(random);
        world.draw_responses(random);
        world.draw_courses(random);
        world
    }

    fn draw_conditions(&mut self, random: &mut Random) {
        let share = |random: &mut Random| *random.pick(&[0.2, 0.5, 0.8, 0.9, 1.0]);
        for _ in 0..random.below(8) {
            let objective = format!("o{}", random.below(self.objectives.len()));
            self.conditions.push(match random.below(6) {
                0 | 1 => {
                    let per = *random.pick(&["organisation", "section", "role"]);
                    json!({ "holders": objective, "per": per, "at_least": 1 + random.below(9) })
                }
                2 => json!({ "readiness": random.pick(&["people", "process", "technology", "all"]), "share": share(random) }),
                3 => json!({ "readiness": "all", "share": share(random), "at_least": random.pick(&[0.2, 0.4, 0.6]) }),
                4 => json!({ "phase": "first", "share": share(random) }),
                _ => json!({ "balance": random.pick(&[0.1, 0.2, 0.4]) }),
            });
        }
        if random.chance(0.5) {
            self.conditions
                .push(json!({ "buy_in": "pulse", "at_least": 0.5 }));
        }
        if random.chance(0.3) {
            self.conditions
                .push(json!({ "agreement": "pulse", "at_least": 0.6 }));
        }
    }

    fn draw_evidence(&mut self, random: &mut Random) {
        // By section and objective: nobody has evidence, everyone has passed, or each as it comes.
        let unknown: Vec<bool> = self.objectives.iter().map(|_| random.chance(0.2)).collect();
        let mut habit: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut person = 0;
        for (at, crowd) in self.crowds.iter().enumerate() {
            for _ in 0..crowd.people {
                for (objective, _) in self.needs(at, 0) {
                    let habit = *habit
                        .entry((crowd.section, objective))
                        .or_insert_with(|| random.below(5));
                    if unknown[objective] || habit == 0 || (habit > 1 && random.chance(0.4)) {
                        continue;
                    }
                    let value = if habit == 1 {
                        1.0
                    } else {
                        *random.pick(&[0.0, 0.3, 0.5, 1.0, 1.0])
                    };
                    let kind = *random.pick(&["observation", "observation", "quiz", "completion"]);
                    let date = format!(
                        "2026-{:02}-{:02}",
                        1 + random.below(12),
                        1 + random.below(28)
                    );
                    let mut row = json!({ "person": format!("person-{person}"), "objective": format!("o{objective}"),
                        "kind": kind, "value": if kind == "completion" { 1.0 } else { value }, "date": date });
                    if self.objectives[objective].scaled {
                        row["level"] = json!(LEVELS[random.below(2)]);
                    }
                    self.evidence.push(row);
                }
                person += 1;
            }
        }
    }

    fn draw_responses(&mut self, random: &mut Random) {
        let mut person = 0;
        for crowd in self.crowds.clone() {
            let (willing, mood) = (random.unit(), 1 + random.below(5));
            for _ in 0..crowd.people {
                for item in [
                    "worth", "able", "matters", "aware", "keen", "know", "can", "kept",
                ] {
                    if random.chance(willing) {
                        let answer = if random.chance(0.5) {
                            mood
                        } else {
                            1 + random.below(5)
                        };
                        self.responses.push(
                            json!({ "respondent": format!("person-{person}"), "instrument": "pulse",
                            "item": item, "answer": answer, "date": "2027-03-01" }),
                        );
                    }
                }
                person += 1;
            }
        }
    }

    fn draw_courses(&mut self, random: &mut Random) {
        let mut course = |_: &Objective| {
            let hours = *random.pick(&[2.0, 3.0, 4.0, 8.0]);
            let seats = *random.pick(&[(1, 8), (1, 12), (4, 16), (10, 14), (1, 200)]);
            (!random.chance(0.1)).then_some(Course { hours, seats })
        };
        self.courses = self.objectives.iter().map(&mut course).collect();
    }

    /// Whether a section is another one, or part of it.
    pub(crate) fn is_within(&self, section: usize, whole: usize) -> bool {
        std::iter::successors(Some(section), |&at| self.parents[at]).any(|at| at == whole)
    }

    /// Where the people of a crowd are at a date.
    pub(crate) fn section_of(&self, crowd: usize, date: usize) -> Option<usize> {
        let crowd = &self.crowds[crowd];
        if date == 0 {
            Some(crowd.section)
        } else {
            crowd.second
        }
    }

    /// Which technology objectives a section uses, where it or one above it says so.
    fn uses_of(&self, section: usize) -> Option<u32> {
        let has_feature = self.objectives.iter().any(|objective| objective.track == 2);
        let mut above = std::iter::successors(Some(section), |&at| self.parents[at]);
        above.find_map(|at| self.uses[at]).filter(|_| has_feature)
    }

    /// What the people of a crowd need at a date, by objective: the greatest of what their roles say.
    pub(crate) fn needs(&self, crowd: usize, date: usize) -> BTreeMap<usize, Requirement> {
        let Some(section) = self.section_of(crowd, date) else {
            return BTreeMap::new();
        };
        let uses = self.uses_of(section);
        let mut needs: BTreeMap<usize, Requirement> = BTreeMap::new();
        for requirement in self.crowds[crowd]
            .roles
            .iter()
            .flat_map(|&role| &self.roles[role])
        {
            let objective = &self.objectives[requirement.objective];
            let is_used = objective.track != 2
                || uses.is_none_or(|uses| uses & (1 << requirement.objective) != 0);
            if !is_used {
                continue;
            }
            let mut new = *requirement;
            new.level = if objective.scaled { new.level } else { 0 };
            let held = needs.entry(requirement.objective).or_insert(new);
            held.level = held.level.max(new.level);
            held.weight = held.weight.max(new.weight);
            held.threshold = held.threshold.max(new.threshold);
            held.critical |= new.critical;
        }
        needs
    }

    pub(crate) fn level_name(&self, objective: usize, level: usize) -> Option<&'static str> {
        self.objectives[objective].scaled.then(|| LEVELS[level])
    }

    fn activities(&self) -> Vec<Value> {
        let course = |(at, course): (usize, &Option<Course>)| {
            let Course {
                hours,
                seats: (least, most),
            } = (*course)?;
            Some(
                json!({ "id": format!("a{at}"), "mode": "course", "hours": hours, "teaches": [{ "objective": format!("o{at}") }],
                "online": true, "seats": { "min": least, "max": most } }),
            )
        };
        self.courses.iter().enumerate().filter_map(course).collect()
    }

    /// The document at a date.
    pub(crate) fn document(&self, date: usize) -> Value {
        let objectives = self.objectives.iter().enumerate().map(|(at, objective)| {
            let mut written = json!({ "id": format!("o{at}"), "track": TRACKS[objective.track] });
            if objective.track == 2 {
                written["tool"] = json!("t");
                written["features"] = json!([format!("f{at}")]);
            }
            if objective.scaled {
                written["scale"] = json!("skill");
            }
            written
        });
        let role = |(at, requires): (usize, &Vec<Requirement>)| {
            let requires = requires.iter().map(|need| {
                let mut written = json!({ "objective": format!("o{}", need.objective), "weight": need.weight,
                    "critical": need.critical, "threshold": need.threshold });
                if let Some(level) = self.level_name(need.objective, need.level) {
                    written["level"] = json!(level);
                }
                written
            });
            json!({ "id": format!("r{at}"), "requires": requires.collect::<Vec<_>>() })
        };
        let section = |(at, parent): (usize, &Option<usize>)| match parent {
            Some(parent) => json!({ "id": format!("s{at}"), "parent": format!("s{parent}") }),
            None => json!({ "id": format!("s{at}") }),
        };
        let (mut people, mut person) = (Vec::new(), 0);
        for (at, crowd) in self.crowds.iter().enumerate() {
            let roles: Vec<String> = crowd.roles.iter().map(|role| format!("r{role}")).collect();
            for _ in 0..crowd.people {
                let section = self.section_of(at, date);
                let mut written = json!({ "id": format!("person-{person}"), "roles": roles,
                    "section": format!("s{}", section.unwrap_or(crowd.section)) });
                if section.is_none() {
                    written["left"] = json!("2027-03-13");
                }
                people.push(written);
                person += 1;
            }
        }
        let features: Vec<usize> = (0..self.objectives.len())
            .filter(|&at| self.objectives[at].track == 2)
            .collect();
        let mut feature_use = Vec::new();
        for (section, uses) in self.uses.iter().enumerate() {
            for &at in features.iter().filter(|_| uses.is_some()) {
                let used = uses.is_some_and(|uses| uses & (1 << at) != 0);
                feature_use.push(
                    json!({ "section": format!("s{section}"), "feature": format!("t/f{at}"),
                    "uses_per_month": if used { 10 } else { 0 } }),
                );
            }
        }
        let (first, second): (Vec<usize>, Vec<usize>) =
            (0..self.objectives.len()).partition(|at| at % 2 == 0);
        let ids = |list: Vec<usize>| list.iter().map(|at| format!("o{at}")).collect::<Vec<_>>();
        let tool = json!({ "id": "t", "features": features.iter().map(|at| format!("f{at}")).collect::<Vec<_>>() });
        let item = |id: &str, measures: &str| json!({ "id": id, "measures": measures });
        let exponent = if self.exponent.is_finite() {
            json!(self.exponent)
        } else {
            json!("-inf")
        };
        let mut after = json!({ "id": "second", "objectives": ids(second) });
        if !self.conditions.is_empty() {
            after["gate"] = json!({ "all": self.conditions });
        }
        json!({
            "format": 1, "id": "ministry", "as_of": DATES[date],
            "rules": { "min_cell": self.min_cell, "round_to": self.round_to, "exponent": exponent, "threshold": self.threshold },
            "tools": if features.is_empty() { vec![] } else { vec![tool] },
            "feature_use": feature_use,
            "scales": { "skill": { "levels": LEVELS } },
            "objectives": objectives.collect::<Vec<_>>(),
            "roles": self.roles.iter().enumerate().map(role).collect::<Vec<_>>(),
            "sections": self.parents.iter().enumerate().map(section).collect::<Vec<_>>(),
            "activities": self.activities(),
            "planning": { "weeks": 30, "wage_per_hour": 40.0, "waste_per_hour": 0.0, "balance_per_hour": 0.0, "max_absent": 1.0 },
            "phases": [{ "id": "first", "objectives": ids(first) }, after],
            "instruments": [{ "id": "pulse", "points": 5, "items": [
                item("worth", "buy-in"), item("able", "o0"),
                { "id": "matters", "measures": "o0", "aspect": "importance" },
                item("aware", "awareness"), item("keen", "desire"), item("know", "knowledge"),
                item("can", "ability"), item("kept", "reinforcement"),
            ] }],
            "people": people,
        })
    }
}
