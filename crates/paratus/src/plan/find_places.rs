//! How the places for one person are found: the plan is loaded as it is, the planner lists what is possible, and each possibility is
//! written down with what it costs.

use super::activity_selection::{self, SelectedActivities, is_self_paced};
use super::answer::{ChangeKind, PlanChange};
use super::build_lines::LineBuilder;
use super::commitments::Commitments;
use super::demand::{self, Demand, ObjectiveAtLevel};
use super::engine::Depth;
use super::input::PlanInput;
use super::places::{PlaceKind, PlaceNeed, PlaceSeat, PlacesSchema, PlanPlace, PlanPlaces};
use super::precedence::PhasePlan;
use super::roster::Roster;
use super::schedule::{TimetableInput, no_search};
use super::session_ids::SessionIds;
use super::timetable::{BadProblem, Move, Placement, Session, Solver, Timetable};
use crate::disclosure::DisclosureNote;
use crate::{Programme, TrackValues};
use paratus_planner::pace::{Pace, at_once};
use std::collections::{BTreeMap, BTreeSet};

/// Every place for a person in the previous plan of a request.
pub(super) fn find(
    programme: &Programme,
    setup: &PlanInput<'_>,
    person: usize,
) -> Result<PlanPlaces, BadProblem> {
    let commitments = Commitments::new(setup);
    let phases = PhasePlan::new(programme, setup);
    let demand = demand::from_input(setup, &commitments, &phases);
    let chosen = activity_selection::choose(setup, &demand, &phases, Depth::Trial);
    let (limits, pace) = (no_search(), Pace::without_pauses());
    let schedule = at_once(TimetableInput::new(
        setup,
        &demand,
        &chosen,
        &phases,
        &commitments,
        limits,
        &pace,
    ));
    let mut answer = PlanPlaces {
        as_of: setup.assessment.as_of,
        disclosure: DisclosureNote::internal(),
        person: setup.model.people.ids.name(person as u32).to_owned(),
        places: Vec::new(),
        programme: setup.model.id.clone(),
        schema: PlacesSchema::V1,
        unmet: Vec::new(),
    };
    // Who needs nothing has no place.
    let Some(at) = demand
        .learners
        .iter()
        .position(|learner| learner.person == person)
    else {
        return Ok(answer);
    };
    let of_problem = schedule.learners.iter().position(|&learner| learner == at);
    let found = match of_problem {
        Some(learner) => Solver::load(&schedule.problem)?.placements(learner),
        None => Default::default(),
    };
    let builder = LineBuilder {
        setup,
        demand: &demand,
        chosen: &chosen,
        phases: &phases,
        commitments: &commitments,
        schedule: &schedule,
        timetable: &found.timetable,
    };
    let roster = Roster::new(setup, &demand, &schedule, &found.timetable);
    let (sessions, next_ids) = builder.session_ids(&roster.sessions);
    let finder = Finder {
        setup,
        demand: &demand,
        chosen: &chosen,
        commitments: &commitments,
        schedule: &schedule,
        timetable: &found.timetable,
        hours: hours(setup, &demand, &schedule, &found.timetable),
        builder: &builder,
        next_ids,
        sessions,
        at,
    };
    let own = finder.own_seats(of_problem, None);
    let before = finder.taken(&own);
    answer.unmet = finder.needs(|need| !finder.is_taught(&before, need));
    let mut places: Vec<(Rank, PlanPlace)> = found
        .places
        .iter()
        .map(|place| finder.place(of_problem, place, &before))
        .collect();
    places.sort_by(|a, b| a.0.cmp(&b.0));
    answer.places = places.into_iter().map(|(_, place)| place).collect();
    Ok(answer)
}

/// What makes a place better than another, the most important first: needs met (negative), other people moved, money, the dates of the
/// seats, and their sessions.
type Rank = (i64, usize, i64, Vec<(u32, String)>);

/// What became of seats, the activity, and the sessions before and now.
type SeatOutcome<'a> = (ChangeKind, &'a str, Option<&'a str>, Option<&'a str>);

/// Hours by track, in parts, of everything in the previous plan: what the balance is reckoned from.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn hours(
    setup: &PlanInput<'_>,
    demand: &Demand,
    schedule: &TimetableInput,
    timetable: &Timetable,
) -> TrackValues<i64> {
    let mut people: BTreeMap<usize, u64> = BTreeMap::new();
    for seat in &timetable.seats {
        let learner = &demand.learners[schedule.learners[seat.learner]];
        if let Some(course) = schedule.course(setup, learner) {
            *people
                .entry(course.dated[seat.booking].activity)
                .or_default() += 1;
        }
    }
    for line in setup
        .options
        .previous
        .iter()
        .flat_map(|plan| &plan.self_paced)
    {
        if let Some(at) = setup.model.activity_ids.index(&line.activity) {
            *people.entry(setup.place_of[at]).or_default() += line.people.len() as u64;
        }
    }
    people
        .iter()
        .fold(TrackValues::default(), |sum, (&activity, &count)| {
            let own = activity_selection::parts(setup.model, setup.activities[activity], count);
            TrackValues::from_fn(|track| sum.get(track).saturating_add(*own.get(track)))
        })
}

struct Finder<'a, 's> {
    setup: &'a PlanInput<'s>,
    demand: &'a Demand,
    chosen: &'a SelectedActivities,
    commitments: &'a Commitments,
    schedule: &'a TimetableInput,
    timetable: &'a Timetable,
    builder: &'a LineBuilder<'a, 's>,
    /// Hours by track before.
    hours: TrackValues<i64>,
    /// Ids that new sessions get.
    next_ids: SessionIds<'a>,
    /// Ids of the timetable's sessions.
    sessions: Vec<String>,
    /// The person's place in the demand.
    at: usize,
}

impl Finder<'_, '_> {
    /// The person's seats, each a booking with its session, after a placement.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn own_seats(
        &self,
        learner: Option<usize>,
        place: Option<&Placement>,
    ) -> Vec<(usize, Session)> {
        let Some(learner) = learner else {
            return Vec::new();
        };
        let moves: &[Move] = place.map_or(&[], |place| &place.moves);
        let moved = |booking: usize| {
            moves
                .iter()
                .any(|one| (one.learner, one.booking) == (learner, booking))
        };
        let stays = self
            .timetable
            .seats
            .iter()
            .filter(|seat| seat.learner == learner && !moved(seat.booking));
        let stays = stays.map(|seat| (seat.booking, self.timetable.sessions[seat.session].clone()));
        let new = moves.iter().filter(|one| one.learner == learner);
        let new = new.filter_map(|one| Some((one.booking, self.session(place, one.to?).clone())));
        stays.chain(new).collect()
    }

    /// A session of the timetable, or one that a placement opens.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn session<'p>(&'p self, place: Option<&'p Placement>, index: usize) -> &'p Session {
        let opened = |place: &'p Placement| {
            place
                .opened
                .get(index.checked_sub(self.timetable.sessions.len())?)
        };
        place
            .and_then(opened)
            .unwrap_or_else(|| &self.timetable.sessions[index])
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn is_taught(&self, taken: &BTreeSet<usize>, need: ObjectiveAtLevel) -> bool {
        taken
            .iter()
            .any(|&by| activity_selection::teaches(self.setup.activities[by], need))
    }

    /// The person's needs of which something holds, by id of the objective.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn needs(&self, holds: impl Fn(ObjectiveAtLevel) -> bool) -> Vec<PlaceNeed> {
        let class = &self.demand.classes[self.demand.learners[self.at].class];
        let need = |&(objective, level): &ObjectiveAtLevel| {
            let compiled = &self.setup.model.objectives[objective];
            PlaceNeed {
                objective: compiled.id.clone(),
                level: compiled.level_name(level).map(str::to_owned),
            }
        };
        let mut list: Vec<PlaceNeed> = class
            .needs
            .iter()
            .filter(|need| holds(**need))
            .map(need)
            .collect();
        list.sort_unstable_by(|a, b| (&a.objective, &a.level).cmp(&(&b.objective, &b.level)));
        list
    }

    /// What the person takes with some seats, in sessions and alone.
    fn taken(&self, seats: &[(usize, Session)]) -> BTreeSet<usize> {
        let seats: Vec<(usize, &Session)> = seats
            .iter()
            .map(|(booking, session)| (*booking, session))
            .collect();
        self.builder.taken_with(self.at, &seats)
    }

    /// A placement written down. `before` is what the person takes now.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn place(
        &self,
        learner: Option<usize>,
        place: &Placement,
        before: &BTreeSet<usize>,
    ) -> (Rank, PlanPlace) {
        let after = self.taken(&self.own_seats(learner, Some(place)));
        let needs =
            self.needs(|need| !self.is_taught(before, need) && self.is_taught(&after, need));
        let mut ids = self.sessions.clone();
        let mut next = self.next_ids.clone();
        ids.extend(
            place
                .opened
                .iter()
                .map(|session| next.next(&self.setup.activities[session.activity].id)),
        );
        let mut changes: BTreeMap<SeatOutcome<'_>, Vec<String>> = BTreeMap::new();
        let person = |learner: usize| {
            let at = self.demand.learners[learner].person;
            self.setup.model.people.ids.name(at as u32).to_owned()
        };
        for one in &place.moves {
            let Some(activity) = self.activity(one) else {
                continue;
            };
            let kind = match (one.from, one.to) {
                (None, _) => ChangeKind::Added,
                (_, None) => ChangeKind::Dropped,
                _ => ChangeKind::Moved,
            };
            let id = |session: Option<usize>| session.map(|session| ids[session].as_str());
            let key = (
                kind,
                self.setup.activities[activity].id.as_str(),
                id(one.from),
                id(one.to),
            );
            changes
                .entry(key)
                .or_default()
                .push(person(self.schedule.learners[one.learner]));
        }
        let sides = [
            (ChangeKind::Added, &after, before),
            (ChangeKind::Dropped, before, &after),
        ];
        for (kind, taken, other) in sides {
            let only = taken
                .iter()
                .filter(|at| !other.contains(at) && is_self_paced(self.setup.activities[**at]));
            for &activity in only {
                let key = (
                    kind,
                    self.setup.activities[activity].id.as_str(),
                    None,
                    None,
                );
                changes.entry(key).or_default().push(person(self.at));
            }
        }
        let own = |one: &&Move| Some(one.learner) == learner;
        let others = place
            .moves
            .iter()
            .filter(|one| !own(one) && one.from.is_some())
            .count();
        let kind = match (others, place.opened.is_empty()) {
            (0, true) => PlaceKind::FreeSeat,
            (0, false) => PlaceKind::NewSession,
            _ => PlaceKind::Exchange,
        };
        let seats = place
            .moves
            .iter()
            .filter(own)
            .filter_map(|one| self.seat(place, one, &ids));
        let mut seats: Vec<(u32, PlaceSeat)> = seats.collect();
        seats.sort_by(|a, b| (a.0, &a.1.session).cmp(&(b.0, &b.1.session)));
        let cents = self.cost(place, before, &after);
        let dates = seats
            .iter()
            .map(|(start, seat)| (*start, seat.session.clone()))
            .collect();
        let rank = (-(needs.len() as i64), others, cents, dates);
        let change = |((change, activity, before, now), mut people): (_, Vec<String>)| {
            let (activity, before, now): (&str, Option<&str>, Option<&str>) =
                (activity, before, now);
            people.sort_unstable();
            let (before, now) = (before.map(str::to_owned), now.map(str::to_owned));
            PlanChange {
                activity: activity.to_owned(),
                before,
                change,
                now,
                people,
            }
        };
        let place = PlanPlace {
            changes: changes
                .into_iter()
                .map(|((a, b, c, d), people)| change(((a, b, c, d), people)))
                .collect(),
            closed: place
                .closed
                .iter()
                .map(|&session| ids[session].clone())
                .collect(),
            cost: activity_selection::money(cents),
            kind,
            needs,
            seats: seats.into_iter().map(|(_, seat)| seat).collect(),
        };
        (rank, place)
    }

    /// The activity of a move.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn activity(&self, one: &Move) -> Option<usize> {
        let learner = &self.demand.learners[self.schedule.learners[one.learner]];
        Some(self.schedule.course(self.setup, learner)?.dated[one.booking].activity)
    }

    /// A seat of the person after a move, with its first half day.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn seat(&self, place: &Placement, one: &Move, ids: &[String]) -> Option<(u32, PlaceSeat)> {
        let setup = self.setup;
        let (index, count) = (one.to?, self.timetable.sessions.len());
        let session = self.session(Some(place), index);
        let activity = setup.activities[session.activity];
        let (start, half) = setup.horizon.day(session.start);
        let (end, end_half) = setup.horizon.day(self.builder.last_slot(session));
        // Those who are opened have everybody counted.
        let taken = if index < count {
            let of = |side: fn(&Move) -> Option<usize>| {
                place
                    .moves
                    .iter()
                    .filter(|one| side(one) == Some(index))
                    .count() as u32
            };
            session.taken + of(|one| one.to) - of(|one| one.from)
        } else {
            session.taken
        };
        let section = self.schedule.problem.learners[one.learner].section;
        let most_away = self.schedule.problem.sections[section].most_away_at(session.start);
        let seat = PlaceSeat {
            activity: activity.id.clone(),
            away: most_away.saturating_sub(one.spare),
            before: one.from.map(|from| ids[from].clone()),
            end,
            end_half,
            half,
            most_away,
            opened: index >= count,
            room: setup.room_id(session.room),
            seats: session.seats,
            session: ids[index].clone(),
            site: setup.shown_site(activity, session.site),
            start,
            taken,
            title: activity.title.clone(),
            trainer: setup.trainer_id(session.trainer),
        };
        Some((session.start, seat))
    }

    /// What the plan would cost more, in small units of money; `before` and `after` are what the person takes.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn cost(&self, place: &Placement, before: &BTreeSet<usize>, after: &BTreeSet<usize>) -> i64 {
        let setup = self.setup;
        let price =
            |session: &Session| activity_selection::cents(setup.activities[session.activity].cost);
        let opened: i64 = place.opened.iter().map(price).sum();
        let closed: i64 = place
            .closed
            .iter()
            .map(|&at| price(&self.timetable.sessions[at]))
            .sum();
        let mut taken: Vec<(usize, usize, i64)> = Vec::new();
        let (mut moves, mut half_days) = (0_i64, 0_i64);
        for one in &place.moves {
            let Some(activity) = self.activity(one) else {
                continue;
            };
            let learner = self.schedule.learners[one.learner];
            taken.push((
                learner,
                activity,
                i64::from(one.to.is_some()) - i64::from(one.from.is_some()),
            ));
            for (session, sign) in [(one.from, -1), (one.to, 1)] {
                let Some(session) = session.map(|at| self.session(Some(place), at)) else {
                    continue;
                };
                half_days += sign * i64::from(self.builder.last_slot(session) + 1);
                moves += sign * i64::from(self.is_moved(learner, activity, session));
            }
        }
        for (side, count) in [(before, -1), (after, 1)] {
            let alone = side
                .iter()
                .filter(|&&at| is_self_paced(setup.activities[at]));
            taken.extend(alone.map(|&activity| (self.at, activity, count)));
        }
        let mut hours = self.hours;
        let mut people = 0;
        for (learner, activity, count) in taken {
            let class = self.demand.learners[learner].class;
            let activity = setup.activities[activity];
            let steps = &self.chosen.covers[class].steps;
            let each = activity_selection::person_cost(
                setup,
                activity,
                &self.demand.classes[class],
                steps,
            );
            people += count * each.iter().sum::<i64>();
            let own = activity_selection::parts(setup.model, activity, 1);
            hours = TrackValues::from_fn(|track| hours.get(track) + count * own.get(track));
        }
        let balance = activity_selection::balance(setup).map_or(0, |target| {
            let price =
                |hours: &TrackValues<i64>| activity_selection::price_of_balance(&target, hours).0;
            price(&hours) - price(&self.hours)
        });
        let per_move = activity_selection::cents(setup.settings.cost_per_move);
        let waiting = activity_selection::cents(setup.settings.time_per_half_day);
        opened - closed + people + balance + per_move * moves + waiting * half_days
    }

    /// Whether a seat in a session is elsewhere than was announced to the person.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn is_moved(&self, learner: usize, activity: usize, session: &Session) -> bool {
        let seat = self
            .commitments
            .seat(self.demand.learners[learner].person, activity);
        seat.is_some_and(|seat| {
            let announced = &self.commitments.sessions[seat.session].1;
            (announced.start, announced.site) != (session.start, session.site)
        })
    }
}
