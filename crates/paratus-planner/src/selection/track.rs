//! One value for each of the three kinds of hours that are balanced.

/// One of the three kinds of hours that are balanced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Track {
    First,
    Second,
    Third,
}

impl Track {
    /// All of them, in order.
    pub(super) const ALL: [Track; 3] = [Track::First, Track::Second, Track::Third];
}

/// One value for each track: each has its own share of all hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrackArray<T>(pub [T; 3]);

impl<T> TrackArray<T> {
    pub(super) fn from_fn(f: impl FnMut(Track) -> T) -> TrackArray<T> {
        TrackArray(Track::ALL.map(f))
    }

    pub(super) const fn get(&self, track: Track) -> &T {
        let TrackArray([first, second, third]) = self;
        match track {
            Track::First => first,
            Track::Second => second,
            Track::Third => third,
        }
    }

    pub(super) const fn get_mut(&mut self, track: Track) -> &mut T {
        let TrackArray([first, second, third]) = self;
        match track {
            Track::First => first,
            Track::Second => second,
            Track::Third => third,
        }
    }

    /// Track and value, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Track, &T)> {
        Track::ALL.into_iter().map(|track| (track, self.get(track)))
    }

    /// Each value turned into another.
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> TrackArray<U> {
        TrackArray::from_fn(|track| f(self.get(track)))
    }
}
