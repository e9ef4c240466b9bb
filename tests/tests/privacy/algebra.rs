//! Which sums a system of linear equations determines, by elimination of whole numbers modulo a prime of 61 bits.
//!
//! An equation over the rationals is one modulo the prime; the other way round it fails only where the prime divides a
//! minor of the system, and these are sums of a few small products.

const PRIME: u64 = (1 << 61) - 1;

pub(crate) fn number(value: i64) -> u64 {
    let value = value.rem_euclid(PRIME as i64);
    value as u64
}

pub(crate) fn times(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

pub(crate) fn minus(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + PRIME - b }
}

pub(crate) fn inverse(a: u64) -> u64 {
    let (mut power, mut exponent, mut result) = (a, PRIME - 2, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, power);
        }
        power = times(power, power);
        exponent >>= 1;
    }
    result
}

/// Equations that say the same with as few as possible, each with a column of its own.
pub(crate) fn reduced(equations: &[Vec<u64>], kept: impl Fn(usize) -> bool) -> Vec<Vec<u64>> {
    let columns = equations.first().map_or(0, Vec::len);
    let mut left: Vec<Vec<u64>> = equations.to_vec();
    let mut done: Vec<Vec<u64>> = Vec::new();
    for column in (0..columns).filter(|&column| kept(column)) {
        let Some(at) = left.iter().position(|row| row[column] != 0) else { continue };
        let mut pivot = left.swap_remove(at);
        let factor = inverse(pivot[column]);
        pivot.iter_mut().for_each(|value| *value = times(*value, factor));
        for row in &mut left {
            let factor = row[column];
            if factor != 0 {
                row.iter_mut().zip(&pivot).for_each(|(value, other)| *value = minus(*value, times(factor, *other)));
            }
        }
        done.push(pivot);
    }
    done
}

/// A set of crowds of fewer than `enough` people together about whom alone the equations say something.
pub(crate) fn few(equations: &[Vec<u64>], crowd_of: &[usize], sizes: &[u64], enough: u64) -> Option<Vec<usize>> {
    let basis = reduced(equations, |_| true);
    let mut found = None;
    subsets(sizes, enough, 0, &mut Vec::new(), &mut |some| {
        if found.is_none() {
            let others = reduced(&basis, |column| !some.contains(&crowd_of[column]));
            if others.len() < basis.len() {
                found = Some(some.to_vec());
            }
        }
    });
    found
}

/// Every largest set of crowds of fewer than `enough` people.
fn subsets(sizes: &[u64], enough: u64, from: usize, held: &mut Vec<usize>, visit: &mut impl FnMut(&[usize])) {
    let people: u64 = held.iter().map(|&at| sizes[at]).sum();
    for at in from..sizes.len() {
        if people + sizes[at] < enough {
            held.push(at);
            subsets(sizes, enough, at + 1, held, visit);
            held.pop();
        }
    }
    let more = (0..sizes.len()).any(|at| !held.contains(&at) && people + sizes[at] < enough);
    if !more && !held.is_empty() {
        visit(held);
    }
}

#[test]
fn what_is_left_over_is_found() {
    let system = |rows: &[&[i64]]| -> Vec<Vec<u64>> {
        rows.iter().map(|row| row.iter().map(|&value| number(value)).collect()).collect()
    };
    // Everyone, and all but the last crowd.
    assert_eq!(few(&system(&[&[1, 1, 1], &[1, 1, 0]]), &[0, 1, 2], &[9, 9, 3], 5), Some(vec![2]));
    // Everyone and the first; of the others only their sum is known.
    assert_eq!(few(&system(&[&[1, 1, 1], &[1, 0, 0]]), &[0, 1, 2], &[9, 9, 3], 5), None);
    // Twice the first and the third, and the first alone with half of the third.
    assert_eq!(few(&system(&[&[2, 0, 1], &[4, 0, 3]]), &[0, 1, 2], &[9, 9, 3], 5), Some(vec![2]));
}
