//! The three tracks of knowledge-management training: a closed set.

use serde::{Deserialize, Serialize};

/// A track, one of three areas of training: people, process and technology. Every objective, activity and hour belongs to exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// Know why it matters: importance, benefits, challenges.
    People,
    /// Be aware of the new ways of working.
    Process,
    /// Be competent with the tools.
    Technology,
}

names! {
    Track:
    People = "people",
    Process = "process",
    Technology = "technology",
}

/// One value for each track.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "ByTrackOf{T}")
)]
#[serde(deny_unknown_fields, default)]
pub struct TrackValues<T: Default> {
    /// Know why it matters.
    pub people: T,
    /// Be aware of the new ways of working.
    pub process: T,
    /// Be competent with the tools.
    pub technology: T,
}

impl<T: Default> TrackValues<T> {
    /// The three values `f` makes.
    ///
    /// ```
    /// use paratus::{TrackValues, Track};
    ///
    /// let names = TrackValues::from_fn(|track| track.name().to_owned());
    /// assert_eq!(names.get(Track::Process), "process");
    /// ```
    pub fn from_fn(mut f: impl FnMut(Track) -> T) -> TrackValues<T> {
        TrackValues {
            people: f(Track::People),
            process: f(Track::Process),
            technology: f(Track::Technology),
        }
    }

    /// The value of one track.
    ///
    /// ```
    /// use paratus::{TrackValues, Track};
    ///
    /// let hours = TrackValues { people: 2, process: 5, technology: 3 };
    /// assert_eq!(*hours.get(Track::Technology), 3);
    /// ```
    #[must_use]
    pub const fn get(&self, track: Track) -> &T {
        match track {
            Track::People => &self.people,
            Track::Process => &self.process,
            Track::Technology => &self.technology,
        }
    }

    /// The value of one track, to change it.
    ///
    /// ```
    /// use paratus::{TrackValues, Track};
    ///
    /// let mut hours = TrackValues { people: 2, process: 5, technology: 3 };
    /// *hours.get_mut(Track::People) += 1;
    /// assert_eq!(hours.people, 3);
    /// ```
    pub const fn get_mut(&mut self, track: Track) -> &mut T {
        match track {
            Track::People => &mut self.people,
            Track::Process => &mut self.process,
            Track::Technology => &mut self.technology,
        }
    }

    /// Track and value, in the order of [`Track::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Track, &T)> {
        Track::ALL.into_iter().map(|track| (track, self.get(track)))
    }

    /// Each value turned into another.
    ///
    /// ```
    /// use paratus::TrackValues;
    ///
    /// let hours = TrackValues { people: 2, process: 5, technology: 3 };
    /// assert_eq!(hours.map(|hours| hours * 60).process, 300);
    /// ```
    pub fn map<U: Default>(&self, mut f: impl FnMut(&T) -> U) -> TrackValues<U> {
        TrackValues::from_fn(|track| f(self.get(track)))
    }
}
