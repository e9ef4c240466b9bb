//! All covers of a signature that hold nothing superfluous.

use super::Signature;
use std::collections::BTreeSet;

/// Steps of the search after which it ends, and covers, for one signature. Real ones have about ten covers; past a limit those
/// found so far are used and the bound no longer counts on having all.
const MAX_COVER_STEPS: usize = 20_000;
const MAX_COVERS: usize = 2_000;

/// The covers of a signature.
#[derive(Clone, Debug, Default)]
pub(super) struct Covers {
    /// Each ascending; sorted; none a part of another.
    pub(super) sets: Vec<Vec<usize>>,
    /// Whether these are all.
    pub(super) complete: bool,
}

/// Every set that has one of each row and one supplier for each requirement, and of which no smaller part has.
pub(super) fn covers(signature: &Signature) -> Covers {
    // Cheap ones first, in case not all are found.
    let cost = |activity: &usize| {
        let at = signature
            .cost
            .binary_search_by_key(activity, |&(activity, _)| activity)
            .ok();
        (
            at.and_then(|at| signature.cost.get(at))
                .map_or(0, |&(_, cost)| cost),
            *activity,
        )
    };
    let mut sorted = signature.clone();
    for list in sorted
        .rows
        .iter_mut()
        .chain(sorted.implies.iter_mut().map(|(_, suppliers)| suppliers))
    {
        list.sort_by_key(cost);
    }
    let mut search = CoverSearch {
        signature: &sorted,
        seen: BTreeSet::new(),
        found: BTreeSet::new(),
        steps: 0,
    };
    search.extend(&mut Vec::new());
    let complete = search.steps < MAX_COVER_STEPS && search.found.len() < MAX_COVERS;
    let mut by_size: Vec<Vec<usize>> = search.found.into_iter().collect();
    by_size.sort_by_key(Vec::len);
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for set in by_size {
        if !sets.iter().any(|smaller| {
            smaller
                .iter()
                .all(|activity| set.binary_search(activity).is_ok())
        }) {
            sets.push(set);
        }
    }
    sets.sort();
    Covers { sets, complete }
}

struct CoverSearch<'a> {
    signature: &'a Signature,
    seen: BTreeSet<Vec<usize>>,
    found: BTreeSet<Vec<usize>>,
    steps: usize,
}

impl<'a> CoverSearch<'a> {
    /// Adds, in every way, what `set` still lacks.
    fn extend(&mut self, set: &mut Vec<usize>) {
        self.steps += 1;
        if self.steps >= MAX_COVER_STEPS
            || self.found.len() >= MAX_COVERS
            || !self.seen.insert(set.clone())
        {
            return;
        }
        let Some(lacks) = self.lacks(set) else {
            self.found.insert(set.clone());
            return;
        };
        for &activity in lacks {
            let at = set.partition_point(|&taken| taken < activity);
            set.insert(at, activity);
            self.extend(set);
            set.remove(at);
        }
    }

    /// The first row or requirement of which `set` (ascending) has nothing.
    fn lacks(&self, set: &[usize]) -> Option<&'a [usize]> {
        let taken = |activity: &usize| set.binary_search(activity).is_ok();
        let signature = self.signature;
        let required = signature
            .implies
            .iter()
            .filter(|(activity, _)| taken(activity))
            .map(|(_, suppliers)| suppliers);
        signature
            .rows
            .iter()
            .chain(required)
            .find(|row| !row.iter().any(taken))
            .map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(rows: &[&[usize]], implies: &[(usize, &[usize])]) -> Vec<Vec<usize>> {
        let signature = Signature {
            cost: vec![],
            implies: implies
                .iter()
                .map(|(a, suppliers)| (*a, suppliers.to_vec()))
                .collect(),
            rows: rows.iter().map(|row| row.to_vec()).collect(),
        };
        let covers = covers(&signature);
        assert!(covers.complete);
        covers.sets
    }

    #[test]
    fn covers_hold_nothing_superfluous() {
        assert_eq!(sets(&[&[1, 2], &[2, 3]], &[]), [vec![1, 3], vec![2]]);
        assert_eq!(
            sets(&[], &[(1, &[2])]),
            [Vec::<usize>::new()],
            "who needs nothing takes nothing"
        );
        assert_eq!(
            sets(&[&[]], &[]),
            Vec::<Vec<usize>>::new(),
            "an empty row has no cover"
        );
    }

    #[test]
    fn requirements_come_along_and_may_cover_too() {
        assert_eq!(
            sets(&[&[1, 2]], &[(1, &[3, 4]), (3, &[5])]),
            [vec![1, 3, 5], vec![1, 4], vec![2]]
        );
        assert_eq!(
            sets(&[&[1], &[3, 6]], &[(1, &[3, 4])]),
            [vec![1, 3], vec![1, 4, 6]]
        );
        assert_eq!(
            sets(&[&[1]], &[(1, &[2]), (2, &[1])]),
            [vec![1, 2]],
            "two that require each other go together"
        );
    }
}
