//! Sets of people and bodies of evidence as numbers that add up in any order.

use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;
use std::ops::{Add, AddAssign};

/// A set of people: how many they are, and a number that is the same for the same people whatever unit they are taken from.
///
/// The number is the wrapping sum of a 128-bit hash of each person's id: the sum of the sets of groups is the set of their union.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PeopleSet {
    pub(crate) people: u64,
    pub(crate) fingerprint: u128,
}

impl Add for PeopleSet {
    type Output = PeopleSet;
    fn add(self, other: PeopleSet) -> PeopleSet {
        PeopleSet {
            people: self.people + other.people,
            fingerprint: self.fingerprint.wrapping_add(other.fingerprint),
        }
    }
}

impl AddAssign for PeopleSet {
    fn add_assign(&mut self, other: PeopleSet) {
        *self = *self + other;
    }
}

impl AddAssign<&PeopleSet> for PeopleSet {
    fn add_assign(&mut self, other: &PeopleSet) {
        *self = *self + *other;
    }
}

impl std::iter::Sum for PeopleSet {
    fn sum<I: Iterator<Item = PeopleSet>>(sets: I) -> PeopleSet {
        sets.fold(PeopleSet::default(), PeopleSet::add)
    }
}

/// The set of one person.
pub(crate) fn person(id: &str) -> PeopleSet {
    let mut hasher = SipHasher13::new();
    hasher.write(id.as_bytes());
    PeopleSet {
        people: 1,
        fingerprint: hasher.finish128().as_u128(),
    }
}

/// The number of one record of a person: what is known adds up to the key that is derived from it.
pub(crate) fn record(person: u128, words: [u64; 3]) -> u128 {
    // Folded multiplication, as in hash tables: the sum is hashed with a keyed hash before it decides anything.
    let fold = |a: u64, b: u64| {
        let wide =
            u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd1b5_4a32_d192_ed03 | 1);
        (wide as u64) ^ ((wide >> 64) as u64)
    };
    let [first, second, third] = words;
    let one = fold(fold(first, person as u64), second);
    let other = fold(fold(third, (person >> 64) as u64), one);
    (u128::from(one) << 64) | u128::from(other)
}
