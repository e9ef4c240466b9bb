//! Figures that may leave: a value, or why there is none.

use crate::Range;
use crate::figure::{self, Threshold};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// A figure about people that went through disclosure control: a value, or why it is suppressed, or nothing because it does
/// not apply. As JSON it is the value or `null`; the `suppressed` of the object around it says why.
///
/// Only this library makes one. See [`Disclosure`](crate::disclosure::Disclosure).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published<T>(Figure<T>);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Figure<T> {
    /// As it is: the answer is internal, or the figure is known without any evidence.
    Exact(T),
    /// Rounded.
    Rounded(T),
    Suppressed(Suppression),
    NotApplicable,
}

impl<T> Published<T> {
    pub(crate) const fn exact(value: T) -> Published<T> {
        Published(Figure::Exact(value))
    }

    pub(crate) const fn rounded(value: T) -> Published<T> {
        Published(Figure::Rounded(value))
    }

    /// No value, for a reason.
    pub(crate) const fn suppressed(why: Suppression) -> Published<T> {
        Published(Figure::Suppressed(why))
    }

    /// The figure does not apply.
    pub(crate) const fn suppressed_all() -> Published<T> {
        Published(Figure::NotApplicable)
    }

    /// The value; `None` where it is suppressed or does not apply.
    pub const fn as_ref(&self) -> Option<&T> {
        match &self.0 {
            Figure::Exact(value) | Figure::Rounded(value) => Some(value),
            Figure::Suppressed(_) | Figure::NotApplicable => None,
        }
    }

    /// The reason why the figure is suppressed; `None` where it is not.
    pub const fn suppression(&self) -> Option<Suppression> {
        match &self.0 {
            Figure::Suppressed(why) => Some(*why),
            _ => None,
        }
    }

    /// Whether the figure is suppressed.
    pub const fn is_suppressed(&self) -> bool {
        matches!(self.0, Figure::Suppressed(_))
    }

    /// Whether the value was rounded.
    pub const fn is_rounded(&self) -> bool {
        matches!(self.0, Figure::Rounded(_))
    }

    /// What is computed from a figure may leave where the figure may.
    pub(crate) fn map<U>(self, compute: impl FnOnce(T) -> U) -> Published<U> {
        Published(match self.0 {
            Figure::Exact(value) => Figure::Exact(compute(value)),
            Figure::Rounded(value) => Figure::Rounded(compute(value)),
            Figure::Suppressed(why) => Figure::Suppressed(why),
            Figure::NotApplicable => Figure::NotApplicable,
        })
    }

    /// The same, where it can be computed; it does not apply where not.
    pub(crate) fn and_then<U>(self, compute: impl FnOnce(T) -> Option<U>) -> Published<U> {
        match self.map(compute).0 {
            Figure::Exact(Some(value)) => Published(Figure::Exact(value)),
            Figure::Rounded(Some(value)) => Published(Figure::Rounded(value)),
            Figure::Suppressed(why) => Published(Figure::Suppressed(why)),
            Figure::Exact(None) | Figure::Rounded(None) | Figure::NotApplicable => {
                Published(Figure::NotApplicable)
            }
        }
    }

    /// Two figures together: suppressed where one is.
    pub(crate) fn zip<U>(self, other: Published<U>) -> Published<(T, U)> {
        Published(match (self.0, other.0) {
            (Figure::Suppressed(why), _) | (_, Figure::Suppressed(why)) => Figure::Suppressed(why),
            (Figure::NotApplicable, _) | (_, Figure::NotApplicable) => Figure::NotApplicable,
            (Figure::Exact(one), Figure::Exact(two)) => Figure::Exact((one, two)),
            (
                Figure::Exact(one) | Figure::Rounded(one),
                Figure::Exact(two) | Figure::Rounded(two),
            ) => Figure::Rounded((one, two)),
        })
    }
}

impl Published<Range> {
    /// A mean of ranges in two digits, perhaps beside a threshold; `None` where there is no value.
    ///
    /// A published mean was rounded already, so its ends are shown to the nearest; ends of 0 and 1 are coded.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::units::UnitKind;
    ///
    /// let units = sample::assessment().units(UnitKind::Organisation, &Disclosure::internal());
    /// let shown = units[0].readiness.mean_text(Some(0.5));
    /// assert!(shown.unwrap().contains(".."));
    /// ```
    #[must_use]
    pub fn mean_text(&self, threshold: Option<f64>) -> Option<String> {
        let range = self.value()?;
        let against = threshold.map(Threshold::AtLeast);
        if !self.is_rounded() {
            return Some(figure::bounds(range, against, 2).to_string());
        }
        let range = figure::nearest_range(range, against, 2);
        let bounds = figure::bounds(range, against, 2);
        let end = |exact: f64, (end, decimals): (f64, usize)| match () {
            () if exact <= 0.0 => "<0.10".to_owned(),
            () if exact >= 1.0 => ">0.90".to_owned(),
            () => format!("{end:.decimals$}"),
        };
        let [low, high] = [end(range.low, bounds.low), end(range.high, bounds.high)];
        Some(format!("{low}..{high}"))
    }
}

impl<T: Copy> Published<T> {
    /// The value; `None` where it is suppressed or does not apply.
    pub const fn value(&self) -> Option<T> {
        match &self.0 {
            Figure::Exact(value) | Figure::Rounded(value) => Some(*value),
            Figure::Suppressed(_) | Figure::NotApplicable => None,
        }
    }
}

/// It does not apply.
impl<T> Default for Published<T> {
    fn default() -> Published<T> {
        Published::suppressed_all()
    }
}

impl<T: Serialize> Serialize for Published<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Published<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Option::<T>::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<T>::json_schema(generator)
    }
}

/// The reason why a figure is suppressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Suppression {
    /// It is about fewer than `min_cell` people.
    Threshold,
    /// Shares are given of 20 people or more.
    ShareThreshold,
    /// It depends on a group of fewer than `min_cell` people.
    Verdict,
    /// It is about those who changed, or about single people or rows: internal answers have it.
    InternalOnly,
}

names! {
    Suppression (shown otherwise):
    Threshold = "threshold",
    ShareThreshold = "share_threshold",
    Verdict = "verdict",
    InternalOnly = "internal_only",
}

impl fmt::Display for Suppression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Suppression::Threshold => "fewer people than the threshold",
            Suppression::ShareThreshold => "fewer than 20 people, of whom no shares are given",
            Suppression::Verdict => "it depends on a small group",
            Suppression::InternalOnly => "only internal answers have it",
        })
    }
}

/// The suppressed figures of an object by name, with the reason of each: `{"tracks.process": "threshold"}`. `null` in a figure without an entry here
/// means that it does not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct SuppressedFigures(BTreeMap<String, Suppression>);

impl SuppressedFigures {
    /// The names of figures and why they are suppressed, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Suppression)> {
        self.0.iter().map(|(name, why)| (name.as_str(), *why))
    }

    /// The reason why the figure of this name is suppressed; `None` where it is not.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::units::UnitKind;
    ///
    /// let assessment = sample::assessment();
    /// for unit in assessment.units(UnitKind::Section, &Disclosure::published("the key of the office")) {
    ///     if let Some(why) = unit.suppressed.get("ready") {
    ///         println!("{}: {why}", unit.title);
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn get(&self, figure: &str) -> Option<Suppression> {
        self.0.get(figure).copied()
    }

    /// Whether nothing is suppressed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes a figure where it is suppressed.
    pub(crate) fn note<T>(&mut self, name: &str, figure: &Published<T>) {
        if let Some(why) = figure.suppression() {
            self.0.insert(name.to_owned(), why);
        }
    }

    /// The same, to be chained.
    pub(crate) fn with_figure<T>(mut self, name: &str, figure: &Published<T>) -> SuppressedFigures {
        self.note(name, figure);
        self
    }
}
