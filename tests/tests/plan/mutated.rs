//! A plan in which something is wrong is refused, by the rule that it breaks.

use crate::world::{office, quick};
use paratus::document::Half;
use paratus::plan::{Plan, PlanOptions, PlanRule};

/// Something done to a plan, and the rule that it breaks.
type Mutation = (&'static str, PlanRule, fn(&mut Plan));

fn at(plan: &Plan, activity: &str, nth: usize) -> usize {
    let own = plan
        .sessions
        .iter()
        .enumerate()
        .filter(|(_, session)| session.activity == activity);
    own.map(|(at, _)| at).nth(nth).expect("such a session")
}

const MUTATIONS: &[Mutation] = &[
    ("everyone at once", PlanRule::Absence, |plan| {
        let (one, two) = (at(plan, "lab", 0), at(plan, "lab", 1));
        (plan.sessions[two].start, plan.sessions[two].end) =
            (plan.sessions[one].start, plan.sessions[one].end);
        let (three, one) = (at(plan, "lab", 2), plan.sessions[one].clone());
        (plan.sessions[three].start, plan.sessions[three].end) = (one.start, one.end);
    }),
    ("a Sunday", PlanRule::Calendar, |plan| {
        let lab = at(plan, "lab", 0);
        let sunday = "2027-04-04".parse().unwrap();
        (plan.sessions[lab].start, plan.sessions[lab].end) = (sunday, sunday);
    }),
    ("a longer session", PlanRule::Calendar, |plan| {
        let walk = at(plan, "walk", 0);
        plan.sessions[walk].half = Half::Morning;
        plan.sessions[walk].end_half = Half::Afternoon;
    }),
    ("another phase", PlanRule::Calendar, |plan| {
        plan.sessions[0].phase = Some("two".to_owned());
    }),
    ("a cost that is not", PlanRule::Figures, |plan| {
        plan.cost -= 400.0;
    }),
    ("hours that are not", PlanRule::Figures, |plan| {
        plan.hours.people += 3.0;
    }),
    ("a bound above the cost", PlanRule::Figures, |plan| {
        plan.lower_bound = Some(plan.cost + 1.0);
    }),
    ("the same twice", PlanRule::DoubleBooked, |plan| {
        let (one, two) = (at(plan, "lab", 0), at(plan, "lab", 1));
        let person = plan.sessions[one].people[0].clone();
        plan.sessions[two].people.push(person);
    }),
    ("a need forgotten", PlanRule::Needs, |plan| {
        let lab = at(plan, "lab", 0);
        plan.sessions[lab].people.pop();
    }),
    ("a need unmet that is met", PlanRule::Needs, |plan| {
        let mut text = serde_json::to_value(&*plan).unwrap();
        text["unplaced"] = serde_json::json!([{ "person": "p-03", "objective": "why", "level": null, "activity": null,
            "cause": "window" }]);
        *plan = Plan::from_json(&text.to_string()).unwrap();
    }),
    ("the lab before the walk", PlanRule::Order, |plan| {
        let lab = at(plan, "lab", 0);
        let early = "2027-03-15".parse().unwrap();
        (plan.sessions[lab].start, plan.sessions[lab].end) = (early, early);
    }),
    ("a pinned session moved", PlanRule::Pinned, |plan| {
        let kick_off = plan
            .sessions
            .iter_mut()
            .find(|session| session.session == "kick-off")
            .unwrap();
        (kick_off.half, kick_off.end_half) = (Half::Morning, Half::Morning);
    }),
    ("a stranger", PlanRule::Reference, |plan| {
        let lab = at(plan, "lab", 0);
        "p-99".clone_into(&mut plan.sessions[lab].people[0]);
    }),
    ("no such activity", PlanRule::Reference, |plan| {
        "tlak".clone_into(&mut plan.sessions[0].activity);
    }),
    ("no such room", PlanRule::Reference, |plan| {
        plan.sessions[0].room = Some("cellar".to_owned());
    }),
    ("another programme", PlanRule::Reference, |plan| {
        "other".clone_into(&mut plan.programme);
    }),
    ("no room", PlanRule::Room, |plan| {
        let lab = at(plan, "lab", 0);
        plan.sessions[lab].room = None;
    }),
    ("one room twice", PlanRule::Room, |plan| {
        let (one, two) = (at(plan, "lab", 0), at(plan, "lab", 1));
        let first = plan.sessions[one].clone();
        let second = &mut plan.sessions[two];
        (second.start, second.end, second.room) = (first.start, first.end, first.room);
    }),
    ("too many in a room", PlanRule::Seats, |plan| {
        let lab = at(plan, "lab", 0);
        plan.sessions[lab].seats = 2;
    }),
    (
        "more seats than the activity has",
        PlanRule::Seats,
        |plan| {
            let lab = at(plan, "lab", 0);
            plan.sessions[lab].seats = 6;
        },
    ),
    ("too few people", PlanRule::Seats, |plan| {
        let lab = at(plan, "lab", 0);
        plan.sessions[lab].people.truncate(1);
    }),
    ("another's trainer", PlanRule::Trainer, |plan| {
        let lab = at(plan, "lab", 0);
        plan.sessions[lab].trainer = Some("t-people".to_owned());
    }),
    ("no trainer", PlanRule::Trainer, |plan| {
        let lab = at(plan, "lab", 0);
        plan.sessions[lab].trainer = None;
    }),
    ("something that nobody needs", PlanRule::Unneeded, |plan| {
        let mut text = serde_json::to_value(&*plan).unwrap();
        text["self_paced"] = serde_json::json!([{ "activity": "read", "from": "2027-03-15", "until": "2027-03-31",
            "hours": 2.0, "mode": "self-study", "people": ["p-03"], "phase": "two", "title": "read",
            "reason": { "date": "earliest", "needs": [] } }]);
        *plan = Plan::from_json(&text.to_string()).unwrap();
    }),
];

fn rules(assessment: &paratus::Assessment, plan: &Plan) -> Vec<PlanRule> {
    plan.verify(assessment)
        .into_iter()
        .map(|violation| violation.rule)
        .collect()
}

#[test]
fn every_rule_finds_its_mistake() {
    let (_, assessment) = office().assess();
    let options = PlanOptions {
        refresh: false,
        ..quick()
    };
    let plan = assessment.plan(&options).expect("a plan");
    assert_eq!(plan.verify(&assessment), []);
    for (name, rule, mutate) in MUTATIONS {
        let mut other = plan.clone();
        mutate(&mut other);
        assert!(other != plan, "{name} changes something");
        let found = rules(&assessment, &other);
        assert!(
            found.contains(rule),
            "{name}: {rule:?} is not among {found:?}"
        );
    }
    let all = [
        PlanRule::Absence,
        PlanRule::Calendar,
        PlanRule::Figures,
        PlanRule::DoubleBooked,
        PlanRule::Needs,
        PlanRule::Order,
        PlanRule::Pinned,
        PlanRule::Reference,
        PlanRule::Room,
        PlanRule::Seats,
        PlanRule::Trainer,
        PlanRule::Unneeded,
    ];
    for rule in all {
        assert!(
            MUTATIONS.iter().any(|mutation| mutation.1 == rule),
            "no mistake is tried against {rule:?}"
        );
    }
}
