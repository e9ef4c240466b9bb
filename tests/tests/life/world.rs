//! The checker's own reading of a programme: everything that a plan must respect, as numbers, straight from the JSON.
//!
//! Nothing here is shared with the library's planner or verifier; only the type of a date is.

use paratus::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An objective and a level of it, both as places in their lists.
pub(crate) type Step = (usize, usize);

pub(crate) struct World {
    pub(crate) as_of: i32,
    /// First and last day of planning.
    pub(crate) from: i32,
    pub(crate) until: i32,
    pub(crate) calendar: Calendar,
    /// The working half days of the plan, each as a half day counted from 1970.
    pub(crate) slots: Vec<i64>,
    pub(crate) objectives: Vec<Objective>,
    pub(crate) sections: Vec<Section>,
    pub(crate) roles: BTreeMap<String, Vec<(Step, Option<f64>)>>,
    pub(crate) people: Vec<Person>,
    pub(crate) activities: Vec<Activity>,
    pub(crate) rooms: Vec<Room>,
    pub(crate) trainers: Vec<Trainer>,
    pub(crate) sessions: Vec<Pinned>,
    pub(crate) rules: Rules,
}

pub(crate) struct Calendar {
    weekend: [bool; 7],
    holidays: BTreeSet<i32>,
    hours_per_day: f64,
}

pub(crate) struct Rules {
    pub(crate) threshold: f64,
    pub(crate) prior_weight: f64,
    pub(crate) refresh_lead_days: i32,
    pub(crate) weights: BTreeMap<String, f64>,
    /// Weights that instruments declare, or that follow from their reliability.
    pub(crate) instruments: BTreeMap<String, f64>,
}

pub(crate) struct Objective {
    pub(crate) id: String,
    pub(crate) requires: Vec<Step>,
    pub(crate) levels: Vec<String>,
    pub(crate) features: Option<Vec<String>>,
    pub(crate) half_life: f64,
}

pub(crate) struct Section {
    pub(crate) id: String,
    pub(crate) site: Option<String>,
    pub(crate) max_absent: f64,
    /// Uses per month by feature, of the section or the nearest above it that declares any.
    pub(crate) uses: Option<BTreeMap<String, f64>>,
    pub(crate) absences: Vec<Absence>,
    /// Itself and the sections above it, the nearest first.
    line: Vec<String>,
    /// How many of its people work on the first day of planning.
    /// How many are employed, by half day of the plan.
    pub(crate) staff: Vec<usize>,
}

pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) section: usize,
    pub(crate) roles: Vec<String>,
    pub(crate) joined: i32,
    pub(crate) left: i32,
    pub(crate) absences: Vec<Absence>,
    /// The trainer that this person is.
    pub(crate) trainer: Option<usize>,
}

pub(crate) struct Activity {
    pub(crate) id: String,
    pub(crate) mode: String,
    pub(crate) teaches: Vec<Step>,
    pub(crate) hours: f64,
    pub(crate) min: usize,
    pub(crate) max: usize,
    pub(crate) cost: f64,
    pub(crate) cost_per_person: f64,
    pub(crate) skill: Option<String>,
    pub(crate) online: bool,
    pub(crate) requires: Vec<Step>,
    /// The days of the phase that it belongs to.
    pub(crate) window: (i32, i32),
    pub(crate) phase: Option<String>,
    /// Half days that a session takes.
    pub(crate) length: usize,
}

impl Activity {
    pub(crate) fn is_alone(&self) -> bool {
        matches!(self.mode.as_str(), "e-learning" | "self-study")
    }

    pub(crate) fn at_a_site(&self) -> bool {
        !self.online && !self.is_alone()
    }

    pub(crate) fn needs_room(&self) -> bool {
        !self.online && matches!(self.mode.as_str(), "workshop" | "course")
    }

    pub(crate) fn teaches(&self, (objective, level): Step) -> bool {
        self.teaches
            .iter()
            .any(|&(taught, up_to)| taught == objective && up_to >= level)
    }
}

pub(crate) struct Room {
    pub(crate) id: String,
    pub(crate) seats: usize,
    pub(crate) site: Option<String>,
    pub(crate) absences: Vec<Absence>,
}

pub(crate) struct Trainer {
    pub(crate) id: String,
    pub(crate) skills: Vec<String>,
    pub(crate) site: Option<String>,
    pub(crate) available: Vec<(i32, i32)>,
    pub(crate) absences: Vec<Absence>,
    /// The person that this trainer is.
    pub(crate) person: Option<usize>,
}

/// Days on which somebody or something is away; of each only a half where `half` says which.
#[derive(Clone)]
pub(crate) struct Absence {
    from: i32,
    until: i32,
    half: Option<i64>,
}

/// A session that the programme pins.
pub(crate) struct Pinned {
    pub(crate) id: String,
    pub(crate) activity: usize,
    pub(crate) start: i64,
    pub(crate) seats: Option<usize>,
    pub(crate) trainer: Option<String>,
    pub(crate) room: Option<String>,
    pub(crate) pinned: bool,
}

pub(crate) const NEVER: i32 = i32::MAX / 4;

pub(crate) fn day(text: &str) -> i32 {
    text.parse::<Date>()
        .unwrap_or_else(|error| panic!("`{text}`: {error}"))
        .days()
}

pub(crate) fn date(day: i32) -> String {
    Date::from_days(day)
        .expect("a date of our time")
        .to_string()
}

pub(crate) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn number(value: &Value, key: &str, usual: f64) -> f64 {
    value.get(key).and_then(Value::as_f64).unwrap_or(usual)
}

fn owned(value: &Value, key: &str) -> String {
    text(value, key).unwrap_or_default().to_owned()
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    list(value, key)
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// A half day counted from 1970-01-01, two for each day.
pub(crate) fn half_day(day: i32, half: Option<&str>) -> i64 {
    i64::from(day) * 2 + i64::from(half == Some("afternoon"))
}

fn dated(value: &Value, key: &str, usual: i32) -> i32 {
    text(value, key).map_or(usual, day)
}

fn window(value: &Value) -> (i32, i32) {
    (dated(value, "from", -NEVER), dated(value, "until", NEVER))
}

impl Calendar {
    fn read(value: &Value) -> Calendar {
        const DAYS: [&str; 7] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        let weekend = match value.get("weekend").and_then(Value::as_array) {
            Some(days) => DAYS.map(|day| days.iter().any(|known| known == day)),
            None => [false, false, false, false, false, true, true],
        };
        let holidays = texts(value, "holidays")
            .iter()
            .map(|text| day(text))
            .collect();
        Calendar {
            weekend,
            holidays,
            hours_per_day: number(value, "hours_per_day", 7.5),
        }
    }

    pub(crate) fn works(&self, day: i32) -> bool {
        // 1970-01-01 was a Thursday.
        !self.weekend[(day + 3).rem_euclid(7) as usize] && !self.holidays.contains(&day)
    }

    fn length(&self, hours: f64) -> usize {
        ((hours * 2.0 / self.hours_per_day - 1e-9).ceil().max(1.0)) as usize
    }
}

/// The week of a half day, from Monday.
pub(crate) fn week(slot: i64) -> i64 {
    (slot.div_euclid(2) + 3).div_euclid(7)
}

impl World {
    /// Reads a document for a plan from one day to another, with the limits that its options set.
    pub(crate) fn read(
        document: &Value,
        options: &Value,
        (as_of, from, until): (i32, i32, i32),
    ) -> World {
        let nothing = Value::Null;
        let part = |key: &str| document.get(key).unwrap_or(&nothing);
        let calendar = Calendar::read(part("calendar"));
        let slots = (from..=until).filter(|&day| calendar.works(day));
        let slots: Vec<i64> = slots
            .flat_map(|day| [half_day(day, None), half_day(day, None) + 1])
            .collect();
        let (rules, planning) = (part("rules"), part("planning"));
        let objectives = objectives(document, number(rules, "half_life_days", 198.0));
        let own = number(planning, "max_absent", 0.2);
        let overridden = options.get("max_absent").and_then(Value::as_f64);
        let mut world = World {
            as_of,
            from,
            until,
            slots,
            sections: sections(document, own, overridden),
            roles: BTreeMap::new(),
            people: Vec::new(),
            activities: Vec::new(),
            rooms: Vec::new(),
            trainers: Vec::new(),
            sessions: Vec::new(),
            rules: Rules {
                threshold: number(rules, "threshold", 0.5),
                prior_weight: number(rules, "prior_weight", 2.0),
                refresh_lead_days: number(rules, "refresh_lead_days", 60.0) as i32,
                weights: weights(rules),
                instruments: instruments(document, number(rules, "prior_weight", 2.0)),
            },
            objectives,
            calendar,
        };
        world.read_roles(document);
        world.read_activities(document);
        world.read_places(document, options);
        world.read_people(document);
        world.read_absences(document);
        world
    }

    pub(crate) fn objective(&self, id: &str) -> Option<usize> {
        self.objectives
            .iter()
            .position(|objective| objective.id == id)
    }

    pub(crate) fn activity(&self, id: &str) -> Option<usize> {
        self.activities
            .iter()
            .position(|activity| activity.id == id)
    }

    pub(crate) fn person(&self, id: &str) -> Option<usize> {
        self.people.iter().position(|person| person.id == id)
    }

    pub(crate) fn level(&self, objective: usize, name: Option<&str>) -> Option<usize> {
        let levels = &self.objectives[objective].levels;
        match name {
            Some(name) => levels.iter().position(|level| level == name),
            None => Some(levels.len().saturating_sub(1)),
        }
    }

    pub(crate) fn name(&self, (objective, level): Step) -> String {
        let objective = &self.objectives[objective];
        match objective.levels.get(level) {
            Some(level) => format!("{}@{level}", objective.id),
            None => objective.id.clone(),
        }
    }

    fn step(&self, value: &Value) -> Option<Step> {
        let objective = self.objective(text(value, "objective")?)?;
        Some((objective, self.level(objective, text(value, "level"))?))
    }

    fn step_of_text(&self, text: &str) -> Option<Step> {
        let (id, level) = text
            .split_once('@')
            .map_or((text, None), |(id, level)| (id, Some(level)));
        let objective = self.objective(id)?;
        Some((objective, self.level(objective, level)?))
    }

    fn read_roles(&mut self, document: &Value) {
        for objective in list(document, "objectives") {
            let requires = texts(objective, "requires");
            let requires = requires
                .iter()
                .filter_map(|text| self.step_of_text(text))
                .collect();
            let at = self
                .objective(text(objective, "id").expect("an id"))
                .expect("it was read");
            self.objectives[at].requires = requires;
        }
        for role in list(document, "roles") {
            let requires = list(role, "requires").iter();
            let requires = requires
                .filter_map(|value| {
                    Some((
                        self.step(value)?,
                        value.get("threshold").and_then(Value::as_f64),
                    ))
                })
                .collect();
            self.roles.insert(owned(role, "id"), requires);
        }
    }

    fn read_activities(&mut self, document: &Value) {
        let phases: Vec<(&Value, Vec<String>)> = list(document, "phases")
            .iter()
            .map(|phase| (phase, texts(phase, "objectives")))
            .collect();
        for value in list(document, "activities") {
            let teaches: Vec<Step> = list(value, "teaches")
                .iter()
                .filter_map(|taught| self.step(taught))
                .collect();
            let requires = texts(value, "requires")
                .iter()
                .filter_map(|text| self.step_of_text(text))
                .collect();
            let taught = |id: &String| {
                teaches
                    .iter()
                    .any(|taught| self.objectives[taught.0].id == *id)
            };
            let phase = phases
                .iter()
                .find(|(_, objectives)| objectives.iter().any(taught));
            let seats = value.get("seats");
            let size = |key: &str| {
                seats
                    .and_then(|seats| seats.get(key))
                    .and_then(Value::as_u64)
            };
            let hours = number(value, "hours", 0.0);
            self.activities.push(Activity {
                id: owned(value, "id"),
                mode: owned(value, "mode"),
                teaches,
                hours,
                min: size("min").unwrap_or(0) as usize,
                max: size("max").map_or(10_000, |max| (max as usize).max(1)),
                cost: number(value, "cost", 0.0),
                cost_per_person: number(value, "cost_per_person", 0.0),
                skill: text(value, "trainer_skill").map(str::to_owned),
                online: value
                    .get("online")
                    .and_then(Value::as_bool)
                    .unwrap_or(false),
                requires,
                window: phase.map_or((-NEVER, NEVER), |(phase, _)| window(phase)),
                phase: phase.map(|(phase, _)| owned(phase, "id")),
                length: self.calendar.length(hours),
            });
        }
        for value in list(document, "sessions") {
            let Some(activity) = text(value, "activity").and_then(|id| self.activity(id)) else {
                continue;
            };
            let start = text(value, "start").map_or(0, day);
            self.sessions.push(Pinned {
                id: owned(value, "id"),
                activity,
                start: half_day(start, text(value, "half")),
                seats: value
                    .get("seats")
                    .and_then(Value::as_u64)
                    .map(|seats| seats as usize),
                trainer: text(value, "trainer").map(str::to_owned),
                room: text(value, "room").map(str::to_owned),
                pinned: value
                    .get("pinned")
                    .and_then(Value::as_bool)
                    .unwrap_or(false),
            });
        }
    }

    fn read_places(&mut self, document: &Value, options: &Value) {
        for value in list(document, "rooms") {
            let seats = number(value, "seats", 0.0) as usize;
            let site = text(value, "site").map(str::to_owned);
            self.rooms.push(Room {
                id: owned(value, "id"),
                seats,
                site,
                absences: Vec::new(),
            });
        }
        for value in list(document, "trainers") {
            self.trainers.push(Trainer {
                id: owned(value, "id"),
                skills: texts(value, "skills"),
                site: text(value, "site").map(str::to_owned),
                available: list(value, "available").iter().map(window).collect(),
                absences: Vec::new(),
                person: None,
            });
        }
        // What the options suppose in addition; nothing where the programme sets no limit of that kind.
        let extra = |key: &str| -> Vec<(String, u64)> {
            let counts = options.get(key).and_then(Value::as_object);
            counts
                .into_iter()
                .flatten()
                .filter_map(|(name, count)| Some((name.clone(), count.as_u64()?)))
                .collect()
        };
        if !self.rooms.is_empty() {
            for (name, count) in extra("rooms") {
                let site = (!name.is_empty()).then(|| name.clone());
                let there = self
                    .rooms
                    .iter()
                    .filter(|room| room.site == site)
                    .map(|room| room.seats)
                    .max();
                let seats = there
                    .or(self.rooms.iter().map(|room| room.seats).max())
                    .unwrap_or(0);
                for at in 1..=count {
                    let at_site = if name.is_empty() {
                        String::new()
                    } else {
                        format!("{name}-")
                    };
                    let id = format!("extra-room-{at_site}{at}");
                    self.rooms.push(Room {
                        id,
                        seats,
                        site: site.clone(),
                        absences: Vec::new(),
                    });
                }
            }
        }
        if !self.trainers.is_empty() {
            for (skill, count) in extra("trainers") {
                for at in 1..=count {
                    let id = format!("extra-{skill}-{at}");
                    let skills = vec![skill.clone()];
                    let (available, absences) = (Vec::new(), Vec::new());
                    self.trainers.push(Trainer {
                        id,
                        skills,
                        site: None,
                        available,
                        absences,
                        person: None,
                    });
                }
            }
        }
    }

    fn read_people(&mut self, document: &Value) {
        for value in list(document, "people") {
            let section = text(value, "section").unwrap_or_default();
            let Some(section) = self.sections.iter().position(|known| known.id == section) else {
                continue;
            };
            let id = owned(value, "id");
            let trainer = self.trainers.iter().position(|trainer| trainer.id == id);
            if let Some(trainer) = trainer {
                self.trainers[trainer].person = Some(self.people.len());
            }
            let person = Person {
                id,
                section,
                roles: texts(value, "roles"),
                joined: dated(value, "joined", -NEVER),
                left: dated(value, "left", NEVER),
                absences: Vec::new(),
                trainer,
            };
            let staff = &mut self.sections[section].staff;
            staff.resize(self.slots.len(), 0);
            for (staff, slot) in staff.iter_mut().zip(&self.slots) {
                let day = slot.div_euclid(2) as i32;
                *staff += usize::from((person.joined..=person.left).contains(&day));
            }
            self.people.push(person);
        }
    }

    fn read_absences(&mut self, document: &Value) {
        for value in list(document, "absences") {
            let half = text(value, "half").map(|half| i64::from(half == "afternoon"));
            let absence = Absence {
                from: dated(value, "from", -NEVER),
                until: dated(value, "until", NEVER),
                half,
            };
            if let Some(at) = text(value, "person").and_then(|id| self.person(id)) {
                self.people[at].absences.push(absence.clone());
            }
            let find = |key: &str, known: &mut dyn FnMut(&str) -> Option<usize>| {
                text(value, key).and_then(known)
            };
            if let Some(at) = find("trainer", &mut |id| {
                self.trainers.iter().position(|known| known.id == id)
            }) {
                self.trainers[at].absences.push(absence.clone());
            }
            if let Some(at) = find("room", &mut |id| {
                self.rooms.iter().position(|known| known.id == id)
            }) {
                self.rooms[at].absences.push(absence.clone());
            }
            if let Some(id) = text(value, "section") {
                let under = self
                    .sections
                    .iter_mut()
                    .filter(|known| known.line.iter().any(|above| above == id));
                under.for_each(|section| section.absences.push(absence.clone()));
            }
        }
    }

    /// Most people of a section who may be away in a half day; one always may.
    pub(crate) fn most_away(&self, section: usize, place: usize) -> usize {
        let section = &self.sections[section];
        let staff = section.staff.get(place).copied().unwrap_or(0);
        ((section.max_absent * staff as f64 + 1e-9).floor() as usize).max(1)
    }

    /// Whether a person is there in a half day: employed, not absent, the section not closed.
    pub(crate) fn person_is_there(&self, person: usize, slot: i64) -> bool {
        let person = &self.people[person];
        let day = slot.div_euclid(2) as i32;
        (person.joined..=person.left).contains(&day)
            && !is_away(&person.absences, slot)
            && !is_away(&self.sections[person.section].absences, slot)
    }

    /// Whether a trainer can teach in a half day.
    pub(crate) fn trainer_is_there(&self, trainer: usize, slot: i64) -> bool {
        let trainer = &self.trainers[trainer];
        let day = slot.div_euclid(2) as i32;
        let employed = trainer.person.is_none_or(|person| {
            let person = &self.people[person];
            (person.joined..=person.left).contains(&day) && !is_away(&person.absences, slot)
        });
        let open = |&(from, until): &(i32, i32)| (from..=until).contains(&day);
        employed
            && !is_away(&trainer.absences, slot)
            && (trainer.available.is_empty() || trainer.available.iter().any(open))
    }

    pub(crate) fn room_is_there(&self, room: usize, slot: i64) -> bool {
        !is_away(&self.rooms[room].absences, slot)
    }

    pub(crate) fn site_of(&self, person: usize) -> Option<&str> {
        self.sections[self.people[person].section].site.as_deref()
    }

    /// The half days of a session that begins in a half day, as places in `slots`; none where it cannot begin there: it takes working
    /// half days of one week, from a morning on where it takes several, within its phase.
    pub(crate) fn places(&self, activity: &Activity, start: i64) -> Option<std::ops::Range<usize>> {
        let first = self.slots.binary_search(&start).ok()?;
        let last = *self.slots.get(first + activity.length - 1)?;
        let days = [start, last].map(|slot| slot.div_euclid(2) as i32);
        let inside = days
            .iter()
            .all(|day| (activity.window.0..=activity.window.1).contains(day));
        let fits = activity.length == 1 || (start.rem_euclid(2) == 0 && week(start) == week(last));
        (inside && fits).then_some(first..first + activity.length)
    }

    /// Every half day in which a session of an activity may begin.
    pub(crate) fn starts(&self, activity: &Activity) -> Vec<i64> {
        self.slots
            .iter()
            .copied()
            .filter(|&slot| self.places(activity, slot).is_some())
            .collect()
    }

    /// Seats of a session: the activity's limit, and the room's.
    pub(crate) fn capacity(&self, activity: usize, room: Option<usize>) -> usize {
        let most = self.activities[activity].max;
        room.map_or(most, |room| most.min(self.rooms[room].seats))
    }
}

fn is_away(absences: &[Absence], slot: i64) -> bool {
    let day = slot.div_euclid(2) as i32;
    absences.iter().any(|away| {
        (away.from..=away.until).contains(&day)
            && away.half.is_none_or(|half| half == slot.rem_euclid(2))
    })
}

fn weights(rules: &Value) -> BTreeMap<String, f64> {
    let kinds = [
        ("observation", 4.0),
        ("quiz", 3.0),
        ("certificate", 3.0),
        ("survey", 1.0),
        ("completion", 0.5),
    ];
    let written = ["evidence_weights", "evidence_weights"]
        .iter()
        .find_map(|key| rules.get(*key))
        .cloned()
        .unwrap_or_default();
    kinds
        .into_iter()
        .map(|(kind, usual)| (kind.to_owned(), number(&written, kind, usual)))
        .collect()
}

fn instruments(document: &Value, prior: f64) -> BTreeMap<String, f64> {
    let weight = |value: &Value| {
        let reliability = value
            .get("reliability")
            .and_then(Value::as_f64)
            .map(|r| prior * r / (1.0 - r));
        let declared = ["weight", "mass"]
            .iter()
            .find_map(|key| value.get(*key)?.as_f64());
        Some((owned(value, "id"), declared.or(reliability)?.min(8.0)))
    };
    list(document, "instruments")
        .iter()
        .filter_map(weight)
        .collect()
}

fn objectives(document: &Value, half_life: f64) -> Vec<Objective> {
    let scale = |name: &str| {
        document
            .get("scales")
            .and_then(|scales| scales.get(name))
            .map(|scale| texts(scale, "levels"))
    };
    let objective = |value: &Value| {
        let tool = text(value, "tool");
        let features = tool.map(|tool| {
            texts(value, "features")
                .iter()
                .map(|name| format!("{tool}/{name}"))
                .collect()
        });
        Objective {
            id: owned(value, "id"),
            requires: Vec::new(),
            levels: text(value, "scale").and_then(scale).unwrap_or_default(),
            features,
            half_life: number(value, "half_life_days", half_life),
        }
    };
    list(document, "objectives").iter().map(objective).collect()
}

fn sections(document: &Value, usual: f64, overridden: Option<f64>) -> Vec<Section> {
    let written = list(document, "sections");
    let find = |id: &str| {
        written
            .iter()
            .find(|section| text(section, "id") == Some(id))
    };
    let mut uses: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for value in list(document, "feature_use") {
        let of = uses.entry(owned(value, "section")).or_default();
        of.insert(
            owned(value, "feature"),
            number(value, "uses_per_month", 0.0),
        );
    }
    let section = |value: &Value| {
        // The section and those above it, the nearest first.
        let mut line = vec![value];
        while let Some(above) = line
            .last()
            .and_then(|last| text(last, "parent"))
            .and_then(find)
        {
            if line.len() > written.len() {
                break;
            }
            line.push(above);
        }
        let site = line
            .iter()
            .find_map(|at| text(at, "site"))
            .map(str::to_owned);
        let max_absent = line
            .iter()
            .find_map(|at| at.get("max_absent").and_then(Value::as_f64));
        Section {
            id: owned(value, "id"),
            site,
            max_absent: overridden.or(max_absent).unwrap_or(usual),
            uses: line
                .iter()
                .find_map(|at| uses.get(text(at, "id")?))
                .cloned(),
            absences: Vec::new(),
            line: line.iter().map(|at| owned(at, "id")).collect(),
            staff: Vec::new(),
        }
    };
    written.iter().map(section).collect()
}
