//! Random programmes of up to sixty people: sections, sites, rooms, trainers, levels, phases, windows, refreshers, joiners and leavers.

use crate::rng::Rng;
use crate::step::Step;
use crate::world::{date, day};
use serde_json::{Value, json};

/// A Sunday.
pub(crate) const AS_OF: &str = "2027-03-14";

const LEVELS: [&str; 3] = ["aware", "working", "expert"];

struct Maker {
    rng: Rng,
    objectives: usize,
    scaled: Vec<bool>,
    sites: bool,
}

pub(crate) fn random(seed: u64) -> Step {
    let mut rng = Rng::new(seed);
    let objectives = rng.between(3, 9);
    let scaled = (0..objectives).map(|_| rng.chance(0.2)).collect();
    let sites = rng.chance(0.25);
    let mut maker = Maker {
        rng,
        objectives,
        scaled,
        sites,
    };
    let (document, people) = maker.document(seed);
    let evidence = maker.evidence(&document, people);
    Step::first(document, evidence, AS_OF)
}

fn later(days: i32) -> String {
    date(day(AS_OF) + days)
}

fn lagging(rng: &mut Rng, first: i32, last: i32) -> i32 {
    first + rng.below((last - first + 1) as usize) as i32
}

impl Maker {
    fn document(&mut self, seed: u64) -> (Value, usize) {
        let sections = self.rng.between(1, 4);
        let skills = ["alpha", "beta"];
        let rooms = if self.rng.chance(0.15) {
            0
        } else {
            self.rng.between(1, 3)
        };
        let trainers = if self.rng.chance(0.1) {
            0
        } else {
            self.rng.between(1, 4)
        };
        let people = self.rng.between(4, 60);
        let objectives: Vec<Value> = (0..self.objectives).map(|at| self.objective(at)).collect();
        let activities: Vec<Value> = (0..self.objectives)
            .flat_map(|at| self.activities(at, &skills))
            .collect();
        let roles: Vec<Value> = (0..self.rng.between(1, 4))
            .map(|at| self.role(at))
            .collect();
        let people_list: Vec<Value> = (0..people)
            .map(|at| self.person(at, sections, roles.len()))
            .collect();
        let site = |maker: &mut Maker| {
            if maker.sites {
                json!(format!("site-{}", maker.rng.below(2)))
            } else {
                Value::Null
            }
        };
        let sections: Vec<Value> = (0..sections)
            .map(|at| {
                let mut section = json!({ "id": format!("s{at}"), "site": site(self) });
                if at > 1 && !self.sites && self.rng.chance(0.3) {
                    section["parent"] = json!("s0");
                }
                if self.rng.chance(0.3) {
                    section["max_absent"] = json!([0.1, 0.5, 1.0][self.rng.below(3)]);
                }
                section
            })
            .collect();
        let rooms: Vec<Value> = (0..rooms)
            .map(|at| json!({ "id": format!("room{at}"), "seats": self.rng.between(4, 20), "site": site(self) }))
            .collect();
        let trainers: Vec<Value> = (0..trainers)
            .map(|at| self.trainer(at, people, &skills))
            .collect();
        let holidays: Vec<String> = (0..self.rng.below(4))
            .map(|_| later(lagging(&mut self.rng, 3, 60)))
            .collect();
        let mut planning = json!({
            "max_absent": ([0.1, 0.2, 0.34, 0.5, 1.0][self.rng.below(5)]),
            "wage_per_hour": 40.0, "cost_per_move": 25.0,
        });
        if self.rng.chance(0.3) {
            planning["until"] = json!(later(lagging(&mut self.rng, 60, 120)));
        } else {
            planning["weeks"] = json!(self.rng.between(4, 14));
        }
        let mut document = json!({
            "format": 1, "id": format!("life-{seed}"), "as_of": AS_OF,
            "scales": { "skill": { "levels": LEVELS } },
            "tools": [{ "id": "tool", "features": (0..self.objectives).map(|at| format!("f{at}")).collect::<Vec<_>>() }],
            "objectives": objectives, "sections": sections, "roles": roles, "activities": activities,
            "rooms": rooms, "trainers": trainers, "people": people_list,
            "calendar": { "holidays": holidays }, "planning": planning,
            "rules": { "refresh_lead_days": ([20, 30, 60][self.rng.below(3)]) },
        });
        if self.rng.chance(0.4) {
            document["phases"] = self.phases();
        }
        if self.rng.chance(0.3) {
            document["feature_use"] = self.feature_use();
        }
        if self.rng.chance(0.3) {
            document["sessions"] = json!([self.pinned(&document)]);
        }
        (document, people)
    }

    fn objective(&mut self, at: usize) -> Value {
        let track = ["people", "process", "technology"][at % 3];
        let half_life = [3000, 3000, 365, 198, 150][self.rng.below(5)];
        let mut value =
            json!({ "id": format!("o{at}"), "track": track, "half_life_days": half_life });
        let drawn: Vec<usize> = (0..at)
            .filter(|_| self.rng.chance(0.8 / at.max(2) as f64))
            .collect();
        let requires: Vec<String> = drawn.into_iter().map(|to| self.reference(to)).collect();
        value["requires"] = json!(requires);
        if self.scaled[at] {
            value["scale"] = json!("skill");
        }
        if at % 3 == 2 && self.rng.chance(0.7) {
            value["tool"] = json!("tool");
            value["features"] = json!([format!("f{at}")]);
        }
        value
    }

    /// An objective, at some level where it has levels.
    fn reference(&mut self, at: usize) -> String {
        if self.scaled[at] {
            format!("o{at}@{}", LEVELS[self.rng.below(2)])
        } else {
            format!("o{at}")
        }
    }

    fn taught(&mut self, at: usize, level: usize) -> Value {
        if self.scaled[at] {
            json!({ "objective": format!("o{at}"), "level": LEVELS[level] })
        } else {
            json!({ "objective": format!("o{at}") })
        }
    }

    /// What teaches an objective: one or two activities; of an objective with levels one for each of two steps.
    fn activities(&mut self, at: usize, skills: &[&str]) -> Vec<Value> {
        if self.rng.chance(0.04) {
            return Vec::new();
        }
        let count = if self.scaled[at] || self.rng.chance(0.35) {
            2
        } else {
            1
        };
        (0..count)
            .map(|which| {
                let level = if which == 0 && self.rng.chance(0.8) {
                    1
                } else {
                    2
                };
                let mut teaches = vec![self.taught(at, level)];
                let other = self.rng.below(self.objectives);
                if other != at && self.rng.chance(0.25) {
                    teaches.push(self.taught(other, 2));
                }
                let mode = [
                    "workshop",
                    "course",
                    "course",
                    "workshop",
                    "coaching",
                    "e-learning",
                    "self-study",
                ][self.rng.below(7)];
                let coaching = mode == "coaching";
                let max = if coaching {
                    self.rng.between(1, 4)
                } else {
                    self.rng.between(4, 16)
                };
                let min = if coaching {
                    1
                } else {
                    self.rng.between(1, 6).min(max)
                };
                let mut value = json!({
                    "id": format!("a{at}{}", ["x", "y"][which]), "mode": mode, "teaches": teaches,
                    "hours": ([1.5, 2.0, 3.0, 3.5, 6.0, 7.5, 8.0][self.rng.below(7)]),
                });
                if mode == "e-learning" || mode == "self-study" {
                    value["cost_per_person"] = json!(10.0);
                } else {
                    value["seats"] = json!({ "min": min, "max": max });
                    value["cost"] = json!([100.0, 250.0, 400.0, 900.0][self.rng.below(4)]);
                    value["online"] = json!(self.rng.chance(0.15));
                    if self.rng.chance(0.75) {
                        value["trainer_skill"] = json!(skills[self.rng.below(skills.len())]);
                    }
                }
                if which == 1 && self.scaled[at] {
                    value["requires"] = json!([format!("o{at}@working")]);
                } else if at > 0 && self.rng.chance(0.3) {
                    let to = self.rng.below(at);
                    value["requires"] = json!([self.reference(to)]);
                }
                value
            })
            .collect()
    }

    fn role(&mut self, at: usize) -> Value {
        let requires: Vec<Value> = (0..self.objectives)
            .filter(|_| self.rng.chance(0.65))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|to| {
                let level = self.rng.between(1, 2);
                self.taught(to, level)
            })
            .collect();
        json!({ "id": format!("r{at}"), "requires": requires })
    }

    fn person(&mut self, at: usize, sections: usize, roles: usize) -> Value {
        let mut person = json!({
            "id": format!("p{at:03}"), "section": format!("s{}", self.rng.below(sections)),
            "roles": [format!("r{}", self.rng.below(roles))], "joined": "2020-01-01",
        });
        if self.rng.chance(0.06) {
            person["joined"] = json!(later(lagging(&mut self.rng, 2, 30)));
        }
        if self.rng.chance(0.06) {
            person["left"] = json!(later(lagging(&mut self.rng, 5, 90)));
        }
        person
    }

    fn trainer(&mut self, at: usize, people: usize, skills: &[&str]) -> Value {
        let staff = self.rng.chance(0.25);
        let id = if staff {
            format!("p{:03}", (at * 7) % people)
        } else {
            format!("t{at}")
        };
        // The first two have a skill each, so that most things can be taught.
        let own = |rng: &mut Rng, skill: usize| skill == at % 2 || rng.chance(0.4);
        let skills: Vec<&str> = (0..skills.len())
            .filter(|&skill| own(&mut self.rng, skill))
            .map(|skill| skills[skill])
            .collect();
        let mut value = json!({ "id": id, "skills": skills });
        if self.sites && self.rng.chance(0.5) {
            value["site"] = json!(format!("site-{}", self.rng.below(2)));
        }
        if self.rng.chance(0.2) {
            let from = lagging(&mut self.rng, 1, 20);
            value["available"] = json!([{ "from": later(from), "until": later(from + lagging(&mut self.rng, 10, 60)) }]);
        }
        value
    }

    fn phases(&mut self) -> Value {
        let cut = self.rng.between(1, self.objectives - 1);
        let names =
            |range: std::ops::Range<usize>| range.map(|at| format!("o{at}")).collect::<Vec<_>>();
        let mut first = json!({ "id": "one", "objectives": names(0..cut) });
        let mut second = json!({ "id": "two", "objectives": names(cut..self.objectives) });
        if self.rng.chance(0.4) {
            first["until"] = json!(later(lagging(&mut self.rng, 14, 60)));
        }
        if self.rng.chance(0.3) {
            second["from"] = json!(later(lagging(&mut self.rng, 5, 25)));
        }
        json!([first, second])
    }

    fn feature_use(&mut self) -> Value {
        let row = |maker: &mut Maker, at: usize| {
            let uses = if maker.rng.chance(0.4) { 0.0 } else { 5.0 };
            json!({ "section": "s0", "feature": format!("tool/f{at}"), "uses_per_month": uses })
        };
        Value::Array((0..self.objectives).map(|at| row(self, at)).collect())
    }

    fn pinned(&mut self, document: &Value) -> Value {
        let activities: Vec<&Value> = document["activities"]
            .as_array()
            .expect("activities")
            .iter()
            .filter(|activity| activity["seats"].is_object())
            .collect();
        let Some(activity) = self.rng.pick(&activities) else {
            return json!({ "id": "none", "activity": "a0x", "start": later(9) });
        };
        let days = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16][self.rng.below(12)];
        json!({ "id": "pin-1", "activity": activity["id"], "start": later(days), "pinned": true })
    }

    fn evidence(&mut self, document: &Value, people: usize) -> Vec<Value> {
        let mut rows = Vec::new();
        for person in 0..people {
            let joined = document["people"][person]["joined"]
                .as_str()
                .expect("a date");
            if day(joined) > day(AS_OF) {
                continue;
            }
            for at in 0..self.objectives {
                if !self.rng.chance(0.3) {
                    continue;
                }
                let value = if self.rng.chance(0.85) { 1.0 } else { 0.0 };
                let mut row = json!({
                    "person": format!("p{person:03}"), "objective": format!("o{at}"), "kind": "observation",
                    "value": value, "date": later(-lagging(&mut self.rng, 5, 260)),
                });
                if self.scaled[at] {
                    row["level"] = json!(LEVELS[self.rng.below(3)]);
                }
                rows.push(row);
            }
        }
        rows
    }
}
