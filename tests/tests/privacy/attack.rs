//! Everything that is published, as linear equations over what is not.
//!
//! The people of a crowd (one section, the same roles) stand together in every figure, so one unknown stands for each of
//! their sums. Unknown are, for each crowd: what was shown of each need and its part of the gap, whether it is ready; the
//! readiness, its parts by track, and the verdict. Known to everyone is what roles require, and what follows from it:
//! readiness is what the gap leaves of 1; a track is the weighted mean of what was shown; with needs in one track alone
//! readiness is that track, and the gap of a need its weighted part of what was not shown; with one need the verdict is
//! that need's.

use super::algebra::{few, inverse, number, times};
use super::world::{LEVELS, Need, World};
use paratus::{Assessment, Climate, Date, Gap, Programme, RefreshOptions, Track, Unit, UnitKind, UnitSummary};
use std::collections::BTreeMap;

pub(crate) fn day() -> Date {
    "2027-03-14".parse().unwrap()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unknown {
    Shown(Need),
    Gap(Need),
    Ready(Need),
    Readiness,
    Verdict,
    InTrack(Track),
}

type Name = (usize, Unknown);

pub(crate) struct Attack {
    pub(crate) world: World,
    pub(crate) sizes: Vec<u64>,
    programme: Programme,
}

/// A published figure: what it is called, of what it speaks, and of which crowds.
pub(crate) type Figure = ((String, Unknown), Vec<bool>);

impl Attack {
    pub(crate) fn new(world: &World) -> Attack {
        let sizes = world.crowds.iter().map(|crowd| crowd.2).collect();
        Attack { programme: Programme::compile(&world.document()), sizes, world: world.clone() }
    }

    pub(crate) fn assessment(&self) -> Assessment {
        self.programme.assess(&self.world.evidence(&self.programme), day())
    }

    fn needs(&self, crowd: usize) -> Vec<(Need, u32)> {
        self.world.needs(crowd).into_iter().map(|(objective, (level, weight))| ((objective, level), weight)).collect()
    }

    fn track(&self, need: Need) -> Track {
        Track::ALL.into_iter().find(|track| track.name() == self.world.objectives[need.0].0).unwrap()
    }

    fn in_track(&self, crowd: usize, track: Track) -> Vec<(Need, u32)> {
        self.needs(crowd).into_iter().filter(|(need, _)| self.track(*need) == track).collect()
    }

    /// An unknown in terms of those that stay.
    fn terms(&self, crowd: usize, unknown: Unknown) -> Vec<(Name, u64)> {
        let needs = self.needs(crowd);
        let tracks: Vec<Track> =
            Track::ALL.into_iter().filter(|track| !self.in_track(crowd, *track).is_empty()).collect();
        let one = |unknown| vec![((crowd, unknown), 1)];
        let negative =
            |terms: Vec<(Name, u64)>| terms.into_iter().map(|(name, n)| (name, times(n, number(-1)))).collect();
        match unknown {
            Unknown::InTrack(track) => {
                let list = self.in_track(crowd, track);
                let whole = inverse(list.iter().map(|(_, weight)| u64::from(*weight)).sum());
                let term =
                    |(need, weight): (Need, u32)| ((crowd, Unknown::Shown(need)), times(u64::from(weight), whole));
                list.into_iter().map(term).collect()
            }
            Unknown::Readiness if tracks.len() == 1 => self.terms(crowd, Unknown::InTrack(tracks[0])),
            Unknown::Readiness => {
                negative(needs.iter().flat_map(|(need, _)| self.terms(crowd, Unknown::Gap(*need))).collect())
            }
            Unknown::Gap(need) if tracks.len() == 1 => {
                let share = self.terms(crowd, Unknown::Readiness);
                negative(share.into_iter().filter(|((_, unknown), _)| *unknown == Unknown::Shown(need)).collect())
            }
            Unknown::Verdict if needs.len() == 1 => one(Unknown::Ready(needs[0].0)),
            other => one(other),
        }
    }

    /// What the published figures let anyone compute about a few people.
    pub(crate) fn leaks(&self) -> Vec<String> {
        let mut leaks = Vec::new();
        let figures = figures(self);
        let mut columns: BTreeMap<Name, usize> = BTreeMap::new();
        let sparse: Vec<Vec<(usize, u64)>> = figures
            .iter()
            .map(|((_, unknown), crowds)| {
                let inside = (0..crowds.len()).filter(|&crowd| crowds[crowd]);
                let terms = inside.flat_map(|crowd| self.terms(crowd, *unknown));
                terms
                    .map(|(name, value)| {
                        let next = columns.len();
                        (*columns.entry(name).or_insert(next), value)
                    })
                    .collect()
            })
            .collect();
        let mut crowd_of = vec![0; columns.len()];
        columns.iter().for_each(|((crowd, _), &column)| crowd_of[column] = *crowd);
        let equations: Vec<Vec<u64>> = sparse
            .iter()
            .map(|terms| {
                let mut row = vec![0; columns.len()];
                terms.iter().for_each(|&(column, value)| {
                    row[column] = super::algebra::minus(row[column], times(value, number(-1)))
                });
                row
            })
            .collect();
        if let Some(crowds) = few(&equations, &crowd_of, &self.sizes, self.world.min_cell) {
            let who: Vec<_> = crowds.iter().map(|&crowd| &self.world.crowds[crowd]).collect();
            leaks.push(format!("the figures of units and needs tell of {who:?}"));
        }
        leaks.extend(self.of_units());
        leaks.extend(self.of_gates());
        leaks.extend(self.of_refreshers());
        leaks
    }

    pub(crate) fn units(&self) -> Vec<(UnitKind, String, Vec<bool>)> {
        let world = &self.world;
        let crowds = |inside: &dyn Fn(usize) -> bool| (0..world.crowds.len()).map(inside).collect::<Vec<bool>>();
        let mut units = vec![(UnitKind::Organisation, "ministry".to_owned(), crowds(&|_| true))];
        for section in 0..world.parents.len() {
            let inside = |crowd: usize| world.within(world.crowds[crowd].0, section);
            units.push((UnitKind::Section, format!("s{section}"), crowds(&inside)));
        }
        for role in 0..world.roles.len() {
            units.push((UnitKind::Role, format!("r{role}"), crowds(&|crowd| world.crowds[crowd].1.contains(&role))));
        }
        units
    }

    /// The parts of a unit's crowds that need something.
    fn needing(&self, crowds: &[bool], need: Need) -> Vec<bool> {
        let needs = |crowd: usize| self.needs(crowd).iter().any(|(known, _)| *known == need);
        crowds.iter().enumerate().map(|(crowd, inside)| *inside && needs(crowd)).collect()
    }

    fn people(&self, crowds: &[bool]) -> u64 {
        crowds.iter().zip(&self.sizes).filter(|(inside, _)| **inside).map(|(_, size)| size).sum()
    }

    /// Figures of units that must follow from others that are published.
    fn of_units(&self) -> Vec<String> {
        let assessment = self.assessment();
        let mut leaks = Vec::new();
        for (kind, id, crowds) in self.units() {
            let (unit, rows) = (summary(&assessment, kind, &id), rows(&assessment, kind, &id));
            if unit.people.is_some_and(|people| people > 0 && people < self.world.min_cell) {
                leaks.push(format!("{kind} {id} is published with {:?} people", unit.people));
            }
            let told = rows.iter().filter_map(|row| Some((row.people?, row.people? - row.unknown?)));
            let (needed, evidenced) = told.fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            let coverage = (needed > 0).then(|| evidenced as f64 / needed as f64);
            if unit.coverage != coverage {
                leaks.push(format!("coverage {:?} of {id} does not follow from its rows: {coverage:?}", unit.coverage));
            }
            for row in rows.iter().filter(|row| row.people.is_some()) {
                let about = self.people(&self.needing(&crowds, need(row)));
                if row.people != Some(about) || about < self.world.min_cell {
                    leaks.push(format!("{id}: {row:?} is about {about}"));
                }
            }
            let holders = assessment.holders(at(kind, &id)).unwrap();
            for held in &holders {
                let same =
                    rows.iter().find(|row| (&row.objective, &row.level) == (&held.objective, &held.level)).unwrap();
                if held.ready.is_some() && same.ready.is_none() {
                    leaks.push(format!("{id}: holders of {} are told, its row is not", held.objective));
                }
            }
        }
        leaks
    }

    /// Conditions of gates that must follow from rows and track means that are published.
    fn of_gates(&self) -> Vec<String> {
        let assessment = self.assessment();
        let mut leaks = Vec::new();
        let whole = summary(&assessment, UnitKind::Organisation, "ministry");
        let Some(gate) = assessment.gates(&Climate::default()).into_iter().next() else { return leaks };
        for condition in gate.conditions {
            let Some(value) = condition.value else {
                if condition.detail.chars().any(|c| c.is_ascii_digit()) && condition.people.is_some() {
                    leaks.push(format!("{} {} is withheld and counts people", condition.kind as u8, condition.subject));
                }
                continue;
            };
            let named = condition.unit.clone();
            match condition.subject.as_str() {
                "tracks" => {
                    let tracks = whole.tracks.unwrap();
                    let all = Track::ALL.into_iter().all(|track| {
                        let anyone = (0..self.sizes.len()).any(|crowd| !self.in_track(crowd, track).is_empty());
                        !anyone || tracks.get(track).is_some()
                    });
                    if !all {
                        leaks.push("balance is told where a track mean is not".to_owned());
                    }
                }
                "people" | "process" | "technology" => {
                    let tracks = whole.tracks.unwrap();
                    let track = Track::ALL.into_iter().find(|track| track.name() == condition.subject).unwrap();
                    if tracks.get(track).is_none() {
                        leaks.push(format!("a share in {track} is told where its mean is not"));
                    }
                }
                "all" | "first" => {}
                objective => {
                    let unit = named.clone().unwrap_or_else(|| "ministry".to_owned());
                    let kind = match unit.as_bytes()[0] {
                        b's' => UnitKind::Section,
                        b'r' => UnitKind::Role,
                        _ => UnitKind::Organisation,
                    };
                    let rows = rows(&assessment, kind, &unit);
                    let levels: Vec<&Gap> = rows.iter().filter(|row| row.objective == objective).collect();
                    let ready: Option<u64> = levels.iter().map(|row| Some(row.ready? + row.expiring?)).sum();
                    if ready.map(|ready| ready as f64) != Some(value.low) {
                        leaks.push(format!("coverage of {objective} in {unit} does not follow: {value:?}, {ready:?}"));
                    }
                }
            }
        }
        leaks
    }

    /// Refreshers are told of where the row of the organisation is.
    fn of_refreshers(&self) -> Vec<String> {
        let assessment = self.assessment();
        let rows = rows(&assessment, UnitKind::Organisation, "ministry");
        let refresh = assessment.refresh(&RefreshOptions::until(day().plus_days(300)));
        let told = |objective: &str, level: &Option<String>| {
            rows.iter().any(|row| row.objective == objective && row.level == *level && row.people.is_some())
        };
        let mut leaks = Vec::new();
        for month in &refresh.calendar {
            leaks.extend(
                month.rows.iter().filter(|row| !told(&row.objective, &row.level)).map(|row| format!("{row:?}")),
            );
        }
        for row in &refresh.unplaced {
            if !told(&row.objective, &row.level) {
                leaks.push(format!("{row:?} says that one of few lapses"));
            }
        }
        let most = refresh.calendar.iter().map(|month| month.hours).fold(0.0, f64::max);
        if (refresh.hours_per_month - most).abs() > 1e-9 {
            leaks.push(format!("{} hours a month are told, {most} are listed", refresh.hours_per_month));
        }
        if refresh.calendar.iter().any(|month| month.withheld != refresh.calendar[0].withheld) {
            leaks.push("the calendar says in which month something lapses that it does not name".to_owned());
        }
        for unit in &refresh.forecast {
            if unit.suppressed != summary(&assessment, unit.kind, &unit.unit).suppressed {
                leaks.push(format!("forecast of {}", unit.unit));
            }
        }
        leaks
    }
}

fn at(kind: UnitKind, id: &str) -> Unit<'_> {
    match kind {
        UnitKind::Organisation => Unit::Organisation,
        UnitKind::Role => Unit::Role(id),
        UnitKind::Section => Unit::Section(id),
    }
}

fn summary(assessment: &Assessment, kind: UnitKind, id: &str) -> UnitSummary {
    assessment.units(kind).into_iter().find(|unit| unit.unit == id).unwrap()
}

pub(crate) fn rows(assessment: &Assessment, kind: UnitKind, id: &str) -> Vec<Gap> {
    assessment.gaps(at(kind, id)).unwrap().rows
}

pub(crate) fn need(row: &Gap) -> Need {
    let level = row.level.as_ref().map_or(0, |level| LEVELS.iter().position(|known| known == level).unwrap());
    (row.objective[1..].parse().unwrap(), level)
}

/// Every published figure on what people can and on what they show.
pub(crate) fn figures(attack: &Attack) -> Vec<Figure> {
    let assessment = attack.assessment();
    let mut figures = Vec::new();
    for (kind, id, crowds) in attack.units() {
        let mut tell = |told: bool, what: &str, unknown: Unknown, crowds: Vec<bool>| {
            if told {
                figures.push(((format!("{what} of {id}"), unknown), crowds));
            }
        };
        let unit = summary(&assessment, kind, &id);
        let wanted = |wanted: &dyn Fn(usize) -> bool| -> Vec<bool> {
            crowds.iter().enumerate().map(|(crowd, inside)| *inside && wanted(crowd)).collect()
        };
        let required = wanted(&|crowd| !attack.needs(crowd).is_empty());
        tell(unit.readiness.is_some(), "readiness", Unknown::Readiness, required.clone());
        tell(unit.ready.is_some(), "ready", Unknown::Verdict, required);
        for track in Track::ALL {
            let told = unit.tracks.is_some_and(|tracks| tracks.get(track).is_some());
            let has = wanted(&|crowd| !attack.in_track(crowd, track).is_empty());
            tell(told, "track", Unknown::InTrack(track), has);
        }
        for row in rows(&assessment, kind, &id) {
            let need = need(&row);
            let crowds = attack.needing(&crowds, need);
            tell(row.gap.is_some(), "gap", Unknown::Gap(need), crowds.clone());
            tell(row.shown.is_some() || row.shortfall.is_some(), "shown", Unknown::Shown(need), crowds.clone());
            tell(row.ready.is_some(), "holders", Unknown::Ready(need), crowds);
        }
    }
    figures
}
