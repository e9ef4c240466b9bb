//! Needs and scores once more, written from the documentation alone: strings, maps and plain arithmetic, nothing shared
//! with the library but the document itself. Slow and obvious.

use paratus::document::{Document, EvidenceDoc, Kind, ObjectiveDoc};
use std::collections::{BTreeMap, BTreeSet};

/// What a person must show of one objective.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Need {
    pub(crate) level: usize,
    pub(crate) weight: f64,
    pub(crate) critical: bool,
    pub(crate) threshold: f64,
    pub(crate) prerequisite: bool,
}

/// What is asked of a person, and what is saved.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    pub(crate) required: BTreeMap<String, Need>,
    pub(crate) unused: BTreeMap<String, Need>,
    pub(crate) dropped: BTreeSet<(String, String)>,
}

/// A verdict, and whether it hangs on the last digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged {
    pub(crate) verdict: &'static str,
    pub(crate) doubtful: bool,
}

/// What the evidence says of one objective at one level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opinion {
    pub(crate) b: f64,
    pub(crate) d: f64,
    pub(crate) u: f64,
    /// How far the figures may be off because a rounding to 2^-32 was a near tie.
    pub(crate) slack: f64,
}

/// One needed objective of a person.
#[derive(Clone, Debug)]
pub(crate) struct Objective {
    pub(crate) opinion: Opinion,
    pub(crate) judged: Judged,
    pub(crate) state: Option<&'static str>,
}

/// A person.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) needs: Needs,
    pub(crate) objectives: BTreeMap<String, Objective>,
    pub(crate) tracks: BTreeMap<&'static str, (f64, f64)>,
    pub(crate) readiness: Option<(f64, f64)>,
    pub(crate) judged: Option<Judged>,
    pub(crate) slack: f64,
}

fn objective<'a>(document: &'a Document, id: &str) -> &'a ObjectiveDoc {
    document
        .objectives
        .iter()
        .find(|o| o.id == id)
        .expect("the cases name objectives that exist")
}

/// Names of an objective's levels; no scale means one level.
pub(crate) fn levels(document: &Document, id: &str) -> Vec<String> {
    match &objective(document, id).scale {
        Some(scale) => document.scales[scale].levels.clone(),
        None => vec![String::new()],
    }
}

/// The number of a level, lowest 0; the top of the scale where none is named.
pub(crate) fn level(document: &Document, id: &str, name: Option<&str>) -> usize {
    let levels = levels(document, id);
    match name {
        None => levels.len() - 1,
        Some(name) => levels
            .iter()
            .position(|level| level == name)
            .expect("the cases name levels that exist"),
    }
}

/// Whether a section never uses any feature of a feature set: by its own declared use or, where it declares none, that
/// of its nearest ancestor that does. Where nobody declares any, nothing is never used.
pub(crate) fn never_used(document: &Document, section: &str, id: &str) -> bool {
    let set = objective(document, id);
    let Some(tool) = set.tool.as_ref().filter(|_| !set.features.is_empty()) else {
        return false;
    };
    let mut at = Some(section.to_owned());
    while let Some(here) = at {
        let declared: Vec<_> = document
            .feature_use
            .iter()
            .filter(|row| row.section == here)
            .collect();
        if !declared.is_empty() {
            let used = |feature: &String| {
                let name = format!("{tool}/{feature}");
                declared
                    .iter()
                    .any(|row| row.feature == name && row.uses_per_month > 0.0)
            };
            return !set.features.iter().any(used);
        }
        at = document
            .sections
            .iter()
            .find(|s| s.id == here)
            .and_then(|s| s.parent.clone());
    }
    false
}

/// The requirements of the person's roles, without what the section never uses, with prerequisites.
pub(crate) fn needs(document: &Document, person: &str) -> Needs {
    let person = document
        .people
        .iter()
        .find(|p| p.id == person)
        .expect("a person of the case");
    let mut required: BTreeMap<String, Need> = BTreeMap::new();
    for role in document
        .roles
        .iter()
        .filter(|role| person.roles.contains(&role.id))
    {
        for asked in &role.requires {
            let level = level(document, &asked.objective, asked.level.as_deref());
            let threshold = asked.threshold.unwrap_or(document.rules.threshold);
            let need = required.entry(asked.objective.clone()).or_insert(Need {
                level,
                weight: asked.weight,
                critical: asked.critical,
                threshold,
                prerequisite: false,
            });
            need.level = need.level.max(level);
            need.weight = need.weight.max(asked.weight);
            need.threshold = need.threshold.max(threshold);
            need.critical = need.critical || asked.critical;
        }
    }
    let mut needs = Needs::default();
    for (id, need) in required {
        let spared = never_used(document, &person.section, &id);
        if spared {
            needs.unused.insert(id, need)
        } else {
            needs.required.insert(id, need)
        };
    }
    loop {
        let before = needs.clone();
        for id in before.required.keys() {
            for asked in &objective(document, id).requires {
                if never_used(document, &person.section, &asked.objective) {
                    needs.dropped.insert((id.clone(), asked.objective.clone()));
                    continue;
                }
                let level = level(document, &asked.objective, asked.level.as_deref());
                let need = needs
                    .required
                    .entry(asked.objective.clone())
                    .or_insert(Need {
                        level,
                        weight: 1.0,
                        critical: false,
                        threshold: document.rules.threshold,
                        prerequisite: true,
                    });
                need.level = need.level.max(level);
            }
        }
        if before.required == needs.required && before.dropped == needs.dropped {
            return needs;
        }
    }
}

/// Evidence weight of a record while it is fresh.
fn fresh_mass(document: &Document, record: &EvidenceDoc) -> f64 {
    let evidence_weights = &document.rules.evidence_weights;
    let asked = matches!(record.kind, Kind::Survey | Kind::Quiz);
    let instrument = document
        .instruments
        .iter()
        .find(|i| asked && record.source.as_ref() == Some(&i.id));
    if let Some(instrument) = instrument {
        if let Some(mass) = instrument.evidence_weight {
            return mass;
        }
        if let Some(r) = instrument.reliability {
            return (document.rules.prior_weight * r / (1.0 - r)).min(8.0);
        }
    }
    match record.kind {
        Kind::Observation => evidence_weights.observation,
        Kind::Quiz => evidence_weights.quiz,
        Kind::Certificate => evidence_weights.certificate,
        Kind::Survey => evidence_weights.survey,
        Kind::Completion => evidence_weights.completion,
    }
}

/// The key of a record, and its day where the day belongs to the key.
fn key(record: &EvidenceDoc) -> (String, Option<i32>) {
    if let Some(key) = &record.key {
        return (key.clone(), None);
    }
    let text = record
        .source
        .clone()
        .unwrap_or_else(|| record.kind.name().to_owned());
    (
        text,
        (record.kind == Kind::Observation).then(|| record.date.day.days()),
    )
}

/// The records of one person and objective that count on a day, of those known by another day.
pub(crate) fn counting<'a>(
    document: &Document,
    evidence: &'a [EvidenceDoc],
    person: &str,
    id: &str,
    day: i32,
    known: i32,
) -> Vec<&'a EvidenceDoc> {
    let mut latest: BTreeMap<(String, Option<i32>), &EvidenceDoc> = BTreeMap::new();
    for record in evidence {
        if record.person != person
            || record.objective != id
            || record.date.day.days() > day.min(known)
        {
            continue;
        }
        let rank = |r: &EvidenceDoc| {
            let expires = r.expires.map_or(i32::MAX, |e| e.days());
            let level = level(document, id, r.level.as_deref());
            (
                -r.date.day.days(),
                std::cmp::Reverse(r.date.time.map_or(0, |time| time.seconds())),
                r.value,
                level,
                r.kind.name(),
                fresh_mass(document, r),
                expires,
            )
        };
        let held = latest.entry(key(record)).or_insert(record);
        if rank(record) < rank(held) {
            *held = record;
        }
    }
    latest
        .into_values()
        .filter(|record| record.expires.is_none_or(|expires| expires.days() >= day))
        .collect()
}

const GRID: f64 = 4_294_967_296.0;

/// The nearest multiple of 2^-32, and how far it may be off if the argument's last digits were others.
fn quantised(mass: f64) -> (f64, f64) {
    let scaled = mass * GRID;
    let near_tie = (scaled - scaled.floor() - 0.5).abs() < 1e-4;
    (
        (scaled + 0.5).floor() / GRID,
        if near_tie { 2.0 / GRID } else { 0.0 },
    )
}

#[expect(
    clippy::disallowed_methods,
    reason = "on purpose another implementation than the library's"
)]
fn two_to(power: f64) -> f64 {
    2f64.powf(power)
}

/// The opinion on one objective at a level.
pub(crate) fn opinion(
    document: &Document,
    id: &str,
    level_needed: usize,
    day: i32,
    records: &[&EvidenceDoc],
) -> Opinion {
    let half_life = objective(document, id)
        .half_life_days
        .unwrap_or(document.rules.half_life_days);
    let (mut s, mut f, mut slack) = (0.0, 0.0, 0.0);
    for record in records {
        let left = two_to(-f64::from(day - record.date.day.days()) / half_life);
        let (mass, off) = quantised(fresh_mass(document, record) * left);
        let (success, off_too) = quantised(fresh_mass(document, record) * left * record.value);
        let at = level(document, id, record.level.as_deref());
        if at >= level_needed {
            s += success;
        }
        if at <= level_needed {
            f += mass - success;
        }
        slack += off + off_too;
    }
    let w = document.rules.prior_weight;
    let n = s + f;
    Opinion {
        b: s / (n + w),
        d: f / (n + w),
        u: w / (n + w),
        slack,
    }
}

fn judge(low: f64, high: f64, threshold: f64, tolerance: f64) -> Judged {
    let verdict = if low >= threshold {
        "ready"
    } else if high < threshold {
        "not_ready"
    } else {
        "cannot_tell"
    };
    let near = |x: f64| (x - threshold).abs() <= tolerance;
    Judged {
        verdict,
        doubtful: near(low) || near(high),
    }
}

fn judge_opinion(opinion: Opinion, threshold: f64) -> Judged {
    let judged = judge(opinion.b, opinion.b + opinion.u, threshold, opinion.slack);
    Judged {
        doubtful: judged.doubtful && opinion.slack > 0.0,
        ..judged
    }
}

/// The weighted power mean of pairs (value, weight), by its definition.
#[expect(
    clippy::disallowed_methods,
    reason = "on purpose another implementation than the library's"
)]
pub(crate) fn mean(pairs: &[(f64, f64)], p: f64) -> f64 {
    let whole: f64 = pairs.iter().map(|(_, v)| v).sum();
    if p == f64::NEG_INFINITY {
        return pairs.iter().map(|(x, _)| *x).fold(1.0, f64::min);
    }
    if p <= 0.0 && pairs.iter().any(|(x, _)| *x == 0.0) {
        return 0.0;
    }
    if p == 0.0 {
        return pairs.iter().map(|(x, v)| x.powf(v / whole)).product();
    }
    pairs
        .iter()
        .map(|(x, v)| v / whole * x.powf(p))
        .sum::<f64>()
        .powf(1.0 / p)
}

const RANK: [&str; 3] = ["not_ready", "cannot_tell", "ready"];

fn rank(verdict: &str) -> usize {
    RANK.iter()
        .position(|v| *v == verdict)
        .expect("one of three")
}

/// Everything about a person on a day.
pub(crate) fn person(
    document: &Document,
    evidence: &[EvidenceDoc],
    id: &str,
    as_of: i32,
) -> Person {
    let needs = needs(document, id);
    let mut objectives = BTreeMap::new();
    for (name, need) in &needs.required {
        let on = |day: i32| {
            let records = counting(document, evidence, id, name, day, as_of);
            let opinion = opinion(document, name, need.level, day, &records);
            (opinion, judge_opinion(opinion, need.threshold))
        };
        let (opinion, judged) = on(as_of);
        let state = state(document, evidence, id, name, as_of, judged, &|day| {
            on(day).1
        });
        objectives.insert(
            name.clone(),
            Objective {
                opinion,
                judged,
                state,
            },
        );
    }

    let mut tracks = BTreeMap::new();
    let mut weighted = Vec::new();
    let rules = &document.rules;
    for track in paratus::Track::ALL {
        let mine = || {
            needs
                .required
                .iter()
                .filter(|(name, _)| objective(document, name).track == track)
        };
        let whole: f64 = mine().map(|(_, need)| need.weight).sum();
        if whole == 0.0 {
            continue;
        }
        let sum = |end: &dyn Fn(Opinion) -> f64| -> f64 {
            mine()
                .map(|(name, need)| need.weight / whole * end(objectives[name].opinion))
                .sum()
        };
        let range = (sum(&|o| o.b), sum(&|o| o.b + o.u));
        tracks.insert(track.name(), range);
        weighted.push((range, document.tracks.get(track).weight));
    }
    let slack: f64 = objectives
        .values()
        .map(|o: &Objective| o.opinion.slack)
        .sum();
    let end = |pick: fn(&(f64, f64)) -> f64| {
        let pairs: Vec<(f64, f64)> = weighted
            .iter()
            .map(|(range, weight)| (pick(range), *weight))
            .collect();
        mean(&pairs, rules.exponent.0)
    };
    let readiness = (!weighted.is_empty()).then(|| (end(|range| range.0), end(|range| range.1)));
    let judged = readiness.map(|(low, high)| {
        let mut judged = judge(low, high, rules.threshold, 1e-9 + 1e6 * slack);
        for (name, _) in needs.required.iter().filter(|(_, need)| need.critical) {
            let cap = objectives[name].judged;
            judged.doubtful |= cap.doubtful;
            if rank(cap.verdict) < rank(judged.verdict) {
                judged.verdict = cap.verdict;
            }
        }
        judged
    });
    Person {
        needs,
        objectives,
        tracks,
        readiness,
        judged,
        slack,
    }
}

/// The state by the words of the model; `None` where it hangs on the last digits.
fn state(
    document: &Document,
    evidence: &[EvidenceDoc],
    person: &str,
    id: &str,
    as_of: i32,
    now: Judged,
    on: &dyn Fn(i32) -> Judged,
) -> Option<&'static str> {
    let lead = i32::try_from(document.rules.refresh_lead_days).expect("a lead time of the cases");
    let days = evidence
        .iter()
        .filter(|r| r.person == person && r.objective == id)
        .map(|r| r.date.day.days());
    let last = days.filter(|day| *day <= as_of).max();
    let (later, then) = (on(as_of + lead), last.map(on));
    if now.doubtful || later.doubtful || then.is_some_and(|then| then.doubtful) {
        return None;
    }
    Some(match (now.verdict, then.map(|then| then.verdict)) {
        ("ready", _) if later.verdict == "ready" => "ready",
        ("ready", _) => "expiring",
        (_, None) => "unknown",
        (_, Some("ready")) => "stale",
        (verdict, _) => verdict,
    })
}
