//! The facts that conditions are held against: as they are, or with changes tried on them.

use crate::disclosure::Disclosure;
use crate::disclosure::{PublishableConditions, Publisher};
use crate::fingerprint::PeopleSet;
use crate::population::{PeopleGroup, Population};
use crate::readiness::{EvidenceSums, Score, observed};
use crate::survey::{Climate, ClimateFigure};
use crate::{Assessment, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Someone with observed passes added.
#[derive(Clone, Debug)]
pub(super) struct ChangedPerson {
    cells: Vec<EvidenceSums>,
    score: Score,
    /// Passes added, by requirement.
    pub(super) passes: Vec<u64>,
}

/// What never changes while changes are tried.
pub(super) struct FixedFacts<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) climate: &'a Climate,
    pub(super) population: &'a Population,
    /// What of each condition of all gates may leave; nothing is known of it where the answer is internal.
    pub(super) conditions: PublishableConditions<'a>,
    /// What makes figures of people leave.
    pub(super) publisher: Publisher,
    /// The same for figures of surveys, which are rounded as the survey itself gives them.
    pub(super) survey: Publisher,
}

/// The facts, and what was changed of them.
#[derive(Clone)]
pub(super) struct GateFacts<'a> {
    pub(super) ground: &'a FixedFacts<'a>,
    pub(super) changed: BTreeMap<usize, ChangedPerson>,
    /// Acts done on the date of assessment.
    pub(super) done: BTreeSet<String>,
    /// Further respondents by instrument, each answering with full buy-in.
    pub(super) answers: BTreeMap<String, u64>,
    /// Mean buy-in brought to a value, by instrument, where it is not known what it is.
    pub(super) bought: BTreeMap<String, f64>,
    /// Agreement brought to a value, by instrument.
    pub(super) agreed: BTreeMap<String, f64>,
}

impl<'a> FixedFacts<'a> {
    pub(super) fn new(
        assessment: &'a Assessment,
        climate: &'a Climate,
        disclosure: &Disclosure,
    ) -> FixedFacts<'a> {
        let rules = assessment.programme.rules();
        let (model, population) = (assessment.programme.model(), &assessment.board().population);
        let gates = model.phases.iter().filter_map(|phase| phase.gate.as_ref());
        let conditions = if disclosure.is_internal() {
            PublishableConditions::default()
        } else {
            PublishableConditions::new(model, population, gates)
        };
        FixedFacts {
            assessment,
            climate,
            conditions,
            population,
            publisher: assessment.publisher(disclosure),
            survey: Publisher::new(disclosure, rules, || climate.evidence),
        }
    }

    /// The employed people that `counts` admits.
    pub(super) fn set(&self, counts: impl Fn(&PeopleGroup) -> bool) -> PeopleSet {
        self.population
            .groups
            .iter()
            .filter(|group| counts(group))
            .map(PeopleGroup::set)
            .sum()
    }
}

impl<'a> GateFacts<'a> {
    pub(super) fn new(ground: &'a FixedFacts<'a>) -> GateFacts<'a> {
        GateFacts {
            ground,
            changed: BTreeMap::new(),
            done: BTreeSet::new(),
            answers: BTreeMap::new(),
            bought: BTreeMap::new(),
            agreed: BTreeMap::new(),
        }
    }

    pub(super) fn assessment(&self) -> &'a Assessment {
        self.ground.assessment
    }

    pub(super) fn has_instrument(&self, id: &str) -> bool {
        let model = self.assessment().programme.model();
        model
            .instruments
            .iter()
            .any(|instrument| instrument.id == id)
    }

    /// Everyone employed on the date.
    pub(super) fn people(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.ground.population.people().map(|(person, _)| person)
    }

    pub(super) fn cells(&self, person: usize) -> &[EvidenceSums] {
        self.changed.get(&person).map_or_else(
            || self.ground.assessment.cells(person),
            |changed| &changed.cells,
        )
    }

    pub(super) fn score(&self, person: usize) -> &Score {
        self.changed.get(&person).map_or_else(
            || self.ground.assessment.score(person),
            |changed| &changed.score,
        )
    }

    /// The verdict on one requirement of a person.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn verdict(&self, person: usize, slot: usize) -> Verdict {
        let assessment = self.ground.assessment;
        let prior = assessment.programme.model().rules.prior_weight;
        let threshold = assessment.profile(person).requirements[slot].threshold;
        self.cells(person)[slot].range(prior).verdict(threshold)
    }

    /// Adds observed passes, by requirement.
    pub(super) fn give(&mut self, person: usize, passes: &[u64]) {
        let assessment = self.ground.assessment;
        let (model, profile) = (assessment.programme.model(), assessment.profile(person));
        let weight = observed(assessment);
        let changed = self.changed.entry(person).or_insert_with(|| ChangedPerson {
            cells: assessment.cells(person).to_vec(),
            score: *assessment.score(person),
            passes: vec![0; profile.requirements.len()],
        });
        for ((cell, held), more) in changed
            .cells
            .iter_mut()
            .zip(&mut changed.passes)
            .zip(passes)
        {
            *cell = cell.with_successes(weight, *more);
            *held += more;
        }
        changed.score = assessment.scorer().score(model, profile, &changed.cells);
    }

    /// How many people were changed and with how many passes.
    pub(super) fn spent(&self) -> (u64, u64) {
        let passes = self
            .changed
            .values()
            .flat_map(|changed| &changed.passes)
            .sum();
        (self.changed.len() as u64, passes)
    }

    /// Employed people, whom an instrument could have asked, where the figure does not say how many it asked.
    pub(super) fn headcount(&self) -> u64 {
        self.people().count() as u64
    }

    /// Buy-in with the further respondents counted in.
    pub(super) fn buy_in(&self, instrument: &str) -> Option<ClimateFigure> {
        let more = self.answers.get(instrument).copied().unwrap_or_default();
        let bought = self.bought.get(instrument).copied();
        let figure = self.ground.climate.buy_in.get(instrument).cloned();
        let mut figure = if more > 0 {
            figure.unwrap_or_default()
        } else {
            figure?
        };
        figure.value = bought.or(figure.value);
        let (held, whole) = (
            figure.respondents as f64,
            (figure.respondents + more) as f64,
        );
        if more > 0 {
            figure.value = Some((held * figure.value.unwrap_or_default() + more as f64) / whole);
            figure.respondents += more;
        }
        self.counted(&mut figure);
        Some(figure)
    }

    /// Agreement with the further respondents counted in.
    pub(super) fn agreement(&self, instrument: &str) -> Option<ClimateFigure> {
        let more = self.answers.get(instrument).copied().unwrap_or_default();
        let agreed = self.agreed.get(instrument).copied();
        let figure = self.ground.climate.agreement.get(instrument).cloned();
        let mut figure = if more > 0 || agreed.is_some() {
            figure.unwrap_or_default()
        } else {
            figure?
        };
        figure.respondents += more;
        figure.value = agreed.or(figure.value);
        self.counted(&mut figure);
        Some(figure)
    }

    fn counted(&self, figure: &mut ClimateFigure) {
        if figure.people == 0 {
            figure.people = self.headcount();
        }
        figure.people = figure.people.max(figure.respondents);
    }
}
