//! Why a person's figures are what they are: exact parts that add up.

use super::mean::{gap_shares, power_mean};
use super::opinion::Opinion;
use super::person::{PersonReadiness, State};
use super::requirements::{part_of_track, required_tracks};
use super::smallest_change::{self, SmallestChange};
use crate::document::{Kind, at_level};
use crate::evidence::{FixedPoint, LatestRecords, PackedRecord};
use crate::figure::{self, Threshold};
use crate::{Date, Range, Track, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The explanation of a person's readiness: evidence behind each figure, what is missing, and the smallest change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PersonExplanation {
    /// The date of assessment.
    pub as_of: Date,
    /// What the lower bound would gain if tracks could make up for each other: arithmetic mean minus readiness.
    pub balance_penalty: Option<f64>,
    /// Critical requirements (ids) whose verdict is worse than the range alone would give.
    pub capped_by: Vec<String>,
    /// Whether the person works here on the date; who does not is counted in no unit.
    pub employed: bool,
    /// The first day of employment, where one is given.
    pub joined: Option<Date>,
    /// The last day of employment, where one is given.
    pub left: Option<Date>,
    /// Every requirement that counts, in the order of the programme.
    pub objectives: Vec<ObjectiveExplanation>,
    /// Id of the person.
    pub person: String,
    /// Readiness over all tracks.
    pub readiness: Option<Range>,
    /// Ids of the roles.
    pub roles: Vec<String>,
    /// Id of the section.
    pub section: String,
    /// The smallest change that flips the verdict.
    pub smallest_change: Option<SmallestChange>,
    /// What the verdict is held against.
    pub threshold: f64,
    /// The tracks in which something is required.
    pub tracks: Vec<TrackExplanation>,
    /// Feature sets (ids) that a role requires and the section never uses: not asked for.
    pub unused: Vec<String>,
    /// The verdict.
    pub verdict: Option<Verdict>,
}

/// A track of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TrackExplanation {
    /// Its part of the shortfall 1 - readiness (lower bound): exact Shapley value; the tracks' parts sum to it.
    pub gap: f64,
    /// Readiness in the track.
    pub readiness: Range,
    /// Its share of the weights, tracks without requirements left out.
    pub share: f64,
    /// The track.
    pub track: Track,
    /// How fast readiness rises with this track: dR/dP = v (R/P)^(1-p); `None` where the track is at 0.
    pub worth: Option<f64>,
}

/// A requirement of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectiveExplanation {
    /// Whether it caps the person's verdict.
    pub critical: bool,
    /// The records that count, latest first; their contributions sum to what was shown.
    pub evidence: Vec<CountedRecord>,
    /// Its part of the person's shortfall; over a track they sum to the track's.
    pub gap: f64,
    /// Days in which evidence loses half its evidence weight.
    pub half_life_days: f64,
    /// The level required, where the objective has a scale.
    pub level: Option<String>,
    /// By how much one more observed pass would raise what was shown.
    pub next_success: f64,
    /// Id of the objective.
    pub objective: String,
    /// Range of the objective.
    pub readiness: Range,
    /// The last day on which it is ready if nothing is done; only where it is ready.
    pub ready_until: Option<Date>,
    /// Its share of the track.
    pub share: f64,
    /// What is missing from 1, in parts that add up.
    pub shortfall: Shortfall,
    /// The state of the person in it.
    pub state: State,
    /// The threshold of its verdict.
    pub threshold: f64,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
    /// The records that do not count, latest first, each with the reason.
    pub uncounted: Vec<UncountedRecord>,
    /// The verdict.
    pub verdict: Verdict,
}

/// What is missing from full readiness in an objective: `1 = shown + failed + stale + never_evidenced`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Shortfall {
    /// Evidence speaks against it.
    pub failed: f64,
    /// It was never shown either way.
    pub never_evidenced: f64,
    /// It was shown, and the evidence has aged or expired.
    pub stale: f64,
}

impl Shortfall {
    /// From an opinion and the evidence weight of its evidence if all of it were new.
    pub(super) fn from_opinion(opinion: Opinion, fresh: f64, prior_weight: f64) -> Shortfall {
        let never_evidenced = prior_weight / (fresh + prior_weight);
        Shortfall {
            failed: opinion.failed,
            never_evidenced: never_evidenced.min(opinion.unknown),
            stale: (opinion.unknown - never_evidenced).max(0.0),
        }
    }
}

/// An evidence record that counts, with what it adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CountedRecord {
    /// Its part of what was shown.
    pub contribution: f64,
    /// When it happened.
    pub date: Date,
    /// The evidence weight that is left today, in equivalent trials.
    pub evidence_weight: f64,
    /// The last day it counts.
    pub expires: Option<Date>,
    /// What identifies it among the person's records of the objective (for observations together with the date).
    pub key: String,
    /// How it was obtained.
    pub kind: Kind,
    /// The level shown, where the objective has a scale.
    pub level: Option<String>,
    /// Instrument, activity or observer.
    pub source: Option<String>,
    /// Degree of success.
    pub value: f64,
}

/// An evidence record that does not count, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UncountedRecord {
    /// When it happened.
    pub date: Date,
    /// The last day it counts.
    pub expires: Option<Date>,
    /// What identifies it among the person's records of the objective (for observations together with the date).
    pub key: String,
    /// How it was obtained.
    pub kind: Kind,
    /// Why it does not count.
    pub reason: UncountedReason,
    /// Instrument, activity or observer.
    pub source: Option<String>,
    /// Degree of success.
    pub value: f64,
}

/// The reason why an evidence record does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UncountedReason {
    /// Its last day is before the date of assessment.
    Expired,
    /// It is dated after the date of assessment.
    Future,
    /// A later record of the same key counts instead.
    Superseded,
    /// A record of the same key, day and time counts instead: the lower value.
    SupersededSameDay,
}

names! {
    UncountedReason:
    Expired = "expired",
    Future = "future",
    Superseded = "superseded",
    SupersededSameDay = "superseded_same_day",
}

#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
pub(super) fn person(view: PersonReadiness<'_>) -> PersonExplanation {
    let (assessment, person) = (view.assessment, view.person);
    let model = assessment.programme.model();
    let (rules, profile, score) = (
        &model.rules,
        assessment.profile(person),
        assessment.score(person),
    );
    let (required, lows, shares) = required_tracks(profile, score);
    let gaps = gap_shares(&lows, &shares, rules.exponent);
    let tracks: Vec<TrackExplanation> = required
        .iter()
        .enumerate()
        .map(|(at, &track)| TrackExplanation {
            gap: gaps[at],
            readiness: *score.tracks.get(track),
            share: shares[at],
            track,
            worth: slope(score.readiness.low, lows[at], shares[at], rules.exponent),
        })
        .collect();
    let objectives = objectives(view, &tracks);
    let ranged = score.readiness.verdict(rules.threshold);
    let capped = |o: &&ObjectiveExplanation| o.critical && o.verdict < ranged;
    PersonExplanation {
        as_of: assessment.as_of,
        balance_penalty: score
            .verdict
            .map(|_| (power_mean(&lows, &shares, 1.0) - score.readiness.low).max(0.0)),
        capped_by: objectives
            .iter()
            .filter(capped)
            .map(|o| o.objective.clone())
            .collect(),
        employed: view.is_employed(),
        smallest_change: smallest_change::smallest_change(assessment, person),
        joined: view.joined(),
        left: view.left(),
        objectives,
        person: view.id().to_owned(),
        readiness: view.readiness(),
        roles: view.roles().map(str::to_owned).collect(),
        section: view.section().to_owned(),
        threshold: rules.threshold,
        tracks,
        unused: profile
            .unused
            .iter()
            .map(|spared| model.objectives[spared.objective].id.clone())
            .collect(),
        verdict: score.verdict,
    }
}

/// dR/dP = v (R/P)^(1-p).
fn slope(readiness: f64, track: f64, share: f64, exponent: f64) -> Option<f64> {
    if track <= 0.0 || exponent == f64::NEG_INFINITY {
        return None;
    }
    Some(share * crate::math::pow(readiness / track, 1.0 - exponent))
        .filter(|worth| worth.is_finite())
}

#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
fn objectives(view: PersonReadiness<'_>, tracks: &[TrackExplanation]) -> Vec<ObjectiveExplanation> {
    let (assessment, person) = (view.assessment, view.person);
    let model = assessment.programme.model();
    let (rules, profile, cells) = (
        &model.rules,
        assessment.profile(person),
        assessment.cells(person),
    );
    let scorer = assessment.scorer();
    let observation = rules.evidence_weight(Kind::Observation);
    let mut latest = LatestRecords::default();
    let latest = scorer.latest_of_each_key(
        assessment.partition.records_of(person),
        &assessment.partition.names,
        &mut latest,
    );
    let day = assessment.as_of.days();
    view.states()
        .into_iter()
        .enumerate()
        .map(|(slot, state)| {
            let (requirement, cell, share) = (
                &profile.requirements[slot],
                cells[slot],
                profile.shares[slot],
            );
            let compiled = &model.objectives[requirement.objective];
            let opinion = cell.opinion(rules.prior_weight);
            let range = cell.range(rules.prior_weight);
            let verdict = range.verdict(requirement.threshold);
            let mine = |record: &&PackedRecord| record.objective as usize == requirement.objective;
            let whole = cell.success.to_f64() + cell.failure.to_f64() + rules.prior_weight;
            let fresh = latest
                .iter()
                .filter(mine)
                .map(|record| scorer.fresh_at(record, requirement.level));
            let fresh = fresh.fold(FixedPoint::default(), FixedPoint::plus).to_f64();
            let mut evidence: Vec<CountedRecord> = latest
                .iter()
                .filter(|record| mine(record) && record.expires >= day)
                .map(|record| counted_record(view, record, requirement.level, whole))
                .collect();
            evidence.sort_by(|a, b| (b.date, a.kind, &a.key).cmp(&(a.date, b.kind, &b.key)));
            let track = tracks.iter().find(|track| track.track == compiled.track);
            let gap = track.map_or(0.0, |track| {
                part_of_track(track.gap, share, opinion.shown, track.readiness.low)
            });
            let still_ready = |date: Date| {
                let (cells, _) = assessment.person_on(person, date);
                cells[slot]
                    .range(rules.prior_weight)
                    .verdict(requirement.threshold)
                    == Verdict::Ready
            };
            let ready_until = (verdict == Verdict::Ready)
                .then(|| smallest_change::first_day(assessment.as_of, |date| !still_ready(date)))
                .flatten()
                .and_then(|date| Date::from_days(date.days() - 1));
            ObjectiveExplanation {
                critical: requirement.critical,
                evidence,
                gap,
                half_life_days: compiled.half_life_days,
                level: compiled.level_name(requirement.level).map(str::to_owned),
                next_success: cell.worth_of_success(observation, rules.prior_weight),
                objective: compiled.id.clone(),
                readiness: range,
                ready_until,
                share,
                shortfall: Shortfall::from_opinion(opinion, fresh, rules.prior_weight),
                state,
                threshold: requirement.threshold,
                title: compiled.title.clone(),
                track: compiled.track,
                uncounted: uncounted(view, requirement.objective, latest),
                verdict,
            }
        })
        .collect()
}

/// The records of an objective that do not count: `latest` are the latest of each key, of which those that have not expired do.
fn uncounted(
    view: PersonReadiness<'_>,
    objective: usize,
    latest: &[PackedRecord],
) -> Vec<UncountedRecord> {
    let (assessment, day) = (view.assessment, view.assessment.as_of.days());
    let names = &assessment.partition.names;
    let mine = |record: &PackedRecord| record.objective as usize == objective;
    // Of equal records one counts: whether it was met already is kept beside it.
    let mut winners: BTreeMap<(u32, u32, i32), (PackedRecord, bool)> = BTreeMap::new();
    for record in latest.iter().filter(|record| mine(record)) {
        winners.entry(record.slot()).or_insert((*record, false));
    }
    let all = assessment.partition.records_of(view.person).filter(mine);
    let mut uncounted: Vec<UncountedRecord> = all
        .filter_map(|record| {
            let reason = match winners.get_mut(&record.slot()) {
                _ if record.day > day => UncountedReason::Future,
                Some((winner, _)) if *winner == record && record.expires < day => {
                    UncountedReason::Expired
                }
                Some((winner, met)) if *winner == record && !*met => {
                    *met = true;
                    return None;
                }
                Some((winner, _)) if (winner.day, winner.time) == (record.day, record.time) => {
                    UncountedReason::SupersededSameDay
                }
                _ => UncountedReason::Superseded,
            };
            Some(UncountedRecord {
                date: Date::from_days(record.day).unwrap_or(assessment.as_of),
                expires: Date::from_days(record.expires),
                key: record.key_text(names).to_owned(),
                kind: record.kind(),
                reason,
                source: record.source(names).map(str::to_owned),
                value: record.value,
            })
        })
        .collect();
    uncounted.sort_by(|a, b| {
        (b.date, a.kind, &a.key)
            .cmp(&(a.date, b.kind, &b.key))
            .then_with(|| a.value.total_cmp(&b.value))
            .then_with(|| {
                let rest = |one: &UncountedRecord| (one.expires, one.reason as u8);
                rest(a).cmp(&rest(b)).then_with(|| a.source.cmp(&b.source))
            })
    });
    uncounted
}

#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
fn counted_record(
    view: PersonReadiness<'_>,
    record: &PackedRecord,
    level: u8,
    whole: f64,
) -> CountedRecord {
    let assessment = view.assessment;
    let model = assessment.programme.model();
    let names = &assessment.partition.names;
    let (mass, success) = assessment.scorer().weight(model, record);
    CountedRecord {
        contribution: if record.level >= level {
            success.to_f64() / whole
        } else {
            0.0
        },
        date: Date::from_days(record.day).unwrap_or(assessment.as_of),
        expires: Date::from_days(record.expires),
        key: record.key_text(names).to_owned(),
        kind: record.kind(),
        level: model.objectives[record.objective as usize]
            .level_name(record.level)
            .map(str::to_owned),
        evidence_weight: mass.to_f64(),
        source: record.source(names).map(str::to_owned),
        value: record.value,
    }
}

impl PersonExplanation {
    /// Why the person is counted in no unit on the date, in a sentence; `None` for who works here.
    #[must_use]
    pub fn absence(&self) -> Option<String> {
        let then = format!("so counted in no unit on {}", self.as_of);
        match (self.employed, self.joined, self.left) {
            (true, ..) => None,
            (false, Some(joined), _) if joined > self.as_of => {
                Some(format!("joins on {joined}, {then}"))
            }
            (false, _, Some(left)) => Some(format!("left on {left}, {then}")),
            (false, ..) => Some(format!("not employed, {then}")),
        }
    }
}

impl std::fmt::Display for PersonExplanation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let roles = self.roles.join(", ");
        writeln!(
            f,
            "{} ({}; {roles}) as of {}",
            self.person, self.section, self.as_of
        )?;
        if let Some(absence) = self.absence() {
            writeln!(f, "  {absence}")?;
        }
        let (Some(readiness), Some(verdict)) = (self.readiness, self.verdict) else {
            return write!(
                f,
                "  nothing is required, so there is nothing to be ready for"
            );
        };
        writeln!(
            f,
            "  {verdict}: readiness {} where {} is needed",
            figure::bounds(readiness, Some(Threshold::AtLeast(self.threshold)), 2),
            figure::authored_number(self.threshold, 2)
        )?;
        if !self.capped_by.is_empty() {
            writeln!(f, "  held back by critical: {}", self.capped_by.join(", "))?;
        }
        for track in &self.tracks {
            writeln!(
                f,
                "  {:<10} {}  makes up {:.2} of what is missing",
                track.track, track.readiness, track.gap
            )?;
        }
        if let Some(penalty) = self.balance_penalty.filter(|penalty| *penalty >= 0.005) {
            let if_averaged = readiness.low + penalty;
            writeln!(
                f,
                "  it would be {if_averaged:.2} if tracks could make up for each other"
            )?;
        }
        for objective in &self.objectives {
            let name = at_level(&objective.objective, objective.level.as_deref());
            let critical = if objective.critical { ", critical" } else { "" };
            let (range, state) = (objective.readiness, objective.state);
            writeln!(
                f,
                "  {name}: {state} {range} ({}{critical})",
                objective.track
            )?;
            for record in &objective.evidence {
                let (date, kind, value) = (record.date, record.kind, record.value);
                writeln!(
                    f,
                    "    {date} {kind} {value:.2} [{}] adds {:.2}",
                    record.key, record.contribution
                )?;
            }
        }
        match &self.smallest_change {
            None => write!(
                f,
                "  no practicable number of observed passes would make the verdict ready"
            ),
            Some(flip) => write!(f, "  {flip}"),
        }
    }
}

impl SmallestChange {
    /// What several passes in one objective have to be, to count each: their keys must differ.
    pub const APART: &'static str = "each pass in one objective counts only with a key of its own: another day or another source";

    /// Whether an objective is to be passed more than once.
    #[must_use]
    pub fn has_repeats(&self) -> bool {
        self.changes.iter().any(|change| change.count > 1)
    }
}

impl std::fmt::Display for SmallestChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(date) = self.date {
            return write!(f, "{} from {date} if nothing is done", self.to);
        }
        let count: u64 = self.changes.iter().map(|change| change.count).sum();
        let passes = if count == 1 {
            "one observed pass"
        } else {
            "observed passes"
        };
        let list: Vec<String> = self
            .changes
            .iter()
            .map(|change| {
                let name = at_level(&change.objective, change.level.as_deref());
                let times = if change.count > 1 {
                    format!(" ({} times)", change.count)
                } else {
                    String::new()
                };
                format!("{name}{times}")
            })
            .collect();
        write!(f, "{} after {passes} in {}", self.to, list.join(", "))?;
        if self.has_repeats() {
            write!(f, "; {}", SmallestChange::APART)
        } else {
            Ok(())
        }
    }
}
