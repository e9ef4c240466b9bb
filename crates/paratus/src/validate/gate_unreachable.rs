//! `GATE_UNREACHABLE`: a gate asks for what cannot happen.

use super::{Context, condition_keys, context};
use crate::disclosure::holders_of_units;
use crate::document::{ConditionDoc, Scope, Subject};
use crate::finding::describe;
use crate::model::NONE;
use crate::population::Population;
use crate::{Code, Finding, Track};

/// Reports gates of no clear form and conditions that nobody could ever meet. Names that do not exist are
/// `UNKNOWN_REFERENCE`, numbers below their range `VALUE_OUT_OF_RANGE`.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (at, phase) in cx.document.phases.iter().enumerate() {
        if let Some(gate) = &phase.gate {
            let count = gate.at_least.map(|count| count as f64);
            form(
                &format!("phases[{at}].gate"),
                "gate",
                context::lists(gate),
                count,
                out,
            );
        }
    }
    for (_, path, condition) in cx
        .nodes()
        .into_iter()
        .filter(|(_, _, condition)| context::is_group(condition))
    {
        group(&path, condition, out);
    }
    for (phase, path, condition) in cx.conditions() {
        kind(&path, condition, out);
        fractions(&path, condition, out);
        readiness(cx, &path, condition, out);
        holders(cx, &path, condition, out);
        surveys(cx, &path, condition, out);
        earlier_phase(cx, phase, &path, condition, out);
    }
}

/// A finding of the code with this sentence and help.
macro_rules! unreachable {
    ($path:expr, $help:expr, $($sentence:tt)+) => {
        describe!(Code::GateUnreachable, $path, $($sentence)+).help($help)
    };
}

/// Exactly one of `all`, `any` and `at_least` with `of`, in a gate and in a group of conditions.
fn form(
    path: &str,
    what: &str,
    lists: [(&str, &[ConditionDoc]); 3],
    at_least: Option<f64>,
    out: &mut Vec<Finding>,
) {
    const FORMS: &str = "write one of `all`, `any`, and `at_least` with `of`";
    let written: Vec<(&str, usize)> = lists
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(name, list)| (name, list.len()))
        .collect();
    match (written.as_slice(), at_least) {
        ([], _) => out.push(unreachable!(
            path.to_owned(),
            FORMS,
            NoConditions { what: what }
        )),
        ([_, _, ..], _) => {
            let keys: Vec<&str> = written.iter().map(|(name, _)| *name).collect();
            out.push(unreachable!(
                path.to_owned(),
                FORMS,
                SeveralForms {
                    what: what,
                    keys: keys
                }
            ));
        }
        ([("of", _)], None) => {
            let help = "say how many of them must hold, or write `all` or `any`";
            out.push(unreachable!(
                format!("{path}.of"),
                help,
                OfWithoutCount { what: what }
            ));
        }
        ([("of", of)], Some(count)) if count > *of as f64 => {
            out.push(unreachable!(
                format!("{path}.at_least"),
                format!("write at most {of}"),
                MoreThanListed {
                    what: what,
                    asked: count,
                    listed: *of
                }
            ));
        }
        ([(list @ ("all" | "any"), _)], Some(_)) => {
            out.push(unreachable!(
                format!("{path}.at_least"),
                format!("write `of` in place of `{list}`"),
                CountBesideList {
                    what: what,
                    list: *list
                }
            ));
        }
        _ => {}
    }
}

/// A group of conditions is nothing else.
fn group(path: &str, condition: &ConditionDoc, out: &mut Vec<Finding>) {
    form(
        path,
        "group",
        context::groups_in(condition),
        condition.at_least,
        out,
    );
    let kinds: Vec<&str> = condition_keys::kinds(condition).collect();
    if !kinds.is_empty() {
        let help = format!(
            "write {} as a condition of the group",
            context::list(kinds.iter().copied())
        );
        out.push(unreachable!(
            path.to_owned(),
            help,
            GroupWithKinds { keys: kinds }
        ));
    }
}

/// Exactly one kind.
fn kind(path: &str, condition: &ConditionDoc, out: &mut Vec<Finding>) {
    let kinds: Vec<&str> = condition_keys::kinds(condition).collect();
    let help = || format!("write exactly one of {}", condition_keys::all_kinds());
    match kinds.as_slice() {
        [_] => {}
        [] if condition.within_days.is_some() => {
            out.push(unreachable!(
                path.to_owned(),
                "list the `acts` it asks for", NoActListed
            ));
        }
        [] => out.push(unreachable!(path.to_owned(), help(), ConditionOfNothing)),
        several => {
            out.push(unreachable!(
                path.to_owned(),
                help(),
                SeveralKinds {
                    keys: several.to_vec()
                }
            ));
        }
    }
}

/// No fraction is above 1.
fn fractions(path: &str, condition: &ConditionDoc, out: &mut Vec<Finding>) {
    let at_least = condition.at_least.filter(|_| condition.holders.is_none());
    for (key, value) in [("at_least", at_least), ("share", condition.share)] {
        if let Some(value) = value.filter(|value| *value > 1.0) {
            let help = if value > 1.0 && value <= 100.0 {
                format!("write a fraction: {} for {value}%", value / 100.0)
            } else {
                "write a fraction, at most 1".to_owned()
            };
            out.push(unreachable!(
                format!("{path}.{key}"),
                help,
                FractionAboveOne {
                    key: key,
                    value: value
                }
            ));
        }
    }
}

/// Somebody must need something in the track.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn readiness(cx: &Context<'_>, path: &str, condition: &ConditionDoc, out: &mut Vec<Finding>) {
    let Some(subject) = condition.readiness else {
        return;
    };
    let tracks: &[Track] = match subject {
        Subject::People => &[Track::People],
        Subject::Process => &[Track::Process],
        Subject::Technology => &[Track::Technology],
        Subject::All => &Track::ALL,
    };
    let model = cx.model;
    let required = if model.people.len() > 0 {
        model
            .profiles
            .iter()
            .any(|profile| tracks.iter().any(|&track| profile.has(track)))
    } else {
        (0..model.objectives.len()).any(|objective| {
            cx.needed[objective].is_some() && tracks.contains(&model.objectives[objective].track)
        })
    };
    if !required {
        let (path, help) = (format!("{path}.readiness"), "add requirements to roles");
        let track = tracks.first().filter(|_| subject != Subject::All);
        out.push(match (model.people.len() > 0, track) {
            (true, None) => unreachable!(path, help, NobodyNeedsAnything),
            (true, Some(&track)) => unreachable!(path, help, NobodyNeedsTrack { track: track }),
            (false, None) => unreachable!(path, help, NoRoleRequiresAnything),
            (false, Some(&track)) => unreachable!(path, help, NoRoleRequiresTrack { track: track }),
        });
    }
}

/// There must be this many people who need the objective.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn holders(cx: &Context<'_>, path: &str, condition: &ConditionDoc, out: &mut Vec<Finding>) {
    let Some((id, objective)) = condition
        .holders
        .as_ref()
        .and_then(|id| Some((id, cx.model.objective_ids.index(id)?)))
    else {
        return;
    };
    let model = cx.model;
    let people = &model.people;
    if people.len() == 0 {
        if cx.needed[objective].is_none() {
            out.push(unreachable!(
                format!("{path}.holders"),
                "add it to the roles it is for",
                HoldersNotRequired { objective: id }
            ));
        }
        return;
    }
    let needs: Vec<bool> = model
        .profiles
        .iter()
        .map(|profile| profile.slots[objective] != NONE)
        .collect();
    let all: usize = cx
        .groups
        .iter()
        .zip(&needs)
        .filter(|(_, needs)| **needs)
        .map(|(group, _)| group.people)
        .sum();
    if all == 0 {
        out.push(unreachable!(
            format!("{path}.holders"),
            "add it to the roles it is for",
            HoldersNotNeeded { objective: id }
        ));
        return;
    }
    let Some(asked) = condition.at_least.filter(|asked| asked.is_finite()) else {
        return;
    };
    // Sections with their parts, as the condition is held against them.
    let population = Population::new(model, context::date(cx));
    let counts: Vec<(Option<usize>, u64)> = holders_of_units(model, &population, condition);
    let unit = match condition.per {
        Some(Scope::Section) => "section",
        Some(Scope::Role) => "role",
        Some(Scope::Organisation) | None => "",
    };
    // Findings are in every answer: counts of too few people are left out.
    let reported = |count: usize| count >= model.rules.min_cell as usize;
    let help = |most: usize| {
        if reported(most) {
            format!("write at most {most}")
        } else {
            "ask for fewer".to_owned()
        }
    };
    let place = format!("{path}.at_least");
    if unit.is_empty() {
        if asked > all as f64 {
            out.push(if reported(all) {
                unreachable!(
                    place,
                    help(all),
                    HoldersAboveNeed {
                        asked: asked,
                        objective: id,
                        people: all
                    }
                )
            } else {
                unreachable!(
                    place,
                    help(all),
                    HoldersAboveFew {
                        asked: asked,
                        objective: id
                    }
                )
            });
        }
        return;
    }
    let short = counts
        .iter()
        .filter(|(_, count)| asked > *count as f64)
        .count();
    let smallest = counts
        .iter()
        .filter_map(|(at, count)| Some((*count as usize, (*at)?)))
        .min();
    if let (Some((count, at)), true) = (smallest, short > 0) {
        let name = if unit == "section" {
            &model.sections[at].id
        } else {
            &model.roles[at].id
        };
        out.push(if reported(count) {
            unreachable!(
                place,
                help(count),
                HoldersAboveNeedIn {
                    asked: asked,
                    objective: id,
                    unit: unit,
                    people: count,
                    name: name,
                    units: short
                }
            )
        } else {
            unreachable!(
                place,
                help(count),
                HoldersAboveFewIn {
                    asked: asked,
                    objective: id,
                    unit: unit,
                    name: name,
                    units: short
                }
            )
        });
    } else if asked > all as f64 {
        out.push(if reported(all) {
            unreachable!(
                place,
                help(all),
                HoldersAboveNeedPer {
                    asked: asked,
                    objective: id,
                    unit: unit,
                    people: all
                }
            )
        } else {
            unreachable!(
                place,
                help(all),
                HoldersAboveFewPer {
                    asked: asked,
                    objective: id,
                    unit: unit
                }
            )
        });
    }
}

/// There must be questions, and people enough to answer them.
fn surveys(cx: &Context<'_>, path: &str, condition: &ConditionDoc, out: &mut Vec<Finding>) {
    for (key, instrument) in [
        ("buy_in", &condition.buy_in),
        ("agreement", &condition.agreement),
    ] {
        let written = instrument.as_ref().and_then(|id| {
            cx.document
                .instruments
                .get(cx.instruments.place(id).unwrap_or(usize::MAX))
        });
        if let Some(written) = written.filter(|written| written.items.is_empty()) {
            out.push(unreachable!(
                format!("{path}.{key}"),
                "add items to the instrument",
                InstrumentWithoutItems {
                    instrument: &written.id
                }
            ));
        }
    }
    let staff = cx.model.people.len();
    if let Some(asked) = condition
        .respondents
        .filter(|&asked| staff > 0 && asked as usize > staff)
    {
        out.push(unreachable!(
            format!("{path}.respondents"),
            format!("write at most {staff}"),
            MoreRespondentsThanPeople {
                asked: asked,
                people: staff
            }
        ));
    }
}

/// A phase can wait only for what comes before it.
fn earlier_phase(
    cx: &Context<'_>,
    phase: usize,
    path: &str,
    condition: &ConditionDoc,
    out: &mut Vec<Finding>,
) {
    let Some((id, named)) = condition
        .phase
        .as_ref()
        .and_then(|id| Some((id, cx.phases.place(id)?)))
    else {
        return;
    };
    if named >= phase {
        let (path, help) = (format!("{path}.phase"), "name an earlier phase");
        out.push(if named == phase {
            unreachable!(path, help, GateOfItself { phase: id })
        } else {
            unreachable!(path, help, GateOfLaterPhase { phase: id })
        });
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        objectives = [
            { id = "why", track = "people" }, { id = "how", track = "process" }, { id = "idle", track = "technology" },
        ]
        sections = [{ id = "a" }, { id = "b" }]
        roles = [{ id = "r", requires = [{ objective = "why" }] }, { id = "s", requires = [{ objective = "how" }] }]
        instruments = [{ id = "pulse", items = [{ id = "q", measures = "buy-in" }] }, { id = "void", items = [] }]
        people = [
            { id = "p1", section = "a", roles = ["r"] },
            { id = "p2", section = "a", roles = ["r", "s"] },
            { id = "p3", section = "b", roles = ["r"] },
        ]
    "#;

    fn gate(gate: &str) -> Vec<String> {
        messages_of(
            check,
            &format!(
                "{OUTLINE}phases = [{{ id = \"one\" }}, {{ id = \"two\", gate = {gate} }}, {{ id = \"three\" }}]"
            ),
        )
    }

    fn all(condition: &str) -> Vec<String> {
        gate(&format!("{{ all = [{condition}] }}"))
    }

    #[test]
    fn what_can_happen_is_silent() {
        for condition in [
            "{ readiness = \"people\", at_least = 1, share = 1 }",
            "{ readiness = \"all\" }",
            "{ holders = \"why\", per = \"section\", at_least = 1 }",
            "{ holders = \"how\", per = \"section\", at_least = 1 }",
            "{ holders = \"why\", per = \"role\", at_least = 3 }",
            "{ holders = \"why\", at_least = 3 }",
            "{ buy_in = \"pulse\", at_least = 0.6, respondents = 3 }",
            "{ acts = [\"sponsor-named\"] }",
            "{ balance = 0.1 }",
            "{ phase = \"one\", share = 0.5 }",
        ] {
            assert_eq!(all(condition), Vec::<String>::new(), "{condition}");
        }
        assert!(gate("{ at_least = 1, of = [{ balance = 0.1 }, { phase = \"one\" }] }").is_empty());
        assert!(
            all("{ any = [{ balance = 0.1 }, { at_least = 1, of = [{ phase = \"one\" }] }] }")
                .is_empty()
        );
    }

    #[test]
    fn groups_are_looked_into() {
        let one = "phases[1].gate.all[0]";
        for (written, expected) in [
            (
                "{ any = [{ holders = \"why\", at_least = 4 }] }",
                format!(
                    "{one}.any[0].at_least: the condition asks for 4 people ready in `why`, but fewer need it | ask for fewer"
                ),
            ),
            (
                "{ all = [{ any = [{ phase = \"three\" }] }] }",
                format!(
                    "{one}.all[0].any[0].phase: the gate waits for phase `three`, which comes later | name an earlier phase"
                ),
            ),
            (
                "{ at_least = 3, of = [{ balance = 0.1 }, { phase = \"one\" }] }",
                format!("{one}.at_least: the group asks for 3 conditions of 2 | write at most 2"),
            ),
            (
                "{ balance = 0.2, any = [{ phase = \"one\" }] }",
                format!(
                    "{one}: the condition is a group, and about `balance` too, which would not be looked at | write `balance` as a condition of the group"
                ),
            ),
        ] {
            assert_eq!(all(written), [expected], "{written}");
        }
    }

    #[test]
    fn conditions_that_cannot_hold_are_found() {
        for (condition, expected) in [
            (
                "{ readiness = \"technology\" }",
                ".readiness: the condition asks for readiness, but nobody needs anything in the technology track | add requirements to roles",
            ),
            (
                "{ holders = \"idle\" }",
                ".holders: the condition asks for people ready in `idle`, but nobody needs it | add it to the roles it is for",
            ),
            (
                "{ holders = \"how\", per = \"role\", at_least = 2 }",
                ".at_least: the condition asks for 2 people ready in `how` per role, but fewer need it in `s` | ask for fewer",
            ),
            // Each section is held to it by itself.
            (
                "{ holders = \"why\", per = \"section\", at_least = 2 }",
                ".at_least: the condition asks for 2 people ready in `why` per section, but fewer need it in `b` | ask for fewer",
            ),
            (
                "{ holders = \"why\", at_least = 4 }",
                ".at_least: the condition asks for 4 people ready in `why`, but fewer need it | ask for fewer",
            ),
            (
                "{ readiness = \"people\", share = 80 }",
                ".share: `share` asks for 80, and 1 is all | write a fraction: 0.8 for 80%",
            ),
            (
                "{ buy_in = \"pulse\", at_least = 1.5 }",
                ".at_least: `at_least` asks for 1.5, and 1 is all | write a fraction: 0.015 for 1.5%",
            ),
            (
                "{ buy_in = \"void\" }",
                ".buy_in: the condition asks for answers to `void`, which has no items | add items to the instrument",
            ),
            (
                "{ agreement = \"pulse\", respondents = 4 }",
                ".respondents: the condition asks for 4 respondents, and there are 3 people | write at most 3",
            ),
            (
                "{ phase = \"two\" }",
                ".phase: the gate of phase `two` waits for the phase itself | name an earlier phase",
            ),
            (
                "{ phase = \"three\" }",
                ".phase: the gate waits for phase `three`, which comes later | name an earlier phase",
            ),
            (
                "{ acts = [], within_days = 9 }",
                ": the condition lists no act | list the `acts` it asks for",
            ),
            (
                "{ balance = 0.1, phase = \"one\" }",
                ": the condition is about `balance` and `phase` at once | write exactly one of `readiness`, `holders`, `buy_in`, `agreement`, `acts`, `balance` and `phase`",
            ),
            (
                "{ at_least = 0.1 }",
                ": the condition says nothing that could hold | write exactly one of `readiness`, `holders`, `buy_in`, `agreement`, `acts`, `balance` and `phase`",
            ),
        ] {
            assert_eq!(
                all(condition),
                [format!("phases[1].gate.all[0]{expected}")],
                "{condition}"
            );
        }
    }

    #[test]
    fn units_that_may_be_reported_of_are_counted() {
        let person = |n| format!("{{ id = \"q{n}\", section = \"a\", roles = [\"s\"] }},");
        let people: String = (0..11).map(person).collect();
        let outline = OUTLINE.replace("people = [", &format!("people = [{people}"));
        let asked = |per: &str| {
            let gate =
                format!("{{ all = [{{ holders = \"how\", per = \"{per}\", at_least = 13 }}] }}");
            messages_of(
                check,
                &format!("{outline}phases = [{{ id = \"one\", gate = {gate} }}]"),
            )
        };
        let place =
            "phases[0].gate.all[0].at_least: the condition asks for 13 people ready in `how`";
        for (per, unit) in [
            ("section", " in `a`"),
            ("role", " in `s`"),
            ("organisation", ""),
        ] {
            let per_unit = if unit.is_empty() {
                String::new()
            } else {
                format!(" per {per}")
            };
            let expected =
                format!("{place}{per_unit}, but only 12 people need it{unit} | write at most 12");
            assert_eq!(asked(per), [expected]);
        }
    }

    #[test]
    fn gates_of_no_form_are_found() {
        let forms = "write one of `all`, `any`, and `at_least` with `of`";
        for (written, expected) in [
            ("{}", format!("phases[1].gate: the gate has no conditions | {forms}")),
            (
                "{ all = [{ balance = 0.1 }], any = [{ balance = 0.2 }] }",
                format!("phases[1].gate: the gate has `all` and `any`, but one of them is meant | {forms}"),
            ),
            (
                "{ of = [{ balance = 0.1 }] }",
                "phases[1].gate.of: the gate has `of` without `at_least` | say how many of them must hold, or write `all` or `any`".to_owned(),
            ),
            (
                "{ at_least = 2, of = [{ balance = 0.1 }] }",
                "phases[1].gate.at_least: the gate asks for 2 conditions of 1 | write at most 1".to_owned(),
            ),
            (
                "{ at_least = 1, all = [{ balance = 0.1 }] }",
                "phases[1].gate.at_least: the gate has `at_least` beside `all` | write `of` in place of `all`".to_owned(),
            ),
        ] {
            assert_eq!(gate(written), [expected], "{written}");
        }
    }
}
