//! People: nobody in two places, not too many away, nothing before what it requires.

use super::{Case, PlanRule, half_day};
use crate::document::Half;
use crate::model::Level;
use crate::order::Map;
use crate::{Date, Verdict};

/// Something that a person does.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// Id of the session, or of the activity where it is done alone.
    id: &'a str,
    /// Index of the activity.
    activity: usize,
    /// The first half day, and the one after the last.
    from: i64,
    until: i64,
    /// Whether it is done alone, at any time between the two.
    alone: bool,
    pinned: bool,
}

/// What everyone does, by index of the person.
type Diaries<'a> = Map<usize, Vec<Part<'a>>>;

pub(super) fn check(case: &mut Case<'_>) {
    away(case);
    let diaries = diaries(case);
    teaching(case);
    for (&person, parts) in &diaries {
        twice(case, person, parts);
        employment(case, person, parts);
        order(case, person, parts);
    }
}

fn diaries<'a>(case: &mut Case<'a>) -> Diaries<'a> {
    let (plan, model) = (case.plan, case.model);
    let mut diaries = Diaries::new();
    for held in &case.held {
        let Some(activity) = model.activity_ids.index(&held.activity.id) else { continue };
        let session = held.session;
        let (from, until) = (half_day(session.start, session.half), half_day(session.end, session.end_half) + 1);
        let part = Part { id: &session.session, activity, from, until, alone: false, pinned: session.pinned };
        held.people.iter().for_each(|&person| diaries.entry(person).or_default().push(part));
    }
    for line in &plan.self_paced {
        let Some(activity) = model.activity_ids.index(&line.activity) else {
            case.add(PlanRule::Reference, &line.activity, "there is no such activity".to_owned());
            continue;
        };
        if line.from > line.until || line.from < plan.from || line.until > plan.until {
            case.add(
                PlanRule::Calendar,
                &line.activity,
                format!("{} to {} is no time of the plan", line.from, line.until),
            );
        }
        let (from, until) = (half_day(line.from, Half::Morning), half_day(line.until, Half::Afternoon) + 1);
        for id in &line.people {
            match model.people.ids.index(id) {
                Some(person) => {
                    let part = Part { id: &line.activity, activity, from, until, alone: true, pinned: false };
                    diaries.entry(person).or_default().push(part);
                }
                None => case.add(PlanRule::Reference, &line.activity, format!("there is no person `{id}`")),
            }
        }
    }
    diaries
}

fn name(case: &Case<'_>, person: usize) -> String {
    case.model.people.ids.name(person as u32).to_owned()
}

fn twice(case: &mut Case<'_>, person: usize, parts: &[Part<'_>]) {
    let person_id = name(case, person);
    for (at, part) in parts.iter().enumerate() {
        for other in parts.iter().skip(at + 1) {
            if part.activity == other.activity {
                let text = format!("`{}` and `{}` are the same activity", part.id, other.id);
                case.add(PlanRule::DoubleBooked, &person_id, text);
            } else if !part.alone && !other.alone && part.from < other.until && other.from < part.until {
                case.add(PlanRule::DoubleBooked, &person_id, format!("`{}` and `{}` overlap", part.id, other.id));
            }
        }
    }
}

/// Who teaches does not learn at the same time.
fn teaching(case: &mut Case<'_>) {
    let mut busy: Map<(usize, i64), &str> = Map::new();
    for held in &case.held {
        let Some(person) = held.session.trainer.as_ref().and_then(|id| case.model.people.ids.index(id)) else {
            continue;
        };
        busy.extend(held.slots.iter().map(|&slot| ((person, slot), held.session.session.as_str())));
    }
    let mut found = Vec::new();
    for held in &case.held {
        for &person in &held.people {
            if let Some(other) = held.slots.iter().find_map(|&slot| busy.get(&(person, slot))) {
                found.push((name(case, person), format!("teaches `{other}` and sits in `{}`", held.session.session)));
            }
        }
    }
    found.into_iter().for_each(|(id, text)| case.add(PlanRule::DoubleBooked, &id, text));
}

fn employment(case: &mut Case<'_>, person: usize, parts: &[Part<'_>]) {
    let people = &case.model.people;
    let (Some(&joined), Some(&left)) = (people.joined.get(person), people.left.get(person)) else { return };
    let person_id = name(case, person);
    for part in parts.iter().filter(|part| !part.pinned) {
        let outside = part.from < half_day(joined, Half::Morning)
            || part.until > half_day(left.min(Date::from_days(2_900_000).unwrap_or(left)), Half::Afternoon) + 1;
        if outside {
            case.add(PlanRule::Calendar, &person_id, format!("does not work here at the time of `{}`", part.id));
        }
    }
}

/// In each half day no section misses more people than it may.
fn away(case: &mut Case<'_>) {
    let model = case.model;
    let mut away: Map<(usize, i64), u64> = Map::new();
    for held in &case.held {
        for &person in &held.people {
            let Some(&section) = model.people.section.get(person) else { continue };
            held.slots.iter().for_each(|&slot| *away.entry((section as usize, slot)).or_default() += 1);
        }
    }
    let mut staff: Map<usize, u64> = Map::new();
    for (person, &section) in model.people.section.iter().enumerate() {
        if model.people.employed(person, case.plan.from) {
            *staff.entry(section as usize).or_default() += 1;
        }
    }
    let mut worst: Map<usize, u64> = Map::new();
    for ((section, _), count) in away {
        let held = worst.entry(section).or_default();
        *held = (*held).max(count);
    }
    for (section, count) in worst {
        let Some(compiled) = model.sections.get(section) else { continue };
        let share = case.plan.settings.max_absent.unwrap_or(compiled.max_absent);
        let people = staff.get(&section).copied().unwrap_or(0);
        let most = (share * people as f64 + 1e-9).floor().max(1.0) as u64;
        if count > most {
            let text = format!("{count} of {people} are away at once, and {most} may be");
            case.add(PlanRule::Absence, &compiled.id.clone(), text);
        }
    }
}

/// Whatever an activity requires is held, or was learned before.
fn order(case: &mut Case<'_>, person: usize, parts: &[Part<'_>]) {
    let model = case.model;
    let person_id = name(case, person);
    let profile = case.assessment.profile(person);
    for part in parts.iter().filter(|part| !part.pinned) {
        let Some(activity) = model.activities.get(part.activity) else { continue };
        let itself = |step: (usize, Level)| activity.teaches.iter().any(|&(o, up_to)| o == step.0 && up_to >= step.1);
        let needed =
            |objective: usize| profile.requirements.iter().any(|requirement| requirement.objective == objective);
        let of_objectives = activity
            .teaches
            .iter()
            .filter(|taught| needed(taught.0) && super::needs::is_open(case, person, taught.0))
            .filter_map(|taught| model.objectives.get(taught.0))
            .flat_map(|objective| objective.requires.iter().copied())
            .filter(|&step| !itself(step));
        let steps: Vec<(usize, Level)> = activity.requires.iter().copied().chain(of_objectives).collect();
        for step in steps {
            let supplies = |earlier: &&Part<'_>| {
                let taught = model.activities.get(earlier.activity);
                let teaches =
                    taught.is_some_and(|taught| taught.teaches.iter().any(|&(o, l)| o == step.0 && l >= step.1));
                let before = match (earlier.alone, part.alone) {
                    (true, true) => earlier.from <= part.from && earlier.until <= part.until,
                    _ => earlier.until <= part.from,
                };
                earlier.activity != part.activity && teaches && before
            };
            if !holds(case, person, step) && !parts.iter().any(|earlier| supplies(&earlier)) {
                let text = format!("`{}` comes before `{}`, which it rests on", part.id, model.name_of(step.0, step.1));
                case.add(PlanRule::Order, &person_id, text);
            }
        }
    }
}

/// Whether a person has shown an objective at a level; what the section never uses is not asked for.
pub(super) fn holds(case: &Case<'_>, person: usize, (objective, level): (usize, Level)) -> bool {
    let (model, assessment) = (case.model, case.assessment);
    let section = model.people.section.get(person).and_then(|&section| model.sections.get(section as usize));
    if section.is_some_and(|section| model.never_uses(section.use_declared_by, objective)) {
        return true;
    }
    let mut counting = crate::evidence::Counting::default();
    let scorer = assessment.scorer();
    let records = scorer.counting(assessment.partition.of(person), &assessment.partition.names, &mut counting);
    let mut cell = crate::readiness::Cell::default();
    for record in records.iter().filter(|record| record.objective as usize == objective) {
        scorer.add(model, record, level, assessment.as_of.days(), &mut cell);
    }
    let profile = assessment.profile(person);
    let own = profile.requirements.iter().find(|requirement| requirement.objective == objective);
    let threshold = own.map_or(model.rules.threshold, |requirement| requirement.threshold);
    cell.range(model.rules.prior_weight).verdict(threshold) == Verdict::Ready
}
