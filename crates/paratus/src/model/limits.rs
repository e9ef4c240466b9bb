//! What numbers can be: wide enough for any organisation, narrow enough that no sum of them overflows or vanishes.

/// Levels of a scale, at most: they are numbered in a byte.
pub(crate) const MOST_LEVELS: usize = 255;

/// The most days of a plan: ten years.
pub(crate) const MOST_PLAN_DAYS: i32 = 10 * 366;
/// The most weeks of a plan.
pub(crate) const MOST_PLAN_WEEKS: u32 = MOST_PLAN_DAYS.unsigned_abs() / 7;

/// The shortest half-life, in days: about a quarter of an hour.
pub(crate) const LEAST_HALF_LIFE: f64 = 0.01;
/// The longest half-life, in days.
pub(crate) const MOST_HALF_LIFE: f64 = 1_000_000.0;
/// The most hours of one activity.
pub(crate) const MOST_HOURS: f64 = 10_000.0;
/// The most money, and the most uses of a feature in a month.
pub(crate) const MOST_AMOUNT: f64 = 1e12;

/// What to write where a number is no fraction: what is above 1 and at most 100 was meant as a percentage.
pub(crate) fn fraction_help(value: f64) -> String {
    if value > 1.0 && value <= 100.0 {
        // Rounded, because a hundredth of most decimals is none.
        let fraction = (value * 1e10).round() / 1e12;
        format!("write a fraction: {fraction} for {value}%")
    } else if value.is_finite() {
        "bring it into that range".to_owned()
    } else {
        "write a finite number".to_owned()
    }
}

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
