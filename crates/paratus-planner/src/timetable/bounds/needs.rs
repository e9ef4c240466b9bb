//! What the needs of people make certain: bookings that they cannot do without, choices between some, and needs that no
//! booking can meet.
use super::starts::{MissingCause, PossibleStarts};
use crate::timetable::problem::TimetableProblem;

/// Needs, by what they ask for.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    /// For each booking, whether it is needed without a choice.
    pub(super) required: Vec<bool>,
    /// By section, its bookings.
    pub(super) of_section: Vec<Vec<u32>>,
    /// Needs with a choice, by section and learner.
    pub(super) choices: Vec<Choice>,
    /// Needs with the bookings that they cannot be met without.
    pub(super) gates: Vec<Gate>,
    /// Needs that nothing can meet.
    pub(super) hopeless: Vec<UnmeetableNeed>,
}

/// A need that any one of several bookings meets, none of which is counted elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) section: usize,
    pub(super) learner: usize,
    pub(super) options: Vec<usize>,
}

/// A need, and the bookings without any of which it is not met.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    pub(super) learner: usize,
    pub(super) places: Vec<usize>,
}

/// A need that nothing can meet.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnmeetableNeed {
    pub(super) learner: usize,
    pub(super) place: usize,
    pub(super) missing: MissingCause,
}

impl Needs {
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn new(problem: &TimetableProblem, starts: &PossibleStarts) -> Needs {
        let mut needs = Needs {
            required: vec![false; starts.places.len()],
            of_section: vec![Vec::new(); problem.sections.len()],
            ..Needs::default()
        };
        for (at, place) in starts.places.iter().enumerate() {
            needs.of_section[place.section as usize].push(at as u32);
        }
        for (at, learner) in problem.learners.iter().enumerate() {
            let first = starts.of_learner(at).start;
            for need in &learner.needs {
                let options = need.iter().map(|booking| first + booking);
                if let Some((place, missing)) = starts.missing(options) {
                    needs.hopeless.push(UnmeetableNeed {
                        learner: at,
                        place,
                        missing,
                    });
                    continue;
                }
                let places = starts.required_for(problem, at, need);
                places
                    .iter()
                    .for_each(|&place| needs.required[place] = true);
                if !places.is_empty() {
                    needs.gates.push(Gate {
                        learner: at,
                        places,
                    });
                }
            }
            needs.add_choices(problem, starts, at, first);
        }
        needs
            .choices
            .sort_by_key(|choice| (choice.section, choice.learner));
        needs
    }

    /// Needs, and requirements of needed bookings, that leave a choice between bookings that nothing else counts.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn add_choices(
        &mut self,
        problem: &TimetableProblem,
        starts: &PossibleStarts,
        learner: usize,
        first: usize,
    ) {
        let person = &problem.learners[learner];
        let mut counted: Vec<usize> = Vec::new();
        let suppliers = person
            .bookings
            .iter()
            .enumerate()
            .filter(|(n, _)| self.required[first + n]);
        let suppliers = suppliers.flat_map(|(_, booking)| booking.session_groups());
        let suppliers = suppliers.map(|group| {
            group
                .iter()
                .map(|supplier| first + supplier.booking)
                .collect()
        });
        let needs = person
            .needs
            .iter()
            .map(|need| need.iter().map(|booking| first + booking).collect());
        let lists: Vec<Vec<usize>> = needs.chain(suppliers).collect();
        for mut options in lists {
            options.retain(|&place| starts.is_possible(place));
            let is_free = |place: &usize| !self.required[*place] && !counted.contains(place);
            if options.len() > 1 && options.iter().all(is_free) {
                counted.extend(&options);
                self.choices.push(Choice {
                    section: person.section,
                    learner,
                    options,
                });
            }
        }
    }
}
