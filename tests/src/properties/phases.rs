//! Proposed phases keep the hours that were asked for, are never empty, and keep the order of prerequisites and of use.

use super::*;
use paratus::disclosure::Disclosure;
use paratus::document::{ActivityDoc, Document, Mode, TeachesDoc};
use paratus::rollout::{ExcessHours, Phases, ProposalOptions};
use std::collections::{BTreeMap, BTreeSet};

/// A case with up to six activities, and how many hours of a person a phase may take.
fn taught_case() -> impl Strategy<Value = (Case, f64)> {
    let level = proptest::option::of(0..4usize);
    let teaches = vec((0..8usize, level.clone()), 1..4);
    let requires = vec((0..8usize, level), 0..2);
    let activity = (
        select(vec![0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.5]),
        teaches,
        requires,
    );
    let hours = select(vec![0.75, 1.0, 2.0, 3.0, 4.5, 8.0]);
    (case(6, 0), vec(activity, 0..7), hours).prop_map(|(mut case, activities, hours)| {
        let document = &case.document;
        let step = |(at, level): &(usize, Option<usize>)| {
            let id = format!("o{}", at % document.objectives.len());
            let names = naive::levels(document, &id);
            let level = level
                .map(|level| names[level % names.len()].clone())
                .filter(|name| !name.is_empty());
            (id, level)
        };
        let distinct =
            |list: &[(usize, Option<usize>)]| list.iter().map(step).collect::<BTreeMap<_, _>>();
        let activities = activities
            .iter()
            .enumerate()
            .map(|(at, (hours, teaches, requires))| ActivityDoc {
                id: format!("a{at}"),
                title: "".into(),
                mode: Mode::Course,
                teaches: distinct(teaches)
                    .into_iter()
                    .map(|(objective, level)| TeachesDoc { objective, level })
                    .collect(),
                hours: *hours,
                seats: None,
                cost: 0.0,
                cost_per_person: 0.0,
                trainer_skill: None,
                online: false,
                requires: distinct(requires)
                    .into_iter()
                    .map(|(objective, level)| LevelRef { objective, level })
                    .collect(),
                previous_ids: Vec::new(),
            });
        case.document.activities = activities.collect();
        (case, hours)
    })
}

/// What is held: objectives with their levels.
type Held = BTreeMap<String, usize>;

fn holds(held: &Held, (id, level): &(String, usize)) -> bool {
    held.get(id).is_some_and(|held| held >= level)
}

/// The activities of a document, as sets in which bit `n` is activity `n`.
struct Activities<'a>(&'a Document);

impl Activities<'_> {
    fn count(&self) -> usize {
        self.0.activities.len()
    }

    fn step(&self, objective: &str, level: Option<&String>) -> (String, usize) {
        (
            objective.to_owned(),
            naive::level(self.0, objective, level.map(String::as_str)),
        )
    }

    fn taught(&self, at: usize) -> Vec<(String, usize)> {
        self.0.activities[at]
            .teaches
            .iter()
            .map(|t| self.step(&t.objective, t.level.as_ref()))
            .collect()
    }

    /// What an activity requires, without what no activity teaches.
    fn required(&self, at: usize) -> Vec<(String, usize)> {
        let all = self.0.activities[at]
            .requires
            .iter()
            .map(|r| self.step(&r.objective, r.level.as_ref()));
        let is_taught = |(id, level): &(String, usize)| {
            (0..self.count())
                .flat_map(|by| self.taught(by))
                .any(|(taught, up_to)| taught == *id && up_to >= *level)
        };
        all.filter(is_taught).collect()
    }

    /// What is held after some activities, one after the other, and which of them could not be attended.
    fn attend(&self, set: u32, held: &Held) -> (Held, u32) {
        let (mut held, mut open) = (held.clone(), set);
        loop {
            let ready = |at: &usize| {
                open >> at & 1 == 1 && self.required(*at).iter().all(|step| holds(&held, step))
            };
            let Some(next) = (0..self.count()).find(ready) else {
                return (held, open);
            };
            open &= !(1 << next);
            for (id, level) in self.taught(next) {
                let best = held.entry(id).or_insert(level);
                *best = level.max(*best);
            }
        }
    }

    fn hours(&self, set: u32) -> f64 {
        (0..self.count())
            .filter(|at| set >> at & 1 == 1)
            .map(|at| self.0.activities[at].hours)
            .sum()
    }

    /// Whether a person can attend, within the hours of each phase, what leads to the needs of the phase.
    fn fits(&self, needs: &[Vec<(String, usize)>], hours: &[f64], attended: u32) -> bool {
        let (Some((now, needs)), Some((limit, hours))) = (needs.split_first(), hours.split_first())
        else {
            return true;
        };
        (0..1u32 << self.count())
            .filter(|set| set & attended == attended)
            .any(|set| {
                let (held, left) = self.attend(set, &Held::new());
                left == 0
                    && self.hours(set & !attended) <= limit + 1e-6
                    && now.iter().all(|need| holds(&held, need))
                    && self.fits(needs, hours, set)
            })
    }

    /// The least hours that lead to some needs for a person who holds something.
    fn least_hours(&self, needs: &[(String, usize)], held: &Held) -> Option<f64> {
        let sets = (0..1u32 << self.count()).filter(|&set| {
            let (held, left) = self.attend(set, held);
            left == 0 && needs.iter().all(|need| holds(&held, need))
        });
        sets.map(|set| self.hours(set)).min_by(f64::total_cmp)
    }
}

/// What activities can teach of the needs of each person who is employed.
fn needs(case: &Case) -> Vec<Vec<(String, usize)>> {
    let activities = Activities(&case.document);
    let (all, _) = activities.attend((1u32 << activities.count()) - 1, &Held::new());
    let here = |person: &&paratus::document::PersonDoc| {
        person.joined.is_none_or(|joined| joined <= case.as_of)
            && person.left.is_none_or(|left| left >= case.as_of)
    };
    let needs_of = |person: &paratus::document::PersonDoc| {
        let needs = naive::needs(&case.document, &person.id)
            .required
            .into_iter();
        needs
            .map(|(id, need)| (id, need.level))
            .filter(|need| holds(&all, need))
            .collect()
    };
    case.document
        .people
        .iter()
        .filter(here)
        .map(needs_of)
        .collect()
}

/// The phase of each objective.
fn places(phases: &Phases) -> BTreeMap<&str, usize> {
    let all = phases.phases.iter().enumerate();
    all.flat_map(|(at, phase)| {
        phase
            .objectives
            .iter()
            .map(move |o| (o.objective.as_str(), at))
    })
    .collect()
}

fn by_phase(
    needs: &[(String, usize)],
    places: &BTreeMap<&str, usize>,
    phases: usize,
) -> Vec<Vec<(String, usize)>> {
    let of_phase = |phase| {
        needs
            .iter()
            .filter(|(id, _)| places[id.as_str()] == phase)
            .cloned()
            .collect()
    };
    (0..phases).map(of_phase).collect()
}

/// What holds of all proposals.
fn sound(case: &Case, phases: &Phases) -> Result<(), TestCaseError> {
    let places = places(phases);
    prop_assert!(
        phases
            .phases
            .iter()
            .all(|phase| !phase.objectives.is_empty()),
        "an empty phase"
    );
    prop_assert!(phases.unplaced.is_empty());
    for objective in &case.document.objectives {
        let Some(at) = places.get(objective.id.as_str()) else {
            continue;
        };
        for before in &objective.requires {
            let place = places.get(before.objective.as_str());
            prop_assert!(
                place.is_none_or(|place| place <= at),
                "{} before {}",
                objective.id,
                before.objective
            );
        }
    }
    let covered: Vec<f64> = phases
        .phases
        .iter()
        .filter_map(|phase| phase.covered)
        .collect();
    prop_assert!(covered.is_sorted(), "{:?}", covered);
    Ok(())
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn phases_take_nobody_more_hours_than_asked((case, hours) in taught_case()) {
        let programme = case.programme();
        let found = programme.phases(
            case.as_of,
            &ProposalOptions::default().propose(true).hours_per_person(hours),
            &Disclosure::internal(),
        ).expect("options that can be");
        sound(&case, &found)?;
        prop_assert_eq!(found.phases_needed, None);
        let places = places(&found);
        let activities = Activities(&case.document);
        let exceeded = |phase: &str| -> Vec<&ExcessHours> {
            found.hours_exceeded.iter().filter(|over| over.phase == phase).collect()
        };
        let limits: Vec<f64> = found.phases.iter().map(|phase| {
            exceeded(&phase.phase).iter().map(|over| over.hours).fold(hours, f64::max)
        }).collect();
        for (phase, limit) in found.phases.iter().zip(&limits) {
            prop_assert!(phase.most_hours <= limit + 1e-6, "{} takes {} hours", phase.phase, phase.most_hours);
            let named: BTreeSet<&String> = exceeded(&phase.phase).iter().flat_map(|over| &over.objectives).collect();
            let flagged = phase.objectives.iter().filter(|o| o.over_hours).map(|o| &o.objective);
            prop_assert!(flagged.collect::<BTreeSet<_>>().is_subset(&named));
        }
        let everybody = needs(&case);
        for needs in &everybody {
            let needs = by_phase(needs, &places, found.phases.len());
            prop_assert!(activities.fits(&needs, &limits, 0), "{:?} in {:?}", needs, limits);
        }
        // What is said to take more than a phase does so, whatever else is known.
        for over in &found.hours_exceeded {
            let at = found.phases.iter().position(|phase| phase.phase == over.phase);
            let whole: f64 = case.document.activities.iter().filter(|a| over.activities.contains(&a.id)).map(|a| a.hours).sum();
            prop_assert!((whole - over.hours).abs() < 1e-9 && over.hours > hours, "{:?}", over);
            let true_of_somebody = everybody.iter().any(|needs| {
                let (own, others): (Vec<_>, Vec<_>) = needs.iter().cloned().partition(|(id, _)| over.objectives.contains(id));
                let known = others.into_iter().filter(|(id, _)| Some(places[id.as_str()]) <= at).collect();
                activities.least_hours(&own, &known).is_some_and(|least| least > hours)
            });
            prop_assert!(true_of_somebody, "{:?}", over);
        }
    }

    #[test]
    fn fewer_phases_than_the_hours_need_say_so((case, hours) in taught_case(), count in 1..4usize) {
        let programme = case.programme();
        let options = ProposalOptions::default().propose(true).hours_per_person(hours);
        let all = programme.phases(case.as_of, &options, &Disclosure::internal()).expect("options that can be");
        let few = programme.phases(case.as_of, &options.phases(count), &Disclosure::internal()).expect("options that can be");
        sound(&case, &few)?;
        prop_assert_eq!(few.phases.len(), all.phases.len().min(count));
        prop_assert_eq!(few.phases_needed, Some(all.phases.len()).filter(|&needed| needed > count));
        let objectives = |phases: &Phases, at: usize| -> Vec<(String, bool)> {
            phases.phases[at].objectives.iter().map(|o| (o.objective.clone(), o.over_hours)).collect()
        };
        for at in 0..few.phases.len().saturating_sub(1) {
            prop_assert_eq!(objectives(&few, at), objectives(&all, at));
        }
    }

    #[test]
    fn phases_of_equal_parts_are_never_empty((case, _) in taught_case(), count in proptest::option::of(1..9usize)) {
        let options = count.into_iter().fold(ProposalOptions::default().propose(true), ProposalOptions::phases);
        let found = case.programme().phases(case.as_of, &options, &Disclosure::internal()).expect("options that can be");
        sound(&case, &found)?;
        prop_assert!(found.phases.len() <= count.unwrap_or(3));
        prop_assert!(found.hours_exceeded.is_empty() && found.phases_needed.is_none());
    }

    /// Everybody needs the same feature sets, each with a feature of its own and nothing required: the phases are those of
    /// first fit in the order of use per hour.
    #[test]
    fn the_most_used_per_hour_come_first(
        sets in vec((1..60u32, select(vec![1.0, 2.0, 2.5, 4.0, 7.0])), 1..9),
        hours in select(vec![3.0, 4.0, 6.0, 20.0]),
        count in 1..10usize,
    ) {
        let ids: Vec<String> = (0..sets.len()).map(|at| format!("f{at}")).collect();
        let list = |build: &dyn Fn(usize) -> serde_json::Value| (0..sets.len()).map(build).collect::<Vec<_>>();
        let document: Document = serde_json::from_value(serde_json::json!({
            "format": 1, "id": "m", "tools": [{ "id": "t", "features": ids }],
            "objectives": list(&|at| serde_json::json!({ "id": ids[at], "track": "technology", "tool": "t", "features": [ids[at]] })),
            "activities": list(&|at| serde_json::json!({ "id": format!("a{at}"), "mode": "course", "hours": sets[at].1,
                "teaches": [{ "objective": ids[at] }] })),
            "feature_use": list(&|at| serde_json::json!({ "section": "s", "feature": format!("t/{}", ids[at]),
                "uses_per_month": sets[at].0 })),
            "sections": [{ "id": "s" }],
            "roles": [{ "id": "r", "requires": list(&|at| serde_json::json!({ "objective": ids[at] })) }],
            "people": [{ "id": "p", "section": "s", "roles": ["r"] }],
        })).unwrap();
        let mut order: Vec<usize> = (0..sets.len()).collect();
        let worth = |at: usize| f64::from(sets[at].0) / sets[at].1;
        // Equals by use, then in the order of the programme.
        order.sort_by(|&a, &b| worth(b).total_cmp(&worth(a)).then(sets[b].0.cmp(&sets[a].0)).then(a.cmp(&b)));
        let mut expected: Vec<(f64, BTreeSet<&str>)> = Vec::new();
        for &at in &order {
            let own = sets[at].1;
            match expected.iter_mut().find(|(spent, _)| *spent + own <= hours) {
                Some((spent, phase)) => {
                    *spent += own;
                    phase.insert(&ids[at]);
                }
                None => expected.push((own, BTreeSet::from([ids[at].as_str()]))),
            }
        }
        let programme = Programme::compile(&document);
        let as_of = paratus::Date::from_days(AS_OF).unwrap();
        let found = programme.phases(as_of, &ProposalOptions::default().hours_per_person(hours), &Disclosure::internal()).expect("options that can be");
        let found: Vec<BTreeSet<&str>> =
            found.phases.iter().map(|phase| phase.objectives.iter().map(|o| o.objective.as_str()).collect()).collect();
        prop_assert_eq!(found, expected.into_iter().map(|(_, phase)| phase).collect::<Vec<_>>());
        let parts = programme.phases(as_of, &ProposalOptions::default().phases(count), &Disclosure::internal()).expect("options that can be");
        prop_assert_eq!(parts.phases.len(), count.min(sets.len()));
        let places = places(&parts);
        prop_assert!(order.iter().map(|&at| places[ids[at].as_str()]).is_sorted());
    }
}
