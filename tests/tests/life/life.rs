//! A life: a first plan, six weeks of events with a plan after each, and what else must hold of the plans on the way.

use crate::calendars::Calendars;
use crate::events::{attend, next_week};
use crate::judge::{Verdict, judge, same};
use crate::needs::Needs;
use crate::rng::Rng;
use crate::rules::{Failure, failure};
use crate::step::Step;
use crate::world::{World, date, day, list, text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What is looked at in a planning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// The plan itself.
    Plan,
    /// Planning again without any event.
    Quiet,
    /// Planning again with one more room, trainer or skill, more weeks, or more effort.
    More(&'static str),
    /// Two months later, when everybody has attended everything.
    Months,
}

pub(crate) const MORE: [&str; 4] = ["rooms", "trainers", "weeks", "effort"];

impl Check {
    pub(crate) fn name(self) -> String {
        match self {
            Check::Plan => "plan".to_owned(),
            Check::Quiet => "quiet".to_owned(),
            Check::More(what) => format!("more {what}"),
            Check::Months => "months".to_owned(),
        }
    }

    pub(crate) fn from_name(name: &str) -> Check {
        let more = || MORE.into_iter().find(|what| name == format!("more {what}"));
        match name {
            "quiet" => Check::Quiet,
            "months" => Check::Months,
            _ => more().map_or(Check::Plan, Check::More),
        }
    }

    /// Everything that is wrong with a planning.
    pub(crate) fn failures(self, step: &Step) -> Vec<Failure> {
        let (plan, mut refused) = match step.run_to_the_end() {
            Ok(plan) => plan,
            Err(error) => {
                return if self == Check::Plan {
                    vec![error]
                } else {
                    Vec::new()
                };
            }
        };
        match self {
            Check::Plan => {
                refused.extend(judge(step, &plan).failures);
                refused
            }
            Check::Quiet => quiet(step, &plan),
            Check::More(what) => more(step, &plan, what),
            Check::Months => months(step, &plan),
        }
    }
}

fn again(step: &Step, plan: &Value) -> Step {
    let mut again = Step {
        options: json!({}),
        events: Vec::new(),
        ..step.clone()
    };
    again.set_previous(plan.clone());
    again
}

/// No event: the same plan.
fn quiet(step: &Step, plan: &Value) -> Vec<Failure> {
    quiet_as(step, plan, json!({}))
}

/// No event, and options that still hold: the same plan.
pub(crate) fn quiet_as(step: &Step, plan: &Value, options: Value) -> Vec<Failure> {
    let mut again = again(step, plan);
    again.options = options;
    match again.run() {
        Err(error) => vec![failure(&format!("no event: {}", error.kind), error.text)],
        Ok(after) => same(plan, &after)
            .map(|text| failure("no event changes the plan", text))
            .into_iter()
            .collect(),
    }
}

/// More of something, for a plan that was made: `None` where the programme has nothing of the kind.
fn widened(step: &Step, plan: &Value, what: &str) -> Option<Value> {
    match what {
        "rooms" => {
            let site = list(&step.document, "sections")
                .iter()
                .find_map(|section| text(section, "site"))
                .unwrap_or_default();
            Some(json!({ "rooms": { site: 1 } }))
        }
        "trainers" => {
            let skill = list(&step.document, "activities")
                .iter()
                .find_map(|activity| text(activity, "trainer_skill"))?;
            Some(json!({ "trainers": { skill: 1 } }))
        }
        "weeks" => {
            let until = date(day(text(plan, "until").expect("a date")) + 14);
            Some(json!({ "until": until }))
        }
        _ => Some(json!({ "effort": "normal" })),
    }
}

/// What of the needs of the first plan is unmet in each of two plans. What goes stale in more weeks is more to do: needs of today are
/// compared.
fn unmet_of_both(step: &Step, plan: &Value, after: &Value, what: &str) -> (usize, usize) {
    let key = |need: &Value| (need["person"].to_string(), need["objective"].to_string());
    let unmet = |plan: &Value| {
        list(plan, "unplaced")
            .iter()
            .map(key)
            .collect::<BTreeSet<_>>()
    };
    let (before, now) = (unmet(plan), unmet(after));
    let known = if what == "weeks" {
        needs_of(step, plan)
    } else {
        now.clone()
    };
    (before.len(), now.intersection(&known).count())
}

fn cost(plan: &Value) -> f64 {
    plan["cost"].as_f64().unwrap_or(0.0)
}

/// With more of something and the old plan never more unmet, and at the same unmet never dearer.
fn more(step: &Step, plan: &Value, what: &str) -> Vec<Failure> {
    let Some(options) = widened(step, plan, what) else {
        return Vec::new();
    };
    let mut wider = again(step, plan);
    wider
        .options
        .as_object_mut()
        .expect("options")
        .extend(options.as_object().cloned().unwrap_or_default());
    let after = match wider.run() {
        Ok(after) => after,
        Err(error) => return vec![failure(&format!("more {what}: {}", error.kind), error.text)],
    };
    let (before, still) = unmet_of_both(step, plan, &after, what);
    if still > before {
        let text = format!("{still} unmet after {before}");
        return vec![failure(&format!("more {what}: more unmet"), text)];
    }
    if what != "weeks" && still == before && cost(&after) > cost(plan) + 0.01 {
        let text = format!("{} after {} at {still} unmet", cost(&after), cost(plan));
        return vec![failure(&format!("more {what}: dearer"), text)];
    }
    Vec::new()
}

/// Plans from scratch that are worse with more of something: of what, by how many needs, and by which share of the cost at the same unmet.
pub(crate) fn worse_from_scratch(step: &Step) -> Vec<(&'static str, usize, f64)> {
    let mut step = step.clone();
    step.options["effort"] = json!("normal");
    let step = &step;
    let Ok(plan) = step.run() else {
        return Vec::new();
    };
    let mut worse = Vec::new();
    for what in MORE {
        let Some(mut options) = widened(step, &plan, what) else {
            continue;
        };
        options["effort"] = json!(if what == "effort" {
            "thorough"
        } else {
            "normal"
        });
        let wider = Step {
            options,
            ..step.clone()
        };
        let Ok(after) = wider.run() else {
            worse.push((what, usize::MAX, 0.0));
            continue;
        };
        let (before, now) = unmet_of_both(step, &plan, &after, what);
        let dearer = (cost(&after) - cost(&plan)) / cost(&plan).max(1.0);
        if now > before {
            worse.push((what, now - before, 0.0));
        } else if what != "weeks" && now == before && dearer > 1e-9 {
            worse.push((what, 0, dearer));
        }
    }
    worse
}

/// The checker's reading of a planning.
fn read(step: &Step, plan: &Value) -> (World, Needs) {
    let date_of = |key: &str| day(text(plan, key).expect("a date"));
    let world = World::read(
        &step.document,
        &step.options,
        (day(&step.as_of), date_of("from"), date_of("until")),
    );
    let needs = Needs::new(&world, &step.evidence, step.refreshes());
    (world, needs)
}

/// Needs within the horizon of a plan, as (person, objective) in JSON.
fn needs_of(step: &Step, plan: &Value) -> BTreeSet<(String, String)> {
    let (world, needs) = read(step, plan);
    let mut all = BTreeSet::new();
    for (person, own) in needs
        .of
        .iter()
        .enumerate()
        .filter(|(person, _)| !needs.leaves(*person))
    {
        for need in own {
            let (person, objective) = (&world.people[person].id, &world.objectives[need.step.0].id);
            all.insert((json!(person).to_string(), json!(objective).to_string()));
        }
    }
    all
}

/// Two months later, everybody having attended: nobody is sent to what they attended in the last month, and what is refreshed is what
/// the library says is due.
fn months(step: &Step, plan: &Value) -> Vec<Failure> {
    let mut rng = Rng::new(0);
    let mut later = attend(step, plan, 63, &mut |_| 0, &mut rng);
    later.previous = None;
    later.previous_json = None;
    if text(&later.document["planning"], "until").is_some() {
        later.options["until"] = json!(date(day(&later.as_of) + 84));
    }
    let after = match later.run() {
        Ok(after) => after,
        Err(error) => {
            return vec![failure(
                &format!("two months later: {}", error.kind),
                error.text,
            )];
        }
    };
    let mut found = Vec::new();
    let now = day(&later.as_of);
    let mut attended: BTreeMap<(&str, &str), i32> = BTreeMap::new();
    for session in list(plan, "sessions") {
        let end = day(text(session, "end").expect("a date"));
        if end > now - 31 && end <= now {
            for person in list(session, "people").iter().filter_map(Value::as_str) {
                attended.insert((person, text(session, "activity").expect("an id")), end);
            }
        }
    }
    let (world, needs) = read(&later, &after);
    for session in list(&after, "sessions") {
        let (activity, id) = (
            text(session, "activity").expect("an id"),
            text(session, "session").expect("an id"),
        );
        let teaches = &world.activities[world.activity(activity).expect("an activity")].teaches;
        for person in list(session, "people").iter().filter_map(Value::as_str) {
            let own = &needs.of[world.person(person).expect("a person")];
            // Who failed before may need more than one pass: it is not ready, or lapses within a month.
            let end = attended.get(&(person, activity));
            let lapses = |lapse: i32| end.is_some_and(|end| lapse <= end + 31);
            let open = own.iter().any(|need| {
                need.lapse.is_none_or(lapses)
                    && teaches.iter().any(|taught| taught.0 == need.step.0)
            });
            let start = day(text(session, "start").expect("a date"));
            let soon = |end: &i32| start - end < world.rules.refresh_lead_days.min(31);
            if let Some(end) = end.filter(|end| !open && soon(end)) {
                found.push(failure(
                    "sent again",
                    format!("`{person}` to `{id}`, after {}", date(*end)),
                ));
            }
        }
    }
    found.extend(refreshers(&later, &after));
    found
}

/// What the plan refreshes or lists as unmet beside the needs of today is what `due` names.
fn refreshers(step: &Step, plan: &Value) -> Vec<Failure> {
    let (_, assessment) = step.compile();
    let until = text(plan, "until")
        .expect("a date")
        .parse()
        .expect("a date");
    let due: BTreeSet<(String, String)> = assessment
        .due_refreshers(until)
        .into_iter()
        .map(|due| (due.person, due.objective))
        .collect();
    let (world, needs) = read(step, plan);
    let mut found = Vec::new();
    for (person, own) in needs.of.iter().enumerate() {
        for need in own.iter().filter(|need| need.lapse.is_some()) {
            let known = (
                world.people[person].id.clone(),
                world.objectives[need.step.0].id.clone(),
            );
            if world.people[person].joined <= world.as_of
                && !needs.leaves(person)
                && !due.contains(&known)
            {
                found.push(failure(
                    "refresh disagrees",
                    format!("`{}` of `{}` is not due", known.1, known.0),
                ));
            }
        }
    }
    found
}

/// What a life showed.
#[derive(Default)]
pub(crate) struct Life {
    pub(crate) name: String,
    pub(crate) replans: usize,
    pub(crate) errors: usize,
    pub(crate) untouched: usize,
    pub(crate) moved: usize,
    pub(crate) lost: BTreeMap<String, usize>,
    pub(crate) unmet: usize,
    pub(crate) held_unmet: usize,
    pub(crate) free_seats: usize,
    pub(crate) reasons: usize,
    pub(crate) false_reasons: usize,
    /// Cost, and that of planning from scratch with the promises fixed, over replans with the same unmet.
    pub(crate) cost: f64,
    pub(crate) scratch: f64,
    pub(crate) scratch_unmet: (usize, usize),
    pub(crate) failures: Vec<(Check, Failure, Step)>,
}

impl Life {
    pub(crate) fn take(&mut self, check: Check, step: &Step, failures: Vec<Failure>) {
        self.failures.extend(
            failures
                .into_iter()
                .map(|failure| (check, failure, step.clone())),
        );
    }

    /// Adds up what a plan shows.
    pub(crate) fn add(&mut self, step: &Step, verdict: Verdict) {
        self.untouched += verdict.untouched;
        self.moved += verdict.moved;
        self.unmet += verdict.unmet;
        self.held_unmet += verdict.held_unmet;
        self.free_seats += verdict.free_seats;
        self.reasons += verdict.reasons;
        self.false_reasons += verdict.false_reasons;
        for (why, count) in verdict.lost {
            *self.lost.entry(why).or_default() += count;
        }
        self.take(Check::Plan, step, verdict.failures);
    }
}

/// Which of the costlier checks are made in a life.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) weeks: usize,
    pub(crate) quiet: bool,
    pub(crate) more: bool,
    pub(crate) months: bool,
    pub(crate) scratch: bool,
}

/// Lives a life from its first plan on.
pub(crate) fn live(name: &str, first: Step, seed: u64, extent: Extent) -> Life {
    let mut life = Life {
        name: name.to_owned(),
        ..Life::default()
    };
    let mut rng = Rng::new(seed ^ 0x11FE);
    let mut step = first;
    let mut last: Option<Value> = None;
    let mut calendars = Calendars::default();
    for week in 0..=extent.weeks {
        if week > 0 {
            life.replans += 1;
        }
        match step.run_to_the_end() {
            Ok((plan, refused)) => {
                life.errors += usize::from(week > 0 && !refused.is_empty());
                life.take(Check::Plan, &step, refused);
                life.add(&step, judge(&step, &plan));
                life.take(Check::Plan, &step, calendars.read(&step, &plan));
                if extent.quiet {
                    let failures = quiet(&step, &plan);
                    life.take(Check::Quiet, &step, failures);
                }
                if extent.more && week == 0 {
                    for what in MORE {
                        let failures = more(&step, &plan, what);
                        life.take(Check::More(what), &step, failures);
                    }
                }
                if extent.months && week == 0 {
                    let failures = months(&step, &plan);
                    life.take(Check::Months, &step, failures);
                }
                if extent.scratch && week > 0 {
                    scratch(&mut life, &step, &plan);
                }
                last = Some(plan);
            }
            Err(error) => {
                life.errors += usize::from(week > 0);
                life.take(Check::Plan, &step, vec![error]);
            }
        }
        let Some(plan) = &last else { return life };
        step = next_week(&step, plan, &mut rng);
    }
    life
}

/// Plans from scratch with the same promises fixed: the announced sessions that were kept are pinned in the programme, with those who
/// kept their seats.
fn scratch(life: &mut Life, step: &Step, plan: &Value) {
    let Some(previous) = &step.previous else {
        return;
    };
    let mut from_scratch = Step {
        options: json!({}),
        events: Vec::new(),
        previous: None,
        previous_json: None,
        ..step.clone()
    };
    let mut sessions: Vec<Value> = list(&step.document, "sessions").to_vec();
    let mut pins = Vec::new();
    for kept in list(plan, "sessions") {
        let id = text(kept, "session").expect("an id");
        let Some(before) = previous.sessions.iter().find(|known| known.session == id) else {
            continue;
        };
        if before.start.to_string() != text(kept, "start").unwrap_or_default() {
            continue;
        }
        sessions.retain(|known| text(known, "id") != Some(id));
        sessions.push(json!({
            "id": id, "activity": kept["activity"], "start": kept["start"], "half": kept["half"], "pinned": true,
            "seats": kept["seats"], "trainer": kept["trainer"], "room": kept["room"],
        }));
        let stayed = list(kept, "people")
            .iter()
            .filter_map(Value::as_str)
            .filter(|id| before.people.iter().any(|known| known == id));
        pins.extend(stayed.map(|person| json!({ "session": id, "person": person })));
    }
    from_scratch.document["sessions"] = json!(sessions);
    from_scratch.options["pins"] = json!(pins);
    let Ok(other) = from_scratch.run() else {
        return;
    };
    let unmet = |plan: &Value| list(plan, "unplaced").len();
    let cost = |plan: &Value| {
        plan["cost"].as_f64().unwrap_or(0.0) - plan["costs"]["moves"].as_f64().unwrap_or(0.0)
    };
    life.scratch_unmet.0 += unmet(plan);
    life.scratch_unmet.1 += unmet(&other);
    if unmet(plan) == unmet(&other) {
        life.cost += cost(plan);
        life.scratch += cost(&other);
    }
}
