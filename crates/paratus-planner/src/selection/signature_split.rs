//! A signature in pieces that share no activity: each is covered on its own, so that there are few covers even where people
//! need much.

use super::Signature;
use std::collections::BTreeMap;

/// The pieces, by their lowest activity; rows without any activity are pieces of their own and come last.
pub(super) fn split_signature(signature: &Signature) -> Vec<Signature> {
    // For each activity, a lower one of its piece, or itself.
    let mut lower: BTreeMap<usize, usize> = BTreeMap::new();
    for row in &signature.rows {
        join(&mut lower, row);
    }
    for (activity, suppliers) in &signature.implies {
        join(&mut lower, &[*activity]);
        for &supplier in suppliers {
            join(&mut lower, &[*activity, supplier]);
        }
    }
    let mut pieces: BTreeMap<usize, Signature> = BTreeMap::new();
    for row in &signature.rows {
        let of = row
            .first()
            .map_or(usize::MAX, |&activity| lowest(&lower, activity));
        pieces.entry(of).or_default().rows.push(row.clone());
    }
    for (activity, suppliers) in &signature.implies {
        let piece = pieces.entry(lowest(&lower, *activity)).or_default();
        piece.implies.push((*activity, suppliers.clone()));
    }
    for &(activity, cost) in &signature.cost {
        if let Some(piece) = pieces.get_mut(&lowest(&lower, activity)) {
            piece.cost.push((activity, cost));
        }
    }
    pieces.into_values().collect()
}

/// Puts all of `activities` into one piece.
fn join(lower: &mut BTreeMap<usize, usize>, activities: &[usize]) {
    let all: Vec<usize> = activities
        .iter()
        .map(|&activity| lowest(lower, activity))
        .collect();
    if let Some(&least) = all.iter().min() {
        lower.extend(
            all.iter()
                .chain(activities)
                .map(|&activity| (activity, least)),
        );
    }
}

fn lowest(lower: &BTreeMap<usize, usize>, activity: usize) -> usize {
    let mut at = activity;
    while let Some(&next) = lower.get(&at).filter(|&&next| next < at) {
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_an_activity_or_a_requirement_stays_together() {
        let signature = Signature {
            cost: vec![(1, 10), (5, 50), (8, 80)],
            implies: vec![(5, vec![9])],
            rows: vec![vec![5, 7], vec![1, 2], vec![8, 9], vec![2, 3], vec![4]],
        };
        let piece =
            |cost: &[(usize, i64)], implies: &[(usize, Vec<usize>)], rows: &[&[usize]]| Signature {
                cost: cost.to_vec(),
                implies: implies.to_vec(),
                rows: rows.iter().map(|row| row.to_vec()).collect(),
            };
        let expected = [
            piece(&[(1, 10)], &[], &[&[1, 2], &[2, 3]]),
            piece(&[], &[], &[&[4]]),
            piece(&[(5, 50), (8, 80)], &[(5, vec![9])], &[&[5, 7], &[8, 9]]),
        ];
        assert_eq!(split_signature(&signature), expected);
    }
}
