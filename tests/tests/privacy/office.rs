//! What the office knows: everyone's evidence, as the library reads it. The attacker's starting point and proof-reader.

use super::person::{Person, Profile, STATES, Standing, VERDICTS};
use super::world::{DATES, World};
use paratus::survey::ResponseLog;
use paratus::{Assessment, EvidenceLog, PersonReadiness, Programme};

/// The programme, its evidence and its people at a date.
pub(crate) struct Office {
    pub(crate) assessment: Assessment,
    pub(crate) programme: Programme,
    pub(crate) log: EvidenceLog,
    pub(crate) responses: ResponseLog,
    /// Of each crowd its people.
    pub(crate) people: Vec<Vec<Person>>,
}

impl Office {
    pub(crate) fn open(world: &World, date: usize) -> Office {
        let programme = Programme::from_json(&world.document(date).to_string()).unwrap();
        let mut log = EvidenceLog::new(&programme);
        log.read_json(&serde_json::to_string(&world.evidence).unwrap()).unwrap();
        let mut responses = ResponseLog::new(&programme);
        responses.read_json(&serde_json::to_string(&world.responses).unwrap()).unwrap();
        responses.add_evidence(&mut log, None);
        let assessment = programme.assess(&log, DATES[date].parse().unwrap());
        let (mut people, mut person) = (Vec::new(), 0);
        for (crowd, written) in world.crowds.iter().enumerate() {
            let profile = Profile::new(world, crowd, date);
            if world.section_of(crowd, date).is_none() {
                people.push(Vec::new());
                person += written.people;
                continue;
            }
            let of = (person..person + written.people).map(|at| {
                let found = assessment.person(&format!("p{at}")).unwrap();
                read_person(world, &profile, found)
            });
            people.push(of.collect());
            person += written.people;
        }
        Office { assessment, programme, log, responses, people }
    }
}

fn read_person(world: &World, profile: &Profile, found: PersonReadiness<'_>) -> Person {
    let explanation = found.explain();
    let place = |objective: &str| objective[1..].parse::<usize>().unwrap();
    let standings = explanation.objectives.iter().filter(|objective| profile.needs.contains_key(&place(&objective.objective)));
    let standings = standings.map(|objective| {
        let state = STATES.iter().position(|state| *state == objective.state.name()).unwrap();
        let standing = Standing {
            low: objective.readiness.low,
            high: objective.readiness.high,
            never: objective.shortfall.never_evidenced,
            state,
        };
        (place(&objective.objective), standing)
    });
    let person = Person { standings: standings.collect(), others: Vec::new() };
    // The attacker's formulas are the library's.
    assert_eq!(person.standings.len(), profile.needs.len(), "seed {}: {:?}", world.seed, explanation);
    if let (Some(range), Some(verdict)) = (found.readiness(), found.verdict()) {
        let value = |measure| profile.value(&person, measure).unwrap();
        let low = value(super::person::Measure::ReadyLow);
        assert!((low - range.low).abs() < 1e-9, "seed {}: readiness {low} of {range:?}", world.seed);
        let at = VERDICTS.iter().position(|name| *name == verdict.name()).unwrap();
        assert_eq!(value(super::person::Measure::Verdict(at)), 1.0, "seed {}: {verdict:?} {explanation:?}", world.seed);
        for objective in &explanation.objectives {
            if let Some(gap) = profile.value(&person, super::person::Measure::Gap(place(&objective.objective))) {
                assert!((gap - objective.gap).abs() < 1e-9, "seed {}: gap {gap} of {objective:?}", world.seed);
            }
        }
    }
    person
}
