//! Bisection: where a condition begins to hold that never ceases to hold.

/// The first of `from..=last` for which `is_true` holds, by bisection; it must not turn false again. `None` where it does not
/// hold even for the last.
pub(crate) fn first_true(from: i32, last: i32, is_true: impl Fn(i32) -> bool) -> Option<i32> {
    if from > last || !is_true(last) {
        return None;
    }
    let (mut low, mut high) = (from, last);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_true(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::first_true;

    #[test]
    fn every_place_in_a_few_ranges_is_found() {
        for last in 0..20 {
            for begins in 0..=last + 1 {
                let found = first_true(0, last, |at| at >= begins);
                assert_eq!(
                    found,
                    (begins <= last).then_some(begins),
                    "{begins} in 0..={last}"
                );
            }
        }
        assert_eq!(first_true(1, 0, |_| true), None);
        assert_eq!(first_true(3, 9, |_| true), Some(3));
    }
}
