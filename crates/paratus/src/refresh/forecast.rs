//! The share of people ready, month by month: if nothing is done, and if the sessions that are booked take place.

use super::due_refresher::FutureRecords;
use super::seats::{self, BookedSeats};
use crate::disclosure::{Published, Publisher, SuppressedFigures, Suppression};
use crate::fingerprint::PeopleSet;
use crate::model::NONE;
use crate::population::{Population, UnitIndex};
use crate::stats::Proportion;
use crate::units::UnitKind;
use crate::{Assessment, Date, Verdict};
use serde::Serialize;

/// The forecast of a section with its parts, or of the organisation. It is about the people employed on the day of
/// assessment, so that months can be compared; a suppressed unit has no months.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitForecast {
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// The first day of each month, and the last day of all.
    pub months: Vec<MonthShare>,
    /// People of whom something is required.
    pub people: Published<u64>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
    /// Id of the section; for the organisation the id of the programme.
    pub unit: String,
}

/// How many are ready on a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MonthShare {
    /// The day.
    pub date: Date,
    /// People whose verdict is ready if the sessions that are booked take place: each seat goes to whom it helps most
    /// urgently, and who takes part shows what is taught. Suppressed where fewer than `min_cell` people of the unit need what these
    /// sessions teach, or have a seat there: beside `ready` it would reveal them.
    pub planned: Published<u64>,
    /// Their share, of the counts given here; of 20 people or more.
    pub planned_share: Published<f64>,
    /// People whose verdict is ready.
    pub ready: Published<u64>,
    /// Their share of those of whom something is required, of the counts given here; of 20 people or more.
    pub share: Published<f64>,
}

/// The organisation, then every section in the order of the programme.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn forecast(
    assessment: &Assessment,
    population: &Population,
    publisher: &Publisher,
    months: &[Date],
    seats: &BookedSeats,
    helped: &HelpedGroups,
    until: Date,
) -> Vec<UnitForecast> {
    let model = assessment.programme.model();
    let mut days = months[..months.len() - 1].to_vec();
    if days.last() != Some(&until) {
        days.push(until);
    }
    let mut ready = vec![vec![0u64; days.len()]; population.groups.len()];
    let mut planned = ready.clone();
    let mut later = FutureRecords::new(assessment);
    for (person, group) in population.people() {
        let Some(verdict) = assessment.score(person).verdict else {
            continue;
        };
        if verdict == Verdict::Ready {
            later.person(person);
            let lapse = later.verdict_lapse(until);
            for (count, day) in ready[group].iter_mut().zip(&days) {
                *count += u64::from(lapse.is_none_or(|lapse| *day < lapse));
            }
            if seats.gains_of(person).is_empty() {
                for (count, day) in planned[group].iter_mut().zip(&days) {
                    *count += u64::from(lapse.is_none_or(|lapse| *day < lapse));
                }
            }
        }
        if !seats.gains_of(person).is_empty() {
            later.person(person);
            later.plan(seats.gains_of(person));
            for (count, day) in planned[group].iter_mut().zip(&days) {
                *count += u64::from(later.ready_on(*day));
            }
        }
    }
    let groups: Vec<ReadySums> = population
        .groups
        .iter()
        .zip(&helped.groups)
        .zip(ready.into_iter().zip(planned))
        .map(|((group, is_helped), (ready, planned))| {
            let needs = !model.profiles[group.profile].requirements.is_empty();
            let required = if needs {
                group.set()
            } else {
                PeopleSet::default()
            };
            ReadySums {
                staff: group.set(),
                helped: if *is_helped { required.people } else { 0 },
                required,
                ready,
                planned,
            }
        })
        .collect();
    let all = (UnitIndex::Organisation, Population::of_all(&groups));
    let sections = population
        .by_section(&groups)
        .into_iter()
        .enumerate()
        .map(|(at, sums)| (UnitIndex::Section(at), sums));
    std::iter::once(all)
        .chain(sections)
        .map(|(at, sums)| {
            let (staff, required) = (sums.staff.people, sums.required.people);
            let people = publisher.of(staff, required);
            let few = people.is_suppressed() || publisher.is_small_group(required);
            // What is planned differs from what is ready in those alone whom a session can help.
            let is_apart = !publisher.is_small_group(sums.helped.min(helped.seats));
            let month = |(at, date): (usize, &Date)| {
                let count = |counts: &[u64]| {
                    publisher.count(
                        counts.get(at).copied().unwrap_or_default(),
                        sums.required,
                        "ready",
                    )
                };
                let ready = count(&sums.ready);
                let planned = publisher.given_if(is_apart, count(&sums.planned));
                let share = |count| {
                    publisher
                        .share(count, required)
                        .map(|share: Proportion| share.share)
                };
                MonthShare {
                    date: *date,
                    planned,
                    planned_share: share(planned),
                    ready,
                    share: share(ready),
                }
            };
            let months: Vec<MonthShare> = days
                .iter()
                .enumerate()
                .filter(|_| !few)
                .map(month)
                .collect();
            let mut suppressed = SuppressedFigures::default().with_figure("people", &people);
            if few {
                suppressed.note(
                    "months",
                    &Published::<()>::suppressed(Suppression::Threshold),
                );
            }
            let first = months.first();
            first
                .iter()
                .for_each(|month| suppressed.note("months.share", &month.share));
            first
                .iter()
                .for_each(|month| suppressed.note("months.planned", &month.planned));
            first
                .iter()
                .for_each(|month| suppressed.note("months.planned_share", &month.planned_share));
            let (id, title) = at.names(model);
            UnitForecast {
                kind: at.kind(),
                months,
                people,
                suppressed,
                title: title.to_owned(),
                unit: id.to_owned(),
            }
        })
        .collect()
}

/// Whom the sessions ahead can help, by what the document says.
pub(super) struct HelpedGroups {
    /// Whether they teach something that each group needs.
    pub(super) groups: Vec<bool>,
    /// How many seats they have together.
    pub(super) seats: u64,
}

impl HelpedGroups {
    /// Those whom the booked sessions can help; where there is a plan, everyone who needs what any activity teaches.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn new(
        assessment: &Assessment,
        population: &Population,
        until: Date,
        with_plan: bool,
    ) -> HelpedGroups {
        let model = assessment.programme.model();
        let booked = seats::ahead(model, assessment.as_of, until);
        let seats_of = |session: &usize| {
            let session = &model.sessions[*session];
            let most = model.activities[session.activity]
                .seats
                .map(|(_, most)| most);
            u64::from(session.seats.or(most).unwrap_or(u32::MAX))
        };
        let mut activities: Vec<usize> = if with_plan {
            (0..model.activities.len()).collect()
        } else {
            booked
                .iter()
                .map(|&session| model.sessions[session].activity)
                .collect()
        };
        activities.sort_unstable();
        activities.dedup();
        let helps = |profile: usize, activity: &usize| {
            let slots = &model.profiles[profile].slots;
            let teaches = &model.activities[*activity].teaches;
            teaches
                .iter()
                .any(|(objective, _)| slots[*objective] != NONE)
        };
        let groups = population.groups.iter();
        HelpedGroups {
            groups: groups
                .map(|group| {
                    activities
                        .iter()
                        .any(|activity| helps(group.profile, activity))
                })
                .collect(),
            seats: if with_plan {
                u64::MAX
            } else {
                booked.iter().map(seats_of).sum()
            },
        }
    }
}

/// The people of a unit, and how many of them are ready on each day.
#[derive(Clone, Default)]
struct ReadySums {
    staff: PeopleSet,
    required: PeopleSet,
    /// Those of whom a session that is planned can teach something that they need.
    helped: u64,
    ready: Vec<u64>,
    planned: Vec<u64>,
}

impl std::ops::AddAssign<&ReadySums> for ReadySums {
    fn add_assign(&mut self, other: &ReadySums) {
        self.staff += other.staff;
        self.required += other.required;
        self.helped += other.helped;
        for (sums, more) in [
            (&mut self.ready, &other.ready),
            (&mut self.planned, &other.planned),
        ] {
            sums.resize(sums.len().max(more.len()), 0);
            sums.iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
        }
    }
}
