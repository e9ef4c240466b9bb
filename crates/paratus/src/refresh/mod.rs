//! Refreshers: what stops being ready if nothing is done, and what keeps it ready.

mod calendar;
mod due_refresher;
mod forecast;
mod report;
mod seats;
#[cfg(test)]
mod tests;

pub use due_refresher::DueRefresher;
pub use forecast::{MonthShare, UnitForecast};
pub use report::{MissedRefresher, MissedRefresherReason, Refresh, RefreshMonth, RefreshRow};
#[cfg(feature = "plan")]
pub(crate) use seats::PlannedLine;

use crate::disclosure::Disclosure;
use crate::finding::describe;
use crate::model::limits::positive;
use crate::{Assessment, Code, Date, Error, ErrorKind};
use serde::{Deserialize, Serialize};

/// The furthest day that refreshers are asked for: ten years.
const MOST_DAYS: i32 = 3653;

/// Limits of the refresher calendar: how far ahead it looks, and how many hours a month may hold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RefreshLimits {
    /// Most hours of refreshers, of all people together, in any month; default: spread evenly over the months.
    #[serde(default)]
    pub hours_per_month: Option<f64>,
    /// The last day that is looked at.
    pub until: Date,
}

constructors! {
    r#"let made = rollout::RefreshLimits::new("2027-12-31".parse().unwrap()).hours_per_month(40.0);"#
    RefreshLimits(until: Date) { hours_per_month: optional(f64) }
}

impl RefreshLimits {
    /// Whether the limits can be met for an assessment as of a date.
    fn check(&self, as_of: Date) -> Result<(), Error> {
        let (until, last) = (self.until, as_of.plus_days(MOST_DAYS));
        if until <= as_of || until > last {
            let finding = describe!(
                Code::ValueOutOfRange,
                "options.until",
                RefreshersEnd {
                    until: until,
                    as_of: as_of,
                    last: last
                }
            );
            return Err(Error::new(ErrorKind::Shape, vec![finding]));
        }
        match self.hours_per_month {
            Some(hours) => positive("options.hours_per_month", hours).map(|_| ()),
            None => Ok(()),
        }
    }
}

/// A refresher of one person: for those who organise it, not for publication.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BookedRefresher {
    /// What would lapse, and when.
    pub due: DueRefresher,
    /// The day of the session, or the first day of the month, in which it is refreshed; `null` where there is no room, or nothing teaches it.
    pub from: Option<Date>,
    /// Its hours; `null` where nothing teaches it.
    pub hours: Option<f64>,
    /// Id of the session that is booked already and refreshes it in time.
    pub session: Option<String>,
}

impl Assessment {
    /// Every objective that somebody is ready in and will not be on some day until `until` if nothing is done, by date;
    /// of people who still work here then. Names people: not for publication.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let assessment = sample::assessment();
    /// for due in assessment.due_refreshers("2028-03-01".parse()?) {
    ///     println!("{} {}", due.person, due.objective);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn due_refreshers(&self, until: Date) -> Vec<DueRefresher> {
        due_refresher::lapses(self, until)
            .into_iter()
            .map(|lapse| due_refresher::named(self, lapse))
            .collect()
    }

    /// The share of people ready month by month, if nothing is done and if the sessions that are booked take place, and a
    /// calendar of the refreshers beside them that keep people so.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::rollout::RefreshLimits;
    ///
    /// let assessment = sample::assessment();
    /// let limits = RefreshLimits::new("2027-12-31".parse()?);
    /// let refresh = assessment.refresh(&limits, &Disclosure::published("the key of the office"))?;
    /// println!("{refresh:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the last day is not after the date of assessment or more than ten years after it, or the hours are no positive number.
    pub fn refresh(
        &self,
        limits: &RefreshLimits,
        disclosure: &Disclosure,
    ) -> Result<Refresh, Error> {
        limits.check(self.as_of)?;
        let publisher = self.publisher(disclosure);
        Ok(report::refresh_report(self, limits, &publisher, None))
    }

    /// The same where people take part in what is planned for them.
    #[cfg(feature = "plan")]
    pub(crate) fn refresh_with_lines(
        &self,
        lines: &[PlannedLine<'_>],
        limits: &RefreshLimits,
        disclosure: &Disclosure,
    ) -> Result<Refresh, Error> {
        limits.check(self.as_of)?;
        let add = |seats: &mut seats::BookedSeats| seats.add_lines(self, lines, limits.until);
        let publisher = self.publisher(disclosure);
        Ok(report::refresh_report(self, limits, &publisher, Some(&add)))
    }

    /// The calendar of [`Assessment::refresh`] with people by id: not for publication.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::rollout::RefreshLimits;
    ///
    /// let assessment = sample::assessment();
    /// let booked = assessment.refreshers(&RefreshLimits::new("2027-12-31".parse()?))?;
    /// println!("{} refreshers", booked.len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the last day is not after the date of assessment or more than ten years after it, or the hours are no positive number.
    pub fn refreshers(&self, limits: &RefreshLimits) -> Result<Vec<BookedRefresher>, Error> {
        limits.check(self.as_of)?;
        let lapses = due_refresher::lapses(self, limits.until);
        let months = calendar::months(self.as_of, limits.until);
        let seats = seats::give_out(self, &lapses, limits.until);
        let (booked, lapses): (Vec<_>, Vec<_>) = lapses
            .into_iter()
            .partition(|lapse| seats.before(lapse).is_some());
        let calendar = calendar::place(self, &lapses, &months, limits.hours_per_month);
        let mut list = calendar::booked(self, &lapses, &months, &calendar);
        list.extend(
            booked
                .iter()
                .map(|lapse| calendar::seated(self, lapse, &seats)),
        );
        list.sort_by(|a, b| {
            (a.due.date, &a.due.person, &a.due.objective).cmp(&(
                b.due.date,
                &b.due.person,
                &b.due.objective,
            ))
        });
        Ok(list)
    }
}

/// What lapses until a day, by person and slot of their profile, with the first day on which it is not ready any more; of everyone who
/// works here on some day until then, joiners included. What lapses before somebody joins is not ready on their first day.
pub(crate) fn lapses_until(assessment: &Assessment, until: Date) -> Vec<((usize, usize), Date)> {
    let people = &assessment.programme.model().people;
    let joins = |person: usize| {
        people
            .joined
            .get(person)
            .is_some_and(|joined| *joined <= until)
    };
    let stays = |person: usize| {
        people
            .left
            .get(person)
            .is_some_and(|left| *left >= assessment.as_of)
    };
    let lapses =
        due_refresher::lapses_of(assessment, until, &|person| joins(person) && stays(person));
    lapses
        .into_iter()
        .map(|lapse| ((lapse.person, lapse.slot), lapse.date))
        .collect()
}
