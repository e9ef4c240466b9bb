//! How figures are written: one rounding for every client.
//!
//! A figure is rounded half to even to the digits that are shown. The ends of a range are rounded outwards, so that a range never claims
//! more than is known. Beside a threshold, a figure has as many more digits as it takes to be shown on the side where it is: .6962 against
//! .70 is .696, not .70. Only all is 100%, and only nothing is 0%.
//!
//! ```
//! use paratus::Range;
//! use paratus::figure::{Threshold, bounds, decimal, decimal_beside, percent};
//!
//! assert_eq!(decimal(0.125, 2), "0.12");
//! assert_eq!(decimal_beside(0.6962, Threshold::AtLeast(0.7), 2), "0.696");
//! assert_eq!(percent(0.999, None).to_string(), ">99%");
//! let range = Range { low: 0.389, high: 0.6962 };
//! assert_eq!(bounds(range, None, 2).to_string(), "0.38..0.70");
//! assert_eq!(bounds(range, Some(Threshold::AtLeast(0.7)), 2).to_string(), "0.38..0.697");
//! ```

use crate::Range;
use std::fmt;

/// Most digits after the point that a figure is given to be distinguished from its threshold.
const MOST_DECIMALS: usize = 6;

/// What is nearer than this to a border, in units of the last digit, lies on it: sums of binary fractions miss it by less.
const NEAR: f64 = 1e-9;

/// To which of its neighbours a figure is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rounding {
    /// To the nearest; halves to the even one.
    Nearest,
    /// To the lower one.
    Down,
    /// To the upper one.
    Up,
}

impl Rounding {
    fn round(self, value: f64, decimals: usize) -> f64 {
        let power = POWERS.get(decimals).copied().unwrap_or(1e6);
        let scaled = value * power;
        let whole = match self {
            Rounding::Nearest => {
                let half = (scaled * 2.0).round() / 2.0;
                let is_half = (scaled - half).abs() < NEAR;
                if is_half { half } else { scaled }.round_ties_even()
            }
            Rounding::Down => (scaled + NEAR).floor(),
            Rounding::Up => (scaled - NEAR).ceil(),
        };
        // Never -0.
        whole / power + 0.0
    }

    /// How many digits after the point show a value on the side of a threshold where it is: no fewer than `least`.
    fn decimals_beside(self, value: f64, threshold: Option<Threshold>, least: usize) -> usize {
        let Some(threshold) = threshold else {
            return least;
        };
        (least..MOST_DECIMALS)
            .find(|&decimals| {
                threshold.is_met(self.round(value, decimals)) == threshold.is_met(value)
            })
            .unwrap_or(MOST_DECIMALS)
    }
}

/// A threshold beside a figure: it decides on which side of it the shown digits must lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    /// It must reach this.
    AtLeast(f64),
    /// It must not exceed this.
    AtMost(f64),
}

impl Threshold {
    fn is_met(self, value: f64) -> bool {
        match self {
            Threshold::AtLeast(border) => value >= border - NEAR / 1e3,
            Threshold::AtMost(border) => value <= border + NEAR / 1e3,
        }
    }

    fn in_percent(self) -> Threshold {
        match self {
            Threshold::AtLeast(border) => Threshold::AtLeast(border * 100.0),
            Threshold::AtMost(border) => Threshold::AtMost(border * 100.0),
        }
    }
}

/// The powers of ten by which figures are rounded.
const POWERS: [f64; MOST_DECIMALS + 1] = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6];

/// A number with this many digits after the point (at most 6), rounded half to even.
///
/// ```
/// assert_eq!(paratus::figure::round(0.125, 2), 0.12);
/// assert_eq!(paratus::figure::round(0.375, 2), 0.38);
/// ```
#[must_use]
pub fn round(value: f64, decimals: usize) -> f64 {
    Rounding::Nearest.round(value, decimals)
}

/// A number of hours, of money or of another amount as a whole number, rounded half to even; 0 for what is below.
///
/// ```
/// assert_eq!(paratus::figure::whole_number(2.5), 2);
/// assert_eq!(paratus::figure::whole_number(-1.0), 0);
/// ```
#[must_use]
pub fn whole_number(amount: f64) -> u64 {
    round(amount, 0).max(0.0) as u64
}

/// The most that a share can be, in whole hundredths, rounded up as the upper end of a range is.
///
/// ```
/// assert_eq!(paratus::figure::upper_share(0.0242), 0.03);
/// ```
#[must_use]
pub fn upper_share(share: f64) -> f64 {
    Rounding::Up.round(share, 2).clamp(0.0, 1.0)
}

/// A part of a lower bound with this many digits after the point, rounded down as that bound is.
///
/// ```
/// assert_eq!(paratus::figure::round_down(0.389, 2), 0.38);
/// ```
#[must_use]
pub fn round_down(value: f64, decimals: usize) -> f64 {
    Rounding::Down.round(value, decimals)
}

/// A number with this many digits after the point (at most 6), [`round`]ed, as a text: never `-0.00`.
///
/// ```
/// assert_eq!(paratus::figure::decimal(-0.001, 2), "0.00");
/// ```
#[must_use]
pub fn decimal(value: f64, decimals: usize) -> String {
    let decimals = decimals.min(MOST_DECIMALS);
    format!("{:.decimals$}", round(value, decimals))
}

/// A number beside a threshold, with this many digits after the point, or as many more as show it on the side where it is.
///
/// ```
/// use paratus::figure::{Threshold, decimal_beside};
///
/// assert_eq!(decimal_beside(0.6962, Threshold::AtLeast(0.7), 2), "0.696");
/// ```
#[must_use]
pub fn decimal_beside(value: f64, threshold: Threshold, decimals: usize) -> String {
    decimal(value, decimals_beside(value, threshold, decimals))
}

/// How many digits after the point show a number on the side of a threshold where it is: no fewer than `decimals`.
///
/// ```
/// use paratus::figure::{Threshold, decimals_beside};
///
/// assert_eq!(decimals_beside(0.6962, Threshold::AtLeast(0.7), 2), 3);
/// ```
#[must_use]
pub fn decimals_beside(value: f64, threshold: Threshold, decimals: usize) -> usize {
    Rounding::Nearest.decimals_beside(value, Some(threshold), decimals)
}

/// How many digits after the point a number has that people wrote, as a threshold: no fewer than `least`, at most 6.
///
/// ```
/// assert_eq!(paratus::figure::decimals_of(0.675, 2), 3);
/// ```
#[must_use]
pub fn decimals_of(number: f64, least: usize) -> usize {
    (least..MOST_DECIMALS)
        .find(|&decimals| (round(number, decimals) - number).abs() < NEAR)
        .unwrap_or(MOST_DECIMALS)
}

/// A number that people wrote, with all its digits: no fewer than `least` after the point, at most 6.
///
/// ```
/// assert_eq!(paratus::figure::authored_number(0.675, 2), "0.675");
/// ```
#[must_use]
pub fn authored_number(number: f64, least: usize) -> String {
    decimal(number, decimals_of(number, least))
}

/// A share in per cent as it is shown: its number, digits and sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percent {
    /// The number, in per cent, rounded.
    pub number: f64,
    /// How many digits it has after the point.
    pub decimals: usize,
    /// Whether the share is more (`>99%`) or less (`<1%`) than the number.
    pub beyond: Option<FigureSide>,
}

/// The side of a shown number on which the exact figure lies: `<1 %`, `>99 %`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureSide {
    /// It is less: `<1%`.
    Less,
    /// It is more: `>99%`.
    More,
}

impl FigureSide {
    /// The sign before the number.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            FigureSide::Less => '<',
            FigureSide::More => '>',
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = self.beyond.map_or_else(String::new, |at| at.sign().into());
        let decimals = self.decimals.min(MOST_DECIMALS);
        f.pad(&format!("{sign}{:.decimals$}%", self.number))
    }
}

/// A fraction as a percentage, whole if it has no threshold beside it. Only all is 100% and only nothing is 0%.
///
/// ```
/// assert_eq!(paratus::figure::percent(0.62, None).to_string(), "62%");
/// assert_eq!(paratus::figure::percent(0.999, None).to_string(), ">99%");
/// ```
#[must_use]
pub fn percent(fraction: f64, threshold: Option<Threshold>) -> Percent {
    let of_hundred = fraction * 100.0;
    let border = threshold.map(Threshold::in_percent);
    let decimals = Rounding::Nearest.decimals_beside(of_hundred, border, 0);
    let number = round(of_hundred, decimals);
    let (number, beyond) = match () {
        () if number >= 100.0 && of_hundred < 100.0 - NEAR => (99.0, Some(FigureSide::More)),
        () if number <= 0.0 && of_hundred > NEAR => (1.0, Some(FigureSide::Less)),
        () => (number, None),
    };
    Percent {
        number,
        decimals: if beyond.is_some() { 0 } else { decimals },
        beyond,
    }
}

/// The ends of a range as they are written, each with its digits after the point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The lower bound and its digits, rounded down.
    pub low: (f64, usize),
    /// The upper bound and its digits, rounded up.
    pub high: (f64, usize),
}

impl Bounds {
    /// Whether both ends are written alike, so that one number says it.
    #[must_use]
    pub fn is_point(&self) -> bool {
        self.low.0 >= self.high.0
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, high] = [self.low, self.high].map(|(end, decimals)| {
            let decimals = decimals.min(MOST_DECIMALS);
            format!("{end:.decimals$}")
        });
        f.pad(&format!("{low}..{high}"))
    }
}

/// The ends of a range, rounded outwards to this many digits, or to as many more as show each on its side of a threshold. A range
/// without width is rounded as one figure is.
///
/// ```
/// use paratus::{Range, figure};
///
/// let range = Range { low: 0.389, high: 0.831 };
/// assert_eq!(figure::bounds(range, None, 2).to_string(), "0.38..0.84");
/// ```
#[must_use]
pub fn bounds(range: Range, threshold: Option<Threshold>, decimals: usize) -> Bounds {
    let end = |value: f64, rounding: Rounding| {
        let decimals = rounding.decimals_beside(value, threshold, decimals);
        (rounding.round(value, decimals), decimals)
    };
    if range.high - range.low < NEAR {
        let point = end(range.low, Rounding::Nearest);
        return Bounds {
            low: point,
            high: point,
        };
    }
    Bounds {
        low: end(range.low, Rounding::Down),
        high: end(range.high, Rounding::Up),
    }
}

/// A range that was rounded when it was published, each end to the nearest that is shown: rounding it outwards again would widen it.
///
/// ```
/// use paratus::{Range, figure};
///
/// let range = Range { low: 0.389, high: 0.831 };
/// assert_eq!(figure::nearest_range(range, None, 2), Range { low: 0.39, high: 0.83 });
/// ```
#[must_use]
pub fn nearest_range(range: Range, threshold: Option<Threshold>, decimals: usize) -> Range {
    let end = |value: f64| {
        let decimals = Rounding::Nearest.decimals_beside(value, threshold, decimals);
        round(value, decimals)
    };
    Range {
        low: end(range.low),
        high: end(range.high),
    }
}

/// The [`bounds`] in per cent: ends in [0, 100].
///
/// ```
/// use paratus::{Range, figure};
///
/// let range = Range { low: 0.389, high: 0.831 };
/// assert_eq!(figure::percent_bounds(range, None).to_string(), "38..84");
/// ```
#[must_use]
pub fn percent_bounds(range: Range, threshold: Option<Threshold>) -> Bounds {
    let of_hundred = Range {
        low: range.low * 100.0,
        high: range.high * 100.0,
    };
    bounds(of_hundred, threshold.map(Threshold::in_percent), 0)
}

/// Two decimals, rounded outwards: `0.38..0.74`. See [`bounds`].
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&bounds(*self, None, 2), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Threshold::{AtLeast, AtMost};
    use proptest::prelude::*;

    #[test]
    fn halves_go_to_the_even_digit() {
        let shown: Vec<String> = [0.115, 0.125, 0.135, 0.145, 0.165, -0.001, 2.675]
            .map(|value| decimal(value, 2))
            .to_vec();
        assert_eq!(
            shown,
            ["0.12", "0.12", "0.14", "0.14", "0.16", "0.00", "2.68"]
        );
        assert_eq!(
            [round(0.5, 0), round(1.5, 0), round(2.5, 0)],
            [0.0, 2.0, 2.0]
        );
    }

    #[test]
    fn only_all_is_all_and_only_nothing_is_nothing() {
        let shown = [0.0, 0.001, 0.125, 0.999, 0.999_999_999_999_9, 1.0]
            .map(|share| percent(share, None).to_string());
        assert_eq!(shown, ["0%", "<1%", "12%", ">99%", "100%", "100%"]);
    }

    #[test]
    fn a_figure_stays_on_its_side_of_the_threshold() {
        assert_eq!(decimal_beside(0.6962, AtLeast(0.7), 2), "0.696");
        assert_eq!(decimal_beside(0.699_96, AtLeast(0.7), 2), "0.69996");
        assert_eq!(decimal_beside(0.7051, AtLeast(0.705), 2), "0.71");
        assert_eq!(decimal_beside(0.7, AtLeast(0.7), 2), "0.70");
        assert_eq!(percent(0.6962, Some(AtLeast(0.7))).to_string(), "69.6%");
        assert_eq!(percent(0.7, Some(AtLeast(0.7))).to_string(), "70%");
        assert_eq!(decimal_beside(0.2004, AtMost(0.2), 2), "0.2004");
        assert_eq!(decimals_of(0.705, 2), 3);
    }

    #[test]
    fn ranges_are_rounded_outwards_and_points_are_not() {
        let range = |low, high| bounds(Range { high, low }, None, 2).to_string();
        assert_eq!(range(0.499, 0.501), "0.49..0.51");
        assert_eq!(range(0.29, 0.57), "0.29..0.57");
        assert_eq!(range(0.0, 1.0), "0.00..1.00");
        assert_eq!(range(0.126, 0.126), "0.13..0.13");
        let published = Range {
            low: 147.0 / 391.0,
            high: 1.0,
        };
        let shown = nearest_range(published, None, 2);
        assert_eq!(bounds(shown, None, 2).to_string(), "0.38..1.00");
    }

    proptest! {
        #[test]
        fn no_figure_is_shown_on_the_wrong_side(value in 0.0..=1.0f64, cents in 0u32..=200) {
            let border = f64::from(cents) / 200.0;
            prop_assume!((value - border).abs() > 1e-5);
            let number = percent(value, Some(AtLeast(border)));
            if number.beyond.is_none() {
                prop_assert_eq!(number.number / 100.0 >= border - 1e-12, value >= border);
            }
            let shown: f64 = decimal_beside(value, AtLeast(border), 2).parse().unwrap();
            prop_assert_eq!(shown >= border - 1e-12, value >= border);
        }

        #[test]
        fn a_verdict_can_be_read_off_the_ends(low in 0.0..=1.0f64, width in 0.0..=1.0f64, cents in 0u32..=100) {
            let (range, border) = (Range { low, high: (low + width).min(1.0) }, f64::from(cents) / 100.0);
            prop_assume!((range.low - border).abs() > 1e-5 && (range.high - border).abs() > 1e-5);
            let shown = bounds(range, Some(AtLeast(border)), 2);
            let read = Range { low: shown.low.0 + 1e-12, high: shown.high.0 + 1e-12 };
            prop_assert_eq!(read.verdict(border), range.verdict(border));
        }
    }
}
