//! What several panels have in common: words of the model, and cells of figures.

use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Cell, Column, Tint};
use crate::text::Text;
use paratus::answers::{ReportNames, UnitsAnswer};
use paratus::disclosure::{Published, Suppression};
use paratus::document::at_level;
use paratus::units::{UnitKind, UnitSummary, WeakestTrack};
use paratus::{Date, Range, Track, Verdict};

/// The word of a verdict.
pub(super) fn verdict(verdict: Verdict, c: &Catalogue) -> Text {
    c.text(match verdict {
        Verdict::Ready => Key::VerdictReady,
        Verdict::NotReady => Key::VerdictNotReady,
        Verdict::CannotTell => Key::VerdictCannotTell,
    })
}

/// The word of a track.
pub(super) fn track(track: Track, c: &Catalogue) -> Text {
    c.text(match track {
        Track::People => Key::TrackPeople,
        Track::Process => Key::TrackProcess,
        Track::Technology => Key::TrackTechnology,
    })
}

/// The tint of a track.
pub(super) const fn track_tint(track: Track) -> Tint {
    match track {
        Track::People => Tint::People,
        Track::Process => Tint::Process,
        Track::Technology => Tint::Technology,
    }
}

/// A count.
pub(super) fn count(number: u64, c: &Catalogue) -> Cell {
    Cell::Number(number as f64, c.language.count(number))
}

/// A figure: its cell, or the sign of a suppressed one, or of one that does not apply.
pub(super) fn published_cell<T: Copy>(figure: Published<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    match (figure.value(), figure.suppression()) {
        (Some(value), _) => cell(value),
        (None, Some(why)) => Cell::Suppressed(why),
        (None, None) => Cell::NotApplicable,
    }
}

/// A count.
pub(super) fn counted(number: Published<u64>, c: &Catalogue) -> Cell {
    published_cell(number, |number| count(number, c))
}

/// A mean in [0, 1].
pub(super) fn mean(found: Published<f64>, c: &Catalogue) -> Cell {
    published_cell(found, |value| {
        Cell::Share(value, c.language.mean(found).unwrap_or_default())
    })
}

/// A number with this many decimals.
pub(super) fn decimal(number: f64, decimals: usize, c: &Catalogue) -> Cell {
    Cell::Number(number, c.language.decimal(number, decimals))
}

/// A day.
pub(super) fn date(date: Date, c: &Catalogue) -> Cell {
    Cell::Date(date, c.language.date(date))
}

/// Whole hours.
pub(super) fn hours(number: f64, c: &Catalogue) -> Cell {
    decimal(number, 0, c)
}

/// A share.
pub(super) fn share(fraction: f64, c: &Catalogue) -> Cell {
    Cell::Share(fraction, c.language.percent(fraction))
}

/// A range against a threshold.
pub(super) fn range(mean: Published<Range>, threshold: f64, c: &Catalogue) -> Cell {
    published_cell(mean, |range| {
        let found = range.verdict(threshold);
        Cell::Range {
            range: c
                .language
                .rounded_range(mean, Some(threshold))
                .unwrap_or(range),
            threshold: Some(threshold),
            verdict: Some((found, verdict(found, c))),
            shown: c
                .language
                .mean_range(mean, Some(threshold))
                .unwrap_or_default(),
        }
    })
}

/// Ready, cannot tell, not ready: shares of those of whom something is required. Where the share that is ready is given, the part says the
/// same, and the counts, which may be rounded, divide the rest.
pub(super) fn verdict_bar(counts: [u64; 3], share_ready: Option<f64>, c: &Catalogue) -> Cell {
    let shares = match (share_ready, counts) {
        (Some(share), [_, cannot_tell, not_ready]) if cannot_tell + not_ready > 0 => {
            let [cannot_tell, not_ready] = shares([cannot_tell, not_ready]);
            [
                share,
                (1.0 - share) * cannot_tell,
                (1.0 - share) * not_ready,
            ]
        }
        _ => shares(counts),
    };
    let shown = shares.map(|share| c.language.percent(share)).join(" / ");
    let tints = [Tint::Ready, Tint::CannotTell, Tint::NotReady];
    Cell::Bar(tints.into_iter().zip(shares).collect(), shown)
}

/// Each part of their sum; all 0 of nothing.
pub(super) fn shares<const N: usize>(parts: [u64; N]) -> [f64; N] {
    shares_of(parts, parts.iter().sum())
}

/// Each part of a whole, all 0 of nothing. In published figures the whole is rounded by itself, so that shares may not add up to 1.
pub(super) fn shares_of<const N: usize>(parts: [u64; N], whole: u64) -> [f64; N] {
    parts.map(|part| {
        if whole == 0 {
            0.0
        } else {
            (part as f64 / whole as f64).min(1.0)
        }
    })
}

/// Of whom the three parts of a [`verdict_bar`] are, in its order.
pub(super) fn verdict_words(c: &Catalogue) -> [Text; 3] {
    [Key::PeopleReady, Key::PeopleCannotTell, Key::PeopleNotReady].map(|key| c.text(key))
}

/// The name of a unit; of the organisation `Everyone`.
pub(super) fn unit_name(kind: UnitKind, title: &str, c: &Catalogue) -> Text {
    if kind == UnitKind::Organisation {
        c.text(Key::Everyone)
    } else {
        Text::author(title)
    }
}

/// How many units of the list a unit lies in.
pub(super) fn depth(unit: &UnitSummary, units: &[UnitSummary]) -> usize {
    let parent = |unit: &UnitSummary| {
        units
            .iter()
            .find(|other| Some(&other.unit) == unit.parent.as_ref())
    };
    std::iter::successors(parent(unit), |at| parent(at))
        .take(units.len())
        .count()
}

/// How many sections a section lies in.
pub(super) fn depth_of(section: &str, names: &ReportNames) -> usize {
    let parent = |id: &String| names.parents.get(id);
    std::iter::successors(names.parents.get(section), |id| parent(id))
        .take(names.parents.len())
        .count()
}

/// A track in the heat table: its title, or that no track is weaker than the others.
pub(super) fn weakest(unit: &UnitSummary, c: &Catalogue) -> Cell {
    match unit.weakest_track() {
        WeakestTrack::Track(found) => Cell::Text(track(found, c)),
        WeakestTrack::Level => Cell::Text(c.text(Key::TracksLevel)),
        WeakestTrack::Suppressed => Cell::Suppressed(Suppression::Threshold),
        WeakestTrack::NotApplicable => Cell::NotApplicable,
    }
}

/// The organisation, where its figures are given and somebody is employed.
pub(super) fn everyone(answer: &UnitsAnswer) -> Option<&UnitSummary> {
    answer
        .units
        .first()
        .filter(|unit| unit.people.value().is_some_and(|people| people > 0))
}

/// An id with its level: `docbase-basics@working`.
pub(super) fn with_level(id: &str, level: Option<&String>) -> Text {
    Text::author(&at_level(id, level.map(String::as_str)))
}

/// A leadership act: those that the library knows by their words, others by their names.
pub(super) fn act(name: &str, c: &Catalogue) -> String {
    let key = match name {
        "sponsor-named" => Key::ActSponsorNamed,
        "message-sent" => Key::ActMessageSent,
        "time-released" => Key::ActTimeReleased,
        "training-attended" => Key::ActTrainingAttended,
        "tool-used" => Key::ActToolUsed,
        other => {
            return c
                .format(Key::ActOther, &[("act", Arg::Author(other))])
                .words;
        }
    };
    c.words(key)
}

/// Words of the catalogue as a parameter.
pub(super) fn argument(key: Key, c: &Catalogue) -> Arg<'static> {
    Arg::Own(c.words(key))
}

/// The columns of hours by track, with that of the bar in which the tracks have their shares.
pub(super) fn hours_columns(c: &Catalogue) -> impl Iterator<Item = Column> + use<> {
    let names = Track::ALL.map(|found| track(found, c));
    let bar = Column::start(c.text(Key::ColumnBalance)).with_parts(names);
    let of_track = Track::ALL.map(|found| {
        let name = Arg::Own(track(found, c).words);
        let title = c.format(Key::ColumnHoursOf, &[("track", name)]);
        Column::end(title).tinted(track_tint(found))
    });
    of_track.into_iter().chain([bar])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_the_share_that_is_given_beside_it() {
        let c = Catalogue::default();
        let shown = |counts, share| match verdict_bar(counts, share, &c) {
            Cell::Bar(_, shown) => shown.replace('\u{a0}', " "),
            _ => String::new(),
        };
        // 20 of 47 are ready; the counts are rounded, and add up to 40.
        assert_eq!(shown([20, 20, 0], Some(20.0 / 47.0)), "43% / 57% / 0%");
        assert_eq!(shown([20, 20, 0], None), "50% / 50% / 0%");
        assert_eq!(shown([5, 0, 0], Some(1.0)), "100% / 0% / 0%");
    }
}
