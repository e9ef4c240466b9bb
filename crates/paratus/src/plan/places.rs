//! Every place for one person in a plan, best first, with what each changes.

use super::answer::PlanChange;
use super::find_places::find;
use super::input::PlanInput;
use super::{PlanOptions, engine, refusal};
use crate::disclosure::DisclosureNote;
use crate::document::Half;
use crate::finding::describe;
use crate::schema_id::schema_id;
use crate::{Assessment, Code, Date, Error, ErrorKind};
use paratus_planner::pace::{Pace, at_once};
use serde::{Deserialize, Serialize};

schema_id! {
    /// Schema id of [`PlanPlaces`].
    PlacesSchema = "paratus/places/1"
}

/// Every place for one person in a plan. It names people: not for publication. Made by [`Assessment::places`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanPlaces {
    /// The date of assessment.
    pub as_of: Date,
    /// Internal: it names people.
    pub disclosure: DisclosureNote,
    /// Id of the person.
    pub person: String,
    /// The places, best first: those that meet most unmet needs, then those for which the fewest other people move, then the cheapest,
    /// then the earliest.
    pub places: Vec<PlanPlace>,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: PlacesSchema,
    /// Needs of the person that the plan does not meet, by id of the objective.
    pub unmet: Vec<PlaceNeed>,
}

/// A place that a person could have, and what it changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanPlace {
    /// Every seat that changes, of the person and of others, and what the person then does alone.
    pub changes: Vec<PlanChange>,
    /// Ids of sessions in which nobody would be left.
    pub closed: Vec<String>,
    /// What the plan would cost more, in the programme's currency; below 0 where it would cost less.
    pub cost: f64,
    /// Where the seat comes from.
    pub kind: PlaceKind,
    /// Unmet needs of the person that it meets, by id of the objective; none where it replaces a seat that the person has.
    pub needs: Vec<PlaceNeed>,
    /// The person's own seats that are new, by date: the seat in question, and those that it requires before.
    pub seats: Vec<PlaceSeat>,
}

/// The kind of a place: a free seat, a new session, or an exchange with somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// All sessions take place in the plan and have free seats.
    FreeSeat,
    /// A session is opened.
    NewSession,
    /// Somebody else moves to another session.
    Exchange,
}

names! {
    PlaceKind:
    FreeSeat = "free_seat",
    NewSession = "new_session",
    Exchange = "exchange",
}

/// A need of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlaceNeed {
    /// The level needed, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
}

/// A seat in a session, as it would be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlaceSeat {
    /// Id of the activity.
    pub activity: String,
    /// The most people of the person's section who would be away in any half day of the session, the person included.
    pub away: u32,
    /// Id of the session of the activity in which the person sits now; `null` where there is none.
    pub before: Option<String>,
    /// The last day.
    pub end: Date,
    /// The half of the last day in which it ends.
    pub end_half: Half,
    /// The half of the first day in which it begins.
    pub half: Half,
    /// How many people of the section may be away at once.
    pub most_away: u32,
    /// Whether the session is opened for it.
    pub opened: bool,
    /// Id of the room; `null` where none is needed or declared.
    pub room: Option<String>,
    /// How many people the session can take.
    pub seats: u32,
    /// Id of the session; of one that is opened the id that it would get.
    pub session: String,
    /// Where it is; `null` online, and where the programme names no sites.
    pub site: Option<String>,
    /// The first day.
    pub start: Date,
    /// How many people the session would have.
    pub taken: u32,
    /// Name of the activity for people.
    pub title: String,
    /// Id of the trainer; `null` where none is needed or declared.
    pub trainer: Option<String>,
}

impl Assessment {
    /// Every place for one person, best first, with what each changes: for each need that is not met a free seat, a new session, or the
    /// seat of somebody who can go elsewhere; for each seat that the person has, other sessions of the activity.
    ///
    /// With a previous plan in the options the places are those in that plan as it is; no new plan is made. Without one they are those in
    /// the plan that [`Assessment::plan`] makes. Nothing is changed: to take a place, plan with that plan as the previous one and a
    /// [`Pin`](super::Pin) of the person to the session.
    ///
    /// ```
    /// # use paratus::{EvidenceLog, Programme, document::Document};
    /// # use paratus::plan::{PlaceKind, PlanOptions};
    /// # let document: Document = serde_json::from_value(serde_json::json!({
    /// #     "format": 1, "id": "records", "sections": [{ "id": "archive", "max_absent": 0.5 }],
    /// #     "objectives": [{ "id": "file", "track": "process" }],
    /// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "file" }] }],
    /// #     "people": [{ "id": "p1", "section": "archive", "roles": ["clerk"] },
    /// #                { "id": "p2", "section": "archive", "roles": ["clerk"] }],
    /// #     "activities": [{ "id": "walk", "mode": "workshop", "hours": 3.0, "cost": 100.0,
    /// #                      "seats": { "min": 1, "max": 8 }, "teaches": [{ "objective": "file" }] }],
    /// # }))?;
    /// // Only one of two may be away at once, so each has a session of their own, and only both together can change them.
    /// let programme = Programme::compile(&document);
    /// let assessment = programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse()?);
    /// let found = assessment.places("p1", &PlanOptions::default())?;
    /// assert!(found.unmet.is_empty());
    /// let place = &found.places[0];
    /// assert_eq!(place.kind, PlaceKind::Exchange);
    /// assert_eq!(place.seats[0].before.as_deref(), Some("walk-1"));
    /// assert_eq!(place.seats[0].session, "walk-2");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such person, an option makes no sense, or names what is not there.
    pub fn places(&self, person: &str, options: &PlanOptions) -> Result<PlanPlaces, Error> {
        let setup = PlanInput::new(self, options)?;
        let Some(index) = setup.model.people.ids.index(person) else {
            let finding = describe!(
                Code::UnknownReference,
                "options.person",
                NameUnknown {
                    kind: "person",
                    given: person
                }
            );
            let finding = finding.did_you_mean(person, self.programme.people_ids());
            return Err(Error::new(ErrorKind::Unknown, vec![finding]));
        };
        if options.previous.is_some() {
            return find(&self.programme, &setup, index).map_err(|error| refusal(&error));
        }
        let plan = at_once(engine::plan(
            &self.programme,
            &setup,
            engine::Depth::Full,
            &mut |_| true,
            &Pace::without_pauses(),
        ));
        let plan = plan.map_err(|error| refusal(&error))?;
        let mut options = options.clone();
        options.pins.retain(|pin| {
            plan.sessions
                .iter()
                .any(|session| session.session == pin.session)
        });
        options.previous = Some(Box::new(plan));
        let setup = PlanInput::new(self, &options)?;
        find(&self.programme, &setup, index).map_err(|error| refusal(&error))
    }
}
