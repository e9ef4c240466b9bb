//! From the document to the model: names become indices, defaults are filled in.

use super::{
    Act, Activity, Interner, Model, Objective, Requirement, Role, Rules, Section, Translations,
    graph, limits, people,
};
use crate::document::{
    ActivityDoc, Document, LevelRef, ObjectiveDoc, PreviousIds, RoleDoc, RulesDoc, TrackDoc,
};
use crate::{Track, TrackValues};
use std::collections::{BTreeMap, BTreeSet};

/// Compiles a document. Never fails: what cannot be resolved is left out, and the rules of `validate` report it.
pub(crate) fn compile(document: &Document) -> Model {
    let mut model = Model {
        id: document.id.clone(),
        title: or_id(&document.title, &document.id),
        translations: Translations::new(document),
        as_of: document.as_of,
        tables: document.input.clone(),
        previous_ids: PreviousIds::new(document),
        rules: rules(&document.rules, &document.tracks),
        phases: document.phases.clone(),
        instruments: document.instruments.clone(),
        ..Model::default()
    };
    tools(&mut model, document);
    objectives(&mut model, document);
    sections(&mut model, document);
    feature_use(&mut model, document);
    roles(&mut model, &document.roles);
    activities(&mut model, &document.activities);
    instrument_masses(&mut model);
    model.acts = document
        .acts
        .iter()
        .map(|a| Act {
            act: a.act.clone(),
            actor: a.actor.clone(),
            date: a.date,
            evidence: a.evidence.clone(),
        })
        .collect();
    let (people, profiles) = people::build(&model, &document.people, None);
    model.people = people;
    model.profiles = profiles;
    super::resources::compile(&mut model, document);
    model.presence = super::presence::build(&model, document);
    model
}

/// The first entry of each good id; the rest are reported by the rules on ids.
fn distinct<'a, T>(names: &mut Interner, items: &'a [T], id: impl Fn(&T) -> &str) -> Vec<&'a T> {
    items
        .iter()
        .filter(|item| {
            super::is_valid_id(id(item)) && names.intern(id(item)).is_some_and(|(_, new)| new)
        })
        .collect()
}

/// The title, or the id of what has none.
pub(crate) fn or_id(title: &str, id: &str) -> String {
    if title.is_empty() {
        id.to_owned()
    } else {
        title.to_owned()
    }
}

/// The rules with every value within what it can be; a value that is not is reported and its default used.
pub(crate) fn rules(written: &RulesDoc, tracks: &TrackValues<TrackDoc>) -> Rules {
    let default = RulesDoc::default();
    let or = |value: f64, good: bool, default: f64| if good { value } else { default };
    let weight = |value: f64, default: f64| or(value, limits::is_weight(value), default);
    let fraction = |value: f64, default: f64| or(value, (0.0..=1.0).contains(&value), default);
    let mass = |value: f64, default: f64| or(value, value > 0.0 && value <= 8.0, default);
    let (m, d) = (&written.evidence_weights, &default.evidence_weights);
    let threshold = fraction(written.threshold, default.threshold);
    Rules {
        half_life_days: or(
            written.half_life_days,
            limits::is_half_life(written.half_life_days),
            default.half_life_days,
        ),
        exponent: or(
            written.exponent.0,
            written.exponent.0 <= 1.0,
            default.exponent.0,
        ),
        threshold,
        prior_weight: weight(written.prior_weight, default.prior_weight),
        evidence_weights: [
            mass(m.certificate, d.certificate),
            mass(m.completion, d.completion),
            mass(m.observation, d.observation),
            mass(m.quiz, d.quiz),
            mass(m.survey, d.survey),
        ],
        min_cell: written.min_cell.max(5),
        round_to: if limits::is_round_to(written.round_to) {
            written.round_to
        } else {
            default.round_to
        },
        refresh_lead_days: written.refresh_lead_days,
        balance_tolerance: fraction(written.balance_tolerance, default.balance_tolerance),
        agreement_at_least: fraction(written.agreement_at_least, default.agreement_at_least),
        track_weights: tracks.map(|track| weight(track.weight, 1.0)),
        track_thresholds: tracks
            .map(|track| fraction(track.threshold.unwrap_or(threshold), threshold)),
    }
}

fn tools(model: &mut Model, document: &Document) {
    for tool in distinct(&mut model.tool_ids, &document.tools, |tool| &tool.id) {
        model.tools.push(or_id(&tool.title, &tool.id));
        for feature in &tool.features {
            model.feature_ids.intern(&format!("{}/{feature}", tool.id));
        }
    }
}

fn objectives(model: &mut Model, document: &Document) {
    let written = distinct(
        &mut model.objective_ids,
        &document.objectives,
        |objective| &objective.id,
    );
    let mut decays = BTreeMap::new();
    for objective in &written {
        let compiled = objective_of(model, document, objective, &mut decays);
        model.objectives.push(compiled);
    }
    for (at, objective) in written.iter().enumerate() {
        let requires = level_refs(model, &objective.requires);
        if let Some(compiled) = model.objectives.get_mut(at) {
            compiled.requires = requires;
            compiled
                .requires
                .retain(|&(prerequisite, _)| prerequisite != at);
        }
    }
}

/// One objective; `decays` has the place of each half-life (by its bits) that was met.
fn objective_of(
    model: &mut Model,
    document: &Document,
    written: &ObjectiveDoc,
    decays: &mut BTreeMap<u64, usize>,
) -> Objective {
    let scale = written
        .scale
        .as_ref()
        .and_then(|scale| document.scales.get(scale))
        .filter(|scale| !scale.levels.is_empty());
    let half_life_days = written
        .half_life_days
        .filter(|days| limits::is_half_life(*days))
        .unwrap_or(model.rules.half_life_days);
    let decay = *decays.entry(half_life_days.to_bits()).or_insert_with(|| {
        model.half_lives.push(half_life_days);
        model.half_lives.len() - 1
    });
    let tool = written
        .tool
        .as_ref()
        .filter(|_| written.track == Track::Technology && !written.features.is_empty());
    let tool = tool.and_then(|tool| model.tool_ids.index(tool));
    let feature = |name: &String| {
        model.feature_ids.index(&format!(
            "{}/{name}",
            written.tool.as_deref().unwrap_or_default()
        ))
    };
    Objective {
        id: written.id.clone(),
        title: or_id(&written.title, &written.id),
        track: written.track,
        levels: scale.map_or_else(
            || vec![String::new()],
            |scale| {
                scale
                    .levels
                    .iter()
                    .take(limits::MOST_LEVELS)
                    .cloned()
                    .collect()
            },
        ),
        has_scale: scale.is_some(),
        requires: Vec::new(),
        half_life_days,
        decay,
        features: if tool.is_some() {
            written.features.iter().filter_map(feature).collect()
        } else {
            Vec::new()
        },
        tool,
    }
}

/// References that resolve, as index and level.
fn level_refs(model: &Model, references: &[LevelRef]) -> Vec<(usize, u8)> {
    let mut resolved: Vec<(usize, u8)> = references
        .iter()
        .filter_map(|reference| resolve(model, &reference.objective, reference.level.as_deref()))
        .collect();
    resolved.sort_unstable();
    resolved.dedup();
    resolved
}

fn resolve(model: &Model, objective: &str, level: Option<&str>) -> Option<(usize, u8)> {
    let at = model.objective_ids.index(objective)?;
    Some((at, model.objectives.get(at)?.find_level(level)?))
}

/// Sections in the order of the tree, so that wherever they are listed the parts of a section follow it.
fn sections(model: &mut Model, document: &Document) {
    let mut names = Interner::default();
    let written = distinct(&mut names, &document.sections, |section| &section.id);
    let parents: Vec<Option<usize>> = written
        .iter()
        .map(|section| names.index(section.parent.as_ref()?))
        .collect();
    let parent = |at: usize| parents.get(at).copied().flatten();
    let circles = graph::cycles(written.len(), |at| parent(at).into_iter().collect());
    let circular = circles.into_iter().flatten().collect::<BTreeSet<_>>();
    let parent = |at: usize| parent(at).filter(|_| !circular.contains(&at));
    for at in graph::tree_order(written.len(), parent) {
        let Some(section) = written.get(at) else {
            continue;
        };
        model.section_ids.intern(&section.id);
        // It came before its parts.
        let above = parent(at).and_then(|parent| written.get(parent));
        model.sections.push(Section {
            id: section.id.clone(),
            title: or_id(&section.title, &section.id),
            parent: above.and_then(|above| model.section_ids.index(&above.id)),
            use_declared_by: None,
            site: None,
            max_absent: 0.0,
        });
    }
}

fn feature_use(model: &mut Model, document: &Document) {
    model.feature_use = vec![None; model.sections.len()];
    let features = model.feature_ids.len();
    // Where a section gives a feature's use twice, the first row counts, as with every other repeat.
    let mut seen = BTreeSet::new();
    for row in &document.feature_use {
        let (Some(section), Some(feature)) = (
            model.section_ids.index(&row.section),
            model.feature_ids.index(&row.feature),
        ) else {
            continue;
        };
        if !limits::is_amount(row.uses_per_month) {
            continue;
        }
        if !seen.insert((section, feature)) {
            continue;
        }
        if let Some(uses) = model.feature_use.get_mut(section) {
            let uses = uses.get_or_insert_with(|| vec![0.0; features]);
            if let Some(cell) = uses.get_mut(feature) {
                *cell = row.uses_per_month;
            }
        }
    }
    for at in 0..model.sections.len() {
        let declares =
            |&section: &usize| model.feature_use.get(section).is_some_and(Option::is_some);
        let declared_by = model.lineage(at).find(declares);
        if let Some(section) = model.sections.get_mut(at) {
            section.use_declared_by = declared_by;
        }
    }
}

fn roles(model: &mut Model, written: &[RoleDoc]) {
    let mut names = std::mem::take(&mut model.role_ids);
    for role in distinct(&mut names, written, |role| &role.id) {
        let mut requires = BTreeMap::new();
        for requirement in &role.requires {
            let Some((objective, level)) =
                resolve(model, &requirement.objective, requirement.level.as_deref())
            else {
                continue;
            };
            let threshold = requirement
                .threshold
                .filter(|t| (0.0..=1.0).contains(t))
                .unwrap_or(model.rules.threshold);
            let weight = if limits::is_weight(requirement.weight) {
                requirement.weight
            } else {
                1.0
            };
            let critical = requirement.critical;
            // Where a role names an objective twice, the first entry counts, as with every other repeat.
            requires.entry(objective).or_insert(Requirement {
                objective,
                level,
                weight,
                critical,
                threshold,
                prerequisite: false,
            });
        }
        let requires = requires.into_values().collect();
        model.roles.push(Role {
            id: role.id.clone(),
            title: or_id(&role.title, &role.id),
            requires,
        });
    }
    model.role_ids = names;
}

fn activities(model: &mut Model, written: &[ActivityDoc]) {
    let mut names = std::mem::take(&mut model.activity_ids);
    for activity in distinct(&mut names, written, |activity| &activity.id) {
        let mut teaches: Vec<(usize, u8)> = activity
            .teaches
            .iter()
            .filter_map(|taught| resolve(model, &taught.objective, taught.level.as_deref()))
            .collect();
        teaches.sort_unstable();
        teaches.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            kept.1 = if same { later.1 } else { kept.1 };
            same
        });
        let skill = activity
            .trainer_skill
            .as_ref()
            .filter(|skill| !skill.is_empty());
        let skill = skill
            .and_then(|skill| model.skill_ids.intern(skill))
            .map(|(number, _)| number as usize);
        model.activities.push(Activity {
            id: activity.id.clone(),
            title: or_id(&activity.title, &activity.id),
            mode: activity.mode,
            teaches,
            hours: if limits::is_hours(activity.hours) {
                activity.hours
            } else {
                0.0
            },
            seats: activity.seats.map(|seats| (seats.min, seats.max)),
            cost: price(activity.cost),
            cost_per_person: price(activity.cost_per_person),
            skill,
            online: activity.online,
            requires: level_refs(model, &activity.requires),
        });
    }
    model.activity_ids = names;
}

fn price(written: f64) -> f64 {
    if written.is_finite() {
        written.max(0.0)
    } else {
        0.0
    }
}

/// An instrument of known reliability r may weigh W r / (1 - r), at most 8 (a declared evidence weight comes first).
fn instrument_masses(model: &mut Model) {
    for instrument in &model.instruments {
        let reliability = instrument.reliability.filter(|r| (0.0..1.0).contains(r));
        let derived = reliability.map(|r| model.rules.prior_weight * r / (1.0 - r));
        let mass = instrument
            .evidence_weight
            .filter(|m| m.is_finite() && *m > 0.0)
            .or(derived);
        if let Some(mass) = mass {
            model
                .instrument_weights
                .push((instrument.id.clone(), mass.min(8.0)));
        }
    }
}
