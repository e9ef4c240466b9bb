//! What people answer, and what their leaders do.

use super::catalogue::objective;
use super::sections::SECTIONS;
use super::staff::{Person, Staff};
use super::{Purpose, Rng};
use paratus::Date;
use paratus::document::Aspect;
use std::fmt::Write;

/// Items of the self-check, and the objective each measures.
pub(crate) const SELF_CHECK: [(&str, &str); 6] = [
    ("say-why", "why-km"),
    ("say-benefits", "short-term-benefits"),
    ("share", "sharing-habits"),
    ("file", "name-and-file"),
    ("search", "search-before-write"),
    ("read", "intranet-reading"),
];

/// What the self-check asks beside ability: the item, the objective it is about, what is asked of it, and how far the
/// average person leans to the top of the scale.
///
/// Filing and searching matter most to people, more than they say they can. In filing some fall far short, in searching
/// nearly everyone a little: so the two ways of ranking needs do not agree on which comes first.
pub(crate) const WEIGHED: [(&str, &str, Aspect, f64); 12] = [
    ("say-why-matters", "why-km", Aspect::Importance, 0.62),
    (
        "say-benefits-matters",
        "short-term-benefits",
        Aspect::Importance,
        0.66,
    ),
    ("share-matters", "sharing-habits", Aspect::Importance, 0.82),
    ("file-matters", "name-and-file", Aspect::Importance, 0.90),
    (
        "search-matters",
        "search-before-write",
        Aspect::Importance,
        0.70,
    ),
    ("read-matters", "intranet-reading", Aspect::Importance, 0.58),
    ("share-hard", "sharing-habits", Aspect::Difficulty, 0.66),
    ("file-hard", "name-and-file", Aspect::Difficulty, 0.34),
    (
        "search-hard",
        "search-before-write",
        Aspect::Difficulty,
        0.58,
    ),
    ("share-often", "sharing-habits", Aspect::Frequency, 0.38),
    ("file-often", "name-and-file", Aspect::Frequency, 0.92),
    (
        "search-often",
        "search-before-write",
        Aspect::Frequency,
        0.70,
    ),
];

/// Items of the pulse: how much easier than the average person's mood each is to agree with, and whether it is reversed.
pub(crate) const PULSE: [(&str, f64, bool); 9] = [
    ("worth-it", 0.08, false),
    ("would-keep", 0.04, false),
    ("extra-load", -0.02, true),
    ("backed", 0.06, false),
    ("stage-awareness", 0.34, false),
    ("stage-desire", 0.20, false),
    ("stage-knowledge", 0.16, false),
    ("stage-ability", 0.06, false),
    ("stage-reinforcement", -0.04, false),
];

/// One person's self-check.
pub(crate) struct SelfCheck {
    /// Place of the person in the staff.
    pub(crate) person: usize,
    /// The day they answered.
    pub(crate) date: Date,
    /// Place of the item in [`SELF_CHECK`] and the answer, 1 to 5.
    answers: Vec<(usize, usize)>,
}

impl SelfCheck {
    /// Objective and answer of each item that was answered.
    pub(crate) fn evidence(&self) -> impl Iterator<Item = (usize, usize)> {
        self.answers
            .iter()
            .filter_map(|&(item, answer)| Some((objective(SELF_CHECK[item].1)?, answer)))
    }

    /// How well they say they do it.
    fn ability(&self, measures: &str) -> Option<usize> {
        self.answers
            .iter()
            .find(|(item, _)| SELF_CHECK[*item].1 == measures)
            .map(|(_, answer)| *answer)
    }
}

/// The self-checks, in the order of the staff. Asked is only what the person needs.
pub(crate) fn self_checks(
    staff: &Staff,
    needs: &[Vec<(usize, usize)>],
    seed: u64,
    as_of: Date,
) -> Vec<SelfCheck> {
    let mut all = Vec::new();
    for (index, (person, needs)) in staff.people.iter().zip(needs).enumerate() {
        let mut rng = Rng::new(seed, Purpose::Voice, index);
        let date = as_of.plus_days(-rng.between(60, 150));
        if person.unreached
            || !employed(person, date)
            || !rng.chance(0.45 + 0.4 * person.engagement)
        {
            continue;
        }
        let mut answers = Vec::new();
        for (item, (_, measures)) in SELF_CHECK.iter().enumerate() {
            let needed = needs
                .iter()
                .any(|(need, _)| Some(*need) == objective(measures));
            if needed && rng.chance(0.95) {
                answers.push((
                    item,
                    likert(
                        0.2 + 0.35 * person.skill + 0.4 * person.engagement,
                        &mut rng,
                    ),
                ));
            }
        }
        all.push(SelfCheck {
            person: index,
            date,
            answers,
        });
    }
    all
}

/// `responses.csv`: the self-checks and one wave of the pulse, with a few items left out.
pub(crate) fn responses(staff: &Staff, answers: &[SelfCheck], seed: u64, as_of: Date) -> String {
    let mut text = String::from("respondent,instrument,item,answer,date,section\n");
    for check in answers {
        let person = &staff.people[check.person];
        for &(item, answer) in &check.answers {
            let section = SECTIONS[person.section].id;
            let (item, _) = SELF_CHECK[item];
            let _ = writeln!(
                text,
                "{},self-check,{item},{answer},{},{section}",
                person.id, check.date
            );
        }
        // What it weighs is asked of the same things, on the same day.
        let mut rng = Rng::new(seed ^ 0x77656967686564, Purpose::Voice, check.person);
        for (item, measures, _, leaning) in WEIGHED {
            if let Some(able) = check.ability(measures)
                && rng.chance(0.96)
            {
                // Of searching nearly everyone sees that they fall a little short.
                let short = item == "search-matters" && rng.chance(0.75);
                let answer = if short {
                    (able + 1).min(5)
                } else {
                    likert(leaning, &mut rng)
                };
                let section = SECTIONS[person.section].id;
                let _ = writeln!(
                    text,
                    "{},self-check,{item},{answer},{},{section}",
                    person.id, check.date
                );
            }
        }
    }
    for (index, person) in staff.people.iter().enumerate() {
        let mut rng = Rng::new(seed ^ 0x70756c7365, Purpose::Voice, index);
        let date = as_of.plus_days(-rng.between(12, 33));
        if !employed(person, date) || !rng.chance(0.5 + 0.35 * person.engagement) {
            continue;
        }
        for (item, ease, reversed) in PULSE {
            if rng.chance(0.03) {
                continue;
            }
            let agree = likert(attitude(person.engagement) + ease, &mut rng);
            let answer = if reversed { 6 - agree } else { agree };
            let _ = writeln!(
                text,
                "{},pulse,{item},{answer},{date},{}",
                person.id, SECTIONS[person.section].id
            );
        }
    }
    text
}

/// `acts.csv`: a sponsor, messages of the heads, time released and training attended by those who lead sections.
///
/// The last time was released long enough ago that a gate which asks for the last 90 days stays shut: an honest picture of
/// a programme in its second year.
pub(crate) fn acts(
    staff: &Staff,
    attended: &[(usize, Date, String)],
    seed: u64,
    as_of: Date,
) -> String {
    let mut acts: Vec<(Date, &str, usize, String)> = Vec::new();
    let leaders: Vec<usize> = (0..staff.people.len())
        .filter(|index| staff.people[*index].leader)
        .collect();
    let head =
        |index: &&usize| SECTIONS[staff.people[**index].section].led_by == "head-of-department";
    // In a very small sample nobody heads a department; then anyone who leads is the sponsor.
    if let Some(&sponsor) = leaders.iter().find(head).or(leaders.first()) {
        let named = as_of.plus_days(-560);
        acts.push((
            named,
            "sponsor-named",
            sponsor,
            format!("order {}/31", named.ymd().0),
        ));
        for (number, days) in [525, 330, 214, 92].into_iter().enumerate() {
            acts.push((
                as_of.plus_days(-days),
                "message-sent",
                sponsor,
                format!("circular {}", number + 1),
            ));
        }
    }
    for &leader in &leaders {
        let mut rng = Rng::new(seed, Purpose::Act, leader);
        let commitment = staff.people[leader].engagement + 0.2;
        for (from, to) in [(400, 300), (220, 101)] {
            if rng.chance(commitment) {
                let date = as_of.plus_days(-rng.between(to, from));
                acts.push((
                    date,
                    "time-released",
                    leader,
                    "roster of the section".to_owned(),
                ));
            }
        }
        if rng.chance(commitment) {
            acts.push((
                as_of.plus_days(-rng.between(6, 120)),
                "tool-used",
                leader,
                "log of the tool".to_owned(),
            ));
        }
    }
    // Of each leader the last session counts as seen: records come person by person.
    for group in attended.chunk_by(|a, b| a.0 == b.0) {
        if let Some((leader, date, session)) = group.iter().max_by_key(|(_, date, _)| *date) {
            acts.push((*date, "training-attended", *leader, session.clone()));
        }
    }
    acts.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
    let mut text = String::from("act,actor,date,evidence\n");
    for (date, act, actor, evidence) in acts {
        let _ = writeln!(text, "{act},{},{date},{evidence}", staff.people[actor].id);
    }
    text
}

/// How far someone leans to agree. People differ less in what they think of a change than in how far they take part in it:
/// most sections, and the whole, agree enough for one figure to speak for them. Finance does not.
fn attitude(engagement: f64) -> f64 {
    0.62 + 0.85 * (engagement - 0.62)
}

fn employed(person: &Person, date: Date) -> bool {
    person.joined <= date && person.left.is_none_or(|left| date <= left)
}

/// An answer from 1 to 5 about a leaning in [0, 1].
fn likert(leaning: f64, rng: &mut Rng) -> usize {
    let shown = (leaning + 0.55 * (rng.normal() - 0.5)).clamp(0.0, 1.0);
    (1.0 + shown * 4.0).round() as usize
}
