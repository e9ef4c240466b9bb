//! The rules of disclosure control: thresholds, rounding, coding.

use super::FEWEST_FOR_SHARES;
use super::audience::{Disclosure, DisclosureKey, DisclosureNote, FEWEST_OF_KEY, KeyOrigin};
use super::published::{Published, Suppression};
use crate::finding::describe;
use crate::fingerprint::PeopleSet;
use crate::model::Rules;
use crate::stats::Proportion;
use crate::table::without_total;
use crate::{Code, Finding, Range};
use siphasher::sip::SipHasher24;
use std::hash::Hasher;

/// What published numbers of rows are multiples of.
const ROWS_TO: u64 = 100;

/// Makes every published figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Publisher {
    disclosure: Disclosure,
    key: DisclosureKey,
    min_cell: u64,
    round_to: u64,
}

/// Means below this share are given as 0, which is read as "under 10%"; those above its complement as 1, "over 90%".
pub(crate) const CODED_END: f64 = 0.1;

impl Publisher {
    /// Under the rules of a programme. `evidence` is the number of what is known, which a key is derived from where none was given.
    pub(crate) fn new(
        disclosure: &Disclosure,
        rules: &Rules,
        evidence: impl FnOnce() -> u128,
    ) -> Publisher {
        let of_hash = |hash| DisclosureKey {
            hash,
            is_short: false,
        };
        let derived = || of_hash(evidence().to_le_bytes());
        let key = if disclosure.is_internal() {
            of_hash([0; 16])
        } else {
            disclosure.key().unwrap_or_else(derived)
        };
        let (min_cell, round_to) = (u64::from(rules.min_cell), u64::from(rules.round_to.max(1)));
        Publisher {
            disclosure: *disclosure,
            key,
            min_cell,
            round_to,
        }
    }

    /// Of what the document alone says: nothing is rounded.
    pub(crate) fn publish(disclosure: &Disclosure, rules: &Rules) -> Publisher {
        Publisher::new(disclosure, rules, || 0)
    }

    /// For whom the figures are and how they are rounded.
    pub(crate) fn note(&self) -> DisclosureNote {
        if self.is_internal() {
            return DisclosureNote::internal();
        }
        let key = if self.disclosure.key().is_some() {
            KeyOrigin::Given
        } else {
            KeyOrigin::Derived
        };
        DisclosureNote {
            audience: self.disclosure.audience(),
            key: Some(key),
            min_cell: Some(self.min_cell as u32),
            round_to: Some(self.round_to as u32),
        }
    }

    pub(crate) fn is_internal(&self) -> bool {
        self.disclosure.is_internal()
    }

    /// Fewest people of a figure.
    pub(crate) fn min_cell(&self) -> u64 {
        self.min_cell
    }

    /// What counts are multiples of.
    pub(crate) fn round_to(&self) -> u64 {
        if self.is_internal() { 1 } else { self.round_to }
    }

    /// Whether nothing may be said about so few people; of nobody everything may.
    pub(crate) fn is_small_group(&self, people: u64) -> bool {
        !self.is_internal() && people > 0 && people < self.min_cell
    }

    /// A figure of people that may leave as it is, where they are enough: it is about no evidence, or was made from published ones.
    pub(crate) fn of<T>(&self, people: u64, value: T) -> Published<T> {
        if self.is_small_group(people) {
            Published::suppressed(Suppression::Threshold)
        } else {
            Published::exact(value)
        }
    }

    /// The same where there is a value; it does not apply where there is none.
    pub(crate) fn of_some<T>(&self, people: u64, value: Option<T>) -> Published<T> {
        value.map_or(Published::suppressed_all(), |value| self.of(people, value))
    }

    /// A figure that internal answers alone have.
    pub(crate) fn internal_only<T>(&self, value: T) -> Published<T> {
        if self.is_internal() {
            Published::exact(value)
        } else {
            Published::suppressed(Suppression::InternalOnly)
        }
    }

    /// What was decided on exact figures, where the decision is publishable.
    pub(crate) fn decision<T>(&self, decided: T, publishable: bool) -> Published<T> {
        if self.is_internal() || publishable {
            Published::exact(decided)
        } else {
            Published::suppressed(Suppression::Verdict)
        }
    }

    /// A figure that may leave only where, by the document, it differs from those that are given in nobody or in enough people.
    pub(crate) fn given_if<T>(&self, is_given: bool, figure: Published<T>) -> Published<T> {
        if figure.as_ref().is_none() {
            return figure;
        }
        self.decision((), is_given)
            .zip(figure)
            .map(|((), figure)| figure)
    }

    /// A count of some of the people of a set, by a measure: a name that is the same wherever the same is counted.
    pub(crate) fn count(&self, count: u64, of: PeopleSet, measure: &str) -> Published<u64> {
        self.count_of_parts(count, of, measure, 1)
    }

    /// How many rows of evidence or answers count, of all of `people` together: to the nearest hundred, one hundred at least. Where a single
    /// row counts, an exact number would tell that nobody has shown two things; that no row counts is a fact about all of them.
    pub(crate) fn rows(&self, rows: u64, people: u64) -> Published<u64> {
        let shown = match rows {
            rows if self.is_internal() || rows == 0 => rows,
            rows => (rows.saturating_add(ROWS_TO / 2) / ROWS_TO * ROWS_TO).max(ROWS_TO),
        };
        // Where nobody works, rows are of those who did.
        self.of(people.max(rows.min(1)), shown)
    }

    /// A line of a list: how many of a set of people it is about, where the count as it is published is surely of `min_cell` people or more.
    /// Else it belongs to the others. Whether a line is there says no more than its count does.
    pub(crate) fn line(&self, count: u64, of: PeopleSet, measure: &str) -> Option<Published<u64>> {
        let shown = self.count(count, of, measure);
        let is_listed = self.is_internal()
            || shown
                .value()
                .is_some_and(|shown| self.is_surely_enough(shown));
        is_listed.then_some(shown)
    }

    /// How much above `min_cell` a threshold of an exact number lies: less than `round_to`, by the key.
    pub(crate) fn threshold_above(&self, people: u128, measure: &str) -> u64 {
        self.hash(people, &[b"threshold", measure.as_bytes()]) % self.round_to().max(1)
    }

    /// What the key says of a set of people, by its fingerprint, and of something about it.
    fn hash(&self, people: u128, about: &[&[u8]]) -> u64 {
        let mut hasher = SipHasher24::new_with_key(&self.key.hash);
        hasher.write(&people.to_le_bytes());
        about.iter().for_each(|part| hasher.write(part));
        hasher.finish()
    }

    /// Whether a count that is published is of `min_cell` people or more, whichever way it was rounded.
    fn is_surely_enough(&self, shown: u64) -> bool {
        shown + 1 >= self.min_cell + self.round_to()
    }

    /// A count to which each of the people adds up to `parts`: answers to this many items, for instance.
    pub(crate) fn count_of_parts(
        &self,
        count: u64,
        of: PeopleSet,
        measure: &str,
        parts: u64,
    ) -> Published<u64> {
        if of.people == 0 {
            return Published::suppressed_all();
        }
        if self.is_internal() {
            return Published::exact(count);
        }
        if self.is_small_group(of.people) {
            return Published::suppressed(Suppression::Threshold);
        }
        let step = self.round_to * parts.max(1);
        Published::rounded(self.round(
            count,
            step,
            of.people * parts.max(1),
            of.fingerprint,
            measure,
        ))
    }

    /// One of the two neighbouring multiples, the upper one with the probability of the remainder; never above the largest one up
    /// to `most`.
    fn round(&self, count: u64, step: u64, most: u64, people: u128, measure: &str) -> u64 {
        let rest = count % step;
        let (lower, upper) = (count - rest, count - rest + step);
        if rest == 0 || upper > most {
            return lower;
        }
        let hash = self.hash(people, &[&count.to_le_bytes(), measure.as_bytes()]);
        let chance = u128::from(hash) * u128::from(step);
        if (chance >> 64) < u128::from(rest) {
            upper
        } else {
            lower
        }
    }

    /// A mean of one value in [0, 1] for each person of a set, by a measure: figures that are the same wherever the people are the same have
    /// one name, and parts that make up a whole have names of their own. It is not kept on the side of a threshold: of a part and its whole,
    /// which differ in few people, two exact sides would reveal these.
    pub(crate) fn mean(&self, mean: Option<f64>, of: PeopleSet, measure: &str) -> Published<f64> {
        self.mean_of_parts(mean, of, measure, of.people as f64)
    }

    /// A mean in which one of the people weighs at most 1 / `parts`.
    fn mean_of_parts(
        &self,
        mean: Option<f64>,
        of: PeopleSet,
        measure: &str,
        parts: f64,
    ) -> Published<f64> {
        let Some(mean) = mean else {
            return Published::suppressed_all();
        };
        if self.is_internal() {
            return Published::exact(mean);
        }
        if self.is_small_group(of.people) {
            return Published::suppressed(Suppression::Threshold);
        }
        Published::rounded(round_mean(mean, parts, self.threshold(of, measure)))
    }

    /// The share of `all` things of a set of people, of which one person has up to `parts`, that are counted by a measure. A sum of whole
    /// things would stay exact where everybody has one: up to half a person is added or taken first, as the key says for the set. The
    /// threshold is another one for each count, as with counts: else one thing more would always be one step more.
    pub(crate) fn share_of_parts(
        &self,
        count: u64,
        of: PeopleSet,
        measure: &str,
        (parts, all): (u64, u64),
    ) -> Published<f64> {
        let heaviest = parts.max(1) as f64;
        let (sum, most) = (count as f64 / heaviest, all as f64 / heaviest);
        let share = if self.is_internal() {
            count as f64 / all as f64
        } else {
            let hash = self.hash(of.fingerprint, &[b"half a person", measure.as_bytes()]);
            let half = unit_interval(hash) - 0.5;
            (sum + half * persons(most)).clamp(0.0, most) / most
        };
        let measure = format!("{measure} {count}");
        self.mean_of_parts((all > 0).then_some(share), of, &measure, most)
    }

    /// The rest, in [0, 1), above which sums about a set of people are rounded up. It is the same for every sum that a measure may have: a
    /// figure that fades from day to day moves in one direction, and no mean over the days comes nearer to it than one figure does.
    fn threshold(&self, of: PeopleSet, measure: &str) -> f64 {
        unit_interval(self.hash(of.fingerprint, &[b"rest", measure.as_bytes()]))
    }

    /// A mean of ranges in [0, 1]. Both ends have one threshold, so that they stay in order.
    pub(crate) fn range(
        &self,
        mean: Option<Range>,
        of: PeopleSet,
        measure: &str,
    ) -> Published<Range> {
        let end = |end: fn(Range) -> f64| self.mean(mean.map(end), of, measure);
        end(|range| range.low)
            .zip(end(|range| range.high))
            .map(|(low, high)| Range { high, low })
    }

    /// A mean of answers from `low` to `high`. At a coded end it is where the coding begins (4.6 of 1 to 5 is that or more): scores are
    /// computed from it.
    pub(crate) fn scale_mean(
        &self,
        mean: Option<f64>,
        of: PeopleSet,
        measure: &str,
        (low, high): (f64, f64),
    ) -> Published<f64> {
        let width = (high - low).max(f64::MIN_POSITIVE);
        self.mean(mean.map(|mean| (mean - low) / width), of, measure)
            .map(|share| {
                if self.is_internal() {
                    // As it was, not through the division.
                    mean.unwrap_or_default()
                } else {
                    low + share.clamp(CODED_END, 1.0 - CODED_END) * width
                }
            })
    }

    /// A coefficient of answers, which is not linear in people: in the steps of a mean of this many parts, rounded at random. Where one
    /// person's answer can change it by more than one of the parts, two groups that differ by one person may show that it was extreme.
    /// None is above 1, where the parts are no whole number either.
    pub(crate) fn coefficient(&self, value: f64, of: PeopleSet, measure: &str, parts: f64) -> f64 {
        if self.is_internal() || parts <= 0.0 {
            return value;
        }
        (round_sum(value * parts, parts, self.threshold(of, measure)) / parts).min(1.0)
    }

    /// The share of a published count among people whose number is published.
    pub(crate) fn share(&self, count: Published<u64>, people: u64) -> Published<Proportion> {
        if people == 0 {
            return Published::suppressed_all();
        }
        if !self.is_internal() && (self.min_cell..FEWEST_FOR_SHARES).contains(&people) {
            return Published::suppressed(Suppression::ShareThreshold);
        }
        count.and_then(|count| Proportion::wilson(count, people))
    }

    /// A share computed from published figures, on the side of what is needed where the exact one is.
    pub(crate) fn on_side(
        &self,
        shown: Published<f64>,
        exact: f64,
        needed: f64,
        at_least: bool,
    ) -> Published<f64> {
        if self.is_internal() {
            return shown.map(|_| exact);
        }
        shown.map(|shown| value_on_side(shown, exact, needed, at_least))
    }

    /// Findings that an answer about units may carry: in a published one none about persons, rows or values, no exact number of all rows,
    /// and what is to be known about the rounding.
    pub(crate) fn findings(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut list = self.disclosure.findings(findings);
        list.extend(self.key_finding());
        list
    }

    /// What is to be known about the key.
    fn key_finding(&self) -> Option<Finding> {
        if self.is_internal() || self.round_to <= 1 {
            return None;
        }
        match self.disclosure.key() {
            None => {
                let help = "give a disclosure key, so that the same figure is rounded the same way next month";
                Some(describe!(Code::DisclosureKeyDerived, "", RoundedByDerivedKey).help(help))
            }
            Some(key) if key.is_short => {
                let help = "choose a long random one, such as 32 random bytes in base64";
                let finding = describe!(
                    Code::DisclosureKeyShort,
                    "",
                    RoundedByShortKey {
                        characters: FEWEST_OF_KEY
                    }
                );
                Some(finding.help(help))
            }
            Some(_) => None,
        }
    }
}

impl Disclosure {
    /// The findings that may be shown beside figures for this audience: all of them within the organisation; beside published ones none about
    /// persons, rows or values, and no exact number of all rows.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    ///
    /// let found = sample::assessment().findings().to_vec();
    /// assert!(Disclosure::default().findings(found.clone()).len() <= found.len());
    /// assert_eq!(Disclosure::internal().findings(found.clone()), found);
    /// ```
    #[must_use]
    pub fn findings(&self, findings: Vec<Finding>) -> Vec<Finding> {
        if self.is_internal() {
            return findings;
        }
        findings
            .into_iter()
            .filter(|finding| !is_personal(finding))
            .map(without_total)
            .collect()
    }

    /// The finding on the key by which figures are rounded under these rules, where there is one: it is too short, or none was given.
    ///
    /// ```
    /// use paratus::disclosure::Disclosure;
    /// use paratus::document::Document;
    /// use paratus::{Code, Programme};
    ///
    /// let programme = Programme::compile(&Document::new("office"));
    /// let found = Disclosure::published("a secret").key_finding(programme.rules());
    /// assert_eq!(found.map(|finding| finding.code), Some(Code::DisclosureKeyShort));
    /// ```
    #[must_use]
    pub fn key_finding(&self, rules: &Rules) -> Option<Finding> {
        Publisher::publish(self, rules).key_finding()
    }
}

/// A share in the middle of what a coded one may be.
pub(crate) fn uncoded(shown: f64) -> f64 {
    match shown {
        low if low <= 0.0 => CODED_END / 2.0,
        high if high >= 1.0 => 1.0 - CODED_END / 2.0,
        share => share,
    }
}

/// A rounded value on the side of what is needed where the exact one is.
fn value_on_side(shown: f64, exact: f64, needed: f64, at_least: bool) -> f64 {
    let holds = |value: f64| {
        if at_least {
            value >= needed
        } else {
            value <= needed
        }
    };
    match (holds(exact), holds(shown)) {
        (true, false) => needed,
        (false, true) => {
            let cents = needed * 100.0;
            // The nearest whole per cent on the other side.
            let next = if at_least {
                (cents - 1e-9).ceil() - 1.0
            } else {
                (cents + 1e-9).floor() + 1.0
            };
            (next / 100.0).clamp(0.0, 1.0)
        }
        _ => shown,
    }
}

/// A number in [0, 1) of a hash.
fn unit_interval(hash: u64) -> f64 {
    (hash >> 11) as f64 / (1u64 << 53) as f64
}

/// Whole persons that sums over this many are multiples of: one, from 100 people on one in a hundred of them.
fn persons(parts: f64) -> f64 {
    (parts / 100.0).ceil().max(1.0)
}

/// A sum of one value in [0, 1] for each of `parts` people, to one of the two neighbouring multiples of whole persons, the upper one where
/// the rest is above a threshold in [0, 1): parts and wholes lie on one grid, so that what is left of a sum that is known nearly is never
/// less than one person.
fn round_sum(sum: f64, parts: f64, threshold: f64) -> f64 {
    let step = persons(parts);
    let steps = sum / step;
    let down = steps.floor();
    // The last bits of a sum depend on how it was made; they do not matter.
    let more = f64::from(u8::from(steps - down > threshold.max(1e-9)));
    (down + more) * step
}

/// A mean in [0, 1] from its rounded sum, coded at the ends.
fn round_mean(mean: f64, parts: f64, threshold: f64) -> f64 {
    if parts <= 0.0 {
        return 0.0;
    }
    match round_sum(mean * parts, parts, threshold) / parts {
        low if low < CODED_END => 0.0,
        high if high > 1.0 - CODED_END => 1.0,
        share => share,
    }
}

/// Tables with one row or more per person: findings on them may name people.
const OF_PERSONS: [&str; 8] = [
    "absences",
    "acts",
    "attendance",
    "evidence",
    "people",
    "responses",
    "sessions",
    "waivers",
];

/// Whether a published report may count a finding that it does not show: of rows that cannot be read and of the staff list, but none that
/// is there because of what somebody has shown or answered.
pub(crate) fn is_countable(finding: &Finding) -> bool {
    let is_of_staff = matches!(
        finding.code,
        Code::DuplicatePerson | Code::PersonWithoutRole
    );
    is_of_staff || !finding.code.concerns_persons()
}

/// Whether a finding is about a person, a row about persons, or so few people that it tells who they are.
pub(crate) fn is_personal(finding: &Finding) -> bool {
    // How many rows were refused or set aside is about no person, and anyone who reads figures must know it.
    if matches!(finding.code, Code::RowsRefused | Code::RowsSetAside) {
        return false;
    }
    let of_table = |text: &str, ends: [char; 2]| {
        OF_PERSONS.iter().any(|table| {
            text.strip_prefix(table)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(ends))
        })
    };
    let file = finding
        .file
        .as_deref()
        .map(|file| file.rsplit(['/', '\\']).next().unwrap_or(file));
    // Whatever a table is called, its rows may be of persons.
    file.is_some_and(|file| {
        !file.ends_with(".toml") && !file.ends_with(".json") && !file.ends_with("feature_use.csv")
    }) || of_table(&finding.path, ['[', '.'])
        || finding.code.concerns_persons()
}
