//! Small programmes with evidence, at random.

use crate::case::Case;
use paratus::document::*;
use paratus::{Date, Track, TrackValues};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

/// The date of assessment of every case, before translation.
pub(crate) const AS_OF: i32 = 20_000;

const SCALES: [(&str, &[&str]); 2] = [
    ("two", &["low", "high"]),
    ("four", &["first", "second", "third", "fourth"]),
];
const TOOLS: [&str; 2] = ["docket", "partition"];
const FEATURES: [&str; 3] = ["find", "file", "share"];

#[derive(Clone, Debug)]
struct RawObjective {
    track: Track,
    scale: usize,
    half_life: Option<f64>,
    set: bool,
    tool: usize,
    features: u8,
    requires: Vec<(usize, Option<usize>)>,
}

fn objective() -> impl Strategy<Value = RawObjective> {
    let requires = vec((0..8usize, proptest::option::of(0..4usize)), 0..3);
    let half_life = select(vec![None, None, Some(30.0), Some(120.0), Some(365.5)]);
    (
        select(Track::ALL.to_vec()),
        0..3usize,
        half_life,
        any::<bool>(),
        0..2usize,
        1..8u8,
        requires,
    )
        .prop_map(
            |(track, scale, half_life, set, tool, features, requires)| RawObjective {
                track,
                scale,
                half_life,
                set,
                tool,
                features,
                requires,
            },
        )
}

/// The names of the levels of a scale by number; none for 0.
fn levels(scale: usize) -> &'static [&'static str] {
    if scale == 0 { &[] } else { SCALES[scale - 1].1 }
}

fn level(scale: usize, wanted: Option<usize>) -> Option<String> {
    let levels = levels(scale);
    let wanted = wanted.filter(|_| !levels.is_empty())?;
    Some(levels[wanted % levels.len()].to_owned())
}

/// Objectives o0, o1, …; the prerequisites of each come before it or, where `downhill`, after it: no cycles.
fn objectives(raw: &[RawObjective], downhill: bool) -> Vec<ObjectiveDoc> {
    let count = raw.len();
    let build = |(at, o): (usize, &RawObjective)| {
        let set = o.set && o.track == Track::Technology;
        let features = FEATURES
            .iter()
            .enumerate()
            .filter(|(bit, _)| set && o.features >> bit & 1 == 1);
        let before = if downhill { count - 1 - at } else { at };
        let target = |wanted: usize| {
            if downhill {
                at + 1 + wanted % before
            } else {
                wanted % before
            }
        };
        let requires = o
            .requires
            .iter()
            .filter(|_| before > 0)
            .map(|&(wanted, step)| {
                let target = target(wanted);
                LevelRef {
                    objective: format!("o{target}"),
                    level: level(raw[target].scale, step),
                }
            });
        ObjectiveDoc {
            id: format!("o{at}"),
            track: o.track,
            title: "".into(),
            description: String::new(),
            tool: set.then(|| TOOLS[o.tool].to_owned()),
            features: features.map(|(_, name)| (*name).to_owned()).collect(),
            scale: (o.scale > 0).then(|| SCALES[o.scale - 1].0.to_owned()),
            requires: once(requires, |r| r.objective.clone()),
            half_life_days: o.half_life,
            previous_ids: Vec::new(),
        }
    };
    raw.iter().enumerate().map(build).collect()
}

fn rules() -> impl Strategy<Value = RulesDoc> {
    let exponent = select(vec![
        -1.0,
        -1.0,
        -1.0,
        -1.0,
        1.0,
        0.5,
        0.0,
        -2.0,
        f64::NEG_INFINITY,
    ]);
    let evidence_weights = select(vec![
        EvidenceWeightsDoc::default(),
        EvidenceWeightsDoc {
            observation: 2.5,
            quiz: 8.0,
            certificate: 1.0,
            survey: 0.3,
            completion: 0.1,
        },
    ]);
    let half_life = select(vec![198.0, 198.0, 60.0]);
    let threshold = select(vec![0.5, 0.5, 0.5, 0.3, 0.6, 0.75]);
    (
        half_life,
        exponent,
        threshold,
        select(vec![2.0, 2.0, 1.0, 3.5]),
        evidence_weights,
        select(vec![60, 60, 0, 200]),
    )
        .prop_map(
            |(
                half_life_days,
                exponent,
                threshold,
                prior_weight,
                evidence_weights,
                refresh_lead_days,
            )| RulesDoc {
                half_life_days,
                exponent: Exponent(exponent),
                threshold,
                prior_weight,
                evidence_weights,
                refresh_lead_days,
                ..RulesDoc::default()
            },
        )
}

type RawRequirement = (usize, Option<usize>, f64, bool, Option<f64>);

fn requirement() -> impl Strategy<Value = RawRequirement> {
    let weight = select(vec![1.0, 1.0, 2.0, 0.5]);
    let threshold = select(vec![None, None, None, Some(0.25), Some(0.65)]);
    (
        0..8usize,
        proptest::option::of(0..4usize),
        weight,
        proptest::bool::weighted(0.2),
        threshold,
    )
}

type RawPerson = (usize, Vec<usize>, Option<i32>, Option<i32>);

fn person() -> impl Strategy<Value = RawPerson> {
    let joined = select(vec![None, None, Some(-300), Some(0)]);
    let left = select(vec![None, None, Some(400), Some(0)]);
    let stay = prop_oneof![
        6 => (joined, left),
        1 => Just((Some(-300), Some(-1))),
        1 => Just((Some(1), Some(30))),
    ];
    (0..4usize, vec(0..3usize, 0..4), stay)
        .prop_map(|(section, roles, (joined, left))| (section, roles, joined, left))
}

#[derive(Clone, Debug)]
struct RawRecord {
    person: usize,
    objective: usize,
    kind: Kind,
    value: f64,
    day: i32,
    level: Option<usize>,
    key: Option<&'static str>,
    source: Option<&'static str>,
    expires: Option<i32>,
}

fn record() -> impl Strategy<Value = RawRecord> {
    let value = prop_oneof![
        4 => Just(1.0),
        1 => Just(0.0),
        2 => select(vec![0.5, 0.8, 1.0 / 3.0, 0.25]),
        2 => 0.0..=1.0f64,
    ];
    let day = prop_oneof![
        4 => select(vec![0, -1, -5, -30, -60, -198, -400]),
        3 => -120..=0i32,
        2 => -900..=0i32,
        1 => 1..=40i32,
    ];
    let key = select(vec![
        None,
        None,
        None,
        None,
        Some("a"),
        Some("quiz"),
        Some("pulse"),
    ]);
    let source = select(vec![
        None,
        None,
        None,
        Some("pulse"),
        Some("exam"),
        Some("talk"),
    ]);
    let expires = select(vec![
        None,
        None,
        None,
        Some(0),
        Some(45),
        Some(200),
        Some(1000),
    ]);
    let kind = select(Kind::ALL.to_vec());
    (
        0..4usize,
        0..8usize,
        kind,
        value,
        day,
        proptest::option::of(0..4usize),
        key,
        source,
        expires,
    )
        .prop_map(
            |(person, objective, kind, value, day, level, key, source, expires)| RawRecord {
                person,
                objective,
                kind,
                value,
                day,
                level,
                key,
                source,
                expires: expires.filter(|_| value == 1.0),
            },
        )
}

fn item(instrument: &str) -> ItemDoc {
    ItemDoc {
        id: format!("{instrument}-1"),
        text: String::new(),
        measures: "buy-in".to_owned(),
        aspect: Aspect::Ability,
        reversed: false,
        previous_ids: Vec::new(),
    }
}

fn instruments() -> Vec<InstrumentDoc> {
    let instrument = |id: &str, mass, reliability| InstrumentDoc {
        id: id.to_owned(),
        title: "".into(),
        points: 5,
        labels: Vec::new(),
        no_answer: Vec::new(),
        evidence_weight: mass,
        reliability,
        items: vec![item(id)],
        previous_ids: Vec::new(),
    };
    vec![
        instrument("pulse", Some(2.25), None),
        instrument("exam", None, Some(0.6)),
    ]
}

fn day(offset: i32) -> Date {
    Date::from_days(AS_OF + offset).expect("in the calendar")
}

/// A case of up to `objectives` objectives, four people and `records` records.
pub(crate) fn case(objectives_most: usize, records_most: usize) -> impl Strategy<Value = Case> {
    let track = select(vec![1.0, 1.0, 1.0, 2.0, 0.5]);
    let tracks = (track.clone(), track.clone(), track);
    let uses = vec(
        (
            0..4usize,
            0..2usize,
            0..3usize,
            select(vec![0.0, 0.0, 12.0, 0.5]),
        ),
        0..7,
    );
    let roles = vec(vec(requirement(), 0..6), 1..4);
    let parents = vec(proptest::option::of(0..4usize), 1..5);
    let outline = (
        vec(objective(), 1..=objectives_most),
        any::<bool>(),
        rules(),
        tracks,
        roles,
    );
    let facts = (
        parents,
        uses,
        vec(person(), 1..5),
        vec(record(), 0..=records_most),
    );
    (outline, facts).prop_map(
        |((raw, downhill, rules, weights, roles), (parents, uses, people, records))| {
            let requirement = |&(at, step, weight, critical, threshold): &RawRequirement| {
                let at = at % raw.len();
                let level = level(raw[at].scale, step);
                RequirementDoc {
                    objective: format!("o{at}"),
                    level,
                    weight,
                    critical,
                    threshold,
                }
            };
            let weights = [weights.0, weights.1, weights.2];
            let sections = parents.len();
            let use_of =
                |&(section, tool, feature, uses_per_month): &(usize, usize, usize, f64)| {
                    FeatureUseDoc {
                        section: format!("s{}", section % sections),
                        feature: format!("{}/{}", TOOLS[tool], FEATURES[feature]),
                        uses_per_month,
                        source: None,
                        date: None,
                    }
                };
            let document = Document {
                format: 1,
                id: "case".to_owned(),
                title: "".into(),
                as_of: None,
                tracks: TrackValues::from_fn(|track| TrackDoc {
                    weight: weights[track as usize],
                    threshold: None,
                }),
                scales: SCALES
                    .iter()
                    .map(|(name, levels)| scale(name, levels))
                    .collect(),
                tools: TOOLS.iter().map(|tool| self::tool(tool)).collect(),
                objectives: objectives(&raw, downhill),
                sections: (parents.iter().enumerate())
                    .map(|(at, parent)| SectionDoc {
                        id: format!("s{at}"),
                        title: "".into(),
                        parent: parent
                            .filter(|_| at > 0)
                            .map(|parent| format!("s{}", parent % at)),
                        site: None,
                        max_absent: None,
                        previous_ids: Vec::new(),
                    })
                    .collect(),
                roles: (roles.iter().enumerate())
                    .map(|(at, asked)| RoleDoc {
                        id: format!("r{at}"),
                        title: "".into(),
                        description: String::new(),
                        requires: once(asked.iter().map(requirement), |r| r.objective.clone()),
                        previous_ids: Vec::new(),
                    })
                    .collect(),
                activities: Vec::new(),
                phases: Vec::new(),
                instruments: instruments(),
                rules,
                calendar: CalendarDoc::default(),
                planning: PlanningDoc::default(),
                rooms: Vec::new(),
                trainers: Vec::new(),
                people: (people.iter().enumerate())
                    .map(|(at, (section, held, joined, left))| PersonDoc {
                        id: format!("p{at}"),
                        section: format!("s{}", section % sections),
                        roles: once(
                            held.iter().map(|role| format!("r{}", role % roles.len())),
                            String::clone,
                        ),
                        leader: false,
                        joined: joined.map(day),
                        left: left.map(day),
                        previous_ids: Vec::new(),
                    })
                    .collect(),
                feature_use: once(uses.iter().map(use_of), |row| {
                    (row.section.clone(), row.feature.clone())
                }),
                acts: Vec::new(),
                sessions: Vec::new(),
                absences: Vec::new(),
                input: Default::default(),
            };
            let evidence = records.iter().map(|r| {
                let objective = r.objective % raw.len();
                EvidenceDoc {
                    person: format!("p{}", r.person % people.len()),
                    objective: format!("o{objective}"),
                    kind: r.kind,
                    value: r.value,
                    date: DateTime {
                        day: day(r.day),
                        // Two of three have a time of day, one of two.
                        time: Time::from_seconds(
                            (r.day as u32 ^ (r.value * 97.0) as u32) % 3 * 30_000,
                        )
                        .filter(|time| time.seconds() > 0),
                    },
                    level: level(raw[objective].scale, r.level),
                    key: r.key.map(str::to_owned),
                    expires: r.expires.map(|days| day(r.day + days)),
                    source: r.source.map(str::to_owned),
                }
            });
            Case {
                evidence: evidence.collect(),
                document,
                as_of: day(0),
            }
        },
    )
}

/// The first entry of each key: what is listed twice is an error of the document.
fn once<T, K: Ord>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = std::collections::BTreeSet::new();
    items.filter(|item| seen.insert(key(item))).collect()
}

fn scale(name: &str, levels: &[&str]) -> (String, ScaleDoc) {
    let levels = levels.iter().map(|level| (*level).to_owned()).collect();
    (
        name.to_owned(),
        ScaleDoc {
            levels,
            descriptions: BTreeMap::new(),
            previous_ids: Default::default(),
        },
    )
}

fn tool(id: &str) -> ToolDoc {
    ToolDoc {
        id: id.to_owned(),
        title: "".into(),
        features: FEATURES
            .iter()
            .map(|feature| (*feature).to_owned())
            .collect(),
        previous_ids: Default::default(),
    }
}
