//! What numbers can be: wide enough for any organisation, narrow enough that no sum of them overflows or vanishes.

/// Levels of a scale, at most: they are numbered in a byte.
pub(crate) const MOST_LEVELS: usize = 255;

/// The shortest half-life, in days: about a quarter of an hour.
pub(crate) const LEAST_HALF_LIFE: f64 = 0.01;
/// The longest half-life, in days.
pub(crate) const MOST_HALF_LIFE: f64 = 1_000_000.0;
/// The most hours of one activity.
pub(crate) const MOST_HOURS: f64 = 10_000.0;
/// The most money, and the most uses of a feature in a month.
pub(crate) const MOST_AMOUNT: f64 = 1e12;

/// Whether a number can be a half-life in days.
pub(crate) fn is_half_life(days: f64) -> bool {
    (LEAST_HALF_LIFE..=MOST_HALF_LIFE).contains(&days)
}

/// Whether a number can be a weight, or the evidence weight of what is not known: they count by their proportions, however large.
pub(crate) fn is_weight(weight: f64) -> bool {
    weight.is_finite() && weight > 0.0
}

/// Whether published counts can be rounded to multiples of a number.
pub(crate) fn is_round_to(number: u32) -> bool {
    matches!(number, 1 | 3 | 5)
}

/// Whether a number can be the hours of an activity.
pub(crate) fn is_hours(hours: f64) -> bool {
    hours > 0.0 && hours <= MOST_HOURS
}

/// Whether a number can be an amount: of money, or of uses.
pub(crate) fn is_amount(amount: f64) -> bool {
    (0.0..=MOST_AMOUNT).contains(&amount)
}
