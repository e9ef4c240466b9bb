//! Intraclass correlations: how far several judges rate the same things alike.

use super::estimate::{Interval, Reason};
use crate::stats::{f_above, f_quantile};
use serde::Serialize;

/// The six intraclass correlations of Shrout and Fleiss (1979).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Icc {
    /// One-way, a single judge, ICC(1,1); then two-way random for absolute agreement, ICC(2,1), and two-way mixed for
    /// consistency, ICC(3,1); then the same for the mean of all judges.
    pub forms: Vec<IccForm>,
    /// Number of judges.
    pub judges: u64,
    /// Number of things judged.
    pub targets: u64,
}

/// One form of the intraclass correlation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IccForm {
    /// Degrees of freedom of the numerator of F.
    pub df1: f64,
    /// Degrees of freedom of the denominator of F.
    pub df2: f64,
    /// F against no correlation; absent where judges do not differ at all within a thing.
    pub f: Option<f64>,
    /// `ICC1`, `ICC2`, `ICC3`, `ICC1k`, `ICC2k` or `ICC3k`.
    pub form: &'static str,
    /// 95% interval.
    pub interval: Option<Interval>,
    /// Probability of such an F, or a greater one, without any correlation.
    pub p: Option<f64>,
    /// The correlation.
    pub value: f64,
}

/// Intraclass correlations of a table: one row per thing, one column per judge, nothing missing.
///
/// ```
/// use paratus::survey::icc;
///
/// let found = icc(&[vec![9.0, 2.0, 5.0], vec![6.0, 1.0, 3.0], vec![8.0, 4.0, 6.0]])?;
/// assert_eq!((found.targets, found.judges), (3, 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// With fewer than two things or judges, where rows differ in length or hold what is not a number, and where no two ratings
/// differ.
pub fn icc(rows: &[Vec<f64>]) -> Result<Icc, Reason> {
    let judges = rows.first().map_or(0, Vec::len);
    if rows.len() < 2 {
        return Err(Reason::TooFewRespondents);
    }
    if judges < 2
        || rows
            .iter()
            .any(|row| row.len() != judges || row.iter().any(|rating| !rating.is_finite()))
    {
        return Err(Reason::TooFewItems);
    }
    let (n, k) = (rows.len() as f64, judges as f64);
    let grand = rows.iter().flatten().sum::<f64>() / (n * k);
    let square = |value: f64| value * value;
    let between: f64 = rows
        .iter()
        .map(|row| k * square(row.iter().sum::<f64>() / k - grand))
        .sum();
    let judge = |at: usize| rows.iter().filter_map(|row| row.get(at)).sum::<f64>() / n;
    let of_judges: f64 = (0..judges).map(|at| n * square(judge(at) - grand)).sum();
    let whole: f64 = rows
        .iter()
        .flatten()
        .map(|rating| square(rating - grand))
        .sum();
    if whole <= 0.0 {
        return Err(Reason::NoVariance);
    }
    // Mean squares: between things, within things, of judges, and what is left.
    let (df_targets, df_judges) = (n - 1.0, k - 1.0);
    let (df_within, df_rest) = (n * df_judges, df_targets * df_judges);
    let bms = between / df_targets;
    let wms = (whole - between).max(0.0) / df_within;
    let jms = of_judges / df_judges;
    let ems = (whole - between - of_judges).max(0.0) / df_rest;

    let of_mean = |single: f64| single * k / (1.0 + single * (k - 1.0));
    let icc1 = (bms - wms) / (bms + (k - 1.0) * wms);
    let icc2 = (bms - ems) / (bms + (k - 1.0) * ems + k * (jms - ems) / n);
    let icc3 = (bms - ems) / (bms + (k - 1.0) * ems);

    let one_way = Test::new(bms, wms, df_targets, df_within);
    let two_way = Test::new(bms, ems, df_targets, df_rest);
    let single = |f: f64| (f - 1.0) / (f + k - 1.0);
    let many = |f: f64| 1.0 - 1.0 / f;
    let interval2 = absolute(icc2, [bms, jms, ems], [n, k]);
    let forms = vec![
        one_way.form(
            "ICC1",
            icc1,
            one_way.interval().map(|ends| ends.map(single)),
        ),
        two_way.form("ICC2", icc2, interval2),
        two_way.form(
            "ICC3",
            icc3,
            two_way.interval().map(|ends| ends.map(single)),
        ),
        one_way.form(
            "ICC1k",
            (bms - wms) / bms,
            one_way.interval().map(|ends| ends.map(many)),
        ),
        two_way.form(
            "ICC2k",
            (bms - ems) / (bms + (jms - ems) / n),
            interval2.map(|ends| ends.map(of_mean)),
        ),
        two_way.form(
            "ICC3k",
            (bms - ems) / bms,
            two_way.interval().map(|ends| ends.map(many)),
        ),
    ];
    Ok(Icc {
        forms,
        judges: judges as u64,
        targets: rows.len() as u64,
    })
}

/// An F test.
struct Test {
    f: Option<f64>,
    df1: f64,
    df2: f64,
}

impl Test {
    fn new(above: f64, below: f64, df1: f64, df2: f64) -> Test {
        Test {
            f: Some(above / below).filter(|f| f.is_finite()),
            df1,
            df2,
        }
    }

    /// The 95% interval of F, lower bound first.
    fn interval(&self) -> Option<[f64; 2]> {
        let f = self.f?;
        Some([
            f / f_quantile(0.975, self.df1, self.df2),
            f * f_quantile(0.975, self.df2, self.df1),
        ])
    }

    fn form(&self, form: &'static str, value: f64, ends: Option<[f64; 2]>) -> IccForm {
        let ends = ends.filter(|ends| ends.iter().all(|end| end.is_finite()));
        IccForm {
            df1: self.df1,
            df2: self.df2,
            f: self.f,
            form,
            interval: ends.map(|[low, high]| Interval { high, low }),
            p: self.f.map(|f| f_above(f, self.df1, self.df2)),
            value,
        }
    }
}

/// The interval of ICC(2,1) with the degrees of freedom of Satterthwaite, as Shrout and Fleiss give it.
fn absolute(icc2: f64, [bms, jms, ems]: [f64; 3], [n, k]: [f64; 2]) -> Option<[f64; 2]> {
    if ems <= 0.0 {
        return None;
    }
    let fj = jms / ems;
    let mixed = n * (1.0 + (k - 1.0) * icc2) - k * icc2;
    let above = k * icc2 * fj + mixed;
    let v = (k - 1.0) * (n - 1.0) * above * above
        / ((n - 1.0) * k * k * icc2 * icc2 * fj * fj + mixed * mixed);
    if !v.is_finite() || v <= 0.0 {
        return None;
    }
    let (upper, lower) = (f_quantile(0.975, n - 1.0, v), f_quantile(0.975, v, n - 1.0));
    let spread = k * jms + (k * n - k - n) * ems;
    let low = n * (bms - upper * ems) / (upper * spread + n * bms);
    let high = n * (lower * bms - ems) / (spread + n * lower * bms);
    Some([low, high])
}
