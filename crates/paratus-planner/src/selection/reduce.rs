//! Few signatures out of many profiles: rows that follow from others go, what is left is written in one way.

use super::Signature;
use std::collections::{BTreeMap, BTreeSet};

/// What [`reduce`] answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReducedSignatures {
    /// For each profile, in the order given: the place of its signature.
    pub signature_of: Vec<usize>,
    /// The different signatures, sorted.
    pub signatures: Vec<Signature>,
}

/// The signatures of profiles. Profiles with the same covers at the same costs share one, however they are written.
///
/// * What nothing can supply cannot be taken: it goes from all rows.
/// * A row goes when another is a part of it: anyone who covers the smaller covers the larger.
/// * A requirement goes when a row is a part of its suppliers, or the activity supplies itself.
/// * Activities that neither a row nor a remaining requirement names go, and their costs with them.
#[must_use]
pub fn reduce(profiles: &[Signature]) -> ReducedSignatures {
    let canonical: Vec<Signature> = profiles.iter().map(canonical).collect();
    let mut places: BTreeMap<&Signature, usize> =
        canonical.iter().map(|signature| (signature, 0)).collect();
    for (place, at) in places.values_mut().enumerate() {
        *at = place;
    }
    let signature_of = canonical
        .iter()
        .filter_map(|signature| places.get(signature).copied())
        .collect();
    ReducedSignatures {
        signature_of,
        signatures: places.into_keys().cloned().collect(),
    }
}

/// A profile in its one way of writing.
fn canonical(profile: &Signature) -> Signature {
    let mut implies: BTreeSet<(usize, BTreeSet<usize>)> = profile
        .implies
        .iter()
        .map(|(activity, suppliers)| (*activity, suppliers.iter().copied().collect()))
        .collect();
    let mut rows: BTreeSet<BTreeSet<usize>> = profile
        .rows
        .iter()
        .map(|row| row.iter().copied().collect())
        .collect();
    drop_impossible(&mut rows, &mut implies);
    let rows: BTreeSet<BTreeSet<usize>> = rows
        .iter()
        .filter(|row| {
            !rows
                .iter()
                .any(|other| other != *row && other.is_subset(row))
        })
        .cloned()
        .collect();
    implies.retain(|(activity, suppliers)| {
        !suppliers.contains(activity) && !rows.iter().any(|row| row.is_subset(suppliers))
    });
    let used = used(&rows, &implies);
    implies.retain(|(activity, _)| used.contains(activity));
    let cost: BTreeMap<usize, i64> = profile
        .cost
        .iter()
        .copied()
        .filter(|(activity, cost)| used.contains(activity) && *cost != 0)
        .collect();
    let mut rows: Vec<Vec<usize>> = rows
        .into_iter()
        .map(|row| row.into_iter().collect())
        .collect();
    rows.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    Signature {
        cost: cost.into_iter().collect(),
        implies: implies
            .into_iter()
            .map(|(a, suppliers)| (a, suppliers.into_iter().collect()))
            .collect(),
        rows,
    }
}

/// Takes away what requires something that nothing supplies, until nothing of the kind is left.
fn drop_impossible(
    rows: &mut BTreeSet<BTreeSet<usize>>,
    implies: &mut BTreeSet<(usize, BTreeSet<usize>)>,
) {
    let mut gone = BTreeSet::new();
    loop {
        let found: BTreeSet<usize> = implies
            .iter()
            .filter(|(activity, suppliers)| suppliers.is_empty() && !gone.contains(activity))
            .map(|(activity, _)| *activity)
            .collect();
        if found.is_empty() {
            break;
        }
        let without =
            |set: &BTreeSet<usize>| set.difference(&found).copied().collect::<BTreeSet<_>>();
        *rows = rows.iter().map(without).collect();
        *implies = implies
            .iter()
            .map(|(activity, suppliers)| (*activity, without(suppliers)))
            .collect();
        gone.extend(found);
    }
    implies.retain(|(activity, _)| !gone.contains(activity));
}

/// Activities of the rows, and what may have to be taken with them.
fn used(
    rows: &BTreeSet<BTreeSet<usize>>,
    implies: &BTreeSet<(usize, BTreeSet<usize>)>,
) -> BTreeSet<usize> {
    let mut used: BTreeSet<usize> = rows.iter().flatten().copied().collect();
    let mut todo: Vec<usize> = used.iter().copied().collect();
    while let Some(activity) = todo.pop() {
        for (_, suppliers) in implies.iter().filter(|(of, _)| *of == activity) {
            todo.extend(
                suppliers
                    .iter()
                    .copied()
                    .filter(|&supplier| used.insert(supplier)),
            );
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(
        rows: &[&[usize]],
        implies: &[(usize, &[usize])],
        cost: &[(usize, i64)],
    ) -> Signature {
        Signature {
            cost: cost.to_vec(),
            implies: implies
                .iter()
                .map(|(a, suppliers)| (*a, suppliers.to_vec()))
                .collect(),
            rows: rows.iter().map(|row| row.to_vec()).collect(),
        }
    }

    #[test]
    fn the_same_covers_are_one_signature() {
        let written = profile(
            &[&[3, 1], &[1, 2, 3], &[3, 1]],
            &[(1, &[5]), (9, &[1])],
            &[(1, 4), (2, 7), (3, 2), (9, 1)],
        );
        let shorter = profile(&[&[1, 3]], &[(1, &[5])], &[(3, 2), (1, 4), (5, 0)]);
        let dearer = profile(&[&[1, 3]], &[(1, &[5])], &[(1, 5), (3, 2)]);
        let reduced = reduce(&[written, dearer.clone(), shorter.clone()]);
        assert_eq!(reduced.signature_of, [0, 1, 0]);
        assert_eq!(
            reduced.signatures,
            [profile(&[&[1, 3]], &[(1, &[5])], &[(1, 4), (3, 2)]), dearer]
        );
    }

    #[test]
    fn requirements_that_hold_anyway_go() {
        let reduced = reduce(&[profile(
            &[&[1], &[2, 3]],
            &[(2, &[1, 4]), (3, &[3, 5])],
            &[],
        )]);
        assert_eq!(reduced.signatures, [profile(&[&[1], &[2, 3]], &[], &[])]);
    }

    #[test]
    fn what_nothing_supplies_cannot_be_taken() {
        let reduced = reduce(&[profile(
            &[&[1, 2], &[3]],
            &[(4, &[]), (1, &[4])],
            &[(1, 1), (2, 1)],
        )]);
        assert_eq!(reduced.signatures, [profile(&[&[2], &[3]], &[], &[(2, 1)])]);
        let never = reduce(&[profile(&[&[1]], &[(1, &[])], &[])]);
        assert_eq!(
            never.signatures,
            [profile(&[&[]], &[], &[])],
            "the empty row stays: it cannot be covered"
        );
    }
}
