//! Refreshers: what stops being ready if nothing is done, and what keeps it ready.

mod calendar;
mod due;
mod forecast;
mod report;
mod seats;
#[cfg(test)]
mod tests;

pub use due::Due;
pub use forecast::{MonthShare, UnitForecast};
pub use report::{Refresh, RefreshMonth, RefreshRow, Unrefreshed, UnrefreshedReason};
#[cfg(feature = "plan")]
pub(crate) use seats::PlannedLine;

use crate::disclosure::Disclosure;
use crate::{Assessment, Date};
use serde::Serialize;

/// How far ahead to look, and how much a month may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct RefreshOptions {
    /// Most hours of refreshers, of all people together, in any month; default: spread evenly over the months.
    pub hours_per_month: Option<f64>,
    /// The last day that is looked at.
    pub until: Date,
}

impl RefreshOptions {
    /// Until a day, with the least level load.
    ///
    /// ```
    /// use paratus::rollout::RefreshOptions;
    ///
    /// let options = RefreshOptions::until("2027-12-31".parse()?).with_hours(40.0);
    /// assert_eq!(options.hours_per_month, Some(40.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn until(until: Date) -> RefreshOptions {
        RefreshOptions {
            hours_per_month: None,
            until,
        }
    }

    /// No month above this many hours.
    #[must_use]
    pub fn with_hours(mut self, hours_per_month: f64) -> RefreshOptions {
        self.hours_per_month = Some(hours_per_month);
        self
    }
}

/// A refresher of one person: for those who organise it, not for publication.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BookedRefresher {
    /// What would lapse, and when.
    pub due: Due,
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
    /// for due in assessment.due("2028-03-01".parse()?) {
    ///     println!("{} {}", due.person, due.objective);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn due(&self, until: Date) -> Vec<Due> {
        due::lapses(self, until)
            .into_iter()
            .map(|lapse| due::named(self, lapse))
            .collect()
    }

    /// The share of people ready month by month, if nothing is done and if the sessions that are booked take place, and a
    /// calendar of the refreshers beside them that keep people so.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::rollout::RefreshOptions;
    ///
    /// let assessment = sample::assessment();
    /// let options = RefreshOptions::until("2027-12-31".parse()?);
    /// let refresh = assessment.refresh(&options, &Disclosure::published("the key of the office"));
    /// println!("{refresh:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn refresh(&self, options: &RefreshOptions, disclosure: &Disclosure) -> Refresh {
        report::refresh_report(self, options, &self.publisher(disclosure), None)
    }

    /// The same where people take part in what is planned for them.
    #[cfg(feature = "plan")]
    pub(crate) fn refresh_with_lines(
        &self,
        lines: &[PlannedLine<'_>],
        options: &RefreshOptions,
        disclosure: &Disclosure,
    ) -> Refresh {
        let add = |seats: &mut seats::BookedSeats| seats.add_lines(self, lines, options.until);
        report::refresh_report(self, options, &self.publisher(disclosure), Some(&add))
    }

    /// The calendar of [`Assessment::refresh`] with people by id: not for publication.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::rollout::RefreshOptions;
    ///
    /// let assessment = sample::assessment();
    /// let booked = assessment.refreshers(&RefreshOptions::until("2027-12-31".parse()?));
    /// println!("{} refreshers", booked.len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn refreshers(&self, options: &RefreshOptions) -> Vec<BookedRefresher> {
        let lapses = due::lapses(self, options.until);
        let months = calendar::months(self.as_of, options.until);
        let seats = seats::give_out(self, &lapses, options.until);
        let (booked, lapses): (Vec<_>, Vec<_>) = lapses
            .into_iter()
            .partition(|lapse| seats.before(lapse).is_some());
        let calendar = calendar::place(self, &lapses, &months, options.hours_per_month);
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
        list
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
    let lapses = due::lapses_of(assessment, until, &|person| joins(person) && stays(person));
    lapses
        .into_iter()
        .map(|lapse| ((lapse.person, lapse.slot), lapse.date))
        .collect()
}
