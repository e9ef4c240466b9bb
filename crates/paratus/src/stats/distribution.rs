//! The beta distribution, and F, t and normal quantiles made from it.

use crate::math;

/// P(X <= x) of a beta distribution: the regularised incomplete beta function, by its continued fraction (DLMF 8.17.22).
pub(crate) fn beta_below(x: f64, a: f64, b: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges fast below the mean; above it the other tail is computed.
    if x * (a + b + 2.0) < a + 1.0 {
        tail(x, 1.0 - x, a, b)
    } else {
        1.0 - tail(1.0 - x, x, b, a)
    }
}

/// The lower tail at `x`, with `y` = 1 - x.
fn tail(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let log = a * math::ln(x) + b * math::ln(y) + math::ln_gamma(a + b)
        - math::ln_gamma(a)
        - math::ln_gamma(b);
    math::exp(log) * fraction(x, a, b) / a
}

/// The continued fraction by the method of Lentz (1976), modified by Thompson and Barnett (1986).
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..20_000 {
        let m = f64::from(step);
        for term in [
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        ] {
            d = 1.0 / away(1.0 + term * d);
            c = away(1.0 + term / c);
            value *= d * c;
        }
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

/// The x below which a share `p` of a beta distribution lies: Newton's method, held within a shrinking bracket.
pub(crate) fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if p.is_nan() || p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    let scale = math::ln_gamma(a + b) - math::ln_gamma(a) - math::ln_gamma(b);
    let density =
        |x: f64| math::exp(scale + (a - 1.0) * math::ln(x) + (b - 1.0) * math::ln(1.0 - x));
    root(0.0, 1.0, a / (a + b), |x| {
        (beta_below(x, a, b) - p, density(x))
    })
}

/// The root of a rising function between `low` and `high`; `f` gives value and slope.
fn root(mut low: f64, mut high: f64, start: f64, f: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut x = start;
    for step in 0..2_000 {
        let (value, slope) = f(x);
        if value == 0.0 {
            return x;
        }
        if value < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let newton = x - value / slope;
        // Newton's steps that leave the bracket, or go on for too long, give way to halving it.
        let next = if step < 60 && newton > low && newton < high {
            newton
        } else {
            low + (high - low) / 2.0
        };
        let closed = step >= 60 && (next <= low || next >= high);
        if closed || (next - x).abs() <= 3e-16 * x.abs() {
            return next;
        }
        x = next;
    }
    x
}

/// The F below which a share `p` of an F distribution lies; degrees of freedom need not be whole.
pub(crate) fn f_quantile(p: f64, d1: f64, d2: f64) -> f64 {
    let x = beta_quantile(p, d1 / 2.0, d2 / 2.0);
    if x <= 0.5 {
        return d2 * x / (d1 * (1.0 - x));
    }
    let y = beta_quantile(1.0 - p, d2 / 2.0, d1 / 2.0);
    d2 * (1.0 - y) / (d1 * y)
}

/// P(F > f) of an F distribution.
pub(crate) fn f_above(f: f64, d1: f64, d2: f64) -> f64 {
    beta_below(d2 / (d2 + d1 * f), d2 / 2.0, d1 / 2.0)
}

/// The x below which a share `p` of the standard normal distribution lies.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    const DENSITY_AT_0: f64 = 0.398_942_280_401_432_7;
    let below = |x: f64| 0.5 * math::erfc(-x * std::f64::consts::FRAC_1_SQRT_2);
    root(-40.0, 40.0, 0.0, |x| {
        (below(x) - p, DENSITY_AT_0 * math::exp(-x * x / 2.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64, tolerance: f64) {
        let error = (value - expected).abs() / expected.abs().max(1e-300);
        assert!(error <= tolerance, "{value} is not {expected} ({error:e})");
    }

    /// a, b, x, P.
    const BELOW: [[f64; 4]; 15] = [
        [0.5, 0.5, 0.01, 0.06376856085851985],
        [0.5, 0.5, 0.9, 0.7951672353008665],
        [1.0, 1.0, 0.1, 0.1],
        [1.5, 2.5, 0.01, 0.0033648023419160004],
        [1.5, 2.5, 0.5, 0.7122065907891939],
        [1.5, 2.5, 0.99, 0.9999797010658826],
        [3.2, 1.1, 0.01, 4.773710691131954e-07],
        [3.2, 1.1, 0.9, 0.753365757802178],
        [10.0, 2.0, 0.01, 1.0900000000000003e-19],
        [10.0, 2.0, 0.9, 0.6973568802000002],
        [0.7, 30.3, 0.01, 0.4228881571509844],
        [0.7, 30.3, 0.5, 0.9999999997454061],
        [250.5, 12.5, 0.1, 3.537789649574758e-232],
        [250.5, 12.5, 0.5, 5.285796994331726e-60],
        [250.5, 12.5, 0.99, 0.9999925218973643],
    ];

    /// a, b, P, x.
    const QUANTILES: [[f64; 4]; 13] = [
        [0.5, 0.5, 0.025, 0.001541333133436012],
        [0.5, 0.5, 0.975, 0.9984586668665639],
        [1.0, 1.0, 0.5, 0.5],
        [1.5, 2.5, 0.05, 0.06241252385791503],
        [1.5, 2.5, 0.975, 0.8232639028687426],
        [3.2, 1.1, 0.5, 0.7839290628349425],
        [10.0, 2.0, 0.025, 0.5872200830116173],
        [10.0, 2.0, 0.95, 0.9666807823157701],
        [0.7, 30.3, 0.025, 0.00014918340382435885],
        [0.7, 30.3, 0.975, 0.0953144384531933],
        [250.5, 12.5, 0.025, 0.9237352571117402],
        [250.5, 12.5, 0.975, 0.9747217804814391],
        [1.0, 3.0, 0.975, 0.7075982261787133],
    ];

    #[test]
    fn beta_as_published() {
        for [a, b, x, p] in BELOW {
            near(beta_below(x, a, b), p, 2e-12);
        }
        for [a, b, p, x] in QUANTILES {
            near(beta_quantile(p, a, b), x, 1e-12);
        }
        assert_eq!(
            (beta_quantile(0.0, 1.0, 1.0), beta_quantile(1.0, 1.0, 1.0)),
            (0.0, 1.0)
        );
        assert_eq!(
            (beta_below(-1.0, 1.0, 1.0), beta_below(2.0, 1.0, 1.0)),
            (0.0, 1.0)
        );
    }

    #[test]
    fn f_and_normal_as_published() {
        for [p, d1, d2, f] in [
            [0.025, 29.0, 174.0, 0.5369655425274906],
            [0.025, 14.0, 126.0, 0.39232569229080744],
            [0.025, 11.0, 110.0, 0.3390340876851155],
            [0.975, 29.0, 174.0, 1.6615384170288148],
            [0.975, 14.0, 126.0, 1.9718730746580704],
            [0.975, 11.0, 110.0, 2.112258979742612],
        ] {
            near(f_quantile(p, d1, d2), f, 1e-12);
            near(f_above(f, d1, d2), 1.0 - p, 1e-12);
        }
        // t with 5 degrees of freedom is the root of F with 1 and 5.
        near(f_quantile(0.95, 1.0, 5.0).sqrt(), 2.5705818356363146, 1e-12);
        for (p, x) in [
            (0.8, 0.8416212335729143),
            (0.975, 1.959963984540054),
            (0.9995, 3.2905267314919255),
        ] {
            near(normal_quantile(p), x, 1e-13);
            near(normal_quantile(1.0 - p), -x, 1e-11);
        }
        assert!(normal_quantile(0.5).abs() < 1e-15);
    }
}
